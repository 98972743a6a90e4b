"""Test the tests: plant one error at a time in a copy and see the check that guards it fail."""

import copy
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from data_package import check_ledgers
from reading import ROOT, read
from test_prose_numbers import prose_problems
from test_questions import COMPUTED, judged
from test_structure import broken_links, structure_problems

from helpers import ask as lesson
from helpers.eczema import simulated
from helpers.evidence import appraisal
from helpers.evidence import ledger as evidence
from helpers.evidence.ledger import load_facts

LESSON = ROOT / "notebooks" / "00_start_here.ipynb"


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
    assert structure_problems(notebook) == []
    assert prose_problems(notebook, LESSON.name, load_facts()) == []


def test_a_digit_changed_in_the_prose_is_caught(notebook):
    cell = first(notebook, r"from 0 to 72", "markdown")
    cell.source = cell.source.replace("from 0 to 72", "from 0 to 73")
    assert any("73" in problem for problem in prose_problems(notebook, LESSON.name, load_facts()))


def test_a_ledger_value_changed_is_caught_in_the_prose(notebook):
    facts = load_facts().copy()
    changed = facts["value"].str.fullmatch(r"72(\.0)?") | facts["N"].eq("72") | facts["n"].eq("72")
    facts.loc[changed, ["value", "n", "N"]] = "70"
    for name in ("low", "high"):
        facts.loc[facts[name].str.fullmatch(r"72(\.0)?"), name] = "70"
    for cell in notebook.cells:  # the stored outputs print the ledger: they change with it
        for output in cell.get("outputs", []):
            for kind, text in output.get("data", {}).items():
                output["data"][kind] = re.sub(r"(?<!\d)72(?!\d)", "70", text)
    assert any("72" in problem for problem in prose_problems(notebook, LESSON.name, facts))


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
        (lambda nb: nb.cells[1].metadata.pop("jupyter"), "source folded"),
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
    ids=["count", "semicolon", "function", "network", "heading", "folding", "stderr", "path", "error"],
)
def test_a_notebook_stored_wrongly_is_caught(notebook, plant, problem):
    plant(notebook)
    assert any(problem in found for found in structure_problems(notebook))


def test_a_link_to_nowhere_is_caught(notebook):
    notebook.cells[0].source += "\n\n[gone](07_not_there.ipynb)"
    assert "07_not_there.ipynb" in broken_links(notebook, LESSON.parent)


def test_a_unit_changed_in_the_prose_is_caught():
    file = ROOT / "notebooks" / "03_phase2_efficacy.ipynb"
    notebook = copy.deepcopy(read(file))
    cell = first(notebook, r"10 and 50 %|10 to 50 %", "markdown")
    cell.source = re.sub(r"(10 (?:and|to) 50) %", r"\1 weeks", cell.source)
    assert any("weeks" in problem for problem in prose_problems(notebook, file.name, load_facts()))


def test_an_undescribed_second_picture_is_caught(notebook):
    picture = '<img alt="" src="data:image/png;base64,AAAA">'
    notebook.cells[1].outputs.append(nbformat.v4.new_output("display_data", data={"text/html": picture}))
    assert any("without a description" in problem for problem in structure_problems(notebook))


def test_a_reveal_left_open_is_caught():
    notebook = copy.deepcopy(read(ROOT / "notebooks" / "03_phase2_efficacy.ipynb"))
    first(notebook, r"^reveal\(", "code").metadata.pop("jupyter")
    assert any("not folded" in problem for problem in structure_problems(notebook))


@pytest.mark.parametrize("old", ["38 weeks", "P = .038", "N = 5"])
def test_a_stored_output_or_description_changed_is_caught_by_a_fresh_run(tmp_path, old):
    name = "00_start_here.ipynb"
    text = LESSON.read_text(encoding="utf-8")
    old = old if old in text else {"P = .038": ".038"}.get(old, "72")
    place = text.rindex(old, 0, len(text))
    digit = re.search(r"\d", text[place:]).start() + place
    (tmp_path / name).write_text(
        text[:digit] + str((int(text[digit]) + 1) % 10) + text[digit + 1 :], encoding="utf-8"
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-o", "addopts=", "-p", "no:cacheprovider", "--nbval",
         "--nbval-current-env", "--nbval-sanitize-with", str(ROOT / "tests" / "nbval_sanitize.cfg"), name],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 1, run.stdout[-500:]


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
    assert simulated.problems(scores)


def test_a_simulated_label_taken_away_is_caught():
    scores = simulated.load("scores")
    scores.loc[scores.index[5], "SIMULATED"] = ""
    assert simulated.problems(scores)


def test_a_model_answer_changed_is_caught():
    question_id = next(iter(COMPUTED))
    known = lesson.questions()[question_id]
    assert judged(known, COMPUTED[question_id])[0]
    assert not judged({**known, "answer": known["answer"] * 1.5}, COMPUTED[question_id])[0]


def test_a_judgement_without_its_basis_and_a_false_quote_are_caught():
    form = appraisal.worked("seo2024")
    judged = form.index[form["judgement"].ne("") & form["basis"].ne("not in our sources")][0]
    form.loc[judged, "basis"] = ""
    assert any("no basis" in problem for problem in appraisal.problems(form))
    form.loc[judged, "basis"] = "triple-blind in ninety hospitals"
    assert appraisal.problems(form)
