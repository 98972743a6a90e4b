"""From facts and computed values to words: what each claim is worth, and the one-page appraisal.

Every number in these tables comes from the ledger or is computed here from it. The wording is the same
everywhere: *compatible* is not *observed*, and what we could not find is "not in our sources".
"""

import pandas as pd

from helpers.appraisal import by_domain, worked
from helpers.comparisons import risk_difference
from helpers.equivalence import equivalence_sample_size
from helpers.evidence import fact, not_in_sources
from helpers.floors import smallest_p
from helpers.proportions import proportion_interval, zero_event_upper
from helpers.summary_numbers import mean_floor
from helpers.wording import listed, number, p_text, people, percent, percent_range, points, points_range

COLUMNS = ["claim", "what the numbers support", "what would change our mind"]


def _counted(fact_id):
    count, total = fact(fact_id).counts
    found = proportion_interval(count, total)
    return f"{people(count, total)}, 95 % interval {percent_range(found.low, found.high)}"


def seo_claims(shared):
    """The claims of Seo 2024, one a row: claim, what the numbers support, what would change our mind.

    `shared` is a `detective.Envelope` of the tables compatible with the printed P value.

    >>> from helpers.detective import compatible_tables, envelope
    >>> seo_claims(envelope(compatible_tables(".038", 36, 36, "yates")))["claim"].tolist()[0]
    'More people reach EASI-50 at week 12 with cells than with placebo (P = .038; abstract)'
    """
    week, p = fact("seo-easi50-week").value, fact("seo-p-easi50").value
    high, low = fact("seo-phase1-count-high").counts, fact("seo-phase1-count-low").counts
    doses = risk_difference(*high, *low)
    assumed, margin = 0.65, 0.10
    size = equivalence_sample_size(assumed, margin)
    n_phase1 = int(fact("seo-n-phase1").number)
    rows = [
        (
            f"More people reach EASI-50 at week {week} with cells than with placebo (P = {p}; abstract)",
            f"A difference in favour of cells of {number(100 * shared.risk_difference[0])} to "
            f"{points(shared.risk_difference[1])} in every compatible table (derived; unadjusted two-sided test); intervals "
            f"begin at {points_range(*shared.low)} and reach {points_range(*shared.high)}. It speaks for some benefit, if the "
            "trial was free of bias; how much is open.",
            "Responders per arm and the name of the test; a second, larger trial of the same product.",
        ),
        (
            f"No difference between the doses (P = {fact('seo-p-dose').value}; abstract)",
            f"The outcome behind this P is not in the abstract. If it was EASI-50, {people(*high)} v {people(*low)} would fit "
            f"(derived from other sources): interval {points_range(doses.low, doses.high)}. Neither dose is shown to be better, nor the two to be alike.",
            f"A trial built for equivalence: about {size} people per dose for a margin of {points(margin, 0)} "
            f"(derived; 80 % power, {percent(assumed, 0)} responders in both assumed).",
        ),
        (
            "Itch and quality of life: differences not statistically significant (abstract)",
            "No difference was shown. Without estimates or intervals, none was excluded either.",
            "Mean changes per arm with intervals.",
        ),
        (
            f"{fact('seo-phase1-safety').value.capitalize()}; safety profile {fact('seo-conclusion-safety').value} "
            "(abstract)",
            f"That is not a count. If nobody among the {n_phase1} of phase 1 had a given event, its risk may still be up to "
            f"{percent(zero_event_upper(n_phase1))} (one-sided 95 %, derived). Frequent harms would probably have shown; "
            "rare ones may stay hidden.",
            "Adverse events per arm with numbers; several hundred people treated.",
        ),
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def shin_claims():
    """The claims of Shin 2021 in the same three columns.

    >>> len(shin_claims())
    4
    """
    n = int(fact("shin-n").number)
    lowest, highest = int(fact("shin-followup-min").number), int(fact("shin-followup-max").number)
    durable = (int(fact("shin-durable-n").number), int(fact("shin-durable-weeks").number))
    floor = float(mean_floor(n, lowest, highest, at_least=durable).mean)
    kept, switched = fact("solo-continue-placebo-easi50").counts
    rows = [
        (
            f"{fact('shin-easi50').value} % ({people(*fact('shin-easi50').counts)}) reach EASI-50 after one or two cycles "
            "(abstract)",
            f"{_counted('shin-easi50')} (derived), with up to two attempts and no control group. After the first cycle "
            f"{_counted('shin-easi50-cycle1')} (counts from a review table).",
            "A control group, and one attempt counted for everybody.",
        ),
        (
            f"Good response kept over {durable[1]} weeks by {fact('shin-durable-n').value} people (abstract)",
            f"Observation of {fact('shin-durable-n').value} people. The printed mean of "
            f"{fact('shin-followup-mean').value} weeks lies below the floor of {number(floor)} weeks (derived): a question "
            "for the authors, with innocent answers such as a median.",
            f"Five follow-up times, and a control: after withdrawal of another drug {people(kept, switched)} kept EASI-50 "
            "on placebo (published).",
        ),
        (
            "CCL-17, IL-13 and IL-22 fell significantly (abstract)",
            f"A lead for a hypothesis. With {n} people as units, no exact two-sided sign, signed-rank or sign-flip test goes "
            f"below {p_text(smallest_p(n), 4)} (derived).",
            "Values per person, a prediction made beforehand, and a control group.",
        ),
        (
            f"{fact('shin-serious').value.capitalize()} (abstract)",
            f"With none among {n} people, the risk may still be up to {percent(zero_event_upper(n))} (one-sided 95 %, "
            "derived).",
            "All events, serious or not, in many more people.",
        ),
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def claim_words(claims, title):
    """The three columns of `seo_claims` or `shin_claims` as a list that reads well on a narrow screen.

    >>> print(claim_words(pd.DataFrame([("It works", "a little", "a trial")], columns=COLUMNS), "One claim"))
    **One claim**
    <BLANKLINE>
    1. **It works.**
        - *What the numbers support:* a little
        - *What would change our mind:* a trial
    """
    lines = [f"**{title}**", ""]
    for place, (claim, supported, change) in enumerate(claims.itertuples(index=False), start=1):
        lines += [f"{place}. **{claim}.**", f"    - *What the numbers support:* {supported}"]
        lines.append(f"    - *What would change our mind:* {change}")
    return "\n".join(lines)


def placebo_trials():
    """The placebo-controlled cell trials with EASI-50 at week 12 and usable percentages: trial, x1, n1, x2, n2.

    FURESTEM 1: counts derived from two printed percentages. FURESTEM 2: the counts nearest to the percentages
    if the planned numbers had been analysed, which is assumed.

    >>> placebo_trials().values.tolist()
    [['FURESTEM 1', 28, 88, 22, 81], ['FURESTEM 2', 68, 205, 30, 103]]
    """
    rows = [("FURESTEM 1", *fact("furestem1-count-active").counts, *fact("furestem1-count-placebo").counts)]
    second = ["FURESTEM 2"]
    for arm in ("active", "placebo"):
        people_planned = int(fact(f"furestem2-planned-{arm}").number)
        second += [round(fact(f"furestem2-easi50-{arm}").number / 100 * people_planned), people_planned]
    return pd.DataFrame([*rows, tuple(second)], columns=["trial", "x1", "n1", "x2", "n2"])


def estimand_table():
    """The five attributes of an estimand (ICH E9(R1) 2019): what is known of Seo 2024, and one choice for the next trial.

    >>> estimand_table()["attribute"].tolist()[-1]
    'Summary'
    """
    week = fact("seo-easi50-week").printed
    rows = [
        (
            "Population",
            f"{fact('seo-population').value} (abstract); EASI at least {fact('seo-entry-easi').value} (registry)",
            "The same, scored at two visits before entry",
        ),
        (
            "Treatments",
            f"{fact('seo-n-infusions').printed} of cells, or placebo (abstract); what the placebo was: not in our sources",
            "One stated schedule (sources differ: weekly or every two weeks); a placebo that looks alike",
        ),
        (
            "Variable",
            f"EASI-50 after {week} (abstract)",
            "EASI-50 at week 12; in estimands of their own EASI change, itch, quality of life",
        ),
        (
            "Events on the way",
            f"Rescue {fact('seo-rescue').value} (secondary); how it was counted: not in our sources",
            "Rescue counts as no response (composite); stopping early is followed up (treatment policy)",
        ),
        (
            "Summary",
            "P value for a difference in proportions (abstract)",
            "Difference in proportions with its interval, arm by arm",
        ),
    ]
    return pd.DataFrame(
        rows, columns=["attribute", "known of the trial of 2024", "one choice for the next trial (assumed)"]
    )


def outcome_set():
    """The core outcome set for eczema trials (HOME), and which parts the two papers name.

    >>> outcome_set()["instrument"].tolist()[0]
    'EASI'
    """
    rows = [
        ("Signs", fact("home-signs").value, "yes (both)"),
        ("Symptoms", fact("home-symptoms").value, "itch scale (2024)"),
        ("Quality of life", fact("home-quality-of-life").value, "yes (2024)"),
        ("Long-term control", fact("home-control").value, "not in the abstracts"),
    ]
    return pd.DataFrame(rows, columns=["domain", "instrument", "named in the two abstracts"])


def one_page(shared, factors, size, enrolled):
    """The one-page appraisal of both papers: part, and finding with its status in brackets.

    `shared` is a `detective.Envelope`, `factors` the range of Bayes factors, `size` people per arm of the next
    trial and `enrolled` a pair with drop-out.
    """
    trial = by_domain(worked("seo2024", "trial"))
    series = by_domain(worked("shin2021"))
    rows = [
        (
            "Strengths",
            "Randomised, double-blind, placebo-controlled, registered, with an outcome that its peers use; outcomes "
            "without a clear difference are told; a follow-up that describes who was treated again.",
            "abstract, registry, secondary",
        ),
        (
            "What they support",
            "A larger placebo-controlled trial of this product. Not yet: use outside trials.",
            "our reading",
        ),
        (
            "Trial of 2024",
            f"{fact('seo-n-phase2').printed}; EASI-50 at week {fact('seo-easi50-week').value} favours cells, "
            f"P = {fact('seo-p-easi50').value}.",
            "abstract",
        ),
        (
            "What fits that P value",
            f"{shared.tables} tables: {points_range(*shared.risk_difference)}; the widest interval limits are "
            f"{points_range(shared.low[0], shared.high[1])}. Compatible, not observed; an adjusted analysis bounds nothing.",
            "derived",
        ),
        (
            "Strength",
            f'"Better than placebo" explains such a table {number(factors[0])} to {number(factors[1])} times better than '
            '"the same" (chance error only, uniform rates; less if small effects are expected).',
            "derived, assumed",
        ),
        (
            "Patients' own scores",
            "Itch and quality of life: no significant difference, no estimate.",
            "abstract",
        ),
        (
            "Concerns, trial",
            f"{_counts(trial)}. {len(not_in_sources('seo2024'))} items not in our sources.",
            "own questions",
        ),
        (
            "Follow-up of 2021",
            f"{people(*fact('shin-easi50').counts)} with EASI-50 after one or two cycles; no control group.",
            "abstract",
        ),
        ("Concerns, follow-up", f"{_counts(series)}.", "own questions"),
        (
            "Next",
            f"About {size} per arm analysed, {enrolled[0]} to {enrolled[1]} enrolled; itch and quality of life among the "
            "main outcomes; responders per arm and an interval in the abstract.",
            "derived, assumed",
        ),
    ]
    findings = [(part, f"{finding} [{status}]") for part, finding, status in rows]
    return pd.DataFrame(findings, columns=["part", "finding [status]"])


def _counts(domains):
    """How many domains carry which judgement, in words."""
    order = ["high concern", "some concern", "no information", "low concern"]
    judged = domains["judgement"]
    parts = [f"{each} in {int((judged == each).sum())}" for each in order if (judged == each).any()]
    return f"Of {len(domains)} domains: {listed(parts)}"
