"""Questions that are answered by clicking, answers that wait, and sliders.

Questions live in `data/lessons/<notebook>.json`, one record per question: the text, its options or
its unit and range, the explanation of each likely wrong answer, and the sentence of its reveal with
named gaps. Kinds:

* ``prediction`` - guessed before the computation, with a confidence. The truth is not stored: the
  notebook computes it and hands it to `reveal`; `answer_from` says what gives it ("The model says").
* ``belief`` - a number from 0 to 100 without a true answer, asked again in the synthesis lesson.
* ``exercise`` and ``recall`` - asked with `check`; the model answer and its explanation are stored.

The card (`helpers/page/card.js`) reads what was typed, judges it and chooses the explanation.
Python sends truth, tolerance and texts, and keeps what the card committed in
`notebooks/.progress.json`, or only in memory where that cannot be written or the environment
variable SMALL_TRIALS_PROGRESS is "off" (tests and stored outputs use this).
"""

import json
import numbers
import os
import threading
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from helpers import show
from helpers.arguments import one_of
from helpers.text import counted, fill, of_one

ROOT = Path(__file__).resolve().parents[1]
PROGRESS_FILE = ROOT / "notebooks" / ".progress.json"
HOW_TO_ANSWER = "To answer: Run, Run All Cells, then scroll back up; or read this lesson as a page."
FRAMES_A_SLIDER = 12
KEPT = ("guess", "confidence", "verdict", "truth", "said")

_in_memory = {}  # what could not be, or must not be, written to the file
_keeping = threading.Lock()
_cards = {}  # the live card of each question in this kernel
_truths = {}  # what reveal found, for cards that are shown later
_reveals = {}  # what each reveal shows, to open it when its card commits


# ---------------------------------------------------------------- questions


@cache
def questions():
    """All questions by id, from every JSON file of `data/lessons` that holds a list.

    Raises ValueError naming the file when it is not valid JSON, or when an id is used twice.

    >>> sorted({question["kind"] for question in questions().values()})[0]
    'belief'
    """
    found = {}
    for file in sorted((ROOT / "data" / "lessons").glob("*.json")):
        try:
            rows = json.loads(file.read_text(encoding="utf-8-sig"))
        except json.JSONDecodeError as error:
            raise ValueError(f"{file.name}, line {error.lineno}: not valid JSON ({error.msg})") from None
        for row in rows if isinstance(rows, list) else []:
            if row["id"] in found:
                raise ValueError(f"{file.name}: the question id {row['id']!r} is used twice")
            found[row["id"]] = row | {"lesson": file.stem}
    return found


def question(question_id):
    """One question by its id; an unknown id gets an error that suggests the nearest."""
    return questions()[one_of(question_id, "question id", list(questions()))]


def value_text(known, value):
    """An answer as it is printed: with its decimals and unit, or the option's letter and text.

    >>> value_text({"unit": "%", "decimals": 1}, 26.49), value_text({"options": {"a": "none"}}, "a")
    ('26.5 %', 'a) none')
    >>> value_text({"unit": "results"}, 1369)
    '1,369 results'
    """
    if "options" in known:
        return f"{value}) {known['options'][value]}"
    text = f"{round(float(value), known.get('decimals', 0)) + 0.0:,.{known.get('decimals', 0)}f}"
    return counted(text, known["unit"]) if known.get("unit") else text


def confidence_steps(known):
    """Five steps of confidence in per cent, from chance (100 / options, or 10 for a number) to 99.

    >>> confidence_steps({"options": {"a": "", "b": "", "c": "", "d": ""}}), confidence_steps({})
    ([25, 44, 62, 80, 99], [10, 32, 54, 77, 99])
    """
    chance = 100 / len(known["options"]) if "options" in known else 10
    return [round(chance + (99 - chance) * step / 4) for step in range(5)]


def _margin(known):
    """The sentence that says how near a number must be to be right."""
    if known["kind"] != "prediction" or "tolerance" not in known:
        return ""
    if not known["tolerance"]:
        return "Right means exactly the computed value."
    unit = {"%": "percentage points"}.get(known.get("unit", ""), known.get("unit", ""))
    within = counted(f"{known['tolerance']:g}", unit).strip()
    return f"Right means within {within} of the computed value."


WHO_ANSWERS = "The data say"
"""Where a question does not say in `answer_from` what its answer comes from: a sum, a model, a trial."""


TITLES = {
    "prediction": "Predict first",
    "belief": "What do you think?",
    "recall": "Recall",
    "exercise": "Exercise",
}


def card_data(question_id):
    """What the card of one question is told: text, options or range, texts of feedback, truth if stored."""
    known = question(question_id)
    data = {
        name: known[name] for name in ("id", "kind", "question", "options", "low", "high") if name in known
    }
    data |= {
        "title": TITLES[known["kind"]],
        "unit": known.get("unit", ""),
        "unit_of_one": of_one(known.get("unit", "")),
        "decimals": known.get("decimals", 0),
        "tolerance": known.get("tolerance", 0),
        "margin": _margin(known),
        "steps": confidence_steps(known) if known["kind"] == "prediction" else [],
        "answer_from": known.get("answer_from", WHO_ANSWERS),
        "right": known.get("right", ""),
        "wrong": known.get("wrong", []),
        "otherwise": known.get("otherwise", ""),
        "plain": f"{known['question']} {HOW_TO_ANSWER}",
    }
    if "answer" in known:
        data |= {"truth": known["answer"], "truth_text": value_text(known, known["answer"])}
    return data


# ---------------------------------------------------------------- what the reader committed to


def _saving():
    return os.environ.get("SMALL_TRIALS_PROGRESS") != "off"


def _stored():
    try:
        stored = json.loads(PROGRESS_FILE.read_text(encoding="utf-8")) if _saving() else {}
    except (OSError, ValueError):
        stored = {}
    return stored if isinstance(stored, dict) else {}


def _is_number(value, low, high):
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _sound(question_id, entry):
    """Whether a stored answer is usable: anything else in the file is ignored, never an error."""
    if question_id not in questions() or not isinstance(entry, dict):
        return False
    known, guess, confidence = questions()[question_id], entry.get("guess"), entry.get("confidence")
    if not (confidence is None or _is_number(confidence, 0, 100)):
        return False
    if "options" in known:
        return isinstance(guess, str) and guess in known["options"]
    return _is_number(guess, known["low"], known["high"])


def progress():
    """Everything committed so far: a dict from question id to guess, confidence, verdict and truth.

    A missing, unreadable or hand-edited file gives what can still be used, never an error.
    """
    return {key: entry for key, entry in (_stored() | _in_memory).items() if _sound(key, entry)}


def _write(entries):
    """Whether the file could be written; the kernel keeps what could not."""
    partial = PROGRESS_FILE.with_suffix(f".{os.getpid()}.partial")
    try:
        partial.write_text(json.dumps(entries, indent=1), encoding="utf-8")
        partial.replace(PROGRESS_FILE)
    except OSError:
        return False
    return True


def _remember(question_id, state):
    """Keep one answer (None: take it back). The file is read again first: another lesson may be open.

    What could not be written before is written with it. JupyterLab may answer two cards in two threads of one kernel.
    """
    entry = (
        {} if state is None else {question_id: show.plain_values({name: state.get(name) for name in KEPT})}
    )
    with _keeping:
        _in_memory.pop(question_id, None)
        _in_memory.update(entry)
        entries = {key: kept for key, kept in _stored().items() if key != question_id} | _in_memory
        if _saving() and _write(entries):
            _in_memory.clear()


def said(question_id):
    """The guess that the reader committed to, or None: for lessons that go on from it."""
    question(question_id)
    return progress().get(question_id, {}).get("guess")


def forget():
    """Delete every recorded answer, in the file, in this kernel and on the cards that it shows."""
    _in_memory.clear()
    if _saving():
        try:
            PROGRESS_FILE.unlink(missing_ok=True)
        except OSError:
            _write({})
    for card in _cards.values():
        card.state = {}
    for question_id in _reveals:
        _show_reveal(question_id, update=True)


def start_over():
    """Show the button that deletes every recorded answer, after asking once more."""

    def deleted(state):
        if state.get("deleted"):
            forget()

    words = "Your guesses are kept on this computer only. Start over deletes all of them."
    data = {"words": words, "plain": words}
    show.component("start_over", data, show.from_template("sentence", text=words), on_state=deleted)


def calibration():
    """Show every prediction with guess, answer and how far, and confidence against how often right.

    In JupyterLab it shows what was committed when the cell ran; the plain pages keep it up to date.
    """
    kept = ("id", "question", "unit", "unit_of_one", "decimals", "options")
    asked = [card_data(key) for key, known in questions().items() if known["kind"] == "prediction"]
    words = "Your predictions appear here after you have answered some (in JupyterLab: run this cell again)."
    data = {
        "questions": [{name: card[name] for name in kept if name in card} for card in asked],
        "answers": progress(),
        "plain": words,
    }
    show.component("calibration", data, show.from_template("sentence", text=words))


_votes = {}


def vote(question, options, time):
    """Show raised hands for each answer as bars (kept for the session only): those `time` "before" or "after" it.

    `options` is a dict from letter to answer. The vote after the session shows the hands before it, too; both
    places share them. The twin is a form to fill in on paper.
    """
    one_of(time, "time", ["before", "after"])
    data = {"question": question, "options": options, "time": time, "plain": question}

    def share(hands):
        for each in _votes.values():
            each.state = hands

    known = next((each.state for each in _votes.values()), None)
    widget = show.component("vote", data, show.from_template("vote", **data), known, share)
    if widget is not None:
        _votes[time] = widget


# ---------------------------------------------------------------- cards and reveals


def predict(question_id):
    """Show the card of a prediction or a belief: the reader commits, then the answer opens."""
    _card(question_id, ("prediction", "belief"), "predict")


def check(question_id):
    """Show the card of an exercise or a recall question, with an explanation for each likely answer."""
    _card(question_id, ("exercise", "recall"), "check")


def _card(question_id, kinds, caller):
    known = question(question_id)
    if known["kind"] not in kinds:
        raise ValueError(
            f"{caller}({question_id!r}): its kind is {known['kind']!r}, and this shows {kinds[0]} or {kinds[1]}"
        )
    data = card_data(question_id)
    twin = show.from_template("card", **data, how=HOW_TO_ANSWER)
    live = data | _truths.get(question_id, {})
    # The stored output must not hold a truth that only `reveal` may tell: it is sent to the widget alone.
    widget = show.component(
        "card", data, twin, progress().get(question_id), lambda state: _committed(question_id, state)
    )
    if widget is not None:
        widget.data = show.plain_values(live)
        _cards[question_id] = widget


def _committed(question_id, state):
    """What happens when a card changes: keep the answer, and open the reveal that belongs to it."""
    if state.get("guess") is not None:
        _remember(question_id, state)
    elif question_id in _stored() or question_id in _in_memory:
        _remember(question_id, None)
    if question_id in _reveals:
        _show_reveal(question_id, state, update=True)


def reveal(question_id, truth, *shown, interval=None, **gaps):
    """Show the answer of a prediction, closed until the reader committed or opens it.

    `truth` is the computed answer in the question's unit (a letter for a choice); `shown` are
    Pictures, Tables or sentences in order; `gaps` fill the sentence that is stored with the question
    (see `text.fill`). `interval` (low, high) is drawn beside the guess on the card's number line.
    Works before, after and without its card.
    """
    known = question(question_id)
    if "options" in known:
        one_of(truth, f"the truth of {question_id!r}", list(known["options"]))
    sentence = fill(known.get("reveal", ""), **gaps)
    answer = {
        "truth": truth,
        "truth_text": value_text(known, truth),
        "sentence": sentence,
        "interval": interval,
    }
    if isinstance(truth, numbers.Real):
        answer["truth"] = float(f"{float(truth):.9g}")  # the last bits differ between processors
    _truths[question_id] = show.plain_values(answer)
    blocks = [show.block_html(item) for item in shown]
    _reveals[question_id] = {"blocks": blocks, **_truths[question_id]}
    _show_reveal(question_id, progress().get(question_id))
    if question_id in _cards:
        _cards[question_id].data = {**_cards[question_id].data, **_truths[question_id]}


def _show_reveal(question_id, state=None, update=False):
    state = state or {}
    block = show.from_template(
        "reveal",
        id=question_id,
        said=state.get("said") or "",
        answer_from=question(question_id).get("answer_from", WHO_ANSWERS),
        is_open=state.get("guess") is not None or bool(state.get("skipped")),
        **_reveals[question_id],
    )
    data = {"id": question_id} | _truths[question_id]
    show.html(block, "The answer opens when its card is answered.", f"reveal-{question_id}", update, data)


# ---------------------------------------------------------------- sliders


@dataclass(frozen=True)
class Slider:
    """One slider: what it changes (label with unit), its range, step and starting value."""

    label: str
    low: float
    high: float
    step: float
    start: float

    def positions(self):
        """At most FRAMES_A_SLIDER values on the slider's grid, evenly spread, with the start among them.

        >>> len(Slider("True rate (%)", 0, 50, 1, 17).positions())
        12
        """
        steps = round((self.high - self.low) / self.step)
        chosen = (
            {round(place * steps / (FRAMES_A_SLIDER - 2)) for place in range(FRAMES_A_SLIDER - 1)}
            if steps >= FRAMES_A_SLIDER
            else range(steps + 1)
        )
        whole = all(float(value).is_integer() for value in (self.low, self.step))
        values = {round(self.low + self.step * place, 10) for place in chosen} | {self.start}
        return sorted(int(value) if whole else float(value) for value in values)


def control(function, **sliders):
    """Show the Picture that `function(**values)` returns, with one slider per argument beside it.

    The picture's caption is the sentence with live numbers. A value that `function` refuses gets
    its one sentence in place of the picture. For the plain pages (environment variable
    SMALL_TRIALS_FRAMES=1) the output carries up to twelve pictures along each slider. Example::

        ask.control(power_picture, difference=Slider("True difference (points)", 0, 50, 1, 15))
    """
    start = {name: slider.start for name, slider in sliders.items()}

    def frame(values, dpi=160, colours=128):
        try:
            drawn = show.picture_data(function(**values), dpi, colours)
        except ValueError as trouble:
            drawn = {"src": "", "alt": "", "caption": str(trouble), "width": 0, "height": 0}
        return {"values": values} | drawn

    first = frame(start)
    data = {
        "sliders": [{"name": name} | asdict(slider) for name, slider in sliders.items()],
        "start": start,
        "plain": first["alt"] or first["caption"],
    }
    if os.environ.get("SMALL_TRIALS_FRAMES") == "1":
        data["frames"] = [
            frame(start | {name: value}, dpi=110, colours=48)
            for name, slider in sliders.items()
            for value in slider.positions()
        ]

    def moved(state):
        values = start | {name: value for name, value in state.get("values", {}).items() if name in start}
        if widget.data["frame"]["values"] != values:
            widget.data = {**widget.data, "frame": show.plain_values(frame(values))}

    twin = show.from_template("picture", **first) if first["src"] else show.block_html(first["caption"])
    widget = show.component("slider", data, twin, on_state=moved)
    if widget is not None:
        widget.data = show.plain_values(data | {"frame": first})
