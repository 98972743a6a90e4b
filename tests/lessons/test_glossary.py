"""The invented table of the glossary: measures and tests agree with other programs' values."""

import pytest
from scipy.stats import boschloo_exact, chi2_contingency, fisher_exact

from helpers.lessons import glossary


def test_the_five_tests_agree_with_scipy_where_it_has_them():
    shown = glossary.five_tests(18, 40, 10, 40).set_index("test")["P value"].to_dict()
    rows = [[18, 22], [10, 30]]
    expected = {
        "Pearson": chi2_contingency(rows, correction=False).pvalue,
        "Yates": chi2_contingency(rows, correction=True).pvalue,
        "Fisher": fisher_exact(rows).pvalue,
        "Boschloo": boschloo_exact([[18, 10], [22, 30]]).pvalue,
    }
    for name, p in expected.items():
        assert shown[name] == f"P = {p:.3f}".replace("0.", ".")


def test_the_measures_are_those_of_the_counts():
    values = glossary.measures(18, 40, 10, 40)["value"].tolist()
    assert values == ["20.0 points", "1.80", "2.45"]
    assert 18 * 30 / (22 * 10) == pytest.approx(2.4545, abs=1e-4)


def test_no_short_form_stands_twice():
    assert not set(glossary.SKIN) & set(glossary.TRIALS)
    assert len(glossary.abbreviations(glossary.SKIN)) == len(glossary.SKIN)
