"""What lesson 02 computes: harm after zero events, what "no difference" leaves open, and a rate without a control."""

import math

import pandas as pd

from helpers.evidence.ledger import fact, facts_table, load_facts
from helpers.lessons import background
from helpers.statistics.detective import compatible_tables, which_tests_print
from helpers.statistics.one_group import (
    chance_of_at_least,
    chance_of_at_least_one,
    participants_needed,
    proportion_interval,
    rule_of_three,
    zero_event_upper,
)
from helpers.statistics.printed import grim_percent
from helpers.statistics.tests_of_counts import TEST_LABELS
from helpers.statistics.trial_design import power
from helpers.statistics.two_by_two import p_value
from helpers.statistics.two_groups import (
    equivalence_power,
    equivalence_sample_size,
    outcomes_that_can_show_equivalence,
    risk_difference,
    smallest_rejectable_margin,
    standardised_difference_left_open,
)
from helpers.text import listed, number, p_text, people, percent, points, points_range

USUAL = ("pearson", "yates", "fisher")
"""The two-by-two tests that the lessons name."""
RISKS = (0.01, 0.02, 0.05, 0.10)
WEIGHTS = (50, 90)
MARGINS = (0.10, 0.15, 0.20, 0.30, 0.40)
"""Assumed for the lesson: risks of a harm, the lightest and heaviest person in kg, and margins (shares)."""
HARMS = {
    "fever": "fever",
    "infusion": "infusion reaction",
    "infection": "infection",
    "thrombosis": "clots",
    "malignancy": "cancer",
    "death": "death",
}
"""What Thompson 2020 pooled: part of the ledger's id, and the label on the picture."""


def treated():
    """How many people phase 1 treated."""
    return int(fact("seo-n-phase1").number)


# ---------------------------------------------------------------- dose and schedule


def infusions():
    """The cells of one infusion for the lightest and the heaviest assumed person, in words.

    >>> infusions()[:61]
    'One infusion held 25 to 45 million cells at the low dose and '
    """
    ranges = {}
    for dose in ("low", "high"):
        ends = [kilograms * fact(f"seo-dose-{dose}").number / 1e6 for kilograms in WEIGHTS]
        ranges[dose] = f"{ends[0]:.0f} to {ends[1]:.0f}"
    weights = f"{WEIGHTS[0]} to {WEIGHTS[1]} kg"
    return (
        f"One infusion held {ranges['low']} million cells at the low dose and {ranges['high']} million at the high "
        f"dose, for people of {weights} (weights assumed)."
    )


def schedule():
    """The interval between infusions of Seo 2024 in every version that a source gives."""
    ledger = load_facts()
    rows = ledger[ledger["fact_id"].str.startswith("seo-schedule")]
    found = {
        "interval": rows["value"],
        "about": rows["arm"].str[:7],
        "source": rows["source"],
        "status": rows["status"],
    }
    return pd.DataFrame(found)


# ---------------------------------------------------------------- harm


def harms():
    """What is said about harm in Seo 2024: value, phase and status."""
    names = ("phase1-safety", "phase1-related-aes", "serious-korean", "serious-english", "adverse-events")
    return facts_table([f"seo-{name}" for name in names])[["value", "status", "source", "id"]]


def zero_curve():
    """The exact bound after zero events and the rule of three, from 5 to 100 people: n, exact, rule."""
    rows = [(size, zero_event_upper(size), rule_of_three(size)) for size in range(5, 101)]
    return pd.DataFrame(rows, columns=["n", "exact", "rule"])


def zero_gaps():
    """The gaps of the answer on zero of twenty.

    >>> percent(zero_gaps()["exact"]), percent(zero_gaps()["rule"], 0)
    ('13.9 %', '15 %')
    """
    return {"n": treated(), "exact": zero_event_upper(treated()), "rule": rule_of_three(treated())}


def chances():
    """The chance to see a harm at least once, by true risk and number of people: risk, n, chance."""
    rows = [(risk, n, chance_of_at_least_one(risk, n)) for risk in RISKS for n in range(1, 101)]
    return pd.DataFrame(rows, columns=["risk", "n", "chance"])


def chance_at(risk):
    """The chance that the people of phase 1 show a harm of this true risk at least once."""
    return chance_of_at_least_one(risk, treated())


def chance_gaps():
    """The gaps of the answer on seeing a harm.

    >>> chance_gaps()["seen"], chance_gaps()["needed"]
    ('18 %, 33 %, 64 % and 88 %', '299, 149, 59 and 29')
    """
    return {
        "n": treated(),
        "risks": listed([percent(risk, 0) for risk in RISKS]),
        "seen": listed([percent(chance_at(risk), 0) for risk in RISKS]),
        "needed": listed([participants_needed(risk) for risk in RISKS]),
    }


def pooled_harms():
    """Risk ratios of infused cells against control, in many diseases: rows (label, ratio, low, high), trials, people."""
    found = {label: fact(f"thompson-{name}") for name, label in HARMS.items()}
    rows = [(label, each.number, float(each.low), float(each.high)) for label, each in found.items()]
    return rows, fact("thompson-trials").value, fact("thompson-people").value


# ---------------------------------------------------------------- "no difference"


def outside():
    """EASI-50 in phase 1 by sources outside the abstract: value or counts, status and source."""
    found = facts_table(
        [f"seo-phase1-{part}" for part in ("easi50-high", "easi50-low", "easi50-pooled", "completed")]
    )
    found["value"] = found["n/N"].mask(found["n/N"] == "", found["value"])
    return found[["value", "status", "source", "id"]]


def inferred():
    """The inferred counts of both doses, high first: responders, people, responders, people.

    >>> inferred()
    (7, 10, 6, 9)
    """
    return fact("seo-phase1-count-high").counts + fact("seo-phase1-count-low").counts


def prints_sentence():
    """Which results print the P of the abstract by the usual tests, in words.

    >>> prints_sentence()[:59]
    'With 10 v 10 people 0 of 121 results print .9 by Pearson, Y'
    """
    printed, parts = fact("seo-p-dose").value, []
    for n1, n2 in ((10, 10), (10, 9)):
        found = compatible_tables(printed, n1, n2, list(USUAL), higher="either")
        parts.append(f"{n1} v {n2} people {found.groupby(['x1', 'x2']).ngroups} of {(n1 + 1) * (n2 + 1)}")
    x1, n1, x2, n2 = inferred()
    pearson, yates, fisher = (p_text(round(p_value(x1, n1, x2, n2, test), 9)) for test in USUAL)
    return (
        f"With {parts[0]} results print {printed} by Pearson, Yates or Fisher; with {parts[1]} do. One of them is "
        f"{people(x1, n1)} v {people(x2, n2)}: Pearson {pearson}, Yates {yates}, Fisher {fisher}."
    )


def left_open():
    """Pairs of groups with the interval of their difference and a remark: inferred, then identical groups."""
    pairs = [inferred(), (7, 10, 7, 10), (5, 10, 5, 10), (10, 10, 10, 10)]
    return pairs, [risk_difference(*pair) for pair in pairs], ["inferred", *["assumed"] * 3]


def identical_gaps():
    """The gaps of the answer on two identical groups.

    >>> identical_gaps()["inferred"]
    '-37 to +44 points'
    """
    inferred_one, same = left_open()[1][:2]
    return {
        "open": same.high,
        "inferred": points_range(inferred_one.low, inferred_one.high, 0),
    }


def margin_sentence():
    """The smallest margin within which the inferred counts show equivalence, in words.

    >>> margin_sentence()
    'By two one-sided tests at 5 % (a 90 % interval) the inferred counts exclude differences above 38.1 points.'
    """
    # rounded upwards, so that what is said to be excluded is excluded
    smallest = math.ceil(1000 * smallest_rejectable_margin(*inferred())) / 1000
    return (
        "By two one-sided tests at 5 % (a 90 % interval) the inferred counts exclude differences above "
        f"{points(smallest)}."
    )


def rate():
    """The response at which both doses are compared, as a share: assumed.

    >>> rate()
    0.65
    """
    return fact("assumed-phase1-rate").number / 100


def ladder():
    """People an arm by margin, and how many outcomes of 10 v 10 could show it: margin, per_arm, outcomes, of."""
    rows = [
        (
            each,
            equivalence_sample_size(rate(), each),
            outcomes_that_can_show_equivalence(10, 10, each),
            11 * 11,
        )
        for each in MARGINS
    ]
    return pd.DataFrame(rows, columns=["margin", "per_arm", "outcomes", "of"])


def ladder_gaps():
    """The gaps of the answer on people per arm, with the exact power of the rounded formula.

    >>> ladder_gaps()["n"], percent(ladder_gaps()["power"])
    (390, '80.4 %')
    """
    per_arm = ladder().set_index("margin")["per_arm"]
    margin = fact("assumed-phase1-margin").number / 100
    n = int(per_arm[margin])
    return {"n": n, "power": equivalence_power(rate(), rate(), n, n, margin), "twenty": int(per_arm[0.20])}


# ---------------------------------------------------------------- a rate without a control


def one_missing():
    """The response as stated, and with the missing person as non-responder and as responder, for a picture.

    Returns (cases, intervals, low, high): where one placebo group may lie are the last two, as shares.
    """
    yes, done = fact("seo-phase1-easi50-pooled").counts
    cases = [
        ("completed", yes, done),
        ("20th not a responder", yes, treated()),
        ("20th a responder", yes + 1, treated()),
    ]
    known = background.placebo()
    return cases, [proportion_interval(*case[1:]) for case in cases], known.new_low, known.new_high


def missing_sentence():
    """How often chance would do as well at the middle and at the end of one placebo group's range, in words.

    >>> missing_sentence()[:66]
    'If everyone had a chance of 39.9 %, the pooled placebo mean, 13 or'
    """
    _, yes, done = one_missing()[0][0]
    known = background.placebo()
    middle, end = known.pooled.number / 100, known.new_high
    return (
        f"If everyone had a chance of {percent(middle)}, the pooled placebo mean, {yes} or more of {done} would occur in "
        f"{percent(chance_of_at_least(yes, done, middle))} of such groups; at {percent(end, 0)}, the upper end of the "
        f"range, if that may be a true rate, in {percent(chance_of_at_least(yes, done, end), 0)}."
    )


# ---------------------------------------------------------------- for the deeper notebook


def maps():
    """Every result of 10 v 10 and of 10 v 9 that prints the P of the abstract by any test: arms -> DataFrame."""
    printed = fact("seo-p-dose").value
    return {arms: compatible_tables(printed, *arms, higher="either") for arms in ((10, 10), (10, 9))}


def results_that_print():
    """How many results of 10 v 10 print the P of the abstract by any test.

    >>> results_that_print()
    1
    """
    return maps()[10, 10].groupby(["x1", "x2"]).ngroups


def maps_gaps():
    """The gaps of the answer on how many results of 10 v 10 print the P of the abstract."""
    found = maps()[10, 10]
    x1, x2 = found[["x1", "x2"]].iloc[0]
    return {
        "table": f"{people(x1, 10)} v {people(x2, 10)}",
        "tests": listed(TEST_LABELS[test] for test in found["test"].unique()),
        "of": len(TEST_LABELS),
    }


def splits_sentence():
    """Which splits of those who completed can print both percentages, in words.

    >>> splits_sentence()
    'Of 18 splits of 19 people, exactly 1 fits: 10 and 9.'
    """
    done = int(fact("seo-phase1-completed").n)
    rates = [fact(f"seo-phase1-easi50-{dose}").value for dose in ("high", "low")]
    splits = [(size, done - size) for size in range(1, done)]
    fits = [pair for pair in splits if all(map(grim_percent, rates, pair))]
    return (
        f"Of {len(splits)} splits of {done} people, exactly {len(fits)} fits: {fits[0][0]} and {fits[0][1]}."
    )


def every_test():
    """The inferred counts by every test of the registry: test, P, and whether it prints as in the abstract."""
    printed = fact("seo-p-dose").value
    found = which_tests_print(*inferred(), printed).sort_values(["fits", "p"], ascending=False)
    return pd.DataFrame(
        {
            "test": [TEST_LABELS[test] for test in found["test"]],
            "P": [p_text(p).removeprefix("P = ") for p in found["p"].round(9)],
            f"prints {printed}": found["fits"].map({True: "yes", False: "no"}).tolist(),
        }
    )


def means_left_open():
    """If P compared two means: the largest difference left open, in SD and in EASI points, as text.

    By what .9 may stand for (.85 to .95), arm sizes and level; the standard deviations are borrowed from both
    arms of another trial. One-sided 5 % is the limit of a 90 % interval, 2.5 % that of a 95 % interval.
    """
    spreads = sorted(fact(f"furestem1-easi-sd-{arm}").number for arm in ("placebo", "active"))
    rows = []
    for p in (0.85, 0.90, 0.95):
        for n1, n2 in ((10, 10), (10, 9)):
            texts = []
            for alpha in (0.05, 0.025):
                sd = standardised_difference_left_open(p, n1, n2, alpha)
                least, most = (number(sd * spread) for spread in spreads)
                texts.append(f"{number(sd, 2)} SD, {least} to {most} points")
            rows.append((p_text(p, 2).removeprefix("P = "), f"{n1} v {n2}", *texts))
    return pd.DataFrame(rows, columns=["P", "people", "90 % limit", "95 % limit"])


def power_sentence():
    """Could 10 v 10 have found a difference, or shown that there is none? In words; rates assumed."""
    found = percent(power(0.70, 0.40, 10, 10, "fisher"), 0)
    alike = percent(equivalence_power(rate(), rate(), 10, 10, 0.30))
    return (
        f"Rates of 70 and 40 % (assumed), 10 v 10: power {found} by Fisher's test. Both at {percent(rate(), 0)} "
        f"(assumed), margin 30 points: equivalence is shown in {alike} of trials."
    )
