"""The non-inferiority margin that a passage prints: its words, its size, and the measures whose unit it has."""

import re
from dataclasses import dataclass
from typing import NamedTuple

_BETWEEN = (
    r"(?:[ ,:=≤(\[]+(?:was|were|is|of|for|the|set|at|to|as|a|an|in|on|by|be|being|defined|chosen|fixed|used|difference|absolute|hazard|odds"
    r"|risk|relative|rate|ratio|HR|RR|OR|pre-?specified|predefined|upper|lower|limit|bound|boundary|between|groups?|treatments?|arms?))*"
)
_RATIO = r"(?:hazard|odds|risk|rate) ratio|relative risk|\b(?:HR|OR|RR)\b"
_TISSUE = "".join(
    rf"(?<!{word} )" for word in ("surgical", "resection", "excision", "tumor", "tumour", "clear")
)
_NAME = rf"(?:(?:non-?inferiority|equivalence) (?:margin|limit)s?|{_TISSUE}\bmargin\b(?: (?:of|for) non-?inferiority)?)"
_SIZE = r"(?P<size>[-−–]?\d*[.·]?\d+)"
_UNIT = r"(?P<unit> ?%(?: points?)?|[ -](?:absolute )?percentage[ -]points?|[ -]points?\b| ?(?:mm|cm|kg|g|ml|mg|mmol|µmol|letters|days|weeks|months|minutes|hours)\b)?"
_WORDS = {
    word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_FAR = r"[^.;:()\d]{1,90}?(?:set|specified|defined|chosen|fixed|determined) (?:at|as|to be)"
MARGIN = re.compile(
    rf"{_NAME}(?:{_BETWEEN}|{_FAR})[ ,:=≤(\[]+{_SIZE}(?![\d/:]| of\b|\d*[.,]\d){_UNIT}(?P<for> (?:for|in|on) (?:the |an? )?(?:{_RATIO}))?"
    rf"|(?<![\d.]){_SIZE.replace('size', 'size_before')}{_UNIT.replace('unit', 'unit_before')}[ -](?:absolute )?{_NAME}",
    re.I,
)
"""Where a passage prints a margin, before or behind its size."""

BY_LIMIT = re.compile(
    rf"inferior[^.;]{{0,300}}?\b(?P<side>lower|upper) (?:confidence )?(?:limit|bound(?:ary)?|end)\b[^.;]{{0,40}}\b(?:CI|intervals?)\b[^.;,]{{0,60}}?"
    rf"(?:[<>≤≥]|(?:greater|less|more|lower|higher|larger|smaller) than|above|below|exceed(?:ed|s)?) ?{_SIZE}{_UNIT}",
    re.I,
)
"""Where a passage says which limit has to lie on which side of what."""

_NAMED = {"hazard": "hazard ratio", "hr": "hazard ratio", "odds": "odds ratio", "or": "odds ratio"}
_NAMED |= {"risk": "risk ratio", "relative": "risk ratio", "rr": "risk ratio", "rate": "rate ratio"}
SHARES = ("", "difference", "mean difference")
"""What a margin in points fits: two shares without a printed effect, too."""


@dataclass(frozen=True)
class Margin:
    """A printed margin: the `words`, the `value` to fill in ("" where that is not clear), the measures it `fits`."""

    words: str = ""
    value: str = ""
    fits: tuple = ()


def margin_in(passage):
    """The margin that a passage prints; its value is filled in only where one margin of non-inferiority is printed.

    >>> margin_in("A noninferiority margin of 8% was used.")
    Margin(words='noninferiority margin of 8%', value='8 %', fits=('', 'difference', 'mean difference'))
    >>> margin_in("The non-inferiority margin for the hazard ratio was 1.3.").fits
    ('hazard ratio',)
    """
    flat = " ".join(passage.split())
    found = list(MARGIN.finditer(flat))
    if not found:
        return Margin()
    words = found[0][0] + ")" * (found[0][0].count("(") > found[0][0].count(")"))
    read = {_read(each) for each in found}
    other = re.search(r"equivalence (?:margin|limit)", flat, re.I) or not re.search(
        "non-?inferior", flat, re.I
    )
    if len(read) > 1 or other:
        return Margin(words)
    return Margin(words, *read.pop())


ONE_SIDED = re.compile(
    r"\b(?P<side>upper|lower) (?:confidence )?(?:limit|bound(?:ary)?)(?: of)?(?: the| a)? ?(?:one|1)-(?:sided|tailed) "
    r"(?P<level>\d\d(?:[.·]\d)?) ?% ?(?:CI|confidence (?:interval|limit))[ ,:=]*(?:was |of )?(?P<limit>[-−–]?\d*[.·]?\d+)",
    re.I,
)


class OneLimit(NamedTuple):
    """The only limit of a one-sided interval: which end ("low" or "high"), as text, and its level."""

    end: str
    limit: str
    level: float


def one_sided_limit(item):
    """The limit of a one-sided interval that stands behind an effect printed without two limits; or None.

    >>> from helpers.own_trial.reading import read
    >>> one_sided_limit(read("Relapse: risk difference 0.6% (upper limit of one-sided 95% CI, 2.1%).").of("effect")[0])
    OneLimit(end='high', limit='2.1', level=0.95)
    """
    found = ONE_SIDED.search(item.sentence, item.end - item.sentence_start)
    if not found or None not in (item["low"], item["high"]):
        return None
    limit = re.sub("[−–]", "-", found["limit"]).replace("·", ".")
    level = float(found["level"].replace("·", ".")) / 100
    return OneLimit({"upper": "high", "lower": "low"}[found["side"].casefold()], limit, level)


class PrintedMargin(NamedTuple):
    """A margin, of equivalence too: its size as text, its unit, and the end of an interval that is held against it.

    That is "low" or "high" where the passage says so, "both" of a margin of equivalence, else None.
    """

    size: str
    in_points: bool
    unit: str
    of_ratio: bool
    side: str | None


def printed_margins(passage):
    """Every margin that a passage prints, as `PrintedMargin`.

    >>> list(printed_margins("The equivalence margin was 15%."))
    [PrintedMargin(size='15', in_points=True, unit='%', of_ratio=False, side='both')]
    """
    flat = _in_digits(" ".join(passage.split()))
    sides = {_size_and_unit(found): found["side"].casefold() for found in BY_LIMIT.finditer(flat)}
    for found in [*MARGIN.finditer(flat)] or [*BY_LIMIT.finditer(flat)]:
        size, unit = _size_and_unit(found)
        side = {"lower": "low", "upper": "high"}.get(sides.get((size, unit)))
        side = "both" if re.search("equivalence", found[0], re.I) else side
        of_ratio = "hazard ratio" in _read(found)[1] or bool(re.search(_RATIO, found[0], re.I))
        if float(size):
            yield PrintedMargin(size, unit == "%" or "percentage" in unit, unit, of_ratio, side)


_IN_WORDS = re.compile(
    rf"(?P<before>{_NAME}{_BETWEEN}[ ,:=≤(\[]+)(?P<word>{'|'.join(_WORDS)})(?= (?!of\b|to\b|or\b)[a-z])", re.I
)
"""A margin whose size is a word, "a non-inferiority margin of five days"."""


def _in_digits(text):
    """The text with the size of a margin in digits where a word prints it."""
    return _IN_WORDS.sub(lambda found: f"{found['before']}{_WORDS[found['word'].casefold()]}", text)


def _size_and_unit(found):
    size, unit = (found[name] or found.groupdict().get(f"{name}_before") or "" for name in ("size", "unit"))
    return size.lstrip("-−–").replace("·", "."), unit.strip(" -").casefold()


def _read(found):
    """Size and measures of one printed margin."""
    size, unit = _size_and_unit(found)
    named = re.search(_RATIO, found[0], re.I)
    if named:
        of = _NAMED[re.match("[a-z]+", named[0].casefold())[0]]
        return (size, (of,)) if not unit and float(size) != 1 else ("", ())
    if unit == "%":
        relative = re.search("relative", found[0], re.I)
        return ("", ()) if relative else (f"{size} %", SHARES)
    if unit.endswith(("point", "points")):
        return size, SHARES
    may_be_ratio = not unit and "." in size and 0.3 < float(size) < 3 and float(size) != 1
    return size, ("mean difference", *(sorted(set(_NAMED.values())) if may_be_ratio else ()))
