"""GRIM: can a printed mean or percentage come from whole numbers and this many people at all?

A mismatch is a question to the authors, and `power` says how rarely the check could notice anything.
Fractions and decimals throughout, because binary floats get rounding boundaries wrong. Small Python packages
do this check but do not say how rare a mismatch would be.

Worked example: tests/worked_summary_numbers.ipynb.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from helpers.counts import whole_number
from helpers.printed import as_printed
from helpers.summary_numbers import exact_value, printed_value


@dataclass(frozen=True)
class Grim:
    """Whether a printed mean is possible, the possible means beside it, and how much the check can notice."""

    consistent: bool
    printed: str
    step: Fraction
    below: str
    above: str
    power: float


def grim(mean_text, n, items=1, granularity="1", rounding="half up"):
    """Can a mean of `n` people print as `mean_text` at all?

    `granularity` is the step of one value, as text ("1" for weeks or a score, "0.1" for EASI); `items` the
    number of such values averaged within a person. Returns a `Grim`: `step` between possible means, the
    nearest possible ones at or `below` and `above` the printed value (two more digits), and `power`, the
    share of printed values with so many decimals that no data could give; 0 means the check cannot notice
    anything. Raises ValueError for impossible n, items or granularity. Source: Brown and Heathers 2017.

    >>> found = grim("5.19", 28)
    >>> found.consistent, found.below, found.above, found.power
    (False, '5.1786', '5.2143', 0.72)
    """
    number = printed_value(mean_text, rounding)
    n = whole_number(n, "n (people)", smallest=1)
    items = whole_number(items, "items", smallest=1)
    step = exact_value(granularity, "granularity") / (n * items)
    if step <= 0:
        raise ValueError(f"granularity is {granularity!r}: give the step of one value, such as '1' or '0.1'")
    value, digits = Fraction(number.value), number.decimals + 2
    low, high = Fraction(number.low), Fraction(number.high)
    first = math.ceil(low / step)
    return Grim(
        consistent=number.contains(first * step) or number.contains((first + 1) * step),
        printed=mean_text,
        step=step,
        below=as_printed(math.floor(value / step) * step, digits),
        above=as_printed(math.ceil(value / step) * step, digits),
        power=float(max(0, 1 - (high - low) / step)),
    )


def grim_percent(percent_text, n, rounding="half up"):
    """The counts out of `n` whose percentage prints as `percent_text`; an empty list means none does.

    Raises ValueError for a percentage outside 0-100. Source: Brown and Heathers 2017, for percentages.

    >>> grim_percent("80", 5), grim_percent("47", 26), grim_percent("68.4", 19)
    ([4], [], [13])
    """
    number = printed_value(percent_text, rounding, percent=True)
    n = whole_number(n, "n (people)", smallest=1)
    if not 0 <= number.value <= 100:
        raise ValueError(f"percent_text is {percent_text!r}: a percentage of people lies between 0 and 100")
    return [count for count in range(n + 1) if number.contains(Fraction(100 * count, n))]
