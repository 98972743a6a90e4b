"""What "significant" can mean in a handful of people: the smallest P value of each usual paired test.

A table to read before the data: it says which tests could have printed a P value below .05 at all.

Worked example: tests/worked_small_samples.ipynb.
"""

import math
import numbers

import pandas as pd
from scipy import stats

from helpers.counts import one_of, proportion, whole_number
from helpers.small_samples import signed_rank_asymptotic


def smallest_p(pairs, test="sign", comparisons=1, sides=2):
    """The smallest p-value that an exact paired test can ever return, however large the changes are.

    `pairs`: people with a change. `test`: "sign", "signed_rank" or "sign_flip"; all three share the floor
    sides / 2^pairs, reached when everybody moves the same way. `comparisons` multiplies it (Bonferroni, or
    the first step of Holm), capped at 1. Counting nine treatment cycles of five people as nine people
    lowers the floor without adding a person (pseudoreplication).

    >>> smallest_p(5), smallest_p(5, comparisons=6), smallest_p(9)
    (0.0625, 0.375, 0.00390625)
    """
    one_of(test, "test", ("sign", "signed_rank", "sign_flip"))
    pairs = whole_number(pairs, "pairs", smallest=1)
    comparisons = whole_number(comparisons, "comparisons", smallest=1)
    if not isinstance(sides, numbers.Real) or sides not in (1, 2):
        raise ValueError(f"sides is {sides!r}: write 1 for a one-sided or 2 for a two-sided test")
    return min(1.0, comparisons * min(1.0, math.ldexp(sides, -pairs)))


def smallest_n(alpha=0.05, comparisons=1, sides=2):
    """The fewest people with whom an exact paired test can reach p <= alpha after `comparisons` markers.

    >>> smallest_n(), smallest_n(comparisons=6)
    (6, 8)
    """
    proportion(alpha, "alpha", inclusive=False)
    pairs = 1
    while smallest_p(pairs, comparisons=comparisons, sides=sides) > alpha:
        pairs += 1
    return pairs


def t_threshold(people, alpha=0.05):
    """How many standard deviations of the changes the mean change must exceed for a paired t test to reach alpha.

    Two-sided; the t test has no smallest P value, it asks for a change that is large and even. Source: Student 1908.

    >>> round(t_threshold(5), 3), round(t_threshold(4), 3)
    (1.242, 1.591)
    """
    people = whole_number(people, "people", smallest=2)
    return float(stats.t.ppf(1 - alpha / 2, people - 1) / people**0.5)


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
