"""One P value over three or more groups, from what a paper prints of each: counts, means with SDs, estimates with limits.

Pearson's and the likelihood ratio test come from SciPy, analysis of variance from statsmodels, Cochran's Q from `pooling`;
the exact test of three or more groups is own code, as SciPy's draws tables at random.
"""

import math

import numpy as np
from scipy.special import gammaln
from scipy.stats import chi2, chi2_contingency
from statsmodels.stats.oneway import anova_generic

from helpers.statistics.pooling import fixed_effect

MOST_TABLES = 30_000
"""Ways to share the outcomes out among the groups, beyond which the exact test is left out."""

SAME_PROBABILITY = 1e-7
"""Tables whose probabilities differ by less than this share count as equally likely, as in R."""


def p_of_counts(counts, sizes):
    """P values of counts of people in several groups: {"Pearson": ..., "likelihood ratio": ..., "exact": ...}.

    `counts` of `sizes` people had the outcome. "exact" is the test of Freeman and Halton 1951 (Fisher's for two
    groups), left out where there are more than MOST_TABLES tables. Raises ValueError for impossible counts.

    >>> {test: round(p, 3) for test, p in p_of_counts([12, 11, 5], [16, 18, 16]).items()}
    {'Pearson': 0.039, 'likelihood ratio': 0.036, 'exact': 0.04}
    """
    x, n = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    if len(x) != len(n) or len(x) < 2 or (x < 0).any() or (x > n).any() or (n < 1).any():
        raise ValueError(
            f"counts is {list(counts)} of sizes {list(sizes)}: each count lies between 0 and its size."
        )
    total, people = x.sum(), n.sum()
    if total in (0, people):
        return dict.fromkeys(("Pearson", "likelihood ratio", "exact"), 1.0)
    observed = np.array([x, n - x])
    found = {
        name: float(chi2_contingency(observed, correction=False, lambda_=power).pvalue)
        for name, power in (("Pearson", "pearson"), ("likelihood ratio", "log-likelihood"))
    }
    fewer = int(min(total, people - total))
    if math.comb(fewer + len(n) - 1, len(n) - 1) <= MOST_TABLES:
        found["exact"] = _exact(observed[0 if fewer == total else 1].astype(int), n.astype(int))
    return found


def _exact(counts, sizes):
    """All ways to share the outcomes out that are no more likely than the one at hand."""
    tables = np.array([[each] for each in range(min(sizes[0], counts.sum()) + 1)])
    for size in sizes[1:-1]:
        tables = np.array(
            [(*row, each) for row in tables for each in range(min(size, counts.sum() - sum(row)) + 1)]
        )
    last = counts.sum() - tables.sum(axis=1)
    tables = np.column_stack([tables, last])[last <= sizes[-1]]
    logs = -(gammaln(tables + 1) + gammaln(sizes - tables + 1)).sum(axis=1)
    own = -(gammaln(counts + 1) + gammaln(sizes - counts + 1)).sum()
    shares = np.exp(logs - logs.max())
    return float(shares[logs <= own + SAME_PROBABILITY].sum() / shares.sum())


def p_of_means(means, sds, sizes):
    """The P value of a one-way analysis of variance, from the mean, SD and number of people of each group.

    Raises ValueError for groups of fewer than two people and for SDs that are all 0.

    >>> round(p_of_means([179, 169, 169], [102, 92, 94], [111, 108, 107]), 2)
    0.67
    """
    m, s, n = (np.asarray(each, dtype=float) for each in (means, sds, sizes))
    if (n < 2).any() or not (s > 0).any():
        raise ValueError(
            f"sizes is {list(sizes)}, sds {list(sds)}: each group needs two people and a spread."
        )
    return float(anova_generic(m, s**2, n, use_var="equal").pvalue)


def p_of_estimates(estimates, errors):
    """The P value of several independent estimates being one (Cochran's Q), from each with its standard error.

    Raises ValueError where a standard error is not above 0.

    >>> round(p_of_estimates([3.1, 2.25, 0.45], [0.765, 0.74, 0.74]), 2)
    0.04
    """
    errors = np.asarray(errors, dtype=float)
    if not (errors > 0).all():
        raise ValueError(f"errors is {errors.tolist()}: each standard error lies above 0.")
    found = fixed_effect(estimates, errors**2)
    return float(chi2.sf(found.q, found.k - 1))
