"""All checks of a reading that need no assignment: each printed number against the others, before anybody says what it is.

`printed_alone` takes single findings, `printed_arms` two findings side by side with their P value, `printed_effects` an
effect and the two arms that it compares, `printed_shares` percentages whose people stand elsewhere, `printed_sums` what
adds up. Here stands a word on each P value that nothing else speaks of.
"""

import itertools
import re
from collections import Counter
from dataclasses import replace

from scipy.special import ndtr

from helpers.own_trial.choices import words_before
from helpers.own_trial.printed_alone import (
    OneOfMany,
    error_in_interval,
    is_plain,
    means_in_ranges,
    means_of_counts,
    of_effect,
    of_item,
    of_limits_alone,
    of_statistic,
    p_as_text,
    p_range,
    printed,
    spreads,
)
from helpers.own_trial.printed_arms import (
    NOT_READ,
    OWN_LIMITS,
    one_sided_later,
    p_of_two,
    shares_of_sizes,
    two_arms,
    what_it_is,
)
from helpers.own_trial.printed_claims import claims_with_p
from helpers.own_trial.printed_correlations import of_correlations
from helpers.own_trial.printed_directions import directions
from helpers.own_trial.printed_effects import (
    claims_of_effect,
    earlier_differences,
    effect_of_two,
    folds,
    is_relative_only,
    medians_alone,
    medians_and_hazards,
    numbers_needed,
    reductions,
)
from helpers.own_trial.printed_groups import (
    against_first,
    arms_of_groups,
    checks_of_groups,
    of_earlier_groups,
)
from helpers.own_trial.printed_margins import margins, p_of_margins
from helpers.own_trial.printed_people import Whole, plain_name
from helpers.own_trial.printed_shares import counts_of_others, lists_of_shares, shares_alone, shares_of_both
from helpers.own_trial.printed_sums import hundreds, sums
from helpers.own_trial.printed_together import told_together
from helpers.own_trial.printed_words import claims_alone, people_missing
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, FITS, FITS_OTHERWISE
from helpers.statistics.printed import printed_p, printed_value
from helpers.text import listed, p_text_of


def check_reading(reading):
    """All checks of a `Reading` that need no assignment, as a tuple of `Printed` in reading order.

    >>> from helpers.own_trial.reading import read
    >>> [check.said for check in check_reading(read("Relapses (12/50 [24%] v 23/50 [45%]; P = .02)."))]
    ['24 % and 12/50: fits', 'P = 0.02 and 12/50 v 23/50: fits (mid-P, mid-P (doubled), Pearson, N-1 or likelihood ratio)', '45 % and 23/50: does not fit as printed (23/50 is 46 %; 45 % would fit 51 people)']
    """
    return told_together(_each(reading))


def _each(reading):
    """All checks, before those that say the same of several findings are told as one."""
    whole = Whole(reading)
    twos = two_arms(whole)
    found = []
    for item in reading.items:
        found += _about(of_item(item), (item,), "Percentages against counts")
    judged = {id(two.p) for two in twos if two.p is not None}
    for item in reading.items:
        if item.kind == "p" and item["operator"] == "<" and item["value"] and not float(item["value"]):
            said = f"P < {item['value']}: does not fit as printed (no P value lies below 0; 'P < 0.001' may be meant)"
            found.append(replace(printed(DOES_NOT_FIT, said, item), of=(item,)))
            judged.add(id(item))
    relative = {id(effect) for two in twos for effect, _, _ in two.effects if is_relative_only(two, effect)}
    for group in whole.groups:
        of = (*group.estimates, group.p)
        if id(group.estimates[0]) in relative:
            item = group.estimates[0]
            values = {**item.values, "measure": "relative reduction"}
            group = replace(group, estimates=(replace(item, values=values),))
        found += _about(_of_group(group, judged, whole), of, "Printed effect")
        if group.kind == "effect":
            sizes = {int(item["value"]) for item in whole.ns}
            found += _about(error_in_interval(group, sizes), of)
        if group.kind == "effect" and group.p is None:
            found += _about(claims_of_effect(group), of)
    shown, told = set(), set()
    for two in twos:
        later = None if two.p is not None else one_sided_later(two)
        checks = _about(p_of_two(two, whole), (*two.items, two.p or later), "Which tests print this P")
        judged |= {id(later)} if later is not None and checks else set()
        found += checks
        shares = _about(shares_of_sizes(two, whole), two.items)
        found += shares
        shown |= {id(item) for item in two.items} if shares else set()
        for effect, group, beside in two.effects:
            checks = effect_of_two(two, effect, group, beside, whole)
            found += _about(checks, (*two.items, effect), "Effect from counts")
    for items, p in arms_of_groups(whole):
        checks = _about(checks_of_groups(items, p, whole), (*items, p))
        if p is not None and any(p_text_of(p_as_text(p)) in check.said for check in checks):
            judged.add(id(p))  # two of the arms alone tell no more
            found = [check for check in found if not (check.of[-1:] == (p,) and NOT_READ in check.said)]
        found += checks
        told |= {id(item) for item in items if checks}
        bare = (
            item for item in items if item.kind == "percentage" and plain_name(item.arm) not in whole.by_arm
        )
        shown |= {id(item) for item in bare if checks}
    for check in itertools.chain(
        against_first(whole), of_earlier_groups(whole, judged), p_of_margins(whole, judged)
    ):
        found.append(check)
        judged.add(id(check.of[-1]))
    correlated = [*of_correlations(reading, whole)]
    judged |= {id(check.of[1]) for check in correlated}
    alone, classes = [*shares_of_both(whole, twos), *shares_alone(whole, shown)], [*hundreds(whole)]
    told |= {id(item) for _, item in alone} | {id(item) for check in classes for item in check.of}
    found += correlated + _late_p_values(whole.groups, judged) + _early_p_values(whole, judged)
    found += lists_of_shares(whole, told)
    for check, item in (*alone, *counts_of_others(reading, whole, shown, twos)):
        found += _about([check], (item,), "Percentages against counts")
    found += [*numbers_needed(whole.groups, twos), *medians_and_hazards(whole.groups), *folds(whole, twos)]
    found += [*medians_alone(whole.groups), *reductions(whole, judged)]
    found += [*earlier_differences(whole, twos), *margins(whole)]
    found += [*sums(whole, twos), *classes, *directions(whole)]
    found += [*means_of_counts(reading), *means_in_ranges(reading), *spreads(reading)]
    settled = {id(item) for check in found if check.verdict != CANNOT_BE_TOLD for item in check.of}
    found += [*claims_with_p(reading, settled), *_left_over(reading, whole.groups, judged)]
    found += [*people_missing(whole), *claims_alone(whole, found)]
    return tuple(sorted(dict.fromkeys(found), key=lambda check: check.start))


def checks_about(reading, chosen):
    """The checks on findings that a reader has chosen, and on what the passage holds against these.

    `chosen` are items of the reading. Returns a tuple of `Printed`; only those on chosen findings alone keep the `name`
    of the check of the page that says the same.
    """
    checks = _each(reading)
    known = {id(item) for item in chosen}
    hold = [
        check for check in checks if {item.kind for item in check.of} != {"p"}
    ]  # P values hold none of each other
    near = {id(item) for check in hold if known & set(map(id, check.of)) for item in check.of}
    about = [check for check in checks if (known | near) & set(map(id, check.of))]
    return tuple(check if known >= set(map(id, check.of)) else replace(check, name="") for check in about)


def _about(checks, items, name=""):
    """Checks with the findings that they are about; what the statistics refuse stays without a verdict."""
    of = tuple(item for item in items if item is not None)
    try:
        return [replace(check, of=of, name=name) for check in checks]
    except (ValueError, TypeError, ZeroDivisionError):
        return []


def _of_group(group, judged, whole):
    """Checks between an estimate and the P value that the sentence prints for it; `judged` gets that P value."""
    p, many = group.p if group.p is not None and is_plain(group.p) else None, whole.both
    if p is not None and group.estimates[0].values.get("measure") in OWN_LIMITS:
        start = group.estimates[0].sentence_start
        arms = [each for each in whole.groups if each.estimates[0].sentence_start == start and each.p is None]
        if any(each.kind == "effect" and each.estimates[0]["measure"] in OWN_LIMITS for each in arms):
            p = None  # it compares this arm with that one
    try:
        if group.kind == "effect" and group.estimates[0]["estimate"] is None:
            found = [*of_limits_alone(group, p)] if p is not None else []
        elif group.kind == "effect":
            found = [*of_effect(group, p, many)]
        elif group.kind == "statistics" and p is not None:
            found = [*of_statistic(group.estimates[0], p)]
        else:
            return []
    except (ValueError, TypeError):
        return []
    if (
        p is not None
        and any(check.verdict == DOES_NOT_FIT for check in found)
        and _is_second_of_two(group, whole)
    ):
        text = p_text_of(p_as_text(p))
        found = [check for check in found if text not in check.said]  # it may compare the two effects
    if p is not None and any(p_text_of(p_as_text(p)) in check.said for check in found):
        judged.add(id(p))
    return found


def _is_second_of_two(group, whole):
    """Whether an effect stands behind another one of its measure that it is set against: "HR 1.6 (...) v HR 1.2 (...; P < .01)"."""
    item = group.estimates[0]
    for other in whole.items:
        same = other.kind == "effect" and other["measure"] == item.values.get("measure")
        if same and other.sentence_start == item.sentence_start and other.end < item.start:
            if re.search(r"\b(?:vs?|versus|than|compared)\b", whole.passage[other.end : item.start]):
                return True
    return False


def _late_p_values(groups, judged):
    """A P value behind two medians of times, and the hazard ratio of the same comparison behind it."""
    found = []
    for medians, effect in itertools.pairwise(groups):
        hazard = effect.kind == "effect" and effect.estimates[0]["measure"] == "HR" and effect.p is None
        if medians.kind == "medians" and medians.p is not None and is_plain(medians.p) and hazard:
            checks = _about(of_effect(effect, medians.p), (*effect.estimates, medians.p), "Printed effect")
            fitting = [each for each in checks if "and the interval" in each.said and each.verdict == FITS]
            found += fitting
            judged |= {id(medians.p)} if fitting else set()
    return found


def _early_p_values(whole, judged):
    """A P value right before the effect and limits that it goes with: "(P = .02, OR 2.1, 95 % CI 1.1 to 3.9)"."""
    found = []
    ps = [item for item in whole.items if item.kind == "p" and is_plain(item) and id(item) not in judged]
    for group in whole.groups:
        near = [p for p in ps if 0 <= group.start - p.end < MOST_BEHIND_P and group.kind == "effect"]
        if not near or group.p is not None or NOT_BETWEEN.search(whole.passage[near[-1].end : group.start]):
            continue
        if group.estimates[0]["measure"] == "unknown" and group.estimates[0]["estimate"] is not None:
            continue
        of = of_limits_alone if group.estimates[0]["estimate"] is None else of_effect
        checks = _about(of(group, near[-1]), (*group.estimates, near[-1]), "Printed effect")
        text = p_text_of(p_as_text(near[-1]))
        fitting = [each for each in checks if text in each.said and each.verdict in (FITS, FITS_OTHERWISE)]
        found += fitting
        judged |= {id(near[-1])} if fitting else set()
    return found


MOST_BEHIND_P = 25
"""Letters between a P value and the effect behind it."""

NOT_BETWEEN = re.compile(r"[.)\]]|\band\b|%")
"""Between a P value and an effect: they do not stand in one pair of brackets."""


# ---------------------------------------------------------------- P values that nothing else speaks of


def _left_over(reading, groups, judged):
    """One sentence on each P value that could not be held against anything, or one on many that stand alone."""
    groups = {id(group.p): group for group in groups if group.p is not None}
    often = Counter(
        p_as_text(item) for item in reading.items if item.kind == "p" and item["value"] is not None
    )
    left = [
        item
        for item in reading.items
        if item.kind == "p" and item["value"] is not None and id(item) not in judged
    ]
    beside = [item for item in left if id(item) in groups or not is_plain(item)]
    alone = [item for item in left if id(item) not in groups and is_plain(item)]
    if len(alone) > MOST_ALONE:
        each = Counter(p_text_of(p_as_text(item)) for item in alone)
        many = listed([f"{text} ({times} times)" if times > 1 else text for text, times in each.items()])
        said = f"{many}: {CANNOT_BE_TOLD} because the results that they belong to were not read beside them"
        yield replace(printed(CANNOT_BE_TOLD, said, alone[0]), of=tuple(alone))
        left = beside
    for item in left:
        group = groups.get(id(item))
        by_error = _p_of_standard_error(item, group, reading)
        if by_error is not None:
            yield by_error
            continue
        words = " ".join(words_before(item, reading.passage).split()[-WORDS_OF_P:])
        which = f" (behind “{words}”)" if words and often[p_as_text(item)] > 1 else ""
        start, why = f"{p_text_of(p_as_text(item))}{which}", _why_not(item, group)
        said = f"{start}: {CANNOT_BE_TOLD} because {why}"
        of = (item, *(group.estimates if group is not None else ()))
        name = why.removeprefix(NO_INTERVAL)
        kind, words = OF_SEVERAL.get(why, ""), start
        if name != why:
            kind, words = NO_INTERVALS, f"{p_text_of(p_as_text(item))} ({name})"
        yield OneOfMany(CANNOT_BE_TOLD, said, item.quotation[:300], item.start, of, kind=kind, words=words)


NO_INTERVAL, NO_INTERVALS = "no interval was read with ", "no interval was read with what they judge"
MEDIANS_ALONE = "medians alone give no P value"
NO_OTHER_ARM = "the value of another arm was not read beside it"
MORE_VALUES = "more than two values stand before it, and how many people are behind each was not read"
OF_SEVERAL = {
    MEDIANS_ALONE: MEDIANS_ALONE,
    NO_OTHER_ARM: "the value of another arm was not read beside each",
    MORE_VALUES: "more than two values stand before each, and how many people are behind these was not read",
}
"""Why nothing is told of a P value, and the same of several of them."""

MOST_ALONE = 3
"""P values without a number that they judge, of which each still has a line of its own."""

WORDS_OF_P = 3
"""Words in front of a P value that tell it from another one of the same size."""

WITH_ERROR = re.compile(r"printed with ± ([0-9.]+) \(SE\)")
CHANGED = re.compile(r"\b(?:reduction|decrease|fall|drop|change|increase|rise|loss|gain)s?\b", re.I)


def _p_of_standard_error(p, group, reading):
    """The P value of a difference, or of a change in one arm, that is printed with its standard error; None if there is none."""
    if group is None or not is_plain(p) or len(group.estimates) > 1:
        return None
    item = group.estimates[0]
    if item.kind == "percentage":  # "12.1 ± 1.1 mm (41%; p < 0.001)"
        behind = [each for each in reading.items if each.kind == "mean" and 0 < item.start - each.end < 15]
        item = behind[-1] if behind and reading.passage[behind[-1].end : item.start].endswith("(") else item
    error = next((found[1] for flag in item.flags if (found := WITH_ERROR.search(flag))), None)
    value = item.values.get("estimate")
    if item.kind == "mean" and item["spread_kind"] == "SE":
        value, error = item["mean"], item["spread"]
        if not CHANGED.search(item.sentence[: item.start - item.sentence_start]):
            return None
    if error is None or value is None or not float(error) > 0:
        return None
    middle, half = printed_value(value, "any"), printed_value(error, "any")
    size, unit = abs(float(middle.value)), float(middle.high - middle.low) / 2
    sizes = size - unit, size + unit
    low, high = (2 * float(ndtr(-size)) for size in (sizes[1] / float(half.low), sizes[0] / float(half.high)))
    number = printed_p(p_as_text(p), "any")
    if float(number.high) < low or high < float(number.low):
        return None
    said = f"{p_text_of(p_as_text(p))} and {value} with its standard error of {error}: {FITS} (against no change or difference; they give {p_range((low, high))})"
    return replace(printed(FITS, said, item), of=(p, item))


def _why_not(p, group):
    if not is_plain(p):
        return what_it_is(p)
    if group is None:
        return "the result that it belongs to was not read beside it"
    if group.kind == "effect":
        effect = group.estimates[0]
        name = f"{effect['measure']} {effect['estimate']}".removeprefix("unknown ")
        if effect["estimate"] is None:
            return "no estimate was read with the limits"
        if effect["low"] is None:
            return f"{NO_INTERVAL}{name}"
        return f"it may compare something else than {name} and its limits say"
    if group.kind == "medians":
        return MEDIANS_ALONE
    if group.kind == "statistics":
        test = group.estimates[0]
        if test["name"] in ("t", "F", "chi2") and not test["df"]:
            return f"no degrees of freedom were read with {test.quotation}"
        return f"it goes with {test.quotation}, from which no P value is worked out here"
    if len(group.estimates) > 2:
        return MORE_VALUES
    if len(group.estimates) == 1:
        return NO_OTHER_ARM
    return "what stands beside it does not give a P value"
