"""numpy, a stand-in: small arrays as nested lists; dot and sort hold the loop, or their thread, for the time that the scenario's [compute] says."""
import math as _math
import random as _random_module

import _network
from _http import unsupported

__version__ = "2.2.1"
pi = _math.pi
float32 = float64 = float
int32 = int64 = int


class ndarray:
    def __init__(self, data):
        self._data = data

    @property
    def shape(self):
        out, inner = [], self._data
        while isinstance(inner, list):
            out.append(len(inner))
            inner = inner[0] if inner else None
        return tuple(out)

    @property
    def ndim(self):
        return len(self.shape)

    @property
    def size(self):
        return _math.prod(self.shape)

    def tolist(self):
        return self._data

    def _flat(self):
        def walk(data):
            if isinstance(data, list):
                for one in data:
                    yield from walk(one)
            else:
                yield data
        return walk(self._data)

    def sum(self, axis=None):
        _whole(axis)
        return _sum(self._flat())

    def mean(self, axis=None):
        _whole(axis)
        return _sum(self._flat()) / self.size

    def std(self, axis=None):
        _whole(axis)
        mean = self.mean()
        return _math.sqrt(_sum((v - mean) ** 2 for v in self._flat()) / self.size)

    def max(self, axis=None):
        _whole(axis)
        return max(self._flat())

    def min(self, axis=None):
        _whole(axis)
        return min(self._flat())

    def reshape(self, *shape):
        shape = shape[0] if isinstance(shape[0], tuple) else shape
        if len(shape) == 1:
            return ndarray(list(self._flat()))
        if len(shape) != 2:
            unsupported("numpy arrays of more than two dimensions", "Use one or two.")
        flat, columns = list(self._flat()), shape[1]
        return ndarray([flat[i:i + columns] for i in range(0, len(flat), columns)])

    def astype(self, kind):
        return ndarray(_mapped(self._data, kind))

    def _with(self, other, apply):
        other = other._data if isinstance(other, ndarray) else other
        return ndarray(_combined(self._data, other, apply))

    def __add__(self, other):
        return self._with(other, lambda a, b: a + b)

    __radd__ = __add__

    def __sub__(self, other):
        return self._with(other, lambda a, b: a - b)

    def __mul__(self, other):
        return self._with(other, lambda a, b: a * b)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._with(other, lambda a, b: a / b)

    def __pow__(self, other):
        return self._with(other, lambda a, b: a ** b)

    def __matmul__(self, other):
        return dot(self, other)

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return (ndarray(one) if isinstance(one, list) else one for one in self._data)

    def __getitem__(self, i):
        if isinstance(i, tuple):
            out = self
            for one in i:
                out = out[one]
            return out
        found = self._data[i]
        return ndarray(found) if isinstance(found, list) else found

    def __repr__(self):
        return f"array({self._data!r})"

    def __str__(self):
        return str(self._data).replace(",", "")


def _whole(axis):
    if axis is not None:
        unsupported("numpy with axis=", "Reduce the whole array, or loop over its rows.")


def _mapped(data, f):
    return [_mapped(one, f) for one in data] if isinstance(data, list) else f(data)


def _combined(a, b, apply):
    if isinstance(a, list) and isinstance(b, list):
        if len(a) != len(b):
            raise ValueError(f"operands could not be broadcast together with shapes ({len(a)},) ({len(b)},) ")
        return [_combined(x, y, apply) for x, y in zip(a, b)]
    if isinstance(a, list):
        return [_combined(x, b, apply) for x in a]
    return apply(a, b)


def array(data, dtype=None):
    def plain(one):
        if isinstance(one, ndarray):
            return one._data
        return [plain(x) for x in one] if isinstance(one, (list, tuple, range)) else one
    return ndarray(plain(data))


asarray = array


def zeros(shape, dtype=float):
    return _filled(shape, dtype(0))


def ones(shape, dtype=float):
    return _filled(shape, dtype(1))


def _filled(shape, value):
    if isinstance(shape, int):
        return ndarray([value] * shape)
    return ndarray([[value] * shape[1] for _ in range(shape[0])] if len(shape) == 2 else [value] * shape[0])


def arange(*args):
    return ndarray(list(range(*args)))


def linspace(start, stop, num=50):
    return ndarray([start + (stop - start) * i / (num - 1) for i in range(num)])


def sqrt(x):
    return ndarray(_mapped(x._data, _math.sqrt)) if isinstance(x, ndarray) else _math.sqrt(x)


def mean(x):
    return array(x).mean()


def sum(x):  # noqa: numpy's own name
    return array(x).sum()


def dot(a, b):
    """One row or column at most is really computed; the time is the scenario's."""
    _network.hold(_network.cost("numpy.dot"), "numpy.dot")
    a, b = array(a)._data, array(b)._data
    if not isinstance(a[0], list) and not isinstance(b[0], list):
        return _sum(x * y for x, y in zip(a, b))
    if not isinstance(b[0], list):
        return ndarray([_sum(x * y for x, y in zip(row, b)) for row in a])
    if not isinstance(a[0], list):
        unsupported("numpy.dot of a vector and a matrix", "Turn them around.")
    columns = list(zip(*b))
    return ndarray([[_sum(x * y for x, y in zip(row, column)) for column in columns] for row in a])


matmul = dot


def _sum(values):
    total = 0
    for value in values:
        total += value
    return total


def sort(x):
    _network.hold(_network.cost("numpy.sort"), "numpy.sort")
    return ndarray(sorted(array(x)._data))


class _Linalg:
    @staticmethod
    def norm(x):
        return _math.sqrt(_sum(v * v for v in array(x)._flat()))

    def __getattr__(self, name):
        unsupported(f"numpy.linalg.{name}", "It is a stand-in: only norm is there.")


linalg = _Linalg()


class _Random:
    def __init__(self):
        self._random = _random_module.Random(0)

    def seed(self, seed):
        self._random.seed(seed)

    def rand(self, *shape):
        if not shape:
            return self._random.random()
        if len(shape) == 1:
            return ndarray([self._random.random() for _ in range(shape[0])])
        return ndarray([[self._random.random() for _ in range(shape[1])] for _ in range(shape[0])])

    def random(self, size=None):
        return self.rand(*((size,) if isinstance(size, int) else size or ()))

    def __getattr__(self, name):
        unsupported(f"numpy.random.{name}", "It is a stand-in: use rand, random or seed.")


random = _Random()


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    unsupported(f"numpy.{name}", "It is a stand-in: arrays, dot, sort and a few functions, for showing what computing does to the loop.")
