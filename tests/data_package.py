"""Check the tables of `data/` against `data/datapackage.json`, row by row; a problem is told with file, row and column.

Rows are counted as a spreadsheet shows them: the header is row 1. `check_table` knows one table, `check_ledgers`
the rules that span the three ledgers: an id stands once, every value has a source and a status, and versions in
conflict name each other.
"""

import csv
import difflib
import hashlib
import io
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script it finds the helpers, too

from helpers.data_files import DATA
from helpers.evidence.ledger import LEDGERS

TYPES = {
    "string": re.compile(r"(?s).*"),
    "any": re.compile(r"(?s).*"),
    "integer": re.compile(r"[+-]?\d+"),
    "number": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"),
    "boolean": re.compile(r"true|True|TRUE|1|false|False|FALSE|0"),
    "year": re.compile(r"\d{4}"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
}


def descriptor(folder=None):
    """Return the tables that datapackage.json describes, by name. Raises if it is missing or unreadable."""
    path = Path(folder or DATA) / "datapackage.json"
    if not path.exists():
        raise FileNotFoundError(
            f"datapackage.json is missing from the folder {path.parent}; restore it or pass folder="
        )
    try:
        return {each["name"]: each for each in json.loads(path.read_text(encoding="utf-8-sig"))["resources"]}
    except (json.JSONDecodeError, KeyError, TypeError) as problem:
        raise ValueError(f"datapackage.json is not a readable data package: {problem!r}") from None


def _check_cell(text, field, where):
    """Refuse one cell that breaks its field's type or constraints."""
    limits = field.get("constraints", {})
    if text == "":
        if limits.get("required"):
            raise ValueError(f"{where} is empty: a value is required here")
        return
    kind = field.get("type", "string")
    if kind == "list":
        kind, items = field.get("itemType", "string"), text.split(field.get("delimiter", ","))
        wanted = f"a list of type {kind}, separated by {field.get('delimiter', ',')!r}"
    else:
        items, wanted = [text], f"of type {kind}"
    if not all(item and TYPES[kind].fullmatch(item) for item in items):
        raise ValueError(f"{where} is {text!r}: it must be {wanted}")
    if "enum" in limits and text not in map(str, limits["enum"]):
        raise ValueError(f"{where} is {text!r}: it must be one of {', '.join(map(str, limits['enum']))}")
    if "pattern" in limits and not re.fullmatch(limits["pattern"], text):
        raise ValueError(f"{where} is {text!r}: it must match the pattern {limits['pattern']}")
    if field.get("type") in ("integer", "number"):
        if float(text) < float(limits.get("minimum", "-inf")) or float(text) > float(
            limits.get("maximum", "inf")
        ):
            raise ValueError(f"{where} is {text}: it is outside the range given in datapackage.json")


def _check_unique(rows, fields, file):
    """Refuse two rows that share the values of `fields`."""
    seen = {}
    for number, row in enumerate(rows, start=2):
        key = tuple(row[field] for field in fields)
        if key in seen and any(key):
            place = f"{file}, row {number}, column {' + '.join(fields)}"
            raise ValueError(f"{place}: {', '.join(key)!r} already stands in row {seen[key]}")
        seen.setdefault(key, number)


def _parse(path, file, expected):
    """The rows of one CSV as dicts of text. A byte order mark and Windows line ends are tolerated."""
    if not path.exists():
        raise FileNotFoundError(
            f"{file} is missing from the data folder {path.parent}; restore it from the repository"
        )
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        row = raw[: problem.start].count(b"\n") + 1
        raise ValueError(f"{file}, row {row}: the text is not UTF-8; save the file as 'CSV UTF-8'") from None
    lines = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as problem:
        row = len(lines) + 1
        raise ValueError(
            f"{file}, row {row}: not readable as CSV, is a quotation mark open? ({problem})"
        ) from None
    header = lines[0] if lines else []
    if header != expected:
        odd = sorted(set(header) ^ set(expected)) or ["the order"]
        raise ValueError(
            f"{file}, row 1: the columns are not those in datapackage.json; look at {', '.join(odd)}"
        )
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(header):
            last = header[min(len(cells), len(header)) - 1]
            place = f"{file}, row {number}, column {last}"
            raise ValueError(f"{place}: the row has {len(cells)} cells instead of {len(header)}")
    if not text.endswith("\n"):
        raise ValueError(
            f"{file}, row {len(lines)}, column {header[-1]}: the file stops in mid-row (no line end)"
        )
    return [dict(zip(header, cells, strict=True)) for cells in lines[1:]]


def check_table(name, folder=None):
    """Return the checked rows of one table as a tuple of dicts of text.

    Checks types, required cells, allowed words, patterns, ranges, unique columns, primary and foreign keys.

    """
    resources = descriptor(folder)
    if name not in resources:
        nearest = difflib.get_close_matches(str(name), resources, n=1)
        hint = f" Did you mean {nearest[0]!r}?" if nearest else ""
        raise ValueError(f"there is no table {name!r} in datapackage.json.{hint}")
    resource = resources[name]
    file, schema = resource["path"], resource.get("schema")
    if not schema or not file.endswith(".csv"):
        raise ValueError(f"{name!r} ({file}) is not a CSV table with a schema")
    fields = schema["fields"]
    rows = _parse(Path(folder or DATA) / file, file, [field["name"] for field in fields])
    for number, row in enumerate(rows, start=2):
        for field in fields:
            _check_cell(row[field["name"]], field, f"{file}, row {number}, column {field['name']}")
    keys = [[field["name"]] for field in fields if field.get("constraints", {}).get("unique")]
    if schema.get("primaryKey"):
        keys.append([schema["primaryKey"]] if isinstance(schema["primaryKey"], str) else schema["primaryKey"])
    for key in keys:
        _check_unique(rows, key, file)
    for foreign in schema.get("foreignKeys", []):
        here, there = foreign["fields"], foreign["reference"]["fields"]
        here, there = [here] if isinstance(here, str) else here, [there] if isinstance(there, str) else there
        target = foreign["reference"].get("resource") or name
        target_rows = rows if target == name else check_table(target, folder)
        known = {tuple(row[field] for field in there) for row in target_rows}
        for number, row in enumerate(rows, start=2):
            key = tuple(row[field] for field in here)
            if any(key) and key not in known:
                place = f"{file}, row {number}, column {' + '.join(here)}"
                raise ValueError(f"{place}: {', '.join(key)!r} is not in {target}.csv")
    return tuple(rows)


def check_ledgers(folder=None):
    """Refuse ledgers that are not right; returns all facts as a dict from id to row."""
    check_table("sources", folder)
    found, places = {}, {}
    for ledger in LEDGERS:
        file = descriptor(folder)[ledger]["path"]
        for number, row in enumerate(check_table(ledger, folder), start=2):
            place, fact_id = f"{file}, row {number}, column ", row["fact_id"]
            if not row["value"]:  # this row only places a fact of facts.csv among the trials
                if fact_id not in found:
                    raise ValueError(f"{place}value is empty and {fact_id!r} is not a fact of facts.csv")
                continue
            for column in ("source_id", "status"):
                if not row[column]:
                    raise ValueError(f"{place}{column} is empty: every value needs one")
            if fact_id in found:
                raise ValueError(
                    f"{place}fact_id: {fact_id!r} already stands in {found[fact_id]['ledger']}.csv"
                )
            found[fact_id] = row | {"ledger": ledger}
            places[fact_id] = f"{place}conflicts_with"
    for fact_id, row in found.items():
        for other in filter(None, row["conflicts_with"].split(";")):
            if other not in found or other == fact_id:
                raise ValueError(f"{places[fact_id]}: {other!r} is not the id of another fact")
            if fact_id not in found[other]["conflicts_with"].split(";"):
                raise ValueError(f"{places[fact_id]}: {other!r} does not name {fact_id!r} in return")
    return found


def fingerprint(file):
    """The hash of a file as the Data Package standard writes it."""
    return f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"


def fingerprinted(package):
    """The text of datapackage.json with the fingerprint of each of its files as it is now."""
    resources = [
        {**resource, "hash": fingerprint(DATA / resource["path"])} for resource in package["resources"]
    ]
    return json.dumps({**package, "resources": resources}, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":  # after a change of data that is right: python tests/data_package.py
    from helpers.own_trial.table import template

    template().to_csv(DATA / "own_trial" / "blank.csv", index=False)
    file = DATA / "datapackage.json"
    file.write_text(fingerprinted(json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8")
