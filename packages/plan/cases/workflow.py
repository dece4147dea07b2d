# tool search_emails [{"id": 1, "from": "alice@corp.com", "date": "2024-05-01T10:00:00", "subject": "Q1 report", "body": "Total: $1,234.50. Please pay by 2024-06-01."}, {"id": 2, "from": "bob@x.org", "date": "2024-05-03T09:30:00", "subject": "Lunch?", "body": "See you at 12:30"}]
# tool get_contact {"name": "Alice", "tags": ["vip", "finance"], "manager": null}
# tool send_email {"status": "sent", "id": 99}
# tool broken {"error!": "service unavailable"}
import json
import re
import math
from datetime import datetime, timedelta, date
from collections import defaultdict, Counter, namedtuple, OrderedDict, deque
from itertools import groupby, chain, islice, combinations
from functools import reduce, partial
from typing import Optional, List, Dict

emails = search_emails(query="report", limit=10)
by_domain = defaultdict(list)
for email in emails:
    domain = email["from"].split("@")[1]
    by_domain[domain].append(email["subject"])
print(dict(by_domain), by_domain)
amounts: List[float] = []
for email in emails:
    for m in re.findall(r"\$([\d,]+\.\d{2})", email.body):
        amounts.append(float(m.replace(",", "")))
print(amounts, sum(amounts), math.ceil(sum(amounts)), math.sqrt(16), math.pi)
dates = sorted(datetime.fromisoformat(e["date"]) for e in emails)
print(dates[0].strftime("%Y-%m-%d %H:%M"), (dates[1] - dates[0]).days, dates[0] + timedelta(days=30), dates[0].date(), dates[0].weekday(), date(2024, 2, 28) + timedelta(days=2))
due = re.search(r"by (\d{4}-\d{2}-\d{2})", emails[0].body)
if due:
    deadline = datetime.strptime(due.group(1), "%Y-%m-%d")
    print(deadline, deadline > dates[0], deadline.isoformat(), due.groups(), due.span())
words = Counter(re.findall(r"\w+", " ".join(e["body"].lower() for e in emails)))
print(words.most_common(2), words["total"], words["nope"], Counter("hello"))
Person = namedtuple("Person", ["name", "age"])
p = Person("Al", 3)
print(p, p.name, p._replace(age=4), p == ("Al", 3), sorted([Person("b", 1), Person("a", 2)]))
contact = get_contact(email=emails[0]["from"])
is_vip = "vip" in contact.get("tags", [])
manager: Optional[str] = contact.get("manager") or "nobody"
print(is_vip, manager, contact.name, json.dumps(contact), json.dumps(contact, indent=2, sort_keys=True))
def summarise(items, *, key, fmt=str):
    return ", ".join(fmt(item[key]) for item in items)
result = send_email(to=["boss@corp.com"], subject=f"Summary of {len(emails)} emails", body=summarise(emails, key="subject"), cc=None)
print(result["status"] == "sent" and result.id)
try:
    broken()
except Exception as err:
    print(f"failed: {err}")
parsed = json.loads('{"a": [1, 2.0, null, true, "x"], "b": {"c": 1e3}}')
print(parsed, parsed["a"][1], type(parsed["b"]["c"]))
try:
    json.loads("{bad")
except json.JSONDecodeError as err:
    print(err)
except ValueError:
    print("value error")
d = deque([1, 2, 3], maxlen=3)
d.append(4); d.appendleft(0); d.rotate(1)
print(d, list(d), OrderedDict([("a", 1)]), reduce(lambda a, b: a * b, [1, 2, 3, 4]), partial(pow, 2)(5))
print([(k, list(g)) for k, g in groupby([1, 1, 2, 3, 3])], list(chain([1], [2])), list(islice(range(100), 3)), list(combinations("abc", 2)))
print(re.sub(r"(\w+)@(\w+)", r"\2 at \1", "me@home"), re.split(r"[,;]\s*", "a, b;c"), bool(re.match(r"\d+$", "12a")), re.compile(r"a(?P<x>b)").search("cab").group("x"), [m.start() for m in re.finditer("a", "banana")])
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], [x for row in matrix for x in row if x % 2], {i: x for i, x in enumerate("ab")}, [[j * i for j in range(3)] for i in range(2)])
stats = {"n": len(emails), "avg": round(sum(len(e["body"]) for e in emails) / len(emails), 2), "max": max(emails, key=lambda e: len(e["body"]))["id"]}
print(stats, *sorted(stats), sep=" | ", end="!\n")
final_return_value = {"summary": stats, "sent": result["id"], "domains": sorted(by_domain)}
