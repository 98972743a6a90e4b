"""What can a two-arm trial of this size find out? Exact answers by listing every possible table.

A trial with n1 and n2 participants has only (n1 + 1)(n2 + 1) possible results, and a test turns each into
one p-value. Power, size and exaggeration are then sums over that list: no simulation, no approximation.
Arms come in the order (treatment, placebo); rates are shares; significant means p < alpha, two-sided.

`what_differences_give` is a table of the same answers, one row for each difference.

Worked example: tests/statistics/worked_trial_design.ipynb.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from helpers.arguments import arm_sizes, finite_number, one_of, proportion, several
from helpers.statistics.one_group import binomial_chances
from helpers.statistics.p_values import SignAndExaggeration
from helpers.statistics.two_by_two import all_tables


def power(rate1, rate2, n1, n2, test="fisher", alpha=0.05):
    """The chance that this trial ends with p < alpha, in either direction.

    `rate1`, `rate2` are the true response rates; `test` is a name in `helpers.statistics.tests_of_counts.TESTS`. Returns a
    share. ValueError for rates outside 0 to 1 (40 instead of 0.40), impossible arm sizes or unknown tests.

    >>> round(power(0.45, 0.25, 36, 36), 3), round(power(0.45, 0.25, 36, 36, test="boschloo"), 3)
    (0.336, 0.423)
    """
    rate1, rate2 = proportion(rate1, "rate1"), proportion(rate2, "rate2")
    n1, n2 = arm_sizes(n1, n2)
    significant = _significant(n1, n2, test, alpha)
    return float(binomial_chances(n1, rate1) @ significant @ binomial_chances(n2, rate2))


def detectable_difference(placebo_rate, n1, n2, test="fisher", power=0.8):
    """The smallest true difference (treatment minus placebo, above 0) that the trial finds with this power.

    Returns a share, or nan if even a treatment that helps everyone would be found less often.

    >>> round(detectable_difference(0.25, 36, 36), 2)
    0.35
    """
    placebo_rate = proportion(placebo_rate, "placebo_rate")
    target = proportion(power, "power", inclusive=False)
    n1, n2 = arm_sizes(n1, n2)
    against_placebo = _significant(n1, n2, test) @ binomial_chances(n2, placebo_rate)

    def shortfall(difference):
        return binomial_chances(n1, placebo_rate + difference) @ against_placebo - target

    most = 1 - placebo_rate
    if most == 0 or shortfall(most) < 0:
        return math.nan
    if shortfall(0.0) >= 0:
        # a target no higher than the test's size is met without any difference
        return 0.0
    return float(brentq(shortfall, 0.0, most, xtol=1e-10))


def actual_size(n1, n2, test="fisher"):
    """How often is p < .05 at worst, when both true rates are equal? (the maximum type I error)

    The common rates tried are 0.005, 0.010, ..., 0.995. Returns a share: above .05 the test promises more than it
    keeps.

    >>> round(actual_size(36, 36, "fisher"), 4), round(actual_size(36, 36, "pearson"), 4)
    (0.0279, 0.0578)
    """
    rates = np.arange(1, 200) / 200
    n1, n2 = arm_sizes(n1, n2)
    significant = _significant(n1, n2, test)
    arm1, arm2 = binomial_chances(n1, rates[:, None]), binomial_chances(n2, rates[:, None])
    return float(np.max(np.sum((arm1 @ significant) * arm2, axis=1)))


def sign_and_exaggeration(placebo_rate, difference, n1, n2, test="fisher"):
    """If this trial comes out significant: how often the wrong way round, and how much too large?

    `difference` is the true one (treatment minus placebo), not 0. Returns `SignAndExaggeration`: `type_m` is
    the mean size of the observed difference among significant results, divided by the true size.
    Source: Gelman & Carlin 2014, here by listing all tables.

    >>> risk = sign_and_exaggeration(0.25, 0.10, 36, 36)
    >>> round(risk.power, 3), round(risk.type_s, 3), round(risk.type_m, 1)
    (0.101, 0.009, 2.9)
    """
    placebo_rate = proportion(placebo_rate, "placebo_rate")
    n1, n2 = arm_sizes(n1, n2)
    if finite_number(difference, "difference") == 0:
        raise ValueError("difference is 0: sign and exaggeration need a true difference other than 0")
    rate1 = _treatment_rate(placebo_rate, difference)
    weight = np.outer(binomial_chances(n1, rate1), binomial_chances(n2, placebo_rate)) * _significant(
        n1, n2, test
    )
    observed = _observed_difference(n1, n2)
    total = float(weight.sum())
    if total == 0:
        return SignAndExaggeration(0.0, math.nan, math.nan)
    wrong = float(weight[observed * difference < 0].sum())
    return SignAndExaggeration(
        total, wrong / total, float((weight * abs(observed)).sum()) / total / abs(difference)
    )


@dataclass(frozen=True)
class SmallestSignificant:
    """The smallest significant difference: responders `x1` of `n1` v `x2` of `n2`, `difference` and `p`."""

    x1: int
    n1: int
    x2: int
    n2: int
    difference: float
    p: float


def smallest_significant_difference(
    n1, n2, placebo_range, test="fisher", alpha=0.05, higher="arm 1", responders=None
):
    """The smallest observed difference that can be significant, for an observed placebo rate in a range.

    `higher` is the arm with the higher rate ("arm 1" or "arm 2"), `responders` the counts that arm 1 may have (None:
    any). Returns `SmallestSignificant`, or None if no table in the range is significant. True effects below its
    `difference` can only become significant by being overstated.

    >>> smallest = smallest_significant_difference(36, 36, (0.10, 0.50))
    >>> round(smallest.difference, 3), smallest.x1, smallest.x2
    (0.222, 12, 4)
    >>> smallest_significant_difference(40, 40, (0, 1), alpha=0.001, responders=[20]).x2
    5
    """
    one_of(higher, "higher", ("arm 1", "arm 2"))
    limits = several(placebo_range, "placebo_range", "(0.10, 0.50)")
    if len(limits) != 2:
        raise ValueError(f"placebo_range is {placebo_range!r}: give a lowest and a highest rate")
    low, high = (proportion(limit, "placebo_range") for limit in limits)
    if low > high:
        raise ValueError(f"placebo_range is ({low}, {high}): give the lower rate first")
    n1, n2 = arm_sizes(n1, n2)
    observed = _observed_difference(n1, n2)
    placebo = np.arange(n2 + 1) / n2
    allowed = (placebo >= low) & (placebo <= high)
    ahead = observed if higher == "arm 1" else -observed
    kept = (
        np.full((n1 + 1, 1), True) if responders is None else np.isin(np.arange(n1 + 1), responders)[:, None]
    )
    candidates = np.where(_significant(n1, n2, test, alpha) * allowed * kept * (ahead > 0), ahead, np.inf)
    x1, x2 = (int(count) for count in np.unravel_index(np.argmin(candidates), candidates.shape))
    if not np.isfinite(candidates[x1, x2]):
        return None
    p = float(all_tables(n1, n2, test)[x1, x2])
    return SmallestSignificant(x1, n1, x2, n2, float(observed[x1, x2]), p)


def _significant(n1, n2, test, alpha=0.05):
    """1.0 where a table is significant, 0.0 elsewhere (`all_tables` checks the design and the test)."""
    return (all_tables(n1, n2, test) < proportion(alpha, "alpha", inclusive=False)).astype(float)


def _observed_difference(n1, n2):
    return np.arange(n1 + 1)[:, None] / n1 - np.arange(n2 + 1) / n2


def _treatment_rate(placebo_rate, difference):
    """Placebo rate plus difference, refused outside 0 to 1 (rounding dust at the ends is forgiven)."""
    difference = finite_number(difference, "difference")
    rate = placebo_rate + difference
    if not -1e-12 <= rate <= 1 + 1e-12:
        raise ValueError(
            f"difference is {difference:g}: with a placebo rate of {placebo_rate:g} the treatment rate would "
            f"be {rate:g}; choose a difference between {-placebo_rate:g} and {1 - placebo_rate:g}"
        )
    return min(max(rate, 0.0), 1.0)


def what_differences_give(placebo_rate, differences, n1, n2, tests):
    """Power, wrong-direction share and exaggeration for several true differences and tests.

    Returns a DataFrame: test, difference, power, type_s, type_m (as `trial_design.sign_and_exaggeration`).

    >>> what_differences_give(0.25, [0.10], 36, 36, ["fisher"]).round(3).values.tolist()
    [['fisher', 0.1, 0.101, 0.009, 2.864]]
    """
    rows = []
    for test in tests:
        for difference in differences:
            found = sign_and_exaggeration(placebo_rate, float(difference), n1, n2, test)
            rows.append((test, float(difference), found.power, found.type_s, found.type_m))
    return pd.DataFrame(rows, columns=["test", "difference", "power", "type_s", "type_m"])
