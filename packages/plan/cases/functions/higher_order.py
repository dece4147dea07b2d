def apply(fn, *args, times=1, **kw):
    for _ in range(times): args = (fn(*args, **kw),)
    return args[0]
def curry(f): return lambda a: lambda b: f(a, b)
def pipeline(v, *steps):
    for s in steps: v = s(v)
    return v
print(apply(lambda x: x * 2, 1, times=5), curry(lambda a, b: a - b)(5)(3), pipeline(" Ab ", str.strip, str.lower, list, len), apply(max, 1, 2), apply(sorted, [3, 1], reverse=True), [f.strip() for f in " a , b ".split(",")], (lambda f, *a: f(*a))(pow, 2, 5))
