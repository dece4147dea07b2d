names, ages = ["a", "b", "c"], [1, 2]
print(list(zip(names, ages)), dict(zip(names, ages)), list(zip(*[(1, "x"), (2, "y")])), list(enumerate(names, 1)), [f"{i}:{n}" for i, n in enumerate(names)], list(zip(names, names[1:])), list(zip(range(3), "ab", [True])), [a for a, b in zip("ab", "xb") if a == b], max(enumerate([3, 9, 2]), key=lambda t: t[1]))
for i, (n, a) in enumerate(zip(names, ages)): print(i, n, a)
