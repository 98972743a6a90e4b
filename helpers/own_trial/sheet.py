"""Every check on a table, and the one page that a reader takes home: strengths first, questions last.

The checks on counts stand in `checks`, those on P values in `checks_of_p`, on effects in `measures`, on means in
`printed_means`, on totals and P alone in `worked_back`. Here are those on one mean, on follow-up times and on pairs, the
list of all, and the page. What could not be checked is one line of it.
"""

import math
import re
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from helpers.own_trial import checks, checks_of_p, measures, printed_means, worked_back
from helpers.own_trial.basis import (
    Check,
    NotNeeded,
    arm_name,
    direction,
    has_second_arm,
    is_estimated,
    is_independent,
    is_measured,
    is_not_randomised,
    is_of_a_margin,
    is_percent_change,
    needs,
    not_recomputable,
)
from helpers.own_trial.printed_arms import NOT_READ
from helpers.own_trial.table import (
    ANIMALS,
    COUNTED,
    ELSEWHERE,
    MY_TRIALS,
    OWN_LIMITS,
    PARTS,
    PER_CENT,
    SPARED,
    TYPED,
    Trial,
    free_name,
    read_trial,
)
from helpers.show import from_template
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, DOES_NOT_FIT_UNLESS, FITS_OTHERWISE
from helpers.statistics.granularity import check_mean, check_percent
from helpers.statistics.one_group import proportion_interval
from helpers.statistics.paired import smallest_n, smallest_p
from helpers.statistics.printed import printed_interval
from helpers.statistics.summaries import check_follow_up, mean_ceiling, mean_floor
from helpers.text import as_sentence, listed, percent, percent_range


def mean(trial):
    """Can a mean of so many values print like this, under any rounding in use? (GRIM)"""
    needs(trial, "mean", "mean people")
    text, n, step = trial.get("mean"), trial.get("mean people"), trial.get("mean step", "1")
    found = check_mean(text, n, items=trial.get("mean items", 1), granularity=step)
    values = f"A mean of {n} people in steps of {step}"
    if found.verdict != DOES_NOT_FIT:
        share = percent(found.power, 0)
        power = (
            f"would notice {share} of impossible prints" if found.power > 0 else "cannot notice anything here"
        )
        how = " if cut off or rounded half to even" if found.verdict == FITS_OTHERWISE else ""
        finding = f"{values} can print {text}{how}; the check {power}."
        return Check("Mean", True, finding, "Possible is not the same as right.")
    finding = (
        f"{values} cannot print {text}, rounded or cut off: the nearest are {found.below} and {found.above}."
    )
    licenses = (
        "Another number of people, a finer step or a slip would explain it; the number does not say which."
    )
    return Check(
        "Mean", True, finding, licenses, f"How many people does the mean of {text} average?", apart=True
    )


def follow_up(trial):
    """Do average, range and the number beyond a stated time fit together?"""
    rows = [f"follow-up {part}" for part in ("mean", "shortest", "longest", "people")]
    needs(trial, *rows)
    average, low, high, n = (trial.get(row) for row in rows)
    stands_for = printed_interval(average, "any")
    beyond = trial.get("follow-up beyond count"), trial.get("follow-up beyond time")
    if stands_for.high < Decimal(low) or stands_for.low > Decimal(high):
        fits = False
        finding = f"Mean {average} and range {low} to {high} {trial.unit}: does not fit as printed (the mean lies outside)."
    elif None in beyond:
        floor, ceiling = mean_floor(n, low, high), mean_ceiling(n, low, high)
        fits = floor.exact <= Fraction(stands_for.high) and Fraction(stands_for.low) <= ceiling.exact
        between = f"between {floor.mean:.4g} and {ceiling.mean:.4g} {trial.unit}"
        finding = f"With {n} people and the printed range the mean lies {between}; {average} is printed."
    else:
        found = check_follow_up(average, low, high, n, *beyond, unit=trial.unit)
        finding, fits = found.sentence(), found.fits_if_rounded
    apart = "A median, another clock or a slip would explain it; the numbers do not say which."
    question = "Which of the printed follow-up numbers differs, or is the average a median?"
    licenses = "They can stand together." if fits else apart
    return Check("Follow-up times", True, finding, licenses, "" if fits else question, apart=not fits)


def paired(trial):
    """How small can P become when so few people are compared with themselves?"""
    needs(trial, "paired people")
    n, typed = trial.get("paired people"), trial.get("outcomes tested")
    tested = typed or 1
    once, floor = smallest_p(n), smallest_p(n, comparisons=tested)
    who = "1 person" if n == 1 else f"{n} people"
    finding = f"With {who} no exact two-sided paired test goes below {_rounded_down(once)}"
    if tested > 1:
        finding += f", or {_rounded_down(floor)} after Bonferroni or Holm over {tested} outcomes; a max-T test of them all can stay at {_rounded_down(once)}"
    finding += "."
    if once < 0.0001:
        finding = f"With {who} exact paired tests can go below 0.0001: no floor stands in the way."
    licenses = f"Two-sided, {smallest_n()} people are the fewest with whom an exact test can reach .05"
    licenses += f"; {smallest_n(comparisons=tested)} after Bonferroni or Holm." if tested > 1 else "."
    if typed is None:
        licenses += (
            " That is for one outcome; how many were tested is not known, and each more can raise the floor."
        )
    smaller = (
        ""
        if once < 0.0001
        else " A smaller P comes from another kind of test, such as a one-sided or a t test."
    )
    return Check("Smallest P in pairs", True, finding, licenses + smaller)


def _rounded_down(p):
    """A floor with four decimals that is never printed above its value.

    >>> _rounded_down(0.0625), _rounded_down(2 / 2**12)
    ('0.0625', '0.0004')
    """
    return f"{math.floor(p * 10_000 + 1e-9) / 10_000:.4f}"


PAGE = (
    ("Response in each arm", checks.each_arm, "key counts"),
    ("Percentages against counts", checks.percentages, "key counts"),
    ("Difference", checks.difference, "key two counts"),
    ("Splits of the total", worked_back.splits, "key rare"),
    ("Ratio", checks.ratio, "two counts"),
    ("Number needed to treat", checks.needed_to_treat, "two counts"),
    ("Printed effect", measures.printed_effect, "key two"),
    ("Interval behind P", measures.interval_behind_p, "rare"),
    ("Effect from counts", measures.effect_from_counts, "key rare"),
    ("Margin", measures.margin, "key rare"),
    ("Events behind the ratio", measures.hazard, "rare"),
    ("Two means", printed_means.two_means, "key rare"),
    ("Means against P", printed_means.means_and_p, "key rare"),
    ("Means and their limits", printed_means.mean_possible, "key rare"),
    ("Medians", printed_means.medians, "key rare"),
    ("Which tests print this P", checks_of_p.which_tests, "key two counts"),
    ("Tables that fit P", worked_back.compatible, "key two counts"),
    ("Fragility", checks_of_p.outcomes_to_change, "two counts"),
    ("Surprise in P", checks_of_p.surprise, "two"),
    ("Number of chances", checks_of_p.chances, "two"),
    ("Your chance that it works", checks_of_p.belief, "two"),
    ("Three readers", checks_of_p.three_readers, "two counts"),
    ("Three readers of the ratio", measures.effect_readers, "rare"),
    ("What the size can find", checks.what_size_finds, "two counts"),
    ("What the width can find", measures.effect_power, "rare"),
    ("People next time", printed_means.people_next_time, "rare"),
    ("Mean", mean, "rare"),
    ("Follow-up times", follow_up, "rare"),
    ("Smallest P in pairs", paired, "rare"),
    ("Harm", checks.harm, ""),
)
"""Every check in the order of the page, with what the page does with it. "key": told of every comparison, not of the first
alone. Not named as not checked: "two" in a study of one group, "counts" where means or a ratio alone are printed, and
"rare" ever, as most papers do not print the numbers for it. A choice, not a sum."""

CHECKS = {name: check for name, check, _ in PAGE}
"""Every check by name, in the order of the page."""

KEY_CHECKS, CHECKS_OF_TWO, CHECKS_OF_COUNTS, RARE_CHECKS = (
    {name for name, _, kinds in PAGE if kind in kinds.split()} for kind in ("key", "two", "counts", "rare")
)


UNLIKE = "How did the groups differ at the start, what was adjusted for, and what could not be measured?"
"""What is asked of a comparison that nobody was randomised for."""

UNLIKE_IN_TIME = "How many were lost between the two times, and what else was done or changed meanwhile?"
"""What is asked where the same people are compared with themselves, before and after."""

CONFOUNDING = (
    "Nobody was randomised to these groups: what made people belong to one of them (confounding) may explain a difference, "
    "or hide one, and adjusting takes out only what was measured. "
)
"""What the bottom line says of such a comparison before its numbers."""

BEFORE_AND_AFTER = "The same people before and after, without a control group: the natural course, other treatment and those lost are not told apart. "
NO_CONTROLS = (
    "Nobody was randomised: where these are the same people before and after, there is no control group, and the natural course, "
    "other treatment and those lost are not told apart; where they are matched pairs, only what was matched for is taken out. "
)
"""What it says where people are compared in pairs: with themselves by the names of the arms, or by nothing that tells."""

NAMED_IN_TIME = re.compile(
    r"\b(?:before|after|baseline|pre|post|pre-?(?:treatment|operative|test)\w*|post-?(?:treatment|operative|test)\w*|follow[- ]?up)\b",
    re.I,
)

NO_COMPARISON = "No comparison group. "
"""What it says first of one group that nobody was randomised to."""

NEEDS_MARGIN = (
    "Called non-inferiority: the margin is needed to say whether a loss of that size is excluded; type it. "
)
"""What the bottom line says first where a study of non-inferiority has no margin."""


ALWAYS_ASKED = {
    "outcome": False,
    "arm 1 name": False,
    "N arm 1": False,
    "responders arm 1": False,
    "arm 2 name": True,
    "N arm 2": True,
    "responders arm 2": True,
    "printed P": True,
    "test named": True,
    "outcomes tested": True,
    "only primary outcome": True,
    "people with harm": False,
}
"""Rows that the page names where they are empty, and whether only a comparison has them."""

SAME = {"Which tests print this P": "Means against P"}
"""A check on means that says what one on counts says."""


def run_checks(trial):
    """Run every check on one comparison of a `Trial`. Returns one `Check` each; the others carry the reason.

    >>> done = run_checks(read_trial("N arm 1: 5\\nresponders arm 1: 4"))
    >>> [check.name for check in done if check.ran]
    ['Response in each arm']
    """
    done = []
    for name, check in CHECKS.items():
        try:
            done.append(check(trial))
        except (NotNeeded, ValueError) as reason:
            done.append(Check(name, False, as_sentence(str(reason))))
    return done


def one_page(trial, checks=None):
    """The one-page appraisal: part, finding, what this says and does not say. The study's strengths come first.

    `checks` are those of the first comparison (None runs them). Then come the key findings of every other comparison,
    the questions for the authors, what is assumed, one line for what was not checked, what was not filled in, and
    a bottom line that follows from the numbers alone. Returns a DataFrame.
    """
    done = [[*(run_checks(trial) if checks is None else checks)]]
    done += [run_checks(other) for other in trial.others]
    rows, first = [], {check.name for check in done[0] if check.ran}

    def add(part, finding, licenses):
        if finding:
            rows.append(tuple(as_counted(trial, text) for text in (part, finding, licenses)))

    strengths = trial.get("done well", "To fill in first: what did this study do well?")
    add("Done well", strengths, "Your words, or the paper's.")
    add("Study", _study(trial), "As printed.")
    own = any(_own_limits(trial, row, 1) for row in ("percentage", "mean"))
    alone = "They alone give no interval of their difference."
    of_arms = "The limits are those of each arm alone, not of the difference between them."
    add("Printed values", _printed_values(trial, first), f"As printed. {of_arms if own else alone}")
    add("Printed value", _printed_alone(trial, first), "As printed, of one group that is compared with none.")
    shown = set()
    for place, (each, found) in enumerate(zip(trial.comparisons, done, strict=True)):
        name = f"{each.comparison[:40]}: " if len(done) > 1 else ""
        for check in found:
            is_new = (check.name, check.finding) not in shown
            if check.ran and is_new and (place == 0 or check.name in KEY_CHECKS or check.apart):
                shown.add((check.name, check.finding))
                add(f"{name}{check.name}", check.finding, check.licenses)
    ran = [check for found in done for check in found if check.ran]
    held = "Printed beside each other, and held against each other. What cannot be told is no fault."
    add("In the passage", _said_together(trial, first), held)
    if _ignores_time(trial, ran):
        timed = "The text counts times to an event; counts alone ignore follow-up time."
        add(
            "Follow-up time", timed, "Where a hazard ratio or rates are printed, they say what counts cannot."
        )
    asked = [check.question for check in ran]
    if is_not_randomised(trial) and "paired" in trial.analyses:
        asked.append(UNLIKE_IN_TIME)
    elif is_not_randomised(trial) and not _is_of_one_group(trial):
        asked.append(UNLIKE)
    asked += [f"Do several {counted(trial)} belong to one individual, and did the analysis allow for it?"] * (
        counted(trial) in PARTS
    )
    questions = " ".join(dict.fromkeys(filter(None, asked)))
    add("Ask the authors", questions, "A question, not a reproach: innocent reasons come first.")
    assumed = dict.fromkeys(part for check in ran for part in check.assumed.split("; ") if part)
    add("Assumed", as_sentence("; ".join(assumed)), "A row of the table, or a field of the form, changes it.")
    unchecked = "The numbers are not filled in, or the check is for other studies."
    add("Not checked", not_checked(trial, done[0]), unchecked)
    missing = f"{listed(_missing(trial))}." if _missing(trial) else ""
    not_said = "The paper may hold it: empty here is not the same as not printed, or not done."
    add("Not filled in here", missing, not_said)
    if trial.problems:
        many = f"{len(trial.problems)} {'sentence' if len(trial.problems) == 1 else 'sentences'}"
        add("To mend", f"{many} below this page.", "The rows named there were left out.")
    judge = "chance, blinding and missing outcomes with the questions of lesson 04"
    if is_not_randomised(trial) or direction(trial) == "no treatments":
        judge = "confounding, who came into each group, and missing outcomes"
        judge = judge if not _is_of_one_group(trial) else "who came into the group, and missing outcomes"
    add("Bottom line", _bottom_line(trial, done[0]), f"Bias is not in these numbers: judge {judge}.")
    return pd.DataFrame(rows, columns=["part", "finding", "what this says and does not say"])


def counted(trial):
    """What the numbers of a trial count where the passage says that it is no people: "eyes", or nothing."""
    note = trial.notes.get("text read", "")
    return note.removeprefix(COUNTED) if note.startswith(COUNTED) else ""


def as_counted(trial, text):
    """A sentence of the page with eyes or rats in place of people, where those were counted.

    >>> trial = read_trial(pd.DataFrame([("text read", "abstract", f"{COUNTED}eyes")], columns=["item", "value", "note"]))
    >>> as_counted(trial, "People for one more person with the outcome.")
    'Eyes for one more eye with the outcome.'
    """
    many = counted(trial)
    if many not in PARTS | ANIMALS:
        return text
    one = (PARTS | ANIMALS)[many]
    for word, unit in (("people", many), ("person", one)):
        text = re.sub(rf"\b(?<!made ){word}\b(?! (?:with|watched for) harm)", unit, text)
        text = re.sub(rf"\b{word.capitalize()}\b", unit.capitalize(), text)
    return text


def _printed_values(trial, ran):
    """Both values and how far they are apart, where no check shows their difference; else nothing.

    >>> _printed_values(read_trial("percentage arm 1: 39\\npercentage arm 2: 24.5"), set())
    'arm 1: 39 %, arm 2: 24.5 %; 14.5 points apart.'
    >>> _printed_values(read_trial("mean arm 1: 0.4\\nSD arm 1: 0.7\\nmean arm 2: 5.5\\nspread arm 2: 4.9"), set())
    'arm 1: 0.4 (SD 0.7), arm 2: 5.5 (± 4.9); 5.1 apart.'
    >>> _printed_values(read_trial("median arm 1: 6\\nQ1 arm 1: 5\\nQ3 arm 1: 8\\nmedian arm 2: 9"), set())
    'arm 1: median 6 (IQR 5 to 8), arm 2: median 9; 3 apart.'
    """
    shown = ran & {"Difference", "Two means", "Splits of the total"}
    if shown and not any(_own_limits(trial, row, arm) for row in ("percentage", "mean") for arm in (1, 2)):
        return ""
    for row, unit, apart in (
        ("percentage", " %", " points"),
        ("mean", "", ""),
        ("median", "", ""),
        ("responders", "", ""),
    ):
        values = [trial.get(f"{row} arm {arm}") for arm in (1, 2)]
        if None not in values:
            said = ", ".join(
                f"{arm_name(trial, arm)}: {'median ' if row == 'median' else ''}{value}{unit}{_printed_behind(trial, row, arm)}"
                for arm, value in enumerate(values, start=1)
            )
            gap = abs(Decimal(values[0]) - Decimal(values[1]))
            return f"{said}." if row == "responders" else f"{said}; {gap}{apart} apart."
    return ""


def _printed_alone(trial, ran):
    """The value of one group, its people and its exact interval or why it has none, where no check shows it; else nothing.

    >>> _printed_alone(read_trial("percentage arm 1: 47"), set())
    'arm 1: 47 %; no interval, as its number of people is not filled in.'
    >>> _printed_alone(read_trial("percentage arm 1: 47\\nN arm 1: 1050"), set())
    'arm 1: 47 % of 1050 people (43.5 to 51.0 %; exact, 95 %, over the counts that print so).'
    """
    if _compares(trial) or ran & {"Response in each arm", "Splits of the total"}:
        return ""
    row = next((row for row in ("percentage", "mean", "median") if trial.get(f"{row} arm 1") is not None), "")
    if not row or (row == "mean" and "Means and their limits" in ran):
        return ""
    size, limits = trial.get("N arm 1") or trial.get("N total"), _own_limits(trial, row, 1)
    value = f"{'median ' if row == 'median' else ''}{trial.get(f'{row} arm 1')}{' %' if row == 'percentage' or trial.notes.get(f'{row} arm 1') == PER_CENT else ''}"
    said = f"{arm_name(trial, 1)}: {value}{_printed_behind(trial, row, 1)}"
    said += (
        f" of {size} {'person' if size == 1 else 'people'}"
        if size and row == "percentage"
        else f", N = {size}"
        if size
        else ""
    )
    if (
        row == "mean"
        and not limits
        and not any(f"{name} arm 1" in trial.printed for name in ("SD", "SE", "spread"))
    ):
        of_shares = "an average in per cent is no share of counted people, and " * (
            trial.notes.get("mean arm 1") == PER_CENT
        )
        return f"{said}; no interval, as {of_shares}its spread is not filled in."
    if row != "percentage" or limits:
        return f"{said}."
    if size is None:
        return f"{said}; no interval, as its number of people is not filled in."
    reason = ""
    if is_estimated(trial):
        reason = "it may be an estimate over time, which is no share of counted people"
    elif "model" in trial.analyses:
        reason = "it comes from a model or is pooled, and is no share of counted people"
    elif not is_independent(trial):
        reason = (
            f"the analysis is {not_recomputable(trial)}, and these people are not independent of each other"
        )
    elif is_percent_change(trial):
        reason = "it is a change in per cent, which is no share of people"
    counts = () if reason else check_percent(trial.get("percentage arm 1"), size).counts
    if not len(counts):
        return f"{said}; no interval, as {reason or 'no whole number of these people gives it'}."
    low, high = (proportion_interval(counts[end], size) for end in (0, -1))
    others = ", if all of them were counted" if trial.notes.get("N arm 1") == ELSEWHERE else ""
    return (
        f"{said} ({percent_range(low.low, high.high)}; exact, 95 %, over the counts that print so{others})."
    )


def _own_limits(trial, row, arm):
    """The interval that a paper prints behind the value of one arm, or nothing."""
    note = trial.notes.get(f"{row} arm {arm}", "")
    return note.removeprefix(OWN_LIMITS) if note.startswith(OWN_LIMITS) else ""


def _printed_behind(trial, row, arm):
    """What stands in brackets behind a printed value: its own interval, or its spread."""
    signs = {"mean": {"SD": "SD ", "SE": "SE ", "spread": "± "}}.get(row, {})
    said = [
        f"{sign}{trial.get(f'{name} arm {arm}')}"
        for name, sign in signs.items()
        if trial.get(f"{name} arm {arm}")
    ]
    for low, high, name in (("Q1", "Q3", "IQR"), ("min", "max", "range")) if row == "median" else ():
        ends = [trial.get(f"{end} arm {arm}") for end in (low, high)]
        said += [f"{name} {ends[0]} to {ends[1]}"] if None not in ends else []
    said += [limits] if (limits := _own_limits(trial, row, arm)) else []
    said += [SPARED] if trial.notes.get(f"{row} arm {arm}") == SPARED else []
    return f" ({'; '.join(said)})" if said else ""


def _said_together(trial, ran):
    """What the passage's own checks say of the chosen numbers, where no check of the page says the same."""
    left = [
        said for name, said in trial.get("in the passage", ()) if not name or not {name, SAME.get(name)} & ran
    ]
    if {"N arm 1", "N arm 2"} <= set(trial.printed):
        left = [said for said in left if not said.endswith(NOT_READ)]
    if "Printed effect" in ran:  # it has judged the same P value
        left = [
            said
            for said in left
            if not re.match(f"P [^:;]*: (?:{CANNOT_BE_TOLD}|{DOES_NOT_FIT_UNLESS})", said)
        ]
    return as_sentence("; ".join(dict.fromkeys(left)))


def not_checked(trial, done):
    """What could not be checked, in one line.

    >>> trial = read_trial("N arm 1: 5\\nresponders arm 1: 4\\nN arm 2: 5\\nresponders arm 2: 1")
    >>> not_checked(trial, run_checks(trial))[:74]
    'Percentages against counts, number needed to treat, printed effect, which '
    """
    left_out = set(RARE_CHECKS)
    if not _compares(trial):
        left_out |= CHECKS_OF_TWO
    counted = "percentage arm 1" in trial.touched and "effect" not in trial.touched
    needs_people = counted and not {"N arm 1", "N total"} & trial.touched and not is_measured(trial)
    if (
        is_measured(trial)
        or needs_people
        or ("effect" in trial.touched and "responders arm 1" not in trial.touched)
    ):
        left_out |= CHECKS_OF_COUNTS
    if any(check.ran and check.name == "Three readers of the ratio" for check in done):
        left_out |= {"Three readers"}
    if is_of_a_margin(trial):
        left_out -= {"Margin"}
    names = [_named_with_reason(check) for check in done if not check.ran and check.name not in left_out]
    names = ["What needs the people of each arm"] * needs_people + names
    if not names:
        return "Nothing of what this page usually holds."
    return as_sentence(
        listed([name[0].lower() + name[1:] if name[1:2].islower() else name for name in names])
    )


def _named_with_reason(check):
    """The name of a check that did not run; a margin that was typed and not used says why."""
    if check.name == "Margin" and check.finding.startswith("'margin' is empty"):
        return "margin (non-inferiority needs it: type it)"
    return (
        f"margin ({check.finding[0].lower()}{check.finding[1:].rstrip('.')})"
        if check.name == "Margin"
        else check.name
    )


def _ignores_time(trial, ran):
    """Whether counts of two arms were compared although the text speaks of times to an event."""
    timed = any("times to an event" in each.analyses for each in trial.comparisons)
    return timed and any(check.name == "Difference" for check in ran)


def _compares(trial):
    """Whether the table is of two groups: it has a second one, by number or name, or an effect between them."""
    return has_second_arm(trial) or bool({"arm 2 name", "effect"} & trial.touched)


def _missing(trial):
    asked = [name for name in ALWAYS_ASKED if not any(name in each.touched for each in trial.comparisons)]
    if not _compares(trial):
        asked = [name for name in asked if not ALWAYS_ASKED[name]]
    if any(row in trial.touched for row in ("percentage arm 1", "mean arm 1", "median arm 1", "effect")):
        asked = [name for name in asked if not name.startswith("responders")]
    return asked


def _study(trial):
    parts = [trial.get("title", "no title")]
    known = {row for arm in (1, 2) for row in (f"arm {arm} name", f"N arm {arm}")} & set(trial.values)
    sizes = [f"N = {trial.get(f'N arm {arm}', 'not given')}".replace("= not", "not") for arm in (1, 2)]
    arms = [f"{arm_name(trial, arm)} ({size})" for arm, size in enumerate(sizes, start=1)]
    if known:
        parts.append(" v ".join(arms) if _compares(trial) else f"{arms[0]}, no comparison")
    if trial.get("N total") and not trial.get("N arm 1"):
        parts.append(f"{trial.get('N total')} people in all")
    outcomes = dict.fromkeys(each.get("outcome", "") for each in trial.comparisons)
    parts += [f"outcome: {each}" for each in outcomes if each][:4]
    kinds = listed(trial.get("analysis", ()))
    by_hand = [row for row, note in trial.notes.items() if note == TYPED and row in trial.values]
    parts += [
        f"analysis: {kinds}" if kinds else "",
        f"read: {trial.get('text read')}" if trial.get("text read") else "",
        f"{COUNTED}{counted(trial)}" if counted(trial) else "",
        f"{listed(by_hand)} typed in by the reader" if by_hand else "",
    ]
    return "; ".join(part for part in parts if part) + "."


def _bottom_line(trial, done):
    ran = {check.name: check for check in done if check.ran}
    apart = [check.name for check in done if check.ran and check.apart]
    first = (
        f"Some printed numbers do not meet as printed ({listed(apart)}): ask before leaning on them. "
        if apart
        else ""
    )
    start = _not_by_chance(trial) if is_not_randomised(trial) else ""
    needed = NEEDS_MARGIN if is_of_a_margin(trial) and "margin" not in trial.touched else ""
    return first + start + needed + _what_it_comes_to(trial, ran)


def _not_by_chance(trial):
    """What a comparison that nobody was randomised for, or one group, leaves open."""
    if "paired" not in trial.analyses:
        return NO_COMPARISON if _is_of_one_group(trial) else CONFOUNDING
    names = " ".join(arm_name(trial, arm) for arm in (1, 2))
    return BEFORE_AND_AFTER if _is_of_one_group(trial) or NAMED_IN_TIME.search(names) else NO_CONTROLS


def _is_of_one_group(trial):
    """Whether the table describes one group: neither two of them nor a P value alone, which compares something."""
    alone = "printed P" in trial.touched and not any(row.endswith("arm 1") for row in trial.touched)
    return not (_compares(trial) or alone)


def _what_it_comes_to(trial, ran):
    named = not_recomputable(trial)
    if "Margin" in ran:
        return ran["Margin"].finding
    first = ("Printed effect", "Difference") if named else ("Difference", "Printed effect")
    for name in (*first, "Two means"):
        if name in ran:
            return ran[name].licenses
    if "Splits of the total" in ran and not ran["Splits of the total"].finding.startswith("Only a total"):
        return (
            "The arms' own numbers of people and events are missing: the size of the difference stays open."
        )
    if "Splits of the total" in ran:
        return "The arms' own numbers are missing: the difference is known only as far as the splits that fit share it."
    if "Tables that fit P" in ran:
        if "No table" in ran["Tables that fit P"].finding:
            return "The size of the difference stays open; the counts would settle it."
        return "The size of the difference is known only as far as the tables that fit; the counts would settle it."
    if {"N arm 1", "N arm 2", "N total"} & trial.touched and worked_back.p_of_no_share(trial):
        return worked_back.p_of_no_share(trial)
    if named and has_second_arm(trial):
        return f"The analysis is {named}: without its own estimate and interval the size of the difference stays open."
    if _printed_alone(trial, set(ran)):
        return "One group stands as printed. That describes it, and cannot show what made it so."
    if _printed_values(trial, set(ran)):
        return "Two values stand as printed: an interval, or what it takes to work one out, would say how open their difference is."
    if has_second_arm(trial) or "arm 2 name" in trial.touched:
        return "The table does not hold enough yet for a conclusion about the comparison."
    if "Response in each arm" in ran:
        return "A rate in one group describes that group. It cannot show that the treatment caused it."
    return "The table does not hold enough yet for a conclusion about the treatment."


# ---------------------------------------------------------------- the sheet


NO_TITLE = ("A trial without a title", "A study without a title")
"""What a sheet is called: of a trial, and of a study that randomised nobody."""

SIZES = ("A4", "letter")
"""Papers that a sheet is laid out for."""

POINTS = (10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6)
"""Sizes of letters that are tried, the largest first, until a page should fit."""

WIDTHS, HIGH, WIDE = (0.15, 0.53, 0.32), 710, 510
"""Shares of the columns, and the room of the smaller paper (Letter) in points."""


def _points(rows, last):
    """The largest letters at which the rows should fit one page, by counting lines."""
    for points in POINTS:
        letter, line = 0.53 * points, 1.3 * points
        lines = sum(
            max(
                math.ceil(len(text) * letter / (share * WIDE - 8))
                for text, share in zip(row, WIDTHS, strict=True)
            )
            for row in rows
        )
        end = math.ceil(sum(map(len, last)) * letter / WIDE)
        if lines * line + len(rows) * 0.5 * points + (end + 8) * line <= HIGH:
            return points
    return POINTS[-1]


def sheet_html(trial, size="A4"):
    """The page as one HTML file for the given paper, ready to print; everything typed is shown as text.

    Names in any script are left to the fonts of the reader's own machine.
    """
    page = one_page(trial)
    rows = [
        dict(zip(("part", "finding", "licenses"), row, strict=True)) for row in page.itertuples(index=False)
    ]
    texts = [tuple(row) for row in page.itertuples(index=False)]
    points = _points(texts[:-1], texts[-1])
    return from_template(
        "sheet",
        title=trial.get("title") or trial.get("outcome") or NO_TITLE[is_not_randomised(trial)],
        strengths=rows[0],
        rows=rows[1:-1],
        last=rows[-1],
        problems=[*trial.problems],
        size=size,
        points=points,
        way=direction(trial),
    )


def write_sheet(trial, name, folder=MY_TRIALS):
    """Write the page as `<folder>/<name>.html`, for A4; returns the file. Nothing is written over, as in `save_trial`.

    `trial` is a `Trial` or anything that `read_trial` takes. Raises ValueError for a name that is no plain name, and
    where the folder cannot be written.
    """
    trial = trial if isinstance(trial, Trial) else read_trial(trial)
    file = free_name(name, folder, ".html")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(file, "x", encoding="utf-8") as out:
            out.write(sheet_html(trial))
    except OSError as trouble:
        raise ValueError(
            f"{file.name} could not be written ({trouble.strerror}): print the page instead"
        ) from None
    return file
