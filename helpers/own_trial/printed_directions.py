"""Words that say which of two values is the larger one, or that one fell or rose to the other, against the values.

A value that is not where the words put it does not fit unless the values stand in the other order; where the words name
only one of the groups, that order is open.
"""

import itertools
import re

from helpers.own_trial.printed_alone import Printed, unless
from helpers.own_trial.printed_arms import OWN_LIMITS, finding
from helpers.own_trial.printed_claims import clauses
from helpers.own_trial.reading import is_closed_pair
from helpers.statistics.fits import CANNOT_BE_TOLD, FITS
from helpers.text import listed

COMPARED = re.compile(
    r"(?<!or )(?<!with )\b(?:(?P<more>higher|greater|larger|longer|more(?: (?:common(?:ly)?|frequent(?:ly)?|likely|often)|(?! (?:than|or|rapid|quick|effective|efficient|efficacious|sever|stable|dominant|favou?r)|(?: [a-z]+ly))))"
    r"|(?P<less>lower|smaller|shorter|fewer|less(?: (?:common(?:ly)?|frequent(?:ly)?|likely|often)|(?! (?:than|or|rapid|quick|effective|efficient|efficacious|sever|stable|dominant|favou?r)|(?: [a-z]+ly)))))\b"
    r"(?! (?:limbs?|legs?|back|extremit\w+|doses?|limits?|respiratory|urinary|segments?|age|grade))",
    re.I,
)
"""Words that say which of two values is the larger one."""

OTHER_WORDS = re.compile(
    r"\b(?:better|worse|improv\w*|increas\w*|decreas\w*|reduc\w*|fell|rose|declin\w*|loss|no|not|neither|similar\w*|respectively|least|most|regardless|missed|negative)\b",
    re.I,
)
"""Words with which a larger value may be less, or another one may be compared."""

ORDER_IN_FRONT = re.compile(r"^[^,]*\b(?:compared (?:with|to)|versus|unlike|relative to)\b[^,]*,", re.I)
"""At the beginning of a clause: the group that is named first is the one compared with."""

FELL_FROM = re.compile(
    r"\b(?:(?P<less>decreas(?:ed|es?)|declin(?:ed|es?)|fell|fall|dropp?(?:ed)?|reduc(?:ed|tion))|(?P<more>increas(?:ed|es?)|rose|rise))\b"
    r"[^.;,()]{0,60}? from (?:[a-z%]+ ){0,6}$",
    re.I,
)
FELL_TO = re.compile(r"[^.;]{0,60}? to (?:[a-z%]+ ){0,4}$", re.I)
"""Before the first value of a change in words, and between it and the second."""

RISK = re.compile(r"\b(?:risks?|mortality|hazards?)\b", re.I)
"""What is larger where a time is shorter."""

MOST_BETWEEN = 110
"""Letters between such words and the first of their values."""


def directions(whole):
    """Each pair of values, or list of arms, whose clause says in one word which are the larger ones.

    >>> from helpers.own_trial.printed_people import Whole
    >>> from helpers.own_trial.reading import read
    >>> text = "Relief was more common with balm than with wax (62% v 30%). Itch fell from 7.1 (SD 2) to 4.0 (SD 2)."
    >>> for check in directions(Whole(read(text))):
    ...     print(check.said)
    'more common' and 62 % v 30 %: fits
    'fell' and 7.1 to 4.0: fits
    """
    values = [item for item in whole.items if _size(item) is not None]
    for start, items in itertools.groupby(values, key=lambda item: item.sentence_start):
        items = list(items)
        yield from _fallen(items, whole)
        for at, text in clauses(items[0].sentence):
            words = [] if ORDER_IN_FRONT.match(text) else [*COMPARED.finditer(text)]
            for found, following in itertools.pairwise([*words, None]):
                end = following.start() if following else len(text)
                inside = [item for item in items if found.end() <= item.start - start - at < end]
                yield from _compared(found, inside, text, start + at, whole, len(words) == 1)


def _size(item):
    """The single value of a finding, or None; shares of counts are compared as counts of people."""
    name = {"mean": "mean", "median": "median", "percentage": "pct", "effect": "estimate"}.get(item.kind)
    if item.kind == "effect" and item["measure"] not in OWN_LIMITS:
        return None
    if item.kind == "count":
        share = item.number("pct")
        return share if share is not None or not item["n"] else 100 * item.number("x") / item.number("n")
    return item.number(name) if name else None


def _shown(item):
    return item["median"] if item.kind == "median" else finding(item)


def _fallen(items, whole):
    """ "Fell from 7.1 to 4.0": only what fits is told."""
    for one, other in itertools.pairwise(items):
        before = one.sentence[: one.start - one.sentence_start]
        found = FELL_FROM.search(before[-MOST_BETWEEN:])
        if not found or one.kind != other.kind or not FELL_TO.fullmatch(whole.passage[one.end : other.start]):
            continue
        word = found["more"] or found["less"]
        if _is_larger(_size(other), _size(one), found):
            yield _printed(
                FITS, f"'{word}' and {_shown(one)} to {_shown(other)}: {FITS}", (one, other), whole
            )


def _is_larger(one, other, found):
    """Whether the first value lies on that side of the second that a word says."""
    return one > other if found["more"] else one < other


def _compared(found, items, text, start, whole, alone):
    """One word of comparison, and the values behind it: those before "than" against those behind it (if it is `alone` in its clause), or a closed pair."""
    behind = [item for item in items if item.kind == items[0].kind]
    if len(behind) < 2 or behind[0].start - start - found.end() > MOST_BETWEEN or min(map(_size, behind)) < 0:
        return
    than = re.search(r"\bthan\b", text[found.end() :]) if alone else None
    than = start + found.end() + than.start() if than else 0
    first = [item for item in behind if item.start < than]
    second = [item for item in behind if item.start > than]
    closed = not first and is_closed_pair(tuple(behind[:2]), whole.passage)
    if closed:
        first, second = behind[:1], behind[1:2]
    before = text[: second[-1].start - start] if second else ""
    of_times = behind[0].kind in ("mean", "median") and RISK.search(before)
    if not first or not second or OTHER_WORDS.search(before) or of_times:
        return
    both = (*first, *second)
    said = f"'{found[0]}' and {listed(map(_shown, first))} v {listed(map(_shown, second))}"
    if all(_is_larger(_size(one), _size(other), found) for one in first for other in second):
        yield _printed(FITS, f"{said}: {FITS}", both, whole)
    elif closed and alone and _is_larger(_size(second[0]), _size(first[0]), found):
        which = f"the first is the {'smaller' if found['more'] else 'larger'} one"
        if re.search(r"\bthan\b", before[found.end() :]):  # both groups are named, so their order is said
            check = unless(said, "they stand in the other order", which, both[0])
            yield _printed(check.verdict, check.said, both, whole)
        else:
            why = f"{which}, so they may stand in the other order"
            yield _printed(CANNOT_BE_TOLD, f"{said}: {CANNOT_BE_TOLD} because {why}", both, whole)


def _printed(verdict, said, items, whole):
    return Printed(
        verdict, said, whole.passage[items[0].start : items[-1].end][:300], items[0].start, of=items
    )
