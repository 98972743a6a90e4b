"""The facts ledger: every published number, as it was printed, with its source and its status.

Read this module when a lesson needs a published value. `fact("seo-p-easi50")` gives one value,
`facts_table([...])` a small table for reading, `comparators()` and `msc_trials()` the other trials,
`conflicts(fact_id)` the versions that disagree, `not_in_sources()` what we could not find.

`helpers.tables` reads and checks each file; here stand the rules that span the three ledgers: an id stands
once, every value has a source and a status, and versions in conflict name each other.
Pass `folder=` to read another copy of `data/`.
"""

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from helpers.data_files import load_table, read_descriptor, read_rows

LEDGERS = ("facts", "comparators", "msc_trials")


COLUMNS = "fact_id study_id quantity value unit low high n N arm week".split()


COLUMNS += "source_id locator status quote conflicts_with note".split()


WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()


PLAIN = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)")


POWER = re.compile(r"(\d+(?:\.\d+)?) x 10\^(\d+)")


@dataclass(frozen=True)
class Fact:
    """One published value. All fields are text exactly as in the ledger; `source` is a short label."""

    fact_id: str
    study_id: str
    quantity: str
    value: str
    unit: str
    low: str
    high: str
    n: str
    N: str
    arm: str
    week: str
    source_id: str
    locator: str
    status: str
    quote: str
    conflicts_with: str
    note: str
    ledger: str
    source: str

    @property
    def number(self):
        """The printed value as a float: ".038", "80", "five" and "5 x 10^5" are numbers, "weekly" is not.

        >>> fact("seo-p-easi50").number
        0.038
        """
        if PLAIN.fullmatch(self.value):
            return float(self.value)
        if self.value.lower() in WORDS:
            return float(WORDS.index(self.value.lower()))
        power = POWER.fullmatch(self.value)
        if power:
            return float(f"{power[1]}e{power[2]}")
        raise ValueError(
            f"fact {self.fact_id!r}: the printed value {self.value!r} is not one number; use .value"
        )

    @property
    def decimals(self):
        """How many digits were printed after the point: 3 for ".038", 0 for "80".

        >>> fact("seo-p-dose").decimals
        1
        """
        if self.value.lower() in WORDS:
            return 0
        if not PLAIN.fullmatch(self.value):
            raise ValueError(
                f"fact {self.fact_id!r}: the printed value {self.value!r} has no decimals to count"
            )
        return len(self.value.partition(".")[2])

    @property
    def counts(self):
        """The printed counts as `(n, N)`, for the statistics that take plain counts.

        >>> fact("shin-easi50").counts
        (4, 5)
        """
        if not (self.n and self.N):
            raise ValueError(
                f"fact {self.fact_id!r} has no pair of counts (n is {self.n!r}, N is {self.N!r})"
            )
        return int(self.n), int(self.N)

    @property
    def printed(self):
        """The value with its unit and its printed limits, for reading.

        >>> fact("placebo-pooled-easi50").printed
        '39.9 % (36.7 to 43.2)'
        """
        limits = f"({self.low} to {self.high})" if self.low and self.high else ""
        return " ".join(part for part in (self.value, self.unit, limits) if part)


@lru_cache(maxsize=32)
def _facts(folder=None):
    """All facts by id, after the checks that span the three ledgers."""
    labels = {row["source_id"]: row["short"] for row in read_rows("sources", folder)}
    found, places = {}, {}
    for ledger in LEDGERS:
        file = read_descriptor(folder)[ledger]["path"]
        for number, row in enumerate(read_rows(ledger, folder), start=2):
            place, fact_id = f"{file}, row {number}, column ", row["fact_id"]
            if not row["value"]:  # this row only places a fact of facts.csv among the trials
                if fact_id not in found:
                    raise ValueError(f"{place}value is empty and {fact_id!r} is not a fact of facts.csv")
                continue
            for column in ("source_id", "status"):
                if not row[column]:
                    raise ValueError(f"{place}{column} is empty: every value needs one")
            if fact_id in found:
                raise ValueError(f"{place}fact_id: {fact_id!r} already stands in {found[fact_id].ledger}.csv")
            common = {column: row.get(column, "") for column in COLUMNS}
            common["quantity"] = row.get("quantity") or f"{row['trial']}, {row['endpoint']}, {row['arm']}"
            found[fact_id] = Fact(**common, ledger=ledger, source=labels[row["source_id"]])
            places[fact_id] = f"{place}conflicts_with"
    for fact_id, entry in found.items():
        for other in filter(None, entry.conflicts_with.split(";")):
            if other not in found or other == fact_id:
                raise ValueError(f"{places[fact_id]}: {other!r} is not the id of another fact")
            if fact_id not in found[other].conflicts_with.split(";"):
                raise ValueError(f"{places[fact_id]}: {other!r} does not name {fact_id!r} in return")
    return found


def load_facts(folder=None):
    """Return every published value of all ledgers as one DataFrame of text, one row per value.

    Columns are those of `Fact`; `ledger` names the file the row comes from. Raises as `load_table`.

    >>> bool(load_facts()["fact_id"].is_unique)
    True
    """
    return pd.DataFrame([vars(entry) for entry in _facts(folder).values()], dtype=str)


def fact(fact_id, folder=None):
    """Return one published value as a `Fact`. Raises ValueError for an unknown id, naming the nearest.

    >>> fact("seo-p-easi50").value, fact("seo-p-easi50").status
    ('.038', 'abstract')
    """
    known = _facts(folder)
    if not isinstance(fact_id, str) or fact_id not in known:
        nearest = difflib.get_close_matches(str(fact_id), known, n=3)
        hint = f" Did you mean {' or '.join(map(repr, nearest))}?" if nearest else ""
        raise ValueError(f"there is no fact {fact_id!r} in the ledger.{hint}")
    return known[fact_id]


def sources(folder=None):
    """Return the sources, one row each: citation, kind, year, identifiers and address."""
    return load_table("sources", folder)


def not_in_sources(study_id=None, folder=None):
    """Return what we looked for and did not find, for one study or for all. Raises ValueError if unknown.

    >>> len(not_in_sources("shin2021")) > 3
    True
    """
    table = load_table("not_in_sources", folder)
    known = sorted(set(table["study_id"]))
    if study_id is None:
        return table
    if study_id not in known:
        raise ValueError(f"study_id is {study_id!r}: known are {', '.join(known)}")
    return table[table["study_id"] == study_id].reset_index(drop=True)


def comparators(folder=None):
    """Return the drug and placebo trials, one row per trial, arm and endpoint, values as printed."""
    _facts(folder)
    return load_table("comparators", folder)


def msc_trials(folder=None):
    """Return the cell trials in atopic dermatitis; rows on the two papers are filled from facts.csv.

    >>> table = msc_trials().set_index("fact_id")
    >>> table.loc["seo-p-easi50", "value"]
    '.038'
    """
    known = _facts(folder)
    table = load_table("msc_trials", folder)
    for place in table.index[table["value"] == ""]:
        for column in (
            "value",
            "unit",
            "low",
            "high",
            "n",
            "N",
            "source_id",
            "locator",
            "status",
            "conflicts_with",
        ):
            table.loc[place, column] = getattr(known[table.loc[place, "fact_id"]], column)
    return table


def conflicts(fact_id, folder=None):
    """Return the versions that disagree with `fact_id`, itself first; only itself if none does.

    >>> conflicts("seo-schedule-abstract")["value"].iloc[0]
    'weekly'
    """
    entry = fact(fact_id, folder)
    others = [fact(other, folder) for other in filter(None, entry.conflicts_with.split(";"))]
    return pd.DataFrame([vars(each) for each in (entry, *others)], dtype=str)


def _counts_shown(entry):
    if entry.n and entry.N:
        return f"{entry.n}/{entry.N}"
    return f"N = {entry.N}" if entry.N and entry.N != entry.value else ""


def facts_table(fact_ids, folder=None):
    """Return a small table for reading: quantity, value with unit, n/N if printed, status, source.

    >>> facts_table(["seo-p-dose", "seo-p-easi50"])["status"].tolist()
    ['abstract', 'abstract']
    """
    entries = [fact(each, folder) for each in ([fact_ids] if isinstance(fact_ids, str) else fact_ids)]
    table = pd.DataFrame(
        {
            "value": [each.printed for each in entries],
            "n/N": [_counts_shown(each) for each in entries],
            "status": [each.status for each in entries],
            "source": [each.source for each in entries],
        },
        index=[each.quantity for each in entries],
        dtype=str,
    )
    if not any(table["n/N"]):
        table = table.drop(columns="n/N")
    return table.rename_axis(columns="quantity")  # fills the empty corner cell for screen readers
