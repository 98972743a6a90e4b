"""From a passage to a page: checks without assignment, choices with suggestions, a table that was confirmed."""

import pandas as pd
import pytest

from helpers.lessons.own_trial import reading_data
from helpers.own_trial.passage import confirmed, offered, segments
from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.reading import read
from helpers.own_trial.sheet import one_page
from helpers.own_trial.table import read_trial, save_trial
from helpers.show import plain_values

PASSAGE = (
    "Methods: 240 adults had balm (n = 120) or wax (n = 120). Relief came in 54/120 (45%) with balm and 30/120 (25%) with wax "
    "(RR 1.80, 95% CI 1.25 to 2.60; P = .001). Death: HR, 0.66; 95% CI, 0.48-0.91; P = .01. t(38) = 2.31, p = .026."
)


def said_of(text):
    return [(check.verdict, check.said) for check in check_reading(read(text))]


@pytest.mark.parametrize(
    ("text", "verdict", "words"),
    [
        ("Relief came in 18/40 (45%) with balm.", "fits", "45 % and 18/40"),
        ("Cure: 1/16 (6.2%).", "fits if cut off or rounded half to even", "6.2 % and 1/16"),
        ("Relief came in 18/40 (54%) with balm.", "does not fit", "18/40 is 45 %"),
        ("Walking was commoner (31.0% of 87).", "fits", "27 people"),
        ("Fewer relapsed (HR, 0.66; 95% CI, 0.48-0.91; P = .01).", "fits", "HR 0.66"),
        (
            "Fewer relapsed (HR, 0.66; 95% CI, 0.48-0.91; P = .40).",
            "does not fit",
            "the interval gives P between",
        ),
        ("Fewer relapsed (HR 0.4, 95% CI 0.81-0.95).", "does not fit", "outside its interval"),
        (
            "In 30 people (n = 30) the mean (SD) stay was 12.0 (1.1) days (range 2 to 31).",
            "does not fit",
            "could be a standard error",
        ),
        (
            "In 30 people (n = 30) the mean (SD) stay was 12.0 (6.0) days (range 2 to 31).",
            "fits",
            "spread 6.0",
        ),
        ("The mean number of visits was 25.4 (range 1–19).", "does not fit", "the mean lies outside"),
        ("Gait improved (t(38) = 2.31, p = .026).", "fits", "t = 2.31"),
        ("Gait improved (t(38) = 2.31, p = .26).", "does not fit", "it gives P between"),
        ("Fever was seen in 7/25 (28%) and 15/25 (60%) children (P = .023).", "fits", "Pearson"),
        (
            "Fever was seen in 7/25 (28%) and 15/25 (60%) children (P = .8).",
            "does not fit",
            "unadjusted tests",
        ),
        (
            "In a cluster randomised trial fever was seen in 7/25 (28%) and 15/25 (60%) children (P = .8).",
            "cannot be told",
            "clustered",
        ),
        (
            "We randomised 60 adults. They had balm (n = 29) or wax (n = 31).",
            "fits",
            "29 + 31 = 60",
        ),
        (
            "Cure was 60/120 (50%) v 40/120 (33%) (RR 1.50, 95% CI 1.10 to 2.05).",
            "fits",
            "RR 1.50 and 60/120 v 40/120",
        ),
        (
            "Cure was 60/120 (50%) v 40/120 (33%) (OR 2.00, 95% CI 1.19 to 3.37).",
            "fits",
            "OR 2.00 and 60/120",
        ),
        (
            "Cure was 60/120 (50%) v 40/120 (33%) (RR 1.30, 95% CI 1.10 to 1.54).",
            "does not fit unless",
            "the two values give about 1.50",
        ),
        (
            "Death was rarer (4.8% vs 9.7%; relative risk 0.49, 95% CI 0.27 to 0.90).",
            "fits",
            "RR 0.49 and 4.8 % v 9.7 %",
        ),
        (
            "Days were 1.29 (SD 0.62) v 1.78 (SD 1.13), a mean difference of -0.49 (95% CI -1.02 to 0.04).",
            "fits",
            "1.29 v 1.78",
        ),
        (
            "Death was rarer (4.8% vs 9.7%). The number needed to treat was 20.3 (95% CI 10.9 to 121.4).",
            "fits",
            "NNT 20.3",
        ),
        (
            "The balm group (n = 45) slept. Rest was 10% in the balm group.",
            "does not fit unless",
            "some were not counted (no whole number of them gives it; 42 people would)",
        ),
        (
            "The balm group (n = 45) slept. By intention to treat rest was 10% in the balm group.",
            "does not fit",
            "10 % of 45",
        ),
        (
            "The balm group (n = 45) slept. Rest was 11.1% in the balm group.",
            "fits",
            "11.1 % of 45 (5 people)",
        ),
    ],
)
def test_printed_numbers_are_held_against_each_other_without_assignment(text, verdict, words):
    assert any(found == verdict and words in said for found, said in said_of(text)), said_of(text)


def test_a_p_value_of_another_question_is_not_held_against_the_interval():
    assert all(
        verdict != "does not fit"
        for verdict, _ in said_of("HR 0.66 (95% CI 0.48 to 0.91; P for interaction = .62).")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Cure was 60/120 (50%) v 40/120 (33%) (adjusted RR 1.30, 95% CI 1.10 to 1.54).",
        "Cure was 60/120 (50%) v 40/120 (33%). The RR of death was 1.30 (95% CI 1.10 to 1.54).",
        "Cure was 50% v 33% (RR 1.30, 95% CI 1.10 to 1.54).",
        "The balm group (n = 45) slept. The estimated survival was 10% in the balm group.",
        "One of seven adults on balm slept versus 1 of 5 on wax (P = .06).",
    ],
)
def test_what_may_have_another_reason_is_no_mismatch(text):
    assert all(verdict != "does not fit" for verdict, _ in said_of(text))


def test_means_with_intervals_can_be_arms():
    found = read(
        "The mean score was 76.0 (95% CI 58.3 to 93.7) with balm and 57.4 (95% CI 38.1 to 76.7) with wax."
    )
    assert confirmed(found, {"arm1": "0", "arm2": "1"}).printed["mean arm 2"] == "57.4"


def test_a_mean_with_its_sd_is_held_against_the_range_in_the_same_bracket():
    assert said_of("The mean stay was 12.0 days (SD 1.1; range 2 to 31).") == [
        ("fits", "mean 12.0 and range 2 to 31: fits")
    ]


def test_choices_come_with_suggestions_of_their_own_sentence():
    found = offered(read(PASSAGE))
    arm = next(arm for arm in found["arms"] if arm["label"].startswith("54/120"))
    other = next(arm for arm in found["arms"] if arm["label"].startswith("30/120"))
    assert arm["partner"] == other["value"]
    assert other["partner"] == arm["value"]
    p = {each["value"]: each["label"] for each in found["ps"]}
    assert p[arm["p"]].startswith("P = .001, after")
    effect = {each["value"]: each["label"] for each in found["effects"]}
    assert effect[arm["effect"]].startswith("RR 1.80")
    assert not arm["needs_n"]


RECOVERY = (
    "A total of 2104 patients were assigned to receive usual care plus dexamethasone and 4321 to receive usual care alone. "
    "Overall, 482 patients (23%) in the dexamethasone group and 1110 patients (26%) in the usual care group died."
)


@pytest.mark.parametrize("first", [2104, 2000, 2107])
def test_the_one_number_of_people_that_fits_count_and_percentage_is_suggested(first):
    found = offered(read(RECOVERY.replace("2104", str(first))))
    label = {each["value"]: each["label"] for each in found["ns"]}
    sizes = [label.get(arm["n"], "")[:4] for arm in found["arms"]]
    assert sizes == ["" if first == 2000 else str(first), "4321"]


def test_each_arm_of_a_sentence_like_recoverys_gets_its_people():
    reading = read(RECOVERY.replace("23%", "22.9%").replace("26%", "25.7%"))
    first, second = offered(reading)["arms"]
    choice = {
        "arm1": first["value"],
        "arm2": second["value"],
        "n1": first["n"],
        "n2": second["n"],
        "outcome": "unwanted",
    }
    assert [confirmed(reading, choice).get(f"N arm {arm}") for arm in (1, 2)] == [2104, 4321]


def test_two_numbers_of_people_that_fit_are_left_to_the_reader():
    found = offered(read(RECOVERY + " In all 2105 patients were analysed."))
    assert found["arms"][0]["n"] == ""


AKSOY = "Hernia recurred in 1 (0.88%) with balm and 1 (0.89%) with wax (P = .993)."


def test_numbers_of_people_that_no_place_holds_can_be_typed():
    reading = read(AKSOY)
    arm = offered(reading)["arms"][0]
    choice = {"arm1": arm["value"], "arm2": arm["partner"], "outcome": "unwanted"}
    trial = confirmed(reading, choice | {"typed1": "113", "typed2": "112", "matters": "0.5"})
    assert (trial.get("N arm 1"), trial.get("N arm 2"), trial.problems) == (113, 112, ())
    assert trial.get("difference that matters") == 0.005
    page = one_page(trial).set_index("part")["finding"]
    assert "N arm 1 and N arm 2 typed in by the reader" in page["Study"]
    assert "Difference" in page.index
    again = read_trial(trial)
    assert "typed in by the reader" in one_page(again).set_index("part")["finding"]["Study"]
    wrong = confirmed(reading, choice | {"typed1": "<b>", "typed_total": "-4"})
    assert len(wrong.problems) == 2


@pytest.mark.parametrize(
    ("words", "names"),
    [(("balm", "control"), ["balm", "control"]), (("adult", "adult"), ["", ""]), (("balm", ""), ["", ""])],
)
def test_words_before_patients_are_suggested_as_names_where_they_differ(words, names):
    first, second = (f"{word} patients".strip() for word in words)
    found = offered(read(f"In the end 4 of 55 {first} (7%) and 14 of 52 {second} (27%) had died (P < .01)."))
    assert [arm["name"] for arm in found["arms"]] == names


def test_one_number_is_not_taken_for_both_arms():
    reading = read(PASSAGE)
    arm = offered(reading)["arms"][0]["value"]
    with pytest.raises(ValueError, match="same printed number"):
        confirmed(reading, {"arm1": arm, "arm2": arm, "outcome": "wanted"})


def test_a_rate_is_called_a_rate_and_person_time_is_suggested():
    text = (
        "Deaths: 5.4 per 100 person-years (25 deaths; n=429) v 12.1 per 100 person-years (27 deaths; n=213)."
    )
    labels = [piece["label"] for piece in segments(read(text)) if piece["kind"] == "effect"]
    assert labels == ["rate", "rate"]
    kinds = {kind["value"]: kind["suggested"] for kind in offered(read(text))["analyses"]}
    assert kinds["times to an event"]
    assert not next(
        kind["suggested"]
        for kind in offered(read(RECOVERY))["analyses"]
        if kind["value"] == "times to an event"
    )


def test_an_adjusted_effect_is_offered_as_such_and_taken_only_as_chosen():
    reading = read("Death was rarer (adjusted RR 0.80, 95% CI 0.70 to 0.91; P = .001).")
    effect = offered(reading)["effects"][0]
    assert effect["adjusted"]
    choice = {"effect": effect["value"], "outcome": "unwanted"}
    assert confirmed(reading, choice).get("analysis") is None
    assert confirmed(reading, choice | {"analyses": ["adjusted"]}).get("analysis") == ("adjusted",)


def test_a_label_has_no_stray_bracket():
    assert all(
        arm["label"].count("(") == arm["label"].count(")")
        for arm in offered(read("Most were well (94%, 136 patients) with balm."))["arms"]
    )


def test_a_confirmed_choice_is_the_table_as_printed():
    reading = read(PASSAGE)
    found = offered(reading)
    arm = next(arm for arm in found["arms"] if arm["label"].startswith("54/120"))
    choice = {
        "arm1": arm["value"],
        "arm2": arm["partner"],
        "p": arm["p"],
        "effect": arm["effect"],
        "outcome": "wanted",
        "done": "randomised",
    }
    trial = confirmed(reading, choice)
    assert trial.problems == ()
    counts = [trial.get(row) for row in ("responders arm 1", "N arm 1", "responders arm 2", "N arm 2")]
    assert counts == [54, 120, 30, 120]
    assert (trial.printed["printed P"], trial.printed["effect"], trial.printed["low"]) == (
        "0.001",
        "1.80",
        "1.25",
    )
    page = one_page(trial).set_index("part")["finding"]
    assert page["Done well"] == "randomised"
    assert page["Difference"].startswith("+20.0 points")
    assert "Its interval is that of Katz" in page["Effect from counts"]


def test_a_share_with_its_interval_can_be_an_arm():
    reading = read("Cure came in 64.0% (95% CI 44.2 to 81.0%) with balm and 14.1% (4.0 to 32.5%) with wax.")
    arms = [arm["value"] for arm in offered(reading)["arms"]]
    trial = confirmed(reading, {"arm1": arms[0], "arm2": arms[1], "outcome": "wanted"})
    assert [trial.printed[f"percentage arm {arm}"] for arm in (1, 2)] == ["64.0", "14.1"]


def test_people_of_an_arm_are_suggested_only_where_one_number_is_named():
    size = "Of these, 38 in the chalk group were analysed. "
    means = "The mean score was 3.2 (SD 1.1) in the balm group and 5.1 (SD 1.4) in the chalk group."
    for text, wanted in (
        (means, ["", ""]),
        ("We randomised 40 adults to balm and 38 to chalk. " + means, ["40", "38"]),
        ("We randomised 40 adults to balm and 38 to chalk. " + size + means, ["40", "38"]),
        ("We randomised 40 adults to balm and 39 to chalk. " + size + means, ["40", ""]),
    ):
        reading = read(text)
        people = [
            reading.items[int(arm["n"])]["value"] if arm["n"] else "" for arm in offered(reading)["arms"]
        ]
        assert people == wanted, text


def test_a_mean_difference_is_no_arm():
    reading = read("Pain fell (mean difference -1.2, 95% CI -1.9 to -0.5).")
    assert offered(reading)["arms"] == []
    with pytest.raises(ValueError, match="Nothing is chosen yet"):
        confirmed(reading, {"arm1": "0", "outcome": "wanted"})


def test_a_p_value_of_three_arms_is_not_suggested_for_two():
    found = offered(read("Cure was 64.6%, 83.0% and 92.1% in the balm, wax and chalk groups (P = .001)."))
    assert [arm["p"] for arm in found["arms"]] == ["", "", ""]


def test_values_beside_baseline_suggest_neither_partner_nor_p_value():
    found = offered(read("Falls were rarer compared with baseline: 56% vs. 91% (P < .001)."))
    assert [(arm["partner"], arm["p"]) for arm in found["arms"]] == [("", "")] * 2


def test_before_and_after_or_three_arms_suggest_no_partner():
    found = offered(read("Pain was 62.9±15.5, 35.1±18.8 and 20.0±10.1 (mean±SD) in the groups (P<0.001)."))
    assert [arm["partner"] for arm in found["arms"]] == [""] * len(found["arms"])


def test_survival_percentages_beside_a_hazard_ratio_are_no_counts():
    text = "Of 154 and 151 people (n = 154, n = 151), survival was 80.2% v 72.4% (hazard ratio for death, 0.60; 95% CI, 0.41 to 0.89; P = .005)."
    reading = read(text)
    found = offered(reading)
    arm, effect = found["arms"][0], found["effects"][0]
    sizes = [each["value"] for each in found["ns"] if "154" in each["label"] or "151" in each["label"]][-2:]
    choice = {
        "arm1": arm["value"],
        "arm2": arm["partner"],
        "effect": effect["value"],
        "p": effect["p"],
        "outcome": "unwanted",
    }
    page = " ".join(one_page(confirmed(reading, choice | {"n1": sizes[0], "n2": sizes[1]}))["finding"])
    assert "no whole number of people" not in page
    assert "tests give" not in page
    assert "NNT" not in page
    assert "a one-sided P value would fit" in page


SPARED = "Progression-free survival was 60% with balm and 45% with wax (hazard ratio, 0.65; 95% CI, 0.50 to 0.85; P = .001)."


@pytest.mark.parametrize(
    ("text", "told"),
    [(SPARED, True), (SPARED.replace("-free survival", ""), False)],
)
def test_shares_of_those_spared_are_named_beside_a_hazard_ratio(text, told):
    reading = read(text)
    first = offered(reading)["suggested"][0]
    choice = {
        **{key: first[key] for key in ("arm1", "arm2", "p", "effect")},
        "outcome": "unwanted",
        "what": "relapse",
    }
    page = one_page(confirmed(reading, choice)).set_index("part")["finding"]
    assert ("without the event, by the words of the passage" in page["Printed values"]) == told


def test_an_effect_alone_is_enough_for_a_page():
    reading = read(PASSAGE)
    effect = next(each for each in offered(reading)["effects"] if each["label"].startswith("HR"))
    trial = confirmed(reading, {"effect": effect["value"], "p": effect["p"], "outcome": "unwanted"})
    assert (trial.get("measure"), trial.printed["printed P"]) == ("hazard ratio", "0.01")
    assert "favours arm 1" in one_page(trial).iloc[-1]["finding"]


@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"arm1": ""},
        {"arm1": "999"},
        {"arm1": "-1"},
        {"arm1": "x"},
        {"arm1": None, "p": "0"},
        {"arm1": "²"},
    ],
)
def test_a_choice_of_nothing_is_told(choice):
    with pytest.raises(ValueError, match="Nothing is chosen yet"):
        confirmed(read(PASSAGE), choice)


def test_a_choice_of_the_wrong_kind_is_left_out():
    reading = read(PASSAGE)
    p = offered(reading)["ps"][0]["value"]
    with pytest.raises(ValueError, match="Nothing is chosen yet"):
        confirmed(reading, {"arm1": p})


def test_percentages_ask_for_their_numbers_of_people():
    reading = read("Sixty-six people took part (n = 66). Relief: 52% v 27% (P = .040).")
    found = offered(reading)
    arm = next(arm for arm in found["arms"] if arm["label"].startswith("52%"))
    assert arm["needs_n"]
    total = next(each["value"] for each in found["ns"] if "66" in each["label"] or "Sixty" in each["label"])
    trial = confirmed(
        reading,
        {"arm1": arm["value"], "arm2": arm["partner"], "p": arm["p"], "total": total, "outcome": "wanted"},
    )
    assert "15/29 v 10/37, by Pearson" in " ".join(one_page(trial)["finding"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "no numbers here",
        "<b>P</b> = .04 <script>alert(1)</script>",
        "=1+1",
        "NA NA 7",
        "\x00 P = .04",
    ],
)
def test_any_passage_gives_data_that_the_box_can_show(text):
    data = plain_values(reading_data(read(text)))
    assert "".join(piece["text"] for piece in data["segments"]) == text
    assert data["total"] or data["note"]


def test_the_pieces_are_the_passage_and_mark_every_finding():
    reading = read(PASSAGE)
    pieces = segments(reading)
    assert "".join(piece["text"] for piece in pieces) == PASSAGE
    assert sum(piece["label"] != "" for piece in pieces) == len({id(item) for item in reading.items})


def test_a_whole_paper_shows_its_first_200_findings_and_checks_and_says_that_there_are_more():
    filler = "The committee met again, and nothing of note was said about it by anyone who was there. "
    data = reading_data(read((PASSAGE + " " + filler) * 110))
    assert data["more"]
    assert len(data["found"]) == len(data["checks"]) == 200


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        ("We randomly assigned (2:1) 90 adults to balm or wax.", (2, 1)),
        ("In all, 90 adults were randomised in a 1:1 ratio.", (1, 1)),
        ("In all, 90 adults were randomised at a ratio of 3 to 1.", (3, 1)),
        ("In all, 90 adults were assigned, in a 2:1:1 ratio, to three arms.", None),
        ("In all, 90 adults were randomised before 10:30 to 5 to 10 mg.", None),
    ],
)
def test_the_printed_allocation_goes_with_the_total(words, shared):
    reading = read(f"{words} Relief came in 50% with balm and 20% with wax (P = .01).")
    place = {item.kind: str(at) for at, item in enumerate(reading.items) if item.kind in ("n", "p")}
    arms = [str(at) for at, item in enumerate(reading.items) if item.kind == "percentage"]
    choice = {
        "arm1": arms[0],
        "arm2": arms[1],
        "total": place.get("n", ""),
        "p": place["p"],
        "outcome": "wanted",
    }
    choice |= {"typed_total": "90"} if "n" not in place else {}
    assert confirmed(reading, choice).get("allocation") == shared


@pytest.mark.parametrize(
    ("words", "suggested"),
    [
        (
            "In this retrospective study propensity scores were used. Ongoing randomized trials are awaited.",
            True,
        ),
        ("This observational study compared two groups.", True),
        ("Adults were randomly assigned; a retrospective look at the registry followed.", False),
        ("Trial registry: 123. We did a randomised trial in a cohort of adults.", False),
        ("Balm or wax was allocated at random to adults. On retrospective analysis they were alike.", False),
        ("A retrospective analysis of two randomised trials compared balm with wax.", False),
        ("Charts were looked at retrospectively after randomization to balm or wax.", False),
        ("Both creams were given in random order; the cohort was seen twice.", False),
        ("A retrospective study; larger randomised trials are needed.", True),
        ("A retrospective study of a randomly selected sample.", True),
        ("The medical records of adults who used balm or wax were reviewed.", True),
        ("A multivariable logistic model held the predictors of relief.", True),
        ("We followed a cohort of adults.", True),
        ("A cohort of adults had balm or placebo in turn.", False),
        ("In this cross-sectional study adults answered.", True),
        ("The polymorphisms of adults with eczema were told.", True),
        ("Adults with eczema were compared with healthy controls.", True),
        ("Adults were divided into two groups according to the severity of itch.", True),
        ("Adults were divided into two groups according to a random number table.", False),
        ("We examined the association between balm and relief.", True),
        ("Adults were randomised; healthy controls had nothing.", False),
    ],
)
def test_a_study_that_randomised_nobody_is_suggested_as_such(words, suggested):
    reading = read(f"{words} Relief came in 50% with balm and 20% with wax (P = .01).")
    kinds = [kind["value"] for kind in offered(reading)["analyses"] if kind["suggested"]]
    assert ("not randomised" in kinds) == suggested


@pytest.mark.parametrize(
    ("words", "suggested"), [("A split-face study.", True), ("A study of faces.", False)]
)
def test_two_halves_of_a_face_are_suggested_as_paired(words, suggested):
    reading = read(f"{words} Relief came in 50% with balm and 20% with wax (P = .01).")
    kinds = [kind["value"] for kind in offered(reading)["analyses"] if kind["suggested"]]
    assert ("paired" in kinds) == suggested


def test_the_file_of_a_trial_gives_its_sheet_again(tmp_path):
    """What the passage says of the chosen numbers is kept in the file, with its check's name."""
    reading = read(
        "The score rose from 3.1 to 4.2. Deaths were lower by 20% (RR 0.80, 95% CI 0.66 to 0.97; P > .05), n = 90."
    )
    at = [str(place) for place, item in enumerate(reading.items) if item.kind == "effect"]
    p = [str(place) for place, item in enumerate(reading.items) if item.kind == "p"]
    trial = confirmed(reading, {"effect": at[-1], "p": p[0], "outcome": "unwanted"})
    assert trial.get("in the passage")
    assert any(name == "Printed effect" for name, _ in trial.get("in the passage"))
    save_trial(trial, "kept", tmp_path)
    pd.testing.assert_frame_equal(one_page(trial), one_page(read_trial(tmp_path / "kept.csv")))


def test_a_count_and_a_share_with_its_interval_are_suggested_where_they_are_compared():
    text = "The figures were 73% (38/52) (95% CI 58% to 85%) cured with balm compared with 6% (0% to 30%) with wax (P = .004)."
    arms = offered(read(text))["arms"]
    assert [bool(arm["partner"]) for arm in arms] == [True, True]
    assert all(arm["p"] for arm in arms)
    assert not any(arm["partner"] for arm in offered(read(text.replace("compared with", "and")))["arms"])


def test_means_with_a_bracket_each_are_suggested_as_a_pair_without_the_p_value_of_one_arm():
    text = "The reduction (mean ± SEM) in the balm group was 12.1 ± 1.1 mm (41%; p<0.001) and 8.7 ± 1.1 mm (30%; p<0.001) in the wax group."
    arms = [arm for arm in offered(read(text))["arms"] if arm["label"].startswith(("12.1", "8.7"))]
    assert [bool(arm["partner"]) for arm in arms] == [True, True]
    assert not any(arm["p"] for arm in arms)


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        ("P = .01; ", True),
        ("P = .01), and survival was longer (", False),
        ("P = .01), but pain had fallen (", False),
    ],
)
def test_an_effect_of_the_next_clause_is_not_that_of_two_groups(words, beside):
    text = (
        f"Cure came in 31% (17/54) with balm and 12% (6/52) with wax ({words}RR 0.61, 95% CI 0.38 to 0.98)."
    )
    first = offered(read(text))["suggested"][0]
    assert first["arm1"]
    assert bool(first["effect"]) == beside


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We randomised 63 general practices.", "clustered"),
        ("Limits were adjusted for clustering.", "clustered"),
        ("People of the intervention cluster had balm.", "clustered"),
        ("Balm was used for cluster headache.", ""),
        ("Prospectively collected data were studied.", "not randomised"),
        ("Prospectively collected data of a randomised trial were studied.", ""),
        ("Each eye was compared with the fellow eye.", "paired"),
        ("PubMed and Embase were searched.", "model"),
        ("The pooled risk ratio was told (I2 = 30%).", "model"),
        ("Earlier meta-analyses told of relief.", ""),
    ],
)
def test_the_design_is_ticked_where_words_tell_it(words, kind):
    kinds = [
        kind["value"]
        for kind in offered(read(f"{words} Pain fell (P = .01)."))["analyses"]
        if kind["suggested"]
    ]
    assert kinds == ([kind] if kind else [])


def page_of(text, **choice):
    page = one_page(confirmed(read(text), {"outcome": "wanted", **choice}))
    return page.set_index("part")["finding"].to_dict()


def test_an_arm_keeps_its_own_limits_and_a_mean_its_spread_on_the_page():
    shares = (
        "In 185 participants, cure rates were 43% (95% CI 34-54) for balm and 54% (95% CI 44-64) for wax."
    )
    printed = page_of(shares, arm1="1", arm2="2")["Printed values"]
    assert "43 % (95 % interval 34 to 54 %), arm 2: 54 % (95 % interval 44 to 64 %)" in printed
    people = page_of(shares, arm1="1", arm2="2", typed1="90", typed2="100")
    assert "Difference" in people
    assert "34 to 54" in people["Printed values"]
    means = page_of("Scores were 0.4 ± 0.7 with balm and 5.5 ± 4.9 with wax (P = .001).", arm1="0", arm2="1")
    assert "0.4 (± 0.7), arm 2: 5.5 (± 4.9)" in means["Printed values"]


MARGIN = (
    "A noninferiority margin of 8% was used. Cure was 86.3% (63/73) with balm and 100% (72/72) with wax. "
    "The difference in efficacy was -13.7% (95% confidence interval -21.6% to -5.8%)."
)


def test_without_a_margin_page_and_bottom_line_ask_for_it_and_with_one_the_printed_limits_judge():
    arms = {"arm1": "0", "arm2": "1", "effect": "2", "analyses": ["non-inferiority"]}
    asked = page_of(MARGIN, **arms)
    assert "non-inferiority needs it" in asked["Not checked"]
    assert "the margin is needed" in asked["Bottom line"]
    judged = page_of(MARGIN, **arms, margin="8")
    assert "needed" not in judged["Bottom line"]
    assert "-21.6; a loss of 8 is not excluded" in judged["Margin"] == judged["Bottom line"]
    assert "interval of the difference" not in judged.get("Ask the authors", "")
    assert "margin" not in page_of(MARGIN, **(arms | {"analyses": []}))["Bottom line"]


def test_a_margin_from_the_passage_is_used_and_said_to_be_of_this_outcome():
    choice = {"arm1": "0", "arm2": "1", "effect": "2", "analyses": ["non-inferiority"]}
    page = page_of(MARGIN, **choice, margin=offered(read(MARGIN))["margin_value"])
    assert "a loss of 8 is not excluded" in page["Margin"]
    assert "margin (“noninferiority margin of 8%”) was set for this outcome" in page["Assumed"]
    assert "noninferiority margin" not in page_of(MARGIN, **choice, margin="8")["Assumed"]
    ratio = "Noninferiority margin of 8%. Death was as common (hazard ratio 1.02; 95% CI 0.90 to 1.16)."
    clash = page_of(
        ratio, effect="0", analyses=["non-inferiority"], outcome="unwanted", what="deaths", margin="8 %"
    )
    assert "different units, or that cannot be told: write the margin as a ratio" in clash["Margin"]


def test_people_that_a_reader_gave_are_not_called_unread():
    text = "Scores were 0.4 ± 0.7 with balm and 5.5 ± 4.9 with wax (P = .001)."
    arms = {"arm1": "0", "arm2": "1", "p": "2"}
    assert "numbers of people" in page_of(text, **arms)["In the passage"]
    assert "numbers of people" not in page_of(text, **arms, typed1="30", typed2="30").get(
        "In the passage", ""
    )


@pytest.mark.parametrize(
    ("words", "effect", "change"),
    [
        ("The number of headache days had fallen by {} with balm and {} with wax (P = .02).", "", "fall"),
        ("The mean reduction in pain at week 12 was {} with balm and {} with wax (P = .02).", "", "fall"),
        ("The itch score improved by {} with balm and {} with wax (P = .02).", "", "improvement"),
        ("Pain had fallen by {} with balm and {} with wax", " (mean difference 2.2; 95% CI 0.4 to 4.0).", "fall"),
        ("Pain was {} with balm and {} with wax after a reduced dose (P = .02).", "", ""),
        ("Pain fell at week 4 and was {} with balm and {} with wax (P = .02).", "", ""),
    ],
)  # fmt: skip
def test_means_printed_as_falls_favour_an_arm_only_under_the_condition_that_is_said(words, effect, change):
    text = words.format("4.3 (SE 0.6)", "2.1 (SE 0.7)") + effect
    chosen = {"arm1": "0", "arm2": "1", "effect": "2" if effect else "", "typed1": "38", "typed2": "38"}
    page = page_of(text, **chosen, outcome="unwanted")
    condition = f"favours arm 2, if a larger {change} is unwanted" if change else "favours arm 2."
    assert condition in page["Bottom line"]
    wanted = page_of(text, **chosen, outcome="wanted")["Bottom line"]
    assert ("if a larger" in wanted) == (change == "fall")
    assert f"A {f'larger {change}' if change else 'higher value'} is unwanted" in page["Assumed"]


def test_shares_of_those_with_the_outcome_are_no_shares_of_the_arms():
    text = (
        "We randomised 843 men to high-dose light (n=422) or control (n=421). Relapse or death came in 391 men: 170 [43%] in "
        "the high-dose group and 221 [57%] in the control group (HR 0.69; 95% CI, 0.56 to 0.84; P=.0003)."
    )
    reading = read(text)
    arms = {
        f"arm{at}": str(place)
        for at, place in enumerate(
            (i for i, item in enumerate(reading.items) if item.kind == "count" and item["pct"]), 1
        )
    }
    trial = confirmed(reading, {**arms, "typed1": "422", "typed2": "421", "outcome": "unwanted"})
    assert (trial.get("responders arm 1"), trial.get("N arm 1"), trial.get("percentage arm 1")) == (
        170,
        422,
        None,
    )
    page = one_page(trial)
    assert not page["finding"].str.contains("does not fit as printed").any()
    other = confirmed(reading, {**arms, "typed1": "391", "typed2": "391", "outcome": "unwanted"})
    assert other.get("percentage arm 1") is not None


HAZARD = "Median survival was 16.5 months with balm and 8.2 months with wax (hazard ratio, 0.60; 95% CI, 0.45 to 0.80; P = .0005)."


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("PFS", False),
        ("OS", False),
        ("main outcome", False),
        ("", False),
        ("healing", True),
        ("hospital discharge", True),
    ],
)
def test_a_hazard_ratio_of_a_wanted_outcome_favours_an_arm_only_where_its_event_is_named(what, told):
    reading = read(HAZARD)
    effect = next(str(place) for place, item in enumerate(reading.items) if item.kind == "effect")
    page = one_page(confirmed(reading, {"effect": effect, "outcome": "wanted", "what": what}))
    licensed = " ".join(page["what this says and does not say"])
    assert ("it favours arm 2" in licensed) == told
    assert ("usually counts the deaths or other events" in licensed) != told
    unwanted = one_page(confirmed(reading, {"effect": effect, "outcome": "unwanted", "what": what}))
    assert "it favours arm 1" in " ".join(unwanted["what this says and does not say"])


def test_shares_estimated_over_time_or_pooled_are_no_mismatch_with_counts():
    rows = "N arm 1: 503875\nresponders arm 1: 2484\npercentage arm 1: 0.57 %\nN arm 2: 351897\nresponders arm 2: 614\npercentage arm 2: 0.27 %\n"
    for kind in ("times to an event", "model"):
        page = " ".join(one_page(read_trial(rows + f"analysis: {kind}"))["finding"])
        assert "does not fit" not in page
        assert "it may be an estimate, which is no whole count" in page
    assert "does not fit" in " ".join(one_page(read_trial(rows))["finding"])


@pytest.mark.parametrize(
    ("text", "crossed"),
    [
        ("In this crossover trial adults had balm or wax.", True),
        ("Adults had balm or wax, with the option to crossover once the disease progressed.", False),
        ("Adults were randomised to balm or wax; crossover to balm was allowed after progression.", False),
        ("We randomised 40 adults to balm or wax in a two-period crossover.", True),
    ],
)
def test_a_change_of_treatment_after_progression_is_no_crossover_by_design(text, crossed):
    kinds = offered(read(text + " Relief came in 40% v 20%."))["analyses"]
    assert [kind["suggested"] for kind in kinds if kind["value"] == "crossover"] == [crossed]


@pytest.mark.parametrize(
    ("text", "observed"),
    [
        (
            "Balm worked in a phase III randomized clinical trial. We looked at its real-world use in 400 adults.",
            True,
        ),
        (
            "Randomised trials told of hives. Reports of FAERS were studied by disproportionality analysis.",
            True,
        ),
        ("In a real-world setting adults were randomised to balm or wax.", False),
        ("A retrospective analysis of two randomised trials compared balm with wax.", False),
    ],
)
def test_data_of_the_real_world_are_told_from_the_trial_they_speak_of(text, observed):
    kinds = offered(read(text + " Relief came in 40% v 20%."))["analyses"]
    assert [kind["suggested"] for kind in kinds if kind["value"] == "not randomised"] == [observed]


def test_one_group_gets_no_p_value_of_a_comparison():
    found = offered(read("The pooled response was 10.0% (95% CI 6.0 to 14.0; I2 = 41%, P = .17)."))
    assert [arm["p"] for arm in found["arms"]] == [""]


def test_two_values_that_only_the_other_way_round_give_a_printed_ratio_turn_it():
    rows = "mean arm 1: 43.41\nmean arm 2: 21.08\nmeasure: risk ratio\neffect: 0.486\nlow: 0.282\nhigh: 0.837\noutcome is: unwanted"
    licensed = " ".join(one_page(read_trial(rows))["what this says and does not say"])
    assert "it favours arm 2 (printed is arm 2 against arm 1)" in licensed
    as_typed = " ".join(
        one_page(read_trial(rows.replace("43.41", "x").replace("21.08", "43.41").replace("x", "21.08")))[
            "what this says and does not say"
        ]
    )
    assert "it favours arm 1." in as_typed


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Adults were randomised. Healing came in 18 of 20 eyes (90%) with balm and 9 of 20 eyes (45%) with wax (P = .01).", "eyes"),
        ("Adults were randomised. Healing came in 18/20 (90%) treated teeth with balm and 9/20 (45%) teeth with wax (P = .01).", "teeth"),
        ("Adults were randomised. Healing came in 18 of 20 adults (90%) with balm and 9 of 20 (45%) with wax; eyes were dry (P = .01).", ""),
        ("Forty rats were randomised. Healing came in 18/20 (90%) with balm and 9/20 (45%) with wax (P = .01).", "rats"),
        ("Adults with cats were randomised. Relief came in 18/20 (90%) with balm and 9/20 (45%) with wax (P = .01).", ""),
    ],
)  # fmt: skip
def test_what_is_no_people_is_not_called_people(text, counted):
    reading = read(text)
    pair = offered(reading)["suggested"][0]
    page = one_page(confirmed(reading, {**pair, "outcome": "wanted"}))
    words = " ".join([*page["finding"], *page["what this says and does not say"]])
    assert (f"counted are {counted}" in words) == bool(counted)
    assert ("People for one more person" in words) != bool(counted)
    assert ("Do several" in words) == (counted in ("eyes", "teeth"))


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        ("reporting odds ratio", True),
        ("proportional reporting ratio of odds, odds ratio", True),
        ("odds ratio", False),
    ],
)
def test_a_ratio_of_reports_favours_no_arm(words, reports):
    reading = read(
        f"Reports were studied. Hives came more often with balm ({words}, 2.40; 95% CI, 1.80 to 3.20)."
    )
    trial = confirmed(reading, {"effect": "0", "outcome": "unwanted"})
    page = one_page(trial)
    said = " ".join([*page["finding"], *page["what this says and does not say"]])
    assert ("favours arm" in said) != reports
    assert ("compares reports" in said) == reports


def test_medians_stand_on_the_page_as_they_are_printed():
    reading = read(
        "Stay was 5 days (IQR 4 to 7) in the balm group (n = 40) and 8 days (IQR 5 to 12) in the wax group (n = 41; P = .02)."
    )
    reading = read("Median " + reading.passage[0].lower() + reading.passage[1:])
    pair = offered(reading)["suggested"][0]
    page = one_page(confirmed(reading, {**pair, "outcome": "unwanted"})).set_index("part")["finding"]
    assert "median 5 (IQR 4 to 7)" in page["Printed values"]
    assert "Two values stand as printed" in page["Bottom line"]


IN_TWO_GROUPS = "A total of 150 adults were enrolled: 90 in the balm group and 60 in the wax group. "


def page_of_p(passage, **choice):
    """The page of a passage of which only its first P value and the people of both groups are chosen."""
    reading = read(passage)
    found = offered(reading)
    sizes = [next(n["value"] for n in found["ns"] if n["label"].startswith(size)) for size in ("90", "60")]
    chosen = {"p": found["ps"][0]["value"], "n1": sizes[0], "n2": sizes[1], "outcome": "wanted", **choice}
    return one_page(confirmed(reading, chosen)).set_index("part")["finding"]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "The dose was higher with balm [40 (20-60) vs 30 (10-45) mg; P = 0.001].",
            "stands beside values or units",
        ),
        ("The median stay was shorter with balm (P = 0.02).", "stands beside values or units"),
        ("Balm took longer than wax [9 (7-12) vs 6 (4-9) days; P = 0.02].", "stands beside values or units"),
        ("Itch correlated with the rate of sleep (r = 0.61, P = 0.02).", "stands beside values or units"),
        ("Itch was 15% lower with balm (95% CI, 3% lower to 26% lower, P = 0.02).", "Nothing says"),
        ("Itch was milder with balm (P = 0.02).", "Nothing says that P = 0.02 is of a share of people"),
    ],
)
def test_p_and_people_alone_give_no_tables_where_p_is_of_no_share(sentence, said):
    page = page_of_p(IN_TWO_GROUPS + sentence)
    assert "Tables that fit P" not in page
    assert said in page["Bottom line"]


def test_a_typed_p_gives_tables_only_where_the_reader_names_a_share_of_people():
    typed = {"p": "", "typed_p": ".02"}
    said = IN_TWO_GROUPS + "Itch was milder with balm (P = 0.3)."
    assert "Nothing says that P = .02" in page_of_p(said, **typed)["Bottom line"]
    assert "Tables that fit P" in page_of_p(said, **typed, what="deaths")


@pytest.mark.parametrize(
    ("sentence", "choice"),
    [
        ("The relapse rate at 12 weeks was lower with balm (P = 0.02).", {}),
        ("Fewer patients slept badly with balm (P = 0.02).", {}),
        ("Itch was milder with balm (P = 0.02).", {"what": "proportion without itch"}),
        ("Itch was milder with balm (P = 0.02).", {"test": "fisher"}),
        ("Itch was milder with balm (P = 0.02).", {"matters": "10"}),
    ],
)
def test_tables_are_told_where_the_sentence_of_p_or_the_reader_names_a_share_of_people(sentence, choice):
    assert "give P = 0.02" in page_of_p(IN_TWO_GROUPS + sentence, **choice)["Tables that fit P"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Data of 90 shops (50 large, 40 small) were used.", ["90 (shops)", "50 (large)", "40 (small)"]),
        ("Adults (LBP = 31; HC = 28) did a task.", ["31 (LBP)", "28 (HC)"]),
        ("Twelve studies (1204 participants) were pooled.", ["1204 (participants)"]),
        (IN_TWO_GROUPS, ["150 (adults were enrolled)", "90 (in the balm group)", "60 (in the wax group)"]),
        ("In 24 patients itch was milder with balm.", ["24 (patients)"]),
        ("Those with a rash (n = 9) and with mumps (n = 14) came.", ["9 (rash)", "14 (mumps)"]),
        ("Drawn from 3 of 700 files, all of them old.", ["700 (files)"]),
        ("The incidence was 12 per 100,000 persons.", []),
        ("We followed 84 octogenarians who had a fall.", ["84 (octogenarians)"]),
        ("The test was significant (P = 3; I2 = 40; SD = 12; df = 30).", []),
        ("Trials with ≥300 participants were pooled.", []),
    ],
)
def test_every_number_of_people_is_offered_by_its_own_number_and_words(text, labels):
    assert [each["label"] for each in offered(read(text))["ns"]] == labels


def test_people_near_the_result_are_offered_first():
    text = "We asked 90 shops (50 large, 40 small). Later 31 adults and 27 controls came. Relief: 52% v 27% (P = .04)."
    assert [each["label"][:2] for each in offered(read(text))["ns"]] == ["31", "27", "90", "50", "40"]


def test_people_that_are_no_item_can_be_chosen_and_fill_the_rows():
    reading = read("Data of 90 shops (50 large, 40 small): 62.0% of large v 27.5% of small had it.")
    found = offered(reading)
    value = {each["label"]: each["value"] for each in found["ns"]}
    arms = {arm["label"][:4]: arm["value"] for arm in found["arms"]}
    choice = {
        "arm1": arms["62.0"],
        "arm2": arms["27.5"],
        "n1": value["50 (large)"],
        "n2": value["40 (small)"],
    }
    trial = confirmed(reading, choice | {"outcome": "wanted"})
    assert (trial.get("N arm 1"), trial.get("N arm 2")) == (50, 40)


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [("150", "90", "90 is a part of the 150"), ("60", "150", "60 is a part of the 150"), ("90", "90", "same printed number"), ("90", "60", "")],
)  # fmt: skip
def test_one_mention_twice_or_a_whole_and_its_part_are_no_two_arms(first, second, refused):
    reading = read(IN_TWO_GROUPS + "Relapses were rarer with balm (P = .02).")
    found = offered(reading)
    value = {each["label"].partition(" ")[0]: each["value"] for each in found["ns"]}
    choice = {"p": found["ps"][0]["value"], "n1": value[first], "n2": value[second], "outcome": "unwanted"}
    if not refused:
        assert confirmed(reading, choice).get("N arm 2") == int(second)
        return
    with pytest.raises(ValueError, match=refused):
        confirmed(reading, choice)


def test_three_arms_of_which_two_add_up_to_the_first_are_no_whole_and_part():
    reading = read(
        "We gave 60 adults balm, 30 adults wax and 30 adults oil. Relapses were rarer with balm (P = .02)."
    )
    found = offered(reading)
    value = {each["label"][:2]: each["value"] for each in found["ns"]}
    choice = {"p": found["ps"][0]["value"], "n1": value["60"], "n2": value["30"], "outcome": "unwanted"}
    assert confirmed(reading, choice).get("N arm 1") == 60


def test_a_single_percentage_read_as_a_mean_keeps_its_sign():
    reading = read("The average proportion of carriers was 21.4% in 905 adults.")
    arm = next(arm for arm in offered(reading)["arms"] if arm["label"].startswith("21.4"))
    page = one_page(confirmed(reading, {"arm1": arm["value"], "outcome": "wanted"})).set_index("part")[
        "finding"
    ]
    assert "21.4 %" in page["Printed value"]
