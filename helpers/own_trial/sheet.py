"""Every check on the reader's own table, and the one-page appraisal: what applies runs, the rest says why not.

The checks on responders stand in `own_trial_counts`, those on the printed P in `own_trial_p_values`; here are
those on means and times, the list of all, and the pages that a reader takes home.
"""

import html
import math
from fractions import Fraction

import pandas as pd

from helpers.own_trial import checks
from helpers.own_trial.checks import Check, NotNeeded, arm_name, needs
from helpers.own_trial.table import plain_markdown
from helpers.statistics.fits import DOES_NOT_FIT, FITS_OTHERWISE
from helpers.statistics.granularity import check_mean
from helpers.statistics.paired import smallest_n, smallest_p
from helpers.statistics.printed import printed_interval
from helpers.statistics.summaries import check_follow_up, mean_ceiling, mean_floor
from helpers.text import listed, percent


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
    licenses = "Fewer people, a finer step or a slip would explain it; the number does not say which."
    return Check("Mean", True, finding, licenses, f"How many people does the mean of {text} average?")


def follow_up(trial):
    """Do average, range and the number beyond a stated time fit together?"""
    rows = [f"follow-up {part}" for part in ("mean", "shortest", "longest", "people")]
    needs(trial, *rows)
    average, low, high, n = (trial.get(row) for row in rows)
    beyond = trial.get("follow-up beyond count"), trial.get("follow-up beyond time")
    if None in beyond:
        floor, ceiling = mean_floor(n, low, high), mean_ceiling(n, low, high)
        stands_for = printed_interval(average, "any")
        fits = floor.exact <= Fraction(stands_for.high) and Fraction(stands_for.low) <= ceiling.exact
        between = f"between {floor.mean:.4g} and {ceiling.mean:.4g} {trial.unit}"
        finding = f"With {n} people and the printed range the mean lies {between}; {average} is printed."
    else:
        found = check_follow_up(average, low, high, n, *beyond, unit=trial.unit)
        finding, fits = found.sentence(), found.fits_if_rounded
    apart = "A median, another clock or a slip would explain it; the numbers do not say which."
    question = "Which of the printed follow-up numbers differs, or is the average a median?"
    licenses = "They can stand together." if fits else apart
    return Check("Follow-up times", True, finding, licenses, "" if fits else question)


def paired(trial):
    """How small can P become when so few people are compared with themselves?"""
    needs(trial, "paired people")
    n, typed = trial.get("paired people"), trial.get("outcomes tested")
    tested = typed or 1
    once, floor = smallest_p(n), smallest_p(n, comparisons=tested)
    who = "1 person" if n == 1 else f"{n} people"
    finding = f"With {who} no exact two-sided paired test goes below {_rounded_down(once)}"
    finding += f", or {_rounded_down(floor)} once corrected for {tested} outcomes." if tested > 1 else "."
    if once < 0.0001:
        finding = f"With {who} exact paired tests can go below 0.0001: no floor stands in the way."
    reach = "cannot reach .05 here" if floor > 0.05 else "can reach .05 here"
    fewest = smallest_n(comparisons=tested)
    licenses = f"An exact test {reach} ({fewest} people are the fewest that can)."
    if typed is None:
        licenses += (
            " That is for one outcome; how many were tested is not known, and each more raises the floor."
        )
    smaller = "" if once < 0.0001 else " A smaller P comes from another kind of test."
    return Check("Smallest P in pairs", True, finding, licenses + smaller)


def _rounded_down(p):
    """A floor with four decimals that is never printed above its value.

    >>> _rounded_down(0.0625), _rounded_down(2 / 2**12)
    ('0.0625', '0.0004')
    """
    return f"{math.floor(p * 10_000 + 1e-9) / 10_000:.4f}"


CHECKS = {
    "Response in each arm": checks.each_arm,
    "Percentages against counts": checks.percentages,
    "Difference": checks.difference,
    "Ratio": checks.ratio,
    "Number needed to treat": checks.needed_to_treat,
    "Which tests print this P": checks.which_tests,
    "Tables that fit P": checks.compatible,
    "Fragility": checks.outcomes_to_change,
    "Surprise in P": checks.surprise,
    "Number of chances": checks.chances,
    "Your chance that it works": checks.belief,
    "Three readers": checks.three_readers,
    "What the size can find": checks.what_size_finds,
    "Mean": mean,
    "Follow-up times": follow_up,
    "Smallest P in pairs": paired,
    "Harm": checks.harm,
}
"""Every check by name, in the order of the page."""


ALWAYS_ASKED = (
    "outcome", "N arm 1", "responders arm 1", "arm 2 name", "N arm 2", "responders arm 2", "printed P", "test named",
    "outcomes tested", "only primary outcome", "people with harm",
)  # fmt: skip
"""Rows that the page names when the paper does not give them."""


def run_checks(trial):
    """Run every check on a `Trial`. Returns one `Check` each; those that do not apply carry the reason.

    >>> from helpers.own_trial.table import read_trial
    >>> done = run_checks(read_trial("N arm 1: 5\\nresponders arm 1: 4"))
    >>> [check.name for check in done if check.ran]
    ['Response in each arm']
    """
    done = []
    for name, check in CHECKS.items():
        try:
            done.append(check(trial))
        except (NotNeeded, ValueError) as reason:
            text = str(reason).rstrip(".") + "."
            done.append(Check(name, False, text[0].upper() + text[1:]))
    return done


def findings(checks, *names):
    """The findings of some checks as sentences for the notebook; of all that ran, if none is named.

    Raises ValueError for a name that is not a check.
    """
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        raise ValueError(f"there is no check {unknown[0]!r}: known are {', '.join(CHECKS)}")
    lines = []
    for check in checks:
        if (names and check.name in names) or (not names and check.ran):
            text = check.finding if check.ran else f"not run. {check.finding}"
            lines.append(
                f"- **{check.name}:** {plain_markdown(html.escape(f'{text} {check.licenses}'.strip(), False))}"
            )
    return "\n".join(lines) if lines else "No check could run: fill in more rows."


def not_run(checks):
    """The checks that did not run and why: a DataFrame with the columns check and why it did not run."""
    rows = [(check.name, check.finding) for check in checks if not check.ran]
    return pd.DataFrame(rows, columns=["check", "why it did not run"])


def one_page(trial, checks):
    """The one-page appraisal: part, finding, what it licenses. The study's strengths come first.

    Rows that the paper does not give stand at the end as "not in the abstract" (or in what was read), questions for
    the authors with them, and a bottom line that follows from the interval alone.
    """
    source = trial.get("text read", "text read")
    ran = {check.name: check for check in checks if check.ran}
    strengths = trial.get("done well", "To fill in first: what did this study do well?")
    rows = [("Done well", strengths, "Your words, or the paper's."), ("Study", _study(trial), "As printed.")]
    rows += [(check.name, check.finding, check.licenses) for check in ran.values()]
    questions = " ".join(dict.fromkeys(check.question for check in ran.values() if check.question))
    if questions:
        rows.append(
            ("Ask the authors", questions, "A question, not a reproach: innocent reasons come first.")
        )
    missing = [name for name in ALWAYS_ASKED if name not in trial.printed]
    if missing:
        rows.append(
            (f"Not found in the {source}", f"{listed(missing)}.", "Not found is not the same as not done.")
        )
    if trial.problems:
        many = f"{len(trial.problems)} {'sentence' if len(trial.problems) == 1 else 'sentences'}"
        rows.append(("To mend", f"{many} above this page.", "The rows named there were left out."))
    bias = "Bias is not in these numbers: judge chance, blinding and missing outcomes with the questions of lesson 05."
    rows.append(("Bottom line", _bottom_line(trial, ran), bias))
    return pd.DataFrame(rows, columns=["part", "finding", "what it licenses"])


def _study(trial):
    arms = []
    for arm in (1, 2):
        if f"arm {arm} name" in trial.values or f"N arm {arm}" in trial.values:
            size = trial.get(f"N arm {arm}")
            arms.append(f"{arm_name(trial, arm)} ({f'N = {size}' if size else 'N not given'})")
    parts = [
        trial.get("title", "no title"),
        " v ".join(arms) if len(arms) != 1 else f"{arms[0]}, no comparison",
    ]
    parts += [trial.get("outcome", ""), f"read: {trial.get('text read')}" if trial.get("text read") else ""]
    return "; ".join(part for part in parts if part) + "."


def _bottom_line(trial, ran):
    if "Difference" in ran:
        return ran["Difference"].licenses
    if "Tables that fit P" in ran:
        if trial.get("test named") == "other":
            return (
                "The size of the difference stays open: the named analysis cannot be worked back to counts."
            )
        if ran["Tables that fit P"].data is None:
            return "The size of the difference stays open; the counts would settle it."
        return "The size of the difference is known only as far as the tables that fit; the counts would settle it."
    if "Response in each arm" in ran:
        return "A rate in one group describes that group. It cannot show that the treatment caused it."
    return "The table does not hold enough yet for a conclusion about the treatment."
