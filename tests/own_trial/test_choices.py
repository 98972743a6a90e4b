"""What is offered to a reader: results first, one option for each number, words that tell equal ones apart."""

import pytest

from helpers.own_trial.choices import label, plain, shortened
from helpers.own_trial.no_arms import more_groups
from helpers.own_trial.passage import confirmed, offered
from helpers.own_trial.reading import read
from helpers.own_trial.sheet import run_checks

TRIAL = (
    "In all 90 adults took part (mean age 46 years; 61% women), over a median of 18.2 months. "
    "Relief came in 10/45 (22%) of the placebo group and in 25/45 (56%) of the balm group (P = .002). "
    "The primary outcome, healing, was seen in 20/45 (44%) with balm and 8/45 (18%) with wax "
    "(RR 2.50, 95% CI 1.23 to 5.06; P = .006). Itch fell (P<.001), and so did fear (P<.001)."
)


def test_results_of_two_groups_come_before_ages_and_times():
    arms = offered(read(TRIAL))["arms"]
    others = [arm["label"][:4] for arm in arms if arm["other"]]
    assert arms[0]["label"].startswith("10/45")
    assert [arm["other"] for arm in arms] == sorted(arm["other"] for arm in arms)
    assert {"46, ", "18.2"} <= set(others)
    assert any(label.startswith("61%") for label in others)


def test_a_change_from_baseline_is_a_result_and_a_value_at_baseline_is_not():
    text = "Mean weight change from baseline was -14.9% v -2.4% (P < .001). At baseline 61% v 60% smoked (P = .8)."
    other = {arm["label"].split(",")[0]: arm["other"] for arm in offered(read(text))["arms"]}
    assert other["60%"]
    assert not any(other[label] for label in other if "14.9" in label or "2.4" in label)


def test_the_primary_outcome_is_suggested_first_and_the_treatment_is_arm_1():
    found = offered(read(TRIAL))
    label = {arm["value"]: arm["label"] for arm in found["arms"]}
    first, second = found["suggested"][:2]
    assert label[first["arm1"]].startswith("20/45")
    assert label[first["arm2"]].startswith("8/45")
    assert first["effect"]
    assert "P = .006" in first["said"]
    assert label[second["arm1"]].startswith("25/45")  # the balm group, although placebo is printed first
    assert label[second["arm2"]].startswith("10/45")


def said_of(text):
    """What is suggested for a passage, as (arm 1, arm 2, P, effect) in the passage's own characters."""
    reading = read(text)
    quoted = {str(place): item.quotation for place, item in enumerate(reading.items)} | {"": ""}
    return [
        tuple(quoted[each[name]] for name in ("arm1", "arm2", "p", "effect"))
        for each in offered(reading)["suggested"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Relief came in 10/45 (22%) with balm.",
        "Nausea was seen in 12% and itch in 8% of all.",
        "Of those given balm, 12% had nausea and 8% had itch.",
        "One of seven balm patients reported stinging versus 1 of 5 wax patients (P = .6).",
        "Rest came in 36/40 (90%) with balm v 31/40 (78%) completed the trial (P = .2).",
        "The study was completed by 36/40 in the balm group v 31/40 in the wax group (P = .2).",
        "In this three-arm trial nausea was seen in 12%, itch in 9% and rash in 5%.",
        "Use of balm fell from 24% in 1998 to 11% in 2004 (P < .005).",
        "Stay was shorter with balm and wax than with oil (55 ± 15, and 60 ± 10 versus 78 ± 12, P < .05).",
        "Stay was longer with oil, 108 ± 37 min versus 78 ± 31 and 73 ± 25 min (P < .05).",
        "Compared with oil, power was higher after balm and wax (3.0% and 3.9%, respectively, P < .01).",
        "Patients in the balm group were seven years older (95% CI 4 to 10).",
        "Weight was higher than at baseline (mean difference 1.4, 95% CI 0.2 to 2.6).",
    ],
)
def test_nothing_is_suggested_that_is_no_result_of_two_groups(text):
    assert said_of(text) == []


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Relief came in 10/45 (22%) in the balm group and 20/45 (44%) with wax.", ("10/45", "20/45")),
        ("Deaths were fewer (16 v 31 patients).", ("16", "31")),
        ("Nine adults in the QX (17%) and two adults in the ZY (4%) died.", ("Nine", "two")),
        ("Healing was 98% in the balm diet and 96% in the wax group.", ("98%", "96%")),
        ("In the balm group the mean was 12.1 (SD 1.1) and 8.7 (SD 1.2) in the wax group.", ("12.1", "8.7")),
    ],
)
def test_two_groups_without_p_and_effect_are_suggested_where_words_name_groups(text, pair):
    (found,) = said_of(text)
    assert all(quotation.startswith(value) for quotation, value in zip(found, pair, strict=False))
    assert "no P value or interval was read" in offered(read(text))["suggested"][0]["assumed"]


def test_what_has_a_p_value_comes_before_what_has_none_unless_the_outcome_is_primary():
    results = "Itch fell in 30% v 20%. Relief came in 61% v 40% (P = .04)."
    assert [found[0] for found in said_of(results)] == ["61%", "30%"]
    named = "The primary outcome was itch. " + results
    assert [found[0] for found in said_of(named)] == ["30%", "61%"]


def test_the_words_that_name_the_primary_outcome_put_its_numbers_first():
    methods = "The main outcome measure was complete healing of the wound at 12 weeks. "
    results = "Itch was gone in 61% v 40% (P = .04). The wound was healed in 55% v 35% (P = .05)."
    assert said_of(results)[0][0] == "61%"
    assert said_of(methods + results)[0][0] == "55%"


@pytest.mark.parametrize(
    "words",
    [
        "The primary outcome was the proportion of patients with healing. ",
        "The primary end point was wound healing. ",
    ],
)
def test_a_word_that_many_outcomes_share_makes_none_primary(words):
    results = "More patients had a red wound: 61% v 40% (P = .04). Healing of the wound came in 55% v 35% (P = .05)."
    assert said_of(words + results)[0][0] == "55%"


def test_an_effect_alone_comes_first_where_it_is_of_the_primary_outcome_and_printed_first():
    results = (
        "Pain{0} was rarer (risk difference 13%, 95% CI 1% to 25%). Itch{0} was seen in 61% v 40% (P = .04)."
    )
    assert said_of(results.format(", a primary outcome,"))[0][0] == ""
    assert said_of(results.format(""))[0][0] == "61%"


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        ("Pain fell more with balm (mean difference -1.2, 95% CI -1.9 to -0.5).", 1),
        ("Pain fell (95% CI of the difference -1.9 to -0.5).", 0),
        ("Records were reviewed. Predictors were smoking (OR 2.1, 95% CI 1.5 to 3.1; P < .001).", 0),
        ("Adults were randomised. Smoking was a risk factor. Balm helped (OR 0.5, 95% CI 0.3 to 0.9).", 1),
    ],
)
def test_an_effect_alone_is_suggested_by_its_interval_unless_it_is_of_predictors(text, effects):
    assert len(said_of(text)) == effects
    assert bool(offered(read(text))["why"]) == (not effects and bool(offered(read(text))["effects"]))


def test_of_three_groups_each_treatment_is_suggested_with_the_control_and_without_their_common_p():
    text = (
        "Relief came in 40% of the balm group, 30% of the wax group, and 10% of the placebo group (P = .01)."
    )
    assert said_of(text.replace("of the", "in the")) == [("40%", "10%", "", ""), ("30%", "10%", "", "")]
    plain_names = "In three groups cure came in 40% (95% CI 30% to 50%) with balm, 30% (95% CI 20% to 40%) with wax and 10% (95% CI 5% to 20%) with oil."
    (found,) = offered(read(plain_names))["suggested"]
    assert [value in found["said"] for value in ("40%", "30%", "10%")] == [True, True, False]
    assert "these are two of them" in found["assumed"]


def test_the_group_printed_first_is_arm_1_also_where_only_the_second_carries_p():
    text = "At 6 weeks 64.0% (95% CI 44.2 to 81.0%) of the women with balm and 14.1% (4.0 to 32.5%) in the control group were cured (P < .001)."
    (found,) = said_of(text)
    assert [quotation[:5] for quotation in found[:3]] == ["64.0%", "14.1%", "P < ."]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Falls differed between the control and intervention groups (31% v 24%, P = .03).", "24%"),
        ("Nausea was commoner in the placebo group (27% v 4%, P = .01).", "4%"),
        ("Nausea was commoner with balm than in the placebo group (27% v 4%, P = .01).", "27%"),
        ("Nausea was rarer than in those given a sham treatment (4% v 27%, P = .01).", "4%"),
        ("In this placebo-controlled trial nausea was seen in both (27% v 4%, P = .01).", "27%"),
    ],
)
def test_the_control_is_arm_2_where_words_name_it_first(text, first):
    assert said_of(text)[0][0] == first
    assumed = offered(read(text))["suggested"][0]["assumed"]
    assert ("arm 2 is the group printed first" in assumed) == (first in ("24%", "4%") and "4% v" not in text)


def test_two_pairs_of_one_sentence_that_each_have_a_p_value_are_two_comparisons():
    text = (
        "Remission came in 44% (95% CI 31%, 58%) of the balm group and in 34% (95% CI 21%, 49%) of the wax group at four weeks (P = .31) "
        "and in 64% (95% CI 50%, 76%) of the balm group versus 43% (95% CI 28%, 58%) of the wax group at eight weeks (P = .03)."
    )
    assert [(one[:3], other[:3], p) for one, other, p, _ in said_of(text)] == [
        ("44%", "34%", "P = .31"),
        ("64%", "43%", "P = .03"),
    ]


def people_of(text):
    """The people that a first suggestion takes: (arm 1, arm 2, total)."""
    reading = read(text)
    found = offered(reading)
    first, arms = found["suggested"][0], {arm["value"]: arm for arm in found["arms"]}
    places = [arms[first["arm1"]]["n"], arms[first["arm2"]]["n"], first["total"]]
    return tuple(reading.items[int(place)]["value"] if place else "" for place in places), first["assumed"]


def test_people_printed_elsewhere_are_taken_only_where_they_fit_and_it_is_told():
    methods = "Adults were randomised to balm (n = 40) or to wax (n = 36). "
    people, assumed = people_of(methods + "Relief came in 50% of the balm group versus 19% of the wax group.")
    assert people == ("40", "36", "")
    assert "40 people in arm 1 and 36 people in arm 2 are taken from elsewhere" in assumed
    listed = "Adults had balm (n = 40) or wax (n = 36). Pain in the balm than in the wax group was rarer (5{}% v 19%, P = .01)."
    assert people_of(listed.format(0))[0] == ("40", "36", "")
    short = "The trial was completed by 40 in the QB group and 36 in the QW group. Both lost weight (QB: -4.5 ± 1.7; QW: -1.5 ± 1.2; P = .1)."
    assert people_of(short)[0] == ("40", "36", "")
    assert people_of(listed.format(1))[0] == ("", "", "")
    analysed = "Relief came in 11 (28.2%) of the balm group and in 7 (19.4%) of the wax group (P = .4)."
    assert people_of(methods + analysed)[0][0] == ""


def test_a_total_alone_is_taken_as_that_of_two_groups_which_shared_it():
    results = "Relief came in 36% with balm and in 58% with wax (P = .03)."
    people, assumed = people_of("In all 74 adults were randomly assigned. " + results)
    assert people == ("", "", "74")
    assert "the 74 people in all are those of both groups" in assumed
    assert people_of("In a split-face study 74 adults were randomised. " + results)[0] == ("", "", "")
    assert people_of("In all 74 adults were asked. " + results)[0] == ("", "", "")
    timed = results.replace("P = .03", "hazard ratio 0.5, 95% CI 0.3 to 0.9")
    assert people_of("In all 74 adults were randomly assigned. " + timed)[0] == ("", "", "")


def test_four_equal_p_values_are_told_apart_by_the_words_before_them():
    text = "Pain (P<0.001), itch (P<0.001), fear (P<0.001) and sleep (P<0.001) were better."
    labels = [p["label"] for p in offered(read(text))["ps"]]
    assert len(labels) == len(set(labels)) == 4
    assert all(label.startswith("P<0.001, after") for label in labels)
    assert "itch" in labels[1]


def test_a_count_and_its_percentage_with_an_interval_are_one_option():
    text = "In the balm group, 70 patients (27.3%; 95% CI, 22.0% to 33.2%) had relief."
    labels = [arm["label"] for arm in offered(read(text))["arms"]]
    assert len(labels) == 1
    assert labels[0].startswith("70 patients (27.3%)")


def test_a_text_that_was_pasted_twice_offers_each_number_once():
    once, twice = offered(read(TRIAL)), offered(read(f"{TRIAL} {TRIAL}"))
    for kind in ("arms", "effects", "ps", "ns", "suggested"):
        assert len(twice[kind]) == len(once[kind]), kind


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("34</b>/60", "34/60"),
        ("P</i>&nbsp;=&nbsp;0.017", "P = 0.017"),
        ("aHR), 1.83; 95% CI", "aHR, 1.83; 95% CI"),
        ("70 patients (27.3%", "70 patients (27.3%)"),
        ("[CI], 0.7", "[CI], 0.7"),
        ("P <.05 (>2)", "P <.05 (>2)"),
    ],
)
def test_labels_hold_no_markup_and_close_their_brackets(text, label):
    assert plain(text) == label


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Adults had balm or wax, and the balm group did better than the wax group.", False),
        ("Risk was higher in the HC group and in the HC+AZ group than in the no HC group.", True),
        (
            "as compared with the group that received 110 mg and the group that received 150 mg in the wax group",
            True,
        ),
        ("This three-arm trial was blinded.", True),
        (
            "Both in the balm group and in the balm treatment group, in each arm and in the study group.",
            False,
        ),
    ],
)
def test_more_than_two_groups_are_seen(text, several):
    assert more_groups((), text) == several


def test_the_test_that_is_chosen_is_the_one_that_is_tried():
    reading = read(
        "Relief came in 18/205 (8.8%) with balm and 9/202 (4.5%) with wax (P = .11). A Fisher exact test was used."
    )
    tests = offered(reading)["tests"]
    assert [test["value"] for test in tests if test["word"]] == ["fisher"] == [tests[0]["value"]]
    choice = {"arm1": "0", "arm2": "1", "p": "2", "outcome": "unwanted", "test": "fisher"}
    trial = confirmed(reading, choice)
    assert trial.get("test named") == "fisher"
    assert any(check.ran and "Fisher" in check.finding for check in run_checks(trial))
    assert "test named" not in confirmed(reading, {**choice, "test": "<b>"}).printed


def test_an_abbreviated_adjusted_ratio_is_adjusted():
    effects = offered(read("Death was not rarer (aHR, 1.31; 95% CI, 0.80 to 2.15; P=0.28)."))["effects"]
    assert effects[0]["adjusted"]


BY_ARM = (
    "We shared out 389 adults with hives. Hives grew in 7.5% of the balm group (134 patients), 14.7% of the wax group "
    "(129 patients), and 16.7% of the placebo group (126 patients). The adjusted rate ratio with balm was 0.34 "
    "(95% CI, 0.16 to 0.74)."
)


def test_each_of_two_treatments_is_suggested_against_the_control_with_its_people():
    assert [found[:2] for found in said_of(BY_ARM)][:2] == [("7.5%", "16.7%"), ("14.7%", "16.7%")]
    found = offered(read(BY_ARM))
    sizes = {arm["value"]: arm["n"] for arm in found["arms"]}
    first = found["suggested"][0]
    trial = confirmed(
        read(BY_ARM), {**first, "n1": sizes[first["arm1"]], "n2": sizes[first["arm2"]], "outcome": "unwanted"}
    )
    assert (trial.values["N arm 1"], trial.values["N arm 2"]) == (134, 126)


def test_a_lettered_group_that_is_called_the_control_is_arm_2():
    text = (
        "Thirty patients (Group A) received balm, 30 patients (Group B) wax and 30 patients (Group C-control group) no "
        "cream. Itch occurred in 13%, 30% and 67% of patients in Group A, B and C respectively."
    )
    assert [found[:2] for found in said_of(text)] == [("13%", "67%"), ("30%", "67%")]


def test_shares_that_are_printed_again_are_suggested_with_their_counts():
    text = (
        "Hives occurred in 15 of 330 women in the balm group (4.5%), 13 of 330 women in the wax group (3.9%) and in 33 "
        "of 330 women in control group (10.0%). Balm and control groups differed (4.5% vs. 10.0%, P < 0.05)."
    )
    (arm1, arm2, p, _), *_ = said_of(text)
    assert (arm1[:9], arm2[:9], p) == ("15 of 330", "33 of 330", "P < 0.05")
    assert {"balm group", "control group"} <= {arm["name"] for arm in offered(read(text))["arms"]}


def test_women_who_were_assigned_are_a_result_and_a_share_of_women_is_none():
    text = "72/133 (54%) women assigned to balm and 96/120 (80%) assigned to wax were free of itch (RD 27%, 95% CI 15% to 38%)."
    assert said_of(text)[0][:2] == ("72/133 (54%)", "96/120 (80%)")
    assert said_of("Of all, 61% women in the balm group and 40% women in the wax group came (P = .04).") == []


def test_a_hazard_ratio_is_suggested_without_median_times_as_more_of_one_is_less_of_the_other():
    text = "Survival was longer with balm (median 6.2 months v 5.9 months; HR 0.82, 95% CI 0.69 to 0.99; P = .038)."
    assert said_of(text) == [("", "", "P = .038", "HR 0.82, 95% CI 0.69 to 0.99")]
    assert [arm["effect"] for arm in offered(read(text))["arms"]] == ["", ""]
    shares = text.replace("median 6.2 months v 5.9 months", "23% v 17%")
    assert said_of(shares)[0][:2] == ("23%", "17%")


def test_people_with_falls_are_compared_and_not_the_falls_they_had():
    text = (
        "There were 21 falls in 20 (4.6%) residents in the balm group and 42 falls in 39 (8.1%) residents in the wax "
        "group (risk difference -3.5%, 95% CI -7.3% to 0.3%)."
    )
    assert said_of(text)[0][:2] == ("20 (4.6%)", "39 (8.1%)")


def test_capitals_and_the_words_of_a_count_name_the_primary_outcome():
    text = (
        "The primary endpoint was biopsy-proven CAN. Itch was rarer (OR 0.58, 95% CI 0.34 to 0.92; P = .04). "
        "29 of 87 biopsied patients on balm (33.3%) versus 31 of 88 on wax (35.2%) developed CAN (P = .6)."
    )
    assert said_of(text)[0][0].startswith("29 of 87")


def words_of(text):
    return {kind["value"]: kind["word"] for kind in offered(read(text))["analyses"] if kind["word"]}


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("A split-face trial of balm: 5/10 v 2/10.", "paired", "split-face"),
        ("A Cox model was used: 5/10 v 2/10.", "log-rank", "Cox"),
        ("The dose was adjusted. Adjusted for age, 5/10 v 2/10.", "adjusted", "Adjusted"),
        ("Charts were reviewed retrospectively: 5/10 v 2/10.", "not randomised", "retrospective"),
    ],
)
def test_a_kind_of_analysis_quotes_the_very_word_of_the_passage(text, kind, word):
    found = words_of(text)[kind]
    assert found in text
    assert found.startswith(word)


def test_a_cohort_that_was_randomised_is_not_offered_as_not_randomised():
    text = "A cohort of 328 patients was {}. Relief came in 31 of 168 with balm and 9 of 160 with wax."
    assert "not randomised" not in words_of(text.format("randomised"))
    assert words_of(text.format("followed"))["not randomised"] == "cohort"


LONG_RISK = (
    "The relative risk for treatment failure was 15.93 (95 percent confidence interval, 2.10 to 120.64)."
)


def test_a_suggestion_reads_on_from_its_sentence_and_cuts_no_number():
    (ready,) = offered(read(LONG_RISK))["suggested"]
    assert ready["said"] == LONG_RISK.rstrip(".")
    for most in range(20, len(LONG_RISK)):
        last = shortened(LONG_RISK, most).rstrip(")").removesuffix(" …").split()[-1].strip("(),")
        assert last in {word.strip("(),") for word in LONG_RISK.split()}, most
    (death,) = offered(read("Death was rarer (hazard ratio: HR: 0.11, 95%CI: 0.05 to 0.24; p < 0.001)."))[
        "suggested"
    ]
    assert death["said"] == "Death was rarer (hazard ratio: HR: 0.11, 95%CI: 0.05 to 0.24); p < 0.001"


SHARES = "In 185 participants, cure rates were 43% (95% CI 34-54) for balm and 54% (95% CI 44-64) for wax."


@pytest.mark.parametrize(
    "text",
    [
        SHARES,
        "Cure was 86.3% (63/73) for balm and 97.2% (70/72) for wax.",
        "Cure was 43% for balm and 54% for wax.",
    ],
)
def test_names_behind_for_are_those_of_the_arms(text):
    found = offered(read(text))
    (ready,) = found["suggested"]
    names = {arm["value"]: arm["name"] for arm in found["arms"]}
    assert (names[ready["arm1"]], names[ready["arm2"]]) == ("balm", "wax")


def test_names_behind_for_name_no_arm_where_one_is_a_time():
    arms = offered(read("Cure was 43% for 12 weeks and 54% after 6 days."))["arms"]
    assert {arm["name"] for arm in arms} == {""}


@pytest.mark.parametrize(("printed", "together"), [("-13.7", True), ("13.7", True), ("-9.2", False)])
def test_the_difference_of_the_next_sentence_goes_with_its_two_shares(printed, together):
    text = f"Cure was 86.3% (63/73) with balm and 100% (72/72) with wax. The difference in cure was {printed}% (95% CI -21.6% to 25.8%; P = .004)."
    found = said_of(text)
    assert any(arm1 and effect and p for arm1, _, p, effect in found) == together
    assert len(found) == (1 if together else 2)


def test_people_who_received_are_linked_to_the_arms_that_for_names():
    text = "202 patients received balm and 198 received wax. Clear were 72.8% for balm and 83.4% for wax."
    arms = offered(read(text))["arms"]
    assert [read(text).items[int(arm["n"])]["value"] for arm in arms] == ["202", "198"]


def test_the_words_of_a_margin_are_quoted():
    text = "A noninferiority margin of 8% was used. Cure was 63/73 with balm and 65/72 with wax."
    assert offered(read(text))["margin"] == "noninferiority margin of 8%"
    assert offered(read(SHARES))["margin"] == ""


@pytest.mark.parametrize(
    ("test", "told"),
    [("F = 4.7", True), ("F(2, 98) = 4.7", True), ("F(1, 98) = 4.7", False), ("t = 2.1", False)],
)
def test_a_p_value_of_several_groups_says_so_before_it_is_chosen(test, told):
    text = f"Gain was 2.8 ± 6.8 with balm, 3.8 ± 5.2 with wax and 1.4 ± 3.5 with oil ({test}, P = .009)."
    (p,) = read(text).of("p")
    assert ("may be of more than two groups" in label(p, text)) is told


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("Adults had a diet with 30% fat or a diet with 20% fat. Relief came in 60% v 40% (P = .03).", ["60%", "40%"]),
        ("Diets provided 55% of energy as starch v 40% and 15% v 30% of sugar. Relief came in 60% v 40% (P = .03).", ["60%", "40%"]),
        ("Adults were randomised. The fall was 30% fat mass v 20% fat mass (P = .03).", ["30%", "20%"]),
    ],
)  # fmt: skip
def test_what_a_diet_holds_is_no_result(text, results):
    found = offered(read(text))
    assert [arm["label"].split(",")[0] for arm in found["arms"] if not arm["other"]] == results
    assert len(found["suggested"]) == 1
