"""Two findings that a sentence sets side by side: their P value, their effect and its limits, what is said of them.

Nothing is assigned by a reader yet, so numbers are held against each other only where the sentence pairs them. Whose
people they are is often left open: the sizes of the arms are then taken from elsewhere in the passage, a verdict names
them, and what does not come back "cannot be told". A mismatch is claimed from whole counts alone.
"""

import itertools
import math
import re
from dataclasses import dataclass, field

from scipy.special import ndtr

from helpers.own_trial.judgement import FAR, far_from
from helpers.own_trial.no_arms import not_two_arms
from helpers.own_trial.printed_alone import Printed, estimate_of, is_plain, p_as_text
from helpers.statistics import granularity, means
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, FITS, FITS_OTHERWISE
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
    r"\s*(?:(?:The|This|These) differences? (?:was|were|is)|There was (?:no|a) (?:statistically )?significant difference)\b"
)
"""How the next sentence speaks of the two findings of the last."""

ESTIMATED = re.compile(
    r"[0-9]-year\b|hazard|estimate|Kaplan|cumulat|predict|model|surviv|imput|probabilit", re.I
)
"""Words of a sentence whose percentages are no counts of people."""

DENIES = re.compile(
    r"\b(?:no|not|nor|neither|without|non-?)\b[^.;:]{0,70}?signifi|\b(?:no|not)\b[^.;:]{0,40}\bdiffer"
    r"|\bno evidence\b|non-?signifi|insignifi",
    re.I,
)
CLAIMS = re.compile(r"signifi", re.I)
"""What a sentence says of its own comparison where it prints no P value."""


NEXT_LABEL = re.compile(r"[^;:]{0,20}; ?[A-Za-z][\w+-]{0,15}: ?")
"""Between two arms that are listed by their labels: "(LC: -14.5 kg; LF: -11.5 kg; P = .14)"."""

THIRD_VALUE = re.compile(r"(?:\b(?:v|vs\.?|versus)\b.*){2}", re.I)
"""Between two findings: a third one stands there, of an arm that was not read."""


NO_PEOPLE = re.compile(
    r"\btime (?:spent|in|with)\b|\bof (?:the |their )?(?:time|days|nights|energy|doses?)\b|\b(?:percent(?:age)?|proportion) of time\b"
    r"|ejection fraction|saturation|h[a]?emoglobin|HbA1c|adherence|coverage|\b(?:reduction|decrease|increase|change)s? (?:of|from|in)\b",
    re.I,
)
"""Words before percentages that need not be shares of people."""


def words_before(items):
    """The words of a sentence up to its last finding of these: what stands behind it is of something else."""
    first, last = items[0], items[-1]
    return first.sentence[: last.end - first.sentence_start]


def is_estimated(items):
    """Whether percentages may be estimates over time or of a model."""
    return bool(ESTIMATED.search(words_before(items)))


def is_no_share_of_people(items):
    """Whether percentages may be shares of time, of a dose or of a measurement."""
    return bool(NO_PEOPLE.search(words_before(items)))


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
        return " v ".join(_finding(item) for item in self.items)


def two_arms(whole):
    """Every pair of findings that a sentence sets side by side, as `Two` in reading order."""
    found, waiting, last = [], None, None
    for group in whole.groups:
        item = group.estimates[0]
        own = group.kind == "effect" and item["measure"] in OWN_LIMITS and item["estimate"] is not None
        if group.kind in ("counts", "percentages", "means") or own:
            paired = any("before and after" in flag for flag in group.flags)
            mixed = any("P value" in flag for flag in group.flags)
            if own and any(_is_the_same(each, item) for each in _just_read(waiting, last)):
                continue
            if last is not None and last.joined and last.p is None and _beside(last.items[1], group, whole):
                found.pop()  # a third arm
                waiting, last = None, None
            elif any("in one bracket" in flag for flag in group.flags):  # two outcomes of one arm
                waiting, last = None, None
            elif len(group.estimates) == 2 and not_two_arms(*group.estimates, whole.passage, whole.largest):
                waiting, last = None, None
            elif len(group.estimates) == 2:
                last = _two(whole, group.estimates, group.start, group.p, paired, mixed)
                found.append(last)
                waiting = None
            elif waiting is not None and _beside(waiting.estimates[0], group, whole):
                last = _two(whole, (waiting.estimates[0], item), waiting.start, group.p, paired, mixed)
                last.joined = True
                found.append(last)
                waiting = None
            else:
                waiting, last = (group if len(group.estimates) == 1 and group.p is None else None), None
        elif group.kind == "effect" and last is not None:
            last.effects.append((item, group, last.sentence_start == item.sentence_start))
    _later_p_values(found, whole)
    return found


def _later_p_values(found, whole):
    """ "The difference was significant (P = .003)." right behind the sentence of two arms speaks of these arms."""
    taken = {id(group.p) for group in whole.groups if group.p is not None}
    sentences = {}
    for item in whole.items:
        sentences.setdefault(item.sentence_start, []).append(item)
    next_to = dict(itertools.pairwise(sentences))
    last = {two.sentence_start: two for two in found}
    for start, two in last.items():
        later = sentences.get(next_to.get(start), [])
        if two.p is not None or two.effects or len(later) != 1 or later[0].kind != "p":
            continue
        if id(later[0]) not in taken and THIS_DIFFERENCE.match(later[0].sentence):
            two.p = later[0]


def _two(whole, items, start, p, paired, mixed):
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


def _implied_sizes(item):
    """Numbers of people of which a count is the percentage beside it: the smallest, the largest and one between."""
    share = printed_value(item["pct"], "half up")
    if item["n"] or not share.low > 0:
        return []
    low, high = math.ceil(100 * int(item["x"]) / share.high), math.floor(100 * int(item["x"]) / share.low)
    return sorted({low, (low + high) // 2, high}) if low <= high else []


def _possible_counts(item, n):
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
        for x1, x2 in itertools.product(
            _possible_counts(two.items[0], n1), _possible_counts(two.items[1], n2)
        ):
            yield x1, n1, x2, n2


def _if_all(sizes, own):
    return "" if own else f", if all {sizes[0]} and {sizes[1]} people were counted"


NO_ORDER = "which group had which size was not read, and only one order fits"


def _weakness(check):
    """How little a verdict of "fits" says, so that the weakest of two can be taken."""
    return check.verdict == FITS_OTHERWISE, "nearly all" in check.said


def has_no_order(sizes):
    """Whether two sizes are to be tried in both orders, as nothing says which group had which."""
    return len(sizes) == 2 and sizes[0] == sizes[1][::-1]


def _in_each_order(judge, two, start, sizes):
    """A check by `judge` of sizes; where their order is not known, it fits only if both orders do."""
    if not has_no_order(sizes):
        return judge(sizes)
    fitting = [check for pair in sizes if (check := judge([pair])).verdict in (FITS, FITS_OTHERWISE)]
    if len(fitting) == 1:
        return _open(start, NO_ORDER, two)
    return max(fitting, key=_weakness) if fitting else judge(sizes)


def shares_of_sizes(two, whole):
    """Two percentages without people against arms whose sizes stand elsewhere: do whole people give both?"""
    sizes, own = whole.sizes(two)
    if own or not all(item.kind == "percentage" and "." in item["pct"] for item in two.items):
        return
    fitting = []
    for pair in sizes:
        checks = [granularity.check_percent(item["pct"], n) for item, n in zip(two.items, pair, strict=True)]
        fine = all(
            n < 10 ** (1 + len(item["pct"].split(".")[1])) for item, n in zip(two.items, pair, strict=True)
        )
        if fine and all(len(check.counts) == 1 for check in checks):
            shown = " v ".join(people(check.counts[0], n) for check, n in zip(checks, pair, strict=True))
            worst = FITS if all("half up" in check.rules for check in checks) else FITS_OTHERWISE
            fitting.append(
                Printed(worst, f"{two} and {shown}: {worst}{_if_all(pair, own)}", two.quotation, two.start)
            )
    if fitting and len(fitting) < len(sizes):
        yield _open(str(two), NO_ORDER, two)
    elif fitting:
        yield max(fitting, key=_weakness)


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
    if two.paired:
        said = "values before and after in the same people take a paired test"
    elif two.mixed:
        said = "more than one P value or comparison stands beside them"
    elif not is_plain(two.p):
        said = f"it is not the usual P value of a comparison ({two.p['sides']})"
    else:
        yield _judged(two, text, start, whole)
        return
    yield _open(start, said, two)


def _open(start, because, two):
    return Printed(CANNOT_BE_TOLD, f"{start}: {CANNOT_BE_TOLD} because {because}", two.quotation, two.start)


def _judged(two, text, start, whole):
    sizes, own = whole.sizes(two)
    kind = two.items[0].kind
    if kind == "count" and own:
        return _two_counts(two, text, start, whole)
    if whole.depends:
        return _open(start, f"the passage speaks of another analysis ({listed(whole.depends)})", two)
    if kind == "effect":
        return _two_with_limits(two, text, start)
    if kind == "mean":
        if not sizes and whole.halves is not None:
            return _if_halves(lambda sizes: _two_means(two, text, start, sizes, own), two, start, whole)
        return _in_each_order(lambda sizes: _two_means(two, text, start, sizes, own), two, start, sizes)
    if is_estimated(two.items):
        return _open(
            start, "they may be estimates over time or of a model, which are no counts of people", two
        )
    if is_no_share_of_people(two.items):
        return _open(start, "they may be no percentages of people", two)
    if not sizes and whole.halves is not None and kind == "percentage":
        return _if_halves(lambda sizes: _two_shares(two, text, start, sizes, own), two, start, whole)
    implied = [_implied_sizes(item) if kind == "count" and item["pct"] else [] for item in two.items]
    if all(implied):
        sizes = list(itertools.product(*implied))
        return _two_shares(two, text, start, sizes, own)
    if not sizes:
        return _open(start, "the numbers of people behind these values were not read", two)
    return _in_each_order(lambda sizes: _two_shares(two, text, start, sizes, own), two, start, sizes)


def _two_counts(two, text, start, whole):
    """Two counts of people before one P value: which usual test of two independent groups prints it?"""
    table = next(tables(two, _own_sizes(two)), None)
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
    others = _other_readings(table, text)
    if others:
        return Printed(FITS, f"{start}: fits as {listed(others, 'or')}", two.quotation, two.start)
    ends = min(values.values()), max(values.values())
    gives = " to ".join(dict.fromkeys(map(p_digits, ends)))
    if whole.named:
        return _open(
            start,
            f"the passage speaks of another analysis ({listed(whole.named)}); unadjusted tests give {gives}",
            two,
        )
    if two.joined:
        return _open(start, f"it may judge something else; unadjusted tests of the two give {gives}", two)
    timed = bool(TIMED.search(whole.passage))
    if not far_from(text, *ends, 2 * FAR if timed else FAR):
        other = "times to an event or a stratified test" if timed else "a stratified or adjusted test"
        return _open(start, f"{other} may give it; unadjusted ones give {gives}", two)
    said = f"does not fit as printed (unadjusted tests of two groups give {gives}; an adjusted analysis may give it)"
    return Printed(DOES_NOT_FIT, f"{start}: {said}", two.quotation, two.start)


def _if_halves(judge, two, start, whole):
    """A check by `judge` with about half of all people in each arm: what does not fit then may fit other arms."""
    pairs = whole.halves
    if all(len((item.values.get("pct") or "").partition(".")[2]) > 1 for item in two.items):
        pairs = pairs[:1]  # two decimals belong to one number of people
    for pair in pairs:
        found = judge([pair])
        if found.verdict != CANNOT_BE_TOLD:
            said = re.sub(r", if (?:nearly )?all .*", "", found.said)
            said += f", if the {whole.largest} people were shared about equally"
            return Printed(found.verdict, said, two.quotation, two.start)
    return _open(start, "the numbers of people behind these values were not read", two)


def _own_sizes(two):
    return [tuple(int(item["n"]) for item in two.items)]


def _other_readings(table, printed):
    """Tests of two counts beside the usual ones that print P: Wald's, as of a regression, and one-sided ones."""
    number = printed_p(printed, "any")
    found = [f"a Wald test of the {name}" for name, p in wald_p_values(*table).items() if number.contains(p)]
    sided = {
        TEST_LABELS[name]
        for name in ANY_SIZE
        if name in ONE_SIDED
        for side in ("greater", "less")
        if number.contains(single_p(*table, name, side))
    }
    return found + [f"a one-sided P value ({listed(sorted(sided), 'or')})"] * bool(sided)


def _two_shares(two, text, start, sizes, own):
    """Percentages, or counts alone, with sizes from elsewhere: does any table that they allow print P?"""
    values, otherwise = [], ""
    for pair in sizes:
        by, sided = {}, set()
        for table in tables(two, [pair]):
            given = rounding(two, table)
            for name in ANY_SIZE:
                value = single_p(*table, name)
                values.append(value)
                if printed_p(text).contains(value):
                    by.setdefault(given, TEST_LABELS[name])
                if given == ROUNDED and name in ONE_SIDED and _is_one_sided(table, text, name):
                    sided.add(TEST_LABELS[name])
        if ROUNDED in by:
            said = f"{FITS} ({by[ROUNDED]}){_if_all(pair, own)}"
            return Printed(FITS, f"{start}: {said}", two.quotation, two.start)
        if NEARLY_ALL in by:
            said = f"{FITS} ({by[NEARLY_ALL]}), if nearly all of {pair[0]} and {pair[1]} people were counted"
            return Printed(FITS, f"{start}: {said}", two.quotation, two.start)
        one_sided = f"a one-sided P value of {listed(sorted(sided), 'or')} would fit" if sided else ""
        if CUT_OFF in by:
            why = f"{by[CUT_OFF]}, with percentages that are cut off{'; ' if sided else ''}{one_sided}"
            said = f"{FITS_OTHERWISE} ({why}){_if_all(pair, own)}"
            return Printed(FITS_OTHERWISE, f"{start}: {said}", two.quotation, two.start)
        if sided:
            otherwise = otherwise or f"; {one_sided}{_if_all(pair, own)}"
    if not values:
        return _open(start, "no whole number of the people that were read gives these percentages", two)
    gives = " to ".join(dict.fromkeys(map(p_digits, (min(values), max(values)))))
    because = f"the people counted were not read beside them (all {sizes[0][0]} and {sizes[0][1]} would give {gives})"
    return _open(start, because + otherwise, two)


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


def _is_one_sided(table, text, name):
    number = printed_p(text)
    return any(number.contains(single_p(*table, name, side)) for side in ("greater", "less"))


def _two_means(two, text, start, sizes, own):
    """Two means with their spreads: does a t test print P?"""
    spreads = [item["spread"] for item in two.items]
    if None in spreads:
        return _open(start, "no SD is printed with these means", two)
    if not sizes:
        return _open(start, "the numbers of people behind these values were not read", two)
    for n1, n2 in sizes:
        one, other = two.items
        found = means.which_mean_tests_print(one["mean"], spreads[0], n1, other["mean"], spreads[1], n2, text)
        kinds = {item["spread_kind"] for item in two.items}
        if kinds & {"SD", "SE"} and len(kinds) == 1:
            found = found[found["spread"] == kinds.pop()]
        found = found[found["rules"] != ""]
        if len(found):
            first = found.iloc[0]
            by = f"{ {'welch': 'Welch', 'pooled': 'pooled t', 'z': 'z'}[first['test']] } test, spreads taken as {first['spread']}"
            return Printed(FITS, f"{start}: {FITS} ({by}){_if_all((n1, n2), own)}", two.quotation, two.start)
    return _open(start, "a rank test, an adjusted one, or other people analysed may give it", two)


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
        gives = f"the two intervals give about {p_digits(2 * float(ndtr(-size)))}"
        return Printed(FITS, f"{start}: {FITS} ({gives})", two.quotation, two.start)
    return _open(start, "it may come from another test than the two intervals", two)


def _without_p(two, whole):
    """No P value is printed: then the words of the sentence are held against the counts."""
    beside = [group for _, group, together in two.effects if together]
    if beside and beside[0].p is not None and is_plain(beside[0].p):
        text = p_as_text(beside[0].p)
        found = _judged(two, text, f"{p_text_of(text)} and {two}", whole)
        if found.verdict in (FITS, FITS_OTHERWISE):  # else P may be that of the effect's own analysis
            yield found
    kind = two.items[0].kind
    sizes, own = whole.sizes(two)
    if beside or two.paired or not (kind == "percentage" or (kind == "count" and own)):
        return
    if kind == "percentage" and (is_estimated(two.items) or is_no_share_of_people(two.items)):
        yield _open(str(two), "no P value was read beside them, and they may be no counts of people", two)
        return
    if not own and not whole.are_named(
        two
    ):  # whose percentages they are is not sure enough for a word on them
        sizes = []
    values = [single_p(*table, name) for table in tables(two, sizes) for name in ANY_SIZE]
    if not values:
        yield _open(str(two), "neither a P value nor numbers of people were read beside them", two)
        return
    ends = min(values), max(values)
    gives = f"unadjusted tests give {' to '.join(dict.fromkeys(map(p_digits, ends)))}{_if_all(sizes[0], own)}"
    sentence = two.items[0].sentence
    denies = bool(DENIES.search(sentence))
    if (denies and ends[0] >= 0.05) or (CLAIMS.search(sentence) and not denies and ends[1] < 0.05):
        claim = "'no significant difference'" if denies else "'significant'"
        yield Printed(FITS, f"{claim} and {two}: {FITS} ({gives})", two.quotation, two.start)
    else:
        yield _open(str(two), f"no P value was read beside them ({gives})", two)


def _finding(item):
    """A finding in a few characters."""
    if item.kind == "effect":
        return estimate_of(item)
    if item.kind == "mean":
        return item["mean"]
    if item.kind == "count":
        return people(item["x"], item["n"]) if item["n"] else item["x"]
    return f"{item['pct']} %"
