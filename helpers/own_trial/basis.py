"""What every check on a table asks first: which rows are there, which way the outcome points, what can be recomputed.

A check takes a `Trial` and returns a `Check`, or raises NotNeeded with the sentence that says why it does not apply.
"""

import math
import re
from dataclasses import dataclass, field

from helpers.own_trial.cells import NOT_INDEPENDENT, NOT_RECOMPUTABLE
from helpers.own_trial.judgement import judge
from helpers.own_trial.table import CHANGE_IN_WORDS
from helpers.statistics import tests_of_counts
from helpers.statistics.beliefs import PRIORS
from helpers.statistics.granularity import check_percent
from helpers.statistics.printed import printed_p
from helpers.text import listed, percent, percent_range


@dataclass(frozen=True)
class Check:
    """One check: its `name`, whether it `ran`, and in words what it found and licenses, or why it did not run.

    `question` is one for the authors, empty if there is none; `assumed` says what was assumed for it; `apart` is True
    where printed numbers do not meet; `data` holds computed values for the figures.
    """

    name: str
    ran: bool
    finding: str
    licenses: str = ""
    question: str = ""
    assumed: str = ""
    apart: bool = False
    data: object = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Counts:
    """The four counts `(x1, n1, x2, n2)`; `derived` when responders were worked out from percentages."""

    table: tuple
    derived: bool


class NotNeeded(Exception):
    """Raised by a check that does not apply, with the sentence that says why."""


def needs(trial, *names):
    """Pass if every named row can be used; otherwise raise NotNeeded, naming the rows that are empty or to mend."""
    empty = [f"'{name}'" for name in names if trial.get(name) is None and name not in trial.printed]
    to_mend = [f"'{name}'" for name in names if trial.get(name) is None and name in trial.printed]
    said = []
    for rows, words in ((empty, "empty"), (to_mend, "to be mended first")):
        if rows:
            said.append(f"{listed(rows)} {'are' if len(rows) > 1 else 'is'} {words}")
    if said:
        raise NotNeeded(f"{' and '.join(said)}.")


def arm_name(trial, arm):
    """The name of arm 1 or 2 as typed, or "arm 1" where none was."""
    return str(trial.get(f"arm {arm} name", f"arm {arm}"))[:40]


def responders(trial, arm):
    """People with the outcome in one arm whose N is there, as (count, derived): as typed, or worked out if only one count fits."""
    typed, size = trial.get(f"responders arm {arm}"), trial.get(f"N arm {arm}")
    if typed is not None:
        return typed, False
    if trial.get(f"percentage arm {arm}") is None:
        needs(trial, f"responders arm {arm}", f"percentage arm {arm}")
    if is_of_times(trial):
        raise NotNeeded(
            "Percentages beside a hazard ratio are estimates of survival, so no count is made from them."
        )
    if is_estimated(trial):
        raise NotNeeded("Percentages of times to an event may be estimates, so no count is made from them.")
    if is_percent_change(trial):
        raise NotNeeded(
            "Percentages by which a value changed are no shares of people, so no count is made from them."
        )
    fits = check_percent(trial.get(f"percentage arm {arm}"), size).counts
    if len(fits) != 1:
        found = "no count fits it" if not len(fits) else "more than one count fits it"
        raise NotNeeded(f"'responders arm {arm}' is empty, and the percentage does not replace it: {found}.")
    return fits[0], True


def possible_counts(trial, arm):
    """People with the outcome in one arm that the rows allow: the typed count, or all that fit the percentage."""
    typed, text, size = (trial.get(f"{row} arm {arm}") for row in ("responders", "percentage", "N"))
    if typed is not None:
        return [typed]
    known = text is not None and size is not None and not is_estimated(trial) and not is_percent_change(trial)
    return list(check_percent(text, size).counts) if known else []


def has_second_arm(trial):
    """Whether any number of arm 2 is filled in, also one that needs mending."""
    rows = ("N", "responders", "percentage", "mean", "median")
    return any(f"{row} arm 2" in trial.touched or f"{row} arm 2" in trial.printed for row in rows)


FREE_OF_EVENTS = r"surviv|\bfree\b|freedom"
"""Outcomes that name being spared, while a hazard ratio for them usually counts the events."""


GOOD_EVENTS = (
    r"respon|heal|cure|remission|discharg|recover|improve|clear|pregnan|birth|conception|conver(?:sion|ted)|success|resol|relief|closure|wean|extubat"
    r"|return|union|achiev|cessation|abstin|normali|ambulat|awak|engraft|tolera"
)
"""Outcomes whose event is wanted, so that a hazard ratio above 1 is good."""


def direction(trial):
    """Which way the outcome points: "wanted", "unwanted", "no treatments", or "open" until the reader has said so."""
    return "open" if _counts_are_asked_for(trial) else trial.get("outcome is", "open")


def _names_survival(trial):
    words = str(trial.get("outcome", "")).casefold()
    return is_of_times(trial) and bool(re.search(FREE_OF_EVENTS, words))


def _counts_are_asked_for(trial):
    """Whether nobody has said what a hazard ratio counts: deaths, or something wanted? "PFS" and no name say it as little."""
    named = re.search(GOOD_EVENTS, str(trial.get("outcome", "")), re.I)
    unsaid = is_of_times(trial) and not named and trial.get("outcome is") == "wanted"
    return unsaid or (_names_survival(trial) and trial.get("outcome is") != "unwanted")


def asked_direction(trial):
    """What to say so that a benefit can be told, in one sentence."""
    until = "until then nothing is said about a benefit"
    if _counts_are_asked_for(trial):
        return (
            "A hazard ratio usually counts the deaths or other events, not those spared: then the outcome is unwanted. Where it "
            f"counts something wanted, such as healing, name in the row 'outcome' what that is; {until}."
        )
    return f"Say in the row 'outcome is' whether the outcome is wanted or unwanted; {until}."


def assumed_direction(trial):
    """What is assumed about the way an outcome points, where its name leaves it open."""
    if _names_survival(trial) and not _counts_are_asked_for(trial):
        return "the hazard ratio counts the deaths or other events"
    if is_measured(trial) and direction(trial) in ("wanted", "unwanted"):
        change = change_of_means(trial)
        return (
            f"a larger {change} is {direction(trial)}" if change else f"a higher value is {direction(trial)}"
        )
    return ""


def change_of_means(trial):
    """What the means are, "fall" or "improvement", where the passage prints them so and more may be better; else nothing."""
    note = trial.notes.get("mean arm 1", "")
    change = note.removeprefix(CHANGE_IN_WORDS) if note.startswith(CHANGE_IN_WORDS) else ""
    return "" if (change, direction(trial)) == ("improvement", "wanted") else change


def if_change(trial):
    """The condition under which an arm is favoured where means are printed as changes, as words to add."""
    change = change_of_means(trial)
    return f", if a larger {change} is {direction(trial)}" if change else ""


def better_counts(trial):
    """The four counts, turned so that more is better: people without the outcome where it is unwanted."""
    way = direction(trial)
    if is_not_randomised(trial):
        raise NotNeeded(
            "Nobody was randomised to these groups, so nothing is said about what a treatment does."
        )
    if way == "open":
        raise NotNeeded(asked_direction(trial))
    if way == "no treatments":
        raise NotNeeded("These groups are no treatments, so nothing is said about a benefit.")
    x1, n1, x2, n2 = counts(trial).table
    return (n1 - x1, n1, n2 - x2, n2) if way == "unwanted" else (x1, n1, x2, n2)


IN_WORDS = {"crossover": "that of a crossover", "log-rank": "one of times to an event", "model": "by a model"}
"""How a kind of analysis is said after "the analysis is"."""


def not_recomputable(trial):
    """The named analyses that cannot be recomputed from what is printed, in words; empty if there is none."""
    kinds = [*trial.analyses, *(["log-rank"] if is_of_times(trial) else [])]
    named = [IN_WORDS.get(name, name) for name in dict.fromkeys(kinds) if name in NOT_RECOMPUTABLE]
    if not named and trial.get("test named") == "other" and not is_measured(trial):
        named = [f"'{trial.printed['test named'][:60]}'"]
    return listed(named)


def is_of_times(trial):
    """Whether the printed effect is about times to an event: its percentages are then estimates, not counts."""
    return trial.get("measure") == "hazard ratio"


def is_estimated(trial):
    """Whether percentages may be estimates over time (Kaplan-Meier, actuarial), so that no count is made from them."""
    return is_of_times(trial) or "times to an event" in trial.analyses


PERCENT_CHANGE = r"\bper ?cent(?:age)? (?:reduction|decrease|increase|change|improvement|fall|gain|loss)s?\b(?! of (?:patients|people|participants))"
"""Words for percentages by which a value changed, not of people."""


def is_percent_change(trial):
    """Whether the outcome is named as a change in per cent, whose percentages are no shares of people."""
    return bool(re.search(PERCENT_CHANGE, str(trial.get("outcome", "")), re.I))


def is_not_randomised(trial):
    """Whether the reader says that the groups were not made by chance."""
    return "not randomised" in trial.analyses


def is_independent(trial):
    """Whether nothing says that the people of both arms depend on each other (clusters, pairs, crossover)."""
    return not set(trial.analyses) & set(NOT_INDEPENDENT)


MEASURED = r"\b(score|scale|change|mean|level|index|pressure|days|weeks|months|duration|length|concentration|weight|quality of life)\b"


def is_measured(trial):
    """Whether the outcome is a measurement (a mean, a score), not a number of people."""
    counted = any(
        f"{row} arm {arm}" in trial.touched for row in ("responders", "percentage") for arm in (1, 2)
    )
    rows = {f"{row} arm {arm}" for row in ("mean", "median", "SD", "SE") for arm in (1, 2)} | {"mean"}
    tests = r"t[- ]test|\bt test|mann|wilcoxon|anc?ova|analysis of (co)?variance|mixed"
    if counted:
        return False
    if rows & set(trial.touched) or trial.get("measure") == "mean difference":
        return True
    words = f"{trial.get('outcome', '')}".casefold()
    return bool(
        re.search(MEASURED, words) or re.search(tests, trial.printed.get("test named", "").casefold())
    )


_PEOPLE = r"(?:patients|participants|people|adults|children|infants|women|men|subjects|persons|volunteers)"
SHARES = re.compile(
    rf"\d ?(?:%|per ?cent\b)(?! ?(?:CI\b|CrI\b|confidence|credible|higher|lower|greater|predicted|(?:increase|decrease|reduction|improvement|change|loss|gain)\b(?! of people)))|\b(?:proportions?|percentages?|incidence|prevalence|frequenc(?:y|ies)|odds|risks?|deaths?|died)\b"
    r"|\b(?<!heart )(?<!pulse )(?<!respiratory )(?<!filtration )(?<!flow )(?<!growth )(?<!metabolic )rates?\b(?! of (?:decline|change|loss|growth))"
    rf"|\b(?:numbers? of|more|fewer) (?:[\w-]+ ){{0,2}}{_PEOPLE}\b|\b\d+ ?(?:/|of) ?\d+\b",
    re.I,
)
"""Words and signs of an outcome that people have or do not have."""

VALUES = re.compile(
    r"±|\b(?:medians?|means?|averaged?|IQR|SDs?|SEMs?|scores?|scales?|concentrations?|levels?|durations?|lengths?|volumes?|weights?|quality of life)\b|\bcorrelat|\b[rR] ?= ?[-−–]?[0.]"
    r"|\d[)\]]? ?(?:[mkµμn]?g|mcg|[mdµμ]?[lL]|mm ?Hg|[mc]?m|kPa|kcal|IU|mmol|[µμn]mol|min(?:utes)?|ms|points?)(?![\w%])"
)
LENGTHS = re.compile(
    r"(?P<lead>[A-Za-z]*) ?[(\[]?\d[\d.]*(?: ?[(\[][^()\[\]]*[)\]])? (?:hours|days|weeks|months|years)\b"
)
"""Words, units and lengths of time of an outcome that is measured."""

TIME_POINT = (
    "at",
    "within",
    "after",
    "for",
    "over",
    "by",
    "during",
    "in",
    "first",
    "until",
    "to",
    "and",
    "of",
)
"""Words before a number of days that is a point in time, or a span, and no value of a group."""


def speaks_of_shares(words):
    """Whether words speak of a share of people: of proportions, rates or numbers of people.

    >>> speaks_of_shares("Relapse rates were lower"), speaks_of_shares("The dose was higher")
    (True, False)
    """
    return bool(SHARES.search(words))


def speaks_of_values(words):
    """Whether words speak of what is measured: of medians, means, scores, units or lengths of time.

    >>> speaks_of_values("18 (9-21) vs 12 (8-15) mg"), speaks_of_values("More people slept at 12 weeks")
    (True, False)
    """
    lengths = (found["lead"].casefold() not in TIME_POINT for found in LENGTHS.finditer(words))
    return bool(VALUES.search(words)) or any(lengths)


def counts(trial):
    """The `Counts` of both arms; raises NotNeeded with the reason where one is missing."""
    if not has_second_arm(trial):
        raise NotNeeded("The table has no numbers of a second arm, so nothing can be compared.")
    needs(trial, "N arm 1", "N arm 2")
    (x1, derived1), (x2, derived2) = responders(trial, 1), responders(trial, 2)
    return Counts((x1, trial.get("N arm 1"), x2, trial.get("N arm 2")), derived1 or derived2)


def sides(trial):
    """The alternative that the tests take: one-sided means towards one arm (see `judged_p`)."""
    return "greater" if trial.get("sides") == "one-sided" else "two-sided"


def named_test(trial):
    """The named test if it can be recomputed from four counts with the stated sides, else None."""
    named = trial.get("test named")
    known = tests_of_counts.TESTS if sides(trial) == "two-sided" else tests_of_counts.ONE_SIDED
    return named if named in known else None


def span(ends):
    """One share or a range of shares in words.

    >>> span((0.209, 0.209)), span((0.25, 0.45))
    ('20.9 %', '25 to 45 %')
    """
    decimals = 0 if all(abs(100 * end - round(100 * end)) < 1e-9 for end in ends) else 1
    return percent(ends[0], decimals) if ends[0] == ends[-1] else percent_range(*ends, decimals)


def judged(trial):
    """The `Judgement` of the counts of this trial; raises NotNeeded where they are not known."""
    return judge(
        *counts(trial).table,
        named_test(trial),
        trial.get("printed P"),
        sides(trial),
        trial.get("difference that matters"),
    )


def is_of_a_margin(trial):
    """Whether the printed P value may be that of a test against a non-inferiority margin."""
    return "margin" in trial.touched or "non-inferiority" in trial.analyses


READERS = ("sceptical", "neutral", "enthusiastic")


def starting_points():
    """What the three readers believed before, in words: the ratio towards a benefit that each is 95 % sure of.

    >>> starting_points()
    "the three readers' starting points (ratio towards a benefit, 95 %: sceptical 0.5 to 2, neutral 0.053 to 19, enthusiastic 1 to 4)"
    """
    said = []
    for reader in READERS:
        prior = PRIORS[reader]
        low, high = (math.exp(prior.mean + side * 1.95996 * prior.sd) for side in (-1, 1))
        said.append(f"{reader} {low:.2g} to {high:.2g}")
    return f"the three readers' starting points (ratio towards a benefit, 95 %: {', '.join(said)})"


def exact_or_bound(trial):
    """The printed P as (number, whether it is only an upper bound); a lower bound says too little."""
    needs(trial, "printed P")
    printed = printed_p(trial.get("printed P"))
    if printed.comparison == ">":
        raise NotNeeded("The printed P is only said to be large.")
    return float(printed.value), printed.comparison == "<"
