"""Numbers of people: n =, "120 adults were randomised", arms, and arms that add up to the total."""

import itertools
import re

from helpers.own_trial import shapes, surroundings
from helpers.own_trial.numerals import NUMBER, WORD


def people(claims):
    """Numbers of people, as "n = 41" or in words."""
    if claims.planning:
        return
    for found in shapes.N_AGAINST.finditer(claims.skeleton):
        for place in (found.start("x"), found.start("x2")):
            if claims.free(place) and claims.numbers[place].whole:
                flags = ("n = is read as the count: a P value compares the two",)
                claims.add("count", {"x": place, "n": None, "pct": None}, place, place + 1, None, flags)
    for found in shapes.N_EQUALS.finditer(claims.skeleton):
        place = found.start("n")
        if claims.free(place) and claims.numbers[place].whole and claims.value(place) > 0:
            before = claims.skeleton[max(0, found.start() - 60) : found.start()]
            if shapes.N_OF_THINGS.match(claims.skeleton, found.end()):
                continue
            if re.search(r"\b(?:cent(?:re|er)|site|hospital|clinic)s? ?[(\[,]? ?$", before):
                continue
            if claims.value(place) == 1 or (
                shapes.HARMS.search(claims.skeleton)
                and not re.search(
                    r"\b(?:group|arm|random|assign|allocat|receiv|treated|enrol|includ|analy|complet)",
                    claims.skeleton,
                )
            ):
                flags = ("n = is read as the count",)
                claims.add(
                    "count", {"x": place, "n": None, "pct": None}, found.start(), found.end(), None, flags
                )
                continue
            claims.add(
                "n",
                {"value": place, "role": "as printed: n ="},
                found.start(),
                found.end(),
                _arm_of_n(before),
            )
            more = shapes.N_MORE.match(claims.skeleton, found.end())
            while more and claims.free(more.start("n")) and claims.numbers[more.start("n")].whole:
                claims.add(
                    "n",
                    {"value": more.start("n"), "role": "as printed: n ="},
                    more.start("n"),
                    more.end("n"),
                )
                more = shapes.N_MORE.match(claims.skeleton, more.end("n"))
    entering = shapes.ENTERING.search(claims.skeleton) and not shapes.HAPPENED.search(claims.skeleton)
    if "respectively" in claims.skeleton and entering:
        _listed(claims)
    allocating = re.search(r"\b(?:random|assign|allocat|divided|split)", claims.skeleton)
    for kind, shape in shapes.N_SHAPES.items():
        for found in shape.finditer(claims.skeleton):
            place = found.start("n")
            if not claims.free(place) or not claims.numbers[place].whole or claims.value(place) <= 1:
                continue
            if re.match(rf" {shapes.TIME}", claims.skeleton[place + 1 : place + 10]):
                continue
            if shapes.PLURAL_THINGS.match(claims.skeleton, place + 1):
                continue
            if any(refused.match(claims.skeleton, place) for refused in (shapes.SEXES, shapes.PEOPLE_HAD)):
                continue
            if kind == "in" and shapes.IN_PEOPLE.match(claims.skeleton, found.start()):
                continue
            if claims.value(place) < 10 and shapes.IN_THE_ARM.search(claims.skeleton, 0, place):
                continue
            if (
                shapes.OF_THOUSAND.search(claims.skeleton, max(0, place - 60), place)
                and claims.value(place) % 1000 == 0
            ):
                continue
            if kind in ("bracket", "clusters") and not allocating:
                continue
            if kind == "group" and shapes.HAPPENED.match(claims.skeleton, found.end() + 1):
                continue
            if kind == "each" and shapes.HAPPENED.match(claims.skeleton, found.end() + 2):
                continue
            if (
                kind in ("to", "group")
                and not allocating
                and not (
                    kind == "group"
                    and re.search(
                        r"\b(?:analy|included|complet|enrol|examin|undertaken)|\b[Tt]here were (?:#|@) (?:patients|participants) in the ".replace(
                            "#", NUMBER
                        ).replace("@", WORD),
                        claims.skeleton,
                    )
                )
            ):
                continue
            before = claims.skeleton[max(0, place - 20) : place]
            if re.search(
                r"(?:[≥≤<>/±]|(?<![A-Za-z])-|\b(?:per|every|each|at least|more than|minimum of|maximum of|up to|than|first|(?<!data )from|age|aged|last|to))\s?$",
                before,
            ) and not re.search(r"(?:assigned|compared) to $", before):
                continue
            role = "arm" if kind in ("to", "group") else "not said"
            arm = None
            if kind == "to":
                to = re.match(
                    r"(?:[^#]{0,30}?) ?to (?:the |receive |undergo )?(?P<arm>[A-Za-z][\w-]{2,}(?: [a-z][\w-]{2,})?)(?=,|;|\.|\)|$| \(| and\b| or\b)".replace(
                        "#", NUMBER
                    ),
                    claims.skeleton[place + 1 : place + 70],
                )
                arm = to["arm"] if to else None
            elif kind == "group":
                arm = surroundings.arm_of(claims, place, place + 1)
            claims.add("n", {"value": place, "role": role}, place, place + 1, arm)

    first = shapes.N_FIRST.match(claims.skeleton)
    if first and claims.free(first.start("n")) and claims.numbers[first.start("n")].whole:
        arms = [
            int(item["value"])
            for item in claims.found
            if item.kind == "n" and item["role"] == "as printed: n ="
        ]
        if len(arms) > 1 and sum(arms) == claims.value(first.start("n")):
            flags = ("the arms add up to the total",)
            values = {"value": first.start("n"), "role": "total"}
            claims.add("n", values, first.start("n"), first.start("n") + 1, None, flags)
    if first and claims.free(first.start("n")) and claims.numbers[first.start("n")].whole:
        whole = claims.sentence.passage.original
        entered = shapes.ENTERED.search(claims.skeleton) and claims.value(first.start("n")) > 9
        if entered or shapes.PARTICIPANTS.search(
            whole[max(0, claims.sentence.start - 30) : claims.sentence.start]
        ):
            claims.add(
                "n",
                {"value": first.start("n"), "role": "not said"},
                first.start("n"),
                first.start("n") + 1,
            )
    for found in itertools.chain(
        shapes.N_NAMED.finditer(claims.skeleton), shapes.N_ARMS_IN_BRACKETS.finditer(claims.skeleton)
    ):
        places = found.start("n"), found.start("n2")
        sexes = all(shapes.SEX.match(claims.skeleton, place + 1) for place in places)
        happened = shapes.HAPPENED.match(claims.skeleton, found.end() + 1)
        if claims.free(*places) and all(claims.numbers[place].whole for place in places) and not sexes:
            for place in places:
                if happened:  # "2 patients (1 on balm and 1 on chalk) developed hives"
                    claims.add("count", {"x": place, "n": None, "pct": None}, place, place + 1)
                    continue
                claims.add("n", {"value": place, "role": "arm"}, place, place + 1)
    _adding_up(claims)
    for found in shapes.MORE_ARM.finditer(claims.skeleton):
        place = found.start("n2")
        if (
            claims.claimed.get(found.start("n1")) == "n"
            and claims.free(place)
            and claims.numbers[place].whole
            and claims.value(place) > 1
        ):
            claims.add("n", {"value": place, "role": "arm"}, place, place + 1)


def _listed(claims):
    """ "in 41, 44 and 40 adults in the balm, chalk and wax groups, respectively": the people of each arm."""
    for found in shapes.N_LISTED.finditer(claims.skeleton):
        places = [place for place in range(found.start(), found.end("last")) if place in claims.numbers]
        if claims.free(*places) and all(claims.numbers[place].whole for place in places):
            for place in places:
                claims.add("n", {"value": place, "role": "arm"}, place, place + 1)


def _adding_up(claims):
    """Ninety-two entered; 47 had the drug and 45 placebo: two neighbours that add up to the total are its arms."""
    whole = [
        place
        for place in claims.order
        if claims.numbers[place].whole and not claims.numbers[place].value.startswith("-")
    ]
    totals = {
        int(claims.numbers[place].value): place
        for place in whole
        if claims.claimed.get(place) in ("n", "n of a count")
        or (claims.free(place) and shapes.N_WORDS.match(claims.skeleton, place + 1))
    }
    parts = [
        place
        for place in whole
        if (claims.free(place) or claims.claimed.get(place) == "n")
        and claims.value(place) > 4
        and not re.match(
            rf" ?%|[-/]| ?[(\[] ?[nN] ?=| (?:{shapes.TIME}|{shapes.DOSE})",
            claims.skeleton[place + 1 : place + 14],
        )
    ]
    for first, second in itertools.pairwise(parts):
        total = totals.get(int(claims.numbers[first].value) + int(claims.numbers[second].value))
        if total is None or second - first > 90 or not total < first:
            continue
        happened = shapes.HAPPENED.search(claims.skeleton, total) and not (
            shapes.ENTERING.search(claims.skeleton) or re.search(r"\bof wh(?:om|ich)\b", claims.skeleton)
        )
        if happened and claims.free(total, first, second):
            for place in (total, first, second):
                arm = surroundings.arm_of(claims, place, place + 1) if place != total else None
                claims.add("count", {"x": place, "n": None, "pct": None}, place, place + 1, arm)
            continue
        if claims.free(total):
            claims.add("n", {"value": total, "role": "total"}, total, total + 1)
        if all(shapes.SEX.match(claims.skeleton, place + 1) for place in (first, second)):
            continue
        for place in (first, second):
            if claims.free(place):
                flags = ("the two arms add up to the total",)
                claims.add("n", {"value": place, "role": "arm"}, place, place + 1, None, flags)


def _arm_of_n(before):
    found = re.search(
        r"(?:^|[,;(]|\b(?:to|or|and|vs\.?|versus|with|the|either|receive) )\s?([A-Za-z][\w-]{2,}(?: [a-z][\w-]{2,}){0,2}) ?[,(\[]\s?$",
        before,
    )
    if not found:
        return None
    name = re.sub(r"^(?:and|or) ", "", found[1])
    name = re.sub(r"^[Tt]he (?=.* (?:group|arm)$)", "", name)
    words = name.split()
    if (
        words[0].lower() in shapes.NOT_ARMS
        or re.fullmatch(shapes.PEOPLE, words[-1])
        or words[-1].lower() in ("total", "age", "analysis", "population", "size", "sample")
    ):
        return None
    return name
