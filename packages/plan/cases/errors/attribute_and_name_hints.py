class Account:
    limit = 100
    def __init__(self, owner):
        self.owner = owner
        self._balance = 0
    def deposit(self, amount):
        self._balance += amount
        return self
account = Account("ann")
class Empty: pass
checks = [
    lambda: account.ownr, lambda: account.depost(5), lambda: Account.limt, lambda: account.owner.nam, lambda: account.deposit(5).total, lambda: Empty().x, lambda: Empty.x, lambda: (lambda: 0).missing,
    lambda: account.deposit.missing, lambda: len.missing, lambda: int.missing, lambda: (1).missing, lambda: True.missing, lambda: (1, 2).append(3), lambda: {1}.append(2), lambda: "x".append("y"), lambda: [].add(1), lambda: {}.append(1), lambda: range(3).index(9), lambda: range(3).append(1), lambda: b"".missing, lambda: (x for x in []).missing, lambda: slice(1).missing, lambda: NotImplemented.missing, lambda: ValueError("a").missing, lambda: ValueError.missing,
    lambda: account.deposit(), lambda: account.deposit(1, 2), lambda: account.deposit(amt=1), lambda: Account(), lambda: Account(name="x"), lambda: account(), lambda: account[0], lambda: account + 1, lambda: 1 + account, lambda: -account, lambda: len(account), lambda: iter(account), lambda: list(account), lambda: account < account, lambda: account in 5, lambda: 5 in account, lambda: int(account), lambda: float(account), lambda: [1][account], lambda: "a" * account, lambda: sum([account]), lambda: sorted([account, account]), lambda: max(account, account), lambda: f"{account:>10}", lambda: "%d" % account, lambda: round(account), lambda: abs(account), lambda: divmod(account, 2), lambda: {**account}, lambda: [*account], lambda: print(*account), lambda: dict(account), lambda: bytes(account), lambda: range(account), lambda: isinstance(account, account), lambda: next(account), lambda: reversed(account), lambda: account ** 2, lambda: account @ account, lambda: account // 2, lambda: account & 1, lambda: ~account, lambda: account >> 1, lambda: chr(account), lambda: ord(account), lambda: "".join([account]), lambda: zip(account), lambda: map(account, [1]), lambda: list(map(account, [1])), lambda: list(filter(account, [1])), lambda: account.limit.bit, lambda: account.limit(),
]
for number, check in enumerate(checks):
    try:
        print(number, "fine", type(check()))
    except Exception as error:
        print(number, type(error), error)
def augment(value, other):
    value += other
    return value
for a, b in [(1, "a"), ("a", 1), ([1], 2), ([1], "ab"), ((1,), [2]), ({1}, [2]), (None, 1), ({"a": 1}, {"b": 2}), (account, 1), (1.5, None)]:
    try:
        print(augment(a, b))
    except TypeError as error:
        print(error)
try:
    del account.missing
except AttributeError as error:
    print(error)
try:
    (5).x = 1
except AttributeError as error:
    print(error)
try:
    "abc".x = 1
except AttributeError as error:
    print(error)
