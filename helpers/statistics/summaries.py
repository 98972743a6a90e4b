"""From a printed mean, range and subgroup back to the numbers that could have produced them.

A summary such as "mean 38, range 16-86, n = 5" is a set of constraints. Listing every set of whole numbers asks
whether any data meet them, a subgroup included; for the mean alone, bounds need no list. `check_follow_up` asks
whether printed follow-up times can describe the same people, and these times need not be whole. A mismatch is a
question to the authors: the check says which readings fit, not which number is meant.

Fractions and decimals throughout, because binary floats get rounding boundaries wrong. No Python library
does the range check.

Worked example: tests/statistics/worked_summaries.ipynb.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations_with_replacement

import numpy as np

from helpers.arguments import one_of, whole_number
from helpers.statistics.printed import _plain, _short, exact_value, printed_value

MOST_SETS = 1_000_000
"""Listing stops here; `count_sets` and `mean_floor` need no list for a mean."""


MOST_ADDITIONS = 20_000_000
"""Counting stops at about two seconds of additions."""


STATISTICS = ("mean", "median", "geometric mean", "trimmed mean")


def integer_sets(n, lowest, highest, printed=None, statistic="mean", at_least=None, rounding="half up"):
    """Every set of `n` whole numbers with this lowest and highest value that fits what was printed.

    `printed`: the average as text, or None for all sets; `statistic`: which average ("mean", "median",
    "geometric mean", or "trimmed mean", which leaves out one lowest and one highest value).
    `at_least=(count, threshold)` keeps sets with that many values at or above the threshold. Returns an
    array, one sorted set per row. Raises ValueError for impossible ranges and above a million sets.

    >>> integer_sets(4, 1, 3, printed="2.0").tolist()
    [[1, 1, 3, 3], [1, 2, 2, 3]]
    """
    n, lowest, highest = whole_range(n, lowest, highest)
    one_of(statistic, "statistic", STATISTICS)
    count, threshold = _subgroup(n, lowest, highest, at_least or (0, lowest))
    number = None if printed is None else printed_average(printed, lowest, highest, rounding)
    free = max(n - 2, 0)
    size = math.comb(highest - lowest + free, free)
    if size > MOST_SETS:
        raise ValueError(
            f"n = {n} values from {lowest} to {highest} make {size:,} sets: listing stops at {MOST_SETS:,}; "
            "use count_sets or mean_floor, which need no list for a mean, or a coarser unit"
        )
    middle = chain.from_iterable(combinations_with_replacement(range(lowest, highest + 1), free))
    sets = np.full((size, n), lowest)
    sets[:, 1 : n - 1] = np.fromiter(middle, dtype=int, count=size * free).reshape(size, free)
    sets[:, n - 1] = highest
    if number is not None:
        sets = sets[_fitting(sets, number, statistic)]
    return sets[(sets >= math.ceil(threshold)).sum(axis=1) >= count]


def count_sets(n, lowest, highest, printed=None, statistic="mean", at_least=None, rounding="half up"):
    """How many sets `integer_sets` would list; for a mean it counts without listing, so n may be larger.

    >>> count_sets(5, 16, 86), count_sets(5, 16, 86, "38"), count_sets(5, 16, 86, "38", at_least=(2, 84))
    (62196, 771, 0)
    """
    if one_of(statistic, "statistic", STATISTICS) != "mean" and printed is not None:
        return len(integer_sets(n, lowest, highest, printed, statistic, at_least, rounding))
    n, lowest, highest = whole_range(n, lowest, highest)
    count, threshold = _subgroup(n, lowest, highest, at_least or (0, lowest))
    number = None if printed is None else printed_average(printed, lowest, highest, rounding)
    if n == 1:
        return int(number is None or number.contains(lowest))
    # the other n - 2 values, as steps above the lowest; how many of them must reach the threshold
    free, width, cut = n - 2, highest - lowest, max(math.ceil(threshold) - lowest, 0)
    needed = max(0, count - (lowest >= threshold) - (highest >= threshold))
    most = free * width
    if (width + 1) * free * (needed + 1) * (most + 1) > MOST_ADDITIONS:
        raise ValueError(
            f"n = {n} values from {lowest} to {highest} are too many to count exactly; use mean_floor and "
            "mean_ceiling, which need no counting, or a coarser unit"
        )
    ways = np.zeros((needed + 1, free + 1, most + 1), dtype=object)  # Python integers never overflow
    ways[0, 0, 0] = 1
    for step in range(width + 1):
        for size in range(1, free + 1):  # upwards, so that a value can occur again
            shorter = ways[:, size - 1, : most + 1 - step]
            if step >= cut and needed:
                shorter = np.vstack([0 * shorter[:1], shorter[:-2], shorter[-2:].sum(axis=0)[None]])
            ways[:, size, step:] += shorter
    base = n * lowest + width
    return sum(
        int(found)
        for steps, found in enumerate(ways[needed, free])
        if found and (number is None or number.contains(Fraction(base + steps, n)))
    )


@dataclass(frozen=True)
class MeanBound:
    """The smallest or largest possible mean (exact and as a float) and a set that attains it."""

    exact: Fraction
    example: tuple

    @property
    def mean(self):
        """The bound as a float."""
        return float(self.exact)


def mean_floor(n, lowest, highest, at_least=None):
    """The smallest mean that the range and `at_least=(count, threshold)` permit, and the set that attains it.

    Values need not be whole (15.5 is fine).
    Returns a `MeanBound`. Raises ValueError for an impossible range or subgroup.

    >>> floor = mean_floor(5, 16, 86, at_least=(2, 84))
    >>> floor.mean, floor.example
    (43.6, (16, 16, 16, 84, 86))
    """
    n, low, high = _range(n, lowest, highest)
    count, threshold = _subgroup(n, low, high, at_least or (0, low))
    beyond = max(count - 1, 0)  # the highest value is one of them
    values = [low] * (n - 1 - beyond) + [max(threshold, low)] * beyond + [high]
    return MeanBound(sum(values) / n, tuple(map(_plain, values)))


def mean_ceiling(n, lowest, highest, at_least=None):
    """The largest mean that the range permits; a subgroup beyond a threshold cannot lower it.

    >>> mean_ceiling(5, 16, 86).mean
    72.0
    """
    n, low, high = _range(n, lowest, highest)
    _subgroup(n, low, high, at_least or (0, low))
    values = [low] + [high] * (n - 1)
    return MeanBound(sum(values) / n, tuple(map(_plain, values)))


def largest_second(n, lowest, highest, printed):
    """The largest possible second-highest whole number, given the range and the printed mean.

    Raises ValueError if no set has that range and mean, or for fewer than two people.

    >>> largest_second(5, 16, 86, "38")
    58
    """
    n, lowest, highest = whole_range(n, lowest, highest)
    whole_number(n, "n (people)", smallest=2)
    number = printed_average(printed, lowest, highest)
    least = (n - 1) * lowest + highest  # all but one at the lowest
    most = lowest + (n - 1) * highest
    totals = [total for total in totals_that_print(number, n) if least <= total <= most]
    if not totals:
        raise ValueError(
            f"printed is {printed!r}: no {n} whole numbers from {lowest} to {highest} have that mean"
        )
    return lowest if n == 2 else min(highest, lowest + max(totals) - least)


def _fitting(sets, number, statistic):
    """Boolean array: which sorted sets have this average print as `number`."""
    n = sets.shape[1]
    if (
        statistic == "geometric mean"
    ):  # a float is safe: a rounding boundary is no n-th root of a whole number
        if sets.size and sets.min() <= 0:
            raise ValueError(f"lowest is {sets.min()}: a geometric mean needs values above 0")
        return number.contains_each(np.exp(np.log(sets).mean(axis=1)))
    if statistic == "trimmed mean" and n < 3:
        raise ValueError(f"n is {n}: leaving out both extremes needs three values or more")
    kept = {
        "mean": sets,
        "median": sets[:, (n - 1) // 2 : n // 2 + 1],
        "trimmed mean": sets[:, 1:-1],
    }[statistic]
    totals = kept.sum(axis=1)
    good = [total for total in np.unique(totals) if number.contains(Fraction(int(total), kept.shape[1]))]
    return np.isin(totals, good)


def totals_that_print(number, n):
    """Whole-number totals of `n` values whose mean prints as `number` (a result of `printed_value`).

    >>> totals_that_print(printed_value("38"), 5)
    [188, 189, 190, 191, 192]
    """
    first, last = math.ceil(Fraction(number.low) * n), math.floor(Fraction(number.high) * n)
    return [total for total in range(first, last + 1) if number.contains(Fraction(total, n))]


def printed_average(text, lowest, highest, rounding="half up"):
    """As `printed_value`; raises ValueError for an average that lies outside the range.

    >>> printed_average("38", 16, 86).value
    Decimal('38')
    """
    number = printed_value(text, rounding)
    if number.high < lowest or number.low > highest:
        raise ValueError(
            f"printed average is {text!r}: it lies outside the range {lowest} to {highest}; check both"
        )
    return number


def _subgroup(n, lowest, highest, at_least):
    """Checked (count, threshold)."""
    if not isinstance(at_least, tuple | list) or len(at_least) != 2:
        raise ValueError(f"at_least is {at_least!r}: write (how many, threshold), e.g. (2, 84)")
    count, threshold = whole_number(at_least[0], "at_least count"), exact_value(at_least[1], "threshold")
    if count > n:
        raise ValueError(
            f"at_least count ({count}) exceeds n ({n}): a subgroup cannot be larger than the group"
        )
    if count and threshold > highest:
        raise ValueError(f"threshold is {_short(threshold)}: nobody reaches it when the highest is {highest}")
    if count == n and threshold > lowest:
        raise ValueError(
            f"at_least count is {count}: not all {n} reach {_short(threshold)}, the lowest is {lowest}"
        )
    return count, threshold


def _range(n, lowest, highest):
    n = whole_number(n, "n (people)", smallest=1)
    low, high = exact_value(lowest, "lowest"), exact_value(highest, "highest")
    if low > high:
        raise ValueError(f"lowest ({lowest}) exceeds highest ({highest}): swap them")
    if n == 1 and low != high:
        raise ValueError(
            f"n is 1 but lowest ({lowest}) and highest ({highest}) differ: give at least two people"
        )
    return n, low, high


def whole_range(n, lowest, highest):
    """The number of people and a range of whole numbers, checked; ValueError says what to give instead.

    >>> whole_range(5, "16", 86)
    (5, 16, 86)
    """
    n, low, high = _range(n, lowest, highest)
    if low.denominator > 1 or high.denominator > 1:
        raise ValueError(f"range is {lowest} to {highest}: give whole numbers (another unit may help)")
    return n, int(low), int(high)


@dataclass(frozen=True)
class FollowUpCheck:
    """What range and subgroup permit (floor to ceiling) against what the printed mean can stand for.

    `fits`: the mean fits with range and threshold taken as printed; `fits_if_rounded`: it fits once they may be
    rounded or cut off, too; `fits_whole`: some set of whole numbers fits as printed (None if the range is not
    whole). Times are any real numbers unless a name says whole.
    """

    printed: str
    stands_for: str
    floor: MeanBound
    ceiling: MeanBound
    n: int
    subgroup: str
    fits: bool
    fits_if_rounded: bool
    fits_whole: bool | None
    unit: str

    def sentence(self):
        """One neutral sentence, for the text beside the check."""
        span = (
            f"With {self.n} people, the printed range and {self.subgroup}, the mean lies between "
            f"{float(self.floor.exact):.4g} and {float(self.ceiling.exact):.4g} {self.unit}"
        )
        meaning = f"the printed mean of {self.printed} stands for {self.stands_for}"
        if self.fits:
            whole = f" No set of whole {self.unit} has that mean, but times need not be whole."
            return f"{span}; {meaning}, so the printed numbers fit together.{whole if self.fits_whole is False else ''}"
        if self.fits_if_rounded:
            return f"{span}; {meaning}. They fit together if range or time were rounded, too."
        return (
            f"{span}; {meaning}. As printed, these numbers cannot all describe the same {self.n} values; "
            "they do not say which one differs."
        )


def check_follow_up(mean, low, high, n, beyond_count, beyond, unit="weeks"):
    """Do a printed mean, range and "`beyond_count` people at or beyond `beyond`" fit together?

    `mean` is text as printed, rounded in any usual way or cut off; the times are any real numbers in `unit`, not
    only whole ones. Returns a `FollowUpCheck`, whose `sentence()` says "cannot" only if the mean stays out of
    reach when range and time are rounded or cut off as well. Raises ValueError for a mean outside the range, or
    as `mean_floor`.

    >>> check_follow_up("38", 16, 86, n=5, beyond_count=2, beyond=84).fits_if_rounded
    False
    >>> found = check_follow_up("40.3", 16, 86, n=5, beyond_count=1, beyond=84)
    >>> found.fits, found.fits_whole
    (True, False)
    """
    n, lowest, highest = _range(n, low, high)
    whole_number(beyond_count, "beyond_count", smallest=1)
    threshold = exact_value(beyond, "beyond")
    number = printed_average(mean, lowest, highest, "any")
    group = (beyond_count, threshold)
    floor, ceiling = mean_floor(n, lowest, highest, group), mean_ceiling(n, lowest, highest, group)
    # a printed value may be rounded up from half a unit below, or cut off from nearly a unit above
    units = [_last_digit(each) for each in (low, high, beyond)]
    below = [value - unit / 2 for value, unit in zip((lowest, highest, threshold), units, strict=True)]
    above = [value + unit for value, unit in zip((lowest, highest), units, strict=False)]
    slack = mean_floor(n, min(below[0], below[1]), below[1], (beyond_count, min(below[2], below[1])))
    reach = mean_ceiling(n, min(above), above[1])
    whole = None
    if lowest.denominator == highest.denominator == 1:
        from_whole = mean_floor(n, lowest, highest, (beyond_count, math.ceil(threshold)))
        totals = totals_that_print(number, n)
        whole = any(from_whole.exact * n <= total <= ceiling.exact * n for total in totals)
    return FollowUpCheck(
        printed=mean,
        stands_for=f"{number} {unit}",
        floor=floor,
        ceiling=ceiling,
        n=n,
        subgroup=f"{beyond_count} at or beyond {beyond} {unit}",
        fits=_overlap(number, floor.exact, ceiling.exact),
        fits_if_rounded=_overlap(number, slack.exact, reach.exact),
        fits_whole=whole,
        unit=unit,
    )


def _overlap(number, low, high):
    """Whether some value between two exact ends could be printed as `number`."""
    if low == high:
        return number.contains(low)
    starts, ends = Fraction(number.low), Fraction(number.high)
    return (low < ends or (low == ends and number.high_closed)) and (
        starts < high or (starts == high and number.low_closed)
    )


def _last_digit(value):
    """The worth of the last digit of a value as it was given: 1 for 16, 0.1 for "15.5"."""
    return Fraction(1, 10 ** len(str(value).partition(".")[2]))
