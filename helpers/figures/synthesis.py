"""Pictures of lesson 06: trials side by side, a belief before and after, the size and the chance of the next trial.

Values come in computed; results of the trial without printed counts are drawn as a band, never as a point.
"""

import numpy as np

from helpers.figures.colours import BLUE, DIM, GREEN, GREY, MARKERS, ORANGE, RUST, SKY
from helpers.figures.style import bare_rows, canvas, dot, interval, label, placebo_band, several_tables
from helpers.lessons import synthesis
from helpers.show import Picture
from helpers.statistics.beliefs import reader_prior_to_posterior
from helpers.text import number, percent, points, points_range

LOOKS = {"cells": (ORANGE, "s"), "drug": (GREEN, "D")}
"""Colour and marker by kind of treatment."""


def beside(rows, shared):
    """Differences in EASI-50 at week 12 side by side: cell trials, a licensed drug, and the band of fitting tables.

    `rows` has the columns label, note, kind ("cells" or "drug"), estimate, low and high (shares); `shared` is the
    `detective.Envelope` of the tables compatible with Seo's P value.
    """
    figure, axes = canvas(height=0.75 * (len(rows) + 1) + 0.75)
    axes.axvline(0, color=GREY, linewidth=1, zorder=1)
    said = []
    for place, row in enumerate(rows.itertuples()):
        interval(axes, place, row.low, row.estimate, row.high, *LOOKS[row.kind])
        limits = f"{points(row.estimate, signed=True)} ({points_range(row.low, row.high)})"
        said.append(f"{row.label}, {row.note}: {limits}")
    several_tables(axes, len(rows), shared, fontsize=9)
    names = [f"{row.label}\n{row.note}" for row in rows.itertuples()]
    bare_rows(axes, [*names, f"Seo 2024\n{shared.tables} fitting tables, no estimate"], fontsize=9)
    axes.set(xlim=(-15, 75), xlabel="treatment minus placebo (points)")
    return Picture(
        figure,
        "EASI-50 at week 12, treatment minus placebo, 95 % intervals (counts derived, too). The hatched band: results with "
        "30 to 38 per arm that fit Seo's P value, compatible, not observed. Other trials, people and rules on relief medicine.",
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
    label(axes, 67, 59, "no news", rotation=38, color=DIM, ha="center")
    axes.plot([prior, prior], [least, most], color=ORANGE, linewidth=4, zorder=4)
    dot(axes, [prior, prior], [least, most], ORANGE, "D", size=45, zorder=5)
    axes.plot([prior, prior], [0, least], color=ORANGE, linewidth=1, linestyle=":", zorder=3)
    words = f"{number(prior, 0)} % becomes\n{number(least, 0)} to {number(most, 0)} %"
    # beside the mark where there is room, below the curves for readers who start low
    beside = 42 if prior < 40 else min(prior + 4, 70)
    label(axes, beside, 14, words, white=True, color=RUST, weight="bold")
    axes.set(xlim=(0, 100), ylim=(0, 100), ylabel="Chance after, %", xlabel="Chance that it works, before, %")
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
    placebo_band(axes, *placebo)
    words = []
    end = 100 * sizes.index.max()
    for difference, colour, marker in zip(sizes.columns, (ORANGE, BLUE, GREEN), MARKERS, strict=False):
        known = sizes[difference].dropna()
        rates = 100 * known.index
        axes.plot(rates, known, color=colour)
        dot(axes, rates[::2], known.iloc[::2], colour, marker, size=36)
        label(axes, rates[-1] + 1, known.iloc[-1], f"+{100 * difference:.0f}\npoints")
        words.append(
            f"+{100 * difference:.0f} points: {number(known.iloc[0], 0)} at {number(rates[0], 0)} % placebo "
            f"response, {number(known.max(), 0)} at most"
        )
    rate, difference = mark
    wanted = sizes.loc[rate, difference]
    axes.annotate(
        f"{number(wanted, 0)} per arm",
        (100 * rate, wanted),
        (100 * rate, 1.55 * wanted),
        ha="center",
        fontsize=10,
        weight="bold",
        arrowprops={"arrowstyle": "-", "color": GREY},
    )
    axes.set(xlim=(100 * sizes.index.min() - 1, end + 10), ylim=(0, None))
    axes.set(xlabel="True EASI-50 on placebo, %", ylabel="People analysed per arm")
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
    label(axes, 100 * power - 1, -0.72, f"power {percent(power, 0)}", ha="right", fontsize=9)
    words = []
    for place, row in enumerate(readers.itertuples()):
        dot(axes, 100 * row.before, place, size=80, filled=False, zorder=4)
        axes.plot([100 * row.after_low, 100 * row.after_high], [place, place], color=ORANGE, linewidth=7)
        label(axes, 100 * row.before, place + 0.3, "before", ha="center", fontsize=9, color=BLUE)
        middle = 50 * (row.after_low + row.after_high)
        label(axes, middle, place - 0.28, "after", white=True, ha="center", fontsize=9, color=RUST)
        words.append(
            f"{row.reader}: {percent(row.before, 0)} before, {percent(row.after_low, 0)} to "
            f"{percent(row.after_high, 0)} after"
        )
    bare_rows(axes, readers["reader"], above=0.95, below=0.6)
    axes.set(xlim=(0, 100), xlabel="Chance that the next trial succeeds, %")
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
