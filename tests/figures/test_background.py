"""The pictures of lesson 01 draw the values they were given, and their descriptions say so."""

import re

import numpy as np
import pytest
from matplotlib.collections import PathCollection

from helpers.eczema.easi import Region
from helpers.eczema.fluctuation import decompose, simulate_untreated
from helpers.evidence.other_trials import cell_history, easi75_trials, placebo_range, placebo_rows
from helpers.figures import background as pictures
from helpers.figures.background import (
    cell_trials,
    drugs_for_scale,
    easi_composition,
    fluctuation_bars,
    placebo_strip,
    selection_bars,
    selection_control,
    untreated_people,
)
from helpers.lessons.background import PEOPLE
from helpers.show import Picture

CLEAR = dict.fromkeys(("head", "arms", "trunk", "legs"), Region(0, 0, 0, 0, area_score=0))
LEGS = CLEAR | {"legs": Region(3, 3, 2, 2, area_percent=75)}
HEAD = CLEAR | {"head": Region(3, 3, 2, 2, area_percent=75)}


def points_drawn(picture):
    """Every scattered point of the first axes, as (x, y) pairs; legend entries without data are left out."""
    scattered = [each for each in picture.figure.axes[0].collections if isinstance(each, PathCollection)]
    return [tuple(float(x) for x in pair) for each in scattered for pair in each.get_offsets()]


def bar_widths(picture):
    return [patch.get_width() for patch in picture.figure.axes[0].patches if hasattr(patch, "get_width")]


def band(picture):
    """The limits of the shaded range."""
    shade = next(each for each in picture.figure.axes[0].patches if each.get_zorder() == 0)
    return shade.get_x(), shade.get_x() + shade.get_width()


def everything():
    table = simulate_untreated(300, 0.7, rng=np.random.default_rng(1))
    half = (table["week_12"] <= table["baseline"] / 2).tolist()
    return [
        easi_composition({"B": LEGS}),
        drugs_for_scale(easi75_trials()),
        cell_trials(cell_history(), 25, 45),
        placebo_strip(placebo_rows(), 25, 45),
        untreated_people(table, half, table.mean().tolist(), 16, 300),
        fluctuation_bars(decompose(), 25, 45),
        selection_control(0.7, 16),
    ]


@pytest.mark.parametrize("picture", everything())
def test_every_picture_has_words_and_readable_text(picture):
    assert isinstance(picture, Picture)
    assert len(picture.description.split()) > 12
    picture.figure.canvas.draw()
    sizes = [text.get_fontsize() for axes in picture.figure.axes for text in axes.texts if text.get_text()]
    assert min(sizes, default=9) >= 9


def test_composition_draws_and_names_the_points_of_each_region():
    picture = easi_composition({"B": LEGS, "C": HEAD})
    assert sorted(width for width in bar_widths(picture) if width) == pytest.approx([5.0, 20.0])
    assert "B: legs 20.0, in all 20.0 points" in picture.description
    assert "C: head and neck 5.0, in all 5.0 points" in picture.description


def test_the_two_people_of_the_lesson_are_drawn_region_by_region():
    picture = easi_composition(PEOPLE)
    axes = picture.figure.axes[0]
    bars = [(bar.get_y() + bar.get_height() / 2, bar.get_x(), bar.get_width()) for bar in axes.patches]
    bars = [bar for bar in bars if bar[2]]
    first = [(x, width) for row, x, width in bars if row == pytest.approx(0)]
    assert first == [pytest.approx(each) for each in ((0, 0.6), (0.6, 4.2), (4.8, 2.4), (7.2, 12.8))]
    assert [bar[1:] for bar in bars if bar[0] == pytest.approx(1)] == [pytest.approx((0, 20))]
    numbers = [
        (text.get_text(), *text.get_position()) for text in axes.texts if "EASI" not in text.get_text()
    ]
    wide = [(row, x, width) for row, x, width in bars if width >= 2]  # a number does not fit into a thin bar
    assert [number[0] for number in numbers] == [f"{width:.1f}" for _, _, width in wide]
    for (_, place, line), (row, x, width) in zip(numbers, wide, strict=True):
        assert (place, line) == pytest.approx((x + width / 2, row))
    totals = [text for text in axes.texts if text.get_text().startswith("EASI")]
    assert [(text.get_text(), text.get_position()[1]) for text in totals] == [
        ("EASI 20.0", 0),
        ("EASI 20.0", 1),
    ]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Person A", "Person B"]
    said = "Person A: head and neck 0.6, arms 4.2, trunk 2.4 and legs 12.8, in all 20.0 points"
    assert said in picture.description
    assert picture.description.endswith("The totals are 20.0 and 20.0 points.")
    names = [text.get_text() for text in picture.figure.legends[0].get_texts()]
    assert names == ["head and neck", "arms", "trunk", "legs"]


def test_drugs_draw_one_point_for_each_arm():
    table = easi75_trials()
    picture = drugs_for_scale(table)
    assert sorted(x for x, _ in points_drawn(picture)) == pytest.approx(sorted(table["percent"]))
    assert "dupilumab, CHRONOS: 68.9 and 63.9 v 23.2 %" in picture.description
    changed = table.assign(percent=table["percent"].replace(68.9, 58.9))
    assert "58.9" in drugs_for_scale(changed).description


def test_the_map_draws_cells_and_placebo_and_no_position_for_seo_phase_2():
    history = cell_history()
    picture = cell_trials(history, *placebo_range()[:2])
    drawn = sorted(x for x, _ in points_drawn(picture))
    assert drawn == pytest.approx(
        sorted([*history["cells"].explode().dropna(), *history["placebo"].dropna()])
    )
    row = history.index[history["label"] == "Seo, phase 2"][0]
    assert not [x for x, y in points_drawn(picture) if y == row]
    assert "Seo, phase 2: no percentage in our sources" in picture.description
    assert "FURESTEM phase 3, first: 31.82 % against 27.16 % on placebo" in picture.description
    assert band(picture) == (25, 45)


def test_the_strip_draws_every_row_and_names_why_rows_are_left_out():
    rows = placebo_rows()
    picture = placebo_strip(rows, 25, 45)
    assert [x for x, _ in points_drawn(picture)] == pytest.approx(rows["percent"].tolist())
    assert (
        "Dupilumab in adolescents: 13.0 % (6.6 to 22.0), N = 85, full_text, left out" in picture.description
    )
    assert "FURESTEM-AD phase 3, first: 27.2 % (17.9 to 38.2), N = 81, inferred" in picture.description
    assert band(picture) == (25, 45)
    assert band(placebo_strip(rows, 20, 50)) == (20, 50)
    assert "from 20 to 50 %" in placebo_strip(rows, 20, 50).description


def test_simulated_people_are_watermarked_counted_and_limited_to_those_drawn():
    table = simulate_untreated(2000, 0.6, rng=np.random.default_rng(3))
    half = (table["week_12"] <= table["baseline"] / 2).tolist()
    picture = untreated_people(table, half, table.mean().tolist(), 16, 2000, shown=30)
    axes = picture.figure.axes[0]
    assert any(text.get_text() == "simulated" for text in axes.texts)
    people = [line for line in axes.lines if line.get_linewidth() in (0.7, 1.5)]
    dashed = [line for line in people if line.get_linestyle() == "--"]
    assert (len(people), len(dashed)) == (30, sum(half[:30]))
    assert f"Of the 30 people drawn, {sum(half[:30])} reach EASI-50" in picture.description
    assert f"{len(table)} of 2000 simulated people" in picture.caption
    means = [f"{table[visit].mean():.1f}" for visit in ("screening", "baseline", "week_12")]
    assert len(set(means)) == 3
    assert f"{means[0]} at screening, {means[1]} at baseline and {means[2]} at week 12" in picture.description
    (blue,) = [line for line in axes.lines if line.get_linewidth() == 3.5]
    assert list(blue.get_ydata()) == pytest.approx(table.mean().tolist())
    assert [text.get_text() for text in axes.texts if text.get_text() in means] == means


def test_bars_add_up_and_follow_the_table():
    table = decompose((0.8, 0.5))
    picture = fluctuation_bars(table, 25, 45)
    widths = [width for width in bar_widths(picture) if width < 20][:4]
    plain, added = widths[:2], widths[2:]
    assert np.add(plain, added) == pytest.approx(table["selected at two visits"].tolist())
    assert "reliability 0.5: 18.6 %, of which 6.2 points by selection" in picture.description
    assert "assumed model" in picture.caption


def test_bars_are_labelled_with_their_whole_length_and_the_rest_is_drawn_behind_the_plain_part():
    table = decompose((0.8, 0.5))
    axes = fluctuation_bars(table, 25, 45).figure.axes[0]
    bars = [bar for bar in axes.patches if bar.get_zorder() != 0][:4]
    for plain, added in zip(bars[:2], bars[2:], strict=True):
        assert (plain.get_x(), added.get_x()) == pytest.approx((0, plain.get_width()))
        assert added.get_hatch()
    ends = [bar.get_x() + bar.get_width() for bar in bars[2:]]
    labels = [text.get_text() for text in axes.texts if re.fullmatch(r"[\d.]+ %", text.get_text())]
    assert labels == [f"{end:.1f} %" for end in ends] == ["4.3 %", "18.6 %"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["0.8", "0.5"]
    assert band(fluctuation_bars(table, 20, 50)) == (20, 50)


def test_the_bars_of_selection_start_from_the_same_plain_share():
    row = decompose(0.6).iloc[0]
    picture = selection_bars(row, 0.6, 16, 25, 45)
    bars = [bar for bar in picture.figure.axes[0].patches if bar.get_zorder() != 0][:6]
    assert [bar.get_width() for bar in bars[:3]] == pytest.approx([row["unselected"]] * 3)
    ends = [bar.get_x() + bar.get_width() for bar in bars[3:]]
    assert ends == pytest.approx(
        row[["unselected", "selected at one visit", "selected at two visits"]].tolist()
    )
    assert "no selection: " in picture.description
    assert "of which 0.0 points by selection" in picture.description


def test_the_control_shades_the_range_of_the_lesson():
    low, high, _ = placebo_range()
    assert band(selection_control(0.7, 16)) == (low, high)


def test_the_control_starts_as_its_static_twin_and_moves_with_its_sliders():
    twin = selection_bars(decompose().loc[0.7], 0.7, 16, 25, 45)
    assert selection_control(0.7, 16).description == twin.description
    assert selection_control(0.5, 16).description != twin.description
    assert selection_control(0.7, 25).description != twin.description


@pytest.mark.parametrize(("answer", "said"), [("placebo_mean", "39.9 %"), ("untreated", "0.7: 9.1 %")])
def test_each_answer_is_the_number_that_its_picture_names(answer, said):
    truth, picture = getattr(pictures, answer)()
    assert f"{truth:.1f} %" in said
    assert said in picture.description


def test_the_two_people_and_the_first_phase_3_trial_answer_their_questions():
    letter, picture = pictures.same_skin()
    assert (letter, "20.0 and 20.0 points" in picture.description) == ("c", True)
    gap, history, differences = pictures.phase3()
    assert gap == pytest.approx(31.82 - 27.16)
    assert "31.82 % against 27.16 %" in history.description
    assert len(differences.frame)
