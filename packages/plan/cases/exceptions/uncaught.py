print("before")
def deep(n):
    if n == 0:
        raise KeyError("missing key", 42)
    deep(n - 1)
deep(5)
print("never")
