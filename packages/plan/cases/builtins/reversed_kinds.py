print(list(reversed([1, 2, 3])), list(reversed("añ😀")), list(reversed((1, 2))), list(reversed(range(5))), list(reversed(range(0, 10, 3))), list(reversed(b"ab")))
print(list(reversed({"a": 1, "b": 2})), list(reversed({"a": 1, "b": 2}.items())), list(reversed({"a": 1, "b": 2}.values())), "".join(reversed("stressed")))
for bad in ({1, 2}, frozenset(), 5, None, (i for i in "ab"), iter([]), map(str, [])):
    try:
        reversed(bad)
    except TypeError as e:
        print(e)
r = reversed([1, 2, 3])
print(next(r), list(r), list(r), next(r, "end"), iter(r) is r)
items = [1, 2, 3]
back = reversed(items)
items.append(4)
print(list(back), list(reversed(items)))
class Deck:
    def __len__(self):
        return 3
    def __getitem__(self, i):
        return "card" + str(i)
class Both(Deck):
    def __reversed__(self):
        return iter(["special"])
class Hidden(Deck):
    __reversed__ = None
print(list(reversed(Deck())), list(reversed(Both())))
try:
    reversed(Hidden())
except TypeError as e:
    print(e)
try:
    reversed()
except TypeError as e:
    print(e)
try:
    reversed([], [])
except TypeError as e:
    print(e)
words = "the quick fox".split()
print(" ".join(reversed(words)), [w[::-1] for w in reversed(words)], list(enumerate(reversed("ab"))), list(zip(words, reversed(words))))
words.reverse()
print(words, words.reverse(), words)
