from itertools import accumulate, chain, combinations, combinations_with_replacement, permutations, product, compress, islice, count, cycle, dropwhile, takewhile, filterfalse, groupby, pairwise, repeat, starmap, zip_longest, tee
print(list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b, initial=2)), list(chain("ab", [1])), list(chain.from_iterable(["ab", "c"])), list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)), list(permutations([1, 2, 3], 2)), list(product("ab", [1, 2])), list(product([0, 1], repeat=2)))
print(list(compress("abcd", [1, 0, 1, 0])), list(islice(count(5, 2), 3)), list(islice(cycle("ab"), 5)), list(dropwhile(lambda x: x < 3, [1, 3, 1])), list(takewhile(lambda x: x < 3, [1, 3, 1])), list(filterfalse(lambda x: x % 2, range(5))), [(k, list(g)) for k, g in groupby("aabbc")], list(islice("abcdef", 1, 5, 2)), list(pairwise("abc")), list(repeat("x", 2)), list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("ab", "c", fillvalue="-")))
a, b = tee([1, 2, 3]); print(next(a), list(b), list(a)); data = sorted([("x", 1), ("y", 2), ("x", 3)]); print({k: [v for _, v in g] for k, g in groupby(data, key=lambda t: t[0])}, list(islice(count(1.5, 0.5), 2)))
for f in [lambda: islice([1], -1), lambda: list(combinations("ab", -1)), lambda: list(repeat("a", "b")), lambda: list(chain(5)), lambda: list(accumulate(5)), lambda: list(permutations("ab", 3))]:
    try:
        print(f())
    except Exception as e:
        print(repr(e))
