"""The pictures of lesson 02 draw what they are given and describe what they draw."""

import itertools

import pandas as pd
import pytest
from matplotlib.colors import to_rgb

from helpers.figures import phase1 as figures_phase1
from helpers.figures.colours import BLUE, SKY
from helpers.show import Picture
from helpers.statistics.detective import compatible_tables
from helpers.statistics.one_group import (
    Interval,
    chance_of_at_least_one,
    proportion_interval,
    rule_of_three,
    zero_event_upper,
)
from helpers.statistics.two_groups import (
    equivalence_sample_size,
    outcomes_that_can_show_equivalence,
    risk_difference,
)


def zero_curve():
    curve = pd.DataFrame({"n": range(5, 101)})
    return curve.assign(exact=curve["n"].map(zero_event_upper), rule=curve["n"].map(rule_of_three))


def points_of(axes):
    """Every scattered point of an axes as (x, y), in the order drawn."""
    return [tuple(point) for group in axes.collections for point in group.get_offsets().tolist()]


def squares_of(axes, colour):
    return [patch for patch in axes.patches if patch.get_facecolor()[:3] == to_rgb(colour)]


def seen(risks, n=100):
    rows = [(risk, k, chance_of_at_least_one(risk, k)) for risk in risks for k in range(1, n + 1)]
    return pd.DataFrame(rows, columns=["risk", "n", "chance"])


@pytest.mark.parametrize(("marked", "exact"), [(20, "13.9 %"), (10, "25.9 %"), (5, "45.1 %"), (100, "3.0 %")])
def test_zero_event_curve_marks_the_bound_of_the_chosen_number(marked, exact):
    picture = figures_phase1.zero_event_curve(zero_curve(), marked)
    assert isinstance(picture, Picture)
    assert f"n = {marked}, exact bound {exact}" in picture.description
    assert exact in picture.caption
    assert (marked, pytest.approx(100 * zero_event_upper(marked))) in points_of(picture.figure.axes[0])


def test_zero_event_curve_refuses_a_number_off_the_curve():
    with pytest.raises(ValueError, match="marked is 4"):
        figures_phase1.zero_event_curve(zero_curve(), 4)


def test_chance_to_see_draws_a_line_per_risk_and_names_each_chance():
    picture = figures_phase1.chance_to_see(seen([0.01, 0.02, 0.05, 0.10]), 20)
    axes = picture.figure.axes[0]
    assert [line.get_xdata()[-1] for line in axes.lines[:-1]] == [100] * 4
    assert sorted(round(y) for _, y in points_of(axes)) == [18, 33, 64, 88]
    for words in ("1 % risk: 18 %", "2 % risk: 33 %", "5 % risk: 64 %", "10 % risk: 88 %"):
        assert words in picture.description
    assert figures_phase1.chance_to_see(seen([0.03]), 20).description != picture.description


def test_chance_to_see_keeps_its_line_labels_apart():
    axes = figures_phase1.chance_to_see(seen([0.01, 0.02, 0.05, 0.10]), 20).figure.axes[0]
    heights = sorted(text.get_position()[1] for text in axes.texts if "risk" in text.get_text())
    assert len(heights) == 4
    assert min(b - a for a, b in itertools.pairwise(heights)) >= 6


def test_print_map_colours_exactly_the_results_that_print_the_value():
    panels = {arms: compatible_tables(".9", *arms, higher="either") for arms in [(10, 10), (10, 9)]}
    picture = figures_phase1.print_map(panels, ".9", ring=(10, 7, 9, 6))
    ten, nine = picture.figure.axes
    assert len(ten.patches) == 121 + 1
    assert (len(squares_of(ten, SKY)), len(squares_of(ten, BLUE))) == (1, 0)
    distinct = len(panels[10, 9][["x1", "x2"]].drop_duplicates())
    assert len(squares_of(nine, SKY)) + len(squares_of(nine, BLUE)) == distinct == 18
    labels = {text.get_position(): text.get_text() for text in nine.texts}
    assert labels[7, 6] == "4"
    assert points_of(nine) == [(7, 6)]
    assert points_of(ten) == []
    assert "10 v 10: 1 of 121 results by Boschloo (doubled)" in picture.description
    assert "10 v 9: 18 of 110 results" in picture.description
    assert "Outlined: 7/10 v 6/9" in picture.caption


def test_print_map_says_when_nothing_fits():
    panels = {(10, 10): compatible_tables(".9", 10, 10, "fisher", higher="either")}
    assert "10 v 10: no result." in figures_phase1.print_map(panels, ".9").description


def test_harm_forest_draws_each_ratio_and_marks_those_away_from_one():
    rows = [("fever", 2.48, 1.27, 4.86), ("cancer", 0.93, 0.60, 1.45), ("death", 0.78, 0.65, 0.94)]
    picture = figures_phase1.harm_forest(rows, "55", "2696")
    axes = picture.figure.axes[0]
    assert points_of(axes) == [(2.48, 0), (0.93, 1), (0.78, 2)]
    spans = [list(line.get_xdata()) for line in axes.lines if line.get_linewidth() == 3]
    assert spans == [[1.27, 4.86], [0.60, 1.45], [0.65, 0.94]]
    assert "leaves out 1 for fever and death" in picture.caption
    assert "cancer 0.93 (0.60 to 1.45)" in picture.description
    assert "leaves out" not in figures_phase1.harm_forest(rows[1:2], "55", "2696").caption


def test_rates_over_placebo_draws_each_interval_over_the_band():
    cases = [("stated", 13, 19), ("worst", 13, 20)]
    intervals = [proportion_interval(*case[1:]) for case in cases]
    picture = figures_phase1.rates_over_placebo(cases, intervals, 0.228, 0.571)
    axes = picture.figure.axes[0]
    assert list(axes.lines[0].get_xdata()) == pytest.approx([43.4498, 87.4239], abs=1e-3)
    assert list(axes.lines[1].get_xdata()) == pytest.approx([40.7811, 84.6091], abs=1e-3)
    band = axes.patches[0]
    assert (band.get_x(), band.get_width()) == (23, 34)
    assert "23 to 57 %" in picture.description
    assert "13/20 is 65.0 % (95 % interval 40.8 to 84.6 %)" in picture.description
    assert "its lower limit inside" in picture.caption


@pytest.mark.parametrize("count", [19, 10])
def test_rates_over_placebo_does_not_call_a_limit_inside_when_it_is_not(count):
    picture = figures_phase1.rates_over_placebo(
        [("x", count, 19)], [proportion_interval(count, 19)], 0.23, 0.57
    )
    assert "lower limit inside" not in picture.caption


def test_differences_open_draws_each_interval_and_tells_its_status():
    pairs = [(7, 10, 6, 9), (7, 10, 7, 10)]
    intervals = [risk_difference(*pair) for pair in pairs]
    picture = figures_phase1.differences_open(pairs, intervals, ["inferred", "assumed"])
    axes = picture.figure.axes[0]
    spans = [line.get_xdata() for line in axes.lines if line.get_linewidth() == 3]
    for span, found in zip(spans, intervals, strict=True):
        assert list(span) == pytest.approx([100 * found.low, 100 * found.high])
    assert "7/10 v 6/9 (inferred): -37.3 to +43.8 points" in picture.description
    assert "open to either side" not in picture.caption
    three = [*pairs, (10, 10, 10, 10)]
    several = [risk_difference(*pair) for pair in three]
    caption = figures_phase1.differences_open(three, several, ["inferred", "assumed", "assumed"]).caption
    assert caption.startswith("Even identical groups of 10 leave 28.8 to 39.3 points open")
    other = [Interval(0.1, -0.2, 0.3, 0.95, "newcombe"), intervals[1]]
    changed = figures_phase1.differences_open(pairs, other, ["inferred", "assumed"])
    assert "-20.0 to +30.0 points" in changed.description


def ladder(margins, have):
    per_arm = [equivalence_sample_size(0.65, margin) for margin in margins]
    outcomes = [outcomes_that_can_show_equivalence(have, have, margin) for margin in margins]
    table = {"margin": margins, "per_arm": per_arm, "outcomes": outcomes, "of": (have + 1) ** 2}
    return pd.DataFrame(table)


def test_equivalence_ladder_places_a_dot_at_the_number_needed():
    picture = figures_phase1.equivalence_ladder(ladder([0.10, 0.30], 10), 10, 0.65)
    axes = picture.figure.axes[0]
    assert [(390, 0), (44, 1)] == [point for point in points_of(axes) if point[0] > 10]
    assert "10 points: 390 per arm, 0 of 121 outcomes; 30 points: 44 per arm, 4 of 121 outcomes" in (
        picture.description
    )
    assert picture.caption.startswith("No rung")
    assert "both arms assumed at 65 %" in picture.caption


def test_equivalence_ladder_does_not_say_no_rung_when_one_is_reached():
    picture = figures_phase1.equivalence_ladder(ladder([0.10, 0.40], 30), 30, 0.65)
    assert not picture.caption.startswith("No rung")


def test_every_caption_names_a_status():
    pairs = [(7, 10, 7, 10)]
    pictures = [
        figures_phase1.zero_event_curve(zero_curve(), 20),
        figures_phase1.chance_to_see(seen([0.05]), 20),
        figures_phase1.equivalence_ladder(ladder([0.10], 10), 10, 0.65),
        figures_phase1.differences_open(pairs, [risk_difference(*pairs[0])], ["assumed"]),
    ]
    for picture in pictures:
        assert any(word in picture.caption for word in ("derived", "published")), picture.caption


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("zero_bound", 13.9), ("chance_see", 64.2), ("identical", 39.3), ("per_arm", 390), ("prints_nine", 1)],
)
def test_each_answer_is_the_number_that_its_picture_names(answer, expected):
    truth, picture = getattr(figures_phase1, answer)()
    assert truth == pytest.approx(expected, abs=0.05)
    assert any(f"{truth:.{decimals}f}" in picture.description for decimals in (0, 1))
