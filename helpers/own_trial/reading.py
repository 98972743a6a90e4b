"""Read the printed numbers of a pasted passage: what each one is, in which sentence, and what stays open.

`read(text)` finds P values, counts, percentages, numbers of people, effects with intervals, means, medians, ranges and
test statistics as clinical abstracts print them. It claims a number only where the words around it say what it is; a
number that is passed over is better than one with the wrong role. What was inferred is a flag, what is not said stays
open ("unknown", "not said", None). `pairs` groups what belongs together in a sentence; `marked_html` shows the passage.

Worked example: tests/own_trial/worked_reading.ipynb.
"""

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

import pandas as pd
from jinja2 import Environment

from helpers.own_trial.numerals import MASK, NUMBER, WORD, sentences

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

        >>> read("Fewer relapsed (P = .041).").items[0].number("value")
        Decimal('0.041')
        """
        text = self.values.get(name)
        return Decimal(text) if text and re.fullmatch(r"-?[0-9.]+(e-?[0-9]+)?", text) else None


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
    """What was found in a passage, in reading order; `note` is one sentence if nothing could be found."""

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
        rows = [
            {"kind": item.kind, **item.values, "arm": item.arm, "flags": "; ".join(item.flags), "quotation": item.quotation,
             "sentence": item.sentence, "start": item.start, "end": item.end}
            for item in self.items
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=columns, dtype=object)


_FIELDS = [
    "operator",
    "value",
    "sides",
    "x",
    "n",
    "pct",
    "role",
    "measure",
    "estimate",
    "low",
    "high",
    "level",
    "adjusted",
]
_FIELDS += ["mean", "spread", "spread_kind", "median", "name", "df"]


def read(text):
    """Which numbers does this passage print, and what is each of them?

    `text` is a pasted passage of at most 1,000,000 characters. Returns a `Reading`; a passage that is empty or holds no
    such number gives one without items and with a `note`. Raises ValueError for anything that is not text, and for
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
        return Reading(
            text, (), "The passage is empty: paste an abstract or any part of a paper that prints numbers."
        )
    paper = _Paper(text)
    items = []
    for sentence in sentences(text):
        if (
            sentence.numbers
            or "NS" in sentence.text
            or re.search(r"\b[Nn]o\b|significant", sentence.skeleton)
        ):
            items += _Work(sentence, paper).items()
    if items:
        return Reading(text, tuple(items))
    some = "numbers, but none that is printed as a result" if re.search(r"[0-9]", text) else "no number"
    return Reading(
        text,
        (),
        f"The passage holds {some}: paste the sentences with counts, percentages, intervals or P values.",
    )


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


_PLURAL = {
    "count": "counts",
    "percentage": "percentages",
    "mean": "means",
    "median": "medians",
    "effect": "effect",
    "statistic": "statistics",
}


def _groups(passage, items):
    """Groups of one sentence: runs of the same kind, then the P values that follow (or stand inside) them."""
    results = [item for item in items if item.kind in _PLURAL]
    ps = [item for item in items if item.kind == "p"]
    runs = []
    for item in results:
        last = runs[-1] if runs else None
        if last and last[-1].kind == item.kind and item.kind in ("count", "percentage", "mean", "median"):
            between = passage[last[-1].end : item.start]
            crossed = any(last[-1].end <= p.start < item.start for p in ps)
            if not crossed and len(between) < 160 and not re.search(r"[;]|\.\s", between):
                last.append(item)
                continue
        runs.append([item])
    owners = _owners(passage, runs, ps)
    groups = []
    for place, run in enumerate(runs):
        own = [p for p in ps if owners.get(id(p)) == place]
        flags = []
        if any("before and after" in flag for item in run for flag in item.flags):
            flags.append("before and after in one arm: not to be compared as two arms")
        if len(own) > 1:
            flags.append("several P values follow: which belongs to what is not said")
        if own and "printed for several comparisons" in own[0].flags:
            flags.append("the P value is printed for several comparisons")
        if own and len(run) > 2:
            flags.append("more than two values stand before the P value")
        p = own[0] if len(own) == 1 else None
        start = min(item.start for item in run + own)
        end = max(item.end for item in run + own)
        groups.append(
            Group(
                _PLURAL[run[0].kind],
                tuple(run),
                p,
                passage[start:end],
                run[0].sentence,
                start,
                end,
                tuple(flags),
            )
        )
    return groups


def _owners(passage, runs, ps):
    """Which run each P value judges: the one around it, else the nearest before it; statistics share theirs."""
    owners = {}
    ends = [max(item.end for item in run) for run in runs]
    listed = _in_order(runs, ps)
    for p in ps:
        inside = [
            place
            for place, run in enumerate(runs)
            if min(item.start for item in run) <= p.start < ends[place]
        ]
        before = [place for place, end in enumerate(ends) if end <= p.start]
        if id(p) in listed:
            owners[id(p)] = listed[id(p)]
        elif inside:
            owners[id(p)] = inside[-1]
        elif before:
            between = passage[ends[before[-1]] : p.start]
            taken = any(ends[before[-1]] <= other.start < p.start for other in ps)
            if (
                len(between) <= 120
                and not re.search(r"\.\s|;\s?[A-Za-z]{4,}[^;]{12,}", between)
                and not taken
            ):
                owners[id(p)] = before[-1]
    return owners


def _in_order(runs, ps):
    """ "a, b and c (P = 1, 2 and 3, respectively)": as many single effects as P values, none between them."""
    if len(ps) < 2 or len(runs) != len(ps) or any(len(run) != 1 or run[0].kind != "effect" for run in runs):
        return {}
    if max(run[0].end for run in runs) > min(p.start for p in ps):
        return {}
    return {id(p): place for place, p in enumerate(ps)}


_LOOKS = {
    "p": ("#f6d5d5", "solid", "P"), "count": ("#d5e8f6", "dashed", "x/n"), "percentage": ("#dcefd9", "dotted", "%"),
    "n": ("#e8e8e8", "solid", "n"), "effect": ("#fbe6c4", "double", "effect"), "mean": ("#e4dcf3", "dashed", "mean"),
    "median": ("#d3efec", "double", "median"), "range": ("#f3e3d3", "dotted", "range"),
    "statistic": ("#f4d9ec", "wavy", "test"),
}  # fmt: skip
"""Background, underline and label of each kind, so that colour is never the only sign."""

_PAGE = Environment(autoescape=True).from_string(
    """{%- macro look(kind) -%}
background-color:{{ looks[kind][0] }};color:#111;text-decoration:underline {{ looks[kind][1] }}{% endmacro -%}
<div class="reading">
<p class="reading-key">{% for kind, many in kinds %}<span style="{{ look(kind) }}">{{ names[kind] }}</span> ({{ many }}) {% endfor %}{{ note }}</p>
<p class="reading-text" style="white-space:pre-wrap">{% for kind, text, title, label in parts %}{% if kind %}<mark class="reading-{{ kind }}" title="{{ title }}" style="{{ look(kind) }}">{{ text }}</mark>{% if label %}<sub>{{ label }}</sub>{% endif %}{% else %}{{ text }}{% endif %}{% endfor %}</p>
</div>"""
)


def marked_html(reading):
    """The passage as HTML with every number that was found marked by kind: colour, underline and a small label.

    `reading` comes from `read`. Text is escaped, so that a passage with markup shows its characters. Returns a string.

    >>> print(marked_html(read("<b>P</b> = .04")).count("<mark"), "<b>" in marked_html(read("<b>P</b> = .04")))
    1 False
    """
    spans = {}
    for item in sorted(reading.items, key=lambda item: (item.kind == "n", item.start)):
        for place in item.places.values():
            spans.setdefault(place, item)
    parts, done, labelled = [], 0, set()
    for (start, end), item in sorted(spans.items(), key=lambda pair: pair[0]):
        if start < done:
            continue
        parts.append(("", reading.passage[done:start], "", ""))
        label = "" if id(item) in labelled else _LOOKS[item.kind][2]
        labelled.add(id(item))
        title = "; ".join([KINDS[item.kind], *([item.arm] if item.arm != "unknown" else []), *item.flags])
        parts.append((item.kind, reading.passage[start:end], title, label))
        done = end
    parts.append(("", reading.passage[done:], "", ""))
    counts = [(kind, sum(item.kind == kind for item in reading.items)) for kind in KINDS]
    return _PAGE.render(
        parts=parts, kinds=[pair for pair in counts if pair[1]], names=KINDS, looks=_LOOKS, note=reading.note
    )


# --- patterns over skeletons: "#" stands for a number, "@" for a number in words ----------------------------------


def _re(pattern, flags=0):
    return re.compile(pattern.replace("#", NUMBER).replace("@", WORD).replace("¤", MASK), flags)


_STOP = r"(?!(?:vs\.?|v|versus|and|to|or|than|compared|with|versus)\b)"


def _unit(words):
    return rf"(?: ?[%°])?(?: {_STOP}[^\s()\[\];,=<>≤≥±#@]{{1,18}}){{0,{words}}}"


_PERSON = r"(?:patients?|participants?|subjects?|adults?|children|infants?|neonates?|newborns?|women|men|males?|females?|individuals?|people|persons?|volunteers?|students?|residents?|nurses?|girls?|boys?|adolescents?|veterans?|survivors?|eyes?|knees?|hips?|shoulders?|teeth|limbs?|legs?|feet|cases?|controls?|pregnancies|mothers?|dyads?|families|caregivers?|households?|clusters?|practices?|births?|episodes?|lesions?|implants?|ulcers?|wounds?|fractures?|deaths?|events?|relapses?|outpatients?|inpatients?|respondents?|recipients?|donors?|athletes?|workers?|smokers?|toddlers?|couples?|animals?|mice|rats|goats?|dogs?|procedures?|operations?|schools?|villages?)\b(?!-)"
_PEOPLE = r"(?:patients|participants|subjects|adults|children|infants|neonates|newborns|women|men|individuals|people|persons|volunteers|students|residents|nurses|girls|boys|adolescents|veterans|survivors|eyes|knees|hips|shoulders|teeth|limbs|legs|pregnancies|mothers|dyads|families|caregivers|households|clusters|practices|births|outpatients|inpatients|respondents|recipients|donors|athletes|workers|smokers|toddlers|couples|lesions|ulcers|wounds|schools|villages|arms)\b(?!-)"
_TIME = r"(?:seconds?|s|min|minutes?|h|hrs?|hours?|days?|d|weeks?|wks?|months?|mo|years?|yrs?|y)\b"
_DOSE = r"(?:mg|g|kg|µg|μg|mcg|ug|ng|ml|mL|l|L|dL|IU|U|mmol|mm|cm|Gy|cGy|mmHg|points?|units?|kcal|mm Hg)\b"

_PNAME = r"(?<![A-Za-z0-9_.¤-])[Pp](?:[-_ ]?[Vv]alues?)?"
_PTAG = r"(?P<tag>[-_ ]?\((?:two|one|2|1|#|@)[- ](?:sided|tailed)\)|[-_ ]{0,2}(?:for|of|by|from|in)\b(?! [#<>=≤≥])[^#@;()=<>≤≥]{0,60}?|[-_ ]{0,2}(?:interaction|trend|non-?inferiority|superiority|heterogeneity|logrank|log-rank|int|inter|adj|adjusted|corrected|group|time)[a-z× -]{0,20})?"
_POPERATOR = r"(?P<op>(?:(?:was|were|is|of|:|,|=) ?)?(?:[=<>≤≥]|less than or equal to|less than|lower than|smaller than|greater than|larger than|below|above)|was|were|is|of|:|)"
_POWER = (
    r"(?P<power> ?[×xX*·] ?(?P<ten>#))?(?P<exponent>\^? ?[-−–⁻] ?#|\^? ?#(?=[\s;,.)\]])|⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})?"
)
_P = _re(rf"{_PNAME}{_PTAG} ?{_POPERATOR} ?(?P<v>#)(?![A-Za-z])(?:(?P<slash>/)(?P<frac>#)|{_POWER})")
_P_MORE = _re(
    r"(?P<link>,? ?and |, ?|; ?|,? or |/)(?:[Pp] ?)?(?P<op>[=<>≤≥]?) ?(?P<v>#)(?! ?%)(?! ?[-–−/±] ?#)(?! ?[(\[])(?! (?:mg|weeks|to) )"
)
_P_NS = _re(
    rf"{_PNAME}(?: ?[=:] ?| )(?P<ns>NS\b|ns\b|[Nn]\.[Ss]\.|not significant|non-?significant)|[(\[;,] ?(?P<ns2>NS|n\.s\.|ns(?=\)))(?=[)\];,])"
)
_OPERATORS = {
    "less than or equal to": "≤",
    "less than": "<",
    "lower than": "<",
    "smaller than": "<",
    "below": "<",
}
_OPERATORS |= {"greater than": ">", "larger than": ">", "above": ">"}
_THRESHOLD_BEFORE = re.compile(
    r"(?:significance|significant|alpha|α|threshold|cut-?off|criterion|level|levels|error)\b[^.;()#]{0,45}\(?$",
    re.I,
)
_THRESHOLD_AFTER = re.compile(
    r"^[^.;#]{0,25}\b(?:(?:was|were|is|are|being|as) (?:\w+ ){0,2}(?:considered|regarded|deemed|taken|defined|set|accepted|used|judged|chosen|required|(?:statistically )?significant[.]?$)|considered|regarded|deemed|indicat\w+|denot\w+|as (?:statistically )?significant|as the)",
    re.I,
)

_CIWORD = r"(?:C\.?I\.?s?|CrIs?|BCI|CL|confidence[- ](?:intervals?|limits?)|credib(?:le|ility) intervals?|compatibility intervals?|uncertainty intervals?|UI|HDI|Confidence [Ii]ntervals?)"
_LEVEL = rf"(?:(?P<l1>#) ?%[- ]?(?:two-sided |one-sided |repeated |exact |Bayesian |bootstrap(?:ped)? |adjusted )?(?:{_CIWORD})|(?<![A-Za-z]){_CIWORD}[ ,]?[(\[]?(?P<l2>#) ?%[)\]]?|(?<![A-Za-z])CI(?P<l3>#)(?! ?[-–.]| to)|(?<![A-Za-z]){_CIWORD})(?![A-Za-z])"
_OPT = r"(?: ?[(\[{] ?(?:# ?% ?)?(?:CIs?|CrI|BCI|CL)[)\]}])?(?: ?#% ?(?=[:;,]? ?[#(\[]))?"
_FILL = r"[\s,:;=(\[{)\]]{0,5}(?:(?:was|were|of|is|from|between|ranging from|ranged from|range|limits?|interval) ?:? ?){0,2}[(\[]? ?"
_NOT_REACHED = r"(?:NE|NR|NA|NC|N\.E\.|N\.R\.|not (?:yet )?(?:estimable|reached|evaluable|calculable|available)|∞|infinity)"
_LIMIT = rf"(?:#|{_NOT_REACHED})"
_SHORT_UNIT = r"(?: ?[%°])?(?: (?!to\b|and\b|vs\b|versus\b)[A-Za-zµμ/]{1,11}){0,2}"
_STRONG = rf"(?:[£$€] ?)?(?P<a>{_LIMIT}){_SHORT_UNIT}(?: ?[-–−] ?| to | through )(?:[£$€] ?)?(?P<b>{_LIMIT})"
_LIM = rf"(?:[£$€] ?)?(?P<a>{_LIMIT}){_SHORT_UNIT}(?: ?[-–−] ?| to | through | ?, ?| ?; ?| and |/| )(?:[£$€] ?)?(?P<b>{_LIMIT})"
_INTERVAL = _re(rf"{_LEVEL}{_OPT}{_FILL}{_LIM}(?! ?[-–] ?#)(?! ?[(\[] ?#)(?! to #)")
_LEVELS = _re(_LEVEL)
_NEXT_LIMITS = _re(rf"(?: ?%)?(?P<link>,? and |, ?|,? vs\.? |,? versus |; ?){_STRONG}(?! ?/)")
_LIST_LINK = re.compile(rf"^{_unit(4)}(?:,? and |, ?|,? vs\.? |,? versus |,? or )(?:[a-z]+ ){{0,3}}$")
_VS_LINK = re.compile(
    rf"^{_unit(9)}[^#@]{{0,30}}?(?:\bvs\b\.?|\bversus\b|\bv\b|\bcompared (?:with|to)\b|\bthan\b|\band\b|\bor\b)[^#@]{{0,50}}$"
)

_MEASURES = re.compile(
    r"(?P<HR>(?<![A-Za-z])(?:[asmc]|sub|sd|c?s)?HRs?(?![A-Za-z])|[Hh]azards? [Rr]atios?|HAZARD RATIO)"
    r"|(?P<OR>(?<![A-Za-z])(?:[acm]|pp|c)?ORs?(?![A-Za-z])|[Oo]dds[- ]?[Rr]atios?)"
    r"|(?P<rate_ratio>(?<![A-Za-z])a?(?:IRR|RaR)s?(?![A-Za-z])|[Rr]ate [Rr]atios?)"
    r"|(?P<prevalence_ratio>[Pp]revalence ratios?|(?<![A-Za-z])a?PRs?(?![A-Za-z]))"
    r"|(?P<efficacy>[Ee]fficacy|[Rr]elative (?:risk )?reductions?|(?<![A-Za-z])RRR(?![A-Za-z]))"
    r"|(?P<RR>(?<![A-Za-z])[ac]?RRs?(?![A-Za-z])|[Rr]elative [Rr]isks?|[Rr]isk [Rr]atios?)"
    r"|(?P<NNT>(?<![A-Za-z])NNT[BH]?(?![A-Za-z])|[Nn]umbers? needed to (?:treat|harm))"
    r"|(?P<SMD>(?<![A-Za-z])SMDs?(?![A-Za-z])|[Ss]tandardi[sz]ed (?:mean )?differences?|[Cc]ohen[’']?s? d\b|[Hh]edges[’']? g\b|[Ee]ffect sizes?|(?<![A-Za-z])[dg](?= ?= ?[-\ue000]))"
    r"|(?P<risk_difference>(?:(?:[Aa]bsolute|[Rr]isk|[Rr]ate|[Pp]roportion|[Pp]ercentage|[Pp]ercentage[- ]point) ){1,3}(?:differences?|reductions?|increases?)|(?<![A-Za-z])(?:ARR|ARD|RD|aRD)s?(?![A-Za-z]))"
    r"|(?P<mean_difference>[Mm]ean(?: [a-z][\w-]{1,14}){0,4} differences?|(?<![A-Za-z])(?:a|W|LS|LSM)?MDs?(?![A-Za-z])|(?:LS|least[- ]squares?)(?: means?)? differences?|[Dd]ifferences? (?:in|of|between)(?: [a-z][\w-]{1,14}){0,4} means?)"
    r"|(?P<geometric_mean_ratio>[Gg]eometric mean ratios?|[Rr]atio of (?:geometric )?means|(?<![A-Za-z])GMRs?(?![A-Za-z]))"
    r"|(?P<coefficient>(?<![A-Za-z])β|[Bb]eta\b|[Cc]oefficients?|[Ss]lopes?)"
    r"|(?P<median>[Mm]edians?)|(?P<difference>[Dd]ifferences?|(?<![A-Za-z])(?:Adj)?[Dd]iff\.?|[Tt]reatment effects?)"
    r"|(?P<mean>[Mm]eans?\b|[Aa]verages?\b)"
    r"|(?P<change>[Rr]eductions?|[Ii]ncreas\w{1,3}|[Dd]ecreas\w{1,3}|[Ii]mprov\w{1,6}|[Ll]ower(?:ed)?|[Hh]igher|[Rr]educed|[Ff]ewer|[Mm]ore|[Gg]reater|[Ll]onger|[Ss]horter|[Dd]eclines?|[Cc]hanges?|[Gg]ains?|[Ll]oss|[Ff]ell|[Rr]ose)"
    r"|(?P<proportion>[Ss]ensitivity|[Ss]pecificity|(?<![A-Za-z])(?:AUC|PPV|NPV)(?![A-Za-z])|[Pp]redictive value|[Ii]ncidence|[Pp]revalence|(?:[Ss]urvival|[Rr]esponse) rates?)"
    r"|(?P<ratio>\b[Rr]atio)"
)
_RATIOS = {"HR", "OR", "RR", "rate ratio", "prevalence ratio", "geometric mean ratio", "ratio"}
_WEAK = {"change", "difference", "mean", "median", "proportion"}
_ADJUSTED = re.compile(
    r"(?<![A-Za-z])(?:a(?:HR|OR|RR|IRR|PR|MD|RD)|[Aa]djusted|[Mm]ultivaria\w{2,4}|[Aa]dj(?:\.|\b|Diff))"
)
_CRUDE = re.compile(r"\b(?:[Uu]nadjusted|[Cc]rude|c(?:HR|OR|RR))\b")

_TUPLE_RANGE = _re(
    rf"(?P<m>#)(?P<u>{_unit(4)}) ?[(\[] ?{_LIM}(?: ?%)?(?: [A-Za-z/]{{1,10}}){{0,2}} ?(?=[)\];,])"
)
_TUPLE_COMMA = _re(rf"(?P<m>#)(?P<u>{_unit(1)}) ?[,;] ?{_STRONG}(?= ?%?[)\];,.]|$| \()")
_TUPLE_ONE = _re(
    rf"(?P<m>#|@)(?P<u>{_unit(3)}) ?(?P<o>[(\[]) ?(?:± ?)?(?P<a>#) ?(?P<pct>%?)(?: [A-Za-z/]{{1,10}}){{0,2}} ?(?P<c>[)\]])"
)
_SPREAD = r"(?:S\.?D\.?s?|SEMs?|S\.E\.M\.|S\.?E\.?s?|s\.?d\.?|s\.?e\.?m?\.?|[Ss]tandard (?:deviations?|errors?(?: of the mean)?))"
_MEAN_HEADER = re.compile(
    rf"\b(?:[Mm]eans?|LSMs?|average)(?: [\w-]+){{0,5}}? ?[(\[±] ?(?:± ?)?(?P<label>{_SPREAD})(?: ?[(\[][A-Z]{{2,3}}[)\]])? ?[)\]]?(?![\w])"
)
_COUNT_HEADER = re.compile(
    r"(?:\b[nN]|\b[Nn]o\.|\b[Nn]umbers?|#)(?: of [a-z]+)? ?[(\[]%[)\]]|\b[Vv]alues in (?:parentheses|brackets) are percentages"
)
_MEDIAN_LABEL = r"(?P<label>IQRs?|[Ii]nter-?quartile [Rr]anges?|Q1[-–, ]{1,2}Q3|Q¤[-–, ]{1,2}Q¤|[Qq]uartiles|¤¤th[-–]¤¤th percentiles?|(?:full |total |observed )?[Rr]anges?|min(?:imum)?[-–, ]{1,3}max(?:imum)?)"
_MEDIAN_HEADER = _re(
    rf"\b(?P<what>[Mm]edians?|[Mm]eans?)(?: [\w-]+){{0,5}}? ?[(\[] ?{_MEDIAN_LABEL}(?: ?[(\[]IQR[)\]])? ?[)\]]"
)
_MEDIAN = _re(
    rf"(?P<m>#)(?P<u>{_unit(5)})[\s,;]{{0,2}}[(\[,;] ?(?:with (?:an? |the )?)?{_MEDIAN_LABEL}(?: ?[(\[{{]IQR[)\]}}])?[\s,:;=]{{0,3}}(?:(?:of|from|was|between) )?[(\[]? ?(?:{_LIM}|(?P<w>#)(?! ?[-–,/]))"
)
_RANGE = _re(
    rf"(?<![a-z])(?:[Rr]ange[ds]?|[Rr]anging)(?: was| of|,|:| =)? ?(?:from |between )?[(\[]? ?{_LIM}"
)
_SCALE_BEFORE = re.compile(
    r"\b(?:scales?|scores?|scored|questionnaire|index|inventory|instrument|possible|points|theoretical|VAS|NRS|rating)\b[^.;#]{0,25}$",
    re.I,
)
_SCALE_AFTER = re.compile(
    r"^[^.#]{0,30}\b(?:higher|lower|worse|worst|best|better|indicat\w+|represent\w+|points?|scale|possible)\b",
    re.I,
)
_PLUS_MINUS = _re(
    rf"(?P<m>#)(?:/(?P<mf>#))?(?: ?[%°])?(?: [^\s()\[\];,=<>≤≥±#@]{{1,10}}){{0,2}} ?(?:[(\[] ?)?(?P<l1>\(?{_SPREAD}\)? ?)?± ?(?P<l2>{_SPREAD} ?)?(?P<s>#)(?:/(?P<sf>#))?"
)
_MEAN_LABELLED = _re(
    rf"(?P<m>#)(?P<u>{_unit(5)}) ?[(\[,;] ?(?:with (?:an? )?)?(?P<label>{_SPREAD})(?: ?[(\[]S[DE]M?[)\]])?(?: of)?[\s:,=±]{{0,3}}(?P<s>#)(?=[ ]?[)\];,.%]| [a-z]|$)"
)
_MEAN_BARE = _re(r"(?P<m>#)(?P<u>(?: ?%)?) SD ?[±=]? ?(?P<s>#)")

_DF = r"(?:[,;]? ?(?:with |on )?(?:(?:df|d\.f\.|DF|[Dd]egrees? of freedom)(?: ?[=:] ?| )(?P<df2>#(?:, ?#)?)|(?P<df3>#) (?:df|d\.f\.|degrees? of freedom)))?"
_CHI = _re(
    rf"(?<![A-Za-z])(?P<name>χ|[Cc]hi[- ]?squared?|[Xx](?=²|\^))(?:\^?[²¤#]|_¤)?(?:[¤₀-₉]{{0,3}})(?: (?:test|statistic|value))?[ ,:]{{0,2}}(?:[(\[] ?(?:df ?= ?)?(?P<df>#)(?:, ?[nN] ?= ?#)? ?[)\]])? ?(?:=|of|was) ?(?P<v>#){_DF}"
)
_STATISTIC = _re(
    rf"(?<![A-Za-z0-9_.¤-])(?P<name>t|F|z|Z|U|W|H|Q|r|rho|ρ|T|R)(?:[- ](?:test|statistic|value|score|ratio))?(?: ?[(\[]? ?(?:df ?= ?)?(?P<df>#(?: ?[,;] ?#)?) ?[)\]]?)? ?= ?(?P<v>#){_DF}"
)

_LABELLED = _re(
    r"\b(?:(?P<time>[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Yy]ears?|[Vv]isits?|[Hh]ours?|[Cc]ycles?)|(?P<name>[Gg]rades?|[Pp]hases?|[Ss]tages?|[Cc]lass(?:es)?|[Tt]ypes?|[Ll]evels?|[Gg]roups?|[Aa]rms?|[Cc]ohorts?|[Ss]teps?|[Pp]arts?|[Pp]eriods?|[Tt]ables?|[Ff]igures?|[Ss]tud(?:y|ies)|[Tt]rials?|ECOG|ASA|NYHA|Child-Pugh|[Ff]actor|[Dd]oses?|[Ss]ession|[Qq]uestion|[Aa]ppendix|KDIGO|Rutherford|Gustilo|Kellgren-Lawrence))(?P<list>(?<=s) #(?:(?: ?[-–/] ?|, ?| and | or | to |,? and )#){0,5}| (?:#|@)(?: ?[-–] ?#)?)(?! ?[±/.])"
)
_AGE = _re(
    r"\b(?:[Aa]ge[ds]?|aged between|ages|older than|younger than)(?: of| from| between|:| was)? (?:≥|>|≤|<)?#(?: ?(?:[-–]| to | and | or )? ?#)?(?: (?:years?|months?|weeks?|y))?|#(?: ?[-–] ?| to )#(?: years?|-year|-month| months?)(?: of age| old|-old)|\b# (?:years?|months?) (?:of age )?(?:or|and) (?:older|younger|over|above)"
)
_SAMPLE_SIZE = re.compile(
    r"\b(?:sample size|power(?:ed)? (?:of|to|at)|% power|statistical power|to detect an?\b|type (?:I|II|1|2) error|two-sided (?:α|alpha)|one-sided (?:α|alpha)|alpha (?:of|level|=)|α ?=|we assumed|assuming|noninferiority margin|non-inferiority margin|margin (?:of|was)|required sample|would be (?:needed|required))",
    re.I,
)
_NO_PCT_BEFORE = re.compile(
    r"(?:[≥≤<>~≈±]|\b(?:at least|more than|less than|greater than|fewer than|over|under|up to|below|above|exceed\w*|minimum of|within|target(?:ed)?(?: of)?|assum\w+(?: an?)?|expected|anticipated|margin (?:of|was)|threshold (?:of|was)|level (?:of|was)|cut-?off (?:of|was)|FiO\S?(?: of)?|concentration (?:of|was)|power of|alpha of|by at least|maximum of|topical|intravenous|oral|hypertonic|isotonic)) ?$",
    re.I,
)
_NO_PCT_AFTER = re.compile(
    r"^ ?%?[- ]?(?:power|CI|confidence|credible|significance|level|margin|threshold|cut-?off|or (?:more|greater|higher|less|better|lower|above|over)\b|(?:[a-z-]+ ){0,2}(?:gel|cream|ointment|solution|saline|dextrose|glucose|lidocaine|bupivacaine|ropivacaine|lignocaine|levobupivacaine|chloroprocaine|oxygen|chlorhexidine|alcohol|povidone|iodine|albumin|formalin|spray|lotion|foam|shampoo|paste|mouthwash|mouthrinse|eye ?drops?|drops|emulsion|emollient|patch|balm|wax|w/v|w/w|v/v|concentration|hydrogen|sucrose|NaCl|sodium|hypertonic|hydrocortisone|minoxidil|tacrolimus|pimecrolimus|permethrin|atropine|fluoride|betadine|peroxide|sevoflurane|nitrous|one-repetition|1RM|of (?:one|1|¤|#)?[- ]?(?:repetition|RM|maxim\w+))\b|[-–] ?[0-9]|TBSA|of (?:the )?(?:maxim\w+|predicted|peak|VO|body|total energy|energy|recommended|target)\b)"
)
_CHANGE_AFTER = re.compile(
    r"^ ?% (?:[a-z-]+ ){0,2}?(?:reduction|decrease|increase|improvement|lower|higher|decline|rise|drop|gain|loss|better|worse|fewer|more|less|greater|longer|shorter)\b"
)
_CHANGE_BEFORE = re.compile(
    r"\b(?:reduc\w+|decreas\w+|increas\w+|improv\w+|fell|rose|lower\w*|declin\w+|dropp\w+|grew|chang\w+)(?: [a-z]+){0,4}? by (?:about |approximately |around )?$",
    re.I,
)
_ARM_AFTER = re.compile(
    r"^[%)\]]{0,3}(?: ?\((?P<letter>[A-Z][A-Za-z]{0,9}|[A-Z]¤?)\)|,? (?:(?!than |and |vs |versus |compared |against |but |while |whereas |not )[a-z]{3,12} ){0,2}?(?:in|for|of|among|on|with|within|from) (?:the |those in the |patients in the |participants in the |children in the |women in the )?(?P<group>(?:[\w¤µ.+-]+ ){1,4}?(?:group|arm)\b|(?:group|arm|Group|Arm) (?:[A-Z][+−]?(?![\w+−])|[IV]{1,3}\b|#))|,? (?:(?!than |and |vs |versus |compared |against |but |while |whereas |not )[a-z]+ )?(?:with|on|receiving|given|taking|after|allocated to|assigned to) (?:the )?(?P<word>[A-Za-z][\w-]{2,}(?: [a-z][\w-]{2,})?)(?=,|;|\.|\)|$| vs\b| versus\b| v\b| and\b| than\b| compared\b| \())".replace(
        "¤", MASK
    ).replace("#", NUMBER)
)
_ARM_BEFORE = re.compile(
    r"\b[Ii]n (?:the )?(?P<group>(?:[\w+-]+ ){1,3}?(?:group|arm)|(?:group|arm|Group|Arm) [A-Z][+−]?)(?: \([^()]{0,12}\))?,? (?:(?!and |or |vs |versus |than |compared |by )[a-z]+ ){0,3}\(?$"
)
_NOT_ARMS = set(
    "patients those children both all total men women whom each either any these adults participants respect one this that which no a an the "
    "treatment therapy surgery disease their other others adjustment baseline randomisation randomization follow-up time intervention placebo-controlled most some".split()
) - {"treatment", "intervention", "surgery", "therapy"}


_SIDES = (
    ("one-sided", r"\b(?:one|1)[- ](?:sided|tailed)"),
    ("interaction", r"\binteract|P_?int(?:eraction)?\b"),
    ("trend", r"\btrend|P_?trend"),
    ("noninferiority", r"\bnon-?inferiority"),
    ("heterogeneity", r"\bheterogeneity"),
    ("two-sided", r"\b(?:two|2)[- ](?:sided|tailed)"),
)


@dataclass
class _Paper:
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
            rf"\b(?:[Mm]eans?|averages?) ?(?:±|\+/-|\() ?(?:± ?)?({_SPREAD})(?![\w])", self.text
        ):
            stated.add(_spread_kind(found[1]))
        self.spread = stated.pop() if len(stated) == 1 else None
        self.two_sided = bool(
            re.search(
                r"\b(?:all|P values?|tests?)\b[^.]{0,60}\b(?:two|2)-(?:sided|tailed)", self.text[:200_000]
            )
        )


def _spread_kind(label):
    return (
        "SE"
        if re.search(
            r"e", label.replace("deviation", "").replace("Standard", "").replace("standard", ""), re.I
        )
        else "SD"
    )


@dataclass
class _Work:
    """One sentence being read: numbers are claimed from the surest shapes to the loosest."""

    sentence: object
    paper: _Paper
    claimed: dict = field(default_factory=dict)
    found: list = field(default_factory=list)
    blanks: list = field(default_factory=list)
    markers: list = field(default_factory=list)
    trailing: list = field(default_factory=list)

    def __post_init__(self):
        self.s = self.sentence.skeleton
        self.numbers = self.sentence.numbers
        self.order = sorted(self.numbers)
        self.planning = bool(_SAMPLE_SIZE.search(self.s))

    @cached_property
    def measures(self):
        """Every word that names a measure: (start, end, name)."""
        return [
            (found.start(), found.end(), found.lastgroup.replace("_", " "))
            for found in _MEASURES.finditer(self.s)
        ]

    def items(self):
        for step in (
            self.labels, self.p_values, self.statistics, self.plus_minus, self.headers, self.counts, self.intervals,
            self.medians, self.labelled_means, self.tuples, self.ranges, self.percentages, self.people, self.nothing,
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
        for low, high in places.values():
            start, end = min(start, low), max(end, high)
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

    # -- what is no result

    def labels(self):
        """Week 12, grade 3-4, group 2, aged 18 to 65: numbers that name something."""
        for found in _LABELLED.finditer(self.s):
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
                event = re.match(_re(r" ?[(\[]#|%| of #").pattern, after)
                if big or (
                    not singular
                    and (event or found["name"].lower() in ("group", "arm", "study", "trial", "dose"))
                ):
                    continue
            elif re.match(r" ?%", after):
                places = places[:-1]
            self.claim("label", *places)
        for found in _AGE.finditer(self.s):
            if not re.match(r" ?(?:±|[(\[])", self.s[found.end() : found.end() + 3]):
                self.claim(
                    "label", *[place for place in range(found.start(), found.end()) if place in self.numbers]
                )

    # -- P values

    def p_values(self):
        end_of_last = 0
        for found in _P.finditer(self.s):
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
            used = [at for at in range(place, last) if at in self.numbers]
            if not self.free(place):
                continue
            if self._is_threshold(found.start(), last, number):
                self.claim("threshold", *used)
                self.blanks.append((found.start(), last))
                continue
            sides, more = self._sides(found, last)
            self._add_p(operator, value, sides, found.start(), last, place, used, [*flags, *more])
            end_of_last = self._more_p_values(found, last, sides)
        for found in _P_NS.finditer(self.s):
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
        if re.match(
            r"[)\]]? ?(?:,? ?for (?:all|both|each|every|either)\b|,? ?respectively)", self.s[last : last + 20]
        ):
            flags.append("printed for several comparisons")
        elif re.search(r"\b(?:all|both) ?$", self.s[max(0, first - 6) : first]):
            flags.append("printed for several comparisons")
        item = self.add("p", {"operator": operator, "value": place, "sides": sides}, first, last, flags=flags)
        if item["value"] != value:  # a power of ten, or a slash for a point
            start = item.places["value"][0]
            _, end = self.sentence.offsets(place, last)
            printed = self.sentence.passage.original[start:end]
            values = MappingProxyType({**item.values, "value": value})
            places = MappingProxyType({"value": (start, end)})
            self.found[-1] = Item(
                "p", values, MappingProxyType({"value": printed}), places, item.start, max(item.end, end),
                self.sentence.passage.original[item.start : max(item.end, end)], item.sentence, item.sentence_start,
                item.arm, item.flags,
            )  # fmt: skip
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
        for words, sign in _OPERATORS.items():
            if text.endswith(words):
                return sign
        return "="

    def _more_p_values(self, found, last, sides):
        """The rest of a list: "p < 0.05 and < 0.01", "p values were 0.018 and 0.044, respectively"."""
        run = []
        at = last
        while len(run) < 12:
            more = _P_MORE.match(self.s, at)
            if not more or not self.free(more.start("v")):
                break
            value = self.numbers[more.start("v")].value
            if "." not in value or not 0 <= Decimal(value) <= 1:
                break
            run.append(more)
            at = more.end()
        after = self.s[at : at + 16]
        listed = bool(re.match(r"[)\]]?,? respectively", after)) or "values" in found[0].lower()
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
        if _THRESHOLD_AFTER.search(after):
            return True
        hit = _THRESHOLD_BEFORE.search(before)
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
            for name, pattern in _SIDES
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
        for pattern in (_CHI, _STATISTIC) if "=" in self.s or "of" in self.s else ():
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
                if not df_places and not p_follows and pattern is _STATISTIC:
                    continue
                if pattern is _STATISTIC and name in "UWHQTR" and not p_follows:
                    continue
                df = ", ".join(self.numbers[at].value for at in df_places) or None
                if len(df_places) == 1 and name == "F" and "," in self.numbers[df_places[0]].printed:
                    df = ", ".join(re.split(r",", self.numbers[df_places[0]].printed, maxsplit=1))
                name = "chi2" if pattern is _CHI else {"Z": "z", "ρ": "rho"}.get(name, name)
                self.add("statistic", {"name": name, "value": place, "df": df}, found.start(), found.end())
                self.claim(
                    "statistic", *[at for at in range(found.start(), found.end()) if at in self.numbers]
                )
                self.blanks.append((found.start(), found.end()))

    # -- means

    def plus_minus(self):
        for found in _PLUS_MINUS.finditer(self.s) if "±" in self.s else ():
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
        item = self.add(
            "mean", values, found.start(), found.end(), None, [*flags, "slash read as a decimal point"]
        )
        texts = dict(item.values)
        for name, whole, part in (("mean", "m", "mf"), ("spread", "s", "sf")):
            if found[part]:
                texts[name] = (
                    f"{self.numbers[found.start(whole)].value}.{self.numbers[found.start(part)].printed}"
                )
                self.claim("mean", found.start(part))
        self.found[-1] = Item(
            item.kind, MappingProxyType(texts), item.printed, item.places, item.start, item.end, item.quotation,
            item.sentence, item.sentence_start, item.arm, item.flags,
        )  # fmt: skip

    def _spread_near(self, first, last, flags):
        """SD, SE or unlabelled, from the words after the number, the sentence, or the whole passage."""
        after = self.s[last : last + 45].partition(NUMBER)[0]
        label = re.search(rf"(?<![A-Za-z])({_SPREAD})(?![A-Za-z])", after)
        if label:
            return _spread_kind(label[1])
        kinds = [
            (found.start(), _spread_kind(found[1]))
            for found in re.finditer(rf"(?<![A-Za-z])({_SPREAD})(?![A-Za-z])", self.s)
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
        for found in _MEAN_HEADER.finditer(self.s):
            self.markers.append((found.start(), found.end(), "mean", _spread_kind(found["label"])))
        for found in _COUNT_HEADER.finditer(self.s):
            self.markers.append((found.start(), found.end(), "count", "%"))
        for found in _MEDIAN_HEADER.finditer(self.s):
            what = "median" if found["what"].lower().startswith("median") else "meanrange"
            self.markers.append((found.start(), found.end(), what, self._median_label(found["label"])))
        for found in _LEVELS.finditer(self.s):
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
            if not _ANY_TUPLE.search(self.s[marker[1] :].partition(";")[0]) and NUMBER in self.s[max(0, marker[0] - 40) : marker[0]]
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
        for pattern in (_MEAN_LABELLED, _MEAN_BARE):
            for found in pattern.finditer(self.s):
                mean, spread = found.start("m"), found.start("s")
                if not self.free(mean, spread) or self.value(spread) < 0 or self._skipped(mean):
                    continue
                if self._of_an_effect(mean):
                    continue
                kind = _spread_kind(found["label"]) if pattern is _MEAN_LABELLED else "SD"
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
            if m[1] <= place and place - m[1] <= 60 and m[2] not in _WEAK - {"difference"} | {"ratio"}
        ]
        return bool(near) and not self._candidates(near[-1][1], place)

    def _closing(self, last):
        return last + 1 if self.s[last : last + 1] in (")", "]") else last

    # -- counts

    def counts(self):
        n_of = r"(?:out )?of (?:the |all |all the |a total of |these )?"
        pct = r"[(\[] ?(?P<p>#) ?%(?=[)\];, ])"
        shapes = (
            rf"(?P<p>#) ?% ?[(\[,;:]? ?[(\[]? ?(?:n ?= ?)?(?P<x>#|@) ?(?:/ ?|{n_of})(?P<n>#|@)(?! ?/)(?= ?[)\];,]|{_unit(2)} ?[)\]])",
            rf"(?P<x>#) ?/ ?(?P<n>#)(?! ?/)(?:{_unit(3)}) ?(?:[(\[,;:=]|=) ?(?P<p>#) ?%",
            rf"(?P<x>#|@)(?: {_PERSON})? {n_of}(?P<n>#|@)(?P<u>(?: [^\s()\[\];,=<>≤≥±#@]{{1,18}}){{0,5}}) ?[(\[,;] ?(?P<p>#) ?%",
            rf"(?P<x>#|@)(?P<u>(?: [^\s()\[\];,=<>≤≥±#@]{{1,18}}){{0,3}}) ?[(\[] ?(?P<p>#) ?% ?[)\]] {n_of}(?P<n>#|@)",
            r"(?P<x>#) ?/ ?(?P<n>#)(?! ?/)",
            rf"(?P<x>#|@)(?: {_PERSON})? {n_of}(?P<n>#|@)",
            r"[(\[,; ]n ?= ?(?P<x>#) ?[,;(\[] ?(?P<p>#) ?%",
            r"(?P<p>#|@) ?% ?[,;(\[]{1,2} ?n ?= ?(?P<x>#)(?= ?[)\];,])",
            rf"(?P<x>#|@)(?P<u>(?: {_STOP}[^\s()\[\];,=<>≤≥±#@]{{1,18}}){{0,5}}) ?{pct}",
            r"[Nn]one of (?:the |all |our )?(?P<n>#|@)",
        )
        for shape in _COUNT_SHAPES or _COUNT_SHAPES.extend(_re(shape) for shape in shapes) or _COUNT_SHAPES:
            for found in shape.finditer(self.s):
                self._count(found)
        self._vs_counts()
        self._share_n()

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
        if re.search(r"[A-Za-z¤]/$".replace("¤", MASK), before):
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
            if re.match(rf" {_DOSE}| {_TIME}", unit) and x is not None and n is None:
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
        if n_place is not None:  # the quotation is the count itself, not everything back to its denominator
            item = self.found.pop(-1 if self.found[-1].kind == "count" else -2)
            inside = {name: place for name, place in item.places.items() if name != "n"}
            start = min(
                min(place[0] for place in inside.values()), self.sentence.offsets(found.start(), last)[0]
            )
            end = max(place[1] for place in inside.values())
            end = max(end, self.sentence.offsets(found.start(), last)[1])
            self.found.append(Item(
                "count", item.values, item.printed, item.places, start, end, self.sentence.passage.original[start:end],
                item.sentence, item.sentence_start, item.arm, item.flags,
            ))  # fmt: skip

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
                self.found[first] = replace(
                    item, values=MappingProxyType({**item.values, "n": last["n"]}),
                    printed=MappingProxyType({**item.printed, "n": last.printed["n"]}),
                    places=MappingProxyType({**item.places, "n": last.places["n"]}),
                    flags=(*item.flags, "n from the end of the list", *self._rounding_flags(x, n, pct)),
                )  # fmt: skip

    def _no_fraction(self, found, x, n, after):
        """Blood pressures, acuity, 1 of 3 groups, 9/12 months: not x of n people."""
        slash = "/" in found[0]
        if slash and re.search(rf"{NUMBER} $", self.s[max(0, x - 2) : x]):  # 24 0/7 weeks
            return True
        if re.match(
            rf" ?(?:{_TIME}|{_DOSE}|(?:groups?|arms?|treatments?|regimens?|doses?|points?|items?|sites?|centers?|centres?|hospitals?|interventions?|conditions?|strategies|schedules?|sessions?|criteria|domains?|scales?|questions?|times|outcomes?|days|or more|types?|dosages?|countries|trials?|studies)\b)",
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
        head = _OF_N.match(self.s)
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
        for found in _TUPLE_ONE.finditer(self.s):
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
        found = _ARM_AFTER.match(self.s[last : last + 110])
        if found:
            name = found["letter"] or found["group"] or found["word"]
            start = last + found.start("letter" if found["letter"] else "group" if found["group"] else "word")
            words = name.lower().split()
            if words[0] not in _NOT_ARMS and not (
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
        before = _ARM_BEFORE.search(self.s[max(0, first - 80) : first])
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
            found = _INTERVAL.search(self.s, at)
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
                more = _NEXT_LIMITS.match(self.s, rows[-1][1])
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
                ends.append("not reached" if re.match("not|NR|N.R", found[name]) else found[name])
        if all(isinstance(end, int) for end in ends) and re.fullmatch(" ", self.s[ends[0] + 1 : ends[1]]):
            return ends if self.numbers[ends[1]].maybe_range else None
        return ends

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
            or re.match(rf" (?:[a-z-]+ ){{0,2}}{_PERSON}", after)
            or re.search(r"[nN] ?= ?$|[/]$|[≥≤<>] ?$", before)
            or after.startswith("/")
        ):
            return True
        if re.match(rf"-?(?: [a-z]+)? (?:{_DOSE})", after) and ratio:
            return True
        return (
            ratio
            and (re.match(rf"[- ]?{_TIME}", after.lstrip()) is not None or after.lstrip().startswith("%"))
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
            if chosen[2] in _WEAK | {"ratio"} and measure[2] not in {"change", "mean", "proportion"}:
                chosen = measure
        return chosen

    def _estimates(self, first, last, count):
        """Places of the `count` estimates in front of an interval, or None."""
        first = max(first, last - 260)
        measure = self._measure_before(first, last)
        ratio = measure is not None and measure[2] in _RATIOS
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
            if not all(_LIST_LINK.match(link) for link in links):
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
        if name == "median":
            return self._median_interval(place, limits, first, last, end, flags)
        if place is None:
            words = re.search(rf"({_NOT_REACHED})[\s,;:(\[]*$", self.s[first:last])
            if words and measure and measure[2] == "median":
                return self._median_interval("not reached", limits, first, last, end, flags)
            flags.append("estimate not printed beside its interval")
        if name is None and place is not None and inside:
            name = self._same_as_before(place, first, flags)
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
                measure[0] if measure and measure[2] not in _WEAK and measure[0] >= first else last,
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
        if name and name in _RATIOS | {"risk difference", "mean difference", "difference", "change"}:
            self.paper.measure, self.paper.adjusted = name, values["adjusted"]

    def _same_as_before(self, place, first, flags):
        """ "HR 0.75 (95% CI ...) in women vs 0.93 (95% CI ...) in men": the second carries the first's measure."""
        before = [item for item in self.found if item.kind == "effect" and item["estimate"]]
        if (
            not before
            or place - first > 70
            or not re.search(r"\b(?:vs|versus|v|and|or)\b|,", self.s[first:place])
        ):
            return None
        last, mine = before[-1], self.numbers[place]
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
        if (
            isinstance(limits[1], int)
            and isinstance(limits[0], int)
            and self.s[limits[0] + 1 : limits[1]] == " "
        ):
            texts = dict(item.values)
            texts["high"] = texts["high"].lstrip("-")
            printed = dict(item.printed)
            printed["high"] = printed["high"].lstrip("-−–")
            places = dict(item.places)
            places["high"] = (item.places["high"][1] - len(printed["high"]), item.places["high"][1])
            self.found[-1] = Item(
                item.kind, MappingProxyType(texts), MappingProxyType(printed), MappingProxyType(places), item.start,
                item.end, item.quotation, item.sentence, item.sentence_start, item.arm, (*item.flags, "minus read as the dash of a range"),
            )  # fmt: skip

    def _whose(self, first, last, place, measure, name, inside, flags):
        """Does the interval belong to the number before it? Returns the place (or None) and the measure's name."""
        percent = self.s[place + 1 : place + 3].lstrip().startswith("%")
        gap = self._text(place + 1, last)
        tight = re.fullmatch(r" ?%?[)\]]?[ ,;:]{0,2}[(\[]?", gap) is not None
        own = measure is not None and measure[0] >= first and measure[1] <= place
        between = [at for at in self._candidates(measure[1], place)] if own else []
        previous = [at for at in self._candidates(first, place) if at >= place - 130]
        linked = (
            bool(previous)
            and bool(_VS_LINK.match(self.s[previous[-1] + 1 : place]))
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
        if own and name not in _WEAK and not between:
            return place, name
        if linked:
            same = self.s[previous[-1] + 1 : previous[-1] + 3].lstrip().startswith("%") or not percent
            if same:
                flags.append("whose interval this is, is not said")
                return None, name if own and name not in ("median", "mean", "proportion", "change") else None
        if own and name in ("difference", "mean", "median", "change") and not between:
            return place, name if not (name == "change" and percent and inside is False) else None
        if own and name not in _WEAK:
            return place, name
        if own and name == "difference":
            return place, name
        if own and name == "median":
            return place, name
        if inside is False:
            return None, None
        after = re.match(rf"^{_unit(5)}", gap)
        behind = next((m for m in self.measures if place < m[0] < last), None)
        if behind and after:
            return place, behind[2]
        if percent:
            return place, "percentage"
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
        if _CRUDE.search(near):
            return "no"
        return "yes" if _ADJUSTED.search(near) else "not said"

    # -- medians, ranges, brackets

    def medians(self):
        for found in _MEDIAN.finditer(self.s) if _SPREAD_WORDS.search(self.s) else ():
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
        if _SCALE_AFTER.search(self.s[last : last + 60]) and not re.match(
            r" ?(?:points?)?[)\]]", self.s[last : last + 9]
        ):
            return True
        scaled = _SCALE_BEFORE.search(self.s[max(0, first - 70) : first])
        if not scaled or not all(isinstance(limit, int) for limit in limits):
            return False
        low, high = self.value(limits[0]), self.value(limits[1])
        return (low in (0, 1) and self.numbers[limits[0]].whole) or high in (10, 100)

    def tuples(self):
        """Brackets without words of their own: they mean what the words before them said."""
        for found in _TUPLE_RANGE.finditer(self.s):
            self._tuple_range(found)
        for found in _TUPLE_COMMA.finditer(self.s):
            self._tuple_comma(found)
        for found in _TUPLE_ONE.finditer(self.s):
            self._tuple_one(found)

    def _near_measure(self, first, place):
        near = [m for m in self.measures if first <= m[0] and m[1] <= place and place - m[1] <= 75]
        near = [m for m in near if not self._candidates(m[1], place)]
        if not near:
            return None
        strong = [m for m in near if m[2] not in _WEAK | {"ratio"}]
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
        if not effect and inside and _COMPARED.search(found["u"]):
            self._inherited(found.start(), last, place, limits, "difference", marker, near)
            return
        if not effect and not (marker and marker[2] == "effect"):
            return
        if not inside and not effect:
            return
        self._inherited(found.start(), last, place, limits, name if effect else None, marker, near)

    def _inherited(self, first, last, place, limits, name, marker, near):
        flags = []
        level = marker[3] if marker and marker[2] == "effect" and marker[3] else self.paper.level
        if not level:
            flags.append("no level printed")
        elif not (marker and marker[2] == "effect" and marker[3]):
            flags.append("level inherited")
        adjusted = self._adjusted(near, 0, last) if near else self.paper.adjusted
        followed = name is None
        if name is None:
            name = self._marker_measure(marker, place)
            if name is None:
                name = self.paper.measure
                flags.append("measure inherited")
        if name in (None, "median", "mean", "proportion") or (name == "change" and not followed):
            return
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
        effect = near is not None and near[2] not in _WEAK | {"ratio"}
        bracket = self.s[max(0, place - 1) : place] in ("(", "[")
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

    def ranges(self):
        for found in _RANGE.finditer(self.s) if "ang" in self.s else ():
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
        for found in _PCT_LIST.finditer(self.s):
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
        for found in _PCT_PAIR.finditer(self.s):
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
        for place in self.order:
            rest = self.s[place + 1 : place + 60]
            if not self.free(place) or not re.match(r" ?%", rest) or self.planning:
                continue
            before = self.s[max(0, place - 60) : place]
            if _NO_PCT_BEFORE.search(before) or _NO_PCT_AFTER.match(rest) or self.value(place) > 100:
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
            flags = (
                ["a change, not a frequency"]
                if _CHANGE_AFTER.match(rest) or _CHANGE_BEFORE.search(before)
                else []
            )
            self._percentage(place, flags)

    def _percentage(self, place, flags):
        end = place + 1
        values = {"pct": place, "n": None}
        if self.s[end : end + 2].lstrip().startswith("%"):
            end += self.s[end : end + 2].index("%") + 1
        of = _PCT_OF.match(self.s, end)
        if (
            of
            and self.free(of.start("n"))
            and self.numbers[of.start("n")].whole
            and self.value(of.start("n")) > 0
        ):
            n = of.start("n")
            if not re.match(rf" ?(?:{_DOSE}|{_TIME}|%)", self.s[n + 1 : n + 12]):
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
        for found in _N_EQUALS.finditer(self.s):
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
                more = _N_MORE.match(self.s, found.end())
                while more and self.free(more.start("n")) and self.numbers[more.start("n")].whole:
                    self.add(
                        "n",
                        {"value": more.start("n"), "role": "as printed: n ="},
                        more.start("n"),
                        more.end("n"),
                    )
                    more = _N_MORE.match(self.s, more.end("n"))
        allocating = re.search(r"\b(?:random|assign|allocat|divided|split)", self.s)
        for shape in (_N_PEOPLE, _N_AGED, _N_VERB, _N_OF, _N_TO, _N_GROUP, _N_TOTAL, _N_IN):
            for found in shape.finditer(self.s):
                place = found.start("n")
                if not self.free(place) or not self.numbers[place].whole or self.value(place) <= 1:
                    continue
                if (
                    shape in (_N_TO, _N_GROUP)
                    and not allocating
                    and not (shape is _N_GROUP and re.search(r"\b(?:analy|includ|complet|enrol)", self.s))
                ):
                    continue
                before = self.s[max(0, place - 20) : place]
                if re.search(
                    r"(?:[≥≤<>/±-]|\b(?:per|every|each|at least|more than|than|first|from|age|aged|last|to))\s?$",
                    before,
                ) and not re.search(r"assigned to $", before):
                    continue
                role = "arm" if shape in (_N_TO, _N_GROUP) else "not said"
                arm = None
                if shape is _N_TO:
                    to = re.match(
                        r"(?:[^#]{0,30}?) ?to (?:the |receive |undergo )?(?P<arm>[A-Za-z][\w-]{2,}(?: [a-z][\w-]{2,})?)(?=,|;|\.|\)|$| \(| and\b| or\b)".replace(
                            "#", NUMBER
                        ),
                        self.s[place + 1 : place + 70],
                    )
                    arm = to["arm"] if to else None
                elif shape is _N_GROUP:
                    arm = self._arm(place, place + 1)
                self.add("n", {"value": place, "role": role}, place, place + 1, arm)

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
            words[0].lower() in _NOT_ARMS
            or re.fullmatch(_PEOPLE, words[-1])
            or words[-1].lower() in ("total", "age", "analysis", "population", "size", "sample")
        ):
            return None
        return found[1]

    def nothing(self):
        """ "No deaths occurred": a zero in words."""
        for found in _EVENTS.finditer(self.s):
            place = found.start("x")
            if (
                self.free(place)
                and self.numbers[place].whole
                and not self.planning
                and not self._skipped_count(place)
            ):
                self.add(
                    "count",
                    {"x": place, "n": None, "pct": None},
                    place,
                    place + 1,
                    self._arm(place, found.end()),
                )
        for found in _NO_EVENTS.finditer(self.s):
            if re.search(r"signific|differ|eviden|interact|associat", found[0], re.I):
                continue
            self.add(
                "count",
                {"x": "0", "n": None, "pct": None},
                found.start(),
                found.end(),
                None,
                ("zero in words",),
            )


_COMPARED = re.compile(r"\b(?:lower|higher|less|fewer|greater|longer|shorter|better|worse)\b")
_SPREAD_WORDS = re.compile(r"IQR|ange|uartile|Q.[-–]Q|ercentile|min|max")
_ANY_TUPLE = _re(r"#[^#]{0,30}[(\[] ?#")
_COUNT_SHAPES = []
_OF_N = _re(
    r" ?(?:[A-Za-z /]{2,25}: ?)?(?:[Oo]f|[Aa]mong|[Oo]ut of) (?:the |all |a total of )?(?P<n>#|@)(?![%/.])[^#@]{0,60}"
)
_PCT_PAIR = _re(r"(?P<first>#) (?:vs\.?|versus|v\.?|and|or|compared with) (?P<second>#) ?%")
_PCT_LIST = _re(r"(?P<a>#), (?P<b>#),? and (?P<c>#) ?%")
_PCT_OF = _re(r" of (?:the |all )?(?P<n>#)")
_N_EQUALS = _re(r"(?<![A-Za-z])[nN] ?[=:] ?(?P<n>#)(?! ?%)")
_N_MORE = _re(r"(?:,? and |, ?| vs\.? | versus | ?/ ?)(?P<n>#)(?=[)\];]|,? and #|, ?#)")
_TRIAL_VERB = r"(?:randomi[sz]ed|randomly|enrol+ed|recruited|included|assigned|allocated|analy[sz]ed|completed|participated|screened|eligible|evaluated|studied|evaluable|underwent|received|receive|entered|treated|followed|registered|undergoing|consented|in the (?:intention|analysis|full|per|safety|primary)|contributed|provided|were available|had (?:available|complete)|took part|in total|among)"
_N_PEOPLE = _re(
    rf"(?P<n>#|@)(?: {_STOP}[A-Za-z][\w,¤-]{{0,18}}){{0,5}}? {_PEOPLE}(?: \([^()]{{0,110}}\))?(?: (?!\(|vs|versus)[^\s#@();:%]{{1,18}}){{0,7}}? {_TRIAL_VERB}\b"
)
_N_AGED = _re(
    rf"(?P<n>#|@)(?: {_STOP}[A-Za-z][\w,¤-]{{0,18}}){{0,4}}? {_PEOPLE}(?: \([^()]{{0,110}}\)| (?!vs\b|versus\b|and\b)[^\s@();:%]{{1,18}}){{0,14}}? (?:randomi[sz]ed|randomly|assigned|allocated|enrol+ed|recruited)\b"
)
_N_VERB = _re(rf"(?P<n>#|@) (?:were |was |had been |of (?:them|whom) were )?(?:{_TRIAL_VERB})\b")
_N_OF = _re(
    rf"(?:\b[Aa] total of |\b[Tt]otal of |\b[Aa]mong (?:the )?|\b[Oo]f (?:the |all )?|\b(?:trial|study|cohort|sample) (?:of|in|with|involving|included|comprised) |\b(?:randomi[sz]ed|assigned|allocated|enrol+ed|recruited|included|studied|analy[sz]ed|screened|data (?:from|on|for)|involving|comprising|evaluated|treated|allotted) |\b[Aa]ll )(?P<n>#|@)(?: {_STOP}[A-Za-z][\w-]{{0,18}}){{0,5}}? {_PEOPLE}"
)
_N_TO = _re(
    r"(?P<n>#|@)(?: (?:patients|participants|children|women|men|adults|infants|subjects|eyes|clusters|practices|knees|individuals|people))?(?: (?:were|was))?(?: (?:randomly |re)?(?:assigned|allocated|randomi[sz]ed))? to (?!#|@)(?:the |receive |either |undergo |a |an )?[A-Za-z]"
)
_N_GROUP = _re(
    r"(?P<n>#|@)(?: (?:patients|participants|children|women|men|adults|infants|subjects|eyes))?(?: (?:were))? (?:in|on|for) (?:the )?(?:(?:[\w-]+ ){1,4}?(?:group|arm)\b|(?:group|arm) [A-Z]\b)"
)
_N_IN = _re(
    rf"(?:^ ?(?:[A-Z][A-Za-z]{{2,15}}: ?)?In |\b[Aa]mong (?:the )?|\b(?:trial|study|replication|[Rr]eplication|analysis|experiment|compared|tested|evaluated|investigated|performed|conducted|carried out|done|undertaken|teeth|eyes|lesions|knees)\b[^#@;]{{0,45}} (?:in|on) )(?P<n>#|@)(?: {_STOP}[A-Za-z][\w-]{{0,18}}){{0,4}}? {_PEOPLE}(?! (?:died|relapsed|developed|had ))"
)
_N_TOTAL = _re(
    rf"\b(?:[Tt]otal|[Aa]ltogether|[Oo]verall|[Ii]n all),? (?P<n>#|@)(?: {_STOP}[A-Za-z][\w-]{{0,18}}){{0,4}}? {_PEOPLE}"
)
_EVENTS = _re(
    r"(?P<x>#|@)(?: (?:more |fewer )?[a-z-]{3,15})?? (?:patients|participants|children|women|men|adults|infants|people|subjects|deaths|events|relapses|recurrences) (?:\([^()#]{0,30}\) )?(?:died|relapsed|withdrew|dropped out|discontinued|responded|recovered|developed|experienced|achieved|occurred|were lost)\b"
)
_NO_EVENTS = re.compile(
    r"\b[Nn]o (?:[a-z-]+ ){0,4}?(?:deaths?|events?|relapses?|infections?|complications?|recurrences?|fractures?|reactions?|injuries|bleeds?|bleeding|perforations?|failures?|withdrawals?|patients?|participants?|child|woman|infections?) (?:occurred|died|relapsed|withdrew|(?:was|were|has been|have been) (?:reported|observed|seen|recorded|noted|detected|found|lost))\b"
)
