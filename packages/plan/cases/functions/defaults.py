def f(a, b=1, c=None):
    c = c if c is not None else []
    c.append(a + b)
    return c
shared = []
print(f(1), f(1, 5), f(2, c=[0]), f(1, c=shared), f(2, c=shared), shared)
n = 5
def g(x=n): return x
n = 6
print(g(), g(7))
def h(*, key="k", **rest): return key, rest
print(h(), h(key=1), h(a=2), h(**{"key": 3, "z": 4}))
