"""Pictures of the table detective: which results fit a printed P-value, and what they have in common.

Each function draws computed values and returns a `Picture`. Only `detective_for`, which stands behind the
sliders, also calls the search. A table drawn here is compatible with a printed P-value, never observed.
"""

import math

import numpy as np

from helpers.figures.style import BLUE, GREY, INK, MARKERS, ORANGE, PALETTE, canvas, placebo_band
from helpers.show import Picture
from helpers.statistics.detective import compatible_tables
from helpers.statistics.two_by_two import COMMON_TESTS, TEST_LABELS
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


def all_results_grid(p, tables, printed, region_test="fisher"):
    """Every possible result of a trial as one square, those below .05 shaded, those that print `printed` marked.

    `p` is the array of `two_by_two.all_tables` for `region_test`, `tables` what `compatible_tables` found.
    """
    n1, n2 = p.shape[0] - 1, p.shape[1] - 1
    figure, axes = canvas(height=4.9)
    x1, x2 = np.indices(p.shape)
    below = p < 0.05
    axes.plot(x2[~below], x1[~below], ".", color="#D9D9D9", markersize=3)
    axes.plot(x2[below], x1[below], ".", color="#7FB2D6", markersize=4)
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
    axes.text(
        n2 * 0.02, n1 * 0.98, "P below .05,\ntreatment ahead", va="top", color=BLUE, fontsize=10, zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
    )  # fmt: skip
    axes.set(
        xlabel=f"responders on placebo, of {n2}", ylabel=f"responders on treatment, of {n1}",
        xlim=(-1, n2 + 1), ylim=(-1, n1 + 1),
    )  # fmt: skip
    count, shaded = p.size, int(below.sum())
    distinct = tables.drop_duplicates(["x1", "x2"])
    names = listed(f"{people(r.x1, n1)} v {people(r.x2, n2)}" for r in distinct.itertuples())
    by = listed(TEST_LABELS[test] for test in dict.fromkeys(tables["test"]))
    found = f"{len(distinct)} print {printed} (by {by})" if len(distinct) else f"none prints {printed}"
    return Picture(
        figure,
        f"All {count:,} results of a trial with {n1} + {n2} people; {found}. Blue: P below .05 "
        f"by {TEST_LABELS[region_test]}. Derived; compatible, not observed.",
        f"A grid of {count:,} points: responders on placebo, 0 to {n2}, across; responders on treatment, 0 to "
        f"{n1}, upwards. {shaded} points far from the diagonal have P below .05 by {TEST_LABELS[region_test]}'s "
        f"test. With treatment ahead, {found}{': ' + names if len(distinct) else ''}.",
    )


def attainable_ladder(ladders, printed, low, high, window=(0.03, 0.05)):
    """Which P-values can each test give near the printed one? One row of ticks per test.

    `ladders` maps a test's name to its attainable P-values; `low` to `high` is what prints as `printed`.
    """
    figure, axes = canvas(height=0.9 + 0.42 * len(ladders))
    axes.axvspan(low, high, color=ORANGE, alpha=0.25, linewidth=0)
    hits, said = [], []
    for row, (test, values) in enumerate(ladders.items()):
        values = np.asarray(values)
        near = values[(values >= window[0]) & (values < window[1])]
        inside = near[(near >= low) & (near < high)]
        axes.plot(near, np.full(len(near), -row), "|", color=INK, markersize=15, markeredgewidth=1.6)
        axes.plot(inside, np.full(len(inside), -row), "D", color=ORANGE, markersize=8)
        if len(inside):
            hits.append(TEST_LABELS[test])
        elif len(near):
            closest = near[np.argmin(np.abs(near - (low + high) / 2))]
            said.append(f"{TEST_LABELS[test]} {p_text(closest, 4, '').strip('= ')}")
    axes.set_yticks([-row for row in range(len(ladders))], [TEST_LABELS[test] for test in ladders])
    axes.set_xticks([0.03, 0.035, 0.04, 0.045, 0.05], [".030", ".035", ".040", ".045", ".050"])
    axes.set(xlabel="P-values that the test can give", xlim=window, ylim=(0.6 - len(ladders), 0.9))
    axes.text(
        (low + high) / 2, 1.0, f"prints {printed}", ha="center", va="bottom", color="#A54300", fontsize=10
    )
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    reach = (
        f"only {listed(hits)} {'has' if len(hits) == 1 else 'have'} a rung there" if hits else "no rung there"
    )
    return Picture(
        figure,
        f"A small trial's P-values come in rungs. Of these tests, {reach}: where {printed} would print (derived).",
        f"Rows of ticks, one per test, between {window[0]:.2f} and {window[1]:.2f}. A band marks the values that "
        f"print {printed}: {reach}. Nearest rungs of the others: {listed(said) if said else 'none shown'}.",
    )


def check_strength_bars(strength):
    """How many printed P-values under .05 can each test give? From `detective.check_strength`."""
    figure, axes = canvas(height=0.9 + 0.38 * len(strength))
    labels = [TEST_LABELS.get(test, test) for test in strength["test"]]
    for row, (hit, of, test) in enumerate(
        zip(strength["attained"], strength["of"], strength["test"], strict=True)
    ):
        together = test == "all together"
        axes.barh(-row, of, color="#EAEAEA", height=0.7)
        axes.barh(-row, hit, color=ORANGE if together else BLUE, height=0.7, hatch="//" if together else None,
                  edgecolor="white")  # fmt: skip
        axes.text(of + 0.8, -row, f"{hit} of {of}", va="center", fontsize=10)
    axes.set_yticks([-row for row in range(len(labels))], labels)
    axes.set(xlabel="printable P-values .001 to .049 that it can give", xlim=(0, strength["of"].max() * 1.18))
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    last = strength.iloc[-1]
    singles = strength.iloc[:-1]
    span = f"{singles['attained'].min()} to {singles['attained'].max()} of {last['of']}"
    missed = f"Together they miss {last['missing']}." if last["missing"] else "Together they miss none."
    return Picture(
        figure,
        f"One test alone leaves gaps ({span} values); the {len(singles)} together reach {last['attained']} of "
        f"{last['of']}. Derived.",
        f"Bars of how many of the {last['of']} P-values .001 to .049 can occur: "
        + ", ".join(f"{a} {b}" for a, b in zip(labels, strength["attained"], strict=True))
        + f". {missed}",
    )


def compatible_map(tables, title_designs, band=(25, 45), believable=(10, 50)):
    """Where do the fitting tables lie? Difference in points against placebo rate, the placebo range shaded."""
    figure, axes = canvas(height=4.3)
    placebo_band(axes, *band)
    once = tables.drop_duplicates(["n1", "n2", "x1", "x2", "test"])
    for test in sorted(set(once["test"]), key=list(TEST_LABELS).index):
        rows = once[once["test"] == test]
        colour, marker = _style(test)
        axes.plot(
            100 * rows["rate2"], 100 * rows["risk_difference"], marker, color=colour, markersize=6,
            markeredgecolor="white", markeredgewidth=0.5, alpha=0.9,
        )  # fmt: skip
    _legend(axes, once["test"], loc="lower center", ncols=3, fontsize=9, columnspacing=0.8)
    axes.set(
        xlabel="placebo response in the table (%)", ylabel="difference (percentage points)",
        xlim=(0, 100), ylim=(0, max(36, 100 * once["risk_difference"].max() + 3)),
    )  # fmt: skip
    kept = once[(100 * once["rate2"]).between(*believable)]
    count = len(once.drop_duplicates(["n1", "n2", "x1", "x2"]))
    inside = f"with placebo between {believable[0]} and {believable[1]} %"
    if kept.empty:
        span = f"None of them lies {inside}"
    else:
        low, high = (number(100 * kept["risk_difference"].agg(end)) for end in ("min", "max"))
        span = f"The difference is {low if low == high else f'{low} to {high}'} points {inside}"
    return Picture(
        figure,
        f"{count} table{'' if count == 1 else 's'} of {title_designs} fit{'s' if count == 1 else ''}. {span}; the "
        "placebo rate itself stays open. Derived; compatible, not observed.",
        f"{len(once)} points, one per table and test, difference in percentage points against the placebo "
        f"response from {number(100 * once['rate2'].min(), 0)} to {number(100 * once['rate2'].max(), 0)} %. {span}. "
        f"The range of placebo responses seen elsewhere, {band[0]} to {band[1]} %, is shaded.",
    )


def _treat(nnt):
    return "∞" if math.isinf(nnt) else number(nnt, 0 if nnt >= 10 else 1)


def interval_forest(tables):
    """Intervals of the difference for some fitting tables, with the NNT on a second axis that runs through infinity.

    `tables` has the columns of `compatible_tables`.
    """
    figure, axes = canvas(height=1.6 + 0.42 * len(tables))
    axes.axvline(0, color=INK, linewidth=1)
    labels, said = [], []
    for row, table in enumerate(tables.itertuples()):
        colour, marker = _style(table.test)
        low, middle, high = (100 * v for v in (table.low, table.risk_difference, table.high))
        axes.plot([low, high], [-row, -row], color=colour)
        size = 13 if marker == "*" else 8
        axes.plot(middle, -row, marker, color=colour, markersize=size, markeredgecolor="white")
        counts = f"{people(table.x1, table.n1)} v {people(table.x2, table.n2)}"
        labels.append(f"{counts}\n{TEST_LABELS[table.test]}")
        through = (
            f" through infinity to {_treat(-100 / low if low else math.inf)} (harm)"
            if low <= 0
            else f" to {_treat(table.nnt_high)}"
        )
        said.append(
            f"{counts} ({TEST_LABELS[table.test]}): {number(middle)} points, {number(low)} to {number(high)}; "
            f"NNT {_treat(table.nnt)}, {_treat(table.nnt_low)}{through}"
        )
    axes.set_yticks([-row for row in range(len(labels))], labels, fontsize=9)
    axes.set(xlabel="difference (points) with 95 % interval", xlim=(-14, 58), ylim=(0.6 - len(tables), 0.6))
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    top = axes.secondary_xaxis("top")
    top.set_xticks([-10, 0, 5, 10, 20, 25, 50], ["10\n(harm)", "∞", "20", "10", "5", "4", "2"])
    top.set_xlabel("number needed to treat")
    lows, highs = 100 * tables["low"], 100 * tables["high"]
    crossing = int((lows <= 0).sum())
    crossed = f" {crossing} crosses zero, so its NNT runs through infinity." if crossing == 1 else ""
    return Picture(
        figure,
        f"{len(tables)} of the fitting tables: lower limits {number(lows.min(), 1, True)} to "
        f"{number(lows.max(), 1, True)} points, upper limits {number(highs.min(), 1, True)} to "
        f"{number(highs.max(), 1, True)}.{crossed} Derived; compatible, not observed.",
        f"{len(tables)} intervals. " + ". ".join(said) + ".",
    )


def many_p_values(comparison, counts, status="derived"):
    """One table, one P-value per test: from `two_by_two.compare_tests`, with the counts as text."""
    figure, axes = canvas(height=0.9 + 0.36 * len(comparison))
    rows = comparison.sort_values("p", ignore_index=True)
    for row, p in enumerate(rows["p"]):
        below = p < 0.05
        axes.plot(p, -row, "o" if below else "s", color=BLUE if below else ORANGE, markersize=9)
        side, align = (-0.0015, "right") if below else (0.0015, "left")
        axes.text(p + side, -row, p_text(p, 3, "").strip("= "), va="center", ha=align, fontsize=10)
    axes.axvline(0.05, color=INK, linewidth=1)
    axes.text(0.0503, 0.85, ".05", fontsize=10, va="center")
    axes.set_yticks([-row for row in range(len(rows))], [TEST_LABELS[test] for test in rows["test"]])
    axes.set_xticks([0.02, 0.04, 0.06, 0.08], [".02", ".04", ".06", ".08"])
    axes.set(xlabel="P-value", xlim=(0.015, max(0.08, rows["p"].max() * 1.12)), ylim=(0.4 - len(rows), 1.2))
    significant = int((rows["p"] < 0.05).sum())
    values = ", ".join(
        f"{TEST_LABELS[test]} {p_text(p, 3, '').strip('= ')}"
        for test, p in rows[["test", "p"]].itertuples(False)
    )
    return Picture(
        figure,
        f"The same people, {counts}: {significant} of {len(rows)} tests fall below .05 ({status}).",
        f"Points on a scale of P-values for {counts}, from smallest to largest: {values}. "
        f"{significant} of {len(rows)} lie below .05.",
    )


def detective_for(n1=36, n2=36, thousandths=38):
    """The picture behind the sliders: which tables of an `n1` v `n2` trial print P = `thousandths`/1000?"""
    printed = f".{thousandths:03d}"
    tables = compatible_tables(printed, n1, n2, list(COMMON_TESTS))
    if tables.empty:
        raise ValueError(f"None of the six tests prints {printed} at {n1} v {n2} with treatment ahead.")
    return compatible_map(tables, f"{n1} v {n2}, P = {printed},")
