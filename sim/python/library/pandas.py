"""pandas, a stand-in: reading a file and describing it hold the loop, or their thread, for the time that the scenario's [compute] says."""
import math as _math

import _network
from _http import unsupported

__version__ = "2.2.3"


def _typed(text):
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


class Series:
    def __init__(self, data, name=None):
        self._values = list(data)
        self.name = name

    def _numbers(self):
        return [v for v in self._values if isinstance(v, (int, float)) and not isinstance(v, bool)]

    def sum(self):
        return sum(self._numbers())

    def mean(self):
        numbers = self._numbers()
        return sum(numbers) / len(numbers) if numbers else _math.nan

    def max(self):
        return max(self._values)

    def min(self):
        return min(self._values)

    def tolist(self):
        return list(self._values)

    to_list = tolist

    def to_dict(self):
        return dict(enumerate(self._values))

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._values)

    def __getitem__(self, i):
        return self._values[i]


class DataFrame:
    def __init__(self, data=None):
        if isinstance(data, list):
            data = {name: [row.get(name) for row in data] for name in (data[0] if data else {})}
        self._columns = {name: list(values) for name, values in (data or {}).items()}
        self._index = None

    @property
    def columns(self):
        return list(self._columns)

    @property
    def shape(self):
        return len(self), len(self._columns)

    def describe(self):
        _network.hold(_network.cost("pandas.describe"), "DataFrame.describe")
        out = {}
        for name, values in self._columns.items():
            numbers = sorted(v for v in values if isinstance(v, (int, float)))
            if not numbers:
                continue
            n = len(numbers)
            mean = sum(numbers) / n
            std = _math.sqrt(sum((v - mean) ** 2 for v in numbers) / (n - 1)) if n > 1 else _math.nan

            def quantile(p, numbers=numbers, n=n):
                at = p * (n - 1)
                low = int(at)
                high = min(low + 1, n - 1)
                return numbers[low] + (numbers[high] - numbers[low]) * (at - low)

            out[name] = [float(n), mean, std, float(numbers[0]), quantile(0.25), quantile(0.5), quantile(0.75), float(numbers[-1])]
        frame = DataFrame(out)
        frame._index = ["count", "mean", "std", "min", "25%", "50%", "75%", "max"]
        return frame

    def to_dict(self, orient="dict"):
        if orient == "records":
            return [dict(zip(self._columns, row)) for row in zip(*self._columns.values())]
        index = self._index or range(len(self))
        return {name: dict(zip(index, values)) for name, values in self._columns.items()}

    def head(self, n=5):
        return DataFrame({name: values[:n] for name, values in self._columns.items()})

    def groupby(self, by):
        _network.hold(_network.cost("pandas.groupby"), "DataFrame.groupby")
        unsupported("what follows pandas' groupby()", "It is a stand-in: group the rows of to_dict('records') in Python.")

    def __len__(self):
        return len(next(iter(self._columns.values()), []))

    def __getitem__(self, name):
        return Series(self._columns[name], name)

    def __setitem__(self, name, values):
        self._columns[name] = list(values)

    def __repr__(self):
        return f"<DataFrame of {len(self)} rows, columns {', '.join(map(str, self._columns))}>"


def read_csv(path, **kwargs):
    """A file beside the program."""
    with open(path) as file:
        _network.hold(_network.cost("pandas.read_csv"), "pandas.read_csv")
        lines = [line.rstrip("\r\n") for line in file]
    names = lines[0].split(",") if lines else []
    rows = [line.split(",") for line in lines[1:] if line]
    return DataFrame({name: [_typed(row[i]) for row in rows] for i, name in enumerate(names)})


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    unsupported(f"pandas.{name}", "It is a stand-in: read_csv, DataFrame, describe, for showing what computing does to the loop.")
