"""What is worked back from a P value: splits of a total and tables of missing counts, in the direction asked for."""

import re

import pytest
from scipy.stats import fisher_exact

from helpers.own_trial.sheet import one_page, run_checks
from helpers.own_trial.table import read_trial


def checks_of(text):
    """The checks of an invented trial, by name."""
    trial = read_trial(text)
    return trial, {check.name: check for check in run_checks(trial)}


def test_percentages_that_fit_several_counts_narrow_the_tables():
    """By hand: with 129 to 133 of 310 v 94 to 97 of 305 the differences lie between 9.8 and 12.1 points."""
    _, checks = checks_of(
        "N arm 1: 310\nN arm 2: 305\npercentage arm 1: 42\npercentage arm 2: 31\nprinted P: .005"
    )
    fitting = checks["Tables that fit P"]
    assert "129 to 133 with the outcome in arm 1" in fitting.finding
    low, high = re.findall(r"\+(\d+\.\d+)", fitting.finding)
    assert 100 * (129 / 310 - 97 / 305) <= float(low) <= float(high) <= 100 * (133 / 310 - 94 / 305) + 0.01
    assert "more than one count" in checks["Response in each arm"].finding


def test_one_known_arm_is_shown_and_narrows_the_tables():
    _, checks = checks_of("N arm 1: 50\nN arm 2: 50\nresponders arm 2: 25\nprinted P: .002")
    assert "arm 1: count not known, N = 50; arm 2: 25/50" in checks["Response in each arm"].finding
    assert set(checks["Tables that fit P"].data[0]["x2"]) == {25}


def test_tables_in_both_directions_are_told_apart():
    _, checks = checks_of("N arm 1: 42\nN arm 2: 40\nprinted P: .20\nexpected placebo rate: 25-45")
    finding = checks["Tables that fit P"].finding
    tables, _, band = checks["Tables that fit P"].data
    inside = tables[tables["rate2"].between(*band)]["risk_difference"]
    assert "; or differences -" in finding
    assert f"{100 * inside[inside > 0].min():+.1f} to" in finding
    assert inside.abs().min() > 0.05


def test_a_bound_names_the_rates_it_was_worked_out_for():
    """4/4 v 0/4 has P = .029 by Fisher, but no table with 10 to 50 % in arm 2 is below .05."""
    _, checks = checks_of("N arm 1: 4\nN arm 2: 4\nprinted P: <.05\nexpected placebo rate: 10-50")
    assert "with 10 to 50 % in arm 2 gives P < .05" in checks["Tables that fit P"].finding
    assert "another rate in arm 2" in checks["Tables that fit P"].licenses
    _, checks = checks_of("N arm 1: 4\nN arm 2: 4\nresponders arm 2: 0\nprinted P: <.05")
    assert "4/4 v 0/4" in checks["Tables that fit P"].finding


def test_a_single_rate_that_the_reader_names_is_used_to_the_nearest_person():
    """10 v 15, P = .017: 4/10 v 0/15 prints it by Fisher, 210 of 12650 ways (.0166)."""
    text = "N arm 1: 10\nN arm 2: 15\nprinted P: .017\nexpected placebo rate: {}"
    found = checks_of(text.format("0"))[1]["Tables that fit P"]
    assert found.finding.startswith("1 table of 10 v 15 people with 0 % in arm 2 gives")
    assert "+40.0 points" in found.finding
    any_rate = checks_of(text.replace("\nexpected placebo rate: {}", ""))[1]["Tables that fit P"]
    assert "with any rate in arm 2" in any_rate.finding
    assert set(found.data[0]["x2"]) >= {0}


def test_one_total_is_split_and_the_only_fit_is_found():
    """52 % v 27 % of 66 people, P = .040: only 15/29 v 10/37, by Pearson (.0401)."""
    text = "N total: 66\npercentage arm 1: 52\npercentage arm 2: 27\nprinted P: .040"
    trial, checks = checks_of(text)
    found = checks["Splits of the total"]
    assert "15/29 v 10/37, by Pearson" in found.finding
    assert "one of them" in found.finding
    assert "40 % to 60 %" in found.assumed
    assert "splits that fit" in one_page(trial, checks.values()).iloc[-1]["finding"]


def test_the_p_of_a_measurement_is_never_turned_into_people():
    for more in (
        "outcome: pain score\nmean: -2.3\nmean people: 40",
        "outcome: change in pain score",
        "test named: t-test",
    ):
        _, checks = checks_of(f"N arm 1: 40\nN arm 2: 41\nprinted P: .004\n{more}")
        assert not checks["Tables that fit P"].ran
        assert (
            "not turned into numbers of people" in checks["Tables that fit P"].finding
            or "cannot" in checks["Tables that fit P"].finding
        )


ARMS = "outcome is: {}\nN arm 1: 40\nN arm 2: 40\nprinted P: {}\n"


@pytest.mark.parametrize(
    ("way", "more", "least"),
    [
        ("unwanted", "expected placebo rate: 40", ["35.0 points or more, such as 2/40 v 16/40"]),
        ("wanted", "expected placebo rate: 40", ["40.0 points or more, such as 32/40 v 16/40"]),
        ("", "expected placebo rate: 40", ["such as 32/40 v 16/40", "such as 2/40 v 16/40"]),
        ("wanted", "responders arm 1: 20", ["37.5 points or more, such as 20/40 v 5/40"]),
    ],
)
def test_a_bound_is_worked_back_in_the_direction_asked_for(way, more, least):
    finding = checks_of(ARMS.format(way, "<.001") + more)[1]["Tables that fit P"].finding
    for each in least:
        assert each in finding
        x1, n1, x2, n2 = map(int, re.findall(r"\d+", each.split("such as ")[1]))
        assert fisher_exact([[x1, n1 - x1], [x2, n2 - x2]]).pvalue < 0.001


@pytest.mark.parametrize(("way", "signs"), [("unwanted", "-"), ("wanted", "+"), ("", "+-")])
def test_tables_lie_on_the_side_asked_for(way, signs):
    found = checks_of(ARMS.format(way, ".03") + "expected placebo rate: 20-40")[1]["Tables that fit P"]
    tables, _, band = found.data
    inside = tables[tables["rate2"].between(*band)]["risk_difference"]
    assert {"+" if each > 0 else "-" for each in inside} == set(signs)
    assert ("people with the outcome" in found.assumed) == bool(way)


def test_a_one_sided_p_of_an_unwanted_outcome_is_worked_back_to_fewer():
    """Fisher, one-sided: 5/50 v 14/50 has P = .0198."""
    text = "outcome is: {}\nN arm 1: 50\nN arm 2: 50\nprinted P: .0198\nsides: one-sided\ntest named: Fisher\nexpected placebo rate: 28"
    tables, _, _ = checks_of(text.format("unwanted"))[1]["Tables that fit P"].data
    assert (5, 14) in set(zip(tables["x1"], tables["x2"], strict=True))
    assert not checks_of(text.format(""))[1]["Tables that fit P"].ran


def test_two_to_one_is_tried_before_anything_is_said():
    """60 people, 35.0 and 15.0 %: 14/40 v 3/20."""
    _, checks = checks_of("N total: 60\npercentage arm 1: 35.0\npercentage arm 2: 15.0\nprinted P: .11")
    found = checks["Splits of the total"]
    assert "40 v 20" in found.finding
    assert "two to one" in found.question
    assert not found.apart
    _, checks = checks_of("N total: 7\npercentage arm 1: 35.0\npercentage arm 2: 15.0")
    assert "No mismatch is claimed" in checks["Splits of the total"].licenses
    assert not checks["Splits of the total"].apart


def test_a_p_value_is_sought_in_unusual_arms_before_it_is_said_to_fit_none():
    """60 people, 50 and 30 %: 15/30 v 9/30 has P = .11 by Pearson, 5/10 v 15/50 has .28 by Fisher; none has .9."""
    text = "N total: 60\npercentage arm 1: 50\npercentage arm 2: 30\nprinted P: "
    found = {p: checks_of(text + p)[1]["Splits of the total"].finding for p in (".28", ".9")}
    assert "None of them gives P = .28, but arms of" in found[".28"]
    assert "None of them gives P = .9 by Fisher" in found[".9"]


def test_tables_of_a_total_are_counted_once_and_told_apart_by_direction():
    """90 people, P = .03, 20 % expected: no table lies between -14.9 and +20.2 points."""
    check = checks_of("N total: 90\nprinted P: .03\nexpected placebo rate: 20")[1]["Splits of the total"]
    found = check.finding
    assert check.ran
    assert found.startswith("Only a total is printed. 44 tables")
    assert "differences +20.2 to +25.1 points" in found
    assert "differences -18.1 to -14.9 points" in found


@pytest.mark.parametrize(
    "analysis", ["actuarial rates", "Kaplan-Meier", "times to an event", "cumulative incidence"]
)
def test_percentages_that_are_estimated_are_no_people(analysis):
    """CORE 2005: 24.0 and 50.6 % of 84 people at 18 months are actuarial rates."""
    rates = "N total: 84\npercentage arm 1: 24.0\npercentage arm 2: 50.6\nprinted P: .02\n"
    trial, checks = checks_of(f"{rates}analysis: {analysis}")
    assert "cannot be told because they may be estimated over time" in checks["Splits of the total"].finding
    assert not any(check.apart for check in checks.values())
    assert "do not meet" not in one_page(trial).iloc[-1]["finding"]
    plain = checks_of(rates)[1]["Splits of the total"]
    assert "Kaplan-Meier" in plain.licenses
    assert not plain.apart


def test_a_printed_allocation_moves_the_splits():
    """STEP 1 2021: 1306 v 655 of 1961; R's score limits for 86.4 v 31.5 % there are +50.8 and +58.8 points."""
    found = checks_of("N total: 1961\npercentage arm 1: 86.4\npercentage arm 2: 31.5\nallocation: 2:1")[1]
    found = found["Splits of the total"]
    assert "around the printed 2:1" in found.finding
    assert "around the printed 2:1" in found.assumed
    low, high = re.findall(r"limit ([+]\d+\.\d) to ([+]\d+\.\d)", found.finding)
    assert float(low[0]) <= 50.8 <= float(low[1])
    assert float(high[0]) <= 58.8 <= float(high[1])


def test_every_usual_test_is_tried_before_no_table_is_said_to_fit():
    """R's fisher.test gives .1099 for 18/205 v 9/202: .109 if cut off."""
    text = "outcome is: unwanted\nN arm 1: 205\nN arm 2: 202\nresponders arm 2: 9\nprinted P: {}"
    found = checks_of(text.format(".109"))[1]["Tables that fit P"].finding
    assert "by Fisher, with P cut off" in found
    assert "18/205 in arm 1" in found
    assert "By Fisher none" not in checks_of(text.format(".110"))[1]["Tables that fit P"].finding


def test_a_split_is_named_with_the_tests_that_print_its_p():
    """Fisher gives .032 for 4/39 v 14/45, Yates .040."""
    text = "N total: 84\npercentage arm 1: 10\npercentage arm 2: 31\nprinted P: .03"
    assert "4/39 v 14/45, by Fisher" in checks_of(text)[1]["Splits of the total"].finding
