"""The reader's own trial as a table: lines of text, a CSV file of any spreadsheet, a DataFrame or a dict; and saving it.

A table is in long form: comparison, item, value, note. A row without a comparison belongs to the study, and to every
comparison that does not say otherwise; so several outcomes and three arms are several comparisons. Files with the
columns item and value alone are one comparison.

`read_trial` never stops at the first problem: it lists each one in a sentence with row and remedy and keeps every row
that can be used. A damaged file is never read in silence. The rows are described in `cells`.
"""

import csv
import difflib
import io
import itertools
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from helpers.own_trial.cells import KIND, ROWS, analyses_in, is_blank, read_cell
from helpers.text import as_sentence, listed

ROOT = Path(__file__).resolve().parents[2]

EXAMPLES = ROOT / "data" / "own_trial"

MY_TRIALS = ROOT / "notebooks" / "my_trials"
"""The filled examples, and the only folder that `own_trial.save_trial` writes to (not part of the repository)."""


COLUMNS = ["comparison", "item", "value", "note"]

TYPED = "typed in, not among the printed numbers that were read"
"""Note beside a number that the reader of a pasted passage typed; the page names such rows."""

ELSEWHERE = "printed elsewhere in the passage, so others may have been counted"

CONVERTED = "printed as a relative reduction of "
"""Note beside an effect that is 1 minus what the paper prints; the page says so."""

REPORTS = "it compares reports of a drug with those of others, not people who were given it"
"""Note beside a reporting odds ratio; the page shows it."""

COUNTED = "counted are "
"""Note beside the source of numbers that are no people, by the words of the passage; the page calls them what follows it."""

PARTS = {
    "eyes": "eye", "teeth": "tooth", "lesions": "lesion", "implants": "implant", "restorations": "restoration", "scars": "scar",
    "warts": "wart", "wounds": "wound", "ulcers": "ulcer", "nails": "nail", "knees": "knee", "hips": "hip", "limbs": "limb",
    "legs": "leg", "ears": "ear", "grafts": "graft", "sites": "site", "cycles": "cycle",
}  # fmt: skip
ANIMALS = {
    "rats": "rat", "mice": "mouse", "rabbits": "rabbit", "dogs": "dog", "cats": "cat", "pigs": "pig", "piglets": "piglet",
    "sheep": "sheep", "cows": "cow", "calves": "calf", "horses": "horse", "hens": "hen", "chickens": "chicken", "guinea pigs": "guinea pig",
}  # fmt: skip
"""What may be counted in place of people, and one of them."""

OWN_LIMITS = "printed with its own limits: "
"""Note beside the value of an arm that is printed with an interval; the page shows what follows it."""


CHANGE_IN_WORDS = "printed without a sign, as a "
"""Note beside the mean of an arm that is a fall or an improvement, which follows it."""

SET_IN_WORDS = "printed in the passage: "
"""Note beside a margin that was filled in from the passage; the page shows what follows it."""

SPARED = "without the event, by the words of the passage"
"""Note beside a percentage that is of those spared, while the hazard ratio beside it counts events; the page shows it."""


PER_CENT = "printed in per cent"
"""Note beside a mean that is printed with the sign; the page shows the sign."""

BESIDE_VALUES = "its sentence prints medians, means, scores or units"
BESIDE_NOTHING = "its sentence does not say that it is of a share of people"
"""Notes beside a P value that was chosen with no value of an arm: it is not worked back to numbers of people."""

LARGEST_FILE = 1_000_000

RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
}


SHORT_NAMES = {
    "n1": "N arm 1",
    "n2": "N arm 2",
    "x1": "responders arm 1",
    "x2": "responders arm 2",
    "p": "printed P",
    "p value": "printed P",
    "test": "test named",
    "arm 1": "arm 1 name",
    "arm 2": "arm 2 name",
    "estimate": "effect",
    "lower limit": "low",
    "upper limit": "high",
    "total n": "N total",
}


NAMES = {row.name.casefold(): row.name for row in ROWS} | SHORT_NAMES
"""Row names as they may be typed, and the proper name of each."""


def rows_of(source):
    """Everything in the source as (comparison, row, value, note), with sentences: problems and remarks about it.

    `source` is text with one "row: value" per line, the name or path of a CSV file, a DataFrame, or a dict. In text a
    line "comparison: itch at week 8" begins the next comparison.

    >>> rows_of("N arm 1: 20")
    ([('', 'N arm 1', '20', '')], [], [])
    """
    if isinstance(source, Mapping):
        return _from_values(("", *pair, "") for pair in source.items())
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
    is_row = re.search(r":(\s|$)", text)  # a path has no space behind its colon
    return bool(text.strip()) and short and first not in NAMES and not is_row


def _from_text(text):
    rows, problems, comparison = [], [], ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, colon, value = line.partition(":")
        if colon and name.strip().casefold() == "comparison":
            comparison = value.strip()
        elif colon:
            rows.append((comparison, name.strip(), value.strip(), ""))
        else:
            problems.append(f"line {number} ('{line.strip()[:40]}') has no colon: write 'row: value'")
    return rows, problems, []


def _is_missing(value):
    return value is None or (
        not isinstance(value, str) and bool(pd.api.types.is_scalar(value) and pd.isna(value))
    )


def _from_values(items):
    """Rows from Python values: a number has lost the digits that the paper printed, so that is said."""
    rows, remarks = [], []
    for comparison, name, value, note in items:
        value = "" if _is_missing(value) else value
        if isinstance(value, float) and KIND.get(str(name)) in ("p", "number", "percent", "signed", "spread"):
            remarks.append(
                f"row '{name}' came as a number, {value!r}: put it in quotes if the paper prints more digits"
            )
        rows.append((str(comparison).strip(), str(name), str(value).strip(), str(note)))
    return rows, [], remarks


def _from_lines(lines, comma=False):
    """Rows from the cells of a table, whose first line may or may not be a header."""
    head = [str(cell).strip().casefold() for cell in lines[0]] if lines else []
    problems, remarks = [], []
    if "item" in head and "value" in head:
        places = {name: head.index(name) for name in COLUMNS if name in head}
        extra = [str(name) for name in lines[0] if str(name).strip().casefold() not in (*COLUMNS, "")]
        if extra:
            remarks.append(f"columns that are not used: {listed(extra)}")
        lines, width = lines[1:], len(head)
    elif head and head[0] in NAMES and len(head) > 1:
        places, width = {"item": 0, "value": 1, "note": 2}, 3
    else:
        return (
            [],
            ["the table needs the columns 'item' and 'value' in its first row: start from the empty table"],
            [],
        )
    rows = []
    for number, cells in enumerate(lines, start=2):
        cells = ["" if _is_missing(cell) else cell for cell in cells]
        if not any(str(cell).strip() for cell in cells):
            continue
        if len(cells) <= max(places["item"], places["value"]):
            name = f"line {number} ('{str(cells[0])[:40]}')"
            problems.append(f"{name} has no value: add a comma after the row's name")
            continue
        found = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        trouble = _damage(found, cells[width:], comma)
        if trouble:
            problems.append(f"line {number} (row '{str(found['item'])[:40]}') {trouble}")
            continue
        more, _, said = _from_values(
            [(found.get("comparison", ""), found["item"], found["value"], found.get("note", ""))]
        )
        rows += more
        remarks += said
    return rows, problems, remarks


def _damage(found, beyond, comma):
    """A sentence where a line has too many cells, or a decimal comma split its value; else nothing."""
    value, note = str(found["value"]).strip(), str(found.get("note", "")).strip()
    split = re.fullmatch(r"[-−–<>=]?\s?\d*", value) and re.fullmatch(r"\d+(\s*[%a-z]*)?", note)
    if comma and split and value:
        both = f"'{value},{note}'"
        return (
            f"has {value} as value and {note} as note: if the paper prints {both} or {both.replace(',', '.')}, "
            f"write it with a decimal point or in quotes"
        )
    if any(str(cell).strip() for cell in beyond):
        shown = ",".join([value, note, *(str(cell) for cell in beyond)])[:60].rstrip(",")
        return f"has too many cells ({shown}): put what belongs together in quotes"
    if "\n" in value or "\n" in note:
        return "runs over several lines: a quotation mark is open there, so close it"
    return ""


def _from_file(source):
    file = Path(source)
    if not file.is_file():
        name = file.name.removesuffix(".csv")
        folders = (EXAMPLES, MY_TRIALS)  # a saved trial never stands in front of an example
        found = [folder / f"{name}.csv" for folder in folders if (folder / f"{name}.csv").is_file()]
        if not found:
            known = sorted({each.stem for folder in folders for each in folder.glob("*.csv")})
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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return [], [*problems, f"{file.name} is empty: start from the empty table"], []
    first, _, rest = text.lstrip().partition("\n")
    named = re.fullmatch(r'"?sep=(.)"?', first.strip())
    if named:
        text, first = rest, rest.lstrip().partition("\n")[0]
    separator = named[1] if named else max(",;\t", key=first.count)
    lines = []
    try:
        for line in csv.reader(io.StringIO(text), delimiter=separator, strict=True):
            if line:
                lines.append(line)
    except csv.Error as trouble:
        where = f"line {len(lines) + 1}"
        if "field limit" in str(trouble):
            return (
                [],
                [*problems, f"{file.name} has a cell of more than 131,072 characters in {where}: shorten it"],
                [],
            )
        sentence = f"{file.name} has a quotation mark that is open or misplaced in or after {where}: close it"
        problems.append(f"{sentence}; the rows from there on were not read")
    if not lines:
        return [], problems, []
    pairs, more, remarks = _from_lines(lines, separator == ",")
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
    """One comparison of a table that was read: `printed` text and usable `values` by row, sentences about the rest.

    The rows of the study are part of every comparison. `problems` and `remarks` are those of the whole table, `notes`
    hold the note beside each row, `unit` the unit of the follow-up times, `comparison` the name of this comparison
    ("" where there is only one), `others` the further comparisons, `rows` everything as it was typed, and `touched` the
    names of all rows that hold something, also where it cannot be used.
    """

    printed: dict
    values: dict
    problems: tuple = ()
    remarks: tuple = ()
    notes: dict = field(default_factory=dict, repr=False)
    unit: str = "weeks"
    comparison: str = ""
    others: tuple = field(default=(), repr=False)
    rows: tuple = field(default=(), repr=False)
    touched: frozenset = field(default=frozenset(), repr=False)

    def get(self, name, default=None):
        """The usable value of a row, or `default` where the row is empty or needs mending."""
        return self.values.get(name, default)

    @property
    def comparisons(self):
        """This comparison and the others, in the order of the table."""
        return (self, *self.others)

    @property
    def analyses(self):
        """The kinds of analysis that the rows 'analysis' and 'test named' name, as a tuple."""
        named = analyses_in(self.printed.get("test named", ""))
        return tuple(dict.fromkeys([*self.get("analysis", ()), *named]))

    def report(self):
        """What was read and what needs mending, as a short text for the notebook."""
        filled = len(self.rows)
        if not filled and not self.problems:
            return "Nothing is filled in yet: type values after the colons and run the cell again."
        usable = filled - sum(self._is_unusable(*row[:2]) for row in self.rows)
        text = f"Read {filled} filled {'row' if filled == 1 else 'rows'}; {usable} can be used."
        for heading, sentences in (("To mend", self.problems), ("To know", self.remarks)):
            if sentences:
                lines = "\n".join(f"- {plain_markdown(as_sentence(each))}" for each in sentences)
                text += f"\n\n**{heading}**\n\n{lines}"
        return text

    def _is_unusable(self, comparison, name):
        """Whether a row that was typed for one comparison, or for all, cannot be used in one of them."""
        of = [each for each in self.comparisons if comparison in ("", each.comparison)]
        return any(name in each.touched and name not in each.values for each in of)

    def as_frame(self):
        """The table as a DataFrame of comparison, item, value, note: with every row of the study."""
        typed = {(comparison, name): (value, note) for comparison, name, value, note in self.rows}
        names = dict.fromkeys(("", *(row[0] for row in self.rows)))
        rows = []
        for comparison in names:
            for row in ROWS:
                key = comparison, row.name
                if key in typed or not comparison:
                    rows.append((*key, *typed.get(key, ("", self.notes.get(row.name, "")))))
        return pd.DataFrame(rows, columns=COLUMNS, dtype=str)


def template(short=False):
    """The empty table: comparison, item, an empty value, and in the note what to type. `short` gives the short form.

    >>> template().loc[0].tolist(), len(template(short=True))
    (['', 'title', '', 'short name of the study'], 15)
    """
    rows = [("", row.name, "", row.ask) for row in ROWS if row.short or not short]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=str)


def read_trial(source):
    """Read one trial. Returns a `Trial`; whatever is wrong with the content is told in its `problems`.

    `source` is text with one "row: value" per line, the name of an example or of a saved trial ("atmsc2025"), the
    path of a CSV file, a DataFrame with columns item and value, or a dict. Values are best given as text, as printed.
    Where the table holds several comparisons, the first is returned and the rest are its `others`.

    >>> trial = read_trial("title: an invented trial\\nN arm 1: 20\\nresponders arm 1: 25\\nprinted P: p<0.05")
    >>> trial.problems
    ("row 'responders arm 1' (25) is larger than row 'N arm 1' (20): check both",)
    >>> trial.values
    {'title': 'an invented trial', 'printed P': '<0.05'}
    """
    source = source.as_frame() if isinstance(source, Trial) else source
    rows, problems, remarks = rows_of(source)
    rows, notes, twice, more = _by_name(rows)
    problems, remarks, said = [*problems, *more], [*remarks], set()
    names = list(dict.fromkeys(row[0] for row in rows))
    comparisons = [name for name in names if name] or [""]
    found = []
    for comparison in comparisons:
        printed = {name: text for of, name, text, _ in rows if not of and ("", name) not in twice}
        printed |= {name: text for of, name, text, _ in rows if of == comparison and (of, name) not in twice}
        one = _one_comparison(printed, "" if len(comparisons) == 1 else comparison)
        problems += [each for each in one[1] if each not in said]
        remarks += [each for each in one[2] if each not in said]
        said |= {*one[1], *one[2]}
        touched = frozenset({name for of, name, *_ in rows if of in ("", comparison)})
        found.append((comparison, printed, one[0], one[3], touched))
    primary = {
        one.get("outcome", name) for name, _, one, *_ in found if one.get("only primary outcome") == "yes"
    }
    if len(primary) > 1:
        problems.append(
            f"row 'only primary outcome' says yes of {len(primary)} outcomes: only one can be the one named beforehand"
        )
    trials = [
        Trial(
            printed,
            values,
            tuple(problems),
            tuple(remarks),
            notes,
            unit,
            comparison,
            (),
            tuple(rows),
            touched,
        )
        for comparison, printed, values, unit, touched in found
    ]
    return replace(trials[0], others=tuple(trials[1:]))


def _one_comparison(printed, comparison):
    """Values of one comparison, with its problems, remarks and unit of time."""
    values, units, problems, remarks = {}, {}, [], []
    for name, text in printed.items():
        try:
            cell = read_cell(name, text)
        except ValueError as trouble:
            problems.append(str(trouble))
            continue
        if cell.value is not None:  # as of the open end of a one-sided interval
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
    if comparison:
        problems = [f"in '{comparison[:40]}', {each}" for each in problems]
    return values, problems, remarks, unit


def free_name(name, folder=MY_TRIALS, ending=".csv"):
    """A file of this name that does not exist yet in `folder`: with " (2)" behind it where it is taken.

    A name that an example has counts as taken, so that a saved trial never stands in front of it. Any letters and
    brackets will do; raises ValueError for a name that could lead to another folder or that a system keeps for itself.
    """
    if not isinstance(name, str):
        raise ValueError(f"name is {name!r}: give a plain name in quotes, such as 'my trial'")
    bare = unicodedata.normalize("NFC", name).removesuffix(ending).strip()
    bad = re.search(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]', bare)
    if bad or not bare or bare.startswith(".") or bare.endswith(".") or len(bare.encode("utf-8")) > 150:
        why = (
            f"{bad[0]!r} cannot stand in a file's name"
            if bad
            else "a name has 1 to 150 letters and no dot at its ends"
        )
        raise ValueError(f"name is {name[:60]!r}: {why}; give a plain name, such as 'my trial'")
    if bare.split(".")[0].casefold() in RESERVED:
        raise ValueError(f"name is {name!r}: some systems keep that name for themselves; choose another")
    for number in itertools.count(1):
        stem = bare if number == 1 else f"{bare} ({number})"
        file = Path(folder) / f"{stem}{ending}"
        if not os.path.lexists(file) and not (EXAMPLES / f"{stem}.csv").exists():
            return file


def save_trial(trial, name, folder=MY_TRIALS):
    """Save a trial as `notebooks/my_trials/<name>.csv`; returns a sentence that says where.

    `trial` is a `Trial` or anything that `read_trial` takes; all rows are saved as they were typed, also those that
    need mending. A file that is there is never written over: the new one gets a number, and the sentence says so. With
    `name=None` nothing is written. Raises ValueError for a name that is more than a plain name, so that nothing is
    written elsewhere, and where the folder cannot be written.
    """
    if name is None:
        return "Nothing was saved: put a name in quotes, such as 'my trial', in place of None."
    trial = trial if isinstance(trial, Trial) else read_trial(trial)
    file = free_name(name, folder)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # the mark at the start tells spreadsheets that the text is UTF-8; "x" never writes over a file
        with open(file, "x", encoding="utf-8-sig", newline="") as out:
            trial.as_frame().to_csv(out, index=False, lineterminator="\n")
    except OSError as trouble:
        raise ValueError(
            f"{file.name} could not be written ({trouble.strerror}): copy the lines instead"
        ) from None
    filled = len(trial.rows)
    taken = file.stem != unicodedata.normalize("NFC", name).removesuffix(".csv").strip()
    because = f" ('{name}' is taken, and nothing is written over)" if taken else ""
    return f"Saved {filled} filled rows as my_trials/{file.name}{because}. Read it again with read_trial({file.stem!r})."


def plain_markdown(text):
    """Typed text with every sign escaped that would turn into markup.

    >>> print(plain_markdown("p<.05 *"))
    p\\<.05 \\*
    """
    return re.sub(r"([*_`\[\]<>$|~])", r"\\\1", text)


def _by_name(rows):
    """Filled rows by their proper names; notes; which stand twice; sentences about unknown and repeated names."""
    kept, notes, twice, problems, seen = [], {}, set(), [], {}
    for comparison, typed, text, note in rows:
        key = " ".join(str(typed).replace("_", " ").split()).rstrip(":").casefold()
        if key not in NAMES:
            problems.append(f"there is no row '{typed}'{_nearest(key)}")
            continue
        name = NAMES[key]
        notes[name] = note
        if is_blank(text):
            continue
        place = comparison, name
        if place in seen and seen[place] != text and place not in twice:
            twice.add(place)
            where = f" in '{comparison[:40]}'" if comparison else ""
            problems.append(f"row '{name}' stands twice{where} ('{seen[place]}' and '{text}'): keep one")
        if place not in seen or place in twice:
            kept.append((comparison, name, text, note))
        seen.setdefault(place, text)
    return kept, notes, twice, problems


def _nearest(key):
    third = re.fullmatch(r"(.*\barm )([3-9]|\d\d+)(.*)", key)
    if third:
        return ": a further arm is a comparison of its own, with rows of 'arm 1' and 'arm 2'"
    near = difflib.get_close_matches(key, NAMES, n=1)
    return f", did you mean '{NAMES[near[0]]}'?" if near else ": see the rows of the empty table"


def _impossible(values, printed):
    """Sentences about rows that cannot both be right; those rows are taken out of `values`."""
    of_arms = (("responders", "N"), ("Q1", "Q3"), ("min", "max"))
    pairs = [(f"{small} arm {arm}", f"{large} arm {arm}") for arm in (1, 2) for small, large in of_arms]
    pairs += [("follow-up beyond count", "follow-up people"), ("people with harm", "people watched for harm")]
    pairs += [("follow-up shortest", "follow-up longest"), ("follow-up beyond time", "follow-up longest")]
    pairs += [("low", "high")]
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
