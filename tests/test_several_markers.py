"""Several markers at once: max-T against brute force, chances against closed forms."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers import several_markers as several
from helpers.small_samples import sign_flip

light = settings(deadline=None, max_examples=60)


@light
@given(st.lists(st.tuples(*[st.integers(-5, 5)] * 3), min_size=2, max_size=6))
def test_max_t_equals_brute_force_over_whole_person_flips(rows):
    matrix = np.array(rows, dtype=float)

    def squared_share(flipped):  # t^2 / (t^2 + n - 1), the same order as |t|
        squares = len(flipped) * (flipped**2).sum(axis=0)
        return flipped.sum(axis=0) ** 2 / np.where(squares > 0, squares, 1)

    flips = [np.array(signs)[:, None] for signs in itertools.product((1, -1), repeat=len(rows))]
    reached = np.array([squared_share(matrix * signs).max() for signs in flips])
    wanted = [(reached >= seen - 1e-9).mean() for seen in squared_share(matrix)]
    found = several.max_t_sign_flip(matrix)
    assert found["p_adjusted"].tolist() == pytest.approx(wanted)
    assert (found["p_adjusted"] >= found["p"] - 1e-12).all()


def test_max_t_prints_the_t_statistic_and_keeps_marker_names():
    changes = pd.DataFrame({"CCL17": [-5, -4, -6, -3, -5], "IL13": [-1, -2, -1, 1, -2]})
    found = several.max_t_sign_flip(changes)
    assert found.index.tolist() == ["CCL17", "IL13"]
    assert found["t"].tolist() == pytest.approx(stats.ttest_1samp(changes, 0).statistic.tolist())
    assert found["p"].tolist() == [sign_flip(changes[name]) for name in changes]


def test_max_t_is_defined_when_a_marker_does_not_vary():
    changes = pd.DataFrame({"same fall": [-2] * 5, "never moved": [0] * 5, "other": [3, -1, 2, 1, 0]})
    found = several.max_t_sign_flip(changes)
    assert found.loc["same fall", "t"] == -math.inf
    assert found.loc["same fall", "p_adjusted"] == 0.0625
    assert found.loc["never moved", ["t", "p", "p_adjusted"]].tolist() == [0, 1, 1]


def test_max_t_charges_nothing_for_a_copy_of_the_same_marker():
    one = several.max_t_sign_flip(np.array([[-5], [-4], [-6], [-3], [2]]))
    copied = several.max_t_sign_flip(np.repeat([[-5], [-4], [-6], [-3], [2]], 6, axis=1))
    assert copied["p_adjusted"].tolist() == [one["p"].item()] * 6


def test_chances_for_independent_markers_are_binomial():
    for people, markers, at_least in [(5, 6, 1), (5, 6, 3), (5, 8, 3), (2, 6, 1), (2, 1, 1), (3, 4, 0)]:
        wanted = stats.binom.sf(at_least - 1, markers, 0.5**people)
        assert several.chance_all_fall(people, markers, at_least=at_least) == pytest.approx(wanted, rel=1e-12)
    assert several.chance_all_fall(5, 6) == pytest.approx(0.173, abs=5e-4)
    assert several.chance_all_fall(2, 1) == 0.25


@pytest.mark.parametrize(
    ("markers", "correlation", "at_least", "printed"),
    [(6, 0.6, 3, 0.013), (8, 0.6, 3, 0.022), (8, 0.8, 3, 0.033), (8, 0.6, 1, 0.158)],
)
def test_chances_for_correlated_markers_equal_inclusion_and_exclusion(
    markers, correlation, at_least, printed
):
    def set_falls(size):  # orthant chance of a set of markers in one person, by quadrature
        slope = math.sqrt(correlation / (1 - correlation))
        points, weights = np.polynomial.hermite_e.hermegauss(150)
        return (stats.norm.cdf(slope * points) ** size * weights).sum() / math.sqrt(2 * math.pi)

    wanted = sum(
        (-1) ** (size - at_least)
        * math.comb(size - 1, at_least - 1)
        * math.comb(markers, size)
        * set_falls(size) ** 5
        for size in range(at_least, markers + 1)
    )
    got = several.chance_all_fall(5, markers, correlation, at_least)
    assert got == pytest.approx(wanted, rel=1e-7)
    assert got == pytest.approx(printed, abs=5.1e-4)


def test_two_correlated_markers_match_the_closed_form():
    both = 0.25 + math.asin(0.6) / (2 * math.pi)  # orthant chance of two normals with correlation .6
    assert several.chance_all_fall(3, 2, 0.6, at_least=2) == pytest.approx(both**3, rel=1e-9)


def test_fully_correlated_markers_are_one_marker():
    assert several.chance_all_fall(5, 6, 1.0, at_least=6) == pytest.approx(1 / 32)
    assert several.chance_all_fall(5, 6, 1.0, at_least=1) == pytest.approx(1 / 32)


@light
@given(st.integers(1, 6), st.integers(1, 12), st.floats(0, 1), st.integers(1, 12))
def test_asking_for_more_markers_is_never_likelier(people, markers, correlation, at_least):
    assume(at_least < markers)
    more = several.chance_all_fall(people, markers, correlation, at_least + 1)
    assert 0 <= more <= several.chance_all_fall(people, markers, correlation, at_least) <= 1


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: several.max_t_sign_flip([[1, 2, 3]]), r"people \(rows of the matrix\) is 1"),
        (lambda: several.max_t_sign_flip([[1.0, 2.0], [float("nan"), 1.0]]), "marker 0 contain a missing"),
        (lambda: several.chance_all_fall(5, 6, at_least=7), r"at_least \(7\) exceeds markers \(6\)"),
        (lambda: several.chance_all_fall(5, 6, correlation=-0.2), "between 0 and 1"),
        (lambda: several.chance_all_fall(5, 900), "stops at 200"),
    ],
)
def test_impossible_input_is_refused_in_plain_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()
