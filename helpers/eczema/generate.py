"""Invent the practice participants: `python -m helpers.eczema.generate` writes the files of data/simulated.

What is fixed: the number of week-12 responders in each arm (drawn by permutation, so exact), who is not
seen at week 12, and for the five followed people the follow-up times. What is drawn, from assumed laws that
no source gives: every score, visit and cytokine. What was put in, and therefore cannot be found out:

- EASI at baseline is 16 or more (log-normal, median 24, cut at 16 and 60). Given response at week 12, both
  arms share one law of EASI; arms differ only in how many respond.
- Missing at week 12 by two mechanisms. "by chance": one person per arm, whose unseen response has the rate
  of the arm, so being missed says nothing.
  "left": people without response who stop coming after week 4 or 8, about one in the cell arm and three
  on placebo. Other visits are missed by chance, 3 % each.
- Rescue treatment at week 4 or 8: 25 % of people without response, 5 % of responders, in both arms alike.
- DLQI and itch move a little with EASI. Their arm means at week 12 were then shifted so that the t
  statistic of the change lies near a value drawn between -1.2 and +1.2: no significant difference.
- The five people followed: the printed times cannot all hold (`helpers.statistics.summaries.check_follow_up`), so the reading
  "38 is the median" is declared. Four of five reach EASI-50 at week 16, the two with the longest follow-up
  keep it, one of the others loses it. In seed 1 CCL17, IL-13 and IL-22 fall in all five; in seed 2 IL-22
  rises in one person; in seed 3 IL-13 and IL-22 each rise in one. IL-17 rises in the two with the longest
  follow-up. CCL22, IL-18 and IgE have no direction. Markers share a personal factor (correlated).

The same seed gives the same bytes with the pinned NumPy; elsewhere the committed files are the truth.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from helpers.arguments import two_groups, whole_number
from helpers.data_files import DATA
from helpers.eczema.simulated import ACTIVE, DOMAINS, PLACEBO, SEEDS, TABLES

WEEKS = np.array([-2, 0, 4, 8, 12, 16, 24])
"""Visits, in weeks from baseline: assumed. Only week 12 is in the abstract."""


PROGRESS = np.array([0, 0, 0.45, 0.8, 1, 1, 0.9])
"""Share of the week-12 change that each visit shows: assumed."""


AT_12 = 4  # the place of week 12 in WEEKS


FOLLOW_UP = (16, 16, 38, 85, 86)
"""Weeks of follow-up, shortest first, when 38 is read as the median. Range and the last two as printed."""


CYTOKINES = {"CCL17": 1800, "CCL22": 2400, "IL13": 14, "IL17": 6, "IL18": 420, "IL22": 45, "IGE": 2200}
"""Panel (a review table lists six, IL-17 is in the abstract) and assumed medians before treatment."""


def _within(draw, low, high, size):
    """Draw from a law cut to low < value <= high, by drawing again."""
    values = draw(size)
    while (outside := (values <= low) | (values > high)).any():
        values[outside] = draw(outside.sum())
    return values


def _standing(x, n, leavers, rng):
    """What becomes of each person at week 12, in random order: exactly x respond."""
    left = min(leavers, n - x)
    missed = min(round(n / 36), n - x - left)
    kinds = ["responder"] * x + ["left"] * left + ["by chance"] * missed
    return rng.permutation(kinds + ["no response"] * (n - len(kinds)))


def _easi_tenths(responds, rng):
    """EASI in whole tenths, people x visits. The week-12 value is put on its side of one half exactly."""
    people = len(responds)
    base = np.rint(10 * _within(lambda k: rng.lognormal(np.log(24), 0.35, k), 16, 60, people)).astype(int)
    ratio = np.empty(people)
    ratio[responds] = _within(lambda k: rng.normal(0.30, 0.13, k), 0.02, 0.50, responds.sum())
    ratio[~responds] = _within(lambda k: rng.normal(0.80, 0.17, k), 0.50, 1.30, (~responds).sum())
    noise = rng.normal(0, 0.12, (people, len(WEEKS))) * (WEEKS != 12)
    scores = np.rint(base[:, None] * np.exp(np.log(ratio)[:, None] * PROGRESS + noise)).astype(int)
    scores[:, 0] = np.clip(scores[:, 0], 160, 720)  # screening: the same entry threshold
    scores[:, 1] = base
    half = base // 2  # the highest week-12 value that is a fall of at least half
    scores[:, AT_12] = np.where(
        responds, np.minimum(scores[:, AT_12], half), np.maximum(scores[:, AT_12], half + 1)
    )
    return np.clip(scores, 0, 720)


def _attendance(standing, rng):
    """Who comes to which visit: people x visits, True or False."""
    there = rng.random((len(standing), len(WEEKS))) >= 0.03
    there[:, WEEKS <= 0] = True
    there[:, AT_12] = np.isin(standing, ["responder", "no response"])
    last = np.where(standing == "left", rng.choice([4, 8], len(standing)), WEEKS[-1])
    there &= WEEKS <= last[:, None]
    there[(standing == "left")[:, None] & (WEEKS == last[:, None])] = True
    return there, last


def _reported(rng, highest, median, spread, fall, active, seen):
    """Whole-number scores that people report themselves, people x visits, without a difference put in."""
    people = len(fall)
    base = np.rint(_within(lambda k: rng.normal(median, spread, k), 1, highest, people))
    change = -base * (0.15 + 0.25 * fall) + rng.normal(0, 0.6 * spread, people)
    one, two = active & seen, ~active & seen
    if one.sum() > 1 and two.sum() > 1:
        error = np.sqrt(change[one].var(ddof=1) / one.sum() + change[two].var(ddof=1) / two.sum())
        gap = change[one].mean() - change[two].mean() - rng.uniform(-1.2, 1.2) * error
        change -= np.where(active, gap / 2, -gap / 2)
    scores = base[:, None] + change[:, None] * PROGRESS
    scores += rng.normal(0, 0.15 * spread, scores.shape) * (WEEKS > 0) * (WEEKS != 12)
    return np.clip(np.rint(scores), 0, highest)


def phase_two(x1, n1, x2, n2, table="own", seed=1):
    """Invent one trial with exactly x1/n1 and x2/n2 week-12 responders when the missing count as non-responders.

    `table` names it (it becomes part of STUDYID), `seed` is a whole number. Returns the stored rows of
    participants and scores as DataFrames; `simulated.prepare` makes analysis tables of them.
    Raises ValueError for impossible counts.

    >>> trial = phase_two(5, 10, 2, 10, seed=7)
    >>> len(trial["participants"]), trial["participants"]["STUDYID"][0]
    (20, 'SIM-SEO2024-own-7')
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    rng = np.random.default_rng([whole_number(seed, "seed"), *table.encode()])
    active = rng.permutation(np.arange(n1 + n2) < n1)
    standing = np.empty(n1 + n2, dtype="U11")
    standing[active] = _standing(x1, n1, round(n1 / 36), rng)
    standing[~active] = _standing(x2, n2, round(n2 / 12), rng)
    rate = np.where(active, x1 / n1, x2 / n2)
    by_chance = (standing == "by chance") & (rng.random(n1 + n2) < rate)  # would have responded if seen
    responds = (standing == "responder") | by_chance
    easi = _easi_tenths(responds, rng)
    there, last = _attendance(standing, rng)
    fall = 1 - easi[:, AT_12] / easi[:, 1]
    scores = {"EASI": easi / 10}
    scores["DLQI"] = _reported(rng, 30, 14, 5, fall, active, there[:, AT_12])
    scores["ITCHNRS"] = _reported(rng, 10, 7, 1.6, fall, active, there[:, AT_12])

    study = f"SIM-SEO2024-{table}-{seed}"
    names = np.array([f"{study}-{number:03d}" for number in range(1, n1 + n2 + 1)])
    participants = _participants(study, names, active, responds, standing, last, rng)
    return {
        "participants": participants,
        "scores": _score_rows(study, names, scores, there),
    }


def _participants(study, names, active, responds, standing, last, rng):
    """One row a person: site, age, sex, arm, week of rescue, why week 12 is missing."""
    people = len(names)
    rescued = rng.random(people) < np.where(responds, 0.05, 0.25)
    rescue_week = np.minimum(rng.choice([4, 8], people), last)
    return pd.DataFrame(
        {
            "STUDYID": study,
            "USUBJID": names,
            "SITEID": [f"site {number:02d}" for number in rng.integers(1, 16, people)],
            "AGE": np.rint(_within(lambda k: rng.normal(32, 10, k), 18, 65, people)).astype(int),
            "SEX": rng.choice(["F", "M"], people),
            "TRT01P": np.where(active, ACTIVE, PLACEBO),
            "RESCWK": [str(week) if used else "" for week, used in zip(rescue_week, rescued, strict=True)],
            "MISS12": np.where(np.isin(standing, ["left", "by chance"]), standing, ""),
            "SIMULATED": "Y",
        }
    )


def _score_rows(study, names, scores, there):
    """One row for each score of each person at each visit that took place; only EASI is scored at screening."""
    rows = []
    for code, values in scores.items():
        for person, name in enumerate(names):
            kept = there[person] & ((WEEKS >= 0) | (code == "EASI"))
            rows += [
                (study, name, code, week, value, "Y")
                for week, value in zip(WEEKS[kept], values[person, kept], strict=True)
            ]
    columns = ["STUDYID", "USUBJID", "PARAMCD", "AVISITN", "AVAL", "SIMULATED"]
    return pd.DataFrame(rows, columns=columns)


def five_people(seed):
    """Invent five people followed for months: stored rows of followup (EASI by visit) and cytokines.

    `seed` is a whole number; seeds 1 to 3 are in the files and differ in what was put in (see above).

    >>> people = five_people(1)["followup"]
    >>> sorted(people.groupby("SUBJID")["FUWEEKS"].first().tolist())
    [16, 16, 38, 85, 86]
    """
    rng = np.random.default_rng([whole_number(seed, "seed"), *b"five people"])
    study = f"SIM-SHIN2021-median-{seed}"
    weeks = rng.permutation(FOLLOW_UP)
    durable = weeks > 84
    others = rng.permutation(np.flatnonzero(weeks <= 38))
    never = next(person for person in others if weeks[person] == 16)
    cycles = np.full(5, 2)
    cycles[next(person for person in np.flatnonzero(weeks != 38) if person != never)] = 1
    rows, markers = [], []
    changes = _marker_changes(seed, durable, rng)
    before = {code: rng.lognormal(np.log(median), 0.5, 5) for code, median in CYTOKINES.items()}
    for person in range(5):
        name = [study, f"{study}-{person + 1:02d}", f"SIM-{person + 1:02d}"]
        base = int(rng.integers(180, 420))
        half = base // 2
        visits = [week for week in (0, 4, 8, 12, 16, 24, 36, 48, 60, 72, 84) if week < weeks[person]]
        for week in [*visits, int(weeks[person])]:
            value = int(base * (1 - 0.62 * min(week / 16, 1)) * np.exp(rng.normal(0, 0.1)))
            if person == never:
                value = max(int(base * rng.uniform(0.6, 0.95)), half + 1)
            elif week == 16 or (week > 16 and durable[person]):
                value = min(value, half)
            elif week > 24:  # the person followed for 38 weeks loses the response
                value = max(int(base * rng.uniform(0.6, 0.9)), half + 1)
            value = base if week == 0 else value
            rows.append([*name, cycles[person], weeks[person], "EASI", week, value / 10, "Y"])
        for code, values in before.items():
            after = values[person] * np.exp(changes[code][person])
            for week, value in ((0, values[person]), (weeks[person], after)):
                markers.append([*name, code, week, round(float(value), 1), "Y"])
    who = ["STUDYID", "USUBJID", "SUBJID"]
    what = ["PARAMCD", "AVISITN", "AVAL", "SIMULATED"]
    return {
        "followup": pd.DataFrame(rows, columns=[*who, "CYCLES", "FUWEEKS", *what]),
        "cytokines": pd.DataFrame(markers, columns=[*who, *what]),
    }


def _marker_changes(seed, durable, rng):
    """Log ratios end-point to start, five people each, with the directions that the module text declares."""
    personal = rng.normal(0, 0.15, 5)
    changes = {code: personal + rng.normal(0, 0.3, 5) for code in CYTOKINES}
    for code in ("CCL17", "IL13", "IL22"):
        changes[code] = -np.abs(changes[code] + rng.normal(-0.6, 0.2, 5)) - 0.05
    rising = {2: ("IL22",), 3: ("IL13", "IL22")}.get(seed, ())
    for code, person in zip(rising, rng.permutation(np.flatnonzero(~durable)), strict=False):
        changes[code][person] = rng.uniform(0.1, 0.4)
    changes["IL17"] = np.where(durable, np.abs(changes["IL17"]) + 0.1, changes["IL17"])
    return changes


def stored_tables():
    """Every stored table of the project, by domain name: the phase 2 family and the five people, all seeds."""
    made = [phase_two(*known.counts, name, seed) for name, known in TABLES.items() for seed in SEEDS]
    made += [five_people(seed) for seed in SEEDS]
    return {
        domain: pd.concat([each[domain] for each in made if domain in each], ignore_index=True)
        for domain in DOMAINS
    }


def csv_texts():
    """The text of every file, by file name."""
    tables = stored_tables()
    return {
        f"{DOMAINS[domain]}.csv": table.to_csv(index=False, lineterminator="\n", float_format="%.10g")
        for domain, table in tables.items()
    }


def main():
    """Write the files."""
    folder = Path(DATA) / "simulated"
    folder.mkdir(exist_ok=True)
    for name, text in csv_texts().items():
        (folder / name).write_bytes(text.encode("utf-8"))
        print(f"{name}: {text.count(chr(10)) - 1} rows, {len(text) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
