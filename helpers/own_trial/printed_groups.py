"""Three or more arms side by side, and the P value (or the word "significant") that the sentence prints over all of them.

P may be that of all arms or of two of them, and the sizes of the arms often stand elsewhere: each verdict says what was
assumed, and a mismatch is claimed only where neither all arms nor any two of them come near P.
"""

import itertools
import math
import re
from dataclasses import replace

from helpers.own_trial.judgement import far_from
from helpers.own_trial.no_arms import more_groups
from helpers.own_trial.printed_alone import Printed, is_plain, p_as_text, p_range
from helpers.own_trial.printed_arms import (
    CLAIMED,
    CLAIMS,
    DENIED,
    DENIES,
    OWN_LIMITS,
    Two,
    claim_words,
    finding,
    implied_sizes,
    is_estimated,
    is_no_share_of_people,
    meant_below,
    p_of_two,
    possible_counts,
    share_of_arm,
)
from helpers.own_trial.printed_people import MOST_BEHIND, SHARED, plain_name, shared_words
from helpers.own_trial.reading import is_closed_pair
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, FITS, FITS_OTHERWISE
from helpers.statistics.granularity import check_percent
from helpers.statistics.printed import printed_p, printed_value
from helpers.statistics.several_groups import p_of_counts, p_of_estimates, p_of_means
from helpers.statistics.single_table import single_p
from helpers.statistics.tests_of_counts import ANY_SIZE, TEST_LABELS
from helpers.text import listed, p_digits, p_text_of

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
            near = near and not (is_closed_pair(run[-1].estimates, whole.passage) or len(group.estimates) > 2)
            run = [*run, group] if near else [group]
            items = [each for one in run for each in one.estimates]
            items = items[1:] if _is_of_all(items) else items
            if len(items) > 2 and (group.p is not None or len(run) == 1):
                yield tuple(items), group.p


OVERALL = re.compile(r"\b(?:overall|in total|altogether|total)\b", re.I)


def _is_of_all(items):
    """Whether the first of several counts is of everybody, whom the next ones share out: "Overall 30/90, 10/40 with and 20/50 without"."""
    sizes = [int(item.values.get("n") or 0) for item in items]
    first = items[0]
    before = first.sentence[: first.start - first.sentence_start]
    return all(sizes) and len(sizes) > 2 and bool(OVERALL.search(before)) and sizes[0] > max(sizes[1:])


def outcomes_of(items, whole):
    """A list of several outcomes, or times, of the same arms as one tuple of findings for each; else the list itself.

    "13 %, 30 % and 67 % in A, B and C and 3 %, 7 % and 57 % in A, B and C" names its arms again; "4 %, 24 % and 32 % with
    balm and 31 %, 54 % and 65 % with wax" names each arm once, behind its last percentage: then each gets its arm's name.
    Where no percentage has an arm, the names behind each outcome give it: "10 %, 33 % and 70 % in A, B and C and 3 %, ...".
    """
    items = _named_behind(items, whole)
    names = [plain_name(item.arm) for item in items]
    for many in range(2, len(items) // 2 + 1):
        rows = [tuple(items[at : at + many]) for at in range(0, len(items), many)]
        arms = [{plain_name(item.arm) for item in row} for row in rows]
        if all(names) and all(
            len(row) == len(each) == many and each == arms[0] for row, each in zip(rows, arms, strict=True)
        ):
            return rows
    many = len(list(filter(None, names)))
    times = len(items) // max(many, 1)
    if many > 1 and times > 1 and names[times - 1 :: times] == (arms := list(filter(None, names))):
        if len(set(arms)) == many and times * many == len(items):
            items = [
                replace(item, arm=items[at // times * times + times - 1].arm) for at, item in enumerate(items)
            ]
            return [tuple(items[at::times]) for at in range(times)]
    return [tuple(items)]


def _named_behind(items, whole):
    """A list of two or more outcomes with the names of all arms that stand, in their order, behind each outcome."""
    many = len(whole.by_arm)
    if many < 3 or len(items) <= many or len(items) % many or any(plain_name(item.arm) for item in items):
        return items
    named = []
    for last in range(many - 1, len(items), many):
        end = items[last + 1].start if last + 1 < len(items) else items[last].end + MOST_BEHIND
        behind = re.split(r"[;.]", whole.passage[items[last].end : end])[0].casefold()
        places = {
            name: [each.start() for each in re.finditer(rf"\b{re.escape(name)}\b", behind)]
            for name in whole.by_arm
        }
        if any(len(found) != 1 for found in places.values()):
            return items
        order = sorted(places, key=places.get)
        named += [
            replace(item, arm=name)
            for item, name in zip(items[last + 1 - many : last + 1], order, strict=True)
        ]
    return tuple(named)


def checks_of_groups(items, p, whole):
    """Each outcome of a list of arms: whole people, and the P value that is printed for it (for the last, or for all)."""
    outcomes = outcomes_of(items, whole)
    for row in outcomes:
        yield from shares_of_groups(row, whole)
    for_all = p is not None and "printed for several comparisons" in p.flags
    if len(outcomes[0]) == 2:
        if p is not None and is_plain(p):
            yield from _p_of_each_pair(outcomes if for_all else outcomes[-1:], p, whole)
        return
    for row in outcomes:
        own = p if for_all or row is outcomes[-1] else None
        if own is p or p is None:
            yield from p_of_arms(row, own, whole)


def shares_of_groups(items, whole):
    """Percentages of three or more arms, or of one outcome of a list, as whole people of arms whose sizes stand elsewhere.

    A mismatch is never claimed; where only another order of the sizes gives whole people, that is said.
    """
    bare = all(item.kind == "percentage" and not item["n"] for item in items)
    if not bare or len(items) > MOST_ARMS or is_estimated(items) or is_no_share_of_people(items):
        return
    sizes = whole.sizes_of(items)
    if sizes is None or all(item in whole.items and plain_name(item.arm) in whole.by_arm for item in items):
        return  # each is held against the people of its name alone
    orders, why = (
        _orders(items, sizes, whole),
        "no whole people of these groups, all counted, give each of them",
    )
    if orders == [sizes]:
        both = zip(items, sizes, strict=True)
        checks = [share_of_arm(item, n, whole, f"if all {n} people were counted") for item, n in both]
        checks = [check for check in checks if check is not None]
        if all(check.verdict in (FITS, FITS_OTHERWISE) for check in checks):
            yield from checks
            return
    else:
        which = "more than one order" if len(orders) > 1 else "only another order"
        why = f"which group had which size was not read, and {which} gives whole people"
    said = f"{listed(map(finding, items))} of {listed(map(str, sizes))}: {CANNOT_BE_TOLD} because {why}"
    quotation = whole.passage[items[0].start : items[-1].end][:300]
    yield Printed(CANNOT_BE_TOLD, said, quotation, items[0].start)


def _orders(items, sizes, whole):
    """The orders of the arms' sizes that may be meant: the one that words give, or all in which whole people give each percentage."""
    if sizes == whole.named_sizes(items) or any(item.kind != "percentage" for item in items):
        return [sizes]
    orders = [
        order
        for order in dict.fromkeys(itertools.permutations(sizes))
        if all("half up" in check_percent(item["pct"], n).rules for item, n in zip(items, order, strict=True))
    ]
    return orders or [sizes]


def _p_of_each_pair(pairs, p, whole):
    """One P value with "<" for several pairs of the same two arms: does a test print it for each of them?"""
    text, start = (
        p_as_text(p),
        f"{p_text_of(p_as_text(p))} and {listed([' v '.join(map(finding, pair)) for pair in pairs])}",
    )
    sizes = whole.sizes_of(pairs[0])
    if sizes is None or whole.depends or is_estimated(pairs[0]) or printed_p(text).comparison != "<":
        return
    largest = {}
    for test in ("fisher", "pearson", "yates"):
        by_pair = []
        for pair in pairs:
            counts = itertools.product(
                *(possible_counts(item, n) for item, n in zip(pair, sizes, strict=True))
            )
            values = [single_p(x1, sizes[0], x2, sizes[1], test) for x1, x2 in counts]
            by_pair.append((min(values, default=1.0), " v ".join(map(finding, pair))))
        largest[test] = max(by_pair)
    fitting = [test for test, (value, _) in largest.items() if printed_p(text).contains(value)]
    test = fitting[0] if fitting else min(largest, key=largest.get)
    value, worst = largest[test]
    by = f"{TEST_LABELS[test]} gives {p_digits(value)} at most, for {worst}, if all {sizes[0]} and {sizes[1]} people were counted"
    said = f"{FITS} ({by})" if fitting else f"{CANNOT_BE_TOLD} because another test may give it ({by})"
    quotation = whole.passage[pairs[0][0].start : p.end][:300]
    yield Printed(FITS if fitting else CANNOT_BE_TOLD, f"{start}: {said}", quotation, pairs[0][0].start)


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
    start, found = f"{claim_words(said, items[0].sentence)} and {' v '.join(map(finding, items))}", None
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
    if any(own) or (items[0].kind == "count" and not items[0]["pct"] and whole.sizes_of(items) is None):
        return [], ""
    sizes = whole.sizes_of(items)
    if sizes is not None:
        orders = _orders(items, sizes, whole)
        if orders != [sizes]:
            said = f"with {listed(map(str, orders[0]))} people, the only" if len(orders) == 1 else "in an"
            return orders, f", {said} order of the groups' sizes that gives whole people"
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


BETWEEN_GROUPS = re.compile(
    r"\b(?:between|among|across)[ -](?:all |the )*(?:[a-z]+ )?(?:groups|arms)\b|\ball comparisons\b", re.I
)
"""Words of a sentence whose P value is of groups that stand in an earlier one."""


def of_earlier_groups(whole, judged):
    """A P value "between the groups" beside which no value stands, against earlier lists of arms that have none; no mismatch is claimed."""
    runs = [items for items, p in arms_of_groups(whole) if p is None]
    for p in whole.items:
        if p.kind != "p" or p["value"] is None or id(p) in judged or not BETWEEN_GROUPS.search(p.sentence):
            continue
        alone = not any(
            item.kind not in ("p", "n") for item in whole.items if item.sentence_start == p.sentence_start
        )
        for items in runs if alone else ():
            next_to = p.sentence_start - items[0].sentence_start - len(items[0].sentence) < MOST_APART
            if not next_to and not shared_words(p.sentence, items[0].sentence) - {"groups", "significant"}:
                continue
            counted = items[0].kind == "mean" or all(item.values.get("n") for item in items)
            if counted and 0 < p.start - items[-1].end < MOST_BACK:
                for check in p_of_arms(items, p, whole):
                    unsure = f"{CANNOT_BE_TOLD} because it may be of something else"
                    said = check.said.replace("does not fit as printed", unsure)
                    verdict = CANNOT_BE_TOLD if check.verdict == DOES_NOT_FIT else check.verdict
                    yield replace(check, verdict=verdict, said=said, of=(*items, p))


MOST_BACK, MOST_APART = 1200, 5
"""Letters between a list of arms and the later P value that may be of it, and between two sentences that follow each other."""


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
        two = Two(
            (first, item), first.start, whole.passage[first.start : p.end][:300], item.sentence_start, p
        )
        for check in p_of_two(two, whole):
            if check.verdict == FITS:
                yield replace(check, of=(first, item, p))
