"""One group: how sure can we be of a response rate, or of zero events, in a handful of people?

Intervals for one proportion, bounds after zero events, chances of seeing an event, and the
beta-binomial answers to "what does this say about the next group?". Counts are people: `x` with the
outcome among `n` observed.

Worked example: tests/statistics/worked_one_group.ipynb.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy import integrate, optimize, special, stats
from statsmodels.stats.proportion import proportion_confint

from helpers.arguments import one_group, one_of, proportion, whole_number


@dataclass(frozen=True)
class Interval:
    """An estimate with its limits: the values that the data do not exclude at this confidence level.

    `estimate`, `low` and `high` share one unit (a proportion, a difference of proportions, or a ratio);
    `method` names how the limits were found, because at small n the name changes the numbers.
    """

    estimate: float
    low: float
    high: float
    confidence: float
    method: str


def binomial_chances(n, rate):
    """The chance of each number of responders 0 to n (last axis) among n people, at a true rate or a column of rates.

    From logarithms, because SciPy's own function overflows at rates next to nothing.

    >>> binomial_chances(2, 0.5).round(2).tolist()
    [0.25, 0.5, 0.25]
    """
    x = np.arange(n + 1)
    ways = special.gammaln(n + 1) - special.gammaln(x + 1) - special.gammaln(n - x + 1)
    return np.exp(ways + special.xlogy(x, rate) + special.xlog1py(n - x, -np.asarray(rate, dtype=float)))


PROPORTION_METHODS = ("clopper_pearson", "wilson", "jeffreys", "agresti_coull", "mid_p")


def proportion_interval(x, n, method="clopper_pearson", confidence=0.95):
    """Which true rates are compatible with `x` of `n` participants having the outcome?

    `method` is one of
    - "clopper_pearson": exact, covers at least as often as promised (Clopper and Pearson 1934);
    - "wilson": inverts the score test (Wilson 1927), close to the promised coverage on average;
    - "mid_p": as Clopper-Pearson, but counts half the chance of the observed result (Lancaster 1961);
    - "jeffreys": equal-tailed from the Beta(1/2, 1/2) prior, with the lower limit 0 at x = 0 and the upper
      limit 1 at x = n, as Brown, Cai and DasGupta (2001) advise;
    - "agresti_coull": Wald after adding successes and failures (1998). Not cut at 0 and 1: a limit below 0
      is a sign that the approximation does not suit these counts.

    Returns an `Interval` of proportions. Raises ValueError for impossible counts, an unknown method, or a
    confidence level outside 0 to 1.

    >>> interval = proportion_interval(13, 19)
    >>> round(interval.estimate, 3), round(interval.low, 3), round(interval.high, 3)
    (0.684, 0.434, 0.874)
    """
    x, n = one_group(x, n)
    one_of(method, "method", PROPORTION_METHODS)
    alpha = 1 - proportion(confidence, "confidence", inclusive=False)
    if method == "mid_p":
        low, high = _mid_p_limits(x, n, alpha)
    elif method == "agresti_coull":
        # statsmodels cuts these limits at 0 and 1, so they are written out here.
        z = stats.norm.isf(alpha / 2)
        centre = (x + z**2 / 2) / (n + z**2)
        half_width = z * math.sqrt(centre * (1 - centre) / (n + z**2))
        low, high = centre - half_width, centre + half_width
    else:
        name = {"clopper_pearson": "beta", "wilson": "wilson", "jeffreys": "jeffreys"}[method]
        low, high = proportion_confint(x, n, alpha=alpha, method=name)
        # The limits at the ends are exact by definition; this also adds the Jeffreys rule statsmodels lacks.
        low, high = (0.0 if x == 0 else low), (1.0 if x == n else high)
    return Interval(x / n, float(low), float(high), float(confidence), method)


def _mid_p_limits(x, n, alpha):
    """Both central mid-P limits; SciPy and statsmodels offer none."""

    def at_least(k, rate):
        if k <= 0:
            return 1.0
        return 0.0 if k > n else special.betainc(k, n - k + 1, rate)

    def upper_tail(rate):  # P(more than x) + half of P(exactly x)
        return (at_least(x, rate) + at_least(x + 1, rate)) / 2

    def solve(target):
        return optimize.brentq(lambda rate: upper_tail(rate) - target, 0, 1, xtol=1e-14)

    return (0.0 if x == 0 else solve(alpha / 2)), (1.0 if x == n else solve(1 - alpha / 2))


def zero_event_upper(n):
    """How large can a risk be, if none of `n` participants had the event?

    With 95 % confidence and all the doubt on the upper side: the usual statement after zero events, and the exact
    version of the rule of three. Returns the bound as a proportion. Raises ValueError for n below 1.

    >>> round(zero_event_upper(20), 3)
    0.139
    """
    n = whole_number(n, "participants", smallest=1)
    return -math.expm1(math.log(0.05) / n)


def rule_of_three(n):
    """The bound to do in the head after zero events in `n` people: 3 / n, at most 1 (Hanley 1983).

    It approximates `zero_event_upper(n)` and is a little too large for small n.

    >>> rule_of_three(20)
    0.15
    """
    return min(1.0, 3 / whole_number(n, "participants", smallest=1))


def chance_of_at_least_one(risk, n):
    """The chance that at least one of `n` participants has an event of this `risk` (a proportion).

    >>> round(chance_of_at_least_one(0.01, 72), 3)
    0.515
    """
    risk = proportion(risk, "risk")
    n = whole_number(n, "participants", smallest=1)
    return 1.0 if risk == 1 else -math.expm1(n * math.log1p(-risk))


def participants_needed(risk):
    """How many people must be followed to see an event of this `risk` at least once with a chance of 95 %?

    A `risk` is a proportion. Raises ValueError for a risk of 0, which no number of people would show.

    >>> participants_needed(0.01)
    299
    """
    risk = proportion(risk, "risk")
    if risk == 0:
        raise ValueError("risk is 0: an event that never happens is not seen in any number of people")
    if risk == 1:
        return 1
    if risk < 1e-15:
        raise ValueError(f"risk is {risk:g}: too small to count people for; check it")
    needed = max(1, math.ceil(math.log(0.05) / math.log1p(-risk)))
    # A quotient such as 2.0000000000000004 must not round up to 3.
    fewer_do = needed > 1 and chance_of_at_least_one(risk, needed - 1) >= 0.95 * (1 - 1e-12)
    return needed - 1 if fewer_do else needed


def predictive_chance_of_event(x, n, next_n):
    """The chance of at least one event among the next `next_n` people, after `x` events in `n`.

    Averages over what is still unknown about the rate (beta-binomial prediction), so it is not the chance
    at any one assumed rate. The flat prior Beta(1, 1) is a choice: say so when you report the number.

    >>> round(predictive_chance_of_event(0, 20, 36), 3)
    0.632
    """
    x, n = one_group(x, n)
    next_n = whole_number(next_n, "next participants", smallest=1)
    log_chance_of_none = special.betaln(1 + x, 1 + n - x + next_n) - special.betaln(1 + x, 1 + n - x)
    return float(-np.expm1(log_chance_of_none))


def chance_of_at_least(k, n, rate):
    """The chance that `k` or more of `n` participants respond if each does so with probability `rate`.

    Raises ValueError if k exceeds n or the rate is not a proportion.

    >>> round(chance_of_at_least(4, 5, 0.3), 3)
    0.031
    """
    k, n = one_group(k, n)
    return float(stats.binom.sf(k - 1, n, proportion(rate, "rate")))


def chance_with_retreatment(k, n, rate_per_cycle, cycles=2, correlation=0.0):
    """The chance that `k` or more of `n` people respond in at least one of `cycles` treatment cycles.

    A second chance raises the number of responders even if the treatment does nothing new. How much
    depends on how alike a person's cycles are. Model: each person has a lasting tendency, and responds when
    tendency plus that cycle's luck (both normal) passes a threshold set by `rate_per_cycle`; `correlation`
    (0 to 1) is the share of the variance that lasts, so it is the correlation of two cycles on that scale.
    At 0 the cycles are independent; at 1 the further cycles add nothing. (Correlating the yes/no
    outcomes themselves at .6 is a stronger assumption, and gives .075 instead of .110 in the example.)
    Raises ValueError for impossible counts, a rate or a correlation outside 0 to 1, or fewer than one cycle.

    >>> [round(chance_with_retreatment(4, 5, 0.3, correlation=r), 3) for r in (0, 0.6, 1)]
    [0.2, 0.11, 0.031]
    """
    rate = proportion(rate_per_cycle, "rate_per_cycle")
    cycles = whole_number(cycles, "cycles", smallest=1)
    correlation = proportion(correlation, "correlation")
    if correlation == 1 or cycles == 1 or rate in (0.0, 1.0):
        return chance_of_at_least(k, n, rate)
    threshold = special.ndtri(1 - rate)

    def misses_every_cycle(tendency):
        miss = special.ndtr((threshold - math.sqrt(correlation) * tendency) / math.sqrt(1 - correlation))
        return miss**cycles * math.exp(-(tendency**2) / 2) / math.sqrt(2 * math.pi)

    # Average over the lasting tendency; the integrand falls where tendency meets threshold, steeply if the
    # correlation is near 1, so the fall gets its own stretch of the integral.
    turn, width = 0.0, 5.0
    if correlation > 0:
        turn, width = threshold / math.sqrt(correlation), 6 * math.sqrt((1 - correlation) / correlation)
    turns = sorted({min(max(point, -9.9), 9.9) for point in (turn - width, turn, turn + width)})
    never_responds, _ = integrate.quad(misses_every_cycle, -10, 10, points=turns, limit=400)
    return chance_of_at_least(k, n, min(1.0, max(0.0, 1 - never_responds)))
