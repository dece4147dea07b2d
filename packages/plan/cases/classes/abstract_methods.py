# Abstract classes and methods of `abc`.
from abc import ABC, abstractmethod
from dataclasses import dataclass
class Shape(ABC):
    def __init__(self, name: str):
        self.name = name
    @abstractmethod
    def area(self) -> float: ...
    @property
    @abstractmethod
    def sides(self) -> int: ...
    @classmethod
    @abstractmethod
    def make(cls): return cls("m")
    @staticmethod
    @abstractmethod
    def zero(): ...
    def describe(self):
        return f"{self.name}: {self.area():.2f} with {self.sides} sides"
class Square(Shape):
    zero = 0
    def __init__(self, side):
        super().__init__("square")
        self.side = side
    def area(self): return self.side ** 2
    @property
    def sides(self): return 4
    @classmethod
    def make(cls): return super().make()
print(Square(3).describe(), Square.make().side, type(Shape), type(Square))
for c in (Shape, ABC):
    try:
        print(type(c("x") if c is Shape else c()))
    except TypeError as e:
        print(e)
class Half(Shape):
    def area(self): return 1
try:
    Half("x")
except TypeError as e:
    print(e)
class One(ABC):
    @abstractmethod
    def run(self, x):
        "base"
        return x + 1
try:
    One()
except TypeError as e:
    print(e)
class Two(One):
    def run(self, x): return super().run(x) * 2
print(Two().run(3), isinstance(Two(), One), issubclass(Two, ABC), isinstance(Two(), ABC))
@dataclass
class Three(One):
    a: int
    def run(self, x): return self.a
print(Three(4), Three(4).run(1), Three(1) == Three(1))
@dataclass
class Four(One):
    a: int
try:
    Four(1)
except TypeError as e:
    print(e)
class Plain:
    @abstractmethod
    def f(self): return 3
print(Plain().f())

import abc
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
class B(A): pass
class C(B, list):
    def f(self): return len(self)
print(C([1, 2]).f())
class E(A, Exception): pass
print(repr(E("x")))
from typing import Generic, TypeVar
T = TypeVar("T")
class R(abc.ABC, Generic[T]):
    @abc.abstractmethod
    def get(self) -> T: ...
class S(R[int]):
    def get(self): return 1
print(S().get())
from pydantic import BaseModel
class M(BaseModel):
    a: int
    @abc.abstractmethod
    def f(self): ...
class N(M):
    def f(self): return self.a
print(N(a=1).f())
try:
    M(a=1)
except TypeError as e:
    print(e)
class P(BaseModel, abc.ABC):
    b: int
    @property
    @abc.abstractmethod
    def g(self): ...
try:
    P(b=1)
except TypeError as e:
    print(e)
