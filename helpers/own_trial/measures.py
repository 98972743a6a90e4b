"""Checks on what a paper prints besides counts: effects with their intervals, hazard ratios, margins.

Each takes a `Trial` and returns a `Check`, or raises NotNeeded with the sentence that says why it does not apply. A
verdict is one of five: fits; fits if cut off or rounded half to even; does not fit as printed, with what would; does not
fit unless more was done than is printed, and what; cannot be told, with the reason. An adjusted effect is never compared with raw counts. A P value is held against its interval
only as far as no other usual test could give it; and nothing is said in favour of an arm before it is known which way
round the arms are compared.
"""

import math
from dataclasses import replace

from scipy.special import ndtri

from helpers.own_trial.basis import (
    Check,
    NotNeeded,
    arm_name,
    asked_direction,
    assumed_direction,
    better_counts,
    counts,
    direction,
    if_change,
    is_independent,
    is_not_randomised,
    is_of_a_margin,
    judged,
    needs,
    not_recomputable,
    starting_points,
)
from helpers.own_trial.cells import is_unbounded
from helpers.own_trial.checks_of_p import judged_p, wald_measures
from helpers.own_trial.read_effects import LESS_IN_WORDS
from helpers.own_trial.table import CONVERTED, REPORTS, SET_IN_WORDS
from helpers.statistics import effects
from helpers.statistics.fits import (
    CANNOT_BE_TOLD,
    DOES_NOT_FIT,
    DOES_NOT_FIT_UNLESS,
    FITS,
    FITS_OTHERWISE,
    rules_that_fit,
    verdict,
)
from helpers.statistics.intervals import methods_that_print
from helpers.statistics.printed import as_printed, printed_p, printed_value
from helpers.statistics.tests_of_counts import TEST_LABELS
from helpers.statistics.two_groups import risk_difference
from helpers.text import as_sentence, listed, number, p_digits, p_text_of, percent, points, points_as_typed

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

WANTED_VALUE = {"wanted": "higher", "unwanted": "lower"}
"""Which value of an effect is good, by what the reader says of the outcome."""

MARGINS_ON_LOG = ("risk ratio", "odds ratio", "hazard ratio", "rate ratio")


CLOSE, CLOSE_P = 0.15, 0.05
"""Standard errors, and P, by which usual tests of the same data differ: up to here P and interval are said to fit."""


FAR_OFF = 0.25
"""Half widths that an estimate may lie off the middle of its interval before P and interval are no longer said to fit."""


def is_off_the_middle(check):
    """Whether an estimate lies so far from the middle of its interval that a range of P values around it says nothing.

    >>> is_off_the_middle(effects.check_effect("0.49", "0.24", "0.65", ".0009", "risk ratio"))
    True
    """
    return check.place == "inside, not in the middle" and check.off > FAR_OFF


def nearly_fits(check, printed):
    """Whether P and interval say the same and differ no more than two usual tests of the same data do.

    >>> check = effects.check_effect("0.49", "0.27", "0.90", ".018", "risk ratio")
    >>> check.verdict, nearly_fits(check, ".018")
    ('cannot be told', True)
    """
    number = printed_p(printed, "any")
    known = check.verdict == CANNOT_BE_TOLD and check.place == "in the middle" and check.same_side
    if not known or number.comparison != "=" or not 0 < number.low < number.high < 1 or not check.p_low > 0:
        return False
    if max(check.p_low - float(number.high), float(number.low) - check.p_high) > CLOSE_P:
        return False
    sizes = [-float(ndtri(float(p) / 2)) for p in (number.low, number.high, check.p_low, check.p_high)]
    return max(sizes[3] - sizes[0], sizes[1] - sizes[2]) <= CLOSE


def effect_in_words(check, printed=None, level=0.95):
    """The verdict of an `effects.EffectCheck` in one sentence.

    >>> effect_in_words(effects.check_effect("0.66", "0.48", "0.91", ".01", "hazard ratio"), ".01")
    'P = .01 and the interval: fits (the interval gives P between .010 and .013)'
    """
    if check.place == "outside":
        return f"estimate and interval: does not fit as printed (the estimate lies outside its interval; its middle is {check.middle})"
    ends = [p_digits(p, 3 if p >= 0.001 else 4) for p in (check.p_low, check.p_high)]
    gives = f"P {ends[0]}" if ends[0] == ends[1] else f"P between {ends[0]} and {ends[1]}"
    if ends[0].startswith("<") and ends[0] != ends[1]:
        gives = f"P of {ends[1]} or less"
    if printed is None:
        return f"the {100 * level:g} % interval gives {gives}"
    start = f"{p_text_of(printed)} and the interval"
    if check.verdict == DOES_NOT_FIT:
        readings = f"; {listed(check.readings, 'or')} would fit" if check.readings else ""
        return f"{start}: does not fit as printed (the interval gives {gives}{readings})"
    if nearly_fits(check, printed):
        sided = "; a one-sided P value would fit, too" if "a one-sided P value" in check.readings else ""
        return f"{start}: fits as closely as usual tests agree (the interval gives {gives}{sided})"
    if is_off_the_middle(check) or (check.verdict == CANNOT_BE_TOLD and check.place != "in the middle"):
        return f"{start}: cannot be told because the estimate is not in the middle of its interval ({check.middle}), so another method made it, or a digit differs"
    if check.verdict == CANNOT_BE_TOLD:
        readings = f"; {listed(check.readings, 'or')} would fit" if check.readings else ""
        return f"{start}: cannot be told, as P may come from another test than the interval (which gives {gives}{readings})"
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
    check = effects.check_effect(estimate, low, high, printed, measure, level)
    words, asked, apart = _p_and_interval(trial, check)
    finding = f"{measure.capitalize()} {estimate} ({low} to {high}; {100 * level:g} %). {as_sentence(words)}"
    note = trial.notes.get("effect", "")
    finding += f" {as_sentence(note)}" if note.startswith((CONVERTED, REPORTS)) else ""
    if check.place == "inside, not in the middle":
        finding += f" The middle of the interval is {check.middle}."
    numbers = [float(printed_value(text, "any").value) for text in (low, high)]
    licenses = _what_the_limits_say(trial, numbers)
    named = not_recomputable(trial)
    if named:
        licenses += f" The analysis is {named}: it is taken as printed and not recomputed."
    if apart:
        licenses += (
            " Another analysis, other people analysed or a slip of the pen would explain the difference."
        )
    which = f"{estimate}, {low} to {high}{', ' + p_text_of(printed) if printed else ''}"
    if check.place == "outside":
        question = f"Which of the printed numbers ({which}) differs?"
    else:
        question = f"Which test gave {p_text_of(printed)}, and which analysis the interval?" if asked else ""
    return Check(
        "Printed effect", True, finding, licenses, question, apart=apart, assumed=assumed_direction(trial),
        data=(float(printed_value(estimate, "any").value), *numbers, measure),
    )  # fmt: skip


def _p_and_interval(trial, check):
    """The printed P value against its interval: (words, whether it is asked for, whether the numbers do not meet).

    P may be that of another test, of one side, or of a margin: each is tried before anything is said.
    """
    printed, level = trial.get("printed P"), trial.get("level", 0.95)
    if printed is None or check.place == "outside":
        return effect_in_words(check, None, level), False, check.place == "outside"
    text = p_text_of(printed)
    if trial.get("sides") == "one-sided" and {"a one-sided P value", effects.OTHER_SIDE} & {*check.readings}:
        return f"{text} (one-sided) and the interval: fits", False, False
    if is_off_the_middle(check) and check.verdict != DOES_NOT_FIT:
        return effect_in_words(check, printed, level), True, False
    if check.verdict in (FITS, FITS_OTHERWISE) or nearly_fits(check, printed):
        return effect_in_words(check, printed, level), False, False
    if is_of_a_margin(trial):
        if _fits_the_margin(trial):
            return f"{text} fits the test against the margin of {trial.get('margin')}", False, False
        return (
            f"{text} and the interval: cannot be told, as P may be that of the test against the margin",
            True,
            False,
        )
    if trial.get("sides") == "one-sided":
        return effect_in_words(check, None, level), False, False
    by = _tests_of_the_counts(trial)
    if by:
        words = f"{text} fits by {by} from the counts; the interval comes from another method, so no mismatch is claimed"
        return words, False, False
    if check.verdict == DOES_NOT_FIT and not_recomputable(trial):
        words = f"{text} and the interval: cannot be told, as the analysis is {not_recomputable(trial)}"
        return words + "; they say the opposite, so ask", True, False
    return effect_in_words(check, printed, level), True, check.verdict == DOES_NOT_FIT


def _tests_of_the_counts(trial):
    """The tests by which the counts print the P value, in words; nothing where there are none or they are not its source."""
    if not_recomputable(trial):
        return ""
    try:
        found = judged_p(trial)
    except NotNeeded:
        return ""
    names = [TEST_LABELS[name] for name in found.printing() or found.printing("any")]
    names = names or [f"a Wald test of the {measure}" for measure in wald_measures(trial)]
    return listed(names[:4], "or")


def _fits_the_margin(trial):
    """Whether the printed P value is that of the test against the margin, one-sided or two-sided."""
    if trial.get("margin") is None:
        return False
    size, way = margin_in_unit(trial), direction(trial)
    if size is None or way not in WANTED_VALUE or arms(trial) != "as typed":
        return False
    estimate, low, high, measure, level = _interval(trial)
    try:
        ends = effects.p_against_margin(estimate, low, high, size, measure, WANTED_VALUE[way], level)
    except ValueError:
        return False
    number = printed_p(trial.get("printed P"), "any")
    return any(
        float(number.low) <= times * ends[1] and times * ends[0] <= float(number.high) for times in (1, 2)
    )


def _what_the_limits_say(trial, limits):
    """What an interval says about no effect, and which arm it favours where that is known."""
    if is_a_reduction(trial) and trial.get("measure") == "difference":
        return "By the counts this is a relative risk reduction in per cent, and no difference in points: nothing is said in favour of an arm from it."
    if is_a_reduction(trial):
        return "By the counts this is a relative risk reduction, so no effect is 0 and not 1: nothing is said in favour of an arm from it."
    null, low, high = _no_effect(trial), trial.get("low"), trial.get("high")
    if null in limits:
        return _limit_at_the_null(trial, null)
    if limits[0] < null < limits[1]:
        return f"The interval includes {null:g}, no effect, and runs from {low} to {high}: how open that leaves it depends on what would matter."
    return f"The interval lies wholly {'above' if limits[0] > null else 'below'} {null:g}; {_towards(trial, limits, null)}."


def _limit_at_the_null(trial, null):
    """One limit prints as no effect, and the digits do not say on which side of it."""
    start = f"One limit prints as no effect ({null:g})"
    printed = trial.get("printed P")
    if printed is None or is_of_a_margin(trial):
        return f"{start}: a borderline result, which these digits leave on either side."
    number, alpha = printed_p(printed), 1 - trial.get("level", 0.95)
    below = (
        number.comparison != ">"
        and float(number.high if number.comparison == "=" else number.value) <= alpha + 1e-9
    )
    where = "just beyond" if below else "just inside"
    return f"{start}: by {p_text_of(printed)} it lies {where}, a borderline result."


def interval_behind_p(trial):
    """An estimate and an exact P value without limits: which interval do they imply? (Altman and Bland 2011)"""
    needs(trial, "effect", "measure", "printed P")
    if "low" in trial.touched or "high" in trial.touched:
        raise NotNeeded("The paper prints the interval itself.")
    printed = trial.get("printed P")
    if printed_p(printed).comparison != "=" or trial.get("sides") == "one-sided" or is_of_a_margin(trial):
        raise NotNeeded("This needs an exact two-sided P value of no effect.")
    measure, estimate = trial.get("measure"), trial.get("effect")
    decimals = printed_value(estimate, "any").decimals
    decimals = max(2, decimals) if effects.no_effect(measure) else decimals
    narrow, wide = effects.intervals_from_p(estimate, printed, measure)
    shown = [" to ".join(as_printed(end, decimals) for end in ends) for ends in (narrow, wide)]
    start = f"{measure.capitalize()} {estimate} with {p_text_of(printed)}"
    middle = effects.interval_from_p(float(estimate), float(printed_p(printed).value), measure)
    if _width(wide, measure) < 1.2 * _width(narrow, measure):
        finding = f"{start} implies a 95 % interval of about {as_printed(middle.low, decimals)} to {as_printed(middle.high, decimals)}."
    else:
        finding = f"{start} is compatible with 95 % intervals from {shown[0]} up to {shown[1]}: the digits are too coarse for one."
    licenses = (
        "Worked back by the normal curve, not printed; a P value of another test gives another interval."
    )
    return Check("Interval behind P", True, finding, licenses, "What is the interval of this effect?")


def _width(limits, measure):
    return math.log(limits[1] / limits[0]) if effects.no_effect(measure) else limits[1] - limits[0]


# ---------------------------------------------------------------- which way round, and in which unit


def arms(trial):
    """How the printed effect compares the arms: "as typed" (arm 1 against arm 2), "turned", or "unclear".

    Unclear means that the raw numbers and the printed interval each exclude no effect, on opposite sides. Where the
    raw numbers do not settle it and the paper's words say "less" beside a size without a sign, it is "in words".
    """
    otherwise = "in words" if is_less_in_words(trial) else "as typed"
    try:
        raw, spread, excludes = _raw(trial)
    except NotNeeded:
        return otherwise
    measure, number = trial.get("measure"), printed_value(trial.get("effect"), "any")
    null = effects.no_effect(measure)
    other = None if null and not raw else 1 / raw if null else -raw
    if not not_recomputable(trial) and spread is not None:
        if any(_near(number, unit * raw, spread) for unit in _units(trial)):
            return "as typed"
        if other is not None and any(_near(number, unit * other, spread) for unit in _units(trial)):
            return "turned"
    limits = [float(trial.get(row)) for row in ("low", "high") if trial.get(row) is not None]
    beyond = len(limits) == 2 and (limits[0] > null or limits[1] < null)
    opposite = (raw - null) * (float(number.value) - null) < 0
    return "unclear" if beyond and excludes and opposite and otherwise == "as typed" else otherwise


WORDS_TELL = "the words of the paper, not the sign, tell which arm has more, so no arm is favoured here"


def is_less_in_words(trial):
    """Whether the paper's words say "less" of a printed effect that has no sign of its own."""
    return trial.notes.get("effect") == LESS_IN_WORDS


def _near(number, value, spread):
    return number.contains(value) or float(number.low) - spread <= value <= float(number.high) + spread


def _raw(trial):
    """The effect of arm 1 against arm 2 from counts or means: (value, slack of its digits, whether it excludes no effect).

    The slack is None where the counts cannot give this measure, only its side.
    """
    measure = trial.get("measure")
    if measure == "mean difference":
        needs(trial, "mean arm 1", "mean arm 2")
        texts = [printed_value(trial.get(f"mean arm {arm}"), "any") for arm in (1, 2)]
        slack = sum(10.0**-text.decimals for text in texts)
        return float(texts[0].value - texts[1].value), slack, True
    values = _two_values(trial) if measure in ("risk ratio", "rate ratio") else None
    if values is not None:
        first, second = (float(text.value) for text in values)
        slack = first / second * sum(10.0**-text.decimals / float(text.value) for text in values)
        return first / second, slack, True
    found = judged(trial)
    gap = found.difference
    excludes = gap.low > 0 or gap.high < 0
    if measure in ("difference", "risk ratio", "odds ratio"):
        return _raw_effect(measure, found.counts), 0.0, excludes
    return _raw_effect("risk ratio", found.counts), None, excludes


def _two_values(trial):
    """The percentages, or the rates read as means, of both arms as printed, where no counts are there; or None."""
    if any(trial.get(f"{row} arm {arm}") is not None for row in ("responders", "N") for arm in (1, 2)):
        return None
    for row in ("percentage", "mean"):
        texts = [trial.get(f"{row} arm {arm}") for arm in (1, 2)]
        if None not in texts and all(float(text) > 0 for text in texts):
            return [printed_value(text, "any") for text in texts]
    return None


def _units(trial):
    """What a share has to be multiplied with to be in the unit of the printed effect: 100 for points, 1, or either."""
    if trial.get("measure") != "difference":
        return (1,)
    texts = [trial.get(row) for row in ("effect", "low", "high")]
    return (100,) if any(abs(float(text)) > 1 for text in texts if text is not None) else (1, 100)


def unit_of_difference(trial):
    """100 if a printed difference is in points, 1 if it is a share, None where its digits and the counts leave it open."""
    units = _units(trial)
    if len(units) == 1:
        return units[0]
    try:
        raw, _, _ = _raw(trial)
    except NotNeeded:
        return None
    number = printed_value(trial.get("effect"), "any")
    fitting = [unit for unit in units if any(number.contains(unit * way * raw) for way in (1, -1))]
    return fitting[0] if len(fitting) == 1 else None


def margin_in_unit(trial):
    """The margin in the unit of the printed interval, or None where points and shares cannot be told apart."""
    size = float(trial.get("margin"))
    measure = trial.get("measure")
    if measure in MARGINS_ON_LOG:
        return None if "%" in trial.printed["margin"] else size
    size = abs(size)
    if measure != "difference":
        return size
    effect_in_points, margin_in_points = unit_of_difference(trial), size > 1
    if effect_in_points is None:  # small numbers all round are one unit
        return None if margin_in_points else size
    if effect_in_points == 100:
        return size if margin_in_points else None
    return size / 100 if margin_in_points else size


def _towards(trial, limits, null):
    """Which arm the interval favours, in words."""
    order = arms(trial) if trial.get("effect") is not None else "as typed"
    if order == "in words":
        return WORDS_TELL
    if order == "unclear":
        return "the arms' own numbers point the other way, so which arm is compared with which has to be asked first"
    more, way = (limits[0] > null) != (order == "turned"), direction(trial)
    first, second = arm_name(trial, 1), arm_name(trial, 2)
    turned = f" (printed is {second} against {first})" if order == "turned" else ""
    if way == "no treatments":
        return f"arm 1 lies {'above' if more else 'below'} arm 2{turned}"
    if way == "open":
        return (
            f"arm 1 lies {'above' if more else 'below'} arm 2{turned}. {asked_direction(trial).rstrip('.')}"
        )
    return f"it favours {first if more == (way == 'wanted') else second}{turned}{if_change(trial)}"


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
    raw = _raw_effect(measure, table)
    unit, said = _unit_that_fits(trial, raw)
    given = as_printed(unit * raw, text.decimals)
    article = "an" if measure[0] in "aeiou" else "a"
    start = f"The counts give {article} {measure} of {given}; printed is {estimate}: "
    if said == DOES_NOT_FIT and arms(trial) == "turned":
        said = f"fits with the arms turned round ({arm_name(trial, 2)} against {arm_name(trial, 1)})"
    elif said == DOES_NOT_FIT and is_a_reduction(trial):
        return _reduction(trial, table, start)
    elif said == DOES_NOT_FIT:
        question = "Is the printed effect adjusted, and on which people?"
        crude = "unadjusted" in trial.analyses
        said = (
            f"does not fit as printed ({given} would)"
            if crude
            else f"{DOES_NOT_FIT_UNLESS} it is adjusted or stratified, or of other people"
        )
        licenses = "Other people analysed would explain it." if crude else "No mismatch is claimed."
        return Check("Effect from counts", True, f"{start}{said}.", licenses, question, apart=crude)
    finding = f"{start}{said}."
    if trial.get("low") is None or trial.get("high") is None:
        return Check("Effect from counts", True, finding, "Possible is not the same as right.")
    words, licenses, question = _method_in_words(trial, table, unit == 100)
    return Check("Effect from counts", True, f"{finding} {words}", licenses, question)


def is_a_reduction(trial):
    """Whether the counts give a printed risk ratio or difference only as a relative risk reduction, 1 minus the ratio."""
    measure = trial.get("measure")
    ratio_or_points = measure == "risk ratio" or (measure == "difference" and _units(trial) == (100,))
    if not ratio_or_points or trial.get("effect") is None or not_recomputable(trial):
        return False
    try:
        table = counts(trial).table
    except NotNeeded:
        return False
    raw, text = _raw_effect("risk ratio", table), printed_value(trial.get("effect"), "any")
    if measure == "difference":
        gap = 100 * _raw_effect("difference", table)
        ratios = [ratio for ratio in (raw, 1 / raw if raw else 1) if ratio < 1]
        differs = not (text.contains(gap) or text.contains(-gap))
        return differs and any(text.contains(100 - 100 * ratio) for ratio in ratios)
    return not text.contains(raw) and not (raw and text.contains(1 / raw)) and text.contains(1 - raw)


def _reduction(trial, table, start):
    """A printed risk ratio that is 1 minus the ratio of the counts, and whether its limits are, too."""
    in_points = trial.get("measure") == "difference"
    ratio = f"1 - RR is {trial.get('effect')} %" if in_points else "1 minus the ratio"
    finding = f"{start}fits as a relative risk reduction ({ratio})."
    low, high = trial.get("low"), trial.get("high")
    if None not in (low, high):
        decimals = max(printed_value(text, "any").decimals for text in (low, high)) + 2 * in_points
        ends = [as_printed(1 - float(text) / (100 if in_points else 1), decimals) for text in (high, low)]
        rows = methods_that_print(*table, *ends, "risk ratio", False, [trial.get("level", 0.95)])
        names = [METHOD_NAMES.get(name, name) for name in dict.fromkeys(rows[rows["rules"] != ""]["method"])]
        finding += f" Its limits, too ({listed(names, 'or')})." if names else ""
    licenses = "A reduction has its middle elsewhere, and no effect is 0: a word for another, and no slip of the sums."
    return Check(
        "Effect from counts",
        True,
        finding,
        licenses,
        f"Is the printed effect {'a difference in points' if in_points else 'a relative risk'}, or a relative reduction?",
    )


def _unit_that_fits(trial, raw):
    """The unit in which the counts give the printed effect, and the verdict in it."""
    said = []
    for unit in _units(trial):
        value = raw * unit
        rules = rules_that_fit(
            lambda rule, value=value: printed_value(trial.get("effect"), rule).contains(value)
        )
        said.append((unit, verdict(rules)))
    return next((each for each in said if each[1] != DOES_NOT_FIT), said[-1])


def _method_in_words(trial, table, in_points):
    """Which method prints the interval: words, what they license, and a question if none does."""
    low, high, measure = trial.get("low"), trial.get("high"), trial.get("measure")
    rows = methods_that_print(*table, low, high, measure, in_points, [trial.get("level", 0.95)])

    def by(rule):
        kept = rows[rows["rules"].str.split(", ").map(lambda rules: rule in rules)]
        return [METHOD_NAMES.get(name, name.replace("_", " ")) for name in dict.fromkeys(kept["method"])]

    licenses = "A method that fits need not be the one used."
    if by("half up"):
        return f"Its interval is that of {listed(by('half up'), 'or')}.", licenses, ""
    one_rule = [*dict.fromkeys([*by("truncation"), *by("half even")])]
    mixed = [name for name in by("any") if name not in one_rule]
    if one_rule:
        words = f"No method prints both limits rounded; cut off or rounded half to even, they are those of {listed(one_rule, 'or')}"
        words += (
            f" ({listed(mixed, 'or')} only if each limit is rounded in a way of its own)." if mixed else "."
        )
        return words, licenses, ""
    if mixed:
        words = f"{listed(mixed, 'or')} prints these limits only if each is rounded in a way of its own."
        return words, licenses, "Which method gave the interval?"
    words = f"None of the {rows['method'].nunique()} usual methods prints {low} to {high}."
    return (
        words,
        "Another method, an adjustment or other people analysed would explain it.",
        "Which method gave the interval?",
    )


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


def margin(trial):
    """Non-inferiority: which loss does the interval exclude, against the margin?"""
    needs(trial, "margin")
    way = direction(trial)
    if way in ("open", "no treatments"):
        raise NotNeeded(f"The loss depends on it. {asked_direction(trial)}")
    licenses = "Not inferior is not better, and the margin is a judgement. In such trials an analysis of everybody can hide a difference."
    edge = "low" if WANTED_VALUE[way] == "higher" else "high"
    other = "high" if edge == "low" else "low"
    one_sided = trial.get(edge) is not None and is_unbounded(trial.printed.get(other, ""))
    if not one_sided and (trial.get("low") is None or trial.get("high") is None):
        return _margin_from_counts(trial, licenses)
    if one_sided:
        trial = replace(
            trial, values={**trial.values, other: trial.get("effect"), "level": _one_sided_level(trial)}
        )
    _, low, high, measure, level = _interval(trial)
    order, size = arms(trial), margin_in_unit(trial)
    if one_sided and order != "as typed":
        return _margin_from_counts(trial, licenses)
    first, second = arm_name(trial, 1), arm_name(trial, 2)
    if order == "unclear" or (order == "turned" and measure in MARGINS_ON_LOG):
        finding = f"The counts point the other way than the printed effect: nothing is said about the margin until it is typed as {first} against {second}."
        return Check(
            "Margin", True, finding, licenses, "Which arm is compared with which in the printed effect?"
        )
    if order == "in words":
        finding = f"Nothing is said about the margin: {WORDS_TELL}."
        return Check("Margin", True, finding, licenses, f"What is the effect of {first} minus {second}?")
    if size is None:
        alike = "the margin as a ratio" if measure in MARGINS_ON_LOG else "both in points"
        finding = f"Interval ({low} to {high}) and margin ({trial.printed['margin']}) are in different units, or that cannot be told: write {alike}."
        return Check("Margin", True, finding, licenses)
    if order == "turned":
        low, high = _minus(high), _minus(low)
    wanted = WANTED_VALUE[way]
    found = effects.excluded_loss(low, high, size, measure, wanted, level)
    edge = low if wanted == "higher" else high
    loss = (
        f"a ratio of {trial.get('margin')}"
        if measure in MARGINS_ON_LOG
        else f"a loss of {trial.get('margin').lstrip('-')}"
    )
    if one_sided:
        said = (
            "is excluded: non-inferior by this margin"
            if found.shown
            else "is not excluded: non-inferiority is not shown"
        )
        said = _margin_in_words(found, low, high, measure, wanted) if found.shown is None else said
    else:
        said = _margin_in_words(found, low, high, measure, wanted)
    finding = f"The limit on the side of a loss is {edge}; {loss} {said} (one-sided {number(found.one_sided_alpha, 3)})."
    if order == "turned":
        finding += (
            f" Printed is {second} against {first}; this is {first} against {second}, as the counts have it."
        )
    assumed = [assumed_direction(trial), _assumed_margin(trial)]
    return Check("Margin", True, finding, licenses, assumed="; ".join(filter(None, assumed)))


def _one_sided_level(trial):
    """The two-sided level whose limit is that of a one-sided interval: 90 % for one of 95 %."""
    return 1 - 2 * (1 - trial.get("level", 0.95))


def _margin_from_counts(trial, licenses):
    """The margin against the counts' own interval of the difference, where the paper prints none that can be used."""
    if trial.get("measure", "difference") != "difference":  # counts give no limits of these
        needs(trial, "effect", "low", "high")
    if not is_independent(trial):
        raise NotNeeded(
            f"The margin is not used: the analysis is {not_recomputable(trial)}, so it needs the printed interval."
        )
    size = abs(float(trial.get("margin")))
    in_points = size >= 1 or "%" in trial.printed["margin"]
    size = size / 100 if in_points else size
    if not 0 < size < 1:
        raise NotNeeded("The margin is not used: as a difference in points it lies between 0 and 100.")
    turned = better_counts(trial)
    gaps = {alpha: risk_difference(*turned, "miettinen_nurminen", 1 - 2 * alpha) for alpha in (0.025, 0.05)}
    shown = [gap.low > -size for gap in gaps.values()]
    limits = listed(
        [f"{points(gap.low, signed=True)} (one-sided {alpha:g})" for alpha, gap in gaps.items()], "or"
    )
    loss = f"a loss of {points_as_typed(size)}"
    if shown[0] != shown[1]:
        said = "is excluded at one-sided 0.05 and not at 0.025: which one was planned decides"
    elif shown[0]:
        said = "is excluded: non-inferior by this margin"
        said += (
            ", and worse, as the whole interval lies on the side of a loss" if gaps[0.025].high < 0 else ""
        )
    else:
        beyond = gaps[0.025].high < -size
        said = f"is not excluded: {'the whole interval lies beyond it' if beyond else 'non-inferiority is not shown'}"
    side = "arm 1 against arm 2" if direction(trial) == "wanted" else "as outcomes prevented"
    finding = f"From the counts, {side} (Miettinen-Nurminen): the limit on the side of a loss is {limits}; {loss} {said}."
    named = not_recomputable(trial)
    licenses += f" Unadjusted: the paper's analysis is {named}, and may say otherwise." if named else ""
    question = "What is the interval of the difference, and which limit was held against the margin?"
    assumed = [
        f"the margin of {trial.printed['margin']} is a difference of {points_as_typed(size)}",
        _assumed_margin(trial),
    ]
    return Check("Margin", True, finding, licenses, question, "; ".join(filter(None, assumed)))


def _assumed_margin(trial):
    """What is assumed of a margin that was filled in from the passage."""
    note = trial.notes.get("margin", "")
    words = note.removeprefix(SET_IN_WORDS)
    return f"the printed margin (“{words}”) was set for this outcome" if words != note else ""


def _margin_in_words(found, low, high, measure, wanted):
    """Whether the loss is excluded, and where the whole interval lies."""
    null, ends = effects.no_effect(measure), [float(low), float(high)]
    bad, good = (ends[1] < null, ends[0] > null) if wanted == "higher" else (ends[0] > null, ends[1] < null)
    if found.shown is None:
        return "cannot be told because the limit meets the margin"
    if not found.shown:
        limit = (
            found.margin if effects.no_effect(measure) else found.margin * (-1 if wanted == "higher" else 1)
        )
        beyond = ends[1] < limit if wanted == "higher" else ends[0] > limit
        where = "the whole interval lies beyond it" if beyond else "non-inferiority is not shown"
        return f"is not excluded: {where}"
    if bad:
        return "is excluded: non-inferior by this margin, and worse, as the whole interval lies on the side of a loss"
    if good:
        return "is excluded: non-inferior by this margin, and the whole interval lies on the side of a gain"
    return "is excluded: non-inferior by this margin"


def _minus(text):
    """A printed number with its sign turned round."""
    return text[1:] if text.startswith("-") else f"-{text}" if float(text) else text


def hazard(trial):
    """How many events lie behind a hazard ratio, and how many would be needed?"""
    estimate, low, high, measure, level = _interval(trial)
    if measure != "hazard ratio":
        raise NotNeeded("The printed effect is no hazard ratio.")
    behind = effects.events_behind(float(low), float(high), level)
    size = float(printed_value(estimate, "any").value)
    crude = "adjusted" not in trial.analyses and not is_not_randomised(trial)
    if crude:
        finding = f"An interval of this width rests on about {behind:.0f} events in arms of equal size."
    else:
        finding = (
            f"An interval of this width would rest on about {behind:.0f} events if two groups of equal size were compared "
            "without adjustment: a scale, no count of this study."
        )
    seen = [trial.get(f"responders arm {arm}") for arm in (1, 2)]
    asked, apart = "", False
    if None not in seen:
        finding += f" {sum(seen)} are printed."
        if crude and sum(seen) < 0.7 * behind:
            apart, asked = True, f"How many events stand behind the hazard ratio of {estimate}?"
    if size > 0 and abs(math.log(size)) > 0.01:
        finding += f" To find a true ratio of {estimate} with 80 % power takes {effects.events_needed(size):,} events."
    licenses = "A hazard ratio compares rates at each moment: no number of people is made from it or its P value alone."
    return Check("Events behind the ratio", True, finding, licenses, asked, apart=apart)


def effect_readers(trial):
    """What three readers believe after a printed ratio, where no counts are known."""
    estimate, low, high, measure, level = _interval(trial)
    way = direction(trial)
    if measure not in MARGINS_ON_LOG:
        raise NotNeeded("Readers of a difference would need the reader's own expectation in its unit.")
    if way in ("open", "no treatments"):
        raise NotNeeded(asked_direction(trial))
    if is_not_randomised(trial):
        raise NotNeeded(
            "Nobody was randomised: what readers believe of a treatment does not follow from this ratio."
        )
    _counts_are_judged(trial)
    if arms(trial) != "as typed":
        raise NotNeeded(
            "The counts point the other way than the printed ratio: which arm is compared with which?"
        )
    wanted = WANTED_VALUE[way]
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
        assumed="; ".join(filter(None, (starting_points(), assumed_direction(trial)))),
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
        times = (
            f", then exaggerated {number(row.type_m)} times on the log scale, to {row.effect**row.type_m:.2f}"
        )
        over = times if row.type_m > 1.05 else ""
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
