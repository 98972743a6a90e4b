"""Phase 2, from counts to a verdict: the arithmetic behind a P-value, what else could print it, the full paper.

Three helps for one lesson. `worked_chi_squared` writes out the sum behind a chi-squared test; `readings`
lists what else could be behind a printed P-value; `full_paper` takes the counts that a reader with the
article can type in, and says what follows. Counts are `(x1, n1, x2, n2)`: the treated arm first, then placebo.
"""

from dataclasses import dataclass, field

import pandas as pd

from helpers.comparisons import number_needed_to_treat, risk_difference
from helpers.counts import arm_sizes, one_of, proportion, two_groups
from helpers.detective import compatible_tables, which_tests_print
from helpers.two_by_two import TESTS, fragility, p_value
from helpers.wording import listed, number, p_text, people, points, points_range

COMMON_TESTS = ("fisher", "pearson", "yates", "barnard", "boschloo", "mid_p")
"""The six two-sided tests of the scan: those that papers name most often, and their exact relatives."""

TEST_LABELS = {
    "fisher": "Fisher", "pearson": "Pearson", "yates": "Yates", "barnard": "Barnard", "boschloo": "Boschloo",
    "mid_p": "mid-P", "n_minus_1": "N-1", "likelihood_ratio": "likelihood ratio",
    "unpooled_z": "unpooled z, exact", "boschloo_doubled": "Boschloo, doubled",
    "mid_p_doubled": "mid-P, doubled", "mid_p_half_observed": "mid-P, half observed",
}  # fmt: skip
"""Short names for axes and sentences."""

EXAMPLES = (
    (12, 35, 5, 37, "pearson"),
    (15, 36, 6, 36, "yates"),
    (19, 36, 10, 35, "pearson"),
    (21, 36, 12, 36, "mid_p"),
    (23, 35, 14, 35, "boschloo"),
    (25, 35, 17, 36, "pearson"),
    (28, 34, 21, 36, "fisher"),
    (30, 36, 21, 36, "yates"),
    (9, 26, 2, 26, "fisher"),
)
"""Some tables that print .038 by the test named, chosen to spread over placebo rates. Compatible, not observed."""

SPOKEN = {
    "fisher's exact test": "fisher", "fisher's exact": "fisher", "fisher exact": "fisher",
    "fisher exact test": "fisher", "chi-square": "pearson", "chi-squared": "pearson", "chi square": "pearson",
    "chi-square test": "pearson", "chi-squared test": "pearson", "pearson chi-square": "pearson",
    "continuity corrected chi-square": "yates", "yates chi-square": "yates", "mid-p": "mid_p",
}  # fmt: skip
"""How papers word the tests; a bare "chi-square" is read as uncorrected."""


def worked_chi_squared(x1, n1, x2, n2):
    """The chi-squared test of one table, written out: columns step, working, result.

    Rows: pooled rate, expected responders, gap, Pearson's statistic, Yates's. Raises ValueError for
    impossible counts, and for tables without responders or non-responders, which have no such sum.
    Method: Pearson 1900; Yates 1934.

    >>> worked_chi_squared(18, 36, 9, 36)["result"].tolist()
    ['37.5 %', '13.50 and 13.50', '4.50', '4.80, P = .028', '3.79, P = .051']
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    total, everyone = x1 + x2, n1 + n2
    if total in (0, everyone):
        raise ValueError(
            f"responders in both arms are {total} of {everyone}: the sum needs some, but not all"
        )
    expected1, expected2 = n1 * total / everyone, n2 * total / everyone
    gap = abs(x1 - expected1)
    cells = [expected1, expected2, n1 - expected1, n2 - expected2]
    inverse = sum(1 / cell for cell in cells)
    parts = " + ".join(f"1/{cell:.2f}" for cell in cells)
    less = max(gap - 0.5, 0.0)
    rows = [
        (
            "rate of both arms together",
            f"({x1} + {x2}) / ({n1} + {n2})",
            f"{number(100 * total / everyone)} %",
        ),
        (
            "responders expected if the arms do not differ",
            f"{n1} and {n2} times that rate",
            f"{expected1:.2f} and {expected2:.2f}",
        ),
        ("gap between seen and expected", f"{x1} against {expected1:.2f}", f"{gap:.2f}"),
        (
            "Pearson: gap squared, times the sum of 1/expected over four cells",
            f"{gap:.2f} x {gap:.2f} x ({parts})",
            f"{gap * gap * inverse:.2f}, {p_text(p_value(x1, n1, x2, n2, 'pearson'))}",
        ),
        (
            "Yates: the gap is first made half a person smaller",
            f"{less:.2f} x {less:.2f} x (the same sum)",
            f"{less * less * inverse:.2f}, {p_text(p_value(x1, n1, x2, n2, 'yates'))}",
        ),
    ]
    return pd.DataFrame(rows, columns=["step", "working", "result"])


def readings(printed, n1, n2, placebo=0.35):
    """What else could print this P-value? A row per reading: reading, reached by, tables, example.

    `reached by` names those of the reading's list that reach it, `tables` counts tables with more responders in
    arm 1, and the example is the one whose placebo rate lies nearest to `placebo`. The last row has no list:
    a stratified, adjusted or imputed analysis is not a function of the four counts.

    >>> readings(".038", 36, 36)["tables"].tolist()[:2]
    ['none', '2']
    """
    n1, n2 = arm_sizes(n1, n2)
    placebo = proportion(placebo, "placebo")
    five = ["fisher", "pearson", "n_minus_1", "barnard", "boschloo"]
    plans = [
        (f"{n1} v {n2}, the five tests", n1, n2, five, {}),
        ("the same, Yates's correction", n1, n2, ["yates"], {}),
        ("the same, mid-P", n1, n2, ["mid_p"], {}),
        ("the five, digits cut off", n1, n2, five, {"rounding": "truncation"}),
        ("one-sided test", n1, n2, ["fisher", "pearson"], {"alternative": "greater"}),
    ]
    if n2 > 1:
        plans.append((f"one fewer analysed on placebo, {n1} v {n2 - 1}", n1, n2 - 1, five, {}))
    if n1 > 1:
        plans.append((f"one fewer analysed on treatment, {n1 - 1} v {n2}", n1 - 1, n2, five, {}))
    rows = []
    for reading, size1, size2, tests, how in plans:
        found = compatible_tables(printed, size1, size2, tests, **how)
        if found.empty:
            rows.append((reading, "none", "none", "-"))
            continue
        nearest = found.loc[(found["rate2"] - placebo).abs().idxmin()]
        example = f"{people(nearest['x1'], size1)} v {people(nearest['x2'], size2)}"
        names = [TEST_LABELS[name] for name in tests if name in set(found["test"])]
        rows.append((reading, listed(names), str(len(found.drop_duplicates(["x1", "x2"]))), example))
    rows.append(("stratified, adjusted or imputed", "any", "no list", "-"))
    return pd.DataFrame(rows, columns=["reading", "reached by", "tables", "example"])


@dataclass(frozen=True)
class FullPaper:
    """What follows from the counts of the full paper: `text` to read, and, once filled in, the parts of it."""

    text: str
    printed_p_comes_back: bool | None = None
    difference: object = None
    verdict: str = ""
    tests: pd.DataFrame = field(default=None, repr=False, compare=False)


def full_paper(
    responders_active=None, n_active=None, responders_placebo=None, n_placebo=None, named_test=None,
    printed_p=".038", worthwhile=0.10,
):  # fmt: skip
    """You hold the article: type its counts, and read what the abstract could not say.

    `named_test` is the test that the paper names (a name in `two_by_two.TESTS`, or words such as "Fisher's
    exact test"; None if none is named); `printed_p` the P-value as text; `worthwhile` the smallest difference
    that would matter to the reader (a share). Left at None, the text says that the lesson runs on what the
    abstract allows. Never raises for input that cannot be right: the text is then one sentence that says
    what to mend. Interval of Miettinen and Nurminen (1985); fragility of Walsh (2014).

    >>> full_paper(15, 36, 6, 36, "yates").verdict[:49]
    'The interval lies above zero, but it also holds d'
    >>> full_paper(40, 36, 6, 36).text
    'Nothing was computed: responders (40) exceed participants (36) in arm 1.'
    """
    counts = [responders_active, n_active, responders_placebo, n_placebo]
    if all(count is None for count in counts):
        return FullPaper(
            "No counts typed in: the lesson runs on what the abstract allows. With the article at hand, "
            "put the four counts (and the test it names, in quotes) in place of `None` and run the cell again."
        )
    try:
        return _read(counts, named_test, printed_p, proportion(worthwhile, "worthwhile"))
    except ValueError as trouble:
        return FullPaper(f"Nothing was computed: {str(trouble).rstrip('.')}.")


def _read(counts, named_test, printed_p, worthwhile):
    if any(count is None for count in counts):
        raise ValueError(
            "some counts are still None: all four are needed (responders and participants per arm)"
        )
    x1, n1, x2, n2 = two_groups(*counts)
    test = None
    if named_test is not None:
        asked = str(named_test).strip().lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        test = one_of(SPOKEN.get(asked, asked), "named_test", TESTS)
    tests = which_tests_print(x1, n1, x2, n2, printed_p)
    fitting = [TEST_LABELS[name] for name in tests.loc[tests["fits"], "test"]]
    printed = str(printed_p).lower().removeprefix("p").strip(" =")
    which = f"The tests here that print {printed}: {listed(fitting)}." if fitting else (
        f"None of the {len(tests)} unadjusted two-sided tests here prints {printed}; "
        "a one-sided, stratified, adjusted or imputed analysis might."
    )  # fmt: skip
    comes_back = bool(fitting)
    if test:
        row = tests.set_index("test").loc[test]
        comes_back = bool(row["fits"])
        by_name = p_text(row["p"], 4)
        which = f"{'Yes' if comes_back else 'No'}: {TEST_LABELS[test]} gives {by_name}. {which}"
    else:
        which = f"No test was named. {which}"
    difference = risk_difference(x1, n1, x2, n2, method="miettinen_nurminen")
    verdict = verdict_from_interval(difference.low, difference.high, worthwhile)
    treat = number_needed_to_treat(x1, n1, x2, n2, method="miettinen_nurminen").sentence()
    own = f"{_changes(fragility(x1, n1, x2, n2, test))} by {TEST_LABELS[test]}; " if test else ""
    text = "\n".join(
        (
            f"You typed {people(x1, n1)} on treatment and {people(x2, n2)} on placebo.\n",
            f"- **Does {p_text_of(printed)} come back?** {which}",
            f"- **Difference:** {points(difference.estimate, signed=True)}, 95 % interval "
            f"{points_range(difference.low, difference.high)}.",
            f"- **{treat}.**",
            f"- **Outcomes that would have to change for P to reach .05:** {own}"
            f"{_changes(fragility(x1, n1, x2, n2, 'fisher'))} by Fisher.",
            f"- **Verdict.** {verdict}",
        )
    )
    return FullPaper(text, comes_back, difference, verdict, tests)


def p_text_of(printed):
    """A printed P-value with its sign: ".038" reads "P = .038", "<.001" reads "P < .001".

    >>> p_text_of(".038"), p_text_of("<.001")
    ('P = .038', 'P < .001')
    """
    return f"P {printed[0]} {printed[1:].strip()}" if printed[:1] in ("<", ">") else f"P = {printed}"


def verdict_from_interval(low, high, worthwhile=0.10):
    """One sentence that follows from the interval of a risk difference (shares), and from nothing else.

    `worthwhile` is the smallest difference that would matter. Raises ValueError if low exceeds high.

    >>> verdict_from_interval(-0.05, 0.30)
    'The interval holds both no difference and differences of 10 points or more: the question stays open.'
    """
    worthwhile = proportion(worthwhile, "worthwhile")
    if low > high:
        raise ValueError(f"low ({low:g}) exceeds high ({high:g}): swap them")
    bar = points(worthwhile, 0)
    if high < 0:
        return "The whole interval lies on the side of placebo."
    if low > 0 and low >= worthwhile:
        return f"Every difference in the interval is at least {bar}: a benefit that matters, as far as chance goes."
    if low > 0 and high >= worthwhile:
        return (
            f"The interval lies above zero, but it also holds differences smaller than {bar}: "
            "some benefit, of a size that stays open."
        )
    if low > 0:
        return f"The interval lies above zero and below {bar}: a benefit too small to matter by this bar."
    if high >= worthwhile:
        return f"The interval holds both no difference and differences of {bar} or more: the question stays open."
    return f"The interval holds no difference and stays below {bar}: no benefit of that size is inside it."


def _changes(index):
    """A fragility index in words."""
    if index is None:
        return "none would do it"
    return "0 (P is at or above .05 already)" if index == 0 else f"{index}"
