"""Pictures of the table detective: which results fit a printed P value, and what they have in common.

Each function draws computed values and returns a `Picture`; those without arguments draw what
`lessons.phase2` computed. A result drawn here is compatible with a printed P value, never observed.
"""

import textwrap

import numpy as np

from helpers.figures.colours import BLUE, GREY, INK, MARKERS, ORANGE, PALE_GREY, PALETTE, RUST, SKY
from helpers.figures.style import bare_rows, canvas, dot, interval, label, log_axis, placebo_band
from helpers.lessons import phase2
from helpers.show import Picture
from helpers.statistics.tests_of_counts import COMMON_TESTS, TEST_LABELS
from helpers.statistics.two_by_two import compare_tests
from helpers.text import listed, number, p_text, people


def _style(test):
    """Colour and marker of a test: the same in every picture of this module."""
    place = list(TEST_LABELS).index(test)
    return PALETTE[place % len(PALETTE)], MARKERS[place % len(MARKERS)]


def _legend(axes, tests, **where):
    """One entry per test, in the order of TEST_LABELS."""
    for test in sorted(set(tests), key=list(TEST_LABELS).index):
        colour, marker = _style(test)
        axes.plot([], [], marker, color=colour, markersize=7, label=TEST_LABELS[test])
    axes.legend(handletextpad=0.2, **where)


def all_results_grid(p, tables, printed):
    """Every possible result of a trial as one square, those below .05 shaded, those that print `printed` marked.

    `p` is the array of `two_by_two.all_tables` by Fisher's test, `tables` what `compatible_tables` found.
    """
    n1, n2 = p.shape[0] - 1, p.shape[1] - 1
    figure, axes = canvas(height=3.69)
    x1, x2 = np.indices(p.shape)
    below = p < 0.05
    axes.plot(x2[~below], x1[~below], ".", color=PALE_GREY, markersize=3)
    axes.plot(x2[below], x1[below], ".", color=SKY, markersize=4)
    for test, rows in tables.groupby("test", sort=False):
        colour, marker = _style(test)
        axes.plot(
            rows["x2"], rows["x1"], marker, color=colour, markersize=9, markeredgecolor="white", zorder=4
        )
    if len(tables):
        _legend(
            axes, tables["test"], loc="lower right", title=f"prints {printed}", framealpha=0.95, frameon=True
        )
    axes.plot([0, n2], [0, n1], color=GREY, linewidth=1)
    words = "P below .05,\ntreatment ahead"
    label(axes, n2 * 0.02, n1 * 0.98, words, white=True, va="top", color=BLUE)
    axes.set(xlabel=f"responders on placebo, of {n2}", ylabel=f"responders on treatment, of {n1}")
    axes.set(xlim=(-1, n2 + 1), ylim=(-1, n1 + 1))
    count, shaded = p.size, int(below.sum())
    distinct = tables.drop_duplicates(["x1", "x2"])
    names = listed(f"{people(r.x1, n1)} v {people(r.x2, n2)}" for r in distinct.itertuples())
    by = listed(TEST_LABELS[test] for test in dict.fromkeys(tables["test"]))
    found = f"{len(distinct)} print {printed} (by {by})" if len(distinct) else f"none prints {printed}"
    return Picture(
        figure,
        f"All {count:,} results of a trial with {n1} + {n2} people; {found}. Blue: P below .05 "
        "by Fisher. Derived; compatible, not observed.",
        f"A grid of {count:,} points: responders on placebo, 0 to {n2}, across; responders on treatment, 0 to "
        f"{n1}, upwards. {shaded} points far from the diagonal have P below .05 by Fisher's "
        f"test. With treatment ahead, {found}{': ' + names if len(distinct) else ''}.",
    )


NEAR = (0.03, 0.05)
"""The P values that the ladder shows."""


def attainable_ladder(ladders, arms, printed, low, high):
    """Which P values can each test give near the printed one? One row of ticks per test.

    `ladders` maps a test's name to its attainable P values with `arms` (n1, n2) people; `low` to `high` is what
    prints as `printed`.
    """
    figure, axes = canvas(height=0.9 + 0.42 * len(ladders))
    axes.axvspan(low, high, color=ORANGE, alpha=0.25, linewidth=0)
    hits, said = [], []
    for row, (test, values) in enumerate(ladders.items()):
        values = np.asarray(values)
        near = values[(values >= NEAR[0]) & (values < NEAR[1])]
        inside = near[(near >= low) & (near < high)]
        axes.plot(near, np.full(len(near), row), "|", color=INK, markersize=15, markeredgewidth=1.6)
        axes.plot(inside, np.full(len(inside), row), "D", color=ORANGE, markersize=8)
        if len(inside):
            hits.append(TEST_LABELS[test])
        elif len(near):
            closest = near[np.argmin(np.abs(near - (low + high) / 2))]
            said.append(f"{TEST_LABELS[test]} {p_text(closest, 4, '').strip('= ')}")
    bare_rows(axes, [TEST_LABELS[test] for test in ladders], above=0.9, below=0.4)
    axes.set_xticks([0.03, 0.035, 0.04, 0.045, 0.05], [".030", ".035", ".040", ".045", ".050"])
    axes.set(xlabel="P values that the test can give, {} v {} people".format(*arms), xlim=NEAR)
    label(axes, (low + high) / 2, -1.0, f"prints {printed}", ha="center", va="bottom", color=RUST)
    reach = (
        f"only {listed(hits)} {'has' if len(hits) == 1 else 'have'} a rung there" if hits else "no rung there"
    )
    return Picture(
        figure,
        f"P values of a small trial come in rungs: {reach}, where {printed} would print (derived).",
        f"Rows of ticks, one per test, between {NEAR[0]:.2f} and {NEAR[1]:.2f}. A band marks the values that "
        f"print {printed}: {reach}. Nearest rungs of the others: {listed(said) if said else 'none shown'}.",
    )


def compatible_map(tables, title_designs, band, believable, truth=None):
    """Where do the fitting results lie? Difference in points against placebo rate, each result once.

    `tables` has the columns of `compatible_tables`; `band` is the placebo response to expect (shaded) and
    `believable` the one that is kept, in %. `truth` is a result (x1, n1, x2, n2) to point at, where it is known.
    """
    figure, axes = canvas(height=3.6)
    placebo_band(axes, *band, "placebo to expect")
    once = tables.drop_duplicates(["n1", "n2", "x1", "x2"])
    inside_net = (100 * once["rate2"]).between(*believable)
    for rows, look in (
        (once[~inside_net], {"marker": "x", "color": GREY}),
        (once[inside_net], {"marker": "o", "color": BLUE, "markeredgecolor": "white"}),
    ):
        look |= {"linestyle": "none", "markersize": 5, "markeredgewidth": 0.6}
        axes.plot(100 * rows["rate2"], 100 * rows["risk_difference"], **look)
    top = max(36, 100 * once["risk_difference"].max() + 3)
    axes.set(xlabel="placebo response in the result (%)", ylabel="difference (points)")
    axes.set(xlim=(0, 100), ylim=(0, top))
    kept, count = once[inside_net], len(once)
    inside = f"with a placebo response of {believable[0]} to {believable[1]} %"
    if kept.empty:
        span = f"None of them lies {inside}"
    else:
        low, high = (number(100 * kept["risk_difference"].agg(end)) for end in ("min", "max"))
        many = f"In the {len(kept)}" if len(kept) > 1 else "In the one"
        span = f"{many} {inside} the difference is {low if low == high else f'{low} to {high}'} points"
        words = f"blue: {len(kept)} {inside}"
        label(axes, 98, 1, words, ha="right", va="bottom", fontsize=9, color=BLUE)
    known = ""
    if truth is not None:
        x1, n1, x2, n2 = truth
        place = 100 * x2 / n2, 100 * (x1 / n1 - x2 / n2)
        axes.plot(*place, "D", color=ORANGE, markersize=9, markeredgecolor="white", zorder=5)
        words, line = f"printed: {people(x1, n1)} v {people(x2, n2)}", {"arrowstyle": "-", "color": ORANGE}
        axes.annotate(words, place, (place[0] + 9, place[1] - 6), fontsize=10, color=RUST, arrowprops=line)
        known = f" The printed counts, {people(x1, n1)} v {people(x2, n2)}, are marked."
    return Picture(
        figure,
        f"{count} result{'' if count == 1 else 's'} of {title_designs} fit{'s' if count == 1 else ''}. {span}. "
        "Derived; compatible, not observed.",
        f"{count} points, one per result, difference in percentage points against the placebo response from "
        f"{number(100 * once['rate2'].min(), 0)} to {number(100 * once['rate2'].max(), 0)} %. {span}.{known} "
        f"The placebo response to expect, {band[0]} to {band[1]} %, is shaded.",
    )


def all_results():
    """The map as the stored notebook shows it: every result, and those that print P by the first three tests."""
    found = phase2.printing(("pearson", "yates", "fisher"))
    return all_results_grid(phase2.grid(), found, phase2.printed())


def ladder():
    """The rungs of three tests near the printed P."""
    return attainable_ladder(phase2.rungs(), phase2.arms(), phase2.printed(), 0.0375, 0.0385)


def covered():
    """AtMSC with its counts covered, and where they lie."""
    (x1, n1), (x2, n2) = phase2.known_counts()
    strict = tuple(round(100 * end) for end in phase2.STRICT)
    found = phase2.covered_tables()
    return compatible_map(found, f"{n1} v {n2}", strict, strict, truth=(x1, n1, x2, n2))


def fitting():
    """Every result of 30 to 38 people per arm that prints P."""
    believable = tuple(round(100 * end) for end in phase2.BELIEVABLE)
    return compatible_map(phase2.fitting(), "30 to 38 people per arm", phase2.placebo_to_expect(), believable)


ON_A_PHONE = 14
"""Points: at least 9 pixels where a picture is as wide as a phone of 375 pixels."""


def line_up(counts):
    """How many results are there? One bar per step, on a log scale: `counts` maps words to a number."""
    figure, axes = canvas(height=0.75 + 0.55 * len(counts))
    for row, count in enumerate(counts.values()):
        axes.barh(row, count, left=0.7, color=GREY if row == 0 else BLUE, height=0.55)
        label(axes, (count + 0.7) * 1.15, row, f"{count:,}", fontsize=ON_A_PHONE)
    names = ["\n".join(textwrap.wrap(words, 24)) for words in counts]
    bare_rows(axes, names, above=0.5, fontsize=ON_A_PHONE)
    log_axis(axes, [])
    axes.set_xlim(0.7, 6 * max(counts.values()))
    axes.spines["bottom"].set_visible(False)
    said = "; ".join(f"{words}: {count:,}" for words, count in counts.items())
    return Picture(
        figure,
        "How many results? The bars line up every count of this lesson (six tests; log scale; derived).",
        f"Bars on a log scale, one for each count. {said}.",
    )


def interval_forest(rows):
    """Intervals of the difference, with the number needed to treat on a second axis that runs through infinity.

    `rows` has the columns of `lessons.phase2.some_intervals`.
    """
    figure, axes = canvas(height=1.35 + 0.34 * len(rows))
    axes.axvline(0, color=INK, linewidth=1)
    labels, said = [], []
    for place, row in enumerate(rows.itertuples()):
        real = row.what == "compatible"
        look = {"colour": BLUE} if real else {"colour": ORANGE, "marker": "s", "linestyle": "--"}
        interval(axes, place, row.low, row.estimate, row.high, **look, linewidth=2)
        counts = f"{people(row.x1, row.n1)} v {people(row.x2, row.n2)}"
        labels.append(counts if real else f"{counts}\n(invented)")
        said.append(
            f"{counts} ({row.what}): {number(100 * row.estimate)} points, {number(100 * row.low)} to "
            f"{number(100 * row.high)}; {row.nnt.sentence()}"
        )
    bare_rows(axes, labels, above=0.5, fontsize=9.5)
    axes.set(xlabel="difference (points) with 95 % interval", xlim=(-18, 56))
    top = axes.secondary_xaxis("top")
    top.set_xticks([-10, 0, 5, 10, 20, 50], ["10\n(harm)", "∞", "20", "10", "5", "2"])
    top.set_xlabel("number needed to treat")
    fitting = rows[rows["what"] == "compatible"]
    return Picture(
        figure,
        f"{len(fitting)} fitting results (compatible, not observed), and an invented one across zero, whose NNT runs "
        "through infinity. Derived.",
        f"{len(rows)} intervals. " + ". ".join(said) + ".",
    )


def many_p_values(comparison, counts, status="derived"):
    """One table, one P value per test: from `two_by_two.compare_tests`, with the counts as text."""
    figure, axes = canvas(height=0.9 + 0.36 * len(comparison))
    rows = comparison.sort_values("p", ignore_index=True)
    for row, p in enumerate(rows["p"]):
        below = p < 0.05
        dot(axes, p, row, *((BLUE, "o") if below else (ORANGE, "s")))
        side, align = (-0.0015, "right") if below else (0.0015, "left")
        label(axes, p + side, row, p_text(p, 3, "").strip("= "), ha=align)
    axes.axvline(0.05, color=INK, linewidth=1)
    label(axes, 0.0503, -0.85, ".05")
    bare_rows(axes, [TEST_LABELS[test] for test in rows["test"]], above=1.2, below=0.6)
    axes.set_xticks([0.02, 0.04, 0.06, 0.08], [".02", ".04", ".06", ".08"])
    axes.set(xlabel="P value", xlim=(0.015, max(0.08, rows["p"].max() * 1.12)))
    significant = int((rows["p"] < 0.05).sum())
    values = ", ".join(
        f"{TEST_LABELS[test]} {p_text(p, 3, '').strip('= ')}"
        for test, p in rows[["test", "p"]].itertuples(False)
    )
    return Picture(
        figure,
        f"The same people, {counts}: {significant} of {len(rows)} tests fall below .05 ({status}).",
        f"Points on a scale of P values for {counts}, from smallest to largest: {values}. "
        f"{significant} of {len(rows)} lie below .05.",
    )


def six_tests(x1, n1, x2, n2):
    """One compatible result by the six common tests."""
    comparison = compare_tests(x1, n1, x2, n2, list(COMMON_TESTS))
    status = "derived; compatible by mid-P, not observed"
    return many_p_values(comparison, f"{people(x1, n1)} v {people(x2, n2)}", status)
