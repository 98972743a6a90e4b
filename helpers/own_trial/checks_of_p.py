"""Checks on the printed P value: which tests give it, how surprising it is, what it may do to a belief.

P is held against the counts only as far as no named analysis, margin or other side explains it.
"""

import math

from helpers.own_trial.basis import (
    READERS,
    Check,
    NotNeeded,
    arm_name,
    better_counts,
    counts,
    direction,
    exact_or_bound,
    has_second_arm,
    is_independent,
    is_not_randomised,
    is_of_a_margin,
    named_test,
    needs,
    not_recomputable,
    sides,
    starting_points,
)
from helpers.own_trial.judgement import changes_in_words, far_from, judge
from helpers.statistics import p_values
from helpers.statistics.beliefs import bayes_factor_better, log_odds_posterior, reader_prior_to_posterior
from helpers.statistics.effects import check_effect
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, DOES_NOT_FIT_UNLESS
from helpers.statistics.intervals import wald_p_values
from helpers.statistics.printed import printed_p
from helpers.statistics.tests_of_counts import TEST_LABELS
from helpers.text import listed, number, p_text, p_text_of, percent, points, points_range


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


def p_fits_the_effect(trial):
    """Whether P fits the effect and interval that the paper prints for itself, whatever counts or means say."""
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
    effect, as in an adjusted analysis), "margin" (it may be that of a test against one), or "near"
    (strata, covariates or times to an event may give it).
    """
    if judged_p(trial).printing("any"):
        return "fits"
    if wald_measures(trial):
        return "wald"
    if other_sides(trial):
        return "other sides"
    if p_fits_the_effect(trial):
        return "effect"
    if is_of_a_margin(trial):
        return "margin"
    ends = judged_p(trial).tests["p"]
    left_open = any(
        name == "Which tests print this P" and (CANNOT_BE_TOLD in said or DOES_NOT_FIT_UNLESS in said)
        for name, said in trial.get("in the passage", ())
    )
    far = not left_open and far_from(trial.get("printed P"), ends.min(), ends.max())
    return "apart" if far else "near"


COARSE = 0.5
"""Where the digits of P leave more heads in a row open than this, both ends are given."""


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
    if reason == "near":
        finding += " A stratified or adjusted test, or one of times to an event, may give it, so no mismatch is claimed."
    licenses = "A test that fits need not be the one used; stratified, adjusted or imputed analyses can give other values."
    asked = reason in ("apart", "near", "other sides") or (
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


def seems_one_sided(trial):
    """Whether the printed P value fits the printed interval only if it is one-sided, where nobody has said which it is.

    >>> from helpers.own_trial.table import read_trial
    >>> seems_one_sided(read_trial("measure: HR\\neffect: 0.60\\nlow: 0.41\\nhigh: 0.89\\nprinted P: .005"))
    True
    """
    values = [trial.get(row) for row in ("effect", "low", "high", "printed P", "measure")]
    if None in values or "sides" in trial.printed or is_of_a_margin(trial):
        return False
    try:
        check = check_effect(*values, trial.get("level", 0.95))
    except ValueError:
        return False
    return check.verdict in (CANNOT_BE_TOLD, DOES_NOT_FIT) and check.readings == ("a one-sided P value",)


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
    if not bound and seems_one_sided(trial):
        doubled = number(p_values.s_value(min(1.0, 2 * p)))
        finding += f" If it is one-sided, as the interval would have it, the two-sided P is twice as large: {doubled} heads."
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
    if direction(trial) in ("no treatments", "open") or is_not_randomised(trial):
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


def _why_hope_pulls_down(rows):
    """Why the enthusiast may end below the neutral reader: a clause where that is so."""
    ends = {name: each.median_difference for name, each in rows}
    if not ends["sceptical"] < ends["enthusiastic"] < ends["neutral"]:
        return ""
    return " The enthusiast is sure of a moderate effect (a narrow start), so a larger one in the data is pulled down towards it."


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
        f"Where they still differ, the data have not settled it.{_why_hope_pulls_down(rows)}",
        assumed=starting_points(),
        data=(rows, table),
    )
