import hashlib
import statistics as st
from statistics import NormalDist, StatisticsError
x = [1, 2, 3, 4, 5, 6, 7, 8, 9]
y = [2.5, 1, 4, 3.5, 6, 5, 8, 9.25, 7]
print(st.covariance(x, y), st.correlation(x, y), st.correlation(x, x), st.linear_regression(x, y), st.linear_regression(x, y, proportional=True))
slope, intercept = st.linear_regression([1, 2, 3], [2, 4, 6.5])
print(slope, intercept, st.linear_regression((1, 2), (3, 4)).slope)
for f in (lambda: st.covariance([1], [1]), lambda: st.covariance([1, 2], [1]), lambda: st.correlation([1, 1], [1, 2]), lambda: st.linear_regression([1, 1], [1, 2]), lambda: st.correlation([1, 2]), lambda: st.covariance(x, ["a"] * 9) and 0 if False else st.correlation([], [])):
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
n = NormalDist(100, 15)
print(n, n.mean, n.median, n.mode, n.stdev, n.variance, n.zscore(130), n.pdf(100), n.pdf(88.5), n.cdf(100), round(n.cdf(130), 12), n.quantiles(), n.quantiles(n=10), n.inv_cdf(0.001), n.inv_cdf(0.9999999), n.inv_cdf(1e-12), n.inv_cdf(0.5))
m = NormalDist.from_samples([2.5, 3.1, 4.7, 1.2])
print(m, n + m, n - m, n + 1, 2 + n, n * 2, 0.5 * n, n / 4, -n, +n, 10 - n, n == NormalDist(100.0, 15.0), n != m, {n: 1}[NormalDist(100, 15)], NormalDist(), NormalDist(sigma=2), NormalDist.from_samples([1, 2, 3]))
print(round(NormalDist(2.4, 1.6).overlap(NormalDist(3.2, 2.0)), 12), NormalDist(1, 2).overlap(NormalDist(1, 2)), n == 5)
for f in (lambda: NormalDist(1, -1), lambda: NormalDist("a"), lambda: NormalDist(1, 2, 3), lambda: NormalDist(5, 0).pdf(1), lambda: NormalDist(5, 0).cdf(1), lambda: NormalDist(5, 0).zscore(1), lambda: n.inv_cdf(1.5), lambda: n.overlap(3), lambda: n + "a", lambda: n.pdf("a"), lambda: NormalDist.from_samples([1]), lambda: NormalDist(1, "x")):
    try:
        print(f())
    except Exception as e:
        print(type(e), e)
for name, make in {"blake2b": hashlib.blake2b, "blake2s": hashlib.blake2s, "sha3_224": hashlib.sha3_224, "sha3_256": hashlib.sha3_256, "sha3_384": hashlib.sha3_384, "sha3_512": hashlib.sha3_512}.items():
    h = make(b"abc")
    h.update(b"def")
    print(name, h.hexdigest(), h.name, h.digest_size, h.block_size, h.digest()[:2])
