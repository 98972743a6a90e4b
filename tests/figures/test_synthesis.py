"""The pictures of the synthesis lesson draw what they are given and describe what they draw."""

import numpy as np
import pandas as pd
import pytest

from helpers.figures import synthesis as figures_synthesis
from helpers.statistics import beliefs, next_trial, pooling
from helpers.statistics.detective import compatible_tables, designs, envelope, scan
from helpers.statistics.two_groups import risk_difference

FOUND = scan(".038", designs(72, 35, 37), ["fisher", "pearson", "yates"])
SHARED = envelope(FOUND, 0.10, 0.50)
PAIR = ([28, 68], [88, 205], [22, 30], [81, 103])


def forest(second=30):
    trials = {
        "First": risk_difference(28, 88, 22, 81, "miettinen_nurminen"),
        "Second": risk_difference(68, 205, second, 103, "miettinen_nurminen"),
    }
    return figures_synthesis.evidence_forest(trials, ("Seo", SHARED), ["a", "b", "c"])


def test_the_forest_has_points_for_trials_and_a_band_without_a_point():
    axes = forest().figure.axes[0]
    assert [float(each.get_offsets()[0][0]) for each in axes.collections] == pytest.approx(
        [100 * (28 / 88 - 22 / 81), 100 * (68 / 205 - 30 / 103)]
    )
    (block,) = axes.patches
    assert block.get_x() == pytest.approx(100 * SHARED.risk_difference[0])
    assert block.get_width() == pytest.approx(100 * (SHARED.risk_difference[1] - SHARED.risk_difference[0]))


def test_the_forest_is_told_from_the_data():
    picture = forest()
    assert "+4.7 points" in picture.description
    assert f"over {SHARED.tables} tables" in picture.description
    assert "no estimate" in picture.caption
    assert forest(20).description != picture.description


def test_each_way_of_pooling_is_drawn_and_named():
    views = pooling.pooled_views(*PAIR)
    picture = figures_synthesis.pooled_intervals(views, 2)
    assert len(picture.figure.axes[0].collections) == len(views)
    assert "-51.0 to +59.6 points" in picture.description
    assert "15 times" in picture.caption


@pytest.mark.parametrize("prior", [0, 30, 80, 100])
def test_the_belief_picture_marks_the_reader(prior):
    picture = figures_synthesis.belief_update(prior, 3.8, 8.9)
    low, high = beliefs.updated_range(prior, (3.8, 8.9))
    assert f"from {low:.0f} to {high:.0f} % after" in picture.description
    marks = picture.figure.axes[0].collections[-1].get_offsets()
    assert np.allclose(marks, [[prior, low], [prior, high]])


def test_the_icon_arrays_hold_a_hundred_people_each():
    picture = figures_synthesis.hundred_people(0.35, SHARED)
    low, high = round(100 * SHARED.low[0]), round(100 * SHARED.high[1])
    middle = round(50 * sum(SHARED.risk_difference))
    for axes, extra in zip(picture.figure.axes, (low, middle, high), strict=True):
        drawn = [len(each.get_offsets()) for each in axes.collections[::2]]
        assert drawn == [35, extra, 65 - extra]
    assert f"{low} more reach it with cells and {65 - low} do not" in picture.description
    assert f"{low} to {high} more" in picture.caption


def test_no_icon_array_overflows():
    picture = figures_synthesis.hundred_people(0.60, SHARED)
    assert [len(each.get_offsets()) for each in picture.figure.axes[2].collections[::2]] == [60, 40, 0]


def test_the_size_picture_points_at_the_marked_size():
    sizes = next_trial.sizes_by_placebo([0.2, 0.3, 0.4], [0.10, 0.15])
    picture = figures_synthesis.sizes_figure(sizes, (0.3, 0.15), (25, 45), 0.9)
    assert "217 per arm for 30 % v 45 %" in picture.caption
    assert "217 per arm" in [text.get_text() for text in picture.figure.axes[0].texts]
    assert "+10 points: 392 at 20 %" in picture.description


def test_the_assurance_picture_tells_each_reader():
    readers = pd.DataFrame(
        {"reader": ["one", "two"], "before": [0.1, 0.5], "after_low": [0.3, 0.6], "after_high": [0.4, 0.8]}
    )
    picture = figures_synthesis.assurance_figure(readers, 217, 0.9)
    assert "one: 10 % before, 30 % to 40 % after" in picture.description
    assert [float(each.get_offsets()[0][0]) for each in picture.figure.axes[0].collections] == [10, 50]


def test_a_single_compatible_table_can_be_drawn():
    shared = envelope(compatible_tables(".038", 36, 36, "yates"), 0.10, 0.50)
    picture = figures_synthesis.evidence_forest({}, ("Seo", shared), ["c"])
    assert "over 1 tables" in picture.description
