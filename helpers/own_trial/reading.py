"""Read the printed numbers of a pasted passage: what each one is, in which sentence, and what stays open.

`read(text)` finds P values, counts, percentages, numbers of people, effects with intervals, means, medians, ranges and
test statistics as clinical abstracts print them. It claims a number only where the words around it say what it is; a
number that is passed over is better than one with the wrong role. What was inferred is a flag, what is not said stays
open ("unknown", "not said", None). `pairs` groups what belongs together in a sentence; `marked_html` shows the passage.

Worked example: tests/own_trial/worked_reading.ipynb.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

import pandas as pd
from jinja2 import Environment

from helpers.own_trial.claims import Item, Paper
from helpers.own_trial.numerals import UNIT_STOP, sentences
from helpers.own_trial.read_counts import gives, rounding_flags
from helpers.own_trial.roles import findings
from helpers.own_trial.shapes import NAME_AND_NEXT, NEXT_LABEL
from helpers.text import listed

LONGEST = 1_000_000
"""Characters in a passage at most: a long paper has 600,000."""

KINDS = {
    "p": "P value",
    "count": "count",
    "percentage": "percentage",
    "n": "number of people",
    "effect": "effect",
    "mean": "mean",
    "median": "median",
    "range": "range",
    "statistic": "test statistic",
}
"""Kinds of printed numbers, with what a reader calls them."""


@dataclass(frozen=True)
class Group:
    """Items that belong together in one sentence: `kind` names them, `estimates` are judged by `p` (None: no P)."""

    kind: str
    estimates: tuple
    p: Item | None
    quotation: str
    sentence: str
    start: int
    end: int
    flags: tuple = ()


@dataclass(frozen=True)
class Reading:
    """What was found in a passage, in reading order; `note` says that nothing was, or that it is not in English."""

    passage: str
    items: tuple
    note: str = ""

    def of(self, kind):
        """The items of one kind.

        >>> [item["value"] for item in read("Pain fell (P<0.001), sleep did not (P=0·41).").of("p")]
        ['0.001', '0.41']
        """
        return tuple(item for item in self.items if item.kind == kind)

    def to_frame(self):
        """One row per item: kind, values, arm, flags, quotation, sentence and offsets.

        >>> read("Relief came in 18/40 (45%) with lumivex.").to_frame()[["kind", "x", "n", "pct", "arm"]].iloc[0].tolist()
        ['count', '18', '40', '45', 'lumivex']
        """
        columns = ["kind", *_FIELDS, "arm", "flags", "quotation", "sentence", "start", "end"]
        rows = [{**vars(item), **item.values, "flags": "; ".join(item.flags)} for item in self.items]
        return pd.DataFrame(rows, columns=columns, dtype=object)


_FIELDS = "operator value sides x n pct role measure estimate low high level adjusted".split()
_FIELDS += "mean spread spread_kind median name df".split()


def read(text):
    """Which numbers does this passage print, and what is each of them?

    `text` is a pasted passage of at most 1,000,000 characters. Returns a `Reading`; a passage that is empty or holds no
    such number gives one without items and with a `note`; so does one that seems not to be in English. Raises ValueError for anything that is not text, and for
    longer texts. Shapes after CONSORT-style abstracts; nothing is computed here.

    >>> for item in read("Fewer relapsed (HR, 0.66; 95% CI, 0.48-0.91; P = .01).").items:
    ...     print(item.kind, [value for value in item.values.values() if value])
    effect ['HR', '0.66', '0.48', '0.91', '95', 'not said']
    p ['=', '0.01', 'not said']
    """
    if not isinstance(text, str):
        raise ValueError(f"passage is {type(text).__name__}: it must be text, such as a pasted abstract")
    if len(text) > LONGEST:
        raise ValueError(
            f"passage has {len(text):,} characters: paste at most {LONGEST:,}, such as the abstract or the results section"
        )
    if not text.strip():
        note = "The passage is empty: paste an abstract or any part of a paper that prints numbers."
        return Reading(text, (), note)
    paper = Paper(text)
    items, numbers = [], []
    for sentence in sentences(text):
        numbers += sentence.numbers.values()
        if sentence.numbers or re.search(r"NS|\b[Nn]o\b|significant", sentence.text):
            items += findings(sentence, paper)
    told = " ".join(filter(None, (_in_another_language(text, items, numbers), _slips(text, items))))
    if items or told:
        items = tuple(_with_printed_n(_counts_behind_shares(items, text)))
        return Reading(text, tuple(_with_the_arm_of_its_people(items)), told)
    some = "numbers, but none that is printed as a result" if re.search(r"[0-9]", text) else "no number"
    note = f"The passage holds {some}: paste the sentences with counts, percentages, intervals or P values."
    return Reading(text, (), note)


def _with_the_arm_of_its_people(items):
    """ "Of the 48 adults in the balm arm, 7 (14.6%) relapsed": a count whose people carry an arm's name is of that arm."""
    arms = {
        (item.sentence_start, item["value"]): item.arm
        for item in items
        if item.kind == "n" and item.arm != "unknown"
    }
    for item in items:
        own = arms.get((item.sentence_start, item["n"])) if item.kind in ("count", "percentage") else None
        yield replace(item, arm=own) if own and item.arm == "unknown" else item


_ENGLISH = re.compile(r"\b(?:the|of|and|with|was|were|in|had|than)\b", re.I)
_NOT_ENGLISH = re.compile(
    r"\b(?:der|die|das|und|bei|wurden?|mit|von|unter|gegenüber|le|la|les|des|et|chez|sous|avec|dans|une|par|el|los|las|con|en|por|para"
    r"|di|nel|della|il|sono|stat[aoei]|dei|het|een|met|bij|van|werd(?:en)?|os|dos|com|foi|foram|em|uma|pacientes?|pazienti|patienten|patiënten|patienter|och|hos|med|av|jämfört|ble|blev)\b",
    re.I,
)
"""Small words of English, and of eight other languages in which trials are printed."""


def _in_another_language(text, items, numbers):
    """What is said of a passage with more small words of another language than of English: which numbers were read."""
    if len(_NOT_ENGLISH.findall(text)) <= max(2, len(_ENGLISH.findall(text))):
        return ""
    read_at = {start for item in items for start, _ in item.places.values()}
    passed = list(dict.fromkeys(number.printed for number in numbers if number.start not in read_at))
    said = "The passage seems not to be in English, the only language that is read here. "
    if not passed:
        return f"{said}Check that each marked number is what it is called."
    more = [f"{len(passed) - 8} more"] if len(passed) > 8 else []
    named = f"{listed([*passed[:8], *more])} {'was' if len(passed) == 1 else 'were'} not read"
    return f"{said}{named}: type what is missing, or paste the English abstract."


_SLIP = re.compile(
    r"\bP ?[=<>≤≥] ?(?:[0-9]*\.[0-9]+\.[0-9]+|[OIl][.,]?[0-9]+|(?!1\.0+(?![0-9]))[1-9][0-9]*\.[0-9]+(?![0-9]*(?: ?[x×]|e)))"
    r"|(?<![0-9.,])[0-9]+[.,]{2}[0-9]+|(?<![0-9.])[0-9]+\.[0-9]+\.[0-9]+(?= ?%)|\b[0-9]+[Ol](?= ?%)",
    re.I,
)
_MORE_THAN_ALL = re.compile(r"\b([0-9]+)(?: of | ?/ ?)([0-9]+)(?: [a-z]+)? ?[(\[][0-9.]+ ?%[)\]]?")


def _slips(text, items):
    """What is said of numbers that cannot be what they stand for: two points, a letter for a nought, P above 1, 48 of 40."""
    found = {each[0]: each for each in _MORE_THAN_ALL.finditer(text) if int(each[1]) > int(each[2])}
    found = [*({each[0]: each for each in _SLIP.finditer(text)} | found).values()][:40]
    unread = [each for each in found if not any(item.start <= each.start() < item.end for item in items)]
    named = [f"“{each[0]}”" for each in unread[:4]]
    if not named:
        return ""
    said = f"{listed(named)} cannot be right as pasted, and {'was' if len(named) == 1 else 'were'} not read"
    return f"{said}: look at the paper, mend the text and read it again."


FINE = 40
"""Printed units in a percentage, at least, that can tell one number of people from its neighbours."""


def _with_printed_n(items):
    """ "32 (35.9%)" after "89 and 92 were analysed": the only printed number of people that x and percentage fit."""
    sizes = {item["value"] for item in items if item.kind == "n"}
    items = [_of_an_arm(item, sizes, items) for item in items]
    sizes |= {item["n"] for item in items if item.kind in ("count", "percentage") and item["n"]}
    for item in items:
        if item.kind == "count" and item["pct"] and not item["n"] and "." in item["pct"]:
            x, pct = Decimal(item["x"]), Decimal(item["pct"])
            unit = Decimal(1).scaleb(pct.as_tuple().exponent)
            fitting = [n for n in sizes if int(n) >= x and abs(100 * x / int(n) - pct) < unit]
            if len(fitting) == 1 and pct > FINE * unit:
                flags = ("n from another sentence", *rounding_flags(x, int(fitting[0]), item["pct"]))
                values = MappingProxyType({**item.values, "n": fitting[0]})
                item = replace(item, values=values, flags=(*item.flags, *flags))
        yield item


_WHOLE_IN_BRACKET = re.compile(r" ?[(\[](?P<x>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?P<end>[)\]])")
"""Right behind a percentage: a whole number alone in its bracket."""


def _counts_behind_shares(items, text):
    """ "Of 900 adults, 80.0% (720) smoked": a bare number behind a percentage is the count, where a number of people before it says so.

    Whole percentages that many numbers of people would give need a second one of the same sentence.
    """
    found, of_sentence, before = {}, {}, set()
    for item in sorted(items, key=lambda item: item.start):
        if item.kind == "n":
            before.add(item["value"])
        bracket = _WHOLE_IN_BRACKET.match(text, item.end) if item.kind == "percentage" else None
        if bracket is None or item["n"] or not 0 < float(item["pct"]) <= 100:
            continue
        x = bracket["x"].replace(",", "")
        sizes = {n for n in before if int(n) > int(x) and gives(x, n, item["pct"])}
        if sizes:
            found[id(item)] = bracket, x, sizes
            of_sentence.setdefault(item.sentence_start, []).append(sizes)
    taken, counts = set(), {}
    for item in items:
        if id(item) not in found:
            continue
        bracket, x, sizes = found[id(item)]
        beside = of_sentence[item.sentence_start]
        common = set.intersection(*beside)
        unit = Decimal(1).scaleb(Decimal(item["pct"]).as_tuple().exponent)
        fine = len(sizes) == 1 and Decimal(item["pct"]) > FINE * unit
        together = len(beside) > 1 and len(common) == 1
        if not (fine or together):
            continue
        n = next(iter(common if together else sizes))
        flags = (*item.flags, *rounding_flags(Decimal(x), Decimal(n), item["pct"]), "n from before")
        parts = {"x": x, "n": n, "pct": item["pct"]}, {"x": bracket["x"], "pct": item.printed["pct"]}
        places = {"x": bracket.span("x"), "pct": item.places["pct"]}
        counts[id(item)] = replace(
            item,
            kind="count",
            values=MappingProxyType(parts[0]),
            printed=MappingProxyType(parts[1]),
            places=MappingProxyType(places),
            flags=flags,
            end=bracket.end(),
            quotation=text[item.start : bracket.end()],
        )
        taken.add(bracket.start("x"))
    return [counts.get(id(item), item) for item in items if item.kind != "n" or item.start not in taken]


def _of_an_arm(item, sizes, items):
    """ "71.4% (n = 240)": the 240 are an arm where the passage says so, or where two of them cannot be counts of like arms."""
    if "n = is read as the count" not in item.flags or not item["pct"] or item["n"]:
        return item
    beside = [
        int(each["x"]) / float(each["pct"])
        for each in items
        if each.sentence_start == item.sentence_start
        and "n = is read as the count" in each.flags
        and each["pct"]
        and float(each["pct"])
    ]
    if item["x"] not in sizes and not (len(beside) > 1 and max(beside) > 3 * min(beside)):
        return item
    parts = [
        MappingProxyType({"pct": each["pct"], "n": each["x"]})
        for each in (item.values, item.printed, item.places)
    ]
    flags = tuple(flag for flag in item.flags if flag != "n = is read as the count")
    return replace(item, kind="percentage", values=parts[0], printed=parts[1], places=parts[2], flags=flags)


_CHANGE = re.compile(
    r"(?:\b(?:(?P<fell>fell|fallen|decreased|reduced|dropped|declined|lowered)|improved)\b[^.;]{0,40}\bby"
    r"|\b(?:(?P<fall>falls?|reductions?|decreases?|drops?|declines?)|improvements?)\b[^.;]{0,70}\b(?:was|were|of|averaged))[^.;\d]{0,25}$",
    re.I,
)


def change_in_words(item, passage):
    """Whether a number without a sign is a "fall" or an "improvement" by the words before it, so that more of it may be better.

    >>> text = "Pain had fallen by 4.3 (SE 0.6) with balm and 2.1 (SE 0.7) with wax."
    >>> change_in_words(read(text).items[0], text)
    'fall'
    """
    found = _CHANGE.search(passage[item.sentence_start : item.start])
    if not found or item.quotation.startswith(("-", "−", "–")):
        return ""
    return "fall" if found["fell"] or found["fall"] else "improvement"


def pairs(reading):
    """What belongs together inside one sentence, ready to be checked against each other.

    `reading` comes from `read`. Returns a tuple of `Group`s in reading order: "effect" (an estimate with its interval),
    "counts", "percentages", "means", "medians" (one, or the arms side by side) and "statistics", each with the P value
    that the sentence prints for it (`p`, or None). A P value joins the findings right before it, in the same clause or
    bracket; one inside an interval's bracket belongs to that effect. `flags` say what makes a sum impossible.

    >>> found = pairs(read("Fewer relapsed (18/40 [45%] v 9/40 [23%]; RR 2.00, 95% CI 1.02 to 3.91; P = .03)."))
    >>> [(group.kind, len(group.estimates), group.p is not None) for group in found]
    [('counts', 2, False), ('effect', 1, True)]
    """
    sentences_of = {}
    for item in reading.items:
        sentences_of.setdefault(item.sentence_start, []).append(item)
    groups = []
    for items in sentences_of.values():
        groups += _groups(reading.passage, items)
    return tuple(sorted(groups, key=lambda group: (group.start, group.end)))


_PLURAL = {kind: f"{kind}s" for kind in ("count", "percentage", "mean", "median", "statistic")}
_PLURAL["effect"] = "effect"


def _groups(passage, items):
    """Groups of one sentence: runs of the same kind, then the P values that follow (or stand inside) them."""
    results = [item for item in items if item.kind in _PLURAL]
    ps = [item for item in items if item.kind == "p"]
    runs, twice, against = [], set(), set()
    for item in results:
        last = runs[-1] if runs else None
        if last and last[-1].kind == item.kind and item.kind in ("count", "percentage", "mean", "median"):
            between = _without_stops(passage[last[-1].end : item.start])
            crossed = any(
                last[-1].end <= p.start < item.start
                and not _P_BEFORE_THAN.fullmatch(passage[p.end : item.start])
                for p in ps
            )
            same_arm = item.kind == "count" and re.search(
                r"% ?[(\[]$", passage[max(0, last[0].start - 3) : last[0].start]
            )
            events = item.kind == "count" and item["pct"] and not (last[-1]["pct"] or last[-1]["n"])
            if events and re.fullmatch(r" [a-z -]{3,40} in ", between):  # "21 falls in 20 (4%) adults"
                runs.append([item])
                continue
            if same_arm and re.fullmatch(r", ?", between):
                last.append(item)
                twice.add(id(last))
                continue
            if _AGAINST.fullmatch(between) and not crossed:
                if len(last) > 1 and id(last) not in against:
                    runs.append([last.pop()])
                runs[-1].append(item)
                against.add(id(runs[-1]))
                continue
            crossed = crossed or id(last) in against
            cut = re.search(r";|(?<!vs)(?<!\bv)\.\s", between) or _leaves_a_list(
                passage, results, last[-1], item
            )
            if cut and "unknown" not in (last[-1].arm, item.arm):
                cut = not (NAME_AND_NEXT.fullmatch(between) or NEXT_LABEL.fullmatch(between))
            if not crossed and len(between) < 160 and not cut:
                last.append(item)
                continue
        runs.append([item])
    owners = _owners(passage, runs, ps)
    groups = []
    for place, run in enumerate(runs):
        own = [p for p in ps if place in owners.get(id(p), ())]
        flags = []
        if any("before and after" in flag for item in run for flag in item.flags):
            flags.append("before and after in one arm: not to be compared as two arms")
        if len(run) == 2 and _AGAINST_BASELINE.search(run[0].sentence) and not flags:
            flags.append("before and after? The sentence compares with baseline")
        if len(own) > 1:
            flags.append("several P values follow: which belongs to what is not said")
        if own and "printed for several comparisons" in own[0].flags:
            flags.append("the P value is printed for several comparisons")
        if id(run) in twice:
            flags.append("two counts in one bracket: two times or outcomes of one arm?")
        if len(run) > 2:
            flags.append("more than two values: arms and outcomes may be mixed")
        p = own[0] if len(own) == 1 else None
        start, end = min(item.start for item in run + own), max(item.end for item in run + own)
        kind, said = _PLURAL[run[0].kind], (passage[start:end], run[0].sentence)
        groups.append(Group(kind, tuple(run), p, *said, start, end, tuple(flags)))
    return groups


def _leaves_a_list(passage, results, last, item):
    """Whether three or more findings of a kind stand in one bracket, the last of them behind the others, and the next one outside."""
    between = passage[last.end : item.start]
    if not re.match(r"[)\]]", between):
        return False
    first = max(passage.rfind(sign, last.sentence_start, last.start) for sign in "([")
    here = [each for each in results if each.kind == item.kind and first < each.start <= last.start]
    inside = [each for each in here if ")" not in passage[first : each.start]]
    return len(inside) > 2


_AGAINST = re.compile(r"[)\]%]{0,2}(?: [a-z]+)? ?(?:v|vs\.?|versus) ")
"""Between the two numbers of a pair that is closed in itself, "(38 v 61)"."""


def is_closed_pair(items, passage):
    """Whether two findings are a pair that is closed in itself, so that what follows is of another outcome or group.

    >>> found = read("Relief came in 38 (95%) versus 28 (70%) people.")
    >>> is_closed_pair(found.items, found.passage)
    True
    """
    return len(items) == 2 and bool(
        _AGAINST.fullmatch(_without_stops(passage[items[0].end : items[1].start]))
    )


_AGAINST_BASELINE = re.compile(r"\b(?:[Cc]ompared (?:to|with)|[Vv]ersus|vs\.?) (?:the )?baseline\b")

_VERBS = r"(?:was|were|did|had|has|is|are|fell|rose|improved|differed|decreased|increased|remained)"
_ELSEWHERE = re.compile(
    rf"(?:,|\band\b|[)\]])[^,;()]{{0,80}}\b{_VERBS}\b|(?<!who )(?<!that )\b(?:was|were|did) not\b"
    r"|\b(?:but|whereas|while)\b|(?<!vs)(?<!\bv)\.\s|;\s?[A-Za-z]{4,}[^;]{12,}"
)
"""Words after which a P value speaks about something else."""


_OF_THEM = re.compile(
    r"(?:[,;:] (?:and |but |though |although )?(?:(?:(?:the|this|a|these) )?differences?|this|it) (?:that |which )?(?:was|were|is|did)(?: not)? [^,;.()]*signific"
    r"|,? respectively,? and (?:they )?differed (?:statistically )?signific)[^,;.()]*[(,]? ?$",
    re.I,
)
"""Before a P value: "; the difference was not significant (" speaks of the findings in front of it."""

_P_BEFORE_THAN = re.compile(r"[)\]]? ?(?:[\w-]+ ){0,4}?than\b[^.;()]{0,80}[(\[]?")
"""Between a P value and the second of two findings that it judges: "12 s was significantly (P = .03) shorter than 14 s"."""

_COMPARED_INSIDE = re.compile(r", (?:as )?(?:compared (?:with|to)|versus|against) $")
"""Before the second of two findings that stands between commas, in front of the verb of both."""


def _owners(passage, runs, ps):
    """Which runs each P value judges: the one around it, else the nearest before it; a statistic shares its P value."""
    owners = {}
    ends = [max(item.end for item in run) for run in runs]
    listed = _in_order(runs, ps)
    for p in ps:
        starts = [min(item.start for item in run) for run in runs]
        inside = [place for place, end in enumerate(ends) if starts[place] <= p.start < end]
        before = [place for place, end in enumerate(ends) if end <= p.start]
        if id(p) in listed:
            owners[id(p)] = (listed[id(p)],)
        elif inside:
            owners[id(p)] = (inside[-1],)
        elif before:
            place = before[-1]
            taken = any(ends[place] <= other.start < p.start for other in ps)
            between = _OF_THEM.sub("", _without_stops(passage[ends[place] : p.start]))
            if _COMPARED_INSIDE.search(passage[runs[place][0].end : runs[place][-1].start]):
                between = re.sub(r",", " ", between, count=1)  # "60% of X, compared with 27% of Y, improved"
            if taken or not _follows(between):
                continue
            owners[id(p)] = (place,)
            if runs[place][0].kind == "statistic" and place:
                if _follows(passage[ends[place - 1] : runs[place][0].start], 60):
                    owners[id(p)] = (place - 1, place)
    return owners


def _without_stops(words):
    """These words without the full stops of units, which end no sentence."""
    return re.sub(UNIT_STOP, lambda found: found[0][:-1], words)


def _follows(between, longest=120):
    """Does what stands behind these words still speak about what stands before them?"""
    return len(between) <= longest and not _ELSEWHERE.search(between)


def _in_order(runs, ps):
    """ "a, b and c (P = 1, 2 and 3, respectively)": as many single effects as P values, none between them."""
    if len(ps) < 2 or len(runs) != len(ps) or any(len(run) != 1 or run[0].kind != "effect" for run in runs):
        return {}
    if max(run[0].end for run in runs) > min(p.start for p in ps):
        return {}
    return {id(p): place for place, p in enumerate(ps)}


_LOOKS = {
    "p": ("#f6d5d5", "solid", "P"),
    "count": ("#d5e8f6", "dashed", "x/n"),
    "percentage": ("#dcefd9", "dotted", "%"),
    "n": ("#e8e8e8", "solid", "n"),
    "effect": ("#fbe6c4", "double", "effect"),
    "mean": ("#e4dcf3", "dashed", "mean"),
    "median": ("#d3efec", "double", "median"),
    "range": ("#f3e3d3", "dotted", "range"),
    "statistic": ("#f4d9ec", "wavy", "test"),
}
"""Background, underline and label of each kind, so that colour is never the only sign."""

_PAGE = Environment(autoescape=True).from_string(
    """{%- macro look(kind) -%}
background-color:{{ looks[kind][0] }};color:#111;text-decoration:underline {{ looks[kind][1] }}{% endmacro -%}
<div class="reading">
<p class="reading-key">{% for kind, many in kinds %}<span style="{{ look(kind) }}">{{ names[kind] }}</span> ({{ many }}) {% endfor %}{{ note }}</p>
<p class="reading-text" style="white-space:pre-wrap">{% for kind, text, title, label in parts %}{% if kind %}<mark class="reading-{{ kind }}" title="{{ title }}" style="{{ look(kind) }}">{{ text }}</mark>{% if label %}<sub>{{ label }}</sub>{% endif %}{% else %}{{ text }}{% endif %}{% endfor %}</p>
</div>"""
)


def pieces(reading):
    """The passage in pieces: text, the item whose number it is (None: no number), and whether that item begins here."""
    spans = {}
    for item in sorted(reading.items, key=lambda item: (item.kind == "n", item.start)):
        for place in item.places.values():
            spans.setdefault(place, item)
    done, begun = 0, set()
    for (start, end), item in sorted(spans.items(), key=lambda pair: pair[0]):
        if start < done:
            continue
        if start > done:
            yield reading.passage[done:start], None, False
        yield reading.passage[start:end], item, id(item) not in begun
        begun.add(id(item))
        done = end
    yield reading.passage[done:], None, False


def title_of(item, kind):
    """What a mark says of its number: the kind, the arm, and what was inferred."""
    return "; ".join([kind, *([item.arm] if item.arm != "unknown" else []), *item.flags])


def marked_html(reading):
    """The passage as HTML with every number that was found marked by kind: colour, underline and a small label.

    `reading` comes from `read`. Text is escaped, so that a passage with markup shows its characters. Returns a string.

    >>> print(marked_html(read("<b>P</b> = .04")).count("<mark"), "<b>" in marked_html(read("<b>P</b> = .04")))
    1 False
    """
    parts = [
        (item.kind, text, title_of(item, KINDS[item.kind]), _LOOKS[item.kind][2] if first else "")
        if item
        else ("", text, "", "")
        for text, item, first in pieces(reading)
    ]
    counts = [(kind, sum(item.kind == kind for item in reading.items)) for kind in KINDS]
    return _PAGE.render(
        parts=parts, kinds=[pair for pair in counts if pair[1]], names=KINDS, looks=_LOOKS, note=reading.note
    )
