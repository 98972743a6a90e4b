"""Exact paired tests against R, against SciPy's full enumeration, and against brute force."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reference import agrees, cases
from scipy import stats

from helpers.statistics import paired as several
from helpers.statistics import paired as small
from helpers.statistics.paired import (
    floors_by_test,
    paired_t,
    sign_flip,
    sign_test,
    signed_rank,
    smallest_n,
    smallest_p,
    t_threshold,
)

FIVE_FALLS = [-12, -30, -7, -21, -16]
EXACT_TESTS = (small.signed_rank, small.sign_test, small.sign_flip)
whole_changes = st.lists(st.integers(-6, 6), min_size=1, max_size=7)
light = settings(deadline=None, max_examples=60)


# --- R's numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("Wilcoxon signed rank"))
def test_signed_rank_agrees_with_r(case):
    if "asymptotic" in case["method"]:
        got = small.signed_rank_asymptotic(case["inputs"]["d"])
    else:
        got = small.signed_rank(case["inputs"]["d"], zeros="pratt" if "Pratt" in case["method"] else "drop")
    agrees(got, case)


@pytest.mark.parametrize("case", cases("sign-flip"))
def test_sign_flip_agrees_with_r(case):
    agrees(small.sign_flip(case["inputs"]["d"]), case)


@pytest.mark.parametrize("case", cases("sign test"))
def test_sign_test_agrees_with_r(case):
    agrees(small.sign_test(case["inputs"]["d"]), case)


@pytest.mark.parametrize("case", cases("one-sample t"))
def test_paired_t_agrees_with_r(case):
    agrees(small.paired_t(case["inputs"]["d"]).p, case)


@pytest.mark.parametrize("case", cases("Hodges-Lehmann"))
def test_hodges_lehmann_agrees_with_r(case):
    found = small.hodges_lehmann(case["inputs"]["d"])
    agrees([found.estimate, found.low, found.high], case)


# --- five people -------------------------------------------------------------------------------------


@pytest.mark.parametrize("test", EXACT_TESTS)
def test_five_like_signed_changes_reach_the_floor_and_not_less(test):
    assert test(FIVE_FALLS) == 0.0625


def test_the_normal_curve_goes_below_the_floor():
    assert small.signed_rank_asymptotic(FIVE_FALLS) == pytest.approx(0.0431, abs=5e-5)
    assert small.signed_rank_asymptotic([-3] * 5) == pytest.approx(0.0253, abs=5e-5)


def test_ladder_of_exact_p_values_at_five():
    patterns = itertools.product((-1, 1), repeat=5)
    values = {small.signed_rank(np.array(signs) * [1, 2, 4, 8, 16]) for signs in patterns}
    assert sorted(values)[:3] == [0.0625, 0.125, 0.1875]


@pytest.mark.parametrize("people", range(1, 9))
def test_no_exact_test_goes_below_the_stated_floor(people):
    same_way = np.arange(1, people + 1)
    for test in EXACT_TESTS:
        assert test(same_way) == pytest.approx(smallest_p(people))


def test_t_test_needs_a_mean_of_1_242_standard_deviations_at_five():
    shape = np.array([-2, -1, 0, 1, 2]) / np.std([-2, -1, 0, 1, 2], ddof=1)
    assert small.paired_t(shape + 1.243).p < 0.05 < small.paired_t(shape + 1.240).p
    found = small.paired_t(shape + 1.5)
    assert (found.mean - found.low, found.high - found.mean) == pytest.approx([1.2417] * 2, abs=1e-3)


def test_hodges_lehmann_at_five_says_that_95_percent_is_out_of_reach():
    found = small.hodges_lehmann(FIVE_FALLS)
    assert (found.low, found.high, found.confidence) == (-30, -7, 0.9375)
    assert not found.reaches_asked
    assert "short of the 95 %" in found.sentence()
    enough = small.hodges_lehmann(FIVE_FALLS, confidence=0.9375)
    assert enough.reaches_asked
    assert "short of" not in enough.sentence()


@light
@given(st.lists(st.integers(-20, 20), min_size=4, max_size=8, unique=True), st.sampled_from([0.5, 0.8, 0.9]))
def test_hodges_lehmann_interval_is_what_the_signed_rank_test_does_not_reject(changes, confidence):
    found = small.hodges_lehmann(changes, confidence)
    assume(found.reaches_asked)
    alpha = 1 - found.confidence + 1e-12
    # changes are whole numbers, so at +- .01 from an end no two shifted changes tie
    for outside in (found.low - 0.01, found.high + 0.01):
        assert small.signed_rank(np.array(changes) - outside) <= alpha
    for inside in (found.low + 0.01, found.high - 0.01):
        assert small.signed_rank(np.array(changes) - inside) > alpha


# --- every pattern of signs --------------------------------------------------------------------------


@light
@given(whole_changes, st.sampled_from(["drop", "pratt"]))
def test_signed_rank_is_the_share_of_all_sign_patterns(changes, zeros):
    kept = np.array(changes)
    ranks = stats.rankdata(np.abs(kept[kept != 0] if zeros == "drop" else kept))
    ranks = ranks if zeros == "drop" else ranks[kept != 0]
    signs = np.array(list(itertools.product((0, 1), repeat=ranks.size))).reshape(2**ranks.size, ranks.size)
    sums, observed = signs @ ranks, ranks[kept[kept != 0] > 0].sum()
    away = np.abs(sums - ranks.sum() / 2) >= abs(observed - ranks.sum() / 2) - 1e-9
    assert small.signed_rank(changes, zeros) == pytest.approx(away.mean(), abs=1e-12)


@light
@given(whole_changes)
def test_sign_flip_equals_scipys_full_enumeration(changes):
    assume(len(changes) > 1)
    scipys = stats.permutation_test(
        (np.array(changes, dtype=float),),
        lambda x, axis=-1: np.mean(x, axis=axis),
        permutation_type="samples",
        n_resamples=np.inf,
        vectorized=True,
    )
    assert small.sign_flip(changes) == pytest.approx(scipys.pvalue, abs=1e-12)


@light
@given(whole_changes)
def test_two_sided_p_is_the_same_when_every_sign_turns(changes):
    for test in EXACT_TESTS:
        assert test(changes) == pytest.approx(test([-change for change in changes]), abs=1e-12)


@light
@given(whole_changes, st.sampled_from([0.001, 0.1, 3, 1e6]))
def test_the_unit_of_measurement_does_not_matter(changes, factor):
    for test in (*EXACT_TESTS, small.signed_rank_asymptotic):
        assert test(np.array(changes) * factor) == pytest.approx(test(changes), abs=1e-12)


@light
@given(whole_changes)
def test_sign_flip_p_is_a_whole_number_of_mirrored_pairs(changes):
    pairs = small.sign_flip(changes) * 2 ** (len(changes) - 1)
    assert pairs == pytest.approx(round(pairs), abs=1e-9)
    assert pairs >= 1


def test_distribution_has_every_flip_once_and_the_observed_mean_first():
    means = small.sign_flip_distribution(FIVE_FALLS)
    assert (means.size, means[0]) == (32, np.mean(FIVE_FALLS))
    listed = [np.mean(np.multiply(signs, FIVE_FALLS)) for signs in itertools.product((1, -1), repeat=5)]
    assert sorted(means) == pytest.approx(sorted(listed))


def test_rounding_dust_neither_breaks_a_tie_nor_makes_a_change():
    after, before = np.array([5.1, 1.8, 0.3]), np.array([4.3, 1.0, 0.1 + 0.2])
    dusty = after - before
    assert len(set(dusty.tolist())) == 3  # in binary the two .8s differ and the 0 is not 0
    for test in (*EXACT_TESTS, small.signed_rank_asymptotic):
        assert test(dusty) == test([0.8, 0.8, 0])


def test_changes_that_differ_by_less_than_a_billionth_of_the_largest_tie():
    assert small.signed_rank([1 + 3e-10, -1, 3]) == small.signed_rank([1, -1, 3]) == 0.75
    assert small.signed_rank([1 + 1e-8, -1, 3]) == 0.5


def test_nobody_changed_is_no_evidence():
    for test in (*EXACT_TESTS, small.signed_rank_asymptotic):
        assert test([0, 0, 0]) == 1.0


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: small.sign_flip(range(1, 22)), "exact enumeration stops at 20; use signed_rank"),
        (lambda: small.signed_rank(range(1, 502)), "stops at 500; use signed_rank_asymptotic"),
        (lambda: small.sign_test([1, float("nan")]), "missing or infinite value"),
        (lambda: small.sign_test([]), "at least one person"),
        (lambda: small.sign_test([[1, 2], [3, 4]]), "one number per person"),
        (lambda: small.sign_test("fell"), "one number per person"),
        (lambda: small.signed_rank([1, 2], zeros="prat"), "Did you mean 'pratt'"),
        (lambda: small.paired_t([2, 2, 2]), "use sign_test or sign_flip"),
        (lambda: small.paired_t([2]), "at least two people"),
        (lambda: small.hodges_lehmann([1, 2], confidence=95), "write 0.95 for 95 %"),
    ],
)
def test_impossible_input_is_refused_in_plain_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_hundreds_of_thousands_of_pairs_have_a_floor_of_zero():
    assert smallest_p(10**9) == 0


@pytest.mark.parametrize("sides", [None, "2", 3, [1, 2]])
def test_sides_other_than_one_and_two_are_refused(sides):
    with pytest.raises(ValueError, match=r"^sides is "):
        smallest_p(5, sides=sides)


def test_floors_by_number_of_people_and_markers():
    assert smallest_p(5) == 0.0625
    assert smallest_p(5, sides=1) == 0.03125
    assert smallest_p(5, comparisons=6) == 0.375
    assert smallest_p(5, comparisons=40) == 1.0
    assert smallest_p(9) == pytest.approx(2 / 2**9)  # nine cycles counted as nine people
    assert smallest_p(1) == 1.0
    assert (smallest_n(), smallest_n(comparisons=6)) == (6, 8)


@pytest.mark.parametrize("people", [4, 5, 6, 9])
def test_the_exact_rows_are_what_the_tests_return_when_all_move_one_way(people):
    table = floors_by_test([people]).set_index("test")[f"all {people} the same way"]
    falls = -np.arange(1, people + 1)
    for test in (sign_test, signed_rank, sign_flip):
        assert float(table["exact, two-sided"]) == pytest.approx(test(falls), rel=1e-3)
        assert float(table["exact, one-sided"]) == pytest.approx(test(falls) / 2, rel=1e-3)


@pytest.mark.parametrize("people", [4, 5, 6])
def test_the_normal_curve_row_is_scipys(people):
    printed = floors_by_test([people]).set_index("test")[f"all {people} the same way"]
    found = stats.wilcoxon(-np.arange(1.0, people + 1), method="asymptotic", correction=False).pvalue
    assert printed["signed-rank by the normal curve"] == f"{found:.3f}"


def test_a_second_cycle_with_four_people_cannot_reach_05_by_ranks_at_all():
    four = floors_by_test([5, 4]).set_index("test")["all 4 the same way"]
    assert float(four["exact, one-sided"]) > 0.05
    assert float(four["signed-rank by the normal curve"]) > 0.05


@pytest.mark.parametrize("people", [3, 4, 5, 12])
def test_a_mean_change_at_the_threshold_has_p_05(people):
    changes = np.arange(people, dtype=float)
    changes = changes - changes.mean() + t_threshold(people) * changes.std(ddof=1)
    assert paired_t(changes).p == pytest.approx(0.05)


def test_one_person_is_too_few():
    with pytest.raises(ValueError, match="people"):
        t_threshold(1)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: smallest_p(0), "pairs is 0"),
        (lambda: smallest_p(5, sides=3), "sides is 3"),
    ],
)
def test_impossible_input_is_refused_in_plain_words_floors(call, words):
    with pytest.raises(ValueError, match=words):
        call()


light_several_markers = settings(deadline=None, max_examples=60)


@light_several_markers
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


@light_several_markers
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
def test_impossible_input_is_refused_in_plain_words_several_markers(call, words):
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize(
    "changes",
    [
        [-5.1] * 5,
        [4.3 - 9.4, 1.2 - 6.3, 10.4 - 15.5, 0.2 - 5.3, 7.7 - 12.8],  # all -5.1, with rounding dust
        [0.0, 0.0, 0.0],
        [1e-320, 1e-320],
    ],
)
def test_a_t_test_of_the_same_change_in_everybody_is_refused(changes):
    with pytest.raises(ValueError, match="two people whose changes differ"):
        small.paired_t(changes)


@pytest.mark.parametrize("unit", [2.0**-600, 1e-9, 1.0, 3.7, 2.0**900])
def test_no_p_value_depends_on_the_unit(unit):
    changes = np.array([-1.2, -3.0, -0.7, -2.1, 0.4])
    for test in (small.signed_rank, small.sign_test, small.sign_flip, small.signed_rank_asymptotic):
        assert test(changes * unit) == pytest.approx(test(changes))
    one, other = small.paired_t(changes * unit), small.paired_t(changes)
    assert one.p == pytest.approx(other.p)
    assert (one.mean / unit, one.low / unit, one.high / unit) == pytest.approx(
        (other.mean, other.low, other.high)
    )
    pair = small.paired_t([unit, 2 * unit])
    assert pair.p == pytest.approx(small.paired_t([1, 2]).p)
    matrix = np.column_stack([changes, [-2, -1, -2, -1, -3]])
    assert small.max_t_sign_flip(matrix * unit)["p_adjusted"].tolist() == pytest.approx(
        small.max_t_sign_flip(matrix)["p_adjusted"].tolist()
    )
