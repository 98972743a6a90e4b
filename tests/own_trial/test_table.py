"""The reader's own table: examples equal the ledger, bad input gets sentences, unseen trials a correct page."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.data_files import load_table
from helpers.evidence.ledger import fact, load_facts
from helpers.figures import own_trial as figures
from helpers.own_trial.cells import KIND, READERS, ROWS, read_cell
from helpers.own_trial.checks import each_arm
from helpers.own_trial.sheet import ALWAYS_ASKED, CHECKS, findings, not_run, one_page, run_checks
from helpers.own_trial.table import (
    EXAMPLES,
    MY_TRIALS,
    SHORT_NAMES,
    Trial,
    plain_markdown,
    read_trial,
    save_trial,
    template,
)

FILLED = ("atmsc2025", "dupilumab2014", "shin2021")


def checks_of(text):
    """The checks of an invented trial, by name."""
    trial = read_trial(text)
    return trial, {check.name: check for check in run_checks(trial)}


# ---------------------------------------------------------------- the table and its examples


def test_the_stored_empty_table_is_the_template():
    pd.testing.assert_frame_equal(load_table("own_trial_blank"), template())


@pytest.mark.parametrize("name", FILLED)
def test_every_example_reads_without_a_problem(name):
    trial = read_trial(name)
    assert trial.problems == ()
    assert set(trial.values) == set(trial.printed)
    assert trial.as_frame()["item"].tolist() == [row.name for row in ROWS]


@pytest.mark.parametrize("name", FILLED)
def test_examples_say_what_the_ledger_says(name):
    """Every row whose note names a fact holds that fact's value, letter by letter."""
    checked = 0
    for row in load_table(f"own_trial_{name}").itertuples():
        if row.note.startswith("ledger: "):
            fact_id, column = row.note.removeprefix("ledger: ").split(", ")
            assert row.value == getattr(fact(fact_id), column), row.item
            checked += 1
        elif KIND[row.item] not in ("text", "source") and row.value:
            assert row.note.startswith(("assumed", "counted", "derived", "the abstract says")), row.item
    assert checked >= 4


def test_the_worked_trial_holds_the_printed_counts():
    trial = read_trial("atmsc2025")
    counts = [trial.get(row) for row in ("responders arm 1", "N arm 1", "responders arm 2", "N arm 2")]
    assert (
        counts
        == [*fact("atmsc2025-easi75").counts, *fact("atmsc2025-placebo-easi75").counts]
        == [14, 59, 4, 55]
    )
    assert trial.get("printed P") == fact("atmsc2025-p-easi75").value == ".016"


def test_outcomes_counted_for_the_worked_trial_are_its_p_values_in_the_ledger():
    printed = [each for each in load_facts()["fact_id"] if each.startswith("atmsc2025-p-")]
    assert read_trial("atmsc2025").get("outcomes tested") == len(printed)


def test_each_kind_of_row_has_a_reader_and_short_names_lead_to_rows():
    assert {row.kind for row in ROWS} == set(READERS)
    assert set(SHORT_NAMES.values()) <= set(KIND)
    assert set(ALWAYS_ASKED) <= set(KIND)


# ---------------------------------------------------------------- one cell


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("N arm 1", "n = 59", 59), ("N arm 1", "59 patients", 59), ("N arm 1", "1,369", 1369), ("N arm 1", "59.0", 59),
        ("N arm 1", "five", 5), ("N arm 1", "５９", 59), ("people with harm", "0", 0),
        ("percentage arm 1", "23.7 %", "23.7"), ("percentage arm 1", "23·7", "23.7"), ("percentage arm 1", "0", "0"),
        ("percentage arm 1", "0.5 %", "0.5"), ("printed P", "P = .016", ".016"), ("printed P", "p<0.05", "<0.05"),
        ("printed P", "p-value: 0.0160", "0.0160"), ("printed P", "≥ .05", "≥ .05"), ("printed P", "0·038", "0·038"),
        ("printed P", ".04*", ".04"), ("mean", "-10.54", "-10.54"), ("follow-up mean", "38 weeks", "38"),
        ("expected placebo rate", "25–45 %", (0.25, 0.45)), ("expected placebo rate", "25 to 45", (0.25, 0.45)),
        ("expected placebo rate", "20.9", (0.209, 0.209)), ("believed chance", "30 %", 0.3),
        ("difference that matters", "10 percentage points", 0.1), ("sides", "2-tailed", "two-sided"),
        ("only primary outcome", "Yes", "yes"), ("text read", "full text", "full paper"),
        ("test named", "Fisher's exact test", "fisher"), ("test named", "chi-square test", "pearson"),
        ("test named", "χ2 with continuity correction", "yates"), ("test named", "Fisher mid-P", "mid_p"),
        ("test named", "Cochran-Mantel-Haenszel", "other"), ("test named", "logistic regression", "other"),
        ("test named", "t-test", "other"), ("test named", "N-1 chi-squared", "n_minus_1"), ("test named", "voodoo", "other"),
    ],
)  # fmt: skip
def test_what_papers_print_is_read(name, text, value):
    assert read_cell(name, text).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        ("responders arm 1", "14/59", "write 14 here and 59 in 'N arm 1'"),
        ("responders arm 2", "4 (7.3%)", "write 4 here and 7.3 in 'percentage arm 2'"),
        ("responders arm 1", "23.7 %", "write it in 'percentage arm 1'"),
        ("responders arm 1", "none", "write 0 if nobody"), ("responders arm 1", "-3", "0 or more"),
        ("N arm 1", "fifty-nine", "in digits"), ("N arm 1", "0", "1 or more"), ("N arm 1", "5000000", "up to 100,000"),
        ("N arm 1", "12.5", "a whole number"), ("percentage arm 1", "23,7", "a decimal point, 23.7"),
        ("percentage arm 1", "0.237", "write 23.7 if 23.7 % is meant"), ("percentage arm 1", "140", "between 0 and 100"),
        ("percentage arm 1", "20-30", "a range"), ("percentage arm 1", "about 20", "one percentage"),
        ("printed P", "NS", "write >.05 if the paper says so"), ("printed P", "not significant", "no number"),
        ("printed P", "0,016", "decimal point"), ("printed P", "1.6 %", "as a proportion"), ("printed P", "38", "between 0 and 1"),
        ("printed P", ".000", "never 0"), ("printed P", "0.016 (Fisher)", "exactly one number"),
        ("mean", "12.4 ± 3.1", "probably 12.4"), ("mean", "12,4", "a decimal point, 12.4"), ("mean", "high", "no number"),
        ("follow-up mean", "16–86", "write 16 in 'follow-up shortest' and 86 in 'follow-up longest'"),
        ("follow-up shortest", "16-86", "write 16 in"), ("follow-up longest", "> 84 weeks", "a bound"),
        ("follow-up longest", "-4", "cannot be negative"), ("believed chance", "0.3", "write 30 for 30 %"),
        ("believed chance", "25-45", "takes one number"), ("expected placebo rate", "45-25", "lower end first"),
        ("expected placebo rate", "a third", "such as 30"), ("believed chance", "130", "between 0 and 100"),
        ("difference that matters", "0", "above 0"), ("sides", "left", "two-sided or one-sided"),
        ("only primary outcome", "maybe", "yes or no"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_gets_a_sentence_with_row_and_remedy(name, text, remedy):
    with pytest.raises(ValueError, match=re.escape(remedy)) as caught:
        read_cell(name, text)
    assert f"row '{name}'" in str(caught.value)


@given(st.sampled_from([row.name for row in ROWS]), st.text(max_size=25))
@settings(max_examples=250, deadline=None)
def test_no_typed_text_breaks_reading_or_the_page(name, text):
    trial = read_trial({"N arm 1": "20", "responders arm 1": "7", name: text})
    page = one_page(trial, run_checks(trial))
    assert page["finding"].str.len().min() > 0
    assert all(isinstance(problem, str) and problem for problem in trial.problems)


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda raw: raw.decode("latin-1") + "\n"))
@settings(max_examples=200, deadline=None)
def test_no_text_at_all_breaks_the_reading(text):
    trial = read_trial(text)
    assert isinstance(trial, Trial)
    assert trial.report()


def test_the_report_counts_rows_and_writes_whole_sentences():
    one = read_trial("N arm 1: 20").report()
    assert one == "Read 1 filled row; 1 can be used."
    two = read_trial("N arm 1: 20\nprinted P: NS").report()
    assert two.startswith("Read 2 filled rows; 1 can be used.")
    sentences = [line[2:] for line in two.splitlines() if line.startswith("- ")]
    assert sentences[0].startswith("Row 'printed P'")
    assert all(sentence.endswith((".", "?")) for sentence in sentences)


def test_a_long_line_of_wide_letters_is_no_file_name():
    assert read_trial("é" * 200).problems


# ---------------------------------------------------------------- the whole table


def test_all_problems_are_listed_at_once_and_the_rest_still_runs():
    trial, checks = checks_of(
        "titel: a slip\nN arm 1: 40\nN arm 2: 41\nresponders arm 1: 18\nresponders arm 2: 9\n"
        "printed P: NS\npercentage arm 1: 45,0\nN of arms: 2\nbelieved chance: 0.3\njust words"
    )
    assert len(trial.problems) == 6
    assert "did you mean 'title'" in " ".join(trial.problems)
    assert checks["Difference"].ran
    assert not checks["Which tests print this P"].ran
    assert "to be mended" in checks["Which tests print this P"].finding
    report = trial.report()
    assert "To mend" in report
    assert "?." not in report
    assert all(plain_markdown(problem)[1:] in report for problem in trial.problems)


def test_counts_above_the_number_of_people_are_taken_out_with_their_reason():
    trial, checks = checks_of("N arm 1: 20\nresponders arm 1: 25\nN arm 2: 20\nresponders arm 2: 5")
    assert "larger than row 'N arm 1' (20)" in trial.problems[0]
    assert not checks["Difference"].ran
    assert trial.get("responders arm 2") == 5


def test_a_row_that_stands_twice_is_not_guessed():
    trial = read_trial("N arm 1: 59\nN arm 1: 95\nN arm 2: 55\nN arm 2: 55")
    assert "stands twice" in trial.problems[0]
    assert trial.get("N arm 1") is None
    assert trial.get("N arm 2") == 55


def test_missing_arms_are_told_in_each_check_that_needs_them():
    _, checks = checks_of("printed P: .03\nN arm 1: 30")
    assert "'N arm 2' is empty" in checks["Tables that fit P"].finding
    assert "no numbers of a second arm" in checks["Difference"].finding
    assert all(check.finding.endswith(".") for check in checks.values())


def test_times_in_two_units_are_not_compared():
    trial = read_trial("follow-up mean: 9 months\nfollow-up shortest: 16 weeks\nfollow-up longest: 86 weeks")
    assert "months and weeks" in trial.problems[0]
    years = read_trial("follow-up mean: 7.5 months\nfollow-up shortest: 2 months\nfollow-up longest: 1 year")
    assert [("months and years" in each) for each in years.problems] == [True]
    assert trial.get("follow-up mean") is None


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("responders arm 1", "N arm 1"),
        ("responders arm 2", "N arm 2"),
        ("follow-up beyond count", "follow-up people"),
        ("people with harm", "people watched for harm"),
        ("follow-up shortest", "follow-up longest"),
        ("follow-up beyond time", "follow-up longest"),
    ],
)
def test_a_part_larger_than_its_whole_is_named_and_neither_is_used(small, large):
    trial = read_trial(f"{small}: 9\n{large}: 8")
    assert f"row '{small}' (9) is larger than row '{large}' (8): check both" in trial.problems
    assert trial.get(small) is None
    assert trial.get(large) is None
    assert float(read_trial(f"{small}: 8\n{large}: 8").get(small)) == 8


def test_names_are_recognised_in_any_case_and_by_short_forms():
    trial = read_trial("n ARM 1: 10\nx1: 4\nP: .03\nTest named: Fisher")
    assert trial.values == {"N arm 1": 10, "responders arm 1": 4, "printed P": ".03", "test named": "fisher"}


def test_an_empty_table_says_so_and_asks_for_strengths_first():
    trial = read_trial(template_text())
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


# ---------------------------------------------------------------- files

GOOD = "item,value,note\ntitle,Ünseen,\nN arm 1,20,\nresponders arm 1,7,\n"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (GOOD.encode("utf-8"), None),
        (GOOD.encode("utf-8-sig"), None),
        (GOOD.replace("\n", "\r\n").encode("utf-8"), None),
        (GOOD.replace(",", ";").encode("utf-8"), None),
        (GOOD.replace(",", "\t").encode("utf-8"), None),
        (GOOD.removeprefix("item,value,note\n").encode("utf-8"), None),
        (GOOD.encode("utf-16"), "UTF-16"),
        (GOOD.encode("utf-16-le"), "UTF-16"),
        (GOOD.encode("latin-1"), "not UTF-8"),
    ],
)
def test_files_of_any_spreadsheet_are_read_or_told_about(tmp_path, raw, problem):
    file = tmp_path / "mine.csv"
    file.write_bytes(raw)
    trial = read_trial(file)
    assert trial.get("responders arm 1") == 7
    assert trial.get("title") == "Ünseen"
    assert [problem in each for each in trial.problems] == ([True] if problem else [])


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "is empty"), (b"\n\n", "is empty"), (b"PK\x03\x04rest", "spreadsheet file"), (b"a,b\n1,2\n", "columns 'item' and 'value'"),
        (b"x" * 1_000_001, "larger than"), (b"item,value\nN arm 1\n", "has no value"),
    ],
)  # fmt: skip
def test_files_that_hold_no_table_get_one_sentence(tmp_path, raw, sentence):
    file = tmp_path / "mine.csv"
    file.write_bytes(raw)
    trial = read_trial(str(file))
    assert len(trial.problems) == 1
    assert sentence in trial.problems[0]


def test_a_missing_file_lists_the_tables_there_are():
    assert "atmsc2025" in read_trial("atmsc205.csv").problems[0]


def test_extra_columns_are_named_and_not_used(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text("item,value,page\nN arm 1,20,7\n", encoding="utf-8")
    trial = read_trial(file)
    assert trial.get("N arm 1") == 20
    assert "page" in trial.remarks[0]


def test_frames_and_dicts_are_read_and_lost_digits_are_noticed():
    frame = pd.DataFrame({"item": ["N arm 1", "printed P"], "value": [20, 0.9]})
    trial = read_trial(frame)
    assert trial.get("N arm 1") == 20
    assert "put it in quotes" in trial.remarks[0]
    assert read_trial({"N arm 1": np.nan, "N arm 2": 4}).values == {"N arm 2": 4}
    assert "no table in list" in read_trial([1, 2]).problems[0]


def test_saving_and_reading_again_keeps_every_row_as_typed(tmp_path):
    first = read_trial("title: Müller, “two” arms\nN arm 1: n = 20\nprinted P: NS\nfollow-up shortest: 16–86")
    said = save_trial(first, "my trial", folder=tmp_path)
    again = read_trial(tmp_path / "my trial.csv")
    assert "my_trials/my trial.csv" in said
    assert again.printed == first.printed
    assert again.problems == first.problems
    assert read_trial(first).printed == first.printed


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/b", "x\x00", "", "C:\\x", ".hidden", 3, "x.txt"])
def test_nothing_is_saved_outside_the_folder(tmp_path, name):
    with pytest.raises(ValueError, match="letters, digits"):
        save_trial(Trial({}, {}), name, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_a_name_nothing_is_saved(tmp_path):
    assert "Nothing was saved" in save_trial(Trial({}, {}), None, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ValueError, match="copy the lines instead"):
        save_trial(Trial({}, {}), "mine", folder=tmp_path / "file" / "below")


def test_the_folder_of_saved_trials_lies_inside_the_project():
    assert MY_TRIALS.parent.name == "notebooks"
    assert MY_TRIALS.parents[1] == EXAMPLES.parents[1]


# ---------------------------------------------------------------- the checks


def test_pearson_and_boschloo_give_the_p_of_the_worked_trial():
    _, checks = (
        checks_of(template_text()),
        {check.name: check for check in run_checks(read_trial("atmsc2025"))},
    )
    assert "2 of 12 tests give P = .016: Pearson and Boschloo" in checks["Which tests print this P"].finding
    assert checks["Difference"].finding.startswith("+16.5 points (+3.0 to +29.5 points")
    assert "at most 0.064" in checks["Number of chances"].finding
    assert "counts are known" in checks["Tables that fit P"].finding


def test_percentages_alone_give_counts_where_only_one_fits():
    trial = read_trial("dupilumab2014")
    assert [row[1:3] for row in each_arm(trial).data] == [(47, 55), (19, 54)]
    assert "worked out from the percentage" in each_arm(trial).finding


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
    # R 4.2: fisher.test 0.08976, chisq.test(correct = FALSE) 0.07505, Newcombe from prop.test -1.7 to 34.1 points
    assert "Fisher, as named, gives P = .0898" in page["Which tests print this P"]
    assert "Pearson" in page["Which tests print this P"]
    assert page["Difference"].startswith("+17.0 points (-1.7 to +34.1 points")
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


def test_a_harmful_arm_is_not_called_a_benefit():
    _, checks = checks_of(
        "arm 2 name: usual care\nN arm 1: 40\nN arm 2: 40\nresponders arm 1: 5\nresponders arm 2: 20"
    )
    assert "side of usual care" in checks["Difference"].licenses
    assert "harm" in checks["Number needed to treat"].finding


PAIR = "N arm 1: {n1}\nresponders arm 1: {x1}\nN arm 2: {n2}\nresponders arm 2: {x2}\n"


def pair(x1, n1, x2, n2, more=""):
    """The checks of an invented trial with these counts."""
    return checks_of(PAIR.format(x1=x1, n1=n1, x2=x2, n2=n2) + more)[1]


def test_nobody_in_either_arm_gives_no_ratio_and_no_readers():
    checks = pair(0, 20, 0, 20, "printed P: 1.0\nbelieved chance: 40")
    assert "no ratio" in checks["Ratio"].finding
    assert "Nobody responded" in checks["Three readers"].finding
    # uniform rates: (2 / 21^2 / 2) / (1 / 41) = 41 / 441, so the counts fit 'both the same' 10.8 times as well
    assert "fit 'both the same' 10.8 times as well" in checks["Your chance that it works"].finding
    assert "Everybody responded" in pair(20, 20, 20, 20)["Three readers"].finding


def test_evidence_against_is_told_as_such_and_what_it_leaves_out():
    finding = pair(10, 50, 25, 50, "believed chance: 60")["Your chance that it works"].finding
    assert "'both the same' 18.1 times as well as 'arm 1 is better'" in finding
    assert "that arm 1 is worse is left out" in finding
    assert "left out" not in pair(25, 50, 10, 50, "believed chance: 60")["Your chance that it works"].finding


def test_a_possible_loss_is_told_where_a_benefit_is_ruled_out():
    licenses = pair(0, 20, 3, 20)["Difference"].licenses
    assert "A loss of up to 36.0 points fits as well." in licenses
    assert "loss" not in pair(12, 30, 12, 30)["Difference"].licenses


def test_a_belief_never_rounds_to_certainty():
    strong = "believed chance: {}\nprinted P: <.0001"
    assert "to above 99 %" in pair(10, 10, 0, 10, strong.format(99))["Your chance that it works"].finding
    assert "to below 1 %" in pair(0, 10, 10, 10, strong.format(1))["Your chance that it works"].finding
    assert (
        "From 100 % to 100 %" in pair(10, 10, 0, 10, strong.format(100))["Your chance that it works"].finding
    )


def test_one_group_and_a_p_value_do_not_move_the_chance_that_it_works():
    _, checks = checks_of(
        "N arm 1: 12\nresponders arm 1: 9\npaired people: 12\nprinted P: .03\nbelieved chance: 50"
    )
    assert "Without a comparison" in checks["Your chance that it works"].finding
    _, checks = checks_of("printed P: .03\nbelieved chance: 50")
    assert checks["Your chance that it works"].ran


def test_small_and_coarse_p_values_keep_their_digits():
    checks = pair(90, 100, 10, 100, "printed P: <.0001\noutcomes tested: 4")
    assert "becomes at most 0.0004" in checks["Number of chances"].finding
    checks = pair(25, 42, 14, 40, "printed P: 0.02\noutcomes tested: 5")
    # .015 to .025 all print as .02: 6.1 and 5.3 bits
    assert "as surprising as 5.3 to 6.1 heads" in checks["Surprise in P"].finding
    assert "P taken as printed" in checks["Number of chances"].licenses


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


def test_fragility_in_very_unequal_arms_changes_the_outcome_that_matters():
    """5/8 v 30/120: turning arm 1's non-responders round only widens the gap; one responder fewer is enough."""
    finding = pair(5, 8, 30, 120, "test named: Fisher\nprinted P: .034")["Fragility"].finding
    assert "1 by Fisher (P = .035)" in finding


def test_a_test_that_merely_prints_p_is_called_so():
    checks = pair(25, 42, 14, 40, "printed P: 0.02")
    assert "2 by mid-P (P = .022, as printed) and 1 by Fisher (P = .030)" in checks["Fragility"].finding
    assert "A 0 means" not in checks["Fragility"].licenses
    assert "as printed" not in pair(25, 42, 14, 40, "printed P: <.05")["Fragility"].finding


def test_names_of_tests_in_a_list_hold_no_comma():
    finding = pair(0, 20, 0, 20, "printed P: 1.0")["Which tests print this P"].finding
    assert "mid-P (doubled)" in finding
    assert "unpooled z (exact)" in finding


def test_a_p_that_was_cut_off_is_named_as_an_innocent_reason():
    assert "cut off" in pair(5, 8, 30, 120, "printed P: .034")["Which tests print this P"].licenses
    assert "cut off" not in pair(5, 8, 30, 120, "printed P: .035")["Which tests print this P"].licenses


def test_percentages_that_fit_several_counts_narrow_the_tables():
    _, checks = checks_of(
        "N arm 1: 310\nN arm 2: 305\npercentage arm 1: 42\npercentage arm 2: 31\nprinted P: .005"
    )
    fitting = checks["Tables that fit P"]
    tables, _, _ = fitting.data
    assert set(tables["x1"]) <= {129, 130, 131}
    assert set(tables["x2"]) <= {94, 95, 96}
    assert "129, 130 or 131 responding in arm 1 and 94, 95 or 96 responding in arm 2" in fitting.finding
    assert "taken to be ahead" not in fitting.licenses
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
    _, checks = checks_of("N arm 1: 4\nN arm 2: 4\nprinted P: <.05")
    assert "with 10 to 50 % in arm 2 and arm 1 ahead gives P < .05" in checks["Tables that fit P"].finding
    assert "another rate in arm 2" in checks["Tables that fit P"].licenses
    _, checks = checks_of("N arm 1: 4\nN arm 2: 4\nresponders arm 2: 0\nprinted P: <.05")
    assert "4/4 v 0/4" in checks["Tables that fit P"].finding


def test_an_adjusted_analysis_is_never_said_to_be_bounded_by_tables():
    trial, checks = checks_of("N arm 1: 36\nN arm 2: 36\nprinted P: .038\ntest named: logistic regression")
    assert "bound nothing" in checks["Tables that fit P"].licenses
    assert "cannot be worked back" in one_page(trial, checks.values()).iloc[-1]["finding"]


def test_power_is_told_at_the_rates_it_was_worked_out_for():
    finding = pair(1, 1, 0, 1, "expected placebo rate: 30")["What the size can find"].finding
    assert finding.startswith("No true difference would be found with 80 % power (at 30 % in arm 2")
    assert "under 1 %" in finding
    finding = pair(5, 20, 3, 20, "expected placebo rate: 10-80")["What the size can find"].finding
    assert "out of reach at the other (at 10 % and 80 % in arm 2" in finding


def test_counts_and_p_that_do_not_meet_are_not_called_borderline():
    licenses = pair(10, 40, 9, 40, "printed P: .001")["Difference"].licenses
    assert "do not meet" in licenses
    assert "borderline" not in licenses
    assert "one-sided" in pair(10, 36, 18, 36, "printed P: .049\nsides: one-sided")["Difference"].licenses


def test_times_without_a_unit_are_said_to_be_read_as_weeks():
    text = "follow-up people: 9\nfollow-up mean: 24{}\nfollow-up shortest: 3\nfollow-up longest: 60"
    assert "read as weeks" in read_trial(text.format("")).remarks[0]
    assert read_trial(text.format(" months")).remarks == ()
    assert "months" in checks_of(text.format(" months"))[1]["Follow-up times"].finding


@pytest.mark.parametrize(
    ("printed", "borderline"),
    [("0.05", True), (">.05", True), ("<.05", False), (".02", False), ("<.2", False)],
)
def test_interval_and_p_on_different_sides_of_their_lines_are_called_borderline(printed, borderline):
    """7/34 v 1/34: Fisher .054, Newcombe's interval without zero."""
    text = "N arm 1: 34\nN arm 2: 34\nresponders arm 1: 7\nresponders arm 2: 1\nprinted P: "
    trial, checks = checks_of(text + printed)
    assert ("borderline" in checks["Difference"].licenses) == borderline
    assert ("borderline" in checks["Difference"].licenses) == (
        "borderline" in one_page(trial, checks.values()).iloc[-1]["finding"]
    )


def test_one_named_primary_outcome_lets_p_stand():
    _, checks = checks_of("printed P: .03\nonly primary outcome: yes\noutcomes tested: 9")
    assert "stands as printed" in checks["Number of chances"].finding


def test_very_large_trials_get_intervals_and_a_reason_for_the_rest():
    _, checks = checks_of(
        "N arm 1: 90000\nN arm 2: 90000\nresponders arm 1: 900\nresponders arm 2: 800\nprinted P: .015\n"
        "believed chance: 50\nexpected placebo rate: 10"
    )
    assert checks["Difference"].ran
    for name in (
        "Which tests print this P",
        "Your chance that it works",
        "Three readers",
        "What the size can find",
    ):
        assert "500 per arm" in checks[name].finding, name


def test_a_one_sided_test_is_taken_at_its_word():
    text = "N arm 1: 36\nN arm 2: 36\nresponders arm 1: 15\nresponders arm 2: 8\nprinted P: .038\nsides: {}"
    two, one = (
        checks_of(text.format(side))[1]["Which tests print this P"].finding
        for side in ("two-sided", "one-sided")
    )
    assert "Pearson" in one
    assert "Pearson" not in two


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


# ---------------------------------------------------------------- the pictures


def test_pictures_follow_the_checks_that_ran():
    trial = read_trial("atmsc2025")
    drawn = figures.pictures(trial, run_checks(trial))
    assert len(drawn) == 3
    assert figures.pictures(read_trial(""), run_checks(read_trial(""))) == []
    assert "14/59" in drawn[0].description
    assert "+3.0 to +29.5 points" in drawn[0].description
    assert "Pearson and Boschloo give" in drawn[1].description


def test_the_points_drawn_are_the_values_computed():
    trial = read_trial("atmsc2025")
    checks = {check.name: check for check in run_checks(trial)}
    top, bottom = figures.pictures(trial, checks.values())[0].figure.axes
    centres = sorted(float(line.get_xdata()[0]) for line in top.lines if line.get_marker() in "os")
    assert centres == pytest.approx([100 * 4 / 55, 100 * 14 / 59])
    gap = checks["Difference"].data[0]
    assert [float(x) for x in bottom.lines[2].get_xdata()] == pytest.approx([100 * gap.low, 100 * gap.high])
    (axes,) = figures.p_by_test(*checks["Which tests print this P"].data).figure.axes
    assert sum(line.get_marker() == "D" for line in axes.lines) == 2
    (axes,) = figures.three_readers(*checks["Three readers"].data).figure.axes
    assert sum(line.get_marker() in "sDo" for line in axes.lines if line.get_marker() != "None") == 3


def test_points_at_the_ends_of_a_scale_stay_clear_of_the_labels():
    trial = read_trial(PAIR.format(x1=70, n1=100, x2=0, n2=98) + "printed P: <.001")
    rates, tests, _ = figures.pictures(trial, run_checks(trial))
    assert rates.figure.axes[0].get_xlim()[0] < 0
    low, high = tests.figure.axes[0].get_xlim()
    assert low <= -0.04 * high


def test_other_data_make_another_description():
    one, two = (
        figures.pictures(trial, run_checks(trial))[0].description
        for trial in (read_trial("atmsc2025"), read_trial("dupilumab2014"))
    )
    assert one != two
    assert "47/55" in two


def test_a_typed_dollar_sign_is_drawn_as_one():
    trial = read_trial(
        "arm 1 name: $x^2$ cream\nN arm 1: 20\nresponders arm 1: 7\nN arm 2: 20\nresponders arm 2: 3"
    )
    top = figures.pictures(trial, run_checks(trial))[0].figure.axes[0]
    assert top.get_yticklabels()[0].get_text().startswith(r"\$x^2\$ cream")
