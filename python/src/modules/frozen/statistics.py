"""Statistics: averages, spread, relations, the normal distribution."""

import math
import random
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from fractions import Fraction
from math import acos, asin, atan, cos, cosh, erfc, exp, fabs, fsum, hypot, isnan, log, pi, sin, sqrt, sumprod, tan, tau
from numbers import Real

__all__ = [
    "NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean", "kde", "kde_random",
    "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode", "pstdev", "pvariance",
    "quantiles", "stdev", "variance",
]  # fmt: skip

_SQRT2 = sqrt(2.0)


class StatisticsError(ValueError):
    """The data cannot be used."""


def _ratio(value):
    """A number as two ints; what is infinite or no number at all as itself and None."""
    try:
        return value.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(value).__name__}' to numerator/denominator") from None
    except (OverflowError, ValueError):
        return value, None


def _common_type(first, second):
    """The type in which numbers of two types meet."""
    if first is second or second is int or second is bool:
        return first
    if first is int:
        return second
    if issubclass(second, first):
        return second
    if issubclass(first, second):
        return first
    if issubclass(second, int):
        return first
    if issubclass(first, int):
        return second
    if issubclass(first, Fraction) and issubclass(second, float):
        return second
    if issubclass(first, float) and issubclass(second, Fraction):
        return first
    raise TypeError(f"don't know how to coerce {first.__name__} and {second.__name__}")


def _gather(data):
    """The type of some numbers, the sums of them and of their squares by denominators, and how many they are."""
    kind, sums, squares, count = int, {}, {}, 0
    for value in data:
        kind = _common_type(kind, type(value))
        count += 1
        top, below = _ratio(value)
        sums[below] = sums.get(below, 0) + top
        squares[below] = squares.get(below, 0) + top * top
    return kind, sums, squares, count


def _total(parts, power=1):
    if None in parts:
        # Not a number, or infinite.
        return parts[None]
    return sum((Fraction(top, below**power) for below, top in parts.items()), Fraction(0))


def _sum(data):
    """The type of some numbers, their exact sum, and how many they are."""
    kind, sums, _, count = _gather(data)
    return kind, _total(sums), count


def _convert(value, kind):
    """An exact result as the type of the data."""
    if type(value) is kind:
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    return kind(value)


def _squares(data, center=None):
    """The type of some numbers, the exact sum of their squared distances from a center, their mean if none is given, and how many they are."""
    if center is not None:
        kind, total, count = _sum((value - center) * (value - center) for value in data)
        return kind, total, center, count
    kind, sums, squares, count = _gather(data)
    if not count:
        return kind, Fraction(0), Fraction(0), 0
    if None in sums:
        return kind, sums[None], sums[None], count
    total = _total(sums)
    return kind, (count * _total(squares, 2) - total * total) / count, total / count, count


def _root(value):
    """The root of a fraction, rounded once."""
    top, below = value.numerator, value.denominator
    if not top:
        return 0.0
    # Scaled so that the root of the quotient has some bits more than a float; the last one says whether there is a rest.
    shift = (top.bit_length() - below.bit_length() - 110) // 2
    if shift >= 0:
        quotient, rest = divmod(top, below << 2 * shift)
    else:
        quotient, rest = divmod(top << -2 * shift, below)
    root = math.isqrt(quotient)
    if rest or root * root != quotient:
        root |= 1
    return float(root << shift) if shift >= 0 else root / (1 << -shift)


def mean(data):
    """The arithmetic mean."""
    kind, total, count = _sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / count, kind)


def fmean(data, weights=None):
    """The arithmetic mean as a float, with weights if they are given."""
    if weights is None:
        if not hasattr(data, "__len__"):
            data = list(data)
        if not len(data):
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / len(data)
    data = list(data)
    if not hasattr(weights, "__len__"):
        weights = list(weights)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    whole = fsum(weights)
    if not whole:
        raise StatisticsError("sum of weights must be non-zero")
    return sumprod(data, weights) / whole


def geometric_mean(data):
    """The geometric mean."""
    logarithms, has_zero = [], False
    count = 0
    for value in data:
        count += 1
        if value > 0.0 or isnan(value):
            logarithms.append(log(value))
        elif value == 0.0:
            has_zero = True
        else:
            raise StatisticsError("No negative inputs allowed", value)
    total = fsum(logarithms)
    if not count:
        raise StatisticsError("Must have a non-empty dataset")
    if isnan(total):
        return math.nan
    if has_zero:
        return math.nan if total == math.inf else 0.0
    return exp(total / count)


def _not_negative(values):
    for value in values:
        if value < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        yield value


def harmonic_mean(data, weights=None):
    """The harmonic mean."""
    data = list(data)
    count = len(data)
    if count < 1:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if count == 1 and weights is None:
        if not isinstance(data[0], Real):
            raise TypeError("unsupported type")
        return next(_not_negative(data))
    if weights is None:
        weights, whole = [1] * count, count
    else:
        weights = list(weights)
        if len(weights) != count:
            raise StatisticsError("Number of weights does not match data size")
        whole = _sum(_not_negative(weights))[1]
    try:
        kind, total, count = _sum([weight / value if weight else 0 for weight, value in zip(weights, _not_negative(data))])
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _convert(whole / total, kind)


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    """The middle value, or the mean of the two in the middle."""
    data = _sorted(data)
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    """The middle value, or the less of the two in the middle."""
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The middle value, or the greater of the two in the middle."""
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of values that stand for intervals around them."""
    data = _sorted(data)
    middle = data[len(data) // 2]
    below = bisect_left(data, middle)
    inside = bisect_right(data, middle, lo=below) - below
    try:
        interval, middle = float(interval), float(middle)
    except ValueError:
        raise TypeError("Value cannot be converted to a float") from None
    return middle - interval / 2.0 + interval * (len(data) / 2 - below) / inside


def mode(data):
    """The most common value, the first of several."""
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    """All values of which there are most."""
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    """What divides data into so many parts of the same size."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    result = []
    if method == "inclusive":
        for number in range(1, n):
            place, rest = divmod(number * (size - 1), n)
            result.append((data[place] * (n - rest) + data[place + 1] * rest) / n)
        return result
    if method == "exclusive":
        for number in range(1, n):
            place = min(max(number * (size + 1) // n, 1), size - 1)
            rest = number * (size + 1) - place * n
            result.append((data[place - 1] * (n - rest) + data[place] * rest) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


def variance(data, xbar=None):
    """The variance of what data are a sample of."""
    kind, squares, _, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(squares / (count - 1), kind)


def pvariance(data, mu=None):
    """The variance of data that are all there are."""
    kind, squares, _, count = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(squares / count, kind)


def stdev(data, xbar=None):
    """The root of the variance."""
    _, squares, _, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(squares / (count - 1))


def pstdev(data, mu=None):
    """The root of `pvariance`."""
    _, squares, _, count = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(squares / count)


def _pairs(x, y, what):
    if len(x) != len(y):
        raise StatisticsError(f"{what} requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError(f"{what} requires at least two data points")


def _distances(data):
    center = fsum(data) / len(data)
    return [value - center for value in data], center


def covariance(x, y, /):
    """How far two things vary together."""
    _pairs(x, y, "covariance")
    return sumprod(_distances(x)[0], _distances(y)[0]) / (len(x) - 1)


def _ranks(data, start):
    """The places of values in their order, the mean of the places for equal ones."""
    order = sorted(range(len(data)), key=data.__getitem__)
    result, place = [0.0] * len(data), 0
    while place < len(order):
        end = place + 1
        while end < len(order) and data[order[end]] == data[order[place]]:
            end += 1
        for index in order[place:end]:
            result[index] = start + (place + end - 1) / 2
        place = end
    return result


def _root_of_product(x, y):
    root = sqrt(x * y)
    if not root or root == math.inf:
        return sqrt(x) * sqrt(y)
    # One step of Newton's with the rest that is exact.
    return root + sumprod((x, root), (y, -root)) / (2.0 * root)


def correlation(x, y, /, *, method="linear"):
    """Pearson's coefficient, or Spearman's of ranks."""
    _pairs(x, y, "correlation")
    if method not in ("linear", "ranked"):
        raise ValueError(f"Unknown method: {method!r}")
    if method == "ranked":
        start = (len(x) - 1) / -2
        x, y = _ranks(x, start), _ranks(y, start)
    else:
        x, y = _distances(x)[0], _distances(y)[0]
    try:
        return sumprod(x, y) / _root_of_product(sumprod(x, x), sumprod(y, y))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    """The line that is nearest to points, by least squares."""
    _pairs(x, y, "linear regression")
    x_center = y_center = 0.0
    if not proportional:
        x, x_center = _distances(x)
        y, y_center = _distances(y)
    try:
        slope = (sumprod(x, y) + 0.0) / sumprod(x, x)
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope=slope, intercept=0.0 if proportional else y_center - slope * x_center)


# Wichura's algorithm AS 241: quotients of polynomials near the middle, further out, and in the tails; highest powers first.
_NEAR = (
    (
        2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
        1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0,
    ),
    (
        5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
        5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0,
    ),
)  # fmt: skip
_FAR = (
    (
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
        3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0,
    ),
    (
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0,
    ),
)  # fmt: skip
_TAIL = (
    (
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0,
    ),
    (
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0,
    ),
)  # fmt: skip


def _polynomial(coefficients, x):
    result = 0.0
    for coefficient in coefficients:
        result = result * x + coefficient
    return result


def _standard_inverse(p):
    q = p - 0.5
    if fabs(q) <= 0.425:
        top, below = _NEAR
        r = 0.180625 - q * q
        return _polynomial(top, r) * q / _polynomial(below, r)
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    (top, below), r = (_FAR, r - 1.6) if r <= 5.0 else (_TAIL, r - 5.0)
    x = _polynomial(top, r) / _polynomial(below, r)
    return -x if q < 0.0 else x


class NormalDist:
    """A normal distribution."""

    __slots__ = {"_mu": "the mean", "_sigma": "the standard deviation"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The distribution that data are likely a sample of."""
        _, squares, center, count = _squares(data)
        if count < 2:
            raise StatisticsError("stdev requires at least two data points")
        return cls(float(center), _root(squares / (count - 1)))

    def samples(self, n, *, seed=None):
        """So many random values."""
        source = random.random if seed is None else random.Random(seed).random
        return [self._mu + _standard_inverse(source()) * self._sigma for _ in range(n)]

    def _check(self, what):
        if not self._sigma:
            raise StatisticsError(f"{what}() not defined when sigma is zero")

    def pdf(self, x):
        """How dense values are at a place."""
        self._check("pdf")
        distance, spread = x - self._mu, self._sigma * self._sigma
        return exp(distance * distance / (-2.0 * spread)) / sqrt(tau * spread)

    def cdf(self, x):
        """The share of values that are no greater."""
        self._check("cdf")
        return 0.5 * erfc((self._mu - x) / (self._sigma * _SQRT2))

    def inv_cdf(self, p):
        """Where so large a share of values lies below."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return self._mu + _standard_inverse(p) * self._sigma

    def quantiles(self, n=4):
        """What divides values into so many parts of the same size."""
        return [self.inv_cdf(number / n) for number in range(1, n)]

    def overlap(self, other):
        """How much of two distributions is the same."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        narrow, wide = sorted((self, other), key=lambda each: (each._sigma, each._mu))
        narrow_spread, wide_spread = narrow.variance, wide.variance
        if not narrow_spread or not wide_spread:
            raise StatisticsError("overlap() not defined when sigma is zero")
        more, apart = wide_spread - narrow_spread, fabs(wide._mu - narrow._mu)
        if not more:
            return erfc(apart / (2.0 * narrow._sigma * _SQRT2))
        # The two places where both are as dense.
        middle = narrow._mu * wide_spread - wide._mu * narrow_spread
        half = narrow._sigma * wide._sigma * sqrt(apart * apart + more * log(wide_spread / narrow_spread))
        places = (middle + half) / more, (middle - half) / more
        return 1.0 - sum(fabs(wide.cdf(place) - narrow.cdf(place)) for place in places)

    def zscore(self, x):
        """How many standard deviations a value is away from the mean."""
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state


def _solved(cumulative):
    """The inverse of a cumulative kernel on the interval from -1 to 1, by halving it."""

    def inverse(p):
        low, high = -1.0, 1.0
        while True:
            middle = (low + high) / 2
            if middle in (low, high):
                return middle
            if cumulative(middle) < p:
                low = middle
            else:
                high = middle

    return inverse


def _cumulative_quartic(t):
    return 0.5 + t * (15 + t * t * (3 * t * t - 10)) / 16


def _cumulative_triweight(t):
    square = t * t
    return 0.5 + t * (35 - square * (35 - square * (21 - 5 * square))) / 32


# For each kernel: how dense, which share lies below, the inverse of that, and how far it reaches (None: without end).
_KERNELS = {
    "normal": (
        lambda t: exp(-0.5 * t * t) / sqrt(tau), lambda t: 0.5 * erfc(-t / _SQRT2), _standard_inverse, None,
    ),
    "logistic": (lambda t: 0.5 / (1.0 + cosh(t)), lambda t: 1.0 - 1.0 / (exp(t) + 1.0), lambda p: log(p / (1.0 - p)), None),
    "sigmoid": (lambda t: 1 / pi / cosh(t), lambda t: 2 / pi * atan(exp(t)), lambda p: log(tan(p * pi / 2)), None),
    "rectangular": (lambda t: 0.5, lambda t: 0.5 * t + 0.5, lambda p: 2.0 * p - 1.0, 1.0),
    "triangular": (
        lambda t: 1.0 - abs(t),
        lambda t: t * t * (0.5 if t < 0.0 else -0.5) + t + 0.5,
        lambda p: sqrt(2.0 * p) - 1.0 if p < 0.5 else 1.0 - sqrt(2.0 - 2.0 * p),
        1.0,
    ),
    "parabolic": (
        lambda t: 0.75 * (1.0 - t * t),
        lambda t: 0.5 + t * (3.0 - t * t) / 4,
        lambda p: 2.0 * cos((acos(2.0 * p - 1.0) + pi) / 3.0),
        1.0,
    ),
    "quartic": (lambda t: 15 / 16 * (1.0 - t * t) ** 2, _cumulative_quartic, _solved(_cumulative_quartic), 1.0),
    "triweight": (lambda t: 35 / 32 * (1.0 - t * t) ** 3, _cumulative_triweight, _solved(_cumulative_triweight), 1.0),
    "cosine": (
        lambda t: pi / 4 * cos(pi / 2 * t), lambda t: 0.5 * sin(pi / 2 * t) + 0.5, lambda p: 2.0 * asin(2.0 * p - 1.0) / pi, 1.0,
    ),
}  # fmt: skip
for _other, _name in (("gauss", "normal"), ("uniform", "rectangular"), ("epanechnikov", "parabolic"), ("biweight", "quartic")):
    _KERNELS[_other] = _KERNELS[_name]


def _kernel(data, h, kernel):
    if not len(data):
        raise StatisticsError("Empty data sequence")
    if not isinstance(data[0], (int, float)):
        raise TypeError("Data sequence must contain ints or floats")
    if h <= 0.0:
        raise StatisticsError(f"Bandwidth h must be positive, not {h=!r}")
    found = _KERNELS.get(kernel)
    if found is None:
        raise StatisticsError(f"Unknown kernel name: {kernel!r}")
    return found


def kde(data, h, kernel="normal", *, cumulative=False):
    """A function for the density of what data are a sample of, or for the share below."""
    dense, below, _, reach = _kernel(data, h, kernel)

    def pdf(x):
        near = data
        if reach is not None:
            near = sorted(data)
            near = near[bisect_left(near, x - h * reach) : bisect_right(near, x + h * reach)]
        return sum(dense((x - value) / h) for value in near) / (len(data) * h)

    def cdf(x):
        if reach is None:
            return sum(below((x - value) / h) for value in data) / len(data)
        values = sorted(data)
        first, last = bisect_left(values, x - h * reach), bisect_right(values, x + h * reach)
        return (sum(below((x - value) / h) for value in values[first:last]) + first) / len(data)

    if cumulative:
        cdf.__doc__ = f"CDF estimate with {h=!r} and {kernel=!r}"
        return cdf
    pdf.__doc__ = f"PDF estimate with {h=!r} and {kernel=!r}"
    return pdf


def kde_random(data, h, kernel="normal", *, seed=None):
    """A function for random values like those of which data are a sample."""
    inverse = _kernel(data, h, kernel)[2]
    source = random.Random(seed)

    def rand():
        return source.choice(data) + h * inverse(source.random())

    rand.__doc__ = f"Random KDE selection with {h=!r} and {kernel=!r}"
    return rand
