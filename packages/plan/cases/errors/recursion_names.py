def f(n):
    if n: return f(n - 1)
    return missing_thing if n else g_undefined_later
try:
    f(3)
except NameError as e:
    print(e)
if False: g_undefined_later = missing_thing = 1
