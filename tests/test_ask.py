"""Predictions, reveals and feedback: what a reader may type, and what never breaks a lesson."""

import json

import numpy as np
import pytest

from helpers import ask as lesson

QUESTIONS = [
    {"id": "t-number", "kind": "prediction", "question": "How many?", "unit": "%", "low": 1, "high": 100, "tolerance": 5},
    {"id": "t-choice", "kind": "prediction", "question": "Which?", "options": {"a": "this", "b": "that"}},
    {"id": "t-belief", "kind": "belief", "question": "How sure?", "unit": "%", "low": 0, "high": 100},
    {
        "id": "t-exercise", "kind": "exercise", "question": "Upper bound?", "unit": "%", "low": 1, "high": 100,
        "answer": 13.9, "tolerance": 0.2, "decimals": 1, "right": "Because.", "otherwise": "Try the bound again.",
        "wrong": [{"when": 15, "because": "That is the rule of three."}, {"when": [0, 1], "because": "Per cent."}],
    },
]  # fmt: skip


@pytest.fixture(autouse=True)
def own_questions_and_progress(monkeypatch, tmp_path):
    monkeypatch.setattr(
        lesson, "questions", lambda folder=None: {q["id"]: q | {"lesson": "t"} for q in QUESTIONS}
    )
    monkeypatch.setattr(lesson, "_in_memory", {})
    monkeypatch.setattr(lesson, "PROGRESS_FILE", tmp_path / ".progress.json")
    monkeypatch.setenv("SMALL_TRIALS_PROGRESS", "on")


def shown(capsys):
    return capsys.readouterr().out


def test_an_empty_prediction_asks_and_writes_nothing(capsys):
    lesson.predict("t-number", guess=None, confidence=None)
    assert "No prediction yet" in shown(capsys)
    assert not lesson.PROGRESS_FILE.exists()


def test_a_prediction_is_recorded_and_comes_back_beside_the_answer(capsys):
    lesson.predict("t-number", guess=40, confidence=70)
    lesson._in_memory.clear()  # as in a new kernel
    lesson.reveal("t-number", 36.2, "It is less.")
    said = shown(capsys)
    assert "You predicted 40 % (70 % sure): right. The answer: 36 %. It is less." in said
    assert lesson.predictions_so_far()["hit"].tolist() == [True]


def test_running_a_cell_twice_gives_the_same_result(capsys):
    lesson.predict("t-choice", guess="A", confidence=60)
    once = shown(capsys)
    lesson.predict("t-choice", guess="A", confidence=60)
    assert shown(capsys) == once
    lesson.reveal("t-choice", "b", "Since.")
    first = shown(capsys)
    lesson.reveal("t-choice", "b", "Since.")
    assert shown(capsys) == first
    assert "not this time" in first


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (0.4, "0.4 is out of range. This asks for a number from 1 to 100 %. Write 40 for 0.4."),
        (140, "140 is out of range"),
        ("40 %", "is text. This asks for a number from 1 to 100 %. Type 40 without quotes or sign."),
        ("12,5", "Type 12.5 without quotes"),
        ("many", "'many' is text"),
        (float("nan"), "is not a number"),
        (True, "is not a number"),
        ([40], "is not a number"),
    ],
)
def test_a_guess_that_cannot_be_used_gets_one_sentence_and_is_not_recorded(capsys, guess, said):
    lesson.predict("t-number", guess=guess, confidence=50)
    assert said in shown(capsys)
    assert lesson.progress() == {}


@pytest.mark.parametrize("confidence", ["high", -1, 101, True, float("nan")])
def test_a_confidence_that_cannot_be_used_gets_one_sentence(capsys, confidence):
    lesson.predict("t-number", guess=40, confidence=confidence)
    assert "how sure you are" in shown(capsys)
    assert lesson.progress() == {}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '"x"', '{"t-number": 3}', '{"t-number": {"guess": "x"}}', '{"gone": {"guess": 1}}',
     '{"t-number": {"guess": 500, "confidence": 50}}', '{"t-number": {"guess": 5, "confidence": "?"}}',
     '{"t-exercise": {"guess": 5, "confidence": 50}}', "\x00\x01"],
)  # fmt: skip
def test_a_progress_file_edited_by_hand_never_breaks_a_lesson(capsys, text):
    lesson.PROGRESS_FILE.write_text(text, encoding="utf-8")
    assert lesson.progress() == {}
    lesson.reveal("t-number", 36, "Because.")
    assert "You made no prediction." in shown(capsys)
    lesson.predict("t-belief", guess=30)
    assert json.loads(lesson.PROGRESS_FILE.read_text(encoding="utf-8"))["t-belief"]["guess"] == 30


def test_a_place_that_cannot_be_written_keeps_predictions_in_memory(monkeypatch, tmp_path):
    monkeypatch.setattr(lesson, "PROGRESS_FILE", tmp_path / "gone" / ".progress.json")
    lesson.predict("t-number", guess=40, confidence=50)
    assert lesson.progress()["t-number"]["guess"] == 40


def test_tests_and_stored_outputs_ignore_the_file(monkeypatch):
    lesson.predict("t-number", guess=40, confidence=50)
    lesson._in_memory.clear()
    monkeypatch.setenv("SMALL_TRIALS_PROGRESS", "off")
    assert lesson.progress() == {}


@pytest.mark.parametrize(
    ("answer", "right", "said"),
    [
        (13.9, True, "Because."),
        (14.0, True, "Because."),
        (15, False, "That is the rule of three."),
        (1, False, "Per cent."),
        (50, False, "Try the bound again."),
    ],
)
def test_feedback_explains(answer, right, said):
    assert lesson.feedback("t-exercise", answer) == (right, said)


def test_a_number_from_numpy_is_an_answer_like_any_other():
    assert lesson.feedback("t-exercise", np.float64(13.9))[0]
    assert lesson.feedback("t-exercise", np.int64(50)) == (False, "Try the bound again.")


@pytest.mark.parametrize("answer", ["13.9 %", 0.139, None, "x"])
def test_an_answer_that_is_no_answer_is_refused_in_words(answer):
    with pytest.raises(ValueError, match=r"."):
        lesson.feedback("t-exercise", answer)


def test_check_shows_the_model_answer_folded_and_never_raises(capsys):
    for answer in (None, 13.9, 15, "13.9 %", [], 0.139):
        lesson.check("t-exercise", answer)
    said = shown(capsys)
    assert "No answer yet." in said
    assert "Not quite. That is the rule of three." in said
    assert "Type 13.9 without quotes or sign." in said


def test_an_unknown_question_suggests_the_nearest():
    with pytest.raises(ValueError, match="Did you mean 't-number'"):
        lesson.predict("t-numbr")


def test_a_reveal_must_name_one_of_the_options():
    with pytest.raises(ValueError, match="is not one of"):
        lesson.reveal("t-choice", "c", "x")


def test_predictions_typed_again_count_and_nonsense_is_refused():
    table = lesson.predictions_so_far(typed_again=[(80, True), (60, False)])
    assert table["confidence"].tolist() == [80, 60]
    for nonsense in ([80], [("80", True)], [(120, True)], [(80, "yes")], [(None, True)]):
        with pytest.raises(ValueError, match="typed-in prediction 1"):
            lesson.predictions_so_far(typed_again=nonsense)


def test_forgetting_asks_first(capsys):
    lesson.predict("t-number", guess=40, confidence=50)
    lesson.forget()
    assert lesson.progress()
    lesson.forget(everything=True)
    assert lesson.progress() == {}
    assert not lesson.PROGRESS_FILE.exists()


def test_real_questions_are_complete():
    """Every question in data/lessons has the fields that its kind needs."""
    for file in (lesson.ROOT / "data" / "lessons").glob("*.json"):
        for row in json.loads(file.read_text(encoding="utf-8")):
            assert row["kind"] in ("prediction", "belief", "exercise", "recall"), row["id"]
            assert row["id"].startswith(file.stem[:2]), row["id"]
            if "options" not in row:
                assert row["low"] < row["high"], row["id"]
            if row["kind"] in ("exercise", "recall"):
                assert row["right"]
                assert row["otherwise"]
                assert len(row["wrong"]) >= 2, row["id"]
                explanations = [wrong["because"] for wrong in row["wrong"]]
                assert len(set(explanations)) == len(explanations), row["id"]
