"""What is offered to a reader: results first, one option for each number, words that tell equal ones apart."""

import pytest

from helpers.own_trial.choices import more_groups, plain
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


def test_nothing_is_suggested_of_one_group_or_without_p_and_effect():
    assert offered(read("Relief came in 10/45 (22%) with balm."))["suggested"] == []
    assert offered(read("Relief came in 10/45 (22%) with balm and 20/45 (44%) with wax."))["suggested"] == []


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
    assert [test["value"] for test in tests if test["named"]] == ["fisher"] == [tests[0]["value"]]
    choice = {"arm1": "0", "arm2": "1", "p": "2", "outcome": "unwanted", "test": "fisher"}
    trial = confirmed(reading, choice)
    assert trial.get("test named") == "fisher"
    assert any(check.ran and "Fisher" in check.finding for check in run_checks(trial))
    assert "test named" not in confirmed(reading, {**choice, "test": "<b>"}).printed


def test_an_abbreviated_adjusted_ratio_is_adjusted():
    effects = offered(read("Death was not rarer (aHR, 1.31; 95% CI, 0.80 to 2.15; P=0.28)."))["effects"]
    assert effects[0]["adjusted"]
