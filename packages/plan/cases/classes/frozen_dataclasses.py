# Frozen dataclasses, with slots and without, and what extends them.
from dataclasses import dataclass, FrozenInstanceError, field
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
@dataclass(frozen=True)
class A:
    x: int
class B(A):
    pass
b = B(1)
b.extra = 5
print(b.extra, b)
del b.extra
def s(o, n):
    def g():
        match n:
            case "x": o.x = 2
            case "y": o.y = 2
            case "dx": del o.x
    return g
for o in (A(1), b):
    for n in ("x", "y", "dx"): t(s(o, n))
@dataclass(frozen=True, slots=True)
class C:
    x: int
for n in ("x", "y", "dx"): t(s(C(1), n))
@dataclass(frozen=True)
class D(A):
    y: int = 3
for n in ("x", "y", "dx"): t(s(D(1), n))
@dataclass(slots=True)
class E:
    x: int = 1
for n in ("x", "y", "dx"): t(s(E(1), n))
print({A(1): 1}[A(1)], C(1) == C(1), A(2), hasattr(b, "extra"))
