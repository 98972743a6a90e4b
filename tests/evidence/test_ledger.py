"""The ledger's reader gives values as printed and refuses damaged files by file, row and column."""

import csv
import shutil

import pytest

from helpers.data_files import DATA, load_table
from helpers.evidence import ledger as evidence
from helpers.evidence.ledger import (
    comparators,
    conflicts,
    fact,
    facts_table,
    load_facts,
    msc_trials,
    not_in_sources,
    sources,
)

FILES = "facts.csv sources.csv comparators.csv msc_trials.csv not_in_sources.csv datapackage.json".split()


@pytest.fixture
def copy(tmp_path):
    """A private copy of the ledger that a test may damage."""
    for name in FILES:
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


def table(folder, file):
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


def damage(folder, file, fact_id, column, text):
    """Overwrite one cell and return the spreadsheet row that it stands in."""
    lines = table(folder, file)
    row = next(i for i, line in enumerate(lines) if line[0] == fact_id)
    lines[row][lines[0].index(column)] = text
    with (folder / file).open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(lines)
    return row + 1


# Values as printed


@pytest.mark.parametrize(
    ("fact_id", "number", "decimals"),
    [
        ("seo-p-easi50", 0.038, 3),
        ("seo-p-dose", 0.9, 1),
        ("shin-easi50", 80, 0),
        ("placebo-pooled-easi50", 39.9, 1),
        ("placebo-pooled-easi90", 9.0, 1),
        ("furestem2-easi50-active", 33.0, 1),
        ("furestem1-easi-change-placebo", -6.194, 3),
        ("shin-n", 5, 0),
        ("shin-durable-n", 2, 0),
    ],
)
def test_a_printed_value_becomes_a_number_with_its_decimals(fact_id, number, decimals):
    assert fact(fact_id).number == number
    assert fact(fact_id).decimals == decimals


def test_powers_of_ten_are_numbers_without_decimals_to_count():
    assert fact("seo-dose-high").number == 1_000_000
    assert fact("seo-dose-low").number == 500_000
    with pytest.raises(ValueError, match=r"'seo-dose-high'.*no decimals"):
        _ = fact("seo-dose-high").decimals


@pytest.mark.parametrize(
    "fact_id", ["seo-schedule-abstract", "seo-allocation", "easi-band-mild", "seo-p-easi50-press"]
)
def test_words_ratios_ranges_and_inequalities_are_not_one_number(fact_id):
    with pytest.raises(ValueError, match="is not one number"):
        _ = fact(fact_id).number


def test_counts_come_as_integers_or_are_refused():
    assert fact("atmsc2025-easi75").counts == (14, 59)
    assert fact("solo-continue-placebo-easi50").counts == (33, 83)
    assert fact("solo-continue-easi50").counts == (124, 169)
    with pytest.raises(ValueError, match="no pair of counts"):
        _ = fact("seo-p-easi50").counts


def test_a_fact_cannot_be_changed():
    with pytest.raises(AttributeError):
        fact("seo-p-easi50").value = ".04"


def test_changing_a_returned_table_does_not_change_the_ledger():
    mine = load_facts()
    mine.loc[:, "value"] = "0"
    assert fact("seo-n-phase2").value == "72"
    assert "0" not in set(load_facts().query("fact_id == 'seo-n-phase2'")["value"])


def test_an_unknown_id_suggests_the_nearest():
    with pytest.raises(ValueError, match=r"Did you mean.*'seo-p-easi50'"):
        fact("seo-p-easi-50")


def test_at_most_three_names_are_suggested():
    with pytest.raises(ValueError, match="Did you mean") as caught:
        fact("seo-p")
    assert str(caught.value).count(" or ") == 2


@pytest.mark.parametrize("bad", [None, 7, "", ["seo-p-easi50"]])
def test_something_that_is_no_id_is_refused_in_words(bad):
    with pytest.raises(ValueError, match="there is no fact"):
        fact(bad)


def test_an_unknown_table_suggests_the_nearest():
    with pytest.raises(ValueError, match="Did you mean 'facts'"):
        load_table("fact")


def test_an_unknown_study_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="seo2024, shin2021"):
        not_in_sources("shin2012")
    assert set(not_in_sources("shin2021")["study_id"]) == {"shin2021"}


# Tables


def test_every_value_of_every_ledger_has_a_source_and_a_status():
    facts = load_facts()
    assert set(facts["ledger"]) == {"facts", "comparators", "msc_trials"}
    assert (facts[["value", "quantity", "source_id", "status", "locator", "source"]] != "").all(axis=None)
    assert set(facts["source_id"]) <= set(sources()["source_id"])


def test_every_source_is_used():
    assert set(sources()["source_id"]) == set(load_facts()["source_id"])


def test_conflicts_are_symmetric_and_start_with_the_fact_asked_for():
    facts = load_facts()
    pairs = {
        (row.fact_id, other) for row in facts.itertuples() for other in row.conflicts_with.split(";") if other
    }
    assert len(pairs) > 20
    assert pairs == {(other, one) for one, other in pairs}
    both = conflicts("furestem2-easi50-placebo")
    assert both["value"].tolist() == ["29.3", "29.79"]
    assert len(conflicts("seo-p-easi50")) == 1


def test_the_schedule_conflict_is_told_with_its_sources():
    versions = conflicts("seo-schedule-abstract")
    assert versions["value"].tolist() == [
        "weekly",
        "two-week intervals",
        "two weeks apart",
        "2-week interval",
    ]
    assert versions["status"].tolist() == ["abstract", "registry", "sponsor", "sponsor"]


def test_rows_on_the_two_papers_are_filled_from_the_facts():
    filled = msc_trials().set_index("fact_id")
    assert filled.loc["seo-p-easi50", ["value", "status"]].tolist() == [".038", "abstract"]
    assert filled.loc["shin-easi50", ["n", "N"]].tolist() == ["4", "5"]
    assert (filled["value"] != "").all()
    assert (load_table("msc_trials").set_index("fact_id")["value"] == "").sum() == 9


def test_comparators_hold_active_and_placebo_groups():
    groups = comparators()
    assert set(groups["arm_kind"]) == {"active", "placebo", "pooled placebo"}
    pooled = groups.set_index("fact_id").loc["placebo-pooled-easi50"]
    assert (pooled["value"], pooled["low"], pooled["high"]) == ("39.9", "36.7", "43.2")


def test_the_reading_table_keeps_the_status_beside_the_value():
    shown = facts_table(["shin-easi50", "placebo-pooled-easi50"])
    assert list(shown.columns) == ["value", "n/N", "status", "source"]
    assert shown["value"].tolist() == ["80 %", "39.9 % (36.7 to 43.2)"]
    assert shown["n/N"].tolist() == ["4/5", ""]
    assert "n/N" not in facts_table(["seo-p-dose", "seo-n-phase2"]).columns
    assert facts_table("dupilumab-phase2-easi50")["n/N"].tolist() == ["N = 55"]
    assert shown.columns.name


# Damaged files


@pytest.mark.parametrize(
    ("file", "row_id", "column", "text", "message"),
    [
        ("facts.csv", "seo-n-phase2", "N", "seventy-two", "must be of type integer"),
        ("facts.csv", "shin-easi50", "N", "0", "outside the range"),
        ("facts.csv", "seo-p-easi50", "source_id", "", "is empty"),
        ("facts.csv", "seo-p-easi50", "source_id", "seo2042", "is not in sources.csv"),
        ("facts.csv", "seo-p-easi50", "status", "observed", "must be one of abstract"),
        ("facts.csv", "seo-p-easi50", "status", "", "is empty"),
        ("facts.csv", "seo-p-easi50", "value", "", "is empty"),
        ("facts.csv", "seo-p-easi50", "fact_id", "seo-p-dose", "already stands in row"),
        ("facts.csv", "seo-p-easi50", "fact_id", "Seo P", "must match the pattern"),
        ("facts.csv", "seo-p-easi50", "conflicts_with", "seo-p-none", "is not the id of another fact"),
        (
            "facts.csv",
            "seo-p-easi50",
            "conflicts_with",
            "seo-p-dose",
            "does not name 'seo-p-easi50' in return",
        ),
        ("facts.csv", "seo-p-easi50", "conflicts_with", "seo-p-easi50", "is not the id of another fact"),
        ("facts.csv", "seo-p-easi50", "week", "week 12", "must be a list of type integer"),
        ("facts.csv", "seo-iga-press", "week", "12;;24", "must be a list of type integer, separated by ';'"),
        ("comparators.csv", "placebo-pooled-easi50", "low", "36,7", "must be of type number"),
        ("comparators.csv", "placebo-pooled-easi50", "arm_kind", "control", "must be one of active"),
        ("comparators.csv", "placebo-pooled-easi50", "fact_id", "seo-p-dose", "already stands in facts.csv"),
        ("msc_trials.csv", "atmsc2025-easi75", "source_id", "", "is empty"),
        ("msc_trials.csv", "atmsc2025-easi75", "status", "", "is empty"),
        ("msc_trials.csv", "atmsc2025-easi75", "value", "", "is not a fact of facts.csv"),
        ("msc_trials.csv", "atmsc2025-easi75", "year", "25", "must be of type year"),
    ],
)
def test_one_damaged_cell_is_told_with_file_row_and_column(copy, file, row_id, column, text, message):
    row = damage(copy, file, row_id, column, text)
    with pytest.raises(ValueError, match=message) as caught:
        load_facts(copy)
    where = "value" if (column, text) == ("value", "") else column
    assert str(caught.value).startswith(f"{file}, row {row}, column {where}")


def test_two_sources_of_one_name_are_refused(copy):
    row = damage(copy, "sources.csv", "shin2021", "source_id", "seo2024")
    with pytest.raises(ValueError, match=f"^sources.csv, row {row}, column source_id: 'seo2024' already"):
        load_facts(copy)


def test_a_wrong_header_names_the_column(copy):
    path = copy / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("locator", "location", 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"^facts.csv, row 1: .*location, locator"):
        load_facts(copy)


def test_columns_in_another_order_are_refused(copy):
    path = copy / "facts.csv"
    text = path.read_text(encoding="utf-8").replace("fact_id,study_id", "study_id,fact_id", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"^facts.csv, row 1: .*the order"):
        load_facts(copy)


def test_an_empty_file_is_refused(copy):
    (copy / "facts.csv").write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^facts\.csv, row 1"):
        load_facts(copy)


@pytest.mark.parametrize(
    ("end", "message"),
    [
        (lambda text: text.rindex(',"') + 4, "is a quotation mark open"),
        (lambda text: text.rindex("\n", 0, -1) + 5, "cells instead of"),
        (lambda text: len(text) - 1, "column note: the file stops in mid-row"),
    ],
    ids=["inside quotation marks", "between cells", "in the last cell"],
)
@pytest.mark.parametrize("file", ["facts.csv", "comparators.csv", "msc_trials.csv"])
def test_a_truncated_file_is_refused_at_its_last_row(copy, file, end, message):
    text = (copy / file).read_text(encoding="utf-8")
    (copy / file).write_text(text[: end(text)], encoding="utf-8")
    with pytest.raises(ValueError, match=message) as caught:
        load_facts(copy)
    assert str(caught.value).startswith(f"{file}, row {len(table(copy, file))}")


def test_text_in_another_encoding_is_refused_with_its_row(copy):
    path = copy / "facts.csv"
    path.write_bytes(path.read_bytes().replace("×".encode(), b"\xd7"))
    with pytest.raises(ValueError, match=r"^facts\.csv, row \d+: the text is not UTF-8"):
        load_facts(copy)


def test_an_extra_cell_is_refused(copy):
    path = copy / "facts.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[4] += ",stray"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"^facts\.csv, row 5, column note: the row has 16 cells instead of 15"
    ):
        load_facts(copy)


def test_a_byte_order_mark_and_windows_line_ends_are_tolerated(copy):
    for name in FILES:
        text = (copy / name).read_bytes().replace(b"\n", b"\r\n")
        (copy / name).write_bytes(b"\xef\xbb\xbf" + text)
    assert load_facts(copy).equals(load_facts())


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy, name):
    (copy / name).unlink()
    with pytest.raises(FileNotFoundError, match=f"^{name} is missing"):
        load_facts(copy) if name != "not_in_sources.csv" else not_in_sources(folder=copy)


def test_a_broken_descriptor_is_named(copy):
    (copy / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^datapackage.json is not a readable data package"):
        load_facts(copy)


def test_a_changed_value_reaches_the_reader_of_that_folder_only(copy):
    damage(copy, "facts.csv", "seo-p-easi50", "value", ".039")
    assert fact("seo-p-easi50", folder=copy).number == 0.039
    assert evidence.fact("seo-p-easi50").number == 0.038
