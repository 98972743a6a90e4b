"""Try a list of follow-up times against what an abstract prints about them, statement by statement.

`helpers.summary_numbers.check_follow_up` asks whether any list can fit; this module takes one list, the
reader's own or the one in a full paper, and says which printed statements it meets. A statement that a list
misses is a question about the statement, not a mark against the list.
"""

from fractions import Fraction

import pandas as pd

from helpers.counts import whole_number
from helpers.printed import as_printed, printed_interval
from helpers.summary_numbers import check_follow_up


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


def readings_table(readings):
    """The result of `reconciling_readings` as three columns of text, for reading.

    A reading that fits nothing shows the smallest mean that it would allow.

    >>> from helpers.summary_numbers import reconciling_readings
    >>> readings_table(reconciling_readings("38", 16, 86, 5, 2, 84)).iloc[0].tolist()
    ['as printed', 'none', 'smallest mean 43.6']
    """
    rows = []
    for row in readings.itertuples(index=False):
        if row.sets_that_fit == 0:
            rows.append((row.reading, "none", f"smallest mean {row.smallest_mean:.1f}"))
        else:
            rows.append((row.reading, f"{row.sets_that_fit:,}", row.consequence))
    return pd.DataFrame(rows, columns=["reading", "sets that fit", "what it would mean"])


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
