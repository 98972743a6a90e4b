"""From a pasted passage to one page: checks that need no assignment, what may be chosen, and the confirmed table.

`reading.read` finds the printed numbers. `check_reading` holds them against each other before anybody says what they
are: a percentage against its count, an estimate against its interval and P value, a P value against its test statistic
or the two counts before it. `offered` lists what a reader can choose as arm 1, arm 2, effect and P value; `confirmed`
turns the choice into the table of `table.read_trial`. Nothing is assigned in silence: a suggestion is a choice that the
reader sees and can change.
"""

import itertools
import re
from dataclasses import dataclass

import pandas as pd

from helpers.own_trial.cells import ANALYSES, DIRECTIONS, NOT_RECOMPUTABLE, analyses_in
from helpers.own_trial.checks import percent_in_words
from helpers.own_trial.measures import effect_in_words
from helpers.own_trial.printed_means import whole_mean_in_words
from helpers.own_trial.read_effects import SIGN_IN_WORDS
from helpers.own_trial.reading import KINDS, pairs
from helpers.own_trial.table import TYPED, read_trial
from helpers.statistics import effects, granularity, means
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, FITS, FITS_OTHERWISE
from helpers.statistics.intervals import wald_p_values
from helpers.statistics.printed import printed_p, printed_value
from helpers.statistics.single_table import single_p
from helpers.statistics.tests_of_counts import ANY_SIZE, ONE_SIDED, TEST_LABELS
from helpers.text import listed, number, p_digits, p_text_of, people

MEASURE_OF = {
    "HR": "hazard ratio",
    "RR": "risk ratio",
    "OR": "odds ratio",
    "IRR": "rate ratio",
    "rate ratio": "rate ratio",
    "difference": "difference",
    "risk difference": "difference",
    "mean difference": "mean difference",
}
"""Measures of a reading, and their names in the table; others are shown and not checked."""

STRONG = {
    "clustered": r"cluster[- ]?(?:crossover )?randomi|cluster trial|clusters? were",
    "crossover": r"cross-?over (?:trial|study|design|randomi)|\bcross-?over\b",
    "non-inferiority": r"non-?inferior",
    "log-rank": r"log-?rank",
    "times to an event": ANALYSES["times to an event"],
}
"""Words that name the design of a whole study, so that the kind of analysis is suggested."""

SPECIAL = ("interaction", "trend", "noninferiority", "heterogeneity", "one-sided", "superiority")

MOST_BETWEEN = 40
"""Letters between a mean and the range that belongs to it."""

MOST_BEFORE = 120
"""Letters before a mean in which "number of" says that it averages whole numbers."""

WORDS_BEFORE_PEOPLE = re.compile(
    r"\d ([A-Za-z][\w-]*) (?:patients|participants|adults|children|women|men|eyes)\b"
)
"""What may name an arm inside a count: "4 of 55 streptomycin patients"."""

MOST_SHOWN = 200
"""Findings and checks that are listed; the rest is counted."""


@dataclass(frozen=True)
class Printed:
    """One check of printed numbers: `verdict` (one of the four), `said` in words, and the quotation it is about."""

    verdict: str
    said: str
    quotation: str
    start: int


def check_reading(reading):
    """All checks of a `Reading` that need no assignment, as a tuple of `Printed` in reading order.

    >>> from helpers.own_trial.reading import read
    >>> [check.said for check in check_reading(read("Fewer relapsed (12/50 [24%] v 23/50 [45%])."))]
    ['24 % and 12/50: fits', '45 % and 23/50: does not fit as printed (23/50 is 46 %; 45 % would fit 51 people)']
    """
    found = [check for item in reading.items for check in _of_item(item)]
    found += [check for group in pairs(reading) for check in _of_group(group, reading.passage)]
    found += _sums(reading)
    found += _against_arms(reading)
    found += _shares_of_arms(reading)
    found += _means_of_counts(reading)
    found += [
        check
        for mean, limits in _means_with_ranges(reading)
        for check in _mean_in_range(mean, limits, reading)
    ]
    return tuple(sorted(found, key=lambda check: check.start))


def _sums(reading):
    """Arms that stand beside each other in one sentence and add up to a total that the passage prints."""
    totals = {int(item["value"]) for item in reading.items if item.kind == "n"}
    said = set()
    for _, items in itertools.groupby(reading.items, key=lambda item: item.sentence_start):
        people = [item for item in items if item.kind == "n"]
        for many in (2, 3, 4):
            for at in range(len(people) - many + 1):
                arms = people[at : at + many]
                total = sum(int(arm["value"]) for arm in arms)
                sum_in_words = f"{' + '.join(arm['value'] for arm in arms)} = {total}: {FITS}"
                if total in totals and sum_in_words not in said:
                    said.add(sum_in_words)
                    quotation = reading.passage[arms[0].start : arms[-1].end][:300]
                    yield Printed(FITS, sum_in_words, quotation, arms[0].start)


MODELLED = re.compile(r"estimate|Kaplan|adjust|cumulat|predict|model|surviv|imput|probabilit", re.I)
"""Words of a sentence whose percentages need not be whole people."""


def _shares_of_arms(reading):
    """Percentages of an arm whose number of people is printed under the same name: "10% in the balm group (n = 45)"."""
    items = dict(enumerate(reading.items))
    sizes = _sizes_by_arm(items)
    for item in reading.items:
        own = sizes.get(_plain_name(item.arm), []) if item.kind == "percentage" and not item["n"] else []
        if len(own) != 1 or MODELLED.search(item.sentence) or any("change" in flag for flag in item.flags):
            continue
        n = int(items[int(own[0])]["value"])
        try:
            check = granularity.check_percent(item["pct"], n)
        except ValueError:
            continue
        if len(check.counts) < 2:
            said = percent_in_words(item["pct"], n, None, check)
            yield _printed(check.verdict, f"{said}, if all {n} people of '{item.arm}' were counted", item)


def _against_arms(reading):
    """Each effect of two arms against the two findings before it; beyond their sentence it can only be found to fit."""
    arms = None
    for group in pairs(reading):
        if group.kind in ("counts", "percentages", "means"):
            usable = len(group.estimates) == 2 and not any("before and after" in flag for flag in group.flags)
            arms = group if usable else None
        elif group.kind == "effect" and arms is not None:
            beside = arms.sentence == group.sentence
            if not beside and len(group.estimates[0]["estimate"] or "") < 4:  # "5" would fit by chance
                continue
            try:
                yield from _against_two(group.estimates[0], arms.estimates, reading, beside)
            except (ValueError, TypeError, ZeroDivisionError):
                continue


def _against_two(effect, arms, reading, beside):
    """Is an effect what its two arms give, whichever comes first? A mismatch is claimed from whole counts only."""
    name = effect["measure"]
    if effect["estimate"] is None or (arms[0].kind == "mean") != (name == "mean difference"):
        return
    ends = [_ends(item) for item in arms]
    if name == "OR":
        ends = [tuple(share / (1 - share) for share in pair) for pair in ends]
    (low1, high1), (low2, high2) = ends
    if name in ("RR", "OR", "relative reduction"):
        given = [(low1 / high2, high1 / low2), (low2 / high1, high2 / low1)]
        if name == "relative reduction":
            given = [(100 - 100 * high, 100 - 100 * low) for low, high in given]
    elif name == "NNT":
        given = [(1 / (high1 - low2), 1 / (low1 - high2)), (1 / (high2 - low1), 1 / (low2 - high1))]
    elif name in ("risk difference", "mean difference"):
        given = [(low1 - high2, high1 - low2), (low2 - high1, high2 - low1)]
        points = name == "risk difference" and abs(float(effect["estimate"])) >= 1
        given = [(100 * low, 100 * high) for low, high in given] if points else given
    else:
        return
    printed = printed_value(estimate_of(effect), "any")
    shown = " v ".join(_finding(item) for item in arms)
    if any(low <= printed.high and high >= printed.low for low, high in given):
        yield _printed(FITS, f"{name} {effect['estimate']} and {shown}: {FITS}", effect)
    elif beside and all(item.kind == "count" and item["n"] for item in arms) and name in ("RR", "OR"):
        nearest = min((low for low, _ in given), key=lambda value: abs(value - float(effect["estimate"])))
        if effect["adjusted"] == "yes" or set(analyses_in(reading.passage)) & set(NOT_RECOMPUTABLE):
            return
        said = f"the counts give {number(nearest, 2)}; an adjusted analysis may give it"
        said = f"{name} {effect['estimate']} and {shown}: does not fit as printed ({said})"
        yield _printed(DOES_NOT_FIT, said, effect)


def _ends(item):
    """What an arm's finding can stand for: its share (exact for a count with its n) or its mean, lowest and highest."""
    if item.kind == "count" and item["n"]:
        return (int(item["x"]) / int(item["n"]),) * 2
    printed = printed_value(item["mean"] if item.kind == "mean" else item["pct"], "any")
    scale = 1 if item.kind == "mean" else 100
    return float(printed.low) / scale, float(printed.high) / scale


def _finding(item):
    """A finding in a few characters."""
    if item.kind == "mean":
        return item["mean"]
    return people(item["x"], item["n"]) if item.kind == "count" and item["n"] else f"{item['pct']} %"


def _means_of_counts(reading):
    """Means of what is counted per person, with their people beside them: "mean number of falls 2.4 (SD 1.6; n=41)"."""
    for item, behind in itertools.pairwise(reading.items):
        before = reading.passage[max(item.sentence_start, item.start - MOST_BEFORE) : item.start]
        counted = (
            item.kind == "mean" and item["spread_kind"] != "SE" and re.search(r"\b[Nn]umbers? of\b", before)
        )
        if not counted or behind.kind != "n" or behind.start - item.end > 3:
            continue
        n, sd = int(behind["value"]), item["spread"] if item["spread_kind"] == "SD" else None
        try:
            if granularity.check_mean(item["mean"], n).power > 0:
                yield _printed(*whole_mean_in_words(item["mean"], sd, n), item)
        except (ValueError, TypeError):
            continue


def _printed(verdict, said, item):
    return Printed(verdict, said, item.quotation[:300], item.start)


def _of_item(item):
    """Checks inside one finding."""
    try:
        if item.kind in ("count", "percentage"):
            yield from _percentages(item)
        if item.kind == "median" and item["low"] and item["high"] and item["spread_kind"] in ("IQR", "range"):
            yield from _inside(item, "median", item["median"])
        if item.kind == "range":
            yield from _inside(item, "lower end", item["low"])
    except (ValueError, TypeError):  # what the statistics refuse stays without a verdict
        return


def _percentages(item):
    x, n, pct = (item.values.get(name) for name in ("x", "n", "pct"))
    if x is not None and n is not None and int(x) > int(n):
        yield _printed(DOES_NOT_FIT, f"{people(x, n)}: does not fit as printed (more than all)", item)
    elif n is not None and pct is not None and not any("change" in flag for flag in item.flags):
        count = None if x is None else int(x)
        check = granularity.check_percent(pct, int(n), count)
        yield _printed(check.verdict, percent_in_words(pct, int(n), count, check), item)


def _inside(item, name, value):
    low, high, middle = (float(text) for text in (item["low"], item["high"], value))
    if low > high:
        yield _printed(
            DOES_NOT_FIT,
            f"{item['low']} to {item['high']}: does not fit as printed (the limits would have to be swapped)",
            item,
        )
    elif name == "median":
        fits = low <= middle <= high
        said = (
            FITS
            if fits
            else f"does not fit as printed (the median lies outside {item['low']} to {item['high']})"
        )
        yield _printed(FITS if fits else DOES_NOT_FIT, f"median {value} and its limits: {said}", item)


def _means_with_ranges(reading):
    """Each mean with the range that stands right behind it, in the same sentence."""
    for mean, limits in itertools.pairwise(reading.items):
        near = mean.sentence_start == limits.sentence_start and limits.start - mean.end < MOST_BETWEEN
        is_spread = re.search(r"(SD|SE|SEM|±)[ =:,]*$", reading.passage[max(0, mean.start - 6) : mean.start])
        if mean.kind == "mean" and limits.kind == "range" and near and not is_spread:
            yield mean, limits


def _mean_in_range(mean, limits, reading):
    """A mean inside its range, and a spread that can be an SD with this range (or must be an SE)."""
    ends = limits["low"], limits["high"]
    between = f"{ends[0]} to {ends[1]}"
    try:
        numbers = [printed_value(text, "any") for text in (mean["mean"], *ends)]
        if numbers[0].high < numbers[1].low or numbers[0].low > numbers[2].high:
            said = f"mean {mean['mean']} and range {between}: does not fit as printed (the mean lies outside)"
            yield _printed(DOES_NOT_FIT, said, mean)
            return
        yield _printed(FITS, f"mean {mean['mean']} and range {between}: {FITS}", mean)
        own = [
            item for item in reading.items if item.kind == "n" and item.sentence_start == mean.sentence_start
        ]
        sizes = {int(item["value"]) for item in own}
        if mean["spread"] is None or mean["spread_kind"] == "SE" or len(sizes) != 1 or min(sizes) < 2:
            return
        found = means.sd_or_se(mean["spread"], *sizes, *ends, mean["mean"])
    except (ValueError, TypeError):
        return
    limits_of_sd = f"an SD would lie between {number(found.smallest_sd, 2)} and {number(found.largest_sd, 2)}"
    start = f"spread {mean['spread']} and range {between}"
    if found.could_be in ("SE", "neither"):
        must = "it could be a standard error" if found.could_be == "SE" else "it can be neither SD nor SE"
        yield _printed(DOES_NOT_FIT, f"{start}: does not fit as printed ({limits_of_sd}; {must})", mean)
    else:
        yield _printed(FITS, f"{start}: {FITS}", mean)


def _is_plain(p):
    """Whether a P value is the usual one of the comparison: two-sided, not for a trend or an interaction."""
    words = " ".join((str(p["sides"]), *p.flags)).casefold()
    return p["value"] is not None and not any(word in words for word in SPECIAL)


def p_as_text(p):
    """A P value of a reading as it is typed into the table."""
    operator = {"⩽": "≤", "⩾": "≥", "=": ""}.get(p["operator"], p["operator"])
    bare = p["value"].startswith("0.") and p.printed.get("value", "0")[0] in ".·∙⋅‧・•"
    return f"{operator}{p['value'].removeprefix('0') if bare else p['value']}"


def _of_group(group, passage):
    """Checks between an estimate and the P value that the sentence prints for it."""
    p = group.p if group.p is not None and _is_plain(group.p) else None
    try:
        if group.kind == "effect":
            yield from _effect(group, p)
        elif group.kind == "statistics" and p is not None:
            yield from _statistic(group.estimates[0], p)
        elif group.kind == "counts" and p is not None and not group.flags and len(group.estimates) == 2:
            yield from _two_counts(group, p, passage)
    except (ValueError, TypeError):
        return


def _effect(group, p):
    item = group.estimates[0]
    measure, limits = MEASURE_OF.get(item["measure"]), (item["low"], item["high"])
    if measure is None or item["estimate"] is None or None in limits:
        return
    level = float(item["level"]) / 100 if item["level"] else 0.95
    printed = None if p is None else p_as_text(p)
    estimate = estimate_of(item)
    check = effects.check_effect(estimate, *limits, printed, measure, level)
    whole = Printed("", "", group.quotation[:300], group.start)
    if check.place == "outside":
        yield Printed(
            DOES_NOT_FIT, _named(item, effect_in_words(check, printed, level)), whole.quotation, group.start
        )
    elif printed is not None:
        yield Printed(
            check.verdict, _named(item, effect_in_words(check, printed, level)), whole.quotation, group.start
        )
    elif check.place == "in the middle":
        said = f"{estimate} in {limits[0]} to {limits[1]}: fits ({effect_in_words(check, None, level)})"
        yield Printed(FITS, _named(item, said), whole.quotation, group.start)


def estimate_of(item):
    """The estimate of an effect, with the minus that its words say where its interval is printed with one.

    >>> from helpers.own_trial.reading import read
    >>> estimate_of(read("Pain was 1.7 points lower (mean difference 1.7, 95% CI -2.9 to -0.5).").of("effect")[0])
    '-1.7'
    """
    return f"-{item['estimate']}" if SIGN_IN_WORDS in item.flags else item["estimate"]


def _named(item, said):
    return f"{item['measure']} {item['estimate']}: {said}"


def _statistic(item, p):
    names = {
        "χ2": "chi2",
        "χ²": "chi2",
        "chi2": "chi2",
        "chi-square": "chi2",
        "t": "t",
        "z": "z",
        "Z": "z",
        "F": "F",
    }
    kind = names.get(item["name"], item["name"])
    df = [float(part) for part in str(item["df"] or "").replace(";", ",").split(",") if part.strip()]
    if kind not in effects.STATISTICS or (kind in ("t", "chi2") and not df) or (kind == "F" and len(df) < 2):
        return
    check = effects.check_statistic(kind, item["value"], p_as_text(p), *df)
    start = f"{p_text_of(p_as_text(p))} and {item['name']} = {item['value']}"
    gives = f"it gives P between {p_digits(check.p_low)} and {p_digits(check.p_high)}"
    would = f"; {listed(check.readings, 'or')} would fit" if check.readings else ""
    said = f"does not fit as printed ({gives}{would})" if check.verdict == DOES_NOT_FIT else check.verdict
    yield _printed(check.verdict, f"{start}: {said}", item)


def _two_counts(group, p, passage):
    """Two counts of people before one P value: which usual test of two independent groups prints it?"""
    first, second = group.estimates
    if first["n"] is None or second["n"] is None:
        return
    table = tuple(int(item[name]) for item in (first, second) for name in ("x", "n"))
    bare = not any(re.search(r"[/%(]", item.quotation) for item in group.estimates)
    if bare and table[0] == table[2] == 1 and table[1] != table[3]:
        return  # "one in seven against one in five": proportions of more people
    if table[0] > table[1] or table[2] > table[3]:
        return
    printed = p_as_text(p)
    start = f"{p_text_of(printed)} and {people(*table[:2])} v {people(*table[2:])}"
    values = {name: single_p(*table, name) for name in ANY_SIZE}
    quotation = group.quotation[:300]
    for rule, verdict in (("half up", FITS), ("any", FITS_OTHERWISE)):
        by = [TEST_LABELS[name] for name, value in values.items() if printed_p(printed, rule).contains(value)]
        if by:
            yield Printed(verdict, f"{start}: {verdict} ({listed(by, 'or')})", quotation, group.start)
            return
    others = _other_readings(table, printed)
    if others:
        yield Printed(FITS, f"{start}: fits as {listed(others, 'or')}", quotation, group.start)
        return
    named = [name for name in analyses_in(passage) if name in NOT_RECOMPUTABLE]
    ends = " to ".join(dict.fromkeys(p_digits(end) for end in (min(values.values()), max(values.values()))))
    if named:
        said = f"cannot be told because the passage speaks of another analysis ({listed(named)}); unadjusted tests give {ends}"
        yield Printed(CANNOT_BE_TOLD, f"{start}: {said}", quotation, group.start)
    else:
        said = f"does not fit as printed (unadjusted tests of two groups give {ends}; an adjusted analysis may give it)"
        yield Printed(DOES_NOT_FIT, f"{start}: {said}", quotation, group.start)


def _other_readings(table, printed):
    """Tests of two counts beside the usual ones that print P: Wald's, as of a regression, and one-sided ones."""
    number = printed_p(printed, "any")
    found = [f"a Wald test of the {name}" for name, p in wald_p_values(*table).items() if number.contains(p)]
    sided = {
        TEST_LABELS[name]
        for name in ANY_SIZE
        if name in ONE_SIDED
        for side in ("greater", "less")
        if number.contains(single_p(*table, name, side))
    }
    return found + [f"a one-sided P value ({listed(sorted(sided), 'or')})"] * bool(sided)


# ---------------------------------------------------------------- what can be chosen


ARM_KINDS = ("count", "percentage", "mean", "median")


def _is_arm(item):
    """What one arm can show: a finding of people, or a share or mean that is printed with its interval."""
    own = item.kind == "effect" and item["measure"] in ("percentage", "mean") and item["estimate"] is not None
    return own or item.kind in ARM_KINDS


def kind_in_words(item):
    """What a reader calls this finding: a rate per time is no effect, though it is read as one.

    >>> from helpers.own_trial.reading import read
    >>> [kind_in_words(item) for item in read("Deaths were 5.4 per 100 person-years (HR, 0.44; 95% CI, 0.25-0.79).").items]
    ['rate', 'effect']
    """
    return "rate" if item.kind == "effect" and item["measure"] == "rate" else KINDS[item.kind]


def segments(reading):
    """The passage in pieces for the component: text, kind ("" for what is no number), a short label, a title."""
    spans = {}
    for item in sorted(reading.items, key=lambda item: (item.kind == "n", item.start)):
        for place in item.places.values():
            spans.setdefault(place, item)
    pieces, done, labelled = [], 0, set()
    for (start, end), item in sorted(spans.items(), key=lambda pair: pair[0]):
        if start < done:
            continue
        if start > done:
            pieces.append({"text": reading.passage[done:start], "kind": "", "label": "", "title": ""})
        title = "; ".join([kind_in_words(item), *([item.arm] if item.arm != "unknown" else []), *item.flags])
        label = "" if id(item) in labelled else kind_in_words(item)
        labelled.add(id(item))
        pieces.append({"text": reading.passage[start:end], "kind": item.kind, "label": label, "title": title})
        done = end
    pieces.append({"text": reading.passage[done:], "kind": "", "label": "", "title": ""})
    return pieces


def offered(reading):
    """What a reader can choose, as plain data: arms, effects, P values, numbers of people, kinds of analysis.

    Each choice has `value` (its place among the items), `label`, and for an arm the suggested `partner`, `p` and
    `effect` of the same sentence ("" where nothing is suggested).
    """
    items = {place: item for place, item in enumerate(reading.items)}
    place_of = {id(item): place for place, item in items.items()}
    arms, suggestions, together = [], {}, {}
    for group in pairs(reading):
        known = [place_of[id(item)] for item in group.estimates]
        of_arms = len(known) < 3 and not any("before and after" in flag for flag in group.flags)
        p = str(place_of[id(group.p)]) if group.p is not None and of_arms else ""
        paired = len(known) == 2 and of_arms
        for at, place in enumerate(known):
            partner = str(known[1 - at]) if paired else ""
            suggestions[place] = {"partner": partner, "p": p}
            together[place] = known
    sizes = _sizes_by_arm(items)
    findings = [place for place, item in items.items() if _is_arm(item)]
    for place in findings[:MOST_SHOWN]:
        item = items[place]
        hint = suggestions.get(place, {"partner": "", "p": ""})
        effect = _effect_beside(items, place, together.get(place, (place,)))
        behind = suggestions.get(effect, {}).get("p", "") if effect != "" else ""
        needs_n = item.values.get("n") is None
        own = sizes.get(_plain_name(item.arm), []) if needs_n else []
        if needs_n and len(own) != 1:
            own = _sizes_that_fit(items, item)
        arms.append(
            {
                "value": str(place),
                "label": _label(item),
                "name": _name_of(item, items.get(int(hint["partner"] or -1))),
                "partner": hint["partner"],
                "p": hint["p"] or behind,
                "effect": str(effect),
                "needs_n": needs_n,
                "n": own[0] if len(own) == 1 else "",
            }
        )
    listed_effects = [
        {
            "value": str(place),
            "label": _label(item),
            "p": suggestions.get(place, {}).get("p", ""),
            "adjusted": _is_adjusted(item),
        }
        for place, item in items.items()
        if _can_be_chosen(item)
    ]
    ps = [
        {"value": str(place), "label": _label(item)}
        for place, item in items.items()
        if item.kind == "p" and item["value"]
    ]
    ns = [{"value": str(place), "label": _label(item)} for place, item in items.items() if item.kind == "n"]
    words = analyses_in(reading.passage)
    kinds = [
        {
            "value": kind,
            "named": kind in words,
            "suggested": bool(re.search(STRONG.get(kind, r"(?!)"), reading.passage, re.I)),
        }
        for kind in ANALYSES
    ]
    return {
        "arms": arms,
        "effects": listed_effects[:MOST_SHOWN],
        "ps": ps[:MOST_SHOWN],
        "ns": ns[:MOST_SHOWN],
        "analyses": kinds,
        "directions": list(DIRECTIONS),
    }


def _can_be_chosen(item):
    """An effect for the table has a measure that the checks know, and both limits."""
    return item.kind == "effect" and item["measure"] in MEASURE_OF and None not in (item["low"], item["high"])


def _is_adjusted(effect):
    return str(effect["adjusted"]).casefold() in ("yes", "true", "adjusted")


def _label(item):
    arm = "" if item.arm == "unknown" else f" ({item.arm})"
    text = " ".join(item.quotation.split())
    if text.endswith(")") and text.count(")") > text.count(
        "("
    ):  # "94%, 136 patients)" was quoted from a bracket
        text = text[:-1]
    return f"{text[:70]}{arm}"


def _effect_beside(items, place, together):
    """The place of the effect that stands behind an arm's finding (or before it) with no other finding between, or ""."""
    for step in (1, -1):
        at = place + step
        while at in items and items[at].sentence_start == items[place].sentence_start:
            if _can_be_chosen(items[at]):
                return at
            if at not in together and _is_arm(items[at]):
                break
            at += step
    return ""


def _name_of(item, partner):
    """The name to suggest for an arm: the one that was read, or the words before "patients" where both arms have such."""
    if item.arm != "unknown":
        return item.arm
    found = [WORDS_BEFORE_PEOPLE.search(each.quotation) for each in (item, partner) if each is not None]
    if len(found) < 2 or None in found or found[0][1] == found[1][1]:
        return ""
    return found[0][1]


def _sizes_that_fit(items, finding):
    """Printed numbers of people that a count and its percentage fit, one place for each number."""
    if finding.kind != "count" or finding["pct"] is None:
        return []
    fitting = {}
    for place, item in items.items():
        if item.kind == "n" and item["value"] not in fitting:
            try:
                check = granularity.check_percent(finding["pct"], int(item["value"]), int(finding["x"]))
            except (ValueError, TypeError):
                continue
            if check.verdict != DOES_NOT_FIT:
                fitting[item["value"]] = str(place)
    return list(fitting.values())


def _sizes_by_arm(items):
    """The numbers of people that carry an arm's name, by that name."""
    sizes = {}
    for place, item in items.items():
        if item.kind == "n" and _plain_name(item.arm):
            known = sizes.setdefault(_plain_name(item.arm), [])
            if not any(items[int(each)]["value"] == item["value"] for each in known):
                known.append(str(place))
    return sizes


def _plain_name(arm):
    """An arm's name without words such as "group", or nothing where it is unknown."""
    words = [
        word for word in arm.casefold().split() if word not in ("the", "group", "groups", "arm", "patients")
    ]
    return "" if arm == "unknown" else " ".join(words)


def confirmed(reading, choice):
    """The table that a reader confirmed, as a `Trial`.

    `choice` holds text: arm1, arm2, effect, p, n1, n2, total (places among the items of `reading`, "" for none),
    outcome ("wanted", "unwanted" or "no treatments"), name1, name2, title, done, what, margin, believed, matters (the
    difference that matters, in points), typed1, typed2 and typed_total (numbers of people that no place holds), and a
    list `analyses`. What is no place of this reading is left out. Raises ValueError where nothing was chosen, or one
    number for both arms.

    >>> from helpers.own_trial.reading import read
    >>> reading = read("Relief came in 18/40 (45%) with balm and 9/40 (23%) with wax (P = .03).")
    >>> confirmed(reading, {"arm1": "0", "arm2": "1", "p": "2", "outcome": "wanted"}).values["responders arm 2"]
    9
    """
    rows = {}
    for key, row in (
        ("title", "title"),
        ("done", "done well"),
        ("name1", "arm 1 name"),
        ("name2", "arm 2 name"),
        ("margin", "margin"),
        ("believed", "believed chance"),
        ("what", "outcome"),
    ):
        text = " ".join(str(choice.get(key) or "").split())[:200]
        if text:
            rows[row] = text
    matters = _typed(choice, "matters")
    if matters:
        rows["difference that matters"] = f"{matters} %" if matters.startswith(("0.", ".")) else matters
    if choice.get("outcome") in DIRECTIONS:
        rows["outcome is"] = choice["outcome"]
    arms = [_chosen(reading, choice.get(f"arm{arm}"), (*ARM_KINDS, "effect")) for arm in (1, 2)]
    arms = [item if item is not None and _is_arm(item) else None for item in arms]
    if arms[0] is not None and arms[0] is arms[1]:
        raise ValueError("Arm 1 and arm 2 are the same printed number: choose another for one of them.")
    by_hand = []
    for arm, item in enumerate(arms, start=1):
        rows |= _rows_of_arm(item, arm) if item is not None else {}
        size, typed = _chosen(reading, choice.get(f"n{arm}"), ("n",)), _typed(choice, f"typed{arm}")
        row = f"N arm {arm}"
        if row not in rows and (size is not None or typed):
            rows[row] = typed or size["value"]
            by_hand += [row] if typed else []
    total, typed = _chosen(reading, choice.get("total"), ("n",)), _typed(choice, "typed_total")
    if total is not None or typed:
        rows["N total"] = typed or total["value"]
        by_hand += ["N total"] if typed else []
    effect = _chosen(reading, choice.get("effect"), ("effect",))
    if effect is not None:
        rows |= _rows_of_effect(effect)
    p = _chosen(reading, choice.get("p"), ("p",))
    if p is not None and p["value"]:
        rows["printed P"] = p_as_text(p)
        rows |= {"sides": "one-sided"} if "one-sided" in " ".join((str(p["sides"]), *p.flags)) else {}
    if not any(item is not None for item in (*arms, effect)):
        raise ValueError("Nothing is chosen yet: choose the number of arm 1, or an effect with its interval.")
    kinds = [kind for kind in choice.get("analyses") or () if kind in ANALYSES]
    if kinds:
        rows["analysis"] = ", ".join(dict.fromkeys(kinds))
    rows.setdefault("text read", "abstract")
    notes = {row: TYPED for row in by_hand}
    return read_trial(
        pd.DataFrame(
            [(row, text, notes.get(row, "")) for row, text in rows.items()], columns=["item", "value", "note"]
        )
    )


def _typed(choice, key):
    return " ".join(str(choice.get(key) or "").split())[:40]


def _chosen(reading, place, kinds):
    """The item at a place that was sent back, if there is one of these kinds."""
    text = str(place if place is not None else "")
    if not text.isascii() or not text.isdigit() or int(text) >= len(reading.items):
        return None
    item = reading.items[int(text)]
    return item if item.kind in kinds else None


def _rows_of_arm(item, arm):
    """The rows that one finding fills for one arm."""
    if item.kind == "count":
        rows = {"responders": item["x"], "N": item["n"], "percentage": item["pct"]}
    elif item.kind == "percentage":
        rows = {"percentage": item["pct"], "N": item["n"]}
    elif item.kind == "effect":
        rows = {item["measure"]: item["estimate"]}
    elif item.kind == "mean":
        spread = {"SD": "SD", "SE": "SE"}.get(item["spread_kind"], "spread")
        rows = {"mean": item["mean"], spread: item["spread"]}
    else:
        ends = {"IQR": ("Q1", "Q3"), "range": ("min", "max")}.get(item["spread_kind"])
        rows = {"median": item["median"]} | (
            dict(zip(ends, (item["low"], item["high"]), strict=True)) if ends else {}
        )
    share = rows.get("percentage")
    if share is not None and float(share) < 1:
        rows["percentage"] = f"{share} %"
    return {f"{name} arm {arm}": value for name, value in rows.items() if value is not None}


def _rows_of_effect(item):
    rows = {
        "measure": MEASURE_OF.get(item["measure"]),
        "effect": estimate_of(item),
        "low": item["low"],
        "high": item["high"],
        "level": item["level"],
    }
    return {name: value for name, value in rows.items() if value is not None}
