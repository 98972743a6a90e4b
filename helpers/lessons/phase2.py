"""Phase 2, from counts to a verdict: the arithmetic behind a P-value, what else could print it, the full paper.

Three helps for one lesson. `worked_chi_squared` writes out the sum behind a chi-squared test; `readings`
lists what else could be behind a printed P-value; `full_paper` takes the counts that a reader with the
article can type in, and says what follows. Counts are `(x1, n1, x2, n2)`: the treated arm first, then placebo.

Small tables for lesson 03, ready to be shown: what fitting tables share, who believes what, which rule says what.

Nothing here is a new statistic: each function asks a statistics module several times and puts the answers
side by side, rounded and with units. A table that fits a printed P-value is compatible, never observed.
"""

from dataclasses import dataclass

import pandas as pd

from helpers.arguments import arm_sizes, proportion, two_groups
from helpers.evidence.ledger import fact, not_in_sources
from helpers.statistics.detective import compatible_tables
from helpers.statistics.two_by_two import TEST_LABELS, p_value
from helpers.text import listed, number, p_text, people, points_range

EXAMPLES = (
    (12, 35, 5, 37, "pearson"),
    (15, 36, 6, 36, "yates"),
    (19, 36, 10, 35, "pearson"),
    (21, 36, 12, 36, "mid_p"),
    (23, 35, 14, 35, "boschloo"),
    (25, 35, 17, 36, "pearson"),
    (28, 34, 21, 36, "fisher"),
    (30, 36, 21, 36, "yates"),
    (9, 26, 2, 26, "fisher"),
)
"""Some tables that print .038 by the test named, chosen to spread over placebo rates. Compatible, not observed."""


def worked_chi_squared(x1, n1, x2, n2):
    """The chi-squared test of one table, written out: columns step, working, result.

    Rows: pooled rate, expected responders, gap, Pearson's statistic, Yates's. Raises ValueError for
    impossible counts, and for tables without responders or non-responders, which have no such sum.
    Method: Pearson 1900; Yates 1934.

    >>> worked_chi_squared(18, 36, 9, 36)["result"].tolist()
    ['37.5 %', '13.50 and 13.50', '4.50', '4.80, P = .028', '3.79, P = .051']
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    total, everyone = x1 + x2, n1 + n2
    if total in (0, everyone):
        raise ValueError(
            f"responders in both arms are {total} of {everyone}: the sum needs some, but not all"
        )
    expected1, expected2 = n1 * total / everyone, n2 * total / everyone
    gap = abs(x1 - expected1)
    cells = [expected1, expected2, n1 - expected1, n2 - expected2]
    inverse = sum(1 / cell for cell in cells)
    parts = " + ".join(f"1/{cell:.2f}" for cell in cells)
    less = max(gap - 0.5, 0.0)
    rows = [
        (
            "rate of both arms together",
            f"({x1} + {x2}) / ({n1} + {n2})",
            f"{number(100 * total / everyone)} %",
        ),
        (
            "responders expected if the arms do not differ",
            f"{n1} and {n2} times that rate",
            f"{expected1:.2f} and {expected2:.2f}",
        ),
        ("gap between seen and expected", f"{x1} against {expected1:.2f}", f"{gap:.2f}"),
        (
            "Pearson: gap squared, times the sum of 1/expected over four cells",
            f"{gap:.2f} x {gap:.2f} x ({parts})",
            f"{gap * gap * inverse:.2f}, {p_text(p_value(x1, n1, x2, n2, 'pearson'))}",
        ),
        (
            "Yates: the gap is first made half a person smaller",
            f"{less:.2f} x {less:.2f} x (the same sum)",
            f"{less * less * inverse:.2f}, {p_text(p_value(x1, n1, x2, n2, 'yates'))}",
        ),
    ]
    return pd.DataFrame(rows, columns=["step", "working", "result"])


def readings(printed, n1, n2, placebo=0.35):
    """What else could print this P-value? A row per reading: reading, reached by, tables, example.

    `reached by` names those of the reading's list that reach it, `tables` counts tables with more responders in
    arm 1, and the example is the one whose placebo rate lies nearest to `placebo`. The last row has no list:
    a stratified, adjusted or imputed analysis is not a function of the four counts.

    >>> readings(".038", 36, 36)["tables"].tolist()[:2]
    ['none', '2']
    """
    n1, n2 = arm_sizes(n1, n2)
    placebo = proportion(placebo, "placebo")
    five = ["fisher", "pearson", "n_minus_1", "barnard", "boschloo"]
    plans = [
        (f"{n1} v {n2}, the five tests", n1, n2, five, {}),
        ("the same, Yates's correction", n1, n2, ["yates"], {}),
        ("the same, mid-P", n1, n2, ["mid_p"], {}),
        ("the five, digits cut off", n1, n2, five, {"rounding": "truncation"}),
        ("one-sided test", n1, n2, ["fisher", "pearson"], {"alternative": "greater"}),
    ]
    if n2 > 1:
        plans.append((f"one fewer analysed on placebo, {n1} v {n2 - 1}", n1, n2 - 1, five, {}))
    if n1 > 1:
        plans.append((f"one fewer analysed on treatment, {n1 - 1} v {n2}", n1 - 1, n2, five, {}))
    rows = []
    for reading, size1, size2, tests, how in plans:
        found = compatible_tables(printed, size1, size2, tests, **how)
        if found.empty:
            rows.append((reading, "none", "none", "-"))
            continue
        nearest = found.loc[(found["rate2"] - placebo).abs().idxmin()]
        example = f"{people(nearest['x1'], size1)} v {people(nearest['x2'], size2)}"
        names = [TEST_LABELS[name] for name in tests if name in set(found["test"])]
        rows.append((reading, listed(names), str(len(found.drop_duplicates(["x1", "x2"]))), example))
    rows.append(("stratified, adjusted or imputed", "any", "no list", "-"))
    return pd.DataFrame(rows, columns=["reading", "reached by", "tables", "example"])


STRENGTHS = (
    "seo-phase2-design",
    "seo-nct",
    "seo-sites-final",
    "seo-primary-endpoint",
    "seo-conclusion-further",
)


AROUND = (
    "seo-easi90-press",
    "seo-easi75-press",
    "seo-iga-press",
    "seo-bsa-press",
    "seo-sponsor-authors",
    "seo-registry-results",
    "scm-pancreatitis-endpoint",
)
"""Facts of the ledger that lesson 03 shows together: strengths, named outcomes, press and surroundings."""


KEY_ITEMS = (
    "responders per arm",
    "full analysis set",
    "name of the test",
    "missing data",
    "stratification",
    "Life Quality",
)
"""Words that pick, from what is not in our sources, the items that decide how to read P = .038."""


def key_missing_items(study="seo2024"):
    """The items of phase 2 that decide how to read its P-value and are not in our sources: item, why it matters.

    >>> key_missing_items()["item"].str.contains("name of the test").any()
    np.True_
    """
    items = not_in_sources(study)
    chosen = items["item"].str.startswith("Phase 2") & items["item"].str.contains("|".join(KEY_ITEMS))
    return (
        items.loc[chosen, ["item", "why_it_matters"]]
        .reset_index(drop=True)
        .rename(columns={"why_it_matters": "why it matters"})
    )


@dataclass(frozen=True)
class WorkingReading:
    """How the people of phase 2 are counted: people in phase 2, per arm, in the other reading; and in words."""

    phase2: int
    arm: int
    other: int
    text: str


def working_reading():
    """Are the 72 people phase 2 alone? What abstract and registry say together, as a `WorkingReading`.

    >>> reading = working_reading()
    >>> reading.phase2, reading.arm, reading.other
    (72, 36, 52)
    """
    phase1, phase2, total, arm = (
        int(fact(f"seo-{name}").number) for name in ("n-phase1", "n-phase2", "registry-total", "arm-planned")
    )
    text = (
        f"The abstract names {phase1} people in phase 1 and {phase2} in phase 2; together that is {phase1 + phase2}, "
        f"and the registry's total is {total}. So {phase2} reads as phase 2 alone, and 1:1 allocation (registry) "
        f"gives {arm} in each arm (derived): our **working reading**. The other reading, {phase2} - {phase1} = "
        f"{phase2 - phase1} in phase 2, is carried along."
    )
    return WorkingReading(phase2, arm, phase2 - phase1, text)


def p_values_in_words(x1, n1, x2, n2, tests):
    """The P-value of one table by each of several tests, in one line.

    >>> p_values_in_words(18, 36, 9, 36, ["pearson", "fisher"])
    'Pearson P = .028, Fisher P = .051'
    """
    return ", ".join(f"{TEST_LABELS[test]} {p_text(p_value(x1, n1, x2, n2, test))}" for test in tests)


def found_in_words(tables, tests):
    """Which of `tests` print the value, and with which tables? `tables` is what `compatible_tables` found.

    Up to two tables of a test are named, more are counted.

    >>> found_in_words(compatible_tables(".038", 36, 36, ["fisher", "yates"]), ["fisher", "yates"])
    'Yates: 15/36 v 6/36 or 30/36 v 21/36. Fisher: no table.'
    """
    said, silent = [], []
    for test in tests:
        rows = tables[tables["test"] == test]
        if rows.empty:
            silent.append(TEST_LABELS[test])
        elif len(rows) > 2:
            said.append(f"{TEST_LABELS[test]}: {len(rows)} tables")
        else:
            names = (f"{people(r.x1, r.n1)} v {people(r.x2, r.n2)}" for r in rows.itertuples())
            said.append(f"{TEST_LABELS[test]}: {listed(names, 'or')}")
    if silent:
        said.append(f"{listed(silent)}: no table")
    return f"{'. '.join(said)}."


def gaps_in_words(strength):
    """What `detective.check_strength` found, for its first test and for all together.

    >>> from helpers.statistics.detective import check_strength
    >>> gaps_in_words(check_strength(36, 36, ["fisher", "pearson"]))[:57]
    "So 17 of 49 printed values would 'not fit' Fisher. The 2 "
    """
    first, last = strength.iloc[0], strength.iloc[-1]
    missing = f": {last['missing']}" if last["missing"] else ""
    return (
        f"So {first['of'] - first['attained']} of {first['of']} printed values would 'not fit' "
        f"{TEST_LABELS[first['test']]}. The {len(strength) - 1} tests together miss "
        f"{last['of'] - last['attained']}{missing}."
    )


def example_rows(printed, extra=()):
    """The rows of `detective.compatible_tables` for `efficacy.EXAMPLES` and `extra` (x1, n1, x2, n2, test).

    Raises ValueError for a table that does not print `printed` by its test.

    >>> len(example_rows(".038"))
    9
    """
    found = []
    for x1, n1, x2, n2, test in (*EXAMPLES, *extra):
        tables = compatible_tables(printed, n1, n2, test)
        row = tables[(tables["x1"] == x1) & (tables["x2"] == x2)]
        if row.empty:
            raise ValueError(f"{people(x1, n1)} v {people(x2, n2)} does not print {printed} by {test!r}")
        found.append(row)
    return pd.concat(found, ignore_index=True)


def nnt_in_words(shared):
    """The number needed to treat over all tables of a `detective.Envelope`, with its weaker limit.

    >>> from helpers.statistics.detective import envelope
    >>> nnt_in_words(envelope(compatible_tables(".038", 36, 36, "mid_p"), 0.10, 0.50))[:40]
    'Over the 4 tables the NNT is 4.0 to 4.0,'
    """
    best, worst = (number(limit, 0) for limit in shared.nnt_limit)
    return (
        f"Over the {shared.tables} tables the NNT is {number(shared.nnt[0])} to {number(shared.nnt[1])}, which looks "
        f"splendid. But its weaker limit is {best} in the best table and {worst} in the worst: at that end one more "
        f"person in {worst} would respond."
    )


def shared_table(envelopes):
    """What compatible tables share: `envelopes` maps a reading to a `detective.Envelope`, one column each."""
    rows = {
        "difference, points": [_span(each.risk_difference) for each in envelopes.values()],
        "its lower 95 % limit": [_span(each.low) for each in envelopes.values()],
        "its upper 95 % limit": [_span(each.high) for each in envelopes.values()],
        "risk ratio": [
            f"{number(low)} to {number(high)}" for low, high in (e.risk_ratio for e in envelopes.values())
        ],
    }
    shown = pd.DataFrame.from_dict(rows, orient="index", columns=list(envelopes))
    return shown.rename_axis("range over the tables").reset_index()


def _span(ends):
    """A range of differences in points, without the unit, which stands in the head of the column."""
    return points_range(*ends).removesuffix(" points")
