"""The checks on the reader's own counts and P: right against the ledger and unseen trials, silent where they do not apply."""

import pytest
from scipy.stats import fisher_exact

from helpers.own_trial.checks import each_arm
from helpers.own_trial.judgement import WORTHWHILE, full_paper, judge
from helpers.own_trial.sheet import one_page, run_checks
from helpers.own_trial.table import (
    read_trial,
)
from helpers.statistics.single_table import single_p
from helpers.statistics.two_by_two import p_value


def checks_of(text):
    """The checks of an invented trial, by name."""
    trial = read_trial(text)
    return trial, {check.name: check for check in run_checks(trial)}


def test_pearson_and_boschloo_give_the_p_of_the_worked_trial():
    checks = {check.name: check for check in run_checks(read_trial("atmsc2025"))}
    assert "2 of 12 tests give P = .016: Pearson and Boschloo" in checks["Which tests print this P"].finding
    assert checks["Difference"].finding.startswith("+16.5 points (+3.3 to +29.9 points")
    chances = checks["Number of chances"]
    assert (chances.ran, "not known" in chances.finding, "0.064" in chances.finding) == (True, True, False)
    assert "counts are known" in checks["Tables that fit P"].finding


def test_percentages_alone_give_counts_where_only_one_fits():
    trial = read_trial("dupilumab2014")
    assert [row[1:3] for row in each_arm(trial).data] == [(47, 55), (19, 54)]
    assert "worked out from the percentage" in each_arm(trial).finding


def test_a_harmful_arm_is_not_called_a_benefit():
    _, checks = checks_of(
        "outcome is: wanted\narm 2 name: usual care\nN arm 1: 40\nN arm 2: 40\nresponders arm 1: 5\nresponders arm 2: 20"
    )
    assert "side of usual care" in checks["Difference"].licenses
    assert "harm" in checks["Number needed to treat"].finding


PAIR = "outcome is: wanted\nN arm 1: {n1}\nresponders arm 1: {x1}\nN arm 2: {n2}\nresponders arm 2: {x2}\n"


def pair(x1, n1, x2, n2, more=""):
    """The checks of an invented trial with these counts."""
    return checks_of(PAIR.format(x1=x1, n1=n1, x2=x2, n2=n2) + more)[1]


def test_nobody_in_either_arm_gives_no_ratio_and_no_readers():
    checks = pair(0, 20, 0, 20, "printed P: 1.0\nbelieved chance: 40")
    assert "no ratio" in checks["Ratio"].finding
    assert "Nobody has the outcome" in checks["Three readers"].finding
    # uniform rates: (2 / 21^2 / 2) / (1 / 41) = 41 / 441, so the counts fit 'both the same' 10.8 times as well
    assert "fit 'both the same' 10.8 times as well" in checks["Your chance that it works"].finding
    assert "Everybody has the outcome" in pair(20, 20, 20, 20)["Three readers"].finding


def test_evidence_against_is_told_as_such_and_what_it_leaves_out():
    finding = pair(10, 50, 25, 50, "believed chance: 60")["Your chance that it works"].finding
    assert "'both the same' 18.1 times as well as 'arm 1 is better'" in finding
    assert "that arm 1 is worse is left out" in finding
    assert "left out" not in pair(25, 50, 10, 50, "believed chance: 60")["Your chance that it works"].finding


def test_a_possible_loss_is_told_where_a_benefit_is_ruled_out():
    licenses = pair(0, 20, 3, 20)["Difference"].licenses
    assert "A loss of up to 36.3 points fits as well." in licenses
    assert "loss" not in pair(12, 30, 12, 30)["Difference"].licenses


def test_a_belief_never_rounds_to_certainty():
    strong = "believed chance: {}\nprinted P: <.0001"
    assert "to above 99 %" in pair(10, 10, 0, 10, strong.format(99))["Your chance that it works"].finding
    assert "to below 1 %" in pair(0, 10, 10, 10, strong.format(1))["Your chance that it works"].finding
    assert (
        "From 100 % to 100 %" in pair(10, 10, 0, 10, strong.format(100))["Your chance that it works"].finding
    )


def test_one_group_and_a_p_value_do_not_move_the_chance_that_it_works():
    _, checks = checks_of(
        "N arm 1: 12\nresponders arm 1: 9\npaired people: 12\nprinted P: .03\nbelieved chance: 50"
    )
    assert "Without a comparison" in checks["Your chance that it works"].finding
    _, checks = checks_of("outcome is: wanted\nprinted P: .03\nbelieved chance: 50")
    assert checks["Your chance that it works"].ran


def test_small_and_coarse_p_values_keep_their_digits():
    checks = pair(90, 100, 10, 100, "printed P: <.0001\noutcomes tested: 4")
    assert "becomes at most 0.0004" in checks["Number of chances"].finding
    checks = pair(25, 42, 14, 40, "printed P: 0.02\noutcomes tested: 5")
    # .015 to .025 all print as .02: 6.1 and 5.3 bits
    assert "as surprising as 5.3 to 6.1 heads" in checks["Surprise in P"].finding
    assert "P taken as printed" in checks["Number of chances"].licenses


def test_fragility_in_very_unequal_arms_changes_the_outcome_that_matters():
    """5/8 v 30/120: turning arm 1's non-responders round only widens the gap; one responder fewer is enough."""
    finding = pair(5, 8, 30, 120, "test named: Fisher\nprinted P: .034")["Fragility"].finding
    assert "1 by Fisher (P = .035)" in finding


def test_a_test_that_merely_prints_p_is_called_so():
    checks = pair(25, 42, 14, 40, "printed P: 0.02")
    assert "2 by mid-P (P = .022, as printed) and 1 by Fisher (P = .030)" in checks["Fragility"].finding
    assert "A 0 means" not in checks["Fragility"].licenses
    assert "as printed" not in pair(25, 42, 14, 40, "printed P: <.05")["Fragility"].finding


def test_names_of_tests_in_a_list_hold_no_comma():
    finding = pair(0, 20, 0, 20, "printed P: 1.0")["Which tests print this P"].finding
    assert "mid-P (doubled)" in finding
    assert "unpooled z (exact)" in finding


def test_a_p_that_was_cut_off_is_named_as_an_innocent_reason():
    found = pair(5, 8, 30, 120, "printed P: .034")["Which tests print this P"]
    assert "fits if cut off or rounded half to even" in found.finding
    assert found.question == ""
    assert "cut off" not in pair(5, 8, 30, 120, "printed P: .035")["Which tests print this P"].finding


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("logistic regression", "adjusted"),
        ("GEE adjusted for clustering", "clustered and adjusted"),
        ("log-rank test", "times to an event"),
        ("McNemar's test", "paired"),
        ("split-face trial, one half each", "paired"),
        ("mixed model", "by a model"),
        ("stratified Cochran-Mantel-Haenszel", "stratified"),
        ("Cox regression", "times to an event"),
    ],
)
def test_an_analysis_that_cannot_be_recomputed_is_named_and_no_mismatch_is_claimed(words, kind):
    trial, checks = checks_of(f"N arm 1: 36\nN arm 2: 36\nprinted P: .038\ntest named: {words}")
    assert not checks["Tables that fit P"].ran
    assert kind in checks["Tables that fit P"].finding
    assert "stays open" in one_page(trial, checks.values()).iloc[-1]["finding"]
    trial, checks = checks_of(
        f"N arm 1: 400\nN arm 2: 380\nresponders arm 1: 360\nresponders arm 2: 310\nprinted P: .08\ntest named: {words}"
    )
    assert kind in checks["Which tests print this P"].finding
    assert checks["Which tests print this P"].licenses == "No mismatch is claimed."
    page = one_page(trial, checks.values())
    assert "do not meet" not in " ".join(page["finding"]) + " ".join(page["what this says and does not say"])
    assert not checks["Fragility"].ran


@pytest.mark.parametrize("kind", ["clustered", "paired", "crossover"])
def test_people_who_depend_on_each_other_get_no_interval_of_independent_arms(kind):
    _, checks = checks_of(
        f"N arm 1: 40\nN arm 2: 40\nresponders arm 1: 20\nresponders arm 2: 10\nprinted P: .01\nanalysis: {kind}\nbelieved chance: 50\noutcome is: wanted"
    )
    assert checks["Difference"].finding == "+25.0 points as counted, without an interval."
    assert " to " not in checks["Response in each arm"].finding
    for name in ("Ratio", "Number needed to treat", "Three readers", "Fragility"):
        assert not checks[name].ran, name
    assert "Sellke" in checks["Your chance that it works"].finding


def test_power_is_told_at_the_rates_it_was_worked_out_for():
    finding = pair(1, 1, 0, 1, "expected placebo rate: 30")["What the size can find"].finding
    assert finding.startswith(
        "No true difference would be found with 80 % power (at an expected 30 % in arm 2"
    )
    assert "under 1 %" in finding
    finding = pair(5, 20, 3, 20, "expected placebo rate: 10-80")["What the size can find"].finding
    assert "out of reach at the other (at an expected 10 % and 80 % in arm 2" in finding


def test_counts_and_p_that_do_not_meet_are_not_called_borderline():
    licenses = pair(10, 40, 9, 40, "printed P: .001")["Difference"].licenses
    assert "do not meet" in licenses
    assert "borderline" not in licenses
    assert "one-sided" in pair(10, 36, 18, 36, "printed P: .049\nsides: one-sided")["Difference"].licenses


@pytest.mark.parametrize(
    ("printed", "borderline"),
    [("0.05", True), (">.05", True), ("<.05", False), (".02", False), ("<.2", False)],
)
def test_interval_and_p_on_different_sides_of_their_lines_are_called_borderline(printed, borderline):
    """7/34 v 1/34: Fisher .054, Newcombe's interval without zero."""
    text = "N arm 1: 34\nN arm 2: 34\nresponders arm 1: 7\nresponders arm 2: 1\nprinted P: "
    trial, checks = checks_of(text + printed)
    assert ("borderline" in checks["Difference"].licenses) == borderline
    assert ("borderline" in checks["Difference"].licenses) == (
        "borderline" in one_page(trial, checks.values()).iloc[-1]["finding"]
    )


def test_one_named_primary_outcome_lets_p_stand():
    _, checks = checks_of("printed P: .03\nonly primary outcome: yes\noutcomes tested: 9")
    assert "stands as printed" in checks["Number of chances"].finding


def test_very_large_trials_get_every_check_that_needs_no_list_of_tables():
    _, checks = checks_of(
        "N arm 1: 90000\nN arm 2: 90000\nresponders arm 1: 900\nresponders arm 2: 800\nprinted P: .015\n"
        "believed chance: 50\nexpected placebo rate: 10\noutcome is: wanted"
    )
    assert "Pearson" in checks["Which tests print this P"].finding
    for name in (
        "Difference",
        "Your chance that it works",
        "Three readers",
        "What the size can find",
        "Fragility",
    ):
        assert checks[name].ran, name
    exact = fisher_exact([[900, 89100], [800, 89200]]).pvalue
    assert judge(900, 90000, 800, 90000).p_of("fisher") == pytest.approx(exact, rel=1e-6)


def test_fewest_changes_in_large_arms_are_those_that_reach_the_line():
    found = judge(21000, 100_000, 20500, 100_000, "pearson")
    k = found.changes["pearson"]
    moved = [min(single_p(21000 - each, 100_000, 20500, 100_000, "pearson"), 1) for each in (k - 1, k)]
    other = [single_p(21000, 100_000, 20500 + each, 100_000, "pearson") for each in (k - 1, k)]
    assert max(moved[0], other[0]) < 0.05 <= max(moved[1], other[1])


@pytest.mark.parametrize(
    ("more", "part", "said"),
    [
        ("responders arm 1: 21000\nresponders arm 2: 20500\n", "Difference", "+0.5 points (+0.1 to +0.9"),
        ("", "Tables that fit P", "differences +0.01 to +0.62 points; or differences -0.62 to -0.01 points"),
    ],
)
def test_two_arms_of_100000_get_their_page(more, part, said):
    rows = f"N arm 1: 100000\nN arm 2: 100000\n{more}printed P: .006\nbelieved chance: 40"
    assert said in one_page(read_trial(rows)).set_index("part")["finding"][part]


UNWANTED = "outcome: death at 28 days\nN arm 1: 100\nN arm 2: 100\nresponders arm 1: 10\nresponders arm 2: 25\nbelieved chance: 50\npercentage arm 1: 10\npercentage arm 2: 25"


def test_an_unwanted_outcome_typed_as_printed_turns_benefit_round_and_keeps_its_percentages():
    _, checks = checks_of(UNWANTED + "\noutcome is: unwanted")
    assert checks["Number needed to treat"].finding.startswith("NNT to prevent one outcome 6.7")
    assert "harm" not in checks["Number needed to treat"].finding
    assert checks["Difference"].finding.startswith("-15.0 points")
    assert "As outcomes prevented, +4.6 to +25.6 points" in checks["Difference"].licenses
    assert "93 %" in checks["Your chance that it works"].finding
    assert checks["Percentages against counts"].finding == "10 % and 10/100: fits; 25 % and 25/100: fits."


def test_an_outcome_that_looks_unwanted_is_not_guessed():
    _, checks = checks_of(UNWANTED)
    assert "'outcome is'" in checks["Difference"].licenses
    for name in ("Number needed to treat", "Your chance that it works", "Three readers"):
        assert not checks[name].ran, name
    assert "wanted" in checks["Number needed to treat"].finding


def test_groups_that_are_no_treatments_get_no_benefit():
    trial, checks = checks_of(UNWANTED + "\noutcome is: no treatments")
    page = " ".join(one_page(trial, checks.values())["finding"])
    assert "NNT" not in page
    assert "works" not in page.split("Not checked")[0].replace("your chance that it works", "")
    assert "The interval lies below zero. Groups" in checks["Difference"].licenses
    assert not checks["Your chance that it works"].ran


@pytest.mark.parametrize(
    ("percentage", "n", "count"), [("66", 39, 26), ("46.6", 15, 7), ("86.9", 23, 20), ("6.2", 16, 1)]
)
def test_a_percentage_that_was_cut_off_or_rounded_to_even_is_no_mismatch(percentage, n, count):
    _, checks = checks_of(f"N arm 1: {n}\nresponders arm 1: {count}\npercentage arm 1: {percentage}")
    found = checks["Percentages against counts"]
    assert found.finding == f"{percentage} % and {count}/{n}: fits if cut off or rounded half to even."
    assert found.question == ""
    assert not found.apart


def test_a_percentage_that_does_not_fit_says_what_would():
    _, checks = checks_of("N arm 1: 48\nresponders arm 1: 12\npercentage arm 1: 26")
    found = checks["Percentages against counts"]
    assert (
        "26 % and 12/48: does not fit as printed (12/48 is 25 %; 26 % would fit 46 or 47 people"
        in found.finding
    )
    assert found.apart


def test_fragility_takes_the_arm_that_needs_fewer_changes():
    assert "1 by Fisher" in pair(12, 14, 5, 14)["Fragility"].finding


def test_multiplicity_counts_what_was_tested_and_gives_no_limit_where_nobody_knows():
    assert "no upper limit" in pair(12, 40, 4, 40, "printed P: .03")["Number of chances"].finding
    text = "N arm 1: 40\nN arm 2: 40\noutcomes tested: 2\n" + "".join(
        f"comparison: {name}\nresponders arm 1: 12\nresponders arm 2: 4\nprinted P: .03\n" for name in "abc"
    )
    assert "any one of 3 outcomes" in checks_of(text)[1]["Number of chances"].finding


def test_an_unreadable_cell_of_arm_2_gives_no_one_group_bottom_line():
    for text in ("responders arm 2: 8 of 14 patients\nN arm 2: lots", "N arm 2: 14\nN arm 2: 15"):
        trial, checks = checks_of(f"N arm 1: 14\nresponders arm 1: 9\n{text}")
        page = one_page(trial, checks.values())
        assert "one group" not in page.iloc[-1]["finding"]
        assert "no comparison" not in page.loc[1, "finding"]


def test_a_one_sided_test_is_taken_at_its_word():
    text = "N arm 1: 36\nN arm 2: 36\nresponders arm 1: 15\nresponders arm 2: 8\nprinted P: .038\nsides: {}"
    two, one = (
        checks_of(text.format(side))[1]["Which tests print this P"].finding
        for side in ("two-sided", "one-sided")
    )
    assert "1 of 6 tests gives P = .038: Pearson" in one
    assert "None of 12 tests gives P = .038. As a one-sided P value it fits (Pearson)." in two


# ---------------------------------------------------------------- the judge of four counts


def test_nothing_typed_says_so_and_computes_nothing():
    empty = full_paper()
    assert "what the abstract allows" in empty.text
    assert empty.judged is None


def test_the_full_paper_cell_says_whether_the_printed_p_comes_back():
    yates = full_paper(15, 36, 6, 36, "chi-square with continuity correction")
    assert yates.judged.comes_back
    assert "Yes: Yates gives P = .03806" in yates.text
    assert "+25.0 points, 95 % interval +4.0 to +44.3 points" in yates.text
    assert "1 by Yates (P = .038) and 1 by Fisher (P = .037)" in yates.text
    other = full_paper(15, 36, 6, 36, "Fisher's exact test")
    assert not other.judged.comes_back
    assert "No: Fisher gives P = .0367" in other.text
    nothing = full_paper(20, 36, 18, 36)
    assert not nothing.judged.comes_back
    assert "No test was named" in nothing.text
    assert "through infinity" in nothing.text
    zero = full_paper(12, 35, 5, 37, "pearson")
    assert "0 by Fisher" in zero.text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((40, 36, 6, 36), "responders (40) exceed participants (36) in arm 1"),
        ((15, 36, 6, None), "all four are needed"),
        ((15.5, 36, 6, 36), "whole number"),
        ((15, 36, 6, 36, "barnart"), "Did you mean 'barnard'"),
        ((15, 36, 6, 36, None, "0,038"), "0,038"),
    ],
)
def test_the_full_paper_cell_answers_bad_input_with_one_sentence(arguments, words):
    paper = full_paper(*arguments)
    assert paper.text.startswith("Nothing was computed: ")
    assert words in paper.text
    assert "\n" not in paper.text


def test_the_page_and_the_full_paper_cell_give_one_interval_and_one_fragility():
    checks = pair(15, 36, 6, 36, "test named: Yates\nprinted P: .038")
    paper = full_paper(15, 36, 6, 36, "Yates", ".038")
    assert "+25.0 points (+4.0 to +44.3 points; Miettinen-Nurminen" in checks["Difference"].finding
    for name in ("Fragility", "Number needed to treat"):
        said = checks[name].finding.rstrip(".").split(": ")[-1]
        assert said in paper.text


def test_harm_is_told_as_harm_by_both():
    paper = full_paper(5, 40, 15, 40, "Fisher", ".02")
    assert "NNT to harm" in paper.text
    assert "side of placebo" in paper.judged.verdict()


@pytest.mark.parametrize(
    ("counts", "test"),
    [((10, 20, 12, 100), "pearson"), ((12, 14, 5, 14), "fisher"), ((3, 30, 12, 30), "yates")],
)
def test_the_fewest_changes_are_found_by_trying_all(counts, test):
    x1, n1, x2, n2 = counts
    tried = [
        abs(a - x1) + abs(b - x2)
        for a in range(n1 + 1)
        for b in range(n2 + 1)
        if p_value(a, n1, b, n2, test) >= 0.05
    ]
    assert judge(*counts, test).changes[test] == min(tried)


def test_a_difference_that_matters_comes_from_the_ledger_unless_the_reader_names_one():
    assert judge(15, 36, 6, 36).worthwhile == WORTHWHILE
    assert "at least 3 points" in judge(15, 36, 6, 36, worthwhile=0.03).verdict()
    with pytest.raises(ValueError, match=r"write 0\.10 for 10 %"):
        judge(15, 36, 6, 36, worthwhile=10)


def test_a_bound_on_the_odds_names_its_class_and_a_one_sided_p_is_doubled():
    both = "outcome is: wanted\nN arm 1: 36\nN arm 2: 36\nprinted P: {}\nbelieved chance: 30"
    found = checks_of(both.format(".038"))[1]["Your chance that it works"].finding
    assert "in the class of effects of Sellke and others" in found
    assert "another kind of effect can gain more" in found
    assert "by 3.0 at most" in found
    one_sided = checks_of(both.format(".019\nsides: one-sided"))[1]["Your chance that it works"].finding
    assert "by 3.0 at most" in one_sided or "by 3.1 at most" in one_sided


@pytest.mark.parametrize(
    ("percent", "n", "count"), [("6.2", 16, 1), ("66", 39, 26), ("46.6", 15, 7), ("6.3", 16, 1), ("80", 5, 4)]
)
def test_no_usual_rounding_is_called_impossible(percent, n, count):
    _, checks = checks_of(f"N arm 1: {n}\nresponders arm 1: {count}\npercentage arm 1: {percent}")
    assert checks["Percentages against counts"].question == ""
    _, checks = checks_of(f"N arm 1: {n}\npercentage arm 1: {percent}")
    assert checks["Percentages against counts"].question == ""


def test_a_percentage_that_no_rounding_gives_is_a_question():
    _, checks = checks_of("N arm 1: 26\npercentage arm 1: 47")
    found = checks["Percentages against counts"]
    assert "no whole number of people" in found.finding
    assert found.question.startswith("Which count")


@pytest.mark.parametrize(("mean", "n"), [("1.2", 4), ("1.3", 4), ("2.66", 3), ("2.67", 3)])
def test_a_mean_cut_off_or_rounded_to_even_is_ordinary_printing(mean, n):
    _, checks = checks_of(f"mean: {mean}\nmean people: {n}")
    assert "can print" in checks["Mean"].finding
    assert checks["Mean"].question == ""


def test_chance_is_counted_and_bias_is_not():
    _, checks = checks_of(
        "outcome is: wanted\nN arm 1: 36\nN arm 2: 36\nresponders arm 1: 25\nresponders arm 2: 9"
    )
    assert "chance has been counted, bias has not" in checks["Number needed to treat"].licenses


def test_a_one_sided_paper_gets_no_two_sided_power():
    rows = (
        "outcome is: wanted\nN arm 1: 36\nN arm 2: 36\nexpected placebo rate: 30\nprinted P: .04\nsides: {}"
    )
    one = checks_of(rows.format("one-sided"))[1]["What the size can find"]
    assert (one.ran, "one-sided" in one.finding) == (False, True)
    assert checks_of(rows.format("two-sided"))[1]["What the size can find"].ran


def test_an_unknown_number_of_outcomes_is_said_beside_the_floor():
    _, checks = checks_of("paired people: 5")
    assert "how many were tested is not known" in checks["Smallest P in pairs"].licenses
    _, checks = checks_of("paired people: 5\noutcomes tested: 7")
    assert "0.4375" in checks["Smallest P in pairs"].finding
    assert "6 people are the fewest" in checks["Smallest P in pairs"].licenses
    assert "9 after Bonferroni or Holm" in checks["Smallest P in pairs"].licenses
    assert "a max-T test of them all can stay at 0.0625" in checks["Smallest P in pairs"].finding


# ---------------------------------------------------------------- one side, a margin, tiny arms, bars

DEATHS = "outcome: death\noutcome is: {}\nN arm 1: 50\nN arm 2: 50\nresponders arm 1: {}\nresponders arm 2: {}\nsides: one-sided\nprinted P: {}\ntest named: Fisher"


@pytest.mark.parametrize(
    ("way", "x1", "x2"), [("unwanted", 5, 14), ("wanted", 14, 5), ("", 5, 14), ("unwanted", 14, 5)]
)
def test_a_one_sided_p_is_taken_towards_the_arm_that_it_fits(way, x1, x2):
    """One-sided Fisher of 5/50 v 14/50 towards fewer is .0198."""
    assert fisher_exact([[5, 45], [14, 36]], alternative="less").pvalue == pytest.approx(0.0198, abs=5e-5)
    _, checks = checks_of(DEATHS.format(way, x1, x2, ".020"))
    found = checks["Which tests print this P"]
    assert "Fisher, as named, gives P = .0198" in found.finding
    assert not found.apart
    assert f"has {'more' if x1 > x2 else 'fewer'} people with the outcome" in found.assumed
    assert "P = .995" not in checks["Fragility"].finding
    assert checks_of(DEATHS.format(way, x1, x2, ".300"))[1]["Which tests print this P"].apart


def test_a_p_against_a_margin_is_no_test_of_these_counts():
    """120/150 v 126/150: one-sided P against a loss of 12.5 points is .0277."""
    text = (
        "outcome: cure\noutcome is: wanted\nmeasure: difference\neffect: -4.0\nlow: -11.3\nhigh: 3.3\nlevel: 90\n"
        "margin: 12.5\nsides: one-sided\nprinted P: .03\nanalysis: non-inferiority\n"
    )
    trial, checks = checks_of(
        PAIR.format(n1=150, x1=120, n2=150, x2=126).replace("outcome is: wanted\n", "") + text
    )
    page = one_page(trial, checks.values()).to_string()
    assert "do not meet" not in page
    assert "may be that of a test against the margin" in checks["Which tests print this P"].finding
    assert "P = .03 fits the test against the margin of 12.5" in checks["Printed effect"].finding
    assert not checks["Fragility"].ran


def test_a_wald_test_of_a_regression_is_no_mismatch():
    """30/90 v 8/12: Woolf's P is .033, which no other test of the twelve gives."""
    found = pair(30, 90, 8, 12, "printed P: .033")["Which tests print this P"]
    assert "A Wald test of the odds ratio" in found.finding
    assert not found.apart


def test_a_p_of_its_own_effect_is_not_held_against_raw_counts():
    """RECOVERY without its word 'adjusted': the raw counts give a risk ratio of 0.89 and P = .016."""
    effect = "measure: risk ratio\neffect: 0.83\nlow: 0.75\nhigh: 0.93\nprinted P: <.001"
    checks = pair(482, 2104, 1110, 4321, effect)
    assert "as in an adjusted analysis" in checks["Which tests print this P"].finding
    assert not checks["Which tests print this P"].apart
    assert "of 0.89; printed is" in checks["Effect from counts"].finding
    assert not checks["Effect from counts"].apart


@pytest.mark.parametrize("printed", [".99", ">.99", "1.0"])
def test_a_p_of_99_stands_for_everything_above_it(printed):
    assert not pair(20, 40, 20, 40, f"printed P: {printed}")["Which tests print this P"].apart


def test_tiny_arms_get_exact_limits_and_no_verdict_that_fisher_does_not_share():
    """3/3 v 0/3: 2 x .025 ** (1/6) - 1 = .081 is the exact lower limit; Fisher P = .10."""
    checks = pair(3, 3, 0, 3, "difference that matters: 5")
    assert (
        checks["Difference"].finding
        == "+100.0 points (+8.1 to +100.0 points; exact, because an arm is tiny, 95 %)."
    )
    assert "benefit that matters" not in checks["Difference"].licenses
    assert "Neither settles it" in checks["Difference"].licenses
    assert "point the same way" not in checks["Number needed to treat"].licenses
    assert "a benefit that matters" in pair(10, 10, 0, 10)["Difference"].licenses


@pytest.mark.parametrize(("bar", "said"), [("0.4 %", "0.4 points"), ("2.5", "2.5 points"), ("1", "1 point")])
def test_a_bar_keeps_its_digits(bar, said):
    rows = f"difference that matters: {bar}\nexpected placebo rate: 1"
    checks = pair(300, 20_000, 200, 20_000, rows)
    assert f"A true {said} (at" in checks["What the size can find"].finding
    assert f"{said}:" in checks["Difference"].licenses
    assert "smaller than 0 points" not in checks["Difference"].licenses


@pytest.mark.parametrize(
    ("way", "rate", "n", "said"),
    [
        ("unwanted", 1, 2000, "With 1 % in arm 2 the outcome cannot become 10 points rarer"),
        ("unwanted", 5, 40, "cannot become 10 points rarer"),
        ("wanted", 95, 40, "cannot become 10 points commoner"),
    ],
)
def test_no_power_is_told_for_a_difference_that_cannot_be(way, rate, n, said):
    _, checks = checks_of(f"outcome is: {way}\nN arm 1: {n}\nN arm 2: {n}\nexpected placebo rate: {rate}")
    found = checks["What the size can find"]
    assert not found.ran
    assert said in found.finding


def test_what_the_size_finds_is_never_rounded_down():
    """59 v 55 people, 20.9 % on placebo: 25 points have a power of 78.7 %, 26 of 81.7 %."""
    checks = {check.name: check for check in run_checks(read_trial("atmsc2025"))}
    assert "needs a true difference of 26 points" in checks["What the size can find"].finding


def test_at_most_is_rounded_up():
    finding = pair(25, 50, 13, 50, "printed P: .0167\noutcomes tested: 3")["Number of chances"].finding
    assert "at most 0.051" in finding


def test_two_primary_outcomes_are_a_question_to_the_table():
    text = "only primary outcome: yes\n" + "".join(
        f"comparison: {name}\noutcome: {name}\nresponders arm 1: 12\nN arm 1: 40\nresponders arm 2: 4\nN arm 2: 40\n"
        for name in "ab"
    )
    assert any("only one can be the one named beforehand" in each for each in read_trial(text).problems)
    assert not any(
        "named beforehand" in each for each in read_trial(text.replace("outcome: b", "outcome: a")).problems
    )


def test_small_rates_and_equal_rates_are_printed_as_what_they_are():
    assert "8/18198 = 0.04 % (0.02 to 0.09 %)" in pair(8, 18_198, 162, 18_325)["Response in each arm"].finding
    assert pair(12, 40, 12, 40)["Number needed to treat"].finding.startswith(
        "No NNT, as the rates are equal, 95 % interval"
    )


def test_a_p_of_the_other_side_is_no_mismatch():
    """Two-sided Fisher of 5/50 v 14/50 is .0395."""
    _, checks = checks_of(DEATHS.format("unwanted", 5, 14, ".0395"))
    found = checks["Which tests print this P"]
    assert "As a two-sided P value it fits (Fisher)." in found.finding
    assert not found.apart


def test_a_rate_beside_nobody_has_no_ratio():
    checks = pair(5, 20, 0, 20)
    assert not checks["Ratio"].ran
    assert checks["Ratio"].finding == "Nobody in arm 2 has the outcome, so there is no ratio to tell."
    assert pair(0, 20, 5, 20)["Ratio"].finding.startswith("0.00 times the rate")


def test_percentages_by_which_a_score_fell_are_no_shares_of_people():
    text = "N arm 1: 31\nN arm 2: 31\npercentage arm 1: 39.11\npercentage arm 2: 43.73\nprinted P: >.05\noutcome: {}"
    _, fell = checks_of(text.format("scar score, percent reduction"))
    assert not fell["Percentages against counts"].ran
    assert "no shares of people" in fell["Difference"].finding
    _, shares = checks_of(text.format("cleared"))
    assert "does not fit" in shares["Percentages against counts"].finding


@pytest.mark.parametrize(("tested", "ran"), [(1, False), (2, True), (3, True)])
def test_chances_are_counted_from_two_outcomes_on(tested, ran):
    checks = pair(15, 36, 6, 36, f"printed P: .038\noutcomes tested: {tested}")
    assert checks["Number of chances"].ran is ran


def test_an_effect_of_time_is_not_worked_out_from_counts():
    checks = pair(15, 36, 6, 36, "measure: hazard ratio\neffect: 2.1\nlow: 1.1\nhigh: 4.0")
    assert "hazard ratio cannot be computed from four counts" in checks["Effect from counts"].finding


def test_large_arms_without_a_printed_p_have_no_verdict_on_it():
    counts = (400, 5000, 350, 5000)
    assert list(judge(*counts).tests.columns) == ["test", "p"]
    assert judge(*counts, printed=".06").tests["fits"].dtype == bool
