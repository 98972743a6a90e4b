"""Sentences and small tables of the last lesson, written from computed values.

Each function takes what the lesson computed and returns text or a DataFrame for reading. Nothing is decided
here that is not stated in the arguments or in the ledger.
"""

from itertools import product

import pandas as pd

from helpers.beliefs import bayes_factor_uniform, posterior_across_tables
from helpers.comparisons import risk_difference
from helpers.evidence import fact
from helpers.grim import grim_percent
from helpers.synthesis import bayes_factor_better, bayes_factor_range, bayes_factor_small, updated_range
from helpers.verdicts import placebo_trials
from helpers.wording import number, p_text, percent, points, points_range


def override_words(form):
    """The first overridden judgement of a form, with its proposal and its reason.

    >>> from helpers.appraisal import worked
    >>> override_words(worked("seo2024", "trial"))[:50]
    'One judgement was overridden, and both are kept: *'
    """
    row = form[form["override"] != ""].iloc[0]
    return (
        f"One judgement was overridden, and both are kept: *{row['question']}* Proposed: {row['proposed_by_rule']}. "
        f"Put in its place: **{row['override']}**. Reason: {row['override_reason']} (Risk ratio for fever "
        f"{fact('thompson-fever').value}, 95 % interval {fact('thompson-fever-low').value} to "
        f"{fact('thompson-fever-high').value}; published meta-analysis.)"
    )


def report_words(form):
    """How many items of the reporting form are told, partly told, or not in the abstract."""
    counts = form["answer"].value_counts()
    return (
        f"Of {len(form)} items, {counts['yes']} are told, {counts['partly']} partly and {counts['no']} not in the "
        f"abstract; {counts['not in our sources']} need the full paper. An abstract has few words. Responders and "
        "people analysed per arm take little space, and would have made much of lesson 03 unnecessary."
    )


def trial_intervals():
    """The risk difference of each placebo-controlled peer (Miettinen and Nurminen), by the name of the trial.

    >>> [round(each.estimate, 3) for each in trial_intervals().values()]
    [0.047, 0.04]
    """
    rows = placebo_trials().itertuples()
    return {row.trial: risk_difference(row.x1, row.n1, row.x2, row.n2, "miettinen_nurminen") for row in rows}


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
