class Inventory:
    def __init__(self, **stock):
        self._stock = dict(stock)
        self.log = []
    def __len__(self):
        return sum(self._stock.values())
    def __getitem__(self, key):
        if isinstance(key, slice):
            names = sorted(self._stock)[key]
            return Inventory(**{n: self._stock[n] for n in names})
        if isinstance(key, tuple):
            return [self[k] for k in key]
        try:
            return self._stock[key]
        except KeyError:
            raise KeyError(f"no {key} in stock") from None
    def __setitem__(self, key, count):
        if count < 0:
            raise ValueError("negative stock")
        self.log.append((key, self._stock.get(key), count))
        self._stock[key] = count
    def __delitem__(self, key):
        self.log.append((key, self._stock.pop(key), None))
    def __contains__(self, key):
        return self._stock.get(key, 0) > 0
    def __iter__(self):
        for key in sorted(self._stock):
            if self._stock[key]:
                yield key
    def __reversed__(self):
        return reversed(list(self))
    def __call__(self, minimum=1):
        return {k: v for k, v in self._stock.items() if v >= minimum}
    def __missing__(self, key):
        return "never called"
    def __or__(self, other):
        return Inventory(**{**self._stock, **other._stock})
    def __ior__(self, other):
        self._stock.update(other if isinstance(other, dict) else other._stock)
        return self
    def __repr__(self):
        return f"Inventory({', '.join(f'{k}={v}' for k, v in self._stock.items())})"

stock = Inventory(pen=3, cup=0, book=5)
print(len(stock), list(stock), "pen" in stock, "cup" in stock, "hat" not in stock, list(reversed(stock)), stock(4), stock["pen", "book"], stock[:2], stock[::-1])
stock["pen"] += 4
stock["hat"] = 1
del stock["cup"]
print(stock, stock.log, bool(stock), bool(Inventory()))
first, *others = stock
print(first, others, max(stock), {**stock._stock}, dict(zip(stock, range(9))))
for action in [lambda: stock["gone"], lambda: stock[1.5], lambda: stock[None]]:
    try:
        print(action())
    except KeyError as error:
        print(repr(error))
try:
    stock["pen"] = -1
except ValueError as error:
    print(error)
stock |= {"pen": 1}
print(stock | Inventory(zip=2), sorted(stock, key=lambda k: stock[k]), sum(stock[k] for k in stock), " ".join(stock))
del stock["hat"], stock["book"]
print(stock, [*stock], tuple(stock), sorted(set(stock)), next(enumerate(stock)))
