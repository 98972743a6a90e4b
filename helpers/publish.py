"""Refresh the stored outputs of every notebook, and export the lessons as plain offline HTML.

    python -m helpers.publish refresh            run all notebooks and store their outputs
    python -m helpers.publish refresh 03 04      only those whose name starts so
    python -m helpers.publish html               write build/html, one page a lesson, no network needed

Two refreshes give the same bytes: execution times, widget state and the Python patch version are dropped.
"""

import argparse
import html
import os
import re
import sys
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
        nbformat.write(notebook, file)
        print(f"refreshed {file.relative_to(ROOT) if file.is_relative_to(ROOT) else file.name}")


STYLE = (Path(__file__).with_name("page") / "style.css").read_text(encoding="utf-8")


def html_page(file, title=None):
    """One notebook as a self-contained HTML page: code and reveals folded, alternative texts kept."""
    notebook = nbformat.read(file, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if "control" not in cell.metadata.get("tags", [])]
    exporter = HTMLExporter(template_name="page", extra_template_basedirs=[str(Path(__file__).parent)])
    body, _ = exporter.from_notebook_node(notebook)
    body = re.sub(r'href="([^":]+)\.ipynb', r'href="\1.html', body)
    body = re.sub(r"<table\b.*?</table>", r'<div class="wide" tabindex="0">\g<0></div>', body, flags=re.S)
    title = title or heading(notebook)
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        f"<body><main>{body}</main></body></html>\n"
    )


def heading(notebook):
    """The text of the notebook's first heading."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+)$", cell.source, flags=re.M) if cell.cell_type == "markdown" else None
        if found:
            return found[1].strip()
    return "Untitled"


def export_html(target=ROOT / "build" / "html"):
    """Write every lesson as HTML into `target`, with a contents page; returns the folder."""
    target.mkdir(parents=True, exist_ok=True)
    entries = ""
    for file in lesson_files():
        (target / f"{file.stem}.html").write_text(html_page(file), encoding="utf-8")
        title = html.escape(heading(nbformat.read(file, as_version=4)))
        entries += f'<li><a href="{file.stem}.html">{title}</a></li>'
    contents = (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>Small Trials, Read Closely</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        "<body><main><h1>Small Trials, Read Closely</h1><p>Teaching material, not medical advice. "
        f"These pages need no network.</p><ol>{entries}</ol></main></body></html>\n"
    )
    (target / "index.html").write_text(contents, encoding="utf-8")
    return target


def main(arguments=None):
    """Command line: `refresh [name ...]` or `html`."""
    parser = argparse.ArgumentParser(prog="python -m helpers.publish", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["refresh", "html"])
    parser.add_argument("names", nargs="*", help="only notebooks whose file name starts with one of these")
    chosen = parser.parse_args(arguments)
    if chosen.what == "html":
        print(f"open {export_html() / 'index.html'} in a browser")
        return
    files = [f for f in all_notebooks() if not chosen.names or f.name.startswith(tuple(chosen.names))]
    if not files:
        sys.exit(f"no notebook name starts with {' or '.join(chosen.names)}")
    refresh(files)


if __name__ == "__main__":
    main()
