# tool list_events [{"title": "Standup", "start": "2024-05-06T09:00", "end": "2024-05-06T09:30"}, {"title": "Review", "start": "2024-05-06T11:00", "end": "2024-05-06T12:30"}]
# tool create_event {"id": "ev1"}
from datetime import datetime, timedelta
day = "2024-05-06"
events = sorted(list_events(day=day), key=lambda e: e["start"])
cursor, end = datetime.fromisoformat(day + "T08:00"), datetime.fromisoformat(day + "T17:00")
free = []
for e in events:
    start = datetime.fromisoformat(e.start)
    if start - cursor >= timedelta(hours=1):
        free.append((cursor, start))
    cursor = max(cursor, datetime.fromisoformat(e.end))
if cursor < end:
    free.append((cursor, end))
for a, b in free:
    print(f"{a:%H:%M}-{b:%H:%M}", b - a)
slot = next(((a, b) for a, b in free if b - a >= timedelta(hours=1, minutes=30)), None)
final_return_value = create_event(title="Focus", start=slot[0].isoformat(), end=(slot[0] + timedelta(minutes=90)).isoformat())["id"] if slot else "none"
