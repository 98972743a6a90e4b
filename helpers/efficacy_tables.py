"""Small tables for lesson 03, ready to be shown: what fitting tables share, who believes what, which rule says what.

Nothing here is a new statistic: each function asks a statistics module several times and puts the answers
side by side, rounded and with units. A table that fits a printed P-value is compatible, never observed.
"""

import pandas as pd

from helpers.beliefs import PRIORS, log_odds_posterior, posterior_across_tables
from helpers.detective import compatible_tables
from helpers.efficacy import EXAMPLES, TEST_LABELS
from helpers.evidence import not_in_sources
from helpers.simulated import family_results
from helpers.strength_curves import detectable_differences
from helpers.wording import number, people, percent, points, points_range

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


def shared_table(envelopes):
    """What compatible tables share, one row per reading: `envelopes` maps a name to a `detective.Envelope`."""
    rows = [
        (
            name,
            _span(each.risk_difference),
            _span(each.low),
            _span(each.high),
            f"{number(each.risk_ratio[0])} to {number(each.risk_ratio[1])}",
        )
        for name, each in envelopes.items()
    ]
    columns = ["reading", "difference, points", "lower limit", "upper limit", "risk ratio"]
    return pd.DataFrame(rows, columns=columns)


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


def detectable_table(placebo_rates, n1, n2, power=0.8):
    """The true difference found with this power, in whole points, by placebo response and test.

    >>> detectable_table([0.35], 36, 36).iloc[0].tolist()
    ['35 %', '36 points', '33 points', '33 points']
    """
    found = detectable_differences(placebo_rates, n1, n2, power=power)
    shown = pd.DataFrame({"placebo response": [percent(rate, 0) for rate in placebo_rates]})
    for test in found:
        shown[TEST_LABELS[test]] = [points(difference, 0) for difference in found[test]]
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
