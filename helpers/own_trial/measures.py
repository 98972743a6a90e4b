"""Checks on what a paper prints besides counts: effects with their intervals, hazard ratios, margins, means.

Each takes a `Trial` and returns a `Check`, or raises NotNeeded with the sentence that says why it does not apply. A
verdict is one of four: fits; fits if cut off or rounded half to even; does not fit as printed, with what would; cannot
be told, with the reason. An adjusted effect is never compared with raw counts.
"""

import math

from helpers.own_trial.checks import (
    Check,
    NotNeeded,
    arm_name,
    counts,
    direction,
    is_independent,
    needs,
    not_recomputable,
)
from helpers.statistics import effects, granularity, means
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, rules_that_fit, verdict
from helpers.statistics.intervals import methods_that_print
from helpers.statistics.printed import as_printed, printed_p, printed_value
from helpers.text import listed, number, p_digits, p_text_of, percent

BY_CHANCE = "A slip of the pen is the first explanation."

METHOD_NAMES = {
    "wald": "Wald",
    "wald_corrected": "Wald with continuity correction",
    "katz_half_added": "Katz (0.5 added)",
    "woolf_half_added": "Woolf (0.5 added)",
    "newcombe": "Newcombe",
    "miettinen_nurminen": "Miettinen-Nurminen",
    "mee": "Mee",
    "agresti_caffo": "Agresti-Caffo",
    "koopman": "Koopman",
    "katz": "Katz",
    "score": "score",
    "woolf": "Woolf",
    "conditional_exact": "exact (conditional)",
}

TRUE_RATIOS = {"unwanted": (0.9, 0.8, 0.7), "wanted": (1.1, 1.25, 1.5)}
"""True ratios that the power of a printed ratio is told for: assumed."""

MARGINS_ON_LOG = ("risk ratio", "odds ratio", "hazard ratio", "rate ratio")


def effect_in_words(check, printed=None, level=0.95):
    """The verdict of an `effects.EffectCheck` in one sentence.

    >>> effect_in_words(effects.check_effect("0.66", "0.48", "0.91", ".01", "hazard ratio"), ".01")
    'P = .01 and the interval: fits (the interval gives P between .010 and .013)'
    """
    if check.place == "outside":
        return f"estimate and interval: does not fit as printed (the estimate lies outside its interval; its middle is {check.middle})"
    ends = [p_digits(p, 3 if p >= 0.001 else 4) for p in (check.p_low, check.p_high)]
    gives = f"P {ends[0]}" if ends[0] == ends[1] else f"P between {ends[0]} and {ends[1]}"
    gives = (
        gives.replace("between < ", "between 0 and ")
        if ends[0].startswith("<") and ends[0] == ends[1]
        else gives
    )
    if printed is None:
        return f"the {100 * level:g} % interval gives {gives}"
    start = f"{p_text_of(printed)} and the interval"
    if check.verdict == DOES_NOT_FIT:
        readings = f"; {listed(check.readings, 'or')} would fit" if check.readings else ""
        return f"{start}: does not fit as printed (the interval gives {gives}{readings})"
    if check.verdict == CANNOT_BE_TOLD:
        return f"{start}: cannot be told because the estimate is not in the middle of its interval, so another method made it"
    return f"{start}: {check.verdict} (the interval gives {gives})"


def _interval(trial):
    """The printed effect as (estimate, low, high, measure, level); a missing measure is not guessed."""
    needs(trial, "effect", "low", "high")
    needs(trial, "measure")
    return (*(trial.get(row) for row in ("effect", "low", "high", "measure")), trial.get("level", 0.95))


def _no_effect(trial):
    return effects.no_effect(trial.get("measure"))


def printed_effect(trial):
    """Do the printed estimate, its interval and its P value fit each other, and what does the interval say?"""
    estimate, low, high, measure, level = _interval(trial)
    printed = trial.get("printed P")
    if printed and trial.get("sides") == "one-sided":
        printed = None
    check = effects.check_effect(estimate, low, high, printed, measure, level)
    finding = f"{measure.capitalize()} {estimate} ({low} to {high}; {100 * level:g} %). {_first_upper(effect_in_words(check, printed, level))}."
    if check.place == "inside, not in the middle":
        finding += f" The middle of the interval is {check.middle}."
    null = _no_effect(trial)
    numbers = [float(printed_value(text, "any").value) for text in (low, high)]
    named = not_recomputable(trial)
    apart = check.place == "outside" or (printed is not None and check.verdict == DOES_NOT_FIT)
    if numbers[0] <= null <= numbers[1]:
        licenses = f"The interval holds no effect ({null:g}): the question stays open."
    else:
        licenses = f"The interval excludes no effect ({null:g}); {_towards(trial, numbers, null)}."
    if named:
        licenses += f" The analysis is {named}: it is taken as printed and not recomputed."
    if apart:
        licenses += (
            f" An innocent reading: {listed(check.readings, 'or')}." if check.readings else f" {BY_CHANCE}"
        )
    asked = f"Which of the printed numbers ({estimate}, {low} to {high}{', ' + p_text_of(printed) if printed else ''}) differs?"
    return Check(
        "Printed effect",
        True,
        finding,
        licenses,
        asked if apart else "",
        apart=apart,
        data=(float(printed_value(estimate, "any").value), *numbers, measure),
    )


def interval_behind_p(trial):
    """An estimate and an exact P value without limits: which interval do they imply? (Altman and Bland 2011)"""
    needs(trial, "effect", "measure", "printed P")
    if "low" in trial.touched or "high" in trial.touched:
        raise NotNeeded("The paper prints the interval itself.")
    printed = printed_p(trial.get("printed P"))
    if printed.comparison != "=" or trial.get("sides") == "one-sided":
        raise NotNeeded("This needs an exact two-sided P value.")
    estimate, measure = float(trial.get("effect")), trial.get("measure")
    found = effects.interval_from_p(estimate, float(printed.value), measure)
    decimals = printed_value(trial.get("effect"), "any").decimals
    low, high = (as_printed(end, decimals) for end in (found.low, found.high))
    finding = f"{measure.capitalize()} {trial.get('effect')} with {p_text_of(trial.get('printed P'))} implies a 95 % interval of {low} to {high}."
    return Check(
        "Interval behind P",
        True,
        finding,
        "Worked back by the normal curve, not printed.",
        "What is the interval of this effect?",
    )


def _towards(trial, limits, null):
    """Which arm the interval favours, in words."""
    more = limits[0] > null
    way = direction(trial)
    if way in ("open", "no treatments"):
        return f"arm 1 lies {'above' if more else 'below'} arm 2"
    return f"it favours {arm_name(trial, 1 if more == (way == 'wanted') else 2)}"


def _first_upper(text):
    return text[:1].upper() + text[1:]


def effect_from_counts(trial):
    """Do the counts give the printed effect, and which method prints its interval?"""
    needs(trial, "effect", "measure")
    measure, estimate = trial.get("measure"), trial.get("effect")
    if measure not in ("difference", "risk ratio", "odds ratio"):
        raise NotNeeded(f"A {measure} cannot be computed from four counts.")
    if not_recomputable(trial):
        raise NotNeeded(
            f"The analysis is {not_recomputable(trial)}: the counts need not give this effect, and no mismatch is claimed."
        )
    table, text = counts(trial).table, printed_value(estimate, "any")
    in_points = measure == "difference" and _is_in_points(estimate, trial)
    raw = _raw_effect(measure, table) * (100 if in_points else 1)
    fits = rules_that_fit(lambda rule: printed_value(estimate, rule).contains(raw))
    given = as_printed(raw, text.decimals)
    finding = f"The counts give a {measure} of {given}; printed is {estimate}: "
    said, apart = verdict(fits), False
    if said == DOES_NOT_FIT:
        turned = 1 / raw if measure != "difference" and raw else -raw
        other = text.contains(turned)
        said = (
            "fits with the arms turned round (arm 2 against arm 1)"
            if other
            else f"does not fit as printed ({given} would)"
        )
        apart = not other
    finding += f"{said}."
    question = "Is the printed effect adjusted, and on which people?" if apart else ""
    licenses = (
        "An adjusted analysis would give another value." if apart else "Possible is not the same as right."
    )
    if not apart and trial.get("low") is not None and trial.get("high") is not None:
        levels = [trial.get("level", 0.95)]
        rows = methods_that_print(*table, trial.get("low"), trial.get("high"), measure, in_points, levels)
        named = [
            METHOD_NAMES.get(name, name.replace("_", " "))
            for name in dict.fromkeys(rows[rows["fits"]]["method"])
        ]
        if named:
            finding += f" Its interval is that of {listed(named, 'or')}."
            licenses = "A method that fits need not be the one used."
        else:
            finding += f" None of the {rows['method'].nunique()} usual methods prints {trial.get('low')} to {trial.get('high')}."
            licenses = "Another method, an adjustment or other people analysed would explain it."
            question = "Which method gave the interval?"
    return Check("Effect from counts", True, finding, licenses, question, apart=apart)


def _raw_effect(measure, table):
    """The unadjusted effect of arm 1 against arm 2."""
    x1, n1, x2, n2 = table
    if measure == "difference":
        return x1 / n1 - x2 / n2
    if measure == "risk ratio" and x2:
        return (x1 / n1) / (x2 / n2)
    if measure == "odds ratio" and x2 and n1 - x1:
        return x1 * (n2 - x2) / ((n1 - x1) * x2)
    raise NotNeeded(f"These counts give no {measure}: a count is 0.")


def _is_in_points(estimate, trial):
    """Whether a difference is printed in percentage points: larger than 1, or with limits that are."""
    texts = [estimate, trial.get("low"), trial.get("high")]
    return any(abs(float(text)) > 1 for text in texts if text is not None)


def margin(trial):
    """Non-inferiority: which loss does the interval exclude, against the margin?"""
    needs(trial, "margin")
    _, low, high, measure, level = _interval(trial)
    way = direction(trial)
    if way in ("open", "no treatments"):
        raise NotNeeded(
            "Say in the row 'outcome is' whether the outcome is wanted or unwanted: the loss depends on it."
        )
    wanted = "higher" if way == "wanted" else "lower"
    size = float(trial.get("margin"))
    size = size if measure in MARGINS_ON_LOG else abs(size)
    found = effects.excluded_loss(low, high, size, measure, wanted, level)
    edge = low if wanted == "higher" else high
    said = {
        True: "is excluded: non-inferior by this margin",
        False: "is not excluded: non-inferiority is not shown",
        None: "cannot be told because the limit meets the margin",
    }[found.shown]
    finding = f"The limit on the side of a loss is {edge}; a loss of {trial.get('margin')} {said} (one-sided {number(found.one_sided_alpha, 3)})."
    licenses = "Not inferior is not better, and the margin is a judgement. In such trials an analysis of everybody can hide a difference."
    return Check("Margin", True, finding, licenses)


def hazard(trial):
    """How many events lie behind a hazard ratio, and how many would be needed?"""
    estimate, low, high, measure, level = _interval(trial)
    if measure != "hazard ratio":
        raise NotNeeded("The printed effect is no hazard ratio.")
    behind = effects.events_behind(float(low), float(high), level)
    size = float(printed_value(estimate, "any").value)
    finding = f"An interval of this width rests on about {behind:.0f} events in arms of equal size."
    seen = [trial.get(f"responders arm {arm}") for arm in (1, 2)]
    asked, apart = "", False
    if None not in seen:
        finding += f" {sum(seen)} are printed."
        if sum(seen) < 0.7 * behind:
            apart, asked = True, f"How many events stand behind the hazard ratio of {estimate}?"
    if size > 0 and abs(math.log(size)) > 0.01:
        finding += f" To find a true ratio of {estimate} with 80 % power takes {effects.events_needed(size):,} events."
    licenses = "A hazard ratio is a rate at each moment, not a number of people: none is made from it or its P value."
    return Check("Events behind the ratio", True, finding, licenses, asked, apart=apart)


def effect_readers(trial):
    """What three readers believe after a printed ratio, where no counts are known."""
    estimate, low, high, measure, level = _interval(trial)
    way = direction(trial)
    if measure not in MARGINS_ON_LOG:
        raise NotNeeded("Readers of a difference would need the reader's own expectation in its unit.")
    if way in ("open", "no treatments"):
        raise NotNeeded("Say in the row 'outcome is' whether the outcome is wanted or unwanted.")
    _counts_are_judged(trial)
    wanted = "higher" if way == "wanted" else "lower"
    rows = effects.three_readers(float(estimate), float(low), float(high), measure, wanted, level=level)
    said = [
        f"{row.reader} {number(row.estimate, 2)} ({number(row.low, 2)} to {number(row.high, 2)})"
        for row in rows.itertuples()
    ]
    return Check(
        "Three readers of the ratio",
        True,
        f"{measure.capitalize()} afterwards: {'; '.join(said)}.",
        "Where they still differ, the data have not settled it.",
        assumed="the three readers' starting points",
    )


def _counts_are_judged(trial):
    """Raise NotNeeded where the raw counts of two independent, unadjusted arms are known and judged elsewhere."""
    try:
        counts(trial)
    except NotNeeded:
        return
    if not not_recomputable(trial):
        raise NotNeeded("The counts are known, and those are judged.")


def effect_power(trial):
    """What could a trial with an interval of this width find?"""
    _, low, high, measure, level = _interval(trial)
    way = direction(trial)
    if measure not in MARGINS_ON_LOG or way not in TRUE_RATIOS:
        raise NotNeeded("This is told for ratios whose outcome is said to be wanted or unwanted.")
    _counts_are_judged(trial)
    rows = effects.what_the_error_allows(float(low), float(high), TRUE_RATIOS[way], measure, level)
    said = []
    for row in rows.itertuples():
        over = f", then exaggerated {number(row.type_m)} times" if row.type_m > 1.05 else ""
        said.append(f"{row.effect:g} in {_share(row.power)} of such trials{over}")
    return Check(
        "What the width can find",
        True,
        f"A true {measure} of {'; of '.join(said)}.",
        "From the width of the interval, not from where it lies.",
        assumed="the true ratios named there",
    )


def _share(power):
    return "above 99 %" if power > 0.995 else "under 1 %" if power < 0.005 else percent(power, 0)


# ---------------------------------------------------------------- means


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
    kinds = ("SD", "SE") if kind1 == "unlabelled" else (kind1,)
    said = []
    for kind in kinds:
        factor = [math.sqrt(n) if kind == "SE" else 1.0 for n in (n1, n2)]
        sds = float(spread1) * factor[0], float(spread2) * factor[1]
        found = means.compare_means(float(mean1), sds[0], n1, float(mean2), sds[1], n2)
        g = means.hedges_g(float(mean1), sds[0], n1, float(mean2), sds[1], n2)
        words = f"difference {number(found.estimate, 2, True)} ({number(found.low, 2, True)} to {number(found.high, 2, True)}; Welch, 95 %), "
        words += f"{number(g.estimate, 2, True)} SDs ({number(g.low, 2, True)} to {number(g.high, 2, True)}; Hedges)"
        said.append(f"if these are {kind}s: {words}" if len(kinds) > 1 else words)
        limits = [found.low, found.high]
    if limits[0] <= 0 <= limits[1]:
        licenses = "The interval holds no difference: the question stays open."
    else:
        licenses = f"The interval excludes no difference, chance aside; {_towards(trial, limits, 0)}."
    if len(kinds) > 1:
        licenses = "The paper does not say whether the spread is an SD or an SE: that has to be asked first."
    named = not_recomputable(trial)
    licenses += f" Unadjusted: the paper's analysis is {named}, and may say otherwise." if named else ""
    question = "Are the printed spreads standard deviations or standard errors?" if len(kinds) > 1 else ""
    return Check("Two means", True, _first_upper("; ".join(said)) + ".", licenses, question)


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
        return Check(
            "Means against P",
            True,
            f"{p_text_of(printed)} and the means: {said} ({tests}).",
            "A test that fits need not be the one used.",
        )
    own = table[table["spread"] == kinds[0]].iloc[0]
    what = f"the means give P between {p_digits(own.p_low)} and {p_digits(own.p_high)} by Welch's test"
    if len(others):
        what += f"; it would fit if '{kinds[0]}' were an {others.iloc[0].spread}"
    question = f"Which test gave {p_text_of(printed)}, and are the spreads {kinds[0]}s?"
    licenses = f"{BY_CHANCE} An adjusted or rank test would explain it, too."
    return Check(
        "Means against P",
        True,
        f"{p_text_of(printed)} and the means: does not fit as printed ({what}).",
        licenses,
        question,
        apart=True,
    )


def mean_possible(trial):
    """Can whole numbers have these means and SDs (GRIM, GRIMMER), and does each mean lie in its range?"""
    said, questions = [], []
    for arm in (1, 2):
        value, n = trial.get(f"mean arm {arm}"), trial.get(f"N arm {arm}")
        ends = trial.get(f"min arm {arm}"), trial.get(f"max arm {arm}")
        if value is None:
            continue
        if None not in ends and not float(ends[0]) <= float(value) <= float(ends[1]):
            said.append(
                f"mean {value} and range {ends[0]} to {ends[1]}: does not fit as printed (the mean lies outside)"
            )
            questions.append(f"Which of mean and range in {arm_name(trial, arm)} differs?")
        spread = trial.get(f"SD arm {arm}") or trial.get(f"spread arm {arm}")
        if spread and n and n > 1 and None not in ends and not questions:
            found = means.sd_or_se(spread, n, *ends, value)
            if found.could_be in ("SE", "neither"):
                must = "must be a standard error" if found.could_be == "SE" else "can be neither SD nor SE"
                said.append(
                    f"spread {spread} and range {ends[0]} to {ends[1]}: does not fit as printed (an SD would lie between "
                    f"{number(found.smallest_sd, 2)} and {number(found.largest_sd, 2)}; it {must})"
                )
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
    licenses = "Possible is not the same as right." if not questions else BY_CHANCE
    return Check(
        "Means and their limits",
        True,
        _first_upper("; ".join(said)) + ".",
        licenses,
        " ".join(questions),
        apart=bool(questions),
    )


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
        BY_CHANCE
        if apart
        else "Estimates for values that are not skewed; a median is often printed because they are."
    )
    return Check(
        "Medians",
        True,
        _first_upper("; ".join(said)) + ".",
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
