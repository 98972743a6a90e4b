"""Pool rare events over a few trials: odds ratios by Mantel-Haenszel and by Peto, without corrections.

Both use empty cells as they are. Mantel-Haenszel comes from statsmodels, which is right; Peto is missing there.
Worked example: tests/worked_pooling.ipynb.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm
from statsmodels.stats.contingency_tables import StratifiedTable

from helpers.counts import proportion
from helpers.pooling import checked_trials


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


def _pooled_odds_ratio(log_ratio, error, informative, confidence, method):
    reach = norm.isf((1 - confidence) / 2) * error
    limits = np.exp([log_ratio, log_ratio - reach, log_ratio + reach]).tolist()
    k = int(informative.sum())
    return PooledOddsRatio(*limits, float(log_ratio), float(error), k, informative.size - k, method)


def mantel_haenszel_odds_ratio(x1, n1, x2, n2, confidence=0.95):
    """Pool odds ratios by Mantel-Haenszel, without continuity correction; returns a `PooledOddsRatio`.

    For sparse events in trials of similar arms. Standard error of the log by Robins, Breslow and
    Greenland 1986. Trials with no responder, or only responders, in both arms carry no information and
    are dropped. Raises ValueError for impossible counts, and when the ratio would be 0 or infinite.

    >>> result = mantel_haenszel_odds_ratio([1, 0, 2, 0], [36, 20, 59, 5], [0, 0, 1, 0], [36, 20, 55, 5])
    >>> round(result.odds_ratio, 2), round(result.low, 2), round(result.high, 1), result.dropped
    (2.89, 0.3, 28.3, 2)
    """
    confidence = proportion(confidence, "confidence", inclusive=False)
    x1, n1, x2, n2 = checked_trials(x1, n1, x2, n2)
    informative = _informative(x1, n1, x2, n2)
    a, b, c, d = (column[informative] for column in (x1, n1 - x1, x2, n2 - x2))
    if not ((a * d).any() and (b * c).any()):
        raise ValueError(
            "the pooled odds ratio is 0 or infinite (one arm has no contrast): use peto_odds_ratio"
        )
    table = StratifiedTable(np.array([[a, b], [c, d]]))
    return _pooled_odds_ratio(
        table.logodds_pooled, table.logodds_pooled_se, informative, confidence, "Mantel-Haenszel"
    )


def peto_odds_ratio(x1, n1, x2, n2, confidence=0.95):
    """Pool odds ratios by Peto's one-step method, for rare events and arms of similar size.

    Log ratio = sum(observed - expected) / sum(hypergeometric variance), its standard error
    1 / sqrt(sum of variances) (Yusuf 1985; Bradburn 2007). Biased for large effects or unequal arms.
    Returns a `PooledOddsRatio`. Raises ValueError for impossible counts or no event in any trial.

    >>> result = peto_odds_ratio([1, 0, 2, 0], [36, 20, 59, 5], [0, 0, 1, 0], [36, 20, 55, 5])
    >>> round(result.odds_ratio, 2), round(result.low, 2), round(result.high, 1)
    (2.61, 0.36, 18.8)
    """
    confidence = proportion(confidence, "confidence", inclusive=False)
    x1, n1, x2, n2 = checked_trials(x1, n1, x2, n2)
    informative = _informative(x1, n1, x2, n2)
    total, responders = n1 + n2, x1 + x2
    surplus = x1 - n1 * responders / total
    variance = n1 * n2 * responders * (total - responders) / (total**2 * np.maximum(total - 1, 1))
    return _pooled_odds_ratio(
        surplus[informative].sum() / variance[informative].sum(),
        1 / math.sqrt(variance[informative].sum()),
        informative,
        confidence,
        "Peto",
    )


def _informative(x1, n1, x2, n2):
    informative = (x1 + x2 > 0) & (x1 + x2 < n1 + n2)
    if not informative.any():
        raise ValueError("no trial has both a responder and a non-responder: there is nothing to pool")
    return informative
