"""The lessons as plain pages: one HTML file each, which opens from disk and needs no network."""

import html
import re
from functools import cache
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from helpers.publish.refresh import ROOT, lesson_files

STYLE = (Path(__file__).parents[1] / "page" / "style.css").read_text(encoding="utf-8")


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
    return HTMLExporter(template_name="page", extra_template_basedirs=[str(Path(__file__).parents[1])])


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
