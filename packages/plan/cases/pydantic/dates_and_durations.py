from datetime import date, datetime, time, timedelta, timezone
from pydantic import TypeAdapter, ValidationError

def tries(kind, *values):
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            print(repr(value), "->", repr(adapter.validate_python(value)))
        except ValidationError as error:
            print(repr(value), "no:", [(e["type"], e["msg"], e.get("ctx")) for e in error.errors()])

tries(date, "2024-1-1", "20240101", 0, 86400, 86401, "86400", "2024-01-01T00:00:00Z", "2024-01-01T10:00:00", b"2024-01-01", True, "", [1], "2024-13-01", "2024-06-31", " 2024-06-30 ")
tries(datetime, "2024-01-01T10:00", "2024-01-01T10:00:00+02:00", "2024-01-01 10:00:00.123456789", "2024-01-01T25:00", "2024-01-01T10", 1700000000, 1700000000000, "1700000000", 1.5, "2024-01-01T10:00:00-0530", "2024-01-01X10:00", "x", True, date(2024, 5, 6), "2024-02-29", "2023-02-29T10:00")
tries(time, "10:00", "10:00:00Z", "10:00:00.5+01:00", "10", "10:00:60", "xx:yy", 60, 86400, -1, 1.5, None, "24:00", "10:61")
tries(timedelta, "P1DT2H", "PT1M30.5S", "-P1D", "1 day", "1 days 02:00:00", "2:03:04", "-2:03:04", "1:2", "P1W", "1d", "P", "10", 1.25, None, "24:00", "3 days, 1:00:00", "99:99:99", 3600)

moment = TypeAdapter(datetime).validate_python("2024-01-01T10:00:00+02:00")
print(str(moment), moment.tzname(), moment.strftime("%H:%M %z"), moment.utcoffset(), moment == datetime(2024, 1, 1, 8, tzinfo=timezone.utc))
print(TypeAdapter(datetime).dump_json(moment), TypeAdapter(datetime).dump_python(moment, mode="json"))
for span in [timedelta(days=-1), timedelta(hours=25), timedelta(), timedelta(milliseconds=1500), timedelta(weeks=60), timedelta(days=1, microseconds=-1)]:
    print(TypeAdapter(timedelta).dump_json(span))
