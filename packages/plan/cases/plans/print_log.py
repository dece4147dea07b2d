# tool status {"cpu": 0.934, "hosts": ["a", "b"], "up": true}
s = status()
print(s, s["cpu"], f"{s.cpu:.0%}", s.hosts, sep="\n")
print(*s, *s.hosts, len(s), "cpu" in s, s == {"cpu": 0.934, "hosts": ["a", "b"], "up": True}, dict(s), {**s, "up": False})
for key, value in s.items(): print(f"{key:<6}= {value!r}")
final_return_value = s
