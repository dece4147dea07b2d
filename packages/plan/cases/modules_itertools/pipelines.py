import itertools as it
from itertools import accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest
orders = [("ann", "pen", 2), ("bob", "cup", 1), ("ann", "cup", 5), ("cay", "pen", 3), ("bob", "pen", 4)]
for name, group in groupby(sorted(orders), key=lambda order: order[0]):
    items = list(group)
    print(name, items, sum(n for _, _, n in items))
print({k: len(list(g)) for k, g in groupby("aaabbca")}, [(k, next(g)) for k, g in groupby([1, 1, 2])], [list(g) for _, g in groupby([1, 2, 4, 5, 7], lambda x, c=count(): x - next(c))])
print(list(accumulate([3, 1, 4, 1, 5])), list(accumulate([3, 1, 4], max)), list(accumulate([2, 3], lambda a, b: a * b, initial=10)), list(accumulate([])), list(accumulate("abc")), list(accumulate([], initial=1)))
print(list(chain([1], (2,), "ab", {5: 6})), list(chain.from_iterable([[1], [], [2, 3]])), list(islice(count(10, -3), 4)), list(islice("abcdefg", 1, None, 2)), list(islice(cycle("xy"), 5)), list(repeat("z", 2)), list(islice(count(0.5, 0.25), 3)))
print(list(compress("abcd", [1, 0, True, ""])), list(dropwhile(str.isdigit, "12a3")), list(takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(filterfalse(None, [0, 1, "", "a"])), list(starmap(pow, [(2, 3), (3, 2)])), list(starmap(lambda *a: sum(a), [(1, 2, 3), ()])))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("a", [])), len(list(product(range(3), repeat=3))))
print(list(permutations("abc", 2)), len(list(permutations(range(5)))), list(combinations("abcd", 2)), list(combinations([1, 2], 3)), list(combinations_with_replacement("ab", 2)), list(permutations([1], 0)), list(combinations([], 0)))
print(list(zip_longest([1, 2, 3], "a", fillvalue="-")), list(zip_longest()), list(pairwise([1, 4, 9])), list(pairwise("a")), list(zip(*[iter(range(7))] * 3)))
first, second = tee(x * x for x in range(4))
print(next(first), next(first), list(second), list(first), list(tee([1], 3)[2]))
for wrong in (lambda: list(islice([1], -1)), lambda: list(islice([1], 0, None, 0)), lambda: repeat("a", "b"), lambda: list(combinations([1], -1)), lambda: list(product([1], repeat=-1)), lambda: count("a"), lambda: next(chain()), lambda: list(accumulate([1, "a"])), lambda: list(starmap(pow, [1])), lambda: list(zip([1], 5)), lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: list(chain(5)), lambda: groupby(), lambda: tee([1], -1), lambda: list(cycle([])), lambda: list(permutations(5)), lambda: list(chain.from_iterable([1])), lambda: list(takewhile(1, [2])), lambda: list(zip_longest([1], fill=1)), lambda: pairwise(), lambda: list(compress([1]))):
    try:
        print(wrong())
    except (ValueError, TypeError, StopIteration) as error:
        print(type(error), error)
def chunks(values, size):
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk
print(list(chunks(range(7), 3)), [sum(c) for c in chunks([1, 2, 3], 2)])
def flatten(value):
    return chain.from_iterable(flatten(v) if isinstance(v, (list, tuple)) else [v] for v in value)
print(list(flatten([1, [2, (3, [4])], []])), repr(count(3)), repr(repeat(1, 2)), it.count(1, 2), type(chain()))
