import statistics as st
d = [1, 2, 2, 3.5, 10]
print(st.mean(d), st.median(d), st.median([1, 2, 3, 4]), st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]), st.mode(d), st.multimode("aabb"), st.stdev(d), st.pstdev(d), st.variance(d), st.pvariance(d), st.fmean(d), st.geometric_mean([1, 4]), st.harmonic_mean([1, 4]), st.quantiles([1, 2, 3, 4, 5]), st.quantiles(d, n=10), st.mean([1, 2]), st.mean([True, False]))
for f in [lambda: st.mean([]), lambda: st.stdev([1]), lambda: st.median([]), lambda: st.mode([]), lambda: st.mean(["a"]), lambda: st.variance([]), lambda: st.geometric_mean([0])]:
    try:
        print(f())
    except Exception as e:
        print(repr(e))
