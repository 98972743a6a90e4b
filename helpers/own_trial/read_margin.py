"""The non-inferiority margin that a passage prints: its words, its size, and the measures whose unit it has."""

import re
from dataclasses import dataclass

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
MARGIN = re.compile(
    rf"{_NAME}{_BETWEEN}[ ,:=≤(\[]+{_SIZE}(?![\d/:]| of\b|\d*[.,]\d){_UNIT}(?P<for> (?:for|in|on) (?:the |an? )?(?:{_RATIO}))?"
    rf"|(?<![\d.]){_SIZE.replace('size', 'size_before')}{_UNIT.replace('unit', 'unit_before')}[ -](?:absolute )?{_NAME}",
    re.I,
)
"""Where a passage prints a margin, before or behind its size."""

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


def sizes_of_margins(passage):
    """Every margin that a passage prints, of equivalence too: its size as text, and whether it is in per cent or points.

    >>> list(sizes_of_margins("The equivalence margin was 15%."))
    [('15', True)]
    """
    for found in MARGIN.finditer(" ".join(passage.split())):
        size, unit = _size_and_unit(found)
        yield size, unit == "%" or "percentage" in unit


def _size_and_unit(found):
    size = (found["size"] or found["size_before"]).lstrip("-−–").replace("·", ".")
    return size, (found["unit"] or found["unit_before"] or "").strip(" -").casefold()


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
