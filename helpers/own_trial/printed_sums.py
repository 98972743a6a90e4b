"""Numbers of people, and percentages, that add up to another printed number, or to 100."""

import itertools
import re
from dataclasses import replace
from decimal import Decimal

from helpers.own_trial.printed_alone import Printed, printed
from helpers.own_trial.printed_people import (
    FEWEST,
    LEFT_OUT_OF,
    SHARED,
    WHOLE_NUMBER,
    add_up_to_100,
    how_many,
    plain_name,
)
from helpers.statistics.fits import DOES_NOT_FIT, FITS

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
            if (
                len(top) == many + 1 > 3
            ):  # "48 children had 141 fillings: 46 of balm, 51 of wax and 44 of oil"
                before = WHOLE_NUMBER.findall(whole.passage[top[0].sentence_start : top[1].start])
                yield from _sum(top[1:], {int(text.replace(",", "")) for text in before}, whole, said)
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
    yield from _without_those_left_out(whole, said)
    yield from _left_out_for_reasons(whole, said)
    yield from _lists_in_brackets(whole, said)
    yield from _parts_within(whole)
    yield from _more_than_all(whole)


def _without_those_left_out(whole, said):
    """Everybody less those that a sentence says were left out, where the passage prints how many are left."""
    for left in _left_out(whole):
        for parts in ([item] for item in left), (left[at : at + 2] for at in range(len(left) - 1)):
            for few in parts:
                numbers = [how_many(item) for item in few]
                near = [item for item in whole.ns if abs(item.start - few[0].start) < NEAR]
                for total, rest in itertools.permutations(near, 2):
                    names = {plain_name(total.arm), plain_name(rest.arm)}
                    arms = {how_many(rest), *numbers} & set(whole.both_arms or ())
                    same_people = len(names) == 1 or not plain_name(total.arm)
                    if how_many(total) - sum(numbers) == how_many(rest) > sum(numbers) and not arms:
                        words = _less(how_many(total), numbers)
                        if same_people and words not in said:
                            said.add(words)
                            yield replace(printed(FITS, words, few[0]), of=tuple(few))


def _left_out(whole):
    """The counts of each sentence that says that people were left out."""
    for _, items in itertools.groupby(whole.items, key=lambda item: item.sentence_start):
        left = [item for item in items if item.kind == "count"]
        if left and LEFT_OUT_OF.search(left[0].sentence):
            yield left


def _less(total, numbers):
    return f"{total} - {' - '.join(map(str, numbers))} = {total - sum(numbers)}: {FITS}"


def _left_out_for_reasons(whole, said):
    """Those left out against the reasons behind them, and everybody less all of them against those who are left.

    "Six were excluded because five moved and one withdrew. Two dropped out. In total 22 and 20 stayed."
    """
    all_left = []
    for left in _left_out(whole):
        numbers = [how_many(item) for item in left]
        if len(left) > 2 and numbers[0] == sum(numbers[1:]):
            words = f"{' + '.join(map(str, numbers[1:]))} = {numbers[0]}: {FITS}"
            if words not in said:
                said.add(words)
                yield replace(printed(FITS, words, left[0]), of=tuple(left))
            left = left[:1]
        all_left += left
    if len(all_left) < 2 or any(item["n"] for item in all_left):
        return
    numbers = [how_many(item) for item in all_left]
    before = [how_many(item) for item in whole.ns if item.end <= all_left[0].start]
    behind = [how_many(item) for item in whole.ns if item.start >= all_left[-1].end]
    rest = max(before, default=0) - sum(numbers)
    words, at = _less(max(before, default=0), numbers), all_left[-1].end
    if rest < FEWEST or words in said:
        return
    arms = [pair for pair in itertools.pairwise(behind) if sum(pair) == rest]
    words = words.replace(":", f" = {arms[0][0]} + {arms[0][1]}:") if arms else words
    if arms or str(rest) in WHOLE_NUMBER.findall(whole.passage[at : at + NEAR]):
        yield replace(printed(FITS, words, all_left[0]), of=tuple(all_left))


LIST_IN_BRACKETS = re.compile(
    r"(?<![\d.,/–-])(\d+) (?:[A-Za-z-]+,? ){0,8}?[(\[]([^()\[\]%=±.<>]{5,300})[)\]]"
)
"""A number of people or things with a list of its parts: "252 adults (248 with one scar and 4 with more)"."""

NUMBER_OF_A_LIST = re.compile(r"(?<![\d/–-])\d+(?![\d/–-])( [A-Za-z])?")


def _lists_in_brackets(whole, said):
    """The numbers of a list in brackets that add up to the number before it."""
    for found in LIST_IN_BRACKETS.finditer(whole.passage):
        parts = list(NUMBER_OF_A_LIST.finditer(found[2]))
        numbers = [int(re.match(r"\d+", part[0])[0]) for part in parts]
        words = f"{' + '.join(map(str, numbers))} = {found[1]}: {FITS}"
        if len(parts) < 2 or not all(part[1] for part in parts) or words in said:
            continue
        if sum(numbers) == int(found[1]) >= FEWEST and min(numbers) > 0:
            said.add(words)
            yield Printed(FITS, words, found[0][:300], found.start())


PART_OF = re.compile(r"[^.;:]{0,60}\b(?:of (?:whom|which)|including|among (?:whom|which))\b", re.I)
OF_WHOM = re.compile(r"(\d+)(?: ?[(\[][^()\[\]]*[)\]])? of (?:whom|which)\b", re.I)
"""Behind a number: what follows are parts of it; and a number of which the words behind it say so."""

NEAR_PART = 60
"""Letters between a number, or "of whom", and the first part of it."""


def _parts_within(whole):
    """Counts that a sentence calls parts of the number before them: no more than that, one by one or together."""
    near = [item for item in whole.items if item.kind in ("count", "n")]
    for at, head in enumerate(near):
        found, total = PART_OF.match(whole.passage, head.end), how_many(head)
        number = OF_WHOM.search(whole.passage, head.end, head.end + NEAR_PART + 30)
        behind = [item for item in near[at + 1 :] if item.sentence_start == head.sentence_start]
        if total < FEWEST:
            continue
        if number and re.fullmatch(r"[A-Za-z ,-]*", whole.passage[head.end : number.start()]):
            few = int(number[1])
            verdict = FITS if few <= total else DOES_NOT_FIT
            said = f"{few}, within the {total}: {FITS}"
            if few > total:
                said = f"{few} of {total}: does not fit as printed (more than all)"
            yield replace(printed(verdict, said, head), of=(head,))
        elif found and behind and found.end() <= behind[0].start <= found.end() + NEAR_PART:
            parts = [item for item in behind if item.kind == "count" and not item["n"]]
            together = sum(map(how_many, parts))
            if behind[0] not in parts or how_many(behind[0]) > total:
                continue
            sure = 1 < len(parts) == len(behind) and together <= total
            numbers = [how_many(item) for item in (parts if sure else parts[:1])]
            equal = f" = {together}" if sure else ""
            said = f"{' + '.join(map(str, numbers))}{equal}, within the {total}: {FITS}"
            yield replace(printed(FITS, said, behind[0]), of=(head, *(parts if sure else parts[:1])))


def _more_than_all(whole):
    """Both arms of one sentence that shares out a printed number of people, and have more people together than it."""
    for _, items in itertools.groupby(whole.ns, key=lambda item: item.sentence_start):
        items = list(items)
        numbers = [how_many(item) for item in items]
        if len(numbers) != 3 or whole.depends or not re.search(SHARED, items[0].sentence, re.I):
            continue
        total, together = numbers[0], sum(numbers[1:])
        listed = all(item["role"].startswith("as printed") for item in items[1:])
        if listed and max(numbers[1:]) < total < together < MOST_MORE * total:
            said = f"{numbers[1]} + {numbers[2]} = {together}: does not fit as printed (more than the {total} people of whom they are)"
            yield replace(printed(DOES_NOT_FIT, said, items[1]), of=tuple(items))


MOST_MORE = 1.1
"""Arms that have more people than this many times everybody are of something else."""


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
