"""Pictures of the reader's own trial: both arms and their difference, the P of every test, three readers.

Each function draws values that a check computed and returns a `Picture`; `pictures` takes what `run_checks`
returned and draws whatever it holds.
"""

from functools import cache

import numpy as np
from matplotlib.font_manager import findfont
from matplotlib.ft2font import FT2Font

from helpers.figures.colours import BLUE, DIM, GREEN, GREY, INK, ORANGE
from helpers.figures.style import STYLE, bare_rows, canvas, dot, interval, label, placebo_band
from helpers.lessons import own_trial
from helpers.own_trial.basis import is_independent
from helpers.show import Picture
from helpers.statistics.printed import printed_p
from helpers.statistics.tests_of_counts import TEST_LABELS
from helpers.text import (
    listed,
    number,
    p_digits,
    p_text_of,
    people,
    percent,
    percent_range,
    points,
    points_range,
)


@cache
def _letters():
    """Every letter that the font of the pictures can draw."""
    return frozenset(FT2Font(findfont(STYLE["font.family"])).get_charmap())


def _plain(name, arm=1):
    """A typed name as an axis can show it: short, no formula, and "arm 1" where the font lacks its letters.

    The caption holds the name itself, in the font of the page.

    >>> _plain("placebo"), _plain("\uc704\uc57d", 2)
    ('placebo', 'arm 2')
    """
    if any(ord(letter) not in _letters() for letter in name):
        return f"arm {arm}"
    return name.replace("$", r"\$") if len(name) < 21 else name[:19].replace("$", r"\$") + "…"


def rates(arms, expected=None):
    """The rate of one arm, or of each, with its interval; `arms` and `expected` as in `rates_and_difference`."""
    figure, axes = canvas(height=1.3 + 0.5 * len(arms))
    said = _draw_rates(axes, arms, expected)
    whose = listed([f"{name} {people(x, n)}" for name, x, n, _ in arms], "v")
    return Picture(
        figure,
        f"{whose}, with the exact 95 % interval. Counts published or worked out from percentages; intervals derived.",
        f"Response rates with exact 95 % intervals on a scale from 0 to 100 %: {'; '.join(said)}.",
    )


def _draw_rates(top, arms, expected):
    """Rates with intervals on one axis; returns what was drawn, in words."""
    if expected and expected[0] < expected[1]:
        placebo_band(top, round(100 * expected[0]), round(100 * expected[1]), label="expected")
    elif expected:
        top.axvline(100 * expected[0], color=GREY, linewidth=1, linestyle="--")
        words = f"expected {percent(expected[0])}"
        label(top, 100 * expected[0], -0.7, words, white=True, fontsize=9, ha="center", color=DIM)
    said = []
    for row, ((name, x, n, rate), colour, marker) in enumerate(zip(arms, (BLUE, ORANGE), "os", strict=False)):
        interval(top, row, rate.low, rate.estimate, rate.high, colour, marker)
        said.append(f"{name} {people(x, n)}, {percent(rate.estimate)} ({percent_range(rate.low, rate.high)})")
    labels = [f"{_plain(name, row + 1)}\n{people(x, n)}" for row, (name, x, n, _) in enumerate(arms)]
    bare_rows(top, labels, above=0.9, below=0.6)
    top.set(xlabel="people with the outcome (%)", xlim=(-4, 104))
    return said


def rates_and_difference(arms, gap, bar, expected=None):
    """Above: the rate of each arm with its interval; below: their difference against zero and what matters.

    `arms` holds (name, responders, people, Interval), `gap` is the Interval of the difference, `bar` the difference
    that matters (a share, below zero where fewer are better; None draws none) and `expected` a pair of shares, the placebo range, or None.
    """
    figure, (top, bottom) = canvas(height=3.6, rows=2, height_ratios=[3, 2])
    said = _draw_rates(top, arms, expected)
    bottom.axvline(0, color=INK, linewidth=1)
    low, high = min(-20, 100 * gap.low - 8), max(40, 100 * gap.high + 8)
    marks = "with a mark at zero"
    if bar:
        marks = f"with marks at zero and at {points(bar, 0)}, which would matter"
        bottom.axvline(100 * bar, color=GREY, linewidth=1, linestyle="--")
        near_end = 100 * bar > low + 0.7 * (high - low)
        place, side = (100 * bar - 1, "right") if near_end else (100 * bar + 1, "left")
        words = f"{points(bar, 0)}\nwould matter"
        label(bottom, place, 0.6, words, white=True, fontsize=9, ha=side, color=DIM)
    interval(bottom, 0, gap.low, gap.estimate, gap.high, GREEN, "D")
    bare_rows(bottom, [f"difference\n{points(gap.estimate, 1, True)}"], above=0.5, below=0.9)
    bottom.set(xlabel="difference (percentage points)", xlim=(low, high))
    span = points_range(gap.low, gap.high)
    return Picture(
        figure,
        f"{listed([f'{name} {people(x, n)}' for name, x, n, _ in arms], 'v')}: difference {points(gap.estimate, 1, True)}, "
        f"95 % interval {span}. Counts published or worked out from percentages; intervals derived.",
        f"Two panels. Above, response rates with exact 95 % intervals: {'; '.join(said)}. Below, the difference, "
        f"{points(gap.estimate, 1, True)} ({span}), {marks}.",
    )


def p_by_test(table, printed, counts):
    """The P that each test gives these counts, and the band of values that print like the paper's.

    `table` comes from `detective.which_tests_print`, `counts` is (x1, n1, x2, n2).
    """
    rows = table.sort_values("p", ignore_index=True)
    figure, axes = canvas(height=min(3.6, 1.0 + 0.34 * len(rows)))
    number_printed = printed_p(printed)
    values = rows["p"].to_numpy()
    low, high = float(max(number_printed.low, 0)), float(min(number_printed.high, 1))
    axes.axvspan(low, high, color=ORANGE, alpha=0.25, linewidth=0)
    for row, (p, fits) in enumerate(zip(values, rows["fits"], strict=True)):
        look = {"colour": ORANGE, "marker": "D", "size": 75} if fits else {"size": 48}
        dot(axes, p, row, **look, clip_on=False)
    bare_rows(axes, [TEST_LABELS[test] for test in rows["test"]], above=0.8)
    tight = number_printed.comparison == "="
    ends = np.array([values.min(), values.max(), *((low, high) if tight else ())])
    room = max(0.08 * np.ptp(ends), 0.002)
    left = max(ends.min() - room, -0.05 * (ends.max() + room))
    axes.set(xlabel="P value", xlim=(left, min(ends.max() + room, 1.03)))
    axes.locator_params(axis="x", nbins=5)
    fitting = [TEST_LABELS[test] for test in rows.loc[rows["fits"], "test"]]
    verb = "gives" if len(fitting) == 1 else "give"
    found = f"{listed(fitting)} {verb}" if fitting else "none gives"
    found = "all give" if len(fitting) == len(rows) > 1 else found
    label = p_text_of(printed)
    axes.set_title(f"orange: prints {label}", fontsize=10, fontweight="normal")
    x1, n1, x2, n2 = counts
    each = ", ".join(
        f"{TEST_LABELS[test]} {p_digits(p, 4)}" for test, p in zip(rows["test"], values, strict=True)
    )
    return Picture(
        figure,
        f"{people(x1, n1)} v {people(x2, n2)} by {len(rows)} tests: {found} {label} (derived).",
        f"Points for {len(rows)} tests of {people(x1, n1)} v {people(x2, n2)} on a scale of P values, from smallest to "
        f"largest: {each}. A band marks what prints as {label}: {found} it.",
    )


def three_readers(rows, counts):
    """What three readers believe about the difference after these counts: medians with 95 % intervals.

    `rows` holds (reader, Belief), `counts` is (x1, n1, x2, n2).
    """
    figure, axes = canvas(height=1.1 + 0.55 * len(rows))
    axes.axvline(0, color=INK, linewidth=1)
    said = []
    for row, ((name, after), *look) in enumerate(zip(rows, (ORANGE, GREY, BLUE), "sDo", strict=True)):
        (low, high), middle = after.difference_interval, after.median_difference
        interval(axes, row, low, middle, high, *look)
        label(axes, 100 * middle, row - 0.3, number(100 * middle), ha="center")
        said.append(f"{name} {points(middle)} ({points_range(low, high)})")
    bare_rows(axes, [name for name, _ in rows], above=0.7, below=0.6)
    axes.set(xlabel="difference believed afterwards (percentage points)")
    x1, n1, x2, n2 = counts
    middles = [after.median_difference for _, after in rows]
    return Picture(
        figure,
        f"After {people(x1, n1)} v {people(x2, n2)} the {len(rows)} readers' medians run from {number(100 * min(middles))} to "
        f"{points(max(middles))} (derived from assumed beliefs).",
        f"{len(rows)} intervals of belief about the true difference after {people(x1, n1)} v {people(x2, n2)}: "
        f"{'; '.join(said)}. A line marks no difference.",
    )


def tables_that_fit(tables, printed, band):
    """Every table that prints P, as a dot: how many had the outcome in arm 2, and the difference; `band` is what counts.

    `tables` comes from `detective.compatible_tables`, `band` is a pair of shares of arm 2.
    """
    shown = tables.drop_duplicates(["x1", "x2"])
    inside = shown["rate2"].between(*band)
    figure, axes = canvas(height=2.8)
    axes.axhline(0, color=INK, linewidth=1)
    for part, colour in ((shown[~inside], GREY), (shown[inside], BLUE)):
        axes.plot(
            100 * part["rate2"], 100 * part["risk_difference"], "o", color=colour, markersize=5, alpha=0.8
        )
    axes.set(xlabel="people with the outcome in arm 2 (%)", ylabel="difference (points)", xlim=(-3, 103))
    kept = shown[inside] if inside.any() else shown
    low, high = kept["risk_difference"].min(), kept["risk_difference"].max()
    gaps = points_range(low, high)
    return Picture(
        figure,
        f"{len(shown)} tables print {p_text_of(printed)}; the {len(kept)} in blue differ by {gaps}. Compatible, not observed.",
        f"{len(shown)} dots, one a table that prints {p_text_of(printed)}: the share of people with the outcome in arm 2 "
        f"against the difference between the arms. {len(kept)} of them lie in the range that counts, with differences of {gaps}.",
    )


def pictures(trial, checks):
    """Every picture that the checks allow, as a list: none for an empty table.

    >>> from helpers.own_trial.table import read_trial
    >>> from helpers.own_trial.sheet import run_checks
    >>> trial = read_trial("atmsc2025")
    >>> len(pictures(trial, run_checks(trial)))
    3
    """
    ran = {check.name: check.data for check in checks if check.ran and check.data is not None}
    drawn, expected = [], trial.get("expected placebo rate")
    if "Difference" in ran and len(ran.get("Response in each arm", ())) == 2:
        drawn.append(rates_and_difference(ran["Response in each arm"], *ran["Difference"], expected))
    elif "Response in each arm" in ran and is_independent(trial):
        drawn.append(rates(ran["Response in each arm"], expected))
    if "Which tests print this P" in ran:
        drawn.append(p_by_test(*ran["Which tests print this P"]))
    if "Tables that fit P" in ran:
        drawn.append(tables_that_fit(*ran["Tables that fit P"]))
    if "Three readers" in ran:
        drawn.append(three_readers(*ran["Three readers"]))
    return drawn


def of_paper(name):
    """The pictures of a paper of the shelf, as a list."""
    trial, checks = own_trial.worked(name)
    return pictures(trial, checks.values())


# ---------------------------------------------------------------- answers: truth, picture and gaps, for ask.reveal


def which_test():
    """The letter of the test that prints P, the P of every test, and the gaps of the answer."""
    truth, gaps = own_trial.which_test()
    return truth, of_paper("atmsc2025")[1], gaps


def lower_limit():
    """The lower limit of the difference in points, the rates and their difference, and the gaps of the answer."""
    truth, gaps = own_trial.lower_limit()
    return truth, of_paper("atmsc2025")[0], gaps
