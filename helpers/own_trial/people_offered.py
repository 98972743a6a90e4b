"""Numbers of people that a reader can choose for an arm or for all, each with its own number and its own words.

Those that were read as such stand among the items; those of a list in brackets, of a name and a sign, or before a word
for people stand elsewhere in the passage, and are offered with the place where they are printed.
"""

import re
from bisect import bisect
from dataclasses import dataclass

from helpers.own_trial.choices import plain, shortened, words_before
from helpers.own_trial.printed_sums import LIST_IN_BRACKETS, NUMBER_OF_A_LIST
from helpers.own_trial.shapes import PERSON

AT = "at "
"""What the value of a number begins with that is no item: the place of its first digit follows."""

WORDS_SHOWN = 46
"""Letters behind a number that are shown with it."""

NAMED_BY_A_SIGN = re.compile(
    r"(?:(?<=[(\[;,])|(?<=[(\[;,] )|(?<= and ))(?P<name>(?!(?:[NnPp]|SD|SEM?|CI|df|[rRtFzZHUWQ]|I2|kappa|chi|alpha|beta|AUC|ICC|[Bb]ootstrap)\b)[A-Za-z][\w +/-]{0,30}?) ?= ?(?P<n>\d[\d,]*)(?=\)|\]|;|, [A-Za-z]| and\b)"
)
"""A group and its people: "(CMP = 29; CO = 27)"."""

NO_PEOPLE = re.compile(r" ?(?:years?|months?|weeks?|days?|hours?|points?|trials?|stud(?:y|ies))\b", re.I)
"""Words of a number in a list that is none of people."""

_NUMBER = r"(?<!per )(?<![\w.,/≥≤<>=–-])(?P<n>\d{1,3}(?:,\d{3})+|\d+)"

BEFORE_PEOPLE = re.compile(
    rf"{_NUMBER} (?P<words>(?:[a-z][\w-]* ){{0,2}}?(?!deaths?|events?|relapses?|episodes?|procedures?|operations?|births?|fractures?){PERSON})",
    re.I,
)
"""A number before a word for people: "1416 participants"."""

WHO = re.compile(
    rf"{_NUMBER} (?P<words>(?:[a-z][\w-]* ){{0,2}}?(?:[\w-]*dwellers|[\w-]{{4,}}(?:arians|agers|goers|holders|users|carriers|takers)|pharmacies|[a-z]{{4,}}s(?= (?:who|whom)\b)))\b",
    re.I,
)
"""A number before another word for people: "105 nonagenarians who"."""

ITS_PARTS = re.compile(
    r":|[(\[][^()\[\]]*$|\bof (?:whom|which|these)\b|\b(?:enrolled|included|recruited|analy[sz]ed|divided)\b"
)
"""Between a number and the first of two that add up to it: they are its parts."""


@dataclass(frozen=True)
class People:
    """One printed number of people: `value` is what a choice of it sends back, `start` and `end` its place, `arm` its group or "unknown"."""

    value: str
    n: int
    label: str
    start: int
    end: int
    arm: str = "unknown"


def people_in(reading):
    """Every number of people of a reading in reading order: items, the people of counts, and those printed elsewhere.

    >>> from helpers.own_trial.reading import read
    >>> [each.label for each in people_in(read("Data of 90 shops (50 large, 40 small) were used."))]
    ['90 (shops)', '50 (large)', '40 (small)']
    """
    passage, found = reading.passage, {}
    taken = bytearray(len(passage))  # a long paper has thousands of numbers
    for place, item in enumerate(reading.items):
        span = _place_of_n(item, passage)
        if item.kind == "n":
            found[item.start] = _of_item(str(place), item, passage)
        elif span:
            words = _behind(passage, span[1])
            if not words and item.arm == "unknown":
                words = f"in {shortened(item.quotation, WORDS_SHOWN)}"
            people = People(
                f"{AT}{span[0]}", int(item["n"]), _label(item["n"], words, item.arm), *span, item.arm
            )
            found.setdefault(span[0], people)  # two counts may be of one printed number
        if (
            item.kind != "count" or item["pct"] or span
        ):  # a bare count may be of people, "29 nurses and 27 controls"
            taken[item.start : item.end] = b"1" * (item.end - item.start)
    for start, end, words in _elsewhere(passage):
        text = passage[start:end]
        n = int(text.replace(",", ""))
        if n > 1 and not taken[start] and not NO_PEOPLE.match(words):
            found.setdefault(start, People(f"{AT}{start}", n, _label(text, words, "unknown"), start, end))
    return [found[start] for start in sorted(found)]


def _place_of_n(item, passage):
    """Where the people of a count or a percentage are printed: in it, or before it in its sentence; else None."""
    if not item.values.get("n"):
        return None
    if "n" in item.places:
        return item.places["n"]
    printed = re.compile(rf"(?<![\w.,]){item['n']}(?![\w.,]*\d| ?%)")
    found = printed.search(passage, item.sentence_start, item.start)
    return found.span() if found else None


def _elsewhere(passage):
    """Places and own words of numbers that may be of people, whatever was read."""
    for found in LIST_IN_BRACKETS.finditer(passage):
        parts = list(NUMBER_OF_A_LIST.finditer(found[2]))
        numbers = [int(re.match(r"\d+", part[0])[0]) for part in parts]
        if len(parts) < 2 or not all(part[1] for part in parts) or sum(numbers) != int(found[1]):
            continue
        yield *found.span(1), passage[found.end(1) : found.start(2) - 1].strip()
        for part, number in zip(parts, numbers, strict=True):
            start = found.start(2) + part.start()
            end = start + len(str(number))
            yield start, end, re.split(r"[,;]| and ", passage[end : found.end(2)])[0]
    for found in NAMED_BY_A_SIGN.finditer(passage):
        yield *found.span("n"), found["name"]
    for found in BEFORE_PEOPLE.finditer(passage):
        yield *found.span("n"), found["words"]
    for found in WHO.finditer(passage):
        yield *found.span("n"), found["words"]


def _of_item(value, item, passage):
    """A number of people that was read: its number as printed, with the words of its quotation and behind it."""
    digits = next(
        (
            found[0]
            for found in re.finditer(r"\d[\d,]*", item.quotation)
            if found[0].replace(",", "") == item["value"]
        ),
        "",
    )
    own = (
        item.quotation.partition(digits)[2]
        if digits and item.quotation.startswith(digits)
        else item.quotation
    )
    behind = _behind(passage, item.end)
    words = f"{own}{behind}" if not digits or item.quotation.startswith(digits) else ""
    before = words_before(item, passage)
    if not words.strip() and item.arm == "unknown" and before:
        words = f"after \u201c{before}\u201d"
    return People(
        value,
        int(item["value"]),
        _label(digits or item["value"], words, item.arm),
        item.start,
        item.end,
        item.arm,
    )


def _behind(passage, end):
    """The words behind a number, up to the next number, bracket or stop."""
    words = re.split(r"[.,;:](?:\s|$)|[()\[\]]|\d", passage[end : end + WORDS_SHOWN])[0]
    cut = len(words) == WORDS_SHOWN
    words = words.rpartition(" ")[0] if cut else words
    return re.sub(r"(?:[\s,]+(?:and|or|of|with|the|in|to|were|was|versus|vs|v|had))*[\s,]*$", "", words)


def _label(number, words, arm):
    words = plain(words.strip(" ,;:="))
    if arm != "unknown" and arm not in words:
        words = f"{words}, {arm}" if words else arm
    return f"{number} ({words})" if words else number


def chosen_people(reading, value):
    """The `People` that a choice sent back, or None for what is none of this reading."""
    return next((each for each in people_in(reading) if each.value == str(value or "")), None)


def same_or_part(one, other, reading):
    """Why two numbers of people are not those of two arms: one mention chosen twice, or a whole and its part; else "".

    >>> from helpers.own_trial.reading import read
    >>> reading = read("A total of 90 adults were enrolled: 50 in the balm group and 40 in the wax group.")
    >>> all_of_them, balm, wax = people_in(reading)
    >>> same_or_part(balm, wax, reading), same_or_part(all_of_them, balm, reading)
    ('', 'The 90 people are all of them, and 50 is a part of the 90: choose the people of the other arm.')
    """
    if one.value == other.value:
        return (
            f"The people of both arms are the same printed number, {one.n}: choose another for one of them."
        )
    whole, part = (one, other) if one.n > other.n else (other, one)
    if whole.arm != "unknown" or whole.start > part.start:
        return ""
    for rest in people_in(reading):
        first = min(part.start, rest.start)
        between = reading.passage[whole.end : first]
        of_one_sentence = not re.search(
            r"[.;](?:\s|$)", reading.passage[whole.end : max(part.start, rest.start)]
        )
        is_rest = rest.value not in (part.value, whole.value) and whole.n == part.n + rest.n
        if is_rest and first > whole.end and of_one_sentence and ITS_PARTS.search(between):
            return (
                f"The {whole.n} people are all of them, and {part.n} is a part of the {whole.n}: "
                "choose the people of the other arm."
            )
    return ""


def nearest_first(people, start, passage):
    """The same people, those of the sentences nearest to a place first, and in reading order within a sentence.

    >>> from helpers.own_trial.reading import read
    >>> reading = read("We had 90 adults. Later 31 adults and 27 controls came. It was 3 % (P = .04).")
    >>> [each.n for each in nearest_first(people_in(reading), 60, reading.passage)]
    [31, 27, 90]
    """
    ends = [found.start() for found in re.finditer(r"\.\s", passage)]
    here = bisect(ends, start)
    return sorted(people, key=lambda each: (abs(bisect(ends, each.start) - here), each.start))
