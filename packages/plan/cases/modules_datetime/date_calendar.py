from datetime import date, timedelta, MINYEAR, MAXYEAR
d = date(2026, 11, 21)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.isoformat(), d.ctime())
print(d.isocalendar(), d.isocalendar().week, tuple(date(2021, 1, 3).isocalendar()), d.toordinal(), date.fromordinal(738000))
print(d.replace(day=1), d.replace(month=2, day=28), d + timedelta(days=40), d - timedelta(weeks=2), d - date(2026, 1, 1), (date(2026, 12, 25) - d).days)
print(date.fromisoformat("2024-02-29"), date.fromisocalendar(2026, 1, 1), date.min, date.max, date.resolution, MINYEAR, MAXYEAR)
print(d.strftime("%A %d %B %Y, day %j, week %U/%W/%V, %a %b %y %m/%d %% %e"), f"{d:%d.%m.%Y}", f"{d}", format(d, "%Y"), format(d, ""))
print(d < date(2027, 1, 1), d == date(2026, 11, 21), max(d, date(2020, 1, 1)), sorted([d, date(2000, 5, 5)]), {d: "k"}[date(2026, 11, 21)], bool(d))
for bad in (lambda: date(2026, 2, 29), lambda: date(2026, 13, 1), lambda: date(0, 1, 1), lambda: date.fromisoformat("2026/01/01"), lambda: date.fromisoformat("x"), lambda: d + 1, lambda: d < "2026", lambda: d - "x", lambda: date(2026), lambda: date("2026", 1, 1), lambda: date.max + timedelta(1), lambda: d.replace(month=2, day=30), lambda: date.fromisocalendar(2026, 54, 1)):
    try:
        print(bad())
    except Exception as e:
        print(type(e), e)
def month_end(day):
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
print([month_end(date(y, 2, 1)).day for y in (1900, 2000, 2023, 2024)], month_end(d))
workdays = [d + timedelta(n) for n in range(7) if (d + timedelta(n)).weekday() < 5]
print([w.strftime("%a %d") for w in workdays])
def age(born, today):
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
print(age(date(2000, 11, 22), d), age(date(2000, 11, 21), d))
print([str(date(2026, 1, 31) + timedelta(days=30 * k)) for k in range(4)])
quarter = lambda x: f"{x.year}Q{(x.month - 1) // 3 + 1}"
print({quarter(date(2026, m, 1)) for m in (4, 5, 6)}, quarter(d), d == "2026-11-21", d != None)
