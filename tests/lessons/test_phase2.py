"""Lesson 03: every answer against another way to reach it, the readings, the small tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, fisher_exact

from helpers.ask import questions
from helpers.eczema.simulated import TABLES
from helpers.lessons import phase2
from helpers.lessons.phase2 import EXAMPLES, fragility_table, worked_chi_squared
from helpers.statistics.detective import compatible_tables, scan
from helpers.statistics.two_by_two import attainable_p_values
from helpers.text import fill, p_text


@given(st.integers(2, 60), st.integers(2, 60), st.data())
@settings(max_examples=60, deadline=None)
def test_the_worked_sum_gives_the_p_values_of_scipy(n1, n2, data):
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    if x1 + x2 in (0, n1 + n2):
        with pytest.raises(ValueError, match="responders in both arms"):
            worked_chi_squared(x1, n1, x2, n2)
        return
    result = worked_chi_squared(x1, n1, x2, n2).set_index("step")["result"].tolist()
    table = [[x1, n1 - x1], [x2, n2 - x2]]
    for row, correction in ((3, False), (4, True)):
        statistic, p = chi2_contingency(table, correction=correction)[:2]
        if not correction or abs(x1 - n1 * (x1 + x2) / (n1 + n2)) >= 0.5:
            shown, words = result[row].split(", ")
            assert float(shown) == pytest.approx(statistic, abs=0.00501)
            assert words == p_text(p)


def test_every_example_prints_038_by_the_test_it_names():
    for x1, n1, x2, n2, test in EXAMPLES:
        found = compatible_tables(".038", n1, n2, test)
        assert ((found["x1"] == x1) & (found["x2"] == x2)).any()
    assert {known.counts for known in TABLES.values()} <= {each[:4] for each in EXAMPLES}


def test_four_tests_reach_no_table_at_36_v_36_and_every_other_reading_does():
    table = phase2.readings(".038", 36, 36)
    assert table["results that print it"].tolist() == ["none", "2", "6", "2", "4", "3", "3", "no list"]
    assert table.iloc[1]["example"] == "15/36 v 6/36"
    assert table.iloc[4]["example"] == "15/36 v 8/36"
    assert phase2.readings(".038", 1, 1).shape[0] == 6  # no arm can lose its only person


def test_the_invented_trial_lies_on_either_side_of_05():
    x1, n1, x2, n2 = phase2.INVENTED
    table = [[x1, n1 - x1], [x2, n2 - x2]]
    pearson, fisher = chi2_contingency(table, correction=False)[1], fisher_exact(table)[1]
    assert pearson < 0.05 < fisher
    assert phase2.two_tests().gaps == pytest.approx({"pearson": pearson, "fisher": fisher})
    assert phase2.three_tests().frame["P"].tolist() == [".028", ".051", ".051"]


def test_yates_alone_of_three_tests_prints_038():
    answer = phase2.by_which_test()
    assert (answer.truth, answer.gaps["first"], answer.gaps["second"]) == (
        "c",
        "15/36 v 6/36",
        "30/36 v 21/36",
    )
    assert (answer.gaps["six"], answer.gaps["ahead"]) == (
        8,
        sum(x1 > x2 for x1 in range(37) for x2 in range(37)),
    )
    assert (answer.gaps["low_placebo"], answer.gaps["high_placebo"]) == (6 / 36, 21 / 36)
    assert not any(0.23 <= x2 / 36 <= 0.57 for x2 in (6, 21))
    for x1, x2 in ((15, 6), (30, 21)):
        assert round(chi2_contingency([[x1, 36 - x1], [x2, 36 - x2]])[1], 3) == 0.038


def test_the_check_is_weak_by_its_own_count():
    answer = phase2.gaps()
    below = {round(p, 3) for p in attainable_p_values(36, 36, "fisher") if 0.0005 <= p < 0.0495}
    assert answer.truth == len(below) == 32
    assert answer.gaps == {
        "silent": 17,
        "of": 49,
        "left": 5,
        "missing": ".021, .027, .030, .038 and .043",
        "six": 0,
    }


def test_the_covered_counts_lie_at_the_edge():
    answer = phase2.covered()
    assert answer.gaps["count"] == 10
    assert answer.gaps["smallest"] == pytest.approx(14 / 59 - 4 / 55)
    assert answer.truth == pytest.approx(100 * (29 / 59 - 14 / 55))
    assert answer.gaps["place"] == "have the smallest difference of all"


def test_what_fitting_results_share_holds_for_each_of_them():
    kept = phase2.fitting()
    kept = kept[kept["rate2"].between(0.10, 0.50)]
    answer = phase2.lower()
    assert answer.gaps["tables"] == len(kept.drop_duplicates(["n1", "n2", "x1", "x2"])) == 175
    assert answer.truth == pytest.approx(100 * kept["low"].max())
    widths = kept["high"] - kept["low"]  # the narrowest is 37.75 points: "at least 38" would be wrong
    assert answer.gaps["narrowest"] == 0.37 <= widths.min() < 0.38
    assert (kept["low"] > 0).all()
    assert list(phase2.counts_of_tables().values()) == [1369, 8, 310, 175]
    shared = phase2.shared_table()
    assert shared.columns.tolist()[1:] == ["72 in phase 2 (175 results)", "52 in phase 2 (62 results)"]
    assert shared.iloc[:, 1].tolist()[:3] == ["+20.3 to +30.0", "+0.3 to +4.6", "+39.0 to +51.8"]


def test_the_contrast_alone_crosses_zero():
    rows = phase2.some_intervals()
    assert ((rows["low"] <= 0) & (rows["high"] >= 0)).tolist() == [False] * 5 + [True]
    assert "through infinity" in rows["nnt"].iloc[-1].sentence()
    fits = phase2.fitting()
    for row in rows.iloc[:5].itertuples():
        same = (
            (fits["x1"] == row.x1) & (fits["n1"] == row.n1) & (fits["x2"] == row.x2) & (fits["n2"] == row.n2)
        )
        assert same.any()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("two-tests", phase2.two_tests),
        ("test", phase2.by_which_test),
        ("gaps", phase2.gaps),
        ("covered", phase2.covered),
        ("lower", phase2.lower),
    ],
)
def test_every_reveal_has_values_for_all_its_gaps(question, answer):
    found = answer()
    sentence = fill(questions()[question]["reveal"], **found.gaps)
    assert "{" not in sentence
    if "options" in questions()[question]:
        assert found.truth in questions()[question]["options"]
        assert found.truth not in [wrong["when"] for wrong in questions()[question]["wrong"]]
    else:
        assert questions()[question]["low"] <= found.truth <= questions()[question]["high"]
        for wrong in questions()[question]["wrong"]:
            low, high = wrong["when"]
            assert not low <= found.truth <= high


def test_fragility_counts_pairs_of_table_and_test():
    counts = fragility_table(scan(".038", [(36, 36)], ["yates", "mid_p"]))
    assert counts["0"].tolist() == [0, 6]
    assert counts["1"].tolist() == [8, 2]
