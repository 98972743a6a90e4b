"""Every number in a sentence is in the ledger or in an output of the same notebook, with its unit."""

import csv
from decimal import Decimal

import pytest
import receipts
from reading import (
    ROOT,
    Token,
    also_bare,
    every_notebook,
    ledger_tokens,
    numbers_in,
    output_texts,
    plain_prose,
    questions_of,
    read,
    texts_of,
    unsupported,
)

from helpers.evidence.ledger import load_facts

EVERY = [pytest.param(file, id=file.stem) for file in every_notebook()]


def exceptions(name):
    with open(ROOT / "tests" / "prose_exceptions.csv", encoding="utf-8", newline="") as file:
        return {
            token
            for row in csv.DictReader(file)
            if row["file"] == name
            for token in numbers_in(row["number"])
        }


def computed(notebook):
    return also_bare(
        token for cell in notebook.cells for text in output_texts(cell) for token in numbers_in(text)
    )


def prose_problems(notebook, name, facts):
    """Numbers in a notebook's Markdown that nothing supports; used by the mutation tests too."""
    supported = ledger_tokens(facts) | computed(notebook) | exceptions(name)
    return [
        f"{number} in: {cell.source[:70]!r}"
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for number in unsupported(plain_prose(cell.source), supported)
    ]


@pytest.mark.parametrize("file", EVERY)
def test_every_number_in_the_prose_has_a_source(file):
    assert prose_problems(read(file), file.name, load_facts()) == []


@pytest.mark.parametrize("file", [param for param in EVERY if questions_of(param.id)])
def test_every_number_in_a_question_has_a_source(file):
    supported = ledger_tokens(load_facts()) | computed(read(file)) | exceptions(f"{file.stem}.json")
    for question in questions_of(file.stem):
        own = {
            token
            for given in [*question.get("given", []), *(question.get(end, "") for end in ("low", "high"))]
            for token in numbers_in(str(given))
        }
        own |= {
            Token(token.value, unit) for token in own for unit in ("%", "points", "weeks", "months", "years")
        }
        if "options" not in question and "answer" in question:
            answer = Decimal(str(question["answer"]))
            own |= {Token(answer), Token(answer, question.get("unit", ""))}
        for text in texts_of(question):
            assert unsupported(text, supported | own) == [], f"{question['id']}: {text}"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "tests/README.md"])
def test_every_number_in_the_documents_has_a_source(name):
    shown = {token for param in EVERY for token in computed(read(param.values[0]))}
    text = plain_prose((ROOT / name).read_text(encoding="utf-8"))
    assert unsupported(text, ledger_tokens(load_facts()) | shown | exceptions(name)) == []


def receipt_differences(now):
    """Where the prose and the receipts on file part, as sentences; used by the mutation tests too."""
    kept = {(row["file"], row["number"], row["times"], row["receipt"]) for row in receipts.stored()}
    found = {tuple(row.values()) for row in now}
    gone = [f"{row} is on file and not in the prose" for row in sorted(kept - found)]
    return gone + [f"{row} is in the prose and not on file" for row in sorted(found - kept)]


def test_every_number_in_the_prose_is_on_file_with_its_receipt():
    differences = receipt_differences(receipts.receipts())
    assert differences == [], "if the new number is right, run python tests/receipts.py"


def test_one_digit_changed_in_the_prose_is_a_changed_receipt():
    changed = [
        row | {"number": "13.8 %"} if row["number"] == "13.9 %" else row for row in receipts.receipts()
    ]
    assert receipt_differences(changed)


def test_reading_numbers_with_their_units():
    found = [
        str(token)
        for token in numbers_in("From 28 to 99.5 % of 5, P = .038, EASI-50, IL-13, 1,369 tables, 16 weeks")
    ]
    assert found == ["28 %", "99.5 %", "5", "0.038", "1369", "16 weeks"]


def test_a_wrong_digit_and_a_wrong_unit_are_both_seen():
    supported = set(numbers_in("39.9 %"))
    assert unsupported("about 39.9 % improve", supported) == []
    assert unsupported("about 39.8 % improve", supported) == ["39.8 %"]
    assert unsupported("about 39.9 points", supported) == ["39.9 points"]
