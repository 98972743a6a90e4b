"""Test the tests: plant one error at a time in a copy and see the check that guards it fail."""

import copy
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import nbformat
import pytest
from data_package import check_ledgers
from reading import ROOT, read
from sound import form_problems, score_problems
from test_prose_numbers import prose_problems
from test_questions import COMPUTED, judged
from test_structure import broken_links, lesson_problems, structure_problems

from helpers import ask as lesson
from helpers.eczema import simulated
from helpers.evidence import appraisal
from helpers.evidence import ledger as evidence

LESSON = ROOT / "notebooks" / "01_background.ipynb"


@pytest.fixture
def notebook():
    return copy.deepcopy(read(LESSON))


def first(notebook, pattern, kind):
    """The first cell of a kind whose source matches."""
    return next(
        cell
        for cell in notebook.cells
        if cell.cell_type == kind and re.search(pattern, cell.source, flags=re.M)
    )


def test_the_untouched_lesson_passes(notebook):
    assert structure_problems(notebook) == lesson_problems(notebook) == []
    assert prose_problems(notebook) == []


def test_a_digit_changed_in_the_prose_is_caught(notebook):
    cell = first(notebook, r"72<!-- easi-max -->", "markdown")
    cell.source = cell.source.replace("72<!-- easi-max", "73<!-- easi-max")
    assert any("'73' is tied to easi-max" in problem for problem in prose_problems(notebook))


def test_a_ledger_value_changed_is_caught_in_the_prose(notebook):
    def changed(name):
        return replace(evidence.fact(name), value="70")

    assert any("easi-max, which is '70'" in problem for problem in prose_problems(notebook, changed))


def test_a_number_that_lost_its_tie_is_caught(notebook):
    cell = first(notebook, r"72<!-- easi-max -->", "markdown")
    cell.source = cell.source.replace("<!-- easi-max -->", "")
    assert any("72 points has no tie" in problem for problem in prose_problems(notebook))


def test_a_description_taken_from_a_picture_is_caught(notebook):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "<img" in data.get("text/html", ""):
                data["text/html"] = re.sub(r'alt="[^"]*"', 'alt=""', data["text/html"])
    assert any("without a description" in problem for problem in structure_problems(notebook))


@pytest.mark.parametrize(
    ("plant", "problem"),
    [
        (lambda nb: setattr(nb.cells[1], "execution_count", 7), "not executed from top to bottom"),
        (lambda nb: setattr(nb.cells[1], "source", nb.cells[1].source + ";"), "ends with ';'"),
        (lambda nb: setattr(nb.cells[1], "source", "def f():\n    pass"), "defines a function"),
        (lambda nb: setattr(nb.cells[1], "source", "import urllib.request"), "uses the network"),
        (lambda nb: setattr(nb.cells[0], "source", nb.cells[0].source + "\n\n# Twice"), "exactly one H1"),
        (lambda nb: nb.cells[1].metadata.pop("jupyter"), "open without the tag"),
        (lambda nb: setattr(nb.cells[2], "source", "ask.reveal('same-skin', 'b')"), "types the answer 'b'"),
        (lambda nb: setattr(nb.cells[2], "source", "# Use a name\nprint(x)"), "uses x"),
        (lambda nb: setattr(nb.cells[2], "source", "x = 1"), "does not begin with a comment"),
        (lambda nb: setattr(nb.cells[2], "source", "# Work too much\n" + "x = 1\n" * 6), "has 7 lines"),
        (
            lambda nb: setattr(nb.cells[2], "source", "# A name\nfrom helpers.show import table"),
            "instead of its module",
        ),
        (
            lambda nb: nb.cells[1].outputs.append(
                nbformat.v4.new_output("stream", name="stderr", text="oops")
            ),
            "stores stderr",
        ),
        (
            lambda nb: nb.cells[1].outputs.append(
                nbformat.v4.new_output("stream", text="/home/somebody/x.py")
            ),
            "machine path",
        ),
        (
            lambda nb: nb.cells[1].outputs.append(
                nbformat.v4.new_output("error", ename="E", evalue="", traceback=[])
            ),
            "stores an error",
        ),
    ],
    ids=[
        "count",
        "semicolon",
        "function",
        "network",
        "heading",
        "folding",
        "answer",
        "name",
        "comment",
        "length",
        "import",
        "stderr",
        "path",
        "error",
    ],
)
def test_a_notebook_stored_wrongly_is_caught(notebook, plant, problem):
    plant(notebook)
    assert any(problem in found for found in structure_problems(notebook) + lesson_problems(notebook))


def test_a_link_to_nowhere_is_caught(notebook):
    notebook.cells[0].source += "\n\n[gone](07_not_there.ipynb)"
    assert "07_not_there.ipynb" in broken_links(notebook, LESSON.parent)


def test_an_undescribed_second_picture_is_caught(notebook):
    picture = '<img alt="" src="data:image/png;base64,AAAA">'
    notebook.cells[1].outputs.append(nbformat.v4.new_output("display_data", data={"text/html": picture}))
    assert any("without a description" in problem for problem in structure_problems(notebook))


def test_a_reveal_left_open_or_told_in_plain_text_is_caught(notebook):
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    reveals = [
        output.data for output in outputs if "data-reveal" in output.get("data", {}).get("text/html", "")
    ]
    reveals[0]["text/html"] = reveals[0]["text/html"].replace("<details ", "<details open ")
    reveals[1]["text/plain"] = "The answer is 39.9 %."
    problems = " ".join(structure_problems(notebook))
    assert "not folded" in problems
    assert "in plain text" in problems


@pytest.fixture
def damaged(tmp_path):
    """A copy of the data folder with one text replaced in one file."""

    def damage(file, pattern, new):
        shutil.copytree(ROOT / "data", tmp_path / "data")
        target = tmp_path / "data" / file
        text = target.read_text(encoding="utf-8")
        changed = re.sub(pattern, new, text, count=1, flags=re.M)
        assert changed != text
        target.write_text(changed, encoding="utf-8")
        return tmp_path / "data"

    return damage


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (r"^(seo-p-easi50,.*?),seo2024-abstract,", r"\1,,"),
        (r",abstract,", ",rumour,"),
        (r"^seo-n-phase2,", "seo-n-phase1,"),
    ],
    ids=["source", "status", "id"],
)
def test_a_ledger_row_that_lost_its_ground_is_caught(damaged, pattern, new):
    text = (ROOT / "data" / "facts.csv").read_text(encoding="utf-8")
    if not re.search(pattern, text, flags=re.M):  # the source id as the ledger spells it
        source = evidence.fact("seo-p-easi50").source_id
        pattern, new = rf"^(seo-p-easi50,.*?),{re.escape(source)},", r"\1,,"
    with pytest.raises(ValueError, match=r"facts\.csv, row \d+"):
        check_ledgers(damaged("facts.csv", pattern, new))


def test_a_simulated_responder_changed_is_caught():
    scores = simulated.load("scores")
    week12 = (scores["PARAMCD"] == "EASI") & (scores["AVISITN"] == 12) & (scores["CRIT1FL"] == "Y")
    assert week12.any()
    scores.loc[scores.index[week12][0], "CRIT1FL"] = "N"
    assert score_problems(scores)


def test_a_simulated_label_taken_away_is_caught():
    scores = simulated.load("scores")
    scores.loc[scores.index[5], "SIMULATED"] = ""
    assert score_problems(scores)


def test_a_model_answer_changed_is_caught():
    question_id = next(iter(COMPUTED))
    known = lesson.questions()[question_id]
    assert judged(known, COMPUTED[question_id])[0]
    assert not judged({**known, "answer": known["answer"] * 1.5}, COMPUTED[question_id])[0]


def same_feedback_twice(known):
    known["wrong"][0]["because"] = known["wrong"][1]["because"]


def another_model_answer(known):
    known["right"] = known["wrong"][0]["because"]


def another_sentence(known):
    known["reveal"] = known["reveal"].replace(" the ", " that ", 1)


@pytest.fixture
def copied(tmp_path):
    """A copy of all that a run of the tests needs."""
    for name in ("data", "helpers", "notebooks", "tests"):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", ".progress.json")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant_in_a_question(copied, kinds, plant):
    """Change the first question of these kinds that the lesson asks; returns its id."""
    file = copied / "data" / "lessons" / f"{LESSON.stem}.json"
    asked = json.loads(file.read_text(encoding="utf-8"))
    shown = LESSON.read_text(encoding="utf-8")
    known = next(
        row
        for row in asked
        if row["kind"] in kinds and f'(\\"{row["id"]}\\"' in shown and len(row["wrong"]) > 1
    )
    before = copy.deepcopy(known)
    plant(known)
    assert known != before
    file.write_text(json.dumps(asked), encoding="utf-8")
    return known["id"]


def plant_in_an_output(copied, old):
    """Change the first digit after `old` in what the lesson stores; returns the number of the code cell."""
    file = copied / "notebooks" / LESSON.name
    text = file.read_text(encoding="utf-8")
    before = nbformat.reads(text, as_version=4)
    digit = re.search(rf"{old}.*?(\d)", text, flags=re.S).start(1)
    file.write_text(text[:digit] + str((int(text[digit]) + 1) % 10) + text[digit + 1 :], encoding="utf-8")
    pairs = zip(code_cells(before), code_cells(nbformat.read(file, as_version=4)), strict=True)
    (changed,) = [number for number, (one, other) in enumerate(pairs) if one.outputs != other.outputs]
    return changed


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def failed(copied, *checks):
    """What fails when these are tested in the copy: names as pytest writes them."""
    quiet = (
        "-q -rf --tb=no -o addopts=--import-mode=importlib -p no:cacheprovider --nbval-current-env".split()
    )
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", *quiet),
            *("--nbval-sanitize-with", "tests/nbval_sanitize.cfg", *checks),
        ],
        cwd=copied,
        env={**os.environ, "PYTHONPATH": str(copied), "SMALL_TRIALS_PROGRESS": "off"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1, run.stdout[-500:]
    return {
        line.split(" - ")[0].removeprefix("FAILED ") for line in run.stdout.splitlines() if "FAILED" in line
    }


def test_the_same_feedback_for_two_errors_is_caught(copied):
    plant_in_a_question(copied, ("exercise", "recall"), same_feedback_twice)
    assert failed(copied, "tests/notebooks/test_questions.py")


def test_each_change_of_a_word_an_output_or_a_description_is_caught_in_its_own_cell_by_a_fresh_run(copied):
    source = [cell.source for cell in code_cells(read(LESSON))]
    exercise = plant_in_a_question(copied, ("exercise", "recall"), another_model_answer)
    prediction = plant_in_a_question(copied, ("prediction",), another_sentence)
    cells = [
        *(number for number, code in enumerate(source) if f'ask.check("{exercise}"' in code),
        *(number for number, code in enumerate(source) if f'ask.reveal("{prediction}"' in code),
        plant_in_an_output(copied, "status: abstract"),
        plant_in_an_output(copied, "EASI-75 on treatment"),
    ]
    assert len(set(cells)) == 4
    expected = {f"notebooks/{LESSON.name}::Cell {number}" for number in cells}
    assert failed(copied, "--nbval", f"notebooks/{LESSON.name}") == expected


def test_a_judgement_without_its_basis_and_a_false_quote_are_caught():
    form = appraisal.worked("seo2024")
    judged = form.index[form["judgement"].ne("") & form["basis"].ne("not in our sources")][0]
    form.loc[judged, "basis"] = ""
    assert any("no basis" in problem for problem in form_problems(form))
    form.loc[judged, "basis"] = "triple-blind in ninety hospitals"
    assert form_problems(form)
