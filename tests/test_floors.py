"""The table of smallest P values agrees with the tests run on the most favourable data."""

import numpy as np
import pytest
from scipy import stats

from helpers.floors import floors_by_test, smallest_n, smallest_p, t_threshold
from helpers.small_samples import paired_t, sign_flip, sign_test, signed_rank


def test_floors_by_number_of_people_and_markers():
    assert smallest_p(5) == 0.0625
    assert smallest_p(5, sides=1) == 0.03125
    assert smallest_p(5, test="sign_flip", comparisons=6) == 0.375
    assert smallest_p(5, comparisons=40) == 1.0
    assert smallest_p(9) == pytest.approx(2 / 2**9)  # nine cycles counted as nine people
    assert smallest_p(1) == 1.0
    assert (smallest_n(), smallest_n(comparisons=6), smallest_n(sides=1)) == (6, 8, 5)


@pytest.mark.parametrize("people", [4, 5, 6, 9])
def test_the_exact_rows_are_what_the_tests_return_when_all_move_one_way(people):
    table = floors_by_test([people]).set_index("test")[f"all {people} the same way"]
    falls = -np.arange(1, people + 1)
    for test in (sign_test, signed_rank, sign_flip):
        assert float(table["exact, two-sided"]) == pytest.approx(test(falls), rel=1e-3)
        assert float(table["exact, one-sided"]) == pytest.approx(test(falls, alternative="less"), rel=1e-3)


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
        (lambda: smallest_p(5, test="t"), "known are 'sign'"),
        (lambda: smallest_n(alpha=5), "write 0.05 for 5 %"),
    ],
)
def test_impossible_input_is_refused_in_plain_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()
