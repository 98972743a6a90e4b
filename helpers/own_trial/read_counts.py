"""Counts: x of n with or without a percentage, one n for a list, events by arm, and zeros in words."""

import itertools
import re
from decimal import Decimal

from helpers.own_trial import shapes
from helpers.own_trial.numerals import MASK, NUMBER
from helpers.own_trial.surroundings import (
    add_count,
    add_people,
    are_whole,
    arm_of,
    header_of,
    is_percent,
    past_bracket,
)


def counts(claims):
    """Counts with n or a percentage, in the order of COUNT_SHAPES, then all of a group in words."""
    for shape in shapes.COUNT_SHAPES:
        for found in shape.finditer(claims.skeleton):
            _count(claims, found)
    _vs_counts(claims)
    _shares_before_counts(claims)
    _share_n(claims)
    for found in shapes.ALL_OF.finditer(claims.skeleton):
        place = found.start("n")
        if are_whole(claims, place) and claims.value(place) > 1:
            values = {"x": place, "n": place, "pct": None}
            claims.add("count", values, found.start(), found.end(), None, ("all of them, in words",))


def _count(claims, found):
    """One match of COUNT_SHAPES, unless its numbers say something else."""
    groups = found.groupdict()
    x, n, pct = (found.start(name) if groups.get(name) else None for name in ("x", "n", "p"))
    if not claims.free(*(place for place in (x, n, pct) if place is not None)):
        return
    zeros = n is None and pct is not None and re.fullmatch(r"[0-9]+\.0+", claims.numbers[x].value)
    for place in (x, n):
        if place is not None and (claims.value(place) < 0 or not (claims.numbers[place].whole or zeros)):
            return
    if n is not None and (claims.value(n) == 0 or is_percent(claims, n)):  # "one of 25% to 49%"
        return
    if None not in (x, n) and claims.value(x) > claims.value(n):
        return
    before = claims.skeleton[max(0, found.start() - 30) : found.start()]
    if _NO_COUNT_BEFORE.search(before) or (claims.planning and pct is None):
        return
    if None not in (x, n) and pct is None and _no_fraction(claims, found, x, n):
        return
    if pct is None and shapes.EYES_OF.match(claims.skeleton, found.start()):
        if claims.value(x) == claims.value(n):
            add_people(claims, x, "not said")
            claims.claim("label", n)
            return
    if pct is not None and _no_share(claims, found, x, n, pct, groups.get("u") or ""):
        return
    flags = ["zero in words"] if x is None else []
    values = {"x": "0" if x is None else x, "n": n, "pct": pct}
    last = past_bracket(claims, found.end())
    if pct is not None and claims.skeleton[pct + 1 : pct + 3].strip()[:1] == "%":
        last = max(last, past_bracket(claims, claims.skeleton.index("%", pct) + 1))
    if None not in (x, pct) and n is None:
        if pct < x and re.search(r"n ?=", found[0]):
            flags.append("n = is read as the count")
        values["n"] = _n_from_of(claims, found.start(), x, pct)
        flags += ["n from the start of the sentence"] if values["n"] is not None else []
    if None not in (x, pct, values["n"]):
        flags += rounding_flags(claims.value(x), claims.value(values["n"]), claims.numbers[pct].value)
    if zeros:
        flags.append("decimals of a whole count left out")
    _add_count(claims, values, found, last, flags)
    if zeros:
        x = claims.numbers[x].value
        at = next(at for at, item in enumerate(claims.found) if item.kind == "count" and item["x"] == x)
        claims.amend(at, {"x": x.partition(".")[0]})


_NO_COUNT_BEFORE = re.compile(
    rf"[≥≤<>/]\s?$|{NUMBER}[-–]$|\b[Nn]one of (?:the |all |our )?$|(?:at least|more than|less than|over|fewer than|up to|than|±|grade|score of|day|aged?) ?$|[A-Za-z{MASK}]/$|{shapes.FOREIGN_OF.pattern}"
)


def _no_share(claims, found, x, n, pct, unit):
    """A change, a level, limits, other people, a dose: the percentage is not that of x people of n."""
    behind = claims.skeleton[pct + 1 : pct + 60]
    if n is not None and pct < x and shapes.LOWER_LIMIT.search(claims.skeleton, 0, pct):
        return True
    if not 0 <= claims.value(pct) <= 100 or shapes.CHANGE_AFTER.match(behind):
        return True
    product = re.match(r" ?% ([A-Za-z][\w-]{2,})", behind)
    if product and (claims.numbers[pct].printed, product[1]) in claims.paper.strengths:
        return True
    if re.match(rf" ?%? ?(?:CI|confidence|[Cc]redible|[Pp]ower|[-–] ?{NUMBER})", behind):
        return True
    if n is not None or x is None:
        return False
    if shapes.OF_OTHERS.match(behind) or re.match(rf" {shapes.DOSE}| {shapes.TIME}", unit):
        return True
    return _no_people(claims, found, x, pct, unit) or bool(claims.headers and "±" in unit)


def _no_people(claims, found, x, pct, unit):
    """Courses given, a percentage with its limits, arms named by a strength, rates of response: no x people of a share."""
    if is_percent(claims, x) and x < pct:
        return True
    if x < pct and shapes.ARM_OF_THIS_NAME.match(unit):
        return True
    if shapes.GIVEN_THINGS.match(unit) or shapes.RATE_OF_REPLY.match(claims.skeleton, pct + 1):
        return True
    before = claims.skeleton[max(0, found.start() - 90) : found.start()]
    if x + 2 == pct - 1 + (claims.skeleton[x + 1] != " "):
        return shapes.RECEIVING.search(before) is not None
    return pct < x and shapes.ARM_BY_STRENGTH.search(before) is not None


def _add_count(claims, values, found, last, flags):
    """Add a count; an n that stands outside of it is a number of people, too."""
    n = values["n"] if isinstance(values["n"], int) else None
    outside = n is not None and not found.start() <= n < found.end() and n not in claims.claimed
    claims.add("count", values, found.start(), last, arm_of(claims, found.start(), last), flags)
    if outside:
        claims.add("n", {"value": n, "role": "not said"}, n, n + 1)
        claims.claimed[n] = "n of a count"


def _share_n(claims):
    """20 (64.5%), 6 (19.3%) and 5 (16.1%) of 31: one n for the whole list, where each fits it."""
    counts = [at for at, item in enumerate(claims.found) if item.kind == "count"]
    counts.sort(key=lambda at: claims.found[at].start)
    for first, second in reversed(list(itertools.pairwise(counts))):
        item, last = claims.found[first], claims.found[second]
        between = claims.sentence.passage.original[item.end : last.start]
        if item["n"] or not item["pct"] or "x" not in item.places or not {"x", "n"} <= set(last.places):
            continue
        if last.places["n"] < last.places["x"] or "/" in last.quotation or len(between) > 30:
            continue
        linked = re.fullmatch(r"[)\]]?,?(?: and)?(?: [a-z]+){0,2},?(?: and)? ", between)
        if linked and int(item["x"]) <= int(last["n"]) and gives(item["x"], last["n"], item["pct"]):
            flags = rounding_flags(Decimal(item["x"]), Decimal(last["n"]), item["pct"])
            parts = [{"n": part["n"]} for part in (last.values, last.printed, last.places)]
            claims.amend(first, *parts, ("n from the end of the list", *flags))


def _no_fraction(claims, found, x, n):
    """Blood pressures, acuity, 1 of 3 groups, 9/12 months: not x of n people."""
    after, size = claims.skeleton[found.end() : found.end() + 30], claims.value(n)
    if claims.numbers[x].word and claims.value(x) == 1 and shapes.OF_PLACES_BEHIND.match(after):
        return True
    if shapes.OF_THINGS.match(after) or shapes.OF_TIMES.match(claims.skeleton, found.end()) or size < 5:
        return True
    if claims.numbers[x].word and claims.numbers[n].word and size < 6:
        return True
    people = claims.numbers[n].word or re.match(rf"(?: [a-z-]+){{0,2}} {shapes.PERSON}", after)
    if size in (10, 100) and not people and shapes.SCORED.search(claims.skeleton):
        return True
    if "/" not in found[0]:
        return False
    eyes = claims.value(x) in (6, 20) and re.search(r"\bacuity\b", claims.paper.text)
    return bool(
        eyes
        or re.search(rf"{NUMBER} $|[A-Za-z]$", claims.skeleton[max(0, x - 2) : x])  # 24 0/7 weeks
        or re.match(r" (?:males?/females?|men/women|M/F|females?/males?|women/men|F/M)\b", after)
        or re.search(r"acuity|Snellen|vision|mm ?Hg|blood pressure", claims.skeleton)
        or (claims.value(x), size) in {(24, 7), (12, 24)}
    )


def _n_from_of(claims, first, x, pct):
    """ "Of 1,840 invited, 460 (25.0%)": the n stands before, and is taken only where x and percentage fit it."""
    head = shapes.OF_N.match(claims.skeleton)
    if not head or head.end() > first or not claims.numbers[head.start("n")].whole:
        return None
    n = head.start("n")
    if claims.claimed.get(n) not in (None, "n of a count") or claims.value(n) < claims.value(x):
        return None
    return n if gives(*(claims.numbers[place].value for place in (x, n, pct))) else None


def rounding_flags(x, n, pct):
    """Is a percentage what x of n gives, cut off, or neither?"""
    unit = Decimal(1).scaleb(-len(pct.partition(".")[2]))
    gap = 100 * x / n - Decimal(pct)
    if abs(gap) <= unit / 2:
        return []
    cut = 0 < gap < unit
    return ["percentage looks cut off, not rounded"] if cut else ["percentage does not fit x and n"]


def _vs_counts(claims):
    """6 (12), 3 (6) after "n (%)"."""
    for found in shapes.TUPLE_ONE.finditer(claims.skeleton):
        x, pct = found.start("m"), found.start("a")
        header = header_of(claims, found.start())
        if not header or header.kind != "count" or found["pct"] or not claims.free(x, pct):
            continue
        if claims.numbers[x].whole and 0 <= claims.value(pct) <= 100:
            arm = arm_of(claims, found.start(), found.end())
            values, flags = {"x": x, "n": None, "pct": pct}, ("percentage by the words n (%)",)
            claims.add("count", values, found.start(), found.end(), arm, flags)


def _shares_before_counts(claims):
    """ "in 17% (56) and 8% (25) of the placebo group": counts, where one number of people gives both percentages."""
    pairs = list(shapes.SHARES_BEFORE_COUNTS.finditer(claims.skeleton))
    for found in pairs:
        rows = [(found.start("p"), found.start("x")), (found.start("q"), found.start("y"))]
        if not claims.free(*rows[0], *rows[1]) or not are_whole(claims, rows[0][1], rows[1][1]):
            continue
        if claims.planning or not _give_one_n(
            [(claims.numbers[pct].value, claims.value(x)) for pct, x in rows]
        ):
            continue
        arm = arm_of(claims, found.start(), found.end()) if len(pairs) > 1 else None
        for (pct, x), end in zip(rows, ("end", "end2"), strict=True):
            last = found.end(end)
            values = {"x": x, "n": None, "pct": pct}
            claims.add("count", values, pct, last, arm or arm_of(claims, pct, last))
    if claims.paper.counts_in_brackets and not claims.planning:
        for found in shapes.SHARE_BEFORE_COUNT.finditer(claims.skeleton):
            pct, x = found.start("p"), found.start("x")
            if claims.free(pct, x) and are_whole(claims, x) and 0 < claims.value(pct) <= 100:
                values = {"x": x, "n": None, "pct": pct}
                claims.add("count", values, pct, found.end(), arm_of(claims, pct, found.end()))


def _give_one_n(rows):
    """Whether counts and percentages (text), which must differ clearly, agree on a number of people."""
    shares, counts = zip(*((Decimal(pct), x) for pct, x in rows), strict=True)
    apart = min(shares) > 0 and max(shares) <= 100 and max(shares) >= Decimal("1.3") * min(shares)
    if not apart or (counts[0] < counts[1]) != (shares[0] < shares[1]) or min(counts) <= 0:
        return False
    units = [Decimal(1).scaleb(-len(pct.partition(".")[2])) for pct, _ in rows]
    least = max(100 * x / (share + unit) for x, share, unit in zip(counts, shares, units, strict=True))
    most = [100 * x / (share - unit / 2) for x, share, unit in zip(counts, shares, units, strict=True)]
    return max(least, *counts) <= min(most)


def completed_counts(claims):
    """Counts without n or percentage take the one of their own clause that they give: 88% of those on balm (35/40)."""
    for at, item in enumerate(claims.found):
        if item.kind == "count" and "x" in item.places and item["pct"] and item["n"] is None:
            _n_behind(claims, at)
    _ns_behind(claims)
    beside = [item for item in claims.found if item.kind in ("count", "percentage")]
    for first, second in itertools.pairwise(sorted(beside, key=lambda item: item.start)):
        count, share = (first, second) if first.kind == "count" else (second, first)
        if share.kind != "percentage" or count.kind != "count" or share["n"]:
            continue
        between = claims.sentence.passage.original[first.end : second.start]
        if not count["n"] or count["pct"] or len(between) >= MOST_BETWEEN or ";" in between:
            continue
        if gives(count["x"], count["n"], share["pct"]):
            flags = rounding_flags(*map(Decimal, (count["x"], count["n"])), share["pct"])
            parts = [{"pct": each["pct"]} for each in (share.values, share.printed, share.places)]
            claims.amend(claims.found.index(count), *parts, ("percentage of the same clause", *flags))
            claims.found.remove(share)


MOST_BETWEEN = 70
"""Letters between a fraction and the percentage of the same clause."""


def gives(x, n, pct):
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
        if n.start > item.end - 2 and n.whole and gives(item["x"], n.value, item["pct"]):
            flags = ("n from behind the bracket",)
            claims.amend(at, {"n": n.value}, {"n": n.printed}, {"n": (n.start, n.end)}, flags)
            claims.found[:] = [each for each in claims.found if (each.kind, each.start) != ("n", n.start)]
            claims.claim("count", found.start("n"))
            return


def _ns_behind(claims):
    """ "4 (15.4%) and 28 (34.1%) among 26 and 82 people": the numbers of people behind two counts, where both fit them."""
    for found in shapes.OF_BOTH_BEHIND.finditer(claims.skeleton):
        places = found.start("a"), found.start("b")
        if not are_whole(claims, *places):
            continue
        here = claims.numbers[places[0]].start
        counts = [at for at, item in enumerate(claims.found) if item.kind == "count" and item.end <= here]
        both = sorted(counts, key=lambda at: claims.found[at].start)[-2:]
        items = [claims.found[at] for at in both]
        if len(both) < 2 or here - items[1].end > MOST_BETWEEN:
            continue
        sizes = [claims.numbers[place] for place in places]
        if not all(item["pct"] and "x" in item.places for item in items):
            continue
        if not all(gives(item["x"], n.value, item["pct"]) for item, n in zip(items, sizes, strict=True)):
            continue
        for at, n, place in zip(both, sizes, places, strict=True):
            claims.amend(
                at, {"n": n.value}, {"n": n.printed}, {"n": (n.start, n.end)}, ("n from behind both",)
            )
            claims.claim("count", place)


def events_alone(claims):
    """ "12 patients died", "died, 3 in the gel group and 5 in the foam group": counts without n and percentage."""
    allocated = shapes.ALLOCATED.search(claims.skeleton)
    for shape in shapes.EVENTS_AND_PEOPLE:
        for found in shape.finditer(claims.skeleton):
            if not allocated or shape.groups == 1:
                _counted(claims, found)
    _parts_of_counts(claims)


def _counted(claims, found):
    """Every number that a shape names is a count, if all of them can be."""
    places = [
        found.start(name) for name, text in found.groupdict().items() if text and name not in ("n", "who")
    ]
    single = len(places) == 1
    if claims.planning or not are_whole(claims, *places):
        return
    if single and (_skipped_count(claims, places[0]) or claims.value(places[0]) in ROUND):
        return
    for place in places:
        add_count(claims, place, arm_of(claims, place, found.end() if single else place + 1))


ROUND = (100, 1000, 10_000)
"""Bases of a rate, "in 1000 people"."""


def _parts_of_counts(claims):
    """ "44 adults died, 18 on balm and 26 on chalk": two numbers behind a count that add up to it are counts, too."""
    whole = [place for place in claims.order if claims.numbers[place].whole]
    counts = [each for each in claims.found if each.kind == "count" and "x" in each.places]
    for item in [each for each in counts if not each["n"]]:
        after = [place for place in whole if claims.numbers[place].start > item.places["x"][0]]
        for behind in (after[:2], after[:3]):
            near = len(behind) > 1 and claims.numbers[behind[-1]].end - item.end < MOST_TO_PARTS
            if not near or not claims.free(*behind) or min(claims.value(place) for place in behind) <= 0:
                continue
            if sum(claims.value(place) for place in behind) == Decimal(item["x"]):
                for place in behind:
                    arm = arm_of(claims, place, place + 1)
                    add_count(claims, place, arm, ("the parts add up to the count",))


MOST_TO_PARTS = 160
"""Letters between a count and its parts."""


def counts_alone(claims):
    """Counts in other words: "3 of whom died", "there were 4 burns", "No deaths occurred"."""
    for found in shapes.OF_THEM.finditer(claims.skeleton):
        x, n = found.start("x"), claims.numbers[found.start("n")]
        if are_whole(claims, x) and n.whole and claims.value(x) <= int(n.value):
            values, flags = {"x": x, "n": n.value, "pct": None}, ("n from the start of the sentence",)
            claims.add("count", values, x, found.end(), None, flags)
    for shape in (shapes.IN_PEOPLE, shapes.PEOPLE_HAD, *shapes.EVENTS_LEFT, shapes.SEXES):
        for found in shape.finditer(claims.skeleton):
            _counted(claims, found)
    for found in shapes.EVENTS_VERSUS.finditer(claims.skeleton):
        measured = shapes.MEASURED.search(claims.skeleton, 0, found.start())
        if found["who"] or (shapes.COUNTED.search(claims.skeleton) and not measured):
            _counted(claims, found)
    for found in shapes.NONE_IN.finditer(claims.skeleton):
        _zero(claims, found.start(), found.end())
    for found in shapes.THERE_WERE.finditer(claims.skeleton):
        if found["x"].lower() == "no":
            _zero(claims, found.start(), found.end())
        elif are_whole(claims, found.start("x")):
            for place in (found.start("x"), found.start("x2")):
                if are_whole(claims, place):
                    add_count(claims, place)
    _parts_of_counts(claims)
    for found in shapes.NUMBERS_IN_BRACKET.finditer(claims.skeleton):
        _counted(claims, found)
    for found in shapes.NO_EVENTS.finditer(claims.skeleton):
        if not shapes.NO_DIFFERENCE.search(shapes.SIDE_EFFECTS.sub("", found[0])):
            _zero(claims, found.start(), found.end())


def _skipped_count(claims, place):
    before = claims.skeleton[max(0, place - 14) : place]
    return bool(re.search(r"[≥≤<>/±-] ?$|\b(?:per|than|least|most|first|every|(?<!total )of|to) $", before))


def _zero(claims, first, last):
    claims.add("count", {"x": "0", "n": None, "pct": None}, first, last, None, ("zero in words",))
