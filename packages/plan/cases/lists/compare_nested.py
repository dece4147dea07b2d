print([1, 2] < [1, 3], [1] < [1, 0], [] < [1], [1, 2] == [1, 2.0], [[1], [2]] == [[1], [2]], [1] != [2], [1, [2, [3]]] == [1, [2, [3]]])
for f in [lambda: [1] < ["a"], lambda: [1] < (1,), lambda: [1] + (2,), lambda: [1] * 1.5, lambda: [1] - [1]]:
    try:
        print(f())
    except TypeError as e:
        print(e)
x = [1]; x.append(x); print(x, x[1] is x)
print([*range(3), *"ab", *{"k": 1}], [i for row in [[1, 2], [3]] for i in row], [[j for j in range(i)] for i in range(4)], [a + b for a in "ab" for b in "cd" if a != b])
print(list(zip([1, 2], "ab")), list(enumerate("ab", 5)), list(map(lambda a, b: a * b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(reversed([1, 2])))
