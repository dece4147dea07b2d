import statistics as st
from decimal import Decimal
data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
print(st.mean(data), st.median(data), st.median_low([1, 3, 5, 7]), st.median_high([1, 3, 5, 7]), st.median([1, 3, 5, 7]), st.mode(data), st.fmean(data))
print(st.mean([1, 2, 3, 4]), st.mean([1, 2]), st.mean([2, 4]), st.mean([Decimal("1.5"), Decimal("2.25")]), st.median(["a", "c", "b"]) if True else "")
print(st.multimode("aabbc"), st.multimode([]), st.mode(["x", "y", "x"]), st.mode([1, 2]), st.mode("zzy"))
print(round(st.stdev(data), 10), round(st.pstdev(data), 10), round(st.variance(data), 10), round(st.pvariance(data), 10))
print(st.variance([1, 2, 3, 4]), st.pvariance([1, 2, 3, 4]), st.pvariance([5]), st.stdev([1, 1]))
print(round(st.geometric_mean([54, 24, 36]), 10), st.harmonic_mean([40, 60]))
print(st.quantiles([1, 2, 3, 4, 5], n=4), st.quantiles(range(1, 101), n=10), st.quantiles([1, 2, 3], n=2, method="inclusive"))
x = [1, 2, 3, 4, 5]
for bad in (lambda: st.mean([]), lambda: st.median([]), lambda: st.mode([]), lambda: st.stdev([1]), lambda: st.harmonic_mean([-1, 2]), lambda: st.quantiles([1]), lambda: st.geometric_mean([0, 1]), lambda: st.fmean([]), lambda: st.pvariance([]), lambda: st.quantiles([1, 2], n=0)):
    try:
        print(bad())
    except st.StatisticsError as e:
        print(e)
print(st.mean(i * i for i in range(5)), st.median(sorted([9, 1, 5], reverse=True)))
groups = {"a": [1, 2, 9], "b": [4, 4]}
print({k: (st.mean(v), st.median(v), round(st.pstdev(v), 3)) for k, v in groups.items()})
zs = [round((v - st.mean(x)) / st.pstdev(x), 3) for v in x]
print(zs, [v for v, z in zip(x, zs) if abs(z) > 1], st.mean([True, False]), st.mean([0.1] * 3))
