"""Brackets without words of their own, "0.82 (0.64 to 1.06)": they mean what the words before them said."""

import re

from helpers.own_trial import shapes, surroundings
from helpers.own_trial.claims import Header
from helpers.own_trial.numerals import WORD


def tuples(claims):
    """Brackets without words of their own: they mean what the words before them said."""
    _ratios_in_words(claims)
    _shares_behind_counts(claims)
    for found in shapes.TUPLE_RANGE.finditer(claims.skeleton):
        _tuple_range(claims, found)
    for found in shapes.TUPLE_SE.finditer(claims.skeleton):
        header = surroundings.header_of(claims, found.start("m"))
        if header and header.kind == "median" and header.label == "CI" and claims.free(found.start("se")):
            claims.claim("spread", found.start("se"))
            _tuple_range(claims, found)
    for found in shapes.TUPLE_COMMA.finditer(claims.skeleton):
        _tuple_comma(claims, found)
    for found in shapes.TUPLE_ONE.finditer(claims.skeleton):
        _tuple_one(claims, found)
    for found in shapes.SHARE_IN_SQUARE.finditer(claims.skeleton):
        limits = surroundings.limits_of(claims, found)
        if limits and claims.value(limits[0]) <= claims.value(found.start("p")) <= claims.value(limits[1]):
            claims.claim("limit", *limits)


def _shares_behind_counts(claims):
    """ "82% (37/45; 68 to 92)": the limits of a share behind its count."""
    for found in shapes.SHARE_THEN_LIMITS.finditer(claims.skeleton):
        place, *limits = (found.start(name) for name in (("p", "a", "b") if found["p"] else ("q", "c", "d")))
        if not claims.free(*limits) or claims.claimed.get(place) != "count" or claims.planning:
            continue
        low, high = surroundings.limit_values(claims, limits)
        if low <= claims.value(place) <= high <= 100 and low < high:
            kept = claims.paper.measure
            _inherited(claims, found.start(), found.end(), place, limits, "percentage", None, None)
            claims.paper.measure = kept


def _tuple_range(claims, found):
    place = found.start("m")
    limits = surroundings.limits_of(claims, found)
    if not claims.free(place) or limits is None or surroundings.stands_aside(claims, place):
        return
    header = surroundings.header_of(claims, place)
    if not all(isinstance(limit, int) for limit in limits):
        if header and header.kind == "median" and isinstance(limits[0], int):
            values = {"median": place, "low": limits[0], "high": limits[1], "spread_kind": header.label}
            claims.add("median", values, found.start(), found.end(), None)
        return
    weak = not re.search(r"[-–−]|to |through", claims.skeleton[limits[0] + 1 : limits[1]])
    near = surroundings.measure_near(claims, header.end if header else 0, place)
    name = near.name if near else None
    if name == "change" and header is None and surroundings.said_median(claims, near, place):
        name = "median"
    last = surroundings.past_bracket(claims, found.end())
    low, high = surroundings.limit_values(claims, limits)
    inside = low <= claims.value(place) <= high
    if name == "median" or (name in (None, "change") and header and header.kind == "median"):
        label = header.label if header and header.kind == "median" else "unlabelled"
        if weak and label == "unlabelled":
            return
        flags = ("what the bracket holds is not said",) if label == "unlabelled" else ()
        values = {"median": place, "low": limits[0], "high": limits[1], "spread_kind": label}
        claims.add(
            "median", values, found.start(), last, surroundings.arm_of(claims, found.start(), last), flags
        )
        return
    if header and header.kind == "meanrange" and name in (None, "mean"):
        claims.add(
            "mean",
            {"mean": place, "spread": None, "spread_kind": "unlabelled"},
            place,
            place + 1,
            None,
            ("printed with a range",),
        )
        claims.add(
            "range",
            {"low": limits[0], "high": limits[1]},
            limits[0],
            last,
            None,
            ("range of the mean before it",),
        )
        return
    effect = name is not None and name not in ("mean", "change", "proportion", "median", "ratio")
    changed = name == "change" and re.search(r"\bby (?:an? )?$", claims.skeleton[max(0, place - 8) : place])
    if not effect and inside and changed and not header and claims.paper.level:
        _inherited(claims, found.start(), last, place, limits, "change", header, near)
        return
    if not effect and inside and shapes.COMPARED.search(found["u"]):
        lower = "change" if surroundings.is_percent(claims, place) else "difference"
        _inherited(claims, found.start(), last, place, limits, lower, header, near)
        return
    if not effect and not (header and header.kind == "effect"):
        if (
            header is None
            and inside
            and name in (None, "change")
            and not weak
            and (_bare_effect(claims, place, limits) or _next_of_list(claims, place))
        ):
            _inherited(claims, found.start(), last, place, limits, None, None, None)
        elif header is None and inside and claims.paper.level and not weak and name in (None, "change"):
            _share(claims, found.start(), last, place, limits)
        return
    if not inside and not effect:
        return
    _inherited(claims, found.start(), last, place, limits, name if effect else None, header, near)


def _share(claims, first, last, place, limits):
    """ "it was 58% (47-69%)": a share or a difference of shares with its interval, once the passage has named a level."""
    if not (surroundings.is_percent(claims, place) and surroundings.is_percent(claims, limits[1])):
        return
    named = [measure for measure in claims.measures if measure.end <= place]
    differs = named and named[-1].name in shapes.DIFFERENCES | {"difference"}
    name = named[-1].name if differs else "percentage"
    if differs and any(claims.claimed.get(at) == "effect" for at in range(named[-1].end, place)):
        name = "unknown"  # is it the next of several differences, or another finding?
    kept = claims.paper.measure
    _inherited(claims, first, last, place, limits, name, None, None)
    if name == "unknown":
        claims.paper.measure = kept


def _bare_effect(claims, place, limits):
    """ "[2.41 (1.01-5.75)]" after an effect with its level: a ratio with decimals, or a difference with a minus."""
    numbers = [claims.numbers[at].value for at in (place, *limits)]
    if claims.skeleton[max(0, place - 1) : place] not in ("[", "(") or claims.paper.level is None:
        return False
    if claims.paper.measure in shapes.RATIOS:
        return all("." in number for number in numbers)
    differences = shapes.DIFFERENCES | {"difference"}
    return claims.paper.measure in differences and any(number.startswith("-") for number in numbers)


def _next_of_list(claims, place):
    """ "pain -1.2 (-1.9 to -0.5), mood 0.6 (0.1 to 1.1)": the next of a list of effects, with as many decimals."""
    start = claims.numbers[place].start
    before = [item for item in claims.found if item.end <= start and item.kind != "p"]
    last = max(before, key=lambda item: item.end, default=None)
    if last is None or last.kind != "effect" or last["estimate"] is None or last["measure"] == "unknown":
        return False
    between = claims.sentence.passage.original[last.end : start]
    decimals = len(last["estimate"].partition(".")[2])
    listed = len(between) < 60 and re.match(r"[)\]]?(?:,|;| and) ", between)
    return bool(listed) and decimals == claims.numbers[place].decimals > 0


def _ratios_in_words(claims):
    """ "relative risk 1.35 for each doubling of dose (1.17 to 1.56)": words between a ratio and its interval."""
    for measure in claims.measures:
        found = (
            shapes.RATIO_IN_WORDS.match(claims.skeleton, measure.end)
            if measure.name in shapes.RATIOS
            else None
        )
        limits = surroundings.limits_of(claims, found) if found else None
        if limits is None or not claims.free(found.start("m")):
            continue
        if not all(isinstance(limit, int) for limit in limits):
            continue
        low, high = surroundings.limit_values(claims, limits)
        if low <= claims.value(found.start("m")) <= high and claims.paper.level:
            place = found.start("m")
            _inherited(claims, measure.start, found.end(), place, limits, measure.name, None, measure)


def _inherited(claims, first, last, place, limits, name, header, near):
    flags = []
    level = header.label if header and header.kind == "effect" and header.label else claims.paper.level
    level = level or claims.paper.only_level
    if not level:
        flags.append("no level printed")
    elif not (header and header.kind == "effect" and header.label):
        flags.append("level inherited")
    behind = shapes.LEVEL_BEHIND.match(claims.skeleton, last)
    if behind:
        level, flags = behind.start("level"), []
        claims.claimed[level] = "level"
    elif header and header.kind == "effect" and header.label:
        claims.paper.level = level
    adjusted = surroundings.adjusted_near(claims, near, 0, last) if near else claims.paper.adjusted
    followed = name is None
    if name is None:
        name = _header_measure(claims, header, place)
        if name is None:
            name = claims.paper.measure
            flags.append("measure inherited")
    if name in shapes.RATIOS and min(surroundings.limit_values(claims, limits)) < 0:
        name, near = "unknown", None
    if name in (None, "median") or (name in ("mean", "proportion") and not followed and not near):
        return
    if name == "percentage" and followed and not surroundings.is_percent(claims, place):
        return
    if name in shapes.RATIOS - {"geometric mean ratio"} and surroundings.is_percent(claims, place):
        here = claims.numbers[place].start
        before = [item for item in claims.found if item.kind == "effect" and item.end <= here]
        if not before or before[-1]["measure"] != "percentage":
            return
        name = "percentage"
    values = {
        "measure": name,
        "estimate": place,
        "low": limits[0],
        "high": limits[1],
        "level": level,
        "adjusted": adjusted,
    }
    if near and near.name == name and first - near.end < 12:
        first = near.start
    claims.add("effect", values, first, last, None, flags)
    claims.paper.measure = name


def _header_measure(claims, header, place):
    """The measure named last in the sentence before the place, as far back as the header's own."""
    if not header or header.kind != "effect":
        return None
    inside = [
        m
        for m in claims.measures
        if m.end <= place and m.start >= header.start - 60 and m.name not in ("change", "mean", "proportion")
    ]
    if inside:
        return inside[-1].name
    if any(m.name == "mean" and header.start <= m.start < header.end for m in claims.measures):
        return "mean"
    here = claims.numbers[place].start
    last = [item for item in claims.found if item.kind == "effect" and item.end <= here]
    return last[-1]["measure"] if last and last[-1]["measure"] != "unknown" else None


def _tuple_comma(claims, found):
    place = found.start("m")
    limits = surroundings.limits_of(claims, found)
    if (
        limits is None
        or not claims.free(place)
        or not all(isinstance(limit, int) for limit in limits)
        or surroundings.stands_aside(claims, place)
    ):
        return
    low, high = surroundings.limit_values(claims, limits)
    inside = low <= claims.value(place) <= high
    header = surroundings.header_of(claims, place)
    near = surroundings.measure_near(
        claims, header.start if header and header.kind == "effect" else (header.end if header else 0), place
    )
    effect = near is not None and near.name not in (shapes.WEAK - {"difference"}) | {"ratio"}
    bracket = claims.skeleton[max(0, place - 1) : place] in ("(", "[") or _behind_counts(claims, place)
    if not inside or claims.value(place) == low == high:
        return
    all_percent = all(surroundings.is_percent(claims, at) for at in (place, *limits))
    if all_percent and bracket and claims.paper.level and not effect:
        _inherited(claims, place, found.end(), place, limits, "percentage", header, None)
    elif effect and (place - near.end) < 40:
        _inherited(claims, found.start(), found.end(), place, limits, near.name, header, near)
    elif (
        (bracket or _next_of_list(claims, place))
        and claims.paper.measure
        and "." in claims.numbers[place].value
        and "." in claims.numbers[limits[0]].value
    ):
        _inherited(claims, found.start(), found.end(), place, limits, None, header, None)


def _behind_counts(claims, place):
    """ "(30/90 (33%) v 41/92 (45%); 0.75, 0.52 to 1.08": does a semicolon part it from counts or percentages?"""
    before = claims.skeleton[max(0, place - 3) : place]
    if not re.search(r"[)\]%]; $", before) and claims.claimed.get(place - 3) != "count":
        return False
    if not before.endswith("; "):
        return False
    start = claims.numbers[place].start
    near = [item for item in claims.found if start - 60 < item.end <= start]
    return bool(near) and max(near, key=lambda item: item.end).kind in ("count", "percentage")


def _tuple_one(claims, found):
    place, inner = found.start("m"), found.start("a")
    if (
        found["m"] == WORD
        or not claims.free(place, inner)
        or surroundings.stands_aside(claims, place)
        or claims.value(inner) < 0
    ):
        return
    header = surroundings.header_of(claims, place)
    near = surroundings.measure_near(claims, header.end if header else 0, place)
    percent = bool(found["pct"])
    both_percent = percent and "%" in found["u"]
    p_value = claims.value(inner) < 1 and claims.numbers[inner].decimals > 2 and "%" in found["u"]
    if (percent and not both_percent) or p_value:
        return
    last = found.end()
    if header and header.kind == "mean" and (near is None or near.name in ("mean", "change")):
        values = {"mean": place, "spread": inner, "spread_kind": header.label}
        claims.add("mean", values, found.start(), last, surroundings.arm_of(claims, found.start(), last))
    elif not header and not percent and _scores_listed(claims, found):
        values = {"mean": place, "spread": inner, "spread_kind": claims.paper.spread or "unlabelled"}
        flags = ("mean and what the bracket holds are not said",)
        if claims.paper.spread:
            flags = (f"{claims.paper.spread} by a statement elsewhere in the passage",)
        claims.add(
            "mean", values, found.start(), last, surroundings.arm_of(claims, found.start(), last), flags
        )
    elif near is not None and near.name == "mean" and not header and place - near.end < 50 and not percent:
        if claims.value(inner) > 0 and not re.search(r"\b(?:n|N)\b", claims.skeleton[near.end : place]):
            values = {"mean": place, "spread": inner, "spread_kind": claims.paper.spread or "unlabelled"}
            flags = (
                (f"{claims.paper.spread} by a statement elsewhere in the passage",)
                if claims.paper.spread
                else ("what the bracket holds is not said",)
            )
            claims.add(
                "mean", values, found.start(), last, surroundings.arm_of(claims, found.start(), last), flags
            )
            claims.headers.append(Header(found.start(), last, "mean", values["spread_kind"]))
            claims.headers.sort()


def _scores_listed(claims, found):
    """Scores of several arms, each with a bracket and decimals: "scores 10.8 (4.6), 11.0 (5.1) and 11.9 (4.9)"."""
    place, inner = found.start("m"), found.start("a")
    if not all("." in claims.numbers[at].value for at in (place, inner)) or "%" in found["u"]:
        return False
    listed = shapes.NEXT_TUPLE.match(claims.skeleton, found.end()) or re.search(
        r"[)\]](?:,| and|, and| v| vs\.?| versus) $", claims.skeleton[max(0, place - 9) : place]
    )
    if not claims.paper.spread:
        return bool(listed) and bool(shapes.TIME_WAS.search(claims.skeleton[max(0, place - 60) : place]))
    return bool(listed) and bool(shapes.SCORES_BEFORE.search(claims.skeleton[max(0, place - 110) : place]))
