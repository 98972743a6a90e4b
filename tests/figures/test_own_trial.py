"""The pictures of the reader's own trial show the values that the checks computed, and describe them."""

import pytest
from matplotlib.colors import same_color

from helpers.figures import own_trial as figures
from helpers.figures.colours import ORANGE
from helpers.own_trial.sheet import run_checks
from helpers.own_trial.table import (
    read_trial,
)

PAIR = "N arm 1: {n1}\nresponders arm 1: {x1}\nN arm 2: {n2}\nresponders arm 2: {x2}\n"


def test_pictures_follow_the_checks_that_ran():
    trial = read_trial("atmsc2025")
    drawn = figures.pictures(trial, run_checks(trial))
    assert len(drawn) == 3
    assert figures.pictures(read_trial(""), run_checks(read_trial(""))) == []
    assert "14/59" in drawn[0].description
    assert "+3.3 to +29.9 points" in drawn[0].description
    assert "Pearson and Boschloo give" in drawn[1].description


def test_the_points_drawn_are_the_values_computed():
    trial = read_trial("atmsc2025")
    checks = {check.name: check for check in run_checks(trial)}
    top, bottom = figures.pictures(trial, checks.values())[0].figure.axes
    centres = [dots.get_offsets()[0, 0] for dots in top.collections]
    assert centres == pytest.approx([100 * 14 / 59, 100 * 4 / 55])
    gap = checks["Difference"].data[0]
    assert [float(x) for x in bottom.lines[2].get_xdata()] == pytest.approx([100 * gap.low, 100 * gap.high])
    (axes,) = figures.p_by_test(*checks["Which tests print this P"].data).figure.axes
    assert sum(same_color(dots.get_facecolor()[0], ORANGE) for dots in axes.collections) == 2
    (axes,) = figures.three_readers(*checks["Three readers"].data).figure.axes
    assert len(axes.collections) == 3


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("outcome is: wanted", "10 points"),
        ("outcome is: wanted\ndifference that matters: 5", "5 points"),
        ("outcome is: unwanted\ndifference that matters: 5", "-5 points"),
        ("outcome is: unwanted", ""),
        ("", ""),
    ],
)
def test_what_would_matter_is_marked_on_the_side_of_arm_1_and_only_where_it_is_known(said, mark):
    trial = read_trial(PAIR.format(x1=9, n1=50, x2=18, n2=50) + said)
    drawn = figures.pictures(trial, run_checks(trial))[0]
    assert (f"and at {mark}, which would matter" in drawn.description) is bool(mark)
    assert ("with a mark at zero" in drawn.description) is not bool(mark)


def test_points_at_the_ends_of_a_scale_stay_clear_of_the_labels():
    trial = read_trial(PAIR.format(x1=70, n1=100, x2=0, n2=98) + "printed P: <.001\noutcome is: wanted")
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


def test_names_in_other_letters_are_arms_on_the_axis_and_names_in_the_caption():
    text = "arm 1 name: 위약\nN arm 1: 20\nresponders arm 1: 7\narm 2 name: 対照\nN arm 2: 20\nresponders arm 2: 3"
    trial = read_trial(text)
    drawn = figures.pictures(trial, run_checks(trial))[0]
    labels = [label.get_text() for label in drawn.figure.axes[0].get_yticklabels()]
    assert [label.split("\n")[0] for label in labels] == ["arm 1", "arm 2"]
    assert "위약 7/20 v 対照 3/20" in drawn.caption


def test_one_arm_and_a_p_value_alone_have_their_pictures():
    trial = read_trial("arm 1 name: new drug\nN arm 1: 8\nresponders arm 1: 6\nexpected placebo rate: 25-45")
    (drawn,) = figures.pictures(trial, run_checks(trial))
    assert "6/8" in drawn.description
    trial = read_trial("N arm 1: 36\nN arm 2: 36\nprinted P: .038\ntest named: Yates")
    (drawn,) = figures.pictures(trial, run_checks(trial))
    dots = sum(len(line.get_xdata()) for line in drawn.figure.axes[0].lines if line.get_marker() == "o")
    assert drawn.description.startswith(f"{dots} dots")
