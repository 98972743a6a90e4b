"""What stands around a number: the arm, the measure and the header that it belongs to, limits, and who it is not.

Nothing is found here; the modules `read_...` ask these questions before they claim a number.
"""

import itertools
import re
from bisect import bisect_left
from dataclasses import replace

from helpers.own_trial import shapes
from helpers.own_trial.claims import Header, spread_kind
from helpers.own_trial.numerals import NUMBER


def tidy_words(claims, first, last):
    """The tidy text behind skeleton[first:last], numbers shown as #, digits of "1-sided" kept."""
    places = claims.sentence.places
    tidy = claims.sentence.passage.tidy
    return "".join(
        "#" if claims.skeleton[at] == NUMBER else tidy[places[at]]
        for at in range(first, min(last, len(places)))
    )


def header_of(claims, place):
    """The header that speaks for a number: the last one before it, else the first one behind."""
    before = [header for header in claims.headers if header.end <= place]
    if before:
        return before[-1]
    behind = [header for header in claims.headers_behind if header.start > place]
    return behind[0] if behind else None


def past_bracket(claims, last):
    """Where a finding ends if its closing bracket is counted in."""
    return last + 1 if claims.skeleton[last : last + 1] in (")", "]") else last


def belongs_to_effect(claims, place):
    """A coefficient or difference with its SE is no arm's mean."""
    weak = shapes.WEAK - {"difference"} | {"ratio"}
    near = [m for m in claims.measures if 0 <= place - m.end <= 60 and m.name not in weak]
    return bool(near) and not candidates(claims, near[-1].end, place)


def arm_of(claims, first, last):
    """The arm, where the words right behind (or before) a finding name it."""
    found = shapes.ARM_AFTER.match(claims.skeleton[last : last + 110])
    if found:
        part = next(name for name in ("letter", "group", "word") if found[name])
        name, start = found[part], last + found.start(part)
        words = name.lower().split()
        if "and" in words or "or" in words:
            return None
        label = found["letter"] and name in ("NS", "SD", "SE", "SEM", "CI", "IQR")
        any_arm = found["group"] and is_any_arm(name)
        listed = shapes.LISTED_NAMES.match(claims.skeleton, start)
        shared = shapes.SHARED_OUT.match(claims.skeleton, start + len(name))
        timed = shapes.TIME_AFTER.match(claims.skeleton, last, start)
        if words[0] not in shapes.NOT_ARMS and not (listed or label or any_arm or shared or timed):
            start, end = claims.sentence.offsets(start, start + len(name))
            return re.sub(r"^(?:the|those in|patients in) ", "", claims.sentence.passage.original[start:end])
    shift = max(0, first - 80)
    before = shapes.ARM_BEFORE.search(claims.skeleton[shift:first])
    clause = max(claims.skeleton.rfind(cut, 0, first) for cut in (";", ":", " while ", " than ")) + 1
    if not before or NUMBER in claims.skeleton[clause:first]:
        return None
    both = shapes.BOTH_ARMS.match(claims.skeleton, last)
    than = before["than"] or before[0].startswith("than")
    if both and (than or _is_of_the_other(claims, first, both, claims.skeleton[clause:first])):
        return None
    start, end = claims.sentence.offsets(shift + before.start("group"), shift + before.end("group"))
    name = claims.sentence.passage.original[start:end]
    return None if name.lower().split()[0] in _ANY_ARM else name


def _is_of_the_other(claims, first, both, words):
    """ "more bled in the balm group (0% vs 8%)": is the first of two values not the one that the words call higher or lower?"""
    places = [place for place in claims.order if first <= place]
    behind = [place for place in places if place >= both.end()]
    higher, lower = shapes.SAID_HIGHER.search(words), shapes.SAID_LOWER.search(words)
    if not behind or bool(higher) == bool(lower):
        return False
    one, other = claims.value(places[0]), claims.value(behind[0])
    return one < other if higher else one > other


_ANY_ARM = ("each", "either", "both", "any", "per")


def is_any_arm(name):
    """ "each group", "one arm", "the other group": words that name no arm of its own."""
    words = name.lower().split()
    return len(words) > 1 and words[0] in (*_ANY_ARM, *NO_ARM_OF_ITS_OWN)


NO_ARM_OF_ITS_OWN = ("one", "other", "a", "an", "this", "that", "same", "every", "single", "another")


def arms_of_lists(claims):
    """ "12%, 20% and 9% in the balm, chalk and wax groups": findings of a kind, then as many arms in the same order."""
    _arms_behind_for(claims)
    kinds = ("count", "percentage", "mean", "median", "n")
    items = sorted((item for item in claims.found if item.kind in kinds), key=lambda item: item.start)
    runs = []
    for item in items:
        last = runs[-1][-1] if runs else None
        linked = last is not None and claims.sentence.passage.original[last.end : item.start]
        if linked and last.kind == item.kind and shapes.IN_A_LIST.fullmatch(linked):
            runs[-1].append(item)
        else:
            runs.append([item])
    for first, second in itertools.pairwise(runs):
        _two_of_each_arm(claims, first, second)
    for run in runs:
        if len(run) < 2 or any(item.arm != "unknown" for item in run):
            continue
        found = shapes.LISTED_ARMS.match(claims.skeleton, claims.skeleton_at(run[-1].end))
        if not found:
            continue
        part = "letters" if found["letters"] else "names"
        names = list(shapes.ARM_OF_LIST.finditer(found[part]))
        if (
            found["bare"]
            and found["drug"] in ("for", "in")
            and not _all_named(claims, [name["name"] for name in names])
        ):
            continue
        if len(names) == len(run):
            for item, name in zip(run, names, strict=True):
                first, last = (found.start(part) + end for end in name.span("name"))
                claims.name_arm(item, first, last, f"{found['kind']} " if found["letters"] else "")


def _two_of_each_arm(claims, first, second):
    """ "67% and 15%, respectively, in the balm group versus 47% and 50% in the wax group": the arms of four values."""
    whole = claims.sentence.passage.original
    if len(first) != 2 or len(second) != 2 or first[0].kind != second[0].kind:
        return
    one = shapes.TWO_OF_AN_ARM.fullmatch(whole, first[1].end, second[0].start)
    other = shapes.LAST_TWO.match(whole, second[1].end, claims.sentence.end)
    if one and other and one["name"] != other["name"]:
        for item in (*first, *second):
            name = one["name"] if item in first else other["name"]
            claims.found[claims.found.index(item)] = replace(item, arm=name)
        first.clear()
        second.clear()


def _arms_behind_for(claims):
    """ "86% (63/73) for velorin and 97% (70/72) for surgery", "7 (6%) placebo; 9 (7%) velorin": each with its arm behind it."""
    kinds = ("count", "percentage", "mean", "median")
    whole = claims.sentence.passage.original
    last = claims.sentence.end
    items = [
        item
        for item in claims.found
        if item.kind in kinds or (item.kind == "effect" and item["measure"] == "percentage")
    ]
    items.sort(key=lambda item: item.start)
    before = None
    for first, second in itertools.pairwise(items):
        if first.kind != second.kind:
            continue
        if (
            first is before and second.arm == "unknown"
        ):  # the next of a list, whose first two have their names
            next_name = shapes.NEXT_LABEL.fullmatch(whole, first.end, second.start)
            if shapes.FOR_AN_ARM.fullmatch(whole, first.end, second.start):
                next_name = shapes.FOR_THE_OTHER.match(whole, second.end, last)
            if next_name and next_name["name"].casefold() not in shapes.NOT_ARMS:
                claims.found[claims.found.index(second)] = replace(second, arm=next_name["name"])
                before = second
            continue
        if first.arm != "unknown":
            continue
        if second.arm != "unknown":
            short = shapes.SHORT_OF_GROUP.fullmatch(whole, first.end, second.start)
            if short and re.search(r" (?:group|arm)$", second.arm):
                claims.found[claims.found.index(first)] = replace(first, arm=short["name"])
            continue
        linked = shapes.FOR_AN_ARM.fullmatch(whole, first.end, second.start)
        behind = shapes.FOR_THE_OTHER.match(whole, second.end, last)
        bare = shapes.NAME_AND_NEXT.fullmatch(whole, first.end, second.start)
        last_name = shapes.NAME_BEHIND.match(whole, second.end, last)
        if bare and last_name and {each["name"].casefold() for each in (bare, last_name)} & shapes.CONTROLS:
            linked, behind = bare, last_name
        named = [re.sub(r"-treated(?: [a-z]+)?$", "", found["name"]) for found in (linked, behind) if found]
        words = [name.lower().split() for name in named]
        if len(named) < 2 or any(shapes.NO_ARM_BEHIND_FOR.fullmatch(word) for each in words for word in each):
            named = _labels_of_arms(claims, first, second) or _names_at_brackets(claims, first, second)
        if not named:
            continue
        before = second
        for item, name in zip((first, second), named, strict=True):
            claims.found[claims.found.index(item)] = replace(item, arm=name)


_AN_ARM = re.compile(r"(?:.*[ +-])?(?:group|arm|placebo|controls?|sham|vehicle)(?: [A-Z0-9])?", re.I)


def _labels_of_arms(claims, first, second):
    """The names of two arms with a colon before their values, where at least one of them is called a group or a control; or []."""
    whole, start = claims.sentence.passage.original, claims.sentence.start
    before = shapes.LABEL_BEFORE.search(whole[start : first.start])
    between = shapes.NEXT_LABEL.fullmatch(whole, first.end, second.start)
    names = [found["name"] for found in (before, between) if found]
    return names if len(names) == 2 and _all_named(claims, names) else []


def _names_at_brackets(claims, first, second):
    """The names of two arms before the brackets with their values, or in brackets behind their values; or []."""
    whole, start = claims.sentence.passage.original, claims.sentence.start
    for names in (
        (
            shapes.NAME_BEFORE_BRACKET.search(whole[max(start, first.start - 80) : first.start]),
            shapes.NEXT_BEFORE_BRACKET.fullmatch(whole, first.end, second.start),
        ),
        (
            shapes.NAME_IN_BRACKET.fullmatch(whole, first.end, second.start),
            shapes.LAST_NAME_IN_BRACKET.match(whole, second.end, claims.sentence.end),
        ),
    ):
        if None not in names and _all_named(claims, [found["name"] for found in names]):
            return [found["name"] for found in names]
    return []


def _all_named(claims, names):
    """Are these different names of arms: one a group or a control, or all named where people were shared out?"""
    if len(set(names)) < len(names) or {name.casefold() for name in names} & shapes.NOT_ARMS:
        return False
    return any(map(_AN_ARM.fullmatch, names)) or all(map(claims.paper.names_arm, names))


def limits_of(claims, found):
    """Places (or words) of both limits, or None if one has a role already or nothing but a space parts them."""
    ends = []
    for name in ("a", "b"):
        place = found.start(name)
        if found[name] == NUMBER:
            if not claims.free(place):
                return None
            ends.append(place)
        else:
            ends.append(_open_limit(found[name]))
    if all(isinstance(end, int) for end in ends) and claims.skeleton[ends[0] + 1 : ends[1]] == " ":
        return None
    return ends


def _open_limit(words):
    if re.match("not (?:yet )?(?:estim|eval|calc)", words):
        return "NE"
    return "not reached" if re.match("not|NR|N.R", words) else words


def limit_values(claims, limits):
    """Both limits as Decimals, the lower one first."""
    return sorted(claims.value(limit) for limit in limits)


_COMPARED_IN_WORDS = re.compile(
    r" (?:[a-z]+ ){0,2}(?:older|younger|more|less|fewer|higher|lower|longer|shorter|greater)\b"
)


def stands_aside(claims, place, ratio=False):
    """Numbers before an interval that are not its estimate: words, people, n =, x/n, time points of a ratio."""
    number = claims.numbers[place]
    after, before = claims.skeleton[place + 1 : place + 40], claims.skeleton[max(0, place - 8) : place]
    if (
        (number.word and not _COMPARED_IN_WORDS.match(after) and not is_percent(claims, place))
        or re.match(rf" (?:(?!per )[a-z-]+ ){{0,2}}{shapes.PERSON}", after)
        or (
            re.search(r"\b(?:for|with|on|at) $", before)
            and re.match(r"[- ]?(?:mg|µg|μg|mcg|IU)\b(?!/(?!kg|m\W))", after)
        )
        or re.search(r"\bper $|[nN] ?= ?$|[/]$|[≥≤<>] ?$|\b(?:IQR|S[DE]M?)[,:=]? ?$", before)
        or (after.startswith("/") and not shapes.RATE_BEHIND.match(claims.skeleton, place + 1))
        or re.match(r"[- ]?(?:mm|cm|points?|items?)?[- ](?:visual|scale|VAS|Likert)", after)
    ):
        return True
    if re.match(rf"-?(?: [a-z]+)? (?:{shapes.DOSE})", after) and ratio:
        return True
    return (
        ratio
        and (re.match(rf"[- ]?{shapes.TIME}", after.lstrip()) is not None or after.lstrip().startswith("%"))
        and "." not in number.value
    )


def candidates(claims, first, last, ratio=False):
    """Places of the numbers in a stretch that may still be an estimate."""
    reusable = (None, "mean", "count", "percentage")
    places = []
    for place in claims.order[bisect_left(claims.order, first) : bisect_left(claims.order, last)]:
        role = claims.claimed.get(place)
        if role not in reusable or (role == "count" and not is_percent(claims, place)):
            continue
        if not stands_aside(claims, place, ratio):
            places.append(place)
    return places


def text_between(claims, first, last):
    """The skeleton between two places without P values and test statistics."""
    pieces, at = [], first
    for low, high in sorted(claims.blanks):
        if low >= at and high <= last:
            pieces.append(claims.skeleton[at:low])
            at = high
    return "".join([*pieces, claims.skeleton[at:last]])


def measure_before(claims, first, last, place=None):
    """The measure that an interval at `last` belongs to: the nearest, but a strong word beats a weak one behind it."""
    near = [m for m in claims.measures if m.start >= first and m.end <= last]
    told = [m for m in near if m.name in shapes.WEAK and shapes.TOLD.match(claims.skeleton, m.end, last)]
    near = [m for m in near if m not in told]
    if place is not None:
        near = [m for m in near if m.end <= place] or near
    if not near:
        return None
    chosen = near[-1]
    for measure in reversed(near[:-1]):
        if candidates(claims, measure.end, chosen.start):
            break
        if chosen.name in shapes.WEAK | {"ratio"} and measure.name not in {"change", "mean", "proportion"}:
            chosen = measure
    return chosen


def is_of_shares(claims, measure, place):
    """ "nor was a difference noted (82% v 80%, 1.10 ...)" behind a ratio: the word names the shares, no later number."""
    if measure.name != "difference" or claims.paper.measure not in shapes.RATIOS or is_percent(claims, place):
        return False
    shares = any(is_percent(claims, at) for at in claims.order if measure.end <= at < place)
    return shares and "(" in claims.skeleton[measure.end : place]


def measure_near(claims, first, place):
    """The measure that a number without words of its own belongs to, if no other number stands between."""
    near = [m for m in claims.measures if first <= m.start and m.end <= place and place - m.end <= 75]
    near = [m for m in near if not candidates(claims, m.end, place)]
    if not near:
        return None
    strong = [m for m in near if m.name not in shapes.WEAK | {"ratio"}]
    if strong and near[-1].name in ("change", "mean", "difference", "ratio"):
        return strong[-1]
    return near[-1]


def said_median(claims, near, place):
    """ "Median use was lower on balm: 18 (1-74)": does the word median stand before the word of change?"""
    before = [
        m for m in claims.measures if m.name == "median" and m.end <= near.start and place - m.end < 110
    ]
    return bool(before) and not candidates(claims, before[-1].end, place)


def adjusted_near(claims, measure, first, last):
    """Do the words around a measure say that it is adjusted ("yes"), crude ("no") or neither?"""
    if not measure:
        return "not said"
    near = claims.skeleton[max(first, measure.start - 45) : min(last, measure.end + 45)]
    near = near.rpartition(";")[2] if ";" in near[:45] else near
    if shapes.CRUDE.search(near):
        return "no"
    return "yes" if shapes.ADJUSTED.search(near) else "not said"


def is_percent(claims, place):
    """Does a percent sign stand right behind this number?"""
    return re.match(r" ?%(?![- ]?(?:units?|points?)\b)", claims.skeleton[place + 1 : place + 12]) is not None


def decimals(claims, places):
    """How many decimals are printed: one number in this set if all have as many."""
    return {claims.numbers[place].decimals for place in places}


def is_scale(claims, first, last, limits):
    """ "Range 0 to 10" of a score is the scale, not what was found."""
    if shapes.SCALE_AFTER.search(claims.skeleton[last : last + 60]) and not re.match(
        r" ?(?:points?)?[)\]]", claims.skeleton[last : last + 9]
    ):
        return True
    scaled = shapes.SCALE_BEFORE.search(claims.skeleton[max(0, first - 70) : first])
    if not scaled or not all(isinstance(limit, int) for limit in limits):
        return False
    low, high = claims.value(limits[0]), claims.value(limits[1])
    return (low in (0, 1) and claims.numbers[limits[0]].whole) or high in (10, 100)


def median_label(label):
    """IQR or range, from the words for it."""
    return (
        "range"
        if re.search(r"(?<!quartile )range|min", label, re.I) and not re.search("quartile", label, re.I)
        else "IQR"
    )


def find_headers(claims):
    """What "mean (SD)", "median (IQR)" and "n (%)" say about the brackets that follow them."""
    for found in shapes.MEAN_HEADER.finditer(claims.skeleton):
        claims.headers.append(Header(found.start(), found.end(), "mean", spread_kind(found["label"])))
    for found in shapes.COUNT_HEADER.finditer(claims.skeleton):
        claims.headers.append(Header(found.start(), found.end(), "count", "%"))
    for found in shapes.MEDIAN_HEADER.finditer(claims.skeleton):
        what = "median" if found["what"].lower().startswith("median") else "meanrange"
        claims.headers.append(Header(found.start(), found.end(), what, median_label(found["label"])))
    for found in shapes.LEVELS.finditer(claims.skeleton):
        level = level_in(found)
        if level is not None and claims.value(level) < shapes.LOWEST_LEVEL:
            continue
        claims.claim("level", *([level] if level is not None else []))
        if shapes.OF_THE_LEVEL.match(claims.skeleton, found.end()):
            before = [each for each in claims.measures if 0 <= found.start() - each.end < 60]
            if before and before[-1].name == "median":
                claims.headers.append(Header(before[-1].start, found.end(), "median", "CI"))
            elif before:
                value = claims.numbers[level].value if level is not None else None
                claims.headers.append(Header(before[-1].start, found.end(), "effect", value))
    claims.headers.sort()
    claims.headers_behind = [header for header in claims.headers if _stands_behind(claims, header)]
    claims.headers = [header for header in claims.headers if header not in claims.headers_behind]


def _stands_behind(claims, header):
    """ "10.8 (4.6) and 11.9 (4.9), mean (SD)": numbers before the header and no bracket of numbers after it."""
    before = claims.skeleton[max(0, header.start - 40) : header.start]
    after = claims.skeleton[header.end :].partition(";")[0]
    return NUMBER in before and not shapes.ANY_TUPLE.search(after)


def are_whole(claims, *places):
    """Are these numbers free and whole, so that they may count people?"""
    return claims.free(*places) and all(claims.numbers[place].whole for place in places)


def add_count(claims, place, arm=None, flags=()):
    """A count without n and percentage."""
    claims.add("count", {"x": place, "n": None, "pct": None}, place, place + 1, arm, flags)


def add_people(claims, place, role, arm=None, flags=()):
    """A number of people: all of them, or an arm."""
    claims.add("n", {"value": place, "role": role}, place, place + 1, arm, flags)


def add_with_arm(claims, kind, values, first, last, flags=()):
    """A finding with the arm that the words around it name."""
    return claims.add(kind, values, first, last, arm_of(claims, first, past_bracket(claims, last)), flags)


def are_printed(limits):
    """Are both limits numbers, and none of them "not reached"?"""
    return all(isinstance(limit, int) for limit in limits)


def level_in(found):
    """The place of the level of confidence in a match of LEVEL, or None where it is not printed."""
    return next((found.start(name) for name in ("l1", "l2", "l3") if found[name]), None)
