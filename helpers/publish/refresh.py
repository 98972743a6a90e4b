"""Run every notebook and store what it shows.

Two refreshes give the same bytes: execution times, widget state and the Python patch version are dropped.
"""

import os
import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from helpers.lessons.journal_club import agenda
from helpers.show import COMPONENT, WIDGET_VIEW

ROOT = Path(__file__).resolve().parents[2]


LESSONS = [
    "00_start_here",
    "01_background",
    "02_phase1_dosing",
    "03_phase2_efficacy",
    "04_how_much_it_weighs",
    "05_long_term_cytokines",
    "06_synthesis",
    "07_your_own_trial",
    "journal_club",
    "glossary",
]
"""Reading order. Notebooks outside this list come after it, by name."""


KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}
"""As JupyterLab writes it, without the version of Python, which differs between readers."""


QUIET = ["--Application.log_level=ERROR"]
"""For a kernel that no one else can reach: its warning about unencrypted sockets would only alarm."""


def lesson_files(folder=ROOT / "notebooks"):
    """The lesson notebooks in reading order."""
    files = sorted(Path(folder).glob("*.ipynb"))
    place = {name: number for number, name in enumerate(LESSONS)}
    return sorted(files, key=lambda file: (place.get(file.stem, len(LESSONS)), file.stem))


def all_notebooks():
    """Lessons first, then what only the curious need, then the worked examples under `tests/`."""
    deeper = sorted((ROOT / "notebooks" / "deeper").glob("*.ipynb"))
    return [*lesson_files(), *deeper, *sorted((ROOT / "tests").rglob("worked_*.ipynb"))]


def set_folding(notebook, folded):
    """Fold all code, except the cells tagged "change-me"; a notebook about code keeps all of it open."""
    for cell in notebook.cells:
        cell.metadata.pop("jupyter", None)
        if folded and cell.cell_type == "code" and "change-me" not in cell.metadata.get("tags", []):
            cell.metadata["jupyter"] = {"source_hidden": True}


def set_slides(notebook):
    """Translate the tags "slide", "continue" and "notes" into the slide metadata that Jupyter knows.

    Notebooks without slides are left alone; in the others every further cell is skipped in a slide show.
    """
    types = {"slide": "slide", "continue": "-", "notes": "notes"}
    tagged = [
        [types[tag] for tag in cell.metadata.get("tags", []) if tag in types] for cell in notebook.cells
    ]
    if ["slide"] in tagged:
        for cell, found in zip(notebook.cells, tagged, strict=True):
            cell.metadata["slideshow"] = {"slide_type": found[0] if found else "skip"}


def drop_what_changes(notebook):
    """Remove everything that differs between two runs or two Python versions and that no reader needs."""
    notebook.metadata = nbformat.from_dict(KERNEL)
    for cell in notebook.cells:
        for name in ("execution", "collapsed", "scrolled", "trusted"):
            cell.metadata.pop(name, None)
        if cell.cell_type == "code":
            for output in cell.outputs:
                output.get("data", {}).pop(WIDGET_VIEW, None)  # its readable twin stays
            cell.outputs = [output for output in cell.outputs if output.get("data") != {}]


WORDS_A_MINUTE, MINUTES_A_PICTURE, MINUTES_A_QUESTION = 150, 1, 1.5


def minutes(notebook):
    """How long a careful reader needs: words of text and outputs, one minute a picture or table, more a question.

    How a card is used is read once and not counted. A session for a room lasts as long as its agenda.
    """
    if any("part" in cell.metadata.get("tags", []) for cell in notebook.cells):
        return int(agenda()["lasts"].sum())
    words = pictures = questions = 0
    for cell in notebook.cells:
        texts = [cell.source] if cell.cell_type == "markdown" else []
        for output in cell.get("outputs", []):
            shown = output.get("data", {})
            markup = shown.get("text/html") or shown.get("text/markdown") or output.get("text", "")
            markup = re.sub(r'<p class="st-how">.*?</p>', "", markup)
            pictures += len(re.findall(r"<(?:img|table)\b", markup))
            questions += shown.get(COMPONENT, {}).get("module") == "card"
            texts.append(markup)
        for text in texts:
            text = re.sub(r"<!--.*?-->|<[^>]*>", " ", text, flags=re.S)
            text = re.sub(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)", "] ", text)  # nobody reads link targets
            words += sum(bool(re.search(r"\w", word)) for word in text.split())
    return round(words / WORDS_A_MINUTE + MINUTES_A_PICTURE * pictures + MINUTES_A_QUESTION * questions)


def set_minutes(notebook):
    """Write the counted minutes into the line that says how long a lesson takes, and into the table of routes."""
    counted = minutes(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"(?<=\*\*Minutes\.\*\* )\w+", f"{counted}", cell.source)
            cell.source = re.sub(r"(?<=\| Self-study \| )\d+", lambda _: f"{self_study()}", cell.source)
            cell.source = re.sub(
                r"\| \d+ \| (\[[^]]*\]\((0[1-7]\w+)\.ipynb(?:#([^)]*))?\))",
                lambda route: f"| {minutes_from(route[2], route[3])} | {route[1]}",
                cell.source,
            )


def minutes_from(lesson, section=None):
    """Minutes of a lesson from a section's heading to the end, as a route of lesson 00 links to it."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", as_version=4)
    if section:
        starts = [
            f"# {section}" in cell.source.replace(" ", "-").replace("#-", "# ") for cell in notebook.cells
        ]
        notebook.cells = notebook.cells[starts.index(True) :]
    return minutes(notebook)


def self_study():
    """Minutes of the lessons 01 to 06 together, as they are printed in them."""
    printed = [
        re.search(r"\*\*Minutes\.\*\* (\d+)", file.read_text(encoding="utf-8"))
        for file in lesson_files()
        if "01" <= file.stem[:2] <= "06"
    ]
    return sum(int(found[1]) for found in printed if found)


def refresh(files):
    """Run notebooks from top to bottom in a fresh kernel each and store what they show.

    Nothing is written for a notebook in which a cell fails: the error names notebook and cell.
    """
    os.environ["SMALL_TRIALS_PROGRESS"] = "off"
    for file in files:
        notebook = nbformat.read(file, as_version=4)
        client = NotebookClient(
            notebook,
            timeout=120,
            coalesce_streams=True,
            extra_arguments=QUIET,
            resources={"metadata": {"path": str(file.parent)}},
        )
        try:
            client.execute()
        except CellExecutionError as error:
            raise SystemExit(f"{file.name} was not stored, a cell fails:\n{error}") from None
        drop_what_changes(notebook)
        set_folding(notebook, folded=file.parent.name == "notebooks")
        set_slides(notebook)
        set_minutes(notebook)
        nbformat.write(notebook, file)
        print(f"refreshed {file.relative_to(ROOT) if file.is_relative_to(ROOT) else file.name}")
