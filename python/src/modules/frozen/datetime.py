"""Dates, times and differences of them, in the calendar that goes on for ever (Gregorian, proleptic)."""

import math as _math
import time as _time
from operator import index as _index

__all__ = "date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"

MINYEAR, MAXYEAR = 1, 9999
_LAST_DAY = 3652059
_DAYS = 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
_MONTHS = " Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")
_WEEKDAYS = " Mon Tue Wed Thu Fri Sat Sun".split(" ")
_DAY = 86400


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS[month]


def _days_before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _days_before_month(year, month):
    return sum(_DAYS[:month]) + (month > 2 and _is_leap(year))


def _to_ordinal(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


def _from_ordinal(number):
    """Year, month and day of a day counted from 1 January of the year 1."""
    number -= 1
    eras, number = divmod(number, 146097)
    centuries, number = divmod(number, 36524)
    fours, number = divmod(number, 1461)
    years, number = divmod(number, 365)
    year = eras * 400 + centuries * 100 + fours * 4 + years + 1
    if years == 4 or centuries == 4:
        return year - 1, 12, 31
    month = 1
    while number >= _days_in_month(year, month):
        number -= _days_in_month(year, month)
        month += 1
    return year, month, number + 1


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond, fold


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type " + repr(type(zone).__name__))


def _check_offset(name, offset):
    if offset is None:
        return
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or timedelta, not '{type(offset).__name__}'")
    if not -timedelta(1) < offset < timedelta(1):
        raise ValueError(
            f"offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}."
        )


def _offset_of(zone, name, moment):
    """What a zone's method of that name says of a moment, or of a time of any day, None: a difference, or None."""
    offset = None if zone is None else getattr(zone, name)(moment)
    _check_offset(name, offset)
    return offset


def _name_of(zone, moment):
    """The zone's name at a moment, or of a time of any day, None."""
    name = None if zone is None else zone.tzname(moment)
    if name is not None and not isinstance(name, str):
        raise TypeError(f"tzinfo.tzname() must return None or a string, not '{type(name).__name__}'")
    return name


def _shown_name(cls):
    """The name that `repr` starts with: a class derived from one of these has only its own."""
    return f"datetime.{cls.__name__}" if cls.__module__ == "datetime" else cls.__name__


def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    sign = "-" if offset.days < 0 else "+"
    micros = abs(offset._total())
    seconds, micros = divmod(micros, 1000000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{sign}{hours:02}{colon}{minutes:02}"
    if seconds or micros:
        text += f"{colon}{seconds:02}"
    return text + f".{micros:06}" if micros else text


def _time_text(hour, minute, second, micro, spec="auto"):
    forms = {
        "hours": "{0:02}", "minutes": "{0:02}:{1:02}", "seconds": "{0:02}:{1:02}:{2:02}",
        "milliseconds": "{0:02}:{1:02}:{2:02}.{4:03}", "microseconds": "{0:02}:{1:02}:{2:02}.{3:06}",
    }
    if spec == "auto":
        spec = "microseconds" if micro else "seconds"
    if spec not in forms:
        raise ValueError("Unknown timespec value")
    return forms[spec].format(hour, minute, second, micro, micro // 1000)


def _divide_rounded(a, b):
    """The whole number nearest to a / b, an even one of two that are as near."""
    quotient, rest = divmod(a, b)
    rest *= 2
    greater = rest > b if b > 0 else rest < b
    return quotient + (greater or rest == b and quotient % 2 == 1)


def _format_time(object, format, moment):
    """`strftime`, with what only objects of this module know."""
    out = []
    at, length = 0, len(format)
    while at < length:
        letter = format[at]
        at += 1
        if letter != "%" or at >= length:
            out.append(letter)
            continue
        letter = format[at]
        at += 1
        if letter == "f":
            out.append(f"{getattr(object, 'microsecond', 0):06}")
        elif letter == "z":
            out.append(_offset_text(object.utcoffset(), "") if hasattr(object, "utcoffset") else "")
        elif letter == ":" and format[at : at + 1] == "z":
            at += 1
            out.append(_offset_text(object.utcoffset()) if hasattr(object, "utcoffset") else "")
        elif letter == "Z":
            name = object.tzname() if hasattr(object, "tzname") else None
            out.append((name or "").replace("%", "%%"))
        else:
            out.append("%" + letter)
    return _time.strftime("".join(out), moment)


class timedelta:
    """A difference of two times, in days, seconds and microseconds."""

    __slots__ = "_days", "_seconds", "_micros", "_hash"

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total, rest = 0, 0.0
        for value, unit, name in (
            (days, _DAY * 1000000, "days"), (seconds, 1000000, "seconds"), (microseconds, 1, "microseconds"),
            (milliseconds, 1000, "milliseconds"), (minutes, 60000000, "minutes"), (hours, 3600000000, "hours"),
            (weeks, 7 * _DAY * 1000000, "weeks"),
        ):
            if isinstance(value, int):
                total += int(value) * unit
            elif isinstance(value, float):
                fraction, whole = _math.modf(value)
                total += int(whole) * unit
                fraction *= unit
                part, more = _math.modf(fraction)
                total += int(more)
                rest += part
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if rest:
            whole = round(rest)
            if abs(rest - int(rest)) == 0.5:
                whole = 2 * round((rest + (total & 1)) * 0.5) - (total & 1)
            total += whole
        return cls._of(total)

    @classmethod
    def _of(cls, micros):
        seconds, micros = divmod(micros, 1000000)
        days, seconds = divmod(seconds, _DAY)
        if abs(days) > 999999999:
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        self = object.__new__(cls)
        self._days, self._seconds, self._micros, self._hash = days, seconds, micros, None
        return self

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._micros)

    def _total(self):
        return (self._days * _DAY + self._seconds) * 1000000 + self._micros

    def total_seconds(self):
        return self._total() / 10**6

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in zip(("days", "seconds", "microseconds"), self._state()) if value]
        cls = type(self)
        return f"{_shown_name(cls)}({', '.join(parts) or 0})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02}:{seconds:02}"
        if self._days:
            text = f"{self._days} day{'s' if abs(self._days) != 1 else ''}, {text}"
        return f"{text}.{self._micros:06}" if self._micros else text

    def _state(self):
        return self._days, self._seconds, self._micros

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
        return timedelta._of(self._total())

    def __abs__(self):
        return timedelta._of(abs(self._total()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_rounded(self._total() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return timedelta._of(self._total() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._of(_divide_rounded(self._total(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_rounded(b * self._total(), a))
        return NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._total() % other._total()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            quotient, rest = divmod(self._total(), other._total())
            return quotient, timedelta._of(rest)
        return NotImplemented

    def __eq__(self, other):
        return self._state() == other._state() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._state() < other._state() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._state() <= other._state() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._state() > other._state() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._state() >= other._state() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        if self._hash is None:
            self._hash = hash(self._state())
        return self._hash

    def __bool__(self):
        return self._state() != (0, 0, 0)

    def __reduce__(self):
        return type(self), self._state()


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta._of(10**15 * _DAY - 1)
timedelta.resolution = timedelta(microseconds=1)


class _IsoDate(tuple):
    """Year, week and weekday by ISO 8601."""

    __slots__ = ()

    def __new__(cls, year, week, weekday, /):
        return super().__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __reduce__(self):
        return tuple, (tuple(self),)

    def __repr__(self):
        return f"datetime.{type(self).__name__}(year={self[0]}, week={self[1]}, weekday={self[2]})"


_IsoDate.__name__ = _IsoDate.__qualname__ = "IsoCalendarDate"


def _first_iso_monday(year):
    first = _to_ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _from_iso_calendar(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    if not 0 < week < 53:
        long = False
        if week == 53:
            first = _to_ordinal(year, 1, 1) % 7
            long = first == 4 or first == 3 and _is_leap(year)
        if not long:
            raise ValueError(f"Invalid week: {week}")
    if not 0 < day < 8:
        raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
    return _from_ordinal(_first_iso_monday(year) + (week - 1) * 7 + day - 1)


def _digits(text):
    if not text.isascii() or not text.isdigit():
        raise ValueError
    return int(text)


def _parse_date(text):
    year, dashes = _digits(text[:4]), text[4:5] == "-"
    at = 4 + dashes
    if text[at : at + 1] == "W":
        at += 1
        week, day = _digits(text[at : at + 2]), 1
        at += 2
        if len(text) > at:
            if (text[at] == "-") != dashes:
                raise ValueError
            at += dashes
            day = _digits(text[at:])
            if len(text) != at + 1:
                raise ValueError
        return _from_iso_calendar(year, week, day)
    month = _digits(text[at : at + 2])
    at += 2
    if (text[at : at + 1] == "-") != dashes:
        raise ValueError
    at += dashes
    if len(text) != at + 2:
        raise ValueError
    return year, month, _digits(text[at:])


def _parse_clock(text):
    """Hours, minutes, seconds and microseconds."""
    found, at, colons = [0, 0, 0, 0], 0, None
    for place in range(3):
        if len(text) < at + 2:
            raise ValueError
        found[place] = _digits(text[at : at + 2])
        at += 2
        following = text[at : at + 1]
        if not following:
            return found
        if colons is None:
            colons = following == ":"
        if following in ".,":
            if place < 2:
                raise ValueError
            break
        if place == 2 or colons != (following == ":"):
            raise ValueError
        at += colons
    part = text[at + 1 :]
    _digits(part)
    found[3] = int(part[:6].ljust(6, "0"))
    return found


def _parse_time(text):
    if not text:
        raise ValueError
    at = next((place for place, letter in enumerate(text) if letter in "+-Z"), -1)
    clock = _parse_clock(text if at < 0 else text[:at])
    zone = None
    if at >= 0:
        rest = text[at + 1 :]
        if text[at] == "Z":
            if rest:
                raise ValueError
            zone = timezone.utc
        else:
            hours, minutes, seconds, micros = _parse_clock(rest)
            zone = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
            if text[at] == "-":
                zone = -zone
    return clock, zone


def _zone_of(offset):
    return timezone(offset) if isinstance(offset, timedelta) else offset


class date:
    """A day."""

    __slots__ = "_year", "_month", "_day", "_hash"

    def __new__(cls, year=None, month=None, day=None):
        if month is None and isinstance(year, (bytes, str)) and len(year) == 4:
            raw = year.encode("latin1") if isinstance(year, str) else year
            if 1 <= raw[2] <= 12:
                self = object.__new__(cls)
                self._year, self._month, self._day, self._hash = raw[0] << 8 | raw[1], raw[2], raw[3], None
                return self
        for place, given in enumerate((year, month, day)):
            if given is None:
                raise TypeError(f"function missing required argument '{('year', 'month', 'day')[place]}' (pos {place + 1})")
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        self._hash = None
        return self

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        if timestamp is None:
            raise TypeError("'NoneType' object cannot be interpreted as an integer")
        moment = _time.localtime(timestamp)
        return cls(*moment[:3])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n, /):
        n = _index(n)
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        if n > _LAST_DAY:
            raise ValueError("year is out of range")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            if len(date_string) not in (7, 8, 10):
                raise ValueError
            parts = _parse_date(date_string)
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_iso_calendar(year, week, day))

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def __repr__(self):
        cls = type(self)
        return f"{_shown_name(cls)}({self._year}, {self._month}, {self._day})"

    def ctime(self):
        return f"{_WEEKDAYS[self.isoweekday()]} {_MONTHS[self._month]} {self._day:2} 00:00:00 {self._year:04}"

    def strftime(self, format):
        return _format_time(self, format, self.timetuple())

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError(f"must be str, not {type(fmt).__name__}")
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        return f"{self._year:04}-{self._month:02}-{self._day:02}"

    __str__ = isoformat

    def timetuple(self):
        return self._tuple(0, 0, 0, -1)

    def _tuple(self, hour, minute, second, dst):
        day = _days_before_month(self._year, self._month) + self._day
        return _time.struct_time((self._year, self._month, self._day, hour, minute, second, self.weekday(), day, dst))

    def toordinal(self):
        return _to_ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month, self._day if day is None else day
        )

    __replace__ = replace

    def _key(self):
        return self._year, self._month, self._day

    def _comparable(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        if self._hash is None:
            self._hash = hash(self._state())
        return self._hash

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        number = self.toordinal() + other.days
        if not 0 < number <= _LAST_DAY:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(number)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year, today = self._year, self.toordinal()
        week, day = divmod(today - _first_iso_monday(year), 7)
        if week < 0:
            year -= 1
            week, day = divmod(today - _first_iso_monday(year), 7)
        elif week >= 52 and today >= _first_iso_monday(year + 1):
            year += 1
            week = 0
        return _IsoDate(year, week + 1, day + 1)

    def _state(self):
        return bytes([self._year >> 8, self._year & 255, self._month, self._day])

    def __reduce__(self):
        return type(self), (self._state(),)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


class tzinfo:
    """What knows how far a time is from UTC; to derive from."""

    __slots__ = ()

    def tzname(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt, /):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        saved = dt.dst()
        if saved is None:
            raise ValueError("fromutc: non-None dst() result required")
        if offset != saved:
            dt += offset - saved
            saved = dt.dst()
            if saved is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + saved

    def __reduce__(self):
        arguments = self.__getinitargs__() if hasattr(self, "__getinitargs__") else ()
        return type(self), arguments, self.__getstate__()


class time:
    """A time of day."""

    __slots__ = "_hour", "_minute", "_second", "_micro", "_zone", "_hash", "_fold"

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, (bytes, str)) and len(hour) == 6:
            raw = hour.encode("latin1") if isinstance(hour, str) else hour
            if raw[0] & 127 < 24:
                zone = minute or None
                self = object.__new__(cls)
                self._hour, self._minute, self._second = raw[0] & 127, raw[1], raw[2]
                self._micro, self._fold = int.from_bytes(raw[3:], "big"), raw[0] >> 7
                self._zone, self._hash = zone, None
                return self
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._micro, self._fold = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self._zone, self._hash = tzinfo, None
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._micro)
    tzinfo = property(lambda self: self._zone)
    fold = property(lambda self: self._fold)

    def utcoffset(self):
        return _offset_of(self._zone, "utcoffset", None)

    def tzname(self):
        return _name_of(self._zone, None)

    def dst(self):
        return _offset_of(self._zone, "dst", None)

    def _micros(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._micro

    def _compared(self, other, equality):
        """Both as numbers; None if one knows its offset and the other does not."""
        mine, others = (None, None) if self._zone is other._zone else (self.utcoffset(), other.utcoffset())
        if mine == others:
            return self._micros(), other._micros()
        if mine is None or others is None:
            if equality:
                return None
            raise TypeError("can't compare offset-naive and offset-aware times")
        return self._micros() - mine._total(), other._micros() - others._total()

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        pair = self._compared(other, True)
        return pair is not None and pair[0] == pair[1]

    def _ordered(self, other):
        return self._compared(other, False) if isinstance(other, time) else None

    def __lt__(self, other):
        pair = self._ordered(other)
        return NotImplemented if pair is None else pair[0] < pair[1]

    def __le__(self, other):
        pair = self._ordered(other)
        return NotImplemented if pair is None else pair[0] <= pair[1]

    def __gt__(self, other):
        pair = self._ordered(other)
        return NotImplemented if pair is None else pair[0] > pair[1]

    def __ge__(self, other):
        pair = self._ordered(other)
        return NotImplemented if pair is None else pair[0] >= pair[1]

    def __hash__(self):
        if self._hash is None:
            plain = self.replace(fold=0) if self._fold else self
            offset = plain.utcoffset()
            self._hash = hash(plain._state()[0]) if not offset else hash(self._micros() - offset._total())
        return self._hash

    def __repr__(self):
        cls = type(self)
        parts = [str(self._hour), str(self._minute)]
        if self._second or self._micro:
            parts.append(str(self._second))
        if self._micro:
            parts.append(str(self._micro))
        if self._zone is not None:
            parts.append(f"tzinfo={self._zone!r}")
        if self._fold:
            parts.append("fold=1")
        return f"{_shown_name(cls)}({', '.join(parts)})"

    def isoformat(self, timespec="auto"):
        return _time_text(self._hour, self._minute, self._second, self._micro, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    @classmethod
    def fromisoformat(cls, time_string, /):
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            clock, zone = _parse_time(time_string.removeprefix("T"))
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {time_string!r}") from None
        return cls(*clock, _zone_of(zone))

    def strftime(self, format):
        moment = _time.struct_time((1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))
        return _format_time(self, format, moment)

    __format__ = date.__format__

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second, self._micro if microsecond is None else microsecond,
            self._zone if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold,
        )  # fmt: skip

    __replace__ = replace

    def _state(self, protocol=3):
        first = self._hour | (128 if self._fold and protocol > 3 else 0)
        state = bytes([first, self._minute, self._second]) + self._micro.to_bytes(3, "big")
        return (state,) if self._zone is None else (state, self._zone)

    def __reduce_ex__(self, protocol):
        return type(self), self._state(protocol)

    def __reduce__(self):
        return self.__reduce_ex__(2)


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


_date, _time_class = date, time


def _from_timestamp(t, utc):
    fraction, seconds = _math.modf(t)
    micros = round(fraction * 1e6)
    if micros >= 1000000:
        seconds += 1
        micros -= 1000000
    elif micros < 0:
        seconds -= 1
        micros += 1000000
    return (_time.gmtime if utc else _time.localtime)(seconds), micros


def _deprecated(name, better):
    import warnings

    warnings.warn(
        f"datetime.datetime.{name}() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to "
        f"represent datetimes in UTC: datetime.datetime.{better}.",
        DeprecationWarning,
    )


class datetime(date):
    """A time of a day."""

    __slots__ = time.__slots__[:5] + ("_fold",)

    def __new__(cls, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(year, (bytes, str)) and len(year) == 10:
            raw = year.encode("latin1") if isinstance(year, str) else year
            if 1 <= raw[2] & 127 <= 12:
                self = object.__new__(cls)
                self._year, self._month, self._day = raw[0] << 8 | raw[1], raw[2] & 127, raw[3]
                self._hour, self._minute, self._second, self._micro = raw[4], raw[5], raw[6], int.from_bytes(raw[7:], "big")
                self._fold, self._zone, self._hash = raw[2] >> 7, month, None
                return self
        for place, given in enumerate((year, month, day)):
            if given is None:
                raise TypeError(f"function missing required argument '{('year', 'month', 'day')[place]}' (pos {place + 1})")
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        self._hour, self._minute, self._second, self._micro, self._fold = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self._zone, self._hash = tzinfo, None
        return self

    # A time of a day has its parts under the same names.
    hour, minute, second = _time_class.hour, _time_class.minute, _time_class.second
    microsecond, tzinfo, fold = _time_class.microsecond, _time_class.tzinfo, _time_class.fold

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        moment, micros = _from_timestamp(timestamp, tz is not None)
        result = cls(*moment[:5], min(moment[5], 59), micros, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        _deprecated("utcfromtimestamp", "fromtimestamp(timestamp, datetime.UTC)")
        return cls._utc(timestamp)

    @classmethod
    def _utc(cls, timestamp):
        moment, micros = _from_timestamp(timestamp, True)
        return cls(*moment[:5], min(moment[5], 59), micros)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        _deprecated("utcnow", "now(datetime.UTC)")
        return cls._utc(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        if not isinstance(date, _date):
            raise TypeError(f"combine() argument 1 must be datetime.date, not {type(date).__name__}")
        if not isinstance(time, _time_class):
            raise TypeError(f"combine() argument 2 must be datetime.time, not {type(time).__name__}")
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(
            date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone, fold=time.fold
        )

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            if len(date_string) < 7:
                raise ValueError
            end = _date_end(date_string)
            parts = _parse_date(date_string[:end])
            clock, zone = [0, 0, 0, 0], None
            if len(date_string) > end:
                clock, zone = _parse_time(date_string[end + 1 :])
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts, *clock, _zone_of(zone))

    @classmethod
    def strptime(cls, date_string, format, /):
        if not isinstance(date_string, str):
            raise TypeError(f"strptime() argument 1 must be str, not {type(date_string).__name__}")
        moment, found = _time._parse(date_string, format)
        zone, offset = None, found.get("z")
        if offset is not None:
            offset = timedelta(seconds=offset)
            zone = timezone(offset, found["Z"]) if found.get("Z") else timezone(offset)
        return cls(*moment[:6], found.get("f", 0), zone)

    def timetuple(self):
        saved = self.dst()
        return self._tuple(self._hour, self._minute, self._second, -1 if saved is None else int(bool(saved)))

    def _seconds(self):
        return self.toordinal() * _DAY + (self._hour * 60 + self._minute) * 60 + self._second

    def _micros(self):
        return self._seconds() * 1000000 + self._micro

    def _local_timestamp(self):
        """Seconds since 1970 of a time of the place where the program runs."""
        moment = (self._year, self._month, self._day, self._hour, self._minute, self._second, 0, 0, -1 if not self._fold else 0)
        return _time.mktime(moment)

    def timestamp(self):
        if self._zone is None:
            return self._local_timestamp() + self._micro / 1e6
        return (self - _EPOCH).total_seconds()

    def utctimetuple(self):
        offset = self.utcoffset()
        moved = self - offset if offset else self
        return moved._tuple(moved._hour, moved._minute, moved._second, 0)

    def date(self):
        return _date(self._year, self._month, self._day)

    def time(self):
        return _time_class(self._hour, self._minute, self._second, self._micro, fold=self._fold)

    def timetz(self):
        return _time_class(self._hour, self._minute, self._second, self._micro, self._zone, fold=self._fold)

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None
    ):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month, self._day if day is None else day,
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second, self._micro if microsecond is None else microsecond,
            self._zone if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold,
        )  # fmt: skip

    __replace__ = replace

    def astimezone(self, tz=None):
        if tz is None:
            tz = self._local_zone()
        elif not isinstance(tz, tzinfo):
            raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")
        mine = self._zone
        offset = None if mine is None else mine.utcoffset(self)
        if offset is None:
            mine = self.replace(tzinfo=None)._local_zone()
            offset = mine.utcoffset(self)
        if tz is mine and self._zone is not None:
            return self
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def _local_zone(self):
        seconds = self._local_timestamp() if self._zone is None else (self - _EPOCH) // timedelta(seconds=1)
        moment = _time.localtime(seconds)
        return timezone(timedelta(seconds=moment.tm_gmtoff or 0), moment.tm_zone or "UTC")

    def ctime(self):
        return (
            f"{_WEEKDAYS[self.isoweekday()]} {_MONTHS[self._month]} {self._day:2} {self._hour:02}:{self._minute:02}:{self._second:02}"
            f" {self._year:04}"
        )

    def isoformat(self, sep="T", timespec="auto"):
        if not isinstance(sep, str) or len(sep) != 1:
            raise TypeError("isoformat() argument 1 must be a unicode character, not " + type(sep).__name__)
        clock = _time_text(self._hour, self._minute, self._second, self._micro, timespec)
        return f"{date.isoformat(self)}{sep}{clock}{_offset_text(self.utcoffset())}"

    def __repr__(self):
        cls = type(self)
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._micro]
        while len(parts) > 5 and parts[-1] == 0:
            del parts[-1]
        text = ", ".join(map(str, parts))
        if self._zone is not None:
            text += f", tzinfo={self._zone!r}"
        if self._fold:
            text += ", fold=1"
        return f"{_shown_name(cls)}({text})"

    def __str__(self):
        return self.isoformat(" ")

    def utcoffset(self):
        return _offset_of(self._zone, "utcoffset", self)

    def tzname(self):
        return _name_of(self._zone, self)

    def dst(self):
        return _offset_of(self._zone, "dst", self)

    def _compared(self, other, equality):
        if self._zone is other._zone:
            return self._micros(), other._micros()
        mine, others = self.utcoffset(), other.utcoffset()
        if equality and (self._depends_on_fold(mine) or other._depends_on_fold(others)):
            return None
        if mine == others:
            return self._micros(), other._micros()
        if mine is None or others is None:
            if equality:
                return None
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return self._micros() - mine._total(), other._micros() - others._total()

    def _depends_on_fold(self, offset):
        return self._zone is not None and offset != self.replace(fold=not self._fold).utcoffset()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        pair = self._compared(other, True)
        return pair is not None and pair[0] == pair[1]

    def _ordered(self, other):
        return self._compared(other, False) if isinstance(other, datetime) else None

    __lt__, __le__, __gt__, __ge__ = _time_class.__lt__, _time_class.__le__, _time_class.__gt__, _time_class.__ge__

    def __hash__(self):
        if self._hash is None:
            plain = self.replace(fold=0) if self._fold else self
            offset = plain.utcoffset()
            self._hash = hash(plain._state()[0]) if offset is None else hash(timedelta._of(plain._micros() - offset._total()))
        return self._hash

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        seconds, micros = divmod(self._micros() + other._total(), 1000000)
        days, seconds = divmod(seconds, _DAY)
        if not 0 < days <= _LAST_DAY:
            raise OverflowError("date value out of range")
        minutes, second = divmod(seconds, 60)
        return type(self)(*_from_ordinal(days), *divmod(minutes, 60), second, micros, self._zone)

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, datetime):
            return self + -other if isinstance(other, timedelta) else NotImplemented
        difference = self._micros() - other._micros()
        if self._zone is not other._zone:
            mine, others = self.utcoffset(), other.utcoffset()
            if mine != others:
                if mine is None or others is None:
                    raise TypeError("can't subtract offset-naive and offset-aware datetimes")
                difference += others._total() - mine._total()
        return timedelta._of(difference)

    def _state(self, protocol=3):
        month = self._month | (128 if self._fold and protocol > 3 else 0)
        state = bytes([self._year >> 8, self._year & 255, month, self._day, self._hour, self._minute, self._second])
        state += self._micro.to_bytes(3, "big")
        return (state,) if self._zone is None else (state, self._zone)

    __reduce_ex__, __reduce__ = _time_class.__reduce_ex__, _time_class.__reduce__


def _date_end(text):
    """Where the date ends in a text that may go on with a separator and a time."""
    if len(text) == 7:
        return 7
    if text[4] == "-":
        if text[5] == "W":
            return 10 if text[8:9] == "-" and text[9:10].isdigit() else 8
        return 10
    if text[4] == "W":
        at = next((place for place in range(7, len(text)) if not text[place].isdigit()), len(text))
        return at if at < 9 else 7 if at % 2 == 0 else 8
    return 8


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


class timezone(tzinfo):
    """A zone that is always as far from UTC."""

    __slots__ = "_offset", "_name"

    def __new__(cls, offset, name=...):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if name is ...:
            if not offset:
                return cls.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        if not -timedelta(1) < offset < timedelta(1):
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not " + repr(offset) + "."
            )
        return cls._make(offset, name)

    @classmethod
    def _make(cls, offset, name=None):
        self = tzinfo.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __init_subclass__(cls):
        raise TypeError("type 'datetime.timezone' is not an acceptable base type")

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __reduce__(self):
        return timezone, self.__getinitargs__()

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def _check(self, dt, name):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{name}(dt) argument must be a datetime instance or None, not {type(dt).__name__}")

    def utcoffset(self, dt, /):
        self._check(dt, "utcoffset")
        return self._offset

    def tzname(self, dt, /):
        self._check(dt, "tzname")
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def dst(self, dt, /):
        self._check(dt, "dst")
        return None

    def fromutc(self, dt, /):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime instance, not " + type(dt).__name__)
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset


UTC = timezone.utc = timezone._make(timedelta(0))
timezone.min = timezone._make(-timedelta(hours=23, minutes=59))
timezone.max = timezone._make(timedelta(hours=23, minutes=59))
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
