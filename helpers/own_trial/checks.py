"""Checks on the counts of a trial: each arm, the difference, the ratio, what its size can find, and harm.

Each takes a `Trial` and returns a `Check`, or raises NotNeeded with the sentence that says why it does not apply.
Checks on P stand in `checks_of_p`, the judge of four counts in `judgement`.
"""

import math
from decimal import Decimal

from helpers.own_trial.basis import (
    Check,
    NotNeeded,
    arm_name,
    asked_direction,
    better_counts,
    direction,
    has_second_arm,
    is_estimated,
    is_independent,
    is_not_randomised,
    is_percent_change,
    judged,
    named_test,
    needs,
    not_recomputable,
    responders,
    sides,
    span,
)
from helpers.own_trial.checks_of_p import p_against_counts
from helpers.own_trial.judgement import MANY_TABLES, WORTHWHILE, judge
from helpers.own_trial.table import ELSEWHERE
from helpers.statistics import p_values, trial_design
from helpers.statistics.fits import DOES_NOT_FIT
from helpers.statistics.granularity import check_percent
from helpers.statistics.one_group import proportion_interval, zero_event_upper
from helpers.statistics.printed import printed_p, printed_value
from helpers.statistics.tests_of_counts import TEST_LABELS
from helpers.text import listed, number, people, percent, percent_range, points, points_as_typed, points_range

CLOSE_CALL = (0.01, 0.15)
"""Fisher P values between these are called borderline when the printed P falls on the other side of .05."""


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
        digits = 2 if 0 < rate.estimate < 0.001 else 1
        limits = percent_range(rate.low, rate.high, digits)
        said.append(
            f"{arm_name(trial, arm)}: {people(x, size)} = {percent(rate.estimate, digits)} ({limits}{note})"
        )
    if not rows:
        raise NotNeeded(" ".join(unknown))
    licenses = "Rates that each arm alone does not exclude (exact 95 %)."
    if not has_second_arm(trial):
        expected = trial.get("expected placebo rate")
        licenses += " Without a comparison they cannot tell treatment from placebo response"
        licenses += f", which you expect at {span(expected)}." if expected else "."
    if not is_independent(trial):
        said = [
            f"{arm_name(trial, 1 + place)}: {people(x, size)} = {percent(rate.estimate)}"
            for place, (_, x, size, rate) in enumerate(rows)
        ]
        licenses = f"No intervals: the analysis is {not_recomputable(trial)}, so these people are not independent of each other."
    return Check("Response in each arm", True, "; ".join(said) + ".", licenses, data=rows)


def percentages(trial):
    """Does each printed percentage belong to a whole number of people, under any rounding in use? (GRIM)"""
    said, questions = [], []
    for arm in (1, 2):
        text, size = trial.get(f"percentage arm {arm}"), trial.get(f"N arm {arm}")
        typed = trial.get(f"responders arm {arm}")
        no_share = is_estimated(trial) or is_percent_change(trial) or "model" in trial.analyses
        if text is None or size is None or (typed is None and no_share):
            continue
        found = check_percent(text, size, typed)
        if no_share and found.verdict == DOES_NOT_FIT:
            said.append(
                f"{text} % and {people(typed, size)}: cannot be told, as it may be an estimate, which is no whole count"
            )
            continue
        if _may_be_of_others(trial, arm, found):
            sizes = listed(found.sizes[:3], "or")
            said.append(
                f"{text} % of {size}: cannot be told, as it may be of others ({sizes} people would give it)"
            )
            continue
        said.append(percent_in_words(text, size, typed, found))
        if found.verdict == DOES_NOT_FIT:
            questions.append(f"Which count, of how many people, is the {text} % in {arm_name(trial, arm)}?")
    if not said:
        raise NotNeeded("No arm has both a percentage and a number of people that can be used.")
    meet = "Possible is not the same as right."
    apart = "A slip of the pen or another number of people is the first thing to ask about."
    return Check(
        "Percentages against counts",
        True,
        "; ".join(said) + ".",
        apart if questions else meet,
        " ".join(questions),
        apart=bool(questions),
    )


def _may_be_of_others(trial, arm, found):
    """Whether a percentage misses a number of people that is printed elsewhere, and fits fewer or more."""
    elsewhere = trial.notes.get(f"N arm {arm}") == ELSEWHERE and trial.get(f"responders arm {arm}") is None
    return elsewhere and found.verdict == DOES_NOT_FIT and bool(found.sizes)


def percent_in_words(text, size, typed, found):
    """One percentage against its people, as a verdict.

    >>> percent_in_words("66", 39, 26, check_percent("66", 39, 26))
    '66 % and 26/39: fits if cut off or rounded half to even'
    """
    if found.verdict == DOES_NOT_FIT:
        would = (
            f"{people(typed, size)} is {found.nearest[0]} %" if typed is not None else _nearest_percent(found)
        )
        if found.sizes:
            would += f"; {text} % would fit {sizes_in_words(text, typed, found)} people"
        start = f"{text} % and {people(typed, size)}" if typed is not None else f"{text} % of {size}"
        return f"{start}: does not fit as printed ({would})"
    fits = found.counts
    shown = listed(map(str, fits), "or") if len(fits) < 5 else f"{fits[0]} to {fits[-1]}"
    start = (
        f"{text} % and {people(typed, size)}"
        if typed is not None
        else f"{text} % of {size} ({shown} {'person' if shown == '1' else 'people'})"
    )
    return f"{start}: {found.verdict}"


def sizes_in_words(text, x, found, most=None):
    """The numbers of people, up to `most`, of which `x` people would be this percentage: all of them, or the nearest where no count is known.

    >>> sizes_in_words("19", 31, check_percent("19", 168, 31))
    '159 to 167'
    """
    if x is None or not found.sizes:
        return listed([n for n in found.sizes[:3] if most is None or n <= most] or found.sizes[:3], "or")
    share = printed_value(text, percent=True)
    around = math.floor(100 * x / share.high), math.ceil(100 * x / share.low)
    ends = [n for end in around for n in (end - 1, end, end + 1) if n >= x]
    fitting = [n for n in ends if "half up" in check_percent(text, n, x).rules]
    first, last = min(fitting), max(fitting)
    last = min(last, most) if most is not None and most >= first else last
    return f"{first} to {last}" if last - first > 1 else listed(dict.fromkeys((first, last)), "or")


def _nearest_percent(found):
    return f"no whole number of people; the nearest give {listed([f'{each} %' for each in found.nearest], 'and')}"


def difference(trial):
    """The difference between the arms with its interval, and a verdict that follows from it alone."""
    found = judged(trial)
    gap, way = found.difference, direction(trial)
    named = not_recomputable(trial)
    if not is_independent(trial):
        finding = f"{points(gap.estimate, signed=True)} as counted, without an interval."
        licenses = f"The analysis is {named}: an interval for independent arms is not its interval. Take the one that the paper prints."
        return Check("Difference", True, finding, licenses)
    method = "exact, because an arm is tiny" if found.tiny else "Miettinen-Nurminen"
    finding = f"{points(gap.estimate, signed=True)} ({points_range(gap.low, gap.high)}; {method}, 95 %)."
    verdict = _difference_in_words(trial, gap, way)
    verdict += (
        f" Unadjusted: the paper's analysis is {named}, and may say otherwise."
        if named
        else _other_side(trial, gap)
    )
    typed = "difference that matters" in trial.values
    way = "no treatments" if is_not_randomised(trial) else way
    bar = f"{points_as_typed(found.worthwhile)} would matter" if way == "wanted" and not typed else ""
    side = {"wanted": 1, "unwanted": -1 if typed else 0}.get(way, 0)  # of zero, on which arm 1 does better
    return Check(
        "Difference", True, finding, verdict, assumed=bar, data=(gap, side * found.worthwhile or None)
    )


def _difference_in_words(trial, gap, way):
    """What the interval says, in the direction that the reader has named."""
    side = "lies above zero" if gap.low > 0 else "lies below zero" if gap.high < 0 else "includes zero"
    if way == "no treatments":
        return f"The interval {side}. Groups that are no treatments differ in many ways at once."
    if is_not_randomised(trial):
        return f"The interval {side}. It says how far apart the groups are, and not why."
    if way == "open":
        return f"The interval {side}. {asked_direction(trial)}"
    turned = judge(*better_counts(trial), worthwhile=trial.get("difference that matters"))
    verdict = turned.verdict(arm_name(trial, 2))
    if way == "wanted":
        bar = points_as_typed(turned.worthwhile)
        return (
            verdict
            if "difference that matters" in trial.values
            else verdict.replace(bar, f"{bar} (assumed)", 1)
        )
    low, high = turned.difference.low, turned.difference.high
    if "difference that matters" not in trial.values and not turned.undecided:
        side = "lies above zero" if low > 0 else "lies below zero" if high < 0 else "includes zero"
        verdict = f"The interval {side}. How many points would be worth it is yours to say ('difference that matters')."
    return f"As outcomes prevented, {points_range(low, high)}: {verdict[0].lower()}{verdict[1:]}"


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
    reason = p_against_counts(trial)
    if reason == "margin":
        return " The printed P may be that of a test against the margin."
    if reason == "other sides":
        return " The printed P would fit a one-sided test."
    if reason == "effect":
        return " The printed P goes with the printed effect."
    if reason == "apart" and not low < judged(trial).p_of("fisher") < high:
        return " The printed P says otherwise: counts and P do not meet, so ask which test and which people gave it."
    where = "lies at .05 itself" if at_the_line else "falls on the other side of .05"
    return f" The printed P {where}: a borderline result that depends on the method."


def ratio(trial):
    """The ratio of the response rates with Koopman's interval."""
    found = judged(trial).ratio
    if found.estimate != found.estimate:
        raise NotNeeded("Nobody has the outcome in either arm, so there is no ratio.")
    if found.estimate == float("inf"):
        raise NotNeeded("Nobody in arm 2 has the outcome, so there is no ratio to tell.")
    if not is_independent(trial):
        raise NotNeeded(
            f"The analysis is {not_recomputable(trial)}: no interval of independent arms is taken."
        )
    limits = f"{number(found.low, 2)} to {number(found.high, 2)}"
    finding = f"{number(found.estimate, 2)} times the rate ({limits}; Koopman, 95 %)."
    return Check(
        "Ratio", True, finding, "A ratio hides how common the outcome is: read it with the difference."
    )


def needed_to_treat(trial):
    """How many people to treat for one more response, or one unwanted outcome fewer, with its interval."""
    if not is_independent(trial):
        raise NotNeeded(
            f"The analysis is {not_recomputable(trial)}: no interval of independent arms is taken."
        )
    turned = better_counts(trial)
    judgement = judge(*turned)
    found, clear = judgement.needed, "Benefit and harm both fit."
    if judgement.undecided:
        clear = "With so few people methods differ, and another would let benefit and harm both fit."
    elif not found.crosses_infinity:
        clear = "Both limits point the same way: chance has been counted, bias has not."
    more = (
        "one unwanted outcome fewer" if direction(trial) == "unwanted" else "one more person with the outcome"
    )
    less = (
        "one unwanted outcome more" if direction(trial) == "unwanted" else "one person fewer with the outcome"
    )
    what = less if found.direction == "harm" else more
    licenses = f"People for {what}. {clear} It holds for this outcome, at this time."
    sentence = found.sentence().replace("NNT infinity", "No NNT, as the rates are equal")
    if direction(trial) == "unwanted":
        words = {
            "to benefit": "to prevent one outcome",
            "to harm": "to cause one outcome",
            "(benefit)": "(prevented)",
            "(harm)": "(caused)",
        }
        for usual, said in words.items():
            sentence = sentence.replace(usual, said)
    return Check("Number needed to treat", True, f"{sentence}.", licenses)


def what_size_finds(trial):
    """Power for the difference that matters, and how much a significant result then overstates it."""
    needs(trial, "N arm 1", "N arm 2", "expected placebo rate")
    if not is_independent(trial) or direction(trial) in ("no treatments", "open"):
        raise NotNeeded(
            "This is for two independent arms and an outcome that is said to be wanted or unwanted."
        )
    if sides(trial) == "greater":
        raise NotNeeded("The P is one-sided, and what this size can find is worked out for two-sided tests.")
    n1, n2 = trial.get("N arm 1"), trial.get("N arm 2")
    bar, rates = trial.get("difference that matters", WORTHWHILE), _better_rates(trial)
    if max(rates) + bar > 1 + 1e-12:
        how = "rarer" if direction(trial) == "unwanted" else "commoner"
        at = f"{_expected_in_words(trial)} in arm 2"
        raise NotNeeded(
            f"With {at} the outcome cannot become {points_as_typed(bar)} {how}: type a 'difference that matters' that it can."
        )
    if n1 * n2 > MANY_TABLES:
        return _what_a_large_size_finds(trial, n1, n2)
    test = named_test(trial) or "fisher"
    found = [trial_design.detectable_difference(rate, n1, n2, test) for rate in rates]
    risks = [trial_design.sign_and_exaggeration(rate, bar, n1, n2, test) for rate in rates]
    seen = dict.fromkeys(points(math.ceil(100 * each - 1e-9) / 100, 0) for each in found if each == each)
    needed = f"80 % power needs a true difference of {listed(seen, 'or')}"
    if not seen:
        needed = "No true difference would be found with 80 % power"
    elif any(each != each for each in found):
        needed += " at one of these rates, and is out of reach at the other"
    chance = dict.fromkeys("under 1 %" if risk.power < 0.005 else percent(risk.power, 0) for risk in risks)
    over = dict.fromkeys(f"{number(risk.type_m)} times" for risk in risks if risk.power >= 0.005)
    then = f", and then overstated {listed(over, 'or')} on average" if over else ""
    return Check(
        "What the size can find",
        True,
        f"{needed} (at an expected {_expected_in_words(trial)} in arm 2; {TEST_LABELS[test]}). "
        f"A true {points_as_typed(bar)} is found in {listed(chance, 'or')} of such trials{then}.",
        "From the rate you expected, not from the result. Small effects are found only when luck adds to them.",
        assumed="the response expected in arm 2",
        data=(rates[0], bar, n1, n2, test),
    )


def _better_rates(trial):
    """The expected rates of arm 2, turned so that more is better."""
    ends = sorted({*trial.get("expected placebo rate")})
    return [1 - rate for rate in ends] if direction(trial) == "unwanted" else ends


def _expected_in_words(trial):
    ends = sorted({*trial.get("expected placebo rate")})
    return listed([percent(rate, 0 if abs(100 * rate - round(100 * rate)) < 1e-9 else 1) for rate in ends])


def _what_a_large_size_finds(trial, n1, n2):
    """Large arms: the normal approximation at the rates that were expected."""
    bar = trial.get("difference that matters", WORTHWHILE)
    said = []
    for rate in _better_rates(trial):
        other = rate + bar
        error = (other * (1 - other) / n1 + rate * (1 - rate) / n2) ** 0.5
        said.append(
            "above 99 %" if bar > 4.3 * error else percent(p_values.type_s_m_normal(bar, error).power, 0)
        )
    finding = f"A true {points_as_typed(bar)} (at {_expected_in_words(trial)} in arm 2) is found in {listed(dict.fromkeys(said), 'or')} of such trials."
    return Check(
        "What the size can find",
        True,
        finding,
        "From the rate you expected, not from the result; normal curve.",
        assumed="the response expected in arm 2",
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
