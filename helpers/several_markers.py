"""Several markers in the same few people: P values that keep their correlation, and what chance alone does.

Markers of one inflammation move together, so three falling markers are not three findings. `max_t_sign_flip`
flips whole people, which leaves the correlation in the data; `chance_all_fall` says how often markers fall in
everybody although nothing happened. SciPy has neither.

Worked example: tests/worked_small_samples.ipynb.
"""

import math
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import stats

from helpers.counts import proportion, whole_number
from helpers.small_samples import SAME, clean_changes, flipped_sums

MOST_MARKERS = 200


def max_t_sign_flip(matrix):
    """p-values for several markers in the same people, adjusted by the largest |t| (single-step max-T).

    `matrix`: people in rows, markers in columns (array or DataFrame), each value a change. Every sign flip
    turns a whole person, so the correlation between markers stays as it is. `p_adjusted` is the share of the
    2^n flips in which the largest |t| of any marker reaches this marker's |t|. Identical changes give an
    infinite t, a marker that never changed t = 0. Returns a DataFrame, one row per marker: mean_change, t,
    p, p_adjusted. Raises ValueError for missing values, one person, or more than 20 people.
    Source: Westfall and Young 1993.

    >>> changes = {"CCL17": [-5, -4, -6, -3, -5], "IL13": [-1, -2, -1, 1, -2]}
    >>> max_t_sign_flip(pd.DataFrame(changes))[["p", "p_adjusted"]].round(4).values.tolist()
    [[0.0625, 0.0625], [0.25, 0.25]]
    """
    table = matrix if isinstance(matrix, pd.DataFrame) else pd.DataFrame(np.atleast_2d(matrix))
    people = whole_number(len(table), "people (rows of the matrix)", smallest=2)
    whole_number(table.shape[1], "markers (columns of the matrix)", smallest=1)
    share = []  # |sum| / sqrt(n x sum of squares) orders flips as |t| does, and stays finite
    for name in table.columns:
        changes = clean_changes(table[name], f"changes of marker {name!r}")
        length = math.sqrt(people * (changes**2).sum()) or 1.0
        ratio = np.abs(flipped_sums(changes)) / length
        share.append(np.where(ratio > 1 - 1e-12, 1.0, ratio))
    largest = np.max(share, axis=0)
    observed = np.array([one[0] for one in share])
    means = table.mean(axis=0).to_numpy(dtype=float)
    with np.errstate(divide="ignore"):
        t = np.sign(means) * np.sqrt((people - 1) / (1 / observed**2 - 1))
    return pd.DataFrame(
        {
            "mean_change": means,
            "t": t,
            "p": [float((one >= one[0] - SAME).mean()) for one in share],
            "p_adjusted": [float((largest >= seen - SAME).mean()) for seen in observed],
        },
        index=pd.Index(table.columns, name="marker"),
    )


def chance_all_fall(people, markers, correlation=0.0, at_least=1):
    """Chance that `at_least` of the `markers` fall in every one of the `people` although nothing happened.

    A marker falls in a person with chance 1/2; within a person any two markers' changes are normal with the
    given `correlation` (0 to 1), people are independent. Exact, no simulation: given a person's common factor
    the markers are independent, so the number still falling in everybody is a chain from person to person.
    Read "fall" as "rise" and the chance is the same. Returns a probability. Source: one-factor model,
    Dunnett and Sobel 1955; own code because no library has the chain.

    >>> [round(chance_all_fall(5, 6, correlation, at_least=3), 4) for correlation in (0, 0.6)]
    [0.0006, 0.0128]
    >>> round(chance_all_fall(2, 6), 2)
    0.82
    """
    people = whole_number(people, "people", smallest=1)
    markers = whole_number(markers, "markers", smallest=1)
    at_least = whole_number(at_least, "at_least")
    proportion(correlation, "correlation")
    if markers > MOST_MARKERS:
        raise ValueError(
            f"markers is {markers}: this calculation stops at {MOST_MARKERS}; take fewer markers"
        )
    if at_least > markers:
        raise ValueError(f"at_least ({at_least}) exceeds markers ({markers}): ask for {markers} or fewer")
    still_falling = np.zeros(markers + 1)
    still_falling[markers] = 1.0
    for _ in range(people):
        still_falling = still_falling @ _falling_step(markers, float(correlation))
    return min(1.0, float(still_falling[at_least:].sum()))


@lru_cache(maxsize=32)
def _falling_step(markers, correlation):
    """Row a, column b: chance that b of a markers that fell in everybody so far fall in the next person."""
    # an even number of points, so 0 is not among them; markers without correlation need no factor
    factor = np.linspace(-8.5, 8.5, 8500) if correlation else np.zeros(1)
    weight = stats.norm.pdf(factor)
    slope = math.sqrt(correlation / (1 - correlation)) if correlation < 1 else math.inf
    falls = stats.norm.cdf(slope * factor)
    power = np.arange(markers + 1)[:, None]
    together = (falls**power * (weight / weight.sum())) @ ((1 - falls) ** power).T
    step = np.zeros((markers + 1, markers + 1))
    for before in range(markers + 1):
        for after in range(before + 1):
            step[before, after] = math.comb(before, after) * together[after, before - after]
    step.flags.writeable = False
    return step
