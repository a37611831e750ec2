"""Averages and spread."""
import bisect
import math
import sys
from collections import Counter

__all__ = ["mean", "fmean", "geometric_mean", "harmonic_mean", "median", "median_low", "median_high", "median_grouped", "mode", "multimode", "pstdev",
           "pvariance", "stdev", "variance", "quantiles", "covariance", "correlation", "linear_regression", "NormalDist", "StatisticsError"]


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


def _ranks(data):
    """How many values are below each, from -(n-1)/2 on; equal ones share their middle rank."""
    order = sorted(range(len(data)), key=data.__getitem__)
    ranks, at = [0.0] * len(data), 0
    while at < len(order):
        end = at
        while end < len(order) and data[order[end]] == data[order[at]]:
            end += 1
        for i in order[at:end]:
            ranks[i] = (at + end - 1) / 2 - (len(data) - 1) / 2
        at = end
    return ranks


def correlation(x, y, /, *, method="linear"):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("correlation requires at least two data points")
    if method not in {"linear", "ranked"}:
        raise ValueError(f"Unknown method: {method!r}")
    if method == "ranked":
        x, y = _ranks(x), _ranks(y)
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


def _below(coefficients, x):
    """A polynomial, the highest power first."""
    value = coefficients[0]
    for c in coefficients[1:]:
        value = value * x + c
    return value


# Wichura's algorithm AS 241 (1988), PPND16: numerators and denominators for the middle, the tails and the far tails.
_MIDDLE = ((2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
            1971.5909503065514427, 133.14166789178437745, 3.387132872796366608),
           (5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
            687.1870074920579083, 42.313330701600911252, 1.0))
_TAIL = ((7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504,
          5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734),
         (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455,
          1.6763848301838038494, 2.05319162663775882187, 1.0))
_FAR_TAIL = ((2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123,
              1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772),
             (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525,
              0.13692988092273580531, 0.59983220655588793769, 1.0))


def _standard_quantile(p):
    q = p - 0.5
    if math.fabs(q) <= 0.425:
        r = 0.180625 - q * q
        return _below(_MIDDLE[0], r) * q / _below(_MIDDLE[1], r)
    r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
    part, r = (_TAIL, r - 1.6) if r <= 5.0 else (_FAR_TAIL, r - 5.0)
    x = _below(part[0], r) / _below(part[1], r)
    return -x if q < 0.0 else x


class NormalDist:
    __slots__ = {"_mu": "Arithmetic mean of a normal distribution", "_sigma": "Standard deviation of a normal distribution"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def samples(self, n, *, seed=None):
        import random
        source = random if seed is None else random.Random(seed)
        return [self._mu + _standard_quantile(source.random()) * self._sigma for _ in range(n)]

    def pdf(self, x):
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        diff = x - self._mu
        return math.exp(diff * diff / (-2.0 * variance)) / math.sqrt(math.tau * variance)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * math.erfc((self._mu - x) / (self._sigma * math.sqrt(2.0)))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return self._mu + _standard_quantile(p) * self._sigma

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    def overlap(self, other):
        """The area that two densities share: between the points where they cross."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        x, y = sorted((self, other), key=lambda d: (d._sigma, d._mu))
        x_variance, y_variance = x.variance, y.variance
        if not x_variance or not y_variance:
            raise StatisticsError("overlap() not defined when sigma is zero")
        wider, apart = y_variance - x_variance, math.fabs(y._mu - x._mu)
        if not wider:
            return math.erfc(apart / (2.0 * x._sigma * math.sqrt(2.0)))
        a = x._mu * y_variance - y._mu * x_variance
        b = x._sigma * y._sigma * math.sqrt(apart * apart + wider * math.log(y_variance / x_variance))
        low, high = (a + b) / wider, (a - b) / wider
        return 1.0 - (math.fabs(y.cdf(low) - x.cdf(low)) + math.fabs(y.cdf(high) - x.cdf(high)))

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, factor):
        return NormalDist(self._mu * factor, self._sigma * math.fabs(factor))

    def __truediv__(self, factor):
        return NormalDist(self._mu / factor, self._sigma / math.fabs(factor))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return -(self - other)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
