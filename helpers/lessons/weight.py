"""What lesson 04 computes: how much one P value weighs, and what a trial of this size can find."""

import pandas as pd

from helpers.eczema.simulated import TABLES, family_results, load, missing_visits, tipping_point
from helpers.lessons.phase2 import EXAMPLES
from helpers.statistics.beliefs import PRIORS, log_odds_posterior, posterior_across_tables
from helpers.statistics.trial_design import detectable_differences
from helpers.statistics.two_by_two import TEST_LABELS
from helpers.text import number, people, percent, points

OUTCOMES = ("seo-p-easi50", "seo-dlqi", "seo-itch")


FOUR_TABLES = tuple(EXAMPLES[place][:4] for place in (0, 1, 3, 5))
"""Four of the example tables, spread over the placebo range, to be handed to each reader's prior."""


RULES = {
    "missing, no response": {},
    "missing, left out": {"missing": "complete case"},
    "missing, last visit": {"missing": "last visit"},
    "rescue, no response": {"rescue": "non-responder"},
}
"""Four defensible rules, as arguments of `simulated.family_results`; the family prints .038 under the first."""


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
