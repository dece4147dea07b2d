# tool children [{"id": 2, "done": false}, {"id": 3, "done": true}]
# tool children [{"id": 4, "done": false}]
# tool children []
# tool children [{"id": 2, "done": false}]
# tool finish {"ok": 1}
from collections import deque, Counter
pending = deque([1])
visited, order = set(), []
states = Counter()
while pending:
    current = pending.popleft()
    if current in visited:
        print("again", current)
        continue
    visited.add(current)
    order.append(current)
    for child in children(of=current):
        states["done" if child.done else "open"] += 1
        if not child.done:
            pending.append(child["id"])
            continue
        pending.appendleft(child["id"])
else:
    print("queue empty", len(pending))
print(order, states, sorted(visited))
for i, task in enumerate(reversed(order)):
    finish(id=task, position=i)
final_return_value = dict(states)
