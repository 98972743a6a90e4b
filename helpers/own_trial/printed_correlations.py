"""Correlations and their P values: would so many pairs of values give P?

A correlation and a number of people give P, but seldom does a sentence say how many are behind a correlation, and of
ranks, or after adjustment, P is not quite that of Pearson's. So a mismatch is never claimed.
"""

import itertools
import re

from helpers.own_trial.printed_alone import Printed, is_plain, p_as_text
from helpers.own_trial.printed_people import FINISHED
from helpers.own_trial.read_p_values import CORRELATIONS
from helpers.statistics.effects import check_statistic, pairs_of_correlation
from helpers.statistics.fits import CANNOT_BE_TOLD, FITS
from helpers.text import listed, p_between, p_text_of

RANKS = re.compile(r"spearman|\brank\b", re.I)
"""Words of a sentence whose correlation is one of ranks."""

FEWEST, FEWEST_RANKS = 3, 10
"""Pairs of values with which a correlation has a P value, and pairs of ranks from which theirs is close to Pearson's."""

BESIDE = re.compile(r"[\s,;:(\[)\]]{1,4}(?:and |with )?(?:n ?= ?\d+[\s,;)]{1,3})?")
"""Between a correlation and its P value."""

PART = re.compile(
    r"\b(?:among|in|for|with|within|of|to|given|receiving)\b[^,;()]{2,60}?\b(?:groups?|arms?|subgroups?|subsets?|those|males?|females?|women|men|boys|girls|controls|cases"
    r"|(?:patients|people|participants|subjects|adults|children|eyes) (?:given|treated|receiving|randomi[sz]ed|assigned|allocated|without))\b"
    r"|\b(?:(?:non|normo|hyper|hypo)\w+|healthy|obese|lean|male|female|young|younger|older|elderly|untreated) (?:[a-z]+ )?(?:patients|people|participants|subjects|adults|children)\b"
    r"|^\W*with (?!age)[^,;()]{2,30},",
    re.I,
)
"""Words with which a correlation is of some of the people only."""

ALL_OF_THEM = re.compile(
    r"\b(?:all|both|entire|whole|total|overall|pooled|combined)\b|\bbetween the groups\b", re.I
)
"""Words with which it is of all of them."""

SHARP = 0.15
"""By how large a share of the fewest people the most may exceed them where P is as good as the mark of its people."""

MOST_BEHIND = 60
"""Letters behind a correlation in which its people may be named."""

OWN_PEOPLE = 12
"""Letters between a correlation, or its P value, and the number of people that is printed for both."""


def of_correlations(reading, whole):
    """Each correlation with the P value right beside it, against the people of its bracket, of the whole or of an arm.

    >>> from helpers.own_trial.printed_people import Whole
    >>> from helpers.own_trial.reading import read
    >>> reading = read("We studied 18 adults. Itch went with age (r = 0.52, P = 0.028).")
    >>> [check.said for check in of_correlations(reading, Whole(reading))]
    ['P = 0.028 and r = 0.52: fits (all 18 people give P between .025 and .029)']
    """
    taken = None
    for one, other in itertools.pairwise(item for item in reading.items if item.kind != "n"):
        if one is taken or {one.kind, other.kind} != {"p", "statistic"}:
            continue
        item, p = (one, other) if other.kind == "p" else (other, one)
        if item["name"] not in CORRELATIONS or item["df"] or not is_plain(p) or not float(p["value"]):
            continue
        between = reading.passage[one.end : other.start]
        if re.search(r"\bv(?:s\.?|ersus)? $", item.sentence[: item.start - item.sentence_start]):
            continue  # it compares two correlations
        if one.sentence_start == other.sentence_start and BESIDE.fullmatch(between):
            taken = other
            yield from _of_one(item, p, reading, whole)


def _of_one(item, p, reading, whole):
    text, ranks = p_as_text(p), item["name"] == "rho" or bool(RANKS.search(item.sentence))
    start = f"{p_text_of(text)} and {item['name']} = {item['value']}"
    own = _own_people(item, p, whole)
    try:
        would = pairs_of_correlation(item["value"], text)
        known = own or _people(item, p, whole, would)
        answers = [
            (n, whose, check_statistic("r", item["value"], text, n - 2))
            for n, whose in known
            if n >= (FEWEST_RANKS if ranks else FEWEST)
        ]
    except (ValueError, TypeError):  # no correlation
        return
    fitting = [each for each in answers if each[2].verdict == FITS]
    bound = not own and p["operator"] != "="
    if bound and len(fitting) < len(
        answers
    ):  # a bound is met by many sizes, so all that are possible must meet it
        answers, fitting = [] if fitting else answers, []
    if answers:
        _, whose, check = (fitting or answers)[0]
        gives = p_between(check.p_low, check.p_high)
    close = ", as nearly as ranks allow" if ranks else ""
    if fitting and bound and would:
        sizes = listed(sorted(dict.fromkeys(str(n) for n, *_ in answers), key=int), "or")
        verdict, why = FITS, f"({_many(would)} people give it{close}; {sizes} were read)"
    elif fitting:
        verdict, why = FITS, f"({whose} give {gives}{close})"
    elif answers:
        verdict = CANNOT_BE_TOLD
        why = f"because an adjusted correlation, another one or a correction for several tests may give it ({whose} would give {gives}{_would(would)})"
    else:
        verdict = CANNOT_BE_TOLD
        why = f"because how many people are behind it was not read{_would(would, ' (', ')')}"
    first, last = min(item.start, p.start), max(item.end, p.end)
    yield Printed(
        verdict, f"{start}: {verdict} {why}", reading.passage[first:last][:300], first, of=(item, p)
    )


def _own_people(item, p, whole):
    """The number of people beside a correlation, with words for them."""
    first, last = min(item.start, p.start) - OWN_PEOPLE, max(item.end, p.end) + OWN_PEOPLE
    own = [n for n in whole.ns if first < n.start < last and n["role"].startswith("as printed")]
    return [(int(own[0]["value"]), f"{own[0]['value']} people")] if own else []


def _people(item, p, whole, would):
    """Numbers of people that may be behind a correlation, the surest first, with words for them.

    Of a correlation among some of the people, only arms can be the ones; any printed size where hardly another one gives P.
    """
    at = min(item.start, p.start) - item.sentence_start
    before = item.sentence[:at].rpartition(";")[2]
    behind = item.sentence[max(item.end, p.end) - item.sentence_start :].lstrip(")]")[:MOST_BEHIND]
    words = f"{before} {re.split(r'[,;(]', behind)[0]}"
    part = PART.search(words) and not ALL_OF_THEM.search(words)
    named = [
        n for name, n in whole.by_arm.items() if name and re.search(rf"\b{re.escape(name)}", words, re.I)
    ]
    if part and len(named) == 1:
        return [(named[0], f"the {named[0]} people of an arm")]
    nested = whole.are_nested(whole.both_arms)
    arms = whole.both_arms or tuple(whole.by_arm.values())
    stayed = [int(n["value"]) for n in whole.ns if FINISHED.match(whole.passage, n.end)]
    found = {}
    sharp = p["operator"] == "=" and would and None not in would and would[1] - would[0] <= SHARP * would[0]
    if sharp or not part:
        for n in (None if nested else whole.both, whole.everyone):
            found |= {n: f"all {n} people"} if n else {}
        found |= {n: f"the {n} people who completed it or were analysed" for n in stayed if n not in found}
    if sharp or (not nested and (part or (p["operator"] != "=" and not found))):
        found |= {n: f"the {n} people of an arm" for n in arms if n not in found}
    return [*found.items()]


def _would(pairs, opening="; ", closing=""):
    """How many people would give P, in words; nothing where none do."""
    return f"{opening}{_many(pairs)} would give it{closing}" if pairs is not None else ""


def _many(pairs):
    fewest, most = pairs
    return f"{fewest}" if fewest == most else f"{fewest} or more" if most is None else f"{fewest} to {most}"
