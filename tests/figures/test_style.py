"""The shapes that pictures share stand where they are asked to, and every stored picture can be read on a phone."""

import base64
import io
import re

import pytest
from matplotlib.colors import same_color
from PIL import Image
from reading import ROOT, lesson_notebooks, read

from helpers.figures.colours import BLUE, ORANGE
from helpers.figures.style import bare_rows, canvas, dot, interval, label, log_axis, placebo_band
from helpers.show import HIGHEST, PIXELS_PER_INCH

PHONE = 345
"""Pixels that a picture has on a screen of 375 pixels."""
STORED_DPI = 160


def test_an_interval_is_a_line_between_its_limits_with_its_estimate_in_per_cent():
    _, axes = canvas()
    interval(axes, 2, 0.1, 0.25, 0.6, ORANGE, "s")
    (line,), (point,) = axes.lines, axes.collections
    assert (list(line.get_xdata()), list(line.get_ydata())) == (pytest.approx([10, 60]), [2, 2])
    assert point.get_offsets().tolist() == [[pytest.approx(25), 2]]
    interval(axes, 0, 0.5, 1.2, 3, times=1, linewidth=5)
    assert (list(axes.lines[1].get_xdata()), axes.lines[1].get_linewidth()) == ([0.5, 3], 5)


def test_rows_run_downwards_without_ticks_and_line():
    _, axes = canvas()
    bare_rows(axes, ["first", "second"], above=1, below=0.4)
    assert [text.get_text() for text in axes.get_yticklabels()] == ["first", "second"]
    assert axes.get_ylim() == pytest.approx((1.4, -1))
    assert not axes.spines["left"].get_visible()


def test_marks_are_filled_or_open():
    _, axes = canvas()
    dot(axes, 1, 1)
    dot(axes, [1, 2], [1, 1], ORANGE, filled=False)
    full, hollow = axes.collections
    assert same_color(full.get_facecolor()[0], BLUE)
    assert same_color(hollow.get_facecolor()[0], "white")
    assert same_color(hollow.get_edgecolor()[0], ORANGE)


def test_words_stand_on_white_where_asked():
    _, axes = canvas()
    label(axes, 0, 0, "plain")
    label(axes, 0, 0, "boxed", white=True, fontsize=9)
    assert [text.get_bbox_patch() is None for text in axes.texts] == [True, False]
    assert [text.get_fontsize() for text in axes.texts] == [10, 9]


@pytest.mark.parametrize("axis", ["x", "y"])
def test_a_log_axis_has_its_own_ticks_in_plain_numbers(axis):
    _, axes = canvas()
    log_axis(axes, [0.5, 1, 1000], axis=axis)
    drawn = axes.xaxis if axis == "x" else axes.yaxis
    assert drawn.get_scale() == "log"
    assert [text.get_text() for text in drawn.get_ticklabels()] == ["0.5", "1", "1000"]
    assert list(drawn.get_minorticklocs()) == []


def test_the_placebo_band_says_what_it_is():
    _, axes = canvas()
    placebo_band(axes, 23, 57, "one placebo group")
    (band,), (words,) = axes.patches, axes.texts
    assert (band.get_x(), band.get_width()) == (23, 34)
    assert words.get_text() == "one placebo group\n23-57 %"


@pytest.mark.parametrize(
    "file", sorted((ROOT / "helpers" / "figures").glob("*.py")), ids=lambda file: file.stem
)
def test_colours_are_named(file):
    codes = re.findall(r"""["']#[0-9A-Fa-f]{3,8}["']""", file.read_text(encoding="utf-8"))
    assert codes == [] or file.stem == "colours"


@pytest.mark.parametrize("file", lesson_notebooks(), ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_nine_points_are_nine_pixels_on_a_phone_and_no_picture_is_taller_than_a_screen(file):
    for cell in read(file).cells:
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html", "")
            for code in re.findall(r'src="data:image/png;base64,([^"]+)"', html):
                wide, high = Image.open(io.BytesIO(base64.b64decode(code))).size
                smallest = 14.5 if "room" in cell.metadata.get("tags", []) else 9
                shown = min(PHONE, wide / STORED_DPI * PIXELS_PER_INCH)
                assert smallest / 72 * STORED_DPI * shown / wide >= 8.75
                assert high * shown / wide <= HIGHEST
