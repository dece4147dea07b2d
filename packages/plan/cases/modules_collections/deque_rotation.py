from collections import deque
q = deque([1, 2, 3])
q.append(4)
q.appendleft(0)
print(q, len(q), q[0], q[-1], q[2], 3 in q, 9 in q)
q.rotate(2)
print(q)
q.rotate(-1)
print(q, q.index(2), q.count(1), q.pop(), q.popleft(), q)
q.extend("ab")
q.extendleft("xy")
print(q)
q.remove("a")
q.insert(1, "ins")
q.reverse()
print(q, list(reversed(q)))
m = deque(range(5), maxlen=3)
print(m, m.maxlen)
m.append(9)
m.appendleft(7)
m.extend([1, 2])
print(m, deque().maxlen, deque("ab") == deque("ab"), deque([1]) < deque([2]), deque([1]) == [1])
print(deque([1]) + deque([2]), deque([1, 2]) * 2, m.copy(), bool(deque()))
for bad in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1]).remove(5), lambda: deque([1])[3], lambda: deque([1]).index(2), lambda: m.insert(0, 0), lambda: deque([1])[0:1], lambda: deque([], -1)):
    try:
        print(bad())
    except Exception as e:
        print(type(e), e)
q[0] = "first"
del q[1]
print(q, sorted(deque([3, 1, 2])), sum(deque([1, 2])), max(deque([4, 8])), [*q])
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
todo, seen = deque(["a"]), []
while todo:
    at = todo.popleft()
    if at not in seen:
        seen.append(at)
        todo.extend(graph[at])
print(seen)
q.clear()
print(q, repr(deque(maxlen=2)))
