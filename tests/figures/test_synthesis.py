"""The pictures of the synthesis lesson draw what they are given and describe what they draw."""

import numpy as np
import pandas as pd
import pytest

from helpers.figures import synthesis as figures_synthesis
from helpers.statistics import beliefs, next_trial
from helpers.statistics.detective import designs, envelope, scan

FOUND = scan(".038", designs(72, 35, 37), ["fisher", "pearson", "yates"])
SHARED = envelope(FOUND, 0.10, 0.50)
PAIR = ([28, 68], [88, 205], [22, 30], [81, 103])


@pytest.mark.parametrize("prior", [0, 30, 80, 100])
def test_the_belief_picture_marks_the_reader(prior):
    picture = figures_synthesis.belief_update(prior, 3.8, 8.9)
    low, high = beliefs.updated_range(prior, (3.8, 8.9))
    assert f"from {low:.0f} to {high:.0f} % after" in picture.description
    marks = picture.figure.axes[0].collections[-1].get_offsets()
    assert np.allclose(marks, [[prior, low], [prior, high]])


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


def side_by_side(high=0.183):
    rows = pd.DataFrame(
        [
            ("First", "another product", "cells", 0.047, -0.092, high),
            ("A drug", "licensed", "drug", 0.503, 0.33, 0.64),
        ],
        columns=["label", "note", "kind", "estimate", "low", "high"],
    )
    return figures_synthesis.beside(rows, SHARED)


def test_peers_and_drug_have_points_and_the_set_of_tables_has_none():
    axes = side_by_side().figure.axes[0]
    drawn = [float(each.get_offsets()[0][0]) for each in axes.collections]
    assert drawn == pytest.approx([4.7, 50.3])
    (block,) = axes.patches
    assert block.get_x() == pytest.approx(100 * SHARED.risk_difference[0])
    assert block.get_width() == pytest.approx(100 * (SHARED.risk_difference[1] - SHARED.risk_difference[0]))


def test_the_side_by_side_picture_is_told_from_the_data():
    picture = side_by_side()
    assert "First, another product: +4.7 points (-9.2 to +18.3 points)" in picture.description
    assert f"over {SHARED.tables} tables" in picture.description
    assert "Compatible, not observed" in picture.caption or "compatible, not observed" in picture.caption
    assert side_by_side(0.2).description != picture.description
