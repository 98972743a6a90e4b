"""What the synthesis lesson computes and says: every sentence carries computed values, by independent ways."""

import math

import pytest
from scipy.stats import norm

from helpers import ask
from helpers.evidence import other_trials
from helpers.evidence.ledger import fact
from helpers.lessons import synthesis
from helpers.statistics.beliefs import bayes_factor_better
from helpers.statistics.next_trial import sample_size
from helpers.statistics.two_groups import risk_difference
from helpers.text import fill


def sentence(question, gaps):
    """The sentence of a reveal with these gaps; a gap too many or too few raises."""
    return fill(ask.question(question)["reveal"], **gaps)


def test_the_tables_are_those_within_the_believable_placebo_responses():
    tables, shared = synthesis.compatible()
    low, high = fact("assumed-placebo").shares
    assert all(low <= x2 / n2 <= high for _, _, x2, n2 in tables)
    assert shared.tables == len(tables) == 175


def test_the_drug_s_counts_print_its_percentages_and_give_the_difference():
    x1, n1, x2, n2 = synthesis.dupilumab()
    assert f"{100 * x1 / n1:.1f}" == fact("dupilumab-phase2-easi50").value
    assert f"{100 * x2 / n2:.1f}" == fact("dupilumab-phase2-placebo-easi50").value
    assert synthesis.instead() == pytest.approx(85.5 - 35.2)
    words = synthesis.instead_words()
    assert float(words["low"]) < float(words["high"])
    assert words["trials"] == other_trials.easi75_trials().query("label != 'AtMSC'")["label"].nunique()


def test_peers_and_drug_stand_beside_each_other_with_their_intervals():
    rows = synthesis.beside()
    assert set(rows["kind"]) == {"cells", "drug"}
    drug = rows[rows["kind"] == "drug"].iloc[0]
    found = risk_difference(47, 55, 19, 54, "miettinen_nurminen")
    assert (drug.estimate, drug.low, drug.high) == pytest.approx((found.estimate, found.low, found.high))


def test_claims_state_the_computed_values():
    words = " ".join([*synthesis.claims().index, *synthesis.claims().to_numpy().ravel()])
    gap = risk_difference(*fact("seo-phase1-count-high").counts, *fact("seo-phase1-count-low").counts)
    expected = f"{100 * gap.low:.0f} to +{100 * gap.high:.0f} points"
    for value in (
        "P = .038",
        "P = .9",
        expected,
        "390 per dose",
        "13.9 %",
        "4/5 (28.4 to 99.5 %)",
        "43.6 weeks",
        "33/83",
        ".0625",
    ):
        assert value in words
    assert "{" not in words


def test_all_intervals_overlap_and_the_letter_follows():
    assert synthesis.overlap_letter() == "c"
    _, shared = synthesis.compatible()
    nearest = min(each.high for each in other_trials.trial_intervals().values())
    assert shared.low[1] <= nearest
    words = synthesis.overlap_words()
    assert words["p_low"] <= words["p_high"]
    assert f"{100 * shared.low[1]:+.1f} points" == words["highest"]


def test_the_gap_between_one_table_and_the_peers_by_hand():
    trials = other_trials.placebo_trials()

    def effect(x1, n1, x2, n2):
        a, b = x1 / n1, x2 / n2
        return a - b, a * (1 - a) / n1 + b * (1 - b) / n2

    peers = [effect(*row[1:]) for row in trials.itertuples(index=False)]
    weights = [1 / variance for _, variance in peers]
    pooled = sum(w * each for w, (each, _) in zip(weights, peers, strict=True)) / sum(weights)
    tables, _ = synthesis.compatible()
    found = []
    for table in tables:
        gap, variance = effect(*table)
        found.append(2 * norm.sf(abs(gap - pooled) / math.sqrt(variance + 1 / sum(weights))))
    words = synthesis.overlap_words()
    assert (words["p_low"], words["p_high"]) == pytest.approx((min(found), max(found)))


def test_belief_moves_by_the_factor_of_the_table_that_favours_the_cells_most():
    tables, _ = synthesis.compatible()
    highest = max(bayes_factor_better(*table) for table in tables)
    before = fact("assumed-reader").share
    odds = before / (1 - before) * highest
    assert synthesis.after() == pytest.approx(100 * odds / (1 + odds))
    words = synthesis.after_words()
    assert words["most"] == f"{100 * odds / (1 + odds):.0f} %"
    assert float(words["low"]) <= float(words["high"])


def test_the_next_trial_is_the_planned_one():
    planned = synthesis.next_trial()
    assert planned.size == sample_size(0.30, 0.45, 0.90) == 217
    assert [math.ceil(planned.size / (1 - lost)) for lost in (0.15, 0.20)] == list(planned.enrolled)
    assert float(synthesis.size_words()["times"]) == pytest.approx(planned.size / 36, abs=0.05)
    assert synthesis.sizes().loc[0.30, 0.15] == planned.size


def test_a_sceptic_gains_by_a_favourable_table():
    readers = synthesis.assurance().set_index("reader")
    sceptic = readers.loc["sceptical"]
    assert 0 < sceptic["before"] < sceptic["after_low"] <= sceptic["after_high"] < 1
    assert synthesis.sceptic_succeeds() == pytest.approx(100 * sceptic["before"])


def test_every_reveal_takes_exactly_the_gaps_that_are_computed():
    said = [
        sentence(question, gaps)
        for question, gaps in {
            known["id"]: words
            for known in ask.questions().values()
            if known["lesson"] == "06_synthesis" and known["kind"] == "prediction"
            for words in [gaps_of(known["id"])]
        }.items()
    ]
    assert said
    assert not any("{" in each for each in said)


def gaps_of(question):
    """The gaps that the lesson hands to this reveal, found by the names in its sentence."""
    import re

    wanted = set(re.findall(r"\{(\w+)", ask.question(question)["reveal"]))
    for words in (
        synthesis.instead_words(),
        synthesis.overlap_words(),
        synthesis.after_words(),
        synthesis.size_words(),
        synthesis.assurance_words(),
    ):
        if wanted == set(words):
            return words
    raise AssertionError(f"no function fills the gaps {sorted(wanted)} of {question}")


def test_the_page_names_no_observed_counts_and_no_gap():
    page = synthesis.one_page().to_string()
    assert "Compatible, not observed" in page
    assert "About 217 per arm" in page
    assert "{" not in page
    assert "not reported" not in page
