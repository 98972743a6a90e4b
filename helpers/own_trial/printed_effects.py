"""An effect against the two arms that it compares: estimate, limits, survival shares, number needed to treat.

A mismatch is never claimed here: an adjusted or stratified analysis need not be named, and gives another estimate than
the counts. What does not come back "does not fit unless" it is one, with what the counts give.
"""

import itertools
import math
import re
from dataclasses import replace

from scipy.special import ndtri

from helpers.own_trial.measures import METHOD_NAMES, effect_in_words
from helpers.own_trial.printed_alone import (
    MEASURE_OF,
    MOST_BEFORE,
    Printed,
    as_ratio,
    estimate_of,
    is_plain,
    p_as_text,
    unless,
)
from helpers.own_trial.printed_arms import (
    AS_NAMED,
    CLAIMED,
    CLAIMS,
    DENIED,
    DENIES,
    NEARLY_ALL,
    NO_ORDER,
    NOT_READ,
    ROUNDED,
    TIMED,
    claim_words,
    has_no_order,
    if_all,
    is_estimated,
    rounding,
    tables,
)
from helpers.own_trial.printed_claims import ALIKE, NOT_MORE, clauses
from helpers.own_trial.printed_people import shared_words
from helpers.own_trial.read_margin import one_sided_limit
from helpers.statistics import effects, granularity, means
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, FITS, FITS_OTHERWISE, RULES
from helpers.statistics.intervals import methods_that_print
from helpers.statistics.printed import printed_value
from helpers.text import listed, number

SHARES = ("RR", "OR", "relative reduction", "NNT", "risk difference", "difference", "HR", "rate ratio", "IRR")
"""Measures that two shares of people can be held against."""

OF_COUNTS = {
    "RR": "risk ratio",
    "relative reduction": "risk ratio",
    "OR": "odds ratio",
    "risk difference": "difference",
    "difference": "difference",
}
"""Measures whose limits four counts give, and their names in `intervals`."""

CLOSE = 1.05
"""The factor by which a hazard ratio may differ from what one point of the two curves gives."""

EVENTS = re.compile(
    r"mortalit|death|died|fatal|recurr|relaps|failure|incidence|event|progress|\boccurred\b", re.I
)
SPARED = re.compile(r"surviv|\bfree\b|freedom", re.I)
"""Whether a sentence counts events or those spared."""


def effect_of_two(two, effect, group, beside, whole):
    """What is printed of the difference between two findings, against them; `beside`: in the same sentence."""
    if effect["estimate"] is None:
        next_to = 0 <= effect.sentence_start - two.sentence_start - len(two.items[0].sentence) < MOST_APART
        if beside and effect["measure"] == "unknown":
            yield from _limits_alone(two, effect, group, whole)
        elif next_to and effect["measure"] in ("difference", "risk difference"):
            yield from (check for check in _limits_alone(two, effect, group, whole) if check.verdict == FITS)
        return
    if not beside and len(effect["estimate"]) < 4:  # "5" would fit by chance
        return
    if not beside and effect["measure"] == "HR" and _is_adjusted(effect):  # of another sentence's outcome
        return
    name = _measure(two, effect)
    counted, assumed = _with_sizes(two, whole)
    if name == "risk change" and is_in_percent(effect):  # of the risk, or of the people: what fits is meant
        name = (
            "risk difference"
            if _overlaps(_given(counted, "risk difference", effect), effect)
            else "relative reduction"
        )
    given = _given(counted, name, effect)
    start = f"{effect['measure']} {effect['estimate']} and {two}"
    if given is None:
        if beside and name in SHARES and two.items[0].kind in ("count", "mean"):
            yield _open(start, _why(two, name, effect, None, whole), group)
        return
    number_ = printed_value(estimate_of(effect), "any")
    if _overlaps(given, effect):
        rounded = name == "HR" or _overlaps(given, effect, "half up")
        verdict = FITS if rounded else FITS_OTHERWISE
        turned = name in TURNED and not _overlaps(given[:1], effect, "half up" if rounded else "any")
        said = f"{verdict}{', as that of the second group against the first' if turned else ''}{assumed}"
        yield Printed(verdict, f"{start}: {said}", group.quotation[:300], group.start)
        yield from _limits(two, effect, name, group, whole)
        yield from _one_limit(two, effect, name, group, whole)
    elif name == "HR" and beside and _is_near_hazard(effect, given):
        said = f"{start}: {FITS} as closely as one point in time tells ({_gives(two, name, effect, given)})"
        yield Printed(FITS, said, group.quotation[:300], group.start)
    elif name == "RR" and any(1 - high <= number_.high and 1 - low >= number_.low for low, high in given):
        said = f"{start}: {FITS} as a relative risk reduction (1 minus the ratio)"
        yield Printed(FITS, said, group.quotation[:300], group.start)
    elif is_relative_only(two, effect):
        verdict, said = FITS, f"{FITS} as a relative risk reduction (1 - RR is {effect['estimate']} %)"
        if re.search(
            r"\babsolute\b", effect.sentence[: effect.end - effect.sentence_start][-MOST_BEFORE:], re.I
        ):
            gap = min(abs(sum(pair) / 2) for pair in given)
            verdict = DOES_NOT_FIT
            said = f"does not fit as printed (the absolute difference is about {number(gap)}; as a relative reduction, 1 - RR, it fits)"
        yield Printed(verdict, f"{start}: {said}", group.quotation[:300], group.start)
        yield from _limits(two, effect, "relative reduction", group, whole)
    elif beside:
        because = _why(two, name, effect, given, whole)
        if because:
            yield _open(start, because, group)
        else:
            yield unless(
                start,
                "it is adjusted or stratified, or of other people",
                _gives(two, name, effect, given),
                group,
            )


def _is_near_hazard(effect, given):
    """Whether one point of two curves, a time or the medians, gives about this hazard ratio."""
    value = float(effect["estimate"])
    return any(low <= CLOSE * value and CLOSE * high >= value for low, high in given)


def _is_adjusted(effect):
    """Whether an effect is called adjusted, or its sentence speaks of a model of several variables."""
    return str(effect["adjusted"]) == "yes" or bool(OF_A_MODEL.search(effect.sentence))


OF_A_MODEL = re.compile(r"multivaria|adjust|Cox", re.I)

TURNED = ("RR", "OR", "relative reduction")
"""Measures that say another thing where the groups change places."""


def _overlaps(given, effect, rule="any"):
    """Whether what two arms give for a measure, as ranges, meets the printed estimate, rounded by a rule."""
    box = printed_value(estimate_of(effect), rule)
    return any(low <= box.high and high >= box.low for low, high in given or ())


def _with_sizes(two, whole):
    """Two bare counts with the people of their arms, where the passage says these elsewhere, and in words what that assumes."""
    sizes, own = whole.sizes(two)
    bare = all(item.kind == "count" and not item["n"] and not item["pct"] for item in two.items)
    both = [*zip(two.items, sizes[0], strict=True)] if bare and len(sizes) == 1 else []
    if not both or any(int(item["x"]) > n for item, n in both):
        return two, ""
    items = tuple(replace(item, values={**item.values, "n": str(n)}) for item, n in both)
    return replace(two, items=items), if_all(sizes[0], own)


def is_relative_only(two, effect):
    """Whether what is called a difference of shares in % is none, but is their relative reduction."""
    if effect["estimate"] is None or not is_in_percent(effect) or _measure(two, effect) != "risk difference":
        return False
    try:
        given = [_given(two, name, effect) for name in ("risk difference", "relative reduction")]
    except (ValueError, ZeroDivisionError):
        return False
    if None in given:
        return False
    return _overlaps(given[1], effect) and not _overlaps(given[0], effect)


def _open(start, because, group):
    said = f"{start}: {CANNOT_BE_TOLD} because {because}"
    return Printed(CANNOT_BE_TOLD, said, group.quotation[:300], group.start)


def _measure(two, effect):
    """The measure of an effect as these two findings can give it: a bare "difference" is that of shares or of means."""
    name = effect["measure"]
    if name == "difference" or (name == "mean difference" and is_in_percent(effect)):
        return "mean difference" if _is_mean(two.items[0]) else "risk difference"
    return name


LEVEL = re.compile(r"\d\d(?:\.\d)? ?(?:%|per ?cent)[- ]*(?:CI|C\.I|confidence)", re.I)


def is_in_percent(effect):
    """Whether an effect is printed in per cent, its level left aside."""
    behind = effect.sentence[effect.end - effect.sentence_start :][:2]
    return bool(re.search(r"%|per ?cent", LEVEL.sub("", effect.quotation + behind)))


def _is_mean(item):
    return item.kind == "mean" or (item.kind == "effect" and item["measure"] in ("mean", "change"))


def _given(two, name, effect, rounded=True):
    """What two findings give for a measure, as ranges from lowest to highest, in either order of the arms.

    Not `rounded`, the printed values are taken for exact ones.
    """
    if _is_mean(two.items[0]) != (name == "mean difference") and name != "relative reduction":
        return None
    if any(item.kind == "count" and not (item["n"] or (item["pct"] and name != "HR")) for item in two.items):
        return None
    ends = [_ends(item, rounded) for item in two.items]
    if name == "HR":
        return _hazards(two, ends)
    if name == "OR":
        ends = [tuple(share / (1 - share) for share in pair) for pair in ends]
    (low1, high1), (low2, high2) = ends
    if name in ("RR", "OR", "relative reduction", "rate ratio", "IRR"):
        given = [(low1 / high2, high1 / low2), (low2 / high1, high2 / low1)]
        if name == "relative reduction":
            given = [(100 - 100 * high, 100 - 100 * low) for low, high in given]
        return given
    if name == "NNT":
        gaps = [gap for gap in ((low1 - high2, high1 - low2), (low2 - high1, high2 - low1)) if gap[0] > 0]
        return [(1 / high, math.ceil(1 / low - 1e-9)) for low, high in gaps] or None
    if name in ("risk difference", "mean difference"):
        given = [(low1 - high2, high1 - low2), (low2 - high1, high2 - low1)]
        ends = [float(effect[end]) for end in ("estimate", "low", "high") if effect[end]]
        points = name == "risk difference" and (max(map(abs, ends)) >= 1 or is_in_percent(effect))
        return [(100 * low, 100 * high) for low, high in given] if points else given
    return None


def _hazards(two, ends):
    """Ratios of the logarithms of two survival shares: the hazard ratio of proportional hazards, in either order.

    Shares are of people with an event or of those spared, as the sentence says; where it does not say, both are given.
    """
    sentence = two.items[0].sentence
    spared = SPARED.search(two.quotation + sentence[: two.items[0].start - two.sentence_start])
    with_events = [(1 - high, 1 - low) for low, high in ends]
    told = [ends] if spared else [with_events] if EVENTS.search(sentence) else [with_events, ends]
    if any(not 0 < low <= high < 1 for low, high in ends):
        return None
    given = []
    for shares in told:
        (low1, high1), (low2, high2) = [(-math.log(high), -math.log(low)) for low, high in shares]
        given += [(low1 / high2, high1 / low2), (low2 / high1, high2 / low1)]
    return given


def _ends(item, rounded=True):
    """What an arm's finding can stand for: its share (exact for a count with its n, else as its percentage is printed) or its mean, lowest and highest."""
    if item.kind == "count" and item["n"]:
        return (int(item["x"]) / int(item["n"]),) * 2
    text = {"mean": "mean", "percentage": "pct", "count": "pct", "effect": "estimate"}[item.kind]
    printed = printed_value(estimate_of(item) if item.kind == "effect" else item[text], "any")
    scale = 1 if _is_mean(item) else 100
    if not rounded:
        return (float(printed.value) / scale,) * 2
    return float(printed.low) / scale, float(printed.high) / scale


def _gives(two, name, effect, given):
    """What two arms give as they are printed, in the order that is nearer to a printed effect, in words."""
    try:
        plain = _given(two, name, effect, rounded=False) or given
    except ZeroDivisionError:  # nobody in one arm
        plain = given
    nearest = min(
        (end for pair in plain for end in pair), key=lambda end: abs(end - float(effect["estimate"]))
    )
    return f"the two values give about {number(nearest, 2)}"


SEVERAL_TRIALS = re.compile(
    r"systematic(?:ally)? review|meta-?analy|\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several)"
    r"(?: (?:randomi[sz]ed|controlled|clinical|eligible|blinded|small|large|different|other|such)){0,3} (?:trials|studies)\b",
    re.I,
)
"""Words of a passage whose counts may be those of several trials together."""


def _why(two, name, effect, given, whole):
    """Why an effect may differ from what its two arms give (None where they give nothing); "" where nothing is known."""
    gives = "" if given is None else f" ({_gives(two, name, effect, given)})"
    if str(effect["adjusted"]) == "yes":
        return f"it is adjusted{gives}"
    if name == "HR":
        return f"a hazard ratio follows the whole curves, not one point in time{gives}"
    if name == "OR":
        return f"an odds ratio is often that of an adjusted model{gives}"
    if name == "relative reduction":
        return f"a relative reduction is often that of a hazard ratio{gives}"
    if TIMED.search(whole.passage):
        return f"it may be that of times to an event{gives}"
    if whole.named:
        return f"the passage speaks of another analysis, {listed(whole.named)}{gives}"
    if SEVERAL_TRIALS.search(whole.passage):
        return f"results of several trials are weighted{gives}"
    if two.paired:
        return f"the two may be values of the same people{gives}"
    if name in ("rate ratio", "IRR"):
        return f"a rate ratio counts the time watched{gives}"
    if whole.depends:
        return f"the passage speaks of another analysis, {listed(whole.depends)}{gives}"
    if given is None:
        counted = two.items[0].kind == "count"
        return (
            "the numbers of people were not read beside them"
            if counted
            else f"two means do not give the {name}"
        )
    return ""


# ---------------------------------------------------------------- limits


def _limits(two, effect, name, group, whole):
    """The limits of an effect against what the usual methods give from the same two arms."""
    if None in (effect["low"], effect["high"]):
        return
    sizes, own = whole.sizes(two)
    level = float(effect["level"]) / 100 if effect["level"] else 0.95
    start = f"limits {effect['low']} to {effect['high']} and {two}"
    if whole.depends or str(effect["adjusted"]) == "yes" or name in ("HR", "NNT", "rate ratio", "IRR"):
        return
    found = None
    if two.items[0].kind == "percentage" and is_estimated(two.items):
        sizes, because = [], "they may be of estimates over time or of a model"
    elif not sizes:
        because = NOT_READ
    elif name == "mean difference":
        found = _in_each_order(lambda sizes: _limits_of_means(two, effect, sizes, level), sizes, whole)
        because = "another model, or other people analysed, may give them"
    else:
        found = _in_each_order(lambda sizes: _limits_of_counts(two, effect, name, sizes, level), sizes, whole)
        because = "another method, an adjusted analysis or other people analysed may give them"
    if sizes and found is None:
        return
    if not found or found == NO_ORDER:
        yield _open(start, found or because, group)
        return
    verdict = FITS_OTHERWISE if IF_CUT_OFF in found else FITS
    said = f"{start}: {verdict} ({found}){if_all(sizes[0], own)}"
    yield Printed(verdict, said, group.quotation[:300], group.start)


def _one_limit(two, effect, name, group, whole):
    """The limit of a one-sided interval, where the estimate and the standard error of the two counts give it."""
    one = one_sided_limit(effect)
    sizes, own = whole.sizes(two)
    if (
        one is None
        or name != "risk difference"
        or any(item.kind != "count" for item in two.items)
        or len(sizes) != 1
    ):
        return
    scale = 100 if is_in_percent(effect) else 1
    shares = [(int(item["x"]) / n, n) for item, n in zip(two.items, sizes[0], strict=True)]
    reach = scale * float(ndtri(one.level)) * math.sqrt(sum(share * (1 - share) / n for share, n in shares))
    reach *= 1 if one.end == "high" else -1
    estimate, limit = (printed_value(text, "any") for text in (estimate_of(effect), one.limit))
    if float(limit.low) <= float(estimate.high) + reach and float(estimate.low) + reach <= float(limit.high):
        said = f"limit {one.limit} (one-sided) and {two}: {FITS} (Wald){if_all(sizes[0], own)}"
        yield Printed(FITS, said, group.quotation[:300], group.start)


IF_CUT_OFF = "with numbers that are cut off or not all rounded alike"


def _in_each_order(judge, sizes, whole):
    """What `judge` says of sizes; where their order is not known and only one of the two fits, NO_ORDER, unless it is that of names."""
    if not has_no_order(sizes):
        return judge(sizes)
    found = [judge([pair]) for pair in sizes]
    if None in found or not any(found):
        return found[0]
    if found[0] and not found[1] and whole.names_both_arms:
        return found[0] + AS_NAMED
    return max(found, key=lambda said: IF_CUT_OFF in said) if all(found) else NO_ORDER


def _limits_of_counts(two, effect, name, sizes, level):
    """The methods that print these limits, or one that misses them by a last digit, in words; "" where there is none."""
    low, high, percent = effect["low"], effect["high"], True
    if name == "relative reduction":
        decimals = 2 + max(printed_value(text, "any").decimals for text in (low, high))
        low, high = (f"{1 - float(text) / 100:.{decimals}f}" for text in (high, low))
    elif name == "risk difference":
        percent = max(abs(float(low)), abs(float(high))) > 1 or "%" in effect.quotation
    cut_off = ""
    for table in itertools.islice(tables(two, sizes), 40):
        given, alike = rounding(two, table), _rules(two, table)
        found = methods_that_print(*table, low, high, OF_COUNTS[name], percent, levels=(level,))
        exact = found[found["rules"] != ""]
        usual = exact[exact["rules"].str.contains("half up")]
        if len(usual) and given == ROUNDED:
            return _methods(usual)
        nearly = ", if nearly all of these people were counted" if given == NEARLY_ALL else ""
        if len(usual) and nearly:
            cut_off = cut_off or f"{_methods(usual)}{nearly}"
        exact = exact[[bool(alike & set(rules.split(", "))) for rules in exact["rules"]]]
        if len(exact) and not nearly:
            cut_off = cut_off or f"{_methods(exact)}, {IF_CUT_OFF}"
    return cut_off


def _rules(two, table):
    """The rounding rules that give both percentages alike; any rule where both are counts, which are exact."""
    shares = [
        set(granularity.check_percent(item.values.get("pct") or item.values.get("estimate"), n, x).rules)
        for item, x, n in zip(two.items, table[::2], table[1::2], strict=True)
        if item.kind != "count"
    ]
    return set.intersection(*shares) - {"any"} if shares else set(RULES)


def _methods(rows):
    return listed(dict.fromkeys(METHOD_NAMES.get(each, each) for each in rows["method"]), "or")


def _limits_of_means(two, effect, sizes, level):
    """The t intervals that lie within what the digits of means and SDs allow; None where no SD is printed."""
    if any(item.kind != "mean" or item["spread"] is None for item in two.items) or level != 0.95:
        return None
    one, other = two.items
    for n1, n2 in sizes:
        for kind in ("SD", "SE"):
            if kind not in (one["spread_kind"], "SD" if one["spread_kind"] == "unlabelled" else kind):
                continue
            sds = [
                float(item["spread"]) * (math.sqrt(n) if kind == "SE" else 1)
                for item, n in zip(two.items, (n1, n2), strict=True)
            ]
            for method, label in (("pooled", "pooled t"), ("welch", "Welch"), ("z", "z")):
                found = means.compare_means(
                    float(one["mean"]), sds[0], n1, float(other["mean"]), sds[1], n2, method
                )
                if _within(found.low, found.high, effect, two) or _within(
                    -found.high, -found.low, effect, two
                ):
                    return label
    return ""


def _within(low, high, effect, two):
    """Whether limits are those printed, as far as the digits of limits and means leave open."""
    slack = 1.5 * sum(10.0 ** -printed_value(item["mean"], "any").decimals for item in two.items)
    ends = [printed_value(effect[name], "any") for name in ("low", "high")]
    return all(
        float(end.low) - slack <= value <= float(end.high) + slack
        for end, value in zip(ends, (low, high), strict=True)
    )


def _limits_alone(two, effect, group, whole):
    """An interval without its estimate beside two arms: do usual methods give it, or is the difference at least in its middle?"""
    if any(item.kind == "count" and not item["n"] for item in two.items):
        return
    (low1, high1), (low2, high2) = (_ends(item) for item in two.items)
    low, high = (float(printed_value(effect[name], "any").value) for name in ("low", "high"))
    start = f"limits {effect['low']} to {effect['high']} and {two}"
    for scale in (1,) if _is_mean(two.items[0]) else (1, 100):
        for gap in ((low1 - high2, high1 - low2), (low2 - high1, high2 - low1)):
            near = abs(scale * (sum(gap) / 2) - (low + high) / 2) < (high - low) / 4
            if near and scale * gap[0] <= high and low <= scale * gap[1]:
                name = "mean difference" if _is_mean(two.items[0]) else "risk difference"
                checks = list(_limits(two, effect, name, group, whole))
                if not any(each.verdict == FITS for each in checks):
                    said = f"{start}: {FITS} (the difference between the two lies inside)"
                    yield Printed(FITS, said, group.quotation[:300], group.start)
                yield from checks if whole.sizes(two)[0] else ()  # their width is another question
                return
    said = f"{start}: {CANNOT_BE_TOLD} because what the limits are of is not printed"
    yield Printed(CANNOT_BE_TOLD, said, group.quotation[:300], group.start)


def numbers_needed(groups, twos):
    """A number needed to treat right behind the difference that it is the inverse of; else, beside no two values, why it cannot be told."""
    told = {id(effect) for two in twos for effect, _, _ in two.effects}
    effects = [
        group for group in groups if group.kind == "effect" and group.estimates[0]["estimate"] is not None
    ]
    for gap, needed in itertools.pairwise(effects):
        difference, nnt = gap.estimates[0], needed.estimates[0]
        measured = difference["measure"] in ("risk difference", "difference") and nnt["measure"] == "NNT"
        if not measured or gap.sentence != needed.sentence:
            continue
        ends = printed_value(difference["estimate"].lstrip("-"), "any")
        scale = 100 if float(ends.high) >= 1 or "%" in difference.quotation else 1
        if not float(ends.low) > 0:
            continue
        low, high = scale / float(ends.high), scale / float(ends.low)
        start = f"NNT {nnt['estimate']} and {difference['measure']} {difference['estimate']}"
        check = _open(
            start, f"it may be of another difference (of this one it is about {number(low)})", needed
        )
        if low - 0.5 <= float(nnt["estimate"]) <= math.ceil(high):
            check = Printed(FITS, f"{start}: {FITS}", check.quotation, check.start)
        told.add(id(nnt))
        yield replace(check, of=(difference, nnt))
    for group in effects:
        nnt = group.estimates[0]
        if nnt["measure"] == "NNT" and id(nnt) not in told:
            check = _open(f"NNT {nnt['estimate']}", "the rates that it is of were not read beside it", group)
            yield replace(check, of=(nnt,))


MOST_BEFORE_HAZARD = 400
"""Letters between two medians of times and a hazard ratio of a later sentence that may be of the same outcome."""


def medians_alone(groups):
    """Two medians without a P value of which their sentence says that they differ, or do not: nothing can be worked out."""
    for group in groups:
        claimed = group.kind == "medians" and len(group.estimates) == 2 and group.p is None
        sentence = group.estimates[0].sentence
        if claimed and (DENIES.search(sentence) or CLAIMS.search(sentence)):
            values = " v ".join(str(item["median"]) for item in group.estimates)
            words = claim_words(DENIED if DENIES.search(sentence) else CLAIMED, sentence)
            check = _open(f"{words} and medians {values}", "medians alone give no P value", group)
            yield replace(check, of=group.estimates)


def reductions(whole, judged):
    """A reduction in per cent and a ratio of the same sentence or the one before it: is it 1 minus the ratio?

    The P value of a ratio without limits is then held against those of the reduction, and added to `judged`.
    """
    p_of = {
        id(group.estimates[0]): group.p for group in whole.groups if group.p is not None and is_plain(group.p)
    }
    effects = [item for item in whole.items if item.kind == "effect" and item["estimate"] is not None]
    ratios = [item for item in effects if item["measure"] in ("HR", "RR", "OR", "rate ratio", "IRR")]
    for item in effects:
        if item["measure"] not in ("relative reduction", "change") or not is_in_percent(item):
            continue
        share = printed_value(item["estimate"].removeprefix("-"), "half up")
        for ratio in ratios:
            value = printed_value(ratio["estimate"], "half up")
            less = 100 * (1 - float(value.high)), 100 * (1 - float(value.low))
            near = -len(item.sentence) - NEXT_SENTENCE < item.start - ratio.start < MOST_BEFORE_HAZARD
            if near and 0 < less[0] and less[0] <= float(share.high) and float(share.low) <= less[1]:
                said = f"{item['estimate']} % less and {ratio['measure']} {ratio['estimate']}: {FITS} (1 minus the ratio)"
                yield Printed(FITS, said, item.quotation[:300], item.start, of=(item, ratio))
                p = p_of.get(id(ratio))
                if p is not None and ratio["low"] is None and None not in (item["low"], item["high"]):
                    yield from _p_of_reduction(item, ratio, p, judged)
                break


def _p_of_reduction(item, ratio, p, judged):
    """The P value of a ratio without limits against those of the reduction that it is, where they give it."""
    _, limits = as_ratio(estimate_of(item).removeprefix("-"), item["low"], item["high"])
    measure, level = MEASURE_OF[ratio["measure"]], float(item["level"] or 95) / 100
    check = effects.check_effect(ratio["estimate"], *limits, p_as_text(p), measure, level)
    if check.rules and check.place == "in the middle":
        said = f"{ratio['measure']} {ratio['estimate']} with {item['low']} to {item['high']} % less: {effect_in_words(check, p_as_text(p), level)}"
        judged.add(id(p))
        yield Printed(check.verdict, said, item.quotation[:300], p.start, of=(item, ratio, p))


NEXT_SENTENCE = 100
"""Letters of the sentence behind a reduction in which its ratio may stand."""


OF_AGE = re.compile(r"\baged?\b|\byears old\b|\bpatients \(median $", re.I)
TIME = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|mo|wk|yr?s?|[dh])\b", re.I)
A_COUNT = re.compile(r" (?:fe)?male|\s?(?:women|men|patients|people|participants|children|adults)\b", re.I)
OUTCOME = r"(?:[PDREF]+FS|OS|TTP|[\w-]+[- ]free survival|overall survival)"
TWO_OUTCOMES = re.compile(rf"\b{OUTCOME}\)? and (?:median )?{OUTCOME}\b[^.;]{{0,50}}$", re.I)


def _are_times(items):
    """Whether two medians are times of one outcome in two arms: no ages, no number of people behind one, no two outcomes of all."""
    if len(items) != 2 or items[0].sentence_start != items[1].sentence_start:
        return False
    sentence, start = items[0].sentence, items[0].sentence_start
    before, behind = sentence[: items[0].start - start][-80:], sentence[items[1].end - start :]
    no_times = OF_AGE.search(before) or A_COUNT.match(behind) or TWO_OUTCOMES.search(before)
    return bool(TIME.search(sentence)) and not no_times


def medians_and_hazards(groups):
    """A hazard ratio and the two medians of its sentence, which stand to each other as hazards do where these are constant."""
    medians = [each for each in groups if each.kind == "medians" and _are_times(each.estimates)]
    for group in groups:
        item = group.estimates[0]
        if group.kind != "effect" or item["measure"] != "HR" or item["estimate"] is None:
            continue
        near = [each for each in medians if each.estimates[0].sentence_start == item.sentence_start]
        near = near or [each for each in medians if 0 < group.start - each.end < MOST_BEFORE_HAZARD]
        pair = min(near, key=lambda each: abs(each.start - item.start), default=None)
        ratios = (each for each in groups if each.kind == "effect" and each.estimates[0]["measure"] == "HR")
        if pair is not None and any(pair.start < each.start < group.start for each in ratios):
            continue  # the medians are those of a hazard ratio between
        values = [each["median"] for each in pair.estimates] if pair is not None else []
        if not values or not all(value and float(value) > 0 for value in values):
            continue
        start = f"HR {item['estimate']} and medians {' v '.join(values)}"
        one, other = (printed_value(text, "any") for text in values)
        given = [
            (float(first.low / second.high), float(first.high / second.low))
            for first, second in ((one, other), (other, one))
        ]
        ratios = [float(one.value / other.value), float(other.value / one.value)]
        ratio = number(min(ratios, key=lambda each: abs(math.log(each / float(item["estimate"])))), 2)
        if _is_adjusted(item):
            why = f"it is adjusted (the medians give {ratio} where both hazards are constant)"
            check = _open(start, why, group)
        elif _is_near_hazard(item, given):
            said = f"{start}: {FITS} as closely as medians tell ({ratio} if both hazards are constant)"
            check = Printed(FITS, said, group.quotation[:300], group.start)
        else:
            why = f"the ratio of medians (here {ratio}) is that of hazards only where both are constant"
            check = _open(start, why, group)
        yield replace(check, of=(*pair.estimates, item))


def earlier_differences(whole, twos):
    """A difference against the values of arms in the sentence before it, where no two stand beside it: which two give it?"""
    beside = {id(effect) for two in twos for effect, _, _ in two.effects}
    starts = list(dict.fromkeys(item.sentence_start for item in whole.items))
    for group in whole.groups:
        effect = group.estimates[0]
        at = starts.index(effect.sentence_start)
        if group.kind != "effect" or id(effect) in beside or effect["estimate"] is None or at == 0:
            continue
        values = [item for item in whole.items if item.sentence_start == starts[at - 1] and _is_mean(item)]
        values = [item for item in values if item.kind == "mean" or item["estimate"] is not None]
        apart = (
            effect.sentence_start - (values[0].sentence_start + len(values[0].sentence))
            if values
            else MOST_APART
        )
        named = effect["measure"] in ("difference", "mean difference") and not is_in_percent(effect)
        if not named or not 2 <= len(values) <= MOST_VALUES or apart >= MOST_APART:
            continue
        for pair in itertools.combinations(values, 2):
            (low1, high1), (low2, high2) = map(_ends, pair)
            given = (low1 - high2, high1 - low2), (low2 - high1, high2 - low1)
            if _overlaps(given, effect):
                texts = [item["mean"] if item.kind == "mean" else estimate_of(item) for item in pair]
                said = f"{effect['measure']} {effect['estimate']} and {' v '.join(texts)}: {FITS}"
                yield Printed(FITS, said, group.quotation[:300], group.start, (*pair, effect))
                break


MOST_VALUES, MOST_APART = 4, 5
"""Values of arms in the sentence before a difference, at most, and letters between the two sentences."""


FOLD = re.compile(
    r"\b(?:(?:about|almost|nearly|approximately|around|roughly|over|more than) )?(?:(two|three|four|five|six|ten|\d+(?:\.\d)?)[- ]?fold|(twice(?! (?:a |per |each |every )?(?:da|week|month|year|night))|doubled|doubling|halved|halving|half (?=as (?:many|much|often|likely|high|frequent)))|(tripled|three times)(?! (?:a |per |daily|weekly)))",
    re.I,
)
"""A ratio in words: "fourfold", "twice", "halved"."""

TIMES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}


def folds(whole, twos):
    """A ratio in words against the two findings of its sentence, or against those of another that name the same outcome."""
    ends = [0, *(found.end() for found in re.finditer(r"[.;?!]\s", whole.passage)), len(whole.passage)]
    for said in FOLD.finditer(whole.passage):
        if whole.passage[: said.start()].rstrip().endswith(("±", "+-", "+/-")):
            continue  # a spread: "4 ± 0.5-fold"
        text = (said[1] or "").casefold()
        times = float(TIMES.get(text, text or (3 if said[3] else 2)))
        start = max(end for end in ends if end <= said.start())
        end = min(end for end in ends if end >= said.end())
        own = [two for two in twos if start <= two.start < end]
        near = own or [
            two for two in twos if len(shared_words(whole.passage[start:end], two.items[0].sentence)) > 1
        ]
        for two in near:
            if any(item.kind == "count" and not item["n"] for item in two.items):
                continue
            if any(item.start < said.end() and said.start() < item.end for item in two.items):
                continue  # "4.3 ± 0.5-fold": it is one of the two itself
            (low1, high1), (low2, high2) = map(_ends, two.items)
            if min(low1, low2) <= 0:
                continue
            given = [(low1 / high2, high1 / low2), (low2 / high1, high2 / low1)]
            if any(low <= times + 0.5 and high >= times - 0.5 for low, high in given):
                nearest = max(sum(pair) / 2 for pair in given)
                check = f"'{said[0].strip()}' and {two}: {FITS} (their ratio is about {number(nearest)})"
                yield Printed(FITS, check, two.quotation, two.start, two.items)
                break


OF_ZERO = ("difference", "risk difference", "mean difference", "relative reduction", "change", "risk change")
"""Measures whose interval is held against 0."""


LESS = re.compile(
    r"\b(?:lower(?:ed|s)?|fewer|less (?:likely|often|frequent\w*|common\w*)|smaller|shorter(?:ed)?|(?:reduc|decreas|shorten)(?:ed|es|ing|tion|e)?)\b",
    re.I,
)
MORE = re.compile(
    r"\b(?:higher|more (?:likely|often|frequent\w*|common\w*)|greater|larger|longer|(?:increas|prolong|rais)(?:ed|es|ing|e)?)\b",
    re.I,
)
"""Words before an effect that say which way it goes."""

MOST_OF_DIRECTION = 90
"""Letters between such a word and the effect."""


def _direction_before(item, side):
    """The last word before an effect that says which way it goes, where every such word goes this way (-1 down, 1 up); or None."""
    before = item.sentence[: item.start - item.sentence_start][-MOST_OF_DIRECTION:].rpartition(";")[2]
    told = sorted(
        (each.start(), each[0], way)
        for way, words in ((-1, LESS), (1, MORE))
        for each in words.finditer(before)
    )
    return told[-1][1] if told and {way for _, _, way in told} == {side} else None


def claims_of_effect(group):
    """An effect with its interval and no P value, against what its sentence says of significance."""
    item = group.estimates[0]
    ratio = item["measure"] in ("HR", "RR", "OR", "IRR", "rate ratio")
    alone = item["estimate"] is None and str(item["low"]).startswith("-")
    if None in (item["low"], item["high"]) or not (ratio or alone or item["measure"] in OF_ZERO):
        return
    null, low, high = (
        (1.0 if ratio else 0.0),
        *(float(printed_value(item[name], "any").value) for name in ("low", "high")),
    )
    where = item.start - item.sentence_start
    own = [words for at, words in clauses(item.sentence) if at <= where < at + len(words)]
    inside, beyond = low < null < high, not low <= null <= high
    for text in (item.sentence, *own):
        denies, significant = DENIES.search(text), CLAIMS.search(text)
        other = text in own and inside and not significant and (ALIKE.search(text) or NOT_MORE.search(text))
        told = _direction_before(item, -1 if high < null else 1) if beyond and not denies else None
        words = ""
        if (denies and inside) or (significant and beyond and not denies):
            words = claim_words(DENIED if denies else CLAIMED, item.sentence)
        elif told or other:
            words = f"'{told or other[0].strip(' ,;:()')}'"
        if words:
            holds = "holds" if inside else "lies beyond"
            more = ", which does not show that they are alike" if inside and ALIKE.search(words) else ""
            said = (
                f"{words} and {item['low']} to {item['high']}: {FITS} (the interval {holds} {null:g}{more})"
            )
            yield Printed(FITS, said, group.quotation[:300], group.start)
            return
    if inside and item["estimate"] is not None and not HEDGED.search(item.sentence):
        told = _direction_before(item, -1 if float(item["estimate"]) < null else 1)
        if told:
            why = f"the interval holds {null:g}, no difference"
            yield _open(f"'{told}' and {item['low']} to {item['high']}", why, group)


HEDGED = re.compile(
    r"signific|trend|tend|numerical|slight|\bbut\b|\bn\.?s\.?\b|although|though|may |might|could|suggest|\bnot?\b|whether|if ",
    re.I,
)
"""Words of a sentence that does not claim the way that an effect goes."""
