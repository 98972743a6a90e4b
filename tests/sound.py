"""What is wrong with a filled-in appraisal, or with a table of simulated scores, in sentences."""

from helpers.eczema import simulated
from helpers.evidence import appraisal
from helpers.evidence.ledger import load_facts


def form_problems(frame):
    """Everything that is not right with a filled-in form, as sentences; an empty list if all is well.

    A judgement needs a basis; the basis must be a phrase of the named facts (or say that it was not found);
    facts, answers and judgements must be known; a proposal must follow from its answer, an override needs a
    reason, and the judgement that stands must be one of the two. Questions left blank are no problem.
    """
    phrases = _phrases()
    found = []
    for row in frame.to_dict("records"):
        found += [f"{row['item_id']}: {trouble}" for trouble in _row_problems(row, phrases)]
    return found


def _row_problems(row, phrases):
    judged = bool(row["judgement"] or row["answer"])
    if not judged:
        return []
    troubles = []
    facts = [each for each in row["fact_ids"].split(";") if each]
    unknown = [each for each in facts if each not in phrases]
    for column, allowed in (
        ("answer", appraisal.RULE),
        ("judgement", appraisal.JUDGEMENTS),
        ("proposed_by_rule", appraisal.JUDGEMENTS),
    ):
        if row[column] not in allowed:
            troubles.append(f"the {column} {row[column]!r} is not one of {', '.join(allowed)}")
    troubles += [f"the fact {each!r} is not in the ledger" for each in unknown]
    if not row["basis"].strip():
        troubles.append(
            f"the judgement {row['judgement']!r} has no basis; quote a short phrase or write {appraisal.NOT_FOUND!r}"
        )
    elif row["basis"] not in appraisal.NOT_FOUND_WORDS:
        texts = [text for each in facts if each in phrases for text in phrases[each]]
        if not any(_plain(row["basis"]) in _plain(text) for text in texts):
            troubles.append(f"the basis {row['basis']!r} is not a phrase of the facts it names")
    if row["answer"] == appraisal.NOT_FOUND and row["basis"] not in appraisal.NOT_FOUND_WORDS:
        troubles.append(f"the answer is {appraisal.NOT_FOUND!r}, so the basis must say so too")
    if row["answer"] in appraisal.RULE and row["proposed_by_rule"] != appraisal.RULE[row["answer"]]:
        troubles.append(f"the rule proposes {appraisal.RULE[row['answer']]!r} for {row['answer']!r}")
    if bool(row["override"]) != bool(row["override_reason"].strip()):
        troubles.append("an override and its reason must stand together")
    if row["judgement"] != (row["override"] or row["proposed_by_rule"]):
        troubles.append("the judgement is neither the override nor, without one, the proposal")
    return troubles


def _plain(text):
    """Papers print a typographic hyphen in IL-13; a reader types the plain one."""
    return text.casefold().replace("\N{HYPHEN}", "-").replace("\N{EN DASH}", "-")


def _phrases():
    facts = load_facts()
    return {row.fact_id: (row.quote, row.value) for row in facts.itertuples() if row.quote or row.value}


def score_problems(scores):
    """What is wrong with a table of phase 2 scores? Sentences; an empty list means nothing was found.

    Checks the label, one row per person, score and visit, the scales, BASE, CHG and CRIT1FL against AVAL,
    and the exact counts at week 12 under "missing = non-responder". Columns as `load("scores")` gives them.
    """
    lacking = [name for name in ("STUDYID", "SIMULATED", "PARAMCD", "CRIT1FL") if name not in scores]
    if lacking:
        return [f"scores lacks {', '.join(lacking)}: pass what load('scores') returns"]
    found = []
    if not ((scores["SIMULATED"] == "Y") & scores["STUDYID"].str.startswith("SIM-")).all():
        found.append("a row is not labelled as simulated (SIMULATED = Y, STUDYID starts with SIM-)")
    try:
        for code, highest in (("DLQI", 30), ("ITCHNRS", 10)):
            values = scores.loc[scores["PARAMCD"] == code, "AVAL"]
            if not (values.between(0, highest) & (values % 1 == 0)).all():
                found.append(f"a {code} value is off its scale of whole numbers from 0 to {highest}")
        again = simulated.derive(scores)
    except ValueError as problem:
        return [*found, str(problem)]
    for column in ("BASE", "CHG", "CRIT1FL"):
        if not again[column].equals(scores[column]):
            found.append(f"{column} does not follow from AVAL")
    easi = scores[scores["PARAMCD"] == "EASI"]
    flagged = (
        easi[(easi["AVISITN"] == 12) & (easi["CRIT1FL"] == "Y")].groupby(["TABLE", "SEED", "TRT01P"]).size()
    )
    people = easi[easi["AVISITN"] == 0].groupby(["TABLE", "SEED", "TRT01P"]).size()
    for (name, seed, arm), size in people.items():
        known = simulated.TABLES.get(name)
        if known is None:
            found.append(f"{name}, seed {seed}, {arm}: not a table of the family")
            continue
        x, n = (known.x1, known.n1) if arm == simulated.ACTIVE else (known.x2, known.n2)
        counted = flagged.get((name, seed, arm), 0)
        if (counted, size) != (x, n):
            found.append(f"{name}, seed {seed}, {arm}: {counted}/{size} respond at week 12, not {x}/{n}")
    return found
