from collections import defaultdict
from typing import Any, Optional
from pydantic import BaseModel, Field

class Item(BaseModel):
    name: str
    price: float = 0.0
    tags: set[str] = Field(default_factory=set)
    extra: dict[str, Any] = {}

items = [Item(name=n, price=p) for n, p in [("pen", 1.5), ("book", 12), ("cup", 7.25)]]
items[0].tags.add("blue")
items[0].extra["k"] = 1
print(items[1].tags, items[1].extra, items[0].tags)
print(sorted(items, key=lambda item: -item.price)[0], max(items, key=lambda i: len(i.name)).name)
by_letter = defaultdict(list)
for item in items:
    by_letter[item.name[0]].append(item)
print({k: [i.name for i in v] for k, v in by_letter.items()})
print(Item(name="pen", price=1.5, tags={"blue"}, extra={"k": 1}) == items[0], items[0] in items, Item(name="x") in items, items.index(Item(name="cup", price=7.25)))
try:
    {items[0]: 1}
except TypeError as error:
    print(error)
try:
    sorted(items)
except TypeError as error:
    print(error)
print([item.model_dump(include={"name", "price"}) for item in items])
match items[2]:
    case Item(name="cup", price=p) if p > 5:
        print("dear cup", p)
copy = items[2].model_copy(update={"price": -1})
print(copy, items[2].price, repr(copy.model_copy(deep=True)) == repr(copy))
print(f"{items[1]!r} | {items[1]} | {items[1].price:.1f}")
print(Item.model_json_schema()["properties"]["price"], Item.model_fields["price"].default, Item.model_fields["name"].is_required())
final_return_value = {item.name: item for item in items}["pen"]
