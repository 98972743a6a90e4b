"""Slides and sheets to print, made from the stored club; no lesson imports this module.

    python -m helpers.publish slides      build/slides: the hour, the short form, and both as PDF
    python -m helpers.publish handouts    build/handouts: sheets as A4 and Letter PDF, by Chromium

Nothing is run again: both read what `journal_club` stores. A slide is a cell with the tag "slide" and the cells
tagged "continue" that follow; "part" marks the first slide of a part of the agenda, "long" a slide that the
short form leaves out, and "notes" is for the leader: speaker view and script, never the page. This is the one
helper that starts other programs. Where one is missing, a sentence says what to install, and the rest is
still written.
"""

import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from nbconvert.filters import markdown2html

from helpers.ask import question
from helpers.evidence.appraisal import RULE, blank, worked
from helpers.figures import journal_club as drawn
from helpers.lessons import journal_club as session
from helpers.lessons import long_term, phase2, synthesis, touch
from helpers.own_trial.sheet import SIZES
from helpers.show import COMPONENT, PAGE, from_template, picture_html
from helpers.statistics.printed import printed_interval

ROOT = Path(__file__).resolve().parents[2]
SESSION = ROOT / "notebooks" / "journal_club.ipynb"

REVEAL = "reveal.js@5.2.1"
REVEAL_FILES = ("dist/reveal.js", "dist/reveal.css", "plugin/notes/notes.js", "LICENSE")
START = (
    "if (window.Reveal) { document.querySelector('.reveal').classList.add('ready'); "
    "Reveal.initialize({width: 1280, height: 720, margin: 0.02, center: false, hash: true, "
    "slideNumber: 'c/t', controls: false, transition: 'none', plugins: window.RevealNotes ? [RevealNotes] : []}); }"
)
DECKS = {60: ("index.html", "journal-club.pdf"), 30: ("30-minutes.html", "journal-club-30-minutes.pdf")}
"""The slides of each form of the session: page and PDF."""

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
"""Names on the search path, tried first."""
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
    "/snap/bin/chromium",
)
"""Where these browsers usually stand when they are not on the search path."""
BROWSER_FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --no-pdf-header-footer --disable-sync "
    "--disable-background-networking --disable-component-update"
).split()

EXIT_FORM = ("club-exit-compatible", "club-exit-floor", "club-exit-not-significant")
EXIT_FORMS = {60: EXIT_FORM, 30: tuple(name for name in EXIT_FORM if name != "club-exit-floor")}
"""The questions on paper; without the puzzle nobody is asked for a smallest average."""
JUMPS = (
    "Does the paper print the counts?",
    "The map",
    "If we have the counts: your dot",
    "What do the fitting results share?",
)
"""The slides that are shown where the paper prints its counts, by their titles."""
DISCLAIMER = (
    "Small Trials, Read Closely. Teaching material, not medical advice; the cells are an unproven therapy. "
    "Prose CC BY 4.0. Sources: Seo 2024, doi:10.1016/j.jaci.2024.06.013; Shin 2021, doi:10.1111/1346-8138.15928."
)

NO_BROWSER = (
    "{what}: no PDF was made, because no Chromium, Chrome or Edge was found. Install one (Debian: apt install "
    "chromium) and run the command again. Until then print the pages in {folder} from any browser."
)
BROWSER_FAILED = "{what}: {browser} printed only {made} of {all} PDF files. Print the other pages in {folder} from any browser."
NO_NPM = (
    "slides: reveal.js is missing. Install npm (Debian: apt install npm) and run the command again while connected. "
    "Until then read the slides by scrolling."
)


# ---------------------------------------------------------------- slides


@dataclass(frozen=True)
class Slide:
    """One slide: the HTML that the room sees, the HTML of the notes, and the minutes where a part begins."""

    title: str
    body: str
    notes: str
    clock: str = ""

    @property
    def without_title(self):
        """What the room sees below the heading."""
        soup = BeautifulSoup(self.body, "html.parser")
        soup.h3.decompose()
        return str(soup)


def tags_of(cell):
    """The tags of a cell, as a set."""
    return set(cell.metadata.get("tags", []))


def _prose(markdown):
    """Markdown as HTML without links and comments."""
    text = markdown2html(re.sub(r"<!--.*?-->", "", markdown))
    text = re.sub(r'<a class="anchor-link".*?</a>', "", text, flags=re.S)
    return re.sub(r"</?a\b[^>]*>", "", text)


def cell_html(cell):
    """What a slide or a sheet shows of a cell: the text, pictures, tables, and what stands in for a component."""
    if cell.cell_type == "markdown":
        return _prose(cell.source)
    parts = []
    for output in cell.outputs:
        data = output.get("data", {})
        markup = "".join(data.get("text/html", ""))
        found = BeautifulSoup(markup, "html.parser").find_all("figure")
        stored = data.get(COMPONENT)
        if found or (stored and stored["module"] in ("reveal", "map", "people")):
            parts += map(str, found)
        elif stored:
            parts.append(from_template("slide_part", **stored))
        else:
            parts.append(markup or _prose("".join(data.get("text/markdown", ""))))
    return "\n".join(parts)


def slides(notebook, length=60):
    """The slides of a notebook in order, each with its notes; `length` 30 leaves out those tagged "long"."""
    clock = iter(session.clock(length))
    deck = []
    for cell in notebook.cells:
        tags = tags_of(cell)
        if "slide" in tags:
            begins = next(clock) if "part" in tags else ""
            wanted = length == 60 or "long" not in tags
            deck.append({"body": "", "notes": "", "clock": begins or "", "wanted": wanted})
        if deck and "notes" in tags:
            deck[-1]["notes"] += re.sub(r"</?blockquote>", "", cell_html(cell))
        elif deck and tags & {"slide", "continue"}:
            deck[-1]["body"] += cell_html(cell)
    kept = [slide for slide in deck if slide.pop("wanted")]
    for slide in kept:
        slide["body"] = _unbroken(slide["body"])
    return [
        Slide(BeautifulSoup(slide["body"], "html.parser").h3.get_text().strip(), **slide) for slide in kept
    ]


def _unbroken(markup):
    """The same HTML in which a name, a P value and a doi are not torn apart at the end of a line."""
    markup = markup.replace("EASI-", "EASI\N{NON-BREAKING HYPHEN}")
    markup = markup.replace("phase 2", "phase\N{NO-BREAK SPACE}2")
    markup = markup.replace("P = ", "P\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}")
    return re.sub(r"doi:10\.[^\s<]+", r'<span class="whole">\g<0></span>', markup)


def slides_page(deck, live=True):
    """The slides as one HTML page; `live` loads reveal.js from the folder beside it, without it one slide prints on a page."""
    title = f"{deck[0].title}: slides"
    return from_template("slides", title=title, deck=deck, live=live, style=_style("slides"), start=START)


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
    """Write the slides of both forms, as pages and PDF, into `target`; returns the sentences to tell the user."""
    target.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.read(SESSION, as_version=4)
    browser, made = find_browser(), 0
    for length, (page, pdf) in DECKS.items():
        deck = slides(notebook, length)
        (target / page).write_text(slides_page(deck), encoding="utf-8")
        if browser:
            with tempfile.TemporaryDirectory() as place:
                printed = Path(place) / "slides.html"
                printed.write_text(slides_page(deck, live=False), encoding="utf-8")
                made += print_pdf(browser, printed, (target / pdf).resolve())
    pages = " and ".join(page for page, _ in DECKS.values())
    said = [f"slides: open {pages} in {target} in a browser"]
    if fetch_reveal(target / "reveal"):
        said[0] += " (S shows the notes)"
    else:
        said.append(NO_NPM)
    return [*said, *_about_pdf("slides", browser, made, len(DECKS), target)]


# ---------------------------------------------------------------- sheets to print


def sheets():
    """The sheets by file name: (title, HTML body). Pre-read, puzzle, cards, exit form and appraisal fit one page."""
    notebook = nbformat.read(SESSION, as_version=4)
    return {
        "pre-read": ("Journal club: one page to read beforehand", _tagged(notebook, "pre-read")),
        "puzzle": ("Can you find five numbers?", _puzzle()),
        "voting-cards": ("Voting cards", _cards()),
        "appraisal": ("Two papers on one page", appraisal()),
        "checklist-blank": ("Checklists, blank", _checklists(blank)),
        "checklist-worked": ("Checklists, worked: our answers, to argue with", _checklists(worked)),
        "exit-form": ("Journal club: exit form (no names)", _exit_form(60)),
        "exit-form-30": ("Journal club, half an hour: exit form (no names)", _exit_form(30)),
        "leader-script": ("The leader's script: an hour", _script(notebook, 60)),
        "leader-script-30": ("The leader's script: half an hour", _script(notebook, 30)),
    }


def _tagged(notebook, tag, length=60):
    """The cells with a tag; the short form leaves out those that are also tagged "long"."""
    left_out = {"long"} if length == 30 else set()
    chosen = [cell for cell in notebook.cells if tag in tags_of(cell) and not left_out & tags_of(cell)]
    body = "".join(map(cell_html, chosen))
    return re.sub(r"<h3[^>]*>Pre-read.*?</h3>", "", body, flags=re.S)


def appraisal():
    """The one-page appraisal of both papers with its picture: drug, cells and fitting results side by side."""
    page = synthesis.one_page()
    picture, rows = picture_html(drawn.instead()), page.values.tolist()
    return from_template("sheet_appraisal", picture=picture, head=list(page.columns), rows=rows)


def _puzzle():
    known = touch.puzzle_data(**long_term.printed_follow_up())
    return from_template(
        "sheet_puzzle",
        people=known["people"],
        statements=session.statements(),
        source=session.reference("shin2021"),
        mean=known["mean"],
        mean_between=known["mean_between"],
        beyond=known["beyond"],
    )


def _cards():
    answers = list(zip("abcde", session.SESSION["answers"], strict=True))
    return from_template("sheet_cards", question=session.SESSION["vote"], answers=answers)


def _checklists(form):
    forms = []
    for title, study, which in (
        ("A randomised trial: Seo 2024, phase 2", "seo2024", "trial"),
        ("A case series: Shin 2021", "shin2021", None),
    ):
        groups = form(study, which).groupby("domain", sort=False)[["question", "answer", "basis"]]
        domains = [(name, rows.values.tolist()) for name, rows in groups]
        forms.append((title, domains, session.judgements(study, which) if form is worked else []))
    silent = "not in our sources" if form is worked else "not in what we have"
    rule = "; ".join(
        f"{answer if answer in ('yes', 'partly', 'no') else silent}: {said}" for answer, said in RULE.items()
    )
    return from_template("sheet_checklist", forms=forms, silent=silent, rule=rule)


def _exit_form(length):
    return from_template("sheet_exit", questions=[question(name) for name in EXIT_FORMS[length]])


def _exit_answer(name):
    known = question(name)
    unit = ")" if "options" in known else f" {known['unit']}."
    return f"{known['answer']}{unit} {known['right']}"


def _script(notebook, length):
    deck = slides(notebook, length)
    behind = printed_interval(phase2.printed())
    number = {slide.title: place for place, slide in enumerate(deck, start=1)}
    return from_template(
        "sheet_script",
        length=length,
        plan=session.plan(length),
        look_first=_tagged(notebook, "look-first", length),
        jumps=[number[title] for title in JUMPS],
        first_to_drop=number.get("P values come in rungs"),
        roles=_roles(deck),
        page_arms=touch.PAGE_ARMS,
        vote=session.SESSION["vote"],
        answers=list(zip("abcde", session.SESSION["answers"], strict=True)),
        deck=deck,
        tests=session.six_tests(),
        printed=phase2.printed(),
        arms=phase2.arms(),
        between=[f"{float(end):.4f}".lstrip("0") for end in (behind.low, behind.high)],
        sources=session.instead_sources(),
        discussion=session.discussion(),
        misconceptions=session.misconceptions(),
        exits=[_exit_answer(name) for name in EXIT_FORMS[length]],
    )


def _roles(deck):
    """The roles with the numbers of the slides on which each has lines to say."""
    said = [
        " ".join(
            mark.get_text().lower() for mark in BeautifulSoup(slide.notes, "html.parser").find_all("strong")
        )
        for slide in deck
    ]
    table = session.roles()
    table["slides"] = [
        ", ".join(str(place) for place, words in enumerate(said, start=1) if role.lower() in words)
        for role in table["role"]
    ]
    return table


def sheet_page(name, title, body, size):
    """One sheet as an HTML page for the given paper size."""
    return from_template(
        "handout", sheet=name, title=title, body=body, size=size, style=_style("print"), disclaimer=DISCLAIMER
    )


def _run(command, folder=None):
    """Run one program quietly; returns whether it ended well. A program that hangs is stopped."""
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, timeout=180).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def find_browser():
    """The first Chromium, Chrome or Edge on the search path or in its usual place; None if there is none."""
    named = filter(None, map(shutil.which, BROWSERS))
    return next(named, None) or next((place for place in PLACES if Path(place).exists()), None)


def print_pdf(browser, page, pdf):
    """Print one HTML file to PDF with a headless browser; returns whether a file came out."""
    pdf.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        options = [f"--user-data-dir={profile}", f"--print-to-pdf={pdf}"]
        _run([browser, *BROWSER_FLAGS, *options, page.as_uri()])
    return pdf.exists()


def _about_pdf(what, browser, made, wanted, folder):
    """The sentence that says what became of the PDF files."""
    if not browser:
        return [NO_BROWSER.format(what=what, folder=folder)]
    if made < wanted:
        return [BROWSER_FAILED.format(what=what, browser=browser, made=made, all=wanted, folder=folder)]
    return [f"{what}: {made} PDF files in {folder}"]


def build_handouts(target=ROOT / "build" / "handouts"):
    """Write every sheet as HTML, and as A4 and Letter PDF if a browser is there; returns what to tell the user."""
    target.mkdir(parents=True, exist_ok=True)
    browser, made, wanted = find_browser(), 0, sheets()
    for name, (title, body) in wanted.items():
        for size in SIZES:
            page, pdf = target / f"{name}-{size}.html", target / f"{name}-{size}.pdf"
            page.write_text(sheet_page(name, title, body, size), encoding="utf-8")
            made += bool(browser) and print_pdf(browser, page.resolve(), pdf.resolve())
    return _about_pdf("handouts", browser, made, len(wanted) * len(SIZES), target)
