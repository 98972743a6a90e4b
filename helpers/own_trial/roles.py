"""Which role has each number of a sentence? From the surest shapes to the loosest; what nothing claims is left alone."""

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from helpers.own_trial import shapes
from helpers.own_trial.numerals import MASK, NUMBER, WORD


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

    def __post_init__(self):
        stated = set()
        for found in re.finditer(
            rf"\b(?:[Mm]eans?|averages?) ?(?:±|\+/-|\() ?(?:± ?)?({shapes.SPREAD})(?![\w])", self.text
        ):
            stated.add(_spread_kind(found[1]))
        self.spread = stated.pop() if len(stated) == 1 else None
        self.two_sided = bool(
            re.search(
                r"\b(?:all|P values?|tests?)\b[^.]{0,60}\b(?:two|2)-(?:sided|tailed)", self.text[:200_000]
            )
        )


def _spread_kind(label):
    return "SD" if re.match(r"[( ]*(?:s\.?d|standard d)", label, re.I) else "SE"


@dataclass
class SentenceReader:
    """One sentence being read: numbers are claimed from the surest shapes to the loosest."""

    sentence: object
    paper: Paper
    claimed: dict = field(default_factory=dict)
    found: list = field(default_factory=list)
    blanks: list = field(default_factory=list)
    markers: list = field(default_factory=list)
    trailing: list = field(default_factory=list)

    def __post_init__(self):
        self.s = self.sentence.skeleton
        self.numbers = self.sentence.numbers
        self.order = sorted(self.numbers)
        self.planning = bool(shapes.SAMPLE_SIZE.search(self.s))

    @cached_property
    def measures(self):
        """Every word that names a measure: (start, end, name)."""
        return [
            (found.start(), found.end(), found.lastgroup.replace("_", " "))
            for found in shapes.MEASURES.finditer(self.s)
        ]

    def items(self):
        for step in (
            self.labels, self.p_values, self.statistics, self.plus_minus, self.headers, self.counts, self.intervals,
            self.medians, self.labelled_means, self.tuples, self.ranges, self.percentages, self.people, self.counts_alone, self.effects_alone,
            self.means_alone,
        ):  # fmt: skip
            step()
        return sorted(self.found, key=lambda item: (item.start, item.end))

    # -- small tools

    def free(self, *places):
        return all(place in self.numbers and place not in self.claimed for place in places)

    def value(self, place):
        return Decimal(self.numbers[place].value)

    def claim(self, kind, *places):
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
                self.claim(kind, what)
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
            kind, MappingProxyType(texts), MappingProxyType(printed), MappingProxyType(places), start, end, quotation,
            self.sentence.text, self.sentence.start, arm or "unknown", tuple(dict.fromkeys(all_flags)),
        )  # fmt: skip
        self.found.append(item)
        return item

    def amend(self, at, values=(), printed=(), places=(), flags=(), end=None):
        """Replace a finding by one with some fields changed; the quotation follows its end."""
        item = self.found[at]
        end = item.end if end is None else end
        self.found[at] = replace(
            item,
            values=MappingProxyType({**item.values, **dict(values)}),
            printed=MappingProxyType({**item.printed, **dict(printed)}),
            places=MappingProxyType({**item.places, **dict(places)}),
            end=end,
            quotation=self.sentence.passage.original[item.start : end],
            flags=(*item.flags, *flags),
        )

    # -- what is no result

    def labels(self):
        """Week 12, grade 3-4, group 2, aged 18 to 65: numbers that name something."""
        for found in shapes.LABELLED.finditer(self.s):
            places = [
                place for place in range(found.start("list"), found.end("list")) if place in self.numbers
            ]
            if not all(self.numbers[place].whole for place in places):
                continue
            after = self.s[found.end() : found.end() + 6]
            if found["name"]:
                singular = re.search(
                    r"(?:^|[(,;:]|\b(?:in|of|for|to|and|or|vs\.?|versus|than|from|with|between|at|study|treatment|by)) ?$",
                    self.s[: found.start()][-12:],
                )
                big = any(self.value(place) > 9 for place in places)
                event = re.match(shapes.pattern(r" ?[(\[]#|%| of #").pattern, after)
                if big or (
                    not singular
                    and (event or found["name"].lower() in ("group", "arm", "study", "trial", "dose"))
                ):
                    continue
            elif re.match(r" ?%", after):
                places = places[:-1]
            self.claim("label", *places)
        for found in shapes.AGE.finditer(self.s):
            if re.search(
                r"(?:[Mm]ean|[Mm]edian|[Aa]verage) $", self.s[max(0, found.start() - 8) : found.start()]
            ):
                continue
            if not re.match(r" ?(?:±|[(\[])", self.s[found.end() : found.end() + 3]):
                self.claim(
                    "label", *[place for place in range(found.start(), found.end()) if place in self.numbers]
                )

        for found in shapes.RATE_BEHIND.finditer(self.s):
            if found["base"]:
                self.claim("label", found.start("base"))

    # -- P values

    def p_values(self):
        end_of_last = 0
        for found in shapes.P.finditer(self.s):
            if found.start() < end_of_last:
                continue
            place = found.start("v")
            value, last, flags = self._p_number(found)
            if value is None or self.s[last : last + 2].lstrip()[:1] == "%":
                continue
            operator = self._operator(found["op"])
            if operator is None:
                if "." not in value:
                    continue
                operator = "="
                flags.append("operator not printed")
            number = Decimal(value)
            if number > 1 or number < 0 or (number == 1 and "." not in value and not found["op"].strip()):
                continue
            used = [at for at in range(found.start(), last) if at in self.numbers]
            if not self.free(place):
                continue
            if self._is_threshold(found.start(), last, number):
                self.claim("threshold", *used)
                self.blanks.append((found.start(), last))
                continue
            sides, more = self._sides(found, last)
            self._add_p(operator, value, sides, found.start(), last, place, used, [*flags, *more])
            end_of_last = self._more_p_values(found, last, sides)
        for found in shapes.P_NS.finditer(self.s):
            first = found.start("ns") if found["ns"] else found.start("ns2")
            self.add(
                "p",
                {"operator": "NS", "value": None, "sides": "not said"},
                first if found["ns2"] else found.start(),
                found.end(),
                flags=("no value printed",),
            )
            self.blanks.append((found.start(), found.end()))

    def _add_p(self, operator, value, sides, first, last, place, used, flags):
        if Decimal(value) == 0:
            flags.append("a P value is never 0")
        if operator in "<≤" and Decimal(value) > Decimal("0.1"):
            flags.append("an unusual bound")
        if re.match(r"[)\]]? ?,? ?for (?:all|both|each|every|either)\b", self.s[last : last + 20]):
            flags.append("printed for several comparisons")
        elif re.search(r"\b(?:all|both) ?$", self.s[max(0, first - 6) : first]):
            flags.append("printed for several comparisons")
        item = self.add("p", {"operator": operator, "value": place, "sides": sides}, first, last, flags=flags)
        if item["value"] != value:  # a power of ten, or a slash for a point
            start = item.places["value"][0]
            _, end = self.sentence.offsets(place, last)
            printed = self.sentence.passage.original[start:end]
            self.amend(
                -1, {"value": value}, {"value": printed}, {"value": (start, end)}, end=max(item.end, end)
            )
        self.claim("p", *used)
        self.blanks.append((first, last))

    def _p_number(self, found):
        """Value as text, where it ends in the skeleton, and flags; None if it cannot be read."""
        place = found.start("v")
        value, last, flags = self.numbers[place].value, found.end("v"), []
        if found["slash"]:
            if value != "0" or not self.numbers[found.start("frac")].printed.isdigit():
                return None, last, flags
            return (
                f"0.{self.numbers[found.start('frac')].printed}",
                found.end("frac"),
                ["slash read as a decimal point"],
            )
        exponent = found["exponent"]
        if found["power"] and self.numbers[found.start("ten")].value != "10":
            return None, last, flags
        if not exponent:
            return (None if found["power"] else value), last, flags
        base = value if found["power"] else "1"
        if not found["power"] and value != "10":
            return value, last, flags
        inside = [at for at in range(found.start("exponent"), found.end("exponent")) if at in self.numbers]
        if inside:
            number = self.numbers[inside[-1]]
            if not number.whole or (not re.search("[-−–⁻]", exponent) and not number.value.startswith("-")):
                return None, last, flags
            digits = number.value.lstrip("-")
        else:
            digits = exponent.lstrip("⁻").translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
        return f"{base}e-{int(digits)}", found.end("exponent"), flags

    @staticmethod
    def _operator(text):
        text = text.strip()
        if not text or text in ("was", "were", "is", "of", ":"):
            return None if not text else "="
        if text[-1] in "=<>≤≥":
            return text[-1]
        for words, sign in shapes.OPERATORS.items():
            if text.endswith(words):
                return sign
        return "="

    def _more_p_values(self, found, last, sides):
        """The rest of a list: "p < 0.05 and < 0.01", "p values were 0.018 and 0.044, respectively"."""
        run = []
        at = last
        while len(run) < 12:
            more = shapes.P_MORE.match(self.s, at)
            if not more or not self.free(more.start("v")):
                break
            value = self.numbers[more.start("v")].value
            if "." not in value or not 0 <= Decimal(value) <= 1:
                break
            run.append(more)
            at = more.end()
        after = self.s[at : at + 16]
        closed = bool(run) and "and" in run[-1]["link"] and re.match(r" ?(?:[)\]]|\.?\s*$)", after)
        listed = closed or re.match(r"[)\]]?,? respectively", after) or "values" in found[0].lower()
        for more in run:
            if not more["op"] and not listed:
                break
            place = more.start("v")
            operator = more["op"] or self._operator(found["op"]) or "="
            self._add_p(
                operator, self.numbers[place].value, sides, more.end("link"), more.end(), place, [place], []
            )
            last = more.end()
        return last

    def _is_threshold(self, first, last, number):
        if number not in {
            Decimal(text)
            for text in ("0.05", "0.01", "0.001", "0.1", "0.025", "0.005", "0.2", "0.02", "0.0001")
        }:
            return False
        before, after = self.s[max(0, first - 70) : first], self.s[last : last + 70]
        if shapes.THRESHOLD_AFTER.search(after):
            return True
        hit = shapes.THRESHOLD_BEFORE.search(before)
        if not hit or self.s[first - 1 : first] == "(":
            return False
        return not re.match(
            r"significant (?:\w+ )*(?:differ|improve|reduc|increas|decreas|better|higher|lower|effect|change|associat|interact)",
            hit[0],
            re.I,
        )

    def _sides(self, found, last):
        """Which P value it is, from the words that touch it; two-sided tests of a whole passage are only a flag."""
        before = re.split(r"[;,()#]", self._words(max(0, found.start() - 40), found.start()))[-1]
        after = re.match(
            r"(?: ?\(| for (?:the )?(?:test (?:for|of) )?| ?,? ?(?=[a-z0-9 -]{5,24}[)\];.]))([A-Za-z0-9 -]{0,34})",
            self._words(last, min(len(self.s), last + 48)),
        )
        touching = f"{before[-34:]} {self._words(found.start(), found.start('op'))} "
        following = after[1][:26] if after else ""
        named = [
            name
            for name, pattern in shapes.SIDES
            if re.search(pattern, touching, re.I) or re.match(rf"(?:{pattern})", following, re.I)
        ]
        if named:
            return ", ".join(named), []
        return "not said", ["the passage says that its tests are two-sided"] if self.paper.two_sided else []

    def _words(self, first, last):
        """The tidy text behind skeleton[first:last], numbers shown as #, digits of "1-sided" kept."""
        places = self.sentence.places
        tidy = self.sentence.passage.tidy
        return "".join(
            "#" if self.s[at] == NUMBER else tidy[places[at]] for at in range(first, min(last, len(places)))
        )

    # -- test statistics

    def statistics(self):
        for pattern in (shapes.CHI, shapes.STATISTIC) if "=" in self.s or "of" in self.s else ():
            for found in pattern.finditer(self.s):
                place = found.start("v")
                if not self.free(place):
                    continue
                groups = [name for name in ("df", "df2", "df3") if found.groupdict().get(name)]
                df_places = [
                    at
                    for name in groups
                    for at in range(found.start(name), found.end(name))
                    if at in self.numbers
                ]
                p_follows = any(found.end() <= first <= found.end() + 45 for first, _ in self.blanks)
                name = found["name"]
                if not df_places and not p_follows and pattern is shapes.STATISTIC:
                    continue
                if pattern is shapes.STATISTIC and name in "UWHQTR" and not p_follows:
                    continue
                df = ", ".join(self.numbers[at].value for at in df_places) or None
                if len(df_places) == 1 and name == "F" and "," in self.numbers[df_places[0]].printed:
                    df = ", ".join(re.split(r",", self.numbers[df_places[0]].printed, maxsplit=1))
                name = "chi2" if pattern is shapes.CHI else {"Z": "z", "ρ": "rho"}.get(name, name)
                self.add("statistic", {"name": name, "value": place, "df": df}, found.start(), found.end())
                self.claim(
                    "statistic", *[at for at in range(found.start(), found.end()) if at in self.numbers]
                )
                self.blanks.append((found.start(), found.end()))

    # -- means

    def plus_minus(self):
        for found in shapes.PLUS_MINUS.finditer(self.s) if "±" in self.s else ():
            mean, spread = found.start("m"), found.start("s")
            if not self.free(mean, spread) or self.value(spread) < 0:
                continue
            label = found["l1"] or found["l2"]
            flags = []
            kind = _spread_kind(label) if label else self._spread_near(found.start(), found.end(), flags)
            if re.search(
                r"\b(?:from|between) (?:[a-z]+ ){0,2}$", self.s[max(0, mean - 24) : mean]
            ) or re.search(r"± ?$|to $", self.s[max(0, mean - 3) : mean]):
                flags.append("before and after in one arm?")
            if self._of_an_effect(mean):
                flags.append("a difference or ratio, no arm's mean")
            values = {"mean": mean, "spread": spread, "spread_kind": kind}
            if found["mf"] or found["sf"]:
                self._slashed(found, values, flags)
                continue
            self.add("mean", values, found.start(), found.end(), self._arm(found.start(), found.end()), flags)

    def _slashed(self, found, values, flags):
        """2914/40 ± 385: a slash where a decimal point belongs."""
        self.add("mean", values, found.start(), found.end(), None, [*flags, "slash read as a decimal point"])
        for name, whole, part in (("mean", "m", "mf"), ("spread", "s", "sf")):
            if found[part]:
                pieces = self.numbers[found.start(whole)], self.numbers[found.start(part)]
                self.claim("mean", found.start(part))
                span = pieces[0].start, pieces[1].end
                printed = self.sentence.passage.original[span[0] : span[1]]
                value = (
                    f"{pieces[0].value}.{pieces[1].printed}"
                    if pieces[1].printed.isdigit()
                    else pieces[0].value
                )
                self.amend(-1, {name: value}, {name: printed}, {name: span})

    def _spread_near(self, first, last, flags):
        """SD, SE or unlabelled, from the words after the number, the sentence, or the whole passage."""
        after = self.s[last : last + 45].partition(NUMBER)[0]
        label = re.search(rf"(?<![A-Za-z])({shapes.SPREAD})(?![A-Za-z])", after)
        if label:
            return _spread_kind(label[1])
        kinds = [
            (found.start(), _spread_kind(found[1]))
            for found in re.finditer(rf"(?<![A-Za-z])({shapes.SPREAD})(?![A-Za-z])", self.s)
        ]
        before = [kind for place, kind in kinds if place < first]
        if before:
            return before[-1]
        if len({kind for _, kind in kinds}) == 1:
            return kinds[0][1]
        if not kinds and self.paper.spread:
            flags.append(f"{self.paper.spread} by a statement elsewhere in the passage")
            return self.paper.spread
        return "unlabelled"

    def headers(self):
        """What "mean (SD)", "median (IQR)" and "n (%)" say about the brackets that follow them."""
        for found in shapes.MEAN_HEADER.finditer(self.s):
            self.markers.append((found.start(), found.end(), "mean", _spread_kind(found["label"])))
        for found in shapes.COUNT_HEADER.finditer(self.s):
            self.markers.append((found.start(), found.end(), "count", "%"))
        for found in shapes.MEDIAN_HEADER.finditer(self.s):
            what = "median" if found["what"].lower().startswith("median") else "meanrange"
            self.markers.append((found.start(), found.end(), what, self._median_label(found["label"])))
        for found in shapes.LEVELS.finditer(self.s):
            level = next((found.start(name) for name in ("l1", "l2", "l3") if found[name]), None)
            self.claim("level", *([level] if level is not None else []))
            if found.end() < len(self.s) and self.s[found.end()] in ")]":
                before = [
                    measure
                    for measure in self.measures
                    if measure[1] <= found.start() and found.start() - measure[1] < 60
                ]
                if before:
                    value = self.numbers[level].value if level is not None else None
                    self.markers.append((before[-1][0], found.end(), "effect", value))
        self.markers.sort()
        self.trailing = [
            marker for marker in self.markers
            if not shapes.ANY_TUPLE.search(self.s[marker[1] :].partition(";")[0]) and NUMBER in self.s[max(0, marker[0] - 40) : marker[0]]
        ]  # fmt: skip
        self.markers = [marker for marker in self.markers if marker not in self.trailing]

    @staticmethod
    def _median_label(label):
        return (
            "range"
            if re.search(r"(?<!quartile )range|min", label, re.I) and not re.search("quartile", label, re.I)
            else "IQR"
        )

    def _marker(self, place):
        before = [marker for marker in self.markers if marker[1] <= place]
        if before:
            return before[-1]
        behind = [marker for marker in self.trailing if marker[0] > place]
        return behind[0] if behind else None

    def labelled_means(self):
        for pattern in (shapes.MEAN_LABELLED, shapes.MEAN_BARE):
            for found in pattern.finditer(self.s):
                mean, spread = found.start("m"), found.start("s")
                if not self.free(mean, spread) or self.value(spread) < 0 or self._skipped(mean):
                    continue
                if self._of_an_effect(mean):
                    continue
                kind = _spread_kind(found["label"]) if pattern is shapes.MEAN_LABELLED else "SD"
                self.add(
                    "mean",
                    {"mean": mean, "spread": spread, "spread_kind": kind},
                    found.start(),
                    found.end(),
                    self._arm(found.start(), self._closing(found.end())),
                )
                self.markers.append((found.start(), found.end(), "mean", kind))
        self.markers.sort()

    def _of_an_effect(self, place):
        """A coefficient or difference with its SE is no arm's mean."""
        near = [
            m
            for m in self.measures
            if m[1] <= place and place - m[1] <= 60 and m[2] not in shapes.WEAK - {"difference"} | {"ratio"}
        ]
        return bool(near) and not self._candidates(near[-1][1], place)

    def _closing(self, last):
        return last + 1 if self.s[last : last + 1] in (")", "]") else last

    # -- counts

    def counts(self):
        for shape in shapes.COUNT_SHAPES:
            for found in shape.finditer(self.s):
                self._count(found)
        self._vs_counts()
        self._share_n()
        for found in shapes.ALL_OF.finditer(self.s):
            place = found.start("n")
            if self.free(place) and self.numbers[place].whole and self.value(place) > 1:
                values = {"x": place, "n": place, "pct": None}
                self.add("count", values, found.start(), found.end(), None, ("all of them, in words",))

    def _count(self, found):
        groups = found.groupdict()
        x, n, pct, unit = (found.start(name) if groups.get(name) else None for name in ("x", "n", "p", "u"))
        unit = groups.get("u") or ""
        places = [place for place in (x, n, pct) if place is not None]
        if not self.free(*places):
            return
        if any(
            not self.numbers[place].whole or self.value(place) < 0 for place in (x, n) if place is not None
        ):
            return
        if n is not None and x is not None and (self.value(x) > self.value(n) or self.value(n) == 0):
            return
        before = self.s[max(0, found.start() - 30) : found.start()]
        if re.search(
            r"[≥≤<>/]\s?$|(?:at least|more than|less than|over|fewer than|up to|than|±|grade|score of|day|aged?) ?$",
            before,
        ) or (self.planning and pct is None):
            return
        if re.search(rf"[A-Za-z{MASK}]/$", before):
            return
        after = self.s[found.end() : found.end() + 30]
        if pct is None and n is not None and x is not None:
            if self._no_fraction(found, x, n, after):
                return
        if pct is not None:
            if (
                self.value(pct) > 100
                or self.value(pct) < 0
                or re.match(
                    r" ?%? ?(?:CI|confidence|[Cc]redible|[-–] ?#)".replace("#", NUMBER),
                    self.s[pct + 1 : pct + 16],
                )
            ):
                return
            if re.match(rf" {shapes.DOSE}| {shapes.TIME}", unit) and x is not None and n is None:
                return
            if x is not None and n is None and self.markers and re.search(r"±", unit):
                return
        flags = []
        if x is None:
            values = {"x": "0", "n": n, "pct": None}
            flags.append("zero in words")
        else:
            values = {"x": x, "n": n, "pct": pct}
        last = self._closing(found.end())
        if pct is not None and self.s[pct + 1 : pct + 3].strip()[:1] == "%":
            last = max(last, self._closing(pct + 1 + self.s[pct + 1 : pct + 3].index("%") + 1))
        if (
            groups.get("p")
            and groups.get("x")
            and n is None
            and re.search(r"n ?=", found[0])
            and found.start("p") < found.start("x")
        ):
            flags.append("n = is read as the count")
        if n is None and x is not None:
            n, why = self._n_from_of(found.start(), x, pct)
            if n is not None:
                values["n"] = n
                flags.append(why)
        if values.get("n") is not None and values["n"] is not None and pct is not None and x is not None:
            flags += self._rounding_flags(self.value(x), self.value(values["n"]), self.numbers[pct].value)
        self._add_count(values, found, last, flags)

    def _add_count(self, values, found, last, flags):
        n_place = (
            values["n"]
            if isinstance(values["n"], int) and not found.start() <= values["n"] < found.end()
            else None
        )
        arm = self._arm(found.start(), last)
        claimed_before = self.claimed.get(n_place) if n_place is not None else None
        self.add("count", values, found.start(), last, arm, flags)
        if n_place is not None and claimed_before is None:
            self.claimed[n_place] = "n of a count"
            if not any(
                item.kind == "n" and item.places.get("value", (None,))[0] == self.numbers[n_place].start
                for item in self.found
            ):
                self.add("n", {"value": n_place, "role": "not said"}, n_place, n_place + 1)

    def _share_n(self):
        """20 (64.5%), 6 (19.3%) and 5 (16.1%) of 31: one n for the whole list, where each fits it."""
        counts = [at for at, item in enumerate(self.found) if item.kind == "count"]
        counts.sort(key=lambda at: self.found[at].start)
        for first, second in reversed(list(itertools.pairwise(counts))):
            item, last = self.found[first], self.found[second]
            between = self.sentence.passage.original[item.end : last.start]
            if (
                item["n"]
                or not item["pct"]
                or not last["n"]
                or not last["x"]
                or "x" not in item.places
                or len(between) > 30
            ):
                continue
            if (
                last.places.get("n", (0,))[0] < last.places["x"][0]
                or "/" in last.quotation
                or NUMBER in between
            ):
                continue
            if not re.fullmatch(r"[)\]]?,?(?: and)?(?: [a-z]+){0,2},?(?: and)? ", between):
                continue
            x, n, pct = Decimal(item["x"]), Decimal(last["n"]), item["pct"]
            unit = Decimal(1).scaleb(-len(pct.partition(".")[2]))
            if x <= n and abs(100 * x / n - Decimal(pct)) < unit:
                flags = ("n from the end of the list", *self._rounding_flags(x, n, pct))
                self.amend(first, {"n": last["n"]}, {"n": last.printed["n"]}, {"n": last.places["n"]}, flags)

    def _no_fraction(self, found, x, n, after):
        """Blood pressures, acuity, 1 of 3 groups, 9/12 months: not x of n people."""
        slash = "/" in found[0]
        if slash and re.search(rf"{NUMBER} $", self.s[max(0, x - 2) : x]):  # 24 0/7 weeks
            return True
        if re.match(
            rf" ?(?:{shapes.TIME}|{shapes.DOSE}|(?:groups?|arms?|treatments?|regimens?|doses?|points?|items?|sites?|centers?|centres?|hospitals?|interventions?|conditions?|strategies|schedules?|sessions?|criteria|domains?|scales?|questions?|times|outcomes?|days|or more|types?|dosages?|countries|trials?|studies)\b)",
            after,
        ):
            return True
        if re.search(r"acuity|Snellen|vision|mm ?Hg|blood pressure", self.s) and slash:
            return True
        if self.value(n) in (10, 100) and re.search(
            r"\b(?:scores?|scale|satisf\w+|rat(?:ed|ing)|Apgar|mean|median|VAS|NRS)\b", self.s
        ):
            return True
        if self.value(n) < 5 or (self.numbers[x].word and self.numbers[n].word and self.value(n) < 6):
            return True
        if slash and re.search(r"[A-Za-z]\s?$", self.s[max(0, x - 1) : x]) and self.s[x - 1 : x] != " ":
            return True
        return slash and (self.value(x), self.value(n)) in {(24, 7), (12, 24)}

    def _skipped_count(self, place):
        before = self.s[max(0, place - 14) : place]
        return bool(re.search(r"[≥≤<>/±-] ?$|\b(?:per|than|least|most|first|every|of|to) $", before))

    def _n_from_of(self, first, x, pct):
        """ "Of 1,840 invited, 460 (25.0%)": the n stands before, and is taken only where x and percentage fit it."""
        head = shapes.OF_N.match(self.s)
        if not head or pct is None or head.end() > first or not self.numbers[head.start("n")].whole:
            return None, ""
        n = head.start("n")
        if (
            self.claimed.get(n) not in (None, "n of a count")
            or self.value(n) < self.value(x)
            or self.value(n) == 0
        ):
            return None, ""
        exact = 100 * self.value(x) / self.value(n)
        unit = Decimal(1).scaleb(-len(self.numbers[pct].value.partition(".")[2]))
        return (n, "n from the start of the sentence") if abs(exact - self.value(pct)) < unit else (None, "")

    @staticmethod
    def _rounding_flags(x, n, pct):
        exact = 100 * x / n
        unit = Decimal(1).scaleb(-len(pct.partition(".")[2]))
        gap = exact - Decimal(pct)
        if abs(gap) <= unit / 2:
            return []
        return (
            ["percentage looks cut off, not rounded"]
            if 0 < gap < unit
            else ["percentage does not fit x and n"]
        )

    def _vs_counts(self):
        """6 (12), 3 (6) after "n (%)"."""
        for found in shapes.TUPLE_ONE.finditer(self.s):
            marker = self._marker(found.start())
            if (
                not marker
                or marker[2] != "count"
                or found["pct"]
                or not self.free(found.start("m"), found.start("a"))
            ):
                continue
            if self.numbers[found.start("m")].whole and 0 <= self.value(found.start("a")) <= 100:
                values = {"x": found.start("m"), "n": None, "pct": found.start("a")}
                self.add(
                    "count",
                    values,
                    found.start(),
                    found.end(),
                    self._arm(found.start(), found.end()),
                    ("percentage by the words n (%)",),
                )

    def _arm(self, first, last):
        """The arm, where the words right behind (or before) a finding name it."""
        found = shapes.ARM_AFTER.match(self.s[last : last + 110])
        if found:
            name = found["letter"] or found["group"] or found["word"]
            start = last + found.start("letter" if found["letter"] else "group" if found["group"] else "word")
            words = name.lower().split()
            if words[0] not in shapes.NOT_ARMS and not (
                found["letter"] and name in ("NS", "SD", "SE", "SEM", "CI", "IQR")
            ):
                if not (
                    found["group"]
                    and len(words) > 1
                    and words[0] in ("each", "either", "both", "any", "per", "one", "other")
                ):
                    start, end = self.sentence.offsets(start, start + len(name))
                    return re.sub(
                        r"^(?:the|those in|patients in) ", "", self.sentence.passage.original[start:end]
                    )
        before = shapes.ARM_BEFORE.search(self.s[max(0, first - 80) : first])
        shift = max(0, first - 80)
        clause = (
            max(
                self.s.rfind(";", 0, first),
                self.s.rfind(":", 0, first),
                self.s.rfind(" while ", 0, first),
                self.s.rfind(" than ", 0, first),
            )
            + 1
        )
        if before and NUMBER not in self.s[clause:first]:
            start, end = self.sentence.offsets(shift + before.start("group"), shift + before.end("group"))
            name = self.sentence.passage.original[start:end]
            return name if name.lower().split()[0] not in ("each", "either", "both", "any", "per") else None
        return None

    # -- effects with intervals

    def intervals(self):
        at, effects_end = 0, 0
        while True:
            found = shapes.INTERVAL.search(self.s, at)
            if not found:
                break
            at = found.end()
            limits = self._limits(found)
            if limits is None:
                at = found.start() + 1
                continue
            level, flags = self._level(found)
            self.claim("level", *range(found.start(), found.start("a")))
            rows = [(limits, found.end())]
            while len(rows) < 6:
                more = shapes.NEXT_LIMITS.match(self.s, rows[-1][1])
                more_limits = self._limits(more) if more else None
                if more_limits is None:
                    break
                rows.append((more_limits, more.end()))
            estimates = self._estimates(effects_end, found.start(), len(rows))
            if len(rows) > 1 and estimates is None:
                rows = rows[:1]
                estimates = self._estimates(effects_end, found.start(), 1)
            if len(rows) == 1:
                self._effect(effects_end, found.start(), rows[0], estimates, level, flags)
            else:
                for estimate, row in zip(estimates, rows, strict=True):
                    self._effect(
                        effects_end, found.start(), row, [estimate], level, [*flags, "paired by order"]
                    )
            at = effects_end = rows[-1][1]
            median = bool(self.found) and self.found[-1].kind == "median"
            text = self.numbers[level].value if isinstance(level, int) else level
            self.markers.append(
                (found.start(), effects_end, "median" if median else "effect", "CI" if median else text)
            )
        self.markers.sort()

    def _limits(self, found):
        """Places (or words) of both limits, if they are free; "0.48 -0.91" is a range, too."""
        ends = []
        for name in ("a", "b"):
            place = found.start(name)
            if found[name] == NUMBER:
                if not self.free(place):
                    return None
                ends.append(place)
            else:
                ends.append(self._open_limit(found[name]))
        if all(isinstance(end, int) for end in ends) and re.fullmatch(" ", self.s[ends[0] + 1 : ends[1]]):
            return ends if self.numbers[ends[1]].maybe_range else None
        return ends

    @staticmethod
    def _open_limit(words):
        if re.match("not (?:yet )?(?:estim|eval|calc)", words):
            return "NE"
        return "not reached" if re.match("not|NR|N.R", words) else words

    def _level(self, found):
        level = next((found.start(name) for name in ("l1", "l2", "l3") if found.groupdict().get(name)), None)
        if level is not None:
            self.claimed[level] = "level"
            return level, []
        if self.paper.level:
            return self.paper.level, ["level inherited"]
        return None, ["no level printed"]

    def _skipped(self, place, ratio=False):
        """Numbers before an interval that are not its estimate: words, people, n =, x/n, time points of a ratio."""
        number = self.numbers[place]
        after, before = self.s[place + 1 : place + 40], self.s[max(0, place - 8) : place]
        if (
            number.word
            or re.match(rf" (?:[a-z-]+ ){{0,2}}{shapes.PERSON}", after)
            or re.search(r"[nN] ?= ?$|[/]$|[≥≤<>] ?$", before)
            or after.startswith("/")
        ):
            return True
        if re.match(rf"-?(?: [a-z]+)? (?:{shapes.DOSE})", after) and ratio:
            return True
        return (
            ratio
            and (
                re.match(rf"[- ]?{shapes.TIME}", after.lstrip()) is not None or after.lstrip().startswith("%")
            )
            and "." not in number.value
        )

    def _candidates(self, first, last, ratio=False):
        reusable = ("mean", "count", "percentage")
        places = []
        for place in self.order[bisect_left(self.order, first) : bisect_left(self.order, last)]:
            if place not in self.claimed or self.claimed[place] in reusable:
                if self.claimed.get(place) == "count" and not self.s[
                    place + 1 : place + 3
                ].lstrip().startswith("%"):
                    continue
                if not self._skipped(place, ratio):
                    places.append(place)
        return places

    def _text(self, first, last):
        """The skeleton between two places without P values and test statistics."""
        pieces, at = [], first
        for low, high in sorted(self.blanks):
            if low >= at and high <= last:
                pieces.append(self.s[at:low])
                at = high
        return "".join([*pieces, self.s[at:last]])

    def _measure_before(self, first, last, place=None):
        """The measure that an interval at `last` belongs to: the nearest, but a strong word beats a weak one behind it."""
        near = [m for m in self.measures if m[0] >= first and m[1] <= last]
        if place is not None:
            near = [m for m in near if m[1] <= place] or near
        if not near:
            return None
        chosen = near[-1]
        for measure in reversed(near[:-1]):
            crossed = [p for p in self._candidates(measure[1], chosen[0])]
            if crossed:
                break
            if chosen[2] in shapes.WEAK | {"ratio"} and measure[2] not in {"change", "mean", "proportion"}:
                chosen = measure
        return chosen

    def _estimates(self, first, last, count):
        """Places of the `count` estimates in front of an interval, or None."""
        first = max(first, last - 260)
        measure = self._measure_before(first, last)
        ratio = measure is not None and measure[2] in shapes.RATIOS
        places = self._candidates(first, last, ratio)
        if measure is not None and measure[2] not in {"change", "proportion"}:
            behind = [place for place in places if place >= measure[1]]
            places = behind or [place for place in places if len(self._text(place, last).split()) < 6]
        if len(places) < count:
            return None
        places = places[-count:]
        gap = self._text(places[-1] + 1, last)
        if len(gap.split()) > 11 or re.search(r"\b(?:vs|versus|v|compared|than)\b", gap) or len(gap) > 90:
            return None
        if count > 1:
            links = [self.s[a + 1 : b] for a, b in itertools.pairwise(places)]
            if not all(shapes.LIST_LINK.match(link) for link in links):
                return None
        return places

    def _effect(self, first, last, row, estimates, level, flags):
        limits, end = row
        first = max(first, last - 260)
        place = estimates[0] if estimates else None
        measure = self._measure_before(first, last, place)
        name = measure[2] if measure else None
        flags = list(flags)
        inside = None
        if place is not None and all(isinstance(limit, int) for limit in limits):
            low, high = sorted(self._limit_values(limits, name))
            inside = low <= self.value(place) <= high
        if place is not None:
            place, name = self._whose(first, last, place, measure, name, inside, flags)
        if place is not None and inside is False and name in shapes.RATIOS:
            percent = self._percent_change(first, place, limits)
            if percent is not None:
                self._alone(place, name, measure)
                place, name, inside = percent, "change", True
                flags.append("interval in per cent: it belongs to the change, not to the ratio")
        if place is None:
            words = re.search(rf"({shapes.NOT_REACHED})[\s,;:(\[]*$", self.s[first:last])
            if words and measure and measure[2] == "median":
                return self._median_interval("not reached", limits, first, last, end, flags)
            if name != "median":
                flags.append("estimate not printed beside its interval")
        if name == "median":
            return self._median_interval(place, limits, first, last, end, flags)
        if name == "mean" and re.search(r"\bby an? $", self.s[max(0, measure[0] - 5) : measure[0]]):
            name = "change"
        if place is not None and re.match(
            r"-fold| times (?:higher|lower|more|less|as|greater)\b", self.s[place + 1 : place + 16]
        ):
            name = "ratio"
        if name in (None, "change") and place is not None and inside:
            name = self._same_as_before(place, first, flags) or name
            if name == "median":
                return self._median_interval(place, limits, first, last, end, flags)
        if name == "change":
            flags.append("between or within arms is not said, and the sign may be in the words")
        if (
            name == "ratio"
            and place is not None
            and measure
            and self.s[max(0, measure[0] - 12) : measure[0]].rstrip().endswith("neutrophil")
        ):
            name = "unknown"
        values = {
            "measure": name or "unknown", "estimate": place, "low": limits[0], "high": limits[1], "level": level,
            "adjusted": self._adjusted(measure, first, last),
        }  # fmt: skip
        start = min(
            at
            for at in (
                place if place is not None else last,
                measure[0] if measure and measure[2] not in shapes.WEAK and measure[0] >= first else last,
            )
        )
        if end < len(self.s) and self.s[end : end + 2].lstrip().startswith("%"):
            end += self.s[end : end + 2].index("%") + 1
        if name is not None and inside is False and place is not None:
            flags.append("estimate outside its interval")
        item = self.add("effect", values, start, end, None, flags)
        self._fix_maybe_range(item, limits)
        if isinstance(level, int):
            self.paper.level = self.numbers[level].value
        if name and name in shapes.RATIOS | {"risk difference", "mean difference", "difference", "change"}:
            self.paper.measure, self.paper.adjusted = name, values["adjusted"]

    def _percent_change(self, first, place, limits):
        """ "43% lower (hazard ratio 0.57; 95% CI 18% to 61%)": the place of the 43, if the interval holds it."""
        if not all(self.s[limit + 1 : limit + 3].lstrip().startswith("%") for limit in limits):
            return None
        low, high = sorted(self._limit_values(limits))
        for at in reversed(self._candidates(max(first, place - 90), place)):
            rest = self.s[at + 1 : at + 60]
            changed = shapes.CHANGE_AFTER.match(rest) or (
                re.match(" ?%", rest) and shapes.CHANGE_BY.search(self.s[max(0, at - 100) : at])
            )
            if changed and low <= self.value(at) <= high:
                return at
        return None

    def _alone(self, place, name, measure=None, flags=()):
        """An effect that is printed without an interval of its own."""
        values = {
            "measure": name, "estimate": place, "low": None, "high": None, "level": None,
            "adjusted": self._adjusted(measure, measure[0], place) if measure else "not said",
        }  # fmt: skip
        start = measure[0] if measure else place
        self.add("effect", values, start, place + 1, None, (*flags, "no interval printed"))

    def _same_as_before(self, place, first, flags):
        """ "HR 0.75 (95% CI ...) in women vs 0.93 (95% CI ...) in men": the second carries the first's measure."""
        here = self.numbers[place].start
        before = [
            item
            for item in self.found
            if item.end <= here and ((item.kind == "effect" and item["estimate"]) or item.kind == "median")
        ]
        if (
            not before
            or place - first > 70
            or not re.search(r"\b(?:vs|versus|v|and|or)\b|,", self.s[first:place])
        ):
            return None
        last, mine = before[-1], self.numbers[place]
        if last.kind == "median":
            if last["spread_kind"] != "CI" or not last["median"] or ";" in self.s[first:place]:
                return None
            return "median"
        if last["measure"] in ("unknown", "percentage") or ";" in self.s[first:place]:
            return None
        if len(last["estimate"].partition(".")[2]) != len(mine.value.partition(".")[2]):
            return None
        flags.append("measure inherited")
        return last["measure"]

    def _limit_values(self, limits, name=None):
        values = [self.value(limit) for limit in limits]
        if self.numbers[limits[1]].maybe_range and self.s[limits[0] + 1 : limits[1]] == " ":
            values[1] = abs(values[1])
        return values

    def _fix_maybe_range(self, item, limits):
        """ "0.48 -0.91": the minus is the dash of a range."""
        if not all(isinstance(limit, int) for limit in limits) or self.s[limits[0] + 1 : limits[1]] != " ":
            return
        printed, end = item.printed["high"].lstrip("-−–"), item.places["high"][1]
        new = {"high": item["high"].lstrip("-")}, {"high": printed}, {"high": (end - len(printed), end)}
        self.amend(-1, *new, flags=("minus read as the dash of a range",))

    def _whose(self, first, last, place, measure, name, inside, flags):
        """Does the interval belong to the number before it? Returns the place (or None) and the measure's name."""
        if shapes.RATE_BEHIND.match(self.s, place + 1):
            return place, "rate"
        percent = self.s[place + 1 : place + 3].lstrip().startswith("%")
        gap = self._text(place + 1, last)
        tight = re.fullmatch(r" ?%?[)\]]?[ ,;:]{0,2}[(\[]?", gap) is not None
        own = measure is not None and measure[0] >= first and measure[1] <= place
        between = [at for at in self._candidates(measure[1], place)] if own else []
        previous = [at for at in self._candidates(first, place) if at >= place - 130]
        linked = (
            bool(previous)
            and bool(shapes.VS_LINK.match(self.s[previous[-1] + 1 : place]))
            and not (own and measure[0] > previous[-1])
        )
        if self.claimed.get(place) == "count":
            if tight and inside is not False and not re.match(r" ?%?[)\]][ ,;:]", gap):
                return place, "percentage"
            if inside and not linked and len(gap) < 30:
                return place, "percentage"
            if name in (None, "change", "proportion") or not own:
                return None, name if name in ("difference", "risk difference") else None
            return None, name
        if own and name not in shapes.WEAK and not between:
            return place, name
        if linked:
            same = self.s[previous[-1] + 1 : previous[-1] + 3].lstrip().startswith("%") or not percent
            if same:
                flags.append("whose interval this is, is not said")
                return None, name if own and name not in ("median", "mean", "proportion", "change") else None
        if own and name in ("difference", "mean", "median", "change") and not between:
            return place, name if not (name == "change" and percent and inside is False) else None
        if own and name not in shapes.WEAK:
            return place, name
        if own and name == "difference":
            return place, name
        if own and name == "median":
            return place, name
        if inside is False:
            return None, None
        after = re.match(rf"^{shapes.unit(5)}", gap)
        behind = next((m for m in self.measures if place < m[0] < last), None)
        if behind and after:
            return place, behind[2]
        if percent:
            changed = shapes.CHANGE_BY.search(self.s[max(first, place - 100) : place])
            return place, "change" if changed else "percentage"
        return place, name if own else None

    def _median_interval(self, place, limits, first, last, end, flags):
        values = {"median": place, "low": limits[0], "high": limits[1], "spread_kind": "CI"}
        start = place if isinstance(place, int) else last
        if place is None:
            flags.append("median not printed beside its interval")
        self.add("median", values, start, end, None, flags)

    def _adjusted(self, measure, first, last):
        if not measure:
            return "not said"
        near = self.s[max(first, measure[0] - 45) : min(last, measure[1] + 45)]
        near = near.rpartition(";")[2] if ";" in near[:45] else near
        if shapes.CRUDE.search(near):
            return "no"
        return "yes" if shapes.ADJUSTED.search(near) else "not said"

    # -- medians, ranges, brackets

    def medians(self):
        for found in shapes.MEDIAN.finditer(self.s) if shapes.SPREAD_WORDS.search(self.s) else ():
            place = found.start("m")
            if not self.free(place) or self._skipped(place):
                continue
            label = self._median_label(found["label"])
            near = [
                m
                for m in self.measures
                if m[2] in ("median", "mean") and m[1] <= place and place - m[1] < 140
            ]
            what = near[-1][2] if near else None
            if not what and re.search(r"\bmedians?\b", self.s[found.end() : found.end() + 60]):
                what = "median"
            flags = [] if what else ["the word median is not printed"]
            if found["w"]:
                if label == "IQR" and self.free(found.start("w")):
                    values = {"median": place, "low": None, "high": None, "spread_kind": "IQR"}
                    self.add(
                        "median",
                        values,
                        found.start(),
                        found.end(),
                        self._arm(found.start(), self._closing(found.end())),
                        [*flags, f"width of the IQR: {self.numbers[found.start('w')].value}"],
                    )
                    self.claim("median", found.start("w"))
                continue
            limits = self._limits(found)
            if limits is None:
                continue
            arm = self._arm(found.start(), self._closing(found.end()))
            if label == "range" and what != "median":
                self._scale_or_range(found, limits, place if what == "mean" else None, arm)
                continue
            values = {"median": place, "low": limits[0], "high": limits[1], "spread_kind": label}
            self._fix_maybe_range(self.add("median", values, found.start(), found.end(), arm, flags), limits)
            self.markers.append((found.start(), found.end(), "median", label))
        self.markers.sort()

    def _scale_or_range(self, found, limits, mean, arm):
        if self._is_scale(found.start("label"), found.end(), limits):
            self.claim("label", *[limit for limit in limits if isinstance(limit, int)])
            return
        if mean is not None:
            self.add(
                "mean",
                {"mean": mean, "spread": None, "spread_kind": "unlabelled"},
                mean,
                mean + 1,
                arm,
                ("printed with a range",),
            )
        if mean is not None:
            self.markers.append((found.start(), found.end(), "meanrange", "range"))
        flags = ("range of the mean before it",) if mean is not None else ()
        self._fix_maybe_range(
            self.add(
                "range", {"low": limits[0], "high": limits[1]}, found.start("label"), found.end(), arm, flags
            ),
            limits,
        )

    def _is_scale(self, first, last, limits):
        if shapes.SCALE_AFTER.search(self.s[last : last + 60]) and not re.match(
            r" ?(?:points?)?[)\]]", self.s[last : last + 9]
        ):
            return True
        scaled = shapes.SCALE_BEFORE.search(self.s[max(0, first - 70) : first])
        if not scaled or not all(isinstance(limit, int) for limit in limits):
            return False
        low, high = self.value(limits[0]), self.value(limits[1])
        return (low in (0, 1) and self.numbers[limits[0]].whole) or high in (10, 100)

    def tuples(self):
        """Brackets without words of their own: they mean what the words before them said."""
        self._ratios_in_words()
        for found in shapes.TUPLE_RANGE.finditer(self.s):
            self._tuple_range(found)
        for found in shapes.TUPLE_COMMA.finditer(self.s):
            self._tuple_comma(found)
        for found in shapes.TUPLE_ONE.finditer(self.s):
            self._tuple_one(found)

    def _near_measure(self, first, place):
        near = [m for m in self.measures if first <= m[0] and m[1] <= place and place - m[1] <= 75]
        near = [m for m in near if not self._candidates(m[1], place)]
        if not near:
            return None
        strong = [m for m in near if m[2] not in shapes.WEAK | {"ratio"}]
        if strong and near[-1][2] in ("change", "mean", "difference", "ratio"):
            return strong[-1]
        return near[-1]

    def _tuple_range(self, found):
        place = found.start("m")
        limits = self._limits(found)
        if (
            not self.free(place)
            or limits is None
            or not all(isinstance(limit, int) for limit in limits)
            or self._skipped(place)
        ):
            return
        weak = not re.search(r"[-–−]|to |through", self.s[limits[0] + 1 : limits[1]])
        marker = self._marker(place)
        near = self._near_measure(marker[1] if marker else 0, place)
        name = near[2] if near else None
        last = self._closing(found.end())
        low, high = sorted(self._limit_values(limits))
        inside = low <= self.value(place) <= high
        if name == "median" or (name in (None, "change") and marker and marker[2] == "median"):
            label = marker[3] if marker and marker[2] == "median" else "unlabelled"
            if weak and label == "unlabelled":
                return
            flags = ("what the bracket holds is not said",) if label == "unlabelled" else ()
            values = {"median": place, "low": limits[0], "high": limits[1], "spread_kind": label}
            self._fix_maybe_range(
                self.add("median", values, found.start(), last, self._arm(found.start(), last), flags), limits
            )
            return
        if marker and marker[2] == "meanrange" and name in (None, "mean"):
            self.add(
                "mean",
                {"mean": place, "spread": None, "spread_kind": "unlabelled"},
                place,
                place + 1,
                None,
                ("printed with a range",),
            )
            self.add(
                "range",
                {"low": limits[0], "high": limits[1]},
                limits[0],
                last,
                None,
                ("range of the mean before it",),
            )
            return
        effect = name is not None and name not in ("mean", "change", "proportion", "median", "ratio")
        changed = name == "change" and re.search(r"\bby (?:an? )?$", self.s[max(0, place - 8) : place])
        if not effect and inside and changed and not marker and self.paper.level:
            self._inherited(found.start(), last, place, limits, "change", marker, near)
            return
        if not effect and inside and shapes.COMPARED.search(found["u"]):
            self._inherited(found.start(), last, place, limits, "difference", marker, near)
            return
        if not effect and not (marker and marker[2] == "effect"):
            if (
                marker is None
                and inside
                and name in (None, "change")
                and not weak
                and self._bracketed_ratio(place, limits)
            ):
                self._inherited(found.start(), last, place, limits, None, None, None)
            return
        if not inside and not effect:
            return
        self._inherited(found.start(), last, place, limits, name if effect else None, marker, near)

    def _bracketed_ratio(self, place, limits):
        """ "[2.41 (1.01-5.75)]" after a ratio with its level: decimals everywhere and nothing else in the bracket."""
        return (
            self.s[max(0, place - 1) : place] in ("[", "(")
            and self.paper.level is not None
            and self.paper.measure in shapes.RATIOS
            and all("." in self.numbers[at].value for at in (place, *limits))
        )

    def _ratios_in_words(self):
        """ "relative risk 1.35 for each doubling of dose (1.17 to 1.56)": words between a ratio and its interval."""
        for measure in self.measures:
            found = shapes.RATIO_IN_WORDS.match(self.s, measure[1]) if measure[2] in shapes.RATIOS else None
            limits = self._limits(found) if found else None
            if limits is None or not self.free(found.start("m")):
                continue
            if not all(isinstance(limit, int) for limit in limits):
                continue
            low, high = sorted(self._limit_values(limits))
            if low <= self.value(found.start("m")) <= high and self.paper.level:
                place = found.start("m")
                self._inherited(measure[0], found.end(), place, limits, measure[2], None, measure)

    def _inherited(self, first, last, place, limits, name, marker, near):
        flags = []
        level = marker[3] if marker and marker[2] == "effect" and marker[3] else self.paper.level
        if not level:
            flags.append("no level printed")
        elif not (marker and marker[2] == "effect" and marker[3]):
            flags.append("level inherited")
        behind = shapes.LEVEL_BEHIND.match(self.s, last)
        if behind:
            level, flags = behind.start("level"), []
            self.claimed[level] = "level"
        elif marker and marker[2] == "effect" and marker[3]:
            self.paper.level = level
        adjusted = self._adjusted(near, 0, last) if near else self.paper.adjusted
        followed = name is None
        if name is None:
            name = self._marker_measure(marker, place)
            if name is None:
                name = self.paper.measure
                flags.append("measure inherited")
        if name in (None, "median", "mean", "proportion") or (name == "change" and not followed and not near):
            return
        if name in shapes.RATIOS and self.s[place + 1 : place + 3].lstrip().startswith("%"):
            here = self.numbers[place].start
            before = [item for item in self.found if item.kind == "effect" and item.end <= here]
            if not before or before[-1]["measure"] != "percentage":
                return
            name = "percentage"
        values = {
            "measure": name,
            "estimate": place,
            "low": limits[0],
            "high": limits[1],
            "level": level,
            "adjusted": adjusted,
        }
        if near and near[2] == name and first - near[1] < 12:
            first = near[0]
        self._fix_maybe_range(self.add("effect", values, first, last, None, flags), limits)
        self.paper.measure = name

    def _marker_measure(self, marker, place):
        """The measure named last in the sentence before the place, as far back as the marker's own."""
        if not marker or marker[2] != "effect":
            return None
        inside = [
            m
            for m in self.measures
            if m[1] <= place and m[0] >= marker[0] - 60 and m[2] not in ("change", "mean", "proportion")
        ]
        if inside:
            return inside[-1][2]
        here = self.numbers[place].start
        last = [item for item in self.found if item.kind == "effect" and item.end <= here]
        return last[-1]["measure"] if last and last[-1]["measure"] != "unknown" else None

    def _tuple_comma(self, found):
        place = found.start("m")
        limits = self._limits(found)
        shared = self.claimed.get(place) == "count" and self.s[place + 1 : place + 3].lstrip().startswith("%")
        if limits is None or not all(isinstance(limit, int) for limit in limits) or self._skipped(place):
            return
        if not self.free(place) and not shared:
            return
        low, high = sorted(self._limit_values(limits))
        inside = low <= self.value(place) <= high
        marker = self._marker(place)
        if shared:
            if inside and marker and self._marker_measure(marker, place) == "percentage":
                self._inherited(place, found.end(), place, limits, None, marker, None)
            return
        near = self._near_measure(
            marker[0] if marker and marker[2] == "effect" else (marker[1] if marker else 0), place
        )
        effect = near is not None and near[2] not in shapes.WEAK | {"ratio"}
        bracket = self.s[max(0, place - 1) : place] in ("(", "[") or self._behind_counts(place)
        if not inside or self.value(place) == low == high:
            return
        if effect and (place - near[1]) < 40:
            self._inherited(found.start(), found.end(), place, limits, near[2], marker, near)
        elif (
            bracket
            and self.paper.measure
            and "." in self.numbers[place].value
            and "." in self.numbers[limits[0]].value
        ):
            self._inherited(found.start(), found.end(), place, limits, None, marker, None)

    def _behind_counts(self, place):
        """ "(30/90 (33%) v 41/92 (45%); 0.75, 0.52 to 1.08": does a semicolon part it from counts or percentages?"""
        if not re.search(r"[)\]%]; $", self.s[max(0, place - 3) : place]):
            return False
        start = self.numbers[place].start
        near = [item for item in self.found if start - 60 < item.end <= start]
        return bool(near) and max(near, key=lambda item: item.end).kind in ("count", "percentage")

    def _tuple_one(self, found):
        place, inner = found.start("m"), found.start("a")
        if found["m"] == WORD or not self.free(place, inner) or self._skipped(place) or self.value(inner) < 0:
            return
        marker = self._marker(place)
        near = self._near_measure(marker[1] if marker else 0, place)
        percent = bool(found["pct"])
        both_percent = percent and "%" in found["u"]
        if percent and not both_percent:
            return
        last = found.end()
        if marker and marker[2] == "mean" and (near is None or near[2] in ("mean", "change")):
            values = {"mean": place, "spread": inner, "spread_kind": marker[3]}
            self.add("mean", values, found.start(), last, self._arm(found.start(), last))
        elif not marker and not percent and self.paper.spread and self._scores_listed(found):
            values = {"mean": place, "spread": inner, "spread_kind": self.paper.spread}
            flags = (f"{self.paper.spread} by a statement elsewhere in the passage",)
            self.add("mean", values, found.start(), last, self._arm(found.start(), last), flags)
        elif near is not None and near[2] == "mean" and not marker and place - near[1] < 50 and not percent:
            if self.value(inner) > 0 and not re.search(r"\b(?:n|N)\b", self.s[near[1] : place]):
                values = {"mean": place, "spread": inner, "spread_kind": self.paper.spread or "unlabelled"}
                flags = (
                    (f"{self.paper.spread} by a statement elsewhere in the passage",)
                    if self.paper.spread
                    else ("what the bracket holds is not said",)
                )
                self.add("mean", values, found.start(), last, self._arm(found.start(), last), flags)
                self.markers.append((found.start(), last, "mean", values["spread_kind"]))
                self.markers.sort()

    def _scores_listed(self, found):
        """Scores of several arms, each with a bracket and decimals: "scores 10.8 (4.6), 11.0 (5.1) and 11.9 (4.9)"."""
        place, inner = found.start("m"), found.start("a")
        if not all("." in self.numbers[at].value for at in (place, inner)):
            return False
        listed = shapes.NEXT_TUPLE.match(self.s, found.end()) or re.search(
            r"[)\]](?:,| and|, and| v| vs\.?| versus) $", self.s[max(0, place - 9) : place]
        )
        return bool(listed) and bool(shapes.SCORES_BEFORE.search(self.s[max(0, place - 110) : place]))

    def ranges(self):
        for found in shapes.RANGE.finditer(self.s) if "ang" in self.s else ():
            limits = self._limits(found)
            if limits is None or not all(isinstance(limit, int) for limit in limits):
                continue
            if not re.search(r"[-–−]|to |and ", self.s[limits[0] + 1 : limits[1]]):
                continue
            if self._is_scale(found.start(), found.end(), limits):
                self.claim("label", *limits)
                continue
            last = found.end()
            self._fix_maybe_range(
                self.add("range", {"low": limits[0], "high": limits[1]}, found.start(), last, None), limits
            )

    # -- percentages and people

    def percentages(self):
        self._pair_of_counts()
        for found in shapes.BARE_MEAN.finditer(self.s):
            if self.s[found.end("m") : found.end("m") + 2].lstrip().startswith("%"):
                self._bare(found)
        found = shapes.OF_PCT.match(self.s)
        if (
            found
            and self.free(found.start("p"))
            and self.numbers[found.start("n")].whole
            and not self.planning
        ):
            place = found.start("p")
            if self.claimed.get(found.start("n")) in (None, "n of a count", "n"):
                flags = (
                    "n from the start of the sentence",
                    self._derived(self.numbers[place].value, self.value(found.start("n"))),
                )
                self.add(
                    "percentage",
                    {"pct": place, "n": self.numbers[found.start("n")].value},
                    place,
                    found.end(),
                    None,
                    flags,
                )
        for found in shapes.PCT_LIST.finditer(self.s):
            places = [found.start(name) for name in "abc"]
            decimals = {len(self.numbers[place].value.partition(".")[2]) for place in places}
            if (
                self.free(*places)
                and len(decimals) == 1
                and not self.planning
                and all(0 <= self.value(p) <= 100 for p in places)
            ):
                for place in places[:2]:
                    if not self._skipped(place):
                        self._percentage(place, ["percent sign stands behind a later number"])
        for found in shapes.PCT_PAIR.finditer(self.s):
            place = found.start("first")
            if (
                self.free(place, found.start("second"))
                and not self.planning
                and 0 <= self.value(place) <= 100
            ):
                numbers = self.numbers[place], self.numbers[found.start("second")]
                same = len({len(number.value.partition(".")[2]) for number in numbers}) == 1
                if (
                    same
                    and not self._skipped(place)
                    and not re.search(
                        r"[≥≤<>/] ?$|\b(?:age|aged|week|day|month)s? $", self.s[max(0, place - 7) : place]
                    )
                ):
                    self._percentage(place, ["percent sign stands behind the next number"])
        changed = False
        for place in self.order:
            rest = self.s[place + 1 : place + 60]
            if not self.free(place) or not re.match(r" ?%", rest) or self.planning:
                continue
            before = self.s[max(0, place - 60) : place]
            if (
                shapes.NO_PCT_BEFORE.search(before)
                or shapes.NO_PCT_AFTER.match(rest)
                or self.value(place) > 100
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
                and shapes.DEFINED.search(self.s)
            ):
                continue
            if (
                self.value(place) < 0
                or shapes.CHANGE_AFTER.match(rest)
                or shapes.CHANGE_BEFORE.search(before)
                or (changed and shapes.SECOND_CHANGE.search(before))
            ):
                if self.value(place) < 0 or shapes.RESULT_BEFORE.search(before):
                    self._alone(place, "change", None, ("a change in per cent, not a frequency",))
                    changed = True
            else:
                self._percentage(place, [])

    def _pair_of_counts(self):
        """12 of 100 and 20 of 98 people (12% vs 20%): the pair belongs to the counts where it fits both."""
        counts = [at for at, item in enumerate(self.found) if item.kind == "count"]
        counts.sort(key=lambda at: self.found[at].start)
        for first, second in itertools.pairwise(counts):
            items = self.found[first], self.found[second]
            if any(item["pct"] or not item["n"] or item["n"] == "0" for item in items):
                continue
            behind = next(
                (
                    place
                    for place in range(len(self.s))
                    if self.sentence.offsets(place, place + 1)[0] >= items[1].end
                ),
                None,
            )
            found = shapes.COUNT_PAIR.match(self.s, behind) if behind is not None else None
            if not found or not self.free(found.start("p"), found.start("q")):
                continue
            places = found.start("p"), found.start("q")
            gaps = [
                (
                    abs(100 * Decimal(item["x"]) / Decimal(item["n"]) - self.value(place)),
                    len(self.numbers[place].value.partition(".")[2]),
                )
                for item, place in zip(items, places, strict=True)
            ]
            if all(gap < Decimal(1).scaleb(-decimals) for gap, decimals in gaps):
                for at, place in zip((first, second), places, strict=True):
                    number = self.numbers[place]
                    span = {"pct": (number.start, number.end)}
                    self.amend(
                        at,
                        {"pct": number.value},
                        {"pct": number.printed},
                        span,
                        ("percentage from the bracket behind both counts",),
                    )
                    self.claim("count", place)

    def _percentage(self, place, flags):
        end = place + 1
        values = {"pct": place, "n": None}
        if self.s[end : end + 2].lstrip().startswith("%"):
            end += self.s[end : end + 2].index("%") + 1
        of = shapes.PCT_OF.match(self.s, end)
        if (
            of
            and self.free(of.start("n"))
            and self.numbers[of.start("n")].whole
            and self.value(of.start("n")) > 0
        ):
            n = of.start("n")
            if not re.match(rf" ?(?:{shapes.DOSE}|{shapes.TIME}|%)", self.s[n + 1 : n + 12]):
                values["n"] = n
                flags = [*flags, self._derived(self.numbers[place].value, self.value(n))]
                end = n + 1
        arm_end = end
        self.add("percentage", values, place, end, self._arm(place, arm_end), flags)

    @staticmethod
    def _derived(pct, n):
        """What count could be behind "31.0% of 87"? Said, never entered as printed."""
        unit = Decimal(1).scaleb(-len(pct.partition(".")[2]))
        fits = [x for x in range(max(0, int(n * (Decimal(pct) - unit) / 100)), int(n * (Decimal(pct) + unit) / 100) + 2)
                if x <= n and abs(100 * Decimal(x) / n - Decimal(pct)) <= unit / 2][:3]  # fmt: skip
        if len(fits) == 1:
            return f"count derived, not printed: {fits[0]} of {n}"
        return f"several counts of {n} fit" if fits else f"no whole count of {n} gives {pct}%"

    def people(self):
        if self.planning:
            return
        for found in shapes.N_EQUALS.finditer(self.s):
            place = found.start("n")
            if self.free(place) and self.numbers[place].whole and self.value(place) > 0:
                before = self.s[max(0, found.start() - 60) : found.start()]
                self.add(
                    "n",
                    {"value": place, "role": "as printed: n ="},
                    found.start(),
                    found.end(),
                    self._arm_of_n(before),
                )
                more = shapes.N_MORE.match(self.s, found.end())
                while more and self.free(more.start("n")) and self.numbers[more.start("n")].whole:
                    self.add(
                        "n",
                        {"value": more.start("n"), "role": "as printed: n ="},
                        more.start("n"),
                        more.end("n"),
                    )
                    more = shapes.N_MORE.match(self.s, more.end("n"))
        allocating = re.search(r"\b(?:random|assign|allocat|divided|split)", self.s)
        for shape in (
            shapes.N_PEOPLE,
            shapes.N_AGED,
            shapes.N_VERB,
            shapes.N_OF,
            shapes.N_TO,
            shapes.N_GROUP,
            shapes.N_TOTAL,
            shapes.N_IN,
            shapes.N_GIVEN,
            shapes.N_LABELLED,
        ):
            for found in shape.finditer(self.s):
                place = found.start("n")
                if not self.free(place) or not self.numbers[place].whole or self.value(place) <= 1:
                    continue
                if re.match(rf" {shapes.TIME}", self.s[place + 1 : place + 10]):
                    continue
                if (
                    shape in (shapes.N_TO, shapes.N_GROUP)
                    and not allocating
                    and not (
                        shape is shapes.N_GROUP and re.search(r"\b(?:analy|includ|complet|enrol)", self.s)
                    )
                ):
                    continue
                before = self.s[max(0, place - 20) : place]
                if re.search(
                    r"(?:[≥≤<>/±-]|\b(?:per|every|each|at least|more than|than|first|from|age|aged|last|to))\s?$",
                    before,
                ) and not re.search(r"assigned to $", before):
                    continue
                role = "arm" if shape in (shapes.N_TO, shapes.N_GROUP) else "not said"
                arm = None
                if shape is shapes.N_TO:
                    to = re.match(
                        r"(?:[^#]{0,30}?) ?to (?:the |receive |undergo )?(?P<arm>[A-Za-z][\w-]{2,}(?: [a-z][\w-]{2,})?)(?=,|;|\.|\)|$| \(| and\b| or\b)".replace(
                            "#", NUMBER
                        ),
                        self.s[place + 1 : place + 70],
                    )
                    arm = to["arm"] if to else None
                elif shape is shapes.N_GROUP:
                    arm = self._arm(place, place + 1)
                self.add("n", {"value": place, "role": role}, place, place + 1, arm)

        first = shapes.N_FIRST.match(self.s)
        if first and self.free(first.start("n")) and self.numbers[first.start("n")].whole:
            whole = self.sentence.passage.original
            if shapes.PARTICIPANTS.search(whole[max(0, self.sentence.start - 30) : self.sentence.start]):
                self.add(
                    "n",
                    {"value": first.start("n"), "role": "not said"},
                    first.start("n"),
                    first.start("n") + 1,
                )
        self._adding_up()
        for found in shapes.MORE_ARM.finditer(self.s):
            place = found.start("n2")
            if (
                self.claimed.get(found.start("n1")) == "n"
                and self.free(place)
                and self.numbers[place].whole
                and self.value(place) > 1
            ):
                self.add("n", {"value": place, "role": "arm"}, place, place + 1)

    def _adding_up(self):
        """Ninety-two entered; 47 had the drug and 45 placebo: two neighbours that add up to the total are its arms."""
        whole = [
            place
            for place in self.order
            if self.numbers[place].whole and not self.numbers[place].value.startswith("-")
        ]
        totals = {
            int(self.numbers[place].value): place for place in whole
            if self.claimed.get(place) in ("n", "n of a count")
            or (self.free(place) and shapes.N_WORDS.match(self.s, place + 1))
        }  # fmt: skip
        parts = [
            place for place in whole
            if (self.free(place) or self.claimed.get(place) == "n") and self.value(place) > 4 and not re.match(rf" ?%|[-/]| (?:{shapes.TIME}|{shapes.DOSE})", self.s[place + 1 : place + 14])
        ]  # fmt: skip
        for first, second in itertools.pairwise(parts):
            total = totals.get(int(self.numbers[first].value) + int(self.numbers[second].value))
            if total is None or second - first > 90 or not total < first:
                continue
            if self.free(total):
                self.add("n", {"value": total, "role": "total"}, total, total + 1)
            for place in (first, second):
                if self.free(place):
                    flags = ("the two arms add up to the total",)
                    self.add("n", {"value": place, "role": "arm"}, place, place + 1, None, flags)

    @staticmethod
    def _arm_of_n(before):
        found = re.search(
            r"(?:^|[,;(]|\b(?:to|or|and|vs\.?|versus|with|the|either|receive) )\s?([A-Za-z][\w-]{2,}(?: [a-z][\w-]{2,}){0,2}) ?[,(\[]\s?$",
            before,
        )
        if not found:
            return None
        words = found[1].split()
        if (
            words[0].lower() in shapes.NOT_ARMS
            or re.fullmatch(shapes.PEOPLE, words[-1])
            or words[-1].lower() in ("total", "age", "analysis", "population", "size", "sample")
        ):
            return None
        return found[1]

    def counts_alone(self):
        """Counts without n and percentage: events by arm, "3 of whom died", "No deaths occurred"."""
        for found in shapes.EVENTS.finditer(self.s):
            place = found.start("x")
            if self._is_count(place) and not self.planning and not self._skipped_count(place):
                self._count_alone(place, self._arm(place, found.end()))
        by_arm = shapes.EVENTS_BY_ARM.finditer(self.s), shapes.EVENTS_THEN_ARM.finditer(self.s)
        for found in itertools.chain(*by_arm):
            for place in (found.start("x"), found.start("x2")):
                if self._is_count(place):
                    self._count_alone(place, self._arm(place, place + 1))
        for found in shapes.OF_WHOM.finditer(self.s):
            if self._is_count(found.start("x")):
                self._count_alone(found.start("x"))
        for found in shapes.THERE_WERE.finditer(self.s):
            if found["x"].lower() == "no":
                self._zero(found.start(), found.end())
            elif self._is_count(found.start("x")):
                self._count_alone(found.start("x"))
                if found["x2"] and self._is_count(found.start("x2")):
                    self._count_alone(found.start("x2"))
        for found in shapes.NUMBERS_IN_BRACKET.finditer(self.s):
            places = found.start("a"), found.start("b")
            if all(self._is_count(place) for place in places) and not self.planning:
                for place in places:
                    self._count_alone(place)
        for found in shapes.NO_EVENTS.finditer(self.s):
            if not re.search(r"signific|differ|eviden|interact|associat|change|effect", found[0], re.I):
                self._zero(found.start(), found.end())

    def _is_count(self, place):
        return self.free(place) and self.numbers[place].whole

    def _count_alone(self, place, arm=None):
        self.add("count", {"x": place, "n": None, "pct": None}, place, place + 1, arm)

    def effects_alone(self):
        """Effects without an interval: numbers needed to treat, rates per person-year, "(OR, 2.10; P < .001)"."""
        for found in shapes.NNT_ALONE.finditer(self.s):
            if self.free(found.start("m")):
                self._alone(found.start("m"), "NNT", (found.start(), found.start("m"), "NNT"))
        for place in self.order:
            rate = shapes.RATE_BEHIND.match(self.s, place + 1)
            if self.free(place) and rate and ("." in self.numbers[place].value or not self._skipped(place)):
                self._alone(place, "rate")
                self._partner_of_rate(place, rate.end())
        for measure in self.measures:
            found = shapes.RATIO_ALONE.match(self.s, measure[1]) if measure[2] in shapes.RATIOS else None
            if found and self.free(found.start("m")) and measure[2] != "ratio" and not self.planning:
                self._alone(found.start("m"), measure[2], measure)

    def means_alone(self):
        """Means and medians without a spread: one, both arms, a list over arms, or "not reached"."""
        for found in shapes.MEDIAN_NOT_REACHED.finditer(self.s):
            self._middle_alone("median", "not reached", found.start("nr"), found.end("nr"))
            if found["m"] and self.free(found.start("m")):
                self._middle_alone("median", found.start("m"), found.start("m"), found.end("m"))
        for found in shapes.MEANS_IN_BRACKET.finditer(self.s):
            places = found.start("a"), found.start("b")
            if self.free(*places) and len(self._decimals(places)) == 1 and not self.planning:
                for place in places:
                    kind = "median" if found["what"].lower().startswith("median") else "mean"
                    self._middle_alone(kind, place, place, place + 1)
        for found in shapes.BARE_LIST.finditer(self.s):
            self._bare_list(found)
        for found in shapes.BARE_MEAN.finditer(self.s):
            self._bare(found)

    def _decimals(self, places):
        """How many decimals are printed: one number in this set if all have as many."""
        return {len(self.numbers[place].value.partition(".")[2]) for place in places}

    def _middle_alone(self, kind, what, first, last, arm=None, flags=()):
        """A mean or median without its spread; `what` is its place or its words."""
        limits = ("low", "high") if kind == "median" else ("spread",)
        values = {kind: what, **dict.fromkeys(limits), "spread_kind": "unlabelled"}
        self.add(kind, values, first, last, arm, ("no spread printed", *flags))

    def _partner_of_rate(self, place, end):
        """The rate of the other arm: "2.97 falls per person year compared with 3.18 in the chalk group"."""
        found = shapes.RATE_PARTNER.match(self.s[end : end + 140])
        if not found:
            return
        other = end + found.start("m")
        if self.free(other) and len(self._decimals((place, other))) == 1:
            self._alone(other, "rate", None, ("unit from the rate before it",))

    def _zero(self, first, last):
        self.add("count", {"x": "0", "n": None, "pct": None}, first, last, None, ("zero in words",))

    def _bare_list(self, found):
        """ "Median stay was 6, 9 and 7 days in the paste, chalk and wax groups": one value an arm, without spread."""
        places = [place for place in range(found.start("list"), found.end("list")) if place in self.numbers]
        said = self.s[found.start() : found.start("list")].endswith(("was ", "were ", "by "))
        arms = re.search(r"respectively|\b(?:groups|arms)\b", found["behind"])
        if not arms and not (said and len(places) > 2):
            return
        near = self._near_measure(found.start(), places[0])
        if near is not None and near[2] not in ("mean", "median", "change"):
            return
        if not self.free(*places) or len(self._decimals(places)) > 1 or self.planning:
            return
        if any(self.numbers[place].word or self._skipped(place) for place in places):
            return
        kind = "median" if (found["what"] or "").lower().startswith("median") else "mean"
        for place in places:
            self._middle_alone(kind, place, place, place + 1, None, ("listed over arms or outcomes",))

    def _bare(self, found):
        """A mean or median without any spread, and its partner in the other arm."""
        kind = "median" if found["what"].lower() == "median" else "mean"
        place = found.start("m")
        near = self._near_measure(found.start(), place)
        if near is not None and near[2] not in ("mean", "median", "change"):
            return
        if not self.free(place) or self._skipped(place) or self.planning:
            return
        self._middle_alone(kind, place, place, place + 1, self._arm(place, place + 1))
        other = found.start("m2")
        if found["m2"] and self.free(other) and not self._skipped(other):
            if len(self._decimals((place, other))) == 1:
                self._middle_alone(kind, other, other, other + 1, self._arm(other, other + 1))
