"""What lesson 05 computes: five people, a second try, times that do not fit, floors of P, and who keeps a response.

A statement that a list of times misses is a question about the statement, not a mark against the list.
"""

from fractions import Fraction

import numpy as np
import pandas as pd

from helpers.arguments import whole_number
from helpers.eczema.easi import is_responder, percent_change
from helpers.eczema.simulated import load
from helpers.evidence.ledger import fact
from helpers.lessons import background
from helpers.statistics.one_group import (
    chance_of_at_least,
    chance_with_retreatment,
    proportion_interval,
)
from helpers.statistics.paired import (
    chance_all_fall,
    hodges_lehmann,
    max_t_sign_flip,
    sign_flip,
    sign_flip_distribution,
    smallest_n,
    smallest_p,
)
from helpers.statistics.printed import as_printed, printed_interval
from helpers.statistics.summaries import largest_second, mean_floor
from helpers.statistics.two_groups import risk_difference
from helpers.text import counted, listed, number, p_text, percent, percent_range, points, points_range

PEOPLE = ("S001", "S002", "S003", "S004", "S005")
RETREATED = PEOPLE[1:]
"""Everybody but S001 had a second cycle because of worsening (ledger: shin-s001, shin-retreated)."""
MARKERS = 7
"""Six in the review table and IL-17 in the abstract (ledger: shin-panel): at least so many were measured."""
RATE = fact("assumed-cycle-rate").share
"""Assumed: the chance of EASI-50 a cycle, a rate that placebo groups reach."""


# ---------------------------------------------------------------- five people


def courses():
    """EASI-50 by person and cycle as the review table words it, and who was treated again.

    >>> responses, retreated = courses()
    >>> responses["S002"], "S001" in retreated
    ('both cycles', False)
    """
    return {person: fact(f"shin-{person.lower()}").value for person in PEOPLE}, RETREATED


def one_placebo_group():
    """Where the EASI-50 share of one new placebo group may lie (95 % prediction interval, shares).

    For a group about as large as those pooled; a smaller one scatters more. As lesson 01 derives it from the pooled mean of the ledger.

    >>> percent_range(*one_placebo_group(), 0)
    '23 to 57 %'
    """
    known = background.placebo()
    return known.new_low, known.new_high


def responders():
    """Rows for a picture: after one or two cycles, after the first; each with counts and exact interval."""
    counts = {
        "one or two\ncycles": fact("shin-easi50").counts,
        "after\ncycle 1": fact("shin-easi50-cycle1").counts,
    }
    return [(label, *pair, proportion_interval(*pair)) for label, pair in counts.items()]


def responders_gaps():
    """The gaps of the sentence on both counts: limits and the range of one placebo group.

    >>> responders_gaps()["either"]
    '28.4 to 99.5 %'
    """
    either, first = (percent_range(row[3].low, row[3].high) for row in responders())
    return {"either": either, "first": first, "placebo": percent_range(*one_placebo_group(), 0)}


# ---------------------------------------------------------------- a second try


def likeness(what):
    """How alike two cycles ("cycle") or two markers ("marker") of one person are: an assumed correlation.

    >>> likeness("cycle"), likeness("marker")
    (0.6, 0.6)
    """
    return fact(f"assumed-{what}-correlation").number


def two_tries(rate, alike):
    """Chances of four or more responders of five, over the rate a cycle, for the picture of two tries.

    `rate` a cycle and `alike`, the correlation of a person's cycles, are shares. Returns (rates, curves,
    mark): curves from label to chances, mark = (rate, {label: chance}).

    >>> [percent(chance) for chance in two_tries(0.30, 0.6)[2][1].values()]
    ['3.1 %', '20.0 %', '11.0 %']
    """
    needed, people = fact("shin-easi50").counts
    rates = np.linspace(0, 0.6, 31)
    labels = {
        "one cycle": (1, 0.0),
        "two independent cycles": (2, 0.0),
        f"two alike (hidden, {alike:g})": (2, alike),
    }
    curves, chances = {}, {}
    for label, (cycles, correlation) in labels.items():
        curves[label] = [
            chance_with_retreatment(needed, people, each, cycles=cycles, correlation=correlation)
            for each in rates
        ]
        chances[label] = chance_with_retreatment(needed, people, rate, cycles=cycles, correlation=correlation)
    return rates, curves, (rate, chances)


def two_tries_gaps():
    """The gaps of the answer on two tries; cycles that exclude each other double the rate.

    >>> percent(two_tries_gaps()["opposed"]), percent(two_tries_gaps()["results_alike"])
    ('33.7 %', '7.5 %')
    """
    needed, people = fact("shin-easi50").counts
    one, two, alike = two_tries(RATE, likeness("cycle"))[2][1].values()
    opposed = chance_of_at_least(needed, people, 2 * RATE)
    both = RATE**2 + likeness("cycle") * RATE * (
        1 - RATE
    )  # if the yes/no results themselves are so correlated
    across = [chance_with_retreatment(needed, people, end) for end in one_placebo_group()]
    return {
        "one": one,
        "two": two,
        "alike": alike,
        "results_alike": chance_of_at_least(needed, people, 2 * RATE - both),
        "likeness": likeness("cycle"),
        "opposed": opposed,
        "placebo": percent_range(*one_placebo_group(), 0),
        "across": percent_range(*across, 0),
    }


# ---------------------------------------------------------------- five times


def printed_follow_up():
    """What the abstract of Shin 2021 prints about follow-up, from the ledger: the arguments of `try_follow_up`.

    Every number in weeks, except the people: `n` in all, `beyond_count` of them beyond `beyond` weeks.

    >>> printed_follow_up()
    {'mean': '38', 'low': 16, 'high': 86, 'n': 5, 'beyond_count': 2, 'beyond': 84}
    """
    rows = {
        "low": "followup-min",
        "high": "followup-max",
        "n": "n",
        "beyond_count": "durable-n",
        "beyond": "durable-weeks",
    }
    numbers = {name: int(fact(f"shin-{row}").number) for name, row in rows.items()}
    return {"mean": fact("shin-followup-mean").value, **numbers}


def try_mine(weeks):
    """Times of the reader's own in weeks against what the abstract of Shin 2021 prints, as `try_follow_up`.

    >>> len(try_mine([16, 20, 30.5, 38, 86]))
    5
    """
    return try_follow_up(weeks, **printed_follow_up())


def floor():
    """The smallest mean that the printed range and the two long times allow, for any times (`MeanBound`).

    >>> floor().mean
    43.6
    """
    known = printed_follow_up()
    return mean_floor(known["n"], known["low"], known["high"], (known["beyond_count"], known["beyond"]))


def floor_gaps():
    """The gaps of the answer on the floor.

    >>> floor_gaps()["example"]
    '16, 16, 16, 84 and 86'
    """
    known = printed_follow_up()
    slack = mean_floor(
        known["n"], known["low"] - 0.5, known["high"] - 0.5, (known["beyond_count"], known["beyond"] - 0.5)
    )
    least, below = printed_interval(known["mean"]).low, printed_interval(known["mean"]).high
    return {
        "example": listed(floor().example),
        "mean": known["mean"],
        "least": float(least),
        "below": float(below),
        "slack": slack.mean,
    }


def attempts():
    """Four instructive sets of times as `compare_attempts` gives them, the printed mean and the threshold."""
    known = printed_follow_up()
    return compare_attempts(instructive_sets(**known), **known), float(known["mean"]), known["beyond"]


def kind_readings():
    """Readings of the printed follow-up that real times can meet, whole weeks or not, and what each would mean.

    >>> kind_readings()["what it would mean"].iloc[0]
    'the mean is 47.9 weeks or more (median 37.5)'
    """
    known = printed_follow_up()
    low, high, n = known["low"], known["high"], known["n"]
    number_printed = printed_interval(known["mean"])
    least, below = float(number_printed.low), float(number_printed.high)
    middle = (2 * low + least + known["beyond"] + high) / n
    second = n * below - (n - 2) * low - high
    shortest = (n * below - known["beyond"] - high) / (n - known["beyond_count"])
    cycles = n + fact("shin-retreated").counts[0]
    rows = [
        (
            f"{known['mean']} is a median",
            f"the mean is {number(middle)} weeks or more (median {number(least)})",
        ),
        (f"{known['mean']} is a slip of the pen", f"the mean is {number(floor().mean)} weeks or more"),
        (f"{known['mean']} is the mean of {cycles} cycles", "cycles counted, not people"),
        (
            f"the {known['beyond']} weeks run on another clock",
            f"the second longest is below {number(second)} weeks",
        ),
        (f"{low} is not the shortest", f"the shortest is below {number(shortest)} weeks"),
    ]
    return pd.DataFrame(rows, columns=["reading", "what it would mean"])


def try_follow_up(weeks, mean, low, high, n, beyond_count, beyond):
    """Which printed statements does this list of follow-up times meet?

    `weeks`: one time per person, any order. `mean` is text as printed; `low` and `high` the printed range; `n`
    the printed number of people; `beyond_count` people are said to have passed `beyond`. A time of exactly
    `beyond` counts as having passed it, which is generous to the printed text; times are compared as printed,
    in whole weeks (15.5 prints as 16). Returns a DataFrame with one row per statement: statement, your
    numbers, holds ("yes" or "no"). Raises ValueError for values that are not times.

    >>> table = try_follow_up([16, 16, 16, 84, 86], "38", 16, 86, 5, beyond_count=2, beyond=84)
    >>> table["holds"].tolist(), table["your numbers"].iloc[1]
    (['yes', 'no', 'yes', 'yes', 'yes'], '43.6 weeks')
    """
    beyond_count = whole_number(beyond_count, "beyond_count", smallest=1)
    times = _times(weeks)
    average = sum(times) / len(times)
    rounded = [Fraction(as_printed(time, 0)) for time in times]
    passed = sum(time >= Fraction(str(beyond)) for time in rounded)
    rows = [
        (
            counted(whole_number(n, "n (people)", smallest=1), "people"),
            counted(len(times), "people"),
            len(times) == n,
        ),
        (
            f"average {mean} weeks",
            f"{float(average):.1f} weeks",
            printed_interval(mean).contains(average),
        ),
        (f"shortest {low} weeks", f"{float(min(times)):g} weeks", min(rounded) == Fraction(str(low))),
        (f"longest {high} weeks", f"{float(max(times)):g} weeks", max(rounded) == Fraction(str(high))),
        (
            f"{counted(beyond_count, 'people')} over {beyond} weeks",
            f"{counted(passed, 'people')} at {beyond} weeks or more",
            passed >= beyond_count,
        ),
    ]
    table = pd.DataFrame(rows, columns=["statement", "your numbers", "holds"])
    return table.assign(holds=table["holds"].map({True: "yes", False: "no"}))


def missed_statements(weeks, mean, low, high, n, beyond_count, beyond):
    """The printed statements that this list of times does not meet, as a list of short texts.

    >>> missed_statements([16, 20, 30, 38, 86], "38", 16, 86, 5, beyond_count=2, beyond=84)
    ['2 people over 84 weeks']
    """
    table = try_follow_up(weeks, mean, low, high, n, beyond_count, beyond)
    return table.loc[table["holds"] == "no", "statement"].tolist()


def compare_attempts(attempts, **printed):
    """Each labelled list of times with its mean and the statements that it misses, for a picture.

    `attempts` maps a label to a list of times; `printed` are the arguments of `try_follow_up` after the list.
    Returns a list of (label, times, mean, missed statements as one text).

    >>> printed = {"mean": "38", "low": 16, "high": 86, "n": 5, "beyond_count": 2, "beyond": 84}
    >>> compare_attempts({"floor": [16, 16, 16, 84, 86]}, **printed)
    [('floor', [16, 16, 16, 84, 86], 43.6, 'average 38 weeks')]
    """
    return [
        (label, weeks, sum(weeks) / len(weeks), "; ".join(missed_statements(weeks, **printed)))
        for label, weeks in attempts.items()
    ]


def instructive_sets(mean, low, high, n, beyond_count, beyond):
    """Up to four sets of times that give up one printed statement each, by label, for `compare_attempts`.

    The lowest set with range and subgroup, the highest second place with range and average, the printed
    average as a median, and a range that starts earlier. Arguments as `try_follow_up`, times whole numbers.

    >>> for label, weeks in instructive_sets("38", 16, 86, 5, beyond_count=2, beyond=84).items():
    ...     print(label, weeks)
    range, 2 over 84 [16, 16, 16, 84, 86]
    range, average 38 [16, 16, 16, 58, 86]
    range, 2 over 84, median 38 [16, 16, 38, 84, 86]
    average 38, 2 over 84 [7, 7, 7, 84, 86]
    """
    lowest = list(mean_floor(n, low, high, at_least=(beyond_count, beyond)).example)
    second, group = largest_second(n, low, high, mean), f"{beyond_count} over {beyond}"
    sets = {f"range, {group}": lowest, f"range, average {mean}": [low] * (n - 2) + [second, high]}
    if n % 2 and beyond_count <= n // 2:
        sets[f"range, {group}, median {mean}"] = sorted([*lowest[: n // 2], int(mean), *lowest[n // 2 + 1 :]])
    earlier = [[start] * (n - beyond_count) + lowest[n - beyond_count :] for start in range(low)]
    fitting = [weeks for weeks in earlier if printed_interval(mean).contains(Fraction(sum(weeks), n))]
    if fitting:
        sets[f"average {mean}, {group}"] = fitting[-1]
    return sets


def _times(weeks):
    """The times as exact fractions, or one sentence on what to type instead."""
    ask = "type one time in weeks per person, such as [16, 20, 30, 38, 86]"
    if isinstance(weeks, str) or not hasattr(weeks, "__len__") or len(weeks) == 0:
        raise ValueError(f"weeks is {weeks!r}: {ask}")
    times = []
    for time in weeks:
        try:
            times.append(Fraction(str(time)))
        except (ValueError, ZeroDivisionError):
            raise ValueError(f"weeks contain {time!r}, which is not a number: {ask}") from None
        if isinstance(time, bool | str) or times[-1] < 0:
            raise ValueError(f"weeks contain {time!r}, which is not a time: {ask}")
    return times


# ---------------------------------------------------------------- floors of P, and markers


def ladder():
    """The smallest two-sided P of an exact paired test over the number of people, for a picture.

    Returns (people, floors by number of markers, words by number of people to point at).
    """
    sizes = list(range(3, 11))
    floors = {markers: [smallest_p(size, comparisons=markers) for size in sizes] for markers in (1, MARKERS)}
    return sizes, floors, {5: "five people", 9: "nine cycles"}


def smallest_gaps():
    """The gaps of the answer on the smallest P.

    >>> smallest_gaps()["enough"], smallest_gaps()["several"]
    (9, 0.4375)
    """
    people = len(PEOPLE)
    return {
        "patterns": 2**people,
        "smallest": f"{smallest_p(people):.4f}".removeprefix("0"),
        "markers": MARKERS,
        "several": smallest_p(people, comparisons=MARKERS),
        "enough": smallest_n(comparisons=MARKERS),
        "cycles": smallest_p(people + len(RETREATED)),
    }


def directions():
    """What our sources say about the markers, and about whom; a question mark where nothing.

    >>> directions().set_index("marker").loc["IL-17"].tolist()
    ['rose', 'two people over 84 weeks', 'abstract']
    """
    rows = [
        ("CCL-17, IL-13, IL-22", "fell", "the five as a group", "abstract"),
        ("IL-17", "rose", "two people over 84 weeks", "abstract"),
        ("IgE", "fell", "S001 and S002", "review"),
        ("CCL-22, IL-18", "?", "?", "review"),
    ]
    return pd.DataFrame(rows, columns=["marker", "direction", "in whom", "status"])


def risers_gaps():
    """The gaps of the answer on two people in whom a marker rose, and on three that fell in all five.

    >>> percent(risers_gaps()["some"]), percent(risers_gaps()["alike"])
    ('86.7 %', '61.3 %')
    """
    return {
        "one": chance_all_fall(2, 1),
        "some": chance_all_fall(2, MARKERS),
        "alike": chance_all_fall(2, MARKERS, likeness("marker")),
        "likeness": likeness("marker"),
        "fall": chance_all_fall(5, MARKERS, at_least=3),
        "fall_alike": chance_all_fall(5, MARKERS, likeness("marker"), at_least=3),
    }


def practice():
    """CCL-17 of five simulated people in the first series: (before, after, names), their flips and P."""
    rows = load("cytokines").query("AVISITN > 0 and SEED == 1 and PARAMCD == 'CCL17'")
    change = rows["CHG"].round(1)
    lines = rows["BASE"].tolist(), rows["AVAL"].tolist(), rows["SUBJID"].tolist()
    return lines, sign_flip_distribution(change), sign_flip(change)


def practice_sentence():
    """The middle change of the simulated people with its exact interval, in words."""
    before, after, _ = practice()[0]
    middle = hodges_lehmann([round(last - first, 1) for first, last in zip(before, after, strict=True)])
    told = (
        f"Simulated: middle change {number(middle.estimate, 0)} pg/mL (the median of the changes and of every two "
        f"averaged), {number(middle.low, 0)} to {number(middle.high, 0)} at {percent(middle.confidence, 2)} confidence"
    )
    return (
        f"{told}."
        if middle.reaches_asked
        else f"{told}: all but 2 of {2 ** len(before)} sign patterns; so few people allow no more."
    )


# ---------------------------------------------------------------- who keeps a response


def kept():
    """Rows for a picture: responders to dupilumab who keep EASI-50, switched to placebo and not."""
    counts = {
        "switched to\nplacebo": fact("solo-continue-placebo-easi50").counts,
        "stayed on\ndupilumab": fact("solo-continue-easi50").counts,
    }
    return [(label, *pair, proportion_interval(*pair)) for label, pair in counts.items()]


def kept_gaps():
    """The gaps of the answer on those who keep EASI-50; the difference by Miettinen and Nurminen.

    >>> kept_gaps()["off"], percent(kept()[0][3].estimate)
    ('33 of 83', '39.8 %')
    """
    (_, x1, n1, off), (_, x2, n2, on) = kept()
    gap = risk_difference(x2, n2, x1, n1, method="miettinen_nurminen")
    return {
        "off": f"{x1} of {n1}",
        "on": f"{x2} of {n2}",
        "off_range": percent_range(off.low, off.high, 0),
        "on_range": percent_range(on.low, on.high, 0),
        "gap": points(gap.estimate),
        "gap_range": points_range(gap.low, gap.high, 0),
    }


def lasting_by_chance(medians):
    """Two or more of four identical responders who are still well at 84 weeks, by how soon half relapse.

    A constant chance of relapse is assumed. Returns a DataFrame of text for the deeper notebook.
    """
    beyond = printed_follow_up()["beyond"]
    well = [0.5 ** (beyond / median) for median in medians]
    return pd.DataFrame(
        {
            "half relapse by": [f"{each} weeks" for each in medians],
            f"still well at {beyond} weeks": [percent(each, 0) for each in well],
            "two or more of four": [percent(chance_of_at_least(2, 4, each), 0) for each in well],
        }
    )


# ---------------------------------------------------------------- for the deeper notebook


def two_baselines(first, second, end):
    """One person's EASI at the start, before the second cycle and at the end: two verdicts, in words.

    >>> two_baselines(24, 34, 16)
    'From the first baseline: -33 %, no EASI-50. From the value before cycle 2: -53 %, EASI-50.'
    """
    told = []
    for words, base in (("the first baseline", first), ("the value before cycle 2", second)):
        verdict = "EASI-50" if is_responder(base, end) else "no EASI-50"
        told.append(f"From {words}: {number(percent_change(base, end), 0)} %, {verdict}.")
    return " ".join(told)


def falls_by_likeness():
    """Arguments of the picture of three markers that fall in all five people by chance, over their correlation."""
    correlations = [step / 20 for step in range(19)]
    chances = [chance_all_fall(5, MARKERS, each, at_least=3) for each in correlations]
    mark = likeness("marker"), chance_all_fall(5, MARKERS, likeness("marker"), at_least=3)
    return correlations, chances, mark, 5, MARKERS, 3


def three_series():
    """How many of five simulated people fell, and P by sign flips: a row a marker, a column a series.

    >>> three_series().loc["CCL17"].tolist()
    ['5 of 5, P = .0625', '5 of 5, P = .0625', '5 of 5, P = .0625']
    """
    last = load("cytokines").query("AVISITN > 0 and PARAMCD in ['CCL17', 'IL13', 'IL22']")
    found = {
        key: f"{(some < 0).sum()} of 5, {p_text(sign_flip(some), 4)}"
        for key, some in last.groupby(["PARAMCD", "SEED"])["CHG"]
    }
    return pd.Series(found).unstack().add_prefix("series ").rename_axis("marker")


def adjusted():
    """P of seven simulated markers alone, adjusted by max-T, and multiplied by their number, as text."""
    last = load("cytokines").query("AVISITN > 0 and SEED == 1")
    panel = last.pivot(index="SUBJID", columns="PARAMCD", values="CHG")
    found = max_t_sign_flip(panel)
    times = (len(panel.columns) * found["p"]).clip(upper=1)
    shown = {"P alone": found["p"], "max-T": found["p_adjusted"], f"times {len(panel.columns)}": times}
    return pd.DataFrame(shown).map(lambda p: p_text(p, 4).removeprefix("P = "))
