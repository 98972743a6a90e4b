"""What lesson 00 shows: the first map of all results, and what the two abstracts print."""

from helpers.evidence import ledger
from helpers.lessons import touch

PRINTED = [
    "seo-n-abstract",
    "seo-p-easi50",
    "seo-dlqi",
    "seo-itch",
    "shin-n",
    "shin-easi50",
    "shin-followup-mean",
    "shin-followup-min",
    "shin-followup-max",
]
"""The numbers of the two abstracts that the lessons come back to, in the order of the papers."""


def first_map():
    """Show every result of the phase 2 trial as a dot, with the printed P as the one thing to set."""
    arm = int(ledger.fact("seo-arm-planned").number)
    touch.result_map(arm, arm, ledger.fact("seo-p-easi50").value, simple=True)


def printed():
    """What the two abstracts print: a table of study and quantity, value and status.

    >>> printed()["value"].tolist()[:4]
    ['72 people', '.038', 'not statistically significant', 'not statistically significant']
    """
    table = ledger.facts_table(PRINTED)
    studies = {each: "Seo 2024" if each.startswith("seo") else "Shin 2021" for each in PRINTED}
    table.index = [f"{studies[each]}: {name}" for each, name in zip(PRINTED, table.index, strict=True)]
    return table[["value", "status"]].rename_axis(columns="study and quantity")
