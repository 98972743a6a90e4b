"""How the tests read a notebook: its prose, its outputs as a reader sees them, and the numbers in both."""

import html
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]

WORDS = {
    "%": ("%", "per cent", "percent"),
    "points": ("point", "points", "percentage point", "percentage points"),
    "weeks": ("week", "weeks"),
    "months": ("month", "months"),
    "years": ("year", "years"),
}
UNITS = {word: unit for unit, words in WORDS.items() for word in words}
"""Units that must match between a sentence and its source; any other word after a number is free."""

NUMBER = re.compile(
    r"(?<![\w.])(?<![A-Za-z]-)(?<![A-Za-z]\N{EN DASH})"  # not inside a name such as EASI-50 or IL-13
    r"(?P<number>\d{1,3}(?:[,\N{NARROW NO-BREAK SPACE}]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?!\w)"
    r"(?:[\s\N{NO-BREAK SPACE}-]*(?P<unit>%|per ?cent\b|percentage points?\b|points?\b|weeks?\b|months?\b|years?\b))?"
)
BETWEEN = re.compile(r"\s*(?:to|and|or|-|\N{EN DASH}|,|v|versus|against)\s*[+-]?\s*")


@dataclass(frozen=True)
class Token:
    """One number as a reader meets it: its value and, where it carries one that matters, its unit."""

    value: Decimal
    unit: str = ""

    def __str__(self):
        value = f"0{self.value}" if str(self.value).startswith(".") else f"{self.value}"
        return f"{value} {self.unit}".strip()


def numbers_in(text):
    """Every number of a text with its unit; in "28 to 99.5 %" or "18, 33 and 64 %" the unit belongs to all."""
    found = list(NUMBER.finditer(text))
    units = [UNITS.get(match["unit"] or "", "") for match in found]
    for place in reversed(range(len(found) - 1)):
        here, following = found[place], found[place + 1]
        joined = BETWEEN.fullmatch(text[here.end("number") : following.start("number")])
        if joined and not units[place] and len(here["number"]) < 5:
            units[place] = units[place + 1]
    values = [re.sub(r"[,\N{NARROW NO-BREAK SPACE}]", "", match["number"]) for match in found]
    return [Token(Decimal(value), unit) for value, unit in zip(values, units, strict=True)]


def plain_prose(markdown):
    """Markdown without what is not prose: code, link targets, HTML tags, comments."""
    text = re.sub(r"```.*?```", " ", markdown, flags=re.S)
    text = re.sub(r"`[^`]*`", " ", text)
    text = re.sub(r"\]\([^)]*\)", "] ", text)
    text = re.sub(r"<https?://[^>]*>|https?://\S+", " ", text)
    text = re.sub(r"\b10\.\d{4,}/\S+", " ", text)  # a DOI is an address, not a number
    return html.unescape(re.sub(r"<[^>]*>", " ", text)).replace("**", "").replace("\N{MINUS SIGN}", "-")


def plain_output(markup):
    """The words of an HTML output, alternative texts included, pictures and question cards left out."""
    text = re.sub(r"data:image/[^\"']*", " ", markup)
    text = re.sub(r'<section class="card question".*?</section>', " ", text, flags=re.S)
    alternative = " ".join(re.findall(r'\balt="([^"]*)"', text))
    text = re.sub(r"<[^>]*>", " ", text) + " " + alternative
    return html.unescape(text).replace("\N{MINUS SIGN}", "-")


def read(file):
    return nbformat.read(file, as_version=4)


def lesson_notebooks():
    return [
        *sorted((ROOT / "notebooks").glob("*.ipynb")),
        *sorted((ROOT / "notebooks" / "deeper").glob("*.ipynb")),
    ]


def every_notebook():
    return [*lesson_notebooks(), *sorted((ROOT / "tests").rglob("worked_*.ipynb"))]


def output_texts(cell):
    """What a reader sees below a code cell, as a list of plain texts; question cards are not answers."""
    texts = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            texts.append(output.text)
            continue
        data = output.get("data", {})
        if "text/html" in data:
            texts.append(plain_output(data["text/html"]))
        elif "text/markdown" in data:
            texts.append(plain_prose(data["text/markdown"]))
        elif "text/plain" in data:
            texts.append(data["text/plain"])
    return texts


def questions_of(lesson):
    file = ROOT / "data" / "lessons" / f"{lesson}.json"
    questions = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return questions if isinstance(questions, list) else []


def texts_of(question):
    """Every sentence that a question can show."""
    texts = [question["question"], question.get("right", ""), question.get("otherwise", "")]
    texts += question.get("options", {}).values()
    texts += [wrong["because"] for wrong in question.get("wrong", [])]
    return [*texts, re.sub(r"\{[^}]*\}", " ", question.get("reveal", ""))]
