"""Small tables for lesson 03, ready to be shown: what fitting tables share, who believes what, which rule says what.

Nothing here is a new statistic: each function asks a statistics module several times and puts the answers
side by side, rounded and with units. A table that fits a printed P-value is compatible, never observed.
"""

from dataclasses import dataclass

import pandas as pd

from helpers.beliefs import PRIORS, log_odds_posterior, posterior_across_tables
from helpers.detective import compatible_tables
from helpers.efficacy import EXAMPLES, TEST_LABELS
from helpers.evidence import fact, not_in_sources
from helpers.simulated import TABLES, family_results, load, missing_visits, tipping_point
from helpers.strength_curves import detectable_differences
from helpers.two_by_two import p_value
from helpers.wording import listed, number, p_text, people, percent, points, points_range

STRENGTHS = (
    "seo-phase2-design",
    "seo-nct",
    "seo-sites-final",
    "seo-primary-endpoint",
    "seo-conclusion-further",
)
OUTCOMES = ("seo-p-easi50", "seo-dlqi", "seo-itch")
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

FOUR_TABLES = tuple(EXAMPLES[place][:4] for place in (0, 1, 3, 5))
"""Four of the example tables, spread over the placebo range, to be handed to each reader's prior."""

KEY_ITEMS = (
    "responders per arm",
    "full analysis set",
    "name of the test",
    "missing data",
    "stratification",
    "Life Quality",
)
"""Words that pick, from what is not in our sources, the items that decide how to read P = .038."""

RULES = {
    "missing, no response": {},
    "missing, left out": {"missing": "complete case"},
    "missing, last visit": {"missing": "last visit"},
    "rescue, no response": {"rescue": "non-responder"},
}
"""Four defensible rules, as arguments of `simulated.family_results`; the family prints .038 under the first."""


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

    >>> from helpers.detective import check_strength
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

    >>> from helpers.detective import envelope
    >>> nnt_in_words(envelope(compatible_tables(".038", 36, 36, "mid_p")))[:40]
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


def believers(tables, placebo_prior="vague"):
    """Each prior updated by each table: prior name -> table as text -> `beliefs.Belief`.

    >>> list(believers([(15, 36, 6, 36)])["sceptical"])
    ['15/36 v 6/36']
    """
    return {
        prior: {
            f"{people(x1, n1)} v {people(x2, n2)}": log_odds_posterior(x1, n1, x2, n2, prior, placebo_prior)
            for x1, n1, x2, n2 in tables
        }
        for prior in PRIORS
    }


def belief_table(tables, placebo_priors):
    """Median difference after several tables, by reader and placebo belief: reader, then one column a belief.

    >>> belief_table([(15, 36, 6, 36)], ["vague"]).iloc[0].tolist()
    ['sceptical', '7.4 to 7.4 points']
    """
    shown = pd.DataFrame({"reader": list(PRIORS)})
    for belief in placebo_priors:
        medians = posterior_across_tables(tables, placebo_prior=belief).groupby("prior")["median_difference"]
        lowest, highest = medians.min(), medians.max()
        shown[belief] = [f"{number(100 * lowest[name])} to {points(highest[name])}" for name in PRIORS]
    return shown


def detectable_table(n1, n2, placebo_rates=(0.10, 0.25, 0.35, 0.45), power=0.8):
    """The true difference found with this power, by placebo response and test, in points (say so in the caption).

    >>> detectable_table(36, 36, [0.35]).iloc[0].tolist()
    ['35 %', '36', '33', '33']
    """
    found = detectable_differences(placebo_rates, n1, n2, power=power)
    shown = pd.DataFrame({"placebo response": [percent(rate, 0) for rate in placebo_rates]})
    for test in found:
        shown[TEST_LABELS[test]] = [number(100 * difference, 0) for difference in found[test]]
    return shown


def fragility_table(tables):
    """How many compatible pairs of table and test have fragility 0, 1, 2: by their own test and by Fisher's."""
    columns = {"the test that printed it": "fragility", "Fisher's test": "fragility_fisher"}
    values = sorted({int(index) for name in columns.values() for index in tables[name].dropna()})
    shown = pd.DataFrame({"index computed by": list(columns)})
    for index in values:
        shown[str(index)] = [int((tables[name] == index).sum()) for name in columns.values()]
    return shown


def family_under_rules():
    """The simulated family under each of RULES: `simulated.family_results` with a column rule.

    >>> family_under_rules()["rule"].nunique()
    4
    """
    return pd.concat(
        [family_results(**how).assign(rule=rule) for rule, how in RULES.items()], ignore_index=True
    )


def family_tipping():
    """The tipping-point grid of every simulated table, counted: how many ways to count the missing keep P below .05?

    The test is the one named with the table; the ways are every number of missing people, in either arm,
    counted as responders. Columns: simulated table, test, missing (cells + placebo), ways with P below .05.

    >>> family_tipping().iloc[0].tolist()
    ['low-placebo', 'Yates', '2 + 4', '6 of 15']
    """
    week_12 = missing_visits(load("scores")).query("AVISITN == 12")
    lost = week_12.set_index(["TABLE", "SEED", "TRT01P"])["missing"]
    rows = []
    for one in family_results().itertuples():
        test = TABLES[one.table].test
        m1, m2 = (int(lost[one.table, one.seed, arm]) for arm in ("Clonal MSC", "Placebo"))
        grid = tipping_point(one.x1, one.n1, m1, one.x2, one.n2, m2, test)
        below = int((grid < 0.05).to_numpy().sum())
        rows.append((one.table, TEST_LABELS[test], f"{m1} + {m2}", f"{below} of {grid.size}"))
    columns = ["simulated table", "test", "missing, cells + placebo", "ways with P below .05"]
    return pd.DataFrame(rows, columns=columns).drop_duplicates(ignore_index=True)
