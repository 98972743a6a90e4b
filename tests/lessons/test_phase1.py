"""What lesson 02 computes: bounds, intervals of one method, margins, and what every source says."""

import itertools

import pytest
from scipy.stats import barnard_exact, beta, binom, chi2_contingency, fisher_exact

from helpers.ask import question
from helpers.evidence.ledger import fact
from helpers.lessons import phase1
from helpers.statistics.two_groups import risk_difference


def test_zero_of_twenty_is_the_risk_at_which_one_trial_in_twenty_sees_nobody():
    gaps = phase1.zero_gaps()
    assert binom.cdf(0, gaps["n"], gaps["exact"]) == pytest.approx(0.05)
    assert gaps["rule"] == 3 / 20
    curve = phase1.zero_curve().set_index("n")
    assert curve.index.tolist() == list(range(5, 101))
    assert curve.loc[20, "exact"] == gaps["exact"]
    assert (curve["rule"] > curve["exact"]).all()


def test_the_people_needed_are_the_fewest_that_see_the_harm():
    needed = [int(each) for each in phase1.chance_gaps()["needed"].replace(" and", ",").split(", ")]
    for risk, people in zip(phase1.RISKS, needed, strict=True):
        assert 1 - (1 - risk) ** people >= 0.95 > 1 - (1 - risk) ** (people - 1)


def test_the_chance_of_a_harm_is_listed_for_every_risk_and_number_of_people():
    found = phase1.chances()
    assert found[["risk", "n"]].values.tolist() == [[risk, n] for risk in phase1.RISKS for n in range(1, 101)]
    assert found["chance"].tolist() == pytest.approx((1 - (1 - found["risk"]) ** found["n"]).tolist())


def test_every_version_of_the_schedule_is_shown_with_its_status():
    shown = phase1.schedule()
    assert shown["interval"].str.contains("week").all()
    assert {"abstract", "registry", "sponsor", "secondary"} == set(shown["status"])
    assert fact("seo-schedule-abstract").value in shown["interval"].tolist()


def test_both_sponsor_statements_on_serious_events_are_shown():
    shown = phase1.harms()
    serious = shown[shown.index.str.contains("serious")]
    assert len(serious) == 2
    assert serious["value"].nunique() == 2
    assert set(serious["status"]) == {"sponsor"}


def test_the_doses_in_cells_are_dose_times_weight():
    assert "25 to 45 million" in phase1.infusions()
    assert "50 to 90 million" in phase1.infusions()
    low, high = (fact(f"seo-dose-{dose}").number for dose in ("low", "high"))
    assert high == 2 * low


def test_every_pooled_harm_lies_between_its_limits():
    rows, trials, people = phase1.pooled_harms()
    assert all(low < ratio < high for _, ratio, low, high in rows)
    assert (len(rows), trials, people) == (6, "55", "2696")


def usual_prints(x1, n1, x2, n2):
    """P by Pearson, Yates and Fisher from SciPy; without responders or without others there is nothing to test."""
    table = [[x1, n1 - x1], [x2, n2 - x2]]
    if 0 in (x1 + x2, n1 + n2 - x1 - x2):
        return [1.0]
    return [chi2_contingency(table, correction=each)[1] for each in (False, True)] + [fisher_exact(table)[1]]


@pytest.mark.parametrize(("sizes", "fitting"), [((10, 10), 0), ((10, 9), 12)])
def test_results_that_print_nine_tenths_by_the_usual_tests_are_counted_by_scipy(sizes, fitting):
    n1, n2 = sizes
    found = [
        pair
        for pair in itertools.product(range(n1 + 1), range(n2 + 1))
        if any(0.85 <= round(p, 9) < 0.95 for p in usual_prints(pair[0], n1, pair[1], n2))
    ]
    assert len(found) == fitting
    assert f"{fitting} of {(n1 + 1) * (n2 + 1)}" in phase1.prints_sentence()
    assert sizes == (10, 10) or (7, 6) in found


def test_the_inferred_counts_print_both_percentages_and_add_up():
    x1, n1, x2, n2 = phase1.inferred()
    assert (x1 + x2, n1 + n2) == fact("seo-phase1-easi50-pooled").counts
    printed = [fact(f"seo-phase1-easi50-{dose}").value for dose in ("high", "low")]
    assert [f"{100 * x1 / n1:.0f}", f"{100 * x2 / n2:.0f}"] == printed
    assert "exactly 1 fits: 10 and 9" in phase1.splits_sentence()


def test_one_method_makes_every_interval():
    pairs, intervals, remarks = phase1.left_open()
    assert {found.method for found in intervals} == {"miettinen_nurminen"}
    gaps = phase1.identical_gaps()
    assert 100 * gaps["open"] == pytest.approx(39.3, abs=0.05)
    assert all(found.low == pytest.approx(-found.high) for found in intervals[1:])
    assert remarks == ["inferred", "assumed", "assumed", "assumed"]
    assert pairs[0] == phase1.inferred()


def test_the_interval_in_the_reading_question_is_the_computed_one():
    found = risk_difference(*phase1.inferred(), method="miettinen_nurminen")
    for value in (found.estimate, found.low, found.high):
        assert f"{100 * value:+.1f}" in question("reading")["question"]


def test_the_margin_is_that_of_the_ninety_per_cent_interval():
    found = risk_difference(*phase1.inferred(), method="miettinen_nurminen", confidence=0.90)
    limit = 100 * max(-found.low, found.high)
    said = float(phase1.margin_sentence().split("above ")[1].split(" points")[0])
    assert limit <= said < limit + 0.1  # what is said to be excluded is excluded


def test_the_formula_s_size_has_the_power_that_is_told():
    gaps = phase1.ladder_gaps()
    assert gaps["n"] == 390
    assert gaps["power"] == pytest.approx(0.80, abs=0.01)
    ladder = phase1.ladder()
    assert ladder["outcomes"].tolist() == [0, 0, 0, 4, 19]


def test_the_missing_person_moves_the_rate_to_both_sides():
    cases, intervals, low, high = phase1.one_missing()
    assert [case[1:] for case in cases] == [(13, 19), (13, 20), (14, 20)]
    assert intervals[1].estimate < intervals[0].estimate < intervals[2].estimate
    for (_, yes, total), found in zip(cases, intervals, strict=True):
        assert found.low == pytest.approx(beta.ppf(0.025, yes, total - yes + 1))
    assert [round(100 * end) for end in (low, high)] == [23, 57]
    assert f"{100 * binom.sf(12, 19, 0.399):.1f} %" in phase1.missing_sentence()
    assert f"in {100 * binom.sf(12, 19, high):.0f} %" in phase1.missing_sentence()


def test_means_leave_more_open_at_95_per_cent_and_at_the_edge_of_rounding():
    shown = phase1.means_left_open()
    edge = shown[(shown["P"] == ".85") & (shown["people"] == "10 v 9")].iloc[0]
    assert edge["95 % limit"].endswith("to 14.3 points")
    assert shown["90 % limit"].tolist()[2].startswith("0.83 SD, 10.9")


def test_one_result_of_ten_and_ten_prints_nine_tenths_and_not_by_a_test_of_scipy():
    assert phase1.maps_gaps()["table"] == "5/10 v 5/10"
    assert barnard_exact([[5, 5], [5, 5]]).pvalue > 0.95
    assert phase1.every_test()["prints .9"].tolist().count("yes") == 4
