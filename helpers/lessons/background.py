"""What lesson 01 computes: two people with one score, the placebo band, nobody treated, the cells so far."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from helpers.eczema import fluctuation
from helpers.eczema.easi import Region, easi, severity_band
from helpers.evidence import ledger, other_trials
from helpers.lessons import touch
from helpers.show import Table
from helpers.text import listed, number, percent_range

CLEAR = Region(0, 0, 0, 0, area_score=0)
PERSON_A = {
    "head": Region(1, 1, 0, 1, area_percent=20),
    "arms": Region(2, 2, 2, 1, area_percent=35),
    "trunk": Region(1, 1, 1, 1, area_percent=25),
    "legs": Region(2, 2, 2, 2, area_percent=55),
}
PERSON_B = {"head": CLEAR, "arms": CLEAR, "trunk": CLEAR, "legs": Region(3, 3, 2, 2, area_percent=75)}
PEOPLE = {"Person A": PERSON_A, "Person B": PERSON_B}
"""Two invented people: some eczema everywhere, and severe eczema of the legs alone."""

RELIABILITY = 0.7
"""Assumed: how alike two visits of the same untreated person are, where one value is needed."""


def body():
    """Show the EASI body with the two invented people as presets."""
    words = {"Person A": "Some eczema in all four regions.", "Person B": "Severe eczema, on the legs alone."}
    presets = [
        {"name": f"{name} (invented)", "sentence": words[name], **regions} for name, regions in PEOPLE.items()
    ]
    touch.easi_body(*presets)


def scores():
    """The EASI of the two invented people, in points, by name.

    >>> scores()
    {'Person A': 20.0, 'Person B': 20.0}
    """
    return {name: easi(**regions) for name, regions in PEOPLE.items()}


def whose_is_higher():
    """The letter of the right answer: a for Person A, b for Person B, c for equal scores.

    >>> whose_is_higher()
    'c'
    """
    a, b = scores().values()
    return "c" if a == b else "a" if a > b else "b"


def scores_words():
    """The gaps of the answer on the two invented people: their EASI, in points."""
    return dict(zip("ab", scores().values(), strict=True))


@dataclass(frozen=True)
class Placebo:
    """EASI-50 on placebo: the pooled mean, the single trials, the range by design and a prediction interval.

    `pooled` is the ledger's row, `rows` the results of `other_trials.placebo_rows`, `low` and `high` the range
    by design in per cent, `new_low` and `new_high` the limits for a new trial as shares.
    """

    pooled: object
    rows: pd.DataFrame
    low: int
    high: int
    single: tuple
    new_low: float
    new_high: float
    trials: int


@cache
def placebo():
    """What the ledger holds on EASI-50 with placebo at week 12, and what follows for a new trial."""
    pooled = ledger.fact("placebo-pooled-easi50")
    low, high, used = other_trials.placebo_range()
    trials = int(ledger.fact("placebo-trials").number)
    _, new_low, new_high = other_trials.spread_behind_mean(
        float(pooled.low) / 100, float(pooled.high) / 100, trials
    )
    single = tuple(used[~used["pooled"]]["percent"])
    return Placebo(pooled, other_trials.placebo_rows(), low, high, single, new_low, new_high, trials)


@cache
def untreated():
    """EASI-50 with nobody treated by the assumed model: a DataFrame of shares in per cent by reliability."""
    return fluctuation.decompose()


def first_phase3():
    """FURESTEM's first phase 3 trial: its two printed percentages (ledger rows), cells and placebo."""
    return ledger.fact("furestem1-easi50-active"), ledger.fact("furestem1-easi50-placebo")


def core_set():
    """The HOME core outcome set beside what the two abstracts name: a DataFrame for reading."""
    domains, absent = ["signs", "symptoms", "quality-of-life", "control"], "not in the abstract"
    p = ledger.fact("seo-p-easi50").value
    return pd.DataFrame(
        {
            "instrument": [ledger.fact(f"home-{each}").value for each in domains],
            "Seo 2024": [f"EASI-50, P = {p}", "itch scale", "DLQI", absent],
            "Shin 2021": ["EASI and other values", absent, absent, absent],
        },
        index=domains,
    ).rename_axis(columns="domain")


def placebo_words():
    """The gaps of the placebo answer: the printed mean with its limits, and the single trials."""
    found = placebo()
    inside = sum(float(found.pooled.low) <= each <= float(found.pooled.high) for each in found.single)
    return {
        "printed": found.pooled.printed,
        "source": found.pooled.source,
        "single": listed(number(each) for each in found.single),
        "inside": {0: "none lies", 1: "one lies"}.get(inside, f"{inside} lie"),
    }


def two_ranges():
    """Where a new placebo group may lie, and how the shaded band differs, in two sentences (Markdown)."""
    found = placebo()
    return (
        "**A new placebo group: about "
        f"{percent_range(found.new_low, found.new_high, 0)}** (derived, approximate 95 % prediction interval: it takes "
        f"the {found.trials} trials to weigh about the same and to scatter normally, both assumed). It holds for a group about as "
        "large as those pooled; a smaller one scatters more. The shaded placebo band, "
        f"{found.low} to {found.high} %, is narrower: it only holds the few results above."
    )


def share_untreated():
    """The share of untreated people who reach EASI-50 at the assumed reliability, in per cent."""
    return untreated().loc[RELIABILITY, "selected at two visits"]


def untreated_words():
    """The gaps of the answer on untreated people: shares in per cent, and what selection adds in points."""
    table = untreated()
    steady, unsteady = table.loc[0.8], table.loc[0.5]
    return {
        "share": number(share_untreated()),
        "plain": number(table.loc[RELIABILITY, "unselected"]),
        "low": number(steady["selected at two visits"]),
        "high": number(unsteady["selected at two visits"]),
        "adds_low": number(steady["regression to the mean"]),
        "adds_high": number(unsteady["regression to the mean"]),
    }


def history():
    """The studies of cells so far, oldest first, as `other_trials.cell_history` lists them."""
    return other_trials.cell_history()


def phase3_gap():
    """Cells minus placebo in the first FURESTEM phase 3 trial, in points, from the printed percentages."""
    cells, control = first_phase3()
    return cells.number - control.number


def phase3_words():
    """The gaps of the answer on the first phase 3 trial."""
    cells, control = first_phase3()
    return {
        "cells": cells.value,
        "placebo": control.value,
        "status": cells.status,
        "n": ledger.fact("furestem1-n").value,
        "counted": ledger.fact("furestem1-count-active").N,
        "counted_placebo": ledger.fact("furestem1-count-placebo").N,
        "primary": ledger.fact("furestem1-primary").value,
        "cells2": ledger.fact("furestem2-easi50-active").value,
        "placebo2": ledger.fact("furestem2-easi50-placebo").value,
        "primary2": ledger.fact("furestem2-primary").value,
    }


def differences():
    """Cells minus placebo in each placebo-controlled peer, as a table to show."""
    return Table(
        other_trials.cell_differences(),
        "Cells minus placebo, 95 % intervals; derived counts fit the percentages",
    )


def two_bands():
    """The severity band of five EASI scores by two schemes: a DataFrame for reading."""
    scores = (12.0, 16.0, 20.0, 22.0, 25.0)
    return pd.DataFrame(
        {
            "Leshem 2015 (abstract)": [severity_band(score) for score in scores],
            "sponsor's statements": [severity_band(score, scheme="sponsor") for score in scores],
        },
        index=[f"{score:g}" for score in scores],
    ).rename_axis(columns="EASI (points)")


def one_share_two_means():
    """Two invented groups of twenty with the same share of responders and different means, in two lines.

    >>> print(one_share_two_means())
    Responders in both: 55%.
    Mean fall: 27.5 % and 72.5 % (invented, N = 20 each).
    """
    barely, strongly = np.repeat([50.0, 0.0], [11, 9]), np.repeat([95.0, 45.0], [11, 9])
    return (
        f"Responders in both: {(barely >= 50).mean():.0%}.\n"
        f"Mean fall: {barely.mean():.1f} % and {strongly.mean():.1f} % (invented, N = {len(barely)} each)."
    )


SCREENED, GROUP = 20_000, 60


@cache
def _untreated_people():
    return fluctuation.simulate_untreated(SCREENED, RELIABILITY, rng=np.random.default_rng(1))


def simulated_people():
    """Simulated untreated people for the picture: table, who responds, means, entry threshold, number screened."""
    people = _untreated_people()
    half = (people["week_12"] <= 0.5 * people["baseline"]).tolist()
    return people, half, people.mean().tolist(), fluctuation.THRESHOLD, SCREENED


def groups_of_sixty():
    """How much the number of "responders" varies between groups of 60 simulated people, in a sentence."""
    half = np.array(simulated_people()[1])
    groups = half[: len(half) // GROUP * GROUP].reshape(-1, GROUP).sum(axis=1)
    return (
        f"Simulated: over {len(groups)} groups of {GROUP} the count of EASI-50 runs from {groups.min()} to "
        f"{groups.max()}, with a mean of {number(groups.mean())}."
    )


def placebo_features():
    """Features that go with more placebo response, beside phase 2 of Seo 2024: a DataFrame for reading."""
    fact = ledger.fact
    rows = {
        "topicals allowed": (
            f"rescue {fact('seo-rescue').value} ({fact('seo-rescue').status})",
            "perhaps higher",
        ),
        "3 months or longer": (f"week {fact('seo-easi50-week').value} (abstract)", "close to the limit"),
        "fewer arms": ("two arms (abstract)", "higher"),
        "more men": ("not in our sources", "unknown"),
        "milder disease": (
            f"EASI of {fact('seo-entry-easi').value} or more (registry)",
            "unknown: no baseline values",
        ),
        "no blinding": ("double-blind (abstract)", "lower"),
    }
    frame = pd.DataFrame(rows.values(), index=list(rows), columns=["Seo 2024, phase 2", "points to"])
    return frame.rename_axis(columns="goes with more")
