"""Rational numbers."""

import math
import operator
import re
import sys
from numbers import Complex, Rational, Real

__all__ = ["Fraction"]

_DIGITS = r"\d+(?:_\d+)*"
_TEXT = re.compile(
    rf"\s*([-+]?)(?=\d|\.\d)({_DIGITS}|)(?:\s*/\s*({_DIGITS})|(?:\.({_DIGITS}|))?(?:[eE]([-+]?{_DIGITS}))?)\s*\Z"
)
_ALIGN = r"(?:(.)?([<>=^]))?([-+ ]?)"
_GENERAL_SPEC = re.compile(_ALIGN + r"(\#?)(0|[1-9][0-9]*)?([,_]?)\Z", re.DOTALL)
_FLOAT_SPEC = re.compile(_ALIGN + r"(z?)(\#?)(0(?=[0-9]))?([0-9]+)?([,_]?)(?:\.([0-9]+))?([eEfFgG%])\Z", re.DOTALL)


def _is_decimal(value):
    # Where nobody imported `decimal` nothing is of it.
    module = sys.modules.get("decimal")
    return module is not None and isinstance(value, module.Decimal)


def _parts_of_text(text):
    match = _TEXT.match(text)
    if match is None:
        raise ValueError(f"Invalid literal for Fraction: {text!r}")
    sign, whole, below, decimals, power = match.groups()
    numerator, denominator = int(whole or "0"), 1
    if below:
        denominator = int(below)
    else:
        if decimals:
            decimals = decimals.replace("_", "")
            denominator = 10 ** len(decimals)
            numerator = numerator * denominator + int(decimals)
        if power:
            power = int(power)
            if power >= 0:
                numerator *= 10**power
            else:
                denominator *= 10**-power
    return -numerator if sign == "-" else numerator, denominator


def _rounded(numerator, denominator, exponent, positive_zero=False):
    """Whether a fraction is negative, and its size in units of a power of ten, rounded half to even."""
    if exponent >= 0:
        denominator *= 10**exponent
    else:
        numerator *= 10**-exponent
    digits, rest = divmod(abs(numerator), denominator)
    if 2 * rest > denominator or (2 * rest == denominator and digits & 1):
        digits += 1
    return numerator < 0 and not (positive_zero and digits == 0), digits


def _rounded_to_figures(numerator, denominator, figures):
    """The same in so many figures, and the power of ten."""
    if numerator == 0:
        return False, 0, 1 - figures
    size = len(str(abs(numerator))) - len(str(denominator))
    exponent = size - figures
    negative, digits = _rounded(numerator, denominator, exponent)
    while len(str(digits)) > figures:
        # Once more with fewer digits, or what rounding has carried over.
        exponent += 1
        negative, digits = _rounded(numerator, denominator, exponent)
    return negative, digits, exponent


def _aligned(fill, align, width, sign, body):
    padding = fill * (width - len(sign) - len(body))
    if align == "<":
        return sign + body + padding
    if align == "^":
        half = len(padding) // 2
        return padding[:half] + sign + body + padding[half:]
    return sign + padding + body if align == "=" else padding + sign + body


class Fraction(Rational):
    """A rational number: of another number, of two, or of a text like '3/4' or '0.75'."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if type(numerator) is int:
                return cls._of(numerator, 1)
            if isinstance(numerator, Rational):
                return cls._of(numerator.numerator, numerator.denominator)
            if isinstance(numerator, float) or _is_decimal(numerator):
                return cls._of(*numerator.as_integer_ratio())
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance")
            numerator, denominator = _parts_of_text(numerator)
        elif not (type(numerator) is int is type(denominator)):
            if not (isinstance(numerator, Rational) and isinstance(denominator, Rational)):
                raise TypeError("both arguments should be Rational instances")
            numerator, denominator = (
                numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator
            )
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        common = math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        return cls._of(numerator // common, denominator // common)

    @classmethod
    def _of(cls, numerator, denominator):
        """Of two numbers without a common factor."""
        self = super().__new__(cls)
        self._numerator, self._denominator = numerator, denominator
        return self

    @classmethod
    def from_float(cls, f):
        """The exact value of a float."""
        if not isinstance(f, (int, float)) and not isinstance(f, Rational):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls._of(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """The exact value of a Decimal."""
        if not isinstance(dec, int) and not _is_decimal(dec):
            raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})")
        return cls._of(*dec.as_integer_ratio())

    @classmethod
    def _from_coprime_ints(cls, numerator, denominator, /):
        return cls._of(numerator, denominator)

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is no larger."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # The convergents of the continued fraction, and what lies between the last two.
        before, last = (0, 1), (1, 0)
        rest, divisor = self._numerator, self._denominator
        while True:
            whole = rest // divisor
            below = before[1] + whole * last[1]
            if below > max_denominator:
                break
            before, last = last, (before[0] + whole * last[0], below)
            rest, divisor = divisor, rest - whole * divisor
        steps = (max_denominator - before[1]) // last[1]
        between = before[0] + steps * last[0], before[1] + steps * last[1]
        nearest = last if 2 * divisor * between[1] <= self._denominator else between
        return Fraction._of(*nearest)

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __format__(self, format_spec, /):
        match = _GENERAL_SPEC.match(format_spec)
        if match is not None:
            fill, align, sign, alternate, width, separator = match.groups()
            body = format(abs(self._numerator), separator)
            if self._denominator > 1 or alternate:
                body += f"/{self._denominator:{separator}}"
            sign = "-" if self._numerator < 0 else "" if sign == "-" else sign
            return _aligned(fill or " ", align or ">", int(width or 0), sign, body)
        match = _FLOAT_SPEC.match(format_spec)
        # Either says where the text goes.
        if match is None or (match[2] is not None and match[6] is not None):
            raise ValueError(f"Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}")
        return self._as_float(*match.groups())

    def _as_float(self, fill, align, sign, no_negative_zero, alternate, zeros, width, separator, precision, kind):
        precision = 6 if precision is None else int(precision)
        width = int(width or 0)
        suffix = ""
        if kind in "fF%":
            exponent = -precision - 2 if kind == "%" else -precision
            negative, digits = _rounded(self._numerator, self._denominator, exponent, bool(no_negative_zero))
            point = precision
            if kind == "%":
                suffix = "%"
        else:
            figures = max(precision, 1) if kind in "gG" else precision + 1
            negative, digits, exponent = _rounded_to_figures(self._numerator, self._denominator, figures)
            if kind in "eE" or exponent > 0 or exponent + figures <= -4:
                point = figures - 1
                suffix = f"{'E' if kind in 'EG' else 'e'}{exponent + point:+03d}"
            else:
                point = -exponent
        text = str(digits).zfill(point + 1)
        whole, behind = text[: len(text) - point], text[len(text) - point :]
        if kind in "gG" and not alternate:
            behind = behind.rstrip("0")
        if behind or alternate:
            behind = "." + behind
        behind += suffix
        sign = "-" if negative else "" if sign == "-" else sign
        if zeros:
            room = width - len(sign) - len(behind)
            whole = whole.zfill(3 * room // 4 + 1 if separator else room)
        if separator:
            first = (len(whole) - 1) % 3 + 1
            groups = [whole[:first], *(whole[place : place + 3] for place in range(first, len(whole), 3))]
            whole = separator.join(groups)
        return _aligned(fill or " ", align or ">", width, sign, whole + behind)

    def _operators(exact, inexact, with_complex=True):
        """An operator and its reflection: exact with rational numbers, else that of floats."""

        def forward(a, b):
            if isinstance(b, Fraction):
                return exact(a, b)
            if isinstance(b, int):
                return exact(a, Fraction(b))
            if isinstance(b, float):
                return inexact(float(a), b)
            if with_complex and isinstance(b, complex):
                return inexact(float(a), b)
            return NotImplemented

        def reverse(b, a):
            if isinstance(a, Rational):
                return exact(Fraction(a), b)
            if isinstance(a, Real):
                return inexact(float(a), float(b))
            if with_complex and isinstance(a, Complex):
                return inexact(complex(a), complex(b))
            return NotImplemented

        name = inexact.__name__.strip("_")
        forward.__name__, reverse.__name__ = f"__{name}__", f"__r{name}__"
        forward.__doc__ = exact.__doc__
        return forward, reverse

    def _add(a, b):
        """a + b"""
        return Fraction(a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator)

    def _subtract(a, b):
        """a - b"""
        return Fraction(a._numerator * b._denominator - b._numerator * a._denominator, a._denominator * b._denominator)

    def _multiply(a, b):
        """a * b"""
        return Fraction(a._numerator * b._numerator, a._denominator * b._denominator)

    def _divide(a, b):
        """a / b"""
        if b._numerator == 0:
            raise ZeroDivisionError(f"Fraction({b._denominator}, 0)")
        return Fraction(a._numerator * b._denominator, a._denominator * b._numerator)

    def _floor_divide(a, b):
        """a // b"""
        return (a._numerator * b._denominator) // (a._denominator * b._numerator)

    def _divmod(a, b):
        """divmod(a, b)"""
        whole = Fraction._floor_divide(a, b)
        return whole, Fraction._rest(a, b)

    def _rest(a, b):
        """a % b"""
        return Fraction(
            (a._numerator * b._denominator) % (b._numerator * a._denominator), a._denominator * b._denominator
        )

    __add__, __radd__ = _operators(_add, operator.add)
    __sub__, __rsub__ = _operators(_subtract, operator.sub)
    __mul__, __rmul__ = _operators(_multiply, operator.mul)
    __truediv__, __rtruediv__ = _operators(_divide, operator.truediv)
    __floordiv__, __rfloordiv__ = _operators(_floor_divide, operator.floordiv, False)
    __divmod__, __rdivmod__ = _operators(_divmod, divmod, False)
    __mod__, __rmod__ = _operators(_rest, operator.mod, False)
    del _operators

    def __pow__(a, b):
        """a ** b"""
        if isinstance(b, Rational):
            if b.denominator != 1:
                return float(a) ** float(b)
            power = b.numerator
            if power >= 0:
                return Fraction._of(a._numerator**power, a._denominator**power)
            if a._numerator == 0:
                raise ZeroDivisionError(f"Fraction({a._denominator ** -power}, 0)")
            top, below = a._denominator, a._numerator
            if below < 0:
                top, below = -top, -below
            return Fraction._of(top**-power, below**-power)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a):
        """a ** b"""
        if b._denominator == 1 and b._numerator >= 0:
            return a**b._numerator
        if isinstance(a, Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a**b._numerator if b._denominator == 1 else a ** float(b)

    def __pos__(a):
        return Fraction._of(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._of(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._of(abs(a._numerator), a._denominator)

    def __int__(a, _index=operator.index):
        top, below = a._numerator, a._denominator
        return _index(-(-top // below) if top < 0 else top // below)

    def __trunc__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            negative, size = _rounded(self._numerator, self._denominator, 0)
            return -size if negative else size
        unit = 10 ** abs(ndigits)
        return Fraction(round(self * unit), unit) if ndigits > 0 else Fraction(round(self / unit) * unit)

    def __hash__(self):
        # The numbers modulo a prime, in which equal numbers of all types have one hash.
        prime = sys.hash_info.modulus
        try:
            inverse = pow(self._denominator, -1, prime)
        except ValueError:
            size = sys.hash_info.inf
        else:
            size = hash(hash(abs(self._numerator)) * inverse)
        result = size if self._numerator >= 0 else -size
        return -2 if result == -1 else result

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return 0.0 == b if math.isnan(b) or math.isinf(b) else a == a.from_float(b)
        return NotImplemented

    def _compare(self, other, compare):
        if isinstance(other, Rational):
            return compare(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return compare(0.0, other)
            return compare(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()
