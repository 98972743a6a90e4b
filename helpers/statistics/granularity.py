"""Whole numbers leave gaps: which printed means, percentages and SDs can so many people give at all?

GRIM for means and percentages (Brown and Heathers 2017), GRIMMER for SDs (Anaya 2016; Allard 2018), DEBIT for
SDs of yes/no values (Heathers and Brown 2019). A "does not fit" holds under every rounding rule in use, each
number by a rule of its own; otherwise the rules that would do are named. A mismatch is a question: another
number of people, values that are no whole numbers, weights, or a slip of the pen all give one.

GRIMMER is exact here: for every possible total and sum of squares it is decided whether whole numbers with these
exist at all, so it gives no false alarm. Fractions throughout: binary floats get rounding boundaries wrong.

Worked example: tests/statistics/worked_granularity.ipynb.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from helpers.arguments import one_group, whole_number
from helpers.statistics.fits import DOES_NOT_FIT, rules_that_fit, verdict
from helpers.statistics.printed import as_printed, exact_value, printed_percentage, printed_value

_MOST_TOTALS = 300_000
"""A printed mean that stands for more totals than this says too little to search them all."""


@dataclass(frozen=True)
class MeanCheck:
    """Whether whole numbers can have a printed mean.

    `verdict` and `rules` as in `fits`; `step` lies between possible means; `below` and `above` are the nearest
    possible ones with two more digits; `power` is the share of printed values with so many decimals that no data
    could give (rounded half up): at 0 the check cannot notice anything.
    """

    verdict: str
    rules: tuple
    step: Fraction
    below: str
    above: str
    power: float


def check_mean(mean, n, items=1, granularity="1"):
    """Can a mean of `n` people print like this, under any rounding rule?

    `mean` is text as printed; `granularity` the step of one value, as text ("1" for weeks or a score, "0.1" for
    EASI); `items` the number of such values averaged within a person. Returns a `MeanCheck`.
    Raises ValueError for impossible n, items or granularity. Source: Brown and Heathers 2017 (GRIM).

    >>> check_mean("5.19", 28).verdict, check_mean("1.2", 4).rules
    ('does not fit', ('half even', 'truncation', 'any'))
    """
    n, step = _step(n, items, granularity)

    def fits(rule):
        return len(_multiples(printed_value(mean, rule), step)) > 0

    rules, number = rules_that_fit(fits), printed_value(mean)
    place, digits = Fraction(number.value) / step, number.decimals + 2
    return MeanCheck(
        verdict(rules),
        rules,
        step,
        as_printed(math.floor(place) * step, digits),
        as_printed(math.ceil(place) * step, digits),
        float(max(0, 1 - (Fraction(number.high) - Fraction(number.low)) / step)),
    )


@dataclass(frozen=True)
class PercentCheck:
    """Whether a printed percentage can be a count out of so many people.

    `counts` are those that print it under any rule, as a range; `nearest` is what the count, or the counts below and above,
    would print half up; `sizes` are numbers of people near by with which it would fit (half up).
    """

    verdict: str
    rules: tuple
    counts: range
    nearest: tuple
    sizes: tuple


def check_percent(percent, n, count=None):
    """Can this percentage be a count out of `n` people (or this very `count`), under any rounding rule?

    `percent` is text as printed, with or without the sign. Returns a `PercentCheck`. Raises ValueError for
    percentages outside 0 to 100 and impossible counts. Source: Brown and Heathers 2017, for percentages.

    >>> check_percent("6.2 %", 16, count=1).rules
    ('half even', 'truncation', 'any')
    >>> check_percent("47", 26)
    PercentCheck(verdict='does not fit', rules=(), counts=range(0, 0), nearest=('46', '50'), sizes=(19, 30))
    >>> check_percent("45", 36, count=15).sizes
    (33,)
    """
    number = printed_percentage(percent, "percent")
    n = whole_number(n, "n (people)", smallest=1)
    if count is not None:
        count, n = one_group(count, n)

    def counts(rule, people):
        return _counts_that_print(percent, rule, people, count)

    rules = rules_that_fit(lambda rule: len(counts(rule, n)) > 0)
    place = math.floor(Fraction(number.value) * n / 100)
    shown = [count] if count is not None else [place, min(place + 1, n)]
    nearest = tuple(as_printed(Fraction(100 * each, n), number.decimals) for each in shown)
    sizes = () if rules else tuple(_sizes_that_fit(counts, n, count, number))
    return PercentCheck(verdict(rules), rules, counts("any", n) or range(0), nearest, sizes)


def can_be_percent(percent, n, count=None):
    """Can this percentage be a count out of `n` people (or this very `count`) under some rounding rule? No details.

    `percent` is text as printed, `n` and `count` whole numbers. Faster than `check_percent`, which says under which
    rule, and what would fit. Raises ValueError for what is no number. Source: Brown and Heathers 2017, for percentages.

    >>> can_be_percent("6.2", 16, 1), can_be_percent("47", 26), can_be_percent("45", 36, 15)
    (True, False, False)
    """
    n = whole_number(n, "n (people)", smallest=1)
    return len(_counts_that_print(percent, "any", n, count)) > 0


def people_behind(percent, count, rule="any"):
    """The numbers of people of whom `count` are a printed percentage under a rounding rule, as a range, which may be empty.

    `percent` is text as printed. Raises ValueError for percentages that may be 0, of which nothing limits the people,
    and for counts below 1. Source: Brown and Heathers 2017, for percentages, solved for the number of people.

    >>> people_behind("76.7", 23), people_behind("59", 69), len(people_behind("63.4", 19))
    (range(30, 31), range(116, 118), 0)
    """
    number, count = printed_value(percent, rule, percent=True), whole_number(count, "count", smallest=1)
    if number.low <= 0:
        raise ValueError(f"percent is {percent!r}: it may be 0, so nothing limits the people")

    def fits(people):
        return len(_counts_that_print(percent, rule, people, count)) > 0

    first = max(math.floor(100 * count / Fraction(number.high)), count)
    last = math.ceil(100 * count / Fraction(number.low))
    while first <= last and not fits(first):
        first += 1
    while first <= last and not fits(last):
        last -= 1
    return range(first, max(first, last + 1))


def _counts_that_print(percent, rule, people, count):
    """The counts of so many people that print a percentage under a rounding rule: all of them, or `count` alone."""
    found = _multiples(printed_value(percent, rule, percent=True), Fraction(100, people))
    kept = range(max(found.start, 0), min(found.stop, people + 1))
    return kept if count is None else range(count, count + (count in kept))


def _sizes_that_fit(counts, n, count, number):
    """Numbers of people with which the percentage would fit: all for a given count, else the nearest two."""
    if count is not None:
        if not count or number.low <= 0:
            return
        first, last = (math.floor(100 * count / Fraction(end)) for end in (number.high, number.low))
        found = (people for people in range(max(first, count), last + 1) if counts("half up", people))
        yield from islice(found, 5)
        return
    for steps in (range(n - 1, max(0, n - 201), -1), range(n + 1, n + 201)):
        found = (people for people in steps if counts("half up", people))
        yield from islice(found, 1)


DIVIDES_BY_N = "the SD divides by n, not by n - 1"


@dataclass(frozen=True)
class SpreadPossible:
    """Whether whole numbers can have a printed mean and SD together.

    `below` and `above` are the nearest SDs that such a mean can have, with two more digits (empty if there is
    none, as for a mean that no whole numbers have).
    `readings` are changes of meaning under which they fit.
    """

    verdict: str
    rules: tuple
    below: str
    above: str
    readings: tuple


def grimmer(mean, sd, n, items=1, granularity="1"):
    """Can whole numbers have this mean and this SD (dividing by n - 1) together, under any rounding rule?

    Arguments as in `check_mean`; `sd` is text as printed. Returns a `SpreadPossible`. Raises ValueError for fewer
    than two people and negative SDs. Sources: Anaya 2016, Allard 2018 (GRIMMER).

    >>> found = grimmer("7.3", "2.51", 12)
    >>> found.verdict, found.below, found.above
    ('does not fit', '2.4985', '2.5271')
    >>> grimmer("3.44", "2.47", 18).rules
    ('truncation', 'any')
    """
    n, step = _step(n, items, granularity, smallest=2)
    unit = step * n
    totals = _totals(mean, step, n)

    def fits(rule, divisor=n - 1):
        first, last = _excess_limits(_printed_sd(sd, rule), n, unit, divisor)
        return first <= last and any(_first_excess(total, n, first) <= last for total in totals(rule))

    rules = rules_that_fit(fits)
    if rules:
        return SpreadPossible(verdict(rules), rules, "", "", ())
    if not totals("any"):
        return SpreadPossible(DOES_NOT_FIT, (), "", "", ())
    readings = (DIVIDES_BY_N,) if fits("any", n) else ()
    below, above = _nearest_sds(totals("any"), n, _printed_sd(sd, "any"), unit)
    return SpreadPossible(DOES_NOT_FIT, (), below, above, readings)


def debit(mean, sd, n):
    """Can `n` yes/no values (0 or 1) have this mean and this SD (dividing by n - 1), under any rounding rule?

    `mean` (a share, such as "0.35") and `sd` are text as printed. Returns a `SpreadPossible`. Raises ValueError for
    fewer than two people and means outside 0 to 1. Source: Heathers and Brown 2019 (DEBIT).

    >>> found = debit("0.35", "0.18", 20)
    >>> found.verdict, found.below, found.above
    ('does not fit', '', '0.4894')
    >>> debit("0.35", "0.49", 20).verdict
    'fits'
    """
    n, step = _step(n, 1, "1", smallest=2)
    if not 0 <= printed_value(mean).value <= 1:
        raise ValueError(f"mean is {mean!r}: the mean of values 0 and 1 lies between 0 and 1")

    totals = _totals(mean, step, n)

    def products(rule):  # n x divisor x variance for so many ones
        return (x * (n - x) for x in totals(rule) if 0 <= x <= n)

    def fits(rule, divisor=n - 1):
        first, last = _excess_limits(_printed_sd(sd, rule), n, Fraction(1), divisor)
        return any(first <= product <= last for product in products(rule))

    rules = rules_that_fit(fits)
    if rules:
        return SpreadPossible(verdict(rules), rules, "", "", ())
    possible = list(products("any"))
    if not possible:
        return SpreadPossible(DOES_NOT_FIT, (), "", "", ())
    readings = (DIVIDES_BY_N,) if fits("any", n) else ()
    printed, scale = printed_value(sd), n * (n - 1)
    below = [product for product in possible if product <= scale * Fraction(printed.value) ** 2]
    above = [product for product in possible if product > scale * Fraction(printed.value) ** 2]
    digits = printed.decimals + 2
    ends = (
        _root(Fraction(max(below), scale), digits) if below else "",
        _root(Fraction(min(above), scale), digits) if above else "",
    )
    return SpreadPossible(DOES_NOT_FIT, (), *ends, readings)


def _step(n, items, granularity, smallest=1):
    """Number of people and the exact step between possible means."""
    n = whole_number(n, "n (people)", smallest)
    items = whole_number(items, "items", smallest=1)
    unit = exact_value(granularity, "granularity")
    if unit <= 0:
        raise ValueError(f"granularity is {granularity!r}: give the step of one value, such as '1' or '0.1'")
    return n, unit / (n * items)


def _totals(mean, step, n):
    """A function from a rounding rule to the totals that print this mean; too many to search raise ValueError."""
    number = printed_value(mean, "any")
    if Fraction(number.high - number.low) / step > _MOST_TOTALS:
        raise ValueError(
            f"n (people) is {n}: with so few digits nothing can be told about so many; give more digits"
        )
    return lambda rule: _multiples(printed_value(mean, rule), step)


def _multiples(number, step):
    """The whole multiples of `step` that may be printed as `number`, as a range."""
    low, high = Fraction(number.low) / step, Fraction(number.high) / step
    first, last = math.ceil(low), math.floor(high)
    if first == low and not number.low_closed:
        first += 1
    if last == high and not number.high_closed:
        last -= 1
    return range(first, last + 1)


def _printed_sd(text, rule):
    number = printed_value(text, rule)
    if number.value < 0:
        raise ValueError(f"sd is {text!r}: an SD is never below 0")
    return number


def _excess_limits(spread, n, unit, divisor):
    """First and last whole number that n x (sum of squares) - total^2 may be if the SD prints as `spread`.

    That number is n x divisor x variance / unit^2, the same for every total.
    """
    scale = n * divisor / unit**2
    low, high = scale * max(Fraction(spread.low), Fraction(0)) ** 2, scale * Fraction(spread.high) ** 2
    first, last = math.ceil(low), math.floor(high)
    if first == low and low > 0 and not spread.low_closed:
        first += 1
    if last == high and not spread.high_closed:
        last -= 1
    return first, last


def _first_excess(total, n, least):
    """The smallest n x squares - total^2 at or above `least` that `n` whole numbers with this total can have."""
    whole, rest = divmod(total, n)
    smallest = (n - rest) * whole**2 + rest * (whole + 1) ** 2  # as equal as whole numbers can be
    squares = max(-((-least - total * total) // n), smallest)
    squares += (squares - total) % 2  # a number and its square are both odd or both even
    while not _attainable(total, squares, n):
        squares += 2
    return n * squares - total * total


def _last_excess(total, n, most):
    """The largest such number at or below `most`, or None."""
    whole, rest = divmod(total, n)
    smallest = (n - rest) * whole**2 + rest * (whole + 1) ** 2
    squares = (most + total * total) // n
    squares -= (squares - total) % 2
    while squares >= smallest and not _attainable(total, squares, n):
        squares -= 2
    return n * squares - total * total if squares >= smallest else None


def _attainable(total, squares, n):
    """Whether `n` whole numbers have this total and this sum of squares (parity and smallest sum are given).

    From five numbers on these two conditions suffice; for four, the rest must be a sum of three squares
    (Legendre); three are reduced to two by trying one of them, and two are solved outright.
    """
    if n >= 5:
        return True
    rest = n * squares - total * total
    if n == 2:
        return math.isqrt(rest) ** 2 == rest
    if n == 4:
        while rest and rest % 4 == 0:
            rest //= 4
        return rest % 8 != 7
    reach, middle = math.isqrt(2 * rest) // 3 + 1, total // 3
    for value in range(middle - reach, middle + reach + 2):
        left, others = squares - value * value, total - value
        if 2 * left >= others * others and _attainable(others, left, 2):
            return True
    return False


def _nearest_sds(totals, n, spread, unit):
    """The nearest SDs below and above the printed one that these totals can have."""
    first, last = _excess_limits(spread, n, unit, n - 1)
    lower = [excess for total in totals if (excess := _last_excess(total, n, first - 1)) is not None]
    upper = [_first_excess(total, n, last + 1) for total in totals]
    digits, scale = spread.decimals + 2, unit**2 / (n * (n - 1))
    return (_root(scale * max(lower), digits) if lower else "", _root(scale * min(upper), digits))


def _root(variance, digits):
    return as_printed(math.sqrt(variance), digits)
