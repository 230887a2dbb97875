"""Clocks and the calendar. Local time is what the host says, else UTC."""

from _structseq import make as _make
from _time import local as _local, set_zone as _set_zone
from _time import (
    monotonic, monotonic_ns, perf_counter, perf_counter_ns, process_time, process_time_ns, sleep, thread_time, thread_time_ns,
    time, time_ns,
)

CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID, CLOCK_MONOTONIC_RAW = range(5)
CLOCK_BOOTTIME, CLOCK_TAI = 7, 11
_CLOCKS = {
    CLOCK_REALTIME: time_ns, CLOCK_MONOTONIC: monotonic_ns, CLOCK_PROCESS_CPUTIME_ID: process_time_ns,
    CLOCK_THREAD_CPUTIME_ID: thread_time_ns, CLOCK_MONOTONIC_RAW: monotonic_ns, CLOCK_BOOTTIME: monotonic_ns, CLOCK_TAI: time_ns,
}


def _clock(number):
    import operator

    number = operator.index(number)
    if number not in _CLOCKS:
        raise OSError(22, "Invalid argument")
    return _CLOCKS[number]


def clock_gettime_ns(clk_id, /):
    return _clock(clk_id)()


def clock_gettime(clk_id, /):
    return _clock(clk_id)() / 1e9


def clock_getres(clk_id, /):
    _clock(clk_id)
    return 1e-09


def clock_settime(clk_id, time, /):
    _clock(clk_id)
    raise PermissionError(1, "Operation not permitted")


clock_settime_ns = clock_settime

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)
# Days of the year before each month.
_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


struct_time, _struct_time = _make(
    "time",
    "struct_time",
    ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff"),
    9,
)


def _days_before(year):
    """Days from the start of 1970 to the start of a year."""
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400 - 719162


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _day_of_year(year, month, day):
    """Counted from 1."""
    return _BEFORE[month - 1] + day + (month > 2 and _is_leap(year))


def _broken_down(seconds, zone, offset=0, dst=0):
    days, rest = divmod(seconds, 86400)
    year = 1970 + days // 366 if days >= 0 else 1970 + days // 365 - 1
    while _days_before(year + 1) <= days:
        year += 1
    left = days - _days_before(year)
    month = 12
    while _day_of_year(year, month, 1) > left + 1:
        month -= 1
    day = left + 2 - _day_of_year(year, month, 1)
    return struct_time(
        (year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, left + 1, dst), {"tm_zone": zone, "tm_gmtoff": offset}
    )


def _seconds_of(secs):
    if secs is None:
        return int(time_ns() // 1_000_000_000)
    if isinstance(secs, float):
        if secs != secs:
            raise ValueError("Invalid value NaN (not a number)")
        if not -9.3e18 < secs < 9.3e18:
            raise OverflowError("timestamp out of range for platform time_t")
        seconds = secs // 1
        secs = int(seconds)
    elif not hasattr(secs, "__index__"):
        raise TypeError(f"'{type(secs).__name__}' object cannot be interpreted as an integer")
    else:
        secs = secs.__index__()
    if not -67768040609740800 <= secs <= 67768036191676799:
        if not -(2**63) <= secs < 2**63:
            raise OverflowError("timestamp out of range for platform time_t")
        raise OverflowError("Value too large for defined data type")
    return secs


def gmtime(seconds=None, /):
    """A moment in UTC."""
    return _broken_down(_seconds_of(seconds), "GMT")


def localtime(seconds=None, /):
    """A moment in local time."""
    seconds = _seconds_of(seconds)
    offset, dst, zone = _local(seconds)
    return _broken_down(seconds + offset, zone, offset, int(dst))


def _tuple_of(t, function):
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) != 9:
        raise TypeError(f"{function}(): illegal time tuple argument")
    for item in t:
        if not isinstance(item, int):
            raise TypeError(f"'{type(item).__name__}' object cannot be interpreted as an integer")
        if not -0x80000000 <= item <= 0x7FFFFFFF:
            raise OverflowError(f"signed integer is {'less than minimum' if item < 0 else 'greater than maximum'}")
    if t[0] < -(2**31) + 1900:
        raise OverflowError("year out of range")
    return tuple(t)


def _checked(t, function):
    year, month, day, hour, minute, second, weekday, yearday, dst = _tuple_of(t, function)
    month, day, yearday = month or 1, day or 1, yearday or 1
    if not 1 <= month <= 12:
        raise ValueError("month out of range")
    if not 1 <= day <= 31:
        raise ValueError("day of month out of range")
    if not 0 <= hour <= 23:
        raise ValueError("hour out of range")
    if not 0 <= minute <= 59:
        raise ValueError("minute out of range")
    if not 0 <= second <= 61:
        raise ValueError("seconds out of range")
    if weekday < -1:
        raise ValueError("day of week out of range")
    if not 1 <= yearday <= 366:
        raise ValueError("day of year out of range")
    return year, month, day, hour, minute, second, weekday % 7, yearday, dst


def mktime(t, /):
    """Seconds since 1970 of a moment in local time; what is too large in it carries over."""
    year, month, day, hour, minute, second, _, _, dst = _tuple_of(t, "mktime")
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    days = _days_before(year) + _day_of_year(year, month, 1) - 1 + day - 1
    return float(_from_local(days * 86400 + hour * 3600 + minute * 60 + second, dst))


def _from_local(shown, dst):
    """The moment at which clocks show so many seconds since 1970: of two, that with the summer time asked for, else the earlier;
    where they show it never, as they would by what held before."""
    before = _local(shown - 86400)
    after = _local(shown + 86400)
    zones = [before] if after[0] == before[0] else [before, after]
    fitting = [zone for zone in zones if _local(shown - zone[0])[0] == zone[0]]
    if dst >= 0:
        wanted = [zone for zone in fitting if zone[1] == (dst > 0)]
        if not wanted and fitting:
            # Summer time asked for in winter, or the other way round: by the difference that the nearest such time has.
            for days in range(7, 371, 7):
                near = [z for z in (_local(shown - days * 86400), _local(shown + days * 86400)) if z[1] == (dst > 0)]
                if near:
                    return shown - near[0][0]
            # A zone without summer time: its clocks would be an hour ahead.
            return shown - fitting[0][0] - (3600 if dst else 0)
        fitting = wanted or fitting
    return shown - (fitting[0] if fitting else before)[0]


def asctime(t=None, /):
    """A moment as text."""
    year, month, day, hour, minute, second, weekday, _, _ = _checked(localtime() if t is None else t, "asctime")
    return f"{_DAYS[weekday][:3]} {_MONTHS[month - 1][:3]} {day:2d} {hour:02d}:{minute:02d}:{second:02d} {year}"


def ctime(seconds=None, /):
    """A number of seconds since 1970 as text."""
    return asctime(localtime(seconds))


def _iso_week(year, weekday, yearday):
    """Year and week, where weeks start on Mondays and belong to the year of their Thursday."""
    week = (yearday - 1 - weekday + 10) // 7
    if week < 1:
        return year - 1, _weeks(year - 1)
    if week > _weeks(year):
        return year + 1, 1
    return year, week


def _weeks(year):
    first = (_days_before(year) + 3) % 7
    return 53 if first == 3 or first == 2 and _is_leap(year) else 52


def strftime(format, t=None, /):
    """A moment as a format says."""
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    moment = _checked(localtime() if t is None else t, "strftime")
    if "%" not in format:
        return format
    if t is None:
        t = localtime()
    return _formatted(format, moment, (t.tm_zone, t.tm_gmtoff) if isinstance(t, struct_time) else (tzname[moment[8] > 0], 0))


def _formatted(format, moment, zone):
    year, month, day, hour, minute, second, weekday, yearday, _ = moment
    made = []
    place = 0
    while True:
        mark = format.find("%", place)
        if mark < 0 or mark + 1 >= len(format):
            made.append(format[place:])
            return "".join(made)
        made.append(format[place:mark])
        end = mark + 1
        flag = ""
        while end < len(format) and format[end] in "-_0^#":
            flag = format[end]
            end += 1
        letter = format[end : end + 1]
        place = end + 1
        number = width = fill = None
        if letter == "a":
            text = _DAYS[weekday][:3]
        elif letter == "A":
            text = _DAYS[weekday]
        elif letter in ("b", "h"):
            text = _MONTHS[month - 1][:3]
        elif letter == "B":
            text = _MONTHS[month - 1]
        elif letter in _composed:
            text = _formatted(_composed[letter], moment, zone)
        elif letter == "p":
            text = "AM" if hour < 12 else "PM"
        elif letter == "P":
            text = "am" if hour < 12 else "pm"
        elif letter == "Z":
            text = zone[0] or "UTC"
        elif letter == "z":
            offset = zone[1] or 0
            text = f"{'-' if offset < 0 else '+'}{abs(offset) // 3600:02d}{abs(offset) // 60 % 60:02d}"
        elif letter == "n":
            text = "\n"
        elif letter == "t":
            text = "\t"
        elif letter == "%":
            text = "%"
        else:
            numbers = {
                "d": (day, 2, "0"), "e": (day, 2, " "), "H": (hour, 2, "0"), "k": (hour, 2, " "), "I": ((hour + 11) % 12 + 1, 2, "0"),
                "l": ((hour + 11) % 12 + 1, 2, " "), "j": (yearday, 3, "0"), "m": (month, 2, "0"), "M": (minute, 2, "0"),
                "S": (second, 2, "0"), "U": ((yearday + 6 - (weekday + 1) % 7) // 7, 2, "0"), "w": ((weekday + 1) % 7, 1, "0"),
                "u": (weekday + 1, 1, "0"), "W": ((yearday + 6 - weekday) // 7, 2, "0"), "y": (year % 100, 2, "0"),
                "Y": (year, 1, "0"), "C": (year // 100, 2, "0"), "G": (_iso_week(year, weekday, yearday)[0], 1, "0"),
                "g": (_iso_week(year, weekday, yearday)[0] % 100, 2, "0"), "V": (_iso_week(year, weekday, yearday)[1], 2, "0"),
                "s": (int(mktime(moment)), 1, "0"),
            }
            if letter not in numbers:
                made.append(format[mark:place])
                continue
            number, width, fill = numbers[letter]
            fill = {"-": "", "_": " ", "0": "0"}.get(flag, fill)
            text = str(number).rjust(width, fill) if fill else str(number)
        if flag == "^":
            text = text.upper()
        elif flag == "#":
            text = text.lower() if letter in "pZ" else text.upper()
        made.append(text)


_composed = {
    "c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d", "r": "%I:%M:%S %p", "R": "%H:%M", "T": "%H:%M:%S", "x": "%m/%d/%y",
    "X": "%H:%M:%S",
}


def strptime(data_string, format="%a %b %d %H:%M:%S %Y", /):
    """A moment out of a text that has a format."""
    return _parse(data_string, format)[0]


def _parse(data_string, format):
    """The same, and what was found of each part."""
    for place, value in enumerate((data_string, format)):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {place} must be str, not {type(value)}")
    found = {}
    end = _read(data_string, 0, format, found, format)
    if end is None:
        raise ValueError(f"time data {data_string!r} does not match format {format!r}")
    if end != len(data_string):
        raise ValueError(f"unconverted data remains: {data_string[end:]}")
    year, month, day = found.get("Y"), found.get("m", 1), found.get("d", 1)
    if "y" in found:
        year = found["y"] + (2000 if found["y"] <= 68 else 1900)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + (12 if found.get("p") == 1 else 0)
    yearday, weekday = found.get("j"), found.get("w")
    leap_guess = year is None and month == 2 and day == 29
    if year is None:
        year = 1904 if leap_guess else 1900
    week = found.get("U", found.get("W"))
    if yearday is None and week is not None and weekday is not None and ("Y" in found or "y" in found):
        first = (_days_before(year) + 3) % 7
        if "U" in found:
            first, shifted = (first + 1) % 7, (weekday + 1) % 7
        else:
            shifted = weekday
        lead = (7 - first) % 7
        yearday = 1 + shifted - first if week == 0 else 1 + lead + 7 * (week - 1) + shifted
        if yearday <= 0:
            year -= 1
            yearday += 366 if _is_leap(year) else 365
    if "d" in found and day > (29 if month == 2 and _is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]):
        raise ValueError("day is out of range for month")
    if yearday is None:
        yearday = _day_of_year(year, month, day)
    elif "m" not in found or "d" not in found:
        month = 12
        while _day_of_year(year, month, 1) > yearday:
            month -= 1
        day = yearday + 1 - _day_of_year(year, month, 1)
    if weekday is None:
        weekday = (_days_before(year) + _day_of_year(year, month, day) - 1 + 3) % 7
    if leap_guess:
        year = 1900
    zone, offset = found.get("Z"), found.get("z")
    dst = 0 if zone is not None else -1
    fields = year, month, day, hour, found.get("M", 0), found.get("S", 0), weekday, yearday, dst
    return struct_time(fields, {"tm_zone": zone, "tm_gmtoff": offset}), found


# Of each number: the fewest digits, the most, the lowest, the highest.
_ranges = {
    "d": (1, 2, 1, 31), "H": (1, 2, 0, 23), "I": (1, 2, 1, 12), "j": (1, 3, 1, 366), "m": (1, 2, 1, 12), "M": (1, 2, 0, 59),
    "S": (1, 2, 0, 61), "U": (1, 2, 0, 53), "W": (1, 2, 0, 53), "w": (1, 1, 0, 6), "u": (1, 1, 1, 7), "y": (2, 2, 0, 99),
    "Y": (4, 4, 0, 9999), "f": (1, 6, 0, 999999), "G": (4, 4, 0, 9999), "V": (1, 2, 0, 53),
}


def _read(text, at, format, found, whole):
    """Where a format ends in a text; None if it does not fit."""
    place = 0
    while place < len(format):
        character = format[place]
        place += 1
        if character.isspace():
            if at >= len(text) or not text[at].isspace():
                return None
            while at < len(text) and text[at].isspace():
                at += 1
            while place < len(format) and format[place].isspace():
                place += 1
            continue
        if character != "%":
            if text[at : at + 1].lower() != character.lower():
                return None
            at += 1
            continue
        letter = format[place : place + 1]
        place += 1
        if letter == "":
            raise ValueError(f"stray %% in format '{whole}'".replace("%%", "%"))
        if letter in _ranges:
            least, most, low, high = _ranges[letter]
            end = at
            while end < len(text) and end - at < most and text[end].isdecimal():
                end += 1
            # A number that is too large may be a smaller one and text behind it.
            while end - at >= least and not low <= int(text[at:end]) <= high:
                end -= 1
            if end - at < least:
                return None
            number = int(text[at:end])
            if letter == "w":
                number = (number + 6) % 7
            elif letter == "u":
                letter, number = "w", number - 1
            elif letter == "f":
                number *= 10 ** (6 - (end - at))
            found[letter] = number
            at = end
        elif letter in "aAbBp":
            names, key = {
                "a": ([day[:3] for day in _DAYS], "w"), "A": (_DAYS, "w"), "b": ([month[:3] for month in _MONTHS], "m"),
                "B": (_MONTHS, "m"), "p": (("AM", "PM"), "p"),
            }[letter]
            for number, name in enumerate(names):
                if text[at : at + len(name)].lower() == name.lower():
                    found[key] = number + (key == "m")
                    at += len(name)
                    break
            else:
                return None
        elif letter in ("c", "x", "X"):
            at = _read(text, at, {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}[letter], found, whole)
            if at is None:
                return None
        elif letter == "Z":
            for name in ("utc", "gmt"):
                if text[at : at + 3].lower() == name:
                    found["Z"] = text[at : at + 3]
                    at += 3
                    break
            else:
                found["Z"] = None
                return None
        elif letter == "z":
            if text[at : at + 1] == "Z":
                found["z"] = 0
                at += 1
                continue
            sign, digits = text[at : at + 1], text[at + 1 : at + 6].replace(":", "")[:4]
            if sign not in ("+", "-") or len(digits) < 4 or not digits.isdecimal():
                return None
            at += 6 if text[at + 3 : at + 4] == ":" else 5
            found["z"] = (int(digits[:2]) * 3600 + int(digits[2:]) * 60) * (-1 if sign == "-" else 1)
        elif letter == "%":
            if text[at : at + 1] != "%":
                return None
            at += 1
        else:
            raise ValueError(f"'{letter}' is a bad directive in format '{whole}'")
    return at


def _read_zone():
    """Makes what the module says of the time zone: the names and differences of a winter's day and a summer's."""
    global timezone, altzone, daylight, tzname
    year = 31556952
    try:
        start = time_ns() // 1_000_000_000 // year * year
    except OSError:
        start = 0
    winter, summer = _local(start), _local(start + year // 2)
    daylight = int(winter[0] != summer[0])
    if winter[0] > summer[0]:
        winter, summer = summer, winter
    timezone, altzone = -winter[0], -summer[0]
    tzname = (winter[2], summer[2])


def tzset():
    """Reads the time zone anew, which `TZ` of the environment may name."""
    from os import environ

    _set_zone(environ.get("TZ"))
    _read_zone()


_read_zone()


def get_clock_info(name, /):
    """What is known of a clock."""
    from sys import implementation

    clocks = {
        "time": ("clock_gettime(CLOCK_REALTIME)", False, True),
        "monotonic": ("clock_gettime(CLOCK_MONOTONIC)", True, False),
        "perf_counter": ("clock_gettime(CLOCK_MONOTONIC)", True, False),
        "process_time": ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", True, False),
        "thread_time": ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", True, False),
    }
    if not isinstance(name, str):
        raise TypeError(f"get_clock_info() argument 1 must be str, not {type(name).__name__}")
    if name not in clocks:
        raise ValueError("unknown clock")
    text, monotonic, adjustable = clocks[name]
    return type(implementation)(implementation=text, monotonic=monotonic, adjustable=adjustable, resolution=1e-09)

_STRUCT_TM_ITEMS = struct_time.n_fields
