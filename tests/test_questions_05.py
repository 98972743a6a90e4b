"""The questions of lesson 05: answers recomputed, every foreseen wrong answer explained on its own."""

import json

import pytest

from helpers.beliefs import reader_prior_to_posterior
from helpers.floors import smallest_p
from helpers.lesson import ROOT, feedback
from helpers.next_trial import with_drop_out
from helpers.summary_numbers import mean_floor

QUESTIONS = json.loads((ROOT / "data" / "questions" / "05_synthesis.json").read_text(encoding="utf-8"))
ANSWERED = [each for each in QUESTIONS if each["kind"] in ("exercise", "recall")]
COMPUTED = {
    "05-recall-floor": float(mean_floor(5, 16, 86, at_least=(2, 84)).mean),
    "05-recall-smallest-p": smallest_p(5),
    "05-recall-multiplicity": 100 * (1 - 0.95**6),
    "05-ex-odds": 100 * reader_prior_to_posterior(0.20, 4),
    "05-ex-nnt": 1 / 0.04,
    "05-ex-drop-out": with_drop_out(200, 0.20),
}
IDS = [each["id"] for each in ANSWERED]


def wrong_values(known):
    for wrong in known["wrong"]:
        when = wrong["when"]
        yield (sum(when) / 2 if isinstance(when, list) else when), wrong["because"]


def test_every_number_question_is_recomputed():
    assert {each["id"] for each in ANSWERED if "options" not in each} == set(COMPUTED)


@pytest.mark.parametrize("question_id", COMPUTED)
def test_the_stored_answer_is_the_computed_one(question_id):
    known = next(each for each in ANSWERED if each["id"] == question_id)
    assert abs(known["answer"] - COMPUTED[question_id]) <= known["tolerance"] / 2
    assert feedback(question_id, COMPUTED[question_id])[0]


@pytest.mark.parametrize("known", ANSWERED, ids=IDS)
def test_the_model_answer_passes(known):
    assert feedback(known["id"], known["answer"]) == (True, known["right"])


@pytest.mark.parametrize("known", ANSWERED, ids=IDS)
def test_each_foreseen_wrong_answer_gets_its_own_explanation(known):
    told = [feedback(known["id"], value) for value, _ in wrong_values(known)]
    assert told == [(False, because) for _, because in wrong_values(known)]
    assert len({because for _, because in told}) == len(told) >= 2


@pytest.mark.parametrize(
    "known", [each for each in ANSWERED if "options" in each], ids=lambda each: each["id"]
)
def test_every_wrong_option_is_explained(known):
    assert {wrong["when"] for wrong in known["wrong"]} == set(known["options"]) - {known["answer"]}
    with pytest.raises(ValueError, match="not one of the answers"):
        feedback(known["id"], "z")


@pytest.mark.parametrize("question_id", COMPUTED)
def test_text_and_numbers_out_of_range_get_a_sentence(question_id):
    known = next(each for each in ANSWERED if each["id"] == question_id)
    with pytest.raises(ValueError, match="is text"):
        feedback(question_id, "about half")
    with pytest.raises(ValueError, match="out of range"):
        feedback(question_id, known["high"] + 1)


def test_a_share_typed_for_a_percentage_is_not_taken_as_right():
    assert not feedback("05-ex-odds", 0.5)[0]
    assert not feedback("05-recall-multiplicity", 0.265)[0]


def test_right_options_are_spread_over_the_letters():
    letters = [each["answer"] for each in ANSWERED if "options" in each]
    assert len(set(letters)) == len(letters)


def test_predictions_say_what_counts_as_right():
    predictions = [each for each in QUESTIONS if each["kind"] == "prediction"]
    assert len(predictions) >= 4
    assert all("options" in each or each["tolerance"] > 0 for each in predictions)
