"""Exact paired tests against R, against SciPy's full enumeration, and against brute force."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reference import agrees, cases
from scipy import stats

from helpers import small_samples as small
from helpers.floors import smallest_p

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
    assert test(FIVE_FALLS, alternative="less") == 0.03125
    assert test(FIVE_FALLS, alternative="greater") == 1.0


def test_the_normal_curve_goes_below_the_floor():
    assert small.signed_rank_asymptotic(FIVE_FALLS) == pytest.approx(0.0431, abs=5e-5)
    assert small.signed_rank_asymptotic(FIVE_FALLS, correction=True) == pytest.approx(0.0591, abs=5e-5)
    assert small.signed_rank_asymptotic([-3] * 5) == pytest.approx(0.0253, abs=5e-5)


def test_the_correction_never_pulls_a_balanced_sample_beyond_one():
    assert small.signed_rank_asymptotic([-4, 4], correction=True) == 1.0
    assert small.signed_rank_asymptotic([-1, 2], correction=True) == 1.0


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
@given(whole_changes, st.sampled_from(["drop", "pratt"]), st.sampled_from(small.SIDES))
def test_signed_rank_is_the_share_of_all_sign_patterns(changes, zeros, alternative):
    kept = np.array(changes)
    ranks = stats.rankdata(np.abs(kept[kept != 0] if zeros == "drop" else kept))
    ranks = ranks if zeros == "drop" else ranks[kept != 0]
    signs = np.array(list(itertools.product((0, 1), repeat=ranks.size))).reshape(2**ranks.size, ranks.size)
    sums, observed = signs @ ranks, ranks[kept[kept != 0] > 0].sum()
    away = np.abs(sums - ranks.sum() / 2) >= abs(observed - ranks.sum() / 2) - 1e-9
    share = {"two-sided": away, "greater": sums >= observed, "less": sums <= observed}[alternative].mean()
    assert small.signed_rank(changes, zeros, alternative) == pytest.approx(share, abs=1e-12)


@light
@given(whole_changes, st.sampled_from(small.SIDES))
def test_sign_flip_equals_scipys_full_enumeration(changes, alternative):
    assume(len(changes) > 1)
    scipys = stats.permutation_test(
        (np.array(changes, dtype=float),),
        lambda x, axis=-1: np.mean(x, axis=axis),
        permutation_type="samples",
        n_resamples=np.inf,
        alternative=alternative,
        vectorized=True,
    )
    assert small.sign_flip(changes, alternative) == pytest.approx(scipys.pvalue, abs=1e-12)


@light
@given(whole_changes)
def test_two_sided_p_is_the_same_when_every_sign_turns(changes):
    for test in EXACT_TESTS:
        assert test(changes) == pytest.approx(test([-change for change in changes]), abs=1e-12)
        one_sided = test(changes, alternative="greater"), test([-c for c in changes], alternative="less")
        assert one_sided[0] == pytest.approx(one_sided[1], abs=1e-12)


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
        (lambda: small.sign_flip([1, 2], alternative="lesser"), "Did you mean 'less'"),
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
