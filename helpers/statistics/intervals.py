"""Which method printed this interval? The detective for intervals, from counts and printed limits.

A paper prints a difference, a ratio or a percentage with limits, and names no method. The methods differ by
several points in small groups, so the digits often tell. A method that fits is *compatible*, not proven: several
may print the same limits, and an adjusted analysis can print any.

Worked example: tests/statistics/worked_intervals.ipynb.
"""

import math

import pandas as pd
from scipy.special import ndtr, ndtri

from helpers.arguments import one_of, proportion, several, two_groups
from helpers.statistics.fits import rules_that_fit
from helpers.statistics.printed import as_printed, printed_value
from helpers.statistics.two_groups import (
    DIFFERENCE_METHODS,
    ODDS_METHODS,
    RATIO_METHODS,
    odds_ratio,
    risk_difference,
    risk_ratio,
)

DIFFERENCE_INTERVALS = ("wald", "wald_corrected", *DIFFERENCE_METHODS)
RATIO_INTERVALS = (*RATIO_METHODS, "katz_half_added")
ODDS_INTERVALS = (*ODDS_METHODS, "woolf_half_added")

MEASURES = {"difference": DIFFERENCE_INTERVALS, "risk ratio": RATIO_INTERVALS, "odds ratio": ODDS_INTERVALS}
"""The methods tried for each measure. Beside those of `two_groups`: "wald" (unpooled), "wald_corrected" (with the
continuity correction of R's prop.test), and the log methods after adding 0.5 to every cell, as software does where
a cell is zero."""

LEVELS = (0.90, 0.95, 0.99)
"""Confidence levels that are tried; papers name another level, or none, more often than they use another."""


def methods_that_print(x1, n1, x2, n2, low, high, measure="difference", percent=True, levels=LEVELS):
    """Which methods give these printed limits for `x1` of `n1` against `x2` of `n2`?

    `low` and `high` are text as printed; with `percent` a difference is in percentage points (ignored for
    ratios). Both orders of the arms are tried. Returns a DataFrame with a row per method, level and order:
    method, level, order ("1 v 2" or "2 v 1"), low, high, low_printed, high_printed (half up, with as many decimals),
    fits, rules (the rounding rules under which both limits fit, as text).
    Raises ValueError for impossible counts, an unknown measure, or limits in the wrong order.

    >>> found = methods_that_print(56, 70, 48, 80, "5.2", "33.4")
    >>> found[found["fits"]][["method", "level", "order", "low", "high"]].round(2)
          method  level  order   low   high
    14  newcombe   0.95  1 v 2  5.24  33.39
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    one_of(measure, "measure", MEASURES)
    limits = _printed_limits(low, high)
    scale = 100.0 if measure == "difference" and percent else 1.0
    rows = []
    for method in MEASURES[measure]:
        for level in _levels(levels):
            one = _two_group_limits(x1, n1, x2, n2, measure, method, level)
            if measure == "difference":
                other = -one[1], -one[0]
            else:
                other = tuple(1 / end if end else math.inf for end in reversed(one))
            for order, ends in (("1 v 2", one), ("2 v 1", other)):
                ends = [scale * end for end in ends]
                rows.append((method, level, order, *ends, *_shown(ends, limits), *_verdict(ends, low, high)))
    columns = ["method", "level", "order", "low", "high", "low_printed", "high_printed", "fits", "rules"]
    return pd.DataFrame(rows, columns=columns)


def wald_p_values(x1, n1, x2, n2):
    """The two-sided P values that go with the Wald intervals of the three measures: {measure: P}.

    That is what a regression without covariates prints: unpooled z for the difference, Katz for the risk ratio, Woolf
    for the odds ratio (0.5 is added to every cell of a table with a zero). A measure without any variance is left out.

    >>> {measure: round(p, 3) for measure, p in wald_p_values(14, 59, 4, 55).items()}
    {'difference': 0.012, 'risk ratio': 0.027, 'odds ratio': 0.022}
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    added = 0.0 if 0 < x1 < n1 and 0 < x2 < n2 else 0.5
    a, b, c, d = (cell + added for cell in (x1, n1 - x1, x2, n2 - x2))
    spread = x1 * (n1 - x1) / n1**3 + x2 * (n2 - x2) / n2**3
    ratio = math.log(a / (a + b)) - math.log(c / (c + d))
    scores = {"difference": (x1 / n1 - x2 / n2) / math.sqrt(spread)} if spread else {}
    scores["risk ratio"] = ratio / math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    scores["odds ratio"] = math.log(a * d / (b * c)) / math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return {measure: float(2 * ndtr(-abs(score))) for measure, score in scores.items()}


def _two_group_limits(x1, n1, x2, n2, measure, method, level):
    """The limits of arm 1 against arm 2 by one method."""
    if measure == "difference":
        if method in ("wald", "wald_corrected"):
            return _wald(x1, n1, x2, n2, level, corrected=method == "wald_corrected")
        interval = risk_difference(x1, n1, x2, n2, method, level)
    elif method.endswith("_half_added"):
        return _half_added(x1, n1, x2, n2, measure, level)
    elif measure == "risk ratio":
        interval = risk_ratio(x1, n1, x2, n2, method, level)
    else:
        interval = odds_ratio(x1, n1, x2, n2, method, level)
    return interval.low, interval.high


def _wald(x1, n1, x2, n2, level, corrected):
    """Unpooled Wald limits of a difference; `corrected` as in R's prop.test (Yates), cut at -1 and 1."""
    estimate = x1 / n1 - x2 / n2
    half = _critical(level) * math.sqrt(x1 * (n1 - x1) / n1**3 + x2 * (n2 - x2) / n2**3)
    if not corrected:
        return estimate - half, estimate + half
    half += min((1 / n1 + 1 / n2) / 2, abs(estimate))
    return max(-1.0, estimate - half), min(1.0, estimate + half)


def _half_added(x1, n1, x2, n2, measure, level):
    """Limits on the log scale after adding 0.5 to every cell (Haldane 1956; Walter 1975 for the risk ratio)."""
    a, b, c, d = (cell + 0.5 for cell in (x1, n1 - x1, x2, n2 - x2))
    if measure == "odds ratio":
        ratio, variance = a * d / (b * c), 1 / a + 1 / b + 1 / c + 1 / d
    else:
        ratio, variance = (a / (a + b)) / (c / (c + d)), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    factor = math.exp(_critical(level) * math.sqrt(variance))
    return ratio / factor, ratio * factor


def _printed_limits(low, high, percent=False):
    """Both limits as printed numbers, in the right order."""
    limits = tuple(printed_value(text, percent=percent) for text in (low, high))
    if limits[0].value > limits[1].value:
        raise ValueError(f"low ({low}) exceeds high ({high}): swap them")
    return limits


def _shown(ends, limits):
    """The limits as they would be printed, half up."""
    return tuple(
        as_printed(end, limit.decimals) if math.isfinite(end) else "infinity"
        for end, limit in zip(ends, limits, strict=True)
    )


def _verdict(ends, low, high):
    """Whether both limits may be printed like this, and under which rules."""

    def fits(rule):
        numbers = (printed_value(text, rule, percent=True) for text in (low, high))
        return all(
            math.isfinite(end) and number.contains(end) for end, number in zip(ends, numbers, strict=True)
        )

    rules = rules_that_fit(fits)
    return bool(rules), ", ".join(rules)


def _levels(levels):
    return [proportion(level, "level", inclusive=False) for level in several(levels, "levels", "[0.9, 0.95]")]


def _critical(level):
    return -float(ndtri((1 - level) / 2))
