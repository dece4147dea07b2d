def none(): return "none"
def one(a): return a
def two(a, b): return a, b
def three(a, b, c): return a, b, c
def dflt(a, b=1, c=2): return a, b, c
def star(*a): return a
def kwonly(*, k): return k
def kwonly2(a, *, k, m=1, n): return a, k, m, n
def posonly(a, b=2, /): return a, b
def mixed(a, /, b, *, c): return a, b, c
def kws(**k): return k
def posname(a, /, **k): return a, k
def tell(f, *a, **k):
    try:
        print(f(*a, **k))
    except TypeError as e:
        print(e)
tell(none, 1); tell(none, 1, 2); tell(none, x=1)
tell(one); tell(one, 1, 2); tell(one, 1, a=2); tell(one, b=1)
tell(two); tell(two, 1); tell(two, b=1); tell(two, 1, 2, 3); tell(two, 1, c=3)
tell(three); tell(three, 1); tell(three, c=1)
tell(dflt); tell(dflt, 1, 2, 3, 4); tell(dflt, 1, 2, b=3); tell(dflt, 1, c=5); tell(dflt, d=1)
tell(star); tell(star, 1, k=2)
tell(kwonly); tell(kwonly, 1); tell(kwonly, k=1); tell(kwonly, 1, k=1)
tell(kwonly2); tell(kwonly2, 1); tell(kwonly2, 1, 2, k=1, n=2); tell(kwonly2, 1, k=1, n=3)
tell(posonly); tell(posonly, a=1); tell(posonly, 1, b=3); tell(posonly, 1, 2, 3); tell(posonly, 5)
tell(mixed, 1, 2, 3); tell(mixed, 1, b=2, c=3); tell(mixed, a=1, b=2, c=3); tell(mixed, 1)
tell(kws, 1); tell(kws, a=1, self=2, f2=3)
tell(posname, 1, a=2); tell(posname, a=2)
tell(lambda x: x); tell(lambda: 1, 2); tell(lambda x, y=1: x, z=2)
class K:
    def __init__(self, a, b=0): self.a = a
    def m(self, x): return x
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return x
tell(K); tell(K, 1, 2, 3); tell(K(1).m); tell(K(1).m, 1, 2); tell(K.m, 1); tell(K.s); tell(K.s, 1, 2); tell(K.c); tell(K.c, 1, 2); tell(K, 1, a=2)
class Empty: pass
tell(Empty, 1); tell(Empty, a=1)
def dup(a, b=2, *args, c=3, **kw): return a, b, args, c, kw
tell(dup, 1, 2, 3, 4, c=5, d=6); tell(dup, 1, b=3, d=4); tell(dup, *(1, 2), **{"b": 3})
