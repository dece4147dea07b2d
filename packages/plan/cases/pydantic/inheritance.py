from pydantic import BaseModel, Field

class Base(BaseModel):
    """A base."""
    id: int
    def label(self):
        return f"#{self.id}"

class Named(Base):
    name: str = "none"
    def label(self):
        return super().label() + " " + self.name

class More(Named):
    id: int = 7
    extra: list[int] = Field(default_factory=lambda: [1, 2], description="numbers")
    class_level: str = "q"
    def __len__(self):
        return len(self.extra)
    def __add__(self, other):
        return More(extra=self.extra + other.extra)

m = More()
print(m, m.label(), len(m), m + More(extra=[9]))
print(isinstance(m, Base), issubclass(More, Named))
print(More.model_json_schema())
print(Named.model_json_schema())
class WithInit(BaseModel):
    a: int
    b: int = 0
    def __init__(self, a, **kw):
        super().__init__(a=a * 2, **kw)
print(WithInit(3), WithInit(a=1, b=2))
class Post(BaseModel):
    a: int
    _cache: dict = {}
    def model_post_init(self, context):
        self._cache["a"] = self.a
p = Post(a=3)
print(p, p._cache, p.model_dump())
