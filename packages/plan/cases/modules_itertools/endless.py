from itertools import count, cycle, repeat, islice, zip_longest, tee
print(list(islice(count(), 3)), list(islice(count(10), 2)), list(islice(count(1, 5), 3)))
print(list(islice(count(0.5, 0.25), 3)), list(islice(count(5, -2), 4)), list(islice(count(step=3), 3)))
print(list(zip(count(1), "abc")), next(count(7)))
print(list(islice(cycle("AB"), 5)), list(cycle([])))
print(list(repeat("x", 3)), list(repeat(1, 0)), list(repeat(1, -5)), list(islice(repeat(None), 2)))
print(list(map(pow, range(4), repeat(2))), repeat(9, 2), count(3), count(2, 3))
print(list(zip_longest("ab", "xyz")), list(zip_longest("ab", [1], fillvalue="-")))
print(list(zip_longest()), list(zip_longest([1, 2])), list(zip_longest([], [1], [2, 3], fillvalue=0)))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
x, y, z = tee("hey", 3)
print("".join(x), list(y), next(z), list(z), tee([1], 0))
people = ["Ada", "Bob", "Cyd", "Dan", "Eve"]
print([f"{p}:{t}" for p, t in zip(people, cycle(["red", "blue"]))])
ids = count(100)
print({p: next(ids) for p in people[:3]}, next(ids))
wheel = cycle([1, 2, 3])
print(sum(next(wheel) for _ in range(7)))
for n in count(10, 10):
    if n > 35:
        break
    print(n, end=" ")
print()
shared = [iter(range(7))] * 3
print(list(zip_longest(*shared, fillvalue=None)), list(zip(*[iter("abcdef")] * 2)))
for bad in (lambda: tee([1], -1), lambda: count("a"), lambda: cycle(1)):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e), e)
