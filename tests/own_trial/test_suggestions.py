"""Which comparison is suggested first: the outcome that a passage names, and the values that belong together."""

import pytest

from helpers.own_trial.choices import label
from helpers.own_trial.passage import confirmed, offered
from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.reading import read
from helpers.own_trial.sheet import one_page
from helpers.own_trial.suggestions import named_outcomes

RESULTS = (
    "Itch was gone in 61% v 40% (P = .04). The wound was healed in 55% v 35% (P = .05). Sleep lasted 7.1 ± 1.0 v "
    "6.2 ± 1.1 hours (P = .01). Death came in 3% v 5% (P = .4)."
)


def first_of(text, which=0):
    """The values of a suggestion, (arm 1, arm 2, P, effect) in the passage's own characters."""
    reading = read(text)
    quoted = {str(place): item.quotation for place, item in enumerate(reading.items)} | {"": ""}
    ready = offered(reading)["suggested"]
    return (
        tuple(quoted[ready[which][name]] for name in ("arm1", "arm2", "p", "effect"))
        if len(ready) > which
        else None
    )


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("", "61%"),
        ("The primary outcome was healing of the wound. ", "55%"),
        ("Main outcome measures\nWound healing at the last visit.\n", "55%"),
        ("Main outcome measuresHealing of the wound. ", "55%"),
        ("The primary therapeutic endpoint in both parts of this trial was wound healing. ", "55%"),
        ("Wound healing was the primary outcome. ", "55%"),
        ("Changes in wound healing (primary outcome) were followed. ", "55%"),
        ("The primary outcome was mortality. ", "3%"),
        ("Primary outcomes were death, and healing of the wound. ", "3%"),
        ("Main outcomes: hours of sleep (by diary, phone or watch). ", "7.1"),
        ("Main outcomes: healing (skin that has closed over all of the wound bed) at week six. ", "55%"),
        ("Main outcome measures: Primary outcomes; sleep and mood, secondary outcomes; itch. ", "7.1"),
        ("We studied the effect of a soft balm, given early, on sleep. ", "7.1"),
        ("The principal secondary outcome was healing of the wound. ", "61%"),
        ("The primary outcome was itch. Conclusions: the primary outcome of wound healing differed. ", "61%"),
    ],
)
def test_the_outcome_that_is_named_comes_first(words, first):
    assert first_of(words + RESULTS)[0].startswith(first)


def test_the_first_of_several_named_outcomes_comes_before_the_second():
    named = named_outcomes(
        "Primary outcomes were relapse or death, and skin pain, assessed by diary. Secondary outcomes: itch."
    )
    assert [words for words, _ in named] == [{"rela", "mort"}, {"skin", "pain"}]
    assert named_outcomes("We saw 40 adults.") == []


def test_an_acronym_stands_for_the_words_that_the_passage_gives_it():
    text = "The primary outcome was quality of life. Itch fell in 30% v 20% (P = .1). QOL rose in 44% v 22% (P = .02)."
    assert first_of(text)[0] == "30%"
    assert first_of(text.replace("of life.", "of life (QOL)."))[0] == "44%"


def test_an_acronym_with_a_number_stands_for_its_words_and_a_heading_apart_from_its_text():
    text = (
        "The primary outcome was the Severity of Itch Scale 50% (SIS50) response. Itch fell in 30% v 20% (P = .1)."
        " Results: SIS50 response was seen in 44% v 22% (P = .02)."
    )
    assert first_of(text)[0] == "44%"
    glued = "The primary outcome was lasting itch. Sleep was sound in 30% v 20% (P = .1). We saw them in one ward of a town by a river with a mill.ResultsLasting itch came in 44% v 22% (P = .02)."
    assert first_of(glued)[0] == "44%"


def test_an_outcome_that_tells_people_apart_is_not_what_was_measured_in_them():
    text = "The primary outcome was early relapse. Early relapse came in 44% v 22% (P = .02). Stay was longer in the adults with early relapse (7.1 v 5.2 days, P = .01)."
    assert first_of(text)[0] == "44%"


def test_the_time_of_the_named_outcome_tells_equal_ones_apart():
    text = "The primary outcome was clear skin at {}. Skin was clear in 30% v 20% at week 6 (P = .1) and in 44% v 22% at week 12 (P = .02)."
    assert [first_of(text.format(time))[0] for time in ("week 12", "12 weeks", "six weeks", "3 days")] == [
        "44%",
        "44%",
        "30%",
        "30%",
    ]


@pytest.mark.parametrize(
    "aside",
    [
        "Adverse events were seen in 30% v 20% (P = .1). ",
        "Among patients with dry skin relief came in 30% v 20% (P = .1). ",
        "In all 30% v 20% discontinued treatment (P = .1). ",
    ],
)
def test_harms_and_some_of_the_people_come_behind_results(aside):
    assert first_of(aside + "Relief came in 61% v 40% (P = .04).")[0] == "61%"
    assert first_of(aside + "Relief came in 61% v 40% (P = .04).", 1) is not None


def test_the_words_of_the_named_outcome_count_and_values_from_before_the_treatment_come_last():
    text = (
        "The primary outcome was change in weekly morning itch. At baseline, the mean of the weekly score of morning itch was 7.1 in the balm group and 7.3 in "
        "the wax group. An itch below 2 on the morning of the last visit was reached in 63% of the balm group v 12% of the wax group "
        "(P < .001). Weekly morning itch fell by 4.1 points in the balm group and by 1.9 in the wax group; the change was 2.2 points "
        "greater with balm (95% CI, 1.4 to 2.8; P < .001)."
    )
    ready = offered(read(text))["suggested"]
    assert [
        value in each["said"] for value, each in zip(("2.2 points", "63%", "7.1"), ready, strict=True)
    ] == [True] * 3


def test_a_time_of_follow_up_is_no_result():
    text = "The follow-up time was 17.1 ± 2.6 months in the balm group and 17.2 ± 2.4 months in the wax group (P = .8). Itch was 3.1 ± 1.2 in the balm group and 4.6 ± 1.4 in the wax group (P = .01)."
    assert first_of(text)[0] == "3.1 ± 1.2"


def test_people_who_are_named_behind_an_outcome_are_no_words_of_it():
    (named,) = named_outcomes("We studied the effect of balm on itch in the large Velorin Skin Care Trials.")
    assert named[0] == {"itch"}


@pytest.mark.parametrize(
    "text",
    [
        "Itch was gone in 26 of 45 adults by the use of wax (control therapy) and in 27 of 42 by the use of balm.",
        "Attacks were reduced from a median (IQR) of 32 (10-50) per 12 weeks on placebo to 27 (5-30) on velorin (P = .01).",
        "We compared the effect of balm to that of wax in eczema. Itch changed by -32.7 ± 2.1 in the wax and -27.0 ± 2.0 mm in the balm group (P = .01).",
        "Dryness did not differ: its mean (SD) change was 32 (9.4) ml/min in the standard group vs 27 (8.6) ml/min in the brisk group (P = .6).",
        "Velorin was studied beside the conventional wax patch in 90 adults. Itch came in 32% in the wax arm versus 27% in the velorin arm (p = .2).",
        "Cure came in 32% of adults given velorin alone compared with 27% of those given velorin plus wax (P = .04).",
        "Few had itch: 32% (usual care) and 27% (intervention group) of the adults (P = .9).",
    ],
)
def test_the_group_that_words_call_the_comparison_is_arm_2(text):
    (suggestion,) = offered(read(text))["suggested"]
    assert "27" in suggestion["said"].partition(" v ")[0]
    assert "arm 2 is the group printed first" in suggestion["assumed"]


def test_outcomes_of_one_group_and_of_the_other_are_paired_one_by_one():
    text = "The rates of cure and of failure were 67% and 15%, respectively, in the balm group versus 47% and 50% in the wax group (p = 0.006)."
    assert [first_of(text, at)[:2] for at in (0, 1)] == [("67%", "47%"), ("15%", "50%")]
    assert first_of(text, 2) is None


def test_a_ratio_of_what_people_were_like_is_not_of_two_groups():
    text = "We randomized 90 adults to balm or wax. Harm was rarer with balm (odds ratio 0.2, 95% CI 0.04-0.9); greater dryness of the skin (odds ratio 3.4, 95% CI 0.9-12.9) was associated with harm."
    assert [each["said"].count("3.4") for each in offered(read(text))["suggested"]] == [0]


def test_without_such_words_the_group_printed_first_is_arm_1():
    text = "We compared the effect of balm to that of wax in eczema. Adults who had balm needed 32 (SD 2) tubes of oil, compared to 27 (SD 3) in wax (P = .6)."
    assert first_of(text)[0].startswith("32")


PAIRS = {
    "of several, before and behind the comparison": (
        "Cure rates were 75% (30/40) in the T2 group and 80% (32/40) in the T4 group compared with 38% (15/40) in the J3 group and 50% (20/40) in the J4 group.",
        ("75% (30/40)", "38% (15/40)", "", ""),
    ),
    "five groups": (
        "Relapse was 3% in the rod group, 5% in the nail group, 0% in the plate group, 4% in the pin group, and 6% in the screw group (P = .5).",
        ("3%", "5%", "", ""),
    ),
    "given names": (
        "Relapse occurred in 7 (12%) patients given velorin, 11 (18%) given dexol, and 19 (31%) given placebo (P = .02).",
        ("7 (12%)", "19 (31%)", "", ""),
    ),
    "names in brackets": (
        "In all, 44.2% (velorin 300 mg), 39.1% (velorin 150 mg) and 8.5% (placebo) were clear (P < .001).",
        ("44.2%", "8.5%", "", ""),
    ),
    "names before their brackets": (
        "More adults were clear with velorin 300 mg (44%) and 150 mg (39%) than with placebo (9%; both P < .001).",
        ("44%", "9%", "", ""),
    ),
    "names in brackets of one list": (
        "Cure was more frequent in the velorin group (6.5%) than in the dexol (0.5%), oil (0%) and wax (2.2%) groups.",
        ("6.5%", "0.5%", "", ""),
    ),
    "names before their values in a list": (
        "Cure was alike among groups (velorin+placebo, 36.3%; velorin+wax, 29.5%; and velorin+oil, 27.4%).",
        ("29.5%", "36.3%", "", ""),
    ),
    "names behind their values in a list": (
        "Flow rose by 0.1 +/- 0.5, 2.1 +/- 0.5, 1.7 +/- 0.4 and 1.9 +/- 0.5 ml, respectively, for placebo and 10, 20 and 40 mg.",
        ("2.1 +/- 0.5", "0.1 +/- 0.5", "", ""),
    ),
    "respectively, of one outcome": (
        "We randomized 90 adults to balm or wax. The mean days of itch were 10.3 and 8.3, respectively, and differed (p = .008).",
        ("10.3", "8.3", "p = .008", ""),
    ),
    "respectively, of several outcomes one by one": (
        "Relief was alike for balm and wax in 90 randomized adults. Rates of cure were 18.4% (95% CI, 11.5 to 27.3) and 19.0% (95% CI, 12.1 to 27.9); median times to relapse were 2.7 and 2.8 months, respectively.",
        ("18.4%", "19.0%", "", ""),
    ),
    "with another value in a bracket, the treatment behind": (
        "We compared the efficacy (itch reduction) and safety of velorin and dexol. Adults randomly received velorin or dexol. Dryness was "
        "seen in 20% vs 31% (p=0.003). Mean itch reduction was -8.6 ±2.6 mm (-36%) on velorin and -9.0 ±2.4 mm (-38%) on dexol.",
        ("-8.6 ±2.6", "-9.0 ±2.4", "", ""),
    ),
    "two outcomes in a bracket with one P value": (
        "There was a fall in flow and width with balm compared to wax (-2.5 vs. 8.6 mmHg, and -1.8 vs. 2.1 mmHg, p < 0.05).",
        ("-2.5", "8.6", "p < 0.05", ""),
    ),
    "with an interval and a long name of the group": (
        "The share without relapse was 98.8% (95% confidence interval [CI], 0.96 to 1.00) in the early soft balm group and 99.2% (95% CI, 0.96 to 1.00) in the late wax patch group.",
        ("98.8%", "99.2%", "", ""),
    ),
    "then and later, and the treatment behind": (
        "Adults were randomized to velorin or dexol. At the last visit, mean pre-treatment itch decreased from 31.1 (±14.2) to 16.2 (±1.5) mm Hg after velorin, and from 28.1 (±9.0) to 15.7 (±1.8) mm Hg after dexol use.",
        ("16.2", "15.7", "", ""),
    ),
    "names and people behind their values": (
        "Mean (SD) change was 0.26 (0.17) (P < .01), 0.27 (0.27) (P < .05), and 0.36 (0.21) in the monthly balm (n = 67), weekly balm (n = 58), and sham (n = 67) groups, respectively.",
        ("0.26 (0.17)", "0.36 (0.21)", "", ""),
    ),
    "with limits of their own": (
        "Gain was greater than in A (3.1 (95% CI 1.6 to 4.6) vs 2.3 (0.8 to 3.7) vs 0.5 (-1.0 to 1.9) points, P = .04).",
        ("3.1 (95% CI 1.6 to 4.6)", "2.3 (0.8 to 3.7)", "", ""),
    ),
    "changes and their difference": (
        "The score improved with velorin (mean change, -12.3 [95% CI, -16.6 to -8.0]) and with placebo (mean change, -10.4 [95% CI, -15.3 to -5.4]); the adjusted difference was -2.0 (95% CI, -5.5 to 1.5; P = .27).",
        ("-12.3", "-10.4", "P = .27", "-2.0 (95%"),
    ),
    "a total and its parts": (
        "In all, 264 players had injuries: 121 players in the balm group and 143 in the wax group (rate ratio 0.71, 95% CI 0.49 to 1.03).",
        ("121", "143", "", "rate ratio 0.71"),
    ),
    "the last of several times": (
        "After 1, 3 and 8 weeks, 4%, 24%, and 32% in the wax group and 31%, 54%, and 65% in the balm group had improved.",
        ("32%", "65%", "", ""),
    ),
    "before and after in each group": (
        "Pain fell from 7.1 (1.2) to 3.2 (1.4) in the balm group and from 7.0 (1.3) to 5.1 (1.5) in the wax group, mean (SD), (P < .001).",
        ("3.2 (1.4)", "5.1 (1.5)", "", ""),
    ),
    "without spread": (
        "Pain fell from 7.1 to 3.2 in the balm group and from 7.0 to 5.1 in the wax group (P = .01).",
        ("3.2", "5.1", "P = .01", ""),
    ),
    "from one group to the other": (
        "Nausea was reduced from 45% in the wax group to 22% in the balm group (P = .004).",
        ("45%", "22%", "P = .004", ""),
    ),
    "two sentences, the same words": (
        "Relief occurred in 40 of 60 patients in the balm group. In the wax group, 28 of 60 had relief.",
        ("40 of 60", "28 of 60", "", ""),
    ),
    "two sentences, it": (
        "The mean score at 12 weeks was 3.2 (SD 1.4) in the balm group. In the wax group it was 5.1 (SD 1.5).",
        ("3.2 (SD 1.4)", "5.1 (SD 1.5)", "", ""),
    ),
    "amounts without a word of their average": (
        "Weight loss was greater with balm than with wax (5.6 kg v 2.1 kg, P = .01).",
        ("5.6", "2.1", "P = .01", ""),
    ),
    "amounts of time": (
        "Those who had balm recovered after 18.4 days, compared with 24.2 days for wax (P < .001) and 26.4 days for oil (P < .001).",
        ("18.4", "24.2", "P < .001", ""),
    ),
    "amounts with their groups": (
        "Flow increased by 120 ml in the balm group and by 15 ml in the wax group (P = .01).",
        ("120", "15", "P = .01", ""),
    ),
    "amounts in a list": (
        "Pain was 2.1 and 3.4 in the velorin and placebo groups, respectively (P < .001).",
        ("2.1", "3.4", "P < .001", ""),
    ),
    "amounts of three groups": (
        "Median survival was 8.8 months for velorin, 9.7 months for dexol, and 9.9 months for placebo.",
        ("8.8", "9.9", "", ""),
    ),
    "people on two treatments": (
        "Nine adults on balm and four on wax had a flare (P = .2).",
        ("Nine", "four", "P = .2", ""),
    ),
    "people in one treatment and in a group": (
        "Ten adults in balm and 14 in wax group had lasting itch.",
        ("Ten", "14", "", ""),
    ),
    "people who went on": (
        "25 adults in the balm group and 29 in the wax group progressed to ulcers (P = .45).",
        ("25", "29", "P = .45", ""),
    ),
    "people in one group compared with the other": (
        "In the balm group 9 adults relapsed, compared with 14 in the wax group (P = .2).",
        ("9", "14", "P = .2", ""),
    ),
    "a number of people in each group": (
        "The number of adults who relapsed was 9 in the balm group and 14 in the wax group.",
        ("9", "14", "", ""),
    ),
    "events in people of both groups": (
        "Relapse occurred in 9 adults in the balm group and in 14 in the wax group.",
        ("9", "14", "", ""),
    ),
    "days in a bracket": (
        "Healing was faster with balm than with wax (9 vs 11 days; P = .03).",
        ("9", "11", "P = .03", ""),
    ),
    "days of two treatments in a bracket": (
        "There was no difference between balm and wax in time to full closure (9 and 11 days respectively; P = .2).",
        ("9", "11", "P = .2", ""),
    ),
    "amounts and their difference in a bracket": (
        "There was a difference in itch with balm compared with wax (15.9 vs 21.8, AdjDiff -8.7, CI -16.2 to -1.2).",
        ("15.9", "21.8", "", "-8.7"),
    ),
    "medians and the P value behind their difference": (
        "Relief was alike (median, 16.8 vs 12.5 h; median difference in location 5.2 h, 95% CI -0.5 to 9.2; p = 0.66).",
        ("16.8", "12.5", "p = 0.66", ""),
    ),
    "an adjusted ratio by its short name": (
        "Relapse was rarer, 19/85 (22%) v 14/43 (33%) (AdjOR 0.42, CI 0.17 to 1.06); sleep (AdjDiff 2.79, CI -0.40 to 5.99).",
        ("19/85", "14/43", "", "AdjOR 0.42"),
    ),
    "names before the shares of three groups": (
        "Cure was best in the balm group (60%), followed by the wax group (48%) and the chalk group (28%) (P = .02).",
        ("60%", "48%", "", ""),
    ),
    "from controls to the other group": (
        "Cure was improved from 38% in controls to 51% in the balm group (P = .03).",
        ("51%", "38%", "P = .03", ""),
    ),
    "two treatments at several times, against baseline": (
        "Adults were randomised to balm and wax. The share with less itch compared with baseline for balm and wax was 72% and 61%, respectively, at week 4, and 80% and 66% at week 8.",
        ("72%", "61%", "", ""),
    ),
    "survival and the risk of its loss": (
        "Survival free of relapse rose from 38% in controls to 51% in the balm group (relative risk of relapse 0.48, 95% CI 0.28 to 0.82).",
        ("", "", "", "relative risk of relapse 0.48"),
    ),
    "a change against another group": (
        "Compared with wax, balm reduced pain by 1.2 points (95% CI 0.5 to 1.9; P = .001).",
        ("", "", "P = .001", "1.2 points"),
    ),
    "a change that is compared behind it": (
        "Balm reduced pain by 1.2 points (95% CI 0.5 to 1.9) compared with wax.",
        ("", "", "", "1.2 points"),
    ),
    "a relative reduction": (
        "Infants given balm had a 22% reduction in mortality (95% CI 4% to 37%).",
        ("", "", "", "22% reduction"),
    ),
}


@pytest.mark.parametrize("what", PAIRS)
def test_values_that_belong_together_are_suggested(what):
    text, wanted = PAIRS[what]
    found = first_of(text)
    assert found is not None
    assert [
        value in quotation and bool(value) == bool(quotation)
        for value, quotation in zip(wanted, found, strict=True)
    ] == [True] * 4


@pytest.mark.parametrize(
    "text",
    [
        "Relief occurred in 40 of 60 patients in the balm group. In the wax group, 28 of 60 had itch.",
        "Bleeds of 500 ml or of 1000 ml occurred in 17% (56) and 8% (25) in the wax group and 11% (37) and 2% (7) in the balm group.",
        "In the balm group nausea occurred in 12%, and in the wax group itch occurred in 9%.",
        "Nausea was seen in 12% of the balm group. In the wax group vomiting was seen in 9%.",
        "Headache (12%) and nausea (9%) were more common with balm than with wax (4% and 3%, respectively).",
        "Cure rates for pain and itch were 72% and 61%, respectively.",
        "We randomized 90 adults to balm or wax. Both markers changed, with flow and width increasing 28.5% and 23.0% (all: p < 0.001), respectively.",
        "We randomized 90 adults to balm or wax. The cure rates for pain and itch were 72% and 61%, respectively.",
        "We randomized 90 adults to balm or wax. The mean change was -0.98% and -2.54% at the spine and hip, respectively.",
        "Mean scores of sleep and mood were 22.8 and 19.5, respectively, for velorin and 21.6 and 17.6, respectively, for wax (P < .001).",
        "9 adults with asthma and 14 with eczema relapsed.",
        "10 adults in Rome and 14 in Paris relapsed.",
        "There was no difference between balm and wax in stay and return to work (4 and 12 days, respectively).",
        "Cure with balm and wax was alike (2.5% difference vs 1.1% difference, respectively).",
        "Flares were fewer with balm and with wax compared to baseline: itch 0.2 vs. 0.4 (P=.04) and 0.3 vs. 0.4 (P=.7), any flare 56% vs. 98% (P=.01) and 65% vs. 98% (P=.02).",
        "All had balm. In subgroup analyses, stay was longer with a marker than without it (7.1 v 5.2 days, P = .01).",
        "Balm improved the ratio from baseline, while wax or oil worsened it (558 +/- 47 vs 472 +/- 28, 365 +/- 34 vs 472 +/- 22 and 351 +/- 23 vs 477 +/- 28 respectively; P < 0.05).",
        "Use of balm fell from 24% in 1998 to 11% in 2004.",
        "Weight was lower than at baseline by 1.4 kg (95% CI 0.2 to 2.6).",
        "Compared with wax, balm lowered pain by 7 points (95% CI 3 to 12) and itch by 4 points (95% CI 1 to 6).",
    ],
)
def test_values_of_two_outcomes_are_never_a_pair(text):
    assert all(not (each["arm1"] and each["arm2"]) for each in offered(read(text))["suggested"])


@pytest.mark.parametrize(
    "heading", ["Results: ", "RESULTS ", "Results - ", "Main results: ", "FINDINGS: ", "Findings "]
)
def test_a_heading_is_no_word_of_a_suggestion(heading):
    reading = read(f"Methods: we saw 90 adults. {heading}Relief came in 61% v 40% (P = .04).")
    assert offered(reading)["suggested"][0]["said"].startswith("Relief came in 61%")
    share = next(item for item in reading.items if item.kind == "percentage")
    assert label(share, reading.passage).endswith("“Relief came in”")
    of = read("Results of the trial: relief in 61% v 40% (P = .04).")
    assert offered(of)["suggested"][0]["said"].startswith("Results of the trial")


def test_a_relative_reduction_becomes_a_ratio_and_the_page_says_so():
    reading = read("The rate of relapse was lower by 23% with balm (95% CI, 4 to 38; P = .02).")
    (first,) = offered(reading)["suggested"]
    trial = confirmed(reading, {"effect": first["effect"], "p": first["p"], "outcome": "unwanted"})
    assert [trial.get(row) for row in ("measure", "effect", "low", "high")] == [
        "risk ratio",
        "0.77",
        "0.62",
        "0.96",
    ]
    page = one_page(trial)
    (row,) = page[page["part"] == "Printed effect"].to_dict("records")
    assert "Printed as a relative reduction of 23 % (4 to 38): the ratio is 1 minus it." in row["finding"]
    assert "wholly below 1; it favours arm 1" in row["what this says and does not say"]


@pytest.mark.parametrize(
    "text",
    [
        "Relapse came in 12% v 14%, itch in 8% v 9% and burns in 3% v 4%; P > .05 for all.",
        "Relapse (12% v 14%) and burns (3% v 4%) were alike, P > .05 for both.",
    ],
)
def test_one_p_value_for_all_outcomes_of_a_sentence_is_that_of_each(text):
    ready = offered(read(text))["suggested"]
    assert len(ready) == text.count(" v ")
    assert all("P > .05" in each["said"] for each in ready)


def test_the_control_that_is_named_last_before_the_values_is_arm_2():
    text = (
        "Blood loss was lower in the balm and wax groups compared with the control group (641.6 ± 271.9 vs. 617.9 ± 207.4 "
        "vs. 1002.4 ± 340.3; P < .001)."
    )
    said = [each["said"] for each in offered(read(text))["suggested"]]
    assert [each.endswith("v 1002.4 ± 340.3)") for each in said] == [True, True]


def test_two_arms_named_behind_their_values_are_a_pair_and_the_control_comes_second():
    text = "There was no difference in anaemia (77 (60.2%) placebo; 74 (56.9%) velorin, P = 0.59)."
    (suggestion,) = offered(read(text))["suggested"]
    assert "74 (56.9%) (velorin) v 77 (60.2%) (placebo)" in suggestion["said"]
    assert not offered(read("There were harms (77 (60.2%) itch; 74 (56.9%) pain, P = 0.59)."))["suggested"]


def test_a_suggestion_says_what_its_p_value_is_of():
    text = (
        "Relapse occurred in 67 of 522 adults in the balm group and 71 of 524 in the wax group (HR, 0.97; 95% CI, 0.70 to "
        "1.36; P=0.006 for noninferiority; P=0.87 for superiority)."
    )
    assert offered(read(text))["suggested"][0]["said"].endswith("P=0.006 (noninferiority)")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "Relief came in 26 of 35 adults, a further five were better; 18 of 28 others were free of itch, and one of ten slept.",
            "cannot be told",
        ),
        (
            "We assigned 40 adults to balm. Greater dryness of the skin was associated with relapse in all, older adults apart (odds ratio 3.4, 95% CI 0.9 to 12.9).",
            "may not be of two groups",
        ),
        ("Balm and wax were alike. Relief came in 26 of 35 adults.", ""),
        ("Itch was better with balm (P = .04).", ""),
        (
            "Adults had balm for a week. Relief came in 26 (65%) adults, and 9 (22%) slept better.",
            "no words of a second group",
        ),
        (
            "The GG genotype of rs1234567 was commoner in eczema than in smooth skin (OR, 1.44; 95% CI, 1.10 to 1.88; P = .01).",
            "of genotypes or alleles",
        ),
        (
            "The balm test was compared with the wax test. Its sensitivity was 90% v 80% (P = .03).",
            "how well a test or a measure tells",
        ),
        (
            "Skin was looked at. There were 40 (40%) dry faces v 60 (60%) smooth ones.",
            "the groups themselves",
        ),
        (
            "Univariate analyses came first. Relapse went with longer itch (OR, 1.44; 95% CI, 1.10 to 1.88; P = .01).",
            "what goes with an outcome",
        ),
    ],
)
def test_why_nothing_is_suggested_is_said_with_what_can_be_chosen(text, why):
    found = offered(read(text))
    assert found["suggested"] == []
    assert why in found["why"]
    assert bool(why) == bool(found["why"])
    assert ("Type the numbers instead" in found["why"]) == bool(why)
    assert {arm["partner"] for arm in found["arms"]} <= {""}


@pytest.mark.parametrize(
    "words",
    [
        "the odds of relapse were higher per 10 years of age (OR, 1.44; 95% CI, 1.10 to 1.88)",
        "relapse was likelier in the age group over 60 (OR, 1.44; 95% CI, 1.10 to 1.88)",
        "each SD increase in dryness told of relapse (OR, 1.44; 95% CI, 1.10 to 1.88)",
    ],
)
def test_a_ratio_of_each_unit_or_of_a_trait_is_not_of_two_groups(words):
    other = "relapse was rarer with balm than with wax (OR, 0.60; 95% CI, 0.40 to 0.90)"
    text = f"Adults were randomised to balm or wax. At a year {other}. Besides, {words}."
    assert [each["said"].partition("OR")[2][2:6] for each in offered(read(text))["suggested"]] == ["0.60"]


def test_the_second_of_two_findings_that_are_no_groups_is_not_filled_in():
    text = "Adults had balm in one group and wax in the other. With balm itch fell from 24% to 11% (P = .02)."
    assert {arm["partner"] for arm in offered(read(text))["arms"]} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "Use of tablets fell (control group: 12.3 ± 4.1 mg; balm group: 8.2 ± 3.9 mg; P = 0.01).",
        "Mean scores were: control group: 12.3 (SD 4.1); balm group: 8.2 (SD 3.9); P < 0.001.",
    ],
)
def test_groups_that_are_named_with_a_colon_keep_their_names_and_the_control_comes_second(text):
    found = offered(read(text))
    first = found["suggested"][0]
    names = {arm["value"]: arm["name"] for arm in found["arms"]}
    assert [names[first["arm1"]], names[first["arm2"]]] == ["balm group", "control group"]
    assert "control group: 8.2" not in first["said"]


def test_a_ratio_puts_the_group_first_of_which_it_is():
    text = "Itch was 43.41 per 1000 early and 21.08 per 1000 late. Flares were 40% early and 20% late (RR 0.50; 95% CI 0.30 to 0.80)."
    found = offered(read(text))
    first = found["suggested"][0]
    shown = {arm["value"]: arm["label"] for arm in found["arms"]}
    assert shown[first["arm1"]].startswith("20%")
    plain = offered(read("Flares were 20% with balm and 40% with wax (RR 0.50; 95% CI 0.30 to 0.80)."))[
        "suggested"
    ][0]
    assert int(plain["arm1"]) < int(plain["arm2"])
    none = offered(read("Flares were 20% with balm and 40% with wax (95% CI of the ratio 0.30 to 0.80)."))
    assert all(not each["effect"] for each in none["suggested"])


def test_parts_of_one_printed_number_of_people_are_no_groups():
    text = "Of the 2585 adults included, 1235 (47.8%) came from Rome, 881 (34.1%) from Lyon and 469 (18.1%) from Bonn."
    assert not [each for each in offered(read(text))["suggested"] if each["arm2"]]
    arms = "Of 60 adults in each group, 40 (67%) with balm and 20 (33%) with wax slept (P < .001)."
    assert [each for each in offered(read(arms))["suggested"] if each["arm2"]]


WHO_BLED = (
    "We randomly assigned 70 adults to balm (n = 35) or wax (n = 35). The gap was longer in adults who needed salve than in adults who "
    "did not (17.1 ± 2.5 vs 15.1 ± 1.6 mm; P = .007)."
)


def test_people_told_apart_by_what_became_of_them_do_not_take_the_sizes_of_the_arms():
    assert [arm["n"] for arm in offered(read(WHO_BLED))["arms"]] == ["", ""]
    assert not any("t tests give" in check.said for check in check_reading(read(WHO_BLED)))
    given = WHO_BLED.replace("needed salve", "received salve")
    assert all(arm["n"] for arm in offered(read(given))["arms"])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Pain fell from 14.5 ± 3.0 at baseline to 6.7 ± 4.5 in the 25 adults treated with balm, whereas it fell from "
            "18.1 ± 7.0 to 10.5 ± 6.7 in the 26 adults treated with wax.",
            "6.7 ± 4.5 v 10.5 ± 6.7",
        ),
        (
            "In the balm group, the mean score rose from 21.2 ± 8.2 to 36.0 ± 9.2. In the wax group, it fell from 22.8 ± 8.5 to 14.0 ± 6.9.",
            "36.0 ± 9.2 v 14.0 ± 6.9",
        ),
        (
            "Pain fell from 14.5 ± 3.0 to 6.7 ± 4.5 and itch from 18.1 ± 7.0 to 10.5 ± 6.7 in the balm group.",
            "",
        ),
        (
            "In the balm group, the mean pain fell from 60.5 ± 14.9 to 51.8 ± 11.9. Also, in the balm group, sleep rose from 85.1 ± 15.8 to 97.9 ± 14.5.",
            "",
        ),
        (
            "The falls ranged from 5.2 ± 0.3 to 7.0 ± 0.3 for balm and from 4.6 ± 0.5 to 6.6 ± 0.5 for wax.",
            "",
        ),
        (
            "Relief came in 13 of 123 adults given balm (11%, 95% CI 6-17) and three of 41 placebo recipients (7%, 2-20).",
            "13 of 123 adults given balm (11%) v three of 41 placebo recipients (7%)",
        ),
        ("Relief came in 13 of 123 adults (11%, 95% CI 6-17) and sleep in three of 41 (7%, 2-20).", ""),
    ],
)
def test_two_groups_that_changed_or_have_limits_of_their_own_are_a_pair(text, first):
    found = offered(read(f"Adults were randomised to two groups. {text}"))["suggested"]
    assert [each["said"][-len(first) :] for each in found] == ([first] if first else [])
    assert [
        ("values at the end" in each["assumed"]) == (" to 6" in text or " to 36" in text) for each in found
    ] == [True] * bool(first)


def test_the_analysis_by_intention_to_treat_comes_first_where_no_outcome_is_named():
    text = "Relief came in {}% with balm and {}% with wax (P = .02)."
    first, second = (
        text.format(50, 20),
        "By intention to treat, sleep was good in 40% with balm and 30% with wax (P = .03).",
    )
    said = [each["said"] for each in offered(read(f"Adults were randomised. {first} {second}"))["suggested"]]
    assert "40%" in said[0]
    named = f"Adults were randomised. The primary outcome was relief. {first} {second}"
    assert "50%" in offered(read(named))["suggested"][0]["said"]
