"""Sentences and small tables of the last lesson, written from computed values.

Each function takes what the lesson computed and returns text or a DataFrame for reading. Nothing is decided
here that is not stated in the arguments or in the ledger.

From facts and computed values to words: what each claim is worth, and the one-page appraisal.

Every number in these tables comes from the ledger or is computed here from it. The wording is the same
everywhere: *compatible* is not *observed*, and what we could not find is "not in our sources".
"""

from itertools import pairwise, product

import numpy as np
import pandas as pd

from helpers.arguments import whole_number
from helpers.evidence.appraisal import by_domain, worked
from helpers.evidence.ledger import fact, fixed_table, not_in_sources
from helpers.evidence.other_trials import placebo_trials
from helpers.statistics.beliefs import (
    bayes_factor_better,
    bayes_factor_range,
    bayes_factor_small,
    bayes_factor_uniform,
    posterior_across_tables,
    updated_range,
)
from helpers.statistics.one_group import proportion_interval, zero_event_upper
from helpers.statistics.paired import smallest_p
from helpers.statistics.printed import grim_percent
from helpers.statistics.summaries import mean_floor
from helpers.statistics.two_groups import equivalence_sample_size, risk_difference
from helpers.text import listed, number, p_text, people, percent, percent_range, points, points_range


def override_words(form):
    """The first overridden judgement of a form, with its proposal and its reason.

    >>> from helpers.evidence.appraisal import worked
    >>> override_words(worked("seo2024", "trial"))[:50]
    'One judgement was overridden, and both are kept: *'
    """
    row = form[form["override"] != ""].iloc[0]
    return (
        f"One judgement was overridden, and both are kept: *{row['question']}* Proposed: {row['proposed_by_rule']}. "
        f"Put in its place: **{row['override']}**. Reason: {row['override_reason']} (Risk ratio for fever "
        f"{fact('thompson-fever').value}, 95 % interval {fact('thompson-fever').low} to "
        f"{fact('thompson-fever').high}; published meta-analysis.)"
    )


def report_words(form):
    """How many items of the reporting form are told, partly told, or not in the abstract."""
    counts = form["answer"].value_counts()
    return (
        f"Of {len(form)} items, {counts['yes']} are told, {counts['partly']} partly and {counts['no']} not in the "
        f"abstract; {counts['not in our sources']} need the full paper. An abstract has few words. Responders and "
        "people analysed per arm take little space, and would have made much of lesson 03 unnecessary."
    )


def overlap_letter(shared, trials):
    """Do all ("c"), some ("b") or no ("a") intervals of the compatible tables reach down to every trial's interval?

    `shared` is a `detective.Envelope`; all its intervals lie above the trials' lower limits.
    """
    reach = min(each.high for each in trials.values())
    return "c" if shared.low[1] <= reach else "b" if shared.low[0] <= reach else "a"


def overlap_words(shared, trials, gap):
    """Where the intervals meet, and the direct comparison; `gap` from `synthesis.gap_p_values`."""
    reach = min(each.high for each in trials.values())
    return (
        f"The highest lower limit of any compatible table is {points(shared.low[1], signed=True)}; both larger trials reach "
        f"to {points(reach, signed=True)} or beyond. Overlap alone does not mean agreement, so compare directly: between "
        f"each table and the two larger trials together, P for a difference of the differences runs from {p_text(gap[0])} "
        f"to {p_text(gap[1])}. That is a weak sign at most that the products differ; chance remains a fair explanation."
    )


def small_print(shared):
    """One line under each row of the forest: where its counts come from."""
    one, two = placebo_trials().itertuples(index=False)
    active, placebo = fact("furestem2-easi50-active"), fact("furestem2-easi50-placebo")
    return [
        f"{one.x1}/{one.n1} v {one.x2}/{one.n2}, derived from percentages",
        f"{active.value} v {placebo.printed}; {two.n1} v {two.n2} people assumed",
        f"N = {fact('seo-n-phase2').value}; {shared.tables} tables, derived, not observed",
    ]


def pool_words(views):
    """What each way of pooling assumes; `views` from `synthesis.pooled_views`."""
    limits = {row.method: points_range(row.low, row.high) for row in views.itertuples()}
    return (
        f"It runs from {limits['Hartung-Knapp, guarded']}: two trials say so little about the spread between trials that "
        f"almost nothing is excluded. If both share one true effect, the interval is {limits['common effect']}. Without "
        f"the guard, Hartung-Knapp gives the narrowest of all, {limits['Hartung-Knapp']}, which even excludes zero: only "
        "because the two estimates happen to lie so close together."
    )


def third_words(third, tables):
    """Three trials in one pool, as a range over tables; `third` from `synthesis.pooled_with_each`."""
    return (
        f"Over all {len(tables)} tables the pooled difference runs from {points_range(*third.estimate)}. The guarded interval "
        f"begins at {points_range(*third.low)} and ends at {points_range(*third.high)}. The prediction interval (Higgins "
        f"2009) reaches from {points(third.prediction_low[1], 0, signed=True)} or lower to "
        f"{points(third.prediction_high[0], 0, signed=True)} or higher; a newer formula with one more degree of freedom is "
        "narrower. Three trials say almost nothing about the next."
    )


def after_words(before, factors):
    """The odds arithmetic written out for the smallest factor; `before` in %.

    >>> after_words(30, (4, 9))
    'The Bayes factors run from 4.0 to 9.0. Worked for the smallest: 30 to 70 is odds of 0.43; times 4.0 is 1.71; back to a chance, 63 %. The largest gives 79 %.'
    """
    odds = before / (100 - before)
    low, high = updated_range(before, factors)
    return (
        f"The Bayes factors run from {number(factors[0])} to {number(factors[1])}. Worked for the smallest: {before:g} to "
        f"{100 - before:g} is odds of {number(odds, 2)}; times {number(factors[0])} is {number(odds * factors[0], 2)}; back "
        f"to a chance, {number(low, 0)} %. The largest gives {number(high, 0)} %."
    )


def meanings_table(tables, before=30):
    """What "it works" may mean, its Bayes factors over the tables, and what a prior of `before` % becomes."""
    meanings = {
        "higher with cells": bayes_factor_better,
        "different, either way": bayes_factor_uniform,
        "higher, probably by little": bayes_factor_small,
    }
    rows = []
    for meaning, factor in meanings.items():
        factors = bayes_factor_range(tables, factor)
        low, high = updated_range(before, factors)
        rows.append((meaning, f"{number(factors[0])} to {number(factors[1])}", f"{low:.0f} to {high:.0f} %"))
    return pd.DataFrame(rows, columns=["it works means", "Bayes factor", f"{before} % becomes"])


def extra_words(shared):
    """The ends of the intervals beside the differences of the tables themselves."""
    return (
        f"The lowest limit of any compatible table is {points(shared.low[0], signed=True)}, the highest "
        f"{points(shared.high[1], signed=True)}. The differences of the tables themselves lie between "
        f"{number(100 * shared.risk_difference[0])} and {points(shared.risk_difference[1])}; such differences fit best, but "
        "a single trial of this size does not pin the truth to its own difference."
    )


def nnt_words(shared):
    """The number needed to treat over the compatible tables, with its limits."""
    return (
        f"Number needed to treat: {number(shared.nnt[0])} to {number(shared.nnt[1])} over the compatible tables. Its "
        f"strongest limit is {number(1 / shared.high[1])}; its weakest lies between {number(shared.nnt_limit[0], 0)} and "
        f"{number(shared.nnt_limit[1], 0)}, depending on the table. A number of 4 could be 2, or dozens, or hundreds."
    )


def size_words(size, enrolled):
    """The size of the next trial, in all and with drop-out; `enrolled` is a pair per arm."""
    total = fact("seo-n-phase2").number
    return (
        f"{size} per arm analysed, {2 * size} in all: {number(2 * size / total)} times the trial of 2024. With 15 to 20 % "
        f"drop-out (assumed), {enrolled[0]} to {enrolled[1]} must be enrolled per arm."
    )


def assurance_words(reader, power):
    """One reader's assurance before and after; `reader` is a row of `synthesis.assurance_by_reader`."""
    return (
        f"Before Seo's trial the {reader['reader']} reader gives it {percent(reader['before'], 0)}, far below the power of "
        f"{percent(power, 0)}. After three compatible tables (lowest, middle and highest placebo rate) it is "
        f"{percent(reader['after_low'], 0)} to {percent(reader['after_high'], 0)}. Power is a promise that holds only if "
        "the assumed difference is true."
    )


def predictions_words(revealed, kept):
    """Whose predictions the picture shows, and the reader's guess about placebo beside the pooled value."""
    whose = f"{len(revealed)} of your predictions with a confidence are in the picture."
    if revealed.empty:
        whose = "Nothing was predicted yet in this session, so the reader in the picture is simulated."
    guess = "none was kept" if kept is None else f"{kept['guess']:g} %"
    pooled = fact("placebo-pooled-easi50").printed
    return (
        f"{whose} Your guess about placebo in lesson 00: {guess}. Pooled over {fact('placebo-trials').value} trials, EASI-50 on "
        f"placebo is {pooled} (published; the interval of a mean)."
    )


def _fitting(printed, smallest, largest):
    """The numbers of people that print a percentage."""
    return [n for n in range(smallest, largest + 1) if grim_percent(printed.value, n)]


def _limits_over(active, active_people, placebo, placebo_people):
    """How far both limits of the interval move over all pairs of denominators."""
    pairs = product(active_people, placebo_people)
    counts = [(round(active.number / 100 * n1), n1, round(placebo.number / 100 * n2), n2) for n1, n2 in pairs]
    found = [risk_difference(*each, "miettinen_nurminen") for each in counts]
    lows, highs = [each.low for each in found], [each.high for each in found]
    return (
        f"lower limit from {points_range(min(lows), max(lows))}, upper limit from "
        f"{points_range(min(highs), max(highs))}"
    )


def denominators_words(around=10):
    """Which numbers of people print the percentages of both FURESTEM trials, and how far the limits then move."""
    one, two = placebo_trials().itertuples(index=False)
    first, second = ([fact(f"furestem{k}-easi50-{arm}") for arm in ("active", "placebo")] for k in (1, 2))
    other = fact("furestem2-easi50-placebo-korean")
    half = int(fact("furestem1-n").number / 2) + 1
    fits1 = [_fitting(each, 30, half) for each in first]
    planned = zip([*second, other], (two.n1, two.n2, two.n2), strict=True)
    fits2 = [_fitting(each, n - around, n + around) for each, n in planned]
    listing = [", ".join(map(str, each)) for each in fits1 + fits2]
    return (
        f"**First trial.** {first[0].value} % needs {listing[0]} people and {first[1].value} % needs {listing[1]} (looking from "
        f"30 to {half} per arm). We took {one.n1} and {one.n2}. Over these pairs: "
        f"{_limits_over(first[0], fits1[0], first[1], fits1[1])}.\n\n"
        f"**Second trial.** {two.n1} and {two.n2} do not print its percentages: {percent(two.x1 / two.n1)} and "
        f"{percent(two.x2 / two.n2)} are the nearest. {listing[2]} on treatment and {listing[3]} on placebo would. Over these "
        f"pairs: {_limits_over(second[0], fits2[0], second[1], fits2[1])}. A second source prints {other.value} % on placebo; "
        f"{listing[4]} people would do: {_limits_over(second[0], fits2[0], other, fits2[2])}.\n\n"
        "Every one of these intervals crosses zero, so the picture stays as it is."
    )


def other_product_words(prior, factors):
    """The update of a reader who lets the trials of the other product count in full; `prior` in %."""
    one, two = (bayes_factor_better(*row[1:]) for row in placebo_trials().itertuples(index=False))
    together = [factor * one * two for factor in factors]
    low, high = updated_range(prior, together)
    return (
        f"Factors of the two FURESTEM trials: {number(one, 2)} and {number(two, 2)}; below 1 they favour *the same*. Together "
        f"with Seo's the factor is {number(together[0], 2)} to {number(together[1], 2)}, and {number(prior, 0)} % becomes "
        f"{number(low, 0)} to {number(high, 0)} %. How far the products are alike is a question of biology. No calculation "
        "on this page answers it."
    )


def beliefs_table(tables):
    """Three priors and a few compatible tables: chance of benefit and median difference with its 95 % range.

    >>> beliefs_table([(15, 36, 6, 36)])["benefit"].tolist()
    ['89.5 %', '98.2 %', '99.8 %']
    """
    found = posterior_across_tables(tables)
    return pd.DataFrame(
        {
            "table": found["table"],
            "prior": found["prior"],
            "benefit": [percent(share) for share in found["chance_of_benefit"]],
            "difference (95 %)": [
                f"{points(row.median_difference)} ({number(100 * row.lower, 1, True)} to "
                f"{number(100 * row.upper, 1, True)})"
                for row in found.itertuples()
            ],
        }
    )


COLUMNS = ["claim", "what the numbers support", "what would change our mind"]


def _counted(fact_id):
    count, total = fact(fact_id).counts
    found = proportion_interval(count, total)
    return f"{people(count, total)}, 95 % interval {percent_range(found.low, found.high)}"


def seo_claims(shared):
    """The claims of Seo 2024, one a row: claim, what the numbers support, what would change our mind.

    `shared` is a `detective.Envelope` of the tables compatible with the printed P value.

    >>> from helpers.statistics.detective import compatible_tables, envelope
    >>> seo_claims(envelope(compatible_tables(".038", 36, 36, "yates"), 0.10, 0.50))["claim"].tolist()[0]
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


def estimand_table():
    """The five attributes of an estimand (ICH E9(R1) 2019): what is known of Seo 2024, and one choice for the next trial.

    >>> estimand_table()["attribute"].tolist()[-1]
    'Summary'
    """
    return fixed_table("estimand")


def outcome_set():
    """The core outcome set for eczema trials (HOME), and which parts the two papers name.

    >>> outcome_set()["instrument"].tolist()[0]
    'EASI'
    """
    return fixed_table("core outcome set")


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


# ---------------------------------------------------------------- the reader's own predictions


def calibration_table(predictions, edges=(0, 40, 60, 80, 100)):
    """How often was a reader right, by how sure they were? One row per band of confidence that was used.

    `predictions` has the columns confidence (in %) and hit, as `lesson.predictions_so_far` returns. Columns:
    band, confidence (mean), hits, predictions, share, and Wilson limits low and high (shares).

    >>> calibration_table(pd.DataFrame({"confidence": [90, 95, 50], "hit": [True, False, True]}))["share"].tolist()
    [1.0, 0.5]
    """
    rows = []
    for low, high in pairwise(edges):
        sure = predictions["confidence"].astype(float)
        inside = predictions[(sure >= low) & ((sure < high) | ((high == edges[-1]) & (sure == high)))]
        if inside.empty:
            continue
        hits, total = int(inside["hit"].astype(bool).sum()), len(inside)
        wilson = proportion_interval(hits, total, "wilson")
        mean = float(inside["confidence"].astype(float).mean())
        rows.append((f"{low} to {high} %", mean, hits, total, wilson.estimate, wilson.low, wilson.high))
    columns = ["band", "confidence", "hits", "predictions", "share", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def simulated_reader(predictions, rng):
    """An invented, over-confident reader: confidence and hit of some predictions, *simulated*.

    Above 50 % each further point of confidence brings only half a point of being right. `rng` is a `numpy.random.Generator`.

    >>> len(simulated_reader(40, np.random.default_rng(1)))
    40
    """
    predictions = whole_number(predictions, "predictions", smallest=1)
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng is {rng!r}: pass a generator, such as numpy.random.default_rng(1)")
    confidence = rng.choice([30, 50, 60, 70, 80, 90, 95], size=predictions)
    right = np.where(confidence > 50, 0.5 + (confidence / 100 - 0.5) / 2, confidence / 100)
    return pd.DataFrame({"confidence": confidence, "hit": rng.random(predictions) < right})
