"""Printed effects: values from R and from Altman and Bland, and every rounding of a true analysis passes."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from helpers.statistics.effects import (
    MEASURES,
    MOST_PAIRS,
    check_effect,
    check_statistic,
    events_behind,
    events_needed,
    excluded_loss,
    interval_from_p,
    interval_standard_error,
    p_from_statistic,
    pairs_of_correlation,
    three_readers,
    what_the_error_allows,
)
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, FITS, FITS_OTHERWISE
from helpers.statistics.printed import as_printed

quick = settings(deadline=None, max_examples=60)
ratios = [measure for measure, scale in MEASURES.items() if scale == "log"]


# --- one number from another -------------------------------------------------------------------------


def test_p_by_the_standard_error_of_an_interval_agrees_with_r():
    # 2 * pnorm(-abs(log(.81)) / ((log(.94) - log(.70)) / (2 * qnorm(.975))))
    z = -math.log(0.81) / interval_standard_error(0.70, 0.94, "risk ratio")
    assert 2 * stats.norm.sf(z) == pytest.approx(0.00507959777657788, rel=1e-12)
    # 2 * pt(-3.1 / ((5.9 - 0.3) / (2 * qt(.975, 18))), 18)
    t = 3.1 / interval_standard_error(0.3, 5.9, "mean difference", df=18)
    assert 2 * stats.t.sf(t, 18) == pytest.approx(0.0318997990335404)
    # 2 * pnorm(-1.2 / ((2.5 + 0.1) / (2 * qnorm(.95))))
    assert 2 * stats.norm.sf(1.2 / interval_standard_error(-0.1, 2.5, level=0.90)) == pytest.approx(
        0.128932129306458
    )


def test_examples_of_altman_and_bland_2011():
    assert (
        round(2 * stats.norm.sf(-math.log(0.81) / interval_standard_error(0.70, 0.94, "risk ratio")), 3)
        == 0.005
    )
    found = interval_from_p(19.5, 0.008, "mean difference")
    assert (round(found.low, 1), round(found.high, 1)) == (5.1, 33.9)


@quick
@given(
    st.sampled_from(list(MEASURES)),
    st.floats(0.05, 20),
    st.floats(1e-8, 0.98),
)
def test_interval_and_p_lead_back_to_each_other(measure, estimate, p):
    assume(measure not in ratios or abs(math.log(estimate)) > 0.01)
    found = interval_from_p(estimate, p, measure)
    assume(measure not in ratios or (found.low > 1e-100 and found.high < 1e100))
    error = interval_standard_error(found.low, found.high, measure)
    scale = math.log if measure in ratios else float
    assert 2 * stats.norm.sf(abs(scale(estimate)) / error) == pytest.approx(p, rel=1e-6)
    assert (scale(found.low) + scale(found.high)) / 2 == pytest.approx(scale(estimate), rel=1e-6)


def test_numbers_of_any_kind_are_taken():
    for kind in (float, Fraction, np.float64, np.float32):
        assert interval_standard_error(kind(-1), kind(3)) == pytest.approx(4 / (2 * 1.959963984540054))


# --- estimate, interval and P against each other -----------------------------------------------------


@st.composite
def analyses(draw):
    """A true estimate with its standard error, and how it is printed."""
    measure = draw(st.sampled_from(list(MEASURES)))
    centre, error = draw(st.floats(-2, 2)), draw(st.floats(0.05, 1.0))
    level = draw(st.sampled_from([0.90, 0.95, 0.99]))
    df = draw(st.sampled_from([None, 6, 12, 40])) if measure == "mean difference" else None
    decimals, p_decimals = draw(st.integers(1, 3)), draw(st.integers(2, 4))
    return measure, centre, error, level, df, decimals, p_decimals


def printed(analysis, rules):
    measure, centre, error, level, df, decimals, p_decimals = analysis
    law = stats.norm if df is None else stats.t(df)
    half = law.isf((1 - level) / 2) * error
    numbers = [centre, centre - half, centre + half]
    if MEASURES[measure] == "log":
        numbers = [math.exp(number) for number in numbers]
    texts = [as_printed(number, decimals, rule) for number, rule in zip(numbers, rules, strict=False)]
    p = 2 * law.sf(abs(centre) / error)
    p_text = as_printed(p, p_decimals, rules[3])
    assume(float(p_text) > 0 and float(texts[1]) < float(texts[2]))
    return texts, p_text, p


@quick
@given(analyses(), st.sampled_from(["half up", "half even", "truncation"]))
def test_a_true_analysis_fits_under_its_own_rounding(analysis, rule):
    texts, p_text, p = printed(analysis, [rule] * 4)
    measure, _, _, level, *_ = analysis
    check = check_effect(*texts, p_text, measure, level)
    assert rule in check.rules
    assert "any" in check.rules
    assert check.verdict in (FITS, FITS_OTHERWISE)
    assert check.place == "in the middle"
    assert check.same_side is not False
    if rule == "half up":
        assert check.p_low * (1 - 1e-9) <= p <= check.p_high * (1 + 1e-9)


@quick
@given(analyses(), st.lists(st.sampled_from(["half up", "half even", "truncation"]), min_size=4, max_size=4))
def test_a_true_analysis_fits_however_its_numbers_are_rounded(analysis, rules):
    texts, p_text, _ = printed(analysis, rules)
    measure, _, _, level, *_ = analysis
    assert "any" in check_effect(*texts, p_text, measure, level).rules


@pytest.mark.parametrize("digits", [1, 2, 3])
def test_the_range_of_p_is_the_one_found_by_trying_many_values(digits):
    rng = np.random.default_rng(digits)
    texts = [as_printed(value, digits) for value in (0.523, -0.131, 1.177)]
    check = check_effect(*texts, ".12")
    low, high = (float(text) + rng.uniform(-0.5, 0.5, 400_000) * 10.0**-digits for text in texts[1:])
    middle = (low + high) / 2
    kept = np.abs(middle - float(texts[0])) <= 0.5 * 10.0**-digits
    p = 2 * stats.norm.sf(np.abs(middle) / ((high - low) / (2 * stats.norm.isf(0.025))))[kept]
    assert check.p_low <= p.min()
    assert check.p_high >= p.max()
    # and it is no wider than it must be
    assert check.p_low == pytest.approx(p.min(), rel=0.02)
    assert check.p_high == pytest.approx(p.max(), rel=0.02)


@pytest.mark.parametrize(
    ("texts", "printed_p", "measure", "verdict", "place", "same_side"),
    [
        (("0.81", "0.70", "0.94"), ".005", "risk ratio", FITS, "in the middle", True),
        (("0.81", "0.70", "0.94"), ".03", "risk ratio", CANNOT_BE_TOLD, "in the middle", True),
        (("0.81", "0.70", "0.94"), ".30", "risk ratio", DOES_NOT_FIT, "in the middle", False),
        (("0.81", "0.70", "1.30"), ".30", "risk ratio", FITS, "inside, not in the middle", True),
        (("0.81", "0.90", "1.30"), ".80", "risk ratio", CANNOT_BE_TOLD, "outside", True),
        (("2.0", "0.6", "3.4"), "<.001", "difference", CANNOT_BE_TOLD, "in the middle", True),
        (("2.0", "-0.6", "4.6"), "<.001", "difference", DOES_NOT_FIT, "in the middle", False),
        (("2.0", "-0.6", "4.6"), "<.001", "mean difference", CANNOT_BE_TOLD, "in the middle", False),
        (("2.0", "0.6", "3.4"), "< 0.001", "mean difference", CANNOT_BE_TOLD, "in the middle", True),
        (("-2.0", "−3.1", "-0.9"), "<.01", "mean difference", FITS, "in the middle", True),
        (("0.0", "-1.2", "1.2"), "1.0", "difference", FITS, "in the middle", True),
        (("6.14", "1.08", "65.43"), ".04", "odds ratio", FITS, "inside, not in the middle", True),
        (("0.1", "0.0", "0.9"), ".04", "odds ratio", FITS, "in the middle", True),
    ],
)
def test_verdicts(texts, printed_p, measure, verdict, place, same_side):
    check = check_effect(*texts, printed_p, measure)
    assert (check.verdict, check.place, check.same_side) == (verdict, place, same_side)


def test_readings_that_would_fit_are_named():
    law = stats.norm
    low, high = 1.0 - law.isf(0.05) * 0.45, 1.0 + law.isf(0.05) * 0.45
    p = 2 * law.sf(1 / 0.45)
    texts = ["1.000", as_printed(low, 3), as_printed(high, 3)]
    assert check_effect(*texts, as_printed(p, 4)).readings == ("a 90 % interval",)
    assert check_effect(*texts, as_printed(p / 2, 4), level=0.90).readings == ("a one-sided P value",)
    one_error = ["1.000", "0.550", "1.450"]
    words = ("the estimate plus and minus one standard error",)
    assert check_effect(*one_error, as_printed(p, 4)).readings == words
    # a risk ratio of 1.8 with a standard error of 0.3 on the plain scale
    plain = check_effect("1.80", "1.21", "2.39", as_printed(2 * law.sf(0.8 / 0.3), 3), "risk ratio")
    assert "an interval worked out on the plain scale" in plain.readings


def test_without_a_p_value_the_place_is_still_told():
    check = check_effect("0.5", "0.1", "2.0", measure="odds ratio")
    assert (check.verdict, check.place, check.rules, check.same_side) == (
        CANNOT_BE_TOLD,
        "in the middle",
        (),
        None,
    )
    assert check_effect("0.90", "0.50", "1.20", measure="odds ratio").middle == "0.77"


# --- test statistics ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("t", 2.20, 28), 0.0362254847788378),  # 2 * pt(-2.20, 28)
        (("t", -2.31, 23.4), 0.0300408878517941),  # 2 * pt(-2.31, 23.4)
        (("t", 40, 28), 2.98572140753433e-26),  # 2 * pt(-40, 28)
        (("z", 1.96), 0.0499957902964409),  # 2 * pnorm(-1.96)
        (("z", -30), 9.81342785429637e-198),  # 2 * pnorm(-30)
        (("chi2", 5.99, 2), 0.0500366270865863),  # pchisq(5.99, 2, lower = F)
        (("F", 4.5, 2, 27), 0.0205743941640529),  # pf(4.5, 2, 27, lower = F)
        (
            ("r", 0.79517020583357778, 8),
            0.00596499579691846,
        ),  # with(sleep, cor.test(extra[1:10], extra[11:20]))
        (
            ("r", -0.117569784133002, 148),
            0.151898260711448,
        ),  # with(iris, cor.test(Sepal.Length, Sepal.Width))
        (("r", -0.867659376517228, 30), 1.29395870135052e-10),  # with(mtcars, cor.test(mpg, wt))
        (("r", -1, 5), 0),
    ],
)
def test_p_from_statistic_agrees_with_r(arguments, expected):
    assert p_from_statistic(*arguments) == pytest.approx(expected, rel=1e-9)


@quick
@given(
    st.sampled_from([("t", 9, None), ("z", None, None), ("chi2", 3, None), ("F", 2, 30), ("r", 20, None)]),
    st.floats(0.01, 5),
    st.integers(1, 3),
    st.sampled_from(["half up", "half even", "truncation"]),
)
def test_a_true_statistic_fits_its_own_p(kind, value, decimals, rule):
    name, df, df2 = kind
    value = value / 5 if name == "r" else value
    text, p_text = (
        as_printed(value, decimals, rule),
        as_printed(p_from_statistic(name, value, df, df2), 3, rule),
    )
    assume(float(p_text) > 0)
    assert rule in check_statistic(name, text, p_text, df, df2).rules


def test_statistics_that_do_not_fit():
    assert check_statistic("chi2", "3.84", ".025", df=1).readings == ("a one-sided P value",)
    assert check_statistic("chi2", "3.84", ".10", df=1).verdict == DOES_NOT_FIT
    assert check_statistic("chi2", "3.849", "<.05", df=1).verdict == FITS
    assert check_statistic("z", "0.0", "1.0").verdict == FITS
    assert check_statistic("t", "3.00", ".006", df=28).verdict == FITS
    assert check_statistic("t", "3.00", ".005", df=28).rules == ("truncation", "any")
    assert check_statistic("r", "-0.70", ".032", df=11).verdict == DOES_NOT_FIT
    assert check_statistic("r", "1.00", "<.001", df=11).verdict == FITS
    assert check_statistic("r", "0.52", ".014", df=16).readings == ("a one-sided P value",)


@quick
@given(st.floats(-0.99, 0.99), st.integers(4, 300), st.integers(2, 3))
def test_the_people_behind_a_correlation_are_among_those_that_give_its_p(r, pairs, decimals):
    text, p = (
        as_printed(r, decimals, "half up"),
        as_printed(p_from_statistic("r", r, pairs - 2), 3, "half up"),
    )
    assume(0 < float(p) < 1)
    fewest, most = pairs_of_correlation(text, p)
    assert fewest <= pairs <= (most or MOST_PAIRS)
    if fewest > 3:
        assert check_statistic("r", text, p, df=fewest - 3).verdict != FITS


def test_no_number_of_people_gives_p_where_it_is_too_small_or_too_large():
    assert pairs_of_correlation("0.10", "<.00001") == (1763, None)  # by pt() of R at r = .105
    assert pairs_of_correlation("0.90", ".9") is None


# --- what follows from an interval -------------------------------------------------------------------


def test_three_readers_agree_with_pooling_prior_and_data_in_metafor():
    readers = three_readers(0.7, 0.5, 0.98, "hazard ratio", wanted="lower").set_index("reader")
    # r <- rma(yi = c(log(.7), 0), sei = c(se, log(2) / qnorm(.975)), method = "FE"); exp(c(r$b, r$ci.lb, r$ci.ub))
    sceptic = [0.749269743948605, 0.553579486077032, 1.01413647600137, 0.969193477258051]
    columns = ["estimate", "low", "high", "chance_of_benefit"]
    assert readers.loc["sceptical", columns].tolist() == pytest.approx(sceptic)
    # the same with yi = c(log(.7), -log(2))
    keen = [0.656494499260758, 0.485034782797926, 0.888565197476136, 0.99678469321018]
    assert readers.loc["enthusiastic", columns].tolist() == pytest.approx(keen)


@quick
@given(st.floats(-3, 3), st.floats(0.1, 3), st.sampled_from(["higher", "lower"]))
def test_the_sceptics_belief_is_prior_times_likelihood(estimate, error, wanted):
    half, sign = stats.norm.isf(0.025) * error, 1 if wanted == "higher" else -1
    readers = three_readers(*(math.exp(estimate + side * half) for side in (0, -1, 1)), "odds ratio", wanted)
    prior_sd = math.log(2) / stats.norm.isf(0.025)

    def weight(effect):
        """Prior times likelihood, both normal, but for their constants, which cancel."""
        return math.exp(-((effect / prior_sd) ** 2 + ((estimate - effect) / error) ** 2) / 2)

    # breaks nearer than that upset the sum
    points = sorted({0.0, round(estimate / 2, 6), round(estimate, 6)})
    ends = {"points": points, "limit": 400, "epsabs": 0}
    everything = integrate.quad(weight, -30, 30, **ends)[0]
    benefit = integrate.quad(weight, *sorted((0, sign * 30)), **ends)[0]
    row = readers.set_index("reader").loc["sceptical"]
    assert row["chance_of_benefit"] == pytest.approx(benefit / everything, abs=1e-6)


def test_readers_mirror_when_the_wanted_direction_turns():
    one = three_readers(1.4, 1.1, 1.782, "odds ratio")
    other = three_readers(1 / 1.4, 1 / 1.782, 1 / 1.1, "odds ratio", wanted="lower")
    assert one["chance_of_benefit"].tolist() == pytest.approx(other["chance_of_benefit"].tolist())
    assert one["low"].tolist() == pytest.approx((1 / other["high"]).tolist())


def test_power_and_exaggeration_do_not_depend_on_where_the_interval_lies():
    one = what_the_error_allows(0.5, 0.98, [0.8], "hazard ratio")
    assert one.equals(what_the_error_allows(1.0, 1.96, [0.8], "hazard ratio"))
    # se <- log(.98 / .5) / (2 * qnorm(.975)); z <- abs(log(.8)) / se; pnorm(z - 1.96) + pnorm(-z - 1.96)
    assert one["power"].iloc[0] == pytest.approx(0.255138185255)


@pytest.mark.parametrize(
    ("arguments", "events"),
    [  # ceiling(4 * (qnorm(.975) + qnorm(power))^2 / log(hr)^2)
        ((0.7,), 247),
        ((0.7, 0.9), 331),
        ((1.5,), 191),
    ],
)
def test_events_needed_agrees_with_r(arguments, events):
    assert events_needed(*arguments) == events


@quick
@given(st.floats(0.2, 0.9), st.integers(5, 5000))
def test_events_follow_from_the_interval_that_they_give(hazard_ratio, events):
    half = stats.norm.ppf(0.975) * math.sqrt(1 / events + 1 / events)  # Parmar, Torri and Stewart 1998
    found = events_behind(hazard_ratio * math.exp(-half), hazard_ratio * math.exp(half))
    assert found == pytest.approx(2 * events)


@pytest.mark.parametrize(
    ("arguments", "loss", "shown"),
    [
        (("-7.2", "3.1", 10), 7.2, True),
        (("-12.0", "3.1", 10), 12.0, False),
        (("1.0", "3.1", 10), 0.0, True),
        (("-10", "3", 10), 10.0, None),
        (("-10.2", "3.0", 10), 10.2, False),
        (("0.84", "1.31", 1.3, "hazard ratio", "lower"), 1.31, False),
        (("0.84", "1.29", 1.3, "hazard ratio", "lower"), 1.29, True),
        (("0.70", "0.90", 1.3, "hazard ratio", "lower"), 1.0, True),
        (("0.85", "1.20", 0.8, "risk ratio", "higher"), 0.85, True),
        (("-3.1", "7.2", 10, "difference", "lower"), 7.2, True),
    ],
)
def test_the_loss_that_is_excluded(arguments, loss, shown):
    found = excluded_loss(*arguments)
    assert (found.loss, found.shown, found.one_sided_alpha) == (loss, shown, pytest.approx(0.025))


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: interval_standard_error(0.9, 0.7, "risk ratio"), "low .* is not below high"),
        (lambda: interval_standard_error(0, 0.7, "risk ratio"), "lies above 0"),
        (lambda: interval_from_p(-0.8, 0.5, "risk ratio"), "estimate is -0.8"),
        (lambda: interval_from_p(math.nan, 0.5), "estimate is nan"),
        (lambda: interval_standard_error(1, 1), "is not below"),
        (lambda: interval_from_p(1e300, 0.5), "beyond 1e100"),
        (lambda: interval_standard_error(0, 2, level=95), "write 0.95"),
        (lambda: interval_standard_error(0, 2, df=0), "df is 0"),
        (lambda: interval_standard_error(0, 2, "hazards ratio"), "Did you mean 'hazard ratio'"),
        (lambda: interval_from_p(1.5, 0), "p is 0"),
        (lambda: interval_from_p(1.5, 1), "p is 1"),
        (lambda: interval_from_p(1, 0.5, "risk ratio"), "estimate of no effect"),
        (lambda: interval_from_p("1.5", 0.5), "it must be a number"),
        (lambda: check_effect(0.8, "0.7", "0.9"), "in quotes"),
        (lambda: check_effect("0.8", "0.9", "0.7"), "swap or check"),
        (lambda: check_effect("-0.8", "0.7", "0.9", measure="odds ratio"), "estimate is '-0.8'"),
        (lambda: check_effect("0.8", "0.7", "0.9", "0"), "never 0"),
        (lambda: check_effect("0.8", "<0.7", "0.9"), "bound"),
        (lambda: check_statistic("t", "2.1", ".04"), "needs such degrees of freedom"),
        (lambda: check_statistic("z", "2.1", ".04", df=3), "has no such degrees"),
        (lambda: check_statistic("F", "-2.1", ".04", 1, 9), "never below 0"),
        (lambda: p_from_statistic("chi2", -1, 1), "never below 0"),
        (lambda: p_from_statistic("t", math.inf, 9), "value is inf"),
        (lambda: p_from_statistic("r", 1.2, 9), "between -1 and 1"),
        (lambda: events_needed(1), "no number of events"),
        (lambda: events_needed(0.7, power=0.01), "above .025"),
        (lambda: excluded_loss("-1", "2", 0), "above 0"),
        (lambda: excluded_loss("0.8", "1.2", 0.8, "hazard ratio", "lower"), "above 1"),
        (lambda: three_readers(1, 0, 2, "difference"), "about ratios"),
        (lambda: what_the_error_allows(0.5, 0.9, [1.0], "risk ratio"), "other than 0"),
    ],
)
def test_impossible_input_is_refused_in_one_sentence(call, words):
    with pytest.raises(ValueError, match=words) as refusal:
        call()
    assert "\n" not in str(refusal.value)


@pytest.mark.filterwarnings("error")
def test_extreme_numbers_give_values_and_no_warning():
    assert interval_standard_error(1e6 - 1, 1e6 + 1) == pytest.approx(1 / stats.norm.ppf(0.975))
    assert interval_standard_error(-1, 3, df=Fraction(1, 3)) > 0
    assert interval_from_p(1.5, 1e-300).low > 1.4
    assert check_effect("5", "5", "6", "<.001").verdict == FITS
    assert 0 <= check_effect("0.00", "0.00", "0.01", ".5", "risk ratio").p_low <= 1
    assert three_readers(100, 0.001, 1e7, "odds ratio")["low"].notna().all()
