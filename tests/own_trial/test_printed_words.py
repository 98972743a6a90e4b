"""Claims in words and people who are missing: what is told, and what is left in peace."""

import pytest

from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.printed_people import Whole
from helpers.own_trial.printed_words import claims_alone, people_missing
from helpers.own_trial.reading import read
from helpers.statistics.fits import CANNOT_BE_TOLD

RESULTS = "Results: Itch eased in 18/40 with balm and 9/40 with wax (P = .03). "


def claims(text):
    reading = read(text)
    return [
        check.said.partition("”")[0].removeprefix("“")
        for check in claims_alone(Whole(reading), check_reading(reading)[:0])
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "Sleep did not differ between the groups",
        "No significant differences in sleep were seen",
        "Balm was superior for all other scores",
        "Harms were similar in both arms",
        "Wax gave significantly more rash than balm",
        "Nights were shorter with wax",
        "Sleep was not affected",
        "More rashes were reported with wax",
        "Balm caused no more rash than wax",
        "The best results were obtained in older adults",
        "The two groups were well matched",
    ],
)
def test_a_claim_without_a_number_is_told(claim):
    assert claims(f"{RESULTS}{claim}. Conclusion: Balm eases itch.") == [claim]
    assert (
        check_reading(read(f"{RESULTS}{claim}. Conclusion: Balm eases itch."))[-1].verdict == CANNOT_BE_TOLD
    )


@pytest.mark.parametrize(
    "text",
    [
        "Aim: to see whether sleep was better with balm. " + RESULTS + "Conclusion: Balm was superior.",
        "Balm is as effective as wax in adults. "
        + RESULTS.removeprefix("Results: ")
        + "More was not measured.",
        RESULTS + "A P value below .05 was considered significant. Conclusions: more is needed.",
        RESULTS + "Sleep was better in 12 (30%) v 4 (10%) people. Conclusion: Balm eases itch.",
        RESULTS + "Patients were seen at week 12. Conclusion: Balm eases itch.",
        RESULTS + "In conclusion, balm was better than wax. It was safe.",
        RESULTS + "x" * 10_000 + " Sleep did not differ between groups. Conclusion: none.",
    ],
)
def test_aims_conclusions_and_sentences_with_results_are_left_in_peace(text):
    assert claims(text) == []


def test_a_claim_behind_glued_headings_is_told():
    text = "MethodsAdults had balm or wax.ResultsItch eased in 18/40 v 9/40 (P = .03). Sleep did not differ.ConclusionBalm was better."
    assert claims(text) == ["Sleep did not differ"]


def missing(text):
    return [check.said for check in people_missing(Whole(read(text)))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Of 79 adults, 69 completed the study.", "69 of 79: cannot be told what became of the other 10"),
        (
            "We randomised 320 adults, and 307 completed the study.",
            "307 of 320: cannot be told what became of the other 13",
        ),
        (
            "We randomised 150 adults. We followed those given balm (n = 60) and wax (n = 63).",
            "60 + 63 = 123, of 150: cannot be told what became of the other 27",
        ),
    ],
)
def test_people_who_are_missing_are_named(text, said):
    assert missing(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "Of 79 adults, 69 completed the study; 10 adults withdrew.",
        "Of 79 adults, 69 completed the study, as six withdrew and four died.",
        "Of 465 adults screened, 320 completed the study.",
        "We randomised 79 adults, and 20 completed the diary.",
        "We randomised 80 adults: 40 to balm and 40 to wax.",
    ],
)
def test_people_who_are_told_of_are_not_missing(text):
    assert missing(text) == []
