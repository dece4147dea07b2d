a = [3, 1, 2]
a.append([4]); a.extend("ab"); a.insert(0, "first"); a.insert(100, "last"); a.insert(-1, "before"); print(a)
print(a.pop(), a.pop(0), a.index(1), a.count(1), a.copy() == a, a.copy() is a)
a.remove("a"); a.reverse(); print(a)
b = [5, 2, 9]; b.sort(); print(b, b.sort()); b.sort(reverse=True); print(b); b.sort(key=lambda v: -v % 4); print(b)
b += (1, 2); b *= 2; print(b, b.clear(), b)
c = [1, 2]; d = c; d += [3]; print(c is d, c); d = d + [4]; print(c is d, c, d)
print([1, 2] + [3], [0] * 3, [[0] * 2] * 2, 3 * [1], [] or "empty", [[]] and "full", [1, [2, [3]]], [1, 2] == [1, 2.0], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], max([[1, 2], [1, 3]]))
m = [[0] * 2] * 2; m[0][0] = 1; print(m)
for f in [lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1].index(1, 1), lambda: [1].append(), lambda: [1].append(1, 2), lambda: [1].extend(5), lambda: [1].insert(1), lambda: [1] + (2,), lambda: [1] + None, lambda: [1] * "a", lambda: [1] < (1,), lambda: [1] < ["a"], lambda: [1].sort(key=1), lambda: [1, "a"].sort(), lambda: [1].foo, lambda: list(5), lambda: list(1, 2), lambda: [1].pop("a"), lambda: [1]()]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
