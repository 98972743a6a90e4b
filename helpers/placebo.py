"""What share of people on placebo reaches EASI-50? The range that stands behind every response rate.

The ledger holds one pooled mean and a few single trials. This module lists them, says which ones count for
adults at week 12 and why the others do not, and turns them into a range BY DESIGN: from the lowest value to
the highest, printed limits of the pooled mean included, widened outward to whole fives. It is a working
range that we chose and named, not an interval with a coverage. `spread_behind_mean` shows how far
single trials must lie apart to give the printed interval of the mean, and that is wider. The ledger holds no
ages for the cell trials; they are taken as trials of adults, which is ASSUMED.
"""

import math
from typing import NamedTuple

import pandas as pd
from scipy.stats import norm, t

from helpers.counts import proportion, whole_number
from helpers.evidence import comparators, fact, msc_trials
from helpers.printed import as_printed
from helpers.proportions import proportion_interval

WEEK = "12"
"""The week of the EASI-50 comparison in Seo 2024."""
STEP = 5
"""The range is widened outward to multiples of this many percent."""


class PlaceboRange(NamedTuple):
    """The range in whole percent, `low` to `high`, and the ledger `rows` it rests on."""

    low: int
    high: int
    rows: pd.DataFrame


def placebo_rows(folder=None):
    """List every placebo EASI-50 share of the ledger, lowest first, those that the range uses on top.

    One row a result: fact_id, trial, percent, low and high (printed limits, or the exact 95 % interval of
    the counts), counts ("printed", "count inferred", "count and N inferred" or ""), n, N, week, status,
    source, pooled, used and why_not. Intervals follow Clopper and Pearson 1934. `folder` reads another copy of `data/`.

    >>> table = placebo_rows().set_index("fact_id")
    >>> table.loc["adolescents-placebo-easi50", "why_not"]
    'adolescents, week 16'
    """
    # Assumed: the ledger gives no ages for the cell trials; nothing in our sources puts children in them.
    tables = [comparators(folder), msc_trials(folder).assign(age_group="adults")]
    both = pd.concat(tables, ignore_index=True).fillna("")
    chosen = both[
        both["arm_kind"].isin(["placebo", "pooled placebo"])
        & both["endpoint"].str.match(r"EASI-50(?: \(second source\))?$")
    ]
    rows = [_described(row, both, folder) for row in chosen.to_dict("records")]
    table = pd.DataFrame(rows)
    return table.sort_values(["used", "percent"], ascending=[False, True], ignore_index=True)


def placebo_range(folder=None):
    """Return the placebo EASI-50 range at week 12 as `PlaceboRange(low, high, rows)`, in whole percent.

    Lowest and highest of the usable single trials and of the printed limits of the pooled mean, widened to
    multiples of five. A choice that is stated, not an estimate. `folder` reads another copy of `data/`.
    Raises ValueError when the ledger holds no usable row.

    >>> low, high, rows = placebo_range()
    >>> low, high, len(rows)
    (25, 45, 4)
    """
    table = placebo_rows(folder)
    used = table[table["used"]].reset_index(drop=True)
    if used.empty:
        raise ValueError(
            "the ledger has no placebo EASI-50 share of adults at week 12: add a row with its source"
        )
    pooled, single = used[used["pooled"]], used[~used["pooled"]]
    values = [*single["percent"], *pooled["low"], *pooled["high"]]
    return PlaceboRange(STEP * math.floor(min(values) / STEP), STEP * math.ceil(max(values) / STEP), used)


def spread_behind_mean(low, high, trials, confidence=0.95):
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
    confidence = proportion(confidence, "confidence", inclusive=False)
    upper_tail = (1 + confidence) / 2
    error = (high - low) / 2 / norm.ppf(upper_tail)
    sd = error * math.sqrt(trials)
    reach = t.ppf(upper_tail, trials - 1) * math.hypot(sd, error)
    return float(sd), float((low + high) / 2 - reach), float((low + high) / 2 + reach)


def _described(row, both, folder):
    """One result with its counts, its interval and, if it is not used, the reason."""
    pooled = row["arm_kind"] == "pooled placebo"
    reasons = []
    if row["age_group"] not in ("adults", "mixed"):
        reasons.append(row["age_group"])
    if row["week"] != WEEK:
        reasons.append(f"week {row['week']}")
    if "second source" in row["endpoint"]:
        reasons.append("same result, other source")
    n, size, counts = ("", "", "") if pooled else _counts(row, both)
    low, high = (float(row["low"]), float(row["high"])) if pooled else (math.nan, math.nan)
    if counts:
        interval = proportion_interval(n, size)
        low, high = 100 * interval.low, 100 * interval.high
    return {
        "fact_id": row["fact_id"],
        "trial": row["trial"] if "second source" not in row["endpoint"] else f"{row['trial']} (other source)",
        "percent": float(row["value"]),
        "low": low,
        "high": high,
        "counts": counts,
        "n": n,
        "N": size,
        "week": row["week"],
        "status": row["status"],
        "source": fact(row["fact_id"], folder).source,
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
        & both["endpoint"].str.startswith("EASI-50, count")
    ]
    same_result = len(sister) == 1 and "second source" not in row["endpoint"]
    if not same_result:
        return "", "", ""
    return int(sister["n"].iloc[0]), int(sister["N"].iloc[0]), "count and N inferred"
