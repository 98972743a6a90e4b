"""Two groups: by how much, or how many times, do two rates differ, how sure is that, and are they nearly the same?

Every function takes plain counts `(x1, n1, x2, n2)`: `x1` of `n1` responders in arm 1, `x2` of `n2` in arm 2.
A difference is arm 1 minus arm 2; a ratio is arm 1 over arm 2. With few people the method moves the limits
by several percentage points, so each result carries its method's name.

The score intervals are our own code. In statsmodels 0.15 the score method for a difference is wrong (open
issue 10269); three lines show it (the true limits of Miettinen and Nurminen are .0528 and .3382):

    from statsmodels.stats.proportion import confint_proportions_2indep
    confint_proportions_2indep(56, 70, 48, 80, compare="diff", method="score")  # .0526, .3440
    confint_proportions_2indep(9, 10, 3, 10, compare="diff", method="score")  # ValueError

For ratios it misses the true limits (10/10 v 10/10), and for odds ratios it divides by zero, when an arm has
no or only responders.

A large p-value only says that no difference was shown. Equivalence asks for more: both "arm 1 is worse by the
margin" and "arm 1 is better by the margin" must be rejected, each one-sided (two one-sided tests, TOST;
Schuirmann 1987). Margins and rates are proportions, 0.10 for ten percentage points. The margin is a
clinical choice, to be made before the data are seen.

Worked example: tests/statistics/worked_two_groups.ipynb.
"""

import functools
import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize, special, stats
from statsmodels.stats.proportion import confint_proportions_2indep

from helpers.arguments import (
    arm_sizes,
    finite_number,
    one_of,
    proportion,
    two_groups,
    whole_number,
)
from helpers.statistics.one_group import Interval, binomial_chances
from helpers.statistics.printed import printed_p
from helpers.statistics.single_table import exact_odds_ratio
from helpers.text import points_as_typed


def verdict_from_interval(low, high, worthwhile):
    """One sentence that follows from the interval of a risk difference (shares), and from nothing else.

    `worthwhile` is the smallest difference that would matter. Raises ValueError if low exceeds high.

    >>> verdict_from_interval(-0.05, 0.30, 0.10)
    'The interval includes both zero and differences of 10 points or more: the question stays open.'
    """
    worthwhile = proportion(worthwhile, "worthwhile")
    if low > high:
        raise ValueError(f"low ({low:g}) exceeds high ({high:g}): swap them")
    bar = points_as_typed(worthwhile)
    if high < 0:
        return "The whole interval lies on the side of placebo."
    if low > 0 and low >= worthwhile:
        return f"Every difference in the interval is at least {bar}: a benefit that matters, as far as chance goes."
    if low > 0 and high >= worthwhile:
        return (
            f"The interval lies above zero, but it also holds differences smaller than {bar}: "
            "it points to some benefit, of a size that stays open."
        )
    if low > 0:
        return f"The interval lies above zero and below {bar}: a benefit too small to matter by this bar."
    if high >= worthwhile:
        return f"The interval includes both zero and differences of {bar} or more: the question stays open."
    return f"The interval includes zero and stays below {bar}: no benefit of that size is inside it."


DIFFERENCE_METHODS = ("newcombe", "miettinen_nurminen", "mee", "agresti_caffo")


RATIO_METHODS = ("koopman", "miettinen_nurminen", "katz")


ODDS_METHODS = ("score", "miettinen_nurminen", "conditional_exact", "woolf")


def difference_score(difference, x1, n1, x2, n2, method="miettinen_nurminen"):
    """How far, in standard errors, do the data lie from a true risk difference of `difference`?

    Positive when the observed difference is larger. The standard error is taken at the likeliest pair of
    rates that differ by exactly `difference` (Mee 1984; closed form of Farrington and Manning 1990);
    "miettinen_nurminen" (1985) multiplies its variance by N / (N - 1), "mee" does not. All arguments may be
    arrays; counts are taken as checked. At difference 0, z squared is Pearson's chi-squared ("mee").
    Raises ValueError for another method.

    >>> round(float(difference_score(0, 7, 10, 6, 9, method="mee")) ** 2, 4)
    0.0244
    """
    one_of(method, "method", ("miettinen_nurminen", "mee"))
    r1, r2 = restricted_rates(difference, x1, n1, x2, n2)
    variance = r1 * (1 - r1) / n1 + r2 * (1 - r2) / n2
    if method == "miettinen_nurminen":
        variance = variance * ((n1 + n2) / (n1 + n2 - 1.0))
    # Without any variance a matching difference scores 0, any other is out of reach (a very large score).
    return (x1 / n1 - x2 / n2 - difference) / np.sqrt(np.maximum(variance, 1e-30))


def exact_difference(x1, n1, x2, n2, confidence=0.95):
    """The risk difference with exact unconditional limits, for tiny arms: never narrower than they claim to be.

    Tables are ordered by the score of Miettinen and Nurminen; a difference is excluded if, at every pair of rates that
    differ by it, a result at least as far off has a chance below half of 1 - `confidence`. Returns an `Interval`. Meant
    for n1 x n2 up to a few thousand. Source: Chan and Zhang 1999.

    Three of three against none of three: all of them respond with chance ((1 + d) / 2) ** 6 at most.

    >>> found = exact_difference(3, 3, 0, 3)
    >>> round(found.low, 3), round(2 * 0.025 ** (1 / 6) - 1, 3), found.high
    (0.081, 0.081, 1.0)
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    tail = (1 - proportion(confidence, "confidence", inclusive=False)) / 2
    low = _exact_lower(x1, n1, x2, n2, tail)
    high = -_exact_lower(x2, n2, x1, n1, tail)
    return Interval(x1 / n1 - x2 / n2, low, high, confidence, "exact unconditional")


def _exact_lower(x1, n1, x2, n2, tail):
    """The smallest difference that is not excluded: sought from -1 upwards, then by halving."""
    estimate = x1 / n1 - x2 / n2
    below, above = -1.0, estimate
    for step in np.linspace(-1, estimate, 81)[1:-1]:
        if _largest_tail(step, x1, n1, x2, n2) > tail:
            above = step
            break
        below = step
    if below == -1.0 and _largest_tail(-1 + 1e-9, x1, n1, x2, n2) > tail:
        return -1.0
    while above - below > 1e-5:
        middle = (below + above) / 2
        below, above = (below, middle) if _largest_tail(middle, x1, n1, x2, n2) > tail else (middle, above)
    return float(above)


def _largest_tail(difference, x1, n1, x2, n2):
    """The largest chance, over all pairs of rates so far apart, of a result at least as far above `difference`."""
    counts1, counts2 = np.arange(n1 + 1)[:, None], np.arange(n2 + 1)[None, :]
    scores = difference_score(difference, counts1, n1, counts2, n2)
    as_far = scores >= difference_score(difference, x1, n1, x2, n2) - 1e-9
    rates = np.linspace(max(0.0, -difference), min(1.0, 1 - difference), 101)[:, None]
    chances1 = binomial_chances(n1, np.clip(rates + difference, 0, 1))
    return float(np.einsum("gi,ij,gj->g", chances1, as_far, binomial_chances(n2, rates)).max())


def restricted_rates(difference, x1, n1, x2, n2):
    """The likeliest pair of true rates that differ by exactly `difference`: (rate of arm 1, rate of arm 2), shares.

    What the two rates would be if the true difference were a limit of a score interval: a limit belongs to this
    pair, not to the observed rate of either arm. Counts are taken as checked and may be arrays; `difference`
    is a share, arm 1 minus arm 2. Closed form of Farrington and Manning 1990.

    >>> [round(float(rate), 3) for rate in restricted_rates(0, 7, 10, 6, 9)]
    [0.684, 0.684]
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
    return r1, np.minimum(np.maximum(r1 - difference, 0.0), 1.0)


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
    if any(counts.dtype.kind not in "iuf" for counts in (x1, n1, x2, n2)):
        for row in zip(*(counts.ravel().tolist() for counts in (x1, n1, x2, n2)), strict=True):
            two_groups(*row)  # says which count is no number
        x1, n1, x2, n2 = (counts.astype(float) for counts in (x1, n1, x2, n2))
    impossible = ~((x1 >= 0) & (x1 <= n1) & (n1 >= 1) & (x2 >= 0) & (x2 <= n2) & (n2 >= 1))
    with np.errstate(invalid="ignore"):  # an infinite count
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
    return -special.ndtri((1 - proportion(confidence, "confidence", inclusive=False)) / 2)


def risk_difference(x1, n1, x2, n2, method="miettinen_nurminen", confidence=0.95):
    """By how much do the response rates differ (arm 1 minus arm 2, as a proportion)?

    `method` is one of
    - "miettinen_nurminen": inverts the score test with N / (N - 1) (1985), as regulators often ask; the one
      method of the lessons and checks;
    - "newcombe": joins the two Wilson intervals (Newcombe 1998, method 10);
    - "mee": the same without N / (N - 1) (Mee 1984), so it agrees with Pearson's chi-squared;
    - "agresti_caffo": Wald after adding one success and one failure per arm (2000). Not cut at -1 and 1.
      Drawn towards 0: with a few people and low confidence it can even miss the observed difference.

    Returns an `Interval`. Raises ValueError for impossible counts or an unknown method.

    >>> interval = risk_difference(7, 10, 6, 9)
    >>> round(interval.estimate, 3), round(interval.low, 3), round(interval.high, 3)
    (0.033, -0.373, 0.438)
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


def risk_ratio(x1, n1, x2, n2, method="koopman", confidence=0.95):
    """How many times the response rate of arm 2 is the rate of arm 1?

    `method` is one of
    - "koopman": inverts the score test (Koopman 1984);
    - "miettinen_nurminen": the same with N / (N - 1) in the variance (1985);
    - "katz": Wald on the log scale (Katz 1978), the formula of most software; needs large counts.

    Returns an `Interval` of ratios. With no responder in arm 2 the estimate is infinite; with none in either
    arm it is nan and the limits are 0 and infinity, as nothing is known about the ratio. "katz" has no
    standard error with a zero (or when everyone responds) and then also returns 0 and infinity.

    >>> interval = risk_ratio(15, 36, 6, 36)
    >>> round(interval.estimate, 2), round(interval.low, 2), round(interval.high, 2)
    (2.5, 1.15, 5.72)
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    one_of(method, "method", RATIO_METHODS)
    critical = _critical(confidence)
    p1, p2 = x1 / n1, x2 / n2
    estimate = _ratio(p1, p2)
    if method == "katz":
        variance = 1 / x1 - 1 / n1 + 1 / x2 - 1 / n2 if x1 and x2 else 0
        return _log_wald(estimate, variance, critical, confidence, method)
    correction = _correction(n1, n2, method)

    def score(log_ratio):
        ratio = math.exp(log_ratio)
        # The likeliest rates with this ratio solve a quadratic (Miettinen and Nurminen 1985).
        b = n1 * ratio + x1 + n2 + x2 * ratio
        r2 = 2 * (x1 + x2) / (b + math.sqrt(max(0.0, b * b - 4 * (n1 + n2) * ratio * (x1 + x2))))
        r2 = min(r2, 1.0, 1 / ratio)
        r1 = min(ratio * r2, 1.0)
        variance = r1 * (1 - r1) / n1 + ratio**2 * r2 * (1 - r2) / n2
        return (p1 - ratio * p2) / math.sqrt(max(variance * correction, 1e-30))

    return _invert(score, estimate, x1 + x2 == 0, critical, confidence, method)


def odds_ratio(x1, n1, x2, n2, method="score", confidence=0.95):
    """How many times the odds of response in arm 2 are the odds in arm 1?

    `method` is one of
    - "score": inverts the score test (Cornfield's asymptotic interval without continuity correction);
    - "miettinen_nurminen": the same with N / (N - 1) in the variance (1985);
    - "conditional_exact": given all four totals (Cornfield 1956); belongs to Fisher's test. Its estimate is
      the conditional maximum-likelihood one, a little nearer to 1 than the cross product of the others;
    - "woolf": Wald on the log scale (1955); needs large counts.

    Returns an `Interval` of odds ratios. If nobody or everybody responded the estimate is nan, with limits 0
    and infinity. A single zero gives an estimate of 0 or infinity; "woolf" then has no standard error, and
    its limits are 0 and infinity.

    >>> interval = odds_ratio(9, 26, 2, 26, method="conditional_exact")
    >>> round(interval.estimate, 2), round(interval.low, 2), round(interval.high, 2)
    (6.14, 1.08, 65.43)
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    one_of(method, "method", ODDS_METHODS)
    critical = _critical(confidence)
    if method == "conditional_exact":
        return exact_odds_ratio(x1, n1, x2, n2, confidence)
    responders, nobody_or_all = x1 + x2, x1 + x2 in (0, n1 + n2)
    estimate = math.nan if nobody_or_all else _ratio(x1 * (n2 - x2), x2 * (n1 - x1))
    if method == "woolf":
        cells = (x1, n1 - x1, x2, n2 - x2)
        variance = sum(1 / cell for cell in cells) if all(cells) else 0
        return _log_wald(estimate, variance, critical, confidence, method)
    correction = _correction(n1, n2, method)

    def score(log_odds_ratio):
        ratio = math.exp(log_odds_ratio)
        a = n2 * (ratio - 1)
        b = n1 * ratio + n2 - responders * (ratio - 1)
        root = math.sqrt(b * b + 4 * a * responders)
        r2 = 2 * responders / (b + root) if b >= 0 else (root - b) / (2 * a)
        below = 1 + r2 * (ratio - 1)
        # a ratio so near 0 that r2 rounds to 1: then the expected responders of arm 1 are what is left
        r1 = r2 * ratio / below if below > 0 else (responders - n2 * r2) / n1
        inverse = 1 / max(n1 * r1 * (1 - r1), 1e-300) + 1 / max(n2 * r2 * (1 - r2), 1e-300)
        return (x1 - n1 * r1) * math.sqrt(inverse / correction)

    return _invert(score, estimate, nobody_or_all, critical, confidence, method)


def _ratio(above, below):
    if below:
        return above / below
    return math.inf if above else math.nan


def _correction(n1, n2, method):
    total = n1 + n2
    return total / (total - 1) if method == "miettinen_nurminen" else 1.0


def _log_wald(estimate, variance, critical, confidence, method):
    """Limits symmetric about the estimate on the log scale, or none at all without a standard error."""
    low, high = 0.0, math.inf
    if variance > 0:
        factor = math.exp(critical * math.sqrt(variance))
        low, high = estimate / factor, estimate * factor
    return Interval(estimate, low, high, float(confidence), method)


def _invert(score, estimate, nothing_known, critical, confidence, method):
    """The ratios at which a falling `score` of the log ratio passes plus and minus `critical`."""
    if nothing_known:
        return Interval(math.nan, 0.0, math.inf, float(confidence), method)
    start = math.log(estimate) if 0 < estimate < math.inf else 0.0

    def solve(target):
        below = above = start
        step = 1.0
        while score(below) < target:
            below, step = below - step, 2 * step
        step = 1.0
        while score(above) > target:
            above, step = above + step, 2 * step
        return math.exp(
            optimize.brentq(lambda log_ratio: score(log_ratio) - target, below, above, xtol=1e-12)
        )

    low = 0.0 if estimate == 0 else solve(critical)
    high = math.inf if estimate == math.inf else solve(-critical)
    return Interval(estimate, low, high, float(confidence), method)


@dataclass(frozen=True)
class NumberNeededToTreat:
    """How many people to treat in arm 1 instead of arm 2 for one more response (benefit) or one fewer (harm).

    `estimate`, `low` and `high` are positive. `low` is the limit with the strongest effect in the direction
    of the estimate, `high` the other; each has its direction ("benefit" or "harm"). When the risk
    difference may be zero (`crosses_infinity`), the interval runs from `low` up through infinity and down
    to `high` on the other side: 10 is inside "4 (benefit) through infinity to 20 (harm)", 2 is not.
    """

    estimate: float
    direction: str
    low: float
    low_direction: str
    high: float
    high_direction: str
    crosses_infinity: bool
    difference: Interval

    @classmethod
    def from_difference(cls, difference):
        """Invert the `Interval` of a risk difference (Altman 1998).

        >>> from helpers.statistics.one_group import Interval
        >>> NumberNeededToTreat.from_difference(Interval(0.10, -0.05, 0.25, 0.95, "as printed")).sentence()
        'NNT to benefit 10.0, 95 % interval from 4.0 (benefit) through infinity to 20.0 (harm)'
        """
        harm = difference.estimate < 0
        near, far = (difference.low, difference.high) if harm else (difference.high, difference.low)
        direction = "harm" if harm else "benefit"
        crosses = difference.low <= 0 <= difference.high
        sides = {True: "benefit", False: "harm"}
        return cls(
            estimate=_inverse(difference.estimate),
            direction="neither" if difference.estimate == 0 else direction,
            low=_inverse(near),
            low_direction=direction if near == 0 else sides[near > 0],
            high=_inverse(far),
            high_direction=direction if far == 0 else sides[far > 0],
            crosses_infinity=crosses,
            difference=difference,
        )

    def sentence(self):
        """The result in words, with an interval through infinity told as one."""
        name = "NNT" if self.direction == "neither" else f"NNT to {self.direction}"
        through = " through infinity" if self.low_direction != self.high_direction else ""
        low, high, estimate = (_to_one_decimal(value) for value in (self.low, self.high, self.estimate))
        return (
            f"{name} {estimate}, {self.difference.confidence * 100:g} % interval "
            f"from {low} ({self.low_direction}){through} to {high} ({self.high_direction})"
        )


def _inverse(difference):
    return math.inf if difference == 0 else 1 / abs(difference)


def _to_one_decimal(value):
    return "infinity" if value == math.inf else f"{value:.1f}"


def number_needed_to_treat(x1, n1, x2, n2, method="miettinen_nurminen"):
    """How many people must receive arm 1 instead of arm 2 for one additional responder, and how sure is that?

    Responses count as good. Inverts the risk difference and its interval; `method` is any of
    `risk_difference`. Returns a `NumberNeededToTreat`; its `.sentence()` tells an interval through infinity
    correctly (Altman 1998). Raises ValueError for impossible counts.

    >>> number_needed_to_treat(7, 10, 6, 9).sentence()
    'NNT to benefit 30.0, 95 % interval from 2.3 (benefit) through infinity to 2.7 (harm)'
    >>> number_needed_to_treat(15, 36, 6, 36, method="mee").sentence()
    'NNT to benefit 4.0, 95 % interval from 2.3 (benefit) to 24.3 (benefit)'
    """
    return NumberNeededToTreat.from_difference(risk_difference(x1, n1, x2, n2, method))


def equivalence_p(x1, n1, x2, n2, margin):
    """Do the data exclude a true risk difference beyond the margin, in either direction?

    `margin` is one share for both directions, or a pair (worse, better): (0.05, 0.15) allows arm 1 to be up to
    5 points worse or 15 points better. Returns the larger of the two one-sided score-test p-values: below 0.05
    shows equivalence within the margin at the 5 % level, which is the same as the 90 % interval lying inside.
    By the score test of Miettinen and Nurminen. Own code, because the statsmodels function inherits its wrong
    score statistic. Raises ValueError for impossible counts or a margin outside 0 to 1.

    >>> round(equivalence_p(7, 10, 6, 9, margin=0.30), 3), round(equivalence_p(7, 10, 6, 9, (0.3, 0.5)), 3)
    (0.108, 0.058)
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    return float(_larger_p(x1, n1, x2, n2, _margins(margin)))


def _margins(margin):
    """The margin as (worse, better), both shares above 0."""
    pair = (margin, margin) if np.ndim(margin) == 0 else tuple(margin)
    if len(pair) != 2:
        raise ValueError(f"margin is {margin!r}: give one share, or a pair (worse, better)")
    return tuple(proportion(each, "margin", inclusive=False) for each in pair)


def _larger_p(x1, n1, x2, n2, margins):
    worse, better = margins
    not_higher = stats.norm.cdf(difference_score(better, x1, n1, x2, n2))
    not_lower = stats.norm.sf(difference_score(-worse, x1, n1, x2, n2))
    return np.maximum(not_higher, not_lower)


def smallest_rejectable_margin(x1, n1, x2, n2):
    """How close can these data prove the two rates to be?

    The smallest margin for which the two one-sided tests both reject at 5 %: the limit farther from zero of the
    90 % interval (Miettinen and Nurminen). Returns a proportion. Raises ValueError for impossible counts.

    >>> round(smallest_rejectable_margin(7, 10, 6, 9), 3)
    0.38
    """
    interval = risk_difference(x1, n1, x2, n2, confidence=0.90)
    return max(abs(interval.low), abs(interval.high))


def _significance(alpha):
    alpha = proportion(alpha, "alpha", inclusive=False)
    if alpha >= 0.5:
        raise ValueError(f"alpha is {alpha:g}: a one-sided level must be below 0.5, usually 0.05")
    return alpha


def equivalence_sample_size(rate, margin, power=0.8):
    """How many people per arm to show equivalence by the usual formula, if both arms truly respond at `rate`?

    `margin` as in `equivalence_p`. Normal approximation of two
    one-sided tests at 5 % with unpooled variance, rounded up;
    for equal rates and one margin it is 2 rate (1 - rate) (z(1 - alpha) + z((1 + power) / 2))^2 / margin^2.
    Returns people per arm, without allowance for drop-out. It is an approximation: for rates near 0 or 1 and
    wide margins the exact power there can lie far from the target (rate 0.95, margin 0.15: 56 % instead of 80 %).
    Show it with `equivalence_power`, or step through sizes with it. Source: Chow, Shao & Wang 2008.

    >>> [equivalence_sample_size(0.65, margin) for margin in (0.10, 0.15, 0.20)]
    [390, 174, 98]
    """
    rate = proportion(rate, "rate", inclusive=False)
    power, z_alpha = proportion(power, "power", inclusive=False), stats.norm.isf(0.05)
    worse, better = _margins(margin)

    def shortfall(root):
        missed = stats.norm.sf(root * better - z_alpha) + stats.norm.sf(root * worse - z_alpha)
        return 1 - missed - power

    root = optimize.brentq(shortfall, 0.0, (z_alpha + 40) / min(worse, better), xtol=1e-12)
    return math.ceil(2 * rate * (1 - rate) * root**2 - 1e-9)


@functools.lru_cache(maxsize=32)
def _shows_equivalence(n1, n2, margins):
    """For every outcome (x1 down, x2 across): do both one-sided tests reject?"""
    x1, x2 = np.arange(n1 + 1)[:, None], np.arange(n2 + 1)[None, :]
    shown = _larger_p(x1, n1, x2, n2, margins) <= 0.05
    shown.flags.writeable = False
    return shown


def outcomes_that_can_show_equivalence(n1, n2, margin):
    """Of all (n1 + 1)(n2 + 1) possible results of a trial, how many would show equivalence within `margin`?

    Zero means that the trial could never have shown it, whatever the data. Returns a count.

    >>> [outcomes_that_can_show_equivalence(10, 10, margin) for margin in (0.1, 0.2, 0.3, 0.4, 0.5)]
    [0, 0, 4, 19, 39]
    """
    return int(np.sum(_outcomes(n1, n2, margin)))


def _outcomes(n1, n2, margin):
    n1, n2 = arm_sizes(n1, n2)
    return _shows_equivalence(n1, n2, _margins(margin))


def equivalence_power(rate1, rate2, n1, n2, margin):
    """The chance that a trial shows equivalence within `margin`, if the true rates are `rate1` and `rate2`.

    Exact: adds the probabilities of all outcomes that would show it. With rates that differ by the margin it
    is the size of the test. Returns a proportion. Raises ValueError for arms above 500.

    >>> [round(equivalence_power(0.65, 0.65, 10, 10, margin), 3) for margin in (0.1, 0.2, 0.3, 0.4, 0.5)]
    [0.0, 0.0, 0.005, 0.213, 0.56]
    """
    shown = _outcomes(n1, n2, margin)
    n1, n2 = arm_sizes(n1, n2)
    chance1 = binomial_chances(n1, proportion(rate1, "rate1"))
    chance2 = binomial_chances(n2, proportion(rate2, "rate2"))
    return float(chance1 @ shown @ chance2)


def standardised_difference_left_open(p, n1, n2, alpha=0.025):
    """How large a difference in means, in standard deviations, does a two-sided t-test P value leave open?

    For a continuous outcome with equal variances, when only P and the arm sizes are known. `p` is a number, or
    text as printed (".9"): then the smallest P that prints like that, which leaves the most open, is taken.
    Returns, in SD units, the limit farther from zero of the interval with confidence 1 - 2 alpha (95 % unless said
    otherwise), which is the smallest margin that two one-sided t tests at `alpha` exclude: differences below it
    remain possible, in either direction. Raises ValueError for a P outside 0 to 1 or arms too small.

    >>> round(standardised_difference_left_open(".9", 10, 10), 3)
    1.025
    >>> round(standardised_difference_left_open(0.9, 10, 10, alpha=0.05), 2)
    0.83
    """
    if isinstance(p, str):
        printed = printed_p(p, "any")
        if printed.comparison == "<":
            raise ValueError(
                f"p is {p!r}: a bound from above leaves no largest difference; give the value itself"
            )
        p = float(printed.low)
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
