"""Every two-sided test of four counts that these lessons know, once: its names, its words, its formula.

To add a test, write its formula and its entry at the end of `REGISTRY`, both here: pictures take colour and marker by
place. P must be 1 where nobody or everybody responds. `two_by_two` computes it for all tables of a
design, `single_table` for one table of any size; labels, spoken names, the map of results and the checks of a
reader's own trial read the entry.

Worked examples: tests/statistics/worked_two_by_two.ipynb and worked_single_table.ipynb.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import erfc, ndtr, xlogy


@dataclass(frozen=True)
class KnownTest:
    """One two-sided test of four counts: its name in code, its label in sentences, what it is, and how it is computed.

    `kind` says what `formula` is:

    - "conditional": a function of `Tails`, for tests that fix the total number of responders;
    - "direct": a function of the four counts (arrays of tables);
    - "ranked": what an unconditional test ranks all tables by, the most extreme first: a signed statistic of the four
      counts, or the name of the test whose p-value ranks them;
    - "doubled": the name of the ranked test whose smaller one-sided p-value is doubled.

    Functions take `one_sided` last (more responders in arm 1); only a test with `one_sided` is asked for it.
    `spoken` is a pattern for the words that mean this test and no other, `loosely` one for words that usually
    mean it.
    """

    name: str
    label: str
    definition: str
    kind: str
    formula: Callable | str
    spoken: str = ""
    loosely: str = ""
    one_sided: bool = False


@dataclass(frozen=True)
class Tails:
    """Probabilities of tables with the same total number of responders, given that total.

    `observed`: this table; `at_least`, `at_most`: all with as many responders in arm 1 or more, or fewer;
    `as_rare`: all that are no more likely than this one; `rarer()`: those that are less likely, ties left out.
    """

    observed: np.ndarray
    at_least: np.ndarray
    at_most: np.ndarray | None = None
    as_rare: np.ndarray | None = None
    rarer: Callable | None = None


def _as_rare(tails, one_sided):
    return tails.at_least if one_sided else tails.as_rare


def _tied_half(tails, one_sided):
    return tails.at_least - tails.observed / 2 if one_sided else (tails.rarer() + tails.as_rare) / 2


def _observed_half(tails, one_sided):
    return tails.as_rare - tails.observed / 2


def _smaller_doubled(tails, one_sided):
    return 2 * np.minimum(tails.at_least, tails.at_most) - tails.observed


def pooled_z(x1, n1, x2, n2):
    """Pooled z statistic of each table; 0 where nobody or everybody responded."""
    total, everyone = x1 + x2, n1 + n2
    spread = float(n1 * n2) * total * (everyone - total)  # a float: large arms exceed whole numbers
    return (x1 * n2 - x2 * n1) * np.sqrt(everyone / np.where(spread == 0, 1, spread))


def unpooled_z(x1, n1, x2, n2):
    """Unpooled z statistic of each table; beyond all others (1e6) where both rates are 0 or 1 and differ."""
    difference = (x1 * n2 - x2 * n1) / (n1 * n2)
    variance = x1 * (n1 - x1) / n1**3 + x2 * (n2 - x2) / n2**3
    return np.where(variance > 0, difference / np.sqrt(np.where(variance > 0, variance, 1)), difference * 1e6)


def _chi_squared_p(statistic):
    """The p-value of a chi-squared statistic with one degree of freedom."""
    return erfc(np.sqrt(np.maximum(statistic, 0) / 2))


def _pearson(x1, n1, x2, n2, one_sided):
    z = pooled_z(x1, n1, x2, n2)
    return ndtr(-z) if one_sided else _chi_squared_p(z**2)


def _n_minus_1(x1, n1, x2, n2, one_sided):
    return _chi_squared_p(pooled_z(x1, n1, x2, n2) ** 2 * (n1 + n2 - 1) / (n1 + n2))


def _yates(x1, n1, x2, n2, one_sided):
    apart = np.abs(x1 * n2 - x2 * n1)
    kept = np.maximum(apart - (n1 + n2) / 2, 0) / np.where(apart == 0, 1, apart)
    return _chi_squared_p(pooled_z(x1, n1, x2, n2) ** 2 * kept**2)


def _likelihood_ratio(x1, n1, x2, n2, one_sided):
    total, everyone = x1 + x2, n1 + n2
    cells = [(x1, n1, total), (x2, n2, total)]
    cells += [(n1 - x1, n1, everyone - total), (n2 - x2, n2, everyone - total)]
    return _chi_squared_p(
        sum(2 * xlogy(o, np.where(o > 0, o * everyone / np.maximum(n * t, 1), 1)) for o, n, t in cells)
    )


REGISTRY = {
    test.name: test
    for test in (
        KnownTest(
            "fisher",
            "Fisher",
            "Fisher exact: all tables with the same total that are no more likely than this one",
            "conditional",
            _as_rare,
            spoken="fisc?her",
            loosely=r"\bexact\b",
            one_sided=True,
        ),
        KnownTest(
            "mid_p",
            "mid-P",
            "Fisher mid-P (Lancaster 1961; Fagerland 2017): tables as likely as this one count half",
            "conditional",
            _tied_half,
            spoken=r"\bmid[- ]?p\b",
            one_sided=True,
        ),
        KnownTest(
            "mid_p_half_observed",
            "mid-P (half observed)",
            "Fisher p minus half the probability of this one table",
            "conditional",
            _observed_half,
        ),
        KnownTest(
            "mid_p_doubled",
            "mid-P (doubled)",
            "twice the smaller one-sided Fisher mid-P",
            "conditional",
            _smaller_doubled,
            spoken=r"(doubled|twice).*mid[- ]?p\b|mid[- ]?p\b.*doubled",
        ),
        KnownTest(
            "pearson",
            "Pearson",
            "Pearson chi-squared without continuity correction",
            "direct",
            _pearson,
            spoken="pearson|uncorrected",
            loosely=r"chi|\u03c7|\bz[- ]test",
            one_sided=True,
        ),
        KnownTest(
            "n_minus_1",
            "N-1",
            "N-1 chi-squared: Pearson's statistic times (N-1)/N (Campbell 2007)",
            "direct",
            _n_minus_1,
            spoken=r"\bn\s*-\s*1\b|campbell",
        ),
        KnownTest(
            "yates",
            "Yates",
            "chi-squared with Yates's continuity correction",
            "direct",
            _yates,
            spoken=r"(?<!without )(?<!without the )(?<!no )(yates|continuity)",
        ),
        KnownTest(
            "likelihood_ratio",
            "likelihood ratio",
            "likelihood ratio chi-squared (G test)",
            "direct",
            _likelihood_ratio,
            spoken=r"likelihood|\bg[- ]test",
        ),
        KnownTest(
            "barnard",
            "Barnard",
            "unconditional exact, ranked by the pooled z statistic (Suissa and Shuster 1985)",
            "ranked",
            pooled_z,
            spoken="barnard|suissa",
            one_sided=True,
        ),
        KnownTest(
            "unpooled_z",
            "unpooled z (exact)",
            "unconditional exact, ranked by the unpooled z statistic",
            "ranked",
            unpooled_z,
            spoken="unpooled z.*exact|exact.*unpooled z",
            one_sided=True,
        ),
        KnownTest(
            "boschloo",
            "Boschloo",
            "unconditional exact, ranked by the Fisher p-value (Boschloo 1970; as R package Exact)",
            "ranked",
            "fisher",
            spoken="boschloo",
            one_sided=True,
        ),
        KnownTest(
            "boschloo_doubled",
            "Boschloo (doubled)",
            "twice the smaller one-sided Boschloo p-value (as SciPy)",
            "doubled",
            "boschloo",
            spoken="(doubled|twice).*boschloo|boschloo.*doubled",
        ),
    )
}
"""Every test, once: what else the lessons need to know about tests is read from here."""


TESTS = {name: test.definition for name, test in REGISTRY.items()}
"""Two-sided tests by name, each with its definition in one sentence."""


TEST_LABELS = {name: test.label for name, test in REGISTRY.items()}
"""Short names for axes and sentences; none holds a comma, so that they can stand in a list."""


ONE_SIDED = tuple(name for name, test in REGISTRY.items() if test.one_sided)
"""The tests that have an accepted one-sided form."""


UNCONDITIONAL = tuple(name for name, test in REGISTRY.items() if test.kind in ("ranked", "doubled"))
"""The tests whose p-value takes all tables of the design."""


ANY_SIZE = tuple(name for name, test in REGISTRY.items() if test.kind in ("conditional", "direct"))
"""The tests that need no list of all tables of a design."""


COMMON_TESTS = ("fisher", "pearson", "yates", "barnard", "boschloo", "mid_p")
"""The six two-sided tests of the scan: those that papers name most often, and their exact relatives."""


NOT_FROM_COUNTS = (
    r"mantel|\bcmh\b|(?<!un)strati|logist|regress|anc?ova|(?<!un)adjust(?!\w* for (the )?continuity)|mixed"
    r"|\bmmrm\b|\bgee\b|\bt[- ]test|wilcoxon|mann|log-?rank|\bcox\b|mcnemar"
)
"""Words for analyses that four counts cannot give again."""


def test_from_words(text):
    """Which test do these words of a paper name?

    Returns a name of TESTS, "other" for an analysis that four counts cannot give again (stratified, adjusted,
    another kind of data), or None if no test is recognised. A bare "chi-square" is read as uncorrected, a bare
    "exact test" as Fisher's; among several names the more special one is taken.

    >>> test_from_words("Chi-square with continuity correction"), test_from_words("Fisher's exact test")
    ('yates', 'fisher')
    >>> test_from_words("Cochran-Mantel-Haenszel test"), test_from_words("a test")
    ('other', None)
    """
    words = " ".join(str(text).replace("_", " ").casefold().split())
    if re.search(NOT_FROM_COUNTS, words):
        return "other"
    for kind in ("spoken", "loosely"):
        for name, test in reversed(REGISTRY.items()):
            pattern = getattr(test, kind)
            if words == name.replace("_", " ") or (pattern and re.search(pattern, words)):
                return name
    return None


test_from_words.__test__ = False  # its name does not make it one of pytest's tests
