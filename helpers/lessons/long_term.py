"""Try a list of follow-up times against what an abstract prints about them, statement by statement.

`check_follow_up` asks whether any list can fit; this module takes one list, the reader's own or the one in a
full paper, and says which printed statements it meets. A statement that a list misses is a question about
the statement, not a mark against the list.
"""

from fractions import Fraction

import pandas as pd

from helpers.arguments import whole_number
from helpers.evidence.ledger import fact
from helpers.statistics.printed import as_printed, printed_interval
from helpers.statistics.summaries import check_follow_up, largest_second, mean_floor


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


def try_follow_up(weeks, mean, low, high, n, beyond_count, beyond, unit="weeks"):
    """Which printed statements does this list of follow-up times meet?

    `weeks`: one time per person (any order), or None for "no list yet". `mean` is text as printed; `low` and
    `high` the printed range; `n` the printed number of people; `beyond_count` people are said to have passed
    `beyond`. A time of exactly `beyond` counts as having passed it, which is generous to the printed text;
    times are compared as printed, in whole `unit` (15.5 prints as 16). Returns a DataFrame with one row per
    statement: statement, your numbers, holds ("yes", "no", or "?" without a list). Raises ValueError for
    values that are not times.

    >>> table = try_follow_up([16, 16, 16, 84, 86], "38", 16, 86, 5, beyond_count=2, beyond=84)
    >>> table["holds"].tolist(), table["your numbers"].iloc[1]
    (['yes', 'no', 'yes', 'yes', 'yes'], '43.6 weeks')
    """
    beyond_count = whole_number(beyond_count, "beyond_count", smallest=1)
    statements = [
        _people(whole_number(n, "n (people)", smallest=1)),
        f"average {mean} {unit}",
        f"shortest {low} {unit}",
        f"longest {high} {unit}",
        f"{_people(beyond_count)} over {beyond} {unit}",
    ]
    if weeks is None:
        return _table(statements, ["none yet"] * 5, ["?"] * 5)
    times = _times(weeks, unit)
    average = sum(times) / len(times)
    rounded = [Fraction(as_printed(time, 0)) for time in times]
    passed = sum(time >= Fraction(str(beyond)) for time in rounded)
    found = [
        _people(len(times)),
        f"{float(average):.1f} {unit}",
        f"{float(min(times)):g} {unit}",
        f"{float(max(times)):g} {unit}",
        f"{_people(passed)} at {beyond} {unit} or more",
    ]
    holds = [
        len(times) == n,
        printed_interval(mean).contains(average),
        min(rounded) == Fraction(str(low)),
        max(rounded) == Fraction(str(high)),
        passed >= beyond_count,
    ]
    return _table(statements, found, ["yes" if each else "no" for each in holds])


def missed_statements(weeks, mean, low, high, n, beyond_count, beyond, unit="weeks"):
    """The printed statements that this list of times does not meet, as a list of short texts.

    >>> missed_statements([16, 20, 30, 38, 86], "38", 16, 86, 5, beyond_count=2, beyond=84)
    ['2 people over 84 weeks']
    """
    table = try_follow_up(weeks, mean, low, high, n, beyond_count, beyond, unit)
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


def readings_table(readings):
    """The readings that fit, from the result of `reconciling_readings`, as three columns of text.

    >>> from helpers.statistics.summaries import reconciling_readings
    >>> readings_table(reconciling_readings("38", 16, 86, 5, 2, 84)).iloc[0].tolist()
    ['the average is a median', '69', 'the arithmetic mean is 48.0 to 52.8 weeks']
    """
    fitting = readings[~_fails(readings)]
    counts = ["possible" if pd.isna(count) else f"{count:,}" for count in fitting["sets_that_fit"]]
    rows = zip(fitting["reading"], counts, fitting["consequence"], strict=True)
    return pd.DataFrame(rows, columns=["reading", "sets that fit", "what it would mean"])


def readings_that_fail(readings, unit="weeks"):
    """The readings that no set of times fits, in one sentence with the smallest arithmetic mean they allow.

    >>> from helpers.statistics.summaries import reconciling_readings
    >>> readings_that_fail(reconciling_readings("38", 16, 86, 5, 2, 84))[-87:]
    'out both extremes. The smallest arithmetic mean that any of these allows is 43.1 weeks.'
    """
    failing = readings[_fails(readings)]
    if failing.empty:
        return "Every reading fits."
    smallest = f"{failing['smallest_mean'].min():.1f} {unit}"
    return (
        f"Tried, and fitted by no set: {'; '.join(failing['reading'])}. "
        f"The smallest arithmetic mean that any of these allows is {smallest}."
    )


def _fails(readings):
    """Which readings no set fits; where sets cannot be counted, the reading may fit."""
    return (readings["sets_that_fit"] == 0).fillna(False).astype(bool)


def follow_up_sentence(weeks, mean, low, high, n, beyond_count, beyond, unit="weeks"):
    """The result of `try_follow_up` in words; without a list, what the printed numbers alone allow.

    >>> follow_up_sentence([16, 20, 30, 38, 86], "38", 16, 86, 5, beyond_count=2, beyond=84)
    'These 5 times meet 4 of 5 printed statements. Missed: 2 people over 84 weeks.'
    """
    if weeks is None:
        alone = check_follow_up(mean, low, high, n, beyond_count, beyond, unit=unit)
        return f"No list was entered. From the printed numbers alone: {alone.sentence()}"
    missed = missed_statements(weeks, mean, low, high, n, beyond_count, beyond, unit)
    met = f"These {len(weeks)} times meet {5 - len(missed)} of 5 printed statements."
    return f"{met} Missed: {'; '.join(missed)}." if missed else f"{met} They fit together."


def _people(count):
    return "1 person" if count == 1 else f"{count} people"


def _table(statements, found, holds):
    return pd.DataFrame({"statement": statements, "your numbers": found, "holds": holds})


def _times(weeks, unit):
    """The times as exact fractions, or one sentence on what to type instead."""
    ask = f"type one time in {unit} per person, such as [16, 20, 30, 38, 86]"
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
