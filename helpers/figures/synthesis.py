"""Pictures of lesson 06: trials side by side, a belief before and after, the size and the chance of the next trial.

Values come in computed; results of the trial without printed counts are drawn as a band, never as a point.
"""

import numpy as np

from helpers.figures.style import BLUE, DIM, GREEN, GREY, MARKERS, ORANGE, RUST, SKY, canvas, placebo_band
from helpers.lessons import synthesis
from helpers.show import Picture
from helpers.statistics.beliefs import reader_prior_to_posterior
from helpers.text import number, percent, points, points_range

CLEAR = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
"""Box behind words that a line would otherwise cross."""


def _band(axes, place, shared):
    """A set of tables: a hatched block over their differences, and two bars over their lower and upper limits.

    No line joins the bars: the limits belong to many tables and are not one interval.
    """
    low, high = shared.risk_difference
    axes.barh(
        place,
        100 * (high - low),
        left=100 * low,
        height=0.34,
        color=SKY,
        edgecolor=BLUE,
        hatch="////",
        zorder=3,
    )
    for (first, last), words in ((shared.low, "lower limits"), (shared.high, "upper limits")):
        axes.plot([100 * first, 100 * last], [place, place], color=BLUE, linewidth=5, solid_capstyle="butt")
        axes.text(50 * (first + last), place + 0.3, words, ha="center", va="center", fontsize=9, color=BLUE)


def beside(rows, shared):
    """Differences in EASI-50 at week 12 side by side: cell trials, a licensed drug, and the band of fitting tables.

    `rows` has the columns label, note, kind ("cells" or "drug"), estimate, low and high (shares); `shared` is the
    `detective.Envelope` of the tables compatible with Seo's P value.
    """
    figure, axes = canvas(height=0.75 * (len(rows) + 1) + 0.75)
    axes.axvline(0, color=GREY, linewidth=1, zorder=1)
    looks = {"cells": (ORANGE, "s"), "drug": (GREEN, "D")}
    said = []
    for place, row in enumerate(rows.itertuples()):
        colour, marker = looks[row.kind]
        axes.plot([100 * row.low, 100 * row.high], [place, place], color=colour, linewidth=2.5)
        axes.scatter(100 * row.estimate, place, s=75, marker=marker, color=colour, zorder=3)
        interval = f"{points(row.estimate, signed=True)} ({points_range(row.low, row.high)})"
        said.append(f"{row.label}, {row.note}: {interval}")
    last = len(rows)
    _band(axes, last, shared)
    names = [f"{row.label}\n{row.note}" for row in rows.itertuples()]
    axes.set_yticks(range(last + 1), [*names, f"Seo 2024\n{shared.tables} fitting tables, no estimate"])
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(-15, 75), ylim=(last + 0.6, -0.6))
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("EASI-50 at week 12, treatment minus placebo (percentage points)")
    return Picture(
        figure,
        "EASI-50 at week 12, treatment minus placebo, 95 % intervals (derived). The hatched band holds the results that "
        "fit Seo's P value: compatible, not observed. Other trials, other people, other rules on relief medicine.",
        f"Forest plot of differences in EASI-50 at week 12. {'. '.join(said)}. Seo 2024, drawn as a hatched band without "
        f"a point: differences {points_range(*shared.risk_difference)}, lower limits {points_range(*shared.low)}, upper "
        f"limits {points_range(*shared.high)}, over {shared.tables} tables.",
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
    axes.text(67, 59, "no news", rotation=38, color=DIM, fontsize=10, ha="center", va="center")
    axes.plot([prior, prior], [least, most], color=ORANGE, linewidth=4, zorder=4)
    axes.scatter([prior, prior], [least, most], marker="D", s=45, color=ORANGE, zorder=5)
    axes.plot([prior, prior], [0, least], color=ORANGE, linewidth=1, linestyle=":", zorder=3)
    words = f"{number(prior, 0)} % becomes\n{number(least, 0)} to {number(most, 0)} %"
    # beside the mark where there is room, below the curves for readers who start low
    beside = 42 if prior < 40 else min(prior + 4, 70)
    axes.text(beside, 14, words, fontsize=10, va="center", color=RUST, fontweight="bold", bbox=CLEAR)
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
            color=RUST, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
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


# ---------------------------------------------------------------- answers: truth and picture, for ask.reveal


def instead():
    """More responders on the licensed drug in points, and the trials side by side."""
    return synthesis.instead(), beside(synthesis.beside(), synthesis.compatible()[1])


def after():
    """The highest chance of a reader who was 30 % sure in per cent, and the curve for this reader's own start."""
    return synthesis.after(), belief_update(synthesis.prior(), *synthesis.factors())


def size():
    """People per arm of the next trial, and the sizes over the placebo rate."""
    lines = sizes_figure(synthesis.sizes(), synthesis.mark(), synthesis.new_placebo(), power())
    return synthesis.next_trial().size, lines


def assurance():
    """The sceptic's chance that the next trial succeeds in per cent, and the chances of all readers."""
    chances = assurance_figure(synthesis.assurance(), synthesis.next_trial().size, power())
    return synthesis.sceptic_succeeds(), chances


def power():
    """The power that the next trial is planned for, a share."""
    return synthesis.PLANNED["power"]
