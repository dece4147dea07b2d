# tool get_mail {"mails": [{"sender": "a@x.org", "subject": "Hi", "size": 10}, {"sender": "b@y.org", "subject": "Yo", "size": 2.5}]}
# tool send {"ok": true}
# tool flaky {"error!": "network down"}
# tool flaky 5
# tool rank 3
# tool rank 1
# tool rank 2
inbox = get_mail(folder="inbox", limit=2)
for m in inbox["mails"]:
    print(m.sender, m["subject"], m.size)
senders = [m.sender for m in inbox.mails if "x.org" in m.sender]
def notify(who, n=1):
    r = send(to=who, body=f"hello {who} {n}")
    return r["ok"]
print([notify(s) for s in senders], notify("z", n=2) and notify("q"))
for attempt in range(3):
    try:
        value = flaky(n=attempt)
        break
    except Exception as e:
        print("retry", e)
else:
    value = None
print(value)
ranked = sorted(["c", "a", "b"], key=lambda x: rank(x=x))
print(ranked)
total = 0
while total < 5:
    total += flaky(n=total)
print(total, any(rank(x=v) > 2 for v in [1, 2]), {k: rank(x=k) for k in "ab"})
class Box:
    def __init__(self, n): self.v = flaky(n=n)
    def get(self): return self.v + rank(x=1)
print(Box(1).get(), (lambda q: rank(x=q))(3), list(map(lambda q: rank(x=q), [1, 2])))
x = rank(x=1) if senders else flaky(n=2)
print(x, [y for y in [1, 2, 3] if rank(x=y) == y])
def gen():
    for i in range(2):
        yield rank(x=i)
print([g for g in gen()], sum(gen()), list(gen()))
def named(value): return ["first", value]
def rebinding(n):
    global named
    named = lambda value: ["second", value]
    return rank(x=n)
print(named(rebinding(1)), named(2))
def unbound():
    absent(rank(x=1))
    absent = None
for attempt in [unbound, lambda: "text".missing(rank(x=2)), lambda: Box.missing(rank(x=3)), lambda: [].append(rank(x=4), rank(x=5)), lambda: (1)(rank(x=6)), lambda: {}["f"](rank(x=7)), lambda: senders.missing.more(rank(x=8))]:
    try:
        print(attempt())
    except Exception as e:
        print(repr(e))
kept = Box(2)
kept.again = lambda n: ["own", n]
def replacing(n):
    kept.again = lambda m: ["replaced", m]
    return rank(x=n)
print(kept.again(replacing(1)), kept.again(2), list(rank(x=q) for q in [1]), (lambda *a, **k: (a, k))(*[rank(x=1)], **{"z": rank(x=2)}))
final_return_value = {"senders": senders, "total": total}
