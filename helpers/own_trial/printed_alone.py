"""Each printed finding on its own: a percentage against its count, an estimate against its interval and P value.

What stands inside one finding, or right beside it, is held against each other before anybody says what it is. Two arms
are for `printed_arms`; `printed_checks` asks all of them.
"""

import itertools
import math
import re
from dataclasses import dataclass, field

from scipy.special import stdtrit

from helpers.own_trial.checks import percent_in_words, sizes_in_words
from helpers.own_trial.measures import FAR_OFF, effect_in_words, is_off_the_middle, nearly_fits
from helpers.own_trial.printed_means import outside_in_words, spread_in_words, whole_mean_in_words
from helpers.own_trial.read_effects import SIGN_IN_WORDS
from helpers.statistics import effects, granularity
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, DOES_NOT_FIT_UNLESS, FITS
from helpers.statistics.printed import printed_p, printed_value
from helpers.text import listed, p_between, p_digits, p_text_of, people

MEASURE_OF = {
    "HR": "hazard ratio",
    "RR": "risk ratio",
    "OR": "odds ratio",
    "IRR": "rate ratio",
    "rate ratio": "rate ratio",
    "difference": "difference",
    "risk difference": "difference",
    "mean difference": "mean difference",
    "relative reduction": "risk ratio",
}
"""Measures of a reading, and their names in the table (1 minus a relative reduction is a ratio); others are shown and not checked."""

SPECIAL = ("interaction", "trend", "noninferiority", "heterogeneity", "one-sided", "superiority")

MOST_BETWEEN = 40
"""Letters between a mean and the range that belongs to it."""

MOST_BEFORE = 120
"""Letters before a mean in which "number of" says that it averages whole numbers."""


@dataclass(frozen=True)
class Printed:
    """One check of printed numbers: `verdict` (one of the five), `said` in words, and the quotation it is about.

    `of` are the findings that it holds against each other, `name` the check of the page that says the same of them.
    """

    verdict: str
    said: str
    quotation: str
    start: int
    of: tuple = field(default=(), repr=False, compare=False)
    name: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True)
class OneOfMany(Printed):
    """A check that is told with the others of its `kind` where there are several; `words` are what each adds to that line."""

    kind: str = field(default="", repr=False, compare=False)
    words: str = field(default="", repr=False, compare=False)


def means_of_counts(reading):
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
                yield printed(*whole_mean_in_words(item["mean"], sd, n), item)
        except (ValueError, TypeError):
            continue


def printed(verdict, said, item):
    """A check about one finding."""
    return Printed(verdict, said, item.quotation[:300], item.start)


def unless(start, what, gives, found):
    """A check of numbers that do not meet as they are printed: `what` would explain it, and what they give by themselves."""
    said = f"{start}: {DOES_NOT_FIT_UNLESS} {what} ({gives})"
    return Printed(DOES_NOT_FIT_UNLESS, said, found.quotation[:300], found.start)


def of_item(item):
    """Checks inside one finding."""
    try:
        if item.kind in ("count", "percentage"):
            yield from _percentages(item)
        if (
            item.kind == "median"
            and item["low"]
            and item["high"]
            and item["spread_kind"] in ("IQR", "range", "CI")
        ):
            yield from _inside(item, "median", item["median"])
        if item.kind == "range" and not _is_listed_down(item):
            yield from _inside(item, "lower end", item["low"])
    except (ValueError, TypeError):  # what the statistics refuse stays without a verdict
        return


def _is_listed_down(item):
    """Whether a range is printed as a fall, from the larger number to the smaller."""
    return re.search(r"\bfrom\b", item.quotation) and float(item["low"] or 0) > float(item["high"] or 0)


def _percentages(item):
    x, n, pct = (item.values.get(name) for name in ("x", "n", "pct"))
    if x is not None and n is not None and int(x) > int(n):
        yield printed(DOES_NOT_FIT, f"{people(x, n)}: does not fit as printed (more than all)", item)
    elif n is not None and pct is not None and not any("change" in flag for flag in item.flags):
        count = None if x is None else int(x)
        check = granularity.check_percent(pct, int(n), count)
        inferred = any(flag.startswith("n from ") for flag in item.flags)
        if check.verdict == DOES_NOT_FIT and check.sizes and inferred:
            start = f"{pct} % of {n}" if x is None else f"{pct} % and {people(x, n)}"
            why = f"it may be of {sizes_in_words(pct, count, check)} people, not of {n}"
            yield printed(CANNOT_BE_TOLD, f"{start}: {CANNOT_BE_TOLD} because {why}", item)
        elif check.verdict == DOES_NOT_FIT and item.kind == "percentage" and "=" in item.quotation:
            why = f"no whole number of {n} gives it, and n = {n} may be those who are counted"
            yield printed(CANNOT_BE_TOLD, f"{pct} % and n = {n}: {CANNOT_BE_TOLD} because {why}", item)
        else:
            yield printed(check.verdict, percent_in_words(pct, int(n), count, check), item)


def _inside(item, name, value):
    low, high, middle = (float(text) for text in (item["low"], item["high"], value))
    if name == "median" and middle > 0 > high > low and low <= -middle <= high:
        said = f"median {value} and its limits: {FITS}, if a minus stands in words"
        yield printed(FITS, said, item)
    elif low > high:
        yield printed(
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
        yield printed(FITS if fits else DOES_NOT_FIT, f"median {value} and its limits: {said}", item)


def spreads(reading):
    """SDs that are larger than their mean: possible, and a sign of skewed values where nothing lies below 0."""
    said = set()
    for item in reading.items:
        usable = item.kind == "mean" and item["spread_kind"] == "SD" and item["spread"]
        if not usable or item.sentence_start in said:
            continue
        mean, sd = (float(item[name]) for name in ("mean", "spread"))
        if 0 < mean < sd:
            said.add(item.sentence_start)
            text = f"SD {item['spread']} and mean {item['mean']}: {FITS}; where no value lies below 0, the values are skewed"
            yield printed(FITS, text, item)


def means_in_ranges(reading):
    """Each mean against the range that stands right behind it, in the same sentence."""
    for mean, limits in itertools.pairwise(reading.items):
        near = mean.sentence_start == limits.sentence_start and limits.start - mean.end < MOST_BETWEEN
        is_spread = re.search(r"(SD|SE|SEM|±)[ =:,]*$", reading.passage[max(0, mean.start - 6) : mean.start])
        if mean.kind == "mean" and limits.kind == "range" and near and not is_spread:
            yield from _mean_in_range(mean, limits, reading)


def _mean_in_range(mean, limits, reading):
    """A mean inside its range, and a spread that can be an SD with this range (or must be an SE)."""
    ends = limits["low"], limits["high"]
    try:
        numbers = [printed_value(text, "any") for text in (mean["mean"], *ends)]
        if numbers[0].high < numbers[1].low or numbers[0].low > numbers[2].high:
            yield printed(DOES_NOT_FIT, outside_in_words(mean["mean"], *ends), mean)
            return
        yield printed(FITS, f"mean {mean['mean']} and range {ends[0]} to {ends[1]}: {FITS}", mean)
        own = [
            item for item in reading.items if item.kind == "n" and item.sentence_start == mean.sentence_start
        ]
        sizes = {int(item["value"]) for item in own}
        if mean["spread"] is None or mean["spread_kind"] == "SE" or len(sizes) != 1 or min(sizes) < 2:
            return
        yield printed(*spread_in_words(mean["spread"], *sizes, *ends, mean["mean"]), mean)
    except (ValueError, TypeError):
        return


def p_range(values, digits=3):
    """P values in words: the smallest and the largest, or one where both print alike."""
    return " to ".join(dict.fromkeys(p_digits(value, digits) for value in (min(values), max(values))))


def is_plain(p):
    """Whether a P value is the usual one of the comparison: two-sided, not for a trend or an interaction."""
    words = " ".join((str(p["sides"]), *p.flags)).casefold()
    return p["value"] is not None and not any(word in words for word in SPECIAL)


def p_as_text(p):
    """A P value of a reading as it is typed into the table."""
    operator = {"⩽": "≤", "⩾": "≥", "=": ""}.get(p["operator"], p["operator"])
    bare = p["value"].startswith("0.") and p.printed.get("value", "0")[0] in ".·∙⋅‧・•"
    return f"{operator}{p['value'].removeprefix('0') if bare else p['value']}"


RATIOS = ("HR", "RR", "OR", "IRR", "rate ratio", "ratio")

LIKE_A_RATIO = 3
"""Limits of a ratio lie below this, beside a reduction or a rise of more than this many per cent."""


OF_ONE_GROUP = ("rate", "percentage", "mean", "median")
"""Measures of one group: their limits give no P value, unless they are those of a change."""

CHANGE = re.compile(
    r"\b(?:reduc|decreas|fall|fell|drop|chang|increas|rise|rose|loss|lost|gain|improve|differ)", re.I
)

ONE_VALUE = re.compile(r"[0-9] ?%|\b(?:mean|median|rate|prevalence|incidence)\b", re.I)
"""Words before limits that may be of one group's value."""

COMPARES = re.compile(
    r"\b(?:differ|ratio|versus|vs\b|than\b|compar|between|reduc|increas|decreas|chang|effect|associat|coefficient|regress|higher|lower"
    r"|more\b|less\b|fewer|greater|larger|smaller|longer|shorter|better|worse|risk|odds|hazard|HR\b|RR\b|OR\b|correlat)|[\u03b2Δ]",
    re.I,
)
"""Words of a sentence whose limits may be those of a comparison."""


def credible(item):
    """Whether the limits of an effect are those of a credible interval, which gives no P value."""
    return bool(re.search(r"\bCr ?I\b|credible", item.quotation))


def _as_a_ratio(item, estimate, limits):
    """A verdict, words and the ratio where limits are those of a ratio and the estimate is its distance from 1 in per cent, or the ratio itself; else None."""
    ends = [printed_value(text, "any") for text in (estimate, *limits)]
    size, low, high = (float(each.value) for each in ends)
    if not 0 < low < high or low <= size <= high:
        if item["measure"] == "SMD" and 0 < low < size < high:
            middle = effects.check_effect(estimate, *limits, None, "risk ratio")
            plain = effects.check_effect(estimate, *limits, None, "mean difference")
            if middle.place == "in the middle" and plain.place != "in the middle" and plain.off > FAR_OFF:
                return FITS, f"fits as a ratio (its middle is {middle.middle}), not as a difference", estimate
        return None
    if abs(size) <= LIKE_A_RATIO or high > LIKE_A_RATIO:
        return None
    for ratio in (1 - abs(size) / 100, 1 + abs(size) / 100):
        text = f"{ratio:.{ends[0].decimals + 2}f}"
        if low <= ratio <= high and effects.check_effect(text, *limits, None, "risk ratio").off <= FAR_OFF:
            return FITS, f"fits as limits of a ratio ({text} is {abs(size):g} % from 1)", text
    why = "because the limits may be those of a ratio, or of another number"
    return CANNOT_BE_TOLD, f"{CANNOT_BE_TOLD} {why}", ""


def of_effect(group, p, many=None):
    """An effect against its own interval and P value; `p` is None where the sentence prints none for it.

    `many` is the printed number of people behind it, or None.
    """
    item = group.estimates[0]
    measure, limits = MEASURE_OF.get(item["measure"]), (item["low"], item["high"])
    if item["estimate"] is None or None in limits:
        return
    estimate, quotation = estimate_of(item), group.quotation[:300]
    where = f"{estimate} in {limits[0]} to {limits[1]}"
    scaled = _as_a_ratio(item, estimate, limits) if item["measure"] not in RATIOS else None
    if scaled is not None:
        verdict, words, ratio = scaled
        yield Printed(verdict, _named(item, f"{where}: {words}"), quotation, group.start)
        if p is not None and ratio:
            level, typed = float(item["level"] or 95) / 100, p_as_text(p)
            check = effects.check_effect(ratio, *limits, typed, "risk ratio", level)
            answer = FITS if nearly_fits(check, typed) else check.verdict
            yield Printed(answer, _named(item, effect_in_words(check, typed, level)), quotation, group.start)
        return
    if (
        item["measure"] == "relative reduction"
    ):  # the limits are those of a ratio, whose middle lies elsewhere
        estimate, limits = as_ratio(estimate, *limits)
    if credible(item):
        yield from _in_its_interval(item, estimate, quotation, group.start)
        return
    if measure is None:
        yield from _in_its_interval(item, estimate, quotation, group.start)
        before, words = (item.sentence[: at - item.sentence_start] for at in (item.start, item.end))
        one = item["measure"] in OF_ONE_GROUP and not CHANGE.search(words)
        one = one or (ONE_VALUE.search(before[-MOST_BEFORE:]) and not COMPARES.search(item.sentence))
        if p is None or one:
            return  # P judges something else than one group's value
        if item["measure"] in ("change", "mean"):
            yield from _p_of_change(item, estimate, p_as_text(p), group, many)
        else:
            yield from _p_on_any_scale(item, (estimate, *limits), p_as_text(p), group)
        return
    level = float(item["level"]) / 100 if item["level"] else 0.95
    typed = None if p is None else p_as_text(p)
    check = effects.check_effect(estimate, *limits, typed, measure, level)
    words = effect_in_words(check, typed, level)
    if check.place == "outside":
        yield Printed(DOES_NOT_FIT, _named(item, words), quotation, group.start)
        return
    if typed is not None and measure == "mean difference" and (many or 0) >= ENOUGH and check.rules:
        yield from _p_of_change(item, estimate, typed, group, many)
    elif typed is not None:
        answer = FITS if nearly_fits(check, typed) else check.verdict
        answer = CANNOT_BE_TOLD if is_off_the_middle(check) and answer != DOES_NOT_FIT else answer
        loose = (
            _too_few((estimate, *limits), check, typed, measure, level) if answer != CANNOT_BE_TOLD else ""
        )
        answer = CANNOT_BE_TOLD if loose else answer
        yield Printed(answer, _named(item, loose or words), quotation, group.start)
    gives = f"; {effect_in_words(check, None, level)}" if typed is None else ""
    if check.place == "in the middle" and check.off > OFF_BY_ROUNDING:
        said = f"{where}: {CANNOT_BE_TOLD} because the printed digits are too few to tell the middle of its interval"
        yield Printed(CANNOT_BE_TOLD, _named(item, said), quotation, group.start)
        return
    if check.place == "in the middle":
        said = f"{where}: fits (in the middle{gives})"
        yield Printed(FITS, _named(item, said), quotation, group.start)
        return
    near = check.off <= FAR_OFF
    sign = (
        _with_a_sign(estimate, *limits, measure, near) if measure in ("difference", "mean difference") else ""
    )
    if near and not sign:
        said = f"{where}: fits, a little off its middle ({check.middle}), as exact or bootstrapped limits are"
        yield Printed(FITS, _named(item, said), quotation, group.start)
    else:
        digit = f"a digit differs{sign}"
        said = f"{where}: cannot be told because it lies off the middle ({check.middle}), so another method made the limits, or {digit}"
        yield Printed(CANNOT_BE_TOLD, _named(item, said), quotation, group.start)


OFF_BY_ROUNDING = 0.35
"""Half widths off the middle that only rounding explains, beyond which digits are too few to speak of the middle."""

MOST_SPAN = 3
"""Times the smallest P value that the largest may be, before a P value that only rounding lets fit is left open."""


NEARLY_PRINTED = 1.1
"""The factor by which a P value of the printed digits may miss what is printed."""


def are_too_few(printed_text, p_low, p_high, plain):
    """Whether printed digits are too few for a word on P: they allow very different ones, and `plain` ones do not print as P.

    >>> are_too_few(".02", 0.0002, 0.023, ((0.006, 0.006),)), are_too_few(".02", 0.0002, 0.023, ((0.024, 0.024),))
    (True, False)
    """
    number = printed_p(printed_text, "any")
    low, high = float(number.low) / NEARLY_PRINTED, float(number.high) * NEARLY_PRINTED
    floor = number.comparison == "=" and float(number.value) <= 0.001  # the least that a program prints
    low = 0 if floor else low
    return p_high > MOST_SPAN * p_low and not any(low <= most and least <= high for least, most in plain)


def too_few_in_words(p_low, p_high):
    """Why a P value cannot be told where the digits around it are too few."""
    return f"{CANNOT_BE_TOLD} because the printed digits are too few ({p_between(p_low, p_high)})"


def _too_few(numbers, check, text, measure, level):
    """The words on a P value that an interval gives only by its rounding; "" where it gives it, or does not."""
    plain = effects.plain_p(*numbers, measure, level)
    if not check.rules or not plain or not are_too_few(text, check.p_low, check.p_high, plain):
        return ""
    return f"{p_text_of(text)} and the interval: {too_few_in_words(check.p_low, check.p_high)}"


def _with_a_sign(estimate, low, high, measure, only_of_estimate):
    """A difference off the middle of its limits: which change of one sign would put it there, as a question in words."""
    signed = [
        text.removeprefix("-") if text.startswith("-") else f"-{text}" for text in (estimate, low, high)
    ]
    for place, text in enumerate(signed[:1] if only_of_estimate else signed):
        numbers = [text if place == at else each for at, each in enumerate((estimate, low, high))]
        if float(numbers[1]) < float(numbers[2]) and float(text):
            if effects.check_effect(*numbers, None, measure, 0.95).place == "in the middle":
                return f", or is a sign lost ({text} for {(estimate, low, high)[place]} would fit)?"
    return ""


def as_ratio(estimate, low, high):
    """A relative reduction and its limits, in % or as shares, as a ratio with its limits.

    >>> as_ratio("23", "4", "38")
    ('0.77', ('0.62', '0.96'))
    """
    numbers = [printed_value(text, "any") for text in (estimate, low, high)]
    scale = 100 if max(abs(float(each.value)) for each in numbers) > 1 else 1
    decimals = max(each.decimals for each in numbers) + (2 if scale == 100 else 0)
    middle, first, last = (f"{1 - float(each.value) / scale:.{decimals}f}" for each in numbers)
    return middle, (last, first)


def error_in_interval(group, sizes=()):
    """An effect's ± against its own 95 % interval: a standard error, of which that is about four wide, or an SD of printed people.

    `sizes` are the numbers of people that the passage prints.
    """
    item = group.estimates[0]
    found = re.search(r"± ?([0-9]*\.?[0-9]+)", item.quotation)
    spread = found[1] if found else None
    if spread is None or None in (item["low"], item["high"]) or (item["level"] or "95") != "95":
        return
    low, high, size = (printed_value(text, "any") for text in (item["low"], item["high"], spread))
    halves = (float(high.low) - float(low.high)) / 2, (float(high.high) - float(low.low)) / 2
    ends = f"{item['low']} to {item['high']}"
    if float(size.low) <= halves[1] / 1.96 and halves[0] / 2.15 <= float(size.high):
        said = f"± {spread} (as a standard error) and {ends}: {FITS}"
        yield Printed(FITS, said, group.quotation[:300], group.start)
        return
    low, high, size = (printed_value(text, "half up") for text in (item["low"], item["high"], spread))
    halves = (float(high.low) - float(low.high)) / 2, (float(high.high) - float(low.low)) / 2
    sizes = sorted({n for n in sizes if n > 2})
    times = {n: float(stdtrit(n - 1, 0.975)) / math.sqrt(n) for n in (*sizes, *range(3, ENOUGH))}
    fitting = [
        n
        for n in sizes
        if times[n] * float(size.low) <= halves[1] and halves[0] <= times[n] * float(size.high)
    ]
    if fitting:
        people_ = f"{' or '.join(map(str, fitting))} people"
        said = f"± {spread} (as an SD of {people_}) and {ends}: {FITS} (t interval)"
        yield Printed(FITS, said, group.quotation[:300], group.start)
    elif sizes and len(sizes) <= MOST_SIZES:
        would = [
            n
            for n in range(3, ENOUGH)
            if times[n] * float(size.low) <= halves[1] and halves[0] <= times[n] * float(size.high)
        ]
        would = f" ({' or '.join(map(str, would[:2]))} would)" if would else ""
        why = f"an SD of {' or '.join(map(str, sizes))} people gives no such t interval{would}, and limits may be corrected for several tests"
        said = f"± {spread} and {ends}: {CANNOT_BE_TOLD} because {why}"
        yield Printed(CANNOT_BE_TOLD, said, group.quotation[:300], group.start)


MOST_SIZES = 3
"""Printed numbers of people of which one may be those behind an SD."""

ENOUGH = 30
"""People from which a t distribution is close to the normal one."""


def _p_of_change(item, estimate, text, group, many):
    """The P value of a change with its limits, where it is that of no change; else what it compares is not said."""
    level = float(item["level"]) / 100 if item["level"] else 0.95
    check = effects.check_effect(estimate, item["low"], item["high"], text, "mean difference", level)
    closer = effects.check_effect(estimate, item["low"], item["high"], text, "difference", level)
    few = many is None or many < ENOUGH  # then a t distribution may give more
    near = nearly_fits(check, text) or nearly_fits(closer, text)
    loose = (
        "" if near else _too_few((estimate, item["low"], item["high"]), check, text, "mean difference", level)
    )
    if loose:
        answer, said = CANNOT_BE_TOLD, loose
    elif (check.rules and (few or closer.rules)) or near:
        answer = FITS if near else check.verdict
        said = effect_in_words(check if check.rules else closer, text, level)
    else:
        people_ = "" if few else f" with the {many} people that are printed"
        given = p_range((closer.p_low, closer.p_high))
        given = f"P {given}" if given.startswith("<") else f"P of about {given}"
        why = f"the interval gives {given}{people_}, and P may come from another test or comparison"
        answer, said = CANNOT_BE_TOLD, f"{p_text_of(text)} and the interval: {CANNOT_BE_TOLD} because {why}"
    yield Printed(answer, _named(item, said), group.quotation[:300], group.start)


def _p_on_any_scale(item, numbers, text, group):
    """The P value of an effect whose measure is not said, where the interval gives it as a difference, a ratio or a reduction by a share."""
    level = float(item["level"]) / 100 if item["level"] else 0.95
    scales = [("difference", numbers)]
    if (
        item["measure"] in ("unknown", "ratio")
        and text[0] not in "<≤>≥"
        and 0 < float(numbers[1]) < float(numbers[2])
    ):
        scales.append(("risk ratio", numbers))
    if item["measure"] == "risk change" and float(numbers[2]) < 100:
        middle, (low, high) = as_ratio(*numbers)
        scales.append(("risk ratio", (middle, low, high)))
    for measure, (estimate, low, high) in scales:
        check = effects.check_effect(estimate, low, high, text, measure, level)
        if (check.rules or nearly_fits(check, text)) and not is_off_the_middle(check):
            said = f"{p_text_of(text)} and the interval: {FITS} (the interval gives {p_between(check.p_low, check.p_high)})"
            loose = _too_few((estimate, low, high), check, text, measure, level)
            yield Printed(
                CANNOT_BE_TOLD if loose else FITS,
                _named(item, loose or said).removeprefix("unknown "),
                group.quotation[:300],
                group.start,
            )
            return


def of_limits_alone(group, p):
    """A P value and limits whose estimate was not read: the middle of the limits, as of a difference, may give it."""
    item = group.estimates[0]
    ends = [printed_value(item[name], "any") for name in ("low", "high")]
    low, high = (float(each.value) for each in ends)
    before = item.sentence[: item.start - item.sentence_start][-MOST_BEFORE:]
    if not low < high or (ONE_VALUE.search(before) and not COMPARES.search(item.sentence)):
        return
    scales = {"difference": ("difference", (low + high) / 2)}
    if 0 < low < high < LIKE_A_RATIO:
        scales["ratio"] = ("risk ratio", math.sqrt(low * high))
    level, typed = float(item["level"]) / 100 if item["level"] else 0.95, p_as_text(p)
    given = {}
    for name, (measure, middle) in scales.items():
        text = f"{middle:.{1 + max(each.decimals for each in ends)}f}"
        check = effects.check_effect(text, item["low"], item["high"], typed, measure, level)
        loose = _too_few((text, item["low"], item["high"]), check, typed, measure, level)
        given |= {name: (check.p_low, check.p_high)} if check.rules and not loose else {}
    if given:
        between = p_between(
            *(choose(end) for choose, end in zip((min, max), zip(*given.values(), strict=True), strict=True))
        )
        said = f"{p_text_of(typed)} and {item['low']} to {item['high']}: {FITS} (as limits of a {' or a '.join(given)} they give {between})"
        yield Printed(FITS, said, group.quotation[:300], group.start)


def _in_its_interval(item, estimate, quotation, start):
    """A value of one arm, a change or a rate with limits; where it lies outside, the limits may be those of another."""
    ends = [printed_value(text, "any") for text in (estimate, item["low"], item["high"])]
    if not float(ends[1].value) < float(ends[2].value):
        return  # "3 h 2 min-3 h 30 min"
    inside = ends[1].low <= ends[0].high and ends[0].low <= ends[2].high
    steps = float(ends[2].value - ends[1].value) * 10 ** ends[0].decimals
    at_an_end = (estimate == item["low"]) != (estimate == item["high"]) and steps > MOST_STEPS
    at_an_end = at_an_end and float(estimate) not in (0, 1, 100)  # where shares end
    name = "" if item["measure"] == "unknown" else f"{item['measure']} "
    where = f"{name}{estimate} in {item['low']} to {item['high']}"
    why = "" if inside else " because the limits may belong to another number"
    if inside and item["measure"] in ("change", "mean"):
        check = effects.check_effect(estimate, item["low"], item["high"], None, "mean difference")
        if item["measure"] == "mean" and is_off_the_middle(check):
            inside = False
            why = f" because it lies off their middle ({check.middle}): they may be a range, quartiles or log limits"
        elif check.place == "inside, not in the middle":
            little = "a little " if check.off <= FAR_OFF else ""
            why = f", {little}off its middle ({check.middle}), as exact, bootstrapped or log limits are"
    if inside and at_an_end:
        inside, why = False, " because it is printed as one of its own limits"
    verdict = FITS if inside else CANNOT_BE_TOLD
    yield Printed(verdict, f"{where}: {verdict}{why}", quotation, start)


MOST_STEPS = 2.5
"""Last digits between two limits, up to which an estimate may print as one of them."""


def estimate_of(item):
    """The estimate of an effect, with the minus that its words say where its interval is printed with one.

    >>> from helpers.own_trial.reading import read
    >>> estimate_of(read("Pain was 1.7 points lower (mean difference 1.7, 95% CI -2.9 to -0.5).").of("effect")[0])
    '-1.7'
    """
    return f"-{item['estimate']}" if SIGN_IN_WORDS in item.flags else item["estimate"]


def _named(item, said):
    return f"{item['measure']} {item['estimate']}: {said}".removeprefix("unknown ")


CORRECTED = re.compile(
    r"\bFDR\b|\bFWER?\b|bonferroni|\bholm\b|corrected|multiple (?:comparisons|testing)", re.I
)
"""Words beside a test statistic whose P value is larger than it gives, as several tests were done."""


def of_statistic(item, p):
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
    gives = f"it gives {p_between(check.p_low, check.p_high)}"
    would = f"; {listed(check.readings, 'or')} would fit" if check.readings else ""
    if check.verdict == DOES_NOT_FIT and re.search(r"\bscores?\b", item.quotation, re.I):
        return  # a z score is a measurement
    if check.verdict == DOES_NOT_FIT and CORRECTED.search(item.sentence):
        yield printed(
            CANNOT_BE_TOLD,
            f"{start}: {CANNOT_BE_TOLD} because P is corrected for several tests ({gives})",
            item,
        )
        return
    said = f"does not fit as printed ({gives}{would})" if check.verdict == DOES_NOT_FIT else check.verdict
    yield printed(check.verdict, f"{start}: {said}", item)
