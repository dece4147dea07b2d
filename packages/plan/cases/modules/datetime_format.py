from datetime import datetime, date, time, timezone, timedelta
d = datetime(2024, 3, 5, 14, 7, 9, 1234)
print(d.strftime("%Y-%m-%d %H:%M:%S.%f %j %a %A %b %B %d %I %p %y %% %U %w %W"), d.isoformat(), d.isoformat(" "), d.isoformat(timespec="minutes"), d.ctime(), str(d), f"{d:%d/%m/%Y}", f"{d.date():%B}", d.date().isoformat(), d.time().isoformat(), d.strftime("%x %X %c"))
for s, f in [("2024-01-02", "%Y-%m-%d"), ("05 Mar 2024 3:07 PM", "%d %b %Y %I:%M %p"), ("Tuesday, March 5, 2024", "%A, %B %d, %Y"), ("12/31/99", "%m/%d/%y"), ("2024-01-02T03:04:05.678+0100", "%Y-%m-%dT%H:%M:%S.%f%z")]:
    print(datetime.strptime(s, f))
for s, f in [("2024", "%Y-%m"), ("2024-13", "%Y-%m"), ("x", "%Y"), ("2024-01-02 x", "%Y-%m-%d"), ("1", "%q")]:
    try:
        datetime.strptime(s, f)
    except ValueError as e:
        print(e)
for s in ["2024-1-2", "x", "2024-01-02T25:00", "20240102", "2024-W01-1"]:
    try:
        print(datetime.fromisoformat(s))
    except ValueError as e:
        print(e)
days = [date(2024, 3, 1) + timedelta(n) for n in range(10)]; print([x.day for x in days if x.weekday() < 5], min(days), {x.strftime("%a") for x in days} == {"Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "Thu"}, date(2024, 12, 30).isocalendar().week)
