"""Coins, beliefs, power: drawn values match the data and the words carry them."""

import pytest

from helpers.figures.weight import (
    assumed_placebo,
    coins,
    one_scale,
    placebo_beliefs,
    power_and_exaggeration,
    power_for,
    priors_to_posteriors,
    three_readers,
)
from helpers.lessons import phase2, weight
from helpers.lessons.weight import believers
from helpers.statistics.beliefs import PLACEBO_PRIORS, placebo_prior_density
from helpers.statistics.p_values import s_value
from helpers.statistics.trial_design import what_differences_give


def test_the_coins_put_the_line_at_the_s_value():
    picture = coins(0.038, s_value(0.038))
    line = picture.figure.axes[0].lines[0]
    assert list(line.get_ydata()) == pytest.approx([-4.72, -4.72], abs=0.005)
    rows = [len(each.get_offsets()) for each in picture.figure.axes[0].collections]
    assert rows == [1, 2, 3, 4, 5, 6, 7]
    assert "between 4 heads (.0625) and 5 heads (.0312), at 4.72 heads" in picture.description
    assert "P = .005" in coins(0.005, s_value(0.005)).caption


def test_placebo_beliefs_are_drawn_as_given():
    curves = {
        name: (prior.description, placebo_prior_density(prior)) for name, prior in PLACEBO_PRIORS.items()
    }
    picture = placebo_beliefs(curves, (20, 60))
    for line, (_, curve) in zip(picture.figure.axes[0].lines, curves.values(), strict=True):
        assert list(line.get_ydata()) == pytest.approx(curve["density"].tolist())
    assert "95 % between 20 and 55 %" in picture.description
    assert "20 to 60 %, is shaded" in picture.description
    assert "Assumed" in picture.caption
    expected = "{} to {} %, is shaded".format(*phase2.placebo_to_expect())
    assert expected in assumed_placebo().description


def test_three_readers_get_three_panels_with_a_line_for_each_result():
    words, curve = weight.response_beliefs()["vague"]
    beliefs = believers([(15, 36, 6, 36), (12, 35, 5, 37)])
    picture = priors_to_posteriors(beliefs, ("vague", words, curve), (20, 60))
    assert len(picture.figure.axes) == 4
    for panel, updated in zip(picture.figure.axes, beliefs.values(), strict=False):
        assert len(panel.lines) == len(updated) + 1  # and the line at zero
        first = next(iter(updated.values()))
        assert list(panel.lines[0].get_ydata()) == pytest.approx(list(first.difference_posterior_density))
    assert list(picture.figure.axes[3].lines[0].get_ydata()) == pytest.approx(curve["density"].tolist())
    assert "sceptical: median difference 5.9 to 7.8 points" in picture.description
    assert "chance of any benefit above 99 %" in picture.description
    assert three_readers().description != picture.description


def test_the_scale_draws_each_measure_from_low_to_high_and_says_its_class():
    scale = weight.scale()
    picture = one_scale()
    for line, row in zip(picture.figure.axes[0].lines, scale.itertuples(), strict=True):
        assert sorted({*line.get_xdata()}) == pytest.approx(sorted({row.low, row.high}))
        assert row.effects in picture.description
    assert "3.0 times; 50 % becomes 75 %" in picture.description
    assert "7.6 to 17.9 times; 50 % becomes 88 to 95 %" in picture.description


def test_power_and_exaggeration_draw_the_table_and_mark_the_point():
    table = what_differences_give(0.35, [0.10, 0.15, 0.20], 36, 36, ["fisher"])
    picture = power_and_exaggeration(table, 0.35, 36, 36, mark=0.15)
    top, bottom = picture.figure.axes
    assert list(top.lines[0].get_ydata()) == pytest.approx((100 * table["power"]).tolist())
    assert list(bottom.lines[0].get_ydata()) == pytest.approx(table["type_m"].tolist())
    assert "At a true difference of 15 points: Fisher 17 % and 2.1 times." in picture.description
    assert "At a true difference" not in power_and_exaggeration(table, 0.35, 36, 36).caption


def test_the_control_starts_at_15_points_and_refuses_the_impossible():
    assert "Fisher 17 %" in power_for().caption
    assert power_for(25).description != power_for().description
    with pytest.raises(ValueError, match="exceeds 100 %"):
        power_for(60, 50)
