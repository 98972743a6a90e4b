"""What a printed number can stand for: the interval of true values behind its digits, and whether it can be (GRIM).

".9" is not 0.9 exactly: with one decimal, every value from 0.85 up to 0.95 prints like that.
Every comparison between a computed and a printed number goes through this module. It works in
decimal arithmetic, because binary floats get the boundaries wrong (0.285 is stored as 0.28499...).

GRIM asks whether a printed mean or percentage can come from whole numbers and this many people at all. A mismatch is a question to the authors, and `power` says how rarely the check could notice anything.
Fractions and decimals throughout, because binary floats get rounding boundaries wrong. Small Python packages
do this check but do not say how rare a mismatch would be.

Worked example: tests/statistics/worked_summaries.ipynb.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from numbers import Rational

import numpy as np

from helpers.arguments import one_of, whole_number

ROUNDINGS = {
    "half up": "a digit 5 rounds away from zero (0.0385 prints 0.039); most statistics packages",
    "half even": "a lone digit 5 rounds to the even neighbour (0.0385 prints 0.038); R and Python",
    "truncation": "surplus digits are cut off (0.0389 prints 0.038)",
    "any": "whatever at least one of the three rules allows",
}
"""Rounding rules by name, with what each does."""


_SIGNIFICANT = 12
"""Floats are compared at 12 significant digits: finer differences are noise of the calculation."""


_SIGNS = {"": "=", "=": "=", "<": "<", ">": ">", "<=": "<", "≤": "<", ">=": ">", "≥": ">"}


_PATTERN = re.compile(
    r"(?P<name>p(?:[- ]?value)?\s*)?(?P<sign><=|>=|[=<>≤≥])?\s*"
    r"(?P<minus>[-−+])?(?P<digits>[0-9]+\.?[0-9]*|\.[0-9]+)"
    r"(?:\s*(?:e|[x×*]\s*10\s*\^?)\s*[-−–]\s*(?P<tenths>[0-9]{1,3}))?\s*(?P<percent>%)?",
    re.IGNORECASE,
)


_PLAIN = str.maketrans("·⁻⁰¹²³⁴⁵⁶⁷⁸⁹", ".-0123456789")
"""Raised points and digits as plain ones."""


@dataclass(frozen=True)
class PrintedNumber:
    """A printed number and the true values it can stand for.

    `comparison` is "=" for a rounded value, "<" or ">" for a bound, which has no rounding. `low` and
    `high` are Decimals (a bound's far end is infinite, or the end of the p-value scale), and
    `low_closed`, `high_closed` say whether the end itself belongs to the interval.
    """

    text: str
    value: Decimal
    decimals: int
    low: Decimal
    high: Decimal
    low_closed: bool
    high_closed: bool
    comparison: str
    rounding: str

    def contains(self, x):
        """Whether `x` (a number, Decimal or Fraction) could have been printed like this.

        Fractions, Decimals and whole numbers are compared exactly, floats at 12 significant digits.

        >>> printed_interval(".9").contains(0.85), printed_interval(".9").contains(0.95)
        (True, False)
        >>> printed_interval("38").contains(Fraction(188, 5))
        True
        """
        exact = _exact(x)
        above = exact >= Fraction(self.low) if self.low.is_finite() else True
        below = exact <= Fraction(self.high) if self.high.is_finite() else True
        if above and self.low.is_finite() and not self.low_closed:
            above = exact != Fraction(self.low)
        if below and self.high.is_finite() and not self.high_closed:
            below = exact != Fraction(self.high)
        return above and below

    def contains_each(self, values):
        """Boolean array: which of many floats could have been printed like this (as `contains`, but fast).

        >>> printed_interval(".038").contains_each([0.0375, 0.0385, 0.038]).tolist()
        [True, False, True]
        """
        values = np.asarray(values, dtype=float)
        slack = 10.0**-_SIGNIFICANT
        low, high = float(self.low), float(self.high)
        low_slack = abs(low) * slack if self.low.is_finite() else 0.0
        high_slack = abs(high) * slack if self.high.is_finite() else 0.0
        above = values >= low - low_slack if self.low_closed else values > low + low_slack
        below = values <= high + high_slack if self.high_closed else values < high - high_slack
        return above & below

    def __str__(self):
        """The interval in words, e.g. "at least 0.0375 and below 0.0385".

        >>> print(printed_interval("P = .038"))
        at least 0.0375 and below 0.0385
        """
        parts = []
        if self.low.is_finite():
            parts.append(f"{'at least' if self.low_closed else 'above'} {self.low:f}")
        if self.high.is_finite():
            parts.append(f"{'at most' if self.high_closed else 'below'} {self.high:f}")
        return " and ".join(parts)


def printed_interval(text, rounding="half up", percent=False):
    """What can stand behind a printed number such as ".9", "0.038", "= .05", "<.001", "3.2e-5" or "38"?

    `text` is the number as printed, in quotes, because the digits shown matter; `rounding` is one of
    ROUNDINGS. `percent=True` allows a percent sign; value and interval then stay in per cent. Returns a
    PrintedNumber. Raises ValueError for text without exactly one number, decimal commas, unasked percent
    signs, and numbers given without quotes. Idea: the rounding step of GRIM (Brown and Heathers 2017).

    >>> number = printed_interval(".9")
    >>> number.low, number.high, number.low_closed, number.high_closed
    (Decimal('0.85'), Decimal('0.95'), True, False)
    >>> print(printed_interval("80 %", rounding="truncation", percent=True))
    at least 80 and below 81
    """
    rounding = one_of(rounding, "rounding", ROUNDINGS)
    sign, digits, negative = _read(text, percent)
    value = Decimal(digits)
    decimals = len(digits.partition(".")[2])
    if sign[0] in "<>≤≥":
        value, closed = (-value if negative else value), sign[-1] in "=≤≥"
        low, high = (Decimal("-Infinity"), value) if _SIGNS[sign] == "<" else (value, Decimal("Infinity"))
        ends = (closed and _SIGNS[sign] == ">", closed and _SIGNS[sign] == "<")
        return PrintedNumber(text, value, decimals, low, high, *ends, _SIGNS[sign], rounding)
    low, high, low_closed, high_closed = _rounded_from(value, decimals, rounding)
    if negative:  # rounding is symmetric about zero
        value, low, high, low_closed, high_closed = -value, -high, -low, high_closed, low_closed
    return PrintedNumber(text, value, decimals, low, high, low_closed, high_closed, "=", rounding)


def printed_p(text, rounding="half up"):
    """What can stand behind a printed p-value? As `printed_interval`, above 0 and at most 1.

    Raises ValueError also for values off that scale; ".000" is refused: write "<.001" instead.

    >>> print(printed_p("P = .038"))
    at least 0.0375 and below 0.0385
    >>> print(printed_p("<.001"))
    above 0 and below 0.001
    >>> printed_p("38")
    Traceback (most recent call last):
    ...
    ValueError: printed p-value is '38': a p-value lies between 0 and 1, e.g. '.038'
    """
    if isinstance(text, str) and "%" in text:
        raise ValueError(
            f"printed p-value is {text!r}: write a p-value as a proportion, e.g. '.038' for 3.8 %"
        )
    number = printed_interval(text, rounding)
    if number.value == 0:
        bound = f"<{Decimal(1).scaleb(-max(number.decimals, 3)):f}"
        raise ValueError(
            f"printed p-value is {text!r}: a p-value is never 0; write {bound!r} if that is meant"
        )
    if not 0 < number.value <= 1 or (number.comparison == ">" and number.value == 1):
        raise ValueError(f"printed p-value is {text!r}: a p-value lies between 0 and 1, e.g. '.038'")
    low, low_closed, high, high_closed = number.low, number.low_closed, number.high, number.high_closed
    if low <= 0:
        low, low_closed = Decimal(0), False
    if high > 1:
        high, high_closed = Decimal(1), True
    fields = (number.text, number.value, number.decimals, low, high, low_closed, high_closed)
    return PrintedNumber(*fields, number.comparison, number.rounding)


def as_printed(value, decimals, rounding="half up"):
    """How would `value` be printed with so many decimals? Returns text ("any" prints half up).

    Raises ValueError for a value that is no finite number, and for decimals that are no whole number.

    >>> as_printed(0.0385, 3), as_printed(0.0385, 3, "half even"), as_printed(0.8760, 1)
    ('0.039', '0.038', '0.9')
    """
    rules = {"half even": ROUND_HALF_EVEN, "truncation": ROUND_DOWN}
    rule = rules.get(one_of(rounding, "rounding", ROUNDINGS), ROUND_HALF_UP)
    decimals = whole_number(decimals, "decimals")
    if decimals > 30:
        raise ValueError(f"decimals is {decimals}: 30 at most are printed")
    exact = _exact(value)
    with localcontext() as context:
        context.prec = 400  # enough for any float
        as_decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
        return f"{as_decimal.quantize(Decimal(1).scaleb(-decimals), rounding=rule):f}"


def _read(text, percent):
    """Split printed text into comparison sign, digits and whether it is negative, or say what is wrong."""
    if not isinstance(text, str):
        raise ValueError(
            f"printed number is {text!r}: write it in quotes as it was printed (e.g. '0.90'), "
            "because the number of decimals matters"
        )
    if re.search(r"[0-9],[0-9]", text):
        raise ValueError(f"printed number is {text!r}: it has a comma; write a decimal point, e.g. '0.038'")
    found = _PATTERN.fullmatch(text.strip().translate(_PLAIN))
    if not found:
        remedy = "give exactly one number as it was printed, e.g. '.038' or '<.001', without further words"
        raise ValueError(f"printed number is {text!r}: {remedy}")
    if found["percent"] and not percent:
        raise ValueError(
            f"printed number is {text!r}: it has a percent sign; pass percent=True to work in per cent"
        )
    digits = found["digits"]
    if found["tenths"]:  # "3.2e-5" and "3.2 × 10⁻⁵" are 0.000032
        digits = f"{Decimal(digits).scaleb(-int(found['tenths'])):f}"
    return found["sign"] or "=", digits, found["minus"] in ("-", "−")


def _rounded_from(value, decimals, rounding):
    """Ends of the interval that prints as `value` (not negative), and whether each end belongs to it."""
    unit = Decimal(1).scaleb(-decimals)
    even = int(value / unit) % 2 == 0
    low, high = value - unit / 2, value + unit / 2
    ends = {
        "half up": (low, high, True, False),
        "half even": (low, high, even, even),
        "truncation": (value, value + unit, True, False),
        "any": (low, value + unit, True, False),
    }[rounding]
    if value == 0:  # values on both sides of zero print as zero
        return -ends[1], ends[1], ends[3], ends[3]
    return ends


def _exact(x):
    """A number as an exact Fraction; floats first lose the noise beyond 12 significant digits."""
    if isinstance(x, bool | np.bool_ | str) or x is None:
        raise ValueError(f"value is {x!r}: it must be a number")
    if isinstance(x, Rational):
        return Fraction(int(x.numerator), int(x.denominator))  # int: NumPy integers can overflow
    try:
        if isinstance(x, Decimal):
            return Fraction(x)
        return Fraction(Decimal(f"{float(x):.{_SIGNIFICANT}g}"))
    except (ValueError, OverflowError, TypeError):
        raise ValueError(f"value is {x!r}: it must be a finite number") from None


def grim_percent(percent_text, n):
    """The counts out of `n` whose percentage prints as `percent_text`; an empty list means none does.

    Raises ValueError for a percentage outside 0-100. Source: Brown and Heathers 2017, for percentages.

    >>> grim_percent("80", 5), grim_percent("47", 26), grim_percent("68.4", 19)
    ([4], [], [13])
    """
    number = printed_percentage(percent_text, "percent_text")
    n = whole_number(n, "n (people)", smallest=1)
    return [count for count in range(n + 1) if number.contains(Fraction(100 * count, n))]


def printed_value(text, rounding="half up", percent=False):
    """The printed value with its interval; a bound such as "<5" says too little and raises ValueError.

    >>> str(printed_value("38"))
    'at least 37.5 and below 38.5'
    """
    number = printed_interval(text, rounding, percent)
    if number.comparison != "=":
        raise ValueError(f"printed value is {text!r}: a bound cannot be checked; give the value itself")
    return number


def printed_percentage(text, name, rounding="half up"):
    """A printed percentage of people with its interval; ValueError if it lies outside 0 to 100.

    >>> str(printed_percentage("38", "percent"))
    'at least 37.5 and below 38.5'
    """
    number = printed_value(text, rounding, percent=True)
    if not 0 <= number.value <= 100:
        raise ValueError(f"{name} is {text!r}: a percentage of people lies between 0 and 100")
    return number


def exact_value(value, name):
    """A number or its text as an exact fraction; `name` is what the error message calls it.

    >>> exact_value("15.5", "lowest")
    Fraction(31, 2)
    """
    try:
        return Fraction(value) if isinstance(value, Fraction) else Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{name} is {value!r}: give a number such as 16 or 15.5") from None


def _plain(value):
    return int(value) if value.denominator == 1 else float(value)


def _short(value):
    return f"{float(value):.4g}"
