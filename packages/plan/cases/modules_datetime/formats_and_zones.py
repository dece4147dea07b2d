from datetime import date, datetime, time, timedelta, timezone

moment = datetime(2024, 2, 29, 13, 5, 9, 40)
zone = timezone(timedelta(hours=-5, minutes=-30), "XST")
for spec in ["%Y-%m-%d", "%d/%m/%y", "%H:%M:%S.%f", "%I:%M %p", "%A %a %B %b", "%j %U %W %w %u %V %G", "%c", "%x %X", "%Z|%z", "%%", "%y", "%Y%m%dT%H%M%S", "week %V of %G"]:
    print(spec, "|", moment.strftime(spec), "|", moment.replace(tzinfo=zone).strftime(spec))
print(f"{moment:%d.%m.%Y} {moment:%H}h {moment!s} {moment!r} {date(2024, 1, 5):%b %d} {time(7, 8):%H-%M}")
for timespec in ("auto", "hours", "minutes", "seconds", "milliseconds", "microseconds"):
    print(moment.isoformat(timespec=timespec), moment.replace(tzinfo=timezone.utc).isoformat(" ", timespec))
for text, spec in [("2024-02-29", "%Y-%m-%d"), ("29/02/24", "%d/%m/%y"), ("3 Mar 2021 4:05 PM", "%d %b %Y %I:%M %p"), ("2024-01-01T00:00:00+0530", "%Y-%m-%dT%H:%M:%S%z"), ("2024-01-01T00:00:00Z", "%Y-%m-%dT%H:%M:%S%z"), ("12:30:15.25", "%H:%M:%S.%f"), ("060 2024", "%j %Y"), ("Friday, March 15, 2024", "%A, %B %d, %Y"), ("2023-02-29", "%Y-%m-%d"), ("2024-13-01", "%Y-%m-%d"), ("x", "%Y"), ("2024-01-01 extra", "%Y-%m-%d"), ("10:61", "%H:%M"), ("monday", "%Q"), ("1 2024", "%W %Y"), ("2024", "%Y-%m")]:
    try:
        print(repr(datetime.strptime(text, spec)))
    except ValueError as error:
        print(type(error), error)
for text in ["2024-02-29", "2024-02-29T10", "2024-02-29 10:20", "20240229T102030", "2024-W09-4", "2024-02-29T10:20:30.123", "2024-02-29T10:20:30Z", "2024-02-29T10:20:30+05:30", "2024-2-9", "", "2024-02-30", "2024-02-29T25:00", "29.02.2024", "2024-02-29T10:20:30.1234567"]:
    try:
        print(repr(datetime.fromisoformat(text)))
    except ValueError as error:
        print(error)
utc = datetime(2024, 3, 10, 6, 30, tzinfo=timezone.utc)
print(utc.astimezone(zone), utc.astimezone(zone).tzname(), utc.utcoffset(), utc.timestamp(), datetime.fromtimestamp(0, timezone.utc), utc.astimezone(timezone(timedelta(hours=14))).date())
print(utc == utc.astimezone(zone), utc - timedelta(days=1, seconds=30), (utc - datetime(2024, 1, 1, tzinfo=timezone.utc)), (utc - datetime(2024, 1, 1, tzinfo=timezone.utc)).total_seconds() / 86400)
for wrong in (lambda: utc < moment, lambda: utc - moment, lambda: moment + 1, lambda: date(2024, 1, 1) < moment, lambda: datetime(2024, 2, 30), lambda: date(0, 1, 1), lambda: timedelta(days=10**10), lambda: time(25), lambda: date.fromisoformat("2024/01/01"), lambda: moment - date(2024, 1, 1), lambda: timedelta(1) + 5, lambda: datetime.max + timedelta(1), lambda: date("2024-01-01"), lambda: datetime(2024, 1)):
    try:
        print(wrong())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error), error)
print(moment.isocalendar(), moment.weekday(), moment.isoweekday(), moment.toordinal(), date.fromordinal(738945), moment.date(), moment.time(), date(2024, 12, 30).isocalendar()[1], date.fromisocalendar(2024, 1, 1), moment.replace(day=1).ctime())
