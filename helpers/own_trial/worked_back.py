"""Results worked back from a P value: the splits of a printed total, and the tables of missing counts.

Each check takes a `Trial` and returns a `Check`, or raises NotNeeded. Both directions are told unless the reader has said
whether the outcome is wanted; then arm 1 is taken to do better, and that is named among what is assumed. A table that
fits is compatible, never observed.
"""

import pandas as pd

from helpers.own_trial.basis import (
    Check,
    NotNeeded,
    arm_name,
    asked_direction,
    counts,
    direction,
    exact_or_bound,
    is_estimated,
    is_independent,
    is_measured,
    is_of_a_margin,
    named_test,
    needs,
    not_recomputable,
    possible_counts,
    sides,
    span,
    speaks_of_shares,
)
from helpers.own_trial.judgement import MANY_TABLES
from helpers.own_trial.table import BESIDE_NOTHING, BESIDE_VALUES, TYPED
from helpers.statistics import detective, tests_of_counts, total_n, trial_design
from helpers.statistics.single_table import compatible_large
from helpers.statistics.tests_of_counts import ANY_SIZE, COMMON_TESTS, TEST_LABELS
from helpers.text import listed, p_text_of, people, percent, points, points_range

SPLITS = (0.40, 0.60)
"""Shares of a total that one arm may have where only the total is printed: assumed."""

MOST_SPLIT = 200
"""People in all up to which every table of every split is searched for a printed P."""


def splits(trial):
    """Only a total is printed: what do its possible splits share?"""
    if "N arm 1" in trial.touched or "N arm 2" in trial.touched:
        raise NotNeeded("The arms have their own numbers, so no total has to be split.")
    needs(trial, "N total")
    total = trial.get("N total")
    if not is_independent(trial) or is_measured(trial):
        raise NotNeeded("Splits are searched for two independent arms and an outcome that is counted.")
    shares = _shares(trial)
    where = f"one arm with {_usual_in_words(trial)} of {total} people"
    texts = [trial.get(f"percentage arm {arm}") for arm in (1, 2)]
    known = [trial.get(f"responders arm {arm}") for arm in (1, 2)]
    if is_estimated(trial) and None in known and None not in texts:
        return _estimated(texts)
    if None in texts:
        return _splits_by_p(trial, total, where)
    printed = None if not_recomputable(trial) else trial.get("printed P")
    found, usual = _splits_of(total, texts, None, shares, known), True
    if not len(found):
        found, usual = _splits_of(total, texts, None, [(0, 1)], known), False
    shared = total_n.shared_by_splits(found)
    if shared is None:
        finding = f"No split of {total} people prints {texts[0]} % and {texts[1]} %."
        licenses = "No mismatch is claimed: other people analysed, or percentages estimated over time (Kaplan-Meier), would explain it."
        asked = "Of how many people are the printed percentages?"
        return Check("Splits of the total", True, finding, licenses, asked)
    if not usual:
        where = f"{_sizes_in_words(found)}; none with {_usual_in_words(trial)} of {total} people in one arm"
    finding = f"Only a total is printed. {shared.splits} {'split prints' if shared.splits == 1 else 'splits print'} both percentages ({where}): "
    finding += f"difference {_ends(shared.risk_difference)}, lower limit {_ends(shared.low)}, upper limit {_ends(shared.high)}."
    if printed:
        finding += " " + _splits_that_print(printed, total, texts, known, shares if usual else [(0, 1)])
    licenses = "Compatible, not observed: the numbers of people in each arm would settle it."
    asked = "How many people were analysed in each arm?"
    asked += "" if usual else " Was it two to one, or another share?"
    assumed = f"{_usual_in_words(trial)} of the people in one arm" if usual else ""
    return Check("Splits of the total", True, finding, licenses, asked, assumed)


def _estimated(texts):
    """What is said of percentages that need not be people divided by people."""
    shown = " and ".join(f"{text} %" for text in texts)
    return Check(
        "Splits of the total",
        True,
        f"No people are worked back from {shown}: cannot be told because they may be estimated over time, and are then no count divided by people.",
        "Estimates over time (Kaplan-Meier, actuarial, cumulative incidence) need not belong to whole people.",
        "How many people had the event in each arm, of how many, and how long were they watched?",
    )


def _shares(trial):
    """Shares of the total that arm 1 may have, as a list of (lowest, highest): around the printed allocation, in either order."""
    first, second = trial.get("allocation", (1, 1))
    if first == second:
        return [SPLITS]
    room = (SPLITS[1] - SPLITS[0]) / 2
    middles = [part / (first + second) for part in (first, second)]
    return [(max(0.0, middle - room), min(1.0, middle + room)) for middle in middles]


def _splits_of(total, texts, printed, shares, known):
    """The splits with any of these shares in arm 1, each once."""
    found = [total_n.splits(total, *texts, printed, total_n.USUAL_TESTS, *ends, *known) for ends in shares]
    filled = [each for each in found if len(each)]
    if not filled:
        return found[0]
    return pd.concat(filled, ignore_index=True).drop_duplicates(ignore_index=True)


def _usual_in_words(trial):
    low, high = max(_shares(trial))
    first, second = trial.get("allocation", (1, 1))
    around = "" if first == second else f", around the printed {first}:{second},"
    return f"{percent(low, 0)} to {percent(high, 0)}{around}"


def _sizes_in_words(found):
    """The sizes of the arms of these splits: the first few."""
    sizes = list(dict.fromkeys(zip(found["n1"], found["n2"], strict=True)))
    more = " and others" if len(sizes) > 3 else ""
    return listed([f"{n1} v {n2}" for n1, n2 in sizes[:3]], "or") + more


def _ends(pair):
    """Two ends of a range of differences, once where both print alike."""
    low, high = (points(end, signed=True) for end in pair)
    return low if low == high else points_range(*pair)


def _splits_that_print(printed, total, texts, known, shares):
    """Which splits print P as well, by which of the usual tests."""
    found = _splits_of(total, texts, printed, shares, known)
    if not len(found):
        found = _splits_of(total, texts, printed, [(0, 1)], known)
        if len(found):
            return (
                f"None of them gives {p_text_of(printed)}, but arms of {_sizes_in_words(found)} people can."
            )
        return f"None of them gives {p_text_of(printed)} by {listed([TEST_LABELS[test] for test in total_n.USUAL_TESTS], 'or')}."
    shared = total_n.shared_by_splits(found)
    first = found.iloc[0]
    example = f"{people(int(first.x1), int(first.n1))} v {people(int(first.x2), int(first.n2))}"
    by = listed([TEST_LABELS[test] for test in shared.tests], "or")
    if shared.splits == 1:
        return f"{p_text_of(printed)} is printed by one of them, {example}, by {by}."
    rules = found["rules"].str.contains("half up")
    found = found[rules] if rules.any() else found
    alike = (found[["n1", "x1", "n2", "x2"]] == first[["n1", "x1", "n2", "x2"]]).all(axis=1)
    own = listed(found["test"][alike].map(TEST_LABELS), "and")
    rest = "" if {*found["test"][alike]} == {*shared.tests} else f"; each of them by {by}"
    return f"{p_text_of(printed)} is printed by {shared.splits} of them, such as {example}, by {own}{rest}."


def _splits_by_p(trial, total, where):
    """No percentages either: the tables of every split that print P, for totals that can be searched."""
    _, bound = exact_or_bound(trial)
    printed = trial.get("printed P")
    if p_of_no_share(trial):
        raise NotNeeded(p_of_no_share(trial))
    if bound or total > MOST_SPLIT or not_recomputable(trial) or is_estimated(trial):
        raise NotNeeded(
            "Without percentages this needs an exact P of an unadjusted test and at most 200 people."
        )
    sizes = [
        (n1, total - n1)
        for n1 in range(1, total)
        if any(low * total <= n1 <= high * total for low, high in _shares(trial))
    ]
    tables = detective.scan(printed, sizes, list(COMMON_TESTS[:3]), higher=_asked_for(trial))
    shared, many = _by_direction(tables, *_band(trial, total // 2))
    if not shared:
        raise NotNeeded(
            f"No split of {total} people prints {p_text_of(printed)} by Fisher, Pearson or Yates."
        )
    finding = f"Only a total is printed. {many} {'table' if many == 1 else 'tables'} ({where}) give {p_text_of(printed)} by Fisher, Pearson or Yates: {'; or '.join(map(_shared_in_words, shared))}."
    return Check(
        "Splits of the total", True, finding, "Compatible, not observed.",
        "How many people, and how many with the outcome, were in each arm?", _assumed_ahead(trial),
    )  # fmt: skip


def _asked_for(trial):
    """Which arm is taken to have the higher rate where P alone is printed: the one that a benefit asks for."""
    return {"wanted": "arm 1", "unwanted": "arm 2"}.get(direction(trial), "either")


def _assumed_ahead(trial):
    """That assumption in words; nothing where both directions are told."""
    more = {"wanted": "more", "unwanted": "fewer"}.get(direction(trial))
    return f"{arm_name(trial, 1)} has {more} people with the outcome, which P does not say" if more else ""


def _by_direction(tables, low, high):
    """What the tables with these rates in arm 2 share, told apart by direction, and how many different tables they are."""
    kept = tables[tables["rate2"].between(low - 1e-9, high + 1e-9)]
    ahead = [tables[tables["risk_difference"] >= 0], tables[tables["risk_difference"] < 0]]
    shared = [each for each in (detective.envelope(part, low, high) for part in ahead) if each.tables]
    return shared, len(kept.drop_duplicates(["n1", "x1", "n2", "x2"]))


def _band(trial, n2):
    """Rates of arm 2 that count: those that the reader expects (a single one, to the nearest person), else all."""
    low, high = trial.get("expected placebo rate", (0.0, 1.0))
    room = 0.5 / n2 if low == high else 0.0
    return max(0.0, low - room), min(1.0, high + room)


def compatible(trial):
    """Where the counts are missing: which results could have given this P?"""
    needs(trial, "printed P", "N arm 1", "N arm 2")
    _refuse_what_is_no_plain_p(trial)
    printed, n1, n2 = trial.get("printed P"), trial.get("N arm 1"), trial.get("N arm 2")
    value, bound = exact_or_bound(trial)
    known = {arm: fits for arm in (1, 2) if (fits := possible_counts(trial, arm))}
    band, where = _rates_of_arm_2(trial, known, n2)
    if bound:
        return _smallest(trial, value, band, where, known)
    if n1 * n2 > MANY_TABLES:
        return _compatible_in_large_arms(trial, known, band, where)
    first = [named_test(trial)] if named_test(trial) else [*COMMON_TESTS]
    others = [test for test in tests_of_counts.TESTS if test not in first]
    higher = _asked_for(trial) if value < 0.05 and len(known) < 2 else "either"
    for tests, rule in ((first, "half up"), (others, "half up"), ([*first, *others], "truncation")):
        tables = _tables(trial, tests, higher, rule)
        for arm, fits in known.items():
            tables = tables[tables[f"x{arm}"].isin(fits)]
        shared, many = _by_direction(tables, *band)
        if shared:
            break
    by = listed([TEST_LABELS[test] for test in tests if test in set(tables["test"])], "or")
    asked = "How many people responded in each arm" + (
        "?" if named_test(trial) else ", and which test was used?"
    )
    people_in_arms = f"{n1} v {n2} people {where}"
    if not shared:
        return _nothing_fits(
            trial, f"No table of {people_in_arms}", "by any of the usual tests, rounded or cut off"
        )
    finding = (
        f"{_not_by(tests, first, rule)}{many} {'table' if many == 1 else 'tables'} of {people_in_arms} "
        f"{'gives' if many == 1 else 'give'} {p_text_of(printed)} by {by}{CUT_OFF if rule == 'truncation' else ''}: "
        f"{'; or '.join(map(_shared_in_words, shared))}."
    )
    licenses = "Compatible, not observed. An adjusted analysis would bound nothing."
    assumed = _assumed_ahead(trial) if higher != "either" or sides(trial) == "greater" else ""
    return Check("Tables that fit P", True, finding, licenses, asked, assumed, data=(tables, printed, band))


def p_of_no_share(trial):
    """What it would take to work P back to numbers of people, where nothing says that it is of a share of them; else "".

    An arm's number or percentage says so, and so does the reader with the outcome's name, a test of counts or the
    points that matter.
    """
    note = trial.notes.get("printed P", "")
    of_arms = {f"{row} arm {arm}" for row in ("responders", "percentage") for arm in (1, 2)}
    said = (
        of_arms & trial.touched
        or trial.get("test named") in tests_of_counts.TESTS
        or "difference that matters" in trial.values
        or trial.get("measure") in ("risk ratio", "odds ratio", "difference")
        or speaks_of_shares(str(trial.get("outcome", "")))
    )
    if said or note not in (BESIDE_VALUES, BESIDE_NOTHING, TYPED):
        return ""
    printed = p_text_of(trial.get("printed P"))
    if note == BESIDE_VALUES:
        return f"{printed} stands beside values or units, and is not worked back to numbers of people: it takes the values that it compares, with their spread."
    return f"Nothing says that {printed} is of a share of people, so it is not worked back to numbers of them: the number or the percentage of each group is needed, or an outcome that names what share it is."


def _refuse_what_is_no_plain_p(trial):
    """Raise NotNeeded where P is not that of an unadjusted comparison of two counts, or where the counts are known."""
    try:
        counts(trial)
    except NotNeeded:
        pass
    else:
        raise NotNeeded("The counts are known, so nothing has to be worked back from P.")
    if p_of_no_share(trial):
        raise NotNeeded(p_of_no_share(trial))
    if not_recomputable(trial):
        raise NotNeeded(
            f"The analysis is {not_recomputable(trial)}: its P value cannot be worked back to counts."
        )
    if is_estimated(trial) and None in [trial.get(f"responders arm {arm}") for arm in (1, 2)]:
        raise NotNeeded("The P value may be that of a log-rank test, so it is not worked back to counts.")
    if is_measured(trial):
        raise NotNeeded("The outcome is a measurement, so its P value is not turned into numbers of people.")
    if is_of_a_margin(trial):
        raise NotNeeded(
            "The P value may be that of a test against the margin, so it is not worked back to counts."
        )
    if trial.get("measure") in ("hazard ratio", "rate ratio"):
        raise NotNeeded(
            f"The P value belongs to a {trial.get('measure')}, so it is not turned into numbers of people."
        )
    if sides(trial) == "greater" and direction(trial) not in ("wanted", "unwanted"):
        raise NotNeeded(f"The P value is one-sided. {asked_direction(trial)}")


def _rates_of_arm_2(trial, known, n2):
    """Which rates of arm 2 count, and that in words: of the counts that are known, else those expected."""
    if known:
        band = (min(known[2]) / n2, max(known[2]) / n2) if 2 in known else (0.0, 1.0)
        said = [f"{_counts_in_words(fits)} with the outcome in arm {arm}" for arm, fits in known.items()]
        return band, f"with {listed(said)}"
    said = trial.get("expected placebo rate")
    return _band(trial, n2), f"with {span(said)} in arm 2" if said else "with any rate in arm 2"


CUT_OFF = ", with P cut off in place of rounded"


def _not_by(tests, first, rule):
    """That a test which was named or is common gives no table, before those that do are told; "" where it does."""
    if tests == first and rule == "half up":
        return ""
    names = listed([TEST_LABELS[test] for test in first], "or")
    return f"By {names} none{' as rounded' if rule == 'truncation' else ''}; "


def _tables(trial, tests, higher, rule):
    """The tables that print P; a one-sided P of an unwanted outcome is that of the people without it."""
    printed, n1, n2 = trial.get("printed P"), trial.get("N arm 1"), trial.get("N arm 2")
    if sides(trial) == "two-sided":
        return detective.compatible_tables(printed, n1, n2, tests, "two-sided", rule, higher)
    tests = [test for test in tests if test in tests_of_counts.ONE_SIDED]
    tables = detective.compatible_tables(printed, n1, n2, tests, "greater", rule, "either")
    if direction(trial) != "unwanted":
        return tables
    return tables.assign(
        x1=n1 - tables["x1"], x2=n2 - tables["x2"], rate1=1 - tables["rate1"], rate2=1 - tables["rate2"],
        risk_difference=-tables["risk_difference"], low=-tables["high"], high=-tables["low"],
    )  # fmt: skip


def _nothing_fits(trial, start, by):
    asked = f"Which test, on which people, gave {p_text_of(trial.get('printed P'))}?"
    licenses = "A question, no more: another test, another rate in arm 2 or other people analysed may fit."
    finding = f"{start} gives {p_text_of(trial.get('printed P'))} {by}."
    return Check("Tables that fit P", True, finding, licenses, asked)


def _compatible_in_large_arms(trial, known, band, where):
    """Large arms: the counts of arm 1 solved for at each count in arm 2, by one quick test, arm 1 ahead or behind."""
    printed, n1, n2 = trial.get("printed P"), trial.get("N arm 1"), trial.get("N arm 2")
    if sides(trial) == "greater":
        raise NotNeeded("In arms of this size a one-sided P is not worked back to tables.")
    first = named_test(trial) if named_test(trial) in ANY_SIZE else "pearson"
    others = [test for test in ("fisher", "pearson", *ANY_SIZE) if test != first]
    asked = "How many people had the outcome in each arm?"
    tries = [(test, rule) for rule in ("half up", "truncation") for test in dict.fromkeys((first, *others))]
    said = []
    for test, rule in tries:
        said = _in_large_arms(printed, (n1, n2), known, band, test, rule)
        if said:
            break
    start = f"of {n1} v {n2} people {where}"
    if not said:
        return _nothing_fits(trial, f"No table {start}", "by any of the usual tests, rounded or cut off")
    cut = CUT_OFF if rule == "truncation" else ""
    finding = f"{_not_by([test], [first], rule)}{'tables' if (test, rule) != (first, 'half up') else 'Tables'} {start} give {p_text_of(printed)} by {TEST_LABELS[test]}{cut}: {'; or '.join(said)}."
    licenses = "Compatible, not observed. An adjusted analysis would bound nothing."
    return Check("Tables that fit P", True, finding, licenses, asked)


def _in_large_arms(printed, sizes, known, band, test, rule):
    """What the tables of one test share, in words, for arm 1 ahead and behind; nothing where none gives P."""
    (n1, n2), said = sizes, []
    for higher in ("arm 1", "arm 2"):
        try:
            found = compatible_large(printed, n1, n2, test, *band, rounding=rule, higher=higher)
        except ValueError:  # very unequal arms are not searched by this test
            continue
        found = found[found["x2"].isin(known.get(2, found["x2"]))]
        low = found["x1_low"].clip(lower=min(known.get(1, [0])))
        high = found["x1_high"].clip(upper=max(known.get(1, [n1])))
        kept, rate2 = low <= high, found["x2"] / n2
        if kept.any():
            ends = (low / n1 - rate2)[kept].min(), (high / n1 - rate2)[kept].max()
            counts1 = sorted({*low[kept], *high[kept]})
            alone = f" ({people(int(counts1[0]), n1)} in arm 1)" if len(counts1) == 1 else ""
            said.append(f"differences {points_range(*ends, 2)}{alone}")
    return said


def _counts_in_words(fits):
    return listed(map(str, fits), "or") if len(fits) < 4 else f"{fits[0]} to {fits[-1]}"


def _shared_in_words(shared):
    """Differences and intervals of the tables in one direction."""
    low, high = shared.risk_difference
    one = points(low, signed=True) == points(high, signed=True)
    gap = f"a difference of {points(low, signed=True)}" if one else f"differences {points_range(low, high)}"
    reach = f"from {points(shared.low[0], signed=True)} to {points(shared.high[1], signed=True)}"
    return f"{gap}, with intervals reaching {reach}"


def _smallest(trial, alpha, band, where, known):
    """What a bound such as P < .001 asks for: the smallest difference, in the direction asked for or in both."""
    printed, n1, n2 = trial.get("printed P"), trial.get("N arm 1"), trial.get("N arm 2")
    if sides(trial) == "greater":
        raise NotNeeded("A bound on a one-sided P is not worked back to tables.")
    test = (named_test(trial) if n1 * n2 <= MANY_TABLES else None) or "fisher"
    higher = _asked_for(trial)
    said = []
    for arm in ("arm 1", "arm 2") if higher == "either" else (higher,):
        least = trial_design.smallest_significant_difference(n1, n2, band, test, alpha, arm, known.get(1))
        if least is not None:
            example = f"{people(least.x1, n1)} v {people(least.x2, n2)}"
            said.append(f"{points(abs(least.difference))} or more, such as {example}")
    ahead = "" if higher == "either" else f" and {'more' if higher == 'arm 1' else 'fewer'} in arm 1"
    if not said:
        return _nothing_fits(
            trial, f"No table of {n1} v {n2} people {where}{ahead}", f"by {TEST_LABELS[test]}"
        )
    finding = f"By {TEST_LABELS[test]}, {where}{ahead}, {p_text_of(printed)} takes {'; the other way round '.join(said)}."
    licenses = "A bound on P says little more. Compatible, not observed."
    assumed = _assumed_ahead(trial) if higher != "either" else ""
    return Check(
        "Tables that fit P", True, finding, licenses, "How many people responded in each arm?", assumed
    )
