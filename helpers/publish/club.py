"""Slides and sheets to print, made from the stored notebooks; no lesson imports this module.

    python -m helpers.publish slides      build/slides: the session as slides, with reveal.js from npm
    python -m helpers.publish handouts    build/handouts: sheets as A4 and Letter PDF, by Chromium

Nothing is run again: both read what the notebooks store. Slides are the cells of `journal_club` with the tag
"slide", the cells tagged "continue" that follow, and "notes" for the leader. This is the one helper that
starts other programs. Where one is missing, a sentence says what to install, and the rest is still written.
"""

import html
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbconvert.filters import markdown2html

from helpers.ask import question
from helpers.evidence.appraisal import blank, worked
from helpers.lessons.journal_club import ANSWERS, agenda, roles, timetable

ROOT = Path(__file__).resolve().parents[2]


SESSION = ROOT / "notebooks" / "journal_club.ipynb"


SYNTHESIS = ROOT / "notebooks" / "06_synthesis.ipynb"


PAGE = Path(__file__).parents[1] / "page"


REVEAL = "reveal.js@5.2.1"


REVEAL_FILES = ("dist/reveal.js", "dist/reveal.css", "plugin/notes/notes.js", "LICENSE")


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


BROWSER_FLAGS = "--headless --no-sandbox --disable-gpu --no-first-run --no-pdf-header-footer".split()


SIZES = ("A4", "Letter")


EXIT_FORM = ("club-exit-compatible", "club-exit-floor", "club-exit-not-significant")


DISCLAIMER = (
    "Small Trials, Read Closely. Teaching material, not medical advice; the cells are an unproven therapy. "
    "Prose CC BY 4.0. Sources: Seo 2024, doi:10.1016/j.jaci.2024.06.013; Shin 2021, doi:10.1111/1346-8138.15928."
)


NO_BROWSER = (
    "handouts: no PDF was made, because Chromium was not found. Install it (Debian: apt install chromium) and "
    "run the command again. Until then print the pages in {folder} from any browser."
)


BROWSER_FAILED = "handouts: {browser} printed only {made} of {all} PDF files. Print the other pages in {folder} from any browser."


NO_NPM = (
    "slides: reveal.js is missing. Install npm (Debian: apt install npm) and run the command again while connected. "
    "Until then read the slides by scrolling."
)


@dataclass
class Slide:
    """One slide: the HTML that the room sees, whether a part of the agenda begins, the HTML of the notes."""

    body: str
    begins: bool = False
    notes: list = field(default_factory=list)

    @property
    def title(self):
        """The text of its heading."""
        found = re.search(r"<h3[^>]*>(.*?)</h3>", self.body, flags=re.S)
        return html.unescape(re.sub("<[^>]*>", "", found[1])).strip() if found else "Untitled"


def tags_of(cell):
    """The tags of a cell, as a set."""
    return set(cell.metadata.get("tags", []))


def cell_html(cell):
    """What a reader sees of a cell, as HTML without links: the text, or the stored outputs."""
    if cell.cell_type == "markdown":
        parts = [markdown2html(cell.source)]
    else:
        data = [output.get("data", {}) for output in cell.outputs]
        parts = [each.get("text/html") or markdown2html(each.get("text/markdown", "")) for each in data]
    joined = re.sub(r'<a class="anchor-link".*?</a>', "", "\n".join(parts), flags=re.S)
    return re.sub(r"</?a\b[^>]*>", "", joined)


def slides(notebook):
    """The slides of a notebook in order, each with its notes."""
    deck = []
    for cell in notebook.cells:
        tags = tags_of(cell)
        if "slide" in tags:
            deck.append(Slide(cell_html(cell), "part" in tags))
        elif deck and "continue" in tags:
            deck[-1].body += cell_html(cell)
        elif deck and "notes" in tags:
            deck[-1].notes.append(re.sub(r"</?blockquote>", "", cell_html(cell)))
    return deck


def slides_page(deck):
    """The slides as one HTML page that loads reveal.js from the folder beside it, and nothing else."""
    sections = "\n".join(
        f'<section>{slide.body}<aside class="notes">{"".join(slide.notes)}</aside></section>'
        for slide in deck
    )
    start = (
        "if (window.Reveal) { document.querySelector('.reveal').classList.add('ready'); "
        "Reveal.initialize({width: 1280, height: 720, margin: 0.02, center: false, hash: true, "
        "slideNumber: 'c/t', controls: false, transition: 'none', plugins: window.RevealNotes ? [RevealNotes] : []}); }"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{deck[0].title}: slides</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="reveal/reveal.css"><style>{_style("slides")}</style></head>\n'
        f'<body><div class="reveal"><div class="slides">\n{sections}\n</div></div>\n'
        '<script src="reveal/reveal.js"></script><script src="reveal/notes.js"></script>\n'
        f"<script>{start}</script></body></html>\n"
    )


def _style(name):
    return (PAGE / f"{name}.css").read_text(encoding="utf-8")


def fetch_reveal(folder):
    """Put reveal.js into `folder` by npm; returns whether it is there, keeping a copy from an earlier build."""
    wanted = [folder / Path(name).name for name in REVEAL_FILES]
    if all(file.exists() for file in wanted):
        return True
    npm = shutil.which("npm")
    if not npm:
        return False
    with tempfile.TemporaryDirectory() as place:
        fetched = _run([npm, "pack", REVEAL, "--silent"], place)
        packed = next(Path(place).glob("*.tgz"), None)
        if not fetched or packed is None:
            return False
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(packed) as archive:
            for name, file in zip(REVEAL_FILES, wanted, strict=True):
                file.write_bytes(archive.extractfile(f"package/{name}").read())
    return True


def build_slides(target=ROOT / "build" / "slides"):
    """Write the slides into `target`; returns the sentences to tell the user."""
    target.mkdir(parents=True, exist_ok=True)
    (target / "index.html").write_text(
        slides_page(slides(nbformat.read(SESSION, as_version=4))), encoding="utf-8"
    )
    where = f"slides: open {target / 'index.html'} in a browser"
    return [f"{where} (S shows the notes)"] if fetch_reveal(target / "reveal") else [where, NO_NPM]


# ---------------------------------------------------------------- sheets to print


def sheets():
    """The sheets by file name: (title, HTML body). Pre-read and appraisal fit one page."""
    session = nbformat.read(SESSION, as_version=4)
    return {
        "pre-read": ("Journal club: one page to read beforehand", _tagged(session, "pre-read")),
        "appraisal": (
            "The appraisal on one page",
            one_page_appraisal(nbformat.read(SYNTHESIS, as_version=4)),
        ),
        "checklist-blank": ("Checklists, blank", _checklists(blank)),
        "checklist-worked": ("Checklists, worked: our answers, to argue with", _checklists(worked)),
        "exit-form": ("Journal club: exit form (no names)", _exit_form()),
        "leader-script": ("The leader's script", _script(session)),
    }


def _tagged(notebook, tag):
    body = "".join(cell_html(cell) for cell in notebook.cells if tag in tags_of(cell))
    return re.sub(r"<h3[^>]*>Pre-read.*?</h3>", "", body, flags=re.S)


def one_page_appraisal(notebook):
    """The table of the one-page appraisal, from the outputs that lesson 06 stores."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and re.search(r"\bone_page\(", cell.source):
            return cell_html(cell)
    raise ValueError("06_synthesis.ipynb has no cell that calls one_page(...): the appraisal sheet needs it")


def _table(head, rows, kind=""):
    cells = "".join(f"<th>{html.escape(name)}</th>" for name in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f'<table class="{kind}"><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>'


def _checklists(form):
    note = '<p>Own wording, not an official tool. <em>Yes</em> reassures. <em>Not in our sources</em> is an answer and never a "no". Quote a few words for each answer.</p>'
    parts = []
    for title, study, which in (
        ("A randomised trial: Seo 2024, phase 2", "seo2024", "trial"),
        ("A case series: Shin 2021", "shin2021", None),
    ):
        table = form(study, which)
        said = table["domain"].where(table["domain"] != table["domain"].shift(), "")  # once for each domain
        rows = table.assign(domain=said)[["domain", "question", "answer", "basis"]].values.tolist()
        head = ["domain", "question", "yes, partly, no, not in our sources", "quoted basis"]
        parts.append(f"<h2>{title}</h2>{note}{_table(head, rows, 'form')}")
    return parts[0] + '<div class="new-page"></div>' + parts[1]


def _exit_form():
    asked = ""
    for place, name in enumerate(EXIT_FORM, start=1):
        known = question(name)
        options = "".join(
            f"<li>{key}) {html.escape(text)}</li>" for key, text in known.get("options", {}).items()
        )
        answer = f"<ul>{options}</ul>" if options else f"<p>Answer: __________ {known['unit']}</p>"
        asked += (
            f'<div class="keep ask"><h2>{place}</h2><p>{html.escape(known["question"])}</p>{answer}</div>'
        )
    return f"{asked}<h2>One thing you would ask the authors</h2><p>&nbsp;</p><p>&nbsp;</p>"


def _script(session):
    plans = "".join(
        f"<h2>{length} minutes</h2>{_table(list(agenda(length).columns), agenda(length).values.tolist())}"
        for length in (60, 30)
    )
    parts = [plans, "<h2>Roles</h2>", _table(["role", "task"], roles().values.tolist())]
    tally = _table(["answer", "first vote", "second vote"], [(each, "", "") for each in ANSWERS], "tally")
    parts += ["<h2>Tally of raised hands</h2>", tally, '<h2 class="new-page">Slide by slide</h2>']
    clock = iter(timetable())
    for place, slide in enumerate(slides(session), start=1):
        if slide.begins:
            parts.append(f'<p class="clock"><strong>{html.escape(next(clock))}</strong></p>')
        shown = re.sub(r"<h3.*?</h3>", "", slide.body, flags=re.S)
        shown = re.sub(
            r"<figure.*?<figcaption>(.*?)</figcaption></figure>", r"<p>[Picture] \1</p>", shown, flags=re.S
        )
        parts.append(
            f'<div class="keep"><h3>{place}. {html.escape(slide.title)}</h3>'
            f"<div>{shown}</div><blockquote>{''.join(slide.notes)}</blockquote></div>"
        )
    answers = "".join(cell_html(cell) for cell in session.cells if tags_of(cell) & {"question", "answer"})
    exits = "".join(
        f"<p>{place}. {question(name)['answer']}{')' if 'options' in question(name) else ' ' + question(name)['unit']}. "
        f"{html.escape(question(name)['right'])}</p>"
        for place, name in enumerate(EXIT_FORM, start=1)
    )
    return (
        "".join(parts)
        + f'<h2 class="new-page">Discussion: model answers</h2>{answers}<h2>Exit form: answers</h2>{exits}'
    )


def sheet_page(title, body, size):
    """One sheet as an HTML page for the given paper size."""
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>@page {{ size: {size}; margin: 14mm 15mm 12mm; }}\n{_style('print')}</style></head>"
        f"<body><h1>{html.escape(title)}</h1>{body}<footer>{DISCLAIMER}</footer></body></html>\n"
    )


def _run(command, folder=None):
    """Run one program quietly; returns whether it ended well. A program that hangs is stopped."""
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, timeout=180).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def print_pdf(browser, page, pdf):
    """Print one HTML file to PDF with headless Chromium; returns whether a file came out."""
    pdf.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        options = [f"--user-data-dir={profile}", f"--print-to-pdf={pdf}"]
        _run([browser, *BROWSER_FLAGS, *options, page.as_uri()])
    return pdf.exists()


def build_handouts(target=ROOT / "build" / "handouts"):
    """Write every sheet as HTML, and as A4 and Letter PDF if Chromium is there; returns what to tell the user."""
    target.mkdir(parents=True, exist_ok=True)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    made, wanted = 0, sheets()
    for name, (title, body) in wanted.items():
        for size in SIZES:
            page, pdf = target / f"{name}-{size}.html", target / f"{name}-{size}.pdf"
            page.write_text(sheet_page(title, body, size), encoding="utf-8")
            made += bool(browser) and print_pdf(browser, page.resolve(), pdf.resolve())
    if not browser:
        return [NO_BROWSER.format(folder=target)]
    total = len(wanted) * len(SIZES)
    if made < total:
        return [BROWSER_FAILED.format(browser=browser, made=made, all=total, folder=target)]
    return [f"handouts: {made} PDF files in {target}"]
