"""Margins of non-inferiority and equivalence: the limits, the P values and the words that a passage prints, against them.

Which end of an interval is the bad one is known where the margin is that of a ratio, or where the passage names the
limit that counts. Elsewhere only an interval that lies inside the margin on both sides is said to fit.
"""

import re

from helpers.own_trial.numerals import sentences
from helpers.own_trial.printed_alone import MEASURE_OF, Printed, estimate_of, p_as_text, p_range
from helpers.own_trial.printed_effects import is_in_percent
from helpers.own_trial.printed_words import LONGEST, NO_CLAIM, RESULT_KINDS
from helpers.own_trial.read_margin import one_sided_limit, printed_margins
from helpers.statistics import effects
from helpers.statistics.fits import CANNOT_BE_TOLD, FITS
from helpers.statistics.printed import printed_p, printed_value
from helpers.text import p_text_of

DIFFERENCES = ("difference", "risk difference", "mean difference")
RATIOS = ("HR", "RR", "OR", "rate ratio", "IRR")

NONINFERIOR = re.compile(
    r"(?<!for )(?<![Pp] )(?<!P-)\bnon-?inferior(?:ity)?\b(?! (?:\w+ )?(?:trial|stud|margin|limit|design|analys|test|hypothes|randomi|comparison|objective|question|outcome|boundar))"
    r"|\b(?:not|n't) inferior\b|\b(?:therapeutic(?:ally)?|clinical(?:ly)?) equivalen(?:t|ce)\b",
    re.I,
)
"""Words that say that a treatment is not worse, or as good, by some margin."""

NOT_SHOWN = re.compile(
    r"\b(?:not|fail\w*|un\w+|inconclusive|n't|neither|nor|cannot|rather than)\b[^.;]{0,60}\bnon-?inferior"
    r"|\bnon-?inferior\w*\b[^.;,]{0,40}\b(?:not|fail\w*|inconclusive)\b",
    re.I,
)
OF_A_PLAN = re.compile(
    r"\b(?:outcome|end ?point|aim)s?(?: measures?)? (?:was|were|is)\b|\b(?:design|hypothes|random|protocol|criteri|plan|whether|powered|considered)\w*|\bif\b",
    re.I,
)
"""Words of a sentence that asks or plans."""


def margins(whole):
    """The limits of an effect against the only margin that the passage prints, and its words on non-inferiority.

    >>> from helpers.own_trial.printed_people import Whole
    >>> from helpers.own_trial.reading import read
    >>> text = "The non-inferiority margin for the hazard ratio was 1.3. Balm was non-inferior (HR 1.02, 95% CI 0.88 to 1.18)."
    >>> [check.said for check in margins(Whole(read(text)))]
    ['limits 0.88 to 1.18 and the margin of 1.3: fits (1.18 lies within it)', "'non-inferior' and the margin of 1.3: fits (1.18 lies within it)"]
    """
    margin = _only_margin(whole)
    if margin is None:
        yield from _without_a_margin(whole)
        return
    found = []
    for group in whole.groups:
        item = group.estimates[0]
        limits = _limits(item) if group.kind == "effect" and _is_of(margin, item) else {}
        if limits:
            fits, why = _within(limits, margin, item)
            start = f"limit{'s'[: len(limits) - 1]} {' to '.join(limits.values())} and the margin of {margin.size}"
            said = f"{start}: {FITS} ({why})" if fits else f"{start}: {CANNOT_BE_TOLD} because {why}"
            found.append((item, fits, why))
            yield Printed(FITS if fits else CANNOT_BE_TOLD, said, group.quotation[:300], group.start, (item,))
    for words, sentence in _claims(whole):
        own = [each for each in found if each[0].sentence_start == sentence.start] or found
        if len(own) == 1 and own[0][1]:
            said = f"'{words}' and the margin of {margin.size}: {FITS} ({own[0][2]})"
            yield Printed(FITS, said, sentence.text.strip()[:300], sentence.start, (own[0][0],))
            return


def _only_margin(whole):
    """The margin of a passage that speaks of non-inferiority or equivalence and prints one; None where it prints none or several."""
    if not re.search("inferior|equivalen", whole.passage, re.I):
        return None
    found = set(printed_margins(whole.passage))
    return found.pop() if len(found) == 1 else None


def _is_of(margin, item):
    """Whether a margin is in the unit of an effect."""
    if item["measure"] in RATIOS:
        return margin.of_ratio
    own_unit = margin.in_points or not margin.unit or margin.unit in item.sentence
    return item["measure"] in DIFFERENCES and is_in_percent(item) == margin.in_points and own_unit


def _limits(item):
    """The two limits of an effect by their ends, or the only one of a one-sided interval."""
    one = one_sided_limit(item)
    if one is not None:
        return {one.end: one.limit}
    limits = {end: item[end] for end in ("low", "high") if item[end] is not None}
    return limits if len(limits) == 2 else {}


def _within(limits, margin, item):
    """Whether the end that counts, or else every end, lies within a margin; and that in words."""
    size, ends = float(margin.size), ("low", "high")
    if item["measure"] in RATIOS:
        ends = ("high",) if size > 1 else ("low",)
        inside = {end: (float(text) < size) == (size > 1) for end, text in limits.items()}
    else:
        ends = (margin.side,) if margin.side in limits else ends
        inside = {end: float(text) * (1 if end == "high" else -1) < size for end, text in limits.items()}
    held = [limits[end] for end in limits if end in ends and inside[end]]
    out = [limits[end] for end in limits if end in ends and not inside[end]]
    if held and out and margin.side == "both":
        return False, f"{out[0]} lies beyond it"
    if held and out:
        return False, f"which end counts was not read ({held[0]} lies within it, {out[0]} beyond)"
    if len(held or out) == 2:
        return bool(held), "both limits lie within it" if held else "both limits lie beyond it"
    return bool(held), f"{(held or out)[0]} lies {'within' if held else 'beyond'} it"


def _claims(whole):
    """The words of non-inferiority or equivalence in sentences that tell a result, and these sentences."""
    if len(whole.passage) > LONGEST or not NONINFERIOR.search(whole.passage):
        return
    first = min((item.sentence_start for item in whole.items if item.kind in RESULT_KINDS), default=0)
    for sentence in sentences(whole.passage):
        words = NONINFERIOR.search(sentence.text)
        plans = NO_CLAIM.search(sentence.text) or OF_A_PLAN.search(sentence.text)
        if sentence.start >= first and words and not plans and not NOT_SHOWN.search(sentence.text):
            yield words[0], sentence


def _without_a_margin(whole):
    """What is called non-inferior where no margin, or more than one, was read."""
    why = "no margin was read" if not set(printed_margins(whole.passage)) else "more than one margin was read"
    for words, sentence in _claims(whole):
        near = [
            item for item in whole.items if item.kind == "effect" and item.sentence_start == sentence.start
        ]
        near = [item for item in near if _limits(item) and item["measure"] in (*RATIOS, *DIFFERENCES)]
        limits = f" and {' to '.join(_limits(near[-1]).values())}" if near else ""
        said = f"'{words}'{limits}: {CANNOT_BE_TOLD} because {why}"
        yield Printed(CANNOT_BE_TOLD, said, sentence.text.strip()[:300], sentence.start, tuple(near[-1:]))
        return


def p_of_margins(whole, judged):
    """A P value of non-inferiority, or one that nothing else judges, against the margin and the limits beside it.

    Which end is the bad one need not be known: an exact P value is tried against both, a bound has to hold for both.
    """
    margin = _only_margin(whole)
    effect_of = {id(group.p): group.estimates[0] for group in whole.groups if group.p is not None}
    for p in whole.items if margin else ():
        if p.kind != "p" or p["value"] is None or id(p) in judged:
            continue
        near = [
            item for item in whole.items if item.kind == "effect" and 0 < p.start - item.end < MOST_BEFORE
        ]
        item = effect_of.get(id(p)) or (near[-1] if near else None)
        if (
            item is None
            or item.kind != "effect"
            or item.sentence_start != p.sentence_start
            or not _is_of(margin, item)
        ):
            continue
        ends = _p_against(margin, item)
        number = printed_p(p_as_text(p), "any")
        meets = [
            any(float(number.low) <= times * high and times * low <= float(number.high) for times in (1, 2))
            for low, high in ends
        ]
        if meets and (all(meets) if number.comparison != "=" else any(meets)):
            given = p_range(
                [each for pair, meet in zip(ends, meets, strict=True) if meet for each in pair], 4
            )
            said = f"{p_text_of(p_as_text(p))} and the margin of {margin.size}: {FITS} (against it the interval gives {given}, one-sided)"
            yield Printed(FITS, said, item.quotation[:300], p.start, (item, p))


MOST_BEFORE = 100
"""Letters between an effect and the P value of non-inferiority behind it."""


def _p_against(margin, item):
    """The one-sided P values against a margin, lowest and highest, for each end that may be the bad one."""
    limits, measure = _limits(item), MEASURE_OF[item["measure"]]
    if not limits or item["estimate"] is None:
        return []
    estimate, level = estimate_of(item), float(item["level"] or 95) / 100
    if len(limits) == 1:  # its twin lies as far on the other side
        ((end, text),) = limits.items()
        level = 2 * one_sided_limit(item).level - 1
        decimals = max(printed_value(each, "any").decimals for each in (estimate, text))
        twin = f"{2 * float(estimate) - float(text):.{decimals}f}"
        limits = {end: text, ("low" if end == "high" else "high"): twin}
    size = float(margin.size)
    if item["measure"] in RATIOS:
        sides = ["high" if size > 1 else "low"]
    else:
        told = {margin.side} & {*WANTED} or {*_limits(item)}
        sides = [end for end in ("low", "high") if end in told]
    try:
        return [
            effects.p_against_margin(
                estimate, limits["low"], limits["high"], size, measure, WANTED[side], level
            )
            for side in sides
        ]
    except ValueError:
        return []


WANTED = {"low": "higher", "high": "lower"}
"""What is wanted of an effect, by the end of its interval that is the bad one."""
