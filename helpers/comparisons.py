"""Two groups: by how much, or how many times, do two response rates differ, and how sure is that?

Every function takes plain counts `(x1, n1, x2, n2)`: `x1` of `n1` responders in arm 1, `x2` of `n2` in arm 2.
A difference is arm 1 minus arm 2; a ratio is arm 1 over arm 2. With few people the method moves the limits
by several percentage points, so each result carries its method's name.

The score intervals are our own code. In statsmodels 0.15 the score method for a difference is wrong (open
issue 10269); three lines show it (the true limits of Miettinen and Nurminen are .0528 and .3382):

    from statsmodels.stats.proportion import confint_proportions_2indep
    confint_proportions_2indep(56, 70, 48, 80, compare="diff", method="score")  # .0526, .3440
    confint_proportions_2indep(9, 10, 3, 10, compare="diff", method="score")  # ValueError

and its score methods for ratios miss the true limits when an arm has no or only responders (10/10 v 10/10).
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats
from scipy.stats import contingency
from statsmodels.stats.proportion import confint_proportions_2indep

from helpers.counts import one_of, proportion, two_groups
from helpers.proportions import Interval

DIFFERENCE_METHODS = ("newcombe", "miettinen_nurminen", "mee", "agresti_caffo")
RATIO_METHODS = ("koopman", "miettinen_nurminen", "katz")
ODDS_METHODS = ("score", "miettinen_nurminen", "conditional_exact", "woolf")


def difference_score(difference, x1, n1, x2, n2, method="miettinen_nurminen"):
    """How far, in standard errors, do the data lie from a true risk difference of `difference`?

    Positive when the observed difference is larger. The standard error is taken at the likeliest pair of
    rates that differ by exactly `difference` (Mee 1984; closed form of Farrington and Manning 1990);
    "miettinen_nurminen" (1985) multiplies its variance by N / (N - 1), "mee" does not. All arguments may be
    arrays; counts are taken as checked. At difference 0, z squared is Pearson's chi-squared ("mee").

    >>> round(float(difference_score(0, 7, 10, 6, 9, method="mee")) ** 2, 4)
    0.0244
    """
    p1, p2, ratio = x1 / n1, x2 / n2, n2 / n1
    # The likeliest rate in arm 1 solves a cubic with three real roots; this picks the one between 0 and 1.
    a = 1 + ratio
    b = -(1 + ratio + p1 + ratio * p2 + difference * (ratio + 2)) / (3 * a)
    c = (difference * difference + difference * (2 * p1 + ratio + 1) + p1 + ratio * p2) / (3 * a)
    v = b * b * b - 1.5 * b * c - p1 * difference * (1 + difference) / (2 * a)
    u = np.copysign(np.sqrt(np.maximum(b * b - c, 1e-300)), v)
    cosine = np.minimum(np.maximum(v / (u * u * u + np.copysign(1e-300, u)), -1.0), 1.0)
    r1 = 2 * u * np.cos((math.pi + np.arccos(cosine)) / 3) - b
    r1 = np.minimum(np.maximum(r1, np.maximum(0.0, difference)), np.minimum(1.0, 1.0 + difference))
    r2 = np.minimum(np.maximum(r1 - difference, 0.0), 1.0)
    variance = r1 * (1 - r1) / n1 + r2 * (1 - r2) / n2
    if method == "miettinen_nurminen":
        variance = variance * ((n1 + n2) / (n1 + n2 - 1.0))
    # Without any variance a matching difference scores 0, any other is out of reach (a very large score).
    return (p1 - p2 - difference) / np.sqrt(np.maximum(variance, 1e-30))


def risk_difference_limits(x1, n1, x2, n2, confidence=0.95, method="miettinen_nurminen"):
    """The score limits of many tables at once: arrays (or numbers) in, two arrays `(low, high)` out.

    For "miettinen_nurminen" and "mee". Bisection on all tables together: about 20 ms for the 1369 tables
    of a 36 v 36 design. Raises ValueError if any table is impossible.

    >>> low, high = risk_difference_limits([7, 5], 10, [6, 5], [9, 10])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([-0.373, -0.41], [0.438, 0.41])
    """
    one_of(method, "method", ("miettinen_nurminen", "mee"))
    critical = _critical(confidence)
    x1, n1, x2, n2 = np.broadcast_arrays(*(np.asarray(counts) for counts in (x1, n1, x2, n2)))
    impossible = ~((x1 >= 0) & (x1 <= n1) & (n1 >= 1) & (x2 >= 0) & (x2 <= n2) & (n2 >= 1))
    fraction = (x1 % 1 != 0) | (n1 % 1 != 0) | (x2 % 1 != 0) | (n2 % 1 != 0)
    if np.any(impossible | fraction):
        first = np.argmax((impossible | fraction).ravel())
        two_groups(*(counts.ravel()[first].item() for counts in (x1, n1, x2, n2)))
    observed = x1 / n1 - x2 / n2
    limits = []
    for outer, target in ((-1.0, critical), (1.0, -critical)):
        outside, inside = np.full(observed.shape, outer), observed.copy()
        for _ in range(46):  # each step halves a bracket of at most 2: 3e-14 is left
            middle = (outside + inside) / 2
            excluded = np.abs(difference_score(middle, x1, n1, x2, n2, method)) > abs(target)
            outside, inside = np.where(excluded, middle, outside), np.where(excluded, inside, middle)
        limits.append(np.where(observed == outer, outer, (outside + inside) / 2))
    return tuple(limits)


def _critical(confidence):
    return stats.norm.isf((1 - proportion(confidence, "confidence", inclusive=False)) / 2)


def risk_difference(x1, n1, x2, n2, method="newcombe", confidence=0.95):
    """By how much do the response rates differ (arm 1 minus arm 2, as a proportion)?

    `method` is one of
    - "newcombe": joins the two Wilson intervals (Newcombe 1998, method 10);
    - "miettinen_nurminen": inverts the score test with N / (N - 1) (1985), as regulators often ask;
    - "mee": the same without N / (N - 1) (Mee 1984), so it agrees with Pearson's chi-squared;
    - "agresti_caffo": Wald after adding one success and one failure per arm (2000). Not cut at -1 and 1.

    Returns an `Interval`. Raises ValueError for impossible counts or an unknown method.

    >>> interval = risk_difference(7, 10, 6, 9)
    >>> round(interval.estimate, 3), round(interval.low, 3), round(interval.high, 3)
    (0.033, -0.337, 0.4)
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    one_of(method, "method", DIFFERENCE_METHODS)
    critical = _critical(confidence)
    estimate = x1 / n1 - x2 / n2
    if method in ("newcombe", "agresti_caffo"):
        name = {"newcombe": "newcomb", "agresti_caffo": "agresti-caffo"}[method]
        alpha = 1 - confidence
        low, high = confint_proportions_2indep(x1, n1, x2, n2, compare="diff", method=name, alpha=alpha)
    else:

        def excess(difference, target):
            z = float(difference_score(difference, x1, n1, x2, n2, method))
            return min(max(z, -40.0), 40.0) - target

        def solve(end, target):
            if estimate == end:
                return end
            inner, outer = sorted((estimate, end))
            return optimize.brentq(excess, inner, outer, args=(target,), xtol=1e-13)

        low, high = solve(-1.0, critical), solve(1.0, -critical)
    return Interval(estimate, float(low), float(high), float(confidence), method)
