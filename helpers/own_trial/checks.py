"""What a trial's own numbers say: one judge of four counts, and every check on them and on the printed P.

`judge` is the one place where four counts are judged: lesson 03 (the counts of the full paper), lesson 07 (the
reader's own table) and the journal club all ask it. Each check takes a `Trial` and returns a `Check`, or raises
NotNeeded with the sentence that says why it does not apply. A table that fits a printed P is compatible, never
observed.
"""

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import pandas as pd

from helpers import arguments
from helpers.arguments import one_of, proportion
from helpers.evidence.ledger import fact
from helpers.own_trial.cells import NOT_INDEPENDENT, NOT_RECOMPUTABLE
from helpers.statistics import detective, p_values, tests_of_counts, trial_design, two_by_two
from helpers.statistics.beliefs import (
    PRIORS,
    bayes_factor_better,
    log_odds_posterior,
    reader_prior_to_posterior,
)
from helpers.statistics.effects import check_effect
from helpers.statistics.fits import DOES_NOT_FIT
from helpers.statistics.granularity import check_percent
from helpers.statistics.intervals import wald_p_values
from helpers.statistics.one_group import proportion_interval, zero_event_upper
from helpers.statistics.printed import printed_p
from helpers.statistics.single_table import single_p
from helpers.statistics.tests_of_counts import ANY_SIZE, TEST_LABELS, TESTS
from helpers.statistics.two_by_two import fragility
from helpers.statistics.two_groups import (
    NumberNeededToTreat,
    exact_difference,
    risk_difference,
    risk_ratio,
    verdict_from_interval,
)
from helpers.text import (
    listed,
    number,
    p_text,
    p_text_of,
    people,
    percent,
    percent_range,
    points,
    points_as_typed,
    points_range,
)


@dataclass(frozen=True)
class Judgement:
    """What four counts say about themselves: made by `judge`; each part is worked out when it is asked for.

    `test` is a name of `tests_of_counts.TESTS` or None, `printed` the P value as the paper prints it or None,
    `alternative` "two-sided" or "greater", `worthwhile` the smallest difference that would matter (a share).
    """

    counts: tuple
    test: str | None
    printed: str | None
    alternative: str
    worthwhile: float

    @cached_property
    def tiny(self):
        """Whether an arm is so small that approximate intervals fall short: then the exact one is taken."""
        _, n1, _, n2 = self.counts
        return min(n1, n2) <= TINY and n1 * n2 <= MANY_TABLES / 20

    @cached_property
    def difference(self):
        """The risk difference with its 95 % interval (Miettinen and Nurminen 1985; exact in tiny arms)."""
        if self.tiny:
            return exact_difference(*self.counts)
        return risk_difference(*self.counts, method="miettinen_nurminen")

    @cached_property
    def undecided(self):
        """Whether tiny arms let the methods disagree: an interval on one side of zero, and Fisher's P not below .05."""
        gap = self.difference
        return (
            self.tiny
            and (gap.low > 0 or gap.high < 0)
            and two_by_two.p_value(*self.counts, "fisher") >= ALPHA
        )

    @cached_property
    def ratio(self):
        """The risk ratio with its 95 % interval (Koopman 1984)."""
        return risk_ratio(*self.counts)

    @cached_property
    def needed(self):
        """The number needed to treat, to benefit or to harm, from the same interval (Altman 1998)."""
        return NumberNeededToTreat.from_difference(self.difference)

    @cached_property
    def large(self):
        """Whether the arms are too large to list every table: then tests that need the list are left out."""
        _, n1, _, n2 = self.counts
        return n1 * n2 > MANY_TABLES

    @cached_property
    def tests(self):
        """The P value by each test: columns test, p and, with a printed P, fits. Large designs get the quick tests."""
        if self.large:
            known = ANY_SIZE if self.alternative == "two-sided" else tests_of_counts.ONE_SIDED
            rows = [(name, self._p(name, *self.counts)) for name in ANY_SIZE if name in known]
            table = pd.DataFrame(rows, columns=["test", "p"])
            if self.printed is None:
                return table
            return table.assign(fits=[printed_p(self.printed).contains(p) for p in table["p"]])
        if self.printed is None:
            return two_by_two.compare_tests(*self.counts, None, self.alternative)
        return detective.which_tests_print(*self.counts, self.printed, None, alternative=self.alternative)

    def _p(self, name, *counts):
        single = single_p if self.large else two_by_two.p_value
        return single(*counts, name, self.alternative)

    def p_of(self, name):
        """The P value of these counts by one test."""
        return self._p(name, *self.counts)

    def printing(self, rounding="half up"):
        """Names of the tests that print the P value under a rounding rule; .99 stands for everything above it, too."""
        printed = printed_p(self.printed, rounding)
        capped = printed.comparison == "=" and printed.value >= Decimal("0.99")
        pairs = zip(self.tests["test"], self.tests["p"], strict=True)
        return [name for name, p in pairs if printed.contains(p) or (capped and p >= printed.low)]

    @cached_property
    def fitting(self):
        """The labels of the tests that print the P value."""
        return [TEST_LABELS[name] for name in self.printing()]

    @cached_property
    def p_named(self):
        """The P value by the named test, or None."""
        rows = self.tests.set_index("test")
        return float(rows.loc[self.test, "p"]) if self.test in rows.index else None

    @cached_property
    def comes_back(self):
        """Whether the printed P is that of the named test, or of any test where none is named."""
        names = self.printing()
        return self.test in names if self.p_named is not None else bool(names)

    @cached_property
    def own_test(self):
        """The test behind P: the named one, else the first that prints P, else None."""
        if self.test or self.printed is None:
            return self.test
        return next(iter(self.printing()), None)

    @cached_property
    def changes(self):
        """The fewest outcomes, in either arm, that would have to change for P to reach .05: {test: number or None}.

        By the test behind P, and by Fisher's (Lin and Chu 2022). None: no number of changes does it; 0: P is
        at or above .05 already.
        """
        names = dict.fromkeys((self.own_test or "fisher", "fisher"))
        if self.large:
            return {name: self._changes_in_one_arm(name) for name in names if name in ANY_SIZE}
        return {
            name: fragility(*self.counts, name, arm="either", alternative=self.alternative) for name in names
        }

    def _changes_in_one_arm(self, name):
        """The fewest changes in one arm towards the other's rate: P rises with each, so halving finds them."""
        x1, n1, x2, n2 = self.counts
        if self._p(name, *self.counts) >= ALPHA:
            return 0
        way = -1 if x1 * n2 > x2 * n1 else 1
        most = [abs(round(x2 * n1 / n2) - x1), abs(round(x1 * n2 / n1) - x2)]
        tables = [lambda k: (x1 + way * k, n1, x2, n2), lambda k: (x1, n1, x2 - way * k, n2)]
        found = []
        for largest, table in zip(most, tables, strict=True):
            steps = range(largest + 1)
            first = bisect_left(steps, True, key=lambda k, table=table: self._p(name, *table(k)) >= ALPHA)
            found += [first] if first <= largest else []
        return min(found) if found else None

    def verdict(self, comparison="placebo"):
        """One sentence that follows from the interval of the difference alone."""
        gap, bar = self.difference, self.worthwhile
        if self.undecided:
            side, p = "above" if gap.low > 0 else "below", p_text(two_by_two.p_value(*self.counts, "fisher"))
            return (
                f"With so few people methods differ: this interval lies {side} zero, Fisher's exact test ({p}) does not "
                "reach .05. Neither settles it."
            )
        said = verdict_from_interval(gap.low, gap.high, bar).replace("placebo", comparison)
        if gap.low < 0 <= gap.high < bar and gap.low <= -bar:
            said += f" A loss of up to {points(-gap.low)} fits as well."
        return said


def judge(x1, n1, x2, n2, test=None, printed=None, alternative="two-sided", worthwhile=None):
    """What do these counts say: how large is the difference, which tests print the P, how much hangs on it?

    `x1` of `n1` and `x2` of `n2` people responded; `test` is the test that the paper names, in its words or by
    name in `tests_of_counts.TESTS`; `printed` the P value as text; `worthwhile` the smallest difference that would
    matter (a share; None takes that of the ledger). Returns a `Judgement`. Raises ValueError for counts that
    cannot be, an unknown test, or a printed P that is no P value.

    >>> judge(15, 36, 6, 36, "Yates", ".038").comes_back
    True
    >>> judge(6, 36, 15, 36).needed.direction
    'harm'
    """
    counts = arguments.two_groups(x1, n1, x2, n2)
    if test is not None:
        named = tests_of_counts.test_from_words(test)
        test = one_of(named or str(test), "test", TESTS)
    if printed is not None:
        printed_p(printed)
    worthwhile = WORTHWHILE if worthwhile is None else proportion(worthwhile, "worthwhile")
    return Judgement(counts, test, printed, alternative, worthwhile)


@dataclass(frozen=True)
class FullPaper:
    """What follows from the counts of the full paper: `text` to read, and the `Judgement` once all are typed."""

    text: str
    judged: Judgement | None = None


def full_paper(x1=None, n1=None, x2=None, n2=None, named_test=None, printed_p=".038"):
    """You hold the article: type its counts, and read what the abstract could not say.

    `named_test` is the test that the paper names, in its words; `printed_p` the P value as text. Never
    raises for input that cannot be right: the text is then one sentence that says what to mend.

    >>> full_paper(15, 36, 6, 36, "yates").judged.comes_back
    True
    >>> full_paper(40, 36, 6, 36).text
    'Nothing was computed: responders (40) exceed participants (36) in arm 1.'
    """
    counts = [x1, n1, x2, n2]
    if all(count is None for count in counts):
        return FullPaper("No counts typed in: the lesson runs on what the abstract allows.")
    try:
        if any(count is None for count in counts):
            raise ValueError(
                "some counts are still empty: all four are needed (responders and participants per arm)"
            )
        judged = judge(*counts, named_test, printed_p)
        return FullPaper(_in_words(judged), judged)
    except ValueError as trouble:
        return FullPaper(f"Nothing was computed: {str(trouble).rstrip('.')}.")


def _in_words(judged):
    x1, n1, x2, n2 = judged.counts
    gap = judged.difference
    lines = [f"Counts: {people(x1, n1)} on treatment and {people(x2, n2)} on placebo.", ""]
    if judged.printed is not None:
        lines.append(f"- **Does {p_text_of(judged.printed)} come back?** {_which_in_words(judged)}")
    lines += [
        f"- **Difference:** {points(gap.estimate, signed=True)}, 95 % interval {points_range(gap.low, gap.high)}.",
        f"- **{judged.needed.sentence()}.**",
        f"- **Fewest outcomes that would have to change, in either arm, for P to reach .05:** {changes_in_words(judged)}.",
        f"- **Verdict.** {judged.verdict()}",
    ]
    return "\n".join(lines)


def _which_in_words(judged):
    printed = p_text_of(judged.printed)
    said = "No test was named. "
    if judged.test:
        by_name = p_text(judged.p_named, 5)  # so that the reader sees how it rounds
        said = f"{'Yes' if judged.comes_back else 'No'}: {TEST_LABELS[judged.test]} gives {by_name}. "
    if judged.fitting:
        return f"{said}The tests here that print {printed}: {listed(judged.fitting)}."
    return (
        f"{said}None of the {len(judged.tests)} unadjusted two-sided tests here prints {printed}; "
        "a one-sided, stratified, adjusted or imputed analysis might."
    )


def changes_in_words(judged):
    """The fewest changes by each test, with the P that each gives.

    >>> changes_in_words(judge(15, 36, 6, 36, "yates"))
    '1 by Yates (P = .038) and 1 by Fisher (P = .037)'
    """
    exact = judged.printed is not None and judged.printed[:1] not in "<>≤≥"
    said = []
    for name, index in judged.changes.items():
        p = judged.p_of(name)
        role = ", as printed" if exact and name == judged.own_test != judged.test else ""
        said.append(
            f"{'none would do it' if index is None else index} by {TEST_LABELS[name]} ({p_text(p)}{role})"
        )
    return listed(said)


ALPHA = 0.05
"""The line that the fragility of a result is counted from."""


WORTHWHILE = fact("assumed-bar").share
"""Assumed where the reader names no difference that matters."""


MANY_TABLES = 40_000
"""Designs with more tables than this get the quick tests only."""


TINY = 10
"""Arms of so few people get exact limits: there an interval of 95 % by Miettinen and Nurminen covers 88 to 93 % at worst."""


CLOSE_CALL = (0.01, 0.15)
"""Fisher P values between these are called borderline when the printed P falls on the other side of .05."""


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
    known = text is not None and size is not None and not is_of_times(trial)
    return list(check_percent(text, size).counts) if known else []


def has_second_arm(trial):
    """Whether any number of arm 2 is filled in, also one that needs mending."""
    rows = ("N", "responders", "percentage", "mean", "median")
    return any(f"{row} arm 2" in trial.touched or f"{row} arm 2" in trial.printed for row in rows)


FREE_OF_EVENTS = r"surviv|\bfree\b|freedom"
"""Outcomes that name being spared, while a hazard ratio for them usually counts the events."""


def direction(trial):
    """Which way the outcome points: "wanted", "unwanted", "no treatments", or "open" until the reader has said so."""
    return "open" if _counts_are_asked_for(trial) else trial.get("outcome is", "open")


def _names_survival(trial):
    words = str(trial.get("outcome", "")).casefold()
    return is_of_times(trial) and bool(re.search(FREE_OF_EVENTS, words))


def _counts_are_asked_for(trial):
    """Whether nobody has said what a hazard ratio for survival counts: the deaths, or survival?"""
    return _names_survival(trial) and trial.get("outcome is") != "unwanted"


def asked_direction(trial):
    """What to say so that a benefit can be told, in one sentence."""
    until = "until then nothing is said about a benefit"
    if _counts_are_asked_for(trial):
        return (
            "A hazard ratio usually counts the deaths or other events, not those spared: name in the row 'outcome' what it "
            f"counts, and say in 'outcome is' whether that is wanted; {until}."
        )
    return f"Say in the row 'outcome is' whether the outcome is wanted or unwanted; {until}."


def assumed_direction(trial):
    """What is assumed about the way an outcome points, where its name leaves it open."""
    if _names_survival(trial) and not _counts_are_asked_for(trial):
        return "the hazard ratio counts the deaths or other events"
    if is_measured(trial) and direction(trial) in ("wanted", "unwanted"):
        return f"a higher value is {direction(trial)}"
    return ""


def better_counts(trial):
    """The four counts, turned so that more is better: people without the outcome where it is unwanted."""
    way = direction(trial)
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


def each_arm(trial):
    """The response rate of each arm with its exact interval (Clopper and Pearson 1934)."""
    needs(trial, "N arm 1")
    said, rows, unknown = [], [], []
    for arm in (1, 2):
        size = trial.get(f"N arm {arm}")
        if size is None:
            continue
        try:
            x, derived = responders(trial, arm)
        except NotNeeded as reason:
            said.append(f"{arm_name(trial, arm)}: count not known, N = {size}")
            unknown.append(str(reason))
            continue
        rate = proportion_interval(x, size)
        rows.append((arm_name(trial, arm), x, size, rate))
        note = ", count worked out from the percentage" if derived else ""
        digits = 2 if 0 < rate.estimate < 0.001 else 1
        limits = percent_range(rate.low, rate.high, digits)
        said.append(
            f"{arm_name(trial, arm)}: {people(x, size)} = {percent(rate.estimate, digits)} ({limits}{note})"
        )
    if not rows:
        raise NotNeeded(" ".join(unknown))
    licenses = "Rates that each arm alone does not exclude (exact 95 %)."
    if not has_second_arm(trial):
        expected = trial.get("expected placebo rate")
        licenses += " Without a comparison they cannot tell treatment from placebo response"
        licenses += f", which you expect at {span(expected)}." if expected else "."
    if not is_independent(trial):
        said = [
            f"{arm_name(trial, 1 + place)}: {people(x, size)} = {percent(rate.estimate)}"
            for place, (_, x, size, rate) in enumerate(rows)
        ]
        licenses = f"No intervals: the analysis is {not_recomputable(trial)}, so these people are not independent of each other."
    return Check("Response in each arm", True, "; ".join(said) + ".", licenses, data=rows)


def percentages(trial):
    """Does each printed percentage belong to a whole number of people, under any rounding in use? (GRIM)"""
    said, questions = [], []
    for arm in (1, 2):
        text, size = trial.get(f"percentage arm {arm}"), trial.get(f"N arm {arm}")
        typed = trial.get(f"responders arm {arm}")
        if text is None or size is None or (typed is None and is_of_times(trial)):
            continue
        found = check_percent(text, size, typed)
        said.append(percent_in_words(text, size, typed, found))
        if found.verdict == DOES_NOT_FIT:
            questions.append(f"Which count, of how many people, is the {text} % in {arm_name(trial, arm)}?")
    if not said:
        raise NotNeeded("No arm has both a percentage and a number of people that can be used.")
    meet = "Possible is not the same as right."
    apart = "A slip of the pen or another number of people is the first thing to ask about."
    return Check(
        "Percentages against counts",
        True,
        "; ".join(said) + ".",
        apart if questions else meet,
        " ".join(questions),
        apart=bool(questions),
    )


def percent_in_words(text, size, typed, found):
    """One percentage against its people, as a verdict.

    >>> percent_in_words("66", 39, 26, check_percent("66", 39, 26))
    '66 % and 26/39: fits if cut off or rounded half to even'
    """
    if found.verdict == DOES_NOT_FIT:
        would = (
            f"{people(typed, size)} is {found.nearest[0]} %" if typed is not None else _nearest_percent(found)
        )
        if found.sizes:
            would += f"; {text} % would fit {listed(found.sizes[:3], 'or')} people"
        start = f"{text} % and {people(typed, size)}" if typed is not None else f"{text} % of {size}"
        return f"{start}: does not fit as printed ({would})"
    fits = found.counts
    shown = listed(map(str, fits), "or") if len(fits) < 5 else f"{fits[0]} to {fits[-1]}"
    start = (
        f"{text} % and {people(typed, size)}" if typed is not None else f"{text} % of {size} ({shown} people)"
    )
    return f"{start}: {found.verdict}"


def _nearest_percent(found):
    return f"no whole number of people; the nearest give {listed([f'{each} %' for each in found.nearest], 'and')}"


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


def judged_p(trial):
    """The `Judgement` of the counts as the P value takes them: a one-sided test asks whether arm 1 does better.

    If the other side alone prints the P value, that side is taken.
    """
    x1, n1, x2, n2 = counts(trial).table
    more, fewer = (x1, n1, x2, n2), (n1 - x1, n1, n2 - x2, n2)
    tables = [more]
    if sides(trial) == "greater":
        tables = [fewer, more] if direction(trial) == "unwanted" else [more, fewer]
    tried = [judge(*table, named_test(trial), trial.get("printed P"), sides(trial)) for table in tables]
    if trial.get("printed P") is None:
        return tried[0]
    return next((each for each in tried if each.printing("any")), tried[0])


def other_sides(trial):
    """Names of the tests that print P if a two-sided P value is taken as one-sided, towards either arm, or the reverse."""
    x1, n1, x2, n2 = counts(trial).table
    more, fewer = (x1, n1, x2, n2), (n1 - x1, n1, n2 - x2, n2)
    tables, other = ([more], "two-sided") if sides(trial) == "greater" else ([more, fewer], "greater")
    found = []
    for table in tables:
        found += judge(*table, None, trial.get("printed P"), other).printing("any")
    return list(dict.fromkeys(found))


def wald_measures(trial):
    """The measures whose Wald test, as a regression prints it, gives the printed P value."""
    printed, times = printed_p(trial.get("printed P"), "any"), 0.5 if sides(trial) == "greater" else 1
    return [name for name, p in wald_p_values(*counts(trial).table).items() if printed.contains(times * p)]


def _belongs_to_the_effect(trial):
    """Whether P fits the effect and interval that the paper prints for itself, whatever the raw counts say."""
    rows = [trial.get(row) for row in ("effect", "low", "high", "printed P", "measure")]
    if None in rows:
        return False
    try:
        return check_effect(*rows, trial.get("level", 0.95)).rules != ()
    except ValueError:
        return False


def p_against_counts(trial):
    """How the printed P stands to the counts: the first explanation that holds, or "apart" if none does.

    "fits" (a test of these counts gives it), "wald" (a regression would), "other sides" (one-sided or two-sided), "effect" (it belongs to the printed
    effect, as in an adjusted analysis), or "margin" (it may be that of a test against one).
    """
    if judged_p(trial).printing("any"):
        return "fits"
    if wald_measures(trial):
        return "wald"
    if other_sides(trial):
        return "other sides"
    if _belongs_to_the_effect(trial):
        return "effect"
    return "margin" if is_of_a_margin(trial) else "apart"


def difference(trial):
    """The difference between the arms with its interval, and a verdict that follows from it alone."""
    found = judged(trial)
    gap, way = found.difference, direction(trial)
    named = not_recomputable(trial)
    if not is_independent(trial):
        finding = f"{points(gap.estimate, signed=True)} as counted, without an interval."
        licenses = f"The analysis is {named}: an interval for independent arms is not its interval. Take the one that the paper prints."
        return Check("Difference", True, finding, licenses)
    method = "exact, because an arm is tiny" if found.tiny else "Miettinen-Nurminen"
    finding = f"{points(gap.estimate, signed=True)} ({points_range(gap.low, gap.high)}; {method}, 95 %)."
    verdict = _difference_in_words(trial, gap, way)
    verdict += (
        f" Unadjusted: the paper's analysis is {named}, and may say otherwise."
        if named
        else _other_side(trial, gap)
    )
    takes_bar = way == "wanted" and "difference that matters" not in trial.values
    bar = f"{points_as_typed(found.worthwhile)} would matter" if takes_bar else ""
    return Check("Difference", True, finding, verdict, assumed=bar, data=(gap, found.worthwhile))


def _difference_in_words(trial, gap, way):
    """What the interval says, in the direction that the reader has named."""
    side = "lies above zero" if gap.low > 0 else "lies below zero" if gap.high < 0 else "holds no difference"
    if way == "no treatments":
        return f"The interval {side}. Groups that are no treatments differ in many ways at once."
    if way == "open":
        return f"The interval {side}. {asked_direction(trial)}"
    turned = judge(*better_counts(trial), worthwhile=trial.get("difference that matters"))
    verdict = turned.verdict(arm_name(trial, 2))
    if way == "wanted":
        return verdict
    low, high = turned.difference.low, turned.difference.high
    if "difference that matters" not in trial.values and not turned.undecided:
        side = "lies above zero" if low > 0 else "lies below zero" if high < 0 else "holds no difference"
        verdict = f"The interval {side}. How many points would be worth it is yours to say ('difference that matters')."
    return f"As outcomes prevented, {points_range(low, high)}: {verdict[0].lower()}{verdict[1:]}"


def _other_side(trial, gap):
    """A sentence where interval and printed P fall on different sides of their lines, else nothing."""
    if trial.get("printed P") is None:
        return ""
    printed, line = printed_p(trial.get("printed P")), Decimal("0.05")
    below = {"<": printed.value <= line, "=": printed.high <= line, ">": False}[printed.comparison]
    above = {"<": False, "=": printed.low >= line, ">": printed.value >= line}[printed.comparison]
    at_the_line = printed.comparison == "=" and not (below or above)  # as with .05, where a digit decides
    excludes_zero = gap.low > 0 or gap.high < 0
    if not at_the_line and not (above if excludes_zero else below):
        return ""
    if sides(trial) == "greater":
        return " The printed P is one-sided, this interval is two-sided: they need not agree."
    low, high = CLOSE_CALL
    reason = p_against_counts(trial)
    if reason == "margin":
        return " The printed P may be that of a test against the margin."
    if reason == "other sides":
        return " The printed P would fit a one-sided test."
    if reason == "effect":
        return " The printed P goes with the printed effect."
    if reason == "apart" and not low < judged(trial).p_of("fisher") < high:
        return " The printed P says otherwise: counts and P do not meet, so ask which test and which people gave it."
    where = "lies at .05 itself" if at_the_line else "falls on the other side of .05"
    return f" The printed P {where}: a borderline result that depends on the method."


def ratio(trial):
    """The ratio of the response rates with Koopman's interval."""
    found = judged(trial).ratio
    if found.estimate != found.estimate:
        raise NotNeeded("Nobody has the outcome in either arm, so there is no ratio.")
    if found.estimate == float("inf"):
        raise NotNeeded("Nobody in arm 2 has the outcome, so there is no ratio to tell.")
    if not is_independent(trial):
        raise NotNeeded(
            f"The analysis is {not_recomputable(trial)}: no interval of independent arms is taken."
        )
    limits = f"{number(found.low, 2)} to {number(found.high, 2)}"
    finding = f"{number(found.estimate, 2)} times the rate ({limits}; Koopman, 95 %)."
    return Check(
        "Ratio", True, finding, "A ratio hides how common the outcome is: read it with the difference."
    )


def needed_to_treat(trial):
    """How many people to treat for one more response, or one unwanted outcome fewer, with its interval."""
    if not is_independent(trial):
        raise NotNeeded(
            f"The analysis is {not_recomputable(trial)}: no interval of independent arms is taken."
        )
    turned = better_counts(trial)
    judgement = judge(*turned)
    found, clear = judgement.needed, "Benefit and harm both fit."
    if judgement.undecided:
        clear = "With so few people methods differ, and another would let benefit and harm both fit."
    elif not found.crosses_infinity:
        clear = "Both limits point the same way: chance has been counted, bias has not."
    more = (
        "one unwanted outcome fewer" if direction(trial) == "unwanted" else "one more person with the outcome"
    )
    less = (
        "one unwanted outcome more" if direction(trial) == "unwanted" else "one person fewer with the outcome"
    )
    what = less if found.direction == "harm" else more
    licenses = f"People for {what}. {clear} It holds for this outcome, at this time."
    sentence = found.sentence().replace("NNT infinity", "No NNT, as the rates are equal")
    if direction(trial) == "unwanted":
        words = {
            "to benefit": "to prevent one outcome",
            "to harm": "to cause one outcome",
            "(benefit)": "(prevented)",
            "(harm)": "(caused)",
        }
        for usual, said in words.items():
            sentence = sentence.replace(usual, said)
    return Check("Number needed to treat", True, f"{sentence}.", licenses)


def what_size_finds(trial):
    """Power for the difference that matters, and how much a significant result then overstates it."""
    needs(trial, "N arm 1", "N arm 2", "expected placebo rate")
    if not is_independent(trial) or direction(trial) in ("no treatments", "open"):
        raise NotNeeded(
            "This is for two independent arms and an outcome that is said to be wanted or unwanted."
        )
    if sides(trial) == "greater":
        raise NotNeeded("The P is one-sided, and what this size can find is worked out for two-sided tests.")
    n1, n2 = trial.get("N arm 1"), trial.get("N arm 2")
    bar, rates = trial.get("difference that matters", WORTHWHILE), _better_rates(trial)
    if max(rates) + bar > 1 + 1e-12:
        how = "rarer" if direction(trial) == "unwanted" else "commoner"
        at = f"{_expected_in_words(trial)} in arm 2"
        raise NotNeeded(
            f"With {at} the outcome cannot become {points_as_typed(bar)} {how}: type a 'difference that matters' that it can."
        )
    if n1 * n2 > MANY_TABLES:
        return _what_a_large_size_finds(trial, n1, n2)
    test = named_test(trial) or "fisher"
    found = [trial_design.detectable_difference(rate, n1, n2, test) for rate in rates]
    risks = [trial_design.sign_and_exaggeration(rate, bar, n1, n2, test) for rate in rates]
    seen = dict.fromkeys(points(math.ceil(100 * each - 1e-9) / 100, 0) for each in found if each == each)
    needed = f"80 % power needs a true difference of {listed(seen, 'or')}"
    if not seen:
        needed = "No true difference would be found with 80 % power"
    elif any(each != each for each in found):
        needed += " at one of these rates, and is out of reach at the other"
    chance = dict.fromkeys("under 1 %" if risk.power < 0.005 else percent(risk.power, 0) for risk in risks)
    over = dict.fromkeys(f"{number(risk.type_m)} times" for risk in risks if risk.power >= 0.005)
    then = f", and then overstated {listed(over, 'or')} on average" if over else ""
    return Check(
        "What the size can find",
        True,
        f"{needed} (at an expected {_expected_in_words(trial)} in arm 2; {TEST_LABELS[test]}). "
        f"A true {points_as_typed(bar)} is found in {listed(chance, 'or')} of such trials{then}.",
        "From the rate you expected, not from the result. Small effects are found only when luck adds to them.",
        assumed="the response expected in arm 2",
        data=(rates[0], bar, n1, n2, test),
    )


def _better_rates(trial):
    """The expected rates of arm 2, turned so that more is better."""
    ends = sorted({*trial.get("expected placebo rate")})
    return [1 - rate for rate in ends] if direction(trial) == "unwanted" else ends


def _expected_in_words(trial):
    ends = sorted({*trial.get("expected placebo rate")})
    return listed([percent(rate, 0 if abs(100 * rate - round(100 * rate)) < 1e-9 else 1) for rate in ends])


def _what_a_large_size_finds(trial, n1, n2):
    """Large arms: the normal approximation at the rates that were expected."""
    bar = trial.get("difference that matters", WORTHWHILE)
    said = []
    for rate in _better_rates(trial):
        other = rate + bar
        error = (other * (1 - other) / n1 + rate * (1 - rate) / n2) ** 0.5
        said.append(
            "above 99 %" if bar > 4.3 * error else percent(p_values.type_s_m_normal(bar, error).power, 0)
        )
    finding = f"A true {points_as_typed(bar)} (at {_expected_in_words(trial)} in arm 2) is found in {listed(dict.fromkeys(said), 'or')} of such trials."
    return Check(
        "What the size can find",
        True,
        finding,
        "From the rate you expected, not from the result; normal curve.",
        assumed="the response expected in arm 2",
    )


def harm(trial):
    """How large may a risk be that was seen in none, or in some, of the people watched?"""
    needs(trial, "people with harm", "people watched for harm")
    x, n = trial.get("people with harm"), trial.get("people watched for harm")
    if x == 0:
        finding = (
            f"{people(0, n)}: the risk may still be up to {percent(zero_event_upper(n))} (one-sided 95 %)."
        )
        return Check("Harm", True, finding, "None seen is not none possible.")
    rate = proportion_interval(x, n)
    finding = (
        f"{people(x, n)} = {percent(rate.estimate)} ({percent_range(rate.low, rate.high)}; exact, 95 %)."
    )
    return Check(
        "Harm", True, finding, "A risk, to be compared with that of people who were not given the treatment."
    )


COARSE = 0.5
"""Where the digits of P leave more heads in a row open than this, both ends are given."""


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


def which_tests(trial):
    """Which tests give the printed P from these counts?"""
    needs(trial, "printed P")
    if not_recomputable(trial):
        return _taken_as_it_stands(trial)
    found, printed = judged_p(trial), p_text_of(trial.get("printed P"))
    table, fits, kind = found.tests, found.fitting, found.printing("any")
    if len(fits) == len(table):
        finding = f"All {len(table)} tests agree with {printed}."
    else:
        names = f": {listed(fits)}" if fits else ""
        finding = f"{len(fits) or 'None'} of {len(table)} tests {'gives' if len(fits) < 2 else 'give'} {printed}{names}."
    if found.p_named is not None:
        finding = f"{TEST_LABELS[found.test]}, as named, gives {p_text(found.p_named, 4)}. {finding}"
    if kind and not found.comes_back and (found.p_named is None or found.test in kind):
        by = listed([TEST_LABELS[name] for name in kind])
        finding += f" {printed} fits if cut off or rounded half to even ({by})."
    reason = p_against_counts(trial)
    if reason == "other sides":
        other = "two" if sides(trial) == "greater" else "one"
        by = listed([TEST_LABELS[name] for name in other_sides(trial)])
        finding += f" As a {other}-sided P value it fits ({by})."
    if reason == "wald":
        finding += (
            f" A Wald test of the {listed(wald_measures(trial), 'or')}, as a regression prints it, does."
        )
    if reason == "effect":
        finding += " It fits the printed effect and its interval, as in an adjusted analysis, so no mismatch is claimed."
    if reason == "margin":
        finding += " It may be that of a test against the margin, so no mismatch is claimed."
    licenses = "A test that fits need not be the one used; stratified, adjusted or imputed analyses can give other values."
    asked = reason in ("apart", "other sides") or (
        found.p_named is not None and found.test not in kind and reason == "fits"
    )
    way = _tested_side(trial, found) if sides(trial) == "greater" else ""
    return Check(
        "Which tests print this P", True, finding, licenses,
        f"Which test, on which people, gave {printed}?" if asked else "", apart=reason == "apart",
        assumed=f"the one-sided P asks whether {way}" if way else "",
        data=None if found.large else (table, trial.get("printed P"), found.counts),
    )  # fmt: skip


def _tested_side(trial, found):
    """What a one-sided test asked, in words."""
    more = "more" if found.counts == counts(trial).table else "fewer"
    return f"{arm_name(trial, 1)} has {more} people with the outcome"


def _taken_as_it_stands(trial):
    """A P value that four counts cannot give again: unadjusted tests stand beside it, and no mismatch is claimed."""
    finding = f"The paper's analysis is {not_recomputable(trial)}; it cannot be recomputed from four counts, so {p_text_of(trial.get('printed P'))} is taken as it stands."
    ends = judged_p(trial).tests["p"]
    low, high = p_text(ends.min()), p_text(ends.max())
    if is_independent(trial):
        between = low if low == high else f"{low} to {high.removeprefix('P = ')}"
        finding += f" For comparison only: unadjusted tests give {between}."
    return Check("Which tests print this P", True, finding, "No mismatch is claimed.")


def outcomes_to_change(trial):
    """How many outcomes would have to change for P to reach .05, by the test behind P and by Fisher?"""
    if not_recomputable(trial):
        raise NotNeeded(
            f"The analysis is {not_recomputable(trial)}: its P cannot be recomputed after a change."
        )
    found = judged_p(trial)
    if found.printed is not None and p_against_counts(trial) == "margin":
        raise NotNeeded(
            "The P value may be that of a test against the margin, and changes are not counted from there."
        )
    licenses = "A 0 means that P is not below .05 by that test. " if 0 in found.changes.values() else ""
    return Check(
        "Fragility",
        True,
        f"Fewest outcomes that would have to change, in either arm, for P to reach .05: {changes_in_words(found)}.",
        f"{licenses}The index follows from P and size: a picture, no new evidence.",
    )


def surprise(trial):
    """The printed P as heads in a row (S-value)."""
    p, bound = exact_or_bound(trial)
    least, heads = "at least " if bound else "", number(p_values.s_value(p))
    behind = printed_p(trial.get("printed P"))
    if not bound and behind.low > 0:
        ends = [p_values.s_value(min(1.0, float(end))) for end in (behind.high, behind.low)]
        heads = f"{number(ends[0])} to {number(ends[1])}" if ends[1] - ends[0] > COARSE else heads
    finding = f"{p_text_of(trial.get('printed P'))} is {least}as surprising as {heads} heads in a row."
    if heads == "0.0":
        finding = f"{p_text_of(trial.get('printed P'))} is no surprise: less than a single head."
    licenses = "Surprise if nothing is going on; not the chance that nothing is."
    if is_of_a_margin(trial):
        licenses = (
            "Surprise if nothing is going on or, for a P against the margin, if the loss were that large."
        )
    return Check("Surprise in P", True, finding, licenses)


def chances(trial):
    """What becomes of P if any one of all outcomes that were tested would have counted?"""
    p, _ = exact_or_bound(trial)
    if trial.get("only primary outcome") == "yes":
        finding = "This outcome was named beforehand. If it was the only one and was tested once, its P stands as printed."
        licenses = (
            "Interim looks and several analyses count, too; every other outcome is a hint to be tested again."
        )
        return Check("Number of chances", True, finding, licenses)
    asked = (
        "" if trial.get("only primary outcome") else "Which outcome was named beforehand as the primary one?"
    )
    shown_here = sum("printed P" in each.printed for each in trial.comparisons)
    tested = trial.get("outcomes tested")
    if tested is None:
        many = f"{shown_here} P values are typed in here, but how" if shown_here > 1 else "How"
        finding = f"{many} many outcomes were tested is not known, so no upper limit for P is given."
        return Check(
            "Number of chances",
            True,
            finding,
            "Those tested count, not those printed.",
            "How many outcomes and times were tested, and which one was named beforehand?",
        )
    tested = max(tested, shown_here)
    if tested == 1:
        raise NotNeeded("One outcome was tested, so there is nothing to adjust.")
    most = float(p_values.adjust_p([p] + [1.0] * (tested - 1), "bonferroni")[0])
    step = 0.001 if most >= 0.001 else 10 ** math.floor(math.log10(most))
    most = min(1.0, math.ceil(most / step - 1e-9) * step)  # "at most" is never rounded down
    shown = number(most, 3) if most >= 0.001 else f"{most:.1g}"
    finding = f"If any one of {tested} outcomes would have counted and no more were tested, {p_text_of(trial.get('printed P'))} becomes at most {shown}."
    return Check(
        "Number of chances",
        True,
        finding,
        "Bonferroni over all that were tested, with P taken as printed. Outcomes that move together, or one named beforehand, need less.",
        asked,
        data=most,
    )


def belief(trial):
    """The reader's own chance that it works, before and after."""
    needs(trial, "believed chance")
    one_group = not has_second_arm(trial) and "arm 2 name" not in trial.printed
    if one_group and any(row in trial.printed for row in ("N arm 1", "paired people")):
        raise NotNeeded("Without a comparison neither counts nor P say whether it was the treatment.")
    if direction(trial) in ("no treatments", "open"):
        better_counts(trial)
    before, most = trial.get("believed chance"), ""
    try:
        if not is_independent(trial) or not_recomputable(trial):
            raise NotNeeded("The counts are not those of two independent, unadjusted arms.")
        factor, basis = _factor_of_counts(better_counts(trial), arm_name(trial, 1))
    except NotNeeded:
        (factor, basis), most = _factor_of_p(trial), "at most "
    after = reader_prior_to_posterior(before, factor)
    return Check(
        "Your chance that it works", True, f"From {percent(before, 0)} to {most}{_sure(after, before)}: {basis}.",
        "As good as your starting point, and as the study's freedom from bias.",
        assumed=f"the chance before, {percent(before, 0)}", data=(before, after),
    )  # fmt: skip


def _factor_of_p(trial):
    """By how much an exact P value may multiply the odds that it works, and on what basis."""
    value, bound = exact_or_bound(trial)
    if bound:
        raise NotNeeded("Without counts this needs an exact P, and a bound is printed.")
    if is_of_a_margin(trial):
        raise NotNeeded("The P value may be that of a test against the margin.")
    smallest = max(float(printed_p(trial.get("printed P"), "any").low), value / 2)  # what its digits may hide
    factor = 1 / p_values.bayes_factor_bound(
        smallest, sides="one-sided" if sides(trial) == "greater" else "two-sided"
    )
    return factor, (
        f"in the class of effects of Sellke and others, {p_text_of(trial.get('printed P'))} multiplies the odds by "
        f"{number(factor)} at most; another kind of effect can gain more"
    )


def _factor_of_counts(table, first_arm):
    """By how much the counts multiply the odds of 'better' against 'the same', and that in words."""
    x1, n1, x2, n2 = table
    factor = bayes_factor_better(*table)
    better, same = f"'{first_arm} is better'", "'both the same'"
    first, second = (better, same) if factor >= 1 else (same, better)
    times = max(factor, 1 / factor) if factor else float("inf")
    shown = "more than 1000" if times > 1000 else number(times)
    basis = f"the counts fit {first} {shown} times as well as {second} (all rates equally likely beforehand)"
    return factor, basis + (f"; that {first_arm} is worse is left out" if x1 * n2 < x2 * n1 else "")


def _sure(chance, before):
    """A chance in whole per cent that never rounds to certainty, unless the reader was certain before."""
    if 0.99 < chance and before < 1:
        return "above 99 %"
    return "below 1 %" if chance < 0.01 and before > 0 else percent(chance, 0)


def three_readers(trial):
    """What a sceptical, a neutral and an enthusiastic reader believe about the difference afterwards."""
    if not_recomputable(trial) and (not is_independent(trial) or trial.get("effect") is not None):
        raise NotNeeded(
            f"The analysis is {not_recomputable(trial)}: its own estimate is judged, not the raw counts."
        )
    table = better_counts(trial)
    x1, n1, x2, n2 = counts(trial).table
    if x1 + x2 in (0, n1 + n2):
        everyone = "Nobody" if x1 + x2 == 0 else "Everybody"
        raise NotNeeded(
            f"{everyone} has the outcome in both arms: readers' beliefs about a difference would come from their priors."
        )
    rows = [(name, log_odds_posterior(*table, name)) for name in READERS]
    said = [
        f"{name} {points(each.median_difference, signed=True)} ({points_range(*each.difference_interval)})"
        for name, each in rows
    ]
    towards = "Difference towards a benefit" if direction(trial) == "unwanted" else "Median difference"
    return Check(
        "Three readers",
        True,
        f"{towards} afterwards: {'; '.join(said)}.",
        "Where they still differ, the data have not settled it.",
        assumed=starting_points(),
        data=(rows, table),
    )
