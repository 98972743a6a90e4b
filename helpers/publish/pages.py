"""The lessons as plain pages: one HTML file each, which opens from disk, answers by clicking, needs no network.

A page is made from the stored notebook. Each component's output (see `show.component`) carries its
module's name and data; they are mounted by `helpers/page/host.js`. Only lessons with sliders run again,
so that their pictures along each slider are drawn beforehand.
"""

import base64
import hashlib
import json
import os
import re
import shutil
from functools import cache
from pathlib import Path

import nbformat
import pandas as pd
from bs4 import BeautifulSoup, NavigableString
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbconvert.preprocessors import TagRemovePreprocessor

from helpers.data_files import DATA
from helpers.evidence import ledger
from helpers.lessons.touch import for_a_page
from helpers.publish.refresh import QUIET, ROOT, drop_what_changes, lesson_files, minutes
from helpers.show import COMPONENT, PAGE, STYLES, from_template, table_html

SITE = "Small Trials, Read Closely"
QUESTIONS_VERSION = "2"
"""Part of the key under which a browser keeps answers: change it when old answers no longer fit."""
LAB_ONLY = "lab-only"
"""Cells with this tag make sense in JupyterLab alone and are left out of the pages."""
FOR_THE_LEADER = "notes"
"""Cells with this tag are what the leader says: on slides in the speaker view, in the script, and not on the page."""
FOR_A_ROOM = "room"
"""The page shows the outputs of cells with this tag without their code: it is shown to a room."""
SHELF = "own_trial"
"""The folder of `data` that pages show with a list of its tables."""
WAYS = "Your-way-through"
"""The heading (its id) in the first lesson under which the routes stand, which the contents page repeats."""
ASIDE = ("id", "source")
"""Columns that a narrow page leaves out of a table with MANY columns."""
MANY = 5
PLACEHOLDER = "OWNER/REPO"
"""What the notebooks write for a repository that they do not know."""
KEPT_TOGETHER = re.compile(r"(?<=\d) (?=%)|(?<=\bP) (?=[=<>≤≥] ?\.?\d)|(?<=\bP [=<>≤≥]) (?=\.?\d)")
"""Spaces at which a line shall not end: within "23 %" and "P = .038"."""
NOT_RUN = "Nothing is filled in yet"
"""How the cell answers that waits for a reader's file: nobody can run it on a page."""
MOST_BYTES = 3_000_000
BINDER = "https://mybinder.org/v2/gh/{}/HEAD?labpath=notebooks/07_your_own_trial.ipynb"
README = ROOT / "README.md"
SESSION = "session"
"""The folder of the pages into which slides and sheets are copied, so that they go wherever the pages go."""
EXTRAS = {
    "The journal club as slides": "slides/index.html",
    "The slides as PDF": "slides/journal-club.pdf",
    "The slides of the half hour": "slides/30-minutes.html",
    "The slides of the half hour as PDF": "slides/journal-club-30-minutes.pdf",
    "Pre-read, one page (A4)": "handouts/pre-read-A4.pdf",
    "Puzzle sheet (A4)": "handouts/puzzle-A4.pdf",
    "Voting cards (A4)": "handouts/voting-cards-A4.pdf",
    "Appraisal, one page, for after the session (A4)": "handouts/appraisal-A4.pdf",
    "Checklists, blank (A4)": "handouts/checklist-blank-A4.pdf",
    "Exit form (A4)": "handouts/exit-form-A4.pdf",
    "Exit form of the half hour (A4)": "handouts/exit-form-30-A4.pdf",
}
"""What the contents page also links to, where it has been built beside the pages. Script and worked checklists hold the
answers: they stay in `handouts`, and so do all sheets in Letter."""


# ---------------------------------------------------------------- what a notebook says about itself


def heading(notebook):
    """The text of the notebook's first heading."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+)$", cell.source, flags=re.M) if cell.cell_type == "markdown" else None
        if found:
            return found[1].strip()
    return "Untitled"


def question_of(notebook):
    """What a lesson opens with: its question, or else its first paragraph, as plain text."""
    first = notebook.cells[0].source
    found = re.search(r"\*\*The question\.\*\* +(.+)", first)
    if not found and any(component_outputs(notebook)):
        found = re.search(r"^# .+\n+(.+)", first)
    text = re.sub(r"<!--.*?-->", "", found[1]) if found else ""
    return re.sub(r"\[(.+?)\]\(.+?\)", r"\1", text).replace("*", "").strip()


def minutes_of(notebook):
    """The reading minutes that a lesson prints, the first one as its route, or, where it prints none, those that are counted.

    None for a notebook that asks nothing, such as the glossary: nobody reads it from top to bottom.
    """
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    found = re.search(r"\*\*Minutes\.\*\* +(\d+)", prose) or re.search(
        r"^\| Tour \| (\d+)", prose, flags=re.M
    )
    if found:
        return int(found[1])
    return minutes(notebook) if any(component_outputs(notebook)) else None


def page_files():
    """The lessons in reading order, then the notebooks of `deeper/` by name."""
    return [*lesson_files(), *sorted((ROOT / "notebooks" / "deeper").glob("*.ipynb"))]


# ---------------------------------------------------------------- components


def component_outputs(notebook):
    """(output, module name, data) of every component in the notebook, in order."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            stored = output.get("data", {}).get(COMPONENT)
            if stored:
                yield output, stored["module"], stored["data"]


def draw_frames(notebook, folder):
    """Run a notebook that has sliders once more, with the pictures along each slider drawn beforehand."""
    if not any(module == "slider" for _, module, _ in component_outputs(notebook)):
        return
    before = {name: os.environ.get(name) for name in ("SMALL_TRIALS_FRAMES", "SMALL_TRIALS_PROGRESS")}
    os.environ |= {"SMALL_TRIALS_FRAMES": "1", "SMALL_TRIALS_PROGRESS": "off"}
    try:
        NotebookClient(
            notebook,
            timeout=300,
            coalesce_streams=True,
            extra_arguments=QUIET,
            resources={"metadata": {"path": str(folder)}},
        ).execute()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    drop_what_changes(notebook)


def mount(notebook):
    """Make each component ready for the host; returns (names of the modules used, ids of the cards).

    The truth that a reveal holds is handed to its card here. A component stays its readable twin
    where it could not work: a slider without pictures, or a module that does not exist.
    """
    found = list(component_outputs(notebook))
    truths = {data["id"]: data for _, module, data in found if module == "reveal"}
    modules, cards = [], []
    for output, module, data in found:
        usable = (PAGE / f"{module}.js").exists() and (module != "slider" or data.get("frames"))
        if module == "reveal" or not usable:
            continue
        if module == "card":
            data = data | truths.get(data["id"], {})
            cards.append(data["id"])
        if module == "map":
            data = for_a_page(data)
        modules.append(module)
        output.data["text/html"] = mounted(module, data, output.data["text/html"])
    return sorted(set(modules)), list(dict.fromkeys(cards))


def mounted(module, data, twin):
    """The place of one component on a page: the twin, and the data that the host reads."""
    code = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return from_template("mount", module=module, twin="".join(twin), data=code)


def scripts_for(modules):
    """One inline script per module, which registers itself, and the host, which mounts them."""
    scripts = []
    for name in modules:
        code = (PAGE / f"{name}.js").read_text(encoding="utf-8")
        register = f"(globalThis.smallTrials ??= {{}})[{json.dumps(name)}] ="
        scripts.append(code.replace("export default", register))
    host = [(PAGE / name).read_text(encoding="utf-8") for name in ("thumb.js", "host.js")]
    return [*scripts, "\n".join(host)]


# ---------------------------------------------------------------- pages


@cache
def exporter():
    """One nbconvert exporter for all pages: it compiles its templates once."""
    made = HTMLExporter(template_name="page", extra_template_basedirs=[str(PAGE.parent)])
    removed = TagRemovePreprocessor(
        remove_cell_tags={LAB_ONLY, FOR_THE_LEADER, "setup"},
        remove_input_tags={FOR_A_ROOM, "card", "reveal", "control"},
    )
    made.register_preprocessor(removed, enabled=True)
    return made


def tidy(body, file, target_names):
    """The lesson's HTML with links between pages, and with what scrolls sideways in reach of the keyboard.

    `target_names` are the pages that exist, as paths from the notebooks' folder without ending. A table that pages
    carry is linked as a page. Another link into the repository (a module, say) leads to GitHub where that is known
    (see `repository`); else it keeps its words and loses its link: nothing is there on the page.
    """
    soup = BeautifulSoup(body, "html.parser")
    folder = file.parent.relative_to(file.parents[1]) if file.parent.name == "deeper" else Path()
    up = "../" if folder.name else ""
    carried = {f"data/{name}": f"data/{name.removesuffix('.csv')}.html" for name in carried_tables()}
    carried[f"data/{SHELF}"] = f"data/{SHELF}/index.html"
    for link in soup.find_all("a", href=True):
        path, _, anchor = link["href"].partition("#")
        if not path or re.match(r"[a-z]+:", path):
            continue
        place = os.path.normpath(folder / path)
        if place.endswith("README.md") and "/" not in place.replace("../", ""):
            link["href"] = "../index.html" if folder.name else "index.html"
        elif place.removesuffix(".ipynb") in target_names:
            link["href"] = path.removesuffix(".ipynb") + ".html" + (f"#{anchor}" if anchor else "")
        elif place.removeprefix("../") in carried:
            link["href"] = up + carried[place.removeprefix("../")]
        elif repository() and (ROOT / "notebooks" / place).exists():
            link["href"] = f"https://github.com/{repository()}/blob/HEAD/{place.removeprefix('../')}"
        else:
            link.unwrap()
    for code in soup.find_all("code", string=re.compile(PLACEHOLDER)):
        if repository():
            words = code.string.replace(PLACEHOLDER, repository())
            code.string = words.replace("REPO/", repository().rpartition("/")[2] + "/")
        elif code.string in README.read_text(encoding="utf-8"):
            code.replace_with("the address in the README")
    for code in soup.find_all("code", string=f"data/{SHELF}"):
        if not code.find_parent("a"):
            code.wrap(soup.new_tag("a", href=f"{up}data/{SHELF}/index.html"))
    for table in soup.find_all("table"):
        set_aside(table)
        table.wrap(soup.new_tag("div", attrs={"class": "wide", "tabindex": "0"}))
    for code in soup.find_all("pre"):
        code["tabindex"] = "0"
    for code in soup.select("details.code") if folder.name else []:
        code["open"] = ""  # as the notebooks of `deeper` say
    for text in soup.find_all(string=KEPT_TOGETHER):
        if type(text) is NavigableString and not text.find_parent(["script", "style", "pre", "code"]):
            text.replace_with(KEPT_TOGETHER.sub("\N{NO-BREAK SPACE}", text))
    return str(soup)


def set_aside(table):
    """In a table of many columns mark those that say where a number is stored; if many are left, mark the table."""
    head = [cell.get_text().strip() for cell in table.select("thead th")]
    hidden = [place for place, name in enumerate(head) if name in ASIDE and len(head) >= MANY]
    for row in table.find_all("tr"):
        cells = row.find_all(["th", "td"])
        for place in hidden:
            if place < len(cells):
                cells[place]["class"] = "aside"
    if len(head) - len(hidden) >= MANY:
        table["class"] = "many"


def repository():
    """Owner and name of the repository on GitHub, where a workflow there builds the pages; None elsewhere."""
    return os.environ.get("GITHUB_REPOSITORY")


def carried_tables():
    """The tables of `data` that pages carry, as paths from there: what was not found, and the shelf of papers.

    >>> carried_tables()[:2]
    ['not_in_sources.csv', 'own_trial/atmsc2025.csv']
    """
    return ["not_in_sources.csv", *sorted(f"{SHELF}/{file.name}" for file in (DATA / SHELF).glob("*.csv"))]


def write_tables(target):
    """Write each carried table below `target`/data as it is, and as a page; the shelf gets a page that lists them."""
    shelf = []
    for name in carried_tables():
        copy = target / "data" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((DATA / name).read_bytes())
        frame = pd.read_csv(copy, dtype=str, keep_default_na=False)
        frame = frame.rename(columns=lambda column: column.replace("_", " "))
        if name.startswith(SHELF):
            shelf.append(copy.stem)
        links = neighbours([], None, up="../" * name.count("/") + "../")
        body = from_template("data", file=copy.name, table=table_html(frame, f"{copy.name}, as it is stored"))
        copy.with_suffix(".html").write_text(complete_page(copy.name, body, links), encoding="utf-8")
    page = complete_page(SHELF, from_template("shelf", names=shelf), neighbours([], None, up="../../"))
    (target / "data" / SHELF / "index.html").write_text(page, encoding="utf-8")


def complete_page(title, body, links="", modules=(), again=False):
    """A complete HTML page that needs nothing beside it, with a policy that allows its own scripts only."""
    scripts = scripts_for(modules) if modules else []
    hashes = [base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in scripts]
    allowed = " ".join(f"'sha256-{code}'" for code in hashes) or "'none'"
    policy = (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {allowed}; "
        "base-uri 'none'; form-action 'none'"
    )
    sheets = ["style.css", *(STYLES if modules else [])]
    style = "\n".join((PAGE / name).read_text(encoding="utf-8") for name in sheets if (PAGE / name).exists())
    return (
        from_template(
            "page",
            title=title,
            body=body,
            links=links,
            again=again,
            policy=policy,
            style=style,
            scripts=scripts,
            version=QUESTIONS_VERSION,
        )
        + "\n"
    )


def neighbours(titles, place, up):
    """Links to the contents page and to the pages before and after the one at `place`.

    `titles` is a list of (name of the page, title) in reading order; `place` None gives the contents alone.
    """
    near = [] if place is None else [("Previous", place - 1), ("Next", place + 1)]
    steps = [(word, *titles[at]) for word, at in near if 0 <= at < len(titles)]
    return from_template("neighbours", up=up, steps=steps)


def lesson_page(file, target_names, links):
    """(HTML of one notebook's page, ids of its cards, its body to take the routes from)."""
    notebook = nbformat.read(file, as_version=4)
    draw_frames(notebook, file.parent)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            shown = [(each, each.get("data", {}).get("text/plain", "")) for each in cell.outputs]
            cell.outputs = [each for each, text in shown if not text.startswith(NOT_RUN)]
    modules, cards = mount(notebook)
    body, _ = exporter().from_notebook_node(notebook)
    body = tidy(body, file, target_names)
    text = complete_page(heading(notebook), body, links, modules, again=True)
    return text, cards, BeautifulSoup(body, "html.parser")


def ways_through(soup):
    """The table of routes that stands in a lesson under "Your way through"; "" if it has none."""
    title = soup.find(id=WAYS)
    table = title.find_next("table") if title else None
    return str(table.parent) if table else ""


def copy_extras(target):
    """Copy what was built for a session beside the pages into them; returns its names with their addresses."""
    copied = {}
    for name, path in EXTRAS.items():
        source, copy = target.parent / path, target / SESSION / path
        copy.unlink(missing_ok=True)
        if source.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
            copied[name] = f"{SESSION}/{path}"
    reveal = target.parent / "slides" / "reveal"
    if copied and reveal.exists():
        shutil.copytree(reveal, target / SESSION / "slides" / "reveal", dirs_exist_ok=True)
    return copied


def export_html(target=ROOT / "build" / "html", files=None):
    """Write every lesson as HTML into `target`, with a contents page; returns the folder."""
    target = Path(target)
    files = page_files() if files is None else files
    home = ROOT / "notebooks"
    names = [
        file.relative_to(home).with_suffix("").as_posix() if file.is_relative_to(home) else file.stem
        for file in files
    ]
    titles = [heading(nbformat.read(file, as_version=4)) for file in files]
    main = [(name, title) for name, title in zip(names, titles, strict=True) if "/" not in name]
    lessons, deeper, ways = [], [], ""
    for file, name, title in zip(files, names, titles, strict=True):
        print(f"page {len(lessons) + len(deeper) + 1} of {len(files)}: {title}", flush=True)
        place = main.index((name, title)) if (name, title) in main else None
        links = neighbours(main, place, up="../" if "/" in name else "")
        text, cards, soup = lesson_page(file, set(names), links)
        page = target / f"{name}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
        if len(text.encode()) > MOST_BYTES:
            print(f"{name}.html has {len(text.encode()):,} bytes, more than {MOST_BYTES:,}")
        ways = ways or ways_through(soup)
        entry = {"name": name, "href": f"{name}.html", "title": title, "ids": " ".join(cards)}
        notebook = nbformat.read(file, as_version=4)
        entry |= {"asks": question_of(notebook), "minutes": minutes_of(notebook)}
        (lessons if place is not None else deeper).append(entry)
    words = "Your answers are kept in this browser only. Start over deletes all of them."
    contents = from_template(
        "contents",
        site=SITE,
        printed=ledger.fact("seo-p-easi50").value,
        first=next((lesson for lesson in lessons if lesson["minutes"]), None),
        binder=BINDER.format(repository()) if repository() else None,
        repository=repository(),
        ways=ways,
        lessons=lessons,
        deeper=deeper,
        extras=copy_extras(target),
        start_over=mounted("start_over", {"words": words}, ""),
    )
    write_tables(target)
    (target / "index.html").write_text(
        complete_page(SITE, contents, modules=["start_over"]), encoding="utf-8"
    )
    return target
