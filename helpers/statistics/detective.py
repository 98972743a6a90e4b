"""From a printed p-value back to every two-arm result that could have produced it.

A paper prints "P = .038" and the size of a trial, but no counts. Only so many tables exist; each test gives
each table one p-value; keep those that print alike. A table found here is *compatible*, never *observed*:
the list assumes an unadjusted test of these arm sizes. A stratified, covariate-adjusted or imputed analysis
can give any p-value, and trying many tests is a forking path of its own. So the result raises a question
("which test, which analysis set?") and is no evidence of an error.

Worked example: tests/statistics/worked_detective.ipynb.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.arguments import arm_sizes, one_of, proportion, two_groups, whole_number
from helpers.statistics.printed import as_printed, printed_p
from helpers.statistics.tests_of_counts import UNCONDITIONAL
from helpers.statistics.two_by_two import all_tables, chosen_tests, fragility, p_value
from helpers.statistics.two_groups import risk_difference_limits

HIGHER = ("arm 1", "arm 2", "either")
"""Which arm must have the higher response rate: arm 1, arm 2, or either (equal rates included)."""


MOST_TABLES = 1_000_000
"""A scan over designs with more tables than this in all is refused: it would take minutes."""


GRID_ERROR = 5e-6
"""How far `all_tables` may lie from `p_value`; tables this near a rounding limit are refined."""


def compatible_tables(
    printed, n1, n2, tests=None, alternative="two-sided", rounding="half up", higher="arm 1"
):
    """Which results of an `n1` v `n2` trial print this p-value, and by which test?

    `printed` is the p-value as text (".038", "<.001"); `tests` names from `tests_of_counts.TESTS` (None: all);
    `alternative` as in `two_by_two.p_value`; `rounding` one of `printed.ROUNDINGS`; `higher` one of HIGHER.

    Returns a DataFrame, one row per table and test: n1, n2, x1, x2, rate1, rate2, test, p; risk_difference
    with `low` and `high` (95 % score interval of Miettinen and Nurminen 1985); risk_ratio; the number needed to
    treat `nnt` with `nnt_low` and `nnt_high`, which is infinite when the interval crosses zero; `fragility`
    by the row's own test and `fragility_fisher` (Walsh 2014). Without any fitting table it has no rows.
    Raises ValueError for input that cannot be right. The idea is that of GRIM (Brown and Heathers 2017),
    carried from means to p-values.

    >>> compatible_tables(".038", 36, 36, ["fisher", "yates"])[["x1", "x2", "test", "p"]].round(4)
       x1  x2   test       p
    0  15   6  yates  0.0381
    1  30  21  yates  0.0381
    """
    return scan(printed, [(n1, n2)], tests, alternative, rounding, higher)


def scan(printed, designs, tests=None, alternative="two-sided", rounding="half up", higher="arm 1"):
    """`compatible_tables` over many designs: `designs` is a list of arm sizes such as [(36, 36), (35, 37)].

    >>> len(scan(".038", designs(72, 35, 37), "pearson"))
    4
    """
    number = printed_p(printed, rounding)
    one_of(higher, "higher", HIGHER)
    sizes, names = _pairs(designs), chosen_tests(tests, alternative)
    found = []
    for n1, n2 in sizes:
        apart = np.subtract.outer(np.arange(n1 + 1) * n2, np.arange(n2 + 1) * n1)
        allowed = {"arm 1": apart > 0, "arm 2": apart < 0, "either": np.full(apart.shape, True)}[higher]
        for name in names:
            p = _refined(number, n1, n2, name, alternative)
            found += [
                (n1, n2, x1, x2, name, p[x1, x2])
                for x1, x2 in np.argwhere(allowed & number.contains_each(p)).tolist()
            ]
    tables = pd.DataFrame(found, columns=["n1", "n2", "x1", "x2", "test", "p"])
    return _described(tables, alternative)


def designs(total_max, smallest, largest, imbalance=4):
    """All arm sizes (n1, n2) from `smallest` to `largest`, together at most `total_max`, differing by at most
    `imbalance`: what could be left of a randomised trial after drop-out.

    >>> designs(72, 35, 37, imbalance=1)
    [(35, 35), (35, 36), (36, 35), (36, 36)]
    """
    total_max = whole_number(total_max, "total_max", smallest=2)
    smallest = whole_number(smallest, "smallest", smallest=1)
    largest = whole_number(largest, "largest", smallest=1)
    imbalance = whole_number(imbalance, "imbalance")
    if smallest > largest or 2 * smallest > total_max:
        limit = f"largest ({largest})" if smallest > largest else f"half of total_max ({total_max})"
        raise ValueError(f"smallest ({smallest}) exceeds {limit}: no design is left; lower it")
    sizes = range(smallest, largest + 1)
    return [(n1, n2) for n1 in sizes for n2 in sizes if n1 + n2 <= total_max and abs(n1 - n2) <= imbalance]


@dataclass(frozen=True)
class Envelope:
    """What compatible tables have in common: pairs (smallest, largest), and counts.

    `nnt_limit` is the range of the weaker limit of the number needed to treat (infinite if any interval
    crosses zero); the fragility fields map an index to its number of table-test pairs.
    """

    designs: int
    tables: int
    pairs: int
    risk_difference: tuple
    low: tuple
    high: tuple
    risk_ratio: tuple
    nnt: tuple
    nnt_limit: tuple
    fragility: dict
    fragility_fisher: dict


def envelope(tables, placebo_low, placebo_high):
    """What do all compatible tables with a believable placebo rate (arm 2) share?

    `tables` comes from `compatible_tables` or `scan`; the placebo rates are proportions, ends included.
    Returns an Envelope; if no table is left its counts are 0 and its ranges are missing values.

    >>> shared = envelope(compatible_tables(".038", 36, 36, "yates"), 0.10, 0.50)
    >>> shared.tables, [round(float(end), 3) for end in shared.low]
    (1, [0.04, 0.04])
    """
    placebo_low = proportion(placebo_low, "placebo_low")
    placebo_high = proportion(placebo_high, "placebo_high")
    if placebo_low > placebo_high:
        raise ValueError(f"placebo_low ({placebo_low:g}) exceeds placebo_high ({placebo_high:g}): swap them")
    missing = {"rate2", "risk_difference", "fragility"} - set(getattr(tables, "columns", ()))
    if missing:
        raise ValueError("tables must be the DataFrame that compatible_tables or scan returns")
    kept = tables[tables["rate2"].between(placebo_low, placebo_high)]
    once = kept.drop_duplicates(["n1", "n2", "x1", "x2"])

    def ends(column):
        return float(once[column].min()), float(once[column].max())

    def counts(column):
        return dict(sorted(Counter(kept[column].dropna().tolist()).items()))

    return Envelope(
        designs=len(once.drop_duplicates(["n1", "n2"])),
        tables=len(once),
        pairs=len(kept),
        risk_difference=ends("risk_difference"),
        low=ends("low"),
        high=ends("high"),
        risk_ratio=ends("risk_ratio"),
        nnt=ends("nnt"),
        nnt_limit=ends("nnt_high"),
        fragility=counts("fragility"),
        fragility_fisher=counts("fragility_fisher"),
    )


def which_tests_print(x1, n1, x2, n2, printed, tests=None, alternative="two-sided"):
    """You know the counts: which tests give the p-value that the paper prints?

    Returns a DataFrame with a row per test: test, p, printed_as (p with as many decimals), fits.

    >>> which_tests_print(7, 10, 6, 9, ".9", ["pearson", "fisher"]).round(3)
          test      p printed_as   fits
    0  pearson  0.876        0.9   True
    1   fisher  1.000        1.0  False
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    number = printed_p(printed)
    rows = []
    for name in chosen_tests(tests, alternative):
        p = p_value(x1, n1, x2, n2, name, alternative)
        rows.append((name, p, as_printed(p, number.decimals), number.contains(p)))
    return pd.DataFrame(rows, columns=["test", "p", "printed_as", "fits"])


def check_strength(n1, n2, tests=None):
    """How many of the printable p-values .001 to .049 can a design give at all?

    If one test reaches 32 of the 49 values .001 to .049, a third of all printed values "do not fit" it; if
    the tests together reach 47, hardly any printed value can fail to fit: the check is as strong as its gaps.

    Returns a DataFrame with a row per test and a last row "all together", and the columns test, attained,
    of, missing (the values that no table gives, as text).

    >>> check_strength(36, 36, ["fisher", "pearson", "yates"])[["test", "attained", "of"]]
               test  attained  of
    0        fisher        32  49
    1       pearson        33  49
    2         yates        33  49
    3  all together        45  49
    """
    n1, n2 = arm_sizes(n1, n2)
    values = [f"0.{thousandths:03d}" for thousandths in range(1, 50)]
    numbers = [printed_p(value) for value in values]
    reached = {}
    for name in chosen_tests(tests):
        hits = [number.contains_each(_refined(number, n1, n2, name, "two-sided")).any() for number in numbers]
        reached[name] = np.array(hits)
    reached["all together"] = np.any(list(reached.values()), axis=0)
    rows = [
        (name, int(hit.sum()), len(values), ", ".join(np.array(values)[~hit].tolist()))
        for name, hit in reached.items()
    ]
    return pd.DataFrame(rows, columns=["test", "attained", "of", "missing"])


def _pairs(sizes):
    """Check a list of arm sizes."""
    try:
        checked = [arm_sizes(*pair) for pair in sizes]
    except TypeError:
        checked = []
    if not checked:
        raise ValueError(f"designs is {sizes!r}: give a list of arm sizes such as [(36, 36), (35, 37)]")
    tables = sum((n1 + 1) * (n2 + 1) for n1, n2 in checked)
    if tables > MOST_TABLES:
        raise ValueError(f"designs hold {tables} tables: {MOST_TABLES} are searched at most; narrow them")
    return checked


def _refined(number, n1, n2, test, alternative):
    """All p-values of a design, exact to 1e-8 where a rounding limit is so near that it matters."""
    p = all_tables(n1, n2, test, alternative)
    if test not in UNCONDITIONAL:
        return p
    limits = [float(end) for end in (number.low, number.high) if 0 < end < 1]
    near = np.argwhere(np.any([np.abs(p - limit) < GRID_ERROR for limit in limits], axis=0))
    if len(near):
        p = p.copy()
        for x1, x2 in near:
            p[x1, x2] = p_value(x1, n1, x2, n2, test, alternative)
    return p


def _described(tables, alternative):
    """Add rates, effects, their limits and fragility to the tables found."""
    x1, n1, x2, n2 = counts = [tables[name].to_numpy(dtype=int) for name in ("x1", "n1", "x2", "n2")]
    rate1, rate2 = x1 / n1, x2 / n2
    difference = rate1 - rate2
    low, high = risk_difference_limits(*counts)
    # The number needed to treat counts towards the better arm, so a negative difference is turned round.
    worst, best = np.where(difference >= 0, low, -high), np.where(difference >= 0, high, -low)
    rows = list(zip(*(column.tolist() for column in counts), tables["test"], strict=True))
    by_own_test = [fragility(*row, alternative=alternative) for row in rows]
    by_fisher = [fragility(*row[:4], "fisher") for row in rows]
    with np.errstate(divide="ignore", invalid="ignore"):
        return pd.DataFrame(
            {
                "n1": n1,
                "n2": n2,
                "x1": x1,
                "x2": x2,
                "rate1": rate1,
                "rate2": rate2,
                "test": tables["test"],
                "p": tables["p"].astype(float),
                "risk_difference": difference,
                "low": low,
                "high": high,
                "risk_ratio": rate1 / rate2,
                "nnt": 1 / np.abs(difference),
                "nnt_low": 1 / best,
                "nnt_high": np.where(worst > 0, 1 / worst, np.inf),
                "fragility": pd.array(by_own_test, dtype="Int64"),
                "fragility_fisher": pd.array(by_fisher, dtype="Int64"),
            }
        )


def distinct_tables(found, placebo_low, placebo_high):
    """The different tables of a scan with a believable placebo rate: a list of (x1, n1, x2, n2), by placebo rate.

    `found` comes from `detective.compatible_tables` or `scan`; rates are shares, ends included.

    >>> from helpers.statistics.detective import compatible_tables
    >>> distinct_tables(compatible_tables(".038", 36, 36, ["yates", "fisher"]), 0.10, 0.50)
    [(15, 36, 6, 36)]
    """
    low, high = proportion(placebo_low, "placebo_low"), proportion(placebo_high, "placebo_high")
    kept = found[found["rate2"].between(low, high)].drop_duplicates(["n1", "n2", "x1", "x2"])
    kept = kept.sort_values(["rate2", "rate1"], kind="stable")
    return [tuple(int(count) for count in row) for row in kept[["x1", "n1", "x2", "n2"]].to_numpy()]
