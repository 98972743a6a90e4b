"""A list of follow-up times is held against each printed statement, and no list meets all of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from helpers.eczema.simulated import load
from helpers.evidence.ledger import fact
from helpers.lessons import long_term
from helpers.lessons.long_term import (
    compare_attempts,
    instructive_sets,
    missed_statements,
    printed_follow_up,
    try_follow_up,
)
from helpers.statistics.summaries import integer_sets

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


def test_times_are_compared_as_printed():
    assert missed([15.5, 20, 22, 50, 86.4], beyond_count=1) == ["average 38 weeks"]
    assert missed([15.4, 20, 22, 45, 86.5], beyond_count=1) == ["shortest 16 weeks", "longest 86 weeks"]


@given(st.lists(st.decimals(0, 120, places=2), min_size=5, max_size=5))
@settings(max_examples=200, deadline=None)
def test_no_five_times_whole_or_not_meet_every_statement(weeks):
    assert missed([float(week) for week in weeks])


def test_the_lowest_times_that_print_as_the_range_do_not_meet_the_mean_either():
    assert missed([15.5, 15.5, 15.5, 83.5, 85.5]) == ["average 38 weeks"]
    assert long_term.floor_gaps()["slack"] == pytest.approx((3 * 15.5 + 83.5 + 85.5) / 5)


def test_every_set_that_the_enumeration_finds_meets_range_and_average():
    for weeks in integer_sets(5, 16, 86, "38")[::40].tolist():
        assert missed(weeks) == ["2 people over 84 weeks"]


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


READINGS = [
    # what is read otherwise, times that meet it and lie at the edge, times just beyond that edge
    ("median", [16, 16, 37.5, 84, 86], 47.9),
    ("another clock", [16, 16, 16, 58.49, 86], 58.5),
    ("not the shortest", [7.49, 7.49, 7.49, 84, 86], 7.5),
]


@pytest.mark.parametrize(("reading", "weeks", "limit"), READINGS)
def test_each_kind_reading_states_the_limit_that_times_at_its_edge_reach(reading, weeks, limit):
    rows = long_term.kind_readings().set_index("reading")["what it would mean"]
    told = next(words for name, words in rows.items() if reading in name)
    assert f"{limit:.1f} weeks" in told
    mean = sum(weeks) / 5
    if reading == "median":
        assert mean == pytest.approx(limit)
    else:
        assert 37.5 <= mean < 38.5
        assert (sum(weeks) + 0.06) / 5 >= 38.5 - 1e-9


def test_nine_cycles_can_have_the_printed_mean():
    cycles = [16] * 6 + [76, 84, 86]
    assert 5 + fact("shin-retreated").counts[0] == len(cycles)
    assert sum(cycles) / len(cycles) == pytest.approx(38, abs=0.5)


def test_the_five_courses_add_up_to_both_printed_counts():
    responses, retreated = long_term.courses()
    assert sum(course != "none" for course in responses.values()) == fact("shin-easi50").counts[0]
    first = sum(course in ("first cycle", "both cycles") for course in responses.values())
    assert first == fact("shin-easi50-cycle1").counts[0]
    assert len(retreated) == fact("shin-retreated").counts[0]


def test_two_tries_lie_between_one_try_and_tries_that_exclude_each_other():
    found = long_term.two_tries_gaps()
    assert found["one"] < found["alike"] < found["two"] < found["opposed"]
    once = 1 - 0.7**2
    assert found["two"] == pytest.approx(5 * once**4 * (1 - once) + once**5)
    assert found["opposed"] == pytest.approx(5 * 0.6**4 * 0.4 + 0.6**5)


def test_all_markers_that_were_measured_are_counted():
    listed = fact("shin-panel").value.split(", ")
    named = {name for row in long_term.directions()["marker"] for name in row.split(", ")}
    assert len(named) == long_term.MARKERS == len(listed) + 1
    assert long_term.smallest_gaps()["several"] == pytest.approx(7 * 2 / 2**5)
    assert 7 * 2 / 2**9 <= 0.05 < 7 * 2 / 2**8
    assert long_term.risers_gaps()["some"] == pytest.approx(1 - 0.75**7)


def test_what_was_planted_in_the_simulated_series_is_what_the_lesson_says():
    last = load("cytokines").query("AVISITN > 0")
    rises = last[last["CHG"] > 0].groupby(["SEED", "PARAMCD"])["SUBJID"].count()
    for marker, expected in {"CCL17": (0, 0, 0), "IL13": (0, 0, 1), "IL22": (0, 1, 1)}.items():
        assert tuple(int(rises.get((seed, marker), 0)) for seed in (1, 2, 3)) == expected
    long_two = last[(last["AVISITN"] > 84) & (last["PARAMCD"] == "IL17")]
    assert (long_two["CHG"] > 0).all()


def test_who_keeps_a_response_has_the_published_counts():
    assert [row[1:3] for row in long_term.kept()] == [(33, 83), (124, 169)]
    assert long_term.kept_gaps()["gap"] == "33.6 points"


def test_likeness_of_results_is_told_from_likeness_of_hidden_tendencies():
    found = long_term.two_tries_gaps()
    ever = 2 * 0.3 - (0.3**2 + 0.6 * 0.3 * 0.7)  # two yes/no results with a correlation of 0.6
    assert found["results_alike"] == pytest.approx(binom.sf(3, 5, ever))
    assert found["results_alike"] < found["alike"]
