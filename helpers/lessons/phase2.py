"""What lesson 03 shows: from counts to P, back to every result that prints it, and what those results share.

Each question has a function that returns its `Answer`: the truth and the values for the gaps of its sentence.
Counts are `(x1, n1, x2, n2)`: the treated arm first, then placebo. Nothing here is a new statistic: each
function asks a statistics module and puts the answers side by side, rounded and with units. A result that fits
a printed P value is compatible, never observed.
"""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from helpers import show
from helpers.arguments import arm_sizes, two_groups
from helpers.evidence.ledger import fact, facts_table
from helpers.evidence.other_trials import spread_behind_mean
from helpers.lessons import touch
from helpers.own_trial import judgement
from helpers.statistics.detective import check_strength, compatible_tables, designs, envelope, scan
from helpers.statistics.next_trial import chance_of_one_sided_site, stratified_p_values
from helpers.statistics.tests_of_counts import COMMON_TESTS, TEST_LABELS
from helpers.statistics.trial_design import actual_size
from helpers.statistics.two_by_two import all_tables, attainable_p_values, p_value
from helpers.statistics.two_groups import number_needed_to_treat, risk_difference
from helpers.text import listed, number, p_text, people, percent, points_range

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

FOUR = tuple(name for name in COMMON_TESTS if name not in ("yates", "mid_p"))
"""Those of the six tests of these lessons that print .038 nowhere on the map: Fisher, Pearson, Barnard, Boschloo."""

INVENTED = (18, 36, 9, 36)
"""An invented trial: one P value below .05, one above."""

AROUND_ZERO = (15, 36, 12, 36)
"""An invented result whose interval crosses zero, shown for contrast."""

BELIEVABLE = fact("assumed-placebo").shares
"""Placebo responses that are kept: a wide net, wider than what other trials let us expect."""

STRICT = fact("assumed-covered-placebo").shares
"""Placebo responses that are kept for EASI-75, which fewer people reach (assumed)."""

STRENGTHS = (
    "seo-phase2-design",
    "seo-nct",
    "seo-sites-final",
    "seo-primary-endpoint",
)


@dataclass(frozen=True)
class Answer:
    """The truth of a question, and the values for the gaps of the sentence that is stored with it."""

    truth: object
    gaps: dict


def printed():
    """The P value of phase 2 as the abstract prints it.

    >>> printed()
    '.038'
    """
    return fact("seo-p-easi50").value


def arms():
    """People in each arm of phase 2, in the working reading: half of 72 each.

    >>> arms()
    (36, 36)
    """
    size = int(fact("seo-arm-planned").number)
    return size, size


# ---------------------------------------------------------------- forwards: from counts to P


def two_tests():
    """The invented trial by two tests: does the choice of the test decide on which side of .05 P falls?

    >>> two_tests().truth
    'c'
    """
    by_name = {test: p_value(*INVENTED, test) for test in ("pearson", "fisher")}
    apart = (by_name["pearson"] < 0.05) != (by_name["fisher"] < 0.05)
    same = p_text(by_name["pearson"]) == p_text(by_name["fisher"])
    return Answer("c" if apart else "a" if same else "b", by_name)


def three_tests():
    """Three tests of the invented trial, ready to show: test, what it does, P.

    >>> three_tests().frame["P"].tolist()
    ['.028', '.051', '.051']
    """
    total = INVENTED[0] + INVENTED[2]
    what = {
        "Pearson": "distance of the counts from an even split",
        "Yates": "the same, with each gap half a person smaller",
        "Fisher": f"every way to deal {total} responders over two arms",
    }
    rows = [(name, words, _bare(p_value(*INVENTED, name.lower()))) for name, words in what.items()]
    x1, n1, x2, n2 = INVENTED
    caption = f"An invented trial, {people(x1, n1)} v {people(x2, n2)}, by three tests"
    return show.Table(pd.DataFrame(rows, columns=["test", "what it does", "P"]), caption)


def _bare(p):
    return p_text(p).removeprefix("P = ")


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


def strengths():
    """What phase 2 did well, from the ledger, with status and source."""
    return facts_table(STRENGTHS).drop(columns="n/N")


# ---------------------------------------------------------------- backwards: which results print it


@cache
def printing(tests=COMMON_TESTS):
    """The results of the working reading that print P, by any of `tests`: `detective.compatible_tables`."""
    return compatible_tables(printed(), *arms(), list(tests))


def by_which_test():
    """By which of Fisher, Pearson and Yates can a 36 v 36 result print .038?

    >>> by_which_test().truth, by_which_test().gaps["six"]
    ('c', 8)
    """
    known = {"a": "fisher", "b": "pearson", "c": "yates"}
    found = printing()
    reached = [letter for letter, test in known.items() if test in set(found["test"])]
    yates = found[found["test"] == "yates"]
    first, second = (f"{people(row.x1, row.n1)} v {people(row.x2, row.n2)}" for row in yates.itertuples())
    n1, n2 = arms()
    gaps = {
        "first": first,
        "second": second,
        "six": len(found.drop_duplicates(["x1", "x2"])),
        "ahead": sum(min(x1, n2 + 1) for x1 in range(n1 + 1)),
        "low_placebo": float(yates["rate2"].min()),
        "high_placebo": float(yates["rate2"].max()),
        "expected": "{} to {} %".format(*placebo_to_expect()),
        "arm": n2,
    }
    return Answer(reached[0] if len(reached) == 1 else "d", gaps)


@cache
def grid():
    """Fisher's P value of every result of the working reading, as an array."""
    return all_tables(*arms(), "fisher")


@cache
def rungs():
    """The P values that each of three tests can give in the working reading: test -> array."""
    return {test: attainable_p_values(*arms(), test) for test in ("fisher", "pearson", "yates")}


@cache
def gaps():
    """How many of the 49 printable P values below .05 can Fisher's test give? And four, and six?

    >>> gaps().truth, gaps().gaps["missing"], gaps().gaps["six"]
    (32, '.021, .027, .030, .038 and .043', 0)
    """
    strength = check_strength(*arms(), list(FOUR))
    first, last = strength.iloc[0], strength.iloc[-1]
    six = check_strength(*arms(), list(COMMON_TESTS)).iloc[-1]
    filled = {
        "silent": int(first["of"] - first["attained"]),
        "of": int(first["of"]),
        "left": int(last["of"] - last["attained"]),
        "missing": listed(each.removeprefix("0") for each in last["missing"].split(", ")),
        "six": int(six["of"] - six["attained"]),
    }
    return Answer(int(first["attained"]), filled)


def readings(printed, n1, n2):
    """What else could print this P value? A row per reading: reading, results that print it, example.

    The second column counts results with more responders in arm 1; the example is the one whose placebo rate
    lies nearest to the middle of the placebo range. The last row has no list: a stratified, adjusted or imputed is not a
    function of the four counts.

    >>> readings(".038", 36, 36)["results that print it"].tolist()[:2]
    ['none', '2']
    """
    n1, n2 = arm_sizes(n1, n2)
    placebo = fact("assumed-middle-placebo").share
    plans = [
        (f"{n1} v {n2}, four of the six tests", n1, n2, FOUR, {}),
        ("the same arms, the fifth: Yates", n1, n2, ["yates"], {}),
        ("the same arms, the sixth: a milder Fisher", n1, n2, ["mid_p"], {}),
        ("the four, digits cut off", n1, n2, FOUR, {"rounding": "truncation"}),
        ("one-sided test", n1, n2, ["fisher", "pearson"], {"alternative": "greater"}),
    ]
    if n2 > 1:
        plans.append((f"the four, one fewer on placebo: {n1} v {n2 - 1}", n1, n2 - 1, FOUR, {}))
    if n1 > 1:
        plans.append((f"the four, one fewer on treatment: {n1 - 1} v {n2}", n1 - 1, n2, FOUR, {}))
    rows = []
    for reading, size1, size2, tests, how in plans:
        found = compatible_tables(printed, size1, size2, list(tests), **how)
        if found.empty:
            rows.append((reading, "none", "-"))
            continue
        nearest = found.loc[(found["rate2"] - placebo).abs().idxmin()]
        example = f"{people(nearest['x1'], size1)} v {people(nearest['x2'], size2)}"
        rows.append((reading, str(len(found.drop_duplicates(["x1", "x2"]))), example))
    rows.append(("stratified, adjusted or imputed", "no list", "-"))
    return pd.DataFrame(rows, columns=["reading", "results that print it", "example"])


def result_map(picture, after):
    """Show the map of all results of both readings once the question `after` is answered.

    `picture` stands in for it in the stored notebook.
    """
    n1, n2 = arms()
    fewer = (n1 + n2 - int(fact("seo-n-phase1").number)) // 2
    touch.result_map(n1, n2, printed(), also=[(fewer, fewer)], picture=picture, fits=fits(), after=after)


def fits():
    """What the map knows beforehand of the six tests: the designs that were searched, and each result that prints P.

    >>> fits()["results"]["34 v 37"]["16 v 9"], fits()["results"]["35 v 35"]["23 v 14"]
    ('mid-P', 'Barnard and Boschloo')
    """
    results = {}
    for row in fitting().drop_duplicates(["n1", "n2", "x1", "x2"]).itertuples():
        tests = printed_by(row.x1, row.n1, row.x2, row.n2)
        results.setdefault(f"{row.n1} v {row.n2}", {})[f"{row.x1} v {row.x2}"] = tests
    return {
        "tests": listed(TEST_LABELS[test] for test in COMMON_TESTS),
        "designs": [f"{n1} v {n2}" for n1, n2 in searched()],
        "results": results,
    }


def printed_by(x1, n1, x2, n2):
    """By which of the six tests does a result of the arms that are assumed print P? Their names; "" for none.

    >>> printed_by(20, 30, 11, 30)
    'Fisher'
    """
    found = fitting()
    rows = found[(found["x1"] == x1) & (found["n1"] == n1) & (found["x2"] == x2) & (found["n2"] == n2)]
    return listed(TEST_LABELS[test] for test in COMMON_TESTS if test in set(rows["test"]))


# ---------------------------------------------------------------- a trial whose counts are known


@cache
def covered_tables():
    """AtMSC with its counts covered: every result that prints its P by one of the six common tests."""
    (_, n1), (_, n2) = known_counts()
    return compatible_tables(fact("atmsc2025-p-easi75").value, n1, n2, list(COMMON_TESTS))


def known_counts():
    """The printed counts of AtMSC: (responders, people) on cells and on placebo.

    >>> known_counts()
    ((14, 59), (4, 55))
    """
    return fact("atmsc2025-easi75").counts, fact("atmsc2025-placebo-easi75").counts


@cache
def covered():
    """AtMSC with its counts covered: the largest difference among the results that fit, and where the truth lies.

    >>> round(covered().truth, 1), covered().gaps["place"]
    (23.7, 'have the smallest difference of all')
    """
    (x1, n1), (x2, n2) = known_counts()
    found = covered_tables().drop_duplicates(["x1", "x2"])
    kept = found[found["rate2"].between(*STRICT)].sort_values("risk_difference")
    true = x1 / n1 - x2 / n2
    places = {0: "have the smallest difference of all", len(kept) - 1: "have the largest difference of all"}
    place = int((kept["risk_difference"] < true - 1e-12).sum())
    within = ((kept["x1"] == x1) & (kept["x2"] == x2)).any()
    gaps = {
        "count": len(kept),
        "smallest": float(kept["risk_difference"].min()),
        "largest": float(kept["risk_difference"].max()),
        "counts": f"{people(x1, n1)} v {people(x2, n2)}",
        "place": places.get(place, "lie somewhere in the middle") if within else "are not among them",
    }
    return Answer(100 * gaps["largest"], gaps)


# ---------------------------------------------------------------- what all fitting results share


@cache
def fitting():
    """Every result of the arms that are assumed (30 to 38 people) that prints P by one of the six common tests."""
    return scan(printed(), searched(), list(COMMON_TESTS))


def searched():
    """The arm sizes that are searched: 30 to 38 people, together at most 72, at most four apart."""
    return designs(sum(arms()), *map(int, fact("assumed-arm").limits))


@cache
def fitting_if_fewer():
    """The same for the other reading: 72 people in both phases, 22 to 28 analysed per arm in phase 2."""
    fewer = sum(arms()) - int(fact("seo-n-phase1").number)
    return scan(printed(), designs(fewer, 22, 28), list(COMMON_TESTS))


@cache
def lower():
    """Over the results that fit: how high is the highest lower limit of the difference, in points?

    >>> round(lower().truth, 1), lower().gaps["tables"]
    (4.6, 175)
    """
    shared = envelope(fitting(), *BELIEVABLE)
    expected = envelope(fitting(), *(end / 100 for end in placebo_to_expect()))
    narrowest = float((_kept(fitting())["high"] - _kept(fitting())["low"]).min())
    filled = {
        "tables": shared.tables,
        "lows": points_range(*shared.low),
        "highs": points_range(*shared.high),
        "net": "{} to {} %".format(*placebo_to_expect()),
        "narrower": points_range(*expected.risk_difference),
        "same_lows": "the same"
        if points_range(*expected.low) == points_range(*shared.low)
        else points_range(*expected.low),
        "narrowest": math.floor(100 * narrowest) / 100,  # "at least" is rounded down
    }
    return Answer(100 * shared.low[1], filled)


def _kept(found):
    """Each result once, with a believable placebo response."""
    return found[found["rate2"].between(*BELIEVABLE)].drop_duplicates(["n1", "n2", "x1", "x2"])


def counts_of_tables():
    """How many results are there, from all down to those kept: words -> number, in order.

    >>> list(counts_of_tables().values())
    [1369, 8, 310, 175]
    """
    n1, n2 = arms()
    return {
        f"all results of {n1} v {n2}": (n1 + 1) * (n2 + 1),
        f"of these, treatment ahead and {printed()}": len(printing().drop_duplicates(["x1", "x2"])),
        f"treatment ahead and {printed()}, 30 to 38 per arm": len(
            fitting().drop_duplicates(["n1", "n2", "x1", "x2"])
        ),
        "of these, placebo response 10 to 50 %": len(_kept(fitting())),
    }


def shared_table():
    """What the results that fit share, in both readings of 72: range over the results, one column each.

    >>> shared_table().iloc[0].tolist()
    ['difference, points', '+20.3 to +30.0', '+24.9 to +34.8']
    """
    columns, everyone = {}, sum(arms())
    fewer = everyone - int(fact("seo-n-phase1").number)
    for found, total in ((fitting(), everyone), (fitting_if_fewer(), fewer)):
        shared = envelope(found, *BELIEVABLE)
        columns[f"{total} in phase 2 ({shared.tables} results)"] = [
            _span(shared.risk_difference),
            _span(shared.low),
            _span(shared.high),
            _outwards(shared.risk_ratio),
            _outwards(shared.nnt),
            _outwards(shared.nnt_limit, 0),
        ]
    names = [
        "difference, points",
        "its lower 95 % limit",
        "its upper 95 % limit",
        "risk ratio",
        "number needed to treat (rounded outwards)",
        "its weaker 95 % limit",
    ]
    return pd.DataFrame(columns, index=names).rename_axis("range over the results").reset_index()


def _outwards(ends, decimals=1):
    """A range rounded outwards, so that it holds every result."""
    scale = 10**decimals
    low, high = math.floor(ends[0] * scale) / scale, math.ceil(ends[1] * scale) / scale
    return f"{number(low, decimals)} to {number(high, decimals)}"


def _span(ends):
    """A range of differences in points, without the unit, which stands in the head of the row."""
    return points_range(*ends).removesuffix(" points")


@cache
def some_intervals():
    """Five of the results that fit, from the lowest lower limit to the highest, and an invented one across zero.

    Columns: what, x1, n1, x2, n2, estimate, low, high (shares), nnt (a `NumberNeededToTreat`).

    >>> some_intervals()["what"].tolist()[-1]
    'invented, for contrast'
    """
    kept = _kept(fitting()).sort_values(["low", "rate2"], ignore_index=True)
    places = np.linspace(0, len(kept) - 1, 5).round().astype(int)
    counts = [tuple(kept.loc[place, ["x1", "n1", "x2", "n2"]].astype(int)) for place in places]
    rows = []
    for what, table in [*(("compatible", each) for each in counts), ("invented, for contrast", AROUND_ZERO)]:
        gap = risk_difference(*table, method="miettinen_nurminen")
        nnt = number_needed_to_treat(*table, method="miettinen_nurminen")
        rows.append((what, *table, gap.estimate, gap.low, gap.high, nnt))
    return pd.DataFrame(rows, columns=["what", "x1", "n1", "x2", "n2", "estimate", "low", "high", "nnt"])


def placebo_to_expect():
    """Where a new placebo group as large as those pooled would fall, in whole per cent: the prediction interval.

    >>> placebo_to_expect()
    (23, 57)
    """
    pooled, trials = fact("placebo-pooled-easi50"), int(fact("placebo-trials").number)
    _, low, high = spread_behind_mean(float(pooled.low) / 100, float(pooled.high) / 100, trials)
    return round(100 * low), round(100 * high)


def full_paper(x1, n1, x2, n2, named_test=None, printed_p=".038"):
    """Say what follows from the counts of the full paper (see `own_trial.judgement.full_paper`)."""
    show.say(judgement.full_paper(x1, n1, x2, n2, named_test, printed_p).text)


# ---------------------------------------------------------------- deeper


def false_alarms():
    """How often is P below .05 without any effect, at worst? Four tests of the working reading: test, share.

    >>> false_alarms()["at worst"].tolist()
    ['2.8 %', '2.8 %', '4.9 %', '5.8 %']
    """
    tests = ("fisher", "yates", "boschloo", "pearson")
    shares = [percent(actual_size(*arms(), test)) for test in tests]
    return pd.DataFrame({"test": [TEST_LABELS[test] for test in tests], "at worst": shares})


def fragility_table(tables):
    """How many compatible pairs of table and test have fragility 0, 1, 2: by their own test and by Fisher's."""
    columns = {"the test that printed it": "fragility", "Fisher's test": "fragility_fisher"}
    values = sorted({int(index) for name in columns.values() for index in tables[name].dropna()})
    shown = pd.DataFrame({"index computed by": list(columns)})
    for index in values:
        shown[str(index)] = [int((tables[name] == index).sum()) for name in columns.values()]
    return shown


def hospitals_in_words():
    """What happens to the stratified P of 15/36 v 6/36 when its people are dealt to hospitals at random."""
    sites, repeats = int(fact("seo-sites-final").number), 4000
    p = stratified_p_values(15, 36, 6, 36, sites, repeats, rng=np.random.default_rng(2024))
    low, middle, high = np.quantile(p, [0.05, 0.5, 0.95])
    whole = stratified_p_values(15, 36, 6, 36, 1, 1, rng=np.random.default_rng(2024))[0]
    return (
        f"Chance that some hospital has everybody in one arm (5 at each, by coin): "
        f"{percent(chance_of_one_sided_site(5, sites), 0)}. Stratified P (Mantel-Haenszel, no continuity correction) of "
        f"the same 15/36 v 6/36 in {repeats:,} simulated dealings: middle {number(middle, 2)}, nine in ten between "
        f"{number(low, 3)} and {number(high, 2)}. The same test without hospitals gives {number(whole, 3)}; Yates's .038 "
        "holds a correction, so it is not the number to compare with."
    )
