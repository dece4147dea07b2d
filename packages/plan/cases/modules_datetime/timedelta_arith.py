from datetime import timedelta, datetime
t = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5, microseconds=6)
print(t, repr(t), t.days, t.seconds, t.microseconds, t.total_seconds())
print(timedelta(hours=-1), repr(timedelta(hours=-1)), timedelta(), repr(timedelta()), timedelta(days=2), timedelta(weeks=1, days=-7), timedelta(seconds=0.5), timedelta(minutes=90), timedelta(microseconds=1))
print(t + timedelta(1), t - timedelta(1), t * 2, 2 * t, t * 0.5, t / 2, t // 2, -t, abs(-t), +t)
print(timedelta(hours=5) / timedelta(hours=2), timedelta(hours=5) // timedelta(hours=2), timedelta(hours=5) % timedelta(hours=2), divmod(timedelta(hours=5), timedelta(hours=2)))
print(timedelta(1) > timedelta(hours=23), timedelta(1) == timedelta(hours=24), bool(timedelta()), max(timedelta(1), timedelta(2)), sum([timedelta(1), timedelta(hours=5)], timedelta()))
print(timedelta.min, timedelta.max, timedelta.resolution, {timedelta(1): 1}[timedelta(hours=24)])
for bad in (lambda: timedelta(1) + 1, lambda: timedelta("1"), lambda: timedelta(days=10 ** 10), lambda: timedelta(1) / 0, lambda: timedelta(1) // timedelta(0), lambda: timedelta(1) < 5, lambda: timedelta(1) * "2", lambda: timedelta(1) * timedelta(1), lambda: sum([timedelta(1)]), lambda: 5 - timedelta(1)):
    try:
        print(bad())
    except Exception as e:
        print(type(e), e)
a, b = datetime(2026, 3, 1, 12), datetime(2026, 2, 27, 18, 30, 15)
print(a - b, (a - b).total_seconds() / 3600, b - a, a - (a - b) == b, (b - a).days, (b - a).seconds)
def human(delta):
    total = int(delta.total_seconds())
    parts = [(total // 86400, "d"), (total % 86400 // 3600, "h"), (total % 3600 // 60, "m"), (total % 60, "s")]
    return " ".join(f"{n}{u}" for n, u in parts if n) or "0s"
print(human(a - b), human(timedelta()), human(timedelta(days=3, seconds=61)))
shifts = [("09:00", "17:30"), ("08:15", "12:00"), ("22:00", "06:00")]
for start, end in shifts:
    s, e = (datetime.strptime(x, "%H:%M") for x in (start, end))
    if e < s:
        e += timedelta(days=1)
    print(start, end, e - s, f"{(e - s) / timedelta(hours=1):.2f}h")
print(f"{timedelta(days=1)!s:>20}|", str(timedelta(days=-1, hours=5)), timedelta(seconds=1.0000004), timedelta(days=0.1))
print(round(timedelta(days=7) / timedelta(hours=36), 2), [str(timedelta(minutes=m)) for m in (0, 59, 60, 1439, 1440)])
