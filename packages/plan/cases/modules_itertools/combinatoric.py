from itertools import product, permutations, combinations, combinations_with_replacement
print(list(product("ab", [1, 2])))
print(list(product([0, 1], repeat=3)))
print(list(product()), list(product([], [1])))
print(list(product("xy", [1], repeat=2)))
print(list(permutations([1, 2, 3])))
print(list(permutations("abc", 2)), list(permutations("ab", 3)), list(permutations("a", 0)))
print(list(combinations("abcd", 2)))
print(list(combinations(range(4), 3)), list(combinations([1], 2)), list(combinations([], 0)))
print(list(combinations_with_replacement("AB", 3)))
print(list(combinations_with_replacement([], 2)))
print(len(list(permutations(range(5)))), len(list(combinations(range(10), 4))))
print(["".join(p) for p in permutations("cab")])
print(sorted("".join(c) for c in product("ba", repeat=2)))
people = ["Ada", "Bob", "Cyd"]
for a, b in combinations(people, 2):
    print(a, "meets", b)
print([pair for pair in combinations([2, 5, 7, 8], 2) if sum(pair) == 10 or sum(pair) == 13])
print(max(product([3, 9], [4, 2]), key=lambda p: p[0] * p[1]))
print({(a, b): a * b for a, b in product(range(1, 3), range(1, 4))})
for f in (permutations, combinations):
    try:
        list(f([1], -1))
    except ValueError as e:
        print(e)
try:
    combinations([1])
except TypeError as e:
    print("TypeError")
p = product([1, 2], [3])
print(next(p), next(p), next(p, None))
