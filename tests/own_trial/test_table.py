"""The reader's own table: examples equal the ledger, any file is read or told about, nothing is read in silence."""

import numpy as np
import pandas as pd
import pytest

from helpers.data_files import load_table
from helpers.evidence.ledger import fact
from helpers.own_trial.cells import KIND, ROWS
from helpers.own_trial.sheet import run_checks
from helpers.own_trial.table import (
    EXAMPLES,
    MY_TRIALS,
    Trial,
    free_name,
    plain_markdown,
    read_trial,
    save_trial,
    template,
)

SHELF = sorted(file.stem for file in EXAMPLES.glob("*.csv") if file.stem != "blank")


def checks_of(text):
    """The checks of an invented trial, by name."""
    trial = read_trial(text)
    return trial, {check.name: check for check in run_checks(trial)}


def written(tmp_path, text, name="mine.csv"):
    """A file with this text (or bytes), read as a trial."""
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_trial(file)


def test_the_stored_empty_table_is_the_template():
    pd.testing.assert_frame_equal(load_table("own_trial/blank"), template())
    assert len(template(short=True)) == 15
    assert template()["item"].tolist()[:15] == template(short=True)["item"].tolist()


@pytest.mark.parametrize("name", SHELF)
def test_every_example_reads_without_a_problem(name):
    trial = read_trial(name)
    assert trial.problems == ()
    for each in trial.comparisons:
        assert set(each.values) == set(each.printed)


@pytest.mark.parametrize("name", SHELF)
def test_examples_say_where_each_number_comes_from(name):
    """Every row whose note names a fact holds that fact's value, letter by letter; other numbers name the abstract."""
    checked = 0
    for row in load_table(f"own_trial/{name}").itertuples():
        if row.note.startswith("ledger: "):
            fact_id, column = row.note.removeprefix("ledger: ").split(", ")
            assert row.value == getattr(fact(fact_id), column), row.item
            checked += 1
        elif KIND[row.item] not in ("text", "source") and row.value:
            assert row.note.startswith(("assumed", "counted", "derived", "the abstract says")), row.item
    title = load_table(f"own_trial/{name}").query("item == 'title'")["note"].iloc[0]
    assert checked >= 4 or "doi:" in title


def test_the_worked_trial_holds_the_printed_counts():
    trial = read_trial("atmsc2025")
    counts = [trial.get(row) for row in ("responders arm 1", "N arm 1", "responders arm 2", "N arm 2")]
    assert (
        counts
        == [*fact("atmsc2025-easi75").counts, *fact("atmsc2025-placebo-easi75").counts]
        == [14, 59, 4, 55]
    )
    assert trial.get("printed P") == fact("atmsc2025-p-easi75").value == ".016"
    assert trial.get("outcomes tested") is None


def test_several_comparisons_share_the_rows_of_the_study():
    text = "title: an invented trial\nN arm 1: 40\nN arm 2: 41\ncomparison: itch\nresponders arm 1: 18\nresponders arm 2: 9\ncomparison: sleep\nN arm 1: 38\nresponders arm 1: 10\nresponders arm 2: 8"
    trial = read_trial(text)
    assert [each.comparison for each in trial.comparisons] == ["itch", "sleep"]
    assert [each.get("N arm 1") for each in trial.comparisons] == [40, 38]
    assert [each.get("N arm 2") for each in trial.comparisons] == [41, 41]
    assert trial.others[0].get("title") == "an invented trial"
    again = read_trial(trial.as_frame())
    assert [each.values for each in again.comparisons] == [each.values for each in trial.comparisons]


def test_a_problem_in_one_comparison_names_it():
    trial = read_trial("comparison: itch\nN arm 1: 20\nresponders arm 1: 25\ncomparison: sleep\nN arm 1: 20")
    assert trial.problems == (
        "in 'itch', row 'responders arm 1' (25) is larger than row 'N arm 1' (20): check both",
    )


@pytest.mark.parametrize(
    "text",
    [
        "item,value,note\nN arm 1,20,\nresponders arm 1,7,\n",
        "item,value\nN arm 1,20\nresponders arm 1,7\n",
        "comparison,item,value,note\n,N arm 1,20,\nitch,responders arm 1,7,as printed\n",
    ],
)
def test_old_files_of_two_and_three_columns_still_read(tmp_path, text):
    trial = written(tmp_path, text)
    assert trial.problems == ()
    assert (trial.get("N arm 1"), trial.get("responders arm 1")) == (20, 7)


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


def test_a_third_arm_is_another_comparison_and_not_arm_2():
    (problem,) = read_trial("N arm 3: 20").problems
    assert "a further arm is a comparison of its own" in problem
    assert "did you mean" not in problem


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
        ("low", "high"),
        ("Q1 arm 1", "Q3 arm 1"),
        ("min arm 2", "max arm 2"),
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


GOOD = "item,value,note\ntitle,Ünseen,\nN arm 1,20,\nresponders arm 1,7,\n"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (GOOD.encode("utf-8"), None),
        (GOOD.encode("utf-8-sig"), None),
        (GOOD.replace("\n", "\r\n").encode("utf-8"), None),
        (GOOD.replace("\n", "\r").encode("utf-8"), None),
        (GOOD.replace(",", ";").encode("utf-8"), None),
        (("sep=;\n" + GOOD.replace(",", ";")).encode("utf-8"), None),
        (GOOD.replace(",", "\t").encode("utf-8"), None),
        (GOOD.removeprefix("item,value,note\n").encode("utf-8"), None),
        (GOOD.encode("utf-16"), "UTF-16"),
        (GOOD.encode("utf-16-le"), "UTF-16"),
        (GOOD.encode("latin-1"), "not UTF-8"),
    ],
)
def test_files_of_any_spreadsheet_are_read_or_told_about(tmp_path, raw, problem):
    trial = written(tmp_path, raw)
    assert trial.get("responders arm 1") == 7
    assert trial.get("title") == "Ünseen"
    assert [problem in each for each in trial.problems] == ([True] if problem else [])


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"\r", "is empty"),
        (b"PK\x03\x04rest", "spreadsheet file"),
        (b"a,b\n1,2\n", "columns 'item' and 'value'"),
        (b"x" * 1_000_001, "larger than"),
        (b"item,value\nN arm 1\n", "has no value"),
        (b"item,value\ntitle," + b"x" * 140_000 + b"\n", "more than 131,072 characters in line 2"),
    ],
)
def test_files_that_hold_no_table_get_one_sentence(tmp_path, raw, sentence):
    trial = written(tmp_path, raw)
    assert len(trial.problems) == 1
    assert sentence in trial.problems[0]


@pytest.mark.parametrize(
    ("line", "row", "sentence"),
    [
        ("N arm 1,1,369,", "N arm 1", "'1,369' or '1.369'"),
        ("percentage arm 1,23,7,", "percentage arm 1", "'23,7' or '23.7'"),
        ("mean,12,4,", "mean", "'12,4' or '12.4'"),
        ("follow-up mean,9,5 months,", "follow-up mean", "decimal point or in quotes"),
        ("printed P,0,038,", "printed P", "'0,038' or '0.038'"),
        ("printed P,<0,001", "printed P", "'<0,001' or '<0.001'"),
        ("title,a,b,c,d", "title", "too many cells (a,b,c,d)"),
        ('title,"a name that', "title", "quotation mark that is open"),
        ('N arm 1,"20', "N arm 1", "quotation mark that is open"),
    ],
)
def test_a_damaged_line_is_told_and_never_read(tmp_path, line, row, sentence):
    trial = written(tmp_path, f"item,value,note\nN arm 2,55,\n{line}\nbelieved chance,30,\n")
    assert len(trial.problems) == 1
    assert sentence in trial.problems[0]
    assert trial.get(row) is None
    assert trial.get("N arm 2") == 55


def test_a_quotation_mark_that_swallows_rows_is_told(tmp_path):
    trial = written(tmp_path, 'item,value,note\ntitle,"open,\nN arm 1,20,\nN arm 2,"30",\n')
    assert trial.problems
    assert trial.get("N arm 1") is None
    assert "quotation mark" in trial.problems[0] or "quotes" in trial.problems[0]


def test_a_note_of_words_beside_a_whole_number_is_no_damage(tmp_path):
    trial = written(tmp_path, "item,value,note\nN arm 1,20,page 7\nN arm 2,21,3 were lost\n")
    assert trial.problems == ()
    assert (trial.get("N arm 1"), trial.get("N arm 2")) == (20, 21)


def test_a_missing_file_lists_the_tables_there_are():
    assert "atmsc2025" in read_trial("atmsc205.csv").problems[0]


def test_extra_columns_are_named_and_not_used(tmp_path):
    trial = written(tmp_path, "item,value,page\nN arm 1,20,7\n")
    assert trial.get("N arm 1") == 20
    assert "page" in trial.remarks[0]


def test_frames_and_dicts_are_read_and_lost_digits_are_noticed():
    frame = pd.DataFrame({"item": ["N arm 1", "printed P"], "value": [20, 0.9]})
    trial = read_trial(frame)
    assert trial.get("N arm 1") == 20
    assert "put it in quotes" in trial.remarks[0]
    assert read_trial({"N arm 1": np.nan, "N arm 2": 4}).values == {"N arm 2": 4}
    assert read_trial({"N arm 1": pd.NA, "title": pd.NaT, "N arm 2": 4}).values == {"N arm 2": 4}
    missing = pd.DataFrame({"item": ["N arm 1", "N arm 2"], "value": [pd.NA, "4"], "note": [pd.NA, pd.NA]})
    assert read_trial(missing).values == {"N arm 2": 4}
    assert "no table in list" in read_trial([1, 2]).problems[0]


def test_saving_and_reading_again_keeps_every_row_as_typed(tmp_path):
    first = read_trial("title: Müller, “two” arms\nN arm 1: n = 20\nprinted P: NS\nfollow-up shortest: 16–86")
    said = save_trial(first, "my trial", folder=tmp_path)
    again = read_trial(tmp_path / "my trial.csv")
    assert "my_trials/my trial.csv" in said
    assert again.printed == first.printed
    assert again.problems == first.problems
    assert read_trial(first).printed == first.printed


@pytest.mark.parametrize(
    "name", ["Müller", "trial (1)", "위약 대조", "a.b", "Ø & sons, 2026 [final]", "mine.csv"]
)
def test_any_plain_name_can_be_saved_and_read_again(tmp_path, name):
    save_trial(read_trial("N arm 1: 20"), name, folder=tmp_path)
    (file,) = tmp_path.iterdir()
    assert file.name == name.removesuffix(".csv") + ".csv"
    assert read_trial(file).get("N arm 1") == 20


def test_nothing_is_written_over_and_nothing_shadows_an_example(tmp_path):
    save_trial(read_trial("N arm 1: 20"), "mine", folder=tmp_path)
    said = save_trial(read_trial("N arm 1: 30"), "mine", folder=tmp_path)
    assert read_trial(tmp_path / "mine.csv").get("N arm 1") == 20
    assert read_trial(tmp_path / "mine (2).csv").get("N arm 1") == 30
    assert "'mine' is taken, and nothing is written over" in said
    said = save_trial(read_trial("N arm 1: 30"), "atmsc2025", folder=tmp_path)
    assert "atmsc2025 (2).csv" in said
    assert not (tmp_path / "atmsc2025.csv").exists()
    assert read_trial("atmsc2025").get("N arm 1") == 59


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "a/b", "x\x00", "", "C:\\x", ".hidden", "what?", "con", "x" * 200]
)
def test_nothing_is_saved_outside_the_folder(tmp_path, name):
    with pytest.raises(ValueError, match="name"):
        save_trial(Trial({}, {}), name, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_no_text_is_refused(tmp_path):
    with pytest.raises(ValueError, match="plain name in quotes"):
        free_name(3, tmp_path)


def test_without_a_name_nothing_is_saved(tmp_path):
    assert "Nothing was saved" in save_trial(Trial({}, {}), None, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_never_written_through(tmp_path):
    (tmp_path / "mine.csv").symlink_to(tmp_path / "elsewhere")
    save_trial(read_trial("N arm 1: 20"), "mine", folder=tmp_path)
    assert not (tmp_path / "elsewhere").exists()
    assert (tmp_path / "mine (2).csv").exists()


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ValueError, match="copy the lines instead"):
        save_trial(Trial({}, {}), "mine", folder=tmp_path / "file" / "below")


def test_the_folder_of_saved_trials_lies_inside_the_project():
    assert MY_TRIALS.parent.name == "notebooks"
    assert MY_TRIALS.parents[1] == EXAMPLES.parents[1]


def test_every_row_has_a_kind_and_the_short_form_stands_first():
    shorts = [row.short for row in ROWS]
    assert shorts == sorted(shorts, reverse=True)
