"""One table of any size: the tests that need no list of all tables, and large arms searched for a printed P.

Fisher's test and its mid-P forms are sums over the tails of the hypergeometric distribution, which rises to one
peak and falls again: the other tail's start is found by bisection, and each tail is summed outwards until the
terms no longer count. A table of two arms of 100,000 takes about a millisecond. Definitions as in `two_by_two`,
which lists every table of a design up to 500 people per arm and comes here for larger ones.

Worked example: tests/statistics/worked_single_table.ipynb.
"""

import math
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import gammaln, logsumexp

from helpers.arguments import one_of, proportion, two_groups, whole_number
from helpers.statistics.one_group import Interval
from helpers.statistics.printed import printed_p
from helpers.statistics.tests_of_counts import ANY_SIZE, REGISTRY, Tails

ALTERNATIVES = ("two-sided", "greater", "less")
"""Two-sided, or one-sided towards more responders in arm 1 ("greater") or in arm 2 ("less")."""

LARGEST_SINGLE_ARM = 1_000_000
"""Beyond this, rounding errors of the logarithms come near the tolerance for equal probabilities."""

SAME_PROBABILITY = 1e-7
"""Tables whose probabilities differ by less than this share count as equally likely (R's rule)."""

_ENOUGH = 1e-11
"""A tail is summed until what is left out is below this share of it."""

TINY = 1e-300
"""A P value that comes out as 0 is smaller than this, but not 0."""

_SMALLEST_ARM = 30
_MOST_UNEQUAL = 4

_MARGIN = 4
"""So many tables on either side of an approximate edge are computed exactly."""


def single_p(x1, n1, x2, n2, test="fisher", alternative="two-sided"):
    """The P value of one table, for arms of up to a million people. `test` is one of ANY_SIZE.

    `alternative` is "two-sided", or "greater" (arm 1 responds more often) or "less" for "fisher", "mid_p" and
    "pearson". Two-sided Fisher takes all tables with the same total that are no more likely (relative tolerance
    1e-7, as R). P values below about 1e-308 come out as the smallest positive number. Raises ValueError for impossible counts.

    >>> round(single_p(345, 800, 260, 605), 4), round(single_p(6, 891, 6, 3206), 5)
    (0.9567, 0.02865)
    >>> round(single_p(7, 34, 1, 34, "mid_p"), 4), round(single_p(7, 10, 6, 9, "pearson"), 3)
    (0.0297, 0.876)
    """
    x1, n1, x2, n2 = _table(x1, n1, x2, n2)
    one_of(test, "test", ANY_SIZE)
    one_sided = one_of(alternative, "alternative", ALTERNATIVES) != "two-sided"
    offered = [name for name in ANY_SIZE if REGISTRY[name].one_sided]
    if one_sided and test not in offered:
        raise ValueError(f"test is {test!r}: one-sided forms are offered for {', '.join(offered)} only")
    # Count non-responders where that turns arm 1 into the arm with the higher rate (or the asked direction).
    if alternative == "less" or (alternative == "two-sided" and x1 * n2 < x2 * n1):
        x1, x2 = n1 - x1, n2 - x2
    formula = REGISTRY[test].formula
    if REGISTRY[test].kind == "direct":
        return _above_zero(formula(np.array([float(x1)]), n1, np.array([float(x2)]), n2, one_sided)[0])
    if one_sided:
        x, total = np.array([float(x1)]), np.array([float(x1 + x2)])
        observed = np.exp(_log_pmf(x, total, n1, n2))
        at_least = _at_least(x, total, n1, n2)
        return _above_zero(np.minimum(formula(Tails(observed, at_least), one_sided), 1)[0])
    return _above_zero(_two_sided(formula, *_both_tails(x1, n1, x2, n2))[0])


def _above_zero(p):
    """A P value that is too small for a number is not 0: "P < .001" must hold it."""
    return max(float(p), math.ulp(0.0))


@lru_cache(maxsize=1)
def _both_tails(x1, n1, x2, n2):
    """What `_two_sided` takes of one table. The last one is kept: its tests share it."""
    x, total = np.array([float(x1)]), np.array([float(x1 + x2)])
    other = _other_side(x, total, n1, n2)
    below = _tail(other, total, n1, n2, -1)
    observed = np.exp(_log_pmf(x, total, n1, n2))
    return _at_least(x, total, n1, n2), observed, below, other, x, total, n1, n2


def exact_odds_ratio(x1, n1, x2, n2, confidence=0.95):
    """The conditional odds ratio with its exact limits (Cornfield 1956), for large arms too.

    As `two_groups.odds_ratio` with "conditional_exact" and R's fisher.test. Returns an `Interval`; nan with limits
    0 and infinity where nobody or everybody responded. Raises ValueError for impossible counts.

    >>> found = exact_odds_ratio(9, 26, 2, 26)
    >>> round(found.estimate, 2), round(found.low, 2), round(found.high, 2)
    (6.14, 1.08, 65.43)
    """
    x1, n1, x2, n2 = _table(x1, n1, x2, n2)
    tail = (1 - proportion(confidence, "confidence", inclusive=False)) / 2
    total = x1 + x2
    first, last = max(0, total - n2), min(n1, total)
    # Near the limits the chance lies within a few SDs of the observed count; what is 40 SDs away adds nothing.
    cells = (x1, n1 - x1, x2, n2 - x2)
    reach = 60 + int(40 / math.sqrt(sum(1 / (cell + 1) for cell in cells)))
    support = np.arange(max(first, x1 - reach), min(last, x1 + reach) + 1.0)
    weights = _log_pmf(support, float(total), n1, n2)

    def solve(excess):
        reach = 1.0
        while excess(-reach) > 0 or excess(reach) < 0:
            reach *= 2
        return math.exp(brentq(excess, -reach, reach, xtol=1e-13))

    def tilted(log_ratio):
        logs = weights + support * log_ratio
        return logs - logsumexp(logs)

    def chance(kept):
        return lambda log_ratio: logsumexp(tilted(log_ratio)[kept])

    low, high, estimate = 0.0, math.inf, math.nan
    if first < last:
        if x1 > first:
            at_least = chance(support >= x1)
            low = solve(lambda log_ratio: at_least(log_ratio) - math.log(tail))
        if x1 < last:
            at_most = chance(support <= x1)
            high = solve(lambda log_ratio: math.log(tail) - at_most(log_ratio))
        estimate = 0.0 if x1 == first else math.inf
        if first < x1 < last:
            estimate = solve(lambda log_ratio: float(np.exp(tilted(log_ratio)) @ support) - x1)
    return Interval(estimate, low, high, float(confidence), "conditional_exact")


def compatible_large(
    printed, n1, n2, test="fisher", placebo_low=0.10, placebo_high=0.50, rounding="half up", higher="arm 1"
):
    """Which results of a large trial print this P value by this test? As `detective.compatible_tables`.

    For each number of responders in arm 2 with a rate between `placebo_low` and `placebo_high` (ends included), the
    responders of arm 1 that print `printed` are solved for; nothing is listed table by table. `test` is one of
    ANY_SIZE, `rounding` as in `printed`, `higher` the arm with the higher rate ("arm 1" or "arm 2").

    Returns a DataFrame with a row per x2 that any table fits: x2, x1_low, x1_high (the fewest and most responders
    in arm 1 that fit), tables (how many from the one to the other fit; Fisher's P does not fall quite steadily),
    difference_low, difference_high (risk differences, arm 1 minus arm 2). Raises ValueError for input that cannot
    be right, and for Fisher's test and its mid-P forms with an arm below 30 or arms that differ more than 4-fold:
    there P rises and falls over long stretches. Two arms of 100,000 take about a second.

    >>> found = compatible_large(".04", 1000, 1000, "pearson", 0.25, 0.252)
    >>> found[["x2", "x1_low", "x1_high", "tables"]]
        x2  x1_low  x1_high  tables
    0  250     290      291       2
    1  251     291      292       2
    2  252     292      294       3
    """
    number = printed_p(printed, rounding)
    one_of(test, "test", ANY_SIZE)
    one_of(higher, "higher", ("arm 1", "arm 2"))
    _, n1, _, n2 = _table(0, n1, 0, n2)
    if REGISTRY[test].kind == "conditional" and (
        min(n1, n2) < _SMALLEST_ARM or max(n1, n2) > _MOST_UNEQUAL * min(n1, n2)
    ):
        raise ValueError(
            f"arms are {n1:,} and {n2:,}: {test!r} is searched in arms of {_SMALLEST_ARM} or more that differ at "
            f"most {_MOST_UNEQUAL}-fold; 'pearson' has no such limit"
        )
    low, high = proportion(placebo_low, "placebo_low"), proportion(placebo_high, "placebo_high")
    if low > high:
        raise ValueError(f"placebo_low ({low:g}) exceeds placebo_high ({high:g}): swap them")
    x2 = np.arange(math.ceil(low * n2 - 1e-9), math.floor(high * n2 + 1e-9) + 1)
    mirrored = higher == "arm 2"  # then non-responders are counted, of which arm 1 has more
    counted = n2 - x2 if mirrored else x2
    first, last, tables = _fitting_range(number, n1, n2, counted, test)
    if mirrored:
        first, last = n1 - last, n1 - first
    columns = {"x2": x2, "x1_low": first, "x1_high": last, "tables": tables}
    found = pd.DataFrame(columns)[tables > 0].reset_index(drop=True)
    for end in ("low", "high"):
        found[f"difference_{end}"] = found[f"x1_{end}"] / n1 - found["x2"] / n2
    return found


def _fitting_range(number, n1, n2, x2, test):
    """Fewest and most responders in arm 1 (with the higher rate) that fit, and how many do, for each x2."""
    start = x2 * n1 // n2 + 1  # the first with a higher rate
    # Around where P falls below the upper end of the interval, and around where it falls below the lower end.
    bands = [_edge(float(limit), start, n1, n2, x2, test) for limit in (number.high, number.low)]
    first, last = np.full(len(x2), n1 + 1), np.full(len(x2), -1)
    tables = np.zeros(len(x2), dtype=int)
    if len(x2) and int((bands[1][1] - bands[0][0]).max()) < 8 * _MARGIN:
        bands = [(bands[0][0], bands[1][1])]
    else:  # what lies between the edges fits without being looked at
        bands[1] = np.maximum(bands[1][0], bands[0][1] + 1), bands[1][1]
        gap_first, gap_last = bands[0][1] + 1, np.minimum(bands[1][0] - 1, n1)
        gap = gap_last >= gap_first
        first[gap], last[gap] = gap_first[gap], gap_last[gap]
        tables[gap] = (gap_last - gap_first + 1)[gap]
    for band_first, band_last in bands:
        for column, p in enumerate(_band(band_first, band_last, n1, n2, x2, test)):
            x1 = band_first + column
            fits = (x1 <= band_last) & number.contains_each(np.maximum(p, TINY))
            first[fits], last[fits] = np.minimum(first, x1)[fits], np.maximum(last, x1)[fits]
            tables += fits
    return first, last, tables


def _edge(limit, start, n1, n2, x2, test):
    """From and to which responders in arm 1 the P value passes `limit` downwards, for each x2.

    By chi-squared tests P only falls, and the edge is one place. For Fisher's test and its mid-P forms, which
    fall with small rises, the place by the nearest chi-squared test is widened until two tables before it have
    a P value above the limit and two after it one below.
    """
    if limit <= 0:
        return np.full(len(x2), n1 + 1), np.full(len(x2), n1)
    if limit >= 1:
        return start, start - 1
    direct = REGISTRY[test].kind == "direct"
    near = REGISTRY[test if direct else "yates" if test == "fisher" else "pearson"].formula
    above, below = start - 1, np.full(len(x2), n1 + 1)
    for _ in range(int(n1 + 1).bit_length()):
        middle = (above + below) // 2
        open_rows = below - above > 1
        small = near(np.clip(middle, 0, n1), n1, x2, n2, False) < limit
        below = np.where(open_rows & small, middle, below)
        above = np.where(open_rows & ~small, middle, above)
    ends = [np.maximum(below - _MARGIN, start), np.minimum(below + _MARGIN, n1)]
    if direct:
        return tuple(ends)
    for side, stop in ((0, start), (1, np.full(len(x2), n1))):
        rows = np.arange(len(x2))
        while len(rows):
            outer = ends[0][rows] if side == 0 else np.maximum(ends[1][rows] - 1, start[rows])
            wrong = np.zeros(len(rows), dtype=bool)
            for column, p in enumerate(_band(outer, np.minimum(outer + 1, n1), n1, n2, x2[rows], test)):
                real = outer + column <= n1
                wrong |= real & ((p < limit) if side == 0 else (p >= limit))
            at_stop = ends[side][rows] == stop[rows]
            rows = rows[wrong & ~at_stop]
            moved = ends[side][rows] + (_MARGIN if side else -_MARGIN)
            ends[side][rows] = np.minimum(moved, stop[rows]) if side else np.maximum(moved, stop[rows])
    return tuple(ends)


def _band(first, last, n1, n2, x2, test):
    """P values of the tables from `first` to `last` responders in arm 1, one array (over x2) at a time."""
    width = max(0, int((last - first).max()) + 1) if len(x2) else 0
    formula = REGISTRY[test].formula
    if REGISTRY[test].kind == "direct":
        for column in range(width):
            yield formula(np.minimum(first + column, n1), n1, x2, n2, False)
        return
    if not width:
        return
    x, total = first.astype(float), (first + x2).astype(float)
    everyone = n1 + n2
    other = _other_side(x, total, n1, n2)
    at_most = _below_along(other, total, n1, n2)
    # P(X >= x) is the same sum in the mirror, where non-responders are counted; there the totals fall.
    at_least = _below_along((n1 - x)[::-1], (everyone - total)[::-1], n1, n2)[::-1]
    for _ in range(width):
        observed = np.exp(_log_pmf(x, total, n1, n2))
        yield _two_sided(formula, at_least, observed, at_most, other, x, total, n1, n2)
        # One person more: first the total grows by one draw, then one more responder is asked for in arm 1.
        left = np.maximum(everyone - total, 1.0)
        at_least = at_least + np.exp(_log_pmf(x - 1, total, n1, n2)) * (n1 - x + 1) / left
        at_most = at_most - np.exp(_log_pmf(other, total, n1, n2)) * np.maximum(n1 - other, 0) / left
        total = np.minimum(total + 1, everyone)
        at_least = at_least - np.exp(_log_pmf(x, total, n1, n2))
        x = np.minimum(x + 1, n1)
        other, at_most = _moved(other, at_most, x, total, n1, n2)


def _below_along(k, total, n1, n2):
    """P(X <= k) for many neighbouring tables with rising totals: the first is summed, the others are reached from it.

    One draw more lowers P(X <= k) by the chance that X is k and the draw a responder of arm 1; a step of k adds
    or takes away one probability. Where the totals stand far apart, each is summed on its own.
    """
    draws, steps = np.diff(total).astype(int), np.diff(k).astype(int)
    if len(k) < 2 or draws.min() < 0 or draws.sum() + np.abs(steps).sum() > 20 * len(k):
        return _tail(k, total, n1, n2, -1)
    row, place = _expanded(draws)
    at, drawn = k[row], total[row] + place
    lost = np.exp(_log_pmf(at, drawn, n1, n2)) * np.maximum(n1 - at, 0) / np.maximum(n1 + n2 - drawn, 1)
    change = -np.bincount(row, lost, minlength=len(draws))
    row, place = _expanded(np.abs(steps))
    sign = np.sign(steps)[row]
    at = k[row] + np.where(sign > 0, place + 1, -place)
    gained = sign * np.exp(_log_pmf(at, total[row + 1], n1, n2))
    change += np.bincount(row, gained, minlength=len(steps))
    first = _tail(k[:1], total[:1], n1, n2, -1)
    return np.maximum(np.concatenate([first, first + np.cumsum(change)]), 0)


def _expanded(counts):
    """Each index as often as its count says, and beside it 0, 1, 2 ... within the index."""
    row = np.repeat(np.arange(len(counts)), counts)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)


def _moved(other, at_most, x, total, n1, n2):
    """The start of the other tail and its sum, moved from where they were for a neighbouring table."""
    limit = _log_pmf(x, total, n1, n2) + SAME_PROBABILITY
    top = np.minimum(_mode(total, n1, n2), x - 1)
    while True:
        too_far = (_log_pmf(other, total, n1, n2) > limit) | (other > top)
        if not too_far.any():
            break
        at_most = at_most - np.where(too_far, np.exp(_log_pmf(other, total, n1, n2)), 0)
        other = other - too_far
    while True:
        short = (other < top) & (_log_pmf(other + 1, total, n1, n2) <= limit)
        if not short.any():
            return other, np.maximum(at_most, 0)
        other = other + short
        at_most = at_most + np.where(short, np.exp(_log_pmf(other, total, n1, n2)), 0)


def _two_sided(formula, at_least, observed, below, other, x, total, n1, n2):
    """A conditional test's p-value from the two tails; arm 1 has the higher rate, `below` is the sum up to `other`."""
    as_rare = at_least + below

    def rarer():
        beside = _log_pmf(other, total, n1, n2)
        tied = np.where(beside >= _log_pmf(x, total, n1, n2) - SAME_PROBABILITY, np.exp(beside), 0)
        return as_rare - observed - tied

    return np.minimum(formula(Tails(observed, at_least, 1 - at_least + observed, as_rare, rarer), False), 1)


def _log_pmf(k, total, n1, n2):
    """Log probability of `k` responders in arm 1 given the total; minus infinity where impossible."""
    others = total - k
    possible = (k >= 0) & (k <= n1) & (others >= 0) & (others <= n2)
    k, others = np.where(possible, k, 0), np.where(possible, others, 0)
    everyone = n1 + n2
    ways = gammaln(n1 + 1) + gammaln(n2 + 1) - gammaln(everyone + 1)
    ways = ways + gammaln(total + 1) + gammaln(everyone - total + 1)
    logs = ways - gammaln(k + 1) - gammaln(n1 - k + 1) - gammaln(others + 1) - gammaln(n2 - others + 1)
    return np.where(possible, logs, -np.inf)


def _mode(total, n1, n2):
    return np.floor((total + 1) * (n1 + 1) / (n1 + n2 + 2))


def _other_side(x, total, n1, n2):
    """The largest number of responders below the peak that is no more likely than `x`, which lies above it."""
    limit = _log_pmf(x, total, n1, n2) + SAME_PROBABILITY
    inside = np.maximum(total - n2, 0.0) - 1  # impossible, so never more likely
    outside = np.minimum(_mode(total, n1, n2), x - 1) + 1
    for _ in range(int(n1 + 2).bit_length()):
        middle = np.floor((inside + outside) / 2)
        open_rows = outside - inside > 1
        fits = _log_pmf(middle, total, n1, n2) <= limit
        inside = np.where(open_rows & fits, middle, inside)
        outside = np.where(open_rows & ~fits, middle, outside)
    return inside


def _at_least(x, total, n1, n2):
    """P(X >= x): summed upwards above the peak, otherwise the complement of what lies below."""
    above = x >= _mode(total, n1, n2)
    tail = _tail(np.where(above, x, x - 1), total, n1, n2, np.where(above, 1, -1))
    return np.where(above, tail, 1 - tail)


def _tail(start, total, n1, n2, direction):
    """Sum of the probabilities from `start` outwards (direction 1 upwards, -1 downwards), one sum per row."""
    last = np.exp(_log_pmf(start, total, n1, n2))
    total_sum = last.copy()
    block = int(np.clip(2**19 // max(len(start), 1), 16, 1024))
    upwards = np.broadcast_to(np.asarray(direction) == 1, start.shape)[:, None]
    # Going down is going up in the mirror: non-responders of arm 1 among all non-responders.
    k = np.where(upwards[:, 0], start, n1 - start)
    drawn = np.where(upwards[:, 0], total, n1 + n2 - total)
    offset = np.arange(block, dtype=float)
    rows = np.flatnonzero(last > 0)
    while len(rows):
        at = k[rows, None] + offset
        drawn_rows = drawn[rows, None]
        ratio = (n1 - at) * (drawn_rows - at)
        ratio /= (at + 1) * (n2 - drawn_rows + at + 1)
        np.maximum(ratio, 0, out=ratio)
        final = ratio[:, -1].copy()
        terms = np.cumprod(ratio, axis=1, out=ratio)
        total_sum[rows] += last[rows] * terms.sum(axis=1)
        last[rows] *= terms[:, -1]
        k[rows] += block
        rest = last[rows] * final / np.maximum(1 - final, 1e-9)
        rows = rows[rest > _ENOUGH * total_sum[rows]]
    return total_sum


def _table(x1, n1, x2, n2):
    """Four checked counts, with arms of at most a million."""
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    for arm, n in ((1, n1), (2, n2)):
        whole_number(n, f"participants in arm {arm}", smallest=1)
        if n > LARGEST_SINGLE_ARM:
            raise ValueError(
                f"participants in arm {arm} is {n:,}: arms of up to {LARGEST_SINGLE_ARM:,} people can be computed"
            )
    return x1, n1, x2, n2
