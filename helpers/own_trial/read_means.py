"""Means with SD or SE, medians with quartiles, ranges, and means and medians without any spread."""

import itertools
import re

from helpers.own_trial import read_effects, shapes
from helpers.own_trial.claims import Header, spread_kind
from helpers.own_trial.numerals import NUMBER
from helpers.own_trial.surroundings import (
    add_with_arm,
    are_printed,
    arm_of,
    belongs_to_effect,
    decimals,
    header_of,
    is_percent,
    is_scale,
    limits_of,
    measure_near,
    median_label,
    past_bracket,
    stands_aside,
)


def plus_minus(claims):
    """ "14.2 ± 4.1": a mean with its SD or SE."""
    against = [found.span() for found in shapes.MEANS_AGAINST.finditer(claims.skeleton)]
    for found in shapes.PLUS_MINUS.finditer(claims.skeleton) if "±" in claims.skeleton else ():
        mean, spread = found.start("m"), found.start("s")
        if not claims.free(mean, spread) or claims.value(spread) < 0:
            continue
        before, flags = claims.skeleton[:mean], []
        share = is_percent(claims, mean) and shapes.SURVIVING.search(before)
        if share and not re.search(r"\b[Mm]ean", before):
            claims.claim("spread", spread)
            continue
        label = found["l1"] or found["l2"]
        kind = spread_kind(label) if label else _spread_near(claims, found.start(), found.end(), flags)
        if shapes.BEFORE_AND_AFTER.search(before[-24:]):
            flags.append("before and after in one arm?")
        of_arms = any(first <= mean < last for first, last in against)
        difference = not of_arms and belongs_to_effect(claims, mean)
        if shapes.INTERVAL_BEHIND.match(claims.skeleton, found.end()):
            if difference or shapes.GREATER.search(before):
                claims.claim("spread", spread)  # the interval behind it belongs to this difference
                continue
        if difference and _is_difference(claims, mean, spread, kind):
            continue
        flags += ["a difference or ratio, no arm's mean"] if difference else []
        values = {"mean": mean, "spread": spread, "spread_kind": kind}
        if found["mf"] or found["sf"]:
            _slashed(claims, found, values, flags)
            continue
        add_with_arm(claims, "mean", values, found.start(), found.end(), flags)


def _is_difference(claims, mean, spread, kind):
    """Whether the measure before a number with its spread is a difference; then it is added as an effect."""
    measure = next((each for each in reversed(claims.measures) if each.end <= mean), None)
    if "ifference" not in claims.skeleton[measure.start : measure.end]:
        return False
    printed = f"printed with ± {claims.numbers[spread].printed} ({kind})"
    read_effects.effect_alone(claims, mean, measure.name, measure, (printed,))
    claims.claim("spread", spread)
    return True


def _slashed(claims, found, values, flags):
    """2914/40 ± 385: a slash where a decimal point belongs."""
    claims.add("mean", values, found.start(), found.end(), None, [*flags, "slash read as a decimal point"])
    for name, whole, part in (("mean", "m", "mf"), ("spread", "s", "sf")):
        if found[part]:
            whole, part = claims.numbers[found.start(whole)], claims.numbers[found.start(part)]
            claims.claim("mean", found.start("mf" if name == "mean" else "sf"))
            span = whole.start, part.end
            printed = claims.sentence.passage.original[span[0] : span[1]]
            claims.amend(-1, {name: f"{whole.value}.{part.printed}"}, {name: printed}, {name: span})


def _spread_near(claims, first, last, flags):
    """SD, SE or unlabelled, from the words after the number, the sentence, or the whole passage."""
    if re.search(rf"[A-Za-z] ?± ?{NUMBER} ?{shapes.SPREAD}", claims.skeleton[:first]):
        return "unlabelled"  # "mean ± 2 SD": what stands behind ± is twice the SD
    kinds = [
        (found.start(), spread_kind(found[1]))
        for found in shapes.SPREAD_NAMED.finditer(claims.skeleton)
        if found[1] not in claims.paper.other_words
    ]
    until = claims.skeleton.find(NUMBER, last)
    until = last + 45 if until < 0 else min(until, last + 45)
    behind = [kind for place, kind in kinds if last <= place < until]
    before = [kind for place, kind in kinds if place < first]
    if behind or before:
        return behind[0] if behind else before[-1]
    if len({kind for _, kind in kinds}) == 1:
        return kinds[0][1]
    if not kinds and claims.paper.spread:
        flags.append(f"{claims.paper.spread} by a statement elsewhere in the passage")
        return claims.paper.spread
    return "unlabelled"


def labelled_means(claims):
    """ "5.2 (SD 1.3)" and "5.2 SD 1.3"."""
    for found in shapes.MEAN_PAIR.finditer(claims.skeleton):
        for mean, spread in ((found.start("m"), found.start("s")), (found.start("m2"), found.start("s2"))):
            if claims.free(mean, spread):
                values = {"mean": mean, "spread": spread, "spread_kind": spread_kind(found["label"])}
                claims.add("mean", values, mean, mean + 1, None, ("spreads stand behind both means",))
    refused = 0
    for found in itertools.chain(
        shapes.MEAN_LABELLED.finditer(claims.skeleton), shapes.MEAN_BARE.finditer(claims.skeleton)
    ):
        names = ("m", "s", "label") if found["m"] else ("m2", "s2", "label2")
        mean, spread, kind = found.start(names[0]), found.start(names[1]), spread_kind(found[names[2]])
        if not claims.free(mean, spread) or claims.value(spread) < 0 or stands_aside(claims, mean):
            continue
        listed = refused and shapes.NEXT_OF_REFUSED.fullmatch(claims.skeleton, refused, mean)
        if kind == "SE" and _ESTIMATE_OF.search(claims.skeleton, max(0, mean - 24), mean):
            read_effects.effect_alone(claims, mean, "coefficient", None, ("printed with its SE",))
            claims.claim("spread", spread)
            continue
        if belongs_to_effect(claims, mean) or listed:
            refused = found.end()
            if not listed and kind == "SE" and re.match(r"[;,] ?[Pp]\b", claims.skeleton[found.end() :]):
                _is_difference(claims, mean, spread, kind)
            continue
        if is_percent(claims, mean):
            named = re.search(r"\b[Mm]ean|average", claims.skeleton[max(0, mean - 80) : mean])
            if kind == "SE" and not named:
                claims.claim("spread", spread)
                continue
            behind = re.sub(r"^[)\]]? ?", " % ", claims.skeleton[found.end() : found.end() + 60])
            if shapes.CHANGE_AFTER.match(behind):
                continue
        values = {"mean": mean, "spread": spread, "spread_kind": kind}
        add_with_arm(claims, "mean", values, found.start(), found.end())
        claims.headers.append(Header(found.start(), found.end(), "mean", kind))
    claims.headers.sort()


def medians(claims):
    """ "9 (IQR 6 to 13)", "8 (range 2-22)" and the width of an IQR."""
    found_any = shapes.SPREAD_WORDS.search(claims.skeleton)
    for found in shapes.MEDIAN.finditer(claims.skeleton) if found_any else ():
        place, label = found.start("m"), median_label(found["label"])
        if not claims.free(place) or stands_aside(claims, place) or _spread_with_range(claims, found):
            continue
        near = [m.name for m in claims.measures if m.end <= place < m.end + 140]
        near = [name for name in near if name in ("median", "mean")]
        behind = re.search(r"\bmedians?\b", claims.skeleton[found.end() : found.end() + 60])
        what = near[-1] if near else "median" if behind else None
        flags = [] if what else ["the word median is not printed"]
        if not what and _next_of_medians(claims, place, label):
            what = "median"
        if found["w"]:
            if label == "IQR" and claims.free(found.start("w")):
                values = {"median": place, "low": None, "high": None, "spread_kind": "IQR"}
                flags.append(f"width of the IQR: {claims.numbers[found.start('w')].value}")
                add_with_arm(claims, "median", values, found.start(), found.end(), flags)
                claims.claim("median", found.start("w"))
            continue
        limits = limits_of(claims, found)
        if limits is None:
            continue
        if label == "range" and what != "median":
            _scale_or_range(claims, found, limits, place if what == "mean" else None)
            continue
        values = {"median": place, "low": limits[0], "high": limits[1], "spread_kind": label}
        add_with_arm(claims, "median", values, found.start(), found.end(), flags)
        claims.headers.append(Header(found.start(), found.end(), "median", label))
    claims.headers.sort()


_ESTIMATE_OF = re.compile(r"\b[Ee]stimated?(?: (?:was|of|is)|[ ,:]? ?=|:|,)? $")
""" "estimate = -8.2; SE = 2.7": of a model, and no mean of an arm."""


def _spread_with_range(claims, found):
    """ "mean (SD) age of 32.1 (11.4; range, 18-50)": the number before the range is the spread of the mean; were they added?"""
    spread, before = found.start("m"), shapes.MEAN_BEFORE_SPREAD.search(claims.skeleton, 0, found.start("m"))
    header = header_of(claims, spread)
    limits = limits_of(claims, found) if found["a"] else None
    if not before or not limits or not header or header.kind != "mean" or not claims.free(before.start("m")):
        return False
    values = {"mean": before.start("m"), "spread": spread, "spread_kind": header.label}
    add_with_arm(claims, "mean", values, before.start("m"), found.end())
    values, flags = {"low": limits[0], "high": limits[1]}, ("range of the mean before it",)
    claims.add("range", values, found.start("label"), found.end(), None, flags)
    return True


def _next_of_medians(claims, place, label):
    """ "a median of 2.3 (range 0-24) days with balm but only 1 (range 0-14)": the next behind a median with such limits."""
    start = claims.numbers[place].start
    before = [item for item in claims.found if item.kind == "median" and item.end <= start]
    return bool(before) and before[-1]["spread_kind"] == label and start - before[-1].end < NEXT_MEDIAN


NEXT_MEDIAN = 60
"""Letters between a median and the next of a list whose word for it is printed once."""


def _scale_or_range(claims, found, limits, mean):
    """ "(range 2-22)" behind a number that is no median: a scale, or a range, of the mean before it."""
    if is_scale(claims, found.start("label"), found.end(), limits):
        claims.claim("label", *[limit for limit in limits if isinstance(limit, int)])
        return
    arm = arm_of(claims, found.start(), past_bracket(claims, found.end()))
    if mean is not None:
        claims.headers.append(Header(found.start(), found.end(), "meanrange", "range"))
        mean_with_range(claims, mean, limits, found.start("label"), found.end(), arm)
    else:
        values = {"low": limits[0], "high": limits[1]}
        claims.add("range", values, found.start("label"), found.end(), arm)


def mean_with_range(claims, mean, limits, first, last, arm=None):
    """A mean that is printed with a range and no spread: two findings."""
    values = {"mean": mean, "spread": None, "spread_kind": "unlabelled"}
    claims.add("mean", values, mean, mean + 1, arm, ("printed with a range",))
    values, flags = {"low": limits[0], "high": limits[1]}, ("range of the mean before it",)
    claims.add("range", values, first, last, arm, flags)


def ranges(claims):
    """ "range 2 to 22" without a middle; the ends of a scale are labels."""
    header = shapes.RANGE_HEADER.search(claims.skeleton)
    for found in shapes.RANGE_OF_MEAN.finditer(claims.skeleton, header.end()) if header else ():
        limits = limits_of(claims, found)
        if limits and are_printed(limits):
            values, flags = {"low": limits[0], "high": limits[1]}, ("range of the mean before it",)
            claims.add("range", values, found.start("a"), found.end("b"), None, flags)
    ranged = shapes.RANGE.finditer(claims.skeleton) if "ang" in claims.skeleton else ()
    for found in itertools.chain(ranged, shapes.KAPPA_RANGE.finditer(claims.skeleton)):
        limits = limits_of(claims, found)
        if limits is None or not are_printed(limits):
            continue
        if not re.search(r"[-–−]|to |and ", claims.skeleton[limits[0] + 1 : limits[1]]):
            continue
        expected = shapes.RANGE_EXPECTED.search(claims.skeleton, 0, found.start())
        expected = expected or found[0].startswith("ranges from ")  # what is known, not what was found
        if expected or is_scale(claims, found.start(), found.end(), limits):
            claims.claim("label", *limits)
            continue
        claims.add("range", {"low": limits[0], "high": limits[1]}, found.start(), found.end())


def means_alone(claims):
    """Means and medians without a spread: one, both arms, a list over arms, or "not reached"."""
    for found in shapes.MEDIAN_NOT_REACHED.finditer(claims.skeleton):
        values = {"median": "not reached", "low": None, "high": None, "spread_kind": "unlabelled"}
        claims.add("median", values, found.start("nr"), found.end("nr"), None, ("no spread printed",))
        if found["m"] and claims.free(found.start("m")):
            _middle_alone(claims, "median", found.start("m"))
    if claims.planning:
        return
    for found in itertools.chain(*(shape.finditer(claims.skeleton) for shape in shapes.MIDDLES_ALONE)):
        places = [found.start(name) for name in "abcdef" if found.groupdict().get(name)]
        if claims.free(*places) and _alike(decimals(claims, places)):
            for place in places:
                _middle_alone(claims, _kind_of(found), place)
    for found in itertools.chain(*(shape.finditer(claims.skeleton) for shape in shapes.AMOUNTS_AGAINST)):
        if "u" not in found.groupdict() and not shapes.MORE_OR_LESS.search(claims.skeleton, 0, found.start()):
            continue
        places = [found.start(name) for name in "abc" if found.groupdict().get(name)]
        number = decimals(claims, places)
        units = min(number) > 0 or shapes.MEASURED_IN.match(found.groupdict().get("u") or "")
        rate = shapes.OF_A_RATE.search(claims.skeleton[max(0, found.start() - 90) : found.start()])
        if (
            claims.free(*places)
            and _alike(number)
            and units
            and not rate
            and _is_middle(claims, 0, places[0], "difference", "mean difference")
        ):
            survival = shapes.SURVIVAL_TIMES.match(claims.skeleton, found.start())
            survival = survival and re.search(
                r"\bsurvival\b|\b[Tt]imes? to (?:relapse|progression|recurrence|death|failure)\b",
                claims.skeleton[: places[0]],
            )
            median = survival or re.search(r"\b[Mm]edian", claims.skeleton[: places[0]])
            kind = "median" if median else "mean"
            for place in places:
                end = shapes.WITH_ITS_END.match(claims.skeleton, place + 1).end()
                arm = arm_of(claims, place, end)
                _middle_alone(claims, kind, place, arm, ("which average it is, is not printed",))
    for found in shapes.BARE_LIST.finditer(claims.skeleton):
        _bare_list(claims, found)
    for found in shapes.BARE_MEAN.finditer(claims.skeleton):
        bare_mean(claims, found)


def two_middles(claims, found):
    """Both numbers of a shape are means, or medians, of two arms without their spread."""
    for name in "ab":
        _middle_alone(claims, _kind_of(found), found.start(name))


def _alike(decimals):
    """Are numbers printed with as many decimals, or with one more or less: "78.5 v 42 days"?"""
    return max(decimals) - min(decimals) <= 1


def _kind_of(found):
    return "median" if (found["what"] or "").lower().startswith("median") else "mean"


def _is_middle(claims, first, place, *also):
    """Is no difference, ratio or share named for a number? Two numbers that are compared may be called a difference."""
    near = measure_near(claims, first, place)
    if near is not None and any(near.end <= at < place for at in claims.owned):
        near = None  # "(hazard ratio 0.98) and survival (19.9 v 30.0 months": it has its own number
    return near is None or near.name in ("mean", "median", "change", *also)


def _middle_alone(claims, kind, place, arm=None, flags=()):
    """A mean or median without its spread."""
    limits = ("low", "high") if kind == "median" else ("spread",)
    values = {kind: place, **dict.fromkeys(limits), "spread_kind": "unlabelled"}
    claims.add(kind, values, place, place + 1, arm, ("no spread printed", *flags))


def _bare_list(claims, found):
    """ "Median stay was 6, 9 and 7 days in the paste, chalk and wax groups": one value an arm, without spread."""
    places = [place for place in range(found.start("list"), found.end("list")) if place in claims.numbers]
    said = claims.skeleton[found.start() : found.start("list")].endswith(("was ", "were ", "by "))
    arms = re.search(r"respectively|\b(?:groups|arms)\b", found["behind"])
    if not (arms or (said and len(places) > 2)) or not _is_middle(claims, found.start(), places[0]):
        return
    if not claims.free(*places) or len(decimals(claims, places)) > 1:
        return
    if not any(claims.numbers[place].word or stands_aside(claims, place) for place in places):
        for place in places:
            _middle_alone(claims, _kind_of(found), place, None, ("listed over arms or outcomes",))


def bare_mean(claims, found):
    """A mean or median without any spread, and its partner in the other arm."""
    place, other = found.start("m"), found.start("m2")
    if claims.planning or not claims.free(place) or not _is_middle(claims, found.start(), place):
        return
    if re.match(" ?% ?/", claims.skeleton[place + 1 : place + 5]):  # "an average of 2.4%/yr"
        return
    word = claims.numbers[place].word
    if word:
        aside = not claims.skeleton[:place].endswith(("was ", "were "))
    else:
        aside = stands_aside(claims, place) or shapes.TIME_OF.search(claims.skeleton, 0, place)
    to = shapes.TO_ANOTHER.match(claims.skeleton, place + 1)
    from_ = re.search(r"\bfrom (?:an? |the )?(?:[a-z]+ ){0,2}$", claims.skeleton[: found.start()])
    if aside or (to and not from_):
        return
    if any(shapes.THAN_OTHERS.match(claims.skeleton, at + 1) for at in (place, other) if at > 0):
        if not found["m2"] and not word and not is_percent(claims, place):
            read_effects.effect_alone(claims, place, f"{_kind_of(found)} difference")
        return  # "mean scores were 0.7 points lower"
    _middle_alone(claims, _kind_of(found), place, arm_of(claims, place, place + 1))
    if found["m2"] and re.match(r" ?% (?:were|had|was)\b", claims.skeleton[other + 1 : other + 9]):
        return  # "the mean was 40, and 59% were women"
    if not found["m2"] or not claims.free(other) or (claims.numbers[other].word and not word):
        return
    aside = not claims.numbers[other].word and stands_aside(claims, other)
    if not aside and len(decimals(claims, (place, other))) == 1:
        _middle_alone(claims, _kind_of(found), other, arm_of(claims, other, other + 1))
