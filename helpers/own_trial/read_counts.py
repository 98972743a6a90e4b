"""Counts: x of n with or without a percentage, one n for a list, events by arm, and zeros in words."""

import itertools
import re
from decimal import Decimal

from helpers.own_trial import shapes, surroundings
from helpers.own_trial.numerals import MASK, NUMBER


def counts(claims):
    """Counts with n or a percentage, in the order of COUNT_SHAPES, then all of a group in words."""
    for shape in shapes.COUNT_SHAPES:
        for found in shape.finditer(claims.skeleton):
            _count(claims, found)
    _vs_counts(claims)
    _share_n(claims)
    for found in shapes.ALL_OF.finditer(claims.skeleton):
        place = found.start("n")
        if claims.free(place) and claims.numbers[place].whole and claims.value(place) > 1:
            values = {"x": place, "n": place, "pct": None}
            claims.add("count", values, found.start(), found.end(), None, ("all of them, in words",))


def _count(claims, found):
    groups = found.groupdict()
    x, n, pct, unit = (found.start(name) if groups.get(name) else None for name in ("x", "n", "p", "u"))
    unit = groups.get("u") or ""
    places = [place for place in (x, n, pct) if place is not None]
    if not claims.free(*places):
        return
    zeros = n is None and pct is not None and re.fullmatch(r"[0-9]+\.0+", claims.numbers[x].value)
    if any(
        not (claims.numbers[place].whole or zeros) or claims.value(place) < 0
        for place in (x, n)
        if place is not None
    ):
        return
    if n is not None and x is not None and (claims.value(x) > claims.value(n) or claims.value(n) == 0):
        return
    if n is not None and surroundings.is_percent(claims, n):  # "one of 25% to 49%"
        return
    before = claims.skeleton[max(0, found.start() - 30) : found.start()]
    if re.search(
        r"[≥≤<>/]\s?$|(?:at least|more than|less than|over|fewer than|up to|than|±|grade|score of|day|aged?) ?$",
        before,
    ) or (claims.planning and pct is None):
        return
    if re.search(rf"[A-Za-z{MASK}]/$", before) or shapes.FOREIGN_OF.search(before):
        return
    after = claims.skeleton[found.end() : found.end() + 30]
    if pct is None and n is not None and x is not None:
        if _no_fraction(claims, found, x, n, after):
            return
    if pct is not None:
        if (
            claims.value(pct) > 100
            or (n is None and shapes.OF_OTHERS.match(claims.skeleton, pct + 1))
            or claims.value(pct) < 0
            or shapes.CHANGE_AFTER.match(claims.skeleton[pct + 1 : pct + 60])
            or re.match(
                r" ?%? ?(?:CI|confidence|[Cc]redible|[-–] ?#)".replace("#", NUMBER),
                claims.skeleton[pct + 1 : pct + 16],
            )
        ):
            return
        if re.match(rf" {shapes.DOSE}| {shapes.TIME}", unit) and x is not None and n is None:
            return
        if n is None and x is not None and _no_people(claims, found, x, pct, unit):
            return
        if x is not None and n is None and claims.headers and re.search(r"±", unit):
            return
    flags = []
    if x is None:
        values = {"x": "0", "n": n, "pct": None}
        flags.append("zero in words")
    else:
        values = {"x": x, "n": n, "pct": pct}
    last = surroundings.past_bracket(claims, found.end())
    if pct is not None and claims.skeleton[pct + 1 : pct + 3].strip()[:1] == "%":
        last = max(
            last,
            surroundings.past_bracket(claims, pct + 1 + claims.skeleton[pct + 1 : pct + 3].index("%") + 1),
        )
    if (
        groups.get("p")
        and groups.get("x")
        and n is None
        and re.search(r"n ?=", found[0])
        and found.start("p") < found.start("x")
    ):
        flags.append("n = is read as the count")
    if n is None and x is not None:
        n, why = _n_from_of(claims, found.start(), x, pct)
        if n is not None:
            values["n"] = n
            flags.append(why)
    if values.get("n") is not None and values["n"] is not None and pct is not None and x is not None:
        flags += rounding_flags(claims.value(x), claims.value(values["n"]), claims.numbers[pct].value)
    if zeros:
        flags.append("decimals of a whole count left out")
    _add_count(claims, values, found, last, flags)
    if zeros:
        at = next(
            at
            for at, item in enumerate(claims.found)
            if item.kind == "count" and item["x"] == claims.numbers[x].value
        )
        claims.amend(at, {"x": claims.numbers[x].value.partition(".")[0]})


def _no_people(claims, found, x, pct, unit):
    """Courses given, a percentage with its limits, arms named by a strength, rates of response: no x people of a share."""
    if surroundings.is_percent(claims, x) and x < pct:
        return True
    if shapes.GIVEN_THINGS.match(unit) or shapes.RATE_OF_REPLY.match(claims.skeleton, pct + 1):
        return True
    before = claims.skeleton[max(0, found.start() - 90) : found.start()]
    if x + 2 == pct - 1 + (claims.skeleton[x + 1] != " "):
        return shapes.RECEIVING.search(before) is not None
    return pct < x and shapes.ARM_BY_STRENGTH.search(before) is not None


def _add_count(claims, values, found, last, flags):
    n_place = (
        values["n"]
        if isinstance(values["n"], int) and not found.start() <= values["n"] < found.end()
        else None
    )
    arm = surroundings.arm_of(claims, found.start(), last)
    claimed_before = claims.claimed.get(n_place) if n_place is not None else None
    claims.add("count", values, found.start(), last, arm, flags)
    if n_place is not None and claimed_before is None:
        claims.claimed[n_place] = "n of a count"
        if not any(
            item.kind == "n" and item.places.get("value", (None,))[0] == claims.numbers[n_place].start
            for item in claims.found
        ):
            claims.add("n", {"value": n_place, "role": "not said"}, n_place, n_place + 1)


def _share_n(claims):
    """20 (64.5%), 6 (19.3%) and 5 (16.1%) of 31: one n for the whole list, where each fits it."""
    counts = [at for at, item in enumerate(claims.found) if item.kind == "count"]
    counts.sort(key=lambda at: claims.found[at].start)
    for first, second in reversed(list(itertools.pairwise(counts))):
        item, last = claims.found[first], claims.found[second]
        between = claims.sentence.passage.original[item.end : last.start]
        if (
            item["n"]
            or not item["pct"]
            or not last["n"]
            or not last["x"]
            or "x" not in item.places
            or len(between) > 30
        ):
            continue
        if last.places.get("n", (0,))[0] < last.places["x"][0] or "/" in last.quotation or NUMBER in between:
            continue
        if not re.fullmatch(r"[)\]]?,?(?: and)?(?: [a-z]+){0,2},?(?: and)? ", between):
            continue
        x, n, pct = Decimal(item["x"]), Decimal(last["n"]), item["pct"]
        unit = Decimal(1).scaleb(-len(pct.partition(".")[2]))
        if x <= n and abs(100 * x / n - Decimal(pct)) < unit:
            flags = ("n from the end of the list", *rounding_flags(x, n, pct))
            claims.amend(first, {"n": last["n"]}, {"n": last.printed["n"]}, {"n": last.places["n"]}, flags)


def _no_fraction(claims, found, x, n, after):
    """Blood pressures, acuity, 1 of 3 groups, 9/12 months: not x of n people."""
    slash = "/" in found[0]
    if slash and re.search(rf"{NUMBER} $", claims.skeleton[max(0, x - 2) : x]):  # 24 0/7 weeks
        return True
    if re.match(
        rf" ?(?:{shapes.TIME}|{shapes.DOSE}|(?:groups?|arms?|treatments?|regimens?|doses?|points?|items?|sites?|centers?|centres?|hospitals?|interventions?|conditions?|strategies|schedules?|sessions?|criteria|domains?|scales?|questions?|times|outcomes?|days|or more|types?|dosages?|countries|trials?|studies|cycles|courses|raters|readers|observers|reviewers|experts)\b)",
        after,
    ):
        return True
    if slash and re.match(r" (?:males?/females?|men/women|M/F|females?/males?|women/men|F/M)\b", after):
        return True
    if re.search(r"acuity|Snellen|vision|mm ?Hg|blood pressure", claims.skeleton) and slash:
        return True
    if slash and claims.value(x) in (6, 20) and re.search(r"\bacuity\b", claims.paper.text):
        return True
    people = claims.numbers[n].word or re.match(rf"(?: [a-z-]+){{0,2}} {shapes.PERSON}", after)
    if (
        claims.value(n) in (10, 100)
        and not people
        and re.search(
            r"\b(?:scores?|scale|satisf\w+|rat(?:ed|ing)|Apgar|mean|median|VAS|NRS)\b", claims.skeleton
        )
    ):
        return True
    if claims.value(n) < 5 or (claims.numbers[x].word and claims.numbers[n].word and claims.value(n) < 6):
        return True
    if (
        slash
        and re.search(r"[A-Za-z]\s?$", claims.skeleton[max(0, x - 1) : x])
        and claims.skeleton[x - 1 : x] != " "
    ):
        return True
    return slash and (claims.value(x), claims.value(n)) in {(24, 7), (12, 24)}


def _n_from_of(claims, first, x, pct):
    """ "Of 1,840 invited, 460 (25.0%)": the n stands before, and is taken only where x and percentage fit it."""
    head = shapes.OF_N.match(claims.skeleton)
    if not head or pct is None or head.end() > first or not claims.numbers[head.start("n")].whole:
        return None, ""
    n = head.start("n")
    if (
        claims.claimed.get(n) not in (None, "n of a count")
        or claims.value(n) < claims.value(x)
        or claims.value(n) == 0
    ):
        return None, ""
    exact = 100 * claims.value(x) / claims.value(n)
    unit = Decimal(1).scaleb(-claims.numbers[pct].decimals)
    return (n, "n from the start of the sentence") if abs(exact - claims.value(pct)) < unit else (None, "")


def rounding_flags(x, n, pct):
    """Is a percentage what x of n gives, cut off, or neither?"""
    exact = 100 * x / n
    unit = Decimal(1).scaleb(-len(pct.partition(".")[2]))
    gap = exact - Decimal(pct)
    if abs(gap) <= unit / 2:
        return []
    return (
        ["percentage looks cut off, not rounded"] if 0 < gap < unit else ["percentage does not fit x and n"]
    )


def _vs_counts(claims):
    """6 (12), 3 (6) after "n (%)"."""
    for found in shapes.TUPLE_ONE.finditer(claims.skeleton):
        header = surroundings.header_of(claims, found.start())
        if (
            not header
            or header.kind != "count"
            or found["pct"]
            or not claims.free(found.start("m"), found.start("a"))
        ):
            continue
        if claims.numbers[found.start("m")].whole and 0 <= claims.value(found.start("a")) <= 100:
            values = {"x": found.start("m"), "n": None, "pct": found.start("a")}
            claims.add(
                "count",
                values,
                found.start(),
                found.end(),
                surroundings.arm_of(claims, found.start(), found.end()),
                ("percentage by the words n (%)",),
            )


def completed_counts(claims):
    """Counts without n or percentage take the one of their own clause that they give: 88% of those on balm (35/40)."""
    for at, item in enumerate(claims.found):
        if item.kind != "count" or "x" not in item.places:
            continue
        if item["n"] is None and item["pct"]:
            _n_behind(claims, at)
    beside = sorted(
        (item for item in claims.found if item.kind in ("count", "percentage")), key=lambda item: item.start
    )
    for first, second in itertools.pairwise(beside):
        count, share = (first, second) if first.kind == "count" else (second, first)
        if {first.kind, second.kind} != {"count", "percentage"} or not (
            count["n"] and not count["pct"] and not share["n"]
        ):
            continue
        between = claims.sentence.passage.original[first.end : second.start]
        if (
            len(between) < MOST_BETWEEN
            and ";" not in between
            and _gives(count["x"], count["n"], share["pct"])
        ):
            place = claims.found.index(count)
            flags = (
                "percentage of the same clause",
                *rounding_flags(*map(Decimal, (count["x"], count["n"])), share["pct"]),
            )
            parts = [{"pct": each["pct"]} for each in (share.values, share.printed, share.places)]
            claims.amend(place, *parts, flags)
            claims.found.remove(share)


MOST_BETWEEN = 70
"""Letters between a fraction and the percentage of the same clause."""


def _gives(x, n, pct):
    """Does x of n print this percentage, rounded or cut off?"""
    unit = Decimal(1).scaleb(-len(pct.partition(".")[2]))
    return int(n) > 0 and abs(100 * Decimal(x) / Decimal(n) - Decimal(pct)) < unit


def _n_behind(claims, at):
    """ "41 (48.8%; 95% CI, 37.7% to 60.0%) of 84 patients": the n behind the bracket, where x and percentage fit it."""
    item = claims.found[at]
    ends = [place for place in claims.order if claims.numbers[place].start >= item.start]
    for found in shapes.OF_BEHIND.finditer(claims.skeleton, ends[0] if ends else 0):
        n = claims.numbers[found.start("n")]
        if n.start - item.end > MOST_BETWEEN:
            return
        if n.start > item.end - 2 and n.whole and _gives(item["x"], n.value, item["pct"]):
            claims.amend(
                at, {"n": n.value}, {"n": n.printed}, {"n": (n.start, n.end)}, ("n from behind the bracket",)
            )
            claims.found[:] = [
                each for each in claims.found if not (each.kind == "n" and each.start == n.start)
            ]
            claims.claim("count", found.start("n"))
            return


def events_alone(claims):
    """ "12 patients died", "died, 3 in the gel group and 5 in the foam group": counts without n and percentage."""
    for shape in shapes.EVENTS_AND_PEOPLE:
        for found in shape.finditer(claims.skeleton):
            _counted(claims, found)
    _parts_of_counts(claims)


def _counted(claims, found):
    """Every number that a shape names is a count, if all of them can be."""
    places = [found.start(name) for name, text in found.groupdict().items() if text and name != "n"]
    single = len(places) == 1
    if claims.planning or not all(_is_count(claims, place) for place in places):
        return
    if single and (_skipped_count(claims, places[0]) or claims.value(places[0]) in ROUND):
        return
    if not single and found.re is not shapes.SEXES and shapes.ALLOCATED.search(claims.skeleton):
        return
    for place in places:
        _count_alone(claims, place, surroundings.arm_of(claims, place, found.end() if single else place + 1))


ROUND = (100, 1000, 10_000)
"""Bases of a rate, "in 1000 people"."""


def _parts_of_counts(claims):
    """ "44 adults died, 18 on balm and 26 on chalk": two numbers behind a count that add up to it are counts, too."""
    whole = [place for place in claims.order if claims.numbers[place].whole]
    for item in [
        each for each in claims.found if each.kind == "count" and "x" in each.places and not each["n"]
    ]:
        after = [place for place in whole if claims.numbers[place].start > item.places["x"][0]]
        for behind in (after[:2], after[:3]):
            near = len(behind) > 1 and claims.numbers[behind[-1]].end - item.end < MOST_TO_PARTS
            if not near or not claims.free(*behind) or min(claims.value(place) for place in behind) <= 0:
                continue
            if sum(claims.value(place) for place in behind) == Decimal(item["x"]):
                for place in behind:
                    flags = ("the parts add up to the count",)
                    arm = surroundings.arm_of(claims, place, place + 1)
                    claims.add("count", {"x": place, "n": None, "pct": None}, place, place + 1, arm, flags)


MOST_TO_PARTS = 160
"""Letters between a count and its parts."""


def counts_alone(claims):
    """Counts in other words: "3 of whom died", "there were 4 burns", "No deaths occurred"."""
    for found in shapes.OF_THEM.finditer(claims.skeleton):
        if not (_is_count(claims, found.start("x")) and claims.numbers[found.start("n")].whole):
            continue
        x, n = claims.numbers[found.start("x")], claims.numbers[found.start("n")]
        if int(x.value) <= int(n.value):
            values = {"x": found.start("x"), "n": n.value, "pct": None}
            claims.add(
                "count", values, found.start("x"), found.end(), None, ("n from the start of the sentence",)
            )
    for shape in (shapes.IN_PEOPLE, shapes.PEOPLE_HAD, *shapes.EVENTS_LEFT, shapes.SEXES):
        for found in shape.finditer(claims.skeleton):
            _counted(claims, found)
    for found in () if claims.planning else shapes.EVENTS_VERSUS.finditer(claims.skeleton):
        counted = shapes.COUNTED.search(claims.skeleton) and not shapes.MEASURED.search(
            claims.skeleton, 0, found.start()
        )
        places = found.start("x"), found.start("x2")
        if (found["who"] or counted) and all(_is_count(claims, place) for place in places):
            for place in places:
                _count_alone(claims, place)
    for found in shapes.NONE_IN.finditer(claims.skeleton):
        _zero(claims, found.start(), found.end())
    for found in shapes.THERE_WERE.finditer(claims.skeleton):
        if found["x"].lower() == "no":
            _zero(claims, found.start(), found.end())
        elif _is_count(claims, found.start("x")):
            _count_alone(claims, found.start("x"))
            if found["x2"] and _is_count(claims, found.start("x2")):
                _count_alone(claims, found.start("x2"))
    _parts_of_counts(claims)
    for found in shapes.NUMBERS_IN_BRACKET.finditer(claims.skeleton):
        places = found.start("a"), found.start("b")
        if all(_is_count(claims, place) for place in places) and not claims.planning:
            for place in places:
                _count_alone(claims, place)
    for found in shapes.NO_EVENTS.finditer(claims.skeleton):
        harm = re.sub(
            r"\b(?:adverse|side|toxic|untoward|unwanted|ill)[- ]effects?\b", "", found[0], flags=re.I
        )
        if not re.search(r"signific|differ|eviden|interact|associat|change|effect", harm, re.I):
            _zero(claims, found.start(), found.end())


def _is_count(claims, place):
    return claims.free(place) and claims.numbers[place].whole


def _count_alone(claims, place, arm=None):
    claims.add("count", {"x": place, "n": None, "pct": None}, place, place + 1, arm)


def _skipped_count(claims, place):
    before = claims.skeleton[max(0, place - 14) : place]
    return bool(re.search(r"[≥≤<>/±-] ?$|\b(?:per|than|least|most|first|every|(?<!total )of|to) $", before))


def _zero(claims, first, last):
    claims.add("count", {"x": "0", "n": None, "pct": None}, first, last, None, ("zero in words",))
