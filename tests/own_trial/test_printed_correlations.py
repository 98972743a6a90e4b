"""Correlations with their P values: what so many people give, and what stays open."""

import pytest

from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.reading import read


def said(text):
    return [check.said for check in check_reading(read(text)) if check.said.startswith("P ")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "We studied 31 adults. Itch went with loss of sleep (r = 0.41, P = 0.022).",
            "P = 0.022 and r = 0.41: fits (all 31 people give P between .020 and .024)",
        ),
        (
            "We studied 31 adults. Itch went with loss of sleep (P = 0.022; r = 0.41).",
            "P = 0.022 and r = 0.41: fits (all 31 people give P between .020 and .024)",
        ),
        (
            "We studied 310 adults. Itch went with loss of sleep (r = 0.41, n = 31, P = 0.022).",
            "P = 0.022 and r = 0.41: fits (31 people give P between .020 and .024)",
        ),
        (
            "We randomised 31 adults to balm and 33 to wax. With balm, itch went with loss of sleep (r = 0.41, P = 0.022).",
            "P = 0.022 and r = 0.41: fits (the 31 people of an arm give P between .020 and .024)",
        ),
        (
            "We studied 31 adults. Itch went with loss of sleep (rs = 0.41, P = 0.022).",
            "P = 0.022 and rho = 0.41: fits (all 31 people give P between .020 and .024, as nearly as ranks allow)",
        ),
        (
            "We studied 31 adults. Itch went with loss of sleep (r = 0.41, P = 0.13).",
            "P = 0.13 and r = 0.41: cannot be told because an adjusted correlation, another one or a correction for several tests may give it (all 31 people would give P between .020 and .024; 15 would give it)",
        ),
        (
            "We randomised 60 adults to balm or wax or oil and saw 40. Thirty-one adults completed the study. Itch went with loss of sleep (r = 0.41, P = 0.022).",
            "P = 0.022 and r = 0.41: fits (the 31 people who completed it or were analysed give P between .020 and .024)",
        ),
        (
            "Itch went with loss of sleep (r = 0.41, P < 0.05).",
            "P < 0.05 and r = 0.41: cannot be told because how many people are behind it was not read (23 or more would give it)",
        ),
        (
            "We studied 8 adults. Itch went with loss of sleep (Spearman r = 0.71, P = 0.05).",
            "P = 0.05 and r = 0.71: cannot be told because how many people are behind it was not read (8 would give it)",
        ),
        (
            "Of 210 adults randomised, 176 adults came back. Among adults randomised to balm, itch went with loss of sleep (r = -0.23, P < 0.01).",
            "P < 0.01 and r = -0.23: cannot be told because how many people are behind it was not read (120 or more would give it)",
        ),
        (
            "Adults were randomised into two groups (n = 25 each). Itch went with loss of sleep (r = 0.315, P = 0.026).",
            "P = 0.026 and r = 0.315: fits (all 50 people give P of .026)",
        ),
        (
            "This study enrolled 15 adults with itch and 25 controls. Itch went with loss of sleep (r = 0.675, P < 0.05) in the itch group.",
            "P < 0.05 and r = 0.675: fits (9 or more people give it; 15 or 25 were read)",
        ),
        (
            "This study enrolled 35 adults with itch and 55 controls. Itch went with loss of sleep (r = 0.31, P < 0.05) in the itch group.",
            "P < 0.05 and r = 0.31: cannot be told because how many people are behind it was not read (40 or more would give it)",
        ),
        (
            "We studied 310 adults. Itch went with loss of sleep in women (r = 0.31, P < 0.05).",
            "P < 0.05 and r = 0.31: cannot be told because how many people are behind it was not read (40 or more would give it)",
        ),
        (
            "We studied 310 adults. Itch went with loss of sleep (r = 0.31, P < 0.05).",
            "P < 0.05 and r = 0.31: fits (40 or more people give it; 310 were read)",
        ),
    ],
)
def test_a_correlation_is_held_against_people(text, line):
    assert said(text) == [line]


def test_each_correlation_has_the_p_value_behind_it():
    text = "We studied 40 adults. Itch went with age (r = 0.43, P = 0.006 and r = 0.50, P = 0.001) and sleep (r = .11, P = 0.50)."
    assert [line.partition(":")[0] for line in said(text)] == [
        "P = 0.006 and r = 0.43",
        "P = 0.001 and r = 0.50",
        "P = 0.50 and r = 0.11",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We studied 31 adults. Itch went more with sleep by day (r = 0.51 vs r = 0.41, P = 0.022).",
        "We studied 31 adults. Itch went with loss of sleep (r = 0.41); mood did, too (P = 0.022).",
        "We studied 31 adults. Itch went with loss of sleep (r2 = 0.41, P = 0.022).",
    ],
)
def test_what_is_no_pair_is_no_correlation(text):
    assert not any(" and r = " in line for line in said(text))
