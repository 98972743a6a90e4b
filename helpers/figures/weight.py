"""Pictures of how much a P value says: coins, beliefs before and after, one scale of strength, power, lights.

Each function draws computed values and returns a `Picture`; those without arguments draw what
`lessons.weight` computed, and `power_for`, which stands behind the sliders, also calls the computation. Traffic lights of
an appraisal have a shape, a colour and a word for each domain or question.
"""

import numpy as np

from helpers.ask import Slider
from helpers.figures.colours import AMBER, BLUE, DIM, GREEN, GREY, INK, ORANGE, PURPLE, RUST, SKY
from helpers.figures.style import bare_rows, canvas, label, log_axis, placebo_band
from helpers.lessons import phase2, weight
from helpers.show import Picture
from helpers.statistics.beliefs import reader_prior_to_posterior
from helpers.statistics.tests_of_counts import TEST_LABELS
from helpers.statistics.trial_design import what_differences_give
from helpers.text import listed, number, p_text, percent, points

LINES = ("-", "--", ":", "-.")
SHADES = (BLUE, ORANGE, GREEN, PURPLE, AMBER)


def coins(p, bits):
    """How surprising is this P, in heads in a row? `bits` is its S value."""
    rows = 7  # 1 in 128: beyond what a printed P near .05 needs
    figure, axes = canvas(height=3.3)
    for heads in range(1, rows + 1):
        axes.scatter(np.arange(heads), np.full(heads, -heads), s=170, color=AMBER, edgecolor=INK, zorder=3)
        for place in range(heads):
            label(axes, place, -heads, "H", ha="center", fontsize=9, zorder=4)
        label(axes, rows + 0.2, -heads, f"1 in {2**heads}")
        label(axes, rows + 2.2, -heads, _chance(heads))
    axes.axhline(-bits, color=ORANGE, linewidth=2)
    label(axes, rows + 4.1, -bits, p_text(p), white=True, color=RUST, fontsize=11, weight="bold")
    label(axes, rows + 0.2, -0.1, "chance", color=GREY)
    axes.set(xlim=(-0.7, rows + 6.2), ylim=(-rows - 0.6, 0.4))
    axes.axis("off")
    below, above = int(np.floor(bits)), int(np.ceil(bits))
    return Picture(
        figure,
        f"{p_text(p)} is as surprising as {number(bits)} heads in a row from a fair coin (S value, derived).",
        f"Rows of one to {rows} coins, all heads, with the chance of each row halving from 1 in 2 to 1 in "
        f"{2**rows}. {p_text(p)} lies between {below} heads ({_chance(below)}) and "
        f"{above} heads ({_chance(above)}), at {number(bits, 2)} heads.",
    )


def _chance(heads):
    """The chance of so many heads, to three digits: .0625."""
    return f"{0.5**heads:.3g}".removeprefix("0")


def _span(low, high):
    """A range of chances; those that would round to 100 % are said to exceed 99 %."""
    if low > 0.99:
        return "above 99 %"
    return f"{number(100 * low, 0)} to {percent(high, 0)}"


def placebo_beliefs(curves, band):
    """The beliefs about the placebo response behind every posterior: name -> (words, curve of rate, density).

    `band` is the placebo response to expect, in %.
    """
    figure, axes = canvas(height=2.7)
    placebo_band(axes, *band, "placebo to expect")
    said = []
    for place, (name, (words, curve)) in enumerate(curves.items()):
        rate, density = 100 * curve["rate"], curve["density"]
        axes.plot(rate, density, LINES[place], color=SHADES[place])
        top = int(density.to_numpy().argmax())
        x, height = (float(rate.iloc[top]) + 9, 0.93) if place else (72, 1.3)
        label(axes, x, height * float(density.iloc[top]), name, color=SHADES[place])
        said.append(f"{name} ({words})")
    axes.set(xlabel="true placebo response (%)", ylabel="belief", yticks=[], xlim=(0, 100), ylim=(0, None))
    return Picture(
        figure,
        f"The placebo beliefs used here: {listed(curves)}. Assumed.",
        f"Curves of belief about the true placebo response, 0 to 100 %: {listed(said)}. The placebo "
        f"response to expect, {band[0]} to {band[1]} %, is shaded.",
    )


def priors_to_posteriors(beliefs, response, band):
    """Three prior beliefs about the difference, each before (grey) and after several results (lines).

    `beliefs` maps a prior's name to a dict from table text to `beliefs.Belief`; `response` is the belief about
    the response that stands behind all of them, as (name, words, curve of rate and density). `band` is the
    placebo response to expect, in %.
    """
    figure, panels = canvas(height=4.9, rows=2, columns=2)
    places = [panels[0, 0], panels[0, 1], panels[1, 0]]
    said = []
    tables = list(next(iter(beliefs.values())))
    for panel, (name, updated) in zip(places, beliefs.items(), strict=True):
        prior = next(iter(updated.values()))
        panel.fill_between(
            100 * prior.difference, prior.difference_prior_density, color=GREY, alpha=0.3, linewidth=0
        )
        for place, belief in enumerate(updated.values()):
            look = {"color": SHADES[place % len(SHADES)], "linestyle": LINES[place % len(LINES)]}
            panel.plot(100 * belief.difference, belief.difference_posterior_density, linewidth=1.6, **look)
        panel.axvline(0, color=INK, linewidth=1)
        middles = [belief.median_difference for belief in updated.values()]
        chances = [belief.chance_of_benefit for belief in updated.values()]
        span = f"{number(100 * min(middles))} to {points(max(middles))}"
        chance = _span(min(chances), max(chances))
        top = max(belief.difference_posterior_density.max() for belief in updated.values())
        panel.set(yticks=[], ylim=(0, 1.4 * top), xlim=(-40, 65), xlabel="true difference (points)")
        panel.set_title(name)
        words = f"median {span}\nany benefit {chance}"
        label(panel, 64, 1.38 * top, words, white=True, va="top", ha="right", fontsize=9)
        said.append(f"{name}: median difference {span}, chance of any benefit {chance}")
    name, words, curve = response
    last = panels[1, 1]
    last.axvspan(*band, color=SKY, alpha=0.25, linewidth=0)
    last.plot(100 * curve["rate"], curve["density"], color=INK, linewidth=1.6)
    top = curve["density"].max()
    last.set(yticks=[], xlim=(0, 100), ylim=(0, 1.65 * top), xlabel="response, both arms (%)")
    label(last, 2, 1.6 * top, f"behind all three:\n{name} about the response", va="top", fontsize=9)
    return Picture(
        figure,
        f"{len(beliefs)} readers, before (grey) and after each of {len(tables)} compatible results (lines). Derived "
        "from assumed priors.",
        f"{len(beliefs)} panels of belief about the true difference in points, before and after each of "
        f"{listed(tables)}. {'. '.join(said)}. A fourth panel shows the belief about the response behind all of "
        f"them: {words}; {band[0]} to {band[1]} %, the placebo response to expect, is shaded.",
    )


def assumed_placebo():
    """The beliefs about the placebo response, beside what other trials let one expect."""
    return placebo_beliefs(weight.response_beliefs(), phase2.placebo_to_expect())


def three_readers():
    """The three readers of the lesson, and the belief about the response behind them."""
    words, curve = weight.response_beliefs()["vague"]
    return priors_to_posteriors(weight.readers(), ("vague", words, curve), phase2.placebo_to_expect())


BEFORE = 0.5
"""The chance of an effect whose update the scale prints."""


def strength_scale(scale, p):
    """How many times better does an effect explain the data than no effect? One bar a measure, log scale.

    `scale` comes from `strength.strength_scale`.
    """
    figure, axes = canvas(height=1.05 + 0.4 * len(scale))
    said = []
    for place, row in enumerate(scale.itertuples()):
        span = number(row.low) if row.high - row.low < 0.05 else f"{number(row.low)} to {number(row.high)}"
        if span == number(row.low):
            axes.plot(row.low, place, "D", color=ORANGE, markersize=8)
        else:
            axes.plot([row.low, row.high], [place] * 2, color=BLUE, linewidth=7, solid_capstyle="butt")
        after = _after(row.low, row.high)
        for shift, text in ((24, span), (150, after)):
            label(axes, shift, place, text, fontsize=9.5)
        said.append(f"{row.measure} ({row.effects}): {span} times; {percent(BEFORE, 0)} becomes {after}")
    for shift, head in ((24, "times"), (150, f"{percent(BEFORE, 0)}\nbecomes")):
        label(axes, shift, -0.6, head, va="bottom", fontsize=9.5, color=DIM)
    names = [
        name.replace(" Sellke", "\nSellke").replace(", ", ",\n").replace("likelihood", "\nlikelihood")
        for name in scale["measure"]
    ]
    bare_rows(axes, names, above=1.6, below=0.6, fontsize=9.5)
    log_axis(axes, [1, 2, 5, 10, 20])
    axes.set(xlim=(1, 900), xlabel="times better with an effect (log scale)")
    return Picture(
        figure,
        f"{p_text(p)} on one scale: each measure has other effects in mind, and none is a limit for another "
        "(bars: over all fitting results). Derived.",
        f"Bars on a log scale, one for each of {len(scale)} measures of strength. {'. '.join(said)}.",
    )


def _after(low, high):
    """The chance of an effect after the data, for a range of factors, as text."""
    first, last = (percent(reader_prior_to_posterior(BEFORE, factor), 0) for factor in (low, high))
    return first if first == last else f"{first.removesuffix(' %')} to {last}"


def one_scale():
    """The strength of the printed P on one scale."""
    return strength_scale(weight.scale(), weight.printed_p())


def heads():
    """The printed P in coins."""
    return coins(weight.printed_p(), weight.heads().truth)


def power_and_exaggeration(table, placebo_rate, n1, n2, mark=None):
    """Power (left) and exaggeration of significant results (right) against the true difference.

    `table` comes from `trial_design.what_differences_give`; `mark` is a true difference (share) to point at.
    """
    figure, (top, bottom) = canvas(height=4.6, rows=2, sharex=True)
    said = []
    for place, (test, rows) in enumerate(table.groupby("test", sort=False)):
        style = {"color": SHADES[place], "linestyle": LINES[place], "label": TEST_LABELS[test]}
        top.plot(100 * rows["difference"], 100 * rows["power"], **style)
        bottom.plot(100 * rows["difference"], rows["type_m"], **style)
        if mark is None:
            continue
        row = rows.loc[(rows["difference"] - mark).abs().idxmin()]
        top.plot(100 * row["difference"], 100 * row["power"], "o", color=SHADES[place], markersize=8)
        bottom.plot(100 * row["difference"], row["type_m"], "o", color=SHADES[place], markersize=8)
        said.append(f"{TEST_LABELS[test]} {percent(row['power'], 0)} and {number(row['type_m'])} times")
    top.axhline(80, color=GREY, linewidth=1)
    label(top, 1, 81, "80 %", color=DIM, va="bottom")
    bottom.axhline(1, color=GREY, linewidth=1)
    label(bottom, 1, 0.95, "no exaggeration", color=DIM, fontsize=9, va="top")
    top.legend(loc="lower right")
    top.set(ylabel="power (%)", ylim=(0, 100), xlim=(0, 50))
    across = f"true difference (points), placebo {percent(placebo_rate, 0)}"
    bottom.set(ylabel="overstated by (times)", ylim=(0.3, 6), xlabel=across)
    where = f"{n1} v {n2}, placebo {percent(placebo_rate, 0)}"
    sentence = ""
    if mark is not None:
        sentence = f"At a true difference of {points(mark, 0)}: {listed(said)}."
        for panel in (top, bottom):
            panel.axvline(100 * mark, color=SKY, linewidth=1, zorder=0)
    ends = [
        f"{TEST_LABELS[test]} from {percent(rows['power'].min(), 0)} to {percent(rows['power'].max(), 0)}"
        for test, rows in table.groupby("test", sort=False)
    ]
    return Picture(
        figure,
        f"{where}: small true differences are seldom found, and found only when overstated. {sentence} "
        "Derived; the true difference is assumed.",
        f"Two panels against the true difference in points, {where}. Power rises: {listed(ends)}. Significant "
        f"results overstate the truth by a factor that falls from {number(table['type_m'].max())} towards 1. {sentence}",
    )


def power_for(difference=15, placebo=35, n=36):
    """The picture behind the sliders: true difference and placebo response in points and %, people per arm."""
    if difference + placebo > 100:
        raise ValueError(f"{placebo} % on placebo plus {difference} points exceeds 100 %: lower one of them.")
    most = min(50, 100 - placebo)
    grid = sorted({difference, *range(4, most + 1, 2)})
    table = what_differences_give(placebo / 100, [each / 100 for each in grid], n, n, ("fisher", "pearson"))
    return power_and_exaggeration(table, placebo / 100, n, n, mark=difference / 100)


SLIDERS = {
    "difference": Slider("True difference (points)", 5, 50, 1, 15),
    "placebo": Slider("Placebo response (%)", 10, 50, 5, 35),
    "n": Slider("People per arm", 20, 200, 4, 36),
}
"""What the reader can move in `power_for`."""


LIGHTS = {
    "low concern": ("o", GREEN, "+"),
    "some concern": ("^", AMBER, "!"),
    "high concern": ("X", ORANGE, ""),
    "no information": ("s", "white", "?"),
}
"""Marker, fill and sign of each judgement: readable without colour."""
