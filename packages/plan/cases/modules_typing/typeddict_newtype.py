from typing import TypedDict, NamedTuple, Required, NotRequired, Literal, Annotated, Union, Optional, Any
class Mail(TypedDict):
    sender: str
    subject: str
    read: NotRequired[bool]
class Full(Mail, total=False):
    tags: list[str]
m: Mail = {"sender": "a@x", "subject": "s"}
f = Full(sender="b@x", subject="t", tags=["q"])
print(m, f, f["tags"], m.get("read", False), type(f) is dict, f | {"read": True}, len(f), list(f))
class Row(NamedTuple):
    """A row."""
    key: str
    value: float = 0.0
    def doubled(self) -> "Row":
        return self._replace(value=self.value * 2)
    @property
    def label(self):
        return f"{self.key}:{self.value:.1f}"
    @classmethod
    def parse(cls, text):
        k, v = text.split("=")
        return cls(k, float(v))
r = Row.parse("a=1.5")
print(r, r.doubled(), r.label, Row("z"), Row._field_defaults, r < Row("b"), [*r], Row._fields)
class Pair(NamedTuple):
    left: int
    right: int = 3
print(Pair(1, 2), Pair(right=1, left=0).left, Pair(1, 2) == (1, 2), Pair(4))
def mode(x: Literal["a", "b"], y: Annotated[int, "meta"] = 1, *z: Union[int, str], w: Optional[Any] = None) -> int | None:
    return x, y, z, w
print(mode("a"), mode("q", 2, 3, w=4))
for bad in (lambda: Row(), lambda: Row("a", 1, 2), lambda: Row.parse("oops"), lambda: r["key"], lambda: Row.parse("a=b"), lambda: m["read"], lambda: m.sender):
    try:
        print(bad())
    except Exception as e:
        print(type(e), e)
totals: dict[str, list[Row]] = {}
for text in ("a=1", "b=2", "a=3"):
    row = Row.parse(text)
    totals.setdefault(row.key, []).append(row)
print({k: sum(r.value for r in v) for k, v in totals.items()}, max(totals["a"], key=lambda r: r.value))
match r:
    case Row(key="a", value=v) if v > 1:
        print("big", v)
