"""Lesson 04: beliefs, power, the simulated family and its rules, each against another way to reach it."""

import numpy as np
import pytest
from reading import ROOT, read
from scipy.stats import binom
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests

from helpers import show
from helpers.ask import questions
from helpers.eczema.simulated import TABLES
from helpers.lessons import weight
from helpers.lessons.weight import (
    FOUR_TABLES,
    RULES,
    belief_table,
    detectable_table,
    family_tipping,
    family_under_rules,
)
from helpers.statistics.beliefs import PLACEBO_PRIORS, PRIORS
from helpers.statistics.next_trial import (
    adjusted_share,
    chance_of_one_sided_site,
    cutting_cost,
    stratified_p_values,
)
from helpers.statistics.two_by_two import all_tables, p_value
from helpers.text import fill


def test_the_surprise_of_038_lies_between_four_and_five_heads():
    answer = weight.heads()
    assert 0.5**answer.truth == pytest.approx(0.038)
    assert (answer.gaps["below"], answer.gaps["above"]) == (4, 5)


def test_three_plans_make_three_things_of_one_p():
    assert multipletests([0.038, 0.5, 0.5], method="holm")[1][0] == pytest.approx(0.114)
    assert weight.plans()["P for EASI-50"].tolist() == [
        ".038 stands",
        ".114 (Holm); more with more outcomes",
        ".038 stands, and the aim was missed",
    ]


def test_readers_move_and_the_neutral_one_stays_below_the_data():
    assert list(weight.readers()) == list(PRIORS)
    for (x1, n1, x2, n2), belief in zip(FOUR_TABLES, weight.readers()["neutral"].values(), strict=True):
        assert 0.7 * (x1 / n1 - x2 / n2) < belief.median_difference < x1 / n1 - x2 / n2
    assert weight.sceptic().truth == pytest.approx(7.8, abs=0.05)
    assert belief_table(FOUR_TABLES, list(PLACEBO_PRIORS)).loc[0, "vague"] == "5.9 to 8.9 points"


def test_the_lesson_prints_the_limits_of_the_neutral_reader():
    limit = round(float(np.exp(1.96 * PRIORS["neutral"].sd)))
    said = " ".join(cell.source for cell in read(ROOT / "notebooks" / "04_how_much_it_weighs.ipynb").cells)
    assert f"allows 1/{limit}<!-- example --> to {limit}<!-- example -->" in said


def test_the_scale_holds_the_likelihood_ratio_of_the_example():
    x1, n1, x2, n2 = 15, 36, 6, 36
    common = (x1 + x2) / (n1 + n2)
    apart = binom.pmf(x1, n1, x1 / n1) * binom.pmf(x2, n2, x2 / n2)
    ratio = apart / (binom.pmf(x1, n1, common) * binom.pmf(x2, n2, common))
    row = weight.scale().set_index("measure").loc["largest likelihood ratio"]
    assert row["low"] < ratio < row["high"]
    assert row[["low", "high"]].round(1).tolist() == [7.6, 17.9]


def test_power_and_exaggeration_by_drawing_trials():
    random = np.random.default_rng(3)
    x1, x2 = random.binomial(36, 0.50, 20_000), random.binomial(36, 0.35, 20_000)
    below = all_tables(36, 36, "fisher")[x1, x2] < 0.05
    answer = weight.power()
    assert answer.truth == pytest.approx(100 * below.mean(), abs=1)
    assert answer.gaps["times"] == pytest.approx(abs(x1 - x2)[below].mean() / 36 / 0.15, abs=0.05)
    assert answer.gaps["one_in"] == 6
    assert answer.gaps["table"] == "12/36 v 4/36"
    assert detectable_table(36, 36).columns.tolist() == ["placebo response", "Fisher", "Pearson"]


def test_the_bias_form_holds_every_question_once_with_its_whole_answer():
    form = weight.bias_form()
    items = [item for domain in form["domains"] for item in domain["items"]]
    rule = {each["answer"]: each["judgement"] for each in form["rule"]}
    assert len(items) == len({item["id"] for item in items}) == 17
    for item in items:
        assert item["proposed"] == rule[item["answer"]]
        assert bool(item["reason"]) == (item["judgement"] != item["proposed"])
        assert bool(item["basis"]) == (item["answer"] != "not in our sources") == bool(item["source"])
    twin = show.from_template("form", **form)
    assert twin.count("<details") == 17
    assert "in place of no information: A fever may tell the arm: it is more common" in twin


@pytest.mark.parametrize("name", ["heads", "sceptic", "power", "complete"])
def test_every_reveal_has_values_for_all_its_gaps(name):
    known, found = questions()[name], getattr(weight, name)()
    assert "{" not in fill(known["reveal"], **found.gaps)
    assert known["low"] <= found.truth <= known["high"]
    for wrong in known["wrong"]:
        low, high = wrong["when"] if isinstance(wrong["when"], list) else [wrong["when"]] * 2
        assert not low <= found.truth <= high


def test_only_one_simulated_table_stays_below_05_without_the_missing():
    seen = weight.family_under_rules().query("rule == 'missing, left out'")
    assert (
        seen.groupby("table")[["x1", "n1", "x2", "n2"]].nunique().max().max() == 1
    )  # the seed cannot matter
    assert weight.complete().truth == 1


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
    assert (cost.n_score, cost.n_responders) == (40, 62)
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
