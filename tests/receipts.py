"""Write down every number of the prose with its receipt, so that a changed digit is a changed line.

    python tests/receipts.py          rewrites tests/prose_receipts.csv and the fingerprints of the data files in
                                      data/datapackage.json; read the difference before you commit it

One row per notebook (or document, or file of questions), number and unit: how often it occurs in the prose, and
where it comes from: the ledger rows that print it, an output of the same notebook, or a plain small number.
`test_prose_numbers.py` compares this file with the prose as it stands. A fingerprint (the `hash` of the Data Package standard) does the
same for data that no lesson shows: a spreadsheet that turns 15.70 into 15.7 is noticed.
"""

import csv
from collections import Counter
from pathlib import Path

from reading import (
    ROOT,
    Token,
    every_notebook,
    is_exempt,
    ledger_tokens,
    numbers_in,
    plain_prose,
    questions_of,
    read,
    texts_of,
)

from helpers.evidence.ledger import load_facts

FILE = ROOT / "tests" / "prose_receipts.csv"
PACKAGE = ROOT / "data" / "datapackage.json"
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "tests/README.md")
MOST_NAMED = 3


def prose_of(name):
    """The plain prose of a notebook, document or file of questions, by its path from the repository's root."""
    if name.endswith(".json"):
        return "\n".join(text for question in questions_of(Path(name).stem) for text in texts_of(question))
    if name.endswith(".md"):
        return plain_prose((ROOT / name).read_text(encoding="utf-8"))
    return "\n".join(
        plain_prose(cell.source) for cell in read(ROOT / name).cells if cell.cell_type == "markdown"
    )


def printed_by(facts):
    """For each number and unit, the ledger rows that print it."""
    rows = {}
    for fact_id, row in facts.groupby("fact_id"):
        for token in ledger_tokens(row):
            rows.setdefault(token, []).append(fact_id)
    return rows


def receipts():
    """All rows of the file: file, number, times, receipt."""
    ledger = printed_by(load_facts())
    names = [str(file.relative_to(ROOT)) for file in every_notebook()]
    names += [str(file.relative_to(ROOT)) for file in sorted((ROOT / "data" / "lessons").glob("*.json"))]
    for name in [*names, *DOCUMENTS]:
        for token, times in sorted(
            Counter(numbers_in(prose_of(name))).items(), key=lambda item: str(item[0])
        ):
            found = sorted(ledger.get(token, []))
            small = is_exempt(Token(token.value)) and not token.unit
            receipt = "plain" if small else ("; ".join(found[:MOST_NAMED]) or "output or exception")
            yield {"file": name, "number": str(token), "times": str(times), "receipt": receipt}


def stored():
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["file", "number", "times", "receipt"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(receipts())
    print(f"wrote {len(stored())} numbers with their receipts")
