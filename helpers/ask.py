"""Predict, reveal, check: the reader commits to an answer before seeing one.

Questions live in `data/lessons/<lesson>.json`, one object per question, so that each text,
its model answer and the explanation of each likely wrong answer can be tested. Three kinds:

* ``prediction`` - a number (or a letter) guessed before the computation, with a confidence.
  The truth is not stored: the notebook computes it and hands it to `reveal`.
* ``belief`` - a number from 0 to 100 without a true answer, asked again in the last lesson.
* ``exercise`` and ``recall`` - answered with `check`, which explains right and wrong answers.

Predictions are kept in `notebooks/.progress.json`, or only in memory where that cannot be written
or the environment variable SMALL_TRIALS_PROGRESS is "off" (tests and stored outputs use this).

Sliders that redraw a picture, each with a label, a readable value and keyboard use.

A control is an extra: the same picture always stands beside it as a static twin, because stored
notebooks, exports and phones show no sliders.
"""

import html
import json
import numbers
import os
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import ipywidgets
import numpy as np
import pandas as pd
from IPython.display import display

from helpers.arguments import one_of, whole_number
from helpers.show import _card, say, show
from helpers.statistics.one_group import proportion_interval

ROOT = Path(__file__).resolve().parents[1]


PROGRESS_FILE = ROOT / "notebooks" / ".progress.json"


_in_memory = {}


@cache
def questions(folder=None):
    """All questions by id, from every JSON file in `data/lessons`.

    Raises ValueError naming the file when it is not valid JSON, or when an id is used twice.

    >>> sorted({question["kind"] for question in questions().values()})[0]
    'belief'
    """
    found = {}
    for file in sorted(Path(folder or ROOT / "data" / "lessons").glob("*.json")):
        try:
            rows = json.loads(file.read_text(encoding="utf-8-sig"))
        except json.JSONDecodeError as error:
            raise ValueError(f"{file.name}, line {error.lineno}: not valid JSON ({error.msg})") from None
        for row in rows:
            if row["id"] in found:
                raise ValueError(f"{file.name}: the question id {row['id']!r} is used twice")
            found[row["id"]] = row | {"lesson": file.stem}
    return found


def question(question_id):
    """One question by its id; an unknown id gets an error that suggests the nearest.

    >>> question("belief-works")["kind"]
    'belief'
    """
    return questions()[one_of(question_id, "question id", list(questions()))]


# ---------------------------------------------------------------- what the reader committed to


def _writable():
    return os.environ.get("SMALL_TRIALS_PROGRESS") != "off"


def _sound(question_id, entry):
    """Whether a stored prediction is usable: anything else in the file is ignored, never an error."""
    if question_id not in questions() or not isinstance(entry, dict):
        return False
    guess, confidence = entry.get("guess"), entry.get("confidence")
    known = questions()[question_id]
    if known["kind"] not in ("prediction", "belief"):
        return False
    return _problem(known, guess) is None and guess is not None and _confidence_problem(confidence) is None


def progress():
    """Everything predicted so far: a dict from question id to guess, confidence and outcome.

    A missing, unreadable or hand-edited file gives what can still be used, never an error.
    """
    stored = {}
    if _writable():
        try:
            stored = json.loads(PROGRESS_FILE.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            stored = {}
    stored = stored if isinstance(stored, dict) else {}
    return {key: entry for key, entry in (stored | _in_memory).items() if _sound(key, entry)}


def _remember(question_id, entry):
    _in_memory[question_id] = entry
    if not _writable():
        return
    partial = PROGRESS_FILE.with_suffix(".partial")
    try:
        partial.write_text(json.dumps(progress(), indent=1), encoding="utf-8")
        partial.replace(PROGRESS_FILE)
    except OSError:
        pass  # read-only checkout: the running kernel still remembers


def _is_number(value):
    return isinstance(value, numbers.Real) and not isinstance(value, bool) and value == value


def _problem(known, guess):
    """Why a guess cannot be used, in one sentence; None if it can (or if there is none yet)."""
    if guess is None:
        return None
    if "options" in known:
        letters = ", ".join(known["options"])
        if isinstance(guess, str) and guess.strip().lower() in known["options"]:
            return None
        return f"{guess!r} is not one of the answers. Type one letter in quotes: {letters}."
    low, high, unit = known["low"], known["high"], known.get("unit", "")
    wanted = f"a number from {low:g} to {high:g}{' ' + unit if unit else ''}"
    if isinstance(guess, str):
        bare = guess.strip().rstrip("%").strip().replace(",", ".")
        hint = f" Type {bare} without quotes or sign." if bare.replace(".", "", 1).isdigit() else ""
        return f"{guess!r} is text. This asks for {wanted}.{hint}"
    if not _is_number(guess):
        return f"{guess!r} is not a number. This asks for {wanted}."
    if not low <= guess <= high:
        as_percent = unit == "%" and 0 < guess < low
        return f"{guess:g} is out of range. This asks for {wanted}." + (
            f" Write {100 * guess:g} for {guess:g}." if as_percent else ""
        )
    return None


def _confidence_problem(confidence):
    if confidence is None:
        return None
    wanted = "a number from 0 to 100 (how sure you are, in %)"
    if not _is_number(confidence):
        return f"The confidence {confidence!r} is not a number. It should be {wanted}."
    if not 0 <= confidence <= 100:
        return f"The confidence {confidence:g} is out of range. It should be {wanted}."
    return None


def _shown(known, value):
    if "options" in known:
        return f"{value}) {known['options'][value]}"
    text = f"{value:.{known.get('decimals', 0)}f}" if _is_number(value) else str(value)
    return f"{text} {known['unit']}" if known.get("unit") else text


def _options(known):
    if "options" not in known:
        return ""
    items = "".join(f"<li>{key}) {html.escape(text)}</li>" for key, text in known["options"].items())
    return f'<ul style="list-style:none;padding-left:1em">{items}</ul>'


def _normal(known, guess):
    return guess.strip().lower() if "options" in known else float(guess)


def predict(question_id, guess=None, confidence=None):
    """Ask for a prediction, or record the one typed in.

    `guess` is a number (a letter in quotes for a choice); `confidence` is how sure the reader is, in
    per cent, that it is right (for numbers: within the tolerance that the card names). Without a
    guess the card only asks and nothing is written. A guess that cannot be used gets one sentence.
    """
    known = question(question_id)
    asked = f"<p>{html.escape(known['question'])}</p>{_options(known)}"
    trouble = _problem(known, guess) or _confidence_problem(confidence)
    sure = "" if known["kind"] == "belief" else " and how sure you are (0 to 100) in place of the second"
    margin = ""
    if known["kind"] == "prediction" and "tolerance" in known:
        unit = {"%": " percentage points", "": ""}.get(known.get("unit", ""), f" {known.get('unit')}")
        unit = unit.removesuffix("s") if known["tolerance"] == 1 else unit
        margin = f" Right means within {known['tolerance']:g}{unit} of the computed value."
        if not known["tolerance"]:
            margin = " Right means exactly the computed value."
    if guess is None:
        body = f"{asked}<p>No prediction yet. Put your answer in place of <code>None</code>{sure}, then run.{margin}</p>"
        _card("question", "Predict first", body, "No prediction yet.")
        return
    if trouble:
        _card(
            "question",
            "Predict first",
            f"{asked}<p>{html.escape(trouble)} Nothing was recorded.</p>",
            trouble,
        )
        return
    guess = _normal(known, guess)
    _remember(question_id, {"guess": guess, "confidence": confidence})
    how_sure = f", {confidence:g} % sure" if confidence is not None else ""
    noted = f"Recorded: {_shown(known, guess)}{how_sure}."
    _card("question", "Predict first", f"{asked}<p>{html.escape(noted)}{margin}</p>", noted)


def is_hit(known, guess, truth):
    """Whether a prediction was right: the same letter, or within the question's tolerance.

    >>> is_hit({"tolerance": 5}, 40, 36.2), is_hit({"options": {"a": "", "b": ""}}, "a", "b")
    (True, False)
    """
    if "options" in known:
        return guess == truth
    return abs(guess - truth) <= known.get("tolerance", 0) + 1e-9


def reveal(question_id, truth, explanation):
    """Set the reader's prediction beside the computed answer, and say what it means.

    `truth` is the computed answer in the question's unit (a letter for a choice); `explanation` is a
    sentence written by the notebook from computed values. Works without a prediction too.
    """
    known = question(question_id)
    if "options" in known and truth not in known["options"]:
        raise ValueError(f"reveal {question_id!r}: {truth!r} is not one of {list(known['options'])}")
    entry = progress().get(question_id)
    answer = f"The answer: {_shown(known, truth)}."
    if entry is None:
        said = "You made no prediction."
    else:
        hit = is_hit(known, entry["guess"], truth)
        _remember(question_id, {**entry, "truth": truth, "hit": bool(hit)})
        how_sure = f" ({entry['confidence']:g} % sure)" if entry["confidence"] is not None else ""
        said = (
            f"You predicted {_shown(known, entry['guess'])}{how_sure}: {'right' if hit else 'not this time'}."
        )
    asked = f"<p><em>{html.escape(known['question'])}</em></p>"
    body = f"{asked}<p>{html.escape(said)} {html.escape(answer)}</p><p>{html.escape(explanation)}</p>"
    _card("reveal", "What the data say", body, f"{said} {answer} {explanation}")


def feedback(question_id, answer):
    """The explanation that an answer gets: (is it right, text). Used by `check` and by the tests.

    Raises ValueError with one plain sentence when the answer cannot be an answer (wrong type, range).
    """
    known = question(question_id)
    trouble = _problem(known, answer)
    if trouble or answer is None:
        raise ValueError(trouble or "no answer yet")
    answer = _normal(known, answer)
    if is_hit(known, answer, known["answer"]):
        return True, known["right"]
    for wrong in known["wrong"]:
        when = wrong["when"]
        if answer == when or (isinstance(when, list) and when[0] <= answer <= when[1]):
            return False, wrong["because"]
    if known.get("unit") in ("%", "points") and is_hit(known, 100 * answer, known["answer"]):
        return False, f"Right as a share. This asks for {known['unit']}: multiply by 100."
    return False, known["otherwise"]


def check(question_id, answer=None):
    """Ask an exercise or recall question, or explain the answer typed in.

    Without an answer the card asks, with the model answer folded beneath. With one, it says whether
    it is right and why; foreseen wrong answers each have their own explanation.
    """
    known = question(question_id)
    title = "Recall" if known["kind"] == "recall" else "Exercise"
    asked = f"<p>{html.escape(known['question'])}</p>{_options(known)}"
    model = (
        "<details><summary>Model answer</summary>"
        f"<p>{html.escape(_shown(known, known['answer']))}. {html.escape(known['right'])}</p></details>"
    )
    if answer is None:
        body = f"{asked}<p>Put your answer in place of <code>None</code>, then run.</p>{model}"
        _card("question", title, body, "No answer yet.")
        return
    try:
        right, why = feedback(question_id, answer)
    except ValueError as trouble:
        _card("question", title, f"{asked}<p>{html.escape(str(trouble))}</p>{model}", str(trouble))
        return
    verdict = "Right." if right else "Not quite."
    given = f"Your answer: {_shown(known, _normal(known, answer))}."
    body = f"{asked}<p>{html.escape(given)} <strong>{verdict}</strong> {html.escape(why)}</p>{model}"
    _card("question", title, body, f"{given} {verdict} {why}")


def predictions_so_far(typed_again=None):
    """Every prediction with its outcome, as a DataFrame (question_id, guess, confidence, truth, hit).

    `typed_again` accepts predictions from a session that kept nothing (Binder): a list of tuples
    `(confidence in %, was it right)`. Predictions without a confidence or an outcome are left out.
    """
    rows = [
        {"question_id": key, **{name: entry.get(name) for name in ("guess", "confidence", "truth", "hit")}}
        for key, entry in sorted(progress().items())
        if entry.get("confidence") is not None and entry.get("hit") in (True, False)
    ]
    for place, pair in enumerate(typed_again or [], start=1):
        if not (isinstance(pair, (tuple, list)) and len(pair) == 2):
            raise ValueError(
                f"typed-in prediction {place} is {pair!r}: write (confidence in %, True or False)"
            )
        confidence, hit = pair
        if confidence is None or _confidence_problem(confidence) or hit not in (True, False):
            raise ValueError(
                f"typed-in prediction {place} is {pair!r}: write (confidence in %, True or False)"
            )
        rows.append(
            {
                "question_id": f"typed {place}",
                "guess": None,
                "confidence": confidence,
                "truth": None,
                "hit": hit,
            }
        )
    return pd.DataFrame(rows, columns=["question_id", "guess", "confidence", "truth", "hit"])


def forget(everything=False):
    """Delete all recorded predictions; asks for `forget(everything=True)` so that no one does it by accident."""
    if everything is not True:
        say("Nothing was deleted. Run `forget(everything=True)` to delete every recorded prediction.")
        return
    _in_memory.clear()
    if _writable():
        PROGRESS_FILE.unlink(missing_ok=True)
    say("All recorded predictions were deleted.")


@dataclass(frozen=True)
class Slider:
    """One slider: what it changes (label with unit), its range, step and starting value."""

    label: str
    low: float
    high: float
    step: float
    start: float

    def widget(self):
        """The ipywidgets slider; it redraws on release, so that slow machines keep up."""
        whole = all(float(value).is_integer() for value in (self.low, self.high, self.step, self.start))
        kind, number = (ipywidgets.IntSlider, int) if whole else (ipywidgets.FloatSlider, float)
        return kind(
            value=number(self.start), min=number(self.low), max=number(self.high), step=number(self.step),
            description=self.label, continuous_update=False,
            style={"description_width": "initial"}, layout={"width": "95%", "max_width": "36rem"},
        )  # fmt: skip


def control(draw, **parts):
    """Show `draw(**values)` (a function that returns a Picture) under one slider per argument.

    `parts` maps argument names to `Slider`s. A value that `draw` refuses gets its one
    sentence in place of the picture. Example in a notebook cell with the tag "control"::

        control(power_picture, difference=Slider("True difference (points)", 0, 50, 1, 15))
    """

    def redraw(**values):
        try:
            show(draw(**values))
        except ValueError as trouble:
            say(f"{trouble}")

    display(ipywidgets.interactive(redraw, **{name: part.widget() for name, part in parts.items()}))


def reader_prior(typed=None, kept=None, assumed=50):
    """Which prior to work with: the one typed, else the one kept from lesson 00, else an assumed one.

    Returns (chance in %, sentence). A typed value that cannot be used is told in the sentence, never an error.

    >>> reader_prior(), reader_prior(typed=30)[1]
    ((50.0, 'No prior was kept or typed, so the figures assume 50 %.'), 'Your prior, typed here: 30 %.')
    """
    number = isinstance(typed, numbers.Real) and not isinstance(typed, bool)
    if number and 0 <= typed <= 100:
        return float(typed), f"Your prior, typed here: {typed:g} %."
    trouble = ""
    if typed is not None:
        trouble = f"{typed!r} cannot be used: type a number from 0 to 100, without quotes or sign. "
    if kept is not None:
        return float(kept), f"{trouble}Your number from lesson 00: {kept:g} %."
    return float(assumed), f"{trouble}No prior was kept or typed, so the figures assume {assumed:g} %."


def calibration_table(predictions, edges=(0, 40, 60, 80, 100)):
    """How often was a reader right, by how sure they were? One row per band of confidence that was used.

    `predictions` has the columns confidence (in %) and hit, as `lesson.predictions_so_far` returns. Columns:
    band, confidence (mean), hits, predictions, share, and Wilson limits low and high (shares).

    >>> calibration_table(pd.DataFrame({"confidence": [90, 95, 50], "hit": [True, False, True]}))["share"].tolist()
    [1.0, 0.5]
    """
    rows = []
    for low, high in pairwise(edges):
        sure = predictions["confidence"].astype(float)
        inside = predictions[(sure >= low) & ((sure < high) | ((high == edges[-1]) & (sure == high)))]
        if inside.empty:
            continue
        hits, total = int(inside["hit"].astype(bool).sum()), len(inside)
        wilson = proportion_interval(hits, total, "wilson")
        mean = float(inside["confidence"].astype(float).mean())
        rows.append((f"{low} to {high} %", mean, hits, total, wilson.estimate, wilson.low, wilson.high))
    columns = ["band", "confidence", "hits", "predictions", "share", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def simulated_reader(predictions, rng):
    """An invented, over-confident reader: confidence and hit of some predictions, *simulated*.

    Above 50 % each further point of confidence brings only half a point of being right. `rng` is a `numpy.random.Generator`.

    >>> len(simulated_reader(40, np.random.default_rng(1)))
    40
    """
    predictions = whole_number(predictions, "predictions", smallest=1)
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng is {rng!r}: pass a generator, such as numpy.random.default_rng(1)")
    confidence = rng.choice([30, 50, 60, 70, 80, 90, 95], size=predictions)
    right = np.where(confidence > 50, 0.5 + (confidence / 100 - 0.5) / 2, confidence / 100)
    return pd.DataFrame({"confidence": confidence, "hit": rng.random(predictions) < right})
