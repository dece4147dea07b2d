from typing import AbstractSet, Any, Callable, Collection, Container, Counter, Generator, Generic, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet, OrderedDict, Protocol, Reversible, Sequence, Sized, TypeVar, Union, runtime_checkable
def gen():
    yield 1
class Own:
    def __iter__(self): return iter([1])
    def __len__(self): return 1
    def __contains__(self, x): return x == 1
    def __call__(self): return 1
class Step:
    def __iter__(self): return self
    def __next__(self): return 1
class NoHash:
    def __eq__(self, other): return True
values = [1, "a", b"b", [1], (1,), {1: 2}, {1}, frozenset(), range(3), gen(), iter([1]), zip([1]), {}.keys(), {}.values(), {}.items(), None, len, gen, str, Own(), Step(), NoHash(), 1.5, True]
kinds = {"AbstractSet": AbstractSet, "Callable": Callable, "Collection": Collection, "Container": Container, "Generator": Generator, "Hashable": Hashable, "Iterable": Iterable, "Iterator": Iterator, "Mapping": Mapping, "MutableMapping": MutableMapping, "MutableSequence": MutableSequence, "MutableSet": MutableSet, "Reversible": Reversible, "Sequence": Sequence, "Sized": Sized}
for name, kind in kinds.items():
    print(name, "".join("x" if isinstance(v, kind) else "." for v in values))
print(isinstance([], (Mapping, Sequence)), issubclass(list, Sequence), issubclass(dict, Mapping), issubclass(int, Hashable), isinstance({}, Union[Mapping, int]), isinstance(Counter("a"), Mapping), isinstance(OrderedDict(a=1), MutableMapping))
for f in (lambda: isinstance([], Sequence[int]), lambda: isinstance(1, Any), lambda: isinstance(1, 5)):
    try:
        print(f())
    except TypeError as e:
        print(e)
@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...
@runtime_checkable
class Named(Protocol):
    name: str
    def hello(self): ...
class Plain(Protocol):
    def run(self): ...
class File:
    def close(self): pass
class Person:
    def __init__(self): self.name = "x"
    def hello(self): return 1
class Nameless:
    def hello(self): return 1
class Runner(Plain):
    def run(self): return "ran"
print(isinstance(File(), Closeable), isinstance(5, Closeable), isinstance(Person(), Named), isinstance(Nameless(), Named), isinstance(gen(), Closeable), issubclass(File, Closeable), issubclass(int, Closeable), Runner().run())
for f in (lambda: isinstance(Runner(), Plain), lambda: issubclass(File, Named), lambda: runtime_checkable(File)):
    try:
        print(f())
    except TypeError as e:
        print(e)
