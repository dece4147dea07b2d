l = ["pear", "fig", "apple", "kiwi"]
print(sorted(l), sorted(l, key=len), sorted(l, key=lambda s: (len(s), s)), sorted(l, key=lambda s: s[-1], reverse=True), sorted(l, key=lambda s: [-ord(c) for c in s]), l, max(l, key=len), min(l, key=lambda s: s[::-1]))
l.sort(key=len, reverse=True); print(l); l.sort(); print(l, sorted([0.5, 1, True, -1]), sorted([[2], [1, 5], []]), sorted([(1, None), (0, None)]))
