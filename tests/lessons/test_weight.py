"""Lesson 04: beliefs, power, the simulated family and its rules, each against another way to reach it."""

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

from helpers.eczema.simulated import TABLES
from helpers.lessons.weight import (
    RULES,
    family_tipping,
    family_under_rules,
)
from helpers.statistics.beliefs import PLACEBO_PRIORS, placebo_prior_density
from helpers.statistics.next_trial import (
    adjusted_share,
    chance_of_one_sided_site,
    cutting_cost,
    stratified_p_values,
)
from helpers.statistics.p_values import risk_by_prior
from helpers.statistics.trial_design import detectable_differences, what_differences_give
from helpers.statistics.two_by_two import p_value


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


def test_the_simulated_family_prints_038_only_under_the_rule_it_was_built_with():
    results = family_under_rules()
    assert list(dict.fromkeys(results["rule"])) == list(RULES)
    built = results[results["rule"] == "missing, no response"]
    assert set(built["printed"]) == {"P = .038"}
    assert (results[results["rule"] == "missing, left out"]["p"] >= 0.05).any()


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
