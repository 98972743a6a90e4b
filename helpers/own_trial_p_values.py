"""Checks on the printed P of the reader's own table: which test, which tables, how strong, how many chances.

Each check takes a `Trial` and returns a `Check`, or raises NotNeeded with the sentence that says why it does not
apply. A table that fits a printed P is compatible, never observed.
"""

from helpers import detective, strength, trial_design, two_by_two
from helpers.beliefs import log_odds_posterior, reader_prior_to_posterior
from helpers.counts import arm_sizes
from helpers.efficacy import COMMON_TESTS
from helpers.own_trial_counts import (
    MANY_TABLES,
    Check,
    NotNeeded,
    counts,
    has_second_arm,
    label_of_test,
    named_test,
    needs,
    possible_counts,
    sides,
    span,
)
from helpers.printed import printed_p
from helpers.synthesis import bayes_factor_better
from helpers.wording import listed, number, p_text, people, percent, points, points_range

BELIEVABLE = (0.10, 0.50)
"""Placebo rates taken as believable where the reader expects no range: assumed."""
COARSE = 0.5
"""Where the digits of P leave more heads in a row open than this, both ends are given."""
READERS = ("sceptical", "neutral", "enthusiastic")


def _value(trial):
    """The printed P as (number, whether it is only an upper bound); a lower bound says too little."""
    needs(trial, "printed P")
    printed = printed_p(trial.get("printed P"))
    if printed.comparison == ">":
        raise NotNeeded("The printed P is only said to be large.")
    return float(printed.value), printed.comparison == "<"


def p_is(printed):
    """The printed P in words: "P = .038" or "P < .001"."""
    return f"P {printed[0]} {printed[1:].lstrip('= ')}" if printed[:1] in "<>≤≥" else f"P = {printed}"


def which_tests(trial):
    """Which tests give the printed P from these counts?"""
    needs(trial, "printed P")
    found, printed = counts(trial), trial.get("printed P")
    quick = (
        None if found.table[1] * found.table[3] <= MANY_TABLES else ["fisher", "pearson", "yates", "mid_p"]
    )
    table = detective.which_tests_print(*found.table, printed, quick, alternative=sides(trial))
    fits = [label_of_test(name) for name in table.loc[table["fits"], "test"]]
    if len(fits) == len(table):
        finding = f"All {len(table)} tests agree with {p_is(printed)}."
    else:
        names = f": {listed(fits)}" if fits else ""
        finding = f"{len(fits) or 'None'} of {len(table)} tests {'gives' if len(fits) < 2 else 'give'} {p_is(printed)}{names}."
    named, row = named_test(trial), table.set_index("test")
    if named in row.index:
        finding = f"{label_of_test(named)}, as named, gives {p_text(row.loc[named, 'p'], 4)}. {finding}"
    apart = not fits or (named in row.index and not row.loc[named, "fits"])
    licenses = "A test that fits need not be the one used; stratified, adjusted or imputed analyses can give other values."
    if apart:
        licenses += " A P that was cut off instead of rounded differs in its last digit."
    if sides(trial) == "greater":
        licenses += " One-sided is taken to mean that arm 1 does better."
    return Check(
        "Which tests print this P", True, finding, licenses,
        f"Which test, on which people, gave {p_is(printed)}?" if apart else "", data=(table, printed, found.table),
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
    known = {arm: fits for arm in (1, 2) if (fits := possible_counts(trial, arm))}
    band = trial.get("expected placebo rate", BELIEVABLE)
    band = band if band[0] < band[1] else BELIEVABLE
    where = f"with {span(band)} in arm 2"
    if known:
        band = (min(known[2]) / n2, max(known[2]) / n2) if 2 in known else (0.0, 1.0)
        where = "with " + listed(
            f"{_counts_in_words(fits)} responding in arm {arm}" for arm, fits in known.items()
        )
    if bound:
        return _smallest(trial, value, band, where)
    tests = [named_test(trial)] if named_test(trial) else [*COMMON_TESTS]
    if sides(trial) == "greater":
        tests = [test for test in tests if test in two_by_two.ONE_SIDED]
    if n1 * n2 > MANY_TABLES:
        tests = [test for test in tests if test in COMMON_TESTS[:3]] or ["fisher"]
    higher = "arm 1" if value < 0.05 and len(known) < 2 else "either"
    tables = detective.compatible_tables(printed, n1, n2, tests, sides(trial), higher=higher)
    for arm, fits in known.items():
        tables = tables[tables[f"x{arm}"].isin(fits)]
    by = listed([label_of_test(test) for test in tests], "or")
    # both directions are told apart: no difference between them need fit
    ahead = [tables[tables["risk_difference"] >= 0], tables[tables["risk_difference"] < 0]]
    shared = [each for each in (detective.envelope(part, *band) for part in ahead) if each.tables]
    asked = "How many people responded in each arm" + (
        "?" if named_test(trial) else ", and which test was used?"
    )
    if not shared:
        finding = f"No table of {n1} v {n2} people {where} gives {p_is(printed)} by {by}."
        licenses = "A question, no more: another test or other people analysed may fit."
        asked = f"Which test, on which people, gave {p_is(printed)}?"
        return Check("Tables that fit P", True, finding, licenses, asked)
    many = sum(each.tables for each in shared)
    finding = (
        f"{many} {'table' if many == 1 else 'tables'} of {n1} v {n2} people {where} "
        f"{'gives' if many == 1 else 'give'} {p_is(printed)} by {by}: {'; or '.join(map(_shared_in_words, shared))}."
    )
    licenses = "Compatible, not observed."
    licenses += " Arm 1 is taken to be ahead." if higher == "arm 1" and sides(trial) == "two-sided" else ""
    if trial.get("test named") == "other":
        licenses += " The paper names another kind of analysis: then these tables are an illustration and bound nothing."
    else:
        licenses += " An adjusted analysis would bound nothing."
    return Check("Tables that fit P", True, finding, licenses, asked, data=(tables, printed, band))


def _counts_in_words(fits):
    return listed(map(str, fits), "or") if len(fits) < 4 else f"{fits[0]} to {fits[-1]}"


def _shared_in_words(shared):
    """Differences and intervals of the tables in one direction."""
    low, high = shared.risk_difference
    one = points(low, signed=True) == points(high, signed=True)
    gap = f"a difference of {points(low, signed=True)}" if one else f"differences {points_range(low, high)}"
    reach = f"from {points(shared.low[0], signed=True)} to {points(shared.high[1], signed=True)}"
    return f"{gap}, with intervals reaching {reach}"


def _smallest(trial, alpha, band, where):
    """What a bound such as P < .001 asks for: the smallest difference with arm 1 ahead."""
    printed, n1, n2 = trial.get("printed P"), trial.get("N arm 1"), trial.get("N arm 2")
    if sides(trial) == "greater":
        raise NotNeeded("A bound on a one-sided P is not worked back to tables.")
    test = (named_test(trial) if n1 * n2 <= MANY_TABLES else None) or "fisher"
    least = trial_design.smallest_significant_difference(n1, n2, test, alpha, band)
    asked = "How many people responded in each arm?"
    if least is None:
        finding = f"No table of {n1} v {n2} people {where} and arm 1 ahead gives {p_is(printed)} by {label_of_test(test)}."
        licenses = (
            "A question, no more: another test, another rate in arm 2 or other people analysed may fit."
        )
        return Check("Tables that fit P", True, finding, licenses, asked)
    example = f"{people(least.x1, n1)} v {people(least.x2, n2)}"
    finding = (
        f"By {label_of_test(test)}, {where} and arm 1 ahead, {p_is(printed)} takes {points(least.difference)} "
        f"or more, such as {example}."
    )
    licenses = "A bound on P says little more. Compatible, not observed."
    return Check("Tables that fit P", True, finding, licenses, asked)


def fragility(trial):
    """How many outcomes would have to change for P to reach .05, by the test behind P and by Fisher?"""
    x1, n1, x2, n2 = table = counts(trial).table
    own, role = named_test(trial), ""
    if own is None and trial.get("printed P") is not None:
        printed = which_tests(trial).data[0]
        own = next(iter(printed.loc[printed["fits"], "test"]), None)
        role = "" if trial.get("printed P")[:1] in "<>≤≥" else ", as printed"
    # Walsh changes outcomes in the arm with fewer responders; with unequal arms that may widen the gap
    arm = "fewer events" if (x1 <= x2) == (x1 * n2 <= x2 * n1) else "either"
    said, none_needed = [], False
    for test in dict.fromkeys([own or "fisher", "fisher"]):
        index = two_by_two.fragility(*table, test, arm, alternative=sides(trial))
        p = two_by_two.p_value(*table, test, sides(trial))
        note = role if test == own else ""
        said.append(
            f"{'none would do it' if index is None else index} by {label_of_test(test)} ({p_text(p)}{note})"
        )
        none_needed = none_needed or index == 0
    licenses = "A 0 means that P is not below .05 by that test. " if none_needed else ""
    return Check(
        "Fragility", True, f"Outcomes that would have to change for P to reach .05: {listed(said)}.",
        f"{licenses}The index follows from P and size: a picture, no new evidence.",
    )  # fmt: skip


def surprise(trial):
    """The printed P as heads in a row (S-value)."""
    p, bound = _value(trial)
    least, heads = "at least " if bound else "", number(strength.s_value(p))
    behind = printed_p(trial.get("printed P"))
    if not bound and behind.low > 0:
        ends = [strength.s_value(min(1.0, float(end))) for end in (behind.high, behind.low)]
        heads = f"{number(ends[0])} to {number(ends[1])}" if ends[1] - ends[0] > COARSE else heads
    finding = f"{p_is(trial.get('printed P'))} is {least}as surprising as {heads} heads in a row."
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
    shown = number(most, 3) if most >= 0.001 else f"{most:.1g}"
    finding = f"If any one of {tested} outcomes would have counted, {p_is(trial.get('printed P'))} becomes at most {shown}."
    return Check(
        "Number of chances", True, finding, "Bonferroni, with P taken as printed. Outcomes that move together, or one named beforehand, need less.",
        "" if trial.get("only primary outcome") else "Which outcome was named beforehand as the primary one?", data=most,
    )  # fmt: skip


def belief(trial):
    """The reader's own chance that it works, before and after."""
    needs(trial, "believed chance")
    before, most = trial.get("believed chance"), ""
    try:
        x1, n1, x2, n2 = table = counts(trial).table
    except NotNeeded:
        one_group = not has_second_arm(trial) and "arm 2 name" not in trial.printed
        if one_group and any(row in trial.printed for row in ("N arm 1", "paired people")):
            raise NotNeeded(
                "Without a comparison neither counts nor P say whether it was the treatment."
            ) from None
        value, bound = _value(trial)
        if bound:
            raise NotNeeded("Without counts this needs an exact P, and a bound is printed.") from None
        factor, most = 1 / strength.bayes_factor_bound(value), "at most "
        basis = f"{p_is(trial.get('printed P'))} multiplies the odds by {number(factor)} at most (Sellke and others)"
    else:
        arm_sizes(n1, n2)
        factor = bayes_factor_better(*table)
        better, same = "'arm 1 is better'", "'both the same'"
        first, second = (better, same) if factor >= 1 else (same, better)
        times = max(factor, 1 / factor)
        shown = "more than 1000" if times > 1000 else number(times)
        basis = (
            f"the counts fit {first} {shown} times as well as {second} (all rates equally likely beforehand)"
        )
        basis += "; that arm 1 is worse is left out" if x1 * n2 < x2 * n1 else ""
    after = reader_prior_to_posterior(before, factor)
    return Check(
        "Your chance that it works", True, f"From {percent(before, 0)} to {most}{_sure(after, before)}: {basis}.",
        "As good as your starting point, and as the study's freedom from bias.", data=(before, after),
    )  # fmt: skip


def _sure(chance, before):
    """A chance in whole per cent that never rounds to certainty, unless the reader was certain before."""
    if 0.99 < chance and before < 1:
        return "above 99 %"
    return "below 1 %" if chance < 0.01 and before > 0 else percent(chance, 0)


def three_readers(trial):
    """What a sceptical, a neutral and an enthusiastic reader believe about the difference afterwards."""
    x1, n1, x2, n2 = table = counts(trial).table
    arm_sizes(n1, n2)
    if x1 + x2 in (0, n1 + n2):
        everyone = "Nobody" if x1 + x2 == 0 else "Everybody"
        raise NotNeeded(
            f"{everyone} responded in both arms: readers' beliefs about a difference would come from their priors."
        )
    rows = [(name, log_odds_posterior(*table, name)) for name in READERS]
    said = [
        f"{name} {points(each.median_difference, signed=True)} ({points_range(*each.difference_interval)})"
        for name, each in rows
    ]
    return Check(
        "Three readers", True, f"Median difference afterwards: {'; '.join(said)}.",
        "Where they still differ, the data have not settled it. Their starting points are assumed.", data=(rows, table),
    )  # fmt: skip
