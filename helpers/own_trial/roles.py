"""Which role has each number of a sentence? From the surest shapes to the loosest; what nothing claims is left alone."""

import itertools
import re
from dataclasses import replace
from types import MappingProxyType

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
    found = people_who_received(differences_in_efficacy(found, paper.text), paper.text)
    return named_by_for(found, paper.text)


DIFFERENCE_IN = re.compile(r"\b[Dd]ifferences? (?:in|between) (?:the )?$")


def differences_in_efficacy(items, passage):
    """ "The difference in efficacy was -13.7%": a difference, and no efficacy of one arm."""
    return [
        replace(item, values=MappingProxyType({**item.values, "measure": "difference"}))
        if item.values.get("measure") == "efficacy"
        and DIFFERENCE_IN.search(passage[max(0, item.start - 30) : item.start])
        else item
        for item in items
    ]


RECEIVED = re.compile(
    r"(?: (?:patients|participants|adults|children|women|men|people))? (?:who )?(?:received|were (?:given|assigned to|allocated to)) (?:the )?(?P<name>[A-Za-z][\w-]{2,})(?=[,;.)]| and\b)"
)
"""Behind a number of people: the one word that says what they received."""


def people_who_received(items, passage):
    """ "202 patients received balm and 198 received wax": each number is that of its arm."""
    found = {
        place: match["name"]
        for place, item in enumerate(items)
        if item.kind == "n" and item.arm == "unknown" and (match := RECEIVED.match(passage, item.end))
    }
    names = list(found.values())
    if len(names) != 2 or names[0] == names[1] or {name.casefold() for name in names} & shapes.NOT_ARMS:
        return items
    return [replace(item, arm=found[place]) if place in found else item for place, item in enumerate(items)]


FOR_ARM = re.compile(
    r"[%)\]]{0,3}(?: \([^()]{1,40}\))? (?:for|with) (?:the )?(?P<name>[A-Za-z][\w-]{2,}(?: (?!and\b|v\b|vs\b|versus\b|at\b|after\b|in\b|compared\b)[a-z][\w-]{2,})?)"
    r"(?=$|[,;.)]| (?:and|v|vs\.?|versus|compared|at|after)\b)"
)
"""Behind a value: "for balm and", the arm that it belongs to where the next value has another such name."""


def named_by_for(items, passage):
    """Two values side by side, "86% for balm and 97% for surgery": the names behind "for" are those of the arms."""
    named = dict(enumerate(items))
    results = [
        place
        for place, item in named.items()
        if item.kind in ("count", "percentage", "mean", "median")
        or (item.kind == "effect" and item["measure"] in ("percentage", "mean"))
    ]
    for two in itertools.pairwise(results):
        pair = [items[place] for place in two]
        alike = (pair[0].kind, pair[0].values.get("measure")) == (pair[1].kind, pair[1].values.get("measure"))
        if not alike or any(item.arm != "unknown" for item in pair):
            continue
        found = [FOR_ARM.match(passage, item.end) for item in pair]
        if None in found or found[0].end() > pair[1].start or pair[1].start - found[0].end() > 25:
            continue
        names = [each["name"] for each in found]
        if names[0] == names[1] or any(name.split()[0].casefold() in shapes.NOT_ARMS for name in names):
            continue
        named |= {place: replace(item, arm=name) for place, item, name in zip(two, pair, names, strict=True)}
    return list(named.values())


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
