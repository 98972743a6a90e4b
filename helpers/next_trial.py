"""How large should the next trial be? Sample size, drop-out, assurance and the t test for means.

`helpers.trial_design` asks what a given trial can find; this module asks the reverse. Arms are of equal size.

Worked example: tests/worked_trial_design.ipynb.
"""

import math

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, logit
from scipy.stats import binom, nct, norm, t

from helpers import trial_design
from helpers.counts import LARGEST_ARM, arm_sizes, finite_number, one_of, proportion, whole_number
from helpers.two_by_two import TESTS, all_tables

METHODS = ("pearson normal", "continuity corrected", *(f"exact {test}" for test in TESTS))
"""Two formulas and, for each test in `helpers.two_by_two`, a search over exact power."""

UNCONDITIONAL = ("barnard", "unpooled_z", "boschloo", "boschloo_doubled")

EFFECT_SCALES = ("log odds ratio", "difference")


def sample_size(rate1, rate2, power=0.8, alpha=0.05, method="pearson normal", whole=True):
    """Participants per arm (analysed, before drop-out) to find this difference with this power.

    `method`: "pearson normal" is the usual formula for the uncorrected chi-squared test, "continuity
    corrected" the one for Yates or Fisher, "exact fisher" and so on the smallest size whose exact power
    reaches the target (exact power goes up in a saw-tooth, so a slightly larger trial can fall just below
    again). `whole=False` returns the formula before rounding up. ValueError for equal rates, unknown methods,
    or exact searches above 500 per arm. Source: Fleiss, Levin & Paik 2003.

    >>> sample_size(0.45, 0.30, power=0.9), sample_size(0.45, 0.30, power=0.9, method="continuity corrected")
    (217, 230)
    """
    rate1, rate2 = proportion(rate1, "rate1"), proportion(rate2, "rate2")
    if rate1 == rate2:
        raise ValueError(f"rate1 and rate2 are both {rate1:g}: a sample size needs a difference to look for")
    power, alpha = proportion(power, "power", False), proportion(alpha, "alpha", False)
    if power <= alpha:
        raise ValueError(f"power is {power:g}: it must be above alpha ({alpha:g})")
    one_of(method, "method", METHODS)
    gap, middle = abs(rate1 - rate2), (rate1 + rate2) / 2
    spread = math.sqrt(rate1 * (1 - rate1) + rate2 * (1 - rate2))
    reach = norm.isf(alpha / 2) * math.sqrt(2 * middle * (1 - middle)) + norm.ppf(power) * spread
    size = float((reach / gap) ** 2)
    if method == "continuity corrected":
        size *= (1 + math.sqrt(1 + 4 / (size * gap))) ** 2 / 4
    elif method.startswith("exact "):
        return _smallest_exact(rate1, rate2, power, alpha, method.removeprefix("exact "), size)
    # forgive rounding dust: 100.0000000001 means 100
    return math.ceil(size - 1e-9) if whole else size


def _smallest_exact(rate1, rate2, target, alpha, test, size):
    """First size whose exact power reaches the target."""
    if size > 0.9 * LARGEST_ARM:
        raise ValueError(
            f"method is 'exact {test}': about {size:.0f} per arm are needed and exact search stops at "
            f"{LARGEST_ARM}; use 'pearson normal' or 'continuity corrected'"
        )

    def reached(n):
        return trial_design.power(rate1, rate2, n, n, test, alpha)

    # Chi-squared tests can reach a modest target with a handful of people and then fall below it: count from 1.
    # Unconditional tests keep their level, so they do not, and they are slow: start safely below the formula.
    start = max(1, int(0.8 * size)) if test in UNCONDITIONAL else 1
    while start > 1 and reached(start) > target - 0.05:  # more than a tooth of the saw
        start = max(1, start - max(2, start // 10))
    for n in range(start, LARGEST_ARM + 1):
        if reached(n) >= target:
            return n
    raise ValueError(f"power is {target:g}: not reached by 'exact {test}' up to {LARGEST_ARM} per arm")


def with_drop_out(participants, share):
    """How many to enrol so that `participants` remain when this share drops out.

    `share` is below 1 (0.15 for 15 %). Returns a whole number, rounded up. Larger numbers restore power;
    they do not repair the bias that drop-out can bring.

    >>> with_drop_out(217, 0.15), with_drop_out(217, 0.20)
    (256, 272)
    """
    participants = whole_number(participants, "participants", smallest=1)
    share = proportion(share, "share")
    if share == 1:
        raise ValueError("share is 1: if everybody drops out, no enrolment is large enough")
    return math.ceil(participants / (1 - share) - 1e-9)


def assurance(
    n_per_arm, effect_prior, placebo_prior, test="fisher", alpha=0.05, effect_scale="log odds ratio"
):
    """The chance that the next trial ends significant *in favour of the treatment*, given what one believes.

    Power assumes the effect is known; assurance averages over doubt about it. `effect_prior` is (mean, sd)
    of the log odds ratio, or of the risk difference with `effect_scale="difference"` (rates are then kept
    within 0 and 1). `placebo_prior` is (mean, sd) of the logit of the placebo response. An sd of 0 means
    certainty. Returns a share, computed on a fixed grid. Source: O'Hagan, Stevens & Campbell 2005.

    >>> round(assurance(217, (0.647, 0), (-0.847, 0), "pearson"), 2)
    0.9
    >>> round(assurance(217, (0.647, 0.4), (-0.847, 0.3), "pearson"), 2)
    0.71
    """
    n, _ = arm_sizes(n_per_arm, n_per_arm)
    one_of(test, "test", TESTS)
    one_of(effect_scale, "effect_scale", EFFECT_SCALES)
    alpha = proportion(alpha, "alpha", inclusive=False)
    effects, effect_weights = _nodes(effect_prior, "effect_prior", 121)
    logits, placebo_weights = _nodes(placebo_prior, "placebo_prior", 41)
    placebo = expit(logits)[:, None]
    if effect_scale == "difference":
        treated = np.clip(placebo + effects, 0, 1)
    else:
        treated = expit(logit(placebo) + effects)
    counts = np.arange(n + 1)
    favourable = (all_tables(n, n, test) < alpha) * (counts[:, None] > counts)
    against_placebo = binom.pmf(counts, n, placebo) @ favourable.T
    powers = (binom.pmf(counts, n, treated[..., None]) * against_placebo[:, None, :]).sum(axis=-1)
    return float(placebo_weights @ powers @ effect_weights)


def power_t(n_per_arm, difference_in_sd, alpha=0.05):
    """Power of the two-sample t test when the means differ by this many standard deviations.

    From the noncentral t distribution. Own line of code, because statsmodels returns nan when the effect is
    large (36 per arm and 5 SD) and misses the root of its power at small `alpha`.

    >>> round(power_t(10, 0.5), 3)
    0.185
    """
    n = whole_number(n_per_arm, "n_per_arm", smallest=2)
    difference = abs(finite_number(difference_in_sd, "difference_in_sd"))
    alpha = proportion(alpha, "alpha", inclusive=False)
    return _power_t(n, min(difference, 1000.0), alpha)


def _power_t(n, difference, alpha):
    freedom, shift = 2 * n - 2, difference * math.sqrt(n / 2)
    critical = t.isf(alpha / 2, freedom)
    wrong_way = nct.cdf(-critical, freedom, shift)  # SciPy gives nan where this chance is next to nothing
    return float(min(1.0, nct.sf(critical, freedom, shift) + np.nan_to_num(wrong_way)))


def detectable_difference_t(n_per_arm, power=0.8, alpha=0.05):
    """The difference of means, in standard deviations, that a two-sample t test finds with this power.

    >>> round(detectable_difference_t(10), 2), round(detectable_difference_t(36), 2)
    (1.32, 0.67)
    """
    n = whole_number(n_per_arm, "n_per_arm", smallest=2)
    power, alpha = proportion(power, "power", False), proportion(alpha, "alpha", False)
    if power <= alpha:
        raise ValueError(f"power is {power:g}: it must be above alpha ({alpha:g})")
    most = 1.0
    while _power_t(n, most, alpha) < power:
        most *= 2
    return float(brentq(lambda difference: _power_t(n, difference, alpha) - power, 0.0, most, xtol=1e-10))


def _nodes(prior, name, count):
    """Evenly spaced points within 5 sd of a normal belief, and weights; a single point if it is certain."""
    try:
        mean, sd = prior
    except (TypeError, ValueError):
        raise ValueError(f"{name} is {prior!r}: give a pair (mean, sd)") from None
    mean, sd = finite_number(mean, f"mean of {name}"), finite_number(sd, f"sd of {name}")
    if sd < 0:
        raise ValueError(f"sd of {name} is {sd:g}: it must be 0 or more")
    if sd == 0:
        return np.array([mean]), np.array([1.0])
    points = np.linspace(-5, 5, count)
    weights = norm.pdf(points)
    return mean + sd * points, weights / weights.sum()
