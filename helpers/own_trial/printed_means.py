"""Checks on printed means, medians and their spreads: against each other, against P, and against whole numbers.

Each takes a `Trial` and returns a `Check`, or raises NotNeeded with the sentence that says why it does not apply. A P value
that these means and spreads do not give may be that of an adjusted or a rank test, so a mismatch is claimed only where
the paper names a t test.
"""

import math
import re

from helpers.own_trial.basis import (
    Check,
    NotNeeded,
    arm_name,
    asked_direction,
    assumed_direction,
    direction,
    if_change,
    is_independent,
    needs,
    not_recomputable,
)
from helpers.own_trial.checks_of_p import p_fits_the_effect
from helpers.own_trial.judgement import far_from
from helpers.own_trial.measures import WORDS_TELL, is_less_in_words
from helpers.statistics import granularity, means
from helpers.statistics.fits import DOES_NOT_FIT, DOES_NOT_FIT_UNLESS, FITS
from helpers.statistics.printed import printed_value
from helpers.text import as_sentence, listed, number, p_between, p_digits, p_text_of


def spread_of(trial, arm):
    """The printed spread of one arm as (text, what it is): SD, SE or unlabelled."""
    for name in ("SD", "SE", "spread"):
        if trial.get(f"{name} arm {arm}") is not None:
            return trial.get(f"{name} arm {arm}"), name if name != "spread" else "unlabelled"
    needs(trial, f"SD arm {arm}")
    raise NotNeeded(f"'SD arm {arm}' is empty.")


def _groups(trial):
    needs(trial, "mean arm 1", "mean arm 2", "N arm 1", "N arm 2")
    return [
        (trial.get(f"mean arm {arm}"), *spread_of(trial, arm), trial.get(f"N arm {arm}")) for arm in (1, 2)
    ]


def two_means(trial):
    """The difference of two means with its interval, in SDs, and which test prints the P value."""
    if not is_independent(trial):
        needs(trial, "mean arm 1", "mean arm 2")
        texts = [printed_value(trial.get(f"mean arm {arm}")) for arm in (1, 2)]
        gap = number(float(texts[0].value - texts[1].value), max(text.decimals for text in texts), True)
        licenses = f"The analysis is {not_recomputable(trial)}: the interval of two independent groups is not its interval."
        question = "What is the difference within people, with its interval?"
        return Check(
            "Two means", True, f"Difference {gap} as printed, without an interval.", licenses, question
        )
    (mean1, spread1, kind1, n1), (mean2, spread2, kind2, n2) = _groups(trial)
    if kind1 != kind2:
        raise NotNeeded("One arm has an SD and the other an SE: write the same for both.")
    kinds = _not_ruled_out(trial) if kind1 == "unlabelled" else (kind1,)
    said, limits = [], {}
    for kind in kinds:
        factor = [math.sqrt(n) if kind == "SE" else 1.0 for n in (n1, n2)]
        sds = float(spread1) * factor[0], float(spread2) * factor[1]
        found = means.compare_means(float(mean1), sds[0], n1, float(mean2), sds[1], n2)
        g = means.hedges_g(float(mean1), sds[0], n1, float(mean2), sds[1], n2)
        words = f"difference {number(found.estimate, 2, True)} ({number(found.low, 2, True)} to {number(found.high, 2, True)}; Welch, 95 %), "
        words += f"{number(g.estimate, 2, True)} SDs ({number(g.low, 2, True)} to {number(g.high, 2, True)}; Hedges)"
        said.append(f"if these are {kind}s: {words}" if len(kinds) > 1 else words)
        limits[kind] = [found.low, found.high]
    if kind1 == "unlabelled" and len(kinds) == 1:
        other = {"SD": "SE", "SE": "SD"}[kinds[0]]
        said.append(f"taken as {kinds[0]}s, as {p_text_of(trial.get('printed P'))} rules out {other}s")
    named, printing = not_recomputable(trial), _kinds_that_print(trial) if len(kinds) > 1 else kinds
    licenses = _means_in_words(trial, limits[kinds[0]])
    if len(kinds) == 1 and (found.low <= 0 <= found.high) != (g.low <= 0 <= g.high):
        licenses += " The difference in SDs takes both spreads for equal, and its interval says otherwise: too close to call."
    if len(kinds) > 1:
        licenses = "The paper does not say whether the spread is an SD or an SE: that has to be asked first."
    if len(kinds) > 1 and len(printing) == 1:
        licenses = f"{p_text_of(trial.get('printed P'))} comes only with {printing[0]}s, so these are taken: "
        licenses += _lowered(_means_in_words(trial, limits[printing[0]]))
    licenses += f" Unadjusted: the paper's analysis is {named}, and may say otherwise." if named else ""
    question = "Are the printed spreads standard deviations or standard errors?" if len(kinds) > 1 else ""
    return Check(
        "Two means",
        True,
        as_sentence("; ".join(said)),
        licenses,
        question,
        assumed=assumed_direction(trial),
    )


def _kinds_that_print(trial):
    """Which of SD and SE, where the paper does not say, give the printed P value by a usual test of means."""
    if trial.get("printed P") is None or not_recomputable(trial):
        return []
    (mean1, spread1, _, n1), (mean2, spread2, _, n2) = _groups(trial)
    table = means.which_mean_tests_print(mean1, spread1, n1, mean2, spread2, n2, trial.get("printed P"))
    return list(dict.fromkeys(table[table["fits"]]["spread"]))


def _not_ruled_out(trial):
    """Which of SD and SE, where the paper does not say, are not far from the printed P value by any usual test of means."""
    if trial.get("printed P") is None or not_recomputable(trial):
        return ("SD", "SE")
    (mean1, spread1, _, n1), (mean2, spread2, _, n2) = _groups(trial)
    table = means.which_mean_tests_print(mean1, spread1, n1, mean2, spread2, n2, trial.get("printed P"))
    ends = table.groupby("spread", sort=False).agg({"p_low": "min", "p_high": "max"})
    near = [
        kind
        for kind, low, high in ends.itertuples()
        if not far_from(trial.get("printed P"), max(low, 1e-300), high)
    ]
    return tuple(near) or ("SD", "SE")


def _lowered(text):
    return text[0].lower() + text[1:]


def _means_in_words(trial, limits):
    """What the interval of a difference of two means, arm 1 minus arm 2, says."""
    if limits[0] <= 0 <= limits[1]:
        span = f"{number(limits[0], 2, True)} to {number(limits[1], 2, True)}"
        return f"The interval includes zero and runs from {span}: how open that leaves it depends on what would matter."
    more, way = limits[0] > 0, direction(trial)
    start = f"The interval lies wholly {'above' if more else 'below'} zero"
    if is_less_in_words(trial):
        return f"{start}; {WORDS_TELL}."
    if way in ("open", "no treatments"):
        return f"{start}." + (f" {asked_direction(trial)}" if way == "open" else "")
    favoured = arm_name(trial, 1 if more == (way == "wanted") else 2)
    return f"{start}; chance aside, it favours {favoured}{if_change(trial)}."


def means_and_p(trial):
    """Which test of two means prints the P value, and what must the spread then be?"""
    (mean1, spread1, kind1, n1), (mean2, spread2, kind2, n2) = _groups(trial)
    needs(trial, "printed P")
    printed, named = trial.get("printed P"), not_recomputable(trial)
    if named:
        raise NotNeeded(
            f"The analysis is {named}: means and SDs cannot give its P value again, and no mismatch is claimed."
        )
    table = means.which_mean_tests_print(mean1, spread1, n1, mean2, spread2, n2, printed)
    kinds = ("SD", "SE") if "unlabelled" in (kind1, kind2) else (kind1,)
    fits = table[table["fits"] & table["spread"].isin(kinds)]
    others = table[table["fits"] & ~table["spread"].isin(kinds)]
    if len(fits):
        half_up = fits["rules"].str.contains("half up").any()
        tests = listed(
            dict.fromkeys(f"{row.test.capitalize()} with {row.spread}" for row in fits.itertuples()), "or"
        )
        said = "fits" if half_up else "fits if cut off or rounded half to even"
        licenses = "A test that fits need not be the one used."
        spread = fits.iloc[0]["spread"]
        welch = table[(table["test"] == "welch") & (table["spread"] == spread)].iloc[0]["p"]
        if set(fits["test"]) == {"pooled"} and (welch < 0.05) != (fits.iloc[0]["p"] < 0.05):
            licenses += f" The pooled test takes both spreads for equal; without that P is {p_digits(float(welch))}, and so says the interval above."
        return Check(
            "Means against P", True, f"{p_text_of(printed)} and the means: {said} ({tests}).", licenses
        )
    own = table[table["spread"] == kinds[0]].iloc[0]
    what = f"the means give {p_between(own.p_low, own.p_high)} by Welch's test"
    if len(others):
        what += f"; it would fit if '{kinds[0]}' were an {others.iloc[0].spread}"
    if trial.get("measure") == "mean difference" and p_fits_the_effect(trial):
        finding = f"{p_text_of(printed)} belongs to the printed difference and its interval, not to these means and spreads ({what})."
        licenses = "An analysis adjusted for the values at the start prints such an interval."
        return Check("Means against P", True, finding, licenses, "Is the difference adjusted, and for what?")
    question = f"Which test gave {p_text_of(printed)}, and are the spreads {kinds[0]}s?"
    if re.search(r"\bt[- ]?test|student|welch", trial.printed.get("test named", "").casefold()):
        finding = f"{p_text_of(printed)} and the means: does not fit as printed ({what})."
        licenses = "An adjusted analysis, other people analysed or a slip of the pen would explain it."
        return Check("Means against P", True, finding, licenses, question, apart=True)
    finding = f"{p_text_of(printed)} and the means: {DOES_NOT_FIT_UNLESS} an adjusted or a rank test gave it ({what})."
    return Check("Means against P", True, finding, "No mismatch is claimed.", question)


def mean_possible(trial):
    """Can whole numbers have these means and SDs (GRIM, GRIMMER), and does each mean lie in its range?"""
    said, questions = [], []
    for arm in (1, 2):
        value, n = trial.get(f"mean arm {arm}"), trial.get(f"N arm {arm}")
        ends = trial.get(f"min arm {arm}"), trial.get(f"max arm {arm}")
        if value is None:
            continue
        inside = None not in ends and float(ends[0]) <= float(value) <= float(ends[1])
        if None not in ends and not inside:
            said.append(outside_in_words(value, *ends))
            questions.append(f"Which of mean and range in {arm_name(trial, arm)} differs?")
        spread = trial.get(f"SD arm {arm}") or trial.get(f"spread arm {arm}")
        if spread and n and n > 1 and inside:
            verdict, words = spread_in_words(spread, n, *ends, value)
            if verdict == DOES_NOT_FIT:
                said.append(words)
                questions.append(f"Is the {spread} in {arm_name(trial, arm)} a standard error?")
        binary = [float(end) for end in ends if end is not None] == [0.0, 1.0]
        if n and n > 1 and binary and trial.get(f"SD arm {arm}"):
            said.append(_debit_words(value, trial.get(f"SD arm {arm}"), n))
            if "does not fit" in said[-1]:
                questions.append(f"How many people are behind the {value} in {arm_name(trial, arm)}?")
        if n and "mean step" in trial.values:
            step, items = trial.get("mean step"), trial.get("mean items", 1)
            said.append(whole_mean_in_words(value, trial.get(f"SD arm {arm}"), n, items, step)[1])
            if "does not fit" in said[-1]:
                questions.append(f"How many people does the mean of {value} average?")
    if not said:
        raise NotNeeded("The means have no range and no step ('mean step'), so nothing can be told.")
    apart = "Other people, another visit, a change score or a slip of the pen would explain it."
    licenses = apart if questions else "Possible is not the same as right."
    return Check(
        "Means and their limits",
        True,
        as_sentence("; ".join(said)),
        licenses,
        " ".join(questions),
        apart=bool(questions),
    )


def outside_in_words(value, low, high):
    """A mean that lies outside its range, as a verdict."""
    return f"mean {value} and range {low} to {high}: does not fit as printed (the mean lies outside)"


def spread_in_words(spread, n, low, high, mean):
    """Can a spread be an SD of `n` values with this range and mean? Verdict and words.

    >>> spread_in_words("0.4", 25, "1", "9", "4.1")[0]
    'does not fit'
    """
    found = means.sd_or_se(spread, n, low, high, mean)
    start = f"spread {spread} and range {low} to {high}"
    if found.could_be not in ("SE", "neither"):
        return FITS, f"{start}: {FITS}"
    must = "could be a standard error" if found.could_be == "SE" else "can be neither SD nor SE"
    ends = f"{number(found.smallest_sd, 2)} and {number(found.largest_sd, 2)}"
    return DOES_NOT_FIT, f"{start}: does not fit as printed (an SD would lie between {ends}; it {must})"


def whole_mean_in_words(value, sd, n, items=1, step="1"):
    """Can `n` whole values (of this step) have this mean, and with it this SD (None: not printed)? Verdict and words.

    >>> whole_mean_in_words("5.19", None, 28)
    ('does not fit', 'mean 5.19 of 28 people: does not fit as printed (5.1786 or 5.2143 would)')
    """
    start = f"mean {value} of {n} people"
    found = granularity.check_mean(value, n, items, step)
    if found.verdict == DOES_NOT_FIT:
        return (
            DOES_NOT_FIT,
            f"{start}: does not fit as printed ({found.below} or {found.above} would)",
        )
    if sd is None or n < 2 or n > 2000:
        return found.verdict, f"{start}: {found.verdict}"
    start = f"mean {value} and SD {sd} of {n} people"
    both = granularity.grimmer(value, sd, n, items, step)
    if both.verdict == DOES_NOT_FIT:
        return (
            DOES_NOT_FIT,
            f"{start}: does not fit as printed (SDs of {both.below} or {both.above} would)",
        )
    return both.verdict, f"{start}: {both.verdict}"


def _debit_words(value, sd, n):
    """A share of yes and no, with its SD (DEBIT)."""
    found = granularity.debit(value, sd, n)
    if found.verdict == DOES_NOT_FIT:
        nearest = listed([each for each in (found.below, found.above) if each], "or")
        return f"share {value} and SD {sd} of {n} people: does not fit as printed ({f'SDs of {nearest} would' if nearest else 'no count gives this share'})"
    return f"share {value} and SD {sd} of {n} people: {found.verdict}"


def medians(trial):
    """Does each median lie between its quartiles and in its range, and what mean would it suggest? (an estimate)"""
    said, apart = [], False
    for arm in (1, 2):
        value = trial.get(f"median arm {arm}")
        if value is None:
            continue
        q1, q3, low, high = (trial.get(f"{row} arm {arm}") for row in ("Q1", "Q3", "min", "max"))
        for lower, upper, name in ((q1, q3, "quartiles"), (low, high, "range")):
            if None not in (lower, upper) and not float(lower) <= float(value) <= float(upper):
                apart = True
                said.append(
                    f"median {value} and {name} {lower} to {upper}: does not fit as printed (the median lies outside)"
                )
        n = trial.get(f"N arm {arm}")
        has_quartiles, has_range = None not in (q1, q3), None not in (low, high)
        if n and n > 2 and (has_quartiles or has_range) and not apart:
            parts = {"q1": q1, "q3": q3} if has_quartiles else {}
            parts |= {"minimum": low, "maximum": high} if has_range else {}
            found = means.mean_from_median(
                n, float(value), **{key: float(text) for key, text in parts.items()}
            )
            said.append(
                f"{arm_name(trial, arm)}: a mean of about {number(found.mean, 2)} and an SD of about {number(found.sd, 2)} (estimated from the median, not printed)"
            )
    if not said:
        raise NotNeeded("No arm has a median with quartiles or a range.")
    licenses = (
        "A slip of the pen would explain it; the numbers do not say which one differs."
        if apart
        else "Estimates for values that are not skewed; a median is often printed because they are."
    )
    return Check(
        "Medians",
        True,
        as_sentence("; ".join(said)),
        licenses,
        "Which of the printed medians and limits differs?" if apart else "",
        apart=apart,
    )


def people_next_time(trial):
    """How many people per arm would find the printed difference of means next time?"""
    (mean1, spread1, kind1, n1), (mean2, spread2, kind2, n2) = _groups(trial)
    if kind1 != "SD" or kind2 != "SD" or not is_independent(trial):
        raise NotNeeded("This needs the SDs of two independent groups.")
    sd = math.sqrt(((n1 - 1) * float(spread1) ** 2 + (n2 - 1) * float(spread2) ** 2) / (n1 + n2 - 2))
    gap = abs(float(mean1) - float(mean2))
    if gap == 0 or sd == 0:
        raise NotNeeded("The printed means are equal, or nobody varies.")
    half = means.people_needed(gap / 2, sd)
    return Check(
        "People next time",
        True,
        f"To find half the printed difference with 80 % power takes {half:,} people in each arm; all of it, {means.people_needed(gap, sd):,}.",
        "The first trial of a treatment tends to overstate, so half of it is the safer plan.",
    )
