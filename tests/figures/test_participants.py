"""Pictures of simulated people show the rows they were given, say simulated, and describe what is drawn."""

import re

import pytest
from matplotlib.colors import to_hex

from helpers.eczema import simulated
from helpers.figures.colours import BLUE
from helpers.figures.participants import easi_paths, family_shares, rules_across_family, tipping_grid
from helpers.lessons.weight import family_under_rules
from helpers.show import Picture, as_png
from helpers.statistics.two_by_two import p_value

SCORES = simulated.load("scores", "low-placebo", 1)
GRID = simulated.tipping_point(15, 36, 2, 6, 36, 4, "yates")
FAMILY = simulated.family_results()

EVERY = {
    "paths": lambda: easi_paths(SCORES),
    "grid": lambda: tipping_grid(GRID),
    "family": lambda: family_shares(FAMILY, 25, 45),
}


def words_in(axes):
    return [text.get_text() for text in axes.texts]


@pytest.mark.parametrize("draw", EVERY.values(), ids=EVERY)
def test_every_picture_says_simulated_three_times_and_gives_n(draw):
    picture = draw()
    assert isinstance(picture, Picture)
    assert "simulated" in picture.caption
    assert re.search("[Ss]imulated", picture.description)
    assert all("simulated" in words_in(axes) for axes in picture.figure.axes)
    assert re.search(r"N = \d|N per arm|\d missing in the cell arm", picture.caption)
    assert len(as_png(picture.figure)) > 1000


def test_paths_draw_one_line_a_person_in_the_colour_of_the_response():
    axes = easi_paths(SCORES).figure.axes[0]
    lines = [line for line in axes.lines if line.get_linewidth() == 1]
    cells = SCORES.query("PARAMCD == 'EASI' and TRT01P == 'Clonal MSC' and AVISITN >= 0")
    assert len(lines) == cells["USUBJID"].nunique() == 36
    assert sum(to_hex(line.get_color()) == BLUE.lower() for line in lines) == 15
    drawn = sorted(float(value) for line in lines for value in line.get_ydata())
    assert drawn == sorted(cells["AVAL"])


def test_paths_describe_counts_and_change_with_the_data():
    description = easi_paths(SCORES).description
    assert "15 fell by at least half, 19 did not, 2 were not seen" in description
    assert "6 fell by at least half, 26 did not, 4 were not seen" in description
    other = easi_paths(simulated.load("scores", "low-placebo", 2)).description
    assert other != description


def test_people_of_several_sets_are_not_drawn_over_each_other():
    with pytest.raises(ValueError, match="holds 3 sets"):
        easi_paths(simulated.load("scores", "low-placebo"))


def test_grid_prints_every_p_in_its_cell():
    axes = tipping_grid(GRID).figure.axes[0]
    cells = {text.get_position(): text for text in axes.texts if text.get_text().startswith(".")}
    assert len(cells) == GRID.size
    for (column, row), text in cells.items():
        p = p_value(15 + int(row), 36, 6 + int(column), 36, "yates")
        assert float(text.get_text()) == round(p, 3)
        assert (text.get_weight() == "bold") == (p < 0.05)


def test_grid_describes_its_corners_and_counts():
    picture = tipping_grid(GRID)
    below = int((GRID < 0.05).to_numpy().sum())
    assert f"{below} of 15 cells" in picture.description
    assert "P = .038" in picture.description
    assert "P = .322" in picture.description
    assert tipping_grid(GRID * 2).description != picture.description


def test_a_grid_from_a_real_trial_is_not_called_simulated():
    picture = tipping_grid(GRID, simulated=False)
    assert "simulated" not in (picture.caption + picture.description).lower()
    assert "simulated" not in words_in(picture.figure.axes[0])


def test_family_draws_both_shares_of_every_set():
    axes = family_shares(FAMILY, 25, 45).figure.axes[0]
    points = [dots.get_offsets()[0, 0] for dots in axes.collections]
    shares = [100 * x / n for arm in "12" for x, n in zip(FAMILY[f"x{arm}"], FAMILY[f"n{arm}"], strict=True)]
    assert sorted(points) == pytest.approx(sorted(shares))


def test_family_words_follow_the_results():
    picture = family_shares(FAMILY, 25, 45)
    assert "low-placebo: 15/36 v 6/36, P = .038" in picture.description
    assert "8 % to 58 %" in picture.caption
    strict = family_shares(simulated.family_results(rescue="non-responder"), 25, 45)
    assert "By this rule" in strict.caption
    assert strict.description != picture.description


def test_every_simulated_set_is_a_dot_under_every_rule():
    results = family_under_rules()
    picture = rules_across_family(results)
    dots = [dots.get_offsets()[0, 0] for dots in picture.figure.axes[0].collections]
    assert len(dots) == len(results) == 60
    assert sorted(dots) == pytest.approx(sorted(results["p"]))
    assert "missing, no response: 15 of 15 below .05, from .038 to .038" in picture.description
    assert "simulated" in [text.get_text() for text in picture.figure.axes[0].texts]
    assert "Simulated." in picture.caption
    fewer = rules_across_family(results[results["table"] != "fisher"])
    assert fewer.description != picture.description
