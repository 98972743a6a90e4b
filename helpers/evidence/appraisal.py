"""Appraisal questions in our own words: a blank form, a worked one, and judgements that follow by a rule.

This is not the official tool: neither RoB 2 nor ROBINS-I, and nothing is copied from them. Three short lists
stand in one file, `data/appraisal_questions.csv`: "trial" (a randomised trial), "reporting" (its abstract, by
the item names of CONSORT) and "case_series" (after the eight questions of Murad and others 2018). Every question
is asked so that "yes" reassures. An answer leads to a judgement by `RULE`; where it was overridden, the reason
is given, and both are kept. "Not in our sources" is an answer; it is never counted as "no", and where most
answers of a domain are that, the domain's judgement says so. A difference between arms at baseline counts against
a trial only where chance is no explanation (as in RoB 2), so the question asks for that.
"""

import pandas as pd

from helpers.arguments import one_of
from helpers.data_files import load_table

FORMS = ("trial", "reporting", "case_series")


NOT_FOUND = "not in our sources"


NOT_FOUND_WORDS = (NOT_FOUND, "not in the abstract")


JUDGEMENTS = ("low concern", "some concern", "high concern", "no information")


RULE = {
    "yes": "low concern",
    "partly": "some concern",
    "no": "high concern",
    NOT_FOUND: "no information",
}
"""Judgement of one answer. Several are joined: any high; else "no information" if more than half of the answers
are missing; else any some; else any gap; else low."""


FILLED_IN = ["answer", "judgement", "basis", "fact_ids", "proposed_by_rule", "override", "override_reason"]


def blank(study, form=None):
    """The same questions with empty columns for answer, basis and judgement, to be filled in.

    >>> blank("seo2024", "trial")["answer"].unique().tolist()
    ['']
    """
    return worked(study, form).assign(**dict.fromkeys(FILLED_IN, ""))


def worked(study, form=None):
    """The questions with our answers, their basis and the judgements that follow.

    >>> worked("seo2024", "trial").set_index("item_id").loc["trial-chance", "judgement"]
    'low concern'
    """
    table = load_table("appraisal_questions")
    one_of(study, "study", sorted(set(table["study_id"])))
    table = table[table["study_id"] == study]
    if form is not None:
        one_of(form, "form", [each for each in FORMS if each in set(table["form"])])
        table = table[table["form"] == form]
    return table.reset_index(drop=True)


def joined(judgements):
    """The judgement of several, by the rule printed in this module.

    >>> joined(["low concern", "no information"]), joined(["some concern", "no information", "no information"])
    ('no information', 'no information')
    """
    if "high concern" in judgements:
        return "high concern"
    if judgements.count("no information") > len(judgements) / 2:
        return "no information"
    for candidate in ("some concern", "no information"):
        if candidate in judgements:
            return candidate
    return "low concern"


def by_domain(frame):
    """One judgement per domain: study_id, form, domain, judgement, and how many answers there are, how many of
    them are unknown (no information), how many were overridden, and what the rule alone would say.

    Domains without any judgement are left out. Joins the judgements that stand by the rule above.

    >>> by_domain(worked("seo2024", "trial"))[["judgement", "answers", "unknown"]].values.tolist()[:3]
    [['no information', 3, 2], ['some concern', 3, 1], ['no information', 3, 2]]
    """
    rows = []
    judged = frame[frame["judgement"] != ""]
    for key, group in judged.groupby(["study_id", "form", "domain"], sort=False):
        overridden = int((group["override"] != "").sum())
        unknown = int((group["judgement"] == "no information").sum())
        by_rule = joined(group["proposed_by_rule"].tolist())
        rows.append((*key, joined(group["judgement"].tolist()), len(group), unknown, overridden, by_rule))
    columns = ["study_id", "form", "domain", "judgement", "answers", "unknown", "overridden", "by_rule"]
    return pd.DataFrame(rows, columns=columns)


def unanswered(frame):
    """How many questions our sources do not answer, and how many there are.

    >>> unanswered(worked("seo2024", "trial"))
    (10, 17)
    """
    return int((frame["answer"] == NOT_FOUND).sum()), len(frame)
