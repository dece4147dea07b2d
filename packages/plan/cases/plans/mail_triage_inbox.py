import json
from dataclasses import dataclass, field
from enum import Enum
from typing import Iterator, Protocol
class Category(str, Enum):
    REFUND = "refund"
    BUG = "bug"
    OTHER = "other"
KEYWORDS = {Category.REFUND: ("refund", "money back"), Category.BUG: ("error", "crash")}
@dataclass
class Mail:
    sender: str
    subject: str
    body: str = ""
    category: Category = Category.OTHER
    def classify(self):
        text = f"{self.subject} {self.body}".lower()
        self.category = next((c for c, words in KEYWORDS.items() if any(w in text for w in words)), Category.OTHER)
        return self
class Inbox:
    def __init__(self, mails=()):
        self._mails = list(mails)
    def __iter__(self) -> Iterator[Mail]: return iter(self._mails)
    def __len__(self): return len(self._mails)
    def __getitem__(self, i): return self._mails[i]
    def __contains__(self, s): return any(m.sender == s for m in self._mails)
    def __repr__(self): return f"<Inbox {len(self)}>"
box = Inbox([Mail("a@x", "I want my money back"), Mail("b@x", "hi"), Mail("c@x", "App", "a CRASH again")])
for m in box: m.classify()
print(box, len(box), box[0], box[-1].category, "b@x" in box, [m.category.value for m in box], box[0:2])
print(json.dumps({m.sender: m.category for m in box}, indent=2), Category("bug") == "bug", f"{Category.BUG}", str(Category.BUG), Category.BUG.upper(), "%s" % Category.BUG, {Category.BUG: 1}["bug"])
counts = {}
for m in box: counts[m.category] = counts.get(m.category, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
print(max(box, key=lambda m: len(m.body)).sender, [*map(lambda m: m.sender.split("@")[0], box)], sum(1 for _ in box))
