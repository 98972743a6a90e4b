"""Splits of a total: the example of a printed abstract, and every true split is found."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.statistics import total_n
from helpers.statistics.printed import as_printed, printed_interval
from helpers.statistics.single_table import single_p
from helpers.statistics.tests_of_counts import ANY_SIZE
from helpers.statistics.total_n import shared_by_splits, splits

quick = settings(deadline=None, max_examples=40)


def test_one_split_of_66_people_prints_both_percentages_and_p():
    found = splits(66, "52 %", "27 %", ".040", ["pearson", "fisher"])
    assert found[["x1", "n1", "x2", "n2", "test"]].values.tolist() == [[15, 29, 10, 37, "pearson"]]
    # chisq.test(matrix(c(15, 14, 10, 27), 2, byrow = T), correct = F)$p.value
    assert found["p"].iloc[0] == pytest.approx(0.04008766361)
    shared = shared_by_splits(found)
    assert (shared.splits, shared.n1, shared.tests, shared.rules) == (1, (29, 29), ("pearson",), ("half up",))
    assert shared.excludes_zero() is True


@pytest.mark.parametrize("printed", [None, ".04", ".3", "<.001"])
def test_splits_are_those_that_trying_everything_finds(printed):
    total, texts = 47, ("53", "27")
    numbers = [printed_interval(text) for text in texts]
    expected = set()
    for n1 in range(19, 29):
        n2 = total - n1
        for x1 in range(n1 + 1):
            for x2 in range(n2 + 1):
                shares = Fraction(100 * x1, n1), Fraction(100 * x2, n2)
                if not all(one.contains(share) for one, share in zip(numbers, shares, strict=True)):
                    continue
                if printed is None:
                    expected.add((n1, x1, n2, x2))
                else:
                    number = printed_interval(printed)
                    tests = [t for t in ANY_SIZE if number.contains(single_p(x1, n1, x2, n2, t))]
                    expected |= {(n1, x1, n2, x2, test) for test in tests}
    found = splits(total, *texts, printed, ANY_SIZE)
    found = found[found["rules"].str.contains("half up")]
    columns = ["n1", "x1", "n2", "x2", *(["test"] if printed else [])]
    assert {tuple(row) for row in found[columns].itertuples(index=False)} == expected


@quick
@given(
    st.integers(10, 120),
    st.data(),
    st.sampled_from(["half up", "half even", "truncation"]),
    st.sampled_from(ANY_SIZE),
    st.integers(0, 1),
)
def test_the_true_split_is_always_among_those_found(total, data, rule, test, decimals):
    n1 = data.draw(st.integers(-(-2 * total // 5), 3 * total // 5))
    n2 = total - n1
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    p_text = as_printed(single_p(x1, n1, x2, n2, test), 3, rule)
    assume(float(p_text) > 0)
    texts = [as_printed(Fraction(100 * x, n), decimals, rule) for x, n in ((x1, n1), (x2, n2))]
    found = splits(total, *texts, p_text, test)
    row = found[(found["n1"] == n1) & (found["x1"] == x1) & (found["x2"] == x2)]
    assert len(row) == 1
    assert rule in row["rules"].iloc[0]
    known = splits(total, *texts, p_text, test, x1=x1, x2=x2)
    assert n1 in known["n1"].tolist()
    assert set(known["x1"]) == {x1}
    shared = shared_by_splits(found)
    if rule == "half up":
        assert shared.risk_difference[0] - 1e-12 <= x1 / n1 - x2 / n2 <= shared.risk_difference[1] + 1e-12


def test_fits_by_rounding_half_up_come_first_and_are_shared_alone():
    found = splits(66, "52", "27")
    usual = found["rules"].str.contains("half up").tolist()
    assert usual == sorted(usual, reverse=True)
    assert shared_by_splits(found).splits == sum(usual) < len(found)


def test_too_many_splits_are_refused_and_not_one_too_early(monkeypatch):
    found = splits(66, "52", "27")
    monkeypatch.setattr(total_n, "MOST_SPLITS", len(found))
    assert splits(66, "52", "27").equals(found)
    monkeypatch.setattr(total_n, "MOST_SPLITS", len(found) - 1)
    with pytest.raises(ValueError, match="more decimals"):
        splits(66, "52", "27")


def test_what_splits_share_about_zero():
    assert shared_by_splits(splits(66, "52", "27")).excludes_zero() is True
    assert shared_by_splits(splits(66, "52", "50")).excludes_zero() is False
    assert shared_by_splits(splits(66, "52", "28", ".9")) is None


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: splits(1, "52", "27"), "2 or more"),
        (lambda: splits(10**7, "52", "27"), "up to 100,000 people"),
        (lambda: splits(66.5, "52", "27"), "whole number"),
        (lambda: splits(66, "152", "27"), "between 0 and 100"),
        (lambda: splits(66, 52, "27"), "in quotes"),
        (lambda: splits(66, "52", "27", "0"), "never 0"),
        (lambda: splits(66, "52", "27", ".04", "barnard"), "known are"),
        (lambda: splits(66, "52", "27", ".04", 5), "known are"),
        (lambda: splits(66, "52", "27", smallest=0.7), "swap them"),
        (lambda: splits(66, "52", "27", smallest=40), "write 0.40"),
        (lambda: splits(66, "52", "27", x1=-1), "0 or more"),
        (lambda: splits(100_000, "52", "27", ".04"), "more decimals"),
    ],
)
def test_impossible_input_is_refused_in_one_sentence(call, words):
    with pytest.raises(ValueError, match=words) as refusal:
        call()
    assert "\n" not in str(refusal.value)


@pytest.mark.filterwarnings("error")
def test_extreme_totals_give_tables_and_no_warning():
    assert len(splits(2, "100", "0", "1", "fisher")) == 1
    assert len(splits(2, "50", "0")) == 0
    assert splits(60, "100", "0", "<.001", "pearson")["test"].eq("pearson").all()
    assert len(splits(100_000, "50.000", "40.000", x1=25_000, x2=20_000)) == 1
