"""How many untreated people "respond"? Eczema goes up and down, and trials enrol people when it is up.

The model, ASSUMED and not estimated from either study: each person has a stable level on the log EASI
scale, visits scatter around it, and `reliability` is the correlation between two visits of one person.

    log EASI = log(median) + sd_log x (sqrt(reliability) x person + sqrt(1 - reliability) x visit)

with `person` and `visit` standard normal and EASI capped at 72. Nobody is treated. Given the person, visits
are independent, so every share below is an integral over persons and is computed by quadrature; simulation
only shows it. Two effects are kept apart: plain fluctuation (also without selection) and regression to the
mean (added by selecting people above a threshold; Bland and Altman 1994, Barnett 2005).

Worked example: tests/eczema/worked_fluctuation.ipynb.
"""

import functools
import math
import numbers
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtr
from scipy.stats import norm

from helpers.arguments import positive_number, proportion, whole_number

MEDIAN = 14.0
"""ASSUMED median EASI of everyone who might be screened."""


SD_LOG = 0.6
"""ASSUMED standard deviation of log EASI between people and visits together."""


THRESHOLD = 16.0
"""Entry threshold in the trial register: EASI of 16 or more."""


CAP = 72.0
"""The highest possible EASI."""


STEADIEST = 0.99
"""Above this reliability the quadrature grid is too coarse, and nothing fluctuates any more."""


@dataclass(frozen=True)
class Untreated:
    """What to expect of untreated people: shares are 0 to 1, means are EASI points."""

    share_responding: float
    mean_baseline: float
    mean_week_12: float


def _checked(reliability, visits=0, threshold=THRESHOLD, median=MEDIAN, sd_log=SD_LOG, cap=CAP, percent=50):
    if proportion(reliability, "reliability") > STEADIEST:
        raise ValueError(f"reliability is {reliability:g}: it must be from 0 to {STEADIEST} in this model")
    if visits not in (0, 1, 2) or isinstance(visits, bool):
        raise ValueError(
            f"visits is {visits!r}: 0 (no selection), 1 (baseline) or 2 (screening and baseline)"
        )
    for name, value in {"threshold": threshold, "median": median, "sd_log": sd_log, "cap": cap}.items():
        positive_number(value, name)
    if not 0.001 <= sd_log <= 3:
        raise ValueError(f"sd_log is {float(sd_log):g}: it is on the log scale, where 0.3 to 1 is usual")
    if not max(threshold, median) < cap:
        raise ValueError(
            f"cap is {float(cap):g}: it must exceed the threshold ({threshold:g}) and median ({median:g})"
        )
    if not isinstance(percent, numbers.Real) or not 1 < percent < 100:
        raise ValueError(f"percent is {percent!r}: write 50 for EASI-50 (more than 1, less than 100)")


@functools.cache
def _nodes(count, reach):
    """Gauss-Legendre nodes and weights on -reach to reach, read-only."""
    points, weights = np.polynomial.legendre.leggauss(count)
    points, weights = points * reach, weights * reach
    points.flags.writeable = weights.flags.writeable = False
    return points, weights


def _density(z):
    return np.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def expected_fall_log(mu, sd, cut, reliability):
    """Return the expected fall on the log scale of untreated people who were at or above `cut` at one visit.

    `mu` and `sd` are mean and standard deviation of the log score, `cut` the log threshold. The fall is
    (1 - reliability) x sd x phi(k) / (1 - Phi(k)), k = (cut - mu) / sd (Barnett, van der Pols
    and Dobson 2005). Raises ValueError for sd not above 0 or a reliability outside 0 to 1.

    >>> round(expected_fall_log(math.log(14), 0.6, math.log(16), 0.7), 4)
    0.1701
    """
    reliability = proportion(reliability, "reliability")
    for name, value in {"mu": mu, "sd": sd, "cut": cut}.items():
        if not isinstance(value, numbers.Real) or not math.isfinite(value):
            raise ValueError(f"{name} is {value!r}: it must be a finite number on the log scale")
    if sd <= 0:
        raise ValueError(f"sd is {sd:g}: it must be above 0")
    k = (cut - mu) / sd
    return float((1 - reliability) * sd * np.exp(norm.logpdf(k) - norm.logsf(k)))


def expected(reliability, visits=2, threshold=THRESHOLD, median=MEDIAN, sd_log=SD_LOG, cap=CAP, percent=50):
    """Return what to expect at week 12 of untreated people, as an `Untreated`.

    `visits` is how many visits had to reach `threshold`: 0 (no selection), 1 (baseline) or 2 (screening and
    baseline). `reliability` is the correlation between visits, 0 to 0.99; `percent` the fall that counts as
    response. Quadrature over person and baseline visit; nothing is rounded to the 0.1 grid.
    Raises ValueError for arguments outside these ranges.

    >>> result = expected(0.7, visits=2)
    >>> round(result.share_responding, 3), round(result.mean_baseline, 1), round(result.mean_week_12, 1)
    (0.091, 28.2, 26.2)
    """
    _checked(reliability, visits, threshold, median, sd_log, cap, percent)
    person, person_weight = _nodes(200, 9.0)
    scatter = sd_log * math.sqrt(1 - reliability)
    level = math.log(median) + sd_log * math.sqrt(reliability) * person[:, None]
    to_reach = (math.log(threshold) - level) / scatter  # visit deviation that reaches the threshold
    to_cap = np.clip((math.log(cap) - level) / scatter, -9, 9)
    start = np.clip(to_reach, -9, 9) if visits else np.full_like(level, -9.0)
    chance_of_screening = ndtr(-to_reach) if visits == 2 else 1.0
    weight_of_person = person_weight[:, None] * _density(person[:, None]) * chance_of_screening

    # Below the cap: baseline visits between the threshold and the cap, 60 nodes for each person.
    unit, unit_weight = _nodes(60, 1.0)
    half = np.maximum(to_cap - start, 0) / 2
    visit = start + half * (1 + unit)
    below = weight_of_person * half * unit_weight * _density(visit)
    log_baseline = level + scatter * visit
    # At the cap: everyone above it has a baseline of exactly `cap`, so no integral is needed.
    at_cap = weight_of_person * ndtr(-np.maximum(to_cap, start))

    log_ratio = math.log(1 - percent / 100)
    respond_below = ndtr((log_baseline + log_ratio - level) / scatter)
    respond_at_cap = ndtr((math.log(cap) + log_ratio - level) / scatter)
    week_12 = np.exp(level + scatter**2 / 2) * ndtr((math.log(cap) - level) / scatter - scatter)
    week_12 = week_12 + cap * ndtr((level - math.log(cap)) / scatter)

    selected = below.sum() + at_cap.sum()
    responding = ((below * respond_below).sum() + (at_cap * respond_at_cap).sum()) / selected
    baseline = ((below * np.exp(log_baseline)).sum() + cap * at_cap.sum()) / selected
    later = ((below.sum(axis=1, keepdims=True) + at_cap) * week_12).sum() / selected
    return Untreated(*(float(x) for x in (responding, baseline, later)))


def responder_share(reliability, visits=2, **model):
    """Return the share (0 to 1) of untreated people who reach EASI-50 by fluctuation and selection alone.

    The arguments, and the errors, are those of `expected`.

    >>> [round(responder_share(0.8, visits), 3) for visits in (0, 1, 2)]
    [0.034, 0.056, 0.043]
    """
    return expected(reliability, visits, **model).share_responding


def simulate_untreated(people, reliability, visits=2, *, rng, cap=CAP):
    """Return simulated EASI of untreated people as columns screening, baseline and week_12, one row a person.

    `people` are screened; only those whose `visits` visits (0, 1 or 2, as in `expected`) reach `threshold`
    are returned. `rng` is a numpy Generator. Scores are not rounded to the 0.1 grid, so that they can be
    laid beside `expected`. Raises ValueError for impossible arguments.

    >>> table = simulate_untreated(1000, 0.7, rng=np.random.default_rng(1))
    >>> bool((table[["screening", "baseline"]] >= 16).all(axis=None))
    True
    """
    people = whole_number(people, "people", smallest=1)
    _checked(reliability, visits, cap=cap)
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng is {rng!r}: pass numpy.random.default_rng(seed)")
    person = math.sqrt(reliability) * rng.standard_normal((people, 1))
    visit = math.sqrt(1 - reliability) * rng.standard_normal((people, 3))
    scores = np.minimum(MEDIAN * np.exp(SD_LOG * (person + visit)), cap)
    chosen = (scores[:, 2 - visits : 2] >= THRESHOLD).all(axis=1)
    table = pd.DataFrame(scores[chosen], columns=["screening", "baseline", "week_12"])
    table.attrs["simulated"] = "simulated people, no treatment, assumed model"
    return table


def decompose(reliability=(0.9, 0.8, 0.7, 0.6, 0.5), **model):
    """Split the untreated EASI-50 share, in percent, into plain fluctuation and regression to the mean.

    `reliability` is one value or several; `model` takes threshold, median, sd_log, cap and percent as in
    `expected`. One row per reliability: the share without selection, with selection at one visit and at two,
    and what the two-visit selection adds to no selection (percentage points): the regression to the mean.

    >>> decompose(0.8).round(1).iloc[0].tolist()
    [3.4, 5.6, 4.3, 0.9]
    """
    rows = {}
    for value in np.atleast_1d(reliability).tolist():
        unselected, one, two = (100 * responder_share(value, visits, **model) for visits in (0, 1, 2))
        rows[value] = (unselected, one, two, two - unselected)
    columns = ["unselected", "selected at one visit", "selected at two visits", "regression to the mean"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("reliability")
