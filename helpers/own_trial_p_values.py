"""Checks on the printed P of the reader's own table: which test, which tables, how strong, how many chances.

Each check takes a `Trial` and returns a `Check`, or raises NotNeeded with the sentence that says why it does not
apply. A table that fits a printed P is compatible, never observed.
"""

from helpers import detective, strength, trial_design, two_by_two
from helpers.beliefs import log_odds_posterior, reader_prior_to_posterior
from helpers.counts import arm_sizes
from helpers.efficacy import COMMON_TESTS, TEST_LABELS
from helpers.own_trial_counts import MANY_TABLES, Check, NotNeeded, counts, named_test, needs, sides, span
from helpers.printed import printed_p
from helpers.synthesis import bayes_factor_better
from helpers.wording import listed, number, p_text, people, percent, points, points_range

BELIEVABLE = (0.10, 0.50)
"""Placebo rates taken as believable where the reader expects no range: assumed."""
READERS = ("sceptical", "neutral", "enthusiastic")


def _value(trial):
    """The printed P as (number, whether it is only an upper bound); a lower bound says too little."""
    needs(trial, "printed P")
    printed = printed_p(trial.get("printed P"))
    if printed.comparison == ">":
        raise NotNeeded("The printed P is only said to be large.")
    return float(printed.value), printed.comparison == "<"


def _p_is(printed):
    return f"P {printed}" if printed[:1] in "<>≤≥" else f"P = {printed}"


def which_tests(trial):
    """Which tests give the printed P from these counts?"""
    needs(trial, "printed P")
    found, printed = counts(trial), trial.get("printed P")
    quick = (
        None if found.table[1] * found.table[3] <= MANY_TABLES else ["fisher", "pearson", "yates", "mid_p"]
    )
    table = detective.which_tests_print(*found.table, printed, quick, alternative=sides(trial))
    fits = [TEST_LABELS[name] for name in table.loc[table["fits"], "test"]]
    if len(fits) == len(table):
        finding = f"All {len(table)} tests agree with {_p_is(printed)}."
    else:
        names = f": {listed(fits)}" if fits else ""
        finding = f"{len(fits) or 'None'} of {len(table)} tests {'gives' if len(fits) < 2 else 'give'} {_p_is(printed)}{names}."
    named, row = named_test(trial), table.set_index("test")
    if named in row.index:
        finding = f"{TEST_LABELS[named]}, as named, gives {p_text(row.loc[named, 'p'], 4)}. {finding}"
    apart = not fits or (named in row.index and not row.loc[named, "fits"])
    return Check(
        "Which tests print this P", True, finding,
        "A test that fits need not be the one used; stratified, adjusted or imputed analyses can give other values.",
        f"Which test, on which people, gave {_p_is(printed)}?" if apart else "", data=(table, printed, found.table),
    )  # fmt: skip


def compatible(trial):
    """Where the counts are missing: which results could have given this P?"""
    needs(trial, "printed P", "N arm 1", "N arm 2")
    printed, n1, n2 = trial.get("printed P"), trial.get("N arm 1"), trial.get("N arm 2")
    try:
        counts(trial)
    except NotNeeded:
        pass
    else:
        raise NotNeeded("The counts are known, so nothing has to be worked back from P.")
    value, bound = _value(trial)
    if bound:
        least = trial_design.smallest_significant_difference(n1, n2, alpha=value)
        if least is None:
            raise NotNeeded("No table of these arms has a Fisher P below the printed bound.")
        example = f"{people(least.x1, n1)} v {people(least.x2, n2)}"
        return Check(
            "Tables that fit P", True, f"By Fisher the arms differ by {points(least.difference)} or more, such as {example}.",
            "A bound on P says little more. Compatible, not observed.", "How many people responded in each arm?",
        )  # fmt: skip
    tests = [named_test(trial)] if named_test(trial) else [*COMMON_TESTS]
    if sides(trial) == "greater":
        tests = [test for test in tests if test in two_by_two.ONE_SIDED]
    if n1 * n2 > MANY_TABLES:
        tests = [test for test in tests if test in COMMON_TESTS[:3]] or ["fisher"]
    higher = "arm 1" if value < 0.05 else "either"
    tables = detective.compatible_tables(printed, n1, n2, tests, sides(trial), higher=higher)
    band = trial.get("expected placebo rate", BELIEVABLE)
    band = band if band[0] < band[1] else BELIEVABLE
    shared = detective.envelope(tables, *band)
    by = listed([TEST_LABELS[test] for test in tests], "or")
    if not shared.tables:
        finding = f"No table of {n1} v {n2} people with {span(band)} in arm 2 gives {_p_is(printed)} by {by}."
        licenses = "A question, no more: another test or other people analysed may fit."
        return Check(
            "Tables that fit P",
            True,
            finding,
            licenses,
            f"Which test, on which people, gave {_p_is(printed)}?",
        )
    ahead = "Arm 1 is taken to be ahead. " if higher == "arm 1" else ""
    return Check(
        "Tables that fit P", True,
        f"{shared.tables} tables of {n1} v {n2} people with {span(band)} in arm 2 give {_p_is(printed)} by {by}: differences "
        f"{points_range(*shared.risk_difference)}, with intervals reaching from {points(shared.low[0], signed=True)} to "
        f"{points(shared.high[1], signed=True)}.",
        f"Compatible, not observed. {ahead}An adjusted analysis would bound nothing.",
        "How many people responded in each arm, and which test was used?", data=(tables, printed, band),
    )  # fmt: skip


def fragility(trial):
    """How many outcomes would have to change for P to reach .05, by the test behind P and by Fisher?"""
    table = counts(trial).table
    own = named_test(trial)
    if own is None and trial.get("printed P") is not None:
        printed = which_tests(trial).data[0]
        own = next(iter(printed.loc[printed["fits"], "test"]), None)
    said = []
    for test in dict.fromkeys([own or "fisher", "fisher"]):
        index = two_by_two.fragility(*table, test, alternative=sides(trial))
        p = two_by_two.p_value(*table, test, sides(trial))
        said.append(f"{'none would do it' if index is None else index} by {TEST_LABELS[test]} ({p_text(p)})")
    return Check(
        "Fragility", True, f"Outcomes that would have to change for P to reach .05: {listed(said)}.",
        "A 0 means that P is not below .05 by that test. The index follows from P and size: a picture, no new evidence.",
    )  # fmt: skip


def surprise(trial):
    """The printed P as heads in a row (S-value)."""
    p, bound = _value(trial)
    least = "at least " if bound else ""
    finding = f"{_p_is(trial.get('printed P'))} is as surprising as {least}{number(strength.s_value(p))} heads in a row."
    return Check(
        "Surprise in P", True, finding, "Surprise if nothing is going on; not the chance that nothing is."
    )


def chances(trial):
    """What becomes of P if any one of several outcomes would have counted?"""
    p, _ = _value(trial)
    if trial.get("only primary outcome") == "yes":
        finding = "One outcome was named beforehand: its P stands as printed."
        return Check("Number of chances", True, finding, "Every other outcome is a hint to be tested again.")
    needs(trial, "outcomes tested")
    tested = trial.get("outcomes tested")
    if tested == 1:
        raise NotNeeded("One outcome was tested, so there is nothing to adjust.")
    most = float(strength.adjust_p([p] + [1.0] * (tested - 1), "bonferroni")[0])
    finding = f"If any one of {tested} outcomes would have counted, {_p_is(trial.get('printed P'))} becomes at most {number(most, 3)}."
    return Check(
        "Number of chances", True, finding, "Bonferroni. Outcomes that move together, or one named beforehand, need less.",
        "" if trial.get("only primary outcome") else "Which outcome was named beforehand as the primary one?", data=most,
    )  # fmt: skip


def belief(trial):
    """The reader's own chance that it works, before and after."""
    needs(trial, "believed chance")
    before, most = trial.get("believed chance"), ""
    try:
        table = counts(trial).table
    except NotNeeded:
        value, bound = _value(trial)
        if bound:
            raise NotNeeded("Without counts this needs an exact P, and a bound is printed.") from None
        factor, most = 1 / strength.bayes_factor_bound(value), "at most "
        basis = "the largest shift that this P allows (Sellke and others)"
    else:
        arm_sizes(table[1], table[3])
        factor = bayes_factor_better(*table)
        basis = "'arm 1 is better' against 'both the same', all rates equally likely beforehand"
    after = reader_prior_to_posterior(before, factor)
    shown = "above 99 %" if before < 0.99 < after else percent(after, 0)
    times = "more than 1000" if factor > 1000 else number(factor)
    return Check(
        "Your chance that it works", True, f"From {percent(before, 0)} to {most}{shown} (evidence {most}{times} times; {basis}).",
        "As good as your starting point, and as the study's freedom from bias.", data=(before, after),
    )  # fmt: skip


def three_readers(trial):
    """What a sceptical, a neutral and an enthusiastic reader believe about the difference afterwards."""
    table = counts(trial).table
    arm_sizes(table[1], table[3])
    rows = [(name, log_odds_posterior(*table, name)) for name in READERS]
    said = [
        f"{name} {points(each.median_difference)} ({points_range(*each.difference_interval)})"
        for name, each in rows
    ]
    return Check(
        "Three readers", True, f"Median difference afterwards: {'; '.join(said)}.",
        "Where they still differ, the data have not settled it. Their starting points are assumed.", data=(rows, table),
    )  # fmt: skip
