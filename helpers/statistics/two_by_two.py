"""Tests that compare responders in two arms, one table at a time or all tables of a design at once.

A trial with two arms and a yes/no outcome can end in only (n1+1)(n2+1) ways, so the p-value is an array
with one cell per table. `all_tables` computes that array once; power, fragility and the search for tables
that fit a printed p-value are then look-ups.

Arms are given as `(x1, n1, x2, n2)`: responders and participants. SciPy's `barnard_exact` and
`boschloo_exact` take the arms as *columns*; passing rows turns 0.035 into 0.081 for 10/36 v 3/36.

Two conventions are called the two-sided Boschloo test. "boschloo" ranks tables by the two-sided Fisher p
(as the R package Exact); "boschloo_doubled" doubles the smaller one-sided p-value (as SciPy). With equal
arms they agree unless the first is 1; for 0/16 v 15/72 they give 0.0524 and 0.0387.

Fisher's test also fixes the total number of responders. An unconditional test fixes only the arm sizes:
it ranks all (n1+1)(n2+1) tables from most to least extreme, adds up the probability of every table at least
as extreme as the one seen, and takes the worst case over the unknown rate that both arms share
(Barnard 1945; Suissa and Shuster 1985; Boschloo 1970).

Why not `scipy.stats.barnard_exact`: it compares floats with >= and so drops tables that tie with the observed
one (SciPy issue 18798, open when this was written). Here tables tie when their statistics differ by less than
a relative 1e-9. Three lines that show it (22/36 v 13/36; truth 0.0444, SciPy 0.0412)::

    from scipy.stats import barnard_exact
    from helpers.statistics.two_by_two import p_value
    print(barnard_exact([[22, 13], [14, 23]]).pvalue, p_value(22, 36, 13, 36, "barnard"))

Worked example: tests/statistics/worked_two_by_two.ipynb.
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar
from scipy.special import gammaln, xlog1py, xlogy

from helpers.arguments import LARGEST_ARM, arm_sizes, one_of, two_groups
from helpers.statistics.single_table import ALTERNATIVES, SAME_PROBABILITY, single_p
from helpers.statistics.tests_of_counts import ONE_SIDED, REGISTRY, TESTS, UNCONDITIONAL, Tails


def p_value(x1, n1, x2, n2, test="fisher", alternative="two-sided"):
    """How surprising is this table if both arms share one response rate?

    `x1` of `n1` and `x2` of `n2` participants responded; `test` is one of TESTS; `alternative` is
    "two-sided", "greater" (arm 1 responds more often) or "less". Returns a float; unconditional tests are
    refined to about 1e-8. Raises ValueError for impossible counts, unknown tests, and for unconditional tests of
    arms above 500 (others go up to a million).

    Where nobody or everybody responded there is nothing to compare and p is 1 (0.5 where a definition halves
    the observed table or a normal tail is taken: mid_p, mid_p_half_observed, one-sided pearson).

    Perondi 2004, the example of Fagerland, Lydersen and Laake; Fisher 0.0544, mid-P 0.0297:

    >>> round(p_value(7, 34, 1, 34), 4), round(p_value(7, 34, 1, 34, "mid_p"), 4)
    (0.0544, 0.0297)
    >>> round(p_value(0, 16, 15, 72, "boschloo"), 4), round(p_value(0, 16, 15, 72, "boschloo_doubled"), 4)
    (0.0524, 0.0387)
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    test, alternative = _checked(test, alternative)
    if test not in UNCONDITIONAL and max(n1, n2) > LARGEST_ARM:
        return single_p(x1, n1, x2, n2, test, alternative)
    n1, n2 = arm_sizes(n1, n2)
    if test not in UNCONDITIONAL:
        return float(all_tables(n1, n2, test, alternative)[x1, x2])
    if REGISTRY[test].kind == "doubled":
        ranked = REGISTRY[test].formula
        one_sided = (p_value(x1, n1, x2, n2, ranked, side) for side in ("greater", "less"))
        return min(1.0, 2 * min(one_sided))
    if alternative == "less":  # fewer responders in arm 1 = more non-responders in arm 1
        x1, x2, alternative = n1 - x1, n2 - x2, "greater"
    return supremum(_ranks(n1, n2, test, alternative), np.exp(_log_probability(n1, n2)), x1, x2)


def all_tables(n1, n2, test="fisher", alternative="two-sided"):
    """The p-value of every table of a design: a read-only array, `[x1, x2]` holding that of x1/n1 v x2/n2.

    Same definitions as `p_value`. Unconditional tests come from a grid of rates that grows with the design;
    they lie within 1e-6 of `p_value` for p < .1 and within 5e-6 elsewhere. A few milliseconds for 36 v 36,
    a few seconds for 500 v 500.

    >>> p = all_tables(36, 36, "yates")
    >>> p.shape, round(float(p[15, 6]), 4)
    ((37, 37), 0.0381)
    """
    n1, n2 = arm_sizes(n1, n2)
    test, alternative = _checked(test, alternative)
    remember = _small_design if (n1 + 1) * (n2 + 1) <= 10_000 else _large_design
    return remember(n1, n2, test, alternative)


def attainable_p_values(n1, n2, test="fisher"):
    """The p-values that a design can give at all, ascending, each once (to a relative 1e-9).

    >>> attainable_p_values(3, 3).round(3).tolist()
    [0.1, 0.4, 1.0]
    """
    p = np.sort(all_tables(n1, n2, test), axis=None)
    return p[np.concatenate([[True], np.diff(p) > 1e-9 * p[1:]])]


def compare_tests(x1, n1, x2, n2, tests=None, alternative="two-sided"):
    """One table, many p-values: a DataFrame with columns test, definition, p and a row per test.

    `tests` is a list of names from TESTS; None takes all that exist for the alternative.

    >>> compare_tests(10, 36, 3, 36, ["pearson", "fisher"])[["test", "p"]].round(3)
          test      p
    0  pearson  0.032
    1   fisher  0.063
    """
    chosen = chosen_tests(tests, alternative)
    rows = [(name, TESTS[name], p_value(x1, n1, x2, n2, name, alternative)) for name in chosen]
    return pd.DataFrame(rows, columns=["test", "definition", "p"])


def fragility(x1, n1, x2, n2, test="fisher", arm="fewer events", alternative="two-sided"):
    """How many participants would need another outcome before p is no longer below .05?

    `arm="fewer events"` turns non-responders into responders, one by one, in the arm with fewer responders
    (arm 1 if equal), as Walsh 2014 defined it with Fisher's test: one arm and one direction only, so it can miss
    a shorter way. `arm="either"` takes the fewest changes in any direction, in one or both arms (Lin and Chu
    2022); show it beside the other. Returns 0 if p is at or above .05 already, and None if no number of such
    changes gets there.

    Report it for the test that gave the p-value: a 0 under Fisher then only says that Fisher replaced it.

    >>> fragility(15, 36, 6, 36, "yates"), fragility(15, 36, 6, 36, "pearson"), fragility(12, 35, 5, 37)
    (1, 2, 0)
    >>> fragility(10, 20, 12, 100, "pearson"), fragility(10, 20, 12, 100, "pearson", arm="either")
    (None, 5)
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    one_of(arm, "arm", ("fewer events", "either"))
    if max(n1, n2) > LARGEST_ARM and arm == "fewer events":
        return _fragility_large(x1, n1, x2, n2, test, alternative)
    open_tables = all_tables(n1, n2, test, alternative) >= 0.05
    if arm == "either":
        steps = np.add.outer(np.abs(np.arange(n1 + 1) - x1), np.abs(np.arange(n2 + 1) - x2))
        return int(steps[open_tables].min()) if open_tables.any() else None
    path = open_tables[x1:, x2] if x1 <= x2 else open_tables[x1, x2:]
    return int(np.argmax(path)) if path.any() else None


def _fragility_large(x1, n1, x2, n2, test, alternative):
    """Fragility with fewer events, by halving the way to equal rates; the last steps are taken one by one."""

    def is_open(steps):
        table = (x1 + steps, n1, x2, n2) if x1 <= x2 else (x1, n1, x2 + steps, n2)
        return p_value(*table, test, alternative) >= 0.05

    if is_open(0):
        return 0
    few, many = (x1, n1) if x1 <= x2 else (x2, n2)
    other_rate = x2 / n2 if x1 <= x2 else x1 / n1
    shut, opened = 0, max(round(other_rate * many) - few, 0)
    if not is_open(opened):  # the arm with fewer events has the higher rate: every step makes P smaller
        return None
    while opened - shut > 1:
        middle = (shut + opened) // 2
        shut, opened = (shut, middle) if is_open(middle) else (middle, opened)
    # P rises towards equal rates with small falls, so an earlier step may have been enough
    return next(steps for steps in range(max(1, opened - 5), opened + 1) if is_open(steps))


def chosen_tests(tests, alternative="two-sided"):
    """Names of the tests asked for, checked: None means all that exist for the alternative, text means one.

    >>> chosen_tests("fisher"), chosen_tests(None, "less")[:3]
    (['fisher'], ['fisher', 'mid_p', 'pearson'])
    """
    if tests is None:
        tests = TESTS if one_of(alternative, "alternative", ALTERNATIVES) == "two-sided" else ONE_SIDED
    names = [tests] if isinstance(tests, str) else list(tests) if isinstance(tests, Iterable) else []
    if not names:
        raise ValueError(f"tests is {tests!r}: name at least one of {', '.join(TESTS)}")
    return [_checked(name, alternative)[0] for name in names]


def _checked(test, alternative):
    one_of(test, "test", TESTS)
    if one_of(alternative, "alternative", ALTERNATIVES) != "two-sided" and test not in ONE_SIDED:
        raise ValueError(
            f"test is {test!r} with alternative {alternative!r}: a one-sided form is offered for "
            f"{', '.join(ONE_SIDED)} only"
        )
    return test, alternative


def _every_p_value(n1, n2, test, alternative):
    if alternative == "less":
        return all_tables(n1, n2, test, "greater")[::-1, ::-1]
    spec, one_sided = REGISTRY[test], alternative == "greater"
    if spec.kind == "conditional":
        p = _conditional(n1, n2, spec.formula, one_sided)
    elif spec.kind == "direct":
        x1, x2 = np.indices((n1 + 1, n2 + 1))
        p = spec.formula(x1, n1, x2, n2, one_sided)
    elif spec.kind == "ranked":
        p = suprema(
            _ranks(n1, n2, test, alternative), np.exp(_log_probability(n1, n2)), mirrored=not one_sided
        )
    else:
        greater = all_tables(n1, n2, spec.formula, "greater")
        p = np.minimum(1, 2 * np.minimum(greater, greater[::-1, ::-1]))
    p.setflags(write=False)
    return p


_small_design = lru_cache(maxsize=2048)(_every_p_value)


_large_design = lru_cache(maxsize=24)(_every_p_value)  # up to 2 MB each


def _log_probability(n1, n2):
    """Log probability of each table given its total number of responders (hypergeometric)."""

    def ways(n):
        x = np.arange(n + 1)
        return gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)

    totals = np.add.outer(np.arange(n1 + 1), np.arange(n2 + 1))
    return np.add.outer(ways(n1), ways(n2)) - ways(n1 + n2)[totals]


def _conditional(n1, n2, formula, one_sided):
    """A test that fixes the total number of responders, for every table."""
    x1, x2 = np.indices((n1 + 1, n2 + 1))
    observed = np.exp(_log_probability(n1, n2))
    by_total = np.zeros((n1 + n2 + 1, n1 + 1))  # one row per total of responders, zero where impossible
    by_total[x1 + x2, x1] = observed
    at_least = np.cumsum(by_total[:, ::-1], axis=1)[:, ::-1][x1 + x2, x1]
    if one_sided:
        return np.minimum(formula(Tails(observed, at_least), one_sided), 1)
    at_most = np.cumsum(by_total, axis=1)[x1 + x2, x1]
    rarer, as_rare = (sums[x1 + x2, x1] for sums in _rarer_and_as_rare(by_total))
    return np.minimum(formula(Tails(observed, at_least, at_most, as_rare, lambda: rarer), one_sided), 1)


def _rarer_and_as_rare(by_total):
    """For each table (a cell; its row holds all tables of one total): how probable are all that are rarer than it,
    and how probable are all that are no more likely than it, ties included?
    """
    order = np.argsort(by_total, axis=1, kind="stable")
    rising = np.take_along_axis(by_total, order, axis=1)  # each row from the rarest table to the likeliest
    starts = np.ones_like(
        rising, dtype=bool
    )  # where a run of equally likely tables starts, and where it ends
    starts[:, 1:] = rising[:, 1:] > rising[:, :-1] * (1 + SAME_PROBABILITY)
    ends = np.ones_like(starts)
    ends[:, :-1] = starts[:, 1:]
    place = np.arange(rising.shape[1])
    first = np.maximum.accumulate(np.where(starts, place, 0), axis=1)  # of the run that each table is in
    last = np.minimum.accumulate(np.where(ends, place, place[-1])[:, ::-1], axis=1)[:, ::-1]
    below = np.concatenate([np.zeros((len(rising), 1)), np.cumsum(rising, axis=1)], axis=1)

    def back(sums):
        """From the order of probability to that of the tables."""
        placed = np.empty_like(rising)
        np.put_along_axis(placed, order, sums, axis=1)
        return placed

    return back(np.take_along_axis(below, first, axis=1)), back(np.take_along_axis(below, last + 1, axis=1))


@lru_cache(maxsize=16)
def _ranks(n1, n2, test, alternative):
    """Tables ranked from most to least extreme for an unconditional test."""
    ranked_by = REGISTRY[test].formula
    if isinstance(ranked_by, str):
        extremity = -np.log(all_tables(n1, n2, ranked_by, alternative))
    else:
        x1, x2 = np.indices((n1 + 1, n2 + 1))
        z = ranked_by(x1, n1, x2, n2)
        extremity = np.abs(z) if alternative == "two-sided" else z
    ranks = tie_ranks(extremity)
    return ranks


TIE = 1e-9
"""Statistics closer than this (relative to their size, at least 1) count as equal."""


POINTS_PER_SD = 16
"""Grid points per standard deviation of the estimated rate, on the arcsine scale."""


CHUNK_BYTES = 4_000_000
"""Memory for one block of the probability matrix."""


def tie_ranks(extremity):
    """Rank tables from most extreme (0) upwards; tied tables share a rank.

    `extremity` has one value per table, larger meaning more extreme. Returns integers in the same shape.

    >>> tie_ranks(np.array([[0.0, 2.0], [2.0 + 1e-12, 1.0]])).tolist()
    [[2, 0], [0, 1]]
    """
    values = np.asarray(extremity, dtype=float).ravel()
    order = np.argsort(-values, kind="stable")
    down = values[order]
    new_rank = down[:-1] - down[1:] > TIE * np.maximum(1, np.abs(down[:-1]))
    ranks = np.empty(values.size, dtype=np.int64)
    ranks[order] = np.concatenate([[0], np.cumsum(new_rank)])
    return ranks.reshape(np.shape(extremity))


def suprema(ranks, given_total, mirrored):
    """The unconditional p-value of every table at once, as an array in the shape of `ranks`.

    `ranks` comes from `tie_ranks`. `given_total[x1, x2]` is the probability of a table once the total
    number of responders is known (the hypergeometric probability). `mirrored` says that swapping responders
    and non-responders leaves the ranks as they are (two-sided tests); then half the rates suffice.

    How: sort the tables once; at each rate one running sum along the sorted tables gives the tail
    probability of all of them; keep the largest over a grid of rates. A parabola through each maximum and
    its neighbours removes most of the grid error: what is left is below 1e-6 for p < .1 and below 5e-6
    elsewhere (designs from 10 v 9 to 36 v 36, every table compared with `supremum`).
    """
    n1, n2 = ranks.shape[0] - 1, ranks.shape[1] - 1
    order = np.argsort(ranks, axis=None, kind="stable")
    weights = given_total.ravel()[order]
    totals = np.add.outer(np.arange(n1 + 1), np.arange(n2 + 1)).ravel()[order]
    last_of_rank = np.cumsum(np.bincount(ranks.ravel())) - 1
    binomial = _probability_of_total(_angles(n1 + n2, np.pi / 4 if mirrored else np.pi / 2), n1 + n2)

    best = np.zeros(last_of_rank.size)
    before = np.empty((0, last_of_rank.size))
    rows = max(1, CHUNK_BYTES // (8 * weights.size))
    for start in range(0, len(binomial), rows):
        tail = binomial[start : start + rows, totals]
        tail *= weights
        np.cumsum(tail, axis=1, out=tail)
        tail = np.concatenate([before, tail[:, last_of_rank]])
        if len(tail) >= 3:
            np.maximum(best, _peak(tail), out=best)
        before = tail[-2:]
    return np.minimum(best, 1)[ranks]


def supremum(ranks, given_total, x1, x2):
    """The unconditional p-value of the one table `(x1, x2)`, refined to about 1e-8.

    The tail probability is a polynomial in the shared rate; a bounded search refines its five best maxima.
    """
    n1, n2 = ranks.shape[0] - 1, ranks.shape[1] - 1
    tail = np.where(ranks <= ranks[x1, x2], given_total, 0)
    totals = np.add.outer(np.arange(n1 + 1), np.arange(n2 + 1))
    weights = np.bincount(totals.ravel(), tail.ravel(), minlength=n1 + n2 + 1)
    angles = _angles(n1 + n2, np.pi / 2)
    values = _probability_of_total(angles, n1 + n2) @ weights

    inner = values[1:-1]
    peaks = 1 + np.flatnonzero((inner >= values[:-2]) & (inner >= values[2:]))
    best = values.max()
    for peak in peaks[np.argsort(-values[peaks])][:5]:
        found = minimize_scalar(
            lambda angle: -float(_probability_of_total(np.array([angle]), n1 + n2)[0] @ weights),
            bounds=(angles[peak - 1], angles[peak + 1]),
            method="bounded",
            options={"xatol": 1e-9},
        )
        best = max(best, -found.fun)
    return float(min(best, 1))


def _angles(total, last):
    """Grid of arcsine-scale rates (rate = sin(angle)^2) from 0 to `last`, with one point beyond each end.

    On this scale the standard error of a rate is 1 / (2 sqrt(n)) everywhere, so equal steps are equally fine.
    """
    intervals = int(np.ceil(last * 2 * np.sqrt(total) * POINTS_PER_SD))
    return np.arange(-1, intervals + 2) * (last / intervals)


def _probability_of_total(angles, total):
    """Binomial probability of 0..total responders (columns) at each rate sin(angle)^2 (rows)."""
    s = np.arange(total + 1)
    rate = np.sin(angles)[:, None] ** 2
    ways = gammaln(total + 1) - gammaln(s + 1) - gammaln(total - s + 1)
    return np.exp(ways + xlogy(s, rate) + xlog1py(total - s, -rate))


def _peak(tail):
    """Largest value per column, between grid points by the parabola through three neighbours."""
    top = 1 + np.argmax(tail[1:-1], axis=0)
    columns = np.arange(tail.shape[1])
    left, middle, right = tail[top - 1, columns], tail[top, columns], tail[top + 1, columns]
    bend = left - 2 * middle + right
    is_peak = (middle >= left) & (middle >= right) & (bend < 0)
    return middle - np.where(is_peak, (left - right) ** 2 / (8 * np.where(is_peak, bend, -1)), 0)
