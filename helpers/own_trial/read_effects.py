"""Effects with their intervals: which estimate and which measure an interval belongs to, and effects without one."""

import itertools
import re
from dataclasses import replace
from decimal import Decimal

from helpers.own_trial import shapes, surroundings
from helpers.own_trial.claims import Header, Measure

SIGN_IN_WORDS = "sign of the estimate is in the words"
LIMITS_IN_WORDS = "the signs of the limits are in the words, and entered with them"
BETWEEN_OR_WITHIN = "between or within arms is not said, and the sign may be in the words"
NOT_BESIDE = "estimate not printed beside its interval"
LESS_IN_WORDS = "the words say less: the printed sign does not tell which arm has more"
"""Flag of an effect that is printed without the minus of its interval, "lower by 1.7 (-2.9 to -0.5)"."""


def intervals(claims):
    """Every interval with the words "95% CI", or a list of them, with its estimates."""
    at, effects_end = 0, 0
    while found := shapes.INTERVAL.search(claims.skeleton, at):
        at = found.end()
        limits = surroundings.limits_of(claims, found)
        if limits is None:
            at = found.start() + 1
            continue
        if surroundings.level_in(found) is None and surroundings.are_printed(limits):
            if claims.value(limits[0]) > claims.value(limits[1]) >= 0:
                continue  # "in CL (6.4%, 2.1% and 2.0%)": a list, no limits
        level, flags = _level(claims, found)
        claims.claim("level", *range(found.start(), found.start("a")))
        claims.claim("limit", *range(found.end("a"), found.start("b")))
        rows = [(limits, found.end())]
        while len(rows) < 6:
            more = shapes.NEXT_LIMITS.match(claims.skeleton, rows[-1][1])
            more_limits = surroundings.limits_of(claims, more) if more else None
            if more_limits is None:
                break
            rows.append((more_limits, more.end()))
        estimates = _estimates(claims, effects_end, found.start(), len(rows))
        if len(rows) > 1 and estimates is None:
            rows = rows[:1]
            estimates = _estimates(claims, effects_end, found.start(), 1)
        if found["of"] and not _names_before(claims, effects_end, found):
            estimates = None
        if len(rows) == 1:
            last = found.end("of") if found["of"] else found.start()
            _effect(claims, effects_end, last, rows[0], estimates, level, flags, found.start())
        else:
            paired = [*flags, "paired by order"]
            for estimate, row in zip(estimates, rows, strict=True):
                _effect(claims, effects_end, found.start(), row, [estimate], level, paired)
        at = effects_end = rows[-1][1]
        median = bool(claims.found) and claims.found[-1].kind == "median"
        text = claims.numbers[level].value if isinstance(level, int) else level
        kind = ("median", "CI") if median else ("effect", text)
        claims.headers.append(Header(found.start(), effects_end, *kind))
    claims.headers.sort()
    _two_reductions(claims)
    for found in shapes.ONE_LIMIT.finditer(claims.skeleton):
        if claims.free(found.start("a")):
            claims.claim("limit", found.start("a"))


def _two_reductions(claims):
    """ "relative and absolute reductions of 23% (...) and 11% (...)": the first is the relative one."""
    named = shapes.TWO_REDUCTIONS.search(claims.skeleton)
    if not named:
        return
    names = ("relative reduction", "risk difference")
    first = claims.sentence.offsets(*named.span())[0]
    behind = [at for at, item in enumerate(claims.found) if item.kind == "effect" and item.start >= first]
    behind = [at for at in behind if claims.found[at]["measure"] in names]
    if len(behind) == 2:
        names = names if named["first"].lower() == "relative" else names[::-1]
        for at, name in zip(behind, names, strict=True):
            claims.amend(at, {"measure": name})


def _names_before(claims, first, found):
    """ "12 v 9 (95% CI for the difference, 1 to 5)": the interval names its measure; is it named before it, too?"""
    named = [
        measure.name for measure in claims.measures if found.start("of") <= measure.start < found.end("of")
    ]
    family = shapes.DIFFERENCES | {"difference"}
    return any(
        measure.name in named or (named and measure.name in family and named[-1] in family)
        for measure in claims.measures
        if max(first, found.start() - 120) <= measure.start < found.start()
    )


def _level(claims, found):
    level = surroundings.level_in(found)
    if level is not None:
        claims.claimed[level] = "level"
        return level, []
    if claims.paper.level or claims.paper.only_level:
        return claims.paper.level or claims.paper.only_level, ["level inherited"]
    return None, ["no level printed"]


def _estimates(claims, first, last, count):
    """Places of the `count` estimates in front of an interval, or None."""
    first = max(first, last - 260)
    measure = surroundings.measure_before(claims, first, last)
    ratio = measure is not None and measure.name in shapes.RATIOS
    places = surroundings.candidates(claims, first, last, ratio)
    if measure is not None and measure.name not in {"change", "proportion"}:
        behind = [place for place in places if place >= measure.end]
        places = behind or [
            place for place in places if len(surroundings.text_between(claims, place, last).split()) < 8
        ]
    if len(places) < count:
        return None
    places = places[-count:]
    gap = surroundings.text_between(claims, places[-1] + 1, last)
    change = shapes.CHANGE_AFTER.match(gap) and "%" in claims.skeleton[last : last + 60]
    longest = 20 if change else 11
    if (
        re.search(r"\b(?:vs|versus|v|compared|than)\b", gap)
        or not len(gap.split()) <= longest >= len(gap) / 9
    ):
        return None
    if count > 1:
        links = [claims.skeleton[a + 1 : b] for a, b in itertools.pairwise(places)]
        if not all(shapes.LIST_LINK.match(link) for link in links):
            return None
    return places


def _effect(claims, first, last, row, estimates, level, flags, begin=None):
    limits, end = row
    first = max(first, last - 260)
    place = estimates[0] if estimates else None
    measure = surroundings.measure_before(claims, first, last, place)
    if place is None and begin is not None:
        measure = next((each for each in reversed(claims.measures) if begin <= each.start < last), measure)
    if measure and place is not None and surroundings.is_of_shares(claims, measure, place):
        measure = None
    name = measure.name if measure else None
    flags = list(flags)
    inside = None
    if place is not None and surroundings.are_printed(limits):
        low, high = surroundings.limit_values(claims, limits)
        inside = low <= claims.value(place) <= high
        if (
            not inside
            and (high < 0 or (low < 0 and _is_said_as_less(claims, place)))
            and name in (*shapes.WEAK, *shapes.DIFFERENCES)
            and low <= -claims.value(place) <= high
        ):
            inside = True
            flags.append(SIGN_IN_WORDS)
    if inside is False and name is None and shapes.LOWER_AFTER.match(claims.skeleton, end):
        if low <= -claims.value(place) <= high < 0:
            inside = True
            flags.append(SIGN_IN_WORDS)
    if inside is False and estimates and len(estimates) == 1:
        place, inside = _one_inside(claims, measure.end if measure else first, last, place, (low, high))
    if name == "median" and place is not None and surroundings.is_percent(claims, place):
        if any(measure.end <= at < place - 1 for at in claims.order):
            measure = name = None  # "after a median of 20 months, survival was 42%"
    if inside is False and name in shapes.RATIOS and _of_another_kind(claims, place, limits):
        place, inside = None, None
    if inside is False and re.match(" ?% of [a-zA-Z]", claims.skeleton[place + 1 : place + 8]):
        place, inside = None, None  # a share of people, and limits of something else
    if place is not None and measure is not None and name not in shapes.WEAK:
        measure, name = _own_number(claims, measure, place, name, inside, limits)
    if place is not None:
        place, name = _whose(claims, first, last, place, measure, name, inside, flags)
    if place is not None and inside is False and name in shapes.RATIOS:
        percent = _percent_change(claims, first, place, limits)
        if percent is not None:
            effect_alone(claims, place, name, measure)
            place, name, inside = percent, "change", True
            flags.append("interval in per cent: it belongs to the change, not to the ratio")
        elif not surroundings.is_percent(claims, place) and surroundings.is_percent(claims, limits[1]):
            effect_alone(claims, place, name, measure)
            place, name, inside = None, "change", None
    printed = surroundings.are_printed(limits)
    if place is None and name == "difference" and measure.end < last and printed:
        place = _named_behind(claims, measure, limits)
    if place is None:
        words = re.search(rf"({shapes.NOT_REACHED})[\s,;:(\[]*$", claims.skeleton[first:last])
        if words and measure and measure.name == "median":
            return _median_interval(claims, "not reached", limits, first, last, end, flags)
        if name != "median":
            flags.append(NOT_BESIDE)
        if name in ("mean", "proportion", "change"):
            name = None
    if name == "median":
        return _median_interval(claims, place, limits, first, last, end, flags)
    if (
        place is not None
        and name == "change"
        and re.search(r"\b(?:from|to) $", claims.skeleton[max(0, place - 5) : place])
    ):
        name = _middle_before(claims, place)
        if name == "median":
            return _median_interval(claims, place, limits, first, last, end, flags)
    if place is not None and name in (None, "mean", "change", "percentage"):
        name = _in_words(claims, place, end, name)
    if name == "mean" and re.search(
        r"\bby an? $", claims.skeleton[max(0, measure.start - 5) : measure.start]
    ):
        name = "change"
    if place is not None and any(shapes.TIMES.match(claims.skeleton, at) for at in (place + 1, end)):
        name = "ratio"
    if (
        name is None
        and place is not None
        and shapes.SIGNIFICANT_DIFFERENCE.search(claims.skeleton[first:place])
    ):
        ratio = claims.paper.measure in shapes.RATIOS and printed and claims.value(limits[0]) >= 0
        name = None if ratio else "difference"
    if name in (None, "change") and place is not None and inside is not False:
        before = _same_as_before(claims, place, first, flags)
        name = before if before and (name is None or before not in ("SMD", "kappa")) else name
        if name == "median":
            return _median_interval(claims, place, limits, first, last, end, flags)
    if name == "ratio" and place is not None and surroundings.is_percent(claims, place):
        name = "percentage"
    if name == "proportion" and place is not None and not surroundings.is_percent(claims, place):
        if re.search(r"\b[Rr]ates?\b|\bper\b", claims.skeleton[max(first, place - 120) : place]):
            name = "rate"
        elif shapes.RATE_BEHIND.search(claims.skeleton, end, end + 60):
            name = "rate"
    if name in (None, "change", "proportion") and place is not None:
        if shapes.RATE_BASE_BEFORE.search(claims.skeleton, max(0, place - 160), place):
            name = "rate"
        elif re.search(r"η\S{0,2},? ?=? ?$", claims.skeleton[max(0, place - 8) : place]):
            name = None
    if name == "proportion" and place is not None and claims.value(place) > 1:
        if not surroundings.is_percent(claims, place):
            name = _same_as_before(claims, place, first, flags)
            if name == "median":
                return _median_interval(claims, place, limits, first, last, end, flags)
    if name == "percentage" and printed and min(surroundings.limit_values(claims, limits)) < 0:
        name = "change"  # no share lies below 0
    name = of_events(claims, place, end, name)
    if (
        name == "difference"
        and printed
        and inside
        and claims.value(limits[0]) > 0
        and is_denied(claims, place)
    ):
        name = None
    if name == "change":
        flags.append(BETWEEN_OR_WITHIN)
    if inside is False and claims.claimed.get(place) == "mean":
        place, name, flags = None, None, [*flags, NOT_BESIDE]
    values = {
        "measure": name or "unknown",
        "estimate": place,
        "low": limits[0],
        "high": limits[1],
        "level": level,
        "adjusted": surroundings.adjusted_near(claims, measure, first, last),
    }
    start = min(
        at
        for at in (
            place if place is not None else (last if begin is None else begin),
            measure.start if measure and measure.name not in shapes.WEAK and measure.start >= first else last,
        )
    )
    if end < len(claims.skeleton) and claims.skeleton[end : end + 2].lstrip().startswith("%"):
        end += claims.skeleton[end : end + 2].index("%") + 1
    if name is not None and inside is False and place is not None:
        flags.append("estimate outside its interval")
    if place is not None and name in (*shapes.DIFFERENCES, "difference", "change"):
        before = claims.skeleton[max(0, start - 110) : place]
        if claims.value(place) > 0 and shapes.SAID_AS_LESS.search(before):
            flags.append(LESS_IN_WORDS)
    arm = (
        surroundings.arm_of(claims, start, surroundings.past_bracket(claims, end))
        if name == "percentage"
        else None
    )
    claims.add("effect", values, start, end, arm, flags)
    _more_or_fewer(claims, limits, last)
    if isinstance(level, int):
        claims.paper.level = claims.numbers[level].value
    if name and name in shapes.RATIOS | {"risk difference", "mean difference", "difference", "change"}:
        claims.paper.measure, claims.paper.adjusted = name, values["adjusted"]


def _more_or_fewer(claims, limits, last):
    """ "61 more people per 1000 (95% CI 10 fewer to 119 more)": the signs of such limits, and of the number before them, are words."""
    found = (
        shapes.MORE_OR_FEWER.match(claims.skeleton, limits[0]) if surroundings.are_printed(limits) else None
    )
    if not found:
        return
    less = "fewer", "less", "lower"
    signs = ["-" if found[name] in less else "" for name in ("low", "high")]
    texts = [f"{sign}{claims.numbers[at].value}" for sign, at in zip(signs, limits, strict=True)]
    before = shapes.MORE_BEFORE.search(claims.skeleton, max(0, last - 160), last)
    values, printed, places = {"measure": "unknown"}, {}, {}
    own = claims.found[-1]
    said = own["estimate"] and shapes.LESS_BEHIND.match(
        claims.skeleton, claims.skeleton_at(own.places["estimate"][1])
    )
    if said:
        values["estimate"] = f"-{own['estimate']}"
    if before and claims.found[-1]["estimate"] is None and claims.free(before.start("m")):
        number, sign = claims.numbers[before.start("m")], "-" if before["sign"] in less else ""
        values["estimate"], printed["estimate"] = f"{sign}{number.value}", number.printed
        places["estimate"] = (number.start, number.end)
        claims.claim("effect", before.start("m"))
    claims.amend(-1, {"low": texts[0], "high": texts[1], **values}, printed, places, (LIMITS_IN_WORDS,))
    if places:
        item = claims.found[-1]
        claims.found[-1] = replace(item, flags=tuple(flag for flag in item.flags if flag != NOT_BESIDE))


def _is_said_as_less(claims, place):
    """ "2.1 lower", "decreased in the dry arm, by 2.1": do words stand for the minus of a number?"""
    before = claims.skeleton[max(0, place - 110) : place]
    return shapes.LESS_BEHIND.match(claims.skeleton, place + 1) or shapes.FALLEN_BY.search(before)


def is_denied(claims, place):
    """ "No difference in onset (6 (5, 7) v ...)": limits beyond 0 are not those of a difference that is denied."""
    words = claims.skeleton[:place]
    return re.search(r"\b[Nn](?:o|either|or)\b[^.;]{0,60}\bdifferen[ct]|\bdiffer[^.;]{0,60}\bnot?\b", words)


def _named_behind(claims, measure, limits):
    """ "1.4 kg higher than before, the difference being small (95% CI 0.2 to 2.6)": the place of the 1.4."""
    low, high = surroundings.limit_values(claims, limits)
    for at in reversed(surroundings.candidates(claims, max(0, measure.start - 90), measure.start)):
        compared = shapes.COMPARED.search(claims.skeleton[at + 1 : measure.start].partition(",")[0])
        if compared and low <= claims.value(at) <= high:
            return at
    return None


def _of_another_kind(claims, place, limits):
    """ "HR in people over 65 (0.5-0.9)": a whole number far from limits with decimals is no ratio."""
    return claims.numbers[place].whole and all(claims.numbers[limit].decimals for limit in limits)


def _in_words(claims, place, end, name):
    """ "1.3 days shorter (0.4 to 2.2)", "a 24% (9% to 37%) reduction": what the words around say of a number."""
    percent = surroundings.is_percent(claims, place)
    behind = re.sub(r"^ ?%? ?(?:[;,][^()]{1,20})?[)\]]? ?", " % ", claims.skeleton[end : end + 60])
    if percent and re.match(r" ?% effective", claims.skeleton[place + 1 : place + 14]):
        return "efficacy"
    if percent and (claims.value(place) < 0 or shapes.CHANGE_AFTER.match(behind)):
        return "change"
    than = shapes.THAN_OTHERS.match(claims.skeleton, place + 1) or re.match(
        r" % (?:(?:[A-Za-z/]{1,10} )?(?:higher|lower|longer|shorter|greater|better|worse|further)|fewer|more|less)\b",
        behind,
    )
    if name != "percentage" and not percent and than:
        return "difference"
    return name


MOST_TO_SHARES = 300
"""Letters between two shares and what is said of their difference."""


def of_events(claims, place, end, name):
    """ "lower by 23% (4 to 38)", "30% (10 to 51) lower rate": of a rate or a risk that is relative, unless shares say points."""
    if name not in (None, "difference", "change", "percentage") or place is None:
        return name
    if not surroundings.is_percent(claims, place) or claims.value(place) <= 0:
        return name
    before = claims.skeleton[max(0, place - 130) : place].rpartition(";")[2]
    behind = [re.sub(r"^ ?%? ?[)\]]? ?", "% ", claims.skeleton[at : at + 60]) for at in (place + 1, end)]
    if re.search(r"\b[Aa]bsolute\b", before + "".join(behind)):
        return name
    if not (shapes.LOWER_RATE_BEFORE.search(before) or any(map(shapes.LOWER_RATE_BEHIND.match, behind))):
        return "change" if any(map(shapes.HIGHER_RATE_BEHIND.match, behind)) else name
    here, whole = claims.numbers[place].start, claims.sentence.passage.original
    shares = [Decimal(share) for share in shapes.SHARE.findall(whole[max(0, here - MOST_TO_SHARES) : here])]
    in_points = any(abs(abs(a - b) - claims.value(place)) <= 1 for a, b in itertools.combinations(shares, 2))
    return name if in_points else "relative reduction"


def _one_inside(claims, first, last, place, limits):
    """ "12 mm on a 100 mm scale (5 to 19)": of several numbers the only one that the interval holds."""
    others = [at for at in surroundings.candidates(claims, first, last) if at != place]
    held = [at for at in others if limits[0] <= claims.value(at) <= limits[1]]
    if len(held) != 1 or shapes.VS_LINK.match(claims.skeleton[held[0] + 1 : place]):
        return place, False
    return held[0], True


def _own_number(claims, measure, place, name, inside, limits):
    """ "d = 0.7), and -4.6 (-6.6 to -2.7)": a measure with a number of its own is no name for another one."""
    own = next((at for at in claims.owned if at - measure.end < 8 and at >= measure.end), place)
    low, high = surroundings.limit_values(claims, limits) if inside else (None, None)
    if own == place or not inside or low <= claims.value(own) <= high:
        return measure, name
    return None, None


def _middle_before(claims, place):
    """ "Mean stay rose from 25 days (95% CI 23 to 27)": the mean or median of which a time or an arm is printed."""
    middles = [measure.name for measure in claims.measures if measure.end <= place]
    return next((name for name in reversed(middles) if name in ("mean", "median")), None)


def _percent_change(claims, first, place, limits):
    """ "43% lower (hazard ratio 0.57; 95% CI 18% to 61%)": the place of the 43, if the interval holds it."""
    if not all(surroundings.is_percent(claims, limit) for limit in limits):
        return None
    low, high = surroundings.limit_values(claims, limits)
    for at in reversed(surroundings.candidates(claims, max(first, place - 90), place)):
        rest = claims.skeleton[at + 1 : at + 60]
        changed = shapes.CHANGE_AFTER.match(rest) or (
            re.match(" ?%", rest) and shapes.CHANGE_BY.search(claims.skeleton[max(0, at - 100) : at])
        )
        if changed and low <= claims.value(at) <= high:
            return at
    return None


def effect_alone(claims, place, name, measure=None, flags=()):
    """An effect that is printed without an interval of its own."""
    start = measure.start if measure else place
    values = {"measure": name, "estimate": place, "low": None, "high": None, "level": None}
    values["adjusted"] = surroundings.adjusted_near(claims, measure, start, place)
    claims.add("effect", values, start, place + 1, None, (*flags, "no interval printed"))


def _same_as_before(claims, place, first, flags):
    """ "HR 0.75 (95% CI ...) in women vs 0.93 (95% CI ...) in men": the second carries the first's measure."""
    here = claims.numbers[place].start
    before = [
        item
        for item in claims.found
        if item.end <= here and ((item.kind == "effect" and item["estimate"]) or item.kind == "median")
    ]
    between = surroundings.text_between(claims, first, place)
    if not before or len(between) > 90 or not shapes.LISTED_ON.search(between):
        return None
    last, mine = before[-1], claims.numbers[place]
    if last.kind == "median":
        return "median" if last["spread_kind"] == "CI" and last["median"] else None
    if last["measure"] in ("unknown", "percentage"):
        return None
    if len(last["estimate"].partition(".")[2]) != mine.decimals:
        return None
    flags.append("measure inherited")
    return last["measure"]


def _whose(claims, first, last, place, measure, name, inside, flags):
    """Does the interval belong to the number before it? Returns the place (or None) and the measure's name."""
    if shapes.RATE_BEHIND.match(claims.skeleton, place + 1):
        return place, "rate"
    percent = surroundings.is_percent(claims, place)
    gap = surroundings.text_between(claims, place + 1, last)
    tight = re.fullmatch(r" ?%?[)\]]?[ ,;:]{0,2}[(\[]?", gap) is not None
    own = measure is not None and measure.start >= first and measure.end <= place
    between = [at for at in surroundings.candidates(claims, measure.end, place)] if own else []
    ratio = own and name in shapes.RATIOS
    previous = [at for at in surroundings.candidates(claims, first, place, ratio) if at >= place - 130]
    linked = (
        bool(previous)
        and bool(shapes.VS_LINK.match(claims.skeleton[previous[-1] + 1 : place]))
        and not (own and measure.start > previous[-1])
        and claims.owned.get(previous[-1], name) == name
    )
    if claims.claimed.get(place) == "count":
        if tight and inside is not False and not re.match(r" ?%?[)\]][ ,;:]", gap):
            return place, "percentage"
        if inside and not linked and len(gap) < 30:
            return place, "percentage"
        return None, name if own and name not in ("change", "proportion") else None
    if own and name not in shapes.WEAK and not between:
        return place, name
    if linked:
        same = surroundings.is_percent(claims, previous[-1]) or not percent
        if same:
            flags.append("whose interval this is, is not said")
            return None, name if own and name not in ("median", "mean", "proportion", "change") else None
    if (
        own
        and name == "change"
        and percent
        and shapes.COMPARED.fullmatch(claims.skeleton[measure.start : measure.end])
    ):
        by = re.search(r"\bby (?:an? )?(?:[a-z]+ )?$", claims.skeleton[max(0, place - 18) : place])
        return place, "change" if by or shapes.CHANGE_AFTER.match(
            claims.skeleton, place + 1
        ) else "percentage"
    told = claims.skeleton[measure.end : place] if own and name == "change" and percent else ""
    if shapes.SHARE_OF_THOSE.search(told) and not shapes.CHANGE_AFTER.match(claims.skeleton, place + 1):
        return place, "percentage"
    if own and name in ("difference", "mean", "median", "change") and not between:
        return place, name if not (name == "change" and percent and inside is False) else None
    if own and (name not in shapes.WEAK or name in ("difference", "median")):
        return place, name
    if inside is False:
        return None, None
    after = re.match(rf"^{shapes.unit(5)}", gap)
    behind = next((m for m in claims.measures if place < m.start < last), None)
    if behind and after:
        return place, behind[2]
    if percent:
        changed = shapes.CHANGE_BY.search(claims.skeleton[max(first, place - 100) : place]) or (
            claims.skeleton[:place].endswith(" by ") and shapes.CHANGED.search(claims.skeleton, 0, place)
        )
        return place, "change" if changed else _of_the_list(claims, first, place) or "percentage"
    return place, name if own else None


def _of_the_list(claims, first, place):
    """ "Efficacy was 46% (95% CI ...), 41% (95% CI ...) and 19% (95% CI ...)": percentages of the measure named first."""
    if any(first <= measure.start < place for measure in claims.measures):
        return None
    here = claims.numbers[place].start
    before = [item["measure"] for item in claims.found if item.kind == "effect" and item.end <= here]
    kept = {"efficacy", "risk difference", "difference"}
    if shapes.NEXT_ARM.match(claims.skeleton, first, place):
        kept.add("change")
    return before[-1] if before and before[-1] in kept else None


def _median_interval(claims, place, limits, first, last, end, flags):
    values = {"median": place, "low": limits[0], "high": limits[1], "spread_kind": "CI"}
    start = place if isinstance(place, int) else last
    if place is None:
        flags.append("median not printed beside its interval")
    claims.add("median", values, start, end, None, flags)


def effects_alone(claims):
    """Effects without an interval: numbers needed to treat, rates per person-year, "(OR, 2.10; P < .001)"."""
    for found in shapes.NNT_ALONE.finditer(claims.skeleton):
        if claims.free(found.start("m")):
            effect_alone(claims, found.start("m"), "NNT", Measure(found.start(), found.start("m"), "NNT"))
    for place in claims.order:
        rate = shapes.RATE_BEHIND.match(claims.skeleton, place + 1)
        if not rate or not claims.free(place):
            continue
        if claims.numbers[place].decimals or not surroundings.stands_aside(claims, place):
            effect_alone(claims, place, "rate")
            _partner_of_rate(claims, place, rate.end())
            before = shapes.RATE_BEFORE.search(claims.skeleton, max(0, place - 18), place)
            if before and claims.free(before.start("m")):
                effect_alone(claims, before.start("m"), "rate", None, ("unit from the rate behind it",))
    for found in shapes.RATE_NAMED.finditer(claims.skeleton):
        if claims.free(found.start("m")):
            effect_alone(claims, found.start("m"), "rate", None, ("unit from the rate's name",))
            _partner_of_rate(claims, found.start("m"), found.end("m"))
    if claims.planning:
        return
    for found in shapes.MEAN_RELATIVE.finditer(claims.skeleton):
        places = [found.start(name) for name in "abc" if found[name]]
        if claims.free(*places) and len(surroundings.decimals(claims, places)) == 1:
            for place in places:
                effect_alone(claims, place, "mean difference", None, ("a mean relative to the other arm",))
    for found in shapes.RELATIVE_REDUCTION.finditer(claims.skeleton):
        if claims.free(found.start("m")):
            effect_alone(claims, found.start("m"), "relative reduction")
    times = "fold" in claims.skeleton or "times" in claims.skeleton
    for found in shapes.TIMES_ALONE.finditer(claims.skeleton) if times else ():
        if claims.free(found.start("m")) and claims.numbers[found.start("m")].decimals:
            effect_alone(claims, found.start("m"), "ratio")
    for found in shapes.CHANGE_ALONE.finditer(claims.skeleton):
        place = found.start("m")
        signed = claims.numbers[place].printed[0] in "-−–+"
        if signed and claims.free(place) and shapes.CHANGED.search(claims.skeleton, 0, place):
            effect_alone(claims, place, "change", None, (BETWEEN_OR_WITHIN,))
    for measure in claims.measures:
        if measure.name in (shapes.RATIOS | {"SMD", "kappa"}) - {"ratio"}:
            _ratios_alone(claims, measure)
        area = shapes.AUC_ALONE.match(claims.skeleton, measure.end) if measure.name == "AUC" else None
        if area and claims.free(area.start("m")) and claims.numbers[area.start("m")].decimals > 1:
            if claims.value(area.start("m")) <= 1:
                effect_alone(claims, area.start("m"), "AUC", measure)
        found = shapes.DIFFERENCE_ALONE.match(claims.skeleton, measure.end)
        differs = found and measure.name in shapes.DIFFERENCES | {"difference"}
        if differs and claims.free(found.start("m")):
            effect_alone(claims, found.start("m"), measure.name, measure)


def _ratios_alone(claims, measure):
    """ "(OR, 2.10; P < .001)", "HR: 1.59 and 1.63, P < .001": one or two ratios right behind their name."""
    found = shapes.RATIO_ALONE.match(claims.skeleton, measure.end)
    found = found or shapes.RATIO_OF_SOMETHING.match(claims.skeleton, measure.end)
    ended = found and claims.skeleton.startswith(".", found.end())
    if found and claims.free(found.start("m")) and (not ended or claims.numbers[found.start("m")].decimals):
        effect_alone(claims, found.start("m"), measure.name, measure)
        _ratios_behind(claims, found.start("m"), measure.name)
    two = shapes.RATIO_PAIR.match(claims.skeleton, measure.end)
    places = (two.start("m"), two.start("m2")) if two and measure.name in shapes.RATIOS else ()
    if places and claims.free(*places) and len(surroundings.decimals(claims, places)) == 1:
        for place in places:
            effect_alone(claims, place, measure.name, measure if place == places[0] else None)


def _ratios_behind(claims, place, name):
    """ "stage (relative risk 1.53, p=0.03), sex (0.22, p=0.02) and dose (0.41, p=0.04)": a ratio named once for a list."""
    for found in shapes.RATIO_UNNAMED.finditer(claims.skeleton, place + 1):
        other = found.start("m")
        named = any(place < measure.start < other for measure in claims.measures)
        if named or not claims.free(other) or len(surroundings.decimals(claims, (place, other))) > 1:
            return
        effect_alone(claims, other, name, None, ("measure inherited",))


def _partner_of_rate(claims, place, end):
    """The rate of the other arm: "2.97 falls per person year compared with 3.18 in the chalk group"."""
    found = shapes.RATE_PARTNER.match(claims.skeleton[end : end + 140])
    if not found:
        return
    other = end + found.start("m")
    if claims.free(other) and len(surroundings.decimals(claims, (place, other))) == 1:
        effect_alone(claims, other, "rate", None, ("unit from the rate before it",))
