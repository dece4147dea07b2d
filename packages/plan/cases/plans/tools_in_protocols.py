# tool get {"n": 1}
# tool get {"n": 2}
# tool get {"n": 3}
# tool get {"n": 4}
# tool get {"n": 5}
# tool get {"n": 6}
# tool get {"n": 7}
# tool get {"n": 8}
# tool get {"n": 9}
print("start")
class Box:
    def __init__(self, k):
        self.k = k
    def __len__(self):
        return get(key=self.k)["n"]
    def __getitem__(self, i):
        return get(key=[self.k, i])["n"]
    @property
    def value(self):
        return get(key="value")["n"]
    def __add__(self, other):
        return get(key="add")["n"] + other
    def __enter__(self):
        get(key="enter")
        return self
    def __exit__(self, *a):
        get(key="exit")
        return False
    def __eq__(self, other):
        return get(key="eq")["n"] > 5
b = Box("k")
print(len(b))
print(b[3])
print(b.value)
print(b + 10)
with b as x:
    print("in", x.k)
print(b == 3)
def gen():
    for i in range(2):
        yield get(key=i)["n"]
print(dict(zip("ab", gen())))
print(sum(gen()))
print(sorted([3, 1, 2], key=lambda i: -get(key=i)["n"] * i))
final_return_value = [b[0], max(get(key=i)["n"] for i in range(3))]
