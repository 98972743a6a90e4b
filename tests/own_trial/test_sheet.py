"""The page that a reader takes home: what ran, what did not, and strengths first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.own_trial.cells import ROWS
from helpers.own_trial.sheet import CHECKS, findings, not_run, one_page, run_checks
from helpers.own_trial.table import (
    read_trial,
)

EMPTY = "\n".join(f"{row.name}:" for row in ROWS)


def checks_of(text):
    """The checks of an invented trial, by name."""
    trial = read_trial(text)
    return trial, {check.name: check for check in run_checks(trial)}


@given(st.sampled_from([row.name for row in ROWS]), st.text(max_size=25))
@settings(max_examples=250, deadline=None)
def test_no_typed_text_breaks_reading_or_the_page(name, text):
    trial = read_trial({"N arm 1": "20", "responders arm 1": "7", name: text})
    page = one_page(trial, run_checks(trial))
    assert page["finding"].str.len().min() > 0
    assert all(isinstance(problem, str) and problem for problem in trial.problems)


def test_an_empty_table_says_so_and_asks_for_strengths_first():
    trial = read_trial(EMPTY)
    assert "Nothing is filled in" in trial.report()
    page = one_page(trial, run_checks(trial))
    assert page.loc[0, "part"] == "Done well"
    assert "what did this study do well?" in page.loc[0, "finding"]
    assert not_run(run_checks(trial))["check"].tolist() == list(CHECKS)
    assert findings(run_checks(trial)).startswith("No check could run")


def test_typed_text_is_shown_as_text_and_not_as_markup():
    _, checks = checks_of("arm 1 name: <b>*x*</b>\nN arm 1: 20\nresponders arm 1: 7")
    said = findings(checks.values(), "Response in each arm")
    assert "<b>" not in said
    assert r"\*x\*" in said


def test_a_finding_asked_for_by_a_wrong_name_is_refused():
    with pytest.raises(ValueError, match="no check 'Diference'"):
        findings([], "Diference")


def test_the_follow_up_of_five_finds_its_floor_and_has_no_comparison():
    trial = read_trial("shin2021")
    checks = {check.name: check for check in run_checks(trial)}
    assert "43.6" in checks["Follow-up times"].finding
    assert "0.0625" in checks["Smallest P in pairs"].finding
    assert "no comparison" in one_page(trial, checks.values()).loc[1, "finding"]
    assert not checks["Difference"].ran


UNSEEN_COUNTS = """
title: An invented trial of a cream
text read: abstract
done well: parallel arms, blinded outcome
outcome: clear skin at week 8
arm 1 name: cream
arm 2 name: base
N arm 1: 50
N arm 2: 48
responders arm 1: 21 patients
responders arm 2: 12
percentage arm 1: 42.0 %
percentage arm 2: 26 %
printed P: p = 0.08
test named: Fisher's exact test
outcomes tested: 5
expected placebo rate: 20–30
believed chance: 40
"""


def test_an_unseen_trial_with_counts_gets_its_page():
    trial, checks = checks_of(UNSEEN_COUNTS)
    assert trial.problems == ()
    page = one_page(trial, checks.values()).set_index("part")["finding"]
    # R 4.2: fisher.test 0.08976, chisq.test(correct = FALSE) 0.07505; the interval's formula is held against R in test_two_groups
    assert "Fisher, as named, gives P = .0898" in page["Which tests print this P"]
    assert "Pearson" in page["Which tests print this P"]
    assert page["Difference"].startswith("+17.0 points (-1.8 to +34.7 points")
    assert "26 % of 48 is no whole number of people (12 printed)" in page["Percentages against counts"]
    assert "through infinity" in page["Number needed to treat"]
    assert "question stays open" in page["Bottom line"]
    assert "0 by Fisher" in page["Fragility"]
    assert "Which test" in page["Ask the authors"]
    assert "26 %" in page["Ask the authors"]
    assert page["Not found in the abstract"] == "only primary outcome and people with harm."


def test_an_unseen_trial_without_counts_gets_the_tables_that_fit():
    trial, checks = checks_of(
        "N arm 1: 36\nN arm 2: 36\nprinted P: P = .038\nexpected placebo rate: 10-50\ntest named: Yates chi-squared"
    )
    assert trial.problems == ()
    assert checks["Tables that fit P"].finding.startswith(
        "1 table of 36 v 36 people with 10 to 50 % in arm 2 gives"
    )
    assert "a difference of +25.0 points" in checks["Tables that fit P"].finding
    assert "which test" not in checks["Tables that fit P"].question
    assert "Compatible, not observed" in checks["Tables that fit P"].licenses
    assert "'responders arm 1'" in checks["Difference"].finding
    assert not checks["Number of chances"].ran
    assert "tables that fit" in one_page(trial, checks.values()).iloc[-1]["finding"]


def test_an_unseen_trial_with_a_bound_is_read_as_a_bound():
    trial, checks = checks_of(
        "N arm 1: 36\nN arm 2: 36\nprinted P: p<0.05\noutcomes tested: 3\nbelieved chance: 20"
    )
    assert "bound" in trial.remarks[0]
    finding = checks["Tables that fit P"].finding
    assert (
        "with 10 to 50 % in arm 2 and arm 1 ahead, P < 0.05 takes 22.2 points or more, such as 12/36 v 4/36"
        in finding
    )
    assert "at most 0.150" in checks["Number of chances"].finding
    assert "at least as surprising as 4.3 heads" in checks["Surprise in P"].finding
    assert "exact P" in checks["Your chance that it works"].finding


def test_an_unseen_case_series_is_told_apart_from_a_trial():
    trial, checks = checks_of(
        "arm 1 name: new drug\nN arm 1: 8\nresponders arm 1: 6\nmean: 3.19\nmean people: 8\npaired people: 8\n"
        "people with harm: 2\npeople watched for harm: 8\nfollow-up people: 8\nfollow-up mean: 20\n"
        "follow-up shortest: 12\nfollow-up longest: 24"
    )
    assert "6/8 = 75.0 % (34.9 to 96.8 %)" in checks["Response in each arm"].finding
    assert "cannot print 3.19" in checks["Mean"].finding
    assert "between 13.5 and 22.5 weeks; 20 is printed" in checks["Follow-up times"].finding
    assert "0.0078" in checks["Smallest P in pairs"].finding
    assert "2/8 = 25.0 % (3.2 to 65.1 %" in checks["Harm"].finding
    assert "describes that group" in one_page(trial, checks.values()).iloc[-1]["finding"]


@pytest.mark.parametrize(("n", "floor"), [(5, "0.0625"), (8, "0.0078"), (12, "0.0004")])
def test_the_floor_of_paired_tests_is_never_printed_above_its_value(n, floor):
    _, checks = checks_of(f"paired people: {n}")
    assert f"goes below {floor}." in checks["Smallest P in pairs"].finding
    assert float(floor) <= 2 / 2**n


def test_one_pair_is_one_person_and_large_groups_have_no_floor():
    assert "With 1 person no" in checks_of("paired people: 1")[1]["Smallest P in pairs"].finding
    large = checks_of("paired people: 40")[1]["Smallest P in pairs"]
    assert "no floor" in large.finding
    assert "another kind" not in large.licenses


def test_times_without_a_unit_are_said_to_be_read_as_weeks():
    text = "follow-up people: 9\nfollow-up mean: 24{}\nfollow-up shortest: 3\nfollow-up longest: 60"
    assert "read as weeks" in read_trial(text.format("")).remarks[0]
    assert read_trial(text.format(" months")).remarks == ()
    assert "months" in checks_of(text.format(" months"))[1]["Follow-up times"].finding


@given(st.integers(1, 40), st.integers(1, 40), st.data())
@settings(max_examples=25, deadline=None)
def test_the_page_never_contradicts_its_interval(n1, n2, data):
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    trial, checks = checks_of(f"N arm 1: {n1}\nresponders arm 1: {x1}\nN arm 2: {n2}\nresponders arm 2: {x2}")
    gap, _ = checks["Difference"].data
    assert gap.low <= x1 / n1 - x2 / n2 <= gap.high
    assert ("open" in checks["Difference"].licenses) == (
        gap.low <= 0 < 0.1 <= gap.high or 0 < gap.low < 0.1 <= gap.high
    )
    assert one_page(trial, checks.values()).iloc[-1]["finding"] == checks["Difference"].licenses
