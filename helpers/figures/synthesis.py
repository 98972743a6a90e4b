"""Pictures of what is believed now: trials side by side, a pool of two, a belief before and after, 100 people.

Values come in computed; results of the trial without printed counts are drawn as a band, never as a point.

Pictures for the next trial and for the reader: people needed, assurance, and how well confidence held.
"""

import numpy as np

from helpers.figures.style import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    INK,
    MARKERS,
    ORANGE,
    PURPLE,
    SKY,
    canvas,
    placebo_band,
    watermark,
)
from helpers.show import Picture
from helpers.statistics.beliefs import reader_prior_to_posterior
from helpers.text import listed, number, percent, points, points_range

CLEAR = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
"""Box behind words that a line would otherwise cross."""


def _band(axes, place, inner, low, high, colour=BLUE):
    """A set of tables: a block from the smallest to the largest difference, a thin bar over all intervals."""
    axes.plot([100 * low[0], 100 * high[1]], [place, place], color=colour, linewidth=1.5, zorder=2)
    width = 100 * (inner[1] - inner[0])
    axes.barh(
        place, width, left=100 * inner[0], height=0.34, color=SKY, edgecolor=colour, hatch="////", zorder=3
    )


def evidence_forest(trials, band, statuses):
    """Risk differences at week 12 side by side.

    `trials` maps a label to a `proportions.Interval` (shares); `band` is (label, `detective.Envelope`); `statuses`
    holds a line of small print per row, trials first and the band last.
    """
    label, shared = band
    figure, axes = canvas(height=1.15 * (len(trials) + 1) + 1.0)
    axes.axvline(0, color=GREY, linewidth=1, zorder=1)
    words = []
    for place, (name, found) in enumerate(trials.items()):
        axes.plot([100 * found.low, 100 * found.high], [place, place], color=ORANGE, linewidth=2.5)
        axes.scatter(100 * found.estimate, place, s=75, marker="s", color=ORANGE, zorder=3)
        words.append(
            f"{name}: {points(found.estimate, signed=True)}, interval {points_range(found.low, found.high)}"
        )
    last = len(trials)
    _band(axes, last, shared.risk_difference, shared.low, shared.high)
    for place, text in enumerate([*trials, label]):
        axes.text(-20, place - 0.36, text, fontsize=10, fontweight="bold", va="center", color=INK, bbox=CLEAR)
        axes.text(-20, place + 0.27, statuses[place], fontsize=9, va="center", color="#555555", bbox=CLEAR)
    axes.text(
        0, last + 0.62, "no difference", ha="center", va="center", fontsize=9, color="#555555", bbox=CLEAR
    )
    axes.set(xlim=(-20, 60), ylim=(last + 0.85, -0.75), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("EASI-50, cells minus placebo, percentage points")
    overlap = [name for name, found in trials.items() if found.high >= shared.low[1]]
    near = listed([points(found.estimate, signed=True) for found in trials.values()])
    return Picture(
        figure,
        f"{len(trials)} trials of another cell product found {near}, with intervals across zero; the {shared.tables} tables "
        f"compatible with Seo's P value lie higher, and all their intervals overlap with those of "
        f"{listed(overlap) or 'no trial'} (counts of the first derived, of the second assumed; the band is derived and is "
        "no estimate).",
        f"Forest plot of differences in EASI-50 at week 12. {'. '.join(words)}. {label}, drawn as a hatched band "
        f"without a point: differences {points_range(*shared.risk_difference)}, lower limits "
        f"{points_range(*shared.low)}, upper limits {points_range(*shared.high)}, over {shared.tables} tables.",
    )


def pooled_intervals(views, k):
    """One interval per way of pooling the same `k` trials; `views` has method, estimate, low, high (shares)."""
    figure, axes = canvas(height=0.72 * len(views) + 1.0)
    axes.axvline(0, color=GREY, linewidth=1, zorder=1)
    styles = zip([GREY, GREEN, PURPLE, ORANGE], "D^os", strict=True)
    words = []
    for (place, row), (colour, marker) in zip(enumerate(views.itertuples()), styles, strict=False):
        axes.plot([100 * row.low, 100 * row.high], [place, place], color=colour, linewidth=2.5)
        axes.scatter(100 * row.estimate, place, s=70, marker=marker, color=colour, zorder=3)
        limits = points_range(row.low, row.high)
        axes.text(-64, place - 0.38, f"{row.method}: {limits}", fontsize=10, va="center", bbox=CLEAR)
        words.append(f"{row.method}: {points(row.estimate, signed=True)}, {limits}")
    axes.set(xlim=(-64, 64), ylim=(len(views) - 0.6, -0.75), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("Pooled difference, percentage points")
    widths = views["high"] - views["low"]
    ratio = float(widths.max() / widths.min())
    return Picture(
        figure,
        f"The same {k} trials pooled in {len(views)} ways: the widest interval is {number(ratio, 0)} times the "
        "narrowest (derived; counts derived for one trial, assumed for the other).",
        f"Pooled differences with 95 % intervals, {k} trials. {'. '.join(words)}.",
    )


def belief_update(prior, low_factor, high_factor):
    """Chance before and after for any reader; `prior` in %, factors the smallest and largest Bayes factor."""
    before = np.linspace(0, 1, 101)
    low, high = (
        [100 * reader_prior_to_posterior(share, factor) for share in before]
        for factor in (low_factor, high_factor)
    )
    least, most = (
        100 * reader_prior_to_posterior(prior / 100, factor) for factor in (low_factor, high_factor)
    )
    figure, axes = canvas(height=3.9)
    axes.fill_between(100 * before, low, high, color=SKY, alpha=0.35, linewidth=0)
    axes.plot(100 * before, low, color=BLUE, linewidth=1.5)
    axes.plot(100 * before, high, color=BLUE, linewidth=1.5)
    axes.plot([0, 100], [0, 100], color=GREY, linestyle="--", linewidth=1.5)
    axes.text(67, 59, "no news", rotation=38, color="#555555", fontsize=10, ha="center", va="center")
    axes.plot([prior, prior], [least, most], color=ORANGE, linewidth=4, zorder=4)
    axes.scatter([prior, prior], [least, most], marker="D", s=45, color=ORANGE, zorder=5)
    axes.plot([prior, prior], [0, least], color=ORANGE, linewidth=1, linestyle=":", zorder=3)
    words = f"{number(prior, 0)} % becomes\n{number(least, 0)} to {number(most, 0)} %"
    # beside the mark where there is room, below the curves for readers who start low
    beside = 42 if prior < 40 else min(prior + 4, 70)
    axes.text(beside, 14, words, fontsize=10, va="center", color="#A34700", fontweight="bold", bbox=CLEAR)
    axes.set(xlim=(0, 100), ylim=(0, 100))
    axes.set_xlabel("Chance that it works, before, %")
    axes.set_ylabel("Chance after, %")
    return Picture(
        figure,
        f"A reader who starts at {number(prior, 0)} % ends between {number(least, 0)} and {number(most, 0)} %, "
        "depending on which compatible table is behind the P value (derived; chance error only, prior the reader's "
        "or assumed).",
        f"Chance after against chance before, with a band between Bayes factors of {number(low_factor)} and "
        f"{number(high_factor)} above the diagonal of no news. At {number(prior, 0)} % before, the band runs from "
        f"{number(least, 0)} to {number(most, 0)} % after.",
    )


def hundred_people(placebo, shared):
    """Three groups of 100: how many more improve by half with cells, at both limits and between.

    `placebo` is the share on placebo (assumed), `shared` a `detective.Envelope`. The middle group is the middle
    of the differences of the tables themselves.
    """
    base = round(100 * placebo)
    inner = [100 * each for each in shared.risk_difference]
    sizes = {
        "lowest limit": 100 * shared.low[0],
        "middle": sum(inner) / 2,
        "highest limit": 100 * shared.high[1],
    }
    extras = [min(round(each), 100 - base) for each in sizes.values()]
    figure, panels = canvas(height=3.1, columns=3)
    for axes, extra, title in zip(panels, extras, sizes, strict=True):
        kinds = [
            (base, "o", BLUE, BLUE, f"{base} as on placebo"),
            (extra, "D", AMBER, ORANGE, f"{extra} more"),
            (100 - base - extra, "o", "white", GREY, f"{100 - base - extra} with neither"),
        ]
        start = 0
        for place, (count, marker, fill, edge, words) in enumerate(kinds):
            look = {"s": 26, "marker": marker, "facecolor": fill, "edgecolor": edge, "linewidth": 1}
            people = np.arange(start, start + count)
            axes.scatter(people % 10, people // 10, **look)
            axes.scatter(0, 11.2 + 1.6 * place, **look)
            axes.text(0.9, 11.2 + 1.6 * place, words, va="center", fontsize=9)
            start += count
        axes.set(xlim=(-0.7, 9.9), ylim=(15.2, -0.8), aspect="equal")
        axes.axis("off")
        axes.set_title(title, fontsize=10, loc="center")
    least, middle, most = extras
    return Picture(
        figure,
        f"Out of 100 people, {least} to {most} more improve by half with cells than on placebo: both ends lie inside the "
        f"interval of some compatible table. The tables' own differences, {number(inner[0], 0)} to {number(inner[1], 0)}, "
        f"fit best (derived, none observed; {base} of 100 on placebo is assumed).",
        f"Three arrays of 100 people. In each, {base} reach EASI-50 as on placebo. At the lowest limit of any compatible "
        f"table {least} more reach it with cells and {100 - base - least} do not; in the middle of the tables' own "
        f"differences {middle} more do and {100 - base - middle} do not; at the highest limit {most} more do and "
        f"{100 - base - most} do not.",
    )


def sizes_figure(sizes, mark, placebo, power):
    """People per arm over the placebo rate, one line a difference.

    `sizes` is the DataFrame of `synthesis.sizes_by_placebo`; `mark` is (placebo rate, difference) to point
    at; `placebo` the range in %; `power` a share.
    """
    figure, axes = canvas(height=3.9)
    placebo_band(axes, *placebo, "x")
    words = []
    end = 100 * sizes.index.max()
    for difference, colour, marker in zip(sizes.columns, (ORANGE, BLUE, GREEN), MARKERS, strict=False):
        known = sizes[difference].dropna()
        rates = 100 * known.index
        axes.plot(rates, known, color=colour)
        axes.scatter(rates[::2], known.iloc[::2], marker=marker, s=36, color=colour)
        axes.text(rates[-1] + 1, known.iloc[-1], f"+{100 * difference:.0f}\npoints", va="center", fontsize=10)
        words.append(
            f"+{100 * difference:.0f} points: {number(known.iloc[0], 0)} at {number(rates[0], 0)} % placebo "
            f"response, {number(known.max(), 0)} at most"
        )
    rate, difference = mark
    wanted = sizes.loc[rate, difference]
    axes.annotate(
        f"{number(wanted, 0)} per arm", (100 * rate, wanted), xytext=(100 * rate, 1.55 * wanted), fontsize=10, ha="center",
        fontweight="bold", arrowprops={"arrowstyle": "-", "color": GREY},
    )  # fmt: skip
    axes.set(xlim=(100 * sizes.index.min() - 1, end + 10), ylim=(0, None))
    axes.set_xlabel("True EASI-50 on placebo, %")
    axes.set_ylabel("People analysed per arm")
    return Picture(
        figure,
        f"With {percent(power, 0)} power the size of the next trial hangs on the difference looked for more than on "
        f"the placebo rate: {number(wanted, 0)} per arm for {percent(rate, 0)} v {percent(rate + difference, 0)} "
        "(derived; rates assumed).",
        f"Lines of people per arm against the placebo rate, for {percent(power, 0)} power. {'; '.join(words)}. At "
        f"{percent(rate, 0)} v {percent(rate + difference, 0)}: {number(wanted, 0)} per arm. A shaded band marks "
        f"placebo rates of {placebo[0]} to {placebo[1]} %.",
    )


def assurance_figure(readers, n_per_arm, power):
    """Chance of success before and after the published trial; `readers` from `synthesis.assurance_by_reader`."""
    figure, axes = canvas(height=0.85 * len(readers) + 1.2)
    axes.axvline(100 * power, color=GREY, linestyle="--", linewidth=1)
    axes.text(100 * power - 1, -0.72, f"power {percent(power, 0)}", ha="right", va="center", fontsize=9)
    words = []
    for place, row in enumerate(readers.itertuples()):
        axes.scatter(
            100 * row.before,
            place,
            s=80,
            marker="o",
            facecolor="white",
            edgecolor=BLUE,
            linewidth=2,
            zorder=4,
        )
        axes.plot([100 * row.after_low, 100 * row.after_high], [place, place], color=ORANGE, linewidth=7)
        axes.text(100 * row.before, place + 0.3, "before", ha="center", va="center", fontsize=9, color=BLUE)
        axes.text(
            50 * (row.after_low + row.after_high), place - 0.28, "after", ha="center", va="center", fontsize=9,
            color="#A34700", bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )  # fmt: skip
        words.append(
            f"{row.reader}: {percent(row.before, 0)} before, {percent(row.after_low, 0)} to "
            f"{percent(row.after_high, 0)} after"
        )
    axes.set_yticks(range(len(readers)), readers["reader"])
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(0, 100), ylim=(len(readers) - 0.4, -0.95))
    axes.set_xlabel("Chance that the next trial succeeds, %")
    return Picture(
        figure,
        f"Assurance with {n_per_arm} per arm: {percent(readers['before'].min(), 0)} to "
        f"{percent(readers['before'].max(), 0)} before Seo's trial, depending on the reader, and "
        f"{percent(readers['after_low'].min(), 0)} to {percent(readers['after_high'].max(), 0)} after it; the nominal power "
        f"is {percent(power, 0)} (derived; {len(readers)} assumed priors, a few compatible tables).",
        f"Chance of a significant result in favour of the cells with {n_per_arm} people per arm. {'; '.join(words)}. "
        f"A dashed line marks the nominal power of {percent(power, 0)}.",
    )


def calibration(table, simulated=False):
    """Share right against stated confidence, with Wilson intervals; `table` from `synthesis.calibration_table`.

    `simulated=True` marks the picture of an invented reader. Raises ValueError for an empty table.
    """
    if table.empty:
        raise ValueError("table is empty: no prediction with a confidence was revealed yet")
    figure, axes = canvas(height=3.9)
    if simulated:
        watermark(axes)
    axes.plot([0, 100], [0, 100], color=GREY, linestyle="--", linewidth=1.5)
    axes.text(12, 19, "as sure as right", rotation=37, fontsize=10, color="#555555", ha="center", va="center")
    words = []
    for row in table.itertuples():
        axes.plot([row.confidence] * 2, [100 * row.low, 100 * row.high], color=BLUE, linewidth=2)
        axes.scatter(row.confidence, 100 * row.share, s=70, marker="o", color=BLUE, zorder=3)
        above = 100 * row.share < row.confidence
        axes.text(
            row.confidence, 100 * (row.low if above else row.high) + (-6 if above else 6),
            f"{row.hits}/{row.predictions}", ha="center", va="center", fontsize=10,
        )  # fmt: skip
        words.append(f"{row.band} sure: {row.hits} of {row.predictions} right")
    axes.set(xlim=(0, 104), ylim=(-10, 110), yticks=range(0, 101, 20))
    axes.set_xlabel("How sure, %")
    axes.set_ylabel("Share of predictions that were right, %")
    whose = "A simulated reader" if simulated else "Your predictions"
    total, hits = int(table["predictions"].sum()), int(table["hits"].sum())
    return Picture(
        figure,
        f"{whose}: {hits} of {total} predictions were right; points below the dashed line mean more confidence than "
        f"hits (N = {total} predictions{', simulated' if simulated else ''}).",
        f"Calibration plot{' of an invented reader, simulated' if simulated else ''}: share right against stated "
        f"confidence, with 95 % intervals. {'; '.join(words)}.",
    )
