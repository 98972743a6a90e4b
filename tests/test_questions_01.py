"""Every answer of lesson 01 is recomputed, and every foreseen wrong answer has its own explanation."""

import pytest

from helpers.easi import Region, easi, is_responder
from helpers.fluctuation import decompose
from helpers.lesson import feedback, questions

LESSON = {key: row for key, row in questions().items() if row["lesson"] == "01_background"}
ASKED = {key: row for key, row in LESSON.items() if "answer" in row}
clear = Region(0, 0, 0, 0, area_score=0)
ANSWERS = {
    "01-ex-easi": easi(Region(3, 3, 2, 2, area_percent=75), clear, clear, clear),
    "01-ex-selection": decompose(0.7)["regression to the mean"].iloc[0],
}


def test_all_number_questions_of_the_lesson_are_recomputed():
    assert {key for key, row in ASKED.items() if "options" not in row} == set(ANSWERS)


@pytest.mark.parametrize("key", ANSWERS)
def test_stored_answers_agree_with_the_computed_ones(key):
    assert ASKED[key]["answer"] == pytest.approx(ANSWERS[key], abs=0.05)
    assert feedback(key, float(ANSWERS[key]))[0]


def test_the_right_letter_about_two_people_is_computed():
    d, e = is_responder(16.0, 7.5), is_responder(60.0, 38.0)
    assert (d, e) == (True, False)
    assert feedback("01-ex-response", "d")[0]


@pytest.mark.parametrize("key", ASKED)
def test_the_model_answer_passes(key):
    right, text = feedback(key, ASKED[key]["answer"])
    assert right
    assert text == ASKED[key]["right"]


@pytest.mark.parametrize("key", ASKED)
def test_each_foreseen_wrong_answer_has_its_own_text(key):
    texts = []
    for wrong in ASKED[key]["wrong"]:
        when = wrong["when"]
        value = sum(when) / 2 if isinstance(when, list) else when
        right, text = feedback(key, value)
        assert not right, f"{key}: {value} passes as right"
        assert text == wrong["because"]
        texts.append(text)
    assert len(texts) >= 2
    assert len(set(texts)) == len(texts)
    if "options" in ASKED[key]:
        assert {wrong["when"] for wrong in ASKED[key]["wrong"]} == set(ASKED[key]["options"]) - {
            ASKED[key]["answer"]
        }


@pytest.mark.parametrize("key", LESSON)
def test_an_impossible_answer_gets_a_sentence(key):
    with pytest.raises(ValueError, match=r"\.$"):
        feedback(key, "z" if "options" in LESSON[key] else "about ten")
    if "options" not in LESSON[key]:
        with pytest.raises(ValueError, match="out of range"):
            feedback(key, LESSON[key]["high"] + 1)


def test_a_share_typed_for_points_is_not_right():
    assert not feedback("01-ex-selection", 0.023)[0]
    assert not feedback("01-ex-easi", 0.5)[0]


def test_right_answers_do_not_all_carry_the_same_letter():
    letters = [row["answer"] for row in ASKED.values() if "options" in row]
    assert len(set(letters)) >= 3
