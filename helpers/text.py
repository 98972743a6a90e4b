"""Numbers as the lessons print them, so that the same value always reads the same way.

>>> percent(0.1391), points(-0.034, signed=True), p_text(0.0381), p_text(0.0004)
('13.9 %', '-3.4 points', 'P = .038', 'P < .001')
"""

import re
import string


def number(value, decimals=1, signed=False):
    """A plain number with fixed decimals; infinity reads "infinity" and minus zero loses its sign.

    >>> number(3.14159, 2), number(float("inf")), number(-0.04), number(2.5, 1, signed=True)
    ('3.14', 'infinity', '0.0', '+2.5')
    """
    if value in (float("inf"), float("-inf")):
        return "infinity" if value > 0 else "minus infinity"
    rounded = round(float(value), decimals) + 0.0  # adding zero turns -0.0 into 0.0
    return f"{rounded:+.{decimals}f}" if signed and rounded else f"{rounded:.{decimals}f}"


def percent(share, decimals=1):
    """A share between 0 and 1 as a percentage.

    >>> percent(0.8), percent(0.8, 0)
    ('80.0 %', '80 %')
    """
    return f"{number(100 * share, decimals)} %"


def points(difference, decimals=1, signed=False):
    """A difference of two shares in percentage points.

    >>> points(0.25), points(0.01, 0)
    ('25.0 points', '1 point')
    """
    shown = number(100 * difference, decimals, signed)
    return f"{shown} {'point' if shown.lstrip('+-') == '1' else 'points'}"


def points_as_typed(difference):
    """A difference that somebody chose, with the digits it takes and no more: 0.4 points are not 0.

    >>> points_as_typed(0.10), points_as_typed(0.004), points_as_typed(0.025)
    ('10 points', '0.4 points', '2.5 points')
    """
    decimals = next((k for k in range(4) if abs(round(100 * difference, k) - 100 * difference) < 1e-9), 4)
    return points(difference, decimals)


def percent_range(low, high, decimals=1):
    """An interval of shares: `percent_range(0.284, 0.995)`.

    >>> percent_range(0.284, 0.995)
    '28.4 to 99.5 %'
    """
    return f"{number(100 * low, decimals)} to {number(100 * high, decimals)} %"


def points_range(low, high, decimals=1):
    """An interval of differences with signs, because the sign is the message.

    >>> points_range(-0.337, 0.4)
    '-33.7 to +40.0 points'
    """
    return f"{number(100 * low, decimals, True)} to {number(100 * high, decimals, True)} points"


def p_text(p, digits=3, label="P"):
    """A p-value in journal style: no leading zero, "< .001" below the last digit, never "= 1.000".

    >>> p_text(0.876), p_text(0.05, 2), p_text(1.0), p_text(0.9996)
    ('P = .876', 'P = .05', 'P = 1', 'P > .999')
    """
    smallest = 10**-digits
    if p < smallest / 2:
        return f"{label} < {smallest:.{digits}f}".replace("0.", ".")
    if p > 1 - 1e-9:  # floating-point noise around a p-value of exactly 1
        return f"{label} = 1"
    if p > 1 - smallest / 2:
        return f"{label} > {1 - smallest:.{digits}f}".replace("0.", ".")
    return f"{label} = {p:.{digits}f}".replace(" 0.", " .")


def of_one(unit):
    """A unit as it stands behind exactly one; a ratio stays "times", and a sign or a short name as it is.

    >>> of_one("people per arm"), of_one("points"), of_one("times"), of_one("%")
    ('person per arm', 'point', 'times', '%')
    """
    unit = re.sub("^people", "person", unit)
    return re.sub("^((percentage )?point|week|value|result|year)s", r"\1", unit)


def counted(number_text, unit):
    """A number with its unit, which is singular for exactly one.

    >>> counted("1", "people per arm"), counted("36", "people"), counted("1", "points"), counted("1", "times")
    ('1 person per arm', '36 people', '1 point', '1 times')
    """
    return f"{number_text} {of_one(unit) if str(number_text) == '1' else unit}"


def people(responders, participants):
    """Responders over participants as the lessons print them.

    >>> people(7, 10)
    '7/10'
    """
    return f"{responders}/{participants}"


def listed(items, conjunction="and"):
    """Items as an English list.

    >>> listed(["Fisher"]), listed(["Fisher", "Pearson", "Yates"])
    ('Fisher', 'Fisher, Pearson and Yates')
    """
    items = [str(item) for item in items]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def as_sentence(text):
    """These words with a capital and a full stop; nothing stays nothing.

    >>> as_sentence("row 'mean' is empty"), as_sentence("Which one?"), as_sentence("")
    ("Row 'mean' is empty.", 'Which one?', '')
    """
    end = "" if text.endswith(("?", ".")) else "."
    return f"{text[0].upper()}{text[1:]}{end}" if text else ""


def p_digits(p, digits=3):
    """A p-value without its label, for axes and lists: ".038", "< .001".

    >>> p_digits(0.0381), p_digits(0.00001)
    ('.038', '< .001')
    """
    return p_text(p, digits, "").removeprefix(" = ").strip()


def p_between(low, high, digits=3):
    """A range of P values in words.

    >>> p_between(0.011, 0.013), p_between(0.00001, 0.00002), p_between(0.00001, 0.0001, 4), p_between(0.00001, 0.02)
    ('P between .011 and .013', 'P < .001', 'P of .0001 or less', 'P of .020 or less')
    """
    ends = [p_digits(p, digits) for p in (low, high)]
    if ends[0] == ends[1]:
        return f"P {ends[0]}" if ends[0].startswith("<") else f"P of {ends[0]}"
    if ends[0].startswith("<"):
        return f"P of {ends[1]} or less"
    return f"P between {ends[0]} and {ends[1]}"


def p_text_of(printed):
    """A printed P value with its sign: ".038" reads "P = .038", "<.001" reads "P < .001".

    >>> p_text_of(".038"), p_text_of("p<.001"), p_text_of("= .05")
    ('P = .038', 'P < .001', 'P = .05')
    """
    bare = str(printed).strip().removeprefix("P").removeprefix("p").lstrip("= ")
    return f"P {bare[0]} {bare[1:].lstrip('= ')}" if bare[:1] in ("<", ">", "≤", "≥") else f"P = {bare}"


class _Gaps(string.Formatter):
    """`{share:percent0}` and the like; a gap without a format prints the value as it is."""

    def format_field(self, value, format_spec):
        found = re.fullmatch(r"(percent|points|n|p)([0-9]?)(\+?)", format_spec)
        if not format_spec:
            return str(value)
        if not found:
            raise ValueError(f"format is {format_spec!r}: known are percent, points, n and p with a digit")
        kind, digit, signed = found[1], int(found[2] or 1), bool(found[3])
        if kind == "percent":
            return percent(value, digit)
        if kind == "points":
            return points(value, digit, signed)
        if kind == "n":
            return number(value, digit, signed)
        return p_digits(value, digit)


def fill(template, **gaps):
    """A stored sentence with its gaps filled: `{name}`, `{x:percent}`, `{x:points1}`, `{p:p3}`, `{v:n1}`.

    A share of 0.265 reads "26.5 %" as `percent` (one decimal) and "26 %" as `percent0`; `points` is
    for differences of shares, `n` for plain numbers, and a plus sign at the end (`points1+`) prints
    the sign. A P value prints without "P =". Raises ValueError naming a gap that has no value, or a
    value that has no gap.

    >>> fill("{k} of {n}, {share:percent0}, P = {p:p3}, {gain:points1+}", k=9, n=36, share=0.25, p=0.0381, gain=0.1)
    '9 of 36, 25 %, P = .038, +10.0 points'
    >>> fill("{of} values", on=3)
    Traceback (most recent call last):
    ...
    ValueError: the sentence has a gap 'of' that got no value
    """
    wanted = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    for name in sorted(wanted - set(gaps)):
        raise ValueError(f"the sentence has a gap {name!r} that got no value")
    for name in sorted(set(gaps) - wanted):
        raise ValueError(f"the sentence has no gap {name!r}: {template[:60]!r}")
    return _Gaps().vformat(template, (), gaps)
