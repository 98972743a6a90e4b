"""The pictures of lesson 06 draw what they are given, mark what they say, and describe what they draw."""

import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import same_color, to_hex

from helpers.figures import synthesis as pictures
from helpers.figures.colours import BLUE, GREEN, ORANGE
from helpers.statistics import next_trial
from helpers.statistics.detective import compatible_tables, designs, envelope, scan

FOUND = scan(".038", designs(72, 35, 37), ["fisher", "pearson", "yates"])
SHARED = envelope(FOUND, 0.10, 0.50)
ROWS = pd.DataFrame(
    [
        ("First", "cells note", "cells", 0.047, -0.092, 0.183),
        ("Second", "cells note", "cells", 0.037, -0.077, 0.143),
        ("Drug", "a drug", "drug", 0.503, 0.328, 0.644),
    ],
    columns=["label", "note", "kind", "estimate", "low", "high"],
)


def scattered(axes):
    return [each for each in axes.collections if isinstance(each, PathCollection) and len(each.get_offsets())]


def places(axes):
    """Every point that is drawn, as (x, y)."""
    return [tuple(float(each) for each in pair) for dots in scattered(axes) for pair in dots.get_offsets()]


def lines(axes, **looks):
    """End points of the lines that have these looks."""
    found = []
    for line in axes.lines:
        if all(getattr(line, f"get_{name}")() == value for name, value in looks.items()):
            found.append(tuple(np.ravel([line.get_xdata(), line.get_ydata()]).astype(float)))
    return found


def words_in(axes):
    return [text.get_text() for text in axes.texts]


# ---------------------------------------------------------------- side by side


def test_trials_are_points_with_their_intervals_and_fitting_tables_are_a_band_without_a_point():
    axes = pictures.beside(ROWS, SHARED).figure.axes[0]
    assert places(axes) == [pytest.approx(each) for each in ((4.7, 0), (3.7, 1), (50.3, 2))]
    assert lines(axes, linewidth=3) == [
        pytest.approx((100 * row.low, 100 * row.high, place, place))
        for place, row in enumerate(ROWS.itertuples())
    ]
    (block,) = axes.patches
    low, high = SHARED.risk_difference
    assert (block.get_x(), block.get_width()) == pytest.approx((100 * low, 100 * (high - low)))
    assert block.get_y() + block.get_height() / 2 == pytest.approx(3)
    assert block.get_hatch()
    bars = lines(axes, linewidth=5)
    assert bars == [pytest.approx((100 * a, 100 * b, 3, 3)) for a, b in (SHARED.low, SHARED.high)]
    assert words_in(axes) == ["lower limits", "upper limits"]


def test_the_rows_are_named_in_the_order_in_which_they_are_drawn():
    axes = pictures.beside(ROWS, SHARED).figure.axes[0]
    assert axes.get_yticks().tolist() == [0, 1, 2, 3]
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names[:3] == ["First\ncells note", "Second\ncells note", "Drug\na drug"]
    assert names[3:] == [f"Seo 2024\n{SHARED.tables} fitting tables, no estimate"]
    top, bottom = sorted(axes.get_ylim())
    assert top < 0
    assert bottom > 3
    left, right = axes.get_xlim()
    assert left < min(100 * ROWS["low"])
    assert right > max(100 * ROWS["high"])


def test_a_drug_looks_unlike_cells():
    drawn = scattered(pictures.beside(ROWS, SHARED).figure.axes[0])
    assert [to_hex(each.get_facecolor()[0]).upper() for each in drawn] == [ORANGE, ORANGE, GREEN]
    shapes = [each.get_paths()[0].vertices.round(3).tolist() for each in drawn]
    assert shapes[0] == shapes[1] != shapes[2]


def test_the_description_of_the_trials_is_written_from_what_was_drawn():
    picture = pictures.beside(ROWS, SHARED)
    assert "First, cells note: +4.7 points (-9.2 to +18.3 points)" in picture.description
    assert "Drug, a drug: +50.3 points (+32.8 to +64.4 points)" in picture.description
    for low, high in (SHARED.risk_difference, SHARED.low, SHARED.high):
        assert f"{100 * low:+.1f} to {100 * high:+.1f} points" in picture.description
    assert f"over {SHARED.tables} tables" in picture.description
    assert "not observed" in picture.caption
    moved = ROWS.assign(estimate=[0.057, 0.037, 0.503])
    assert "First, cells note: +5.7 points" in pictures.beside(moved, SHARED).description
    assert len(places(pictures.beside(ROWS.head(1), SHARED).figure.axes[0])) == 1


def test_a_single_fitting_table_is_a_block_without_width():
    shared = envelope(compatible_tables(".038", 36, 36, "yates"), 0.10, 0.50)
    axes = pictures.beside(ROWS, shared).figure.axes[0]
    assert axes.patches[0].get_width() == pytest.approx(0)
    assert "1 fitting tables" in axes.get_yticklabels()[-1].get_text()


# ---------------------------------------------------------------- belief


@pytest.mark.parametrize("prior", [0, 30, 50, 80, 100])
def test_the_belief_picture_marks_the_reader_by_the_odds(prior):
    picture = pictures.belief_update(prior, 3.8, 8.9)
    least, most = (
        100 * prior * factor / (prior * factor + 100 - prior) for factor in (3.8, 8.9)
    )  # odds, times the factor, back to a chance
    axes = picture.figure.axes[0]
    assert places(axes) == [pytest.approx(each) for each in ((prior, least), (prior, most))]
    assert lines(axes, linewidth=4) == [pytest.approx((prior, prior, least, most))]
    assert f"{prior} % becomes\n{least:.0f} to {most:.0f} %" in words_in(axes)
    assert f"At {prior} % before, the band runs from {least:.0f} to {most:.0f} % after" in picture.description
    assert f"starts at {prior} % ends between {least:.0f} and {most:.0f} %" in picture.caption
    assert "factors of 3.8 and 8.9" in picture.description


def test_the_curves_are_the_odds_for_every_reader_and_the_dashed_line_is_no_news():
    axes = pictures.belief_update(30, 2, 5).figure.axes[0]
    curves = [line for line in axes.lines if len(line.get_xdata()) > 2]
    for line, factor in zip(curves, (2, 5), strict=True):
        assert same_color(line.get_color(), BLUE)
        for before, after in zip(line.get_xdata(), line.get_ydata(), strict=True):
            assert after == pytest.approx(100 * before * factor / (before * factor + 100 - before), abs=1e-9)
    assert lines(axes, linestyle="--") == [(0, 100, 0, 100)]
    assert axes.get_xlim() == axes.get_ylim() == (0, 100)


def test_the_words_stand_inside_for_every_reader():
    for prior in range(0, 101, 5):
        picture = pictures.belief_update(prior, 3.8, 8.9)
        picture.figure.canvas.draw()
        axes = picture.figure.axes[0]
        (words,) = [text for text in axes.texts if "becomes" in text.get_text()]
        box, frame = words.get_window_extent(), axes.get_window_extent()
        assert frame.x0 <= box.x0
        assert box.x1 <= picture.figure.bbox.x1


# ---------------------------------------------------------------- sizes


RATES = [0.2, 0.3, 0.4]


def test_every_size_lies_on_its_line_and_the_marked_one_is_pointed_at():
    sizes = next_trial.sizes_by_placebo(RATES, [0.10, 0.15])
    picture = pictures.sizes_figure(sizes, (0.3, 0.15), (23, 57), 0.9)
    axes = picture.figure.axes[0]
    drawn = [line for line in axes.lines if len(line.get_xdata()) == len(RATES)]
    for line, difference in zip(drawn, sizes.columns, strict=True):
        assert list(line.get_xdata()) == pytest.approx([20, 30, 40])
        assert list(line.get_ydata()) == sizes[difference].tolist()
    for dots, difference in zip(scattered(axes), sizes.columns, strict=True):
        assert dots.get_offsets().tolist() == [
            [20, sizes.loc[0.2, difference]],
            [40, sizes.loc[0.4, difference]],
        ]
    (mark,) = [text for text in axes.texts if "per arm" in text.get_text()]
    assert mark.get_text() == "217 per arm"
    assert mark.xy == pytest.approx((30, 217))
    assert "217 per arm for 30 % v 45 %" in picture.caption
    ends = [text for text in axes.texts if "points" in text.get_text()]
    assert [text.get_text() for text in ends] == ["+10\npoints", "+15\npoints"]
    assert [text.get_position()[1] for text in ends] == [sizes.loc[0.4, 0.10], sizes.loc[0.4, 0.15]]


def test_the_description_of_sizes_is_written_from_the_table():
    sizes = next_trial.sizes_by_placebo(RATES, [0.10, 0.15])
    words = pictures.sizes_figure(sizes, (0.3, 0.15), (23, 57), 0.9).description
    for difference in sizes:
        first, most = sizes[difference].iloc[0], sizes[difference].max()
        assert (
            f"+{100 * difference:.0f} points: {first:.0f} at 20 % placebo response, {most:.0f} at most"
            in words
        )
    assert "placebo rates of 23 to 57 %" in words
    other = sizes.copy()
    other.loc[0.3, 0.15] = 218
    changed = pictures.sizes_figure(other, (0.3, 0.15), (23, 57), 0.8)
    assert "218 per arm" in changed.description
    assert "80 % power" in changed.caption


def test_the_band_of_sizes_is_where_a_new_placebo_group_may_lie():
    sizes = next_trial.sizes_by_placebo(RATES, [0.10, 0.15])
    axes = pictures.sizes_figure(sizes, (0.3, 0.15), (23, 57), 0.9).figure.axes[0]
    (band,) = axes.patches
    assert (band.get_x(), band.get_x() + band.get_width()) == pytest.approx((23, 57))
    assert any("23-57 %" in text for text in words_in(axes))


def test_a_size_that_cannot_be_is_left_out_of_its_line():
    sizes = next_trial.sizes_by_placebo([0.3, 0.8], [0.15, 0.20])
    assert sizes[0.20].isna().tolist() == [False, True]
    axes = pictures.sizes_figure(sizes, (0.3, 0.15), (23, 57), 0.9).figure.axes[0]
    assert [len(dots.get_offsets()) for dots in scattered(axes)] == [1, 1]
    assert np.isfinite([y for _, y in places(axes)]).all()


def test_the_caption_on_sizes_holds_for_the_lines_of_the_lesson():
    """The size hangs on the difference more than on the placebo rate."""
    sizes = next_trial.sizes_by_placebo([rate / 100 for rate in range(15, 56, 5)], [0.10, 0.15, 0.20])
    by_rate = (sizes.max() / sizes.min()).max()
    by_difference = (sizes[0.10] / sizes[0.20]).min()
    assert by_difference > by_rate


# ---------------------------------------------------------------- assurance


READERS = pd.DataFrame(
    {"reader": ["one", "two"], "before": [0.1, 0.5], "after_low": [0.3, 0.6], "after_high": [0.4, 0.8]}
)


def test_each_reader_has_a_circle_before_and_a_bar_after():
    picture = pictures.assurance_figure(READERS, 217, 0.9)
    axes = picture.figure.axes[0]
    assert places(axes) == [pytest.approx(each) for each in ((10, 0), (50, 1))]
    assert lines(axes, linewidth=7) == [pytest.approx(each) for each in ((30, 40, 0, 0), (60, 80, 1, 1))]
    assert [line[:2] for line in lines(axes, linestyle="--")] == [pytest.approx((90, 90))]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["one", "two"]
    assert "power 90 %" in words_in(axes)


def test_assurance_is_described_from_the_readers():
    picture = pictures.assurance_figure(READERS, 217, 0.9)
    assert "one: 10 % before, 30 % to 40 % after; two: 50 % before, 60 % to 80 % after" in picture.description
    assert "217 per arm: 10 % to 50 % before" in picture.caption
    assert "30 % to 80 % after" in picture.caption
    assert "2 assumed priors" in picture.caption
    assert "power of 80 %" in pictures.assurance_figure(READERS, 217, 0.8).description


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize(
    "picture",
    [
        pictures.beside(ROWS, SHARED),
        pictures.belief_update(30, 3.8, 8.9),
        pictures.sizes_figure(next_trial.sizes_by_placebo(RATES, [0.10, 0.15]), (0.3, 0.15), (23, 57), 0.9),
        pictures.assurance_figure(READERS, 217, 0.9),
    ],
    ids=["beside", "belief", "sizes", "assurance"],
)
def test_words_can_be_read_and_stay_on_the_figure(picture):
    picture.figure.canvas.draw()
    texts = [text for axes in picture.figure.axes for text in axes.texts if text.get_text()]
    assert min(text.get_fontsize() for text in texts) >= 9
    for text in texts:
        box = text.get_window_extent()
        assert -1 <= box.x0
        assert box.x1 <= picture.figure.bbox.x1 + 1
    assert not re.search(r"[{}]|nan|None", picture.description + picture.caption)


@pytest.mark.parametrize(
    ("answer", "said"),
    [("size", "{:.0f} per arm"), ("after", "to {:.0f} %"), ("assurance", "sceptical: {:.0f} % before")],
)
def test_each_answer_is_the_number_that_its_picture_names(answer, said):
    truth, picture = getattr(pictures, answer)()
    if answer == "after":  # the question is about a reader at 30 %, the picture about this reader
        picture = pictures.belief_update(30, *pictures.synthesis.factors())
    assert said.format(float(truth)) in picture.description
