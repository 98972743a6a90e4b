"""The reader's own trial: read a small table of printed numbers, say everything that needs mending, save it.

`read_trial` never stops at the first problem: it lists each one in a sentence with row and remedy, keeps every row
that can be used, and the checks of `own_trial_checks` run on those. The rows are described in `own_trial_cells`, the sources in
`own_trial_sources`.
"""

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from helpers.own_trial_cells import KIND, ROWS, is_blank, read_cell
from helpers.own_trial_sources import COLUMNS, MY_TRIALS, NAMES, rows_of
from helpers.wording import listed


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


def template_text():
    """The empty table as lines of text, ready to be filled in within a notebook cell.

    >>> template_text().splitlines()[:2]
    ['title:', 'text read:']
    """
    return "\n".join(f"{row.name}:" for row in ROWS) + "\n"


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
