"""What four counts say about themselves: the one place where they are judged.

Lesson 03 (the counts of the full paper), lesson 07 (the reader's own table) and the journal club all ask `judge`. A
table that fits a printed P is compatible, never observed.
"""

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import pandas as pd
from scipy.special import ndtri

from helpers import arguments
from helpers.arguments import one_of, proportion
from helpers.evidence.ledger import fact
from helpers.statistics import detective, tests_of_counts, two_by_two
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
from helpers.text import listed, p_text, p_text_of, people, points, points_range

ALPHA = 0.05
"""The line that the fragility of a result is counted from."""


WORTHWHILE = fact("assumed-bar").share
"""Assumed where the reader names no difference that matters."""


MANY_TABLES = 40_000
"""Designs with more tables than this get the quick tests only."""


FAR, NEAR = 0.7, 1.25
"""Standard errors, and the factor, by which P must miss every unadjusted test before a mismatch is claimed: strata and
covariates seldom move it further."""


def far_from(printed, smallest, largest, far=FAR):
    """Whether a printed P lies beyond what strata or covariates usually make of the unadjusted P values.

    `printed` is text, `smallest` and `largest` the ends of the unadjusted P values, `far` in standard errors.

    >>> far_from("<.001", 0.011, 0.024), far_from(".04", 0.055, 0.08)
    (True, False)
    """
    number = printed_p(printed, "any")
    ps = (number.low, number.value if number.comparison == "<" else number.high, smallest, largest)
    most_p, least_p, most, least = (-float(ndtri(min(1.0, max(float(p), 1e-300)) / 2)) for p in ps)
    if least_p > most:
        return least_p - most > far and least_p > NEAR * most
    return least - most_p > far and least > NEAR * most_p


TINY = 10
"""Arms of so few people get exact limits: there an interval of 95 % by Miettinen and Nurminen covers 88 to 93 % at worst."""


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
