"""Checks on means, medians and spreads: published examples, and what cannot be told."""

from helpers.own_trial.passage import confirmed
from helpers.own_trial.read_effects import LESS_IN_WORDS
from helpers.own_trial.reading import read
from helpers.own_trial.sheet import run_checks
from helpers.own_trial.table import read_trial


def checks_of(text):
    """The checks of an invented trial, by name."""
    return {check.name: check for check in run_checks(read_trial(text))}


MEANS = "mean arm 1: 14.2\n{0} arm 1: 4.1\nN arm 1: 31\nmean arm 2: 17.0\n{0} arm 2: 4.6\nN arm 2: 29\nprinted P: {1}"


def test_two_means_give_their_p_back_by_welch():
    """The shape's example: 14.2 (4.1) v 17.0 (4.6), 31 v 29 people, Welch and pooled .016."""
    checks = checks_of(MEANS.format("SD", "0.016"))
    assert checks["Means against P"].finding.startswith("P = 0.016 and the means: fits (Welch with SD")
    assert checks["Two means"].finding.startswith("Difference -2.80")
    assert not checks["Tables that fit P"].ran


def test_a_p_value_that_needs_equal_spreads_is_said_to():
    """45.50 (11.50) of 16 v 51.17 (10.03) of 345: pooled .0285, Welch .070."""
    rows = "mean arm {0}: {1}\nSD arm {0}: {2}\nN arm {0}: {3}\n"
    checks = checks_of(
        rows.format(1, "45.50", "11.50", 16) + rows.format(2, "51.17", "10.03", 345) + "printed P: 0.028"
    )
    assert "without that P is .070" in checks["Means against P"].licenses
    assert "its interval says otherwise: too close to call" in checks["Two means"].licenses
    assert "equal" not in checks_of(MEANS.format("SD", "0.016"))["Means against P"].licenses


def test_an_sd_that_could_be_an_se_is_a_question():
    text = MEANS.format("SD", "0.00001") + "\nmin arm 1: 4\nmax arm 1: 24"
    found = checks_of(text)["Means against P"]
    assert "does not fit unless an adjusted or a rank test gave it" in found.finding
    assert not found.apart
    named = checks_of(text + "\ntest named: unpaired t-test")["Means against P"]
    assert ("does not fit as printed" in named.finding, named.apart) == (True, True)
    tight = checks_of("mean arm 1: 12.0\nSD arm 1: 1.1\nN arm 1: 30\nmin arm 1: 2\nmax arm 1: 31")[
        "Means and their limits"
    ]
    assert "could be a standard error" in tight.finding
    assert "standard error?" in tight.question


def test_a_spread_without_a_name_is_asked_for():
    found = checks_of(MEANS.format("spread", "0.016").replace("printed P: 0.016", ""))["Two means"]
    assert "If these are SDs" in found.finding
    assert "if these are SEs" in found.finding
    assert "standard deviations or standard errors" in found.question


def test_a_spread_that_the_printed_p_tells_is_taken_without_a_doubt():
    """0.4 (0.7) v 5.5 (4.9), 30 v 30: as standard errors they give P of about .31, so a P of .0001 rules these out."""
    text = "mean arm 1: 0.4\nspread arm 1: 0.7\nN arm 1: 30\nmean arm 2: 5.5\nspread arm 2: 4.9\nN arm 2: 30\nprinted P: 0.0001"
    found = checks_of(text)["Two means"]
    assert "taken as SDs, as P = 0.0001 rules out SEs" in found.finding
    assert "does not say" not in found.licenses
    assert found.licenses.startswith("The interval lies wholly below zero")
    assert found.question == ""
    assert "taken as SEs" in checks_of(text.replace("0.0001", "0.31"))["Two means"].finding


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


def test_a_share_of_yes_and_no_is_held_against_its_sd():
    """DEBIT (Heathers and Brown 2019): .35 of 20 has SD .49, and cannot have .18."""
    text = "mean arm 1: 0.35\nSD arm 1: {}\nN arm 1: 20\nmin arm 1: 0\nmax arm 1: 1"
    assert "share 0.35 and SD 0.49 of 20 people: fits" in checks_of(text.format("0.49"))[
        "Means and their limits"
    ].finding.lower().replace("sd", "SD")
    assert "does not fit as printed" in checks_of(text.format("0.18"))["Means and their limits"].finding


def test_a_small_spread_is_judged_in_each_arm():
    arm = "mean arm {0}: {1}\nspread arm {0}: {2}\nN arm {0}: 20\nmin arm {0}: {3}\nmax arm {0}: {4}\n"
    found = checks_of(arm.format(1, "10.2", "1.1", 2, 20) + arm.format(2, "14.3", "1.3", 5, 26))[
        "Means and their limits"
    ]
    assert found.finding.count("could be a standard error") == 2


def test_two_means_favour_nobody_where_words_stand_for_the_sign_of_their_difference():
    text = "The mean score was 10.1 (SD 2.0) with balm and 14.0 (SD 2.1) with wax. Pain was lower with balm (mean difference 3.9; 95% CI 3.0 to 4.8)."
    found = read(text)
    flagged = [LESS_IN_WORDS in item.flags for item in found.of("effect")]
    assert flagged == [True]
    places = {item.kind: str(place) for place, item in enumerate(found.items)}
    means = [str(place) for place, item in enumerate(found.items) if item.kind == "mean"]
    choice = {"arm1": means[0], "arm2": means[1], "typed1": "40", "typed2": "40", "outcome": "unwanted"}
    said = {
        check.name: check for check in run_checks(confirmed(found, choice | {"effect": places["effect"]}))
    }
    assert "not the sign" in said["Two means"].licenses
    said = {check.name: check for check in run_checks(confirmed(found, choice))}
    assert "favours" in said["Two means"].licenses
