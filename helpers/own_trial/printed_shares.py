"""Percentages that are printed without the number of people they are of: which printed number gives them?

A percentage alone is held against its arm, its sentence or everybody; a count with its percentage is solved for the
people it is of. `printed_arms` takes those that stand in pairs first.
"""

import itertools
import re
from collections import Counter
from dataclasses import replace

from helpers.own_trial.printed_alone import printed
from helpers.own_trial.printed_arms import (
    implied_sizes,
    is_estimated,
    is_no_share_of_people,
    share_of_arm,
)
from helpers.own_trial.printed_people import LEFT_OUT_OF, how_many, plain_name
from helpers.statistics import granularity
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, FITS, FITS_OTHERWISE
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

FROM_HERE = 3000
"""Letters around a count in which the number that its percentage is of is looked for."""


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
    return how_many(people[0]) if before and people[0].start < shares[0].start else None


AMONG = re.compile(r"^\W*(?:\w+: )?(?:Among|Of|In) (?:the |these |all )*$", re.I)
"""Before the number of people at the start of a sentence, whose percentages are of them."""


def _add_up_to(two, totals):
    """The only printed number of people that the arms of two counts with percentages may add up to; or None."""
    sizes = [implied_sizes(item) if item.kind == "count" and item["pct"] else [] for item in two.items]
    low, high = (sum(each[end] for each in sizes) if all(sizes) else 0 for end in (0, -1))
    found = [many for many in totals if low <= many <= high < 1.2 * low]
    return found[0] if len(found) == 1 and not two.paired else None


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
    for item in reading.items:
        sizes += [(item.start, str(how_many(item)), how_many(item))] if item.kind in ("n", "count") else []
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
    n = how_many(before[-1]) if before else 0
    return f" (of {n} it is {100 * int(item['x']) / n:.1f} %)" if n > int(item["x"]) else ""


def _gives(item, n):
    try:
        return granularity.can_be_percent(item["pct"], n, int(item["x"]))
    except ValueError:
        return False
