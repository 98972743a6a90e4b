"""How many people stand behind each finding of a passage, as far as the whole passage says it.

Two findings side by side often carry no numbers of people. `Whole` takes them from elsewhere, the surest place first,
and each verdict that leans on them says so.
"""

import itertools
import re
from functools import cached_property

from helpers.own_trial.cells import NOT_INDEPENDENT, NOT_RECOMPUTABLE, analyses_in
from helpers.own_trial.no_arms import (
    WITHIN_ONE_GROUP,
    are_nested,
    are_of_one_group,
    more_groups,
    not_two_arms,
)
from helpers.own_trial.reading import pairs
from helpers.statistics.granularity import check_percent
from helpers.statistics.printed import printed_value

EQUAL_ARMS = (
    r"\b(?:two|2) equal (?:groups|arms)|equally (?:divided|allocated|randomi[sz]ed|assigned)|divided equally"
)

EQUAL_GROUPS = re.compile(r"\b([2-6]|two|three|four|five|six) equal (?:groups|arms)\b", re.I)

SHARED = r"\brandom(?:i[sz]ed|ly)\b|\bassigned\b|\ballocated\b"
"""Words that say that people were shared out between groups."""


def are_parts_of_one(one, other):
    """Whether two counts, or their percentages, add up to one group: "63/1040 women and 977/1040 men", "128 [90.1%] v 14 [9.9%]"."""
    if one.kind != "count" or other.kind != "count":
        return False
    together = int(one["x"]) + int(other["x"])
    if one["n"] and one["n"] == other["n"]:
        return together == int(one["n"])
    shares = [item["pct"] for item in (one, other)]
    if one["n"] or other["n"] or not all(shares) or abs(sum(map(float, shares)) - 100) > 0.15:
        return False
    return all(bool(check_percent(item["pct"], together, int(item["x"])).rules) for item in (one, other))


def add_up_to_100(items, most=1):
    """Whether the percentages of these counts, or these percentages, add up to 100 within their rounding, missing it by less than `most`."""
    if not all(item["pct"] for item in items):
        return False
    numbers = [printed_value(item["pct"], "any") for item in items]
    low, high = (sum(float(getattr(each, end)) for each in numbers) for end in ("low", "high"))
    return low <= 100 <= high and abs(sum(float(each.value) for each in numbers) - 100) < most


WHOLE_NUMBER = re.compile(r"(?<![\d.,-])(?:\d{1,3}(?:,\d{3})+|\d{2,6})(?![\d.]*\d|\s?%)")
"""A whole number of a passage, which people of arms may add up to, whatever it counts."""

YEAR = r"\b(?:19|20)\d\d\b"

FINISHED = re.compile(
    r"[)\s]*(?:of (?:the|these|them) |[a-z]+ (?:and [a-z]+ )?){0,3}?(?:were |was |had )?"
    r"(?:complet(?:ed|ing)|analy[sz]ed|evaluable|assessable|evaluated|followed|finished|available|contribut(?:ed|ing)|(?:had|provided) data)\b",
    re.I,
)
"""Behind a number of people: they stayed to the end, or are those who were analysed."""

LIKE_ARMS = 2
"""The larger of two arms has fewer people than this many times the smaller."""

NEAR_HALF = (0, 0.005, -0.005, 0.01, -0.01)
"""By which share of all people the arms of a study that shared them out equally may miss one half."""

PAIRS_OF_PEOPLE = re.compile(r"(?<![\d.,])(\d{2,4}) (?:matched |propensity-matched )?pairs\b", re.I)

MATCHED = re.compile(r"\bpropensity\b|\bmatch(?:ed|ing)\b", re.I)

FEWEST = 10
"""People per arm, at least, before the numbers beside other counts are taken for those of the whole arms."""


MOST_BESIDE = 70
"""Letters before or behind a number in which its arm may be named."""

NAME = re.compile(
    r"\b(?!(?:the|and|with|from|was|were|had|who|for|than|not|all|patients|people|adults|participants|children|women|men"
    r"|groups?|arms?|received?|given|treated|assigned|randomly|allocated|compared|of|in|to|or|at|by|on|an|as|is|it|no|vs"
    r"|we|mg|kg|mm|cm|ml|sd|se|ci|hr|rr|wk|yr)\b)[a-z][a-z0-9]+"
)
"""A word that may name an arm, in small letters."""

NUMBERED = re.compile(r"\b(group|arm) (\d|[a-e])\b")
"""A group that has a number or a letter for its name."""

ONLY_BETWEEN = re.compile(r"[\s%()]*(?:[A-Za-z/]{1,8} )?(?:v|vs\.?|versus|and|compared (?:with|to))[\s(]*")
"""Between two findings whose arms are named before both: "68 versus 82%"."""


COMPARED_WITH = re.compile(r"(?:[A-Z][\w ]{2,20}: )?(?:When )?compared (?:with|to) [^,;.()]{2,60}, ", re.I)
"""The arm that a sentence names first although its value comes second: "Compared with oil, balm had more (62 % v 30 %)"."""

AGAINST_WHOM = re.compile(r"\b(?:compared (?:with|to)|than|versus)\b[^.;,]*", re.I)
"""At the end of a sentence: the group that all of its first values are compared with."""

UNIT_OF_DOSE = r"(?:mg|g|µg|mcg|ml|IU)\b"

DOSE = re.compile(rf"(\d+(?:\.\d+)?) ?{UNIT_OF_DOSE}")
"""A dose that tells arms of one drug apart."""

MOST_BEHIND = 80
"""Letters behind a list of findings in which its doses may stand."""

OF_THEM = re.compile(r"(?:^|[:;] )(?:out )?(?:of|among) (?:(?:the|these|all) )*(?:[nN] ?= ?)?$", re.I)
"""Before a number of people of whom the sentence goes on to count some."""

ARMS_OF = re.compile(r"\b([2-6]|two|three|four|five|six) (?:[a-z]+ )?(?:arms|groups) of (?:about )?$", re.I)
"""Before the number of people that each of several arms has."""

ARMS_BEFORE = re.compile(r"\b([2-6]|two|three|four|five|six) (?:[a-z]+ )?(?:arms|groups)\b", re.I)
"""How many arms a sentence speaks of, before the people of each."""

BY_NAME = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

COUNTED_AGAIN = re.compile(r"(?: [a-z-]+){1,3} \(|(?: [a-z-]+){0,2} (?:of|in|from) ")
"""Between two numbers that count the same people: "120 adults (240 eyes)", "240 eyes of 120 adults"."""

IN_EACH = re.compile(
    r"[)\s]*(?:patients|people|persons|participants|adults|children|women|men|subjects)? ?(?:were )?"
    r"(?:each\b|(?:in|for|to) (?:each|either|both) (?:treatment |study )?(?:arm|group)|per (?:arm|group))",
    re.I,
)
"""Behind a number of people: both arms have as many."""


CONTROL = re.compile(r"\b(placebo|control|sham|vehicle|usual care)", re.I)
"""A word that names one arm alone, so that it is enough behind the second of two sizes and the second of two findings."""


def _vote(first, second, one, other):
    """1 where the words of both sizes come back beside both findings, -1 the other way round, else 0."""
    same, crossed = first & one and second & other, first & other and second & one
    return 0 if bool(same) == bool(crossed) else 1 if same else -1


MORE = re.compile(r"\b(?:(more|higher|greater|larger)|fewer|lower|less|smaller)\b", re.I)
"""How a sentence says which of two values is the larger one, before it names the arm of the first."""


def _by_direction(first, second, before, between, values):
    """1 where "more in the balm group (62 % v 30 %)" names only the arm of the first size, and the first value is larger; else 0 or -1."""
    said = list(MORE.finditer(before))
    words = set(NAME.findall(before[said[0].end() :].casefold())) if said else set()
    sides = [bool(names & words) for names in (first, second)]
    as_said = said and (values[0] > values[1]) == bool(said[0][1]) and values[0] != values[1]
    compared = re.search(r"\bthan\b|\bcompar|\brelative to\b|\bagainst\b|\bversus\b", before, re.I)
    if len(said) != 1 or compared or not as_said or sum(sides) != 1 or not ONLY_BETWEEN.fullmatch(between):
        return 0
    return 1 if sides[0] else -1


def _listed(first, second, before, between):
    """1 where both arms are named before two findings in the order of their sizes, -1 in the other, else 0."""
    words = NAME.findall(before.casefold()) if ONLY_BETWEEN.fullmatch(between) else []
    places = [[at for at, word in enumerate(words) if word in names] for names in (first, second)]
    if not all(places) or (max(places[0]) > min(places[1]) and max(places[1]) > min(places[0])):
        return 0
    return 1 if places[0][0] < places[1][0] else -1


def plain_name(arm):
    """An arm's name without words such as "group", or nothing where it is unknown."""
    words = [
        word for word in arm.casefold().split() if word not in ("the", "group", "groups", "arm", "patients")
    ]
    return "" if arm == "unknown" else " ".join(words)


def how_many(item):
    """How many people a number of people, or a count, is of."""
    return int(item["value"] if item.kind == "n" else item["x"])


def shared_words(one, other):
    """The long words, in small letters, that two texts share."""
    words = [set(re.findall(r"[a-z]{6,}", text.casefold())) for text in (one, other)]
    return words[0] & words[1]


LEFT_IT = re.compile(
    r"[^.;,()\d]{0,70}\b(?:died|withdrew|dropped out|discontinued|relapsed|refused|declined|were (?:lost|excluded|withdrawn))\b"
)
"""Behind a number of people of an arm: something became of these, they are not the whole arm."""


def sizes_by_arm(items):
    """The numbers of people that carry an arm's name, by that name: places among `items` as text."""
    sizes = {}
    for place, item in items.items():
        behind = item.sentence[item.end - item.sentence_start :]
        if item.kind == "n" and plain_name(item.arm) and not LEFT_IT.match(behind):
            known = sizes.setdefault(plain_name(item.arm), [])
            if not any(items[int(each)]["value"] == item["value"] for each in known):
                known.append(str(place))
    return sizes


ANALYSED = re.compile(r"\b(?:analy[sz](?:ed|able|is)|evaluable|assessable|available|completed)\b", re.I)
"""Words of a sentence whose people are those behind the results, not those randomised."""


LEFT_OUT_OF = re.compile(
    r"\b(?:excluded|rejected|removed|omitted|not (?:included|analy[sz]ed|evaluable)|lost to follow|withdrew|dropped out)\b",
    re.I,
)
"""Words of a sentence whose counts are of people that were left out of the analysis."""


def _are_whole(two, sizes):
    """Whether whole numbers of these people give both of two percentages without people."""
    both = zip(two.items, sizes, strict=True)
    return all(
        item.kind == "percentage" and "half up" in check_percent(item["pct"], n).rules for item, n in both
    )


def are_fine(two, decimals=2):
    """Whether two percentages have two decimals (or more) each, so that they belong to one number of people."""
    return all(len((item.values.get("pct") or "").partition(".")[2]) >= decimals for item in two.items)


PAIRED = {"paired", "crossover"}
"""Analyses of values of the same people."""


class Whole:
    """A reading with what its whole passage says: groups, named analyses, numbers of people. Each is worked out once."""

    def __init__(self, reading):
        self.passage, self.items = reading.passage, reading.items
        self.groups = pairs(reading)
        self.ns = [item for item in reading.items if item.kind == "n"]

    @cached_property
    def named(self):
        """The analyses that the passage names and that four counts cannot give again."""
        return [name for name in analyses_in(self.passage) if name in NOT_RECOMPUTABLE]

    @cached_property
    def depends(self):
        """Those of them in which people are not independent of each other."""
        return [name for name in self.named if name in NOT_INDEPENDENT]

    @cached_property
    def by_arm(self):
        """Numbers of people by the plain name of their arm: the only one of a name, or the only one of those analysed."""
        items = dict(enumerate(self.items))
        found = {
            name: [items[int(place)] for place in places] for name, places in sizes_by_arm(items).items()
        }
        several = [name for name, sizes in found.items() if len(sizes) > 1]
        for name in several:
            found[name] = [item for item in found[name] if ANALYSED.search(item.sentence)]
        sizes = {name: items[0] for name, items in found.items() if len(items) == 1}
        if (
            several and len({item.sentence_start for item in sizes.values()}) > 1
        ):  # randomised here, analysed there
            sizes = {name: item for name, item in sizes.items() if name not in several}
        return {name: int(item["value"]) for name, item in sizes.items()}

    @cached_property
    def totals(self):
        """Every printed number of people, once."""
        return list(dict.fromkeys(int(item["value"]) for item in self.ns))

    @cached_property
    def numbers(self):
        """Every whole number of the passage, whatever it counts."""
        return {int(text.replace(",", "")) for text in WHOLE_NUMBER.findall(self.passage)}

    @cached_property
    def largest(self):
        """The largest printed number of people, or None."""
        return max(self.totals, default=None)

    @cached_property
    def both(self):
        """How many people both arms have together, or None."""
        arms = self.both_arms or (tuple(self.by_arm.values()) if len(self.by_arm) == 2 else None)
        return sum(arms) if arms else None

    @cached_property
    def both_arms(self):
        """The two numbers of people that belong to both arms whatever these are called, or None."""
        total = self.totals
        if len(total) == 1 and total[0] % 2 == 0 and re.search(EQUAL_ARMS, self.passage, re.I):
            return (total[0] // 2,) * 2
        each = {int(item["value"]) for item in self.ns if IN_EACH.match(self.passage, item.end)}
        if len(each) == 1 and not more_groups(self.groups, self.passage):
            return (each.pop(),) * 2
        return self._only_two() or self._of_counts() or self._shared_out()

    @cached_property
    def everyone(self):
        """The number of all people: the only one printed, or the one that others add up to; or None."""
        sizes = [int(item["value"]) for item in self.ns]
        few = [*itertools.combinations(sizes, 2), *zip(sizes, sizes[1:], sizes[2:], strict=False)]
        parts = any(sum(each) == self.largest for each in few)
        parts = parts or any(arms * int(item["value"]) == self.largest for item, arms in self.alike)
        known = [int(item["n"]) for item in self.items if item.kind == "count" and item["n"]]
        alone = len(self.totals) == 1 and max(known, default=0) <= self.largest
        return self.largest if alone or parts else None

    @cached_property
    def parts_of_everyone(self):
        """Two or three numbers of people, or counts, behind each other that add up to everybody; or nothing."""
        counted = [
            item for item in self.items if item.kind == "n" or (item.kind == "count" and not item["n"])
        ]
        sizes = [how_many(item) for item in counted]
        few = [*itertools.pairwise(sizes), *zip(sizes, sizes[1:], sizes[2:], strict=False)]
        return next((each for each in few if sum(each) == self.everyone), ())

    @cached_property
    def names_both_arms(self):
        """Whether the sizes of both arms carry their names, so that these have an order."""
        named = [item for item in self.ns if plain_name(item.arm)]
        sizes = [tuple(int(item["value"]) for item in pair) for pair in itertools.pairwise(named)]
        return self.both_arms in sizes

    def _only_two(self):
        """The only two of one sentence, or the only pair that adds up to a total or stands as "n =" twice."""
        found = set()
        for one, other in itertools.pairwise(self.ns):
            pair = int(one["value"]), int(other["value"])
            close = one.sentence_start == other.sentence_start
            named = all(item["role"].startswith("as printed") for item in (one, other))
            between = self.passage[one.end : other.start]
            no_arms = bool(COUNTED_AGAIN.fullmatch(between))
            no_arms |= max(pair) == 2 * min(pair) and bool(re.search(r"\bwere\b", between))  # all, and half
            no_arms |= max(pair) > 3 * min(pair)  # "58 children and 15 adults"
            no_arms |= self._are_stages(one, other)
            two_alone = len(self.ns) == 2 and not no_arms
            if close and (
                sum(pair) in self.totals or (named and not self._are_stages(one, other)) or two_alone
            ):
                found.add(pair)
        return found.pop() if len(found) == 1 else None

    def _are_stages(self, one, other):
        """Whether the second of two numbers of people is what is left of the first: "of the 90 at the start, 71 stayed"."""
        before = self.passage[one.sentence_start : one.start]
        stayed = [bool(FINISHED.match(self.passage, item.end)) for item in (one, other)]
        return how_many(other) < how_many(one) and (bool(OF_THEM.search(before)) or stayed == [False, True])

    def _shared_out(self):
        """The two numbers of the only sentence that shares people out between two groups: "assigned 186 to balm and 173 to wax"."""
        found = set()
        for _, items in itertools.groupby(self.ns, key=lambda item: item.sentence_start):
            items = list(items)
            sizes = [int(item["value"]) for item in items]
            again = COUNTED_AGAIN.fullmatch(self.passage[items[0].end : items[-1].start])
            again = again or (len(items) == 2 and self._are_stages(*items))
            if len(sizes) == 2 and not again and max(sizes) < LIKE_ARMS * min(sizes):
                found.add(tuple(sizes))
        others = [size for size in self.totals if not any(size in pair for pair in found)]
        if (
            len(found) != 1
            or more_groups(self.groups, self.passage)
            or not re.search(SHARED, self.passage, re.I)
        ):
            return None
        pair = found.pop()
        return pair if all(size >= sum(pair) for size in others) else None

    def arms_of(self, many):
        """The numbers of people of so many arms in the order of their sentence, where one place prints them; or None."""
        found = set()
        for _, items in itertools.groupby(self.ns, key=lambda item: item.sentence_start):
            items = list(items)
            sizes = [int(item["value"]) for item in items]
            items = [item for item, size in zip(items, sizes, strict=True) if 2 * size != sum(sizes)]
            sizes = tuple(int(item["value"]) for item in items)
            listed = all(item["role"].startswith("as printed") or plain_name(item.arm) for item in items)
            if len(sizes) == many and (listed or sum(sizes) in self.totals):
                found.add(sizes)
        found |= {(int(item["value"]),) * many for item, arms in self.alike if arms == many}
        if len(self.ns) == many and len(self.totals) == 1:
            found.add((self.totals[0],) * many)
        equal = {int(BY_NAME.get(each.casefold(), each)) for each in EQUAL_GROUPS.findall(self.passage)}
        if equal == {many} and len(self.totals) == 1 and self.totals[0] % many == 0:
            found.add((self.totals[0] // many,) * many)
        for at in range(len(self.ns) - many + 1):  # each in a sentence of its own, and all together everybody
            sizes = tuple(int(item["value"]) for item in self.ns[at : at + many])
            found |= {sizes} if sum(sizes) == self.largest else set()
        return found.pop() if len(found) == 1 else None

    def are_nested(self, sizes):
        """Whether the smaller of two sizes is a part of the larger: "of 210 randomised, 176 completed"."""
        if sizes is None or len(sizes) != 2:
            return False
        whole = rf"\bof (?:the |these |all )?{max(sizes)}\b[^.;]{{0,60}}\b{min(sizes)}\b"
        return re.search(whole, self.passage, re.I) is not None

    @cached_property
    def alike(self):
        """Numbers of people that each of several arms has, with how many arms: "3 arms of 60 adults each"."""
        before = [
            (item, ARMS_OF.search(self.passage, max(0, item.start - 30), item.start)) for item in self.ns
        ]
        arms = [(item, int(BY_NAME.get(found[1].casefold(), found[1]))) for item, found in before if found]
        each = [item for item in self.ns if IN_EACH.match(self.passage, item.end)]
        groups = [
            (item, [*ARMS_BEFORE.finditer(self.passage, item.sentence_start, item.start)]) for item in each
        ]
        arms = arms or [
            (item, int(BY_NAME.get((many := found[-1][1].casefold()), many)))
            for item, found in groups
            if found
        ]
        return arms or [(item, 2) for item in each if self.both_arms == (int(item["value"]),) * 2]

    def _before_brackets(self, items):
        """Sizes by the names that stand right before findings in brackets: "less with wax (30%) and oil (38%) than balm (56%)"."""
        start, found = items[0].sentence_start, []
        for item in items:
            words = self.passage[max(start, item.start - MOST_BESIDE) : item.start]
            names = [
                (each.start(), name)
                for name in self.by_arm
                for each in re.finditer(rf"\b{re.escape(name)}\b", words, re.I)
            ]
            found += [max(names)[1]] if names and words.endswith("(") else []
            start = item.end
        return tuple(map(self.by_arm.get, found)) if len(set(found)) == len(items) else None

    def sizes_of(self, items):
        """The numbers of people of the arms of these findings, or None: those that words give, else all arms' as printed."""
        return self.named_sizes(items) or (self.arms_of(len(items)) if len(items) > 2 else None)

    def named_sizes(self, items):
        """The numbers of people that stand under the names, or the doses, of the arms of these findings; or None."""
        names = [plain_name(item.arm) for item in items]
        known = [self.by_arm.get(name) or self._alone_with(name, names) for name in names]
        if None not in known and len(set(names)) == len(names):
            return tuple(known)
        return self._before_brackets(items) or self._by_doses(items)

    def _alone_with(self, name, names):
        """The only number of people of the only sentence of people that holds an arm's name, and no other's; or None."""
        found = set()
        if any(len(each) < 3 for each in names):  # a letter, or nothing
            return None
        if name in self._with_numbers:  # it has more than one number
            return None
        for sentence, items in self._sentences_of_people:
            if name not in sentence:  # saves the slower search
                continue
            held = {each for each in names if each and re.search(rf"\b{re.escape(each)}\b", sentence)}
            if held == {name}:
                found |= {int(item["value"]) for item in items}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _with_numbers(self):
        """The plain names of the arms whose people are printed."""
        return {plain_name(item.arm) for item in self.ns}

    @cached_property
    def _sentences_of_people(self):
        """Each sentence with numbers of people, in small letters, and these numbers."""
        grouped = itertools.groupby(self.ns, key=lambda item: item.sentence)
        return [(sentence.casefold(), list(items)) for sentence, items in grouped]

    @cached_property
    def _doses_of_people(self):
        """For each sentence with numbers of people: each number, and the last dose before it."""
        found = []
        for _, people in itertools.groupby(self.ns, key=lambda item: item.sentence_start):
            start, labelled = None, []
            for item in people:
                start = item.sentence_start if start is None else start
                labelled.append((int(item["value"]), DOSE.findall(self.passage[start : item.start])[-1:]))
                start = item.end
            found.append(labelled)
        return found

    def _by_doses(self, items):
        """Sizes of arms that are told apart by their doses, or letters, where these stand behind the findings in order.

        "Balm, 4 mg (n = 20), balm, 8 mg (n = 19) or wax (n = 21)" and "60 and 47% of those given balm, 4 and 8 mg".
        """
        last = items[-1]
        tail = re.split(r"[;.](?![0-9])", self.passage[last.end : last.end + MOST_BEHIND])[0]
        if not re.search(UNIT_OF_DOSE, tail):
            return None
        found = set()
        for people in self._doses_of_people:
            order = []
            for size, label in people:
                places = (
                    [each.start() for each in re.finditer(rf"(?<![\d.]){label[0]}(?![\d.])", tail)]
                    if label
                    else []
                )
                order += [(places[0], size)] if len(places) == 1 else []
            if len(order) == len(items) == len({place for place, _ in order}):
                found.add(tuple(size for _, size in sorted(order)))
        return found.pop() if len(found) == 1 else None

    @cached_property
    def halves(self):
        """Pairs of arms with about half of the people each, where one number is printed and no other may be an arm's."""
        two_names = len({plain_name(item.arm) for item in self.items} - {""}) == 2
        shared = re.search(SHARED, self.passage, re.I)
        shared = shared and (two_names or not more_groups(self.groups, self.passage))
        if self.both_arms is not None or not self.totals or not shared or self.by_arm or self.depends:
            return None
        if any(size < 0.75 * self.largest for size in self.totals):
            return None
        steps = dict.fromkeys(round(share * self.shared) for share in NEAR_HALF)
        return [(self.shared // 2 - step, self.shared - self.shared // 2 + step) for step in steps]

    @cached_property
    def shared(self):
        """How many people two equal arms share: the only number of those who stayed or were analysed, else the largest."""
        stayed = {int(item["value"]) for item in self.ns if FINISHED.match(self.passage, item.end)}
        return stayed.pop() if len(stayed) == 1 else self.largest

    @cached_property
    def counted_arms(self):
        """The people of two or more arms as counts side by side print them, each once."""
        return {
            tuple(int(item["n"]) for item in group.estimates)
            for group in self.groups
            if group.kind == "counts"
            and len(group.estimates) > 1
            and all(item["n"] for item in group.estimates)
            and not (group.p is None and self._are_of_everybody(group.estimates))
            and not any(
                are_parts_of_one(*pair) or are_of_one_group(*pair, self.passage)
                for pair in itertools.pairwise(group.estimates)
            )
            and not (len(group.estimates) == 2 and not_two_arms(*group.estimates, self.passage, self.largest))
        }

    def _are_of_everybody(self, counts):
        """Whether the people of all these counts were taken from one place, which prints those of one group, not of each arm."""
        lent = all(any(flag.startswith("n from") for flag in item.flags) for item in counts)
        sizes = {int(item["n"]) for item in counts}
        places = [item for item in self.ns if how_many(item) in sizes] if lent else []
        return len(sizes) == len(places) == 1 and not IN_EACH.match(self.passage, places[0].end)

    def _of_counts(self):
        """The people of both arms as counts of the passage print them, where these agree or add up to a total."""
        counts = [item for item in self.items if item.kind == "count" and item["n"]]
        found = {arms for arms in self.counted_arms if len(arms) == 2}
        whole = {
            pair
            for one, other in itertools.pairwise(counts)
            if sum(pair := (int(one["n"]), int(other["n"]))) in self.totals
            and not are_nested(one, other, self.passage)
        }
        whole = whole or {pair for pair in found if min(pair) >= FEWEST}
        return whole.pop() if len(whole) == 1 else None

    def _beside(self, size):
        """The people of the other arm, where one arm has `size`: as printed, or what is left of a printed total."""
        if self.both_arms is not None and size in self.both_arms:
            return self.both_arms[1 - self.both_arms.index(size)]
        if len(self.totals) != 2 or self.largest <= size:
            return None
        total = next(item for item in self.ns if int(item["value"]) == self.largest)
        return None if plain_name(total.arm) else self.largest - size  # the larger arm is no total

    @cached_property
    def left_out(self):
        """Counts of people that a sentence says were left out of the analysis."""
        counts = [
            item for item in self.items if item.kind in ("count", "n") and LEFT_OUT_OF.search(item.sentence)
        ]
        found = {int(item["x" if item.kind == "count" else "value"]) for item in counts}
        return sorted(many for many in found if 0 < many < min(self.both_arms or (0,)) / 2)

    def prints_a_size_of(self, item, x=None):
        """Whether any printed number of people, or the sum of two, gives a percentage (with its count `x`, or any)."""
        counts = [each for each in self.items if each.kind == "count" and each is not item]
        sizes = {*self.totals, *(int(each[name]) for each in counts for name in ("x", "n") if each[name])}
        sizes |= {one + other for one, other in itertools.combinations(self.totals[:12], 2)}
        sizes |= {n for n in self.numbers if n >= FEWEST and n != int(item.values.get("n") or 0)}
        fitting = (n for n in sizes if n >= (x or 1) and check_percent(item["pct"], n, x).rules)
        return next(fitting, None) is not None

    def another_size(self, item, n, x=None):
        """Another printed number of people, or of pairs, that gives a percentage (with its count `x`, or any); or None.

        Those of the same sentence are other arms, and those far larger than `n` are everybody.
        """
        beside = {item.sentence_start for item in self.ns if how_many(item) == n}
        sizes = {how_many(item) for item in self.ns if item.sentence_start not in beside}
        sizes |= self._pairs_of_people
        sizes -= {size for size in sizes if size >= LIKE_ARMS * n}
        fitting = (
            size
            for size in sorted(sizes)
            if max(FEWEST, x or 1) <= size and check_percent(item["pct"], size, x).rules
        )
        return next(fitting, None)

    def are_named(self, two):
        """Whether a finding carries an arm's name under which the passage prints its people."""
        return any(plain_name(item.arm) in self.by_arm for item in two.items)

    def sizes(self, two):
        """The people behind two findings as pairs to try, and whether they are printed with them.

        From the surest: their own n, numbers under the arms' names, one such number and the total, both arms of the
        passage in either order, or in that which the words beside them give. Returns ([(n1, n2), ...], own); no pair where nothing says it.
        """
        own = [item.values.get("n") for item in two.items]
        if None not in own:
            return [tuple(map(int, own))], True
        if WITHIN_ONE_GROUP.search(two.items[0].sentence):  # the sizes of the arms are not theirs
            return [], False
        names = [plain_name(item.arm) for item in two.items]
        known = [self.by_arm.get(name) for name in names]
        if None not in known and names[0] != names[1]:
            return [tuple(known)], False
        if known.count(None) == 1:
            other = self._beside(max(filter(None, known)))
            if other is not None:
                return [tuple(other if size is None else size for size in known)], False
        if self.everyone is not None and self.depends and set(self.depends) <= PAIRED:
            return [(self.everyone,) * 2], False
        if self.both_arms is None:
            by_name = self.sizes_of(two.items)
            return ([by_name], False) if by_name is not None else ([], False)
        pair = self.both_arms
        if self._matched_later(two):
            return [], False
        order = self._order(two)
        said, other = pair[:: order or 1], pair[:: -(order or 1)]
        if (
            order == 0
            and two.p is not None
            and _are_whole(two, other) != _are_whole(two, said)
            and any("." in (item["pct"] or "") for item in two.items)
            and (are_fine(two, 1) or "respectively" not in two.items[-1].sentence)
        ):
            return [said if _are_whole(two, said) else other], False
        if order == 0 or (_are_whole(two, other) and not _are_whole(two, said)):
            return list(dict.fromkeys([pair, pair[::-1]])), False
        return [said], False

    def _matched_later(self, two):
        """Whether both arms are printed, as matched, only behind two findings, and are some of all people."""
        if self._last_matched < two.items[-1].end:
            return False
        sizes = {how_many(item) for item in self.ns if item.start < two.start}
        return bool(sizes) and not sizes & set(self.both_arms) and max(sizes) > sum(self.both_arms)

    @cached_property
    def _last_matched(self):
        """Where the passage last says that people were matched; -1 where it does not."""
        return max((found.start() for found in MATCHED.finditer(self.passage)), default=-1)

    @cached_property
    def _pairs_of_people(self):
        """Every printed number of pairs of people."""
        return set(map(int, PAIRS_OF_PEOPLE.findall(self.passage)))

    def counted(self, items):
        """The counts, with their people, that carry the same percentages elsewhere, each only once; or None."""
        found = []
        for item in items:
            same = {
                (each["x"], each["n"]): each
                for each in self.items
                if each.kind == "count" and each["n"] and each["pct"] == item["pct"]
            }
            found += [each for each in same.values()] if len(same) == 1 else []
        return tuple(found) if len(found) == len(items) == len(set(map(id, found))) else None

    def speaks_of_arms(self, two):
        """Whether the sentence of two findings has a word that stands beside either size of both arms."""
        words = set(NAME.findall(two.items[0].sentence.casefold()))
        starts = tuple({word[:6] for word in words})
        for one, other in itertools.pairwise(self.ns):
            if (int(one["value"]), int(other["value"])) == self.both_arms:
                for names in self._words_beside(one, other):
                    if all(any(name[:6] in starts for name in side) for side in names):
                        return True
        return False

    def _order(self, two):
        """1 where words say that the first finding is of the first of both arms, -1 of the second, 0 where none do."""
        names = list(self._words_beside(*two.items))
        listed = self.passage[two.sentence_start : two.items[0].start]
        against = COMPARED_WITH.match(listed)
        if against is not None:  # the first value is that of the arm behind the comma
            listed = listed[against.end() :]
            names = [[set(NAME.findall(text.casefold())) for text in (listed, against[0])]]
        tail = self.passage[two.items[1].end : two.sentence_start + len(two.items[0].sentence)]
        names.append(
            [
                set(NAME.findall(text.casefold()))
                for text in (listed, "".join(AGAINST_WHOM.findall(tail)[-1:]))
            ]
        )
        votes = set()
        values = [item.values.get("pct") for item in two.items]
        values = [None if value is None else float(value) for value in values]
        counts = [item for item in self.items if item.kind == "count" and item["n"]]
        for one, other in (*itertools.pairwise(self.ns), *itertools.pairwise(counts)):
            key = "value" if one.kind == "n" else "n"
            if one.sentence_start != other.sentence_start:
                continue
            if (int(one[key]), int(other[key])) != self.both_arms:
                continue
            behind = self._control_behind(one, other)
            votes.add(int(behind is not None and behind == self._control_behind(*two.items)))
            for first, second in self._words_beside(one, other):
                votes |= {_vote(first, second, *pair) for pair in names}
                between = self.passage[two.items[0].end : two.items[1].start]
                votes.add(_listed(first, second, listed, between))
                votes.add(_listed(first, second, tail.rpartition("respectively")[0], between))
                if None not in values:
                    votes.add(_by_direction(first, second, listed, between, values))
        votes.discard(0)
        return votes.pop() if len(votes) == 1 else 0

    def _control_behind(self, one, other):
        """The control's word behind the second of two numbers, in its own clause, where none stands before that; or None."""
        start, end = one.sentence_start, one.sentence_start + len(one.sentence)
        clause = re.split(r"[.;,]", self.passage[other.end : end][:MOST_BESIDE])[0]
        found = CONTROL.search(clause)
        before = CONTROL.search(self.passage[max(start, one.start - MOST_BESIDE) : other.start])
        return found[1].casefold() if found and not before else None

    def _words_beside(self, one, other):
        """The words that only one of two numbers has: those before each of them, and those behind each."""
        start, end = one.sentence_start, one.sentence_start + len(one.sentence)
        before = self.passage[max(start, one.start - MOST_BESIDE) : one.start]
        between = self.passage[one.end : other.start]
        rest = self.passage[other.end : end]
        behind = re.split(r"[.;]", rest[:MOST_BESIDE])[0]
        for first, second in ((before, between), (between, behind)):
            first, second = (
                set(NAME.findall(NUMBERED.sub(r"\1\2", text.casefold()))) for text in (first, second)
            )
            yield first - second, second - first
