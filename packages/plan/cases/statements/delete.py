x = 1
del x
try:
    print(x)
except NameError as e:
    print(e)
a, b = [1, 2, 3], {"k": 1, "j": 2}
del a[0], b["k"]
print(a, b)
del (a, b)
try:
    a
except NameError as e:
    print(e)
class C: pass
c = C(); c.v = 1
del c.v
try:
    c.v
except AttributeError as e:
    print(e)
try:
    del c.v
except AttributeError as e:
    print(e)
def f():
    y = 1
    del y
    return y
try:
    f()
except UnboundLocalError as e:
    print(e)
try:
    del {}["x"]
except KeyError as e:
    print(e)
