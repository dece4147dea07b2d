x = 1
def read(): return x
def local():
    x = 2
    return x, read()
def change():
    global x
    x = 3
print(read(), local(), x); change(); print(x, read())
def broken():
    try:
        print(x)
        x = 5
    except UnboundLocalError as e:
        return str(e)
print(broken())
def outer():
    y = 1
    def inner():
        nonlocal y
        y += 1
        def most():
            nonlocal y
            y *= 10
        most()
    inner()
    return y
print(outer(), [x for x in range(2)], x)
