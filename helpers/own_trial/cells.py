"""One row of the reader's own table: which rows there are, and what may be typed into each.

Values are typed as the paper prints them, because the digits matter. `read_cell` turns one of them into what the
checks need, or raises ValueError with a sentence that names the row and the remedy. No remedy leads to other data than
the paper printed: where two readings are possible, both are named.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from helpers.own_trial.numerals import whole_from_words
from helpers.statistics.effects import MEASURES
from helpers.statistics.printed import printed_interval, printed_p
from helpers.statistics.tests_of_counts import REGISTRY, test_from_words
from helpers.text import listed


@dataclass(frozen=True)
class Row:
    """One row of the table: its name, what kind of value it takes, what to type, and whether the short form has it."""

    name: str
    kind: str
    ask: str
    short: bool = False


def _both(name, kind, ask, short=False):
    return tuple(Row(f"{name} arm {arm}", kind, ask.format(arm=arm), short) for arm in (1, 2))


ROWS = (
    Row("title", "text", "short name of the study", True),
    Row("text read", "source", "abstract, or full paper", True),
    Row("done well", "text", "what the study did well, in your words: fill this in first", True),
    Row("outcome", "text", "what was counted or measured, and when", True),
    Row("outcome is", "direction", "wanted, unwanted (deaths, relapses), or no treatments (groups that were not treated differently)", True),
    Row("arm 1 name", "text", "the treatment of interest", True),
    Row("arm 2 name", "text", "the comparison; leave empty if there is none", True),
    *_both("N", "count", "people analysed in arm {arm}", True),
    *_both("responders", "count", "people with the outcome in arm {arm}, as printed", True),
    *_both("percentage", "percent", "the printed percentage, such as 23.7", True),
    Row("printed P", "p", "with all its digits, such as .016 or <.001", True),
    Row("test named", "test", "the test behind that P, in the paper's words", True),
    Row("analysis", "analysis", "what kind: unadjusted, adjusted, stratified, clustered, paired, crossover, log-rank, model, non-inferiority, times to an event, not randomised"),
    Row("N total", "count", "people in both arms together, where only that is printed"),
    Row("allocation", "allocation", "how people were shared between the arms, as printed: 1:1 (assumed if empty), 2:1"),
    Row("measure", "measure", "difference, mean difference, risk ratio, odds ratio, hazard ratio or rate ratio"),
    Row("effect", "signed", "the printed estimate of that measure, arm 1 against arm 2"),
    Row("low", "signed", "lower limit of its interval"),
    Row("high", "signed", "upper limit of its interval"),
    Row("level", "level", "level of the interval in % (95 if empty)"),
    Row("margin", "signed", "non-inferiority: the margin, in the measure's unit"),
    *_both("mean", "signed", "printed mean of arm {arm}"),
    *_both("SD", "spread", "its standard deviation"),
    *_both("SE", "spread", "its standard error"),
    *_both("spread", "spread", "the number behind the mean, where the paper does not say SD or SE"),
    *_both("median", "signed", "printed median of arm {arm}"),
    *_both("Q1", "signed", "lower quartile"),
    *_both("Q3", "signed", "upper quartile"),
    *_both("min", "signed", "smallest value"),
    *_both("max", "signed", "largest value"),
    Row("sides", "sides", "two-sided (assumed if empty) or one-sided"),
    Row("outcomes tested", "count", "how many outcomes and times were tested in all, not only those printed; empty if unknown"),
    Row("only primary outcome", "yes or no", "yes if this one outcome was named beforehand"),
    Row("expected placebo rate", "range", "how often you expect the outcome without the treatment, such as 25-45 (in %)"),
    Row("difference that matters", "points", "smallest worthwhile difference in points (10 if empty)"),
    Row("believed chance", "chance", "your chance that it works, before this study (in %)"),
    Row("mean", "number", "a printed mean of whole numbers or scores in one group"),
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
    Row("in the passage", "said", "leave it empty: the form writes here what a pasted passage says of these numbers"),
)  # fmt: skip
"""Every row that the table may hold: the short form first."""


KIND = {row.name: row.kind for row in ROWS}

FROM_ONE = {
    "N arm 1",
    "N arm 2",
    "N total",
    "outcomes tested",
    "mean people",
    "mean items",
    "follow-up people",
}
FROM_ONE |= {"follow-up beyond count", "paired people", "people watched for harm"}

MOST_PEOPLE = 1_000_000

DIRECTIONS = ("wanted", "unwanted", "no treatments")

SAME_PEOPLE = (
    r"split-?(?:mouth|face|body|scalp|side)|within-(?:person|patient|subject)|intra-?individual|bilateral (?:controlled|comparison)"
    r"|\bown controls?\b|\bfellow eyes?\b|left[- ](?:versus|vs\.?|and|/) ?right (?:compar|side|half)"
)
"""Words that say that both treatments were given to parts of the same people."""

CLUSTERED = (
    r"^cluster\w*$|cluster(?:ed|s|ing)?[- ](?:randomi[sz]|allocat|trial|controlled|design|level|stud|adjust|robust|effect|sampl|cross)"
    r"|(?:random|allocat|assign|adjust|account|correct|allow)[^.;]{0,40}\bcluster(?:s|ing|ed)\b|\b(?:per|each|by|within|\d+) clusters?\b"
    r"|\bclustered (?:by|in|within)\b|\bclusters (?:were|in|with)\b|\bgee\b|multi-?level"
)
PAIRS = (
    r"(?<!un)(?<!un-)(?<!im)(?<!re)paired(?! comparisons?)|mcnemar\w*|^matched$"
    r"|\b(?:pairs?|cases?|scores?|propensity|age|sex|gender|individually|frequency|bmi)[- ]matched"
    r"|matched[- ](?:pairs?|sets?|cohorts?|controls?|cases?|triplets?|samples?|siblings?|twins?|groups?|comparison|design|analys\w+|t[- ]test"
    r"|patients?|people|participants|subjects|individuals|persons|children|adults|women|men|populations?)\b"
    r"|matched (?:in pairs|individually|1|(?:with|to) [^.;]{0,60}?\b(?:age|sex|gender|controls?|patients?|people|participants)\b"
    r"|(?:for|on|by|according to) (?![^.;]{0,40}\b(?:odou?rs?|smell|scent|colou?rs?|tastes?|flavou?r|appearance|looks?|size|shape|volume|viscosity|texture|packag\w+|label\w*)\b))"
)
NOT_OF_NUMBERS = (
    r"(?<!un)\b(?:dos(?:e|es|age|ages|ing)|treatment|therapy|medication|volume|flow|rate|diet|ph)s?[- ](?:(?:was|were|is|are|being|then) )*"
    r"adjusted(?! for)|\bweight-adjusted dos\w*|\badjusted (?:dos(?:e|es|age|ages)\b|to (?:a |an |the )?(?:body|weight|ph|renal|target|response|tolera))"
)
"""Words that say "adjusted" of a treatment."""

REGRESSION = r"(?<!complete )(?<!partial )(?<!lesion )(?<!tumour )(?<!tumor )(?<!disease )(?<!mean )regression(?! (?:of|times?)\b)"

MODEL = (
    r"^(?:mixed|model)$|\bmixed(?:[- ](?:effects?|linear|logistic|model\w*|method|regression|analysis|design|anova)|,)|\bmmrm\b"
    r"|\b(?:regression|linear|logistic|poisson|cox|hazards?|effects?|longitudinal|marginal|statistical|multivaria\w+|multivariable|hierarchical|additive"
    r"|frailty|binomial|covariance|equations?|growth|latent|markov|adjusted|final|full|primary|analysis|random|fixed)[- ](?:[\w-]+ )?model\b"
    r"|\bmodel (?:repeated|adjust|for repeated|with (?:repeated|random|fixed|treatment|baseline)|includ|estimat|predict|was (?:fitted|applied|adjusted))"
    r"|\b(?:by|from) (?:a|the|our) model\b|imput\w+|bayes\w*"
    r"|\b(?:this|our|present|(?:performed|conducted|did|undertook|report) an?)(?: [\w-]+){0,4} meta-?analys[ei]s|\bpooled (?:estimates?|hazard|odds|risk|relative|rates?|prevalence|mean)\b"
)

CROSSED_OVER = (
    r"(?<!option to )(?<!allowed to )(?<!permitted to )(?<!eligible to )(?<!eligible for )(?<!able to )cross-?over"
    r"(?! (?:to|from|was (?:allowed|permitted)|is allowed|after|at (?:disease )?progress|rates?)\b)"
)
"""A crossover by design, not the change of treatment after the disease progressed."""

ANALYSES = {
    "unadjusted": r"unadjusted|crude",
    "clustered": CLUSTERED,
    "crossover": rf"{CROSSED_OVER}|\bin (?:a )?random(?:i[sz]ed)? (?:order|sequence)\b",
    "paired": rf"{PAIRS}|{SAME_PEOPLE}",
    "log-rank": r"log-?rank|\bcox\b|proportional hazards",
    "stratified": r"(?<!un)stratified|mantel|\bcmh\b",
    "adjusted": rf"(?<!un)adjusted|ancova|analysis of covariance|{REGRESSION}|logistic",
    "model": MODEL,
    "non-inferiority": r"non-?inferior\w*",
    "times to an event": r"times? to (?:an |the )?event|hazard ratios?|person-?\s?(?:years?|months?|weeks?|days?)\b"
    r"|actuarial|kaplan|cumulative incidence|life-?table|product-limit|estimated (?:\w+ )?(?:rates?|survival|incidence)\b",
    "not randomised": r"not randomi[sz]ed|non-?randomi[sz]ed|retrospective(?:ly)?\b(?! regist)|propensity|observational|\bcohort\b(?! of [^.;]{0,60}\brandomi[sz])|(?<!trial )(?<!trials )registry|case-?control",
}
"""Kinds of analysis and the words that name them: a matched placebo, a cluster headache or an adjusted dose names none."""

NOT_RECOMPUTABLE = ("clustered", "crossover", "paired", "log-rank", "stratified", "adjusted", "model")
"""Analyses that four counts, or means with their SDs, cannot give again."""

NOT_INDEPENDENT = ("clustered", "crossover", "paired")
"""Analyses of people who are not independent of each other: the usual interval of two arms is not theirs."""

BLANK = {"", "-", "--", "–", "—", "?", ".", "na", "n/a", "nan", "<na>", "nr", "unknown"}
BLANK |= {"none given", "not given", "not reported", "not in the paper", "not in the abstract"}

UNIT = re.compile(r"(?<=[\d\s])\s*(weeks?|months?|years?|days?|points?)$", re.IGNORECASE)

DIGITS = r"\d+(?:\.\d+)?|\.\d+"

RANGE = re.compile(rf"({DIGITS})\s*(?:-|–|—|−|to)\s*({DIGITS})", re.IGNORECASE)

LOOK_ALIKES = str.maketrans("АВСЕНКМОРТХасеорхуΡΝΗΟΤρ", "ABCEHKMOPTXaceopxyPNHOTp")

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)[a-zäé]*\.?"

DATE = re.compile(
    rf"\d{{1,4}}[-/. ]{MONTH}(?:[-/. ]\d{{2,4}})?|{MONTH}[-/. ]\d{{1,4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}}(?: [\d:]+)?"
    r"|(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|[12]\d|3[01])[./]\d{2,4}",
    re.IGNORECASE,
)


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


@lru_cache(maxsize=16)
def analyses_in(text):
    """The kinds of analysis that these words name, as a tuple of names of ANALYSES.

    >>> analyses_in("GEE adjusted for clustering"), analyses_in("Fisher's exact test")
    (('clustered', 'adjusted'), ())
    """
    words = re.sub(NOT_OF_NUMBERS, " ", " ".join(str(text).casefold().split()))
    return tuple(name for name, pattern in ANALYSES.items() if re.search(pattern, words))


def read_cell(name, text):
    """Read what was typed into row `name`. Returns a `Cell`; raises ValueError with a sentence and a remedy.

    Counts become whole numbers; percentages, P values, effects and means stay text without their signs and units,
    because the printed digits matter; chances and differences become shares.

    >>> read_cell("N arm 1", "n = 59").value, read_cell("percentage arm 1", "23.7 %").value
    (59, '23.7')
    >>> read_cell("follow-up shortest", "16–86")
    Traceback (most recent call last):
    ...
    ValueError: row 'follow-up shortest' is '16–86', a range: write 16 in 'follow-up shortest' and 86 in 'follow-up longest'
    """
    if KIND[name] in ("text", "test", "analysis", "said"):
        return READERS[KIND[name]](unicodedata.normalize("NFKC", text).strip(), name)
    return READERS[KIND[name]](_tidy(text, name), name)


def _tidy(text, name):
    """Plain digits, signs and letters; a raised digit is refused, because it may be a footnote or belong to the number."""
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    powers = re.sub(
        rf"10([⁻⁺−-]?)([{RAISED}]+)",
        lambda found: f"10^{found[1]}{unicodedata.normalize('NFKC', found[2])}",
        text,
    )
    found = re.search(rf"[\d.)%]\s?([{RAISED}]+)", powers)
    if found:
        bare = re.sub(rf"[{RAISED}]+", "", powers).strip()
        _refuse(name, text.strip(), f", with a raised mark ({found[1]}): if that is a footnote, write {bare}")
    tidy = unicodedata.normalize("NFKC", powers).translate(LOOK_ALIKES)
    tidy = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() and not sign.isascii() else sign for sign in tidy
    )
    tidy = re.sub(r"(?<=\d)[·∙⋅‧・•](?=\d)|(?<!\w)[·∙⋅‧・•](?=\d)", ".", tidy)
    tidy = tidy.strip().strip("\"'“”‘’").strip()
    tidy = re.sub(r"[*†‡§¶‖#]+$", "", tidy).strip()
    tidy = re.sub(r"(?<=[\d)%])[.,;]+$", "", tidy)
    tidy = re.sub(r"^[-−–—‒﹣]\s?(?=[\d.])", "-", tidy)
    if DATE.fullmatch(tidy):
        printed = "type what the paper prints, with an apostrophe in front"
        _refuse(name, text.strip(), f", a date: a spreadsheet may have made it; {printed}")
    if re.search(r"\d*\.\d+\.\d*|\d+\.\s?\.\d", tidy) and not re.fullmatch(r"\d{1,3}(\.\d{3})+", tidy):
        _refuse(name, text.strip(), ", with two decimal points: look at the paper and write the number once")
    return tidy


def _refuse(name, text, remedy):
    raise ValueError(f"row '{name}' is '{str(text)[:60]}'{remedy}")


def _no_comma(text, name):
    found = re.search(r"(\d*),(\d+)", text)
    if not found:
        return
    point, bare = text.replace(",", "."), text.replace(",", "")
    if re.fullmatch(r"\d{1,3}(,\d{3})+", text) and text[0] != "0":
        _refuse(
            name,
            text,
            f", with a comma: write {bare} if it marks thousands, a decimal point if it is {point}",
        )
    if re.fullmatch(r"[-−]?\d{1,3}(,\d{3})+\.\d+", text):
        _refuse(name, text, f", with commas between thousands: write {bare}")
    if "." in text:
        _refuse(name, text, ", with a comma and a point: look at the paper and write the number once")
    _refuse(name, text, f", with a comma: write a decimal point, {point}")


def _one_number(text, name):
    """Digits of one number, after refusing everything that holds more than one."""
    _no_comma(text, name)
    if re.search(r"\bmedian\b", text, re.IGNORECASE) and "median" not in name:
        _refuse(name, text, ", a median: this row takes a mean, so leave it empty")
    found = RANGE.fullmatch(text)
    if found and name.startswith("follow-up") and name.split()[-1] in ("shortest", "longest", "mean"):
        low, high = found.groups()
        places = f"write {low} in 'follow-up shortest' and {high} in 'follow-up longest'"
        _refuse(name, text, f", a range: {places}")
    if found:
        _refuse(name, text, ", a range: this row takes one number")
    with_spread = re.fullmatch(
        rf"(-?(?:{DIGITS}))\s*(?:\(|\[|±|\+/-)\s*(?:SD|SE|SEM)?:?\s*({DIGITS})\s*[)\]]?", text, re.I
    )
    if with_spread and name.startswith("mean"):
        arm = f" arm {name[-1]}" if name[-1] in "12" else ""
        where = (
            f" and {with_spread[2]} in 'SD{arm}', 'SE{arm}' or 'spread{arm}'"
            if arm
            else ", without what follows it"
        )
        _refuse(name, text, f", two numbers: write {with_spread[1]} here{where}")
    numbers = re.findall(DIGITS, text)
    if len(numbers) > 1:
        _refuse(name, text, ", more than one number: write the one that this row asks for")
    if not numbers:
        _refuse(name, text, ", which holds no number: write digits, or leave the row empty")
    return numbers[0]


def _text(text, name):
    return Cell(" ".join(text.split())[:300])


BETWEEN_CHECKS = " | "
"""What stands between the checks of a passage in the row "in the passage", and CHECK_NAMED behind a check's name."""

CHECK_NAMED = " >> "


def _said(text, name):
    parts = [part.rpartition(CHECK_NAMED.strip()) for part in text.split(BETWEEN_CHECKS.strip())]
    return Cell(tuple((check.strip(), " ".join(said.split())) for check, _, said in parts))


def _count(text, name):
    bare = re.sub(r"^\(\s*(n\s*=.*)\)$", r"\1", text, flags=re.IGNORECASE)
    bare = re.sub(r"^n\s*=\s*", "", bare, flags=re.IGNORECASE)
    bare = re.sub(
        r"\s*(people|patients|participants|subjects|persons|adults|children|women|men)$", "", bare, flags=re.I
    )
    bare = re.sub(r"^all (?=\S)", "", bare, flags=re.IGNORECASE)
    in_words = whole_from_words(bare)
    groups = re.fullmatch(r"\d{1,3}(?:[, '’\u00a0\u2009\u202f]\d{2,3})*[, '’\u00a0\u2009\u202f]\d{3}", bare)
    if in_words is not None:
        value = in_words
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+", bare):
        plain = bare.replace(".", "")
        _refuse(
            name, text, f": write {plain} if the point marks thousands; if not, it is no number of people"
        )
    elif groups or re.fullmatch(r"\d{1,7}(\.0{1,2})?", bare):
        value = int(float(re.sub(r"[^\d.]", "", bare)))
    else:
        _refuse(name, text, _count_remedy(bare, name))
    if value > MOST_PEOPLE:
        _refuse(name, text, f": this table takes up to {MOST_PEOPLE:,} people")
    if value < (name in FROM_ONE):
        _refuse(name, text, ": it must be 1 or more; leave the row empty if the paper does not say")
    return Cell(value)


def _count_remedy(text, name):
    arm = name[-1] if name.startswith("responders") else None
    found = re.fullmatch(
        r"(\d+)\s*(?:(?:/|of|out of)\s*(\d+))?(?:\D*?[(\[]\s*([\d.]+)\s*%?\s*[)\]]|\D*)", text
    )
    if found and arm and (found[2] or found[3]):
        rows = ((found[2], "N"), (found[3], "percentage"))
        places = [f"{number} in '{row} arm {arm}'" for number, row in rows if number]
        many = ("two", "three")[len(places) - 1]
        return f", {many} numbers: write {listed([f'{found[1]} here', *places])}"
    if re.fullmatch(r"[\d.]+\s*%", text) and arm:
        return f", a percentage: write it in 'percentage arm {arm}' and leave this row empty"
    if text.casefold() in ("none", "nobody", "no"):
        return ": write 0 if nobody, or leave the row empty if the paper does not say"
    if re.match(r"[-−]\s*\d", text):
        return ": a number of people is 0 or more"
    return ": write a whole number of people in digits, or leave the row empty"


def _percent(text, name):
    bare = re.sub(r"\s*(%|per ?cent)$", "", text, flags=re.IGNORECASE)
    number = _one_number(bare, name)
    if bare != number:
        _refuse(name, text, ": write one percentage from 0 to 100, such as 23.7")
    if not 0 <= float(number) <= 100:
        _refuse(name, text, ": a percentage of people lies between 0 and 100")
    if 0 < float(number) < 1 and bare == text:
        _refuse(
            name, text, f": write {100 * float(number):g} if {100 * float(number):g} % is meant, or {text} %"
        )
    return Cell(number)


def _p(text, name):
    bare = text.strip("()[] ").rstrip(".;, ")
    stated = r"[=<>≤≥:.\d]|less|below|greater|above"
    bare = re.sub(rf"^p(?:[- ]?values?)?\s*(?={stated})", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r"^(less than|below)\s*(?=[.\d])", "<", bare, flags=re.IGNORECASE)
    bare = re.sub(r"^(greater than|more than|above)\s*(?=[.\d])", ">", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\.\s+(?=\d)", ".", bare.lstrip(": ").strip())
    bare = re.sub(r"\s*[x×*]\s*10\s*\^?\s*[-−–]\s*(\d+)$", lambda found: f"e-{found[1]}", bare)
    if re.fullmatch(r"n\.?\s?s\.?|(not|non)[- ]?(statistically )?significant", bare, flags=re.IGNORECASE):
        remedy = ": that is no number, so nothing can be checked; write >.05 if the paper says so, or leave it empty"
        _refuse(name, text, remedy)
    power = re.fullmatch(r"([=<>≤≥]*\s*)(\d+(?:\.\d+)?)e([-−–]\d+)", bare, re.IGNORECASE)
    if power:
        size = int(power[3].replace("−", "-").replace("–", "-"))
        decimals = len(power[2].partition(".")[2]) - size
        bare = f"{power[1]}{float(power[2]) * 10.0**size:.{decimals}f}"
    nought = re.fullmatch(r"=?\s*0?(\.0+)", bare)
    if nought:
        least = f"<{nought[1][:-1]}1"
        _refuse(
            name, text, f": P is never 0; if the paper prints so, P lies below the last digit: write {least}"
        )
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
    if bare == f"-{number}":
        number = bare
    elif re.match(r"[<>≤≥]", bare):
        _refuse(name, text, ", a bound: a check needs the number itself, or leave the row empty")
    elif bare != number:
        _refuse(name, text, ": write the number alone, with its sign, or leave the row empty")
    if number.startswith("-") and KIND[name] != "signed" and name != "mean":
        _refuse(name, text, ": it cannot be negative")
    printed_interval(number)
    word = unit[1].casefold() if unit else ""
    return Cell(number, unit=word if not word or word.endswith("s") else word + "s")


def is_unbounded(text):
    """Whether a limit is that of a one-sided interval, which has none on this side.

    >>> is_unbounded("∞"), is_unbounded("12")
    (True, False)
    """
    return re.fullmatch(r"[-+]?\s?(?:∞|inf(?:init[ye])?)", str(text).strip(), re.IGNORECASE) is not None


def _signed(text, name):
    if name in ("low", "high") and is_unbounded(text):
        return Cell(None)
    return _number(
        re.sub(r"\s*(%|percentage points?|per ?cent)$", "", text.removeprefix("+"), flags=re.IGNORECASE), name
    )


def _level(text, name):
    number = _one_number(re.sub(r"\s*(%|per ?cent)$|\bCI\b", "", text, flags=re.IGNORECASE).strip(), name)
    if not 50 <= float(number) < 100:
        _refuse(name, text, ": the level of an interval lies between 50 and 100 %, such as 95")
    return Cell(float(number) / 100)


def _measure(text, name):
    words = " ".join(text.casefold().replace("-", " ").split())
    short = {
        "rr": "risk ratio",
        "or": "odds ratio",
        "hr": "hazard ratio",
        "irr": "rate ratio",
        "md": "mean difference",
        "relative risk": "risk ratio",
        "risk difference": "difference",
        "rd": "difference",
        "absolute difference": "difference",
    }
    adjusted = words.startswith(("adjusted ", "a", "crude ", "unadjusted "))
    bare = re.sub(r"^(un)?adjusted |^crude ", "", words)
    for known in (bare, bare.removeprefix("a") if adjusted else bare):
        if short.get(known, known) in MEASURES:
            return Cell(short.get(known, known))
    return _refuse(name, text, f": write {listed(list(MEASURES), 'or')}")


def _analysis(text, name):
    named = {
        kind for part in (text, *re.split(r"[,;/+]| and ", text)) for kind in analyses_in(part.strip(" ."))
    }
    found = tuple(kind for kind in ANALYSES if kind in named)  # as typed: one word each, or a sentence
    if not found:
        _refuse(name, text, f": write {listed(list(ANALYSES), 'or')}")
    return Cell(found)


def _allocation(text, name):
    found = re.fullmatch(r"(\d{1,2})\s*(?::|to|/)\s*(\d{1,2})", text, re.IGNORECASE)
    if not found or "0" in found.groups():
        _refuse(name, text, ": write the shares of both arms with a colon, such as 2:1")
    return Cell(tuple(int(part) for part in found.groups()))


def _shares(text, name):
    bare = re.sub(r"\s*(percentage points?|points?|per ?cent|%)", "", text, flags=re.IGNORECASE).strip()
    _no_comma(bare, name)
    found = RANGE.fullmatch(bare)
    parts = found.groups() if found else re.fullmatch(rf"({DIGITS})", bare) and (bare,)
    if not parts:
        _refuse(name, text, ": write a number in per cent, such as 30")
    values = [float(part) for part in parts]
    if any(value > 100 for value in values):
        _refuse(name, text, ": it lies between 0 and 100")
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
    if found == "other" or set(analyses_in(text)) & set(NOT_RECOMPUTABLE):
        found = "other"
        remark = f"row '{name}' is '{text}': it cannot be recomputed from what is printed, so no mismatch is claimed"
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
    "text": _text,
    "count": _count,
    "percent": _percent,
    "p": _p,
    "number": _number,
    "range": _range,
    "points": _share,
    "chance": _share,
    "test": _test,
    "signed": _signed,
    "spread": _number,
    "level": _level,
    "measure": _measure,
    "allocation": _allocation,
    "said": _said,
    "analysis": _analysis,
    "direction": _choice(
        ("wanted|good|benefit", "wanted"),
        ("unwanted|not wanted|bad|harm", "unwanted"),
        ("(groups that are )?no treatments?|no treatment groups?|observational", "no treatments"),
    ),
    "sides": _choice(
        ("(two|2)[- ]?(sided|tailed)?", "two-sided"), ("(one|1)[- ]?(sided|tailed)?", "one-sided")
    ),
    "yes or no": _choice(("y|yes|true", "yes"), ("n|no|false", "no")),
    "source": _choice(("(the )?abstract", "abstract"), ("(the )?(full )?(paper|text|article)", "full paper")),
}
"""How each kind of row is read."""
