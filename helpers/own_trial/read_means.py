"""Means with SD or SE, medians with quartiles, ranges, and means and medians without any spread."""

import itertools
import re

from helpers.own_trial import read_effects, shapes, surroundings
from helpers.own_trial.claims import Header, spread_kind
from helpers.own_trial.numerals import NUMBER


def plus_minus(claims):
    """ "14.2 ± 4.1": a mean with its SD or SE."""
    for found in shapes.PLUS_MINUS.finditer(claims.skeleton) if "±" in claims.skeleton else ():
        mean, spread = found.start("m"), found.start("s")
        if not claims.free(mean, spread) or claims.value(spread) < 0:
            continue
        share = surroundings.is_percent(claims, mean) and shapes.SURVIVING.search(claims.skeleton[:mean])
        if share and not re.search(r"\b[Mm]ean", claims.skeleton[:mean]):
            claims.claim("spread", spread)
            continue
        label = found["l1"] or found["l2"]
        flags = []
        kind = spread_kind(label) if label else _spread_near(claims, found.start(), found.end(), flags)
        if re.search(
            r"\b(?:from|between) (?:[a-z]+ ){0,2}$", claims.skeleton[max(0, mean - 24) : mean]
        ) or re.search(r"± ?$|(?<!compared )(?<!similar )\bto $", claims.skeleton[max(0, mean - 12) : mean]):
            flags.append("before and after in one arm?")
        if shapes.INTERVAL_BEHIND.match(claims.skeleton, found.end()):
            if surroundings.belongs_to_effect(claims, mean) or shapes.GREATER.search(
                claims.skeleton, 0, mean
            ):
                claims.claim("spread", spread)  # the interval behind it belongs to this difference
                continue
        measure = next((each for each in reversed(claims.measures) if each.end <= mean), None)
        differs = measure and "ifference" in claims.skeleton[measure.start : measure.end]
        if surroundings.belongs_to_effect(claims, mean) and not differs:
            flags.append("a difference or ratio, no arm's mean")
        elif surroundings.belongs_to_effect(claims, mean):
            printed = claims.numbers[spread].printed
            read_effects.effect_alone(
                claims, mean, measure.name, measure, (f"printed with ± {printed} ({kind})",)
            )
            claims.claim("spread", spread)
            continue
        values = {"mean": mean, "spread": spread, "spread_kind": kind}
        if found["mf"] or found["sf"]:
            _slashed(claims, found, values, flags)
            continue
        claims.add(
            "mean",
            values,
            found.start(),
            found.end(),
            surroundings.arm_of(claims, found.start(), found.end()),
            flags,
        )


def _slashed(claims, found, values, flags):
    """2914/40 ± 385: a slash where a decimal point belongs."""
    claims.add("mean", values, found.start(), found.end(), None, [*flags, "slash read as a decimal point"])
    for name, whole, part in (("mean", "m", "mf"), ("spread", "s", "sf")):
        if found[part]:
            pieces = claims.numbers[found.start(whole)], claims.numbers[found.start(part)]
            claims.claim("mean", found.start(part))
            span = pieces[0].start, pieces[1].end
            printed = claims.sentence.passage.original[span[0] : span[1]]
            value = (
                f"{pieces[0].value}.{pieces[1].printed}" if pieces[1].printed.isdigit() else pieces[0].value
            )
            claims.amend(-1, {name: value}, {name: printed}, {name: span})


def _spread_near(claims, first, last, flags):
    """SD, SE or unlabelled, from the words after the number, the sentence, or the whole passage."""
    after = claims.skeleton[last : last + 45].partition(NUMBER)[0]
    if re.search(rf"[A-Za-z] ?± ?{NUMBER} ?{shapes.SPREAD}", claims.skeleton[:first]):
        return "unlabelled"  # "mean ± 2 SD": what stands behind ± is twice the SD
    label = re.search(rf"(?<![A-Za-z])({shapes.SPREAD})(?![A-Za-z])", after)
    if label and not shapes.another_abbreviation(label[1], claims.paper.text):
        return spread_kind(label[1])
    kinds = [
        (found.start(), spread_kind(found[1]))
        for found in re.finditer(rf"(?<![A-Za-z])({shapes.SPREAD})(?![A-Za-z])", claims.skeleton)
        if not shapes.another_abbreviation(found[1], claims.paper.text)
    ]
    before = [kind for place, kind in kinds if place < first]
    if before:
        return before[-1]
    if len({kind for _, kind in kinds}) == 1:
        return kinds[0][1]
    if not kinds and claims.paper.spread:
        flags.append(f"{claims.paper.spread} by a statement elsewhere in the passage")
        return claims.paper.spread
    return "unlabelled"


def labelled_means(claims):
    """ "5.2 (SD 1.3)" and "5.2 SD 1.3"."""
    for found in shapes.MEAN_PAIR.finditer(claims.skeleton):
        for mean, spread in (("m", "s"), ("m2", "s2")):
            mean, spread = found.start(mean), found.start(spread)
            if claims.free(mean, spread):
                values = {"mean": mean, "spread": spread, "spread_kind": spread_kind(found["label"])}
                claims.add("mean", values, mean, mean + 1, None, ("spreads stand behind both means",))
    refused = -100
    for pattern in (shapes.MEAN_LABELLED, shapes.MEAN_BARE):
        for found in pattern.finditer(claims.skeleton):
            second = pattern is shapes.MEAN_BARE and found["m2"]
            mean, spread = (
                (found.start("m2"), found.start("s2")) if second else (found.start("m"), found.start("s"))
            )
            if (
                not claims.free(mean, spread)
                or claims.value(spread) < 0
                or surroundings.stands_aside(claims, mean)
            ):
                continue
            listed = re.fullmatch(r"[)\]],? (?:and )?[a-z ]{0,30}", claims.skeleton[max(0, refused) : mean])
            if surroundings.belongs_to_effect(claims, mean) or listed:
                refused = found.end()
                continue
            label = found["label2" if second else "label"]
            named = re.search(r"\b[Mm]ean|average", claims.skeleton[max(0, mean - 80) : mean])
            if surroundings.is_percent(claims, mean) and spread_kind(label) == "SE" and not named:
                claims.claim("spread", spread)
                continue
            if surroundings.is_percent(claims, mean) and shapes.CHANGE_AFTER.match(
                re.sub(r"^[)\]]? ?", " % ", claims.skeleton[found.end() : found.end() + 60])
            ):
                continue
            kind = spread_kind(found["label2" if second else "label"])
            claims.add(
                "mean",
                {"mean": mean, "spread": spread, "spread_kind": kind},
                found.start(),
                found.end(),
                surroundings.arm_of(claims, found.start(), surroundings.past_bracket(claims, found.end())),
            )
            claims.headers.append(Header(found.start(), found.end(), "mean", kind))
    claims.headers.sort()


def medians(claims):
    """ "9 (IQR 6 to 13)", "8 (range 2-22)" and the width of an IQR."""
    for found in (
        shapes.MEDIAN.finditer(claims.skeleton) if shapes.SPREAD_WORDS.search(claims.skeleton) else ()
    ):
        place = found.start("m")
        if not claims.free(place) or surroundings.stands_aside(claims, place):
            continue
        label = surroundings.median_label(found["label"])
        near = [
            m
            for m in claims.measures
            if m.name in ("median", "mean") and m.end <= place and place - m.end < 140
        ]
        what = near[-1].name if near else None
        if not what and re.search(r"\bmedians?\b", claims.skeleton[found.end() : found.end() + 60]):
            what = "median"
        flags = [] if what else ["the word median is not printed"]
        if not what and _next_of_medians(claims, place, label):
            what = "median"
        if found["w"]:
            if label == "IQR" and claims.free(found.start("w")):
                values = {"median": place, "low": None, "high": None, "spread_kind": "IQR"}
                claims.add(
                    "median",
                    values,
                    found.start(),
                    found.end(),
                    surroundings.arm_of(
                        claims, found.start(), surroundings.past_bracket(claims, found.end())
                    ),
                    [*flags, f"width of the IQR: {claims.numbers[found.start('w')].value}"],
                )
                claims.claim("median", found.start("w"))
            continue
        limits = surroundings.limits_of(claims, found)
        if limits is None:
            continue
        arm = surroundings.arm_of(claims, found.start(), surroundings.past_bracket(claims, found.end()))
        if label == "range" and what != "median":
            _scale_or_range(claims, found, limits, place if what == "mean" else None, arm)
            continue
        values = {"median": place, "low": limits[0], "high": limits[1], "spread_kind": label}
        claims.add("median", values, found.start(), found.end(), arm, flags)
        claims.headers.append(Header(found.start(), found.end(), "median", label))
    claims.headers.sort()


def _next_of_medians(claims, place, label):
    """ "a median of 2.3 (range 0-24) days with balm but only 1 (range 0-14)": the next behind a median with such limits."""
    start = claims.numbers[place].start
    before = [item for item in claims.found if item.kind == "median" and item.end <= start]
    return bool(before) and before[-1]["spread_kind"] == label and start - before[-1].end < NEXT_MEDIAN


NEXT_MEDIAN = 60
"""Letters between a median and the next of a list whose word for it is printed once."""


def _scale_or_range(claims, found, limits, mean, arm):
    if surroundings.is_scale(claims, found.start("label"), found.end(), limits):
        claims.claim("label", *[limit for limit in limits if isinstance(limit, int)])
        return
    if mean is not None:
        claims.add(
            "mean",
            {"mean": mean, "spread": None, "spread_kind": "unlabelled"},
            mean,
            mean + 1,
            arm,
            ("printed with a range",),
        )
    if mean is not None:
        claims.headers.append(Header(found.start(), found.end(), "meanrange", "range"))
    flags = ("range of the mean before it",) if mean is not None else ()
    claims.add("range", {"low": limits[0], "high": limits[1]}, found.start("label"), found.end(), arm, flags)


def ranges(claims):
    """ "range 2 to 22" without a middle; the ends of a scale are labels."""
    ranged = [*shapes.RANGE.finditer(claims.skeleton)] if "ang" in claims.skeleton else []
    header = shapes.RANGE_HEADER.search(claims.skeleton)
    behind = [*shapes.RANGE_OF_MEAN.finditer(claims.skeleton, header.end())] if header else []
    for found in behind:
        limits = surroundings.limits_of(claims, found)
        if limits and all(isinstance(limit, int) for limit in limits):
            flags = ("range of the mean before it",)
            values = {"low": limits[0], "high": limits[1]}
            claims.add("range", values, found.start("a"), found.end("b"), None, flags)
    for found in (*ranged, *shapes.KAPPA_RANGE.finditer(claims.skeleton)):
        limits = surroundings.limits_of(claims, found)
        if limits is None or not all(isinstance(limit, int) for limit in limits):
            continue
        if not re.search(r"[-–−]|to |and ", claims.skeleton[limits[0] + 1 : limits[1]]):
            continue
        expected = shapes.RANGE_EXPECTED.search(claims.skeleton, 0, found.start())
        if expected or surroundings.is_scale(claims, found.start(), found.end(), limits):
            claims.claim("label", *limits)
            continue
        last = found.end()
        claims.add("range", {"low": limits[0], "high": limits[1]}, found.start(), last, None)


def means_alone(claims):
    """Means and medians without a spread: one, both arms, a list over arms, or "not reached"."""
    for found in shapes.MEDIAN_NOT_REACHED.finditer(claims.skeleton):
        _middle_alone(claims, "median", "not reached", found.start("nr"), found.end("nr"))
        if found["m"] and claims.free(found.start("m")):
            _middle_alone(claims, "median", found.start("m"), found.start("m"), found.end("m"))
    for found in itertools.chain(*(shape.finditer(claims.skeleton) for shape in shapes.MIDDLES_ALONE)):
        places = [found.start(name) for name in "abcd" if found.groupdict().get(name)]
        if claims.free(*places) and len(surroundings.decimals(claims, places)) == 1 and not claims.planning:
            for place in places:
                kind = "median" if found["what"].lower().startswith("median") else "mean"
                _middle_alone(claims, kind, place, place, place + 1)
    for found in shapes.AMOUNTS_AGAINST.finditer(claims.skeleton):
        places = found.start("a"), found.start("b")
        number = surroundings.decimals(claims, places)
        named = surroundings.measure_near(claims, 0, places[0])
        if claims.free(*places) and len(number) == 1 and min(number) > 0 and not claims.planning:
            if named is None or named.name in ("mean", "median", "change"):
                kind = "median" if re.search(r"\b[Mm]edian", claims.skeleton[: places[0]]) else "mean"
                for place in places:
                    flags = ("which average it is, is not printed",)
                    _middle_alone(claims, kind, place, place, place + 1, None, flags)
    for found in shapes.BARE_LIST.finditer(claims.skeleton):
        _bare_list(claims, found)
    for found in shapes.BARE_MEAN.finditer(claims.skeleton):
        bare_mean(claims, found)


def _middle_alone(claims, kind, what, first, last, arm=None, flags=()):
    """A mean or median without its spread; `what` is its place or its words."""
    limits = ("low", "high") if kind == "median" else ("spread",)
    values = {kind: what, **dict.fromkeys(limits), "spread_kind": "unlabelled"}
    claims.add(kind, values, first, last, arm, ("no spread printed", *flags))


def _bare_list(claims, found):
    """ "Median stay was 6, 9 and 7 days in the paste, chalk and wax groups": one value an arm, without spread."""
    places = [place for place in range(found.start("list"), found.end("list")) if place in claims.numbers]
    said = claims.skeleton[found.start() : found.start("list")].endswith(("was ", "were ", "by "))
    arms = re.search(r"respectively|\b(?:groups|arms)\b", found["behind"])
    if not arms and not (said and len(places) > 2):
        return
    near = surroundings.measure_near(claims, found.start(), places[0])
    if near is not None and near.name not in ("mean", "median", "change"):
        return
    if not claims.free(*places) or len(surroundings.decimals(claims, places)) > 1 or claims.planning:
        return
    if any(claims.numbers[place].word or surroundings.stands_aside(claims, place) for place in places):
        return
    kind = "median" if (found["what"] or "").lower().startswith("median") else "mean"
    for place in places:
        _middle_alone(claims, kind, place, place, place + 1, None, ("listed over arms or outcomes",))


def bare_mean(claims, found):
    """A mean or median without any spread, and its partner in the other arm."""
    kind = "median" if found["what"].lower() == "median" else "mean"
    place = found.start("m")
    near = surroundings.measure_near(claims, found.start(), place)
    if near is not None and near.name not in ("mean", "median", "change"):
        return
    if claims.numbers[place].word:
        aside = not claims.skeleton[:place].endswith(("was ", "were "))
    else:
        aside = surroundings.stands_aside(claims, place) or shapes.TIME_OF.search(claims.skeleton, 0, place)
    to = re.match(r" ?%?(?: [a-z/]+)? to #".replace("#", NUMBER), claims.skeleton[place + 1 : place + 24])
    from_ = re.search(r"\bfrom (?:an? |the )?(?:[a-z]+ ){0,2}$", claims.skeleton[: found.start()])
    if not claims.free(place) or aside or claims.planning or (to and not from_):
        return
    _middle_alone(claims, kind, place, place, place + 1, surroundings.arm_of(claims, place, place + 1))
    other = found.start("m2")
    words = bool(found["m2"]) and claims.numbers[other].word
    if not found["m2"] or (words and not claims.numbers[place].word):
        return
    if claims.free(other) and (words or not surroundings.stands_aside(claims, other)):
        if len(surroundings.decimals(claims, (place, other))) == 1:
            _middle_alone(
                claims, kind, other, other, other + 1, surroundings.arm_of(claims, other, other + 1)
            )
