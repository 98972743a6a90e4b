"""What follows from scores by visit: baseline, change, response, and a carried-forward score.

Rows are long and ADaM-like (CDISC names, no compliance claimed): one person, score and visit each, with the
value in AVAL. `derive` adds every column that can be computed, so that none can disagree with the scores.
"""

import numpy as np
import pandas as pd

from helpers.easi import is_responder

PARAMETERS = {
    "EASI": "Eczema Area and Severity Index (0 to 72)",
    "DLQI": "Dermatology Life Quality Index, total (0 to 30)",
    "ITCHNRS": "Itch numeric rating scale (0 to 10)",
    "CCL17": "CCL17, also called TARC (pg/mL)",
    "CCL22": "CCL22 (pg/mL)",
    "IL13": "Interleukin 13 (pg/mL)",
    "IL17": "Interleukin 17 (pg/mL)",
    "IL18": "Interleukin 18 (pg/mL)",
    "IL22": "Interleukin 22 (pg/mL)",
    "IGE": "Immunoglobulin E (IU/mL)",
}
"""PARAMCD and what it stands for."""


def derive(frame):
    """Add PARAM, AVISIT, ABLFL, BASE, CHG, PCHG, CRIT1, CRIT1FL and DTYPE to rows with AVAL.

    `frame` needs USUBJID, PARAMCD, AVISITN (weeks; 0 is baseline) and AVAL. CHG and PCHG stay empty before
    baseline. CRIT1 is EASI-50: CRIT1FL is "Y" where EASI fell by at least half, decided in whole tenths.
    PCHG is for display; never decide on response with it. Raises ValueError for missing columns, a person
    without baseline, two rows for one visit, and EASI off its scale.

    >>> rows = pd.DataFrame({"USUBJID": "A", "PARAMCD": "EASI", "AVISITN": [0, 12], "AVAL": [17.2, 8.6]})
    >>> derived = derive(rows).set_index("AVISITN")
    >>> float(derived.loc[12, "CHG"]), float(derived.loc[12, "PCHG"]), derived.loc[12, "CRIT1FL"]
    (-8.6, -50.0, 'Y')
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
            f"{done.loc[done['BASE'].isna(), 'USUBJID'].iloc[0]} has no row at week 0 (baseline)"
        )
    after = (done["AVISITN"] >= 0).to_numpy()
    change = np.where(after, (done["AVAL"] * 10).round() - (done["BASE"] * 10).round(), np.nan)  # in tenths
    done["CHG"] = change / 10
    done["PCHG"] = 100 * change / (done["BASE"] * 10).round().where(done["BASE"] > 0)
    easi = (done["PARAMCD"] == "EASI").to_numpy()
    fell = np.zeros(len(done), dtype=bool)
    fell[easi] = is_responder(done["BASE"].to_numpy()[easi], done["AVAL"].to_numpy()[easi])
    done["PARAM"] = done["PARAMCD"].map(PARAMETERS)
    done["AVISIT"] = (
        done["AVISITN"].map({-2: "Screening", 0: "Baseline"}).fillna("Week " + done["AVISITN"].astype(str))
    )
    done["ABLFL"] = np.where(done["AVISITN"] == 0, "Y", "")
    done["CRIT1"] = np.where(easi, "EASI-50", "")
    done["CRIT1FL"] = np.where(easi & (done["AVISITN"] > 0), np.where(fell, "Y", "N"), "")
    done["DTYPE"] = done["DTYPE"] if "DTYPE" in done else ""
    return done


def carry_forward(scores, week=12):
    """Add a row for each missed visit at `week`, with the last earlier score: DTYPE "LOCF" marks it.

    Screening is never carried. Carrying forward supposes that nothing changes after people leave; it is
    here to be compared with other rules, not as advice.

    >>> rows = pd.DataFrame({"USUBJID": "A", "PARAMCD": "EASI", "AVISITN": [0, 8], "AVAL": [20.0, 9.0]})
    >>> carry_forward(rows)[["AVISIT", "CRIT1FL", "DTYPE"]].iloc[-1].tolist()
    ['Week 12', 'Y', 'LOCF']
    """
    key = ["USUBJID", "PARAMCD"]
    last = scores[scores["AVISITN"].between(0, week)].sort_values("AVISITN").groupby(key, sort=False).tail(1)
    filled = last[last["AVISITN"] < week].assign(AVISITN=week, DTYPE="LOCF")
    return derive(pd.concat([scores, filled], ignore_index=True))
