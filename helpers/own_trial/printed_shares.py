"""Percentages that are printed without the number of people they are of: which printed number gives them?

A percentage alone is held against its arm, its sentence or everybody; a count with its percentage is solved for the
people it is of. `printed_arms` takes those that stand in pairs first.
"""

import itertools
import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from helpers.own_trial.choices import says_who_they_are
from helpers.own_trial.printed_alone import OneOfMany, printed
from helpers.own_trial.printed_arms import (
    implied_sizes,
    is_estimated,
    is_no_share_of_people,
    share_of_arm,
)
from helpers.own_trial.printed_people import FEWEST, LEFT_OUT_OF, add_up_to_100, how_many, plain_name
from helpers.statistics import granularity
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, DOES_NOT_FIT_UNLESS, FITS, FITS_OTHERWISE
from helpers.statistics.printed import printed_value
from helpers.text import listed

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

NO_SIZE = "no number of people that was read gives it"
NO_SIZES = "no number of people that was read gives them"
"""Why nothing is told of a count with its percentage, and the same of several of them."""

FROM_HERE = 3000
"""Letters around a count in which the number that its percentage is of is looked for."""


NOT_WHOLE = re.compile(rf"{MODELLED.pattern}|weight|standardi|imput|person|per 1", re.I)
"""Words of a sentence whose percentages need not be those of a whole number of people."""

WORD_BEHIND = re.compile(r" ?% (?!of (?:all|the|our|these|patients|participants|cases)\b)[A-Za-z]")
"""Behind a percentage that is of something else: "101 (52.5% up, 47.5% down)"."""

NUMBER_OF_THINGS = re.compile(
    r"(?<![\d.,±=<>/-])(?<![±=<>] )(?:\d{1,3}(?:[,  ]\d{3})+|\d{2,6})(?![\d.,]*\d|\s?%|[-–/])"
    r"(?! ?(?:mg|g|kg|ml|mm|cm|m|µ\w*|years?|months?|weeks?|days?|hours?|h|min\w*|points?|per ?cent|to|±)\b)"
    r"(?= (?:[A-Za-z-]+ ){0,3}?(?:[a-z-]+s|people|children|men|women)\b)",
    re.I,
)
"""A whole number of the passage that words call a number of people or things, though it was not read as such."""

COMPARES = re.compile(r"\b(?:v|vs|versus|compared|than|respectively|groups?|arms?|both|each|either)\b", re.I)
"""Words of a sentence whose counts may be those of several arms."""

YEARS = range(1950, 2051)

WIDE = 0.2
"""By which share the numbers of people that a count and its percentage allow may differ, from each other or from one that is printed."""

SEVERAL_COUNTS = 3
"""So many counts of one sentence that are their percentages of one number are hardly so by chance."""

FEW_SIZES, SOME_SIZES = 3, 10
"""So many numbers of people that a count and its percentage allow say something; so many are shown."""


TELLING = 0.5
"""Most people between the ends of what gives a count its percentage, so that a wrong one would miss every whole number at least half of the times."""


def shares_alone(whole, told):
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
            verdicts = (*verdicts, CANNOT_BE_TOLD, DOES_NOT_FIT_UNLESS, DOES_NOT_FIT)
        elif "." in item["pct"] and (size := _size_of_each(whole)) and _is_of_an_arm(item, of, size):
            n, whose = size, f"if all {size} people of its arm were counted"
        elif not plain_name(item.arm) and (n := _only_people(item, whole)) is not None:
            whose = "if it is of them"
        elif _is_of_all(item, whole, counted[item.sentence_start]):
            n, whose = whole.everyone, f"if it is of all {whole.everyone}"
            verdicts = (FITS,)
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


def _size_of_each(whole):
    """The number of people of each of two arms of the same size; or None."""
    sizes = whole.both_arms or (tuple(whole.by_arm.values()) if len(whole.by_arm) == 2 else ())
    return sizes[0] if len(set(sizes)) == 1 else None


def _is_of_an_arm(item, of, size):
    """Whether a percentage is of the people of one of two arms of the same size: it says so, or its sentence tells of groups.

    Where nothing names its arm, the arms have to be so small that few percentages with a decimal come from whole people.
    """
    few = size < 100 and item.arm == "unknown" and of is None
    return of == "arm" or (few and bool(re.search(r"\bgroups?\b|\barms?\b", item.sentence)))


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
    if says_who_they_are(item, whole.passage) and not COMPARES.search(item.sentence):
        here = [each for each in whole.items if each.sentence_start == item.sentence_start]
        return all(each.kind != "n" or how_many(each) == whole.everyone for each in here)
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
    return how_many(people[0]) if before and people[0].start < shares[0].start else None


AMONG = re.compile(r"^\W*(?:\w+: )?(?:Among|Of|In) (?:the |these |all )*$", re.I)
"""Before the number of people at the start of a sentence, whose percentages are of them."""


def _add_up_to(two, totals):
    """The only printed number of people that the arms of two counts with percentages may add up to; or None."""
    sizes = [implied_sizes(item) if item.kind == "count" and item["pct"] else [] for item in two.items]
    low, high = (sum(each[end] for each in sizes) if all(sizes) else 0 for end in (0, -1))
    found = [many for many in totals if low <= many <= high < 1.2 * low]
    return found[0] if len(found) == 1 and not two.paired else None


OVERALL = re.compile(r"\b(?:overall|in total|in all|altogether|(?:both|all) (?:groups|arms))\b", re.I)
"""Words of a sentence whose percentage is of all arms together."""


def shares_of_both(whole, twos):
    """A percentage that is called overall, against the counts of both arms together where these give it."""
    bare = [item for item in whole.items if item.kind == "percentage" and not item["n"]]
    bare = [item for item in bare if not plain_name(item.arm) and OVERALL.search(item.sentence)]
    for two in twos:
        if two.paired or any(item.kind != "count" or not item["n"] for item in two.items):
            continue
        x, n = (sum(int(item[name]) for item in two.items) for name in ("x", "n"))
        for item in bare:
            near = abs(item.start - two.start) < NEAR_ARMS and float(item["pct"]) <= 100 and x <= n
            if near and "half up" in granularity.check_percent(item["pct"], n, x).rules:
                parts = [" + ".join(each[name] for each in two.items) for name in ("x", "n")]
                yield printed(FITS, f"{item['pct']} % and {parts[0]} of {parts[1]}: {FITS}", item), item


NEAR_ARMS = 400
"""Letters between the counts of two arms and the percentage of both together."""


def lists_of_shares(whole, told):
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


def counts_of_others(reading, whole, told, twos):
    """A count with a percentage and no number of people beside it: which printed number is it a percentage of?

    The numbers near it come first, then the arms of its pair together, then sums and those that were left, then halves.
    """
    bare = [item for item in reading.items if item.kind == "count" and not item["n"] and item["pct"]]
    sizes, later = [], []
    numerators = [item for item in reading.items if item.kind == "count" and (item["pct"] or item["n"])]
    for item in reading.items:
        people = item.kind == "n" or (item.kind == "count" and not item["pct"] and not item["n"])
        sizes += [(item.start, str(how_many(item)), how_many(item))] if people else []
        sizes += [(item.start, item["n"], int(item["n"]))] if item.kind == "count" and item["n"] else []
        if item.kind == "count" and not item["n"] and LEFT_OUT_OF.search(item.sentence):
            later += [(f"{n} - {item['x']}", n - int(item["x"])) for n in whole.totals]
    for one, other in itertools.pairwise(whole.ns):
        words, together = f"{one['value']} + {other['value']}", how_many(one) + how_many(other)
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
            n = sum(map(int, parts))
            if all(item["pct"] is None or _gives(item, n) for item in two.items):
                together |= {id(item): [(n, " + ".join(parts))] for item in two.items}
    for parts in _parts_of_one(bare):
        whole_of_all = sum(map(how_many, parts)), " + ".join(part["x"] for part in parts)
        for item in parts:
            together.setdefault(id(item), [whole_of_all])
    for item in bare:
        if id(item) in told or any("change" in flag for flag in item.flags):
            continue
        start = f"{item['pct']} % and {item['x']}"
        near = {n: words for place, words, n in sizes if abs(place - item.start) < FROM_HERE}
        fitting = {n: words for n, words in near.items() if n > int(item["x"]) and _gives(item, n)}
        fitting = fitting or {n: words for words, n in later if _gives(item, n)}
        fitting = fitting or {n: f"about half of {whole.largest}" for n in halves if _gives(item, n)}
        fitting = fitting or {n: words for n, words in together.get(id(item), ()) if _gives(item, n)}
        found, why = "", ""
        if OTHER_PEOPLE.search(reading.passage[item.end : item.end + 60]):
            found, why = CANNOT_BE_TOLD, " because the people that it is a percentage of were not read"
        elif added.get(id(item)) and not set(fitting) & set(whole.totals):
            found, why = FITS, f" (with arms that add up to the {added[id(item)]} people)"
        elif len(fitting) == 1 or (fitting and set(fitting) <= set(halves)):
            n, words = next(iter(fitting.items()))
            found = granularity.check_percent(item["pct"], n, int(item["x"])).verdict
            why = f" (of {words} people)"
            others = (
                []
                if found == FITS
                else [each for each in _printed_things(item, whole) if _rounds(item, each)]
            )
            if len(others) == 1:
                found, why = FITS, f" (of {others[0]}, which the passage prints)"
        elif fitting and all(words.isdecimal() for words in fitting.values()):
            found, any_of = FITS, [str(n) for n in sorted(fitting)]
            of = listed(any_of, "or") if len(any_of) < MOST_SIZES else f"{any_of[0]} to {any_of[-1]}"
            why = f" (of {of} people, as printed; whose, is not said)"
        elif fitting:
            found = CANNOT_BE_TOLD
            why = (
                f" because of how many people it is, is not said ({' or '.join(fitting.values())} would fit)"
            )
        else:
            found, why = _of_a_part(item, numerators, bare)
            if not found:
                one_list = [each for each in bare if _in_one_list(item, each)]
                found, why = _of_unread_people(item, whole, one_list)
        check = printed(found, f"{start}: {found}{why}", item)
        rest = why.removeprefix(f" because {NO_SIZE}")
        if rest != why:
            words = f"{start} ({re.sub('[()]', '', rest).strip(' ;')})" if rest else start
            check = OneOfMany(found, check.said, check.quotation, check.start, kind=NO_SIZES, words=words)
        yield check, item


def _printed_things(item, whole):
    """The numbers of people or things that stand before a count, though they were not read as such."""
    printed_before = {n for end, n in _things(whole.passage) if end <= item.start}
    return sorted(n for n in printed_before - set(whole.totals) if n not in YEARS)


@lru_cache(maxsize=1)
def _things(passage):
    """Where each number of people or things of a passage ends, and the number. The last passage is kept: many counts ask."""
    return [(each.end(), int(re.sub(r"\D", "", each[0]))) for each in NUMBER_OF_THINGS.finditer(passage)]


def _rounds(item, n):
    """Whether a count is its percentage of so many people, rounded as usual."""
    known = int(item["x"]) <= n
    return known and "half up" in granularity.check_percent(item["pct"], n, int(item["x"])).rules


OF_THOSE = re.compile(r"\b(?:[Oo]f|[Aa]mong|[Ii]n) (?:whom|which|these|those|them)\b")
"""Words of a sentence whose counts are of people that were counted just before."""


def _of_a_part(item, numerators, bare):
    """What a count says that is its percentage of another count, which is no group of its own: a verdict and why, or nothing.

    It fits where a single such count stands before it, and the percentage has a decimal and few numbers of people give it
    or "of these" is said, or where the count gives other such percentages, or two others of the sentence, as well.
    """
    x = int(item["x"])
    parts = [each for each in numerators if how_many(each) > x and _gives(item, how_many(each))]
    sizes = sorted({how_many(each) for each in parts})
    if not sizes:
        return "", ""
    said = OF_THOSE.search(item.sentence[: item.start - item.sentence_start])
    rows = [(each, _sizes_behind(each)[0] or ()) for each in bare]
    ends = [those for each, those in rows if sizes[0] in those and each.sentence_start == item.sentence_start]
    common = min(those[-1] for those in ends) - max(those[0] for those in ends) if ends else SOME_SIZES
    exact = common < FEW_SIZES and sizes[0] in (_sizes_behind(item)[0] or ())
    alike = [each for each, those in rows if "." in each["pct"] and sizes[0] in those]
    fine = "." in item["pct"] and (said or len(_sizes_behind(item)[0] or range(SOME_SIZES)) <= FEW_SIZES)
    several = len(alike) > 1 and item in alike
    verdict = granularity.check_percent(item["pct"], sizes[0], x).verdict
    before = len(sizes) == 1 and parts[0].start < item.start
    if before and (several or (exact and len(ends) >= SEVERAL_COUNTS) or (fine and verdict == FITS)):
        return verdict, f" (of the {sizes[0]} counted before)"
    some = listed([str(n) for n in sizes[:MOST_SIZES]], "or")
    which = "which is itself a count" if len(sizes) == 1 else "which are themselves counts"
    return CANNOT_BE_TOLD, f" because of whom it is, is not said (it would be of {some}, {which})"


def _of_the_nearest(item, whole):
    """What a count would be of the last number of people before it in its sentence, in brackets; or nothing."""
    before = [
        each for each in whole.ns if each.sentence_start == item.sentence_start and each.end <= item.start
    ]
    all_of_them = whole.everyone if int(item["x"]) >= FEWEST else None
    n = how_many(before[-1]) if before else all_of_them or 0
    given = granularity.check_percent(item["pct"], n, int(item["x"])).nearest[0] if n > int(item["x"]) else ""
    return f" (of {n} it is {given} %)" if given else ""


def _in_one_list(one, other):
    """Whether two counts of one sentence are of the same people, as it compares no arms."""
    together = one.sentence_start == other.sentence_start and len({one.arm, other.arm} - {"unknown"}) < 2
    return together and not COMPARES.search(one.sentence)


def _parts_of_one(bare):
    """Counts behind each other in one sentence whose percentages add up to 100: "26 (28%), 52 (55%) and 16 (17%)"."""
    for _, items in itertools.groupby(bare, key=lambda item: item.sentence_start):
        items = list(items)
        ends = itertools.combinations(range(len(items) + 1), 2)
        for first, last in sorted(ends, key=lambda each: each[0] - each[1]):  # the longest list first
            parts = items[first:last]
            if (
                len(parts) > 2
                and len({part.arm for part in parts} - {"unknown"}) < 2
                and add_up_to_100(parts, 2)
            ):
                yield parts


def _of_unread_people(item, whole, of_one_list):
    """What a count with its percentage says where no number of people that was read gives it: a verdict, and why in words.

    The numbers of people that it allows are worked out. None at all do not fit; a number that the passage prints, or
    very few, fit; near a number of people that was read, a few may not have been counted.
    """
    x = int(item["x"])
    why = f" because {NO_SIZE}{_of_the_nearest(item, whole)}"
    sizes, rule = _sizes_behind(item)
    if sizes is None or WORD_BEHIND.match(whole.passage, item.places["pct"][1]):
        return CANNOT_BE_TOLD, why
    if not sizes:
        if x < FEWEST or NOT_WHOLE.search(item.sentence) or is_no_share_of_people((item,)):
            return CANNOT_BE_TOLD, why
        n = max(x, round(100 * x / float(item["pct"])))
        nearest = granularity.check_percent(item["pct"], n, x).nearest[0]
        return (
            DOES_NOT_FIT,
            f" as printed ({x} is {item['pct']} % of no whole number; of {n} it is {nearest} %)",
        )
    things = _printed_things(item, whole)
    there = [n for n in things if n in sizes] or [n for n in things if n > x and _gives(item, n)]
    if len(there) == 1 and sizes[-1] <= (1 + WIDE) * sizes[0]:
        verdict = granularity.check_percent(item["pct"], there[0], x).verdict
        return verdict, f" (of {there[0]}, which the passage prints)"
    if there:
        some = listed([str(n) for n in there[:MOST_SIZES]], "or")
        return CANNOT_BE_TOLD, f" because of how many it is, is not said ({some} would fit)"
    if "n = is read as the count" in item.flags and whole.largest and sizes[0] > (1 + WIDE) * whole.largest:
        return CANNOT_BE_TOLD, f" because {x} may be the number of people that it is a percentage of"
    shown = _range_in_words(sizes)
    known = {int(each["n"]) for each in whole.items if each.kind == "count" and each["n"]}
    known |= {*whole.totals, *things}
    near = [n for n in known if n > x and (1 - WIDE) * sizes[0] <= n <= (1 + WIDE) * sizes[-1]]
    near += [whole.everyone] if whole.everyone and x < whole.everyone < sizes[0] else []
    if near:
        n = min(near, key=lambda n: (n < sizes[0], abs(n - sizes[0])))
        missing = ", if some were not counted" if n > sizes[-1] else ""
        given = granularity.check_percent(item["pct"], n, x).nearest[0]
        if n in things:
            return (
                CANNOT_BE_TOLD,
                f" because of {n}, which the passage prints, it is {given} %; {shown} would give it",
            )
        return CANNOT_BE_TOLD, f" because of {n} people it is {given} %; {shown} would give it{missing}"
    others = [_sizes_behind(other)[0] for other in of_one_list] if len(of_one_list) > 2 else []
    ends = [each for each in others if each] or [sizes]
    few = range(max(each.start for each in ends), min(each.stop for each in ends)) or sizes
    share = printed_value(item["pct"], rule)
    width = 100 * x * (1 / float(share.low) - 1 / float(share.high))  # from 1 on, some number always fits
    if len(few) <= FEW_SIZES and (width <= TELLING or len(ends) > 2):
        verdict = FITS if rule == "half up" else FITS_OTHERWISE
        return verdict, f" (of {_range_in_words(few)}, a number that was not read)"
    return CANNOT_BE_TOLD, f"{why}{f'; {shown} would' if len(sizes) <= SOME_SIZES else ''}"


def _sizes_behind(item):
    """The numbers of people that give a count its percentage, and the rounding rule that allows any; None where nothing limits them."""
    try:
        for rule in ("half up", "any"):
            sizes = granularity.people_behind(item["pct"], int(item["x"]), rule)
            if sizes:
                break
        return sizes, rule
    except ValueError:
        return None, ""


def _range_in_words(sizes):
    return f"{sizes[0]} to {sizes[-1]}" if len(sizes) > 2 else listed(sizes, "or")


def _gives(item, n):
    try:
        return granularity.can_be_percent(item["pct"], n, int(item["x"]))
    except ValueError:
        return False
