"""The simulated family under several rules: every set is a dot, and the word simulated is there."""

import pytest

from helpers.efficacy_tables import family_under_rules
from helpers.figures_practice import rules_across_family


def test_every_simulated_set_is_a_dot_under_every_rule():
    results = family_under_rules()
    picture = rules_across_family(results)
    dots = [line for line in picture.figure.axes[0].lines if line.get_marker() in ("o", "s")]
    assert len(dots) == len(results) == 60
    assert sorted(float(dot.get_xdata()[0]) for dot in dots) == pytest.approx(sorted(results["p"]))
    assert "missing, no response: 15 of 15 below .05, from .038 to .038" in picture.description
    assert "simulated" in [text.get_text() for text in picture.figure.axes[0].texts]
    assert "Simulated." in picture.caption
    fewer = rules_across_family(results[results["table"] != "fisher"])
    assert fewer.description != picture.description
