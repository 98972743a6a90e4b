"""Checks on effects, hazard ratios, margins and means: against R, published examples and what cannot be told."""

import pytest

from helpers.own_trial.sheet import one_page, run_checks
from helpers.own_trial.table import read_trial


def checks_of(text):
    """The checks of an invented trial, by name."""
    return {check.name: check for check in run_checks(read_trial(text))}


EFFECT = "outcome is: unwanted\narm 1 name: new\nmeasure: {}\neffect: {}\nlow: {}\nhigh: {}\nprinted P: {}"


def test_the_published_example_of_altman_and_bland_fits():
    """Altman and Bland 2011: ratio 0.81 (0.70 to 0.94) gives P = .005."""
    found = checks_of(EFFECT.format("risk ratio", "0.81", "0.70", "0.94", "0.005"))["Printed effect"]
    assert "P = 0.005 and the interval: fits" in found.finding
    assert "favours new" in found.licenses
    assert not found.apart


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("hazard ratio", "0.4", "0.81", "0.95", "0.01"), "the estimate lies outside its interval"),
        (("hazard ratio", "0.81", "0.70", "0.94", "0.03"), "a 90 % interval would fit"),
        (("hazard ratio", "0.60", "0.41", "0.89", "0.005"), "a one-sided P value would fit"),
        (("difference", "-2.6", "-10.5", "5.3", "0.5"), "fits"),
    ],
)
def test_estimate_interval_and_p_are_held_against_each_other(numbers, said):
    assert said in checks_of(EFFECT.format(*numbers))["Printed effect"].finding


def test_a_missing_measure_is_asked_for_and_not_guessed():
    found = checks_of("effect: 0.8\nlow: 0.7\nhigh: 0.9")["Printed effect"]
    assert not found.ran
    assert "'measure'" in found.finding


COUNTS = "N arm 1: {}\nresponders arm 1: {}\nN arm 2: {}\nresponders arm 2: {}\n"


def test_the_method_behind_a_printed_interval_is_found():
    """56/70 v 48/80: Newcombe 1998 prints .0524 to .3339 for the difference by his method 10."""
    text = COUNTS.format(70, 56, 80, 48) + "measure: difference\neffect: 20.0\nlow: 5.2\nhigh: 33.4"
    assert "Its interval is that of Newcombe." in checks_of(text)["Effect from counts"].finding


def test_a_comparison_turned_round_is_told_as_such():
    """38/110 over 29/112 is 1.33; 0.75 is the reverse."""
    found = checks_of(COUNTS.format(110, 38, 112, 29) + "measure: risk ratio\neffect: 0.75")[
        "Effect from counts"
    ]
    assert "turned round" in found.finding
    assert not found.apart
    found = checks_of(COUNTS.format(110, 38, 112, 29) + "measure: risk ratio\neffect: 1.60")[
        "Effect from counts"
    ]
    assert "does not fit as printed (1.33 would)" in found.finding
    adjusted = checks_of(
        COUNTS.format(110, 38, 112, 29) + "measure: risk ratio\neffect: 1.60\nanalysis: adjusted"
    )
    assert not adjusted["Effect from counts"].ran


def test_no_number_of_people_is_made_from_a_hazard_ratio():
    checks = checks_of(
        EFFECT.format("hazard ratio", "0.7", "0.5", "0.98", "0.04") + "\nN arm 1: 100\nN arm 2: 100"
    )
    assert not checks["Tables that fit P"].ran
    assert "about 136 events" in checks["Events behind the ratio"].finding
    assert "247 events" in checks["Events behind the ratio"].finding
    few = checks_of(
        EFFECT.format("hazard ratio", "0.7", "0.5", "0.98", "0.04")
        + "\nresponders arm 1: 20\nresponders arm 2: 30"
    )
    assert few["Events behind the ratio"].apart


@pytest.mark.parametrize(
    ("wanted", "high", "said"),
    [
        ("unwanted", "5.3", "is excluded"),
        ("unwanted", "12.1", "is not excluded"),
        ("wanted", "5.3", "is not excluded"),
    ],
)
def test_a_margin_looks_at_the_limit_on_the_side_of_a_loss(wanted, high, said):
    text = f"outcome is: {wanted}\nmeasure: difference\neffect: -2.6\nlow: -10.5\nhigh: {high}\nmargin: 10"
    assert said in checks_of(text)["Margin"].finding


MEANS = "mean arm 1: 14.2\n{0} arm 1: 4.1\nN arm 1: 31\nmean arm 2: 17.0\n{0} arm 2: 4.6\nN arm 2: 29\nprinted P: {1}"


def test_two_means_give_their_p_back_by_welch():
    """The shape's example: 14.2 (4.1) v 17.0 (4.6), 31 v 29 people, Welch and pooled .016."""
    checks = checks_of(MEANS.format("SD", "0.016"))
    assert checks["Means against P"].finding.startswith("P = 0.016 and the means: fits (Welch with SD")
    assert checks["Two means"].finding.startswith("Difference -2.80")
    assert not checks["Tables that fit P"].ran


def test_an_sd_that_must_be_an_se_is_a_question():
    checks = checks_of(MEANS.format("SD", "0.00001") + "\nmin arm 1: 4\nmax arm 1: 24")
    assert "does not fit as printed" in checks["Means against P"].finding
    tight = checks_of("mean arm 1: 12.0\nSD arm 1: 1.1\nN arm 1: 30\nmin arm 1: 2\nmax arm 1: 31")[
        "Means and their limits"
    ]
    assert "must be a standard error" in tight.finding
    assert "standard error?" in tight.question


def test_a_spread_without_a_name_is_asked_for():
    found = checks_of(MEANS.format("spread", "0.016"))["Two means"]
    assert "If these are SDs" in found.finding
    assert "if these are SEs" in found.finding
    assert "standard deviations or standard errors" in found.question


def test_a_mean_outside_its_range_does_not_fit():
    found = checks_of("mean arm 1: 90\nN arm 1: 20\nmin arm 1: 16\nmax arm 1: 86")["Means and their limits"]
    assert "the mean lies outside" in found.finding


def test_grim_and_grimmer_need_the_step_to_be_named():
    """GRIM (Brown and Heathers 2017): a mean of 28 whole numbers cannot be 5.19."""
    text = "mean arm 1: 5.19\nN arm 1: 28"
    assert not checks_of(text)["Means and their limits"].ran
    assert "does not fit as printed" in checks_of(text + "\nmean step: 1")["Means and their limits"].finding
    both = checks_of("mean arm 1: 7.3\nSD arm 1: 2.51\nN arm 1: 12\nmean step: 1")["Means and their limits"]
    assert "SDs of 2.4985 or 2.5271 would" in both.finding


def test_a_mean_from_a_median_is_called_an_estimate():
    found = checks_of("median arm 1: 9\nQ1 arm 1: 6\nQ3 arm 1: 13\nN arm 1: 40")["Medians"]
    assert "estimated from the median, not printed" in found.finding
    wrong = checks_of("median arm 1: 19\nQ1 arm 1: 6\nQ3 arm 1: 13\nN arm 1: 40")["Medians"]
    assert "the median lies outside" in wrong.finding


def test_an_adjusted_effect_leads_the_bottom_line_where_counts_are_raw():
    trial = read_trial(
        COUNTS.format(2104, 482, 4321, 1110)
        + EFFECT.format("rate ratio", "0.83", "0.75", "0.93", "<.001")
        + "\nanalysis: adjusted"
    )
    assert "favours new" in one_page(trial).iloc[-1]["finding"]


def test_an_exact_p_gives_the_interval_that_is_not_printed():
    """Altman and Bland 2011, the other way: a difference of -6.0 with P = .032 has an interval from about -11.5 to -0.5."""
    found = checks_of("measure: mean difference\neffect: -6.0\nprinted P: .032")["Interval behind P"]
    low, high = (float(each) for each in found.finding.split("interval of ")[1].rstrip(".").split(" to "))
    assert -11.6 < low < -11.3
    assert -0.7 < high < -0.4
    assert not checks_of("measure: mean difference\neffect: -6.0\nprinted P: <.05")["Interval behind P"].ran


def test_a_share_of_yes_and_no_is_held_against_its_sd():
    """DEBIT (Heathers and Brown 2019): .35 of 20 has SD .49, and cannot have .18."""
    text = "mean arm 1: 0.35\nSD arm 1: {}\nN arm 1: 20\nmin arm 1: 0\nmax arm 1: 1"
    assert "share 0.35 and SD 0.49 of 20 people: fits" in checks_of(text.format("0.49"))[
        "Means and their limits"
    ].finding.lower().replace("sd", "SD")
    assert "does not fit as printed" in checks_of(text.format("0.18"))["Means and their limits"].finding
