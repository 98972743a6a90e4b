"""What the glossary shows: abbreviations, and many of its words on one invented table."""

import pandas as pd

from helpers import show
from helpers.statistics.tests_of_counts import TEST_LABELS
from helpers.statistics.trial_design import actual_size
from helpers.statistics.two_by_two import p_value
from helpers.statistics.two_groups import number_needed_to_treat, odds_ratio, risk_difference, risk_ratio
from helpers.text import number, p_text, people, percent, points, points_range

SKIN = {
    "AD": "atopic dermatitis",
    "BSA": "body surface area",
    "CCL17": "chemokine ligand 17 (TARC)",
    "DLQI": "Dermatology Life Quality Index",
    "EASI": "Eczema Area and Severity Index",
    "hcMSC": "human clonal mesenchymal stem cell",
    "IGA": "Investigator's Global Assessment",
    "IgE": "immunoglobulin E",
    "IL": "interleukin",
    "MSC": "mesenchymal stem (or stromal) cell",
    "POEM": "Patient-Oriented Eczema Measure",
    "SCORAD": "Scoring Atopic Dermatitis",
}

TRIALS = {
    "CI": "confidence interval",
    "GRIM": "granularity-related inconsistency of means",
    "HOME": "Harmonising Outcome Measures for Eczema",
    "MIC": "minimal important change",
    "NNT": "number needed to treat",
    "NRS": "numeric rating scale",
    "OR": "odds ratio",
    "RCT": "randomised controlled trial",
    "RD": "risk difference",
    "RR": "risk ratio",
    "SD": "standard deviation",
    "TOST": "two one-sided tests (for equivalence)",
}

FIVE = ("pearson", "boschloo", "mid_p", "fisher", "yates")


def abbreviations(words):
    """A dict of abbreviations as a table of two columns.

    >>> abbreviations({"SD": "standard deviation"}).values.tolist()
    [['SD', 'standard deviation']]
    """
    return pd.DataFrame(words.items(), columns=["short", "spelt out"])


def measures(x1, n1, x2, n2):
    """The measures of one table, arm A against arm B, each with its 95 % interval (Miettinen and Nurminen 1985).

    >>> measures(18, 40, 10, 40).iloc[0].tolist()
    ['risk difference', '20.0 points', '-1.0 to +39.5 points']
    """
    counts = (x1, n1, x2, n2)
    gap, ratio, odds = (
        risk_difference(*counts),
        risk_ratio(*counts, method="miettinen_nurminen"),
        odds_ratio(*counts, method="miettinen_nurminen"),
    )
    rows = [("risk difference", points(gap.estimate), points_range(gap.low, gap.high))]
    for name, found in (("risk ratio", ratio), ("odds ratio", odds)):
        limits = f"{number(found.low, 2)} to {number(found.high, 2)}"
        rows.append((name, number(found.estimate, 2), limits))
    return pd.DataFrame(rows, columns=["A v B", "value", "95 % interval"])


def show_measures(x1, n1, x2, n2):
    """Display the measures of one table, and its number needed to treat in a sentence."""
    caption = (
        f"Invented table: {people(x1, n1)} v {people(x2, n2)} (assumed); intervals by Miettinen and Nurminen"
    )
    show.table(measures(x1, n1, x2, n2), caption)
    show.say(f"{number_needed_to_treat(x1, n1, x2, n2).sentence()}.")


def five_tests(x1, n1, x2, n2):
    """The P value of one table by five tests, and how often each raises a false alarm at most, with such arms.

    >>> five_tests(18, 40, 10, 40)["P value"].tolist()[:2]
    ['P = .061', 'P = .065']
    """
    rows = [
        (
            TEST_LABELS[test],
            p_text(p_value(x1, n1, x2, n2, test)),
            percent(actual_size(n1, n2, test)),
        )
        for test in FIVE
    ]
    return pd.DataFrame(rows, columns=["test", "P value", "false alarms, at most"])


def show_tests(x1, n1, x2, n2):
    """Display five tests of one table."""
    show.table(five_tests(x1, n1, x2, n2), f"Five tests: {people(x1, n1)} v {people(x2, n2)} (assumed)")
