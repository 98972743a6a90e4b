"""A list of follow-up times is held against each printed statement, and no list meets all of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.lessons.long_term import (
    compare_attempts,
    follow_up_sentence,
    instructive_sets,
    missed_statements,
    printed_follow_up,
    readings_table,
    readings_that_fail,
    try_follow_up,
)
from helpers.statistics.summaries import check_follow_up, integer_sets, reconciling_readings

PRINTED = {"mean": "38", "low": 16, "high": 86, "n": 5, "beyond_count": 2, "beyond": 84}


def missed(weeks, **changed):
    return missed_statements(weeks, **(PRINTED | changed))


@pytest.mark.parametrize(
    ("weeks", "statements"),
    [
        ([16, 16, 16, 84, 86], ["average 38 weeks"]),
        ([86, 58, 16, 16, 16], ["2 people over 84 weeks"]),
        ([10, 10, 0, 84, 86], ["shortest 16 weeks"]),
        ([16, 16, 20, 68, 70], ["longest 86 weeks", "2 people over 84 weeks"]),
        ([16, 16, 16, 16, 16, 84, 86], ["5 people", "average 38 weeks"]),
    ],
)
def test_each_missed_statement_is_named(weeks, statements):
    assert missed(weeks) == statements


def test_a_list_that_fits_other_numbers_misses_nothing():
    assert missed([16, 16, 16, 84, 86], mean="44") == []
    assert "fit together" in follow_up_sentence([16, 16, 16, 84, 86], **(PRINTED | {"mean": "44"}))


def test_times_are_compared_as_printed():
    assert missed([15.5, 20, 22, 50, 86.4], beyond_count=1) == ["average 38 weeks"]
    assert missed([15.4, 20, 22, 45, 86.5], beyond_count=1) == ["shortest 16 weeks", "longest 86 weeks"]


@given(st.lists(st.integers(0, 120), min_size=5, max_size=5))
@settings(max_examples=200, deadline=None)
def test_no_five_whole_numbers_meet_every_statement(weeks):
    assert missed(weeks)


def test_every_set_that_the_enumeration_finds_meets_range_and_average():
    for weeks in integer_sets(5, 16, 86, "38")[::40].tolist():
        assert missed(weeks) == ["2 people over 84 weeks"]
    assert not check_follow_up(**PRINTED).fits


def test_without_a_list_the_abstract_speaks():
    assert set(try_follow_up(None, **PRINTED)["holds"]) == {"?"}
    sentence = follow_up_sentence(None, **PRINTED)
    assert "43.6" in sentence
    assert "cannot all describe the same 5 values" in sentence


@pytest.mark.parametrize("weeks", ["16, 86", [], 38, [16, "long"], [16, True], [16, "20"], [16, -1]])
def test_what_is_not_a_time_gets_a_sentence(weeks):
    with pytest.raises(ValueError, match="type one time in weeks per person"):
        try_follow_up(weeks, **PRINTED)


def test_attempts_keep_their_label_mean_and_misses():
    rows = compare_attempts({"a": [16, 16, 16, 58, 86], "b": [16, 16, 38, 84, 86]}, **PRINTED)
    assert [row[2] for row in rows] == pytest.approx([38.4, 48.0])
    assert [row[3] for row in rows] == ["2 people over 84 weeks", "average 38 weeks"]


def test_the_printed_statements_come_from_the_ledger():
    assert printed_follow_up() == PRINTED


def test_each_instructive_set_gives_up_one_statement():
    sets = instructive_sets(**PRINTED)
    assert [len(missed(weeks)) for weeks in sets.values()] == [1, 1, 1, 1]
    median = next(weeks for label, weeks in sets.items() if label.endswith("median 38"))
    assert sorted(median)[2] == 38


def test_sets_that_cannot_be_built_are_left_out():
    even = instructive_sets("40", 16, 86, 4, beyond_count=2, beyond=84)
    assert not any("median" in label for label in even)
    assert not any(label.startswith("average") for label in instructive_sets("12", 1, 40, 5, 2, 40))


def test_the_readings_are_split_into_those_that_fit_and_those_that_do_not():
    readings = reconciling_readings(**PRINTED, other_mean="48", periods=9)
    table, sentence = readings_table(readings).set_index("reading"), readings_that_fail(readings)
    assert table.loc["the average is a median", "sets that fit"] == "69"
    assert len(table) == (readings["sets_that_fit"] != 0).sum()
    assert sentence.endswith("43.1 weeks.")
    assert all((name in table.index) != (name in sentence) for name in readings["reading"])


def test_a_reading_that_cannot_be_counted_is_only_possible():
    readings = reconciling_readings("43", 16, 86, 5, 2, 84)
    assert "possible" in readings_table(readings)["sets that fit"].tolist()
    assert readings_that_fail(readings.iloc[:0]) == "Every reading fits."
