"""The detective's pictures draw what they are given, and their words carry the values."""

import numpy as np
import pandas as pd
import pytest

from helpers.figures.phase2 import (
    all_results,
    all_results_grid,
    attainable_ladder,
    compatible_map,
    covered,
    fitting,
    interval_forest,
    ladder,
    line_up,
    many_p_values,
    six_tests,
)
from helpers.figures.style import WIDTH
from helpers.lessons import phase2
from helpers.show import as_png
from helpers.statistics.detective import compatible_tables, scan
from helpers.statistics.tests_of_counts import COMMON_TESTS
from helpers.statistics.two_by_two import all_tables, attainable_p_values, compare_tests

FOUND = compatible_tables(".038", 36, 36, list(COMMON_TESTS))
FISHER = all_tables(36, 36, "fisher")


def points_drawn(axes, *markers):
    """Every drawn point (x, y) of the lines with one of these markers (any marker if none is named)."""
    lines = [line for line in axes.lines if not markers or line.get_marker() in markers]
    return {
        (round(float(x), 4), round(float(y), 4))
        for line in lines
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }


def test_the_grid_draws_every_result_and_marks_the_fitting_ones():
    picture = all_results_grid(FISHER, FOUND, ".038")
    axes = picture.figure.axes[0]
    dots = [line for line in axes.lines if line.get_marker() == "."]
    assert sum(len(line.get_xdata()) for line in dots) == FISHER.size == 1369
    assert {(float(x2), float(x1)) for x1, x2 in FOUND[["x1", "x2"]].to_numpy()} <= points_drawn(axes)
    assert "15/36 v 6/36" in picture.description
    assert "8 print .038 (by Yates and mid-P)" in picture.caption
    assert "compatible, not observed" in picture.caption


def test_the_grid_without_a_fitting_table_says_so():
    none = compatible_tables(".038", 36, 36, "fisher")
    assert "none prints .038" in all_results_grid(FISHER, none, ".038").description


def test_the_ladder_marks_only_rungs_in_the_printed_band():
    ladders = {test: attainable_p_values(36, 36, test) for test in ("fisher", "yates")}
    picture = attainable_ladder(ladders, (36, 36), ".038", 0.0375, 0.0385)
    assert points_drawn(picture.figure.axes[0], "D") == {(0.0381, 1.0)}
    assert picture.figure.axes[0].get_xlabel().endswith("36 v 36 people")
    assert "Nearest rungs of the others: Fisher .0367" in picture.description
    other = attainable_ladder(ladders, (36, 36), ".042", 0.0415, 0.0425)
    assert "only Fisher has a rung there" in other.description
    nothing = attainable_ladder({"fisher": np.array([0.036])}, (36, 36), ".038", 0.0375, 0.0385)
    assert "no rung there" in nothing.description


BANDS = (20, 60), (10, 50)


def test_the_map_draws_each_result_once_and_points_at_the_truth():
    picture = compatible_map(FOUND, "36 v 36", *BANDS)
    drawn = points_drawn(picture.figure.axes[0], "o", "x")
    once = FOUND.drop_duplicates(["x1", "x2"])
    assert drawn == {(round(100 * r.rate2, 4), round(100 * r.risk_difference, 4)) for r in once.itertuples()}
    axes = picture.figure.axes[0]
    assert (axes.get_xlim(), axes.get_ylim()[0]) == ((0, 100), 0)  # every share, and every result ahead
    assert axes.get_ylim()[1] > max(gap for _, gap in drawn)
    assert "8 results of 36 v 36 fit" in picture.caption
    assert "the difference is 25.0 points" in picture.caption
    more = compatible_map(scan(".038", [(36, 36), (35, 36)], list(COMMON_TESTS)), "two designs", *BANDS)
    assert more.description != picture.description
    extreme = FOUND[FOUND["x2"] == 26]
    assert "1 result of 36 v 36 fits. None of them lies" in compatible_map(extreme, "36 v 36", *BANDS).caption
    known = covered()
    assert points_drawn(known.figure.axes[0], "D") == {
        (round(400 / 55, 4), round(100 * (14 / 59 - 4 / 55), 4))
    }
    assert "The printed counts, 14/59 v 4/55, are marked" in known.description
    assert "23 to 57 %, is shaded" in fitting().description


def test_the_counts_of_results_stand_beside_their_bars():
    picture = line_up(phase2.counts_of_tables())
    assert [bar.get_width() for bar in picture.figure.axes[0].patches] == pytest.approx([1369, 8, 310, 175])
    assert [text.get_text() for text in picture.figure.axes[0].texts] == ["1,369", "8", "310", "175"]
    assert "of these, treatment ahead and .038: 8" in picture.description
    axes = picture.figure.axes[0]
    pixels = min(text.get_fontsize() for text in [*axes.texts, *axes.get_yticklabels()]) / 72 * 343 / WIDTH
    assert pixels >= 9  # on a phone of 375 pixels a picture is 343 wide


def test_the_forest_draws_each_interval_and_runs_through_infinity():
    rows = phase2.some_intervals()
    picture = interval_forest(rows)
    lines = [line for line in picture.figure.axes[0].lines if len(line.get_xdata()) == 2][1:]
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows.itertuples(), strict=True):
        assert list(line.get_xdata()) == pytest.approx([100 * row.low, 100 * row.high])
    assert picture.description.count("through infinity") == 1
    assert "15/36 v 12/36 (invented, for contrast)" in picture.description


def test_the_pictures_of_the_lesson_are_drawn_from_its_values():
    assert "2 print .038 (by Yates)" in all_results().caption
    assert "only Yates has a rung there" in ladder().caption
    assert "10/36 v 3/36: 4 of 6 tests fall below .05" in six_tests(10, 36, 3, 36).caption


def test_one_table_many_p_values_counts_those_below_05():
    six = compare_tests(10, 36, 3, 36, ["pearson", "barnard", "mid_p", "boschloo", "fisher", "yates"])
    picture = many_p_values(six, "10/36 v 3/36")
    assert (
        "Pearson .032, Barnard .035, mid-P .038, Boschloo .044, Fisher .063, Yates .066"
        in picture.description
    )
    assert "4 of 6" in picture.caption
    drawn = [dots.get_offsets()[0, 0] for dots in picture.figure.axes[0].collections]
    assert drawn == pytest.approx(sorted(six["p"]))


def test_pictures_become_png_bytes():
    assert (
        as_png(many_p_values(pd.DataFrame({"test": ["fisher"], "p": [0.03]}), "x").figure)[:4] == b"\x89PNG"
    )
