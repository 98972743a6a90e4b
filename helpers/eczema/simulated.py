"""Simulated participants to practise on: load them, derive what follows from their scores, count responders.

Nobody in these files exists. `helpers.eczema.generate` invented every row; nothing was taken from patient data.
The phase 2 family holds five tables that are compatible with the printed p-value, each with three seeds,
because one set alone would look like the data and would pick a placebo rate that our sources do not give.
Use them to learn methods, never to learn about the treatment. The columns are ADaM-like (CDISC names) and
claim no compliance with that standard.

Rows are long: one person, score and visit each, with the value in AVAL. The files store what was drawn; `derive`
adds what follows from it (BASE, CHG, CRIT1FL), so a derived column can never disagree with the scores, and
`carry_forward` fills the last visit from the one before.

Worked example: tests/eczema/worked_simulated.ipynb.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from helpers.arguments import one_of, two_groups, whole_number
from helpers.data_files import load_table
from helpers.eczema.easi import is_responder
from helpers.statistics.two_by_two import p_value
from helpers.text import p_text

NOTICE = (
    "Simulated: every person and every value was invented by a computer to fit chosen totals; "
    "no patient data went in, and nothing here is evidence about a treatment."
)


ACTIVE, PLACEBO = "Clonal MSC", "Placebo"


SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class CompatibleTable:
    """EASI-50 counts at week 12 that fit the printed p-value with one named test: compatible, not observed."""

    x1: int
    n1: int
    x2: int
    n2: int
    test: str

    @property
    def counts(self):
        """The counts as `(x1, n1, x2, n2)`: cells first, placebo second."""
        return self.x1, self.n1, self.x2, self.n2


TABLES = {
    "low-placebo": CompatibleTable(15, 36, 6, 36, "yates"),
    "high-placebo": CompatibleTable(30, 36, 21, 36, "yates"),
    "smaller-arms": CompatibleTable(25, 35, 17, 36, "pearson"),
    "fisher": CompatibleTable(28, 34, 21, 36, "fisher"),
    "fifty-two": CompatibleTable(9, 26, 2, 26, "fisher"),
}
"""The phase 2 family: each table prints P = .038 with the test that is named with it."""


DOMAINS = {
    "participants": "simulated_adsl",
    "scores": "simulated_scores",
    "followup": "simulated_followup",
    "cytokines": "simulated_cytokines",
}
"""Domain names and the tables of data/datapackage.json that hold them."""


MISSING_RULES = ("non-responder", "complete case", "last visit")


RESCUE_RULES = ("as observed", "non-responder")


_NUMBERS = ("AVAL", "AGE", "FUWEEKS")


_WHOLE = ("AVISITN", "SEED", "CYCLES")


_SET = ["TABLE", "SEED"]


def load(domain, table=None, seed=None):
    """One domain of the simulated data as a DataFrame; `.attrs["simulated"]` says that nobody in it exists.

    `domain`: "participants" and "scores" (phase 2 family), "followup" and "cytokines" (five people). `table` (a name from TABLES) and `seed` (1, 2 or 3) pick one set; by default all come.
    Scores, followup and cytokines arrive with the columns of `derive`. Raises ValueError for an unknown
    domain, table or seed.

    >>> scores = load("scores", table="low-placebo", seed=1)
    >>> week_12 = scores.query("PARAMCD == 'EASI' and AVISITN == 12 and CRIT1FL == 'Y'")
    >>> week_12["TRT01P"].value_counts().to_dict()
    {'Clonal MSC': 15, 'Placebo': 6}
    """
    one_of(domain, "domain", DOMAINS)
    found = _whole_domain(domain)
    if table is not None:
        found = found[found["TABLE"] == one_of(table, "table", sorted(set(found["TABLE"])))]
    if seed is not None:
        if whole_number(seed, "seed") not in SEEDS:
            raise ValueError(
                f"seed is {seed}: the files hold the seeds 1, 2 and 3; make others with helpers.eczema.generate"
            )
        found = found[found["SEED"] == seed]
    found = found.reset_index(drop=True)  # a copy: changing it does not change what others load
    found.attrs["simulated"] = NOTICE
    return found


@lru_cache(maxsize=8)
def _whole_domain(domain):
    return prepare(
        load_table(f"simulated/{DOMAINS[domain]}"),
        None if domain == "participants" else _whole_domain("participants"),
    )


def prepare(stored, participants=None):
    """Turn stored rows into an analysis table: numbers as numbers, arm and rescue joined on, columns derived.

    `stored` are rows as `helpers.eczema.generate` makes them or as the files hold them; `participants` is needed
    for phase 2 scores.
    """
    frame = stored.copy()
    study = frame["STUDYID"].str.extract(r"^SIM-[A-Z]+\d+-(?P<TABLE>.+)-(?P<SEED>\d+)$")
    frame = frame.assign(SEED=study["SEED"], TABLE=study["TABLE"])
    for column in frame.columns.intersection([*_NUMBERS, *_WHOLE]):
        frame[column] = pd.to_numeric(frame[column])
    if participants is not None and frame["STUDYID"].isin(participants["STUDYID"]).all():
        joined = frame.merge(participants[["USUBJID", "TRT01P", "RESCWK"]], on="USUBJID", how="left")
        frame.insert(2, "TRT01P", joined["TRT01P"].to_numpy())
        if "AVISITN" in frame:
            used = pd.to_numeric(joined["RESCWK"]).to_numpy() <= frame["AVISITN"].to_numpy()
            frame["RESCFL"] = np.where(used, "Y", "N")
    if "AVAL" not in frame:
        return frame
    frame = derive(frame)
    if not (frame["PARAMCD"] == "EASI").any():  # the end-point falls in another week for each person
        frame["AVISIT"] = np.where(frame["AVISITN"] == 0, "Baseline", "End-point")
    return frame


def responder_table(scores, week=12, percent=50, missing="non-responder", rescue="as observed"):
    """Count responders per arm: one row per set and arm, cells first.

    `percent`: the fall in EASI that counts. `missing`: "non-responder" (everyone randomised stays in; the
    rule under which the family prints its p-value), "complete case" (only people seen at `week`), or "last
    visit" (carried forward). `rescue`: "as observed" (treatment policy) or "non-responder" (composite: a
    score at or after rescue treatment is no response). Columns: TABLE, SEED, TRT01P, responders,
    participants, missing. Raises ValueError for a week without scores and unknown rules.

    >>> responder_table(load("scores", table="fisher", seed=2))[["TRT01P", "responders", "participants"]]
           TRT01P  responders  participants
    0  Clonal MSC          28            34
    1     Placebo          21            36
    """
    one_of(missing, "missing", MISSING_RULES)
    one_of(rescue, "rescue", RESCUE_RULES)
    easi = _easi(scores)
    if week <= 0 or week not in set(easi["AVISITN"]):
        weeks = ", ".join(str(each) for each in sorted(set(easi["AVISITN"])) if each > 0)
        raise ValueError(f"week is {week}: there are scores after baseline at weeks {weeks}")
    arms = [*_SET, "TRT01P"]
    everyone = easi[easi["AVISITN"] == 0].groupby(arms).size()
    observed = easi[easi["AVISITN"] == week]
    seen = observed
    if missing == "last visit":
        seen = carry_forward(easi, week).query("AVISITN == @week")
    responds = is_responder(seen["BASE"].to_numpy(), seen["AVAL"].to_numpy(), percent)
    if rescue == "non-responder":
        responds &= (seen["RESCFL"] != "Y").to_numpy()
    seen_in_arm = observed.groupby(arms).size().reindex(everyone.index, fill_value=0)
    counts = pd.DataFrame(
        {
            "responders": seen[responds].groupby(arms).size().reindex(everyone.index, fill_value=0),
            "participants": seen_in_arm if missing == "complete case" else everyone,
            "missing": everyone - seen_in_arm,
        }
    ).reset_index()
    counts.attrs["simulated"] = NOTICE
    return counts


def missing_visits(scores):
    """How many people have no EASI at each visit? One row per set, week and arm.

    Columns: TABLE, SEED, AVISITN, TRT01P, missing, participants.

    >>> missing_visits(load("scores", table="low-placebo", seed=1)).query("AVISITN == 12")["missing"].tolist()
    [2, 4]
    """
    rows = _easi(scores)
    people = rows[rows["AVISITN"] == 0].groupby([*_SET, "TRT01P"]).size().rename("participants")
    weeks = pd.DataFrame({"AVISITN": sorted(set(rows["AVISITN"]))})
    table = people.reset_index().merge(weeks, how="cross")
    key = [*_SET, "AVISITN", "TRT01P"]
    seen = rows.groupby(key).size().reindex(pd.MultiIndex.from_frame(table[key]), fill_value=0)
    table["missing"] = table["participants"] - seen.to_numpy()
    table = table.sort_values(key, ignore_index=True)[[*key, "missing", "participants"]]
    table.attrs["simulated"] = NOTICE
    return table


def tipping_point(x1, n1, m1, x2, n2, m2, test="fisher"):
    """How many of the missing would have to be responders before the verdict tips?

    `x1` responders seen among `n1` randomised, `m1` of whom were not seen; likewise arm 2. Returns a
    DataFrame of p-values: row k1 counts k1 of the missing in arm 1 as responders, column k2 those in arm 2;
    cell (0, 0) is "missing = non-responder". Works on any counts, not only on simulated ones. Raises
    ValueError for impossible counts and unknown tests. Source: Hollis 2002; Yan, Lee and Li 2009.

    >>> print(tipping_point(15, 36, 2, 6, 36, 4, "yates").round(3).rename_axis(index=None))
    arm 2      0      1      2      3      4
    0      0.038  0.073  0.129  0.211  0.322
    1      0.021  0.043  0.080  0.137  0.220
    2      0.011  0.024  0.048  0.086  0.144
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    missing = whole_number(m1, "missing in arm 1"), whole_number(m2, "missing in arm 2")
    for arm, x, m, n in ((1, x1, missing[0], n1), (2, x2, missing[1], n2)):
        if x + m > n:
            raise ValueError(f"responders ({x}) and missing ({m}) exceed participants ({n}) in arm {arm}")
    grid = [
        [p_value(x1 + k1, n1, x2 + k2, n2, test) for k2 in range(missing[1] + 1)]
        for k1 in range(missing[0] + 1)
    ]
    rows, columns = (pd.RangeIndex(m + 1, name=f"arm {arm}") for arm, m in zip((1, 2), missing, strict=True))
    return pd.DataFrame(grid, index=rows, columns=columns)


def family_results(week=12, percent=50, missing="non-responder", rescue="as observed"):
    """The same analysis in every set of the family, so that no conclusion rests on one invented set.

    Arguments as `responder_table`. One row per table and seed: x1, n1, x2, n2 (cells, placebo), the
    difference of the shares, the test named with the table, its p, and p as printed.

    >>> family_results()["printed"].unique().tolist()
    ['P = .038']
    """
    counts = responder_table(load("scores"), week, percent, missing, rescue)
    rows = []
    for name, known in TABLES.items():
        for seed in SEEDS:
            arms = counts[(counts["TABLE"] == name) & (counts["SEED"] == seed)]
            (x1, x2), (n1, n2) = arms["responders"].tolist(), arms["participants"].tolist()
            p = p_value(x1, n1, x2, n2, known.test)
            rows.append((name, seed, x1, n1, x2, n2, x1 / n1 - x2 / n2, known.test, p, p_text(p)))
    columns = ["table", "seed", "x1", "n1", "x2", "n2", "difference", "test", "p", "printed"]
    results = pd.DataFrame(rows, columns=columns)
    results.attrs["simulated"] = NOTICE
    return results


def _easi(scores):
    lacking = [name for name in [*_SET, "TRT01P", "PARAMCD", "AVISITN", "AVAL", "BASE"] if name not in scores]
    if lacking:
        raise ValueError(f"scores lacks {', '.join(lacking)}: pass what load('scores') returns")
    return scores[scores["PARAMCD"] == "EASI"]


def derive(frame):
    """Add AVISIT, BASE, CHG, CRIT1FL and DTYPE to rows with AVAL.

    `frame` needs USUBJID, PARAMCD, AVISITN (weeks; 0 is baseline) and AVAL. CHG has as many decimals as the
    values of its parameter; it stays empty before baseline and where AVAL is missing. The criterion is EASI-50:
    CRIT1FL is "Y" where EASI fell by at least half, decided in whole tenths, and empty for a missing score.
    Raises ValueError for missing columns, a person without a value at baseline, two rows for one visit, and EASI off
    its scale.

    >>> rows = pd.DataFrame({"USUBJID": "A", "PARAMCD": "EASI", "AVISITN": [0, 12], "AVAL": [17.2, 8.6]})
    >>> derived = derive(rows).set_index("AVISITN")
    >>> float(derived.loc[12, "CHG"]), derived.loc[12, "CRIT1FL"]
    (-8.6, 'Y')
    >>> marker = pd.DataFrame({"USUBJID": "A", "PARAMCD": "IL13", "AVISITN": [0, 38], "AVAL": [0.26, 0.34]})
    >>> float(derive(marker)["CHG"].iloc[1])
    0.08
    """
    key = ["USUBJID", "PARAMCD"]
    absent = [name for name in [*key, "AVISITN", "AVAL"] if name not in frame]
    if absent:
        raise ValueError(f"frame lacks {', '.join(absent)}: derive needs USUBJID, PARAMCD, AVISITN and AVAL")
    twice = frame[frame.duplicated([*key, "AVISITN"])]
    if len(twice):
        raise ValueError(f"{twice.iloc[0]['USUBJID']} has two rows for one visit: keep one")
    done = frame.copy()
    baseline = done[done["AVISITN"] == 0].set_index(key)["AVAL"]
    done["BASE"] = baseline.reindex(pd.MultiIndex.from_frame(done[key])).to_numpy()
    if done["BASE"].isna().any():
        raise ValueError(
            f"{done.loc[done['BASE'].isna(), 'USUBJID'].iloc[0]} has no row at week 0 (baseline) with a value"
        )
    after = (done["AVISITN"] >= 0).to_numpy()
    units = 10.0 ** done.groupby("PARAMCD")["AVAL"].transform(_most_decimals)  # whole units subtract exactly
    done["CHG"] = (
        np.where(after, (done["AVAL"] * units).round() - (done["BASE"] * units).round(), np.nan) / units
    )
    easi = ((done["PARAMCD"] == "EASI") & done["AVAL"].notna()).to_numpy()
    fell = np.zeros(len(done), dtype=bool)
    fell[easi] = is_responder(done["BASE"].to_numpy()[easi], done["AVAL"].to_numpy()[easi])
    done["AVISIT"] = (
        done["AVISITN"].map({-2: "Screening", 0: "Baseline"}).fillna("Week " + done["AVISITN"].astype(str))
    )
    done["CRIT1FL"] = np.where(easi & (done["AVISITN"] > 0), np.where(fell, "Y", "N"), "")
    done["DTYPE"] = done["DTYPE"].fillna("") if "DTYPE" in done else ""
    return done


def _most_decimals(values):
    """The most decimals that any of the values has, nine at most."""
    written = (f"{value:.9f}".rstrip("0").partition(".")[2] for value in values.dropna())
    return max(map(len, written), default=0)


def carry_forward(scores, week=12):
    """Fill each visit at `week` that has no row or no value with the last earlier score: DTYPE "LOCF" marks it.

    A value that is there stays; a missing value is never carried.

    Screening is never carried. Carrying forward supposes that nothing changes after people leave; it is
    here to be compared with other rules, not as advice.

    >>> rows = pd.DataFrame({"USUBJID": "A", "PARAMCD": "EASI", "AVISITN": [0, 8], "AVAL": [20.0, 9.0]})
    >>> carry_forward(rows)[["AVISIT", "CRIT1FL", "DTYPE"]].iloc[-1].tolist()
    ['Week 12', 'Y', 'LOCF']
    """
    key = ["USUBJID", "PARAMCD"]
    seen = scores[scores["AVISITN"].between(0, week) & scores["AVAL"].notna()]
    last = seen.sort_values("AVISITN").groupby(key, sort=False).tail(1)
    filled = last[last["AVISITN"] < week].assign(AVISITN=week, DTYPE="LOCF")
    kept = scores[(scores["AVISITN"] != week) | scores["AVAL"].notna()]
    return derive(pd.concat([kept, filled], ignore_index=True))
