"""The trials around the two papers: what placebo reaches, what drugs reach, and what cells have done so far.

`placebo_rows` lists what the ledger holds on EASI-50 with placebo: one pooled mean and a few single trials. It says
which of them count for adults at week 12 and why the others do not. `placebo_range` turns them into a range BY
DESIGN: from the lowest value to the highest, printed limits of the pooled mean included, widened outward to whole
fives. It is a working range that we chose and named, not an interval with a coverage. `spread_behind_mean` shows how
far single trials must lie apart to give the printed interval of the mean, and that is wider. The ledger holds no
ages for the cell trials; they are taken as trials of adults, which is ASSUMED.

Around them stand `easi75_trials` (drug against placebo, for scale), `cell_history` (studies of cells in atopic
dermatitis, oldest first), ready to draw, with percentages as printed, and `cell_differences` (cells minus placebo,
with intervals where there are counts), ready to show.
"""

import math
from typing import NamedTuple

import pandas as pd
from scipy.stats import norm, t

from helpers.arguments import proportion, whole_number
from helpers.data_files import load_table
from helpers.evidence.ledger import comparators, fact, filled, msc_trials
from helpers.statistics.one_group import proportion_interval
from helpers.statistics.printed import as_printed
from helpers.statistics.two_groups import risk_difference
from helpers.text import people, points, points_range

WEEK = "12"
"""The week of the EASI-50 comparison in Seo 2024."""


STEP = 5
"""The range is widened outward to multiples of this many percent."""


OTHER_SOURCE, DERIVED_COUNT = "other source", "count that fits the percentage"
"""Kinds of rows among the trials that are no results of their own."""


class PlaceboRange(NamedTuple):
    """The range in whole percent, `low` to `high`, and the ledger `rows` it rests on."""

    low: int
    high: int
    rows: pd.DataFrame


def placebo_rows():
    """List every placebo EASI-50 share of the ledger, lowest first, those that the range uses on top.

    One row a result: fact_id, trial, percent, low and high (printed limits, or the exact 95 % interval of
    the counts), counts ("printed", "count inferred", "count and N inferred" or ""), n, N, week, status,
    source, pooled, used and why_not. Intervals follow Clopper and Pearson 1934.

    >>> table = placebo_rows().set_index("fact_id")
    >>> table.loc["adolescents-placebo-easi50", "why_not"]
    'adolescents, week 16'
    """
    # Assumed: the ledger gives no ages for the cell trials; nothing in our sources puts children in them.
    tables = [comparators().assign(kind="result"), msc_trials().assign(age_group="adults")]
    both = pd.concat(tables, ignore_index=True).fillna("")
    chosen = both[
        both["arm_kind"].isin(["placebo", "pooled placebo"])
        & (both["endpoint"] == "EASI-50")
        & (both["kind"] != DERIVED_COUNT)
    ]
    rows = [_described(row, both) for row in chosen.to_dict("records")]
    table = pd.DataFrame(rows)
    return table.sort_values(["used", "percent"], ascending=[False, True], ignore_index=True)


def placebo_range():
    """Return the placebo EASI-50 range at week 12 as `PlaceboRange(low, high, rows)`, in whole percent.

    Lowest and highest of the usable single trials and of the printed limits of the pooled mean, widened to
    multiples of five. A choice that is stated, not an estimate.
    Raises ValueError when the ledger holds no usable row.

    >>> low, high, rows = placebo_range()
    >>> low, high, len(rows)
    (25, 45, 4)
    """
    table = placebo_rows()
    used = table[table["used"]].reset_index(drop=True)
    if used.empty:
        raise ValueError(
            "the ledger has no placebo EASI-50 share of adults at week 12: add a row with its source"
        )
    pooled, single = used[used["pooled"]], used[~used["pooled"]]
    values = [*single["percent"], *pooled["low"], *pooled["high"]]
    return PlaceboRange(STEP * math.floor(min(values) / STEP), STEP * math.ceil(max(values) / STEP), used)


def spread_behind_mean(low, high, trials):
    """Return how far single trials lie apart, given the interval of their mean: (sd, low, high).

    `low` and `high` are the printed limits of the pooled mean (shares, 0 to 1) over `trials` trials. If all
    trials weigh about the same, which is ASSUMED here, the standard error of the mean is the standard
    deviation of the trials' shares over the root of their number; so the spread follows. The second and third
    value are the interval in which a new trial of the usual size would fall (Higgins 2009, with trials - 1
    degrees of freedom). Raises ValueError for limits in the wrong order or fewer than 3 trials.

    >>> [round(100 * share, 1) for share in spread_behind_mean(0.367, 0.432, 24)]
    [8.1, 22.8, 57.1]
    """
    low, high = proportion(low, "low"), proportion(high, "high")
    if not low < high:
        raise ValueError(f"low is {low:g} and high is {high:g}: give the lower limit first")
    trials = whole_number(trials, "trials", smallest=3)
    upper_tail = 0.975
    error = (high - low) / 2 / norm.ppf(upper_tail)
    sd = error * math.sqrt(trials)
    reach = t.ppf(upper_tail, trials - 1) * math.hypot(sd, error)
    return float(sd), float((low + high) / 2 - reach), float((low + high) / 2 + reach)


def _described(row, both):
    """One result with its counts, its interval and, if it is not used, the reason."""
    pooled = row["arm_kind"] == "pooled placebo"
    reasons = []
    if row["age_group"] not in ("adults", "mixed"):
        reasons.append(row["age_group"])
    if row["week"] != WEEK:
        reasons.append(f"week {row['week']}")
    if row["kind"] == OTHER_SOURCE:
        reasons.append("same result, other source")
    n, size, counts = ("", "", "") if pooled else _counts(row, both)
    low, high = (float(row["low"]), float(row["high"])) if pooled else (math.nan, math.nan)
    if counts:
        interval = proportion_interval(n, size)
        low, high = 100 * interval.low, 100 * interval.high
    return {
        "fact_id": row["fact_id"],
        "trial": row["trial"] if row["kind"] != OTHER_SOURCE else f"{row['trial']} (other source)",
        "percent": float(row["value"]),
        "low": low,
        "high": high,
        "counts": counts,
        "n": n,
        "N": size,
        "week": row["week"],
        "status": row["status"],
        "source": fact(row["fact_id"]).source,
        "pooled": pooled,
        "used": not reasons,
        "why_not": ", ".join(reasons),
    }


def _counts(row, both):
    """Counts of a placebo arm: as printed, or inferred by us from the percentage; empty if neither."""
    if row["n"] and row["N"]:
        return int(row["n"]), int(row["N"]), "printed"
    if row["N"]:  # the percentage and the arm size leave one count
        size, decimals = int(row["N"]), len(row["value"].partition(".")[2])
        fits = [n for n in range(size + 1) if as_printed(100 * n / size, decimals) == row["value"]]
        return (fits[0], size, "count inferred") if len(fits) == 1 else ("", "", "")
    sister = both[
        (both["study_id"] == row["study_id"])
        & (both["arm_kind"] == "placebo")
        & (both["endpoint"] == "EASI-50")
        & (both["kind"] == DERIVED_COUNT)
    ]
    same_result = len(sister) == 1 and row["kind"] != OTHER_SOURCE
    if not same_result:
        return "", "", ""
    return int(sister["n"].iloc[0]), int(sister["N"].iloc[0]), "count and N inferred"


GROUPS = {
    "monotherapy": "without topical steroids",
    "with topical steroids": "with topical steroids",
    "unclear": "background treatment not clear",
}


def easi75_trials():
    """List EASI-75 at week 12 or 16 by trial and arm: label, group, active, percent, week, N, status.

    Trials of adults (some with adolescents) that have a placebo arm and an active arm in the ledger, with the
    cell trial that used EASI-75 last.

    >>> table = easi75_trials()
    >>> table["label"].nunique(), sorted(table["group"].unique())[-1]
    (15, 'without topical steroids')
    """
    table = comparators()
    table = table[
        (table["endpoint"] == "EASI-75")
        & table["week"].isin(["12", "16"])
        & table["age_group"].isin(["adults", "adults and adolescents"])
        & table["arm_kind"].isin(["active", "placebo"])
    ]
    both = table.groupby("study_id")["arm_kind"].transform("nunique") == 2
    table = table[both].assign(group=table["background"].map(GROUPS))
    names = table["trial"].str.replace(r"^Dupilumab (phase \d) monotherapy$", r"\1", regex=True)
    table = table.assign(label=table["drug"] + ", " + names)
    cells = msc_trials()
    cells = cells[cells["fact_id"].isin(["atmsc2025-easi75", "atmsc2025-placebo-easi75"])]
    cells = cells.assign(label="AtMSC", group="cells, for comparison")
    found = pd.concat([table, cells], ignore_index=True)
    order = list(GROUPS.values())
    return pd.DataFrame(
        {
            "label": found["label"],
            "group": found["group"],
            "active": found["arm_kind"] == "active",
            "percent": found["value"].astype(float),
            "week": found["week"],
            "N": found["N"].fillna(""),
            "status": found["status"],
        }
    ).sort_values(
        "group",
        key=lambda column: column.map({name: place for place, name in enumerate(order)}).fillna(9),
        kind="stable",
        ignore_index=True,
    )


def cell_history():
    """List the studies of cells, oldest first: year, label, N, cells (% by arm), placebo (%), status and more.

    `cells` is empty where no percentage is in our sources, `placebo` is missing where none was given or
    found, `status` is that of the percentages (of P if there are none), `note` says what to know of the design,
    `size` says N in words and whether it is our reading, `other_outcome` marks the study whose result is not EASI-50 at week 12.

    >>> history = cell_history()
    >>> history["placebo"].dropna().tolist()
    [27.16, 29.3, 7.3]
    """
    years = msc_trials().set_index("fact_id")["year"]

    def facts(ids):
        return [fact(each) for each in ids.split(";") if each]

    rows = []
    for study in load_table("cell_studies").itertuples(index=False):
        cells, placebo = facts(study.cell_facts), facts(study.placebo_fact)
        people = fact(study.n_fact)
        rows.append(
            {
                "year": int(years[study.n_fact]),
                "label": study.label,
                "N": int(people.number),
                "size": f"N = {int(people.number)}" + (", our reading" if people.status == "derived" else ""),
                "cells": [each.number for each in cells],
                "placebo": placebo[0].number if placebo else None,
                "status": " and ".join(dict.fromkeys(each.status for each in facts(study.status_facts))),
                "note": filled(study.note),
                "other_outcome": study.outcome != "EASI-50",
            }
        )
    return pd.DataFrame(rows).sort_values("year", kind="stable", ignore_index=True)


def cell_differences():
    """Lay cells beside placebo: arms, difference and its 95 % interval, one row a placebo-controlled trial.

    Counts are printed (AtMSC) or derived, that is, they print the printed percentages (both FURESTEM trials).
    Intervals follow Miettinen and Nurminen 1985. Seo 2024 is left out: no percentage and no count per arm is in
    our sources.

    >>> cell_differences()["difference (95 % interval)"].tolist()[:2]
    ['4.7 points (-9.2 to +18.3 points)', '3.7 points (-7.7 to +14.3 points)']
    """
    rows = []
    for name, *arms in (
        ("FURESTEM, first, EASI-50", "furestem1-count-active", "furestem1-count-placebo"),
        ("FURESTEM, second, EASI-50", "furestem2-count-active", "furestem2-count-placebo"),
        ("AtMSC, EASI-75", "atmsc2025-easi75", "atmsc2025-placebo-easi75"),
    ):
        cells, placebo = (fact(each) for each in arms)
        found = risk_difference(*cells.counts, *placebo.counts)
        rows.append(
            {
                "trial": name,
                "cells v placebo": f"{people(*cells.counts)} v {people(*placebo.counts)} ({cells.status})",
                "difference (95 % interval)": f"{points(found.estimate)} ({points_range(found.low, found.high)})",
            }
        )
    return pd.DataFrame(rows)


def trial_intervals():
    """The risk difference of each placebo-controlled peer (Miettinen and Nurminen), by the name of the trial.

    >>> [round(each.estimate, 3) for each in trial_intervals().values()]
    [0.047, 0.037]
    """
    return {
        row.trial: risk_difference(row.x1, row.n1, row.x2, row.n2) for row in placebo_trials().itertuples()
    }


def placebo_trials():
    """The placebo-controlled cell trials with EASI-50 at week 12 and usable percentages: trial, x1, n1, x2, n2.

    Counts are derived, not printed: they print the percentages, with the numbers of people nearest to those who
    took part or were planned. In the first trial 28 of the 197 randomised are in neither denominator.

    >>> placebo_trials().values.tolist()
    [['FURESTEM 1', 28, 88, 22, 81], ['FURESTEM 2', 68, 206, 29, 99]]
    """
    rows = []
    for trial in (1, 2):
        arms = (fact(f"furestem{trial}-count-{arm}").counts for arm in ("active", "placebo"))
        rows.append((f"FURESTEM {trial}", *(count for pair in arms for count in pair)))
    return pd.DataFrame(rows, columns=["trial", "x1", "n1", "x2", "n2"])
