"""Numbers for the last lesson: what a set of compatible tables does to a belief, to a pool and to the next trial.

Results of the trial without printed counts enter only as a list of *compatible* tables `(x1, n1, x2, n2)`, and
leave as a range over that list. Nothing here picks one of them.
"""

import numbers
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.special import log_expit
from scipy.stats import beta, norm

from helpers.beliefs import (
    PLACEBO_PRIORS,
    PRIORS,
    bayes_factor_uniform,
    log_odds_posterior,
    reader_prior_to_posterior,
)
from helpers.counts import proportion, two_groups, whole_number
from helpers.next_trial import assurance, sample_size
from helpers.pooling import fixed_effect, random_effects, risk_differences
from helpers.proportions import proportion_interval


def distinct_tables(found, placebo_low=0.10, placebo_high=0.50):
    """The different tables of a scan with a believable placebo rate: a list of (x1, n1, x2, n2), by placebo rate.

    `found` comes from `detective.compatible_tables` or `scan`; rates are shares, ends included.

    >>> from helpers.detective import compatible_tables
    >>> distinct_tables(compatible_tables(".038", 36, 36, ["yates", "fisher"]))
    [(15, 36, 6, 36)]
    """
    low, high = proportion(placebo_low, "placebo_low"), proportion(placebo_high, "placebo_high")
    kept = found[found["rate2"].between(low, high)].drop_duplicates(["n1", "n2", "x1", "x2"])
    kept = kept.sort_values(["rate2", "rate1"], kind="stable")
    return [tuple(int(count) for count in row) for row in kept[["x1", "n1", "x2", "n2"]].to_numpy()]


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


def reader_prior(typed=None, kept=None, assumed=50):
    """Which prior to work with: the one typed, else the one kept from lesson 00, else an assumed one.

    Returns (chance in %, sentence). A typed value that cannot be used is told in the sentence, never an error.

    >>> reader_prior(), reader_prior(typed=30)[1]
    ((50.0, 'No prior was kept or typed, so the figures assume 50 %.'), 'Your prior, typed here: 30 %.')
    """
    number = isinstance(typed, numbers.Real) and not isinstance(typed, bool)
    if number and 0 <= typed <= 100:
        return float(typed), f"Your prior, typed here: {typed:g} %."
    trouble = ""
    if typed is not None:
        trouble = f"{typed!r} cannot be used: type a number from 0 to 100, without quotes or sign. "
    if kept is not None:
        return float(kept), f"{trouble}Your number from lesson 00: {kept:g} %."
    return float(assumed), f"{trouble}No prior was kept or typed, so the figures assume {assumed:g} %."


def pooled_views(x1, n1, x2, n2):
    """The same trials pooled in four ways: method, estimate, low, high (risk differences as shares).

    Arguments as `pooling.risk_differences`. "Hartung-Knapp, guarded" never lets chance agreement narrow the
    interval (Knapp & Hartung 2003).

    >>> pooled_views([28, 68], [88, 205], [22, 30], [81, 103])["high"].round(2).tolist()
    [0.13, 0.13, 0.08, 0.6]
    """
    effects = risk_differences(x1, n1, x2, n2)
    views = {
        "common effect": fixed_effect(*effects),
        "random effects, normal": random_effects(*effects, hartung_knapp=False),
        "Hartung-Knapp": random_effects(*effects),
        "Hartung-Knapp, guarded": random_effects(*effects, never_narrower=True),
    }
    rows = [(name, view.estimate, view.low, view.high) for name, view in views.items()]
    return pd.DataFrame(rows, columns=["method", "estimate", "low", "high"])


@dataclass(frozen=True)
class PoolRange:
    """Smallest and largest of each over all tables: pooled estimate, guarded limits, prediction limits."""

    estimate: tuple
    low: tuple
    high: tuple
    prediction_low: tuple
    prediction_high: tuple


def pooled_with_each(tables, x1, n1, x2, n2):
    """Add each compatible table in turn to the trials given, and pool: the range of what comes out.

    Risk differences, REML, guarded Hartung-Knapp, prediction interval of Higgins 2009. Returns `PoolRange`.

    >>> result = pooled_with_each([(15, 36, 6, 36)], [28, 68], [88, 205], [22, 30], [81, 103])
    >>> round(result.low[0], 2), round(result.high[0], 2)
    (-0.17, 0.33)
    """
    pools = [
        random_effects(
            *risk_differences([*x1, t[0]], [*n1, t[1]], [*x2, t[2]], [*n2, t[3]]), never_narrower=True
        )
        for t in tables
    ]
    fields = ("estimate", "low", "high", "prediction_low", "prediction_high")
    ranges = {field: [getattr(pool, field) for pool in pools] for field in fields}
    return PoolRange(**{field: (min(values), max(values)) for field, values in ranges.items()})


def gap_p_values(tables, x1, n1, x2, n2):
    """Does a compatible table differ from other trials by more than chance? Smallest and largest P over tables.

    Two-sided z test of the table's risk difference against the common-effect pool of the trials given.

    >>> [round(p, 2) for p in gap_p_values([(15, 36, 6, 36)], [28, 68], [88, 205], [22, 30], [81, 103])]
    [0.06, 0.06]
    """
    pool = fixed_effect(*risk_differences(x1, n1, x2, n2))
    effects, variances = risk_differences(*zip(*tables, strict=True))
    z = (effects - pool.estimate) / np.sqrt(variances + pool.standard_error**2)
    p = 2 * norm.sf(abs(z))
    return float(p.min()), float(p.max())


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


def assurance_by_reader(n_per_arm, tables, placebo_prior, priors=("sceptical", "neutral", "enthusiastic")):
    """The chance that the next trial ends in favour of the treatment, before and after the published one.

    Each reader's belief (`beliefs.PRIORS`) is updated by each of `tables` (vague prior on the placebo rate)
    and summarised by a normal; `placebo_prior` (mean, sd of the logit) is for the next trial. Returns reader,
    before, after_low, after_high (shares). Uncorrected chi-squared test. Give a few tables: each costs a second.

    >>> assurance_by_reader(60, [(15, 36, 6, 36)], (-0.6, 0.4), ["sceptical"])["after_low"].round(2).tolist()
    [0.22]
    """
    rows = []
    for name in priors:
        belief = PRIORS[name]
        before = assurance(n_per_arm, (belief.mean, belief.sd), placebo_prior, "pearson")
        after = [assurance(n_per_arm, _updated(name, table), placebo_prior, "pearson") for table in tables]
        rows.append((name, before, min(after), max(after)))
    return pd.DataFrame(rows, columns=["reader", "before", "after_low", "after_high"])


def _updated(prior, table):
    """Mean and standard deviation of the log odds ratio after one table."""
    belief = log_odds_posterior(*table, treatment_prior=prior)
    weights = belief.posterior_density / belief.posterior_density.sum()
    mean = float(weights @ belief.log_odds_ratio)
    return mean, float(np.sqrt(weights @ (belief.log_odds_ratio - mean) ** 2))


def calibration_table(predictions, edges=(0, 40, 60, 80, 100)):
    """How often was a reader right, by how sure they were? One row per band of confidence that was used.

    `predictions` has the columns confidence (in %) and hit, as `lesson.predictions_so_far` returns. Columns:
    band, confidence (mean), hits, predictions, share, and Wilson limits low and high (shares).

    >>> calibration_table(pd.DataFrame({"confidence": [90, 95, 50], "hit": [True, False, True]}))["share"].tolist()
    [1.0, 0.5]
    """
    rows = []
    for low, high in pairwise(edges):
        sure = predictions["confidence"].astype(float)
        inside = predictions[(sure >= low) & ((sure < high) | ((high == edges[-1]) & (sure == high)))]
        if inside.empty:
            continue
        hits, total = int(inside["hit"].astype(bool).sum()), len(inside)
        wilson = proportion_interval(hits, total, "wilson")
        mean = float(inside["confidence"].astype(float).mean())
        rows.append((f"{low} to {high} %", mean, hits, total, wilson.estimate, wilson.low, wilson.high))
    columns = ["band", "confidence", "hits", "predictions", "share", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def simulated_reader(predictions, rng):
    """An invented, over-confident reader: confidence and hit of some predictions, *simulated*.

    Above 50 % each further point of confidence brings only half a point of being right. `rng` is a `numpy.random.Generator`.

    >>> len(simulated_reader(40, np.random.default_rng(1)))
    40
    """
    predictions = whole_number(predictions, "predictions", smallest=1)
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng is {rng!r}: pass a generator, such as numpy.random.default_rng(1)")
    confidence = rng.choice([30, 50, 60, 70, 80, 90, 95], size=predictions)
    right = np.where(confidence > 50, 0.5 + (confidence / 100 - 0.5) / 2, confidence / 100)
    return pd.DataFrame({"confidence": confidence, "hit": rng.random(predictions) < right})
