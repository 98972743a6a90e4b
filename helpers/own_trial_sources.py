"""Where the reader's own table comes from: lines of text, a CSV file from any spreadsheet, a DataFrame or a dict.

Spreadsheets save semicolons, byte order marks, UTF-16 or Windows text. Each is read as far as it can be, and what
is odd about it is told in a sentence with its remedy.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from helpers.own_trial_cells import KIND, ROWS
from helpers.wording import listed

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "data" / "own_trial"
MY_TRIALS = ROOT / "notebooks" / "my_trials"
"""The filled examples, and the only folder that `own_trial.save_trial` writes to (not part of the repository)."""

COLUMNS = ["item", "value", "note"]
LARGEST_FILE = 1_000_000
SHORT_NAMES = {
    "n1": "N arm 1", "n2": "N arm 2", "x1": "responders arm 1", "x2": "responders arm 2", "p": "printed P",
    "p value": "printed P", "test": "test named", "arm 1": "arm 1 name", "arm 2": "arm 2 name",
}  # fmt: skip
NAMES = {row.name.casefold(): row.name for row in ROWS} | SHORT_NAMES
"""Row names as they may be typed, and the proper name of each."""


def rows_of(source):
    """Everything in the source as (row, value, note), with sentences: problems and remarks about the source itself.

    `source` is text with one "row: value" per line, the name or path of a CSV file, a DataFrame, or a dict.

    >>> rows_of("N arm 1: 20")
    ([('N arm 1', '20', '')], [], [])
    """
    if isinstance(source, Mapping):
        return _from_values(source.items())
    if isinstance(source, pd.DataFrame):
        lines = [source.columns.tolist(), *source.itertuples(index=False, name=None)]
        return _from_lines(lines)
    if isinstance(source, str) and ("\n" in source or not _looks_like_a_file(source)):
        return _from_text(source)
    if isinstance(source, str | Path):
        return _from_file(source)
    return [], [f"there is no table in {type(source).__name__}: give text, a file name or a DataFrame"], []


def _looks_like_a_file(text):
    first = " ".join(text.partition(":")[0].split()).casefold()
    short = len(text.encode("utf-8", "replace")) < 200  # a longer name is refused by the file system
    return bool(text.strip()) and short and first not in NAMES


def _from_text(text):
    pairs, problems = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, colon, value = line.partition(":")
        if colon:
            pairs.append((name.strip(), value.strip(), ""))
        else:
            problems.append(f"line {number} ('{line.strip()[:40]}') has no colon: write 'row: value'")
    return pairs, problems, []


def _from_values(items):
    """Rows from Python values: a number has lost the digits that the paper printed, so that is said."""
    pairs, remarks = [], []
    for name, value in items:
        if value is None or (isinstance(value, float) and value != value):
            value = ""
        if isinstance(value, float) and KIND.get(str(name)) in ("p", "number", "percent"):
            remarks.append(
                f"row '{name}' came as a number, {value!r}: put it in quotes if the paper prints more digits"
            )
        pairs.append((str(name), str(value).strip(), ""))
    return pairs, [], remarks


def _from_lines(lines):
    """Rows from the cells of a table, whose first line may or may not be a header."""
    head = [str(cell).strip().casefold() for cell in lines[0]] if lines else []
    problems, remarks = [], []
    if "item" in head and "value" in head:
        item, value = head.index("item"), head.index("value")
        note = head.index("note") if "note" in head else None
        extra = [str(name) for name in lines[0] if str(name).strip().casefold() not in (*COLUMNS, "")]
        if extra:
            remarks.append(f"columns that are not used: {listed(extra)}")
        lines = lines[1:]
    elif head and head[0] in NAMES and len(head) > 1:
        item, value, note = 0, 1, 2
    else:
        return (
            [],
            ["the table needs the columns 'item' and 'value' in its first row: start from the empty table"],
            [],
        )
    pairs = []
    for number, cells in enumerate(lines, start=2):
        cells = ["" if cell is None or cell != cell else cell for cell in cells]
        if not any(str(cell).strip() for cell in cells):
            continue
        if len(cells) <= max(item, value):
            problems.append(
                f"line {number} ('{str(cells[0])[:40]}') has no value: add a comma after the row's name"
            )
            continue
        text = cells[note] if note is not None and note < len(cells) else ""
        more, _, said = _from_values([(cells[item], cells[value])])
        pairs.append((*more[0][:2], str(text)))
        remarks += said
    return pairs, problems, remarks


def _from_file(source):
    file = Path(source)
    if not file.is_file():
        name = file.name.removesuffix(".csv")
        found = [
            folder / f"{name}.csv" for folder in (MY_TRIALS, EXAMPLES) if (folder / f"{name}.csv").is_file()
        ]
        if not found:
            known = sorted({each.stem for folder in (MY_TRIALS, EXAMPLES) for each in folder.glob("*.csv")})
            return [], [f"there is no table named '{file.name}': there are {listed(known)}"], []
        file = found[0]
    if file.stat().st_size > LARGEST_FILE:
        return (
            [],
            [f"{file.name} is larger than a table of printed numbers can be: start from the empty table"],
            [],
        )
    text, problems = _decoded(file.read_bytes(), file.name)
    if text is None:
        return [], problems, []
    if not text.strip():
        return [], [*problems, f"{file.name} is empty: start from the empty table"], []
    first = text.lstrip().splitlines()[0]
    separator = max(",;\t", key=first.count)
    lines = [line for line in csv.reader(io.StringIO(text), delimiter=separator) if line]
    pairs, more, remarks = _from_lines(lines)
    return pairs, problems + more, remarks


def _decoded(raw, name):
    """The text of a file and a sentence about its encoding, where it is not UTF-8."""
    remedy = "save it as 'CSV UTF-8'"
    if raw[:4] == b"PK\x03\x04":
        return None, [f"{name} is a spreadsheet file: {remedy}"]
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in raw[:200]:
        coding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-le"
        text = raw.decode(coding, errors="replace")
        return text, [f"{name} is in UTF-16 ('Unicode text'): it was read, but {remedy}"]
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
        return text, [
            f"{name} is not UTF-8: it was read as Windows text, so look at accents and dashes, and {remedy}"
        ]
