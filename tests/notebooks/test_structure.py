"""Every notebook keeps the promises of its anatomy: executed, ordered, described, folded, linked."""

import itertools
import re

import pytest
from reading import ROOT, every_notebook, lesson_notebooks, read

LESSONS = [pytest.param(file, id=file.stem) for file in lesson_notebooks() if file.stem != "glossary"]
EVERY = [pytest.param(file, id=file.stem) for file in every_notebook()]
FORBIDDEN = re.compile(
    r"\binput\(|^\s*[!%]|\bsubprocess\b|\bos\.system\b|\brequests\b|\burllib\b|\beval\(|\bexec\(", re.M
)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def markdown_text(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def structure_problems(notebook):
    """Everything wrong with how a notebook is stored, as sentences; used by the mutation tests too."""
    problems = []
    cells = code_cells(notebook)
    counts = [cell.execution_count for cell in cells]
    if counts != list(range(1, len(cells) + 1)):
        problems.append(f"not executed from top to bottom: counts {counts}")
    for cell in cells:
        for output in cell.outputs:
            if output.output_type == "error":
                problems.append(f"cell {cell.execution_count} stores an error: {output.ename}")
            if output.get("name") == "stderr":
                problems.append(f"cell {cell.execution_count} stores stderr")
            if re.search(r"(?<![\w.])/(root|home|tmp|work|Users)/", str(output)):
                problems.append(f"cell {cell.execution_count} stores a machine path")
            markup = output.get("data", {}).get("text/html", "")
            for picture in re.findall(r"<img[^>]*>", markup):
                words = re.search(r'alt="([^"]*)"', picture)
                if not words or len(words[1].split()) < 8:
                    problems.append(f"cell {cell.execution_count} shows a picture without a description")
            if "image/png" in output.get("data", {}) or "image/svg+xml" in output.get("data", {}):
                problems.append(f"cell {cell.execution_count} shows a bare picture: use show()")
            if "<script" in markup or "<iframe" in markup:
                problems.append(f"cell {cell.execution_count} stores a script or an iframe")
        if cell.source.rstrip().endswith(";"):
            problems.append(f"cell {cell.execution_count} ends with ';'")
        if re.search(r"^\s*(async )?def |\blambda\b|^\s*class ", cell.source, flags=re.M):
            problems.append(f"cell {cell.execution_count} defines a function or class")
        if FORBIDDEN.search(cell.source):
            problems.append(
                f"cell {cell.execution_count} uses the network, the shell, input or evaluated text"
            )
        tags = set(cell.metadata.get("tags", []))
        jupyter = cell.metadata.get("jupyter", {})
        shows_reveal = re.search(r"^reveal\(", cell.source, flags=re.M)
        if (shows_reveal or "reveal" in tags) and not jupyter.get("outputs_hidden"):
            problems.append(f"cell {cell.execution_count} reveals an answer that is not folded")
        if tags & {"setup", "plot", "control"} and not jupyter.get("source_hidden"):
            problems.append(f"cell {cell.execution_count} should have its source folded")
        if "control" in tags and "nbval-ignore-output" not in tags:
            problems.append(f"cell {cell.execution_count} is a control and needs the tag nbval-ignore-output")
    headings = re.findall(
        r"^(#+) +\S", re.sub(r"```.*?```", "", markdown_text(notebook), flags=re.S), flags=re.M
    )
    levels = [len(mark) for mark in headings]
    if levels.count(1) != 1 or levels[:1] != [1]:
        problems.append(f"needs exactly one H1, first: heading levels {levels}")
    problems += [f"heading level jumps from {a} to {b}" for a, b in itertools.pairwise(levels) if b > a + 1]
    return problems


def broken_links(notebook, folder):
    """Relative links and glossary anchors that lead nowhere."""
    missing = []
    for target in re.findall(r"\]\(([^)\s]+)\)", markdown_text(notebook)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (folder / name).resolve() if name else None
        if file and not file.exists():
            missing.append(target)
        elif file and anchor and file.suffix == ".ipynb":
            titles = re.findall(r"^#+ +(.+?)\s*$", markdown_text(read(file)), flags=re.M)
            if anchor not in {title.replace(" ", "-") for title in titles}:
                missing.append(target)
    return missing


@pytest.mark.parametrize("file", EVERY)
def test_notebook_is_stored_as_a_reader_should_meet_it(file):
    assert structure_problems(read(file)) == []


@pytest.mark.parametrize("file", EVERY)
def test_links_lead_somewhere(file):
    assert broken_links(read(file), file.parent) == []


@pytest.mark.parametrize("file", LESSONS)
def test_lesson_opens_with_question_objectives_minutes_and_neighbours(file):
    opening = "\n".join(cell.source for cell in read(file).cells[:2])
    for words in (
        "**The question.**",
        "**After this you can**",
        "**Minutes.**",
        "**Before this.**",
        "Run All",
    ):
        assert words in opening, f"{file.name} does not say {words}"
    objectives = re.search(r"\*\*After this you can\*\*(.*?)(\n\n\*\*|\Z)", opening, flags=re.S)[1]
    assert 1 <= len(re.findall(r"^- ", objectives, flags=re.M)) <= 3
    for name in ("Previous", "Next"):
        assert re.search(rf"{name}: ", opening)


@pytest.mark.parametrize("file", LESSONS)
def test_lesson_ends_with_key_points_and_the_way_on(file):
    ending = "\n\n".join(cell.source for cell in read(file).cells[-4:])
    assert "## Key points" in ending
    assert "shut down the kernel" in ending.lower()
    assert "Next: " in ending


@pytest.mark.parametrize("file", LESSONS)
def test_code_cells_stay_short(file):
    for cell in code_cells(read(file)):
        if not {"setup", "form"} & set(cell.metadata.get("tags", [])):
            lines = [
                line for line in cell.source.splitlines() if line.strip() and not line.strip().startswith("#")
            ]
            assert len(lines) <= 7, f"{file.name}, cell {cell.execution_count}: {len(lines)} lines"


def test_the_reading_order_names_every_lesson():
    from helpers.publish.refresh import LESSONS as order

    assert {file.stem for file in lesson_notebooks()} <= {*order, "glossary"}
    assert (ROOT / "notebooks" / "00_start_here.ipynb").exists()
