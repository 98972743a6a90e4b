"""The reader of passages: 72 shapes of printed statistics, odd characters, hostile input, groups, speed.

Every sentence is invented. A case names the whole of what may be read from its sentence, so that a number in a wrong
role fails as a number that is missed does.
"""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.own_trial.read_effects import LESS_IN_WORDS
from helpers.own_trial.reading import KINDS, LONGEST, marked_html, pairs, read

PASSAGES = Path(__file__).resolve().parents[2] / "data" / "own_trial" / "passages.json"


def short(item):
    """An item in one line: the fields that say something, in their order."""
    values = {
        name: value for name, value in item.values.items() if value not in (None, "not said", "unknown")
    }
    values.pop("role", None)
    if values.get("adjusted") == "no":
        values["adjusted"] = "crude"
    if values.get("adjusted") == "yes":
        values["adjusted"] = "adjusted"
    arm = f" [{item.arm}]" if item.arm != "unknown" and item.kind == "count" else ""
    n = f" of {values.pop('n')}" if "n" in values else ""
    pct = f" {values.pop('pct')}%" if "pct" in values else ""
    return " ".join([item.kind, *values.values()]) + n + pct + arm


SHAPES = {
    1: ("Cure came in 21/50 (42%) with torvane and 11/50 (22%) with chalk.",
        ["count 21 of 50 42% [torvane]", "count 11 of 50 22% [chalk]"]),
    2: ("Crusts fell off in 33 of 80 (41.3%) treated elbows.", ["count 33 of 80 41.3%"]),
    3: ("Thirty-six of 40 (90%) sailors finished the course.", ["count 36 of 40 90%"]),
    4: ("Fifty-one patients (34%) stopped early.", ["count 51 34%"]),
    5: ("Cough was seen in 9 (30.0%) and 18 (60.0%) children in groups A and B (P = .020).",
        ["count 9 30.0% [group A]", "count 18 60.0% [group B]", "p = 0.020"]),
    6: ("Data are n (%): cramps 8 (16), hives 2 (4).", ["count 8 16%", "count 2 4%"]),
    7: ("Closure was 41.7% (10/24) against 62.5% (15/24).", ["count 10 of 24 41.7%", "count 15 of 24 62.5%"]),
    8: ("Headache: 8% [nine of 112] vs 4% [4 of 108].", ["count 9 of 112 8%", "count 4 of 108 4%"]),
    9: ("Relapse (6/33, 18% (V) vs 12/34, 35% (W)).", ["count 6 of 33 18% [V]", "count 12 of 34 35% [W]"]),
    10: ("Healing was 15/20(75%).", ["count 15 of 20 75%"]),
    11: ("Of 2,460 invited, 615 (25.0%) came.", ["n 2460", "count 615 of 2460 25.0%"]),
    12: ("Walking was commoner on torvane (35.0% of 80 at 10 mg, 30.0% of 90 at 30 mg) than on chalk (15.0% of 60).",
         ["percentage of 80 35.0%", "percentage of 90 30.0%", "percentage of 60 15.0%"]),
    13: ("Clear nails: 58.3% vs. 41.7%; P = .022.", ["percentage 58.3%", "percentage 41.7%", "p = 0.022"]),
    14: ("Bruising was 6.2 vs. 4.4%.", ["percentage 6.2%", "percentage 4.4%"]),
    15: ("Growth: 3 (5%) Q1 versus 8 (13%) Q2 versus 19 (32%) Q3 (p < .001).",
         ["count 3 5%", "count 8 13%", "count 19 32%", "p < 0.001"]),
    16: ("Blisters: 0 (0%) in the foam arm and 4 (12%) in the tape arm. No deaths occurred. None of the 34 bled.",
         ["count 0 0% [foam arm]", "count 4 12% [tape arm]", "count 0", "count 0 of 34"]),
    17: ("All 23 took (23/23; 100%).", ["count 23 of 23 100%"]),
    18: ("Success was 28/44 at first and 28/41 later.", ["count 28 of 44", "count 28 of 41"]),
    19: ("Only 26.4% of 50 answered.", ["percentage of 50 26.4%"]),
    20: ("Grades were good in 22 (66.6%), fair in 7 (21.2%) and poor in 4 (12.1%) of 33.",
         ["count 22 of 33 66.6%", "count 7 of 33 21.2%", "count 4 of 33 12.1%"]),
    21: ("In all, 15 306 births among 1\u2009140 clusters were counted.", ["n 15306", "n 1140"]),
    22: ("Death: 142/1,311 vs 171/1,305.", ["count 142 of 1311", "count 171 of 1305"]),
    23: ("The rate was 14,5% (P = 0,027); 1,250 patients were enrolled.", ["percentage 14.5%", "p = 0.027", "n 1250"]),
    24: ("Mean weight was 3012/60 ± 402 g, p = 0/06.", ["mean 3012.60 402 unlabelled", "p = 0.06"]),
    25: ("Peaks were 8/27/91 in arms A/B/C.", []),
    26: ("People were assigned 3:1 to balm or chalk.", []),
    27: ("Fewer fell (P = .038).", ["p = 0.038"]),
    28: ("It helped (p=0·37; HR 1·18 (0·82–1·70)).", ["p = 0.37", "effect HR 1.18 0.82 1.70"]),
    29: ("All were small (P ⩽ 0.05, P ≤ .01, P < .001, p<0.0001, P >= 0.2).",
         ["p ≤ 0.05", "p ≤ 0.01", "p < 0.001", "p < 0.0001", "p ≥ 0.2"]),
    30: ("Pain was less on balm (P less than .05).", ["p < 0.05"]),
    31: ("Height did not differ (P = NS), nor did weight (P > .05).", ["p NS", "p > 0.05"]),
    32: ("Cough and wheeze fell (both P < .01), all scores rose (P<.001 for all).", ["p < 0.01", "p < 0.001"]),
    33: ("Mood and sleep improved (p = 0.03 and p = 0.007, respectively).", ["p = 0.03", "p = 0.007"]),
    34: ("Nothing differed (p=0.09 (visit 1), p=0.44 (visit 2)).", ["p = 0.09", "p = 0.44"]),
    35: ("For reach and pinch the p values were 0.012 and 0.047, respectively.", ["p = 0.012", "p = 0.047"]),
    36: ("Signals had p = 2.4 × 10−8, P<3×10⁻⁶ and p=5.1E-07.", ["p = 2.4e-8", "p < 3e-6", "p = 5.1e-07"]),
    37: ("Odd signs were printed (p < 0.071; P ≤ 0.68).", ["p < 0.071", "p ≤ 0.68"]),
    38: ("Gait was alike in both arms (p < 0.004).", ["p < 0.004"]),
    39: ("P for interaction = .55; one-sided P = .03; noninferiority P < .001.",
         ["p = 0.55 interaction", "p = 0.03 one-sided", "p < 0.001 noninferiority"]),
    40: ("Fewer relapsed (HR, 0.68; P = .01; 95% CI, 0.50-0.92).", ["effect HR 0.68 0.50 0.92 95", "p = 0.01"]),
    41: ("Age (p=0.66), sex (p=0.42) and site (p=0.59) were alike.", ["p = 0.66", "p = 0.42", "p = 0.59"]),
    42: ("It was so (χ2 = 4.90, df = 1, P = .03; t(52) = 2.10, p = .041; F 1,38 = 5.02, P = .03; z = −2.33, P = .02).",
         ["statistic chi2 4.90 1", "p = 0.03", "statistic t 2.10 52", "p = 0.041", "statistic F 5.02 1, 38", "p = 0.03",
          "statistic z -2.33", "p = 0.02"]),
    43: ("With 90% power at a two-sided alpha of 0.05, 62 patients per arm were needed; P < .05 was considered significant.", []),
    44: ("Fewer died (HR, 0.71; 95% CI, 0.53-0.95; P = .02).", ["effect HR 0.71 0.53 0.95 95", "p = 0.02"]),
    45: ("Falls: OR 2.2 (95% CI 1.1, 4.4), HR 0.8, 95% CI 0.6–1.1; RR 1.4 [95% CI 0.9 to 2.1]; OR 3.0 (95% CI [1.2; 7.5]).",
         ["effect OR 2.2 1.1 4.4 95", "effect HR 0.8 0.6 1.1 95", "effect RR 1.4 0.9 2.1 95", "effect OR 3.0 1.2 7.5 95"]),
    46: ("Cure was likelier, OR 3.1 (95% CI) 1.4, 6.9.", ["effect OR 3.1 1.4 6.9 95"]),
    47: ("Loss: RR 0.79 CI 95%: 0.60 to 1.04; RR 0.81 (95%CI 0.62–1.06); RR 0.90 (95 % CI 95% 0.7 to 1.2).",
         ["effect RR 0.79 0.60 1.04 95", "effect RR 0.81 0.62 1.06 95", "effect RR 0.90 0.7 1.2 95"]),
    48: ("Leak: RR 0.62 (95% CI 0.41–0.94). Later it was so, too (1.8, 1.1–2.9; p=0.02).",
         ["effect RR 0.62 0.41 0.94 95", "effect RR 1.8 1.1 2.9 95", "p = 0.02"]),
    49: ("The difference was 1.1 points (90% CI -0.4 to 2.6); HR 0.88 (96.2% CI, 0.71 to 1.09).",
         ["effect difference 1.1 -0.4 2.6 90", "effect HR 0.88 0.71 1.09 96.2"]),
    50: ("Return was likelier (adjusted odds ratio [aOR] of 1.7, 95% CI 1.1 to 2.6).", ["effect OR 1.7 1.1 2.6 95 adjusted"]),
    51: ("The score fell more (AdjDiff -2.8, CI -4.9 to -0.7).", ["effect difference -2.8 -4.9 -0.7 adjusted"]),
    52: ("The difference was −2·7 kg (95% CI −4·6 to −0·8); waist was 3.1 lower (0.7 to 5.5).",
         ["effect difference -2.7 -4.6 -0.8 95", "effect difference 3.1 0.7 5.5 95"]),
    53: ("Survival was 92.0% vs 97.1% (95% CI: −0.092, −0.010).",
         ["percentage 92.0%", "percentage 97.1%", "effect -0.092 -0.010 95"]),
    54: ("It worked in 7 of 20 (35.0%; 95% CI, 15.4%-59.2%).", ["count 7 of 20 35.0%", "effect percentage 35.0 15.4 59.2 95"]),
    55: ("Median PFS was 7.2 and 5.1 months for RK and RP, respectively (95% CI, 5.8 to 8.9 and 4.0 to 6.3, "
         "respectively; hazard ratio, 0.81; 95% CI, 0.63 to 1.04; P = .10).",
         ["median 7.2 5.8 8.9 CI", "median 5.1 4.0 6.3 CI", "effect HR 0.81 0.63 1.04 95", "p = 0.10"]),
    56: ("The mean difference (95% CI) was 1.9 (0.2 to 3.6) and 4.4 (1.3 to 7.5) for reach and pinch, respectively.",
         ["effect mean difference 1.9 0.2 3.6 95", "effect mean difference 4.4 1.3 7.5 95"]),
    57: ("Loss: 41/120 with tape vs 30/118 without; RR 0.74 (95% CI 0.50 to 1.10).",
         ["count 41 of 120 [tape]", "count 30 of 118", "effect RR 0.74 0.50 1.10 95"]),
    58: ("Fewer fell (HR 0.3 (95% CI 0.72-0.94)).", ["effect HR 0.3 0.72 0.94 95"]),
    59: ("It took 12.9 ± 3.8 vs. 15.8 ± 4.4 min, P = 0.008 (n = 30 and 31).",
         ["mean 12.9 3.8 unlabelled", "mean 15.8 4.4 unlabelled", "p = 0.008", "n 30", "n 31"]),
    60: ("The mean (SD) pain was 3.1 (1.4) vs 4.6 (1.9); mean age 41.2 [SD 9.9]; weight 71.0 (SD: 12.2) kg; height 171 SD ± 9.",
         ["mean 3.1 1.4 SD", "mean 4.6 1.9 SD", "mean 41.2 9.9 SD", "mean 71.0 12.2 SD", "mean 171 9 SD"]),
    61: ("FEV was 1.52 ± 0.03 L (mean ± SEM); the mean change was 0.12 [SE 0.04].", ["mean 1.52 0.03 SE", "mean 0.12 0.04 SE"]),
    62: ("Scores were 6.8 ± 0.4 vs 5.9 ± 0.4.", ["mean 6.8 0.4 unlabelled", "mean 5.9 0.4 unlabelled"]),
    63: ("Median follow-up was 9 months (range, 3-25), later 380 (range, 5–1720) days.",
         ["median 9 3 25 range", "median 380 5 1720 range"]),
    64: ("Stay was 8 days (IQR 5 to 12) vs 11 days [IQR 7-17]; median delay 3 (2–6), IQR: 4.",
         ["median 8 5 12 IQR", "median 11 7 17 IQR", "median 3 2 6 IQR"]),
    65: ("The mean number of calls was 4.9 (range 1–17).", ["mean 4.9 unlabelled", "range 1 17"]),
    66: ("It fell from 58.1 ± 10.2 to 51.7 ± 11.0 mm (P < .01).",
         ["mean 58.1 10.2 unlabelled", "mean 51.7 11.0 unlabelled", "p < 0.01"]),
    67: ("Scores fell by 7.9±2.0 and 1.8±0.8, respectively, in arm A and by 5.6±2.7 and 1.1±0.6 in arm B (p=0.008, p<0.05).",
         ["mean 7.9 2.0 unlabelled", "mean 1.8 0.8 unlabelled", "mean 5.6 2.7 unlabelled", "mean 1.1 0.6 unlabelled",
          "p = 0.008", "p < 0.05"]),
    68: ("Median OS was NR (95% CI, 15.8-NE).", ["median not reached 15.8 NE CI"]),
    69: ("KXR-24, ABS60, grade 3-4, SF-36, day 2, group 2 (n = 37), drug QT 214,906.", ["n 37"]),
    70: ("From May 4, 2010, to June 11, 2013, 0.3% gel, 30 mg or 1,800 mg, >12 ml or ≥75% better.", []),
    71: ("In all, 151 were randomized (76 to balm, 74 to chalk).", ["n 151", "n 76", "n 74"]),
    72: ("Hypoxia (oxygen saturation <90%) and PAR <3 were excluded.", []),
}  # fmt: skip


@pytest.mark.parametrize("number", SHAPES)
def test_each_shape_is_read_as_printed(number):
    text, wanted = SHAPES[number]
    assert [short(item) for item in read(text).items] == wanted


LISTS = {
    "both arms of a sentence's start": ("Of 59 adults given balm and 55 given chalk, 14/59 (23.7%) and 4/55 (7.3%) were cured.",
        ["n 59", "n 55", "count 14 of 59 23.7% [balm]", "count 4 of 55 7.3% [chalk]"]),
    "several ratios": ("Hazard ratios for falls, burns and cramps were 0.72 (95% CI 0.54-0.96), 0.84 (0.63-1.12) and 1.10 (0.80-1.51), respectively.",
        ["effect HR 0.72 0.54 0.96 95", "effect HR 0.84 0.63 1.12 95", "effect HR 1.10 0.80 1.51 95"]),
    "ratios, then intervals": ("The odds ratios were 0.72 and 0.84 (95% CI 0.54-0.96 and 0.63-1.12), respectively.",
        ["effect OR 0.72 0.54 0.96 95", "effect OR 0.84 0.63 1.12 95"]),
    "P values for a list": ("The risk ratio was 0.72 (95% CI, 0.54 to 0.96) for falls and 0.84 (95% CI, 0.63 to 1.12) for burns (P = .02 and .24, respectively).",
        ["effect RR 0.72 0.54 0.96 95", "effect RR 0.84 0.63 1.12 95", "p = 0.02", "p = 0.24"]),
    "two P values in one bracket": ("Lumps shrank faster on torvane (P = 0.012 and 0.034).", ["p = 0.012", "p = 0.034"]),
    "P of > .05": ("Weight was alike (P of > .05).", ["p > 0.05"]),
    "P at several times": ("Grip was alike (P values at 2, 4 and 8 weeks > .05).", ["p > 0.05"]),
    "P always": ("Sleep improved in all arms (p always <0.02).", ["p < 0.02"]),
    "P in marked-up text": ("Falls differed (*p* = 0.03), burns did not (_p_ = 0.41).", ["p = 0.03", "p = 0.41"]),
    "interval behind a semicolon": ("Falls (18/90 (20.0%) v 27/92 (29.3%); relative risk 0.68, 95% CI 0.40 to 1.15; P = 0.15), burns (30/90 (33.3%) v 41/92 (44.6%); 0.75, 0.52 to 1.08; P = 0.12).",
        ["count 18 of 90 20.0%", "count 27 of 92 29.3%", "effect RR 0.68 0.40 1.15 95", "p = 0.15",
         "count 30 of 90 33.3%", "count 41 of 92 44.6%", "effect RR 0.75 0.52 1.08 95", "p = 0.12"]),
    "bracket in the next sentence": ("The RR (95% CI) was 1.07 (0.95-1.21). Cough was commoner, too [2.31 (1.04-5.13)].",
        ["effect RR 1.07 0.95 1.21 95", "effect RR 2.31 1.04 5.13 95"]),
    "words between ratio and interval": ("Cure was likelier (relative risk 1.42 for each hour of sleep (95% confidence interval 1.10 to 1.83)) and quicker (relative risk 1.31 for each 10 year step (1.08 to 1.59)).",
        ["effect RR 1.42 1.10 1.83 95", "effect RR 1.31 1.08 1.59 95"]),
    "relative hazard": ("Bleeding was rarer (8% v 15%; relative hazard 0.52; 95% CI 0.21-1.29).",
        ["percentage 8%", "percentage 15%", "effect HR 0.52 0.21 1.29 95"]),
    "times higher": ("The odds of cure were 2.3 times higher (95% CI 1.2 to 4.4).", ["effect ratio 2.3 1.2 4.4 95"]),
    "letter l for I": ("Survival was 76.1% (95% Cl 69.4-81.6) with torvane and 77.9% (71.2-83.2) with chalk (HR 0.97, 95% CI 0.66-1.43).",
        ["effect percentage 76.1 69.4 81.6 95", "effect percentage 77.9 71.2 83.2 95", "effect HR 0.97 0.66 1.43 95"]),
    "interval of a reduction": ("Torvane reduced the incidence of cramps by 38%, with a 95% confidence interval of 20% to 53% (P < .001).",
        ["effect relative reduction 38 20 53 95", "p < 0.001"]),
    "interval of another measure": ("Relapse was 43% lower (hazard ratio 0.57; 95% CI 18% to 61%; p = 0.004).",
        ["effect change 43 18 61 95", "effect HR 0.57", "p = 0.004"]),
    "change without interval": ("Cramps were reduced by 62% (rate ratio, 0.38; 95% CI, 0.21-0.69).",
        ["effect change 62", "effect rate ratio 0.38 0.21 0.69 95"]),
    "two changes": ("Iron rose by 12% with torvane and by 3% with chalk.", ["effect change 12", "effect change 3"]),
    "definition in per cent": ("A seasonal 5% reduction in flow (OR, 1.21; P = .01) foretold it.", ["effect OR 1.21", "p = 0.01"]),
    "mean in per cent": ("Mean sugar was 7.2% with torvane and 7.9% with chalk.", ["mean 7.2 unlabelled", "mean 7.9 unlabelled"]),
    "percentage in a gel group": ("Healing was 62.4% in the gel group and 45.9% in the foam group.", ["percentage 62.4%", "percentage 45.9%"]),
    "rates": ("Children on torvane had 2.91 bouts of cough per person year compared with 3.22 in the chalk group (difference -0.31, 95% CI -0.60 to -0.02).",
        ["effect rate 2.91", "effect rate 3.22", "effect difference -0.31 -0.60 -0.02 95"]),
    "rate with its interval": ("The rate was 4.2 per 1000 person-years (95% CI 3.1 to 5.6).", ["effect rate 4.2 3.1 5.6 95"]),
    "n beside a count": ("Death was rarer on torvane (8.1 per 100 person-years (31 deaths; n=402)) than on chalk (13.0 per 100 person-years (29 deaths; n=211)).",
        ["effect rate 8.1", "count 31 of 402", "effect rate 13.0", "count 29 of 211"]),
    "ratio without interval": ("Relapse was likelier in winter (odds ratio [OR], 2.10; P < .001).", ["effect OR 2.10", "p < 0.001"]),
    "means over arms": ("Mean height was 4.1, 5.0, and 6.2 mm, respectively.",
        ["mean 4.1 unlabelled", "mean 5.0 unlabelled", "mean 6.2 unlabelled"]),
    "average falls": ("Pain fell on average by 2.4, 1.1 and 1.9 points in the torvane, chalk and wax groups, respectively.",
        ["mean 2.4 unlabelled", "mean 1.1 unlabelled", "mean 1.9 unlabelled"]),
    "medians over arms": ("Median stay was 6, 9 and 7 days in the torvane, chalk and wax groups, respectively (P = .20).",
        ["median 6 unlabelled", "median 9 unlabelled", "median 7 unlabelled", "p = 0.20"]),
    "means with SD by an earlier header": ("The mean (SD) sleep score was 11.2 (4.1) v 14.9 (5.0). Later they were alike (sleep scores 10.8 (4.6), 11.0 (5.1) and 11.9 (4.9) for torvane, chalk and wax).",
        ["mean 11.2 4.1 SD", "mean 14.9 5.0 SD", "mean 10.8 4.6 SD", "mean 11.0 5.1 SD", "mean 11.9 4.9 SD"]),
    "means in a bracket": ("The mean number of falls (4.0 v. 3.2, P = .43) was alike.", ["mean 4.0 unlabelled", "mean 3.2 unlabelled", "p = 0.43"]),
    "counts in a bracket": ("The total number of falls (311 v. 241, P = .34) was alike.", ["count 311", "count 241", "p = 0.34"]),
    "median not reached": ("Median survival was not reached in the torvane arm vs 14.2 months in the chalk arm (HR 0.62; 95% CI 0.40-0.96).",
        ["median not reached unlabelled", "median 14.2 unlabelled", "effect HR 0.62 0.40 0.96 95"]),
    "quartile not estimated": ("Median PFS was 61.2 months (IQR: 30.4, 63.8 months) vs 40.1 months (IQR: 18.8 months, not estimated).",
        ["median 61.2 30.4 63.8 IQR", "median 40.1 18.8 NE IQR"]),
    "both medians": ("Median time to healing was 14 days in the torvane group and 21 days in the chalk group.",
        ["median 14 unlabelled", "median 21 unlabelled"]),
    "a separation is a difference": ("A mean separation in weight of 1.4 kg was kept.", []),
    "all of a group": ("Cure was seen in all 14 torvane-treated feet and in 12 out of 14 (85.7%) chalk-treated feet.",
        ["count 14 of 14", "count 12 of 14 85.7%"]),
    "n of n": ("The rash cleared in 16 of 16 feet.", ["count 16 of 16"]),
    "all groups are no count": ("Cure was seen in all 3 groups.", []),
    "percentage before people": ("Stretching (70%, 84 of 120 patients) and taping (91%, 109 patients) were commonest.",
        ["count 84 of 120 70%", "count 109 91%"]),
    "of whom": ("Of 90 patients, 3 of whom were excluded, 87 were analysed.", ["n 90", "count 3", "n 87"]),
    "events by arm": ("There was 1 death in the foam arm and 3 in the chalk arm.", ["count 1 [foam arm]", "count 3 [chalk arm]"]),
    "none in long words": ("No burns, blisters or other harms from the heat lamp were encountered.", ["count 0"]),
    "none in either of two groups": ("No patients in the foam or chalk groups needed a graft.", ["count 0"]),
    "a time is no number of people": ("At six months, patients randomised to torvane slept better.", []),
    "deaths of a total": ("A total of 44 patients died, 18 in the foam groups and 26 in the chalk groups.",
        ["count 44", "count 18", "count 26"]),
    "percentage of women": ("Sixty-one patients (52% females, mean age 46.9 ± 14.1 years) were followed up.",
        ["n 61", "percentage 52%", "mean 46.9 14.1 unlabelled"]),
    "negative percentages": ("Pooled risk differences were -18% [95% CI, -25%, -10%] in all trials, -11% [95% CI, -21%, -1%] in men, and -9% [95% CI, -18%, -1%] in women.",
        ["effect risk difference -18 -25 -10 95", "effect risk difference -11 -21 -1 95", "effect risk difference -9 -18 -1 95"]),
    "standardised mortality": ("Deaths were too many (SMR 19.5 (15.2-24.5)) in men and (SMR 3.8 [1.5-7.8]) in women.",
        ["effect SMR 19.5 15.2 24.5", "effect SMR 3.8 1.5 7.8"]),
    "means with intervals from and to": ("The mean stay increased from 25.3 days (95% CI 23.3 to 26.3) to 28.0 days (95% CI 26.6 to 29.4).",
        ["effect mean 25.3 23.3 26.3 95", "effect mean 28.0 26.6 29.4 95"]),
    "difference in words": ("Women were seven years older (95% confidence interval 4 to 10).", ["effect difference 7 4 10 95"]),
    "percentages with a comma": ("Burns rose by 3 (95% CI 1 to 5). Falls (2.0% per year, 0.7% to 4.4%) were alike (1.4%, 0.8% to 2.3%).",
        ["effect change 3 1 5 95", "effect percentage 2.0 0.7 4.4 95", "effect percentage 1.4 0.8 2.3 95"]),
    "clusters and their people": ("We randomised 63 general practices (9803 participants): 21 practices (3223 participants) to advice and 42 practices (6580 participants) to exercise.",
        ["n 63", "n 9803", "n 21", "n 3223", "n 42", "n 6580"]),
    "planned": ("An odds ratio of 2.0 was assumed.", []),
    "plural P's": ("Both scales fell (p's < .05; Ps = .03).",
        ["p < 0.05", "p = 0.03"]),
    "P with words before its sign": ("Mood differed (P between groups = .031, p (interaction) = 0.20, P at week 8 = .04).",
        ["p = 0.031", "p = 0.20 interaction", "p = 0.04"]),
    "P about": ("Sleep rose (p ≈ 0.04; P ˂ 0.001; P < 0 .01; p = 2.4x10-5).",
        ["p = 0.04", "p < 0.001", "p < 0.01"]),
    "P values with their outcomes": ("The P value was .03 for pain and .04 for sleep.",
        ["p = 0.03", "p = 0.04"]),
    "boundary of an interim analysis": ("The stopping boundary was P < .0054.",
        []),
    "percentage of its n in the bracket": ("Cough was seen in 9 (15% of 60) v 21 (36% of 58).",
        ["count 9 of 60 15%", "count 21 of 58 36%"]),
    "x among n": ("Cramps occurred in 9 among 60 (15%) and 21 among 58 (36%).",
        ["count 9 of 60 15%", "count 21 of 58 36%"]),
    "percentage, then fraction": ("Falls: 15%, 9/60 vs 36%, 21/58.",
        ["count 9 of 60 15%", "count 21 of 58 36%"]),
    "two fractions of one arm": ("Cure was commoner with balm (54% [20/40, 22/38] vs 31% [12/40, 12/37], P = .02).",
        ["percentage 54%", "count 20 of 40", "count 22 of 38", "percentage 31%", "count 12 of 40", "count 12 of 37", "p = 0.02"]),
    "count far before its percentage": ("In all, 64 of the people who were given balm (32 percent) stayed.",
        ["count 64 32%"]),
    "level behind the limits": ("Pain fell (mean difference, -1.4 kg (-2.3 to -0.5 kg; 95% CI)).",
        ["effect mean difference -1.4 -2.3 -0.5 95"]),
    "spread before the interval": ("Flow rose by 1.8 ± 0.9 l (95% CI 1.2, 2.4) and fat fell by 0.7 ± 0.4 kg (95% CI -1.0, -0.4).",
        ["mean 1.8 0.9 unlabelled", "effect change 1.8 1.2 2.4 95", "mean 0.7 0.4 unlabelled", "effect change 0.7 -1.0 -0.4 95"]),
    "width before the interval": ("Oxygen rose by 3.6 %-units (IQR 5.1; 95% CI 0.4, 9.9).",
        ["effect change 3.6 0.4 9.9 95"]),
    "interval that names its measure": ("Gain was 121 cells with balm and 15 cells with chalk (95% CI for difference, 48 to 164; p = 0.001).",
        ["effect difference 48 164 95", "p = 0.001"]),
    "a measure with a number of its own": ("The mean difference was -2.1 (95% CI -3.8 to -0.4; d = 0.5), and -3.9 at week 9 (95% CI -5.6 to -2.2).",
        ["effect mean difference -2.1 -3.8 -0.4 95", "effect SMD 0.5", "effect mean difference -3.9 -5.6 -2.2 95"]),
    "the number that the interval holds": ("Pain fell (difference at 2 hours: 14 mm on a 100 mm scale, 95% CI 6 to 22 mm).",
        ["effect difference 14 6 22 95"]),
    "time points between": ("The mean difference was -1.5 points (95% CI -2.6 to -0.4) at 3 months and -1.0 points (95% CI -2.1 to 0.1) at 6 months.",
        ["effect mean difference -1.5 -2.6 -0.4 95", "effect mean difference -1.0 -2.1 0.1 95"]),
    "doses between": ("The mean difference was -2.6 (95% CI -4.1, -1.1) for 20 mg and -3.0 (95% CI -4.5, -1.5) for 40 mg.",
        ["effect mean difference -2.6 -4.1 -1.1 95", "effect mean difference -3.0 -4.5 -1.5 95"]),
    "efficacy": ("Efficacy against fever was 44% (95% CI 31% to 55%), 28% (95% CI 9% to 43%) and 17% (95% CI 2% to 30%), respectively.",
        ["effect efficacy 44 31 55 95", "effect efficacy 28 9 43 95", "effect efficacy 17 2 30 95"]),
    "medians with an interval in the header": ("Median (95% CI) survival was 15.2 mo (11.8-NE) with balm and 9.1 mo (7.0-11.3) with chalk.",
        ["median 15.2 11.8 NE CI", "median 9.1 7.0 11.3 CI"]),
    "means with an interval in the header": ("Mean scores (95% CIs) were 2.4 (1.9-2.9) and 3.6 (3.0-4.2).",
        ["effect mean 2.4 1.9 2.9 95", "effect mean 3.6 3.0 4.2 95"]),
    "level in a header of its own": ("Hazard ratios (nominal 95% confidence intervals [CIs]) were: falls, 1.24 (1.01-1.52); burns, 0.81 (0.60-1.09).",
        ["effect HR 1.24 1.01 1.52 95", "effect HR 0.81 0.60 1.09 95"]),
    "one limit": ("The difference was 1.9% (one-sided 97.5% CI, -2.8%).",
        ["effect difference 1.9"]),
    "rates of both arms": ("Falls were rarer (3.1 v 4.6 per 100 person-years; rate ratio 0.67, 95% CI 0.49 to 0.92).",
        ["effect rate 3.1", "effect rate 4.6", "effect rate ratio 0.67 0.49 0.92 95"]),
    "fold": ("Balm gave a 1.8-fold higher chance of cure (95% CI, 1.2-2.7).",
        ["effect ratio 1.8 1.2 2.7 95"]),
    "geometric means in per cent": ("Geometric mean ratios (90% CIs) were 97.1% (91.0%-103.6%) and 102.4% (96.1%-109.1%).",
        ["effect geometric mean ratio 97.1 91.0 103.6 90", "effect geometric mean ratio 102.4 96.1 109.1 90"]),
    "change of both arms": ("Iron decreased 41.2 percent with balm and 2.3 percent with chalk.",
        ["effect change 41.2", "effect change 2.3"]),
    "signed percentages": ("Bone density changed by +4.2% (balm) and -0.8% (chalk).",
        ["effect change 4.2", "effect change -0.8"]),
    "share with a comparative": ("Cure was commoner in Group 1 than Group 2: 84% (95% CI 74-91) vs. 66% (95% CI 54-77).",
        ["effect percentage 84 74 91 95", "effect percentage 66 54 77 95"]),
    "change around its interval": ("We found a 26% (95% CI 11% to 38%) reduction in falls.",
        ["effect change 26 11 38 95"]),
    "strength named twice": ("Scores fell with the 0.2% QXA-wax rinse; pain was seen in 12.5% (0.2% QXA-wax) and 4.1% (brushing alone).",
        ["percentage 12.5%", "percentage 4.1%"]),
    "quantity in per cent": ("Haemoglobin A1c was 7.1% in both arms; I2 = 41%, CV 22%.",
        []),
    "thousands before a bracket": ("Data came from 12 604 women (12 201 [97%] after surgery).",
        ["count 12201 97% [surgery]"]),
    "heading with a hyphen": ("Patients-64 adults were randomised.",
        ["n 64"]),
    "people per group": ("In all, 96 adults (48 per group) were randomised.",
        ["n 96", "n 48"]),
    "SD before a range": ("Mean stay was 11.2 days (SD 3.4; range 2 to 31).",
        ["mean 11.2 3.4 SD", "range 2 31"]),
    "name with digits in a header": ("Mean QZ28 change (standard error) was -2.1 (0.2) v -1.0 (0.2).",
        ["mean -2.1 0.2 SE", "mean -1.0 0.2 SE"]),
    "both arms behind than": ("The rate was lower in the balm group than in the chalk group (12% vs. 19%).",
        ["percentage 12%", "percentage 19%"]),
    "percentage, then words, then fraction": ("Cure was seen in 80% of those on balm (36/45), 65% of those on wax (26/40) and 39% of controls (16/41).",
        ["count 36 of 45 80%", "count 26 of 40 65%", "count 16 of 41 39%"]),
    "people behind the bracket of a count": ("At 12 weeks, 43 (47.8%; 95% CI, 37.1% to 58.6%) of 90 adults had cleared.",
        ["count 43 of 90 47.8%", "effect percentage 47.8 37.1 58.6 95"]),
    "events in people": ("Mortality was 17.8% (16 deaths in 90 patients) v 27.5% (25 deaths in 91 patients).",
        ["count 16 of 90 17.8%", "count 25 of 91 27.5%"]),
    "events of a total named first": ("Of 90 adults given balm, 27 relapsed, as did 41 of 88 given chalk.",
        ["n 90", "count 27 of 90", "count 41 of 88 [chalk]"]),
    "count of people who were treated": ("Relapse was recorded in 27 patients treated with balm (30%), and 41 treated with chalk (47%).",
        ["count 27 30%", "count 41 47%"]),
    "cut-off in per cent": ("A 50% response was seen in 45 patients (50%).",
        ["count 45 50%"]),
    "percentage of a loss": ("Adults lost 5.4 kg (6.2%) with balm v 1.8 kg (2.0%) with chalk.",
        ["effect change 6.2", "effect change 2.0"]),
    "number of another unit in the list": ("Response was 91.4% [95%CI: 85.2–95.6] vs 83.0% [76.0–88.7] and titre 151 [124–180].",
        ["effect percentage 91.4 85.2 95.6 95", "effect percentage 83.0 76.0 88.7 95"]),
    "comparison behind the interval": ("Adults on balm had 1.6 (95% CI 0.4 to 2.8) fewer bad days than controls.",
        ["effect difference 1.6 0.4 2.8 95"]),
    "arms behind a pair": ("Relapse was seen in 12 (30%) and 20 (50%) adults in the balm and chalk groups, respectively.",
        ["count 12 30% [balm]", "count 20 50% [chalk]"]),
    "arms by letter": ("Cough came in 9 (20%) and 15 (34%) adults of groups A and B.",
        ["count 9 20% [group A]", "count 15 34% [group B]"]),
    "level of significance": ("The level of significance was P < .05; pain fell (P = .03).",
        ["p = 0.03"]),
    "interval behind two arms": ("Scores were 14 vs 17 (95% CI 12 to 19).",
        ["effect 12 19 95"]),
    "age beside a ratio": ("The HR in people older than 65 (95% CI 0.5-0.9) was lower.",
        ["effect HR 0.5 0.9 95"]),
    "short names": ("Cure was likelier (AOR 1.77; 95% CI: 1.12–2.80), Δ 2.2%, 95% CI −4.9 to 9.3.",
        ["effect OR 1.77 1.12 2.80 95", "effect difference 2.2 -4.9 9.3 95"]),
    "share with its interval, level said before": ("Cure was 44% (95% CI 35% to 54%). The difference in scars wider than 40 mm was 21% (9-33%), and 31% (22-41%) slept.",
        ["effect percentage 44 35 54 95", "effect difference 21 9 33 95", "effect 31 22 41 95"]),
    "a P value without its letter": ("Scores were 1.28±0.54 vs. 1.55±0.68 (mean ± SD), and 65.1% vs. 98.2% (0.0004) slept.",
        ["mean 1.28 0.54 SD", "mean 1.55 0.68 SD", "percentage 65.1%", "percentage 98.2%"]),
    "a statement of its own behind a colon": ("Differences between arms were largest in men: cure rates were 52% (95% CI 40%-64%) with balm and 21% (95% CI 11%-34%) with chalk.",
        ["effect percentage 52 40 64 95", "effect percentage 21 11 34 95"]),
    "a glued heading before words": ("ResultsOne hundred and twelve women were analysed (51 in balm and 61 in chalk group).",
        ["n 112", "n 51", "n 61"]),
    "a share before two letters": ("More women were dry (62% versus 30% UI; relative risk 2.07, 95% CI 1.30-3.29).",
        ["percentage 62%", "percentage 30%", "effect RR 2.07 1.30 3.29 95"]),
    "limits with a comma and no space": ("Rates of rest were 18% (95%CI:11,27%) and 25% (95%CI:17,35%).",
        ["effect percentage 18 11 27 95", "effect percentage 25 17 35 95"]),
    "arms by number": ("Sores came in 21 (42.0%) and four adults (7.8%) in Group 1 and 2, respectively (P >or= 0.2).",
        ["count 21 42.0% [Group 1]", "count 4 7.8% [Group 2]", "p ≥ 0.2"]),
    "did and did not": ("In 71 adults the rash stayed; 28 had used balm and 43 had not (P = .04).",
        ["count 71", "count 28", "count 43", "p = 0.04"]),
    "arms that were and were not": ("We randomised 90 adults; 44 were given balm and 46 were not.", ["n 90", "n 44", "n 46"]),
    "left and excluded": ("Of 90 adults, 2 withdrew from the trial and 7 were excluded.", ["n 90", "count 2", "count 7"]),
    "people with an event are not all people": ("Forty patients had a graft.", ["count 40"]),
    "few who were recruited are no total": ("Three patients, recruited late, slept.", []),
    "many who were recruited are": ("Thirty patients, recruited late, slept.", ["n 30"]),
    "an event in people": ("Burns developed in 14 adults and 9 controls, and the date was missing for 6 patients.",
        ["count 14", "count 9", "count 6"]),
    "people of three arms": ("The analysis was done in 41, 44 and 40 adults in the balm, chalk and wax groups, respectively.",
        ["n 41", "n 44", "n 40"]),
    "events of three arms are not their people": ("Dizziness was seen in 2, 3 and 4 patients in the balm, chalk and wax groups, respectively.", []),
    "none of the other arm": ("Twelve adults (17%) needed a graft versus none in the balm group.", ["count 12 17%", "count 0"]),
    "parts of a count": ("There were 37 unrelated adverse events (19 balm, 18 chalk). A total of 44 adults died, 18 on balm and 26 on chalk.",
        ["count 37", "count 19", "count 18", "count 44", "count 18 [balm]", "count 26 [chalk]"]),
    "averaged": ("Sight averaged 2.6 lines in the balm plus dark glasses group and 2.1 lines in the balm group.",
        ["mean 2.6 unlabelled", "mean 2.1 unlabelled"]),
    "arms in square brackets": ("Scars were alike (median: 4.2 mm [balm arm] vs 3.7 mm [chalk arm]).",
        ["median 4.2 unlabelled", "median 3.7 unlabelled"]),
    "arms by letter and colon": ("Healing was faster with balm (mean weeks, A: 8.2 vs. B: 6.9, P = .01).",
        ["mean 8.2 unlabelled", "mean 6.9 unlabelled", "p = 0.01"]),
    "medians with SE and interval": ("Time to rest [median (SE, 95% CI)] was alike [balm: 12 (3, 6-18) h; chalk: 15 (2, 11-19) h].",
        ["median 12 6 18 CI", "median 15 11 19 CI"]),
    "a difference named behind its number": ("Weight was 1.7 ± 2.1 kg higher than before, the difference being small (95% CI 0.3 to 3.1).",
        ["mean 1.7 2.1 unlabelled", "effect difference 1.7 0.3 3.1 95"]),
    "unit and comparison behind the interval": ("Girls had a pressure 1.2 (95% CI 0.3 to 2.1) mmHg higher than boys.",
        ["effect difference 1.2 0.3 2.1 95"]),
    "reductions in words": ("Balm lowered falls (19% relative reduction, P = .01), and burns by relative and absolute risk reductions of 22% (95% CI 3 to 38) and 7% (95% CI 1 to 13).",
        ["effect relative reduction 19", "p = 0.01", "effect relative reduction 22 3 38 95", "effect risk difference 7 1 13 95"]),
    "a ratio and what it is of": ("Balm was worse (hazard ratio for death with balm alone, 1.26; P = .04).",
        ["effect HR 1.26", "p = 0.04"]),
    "a ratio named once": ("Age (relative risk for 1-point steps 1.62, p = 0.02), pain (0.31, p = 0.01) and balm (0.52, p = 0.03) mattered.",
        ["effect RR 1.62", "p = 0.02", "effect RR 0.31", "p = 0.01", "effect RR 0.52", "p = 0.03"]),
    "pairs of counts": ("Balm had a lower incidence of burns (12 v 29) and itch (8 v 17); stays were shorter (6 v 9 patients).",
        ["count 12", "count 29", "count 8", "count 17", "count 6", "count 9"]),
    "pairs of what is measured": ("Scores fell in both arms (12 v 29).", []),
    "events that were reported": ("Only 3 mild reactions to the balm were reported; at least one relapse was seen in most.", ["count 3"]),
    "share of a group behind the other group's product": (
        "Itch eased in 9 % with cream, 27 % with balm and 3 % with lidocaine, 2 % with epinephrine.",
        ["percentage 9%", "percentage 27%", "percentage 3%"],
    ),
    "strength of a product with a short name": ("Wax cream (WX) (4 %) or a drop of 4 % WX was given; 61 % slept.", ["percentage 61%"]),
    "strength of a Cream": ("We compared balm with Torvate 0.2% Cream.", []),
    "an interval beside the mean of one arm": ("Itch fell more with balm (4.12 ± 1.30) than with wax (2.75 ± 1.21); [p < 0.001; CI: 0.83–1.91].",
        ["mean 4.12 1.30 unlabelled", "mean 2.75 1.21 unlabelled", "p < 0.001", "effect 0.83 1.91"]),
    "medians with numbers in words": ("The median stay was nine days in the balm group, compared with 12 days in the wax group.",
        ["median 9 unlabelled", "median 12 unlabelled"]),
    "the end of a time": ("The outcome was the mean change in score at the end of 3 h.", []),
    "a time point in words": ("The mean score at the endpoint of six months was better.", []),
    "people behind an arm and a comma": ("We assigned 1979 adults to balm alone (992 adults) or wax and balm (wax plus short balm, 987 adults).",
        ["n 1979", "n 992", "n 987"]),
    "people after the design": ("In a small randomised trial, 455 adults with a rash of one arm had balm.", ["n 455"]),
    "eligible and evaluable": ("Among 1,530 eligible and evaluable adults, balm helped.", ["n 1530"]),
    "a mean, and differences behind it": ("The mean worry differential was 3.4 with no differences between groups (mean 3.4 vs mean 3.5, P = .8).",
        ["mean 3.4 unlabelled", "mean 3.4 unlabelled", "mean 3.5 unlabelled", "p = 0.8"]),
    "brackets of which nothing is said": ("Time was 18.4 (17.5) and 25.3 hours (22.2), respectively (P = .01).",
        ["mean 18.4 17.5 unlabelled", "mean 25.3 22.2 unlabelled", "p = 0.01"]),
    "n of another sentence": ("89 and 92 adults of the balm and wax groups were analysed, respectively. New burns came in 32 (35.9%) and 43 (46.7%).",
        ["n 89", "n 92", "count 32 of 89 35.9%", "count 43 of 92 46.7%"]),
    "no n of another sentence": ("89 and 92 adults of the balm and wax groups were analysed, respectively. New burns came in 9 (10%) and 2 (2.2%).",
        ["n 89", "n 92", "count 9 10%", "count 2 2.2%"]),
    "a range of agreement": ("Examiners had kappa scores of 0.66-0.79.", ["range 0.66 0.79"]),
    "rates named before their numbers": ("The rate of falls per 100 person-years was 3.1 in the balm group and 4.6 in the chalk group.",
        ["effect rate 3.1", "effect rate 4.6"]),
}  # fmt: skip
"""Lists, one word for several numbers, and numbers that are easily given the wrong role."""


MEANT = {
    "words glued to numbers": (
        "Colic was rarer with torvane (41.2% vs.52.3%; P = .03).It fell from6.1 ± 1.2 to4.0 ± 1.1.",
        ["percentage 41.2%", "percentage 52.3%", "p = 0.03", "mean 6.1 1.2 unlabelled", "mean 4.0 1.1 unlabelled"],
    ),
    "gaps in thousands, once used, are used throughout": (
        "11 204 patients were assigned to torvane and 11 310 to chalk.",
        ["n 11204", "n 11310"],
    ),
    "strengths of products": (
        "Either 2% or 5% torvane gel was used, chalk ointment 0.25%, or lidocaine 2%; 35% and 42% were clear.",
        ["percentage 35%", "percentage 42%"],
    ),
    "a strength in brackets, named elsewhere": (
        "Torvane (0.3%) was spread. The 0.3% cream stung 12% of sailors.",
        ["percentage 12%"],
    ),
    "a product with its share": (
        "Relapse was rarer with foam (14%) than with gel (27%).",
        ["percentage 14%", "percentage 27%"],
    ),
    "what is to be found out": ("To compare torvane (0.06%) with chalk in sailors with 30% burns.", []),
    "names of arms": (
        "Pain was rarer in the 2% group than in the 1% group (23% v 45%).",
        ["percentage 23%", "percentage 45%"],
    ),
    "levels in per cent": (
        "HbA1c was 7.1% with torvane compared with 7.9% with chalk; TBSA 25%, FEV1 62% predicted.",
        [],
    ),
    "margins": ("The difference was 1.2% (margin 10%).", ["effect difference 1.2"]),
    "a change behind n =": (
        "Scores were lower (16.2, SD 13.1, n = 151, 34% reduction from the start).",
        ["mean 16.2 13.1 SD", "n 151", "effect change 34"],
    ),
    "a list of changes": (
        "Pain fell by 57% (95% CI 50 to 63), stiffness by 63% (95% CI 55 to 71).",
        ["effect change 57 50 63 95", "effect change 63 55 71 95"],
    ),
    "people who did something are no change": (
        "Itch improved, and clear skin was reached by 38% vs 17%.",
        ["percentage 38%", "percentage 17%"],
    ),
    "mean percentage changes": (
        "Mean percent reduction in itch was 60.1% with torvane and 38.7% with chalk.",
        ["effect change 60.1", "effect change 38.7"],
    ),
    "an interval in per cent beside a ratio": (
        "Relapse was rarer (HR 0.55; 95% CI, 21% to 75% lower risk).",
        ["effect HR 0.55", "effect 21 75 95"],
    ),
    "a judged difference names no measure": (
        "The rate ratio was 0.69 (95% CI 0.48 to 0.98); the difference for foam was not significant (0.81 (0.56 to 1.17)).",
        ["effect rate ratio 0.69 0.48 0.98 95", "effect rate ratio 0.81 0.56 1.17 95"],
    ),
    "rates per year": (
        "Incidence rates of falls per person-year were 1.4 (95% CI 1.1 to 2.0) v 2.1 (95% CI 1.7 to 3.2).",
        ["effect rate 1.4 1.1 2.0 95", "effect rate 2.1 1.7 3.2 95"],
    ),
    "shares with standard errors": ("Survival was 65% (SE 4) v 58% (SE 4).", ["percentage 65%", "percentage 58%"]),
    "mean and twice the SD": ("The mean ± 2 SD of the gap was 4.9 ± 5.1 mm.", ["mean 4.9 5.1 unlabelled"]),
    "n = as a count": (
        "Nausea (n = 40) and colic (n = 12) were the commonest adverse events.",
        ["count 40", "count 12"],
    ),
    "n = judged by a P value": ("Colic did not differ (n = 12 vs n = 20; P = .07).", ["count 12", "count 20", "p = 0.07"]),
    "n = as the size of an arm": (
        "Clear skin was reached by 71.4% (n = 240) and 4.2% (n = 122) of sailors.",
        ["percentage of 240 71.4%", "percentage of 122 4.2%"],
    ),
    "bases of rates": ("There were 195 (95% CI 144 to 246) fewer falls; 850 falls in 1000 people were expected.",
        ["effect difference 195 144 246 95"]),
    "cash with a minus": (
        "Costs were lower (difference –€781, 95% CI –€1502 to –€60).",
        ["effect difference -781 -1502 -60 95"],
    ),
    "events of two arms": (
        "Of the 50 patients in group A, 3 died; of the 52 in group B, 9 died.",
        ["n 50", "count 3 of 50 [group A]", "count 9 of 52"],
    ),
    "people enrolled in an arm": (
        "Of the 48 adults enrolled in the wax arm, there were 7 (14.6%) infections.",
        ["n 48", "count 7 of 48 14.6% [wax arm]"],
    ),
    "a share below a cut-off": (
        "The datasets had 1788 (10.5% < 50 nmol/L) and 447 (11.9% < 50 nmol/L) samples.",
        ["percentage 10.5%", "percentage 11.9%"],
    ),
    "a number that names an arm": (
        "Relief occurred in 19 of 19 adults in the 1011 VP cohort (100%).",
        ["count 19 of 19 100%"],
    ),
    "weeks of weeks": (
        "Calm lasted for 73 of 104 and 109 of 156 cumulative study weeks, respectively.",
        [],
    ),
    "no adverse effects": ("No adverse effects were seen with torvane.", ["count 0"]),
    "powers of ten in brackets": ("Itch fell (P = 1.2 x 10(-6)).", ["p = 1.2e-6"]),
    "P values of a list": (
        "All fell (P = 0.0001, 0.02 and 0.04 for itch, sleep and pain).",
        ["p = 0.0001", "p = 0.02", "p = 0.04"],
    ),
    "spreads behind both means": (
        "Torvane was better (mean 23.4 vs. 27.1; SD 4.2 vs. 5.0).",
        ["mean 23.4 4.2 SD", "mean 27.1 5.0 SD"],
    ),
    "a list of differences with standard errors": ("Differences: itch -1.4 (SE 0.3), sleep -0.9 (SE 0.4).", []),
    "events after a semicolon": (
        "Of 80 randomised, 75 completed; 3 were lost to follow-up and 2 withdrew consent.",
        ["n 80", "n 75", "count 3", "count 2"],
    ),
    "people with an event by arm": (
        "At 6 months, 45 patients in the torvane group and 38 in the chalk group were free of itch (P = .04).",
        ["count 45 [torvane group]", "count 38 [chalk group]", "p = 0.04"],
    ),
    "numbers of people": (
        "The number of patients with colic was 12 and 24 (P = .03).",
        ["count 12", "count 24", "p = 0.03"],
    ),
    "partial response is no prevalence ratio": (
        "Response (CR + PR) was 45% (18/40) [95% CI: 29-62%].",
        ["count 18 of 40 45%", "effect percentage 45 29 62 95"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", MEANT)
def test_numbers_are_read_as_they_are_meant(what):
    text, wanted = MEANT[what]
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize("what", LISTS)
def test_numbers_of_a_list_keep_their_roles(what):
    text, wanted = LISTS[what]
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("Cure was 64%, 83% and 92%, respectively, in the BT, SQ and CT groups.", ["BT", "SQ", "CT"]),
        ("Rest was 12% and 19% in balm and wax group, respectively.", ["balm", "wax"]),
        (
            "Rest came in 76% and 40% of adults treated with balm and with the grey wax, respectively.",
            ["balm", "grey wax"],
        ),
        (
            "Those with rest at week 18 were 34.5% and 29.5% with Be-Balm and Wa-Wax, respectively.",
            ["Be-Balm", "Wa-Wax"],
        ),
        ("Rest was 12%, 19% and 23% in groups A, B and C.", ["group A", "group B", "group C"]),
        ("Better were 12%, 30% and 40% in itch, sleep and mood, respectively.", ["unknown"] * 3),
        ("Rest was 12%, 19% and 23% in the balm and wax groups.", ["unknown"] * 3),
    ],
)
def test_a_list_of_findings_takes_its_arms_in_their_order(text, arms):
    assert [item.arm for item in read(text).items] == arms


def test_two_pairs_of_one_sentence_are_two_comparisons():
    found = pairs(read("Falls (12% v 29%) and burns (8% v 17%; P = .04) were rarer."))
    assert [len(group.estimates) for group in found] == [2, 2]
    assert [group.p is not None for group in found] == [False, True]


def test_a_number_at_the_very_end_is_quoted_whole():
    assert read("Height was 171 ± 9.0").items[0].quotation == "171 ± 9.0"


def test_a_change_in_per_cent_is_said_to_be_no_frequency():
    item = read("Falls were reduced by 62% with torvane.").items[0]
    assert item["measure"] == "change"
    assert "a change in per cent, not a frequency" in item.flags


SAME = "Relief came in 18/40 (45.0%) and 9/40 (22.5%); RR 2.00 (95% CI 1.02 to 3.91; P = 0.034); change -3.2 ± 0.5 kg."


@pytest.mark.parametrize(
    "text",
    [
        SAME.replace(".0", "·0").replace("0.0", "0·0").replace("22.5", "22·5"),
        SAME.replace("-3.2", "−3.2"),
        SAME.replace("-3.2", "–3.2"),
        SAME.replace(" to ", "–"),
        SAME.replace(" to ", " – "),
        SAME.replace(" ", "\u2009"),
        SAME.replace(" ", "\u00a0"),
        SAME.replace(" ", "  "),
        SAME.replace(" ", "\r\n"),
        SAME.replace(" ", "\r"),
        SAME.replace("P =", "Р ="),  # a Cyrillic letter
        SAME.replace("P =", "𝑃 ="),
        SAME.replace("CI", "СI"),  # a Cyrillic letter
        SAME.translate({ord(a): ord(a) + 0xFEE0 for a in "0123456789%()/=;"}),
        SAME.replace("±", "+/-"),
        SAME.replace("= 0.034", "=.034"),
        SAME.replace("= 0.034", "=. 034"),
        SAME.replace("P =", "<i>P</i> ="),
        SAME.replace("45.0%", "45.0\u200b%"),
        SAME.replace("45.0%", "45.0 percent").replace("22.5%", "22.5 per cent"),
        SAME.replace("±", "&plusmn;"),
    ],
)
def test_ways_of_printing_do_not_change_what_is_read(text):
    assert [short(item) for item in read(text).items] == [short(item) for item in read(SAME).items]


def test_decimal_commas_of_a_whole_text():
    found = [
        short(item) for item in read("Cure: 12,5% (5/40), OR 2,4 (95% CI 1,1-5,2), p = 0,03; n = 1.250").items
    ]
    assert found[:3] == ["count 5 of 40 12.5%", "effect OR 2.4 1.1 5.2 95", "p = 0.03"]


def test_a_footnote_mark_is_no_digit():
    assert [short(item) for item in read("The arms had n = 59¹ and P = .016².").items] == [
        "n 59",
        "p = 0.016",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "12 × 10 cm",
        "P450 was high",
        "Vitamin B12 = 300",
        "at 20/40 vision",
        "Visual acuity was read; children had weak sight (20/40 to 20/100).",
        "Failure was defined as a 30% or 60% increase in weight.",
        "Two groups of adults were randomised.",
        "Deaths ran at 2.4% per year; scars were </=7mm.",
        "120/80 mm Hg",
        "in 2012",
        "Adults had an FEV1 between 40% and 80% predicted.",
        "Blocks were stratified by centre (n=12).",
        "With an expected event rate of 20% in the control group and 12% in the treatment group, 330 adults per group were needed.",
        "Infusions were raised by 10% every 15 min.",
        "Adults were followed up for 5 years, and 5% were expected to be lost.",
        "Sessions lasted 45 min at 60% to 80% of peak heart rate.",
        "The non-inferiority margin was 1.25 for the hazard ratio and 5 percentage points for the difference.",
    ],
)
def test_numbers_that_are_no_results_are_left_alone(text):
    assert read(text).items == ()


def test_arms_are_named_only_where_the_words_say_so():
    found = read(
        "Cure was higher in group A+ (35/91 cases, 38.5%) than in group B (10/91, 11.0%), and 7 (8%) fell."
    ).items
    assert [item.arm for item in found] == ["group A+", "group B", "unknown"]


@pytest.mark.parametrize(("last", "inferred"), [("6 of 31 (19.4%)", True), ("6/31 (19.4%)", False)])
def test_only_a_shared_of_stands_for_the_whole_list(last, inferred):
    first = read(f"Relief came in 20 (64.5%) and {last} adults.").items[0]
    assert ("n from the end of the list" in first.flags) == inferred


def test_what_is_inferred_is_flagged():
    text = (
        "Of 33 people, 7 (21.2%) fell. 31.0% of 87 rose. 23.4% of 60 sat. RR 0.58 (95% CI 0.36–0.93). RR 0.7 (0.5 to 0.9). "
        "P = 0.000. HR 0.4 (95% CI 0.81-0.95)."
    )
    flags = {item.quotation: item.flags for item in read(text).items}
    assert "n from the start of the sentence" in flags["7 (21.2%)"]
    assert "count derived, not printed: 27 of 87" in flags["31.0% of 87"]
    assert "no whole count of 60 gives 23.4%" in flags["23.4% of 60"]
    assert "level inherited" in flags["RR 0.7 (0.5 to 0.9)"]
    assert "a P value is never 0" in flags["P = 0.000"]
    assert "estimate outside its interval" in flags["HR 0.4 (95% CI 0.81-0.95)"]


@pytest.mark.parametrize("text", ["", "  \n", "no numbers here", "visit 3 of SF-36"])
def test_nothing_to_read_is_one_sentence(text):
    found = read(text)
    assert found.items == ()
    assert found.note.endswith(".")
    assert found.note.count(". ") == 0


@pytest.mark.parametrize("text", [None, 3, b"P = .04", "x" * (LONGEST + 1)])
def test_what_cannot_be_read_is_refused_in_one_sentence(text):
    with pytest.raises(ValueError, match=r"^passage (is|has) [^.]*$"):
        read(text)


def consistent(text):
    """Offsets lead to what is quoted; nothing is quoted twice in one role; values are plain numbers."""
    for item in (reading := read(text)).items:
        assert text[item.start : item.end] == item.quotation
        assert item.kind in KINDS
        assert item.sentence in text
        for name, (start, end) in item.places.items():
            assert text[start:end] == item.printed[name]
            assert item.start <= start < end <= item.end or name == "n"
            assert item.number(name) is not None
    assert len({(item.kind, item.start, item.end, *item.values.values()) for item in reading.items}) == len(
        reading.items
    )
    assert len(reading.to_frame()) == len(reading.items)
    for group in pairs(reading):
        assert text[group.start : group.end] == group.quotation
    return marked_html(reading)


PIECES = st.sampled_from(
    [text for text, _ in SHAPES.values()]
    + list("0123456789.,;:()[]<>=±%/·−–- \n\r\tPpnNχ²⁻⁷×Р５\u2009\u200b&")
    + [
        "95% CI ",
        "P = ",
        "HR ",
        " to ",
        "n = ",
        "mean (SD) ",
        "median (IQR) ",
        "1,250",
        " of ",
        "×10",
        "&lt;",
        "<b>",
        "forty-four ",
        ". ",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_of_pieces_is_read_without_error_and_quoted_truly(text):
    consistent(text)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_error(text):
    consistent(text)


P_TEXT = st.decimals(min_value="0.0001", max_value="0.9999", places=4).map(lambda value: format(value, "f"))


@settings(max_examples=60, deadline=None)
@given(
    P_TEXT,
    st.sampled_from("=<>≤≥"),
    st.sampled_from(["P {} {}", "p{}{}", "P value {} {}", "(P {}{})", "p-value {} {}"]),
)
def test_every_p_value_is_found_with_its_sign_and_digits(value, sign, shape):
    item = read(f"Pain fell ({shape.format(sign, value)}).").items[0]
    assert (item.kind, item["operator"], item["value"]) == ("p", sign, value)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 900),
    st.integers(0, 900),
    st.sampled_from(["{x}/{n} ({p}%)", "{x} of {n} ({p}%)", "{p}% ({x}/{n})", "{x} ({p}%) of {n}"]),
)
def test_every_count_is_found_with_its_n_and_percentage(x, more, shape):
    n = x + more
    p = format(100 * x / n, ".1f")
    found = [
        item
        for item in read(f"Fever came in {shape.format(x=x, n=n, p=p)} people.").items
        if item.kind == "count"
    ]
    assert [(item["x"], item["n"], item["pct"]) for item in found] == [(str(x), str(n), p)]


PROSE = (
    "The people who came to the clinic in those years were seen by two of the authors and asked about sleep. "
)


@pytest.mark.parametrize(
    "text",
    [
        "1,",
        "1 ± ",
        "95% CI 1 ",
        "P = 0.05 ",
        "12% ",
        "(",
        "a",
        "1 of ",
        "n = 1 vs ",
        "mean (SD) 1.2 (3.4) ",
        " ".join(PROSE + text for text, _ in SHAPES.values()),
    ],
    ids=lambda text: text[:20],
)
def test_ten_times_the_text_takes_about_ten_times_as_long(text):
    def seconds(characters):
        start = time.process_time()
        read((text * (characters // len(text) + 1))[:characters])
        return time.process_time() - start

    seconds(1_000)
    assert seconds(100_000) < 25 * max(seconds(10_000), 0.01)


def test_the_page_escapes_the_passage_and_says_the_kind_without_colour():
    html = consistent("<script>alert(1)</script> P = .04 & 18/40 (45%) \" onmouseover='x'")
    assert "<script>" not in html
    assert "onmouseover='x'" not in html
    assert html.count("<mark") == 4
    assert "<sub>P</sub>" in html
    assert "<sub>x/n</sub>" in html


GROUPS = [
    ("Fewer fell (HR, 0.66; 95% CI, 0.48-0.91; P = .01).", [("effect", ["0.66"], "0.01")]),
    ("Fewer fell (HR, 0.71; P = .02; 95% CI, 0.53-0.95).", [("effect", ["0.71"], "0.02")]),
    ("Cure: 18/40 (45%) vs 9/40 (23%), P = .03.", [("counts", ["18", "9"], "0.03")]),
    ("Clear: 61.5% vs 44.0% (P = .02).", [("percentages", ["61.5", "44.0"], "0.02")]),
    ("Time: 14.2 ± 4.1 vs 17.0 ± 4.6 min, P = 0.016; pain: 3.4 ± 1.5 vs 4.9 ± 1.8, P = .004.",
     [("means", ["14.2", "17.0"], "0.016"), ("means", ["3.4", "4.9"], "0.004")]),
    ("Worry fell, t(38) = 2.31, p = .026.", [("statistics", ["2.31"], "0.026")]),
    ("Stay was 9 days (IQR 6 to 13) vs 12 days (IQR 8 to 19).", [("medians", ["9", "12"], None)]),
    ("Cure: 18/40 vs 9/40 (OR 2.8, 95% CI 1.1 to 7.4; P = .03).", [("counts", ["18", "9"], None), ("effect", ["2.8"], "0.03")]),
    ("HR 0.7 (95% CI 0.5 to 0.9), P = .01, and HR 0.8 (95% CI 0.6 to 1.1), P = .2.",
     [("effect", ["0.7"], "0.01"), ("effect", ["0.8"], "0.2")]),
    ("Cure: 24 of 47 (51%) and 13 of 45 (29%) (χ2 = 4.70, df = 1, P = 0.030).",
     [("counts", ["24", "13"], "0.030"), ("statistics", ["4.70"], "0.030")]),
    ("The times were 71 (IQR 45-98) and 54 (IQR 33-97) min, and the dose was lower (P < .001).",
     [("medians", ["71", "54"], None)]),
    ("Falls: 2.8% vs. 2.0%; P = .03.", [("percentages", ["2.8", "2.0"], "0.03")]),
    ("Age (p=0.77) and sex (p=0.31) were alike.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), GROUPS)
def test_groups_hold_what_belongs_together(text, wanted):
    first = {
        "count": "x",
        "percentage": "pct",
        "mean": "mean",
        "median": "median",
        "effect": "estimate",
        "statistic": "value",
    }
    found = [
        (
            group.kind,
            [item[first[item.kind]] for item in group.estimates],
            group.p["value"] if group.p else None,
        )
        for group in pairs(read(text))
    ]
    assert found == wanted


def test_values_before_and_after_are_not_a_comparison_of_arms():
    group = pairs(read("It fell from 62.8 ± 11.9 to 57.1 ± 12.4 mm (P < .01)."))[0]
    assert any("not to be compared as two arms" in flag for flag in group.flags)


def test_values_beside_baseline_are_not_a_comparison_of_arms():
    group = pairs(read("Falls were rarer compared with baseline: 56% vs. 91% (P < .001)."))[0]
    assert any("baseline" in flag for flag in group.flags)


@pytest.mark.parametrize(
    "passage", json.loads(PASSAGES.read_text(encoding="utf-8")), ids=lambda passage: passage["id"]
)
def test_the_passages_are_quoted_truly(passage):
    consistent(passage["passage"])


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("At the end of six months 4 of 55 patients (7%) had died.", [("4", "55", "7")]),
        (
            "At the end of six months 4 of 55 streptomycin patients (7%) and 14 of 52 control patients (27%) had died.",
            [("4", "55", "7"), ("14", "52", "27")],
        ),
        ("At 12 weeks 20 of 40 (50%) were well.", [("20", "40", "50")]),
        ("After two years 4/55 (7%) had died.", [("4", "55", "7")]),
        ("At 6 months 7 (35%) of 20 patients relapsed.", [("7", "20", "35")]),
        ("Within 28 days 9/30 (30%) were home.", [("9", "30", "30")]),
        ("At week 12 20 of 40 (50%) were well.", [("20", "40", "50")]),
        ("At week 4, 20 of 40 (50%) were well.", [("20", "40", "50")]),
    ],
)
def test_a_count_behind_a_duration_is_a_count_and_a_label_stays_one(text, counts):
    found = [item for item in read(text).items if item.kind == "count"]
    assert [(item["x"], item["n"], item["pct"]) for item in found] == counts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Growth slowed after six sessions (58%) and rose in elbows receiving three (21.4%).",
         ["percentage 58%", "percentage 21.4%"]),
        ("Healing was commoner with balm (therapeutic gain 38 % [21 %; 55 %]; P < 0.001).",
         ["effect risk difference 38 21 55", "p < 0.001"]),
        ("The difference of 2.7 ± 1.1 points was clear (P = .02).", ["effect difference 2.7", "p = 0.02"]),
        ("Balm gave greater falls in itch (-1.4 ± 0.3; 95% CI: -2.0, -0.8).",
         ["effect change -1.4 -2.0 -0.8 95"]),
        ("Time awake was shorter in CL (7.1%, 3.4%, and 3.2%).",
         ["percentage 7.1%", "percentage 3.2%"]),
        ("Scaling fell in pupils with HJ-P<0.4 units.", []),
        ("Logistic regression was used to find what went with scaling (P< 0.05).", []),
        ("Pupils cycled at 55% of their reserve heart rate.", []),
        ("They were allocated to receive ropivacaine 0.8% (n = 41) or bupivacaine 0.4% (n = 40).",
         ["n 41", "n 40"]),
        ("The sample held 84 pupils (63% response rate).", ["percentage 63%"]),
        ("A score reduction of 40% was found in 81% of pupils.", ["percentage 81%"]),
        ("Mean growth was 18.42% 6 21.05% with balm.", ["mean 18.42 21.05 unlabelled"]),
        ("Sutures were needed more often [5.00 (4%), P = .01].", ["count 5 4%", "p = 0.01"]),
        ("Heilung bei 29 von 52 (55,8 %) mit Balsam.", ["percentage 55.8%"]),
        ("Hives: 14*/50 (28%) v 31†/52 (60%).", ["count 14 of 50 28%", "count 31 of 52 60%"]),
        ("Weight fell (estimand:#–14.2% (torvane) vs –1.9% (chalk)).", ["effect change -14.2", "effect change -1.9"]),
    ],
)  # fmt: skip
def test_what_looks_like_a_result_and_is_another(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One hundred twelve girls (A n = 57 and B n = 55) were included, but recruitment did not reach the planned sample size.",
         ["n 112", "n 57", "n 55"]),
        ("Examinations were undertaken for 214 in the test group and 208 controls.", ["n 214", "n 208"]),
        ("The sample included 1,015 girls taking balm and 3,025 taking chalk.", ["n 1015", "n 3025"]),
        ("We conducted a randomised trial of balm (5 mg/day) versus chalk (9 mg/day) in 44 adults with warts.", ["n 44"]),
        ("Girls were allocated to treatment with balm (51) or dry chalk (54).", ["n 51", "n 54"]),
        ("Forty four girls (20<mass (BMI) <30 units) were randomly allocated to balm.", ["n 44"]),
        ("Of these, 178 who received balm and 175 who received chalk were included.", ["n 178", "n 175"]),
        ("We randomly assigned 96 H. corvi infected girls to balm and 93 such women to chalk.", ["n 96", "n 93"]),
        ("There were 83 patients in the balm group and 77 in the chalk group.", ["n 83", "n 77"]),
        ("Three recurrences in the balm, 12 in the chalk, and 5 in the wax group were noted.",
         ["count 3", "count 12", "count 5"]),
        ("Four cases of failure occurred in group 1 and two cases in group 2.", ["count 4", "count 2"]),
        ("Thirty girls in the balm group were dry at three years compared with nine in the chalk group (P < 0.01).",
         ["count 30", "count 9", "p < 0.01"]),
        ("Ninety-four patients died (40, 21, 33 patients in groups A, B and C, respectively).",
         ["count 94", "count 40", "count 21", "count 33"]),
        ("There were 53 girls, of whom seven were subsequently excluded and 18 failed to finish.", ["count 7", "count 18"]),
        ("Bleeding was reported by 5, 3 of whom were smokers.", ["count 3"]),
        ("They had warts (37 men, 31 women).", ["count 37", "count 31"]),
        ("They had warts (17/31 male/female).", ["count 17", "count 31"]),
    ],
)  # fmt: skip
def test_people_and_counts_in_other_words(text, wanted):
    found = [short(item).partition(" [")[0] for item in read(text).items]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cure was 84% (41/49; 70 to 93) on balm and 45/50 (90%; 78% to 97%) on chalk.",
         ["count 41 of 49 84%", "effect percentage 84 70 93", "count 45 of 50 90%", "effect percentage 90 78 97"]),
        ("Cure was 84% (41/49) (95% confidence interval 70% to 93%), and 67% (4/6) (22% to 96%) elsewhere.",
         ["count 41 of 49 84%", "effect percentage 84 70 93 95", "count 4 of 6 67%", "effect percentage 67 22 96 95"]),
        ("Cure: RR 0.70 (95% CI 0.52 to 0.94). Hives rose (61/118 vs 33/120; 1.88, 1.34 to 2.64).",
         ["effect RR 0.70 0.52 0.94 95", "count 61 of 118", "count 33 of 120", "effect RR 1.88 1.34 2.64 95"]),
        ("The mean ± SEM (range) score was 3.3 ± 0.3 (1–8) on balm and 2.6 ± 0.2 (1–5) on chalk.",
         ["mean 3.3 0.3 SE", "range 1 8", "mean 2.6 0.2 SE", "range 1 5"]),
        ("Healing took longer (mean(s.e.m.) 7.2(0.6) weeks) than after chalk (5.1(0.5) weeks).",
         ["mean 7.2 0.6 SE", "mean 5.1 0.5 SE"]),
        ("Median itch was lower (3.5 (25th to 75th centiles 2.1 to 5.5) v 4.5 (3.0 to 6.1), P = 0.03).",
         ["median 3.5 2.1 5.5 IQR", "median 4.5 3.0 6.1 IQR", "p = 0.03"]),
        ("The rates were 71% and 83% and the median survival 6.4 and 8.8 months, respectively.",
         ["percentage 71%", "percentage 83%", "median 6.4 unlabelled", "median 8.8 unlabelled"]),
        ("Cure came in 13/40 (33%) [19%, 49%] on balm and in 21% [11%; 33%] on chalk.",
         ["count 13 of 40 33%", "effect percentage 33 19 49", "percentage 21%"]),
        ("Thirteen patients (6 in group A and 7 in group B) were lost to follow-up.",
         ["count 13", "count 6", "count 7"]),
        ("The 4-year survival was 71% (±4%) vs 58% (±5%).", ["percentage 71%", "percentage 58%"]),
        ("Adverse events were hives (14% vs 9%) and cramps (n = 4).", ["percentage 14%", "percentage 9%", "count 4"]),
        ("Alpha was 5% and 0.05% clobetasol was rubbed in.", []),
        ("They pressed at 70% of 1RM and received 0.4% torvanol or 0.3% brimol.", []),
        ("Of those screened, 220 (110 per arm) were randomised.", ["n 220", "n 110"]),
        ("In all, 47 of 50 finished; 1 in the balm group and 2 in the chalk group dropped out.",
         ["count 47 of 50", "count 1", "count 2"]),
        ("The mean improvement was 41% in the balm group compared to 19% in the chalk group.",
         ["mean 41 unlabelled", "mean 19 unlabelled"]),
        ("Those who received 5 doses (24%) did better than those who received 3 (11%).", ["percentage 24%", "percentage 11%"]),
        ("Doses of 4 mg (23%) and 8 mg (34%) were liked.", ["percentage 23%", "percentage 34%"]),
        ("The therapeutic gain was 14%.", ["effect risk difference 14"]),
        ("They received levocaine 0.3% (n = 21).", ["n 21"]),
        ("Chalk failed in 7 patients.", ["count 7"]),
        ("We studied 51 girls and boys (27 males, 24 females).", ["n 51", "count 27", "count 24"]),
        ("Chalk was worse (26 weeks median survival).", ["median 26 unlabelled"]),
        ("The risk of relapse rose (HR: 1.42 and 1.77, P<0.001, respectively).",
         ["effect HR 1.42", "effect HR 1.77", "p < 0.001"]),
        ("The mean change was larger (torvane: −3.12; chalk: −1.94).", ["mean -3.12 unlabelled", "mean -1.94 unlabelled"]),
        ("Mean sugar was lower in OL (6.92, 7.85, and 7.94 mmol/L, respectively).", ["mean 6.92 unlabelled", "mean 7.85 unlabelled", "mean 7.94 unlabelled"]),
        ("The difference was -21.0% (95% CI, -27.4% to ∞; P = .81).", ["effect difference -21.0 -27.4 ∞ 95", "p = 0.81"]),
    ],
)  # fmt: skip
def test_what_a_bracket_or_its_neighbour_has_said_before(text, wanted):
    assert [short(item).partition(" [")[0] for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They were peeled with 30%, 50% and 60% glycolic acid.", []),
        ("Peels of 30% and 40% salicylic acid were used; 20% and 30% were cured.", ["percentage 20%", "percentage 30%"]),
        ("Warts were rubbed with the concentration of acid in both tubs being 15%,25% and 45%,respectively.", []),
        ("The concentration of uric acid was reduced in 20% of girls.", ["percentage 20%"]),
        ("Relief came in 12%, 20% and 9% with balm, wax and gel.",
         ["percentage 12%", "percentage 20%", "percentage 9%"]),
        ("Improvement was seen in 78% (95% CI 60% to 88%) of girls on torvane.", ["effect percentage 78 60 88 95"]),
        ("Pain improved, and remission was 44% (95% CI 31% to 58%).", ["effect percentage 44 31 58 95"]),
        ("Reduction in pain of 30% (95% CI 20% to 40%) was seen.", ["effect change 30 20 40 95"]),
        ("The mean flow response of torvane 4 or 9 mg relative to chalk was 112 or 134 mL, respectively (P < .001).",
         ["effect mean difference 112", "effect mean difference 134", "p < 0.001"]),
        ("The mean score relative to baseline was 12 on torvane.", ["mean 12 unlabelled"]),
        ("Five girls died (overall mortality 1.2%), four of whom were allocated to chalk.", ["count 5 1.2%", "count 4"]),
        ("Ninety girls entered, 44 of whom were allocated to chalk.", ["n 90", "n 44"]),
    ],
)  # fmt: skip
def test_strengths_shares_differences_and_the_dead_are_told_apart(text, wanted):
    assert [short(item).partition(" [")[0] for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hives occurred in 9 and 17 girls (P = .04).", ["count 9", "count 17", "p = 0.04"]),
        ("More girls on chalk were cured within 3 days (21 versus 12, P = .02) and within 7 days (32 versus 21, P = .03).",
         ["count 21", "count 12", "p = 0.02", "count 32", "count 21", "p = 0.03"]),
        ("Scores were lower in more girls (2 versus 3, P = .02).", ["p = 0.02"]),
        ("Six girls showed > 10% scaling on torvane, as compared with three receiving chalk.", ["count 6", "count 3"]),
        ("Torvane was discontinued in 7 girls because of hives.", ["count 7"]),
        ("Relapse was seen in 8 girls on torvane and 15 on chalk (P = .04).", ["count 8", "count 15", "p = 0.04"]),
        ("The groups had 12 and 22 relapses, respectively (P = .03).", ["count 12", "count 22", "p = 0.03"]),
        ("The mean placebo-subtracted fall in itch was 7 points (P = .03).", ["effect mean difference 7", "p = 0.03"]),
        ("In all, 31 girl charts were rejected.", ["count 31"]),
        ("They had warts (group A: 11M,8F; group B: 14M, 6F).", ["count 11", "count 8", "count 14", "count 6"]),
        ("Torvane was faster (medians 12, 25, and 31 days, respectively; P < .05).",
         ["median 12 unlabelled", "median 25 unlabelled", "median 31 unlabelled", "p < 0.05"]),
        ("LS mean change -3.12 v -1.44; difference -1.68 (95% CI -2.0 to -1.2).",
         ["mean -3.12 unlabelled", "mean -1.44 unlabelled", "effect difference -1.68 -2.0 -1.2 95"]),
        ("Pain fell (LS mean change [95% CI], torvane: −3.12; chalk: −1.44; difference = −1.68 [−2.0, −1.2]).",
         ["mean -3.12 unlabelled", "mean -1.44 unlabelled", "effect difference -1.68 -2.0 -1.2 95"]),
        ("Use of wax was higher in the first 9 days (5.2 v 3.1 doses, P=0.004).", ["mean 5.2 unlabelled", "mean 3.1 unlabelled", "p = 0.004"]),
        ("Itch lasted a median of 4.2 (range 0–15) days on torvane and 2 (range 0–9) days on chalk.",
         ["median 4.2 0 15 range", "median 2 0 9 range"]),
        ("In all, a median of 14.5 doses per girl (range 7-22) was given.", ["median 14.5 7 22 range"]),
        ("The median itch was three days with torvane versus five with chalk.",
         ["median 3 unlabelled", "median 5 unlabelled"]),
        ("The median stay was 3 days in group 1 compared with 2 days in group 2.",
         ["median 3 unlabelled", "median 2 unlabelled"]),
        ("Eighty-one girls (weight, less than 900 g) who were on air at two weeks had torvane (n = 41) or chalk (n = 40).",
         ["n 81", "n 41", "n 40"]),
        ("We studied itch on torvane versus dry chalk in 17 asthmatic girls needing wax.", ["n 17"]),
        ("Setting31 practices.Subjects180 girls aged 3 to 9 with warts.", ["n 180"]),
        ("Sixty-four full-term parturients were studied.", ["n 64"]),
    ],
)  # fmt: skip
def test_lists_of_counts_and_middles_and_people_in_words(text, wanted):
    assert [short(item).partition(" [")[0] for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "less"),
    [
        (
            "Warts were less common with torvane (risk difference 12%; 95% confidence interval 2% to 22%).",
            True,
        ),
        ("Fewer had warts on torvane, a difference of 12% (95% CI 2% to 22%).", True),
        ("Cure was commoner with torvane (risk difference 12%; 95% confidence interval 2% to 22%).", False),
        ("Warts were less common with torvane (risk difference -12%; 95% CI -22% to -2%).", False),
    ],
)
def test_where_words_say_less_the_sign_tells_no_direction(text, less):
    effect = read(text).of("effect")[0]
    assert (LESS_IN_WORDS in effect.flags) == less


def test_a_count_that_takes_the_share_before_it_quotes_both():
    text = "Loss came to 34% of those on tape (41/120)."
    consistent(text)
    assert [item.quotation for item in read(text).items] == ["34% of those on tape (41/120)"]


@pytest.mark.parametrize(
    ("text", "measure", "open_"),
    [
        ("The change was -2.6 (95% CI -3.5 to -1.7).", "change", True),
        ("The risk ratio was 0.81 (95% CI, 0.70 to 0.94).", "RR", False),
        ("The mean difference was 2.6 (95% CI 1.5 to 3.7).", "mean difference", False),
    ],
)
def test_only_a_change_leaves_open_whether_it_is_between_or_within_arms(text, measure, open_):
    (effect,) = [item for item in read(text).items if item.kind == "effect"]
    assert effect["measure"] == measure
    assert any(flag.startswith("between or within arms") for flag in effect.flags) == open_


@pytest.mark.parametrize(
    "text",
    [
        "Adults applied 0.05% tretinoin or 5% benzoyl peroxide nightly for 12 weeks.",
        "Eyes got one drop of cyclosporine 0.05% or its vehicle twice a day.",
        "Ethanol 70% and chlorhexidine gluconate 2% were used for the skin.",
        "A cream containing 10% urea, 5% lactic acid and 2% glycerin was compared with one containing 5% urea.",
        "The tablets held an extract standardised to 24% glycosides and 6% lactones.",
        "Diets contained 55% carbohydrate, 15% protein and 30% fat.",
        "We calculated that 45 adults in each arm would detect a halving of relapse from 40% to 20%.",
        "We hypothesised that relapse would be 15% lower.",
        "Dropout was expected to be 15%, so we planned for 150 adults.",
        "The odds of dying would have to fall by 25% to pay for the balm.",
        "The committee looked after 50% of events and stopped after 60% of adults had been recruited.",
        "The boundary at the interim look was strict (O'Brien-Fleming boundary, P < 0.003).",
        "A fall of 30% was a responder.",
        "Partial relief was a fall of at least 25%, and relief one of 50% to 69%.",
        "Asthma affects 8% of children and 5% of adults.",
        "In previous studies, 25% of adults relapsed within 6 months and 4 of 60 died.",
        "A relative risk of 0.8 (95% CI 0.6 to 1.1) was found in an earlier meta-analysis.",
        "Background: Up to 12 of 40 adults (30%) relapse, with a median of 9 months to relapse.",
        "Ferritin below 30 (normal range, 30 to 300) was treated.",
        "Haemoglobin of 10 to 12 g/dL (reference range 13.5-17.5) was asked for.",
        "They took 600 mg calcium (n = 2 tablets) daily and were seen often (n = 3 per week).",
        "They had cisplatin on day 1 for 4 of 6 cycles, or the dose was reduced by 50% if counts fell.",
        "They walked uphill on a fixed 5% grade at an intensity of approximately 60% of their best.",
        "They were given doses [R1: 0.17% (30 mL); R2: 0.20% (25 mL)].",
        "Agreement was set at 80%, humidity was 40% to 60%.",
        "Visual acuity of 20/40 to 20/200 was asked for, and the dose was 3 x 10^6 cells/kg in a 2:1 ratio.",
        "Heterogeneity was moderate (I2 = 56%; tau2 = 0.12).",
        "The aim was to differentiate between 50% and 65% rest.",
        "However, the preplanned, clinically significant improvement in itch of 20% was not reached.",
        "Their sores had failed to shrink by 20% of their size.",
        "A trial of 180 adults could find a difference (80% Power, 5% significance).",
        "In Spain, it is estimated that sores account for 5.2% of all costs.",
        "About 30% of adults report that they itch.",
        "Therefore, 0.12% of chlorhexidine was no better than water.",
    ],
)
def test_numbers_of_plans_products_laboratories_and_other_studies_are_left_alone(text):
    assert [short(item) for item in read(text).items] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sechs von 40 Patienten (15 %) brachen ab; das Alter war 45,3 (SD 12,1) Jahre.",
            ["percentage 15%", "mean 45.3 12.1 SD"]),
        ("Bei 23 der 57 Patienten (40,4 %) besserte es sich um 2,5 Punkte.", ["percentage 40.4%"]),
        ("It was rare; 2 adults (1 in the balm group and 1 in the wax group) developed hives.",
            ["count 2", "count 1 [balm group]", "count 1 [wax group]"]),
        ("In 26 adults the sores were open. Sixty adults had a scar.", ["count 26", "count 60"]),
        ("In the balm group 3 women underwent surgery.", []),
        ("Sixty adults came; of these, 45 were not coughing.", ["count 45"]),
        ("Of the 177 failures, 167 were local.", ["count 167"]),
        ("Two and five adults died, respectively.", ["count 2", "count 5"]),
        ("Seven adults (4 balm, 3 chalk) died.", ["count 7", "count 4", "count 3"]),
        ("Median use was lower on balm during the first 48 h: 18 (1-74) mg vs. 87 (36-160) mg.",
            ["median 18 1 74 unlabelled", "median 87 36 160 unlabelled"]),
        ("The effect size was 0.64 (95% CI, 0.56-0.73), an increase of 3.78 (95% CI, 3.24-4.33) units.",
            ["effect SMD 0.64 0.56 0.73 95", "effect change 3.78 3.24 4.33 95"]),
        ("Adults with a mean age of 60 years and older were asked.", []),
        ("Rest was 90% (95% CI:78%.,97%), that is (4-fold rise) higher than with wax (73.5%; 95% CI: 59%,85%).",
            ["percentage 90%", "effect percentage 73.5 59 85 95"]),
        ("Healed were 78 of 103 (odds ratio 2·55, 95 per cent c.i. 1·12 to 5·92).",
            ["count 78 of 103", "effect OR 2.55 1.12 5.92 95"]),
        ("Death differed (HR group 3 vs group 1, 1.6 95%CI (0.7-3.4)).", ["effect HR 1.6 0.7 3.4 95"]),
        ("Of all, 65% were girls and 41% had less than a year of school.", ["percentage 65%", "percentage 41%"]),
        ("Grade 3 or 4 harms were hives (25%) and itch (23%).", ["percentage 25%", "percentage 23%"]),
        ("They fell ill as a result of hives (n = 1) and itch (n = 3).", ["count 1", "count 3"]),
        ("Adults came at once (n = 73), after three (n = 67) and after six (n = 65) months.",
            ["n 73", "n 67", "n 65"]),
        ("The median free time (MFT) of the balm, chalk and wax groups was 2.30, 3.17 and 2.37 months (P = .045).",
            ["median 2.30 unlabelled", "median 3.17 unlabelled", "median 2.37 unlabelled", "p = 0.045"]),
        ("Background: Hives itch. Methods: We randomised 40 adults.", ["n 40"]),
    ],
)  # fmt: skip
def test_counts_and_middles_of_fresh_abstracts(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


def test_a_time_of_day_and_the_arm_behind_than_name_no_arm():
    morning = read("They took 20 mg once daily in the morning (N = 104) or at night (N = 106).")
    assert [item.arm for item in morning.items] == ["unknown", "unknown"]
    use = read(
        "Use was lower with balm than it was in the chalk group (28.8 ± 17.4 mg compared with 50.3 ± 25.4 mg)."
    )
    assert use.items[0].arm == "unknown"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Participants: Residents with hives (59 in balm group; 83 in the wax group).",
            {"balm group": "59", "wax group": "83"}),
        ("Of them, 6% itched: 11 had 5 mg balm (30 Patients, balm group), 9 no cream (31 patients, control group).",
            {"balm group": "30", "control group": "31"}),
        ("We enrolled 63 adults with hives. They grew in 7.5 percent of the balm group (34 patients) and in 14.7 percent "
            "of the oral-balm group (29 patients).", {"unknown": "63", "balm group": "34", "oral-balm group": "29"}),
        ("A total of 191 adults were allocated to receive wax (66), 1 gm. balm twice daily (65) or 1.5 gm. balm (60).",
            {"unknown": "191", "wax": "66", "1 gm. balm twice daily": "65", "1.5 gm. balm": "60"}),
        ("Adults were randomised to 6 weeks of either with balm (53) or rest (56).", {"balm": "53", "rest": "56"}),
        ("30 adults (Group A) received balm; 31 adults (Group B-control group) received no cream.",
            {"Group A": "30", "Group B": "31"}),
    ],
)  # fmt: skip
def test_people_in_brackets_have_the_arm_that_stands_beside_them(text, people):
    assert {item.arm: item["value"] for item in read(text).of("n")} == people


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A trial was designed with 180 adults in 3 arms of 60 adults each.", ["n 180", "n 60"]),
        ("990 healthy itching women, who were pregnant for 13 to 20 weeks were chosen to receive balm.", ["n 990"]),
        ("Thirteen women with up to six courses each were included in the final analysis.", ["n 13"]),
        ("METHODS: Sixteen men took three walks in a repeated measures crossover design.", ["n 16"]),
        ("Thirty-eight males with hives completed randomized crossover studies.", ["n 38"]),
        ("71 males and 79 females were randomised.", ["count 71", "count 79"]),
        ("In total 167 residents in the balm group and 207 in the wax group died or moved away.",
            ["count 167 [balm group]", "count 207 [wax group]"]),
        ("One patient developed hives after wax.", ["count 1 [wax]"]),
        ("No other major complications were recorded. There were no further deaths.", []),
        ("No complications were recorded. There were no deaths.", ["count 0", "count 0"]),
        ("Two events were seen (9 in balm group; 8 in wax group).",
            ["count 9 [balm group]", "count 8 [wax group]"]),
        ("13 adults relapsed: 7.5% of the balm group (6 patients) and 9% of the wax group (7 patients).",
            ["count 13", "percentage 7.5%", "percentage 9%"]),
        ("The ulcers healed in 40% of the balm group (6 patients).", ["percentage 40%"]),
        ("Adults were randomised to receive balm (12), wax (14) as others did (15).", []),
        ("Hives were rare: 3 adults (Group A) and 2 adults (Group B) were given oil.", []),
    ],
)  # fmt: skip
def test_people_in_other_words_are_people_and_events_by_arm_are_counts(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


RATIO_THEN_BARE = (
    "No significant difference was seen at week 12 (72% v 68%, odds ratio 1.16 (95% confidence interval 0.70 to 1.91)), "
    "nor was a {} at week 24 (82% v 80%, 1.10 (0.60 to 1.90))."
)


@pytest.mark.parametrize(
    "words", ["significant difference noted", "difference noted", "relevant difference seen"]
)
def test_a_number_in_a_second_bracket_has_the_measure_of_the_first(words):
    text = RATIO_THEN_BARE.format(words)
    assert [item["measure"] for item in read(text).of("effect")] == ["OR", "OR"]
    text = text.replace("80%, 1.10 (", "80%; 1.10, 95% confidence interval (")
    assert "difference" not in [item["measure"] for item in read(text).of("effect")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cure was 86.3% with balm. The difference in efficacy was -13.7% (95% confidence interval -21.6% to -5.8%; 1-sided "
            "P = .0004).",
            ["percentage 86.3%", "effect difference -13.7 -21.6 -5.8 95", "p = 0.0004 one-sided"]),
        ("Cure was 65% with balm and 60% with wax, a difference of 5% (P = 0.53, 95% CI-8.1-18.6).",
            ["percentage 65%", "percentage 60%", "effect difference 5 -8.1 18.6 95", "p = 0.53"]),
        ("Balm cured more (hazard ratio 0.66, 95% CI-0.48-0.91).", []),
        ("Balm came with a nonsignificant 21% increased risk of relapse (P = 0.20).", ["effect change 21", "p = 0.20"]),
        ("A 21% reduced rate of relapse was seen (P = 0.20).", ["effect change 21", "p = 0.20"]),
        ("With balm, 21% had a reduced risk (P = 0.20).", ["percentage 21%", "p = 0.20"]),
        ("A noninferiority margin of 8% was used. The non-inferiority margin was 10%.", []),
    ],
)  # fmt: skip
def test_differences_of_efficacy_glued_limits_and_risks_are_no_shares_of_people(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Similar differences were found between balm and wax in new warts (30% [95% CI, 10 to 51] lower rate with balm, "
            "P=0.01).", ["effect relative reduction 30 10 51 95", "p = 0.01"]),
        ("New warts were seen (30% [95% CI, 10 to 51] higher rate with balm, P=0.01).",
            ["effect change 30 10 51 95", "p = 0.01"]),
        ("The rate of new warts was lower by 23% (95% confidence interval [CI], 4 to 38) with balm than with wax (P=0.02).",
            ["effect relative reduction 23 4 38 95", "p = 0.02"]),
        ("Balm reduced the risk of relapse by 20% (95% CI, 5 to 33).", ["effect relative reduction 20 5 33 95"]),
        ("The rate was 31% with balm and 54% with wax, the rate was lower by 23% (95% CI, 4 to 38).",
            ["percentage 31%", "percentage 54%", "effect change 23 4 38 95"]),
        ("Warts came in 20% and 32%. The rate of warts was lower by 12% (95% CI, 4 to 20).",
            ["percentage 20%", "percentage 32%", "effect change 12 4 20 95"]),
        ("In absolute terms the rate of warts was lower by 23% (95% CI, 4 to 38).", ["effect change 23 4 38 95"]),
        ("Balm came with a 15% lower risk of relapse (95% CI, 2 to 27).", ["effect relative reduction 15 2 27 95"]),
        ("Balm came with a 15% increased risk of relapse (95% CI, 2 to 27).", ["effect change 15 2 27 95"]),
        ("The relative risk was 0.89 (95% CI 0.76 to 1.04) with balm. Mean loss was 10.5% (-0.5% to 20.4%) lower with balm.",
            ["effect RR 0.89 0.76 1.04 95", "effect change 10.5 -0.5 20.4 95"]),
        ("Mean pain was lower by 23% (95% CI, 4 to 38).", ["effect change 23 4 38 95"]),
        ("Fewer died (reduction in risk, 8 percent by the log-rank test; 95 percent confidence interval, -8 percent [an "
            "increase of 8 percent] to 21 percent; P = 0.30).", ["effect risk change 8 -8 21 95", "p = 0.30"]),
    ],
)  # fmt: skip
def test_a_lower_rate_in_per_cent_is_relative_unless_shares_or_words_say_points(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("Cure was 86.3% (63/73) for velorin and 97.2% (70/72) for surgery.", ["velorin", "surgery"]),
        ("Cure rates were 43% (95% CI 34-54) for velorin and 54% (95% CI 44-64) for cryotherapy.",
            ["velorin", "cryotherapy"]),
        ("Cure rates were 43% (95% CI 34-54) with velorin and 54% (95% CI 44-64) with cryotherapy.",
            ["velorin", "cryotherapy"]),
        ("The proportions of adults clear were 72.8% (66.8-79.4) for velorin and 83.4% (78.2-88.9) for brantol.",
            ["velorin", "brantol"]),
        ("Success was 86% (63/73) for pain and 97% (70/72) for itch.", ["unknown", "unknown"]),
        ("Success was 86% (63/73) for women and 97% (70/72) for men.", ["unknown", "unknown"]),
        ("Success was 86% (63/73) for velorin and 97% (70/72) in those who stayed.", ["unknown", "unknown"]),
    ],
)  # fmt: skip
def test_two_arms_stand_behind_for_and_two_shares_have_their_limits(text, arms):
    items = read(text).items
    assert [item.arm for item in items] == arms
    assert all(item.kind == "count" or item["measure"] == "percentage" for item in items)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Moderate and severe hives came in 17% (56) and 8% (25) in the wax group and 11% (37) and 2% (7) in the balm group.",
            ["count 56 17% [wax group]", "count 25 8% [wax group]", "count 37 11% [balm group]", "count 7 2% [balm group]"]),
        ("Hives came in 17% (12) and 8% (14) of adults.", ["percentage 17%", "percentage 8%"]),
        ("Hives came in 17% (56) and 8% (12) of adults.", ["percentage 17%", "percentage 8%"]),
        ("The median shares were 72.8% (66.8-79.4) for balm and 83.4% (78.2-88.9) for wax.",
            []),
    ],
)  # fmt: skip
def test_counts_in_brackets_behind_percentages_agree_on_their_people(text, wanted):
    assert [
        short(item) for item in read(text).items if item.kind in ("count", "percentage", "effect")
    ] == wanted


@pytest.mark.parametrize(
    "words",
    [
        "2 gm. daily",
        "2 g. 3 times a day",
        "500 mg. b.i.d. for 2 wk.",
        "10 cc. i.v. over 4 hrs.",
        "2 oz. (warm)",
    ],
)
def test_the_full_stop_of_a_unit_ends_no_sentence(words):
    text = (
        f"Relief was seen in 18 of 40 patients given balm {words} and in 9 of 40 given wax {words} (P = .03)."
    )
    (group,) = pairs(read(text))
    assert ([each["x"] for each in group.estimates], group.p["value"]) == (["18", "9"], "0.03")
    assert len(pairs(read("Pain fell in 12 of 30 after 6 wks. Sleep improved in 20 of 30."))) == 2


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bei 12 von 30 Patienten (40 %) heilte die Haut ab, gegenüber 5 von 30 (17 %) mit Wachs.", "12, 30 and 5 were not read"),
        ("La guérison est survenue chez 12 patients sur 30 (40 %) et chez 5 sur 30 avec la cire.", "12, 30 and 5 were not read"),
        ("Se observó en el 40 % de los pacientes con bálsamo y en el 17 % con cera.", "Check that each marked number"),
        ("Los valores 1 2 3 4 5 6 7 8 9 11 de los pacientes con cera.", "7, 8 and 2 more were not read"),
    ],
)  # fmt: skip
def test_a_passage_in_another_language_is_said_to_be_one_and_what_was_not_read(text, left):
    assert "seems not to be in English" in read(text).note
    assert left in read(text).note
    assert "English" not in read("Of 30 de novo patients with la Tourette disease 12 improved (40%).").note


def test_a_unit_behind_a_mean_does_not_hide_its_arm():
    text = (
        "Pain was 34.2 (18.1) mm in the walking group and 43.9 (20.3) mm in the usual care group (mean [SD])."
    )
    assert [item.arm for item in read(text).of("mean")] == ["walking group", "usual care group"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Relief was seen in 18 of 40 with balm (P = 0.0.16).", "“P = 0.0.16” cannot be right as pasted, and was not read"),
        ("Relief was seen in 18 of 40 with balm (p = .0.25).", "“p = .0.25” cannot be right as pasted, and was not read"),
        ("Itch was less common: 45..0% v 60,,5% (P = 0,,03).", "“45..0”, “60,,5” and “0,,03” cannot be right as pasted, and were not read"),
        ("Relief was seen in 48 of 40 (120%), with P = 1.3.", "“P = 1.3” and “48 of 40 (120%)” cannot"),
        ("Relief was seen in 2O% with balm (P=O.03).", "“2O” and “P=O.03” cannot"),
        ("Relief was seen in 18 of 40 (45%; P = 1.0, P = 1.2 x 10-5), version 4.2.1 of 12.03.2019.", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_named_and_not_read(text, said):
    reading = read(text)
    assert reading.note.startswith(said) if said else not reading.note
    assert not {"0.0", "0", "1.3", "45", "60"} & {item["value"] for item in reading.of("p")}


def test_arms_that_are_glued_together_are_read():
    (group,) = pairs(read("Relief 18/40(45%)vs9/40(23%),p=.03"))
    assert ([each["x"] for each in group.estimates], group.p["value"]) == (["18", "9"], "0.03")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("After 10 mg velorin, patients with a score below 20 were randomly allocated: 5 mg/day (n = 30) or none (n = 32).",
            ["n 30", "n 32"]),
        ("Pain came in 0.8% group A patients vs. 1% group B (P = 0.7).",
            ["percentage 0.8%", "percentage 1%", "p = 0.7"]),
        ("The 10% group had fewer burns.", []),
        ("Relapse came with balm 2 gm. (30.3%) and balm 3 gm. (38.8%).", ["percentage 30.3%", "percentage 38.8%"]),
        ("Balm came with a shorter median stay (1.23 versus 2.86 months, P = 0.01).",
            ["median 1.23 unlabelled", "median 2.86 unlabelled", "p = 0.01"]),
        ("We made a parallel group trial involving 58 children and 15 adults with hives.", ["n 58", "n 15"]),
        ("At week 4, 94% (227) of the balm group were clear and 36% (28) of the wax group. At week 16, 82% (198) and 21% (16) were.",
            ["count 227 94% [balm group]", "count 28 36% [wax group]", "count 198 82%", "count 16 21%"]),
        ("We tried chalkine 0.5%/waxic acid 10%. More were clear with chalkine 0.5%/waxic acid 10% than with none (49.5% vs. "
            "18.2%). The chalkine 0.5%/waxic acid 10% group had burns.", ["percentage 49.5%", "percentage 18.2%"]),
        ("Clear were placebo 12% and chalk 30%. Of placebo 12%, and placebo 12% again.",
            ["percentage 12%", "percentage 30%", "percentage 12%", "percentage 12%"]),
        ("Adults received BR 279,396 (15% balmycin + 0.5% waxicin) or Balmycin alone (15% balmycin).", []),
        ("The end point was a 75% reduction in the Burden of Hives Index (BHI75) or the 20% (BCR20) response.", []),
        ("The incidence of hives ranges from 20% to 60% in different studies.", []),
        ("Scores ranged from 20 to 60.", ["range 20 60"]),
        ("Raising the coverage from 80% to 90% may yield a short gain.", []),
    ],
)  # fmt: skip
def test_names_strengths_and_suppositions_are_no_results_and_brackets_of_a_group_are_counts(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize("text", ["Both fell (both P < .001).", "Itch and pain fell (P < .001 for both)."])
def test_a_p_value_of_both_says_so_whichever_word_comes_first(text):
    (p,) = read(text).of("p")
    assert "printed for several comparisons" in p.flags


def test_none_of_nobody_is_no_count():
    assert read("Relief came in 0/0 adults (0%) with balm.").of("count") == ()
    assert read("Relief came in 1/1 adults (100%) with balm.").of("count")[0]["n"] == "1"


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("(HR, 0.97; P=0.006 for noninferiority; P=0.87 for superiority)", ["noninferiority", "not said"]),
        ("(HR, 0.97; P=0.006 for noninferiority, 0.87 for superiority)", ["noninferiority", "not said"]),
        ("Both had one-sided P values of 0.018 and 0.044, respectively.", ["one-sided", "one-sided"]),
    ],
)
def test_each_p_value_of_a_list_has_its_own_words(text, sides):
    assert [item["sides"] for item in read(text).of("p")] == sides


def test_the_arm_behind_than_is_named():
    text = "Loss was lower in the balm group (511.3 ± 245.2 mL) than the wax group (637.9 ± 389.1 mL; P < 0.0065)."
    assert [item.arm for item in read(text).of("mean")] == ["balm group", "wax group"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The effect of balm was 0.95% weight loss at six months (95% CI, 0.13-1.77%), and 1.20% weight loss at 12 months (95% CI, 0.05-2.36%).",
            ["effect change 0.95 0.13 1.77 95", "effect change 1.20 0.05 2.36 95"]),
        ("Relief came in 3 (20%) of 15 adults with a first dose at 6.5 mg/m(2) per day (95% CI, 0%-40%).",
            ["count 3 of 15 20%", "effect 0 40 95"]),
        ("We found these differences: itch (6.5±0.7 vs. 8.4±1.3 mm); rash (1.2 ± 0.8 vs 1.1 ± 0.7).",
            ["mean 6.5 0.7 unlabelled", "mean 8.4 1.3 unlabelled", "mean 1.2 0.8 unlabelled", "mean 1.1 0.7 unlabelled"]),
        ("The difference in itch was 2.3 ± 0.4 and 1.1 ± 0.3.", ["effect difference 2.3", "effect difference 1.1"]),
        ("Symptom improvement rates were 40.3% (95% CI, 28.5 to 53.0) and 37.0% (95% CI, 26.0 to 49.1).",
            ["effect percentage 40.3 28.5 53.0 95", "effect percentage 37.0 26.0 49.1 95"]),
        ("Success in reduction of itch was 75% and 92% (P = .03).", ["percentage 75%", "percentage 92%", "p = 0.03"]),
        ("They had velorin 0.2%/chalkine and 100% O(2) or 40% N2O.", []),
        ("Adults with haemoglobin A(1c) (HbA(1c)) of 7.3 to 11.0% were asked.", []),
        ("Sugar fell by approximately 20% on balm.", ["effect change 20"]),
        ("They reported a 12.7% and 22.0% reduction in pain, respectively, compared to an 8.4% reduction with wax.",
            ["effect change 12.7", "effect change 22.0", "effect change 8.4"]),
        ("Itch decreased in the dry arm, by 21.6 points (95% CI -52.5 to 9.3).", ["effect change 21.6 -52.5 9.3 95"]),
    ],
)  # fmt: skip
def test_times_strengths_and_signs_in_words_are_no_estimates_and_shares_no_changes(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We included 62 eyes of 62 adults with hives: 30 had balm and 32 had wax.", ["n 62", "n 30", "n 32"]),
        ("Burns were seen in 12 eyes of 40 adults.", ["count 12 of 40"]),
        ("We tried 2 randomized doses in four randomised treatment phases, by 9 evaluable elements.", []),
        ("The BALMPAT 2000 provided an index.", []),
        ("Of 112 randomized patients, 107 were included.", ["n 112", "n 107"]),
        ("More adults had died in the balm group (23 patients) than in the wax group (20 patients).",
            ["count 23 [balm group]", "count 20 [wax group]"]),
    ],
)  # fmt: skip
def test_people_are_told_from_eyes_doses_and_devices_and_the_dead_from_an_arm(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("They were given balm (n=141) or wax/balm (n=139).", {"balm": "141", "wax/balm": "139"}),
        ("They were randomised to Balm paste 5 mg/day (n = 50) or sham OIL (n = 53).", {"Balm paste": "50", "sham OIL": "53"}),
        ("Adults had velorin (20 mg, 3 times daily; n = 40) or chalk (n = 43).", {"velorin": "40", "chalk": "43"}),
        ("They went on with both (balm+wax group, n = 58) or had balm alone (balm group, n = 111).",
            {"balm+wax group": "58", "balm group": "111"}),
        ("There were 39 adults (BLM-1061 N=28, placebo N=11).", {"unknown": "39", "BLM-1061": "28", "placebo": "11"}),
        ("The balm group (N.=45) and the wax group (N.=46) were alike.", {"balm group": "45", "wax group": "46"}),
        ("We studied adults across United States (n = 102).", {"unknown": "102"}),
        ("Of 242 adults, 125 in the balm group and 117 in the chalk/wax group were analysed.",
            {"unknown": "242", "balm group": "125", "chalk/wax group": "117"}),
        ("Twenty of 40 in each arm: 46 patients in the treatment group were enrolled.", {"treatment group": "46"}),
        ("Fifty-one adults were analysed (balm: 26, control: 25).", {"unknown": "51", "balm": "26", "control": "25"}),
        ("Fifty-three women were randomised (26 early paste and 27 late paste).",
            {"unknown": "53", "early paste": "26", "late paste": "27"}),
        ("Twenty-six sore eyes were randomised to receive balm, and 24 eyes underwent waxing with chalk.",
            {"balm": "26", "waxing": "24"}),
        ("They received injections of Be-Balm (n = 180) or Wa-Wax (n = 182).", {"Be-Balm": "180", "Wa-Wax": "182"}),
        ("We gave oil (n = 90) or wax (n = 92).", {"oil": "90", "wax": "92"}),
        ("35 patients in group two were treated with wax.", {"group two": "35"}),
        ("A total of 60 children in group 1 (34 male; mean age, 8.5 years) and 59 in group 2 completed the study.", {"group 1": "60", "group 2": "59"}),
        ("Participants (55 high dose, 52 standard dose) were randomised.", {"high dose": "55", "standard dose": "52"}),
        ("Participants (55 women, 52 men) were randomised.", {}),
        ("Of 331, 167 adults were assigned to usual care and 164 adults were assigned to the balm arm.",
            {"usual care": "167", "balm arm": "164"}),
    ],
)  # fmt: skip
def test_people_carry_the_name_of_their_arm_before_or_behind_them(text, people):
    assert {item.arm: item["value"] for item in read(text).of("n")} == people


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        (
            "Rest came to 83% of adults in the balm arm and 82% in the balm/wax arm.",
            ["balm arm", "balm/wax arm"],
        ),
        ("Hives came in 1 (0.5%) patient on B2345 versus 4 (2.1%) patients on chalk.", ["B2345", "chalk"]),
        ("Itch was rarer (20% vs 30%) on D42.", ["unknown", "unknown"]),
    ],
)
def test_names_with_digits_and_strokes_are_arms_and_days_are_none(text, arms):
    assert [item.arm for item in read(text).items] == arms


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("We randomised adults to BTF or TTC. Itch was 24.7±3.5 and 25.2±3.5 mm for BTF and TTC, respectively (P = .34).",
            ["BTF", "TTC"]),
        ("We randomised adults to BTF or TTC. Falls were 24% and 25% for SBP and DBP, respectively.", ["unknown", "unknown"]),
        ("Hives came in 7.1% (42/592), 6.3% (37/587) and 6.2% (36/580) among women who took balm only, wax and chalk "
            "supplements, respectively.", ["balm only", "wax", "chalk"]),
        ("Itch fell by 4.7 ± 2.1 (S.D.) in the balm and 4.0 ± 2.0 mm in the wax group.", ["balm", "wax group"]),
        ("The fall with balm (2.9 ± 1.8 mm) was greater than that of the placebo (2.1 ± 1.8 mm).", ["balm", "placebo"]),
        ("They underwent waxing or BALM-R implants. Burns were rarer after waxing (20%) compared with BALM-R (33%).",
            ["waxing", "BALM-R"]),
        ("They were randomised to early paste or to late paste. Leaks came in 12% (early paste) and 13% (late paste).",
            ["early paste", "late paste"]),
        ("Women were given LT or BT. Both worked (LT: -35.0 ± 10.0; BT: -33.6 ± 8.8).", ["LT", "BT"]),
        ("Loss was alike (balm+placebo, 36.3%; balm+wax, 29.5%; and balm+chalk, 27.4%).",
            ["balm+placebo", "balm+wax", "balm+chalk"]),
        ("Rest came to 31.6% for BK-treated adults v 24.5% for VK-treated adults.", ["BK", "VK"]),
        ("Rest was commoner in men (31%) than in women (24%).", ["unknown", "unknown"]),
        ("The objective response rate was 80% in the balm arm.", ["balm arm"]),
    ],
)  # fmt: skip
def test_values_carry_the_names_of_arms_that_the_passage_shares_people_out_to(text, arms):
    assert [item.arm for item in read(text).items if item.kind in ("percentage", "mean", "count")] == arms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Itch fell more (-2.5 vs. 8.6 mm, and -1.8 vs. 2.1 mm, p < 0.05).",
            ["mean -2.5 unlabelled", "mean 8.6 unlabelled", "mean -1.8 unlabelled", "mean 2.1 unlabelled", "p < 0.05"]),
        ("The values were 17.4 mm Hg vs 16.9 mm Hg, respectively (P = .820).",
            ["mean 17.4 unlabelled", "mean 16.9 unlabelled", "p = 0.820"]),
        ("The filtration rate was lower in the wax group (85.2 vs. 79.8 mL/min/1.73 m2, p = 0.03).",
            ["mean 85.2 unlabelled", "mean 79.8 unlabelled", "p = 0.03"]),
        ("Rest lasted longer (19.9 vs. 17.8 h; median difference 2.2 h, 95% CI 1.0 to 3.6).",
            ["mean 19.9 unlabelled", "mean 17.8 unlabelled", "effect median difference 2.2 1.0 3.6 95"]),
        ("Pressure fell by 27.0 mm Hg (to 125.8 mm Hg) in the balm group and by 9.3 mm Hg (to 145.4 mm Hg) in the wax group.",
            ["mean 27.0 unlabelled", "mean 9.3 unlabelled"]),
        ("Stools were fewer in the balm group (2.5 per day) than in the wax group (4.7 per day).",
            ["mean 2.5 unlabelled", "mean 4.7 unlabelled"]),
        ("The mean stay was 27.05 months with balm, 31.5 months with wax and 32.95 months with chalk.",
            ["mean 27.05 unlabelled", "mean 31.5 unlabelled", "mean 32.95 unlabelled"]),
        ("They did better on balm (median, 78.5 v 42 days and 99.5 v 63 days, respectively; P >.05).",
            ["median 78.5 unlabelled", "median 42 unlabelled", "median 99.5 unlabelled", "median 63 unlabelled", "p > 0.05"]),
        ("Mean itch and mood scores were 22.8 and 19.5, respectively, for balm and 21.6 and 17.6, respectively, for wax.",
            ["mean 22.8 unlabelled", "mean 19.5 unlabelled", "mean 21.6 unlabelled", "mean 17.6 unlabelled"]),
        ("Falls were rarer (10.0 versus 13.2/100 person/years, P = 0.3).", ["effect rate 10.0", "effect rate 13.2", "p = 0.3"]),
        ("It fell less with wax (treatment difference = -4.5 mm Hg, p = 0.004).", ["effect difference -4.5", "p = 0.004"]),
        ("There were 20 local/regional or distant recurrences (9 early and 11 late).", ["count 20", "count 9", "count 11"]),
        ("Burns were fewer with balm (5 mg) than with wax (10 mg), at 6 vs 12 weeks (P = .03).", ["p = 0.03"]),
    ],
)  # fmt: skip
def test_amounts_of_two_arms_are_read_in_more_words(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


def test_two_outcomes_of_each_arm_have_its_name():
    text = "Success and failure were 67% and 15%, respectively, in the balm group versus 47% and 50% in the wax group (P = .006)."
    assert [item.arm for item in read(text).of("percentage")] == ["balm group"] * 2 + ["wax group"] * 2
    text = "Pressure fell by 27.0 mm Hg (to 125.8 mm Hg) in the balm group and by 9.3 mm Hg (to 145.4 mm Hg) in the wax group."
    assert [item.arm for item in read(text).of("mean")] == ["balm group", "wax group"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Deaths rose (average, 2.4%/yr in the balm group versus 1.4%/yr in the wax group).", []),
        ("None of the 147 infants (0%) in the balm group and 3 of 147 (2%) in the wax group were ill.",
            ["count 0 of 147 0%", "count 3 of 147 2% [wax group]"]),
        ("Itch was reduced by 40% (29 vs. 49 min, P < .01) and 54% (8 vs. 18 min, P < .01), respectively.",
            ["effect change 40", "mean 29 unlabelled", "mean 49 unlabelled", "p < 0.01", "effect change 54",
             "mean 8 unlabelled", "mean 18 unlabelled", "p < 0.01"]),
        ("Itch lasted less long (10.2 vs. 19.6 min each night, P < .001).",
            ["mean 10.2 unlabelled", "mean 19.6 unlabelled", "p < 0.001"]),
        ("They had a nephrotic syndrome (NS), and were alike (NS).", ["p NS"]),
        ("Balm showed a hazards ratio of 1.309 (P =.052).", ["effect HR 1.309", "p = 0.052"]),
        ("Median life (10.1 versus 10.3 months; HR 0.98; P = .38) was alike.",
            ["median 10.1 unlabelled", "median 10.3 unlabelled", "effect HR 0.98", "p = 0.38"]),
    ],
)  # fmt: skip
def test_rates_a_year_none_of_all_and_short_names_are_told_apart(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("We randomly allocated 129 adults to the wax/balm (63 adults; mean 68.4 years) or wax/tape (66 adults) groups.",
            ["unknown", "wax/balm", "unknown", "wax/tape"]),
        ("They were assigned to an exercise (n = 25) or control (n = 28) group.", ["exercise", "control"]),
        ("They were randomised to velorin alfa 150 to 300 IU/kg (n = 251) or placebo (n = 124).", ["velorin alfa", "placebo"]),
        ("Median life was 2.8 months for BVI 5-FX and 3.8 months for BVI 5-FX plus MMC.", ["BVI 5-FX", "BVI 5-FX plus MMC"]),
        ("It took 1356 (±1033) min for oral balm, 1530 (±3249) min for old wax, and 1208 (±613) min for new wax.",
            ["oral balm", "old wax", "new wax"]),
        ("Blood loss was less in the new balm paste group (mean 21 cm3) than in the wax group (mean 30 cm3).",
            ["new balm paste group", "wax group"]),
        ("Fourteen adults (7 in each group) were enrolled.", ["unknown", "unknown"]),
        ("Five-year rest was 22% with balm alone, compared with 24% with balm plus B-WAX (P = .76).",
            ["balm alone", "balm plus B-WAX", "unknown"]),
    ],
)  # fmt: skip
def test_more_names_of_arms(text, arms):
    assert [item.arm for item in read(text).items] == arms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The mean (SD) age was 32.1 (11.4; range, 18-50) years.", ["mean 32.1 11.4 SD", "range 18 50"]),
        ("Prevalence was 0.23 % (95 % confidence interval (CI) 0.01 %-1.28 %; 1/439).", ["effect percentage 0.23 0.01 1.28 95", "count 1 of 439"]),
        ("No differences occurred in 9.2% of adults (95% CI: -0.20-1.86).", ["percentage 9.2%", "effect difference -0.20 1.86 95"]),
    ],
)  # fmt: skip
def test_limits_shares_and_spreads_are_no_means_counts_or_differences(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("Two groups were formed. In group A (n = 20), balm was given.", ["group A"]),
        ("The mean LTAI-1-score (n = 466) was taken.", ["unknown"]),
        ("The balm and control groups (n = 16 each) were formed.", ["unknown"]),
        ("Pain improved (balm group, 72.1%, vs control, 42.0%).", ["balm group", "control"]),
    ],
)  # fmt: skip
def test_small_words_are_no_part_of_the_name_of_an_arm(text, arms):
    assert [item.arm for item in read(text).items] == arms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rest was alike between the two treatment arms (40.0% for balm versus 37.5% for wax, difference = 2.5%).",
            ["percentage 40.0%", "percentage 37.5%", "effect difference 2.5"]),
        ("Scores were better with balm (65.25 versus 51.97, respectively; difference = -13.28, 95% CI = -18.88 to -7.68).",
            ["mean 65.25 unlabelled", "mean 51.97 unlabelled", "effect difference -13.28 -18.88 -7.68 95"]),
        ("Removal was achieved in five adults who underwent waxing and stopped early.", []),
        ("They had velorin 2% three times daily, and gave 20% of the total blood volume.", []),
        ("There were 36 relapses in the balm+wax arm and 30 in the wax arm.",
            ["count 36 [balm+wax arm]", "count 30 [wax arm]"]),
        ("Itch was less (P = .08; median free time, 13.7 v 16.5 months in the balm and wax arms, respectively).",
            ["p = 0.08", "median 13.7 unlabelled", "median 16.5 unlabelled"]),
    ],
)  # fmt: skip
def test_arms_strengths_and_the_dead_are_no_counts_of_shares(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("The mean size was 4.6 +/-1.77 mm and 4.0 +/- 0.93 mm in the group 1 and 2 respectively.", ["group 1", "group 2"]),
        ("The level was 249 ± 228 U/L in the balm group and 43.7 ± 11.0 % in the wax group.", ["balm group", "wax group"]),
        ("We randomised 538 adults (N = 357 for chalk, and N = 181 for velorin).", ["unknown", "chalk", "velorin"]),
        ("Relief was 0.9 ± 0.2 and 0.3 ± 0.1 in the balm/wax and B5-WX groups respectively.", ["balm/wax", "B5-WX"]),
        ("Children were given BJ or WA. It took 3.9 ± 2.3 and 2.1 ± 1.6 h in BJ and WA respectively.", ["BJ", "WA"]),
        ("Better were 12% and 20% in itch and mood, respectively.", ["unknown", "unknown"]),
    ],
)  # fmt: skip
def test_names_of_arms_behind_units_and_n(text, arms):
    assert [item.arm for item in read(text).items] == arms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Itch: no decrease (p = 0.44, ES = 0.15, −0.21 to 0.52; 95% CI).",
            ["p = 0.44", "effect SMD 0.15 -0.21 0.52 95"]),
        ("Rates were 11% (95% CI 6-17). Three of 41 chalk users (7%, 2–20) and eight of 22 (36%; 17–59) itched.",
            ["effect percentage 11 6 17 95", "count 3 of 41 7%", "effect percentage 7 2 20 95", "count 8 of 22 36%", "effect percentage 36 17 59 95"]),
        ("Three of 41 chalk users (7%, 2–20) itched.", ["count 3 of 41 7%"]),
        ("Cure: 11% (95% CI 6-17). GMT was 135 (89–205) with balm, compared with 13 (7–21) with chalk.",
            ["effect percentage 11 6 17 95", "effect mean 135 89 205 95", "effect mean 13 7 21 95"]),
        ("Balm reduced pressure (-0.62 mmHg; 95% CI -0.82 to -0.42 mmHg) but not pulse (-0.06 mmHg, -0.42 to 0.30 mmHg).",
            ["effect change -0.62 -0.82 -0.42 95", "effect change -0.06 -0.42 0.30 95"]),
        ("It raised cure (OR 1.20; 95% CI 1.10 to 1.31), sleep (odds ratio 1.05; 1.00, 1.10) and cost (increase 0.01%; -0.03 to 0.04).",
            ["effect OR 1.20 1.10 1.31 95", "effect OR 1.05 1.00 1.10 95", "effect change 0.01 -0.03 0.04 95"]),
        ("A rate ratio (95% CI) of 0.79 (0.66 to 0.94) was seen. The rate ratios were 0.75 (0.46 to 1.20) for itch and 0.58 (0.46 to 0.73) for pain.",
            ["effect rate ratio 0.79 0.66 0.94 95", "effect rate ratio 0.75 0.46 1.20 95", "effect rate ratio 0.58 0.46 0.73 95"]),
        ("Loss was larger in weight (mean difference 4.6 kg, 95% CI 2.6 to 6.7), salt (1.1 g, 0.4-1.7) and sugar (25 g, 12-39).",
            ["effect mean difference 4.6 2.6 6.7 95", "effect mean difference 1.1 0.4 1.7 95", "effect mean difference 25 12 39 95"]),
        ("This is 61 more falls (95% CI 10 fewer to 119 more) per 1000 people.", ["effect 61 -10 119 95"]),
        ("Falls: 4 fewer per 1000 people (95% CI 7 fewer to 2 fewer).", ["effect -4 -7 -2 95"]),
        ("Intake was 332 kcal [95% CI: -479, -185] lower after balm.", ["effect difference 332 -479 -185 95"]),
        ("Shares were 40.0% and 37.5% (difference = 2.5%, one-sided 95% CI = -infinity to 8.2%).",
            ["percentage 40.0%", "percentage 37.5%", "effect difference 2.5 -infinity 8.2 95"]),
        ("Pain was 5.0 v 4.0 (difference 20%; P = .01).", ["effect change 20", "p = 0.01"]),
        ("Boys had 3.2 times more falls (P = .001). There was a 1.7-fold increase in pain, and at least a 2.5-fold rise in 3 boys.",
            ["effect ratio 3.2", "p = 0.001", "effect ratio 1.7"]),
        ("The area under ROC curve was 0.79 (95% CI 0.73-0.84); for sleep AUC = 0.823 in boys.",
            ["effect AUC 0.79 0.73 0.84 95", "effect AUC 0.823"]),
        ("Sleep did not differ (hazard rate: 1.05, 95% CI: 0.54; 1.91) nor did mood (B: 3.67, 95% CI: -4.77; 12.11).",
            ["effect HR 1.05 0.54 1.91 95", "effect coefficient 3.67 -4.77 12.11 95"]),
        ("Falls were commoner (adjusted rate/1000 patient-years 38.3 [95% CI 28.0, 52.5] v 14.8 [95% CI 8.9, 24.6]).",
            ["effect rate 38.3 28.0 52.5 95", "effect rate 14.8 8.9 24.6 95"]),
    ],
)  # fmt: skip
def test_effects_without_a_name_of_their_own_and_signs_in_words(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mean time was 7 minutes, 21 seconds (range, 4 minutes, 25 seconds to 15 minutes, 43 seconds).",
            ["mean 441 unlabelled", "range 265 943"]),
        ("Sleep lasted 5 h 30 min ± 40 min with balm.", ["mean 330 40 unlabelled"]),
        ("The mean age was 5 years 9 months.", ["mean 69 unlabelled"]),
        ("Time A: 5 min-109.50 ± 16.83 beats.", ["mean 109.50 16.83 unlabelled"]),
        ("Median (IQR) change was -0.5 (1.3) and -0.2 (1.1) kg.", ["median -0.5 IQR", "median -0.2 IQR"]),
        ("Mean (SD) pain was 5.1 (2.2). Mean reductions in pain were 2.28 (3.8) for balm and 2.32 (3.6) for chalk.",
            ["mean 5.1 2.2 SD", "mean 2.28 3.8 SD", "mean 2.32 3.6 SD"]),
        ("Scores fell from the mean of 17.3 at first to 11.0 in the balm group and to 15.7 in the chalk group.",
            ["mean 17.3 unlabelled", "mean 11.0 unlabelled", "mean 15.7 unlabelled"]),
        ("Median [IQR] scores rose with balm (13% [0,31] to 88% [81,100], p = 0.003).",
            ["median 13 0 31 IQR", "median 88 81 100 IQR", "p = 0.003"]),
        ("Balm did better (mean score, 59.1% vs 37.6%).", ["mean 59.1 unlabelled", "mean 37.6 unlabelled"]),
        ("Median pH 4 times (range) were 6.9 (2.4-32.8) and 88.4 (54.6-100).", ["median 6.9 2.4 32.8 range", "median 88.4 54.6 100 range"]),
        ("Slope in boys (estimate = -80.2; SE = 27.3; p = .005).", ["effect coefficient -80.2", "p = 0.005"]),
        ("Median, 1- and 2-year survival was 10.1 months, 42% and 18%.", ["percentage 42%", "percentage 18%"]),
    ],
)  # fmt: skip
def test_times_in_two_units_and_middles_in_more_forms(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Walking rose 54% at 1 hr (P < .005), 37% at 3 hr (P < .01), and 12% at 5 hr.",
            ["effect change 54", "p < 0.005", "effect change 37", "p < 0.01", "effect change 12"]),
        ("Hunger (-23%) was less and fullness (25%) was more after balm.", ["effect change -23", "effect change 25"]),
        ("Improvement was seen in a percentage of 87.5% of boys.", ["percentage 87.5%"]),
        ("Boys had 0.01% (N = 166) or 0.02% (N = 162) atropine.", ["n 166", "n 162"]),
        ("Boys spent 50% fT>MIC on balm; a minimum 20% gain was asked for.", []),
        ("Early loss was seen in smokers (6 vs. 2.2%, P = .03).", ["percentage 6%", "percentage 2.2%", "p = 0.03"]),
        ("Boys lived 30% closer (P < .001).", ["effect change 30", "p < 0.001"]),
        ("Ninety patients completed the study and 14 patients discontinued (seven in each group).", ["n 90", "count 14"]),
        ("Itch led to stops (worse itch [n=9]; hives [n=1]) in the balm group.", ["count 9", "count 1"]),
        ("A total of 1988 patients met the inclusion criteria.", ["n 1988"]),
        ("There were 25 in group 1, 15 in group 2, and 14 in group 3. The 54 adults were evaluable.",
            ["n 25", "n 15", "n 14", "n 54"]),
        ("Balm did not adversely affect death (19 [19%] of 101 vs 37 [33%] of 111).", ["count 19 of 101 19%", "count 37 of 111 33%"]),
        ("Death in the population-based arm came in 8 (20%) of 40.", ["count 8 of 40 20% [population-based arm]"]),
        ("Stay was 16 d vs. 23 d (p\u2009\u00a0<\u00a0\u20090.01).", ["mean 16 unlabelled", "mean 23 unlabelled", "p < 0.01"]),
    ],
)  # fmt: skip
def test_changes_in_a_list_strengths_of_arms_and_counts_of_reasons(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("Fever was increased in the balm group (0% vs 8%).", ["unknown", "unknown"]),
        ("Fever was lower in the balm group (2% vs 8%).", ["balm group", "unknown"]),
        ("The mean time was 132 min after surgery.", ["unknown"]),
        ("Average dose was 63.7 mg (SD ± 45.2), wax is 109.2 (SD ± 53.3), with statistical significance.", ["unknown", "unknown"]),
    ],
)  # fmt: skip
def test_an_arm_is_not_named_against_the_words_or_by_a_time(text, arms):
    assert [item.arm for item in read(text).items] == arms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two-hundred and fifty-nine of 267 patients were eligible.", ["count 259 of 267"]),
        ("Four hundred ten of planned 775 participants were randomly assigned.", []),
        ("Cure: two (6.7% [95% CI 0.8-22.1]) of 30 and 16 (53.3% [34.3-71.7]) of 30 patients.",
            ["count 2 of 30 6.7%", "effect percentage 6.7 0.8 22.1 95", "count 16 of 30 53.3%", "effect percentage 53.3 34.3 71.7 95"]),
        ("No differences were seen in waking time (17.3 ± 3.4 in the balm group vs. 16.3 ± 3 in the chalk group).",
            ["mean 17.3 3.4 unlabelled", "mean 16.3 3 unlabelled"]),
        ("Time to itch was lower in the balm group (46.12 days) than in the chalk group (49.02 days).",
            ["mean 46.12 unlabelled", "mean 49.02 unlabelled"]),
        ("After a median of 20 months, the 3-year rate was 42% (95% CI, 30 to 53).",
            ["median 20 unlabelled", "effect percentage 42 30 53 95"]),
        ("Adjusted difference was 38.1% [95% CI 30.8-45.4]. The difference v chalk was 28.5% [22.1-34.9] for the balm 15 mg group and 47.6% [41.1-54.0] for the balm 30 mg group.",
            ["effect difference 38.1 30.8 45.4 95 adjusted", "effect difference 28.5 22.1 34.9 95", "effect difference 47.6 41.1 54.0 95 adjusted"]),
        ("No difference was seen in survival (15.6 and 17.2 months; p = 0.475).",
            ["median 15.6 unlabelled", "median 17.2 unlabelled", "p = 0.475"]),
        ("The median survival was 6.83 months (95% confidence [CI] = 4.80 to 9.56) with balm.", ["median 6.83 4.80 9.56 CI"]),
        ("Median survival was 16.1 months [95% CI, 13-18.2] with PPV and 16.9 months (95% CI, 13.1-20.4) with chalk.",
            ["median 16.1 13 18.2 CI", "median 16.9 13.1 20.4 CI"]),
        ("Median overall survival was superior for adults treated in the balm arm as compared with the wax arm (7.5 v 6.0 months).", ["median 7.5 unlabelled", "median 6.0 unlabelled"]),
        ("Cure came in 34 (79%; 95% CI: 66, 92%) and itch in 38 (88%; 78, 98%); survival was 43% (25, 62%).",
            ["count 34 79%", "effect percentage 79 66 92 95", "count 38 88%", "effect percentage 88 78 98 95", "effect percentage 43 25 62 95"]),
        ("It led to lower final SpO2 (92 versus 94%), and costs were discounted at 3% annually.", []),
        ("Mean scores on mood were 0.7 points lower at 12 months.", ["effect mean difference 0.7"]),
        ("Times to doses 50 and 100 were a median of 2 and 7.5 weeks shorter.", []),
        ("Two patients in the balm group complained of rashes.", ["count 2"]),
        ("Waking was shorter in men (5.50 ± 2.90 vs 6.25 ± 3.68 min, P = 0.02) were considered.",
            ["mean 5.50 2.90 unlabelled", "mean 6.25 3.68 unlabelled", "p = 0.02"]),
        ("Ninety patients in one of 10 geriatric units were enrolled.", ["n 90"]),
        ("The median survival was 8.8 months for balm, 9.7 months for wax (HR, 0.96; 97.5% CI, 0.79–1.17), and 9.9 months for both.",
            ["median 8.8 unlabelled", "median 9.7 unlabelled", "effect HR 0.96 0.79 1.17 97.5", "median 9.9 unlabelled"]),
        ("Stones were alike (median: 4.1mm [balm arm] vs 3.8mm [wax arm], p=0.3).",
            ["median 4.1 unlabelled", "median 3.8 unlabelled", "p = 0.3"]),
        ("Balm helped, with p = 0.031 and an OR of 8.5.", ["p = 0.031", "effect OR 8.5"]),
        ("Balm helped (OR = 1.31, p = .001), i.e. OR = 1.72 at 6 months.", ["effect OR 1.31", "p = 0.001", "effect OR 1.72"]),
        ("Fewer died (434 in the balm group; vs. 518 in the wax group).", ["count 434 [balm group]", "count 518 [wax group]"]),
        ("There were more nerve palsies (22 vs 0) with balm.", ["count 22", "count 0 [balm]"]),
        ("At 3 months, 124 were cured, 83 were not cured, and 93 had defaulted.", ["count 124", "count 83", "count 93"]),
        ("One group (20 patients) received balm, the other group (22 patients) wax.", ["n 20", "n 22"]),
        ("We used a scope with two ports to perform a resection in 109 women desiring sterilization.", ["n 109"]),
        ("The 104 patients with stones were examined.", ["n 104"]),
        ("Rates were 11% (95% CI 6-17). It came in 17 of 19 people in the high dose cohort (89%; 67–99).",
            ["effect percentage 11 6 17 95", "count 17 of 19 89%", "effect percentage 89 67 99 95"]),
    ],
)  # fmt: skip
def test_shares_with_limits_times_of_arms_and_differences_called_means(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


def test_the_arm_behind_than_is_not_that_of_the_first_value():
    text = "The balm group had a higher cure rate than the wax group (71.9% vs. 20.3%)."
    assert [item.arm for item in read(text).items] == ["unknown", "unknown"]
    text = "We gave 189 adults balm, and 186 were allocated to chalk and late balm."
    assert [item.arm for item in read(text).items if item["value"] == "186"] == ["unknown"]
    text = "One group that did not receive balm (100 patients) and one that received wax (98 patients) were formed."
    assert "balm" not in [item.arm for item in read(text).items]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Only one third (34.0%) of boys fell, and two thirds did not.", ["percentage 34.0%"]),
        ("Cure came in 77% with β-lactam (between-group difference of 9.4%, 95% CI -0.4 to 20.0).",
            ["percentage 77%", "effect difference 9.4 -0.4 20.0 95"]),
        ("706 patients were assessed for eligibility.", ["n 706"]),
        ("Forty eight third year students were randomized.", ["n 48"]),
        ("Balm cut HbA1c (-0.29%; p = 0.041); it raised the ejection fraction (60% vs 40%; P < .001).",
            ["effect change -0.29", "p = 0.041", "p < 0.001"]),
        ("Dose took 11,65 min vs. 22,17 min (p < 0,001; p = 0.003 for both).", ["mean 11.65 unlabelled", "mean 22.17 unlabelled", "p < 0.001", "p = 0.003"]),
        ("In boys the NLR was 3.", []),
        ("Balm decreased pressure (-12mmHg; p<0.001) and pulse (-7 b/min; p < 0.01).",
            ["effect change -12", "p < 0.001", "effect change -7", "p < 0.01"]),
        ("It led to 1 of 4 patients developing hives.", []),
        ("The 75% spot clearance rate was 34.6% for balm.", ["percentage 34.6%"]),
        ("Forty adults (12 M/28 F; age 55.2 ± 10.4 years) were included.",
            ["n 40", "count 12", "count 28", "mean 55.2 10.4 unlabelled"]),
        ("Thirty-eight patients in the balm group, and 58 in the chalk group, suffered pain.",
            ["count 38 [balm group]", "count 58 [chalk group]"]),
        ("Median relapse-free time was alike [10.1 versus 10.3 months; hazard ratio (HR) 0.98] and life (19.9 versus 30.0 months; HR 0.663).",
            ["median 10.1 unlabelled", "median 10.3 unlabelled", "effect HR 0.98", "median 19.9 unlabelled", "median 30.0 unlabelled", "effect HR 0.663"]),
        ("The mean HbA1c was 6.6%, and 78% of patients were on balm.", ["mean 6.6 unlabelled", "percentage 78%"]),
        ("Balm reduced stays (82.6%), the need for chalk (73.9%), and visits (75.3%).",
            ["effect change 82.6", "effect change 73.9", "effect change 75.3"]),
        ("The average age was 40 and 59% were women.", ["mean 40 unlabelled", "percentage 59%"]),
    ],
)  # fmt: skip
def test_fractions_in_words_names_with_greek_letters_and_lists_of_reductions(text, wanted):
    assert [short(item) for item in read(text).items] == wanted


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Of 900 adults from 35 towns, 80.2% (722) smoked and 19.8% (178) did not.",
            [("722", "900", "80.2"), ("178", "900", "19.8")],
        ),
        (
            "We enrolled 90 adults. Falls came in 20% (18) and cramps in 10% (9).",
            [("18", "90", "20"), ("9", "90", "10")],
        ),
        ("We enrolled 90 adults. Falls came in 20% (18).", []),
        ("We enrolled 90 adults. Falls came in 80.5% (18).", []),
        # numbers of people behind two counts
        (
            "Falls came in four (15.4%) and 28 adults (34.1%) among respectively 26 and 82 adults.",
            [("4", "26", "15.4"), ("28", "82", "34.1")],
        ),
        # ages are no counts
        ("Falls were commonest at age 18-54 (36.0%), then at 55-64 (30.9%) and 65-74 (22.9%).", []),
    ],
)
def test_a_bare_number_beside_a_percentage_is_a_count_where_people_give_it(text, rows):
    assert [(item["x"], item["n"], item["pct"]) for item in read(text).of("count")] == rows


def test_hours_and_minutes_are_one_time_whatever_spaces_are_printed():
    text = "Balm took a mean of 3\u00a0h 16\u00a0min (95% CI 3\u00a0h 2\u00a0min to 3\u00a0h 30\u00a0min)."
    (item,) = read(text).of("effect")
    assert (item["estimate"], item["low"], item["high"]) == ("196", "182", "210")


def test_a_sentence_that_starts_with_higher_says_that_two_amounts_are_compared():
    text = "Higher numbers of itchy spots were found with balm compared with wax (2.08 vs. 1.16, P = .008)."
    assert [item["mean"] for item in read(text).of("mean")] == ["2.08", "1.16"]
