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
from helpers.text import p_between, p_text_of

RANKS = re.compile(r"spearman|\brank\b", re.I)
"""Words of a sentence whose correlation is one of ranks."""

FEWEST, FEWEST_RANKS = 3, 10
"""Pairs of values with which a correlation has a P value, and pairs of ranks from which theirs is close to Pearson's."""

BESIDE = re.compile(r"[\s,;:(\[)\]]{1,4}(?:and |with )?(?:n ?= ?\d+[\s,;)]{1,3})?")
"""Between a correlation and its P value."""

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
        if one.sentence_start == other.sentence_start and BESIDE.fullmatch(between):
            taken = other
            yield from _of_one(item, p, reading, whole)


def _of_one(item, p, reading, whole):
    text, ranks = p_as_text(p), item["name"] == "rho" or bool(RANKS.search(item.sentence))
    start = f"{p_text_of(text)} and {item['name']} = {item['value']}"
    try:
        answers = [
            (n, whose, check_statistic("r", item["value"], text, n - 2))
            for n, whose in _people(item, p, whole)
            if n >= (FEWEST_RANKS if ranks else FEWEST)
        ]
        would = pairs_of_correlation(item["value"], text)
    except (ValueError, TypeError):  # no correlation
        return
    fitting = [each for each in answers if each[2].verdict == FITS]
    if answers:
        _, whose, check = (fitting or answers)[0]
        gives = p_between(check.p_low, check.p_high)
    if fitting:
        close = ", as nearly as ranks allow" if ranks else ""
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


def _people(item, p, whole):
    """Numbers of people that may be behind a correlation, the surest first, with words for them."""
    first, last = min(item.start, p.start) - OWN_PEOPLE, max(item.end, p.end) + OWN_PEOPLE
    own = [n for n in whole.ns if first < n.start < last and n["role"].startswith("as printed")]
    if own:
        return [(int(own[0]["value"]), f"{own[0]['value']} people")]
    found = []
    if whole.everyone or whole.both:
        found.append((whole.everyone or whole.both, f"all {whole.everyone or whole.both} people"))
    stayed = [int(n["value"]) for n in whole.ns if FINISHED.match(whole.passage, n.end)]
    found += [
        (n, f"the {n} people who completed it or were analysed") for n in stayed if n not in dict(found)
    ]
    arms = dict.fromkeys(whole.both_arms or tuple(whole.by_arm.values()))
    found += [(n, f"the {n} people of an arm") for n in arms if n not in dict(found)]
    return found


def _would(pairs, opening="; ", closing=""):
    """How many people would give P, in words; nothing where none do."""
    if pairs is None:
        return ""
    fewest, most = pairs
    many = f"{fewest}" if fewest == most else f"{fewest} or more" if most is None else f"{fewest} to {most}"
    return f"{opening}{many} would give it{closing}"
