"""All checks of a reading that need no assignment: each printed number against the others, before anybody says what it is.

`printed_alone` takes single findings, `printed_arms` two findings side by side with their P value, `printed_effects` an
effect and the two arms that it compares. Here stand what a whole passage adds up to, and a word on each P value that
nothing else speaks of.
"""

import itertools
import re
from collections import Counter
from dataclasses import replace

from scipy.special import ndtr

from helpers.own_trial.choices import words_before
from helpers.own_trial.printed_alone import (
    Printed,
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
    CLAIMED,
    CLAIMS,
    DENIED,
    DENIES,
    NOT_READ,
    OWN_LIMITS,
    claim_words,
    implied_sizes,
    is_estimated,
    is_no_share_of_people,
    one_sided_later,
    p_of_two,
    share_of_arm,
    shares_of_sizes,
    two_arms,
    what_it_is,
)
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
from helpers.own_trial.printed_people import FEWEST, LEFT_OUT_OF, Whole, plain_name
from helpers.own_trial.printed_words import claims_alone, people_missing
from helpers.statistics import granularity
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, FITS, FITS_OTHERWISE
from helpers.statistics.printed import printed_p, printed_value
from helpers.text import listed, p_text_of

MODELLED = re.compile(r"estimate|Kaplan|adjust|cumulat|predict|model|surviv|imput|probabilit", re.I)
"""Words of a sentence whose percentages need not be whole people."""

OF_ALL = re.compile(
    r"^[%)]{0,3} of (?:all |the |these )*(?:patients|participants|people|subjects|adults|children|infants)\b"
    r"(?:(?P<arm> (?:treated|given|receiving|taking|assigned|allocated) )|(?P<some> (?:who|with|aged|on|in) ))?",
    re.I,
)
"""Behind a percentage of everybody, of those of an arm or of some."""

OF_CASES = re.compile(
    r"^[%)]{0,3} (?:of|in) (?:all |the |these )*(?:cases|eyes|sides|patients|participants|people)\b", re.I
)
ANOTHER_ARM = re.compile(
    r"\b(?:control|placebo|sham|vehicle|other|comparison|comparator|standard|untreated) (?:group|arm|side|patient|eye|case)s?\b|\bcontrols\b",
    re.I,
)
"""A percentage "of the cases" in a sentence that speaks of another group, too, is not one of everybody."""

OTHER_PEOPLE = re.compile(
    r"^[^.;]{0,30}\b(?:planned|target|intended|eligible|screened|invited|expected)\b", re.I
)
"""Words behind a percentage that is of people whose number need not be printed."""

MOST_SIZES = 5
"""Printed numbers of people that are named one by one."""

FROM_HERE = 3000
"""Letters around a count in which the number that its percentage is of is looked for."""

PARTS = "the two arms add up to the total"
"""The flag of numbers that are parts of one beside them."""

NEAR = 400
"""Letters between two numbers of people that may add up to a third."""


def check_reading(reading):
    """All checks of a `Reading` that need no assignment, as a tuple of `Printed` in reading order.

    >>> from helpers.own_trial.reading import read
    >>> [check.said for check in check_reading(read("Fewer relapsed (12/50 [24%] v 23/50 [45%]; P = .02)."))]
    ['24 % and 12/50: fits', 'P = 0.02 and 12/50 v 23/50: fits (mid-P, mid-P (doubled), Pearson, N-1 or likelihood ratio)', '45 % and 23/50: does not fit as printed (23/50 is 46 %; 45 % would fit 51 people)']
    """
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
            found += _about(error_in_interval(group), of)
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
    found += _late_p_values(whole.groups, judged) + _early_p_values(whole, judged) + _lists(whole, told)
    for check, item in (*_shares(whole, shown), *_counts_of_others(reading, whole, shown, twos)):
        found += _about([check], (item,), "Percentages against counts")
    found += [*numbers_needed(whole.groups, twos), *medians_and_hazards(whole.groups), *folds(whole, twos)]
    found += [*medians_alone(whole.groups), *reductions(whole, judged)]
    found += [*earlier_differences(whole, twos), *margins(whole)]
    found += [*_sums(whole, twos), *_hundreds(whole)]
    found += [*means_of_counts(reading), *means_in_ranges(reading), *spreads(reading)]
    found += [*_denied_with_p(reading), *_claimed_with_p(reading), *_left_over(reading, whole.groups, judged)]
    found += [*people_missing(whole), *claims_alone(whole, found)]
    return tuple(sorted(dict.fromkeys(found), key=lambda check: check.start))


def checks_about(reading, chosen):
    """The checks on findings that a reader has chosen, and on what the passage holds against these.

    `chosen` are items of the reading. Returns a tuple of `Printed`; only those on chosen findings alone keep the `name`
    of the check of the page that says the same.
    """
    checks = check_reading(reading)
    known = {id(item) for item in chosen}
    near = {id(item) for check in checks if known & set(map(id, check.of)) for item in check.of}
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
    if p is not None and any(p_text_of(p_as_text(p)) in check.said for check in found):
        judged.add(id(p))
    return found


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


def _lists(whole, told):
    """Percentages of more than two arms or outcomes for which no P value is printed."""
    found = []
    for group in whole.groups:
        listed_alone = group.kind == "percentages" and len(group.estimates) > 2 and group.p is None
        if not listed_alone or _whole_people(whole.totals) or id(group.estimates[0]) in told:
            continue
        if all(plain_name(item.arm) in whole.by_arm for item in group.estimates):
            continue
        shown = listed([f"{item['pct']} %" for item in group.estimates])
        why = "the numbers of people behind them were not read"
        if is_estimated(group.estimates):
            why = "they may be estimates, which are no counts"
        check = printed(CANNOT_BE_TOLD, f"{shown}: {CANNOT_BE_TOLD} because {why}", group.estimates[0])
        found.append(replace(check, of=tuple(group.estimates)))
    return found


# ---------------------------------------------------------------- what adds up


def _hundreds(whole):
    """Three or more percentages behind each other that add up to 100: classes of one group of people."""
    for group in whole.groups:
        items = group.estimates if group.kind in ("percentages", "counts") else ()
        at = 0
        while at + 2 < len(items):
            for last in range(len(items), at + 2, -1):
                part = items[at:last]
                if len({item.arm for item in part} - {"unknown"}) > 1:
                    continue  # of several arms, not classes of one
                numbers = [printed_value(item["pct"], "any") for item in part if item["pct"]]
                low, high = (sum(float(getattr(each, end)) for each in numbers) for end in ("low", "high"))
                exact = sum(float(each.value) for each in numbers)
                if len(numbers) == len(part) and low <= 100 <= high and abs(exact - 100) < 1:
                    said = f"{' + '.join(item['pct'] for item in part)} = {exact:.{numbers[0].decimals}f}: {FITS}"
                    yield replace(printed(FITS, said, part[0]), of=tuple(part))
                    at = last - 1
                    break
            at += 1


def _sums(whole, twos):
    """Numbers of people that add up to another printed one: arms of one sentence, parts near each other, those left out."""
    totals, said = set(whole.totals), set()
    arms = set(whole.both_arms or ())
    outcomes = {frozenset(map(id, two.items)) for two in twos}
    all_of = totals | {int(item["n"]) for item in whole.items if item.kind == "count" and item["n"]}
    for _, items in itertools.groupby(whole.items, key=lambda item: item.sentence_start):
        items = list(items)
        people = [item for item in items if item.kind == "n"]
        counts = [item for item in items if item.kind == "count" and not item["n"] and not item["pct"]]
        here = {_many(item) for item in items if item.kind == "count"}
        top = [item for item in people if PARTS not in item.flags]
        for many in (2, 3, 4):
            for at in range(len(people) - many + 1):
                if not _is_part_of_a_list(people, at, at + many):
                    yield from _sum(people[at : at + many], all_of | here, whole, said)
            if len(top) == many:
                yield from _sum(top, whole.numbers, whole, said)
            for at in range(1, len(counts) - many + 1) if many > 2 else ():
                yield from _sum(counts[at : at + many], {_many(item) for item in counts[:at]}, whole, said)
        parts = [item for item in items if item.kind == "n" or (item.kind == "count" and item["x"] != "0")]
        for one, other in itertools.pairwise(parts):
            others = {_many(item) for item in parts if item is not one and item is not other} | totals
            others -= arms if frozenset((id(one), id(other))) in outcomes else set()
            if "count" in (one.kind, other.kind) and _may_be_parts(one, other, parts, max(totals, default=0)):
                yield from _sum([one, other], others, whole, said)
    shares = [item for item in whole.items if item.kind in ("count", "percentage") and item["n"]]
    parts_of_all = {_many(item) for item in whole.items if item.kind == "count" and item["pct"]}
    near = (each for each in itertools.pairwise(whole.ns) if each[0].sentence == each[1].sentence)
    pairs = [tuple(map(_many, each)) for each in near]
    for many in (3, 2):
        for at in range(len(shares) - many + 1):
            parts = shares[at : at + many]
            together = len({item.sentence_start for item in parts}) == 1
            own = {int(item["n"]) for item in parts}
            others = {sum(pair) for pair in pairs if many == 2 and not own & {*pair}}
            if together and not any(flag.startswith("n from") for item in parts for flag in item.flags):
                yield from _sum(parts, totals | others | parts_of_all, whole, said, "n")
    for many in (2, 3, 4):
        for at in range(len(whole.ns) - many + 1):
            parts = whole.ns[at : at + many]
            near = all(other.start - one.end < NEAR for one, other in itertools.pairwise(parts))
            if near and parts[0].sentence_start != parts[-1].sentence_start:
                yield from _sum(parts, totals, whole, said)
    for item, arms in whole.alike:
        if arms * _many(item) in totals:
            words = f"{arms} x {_many(item)} = {arms * _many(item)}: {FITS}"
            yield replace(printed(FITS, words, item), of=(item,))
    yield from _without_those_left_out(whole)


def _without_those_left_out(whole):
    """Everybody less those that a sentence says were left out, where the passage prints how many are left."""
    for _, items in itertools.groupby(whole.items, key=lambda item: item.sentence_start):
        left = [item for item in items if item.kind == "count"]
        if not left or not LEFT_OUT_OF.search(left[0].sentence):
            continue
        for parts in ([item] for item in left), (left[at : at + 2] for at in range(len(left) - 1)):
            for few in parts:
                numbers = [_many(item) for item in few]
                near = {_many(item) for item in whole.ns if abs(item.start - few[0].start) < NEAR}
                for total in near:
                    rest = total - sum(numbers)
                    arms = {rest, *numbers} & set(whole.both_arms or ())
                    if rest in near and 0 < sum(numbers) < rest and not arms:
                        said = f"{total} - {' - '.join(map(str, numbers))} = {rest}: {FITS}"
                        yield replace(printed(FITS, said, few[0]), of=tuple(few))


def _is_part_of_a_list(people, first, last):
    """Whether numbers of people are some, but not all, of a list of "n ="."""
    named = [item["role"].startswith("as printed") for item in people]
    around = named[max(0, first - 1) : first] + named[last : last + 1]
    return all(named[first:last]) and any(around)


def _may_be_parts(one, other, parts, largest):
    """Whether two counts may add up: those of two arms, with their own people or percentages, do so only in a whole count."""
    shares = [item.values.get("pct") or item.values.get("n") for item in (one, other)]
    if not any(shares):
        return True
    sums = _many(one) + _many(other)
    if all(shares) and one.values.get("n") and other.values.get("n"):
        both = int(one["n"]) + int(other["n"])
        if any(each.kind == "count" and (each["x"], each["n"]) == (str(sums), str(both)) for each in parts):
            return True
    return all(shares) and sums == largest


def _many(item):
    return int(item["value"] if item.kind == "n" else item["x"])


def _sum(parts, totals, whole, said, field=None):
    numbers = [int(item[field]) if field else _many(item) for item in parts]
    words = f"{' + '.join(map(str, numbers))} = {sum(numbers)}: {FITS}"
    if sum(numbers) in totals and min(numbers) > 0 and sum(numbers) >= FEWEST and words not in said:
        said.add(words)
        yield Printed(FITS, words, whole.passage[parts[0].start : parts[-1].end][:300], parts[0].start)


# ---------------------------------------------------------------- percentages and their people


def _shares(whole, told):
    """Percentages without people, against those of their arm, of their sentence, or everybody: do whole people give them?

    Of an arm that carries the same name, "10% in the balm group (n = 45)"; of the only people of a sentence, "Among the 40
    adults who stayed, 55 %"; of everybody, in a large study only "76.4% of patients". A mismatch is told of arms alone, as
    fewer may have answered.
    """
    counted = Counter(item.sentence_start for item in whole.items if item.kind == "percentage")
    for item in whole.items:
        bare = item.kind == "percentage" and not item["n"] and id(item) not in told
        if not bare or MODELLED.search(item.sentence) or is_no_share_of_people((item,)):
            continue
        n, whose, verdicts = whole.by_arm.get(plain_name(item.arm)), "", (FITS, FITS_OTHERWISE)
        of = "arm" if plain_name(item.arm) else _of_whom(item, whole)
        if n is not None:
            whose = f"if all {n} people of '{item.arm}' were counted"
            verdicts = (*verdicts, CANNOT_BE_TOLD, DOES_NOT_FIT)
        elif of == "arm" and "." in item["pct"] and len(set(whole.both_arms or ())) == 1:
            n, whose = whole.both_arms[0], f"if all {whole.both_arms[0]} people of its arm were counted"
        elif not plain_name(item.arm) and (n := _only_people(item, whole)) is not None:
            whose = "if it is of them"
        elif _is_of_all(item, whole, counted[item.sentence_start]):
            n, whose = whole.everyone, f"if it is of all {whole.everyone}"
            verdicts = verdicts if _whole_people(whole.totals) else (FITS,)
        check = share_of_arm(item, n, whole, whose) if n is not None else None
        if check is not None and check.verdict in verdicts:
            yield check, item
    for item in whole.items:  # one with its interval may be an estimate: only what fits is told
        n = whole.by_arm.get(plain_name(item.arm)) if item.kind == "effect" else None
        if n is None or item["measure"] != "percentage" or "." not in (item["estimate"] or ""):
            continue
        share = replace(item, kind="percentage", values={"pct": item["estimate"], "n": None})
        if MODELLED.search(item.sentence) or is_estimated((share,)) or is_no_share_of_people((share,)):
            continue
        check = share_of_arm(share, n, whole, f"if all {n} people of '{item.arm}' were counted")
        if check is not None and check.verdict == FITS:
            yield check, item


def _whole_people(totals):
    """Whether a passage prints a single number of people, so small that a percentage with a decimal can miss it."""
    return len(totals) == 1 and max(totals) < 100


def _is_of_all(item, whole, in_sentence):
    """Whether a percentage that names no arm may be of everybody."""
    behind, few = whole.passage[item.end : item.end + 40], _whole_people(whole.totals)
    if whole.everyone is None or "." not in item["pct"] or item.arm != "unknown":
        return False
    if OF_CASES.search(behind) and ANOTHER_ARM.search(item.sentence):
        return False
    return few or (in_sentence == 1 and _of_whom(item, whole) == "all")


def _of_whom(item, whole):
    """Whether "of the patients" stands behind a percentage ("all"), with the words of an "arm" or of "some"; else None."""
    found = OF_ALL.search(whole.passage[item.end : item.end + 60])
    return found and (found.lastgroup or "all")


def _only_people(item, whole):
    """The number of people at the start of a sentence that otherwise holds one or two percentages of them; or None."""
    here = [each for each in whole.items if each.sentence_start == item.sentence_start]
    people = [each for each in here if each.kind == "n"]
    shares = [each for each in here if each.kind == "percentage" and not each["n"]]
    if len(people) != 1 or len(shares) != len(here) - 1 or len(shares) > 2 or plain_name(people[0].arm):
        return None
    before = AMONG.search(whole.passage[item.sentence_start : people[0].start])
    return _many(people[0]) if before and people[0].start < shares[0].start else None


AMONG = re.compile(r"^\W*(?:\w+: )?(?:Among|Of|In) (?:the |these |all )*$", re.I)
"""Before the number of people at the start of a sentence, whose percentages are of them."""


def _add_up_to(two, totals):
    """The only printed number of people that the arms of two counts with percentages may add up to; or None."""
    sizes = [implied_sizes(item) if item.kind == "count" and item["pct"] else [] for item in two.items]
    low, high = (sum(each[end] for each in sizes) if all(sizes) else 0 for end in (0, -1))
    found = [many for many in totals if low <= many <= high < 1.2 * low]
    return found[0] if len(found) == 1 and not two.paired else None


def _counts_of_others(reading, whole, told, twos):
    """A count with a percentage and no number of people beside it: which printed number is it a percentage of?

    The numbers near it come first, then the arms of its pair together, then sums and those that were left, then halves.
    """
    bare = [item for item in reading.items if item.kind == "count" and not item["n"] and item["pct"]]
    sizes, later = [], []
    for item in reading.items:
        sizes += [(item.start, str(_many(item)), _many(item))] if item.kind in ("n", "count") else []
        sizes += [(item.start, item["n"], int(item["n"]))] if item.kind == "count" and item["n"] else []
        if item.kind == "count" and not item["n"] and LEFT_OUT_OF.search(item.sentence):
            later += [(f"{n} - {item['x']}", n - int(item["x"])) for n in whole.totals]
    for one, other in itertools.pairwise(whole.ns):
        words, together = f"{one['value']} + {other['value']}", _many(one) + _many(other)
        if one.sentence_start == other.sentence_start:
            sizes.append((one.start, words, together))
        else:
            later.append((words, together))
    if len(whole.totals) == 2:
        later.append(
            (" - ".join(map(str, sorted(whole.totals)[::-1])), abs(whole.totals[0] - whole.totals[1]))
        )
    halves = sorted({n for pair in whole.halves or () for n in pair})
    if not all(any(_gives(item, n) for n in halves) for item in bare):
        halves = []
    added = {id(item): _add_up_to(two, whole.totals) for two in twos for item in two.items}
    together = {}
    for two in twos:
        if all(item.kind == "count" and not item["n"] for item in two.items):
            parts = [item["x"] for item in two.items]
            whole_of_both = sum(map(int, parts)), " + ".join(parts)
            together |= {id(item): [whole_of_both] for item in two.items}
    for item in bare:
        if id(item) in told or any("change" in flag for flag in item.flags):
            continue
        start = f"{item['pct']} % and {item['x']}"
        near = {n: words for place, words, n in sizes if abs(place - item.start) < FROM_HERE}
        fitting = {n: words for n, words in near.items() if n > int(item["x"]) and _gives(item, n)}
        fitting = fitting or {n: words for words, n in later if _gives(item, n)}
        fitting = fitting or {n: f"about half of {whole.largest}" for n in halves if _gives(item, n)}
        fitting = fitting or {n: words for n, words in together.get(id(item), ()) if _gives(item, n)}
        found, why = (
            CANNOT_BE_TOLD,
            f" because no number of people that was read gives it{_of_the_nearest(item, whole)}",
        )
        if OTHER_PEOPLE.search(reading.passage[item.end : item.end + 60]):
            why = " because the people that it is a percentage of were not read"
        elif added.get(id(item)) and not set(fitting) & set(whole.totals):
            found, why = FITS, f" (with arms that add up to the {added[id(item)]} people)"
        elif len(fitting) == 1 or (fitting and set(fitting) <= set(halves)):
            n, words = next(iter(fitting.items()))
            found = granularity.check_percent(item["pct"], n, int(item["x"])).verdict
            why = f" (of {words} people)"
        elif fitting and all(words.isdecimal() for words in fitting.values()):
            found, any_of = FITS, [str(n) for n in sorted(fitting)]
            of = listed(any_of, "or") if len(any_of) < MOST_SIZES else f"{any_of[0]} to {any_of[-1]}"
            why = f" (of {of} people, as printed; whose, is not said)"
        elif fitting:
            why = (
                f" because of how many people it is, is not said ({' or '.join(fitting.values())} would fit)"
            )
        yield printed(found, f"{start}: {found}{why}", item), item


def _of_the_nearest(item, whole):
    """What a count would be of the last number of people before it in its sentence, in brackets; or nothing."""
    before = [
        each for each in whole.ns if each.sentence_start == item.sentence_start and each.end <= item.start
    ]
    n = _many(before[-1]) if before else 0
    return f" (of {n} it is {100 * int(item['x']) / n:.1f} %)" if n > int(item["x"]) else ""


def _gives(item, n):
    try:
        return granularity.can_be_percent(item["pct"], n, int(item["x"]))
    except ValueError:
        return False


# ---------------------------------------------------------------- P values that nothing else speaks of


def _denied_with_p(reading):
    """ "No significant difference" in a sentence all of whose P values lie above .05."""
    ps = [item for item in reading.items if item.kind == "p" and item["value"] is not None]
    for _, items in itertools.groupby(ps, key=lambda item: item.sentence_start):
        items = tuple(items)
        least = min(float(item["value"]) - 1e-6 * (item["operator"] == "=") for item in items)
        plain = all(is_plain(item) and item["operator"] not in "<≤⩽" for item in items)
        if plain and least >= 0.05 and DENIES.search(items[0].sentence):
            values = listed([p_text_of(p_as_text(item)) for item in items])
            said = f"{claim_words(DENIED, items[0].sentence)} and {values}: {FITS} (above .05)"
            yield replace(printed(FITS, said, items[0]), of=items)


def _claimed_with_p(reading):
    """ "Significantly" in a sentence all of whose P values lie below .05."""
    ps = [item for item in reading.items if item.kind == "p" and item["value"] is not None]
    for _, items in itertools.groupby(ps, key=lambda item: item.sentence_start):
        items = tuple(items)
        plain = all(is_plain(item) and item["operator"] in "=<≤⩽" for item in items)
        most = max(float(item["value"]) - 1e-6 * (item["operator"] == "<") for item in items)
        sentence = items[0].sentence
        if plain and most < 0.05 and CLAIMS.search(sentence) and not DENIES.search(sentence):
            values = listed(list(dict.fromkeys(p_text_of(p_as_text(item)) for item in items)))
            said = f"{CLAIMED} and {values}: {FITS} (below .05)"
            yield replace(printed(FITS, said, items[0]), of=items)


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
        said = f"{many}: {CANNOT_BE_TOLD} because no number that they judge was read beside them"
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
        said = f"{p_text_of(p_as_text(item))}{which}: {CANNOT_BE_TOLD} because {_why_not(item, group)}"
        of = (item, *(group.estimates if group is not None else ()))
        yield replace(printed(CANNOT_BE_TOLD, said, item), of=of)


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
        return "no number that it judges was read beside it"
    if group.kind == "effect":
        effect = group.estimates[0]
        name = f"{effect['measure']} {effect['estimate']}".removeprefix("unknown ")
        if effect["estimate"] is None:
            return "no estimate was read with the limits"
        if effect["low"] is None:
            return f"no interval was read with {name}"
        return f"it may compare something else than {name} and its limits say"
    if group.kind == "medians":
        return "medians alone give no P value"
    if group.kind == "statistics":
        test = group.estimates[0]
        if test["name"] in ("t", "F", "chi2") and not test["df"]:
            return f"no degrees of freedom were read with {test.quotation}"
        return f"it goes with {test.quotation}, from which no P value is worked out here"
    if len(group.estimates) > 2:
        return "more than two values stand before it, and how many people are behind each was not read"
    if len(group.estimates) == 1:
        return "the value of another arm was not read beside it"
    return "what stands beside it does not give a P value"
