"""Checks on effects, hazard ratios, margins and means: against R, published examples and what cannot be told."""

import pytest
from scipy import stats

from helpers.own_trial.checks_of_p import p_against_counts
from helpers.own_trial.measures import CLOSE, CLOSE_P, arms, nearly_fits, unit_of_difference
from helpers.own_trial.sheet import one_page, run_checks, sheet_html
from helpers.own_trial.table import read_trial
from helpers.statistics import effects


def checks_of(text):
    """The checks of an invented trial, by name."""
    return {check.name: check for check in run_checks(read_trial(text))}


EFFECT = "outcome is: unwanted\narm 1 name: new\nmeasure: {}\neffect: {}\nlow: {}\nhigh: {}\nprinted P: {}"


def test_the_published_example_of_altman_and_bland_fits():
    """Altman and Bland 2011: ratio 0.81 (0.70 to 0.94) gives P = .005."""
    found = checks_of(EFFECT.format("risk ratio", "0.81", "0.70", "0.94", "0.005"))["Printed effect"]
    assert "P = 0.005 and the interval: fits" in found.finding
    assert "favours new" in found.licenses
    assert not found.apart


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("hazard ratio", "0.4", "0.81", "0.95", "0.01"), "the estimate lies outside its interval"),
        (("hazard ratio", "0.81", "0.70", "0.94", "0.03"), "a 90 % interval would fit"),
        (("hazard ratio", "0.60", "0.41", "0.89", "0.005"), "a one-sided P value would fit"),
        (("difference", "-2.6", "-10.5", "5.3", "0.5"), "fits"),
    ],
)
def test_estimate_interval_and_p_are_held_against_each_other(numbers, said):
    assert said in checks_of(EFFECT.format(*numbers))["Printed effect"].finding


@pytest.mark.parametrize("means", ["", "mean arm 1: 4", "mean arm 1: 4\nmean arm 2: perhaps 3"])
def test_a_mean_difference_is_judged_without_the_means_of_the_arms(means):
    text = EFFECT.format("mean difference", "1.7", "1.0", "2.4", "<.001") + f"\nmargin: 1.2\n{means}"
    checks = checks_of(text)
    assert (checks["Printed effect"].ran, checks["Margin"].ran) == (True, True)


def test_a_missing_measure_is_asked_for_and_not_guessed():
    found = checks_of("effect: 0.8\nlow: 0.7\nhigh: 0.9")["Printed effect"]
    assert not found.ran
    assert "'measure'" in found.finding


COUNTS = "N arm 1: {}\nresponders arm 1: {}\nN arm 2: {}\nresponders arm 2: {}\n"


def test_the_method_behind_a_printed_interval_is_found():
    """56/70 v 48/80: Newcombe 1998 prints .0524 to .3339 for the difference by his method 10."""
    text = COUNTS.format(70, 56, 80, 48) + "measure: difference\neffect: 20.0\nlow: 5.2\nhigh: 33.4"
    assert "Its interval is that of Newcombe." in checks_of(text)["Effect from counts"].finding


def test_a_comparison_turned_round_is_told_as_such():
    """38/110 over 29/112 is 1.33; 0.75 is the reverse."""
    found = checks_of(COUNTS.format(110, 38, 112, 29) + "measure: risk ratio\neffect: 0.75")[
        "Effect from counts"
    ]
    assert "turned round" in found.finding
    assert not found.apart
    found = checks_of(COUNTS.format(110, 38, 112, 29) + "measure: risk ratio\neffect: 1.60")[
        "Effect from counts"
    ]
    assert "of 1.33; printed is" in found.finding
    assert "does not fit unless it is adjusted or stratified, or of other people" in found.finding
    adjusted = checks_of(
        COUNTS.format(110, 38, 112, 29) + "measure: risk ratio\neffect: 1.60\nanalysis: adjusted"
    )
    assert not adjusted["Effect from counts"].ran


def test_no_number_of_people_is_made_from_a_hazard_ratio():
    checks = checks_of(
        EFFECT.format("hazard ratio", "0.7", "0.5", "0.98", "0.04") + "\nN arm 1: 100\nN arm 2: 100"
    )
    assert not checks["Tables that fit P"].ran
    assert "about 136 events" in checks["Events behind the ratio"].finding
    assert "247 events" in checks["Events behind the ratio"].finding
    few = checks_of(
        EFFECT.format("hazard ratio", "0.7", "0.5", "0.98", "0.04")
        + "\nresponders arm 1: 20\nresponders arm 2: 30"
    )
    assert few["Events behind the ratio"].apart


@pytest.mark.parametrize(
    ("wanted", "high", "said"),
    [
        ("unwanted", "5.3", "is excluded"),
        ("unwanted", "12.1", "is not excluded"),
        ("wanted", "5.3", "is not excluded"),
    ],
)
def test_a_margin_looks_at_the_limit_on_the_side_of_a_loss(wanted, high, said):
    text = f"outcome is: {wanted}\nmeasure: difference\neffect: -2.6\nlow: -10.5\nhigh: {high}\nmargin: 10"
    assert said in checks_of(text)["Margin"].finding


def test_an_adjusted_effect_leads_the_bottom_line_where_counts_are_raw():
    trial = read_trial(
        COUNTS.format(2104, 482, 4321, 1110)
        + EFFECT.format("rate ratio", "0.83", "0.75", "0.93", "<.001")
        + "\nanalysis: adjusted"
    )
    assert "favours new" in one_page(trial).iloc[-1]["finding"]


def test_an_exact_p_gives_the_interval_that_is_not_printed():
    """Altman and Bland 2011, the other way: a difference of -6.0 with P = .032 has an interval from about -11.5 to -0.5."""
    found = checks_of("measure: mean difference\neffect: -6.0\nprinted P: .032")["Interval behind P"]
    low, high = (float(each) for each in found.finding.split("of about ")[1].rstrip(".").split(" to "))
    assert -11.6 < low < -11.3
    assert -0.7 < high < -0.4
    assert not checks_of("measure: mean difference\neffect: -6.0\nprinted P: <.05")["Interval behind P"].ran


# ---------------------------------------------------------------- which way round, in which unit, by which test

RATIO = "outcome is: {}\noutcome: {}\narm 1 name: new\narm 2 name: old\nmeasure: {}\neffect: {}\nlow: {}\nhigh: {}\n"


@pytest.mark.parametrize(
    ("outcome", "said", "way"),
    [
        ("progression-free survival", "", "open"),
        ("overall survival at 5 years", "wanted", "open"),
        ("seizure freedom", "wanted", "open"),
        ("overall survival", "unwanted", "told"),
        ("death from any cause", "unwanted", "told"),
        ("death from any cause", "", "open"),
    ],
)
def test_a_hazard_ratio_of_survival_favours_nobody_before_it_is_known_what_it_counts(outcome, said, way):
    checks = checks_of(RATIO.format(said, outcome, "hazard ratio", "0.50", "0.37", "0.68"))
    found = checks["Printed effect"]
    assert ("favours" in found.licenses) == (way == "told")
    assert ("favours new" in found.licenses) == (way == "told")
    assert checks["Three readers of the ratio"].ran == (way == "told")
    if "surviv" in outcome and way == "told":
        assert "the hazard ratio counts the deaths or other events" in found.assumed


@pytest.mark.parametrize(
    "outcome", ["pneumonia", "readmission", "pain score", "survival with disability", "cure"]
)
def test_nothing_is_favoured_in_silence(outcome):
    text = RATIO.format("", outcome, "risk ratio", "1.40", "1.10", "1.78") + COUNTS.format(100, 40, 100, 15)
    page = one_page(read_trial(text + "believed chance: 30\nexpected placebo rate: 15")).to_string()
    for word in ("favours", "benefit that matters", "points to some benefit", "NNT", "From 30 %"):
        assert word not in page, word


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ((200, 100, 200, 140, "difference", "20.0", "10.5", "29.1"), "turned"),
        ((200, 100, 200, 140, "difference", "-20.0", "-29.1", "-10.5"), "as typed"),
        ((200, 100, 200, 140, "difference", "-0.20", "-0.29", "-0.11"), "as typed"),
        ((90, 30, 12, 8, "odds ratio", "4.0", "1.1", "14.4"), "turned"),
        ((200, 60, 200, 120, "odds ratio", "3.1", "2.0", "4.8"), "unclear"),
        ((200, 60, 200, 120, "hazard ratio", "2.5", "1.8", "3.5"), "unclear"),
    ],
)
def test_the_order_of_the_arms_is_taken_from_the_counts(rows, order):
    trial = read_trial(COUNTS.format(*rows[:4]) + RATIO.format("wanted", "cure", *rows[4:]))
    assert arms(trial) == order
    towards = {each.name: each for each in run_checks(trial)}["Printed effect"].licenses
    assert ("favours old" in towards) == (order != "unclear")
    assert "favours new" not in towards
    assert ("which arm is compared with which" in towards) == (order == "unclear")


@pytest.mark.parametrize(
    ("printed", "margin", "counts", "said"),
    [
        (("-0.03", "-0.16", "0.10"), "10", "", "different units"),
        (("-3.0", "-16.0", "10.0"), "0.10", "", "different units"),
        (("-0.03", "-0.16", "0.10"), "0.20", "", "a loss of 0.20 is excluded"),
        (("-3.0", "-9.9", "4.0"), "-10", "", "a loss of 10 is excluded: non-inferior by this margin"),
        # 60/100 v 63/100 tells that -0.03 is a share: its limit is a loss of 16 points
        (("-0.03", "-0.16", "0.10"), "10", COUNTS.format(100, 60, 100, 63), "a loss of 10 is not excluded"),
        # 120 v 110 of 10,000 tells that 0.1 is in points
        (("0.1", "-0.2", "0.4"), "0.5", COUNTS.format(10_000, 120, 10_000, 110), "different units"),
        (("0.1", "-0.2", "0.4"), "2", COUNTS.format(10_000, 120, 10_000, 110), "a loss of 2 is excluded"),
    ],
)
def test_a_margin_is_held_against_an_interval_in_its_own_unit(printed, margin, counts, said):
    text = counts + RATIO.format("wanted", "cure", "difference", *printed) + f"margin: {margin}"
    assert said in checks_of(text)["Margin"].finding


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (("4.0", "1.1", "7.0"), "non-inferior by this margin, and worse"),
        (("-4.0", "-7.0", "-1.1"), "the whole interval lies on the side of a gain"),
        (("15.0", "11.1", "19.0"), "the whole interval lies beyond it"),
        (("8.0", "4.1", "12.0"), "non-inferiority is not shown"),
    ],
)
def test_a_margin_tells_where_the_whole_interval_lies(printed, said):
    text = RATIO.format("unwanted", "death at 90 days", "difference", *printed) + "margin: 10"
    assert said in checks_of(text)["Margin"].finding


def test_arms_turned_round_are_no_non_inferiority():
    text = COUNTS.format(200, 100, 200, 140) + RATIO.format(
        "wanted", "cure", "difference", "20.0", "10.5", "29.1"
    )
    found = checks_of(text + "margin: 10\nanalysis: non-inferiority")["Margin"].finding
    assert "limit on the side of a loss is -29.1; a loss of 10 is not excluded" in found
    assert "non-inferior by" not in found


PEARSON = COUNTS.format(59, 14, 55, 4) + RATIO.format(
    "wanted", "EASI-75", "risk ratio", "3.26", "1.14", "9.31"
)
SMALL = COUNTS.format(20, 12, 20, 5) + RATIO.format(
    "wanted", "remission", "risk ratio", "2.40", "1.04", "5.55"
)
LOG_RANK = RATIO.format("unwanted", "death", "hazard ratio", "0.40", "0.19", "0.84") + "analysis: log-rank\n"
ROCKET = (
    RATIO.format("unwanted", "stroke", "hazard ratio", "0.79", "0.66", "0.96") + "analysis: non-inferiority\n"
)
HORMONE = (
    "outcome is: unwanted\noutcome: HbA1c\nN arm 1: 12\nN arm 2: 12\nmean arm 1: 7.1\nSD arm 1: 1.1\nmean arm 2: 7.9\n"
    "SD arm 2: 1.2\nmeasure: mean difference\neffect: -0.8\nlow: -1.4\nhigh: -0.2\n"
)


@pytest.mark.parametrize(
    ("text", "check", "said"),
    [
        (
            PEARSON + "printed P: .016",
            "Printed effect",
            "P = .016 fits by Pearson or Boschloo from the counts",
        ),
        (
            SMALL + "printed P: .054\ntest named: Fisher",
            "Printed effect",
            "P = .054 fits by Fisher from the counts",
        ),
        (LOG_RANK + "printed P: .004", "Printed effect", "cannot be told, as P may come from another test"),
        (LOG_RANK + "printed P: .013", "Printed effect", "fits as closely as usual tests agree"),
        (
            ROCKET + "margin: 1.46\nprinted P: <.001",
            "Printed effect",
            "P < .001 fits the test against the margin of 1.46",
        ),
        (ROCKET + "printed P: <.001", "Printed effect", "P may be that of the test against the margin"),
        (HORMONE + "printed P: .02", "Means against P", "belongs to the printed difference and its interval"),
        (
            LOG_RANK + "printed P: .0075\nsides: one-sided",
            "Printed effect",
            "(one-sided) and the interval: fits",
        ),
    ],
)
def test_a_p_value_of_another_test_than_the_interval_is_no_mismatch(text, check, said):
    checks = checks_of(text)
    assert said in checks[check].finding
    assert not any(each.apart for each in checks.values() if each.ran)
    assert "slip" not in " ".join(each.licenses for each in checks.values() if each.ran)


def test_an_interval_and_a_p_value_that_say_the_opposite_are_still_a_question():
    found = checks_of(
        RATIO.format("wanted", "cure", "risk ratio", "0.81", "0.70", "0.94") + "printed P: .30"
    )["Printed effect"]
    assert ("does not fit as printed" in found.finding, found.apart) == (True, True)
    other = RATIO.format("wanted", "cure", "odds ratio", "0.45", "0.23", "0.88") + "printed P: .99"
    assert "a one-sided P value of the other side would fit" in checks_of(other)["Printed effect"].finding
    timed = checks_of(LOG_RANK + "printed P: .60")["Printed effect"]
    assert ("say the opposite, so ask" in timed.finding, timed.apart) == (True, False)


@pytest.mark.parametrize(
    ("numbers", "printed", "said"),
    [
        (("1.00", "0.98", "1.02"), ".98", "includes 1, no effect, and runs from 0.98 to 1.02"),
        (("0.70", "0.49", "1.00"), ".048", "by P = .048 it lies just beyond"),
        (("0.70", "0.49", "1.00"), ".052", "by P = .052 it lies just inside"),
        (("0.70", "0.50", "0.98"), ".04", "lies wholly below 1; it favours new"),
    ],
)
def test_what_an_interval_says_about_no_effect(numbers, printed, said):
    checks = checks_of(RATIO.format("unwanted", "death", "hazard ratio", *numbers) + f"printed P: {printed}")
    assert said in checks["Printed effect"].licenses
    assert "question stays open" not in checks["Printed effect"].licenses


def test_a_small_difference_in_points_is_not_read_as_a_share():
    text = COUNTS.format(10_000, 120, 10_000, 110) + RATIO.format(
        "unwanted", "stroke", "difference", "0.1", "-0.2", "0.4"
    )
    assert "printed is 0.1: fits" in checks_of(text)["Effect from counts"].finding


@pytest.mark.parametrize(
    ("effect", "p", "said"),
    [
        ("1.01", ".9", "from 0.95 to 1.06 up to 0.64 to 1.62"),
        ("1.1", ".4", "from 0.95 to 1.16 up to 0.80 to 1.65"),
    ],
)
def test_coarse_digits_imply_no_single_interval(effect, p, said):
    found = checks_of(f"measure: risk ratio\neffect: {effect}\nprinted P: {p}")["Interval behind P"]
    assert said in found.finding
    assert "implies" not in found.finding


def test_limits_that_no_single_rounding_rule_gives_are_told_as_such():
    """Yahav 2019: -2.57, Wald -10.53 to 5.39, so -10.5 to 5.3 are cut off; Newcombe's -10.48 would be cut off to -10.4."""
    text = COUNTS.format(306, 140, 298, 144) + RATIO.format(
        "unwanted", "any event", "difference", "-2.6", "-10.5", "5.3"
    )
    found = checks_of(text)["Effect from counts"].finding
    assert "cut off or rounded half to even, they are those of Wald (Newcombe, Miettinen-Nurminen" in found
    assert "only if each limit is rounded in a way of its own" in found


MARGIN = "outcome is: wanted\nresponders arm 1: {}\nN arm 1: {}\nresponders arm 2: {}\nN arm 2: {}\nmargin: {}\nanalysis: non-inferiority"


@pytest.mark.parametrize(
    ("counts", "size", "limits", "said"),
    [
        ((186, 256, 272, 273), "20", ("-32.8", "-31.8"), "the whole interval lies beyond it"),
        ((186, 256, 272, 273), "24 %", ("-32.8", "-31.8"), "non-inferiority is not shown"),
        ((160, 200, 166, 200), "10", ("-10.7", "-9.4"), "excluded at one-sided 0.05 and not at 0.025"),
        ((160, 200, 166, 200), "0.12", ("-10.7", "-9.4"), "is excluded: non-inferior by this margin"),
    ],
)
def test_a_margin_is_held_against_the_counts_where_no_interval_is_printed(counts, size, limits, said):
    """R 4, score limits by optimize() and uniroot(): -32.7821 and -31.8134; -10.6769 and -9.4290 points."""
    text = MARGIN.format(*counts, size)
    found = checks_of(text)["Margin"]
    assert all(f"{limit} points" in found.finding for limit in limits)
    assert said in found.finding
    assert f"the margin of {size}" in found.assumed
    assert found.finding in one_page(read_trial(text)).iloc[-1]["finding"]


def test_a_one_sided_interval_has_its_level_on_one_side():
    """APPAC 2015: -27.0 points (95 % to infinity from -31.6); a loss of 24 is not excluded."""
    text = RATIO.format("wanted", "success", "difference", "-27.0", "-31.6", "∞") + "margin: 24"
    found = checks_of(text)["Margin"].finding
    assert "not excluded: non-inferiority is not shown (one-sided 0.050)" in found


def test_a_margin_that_cannot_be_used_is_named_with_its_reason():
    text = MARGIN.format(160, 200, 166, 200, "10").replace("non-inferiority", "clustered")
    page = one_page(read_trial(text)).set_index("part")["finding"]
    assert "margin" in page["Not checked"].casefold()
    assert "not used: the analysis is clustered" in page["Not checked"]


def test_an_estimate_far_off_the_middle_is_not_said_to_fit_its_p():
    """CORP-2 2014 prints 0.49 (0.24 to 0.65) for 26/120 v 51/120: 1 minus the risk ratio of 0.51."""
    text = (
        RATIO.format("unwanted", "recurrence", "risk ratio", "0.49", "0.24", "0.65") + "printed P: 0.0009\n"
    )
    found = checks_of(text)["Printed effect"]
    assert "cannot be told because the estimate is not in the middle of its interval (0.39)" in found.finding
    counts = "responders arm 1: 26\nN arm 1: 120\nresponders arm 2: 51\nN arm 2: 120"
    checks = checks_of(text + counts)
    assert "fits as a relative risk reduction" in checks["Effect from counts"].finding
    assert "Katz" in checks["Effect from counts"].finding
    assert "favour" in checks["Printed effect"].licenses
    assert "favours" not in checks["Printed effect"].licenses
    assert not any(check.apart for check in checks.values())


def test_a_study_that_randomised_nobody_is_named_as_such():
    text = RATIO.format("unwanted", "death", "hazard ratio", "1.83", "1.16", "2.89")
    trial = read_trial(
        text.replace("outcome: death\n", "") + "printed P: .009\nanalysis: retrospective cohort, adjusted"
    )
    page = one_page(trial).set_index("part")["finding"]
    assert page["Bottom line"].startswith("Nobody was randomised")
    assert "what was adjusted for" in page["Ask the authors"]
    assert "in arms of equal size" not in page["Events behind the ratio"]
    assert "A study without a title" in sheet_html(trial)
    assert "Nobody was randomised" not in one_page(read_trial(text)).iloc[-1]["finding"]


@pytest.mark.parametrize(
    ("effect", "p_range", "printed", "gap"),
    [
        (("0.5", "0.3", "0.9"), (0.0074, 0.0348), ".004", (0.0050, 0.0074)),
        (("0.5", "0.3", "0.9"), (0.0074, 0.0348), ".003", (0.0040, 0.0074)),
        (("1.5", "1.1", "2.1"), (0.0036, 0.0260), ".04", (0.0260, 0.035)),
        (("1.5", "1.1", "2.1"), (0.0036, 0.0260), ".045", (0.0260, 0.0445)),
    ],
)
def test_a_p_value_nearly_fits_by_the_gap_to_its_range_however_wide_that_is(effect, p_range, printed, gap):
    """The gap, in standard errors, is from the nearer end of what the digits of P may hide to the nearer end of the range."""
    check = effects.check_effect(*effect, printed, "risk ratio")
    assert (check.p_low, check.p_high) == pytest.approx(p_range, abs=5e-5)
    smaller, larger = (stats.norm.isf(p / 2) for p in gap)
    assert nearly_fits(check, printed) == (smaller - larger <= CLOSE and abs(gap[1] - gap[0]) <= CLOSE_P)
    width = stats.norm.isf(check.p_low / 2) - stats.norm.isf(check.p_high / 2)
    assert width > 3 * CLOSE


def test_large_p_values_that_lie_far_apart_do_not_nearly_fit():
    """P = .6 beside an interval that gives .81 or more: 0.3 standard errors only, and not what a reader calls close."""
    check = effects.check_effect("-2.4", "-21.8", "17.1", ".50", "difference")
    assert check.p_low > 0.7
    assert not nearly_fits(check, ".50")
    near = effects.check_effect("1.0", "-1.5", "3.5", ".50", "difference")
    assert 0.4 < near.p_low < near.p_high < 0.5
    assert nearly_fits(near, ".50")


OF_100 = "outcome is: wanted\nN arm 1: 100\nresponders arm 1: {}\nN arm 2: 100\nresponders arm 2: 20\n"


@pytest.mark.parametrize(("low", "high"), [("-1.2", "1.9"), ("-0.2", "11")])
def test_a_limit_beyond_one_says_that_a_difference_is_in_points(low, high):
    trial = read_trial(OF_100.format(21) + f"measure: difference\neffect: 0.5\nlow: {low}\nhigh: {high}")
    assert unit_of_difference(trial) == 100


def test_a_p_value_far_from_the_counts_belongs_to_an_effect_only_where_one_is_printed_that_gives_it():
    far = OF_100.format(40) + "printed P: .25\n"
    assert p_against_counts(read_trial(far)) == "apart"
    effect = far + "measure: odds ratio\neffect: 1.36\nlow: 0.80\nhigh: {}"
    assert p_against_counts(read_trial(effect.format("2.31"))) == "effect"
    assert p_against_counts(read_trial(effect.format("1.85").replace("0.80", "1.00"))) == "apart"


def test_exaggeration_of_a_ratio_names_its_scale_and_where_it_ends():
    rows = "effect: 0.60\nlow: 0.45\nhigh: 0.80\nmeasure: hazard ratio\noutcome is: unwanted"
    (found,) = [check for check in run_checks(read_trial(rows)) if check.name == "What the width can find"]
    row = effects.what_the_error_allows(0.45, 0.80, [0.9], "hazard ratio").iloc[0]
    assert f"exaggerated {row.type_m:.1f} times on the log scale, to {0.9**row.type_m:.2f}" in found.finding


@pytest.mark.parametrize(
    ("p", "sides", "told"),
    [
        ("printed P: .005", "", True),
        ("printed P: .005", "sides: two-sided", False),
        ("printed P: .011", "", False),
        ("printed P: <.01", "", False),
    ],
)
def test_a_p_value_that_only_its_interval_calls_one_sided_is_told_with_its_double(p, sides, told):
    rows = f"measure: HR\neffect: 0.60\nlow: 0.41\nhigh: 0.89\noutcome is: unwanted\n{p}\n{sides}"
    found = {check.name: check for check in run_checks(read_trial(rows))}["Surprise in P"].finding
    assert ("If it is one-sided" in found) == told


@pytest.mark.parametrize(("analysis", "ran"), [("", True), ("analysis: not randomised", False)])
def test_readers_of_a_ratio_are_asked_only_where_people_were_randomised(analysis, ran):
    text = f"measure: hazard ratio\neffect: 0.60\nlow: 0.41\nhigh: 0.89\noutcome: death\noutcome is: unwanted\n{analysis}"
    readers = [check for name, check in checks_of(text).items() if name.startswith("Three readers")]
    assert any(check.ran for check in readers) is ran
