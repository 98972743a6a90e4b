"""Three or more arms side by side, and the P value (or the word "significant") that the sentence prints over all of them.

P may be that of all arms or of two of them, and the sizes of the arms often stand elsewhere: each verdict says what was
assumed, and a mismatch is claimed only where neither all arms nor any two of them come near P.
"""

import itertools
import math
import re
from dataclasses import replace

from helpers.own_trial.choices import more_groups
from helpers.own_trial.judgement import far_from
from helpers.own_trial.printed_alone import Printed, is_plain, p_as_text, p_range
from helpers.own_trial.printed_arms import (
    CLAIMED,
    CLAIMS,
    DENIED,
    DENIES,
    OWN_LIMITS,
    finding,
    implied_sizes,
    is_estimated,
    is_no_share_of_people,
    meant_below,
    possible_counts,
)
from helpers.own_trial.printed_people import SHARED
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, FITS
from helpers.statistics.printed import printed_p, printed_value
from helpers.statistics.several_groups import p_of_counts, p_of_estimates, p_of_means
from helpers.statistics.single_table import single_p
from helpers.statistics.tests_of_counts import ANY_SIZE, TEST_LABELS
from helpers.text import listed, p_text_of

MOST_ARMS = 5
"""Arms, at most: longer lists are mostly of outcomes."""

MOST_TABLES = 40
"""Tables, at most, that are tried where percentages leave the counts open."""

AGAINST_ONE = re.compile(r"\b(?:versus|vs\.?|compared (?:with|to)|against)\b", re.I)
"""Beside a P value of a later arm: it compares this arm with one named before."""


def arms_of_groups(whole):
    """Runs of three or more findings of one kind in a sentence, as (findings, P value or None)."""
    for _, groups in itertools.groupby(whole.groups, key=lambda group: group.estimates[0].sentence_start):
        run = []
        for group in groups:
            item = group.estimates[0]
            own = group.kind == "effect" and item["measure"] in OWN_LIMITS and item["estimate"] is not None
            if group.kind not in ("counts", "percentages", "means") and not own:
                run = []
                continue
            same = run and run[-1].kind == group.kind and run[-1].p is None
            near = same and not re.search(r";", whole.passage[run[-1].estimates[-1].end : item.start])
            run = [*run, group] if near else [group]
            items = [each for one in run for each in one.estimates]
            if len(items) > 2 and (group.p is not None or len(run) == 1):
                yield tuple(items), group.p


def p_of_arms(items, p, whole):
    """Three or more arms and their P value, or what the sentence says where none is printed: one `Printed` at most."""
    if len(items) > MOST_ARMS or whole.depends or not (p is None or is_plain(p)):
        return
    if p is None:
        said = (
            DENIED
            if DENIES.search(items[0].sentence)
            else CLAIMED
            if CLAIMS.search(items[0].sentence)
            else ""
        )
        text = ">.05" if said == DENIED else "<.05"
        if not said:
            return
    else:
        text = p_as_text(p)
        said = p_text_of(text)
    start, found = f"{said} and {' v '.join(map(finding, items))}", None
    if items[0].kind == "mean":
        found = _of_means(items, text, whole)
    elif items[0].kind == "effect":
        found = _of_limits(items, text)
    elif all(item.values.get("n") for item in items) or not (
        is_estimated(items) or is_no_share_of_people(items)
    ):
        found = _of_counts(items, text, whole)
    if found is None:
        return
    verdict, why = found
    if p is None and verdict != FITS:
        return
    if verdict == DOES_NOT_FIT and not _are_arms(items, whole):
        verdict, why = CANNOT_BE_TOLD, f"whether these are the arms is not said ({why})"
    said = {FITS: f"{FITS} ({why})", DOES_NOT_FIT: f"does not fit as printed ({why})"}
    said = said.get(verdict, f"{CANNOT_BE_TOLD} because {why}")
    last = items[-1].end if p is None else max(items[-1].end, p.end)
    yield Printed(verdict, f"{start}: {said}", whole.passage[items[0].start : last][:300], items[0].start)


def _are_arms(items, whole):
    """Whether the passage names each of the findings as an arm's, or shares its people out among as many arms."""
    names = [item.arm for item in items]
    named = len(set(names)) == len(names) and "unknown" not in names
    return named or whole.arms_of(len(items)) is not None


def _sizes(items, whole):
    """Numbers of people of the arms in the order of the findings as tuples to try, and in words what was assumed."""
    own = [item.values.get("n") for item in items]
    if None not in own:
        return [tuple(map(int, own))], ""
    implied = [implied_sizes(item) if item.kind == "count" and item["pct"] else [] for item in items]
    if all(implied):
        return list(itertools.islice(itertools.product(*implied), MOST_TABLES)), ""
    if any(own) or (items[0].kind == "count" and not items[0]["pct"] and whole.arms_of(len(items)) is None):
        return [], ""
    sizes = whole.arms_of(len(items))
    if sizes is not None:
        return [sizes], f", if all {listed(map(str, sizes))} people were counted"
    said = re.search(SHARED, whole.passage, re.I) and more_groups((), whole.passage)
    if len(whole.totals) == 1 and said:
        each = whole.totals[0] // len(items)
        return [(each,) * len(items)], f", if the {whole.totals[0]} people were shared about equally"
    return [], ""


def _of_counts(items, text, whole):
    sizes, assumed = _sizes(items, whole)
    number, known = printed_p(text), set()
    tables = (
        (counts, people)
        for people in sizes
        for counts in itertools.product(
            *(possible_counts(item, n)[:3] for item, n in zip(items, people, strict=True))
        )
    )
    pairs = set()
    for counts, people in itertools.islice(tables, MOST_TABLES):
        values = p_of_counts(counts, people)
        by = [test for test, value in values.items() if number.contains(value)]
        if by and by != ["likelihood ratio"]:
            return FITS, f"{listed(by, 'or')} over the {len(items)} groups{assumed}"
        if not by and number.low <= max(values.values()) and min(values.values()) <= number.high:
            return FITS, f"usual tests of all {len(items)} groups give {p_range(values.values())}{assumed}"
        known |= set(values.values())
        for (x1, n1), (x2, n2) in itertools.combinations(zip(counts, people, strict=True), 2):
            for test in ANY_SIZE:
                value = single_p(x1, n1, x2, n2, test)
                known.add(value)
                if number.contains(value) and test in ("fisher", "pearson", "yates"):
                    pairs.add(TEST_LABELS[test])
    if not known:
        return None
    several = p_range(values.values())
    if pairs:
        return (
            CANNOT_BE_TOLD,
            f"it fits two of the groups alone ({listed(sorted(pairs), 'or')}), and all {len(items)} give {several}{assumed}",
        )
    if all(far_from(text, value, value) for value in known):
        return (
            DOES_NOT_FIT,
            f"tests of all {len(items)} groups give {several}{assumed}{meant_below(text, max(values.values()))}; an adjusted analysis may give it",
        )
    return (
        CANNOT_BE_TOLD,
        f"a test for trend or an adjusted one may give it; all {len(items)} groups give {several}{assumed}",
    )


def _of_means(items, text, whole):
    spreads = [item["spread"] for item in items]
    sizes, assumed = _sizes(items, whole)
    if None in spreads or not sizes:
        return None
    kinds = {item["spread_kind"] for item in items}
    gives = []
    for kind in ("SD", "SE") if kinds == {"unlabelled"} else kinds & {"SD", "SE"}:
        sds = [
            float(spread) * (math.sqrt(n) if kind == "SE" else 1)
            for spread, n in zip(spreads, sizes[0], strict=True)
        ]
        near, far = _extremes(lambda means, sds=sds: p_of_means(means, sds, sizes[0]), items, "mean")
        if _overlaps(text, near, far):
            return FITS, f"analysis of variance, spreads taken as {kind}{assumed}"
        gives.append(f"{p_range((near, far))} with spreads as {kind}")
    if not gives:
        return None
    return (
        CANNOT_BE_TOLD,
        f"a rank test, an adjusted one, or one of two groups may give it (analysis of variance: {listed(gives, 'or')}{assumed})",
    )


def _extremes(p_of, items, name):
    """The smallest and the largest P value that the digits of the values allow."""
    boxes = [printed_value(item[name], "any") for item in items]
    ends = [(float(box.low), float(box.value), float(box.high)) for box in boxes]
    values = [p_of(values) for values in itertools.product(*ends)]
    return min(values), max(values)


def _of_limits(items, text):
    """Estimates of the arms, each with its limits: their standard errors give a P value over all of them."""
    if any(item["low"] is None or (item["level"] or "95") != "95" for item in items):
        return None
    errors = [(float(item["high"]) - float(item["low"])) / 3.92 for item in items]
    if not min(errors) > 0:
        return None
    near, far = _extremes(lambda values: p_of_estimates(values, errors), items, "estimate")
    if _overlaps(text, near, far):
        return FITS, f"the {len(items)} intervals give {p_range((near, far))} for all together"
    return (
        CANNOT_BE_TOLD,
        f"it may be of two of them, or of another analysis (the {len(items)} intervals give {p_range((near, far))})",
    )


def _overlaps(text, low, high):
    number = printed_p(text)
    return float(number.low) <= high and low <= float(number.high)


def against_first(whole):
    """A P value behind the third arm that compares it with an arm named before: "(P = 1.00 versus balm)"."""
    for one, other in itertools.combinations(whole.groups, 2):
        item, p = other.estimates[0], other.p
        near = one.estimates[0].sentence_start == item.sentence_start and one.kind == other.kind == "counts"
        if not near or len(other.estimates) > 1 or p is None or not is_plain(p):
            continue
        behind = whole.passage[p.start : p.end + 25].split(";")[0]
        first = one.estimates[0]
        if not AGAINST_ONE.search(behind) or not (item["n"] and first["n"]):
            continue
        table = int(first["x"]), int(first["n"]), int(item["x"]), int(item["n"])
        by = [
            TEST_LABELS[test] for test in ANY_SIZE if printed_p(p_as_text(p)).contains(single_p(*table, test))
        ]
        if by:
            said = f"{p_text_of(p_as_text(p))} and {finding(first)} v {finding(item)}: {FITS} ({listed(by, 'or')})"
            check = Printed(FITS, said, whole.passage[first.start : p.end][:300], first.start)
            yield replace(check, of=(first, item, p))
