# Averages, spread, relations; what needs logarithms and roots of other functions is shown rounded.
import statistics as s
from fractions import Fraction as F


def show(function, *arguments, **options):
    try:
        result = function(*arguments, **options)
    except Exception as error:
        print(type(error).__name__, error, end="; ")
    else:
        print(repr(result), end="; ")


def near(function, *arguments, **options):
    result = function(*arguments, **options)
    print([round(each, 9) for each in result] if isinstance(result, list) else round(result, 9), end="; ")


data = [
    [1, 2, 3, 4], [1, 2, 3], [1.5, 2.25, -3.0, 1e10], [F(1, 3), F(1, 2), 2], [1, 2.5, F(1, 4)], [True, 3], [5], [], [0.1] * 10, [1e308, 1e308],
    [float("inf"), 1.0], [10**30, 1, -(10**30), 7], [3, 1, 2, 2, 5, 5, 9],
]
for function in s.mean, s.median, s.median_low, s.median_high, s.median_grouped, s.variance, s.pvariance, s.stdev, s.pstdev, s.multimode, s.mode, s.quantiles, s.fmean:
    print(function.__name__, end=": ")
    for values in data:
        if values == [1e308, 1e308] and function is s.fmean:
            continue
        show(function, values)
    print()
show(s.mean, ["a"])
show(s.mean, iter([1, 2]))
show(s.fmean, [1, 2, 3], [3, 0, 1])
show(s.fmean, [1, 2], [1])
show(s.fmean, [1], [0])
show(s.harmonic_mean, [40, 60])
show(s.harmonic_mean, [40, 60], weights=[5, 30])
show(s.harmonic_mean, [0, 1])
show(s.harmonic_mean, [-1, 1])
show(s.harmonic_mean, [3])
show(s.harmonic_mean, [])
show(s.harmonic_mean, [F(1, 2), F(1, 3)])
near(s.geometric_mean, [54, 24, 36])
show(s.geometric_mean, [])
show(s.geometric_mean, [1, 0])
show(s.geometric_mean, [-1])
show(s.mode, "aabbc")
show(s.multimode, "aabbc")
print()
for n in 1, 4, 10:
    for method in "exclusive", "inclusive", "other":
        show(s.quantiles, [3, 8, 1, 4.5, 7], n=n, method=method)
show(s.quantiles, [1, 2], n=0)
show(s.variance, [1, 2, 3], xbar=2)
show(s.pvariance, [1, 2, 3.5], mu=2.0)
print()
x, y = [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3]
show(s.covariance, x, y)
near(s.correlation, x, y)
near(s.correlation, x, y, method="ranked")
show(s.correlation, x, [1] * 9)
show(s.correlation, x, y, method="none")
show(s.covariance, [1], [1])
show(s.covariance, x, [1])
show(s.linear_regression, [1, 2, 3], [2.0, 4.0, 6.5])
show(s.linear_regression, [1, 2, 3], [2.0, 4.0, 6.0], proportional=True)
show(s.linear_regression, [1, 1], [2, 3])
print()
n = s.NormalDist(100, 15)
print(n, n + 5, 2 * n, n / 2, -n, n - s.NormalDist(1, 8), 10 - n, n == s.NormalDist(100.0, 15.0), hash(n) == hash((100.0, 15.0)))
near(n.pdf, 110)
near(n.cdf, 130)
for p in 1e-12, 1e-6, 0.01, 0.3, 0.5, 0.9, 0.99999, 1 - 1e-13:
    near(n.inv_cdf, p)
near(n.quantiles)
near(n.overlap, s.NormalDist(90, 10))
near(n.overlap, s.NormalDist(90, 15))
near(n.zscore, 121)
print(n.mean, n.median, n.mode, n.stdev, n.variance, s.NormalDist.from_samples([2, 4, 4, 4, 5, 5, 7, 9]))
near(n.samples, 3, seed=7)
for use in lambda: s.NormalDist(0, -1), lambda: n.inv_cdf(1), lambda: s.NormalDist(0, 0).cdf(1), lambda: n.overlap(3):
    show(use)
print()
sample = [-2.1, -1.3, -0.4, 1.9, 5.1, 6.2]
for kernel in "normal", "gauss", "logistic", "sigmoid", "rectangular", "uniform", "triangular", "parabolic", "epanechnikov", "quartic", "biweight", "triweight", "cosine":
    print(kernel, end=": ")
    density, share = s.kde(sample, 1.5, kernel), s.kde(sample, 1.5, kernel, cumulative=True)
    print([round(density(at), 9) for at in (-3, 0, 1.25, 6)], [round(share(at), 9) for at in (-3, 0, 1.25, 6)], end=" ")
    draw = s.kde_random(sample, 1.5, kernel, seed=3)
    print([round(draw(), 7) for _ in range(3)])
show(s.kde, [], 1)
show(s.kde, sample, 0)
show(s.kde, sample, 1, "none")
print(density.__doc__)
