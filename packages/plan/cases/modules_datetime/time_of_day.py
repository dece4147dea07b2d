from datetime import time, datetime, timezone, timedelta, date
t = time(9, 5, 7, 120)
print(t, repr(t), t.hour, t.minute, t.second, t.microsecond, t.isoformat(), t.isoformat("minutes"), t.isoformat(timespec="milliseconds"))
print(time(), time(12), repr(time(12)), time(1, 2), repr(time(1, 2, 3)), time.min, time.max, time.resolution, bool(time(0)))
print(time.fromisoformat("10:20"), time.fromisoformat("10:20:30.5"), time.fromisoformat("1020"), time.fromisoformat("10:20+02:00"), time.fromisoformat("T07"))
print(t < time(10), t == time(9, 5, 7, 120), sorted([time(5), time(1), time(3)]), t.replace(hour=23), t.strftime("%H.%M.%S"), f"{t:%I:%M %p}", max(time(1), time(2)))
u = time(8, tzinfo=timezone.utc)
print(u, repr(u), u.tzinfo, u.utcoffset(), u.tzname(), t.tzinfo, u.replace(tzinfo=None))
c = datetime.combine(date(2026, 1, 2), t)
print(c, c.time() == t, c.date(), datetime.combine(date(2026, 1, 2), u))
for bad in (lambda: time(24), lambda: time(1, 60), lambda: time(1, 1, 1, 10 ** 6), lambda: time.fromisoformat("25:00"), lambda: time.fromisoformat("x"), lambda: t + timedelta(1), lambda: t < u, lambda: t < 5, lambda: t - time(1), lambda: time("9"), lambda: t.isoformat("hour")):
    try:
        print(bad())
    except Exception as e:
        print(type(e), e)
p = timezone(timedelta(hours=5, minutes=30))
n = timezone(timedelta(hours=-3), "BRT")
a = datetime(2026, 6, 1, 12, tzinfo=timezone.utc)
print(a.astimezone(p), a.astimezone(n), n, p, repr(p), repr(n), timezone.utc, repr(timezone.utc), n.utcoffset(None), p.tzname(None))
print(a == a.astimezone(n), a - a.astimezone(p), a.astimezone(n).hour, a.isoformat(), a.timestamp(), datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(1.5, tz=p))
try:
    timezone(timedelta(hours=24))
except ValueError as e:
    print(e)
try:
    print(a - datetime(2026, 1, 1))
except TypeError as e:
    print(e)
print(a == datetime(2026, 6, 1, 12), a.replace(tzinfo=None), a.replace(tzinfo=n).isoformat(), datetime.fromisoformat("2026-06-01T12:00:00Z") == a)
opening = {"mon": (time(9), time(17)), "sat": (time(10), time(13, 30))}
print([day for day, (o, s) in opening.items() if o <= time(13) < s], {d: f"{o:%H}-{s:%H:%M}" for d, (o, s) in opening.items()})
