"""Refresh the stored outputs of every notebook, and export the lessons as plain offline HTML.

    python -m helpers.publish refresh            run all notebooks and store their outputs
    python -m helpers.publish refresh 03 04      only those whose name starts so
    python -m helpers.publish html               write build/html, one page a lesson, no network needed
    python -m helpers.publish slides             write build/slides, the journal club (needs npm once)
    python -m helpers.publish handouts           write build/handouts, sheets as A4 and Letter PDF (needs Chromium)
    python -m helpers.publish all                the last three

Two refreshes give the same bytes: execution times, widget state and the Python patch version are dropped.
"""

import argparse
import html
import os
import re
import sys
from functools import cache
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter

ROOT = Path(__file__).resolve().parents[1]
LESSONS = [
    "00_start_here",
    "01_background",
    "02_phase1_dosing",
    "03_phase2_efficacy",
    "04_long_term_cytokines",
    "05_synthesis",
    "06_your_own_trial",
    "journal_club",
    "glossary",
]
"""Reading order. Notebooks outside this list come after it, by name."""

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def lesson_files(folder=ROOT / "notebooks"):
    """The lesson notebooks in reading order."""
    files = sorted(Path(folder).glob("*.ipynb"))
    place = {name: number for number, name in enumerate(LESSONS)}
    return sorted(files, key=lambda file: (place.get(file.stem, len(LESSONS)), file.stem))


def all_notebooks():
    """Lessons first, then the worked examples under `tests/`."""
    return [*lesson_files(), *sorted((ROOT / "tests").glob("worked_*.ipynb"))]


def set_folding(notebook):
    """Fold what the reader should not see yet: outputs of reveals, sources of set-up, plots and controls."""
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        jupyter = {}
        if "reveal" in tags:
            jupyter["outputs_hidden"] = True
        if tags & {"setup", "plot", "control"}:
            jupyter["source_hidden"] = True
        cell.metadata.pop("jupyter", None)
        if jupyter:
            cell.metadata["jupyter"] = jupyter


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
    notebook.metadata = nbformat.from_dict({**KERNEL, "language_info": {"name": "python"}})
    for cell in notebook.cells:
        for name in ("execution", "collapsed", "scrolled", "trusted"):
            cell.metadata.pop(name, None)
        if cell.cell_type == "code":
            kept = [out for out in cell.outputs if WIDGET_VIEW not in out.get("data", {})]
            cell.outputs = merge_streams(kept)


def merge_streams(outputs):
    """Join neighbouring pieces of the same stream: the kernel cuts them at random."""
    joined = []
    for output in outputs:
        same = joined and output.output_type == "stream" and joined[-1].get("name") == output.get("name")
        if same:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def refresh(files):
    """Run notebooks from top to bottom in a fresh kernel each and store what they show.

    Nothing is written for a notebook in which a cell fails: the error names notebook and cell.
    """
    os.environ["SMALL_TRIALS_PROGRESS"] = "off"
    for file in files:
        notebook = nbformat.read(file, as_version=4)
        client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(file.parent)}})
        try:
            client.execute()
        except CellExecutionError as error:
            raise SystemExit(f"{file.name} was not stored, a cell fails:\n{error}") from None
        drop_what_changes(notebook)
        set_folding(notebook)
        set_slides(notebook)
        nbformat.write(notebook, file)
        print(f"refreshed {file.relative_to(ROOT) if file.is_relative_to(ROOT) else file.name}")


STYLE = (Path(__file__).with_name("page") / "style.css").read_text(encoding="utf-8")
SITE = "Small Trials, Read Closely"
EXTRAS = {
    "The journal club as slides": "slides/index.html",
    "Pre-read, one page (A4)": "handouts/pre-read-A4.pdf",
    "Appraisal, one page (A4)": "handouts/appraisal-A4.pdf",
    "Checklists, blank (A4)": "handouts/checklist-blank-A4.pdf",
    "Checklists, worked (A4)": "handouts/checklist-worked-A4.pdf",
    "Exit form (A4)": "handouts/exit-form-A4.pdf",
    "Leader's script (A4)": "handouts/leader-script-A4.pdf",
}
"""What the contents page also links to, where it has been built."""


def page(title, body):
    """A complete HTML page that needs nothing beside it."""
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        f"<body>{body}</body></html>\n"
    )


@cache
def exporter():
    """One nbconvert exporter for all pages: it compiles its templates once."""
    return HTMLExporter(template_name="page", extra_template_basedirs=[str(Path(__file__).parent)])


def html_page(file, title=None, links=""):
    """One notebook as a self-contained HTML page: code and reveals folded, alternative texts kept.

    `links` is HTML that stands above and below the lesson (see `neighbours`).
    """
    notebook = nbformat.read(file, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if "control" not in cell.metadata.get("tags", [])]
    body, _ = exporter().from_notebook_node(notebook)
    body = re.sub(r'href="([^":]+)\.ipynb', r'href="\1.html', body)
    body = body.replace('href="../README.md"', 'href="index.html"')
    body = re.sub(r"<table\b.*?</table>", r'<div class="wide" tabindex="0">\g<0></div>', body, flags=re.S)
    body = body.replace("<pre>", '<pre tabindex="0">')  # long lines scroll: the keyboard must get there
    return page(
        title or heading(notebook), f"{links}<main>{body}</main>{links.replace('Lessons', 'Lessons, again')}"
    )


def neighbours(files, place):
    """Links to the contents page and to the lessons before and after the one at `place`."""
    parts = ['<a href="index.html">Contents</a>']
    for word, near in (("Previous", place - 1), ("Next", place + 1)):
        if 0 <= near < len(files):
            title = html.escape(heading(nbformat.read(files[near], as_version=4)))
            parts.append(f'{word}: <a href="{files[near].stem}.html">{title}</a>')
    return f'<nav aria-label="Lessons">{" · ".join(parts)}</nav>'


def heading(notebook):
    """The text of the notebook's first heading."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+)$", cell.source, flags=re.M) if cell.cell_type == "markdown" else None
        if found:
            return found[1].strip()
    return "Untitled"


def question_of(notebook):
    """The question that a lesson opens with, as plain text."""
    found = re.search(r"\*\*The question\.\*\* +(.+)", notebook.cells[0].source)
    return found[1].strip() if found else ""


def export_html(target=ROOT / "build" / "html"):
    """Write every lesson as HTML into `target`, with a contents page; returns the folder."""
    target.mkdir(parents=True, exist_ok=True)
    files, entries = lesson_files(), ""
    for place, file in enumerate(files):
        text = html_page(file, links=neighbours(files, place))
        (target / f"{file.stem}.html").write_text(text, encoding="utf-8")
        notebook = nbformat.read(file, as_version=4)
        title, asks = html.escape(heading(notebook)), html.escape(question_of(notebook))
        entries += f'<li><a href="{file.stem}.html">{title}</a><br>{asks}</li>'
    built = {name: path for name, path in EXTRAS.items() if (target.parent / path).exists()}
    extras = "".join(f'<li><a href="../{path}">{name}</a></li>' for name, path in built.items())
    session = f"<h2>For a session</h2><ul>{extras}</ul>" if extras else ""
    contents = (
        f"<main><h1>{SITE}</h1><p>Teaching material about reading evidence, not medical advice. These pages "
        f'need no network.</p><ul class="contents">{entries}</ul>{session}</main>'
    )
    (target / "index.html").write_text(page(SITE, contents), encoding="utf-8")
    return target


def export(what):
    """Build `what` ("html", "slides", "handouts" or "all") and print what was made, and what is missing."""
    from helpers import handouts  # only here: a refresh needs neither Chromium nor npm

    for name, build in (("slides", handouts.build_slides), ("handouts", handouts.build_handouts)):
        if what in (name, "all"):
            print("\n".join(build()))
    if what in ("html", "all"):
        print(f"lessons: open {export_html() / 'index.html'} in a browser")


def main(arguments=None):
    """Command line: `refresh [name ...]`, `html`, `slides`, `handouts` or `all`."""
    parser = argparse.ArgumentParser(prog="python -m helpers.publish", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["refresh", "html", "slides", "handouts", "all"])
    parser.add_argument(
        "names", nargs="*", help="refresh only notebooks whose file name starts with one of these"
    )
    chosen = parser.parse_args(arguments)
    if chosen.what != "refresh":
        export(chosen.what)
        return
    files = [f for f in all_notebooks() if not chosen.names or f.name.startswith(tuple(chosen.names))]
    if not files:
        sys.exit(f"no notebook name starts with {' or '.join(chosen.names)}")
    refresh(files)


if __name__ == "__main__":
    main()
