"""Only a total is printed: how can it be split into two arms, so that both percentages and the P value print?

"Of 66 people 52 % and 27 % responded (P = .040)" names no arm. Only some splits have counts that print both
percentages, and fewer have a test that prints the P value. What they share can be said; which one it was
cannot. As in `detective`, a split found here is *compatible*, never *observed*.

Worked example: tests/statistics/worked_total_n.ipynb.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from helpers.arguments import one_of, proportion, whole_number
from helpers.statistics.fits import RULES, rules_that_fit
from helpers.statistics.printed import printed_p, printed_percentage, printed_value
from helpers.statistics.single_table import TINY, single_p
from helpers.statistics.tests_of_counts import ANY_SIZE
from helpers.statistics.two_groups import risk_difference_limits

USUAL_TESTS = ("fisher", "mid_p", "pearson", "n_minus_1", "yates", "likelihood_ratio")
"""The tests that are tried unless others of `single_table.ANY_SIZE` are named."""

LARGEST_TOTAL = 100_000
MOST_SPLITS = 5000
"""With more fitting splits than this the digits say too little to list them."""

_PLAIN = ["n1", "x1", "n2", "x2"]


def splits(
    total, percent1, percent2, printed=None, tests=USUAL_TESTS, smallest=0.40, largest=0.60, x1=None, x2=None
):
    """All splits of `total` people into two arms that print both percentages, and by which test the P value.

    `percent1`, `percent2` (with or without the sign) and `printed` (the P value, or None) are text as printed;
    arm 1 holds a share from `smallest` to `largest` of all people, ends included. `tests` are names from
    `single_table.ANY_SIZE`; `x1` and `x2` are counts of responders, where they are printed.

    Returns a DataFrame: n1, x1, n2, x2, with a P value also test and p; risk_difference with `low` and `high`
    (Miettinen and Nurminen); rules (the rounding rules under which all printed numbers fit, as text). Fits by
    rounding half up come first. Raises ValueError for input that cannot be right, and where more than 5000
    splits print both percentages.

    >>> found = splits(66, "52 %", "27 %", ".040", ["pearson", "fisher"])
    >>> found[["x1", "n1", "x2", "n2", "test", "p"]].round(4)
       x1  n1  x2  n2     test       p
    0  15  29  10  37  pearson  0.0401
    """
    total = whole_number(total, "total", smallest=2)
    if total > LARGEST_TOTAL:
        raise ValueError(f"total is {total:,}: splits of up to {LARGEST_TOTAL:,} people are searched")
    low, high = proportion(smallest, "smallest"), proportion(largest, "largest")
    if low > high:
        raise ValueError(f"smallest ({low:g}) exceeds largest ({high:g}): swap them")
    tests = [tests] if isinstance(tests, str) else list(tests) if isinstance(tests, Iterable) else [tests]
    for test in tests:
        one_of(test, "test", ANY_SIZE)
    fitting = [_counts(percent1, "percent1", x1), _counts(percent2, "percent2", x2)]
    numbers = {
        rule: [printed_value(text, rule, percent=True) for text in (percent1, percent2)] for rule in RULES
    }
    p_numbers = {} if printed is None else {rule: printed_p(printed, rule) for rule in RULES}
    first, last = max(1, math.ceil(low * total - 1e-9)), min(total - 1, math.floor(high * total + 1e-9))
    found = []
    for n1 in range(first, last + 1):
        counts1, counts2 = fitting[0](n1), fitting[1](total - n1)
        if len(found) + len(counts1) * len(counts2) > MOST_SPLITS:
            raise ValueError(
                f"total is {total:,}: more than {MOST_SPLITS:,} splits print both percentages; more decimals or the "
                "size of an arm are needed"
            )
        found += [(n1, a, total - n1, b) for a in counts1 for b in counts2]
    rows = []
    for split in found:
        percents = _percent_rules(split, numbers)
        if printed is None:
            rows.append((*split, ", ".join(percents)))
            continue
        n1, a, n2, b = split
        for test in tests:
            p = single_p(a, n1, b, n2, test)
            rules = [rule for rule in percents if p_numbers[rule].contains(max(p, TINY))]
            if rules:
                rows.append((*split, test, p, ", ".join(rules)))
    columns = [*_PLAIN, *(["test", "p"] if printed is not None else []), "rules"]
    table = pd.DataFrame(rows, columns=columns)
    return _described(table.loc[sorted(table.index, key=lambda row: "half up" not in table["rules"][row])])


@dataclass(frozen=True)
class SharedBySplits:
    """What all compatible splits have in common: pairs (smallest, largest), and which tests and rules fit.

    `rules` are those under which these splits fit: half up if any split fits so, otherwise what there is.
    """

    splits: int
    n1: tuple
    risk_difference: tuple
    low: tuple
    high: tuple
    tests: tuple
    rules: tuple

    def excludes_zero(self):
        """True if every split's interval excludes no difference, False if none does, None if they differ."""
        if self.low[0] > 0 or self.high[1] < 0:
            return True
        return False if self.low[1] <= 0 <= self.high[0] else None


def shared_by_splits(found):
    """What the splits that `splits` returns share, or None if there is none. Returns a `SharedBySplits`.

    Fits by rounding half up are taken alone if there are any.

    >>> shared = shared_by_splits(splits(66, "52", "27", ".040", ["pearson", "fisher"]))
    >>> shared.splits, [round(end, 3) for end in shared.low], shared.tests
    (1, [0.009, 0.009], ('pearson',))
    """
    if not len(found):
        return None
    by_rule = found["rules"].str.split(", ")
    usual = by_rule.map(lambda rules: "half up" in rules)
    kept = found[usual] if usual.any() else found

    def ends(column):
        return kept[column].min().item(), kept[column].max().item()

    rules = ("half up",) if usual.any() else tuple(sorted({rule for each in by_rule for rule in each}))
    return SharedBySplits(
        splits=len(kept.drop_duplicates(_PLAIN)),
        n1=ends("n1"),
        risk_difference=ends("risk_difference"),
        low=ends("low"),
        high=ends("high"),
        tests=tuple(kept["test"].unique()) if "test" in kept else (),
        rules=rules,
    )


def _counts(percent, name, known):
    """A function from the size of an arm to the counts that print the percentage under any rule."""
    number = printed_percentage(percent, name, "any")
    known = None if known is None else whole_number(known, f"responders with {name}")
    low, high = Fraction(number.low) / 100, Fraction(number.high) / 100

    def fitting(n):
        first, last = max(0, math.ceil(low * n)), min(n, math.floor(high * n))
        within = range(first, last + 1) if known is None else range(known, known + (first <= known <= last))
        return [count for count in within if number.contains(Fraction(100 * count, n))]

    return fitting


def _percent_rules(split, numbers):
    """The rounding rules under which a split prints both percentages."""
    n1, a, n2, b = split
    shares = Fraction(100 * a, n1), Fraction(100 * b, n2)
    return rules_that_fit(
        lambda rule: all(one.contains(share) for one, share in zip(numbers[rule], shares, strict=True))
    )


def _described(table):
    """Add the risk difference and its limits; new row numbers."""
    table = table.reset_index(drop=True)
    counts = [table[name].to_numpy(dtype=int) for name in ("x1", "n1", "x2", "n2")]
    low, high = risk_difference_limits(*counts)
    rules = table.pop("rules")
    difference = counts[0] / counts[1] - counts[2] / counts[3]
    return table.assign(risk_difference=difference, low=low, high=high, rules=rules)
