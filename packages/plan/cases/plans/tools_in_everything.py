# tool n 1
# tool n 2
# tool n 3
# tool n 4
a, b = n(i=1), n(i=2)
lst = [n(i=3)]
at = n(i=4) - 4; lst[at] += n(i=5)
s = f"{n(i=6)}-{n(i=7):03d}"
assert n(i=8) == 4
nine = n(i=9)
def g(x=nine): return x
print(a, b, lst, s, g(), [n(i=k) for k in range(2) if n(i=k + 20)], {n(i=30): n(i=31)}, n(i=40) < n(i=41) <= n(i=42), (lambda v: v + n(i=50))(1))
with_total = sum(n(i=k) for k in range(3))
for k in range(n(i=60) - 2): print("loop", k, n(i=61))
while n(i=70) < 3: break
match n(i=80):
    case 4: print("four", n(i=81))
final_return_value = with_total
