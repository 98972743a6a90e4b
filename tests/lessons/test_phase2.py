"""The arithmetic behind P, the readings, the full-paper cell, and the small tables of lesson 03."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from statsmodels.stats.contingency_tables import StratifiedTable

from helpers.eczema.simulated import TABLES
from helpers.lessons.phase2 import (
    EXAMPLES,
    example_rows,
    found_in_words,
    gaps_in_words,
    key_missing_items,
    p_values_in_words,
    readings,
    shared_table,
    worked_chi_squared,
)
from helpers.lessons.weight import (
    RULES,
    belief_table,
    believers,
    detectable_table,
    family_tipping,
    family_under_rules,
    fragility_table,
)
from helpers.statistics.beliefs import PLACEBO_PRIORS, PRIORS, placebo_prior_density
from helpers.statistics.detective import check_strength, compatible_tables, scan
from helpers.statistics.next_trial import (
    adjusted_share,
    chance_of_one_sided_site,
    cutting_cost,
    stratified_p_values,
)
from helpers.statistics.p_values import risk_by_prior
from helpers.statistics.trial_design import detectable_differences, what_differences_give
from helpers.statistics.two_by_two import p_value
from helpers.statistics.two_groups import verdict_from_interval
from helpers.text import p_text, p_text_of


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
    assert len(example_rows(".038", extra=[(3, 36, 0, 36, "likelihood_ratio")])) == len(EXAMPLES) + 1
    with pytest.raises(ValueError, match="does not print"):
        example_rows(".037")


def test_five_tests_reach_no_table_at_36_v_36_and_every_other_reading_does():
    table = readings(".038", 36, 36)
    assert table["tables"].tolist() == ["none", "2", "6", "2", "4", "6", "6", "no list"]
    assert table.iloc[1]["example"] == "15/36 v 6/36"
    assert table.iloc[4]["example"] == "15/36 v 8/36"
    assert readings(".038", 1, 1).shape[0] == 6  # no arm can lose its only person


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-0.3, -0.1, "side of placebo"),
        (0.12, 0.4, "at least 10 points"),
        (0.02, 0.4, "also holds differences smaller than 10 points"),
        (0.01, 0.08, "too small to matter"),
        (-0.05, 0.30, "the question stays open"),
        (-0.05, 0.08, "no benefit of that size"),
        (0.0, 0.2, "the question stays open"),
    ],
)
def test_the_verdict_follows_from_the_interval_alone(low, high, words):
    assert words in verdict_from_interval(low, high, 0.10)


def test_a_verdict_needs_limits_in_order():
    with pytest.raises(ValueError, match="swap them"):
        verdict_from_interval(0.3, 0.1, 0.10)
    assert p_text_of("<.001") == "P < .001"


def test_curves_for_drawing_are_what_the_modules_say():
    curve = placebo_prior_density(PLACEBO_PRIORS["vague"], steps=2000)
    assert np.trapezoid(curve["density"], curve["rate"]) == pytest.approx(1, abs=1e-3)
    table = what_differences_give(0.35, [0.15], 36, 36, ["fisher"])
    assert table.loc[0, ["power", "type_m"]].round(2).tolist() == [0.17, 2.14]
    assert detectable_differences([0.1, 0.35], 36, 36).round(2).to_numpy().tolist() == [
        [0.3, 0.27, 0.27],
        [0.36, 0.33, 0.33],
    ]
    assert risk_by_prior(0.038, [0.1, 0.25]).round(2).to_numpy().tolist() == [
        [0.1, 0.75, 0.51],
        [0.25, 0.5, 0.26],
    ]


def test_tables_for_reading_follow_their_input():
    assert len(key_missing_items()) == 6
    four = [each[:4] for each in EXAMPLES[:2]]
    assert list(believers(four)) == list(PRIORS)
    table = belief_table(four, list(PLACEBO_PRIORS))
    assert table.loc[0, "vague"] == "5.5 to 7.4 points"
    assert detectable_table(36, 36, [0.35]).columns.tolist() == [
        "placebo response",
        "Fisher",
        "Boschloo",
        "Pearson",
    ]
    counts = fragility_table(scan(".038", [(36, 36)], ["yates", "mid_p"]))
    assert counts["0"].tolist() == [0, 6]
    assert counts["1"].tolist() == [8, 2]


def test_shared_table_prints_ranges_with_signs():
    from helpers.statistics.detective import envelope

    shared = envelope(compatible_tables(".038", 36, 36, "yates"), 0.10, 0.50)
    table = shared_table({"one": shared})
    assert table.columns.tolist() == ["range over the tables", "one"]
    assert table["one"].tolist() == ["+25.0 to +25.0", "+4.0 to +4.0", "+44.3 to +44.3", "2.5 to 2.5"]


def test_the_simulated_family_prints_038_only_under_the_rule_it_was_built_with():
    results = family_under_rules()
    assert list(dict.fromkeys(results["rule"])) == list(RULES)
    built = results[results["rule"] == "missing, no response"]
    assert set(built["printed"]) == {"P = .038"}
    assert (results[results["rule"] == "missing, left out"]["p"] >= 0.05).any()


def test_words_of_the_detective_follow_what_was_found():
    tests = ["fisher", "yates", "mid_p"]
    found = compatible_tables(".038", 36, 36, tests)
    words = found_in_words(found, tests)
    assert words == "Yates: 15/36 v 6/36 or 30/36 v 21/36. mid-P: 6 tables. Fisher: no table."
    assert found_in_words(found[found["test"] == "yates"], ["yates"]).count("no table") == 0
    assert p_values_in_words(15, 36, 6, 36, ["yates", "fisher"]) == "Yates P = .038, Fisher P = .037"


def test_words_on_gaps_count_what_a_test_cannot_print():
    five = check_strength(36, 36, ["fisher", "pearson", "n_minus_1", "barnard", "boschloo"])
    assert gaps_in_words(five).endswith("The 5 tests together miss 2: 0.038, 0.043.")
    six = check_strength(36, 36, ["fisher", "pearson", "n_minus_1", "barnard", "boschloo", "yates"])
    assert gaps_in_words(six).endswith("The 6 tests together miss 0.")


def test_every_simulated_table_tips_for_some_way_of_counting_the_missing():
    table = family_tipping()
    assert table["simulated table"].tolist() == list(TABLES)  # the seeds share counts and missing people
    for row in table.itertuples(index=False):
        counts, lost = TABLES[row[0]], [int(each) for each in row[2].split(" + ")]
        x1, n1, x2, n2 = counts.counts
        ways = [
            p_value(x1 + more1, n1, x2 + more2, n2, counts.test) < 0.05
            for more1 in range(lost[0] + 1)
            for more2 in range(lost[1] + 1)
        ]
        assert row[3] == f"{sum(ways)} of {len(ways)}"
        assert 0 < sum(ways) < len(ways)


def test_cutting_a_score_always_costs_people():
    cost = cutting_cost(0.6, 0.35, 36)
    assert cost.power_score > cost.power_responders
    assert cost.wasted == pytest.approx(1 - 40 / 62)
    # near no effect and a cut in the middle the classical efficiency is 2/pi
    assert cutting_cost(0.51, 0.49, 36).n_score / cutting_cost(0.51, 0.49, 36).n_responders == pytest.approx(
        2 / np.pi, abs=0.01
    )
    with pytest.raises(ValueError, match="nothing to find"):
        cutting_cost(0.4, 0.4, 36)


def test_adjustment_and_sites_by_hand():
    assert adjusted_share(0.5) == 0.75
    with pytest.raises(ValueError, match="between -1 and 1"):
        adjusted_share(5)
    assert chance_of_one_sided_site(5, 1) == 2 / 32
    assert chance_of_one_sided_site(1, 3) == 1.0


def test_the_stratified_p_is_that_of_statsmodels():
    rng = np.random.default_rng(11)
    ours = stratified_p_values(9, 20, 4, 20, sites=4, repeats=1, rng=np.random.default_rng(11))
    order = rng.permuted(np.tile(np.arange(40), (1, 1)), axis=1)[0]
    treated = np.arange(40) < 20
    responded = np.r_[np.arange(20) < 9, np.arange(20) < 4]
    strata = []
    for site in range(4):
        here = order[np.arange(40) % 4 == site]
        t, r = treated[here], responded[here]
        strata.append(np.array([[sum(t & r), sum(t & ~r)], [sum(~t & r), sum(~t & ~r)]]))
    expected = StratifiedTable(strata).test_null_odds(correction=False).pvalue
    assert ours[0] == pytest.approx(expected, rel=1e-9)


def test_one_site_gives_the_n_minus_1_test_and_bad_input_is_refused():
    one = stratified_p_values(15, 36, 6, 36, 1, 3, np.random.default_rng(1))
    assert one == pytest.approx([p_value(15, 36, 6, 36, "n_minus_1")] * 3)
    with pytest.raises(ValueError, match="at least two for each site"):
        stratified_p_values(1, 3, 1, 3, 6, 1, np.random.default_rng(1))
    with pytest.raises(ValueError, match="default_rng"):
        stratified_p_values(1, 3, 1, 3, 1, 1, 7)
