p = ("Ann", 30, ("x", "y"))
name, age, (a, b) = p
print(name, age, a, b, p[0], p[-1], p + (1,), p[:2], len(p), "Ann" in p, p == ("Ann", 30, ("x", "y")), p < ("Bob",), sorted([("b", 1), ("a", 2)], key=lambda t: t[1]), dict([("k", 1)]), [x for x in p if x != 30], *p[2])
