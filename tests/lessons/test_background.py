"""Lesson 01: scores, placebo, untreated people and cells, each against another way to reach it."""

import math
import re
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
from reading import ROOT, read
from scipy.stats import norm, t

from helpers import show
from helpers.ask import questions
from helpers.eczema import fluctuation
from helpers.eczema.easi import Region
from helpers.evidence.ledger import fact
from helpers.lessons import background
from helpers.lessons.background import PEOPLE, RELIABILITY
from helpers.text import fill

WEIGHTS = {
    "head": Fraction(1, 10),
    "arms": Fraction(2, 10),
    "trunk": Fraction(3, 10),
    "legs": Fraction(4, 10),
}


def by_hand(regions):
    """EASI from its definition: signs times area times weight, with the area counted off its limits."""
    total = Fraction(0)
    for name, region in regions.items():
        signs = [region.erythema, region.induration, region.excoriation, region.lichenification]
        share = region.area_percent
        area = 0 if share is None else sum(share >= least for least in (1, 10, 30, 50, 70, 90))
        total += WEIGHTS[name] * area * sum(Fraction(sign) for sign in signs)
    return total


@pytest.fixture(scope="module")
def drawn():
    """Untreated people drawn one by one from the words of the model, without the module's quadrature."""
    random = np.random.default_rng(20)

    def draw(reliability, people=2_000_000):
        person = random.standard_normal(people) * math.sqrt(reliability)
        visits = [person + random.standard_normal(people) * math.sqrt(1 - reliability) for _ in range(3)]
        return [np.minimum(14 * np.exp(0.6 * visit), 72) for visit in visits]

    found = {}
    for reliability in (0.5, 0.7, 0.8):
        screening, baseline, later = draw(reliability)
        half = later <= baseline / 2
        chosen = (screening >= 16) & (baseline >= 16)
        found[reliability] = 100 * half.mean(), 100 * half[chosen].mean()
    return found


# ---------------------------------------------------------------- the score


def test_two_skins_have_one_score_by_hand():
    assert {name: Fraction(str(score)) for name, score in background.scores().items()} == {
        name: by_hand(regions) for name, regions in PEOPLE.items()
    }
    assert set(background.scores().values()) == {20.0}
    affected = {name: sum(each.area > 0 for each in regions.values()) for name, regions in PEOPLE.items()}
    assert affected == {"Person A": 4, "Person B": 1}  # as the sentences of the two say


@pytest.mark.parametrize(("area", "letter"), [(75, "c"), (95, "b"), (55, "a")])
def test_the_letter_follows_the_scores(monkeypatch, area, letter):
    legs = {**background.PERSON_B, "legs": Region(3, 3, 2, 2, area_percent=area)}
    monkeypatch.setitem(background.PEOPLE, "Person B", legs)
    assert background.whose_is_higher() == letter
    assert letter in questions()["same-skin"]["options"]
    names = {"a": "Person A", "b": "Person B"}
    for option, name in names.items():
        assert questions()["same-skin"]["options"][option] == name


def test_the_body_is_sent_both_invented_people(monkeypatch):
    outputs = []
    monkeypatch.setattr(show, "display", lambda output, **_how: outputs.append(output))
    background.body()
    sent = outputs[0][show.COMPONENT]
    assert sent["module"] == "easi"
    assert [each["name"] for each in sent["data"]["presets"]] == [
        "Person A (invented)",
        "Person B (invented)",
    ]
    assert outputs[0]["text/html"].count("20.0") == 2


def test_two_schemes_name_a_score_differently():
    assert background.two_bands().index.tolist() == ["12", "16", "20", "22", "25"]
    assert background.two_bands().loc["22"].nunique() == 2  # the point of the table


def test_the_core_set_says_what_the_abstracts_name():
    table = background.core_set()
    assert table.shape == (4, 3)
    assert table.loc["signs", "Seo 2024"] == f"EASI-50, P = {fact('seo-p-easi50').value}"
    assert fact("seo-dlqi").status == fact("seo-itch").status == "abstract"
    assert table.loc["quality-of-life", "instrument"].startswith(table.loc["quality-of-life", "Seo 2024"])
    assert (table.loc["control"].tolist()[1:]) == ["not in the abstract"] * 2
    assert all(fact(f"home-{domain}").value == table.loc[domain, "instrument"] for domain in table.index)


# ---------------------------------------------------------------- placebo


def test_the_prediction_interval_of_a_new_placebo_group_by_hand():
    found = background.placebo()
    low, high, trials = 0.367, 0.432, 24
    error = (high - low) / (2 * norm.ppf(0.975))
    reach = t.ppf(0.975, trials - 1) * error * math.sqrt(trials + 1)  # sd is error times the root of 24
    assert (found.new_low, found.new_high) == pytest.approx(
        ((low + high) / 2 - reach, (low + high) / 2 + reach)
    )
    assert "about 23 to 57 %" in background.two_ranges()
    assert f"the {trials} trials" in background.two_ranges()
    assert "about as large as those pooled; a smaller one scatters more" in background.two_ranges()


def test_the_band_is_narrower_as_the_sentence_says_and_holds_what_it_rests_on():
    found = background.placebo()
    assert found.high - found.low < 100 * (found.new_high - found.new_low)
    assert f"{found.low} to {found.high} %, is narrower" in background.two_ranges()
    for value in (*found.single, 36.7, 43.2):
        assert found.low <= value <= found.high


def test_the_single_trials_are_counted_against_the_interval_of_the_mean():
    words = background.placebo_words()
    shares = [
        fact(each).number
        for each in (
            "furestem1-easi50-placebo",
            "furestem2-easi50-placebo",
            "dupilumab-phase2-placebo-easi50",
        )
    ]
    assert sorted(background.placebo().single) == sorted(shares)
    assert (len(shares), sum(36.7 <= share <= 43.2 for share in shares)) == (3, 0)
    assert words["inside"] == "none lies"
    assert words["single"] == "27.2, 29.3 and 35.2"
    assert words["source"] == "Andreasen 2020"
    truth = background.placebo().pooled.number
    assert f"{truth} %" in fill(questions()["placebo-mean"]["reveal"], **words)


def test_a_single_trial_inside_the_interval_is_counted(monkeypatch):
    pooled = fact("placebo-pooled-easi50")
    inside = SimpleNamespace(pooled=pooled, single=(27.0, 36.7, 40.0, 43.2, 43.3))
    monkeypatch.setattr(background, "placebo", lambda: inside)
    assert background.placebo_words()["inside"] == "3 lie"


def test_features_of_placebo_response_are_looked_up_not_remembered():
    table = background.placebo_features()
    column = table["Seo 2024, phase 2"]
    assert fact("seo-rescue").value in column["topicals allowed"]
    assert f"({fact('seo-rescue').status})" in column["topicals allowed"]
    assert fact("seo-easi50-week").value in column["3 months or longer"]
    assert fact("seo-entry-easi").value in column["milder disease"]
    assert fact("seo-entry-easi").status == "registry"
    assert table.loc["more men", "points to"] == "unknown"


# ---------------------------------------------------------------- nobody is treated


def test_untreated_shares_are_those_of_people_drawn_one_by_one(drawn):
    table = background.untreated()
    for reliability, (plain, selected) in drawn.items():
        assert table.loc[reliability, "unselected"] == pytest.approx(plain, abs=0.08)
        assert table.loc[reliability, "selected at two visits"] == pytest.approx(selected, abs=0.15)
        added = table.loc[reliability, "regression to the mean"]
        assert added == pytest.approx(selected - plain, abs=0.2)
    assert background.share_untreated() == table.loc[RELIABILITY, "selected at two visits"]


def test_the_plain_share_has_a_closed_form():
    """Without cap and selection the log ratio is normal with variance 2 x 0.36 x (1 - reliability)."""
    for reliability, row in background.untreated().iterrows():
        closed = 100 * norm.cdf(math.log(0.5) / (0.6 * math.sqrt(2 * (1 - reliability))))
        assert row["unselected"] == pytest.approx(closed, abs=0.15)  # the cap at 72 touches few


def test_the_words_on_untreated_people_hold_the_drawn_values(drawn):
    words = background.untreated_words()
    for name, (reliability, which) in {
        "share": (0.7, 1),
        "plain": (0.7, 0),
        "low": (0.8, 1),
        "high": (0.5, 1),
    }.items():
        assert float(words[name]) == pytest.approx(drawn[reliability][which], abs=0.2)
    assert float(words["adds_low"]) == pytest.approx(drawn[0.8][1] - drawn[0.8][0], abs=0.25)
    assert float(words["adds_high"]) == pytest.approx(drawn[0.5][1] - drawn[0.5][0], abs=0.25)
    # "Placebo groups show more": every single trial and the pooled mean lie above the range of the model
    assert min(*background.placebo().single, 36.7) > float(words["high"])


def test_the_exercise_on_selection_is_a_row_of_the_table():
    question, row = questions()["ex-selection"], background.untreated().loc[0.7]
    assert question["answer"] == pytest.approx(row["regression to the mean"], abs=question["tolerance"])
    assert [f"{row[name]:.1f}" for name in ("selected at two visits", "unselected")] == ["9.1", "6.7"]
    ends = [wrong["when"] for wrong in question["wrong"]]
    one = row["selected at one visit"]
    assert any(low <= one <= high for low, high in ends)
    assert any(low <= one - row["unselected"] <= high for low, high in ends)


def test_the_simulated_people_are_those_of_the_picture_and_respond_by_half():
    people, half, means, threshold, screened = background.simulated_people()
    assert threshold == fact("seo-entry-easi").number == 16
    assert (people[["screening", "baseline"]] >= threshold).all(axis=None)
    assert half == [
        later <= start / 2 for start, later in zip(people["baseline"], people["week_12"], strict=True)
    ]
    assert means == pytest.approx([people[name].sum() / len(people) for name in people])
    assert screened == background.SCREENED > len(people)
    assert means[2] < min(means[:2])  # "the mean falls"
    share = 100 * sum(half) / len(half)
    error = 100 * math.sqrt(0.091 * 0.909 / len(half))
    assert abs(share - background.share_untreated()) < 3.5 * error


def test_groups_of_sixty_are_counted_one_after_the_other():
    half = background.simulated_people()[1]
    counts = [sum(half[start : start + 60]) for start in range(0, len(half) - 59, 60)]
    sentence = background.groups_of_sixty()
    assert f"over {len(counts)} groups of 60" in sentence
    assert f"from {min(counts)} to {max(counts)}, with a mean of {sum(counts) / len(counts):.1f}" in sentence
    assert sentence.startswith("Simulated")


# ---------------------------------------------------------------- cells


def test_the_difference_of_the_first_phase_3_trial_is_that_of_two_printed_shares():
    cells, control = background.first_phase3()
    exact = Fraction(cells.value) - Fraction(control.value)
    assert background.phase3_gap() == pytest.approx(float(exact))
    counted = background.phase3_words()
    people = int(counted["counted"]), int(counted["counted_placebo"])
    for n, share in zip(people, (cells, control), strict=True):
        assert any(f"{100 * x / n:.2f}" == share.value for x in range(n + 1))
    assert sum(people) < int(counted["n"])  # "why fewer were counted"


def test_the_words_on_phase_3_are_the_ledgers():
    words = background.phase3_words()
    for gap, name in {
        "cells": "furestem1-easi50-active",
        "placebo": "furestem1-easi50-placebo",
        "n": "furestem1-n",
        "cells2": "furestem2-easi50-active",
        "placebo2": "furestem2-easi50-placebo",
        "primary": "furestem1-primary",
        "primary2": "furestem2-primary",
    }.items():
        assert words[gap] == fact(name).value
    assert words["status"] == fact("furestem1-easi50-active").status
    sentence = fill(questions()["phase3"]["reveal"], **words)
    assert "31.82 % against 27.16 %" in sentence
    assert "88 and 81 people" in sentence


def test_the_prose_on_three_cell_trials_follows_the_intervals():
    """First: a moderate benefit, none, and the reverse; AtMSC: above zero with small and large effects."""
    frame = background.differences().frame
    limits = [
        [float(each) for each in words.split("(")[1].removesuffix(" points)").split(" to ")]
        for words in frame["difference (95 % interval)"]
    ]
    assert limits[0][0] < 0 < 15 < limits[0][1]
    assert 0 < limits[2][0] < 5 < 25 < limits[2][1]
    assert background.history()["year"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("question", "truth", "gaps"),
    [
        (
            "same-skin",
            background.whose_is_higher,
            lambda: dict(zip("ab", background.scores().values(), strict=True)),
        ),
        ("placebo-mean", lambda: background.placebo().pooled.number, background.placebo_words),
        ("untreated", background.share_untreated, background.untreated_words),
        ("phase3", background.phase3_gap, background.phase3_words),
    ],
)
def test_every_reveal_has_values_for_its_gaps_and_no_wrong_answer_covers_the_truth(question, truth, gaps):
    asked, found = questions()[question], truth()
    assert "{" not in fill(asked["reveal"], **gaps())
    if "options" in asked:
        assert found in asked["options"]
        assert found not in [wrong["when"] for wrong in asked["wrong"]]
    else:
        assert asked["low"] <= found <= asked["high"]
        for low, high in (wrong["when"] for wrong in asked["wrong"]):
            assert not low - asked["tolerance"] < found < high + asked["tolerance"]


def test_the_assumed_reliability_is_that_of_the_ledger_and_the_model():
    assert fact("assumed-reliability").number == RELIABILITY
    assert fluctuation.MEDIAN == 14


def test_the_deeper_lesson_names_the_people_of_its_two_invented_groups():
    said = " ".join(cell.source for cell in read(ROOT / "notebooks" / "deeper" / "01_background.ipynb").cells)
    found = re.search(
        r"groups of (\d+)<!-- example --> people; in each, (\d+)<!-- example --> people reach", said
    )
    people, responders = map(int, found.groups())
    shown = background.one_share_two_means()
    assert f"N = {people} each" in shown
    assert f"both: {100 * responders // people}%" in shown
