"""Every number in a sentence is tied to its own source by name, or is one that needs none.

A published number in Markdown carries its ledger id in a comment right behind it: `72<!-- seo-n-phase2 -->`;
`.low`, `.high`, `.n`, `.N` and `.week` name another column of the row: `36.7<!-- placebo-pooled-easi50.low -->`.
Within one text it may be repeated bare. An
invented number of an example says so: `20<!-- example -->`. Computed numbers stand in outputs, never in Markdown.
"""

import json
import re
from decimal import Decimal

import pytest
from reading import (
    ROOT,
    Token,
    lesson_notebooks,
    numbers_in,
    plain_prose,
    questions_of,
    read,
    texts_of,
)

from helpers.evidence.ledger import WORDS, fact

EVERY = [pytest.param(file, id=str(file.relative_to(ROOT / "notebooks"))) for file in lesson_notebooks()]
ASKED = sorted({file.stem for file in lesson_notebooks() if questions_of(file.stem)})
TIED = re.compile(
    r"(?P<said>(?:\d{1,3}(?:[,\N{NARROW NO-BREAK SPACE}]\d{3})+|\d+)(?:\.\d+)?|\.\d+|[A-Za-z][A-Za-z-]*)?\*{0,2}"
    r"<!-- (?P<name>[a-z0-9-]+)(?:\.(?P<column>low|high|n|N|week))? -->"
)
EXAMPLE, PLACE = "example", " \N{BLACK SMALL SQUARE} "
LEVELS = {Token(Decimal("95"), "%"), Token(Decimal("5"), "%"), Token(Decimal("0.05"))}
"""Of intervals, and of what is called significant."""


def is_structural(token):
    """Whole numbers up to ten (below ten for points, none for %), years, and the usual levels: these need no source."""
    if token in LEVELS:
        return True
    small = {"": 10, "points": 9, "%": -1}.get(token.unit, 10)
    year = not token.unit and 1900 <= token.value <= 2100
    return token.value == token.value.to_integral_value() and (token.value <= small or year)


def tied(text, looked_up=fact):
    """The text without the numbers that carry a tie, and what is wrong with the ties; `looked_up` finds a fact."""
    problems = []

    def checked(tie):
        said, name = tie["said"] or "", tie["name"]
        if name == EXAMPLE and as_number(said) is not None:
            return PLACE
        try:
            wanted = getattr(looked_up(name), tie["column"] or "value")
        except ValueError as trouble:
            problems.append(str(trouble))
            return PLACE
        number = as_number(wanted)
        ends_so = bool(said) and re.search(rf"(?<!\w){re.escape(said)}$", wanted, flags=re.I)
        if not (as_number(said) == number if number is not None else ends_so):
            problems.append(f"{said!r} is tied to {name}, which is {wanted!r}")
        return PLACE

    return TIED.sub(checked, text), problems


def as_number(text):
    """The number that a printed value is, words such as "five" included; None if it is none."""
    text = re.sub(r"[,\N{NARROW NO-BREAK SPACE}]", "", text).casefold()
    if text in WORDS:
        return Decimal(WORDS.index(text))
    return Decimal(text) if re.fullmatch(r"[+-]?(\d+(\.\d+)?|\.\d+)", text) else None


def without_what_counts_itself(text):
    """Markdown without lesson numbers, minutes and headings of tables of minutes: numbers that only say where and how long."""
    text = re.sub(r"(?m)^\|.*\bMinutes\b.*\n\|[-| :]+\n(?:\|.*\n?)+", " ", text)
    text = re.sub(r"\*\*Minutes\.\*\* *\d+", " ", text)
    text = re.sub(r"\b\d+(?: to \d+)?[ -](?:idle )?minutes?\b", " ", text)
    text = re.sub(r"\binterleukins? \d+(?: and \d+)?", " ", text)  # a name
    return re.sub(r"(?<![\d.])0\d\b", " ", text)


def markdown_problems(source, looked_up=fact):
    """What is wrong with the numbers of one Markdown text, as sentences."""
    rest, problems = tied(source, looked_up)
    once = {
        as_number(tie["said"] or "") for tie in TIED.finditer(source)
    }  # tied in this text, it may be repeated
    bare = numbers_in(plain_prose(without_what_counts_itself(rest)))
    return problems + [
        f"{token} has no tie" for token in bare if not is_structural(token) and token.value not in once
    ]


def prose_problems(notebook, looked_up=fact):
    """Numbers in a notebook's Markdown that nothing ties to a source; used by the mutation tests too."""
    return [
        f"{problem}, in: {cell.source[:70]!r}"
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for problem in markdown_problems(cell.source, looked_up)
    ]


def question_problems(question):
    """Numbers in the sentences of a question that it does not list as its own."""
    own = {token.value for given in question.get("given", []) for token in numbers_in(str(given))}
    own |= {Decimal(str(question[end])) for end in ("low", "high", "tolerance") if end in question}
    if "options" not in question and "answer" in question:
        own.add(Decimal(str(question["answer"])))
    return [
        f"{question['id']}: {token} in {text[:60]!r} is not among its given numbers"
        for text in texts_of(question)
        for token in numbers_in(plain_prose(without_what_counts_itself(text)))
        if token.value not in own and not is_structural(token)
    ]


@pytest.mark.parametrize("file", EVERY)
def test_every_number_in_the_prose_is_tied_to_its_source(file):
    assert prose_problems(read(file)) == []


@pytest.mark.parametrize("lesson", ASKED)
def test_every_number_in_a_question_is_its_own(lesson):
    assert [problem for question in questions_of(lesson) for problem in question_problems(question)] == []


def test_the_example_of_a_question_is_one_that_passes():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    example = json.loads(re.search(r"```json\n(.*?)```", text, flags=re.S)[1])
    (alike,) = (each for each in questions_of("05_long_term_cytokines") if each["id"] == "recall-holm")
    assert set(example) == set(alike)
    assert question_problems(example) == []
    assert question_problems({**example, "given": ["3"]}) != []


@pytest.mark.parametrize(
    "good",
    [
        "P = .038<!-- seo-p-easi50 --> with 72<!-- seo-n-phase2 --> people",
        "**72**<!-- seo-n-phase2 --> people, **five**<!-- shin-n --> more, weekly<!-- seo-schedule-abstract -->",
        "relative risk 2.48<!-- thompson-fever -->, 1.27<!-- thompson-fever.low --> to 4.86<!-- thompson-fever.high -->",
        "13<!-- seo-phase1-easi50-pooled.n --> of 19<!-- seo-phase1-easi50-pooled.N -->",
        "see lesson 05, in 2024, about 45 minutes, 3 signs, a 95 % interval, below .05, EASI-50, IL-13",
        "suppose 20<!-- example --> of 40<!-- example --> people",
        "10<!-- assumed-placebo.low --> to 50<!-- assumed-placebo.high --> %",
    ],
)
def test_a_tied_or_structural_number_passes(good):
    assert markdown_problems(good) == []


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("72 people", "72 has no tie"),
        ("71<!-- seo-n-phase2 --> people", "'71' is tied to seo-n-phase2, which is '72'"),
        ("72<!-- seo-n-phase1 --> people", "which is '20'"),
        ("72<!-- seo-n-phase3 --> people", "there is no fact"),
        ("six<!-- shin-n --> people", "which is 'five'"),
        ("2.48<!-- thompson-fever.low -->", "which is '1.27'"),
        ("8 % of them", "8 % has no tie"),
        ("0.7 of it", "0.7 has no tie"),
        ("94 % intervals", "94 % has no tie"),
        ("monthly<!-- seo-schedule-abstract -->", "which is 'weekly'"),
    ],
)
def test_a_number_without_its_source_is_refused(bad, problem):
    assert any(problem in found for found in markdown_problems(bad))


def test_reading_numbers_with_their_units():
    found = [
        str(token)
        for token in numbers_in("From 28 to 99.5 % of 5, P = .038, EASI-50, IL-13, 1,369 tables, 16 weeks")
    ]
    assert found == ["28 %", "99.5 %", "5", "0.038", "1369", "16 weeks"]
