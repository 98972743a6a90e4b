"""Pictures of five people followed up: what is known of each, their rates, their weeks, who keeps a response.

Every function draws values that the lesson has computed or read from the ledger; only the picture behind the
slider, `two_cycles_control`, asks `helpers.proportions` for its chances.

Pictures for markers measured in five people: floors of p, sign flips, directions and chances.

Every function draws values that the lesson has computed or read from the ledger; none computes a statistic.
"""

from functools import partial

import numpy as np

from helpers.figures.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    MARKERS,
    ORANGE,
    PURPLE,
    canvas,
    placebo_band,
    watermark,
)
from helpers.show import Picture
from helpers.statistics.one_group import chance_with_retreatment
from helpers.text import listed, number, people, percent, percent_range

CYCLES = {
    "first cycle": (True, None),
    "both cycles": (True, True),
    "second cycle": (False, True),
    "none": (False, False),
}
"""What a ledger value says about EASI-50 in the first and in the second cycle (None: no second cycle)."""


def people_lines(responses, retreated):
    """One line per person: EASI-50 in cycle 1, worsening, EASI-50 in cycle 2, and what is not known.

    `responses` maps each person to the printed words (a key of `CYCLES`); `retreated` names those who had a
    second cycle because they worsened.
    """
    figure, axes = canvas(height=3.3)
    words = []
    for row, (person, printed) in enumerate(responses.items()):
        first, second = CYCLES[printed]
        again = person in retreated
        axes.plot([0, 1 if again else 0], [row, row], color=GREY, linewidth=1.5, zorder=1)
        axes.plot([1 if again else 0, 2], [row, row], color=GREY, linewidth=1.5, linestyle=":", zorder=1)
        for place, reached in ((0, first), (1, second if again else None)):
            if reached is not None:
                axes.scatter(
                    place, row, s=210, marker="o" if reached else "X", zorder=3, linewidth=1.5,
                    facecolor=BLUE if reached else "white", edgecolor=BLUE if reached else ORANGE,
                )  # fmt: skip
        if again:
            axes.text(0.5, row - 0.12, "worsened", ha="center", va="bottom", fontsize=9, color=INK)
        axes.text(2.05, row, "?", ha="left", va="center", fontsize=13, color=GREY)
        history = f"EASI-50 {'yes' if first else 'no'} in cycle 1"
        history += f", worsened, {'yes' if second else 'no'} in cycle 2" if again else ", no second cycle"
        words.append(f"{person}: {history}")
    axes.set_yticks(range(len(responses)), list(responses))
    axes.set_xticks([0, 1, 2.05], ["cycle 1", "cycle 2", "weeks\nfollowed"])
    axes.tick_params(length=0)
    axes.set_xlim(-0.25, 2.35)
    axes.set_ylim(len(responses) - 0.4, -1.15)
    for place, marker, text, face, edge in (
        (-0.12, "o", "EASI-50 reached", BLUE, BLUE),
        (1.1, "X", "not reached", "white", ORANGE),
    ):
        axes.scatter(place, -0.85, s=110, marker=marker, facecolor=face, edgecolor=edge, linewidth=1.5)
        axes.text(place + 0.1, -0.85, text, va="center", fontsize=10)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    reached = [person for person, printed in responses.items() if any(CYCLES[printed])]
    caption = (
        f"{people(len(reached), len(responses))} reached EASI-50, and {people(len(retreated), len(responses))} worsened and had "
        f"a second cycle (N = {len(responses)}; "
        "EASI-50: review table; retreatment: secondary source; lengths of follow-up: not in our sources)."
    )
    description = (
        f"One line per person, two steps each. {'. '.join(words)}. "
        f"In all, {people(len(reached), len(responses))} reached EASI-50 at some time; how long each was "
        "followed is marked with a question mark."
    )
    return Picture(figure, caption, description)


def _interval_rows(axes, rows, colours, markers):
    """Draw one estimate with its interval per row; `rows` are (label, n, N, interval with shares)."""
    for place, (_, count, total, found) in enumerate(rows):
        axes.plot([100 * found.low, 100 * found.high], [place, place], color=colours[place], linewidth=3)
        axes.scatter(100 * found.estimate, place, s=90, marker=markers[place], color=colours[place], zorder=3)
        text = f"{people(count, total)}: {percent_range(found.low, found.high)}"
        middle = 50 * (found.low + found.high)
        axes.text(middle, place - 0.16, text, ha="center", va="bottom", fontsize=10)
    axes.set_yticks(range(len(rows)), [row[0] for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(rows) - 0.5, -0.7)
    axes.set_xlim(0, 100)


def _interval_words(rows):
    return ". ".join(
        f"{' '.join(label.split())}: {people(count, total)}, {percent(found.estimate)}, interval "
        f"{percent_range(found.low, found.high)}"
        for label, count, total, found in rows
    )


def response_intervals(rows, placebo):
    """EASI-50 in five people over the placebo range; `rows` are (label, responders, people, interval).

    `placebo` is the range in % as (low, high).
    """
    figure, axes = canvas(height=2.7)
    placebo_band(axes, *placebo, "x")
    _interval_rows(axes, rows, [BLUE, ORANGE], ["o", "s"])
    axes.set_xlabel("EASI-50, % (95 % exact interval)")
    inside = [row[0] for row in rows if row[3].low < placebo[1] / 100 and row[3].high > placebo[0] / 100]
    caption = (
        f"{listed([people(row[1], row[2]) for row in rows], 'and')}: "
        f"{'both intervals reach' if len(inside) == 2 else f'{len(inside)} of {len(rows)} intervals reach'} "
        f"into the placebo range (N = {rows[0][2]}; counts: abstract and review table, intervals derived)."
    )
    description = (
        f"Two horizontal intervals on a scale from 0 to 100 %. {_interval_words(rows)}. "
        f"A shaded band marks the placebo range, {placebo[0]} to {placebo[1]} %."
    )
    return Picture(figure, caption, description)


def durability(rows, weeks):
    """Share that keeps EASI-50 after the drug is withdrawn or continued; `rows` as `response_intervals`."""
    figure, axes = canvas(height=2.5)
    _interval_rows(axes, rows, [ORANGE, BLUE], ["s", "o"])
    axes.set_xlabel(f"EASI-50 kept at week {weeks}, %")
    first, second = rows
    caption = (
        f"Of people who had responded well to dupilumab, {percent(first[3].estimate)} keep EASI-50 on placebo at week "
        f"{weeks} and {percent(second[3].estimate)} on the drug (N = {first[2]} and {second[2]}; SOLO-CONTINUE, "
        "published; intervals derived)."
    )
    description = (
        f"Two horizontal intervals on a scale from 0 to 100 % of people who keep EASI-50 at week {weeks}. "
        f"{_interval_words(rows)}."
    )
    return Picture(figure, caption, description)


def two_cycles(rates, curves, mark, responders, participants, placebo, across):
    """Chance of `responders` or more of `participants`, over the response rate per cycle.

    `rates` are shares; `curves` maps a label to the chances at those rates, drawn in this order with the last
    label dashed if there are three; `mark` is (rate, {label: chance}) to point at; `placebo` is in %; `across` are the
    chances of the highest curve at its two ends.
    """
    figure, axes = canvas(height=3.7)
    placebo_band(axes, *placebo, "x")
    styles = [(ORANGE, "-", "s"), (BLUE, "-", "o"), (PURPLE, "--", "^")]
    rate, chances = mark
    for (label, values), (colour, line, marker) in zip(curves.items(), styles, strict=False):
        axes.plot(100 * np.asarray(rates), 100 * np.asarray(values), color=colour, linestyle=line)
        axes.scatter(100 * rate, 100 * chances[label], s=60, marker=marker, color=colour, zorder=3)
    order = sorted(curves, key=chances.get, reverse=True)
    top = 100 * max(values[-1] for values in curves.values())
    for place, label in enumerate(order):
        colour, _, marker = styles[list(curves).index(label)]
        height = top * (0.97 - 0.115 * place)
        axes.scatter(2, height, s=60, marker=marker, color=colour)
        axes.text(4, height, f"{label}: {percent(chances[label])}", va="center", fontsize=10)
    axes.vlines(100 * rate, 0, 100 * max(chances.values()), color=GREY, linewidth=1, linestyle=":", zorder=1)
    axes.set_xlabel("True response rate per cycle, %")
    axes.set_ylabel(f"Chance of {responders} or more of {participants}, %")
    axes.set_xlim(0, 100 * max(rates))
    axes.set_ylim(0, top * 1.04)
    most, least = order[0], order[-1]
    caption = (
        f"A second try lifts the chance of {responders} or more of {participants} at {percent(rate, 0)} per cycle from "
        f"{percent(chances[least])} to {percent(chances[most])} at most; across the placebo range two independent tries "
        f"give {percent_range(*across, 0)} (N = {participants}, derived; rates assumed)."
    )
    listing = listed([f"{label} {percent(chances[label])}" for label in order])
    description = (
        f"Rising curves of the chance of {responders} or more responders among {participants} people over the true "
        f"rate per cycle, 0 to {percent(max(rates), 0)}. At {percent(rate, 0)} per cycle: {listing}. "
        f"A shaded band marks placebo rates of {placebo[0]} to {placebo[1]} %, where two independent cycles give "
        f"{percent_range(*across, 0)}."
    )
    return Picture(figure, caption, description)


def follow_up_sets(rows, printed_mean, beyond):
    """Sets of follow-up times as rows of dots with their mean; `rows` are (label, times, mean, what it misses).

    A row that misses nothing gets the words "fits"; `printed_mean` and `beyond` are drawn as lines.
    """
    figure, axes = canvas(height=0.78 * len(rows) + 1.5)
    left = min(min(times) for _, times, _, _ in rows) - 2
    axes.axvline(printed_mean, color=GREEN, linewidth=1.5)
    axes.axvline(beyond, color=GREY, linewidth=1.5, linestyle=":")
    axes.text(
        printed_mean, -0.75, f"mean {printed_mean:g}", ha="center", va="bottom", fontsize=10, color=GREEN
    )
    axes.text(beyond, -0.75, f"{beyond:g} weeks", ha="center", va="bottom", fontsize=10, color="#555555")
    words = []
    for place, (label, times, mean, misses) in enumerate(rows):
        stacked = [times[:order].count(time) for order, time in enumerate(times)]
        axes.scatter(times, [place - 0.13 * step for step in stacked], s=42, color=BLUE, zorder=3)
        axes.scatter(
            mean, place, s=75, marker="D", facecolor="white", edgecolor=ORANGE, linewidth=2, zorder=4
        )
        verdict = f"misses {misses}" if misses else "fits"
        axes.text(
            left, place + 0.18, f"{label}; {verdict}", ha="left", va="top", fontsize=10.5, zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )  # fmt: skip
        shown = ", ".join(f"{time:g}" for time in times)
        words.append(f"{label}: {shown}, mean {mean:.1f}, {verdict}")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(left - 2, 92)
    axes.set_ylim(len(rows) - 0.35, -0.7)
    axes.set_xlabel("Weeks of follow-up (dots: people, diamond: their mean)")
    fitting = sum(not row[3] for row in rows)
    count = "None" if fitting == 0 else f"{fitting}"
    caption = (
        f"{count} of these {len(rows)} sets of five times meets every printed statement "
        "(N = 5 people a set; sets made up to fit, not observed)."
    )
    description = f"Rows of dots on a scale of weeks. {'. '.join(words)}."
    return Picture(figure, caption, description)


def follow_up_means(all_means, subgroup_means, printed_mean, floor):
    """How the means of all sets with the printed range spread, and of those with the printed subgroup."""
    figure, axes = canvas(height=3.3)
    edges = np.arange(np.floor(min(all_means)), np.ceil(max(all_means)) + 2)
    axes.hist(all_means, bins=edges, color=GREY, alpha=0.45)
    axes.hist(subgroup_means, bins=edges, color=BLUE)
    top = axes.get_ylim()[1] * 1.22
    axes.set_ylim(0, top)
    axes.axvline(printed_mean, color=ORANGE)
    axes.text(
        printed_mean - 0.8,
        top * 0.97,
        f"printed\nmean {printed_mean:g}",
        ha="right",
        va="top",
        color="#A84300",
    )
    axes.annotate(
        f"two beyond:\nfrom {floor:g}", (floor, top * 0.02), (floor + 16, top * 0.97), va="top", color=BLUE,
        arrowprops={"arrowstyle": "-", "color": BLUE, "linewidth": 1},
    )  # fmt: skip
    axes.set_xlim(edges[0] - 4, edges[-1] + 1)
    axes.set_xlabel("Mean follow-up of five people, weeks")
    axes.set_ylabel("Sets of five whole weeks")
    caption = (
        f"Sets with the printed range (grey, {len(all_means):,}) can have a mean near {printed_mean:g} weeks; sets "
        f"that also have two people beyond the threshold (blue, {len(subgroup_means):,}) start at {floor:g} "
        "(N = 5 people a set, derived)."
    )
    description = (
        f"Histogram of the means of {len(all_means):,} sets of five follow-up times, from {min(all_means):.1f} to "
        f"{max(all_means):.1f} weeks. The {len(subgroup_means):,} sets with two long follow-ups have means from "
        f"{number(min(subgroup_means))} to {max(subgroup_means):.1f} weeks. A line marks the printed mean of {printed_mean:g} weeks."
    )
    return Picture(figure, caption, description)


def two_cycles_control(rate, alike, placebo=(25, 45)):
    """The picture behind the slider: `rate` per cycle in %, `alike` the correlation of a person's cycles.

    `placebo` is the range of lesson 01 in %.
    """
    rates = np.linspace(0, 0.6, 31)
    labels = {"one cycle": (1, 0.0), "two independent cycles": (2, 0.0), f"two alike ({alike:g})": (2, alike)}
    curves, chances = {}, {}
    for label, (cycles, correlation) in labels.items():
        chance = partial(chance_with_retreatment, 4, 5, cycles=cycles, correlation=correlation)
        curves[label] = [chance(each) for each in rates]
        chances[label] = chance(rate / 100)
    across = [chance_with_retreatment(4, 5, end / 100) for end in placebo]
    return two_cycles(rates, curves, (rate / 100, chances), 4, 5, placebo, across)


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
