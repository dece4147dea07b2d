import collections, random, uuid, time, datetime, re, json, math
from collections import Counter, defaultdict, deque, OrderedDict, namedtuple
from datetime import date, datetime as D, timedelta
# things models write
emails = [{"from": "a@x.org", "subject": "Hi", "ts": "2024-05-01T10:00:00Z"}, {"from": "b@y.org", "subject": "Re: Hi", "ts": "2024-05-02T11:30:00+00:00"}]
by = defaultdict(list)
for e in emails:
    by[e["from"].split("@")[1]].append(e)
print({k: len(v) for k, v in by.items()}, sorted(emails, key=lambda e: D.fromisoformat(e["ts"]), reverse=True)[0]["from"])
latest = max(emails, key=lambda e: D.fromisoformat(e["ts"].replace("Z", "+00:00")))
print(latest["subject"], (D.fromisoformat("2024-05-02") - D(2024, 5, 1)).days, f"{D(2024,5,1):%B %d, %Y}", D(2024,5,1).strftime("%I:%M %p").lstrip("0"))
print(json.dumps(dict(Counter(w.lower() for w in "the cat The dog".split())), sort_keys=True), str(date(2024, 1, 1)), "{}".format(timedelta(hours=1)), "{:%Y}".format(date(2024, 1, 1)))
start = date(2024, 2, 26)
print([str(start + timedelta(days=i)) for i in range(4)], (start.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1))
try:
    json.dumps({"d": start})
except TypeError as e:
    print(e)
print(json.dumps({"d": start}, default=str), json.dumps({"x": OrderedDict(a=1), "c": Counter("a"), "p": namedtuple("P", "a")(1), "dd": defaultdict(int, z=1)}))
print(re.sub(r"(?i)hello", "bye", "Hello hELLO"), re.findall(r"[\w.+-]+@[\w-]+\.[\w.]+", "x a@b.co, c.d@e.org."), re.split(r"\s*\|\s*", "a | b|c"))
d1, d2 = date(2024, 1, 1), date(2024, 3, 1)
print((d2 - d1).days // 7, (d2 - d1) > timedelta(days=30), d1 <= d2, d1 in [d1, d2], {d1, d2} == {d2, d1}, d1 != d2, not timedelta(0))
print(isinstance(d1, date) and not isinstance(d1, D), D.combine(d1, D.min.time()), D.strptime("Mon, 06 May 2024 10:00:00 +0000", "%a, %d %b %Y %H:%M:%S %z"), D(2024, 1, 1, tzinfo=datetime.timezone.utc).isoformat())
print(math.ceil(7 / 2), math.floor(-7 / 2), round(math.pi, 2), sum(Counter("aab").values()), Counter([1, 1, 2])[1], max(Counter("aab").items(), key=lambda kv: kv[1]))
q = deque([(0, "a")])
seen = set()
while q:
    depth, node = q.popleft()
    if node in seen:
        continue
    seen.add(node)
    for nxt in {"a": "bc", "b": "d", "c": "d", "d": ""}[node]:
        q.append((depth + 1, nxt))
print(sorted(seen), len(q), q)
Point = collections.namedtuple("Point", ["x", "y"])
pts = [Point(i, i * i) for i in range(3)]
print(pts, [p.y for p in pts], max(pts, key=lambda p: p.y), Point(*[1, 2]), Point(**{"x": 1, "y": 2}), pts[0] < pts[1], dict(zip(Point._fields, pts[2])))
final_return_value = {"when": str(D(2024, 5, 6)), "n": 3}
