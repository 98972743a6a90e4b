"""Every notebook keeps the promises of its anatomy: executed, ordered, described, folded, short, linked."""

import ast
import builtins
import html
import itertools
import re
from dataclasses import dataclass

import pytest
from reading import ROOT, every_notebook, lesson_notebooks, read

from helpers.show import COMPONENT

LESSONS = [
    pytest.param(file, id=file.stem)
    for file in lesson_notebooks()
    if file.parent.name == "notebooks" and file.stem != "glossary"
]
FOLDED = [file for file in lesson_notebooks() if file.parent.name == "notebooks"]
READ = [
    pytest.param(file, id=str(file.relative_to(ROOT / "notebooks")))
    for file in every_notebook()
    if file.is_relative_to(ROOT / "notebooks")
]
EVERY = [pytest.param(file, id=str(file.relative_to(ROOT))) for file in every_notebook()]
FORBIDDEN = re.compile(
    r"\binput\(|^\s*[!%]|\bsubprocess\b|\bos\.system\b|\brequests\b|\burllib\b|\beval\(|\bexec\(", re.M
)
MOST_LINES, MOST_LETTERS, MOST_SETUP_LINES, MOST_OPEN = 6, 240, 10, 3
"""Of one cell with its comments and imports, of the set-up cell, and of the cells of a lesson that stay open."""


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def tags_of(cell):
    return set(cell.metadata.get("tags", []))


def markdown_text(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def output_problems(cell):
    """What is wrong with the stored outputs of one cell."""
    for output in cell.outputs:
        data = output.get("data", {})
        markup = data.get("text/html", "")
        if output.output_type == "error":
            yield f"stores an error: {output.ename}"
        if output.get("name") == "stderr":
            yield "stores stderr"
        if re.search(r"(?<![\w.])/(root|home|tmp|work|Users)/", str(output)):
            yield "stores a machine path"
        for picture in re.findall(r"<img[^>]*>", markup):
            words = re.search(r'alt="([^"]*)"', picture)
            if not words or len(words[1].split()) < 8:
                yield "shows a picture without a description"
        if "image/png" in data or "image/svg+xml" in data:
            yield "shows a bare picture: use show.picture"
        if "<script" in markup or "<iframe" in markup:
            yield "stores a script or an iframe"
        for opening in re.findall(r"<details[^>]*data-reveal[^>]*>", markup):
            if re.search(r"\sopen\b", opening):
                yield "reveals an answer that is not folded"
        if "data-reveal" in markup and re.search(r"\d", data.get("text/plain", "")):
            yield "tells the answer in plain text"


def structure_problems(notebook):
    """Everything wrong with how a notebook is stored, as sentences; used by the mutation tests too."""
    problems = []
    cells = code_cells(notebook)
    counts = [cell.execution_count for cell in cells]
    if counts != list(range(1, len(cells) + 1)):
        problems.append(f"not executed from top to bottom: counts {counts}")
    for cell in cells:
        found = list(output_problems(cell))
        if cell.source.rstrip().endswith(";"):
            found.append("ends with ';'")
        if re.search(r"^\s*(async )?def |\blambda\b|^\s*class ", cell.source, flags=re.M):
            found.append("defines a function or class")
        if FORBIDDEN.search(cell.source):
            found.append("uses the network, the shell, input or evaluated text")
        problems += [f"cell {cell.execution_count} {each}" for each in found]
    headings = re.findall(
        r"^(#+) +\S", re.sub(r"```.*?```", "", markdown_text(notebook), flags=re.S), flags=re.M
    )
    levels = [len(mark) for mark in headings]
    if levels.count(1) != 1 or levels[:1] != [1]:
        problems.append(f"needs exactly one H1, first: heading levels {levels}")
    problems += [f"heading level jumps from {a} to {b}" for a, b in itertools.pairwise(levels) if b > a + 1]
    return problems


# ---------------------------------------------------------------- the cells of a lesson


def typed_answers(tree):
    """The arguments of `ask.reveal(...)` that are typed instead of computed: a number, or one letter."""
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            known |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "reveal":
            for value in [*call.args[1:2], *(each.value for each in call.keywords)]:
                value = known.get(value.id, value) if isinstance(value, ast.Name) else value
                names = [node for node in ast.walk(value) if isinstance(node, ast.Name | ast.Attribute)]
                letters = [
                    node
                    for node in ast.walk(value)
                    if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) == 1
                ]
                if letters or not [name for name in names if getattr(name, "id", "") not in dir(builtins)]:
                    yield ast.unparse(value)


def borrowed(tree):
    """Names that a cell uses and that it neither imports nor makes: it would not run alone."""
    made = set(dir(builtins))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            made |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
    used = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return sorted(used - made)


def is_module(package, name):
    place = ROOT.joinpath(*package.split("."), name)
    return place.is_dir() or place.with_suffix(".py").exists()


def size_problem(cell):
    """What is wrong with the size of one cell, as a sentence, or None."""
    lines = [line for line in cell.source.splitlines() if line.strip()]
    letters = len(cell.source)
    if "fmt: skip" in cell.source:
        return "switches the formatter off"
    if "setup" in tags_of(cell):
        return f"sets up in {len(lines)} lines" if len(lines) > MOST_SETUP_LINES else None
    if len(lines) > MOST_LINES or letters > MOST_LETTERS:
        return f"has {len(lines)} lines and {letters} letters of code"
    return None


def cell_problems(cell):
    """What is wrong with the code of one cell of a lesson."""
    lines = [line for line in cell.source.splitlines() if line.strip()]
    if not re.match(r"# \S+ \S+", lines[0]):
        yield "does not begin with a comment that says what it does"
    is_open = not cell.metadata.get("jupyter", {}).get("source_hidden")
    if is_open != ("change-me" in tags_of(cell)):
        yield "is open without the tag change-me" if is_open else "has the tag change-me and is folded"
    work = [line for line in lines if not re.match(r"\s*#|(from|import) ", line)]
    if is_open and not (any(line.endswith("# change me") for line in lines) and len(work) <= 3):
        yield "is open: it may have three lines, one of them ending in '# change me'"
    if problem := size_problem(cell):
        yield problem
    tree = ast.parse(cell.source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers"):
            names = [alias.name for alias in node.names if not is_module(node.module, alias.name)]
            if names:
                yield f"imports {', '.join(names)} instead of its module"
    yield from (f"types the answer {answer}" for answer in typed_answers(tree))
    yield from (f"uses {name}, which it neither imports nor makes" for name in borrowed(tree))


def lesson_problems(notebook):
    """What is wrong with the code cells of a lesson, as sentences; used by the mutation tests too."""
    cells = code_cells(notebook)
    problems = [f"cell {cell.execution_count} {each}" for cell in cells for each in cell_problems(cell)]
    opened = sum("change-me" in tags_of(cell) for cell in cells)
    return problems + ([f"{opened} cells stay open"] if opened > MOST_OPEN else [])


# ---------------------------------------------------------------- what a lesson may cost its reader


@dataclass(frozen=True)
class Cost:
    """What a reader of a lesson meets: words (Markdown and outputs), pictures, tables, and questions by kind."""

    words: int
    figures: int
    tables: int
    questions: dict

    @property
    def minutes(self):
        """150 words a minute, a minute for each picture and table, one and a half for each question."""
        return round(self.words / 150 + self.figures + self.tables + 1.5 * sum(self.questions.values()))


def count_words(text):
    """Words of a text without comments, link targets and titles."""
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.S)
    text = re.sub(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)", "] ", text)
    return sum(bool(re.search(r"\w", word)) for word in text.split())


def visible(markup):
    """The words of an HTML output that are read without touching a picture; how a card is used is read once."""
    text = re.sub(r'<(style|script)\b.*?</\1>|<p class="st-how">.*?</p>', " ", markup, flags=re.S)
    text = re.sub(r"<(?:/(?:tr|p|div|li|h\d|t[dh])|br)\b[^>]*>", " ", text)
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def cost(notebook):
    """What this lesson costs a reader, counted from what is stored."""
    words = figures = tables = 0
    questions = dict.fromkeys(("prediction", "exercise", "recall"), 0)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            words += count_words(cell.source)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            markup = (
                data.get("text/html")
                or data.get("text/markdown")
                or data.get("text/plain")
                or output.get("text", "")
            )
            words += count_words(visible(markup))
            figures += markup.count("<img")
            tables += markup.count("<table")
            if data.get(COMPONENT, {}).get("module") == "card":
                kind = data[COMPONENT]["data"]["kind"]
                questions["prediction" if kind == "belief" else kind] += 1
    return Cost(words, figures, tables, questions)


def budget_problems(name, found):
    """Where a lesson costs more than its readers were promised."""
    words = {"00_start_here": 660, "journal_club": 3500}.get(name, 2100)
    problems = [f"{found.words} words, at most {words}"] if found.words > words else []
    if name == "journal_club":
        return problems
    most = {"figures": (found.figures, 6), "tables": (found.tables, 4)}
    most |= {"predictions": (found.questions["prediction"], 5), "exercises": (found.questions["exercise"], 4)}
    most |= {"recall questions": (found.questions["recall"], 2)}
    problems += [
        f"{have} {what}, at most {allowed}" for what, (have, allowed) in most.items() if have > allowed
    ]
    if name[:2] in ("01", "02", "03", "04", "05", "06") and found.questions["prediction"] < 3:
        problems.append(f"{found.questions['prediction']} predictions, at least 3")
    return problems


# ---------------------------------------------------------------- links


def broken_links(notebook, folder):
    """Relative links and anchors that lead nowhere."""
    missing = []
    for target in re.findall(r"\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)", markdown_text(notebook)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (folder / name).resolve() if name else None
        if file and not file.exists():
            missing.append(target)
        elif anchor and (file is None or file.suffix == ".ipynb"):
            prose = markdown_text(read(file) if file else notebook)
            titles = re.findall(r"^#+ +(.+?)\s*$", prose, flags=re.M)
            if anchor not in {title.replace(" ", "-") for title in titles}:
                missing.append(target)
    return missing


# ---------------------------------------------------------------- tests


@pytest.mark.parametrize("file", EVERY)
def test_notebook_is_stored_as_a_reader_should_meet_it(file):
    assert structure_problems(read(file)) == []


@pytest.mark.parametrize("file", EVERY)
def test_links_lead_somewhere(file):
    assert broken_links(read(file), file.parent) == []


@pytest.mark.parametrize("file", FOLDED, ids=lambda file: file.stem)
def test_every_cell_of_a_lesson_is_short_folded_and_runs_alone(file):
    assert lesson_problems(read(file)) == []


@pytest.mark.parametrize("file", READ)
def test_no_cell_is_larger_than_promised(file):
    assert [problem for cell in code_cells(read(file)) if (problem := size_problem(cell))] == []


@pytest.mark.parametrize("file", LESSONS)
def test_a_lesson_costs_no_more_than_promised(file):
    assert budget_problems(file.stem, cost(read(file))) == []


@pytest.mark.parametrize(
    "file", [param for param in LESSONS if param.id not in ("00_start_here", "journal_club")]
)
def test_the_minutes_are_the_counted_ones(file):
    notebook = read(file)
    said = re.search(r"\*\*Minutes\.\*\* (\d+)", markdown_text(notebook))
    assert said, "no line '**Minutes.** N'"
    assert abs(int(said[1]) - cost(notebook).minutes) <= 1


def routes():
    """The rows of the table of routes in lesson 00 that name minutes: route, minutes, where."""
    rows = re.findall(
        r"^\| ([A-Z][^|]+?) \| (\d+) \| (.+) \|$",
        markdown_text(read(ROOT / "notebooks" / "00_start_here.ipynb")),
        flags=re.M,
    )
    return {name: (int(minutes), where) for name, minutes, where in rows}


def minutes_of(where):
    """What the notebooks count for a route: a lesson, a lesson from a heading on, or several lessons."""
    span = re.search(r"(\d\d) to (\d\d)", where)
    if span:
        first, last = map(int, span.groups())
        files = [next((ROOT / "notebooks").glob(f"{place:02d}_*.ipynb")) for place in range(first, last + 1)]
        return sum(cost(read(file)).minutes for file in files)
    name, heading = re.search(r"\]\((\w+\.ipynb)(?:#([^)]+))?\)", where).groups()
    notebook = read(ROOT / "notebooks" / name)
    if heading:
        title = re.compile(rf"^## {heading.replace('-', '[- ]')}", flags=re.M)
        while not title.search(notebook.cells[0].source):
            notebook.cells.pop(0)
    return cost(notebook).minutes


@pytest.mark.parametrize(
    "name", ["Tour", "One idea", "Five people", "Self-study", "Your own paper", "Journal club"]
)
def test_the_minutes_of_each_route_are_the_counted_ones(name):
    from helpers.lessons.journal_club import LENGTHS

    minutes, where = routes()[name]
    counted = max(LENGTHS) if name == "Journal club" else minutes_of(where)
    assert abs(minutes - counted) <= (0 if name in ("Journal club", "Self-study") else 1)


@pytest.mark.parametrize("file", LESSONS)
def test_lesson_ends_with_key_points_and_the_way_on(file):
    ending = "\n\n".join(cell.source for cell in read(file).cells[-4:])
    assert "## Key points" in ending
    assert re.search(r"(Next|Previous): ", ending)


def unlinked(deeper, prose):
    """Notebooks of deeper/ that none of the texts links to."""
    return [name for name in deeper if not any(f"](deeper/{name}.ipynb" in text for text in prose)]


def test_every_deeper_notebook_is_linked_from_a_lesson():
    deeper = [file.stem for file in sorted((ROOT / "notebooks" / "deeper").glob("*.ipynb"))]
    prose = [markdown_text(read(file)) for file in FOLDED]
    assert unlinked(deeper, prose) == [], "link it from the end of its lesson"
    assert unlinked([*deeper, "08_planted"], prose) == ["08_planted"]


@pytest.mark.parametrize(
    "file", sorted((ROOT / "notebooks" / "deeper").glob("*.ipynb")), ids=lambda file: file.stem
)
def test_titles_of_deeper_notebooks_have_one_form(file):
    assert markdown_text(read(file)).startswith("# Deeper: ")


def test_the_reading_order_names_every_lesson():
    from helpers.publish.refresh import LESSONS as order

    assert {file.stem for file in FOLDED} <= {*order, "glossary"}
    assert (ROOT / "notebooks" / "00_start_here.ipynb").exists()


@pytest.mark.parametrize(
    ("source", "typed"),
    [
        ("ask.reveal('gaps', 17)", ["17"]),
        ("truth = 26.5\nask.reveal('gaps', truth)", ["26.5"]),
        ("ask.reveal('test', 'b')", ["'b'"]),
        ("ask.reveal('test', 'b' if phase2.fits() else 'c')", ["'b' if phase2.fits() else 'c'"]),
        ("ask.reveal('gaps', round(17.2))", ["round(17.2)"]),
        ("ask.reveal('gaps', phase2.gaps().truth, of=49)", ["49"]),
        ("ask.reveal('gaps', phase2.gaps().truth, drawn.ladder(), **phase2.gaps().gaps)", []),
        ("found = phase2.gaps()\nask.reveal('gaps', found.truth, of=found.of)", []),
    ],
)
def test_a_typed_answer_is_seen(source, typed):
    assert list(typed_answers(ast.parse(source))) == typed


def test_a_name_from_another_cell_is_seen():
    assert borrowed(ast.parse("from helpers import show\nshow.table(frame, 'x')")) == ["frame"]
    assert borrowed(ast.parse("x = [y for y in range(3)]\nprint(x)")) == []


def test_words_are_counted_without_what_nobody_reads():
    assert count_words('An [EASI](glossary.ipynb#EASI "a score") of 72<!-- easi-max --> points') == 5
    table = "<table><tr><td>a</td><td>b</td></tr></table>"
    assert visible(f'<p>two words</p><img alt="not these" src="x">{table}').split() == "two words a b".split()
