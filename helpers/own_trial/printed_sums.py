"""Numbers of people, and percentages, that add up to another printed number, or to 100."""

import itertools
from dataclasses import replace
from decimal import Decimal

from helpers.own_trial.printed_alone import Printed, printed
from helpers.own_trial.printed_people import FEWEST, LEFT_OUT_OF, add_up_to_100, how_many
from helpers.statistics.fits import FITS

PARTS = "the two arms add up to the total"
"""The flag of numbers that are parts of one beside them."""

NEAR = 400
"""Letters between two numbers of people that may add up to a third."""


def hundreds(whole):
    """Three or more percentages behind each other that add up to 100: classes of one group of people."""
    for group in whole.groups:
        items = group.estimates if group.kind in ("percentages", "counts") else ()
        at = 0
        while at + 2 < len(items):
            for last in range(len(items), at + 2, -1):
                part = items[at:last]
                if len({item.arm for item in part} - {"unknown"}) > 1:
                    continue  # of several arms, not classes of one
                if add_up_to_100(part):
                    exact = sum(Decimal(item["pct"]) for item in part)
                    said = f"{' + '.join(item['pct'] for item in part)} = {exact}: {FITS}"
                    yield replace(printed(FITS, said, part[0]), of=tuple(part))
                    at = last - 1
                    break
            at += 1


def sums(whole, twos):
    """Numbers of people that add up to another printed one: arms of one sentence, parts near each other, those left out."""
    totals, said = set(whole.totals), set()
    arms = set(whole.both_arms or ())
    outcomes = {frozenset(map(id, two.items)) for two in twos}
    all_of = totals | {int(item["n"]) for item in whole.items if item.kind == "count" and item["n"]}
    for _, items in itertools.groupby(whole.items, key=lambda item: item.sentence_start):
        items = list(items)
        people = [item for item in items if item.kind == "n"]
        counts = [item for item in items if item.kind == "count" and not item["n"] and not item["pct"]]
        here = {how_many(item) for item in items if item.kind == "count"}
        top = [item for item in people if PARTS not in item.flags]
        for many in (2, 3, 4):
            for at in range(len(people) - many + 1):
                if not _is_part_of_a_list(people, at, at + many):
                    yield from _sum(people[at : at + many], all_of | here, whole, said)
            if len(top) == many:
                yield from _sum(top, whole.numbers, whole, said)
            for at in range(1, len(counts) - many + 1) if many > 2 else ():
                yield from _sum(counts[at : at + many], {how_many(item) for item in counts[:at]}, whole, said)
        parts = [item for item in items if item.kind == "n" or (item.kind == "count" and item["x"] != "0")]
        for one, other in itertools.pairwise(parts):
            others = {how_many(item) for item in parts if item is not one and item is not other} | totals
            others -= arms if frozenset((id(one), id(other))) in outcomes else set()
            if "count" in (one.kind, other.kind) and _may_be_parts(one, other, parts, max(totals, default=0)):
                yield from _sum([one, other], others, whole, said)
    shares = [item for item in whole.items if item.kind in ("count", "percentage") and item["n"]]
    parts_of_all = {how_many(item) for item in whole.items if item.kind == "count" and item["pct"]}
    near = (each for each in itertools.pairwise(whole.ns) if each[0].sentence == each[1].sentence)
    pairs = [tuple(map(how_many, each)) for each in near]
    for many in (3, 2):
        for at in range(len(shares) - many + 1):
            parts = shares[at : at + many]
            together = len({item.sentence_start for item in parts}) == 1
            own = {int(item["n"]) for item in parts}
            others = {sum(pair) for pair in pairs if many == 2 and not own & {*pair}}
            if together and not any(flag.startswith("n from") for item in parts for flag in item.flags):
                yield from _sum(parts, totals | others | parts_of_all, whole, said, "n")
    for many in (2, 3, 4):
        for at in range(len(whole.ns) - many + 1):
            parts = whole.ns[at : at + many]
            near = all(other.start - one.end < NEAR for one, other in itertools.pairwise(parts))
            if near and parts[0].sentence_start != parts[-1].sentence_start:
                yield from _sum(parts, totals, whole, said)
    for item, arms in whole.alike:
        if arms * how_many(item) in totals:
            words = f"{arms} x {how_many(item)} = {arms * how_many(item)}: {FITS}"
            yield replace(printed(FITS, words, item), of=(item,))
    yield from _without_those_left_out(whole)


def _without_those_left_out(whole):
    """Everybody less those that a sentence says were left out, where the passage prints how many are left."""
    for _, items in itertools.groupby(whole.items, key=lambda item: item.sentence_start):
        left = [item for item in items if item.kind == "count"]
        if not left or not LEFT_OUT_OF.search(left[0].sentence):
            continue
        for parts in ([item] for item in left), (left[at : at + 2] for at in range(len(left) - 1)):
            for few in parts:
                numbers = [how_many(item) for item in few]
                near = {how_many(item) for item in whole.ns if abs(item.start - few[0].start) < NEAR}
                for total in near:
                    rest = total - sum(numbers)
                    arms = {rest, *numbers} & set(whole.both_arms or ())
                    if rest in near and 0 < sum(numbers) < rest and not arms:
                        said = f"{total} - {' - '.join(map(str, numbers))} = {rest}: {FITS}"
                        yield replace(printed(FITS, said, few[0]), of=tuple(few))


def _is_part_of_a_list(people, first, last):
    """Whether numbers of people are some, but not all, of a list of "n ="."""
    named = [item["role"].startswith("as printed") for item in people]
    around = named[max(0, first - 1) : first] + named[last : last + 1]
    return all(named[first:last]) and any(around)


def _may_be_parts(one, other, parts, largest):
    """Whether two counts may add up: those of two arms, with their own people or percentages, do so only in a whole count."""
    shares = [item.values.get("pct") or item.values.get("n") for item in (one, other)]
    if not any(shares):
        return True
    together = how_many(one) + how_many(other)
    if all(shares) and one.values.get("n") and other.values.get("n"):
        both = int(one["n"]) + int(other["n"])
        if any(
            each.kind == "count" and (each["x"], each["n"]) == (str(together), str(both)) for each in parts
        ):
            return True
    return all(shares) and together == largest


def _sum(parts, totals, whole, said, field=None):
    numbers = [int(item[field]) if field else how_many(item) for item in parts]
    words = f"{' + '.join(map(str, numbers))} = {sum(numbers)}: {FITS}"
    if sum(numbers) in totals and min(numbers) > 0 and sum(numbers) >= FEWEST and words not in said:
        said.add(words)
        yield Printed(FITS, words, whole.passage[parts[0].start : parts[-1].end][:300], parts[0].start)
