"""The trials that stand around the two papers: what drugs reach, and what cells have done so far.

Tables from the ledger: `easi75_trials` (drug against placebo, for scale) and `cell_history` (studies of
cells in atopic dermatitis, oldest first), ready to draw, with percentages as printed; and
`cell_differences` (cells minus placebo with intervals where there are counts), ready to show.
"""

import pandas as pd

from helpers.comparisons import risk_difference
from helpers.evidence import comparators, fact, msc_trials
from helpers.wording import people, points, points_range

GROUPS = {
    "monotherapy": "without topical steroids",
    "with topical steroids": "with topical steroids",
    "unclear": "background treatment not clear",
}

STUDIES = (
    # size, name, EASI results on cells, on placebo, what a reader must know of the design
    ("kim2017-n", "Kim", ("kim2017-easi50-high", "kim2017-easi50-low"), "", "two doses, no placebo"),
    ("furestem1-n", "FURESTEM\nphase 3, first", ("furestem1-easi50-active",), "furestem1-easi50-placebo", "placebo-controlled"),
    ("shin-n", "Shin", ("shin-easi50",), "", "one or two cycles, no control"),
    ("seo-n-phase1", "Seo, phase 1", ("seo-phase1-easi50-high", "seo-phase1-easi50-low"), "", "two doses, no placebo"),
    ("seo-n-phase2", "Seo, phase 2", (), "", "placebo-controlled, P = {seo-p-easi50}"),
    ("furestem2-n", "FURESTEM\nphase 3, second", ("furestem2-easi50-active",), "furestem2-easi50-placebo", "placebo-controlled"),
    ("atmsc2025-n", "AtMSC", ("atmsc2025-easi75",), "atmsc2025-placebo-easi75", "EASI-75, week 16"),
)  # fmt: skip


def easi75_trials(folder=None):
    """List EASI-75 at week 12 or 16 by trial and arm: label, group, active, percent, week, N, status.

    Trials of adults (some with adolescents) that have a placebo arm and an active arm in the ledger, with the
    cell trial that used EASI-75 last. `folder` reads another copy of `data/`.

    >>> table = easi75_trials()
    >>> table["label"].nunique(), sorted(table["group"].unique())[-1]
    (15, 'without topical steroids')
    """
    table = comparators(folder)
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
    cells = msc_trials(folder)
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
        "group", key=lambda column: column.map({name: place for place, name in enumerate(order)}).fillna(9),
        kind="stable", ignore_index=True,
    )  # fmt: skip


def cell_history(folder=None):
    """List the studies of cells, oldest first: year, label, N, cells (% by arm), placebo (%), status and more.

    `cells` is empty where no percentage is in our sources, `placebo` is missing where none was given or
    found, `status` is that of the percentages (of P if there are none), `note` says what to know of the design,
    `other_outcome` marks the study whose result is not EASI-50 at week 12. `folder` as above.

    >>> history = cell_history()
    >>> history["placebo"].dropna().tolist()
    [27.16, 29.3, 7.3]
    """
    years = msc_trials(folder).set_index("fact_id")["year"]
    rows = [
        {
            "year": int(years[size]),
            "label": label,
            "N": int(fact(size, folder).number),
            "cells": [fact(each, folder).number for each in on_cells],
            "placebo": fact(on_placebo, folder).number if on_placebo else None,
            "status": " and ".join(
                dict.fromkeys(fact(each, folder).status for each in on_cells or ("seo-p-easi50",))
            ),
            "note": note.replace("{seo-p-easi50}", fact("seo-p-easi50", folder).value),
            "other_outcome": "EASI-75" in note,
        }
        for size, label, on_cells, on_placebo, note in STUDIES
    ]
    return pd.DataFrame(rows).sort_values("year", kind="stable", ignore_index=True)


def cell_differences(folder=None):
    """Lay cells beside placebo: arms, difference and its 95 % interval, one row a placebo-controlled trial.

    Counts are printed (AtMSC) or derived, that is, they fit the printed percentages (first FURESTEM trial);
    where neither exists the row has the printed percentages and no interval. Intervals follow Newcombe 1998.
    Seo 2024 is left out: no percentage and no count per arm is in our sources. `folder` as above.

    >>> cell_differences()["difference (95 % interval)"].tolist()[0]
    '4.7 points (-9.1 to +18.0 points)'
    """
    rows = []
    for name, *arms in (
        ("FURESTEM, first, EASI-50", "furestem1-count-active", "furestem1-count-placebo"),
        ("FURESTEM, second, EASI-50", "furestem2-easi50-active", "furestem2-easi50-placebo"),
        ("AtMSC, EASI-75", "atmsc2025-easi75", "atmsc2025-placebo-easi75"),
    ):
        cells, placebo = (fact(each, folder) for each in arms)
        if cells.N:
            found = risk_difference(*cells.counts, *placebo.counts)
            shown = f"{people(*cells.counts)} v {people(*placebo.counts)}"
            gap = f"{points(found.estimate)} ({points_range(found.low, found.high)})"
        else:
            shown = f"{cells.value} v {placebo.value} %"
            gap = f"{points((cells.number - placebo.number) / 100)} (no counts in our sources)"
        rows.append(
            {
                "trial": name,
                "cells v placebo": f"{shown} ({cells.status})",
                "difference (95 % interval)": gap,
            }
        )
    return pd.DataFrame(rows)
