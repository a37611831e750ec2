"""Averages and spread."""
import bisect
import math
import sys
from collections import Counter

__all__ = ["mean", "fmean", "geometric_mean", "harmonic_mean", "median", "median_low", "median_high", "median_grouped", "mode", "multimode", "pstdev",
           "pvariance", "stdev", "variance", "quantiles", "covariance", "correlation", "linear_regression", "StatisticsError"]


class StatisticsError(ValueError):
    pass


def _exact_ratio(x):
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None


def _exact_sum(data):
    """The exact sum as numerator and denominator, the type of the result, and the count."""
    partials = {}
    count, kind = 0, int
    for x in data:
        count += 1
        if type(x) is not kind:
            kind = _common(kind, type(x))
        n, d = _exact_ratio(x)
        partials[d] = partials.get(d, 0) + n
    denominator = 1
    for d in partials:
        denominator = denominator * d // math.gcd(denominator, d)
    numerator = sum(n * (denominator // d) for d, n in partials.items())
    return numerator, denominator, kind, count


def _is_of(kind, module, name):
    known = getattr(sys.modules.get(module), name, None)
    return known is not None and issubclass(kind, known)


def _common(one, other):
    """The type in which numbers of two types are computed."""
    if issubclass(other, int) or issubclass(one, other):
        return one
    if issubclass(one, int) or issubclass(other, one):
        return other
    for kind, second in ((one, other), (other, one)):
        if issubclass(kind, float) and _is_of(second, "fractions", "Fraction"):
            return kind
    raise TypeError(f"don't know how to coerce {one.__name__} and {other.__name__}")


def _divide(n, d, kind):
    """n/d as the data's type: an int where the data are ints and it comes out even."""
    if issubclass(kind, int) and n % d == 0:
        return n // d
    if _is_of(kind, "fractions", "Fraction"):
        return kind(n, d)
    if _is_of(kind, "decimal", "Decimal"):
        g = math.gcd(n, d)
        return kind(n // g) / (d // g)
    return n / d


def mean(data):
    n, d, kind, count = _exact_sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _divide(n, d * count, kind)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.sumprod(data, weights) / total


def geometric_mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("Must have a non-empty dataset")
    if any(x < 0 for x in data):
        raise StatisticsError("No negative inputs allowed", next(x for x in data if x < 0))
    if any(x == 0 for x in data):
        return 0.0
    return math.exp(math.fsum(map(math.log, data)) / len(data))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    weights = [1] * len(data) if weights is None else list(weights)
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if any(x == 0 for x in data):
        return 0
    n, d, kind, _ = _exact_sum(w / x for w, x in zip(weights, data))
    above, below = _exact_ratio(sum(weights))
    return _divide(above * d, below * n, kind)


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    middle = data[len(data) // 2]
    before = bisect.bisect_left(data, middle)
    inside = bisect.bisect_right(data, middle, lo=before) - before
    interval, middle = float(interval), float(middle)
    return middle - interval / 2.0 + interval * (len(data) / 2 - before) / inside


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _sum_of_squares(data, c):
    """The exact sum of squared deviations (from `c`, or from the mean), the type of the result, and the count."""
    data = list(data)
    if c is not None:
        return _exact_sum((x - c) ** 2 for x in data)
    sx, dx, kind, count = _exact_sum(data)
    if count == 0:
        return 0, 1, kind, 0
    squares = {}
    for x in data:
        n, d = _exact_ratio(x)
        squares[d * d] = squares.get(d * d, 0) + n * n
    d2 = 1
    for d in squares:
        d2 = d2 * d // math.gcd(d2, d)
    n2 = sum(n * (d2 // d) for d, n in squares.items())
    numerator = count * n2 * dx * dx - sx * sx * d2
    denominator = count * d2 * dx * dx
    g = math.gcd(numerator, denominator)
    return numerator // g, denominator // g, kind, count


def variance(data, xbar=None):
    n, d, kind, count = _sum_of_squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _divide(n, d * (count - 1), kind)


def pvariance(data, mu=None):
    n, d, kind, count = _sum_of_squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _divide(n, d * count, kind)


def _sqrt_of_fraction(n, m):
    """The float nearest to sqrt(n / m), rounded once."""
    if n == 0:
        return 0.0
    q = (n.bit_length() - m.bit_length() - 109) // 2
    if q >= 0:
        root = _odd_root(n, m << 2 * q)
        return float(root << q)
    root = _odd_root(n << -2 * q, m)
    return root / (1 << -q)


def _odd_root(n, m):
    a = math.isqrt(n // m)
    return a | (a * a * m != n)


def stdev(data, xbar=None):
    n, d, _, count = _sum_of_squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _sqrt_of_fraction(n, d * (count - 1))


def pstdev(data, mu=None):
    n, d, _, count = _sum_of_squares(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _sqrt_of_fraction(n, d * count)


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    ld = len(data)
    if ld < 2:
        if ld == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    if method == "inclusive":
        m = ld - 1
        result = []
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        m = ld + 1
        result = []
        for i in range(1, n):
            j = i * m // n
            j = 1 if j < 1 else ld - 1 if j > ld - 1 else j
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


def covariance(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("covariance requires at least two data points")
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    return math.sumprod((xi - xbar for xi in x), (yi - ybar for yi in y)) / (n - 1)


def correlation(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("correlation requires at least two data points")
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    dx, dy = [xi - xbar for xi in x], [yi - ybar for yi in y]
    sxx, syy = math.sumprod(dx, dx), math.sumprod(dy, dy)
    if not sxx or not syy:
        raise StatisticsError("at least one of the inputs is constant")
    return math.sumprod(dx, dy) / math.sqrt(sxx * syy)


class LinearRegression(tuple):
    def __new__(cls, slope, intercept):
        return tuple.__new__(cls, (slope, intercept))

    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])

    def __repr__(self):
        return f"LinearRegression(slope={self[0]!r}, intercept={self[1]!r})"


def linear_regression(x, y, /, *, proportional=False):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("linear regression requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("linear regression requires at least two data points")
    xbar = ybar = 0.0
    if not proportional:
        xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
        x, y = [xi - xbar for xi in x], [yi - ybar for yi in y]
    sxx = math.sumprod(x, x)
    if not sxx:
        raise StatisticsError("x is constant")
    slope = math.sumprod(x, y) / sxx
    return LinearRegression(slope, 0.0 if proportional else ybar - slope * xbar)
