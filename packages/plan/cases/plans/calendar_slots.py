# tool events [{"title": "standup", "start": "09:00", "end": "09:15"}, {"title": "review", "start": "13:30", "end": "15:00"}, {"title": "lunch", "start": "12:00", "end": "13:00"}]
def minutes(t):
    h, m = map(int, t.split(":"))
    return h * 60 + m
def clock(n): return f"{n // 60:02d}:{n % 60:02d}"
busy = sorted((minutes(e["start"]), minutes(e["end"])) for e in events(day="today"))
free, at = [], minutes("09:00")
for start, end in busy:
    if start > at: free.append((at, start))
    at = max(at, end)
free.append((at, minutes("17:00")))
print(free)
final_return_value = [f"{clock(a)}-{clock(b)}" for a, b in free if b - a >= 60]
