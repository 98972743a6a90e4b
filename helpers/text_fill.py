"""Fill the gaps of a stored sentence with computed values (to be merged into `helpers/text.py`)."""

import re
import string

from helpers.text import number, p_text, percent, points


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
        return p_text(value, digit).removeprefix("P = ").removeprefix("P ")


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
