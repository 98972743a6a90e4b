"""Before-and-after changes in a handful of people: exact tests of one outcome or of several, and their smallest P.

With five people a paired test can only return a few p-values; `smallest_p` gives the smallest, and `floors_by_test`
says, before the data, which of the usual tests could have printed a P value below .05 at all. Every test of one
outcome takes the changes themselves (after minus before, one number per person).

Markers of one inflammation move together, so three falling markers are not three findings. `max_t_sign_flip`
flips whole people, which leaves the correlation in the data; `chance_all_fall` says how often markers fall in
everybody although nothing happened.

SciPy is used where it is right; `scipy.stats.wilcoxon(method="exact")` ignores ties and zeros, so the signed-rank
distribution is built here. SciPy has no Hodges-Lehmann interval and no test of several markers.

Worked example: tests/statistics/worked_paired.ipynb.
"""

import math
import numbers
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import stats

from helpers.arguments import one_of, proportion, whole_number

MOST_FLIPPED = 20
"""Up to 2^20 (about a million) sign flips are listed; beyond that listing all of them is slow."""


MOST_RANKED = 500


SAME = 1e-9
"""Changes closer than this share of the largest change count as equal: 5.1 - 4.3 and 1.8 - 1.0 tie."""


def signed_rank(differences, zeros="drop"):
    """Exact two-sided p-value of the Wilcoxon signed-rank test, given the ties and zeros that the data have.

    `differences`: one change per person, any unit. `zeros`: "drop" leaves unchanged people out, "pratt"
    ranks them first and then leaves them out. Ties get the mean of their ranks and every pattern of signs counts once (conditional test).
    Returns p; 1.0 if nobody changed. Raises ValueError for missing values or more than 500 people.
    Source: Wilcoxon 1945; zeros, Pratt 1959.

    >>> signed_rank([-12, -30, -7, -21, -16])
    0.0625
    >>> signed_rank([0, 0, -1, 2, 2, 3, 3, 5], zeros="pratt")
    0.0625
    """
    ranks, positive = _ranks(differences, zeros)
    doubled = np.rint(2 * ranks).astype(int)  # mid-ranks end in .5; doubled they are whole numbers
    chances = _rank_sum_chances(tuple(doubled.tolist()))
    observed, total = int(doubled[positive].sum()), int(doubled.sum())
    as_extreme = abs(2 * np.arange(total + 1) - total) >= abs(2 * observed - total)
    return min(1.0, float(chances[as_extreme].sum()))


def signed_rank_asymptotic(differences):
    """Two-sided p of the signed-rank test from the normal curve: what packages print as "Asymp. Sig.".

    Shown for comparison, not for use: at n = 5 the curve goes below what the data can reach.
    Unchanged people are left out; no continuity correction. The variance is the sum of
    the squared mid-ranks / 4, which is the usual one corrected for ties. Returns p; 1.0 if nobody changed.
    Source: Wilcoxon 1945; tie correction as in Hollander and Wolfe 1999.

    >>> round(signed_rank_asymptotic([-12, -30, -7, -21, -16]), 4)
    0.0431
    """
    ranks, positive = _ranks(differences, "drop")
    if ranks.size == 0:
        return 1.0
    distance = abs(ranks[positive].sum() - ranks.sum() / 2)
    return float(2 * stats.norm.sf(distance / math.sqrt((ranks**2).sum() / 4)))


def sign_test(differences):
    """Exact two-sided p-value of the sign test: how many went up, how many down (unchanged people left out).

    Returns p; 1.0 if nobody changed. Raises ValueError for missing values. Source: Dixon and Mood 1946.

    >>> sign_test([-12, -30, -7, -21, -16])
    0.0625
    """
    changes = clean_changes(differences)
    up, moved = int((changes > 0).sum()), int((changes != 0).sum())
    if moved == 0:
        return 1.0
    return float(stats.binomtest(up, moved, 0.5).pvalue)


def sign_flip(differences):
    """Exact two-sided p-value for the mean change: the share of all 2^n sign flips whose mean is at least as extreme.

    If nothing happened, each person's change could as well have had the other sign. An unchanged person
    stays at 0. Returns p. Raises ValueError for more than 20 people (2^20 flips). Source: Fisher 1935.

    >>> sign_flip([-12, -30, -7, -21, 3])
    0.125
    """
    changes = clean_changes(differences)
    means = sign_flip_distribution(changes / (np.abs(changes).max() or 1.0))  # no unit is too large or small
    slack = SAME * np.abs(means).max()
    return float((np.abs(means) >= abs(means[0]) - slack).mean())


def sign_flip_distribution(differences):
    """The 2^n mean changes under every pattern of signs, for a figure; the first one is the observed mean.

    >>> sign_flip_distribution([3, 1]).tolist()
    [2.0, -1.0, 1.0, -2.0]
    """
    changes = clean_changes(differences)
    return flipped_sums(changes) / changes.size


@dataclass(frozen=True)
class MiddleChange:
    """Hodges-Lehmann estimate with its exact interval; `confidence` is what the interval really attains."""

    estimate: float
    low: float
    high: float
    confidence: float
    asked: float
    people: int

    @property
    def reaches_asked(self):
        """False when so few people cannot give the confidence that was asked for."""
        return self.confidence >= self.asked - 1e-12

    def sentence(self):
        """One plain sentence; with too few people it says so."""
        text = (
            f"Middle change {self.estimate:g}, {self.low:g} to {self.high:g} "
            f"({100 * self.confidence:.4g} % confidence, {self.people} people)"
        )
        if self.reaches_asked:
            return text + "."
        return (
            text + f"; this is the widest interval there is, short of the {100 * self.asked:.4g} % asked for."
        )


def hodges_lehmann(differences, confidence=0.95):
    """The middle change (median of all pairwise averages) with the exact signed-rank interval.

    Returns a `MiddleChange`, in the unit of the changes. The interval is the shortest one from the Walsh
    averages with at least the asked confidence; at n = 5 the widest reaches only 93.75 %, and the result
    says so. With ties the true confidence is higher. Raises ValueError as `signed_rank` does.
    Source: Hodges and Lehmann 1963; Tukey 1949.

    >>> hodges_lehmann([-12, -30, -7, -21, -16]).sentence()
    'Middle change -16.5, -30 to -7 (93.75 % confidence, 5 people); this is the widest interval there is, short of the 95 % asked for.'
    """
    changes = clean_changes(differences)
    proportion(confidence, "confidence", inclusive=False)
    people = _few_enough(changes.size, MOST_RANKED)
    first, second = np.triu_indices(people)
    averages = np.sort((changes[first] + changes[second]) / 2)
    below = np.cumsum(_rank_sum_chances(tuple(range(1, people + 1))))  # P(rank sum <= 0, 1, ...)
    outside = np.flatnonzero(2 * below <= 1 - confidence + 1e-12)
    left_out = int(outside[-1]) if outside.size else 0
    return MiddleChange(
        estimate=float(np.median(averages)),
        low=float(averages[left_out]),
        high=float(averages[-1 - left_out]),
        confidence=max(0.0, 1 - 2 * float(below[left_out])),
        asked=float(confidence),
        people=people,
    )


@dataclass(frozen=True)
class PairedT:
    """Mean change with its 95 % t interval, t and two-sided p."""

    mean: float
    low: float
    high: float
    t: float
    p: float


def paired_t(differences):
    """Paired t test through SciPy: can go below the exact floor because it assumes normal changes.

    Returns a `PairedT`. Raises ValueError for one person or for changes that are the same up to rounding dust
    (no spread to measure). P does not depend on the unit. Source: Student 1908.

    >>> round(paired_t([-12, -30, -7, -21, -16]).p, 3)
    0.012
    """
    changes = clean_changes(differences)
    largest = np.abs(changes).max()
    if changes.size < 2 or np.ptp(changes) <= SAME * largest:
        raise ValueError(
            f"differences are {changes.tolist()}: a t test needs at least two people whose changes differ; "
            "use sign_test or sign_flip"
        )
    # in units of the largest change nothing can overflow or vanish, whatever the unit was
    found = stats.ttest_1samp(changes / largest, 0)
    limits = found.confidence_interval(0.95)
    mean, low, high = (
        float(each * largest) for each in ((changes / largest).mean(), limits.low, limits.high)
    )
    return PairedT(mean, low, high, float(found.statistic), float(found.pvalue))


@lru_cache(maxsize=64)
def _rank_sum_chances(ranks):
    """Chance of each sum 0, 1, 2, ... when every whole-number rank is positive or negative by coin toss."""
    chances = np.zeros(sum(ranks) + 1)
    chances[0] = 1.0
    for rank in ranks:
        chances[rank:] = (chances[rank:] + chances[: chances.size - rank]) / 2
        chances[:rank] /= 2
    chances.flags.writeable = False
    return chances


def _ranks(differences, zeros):
    """Mid-ranks of the changes that are not zero, and which of them are positive."""
    changes = clean_changes(differences)
    _few_enough(changes.size, MOST_RANKED)
    if one_of(zeros, "zeros", ("drop", "pratt")) == "drop":
        changes = changes[changes != 0]
    size = np.abs(changes)
    if size.size:
        size = np.round(size / max(size.max(), np.finfo(float).tiny), 9)
    ranks = stats.rankdata(size)[changes != 0]
    return ranks, changes[changes != 0] > 0


def flipped_sums(changes):
    """The 2^n sums of clean changes under every pattern of signs; the first is the observed one.

    Raises ValueError for more than 20 people.

    >>> flipped_sums(clean_changes([3, 1])).tolist()
    [4.0, -2.0, 2.0, -4.0]
    """
    _few_enough(changes.size, MOST_FLIPPED, "; use signed_rank for more people")
    sums = np.array([changes.sum()])
    for change in changes:
        sums = np.concatenate([sums, sums - 2 * change])
    return sums


def clean_changes(differences, name="differences"):
    """The changes as an array of floats, one per person, with rounding dust next to zero set to zero.

    `name` is what an error message calls them. Raises ValueError for missing values or no people.

    >>> clean_changes([5, 1e-12]).tolist()
    [5.0, 0.0]
    """
    try:
        changes = np.array(differences, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{name} are {differences!r}: give one number per person") from None
    if changes.ndim != 1 or changes.size == 0:
        raise ValueError(
            f"{name} have shape {changes.shape}: give one number per person, at least one person"
        )
    if not np.isfinite(changes).all():
        raise ValueError(f"{name} contain a missing or infinite value: leave that person out and say so")
    changes[np.abs(changes) <= SAME * np.abs(changes).max()] = 0.0
    return changes


def _few_enough(people, most, remedy=""):
    if people > most:
        raise ValueError(
            f"differences are from {people} people: exact enumeration stops at {most}"
            + (remedy or "; use signed_rank_asymptotic for more people")
        )
    return people


def smallest_p(pairs, comparisons=1, sides=2):
    """The smallest p-value that an exact paired test can ever return, however large the changes are.

    `pairs`: people with a change. The sign test, the signed-rank test and the sign-flip test share the floor
    sides / 2^pairs, reached when everybody moves the same way. `comparisons` multiplies it (Bonferroni, or
    the first step of Holm), capped at 1. Counting nine treatment cycles of five people as nine people
    lowers the floor without adding a person (pseudoreplication).

    >>> smallest_p(5), smallest_p(5, comparisons=6), smallest_p(9)
    (0.0625, 0.375, 0.00390625)
    """
    pairs = whole_number(pairs, "pairs", smallest=1)
    comparisons = whole_number(comparisons, "comparisons", smallest=1)
    if not isinstance(sides, numbers.Real) or sides not in (1, 2):
        raise ValueError(f"sides is {sides!r}: write 1 for a one-sided or 2 for a two-sided test")
    return min(1.0, comparisons * min(1.0, math.ldexp(sides, -pairs)))


def smallest_n(comparisons=1):
    """The fewest people with whom an exact two-sided paired test can reach p <= .05 after `comparisons` markers.

    >>> smallest_n(), smallest_n(comparisons=6)
    (6, 8)
    """
    pairs = 1
    while smallest_p(pairs, comparisons=comparisons) > 0.05:
        pairs += 1
    return pairs


def t_threshold(people):
    """How many standard deviations of the changes the mean change must exceed for a paired t test to reach .05.

    Two-sided; the t test has no smallest P value, it asks for a change that is large and even. Source: Student 1908.

    >>> round(t_threshold(5), 3), round(t_threshold(4), 3)
    (1.242, 1.591)
    """
    people = whole_number(people, "people", smallest=2)
    return float(stats.t.ppf(0.975, people - 1) / people**0.5)


def floors_by_test(sizes):
    """One row per test, one column per number of people: the smallest P value when everybody moves one way.

    `sizes`: numbers of people. Exact tests are those of `smallest_p`; the normal curve is the signed-rank test as
    many packages print it ("asymptotic"), for changes that all differ in size; the t test gets the mean change
    above which P falls below .05, in standard deviations (SD) of the changes. Returns a DataFrame of text. Raises ValueError below two people.

    >>> floors_by_test([5])["all 5 the same way"].tolist()[:3]
    ['0.0625', '0.03125', '0.043']
    """
    rows = {
        "exact, two-sided": [],
        "exact, one-sided": [],
        "signed-rank by the normal curve": [],
        "paired t": [],
    }
    for people in sizes:
        enough = t_threshold(people)
        rows["exact, two-sided"].append(f"{smallest_p(people):.4g}")
        rows["exact, one-sided"].append(f"{smallest_p(people, sides=1):.4g}")
        rows["signed-rank by the normal curve"].append(f"{signed_rank_asymptotic(range(1, people + 1)):.3f}")
        rows["paired t"].append(f"no floor; .05 above {enough:.2f} SD")
    table = pd.DataFrame(rows, index=[f"all {people} the same way" for people in sizes]).T
    return table.rename_axis("test").reset_index()


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
        changes = changes / (np.abs(changes).max() or 1.0)
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
