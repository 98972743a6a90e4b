"""Where the reader's own table comes from: lines of text, a CSV file from any spreadsheet, a DataFrame or a dict.

Spreadsheets save semicolons, byte order marks, UTF-16 or Windows text. Each is read as far as it can be, and what
is odd about it is told in a sentence with its remedy.

The reader's own trial: read a small table of printed numbers, say everything that needs mending, save it.

`read_trial` never stops at the first problem: it lists each one in a sentence with row and remedy, keeps every row
that can be used, and the checks of `own_trial_checks` run on those. The rows are described in `own_trial_cells`, the sources in
`own_trial_sources`.
"""

import csv
import difflib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from helpers.own_trial.cells import KIND, ROWS, is_blank, read_cell
from helpers.text import listed

ROOT = Path(__file__).resolve().parents[2]


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


@dataclass(frozen=True)
class Trial:
    """A table that was read: `printed` text and usable `values` by row, `problems` and `remarks` as sentences.

    `notes` holds the note beside each row and `unit` the unit of the follow-up times.
    """

    printed: dict
    values: dict
    problems: tuple = ()
    remarks: tuple = ()
    notes: dict = field(default_factory=dict, repr=False)
    unit: str = "weeks"

    def get(self, name, default=None):
        """The usable value of a row, or `default` where the row is empty or needs mending."""
        return self.values.get(name, default)

    def report(self):
        """What was read and what needs mending, as a short text for the notebook."""
        filled = len(self.printed)
        if not filled and not self.problems:
            return "Nothing is filled in yet: type values after the colons and run the cell again."
        text = f"Read {filled} filled {'row' if filled == 1 else 'rows'}; {len(self.values)} can be used."
        for heading, sentences in (("To mend", self.problems), ("To know", self.remarks)):
            if sentences:
                lines = "\n".join(f"- {plain_markdown(_sentence(each))}" for each in sentences)
                text += f"\n\n**{heading}**\n\n{lines}"
        return text

    def as_frame(self, filled_only=False):
        """The table as a DataFrame of item, value, note: every row in order, or only those filled in."""
        names = [row.name for row in ROWS if row.name in self.printed or not filled_only]
        rows = [(name, self.printed.get(name, ""), self.notes.get(name, "")) for name in names]
        return pd.DataFrame(rows, columns=COLUMNS, dtype=str)


def template():
    """The empty table: item, an empty value, and in the note what to type. A DataFrame of text.

    >>> template().loc[0].tolist()
    ['title', '', 'short name of the study']
    """
    return pd.DataFrame([(row.name, "", row.ask) for row in ROWS], columns=COLUMNS, dtype=str)


def read_trial(source):
    """Read one trial. Returns a `Trial`; whatever is wrong with the content is told in its `problems`.

    `source` is text with one "row: value" per line, the name of an example or of a saved trial ("atmsc2025"), the
    path of a CSV file, a DataFrame with columns item and value, or a dict. Values are best given as text, as printed.

    >>> trial = read_trial("title: an invented trial\\nN arm 1: 20\\nresponders arm 1: 25\\nprinted P: p<0.05")
    >>> trial.problems
    ("row 'responders arm 1' (25) is larger than row 'N arm 1' (20): check both",)
    >>> trial.values
    {'title': 'an invented trial', 'printed P': '<0.05'}
    """
    source = source.as_frame() if isinstance(source, Trial) else source
    pairs, problems, remarks = rows_of(source)
    printed, notes, problems = _by_name(pairs, problems)
    values, units = {}, {}
    for name, text in printed.items():
        try:
            cell = read_cell(name, text)
        except ValueError as trouble:
            problems.append(str(trouble))
            continue
        values[name] = cell.value
        remarks += [cell.remark] if cell.remark else []
        if cell.unit and name.startswith("follow-up"):
            units[cell.unit] = name
    if len(units) > 1:
        problems.append(f"the follow-up rows use {listed(sorted(units))}: write all of them in one unit")
        values = {name: value for name, value in values.items() if not name.startswith("follow-up")}
    problems += _impossible(values, printed)
    unit = next(iter(units)) if len(units) == 1 else "weeks"
    if not units and any(KIND[name] == "number" for name in values if name.startswith("follow-up")):
        remarks.append("the follow-up times have no unit, so they are read as weeks")
    return Trial(printed, values, tuple(problems), tuple(remarks), notes, unit)


def save_trial(trial, name, folder=MY_TRIALS):
    """Save a trial as `notebooks/my_trials/<name>.csv`; returns a sentence that says where.

    `trial` is a `Trial` or anything that `read_trial` takes; all rows are saved as they were typed, also those that
    need mending. With `name=None` nothing is written. Raises ValueError for a name that is more than a plain name,
    so that nothing is written elsewhere, and where the folder cannot be written.
    """
    if name is None:
        return "Nothing was saved: put a name in quotes, such as 'my trial', in place of None."
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,60}(\.csv)?", name):
        raise ValueError(f"name is {name!r}: use letters, digits, spaces, - and _ only, such as 'my trial'")
    trial = trial if isinstance(trial, Trial) else read_trial(trial)
    file = Path(folder) / f"{name.removesuffix('.csv').strip()}.csv"
    frame = trial.as_frame()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_symlink():
            raise ValueError(f"name is {name!r}: a link stands there; choose another name")
        # the mark at the start tells spreadsheets that the text is UTF-8
        frame.to_csv(file, index=False, encoding="utf-8-sig", lineterminator="\n")
    except OSError as trouble:
        raise ValueError(
            f"{file.name} could not be written ({trouble.strerror}): copy the lines instead"
        ) from None
    return f"Saved {len(trial.printed)} filled rows as my_trials/{file.name}. Read it again with read_trial({file.stem!r})."


def _sentence(text):
    return text[0].upper() + text[1:] + ("" if text.endswith("?") else ".")


def plain_markdown(text):
    """Typed text with every sign escaped that would turn into markup.

    >>> print(plain_markdown("p<.05 *"))
    p\\<.05 \\*
    """
    return re.sub(r"([*_`\[\]<>$|~])", r"\\\1", text)


def _by_name(pairs, problems):
    """Filled rows by their proper name, and sentences about names that are unknown or stand twice."""
    printed, notes, twice = {}, {}, set()
    for typed, text, note in pairs:
        key = " ".join(str(typed).replace("_", " ").split()).rstrip(":").casefold()
        if key not in NAMES:
            nearest = difflib.get_close_matches(key, NAMES, n=1)
            hint = (
                f", did you mean '{NAMES[nearest[0]]}'?" if nearest else ": see the rows of the empty table"
            )
            problems.append(f"there is no row '{typed}'{hint}")
            continue
        name = NAMES[key]
        notes[name] = note
        if is_blank(text):
            continue
        if name in printed and printed[name] != text:
            twice.add(name)
            problems.append(f"row '{name}' stands twice ('{printed[name]}' and '{text}'): keep one")
        printed.setdefault(name, text)
    return {name: text for name, text in printed.items() if name not in twice}, notes, problems


def _impossible(values, printed):
    """Sentences about rows that cannot both be right; those rows are taken out of `values`."""
    pairs = [(f"responders arm {arm}", f"N arm {arm}") for arm in (1, 2)]
    pairs += [("follow-up beyond count", "follow-up people"), ("people with harm", "people watched for harm")]
    pairs += [("follow-up shortest", "follow-up longest"), ("follow-up beyond time", "follow-up longest")]
    found = []
    for small, large in pairs:
        if small in values and large in values and float(values[small]) > float(values[large]):
            found.append((small, large))
    for small, large in found:
        values.pop(small, None)
        values.pop(large, None)
    return [
        f"row '{small}' ({printed[small]}) is larger than row '{large}' ({printed[large]}): check both"
        for small, large in found
    ]
