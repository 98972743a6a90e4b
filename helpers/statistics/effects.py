"""A printed effect read closely: its interval, its P value and its estimate against each other.

An estimate with an interval holds a standard error, and so nearly everything else: the P value (Altman and
Bland 2011), what three readers may believe, what such a trial could find. Ratios are worked out on the log
scale. All checks go by the range of values behind the printed digits, and all assume that interval and P value
come from one normal (or t) approximation; exact, score, profile and bootstrap intervals are not symmetric, and
a P value may come from another test, so a mismatch is a question and no error.

Worked example: tests/statistics/worked_effects.ipynb.
"""

import math
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy.special import betainc, chdtrc, fdtrc, ndtr, ndtri, stdtr, stdtrit

from helpers.arguments import finite_number, one_of, proportion, several
from helpers.statistics.beliefs import PRIORS
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, rules_that_fit, verdict
from helpers.statistics.one_group import Interval
from helpers.statistics.p_values import type_s_m_normal
from helpers.statistics.printed import as_printed, printed_p, printed_value

MEASURES = {
    "difference": "plain",
    "mean difference": "plain",
    "risk ratio": "log",
    "odds ratio": "log",
    "hazard ratio": "log",
    "rate ratio": "log",
}
"""Measures of effect by name, with the scale on which their intervals are symmetric."""

WANTED = ("higher", "lower")
"""Which direction is good for the people treated: a higher value (responses) or a lower one (deaths)."""

STATISTICS = ("t", "z", "chi2", "F", "r")

ONE_STANDARD_ERROR = 2 * float(ndtr(1)) - 1
"""Estimate plus and minus one standard error is an interval with this level, .683."""

FAR = (0.001, 0.25)
"""P values that no usual test gives where the interval says the opposite. In tables with 8 to 60 people per arm, Fisher's,
Pearson's and Yates's P beside a Wald, Katz or Woolf interval stay above .004 where the interval holds no effect, and
below .25 where it does not."""

OTHER_SIDE = "a one-sided P value of the other side"

_FEWEST_DF = 4
"""Where degrees of freedom are not printed, any number from here up is allowed."""


def no_effect(measure):
    """The value of a measure that means no effect: 1 for a ratio, 0 for a difference.

    >>> no_effect("hazard ratio"), no_effect("difference")
    (1.0, 0.0)
    """
    return 1.0 if MEASURES[one_of(measure, "measure", MEASURES)] == "log" else 0.0


def interval_standard_error(low, high, measure="difference", level=0.95, df=None):
    """The standard error behind an interval; for a ratio that of its logarithm.

    `level` is the confidence level, `df` the degrees of freedom if the interval came from a t distribution.
    Raises ValueError for limits in the wrong order, equal limits, and ratios not above 0.
    Source: Altman and Bland 2011 (How to obtain the P value from a confidence interval).

    >>> round(interval_standard_error(0.7, 0.92, "risk ratio"), 4)
    0.0697
    """
    low, high = _limits(low, high, measure)
    return (high - low) / (2 * _critical(level, df))


def interval_from_p(estimate, p, measure="difference"):
    """The 95 % interval of an estimate with this two-sided P value, as an `Interval`. Source: Altman and Bland 2011.

    Raises ValueError where P says nothing about the width: P of 0 or 1, or an estimate of no effect.

    Their example, a mean difference of 19.5 with P = .008:

    >>> found = interval_from_p(19.5, 0.008, "mean difference")
    >>> round(found.low, 1), round(found.high, 1)
    (5.1, 33.9)
    """
    centre, p = _scaled(estimate, measure, "estimate"), proportion(p, "p", inclusive=False)
    if centre == 0:
        raise ValueError(f"estimate is {estimate}: an estimate of no effect has P = 1, whatever its interval")
    quantile = -float(ndtri(p / 2))
    if not quantile > 0:
        raise ValueError(f"p is {p:g}: so near 1 it says nothing about the interval")
    half = _critical(0.95) * abs(centre) / quantile
    low, high = (_unscaled(centre + side * half, measure) for side in (-1, 1))
    return Interval(float(estimate), low, high, 0.95, "from the P value")


def intervals_from_p(estimate, printed, measure):
    """The narrowest and the widest 95 % interval that the digits of an estimate and its P value allow.

    `estimate` and `printed` are text as printed. Returns two pairs of limits. Raises ValueError as `interval_from_p`,
    and where the digits allow no effect or P = 1.

    >>> [[round(end, 2) for end in ends] for ends in intervals_from_p("1.01", ".9", "hazard ratio")]
    [[0.95, 1.06], [0.64, 1.62]]
    """
    number, p = printed_value(estimate), printed_p(printed)
    null = no_effect(measure)
    if float(number.low) <= null <= float(number.high) or p.high >= 1:
        raise ValueError(
            f"estimate {estimate} with P {printed}: so near no effect the digits fix no interval"
        )
    ends = [
        interval_from_p(float(end), float(each), measure)
        for end in (number.low, number.high)
        for each in (p.low, p.high)
        if each > 0 and (null == 0 or end > 0)
    ]
    width = {_scaled(end.high, measure, "high") - _scaled(end.low, measure, "low"): end for end in ends}
    return tuple((found.low, found.high) for found in (width[min(width)], width[max(width)]))


def p_against_margin(estimate, low, high, margin, measure="difference", wanted="higher", level=0.95):
    """The one-sided P values against a margin that a printed estimate and its limits allow: (smallest, largest).

    Arguments as in `excluded_loss`, with the estimate as printed. The hypothesis tested is that the loss is as large as
    the margin. Source: Piaggio 2012 (CONSORT for non-inferiority trials).

    >>> [round(p, 3) for p in p_against_margin("-4.0", "-11.3", "3.3", 12.5, level=0.90)]
    [0.027, 0.029]
    """
    one_of(wanted, "wanted", WANTED)
    bad = -1 if wanted == "higher" else 1
    at = _scaled(margin, measure, "margin") if MEASURES[measure] == "log" else bad * abs(margin)
    boxes = [
        (low_end - at, high_end - at) for low_end, high_end in _boxes((estimate, low, high), measure, "any")
    ]
    p_low, p_high, _ = _p_range(boxes, level, _possible_df(measure))
    if bad * sum(boxes[0]) < 0:  # on the good side of the margin
        return p_low / 2, p_high / 2
    return 1 - p_high / 2, 1 - p_low / 2


def plain_p(estimate, low, high, measure="difference", level=0.95):
    """The P values of an estimate with limits as they are printed: of the estimate, and of the middle of the limits.

    Arguments as in `check_effect`. Unlike its range these take no account of rounding. Each is a pair, the smallest and
    the largest: alike but for a mean difference, whose t distribution may have few degrees of freedom. Returns none where
    the limits give none.

    >>> [[round(p, 4) for p in pair] for pair in plain_p("0.81", "0.70", "0.94", "risk ratio")]
    [[0.0051, 0.0051], [0.0054, 0.0054]]
    >>> plain_p("0.2", "0.0", "0.9", "risk ratio")
    ()
    """
    try:
        error = interval_standard_error(float(low), float(high), measure, level)
        at, *ends = (_scaled(float(text), measure, "value") for text in (estimate, low, high))
    except ValueError:
        return ()
    given = []
    for middle in (at, sum(ends) / 2):
        quotient = abs(middle) / (error * _critical(level))
        ps = [_two_sided(_critical(level, df) * quotient, df) for df in _possible_df(measure)]
        given.append((min(ps), max(ps)))
    return tuple(given)


@dataclass(frozen=True)
class EffectCheck:
    """A printed effect and its P value against each other.

    `verdict` is one of the four of `fits`; `rules` the rounding rules under which the P value fits. `p_low` and
    `p_high` are the range of P values that the printed estimate and limits allow. `place` is where the
    estimate sits ("in the middle", "inside, not in the middle", "outside"), `middle` where the middle is, with as
    many digits as the estimate. `same_side` is False if the interval excludes no effect and the P value does
    not, or the other way round (None if rounding or the lack of a P value leaves it open). `readings` are
    changes of meaning under which the numbers would fit; `off` is how far the estimate lies from the middle, in half widths.
    """

    verdict: str
    rules: tuple
    p_low: float
    p_high: float
    place: str
    middle: str
    same_side: bool | None
    readings: tuple
    off: float


def check_effect(estimate, low, high, printed=None, measure="difference", level=0.95):
    """Do a printed estimate, its interval and its P value fit each other?

    `estimate`, `low`, `high` and `printed` (the P value; None if there is none) are text as printed; `level`
    as in `interval_standard_error`. A mean difference may come from any t distribution with 4 degrees of freedom
    or more. Returns an `EffectCheck`. Where the estimate is not in the middle, the interval
    came from another method: the range of P then also covers each half of the interval on its own. A P value outside
    the range "cannot be told": P often comes from another test than the interval (Fisher's or Pearson's beside Katz's
    limits, a log-rank test beside Cox's). It "does not fit" only where interval and P say the opposite and P lies
    beyond FAR; never for means, where a rank test can say anything.
    Raises ValueError for limits in the wrong order and ratios that are not above 0.

    >>> check = check_effect("0.81", "0.70", "0.94", ".005", "risk ratio")
    >>> check.verdict, round(check.p_low, 4), round(check.p_high, 4), check.place
    ('fits', 0.0038, 0.0073, 'in the middle')
    >>> check = check_effect("0.81", "0.70", "0.94", ".03", "risk ratio")
    >>> check.verdict, check.readings
    ('cannot be told', ('a 90 % interval',))
    >>> check_effect("0.81", "0.70", "0.94", ".30", "risk ratio").verdict
    'does not fit'
    """
    one_of(measure, "measure", MEASURES)
    alpha = 1 - proportion(level, "level", inclusive=False)
    texts = (estimate, low, high)
    boxes = _boxes(texts, measure, "half up")
    p_low, p_high, _ = _p_range(boxes, level, _possible_df(measure))
    rules = ()
    if printed is not None:
        rules = rules_that_fit(lambda rule: _p_fits(texts, printed, measure, level, rule))
    answer = verdict(rules) if printed is not None else CANNOT_BE_TOLD
    same_side = _same_side(boxes, printed, alpha)
    readings = ()
    if answer in (DOES_NOT_FIT, CANNOT_BE_TOLD) and printed is not None:
        readings = tuple(_readings(texts, printed, measure, level))
    opposite = same_side is False and OTHER_SIDE not in readings and _is_far(printed, measure)
    if answer == DOES_NOT_FIT and not opposite:
        answer = CANNOT_BE_TOLD
    middle = _unscaled(_middle_of(boxes[1:]), measure)
    decimals = max(printed_value(text).decimals for text in texts)
    place = _place(texts, measure)
    at, low, high = (sum(box) / 2 for box in boxes)
    off = abs(2 * at - low - high) / (high - low) if math.isfinite(low) and high > low else 0.0
    return EffectCheck(
        answer, rules, p_low, p_high, place, as_printed(middle, decimals), same_side, readings, off
    )


def _is_far(printed, measure):
    """Whether a P value lies beyond what usual tests give on the wrong side of an interval."""
    number = printed_p(printed, "any")
    return measure != "mean difference" and (float(number.high) <= FAR[0] or float(number.low) >= FAR[1])


def _readings(texts, printed, measure, level):
    """Changes of meaning under which estimate, interval and P value would fit."""
    others = {0.90: "a 90 % interval", 0.95: "a 95 % interval", 0.99: "a 99 % interval"}
    others[ONE_STANDARD_ERROR] = "the estimate plus and minus one standard error"
    for other, words in others.items():
        if abs(other - level) > 1e-9 and _p_fits(texts, printed, measure, other, "any"):
            yield words
    if _p_fits(texts, printed, measure, level, "any", sides=1):
        yield "a one-sided P value"
    p_low, p_high, _ = _p_range(_boxes(texts, measure, "any"), level, _possible_df(measure))
    if _overlap(printed_p(printed, "any"), 1 - p_high / 2, 1 - p_low / 2):
        yield OTHER_SIDE
    if MEASURES[measure] == "log":
        moved = [(low - 1, high - 1) for low, high in _boxes(texts, "difference", "any")]
        p_low, p_high, symmetric = _p_range(moved, level, [None])
        if symmetric and _overlap(printed_p(printed, "any"), p_low, p_high):
            yield "an interval worked out on the plain scale"


def _p_fits(texts, printed, measure, level, rule, sides=2):
    p_low, p_high, _ = _p_range(_boxes(texts, measure, rule), level, _possible_df(measure))
    return _overlap(printed_p(printed, rule), p_low * sides / 2, p_high * sides / 2)


def _overlap(number, low, high):
    """Whether any value from `low` to `high` may be printed as `number`; ends count, up to rounding noise."""
    return float(number.low) <= high * (1 + 1e-9) and low * (1 - 1e-9) <= float(number.high)


def _boxes(texts, measure, rule):
    """The values behind estimate, low and high as pairs on the measure's scale, 0 being no effect."""
    boxes = []
    for name, text in zip(("estimate", "low", "high"), texts, strict=True):
        number = printed_value(text, rule)
        ends = float(number.low), float(number.high)
        if MEASURES[measure] == "log":
            if number.value < 0 or ends[1] <= 0:
                raise ValueError(f"{name} is {text!r}: a {measure} lies above 0")
            ends = tuple(math.log(end) if end > 0 else -math.inf for end in ends)
        boxes.append(ends)
    (l0, _), (_, h1) = boxes[1:]
    if h1 <= l0:
        raise ValueError(f"low ({texts[1]}) is not below high ({texts[2]}): swap or check them")
    return boxes


def _p_range(boxes, level, possible_df):
    """Smallest and largest two-sided P that the boxes allow, and whether the estimate may be in the middle.

    The statistic is the middle over the half width, times a quantile: a quotient of linear functions of the
    limits, so its extremes lie at corners of the region where the middle prints as the estimate.
    """
    (e0, e1), (l0, l1), (h0, h1) = boxes
    if l0 == -math.inf:  # a limit that prints as zero may be any small ratio
        l0 = min(e0, l1, h0) - 50.0 if e0 > -math.inf else -100.0
        e0 = max(e0, l0)
    corners = [(low, high) for low, high in product((l0, l1), (h0, h1)) if e0 <= (low + high) / 2 <= e1]
    for middle in (e0, e1):
        corners += [(low, 2 * middle - low) for low in (l0, l1) if h0 <= 2 * middle - low <= h1]
        corners += [(2 * middle - high, high) for high in (h0, h1) if l0 <= 2 * middle - high <= l1]
    symmetric = bool(corners)
    if symmetric:
        quotients = [_quotient((low + high) / 2, (high - low) / 2) for low, high in corners]
    else:
        halves = [(h0 - l1) / 2, (h1 - l0) / 2, e0 - l1, e1 - l0, h0 - e1, h1 - e0]
        quotients = [_quotient(middle, half) for middle in (e0, e1) for half in halves]
    smallest = 0.0 if min(quotients) <= 0 <= max(quotients) else min(map(abs, quotients))
    largest = max(map(abs, quotients))
    ps = [
        _two_sided(_critical(level, df) * quotient, df)
        for df in possible_df
        for quotient in (smallest, largest)
    ]
    return min(ps), max(ps), symmetric


def _quotient(middle, half):
    if half > 0:
        return middle / half
    return math.copysign(math.inf, middle) if middle else 0.0


def _possible_df(measure):
    return [None, _FEWEST_DF, 10, 30] if measure == "mean difference" else [None]


def _same_side(boxes, printed, alpha):
    """Whether interval and P agree that no effect is excluded; None if rounding leaves one of them open."""
    if printed is None:
        return None
    (l0, l1), (h0, h1) = boxes[1:]
    number = printed_p(printed, "any")
    excludes = True if l0 > 0 or h1 < 0 else False if l1 < 0 < h0 else None
    below = True if float(number.high) <= alpha else False if float(number.low) > alpha else None
    return None if excludes is None or below is None else excludes == below


def _middle_of(limits):
    (l0, l1), (h0, h1) = limits
    return ((l0 + l1) / 2 + (h0 + h1) / 2) / 2 if l0 > -math.inf else (l1 + h1) / 2


def _place(texts, measure):
    """Where the estimate sits, under the kindest rounding rule."""
    (e0, e1), (l0, l1), (h0, h1) = _boxes(texts, measure, "any")
    if e1 < l0 or e0 > h1:
        return "outside"
    middle = (l0 + h0) / 2 <= e1 and e0 <= (l1 + h1) / 2
    return "in the middle" if middle else "inside, not in the middle"


def check_statistic(kind, value, printed, df=None, df2=None):
    """Does a printed test statistic, or a correlation, give the printed P value?

    `kind` is "t" (with `df`), "z", "chi2" (with `df`), "F" (with `df` and `df2`) or "r" (with `df`, two less than the
    pairs of values); `value` and `printed` are text. Two-sided for t, z and r. Returns a `StatisticCheck`. Raises ValueError for degrees of freedom that are
    missing, superfluous or not above 0. The idea is statcheck's (Nuijten 2016).

    >>> check = check_statistic("t", "2.20", ".037", df=28)
    >>> check.verdict, round(check.p_low, 4), round(check.p_high, 4)
    ('fits', 0.0358, 0.0366)
    >>> check_statistic("t", "2.20", ".018", df=28).readings
    ('a one-sided P value',)
    """
    one_of(kind, "kind", STATISTICS)
    _degrees(kind, df, df2)

    def p_range(rule):
        number = printed_value(value, rule)
        ends = float(number.low), float(number.high)
        if kind in ("chi2", "F"):
            if number.value < 0:
                raise ValueError(f"value is {value!r}: a {kind} statistic is never below 0")
            ends = max(ends[0], 0.0), ends[1]
        sizes = [0.0] if ends[0] <= 0 <= ends[1] else []
        sizes += [min(abs(end), 1.0) if kind == "r" else abs(end) for end in ends]
        ps = [p_from_statistic(kind, size, df, df2) for size in (min(sizes), max(sizes))]
        return min(ps), max(ps)

    def fits(rule, share=1.0):
        p_low, p_high = p_range(rule)
        return _overlap(printed_p(printed, rule), share * p_low, share * p_high)

    rules = rules_that_fit(fits)
    one_sided = not rules and (kind in ("t", "z", "r") or df == 1) and fits("any", 0.5)
    readings = ("a one-sided P value",) if one_sided else ()
    return StatisticCheck(verdict(rules), rules, *p_range("half up"), readings)


MOST_PAIRS = 5000
"""Pairs of values, at most, that are tried behind a correlation."""


def pairs_of_correlation(value, printed):
    """How many pairs of values would give a correlation its printed P value: the fewest and the most.

    `value` and `printed` are text. Returns two whole numbers, the second one None where more pairs than any would do
    ("P < .05"), or None where no number of pairs from 3 to MOST_PAIRS gives P.

    >>> pairs_of_correlation("0.52", ".028"), pairs_of_correlation("-0.70", "<.05"), pairs_of_correlation("0.1", ".9999")
    ((18, 18), (9, None), None)
    """
    number, wanted = printed_value(value, "half up"), printed_p(printed)
    ends = sorted(min(abs(float(end)), 1.0) for end in (number.low, number.high))
    least = 0.0 if number.low <= 0 <= number.high else ends[0]
    pairs = np.arange(3, MOST_PAIRS + 1)
    low, high = (betainc((pairs - 2) / 2, 0.5, 1 - size * size) for size in (ends[1], least))
    fitting = pairs[(low <= float(wanted.high)) & (float(wanted.low) <= high)]
    if not fitting.size:
        return None
    return int(fitting[0]), None if fitting[-1] == MOST_PAIRS else int(fitting[-1])


@dataclass(frozen=True)
class StatisticCheck:
    """A printed test statistic against a printed P value; fields as in `EffectCheck`."""

    verdict: str
    rules: tuple
    p_low: float
    p_high: float
    readings: tuple


def p_from_statistic(kind, value, df=None, df2=None):
    """The P value of a test statistic: two-sided for "t", "z" and "r", the upper tail for "chi2" and "F".

    "r" is Pearson's correlation, with two degrees of freedom less than pairs of values: its t is
    r * sqrt(df / (1 - r * r)) (Fisher 1915). For Spearman's correlation of ranks that is close, and not exact.

    >>> round(p_from_statistic("chi2", 3.84, df=1), 3), round(p_from_statistic("F", 4.5, 2, 27), 4)
    (0.05, 0.0206)
    >>> round(p_from_statistic("r", -0.70, df=11), 4)
    0.0077
    """
    one_of(kind, "kind", STATISTICS)
    df, df2 = _degrees(kind, df, df2)
    value = finite_number(value, "value")
    if kind in ("t", "z"):
        return _two_sided(abs(value), df)
    if kind == "r":
        if abs(value) > 1:
            raise ValueError(f"value is {value:g}: a correlation lies between -1 and 1")
        return float(betainc(df / 2, 0.5, 1 - value * value))
    if value < 0:
        raise ValueError(f"value is {value:g}: a {kind} statistic is never below 0")
    return float(chdtrc(df, value)) if kind == "chi2" else float(fdtrc(df, df2, value))


def _degrees(kind, df, df2):
    """Degrees of freedom as the statistic needs them, or a sentence about what is missing."""
    needed = {"z": (), "t": ("df",), "chi2": ("df",), "F": ("df", "df2"), "r": ("df",)}[kind]
    for name, value in (("df", df), ("df2", df2)):
        if (value is None) == (name in needed):
            what = "needs" if name in needed else "has no"
            raise ValueError(f"{name} is {value}: a {kind} statistic {what} such degrees of freedom")
    return tuple(None if value is None else _df(value, name) for name, value in (("df", df), ("df2", df2)))


@dataclass(frozen=True)
class ExcludedLoss:
    """What an interval says about how much is lost at most, against a margin.

    `limit` is the unfavourable limit on the measure's own scale (as printed); `loss` how far it lies on the
    unfavourable side of no effect (for a difference the loss itself, for a ratio the factor), 0 or 1 if no
    loss is left. `shown` says whether the limit is on the good side of the margin; None if the digits leave
    it open. `one_sided_alpha` is the error rate of that statement.
    """

    limit: float
    loss: float
    margin: float
    shown: bool | None
    one_sided_alpha: float


def excluded_loss(low, high, margin, measure="difference", wanted="higher", level=0.95):
    """Non-inferiority: which loss does the interval exclude, and is that within the margin?

    `low` and `high` are text as printed, new treatment against old; `margin` is the largest loss that would be
    accepted, in the same unit: 0.10 or 10 for a difference, and for a ratio the limit itself (1.3 if lower is
    wanted, 0.8 if higher is). `wanted` is one of WANTED. Returns an `ExcludedLoss`.
    Source: Piaggio 2012 (CONSORT for non-inferiority trials).

    >>> found = excluded_loss("-7.2", "3.1", margin=10)
    >>> found.loss, found.shown, round(found.one_sided_alpha, 3)
    (7.2, True, 0.025)
    >>> excluded_loss("0.84", "1.31", margin=1.3, measure="hazard ratio", wanted="lower").shown
    False
    """
    one_of(wanted, "wanted", WANTED)
    _boxes((high, low, high), measure, "any")  # refuses limits in the wrong order
    level, margin = proportion(level, "level", inclusive=False), finite_number(margin, "margin")
    number = printed_value(low if wanted == "higher" else high, "any")
    null = no_effect(measure)
    bad = -1 if wanted == "higher" else 1
    if MEASURES[measure] == "log":
        if margin <= 0 or bad * (margin - 1) <= 0:
            side = "below 1" if wanted == "higher" else "above 1"
            raise ValueError(
                f"margin is {margin:g}: with {wanted} values wanted, a ratio's margin lies {side}"
            )
        accepted = margin
    else:
        if margin <= 0:
            raise ValueError(f"margin is {margin:g}: give the largest accepted loss as a number above 0")
        accepted = bad * margin
    ends = [bad * float(end) for end in (number.low, number.high)]
    edge = bad * accepted
    shown = True if max(ends) <= edge else False if min(ends) > edge else None
    limit = float(number.value)
    loss = max(0.0, bad * limit) if null == 0 else (limit if bad * (limit - 1) > 0 else 1.0)
    if shown is None and limit != accepted:  # the printed value itself decides unless it meets the margin
        shown = bad * limit < edge
    return ExcludedLoss(limit, loss, margin, shown, round((1 - level) / 2, 12))


def three_readers(estimate, low, high, measure="odds ratio", wanted="higher", level=0.95):
    """What may a sceptic, a neutral reader and an enthusiast believe after this ratio and its interval?

    The data enter as a normal likelihood of the logarithm; the beliefs are those of `beliefs.PRIORS`: the
    enthusiast expects a factor of 2. Returns a DataFrame, a row per reader: reader, estimate, low, high (posterior
    median and equal-tailed limits at `level`), chance_of_benefit. Raises ValueError for a difference, which has
    no such factor. Source: Spiegelhalter, Freedman and Parmar 1994.

    >>> three_readers(0.7, 0.5, 0.98, "hazard ratio", wanted="lower").round(2)[["reader", "estimate", "chance_of_benefit"]]
             reader  estimate  chance_of_benefit
    0     sceptical      0.75               0.97
    1       neutral      0.70               0.98
    2  enthusiastic      0.66               1.00
    """
    one_of(wanted, "wanted", WANTED)
    centre = _scaled(estimate, measure, "estimate")
    error = interval_standard_error(low, high, measure, level)
    if MEASURES[measure] != "log":
        raise ValueError(f"measure is {measure!r}: these beliefs are about ratios")
    sign = 1 if wanted == "higher" else -1
    quantile, rows = _critical(level), []
    for reader, prior in PRIORS.items():
        mean, sd = sign * prior.mean, prior.sd
        spread = 1 / math.hypot(1 / sd, 1 / error)
        after = (spread / error) ** 2 * centre + (spread / sd) ** 2 * mean
        limits = [_unscaled(after + side * quantile * spread, measure) for side in (0, -1, 1)]
        rows.append((reader, *limits, float(ndtr(sign * after / spread))))
    return pd.DataFrame(rows, columns=["reader", "estimate", "low", "high", "chance_of_benefit"])


def what_the_error_allows(low, high, effects, measure="difference", level=0.95):
    """A trial with this interval: its power, and how wrong its significant results are, for several true effects.

    Only the width of the interval enters, not where it lies; `effects` are true effects on the measure's scale.
    Returns a DataFrame: effect, power, type_s (chance that a significant result points the wrong way), type_m
    (by which factor, on the log scale for ratios, significant results exaggerate). Source: Gelman and Carlin 2014.

    >>> what_the_error_allows(0.5, 0.98, [0.9, 0.7], "hazard ratio").round(3)
       effect  power  type_s  type_m
    0     0.9  0.094   0.053   3.935
    1     0.7  0.547   0.000   1.349
    """
    error = interval_standard_error(low, high, measure, level)
    rows = []
    for effect in several(effects, "effects", "[0.1, 0.2]"):
        risk = type_s_m_normal(_scaled(effect, measure, "effect"), error)
        rows.append((float(effect), risk.power, risk.type_s, risk.type_m))
    return pd.DataFrame(rows, columns=["effect", "power", "type_s", "type_m"])


def events_needed(hazard_ratio, power=0.8):
    """How many events must a trial see to find this hazard ratio with a log-rank test? (both arms together)

    Arms of equal size, two-sided 5 %. Source: Schoenfeld 1981.

    >>> events_needed(0.7), events_needed(0.7, power=0.9)
    (247, 331)
    """
    distance = _scaled(hazard_ratio, "hazard ratio", "hazard_ratio")
    if abs(distance) < 1e-4:
        raise ValueError(f"hazard_ratio is {hazard_ratio}: no number of events shows an effect so small")
    power = proportion(power, "power", inclusive=False)
    quantiles = _critical(0.95) + float(ndtri(power))
    if quantiles <= 0:
        raise ValueError(f"power is {power:g}: it must lie above .025")
    return math.ceil(4 * quantiles**2 / distance**2 - 1e-9)


def events_behind(low, high, level=0.95):
    """About how many events a hazard ratio with this interval rests on (both arms together).

    A Cox or log-rank standard error is about 2 / sqrt(events) where arms are of equal size; an adjusted or stratified
    analysis needs a few more. Far fewer printed events than this is a question. Source: Schoenfeld 1981.

    >>> round(events_behind(0.5, 0.98))
    136
    """
    error = interval_standard_error(low, high, "hazard ratio", level)
    return 4 / error**2


def _limits(low, high, measure):
    """Both limits on the measure's scale, in the right order and apart."""
    ends = _scaled(low, measure, "low"), _scaled(high, measure, "high")
    if not ends[0] < ends[1]:
        raise ValueError(f"low ({low}) is not below high ({high}): swap or check them")
    return ends


def _scaled(value, measure, name):
    """A value on the scale of its measure, where 0 means no effect."""
    number = finite_number(value, name)
    if abs(number) > 1e100:
        raise ValueError(f"{name} is {number:g}: beyond 1e100 no effect was ever measured, check it")
    if MEASURES[one_of(measure, "measure", MEASURES)] == "plain":
        return number
    if number <= 0:
        raise ValueError(f"{name} is {value}: a {measure} lies above 0")
    return math.log(number)


def _unscaled(value, measure):
    if MEASURES[measure] == "plain":
        return float(value)
    return math.exp(min(value, 700.0))


def _critical(level, df=None):
    tail = (1 - proportion(level, "level", inclusive=False)) / 2
    return -float(ndtri(tail) if df is None else stdtrit(_df(df, "df"), tail))


def _two_sided(size, df):
    return float(2 * (ndtr(-size) if df is None else stdtr(_df(df, "df"), -size)))


def _df(df, name):
    """Degrees of freedom as a float above 0 (a Welch test has fractional ones)."""
    number = finite_number(df, name)
    if not 0 < number < 1e12:
        raise ValueError(f"{name} is {df}: degrees of freedom lie above 0")
    return number
