from datetime import date, datetime, timedelta
d = date(2024, 2, 28)
print(d + timedelta(days=2), (date(2024, 3, 1) - d).days, d.strftime("%Y/%m/%d %A"), d.isoformat(), d.weekday(), datetime(2024, 1, 1, 9, 30) + timedelta(hours=20), datetime.fromisoformat("2024-01-15T10:30:00"), datetime.strptime("15.01.2024", "%d.%m.%Y").date(), d < date(2025, 1, 1), repr(d), timedelta(hours=25), max(d, date(2020, 1, 1)))
for f in [lambda: date(2024, 13, 1), lambda: date(2023, 2, 29), lambda: datetime.strptime("x", "%Y"), lambda: date.fromisoformat("nope"), lambda: d + 5, lambda: d < 5]:
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
