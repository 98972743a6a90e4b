"""Checks on the responders of the reader's own table: rates, percentages, difference, ratio, harm, what size can find.

Each check takes a `Trial` and returns a `Check`, or raises NotNeeded with the sentence that says why it does not
apply. The statistics are those of the lessons; nothing new is computed.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from helpers import comparisons, trial_design, two_by_two
from helpers.efficacy import TEST_LABELS, verdict_from_interval
from helpers.grim import grim_percent
from helpers.printed import printed_p
from helpers.proportions import proportion_interval, zero_event_upper
from helpers.wording import listed, number, people, percent, percent_range, points, points_range

WORTHWHILE = 0.10
"""Assumed where the reader names no difference that matters."""
MANY_TABLES = 40_000
"""Designs with more tables than this get the quick tests only."""
CLOSE_CALL = (0.01, 0.15)
"""Fisher P values between these are called borderline when the printed P falls on the other side of .05."""
MANY_PEOPLE = 5_000
"""Beyond so many people a printed percentage always fits some count."""


@dataclass(frozen=True)
class Check:
    """One check: its `name`, whether it `ran`, and in words what it found and licenses, or why it did not run.

    `question` is one for the authors, empty if there is none; `data` holds computed values for the figures.
    """

    name: str
    ran: bool
    finding: str
    licenses: str = ""
    question: str = ""
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
    """Responders of one arm as (count, derived): as typed, or worked out if only one count fits the percentage."""
    typed, size = trial.get(f"responders arm {arm}"), trial.get(f"N arm {arm}")
    if typed is not None:
        return typed, False
    needs(trial, f"N arm {arm}")
    if trial.get(f"percentage arm {arm}") is None:
        needs(trial, f"responders arm {arm}", f"percentage arm {arm}")
    fits = grim_percent(trial.get(f"percentage arm {arm}"), size) if size <= MANY_PEOPLE else range(2)
    if len(fits) != 1:
        found = "no count fits it" if not len(fits) else "more than one count fits it"
        raise NotNeeded(f"'responders arm {arm}' is empty, and the percentage does not replace it: {found}.")
    return fits[0], True


def possible_counts(trial, arm):
    """Responders of one arm that the rows allow, as a list: the typed count, or all that fit the percentage."""
    typed, text, size = (trial.get(f"{row} arm {arm}") for row in ("responders", "percentage", "N"))
    if typed is not None:
        return [typed]
    return grim_percent(text, size) if text is not None and size is not None and size <= MANY_PEOPLE else []


def has_second_arm(trial):
    """Whether any number of arm 2 is filled in."""
    return any(f"{row} arm 2" in trial.printed for row in ("N", "responders", "percentage"))


def counts(trial):
    """The `Counts` of both arms; raises NotNeeded with the reason where one is missing."""
    if not has_second_arm(trial):
        raise NotNeeded("The table has no numbers of a second arm, so nothing can be compared.")
    needs(trial, "N arm 1", "N arm 2")
    (x1, derived1), (x2, derived2) = responders(trial, 1), responders(trial, 2)
    return Counts((x1, trial.get("N arm 1"), x2, trial.get("N arm 2")), derived1 or derived2)


def sides(trial):
    """The alternative that the tests take: one-sided means towards arm 1."""
    return "greater" if trial.get("sides") == "one-sided" else "two-sided"


def named_test(trial):
    """The named test if it can be recomputed from four counts with the stated sides, else None."""
    named = trial.get("test named")
    known = two_by_two.TESTS if sides(trial) == "two-sided" else two_by_two.ONE_SIDED
    return named if named in known else None


def label_of_test(test):
    """The name of a test as it stands in a list of names, so without a comma.

    >>> label_of_test("boschloo"), label_of_test("mid_p_doubled")
    ('Boschloo', 'mid-P (doubled)')
    """
    return re.sub(r", (.+)", r" (\1)", TEST_LABELS[test])


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
        limits = percent_range(rate.low, rate.high)
        said.append(f"{arm_name(trial, arm)}: {people(x, size)} = {percent(rate.estimate)} ({limits}{note})")
    if not rows:
        raise NotNeeded(" ".join(unknown))
    licenses = "Rates that each arm alone does not exclude (exact 95 %)."
    if not has_second_arm(trial):
        expected = trial.get("expected placebo rate")
        licenses += " Without a comparison they cannot tell treatment from placebo response"
        licenses += f", which you expect at {span(expected)}." if expected else "."
    return Check("Response in each arm", True, "; ".join(said) + ".", licenses, data=rows)


def percentages(trial):
    """Does each printed percentage belong to a whole number of people? (GRIM for percentages)"""
    said, questions = [], []
    for arm in (1, 2):
        text, size = trial.get(f"percentage arm {arm}"), trial.get(f"N arm {arm}")
        if text is None or size is None or size > MANY_PEOPLE:
            continue
        fits, typed = grim_percent(text, size), trial.get(f"responders arm {arm}")
        shown = listed(map(str, fits), "or") if len(fits) < 5 else f"{fits[0]} to {fits[-1]}"
        words = f"{text} % of {size} is {shown + ' people' if fits else 'no whole number of people'}"
        said.append(words if typed is None else f"{words} ({typed} printed)")
        if not fits or (typed is not None and typed not in fits):
            questions.append(f"Which count, of how many people, is the {text} % in {arm_name(trial, arm)}?")
    if not said:
        raise NotNeeded("No arm has both a percentage and a number of people that can be used.")
    meet = "The printed percentages belong to whole people. Possible is not the same as right."
    apart = "The printed numbers do not all meet; another number of people is the first thing to ask about."
    finding = "; ".join(said) + "."
    return Check(
        "Percentages against counts", True, finding, apart if questions else meet, " ".join(questions)
    )


def difference(trial):
    """The difference between the arms with Newcombe's interval, and a verdict that follows from it alone."""
    gap = comparisons.risk_difference(*counts(trial).table)
    bar = trial.get("difference that matters", WORTHWHILE)
    verdict = verdict_from_interval(gap.low, gap.high, bar).replace("placebo", arm_name(trial, 2))
    if gap.low < 0 <= gap.high < bar and gap.low <= -bar:
        verdict += f" A loss of up to {points(-gap.low)} fits as well."
    verdict += _other_side(trial, gap)
    finding = f"{points(gap.estimate, signed=True)} ({points_range(gap.low, gap.high)}; Newcombe, 95 %)."
    return Check("Difference", True, finding, verdict, data=(gap, bar))


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
    if not low < two_by_two.p_value(*counts(trial).table, "fisher") < high:
        return " The printed P says otherwise: counts and P do not meet, so ask which test and which people gave it."
    where = "lies at .05 itself" if at_the_line else "falls on the other side of .05"
    return f" The printed P {where}: a borderline result that depends on the method."


def ratio(trial):
    """The ratio of the response rates with Koopman's interval."""
    found = comparisons.risk_ratio(*counts(trial).table)
    if found.estimate != found.estimate:
        raise NotNeeded("Nobody responded in either arm, so there is no ratio.")
    limits = f"{number(found.low, 2)} to {number(found.high, 2)}"
    finding = f"{number(found.estimate, 2)} times the rate ({limits}; Koopman, 95 %)."
    return Check(
        "Ratio", True, finding, "A ratio hides how common the outcome is: read it with the difference."
    )


def needed_to_treat(trial):
    """How many people to treat for one more response, with an interval that may run through infinity."""
    found = comparisons.number_needed_to_treat(*counts(trial).table)
    clear = (
        "Benefit and harm both fit." if found.crosses_infinity else "The direction is clear, chance aside."
    )
    licenses = f"{clear} It holds for this outcome, at this time."
    return Check("Number needed to treat", True, found.sentence() + ".", licenses)


def what_size_finds(trial):
    """Power for the difference that matters, and how much a significant result then overstates it."""
    needs(trial, "N arm 1", "N arm 2", "expected placebo rate")
    n1, n2 = trial.get("N arm 1"), trial.get("N arm 2")
    test = (named_test(trial) if n1 * n2 <= MANY_TABLES else None) or "fisher"
    bar, rates = (
        trial.get("difference that matters", WORTHWHILE),
        sorted({*trial.get("expected placebo rate")}),
    )
    found = [trial_design.detectable_difference(rate, n1, n2, test) for rate in rates]
    risks = [trial_design.sign_and_exaggeration(rate, bar, n1, n2, test) for rate in rates]
    seen = dict.fromkeys(points(each, 0) for each in found if each == each)
    needed = f"80 % power needs a true difference of {listed(seen, 'or')}"
    if not seen:
        needed = "No true difference would be found with 80 % power"
    elif any(each != each for each in found):
        needed += " at one of these rates, and is out of reach at the other"
    chance = dict.fromkeys("under 1 %" if risk.power < 0.005 else percent(risk.power, 0) for risk in risks)
    over = dict.fromkeys(f"{number(risk.type_m)} times" for risk in risks if risk.power >= 0.005)
    then = f", and then overstated {listed(over, 'or')} on average" if over else ""
    expected = listed(
        [percent(rate, 0 if abs(100 * rate - round(100 * rate)) < 1e-9 else 1) for rate in rates]
    )
    return Check(
        "What the size can find",
        True,
        f"{needed} (at {expected} in arm 2; {label_of_test(test)}). "
        f"A true {points(bar, 0)} is found in {listed(chance, 'or')} of such trials{then}.",
        "From the rate you expected, not from the result. Small effects are found only when luck adds to them.",
        data=(rates[0], bar, n1, n2, test),
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
