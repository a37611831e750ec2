"""Dates, times and durations. now() is the run's virtual time, which begins at 2026-01-01 00:00 UTC; the local time zone is UTC."""
import time as _time

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"]

MINYEAR, MAXYEAR = 1, 9999
_DAYS = [None, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
_MONTHS = [None, "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTH_NAMES = [None, "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS[month]


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_before_month(year, month):
    return sum(_DAYS[1:month]) + (month > 2 and _is_leap(year))


def _ordinal(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


def _from_ordinal(n):
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = 1
    while n >= _days_in_month(year, month):
        n -= _days_in_month(year, month)
        month += 1
    return year, month, n + 1


def _check_int(value):
    if not isinstance(value, int) and not hasattr(value, "__index__"):
        raise TypeError(f"{type(value).__name__!r} object cannot be interpreted as an integer")
    return value.__index__()


_MISSING = object()


def _check_given(**arguments):
    for position, (name, value) in enumerate(arguments.items(), 1):
        if value is _MISSING:
            raise TypeError(f"function missing required argument {name!r} (pos {position})")
        _check_int(value)


def _check_zone(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type {type(tz).__name__!r}")


def _check_date(year, month, day):
    if _MISSING in (year, month, day):
        _check_given(year=year, month=month, day=day)
    year, month, day = _check_int(year), _check_int(month), _check_int(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    for value, name, high in ((hour, "hour", 23), (minute, "minute", 59), (second, "second", 59), (microsecond, "microsecond", 999999)):
        if not 0 <= _check_int(value) <= high:
            raise ValueError(f"{name} must be in 0..{high}")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")



def _ordered(kind):
    """Gives a class its four orders, by its _order(other): below, at or above zero, or NotImplemented."""
    def order(name, holds):
        def compare(self, other):
            difference = self._order(other)
            return difference if difference is NotImplemented else holds(difference)
        compare.__name__, compare.__qualname__ = name, f"{kind.__name__}.{name}"
        setattr(kind, name, compare)
    order("__lt__", lambda difference: difference < 0)
    order("__le__", lambda difference: difference <= 0)
    order("__gt__", lambda difference: difference > 0)
    order("__ge__", lambda difference: difference >= 0)
    return kind


def _naive_tuple(seconds):
    """struct_time of a moment of which nobody said whether it is summer time."""
    return _time.struct_time((*_time.gmtime(seconds)[:8], -1))


@_ordered
class timedelta:
    __slots__ = ("_days", "_seconds", "_microseconds")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        try:
            parts = ((days + weeks * 7, 86400_000_000), (seconds + minutes * 60 + hours * 3600, 1_000_000), (microseconds + milliseconds * 1000, 1))
        except TypeError:
            given = dict(days=days, seconds=seconds, microseconds=microseconds, milliseconds=milliseconds, minutes=minutes, hours=hours, weeks=weeks)
            name, value = next((n, v) for n, v in given.items() if not isinstance(v, (int, float)))
            raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}") from None
        total, rest = 0, 0.0
        for value, unit in parts:
            if isinstance(value, int):
                total += value * unit
            else:
                n, d = value.as_integer_ratio()
                whole, left = divmod(n * unit, d)
                total += whole
                rest += left / d
        total += round(rest)
        return cls._of(total)

    @classmethod
    def _of(cls, microseconds):
        self = object.__new__(cls)
        self._days, left = divmod(microseconds, 86400_000_000)
        self._seconds, self._microseconds = divmod(left, 1_000_000)
        if abs(self._days) > 2**31 - 1:
            raise OverflowError("Python int too large to convert to C int")
        if abs(self._days) > 999999999:
            raise OverflowError(f"days={self._days}; must have magnitude <= 999999999")
        return self

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1_000_000 + self._microseconds

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return self._total() / 1_000_000

    def __repr__(self):
        parts = [f"{n}={v}" for n, v in (("days", self._days), ("seconds", self._seconds), ("microseconds", self._microseconds)) if v]
        return f"{_name_of(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        mm, ss = divmod(self._seconds, 60)
        hh, mm = divmod(mm, 60)
        s = f"{hh}:{mm:02d}:{ss:02d}"
        if self._days:
            s = f"{self._days} day{'s' if abs(self._days) != 1 else ''}, {s}"
        return s + (f".{self._microseconds:06d}" if self._microseconds else "")

    def __add__(self, other):
        return timedelta._of(self._total() + other._total()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._total() - other._total()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return timedelta._of(other._total() - self._total()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            n, d = other.as_integer_ratio()
            return timedelta._of(_divide_nearest(self._total() * n, d))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        return timedelta._of(self._total() // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._of(_divide_nearest(self._total(), other))
        if isinstance(other, float):
            n, d = other.as_integer_ratio()
            return timedelta._of(_divide_nearest(d * self._total(), n))
        return NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._total() % other._total()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        q, r = divmod(self._total(), other._total())
        return q, timedelta._of(r)

    def _order(self, other):
        return self._total() - other._total() if isinstance(other, timedelta) else NotImplemented

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._total())

    def __bool__(self):
        return self._total() != 0


def _divide_nearest(a, b):
    q, r = divmod(a, b)
    r *= 2
    if (r > b if b > 0 else r < b) or r == b and q % 2 == 1:
        q += 1
    return q


def _name_of(obj):
    cls = type(obj)
    return ("datetime." if cls.__module__ == "datetime" else "") + cls.__qualname__


timedelta.min, timedelta.max = timedelta(-999999999), timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError("tzinfo subclass must override tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("tzinfo subclass must override utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("tzinfo subclass must override dst()")

    def fromutc(self, dt):
        return dt + dt.utcoffset()


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not timedelta(hours=-24) < offset < timedelta(hours=24):
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                             f"not {offset!r}.")
        self._offset, self._name = offset, name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        return f"datetime.timezone({self._offset!r})" if self._name is None else f"datetime.timezone({self._offset!r}, {self._name!r})"


timezone.utc = UTC = timezone(timedelta(0))
timezone.min, timezone.max = timezone(-timedelta(hours=23, minutes=59)), timezone(timedelta(hours=23, minutes=59))


def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    total = offset._total()
    sign, total = ("-", -total) if total < 0 else ("+", total)
    seconds, micro = divmod(total, 1_000_000)
    text = f"{sign}{seconds // 3600:02d}{colon}{seconds // 60 % 60:02d}"
    if seconds % 60 or micro:
        text += f"{colon}{seconds % 60:02d}"
    return text + (f".{micro:06d}" if micro else "")


def _time_text(h, m, s, us, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if us else "seconds"
    forms = {"hours": f"{h:02d}", "minutes": f"{h:02d}:{m:02d}", "seconds": f"{h:02d}:{m:02d}:{s:02d}",
             "milliseconds": f"{h:02d}:{m:02d}:{s:02d}.{us // 1000:03d}", "microseconds": f"{h:02d}:{m:02d}:{s:02d}.{us:06d}"}
    if timespec not in forms:
        raise ValueError("Unknown timespec value")
    return forms[timespec]


def _named(value):
    return "None" if value is None else type(value).__name__


def _strftime(obj, form, year, month, day, hour, minute, second, micro):
    if not isinstance(form, str):
        raise TypeError(f"strftime() argument 1 must be str, not {_named(form)}")
    n = _ordinal(year, month, day)
    weekday = (n + 6) % 7
    yearday = n - _days_before_year(year)
    iso_year, iso_week, iso_day = _iso_calendar(year, month, day)
    offset = obj.utcoffset() if hasattr(obj, "utcoffset") else None
    zone = obj.tzname() if hasattr(obj, "tzname") else None
    values = {"a": _DAY_NAMES[weekday][:3], "A": _DAY_NAMES[weekday], "w": str((weekday + 1) % 7), "d": f"{day:02d}", "b": _MONTHS[month],
              "h": _MONTHS[month], "B": _MONTH_NAMES[month], "m": f"{month:02d}", "y": f"{year % 100:02d}", "Y": str(year), "H": f"{hour:02d}",
              "I": f"{(hour + 11) % 12 + 1:02d}", "p": "AM" if hour < 12 else "PM", "M": f"{minute:02d}", "S": f"{second:02d}",
              "f": f"{micro:06d}", "z": _offset_text(offset, ""), ":z": _offset_text(offset), "Z": zone or "", "j": f"{yearday:03d}",
              "U": f"{(yearday + 6 - (weekday + 1) % 7) // 7:02d}", "W": f"{(yearday + 6 - weekday) // 7:02d}", "G": str(iso_year),
              "V": f"{iso_week:02d}", "u": str(iso_day), "%": "%", "e": f"{day:2d}", "n": "\n", "t": "\t", "C": f"{year // 100:02d}",
              "s": str(int(obj.timestamp())) if hasattr(obj, "timestamp") else "", "k": f"{hour:2d}", "l": f"{(hour + 11) % 12 + 1:2d}"}
    values["c"] = f"{values['a']} {values['b']} {day:2d} {hour:02d}:{minute:02d}:{second:02d} {year}"
    values["x"] = values["D"] = f"{month:02d}/{day:02d}/{year % 100:02d}"
    values["X"] = values["T"] = f"{hour:02d}:{minute:02d}:{second:02d}"
    values["R"], values["F"] = f"{hour:02d}:{minute:02d}", f"{year}-{month:02d}-{day:02d}"
    values["r"] = f"{values['I']}:{minute:02d}:{second:02d} {values['p']}"
    out, i = [], 0
    while i < len(form):
        if form[i] == "%" and i + 1 < len(form):
            i += 1
            if form[i] == "-" and i + 1 < len(form):
                i += 1
                out.append(values.get(form[i], "%-" + form[i]).lstrip("0") or "0")
            elif form[i:i + 2] == ":z":
                i += 1
                out.append(values[":z"])
            else:
                out.append(values.get(form[i], "%" + form[i]))
        else:
            out.append(form[i])
        i += 1
    return "".join(out)


def _iso_calendar(year, month, day):
    n = _ordinal(year, month, day)
    weekday = (n + 6) % 7
    thursday = n + 3 - weekday
    iso_year = _from_ordinal(thursday)[0]
    return iso_year, (thursday - _ordinal(iso_year, 1, 1)) // 7 + 1, weekday + 1


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


@_ordered
class date:
    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year=_MISSING, month=_MISSING, day=_MISSING):
        year, month, day = _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_from_ordinal(719163 + int(t // 86400)))

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        try:
            fields = _parse_iso_date(text)
        except (ValueError, IndexError):
            raise ValueError(f"Invalid isoformat string: {text!r}") from None
        return cls(*fields)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not 1 <= year <= 9999:
            raise ValueError(f"Year is out of range: {year}")
        if not (1 <= week <= 52 or week == 53 and _iso_calendar(year, 12, 28)[1] == 53):
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid day: {day} (range is [1, 7])")
        first = _ordinal(year, 1, 4)
        monday = first - (first + 6) % 7
        return cls.fromordinal(monday + (week - 1) * 7 + day - 1)

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        return IsoCalendarDate(_iso_calendar(self._year, self._month, self._day))

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    __str__ = isoformat

    def __repr__(self):
        return f"{_name_of(self)}({self._year}, {self._month}, {self._day})"

    def ctime(self):
        return self.strftime("%a %b %e 00:00:00 %Y")

    def strftime(self, format):
        return _strftime(self, format, self._year, self._month, self._day, 0, 0, 0, 0)

    def __format__(self, form):
        return self.strftime(form) if form else str(self)

    def timetuple(self):
        return _naive_tuple((self.toordinal() - 719163) * 86400)

    def replace(self, year=None, month=None, day=None):
        return type(self)(*(old if new is None else new for new, old in ((year, self._year), (month, self._month), (day, self._day))))

    __replace__ = replace

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other.days
        if not 0 < n <= 3652059:
            raise OverflowError("date value out of range")
        return type(self)(*_from_ordinal(n))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _key(self):
        return self._year, self._month, self._day

    def _comparable(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def _order(self, other):
        if not self._comparable(other):
            return NotImplemented
        mine, its = self._key(), other._key()
        return (mine > its) - (mine < its)

    def __eq__(self, other):
        return self._key() == other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())


@_ordered
class time:
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond, fold)
        if tzinfo is not None:
            _check_zone(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond, self._tzinfo, self._fold = hour, minute, second, microsecond, tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, text):
        try:
            *clock, offset = _parse_iso_time(text.removeprefix("T"))
        except (ValueError, IndexError):
            raise ValueError(f"Invalid isoformat string: {text!r}") from None
        return cls(*clock, _zone_of(offset))

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def isoformat(self, timespec="auto"):
        return _time_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
        if self._microsecond:
            parts.append(self._microsecond)
        zone = f", tzinfo={self._tzinfo!r}" if self._tzinfo is not None else ""
        return f"{_name_of(self)}({', '.join(map(str, parts))}{zone})"

    def strftime(self, format):
        return _strftime(self, format, 1900, 1, 1, self._hour, self._minute, self._second, self._microsecond)

    def __format__(self, form):
        return self.strftime(form) if form else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        pick = lambda new, old: old if new is None else new
        return type(self)(pick(hour, self._hour), pick(minute, self._minute), pick(second, self._second), pick(microsecond, self._microsecond),
                          self._tzinfo if tzinfo is True else tzinfo, fold=pick(fold, self._fold))

    __replace__ = replace

    def _key(self):
        offset = self.utcoffset()
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1_000_000 + self._microsecond - (offset._total() if offset else 0)

    def _order(self, other):
        if not isinstance(other, time):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return self._key() - other._key()

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    def __hash__(self):
        return hash(self._key())


@_ordered
def _warn_of_naive(name, instead):
    import warnings
    warnings.warn(f"datetime.datetime.{name} is deprecated and scheduled for removal in a future version. Use timezone-aware objects to "
                  f"represent datetimes in UTC: {instead}.", DeprecationWarning, stacklevel=3)


class datetime(date):
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year=_MISSING, month=_MISSING, day=_MISSING, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        year, month, day = _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond, fold)
        if tzinfo is not None:
            _check_zone(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._hour, self._minute, self._second, self._microsecond, self._tzinfo, self._fold = hour, minute, second, microsecond, tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def _from_micro(cls, total, tz):
        """`total`: microseconds since 0001-01-01, local to `tz`."""
        days, left = divmod(total, 86400_000_000)
        if not 0 <= days < 3652059:
            raise OverflowError("date value out of range")
        seconds, micro = divmod(left, 1_000_000)
        return cls(*_from_ordinal(days + 1), seconds // 3600, seconds // 60 % 60, seconds % 60, micro, tz)

    def _micro(self):
        return (self.toordinal() - 1) * 86400_000_000 + ((self._hour * 60 + self._minute) * 60 + self._second) * 1_000_000 + self._microsecond

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        _check_zone(tz)
        if not isinstance(t, (int, float)):
            raise TypeError(f"'{type(t).__name__}' object cannot be interpreted as an integer")
        total = _EPOCH + round(t * 1_000_000)
        if tz is not None:
            utc = cls._from_micro(total, tz)
            total += tz.utcoffset(utc)._total()
        return cls._from_micro(total, tz)

    @classmethod
    def utcfromtimestamp(cls, t):
        _warn_of_naive("utcfromtimestamp()", "datetime.datetime.fromtimestamp(timestamp, datetime.UTC)")
        return cls.fromtimestamp(t)

    @classmethod
    def now(cls, tz=None):
        _check_zone(tz)
        total = _EPOCH + _time.time_ns() // 1000
        if tz is not None:
            total += tz.utcoffset(cls._from_micro(total, None))._total()
        return cls._from_micro(total, tz)

    @classmethod
    def utcnow(cls):
        _warn_of_naive("utcnow()", "datetime.datetime.now(datetime.UTC)")
        return cls.now()

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, text):
        try:
            width = _width_of_iso_date(text)
            day, rest = _parse_iso_date(text[:width]), text[width:]
            *clock, offset = _parse_iso_time(rest[1:]) if rest else (None,)
        except (ValueError, IndexError):
            raise ValueError(f"Invalid isoformat string: {text!r}") from None
        return cls(*day, *(clock or (0, 0, 0, 0)), _zone_of(offset))

    @classmethod
    def strptime(cls, text, format):
        return _strptime(cls, text, format)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def timestamp(self):
        offset = self.utcoffset()
        return (self._micro() - _EPOCH - (offset._total() if offset else 0)) / 1_000_000

    def timetuple(self):
        return _naive_tuple((self._micro() - _EPOCH) // 1_000_000)

    def utctimetuple(self):
        offset = self.utcoffset()
        return _time.gmtime((self._micro() - _EPOCH - (offset._total() if offset else 0)) // 1_000_000)

    def astimezone(self, tz=None):
        tz = tz or UTC
        offset = self.utcoffset()
        utc = self._micro() - (offset._total() if offset else 0)
        return type(self)._from_micro(utc + tz.utcoffset(type(self)._from_micro(utc, tz))._total(), tz)

    def isoformat(self, sep="T", timespec="auto"):
        return date.isoformat(self) + sep + _time_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
        if self._microsecond:
            parts.append(self._microsecond)
        zone = f", tzinfo={self._tzinfo!r}" if self._tzinfo is not None else ""
        return f"{_name_of(self)}({', '.join(map(str, parts))}{zone})"

    def ctime(self):
        return self.strftime("%a %b %e %H:%M:%S %Y")

    def strftime(self, format):
        return _strftime(self, format, self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        pick = lambda new, old: old if new is None else new
        return type(self)(pick(year, self._year), pick(month, self._month), pick(day, self._day), pick(hour, self._hour), pick(minute, self._minute),
                          pick(second, self._second), pick(microsecond, self._microsecond), self._tzinfo if tzinfo is True else tzinfo,
                          fold=pick(fold, self._fold))

    __replace__ = replace

    def __add__(self, other):
        return type(self)._from_micro(self._micro() + other._total(), self._tzinfo) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._from_micro(self._micro() - other._total(), self._tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(self._key() - other._key())

    def _key(self):
        offset = self.utcoffset()
        return self._micro() - (offset._total() if offset else 0)

    def _comparable(self, other):
        return isinstance(other, datetime)

    def _order(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return self._key() - other._key()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    def __hash__(self):
        return hash(self._key())


_EPOCH = (_ordinal(1970, 1, 1) - 1) * 86400_000_000
date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta(microseconds=1)
datetime.min, datetime.max, datetime.resolution = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999), timedelta(microseconds=1)


def _digits(text):
    if not text.isdigit() or not text.isascii():
        raise ValueError(text)
    return int(text)


def _width_of_iso_date(text):
    if text[4:5] == "-":
        return 10 if text[5:6] != "W" or text[8:9] == "-" else 8
    return 8 if text[4:5] != "W" or text[7:8].isdigit() else 7


def _parse_iso_week(text):
    week, _, day = text[4:].removeprefix("-")[1:].partition("-") if "-" in text else (text[5:7], "", text[7:])
    if len(week) != 2 or len(day) > 1:
        raise ValueError(text)
    found = date.fromisocalendar(_digits(text[:4]), _digits(week), _digits(day) if day else 1)
    return found.year, found.month, found.day


def _parse_iso_date(text):
    if "W" in text[4:6]:
        return _parse_iso_week(text)
    if len(text) == 10 and text[4] == text[7] == "-":
        return _digits(text[:4]), _digits(text[5:7]), _digits(text[8:])
    if len(text) == 8 and "-" not in text:
        return _digits(text[:4]), _digits(text[4:6]), _digits(text[6:])
    raise ValueError(text)


def _parse_iso_time(text):
    """Hour, minute, second, microsecond, and the offset or None."""
    offset = None
    if text.endswith(("Z", "z")):
        offset, text = timedelta(), text[:-1]
    else:
        at = max(text.find("+"), text.find("-"))
        if at >= 0:
            sign = -1 if text[at] == "-" else 1
            h, m, s, us = _clock(text[at + 1:])
            offset, text = sign * timedelta(hours=h, minutes=m, seconds=s, microseconds=us), text[:at]
    return (*_clock(text), offset)


def _zone_of(offset):
    return None if offset is None else timezone(offset) if offset else UTC


def _clock(text):
    main, _, fraction = text.replace(",", ".").partition(".")
    if "." in text and not fraction:
        raise ValueError(text)
    parts = main.split(":") if ":" in main else [main[i:i + 2] for i in range(0, len(main), 2)]
    numbers = [_digits(p) for p in parts if len(p) == 2 or _digits("x")] + [0, 0]
    if not 1 <= len(parts) <= 3:
        raise ValueError(text)
    return numbers[0], numbers[1], numbers[2], _digits((fraction + "000000")[:6]) if fraction else 0


def _warn_of_days_without_year(form, stacklevel):
    fields = form.replace("%%", "").split("%")[1:]
    if any(f[:1] == "d" for f in fields) and not any(f[:1] in ("Y", "y", "G") for f in fields):
        import warnings
        warnings.warn("Parsing dates involving a day of month without a year specified is ambiguious\n"
                      "and fails to parse leap day. The default behavior will change in Python 3.15\n"
                      "to either always raise an exception or to use a different default year (TBD).\n"
                      "To avoid trouble, add a specific year to the input & format.\n"
                      "See https://github.com/python/cpython/issues/70647.", DeprecationWarning, stacklevel=stacklevel)


def _one_of(names):
    return "|".join(sorted(filter(None, names), key=len, reverse=True))


_PARTS = {
    "d": r"3[01]|[12]\d|0[1-9]|[1-9]| [1-9]", "f": r"\d{1,6}", "H": r"2[0-3]|[01]\d|\d", "I": r"1[0-2]|0[1-9]|[1-9]", "M": r"[0-5]\d|\d",
    "j": r"36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]", "m": r"1[0-2]|0[1-9]|[1-9]", "S": r"6[01]|[0-5]\d|\d",
    "U": r"5[0-3]|[0-4]\d|\d", "W": r"5[0-3]|[0-4]\d|\d", "w": r"[0-6]", "u": r"[1-7]", "y": r"\d\d", "Y": r"\d\d\d\d", "p": "AM|PM",
    "z": r"[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|Z", "Z": "UTC|GMT", "A": _one_of(_DAY_NAMES), "a": _one_of(n[:3] for n in _DAY_NAMES),
    "B": _one_of(_MONTH_NAMES), "b": _one_of(_MONTHS), "h": _one_of(_MONTHS)}
_WHOLE = {"T": "%H:%M:%S", "X": "%H:%M:%S", "D": "%m/%d/%y", "x": "%m/%d/%y", "F": "%Y-%m-%d", "R": "%H:%M", "c": "%a %b %e %H:%M:%S %Y", "e": "%d"}


def _pattern(form):
    """The regular expression that the format stands for: a group for each directive."""
    import re as _re
    out, at, seen = "", 0, []
    while at < len(form):
        c = form[at]
        at += 1
        if c.isspace():
            out += "" if out.endswith(r"\s+") else r"\s+"
        elif c != "%":
            out += _re.escape(c)
        else:
            if at == len(form):
                raise ValueError(f"stray % in format {form!r}")
            d = form[at]
            at += 1
            if d == "%":
                out += "%"
            elif d in _WHOLE:
                form, at = form[:at - 2] + _WHOLE[d] + form[at:], at - 2
            elif d not in _PARTS:
                raise ValueError(f"{d!r} is a bad directive in format {form!r}")
            elif d in seen:
                raise _re.error(f"redefinition of group name {d!r} as group {len(seen) + 1}; was group {seen.index(d) + 1}")
            else:
                seen.append(d)
                out += f"(?P<{d}>{_PARTS[d]})"
    return _re.compile(out, _re.IGNORECASE)


def _position(names, text):
    return next(k for k, n in enumerate(names) if n and n.lower() == text.lower())


def _matched(text, form):
    found = _pattern(form).match(text)
    if not found:
        raise ValueError(f"time data {text!r} does not match format {form!r}")
    if found.end() != len(text):
        raise ValueError(f"unconverted data remains: {text[found.end():]}")
    return found.groupdict()


def _read_time(text, form):
    """year, month, day, hour, minute, second, microsecond, zone as the text has them."""
    got = _matched(text, form)
    year, month, day = int(got.get("Y", 1900)), int(got.get("m", 1)), int(got.get("d", 1))
    if "y" in got:
        year = int(got["y"]) + (2000 if int(got["y"]) < 69 else 1900)
    for key, names in (("B", _MONTH_NAMES), ("b", _MONTHS), ("h", _MONTHS)):
        if key in got:
            month = _position(names, got[key])
    if "j" in got:
        year, month, day = _from_ordinal(_days_before_year(year) + int(got["j"]))
    hour = int(got.get("H", 0))
    if "I" in got:
        hour = int(got["I"]) % 12 + (12 if got.get("p", "").lower() == "pm" else 0)
    return year, month, day, hour, int(got.get("M", 0)), int(got.get("S", 0)), int((got.get("f", "0") + "00000")[:6]), _zone(got)


def _zone(got):
    text = got.get("z")
    if text is None:
        return None
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=float(digits[4:] or 0))
    return timezone(offset if text[0] == "+" else -offset)


def _strptime(cls, text, form):
    for what, value in enumerate((text, form), 1):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {what} must be str, not {_named(value)}")
    _warn_of_days_without_year(form, 4)
    return cls(*_read_time(text, form))


def _time_tuple(text, form):
    """For time.strptime()."""
    for what, value in enumerate((text, form)):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {what} must be str, not {type(value)}")
    _warn_of_days_without_year(form, 3)
    year, month, day, hour, minute, second, _, zone = _read_time(text, form)
    there = date(year, month, day)
    return year, month, day, hour, minute, second, there.weekday(), there.toordinal() - date(year, 1, 1).toordinal() + 1, -1 if zone is None else 0


def _name_in_messages():
    import _naming
    for kind in (timedelta, tzinfo, timezone, date, time, datetime, IsoCalendarDate):
        _naming.with_module(kind, "datetime")


_name_in_messages()
