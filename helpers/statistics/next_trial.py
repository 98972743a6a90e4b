"""How large should the next trial be, and what do its choices cost? Sample size, drop-out, assurance, design.

`trial_design` asks what a given trial can find; this module asks the reverse. Arms are of equal size. The functions
on design price one choice that a small trial makes before its P value exists, with the same people: cutting a score,
adjusting for baseline, sites. Counts are `(x1, n1, x2, n2)`, the treated arm first.

Worked example: tests/statistics/worked_trial_design.ipynb.
"""

import math
import numbers
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, ndtri
from scipy.stats import binom, chi2, norm

from helpers.arguments import (
    LARGEST_ARM,
    arm_sizes,
    finite_number,
    one_of,
    proportion,
    two_groups,
    whole_number,
)
from helpers.statistics import trial_design
from helpers.statistics.beliefs import PRIORS, log_odds_posterior
from helpers.statistics.means import mean_power, people_needed
from helpers.statistics.tests_of_counts import TESTS, UNCONDITIONAL
from helpers.statistics.trial_design import power
from helpers.statistics.two_by_two import all_tables

METHODS = ("pearson normal", "continuity corrected", *(f"exact {test}" for test in TESTS))
"""Two formulas and, for each test in `tests_of_counts.REGISTRY`, a search over exact power."""


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


def assurance(n_per_arm, effect_prior, placebo_prior, test="fisher"):
    """The chance that the next trial ends significant *in favour of the treatment*, given what one believes.

    Power assumes the effect is known; assurance averages over doubt about it. `effect_prior` is (mean, sd)
    of the log odds ratio. `placebo_prior` is (mean, sd) of the logit of the placebo response. An sd of 0 means
    certainty. Returns a share, computed on a fixed grid. Source: O'Hagan, Stevens & Campbell 2005.

    >>> round(assurance(217, (0.647, 0), (-0.847, 0), "pearson"), 2)
    0.9
    >>> round(assurance(217, (0.647, 0.4), (-0.847, 0.3), "pearson"), 2)
    0.71
    """
    n, _ = arm_sizes(n_per_arm, n_per_arm)
    one_of(test, "test", TESTS)
    effects, effect_weights = _nodes(effect_prior, "effect_prior", 121)
    logits, placebo_weights = _nodes(placebo_prior, "placebo_prior", 41)
    placebo = expit(logits)[:, None]
    treated = expit(logits[:, None] + effects)
    counts = np.arange(n + 1)
    favourable = (all_tables(n, n, test) < 0.05) * (counts[:, None] > counts)
    against_placebo = binom.pmf(counts, n, placebo) @ favourable.T
    powers = (binom.pmf(counts, n, treated[..., None]) * against_placebo[:, None, :]).sum(axis=-1)
    return float(placebo_weights @ powers @ effect_weights)


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


@dataclass(frozen=True)
class CuttingCost:
    """What is lost when a score is cut into responder or not.

    `power_score`, `power_responders`: power of the t test and of the responder comparison with the same people.
    `n_score`, `n_responders`: people per arm for the target power.
    """

    power_score: float
    power_responders: float
    n_score: int
    n_responders: int


def cutting_cost(rate1, rate2, n_per_arm):
    """How much power goes when a normal score with the same spread in both arms is cut at one point?

    `rate1` and `rate2` are the true responder rates; they fix how far apart the means are, whatever the cut.
    Model: the log of the EASI ratio is normal with one standard deviation, and nobody is missing. Returns a
    `CuttingCost`, for uncorrected chi-squared, 80 % power and two-sided 5 %. ValueError for rates of 0, 1 or equal rates. Source: Altman & Royston 2006.

    >>> cost = cutting_cost(0.60, 0.35, 36)
    >>> round(cost.power_score, 2), round(cost.power_responders, 2), cost.n_score, cost.n_responders
    (0.76, 0.56, 40, 62)
    """
    rate1, rate2 = proportion(rate1, "rate1", inclusive=False), proportion(rate2, "rate2", inclusive=False)
    apart = abs(float(ndtri(rate1) - ndtri(rate2)))
    if apart == 0:
        raise ValueError(f"rate1 and rate2 are both {rate1:g}: without a difference there is nothing to find")
    return CuttingCost(
        power_score=mean_power(apart, 1, n_per_arm),
        power_responders=power(rate1, rate2, n_per_arm, n_per_arm, "pearson"),
        n_score=people_needed(apart, 1),
        n_responders=sample_size(rate1, rate2, 0.8),
    )


ANCOVA_AGAINST = ("follow-up score", "change from baseline")


def adjusted_share(correlation, against="follow-up score"):
    """The share of people that a baseline-adjusted analysis of a score (ANCOVA) needs, against another analysis.

    `correlation` is that between baseline and follow-up within arms, from -1 to 1; the spread is taken to be the
    same at both times. Against the "follow-up score" alone the share is 1 - correlation squared, so the saving
    grows with the correlation; against the "change from baseline" it is (1 + correlation) / 2, so the saving
    shrinks. Large-sample result of Borm, Fransen & Lemmens 2007; see Vickers & Altman 2001.

    >>> [adjusted_share(r) for r in (0.3, 0.5, 0.7)]
    [0.91, 0.75, 0.51]
    >>> [adjusted_share(r, "change from baseline") for r in (0.3, 0.5, 0.7)]
    [0.65, 0.75, 0.85]
    """
    if not (isinstance(correlation, numbers.Real) and -1 <= correlation <= 1):
        raise ValueError(f"correlation is {correlation!r}: it must be a number between -1 and 1")
    if one_of(against, "against", ANCOVA_AGAINST) == "follow-up score":
        return round(1 - correlation * correlation, 12)
    return round((1 + correlation) / 2, 12)


def chance_of_one_sided_site(people, sites):
    """How likely is at least one site where everybody got the same arm? (1:1 by coin, no blocks per site)

    `people` per site (all sites alike) and number of `sites`. Returns a share.

    >>> round(chance_of_one_sided_site(5, 15), 2)
    0.62
    """
    people = whole_number(people, "people", smallest=1)
    sites = whole_number(sites, "sites", smallest=1)
    one_site = min(1.0, 2 * 0.5**people)
    return 1 - (1 - one_site) ** sites


def stratified_p_values(x1, n1, x2, n2, sites, repeats, rng):
    """One table, dealt to sites at random again and again: the P-value of the test stratified by site.

    The four counts stay the same; only who was treated where changes, without any true site effect. Returns
    `repeats` P-values of the Mantel-Haenszel (Cochran) test without continuity correction, ascending.
    `rng` is a `numpy.random.Generator`. Source: Mantel & Haenszel 1959; statsmodels' StratifiedTable gives the
    same, one table at a time.

    >>> p = stratified_p_values(15, 36, 6, 36, sites=1, repeats=2, rng=np.random.default_rng(1))
    >>> p.round(4).tolist()
    [0.0205, 0.0205]
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    arm_sizes(n1, n2)
    repeats = whole_number(repeats, "repeats", smallest=1)
    sites = whole_number(sites, "sites", smallest=1)
    if sites > (n1 + n2) // 2:
        raise ValueError(f"sites is {sites}: with {n1 + n2} people leave at least two for each site")
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng is {rng!r}: pass a generator, such as numpy.random.default_rng(1)")
    treated = np.arange(n1 + n2) < n1
    responded = np.concatenate([np.arange(n1) < x1, np.arange(n2) < x2])
    at = np.arange(n1 + n2) % sites  # sites of nearly equal size
    order = rng.permuted(np.tile(np.arange(n1 + n2), (repeats, 1)), axis=1)
    seen = np.zeros(repeats)
    variance = np.zeros(repeats)
    for site in range(sites):
        here = order[:, at == site]
        size, arm1 = here.shape[1], treated[here].sum(axis=1)
        total = responded[here].sum(axis=1)
        seen += (treated[here] & responded[here]).sum(axis=1) - arm1 * total / size
        variance += arm1 * (size - arm1) * total * (size - total) / (size**2 * (size - 1))
    statistic = np.divide(seen**2, variance, out=np.zeros(repeats), where=variance > 0)
    return np.sort(chi2.sf(statistic, 1))


def sizes_by_placebo(placebo_rates, differences, power=0.9):
    """People per arm by placebo rate and difference: a DataFrame, one row a rate, one column a difference.

    Rates and differences are shares; uncorrected chi-squared, two-sided 5 %. Missing where the rate on
    treatment would exceed 1.

    >>> sizes_by_placebo([0.30, 0.40], [0.15])[0.15].tolist()
    [217.0, 231.0]
    """
    columns = {
        difference: [
            float(sample_size(rate + difference, rate, power)) if rate + difference < 1 else np.nan
            for rate in placebo_rates
        ]
        for difference in differences
    }
    return pd.DataFrame(columns, index=pd.Index(placebo_rates, name="placebo rate"))


def assurance_by_reader(n_per_arm, tables, placebo_prior):
    """The chance that the next trial ends in favour of the treatment, before and after the published one.

    Each reader's belief (`beliefs.PRIORS`) is updated by each of `tables` (vague prior on the placebo rate)
    and summarised by a normal; `placebo_prior` (mean, sd of the logit) is for the next trial. Returns reader,
    before, after_low, after_high (shares). Uncorrected chi-squared test. Give a few tables: each costs a second.

    >>> assurance_by_reader(60, [(15, 36, 6, 36)], (-0.6, 0.4))["after_low"].round(2).tolist()[0]
    0.23
    """
    rows = []
    for name, belief in PRIORS.items():
        before = assurance(n_per_arm, (belief.mean, belief.sd), placebo_prior, "pearson")
        after = [assurance(n_per_arm, _updated(name, table), placebo_prior, "pearson") for table in tables]
        rows.append((name, before, min(after), max(after)))
    return pd.DataFrame(rows, columns=["reader", "before", "after_low", "after_high"])


def _updated(prior, table):
    """Mean and standard deviation of the log odds ratio after one table."""
    belief = log_odds_posterior(*table, treatment_prior=prior)
    return belief.mean_log_odds_ratio, belief.sd_log_odds_ratio
