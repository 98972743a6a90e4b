"""P values over three or more groups against SciPy's own tests on the counts or values themselves, and R."""

import numpy as np
import pytest
from scipy import stats

from helpers.statistics.several_groups import p_of_counts, p_of_estimates, p_of_means
from helpers.statistics.single_table import single_p

TABLES = [((12, 11, 5), (16, 18, 16)), ((7, 2, 2), (9, 9, 5)), ((11, 7, 7, 0), (187, 192, 180, 177))]


@pytest.mark.parametrize(("counts", "sizes"), TABLES)
def test_pearson_and_likelihood_ratio_are_those_of_scipy(counts, sizes):
    table = np.array([counts, np.subtract(sizes, counts)])
    found = p_of_counts(counts, sizes)
    assert found["Pearson"] == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue)
    ratio = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").pvalue
    assert found["likelihood ratio"] == pytest.approx(ratio)


@pytest.mark.parametrize(("counts", "sizes"), [((12, 5), (16, 16)), ((0, 9), (20, 21)), ((30, 33), (40, 41))])
def test_the_exact_test_of_two_groups_is_fishers(counts, sizes):
    expected = single_p(counts[0], sizes[0], counts[1], sizes[1])
    assert p_of_counts(counts, sizes)["exact"] == pytest.approx(expected, rel=1e-6)


def test_the_exact_test_of_three_groups_lists_all_tables():
    counts, sizes = (3, 1, 0), (5, 6, 4)
    ways = {
        (a, b, 4 - a - b): stats.multivariate_hypergeom.pmf([a, b, 4 - a - b], sizes, 4)
        for a in range(5)
        for b in range(5 - a)
    }
    expected = sum(p for p in ways.values() if p <= ways[counts] * (1 + 1e-7))
    assert p_of_counts(counts, sizes)["exact"] == pytest.approx(expected)


def test_exact_is_left_out_where_there_are_too_many_tables():
    assert "exact" not in p_of_counts((300, 310, 320, 330), (900, 900, 900, 900))


def test_nobody_or_everybody_says_nothing():
    assert set(p_of_counts((0, 0, 0), (9, 8, 7)).values()) == {1.0}


def test_analysis_of_variance_is_that_of_the_values():
    groups = [np.array(each, dtype=float) for each in ([4, 6, 9, 3], [8, 8, 12], [5, 7, 6, 9, 11])]
    summary = zip(*((each.mean(), each.std(ddof=1), len(each)) for each in groups), strict=True)
    assert p_of_means(*summary) == pytest.approx(stats.f_oneway(*groups).pvalue)


def test_two_estimates_are_a_z_test():
    assert p_of_estimates([3.0, 1.0], [0.6, 0.8]) == pytest.approx(2 * stats.norm.sf(2.0))


@pytest.mark.parametrize(
    ("call", "arguments", "words"),
    [
        (p_of_counts, ((5, 1), (4, 9)), "counts is"),
        (p_of_means, ((1, 2), (1, 1), (1, 9)), "sizes is"),
        (p_of_estimates, ((1, 2), (0, 1)), "errors is"),
    ],
)
def test_bad_input_gets_one_sentence(call, arguments, words):
    with pytest.raises(ValueError, match=words):
        call(*arguments)
