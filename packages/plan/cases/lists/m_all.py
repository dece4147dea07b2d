l = [3, 1, 2]
l.append(4); l.extend((5, 6)); l.insert(0, 0); l.insert(100, 9); l.insert(-1, 8)
print(l, l.pop(), l.pop(0), l.pop(-2), l)
l.remove(1); print(l, l.index(2), l.count(2), l.copy() is l, l.copy() == l)
l.sort(); print(l); l.sort(reverse=True); print(l); l.reverse(); print(l)
for f in [lambda: l.remove(99), lambda: l.index(99), lambda: [].pop(), lambda: l.pop(99), lambda: l.insert("a", 1), lambda: l.append(), lambda: l.extend(5), lambda: [1, "a"].sort(), lambda: l.index(3, 5, 1)]:
    try:
        f()
    except Exception as e:
        print(repr(e))
l.clear(); print(l, bool(l), [] == l)
l += "ab"; l *= 2; print(l, l[1:3], l[::-1], l[-1])
print(sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (1, "a")], key=lambda t: t[0]), sorted({3: 1, 1: 2}), sorted("hello", reverse=True))
