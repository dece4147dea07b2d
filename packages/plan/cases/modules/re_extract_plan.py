import re
text = "Mail bob@example.com or sue.x+y@mail.co.uk, call +49 (0)30-1234, invoice #INV-2024-001 total $1,234.50 due 2024-03-05."
print(re.findall(r"[\w.+-]+@[\w-]+\.[\w.-]*\w", text)); print(re.findall(r"INV-(\d{4})-(\d+)", text)); print(float(re.search(r"\$([\d,]+\.\d\d)", text).group(1).replace(",", ""))); print(re.search(r"(\d{4})-(\d\d)-(\d\d)", text).groups())
lines = "10:32 ERROR disk full\n10:33 INFO ok\n10:40 ERROR net"
for m in re.finditer(r"^(\d\d:\d\d) (\w+) (.*)$", lines, re.MULTILINE):
    print(m.group(1), m.group(2), m.group(3))
print([w for w in re.split(r"\W+", "Hello, world! It's me.") if w], re.sub(r"[^a-z0-9]+", "-", "Hello, World! 2".lower()).strip("-"))
