"""Test the tests: plant one error at a time in a copy and see the check that guards it fail."""

import copy
import re

import nbformat
import pytest
from reading import ROOT, read
from test_prose_numbers import prose_problems
from test_structure import broken_links, structure_problems

from helpers.evidence import load_facts

LESSON = ROOT / "notebooks" / "00_start_here.ipynb"


@pytest.fixture
def notebook():
    return copy.deepcopy(read(LESSON))


def first(notebook, pattern, kind):
    """The first cell of a kind whose source matches."""
    return next(cell for cell in notebook.cells if cell.cell_type == kind and re.search(pattern, cell.source))


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
