# tool t 1
# tool t 2
# tool t 3
def log(x):
    print("log", x)
    return x
print(log("a"), t(i=1), log("b"), t(i=2))
d = {log("k"): t(i=3), "z": log("v")}
x = [log(1), t(i=4) + log(2)]
print(d, x, log(0) and t(i=5), log(1) or t(i=6), t(i=7) if log(1) else t(i=8))
final_return_value = d
