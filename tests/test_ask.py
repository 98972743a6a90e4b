"""Questions, answers that wait, and what is kept: whatever the order, and whatever stands in the file."""

import json
import threading

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.figure import Figure

from helpers import ask, show

QUESTIONS = [
    {
        "id": "number",
        "kind": "prediction",
        "question": "How many <people>?",
        "unit": "%",
        "low": 1,
        "high": 100,
        "tolerance": 5,
        "decimals": 1,
        "reveal": "It is {share:percent0} of {n}.",
    },
    {"id": "choice", "kind": "prediction", "question": "Which?", "options": {"a": "this", "b": "that"}},
    {"id": "belief", "kind": "belief", "question": "How sure?", "unit": "%", "low": 0, "high": 100},
    {
        "id": "exercise",
        "kind": "exercise",
        "question": "Upper bound?",
        "unit": "%",
        "low": 1,
        "high": 100,
        "answer": 13.9,
        "tolerance": 0.2,
        "decimals": 1,
        "right": "Because.",
        "otherwise": "Try again.",
        "wrong": [{"when": 15, "because": "That is the rule of three."}],
    },
]
COMMITTED = {"guess": 30, "confidence": 54, "verdict": "wrong", "truth": 36.2, "said": "You said 30 %."}


@pytest.fixture(autouse=True)
def shown(monkeypatch, tmp_path):
    """A fresh kernel with its own questions and progress file; the list of what was displayed."""
    asked = {row["id"]: row | {"lesson": "t"} for row in QUESTIONS}
    monkeypatch.setattr(ask, "questions", lambda: asked)
    monkeypatch.setattr(ask, "PROGRESS_FILE", tmp_path / ".progress.json")
    monkeypatch.setenv("SMALL_TRIALS_PROGRESS", "on")
    fresh_kernel(monkeypatch)
    bundles = []

    def keep(name, bundle):
        if "text/html" in bundle:  # not the live face, which a stored notebook does not have
            bundles.append((name, bundle))

    for name in ("display", "update_display"):
        monkeypatch.setattr(show, name, lambda bundle, name=name, **options: keep(name, bundle))
    return bundles


def fresh_kernel(monkeypatch):
    for name in ("_in_memory", "_cards", "_truths", "_reveals"):
        monkeypatch.setattr(ask, name, {})


def soup(bundle):
    return BeautifulSoup(bundle["text/html"], "html.parser")


def commit(question_id, **changes):
    """What a card does when the reader commits."""
    ask._cards[question_id].state = COMMITTED | changes


# ---------------------------------------------------------------- what is shown


def test_the_twin_of_a_prediction_is_a_readable_card(shown):
    ask.predict("choice")
    words = soup(shown[0][1]).get_text(" ")
    for part in ("Which?", "a) this", "b) that", ask.HOW_TO_ANSWER):
        assert part in words
    ask.predict("number")
    words = soup(shown[1][1]).get_text(" ")
    assert "How many <people>?" in words
    assert "from 1 to 100 %" in words
    assert "within 5 percentage points" in words


def test_an_exercise_holds_its_model_answer_folded_and_its_plain_text_does_not(shown):
    ask.check("exercise")
    bundle = shown[0][1]
    folded = soup(bundle).find("details")
    assert "13.9 %. Because." in folded.text
    assert not folded.has_attr("open")
    assert "13.9" not in bundle["text/plain"]


def test_a_reveal_is_one_closed_fold_with_answer_sentence_pictures_and_tables(shown):
    figure = Figure(figsize=(3, 2))
    picture, table = show.Picture(figure, "Caption.", "Words."), show.Table(pd.DataFrame({"x": [1]}), "One")
    ask.reveal("number", np.float64(36.2), picture, table, "And so.", share=0.362, n=np.int64(72))
    bundle = shown[0][1]
    (fold,) = soup(bundle).find_all(True, recursive=False)
    assert (fold.name, fold["data-reveal"], fold.has_attr("open")) == ("details", "number", False)
    for part in ("The data say: 36.2 %.", "It is 36 % of 72.", "Caption.", "And so."):
        assert part in fold.get_text(" ")
    assert fold.find("table")
    assert "36" not in bundle["text/plain"]


def test_a_reveal_names_what_its_answer_comes_from(shown, monkeypatch):
    known = ask.question("number") | {"answer_from": "The sum says"}
    monkeypatch.setattr(ask, "question", lambda name: known)
    ask.reveal("number", 36.2, share=0.362, n=72)
    assert "The sum says: 36.2 %." in soup(shown[0][1]).text
    assert ask.card_data("number")["answer_from"] == "The sum says"


def test_no_stored_card_of_a_prediction_holds_the_truth_in_whatever_order(shown):
    ask.reveal("number", 36.2, share=0.362, n=72)
    ask.predict("number")
    card = shown[1][1]
    assert "truth" not in card[show.COMPONENT]["data"]
    assert "36.2" not in card["text/html"] + card["text/plain"]
    assert ask._cards["number"].data["truth"] == 36.2


def test_the_truth_reaches_a_card_that_was_shown_before():
    ask.predict("number")
    assert "truth" not in ask._cards["number"].data
    ask.reveal("number", 36.2, interval=(20, 50), share=0.362, n=72)
    data = ask._cards["number"].data
    assert (data["truth"], data["truth_text"], data["interval"]) == (36.2, "36.2 %", [20, 50])


@pytest.mark.parametrize("call", [lambda: ask.predict("exercise"), lambda: ask.check("number")])
def test_the_wrong_kind_of_question_is_named(call):
    with pytest.raises(ValueError, match="its kind is"):
        call()


def test_an_unknown_question_suggests_the_nearest_and_a_truth_must_be_an_option():
    with pytest.raises(ValueError, match="Did you mean 'number'"):
        ask.predict("numbr")
    with pytest.raises(ValueError, match="the truth of 'choice' is 'c'"):
        ask.reveal("choice", "c")


def test_a_gap_without_a_value_is_named():
    with pytest.raises(ValueError, match="gap 'n' that got no value"):
        ask.reveal("number", 36.2, share=0.362)


def test_confidence_starts_at_chance():
    assert ask.card_data("choice")["steps"] == [50, 62, 74, 87, 99]
    assert ask.card_data("number")["steps"][0] == 10
    assert ask.card_data("belief")["steps"] == []


# ---------------------------------------------------------------- what is kept


def test_a_commit_is_kept_opens_its_reveal_and_comes_back_in_a_new_kernel(shown, monkeypatch):
    ask.predict("number")
    ask.reveal("number", 36.2, share=0.362, n=72)
    commit("number")
    name, bundle = shown[-1]
    assert name == "update_display"
    assert soup(bundle).find("details").has_attr("open")
    assert soup(bundle).find(attrs={"data-said": True}).text == "You said 30 %."
    fresh_kernel(monkeypatch)
    assert ask.said("number") == 30
    ask.predict("number")
    assert ask._cards["number"].state["guess"] == 30
    kept = ask.progress()["number"]
    known = {name: kept[name] for name in ("guess", "confidence", "truth", "verdict")}
    assert known == {"guess": 30, "confidence": 54, "truth": 36.2, "verdict": "wrong"}


def test_running_everything_reveals_nothing(shown):
    for _ in range(2):
        ask.predict("number")
        ask.reveal("number", 36.2, share=0.362, n=72)
    assert not any(soup(bundle).find("details", open=True) for _, bundle in shown)
    assert ask.progress() == {}


def test_showing_without_guessing_opens_and_keeps_nothing(shown):
    ask.predict("number")
    ask.reveal("number", 36.2, share=0.362, n=72)
    ask._cards["number"].state = {"skipped": True}
    assert soup(shown[-1][1]).find("details").has_attr("open")
    assert ask.progress() == {}
    assert ask.said("number") is None


def test_an_answer_taken_back_is_gone():
    ask.predict("belief")
    commit("belief", verdict="noted", confidence=None, truth=None)
    assert ask.said("belief") == 30
    ask._cards["belief"].state = {}
    assert ask.said("belief") is None


def test_two_open_lessons_do_not_undo_each_other(monkeypatch):
    ask.predict("number")
    here = ask._cards
    commit("number")
    fresh_kernel(monkeypatch)  # the other lesson's kernel
    ask.predict("choice")
    commit("choice", guess="a")
    assert set(ask.progress()) == {"number", "choice"}
    ask.forget()
    here["number"].state = {}  # the first lesson is still open and knows nothing of it
    ask._remember("belief", COMMITTED)
    assert set(ask.progress()) == {"belief"}


def test_forgetting_resets_the_cards_and_closes_the_reveals(shown):
    ask.predict("number")
    ask.reveal("number", 36.2, share=0.362, n=72)
    commit("number")
    ask.forget()
    assert ask._cards["number"].state == {}
    assert not soup(shown[-1][1]).find("details").has_attr("open")
    assert not ask.PROGRESS_FILE.exists()
    ask.forget()


def test_start_over_forgets_only_when_the_reader_has_said_so(monkeypatch):
    made = []
    component = show.component
    monkeypatch.setattr(show, "component", lambda *a, **k: made.append(component(*a, **k)) or made[-1])
    ask._remember("number", COMMITTED)
    ask.start_over()
    (button,) = made
    button.state = {"asked": True}
    assert ask.said("number") == 30
    button.state = {"deleted": True}
    assert ask.said("number") is None


def test_both_votes_share_their_hands(monkeypatch):
    monkeypatch.setattr(ask, "_votes", {})
    ask.vote("How likely?", {"a": "likely"}, "before")
    ask._votes["before"].state = {"before": {"a": 3}}
    ask.vote("How likely?", {"a": "likely"}, "after")
    first, second = ask._votes["before"], ask._votes["after"]
    assert second.state == {"before": {"a": 3}}
    second.state = {"before": {"a": 3}, "after": {"a": 2}}
    assert first.state == second.state
    first.state = {}
    assert second.state == {}
    with pytest.raises(ValueError, match="time is 'later'"):
        ask.vote("How likely?", {"a": "likely"}, "later")


def test_numbers_of_numpy_are_numbers():
    ask._remember("number", COMMITTED | {"guess": np.int64(30), "truth": np.float64(36.2)})
    assert json.loads(ask.PROGRESS_FILE.read_text(encoding="utf-8"))["number"]["guess"] == 30


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '"x"',
        "null",
        '{"number": 3}',
        '{"number": {"guess": "x"}}',
        '{"number": {"guess": true}}',
        '{"gone": {"guess": 1}}',
        '{"number": {"guess": 500}}',
        '{"number": {"guess": 5, "confidence": "?"}}',
        '{"number": {"guess": 5, "confidence": 500}}',
        '{"choice": {"guess": "z"}}',
        '{"choice": {"guess": ["a"]}}',
        '{"number": {"confidence": 50}}',
        '{"number": {"guess": NaN}}',
        "\x00\x01",
    ],
)
def test_a_progress_file_edited_by_hand_never_breaks_a_lesson(text):
    ask.PROGRESS_FILE.write_text(text, encoding="utf-8")
    assert ask.progress() == {}
    ask.predict("number")
    ask.reveal("number", 36.2, share=0.362, n=72)
    commit("number")
    assert ask.said("number") == 30


def test_a_place_that_cannot_be_written_keeps_answers_in_memory(monkeypatch, tmp_path):
    monkeypatch.setattr(ask, "PROGRESS_FILE", tmp_path / "gone" / ".progress.json")
    ask.predict("number")
    commit("number")
    assert ask.said("number") == 30
    ask.forget()
    assert ask.said("number") is None


def test_what_could_not_be_written_is_written_with_the_next_answer(monkeypatch):
    write = ask._write
    monkeypatch.setattr(ask, "_write", lambda entries: False)
    ask._remember("number", COMMITTED)
    monkeypatch.setattr(ask, "_write", write)
    ask._remember("choice", COMMITTED | {"guess": "a"})
    fresh_kernel(monkeypatch)
    assert set(ask.progress()) == {"number", "choice"}


def test_answers_that_arrive_in_many_threads_at_once_are_all_kept(monkeypatch):
    names = [f"question-{place}" for place in range(8)]
    starts = threading.Barrier(len(names))

    def remember(name):
        starts.wait()
        for _ in range(20):
            ask._remember(name, COMMITTED)

    threads = [threading.Thread(target=remember, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(json.loads(ask.PROGRESS_FILE.read_text(encoding="utf-8"))) == set(names)
    assert ask._in_memory == {}


def test_tests_and_stored_outputs_ignore_the_file(monkeypatch):
    ask._remember("number", COMMITTED)
    monkeypatch.setenv("SMALL_TRIALS_PROGRESS", "off")
    assert ask.progress() == {}
    ask._remember("choice", COMMITTED | {"guess": "a"})
    assert set(ask.progress()) == {"choice"}
    monkeypatch.setenv("SMALL_TRIALS_PROGRESS", "on")
    assert set(json.loads(ask.PROGRESS_FILE.read_text(encoding="utf-8"))) == {"number"}


# ---------------------------------------------------------------- sliders


def test_a_slider_asks_python_for_each_picture_and_a_refused_value_gets_its_sentence(monkeypatch):
    made = []
    component = show.component
    monkeypatch.setattr(show, "component", lambda *a, **k: made.append(component(*a, **k)) or made[-1])

    def draw(rate):
        if rate > 8:
            raise ValueError("rate is above 8: choose 8 or less")
        return show.Picture(Figure(figsize=(3, 2)), f"Rate {rate}.", f"At {rate}.")

    ask.control(draw, rate=ask.Slider("Rate", 0, 10, 1, 5))
    (widget,) = made
    assert widget.data["frame"]["caption"] == "Rate 5."
    widget.state = {"values": {"rate": 7, "other": 3}}
    assert widget.data["frame"]["alt"] == "At 7."
    widget.state = {"values": {"rate": 9}}
    assert (widget.data["frame"]["src"], widget.data["frame"]["caption"]) == (
        "",
        "rate is above 8: choose 8 or less",
    )
    assert widget.data["frame"]["values"] == {"rate": 9}


def test_real_questions_have_what_their_kind_needs(monkeypatch):
    monkeypatch.undo()
    for name, row in ask.questions().items():
        assert row["kind"] in ask.TITLES, name
        assert ("options" in row) or row["low"] < row["high"], name
        assert not any(option.endswith(".") for option in row.get("options", {}).values()), (
            name
        )  # the card adds one
        if row["kind"] in ("exercise", "recall"):
            lacking = [part for part in ("right", "wrong") if not row.get(part)]
            assert lacking == [], f"{name} lacks {', '.join(lacking)}"
            explanations = [wrong["because"] for wrong in row["wrong"]]
            assert len(set(explanations)) == len(explanations) >= 2, (
                f"{name}: two different explanations are the least"
            )
