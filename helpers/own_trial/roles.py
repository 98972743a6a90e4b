"""Which role has each number of a sentence? From the surest shapes to the loosest; what nothing claims is left alone."""

import re
from dataclasses import replace

from helpers.own_trial import (
    read_brackets,
    read_counts,
    read_effects,
    read_means,
    read_p_values,
    read_people,
    read_percentages,
    shapes,
    surroundings,
)
from helpers.own_trial.claims import Claims


def findings(sentence, paper):
    """The findings of one sentence in reading order; `paper` carries levels and measures from sentence to sentence."""
    claims = Claims(sentence, paper)
    heading = shapes.HEADING.match(claims.skeleton)
    if heading:
        paper.background = bool(heading["before"])
    if paper.background and shapes.OWN_STUDY.search(claims.skeleton):
        paper.background = False
    if shapes.ELSEWHERE.search(claims.skeleton):
        return []
    for step in STEPS:
        step(claims)
    if paper.background:
        claims.found = [item for item in claims.found if item.kind == "n"]
    found = sorted(claims.found, key=lambda item: (item.start, item.end))
    return people_who_received(found, paper.text)


RECEIVED = re.compile(
    rf"(?: (?:[A-Za-z-]+ ){{0,2}}?{shapes.PERSON})?(?: who)?(?: (?:were|was))?(?: (?:randomly )?(?:assigned|allocated|randomi[sz]ed|given))?"
    r" (?:to (?:the |receive |undergo )?|received |underwent |(?<=given ))(?:the )?"
    r"(?P<name>(?!receive |undergo |the |either )[A-Za-z][\w+/-]{2,}(?: (?:plus|\+|(?!with )[a-z][\w-]{2,}))?(?: (?!with )[a-z][\w-]{2,})?)(?=[,;.)]| \(| and\b| with\b| for\b|$)"
)
"""Behind a number of people: the few words that say what they received."""


def people_who_received(items, passage):
    """ "202 patients received balm and 198 were assigned to wax": each number is that of its arm."""
    people = {place: item for place, item in enumerate(items) if item.kind == "n"}
    found = {
        place: match["name"]
        for place, item in people.items()
        if item.arm == "unknown" and (match := RECEIVED.match(passage, item.end))
    }
    names = [*found.values(), *(item.arm for item in people.values() if item.arm != "unknown")]
    if len(names) != 2 or names[0] == names[1] or {name.casefold() for name in names} & shapes.NOT_ARMS:
        return items
    return [replace(item, arm=found[place]) if place in found else item for place, item in enumerate(items)]


def labels(claims):
    """Week 12, grade 3-4, group 2, aged 18 to 65: numbers that name something."""
    for found in shapes.LABELLED.finditer(claims.skeleton):
        places = [place for place in range(found.start("list"), found.end("list")) if place in claims.numbers]
        if not all(claims.numbers[place].whole for place in places):
            continue
        after = claims.skeleton[found.end() : found.end() + 6]
        if found["name"]:
            singular = re.search(
                r"(?:^|[(,;:]|\b(?:in|of|for|to|and|or|vs\.?|versus|than|from|with|between|at|study|treatment|by|[A-Z]{2,4})) ?$",
                claims.skeleton[: found.start()][-12:],
            )
            big = any(claims.value(place) > 9 for place in places)
            event = re.match(shapes.pattern(r" ?[(\[]#|%| of #").pattern, after)
            if big or (
                not singular
                and (event or found["name"].lower() in ("group", "arm", "study", "trial", "dose"))
            ):
                continue
        elif re.match(r" ?%", after):
            places = places[:-1]
        claims.claim("label", *places)
    for found in shapes.AGE.finditer(claims.skeleton):
        if re.search(
            r"(?:[Mm]ean|[Mm]edian|[Aa]verage) $", claims.skeleton[max(0, found.start() - 8) : found.start()]
        ):
            continue
        if not re.match(r" ?(?:±|[(\[])", claims.skeleton[found.end() : found.end() + 3]):
            claims.claim(
                "label", *[place for place in range(found.start(), found.end()) if place in claims.numbers]
            )

    for found in shapes.NAMES_WITH_VALUES.finditer(claims.skeleton):
        if all(claims.numbers[found.start(name)].whole for name in "ab"):
            claims.claim("label", found.start("a"), found.start("b"))
    for found in shapes.TIME_LIST.finditer(claims.skeleton):
        claims.claim("label", *range(found.start("list"), found.end("list")))
    for found in shapes.TIME_POINT.finditer(claims.skeleton):
        if claims.numbers[found.start("t")].whole:
            claims.claim("label", found.start("t"))
    for found in shapes.RATE_BEHIND.finditer(claims.skeleton):
        if found["base"]:
            claims.claim("label", found.start("base"))


STEPS = (
    labels,
    read_p_values.p_values,
    read_p_values.statistics,
    read_means.plus_minus,
    surroundings.find_headers,
    read_counts.counts,
    read_effects.intervals,
    read_means.labelled_means,
    read_means.medians,
    read_brackets.tuples,
    read_means.ranges,
    read_percentages.percentages,
    read_counts.completed_counts,
    read_counts.events_alone,
    read_people.people,
    read_counts.counts_alone,
    read_effects.effects_alone,
    read_means.means_alone,
    surroundings.arms_of_lists,
)
"""Each step claims numbers that no step before it has claimed."""
