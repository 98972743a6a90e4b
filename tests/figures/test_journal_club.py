"""Pictures for a room: large letters, words written from the data, and marks that are counted again."""

import re

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from scipy import stats

from helpers.figures import journal_club as drawn
from helpers.figures import synthesis as lessons_beside
from helpers.figures.colours import GREEN
from helpers.lessons import journal_club as session
from helpers.lessons import long_term, phase2
from helpers.show import display_size

PICTURES = (
    "two_studies",
    "easi_body",
    "two_arms",
    "placebo_hundred",
    "five_people",
    "every_result",
    "map_of_results",
    "with_counts",
    "rungs",
    "forty_nine",
    "hundreds",
    "puzzle_sets",
    "lights",
    "instead",
)
SLIDE = (1136, 540)
"""Pixels for a picture on a slide (`helpers/page/slides.css`)."""


def dots(picture, panel=0):
    parts = [part for part in picture.figure.axes[panel].collections if isinstance(part, PathCollection)]
    return [np.asarray(part.get_offsets()) for part in parts]


def words_on(picture):
    return [text.get_text() for text in picture.figure.findobj(Text) if text.get_text().strip()]


@pytest.mark.parametrize("name", PICTURES)
def test_letters_are_legible_from_the_back_row(name):
    picture = getattr(drawn, name)()
    wide, high = picture.figure.get_size_inches()
    on_slide = min(SLIDE[0] / wide, SLIDE[1] / high)  # pixels of the slide for an inch of the picture
    picture.figure.canvas.draw()
    sizes = [
        text.get_fontsize() for text in picture.figure.findobj(Text) if text.get_visible() and text.get_text()
    ]
    assert min(sizes) / 72 * on_slide >= 30
    assert display_size(picture.figure)[1] <= 480


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_says_what_it_draws(name):
    picture = getattr(drawn, name)()
    assert len(picture.description.split()) >= 10
    assert 3 <= len(picture.caption.split()) <= 35
    assert not re.search(r"[{}]|\.\.", picture.caption + picture.description)


def test_people_are_dots_and_all_of_them():
    assert [len(each) for each in dots(drawn.two_studies())] == [72, 5]
    assert [len(each) for each in dots(drawn.two_arms())] == list(phase2.arms())


def test_nobody_is_marked_as_a_responder_where_no_count_is_known():
    for part in drawn.two_arms().figure.axes[0].collections:
        assert np.allclose(part.get_facecolor()[:, :3], 1)


def test_a_hundred_people_on_placebo():
    picture = drawn.placebo_hundred()
    low, high = (round(100 * end) for end in long_term.one_placebo_group())
    people = [len(each) for each in dots(picture) if len(each) > 1]
    assert people == [low, high - low, 100 - high]
    assert "prediction interval" in picture.caption


def test_the_map_draws_every_result_once_and_marks_what_fits():
    every, fits, mine = drawn.every_result(), drawn.map_of_results(), drawn.with_counts()
    assert sum(len(each) for each in dots(every)) == 37 * 37
    marked = dots(fits)[-1].tolist()
    found = session.by_three_tests()
    assert sorted(marked) == sorted([row.x2, row.x1] for row in found.itertuples())
    assert dots(mine)[-1].tolist() == [[phase2.INVENTED[2], phase2.INVENTED[0]]]
    assert "invented" in " ".join(words_on(mine))
    assert "not observed" in fits.caption


def test_dots_are_green_exactly_where_p_is_below_05():
    above, below = dots(drawn.every_result())[:2]
    n1, n2 = phase2.arms()

    def fisher(result):
        x2, x1 = (round(place) for place in result)
        return stats.fisher_exact([[x1, n1 - x1], [x2, n2 - x2]]).pvalue

    assert len(above) + len(below) == (n1 + 1) * (n2 + 1)
    assert all(fisher(result) < 0.05 for result in below[::7])
    assert all(fisher(result) >= 0.05 for result in above[::7])


def test_the_map_names_the_colour_that_the_page_uses_for_nothing_else():
    """On the page's map blue means "prints this P": here P below .05 has another colour, and says so."""
    for picture in (drawn.every_result(), drawn.with_counts()):
        below = picture.figure.axes[0].collections[1]
        assert to_hex(below.get_facecolor()[0]) == GREEN.lower()
        assert "Green: P below .05" in words_on(picture)
        assert "Green: P below .05 by Fisher" in picture.caption


def test_the_boxes_are_the_printable_values_and_the_empty_ones_are_missing():
    picture = drawn.forty_nine()
    boxes = [part for part in picture.figure.axes[0].patches if isinstance(part, Rectangle)]
    found = session.check()
    assert len(boxes) == found.of
    empty = [place for place, box in enumerate(boxes, start=1) if np.allclose(box.get_facecolor()[:3], 1)]
    assert tuple(empty) == found.missing


def test_each_hundred_has_a_hundred():
    picture = drawn.hundreds()
    for panel, (_, placebo, more) in enumerate(session.three_hundreds()):
        assert [len(each) for each in dots(picture, panel)] == [placebo, more, 100 - placebo - more]
        written = [text.get_text() for text in picture.figure.axes[panel].texts]
        assert f"{placebo} + {more} of 100" in written


def test_each_set_of_the_puzzle_misses_a_statement():
    words = " ".join(words_on(drawn.puzzle_sets()))
    assert words.count("misses") == 2
    assert "43.6" in drawn.puzzle_sets().caption


def test_the_lights_name_every_domain_with_its_judgement():
    picture = drawn.lights()
    for name, judgement, _, _ in session.judged():
        assert f"{name}: {judgement}" in picture.description
    starred = [words for words in words_on(picture) if words.endswith("*")]
    assert len(starred) == sum(judgement != by_rule for _, judgement, by_rule, _ in session.judged()) == 1
    (reason,) = [reason for _, judgement, by_rule, reason in session.judged() if judgement != by_rule]
    short, _, why = reason.partition(": ")
    assert why
    assert picture.caption.endswith(f"Our judgement, in place of the rule's “no information”: {short}.")
    silent, total = session.unanswered()
    assert f"{silent} of {total}" in picture.caption


def test_the_alternative_stands_beside_the_fitting_results():
    rows, shared, _ = session.instead()
    picture = drawn.instead()
    axes = picture.figure.axes[0]
    bar = axes.patches[0]
    assert (bar.get_x(), bar.get_width()) == pytest.approx(
        (100 * shared.risk_difference[0], 100 * (shared.risk_difference[1] - shared.risk_difference[0]))
    )
    marks = sorted(each[0][0] for each in dots(picture))
    assert marks == pytest.approx(sorted(100 * rows["estimate"]))
    assert "Other trials" in picture.caption


@pytest.mark.parametrize(
    "picture", [drawn.instead(), lessons_beside.instead()[1]], ids=["for a room", "in the lesson"]
)
def test_no_line_crosses_the_words(picture):
    """The zero line stands left of "lower limits", and no two words of the row lie on each other."""
    figure = picture.figure
    figure.canvas.draw()
    axes = figure.axes[0]
    zero = axes.transData.transform((0, 0))[0]
    words = [
        text.get_window_extent()
        for text in axes.texts
        if text.get_text() in ("lower limits", "differences", "upper limits")
    ]
    assert len(words) >= 2
    assert all(box.x0 > zero for box in words)
    assert not any(one.overlaps(other) for place, one in enumerate(words) for other in words[:place])
