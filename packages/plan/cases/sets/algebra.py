a, b = {1, 2, 3}, {3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(b - a), sorted(a ^ b), a.isdisjoint({9}), a <= {1, 2, 3, 4}, a < a, a >= {1}, len(a | b), sorted(a.union(b, [9])), {x % 2 for x in a} == {0, 1}, sorted(set("hello") & set("world")), set([1, 1.0, True]) == {1})
