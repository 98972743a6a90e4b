"""From what one believed before to what one may believe after: priors to posteriors for two arms.

A prior is a stated belief before the data. The same table gives different answers to a sceptic and to an
enthusiast, so no function here has a single right prior: `posterior_across_tables` shows several at once.
Results of the two studies enter only as tables that are *compatible* with a printed p, never as observed.

Worked example: tests/statistics/worked_beliefs.ipynb.
"""

import math
import numbers
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.special import betaln, expit, log_expit, logit, ndtri
from scipy.stats import beta, norm

from helpers.arguments import one_of, proportion, several, two_groups


@dataclass(frozen=True)
class Prior:
    """A normal belief on the logit scale: its `mean`, standard deviation `sd`, and what it says in words."""

    mean: float
    sd: float
    description: str = "chosen by the reader"


_SPREAD = math.log(2) / norm.isf(0.025)  # 0.354: 95 % of the belief lies within a factor of two


PRIORS = {
    "sceptical": Prior(0.0, _SPREAD, "no effect on average; 95 % sure the odds ratio is between 1/2 and 2"),
    "neutral": Prior(0.0, 1.5, "no view: 95 % of the odds ratios between 1/19 and 19"),
    "enthusiastic": Prior(math.log(2), _SPREAD, "odds ratio about 2; only a 2.5 % chance of no benefit"),
}
"""Beliefs about the log odds ratio. The sceptic and the enthusiast are mirror images (Spiegelhalter 1994)."""


PLACEBO_PRIORS = {
    "vague": Prior(0.0, 1.5, "placebo response 50 % on average; 95 % between 5 and 95 %"),
    "atopic dermatitis trials": Prior(
        -0.6, 0.4, "placebo response 35 % on average; 95 % between 20 and 55 %"
    ),
}
"""Beliefs about the logit of the placebo response. The second is our assumption, after earlier trials."""


MOST_PEOPLE = 10_000
"""Larger trials would need a finer grid; there a normal approximation is as good."""


DIFFERENCES = np.linspace(-1, 1, 401)


DIFFERENCES.setflags(write=False)


def bayes_factor_uniform(x1, n1, x2, n2):
    """How many times better do two separate rates explain the table than one common rate? (BF10)

    All rates have uniform priors. Above 1 favours a difference, below 1 favours none. Returns a number
    (infinite beyond 1e308). Source: Jeffreys 1961; Kass & Vaidyanathan 1992.

    >>> round(bayes_factor_uniform(7, 34, 1, 34), 2)
    2.28
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    separate = betaln(x1 + 1, n1 - x1 + 1) + betaln(x2 + 1, n2 - x2 + 1)
    with np.errstate(over="ignore"):
        return float(np.exp(separate - betaln(x1 + x2 + 1, n1 + n2 - x1 - x2 + 1)))


@dataclass(frozen=True)
class Belief:
    """Prior and posterior for the treatment effect. Curves are arrays for drawing, the rest are answers.

    `log_odds_ratio`, `prior_density`, `posterior_density`: curves of the log odds ratio (arm 1 over arm 2).
    `difference`, `difference_prior_density`, `difference_posterior_density`: curves of the risk difference.
    `chance_of_benefit`: posterior P(odds ratio > 1). `mean_log_odds_ratio`, `median_odds_ratio`,
    `odds_ratio_interval`, `median_difference`, `difference_interval`: posterior summaries; the intervals hold
    `confidence` of the posterior, equal tails.
    """

    chance_of_benefit: float
    mean_log_odds_ratio: float
    median_odds_ratio: float
    odds_ratio_interval: tuple
    median_difference: float
    difference_interval: tuple
    confidence: float
    log_odds_ratio: np.ndarray = field(repr=False, compare=False)
    prior_density: np.ndarray = field(repr=False, compare=False)
    posterior_density: np.ndarray = field(repr=False, compare=False)
    difference: np.ndarray = field(repr=False, compare=False)
    difference_prior_density: np.ndarray = field(repr=False, compare=False)
    difference_posterior_density: np.ndarray = field(repr=False, compare=False)
    _difference_below: np.ndarray = field(repr=False, compare=False)

    def chance_difference_above(self, difference):
        """Posterior chance that the risk difference exceeds `difference` (0.10 for ten points)."""
        if not (isinstance(difference, numbers.Real) and -1 <= difference <= 1):
            raise ValueError(
                f"difference is {difference!r}: it must lie between -1 and 1 (write 0.10 for 10 points)"
            )
        return float(1 - np.interp(difference, DIFFERENCES, self._difference_below))


def log_odds_posterior(x1, n1, x2, n2, treatment_prior="sceptical", placebo_prior="vague", confidence=0.95):
    """Update a belief about treatment effect and placebo response with one table. Returns a `Belief`.

    `treatment_prior` (log odds ratio) and `placebo_prior` (logit of arm 2's response) are names from `PRIORS`
    and `PLACEBO_PRIORS`, a `Prior`, or a pair (mean, sd). Computed on a fixed grid: the same input always
    gives the same answer. ValueError for impossible counts or priors.
    Source: Spiegelhalter, Freedman & Parmar 1994.

    >>> belief = log_odds_posterior(15, 36, 6, 36, treatment_prior="sceptical")
    >>> round(belief.chance_of_benefit, 2), round(100 * belief.median_difference, 1)
    (0.89, 7.4)
    """
    counts = two_groups(x1, n1, x2, n2)
    treatment = _as_prior(treatment_prior, "treatment_prior", PRIORS)
    placebo = _as_prior(placebo_prior, "placebo_prior", PLACEBO_PRIORS)
    confidence = proportion(confidence, "confidence", inclusive=False)
    everyone = counts[1] + counts[3]
    if everyone > MOST_PEOPLE:
        raise ValueError(f"n1 + n2 is {everyone}: the grid is fine enough for {MOST_PEOPLE} people at most")
    # the more people, the sharper the posterior of the placebo rate
    effect, base = _axis(treatment, step=0.0125), _axis(placebo, step=min(0.08, 2 / math.sqrt(everyone)))
    before = norm.logpdf(base, placebo.mean, placebo.sd)[:, None] + norm.logpdf(
        effect, treatment.mean, treatment.sd
    )
    after = before + _log_likelihood(effect, base, *counts)
    prior_joint, posterior_joint = _normalised(before), _normalised(after)

    step = effect[1] - effect[0]
    prior_density, posterior_density = (joint.sum(axis=0) / step for joint in (prior_joint, posterior_joint))
    below = _cumulative(posterior_joint.sum(axis=0))
    difference_before = _difference_below(prior_joint, effect, base)
    difference_after = _difference_below(posterior_joint, effect, base)
    tails = [(1 - confidence) / 2, 0.5, (1 + confidence) / 2]
    inside = (below > 1e-12) & (below < 1 - 1e-12)  # on the normal scale the curve is nearly straight
    low, middle, high = np.exp(np.interp(ndtri(tails), ndtri(below[inside]), effect[inside]))
    difference_low, difference_middle, difference_high = np.interp(tails, difference_after, DIFFERENCES)
    width = DIFFERENCES[1] - DIFFERENCES[0]
    return Belief(
        chance_of_benefit=float(1 - np.interp(0.0, effect, below)),
        mean_log_odds_ratio=float(effect @ posterior_density * step),
        median_odds_ratio=float(middle),
        odds_ratio_interval=(float(low), float(high)),
        median_difference=float(difference_middle),
        difference_interval=(float(difference_low), float(difference_high)),
        confidence=confidence,
        log_odds_ratio=effect,
        prior_density=prior_density,
        posterior_density=posterior_density,
        difference=(DIFFERENCES[1:] + DIFFERENCES[:-1]) / 2,
        difference_prior_density=np.diff(difference_before) / width,
        difference_posterior_density=np.diff(difference_after) / width,
        _difference_below=difference_after,
    )


def posterior_across_tables(
    tables, priors=("sceptical", "neutral", "enthusiastic"), placebo_prior="vague", difference=0.10
):
    """Several tables that fit a printed result, times several priors: what would each reader believe?

    `tables` is a list of (x1, n1, x2, n2). `priors` are names from `PRIORS` or pairs (mean, sd). Returns a
    DataFrame, one row per table and prior: `chance_of_benefit`, `median_difference`, its 95 % limits `lower`
    and `upper`, and `chance_above`, the chance that the risk difference exceeds `difference`.

    >>> posterior_across_tables([(15, 36, 6, 36)])["chance_of_benefit"].round(2).tolist()
    [0.89, 0.98, 1.0]
    """
    rows = []
    for table in several(tables, "tables", "[(15, 36, 6, 36)]"):
        x1, n1, x2, n2 = two_groups(*_four(table))
        for prior in several(priors, "priors", "['sceptical', (0, 1)]"):
            named = _as_prior(prior, "prior", PRIORS)
            belief = log_odds_posterior(x1, n1, x2, n2, named, placebo_prior)
            lower, upper = belief.difference_interval
            rows.append(
                {
                    "table": f"{x1}/{n1} v {x2}/{n2}",
                    "prior": prior if isinstance(prior, str) else f"N({named.mean:g}, {named.sd:g})",
                    "chance_of_benefit": belief.chance_of_benefit,
                    "median_difference": belief.median_difference,
                    "lower": lower,
                    "upper": upper,
                    "chance_above": belief.chance_difference_above(difference),
                }
            )
    return pd.DataFrame(rows)


def reader_prior_to_posterior(chance_it_works, bayes_factor):
    """Update your own chance that the treatment works by a Bayes factor (odds after = odds before x factor).

    `chance_it_works` is a share (0.30, not 30). `bayes_factor` says how many times better 'it works' explains
    the data than 'it does not'. Returns a share. ValueError with a hint if 30 was typed for 0.30.

    >>> round(reader_prior_to_posterior(0.30, bayes_factor=2.96), 2)
    0.56
    """
    chance = proportion(chance_it_works, "chance_it_works")
    factor = _positive(bayes_factor, "bayes_factor")
    return chance * factor / (chance * factor + (1 - chance))


def _log_likelihood(effect, base, x1, n1, x2, n2):
    """Binomial log-likelihood, rows = logit placebo, columns = log odds ratio."""
    arm1 = base[:, None] + effect
    # log(1 - p) = log_expit(logit p) - logit p saves the second transcendental function on the large grid
    return n1 * log_expit(arm1) - (n1 - x1) * arm1 + (n2 * log_expit(base) - (n2 - x2) * base)[:, None]


def _normalised(log_weights):
    weights = np.exp(log_weights - log_weights.max())
    return weights / weights.sum()


def _cumulative(weights):
    """Share below each grid point: trapezium rule with its first (Euler-Maclaurin) correction."""
    below = np.cumsum(weights, axis=-1)
    below -= weights / 2
    below[..., 1:-1] -= (weights[..., 2:] - weights[..., :-2]) / 24
    return below


def _difference_below(joint, effect, base):
    """Chance that the risk difference is at most each of DIFFERENCES: for a given placebo rate that is a log
    odds ratio at most some bound, read off the cumulative weights of that row."""
    with np.errstate(divide="ignore"):
        rate1 = np.clip(expit(base)[:, None] + DIFFERENCES, 0, 1)
        bound = logit(rate1) - base[:, None]
    step = effect[1] - effect[0]
    place = np.clip((bound - effect[0]) / step, 0, len(effect) - 1)
    left = np.minimum(place.astype(int), len(effect) - 2)
    cumulative = _cumulative(joint)
    rows = np.arange(len(base))[:, None]
    at_left, at_right = cumulative[rows, left], cumulative[rows, left + 1]
    below = (at_left + (place - left) * (at_right - at_left)).sum(axis=0)
    return np.maximum.accumulate(np.clip(below, 0, 1))


def _axis(prior, step):
    """Grid wide enough for the prior and for data that pull far from it; 0 is a grid point."""
    half = math.ceil(max(8.0, abs(prior.mean) + 8 * prior.sd) / step)
    return step * np.arange(-half, half + 1)


def _as_prior(value, name, known):
    if isinstance(value, str):
        return known[one_of(value, name, known)]
    mean, sd = (value.mean, value.sd) if isinstance(value, Prior) else _pair(value, name)
    fits = all(isinstance(v, numbers.Real) and -10 < v < 10 for v in (mean, sd))
    if not fits or abs(mean) > 3 or not 0.1 <= sd <= 3:
        raise ValueError(f"{name} is ({mean}, {sd}): mean must lie between -3 and 3 and sd between 0.1 and 3")
    return Prior(float(mean), float(sd))


def _four(table):
    counts = several(table, "each of tables", "(15, 36, 6, 36)")
    if len(counts) != 4:
        raise ValueError(f"each of tables is {table!r}: give four counts (x1, n1, x2, n2)")
    return counts


def _pair(value, name):
    try:
        mean, sd = value
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} is {value!r}: give a name or a pair (mean, sd) on the logit scale"
        ) from None
    return mean, sd


def _positive(value, name):
    if not (isinstance(value, numbers.Real) and 1e-30 < value < 1e30):
        raise ValueError(f"{name} is {value!r}: it must be a number above 0")
    return float(value)


def placebo_prior_density(prior, steps=200):
    """A belief about the placebo response as a curve: columns rate (share) and density (per unit of share).

    `prior` has `mean` and `sd` on the logit scale, as in `beliefs.PLACEBO_PRIORS`.

    >>> from helpers.statistics.beliefs import PLACEBO_PRIORS
    >>> curve = placebo_prior_density(PLACEBO_PRIORS["atopic dermatitis trials"])
    >>> round(float(curve["rate"][curve["density"].idxmax()]), 2)
    0.34
    """
    rate = np.arange(1, steps) / steps
    density = norm.pdf(logit(rate), prior.mean, prior.sd) / (rate * (1 - rate))
    return pd.DataFrame({"rate": rate, "density": density})


def placebo_curves():
    """Every belief about placebo that the lessons use: name -> (its words, its curve).

    >>> list(placebo_curves())
    ['vague', 'atopic dermatitis trials']
    """
    return {name: (prior.description, placebo_prior_density(prior)) for name, prior in PLACEBO_PRIORS.items()}


def chance_arm1_higher(x1, n1, x2, n2):
    """Posterior chance that arm 1 has the higher rate, uniform priors: `beliefs.beta_comparison`, but fast.

    The integrand is a polynomial of degree n1 + n2 + 1, so Gauss-Legendre quadrature is exact.

    >>> round(chance_arm1_higher(15, 36, 6, 36), 3)
    0.99
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    nodes, weights = np.polynomial.legendre.leggauss(n1 + n2 + 2)
    rate = (nodes + 1) / 2
    density = beta.pdf(rate, x1 + 1, n1 - x1 + 1)
    return float(weights @ (density * beta.cdf(rate, x2 + 1, n2 - x2 + 1)) / 2)


def bayes_factor_better(x1, n1, x2, n2):
    """How many times better does "arm 1 is higher" explain the table than "both rates are the same"?

    Uniform rates, those with arm 1 higher only; so large differences are expected, and "the same" is exactly
    that. It is the two-sided factor times the chance that arm 1 is higher, over the one half that it had
    beforehand (Klugkist & Hoijtink 2007). Returns a number.

    >>> round(bayes_factor_better(15, 36, 6, 36), 1)
    7.5
    """
    return 2 * bayes_factor_uniform(x1, n1, x2, n2) * chance_arm1_higher(x1, n1, x2, n2)


def bayes_factor_small(x1, n1, x2, n2):
    """As `bayes_factor_better`, for a reader who expects small effects if there are any.

    "Higher" now means a log odds ratio above 0 with the spread of the sceptical prior, so that 95 % of the
    belief lies below an odds ratio of 2; the placebo rate has the vague prior under both ideas.

    >>> round(bayes_factor_small(15, 36, 6, 36), 1)
    3.2
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    spread, placebo = PRIORS["sceptical"].sd, PLACEBO_PRIORS["vague"]
    effects = np.linspace(0, 6 * spread, 97)
    base = np.linspace(placebo.mean - 4 * placebo.sd, placebo.mean + 4 * placebo.sd, 161)
    likely = norm.pdf(effects, 0, spread)
    likely[0] /= 2  # trapezium rule
    rates = norm.pdf(base, placebo.mean, placebo.sd) * np.exp(n2 * log_expit(base) - (n2 - x2) * base)
    arm1 = base[:, None] + effects
    explained = rates @ np.exp(n1 * log_expit(arm1) - (n1 - x1) * arm1)  # one value an effect
    return float(explained @ likely / likely.sum() / explained[0])


def bayes_factor_range(tables, factor=bayes_factor_better):
    """The smallest and largest Bayes factor over a list of tables; `factor` is a function of the four counts.

    >>> [round(each, 1) for each in bayes_factor_range([(15, 36, 6, 36), (12, 35, 5, 37)])]
    [3.9, 7.5]
    """
    if not len(tables):
        raise ValueError("tables is empty: give at least one table (x1, n1, x2, n2)")
    factors = [factor(*table) for table in tables]
    return min(factors), max(factors)


def updated_range(percent_before, factors):
    """A reader's chance in % after the smallest and after the largest Bayes factor, as a pair in %.

    >>> [round(each) for each in updated_range(30, (3.8, 8.9))]
    [62, 79]
    """
    if not (isinstance(percent_before, numbers.Real) and 0 <= percent_before <= 100):
        raise ValueError(f"percent_before is {percent_before!r}: it must be a number from 0 to 100")
    return tuple(100 * reader_prior_to_posterior(percent_before / 100, factor) for factor in factors)
