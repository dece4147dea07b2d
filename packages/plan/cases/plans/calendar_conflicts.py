from datetime import datetime, timedelta
events = [{"title": "Standup", "start": "2024-03-04T09:00", "end": "2024-03-04T09:15", "who": ["ann", "bob"]}, {"title": "Review", "start": "2024-03-04T09:10", "end": "2024-03-04T10:00", "who": ["bob"]}, {"title": "Lunch", "start": "2024-03-05T12:00", "end": "2024-03-05T13:00", "who": []}]
parsed = [{**e, "start": datetime.fromisoformat(e["start"]), "end": datetime.fromisoformat(e["end"])} for e in events]
conflicts = [(a["title"], b["title"], set(a["who"]) & set(b["who"])) for i, a in enumerate(parsed) for b in parsed[i + 1:] if a["start"] < b["end"] and b["start"] < a["end"]]
print(conflicts)
week = {}
for e in parsed: week.setdefault(e["start"].date(), []).append(e)
for day, es in sorted(week.items()):
    print(day.strftime("%A, %d %B %Y"), f"{day:%y/%m/%d}", day.isoformat(), day.toordinal(), day.isoweekday())
    for e in sorted(es, key=lambda e: e["start"]):
        mins = int((e["end"] - e["start"]) / timedelta(minutes=1))
        print(f"  {e['start']:%I:%M %p} {e['title']:<10} {mins:>4d}m {', '.join(e['who']) or '-'}")
print(min(e["start"] for e in parsed), (parsed[2]["start"] - parsed[0]["start"]), repr(parsed[0]["start"]), parsed[0]["start"].replace(day=1, hour=0), parsed[0]["start"] + timedelta(weeks=1, days=-1))
try:
    datetime.fromisoformat("2024-13-01")
except ValueError as e:
    print(e)
try:
    datetime.strptime("2024-1", "%Y-%m-%d")
except ValueError as e:
    print(e)
try:
    datetime(2024, 2, 30)
except ValueError as e:
    print(e)
print(datetime(2024, 1, 1) == datetime(2024, 1, 1, 0, 0), datetime(2024, 1, 1) < datetime(2024, 1, 2), datetime(2024, 12, 31).strftime("%j"))
