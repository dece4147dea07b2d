from datetime import datetime, date, time
samples = [("2026-11-21", "%Y-%m-%d"), ("21/11/26", "%d/%m/%y"), ("Nov 5, 2026", "%b %d, %Y"), ("5 november 2026", "%d %B %Y"), ("20261121T073005", "%Y%m%dT%H%M%S"), ("07:30 PM", "%I:%M %p"), ("12:05 am", "%I:%M %p"), ("2026-325", "%Y-%j"), ("2026-11-21 07:30:05.25", "%Y-%m-%d %H:%M:%S.%f"), ("Sat 21 Nov 2026", "%a %d %b %Y"), ("100%", "1%H%%"), ("99", "%y"), ("68", "%y"), ("69", "%y"), ("11/21/26 01:02:03", "%x %X")]
for text, form in samples:
    try:
        print(text, "->", datetime.strptime(text, form))
    except ValueError as e:
        print(text, "fails:", e)
for text, form in [("2026-13-01", "%Y-%m-%d"), ("2026-02-30", "%Y-%m-%d"), ("x", "%Y"), ("2026-01-01 extra", "%Y-%m-%d"), ("", "%d"), ("25:00", "%H:%M"), ("a", "%q"), ("Foo", "%b"), ("5", "%")]:
    try:
        print(datetime.strptime(text, form))
    except ValueError as e:
        print(repr(text), form, "|", e)
z = datetime.strptime("2026-01-01 10:00 +0530", "%Y-%m-%d %H:%M %z")
print(z, z.utcoffset(), z.isoformat(), datetime.strptime("2026-01-01Z", "%Y-%m-%d%z"), z.tzinfo)
d = datetime(2026, 3, 4, 5, 6, 7, 89)
print(d.strftime("%d|%e|%H|%I|%M|%S|%f|%p|%j|%w|%u|%y|%Y|%%|%T|%D|%F|%R|%h|%C"))
print(d.strftime("%c"), d.strftime("%x %X"), d.strftime(""), d.strftime("no codes"))
print(f"{d:%H:%M}", f"{time(9, 5):%I %p}", f"{date(2026, 1, 1):%a}", "{:%Y/%m}".format(d), format(d, "%B"))
def parse(text):
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%B %d, %Y", "%d %b %Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
print([str(parse(t)) for t in ("2026-01-02", "3.4.2026", "May 6, 2026", "7 Aug 2026", "yesterday")])
print(datetime.strptime("1 1 2026", "%d %m %Y") == datetime(2026, 1, 1), [datetime(2026, m, 1).strftime("%b") for m in range(1, 13)])
