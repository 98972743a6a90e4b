"""Effects against the two arms that they compare, ratios in words, and the P value of intervals without a measure."""

import pytest

from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.reading import read

TWO_ARMS = "We randomised 200 adults to balm (n = 100) or chalk (n = 100). "

SAID = [
    # a ratio in words
    (
        "Swelling settled in 30/100 on balm and 10/100 on chalk. Balm led to a threefold rise in settled swelling.",
        "'threefold' and 30/100 v 10/100: fits (their ratio is about 3.0)",
    ),
    (
        TWO_ARMS + "Relapses were halved (20/100 v 41/100).",
        "'halved' and 20/100 v 41/100: fits (their ratio is about 2.0)",
    ),
    # medians beside a hazard ratio
    (
        "Median time to clearing was 6.0 weeks (95% CI, 5.1 to 7.4) with balm and 9.0 weeks (95% CI, 7.9 to 10.2) with chalk (HR, 1.31; 95% CI, 1.09 to 1.58).",
        "HR 1.31 and medians 6.0 v 9.0: cannot be told because the ratio of medians (here 1.50) is that of hazards only where both are constant",
    ),
    (
        "Median time to clearing was 6.0 weeks (95% CI, 5.1 to 7.4) with balm and 9.0 weeks (95% CI, 7.9 to 10.2) with chalk (HR, 1.45; 95% CI, 1.19 to 1.77).",
        "HR 1.45 and medians 6.0 v 9.0: fits as closely as medians tell (1.50 if both hazards are constant)",
    ),
    (
        "Median time to relapse was 9.0 weeks with balm and 6.0 weeks with chalk (adjusted HR, 0.66; 95% CI, 0.51 to 0.85).",
        "HR 0.66 and medians 9.0 v 6.0: cannot be told because it is adjusted (the medians give 0.67 where both hazards are constant)",
    ),
    (
        "Median time to clearing was 6.0 weeks (95% CI, 5.1 to 7.4) with balm.",
        "median 6.0 and its limits: fits",
    ),
    (
        "Median time to clearing was 6.0 weeks (95% CI, 6.1 to 7.4) with balm.",
        "median 6.0 and its limits: does not fit as printed (the median lies outside 6.1 to 7.4)",
    ),
    # a P value right before the effect that it goes with
    (
        "Hives came back more often on chalk (P = 0.023, OR = 1.496 [95% CI 1.058 to 2.115]).",
        "OR 1.496: P = 0.023 and the interval: fits (the interval gives P between .022 and .023)",
    ),
    (
        "Sleep was longer on balm (P = .16; 95% confidence interval, -0.19 to 1.19).",
        "P = 0.16 and -0.19 to 1.19: fits (as limits of a difference they give P between .152 and .159)",
    ),
    # the P value of a ratio whose limits are those of the reduction in the next sentence
    (
        "Relapse came later on balm (hazard ratio 0.634, P = .011). The risk was reduced by 37% (95% CI 10-55%).",
        "HR 0.634 with 10 to 55 % less: P = 0.011 and the interval: fits (the interval gives P between .010 and .012)",
    ),
    # a ratio in all but name
    (
        "Chalk was tied to itch (adjOR 7.12, 95% CI 1.28 to 39.66, P = 0.025).",
        "7.12: P = 0.025 and the interval: fits (the interval gives P of .025)",
    ),
    # words of a direction beside an interval that leaves it open
    (
        "The rate of relapse was lower on balm (IRR 0.69; 95% CI 0.4 to 1.2).",
        "'lower' and 0.4 to 1.2: cannot be told because the interval holds 1, no difference",
    ),
    # limits without their estimate: their middle is one thing, their width another
    (
        TWO_ARMS + "Relapses came in 20% on balm and 40% on chalk (95% CI -22.5 to -17.5).",
        "limits -22.5 to -17.5 and 20 % v 40 %: fits (the difference between the two lies inside)",
    ),
    (
        TWO_ARMS + "Relapses came in 20% on balm and 40% on chalk (95% CI -22.5 to -17.5).",
        "limits -22.5 to -17.5 and 20 % v 40 %: cannot be told because another method",
    ),
    (
        "Sleep was longer on balm (95% CI 0.64 to 2.59; P = 0.001).",
        "P = 0.001 and 0.64 to 2.59: fits (as limits of a difference they give P of .001)",
    ),
    # one changed sign would put a difference in the middle
    (
        "The mean difference in itch was 0.08 (95% CI -1.0 to 0.9).",
        "mean difference 0.08: 0.08 in -1.0 to 0.9: cannot be told because it lies off the middle (-0.05), so another method made the limits, or a digit differs, or is a sign lost (-0.08 for 0.08 would fit)?",
    ),
    (
        "The mean difference in itch was -2.5 (95% CI -4.7 to 0.2).",
        "mean difference -2.5: -2.5 in -4.7 to 0.2: fits, a little off its middle (-2.3)",
    ),
    # in many people a t distribution gives what the normal one does
    (
        TWO_ARMS + "Itch fell further on balm (mean difference 5.3 mm, 95% CI 3.8 to 6.7; P = 0.0001).",
        "mean difference 5.3: P = 0.0001 and the interval: cannot be told because the interval gives P < .001 with the 200 people that are printed",
    ),
    # an SD with the interval of its mean
    (
        "Sixteen adults completed the study. Balm raised sleep by 2.0 ± 1.5 hours (95% CI 1.2 to 2.8).",
        "± 1.5 (as an SD of 16 people) and 1.2 to 2.8: fits (t interval)",
    ),
    (
        "Sixteen adults completed the study. Balm raised sleep by 2.0 ± 1.5 hours (95% CI 0.6 to 3.4).",
        "± 1.5 and 0.6 to 3.4: cannot be told because an SD of 16 people gives no such t interval (7 would), and limits may be corrected for several tests",
    ),
    # a difference against the sentence before it
    (
        TWO_ARMS
        + "Mean itch was 4.1 (SD 1.2) on balm, 5.6 (SD 1.3) on chalk and 5.9 (SD 1.1) on oil. The mean difference was 1.8 (95% CI 1.4 to 2.2).",
        "mean difference 1.8 and 4.1 v 5.9: fits",
    ),
    # a mean difference in per cent is one of shares
    (
        TWO_ARMS + "Hives cleared in 68% and 15% respectively (mean difference 53%, 95% CI 42% to 64%).",
        "mean difference 53 and 68 % v 15 %: fits",
    ),
    # an interval of no named measure, and one without its estimate
    (
        "Relapses fell on balm (reduction in risk, 12 percent; 95 percent confidence interval, -3 to 26 percent; P = 0.12).",
        "risk change 12: P = 0.12 and the interval: fits (the interval gives P between",
    ),
    (
        TWO_ARMS
        + "Balm worked longer (241 +/- 114 days vs 147 +/- 117 days; 95% confidence interval, 32.7-155.3 days; P = 0.003).",
        "P = 0.003 and 32.7 to 155.3: fits (as limits of a difference they give P of .003)",
    ),
    # a reduction of risk in per cent, of the risk or of the people
    (
        TWO_ARMS
        + "Fewer relapsed on balm (20/100 v 40/100; risk reduction, 50 percent; 95 percent confidence interval, 20 to 69 percent).",
        "risk change 50 and 20/100 v 40/100: fits",
    ),
    (
        TWO_ARMS
        + "Fewer relapsed on balm (20/100 v 40/100; risk reduction, 20 percent; 95 percent confidence interval, 8 to 32 percent).",
        "risk change 20 and 20/100 v 40/100: fits",
    ),
    # limits without their estimate: by a usual method, else with the difference inside
    (
        TWO_ARMS + "Itch was 3.57 +/- 1.41 with balm and 2.26 +/- 1.15 with chalk; [95% CI: 0.95-1.67].",
        "limits 0.95 to 1.67 and 3.57 v 2.26: fits (",
    ),
    # words against a change with its interval
    (
        "Balm led to significantly fewer doses (-0.36 doses [95% CI: -0.65 to -0.08]).",
        "'significant' and -0.65 to -0.08: fits (the interval lies beyond 0)",
    ),
]


@pytest.mark.parametrize(("passage", "said"), SAID)
def test_what_is_said(passage, said):
    lines = [check.said for check in check_reading(read(passage))]
    assert any(line.startswith(said) for line in lines), lines


SILENT = [
    ("The rate of relapse tended to be lower on balm (IRR 0.69; 95% CI 0.4 to 1.2).", "'lower'"),
    ("The rate of relapse was higher on balm (IRR 0.69; 95% CI 0.4 to 1.2).", "'higher'"),
    (
        "Hives came back more often on chalk (P = 0.3, OR = 1.496 [95% CI 1.058 to 2.115]).",
        "P = 0.3 and the interval",
    ),
    ("The model held (P = 0.146, RMSEA = 0.044 [90% CI 0.00 to 0.10]).", "P = 0.146 and the interval"),
    ("Itch fell on balm (P = .20, SMD = -0.24, 95% CI -0.61 to -0.13).", "P = 0.20 and the interval: fits"),
    (
        "Relapse came later on balm (hazard ratio 0.634, P = .2). The risk was reduced by 37% (95% CI 10-55%).",
        "P = 0.2 and the interval",
    ),
    ("Balm was rubbed in twice daily. Hives cleared in 30/100 on balm and 15/100 on chalk.", "'twice"),
    ("Hives doubled on chalk (10/100 v 11/100).", "'doubled"),
    (
        "Mean itch was 4.1 (SD 1.2) on balm and 5.6 (SD 1.3) on chalk. The mean difference was 2.9 (95% CI 2.5 to 3.3).",
        "4.1 v 5.6: does not fit",
    ),
    (
        "Relapses fell (reduction in risk, 12 percent; 95 percent confidence interval, -3 to 26 percent; P = 0.001).",
        "does not fit",
    ),
    (
        TWO_ARMS + "Balm worked longer (95% confidence interval, 32.7-155.3 days; P = 0.4).",
        "P = 0.4 and 32.7 to 155.3: fits",
    ),
]


@pytest.mark.parametrize(("passage", "words"), SILENT)
def test_what_is_not_said(passage, words):
    lines = [check.said for check in check_reading(read(passage))]
    assert not any(words in line for line in lines), lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Relapse came in 20.0% and 40.0%, a relative reduction of 50% (95% CI, 20 to 70).",
            "relative reduction 50",
        ),
        ("Relapse came in 20.0% and 40.0%, a relative reduction of 51% (95% CI, 20 to 70).", ""),
    ],
)
def test_a_relative_reduction_is_what_the_two_shares_give(text, said):
    fitting = [
        check.said
        for check in check_reading(read(text))
        if "v 40.0" in check.said and check.verdict == "fits"
    ]
    assert [said in each for each in fitting] == ([True] if said else [])


def test_an_interval_that_ends_at_its_null_value_neither_holds_it_nor_lies_beyond():
    said = [
        check.said
        for high in ("0.99", "1.00", "1.01")
        for check in check_reading(
            read(f"There was no significant difference (RR, 0.80; 95% CI, 0.63 to {high}).")
        )
        if "the interval holds 1" in check.said
    ]
    assert len(said) == 1
    assert "0.63 to 1.01" in said[0]


@pytest.mark.parametrize(
    "words",
    [
        "Over a median of 18 months, the primary outcome occurred in",
        "The primary outcome was seen in",
        "Death occurred in",
    ],
)
def test_a_hazard_ratio_fits_the_shares_with_an_event_whatever_else_the_sentence_says(words):
    text = f"{words} 386 of 2373 adults (16.3%) on velorin and 502 of 2371 (21.2%) on placebo (HR, 0.74; 95% CI, 0.65 to 0.85)."
    said = [check.said for check in check_reading(read(text)) if check.said.startswith("HR 0.74 and 386")]
    assert said == ["HR 0.74 and 386/2373 v 502/2371: fits"]


def test_a_hazard_ratio_fits_the_shares_that_survived():
    text = "Survival was 83.7% on velorin and 78.8% on placebo (HR, 0.74; 95% CI, 0.65 to 0.85)."
    said = [check.said for check in check_reading(read(text)) if check.said.startswith("HR 0.74 and 83.7")]
    assert said == ["HR 0.74 and 83.7 % v 78.8 %: fits"]


def told(text):
    return [check.said for check in check_reading(read(text))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Relapse was rarer with balm (hazard ratio 0.634, P = .011). The risk was reduced by 37% (95% CI 10-55%).",
            "37 % less and HR 0.634: fits (1 minus the ratio)"),
        ("Median time to healing was 92 days for balm and 126 days for wax, no significant difference.",
            "'no significant difference' and medians 92 v 126: cannot be told because medians alone give no P value"),
        ("Median time to healing was 92 days with balm and 126 days with wax. Healing was likelier with balm (hazard ratio 0.72; 95% CI 0.57 to 0.91).",
            "HR 0.72 and medians 92 v 126: fits as closely as medians tell (0.73 if both hazards are constant)"),
        ("The chance of rest was lower with wax (RR 0.72; 95% CI 0.57 to 0.91).",
            "'lower' and 0.57 to 0.91: fits (the interval lies beyond 1)"),
        ("Relief was similar with balm and wax (RR 1.09, 95% CI 0.80 to 1.49).",
            "'similar' and 0.80 to 1.49: fits (the interval holds 1, which does not show that they are alike)"),
        ("Balm had no effect on sleep (RR 1.09, 95% CI 0.80 to 1.49).",
            "'no effect' and 0.80 to 1.49: fits (the interval holds 1)"),
        ("Rest was significantly rarer with wax (RR 0.5, 95% CI 0.3 to 0.8), but mood did not differ (RR 0.9, 95% CI 0.6 to 1.4).",
            "'significant' and 0.3 to 0.8: fits (the interval lies beyond 1)"),
        ("Itch fell significantly (P = .01) and sleep rose (P < .001).", "'significant' and P = 0.01 and P < 0.001: fits (below .05)"),
        ("Adults were randomised to balm (n = 1385) or wax (n = 1369). Itch came in 55 adults (4.0%) given balm and 60 (4.4%) given wax (risk difference 0.4%).",
            "risk difference 0.4 and 55 v 60: fits"),
        ("Of 401 adults, 383 (96%) came back. Rest came in 82.5% (170/206) with balm and 97.7% (173/177) with wax.",
            "206 + 177 = 383: fits"),
    ],
)  # fmt: skip
def test_words_shares_and_ratios_are_held_against_each_other(text, said):
    assert said in told(text) or any(said in each for each in told(text))


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Relapse was rarer with balm (hazard ratio 0.634, P = .011). The risk was reduced by 45% (95% CI 10-55%).", "1 minus the ratio"),
        ("The chance of rest was lower with wax (RR 0.72; 95% CI 0.57 to 1.10).", "0.57 to 1.10: fits (the interval"),
        ("The chance of rest was not lower with wax (RR 0.72; 95% CI 0.57 to 0.91), no significant finding.", "'lower'"),
        ("Itch fell significantly (P = .01) and sleep rose (P = .07).", "P = 0.07: fits"),
        ("Itch did not fall significantly (P = .01).", "(below .05)"),
        ("Rest came more often with wax (RR 1.2, 95% CI 0.9 to 1.6), while mood was similar.", "alike"),
    ],
)  # fmt: skip
def test_words_that_do_not_meet_their_numbers_are_not_said_to_fit(text, never):
    assert not any(never in each for each in told(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A reduction of 17% (95% CI, 0.73-0.93) was seen.", "17: 17 in 0.73 to 0.93: fits as limits of a ratio (0.83 is 17 % from 1)"),
        ("The risk of relapse was reduced by 17% (95% CI 0.73 to 0.93; P = .002).", "P = 0.002 and the interval: fits"),
        ("There was a 17% (95% CI: 0.73-0.93; P = .0013) reduction in the risk.", "as limits of a ratio they give"),
        ("Delirium came in 8/30 with massage and 7/30 without (odds ratio 0.84).",
            "OR 0.84 and 8/30 v 7/30: fits, as that of the second group against the first"),
        ("Rest came in 37/124 with balm and 7/52 with wax (OR 2.73).", "OR 2.73 and 37/124 v 7/52: fits"),
        ("Rest came in 37/124 with balm and 7/52 with wax (OR 2.74).", "OR 2.74"),
        ("The size of the effect was 8.33 (SMD 8.33; 95% CI 2.73 to 25.45).", "fits as a ratio (its middle is 8.34), not as a difference"),
        ("Longer rest went with balm (HRadj 0.40; 95% CI 0.23 to 0.71).", "HR 0.40: 0.40 in 0.23 to 0.71: fits"),
        ("Relapse was 43.41 (SE 12.07) early and 21.08 (SE 6.16) late (relative risk reduction 51.4% [95% CI, 16.3%-71.8%]).", "relative reduction 51.4 and 43.41 v 21.08: fits"),
        ("P values were small: rescue was lower (54.17%) (p = 0.005), indicating relief.", "P = 0.005"),
        ("The time was 82.90 ± 28.17 vs 64.77 ± 28.11 (p\u2009=\u2009 0.004).", "P = 0.004 and 82.90 v 64.77"),
        ("The 18 adults comprised 10 adults managed with balm and 8 adults managed with wax. Compared with wax, balm had more rest (100% v 37.5%, P = .007).", "100 % of 10 (10 people): fits"),
        ("We assigned 97 adults to balm and 130 adults to wax. Rest came in 10.8% v 24.7% (P = .008).", "of 130 (14 people): fits"),
        ("Fat failed in 1/10 v 10/10 adults. The noise was 12.2 ± 4.9 v 11.7 ± 5.2 (P = .76) between images with balm and with wax.", "may be values of the same people"),
        ("We assigned 62 adults to balm and 64 to wax. Muscle strength was 5/5 v 2/5 (P = .001).", "may be marks on a scale"),
        ("We assigned 180 adults to balm and 170 to wax. In the subgroup with a rash, rest came in 16.1% v 8.8% (P = .4).", "some of these people"),
        ("We assigned 180 adults to balm and 170 to wax. Rest was seen in 21.3% of adults in 2010 v 36.8% in 2015 (P < .01).", "a trend over years"),
        ("Sores lay in the leg in 91% compared with the arm in 9% (P < .001). There were 300 adults with balm and 500 with wax.", "parts of one group"),
        ("Death was less likely with balm (HR 2.56, 95% CI 1.5-5.7, P = .02).", "printed digits are too few"),
        ("Balm helped (OR 0.31; 95% CI 0.1-0.56).", "too few to tell the middle"),
        ("The level rose (geometric mean ratio 1.15; 95% CI 1.09 to 1.15).", "one of its own limits"),
        ("The rate of falls was 14.8 per 100 adults (95% CI 8.9 to 24.6; P = .001).", "P = 0.001: cannot be told"),
    ],
)  # fmt: skip
def test_what_a_hostile_reader_found_is_told_as_it_is(text, said):
    assert any(said in each for each in told(text)), told(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The risk of relapse was reduced by 17% (95% CI 0.73 to 0.93; P = .002).", "does not fit"),
        ("No differences occurred in 9.2% of adults (95% CI: -0.20-1.86).", "does not fit"),
        ("Those with a less educated head had more itch (IRR 1.64; 95% CI 1.10 to 2.44).", "'less'"),
        ("Of 300 adults in two groups of 150 each, 3664 doses (87.3%) were given whole and 531 doses (12.7%) in part.", "of 150"),
        ("We randomised 72 women to balm or wax; 65 women completed the study. Pain was 2.16 ± 1.71 with balm and 3.21 ± 2.25 with wax (P = .031).",
            "if the 72 people"),
        ("Balm was as good (RR 0.80; 95% CrI 0.60 to 1.07).", "interval gives P"),
        ("The visits were in 02/2015 and 03/2016.", "02"),
        ("Babies had impaired growth in 12% v 20% (P = .04).", "paired"),
        ("Ages were alike (mean age 13.7 years v body mass 34.9).", "13.7 v"),
        ("Rest signified relief in 12/40 v 20/40.", "'significant'"),
        ("In arm A (N = 70; before: 13%, during: 14%) and arm B (N = 61; before: 20%) itch was seen.", "13 % v 14 %"),
        ("Rash came in 74.6% (47/63) of adults, which itched in 83.0% (39/47). Sores were more frequent in older adults (86.7% v 44.4%, P = .001).", "all 63 and 47"),
        ("Of the 1607 adults at the start, 1270 completed the trial. The score was 31.2 ± 0.59 with balm v 32.7 ± 0.59 with wax (P = .031).", "does not fit"),
        ("We treated 48 eyes of 24 adults. Rest came in 66.7% v 8.3% (P = .0038).", "all 48 and 24"),
        ("Of 2,000 adults, 1,636 had wax. Rash was more likely with balm (31.0% v 23.0%, P < .001). After propensity matching there were 466 adults in each group.", "466"),
        ("Balm had better limits (HR 1.62, 95% CI 1.25 to 2.1) v wax (HR 1.23, 95% CI 0.94 to 1.61; P < .001).", "P < 0.001 and the interval: does not fit"),
        ("Rash came in 31.7% of the sample (95% CI 1.288 to 1.347, P < .001).", "as limits of"),
        ("Balm raised the level 4.3 ± 0.5-fold and wax 5.8 ± 0.5-fold.", "'0.5-fold'"),
        ("In all, 186 adults (median 57 years and 138 males) took part. Death was more likely with wax (HR 4.52; 95% CI 1.52 to 13.5).", "medians"),
        ("The median PFS and OS of all adults were 3.8 and 8.1 months. PFS was alike (HR 0.98).", "medians"),
        ("Rash was more frequent with balm (17.1% v 6.8%). A Cox model adjusted for age showed more deaths (HR 1.51; 95% CI 1.05 to 2.2).", "HR 1.51 and"),
        ("Overall death came in 38.7% (1094/2825), more often with balm (413/724, 57%) compared with wax (632/1985, 31.8%) (P < .0001).", "over the 3 groups"),
    ],
)  # fmt: skip
def test_what_a_hostile_reader_found_wrong_is_not_said(text, never):
    assert not any(never in each for each in told(text)), told(text)


def test_a_sentence_that_holds_unread_numbers_is_not_quoted_as_one_without():
    text = (
        "Results: Itch fell (P = .01). Sleep was better (MD -1.9 points, 95%CI-6.9 to 3.2). Conclusion: rest."
    )
    assert not any(each.startswith("“") for each in told(text))


def test_what_two_values_give_is_worked_out_from_what_is_printed():
    """42.7 over 31 is 1.377; the edges of rounding, 1.35 and 1.40, are not what they give."""
    text = "Headache came in 42.7% v 31% (RR 1.52, 95% CI 1.04 to 2.23)."
    assert any("the two values give about 1.38" in check.said for check in check_reading(read(text)))
