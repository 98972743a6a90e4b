"""The facts ledger: every published number, as it was printed, with its source and its status.

Read this module when a lesson needs a published value. `fact("seo-p-easi50")` gives one value,
`facts_table([...])` a small table for reading, `comparators()` and `msc_trials()` the other trials,
`not_in_sources()` what we could not find.

An assumption of the lessons is a row, too, with the status "assumed": `fact("assumed-bar")`. The tests check the
ledgers: an id stands once, every value has a source and a status, and versions in conflict name each other.
"""

import difflib
import re
from dataclasses import dataclass
from functools import cache

import pandas as pd

from helpers.data_files import load_table

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
    def limits(self):
        """The printed limits, or the ends of an assumed range, as two floats.

        >>> fact("thompson-fever").limits, fact("assumed-placebo").limits
        ((1.27, 4.86), (10.0, 50.0))
        """
        if not (self.low and self.high):
            raise ValueError(
                f"fact {self.fact_id!r} has no limits (low is {self.low!r}, high is {self.high!r})"
            )
        return float(self.low), float(self.high)

    @property
    def share(self):
        """A value in % or points as a share: 10 points are 0.1."""
        return self.number / 100

    @property
    def shares(self):
        """Limits in % or points as shares.

        >>> fact("assumed-placebo").shares
        (0.1, 0.5)
        """
        return self.limits[0] / 100, self.limits[1] / 100

    @property
    def printed(self):
        """The value with its unit and its printed limits, for reading.

        >>> fact("placebo-pooled-easi50").printed
        '39.9 % (36.7 to 43.2)'
        """
        limits = f"({self.low} to {self.high})" if self.low and self.high else ""
        if self.value == f"{self.low} to {self.high}":  # the value is the range itself
            limits = ""
        return " ".join(part for part in (self.value, self.unit, limits) if part)


@cache
def _facts():
    """All facts by id. A row without a value only places a fact of facts.csv among the trials."""
    labels = load_table("sources").set_index("source_id")["short"]
    found = {}
    for ledger in LEDGERS:
        for row in load_table(ledger).query("value != ''").to_dict("records"):
            common = {column: row.get(column, "") for column in COLUMNS}
            common["quantity"] = row.get("quantity") or _quantity(row)
            found[row["fact_id"]] = Fact(**common, ledger=ledger, source=labels.get(row["source_id"], ""))
    return found


def _quantity(row):
    """What a row of the trials is, in words."""
    kind = row.get("kind", "result")
    return ", ".join([row["trial"], row["endpoint"], row["arm"], *([] if kind == "result" else [kind])])


def load_facts():
    """Return every published value of all ledgers as one DataFrame of text, one row per value.

    Columns are those of `Fact`; `ledger` names the file the row comes from. Raises as `load_table`.

    >>> bool(load_facts()["fact_id"].is_unique)
    True
    """
    return pd.DataFrame([vars(entry) for entry in _facts().values()], dtype=str)


def fact(fact_id):
    """Return one published value as a `Fact`. Raises ValueError for an unknown id, naming the nearest.

    >>> fact("seo-p-easi50").value, fact("seo-p-easi50").status
    ('.038', 'abstract')
    """
    known = _facts()
    if not isinstance(fact_id, str) or fact_id not in known:
        nearest = difflib.get_close_matches(str(fact_id), known, n=3)
        hint = f" Did you mean {' or '.join(map(repr, nearest))}?" if nearest else ""
        raise ValueError(f"there is no fact {fact_id!r} in the ledger.{hint}")
    return known[fact_id]


def sources():
    """Return the sources, one row each: citation, kind, year, identifiers and address."""
    return load_table("sources")


def not_in_sources(study_id=None):
    """Return what we looked for and did not find, for one study or for all. Raises ValueError if unknown.

    >>> len(not_in_sources("shin2021")) > 3
    True
    """
    table = load_table("not_in_sources")
    known = sorted(set(table["study_id"]))
    if study_id is None:
        return table
    if study_id not in known:
        raise ValueError(f"study_id is {study_id!r}: known are {', '.join(known)}")
    return table[table["study_id"] == study_id].reset_index(drop=True)


def comparators():
    """Return the drug and placebo trials, one row per trial, arm and endpoint, values as printed."""
    return load_table("comparators")


def msc_trials():
    """Return the cell trials in atopic dermatitis; rows on the two papers are filled from facts.csv.

    >>> table = msc_trials().set_index("fact_id")
    >>> table.loc["seo-p-easi50", "value"]
    '.038'
    """
    known = _facts()
    table = load_table("msc_trials")
    for place in table.index[table["value"] == ""]:
        for column in "value unit low high n N source_id locator status conflicts_with".split():
            table.loc[place, column] = getattr(known[table.loc[place, "fact_id"]], column)
    return table


def filled(text):
    """A stored sentence whose gaps name facts: `{seo-p-easi50.value}`, `{thompson-fever.low}`, `{seo-n-infusions}`.

    A gap without a field gives the value with its unit and limits.

    >>> filled("{seo-n-infusions}, P = {seo-p-easi50.value}")
    '3 infusions, P = .038'
    """

    def value(gap):
        return getattr(fact(gap[1]), gap[2] or "printed")

    return re.sub(r"\{([a-z0-9-]+)(?:\.(\w+))?\}", value, text)


def _counts_shown(entry):
    if entry.n and entry.N:
        return f"{entry.n}/{entry.N}"
    return f"N = {entry.N}" if entry.N and entry.N != entry.value else ""


def facts_table(fact_ids):
    """Return a small table for reading: quantity, value with unit, n/N if printed, status, source, id in the ledger.

    >>> facts_table(["seo-p-dose", "seo-p-easi50"])["status"].tolist()
    ['abstract', 'abstract']
    """
    entries = [fact(each) for each in ([fact_ids] if isinstance(fact_ids, str) else fact_ids)]
    table = pd.DataFrame(
        {
            "value": [each.printed for each in entries],
            "n/N": [_counts_shown(each) for each in entries],
            "status": [each.status for each in entries],
            "source": [each.source for each in entries],
            "id": [each.fact_id for each in entries],
        },
        index=[each.quantity for each in entries],
        dtype=str,
    )
    if not any(table["n/N"]):
        table = table.drop(columns="n/N")
    return table.rename_axis(columns="quantity")  # fills the empty corner cell for screen readers
