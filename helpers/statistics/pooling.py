"""Combine a few trials: the effect of each trial, then common-effect and random-effects pooling.

With two to five trials the spread between trials is hardly known, so the honest answer is often a wide
interval. The default is REML with the Hartung-Knapp interval (IntHout 2014; Bender 2018).

Own code, because statsmodels has no REML and no prediction interval, and lets the DerSimonian-Laird variance
between trials become negative. Effects are on the log scale for ratios; use numpy.exp for the ratio.

Pool rare events over a few trials: odds ratios by Mantel-Haenszel and by Peto, without corrections.

Both use empty cells as they are. Mantel-Haenszel comes from statsmodels, which is right; Peto is missing there.
Worked example: tests/statistics/worked_pooling.ipynb.

A trial without printed counts enters `gap_p_values` only as a list of *compatible* tables `(x1, n1, x2, n2)`, and
leaves it as a range over that list. Nothing here picks one of them.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm, t
from statsmodels.stats.contingency_tables import StratifiedTable

from helpers.arguments import one_of, proportion, two_groups

METHODS = ("REML", "DL", "PM")


PREDICTIONS = ("higgins", "normal")


@dataclass(frozen=True)
class RandomEffects:
    """A random-effects result; `tau2` is the variance between trials, `i2` is in percent.

    Prediction limits are None when they are not defined; `note` then says why.
    """

    estimate: float
    standard_error: float
    low: float
    high: float
    tau2: float
    i2: float
    q: float
    prediction_low: float | None
    prediction_high: float | None
    k: int
    method: str
    note: str = ""


@dataclass(frozen=True)
class CommonEffect:
    """A common-effect result: one true effect is assumed. `q` is Cochran's heterogeneity statistic."""

    estimate: float
    standard_error: float
    low: float
    high: float
    q: float
    k: int


def checked_trials(x1, n1, x2, n2):
    """Return the four counts as float columns after checking each trial, named in any message."""
    columns = [np.atleast_1d(np.asarray(column, dtype=object)) for column in (x1, n1, x2, n2)]
    lengths = [column.size for column in columns]
    if len(set(lengths)) != 1 or lengths[0] == 0:
        raise ValueError(f"x1, n1, x2, n2 have {lengths} values: give one of each for every trial")
    checked = []
    for number, row in enumerate(zip(*columns, strict=True), start=1):
        try:
            checked.append(two_groups(*row))
        except ValueError as error:
            raise ValueError(f"trial {number}: {error}") from None
    return np.array(checked, dtype=float).T


def log_risk_ratios(x1, n1, x2, n2):
    """Return `(estimates, variances)` of the log risk ratio of each trial, arm 1 over arm 2.

    Give responders and participants of both arms as lists, one entry per trial. Variance as Katz 1978.
    Raises ValueError for impossible counts and for a trial with no responder in an arm.

    >>> estimates, variances = log_risk_ratios([28, 20], [88, 40], [22, 10], [81, 40])
    >>> estimates.round(3).tolist(), variances.round(3).tolist()
    ([0.158, 0.693], [0.057, 0.1])
    """
    x1, n1, x2, n2 = checked_trials(x1, n1, x2, n2)
    empty = (x1 == 0) | (x2 == 0)
    if empty.any():
        raise ValueError(
            f"trial {np.argmax(empty) + 1} has an empty cell, so its log risk ratio is not defined: use "
            "mantel_haenszel_odds_ratio, peto_odds_ratio or risk_differences"
        )
    return np.log(x1 / n1) - np.log(x2 / n2), 1 / x1 - 1 / n1 + 1 / x2 - 1 / n2


def risk_differences(x1, n1, x2, n2):
    """Return `(estimates, variances)` of the risk difference of each trial, arm 1 minus arm 2 (0 to 1 scale).

    Arguments as `log_risk_ratios`. A trial with no or only responders in both arms has variance 0 and
    cannot be pooled. Raises ValueError for impossible counts.

    >>> risk_differences([20], [40], [10], [40])[0].tolist()
    [0.25]
    """
    x1, n1, x2, n2 = checked_trials(x1, n1, x2, n2)
    p1, p2 = x1 / n1, x2 / n2
    return p1 - p2, p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2


def _checked(estimates, variances):
    columns = []
    for name, values in {"estimates": estimates, "variances": variances}.items():
        try:
            column = np.atleast_1d(np.asarray(values, dtype=float))
        except (TypeError, ValueError, OverflowError):
            raise ValueError(f"{name} is {values!r}: give one number for every trial") from None
        if column.ndim != 1 or not np.isfinite(column).all():
            raise ValueError(f"{name} is {column.tolist()}: give one finite number for every trial")
        columns.append(column)
    estimates, variances = columns
    if estimates.size != variances.size:
        raise ValueError(
            f"{estimates.size} estimates but {variances.size} variances: give one each per trial"
        )
    if estimates.size < 2:
        raise ValueError(f"{estimates.size} trial given: pooling needs at least 2")
    if (variances <= 0).any():
        worst = np.argmin(variances)
        raise ValueError(f"variance of trial {worst + 1} is {variances[worst]:g}: it must be above 0")
    return estimates, variances


def _mean(estimates, weights):
    return float((weights * estimates).sum() / weights.sum())


def _q(estimates, variances, tau2=0.0):
    weights = 1 / (variances + tau2)
    return float((weights * (estimates - _mean(estimates, weights)) ** 2).sum())


def _tau2_dl(estimates, variances):
    """DerSimonian and Laird 1986."""
    weights = 1 / variances
    surplus = _q(estimates, variances) - (estimates.size - 1)
    return max(0.0, surplus / (weights.sum() - (weights**2).sum() / weights.sum()))


def _tau2_pm(estimates, variances):
    """Paule and Mandel 1982: the value at which Q equals its degrees of freedom."""
    freedom = estimates.size - 1
    if _q(estimates, variances) <= freedom:
        return 0.0
    largest = ((estimates - estimates.mean()) ** 2).sum() / freedom  # Q cannot reach k - 1 beyond this
    return brentq(lambda tau2: _q(estimates, variances, tau2) - freedom, 0, largest * 1.01, xtol=1e-15)


def _tau2_reml(estimates, variances):
    """Restricted maximum likelihood (Viechtbauer 2005): best of a grid, then the root of its slope nearby."""
    spread = ((estimates - estimates.mean()) ** 2).sum() / (estimates.size - 1)
    if spread == 0:
        return 0.0
    # A variance between trials far above their spread is never likely, so this grid holds the maximum.
    grid = np.concatenate([[0.0], spread * estimates.size * np.geomspace(1e-9, 10, 300)])

    def parts(tau2):
        weights = 1 / (variances + np.atleast_1d(tau2)[:, None])
        total = weights.sum(axis=1)
        residual = estimates - ((weights * estimates).sum(axis=1) / total)[:, None]
        return weights, total, residual

    def slope(tau2):
        weights, total, residual = parts(tau2)
        lost = total - (weights**2).sum(axis=1) / total
        return float(((weights**2 * residual**2).sum(axis=1) - lost)[0])

    weights, total, residual = parts(grid)
    likelihood = np.log(weights).sum(axis=1) - np.log(total) - (weights * residual**2).sum(axis=1)
    best = int(np.argmax(likelihood))
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, grid.size - 1)]
    if slope(0) <= 0 and best <= 1:  # the likelihood falls from zero on
        return 0.0
    if slope(low) <= 0 or slope(high) >= 0:  # flat to machine precision: the grid point is as good
        return float(grid[best])
    return brentq(slope, low, high, xtol=1e-15)


def fixed_effect(estimates, variances, confidence=0.95):
    """Pool by inverse variance, assuming one true effect in all trials; returns a `CommonEffect`.

    `estimates` and their `variances`, one per trial. Raises ValueError for fewer than 2 trials or a
    variance that is not above 0.

    >>> round(fixed_effect([0.1, 0.9], [0.04, 0.04]).standard_error, 3)
    0.141
    """
    estimates, variances = _checked(estimates, variances)
    z = norm.isf((1 - proportion(confidence, "confidence", inclusive=False)) / 2)
    mean, error = _mean(estimates, 1 / variances), math.sqrt(1 / (1 / variances).sum())
    limits = (float(mean - z * error), float(mean + z * error))
    return CommonEffect(mean, error, *limits, _q(estimates, variances), estimates.size)


def random_effects(
    estimates,
    variances,
    method="REML",
    hartung_knapp=True,
    confidence=0.95,
    prediction="higgins",
    never_narrower=False,
):
    """Pool trials whose true effects differ; returns a `RandomEffects`.

    `method` estimates the variance between trials: "REML", "DL" (DerSimonian-Laird) or "PM"
    (Paule-Mandel). `hartung_knapp` uses the spread of the trials and t with k - 1 degrees of freedom
    (Hartung and Knapp 2001), else the normal interval. When trials agree by chance that interval can be
    narrower than the normal one; `never_narrower=True` forbids it (Knapp and Hartung 2003).

    `prediction`: where the effect of a new trial may lie. "higgins" (Higgins 2009) is t with k - 2
    degrees of freedom times sqrt(tau2 + standard error squared), so it is undefined (None) for two trials;
    "normal" uses the normal quantile. Both use the standard error reported here.
    Raises ValueError for fewer than 2 trials, variances not above 0, or an unknown method.

    >>> result = random_effects([0.1, 0.9], [0.04, 0.04])
    >>> round(result.low, 2), round(result.high, 2), result.note
    (-4.58, 5.58, 'with two trials a prediction interval is undefined: k - 2 = 0 degrees of freedom')
    """
    estimates, variances = _checked(estimates, variances)
    one_of(method, "method", METHODS)
    one_of(prediction, "prediction", PREDICTIONS)
    tail = (1 - proportion(confidence, "confidence", inclusive=False)) / 2
    k = estimates.size
    notes = []
    tau2 = {"REML": _tau2_reml, "DL": _tau2_dl, "PM": _tau2_pm}[method](estimates, variances)
    weights = 1 / (variances + tau2)
    mean, error, quantile = _mean(estimates, weights), math.sqrt(1 / weights.sum()), norm.isf(tail)
    if hartung_knapp:
        scale = _q(estimates, variances, tau2) / (k - 1)
        error *= math.sqrt(max(scale, 1) if never_narrower else scale)
        quantile = t.isf(tail, k - 1)
        if scale < 1 - 1e-9 and not never_narrower:
            notes.append("the trials agree more closely than chance predicts: see never_narrower")
    fixed = 1 / variances
    typical = (k - 1) / (fixed.sum() - (fixed**2).sum() / fixed.sum())  # typical within-trial variance
    predicted = _predicted(mean, math.hypot(error, math.sqrt(tau2)), k, tail, prediction)
    if predicted == (None, None):
        notes.append("with two trials a prediction interval is undefined: k - 2 = 0 degrees of freedom")
    return RandomEffects(
        estimate=mean,
        standard_error=error,
        low=float(mean - quantile * error),
        high=float(mean + quantile * error),
        tau2=float(tau2),
        i2=float(100 * tau2 / (tau2 + typical)),
        q=_q(estimates, variances),
        prediction_low=predicted[0],
        prediction_high=predicted[1],
        k=k,
        method=f"{method} + Hartung-Knapp" if hartung_knapp else method,
        note="; ".join(notes),
    )


def _predicted(mean, spread, k, tail, prediction):
    """Where the effect of a new trial may lie, as (low, high); (None, None) where that is undefined."""
    if prediction == "higgins" and k == 2:
        return None, None
    wide = norm.isf(tail) if prediction == "normal" else t.isf(tail, k - 2)
    return float(mean - wide * spread), float(mean + wide * spread)


@dataclass(frozen=True)
class PooledOddsRatio:
    """A pooled odds ratio with its interval; `dropped` counts trials that carry no information."""

    odds_ratio: float
    low: float
    high: float
    log_odds_ratio: float
    standard_error: float
    k: int
    dropped: int
    method: str


def _pooled_odds_ratio(log_ratio, error, informative, method):
    reach = norm.isf(0.025) * error
    limits = np.exp([log_ratio, log_ratio - reach, log_ratio + reach]).tolist()
    k = int(informative.sum())
    return PooledOddsRatio(*limits, float(log_ratio), float(error), k, informative.size - k, method)


def mantel_haenszel_odds_ratio(x1, n1, x2, n2):
    """Pool odds ratios by Mantel-Haenszel, without continuity correction; returns a `PooledOddsRatio`.

    For sparse events in trials of similar arms. Standard error of the log by Robins, Breslow and
    Greenland 1986. Trials with no responder, or only responders, in both arms carry no information and
    are dropped. Raises ValueError for impossible counts, and when the ratio would be 0 or infinite.

    >>> result = mantel_haenszel_odds_ratio([1, 0, 2, 0], [36, 20, 59, 5], [0, 0, 1, 0], [36, 20, 55, 5])
    >>> round(result.odds_ratio, 2), round(result.low, 2), round(result.high, 1), result.dropped
    (2.89, 0.3, 28.3, 2)
    """
    x1, n1, x2, n2 = checked_trials(x1, n1, x2, n2)
    informative = _informative(x1, n1, x2, n2)
    a, b, c, d = (column[informative] for column in (x1, n1 - x1, x2, n2 - x2))
    if not ((a * d).any() and (b * c).any()):
        raise ValueError(
            "the pooled odds ratio is 0 or infinite (one arm has no contrast): use peto_odds_ratio"
        )
    table = StratifiedTable(np.array([[a, b], [c, d]]))
    return _pooled_odds_ratio(table.logodds_pooled, table.logodds_pooled_se, informative, "Mantel-Haenszel")


def peto_odds_ratio(x1, n1, x2, n2):
    """Pool odds ratios by Peto's one-step method, for rare events and arms of similar size.

    Log ratio = sum(observed - expected) / sum(hypergeometric variance), its standard error
    1 / sqrt(sum of variances) (Yusuf 1985; Bradburn 2007). Biased for large effects or unequal arms.
    Returns a `PooledOddsRatio`. Raises ValueError for impossible counts or no event in any trial.

    >>> result = peto_odds_ratio([1, 0, 2, 0], [36, 20, 59, 5], [0, 0, 1, 0], [36, 20, 55, 5])
    >>> round(result.odds_ratio, 2), round(result.low, 2), round(result.high, 1)
    (2.61, 0.36, 18.8)
    """
    x1, n1, x2, n2 = checked_trials(x1, n1, x2, n2)
    informative = _informative(x1, n1, x2, n2)
    total, responders = n1 + n2, x1 + x2
    surplus = x1 - n1 * responders / total
    variance = n1 * n2 * responders * (total - responders) / (total**2 * np.maximum(total - 1, 1))
    return _pooled_odds_ratio(
        surplus[informative].sum() / variance[informative].sum(),
        1 / math.sqrt(variance[informative].sum()),
        informative,
        "Peto",
    )


def _informative(x1, n1, x2, n2):
    informative = (x1 + x2 > 0) & (x1 + x2 < n1 + n2)
    if not informative.any():
        raise ValueError("no trial has both a responder and a non-responder: there is nothing to pool")
    return informative


def gap_p_values(tables, x1, n1, x2, n2):
    """Does a compatible table differ from other trials by more than chance? Smallest and largest P over tables.

    Two-sided z test of the table's risk difference against the common-effect pool of the trials given, or against
    the one trial given.

    >>> [round(p, 2) for p in gap_p_values([(15, 36, 6, 36)], [28, 68], [88, 205], [22, 30], [81, 103])]
    [0.06, 0.06]
    """
    others, spreads = risk_differences(x1, n1, x2, n2)
    pooled = np.average(others, weights=1 / spreads)
    effects, variances = risk_differences(*zip(*tables, strict=True))
    z = (effects - pooled) / np.sqrt(variances + 1 / np.sum(1 / spreads))
    p = 2 * norm.sf(abs(z))
    return float(p.min()), float(p.max())
