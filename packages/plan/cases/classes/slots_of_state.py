class Stack:
    def __init__(self, items=()): self._items = list(items)
    def push(self, x): self._items.append(x); return self
    def pop(self):
        if not self._items: raise IndexError("pop from empty stack")
        return self._items.pop()
    def peek(self, default=None): return self._items[-1] if self._items else default
    def __len__(self): return len(self._items)
    def __iter__(self): return reversed(self._items)
    def __eq__(self, o): return isinstance(o, Stack) and self._items == o._items
    def __repr__(self): return f"Stack({self._items!r})"
    def __add__(self, o): return Stack(self._items + o._items)
    def __contains__(self, x): return x in self._items
s = Stack("ab").push(1).push([2])
print(s, len(s), list(s), s.peek(), s.pop(), s == Stack(["a", "b", 1]), s != Stack(), s + Stack([9]), "a" in s, bool(Stack()), Stack().peek("none"))
try:
    Stack().pop()
except IndexError as e:
    print(e)
class Node:
    def __init__(self, v, nxt=None): self.v, self.nxt = v, nxt
class Linked:
    def __init__(self, *vs):
        self.head = None
        for v in reversed(vs): self.head = Node(v, self.head)
    def __iter__(self):
        n = self.head
        while n: yield n.v; n = n.nxt
    def reverse(self):
        prev, cur = None, self.head
        while cur: cur.nxt, prev, cur = prev, cur, cur.nxt
        self.head = prev
        return self
print(list(Linked(1, 2, 3)), list(Linked(1, 2, 3).reverse()), 2 in Linked(1, 2), [*Linked()], dict(enumerate(Linked("x"))))
class Account:
    rate = 0.5
    def __init__(self, owner, balance=0): self.owner, self.balance, self.log = owner, balance, []
    def move(self, n):
        if self.balance + n < 0: raise ValueError(f"{self.owner} lacks {-(self.balance + n)}")
        self.balance += n; self.log.append(n)
    def grow(self): self.move(int(self.balance * self.rate))
acc, other = Account("ann", 10), Account("bob")
acc.move(5); acc.grow(); acc.rate = 1; acc.grow()
try:
    other.move(-3)
except ValueError as e:
    print(e, other.log)
print(acc.balance, acc.log, Account.rate, other.rate, acc.rate)
