def down(n):
    return 0 if n == 0 else 1 + down(n - 1)
print(down(300))
x = []
x.append(x)
d = {}
d["self"] = d
print(x, d, [x, d], x == x, str(x))
def fib(n, memo={}):
    if n < 2:
        return n
    if n not in memo:
        memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(300))
def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)
print(even(200), odd(201))
print(2 ** 1000 % 10 ** 9, len(str(3 ** 2000)), (10 ** 30) // 7, -(10 ** 30) // 7, divmod(-(10 ** 20), 10 ** 7 + 1))
