"""Numbers of people: n =, "120 adults were randomised", arms, and arms that add up to the total."""

import itertools
import re
from dataclasses import replace

from helpers.own_trial import shapes
from helpers.own_trial.numerals import NUMBER, WORD
from helpers.own_trial.surroundings import add_count, add_people, are_whole, arm_of, is_any_arm


def people(claims):
    """Numbers of people, as "n = 41" or in words."""
    if claims.planning:
        return
    for found in shapes.N_AGAINST.finditer(claims.skeleton):
        for place in (found.start("x"), found.start("x2")):
            if are_whole(claims, place):
                add_count(claims, place, flags=("n = is read as the count: a P value compares the two",))
    for found in shapes.N_EQUALS.finditer(claims.skeleton):
        if are_whole(claims, found.start("n")) and claims.value(found.start("n")) > 0:
            _n_equals(claims, found)
    numbered = [found.start("n") for found in shapes.N_IN_NUMBERED.finditer(claims.skeleton)]
    if len(numbered) > 1 and are_whole(claims, *numbered) and _is_a_total(claims, numbered):
        for place in numbered:
            add_people(claims, place, "arm", arm_of(claims, place, place + 1))
    entering = shapes.ENTERING.search(claims.skeleton) and not shapes.HAPPENED.search(claims.skeleton)
    _in_brackets(claims)
    for found in shapes.N_LISTED.finditer(claims.skeleton):
        places = [place for place in range(found.start(), found.end("last")) if place in claims.numbers]
        if "respectively" in claims.skeleton and entering and are_whole(claims, *places):
            for place in places:
                add_people(claims, place, "arm")
    for kind, shape in shapes.N_SHAPES.items():
        for found in shape.finditer(claims.skeleton):
            place = found.start("n")
            if are_whole(claims, place) and claims.value(place) > 1 and not _no_people(claims, kind, found):
                to = shapes.TO_AN_ARM.match(claims.skeleton, place + 1) if kind == "to" else None
                arm = to["arm"] if to else arm_of(claims, place, place + 1) if kind == "group" else None
                add_people(claims, place, "arm" if kind in ("to", "group") else "not said", arm)
    _at_the_start(claims)
    two_arms = shapes.N_NAMED, shapes.N_ARMS_IN_BRACKETS, shapes.N_ARMS_NAMED_BEHIND
    for found in itertools.chain(*(shape.finditer(claims.skeleton) for shape in two_arms)):
        places = found.start("n"), found.start("n2")
        sexes = all(shapes.SEX.match(claims.skeleton, place + 1) for place in places)
        happened = shapes.HAPPENED.match(claims.skeleton, found.end() + 1)
        if are_whole(claims, *places) and not sexes:
            for place in places:
                if happened:  # "2 patients (1 on balm and 1 on chalk) developed hives"
                    add_count(claims, place)
                else:
                    add_people(claims, place, "arm")
    for found in shapes.MORE_PEOPLE.finditer(claims.skeleton):
        place = found.start("n2")
        if claims.claimed.get(found.start("n")) == "n" and are_whole(claims, place):
            add_people(claims, place, "not said")
    _adding_up(claims)
    for found in shapes.MORE_ARM.finditer(claims.skeleton):
        place = found.start("n2")
        behind_n = claims.claimed.get(found.start("n1")) == "n"
        if behind_n and are_whole(claims, place) and claims.value(place) > 1:
            add_people(claims, place, "arm")
    _arms_beside(claims)


def _arms_beside(claims):
    """Numbers of people with their groups behind them: "125 in the tube group", "46 adults (balm group)"."""
    for item in [each for each in claims.found if each.kind == "n" and each.arm == "unknown"]:
        end = claims.skeleton_at(item.places["value"][0]) + 1
        found = shapes.ARM_BEHIND_N.match(claims.skeleton, end)
        if found and not is_any_arm(found["arm"]):
            claims.name_arm(item, *found.span("arm"))
        elif item["role"].startswith("as printed") and (named := shapes.FOR_AN_N.match(claims.skeleton, end)):
            claims.name_arm(item, *named.span("arm"))
        elif shapes.OF_SO_MANY.match(claims.skeleton, end - 2) and shapes.N_GIVEN.search(claims.skeleton):
            arm = _arm_of_n(claims, end - 1)
            claims.found[claims.found.index(item)] = replace(item, arm=arm or "unknown")
    read = {item.places["value"][0]: item for item in claims.found if item.kind == "n"}
    for found in itertools.chain(*(shape.finditer(claims.skeleton) for shape in shapes.N_WITH_NAMES)):
        items = [read.get(claims.numbers[found.start(name)].start) for name in ("n", "n2")]
        names = [found["arm"], found["arm2"]]
        sexes = any(shapes.SEX.match(f" {name.split()[-1]}") for name in names)
        if None in items or sexes or names[0] == names[1] or {item.arm for item in items} != {"unknown"}:
            continue
        for item, name in zip(items, ("arm", "arm2"), strict=True):
            claims.name_arm(item, *found.span(name))


def _in_brackets(claims):
    """People of arms in brackets beside the arms' names, where the sentence tells no events of them."""
    skeleton, start = claims.skeleton, claims.sentence.start
    told = shapes.HAPPENED.search(skeleton) or shapes.HARMS.search(skeleton)
    before = claims.sentence.passage.original[max(0, start - 30) : start]
    of_people = shapes.PARTICIPANTS.search(before) or re.match(
        r"(?:Participants|Patients|Subjects)\b", skeleton
    )
    entering = shapes.ENTERING.search(skeleton)
    for bracket in shapes.N_OF_ARMS.finditer(skeleton):
        for found in shapes.N_OF_ARM.finditer(skeleton, bracket.start(), bracket.end()):
            listed = ", " in found[0] or of_people or entering
            if listed and not told and are_whole(claims, found.start("n")):
                _people_of(claims, found)
    for found in shapes.N_LETTERED.finditer(skeleton):
        if (
            are_whole(claims, found.start("n"))
            and claims.value(found.start("n")) > 4
            and not told
            and shapes.N_GIVEN.search(skeleton)
        ):
            _people_of(claims, found)
    behind = [
        found for found in shapes.N_BEHIND_ARM.finditer(skeleton) if are_whole(claims, found.start("n"))
    ]
    shares = behind and all(found["share"] for found in behind)
    adding = len(behind) > 1 and _is_a_total(claims, [found.start("n") for found in behind])
    for found in behind:
        if (adding and (shares or not told)) or shapes.ALLOCATING.search(skeleton):
            _people_of(claims, found)
        elif len(behind) > 1 and not shares and (told or shapes.COUNTED.search(skeleton)):
            add_count(claims, found.start("n"), _name_in(claims, found))
    for listed in shapes.N_IN_BARE_BRACKETS.finditer(skeleton):
        arms = list(shapes.ONE_BARE_BRACKET.finditer(skeleton, *listed.span("list")))
        places = [found.start("n") for found in arms]
        if not are_whole(claims, *places) or len(arms) != listed["list"].count(")"):
            continue
        sizes = sorted(map(claims.value, places))
        ended = re.search(r"\b(?:and|or|versus|vs|v)\b", arms[-1][0])
        if _is_a_total(claims, places) or (ended and sizes[0] > 4 and sizes[-1] < 4 * sizes[0]):
            for found in arms:
                _people_of(claims, found)


def _people_of(claims, found):
    """The people of an arm whose name the match holds."""
    name = re.sub(r"^.* either (?:with )?", "", _name_in(claims, found))
    add_people(claims, found.start("n"), "arm", None if is_any_arm(name) else name)


def _name_in(claims, found):
    """The name of an arm that a match holds, as the passage prints it."""
    first, last = claims.sentence.offsets(*found.span("arm"))
    return claims.sentence.passage.original[first:last]


def _is_a_total(claims, places):
    """Whether numbers add up to one that the passage prints before people: "389 adults with hives"."""
    total = int(sum(map(claims.value, places)))
    words = [at for at in claims.order if claims.numbers[at].word and claims.value(at) == total]
    if any(shapes.N_WORDS.match(claims.skeleton, at + 1) for at in words):
        return True
    people = rf"\b(?:{total}|{total:,})\b(?: [\w-]+){{0,4}}? {shapes.PEOPLE}(?! {shapes.HAPPENED.pattern})"
    return re.search(people, claims.paper.text)


def _n_equals(claims, found):
    """ "(n = 41)", "(n = 41, 44 and 40)": people of an arm, or a count of people with an event."""
    place = found.start("n")
    before = claims.skeleton[max(0, found.start() - 60) : found.start()]
    if shapes.N_OF_THINGS.match(claims.skeleton, found.end()) or shapes.OF_PLACES.search(before):
        return
    harms = shapes.HARMS.search(claims.skeleton) and not shapes.OF_GROUPS.search(claims.skeleton)
    more = shapes.N_OF_SOME.match(claims.skeleton, found.end())
    last = more and are_whole(claims, more.start("n")) and claims.value(more.start("n")) == 1
    if harms or last or claims.value(place) == 1:
        values = {"x": place, "n": None, "pct": None}
        claims.add("count", values, found.start(), found.end(), None, ("n = is read as the count",))
        return
    values = {"value": place, "role": "as printed: n ="}
    claims.add("n", values, found.start(), found.end(), _arm_of_n(claims, found.start()))
    more = shapes.N_MORE.match(claims.skeleton, found.end())
    while more and are_whole(claims, more.start("n")):
        add_people(claims, more.start("n"), "as printed: n =")
        more = shapes.N_MORE.match(claims.skeleton, more.end("n"))


def _no_people(claims, kind, found):
    """Is the number of a shape something else: a time, a study, a sex, an event, a base, an age, an upper limit?"""
    skeleton, place = claims.skeleton, found.start("n")
    behind = shapes.IN_TIME, shapes.PLURAL_THINGS, shapes.SEXES, shapes.PEOPLE_HAD, shapes.IN_DOSES
    behind = *behind, shapes.EVALUABLE_THINGS
    if any(refused.match(skeleton, place) for refused in behind):
        return True
    if kind == "in" and shapes.IN_PEOPLE.match(skeleton, found.start()):
        return True
    if claims.value(place) < 10 and shapes.IN_THE_ARM.search(skeleton, 0, place):
        return True
    if claims.value(place) % 1000 == 0 and shapes.OF_THOUSAND.search(skeleton, max(0, place - 60), place):
        return True
    if kind == "verb" and shapes.NAME_OF_A_DEVICE.search(skeleton, 0, place):
        return True
    if kind == "group" and shapes.HAPPENED.match(skeleton, found.end() + 1):
        return True
    if kind == "each" and shapes.HAPPENED.match(skeleton, found.end() + 2):
        return True
    if kind in ("each", "group") and shapes.HAPPENED_BEFORE.search(skeleton, max(0, place - 40), place):
        return True
    if kind in ("bracket", "clusters", "to", "group") and not shapes.ALLOCATING.search(skeleton):
        if kind != "group" or not shapes.OF_A_GROUP.search(skeleton):
            return True
    before = skeleton[max(0, place - 20) : place]
    if re.search(f"[{NUMBER}{WORD}] of $", before):
        return True  # "1 of 4 people"
    return bool(shapes.NO_N_BEFORE.search(before) and not re.search(r"(?:assigned|compared) to $", before))


def _at_the_start(claims):
    """ "Ninety adults ...": a total, if its arms add up to it or the sentence says that people entered."""
    first = shapes.N_FIRST.match(claims.skeleton)
    if not first or not are_whole(claims, first.start("n")):
        return
    place = first.start("n")
    printed = [item for item in claims.found if item.kind == "n" and item["role"] == "as printed: n ="]
    if len(printed) > 1 and sum(int(item["value"]) for item in printed) == claims.value(place):
        add_people(claims, place, "total", None, ("the arms add up to the total",))
        return
    entered = shapes.ENTERED.search(claims.skeleton) and claims.value(place) > 9
    start = claims.sentence.start
    if entered or shapes.PARTICIPANTS.search(claims.sentence.passage.original[max(0, start - 30) : start]):
        add_people(claims, place, "not said")


def _adding_up(claims):
    """Ninety-two entered; 47 had the drug and 45 placebo: two neighbours that add up to the total are its arms."""
    whole = {
        place: int(number.value)
        for place, number in sorted(claims.numbers.items())
        if number.whole and not number.value.startswith("-")
    }
    totals = {
        value: place
        for place, value in whole.items()
        if claims.claimed.get(place) in ("n", "n of a count")
        or (claims.free(place) and shapes.N_WORDS.match(claims.skeleton, place + 1))
    }
    parts = [
        place
        for place, value in whole.items()
        if (claims.free(place) or claims.claimed.get(place) == "n")
        and value > 4
        and not shapes.NO_PART.match(claims.skeleton, place + 1)
    ]
    happened = shapes.HAPPENED.search(claims.skeleton) and not (
        shapes.ENTERING.search(claims.skeleton) or re.search(r"\bof wh(?:om|ich)\b", claims.skeleton)
    )
    for first, second in itertools.pairwise(parts):
        total = totals.get(whole[first] + whole[second])
        if total is None or second - first > 90 or not total < first:
            continue
        if happened and claims.free(total, first, second):
            for place in (total, first, second):
                add_count(claims, place, arm_of(claims, place, place + 1) if place != total else None)
            continue
        if claims.free(total):
            add_people(claims, total, "total")
        if all(shapes.SEX.match(claims.skeleton, place + 1) for place in (first, second)):
            continue
        for place in (first, second):
            if claims.free(place):
                add_people(claims, place, "arm", None, ("the two arms add up to the total",))


def _arm_of_n(claims, place):
    """The name in front of "(n = 41)", if it is one of an arm."""
    found = shapes.NAME_BEFORE_N.search(claims.skeleton, max(0, place - 100), place)
    if not found:
        return None
    part = "arm" if found["arm"] else "bare"
    if re.search(
        r"\b(?:not|never) (?:been )?(?:receiv\w+|given|treated with|had|have|under\w+|taken?|used?)(?: any)? $",
        claims.skeleton[: found.start(part)],
    ):
        return None  # "the group that did not receive balm (n = 40)"
    first, last = claims.sentence.offsets(*found.span(part))
    name = claims.sentence.passage.original[first:last]
    name = shapes.WE_GAVE.sub("", name)
    first, last = name.split()[0].lower(), name.split()[-1]
    no_arm = "total", "age", "analysis", "population", "size", "sample", "groups", "arms"
    place_name = re.match(r"[A-Z][a-z]+ [A-Z][a-z]+", name)
    named = (
        place_name
        or "\n" in name
        or first in shapes.NOT_ARMS
        or re.fullmatch(shapes.PEOPLE, last)
        or last.lower() in no_arm
    )
    return None if named else name
