"""Percentages that are frequencies, kept apart from changes, doses, limits and levels of confidence."""

import itertools
import re
from decimal import Decimal

from helpers.own_trial import read_effects, read_means, shapes, surroundings
from helpers.own_trial.numerals import NUMBER


def percentages(claims):
    _pair_of_counts(claims)
    for found in shapes.BARE_MEAN.finditer(claims.skeleton):
        if claims.skeleton[found.end("m") : found.end("m") + 2].lstrip().startswith("%"):
            read_means.bare_mean(claims, found)
    found = shapes.OF_PCT.match(claims.skeleton)
    if (
        found
        and claims.free(found.start("p"))
        and claims.numbers[found.start("n")].whole
        and not claims.planning
    ):
        place = found.start("p")
        if claims.claimed.get(found.start("n")) in (None, "n of a count", "n"):
            flags = (
                "n from the start of the sentence",
                _derived(claims.numbers[place].value, claims.value(found.start("n"))),
            )
            claims.add(
                "percentage",
                {"pct": place, "n": claims.numbers[found.start("n")].value},
                place,
                found.end(),
                None,
                flags,
            )
    for found in shapes.PCT_LIST.finditer(claims.skeleton):
        places = [found.start(name) for name in "abc"]
        decimals = {len(claims.numbers[place].value.partition(".")[2]) for place in places}
        if (
            claims.free(*places)
            and len(decimals) == 1
            and not claims.planning
            and all(0 <= claims.value(p) <= 100 for p in places)
        ):
            for place in places[:2]:
                if not surroundings.stands_aside(claims, place):
                    _percentage(claims, place, ["percent sign stands behind a later number"])
    for found in shapes.PCT_PAIR.finditer(claims.skeleton):
        place = found.start("first")
        if (
            claims.free(place, found.start("second"))
            and not claims.planning
            and 0 <= claims.value(place) <= 100
        ):
            numbers = claims.numbers[place], claims.numbers[found.start("second")]
            same = len({len(number.value.partition(".")[2]) for number in numbers}) == 1
            if (
                same
                and not surroundings.stands_aside(claims, place)
                and not re.search(
                    r"[≥≤<>/] ?$|\b(?:age|aged|week|day|month)s? $",
                    claims.skeleton[max(0, place - 7) : place],
                )
            ):
                _percentage(claims, place, ["percent sign stands behind the next number"])
    changed = False
    for place in claims.order:
        rest = claims.skeleton[place + 1 : place + 60]
        if not claims.free(place) or not re.match(r" ?%", rest) or claims.planning:
            continue
        before = claims.skeleton[max(0, place - 60) : place]
        if (
            shapes.NO_PCT_BEFORE.search(before)
            or shapes.NO_PCT_AFTER.match(rest)
            or claims.value(place) > 100
        ):
            continue
        if re.match(r" ?% ?[-–] ?#|% to #%".replace("#", NUMBER), rest) and not re.search(
            r"\bfrom (?:[a-z]+ )?$", before
        ):
            continue
        if re.search(
            r"#(?: ?%)? ?[-–] ?$|\b(?:level|target\w*|range|between)\b[^.;]{0,30}# (?:to|and) $".replace(
                "#", NUMBER
            ),
            before,
        ):
            continue
        if re.search(
            r"\b(?:level|levels|saturation|SpO\S?|hematocrit|haematocrit|HbA\S{2}|FEV\S?|LVEF|ejection fraction)\b[^#]{0,12}$",
            before,
        ) and re.search(r"[<>≤≥]|below|above", before[-14:]):
            continue
        if (
            re.search(r"\ban? $", before[-3:])
            and shapes.CHANGE_AFTER.match(rest)
            and shapes.DEFINED.search(claims.skeleton)
        ):
            continue
        if (
            claims.value(place) < 0
            or shapes.CHANGE_AFTER.match(rest)
            or shapes.CHANGE_BEFORE.search(before)
            or (changed and shapes.SECOND_CHANGE.search(before))
        ):
            if claims.value(place) < 0 or shapes.RESULT_BEFORE.search(before):
                read_effects.effect_alone(
                    claims, place, "change", None, ("a change in per cent, not a frequency",)
                )
                changed = True
        else:
            _percentage(claims, place, [])


def _pair_of_counts(claims):
    """12 of 100 and 20 of 98 people (12% vs 20%): the pair belongs to the counts where it fits both."""
    counts = [at for at, item in enumerate(claims.found) if item.kind == "count"]
    counts.sort(key=lambda at: claims.found[at].start)
    for first, second in itertools.pairwise(counts):
        items = claims.found[first], claims.found[second]
        if any(item["pct"] or not item["n"] or item["n"] == "0" for item in items):
            continue
        behind = next(
            (
                place
                for place in range(len(claims.skeleton))
                if claims.sentence.offsets(place, place + 1)[0] >= items[1].end
            ),
            None,
        )
        found = shapes.COUNT_PAIR.match(claims.skeleton, behind) if behind is not None else None
        if not found or not claims.free(found.start("p"), found.start("q")):
            continue
        places = found.start("p"), found.start("q")
        gaps = [
            (
                abs(100 * Decimal(item["x"]) / Decimal(item["n"]) - claims.value(place)),
                len(claims.numbers[place].value.partition(".")[2]),
            )
            for item, place in zip(items, places, strict=True)
        ]
        if all(gap < Decimal(1).scaleb(-decimals) for gap, decimals in gaps):
            for at, place in zip((first, second), places, strict=True):
                number = claims.numbers[place]
                span = {"pct": (number.start, number.end)}
                claims.amend(
                    at,
                    {"pct": number.value},
                    {"pct": number.printed},
                    span,
                    ("percentage from the bracket behind both counts",),
                )
                claims.claim("count", place)


def _percentage(claims, place, flags):
    end = place + 1
    values = {"pct": place, "n": None}
    if claims.skeleton[end : end + 2].lstrip().startswith("%"):
        end += claims.skeleton[end : end + 2].index("%") + 1
    of = shapes.PCT_OF.match(claims.skeleton, end)
    if (
        of
        and claims.free(of.start("n"))
        and claims.numbers[of.start("n")].whole
        and claims.value(of.start("n")) > 0
    ):
        n = of.start("n")
        if not re.match(rf" ?(?:{shapes.DOSE}|{shapes.TIME}|%)", claims.skeleton[n + 1 : n + 12]):
            values["n"] = n
            flags = [*flags, _derived(claims.numbers[place].value, claims.value(n))]
            end = n + 1
    arm_end = end
    claims.add("percentage", values, place, end, surroundings.arm_of(claims, place, arm_end), flags)


def _derived(pct, n):
    """What count could be behind "31.0% of 87"? Said, never entered as printed."""
    unit = Decimal(1).scaleb(-len(pct.partition(".")[2]))
    fits = [x for x in range(max(0, int(n * (Decimal(pct) - unit) / 100)), int(n * (Decimal(pct) + unit) / 100) + 2)
            if x <= n and abs(100 * Decimal(x) / n - Decimal(pct)) <= unit / 2][:3]  # fmt: skip
    if len(fits) == 1:
        return f"count derived, not printed: {fits[0]} of {n}"
    return f"several counts of {n} fit" if fits else f"no whole count of {n} gives {pct}%"
