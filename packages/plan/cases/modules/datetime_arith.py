from datetime import datetime, date, time, timedelta, timezone
a, b = datetime(2024, 2, 28, 23, 30), datetime(2024, 3, 1, 1, 0, 5, 123)
print(b - a, a + timedelta(days=1, hours=2), a - timedelta(weeks=1), (b - a).total_seconds(), (b - a).days, (b - a).seconds, a < b, max(a, b), a.date(), a.time(), a.weekday(), a.isoweekday(), a.isocalendar(), date(2024, 12, 25) - date(2024, 1, 1), date(2024, 1, 31) + timedelta(30))
print(timedelta(days=1) * 2, timedelta(hours=5) / 2, timedelta(hours=5) // timedelta(hours=2), timedelta(minutes=90), timedelta(seconds=-1), -timedelta(1), abs(timedelta(-1)), timedelta(days=1) == timedelta(hours=24), repr(timedelta(1, 2, 3)), str(timedelta(days=-1, hours=3)), divmod(timedelta(hours=5), timedelta(hours=2)), sum([timedelta(1), timedelta(2)], timedelta()))
for f in [lambda: datetime(2024, 2, 30), lambda: date(2024, 13, 1), lambda: time(25), lambda: a - 5, lambda: a < date(2024, 1, 1), lambda: a + a, lambda: datetime(1, 1, 1) - timedelta(1), lambda: a < datetime(2024, 1, 1, tzinfo=timezone.utc), lambda: timedelta("a")]:
    try:
        print(f())
    except Exception as e:
        print(repr(e))
print(a.replace(day=1, hour=0), date(2024, 2, 29).replace(year=2023, day=28), datetime.combine(date(2024, 1, 1), time(9, 30)), datetime.fromisoformat("2024-01-02T03:04:05+02:00"), date.fromisoformat("2024-01-02"), time.fromisoformat("09:30"), datetime.min.year, date.max, datetime(2024, 1, 1, tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=2))), datetime.fromtimestamp(0, timezone.utc), datetime(2024, 1, 1, tzinfo=timezone.utc).timestamp(), repr(a), repr(date(2024, 1, 1)), repr(time(1, 2)), repr(timezone.utc))
