import statistics as st
from statistics import mean, median, stdev
print(mean([1, 2, 3]), mean([1, 2]), mean([1.5, 2.5]), mean([True, 2]), median([3, 1, 2]), median([1, 2, 3, 4]), st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]))
print(stdev([1, 2, 3, 4]), st.pstdev([1, 2, 3, 4]), st.variance([1, 2, 3, 4]), st.pvariance([1, 2, 3]), st.mode("aab"), st.multimode("aabb"), st.mode([1, 1.0, 2]), st.fmean([1, 2, 4]))
print(st.quantiles([1, 2, 3, 4, 5]), st.quantiles(range(10), n=3, method="inclusive"), st.geometric_mean([1, 4, 16]), st.harmonic_mean([2, 4]), st.harmonic_mean([1, 0]), st.median_grouped([1, 2, 2, 3, 4, 4, 4, 5]))
print(mean(x * x for x in range(4)), median(iter([5, 1])), st.mean({1, 2, 3}), st.mean({"a": 1, "b": 2}.values()), st.fmean([1, 2], weights=[3, 1]))
for f in [lambda: mean([]), lambda: median([]), lambda: stdev([1]), lambda: st.mode([]), lambda: mean(["a"]), lambda: st.quantiles([1]), lambda: st.harmonic_mean([-1]), lambda: st.geometric_mean([0]), lambda: st.variance([1])]:
    try:
        print(f())
    except st.StatisticsError as e:
        print("StatisticsError", e)
    except TypeError as e:
        print("TypeError", e)
final_return_value = mean([10, 20, 60])
