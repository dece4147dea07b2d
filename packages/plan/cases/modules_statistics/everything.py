import statistics as st
from decimal import Decimal
from statistics import StatisticsError
data = [2, 4, 4, 4, 5, 5, 7, 9]
mixed = [1.5, 2, 3.25, 4]
print(st.mean(data), st.fmean(data), st.median(data), st.median_low(data), st.median_high(data), st.mode(data), st.multimode("aabbc"), st.pstdev(data), st.stdev(data), st.variance(data), st.pvariance(data))
print(st.mean(mixed), st.mean([1, 2]), st.mean([Decimal("0.1"), Decimal("0.2")]), st.median([1, 2, 3, 4]), st.median([3, 1, 2]), st.median(["a", "c", "b"]), st.harmonic_mean([40, 60]), st.geometric_mean([54, 24, 36]), st.median_grouped([52, 52, 53, 54]))
print(st.quantiles(data), st.quantiles(data, n=10), st.quantiles([1, 2, 3], n=4, method="inclusive"), st.fmean([1, 2, 3], weights=[3, 2, 1]), st.harmonic_mean([40, 60], weights=[5, 30]), st.pvariance([0.0, 0.25, 0.25, 1.25]), st.variance([2.75, 1.75, 1.25, 0.25, 0.5]), st.stdev([Decimal("1.5"), Decimal("2.5"), Decimal("3")]))
print(st.mode(["red", "blue", "red"]), st.mode([None, None, 1]), st.multimode([]), st.mean(range(101)), st.mean({1: "a", 3: "b"}), st.pstdev([5]), st.variance([1, 2], xbar=1.5), st.mean([True, False, True]), st.mean(x * x for x in range(4)))
for wrong in (lambda: st.mean([]), lambda: st.median([]), lambda: st.mode([]), lambda: st.stdev([1]), lambda: st.variance([]), lambda: st.harmonic_mean([-1]), lambda: st.geometric_mean([0]), lambda: st.quantiles([1]), lambda: st.quantiles([1, 2], n=0), lambda: st.mean(["a"]), lambda: st.mean(5), lambda: st.fmean([]), lambda: st.pstdev([]), lambda: st.mean([1, None]), lambda: st.fmean([1, 2], weights=[1]), lambda: st.median([1, "a"]), lambda: st.multimode(5)):
    try:
        print(wrong())
    except (StatisticsError, TypeError) as error:
        print(type(error), error)
scores = {"ann": [90, 85.5], "bob": [70], "cay": []}
for name, values in scores.items():
    try:
        print(f"{name}: {st.mean(values):.2f} ± {st.pstdev(values):.2f}")
    except StatisticsError as error:
        print(name, "-", error)
final_return_value = {name: st.mean(v) for name, v in scores.items() if v}
