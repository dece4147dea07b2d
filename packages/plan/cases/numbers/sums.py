vals = [0.1] * 10
print(sum(vals), sum(vals) == 1.0, round(sum(vals), 10), sum([1e16, 1, -1e16]), sum([]), sum([1, 2, 3]) / 3, max(vals) - min(vals), sum(x * x for x in range(10)), sum([2 ** 53, 1, 1]), sum([2 ** 53, 1.0, 1.0]))
import math, statistics
print(math.fsum(vals), statistics.mean([1, 2, 4]), math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.gcd(12, 18), math.pi, math.inf, math.isclose(sum(vals), 1))
