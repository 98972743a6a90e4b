"""Equivalence: what must data show before "no difference" means "nearly the same"?

A large p-value only says that no difference was shown. Equivalence asks for more: both "arm 1 is worse by the
margin" and "arm 1 is better by the margin" must be rejected, each one-sided (two one-sided tests, TOST;
Schuirmann 1987). Margins and rates are proportions, 0.10 for ten percentage points. The margin is a
clinical choice, to be made before the data are seen.

Worked example: tests/worked_equivalence.ipynb.
"""

import functools
import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from helpers.comparisons import DIFFERENCE_METHODS, difference_score, risk_difference
from helpers.counts import arm_sizes, finite_number, one_of, proportion, two_groups, whole_number

SCORE_METHODS = ("miettinen_nurminen", "mee")


def equivalence_p(x1, n1, x2, n2, margin, method="miettinen_nurminen"):
    """Do the data exclude a true risk difference of `margin` or more, in either direction?

    Returns the larger of the two one-sided score-test p-values: below 0.05 shows equivalence within the
    margin at the 5 % level, which is the same as the 90 % interval lying inside. `method` is
    "miettinen_nurminen" or "mee". Own code, because the statsmodels function inherits its wrong score
    statistic. Raises ValueError for impossible counts or a margin outside 0 to 1.

    >>> round(equivalence_p(7, 10, 6, 9, margin=0.30), 3)
    0.108
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    margin = proportion(margin, "margin", inclusive=False)
    one_of(method, "method", SCORE_METHODS)
    return float(_larger_p(x1, n1, x2, n2, margin, method))


def _larger_p(x1, n1, x2, n2, margin, method):
    not_higher = stats.norm.cdf(difference_score(margin, x1, n1, x2, n2, method))
    not_lower = stats.norm.sf(difference_score(-margin, x1, n1, x2, n2, method))
    return np.maximum(not_higher, not_lower)


def smallest_rejectable_margin(x1, n1, x2, n2, alpha=0.05, method="miettinen_nurminen"):
    """How close can these data prove the two rates to be?

    The smallest margin for which the two one-sided tests both reject at `alpha`: the limit farther from
    zero of the interval with confidence 1 - 2 alpha. `method` is any of `risk_difference`, so "newcombe" is
    possible. Returns a proportion. Raises ValueError for impossible counts.

    >>> round(smallest_rejectable_margin(7, 10, 6, 9), 3)
    0.38
    """
    alpha = _significance(alpha)
    one_of(method, "method", DIFFERENCE_METHODS)
    interval = risk_difference(x1, n1, x2, n2, method=method, confidence=1 - 2 * alpha)
    return max(abs(interval.low), abs(interval.high))


def _significance(alpha):
    alpha = proportion(alpha, "alpha", inclusive=False)
    if alpha >= 0.5:
        raise ValueError(f"alpha is {alpha:g}: a one-sided level must be below 0.5, usually 0.05")
    return alpha


def equivalence_sample_size(rate, margin, power=0.8, alpha=0.05):
    """How many people per arm to show equivalence within `margin`, if both arms truly respond at `rate`?

    Normal approximation, rounded up: n = 2 rate (1 - rate) (z(1 - alpha) + z((1 + power) / 2))^2 / margin^2,
    where z(q) is the q quantile of the standard normal distribution. The second z holds half of 1 - power
    because the trial can fail on either side. Returns people per arm, without allowance for drop-out; the
    exact power there is within about a percentage point of the target (`equivalence_power` tells).

    >>> [equivalence_sample_size(0.65, margin) for margin in (0.10, 0.15, 0.20)]
    [390, 174, 98]
    """
    rate = proportion(rate, "rate", inclusive=False)
    margin = proportion(margin, "margin", inclusive=False)
    power = proportion(power, "power", inclusive=False)
    z = stats.norm.isf(_significance(alpha)) + stats.norm.isf((1 - power) / 2)
    return math.ceil(2 * rate * (1 - rate) * (z / margin) ** 2)


@functools.lru_cache(maxsize=32)
def _shows_equivalence(n1, n2, margin, alpha, method):
    """For every outcome (x1 down, x2 across): do both one-sided tests reject?"""
    x1, x2 = np.arange(n1 + 1)[:, None], np.arange(n2 + 1)[None, :]
    shown = _larger_p(x1, n1, x2, n2, margin, method) <= alpha
    shown.flags.writeable = False
    return shown


def outcomes_that_can_show_equivalence(n1, n2, margin, alpha=0.05, method="miettinen_nurminen"):
    """Of all (n1 + 1)(n2 + 1) possible results of a trial, how many would show equivalence within `margin`?

    Zero means that the trial could never have shown it, whatever the data. Returns a count.

    >>> [outcomes_that_can_show_equivalence(10, 10, margin) for margin in (0.1, 0.2, 0.3, 0.4, 0.5)]
    [0, 0, 4, 19, 39]
    """
    return int(np.sum(_outcomes(n1, n2, margin, alpha, method)))


def _outcomes(n1, n2, margin, alpha, method):
    n1, n2 = arm_sizes(n1, n2)
    margin = proportion(margin, "margin", inclusive=False)
    one_of(method, "method", SCORE_METHODS)
    return _shows_equivalence(n1, n2, margin, _significance(alpha), method)


def equivalence_power(rate1, rate2, n1, n2, margin, alpha=0.05, method="miettinen_nurminen"):
    """The chance that a trial shows equivalence within `margin`, if the true rates are `rate1` and `rate2`.

    Exact: adds the probabilities of all outcomes that would show it. With rates that differ by the margin it
    is the size of the test. Returns a proportion. Raises ValueError for arms above 500.

    >>> [round(equivalence_power(0.65, 0.65, 10, 10, margin), 3) for margin in (0.1, 0.2, 0.3, 0.4, 0.5)]
    [0.0, 0.0, 0.005, 0.213, 0.56]
    """
    shown = _outcomes(n1, n2, margin, alpha, method)
    n1, n2 = arm_sizes(n1, n2)
    chance1 = stats.binom.pmf(np.arange(n1 + 1), n1, proportion(rate1, "rate1"))
    chance2 = stats.binom.pmf(np.arange(n2 + 1), n2, proportion(rate2, "rate2"))
    return float(chance1 @ shown @ chance2)


def standardised_difference_left_open(p, n1, n2, alpha=0.05):
    """How large a difference in means, in standard deviations, does a two-sided t-test p-value leave open?

    For a continuous outcome with equal variances, when only `p` and the arm sizes are known. Returns the
    smallest margin in SD units that two one-sided t tests at `alpha` would exclude: |d| + t(1 - alpha)
    sqrt(1/n1 + 1/n2). Differences below it remain possible. Raises ValueError for a p outside 0 to 1 or
    arms too small.

    >>> round(standardised_difference_left_open(0.9, 10, 10), 2)
    0.83
    """
    p = proportion(p, "p")
    if p == 0:
        raise ValueError("p is 0: a p-value is above zero, give the printed value")
    n1, n2 = (whole_number(n, f"participants in arm {arm}", smallest=1) for arm, n in ((1, n1), (2, n2)))
    if n1 + n2 < 3:
        raise ValueError(f"participants are {n1} and {n2}: a t test needs at least 3 in total")
    degrees_of_freedom = n1 + n2 - 2
    in_standard_errors = stats.t.isf(p / 2, degrees_of_freedom) + stats.t.isf(
        _significance(alpha), degrees_of_freedom
    )
    return float(in_standard_errors * math.sqrt(1 / n1 + 1 / n2))


@dataclass(frozen=True)
class MeansEquivalence:
    """Result of two one-sided Welch t tests: `p` is the larger one-sided p-value."""

    p: float
    degrees_of_freedom: float
    t_lower: float
    t_upper: float


def equivalence_means(m1, sd1, n1, m2, sd2, n2, low, high):
    """Do two means differ by more than `low` and less than `high`, judged from printed means and SDs?

    Welch's version (unequal variances) of the two one-sided t tests. `low` and `high` are in the outcome's
    own units, with low < high. Own code, as statsmodels needs the individual values. Raises ValueError for
    fewer than two people in an arm, an SD that is not positive, or limits in the wrong order.

    >>> result = equivalence_means(5.25, 0.95, 95, 5.22, 0.83, 89, low=-0.3836, high=0.3836)
    >>> round(result.p, 4), round(result.degrees_of_freedom, 1)
    (0.0039, 181.1)
    """
    n1, n2 = (whole_number(n, f"participants in arm {arm}", smallest=2) for arm, n in ((1, n1), (2, n2)))
    m1, sd1, m2, sd2, low, high = (
        finite_number(value, name)
        for name, value in {"m1": m1, "sd1": sd1, "m2": m2, "sd2": sd2, "low": low, "high": high}.items()
    )
    for name, sd in (("sd1", sd1), ("sd2", sd2)):
        if not 1e-100 < sd < 1e100:
            raise ValueError(f"{name} is {sd}: a standard deviation must be positive")
    if not low < high:
        raise ValueError(f"low is {low} and high is {high}: low must be smaller than high")
    part1, part2 = sd1**2 / n1, sd2**2 / n2
    degrees_of_freedom = (part1 + part2) ** 2 / (part1**2 / (n1 - 1) + part2**2 / (n2 - 1))
    t_lower = (m1 - m2 - low) / math.sqrt(part1 + part2)
    t_upper = (m1 - m2 - high) / math.sqrt(part1 + part2)
    p = max(stats.t.sf(t_lower, degrees_of_freedom), stats.t.cdf(t_upper, degrees_of_freedom))
    return MeansEquivalence(float(p), degrees_of_freedom, t_lower, t_upper)
