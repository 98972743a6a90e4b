"""Questions about bias for a small placebo-controlled trial, in our own words, with what our sources say.

This is not an official risk-of-bias tool and gives no overall rating. A judgement needs a quoted basis; where
our sources are silent the basis reads "not in our sources", which is an answer and never a "no".
"""

import pandas as pd

from helpers.evidence import fact

SILENT = "Not in our sources"


def _quoted(fact_id):
    """A value of the ledger with its status, for reading."""
    known = fact(fact_id)
    return f"{known.printed} ({known.status})"


def _fever():
    rate, low, high = (fact(f"thompson-fever{end}").value for end in ("", "-low", "-high"))
    return f"fever after such infusions in other trials, risk ratio {rate} ({low} to {high}; {fact('thompson-fever').source})"


def bias_prompts():
    """The prompts for Seo 2024, phase 2: a DataFrame with columns question, basis, could_do.

    `basis` quotes the ledger with its status, or says that our sources are silent; `could_do` says in which
    direction the answer could move the difference. Nothing here is a judgement: that is the reader's.

    >>> bias_prompts().columns.tolist()
    ['question', 'basis', 'could_do']
    """
    rows = [
        (
            "Could anyone foresee the next person's arm?",
            f"Design: {_quoted('seo-phase2-design')}; allocation {_quoted('seo-allocation')}. "
            f"How the list was made and kept hidden: {SILENT.lower()}.",
            "Foreseen allocation lets milder cases drift into one arm, either way.",
        ),
        (
            "Could people, carers or raters guess the arm?",
            f"Double-blind (abstract). What the placebo was: {SILENT.lower()}. A hint could come from {_fever()}. "
            "EASI is scored by an investigator.",
            "A guess tends to widen the difference in a score that someone judges.",
        ),
        (
            "What happened to people who needed rescue treatment?",
            f"Rescue {_quoted('seo-rescue')}; use per arm: {SILENT.lower()}.",
            "Counted as seen, rescue on placebo narrows the difference; counted as non-response, it widens it.",
        ),
        (
            "How were people without a week-12 visit counted?",
            f"Drop-outs and the rule for them: {SILENT.lower()}.",
            "With P near .05, one or two outcomes decide on which side it falls.",
        ),
        (
            "Were all who were randomised analysed, in the arm they were given?",
            f"{fact('seo-n-phase2').value} took part (abstract); sizes of the analysed sets: {SILENT.lower()}.",
            "Leaving people out breaks the balance that randomising made, either way.",
        ),
        (
            "Was the result chosen among several?",
            f"Primary endpoint: {_quoted('seo-primary-endpoint')}. Outcome list in the registry copies: none seen. "
            "Abstract and press stress different secondary outcomes.",
            "Choosing the best of several makes the published difference too large.",
        ),
        (
            "Who had an interest in the result?",
            f"{fact('seo-sponsor-authors').value} of {fact('seo-authors').value} authors work for the sponsor "
            f"(secondary); senior author as in the earlier case series (secondary). Who analysed: {SILENT.lower()}.",
            "Usual in drug development, and a reason to want the protocol and the counts.",
        ),
    ]
    return pd.DataFrame(rows, columns=["question", "basis", "could_do"])


def worked_text():
    """The prompts with basis and consequence as Markdown, one paragraph a question: reads well on a phone.

    >>> worked_text().splitlines()[0]
    "**Could anyone foresee the next person's arm?**"
    """
    return "\n\n".join(
        f"**{row.question}**\n\n- {row.basis}\n- *Could do:* {row.could_do}"
        for row in bias_prompts().itertuples()
    )


def blank_prompts():
    """The same questions with empty places for the reader's quoted basis and judgement.

    >>> blank_prompts().columns.tolist()
    ['question', 'your quoted basis', 'low, some, high or no information']
    """
    blank = bias_prompts()[["question"]]
    return blank.assign(**{"your quoted basis": "", "low, some, high or no information": ""})
