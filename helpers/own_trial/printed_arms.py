"""Two findings that a sentence sets side by side: their P value, their effect and its limits, what is said of them.

Nothing is assigned by a reader yet, so numbers are held against each other only where the sentence pairs them. Whose
people they are is often left open: the sizes of the arms are then taken from elsewhere in the passage, a verdict names
them, and what does not come back "does not fit unless" another analysis or other people gave it, or "cannot be told". A
mismatch is claimed from whole counts alone.
"""

import itertools
import math
import re
from dataclasses import dataclass, field, replace

from scipy.special import ndtr

from helpers.own_trial.basis import PERCENT_CHANGE
from helpers.own_trial.checks import percent_in_words, sizes_in_words
from helpers.own_trial.choices import describes_people
from helpers.own_trial.judgement import FAR, far_from
from helpers.own_trial.no_arms import not_two_arms
from helpers.own_trial.printed_alone import (
    Printed,
    are_too_few,
    estimate_of,
    is_plain,
    p_as_text,
    p_range,
    printed,
    too_few_in_words,
    unless,
)
from helpers.own_trial.printed_people import PAIRED, SHARED, YEAR, are_fine, are_parts_of_one
from helpers.statistics import granularity, means
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, DOES_NOT_FIT_UNLESS, FITS, FITS_OTHERWISE
from helpers.statistics.intervals import wald_p_values
from helpers.statistics.printed import printed_p, printed_value
from helpers.statistics.single_table import single_p
from helpers.statistics.tests_of_counts import ANY_SIZE, ONE_SIDED, TEST_LABELS
from helpers.text import listed, p_digits, p_text_of, people

OWN_LIMITS = ("percentage", "mean", "change")
"""Measures of one arm that are printed with an interval, and so are read as effects."""

MOST_BETWEEN = 160
"""Letters between two findings of one sentence that are still taken for its two arms."""

MOST_COUNTS = 8
"""Counts of one arm that are tried where a percentage allows more."""

TIMED = re.compile(r"surviv|\btimes? to\b|Kaplan|hazard|censor|person-?\s?(?:year|month|day)", re.I)
"""Words of a passage whose P value of two counts may be that of times to an event."""

THIS_DIFFERENCE = re.compile(
    r"\s*(?:(?:The|This|These) (?:differences?|decrease|reduction|increase)\b[^.;,]{0,90}? (?:was|were|is)|There was (?:no|a) (?:statistically )?significant difference)\b"
)
"""How the next sentence speaks of the two findings of the last."""

ESTIMATED = re.compile(
    r"[0-9]-year\b|hazard|estimate|Kaplan|cumulat|predict|model|surviv|imput|probabilit", re.I
)
"""Words of a sentence whose percentages are no counts of people."""

DENIES = re.compile(
    r"\b(?:no|not|nor|neither|without|non-?)\b[^.;:]{0,70}?signifi|\b(?:no|not)\b[^.;:]{0,40}\bdiffer"
    r"|\bno evidence\b|non-?signifi|insignifi|\bfail\w* to [^.;:]{0,40}signifi",
    re.I,
)
CLAIMS = re.compile(r"significan", re.I)
"""What a sentence says of its own comparison where it prints no P value."""


ALL_COUNTED = re.compile(
    r"intent(?:ion)?[- ]to[- ]treat|\bITT\b|all randomi[sz]ed|none (?:was|were) lost|no (?:patients?|participants?) (?:was|were) lost",
    re.I,
)
"""Words that say that nobody was left out of the percentages."""

NEXT_LABEL = re.compile(r"[^;:]{0,20}; ?[A-Za-z][\w+-]{0,15}: ?")
"""Between two arms that are listed by their labels: "(LC: -14.5 kg; LF: -11.5 kg; P = .14)"."""

THIRD_VALUE = re.compile(r"(?:\b(?:v|vs\.?|versus)\b.*){2}", re.I)
"""Between two findings: a third one stands there, of an arm that was not read."""


NO_PEOPLE = re.compile(
    rf"{PERCENT_CHANGE}|\btime (?:spent|in|with)\b|\bof (?:the |their )?(?:time|days|nights|energy|doses?)\b|\b(?:percent(?:age)?|proportion) of time\b"
    r"|\bimprovements? (?:on|of)\b|\bimprovement in (?![0-9])|\bclearance\b|sensitivity|specificity|accuracy|agreement|body fat|h[a]?ematocrit|\bFEV|ejection fraction|fat mass|(?-i:\b[A-Z]{2,4}%|%[A-Z]{2,})|saturation|h[a]?emoglobin|HbA1c|adherence|coverage|\b(?:reduction|decrease|increase|change)s? (?:of|from|in)\b",
    re.I,
)
"""Words before percentages that need not be shares of people."""


AVERAGE = re.compile(r"\b(?:mean|median|average)\b(?:(?!\byears?\b)[^.;()]){0,60}$", re.I)
"""Words before a percentage that is no share of people."""

COUNT_OF_THINGS = re.compile(
    r"\d (?:doses|injections|procedures|sessions|visits|samples|specimens|tests|cycles|calls|prescriptions|events|episodes|days|nights|records|articles)"
    r" ?[(\[]$"
)
"""Right before a percentage: a number of things, "3664 doses (87.3%)"."""

SHARE_OF_PEOPLE = re.compile(
    r"[%)\]]* (?:of (?:the |all )?)?(?:patients|participants|people|subjects|adults|children|women|men|infants)\b",
    re.I,
)
"""Right behind a percentage: it is of people."""

OF_PEOPLE = re.compile(
    r"\b(?:percentages?|proportions?|numbers?|shares?) of (?:the )?(?:[\w-]+ ){0,2}?(?:patients|participants|people|subjects|adults|children|women|men|eyes)\b",
    re.I,
)
"""Words that say that the percentages behind them are of people, whatever these did: "patients with a 20% decrease from baseline"."""


def words_before(items):
    """The words of a sentence up to its last finding of these: what stands behind it is of something else."""
    first, last = items[0], items[-1]
    return first.sentence[: last.end - first.sentence_start]


def is_estimated(items):
    """Whether percentages may be estimates over time or of a model."""
    return bool(ESTIMATED.search(words_before(items)))


OF_A_MAXIMUM = re.compile(
    r"[%)\]]* of (?:the |their |an? |its )?(?:[\w-]+ ){0,2}?"
    r"(?:\w*(?<=[a-zA-Z0-9])max\b|max(?:im\w+)?\b|[\w-]*peak\b|1[- ]?RM\b|(?:one|1)[- ]repetition|predicted\b|baseline\b|body (?:weight|mass)\b"
    r"|total (?:energy|calories)\b)",
    re.I,
)
"""Right behind a percentage: it is of the most that somebody can do, or of another measurement."""


def is_no_share_of_people(items):
    """Whether percentages may be shares of time, of a dose or of a measurement."""
    words = words_before(items)
    if any(OF_A_MAXIMUM.match(item.sentence, item.end - item.sentence_start) for item in items):
        return True
    behind = items[-1].sentence[items[-1].end - items[-1].sentence_start :]
    if SHARE_OF_PEOPLE.match(behind):
        return False
    if any(COUNT_OF_THINGS.search(item.sentence[: item.start - item.sentence_start]) for item in items):
        return True
    last = max((found.end() for found in OF_PEOPLE.finditer(words)), default=0)
    if last and not NO_PEOPLE.search(words[:last]):
        return False
    first = items[0].sentence[: items[0].start - items[0].sentence_start]
    return bool(NO_PEOPLE.search(words) or AVERAGE.search(first))


FOR_SEVERAL = "printed for several comparisons"
"""The flag of a P value that is said to be "for both" or "for all"."""

IN_OTHER_WORDS = re.compile(r"\s*(?:These|This|The)\b[^.;]{0,40}\b(?:translate|correspond|amount|equate)")
"""How a sentence repeats the effect of the one before it in two values."""


@dataclass
class Two:
    """Two findings side by side: `p` the P value printed for them, `effects` what the passage says of their difference.

    `effects` holds each effect, its group and whether it stands in the same sentence; `paired` says whether the two are
    values before and after, `mixed` whether P may be that of another comparison, `joined` that the sentence says other things between the two.
    """

    items: tuple
    start: int
    quotation: str
    sentence_start: int
    p: object = None
    paired: bool = False
    mixed: bool = False
    joined: bool = False
    effects: list = field(default_factory=list)

    def __str__(self):
        return " v ".join(finding(item) for item in self.items)


def two_arms(whole):
    """Every pair of findings that a sentence sets side by side, as `Two` in reading order."""
    found, later, waiting, last = [], [], None, None
    for group in whole.groups:
        item = group.estimates[0]
        own = group.kind == "effect" and item["measure"] in OWN_LIMITS and item["estimate"] is not None
        if group.kind in ("counts", "percentages", "means") or own:
            paired = any("before and after" in flag for flag in group.flags)
            mixed = any("P value" in flag for flag in group.flags)
            estimates = _with_their_share(group)
            if own and any(_is_the_same(each, item) for each in _just_read(waiting, last)):
                continue
            if last is not None and last.joined and last.p is None and _beside(last.items[1], group, whole):
                found.pop()  # a third arm
                waiting, last = None, None
            elif any("in one bracket" in flag for flag in group.flags):  # two outcomes of one arm
                waiting, last = None, None
            elif len(group.estimates) == 2 and not_two_arms(*group.estimates, whole.passage, whole.largest):
                waiting, last = None, None
            elif len(estimates) == 2:
                last = _two(whole, estimates, group.start, group.p, paired, mixed)
                found.append(last)
                waiting = None
            elif waiting is not None and _beside(waiting.estimates[0], group, whole):
                last = _two(whole, (waiting.estimates[0], item), waiting.start, group.p, paired, mixed)
                last.joined = True
                found.append(last)
                waiting = None
            else:
                waiting, last = (group if len(group.estimates) == 1 and group.p is None else None), None
        elif group.kind == "effect":
            later.append((item, group, last))
    for item, group, before in later:
        two, together = _pair_of(item, before, found)
        if two is not None:
            two.effects.append((item, group, together))
    _later_p_values(found, whole)
    return found


def _with_their_share(group):
    """The findings of a group; of "21 falls in 21 (4.6%) adults and 42 falls in 39 (8.1%)" the two that are of people."""
    shares = tuple(item for item in group.estimates if item.kind == "count" and item["pct"])
    arms = {item.arm for item in shares} - {"unknown"}
    return shares if len(group.estimates) in (3, 4) and len(shares) == len(arms) == 2 else group.estimates


def _pair_of(effect, before, found):
    """The two arms that an effect compares, and whether these stand before it in its sentence.

    Those of its own sentence come first, before it or else right behind it, then the last ones of an earlier sentence.
    """
    own = [two for two in found if two.sentence_start == effect.sentence_start]
    behind = effect.sentence_start + len(effect.sentence)
    said_again = [two for two in found if 0 <= two.sentence_start - behind < 5]
    if not own and said_again and IN_OTHER_WORDS.match(said_again[0].items[0].sentence):
        return said_again[0], False
    first = [two for two in own if two.start < effect.start]
    if first:
        return first[-1], True
    if own:
        return (own[0] if own[0].start - effect.end < MOST_BETWEEN else None), False
    return next((two for two in found if two is before), None), False


def _later_p_values(found, whole):
    """ "The difference was significant (P = .003)." right behind the sentence of two arms speaks of these arms."""
    taken = {id(group.p) for group in whole.groups if group.p is not None}
    for p in whole.items:  # "a 1% v 2%; b 3 v 4; P > .05 for both"
        if p.kind != "p" or FOR_SEVERAL not in p.flags or p["value"] is None or p["operator"] not in "<≤>≥":
            continue
        here = [two for two in found if two.sentence_start == p.sentence_start and two.start < p.start]
        here = [two for two in here if two.p in (None, p) and not two.effects and not two.paired]
        for two in here if len(here) > 1 else ():
            two.p, two.mixed = p, False
    sentences = {}
    for item in whole.items:
        sentences.setdefault(item.sentence_start, []).append(item)
    next_to = dict(itertools.pairwise(sentences))
    last = {two.items[-1].sentence_start: two for two in found}
    for start, two in last.items():
        later = sentences.get(next_to.get(start), [])
        if two.p is not None or two.effects or len(later) != 1 or later[0].kind != "p":
            continue
        if id(later[0]) not in taken and THIS_DIFFERENCE.match(later[0].sentence):
            two.p = later[0]


FROM = re.compile(r"\bfrom (?:(?:a|an) )?(?:(?:mean|median|average) )?(?:of )?[(\[]?$", re.I)
TO = re.compile(r"[^.;()]{0,40}\bto (?:(?:a|an) )?[(\[]?")
"""Around the first of two values of the same people: "rose from 24 % before to 61 %"."""

SAME_PEOPLE = re.compile(
    r"\bsame (?:subjects|patients|participants|people|eyes|volunteers)\b|\bbetween [^.;]{0,60}\b(?:images|acquisitions?|sequences|scans|readers)\b"
    r"|\bpre-?\w+ [^.;]{0,60}\bpost-?\w+|\bbefore and after\b|\bat baseline and\b",
    re.I,
)
"""Words of a sentence whose two values may be of the same people, where nobody was allocated."""


def _are_before_and_after(whole, items):
    """Whether a sentence says that a value rose or fell from the first of two findings to the second."""
    before = whole.passage[max(items[0].sentence_start, items[0].start - 30) : items[0].start]
    between = whole.passage[items[0].end : items[1].start].lstrip("%)] ")
    kinds = {item.kind for item in items}
    return bool(
        kinds <= {"percentage", "mean"}
        and FROM.search(before)
        and TO.fullmatch(between)
        and not re.search(YEAR, between)
    )


def _may_be_of_the_same(two, whole):
    """Whether two means may be of the same people: nobody was allocated, and their sentence speaks of images or of before and after."""
    return (
        two.items[0].kind == "mean"
        and bool(SAME_PEOPLE.search(two.items[0].sentence))
        and not re.search(SHARED, whole.passage, re.I)
    )


def _two(whole, items, start, p, paired, mixed):
    paired = paired or _are_before_and_after(whole, items)
    quotation = whole.passage[start : max(items[-1].end, p.end if p is not None else 0)][:300]
    return Two(tuple(items), start, quotation, items[0].sentence_start, p, paired, mixed)


def _just_read(waiting, last):
    """The finding right before the next one."""
    return ([waiting.estimates[0]] if waiting is not None else []) + (
        [last.items[1]] if last is not None else []
    )


def _is_the_same(count, share):
    """A percentage that was listed with its count and again with its interval: "91.3% (283 of 310, 95% CI ...)"."""
    together = count.sentence_start == share.sentence_start
    return together and count.kind == "count" and count["pct"] == share["estimate"]


def _beside(one, group, whole):
    """Whether a finding and the group behind it may be two arms of one sentence."""
    other = group.estimates[0]
    kinds = [(item.kind, item.values.get("measure")) for item in (one, other)]
    between = whole.passage[one.end : other.start]
    apart = ";" in between and not NEXT_LABEL.fullmatch(between)
    together = one.sentence_start == other.sentence_start and len(between) < MOST_BETWEEN and not apart
    if kinds[0] != kinds[1] or not together or (one.kind == "percentage" and one.arm == other.arm):
        return False
    return not THIRD_VALUE.search(between) and not not_two_arms(one, other, whole.passage, whole.largest)


# ---------------------------------------------------------------- how many people


def implied_sizes(item):
    """Numbers of people of which a count is the percentage beside it: the smallest, the largest and one between."""
    share = printed_value(item["pct"], "half up")
    if item["n"] or not share.low > 0:
        return []
    low, high = math.ceil(100 * int(item["x"]) / share.high), math.floor(100 * int(item["x"]) / share.low)
    return sorted({low, (low + high) // 2, high}) if low <= high else []


def possible_counts(item, n):
    """The counts of `n` people that a finding may be; none where it can be none."""
    if item.kind == "count":
        return [int(item["x"])] if int(item["x"]) <= n else []
    text = item["pct"] if item.kind == "percentage" else item["estimate"]
    counts = list(granularity.check_percent(text, n).counts)
    if not counts:  # of nearly all of them: fewer were analysed
        middle = float(text) * n / 100
        counts = [math.floor(middle), min(n, math.ceil(middle))]
    step = max(1, math.ceil(len(counts) / MOST_COUNTS))
    return counts[::step] + ([counts[-1]] if step > 1 else [])


def tables(two, sizes):
    """Every table that two findings allow with these sizes of the arms, as (x1, n1, x2, n2)."""
    for n1, n2 in sizes:
        for x1, x2 in itertools.product(possible_counts(two.items[0], n1), possible_counts(two.items[1], n2)):
            yield x1, n1, x2, n2


IMPLIED = "implied"
"""Sizes of arms that nothing prints, but that counts and their percentages give."""


def if_all(sizes, own):
    """What a verdict that leans on sizes from elsewhere assumes, in words."""
    if own == IMPLIED:
        return ", with as many people as the percentages give"
    return "" if own else f", if all {sizes[0]} and {sizes[1]} people were counted"


NOT_READ = "the numbers of people behind these values were not read"

NO_ORDER = "which group had which size was not read, and only one order fits"


def _weakness(check):
    """How little a verdict of "fits" says, so that the weakest of two can be taken."""
    return check.verdict == FITS_OTHERWISE, "nearly all" in check.said


def has_no_order(sizes):
    """Whether two sizes are to be tried in both orders, as nothing says which group had which."""
    return len(sizes) == 2 and sizes[0] == sizes[1][::-1]


AS_NAMED = ", in the order in which the groups are named"


def _in_each_order(judge, two, start, sizes, whole):
    """A check by `judge` of sizes; where their order is not known, it fits if both orders do, or that of groups with names."""
    if not has_no_order(sizes):
        return judge(sizes)
    both = [judge([pair]) for pair in sizes]
    fitting = [check for check in both if check.verdict in (FITS, FITS_OTHERWISE)]
    if fitting == both[:1] and whole.names_both_arms:
        return replace(both[0], said=both[0].said + AS_NAMED)
    if len(fitting) == 1:
        return _open(start, NO_ORDER, two)
    return max(fitting, key=_weakness) if fitting else judge(sizes)


LEFT_OUT = re.compile(
    r"evaluable|assessable|per[- ]protocol|\bcomplete(?:d|rs)\b|lost to follow|with(?:drew|drawn|drawals?)\b|drop(?:ped)?[- ]?outs?"
    r"|\bexclu|\bmissing\b|discontinu|\bavailable\b|subgroup|\bsubset\b",
    re.I,
)
"""Words of a passage that say that fewer people than those of the arms may be behind a percentage."""

OF_SOME = re.compile(
    r"\b(?:among|of (?:those|the|whom|these|all)|(?:in|for) (?:those|patients|women|men|people|participants|children) (?:with|who|aged|without)"
    r"|survivors|responders|women|men|boys|girls|smokers|carriers)\b",
    re.I,
)
"""Words before a percentage that is of some of the people of an arm."""


SUBSET = re.compile(
    r"\bamong\b(?! (?:all|the (?:two|both)|\d))|\bsub-?groups?\b|\bsubset\b|\bof (?:those|whom|these)\b|\bin (?:non-?)?diabetic"
    r"|\b(?:in|for) (?:those|(?:the )?(?:patients|women|men|people|participants|children)) (?:with|who|aged|without)\b",
    re.I,
)
"""Words before two percentages that are of some of the people of both arms."""

NEARLY = 0.8
"""The share of an arm's people that a percentage must be able to come from, so that it is still held against all of them."""


def share_of_arm(item, n, whole, whose, sure=False):
    """A percentage (or a count with one) whose arm has `n` people; `whose` says how that is known. A `Printed`, or None.

    A mismatch is claimed where neither all of them nor any other printed number of people gives the percentage, and all
    are behind it: the passage says so, or (`sure`) the other arm's count and percentage do.
    """
    x = int(item["x"]) if item.kind == "count" else None
    before = item.sentence[: item.start - item.sentence_start]
    changed = any("change" in flag for flag in item.flags) or AVERAGE.search(before)
    if item["pct"] is None or changed or float(item["pct"]) > 100 or (x is not None and x > n):
        return None
    check = granularity.check_percent(item["pct"], n, x)
    if check.verdict != DOES_NOT_FIT:
        if x is None and len(check.counts) > 1:
            return None
        return printed(check.verdict, f"{percent_in_words(item['pct'], n, x, check)}, {whose}", item)
    for left in whole.left_out:
        fewer = granularity.check_percent(item["pct"], n - left, x) if (x or 0) <= n - left else check
        if "half up" in fewer.rules and (x is not None or len(fewer.counts) == 1):
            said = percent_in_words(item["pct"], n - left, x, fewer)
            return printed(
                FITS, f"{said}, if {left} of the {n} people were left out, as the passage says", item
            )
    if not check.sizes or (x is not None and (n < 0.5 * min(check.sizes) or whole.prints_a_size_of(item, x))):
        return None
    start = f"{item['pct']} % of {n}" if x is None else f"{item['pct']} % and {people(x, n)}"
    gives = "no whole number of them gives it" if x is None else f"that is {check.nearest[0]} %"
    fewer = [size for size in check.sizes if size < n]
    would = f"{sizes_in_words(item['pct'], x, check, n - 1 if fewer else None)} people would"
    all_counted = ALL_COUNTED.search(whole.passage) and not LEFT_OUT.search(whole.passage)
    base = ALL_COUNTED.search(item.sentence) or (
        (all_counted or sure) and not whole.prints_a_size_of(item, x)
    )
    if base and not OF_SOME.search(before):
        why = f"{gives}; {would}{', if some were not counted' if fewer else ''}"
        return printed(DOES_NOT_FIT, f"{start}: does not fit as printed ({why})", item)
    other = whole.another_size(item, n, x)
    if other is not None and fewer:
        because = f"{gives}, and it may be of the {other} that are printed"
        return printed(CANNOT_BE_TOLD, f"{start}: {CANNOT_BE_TOLD} because {because}", item)
    if fewer and max(fewer) >= NEARLY * n and not SUBSET.search(before):
        return unless(start, "some were not counted", f"{gives}; {would}", item)
    return printed(
        CANNOT_BE_TOLD,
        f"{start}: {CANNOT_BE_TOLD} because it may be of other people ({gives}; {would})",
        item,
    )


def _gives_its_percentage(item, n):
    """Whether a count is, of so many people, the percentage beside it."""
    known = item.kind == "count" and item["pct"] and float(item["pct"]) <= 100 and int(item["x"]) <= n
    return known and bool(granularity.check_percent(item["pct"], n, int(item["x"])).rules)


def shares_of_sizes(two, whole):
    """Two percentages without people against arms whose sizes stand elsewhere: do whole people give them?

    Where nothing says which arm is which, only how many orders fit is said; decimals are held against halves of all.
    """
    sizes, own = whole.sizes(two)
    bare = [
        item for item in two.items if item.kind in ("percentage", "count") and not item["n"] and item["pct"]
    ]
    halved = not sizes and bool(whole.halves) and len(bare) == 2 and all("." in item["pct"] for item in bare)
    if halved:
        sizes = whole.halves[:1]
    sure_of_arms = len(sizes) == 1 or two.p is not None or whole.are_named(two) or whole.speaks_of_arms(two)
    if own or two.paired or not sure_of_arms or is_estimated(two.items) or is_no_share_of_people(two.items):
        return
    found = []
    for pair in sizes:
        sure = any(map(_gives_its_percentage, two.items, pair))
        whose = f"if all {pair[0]} and {pair[1]} people were counted"
        whose = f"if the {whole.shared} people were shared equally" if halved else whose
        both = zip(two.items, pair, strict=True)
        checks = [share_of_arm(item, n, whole, whose, sure) for item, n in both if item in bare]
        found.append([check for check in checks if check is not None])
    fitting = [each for each in found if each and {check.verdict for check in each} <= {FITS, FITS_OTHERWISE}]
    rounded = [[check.verdict for check in checks] == [FITS, FITS] for checks in found]
    if len(found) == 1 and (not halved or rounded[0] or (fitting and are_fine(two))):
        yield from found[0]
    elif fitting and fitting == found[:1] and whole.names_both_arms:
        yield from (replace(check, said=check.said + AS_NAMED) for check in fitting[0])
    elif fitting and len(fitting) < len(found):
        yield _open(str(two), NO_ORDER, two)
    elif rounded and all(rounded):
        said = f"{two} of {sizes[0][0]} and {sizes[0][1]}: {FITS} in either order, if all of these people were counted"
        yield Printed(FITS, said, two.quotation, two.start)


# ---------------------------------------------------------------- the P value


def p_of_two(two, whole):
    """The P value that the sentence prints for two findings, or what the sentence says instead."""
    if two.p is None:
        yield from _without_p(two, whole)
        return
    if two.p["value"] is None:
        return
    text = p_as_text(two.p)
    start = f"{p_text_of(text)} and {two}"
    even = _even_unpaired(two, text, start, whole)
    if even is not None:
        yield even
        return
    sizes, own = whole.sizes(two)
    parts = are_parts_of_one(*two.items) and two.items[0].values.get("n") is None and not sizes
    if parts or (
        not own and are_all_of_one(two) and not is_estimated(two.items) and (not sizes or has_no_order(sizes))
    ):
        said = "they may be parts of one group"
    elif two.paired:
        said = "values before and after in the same people take a paired test"
    elif not own and re.search(YEAR, whole.passage[two.items[0].end : two.items[1].start]):
        said = "it may be that of a trend over years"
    elif _may_be_of_the_same(two, whole):
        said = "they may be values of the same people, which take a paired test"
    elif two.mixed:
        said = "more than one P value or comparison stands beside them"
    elif not is_plain(two.p):
        said = what_it_is(two.p)
        if "one-sided" in said:
            yield _one_sided(two, text, start, said)
            return
    else:
        check = _judged(two, text, start, whole)
        if check.verdict not in (DOES_NOT_FIT, DOES_NOT_FIT_UNLESS) or not _unread_beside(two, whole):
            yield check
            return
        said = "a percentage that was not read stands beside them"
    yield _open(start, said, two)


def are_all_of_one(two):
    """Whether two percentages without people add up to 100, as those of one group do: "91 % in the leg and 9 % in the arm"."""
    if any(item.kind != "percentage" for item in two.items):
        return False
    numbers = [printed_value(item["pct"], "any") for item in two.items]
    apart = abs(sum(float(each.value) for each in numbers) - 100)
    return apart <= 1.01 * 10.0 ** -max(each.decimals for each in numbers)


def what_it_is(p):
    """What a P value is that is not the usual one of a comparison, in words."""
    if "one-sided" in str(p["sides"]):
        return "it is one-sided"
    return f"it is not the usual P value of a comparison ({p['sides']})"


def _one_sided(two, text, start, said):
    """A P value that is named as one-sided, against the one-sided tests of two counts with their people."""
    if any(item.kind != "count" or not item["n"] for item in two.items):
        return _open(start, said, two)
    table = _own_table(two)
    if table is None:
        return _open(start, said, two)
    x1, n1, x2, n2 = table
    side = "greater" if x1 * n2 > x2 * n1 else "less"
    values = {name: single_p(*table, name, side) for name in ANY_SIZE if name in ONE_SIDED}
    by = [TEST_LABELS[name] for name, value in values.items() if printed_p(text).contains(value)]
    if by:
        return Printed(
            FITS, f"{start}: {FITS} as a one-sided P value ({listed(by, 'or')})", two.quotation, two.start
        )
    gives = f"one-sided tests of the two against no difference give {p_range(values.values(), 4)}"
    return _open(start, f"{said}, and may be that of a test against a margin ({gives})", two)


def one_sided_later(two):
    """The P value that a later sentence prints, as one-sided, for the difference of two counts with their people; or None."""
    counted = all(item.kind == "count" and item["n"] for item in two.items)
    found = [
        group.p
        for _, group, together in two.effects
        if not together and group.p is not None and "one-sided" in str(group.p["sides"])
    ]
    return found[0] if found and found[0]["value"] and counted and not two.paired else None


def _unread_beside(two, whole):
    """Whether a percentage stands between the first finding and P, or behind it, that no finding holds: of a third arm, perhaps."""
    last = max(two.items[-1].end, two.p.end)
    signs = [found.start() for found in re.finditer(r"[0-9] ?%", whole.passage[: last + 40])]
    return any(
        two.items[0].end < at and not any(item.start <= at <= item.end for item in whole.items)
        for at in signs
    )


def _even_unpaired(two, text, start, whole):
    """Two values of the same people with "P <": what two independent groups give is more than a paired test would."""
    together = two.paired or (whole.depends and set(whole.depends) <= PAIRED)
    number, n = printed_p(text), _people_of_pair(two, whole)
    n = n and max(n // 2, 2)  # as some may be missing
    if not together or two.mixed or not is_plain(two.p) or number.comparison != "<" or n is None:
        return None
    if two.items[0].kind == "mean" and None not in [item["spread"] for item in two.items]:
        values = _p_of_means(two, [(n, n)])
        if not values:
            return None
        unlabelled = {item["spread_kind"] for item in two.items} == {"unlabelled"}
        gives, taken = values[0], ", spreads taken as SD" * unlabelled
    elif (
        two.items[0].kind == "percentage"
        and not is_estimated(two.items)
        and not is_no_share_of_people(two.items)
    ):
        gives = max(single_p(*table, name) for table in tables(two, [(n, n)]) for name in ("fisher", "yates"))
        taken = ""
    else:
        return None
    if gives >= float(number.value):
        return None
    why = f"even two independent groups of {n} would give {p_digits(gives, 4)}{taken}; a paired test gives less unless the two run against each other"
    return Printed(FITS, f"{start}: {FITS} ({why})", two.quotation, two.start)


def _people_of_pair(two, whole):
    """The fewest people that may be behind two values of the same people: those of one arm, or everybody of a crossover."""
    own = [item.values.get("n") for item in two.items]
    if None not in own:
        return min(map(int, own))
    if whole.both_arms is not None and not (whole.depends and whole.everyone):
        return min(whole.both_arms)
    if whole.everyone is None:
        return None
    return whole.everyone if whole.depends else whole.everyone // 2


def _open(start, because, two):
    return Printed(CANNOT_BE_TOLD, f"{start}: {CANNOT_BE_TOLD} because {because}", two.quotation, two.start)


def _judged(two, text, start, whole):
    sizes, own = whole.sizes(two)
    kind = two.items[0].kind
    if kind == "count" and own:
        if _are_marks(two):
            return _open(start, "they may be marks on a scale", two)
        return _two_counts(two, text, start, whole)
    counted = whole.counted(two.items) if kind == "percentage" and not own else None
    if counted is not None:
        return _of_the_same_counts(two, counted, text, start, whole)
    if whole.depends:
        return _open(start, f"the passage speaks of another analysis ({listed(whole.depends)})", two)
    if kind == "effect":
        return _two_with_limits(two, text, start)
    if kind == "mean":
        if not sizes and whole.halves is not None:
            return _if_halves(lambda sizes: _two_means(two, text, start, sizes, own), two, start, whole)
        return _in_each_order(
            lambda sizes: _two_means(two, text, start, sizes, own), two, start, sizes, whole
        )
    if is_estimated(two.items):
        return _open(
            start, "they may be estimates over time or of a model, which are no counts of people", two
        )
    if is_no_share_of_people(two.items):
        return _open(start, "they may be no percentages of people", two)
    if not sizes and whole.halves is not None and (kind == "percentage" or not two.items[0]["pct"]):
        return _if_halves(lambda sizes: _two_shares(two, text, start, sizes, own, whole), two, start, whole)
    implied = [implied_sizes(item) if kind == "count" and item["pct"] else [] for item in two.items]
    if all(implied) and not sizes and TIMED.search(whole.passage):
        return _open(start, f"it may be that of times to an event, and {NOT_READ}", two)
    if all(implied) and not any(all(map(_gives_its_percentage, two.items, pair)) for pair in sizes):
        return _two_shares(two, text, start, list(itertools.product(*implied)), IMPLIED, whole)
    if not sizes:
        return _any_split(two, text, start, whole) or _open(start, NOT_READ, two)
    return _in_each_order(
        lambda sizes: _two_shares(two, text, start, sizes, own, whole), two, start, sizes, whole
    )


def _are_marks(two):
    """Whether two fractions may be marks, "muscle strength was 5/5 v 2/5", and count nobody."""
    alike = len({item["n"] for item in two.items}) == 1 and int(two.items[0]["n"]) <= MOST_MARKS
    return (
        alike and not any(item["pct"] for item in two.items) and bool(MARKS.search(words_before(two.items)))
    )


MOST_MARKS = 15
MARKS = re.compile(r"\b(?:strength|power|scores?|grades?|scale|Apgar|GCS|VAS|NRS|MRC)\b", re.I)
"""Words before fractions of so few that these may be marks on a scale."""


def _two_counts(two, text, start, whole):
    """Two counts of people before one P value: which usual test of two independent groups prints it?"""
    table = _own_table(two)
    bare = not any(re.search(r"[/%(]", item.quotation) for item in two.items)
    if table is None:
        return _open(start, "more people are counted than there are", two)
    if bare and table[0] == table[2] == 1 and table[1] != table[3]:
        return _open(start, "these are proportions in words, of people whose number is not printed", two)
    values = {name: single_p(*table, name) for name in ANY_SIZE}
    for rule, verdict in (("half up", FITS), ("any", FITS_OTHERWISE)):
        by = [TEST_LABELS[name] for name, value in values.items() if printed_p(text, rule).contains(value)]
        if by:
            return Printed(verdict, f"{start}: {verdict} ({listed(by, 'or')})", two.quotation, two.start)
    others = [] if whole.depends else _other_readings(table, text)
    if others:
        return Printed(FITS, f"{start}: fits as {listed(others, 'or')}", two.quotation, two.start)
    ends = min(values.values()), max(values.values())
    gives = p_range(ends)
    if whole.named:
        return _open(
            start,
            f"the passage speaks of another analysis ({listed(whole.named)}); unadjusted tests give {gives}",
            two,
        )
    if two.joined:
        return _open(start, f"it may judge something else; unadjusted tests of the two give {gives}", two)
    timed = bool(TIMED.search(whole.passage))
    if _among(text, values.values()):
        return _open(start, f"another test may give it; the usual ones give {gives}", two)
    if not far_from(text, *ends, 2 * FAR if timed else FAR):
        other = "times to an event or a stratified test" if timed else "a stratified or adjusted test"
        return unless(
            start, f"{other} gave it, or other people were counted", f"unadjusted ones give {gives}", two
        )
    gives += meant_below(text, ends[1])
    said = f"does not fit as printed (unadjusted tests of two groups give {gives}; an adjusted analysis may give it)"
    return Printed(DOES_NOT_FIT, f"{start}: {said}", two.quotation, two.start)


def _of_the_same_counts(two, counted, text, start, whole):
    """Two percentages that stand elsewhere beside their counts: these give P, or it is left open what it judges."""
    again = replace(two, items=counted)
    found = _two_counts(again, text, f"{start} ({again})", whole)
    if found.verdict in (DOES_NOT_FIT, DOES_NOT_FIT_UNLESS):
        values = [single_p(*_own_table(again), name) for name in ANY_SIZE]
        return _open(
            start, f"it may judge something else than {again} (unadjusted tests give {p_range(values)})", two
        )
    return found


def _if_halves(judge, two, start, whole):
    """A check by `judge` with about half of all people in each arm: what does not fit then may fit other arms."""
    pairs = whole.halves
    pairs = pairs[:1] if are_fine(two) else pairs
    for pair in pairs:
        found = judge([pair])
        if found.verdict in (FITS, FITS_OTHERWISE):
            said = re.sub(r", if (?:nearly )?all .*", "", found.said)
            said += f", if the {whole.shared} people were shared about equally"
            return Printed(found.verdict, said, two.quotation, two.start)
    because = NOT_READ
    if two.items[0].kind == "percentage":
        values = _p_of_tables(two, pairs)
        because += f" (about half of {whole.shared} in each arm would give {p_range(values)})"
    return _open(start, because, two)


SPLITS = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Shares of people in the first of two groups whose sizes were not read."""


def _any_split(two, text, start, whole):
    """ "P <" of two percentages of groups whose sizes were not read, where it holds however uneven these are; else None.

    Half of everybody is split, as some may have been left out; where parts of everybody are printed, half of the smallest.
    """
    people = min(whole.parts_of_everyone, default=whole.everyone or 0)
    number, many = printed_p(text), people // 2
    some = OF_SOME.search(words_before(two.items))
    if number.comparison != "<" or two.items[0].kind != "percentage" or some:
        return None
    values = []
    for share in SPLITS:
        sizes = round(share * many), many - round(share * many)
        counts = [possible_counts(item, n) for item, n in zip(two.items, sizes, strict=True) if n > 1]
        if len(counts) < 2 or not all(counts):
            return None
        for x1, x2 in itertools.product(*[{each[0], each[-1]} for each in counts]):
            values += [single_p(x1, sizes[0], x2, sizes[1], name) for name in ("fisher", "yates")]
    if max(values) >= float(number.value):
        return None
    gives = f"{p_digits(max(values), 4)}{' or less' if max(values) >= 0.00005 else ''}"
    why = f"even half of the {people} people, in two groups up to as uneven as 10 and 90 %, give {gives}"
    return Printed(FITS, f"{start}: {FITS} ({why})", two.quotation, two.start)


def meant_below(text, largest):
    """What a P value with "=" may be meant as where all tests give less: statistical programs print the last digit."""
    number = printed_p(text)
    floor = re.fullmatch(r"[<≤]?0?\.0{2,4}1", text)
    below = number.comparison == "=" and floor and largest < float(number.low)
    return f"; 'P < {text}' may be meant" if below else ""


def _own_table(two):
    """Two counts with their people as (x1, n1, x2, n2); None where more are counted than there are."""
    return next(tables(two, [tuple(int(item["n"]) for item in two.items)]), None)


def _one_sided_by(table, number):
    """The one-sided tests, towards either arm, that give a printed P value."""
    tests = [name for name in ANY_SIZE if name in ONE_SIDED]
    values = {name: [single_p(*table, name, side) for side in ("greater", "less")] for name in tests}
    return {TEST_LABELS[name] for name, both in values.items() if any(map(number.contains, both))}


def _other_readings(table, printed):
    """Tests of two counts beside the usual ones that print P: Wald's, as of a regression, and one-sided ones."""
    number = printed_p(printed, "any")
    found = [f"a Wald test of the {name}" for name, p in wald_p_values(*table).items() if number.contains(p)]
    sided = _one_sided_by(table, number)
    return found + [f"a one-sided P value ({listed(sorted(sided), 'or')})"] * bool(sided)


def _two_shares(two, text, start, sizes, own, whole):
    """Percentages, or counts alone, with sizes from elsewhere: does any table that they allow print P?"""
    values, otherwise, whole_counts = [], "", False
    for pair in sizes:
        by, sided = {}, set()
        for table in tables(two, [pair]):
            given = rounding(two, table)
            whole_counts |= given != NEARLY_ALL
            for name in ANY_SIZE:
                value = single_p(*table, name)
                values.append(value)
                if printed_p(text).contains(value):
                    by.setdefault(given, TEST_LABELS[name])
            sided |= _one_sided_by(table, printed_p(text)) if given == ROUNDED else set()
        if ROUNDED in by:
            said = f"{FITS} ({by[ROUNDED]}){if_all(pair, own)}"
            return Printed(FITS, f"{start}: {said}", two.quotation, two.start)
        left_out = _without_those_left_out(two, text, pair, whole) if len(sizes) == 1 else ""
        if left_out:
            return Printed(FITS, f"{start}: {FITS} ({left_out})", two.quotation, two.start)
        others = [
            whole.another_size(item, n)
            for item, n in zip(two.items, pair, strict=True)
            if item.kind == "percentage" and not granularity.check_percent(item["pct"], n).rules
        ]
        if NEARLY_ALL in by and not any(others):
            said = f"{FITS} ({by[NEARLY_ALL]}), if nearly all of {pair[0]} and {pair[1]} people were counted"
            return Printed(FITS, f"{start}: {said}", two.quotation, two.start)
        one_sided = f"a one-sided P value of {listed(sorted(sided), 'or')} would fit" if sided else ""
        if CUT_OFF in by:
            why = f"{by[CUT_OFF]}, with percentages that are cut off{'; ' if sided else ''}{one_sided}"
            said = f"{FITS_OTHERWISE} ({why}){if_all(pair, own)}"
            return Printed(FITS_OTHERWISE, f"{start}: {said}", two.quotation, two.start)
        if sided:
            otherwise = otherwise or f"; {one_sided}{if_all(pair, own)}"
    if not values:
        return _open(start, "no whole number of the people that were read gives these percentages", two)
    gives = p_range(values)
    if own != IMPLIED:
        because = _whose_else(two, sizes, whole)
        if because:
            return _open(start, because, two)
    if meant_below(text, max(values)):
        given = f"unadjusted tests give {gives}{if_all(sizes[0], own)}"
        return unless(start, f"'P < {text}' is meant", given, two)
    left_open = bool(two.joined or whole.named or TIMED.search(whole.passage) or _is_elsewhere(two))
    left_open = left_open or _among(text, values)
    claimed = not (left_open or otherwise)
    fewer = _of_fewer(two, sizes) if claimed and far_from(text, min(values), max(values)) else None
    all_counted = ALL_COUNTED.search(whole.passage) and not LEFT_OUT.search(whole.passage)
    if all_counted and fewer is not None and far_from(text, min(values + fewer), max(values + fewer)):
        said = f"does not fit as printed (unadjusted tests give {gives}; an adjusted analysis may give it)"
        return Printed(DOES_NOT_FIT, f"{start}: {said}{if_all(sizes[0], own)}", two.quotation, two.start)
    few = (
        ""
        if whole_counts or own == IMPLIED or len(sizes) > 1 or whole.halves
        else _with_some_missing(two, text, sizes[0])
    )
    if few:
        return Printed(FITS, f"{start}: {FITS} ({few})", two.quotation, two.start)
    if left_open:
        because = f"the people counted were not read beside them (all {sizes[0][0]} and {sizes[0][1]} would give {gives})"
        if own == IMPLIED:
            because = f"another analysis may give it ({gives}{if_all(sizes[0], own)})"
        return _open(start, because + otherwise, two)
    others = "" if own == IMPLIED else ", or other people were counted"
    found = unless(
        start,
        f"another analysis gave it{others}",
        f"unadjusted tests give {gives}{if_all(sizes[0], own)}",
        two,
    )
    return replace(found, said=found.said + otherwise)


def _whose_else(two, sizes, whole):
    """Why two percentages may be of other people than those of the arms, or may be no two arms, in words; "" where nothing says so."""
    first, last = two.items[0], two.items[-1]
    words = first.sentence[: last.end - first.sentence_start]
    if SUBSET.search(words):
        return "they may be of some of these people"
    if all(item.kind == "percentage" for item in two.items):
        whole_of = [
            granularity.check_percent(item["pct"], n).rules
            for pair in sizes
            for item, n in zip(two.items, pair, strict=True)
        ]
        if not any(whole_of):
            return f"no whole number of {sizes[0][0]} or {sizes[0][1]} gives them, so they may be of others"
    return ""


MOST_MISSING = 0.05
"""The share of an arm that may be missing from a percentage so that nearly all of its people are behind it."""


def _with_some_missing(two, text, pair):
    """How P comes back where a few people of arms are missing, because all of them cannot give the percentages; "" where not."""
    arms = [list(_counts_of_fewer(item, n)) for item, n in zip(two.items, pair, strict=True)]
    for one, other in sorted(itertools.product(*arms), key=lambda each: -(each[0][1] + each[1][1])):
        table = *one, *other
        for name in ("pearson", "fisher", "yates"):
            if printed_p(text).contains(single_p(*table, name)) and rounding(two, table) == ROUNDED:
                sizes = zip(table[1::2], pair, strict=True)
                counted = [f"{n} of {whole_arm}" for n, whole_arm in sizes if n < whole_arm]
                return f"{TEST_LABELS[name]}, if {listed(counted)} people were counted"
    return ""


def _counts_of_fewer(item, n):
    """Counts, with their people, that give a percentage where at most a few of an arm's people are missing."""
    for fewer in range(n, n - min(MOST_COUNTS, int(MOST_MISSING * n)) - 1, -1):
        if item.kind == "count":
            yield from [(int(item["x"]), fewer)] if int(item["x"]) <= fewer else []
            continue
        middle = float(item["pct"]) * fewer / 100 if item.kind == "percentage" else -1
        for x in {math.floor(middle), math.ceil(middle)} if middle >= 0 else ():
            if x <= fewer and granularity.can_be_percent(item["pct"], fewer, x):
                yield x, fewer


def _without_those_left_out(two, text, pair, whole):
    """How P comes back without the people that the passage leaves out of one arm, in words; "" where it does not."""
    for left, arm in itertools.product(whole.left_out, (0, 1)):
        sizes = [n - left * (place == arm) for place, n in enumerate(pair)]
        for table in tables(two, [sizes]) if min(sizes) > 0 else ():
            for name in ("pearson", "fisher", "yates"):
                if rounding(two, table) == ROUNDED and printed_p(text).contains(single_p(*table, name)):
                    return f"{TEST_LABELS[name]}, if {left} of the {pair[arm]} people were left out, as the passage says"
    return ""


def _of_fewer(two, sizes):
    """P values where fewer people than those of the arms were counted, down to half of them."""
    parts = [
        (math.ceil(one * n1), math.ceil(other * n2))
        for n1, n2 in sizes
        for one, other in itertools.product((1, 0.75, 0.5), repeat=2)
    ]
    return [single_p(*table, name) for table in tables(two, parts) for name in ("pearson", "fisher", "yates")]


ROUNDED, CUT_OFF, NEARLY_ALL = "as usually rounded", "cut off", "of nearly all people"
"""How the counts of a table give two percentages."""


def rounding(two, table):
    """How the counts of a table give both percentages; of nearly all people where no whole number gives one of them."""
    found = ROUNDED
    for item, x, n in zip(two.items, table[::2], table[1::2], strict=True):
        if item.kind == "count":
            continue
        rules = granularity.check_percent(item.values.get("pct") or item.values.get("estimate"), n, x).rules
        if not rules:
            return NEARLY_ALL
        if "half up" not in rules:
            found = CUT_OFF
    return found


def _two_means(two, text, start, sizes, own):
    """Two means with their spreads: does a t test print P?"""
    spreads = [item["spread"] for item in two.items]
    if None in spreads:
        return _open(start, "no SD is printed with these means", two)
    if not sizes:
        return _open(start, NOT_READ, two)
    for n1, n2 in sizes:
        one, other = two.items
        found = means.which_mean_tests_print(one["mean"], spreads[0], n1, other["mean"], spreads[1], n2, text)
        kinds = {item["spread_kind"] for item in two.items}
        if kinds & {"SD", "SE"} and len(kinds) == 1:
            found = found[found["spread"] == kinds.pop()]
        values = found["p"] if len(found) == 3 else found["p"][found["spread"] == "SD"]
        gives = f"t tests give {p_range(values)}"
        found = found[found["rules"] != ""]
        loose = [
            are_too_few(text, row["p_low"], row["p_high"], ((row["p"],) * 2,)) for _, row in found.iterrows()
        ]
        if len(found) and all(loose):
            because = too_few_in_words(found["p_low"].min(), found["p_high"].max())
            return Printed(CANNOT_BE_TOLD, f"{start}: {because}", two.quotation, two.start)
        found = found[[not each for each in loose]]
        if len(found):
            first = found.iloc[0]
            by = f"{ {'welch': 'Welch', 'pooled': 'pooled t', 'z': 'z'}[first['test']] } test, spreads taken as {first['spread']}"
            return Printed(FITS, f"{start}: {FITS} ({by}){if_all((n1, n2), own)}", two.quotation, two.start)
    if _is_elsewhere(two):
        return _open(
            start, f"a rank test, an adjusted one, or other people analysed may give it ({gives})", two
        )
    if meant_below(text, values.max()):
        return unless(start, f"'P < {text}' is meant", gives, two)
    return unless(start, "a rank test, an adjusted one, or other people gave it", gives, two)


def _among(text, values):
    """Whether a printed P value lies among those of the usual tests, or so close that a further test may give it."""
    value = float(printed_p(text).value)
    return (1 - AS_CLOSE) * min(values) <= value <= (1 + AS_CLOSE) * max(values)


AS_CLOSE = 0.1
"""By how large a share a P value may lie beyond those of the usual tests so that a further test may well give it."""


def _is_elsewhere(two):
    """Whether the P value stands in another sentence than the two findings, so that it may judge something else."""
    return two.p is not None and two.p.sentence_start != two.items[-1].sentence_start


def _two_with_limits(two, text, start):
    """Two values of arms, each with its interval: their standard errors give a P value."""
    one, other = (
        [float(printed_value(item[name], "any").value) for name in ("estimate", "low", "high")]
        for item in two.items
    )
    levels = {item["level"] or "95" for item in two.items}
    error = math.hypot((one[2] - one[1]) / 3.92, (other[2] - other[1]) / 3.92)
    if levels != {"95"} or not error > 0:
        return _open(start, "the limits do not give standard errors", two)
    size = abs(one[0] - other[0]) / error
    near, far = (2 * float(ndtr(-factor * size)) for factor in (0.85, 1.1))
    number = printed_p(text, "any")
    if float(number.low) <= near and far <= float(number.high):
        gives = f"as closely as two intervals tell: about {p_digits(2 * float(ndtr(-size)))}"
        return Printed(FITS, f"{start}: {FITS} ({gives})", two.quotation, two.start)
    return _open(start, "it may come from another test than the two intervals", two)


def _without_p(two, whole):
    """No P value is printed: then the words of the sentence are held against the counts."""
    beside = [group for _, group, together in two.effects if together]
    hazard = beside and beside[0].estimates[0].values.get("measure") == "HR"  # its P value is its own
    if beside and not hazard and beside[0].p is not None and is_plain(beside[0].p):
        text = p_as_text(beside[0].p)
        found = _judged(two, text, f"{p_text_of(text)} and {two}", whole)
        if found.verdict in (FITS, FITS_OTHERWISE):  # else P may be that of the effect's own analysis
            yield found
    kind = two.items[0].kind
    sizes, own = whole.sizes(two)
    if beside or two.paired:
        return
    later = one_sided_later(two)
    if later is not None:
        text = p_as_text(later)
        yield _one_sided(two, text, f"{p_text_of(text)} and {two}", what_it_is(later))
        return
    claim = _claim(two, whole)
    if kind == "effect" and claim and not whole.depends:
        found = _two_with_limits(
            two, ">.05" if claim == DENIED else "<.05", f"{_said(claim, two, whole)} and {two}"
        )
        if found.verdict == FITS:
            yield found
    bare = any(item.kind == "mean" and item["spread"] is None for item in two.items)
    if kind == "effect" or bare or (kind == "count" and not own):
        return
    if whole.depends:
        yield _open(str(two), f"the passage speaks of another analysis ({listed(whole.depends)})", two)
        return
    if kind == "percentage" and (is_estimated(two.items) or is_no_share_of_people(two.items)):
        yield _open(str(two), "no P value was read beside them, and they may be no counts of people", two)
        return
    sure = own or whole.are_named(two) or whole.both_arms is None
    sizes = sizes if sure or whole.speaks_of_arms(two) else []
    values = _p_of_means(two, sizes) if kind == "mean" else _p_of_tables(two, sizes)
    fits = values and claim and (min(values) >= 0.05 if claim == DENIED else max(values) < 0.05)
    if not values and any(describes_people(item, whole.passage, True) for item in two.items):
        return  # ages, sexes and the like are no results
    # whose percentages they are is seldom sure enough for a word on them that does not fit
    if not values or not (fits or sure):
        yield _open(str(two), "neither a P value nor numbers of people were read beside them", two)
        return
    tests = "t tests" if kind == "mean" else "unadjusted tests"
    gives = f"{tests} give {p_range(values)}{if_all(sizes[0], own)}"
    if fits:
        yield Printed(
            FITS, f"{_said(claim, two, whole)} and {two}: {FITS} ({gives})", two.quotation, two.start
        )
    else:
        yield _open(str(two), f"no P value was read beside them ({gives})", two)


def _p_of_tables(two, sizes):
    return [single_p(*table, name) for table in tables(two, sizes) for name in ANY_SIZE]


def _p_of_means(two, sizes):
    """P values of Welch's test with these sizes of the arms, the spreads taken as what they are called, or as either."""
    kinds = {item["spread_kind"] for item in two.items}
    values = []
    for kind, pair in itertools.product(("SD", "SE"), sizes):
        if kinds <= {kind, "unlabelled"} and min(pair) > 1:
            groups = []
            for item, n in zip(two.items, pair, strict=True):
                groups += [
                    float(item["mean"]),
                    float(item["spread"]) * (math.sqrt(n) if kind == "SE" else 1),
                    n,
                ]
            values += [means.compare_means(*groups).p] if any(groups[1::3]) else []
    return values


DENIED, CLAIMED = "no significant difference", "'significant'"


def claim_words(claim, sentence):
    """A claim as it is told: in quotation marks only where the sentence prints these words.

    >>> claim_words(DENIED, "There was no significant difference."), claim_words(DENIED, "It did not differ.")
    ("'no significant difference'", 'no significant difference')
    """
    printed_so = claim == DENIED and re.search(r"\bno significant difference", sentence, re.I)
    return f"'{claim}'" if printed_so else claim


def _claim(two, whole):
    """What the sentence of two findings, or the next one about "this difference", says of significance; or None."""
    sentence = _with_the_next(two, whole)
    return DENIED if DENIES.search(sentence) else CLAIMED if CLAIMS.search(sentence) else None


def _with_the_next(two, whole):
    """The sentence of two findings, with the next one where that speaks of their difference."""
    sentence = two.items[0].sentence
    behind = whole.passage[two.sentence_start + len(sentence) :][:200]
    return sentence + (re.split(r"[.;] ", behind)[0] if THIS_DIFFERENCE.match(behind) else "")


def _said(claim, two, whole):
    return claim_words(claim, _with_the_next(two, whole))


def finding(item):
    """A finding in a few characters."""
    if item.kind == "effect":
        return estimate_of(item)
    if item.kind == "mean":
        return item["mean"]
    if item.kind == "count":
        return people(item["x"], item["n"]) if item["n"] else item["x"]
    return f"{item['pct']} %"
