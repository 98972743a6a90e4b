"""Pictures of lesson 05 say what they draw, change with the data, and draw what they are given."""

import numpy as np
import pytest
from matplotlib.collections import PathCollection

from helpers.figures import long_term
from helpers.figures.long_term import (
    durability,
    follow_up_sets,
    people_lines,
    response_intervals,
    sign_flips,
    smallest_p_ladder,
    together_by_chance,
    two_cycles,
    two_cycles_control,
)
from helpers.show import Picture
from helpers.statistics.one_group import proportion_interval

RESPONSES = {"A": "first cycle", "B": "both cycles", "C": "second cycle", "D": "none"}


def rows(*counts):
    return [(f"group {place}", *pair, proportion_interval(*pair)) for place, pair in enumerate(counts)]


def points(picture):
    return np.vstack(
        [
            np.asarray(part.get_offsets())
            for part in picture.figure.axes[0].collections
            if isinstance(part, PathCollection)
        ]
    )


def words_on(picture):
    return [text.get_text() for text in picture.figure.axes[0].texts]


PICTURES = {
    "people": lambda change: people_lines(
        RESPONSES | {"A": "none" if change else "first cycle"}, ["B", "C", "D"]
    ),
    "response": lambda change: response_intervals(rows((4, 5), (1 + change, 5)), (0.23, 0.57)),
    "durability": lambda change: durability(rows((33, 83), (124 + change, 169)), 36),
    "cycles": lambda change: two_cycles_control(30 + change, 0.6),
    "sets": lambda change: follow_up_sets([("one", [16, 16, 86], 39.3 + change, "average 38")], 38, 84),
    "ladder": lambda change: smallest_p_ladder(
        [4, 5, 6], {1: [0.125, 0.0625 + change / 100, 0.03]}, {5: "five"}
    ),
    "flips": lambda change: sign_flips(
        ([10, 20], [5 + change, 25], ["P1", "P2"]), [-3 - change, -1, 1, 3 + change], 0.5
    ),
    "together": lambda change: together_by_chance(
        [0, 0.5], [0.001, 0.01], (0.4, 0.008 + change / 1000), 5, 6, 3
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_has_words_that_change_with_the_data(name):
    first, again, other = PICTURES[name](0), PICTURES[name](0), PICTURES[name](1)
    assert isinstance(first, Picture)
    assert first.description == again.description
    assert first.description != other.description
    assert len(first.description.split()) >= 12
    assert "N = " in first.caption


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_is_too_small_to_read_on_a_phone(name):
    axes = PICTURES[name](0).figure.axes[0]
    shown = [
        text for text in axes.findobj(lambda part: hasattr(part, "get_fontsize")) if text.get_text().strip()
    ]
    assert min(text.get_fontsize() for text in shown) >= 9


def test_people_lines_draw_one_mark_per_cycle_and_no_invented_weeks():
    picture = people_lines(RESPONSES, ["B", "C", "D"])
    marks = [point for point in points(picture) if point[1] >= 0]
    assert len(marks) == 4 + 3
    assert words_on(picture).count("?") == 4
    assert "B: EASI-50 yes in cycle 1, worsened, yes in cycle 2" in picture.description
    assert "3/4 reached EASI-50" in picture.description


def test_a_course_that_the_ledger_does_not_use_is_refused():
    with pytest.raises(KeyError):
        people_lines({"A": "third cycle"}, [])


def test_response_intervals_stand_at_their_values_over_the_placebo_band():
    picture = response_intervals(rows((4, 5), (2, 5)), (0.228, 0.571))
    assert points(picture)[:, 0].tolist() == pytest.approx([80, 40])
    assert "4/5, 80.0 %, interval 28.4 to 99.5 %" in picture.description
    assert any("23-57 %" in text for text in words_on(picture))
    assert "both intervals reach" in picture.caption
    assert "0 of 2 intervals reach" in response_intervals(rows((50, 50), (49, 50)), (0.23, 0.57)).caption


def test_durability_names_both_groups_with_their_sizes():
    picture = durability(rows((33, 83), (124, 169)), 36)
    assert "N = 83 and 169" in picture.caption
    assert "33/83, 39.8 %, interval 29.2 to 51.1 %" in picture.description
    assert "week 36" in picture.description


def test_two_cycles_mark_the_computed_chances():
    picture = two_cycles_control(30, 0.6)
    marks = points(picture)
    assert sorted(marks[marks[:, 0] == 30][:, 1].round(1).tolist()) == [3.1, 11.0, 20.0]
    assert "two independent cycles 20.0 %" in picture.description
    assert "one cycle 3.1 %" in picture.description


def test_two_cycles_draw_the_curves_they_are_given_over_the_range_of_one_placebo_group():
    curves = {"one": [0, 0.1], "two": [0, 0.4]}
    picture = two_cycles([0, 0.5], curves, (0.5, {"one": 0.1, "two": 0.4}), (0.1, 0.3))
    assert "where one placebo group may lie, 10 to 30 %" in picture.description
    assert picture.caption.startswith("Chance of 4 or more of 5 at 50 % a cycle: two 40.0 % and one 10.0 %")
    lines = [line.get_ydata().tolist() for line in picture.figure.axes[0].lines]
    assert lines == [[0, 10], [0, 40]]
    band = picture.figure.axes[0].patches[0]
    assert (band.get_x(), band.get_width()) == (10, 20)


def test_follow_up_sets_draw_every_person_and_name_what_is_missed():
    sets = [("one", [16, 16, 16, 84, 86], 43.6, "average 38"), ("two", [16, 20, 30, 38, 86], 38.0, "")]
    picture = follow_up_sets(sets, 38, 84)
    drawn = [part for part in picture.figure.axes[0].collections if isinstance(part, PathCollection)]
    people = [part for part in drawn if len(part.get_offsets()) == 5]
    assert [sorted(part.get_offsets()[:, 0].tolist()) for part in people] == [sets[0][1], sets[1][1]]
    assert "mean 43.6, misses average 38" in picture.description
    assert picture.caption.startswith("1 of these 2 sets")
    assert follow_up_sets(sets[:1], 38, 84).caption.startswith("None of these 1 sets")


def test_the_ladder_marks_its_floors_and_says_when_alpha_is_within_reach():
    picture = smallest_p_ladder(
        [4, 5, 6], {1: [0.125, 0.0625, 0.03125], 2: [0.25, 0.125, 0.0499]}, {5: "five people"}
    )
    assert "1 marker: 0.05 within reach from 6 people" in picture.description
    assert "five people: 0.0625" in picture.description
    assert picture.figure.axes[0].lines[0].get_ydata() == pytest.approx([0.125, 0.0625, 0.03125])


def test_sign_flips_draw_every_person_and_every_pattern_and_colour_the_extreme_ones():
    lines = [10, 20, 30], [5, 5, 25], ["P1", "P2", "P3"]
    picture = sign_flips(lines, [-3, -1, 1, 3], 0.5)
    left, right = picture.figure.axes
    assert [line.get_ydata().tolist() for line in left.lines] == [[10, 5], [20, 5], [30, 25]]
    flips = next(part for part in right.collections if isinstance(part, PathCollection))
    assert flips.get_offsets()[:, 1].tolist() == [-3, -1, 1, 3]
    assert picture.caption.startswith("3 of 3 simulated people have less CCL-17 (left); 2 of 4 sign patterns")
    for axes in (left, right):
        assert "simulated" in [text.get_text() for text in axes.texts]
    assert "P1 10 to 5, P2 20 to 5 and P3 30 to 25" in picture.description
    heights = sorted(text.get_position()[1] for text in left.texts if text.get_text().startswith("P"))
    assert min(np.diff(heights)) >= 1.5


def test_together_by_chance_stands_on_its_curve():
    picture = together_by_chance([0, 0.5], [0.001, 0.01], (0.4, 0.008), 5, 6, 3)
    assert points(picture).ravel().tolist() == pytest.approx([0, 0.1, 0.4, 0.8])
    assert "0.10 % at 0 and 0.80 % at 0.4" in picture.description


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("two_tries", 20.0),
        ("floor", 43.6),
        ("smallest_p", 0.0625),
        ("kept_on_placebo", 39.8),
        ("four_of_five", 28.4),
    ],
)
def test_each_answer_is_the_number_that_its_picture_names(answer, expected):
    truth, picture = getattr(long_term, answer)()
    assert truth == pytest.approx(expected, abs=0.05 if truth > 1 else 0)
    assert str(expected) in picture.description
