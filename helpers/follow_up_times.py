"""A printed mean, range and subgroup of follow-up times held against each other.

`check_follow_up` asks whether the printed numbers can describe the same people; `reconciling_readings` varies
every printed number in turn and says which readings would fit. A reading that fits is possible, not shown.

Worked example: tests/worked_summary_numbers.ipynb.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from helpers.counts import whole_number
from helpers.printed import printed_interval
from helpers.summary_numbers import (
    MeanBound,
    count_sets,
    exact_value,
    integer_sets,
    largest_second,
    mean_ceiling,
    mean_floor,
    printed_average,
    totals_that_print,
    whole_range,
)


@dataclass(frozen=True)
class FollowUpCheck:
    """What range and subgroup permit (floor to ceiling) against what the printed mean can stand for."""

    printed: str
    stands_for: str
    floor: MeanBound
    ceiling: MeanBound
    floor_if_rounded: MeanBound
    n: int
    subgroup: str
    fits: bool
    unit: str

    def sentence(self):
        """One neutral sentence, for the text beside the check."""
        span = (
            f"With {self.n} people, the printed range and {self.subgroup}, the mean lies between "
            f"{float(self.floor.exact):.4g} and {float(self.ceiling.exact):.4g} {self.unit}"
        )
        meaning = f"the printed mean of {self.printed} stands for {self.stands_for}"
        if self.fits:
            return f"{span}; {meaning}, so the printed numbers fit together."
        return (
            f"{span}; {meaning}. As printed, these numbers cannot all describe the same {self.n} values; "
            "they do not say which one differs."
        )


def check_follow_up(
    mean, low, high, n, beyond_count, beyond, rounding="half up", strictly=False, unit="weeks"
):
    """Do a printed mean, range and "`beyond_count` people at or beyond `beyond`" fit together?

    `mean` is text as printed; the times are whole numbers in `unit`. `strictly=True` reads "over 84" as 85 or
    more. Returns a `FollowUpCheck` with `floor`, `ceiling`, `floor_if_rounded` (range and threshold each up
    to half a unit off), `fits` and `sentence()`. Raises ValueError for a mean outside the range, or as
    `mean_floor`.

    >>> check_follow_up("38", 16, 86, n=5, beyond_count=2, beyond=84).fits
    False
    """
    n, low, high = whole_range(n, low, high)
    number = printed_average(mean, low, high, rounding)
    whole_number(beyond_count, "beyond_count", smallest=1)
    threshold = exact_value(beyond, "beyond")
    # times are whole numbers: "over 83.5" and "83.5 or more" both count from 84
    threshold = math.floor(threshold) if strictly else math.ceil(threshold)
    floor = mean_floor(n, low, high, (beyond_count, threshold), strictly)
    ceiling = mean_ceiling(n, low, high, (beyond_count, threshold), strictly)
    half = Fraction(1, 2)
    slack = mean_floor(n, low - half, high - half, (beyond_count, threshold - half))
    word = "beyond" if strictly else "at or beyond"
    return FollowUpCheck(
        printed=mean,
        stands_for=f"{number} {unit}",
        floor=floor,
        ceiling=ceiling,
        floor_if_rounded=slack,
        n=n,
        subgroup=f"{beyond_count} {word} {beyond} {unit}",
        fits=any(floor.exact * n <= total <= ceiling.exact * n for total in totals_that_print(number, n)),
        unit=unit,
    )


def reconciling_readings(
    mean, low, high, n, beyond_count, beyond, other_mean=None, periods=None, unit="weeks"
):
    """Which readings of the printed follow-up numbers would fit, and what each would mean?

    Arguments as `check_follow_up`; `other_mean` (text) is a mean that the printed one may be a slip for,
    `periods` a number of treatment periods over which the mean may have been taken. Every printed number is
    varied in turn. Returns a DataFrame: reading, sets_that_fit (of whole numbers, with that reading's range
    and subgroup; missing where it is not a count), smallest_mean (its floor) and consequence, computed.
    A reading that fits is possible, not shown. Rounding is half up, except where the reading says otherwise.

    >>> table = reconciling_readings("38", 16, 86, 5, 2, 84, other_mean="48", periods=9)
    >>> int(table.set_index("reading").sets_that_fit["the average is a median"])
    69
    """
    check = check_follow_up(mean, low, high, n, beyond_count, beyond, unit=unit)
    group, number, rows = (beyond_count, beyond), printed_interval(mean), []

    def add(reading, sets, floor, consequence):
        rows.append(
            (reading, sets, round(float(floor), 2), "still does not fit" if sets == 0 else consequence)
        )

    def add_listed(reading, text, statistic, shown, show):
        sets = integer_sets(n, low, high, text, statistic, group)
        values = show(sets, axis=1) if len(sets) else [0]
        span = f"the {shown} is {min(values):.1f} to {max(values):.1f} {unit}"
        add(reading, len(sets), check.floor.exact, span)

    def add_counted(reading, consequence, n=n, low=low, group=group, rounding="half up"):
        sets = count_sets(n, low, high, mean, at_least=group, rounding=rounding)
        add(reading, sets, mean_floor(n, low, high, group).exact, consequence)

    add_counted("as printed", "nothing to explain")
    add_counted(
        "the mean was cut off, not rounded", "the mean is higher than it looks", rounding="truncation"
    )
    slack = check.floor_if_rounded.exact
    add("range and threshold were rounded", 0 if slack >= Fraction(number.high) else None, slack, "may fit")
    add_listed("the average is a median", mean, "median", "arithmetic mean", np.mean)
    if low > 0:
        add_listed("the average is a geometric mean", mean, "geometric mean", "arithmetic mean", np.mean)
    if n > 2:
        add_listed("the average leaves out both extremes", mean, "trimmed mean", "arithmetic mean", np.mean)
    if other_mean is not None:
        add_listed(f"the mean is {other_mean}", other_mean, "mean", "median", np.median)
    if periods is not None:
        wording = f"{periods} periods were averaged, not {n} people"
        add_counted(f"the mean is over {periods} periods", wording, n=periods)
    one_clock = count_sets(n, low, high, mean)
    second = largest_second(n, low, high, mean) if one_clock and n > 1 else low
    alone = f"the second longest is at most {second} {unit}"
    add_counted(
        f"{beyond_count - 1}, not {beyond_count}, beyond {beyond}", alone, group=(beyond_count - 1, beyond)
    )
    add_counted(f"the {beyond} {unit} run on another clock", alone, group=None)
    if not check.fits:
        wider = [less for less in range(low) if check_follow_up(mean, less, high, n, *group).fits]
        for less in wider[-1:]:
            wording = f"the shortest is {less} {unit} or less"
            add_counted(f"the range starts at {less}, not {low}", wording, low=less)
        larger = [
            more for more in range(n + 1, 2 * n + 1) if check_follow_up(mean, low, high, more, *group).fits
        ]
        for more in larger[:1]:
            add_counted(f"{more}, not {n}, were followed", f"{more} or more people", n=more)
    table = pd.DataFrame(rows, columns=["reading", "sets_that_fit", "smallest_mean", "consequence"])
    return table.astype({"sets_that_fit": "Int64"})
