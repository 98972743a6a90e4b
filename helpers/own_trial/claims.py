"""What a reader of passages finds, and one sentence with the claims on its numbers."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from helpers.own_trial import shapes


@dataclass(frozen=True)
class Item:
    """One printed finding.

    `values` maps field names to text with a decimal point, printed decimals and sign (None where nothing is printed);
    `printed` maps the same names to the passage's own characters, `places` to their (start, end) in it. `start` and
    `end` enclose the whole finding, `quotation` is exactly that part of the passage. `arm` is "unknown" unless the
    sentence says it. `flags` say what was inferred or is odd.

    Fields by kind: p: operator, value, sides; count: x, n, pct; percentage: pct, n; n: value, role; effect: measure,
    estimate, low, high, level, adjusted; mean: mean, spread, spread_kind (SD, SE, unlabelled); median: median, low,
    high, spread_kind (IQR, range, CI, unlabelled); range: low, high; statistic: name, value, df.
    """

    kind: str
    values: MappingProxyType
    printed: MappingProxyType
    places: MappingProxyType
    start: int
    end: int
    quotation: str
    sentence: str
    sentence_start: int
    arm: str = "unknown"
    flags: tuple = ()

    def __getitem__(self, name):
        return self.values[name]

    def number(self, name):
        """The field as a Decimal, or None where it holds no number.

        >>> from helpers.own_trial.reading import read
        >>> read("Fewer relapsed (P = .041).").items[0].number("value")
        Decimal('0.041')
        """
        text = self.values.get(name)
        return Decimal(text) if text and re.fullmatch(r"-?[0-9.]+(e-?[0-9]+)?", text) else None


@dataclass
class Paper:
    """What one sentence leaves for the next: level and measure of the last full interval, statements about spreads."""

    text: str
    level: str | None = None
    measure: str | None = None
    adjusted: str = "not said"
    spread: str | None = None
    two_sided: bool = False
    strengths: frozenset = frozenset()
    products: frozenset = frozenset()
    counts_in_brackets: bool = False
    only_level: str | None = None
    background: bool = False
    other_words: frozenset = frozenset()
    _named: dict = field(default_factory=dict)

    def __post_init__(self):
        named = Counter(re.findall(r"([0-9][0-9.·]*) ?% ([A-Za-z][\w-]{2,})", self.text))
        self.products = frozenset(
            re.findall(rf"(?<![0-9.,·])([0-9][0-9.·]*) ?% (?:[\w-]+ ){{0,2}}?{shapes.PRODUCT}\b", self.text)
        )
        nouns = Counter(noun for _, noun in named.elements() if noun[0].isupper())
        self.strengths = frozenset(
            pair
            for pair, times in named.items()
            if max(times, nouns[pair[1]]) > 1 and not shapes.BEHIND_SHARE.match(pair[1])
        ) | frozenset(
            pair
            for pair, times in Counter(shapes.STRENGTH_BEHIND.findall(self.text)).items()
            if times > 2 and not shapes.BEFORE_SHARE.fullmatch(pair[0])
        )
        self.counts_in_brackets = bool(shapes.COUNT_OF_GROUP.search(self.text))
        self.other_words = frozenset(shapes.ANOTHER_ABBREVIATION.findall(self.text))
        stated = set()
        for found in re.finditer(
            rf"\b(?:[Mm]eans?|averages?) ?(?:±|\+/-|\() ?(?:± ?)?({shapes.SPREAD})(?![\w])", self.text
        ):
            stated.add(spread_kind(found[1]))
        self.spread = stated.pop() if len(stated) == 1 else None
        levels = set(
            re.findall(
                r"([0-9]{2}(?:[.·][0-9]+)?) ?(?:%|percent|per cent)[- ]?(?:CI|Cr?I|[Cc]onfidence|[Cc]redible)",
                self.text,
            )
        )
        self.only_level = levels.pop().replace("·", ".") if len(levels) == 1 else None
        self.two_sided = bool(
            re.search(
                r"\b(?:all|P values?|tests?)\b[^.]{0,60}\b(?:two|2)-(?:sided|tailed)", self.text[:200_000]
            )
        )

    def names_arm(self, name):
        """Does the passage, or the beginning of a paper, call this word a group, or say that people were given it?

        >>> paper = Paper("We randomised 40 adults to BTX or chalk. Their SBP fell.")
        >>> paper.names_arm("BTX"), paper.names_arm("SBP")
        (True, False)
        """
        if name not in self._named:
            word = re.escape(name)
            said = re.search(
                rf"\b{word}(?: [a-z]+)?[- ](?:groups?|arms?|treated|treatment)\b|"
                rf"\b(?i:random|assign|alloc|receiv|given|treat|undergo|underwent|to use)\w*\b[^.;]{{0,120}}[ /(]{word}(?![\w-])",
                self.text[:BEGINNING],
            )
            self._named[name] = bool(said)
        return self._named[name]


BEGINNING = 20_000
"""Letters of a paper in which the arms are named for the first time."""


def spread_kind(label):
    """SD or SE, from the words for it."""
    return "SD" if re.match(r"[( ]*(?:s\.?d|standard d)", label, re.I) else "SE"


class Measure(NamedTuple):
    """A word that names a measure ("hazard ratio", "median"), and where it stands in the skeleton."""

    start: int
    end: int
    name: str


class Header(NamedTuple):
    """What the brackets near it hold: kind (mean, median, meanrange, count, effect) and label (SD, IQR, %, a level)."""

    start: int
    end: int
    kind: str
    label: str | None


@dataclass
class Claims:
    """One sentence being read: its numbers, what each is claimed for, and what was found.

    A place is an index of `skeleton` where a number stands. `blanks` are stretches that hold no estimate (P values,
    test statistics); `headers` and `headers_behind` are headers such as "mean (SD)" before and behind their numbers.
    """

    sentence: object
    paper: Paper
    claimed: dict = field(default_factory=dict)
    found: list = field(default_factory=list)
    blanks: list = field(default_factory=list)
    headers: list = field(default_factory=list)
    headers_behind: list = field(default_factory=list)

    def __post_init__(self):
        self.skeleton = self.sentence.skeleton
        self.numbers = self.sentence.numbers
        self.order = sorted(self.numbers)
        self.planning = bool(shapes.SAMPLE_SIZE.search(self.skeleton)) and not shapes.FELL_SHORT.search(
            self.skeleton
        )

    @cached_property
    def measures(self):
        """Every word that names a measure."""
        return [
            Measure(found.start(), found.end(), found.lastgroup.rstrip("2").replace("_", " "))
            for found in shapes.MEASURES.finditer(self.skeleton)
        ]

    @cached_property
    def owned(self):
        """Numbers right behind a measure's name ("d = 0.7"): place -> the measure's name."""
        behind = [
            (shapes.OWN_NUMBER.match(self.skeleton, measure.end), measure.name)
            for measure in self.measures
            if measure.name not in shapes.WEAK
        ]
        return {found.start("m"): name for found, name in behind if found}

    def skeleton_at(self, offset):
        """The first place of the skeleton that stands at or behind an offset of the passage."""
        places = range(len(self.skeleton))
        return bisect_left(places, offset, key=lambda at: self.sentence.offsets(at, at + 1)[0])

    def free(self, *places):
        """Are these numbers still without a role?"""
        return all(place in self.numbers and place not in self.claimed for place in places)

    def value(self, place):
        """The number at a place as a Decimal."""
        return Decimal(self.numbers[place].value)

    def claim(self, kind, *places):
        """Give numbers a role; a number keeps the first that it got."""
        for place in places:
            if place in self.numbers:
                self.claimed.setdefault(place, kind)

    def add(self, kind, values, first, last, arm=None, flags=()):
        """`values`: name -> place of a number, text, or None. Number places are claimed."""
        texts, printed, places, all_flags = {}, {}, {}, list(flags)
        for name, what in values.items():
            if isinstance(what, int):
                number = self.numbers[what]
                texts[name], printed[name], places[name] = (
                    number.value,
                    number.printed,
                    (number.start, number.end),
                )
                all_flags += number.flags
                self.claim("spread" if name == "spread" else kind, what)
            else:
                texts[name] = what
        start, end = self.sentence.offsets(first, last)
        whole = self.sentence.passage.original
        quotation = whole[start:end]
        for opening, closing in ("()", "[]"):
            if whole[end : end + 1] == closing and quotation.count(opening) > quotation.count(closing):
                end += 1
                quotation = whole[start:end]
        item = Item(
            kind,
            MappingProxyType(texts),
            MappingProxyType(printed),
            MappingProxyType(places),
            start,
            end,
            quotation,
            self.sentence.text,
            self.sentence.start,
            arm or "unknown",
            tuple(dict.fromkeys(all_flags)),
        )
        self.found.append(item)
        return item

    def name_arm(self, item, first, last, before=""):
        """Give a finding the arm that the words skeleton[first:last] name."""
        start, end = self.sentence.offsets(first, last)
        arm = f"{before}{self.sentence.passage.original[start:end]}"
        self.found[self.found.index(item)] = replace(item, arm=arm)

    def amend(self, at, values=(), printed=(), places=(), flags=(), end=None):
        """Replace a finding by one with some fields changed; the quotation follows its start and its end."""
        item = self.found[at]
        end = item.end if end is None else end
        start = min([item.start, *(first for name, (first, _) in dict(places).items() if name != "n")])
        self.found[at] = replace(
            item,
            values=MappingProxyType({**item.values, **dict(values)}),
            printed=MappingProxyType({**item.printed, **dict(printed)}),
            places=MappingProxyType({**item.places, **dict(places)}),
            start=start,
            end=end,
            quotation=self.sentence.passage.original[start:end],
            flags=(*item.flags, *flags),
        )
