"""The ledger's reader gives values as printed, with their limits, status and source."""

import pytest

from helpers.data_files import load_table
from helpers.evidence.ledger import (
    comparators,
    fact,
    facts_table,
    load_facts,
    msc_trials,
    not_in_sources,
    sources,
)

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


def test_conflicts_are_symmetric():
    facts = load_facts()
    pairs = {
        (row.fact_id, other) for row in facts.itertuples() for other in row.conflicts_with.split(";") if other
    }
    assert len(pairs) > 20
    assert pairs == {(other, one) for one, other in pairs}


def test_the_schedule_conflict_is_told_with_its_sources():
    first = fact("seo-schedule-abstract")
    versions = [first, *map(fact, first.conflicts_with.split(";"))]
    assert [each.value for each in versions] == [
        "weekly",
        "two-week intervals",
        "two weeks apart",
        "2-week interval",
    ]
    assert [each.status for each in versions] == ["abstract", "registry", "sponsor", "sponsor"]


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
    assert list(shown.columns) == ["value", "n/N", "status", "source", "id"]
    assert shown["value"].tolist() == ["80 %", "39.9 % (36.7 to 43.2)"]
    assert shown["n/N"].tolist() == ["4/5", ""]
    assert "n/N" not in facts_table(["seo-p-dose", "seo-n-phase2"]).columns
    assert facts_table("dupilumab-phase2-easi50")["n/N"].tolist() == ["N = 55"]
    assert shown.columns.name


def test_limits_come_as_numbers_or_are_refused():
    assert fact("thompson-fever").limits == (1.27, 4.86)
    assert fact("assumed-placebo").shares == (0.10, 0.50)
    assert fact("assumed-bar").share == 0.10
    assert fact("assumed-placebo").printed == "10 to 50 %"
    with pytest.raises(ValueError, match="has no limits"):
        _ = fact("seo-p-easi50").limits


def test_assumptions_are_rows_with_a_reason():
    facts = load_facts()
    assumed = facts[facts["fact_id"].str.startswith("assumed-")]
    assert len(assumed) >= 10
    assert set(assumed["status"]) == {"assumed"}
    assert (assumed["note"] != "").all()


def test_every_row_shown_carries_its_id():
    assert facts_table(["seo-p-dose", "assumed-bar"])["id"].tolist() == ["seo-p-dose", "assumed-bar"]


def test_a_row_of_the_trials_is_called_by_trial_endpoint_arm_and_kind():
    row = comparators().set_index("fact_id").loc["dupilumab-phase2-easi50"]
    assert fact(row.name).quantity == f"{row['trial']}, {row['endpoint']}, {row['arm']}"
    derived = fact("furestem1-count-active")
    assert derived.quantity.endswith(", count that fits the percentage")
