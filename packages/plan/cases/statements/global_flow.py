counter = 0
def bump():
    global counter
    counter += 1
    return counter
def define():
    global fresh, other
    fresh, other = "f", [1]
def read(): return fresh + str(other)
try:
    read()
except NameError as e:
    print(e)
define()
print(bump(), bump(), counter, read())
def delete():
    global fresh
    del fresh
delete()
try:
    print(read())
except NameError as e:
    print(e)
def loop():
    global idx
    for idx in range(3): pass
loop()
print(idx)
def handler():
    global err
    try:
        1 / 0
    except ZeroDivisionError as err:
        print("in handler", err)
handler()
try:
    print(err)
except NameError as e:
    print(e)
def nested():
    def deeper():
        global made_deep
        made_deep = "deep"
    deeper()
nested()
print(made_deep)
def imports():
    global math
    import math
imports()
print(math.floor(2.5))
def defs():
    global late_fn, Late
    def late_fn(): return "late fn"
    class Late: v = 1
defs()
print(late_fn(), Late.v)
x = "module"
class K:
    x = "class"
    y = x
    def get(self): return x
    def own(self): return self.x
print(K.y, K().get(), K().own())
def param(x):
    def inner(): return x
    x = x * 2
    return inner()
print(param("p"), x)
len_saved = len
def len(v): return "shadow " + str(len_saved(v))
print(len([1, 2]))
del len
print(len([1, 2]))
max = 5
try:
    max(1, 2)
except TypeError as e:
    print(e)
del max
print(max(1, 2))
