"""From what one believed before to what one may believe after: priors to posteriors for two arms.

A prior is a stated belief before the data. The same table gives different answers to a sceptic and to an
enthusiast, so no function here has a single right prior: `posterior_across_tables` shows several at once.
Results of the two studies enter only as tables that are *compatible* with a printed p, never as observed.

Bayes factors say how many times better one idea explains a table than another. They depend on what the
ideas expect, so every function names its class of ideas.

Worked example: tests/statistics/worked_beliefs.ipynb.
"""

import math
import numbers
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import betaln, expit, log_expit, logit, logsumexp, ndtr, xlogy
from scipy.stats import beta, norm

from helpers.arguments import arm_sizes, one_of, positive_number, proportion, several, two_groups


@dataclass(frozen=True)
class Prior:
    """A normal belief on the logit scale: its `mean`, standard deviation `sd`, and what it says in words.

    `about` matters for beliefs about response rates only: "placebo" (the logit of arm 2's rate) or "both arms"
    (the mean of both logits, which prefers neither arm).
    """

    mean: float
    sd: float
    description: str = "chosen by the reader"
    about: str = "placebo"


_SPREAD = math.log(2) / norm.isf(0.025)  # 0.354: 95 % of the belief lies within a factor of two


PRIORS = {
    "sceptical": Prior(0.0, _SPREAD, "no effect on average; 95 % sure the odds ratio is between 1/2 and 2"),
    "neutral": Prior(0.0, 1.5, "no view: 95 % of the odds ratios between 1/19 and 19"),
    "enthusiastic": Prior(math.log(2), _SPREAD, "odds ratio about 2; only a 2.5 % chance of no benefit"),
}
"""Beliefs about the log odds ratio. The sceptic and the enthusiast are mirror images (Spiegelhalter 1994)."""


PLACEBO_PRIORS = {
    "vague": Prior(
        0.0, 1.5, "midway between the arms: response 50 % on average; 95 % between 5 and 95 %", "both arms"
    ),
    "atopic dermatitis trials": Prior(
        -0.6, 0.4, "placebo response 35 % on average; 95 % between 20 and 55 %", "placebo"
    ),
}
"""Beliefs about the response. The first treats both arms alike, so it has no view on their order. The second is
about placebo alone; it is our assumption, after earlier trials."""


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

    `chance_of_benefit`: posterior P(odds ratio > 1), arm 1 over arm 2. `mean_log_odds_ratio` and
    `sd_log_odds_ratio`, `median_difference`, `difference_interval`: posterior summaries; the interval holds
    95 % of the posterior, equal tails.
    `difference`, `difference_prior_density`, `difference_posterior_density`: curves of the risk difference,
    computed when they are first asked for.
    """

    chance_of_benefit: float
    mean_log_odds_ratio: float
    sd_log_odds_ratio: float
    median_difference: float
    difference_interval: tuple
    _difference_below: Callable = field(repr=False, compare=False)
    _prior_difference_below: Callable = field(repr=False, compare=False)

    @cached_property
    def _corners(self):
        start, end = (_difference_at(self._difference_below, tail) for tail in (1e-5, 1 - 1e-5))
        return np.unique(np.concatenate([np.linspace(-1, 1, 201), np.linspace(start, end, 201)]))

    @cached_property
    def difference(self):
        return (self._corners[1:] + self._corners[:-1]) / 2

    @cached_property
    def difference_prior_density(self):
        return self._density(self._prior_difference_below)

    @cached_property
    def difference_posterior_density(self):
        return self._density(self._difference_below)

    def _density(self, below):
        return np.maximum(np.diff([below(corner) for corner in self._corners]), 0) / np.diff(self._corners)

    def chance_difference_above(self, difference):
        """Posterior chance that the risk difference exceeds `difference` (0.10 for ten points)."""
        if not (isinstance(difference, numbers.Real) and -1 <= difference <= 1):
            raise ValueError(
                f"difference is {difference!r}: it must lie between -1 and 1 (write 0.10 for 10 points)"
            )
        return 1 - self._difference_below(float(difference))


def log_odds_posterior(x1, n1, x2, n2, treatment_prior="sceptical", placebo_prior="vague"):
    """Update a belief about treatment effect and response rates with one table. Returns a `Belief`.

    `treatment_prior` (log odds ratio) and `placebo_prior` (response) are names from `PRIORS` and
    `PLACEBO_PRIORS`, a `Prior`, or a pair (mean, sd); a pair for the response is about the logit of arm 2.
    With "vague" both arms are treated alike: swapping them turns the answer round and changes nothing else.
    Computed on a grid that follows the posterior: chances and limits lie within 1e-5 of adaptive quadrature,
    for 1 to 100,000 people per arm. ValueError for impossible counts or priors.
    Source: Spiegelhalter, Freedman & Parmar 1994.

    >>> belief = log_odds_posterior(15, 36, 6, 36, treatment_prior="sceptical")
    >>> round(belief.chance_of_benefit, 2), round(100 * belief.median_difference, 1)
    (0.91, 7.8)
    """
    counts = two_groups(x1, n1, x2, n2)
    treatment = _as_prior(treatment_prior, "treatment_prior", PRIORS)
    response = _as_prior(placebo_prior, "placebo_prior", PLACEBO_PRIORS)
    before = _PriorOfLogits.of(treatment, response)
    grid = _PosteriorGrid(before, *counts)
    mean, sd = grid.mean_and_sd()

    difference_below = grid.difference_below
    low, middle, high = (_difference_at(difference_below, tail) for tail in (0.025, 0.5, 0.975))
    return Belief(
        chance_of_benefit=grid.benefit(),
        mean_log_odds_ratio=mean,
        sd_log_odds_ratio=sd,
        median_difference=middle,
        difference_interval=(low, high),
        _difference_below=difference_below,
        _prior_difference_below=before.difference_below,
    )


def posterior_across_tables(tables, priors=("sceptical", "neutral", "enthusiastic"), placebo_prior="vague"):
    """Several tables that fit a printed result, times several priors: what would each reader believe?

    `tables` is a list of (x1, n1, x2, n2). `priors` are names from `PRIORS` or pairs (mean, sd). Returns a
    DataFrame, one row per table and prior: `chance_of_benefit`, `median_difference`, and its 95 % limits
    `lower` and `upper`.

    >>> posterior_across_tables([(15, 36, 6, 36)])["chance_of_benefit"].round(2).tolist()
    [0.91, 0.99, 1.0]
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
    factor = positive_number(bayes_factor, "bayes_factor")
    if factor == math.inf:
        return float(chance > 0)
    return chance * factor / (chance * factor + (1 - chance))


MOST_PEOPLE = 10_000


FAR = 36.0
"""Where the log posterior lies this far below its peak (a factor of 2e-16), the grid ends."""


STEPS_PER_SD = 12
"""Grid points in one standard deviation of a logit, the other logit held fixed."""


@dataclass(frozen=True)
class _PriorOfLogits:
    """A joint normal belief about the logits of both arms: that of arm 2, and that of arm 1 given it."""

    mean2: float
    sd2: float
    offset: float
    slope: float
    sd1: float

    @classmethod
    def of(cls, treatment, response):
        if response.about == "placebo":
            return cls(response.mean, response.sd, treatment.mean, 1.0, treatment.sd)
        # each logit is the mean of both, plus or minus half the effect
        half, middle, half_variance = treatment.mean / 2, response.mean, treatment.sd**2 / 4
        variance, shared = response.sd**2 + half_variance, response.sd**2 - half_variance
        slope = shared / variance
        offset = middle + half - slope * (middle - half)
        return cls(middle - half, math.sqrt(variance), offset, slope, math.sqrt(variance - shared * slope))

    def log_density(self, logit1, logit2):
        """Up to a constant."""
        apart = (logit1 - self.offset - self.slope * logit2) / self.sd1
        return -0.5 * (apart**2 + ((logit2 - self.mean2) / self.sd2) ** 2)

    def difference_below(self, difference):
        """Chance before the data that the risk difference is at most this."""
        logit2 = self.mean2 + self.sd2 * np.linspace(-8.5, 8.5, 341)
        weight = norm.pdf(logit2, self.mean2, self.sd2)
        bound = _logit_at_difference(logit2, difference)
        below = ndtr((bound - self.offset - self.slope * logit2) / self.sd1)
        return float(below @ weight / weight.sum())


class _PosteriorGrid:
    """The posterior of both logits on a rectangle around its peak, fine and wide enough for this table.

    Log prior and log likelihood are concave, so there is one peak, and the likelihood is a product over arms.
    """

    def __init__(self, before, x1, n1, x2, n2):
        self._before, self._counts = before, (x1, n1, x2, n2)
        self._find_peak()
        self.arm1, self.arm2 = (self._axis(arm) for arm in (0, 1))
        joint = np.exp(self._log_posterior(self.arm1, self.arm2[:, None]) - self._top)
        self._joint = joint / joint.sum()
        self._by_arm2 = _ByRow(self._joint, self.arm1)
        self._by_arm1 = _ByRow(self._joint.T, self.arm2)

    def _log_posterior(self, logit1, logit2):
        x1, n1, x2, n2 = self._counts
        arm1 = n1 * log_expit(logit1) - (n1 - x1) * logit1
        arm2 = n2 * log_expit(logit2) - (n2 - x2) * logit2
        return self._before.log_density(logit1, logit2) + arm1 + arm2

    def _slope(self, at):
        """Gradient of the log posterior, and minus its matrix of second derivatives."""
        x1, n1, x2, n2 = self._counts
        (logit1, logit2), prior = at, self._before
        apart = (logit1 - prior.offset - prior.slope * logit2) / prior.sd1**2
        rate1, rate2 = expit(logit1), expit(logit2)
        first = x1 - n1 * rate1 - apart
        second = x2 - n2 * rate2 + prior.slope * apart - (logit2 - prior.mean2) / prior.sd2**2
        shared = -prior.slope / prior.sd1**2
        bend1 = n1 * rate1 * (1 - rate1) + 1 / prior.sd1**2
        bend2 = n2 * rate2 * (1 - rate2) + 1 / prior.sd2**2 - prior.slope * shared
        return np.array([first, second]), np.array([[bend1, shared], [shared, bend2]])

    def _find_peak(self):
        """Newton's method, each step halved until it climbs."""
        x1, n1, x2, n2 = self._counts
        at = np.array([logit((x1 + 0.5) / (n1 + 1)), logit((x2 + 0.5) / (n2 + 1))])
        height = self._log_posterior(*at)
        for _ in range(100):
            gradient, bend = self._slope(at)
            step = np.linalg.solve(bend, gradient)
            while self._log_posterior(*(at + step)) < height and abs(step).max() > 1e-12:
                step = step / 2
            at, height = at + step, self._log_posterior(*(at + step))
            if abs(step).max() < 1e-10:
                break
        self._peak, self._top, self._bend = at, height, self._slope(at)[1]

    def _axis(self, arm):
        """Points of one logit, from where the profile of the posterior has vanished to where it vanishes again."""
        step = 1 / math.sqrt(self._bend[arm, arm]) / STEPS_PER_SD
        away = np.geomspace(step, 200.0, 120)
        counts = [0, 0]
        for side, sign in enumerate((-1, 1)):
            places = self._peak[arm] + sign * away
            vanished = self._profile(arm, places) < self._top - FAR
            counts[side] = math.ceil(away[np.argmax(vanished)] / step)
        return self._peak[arm] + step * np.arange(-counts[0], counts[1] + 1)

    def _profile(self, arm, places):
        """The log posterior at each place of one logit, the other where it is likeliest (found by bisection)."""

        def both(other):
            return (places, other) if arm == 0 else (other, places)

        low, high = np.full(places.shape, -300.0), np.full(places.shape, 300.0)
        for _ in range(50):
            middle = (low + high) / 2
            x1, n1, x2, n2 = self._counts
            logit1, logit2 = both(middle)
            prior = self._before
            apart = (logit1 - prior.offset - prior.slope * logit2) / prior.sd1**2
            if arm == 0:
                climbing = (
                    x2 - n2 * expit(logit2) + prior.slope * apart > (logit2 - prior.mean2) / prior.sd2**2
                )
            else:
                climbing = x1 - n1 * expit(logit1) > apart
            low, high = np.where(climbing, middle, low), np.where(climbing, high, middle)
        return self._log_posterior(*both((low + high) / 2))

    def mean_and_sd(self):
        """Mean and standard deviation of the log odds ratio."""
        share1, share2 = self._joint.sum(axis=0), self._joint.sum(axis=1)
        mean1, mean2 = share1 @ self.arm1, share2 @ self.arm2
        off1, off2 = self.arm1 - mean1, self.arm2 - mean2
        shared = off2 @ self._joint @ off1
        variance = share1 @ off1**2 + share2 @ off2**2 - 2 * shared
        return float(mean1 - mean2), math.sqrt(variance)

    def benefit(self):
        """Posterior chance that the logit of arm 1 lies above that of arm 2."""
        return 1 - self._by_arm2.share_below(self.arm2)

    def difference_below(self, difference):
        """Posterior chance that the risk difference is at most this: summed over the arm that is known more closely.

        In a small arm one step of its logit moves the bound in the other by many of that arm's steps.
        """
        if self.arm2[1] - self.arm2[0] <= self.arm1[1] - self.arm1[0]:
            return self._by_arm2.share_below(_logit_at_difference(self.arm2, difference))
        return 1 - self._by_arm1.share_below(_logit_at_difference(self.arm1, -difference))


class _ByRow:
    """Weights on a grid, summed along each row up to a bound."""

    def __init__(self, weights, places):
        self._weights, self._places, self._cumulative = weights, places, _cumulative(weights)

    def share_below(self, bound):
        """Share of the region where the place is at most `bound`, one bound per row.

        Between grid points the cumulative weight follows the cubic that has its values and its slopes there.
        """
        first, step, last = self._places[0], self._places[1] - self._places[0], len(self._places) - 1
        place = np.clip((bound - first) / step, 0, last)
        left = np.minimum(place.astype(int), last - 1)
        t, rows = place - left, np.arange(len(self._weights))
        at_left, at_right = self._cumulative[rows, left], self._cumulative[rows, left + 1]
        slope_left, slope_right = self._weights[rows, left], self._weights[rows, left + 1]
        rise = at_right - at_left
        below = at_left + t * (
            slope_left
            + t * (3 * rise - 2 * slope_left - slope_right + t * (slope_left + slope_right - 2 * rise))
        )
        return float(min(max(below.sum(), 0.0), 1.0))


def _cumulative(weights):
    """Share below each grid point: trapezium rule with its first (Euler-Maclaurin) correction."""
    below = np.cumsum(weights, axis=-1)
    below -= weights / 2
    below[..., 1:-1] -= (weights[..., 2:] - weights[..., :-2]) / 24
    return below


def _logit_at_difference(logit2, difference):
    """The logit of arm 1 at which the risk difference is `difference`: infinite where no rate lies there."""
    rate1 = expit(logit2) + difference
    # near 1 the rate itself has lost its digits: go by the chance of no response
    other = expit(-logit2) - difference
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(np.maximum(rate1, 0)) - np.log(np.maximum(other, 0))


def _difference_at(below, tail):
    """The risk difference at which a rising `below` passes `tail`."""
    return float(brentq(lambda difference: below(difference) - tail, -1.0, 1.0, xtol=1e-10))


def _as_prior(value, name, known):
    if isinstance(value, str):
        return known[one_of(value, name, known)]
    mean, sd = (value.mean, value.sd) if isinstance(value, Prior) else _pair(value, name)
    fits = all(isinstance(v, numbers.Real) and -10 < v < 10 for v in (mean, sd))
    if not fits or abs(mean) > 3 or not 0.1 <= sd <= 3:
        raise ValueError(f"{name} is ({mean}, {sd}): mean must lie between -3 and 3 and sd between 0.1 and 3")
    about = value.about if isinstance(value, Prior) else "placebo"
    return Prior(float(mean), float(sd), about=one_of(about, f"about of {name}", ("placebo", "both arms")))


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


def placebo_prior_density(prior):
    """A belief about the placebo response as a curve: columns rate (share) and density (per unit of share).

    `prior` has `mean` and `sd` on the logit scale, as in `beliefs.PLACEBO_PRIORS`.

    >>> from helpers.statistics.beliefs import PLACEBO_PRIORS
    >>> curve = placebo_prior_density(PLACEBO_PRIORS["atopic dermatitis trials"])
    >>> round(float(curve["rate"][curve["density"].idxmax()]), 2)
    0.34
    """
    rate = np.arange(1, 200) / 200
    density = norm.pdf(logit(rate), prior.mean, prior.sd) / (rate * (1 - rate))
    return pd.DataFrame({"rate": rate, "density": density})


@lru_cache(maxsize=64)
def _legendre(points):
    """Nodes and weights of Gauss-Legendre quadrature from -1 to 1."""
    nodes, weights = np.polynomial.legendre.leggauss(points)
    nodes.setflags(write=False)
    weights.setflags(write=False)
    return nodes, weights


def chance_arm1_higher(x1, n1, x2, n2, shape=1.0):
    """Posterior chance that arm 1 has the higher true rate, each rate with a prior of its own, Beta(shape, shape).

    `shape` is 1 for uniform rates, 0.5 for Jeffreys's prior. By quadrature over the rate of the larger arm, good
    to 1e-9 for any arms up to 100,000.

    >>> round(chance_arm1_higher(15, 36, 6, 36), 3)
    0.99
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    if not (isinstance(shape, numbers.Real) and 0 < shape <= 100):
        raise ValueError(f"shape is {shape!r}: it must be above 0, such as 1 for uniform rates")
    one, two = beta(x1 + shape, n1 - x1 + shape), beta(x2 + shape, n2 - x2 + shape)
    sharp, wide = (one, two) if n1 > n2 else (two, one)
    # on the arcsine scale the integrand is smooth at rates of 0 and 1, too
    low, high = np.arcsin(np.sqrt([sharp.ppf(1e-17), sharp.isf(1e-17)]))
    nodes, weights = _legendre(400)
    angle = low + (nodes + 1) * (high - low) / 2
    rate = np.sin(angle) ** 2
    density = sharp.pdf(rate) * np.sin(2 * angle) * (high - low) / 2
    other = wide.cdf(rate) if n1 > n2 else wide.sf(rate)
    return float(min(1.0, weights @ (density * other)))


def bayes_factor_better(x1, n1, x2, n2):
    """How many times better does "arm 1 is higher" explain the table than "both rates are the same"?

    Class of ideas: uniform rates, those with arm 1 higher only; so large differences are expected, and "the
    same" is exactly that. An idea that expects other sizes gets another factor (`bayes_factor_small`). It is the two-sided factor times the chance that arm 1 is higher, over the one half that it had
    beforehand (Klugkist & Hoijtink 2007). Returns a number.

    >>> round(bayes_factor_better(15, 36, 6, 36), 1)
    7.5
    """
    return 2 * bayes_factor_uniform(x1, n1, x2, n2) * chance_arm1_higher(x1, n1, x2, n2)


def bayes_factor_small(x1, n1, x2, n2):
    """As `bayes_factor_better`, for a reader who expects small effects if there are any.

    "Higher" now means a log odds ratio above 0 with the spread of the sceptical prior, so that 95 % of the
    belief lies below an odds ratio of 2; under both ideas the logit midway between the arms has the vague prior.

    >>> round(bayes_factor_small(15, 36, 6, 36), 1)
    3.6
    """
    return joint_bayes_factor([(x1, n1, x2, n2)], "small log odds ratio")


COMMON_EFFECTS = {
    "difference": "one risk difference for all trials, above 0; uniform rates",
    "log odds ratio": "one log odds ratio for all trials, above 0; uniform rates",
    "small log odds ratio": "one log odds ratio for all trials, above 0 and probably below 2; vague response",
}
"""What several trials may have in common, each with what is expected of it beforehand."""


def joint_bayes_factor(tables, common="difference"):
    """How many times better does ONE common effect above 0 explain all trials than no effect in any of them?

    `tables` is a list of (x1, n1, x2, n2), arm 1 the treated; every trial keeps a placebo rate of its own under
    both ideas. `common` is a name in COMMON_EFFECTS; with one table "difference" and "log odds ratio" are both
    `bayes_factor_better`. Factors of single trials must not be multiplied instead: each would start again from
    the first belief about the effect, as if the other trials had taught nothing about its size.
    Returns a number; ValueError for arms above 500 (10,000 people for the small effect). Source: Jeffreys 1961 (the posterior of one trial is the
    prior of the next).

    >>> seen = [(15, 36, 6, 36), (28, 88, 22, 81), (68, 205, 30, 103)]
    >>> round(joint_bayes_factor(seen), 2), round(joint_bayes_factor(seen, "log odds ratio"), 2)
    (1.1, 1.41)
    """
    one_of(common, "common", COMMON_EFFECTS)
    trials = [two_groups(*_four(table)) for table in several(tables, "tables", "[(15, 36, 6, 36)]")]
    for _, n1, _, n2 in trials:
        if common != "small log odds ratio":
            arm_sizes(n1, n2)
        elif n1 + n2 > MOST_PEOPLE:
            raise ValueError(
                f"n1 + n2 is {n1 + n2}: these Bayes factors are computed up to {MOST_PEOPLE:,} people"
            )
    log_factor = (
        _log_common_difference(trials) if common == "difference" else _log_common_odds(trials, common)
    )
    with np.errstate(over="ignore"):
        return float(np.exp(log_factor))


def _log_common_difference(trials):
    """Uniform rates with arm 1 higher: the difference d has density 2 (1 - d), and given d the placebo rate of
    each trial is uniform from 0 to 1 - d. All integrands are polynomials, so Gauss-Legendre quadrature is exact."""
    people = sum(n1 + n2 for _, n1, _, n2 in trials)
    nodes, weights = _legendre(people // 2 + 2)
    difference = (nodes + 1) / 2
    explained = np.log(2 * (1 - difference)) + np.log(weights / 2)
    for x1, n1, x2, n2 in trials:
        inner, inner_weights = _legendre((n1 + n2) // 2 + 1)
        rate2 = (1 - difference)[:, None] * (inner + 1) / 2
        logs = _log_binomial(x1, n1, logit(rate2 + difference[:, None])) + _log_binomial(x2, n2, logit(rate2))
        explained = explained + logsumexp(logs + np.log(inner_weights / 2), axis=1)
        explained = explained - betaln(x1 + x2 + 1, n1 + n2 - x1 - x2 + 1)
    return logsumexp(explained)


def _log_common_odds(trials, common):
    """Given the log odds ratio, the logit midway between the arms has its own prior in each trial."""
    small = common == "small log odds ratio"
    vague, spread = PLACEBO_PRIORS["vague"], PRIORS["sceptical"].sd
    sharpness = math.sqrt(max(n1 + n2 for _, n1, _, n2 in trials))
    step = min(0.1, 1 / sharpness)
    most = math.ceil((10 * vague.sd if small else 40) / step)
    middle = step * np.arange(-most, most + 1)
    effects, log_weights = _panels(9 * spread if small else 30.0, 6 / sharpness)
    rows = effects[:, None]

    if small:
        log_prior = norm.logpdf(middle, vague.mean, vague.sd) + norm.logpdf(rows, 0, spread)
    else:  # uniform rates: each logit has the logistic density
        logits = (middle + rows / 2, middle - rows / 2)
        log_prior = sum(log_expit(each) + log_expit(-each) for each in logits)
    log_density = logsumexp(log_prior, axis=1) + math.log(step)

    explained = log_density + log_weights + math.log(2)
    nothing = 0.0
    for x1, n1, x2, n2 in trials:
        logs = _log_binomial(x1, n1, middle + rows / 2) + _log_binomial(x2, n2, middle - rows / 2)
        explained = explained + logsumexp(logs + log_prior, axis=1) + math.log(step) - log_density
        if small:
            alike = _log_binomial(x1 + x2, n1 + n2, middle) + norm.logpdf(middle, vague.mean, vague.sd)
            nothing += logsumexp(alike) + math.log(step)
        else:
            nothing += betaln(x1 + x2 + 1, n1 + n2 - x1 - x2 + 1)
    return logsumexp(explained) - nothing


def _panels(reach, widest):
    """Points from 0 to `reach` and their log weights: Gauss-Legendre quadrature, eight points to a panel."""
    nodes, weights = _legendre(8)
    panels = max(20, math.ceil(reach / widest))
    width = reach / panels
    points = width * (np.arange(panels)[:, None] + (nodes + 1) / 2)
    return points.ravel(), np.tile(np.log(weights * width / 2), panels)


def _log_binomial(x, n, at):
    """Log likelihood of x of n at a logit."""
    return x * log_expit(at) + (n - x) * log_expit(-at)


def largest_likelihood_ratio(x1, n1, x2, n2):
    """How many times better does the best pair of rates explain the table than the best common rate?

    The best pair are the observed rates; no other pair explains the table better, so this is the most that any
    idea about two rates can gain on the best common rate (Edwards 1972). It looks at the data first, so it is
    kind to a difference. Returns a number of 1 or more.

    >>> round(largest_likelihood_ratio(15, 36, 6, 36), 1)
    16.3
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)

    def best(x, n):
        return xlogy(x, x / n) + xlogy(n - x, (n - x) / n)

    with np.errstate(over="ignore"):
        return float(np.exp(max(0.0, best(x1, n1) + best(x2, n2) - best(x1 + x2, n1 + n2))))


def bayes_factor_range(tables, factor=bayes_factor_better):
    """The smallest and largest Bayes factor over a list of tables; `factor` is a function of the four counts.

    >>> [round(each, 1) for each in bayes_factor_range([(15, 36, 6, 36), (12, 35, 5, 37)])]
    [3.9, 7.5]
    """
    factors = [factor(*_four(table)) for table in several(tables, "tables", "[(15, 36, 6, 36)]")]
    return min(factors), max(factors)


def updated_range(percent_before, factors):
    """A reader's chance in % after the smallest and after the largest Bayes factor, as a pair in %.

    >>> [round(each) for each in updated_range(30, (3.8, 8.9))]
    [62, 79]
    """
    if not (isinstance(percent_before, numbers.Real) and 0 <= percent_before <= 100):
        raise ValueError(f"percent_before is {percent_before!r}: it must be a number from 0 to 100")
    return tuple(100 * reader_prior_to_posterior(percent_before / 100, factor) for factor in factors)
