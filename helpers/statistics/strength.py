"""One scale for the strength of a result: surprise, bounds and Bayes factors side by side.

Every number here answers "how many times better does an effect explain the data than no effect?", but each for
another class of effects. So the largest of one row is no limit for the next row, and each row names its class.
All are about chance; none knows about bias.

Worked example: tests/statistics/worked_p_values.ipynb.
"""

import pandas as pd

from helpers.statistics.beliefs import (
    bayes_factor_better,
    bayes_factor_range,
    bayes_factor_small,
    bayes_factor_uniform,
    largest_likelihood_ratio,
    reader_prior_to_posterior,
)
from helpers.statistics.p_values import CALIBRATIONS, bayes_factor_bound

MEASURES = {
    "bound of Sellke and others": CALIBRATIONS["sellke_bayarri_berger"],
    "best-supported effect": CALIBRATIONS["best_supported_alternative"],
    "largest likelihood ratio": "the two rates that fit each table best, against the one rate for both arms that fits best",
    "higher with treatment": "all pairs of rates with arm 1 higher equally likely, against one common rate",
    "different, either way": "all pairs of rates equally likely, against one common rate",
    "higher, probably by little": "odds ratio above 1 and 95 % below 2, against 1; response vague",
}
"""The measures from the kindest use of P alone to Bayes factors, each with the class of effects it stands for."""


def strength_scale(p, tables):
    """How strong is a result, by every measure of the lessons, each with its class of effects?

    `p` is the P value and `tables` the tables (x1, n1, x2, n2) compatible with it, arm 1 the treated; P is
    two-sided. Returns a DataFrame, one row per measure: `measure`, `low` and `high` (how many times
    better the effect explains the data, over the tables), `after_low` and `after_high` (the chance of an effect
    afterwards, where it was one half before), and `effects`, the class in words. The first three rows are each the largest of their own class;
    the last three are Bayes factors for a stated belief. ValueError for a P or chance that is none.

    >>> scale = strength_scale(0.038, [(15, 36, 6, 36), (28, 34, 21, 36)])
    >>> scale.set_index("measure")["high"].round(1).tolist()
    [3.0, 8.6, 16.3, 7.5, 3.8, 3.6]
    """
    bounds = [(1 / bayes_factor_bound(p, name),) * 2 for name in CALIBRATIONS]
    factors = (largest_likelihood_ratio, bayes_factor_better, bayes_factor_uniform, bayes_factor_small)
    ranges = bounds + [bayes_factor_range(tables, factor) for factor in factors]
    rows = []
    for (measure, effects), (low, high) in zip(MEASURES.items(), ranges, strict=True):
        after = [reader_prior_to_posterior(0.5, factor) for factor in (low, high)]
        rows.append((measure, low, high, *after, effects))
    return pd.DataFrame(rows, columns=["measure", "low", "high", "after_low", "after_high", "effects"])
