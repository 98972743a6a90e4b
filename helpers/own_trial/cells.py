"""One row of the reader's own table: which rows there are, and what may be typed into each.

Values are typed as the paper prints them, because the digits matter. `read_cell` turns one of them into what the
checks need, or raises ValueError with a sentence that names the row and the remedy.
"""

import re
import unicodedata
from dataclasses import dataclass

from helpers.statistics.printed import printed_interval, printed_p
from helpers.statistics.two_by_two import REGISTRY, test_from_words


@dataclass(frozen=True)
class Row:
    """One row of the table: its name, what kind of value it takes, and what to type, for the reader."""

    name: str
    kind: str
    ask: str


ROWS = (
    Row("title", "text", "short name of the study"),
    Row("text read", "source", "abstract, or full paper"),
    Row("done well", "text", "what the study did well, in your words: fill this in first"),
    Row("outcome", "text", "what counts as a response; for deaths or relapses, count the people without"),
    Row("arm 1 name", "text", "the treatment of interest"),
    Row("arm 2 name", "text", "the comparison; leave empty if there is none"),
    Row("N arm 1", "count", "people analysed in arm 1"),
    Row("N arm 2", "count", "people analysed in arm 2"),
    Row("responders arm 1", "count", "people with a response in arm 1"),
    Row("responders arm 2", "count", "people with a response in arm 2"),
    Row("percentage arm 1", "percent", "the printed percentage, such as 23.7"),
    Row("percentage arm 2", "percent", "the printed percentage"),
    Row("printed P", "p", "with all its digits, such as .016 or <.001"),
    Row("test named", "test", "the test behind that P, in the paper's words"),
    Row("sides", "sides", "two-sided (assumed if empty) or one-sided"),
    Row(
        "outcomes tested",
        "count",
        "how many outcomes and times were tested in all, not only those printed; empty if unknown",
    ),
    Row("only primary outcome", "yes or no", "yes if this one outcome was named beforehand"),
    Row("expected placebo rate", "range", "what you expect without the treatment, such as 25-45 (in %)"),
    Row("difference that matters", "points", "smallest worthwhile difference in points (10 if empty)"),
    Row("believed chance", "chance", "your chance that it works, before this study (in %)"),
    Row("mean", "number", "a printed mean of whole numbers or scores"),
    Row("mean people", "count", "how many people it averages"),
    Row("mean step", "number", "step of one value: 1 for whole numbers (assumed), 0.1 for EASI"),
    Row("mean items", "count", "how many such values are averaged in each person (1 if empty)"),
    Row("follow-up people", "count", "how many people were followed"),
    Row("follow-up mean", "number", "printed average follow-up; weeks, or with its unit: 9 months"),
    Row("follow-up shortest", "number", "start of the printed range"),
    Row("follow-up longest", "number", "end of the printed range"),
    Row("follow-up beyond count", "count", "how many people passed a stated time"),
    Row("follow-up beyond time", "number", "that time"),
    Row("paired people", "count", "people compared with themselves, before and after"),
    Row("people with harm", "count", "people with the harm in question; 0 if the paper says none"),
    Row("people watched for harm", "count", "people in whom it would have been noticed"),
)
"""Every row that the table may hold, in reading order."""


KIND = {row.name: row.kind for row in ROWS}


FROM_ONE = {"N arm 1", "N arm 2", "outcomes tested", "mean people", "mean items", "follow-up people"}


FROM_ONE |= {"follow-up beyond count", "paired people", "people watched for harm"}


MOST_PEOPLE = 100_000


BLANK = {"", "-", "--", "–", "—", "?", ".", "na", "n/a", "nan", "nr", "not given", "not reported", "unknown"}


BLANK |= {"not in the paper", "not in the abstract"}


WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()


UNIT = re.compile(r"(?<=[\d\s])\s*(weeks?|months?|years?|days?|points?)$", re.IGNORECASE)


DIGITS = r"\d+(?:[.·]\d+)?|[.·]\d+"


RANGE = re.compile(rf"({DIGITS})\s*(?:-|–|—|−|to)\s*({DIGITS})", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """What was read from one row: the value for the checks, a remark for the reader, a unit of time."""

    value: object
    remark: str = ""
    unit: str = ""


def is_blank(text):
    """Whether this text says that the paper gives nothing.

    >>> is_blank(" n/a "), is_blank("0")
    (True, False)
    """
    return str(text).strip().casefold() in BLANK


def read_cell(name, text):
    """Read what was typed into row `name`. Returns a `Cell`; raises ValueError with a sentence and a remedy.

    Counts become whole numbers; percentages, P values and means stay text without their signs and units, because
    the printed digits matter; chances and differences become shares.

    >>> read_cell("N arm 1", "n = 59").value, read_cell("percentage arm 1", "23.7 %").value
    (59, '23.7')
    >>> read_cell("follow-up shortest", "16–86")
    Traceback (most recent call last):
    ...
    ValueError: row 'follow-up shortest' is '16–86', a range: write 16 in 'follow-up shortest' and 86 in 'follow-up longest'
    """
    tidy = unicodedata.normalize("NFKC", text).strip().strip("\"'“”‘’").strip()
    return READERS[KIND[name]](tidy, name)


def _refuse(name, text, remedy):
    raise ValueError(f"row '{name}' is '{text}'{remedy}")


def _no_comma(text, name):
    found = re.search(r"(\d*),(\d+)", text)
    if found:
        mended = text.replace(",", ".")
        _refuse(name, text, f", with a comma: write a decimal point, {mended}")


def _one_number(text, name):
    """Digits of one number, after refusing everything that holds more than one."""
    _no_comma(text, name)
    found = RANGE.fullmatch(text)
    if found and name.startswith("follow-up") and name.split()[-1] in ("shortest", "longest", "mean"):
        low, high = found.groups()
        places = f"write {low} in 'follow-up shortest' and {high} in 'follow-up longest'"
        _refuse(name, text, f", a range: {places}")
    if found:
        _refuse(name, text, ", a range: this row takes one number")
    numbers = re.findall(DIGITS, text)
    if len(numbers) > 1:
        _refuse(name, text, f", more than one number: write one, probably {numbers[0]}")
    if not numbers:
        _refuse(name, text, ", which holds no number: write digits, or leave the row empty")
    return numbers[0].replace("·", ".")


def _text(text, name):
    return Cell(" ".join(text.split())[:300])


def _count(text, name):
    bare = re.sub(r"^n\s*=\s*", "", text, flags=re.IGNORECASE)
    bare = re.sub(r"\s*(people|patients|participants|subjects|persons|adults)$", "", bare, flags=re.I)
    if bare.casefold() in WORDS:
        value = WORDS.index(bare.casefold())
    elif re.fullmatch(r"\d{1,3}([, ]\d{3})+|\d{1,7}(\.0+)?", bare):
        value = int(float(re.sub(r"[, ]", "", bare)))
    else:
        _refuse(name, text, _count_remedy(bare, name))
    if value > MOST_PEOPLE:
        _refuse(name, text, f": this table takes up to {MOST_PEOPLE:,} people")
    if value < (name in FROM_ONE):
        _refuse(name, text, ": it must be 1 or more; leave the row empty if the paper does not say")
    return Cell(value)


def _count_remedy(text, name):
    arm = name[-1] if name.startswith("responders") else None
    both = re.fullmatch(r"(\d+)\s*(?:/|of|out of)\s*(\d+)", text)
    with_percent = re.fullmatch(r"(\d+)\s*[(\[]\s*([\d.]+)\s*%?\s*[)\]]", text)
    if both and arm:
        return f", two numbers: write {both[1]} here and {both[2]} in 'N arm {arm}'"
    if with_percent and arm:
        return f", two numbers: write {with_percent[1]} here and {with_percent[2]} in 'percentage arm {arm}'"
    if "%" in text and arm:
        return f", a percentage: write it in 'percentage arm {arm}' and leave this row empty"
    if text.casefold() in ("none", "nobody", "no"):
        return ": write 0 if nobody, or leave the row empty if the paper does not say"
    if re.match(r"[-−]\s*\d", text):
        return ": a number of people is 0 or more"
    return ": write a whole number of people in digits, or leave the row empty"


def _percent(text, name):
    bare = re.sub(r"\s*(%|per ?cent)$", "", text, flags=re.IGNORECASE)
    number = _one_number(bare, name)
    if bare != number and bare.replace("·", ".") != number:
        _refuse(name, text, ": write one percentage from 0 to 100, such as 23.7")
    if not 0 <= float(number) <= 100:
        _refuse(name, text, ": a percentage of people lies between 0 and 100")
    if 0 < float(number) < 1 and bare == text:
        _refuse(
            name, text, f": write {100 * float(number):g} if {100 * float(number):g} % is meant, or {text} %"
        )
    return Cell(number)


def _p(text, name):
    bare = re.sub(r"^p[- ]?values?\s*(?=[=<>≤≥:]|$)|^p\s*(?=[=<>≤≥:.\d])", "", text, flags=re.IGNORECASE)
    bare = bare.lstrip(": ").strip()
    if re.fullmatch(r"n\.?\s?s\.?|(not|non)[- ]?(statistically )?significant", bare, flags=re.IGNORECASE):
        remedy = ": that is no number, so nothing can be checked; write >.05 if the paper says so, or leave it empty"
        _refuse(name, text, remedy)
    bare = re.sub(r"[*†‡]+$", "", bare).strip()
    try:
        number = printed_p(bare)
    except ValueError as trouble:
        _refuse(name, text, ": " + str(trouble).partition(": ")[2])
    if number.comparison == "=":
        return Cell(bare.lstrip("= "))
    side = "below" if number.comparison == "<" else "above"
    words = f"row '{name}' is a bound: P lies {side} {number.value}, and that is all the checks can use"
    return Cell(bare, words + "; an exact P would tell more")


def _number(text, name):
    unit = UNIT.search(text)
    bare = text[: unit.start()].strip() if unit else text
    number = _one_number(bare, name)
    if re.fullmatch(rf"[-−]\s*(?:{DIGITS})", bare):
        number = "-" + number
    elif re.match(r"[<>≤≥]", bare):
        _refuse(name, text, ", a bound: a check needs the number itself, or leave the row empty")
    elif bare.replace("·", ".") != number:
        _refuse(name, text, f": write the number alone, {number}")
    if number.startswith("-") and name not in ("mean",):
        _refuse(name, text, ": it cannot be negative")
    printed_interval(number)
    word = unit[1].casefold() if unit else ""
    return Cell(number, unit=word if not word or word.endswith("s") else word + "s")


def _shares(text, name, most=100):
    bare = re.sub(r"\s*(percentage points?|points?|per ?cent|%)", "", text, flags=re.IGNORECASE).strip()
    _no_comma(bare, name)
    found = RANGE.fullmatch(bare)
    parts = found.groups() if found else re.fullmatch(rf"({DIGITS})", bare) and (bare,)
    if not parts:
        _refuse(name, text, ": write a number in per cent, such as 30")
    values = [float(part.replace("·", ".")) for part in parts]
    if any(value > most for value in values):
        _refuse(name, text, f": it lies between 0 and {most}")
    if any(0 < value < 1 for value in values) and "%" not in text:
        meant = "-".join(f"{100 * value:g}" for value in values)
        _refuse(name, text, f": write {meant} for {meant} %")
    if values != sorted(values):
        _refuse(name, text, ": write the lower end first")
    return tuple(value / 100 for value in values)


def _range(text, name):
    values = _shares(text, name)
    return Cell((values[0], values[-1]))


def _share(text, name):
    values = _shares(text, name)
    if len(values) > 1:
        _refuse(name, text, ", a range: this row takes one number")
    if name == "difference that matters" and not 0 < values[0] < 1:
        _refuse(name, text, ": a difference that matters lies above 0 and below 100 points")
    return Cell(values[0])


def _test(text, name):
    found = test_from_words(text)
    if found == "other":
        remark = (
            f"row '{name}' is '{text}': it cannot be recomputed from four counts, so the usual tests stand in"
        )
    elif found is None:
        remark = f"row '{name}' is '{text}', which is not among the tests here: the usual tests stand in"
    elif found == "pearson" and not re.search(f"without|{REGISTRY[found].spoken}", text, re.IGNORECASE):
        remark = (
            f"row '{name}' is '{text}': read as uncorrected; some programs apply Yates's correction unasked"
        )
    else:
        remark = ""
    return Cell(found or "other", remark)


def _choice(*known):
    """A reader for a few words: each of `known` is a pattern and what it stands for."""

    def read(text, name):
        for pattern, value in known:
            if re.fullmatch(pattern, text, re.IGNORECASE):
                return Cell(value)
        return _refuse(name, text, f": write {' or '.join(value for _, value in known)}")

    return read


READERS = {
    "text": _text, "count": _count, "percent": _percent, "p": _p, "number": _number, "range": _range,
    "points": _share, "chance": _share, "test": _test,
    "sides": _choice(("(two|2)[- ]?(sided|tailed)?", "two-sided"), ("(one|1)[- ]?(sided|tailed)?", "one-sided")),
    "yes or no": _choice(("y|yes|true", "yes"), ("n|no|false", "no")),
    "source": _choice(("(the )?abstract", "abstract"), ("(the )?(full )?(paper|text|article)", "full paper")),
}  # fmt: skip
"""How each kind of row is read."""
