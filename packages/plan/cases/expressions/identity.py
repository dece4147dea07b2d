a = [1]; b = a; c = [1]
print(a is b, a is c, a == c, a is not c, None is None, True is True, (1 == 1) is True, a is None, "x" is not None, [] is [], {} is {}, type(1) is int, print is print, a[0] is b[0])
def f(x=None): return "none" if x is None else x
print(f(), f(0), f(""), f(None))
l = [None, 0, False, "", []]
print([v is None for v in l], [v == 0 for v in l], None in l, False in [0], "" in [None], None == 0, None == False, l.count(0), l.index(False))
