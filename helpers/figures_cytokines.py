"""Pictures for markers measured in five people: floors of p, sign flips, directions and chances.

Every function draws values that the lesson has computed or read from the ledger; none computes a statistic.
"""

import numpy as np

from helpers.figures import BLUE, GREY, INK, MARKERS, ORANGE, PURPLE, Picture, canvas, watermark
from helpers.wording import listed, number, percent

FELL, ROSE, UNKNOWN = "fell", "rose", "?"
"""The three entries of a direction matrix."""


def smallest_p_ladder(pairs, floors, marked, alpha=0.05):
    """The smallest two-sided p of an exact paired test over the number of people.

    `pairs` are numbers of people; `floors` maps the number of markers tested to one p per entry of `pairs`;
    `marked` maps a number of people to the words beside it (on the lowest ladder).
    """
    figure, axes = canvas(height=3.9)
    styles = zip([BLUE, PURPLE, ORANGE], MARKERS, ["-", "--", ":"], strict=False)
    words = []
    for (markers, values), (colour, marker, line) in zip(floors.items(), styles, strict=False):
        axes.plot(pairs, values, color=colour, marker=marker, linestyle=line, markersize=6)
        name = "1 marker" if markers == 1 else f"{markers} markers"
        axes.annotate(
            name, (pairs[-1], values[-1]), (6, 0), textcoords="offset points", va="center", fontsize=10,
            color=colour,
        )  # fmt: skip
        reach = [people for people, p in zip(pairs, values, strict=True) if p <= alpha]
        words.append(f"{name}: {alpha:g} within reach from {reach[0]} people")
    lowest = dict(zip(pairs, next(iter(floors.values())), strict=True))
    for people, text in marked.items():
        axes.scatter(people, lowest[people], s=170, facecolor="none", edgecolor=INK, linewidth=1.5, zorder=4)
        axes.annotate(
            f"{text}:\n{lowest[people]:.4f}", (people, lowest[people]), (-12, -14), textcoords="offset points",
            ha="right", va="top", fontsize=10,
        )  # fmt: skip
        words.append(f"{text}: {lowest[people]:.4f}")
    axes.axhline(alpha, color=GREY, linewidth=1.2)
    axes.text(pairs[-1] + 1.9, alpha * 1.12, f"P = {alpha:g}".replace("0.", "."), fontsize=10, ha="right")
    axes.set_yscale("log")
    axes.set_ylim(min(lowest.values()) / 1.8, 1.5)
    axes.set_yticks([1, 0.1, 0.01, 0.001], ["1", ".1", ".01", ".001"])
    axes.minorticks_off()
    axes.set_xticks(pairs)
    axes.set_xlim(pairs[0] - 0.9, pairs[-1] + 2)
    axes.set_xlabel("People, each measured before and after")
    axes.set_ylabel("Smallest two-sided P")
    person, _ = next(iter(marked.items()))
    caption = (
        f"With {person} people no two-sided sign, signed-rank or sign-flip test goes below {lowest[person]:.4f}, however "
        f"large the changes (N = {pairs[0]} to {pairs[-1]}, derived)."
    )
    description = f"Falling ladders of the smallest possible p, log scale. {'; '.join(words)}."
    return Picture(figure, caption, description)


def sign_flips(means, people, unit, p, simulated=True):
    """Every mean change that flipped signs can give; the first of `means` is the one seen."""
    figure, axes = canvas(height=3.2)
    means = np.asarray(means, dtype=float)
    order = np.argsort(means, kind="stable")
    extreme = np.abs(means) >= abs(means[0]) * (1 - 1e-9)
    colours = [ORANGE if extreme[place] else GREY for place in order]
    axes.vlines(range(1, len(means) + 1), 0, means[order], colors=colours, linewidth=2.5)
    axes.scatter(range(1, len(means) + 1), means[order], s=26, color=colours, zorder=3)
    axes.axhline(0, color=INK, linewidth=1)
    seen = int(np.flatnonzero(order == 0)[0]) + 1
    axes.annotate(
        "seen", (seen, means[0]), (14 if seen < len(means) / 2 else -14, 0), textcoords="offset points",
        ha="left" if seen < len(means) / 2 else "right", va="center", color="#A84300",
    )  # fmt: skip
    axes.set_xlabel(f"The {len(means)} ways to set {people} signs, sorted")
    axes.set_ylabel(f"Mean change, {unit}")
    if simulated:
        watermark(axes)
    status = "simulated" if simulated else "derived"
    caption = (
        f"{extreme.sum()} of the {len(means)} sign patterns are as far from zero as the one seen: "
        f"P = {p:.4f} (N = {people} people, {status})."
    )
    description = (
        f"{len(means)} sorted mean changes in {unit}, one per pattern of signs of {people} people, from "
        f"{number(means.min())} to {number(means.max())}. The one seen is {number(means[0])}; {extreme.sum()} are at "
        f"least as far from zero, so p is {p:.4f}. {status.capitalize()} values."
    )
    return Picture(figure, caption, description)


def direction_matrix(columns, rows, status):
    """What is said about each marker: `columns` are headings with N, `rows` map a marker to one entry each.

    Entries are FELL, ROSE or UNKNOWN; `status` says for the caption where the known ones come from.
    """
    figure, axes = canvas(height=0.42 * len(rows) + 1.5)
    looks = {FELL: ("v", BLUE), ROSE: ("^", ORANGE)}
    words = []
    for place, (marker, entries) in enumerate(rows.items()):
        for column, entry in enumerate(entries):
            if entry == UNKNOWN:
                axes.text(column, place, "?", ha="center", va="center", color="#6B6B6B", fontsize=12)
            else:
                shape, colour = looks[entry]
                axes.scatter(column - 0.16, place, s=95, marker=shape, color=colour)
                axes.text(column - 0.05, place, entry, va="center", fontsize=10)
                words.append(f"{marker} {entry} in {' '.join(columns[column].split())}")
    axes.set_yticks(range(len(rows)), list(rows))
    axes.set_xticks(range(len(columns)), columns)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.hlines(np.arange(0.5, len(rows) - 1), -0.5, len(columns) - 0.5, color="#DDDDDD", linewidth=0.8)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    cells = len(rows) * len(columns)
    known = len(words)
    caption = (
        f"Of {cells} marker-by-group cells, our sources give a direction for {known} and a value for none "
        f"(N in the column heads; {status}; question mark: not in our sources)."
    )
    description = (
        f"Table of {len(rows)} markers by {len(columns)} groups of people. {'. '.join(words)}. "
        f"The other {cells - known} cells hold a question mark."
    )
    return Picture(figure, caption, description)


def together_by_chance(correlations, chances, mark, people, markers, at_least):
    """Chance that several markers fall in everybody although nothing happened, over their correlation.

    `mark` is (correlation, chance) to point at beside the value at no correlation.
    """
    figure, axes = canvas(height=3.1)
    axes.plot(correlations, 100 * np.asarray(chances), color=BLUE)
    for place, chance, marker in ((correlations[0], chances[0], "o"), (*mark, "s")):
        axes.scatter(place, 100 * chance, s=60, marker=marker, color=ORANGE, zorder=3)
        axes.annotate(
            percent(chance, 2), (place, 100 * chance), (-4, 9), textcoords="offset points",
            ha="right" if place else "left",
        )  # fmt: skip
    axes.set_xlim(-0.02, max(correlations) + 0.02)
    axes.set_ylim(0, 115 * max(chances))
    axes.set_xlabel("Correlation between any two markers in a person")
    axes.set_ylabel(f"Chance that {at_least} of {markers} fall\nin all {people}, %")
    caption = (
        f"Markers that move together fall together: {at_least} of {markers} in all {people} people by chance alone "
        f"{percent(chances[0], 2)} of the time without correlation, {percent(mark[1], 2)} at {mark[0]:g} "
        f"(N = {people}, derived; correlation assumed)."
    )
    description = (
        f"Rising curve of the chance that at least {at_least} of {markers} markers fall in all {people} people although "
        f"nothing happened, over their correlation from {correlations[0]:g} to {correlations[-1]:g}. It is "
        f"{percent(chances[0], 2)} at 0 and {percent(mark[1], 2)} at {mark[0]:g}."
    )
    return Picture(figure, caption, description)


def paired_lines(before, after, names, marker, unit):
    """One line per simulated person from before to after; directly labelled and watermarked."""
    figure, axes = canvas(height=3.4)
    watermark(axes)
    values = zip(names, before, after, strict=True)
    words = []
    gap = (max([*before, *after]) - min([*before, *after])) * 0.075
    heights = dict(zip(names, after, strict=True))
    placed = {}
    for name in sorted(heights, key=heights.get):  # labels move up until they no longer touch
        lowest = max(placed.values(), default=-np.inf) + gap
        placed[name] = max(heights[name], lowest)
    for place, (name, first, last) in enumerate(values):
        colour = BLUE if last < first else ORANGE
        axes.plot([0, 1], [first, last], color=colour, marker=MARKERS[place], markersize=7)
        axes.text(1.05, placed[name], str(name), va="center", fontsize=10)
        words.append(f"{name} {first:g} to {last:g}")
    falls = sum(last < first for first, last in zip(before, after, strict=True))
    axes.set_xticks([0, 1], ["before", "end-point"])
    axes.set_xlim(-0.15, 1.45)
    axes.set_ylabel(f"{marker}, {unit}")
    caption = f"{falls} of {len(names)} simulated people have less {marker} at the end-point (N = {len(names)}, simulated)."
    description = (
        f"One line per simulated person from before to end-point, {marker} in {unit}: {listed(words)}."
    )
    return Picture(figure, caption, description)
