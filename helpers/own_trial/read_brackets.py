"""Brackets without words of their own, "0.82 (0.64 to 1.06)": they mean what the words before them said."""

import itertools
import re

from helpers.own_trial import shapes
from helpers.own_trial.claims import Header, Measure
from helpers.own_trial.numerals import WORD
from helpers.own_trial.read_counts import gives
from helpers.own_trial.read_effects import is_denied, of_events
from helpers.own_trial.read_means import mean_with_range
from helpers.own_trial.surroundings import (
    add_with_arm,
    adjusted_near,
    are_printed,
    arm_of,
    header_of,
    is_of_shares,
    is_percent,
    limit_values,
    limits_of,
    measure_near,
    past_bracket,
    said_median,
    stands_aside,
)


def tuples(claims):
    """Brackets without words of their own: they mean what the words before them said."""
    _ratios_in_words(claims)
    _shares_behind_counts(claims)
    _shares_side_by_side(claims)
    for found in shapes.TUPLE_RANGE.finditer(claims.skeleton):
        _tuple_range(claims, found)
    for found in shapes.TUPLE_SE.finditer(claims.skeleton):
        header = header_of(claims, found.start("m"))
        if header and header.kind == "median" and header.label == "CI" and claims.free(found.start("se")):
            claims.claim("spread", found.start("se"))
            _tuple_range(claims, found)
    for found in shapes.TUPLE_COMMA.finditer(claims.skeleton):
        _tuple_comma(claims, found)
    for found in shapes.TUPLE_ONE.finditer(claims.skeleton):
        _tuple_one(claims, found)
    for found in shapes.SHARE_IN_SQUARE.finditer(claims.skeleton):
        limits = limits_of(claims, found)
        if limits and claims.value(limits[0]) <= claims.value(found.start("p")) <= claims.value(limits[1]):
            claims.claim("limit", *limits)


def _shares_behind_counts(claims):
    """ "82% (37/45; 68 to 92)": the limits of a share behind its count."""
    shares = shapes.SHARE_THEN_LIMITS, shapes.SHARE_OF_A_COUNT
    for found in itertools.chain(*(shape.finditer(claims.skeleton) for shape in shares)):
        place, *limits = (
            found.start(name) for name in (("p", "a", "b") if found.groupdict().get("p") else ("q", "c", "d"))
        )
        if not claims.free(*limits) or claims.claimed.get(place) != "count" or claims.planning:
            continue
        if not (found.re is shapes.SHARE_THEN_LIMITS or claims.paper.level or claims.paper.only_level):
            continue
        low, high = limit_values(claims, limits)
        if low <= claims.value(place) <= high <= 100 and low < high:
            kept = claims.paper.measure
            _inherited(claims, found.start(), found.end(), place, limits, "percentage", None, None)
            claims.paper.measure = kept


def _shares_side_by_side(claims):
    """ "the proportions were 72.8% (66.8-79.4) for balm and 83.4% (78.2-88.9) for wax": two shares with their limits."""
    for found in shapes.TWO_SHARES.finditer(claims.skeleton):
        rows = [[found.start(name) for name in names] for names in ("pab", "qcd")]
        shares = shapes.SHARES_BEFORE.search(claims.skeleton, max(0, found.start() - 110), found.start())
        if not shares or claims.planning or not claims.free(*rows[0], *rows[1]):
            continue
        values = [[claims.value(at) for at in row] for row in rows]
        if all(low < middle < high <= 100 for middle, low, high in values):
            kept = claims.paper.measure
            for row, first, last in zip(rows, "pq", ("end", "end2"), strict=True):
                place, end = found.start(first), found.end(last)
                _inherited(claims, place, end, place, row[1:], "percentage", None, None)
            claims.paper.measure = kept


def _tuple_range(claims, found):
    """ "0.82 (0.64 to 1.06)": an effect, a median, or a mean with its range, by the words before it."""
    place, limits = found.start("m"), limits_of(claims, found)
    if not claims.free(place) or limits is None or stands_aside(claims, place):
        return
    header = header_of(claims, place)
    of_median = header is not None and header.kind == "median"
    if not are_printed(limits):
        if of_median and isinstance(limits[0], int):
            values = {"median": place, "low": limits[0], "high": limits[1], "spread_kind": header.label}
            claims.add("median", values, found.start(), found.end())
        return
    weak = not re.search(r"[-–−]|to |through", claims.skeleton[limits[0] + 1 : limits[1]])
    near = measure_near(claims, header.end if header else 0, place)
    name = near.name if near else None
    if name == "change" and header is None and said_median(claims, near, place):
        name = "median"
    last = past_bracket(claims, found.end())
    low, high = limit_values(claims, limits)
    inside = low <= claims.value(place) <= high
    if name == "median" or (name in (None, "change") and of_median):
        label = header.label if of_median else "unlabelled"
        if not (weak and label == "unlabelled"):
            flags = ("what the bracket holds is not said",) if label == "unlabelled" else ()
            values = {"median": place, "low": limits[0], "high": limits[1], "spread_kind": label}
            add_with_arm(claims, "median", values, found.start(), last, flags)
        return
    if header and header.kind == "meanrange" and name in (None, "mean"):
        mean_with_range(claims, place, limits, limits[0], last)
        return
    if name == "difference" and inside and low > 0 and is_denied(claims, place):
        flags = ("what the bracket holds is not said",)
        values = {"median": place, "low": limits[0], "high": limits[1], "spread_kind": "unlabelled"}
        add_with_arm(claims, "median", values, found.start(), last, flags)
        return
    effect = name is not None and name not in ("mean", "change", "proportion", "median", "ratio")
    if effect:
        _inherited(claims, found.start(), last, place, limits, name, header, near)
    elif not inside:
        return
    elif (
        name in (None, "mean", "change")
        and not weak
        and (header is None or header.kind == "effect")
        and claims.paper.level
        and shapes.GEOMETRIC_BEFORE.search(claims.skeleton, max(0, place - 160), place)
    ):
        _inherited(claims, found.start(), last, place, limits, "mean", header, near or _no_measure(place))
    elif name == "change" and not header and claims.paper.level and _BY.search(claims.skeleton[:place][-8:]):
        _inherited(claims, found.start(), last, place, limits, "change", header, near)
    elif shapes.COMPARED.search(found["u"]):
        lower = "change" if is_percent(claims, place) else "difference"
        _inherited(claims, found.start(), last, place, limits, lower, header, near)
    elif header and header.kind == "effect":
        _inherited(claims, found.start(), last, place, limits, None, header, near)
    elif weak and claims.paper.level and is_percent(claims, limits[1]) and is_percent(claims, place):
        if not is_percent(claims, limits[0]):  # "43% (25, 62%)", once a level is named
            _share(claims, found.start(), last, place, limits)
    elif header is None and not weak and name in (None, "change"):
        if _bare_effect(claims, place, limits) or _next_of_list(claims, place):
            _inherited(claims, found.start(), last, place, limits, None, None, None)
        elif claims.paper.level:
            _share(claims, found.start(), last, place, limits)


def _no_measure(place):
    """The words of a geometric mean that MEASURES does not know stand for a measure right before the number."""
    return Measure(place, place, "geometric mean")


_BY = re.compile(r"\bby (?:an? )?$")


def _share(claims, first, last, place, limits):
    """ "it was 58% (47-69%)": a share or a difference of shares with its interval, once the passage has named a level."""
    if not (is_percent(claims, place) and is_percent(claims, limits[1])):
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


def _next_of_list(claims, place, of_unit=False):
    """ "pain -1.2 (-1.9 to -0.5), mood 0.6 (0.1 to 1.1)": the next of a list of effects, with as many decimals."""
    start = claims.numbers[place].start
    before = [item for item in claims.found if item.end <= start and item.kind != "p"]
    last = max(before, key=lambda item: item.end, default=None)
    if last is None or last.kind != "effect" or last["estimate"] is None or last["measure"] == "unknown":
        return False
    between = claims.sentence.passage.original[last.end : start]
    decimals = len(last["estimate"].partition(".")[2])
    listed = len(between) < 60 and _LISTED.match(between)
    if of_unit:  # "salt (1.1 g, 0.4-1.7) and sugar (25 g, 12-39)"
        return bool(listed and re.search(r"[(\[]$", between))
    return bool(listed) and decimals == claims.numbers[place].decimals > 0


_LISTED = re.compile(r"[)\]]?(?: (?:for|in|on) (?:[\w-]+ ){0,6}[\w-]+)?(?:,|;|,? and) ")
"""Between two effects of a list, "0.75 (0.46 to 1.20) for itch and 0.58 (0.46 to 0.73) for pain"."""


def _ratios_in_words(claims):
    """ "relative risk 1.35 for each doubling of dose (1.17 to 1.56)": words between a ratio and its interval."""
    for measure in claims.measures:
        found = (
            shapes.RATIO_IN_WORDS.match(claims.skeleton, measure.end)
            if measure.name in shapes.RATIOS
            else None
        )
        found = found or (
            shapes.RATIO_COMMA.match(claims.skeleton, measure.end) if measure.name in shapes.RATIOS else None
        )
        limits = limits_of(claims, found) if found else None
        if limits is None or not claims.free(found.start("m")):
            continue
        if "u" not in found.groupdict() and not all(
            isinstance(at, int) and claims.numbers[at].decimals for at in limits
        ):
            continue
        if not are_printed(limits):
            continue
        low, high = limit_values(claims, limits)
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
    adjusted = adjusted_near(claims, near, 0, last) if near else claims.paper.adjusted
    followed = name is None
    if name is None:
        name = _header_measure(claims, header, place)
        if name is None:
            name = claims.paper.measure
            flags.append("measure inherited")
    if name in shapes.RATIOS and min(limit_values(claims, limits)) < 0:
        name, near = "unknown", None
    if name in (None, "median") or (name in ("mean", "proportion") and not followed and not near):
        return
    if name == "percentage" and followed and not is_percent(claims, place):
        return
    if name in shapes.RATIOS - {"geometric mean ratio"} and is_percent(claims, place):
        here = claims.numbers[place].start
        before = [item for item in claims.found if item.kind == "effect" and item.end <= here]
        if not before or before[-1]["measure"] != "percentage":
            return
        name = "percentage"
    told = of_events(claims, place, last, name)
    if told == "percentage" and min(limit_values(claims, limits)) < 0:
        told = "change"  # no share lies below 0
    values = {
        "measure": told,
        "estimate": place,
        "low": limits[0],
        "high": limits[1],
        "level": level,
        "adjusted": adjusted,
    }
    if near and near.name == name and first - near.end < 12:
        first = near.start
    arm = arm_of(claims, first, last) if told == "percentage" else None
    claims.add("effect", values, first, last, arm, flags)
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
    inside = [m for m in inside if not is_of_shares(claims, m, place)]
    if inside:
        return inside[-1].name
    if any(m.name == "mean" and header.start <= m.start < header.end for m in claims.measures):
        return "mean"
    here = claims.numbers[place].start
    last = [item for item in claims.found if item.kind == "effect" and item.end <= here]
    return last[-1]["measure"] if last and last[-1]["measure"] != "unknown" else None


def _tuple_comma(claims, found):
    """ "0.75, 0.52 to 1.08": an effect, if a measure stands near, or it is the next of a list."""
    place, limits = found.start("m"), limits_of(claims, found)
    if limits is None or not claims.free(place) or not are_printed(limits) or stands_aside(claims, place):
        return
    low, high = limit_values(claims, limits)
    if not low <= claims.value(place) <= high or low == high:
        return
    header = header_of(claims, place)
    first = 0 if not header else header.start if header.kind == "effect" else header.end
    near = measure_near(claims, first, place)
    effect = near is not None and near.name not in (shapes.WEAK - {"difference"}) | {"ratio"}
    bracket = claims.skeleton[max(0, place - 1) : place] in ("(", "[") or _behind_counts(claims, place)
    of_percent = all(is_percent(claims, at) for at in (place, *limits))
    of_percent = of_percent or (high <= 100 and bracket and _is_of_the_count(claims, place))
    if of_percent and bracket and claims.paper.level and not effect:
        _inherited(claims, place, found.end(), place, limits, "percentage", header, None)
    elif claims.paper.level and _CHANGE_RIGHT_BEFORE.search(claims.skeleton, max(0, place - 30), place):
        _inherited(claims, found.start(), found.end(), place, limits, "change", header, near)
    elif effect and place - near.end < 40:
        _inherited(claims, found.start(), found.end(), place, limits, near.name, header, near)
    elif claims.paper.measure and (bracket or _next_of_list(claims, place)):
        of_unit = re.search("[A-Za-zµμ]", found["u"]) and _next_of_list(claims, place, True)
        if of_unit or (claims.numbers[place].decimals and claims.numbers[limits[0]].decimals):
            _inherited(claims, found.start(), found.end(), place, limits, None, header, None)


def _is_of_the_count(claims, place):
    """ "17 of 19 in the high dose cohort (89%; 67-99)": a percentage that the count before it gives; the count takes it."""
    number = claims.numbers[place]
    counts = [
        (at, item)
        for at, item in enumerate(claims.found)
        if item.kind == "count" and item.end <= number.start
    ]
    if not counts or not is_percent(claims, place):
        return False
    at, item = max(counts, key=lambda pair: pair[1].end)
    if not item["n"] or item["pct"] or number.start - item.end > MOST_TO_A_SHARE:
        return False
    if not gives(item["x"], item["n"], number.value):
        return False
    span = {"pct": (number.start, number.end)}
    claims.amend(
        at,
        {"pct": number.value},
        {"pct": number.printed},
        span,
        ("percentage of the same clause",),
        number.end,
    )
    return True


MOST_TO_A_SHARE = 60
"""Letters between a count and its percentage."""
_CHANGE_RIGHT_BEFORE = re.compile(
    r"[(\[](?:an? )?(?:mean )?(?:increase|decrease|reduction|change|fall|rise|drop|improvement)(?: of)?,? $"
)
""" "(increase 0.01%; -0.03 to 0.04)": what the number itself is called, whatever stands before the bracket."""


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
    """ "5.2 (1.3)": a mean with its spread, if a header, the word mean or a list of scores says so."""
    place, inner = found.start("m"), found.start("a")
    if found["m"] == WORD or not claims.free(place, inner) or stands_aside(claims, place):
        return
    header = header_of(claims, place)
    near = measure_near(claims, header.end if header else 0, place)
    percent = bool(found["pct"])
    p_value = claims.value(inner) < 1 and claims.numbers[inner].decimals > 2 and "%" in found["u"]
    if (percent and "%" not in found["u"]) or p_value or claims.value(inner) < 0:
        return
    of_mean = (
        header is not None and header.kind == "mean" and (near is None or near.name in ("mean", "change"))
    )
    scores = not header and not percent and _scores_listed(claims, found)
    said = near is not None and near.name == "mean" and place - near.end < 50
    mean_change = near is not None and near.name == "change" and place - near.end < 50
    if mean_change and re.search(r"\b[Mm]ean $", claims.skeleton[: near.start]) and claims.paper.spread:
        said = True
    said = said and not header and not percent and claims.value(inner) > 0
    if header is not None and header.kind == "median" and header.label == "IQR" and not percent:
        if near is None or near.name in ("median", "change"):
            flags = (f"width of the IQR: {claims.numbers[inner].value}",)
            values = {"median": place, "low": None, "high": None, "spread_kind": "IQR"}
            add_with_arm(claims, "median", values, found.start(), found.end(), flags)
            claims.claim("median", inner)
        return
    if not of_mean and not scores:
        if not said or re.search(r"\b(?:n|N)\b", claims.skeleton[near.end : place]):
            return
    kind, flags = header.label if of_mean else claims.paper.spread or "unlabelled", ()
    if not of_mean and claims.paper.spread:
        flags = (f"{claims.paper.spread} by a statement elsewhere in the passage",)
    elif not of_mean:
        flags = (
            f"{'mean and ' if scores else ''}what the bracket holds {'are' if scores else 'is'} not said",
        )
    values = {"mean": place, "spread": inner, "spread_kind": kind}
    add_with_arm(claims, "mean", values, found.start(), found.end(), flags)
    if not of_mean and not scores:
        claims.headers.append(Header(found.start(), found.end(), "mean", kind))
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
