import itertools
from itertools import accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], initial=10)), list(accumulate([])))
print(list(chain([1], "ab", (2,))), list(chain.from_iterable([[1, 2], [3], []])), list(chain()))
print(list(combinations("abcd", 2)), list(combinations([1, 2], 3)), list(combinations([], 0)), list(combinations_with_replacement("ab", 2)))
print(list(permutations([1, 2, 3])), list(permutations("ab", 1)), len(list(permutations(range(5), 3))), list(permutations([], 0)), list(permutations([1], 2)))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product([1], [])), list(compress("abcd", [1, 0, 1])))
print(list(islice(count(5, 2), 3)), list(islice("abcdefg", 2, None, 2)), list(islice(cycle("ab"), 5)), list(islice(count(0.5, 0.5), 2)), list(islice([1, 2, 3], 0)))
it = iter(range(10)); print(list(islice(it, 2, 5)), next(it), list(islice(it, None)), next(count()))
print(list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, ""])))
print([(k, list(g)) for k, g in groupby("aabbbc")], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], [k for k, _ in groupby([1, 1, 2])])
groups = {}
for k, g in groupby(sorted(["apple", "bob", "cat", "alice"], key=lambda s: s[0]), key=lambda s: s[0]):
    groups[k] = list(g)
print(groups, list(pairwise([1, 2, 3])), list(pairwise([1])), list(repeat("x", 3)), list(starmap(pow, [(2, 3), (3, 2)])), list(starmap(lambda a, b: a + b, zip([1], [2]))))
a, b = tee([1, 2, 3]); print(next(a), list(b), list(a), next(a, "end"), len(tee("x", 3)))
print(list(zip_longest([1, 2], "a")), list(zip_longest([1], [2, 3], fillvalue=0)), list(zip_longest()), dict(zip("ab", count(1))), sum(islice(count(), 10)))
for n, c in zip(range(3), cycle("xy")):
    print(n, c, end=" ")
print(next(iter(chain([], [9]))), type(chain()), list(map(lambda t: t[0] * t[1], product([1, 2], [3]))), "".join(chain("ab", "c")))
def gen():
    yield 1
    yield 2
print(list(chain(gen(), gen())), list(accumulate(gen(), lambda a, b: a * 10 + b)), list(combinations(gen(), 2)), list(islice(gen(), 1)))
for f in [lambda: islice([1], -1), lambda: list(combinations([1], -1)), lambda: list(chain(5)), lambda: islice([1]), lambda: list(product([1], repeat=-1)), lambda: list(starmap(pow, [5])), lambda: list(takewhile(5, [1])), lambda: list(zip_longest([1], z=1)), lambda: next(iter(repeat(1, 0)))]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
final_return_value = [list(g) for _, g in groupby([1, 1, 2, 3, 3])]
