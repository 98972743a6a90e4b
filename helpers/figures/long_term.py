"""Pictures of lesson 05: what is known of five people, a second try, their weeks, their markers, who keeps a response.

Every function draws values that `helpers.lessons.long_term` has computed; none computes a statistic.
"""

import numpy as np

from helpers.ask import Slider
from helpers.figures.colours import BLUE, DIM, GREEN, GREY, INK, MARKERS, ORANGE, PURPLE, RUST
from helpers.figures.style import bare_rows, canvas, dot, interval, label, log_axis, placebo_band, watermark
from helpers.lessons import long_term
from helpers.show import Picture
from helpers.text import listed, number, p_text, people, percent, percent_range

ONE_GROUP = "one placebo group"
"""What the shaded band is: where the share of one new placebo group may lie (lesson 01)."""
CYCLES = {
    "first cycle": (True, None),
    "both cycles": (True, True),
    "second cycle": (False, True),
    "none": (False, False),
}
"""What a ledger value says about EASI-50 in the first and in the second cycle (None: no second cycle)."""
LOOKS = {True: (BLUE, "o"), False: (ORANGE, "X")}
"""Colour and marker of a cycle in which EASI-50 was reached, or not."""


def people_lines(responses, retreated):
    """One line per person: EASI-50 in cycle 1, worsening, EASI-50 in cycle 2, and what is not known.

    `responses` maps each person to the printed words (a key of `CYCLES`); `retreated` names those who had a
    second cycle because they worsened.
    """
    figure, axes = canvas(height=2.4)
    words = []
    for row, (person, printed) in enumerate(responses.items()):
        first, second = CYCLES[printed]
        again = person in retreated
        axes.plot([0, 1 if again else 0], [row, row], color=GREY, linewidth=1.5, zorder=1)
        axes.plot([1 if again else 0, 2], [row, row], color=GREY, linewidth=1.5, linestyle=":", zorder=1)
        for place, reached in ((0, first), (1, second if again else None)):
            if reached is not None:
                dot(axes, place, row, *LOOKS[reached], size=210, filled=reached)
        if again:
            label(axes, 0.5, row - 0.12, "worsened", ha="center", va="bottom", fontsize=9)
        label(axes, 2.05, row, "?", fontsize=13, color=GREY)
        history = f"EASI-50 {'yes' if first else 'no'} in cycle 1"
        history += f", worsened, {'yes' if second else 'no'} in cycle 2" if again else ", no second cycle"
        words.append(f"{person}: {history}")
    bare_rows(axes, list(responses), above=1.15)
    axes.set_xticks([0, 1, 2.05], ["cycle 1", "cycle 2", "weeks\nfollowed"])
    axes.tick_params(axis="x", length=0)
    axes.set_xlim(-0.25, 2.35)
    axes.spines["bottom"].set_visible(False)
    for place, reached, text in ((-0.12, True, "EASI-50 reached"), (1.1, False, "not reached")):
        dot(axes, place, -0.85, *LOOKS[reached], size=110, filled=reached)
        label(axes, place + 0.1, -0.85, text)
    reached = [person for person, printed in responses.items() if any(CYCLES[printed])]
    caption = (
        f"{people(len(reached), len(responses))} reached EASI-50, and {people(len(retreated), len(responses))} worsened and had "
        f"a second cycle (N = {len(responses)}; "
        "EASI-50: review; second cycles: secondary; question mark: not in our sources)."
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
        interval(axes, place, found.low, found.estimate, found.high, colours[place], markers[place], size=90)
        text = f"{people(count, total)}: {percent_range(found.low, found.high)}"
        label(axes, 50 * (found.low + found.high), place - 0.16, text, ha="center", va="bottom")
    bare_rows(axes, [row[0] for row in rows], above=0.7)
    axes.set_xlim(0, 100)


def _interval_words(rows):
    return ". ".join(
        f"{' '.join(label.split())}: {people(count, total)}, {percent(found.estimate)}, interval "
        f"{percent_range(found.low, found.high)}"
        for label, count, total, found in rows
    )


def response_intervals(rows, placebo):
    """EASI-50 in five people; `rows` are (label, responders, people, interval), `placebo` is (low, high) in shares."""
    figure, axes = canvas(height=2.7)
    low, high = (round(100 * end) for end in placebo)
    placebo_band(axes, low, high, ONE_GROUP)
    _interval_rows(axes, rows, [BLUE, ORANGE], ["o", "s"])
    axes.set_xlabel("EASI-50, % (95 % exact interval)")
    inside = [row[0] for row in rows if row[3].low < placebo[1] and row[3].high > placebo[0]]
    caption = (
        f"{listed([people(row[1], row[2]) for row in rows])}: "
        f"{'both intervals reach' if len(inside) == 2 else f'{len(inside)} of {len(rows)} intervals reach'} "
        f"into the range of one placebo group (N = {rows[0][2]}; counts: abstract and review table, intervals derived)."
    )
    description = (
        f"Two horizontal intervals on a scale from 0 to 100 %. {_interval_words(rows)}. "
        f"A shaded band marks where one placebo group may lie, {low} to {high} %."
    )
    return Picture(figure, caption, description)


def two_cycles(rates, curves, mark, placebo):
    """Chance of four or more of five responders, over the response rate a cycle.

    `rates` are shares; `curves` maps a label to the chances at those rates; `mark` is (rate, {label: chance}) to
    point at; `placebo` is the range of one placebo group as (low, high) in shares.
    """
    figure, axes = canvas(height=3.4)
    low, high = (round(100 * end) for end in placebo)
    placebo_band(axes, low, high, ONE_GROUP)
    styles = [(ORANGE, "-", "s"), (BLUE, "-", "o"), (PURPLE, "--", "^")]
    rate, chances = mark
    for (name, values), (colour, line, marker) in zip(curves.items(), styles, strict=False):
        axes.plot(100 * np.asarray(rates), 100 * np.asarray(values), color=colour, linestyle=line)
        dot(axes, 100 * rate, 100 * chances[name], colour, marker)
    order = sorted(curves, key=chances.get, reverse=True)
    top = 100 * max(values[-1] for values in curves.values())
    for place, name in enumerate(order):
        colour, _, marker = styles[list(curves).index(name)]
        height = top * (0.95 - 0.13 * place)
        dot(axes, 2, height, colour, marker)
        label(axes, 4, height, f"{name}: {percent(chances[name])}")
    axes.vlines(100 * rate, 0, 100 * max(chances.values()), color=GREY, linewidth=1, linestyle=":", zorder=1)
    axes.set(xlabel="True response rate per cycle, %", ylabel="Chance of 4 or more of 5, %")
    axes.set(xlim=(0, 100 * max(rates)), ylim=(0, top * 1.04))
    listing = listed([f"{name} {percent(chances[name])}" for name in order])
    caption = (
        f"Chance of 4 or more of 5 at {percent(rate, 0)} a cycle: {listing} (N = 5, derived; rates assumed)."
    )
    description = (
        f"Rising curves of the chance of 4 or more responders among 5 people over the true rate per cycle, 0 to "
        f"{percent(max(rates), 0)}. At {percent(rate, 0)} per cycle: {listing}. A shaded band marks where one "
        f"placebo group may lie, {low} to {high} %."
    )
    return Picture(figure, caption, description)


def two_cycles_control(rate, alike):
    """The picture behind the slider: `rate` per cycle in %, `alike` the correlation of a person's cycles."""
    return two_cycles(*long_term.two_tries(rate / 100, alike), long_term.one_placebo_group())


SLIDERS = {
    "rate": Slider("Response a cycle (%)", 0, 60, 1, 20),
    "alike": Slider("Likeness of a person's cycles", 0, 0.9, 0.1, 0.6),
}
"""What the reader can move in `two_cycles_control`."""


def sign_flips(lines, means, p, marker="CCL-17", unit="pg/mL"):
    """Simulated people from before to after, and beside them every mean change that flipped signs can give.

    `lines` are (before, after, names); the first of `means` is the one seen; `p` is the exact P value.
    """
    figure, (left, right) = canvas(height=4.7, rows=2)
    words = _paired_lines(left, *lines, marker, unit)
    means = np.asarray(means, dtype=float)
    order = np.argsort(means, kind="stable")
    extreme = np.abs(means) >= abs(means[0]) * (1 - 1e-9)
    colours = [ORANGE if extreme[place] else GREY for place in order]
    right.vlines(range(1, len(means) + 1), 0, means[order], colors=colours, linewidth=2)
    right.scatter(range(1, len(means) + 1), means[order], s=20, color=colours, zorder=3)
    right.axhline(0, color=INK, linewidth=1)
    seen = int(np.flatnonzero(order == 0)[0]) + 1
    early = seen < len(means) / 2
    right.annotate(
        "seen",
        (seen, means[0]),
        (12 if early else -12, 0),
        textcoords="offset points",
        ha="left" if early else "right",
        va="center",
        color=RUST,
    )
    right.set(xlabel=f"The {len(means)} ways to set {len(lines[0])} signs", ylabel=f"Mean change, {unit}")
    watermark(right)
    count = len(lines[2])
    falls = sum(last < first for first, last in zip(*lines[:2], strict=True))
    caption = (
        f"{falls} of {count} simulated people have less {marker} (left); {extreme.sum()} of {len(means)} sign patterns "
        f"are as far from zero as the one seen (right): {p_text(p, 4)} (N = {count}, simulated)."
    )
    description = (
        f"Left: one line per simulated person from before to end-point, {marker} in {unit}: {listed(words)}. Right: "
        f"{len(means)} sorted mean changes, one per pattern of signs, from {number(means.min())} to "
        f"{number(means.max())}. The one seen is {number(means[0])}; {extreme.sum()} are at least as far from zero."
    )
    return Picture(figure, caption, description)


def _paired_lines(axes, before, after, names, marker, unit):
    """One labelled line per simulated person, watermarked; returns what was drawn as words."""
    watermark(axes)
    gap = (max([*before, *after]) - min([*before, *after])) * 0.085
    heights = dict(zip(names, after, strict=True))
    placed = {}
    for name in sorted(heights, key=heights.get):  # labels move up until they no longer touch
        placed[name] = max(heights[name], max(placed.values(), default=-np.inf) + gap)
    for place, (name, first, last) in enumerate(zip(names, before, after, strict=True)):
        colour = BLUE if last < first else ORANGE
        axes.plot([0, 1], [first, last], color=colour, marker=MARKERS[place], markersize=7)
        label(axes, 1.04, placed[name], str(name), fontsize=9)
    axes.set_xticks([0, 1], ["before", "end-point"])
    axes.set(xlim=(-0.15, 1.3), ylabel=f"{marker}, {unit}")
    return [f"{name} {first:g} to {last:g}" for name, first, last in zip(names, before, after, strict=True)]


def durability(rows, weeks):
    """Share that keeps EASI-50 after the drug is withdrawn or continued; `rows` as `response_intervals`."""
    figure, axes = canvas(height=2.5)
    _interval_rows(axes, rows, [ORANGE, BLUE], ["s", "o"])
    axes.set_xlabel(f"EASI-50 kept at week {weeks}, %")
    first, second = rows
    caption = (
        f"EASI-50 kept at week {weeks}: {percent(first[3].estimate)} on placebo, {percent(second[3].estimate)} on the "
        f"drug (N = {first[2]} and {second[2]}; SOLO-CONTINUE, full text; intervals derived)."
    )
    description = (
        f"Two horizontal intervals on a scale from 0 to 100 % of people who keep EASI-50 at week {weeks}. "
        f"{_interval_words(rows)}."
    )
    return Picture(figure, caption, description)


def follow_up_sets(rows, printed_mean, beyond):
    """Sets of follow-up times as rows of dots with their mean; `rows` are (label, times, mean, what it misses).

    A row that misses nothing gets the words "fits"; `printed_mean` and `beyond` are drawn as lines.
    """
    figure, axes = canvas(height=0.6 * len(rows) + 1.2)
    left = min(min(times) for _, times, _, _ in rows) - 2
    for line, colour, style in ((printed_mean, GREEN, "-"), (beyond, GREY, ":")):
        for place in range(len(rows)):  # in pieces, so that no line runs through a label
            axes.vlines(line, place - 0.45, place + 0.12, color=colour, linewidth=1.5, linestyle=style)
    label(axes, printed_mean, -0.75, f"mean {printed_mean:g}", ha="center", va="bottom", color=GREEN)
    label(axes, beyond, -0.75, f"{beyond:g} weeks", ha="center", va="bottom", color=DIM)
    words = []
    for place, (name, times, mean, misses) in enumerate(rows):
        stacked = [times[:order].count(time) for order, time in enumerate(times)]
        dot(axes, times, [place - 0.13 * step for step in stacked], size=42)
        dot(axes, mean, place, ORANGE, "D", size=75, filled=False, zorder=4)
        verdict = f"misses {misses}" if misses else "fits"
        label(axes, left, place + 0.18, f"{name}; {verdict}", va="top", zorder=5)
        shown = ", ".join(f"{time:g}" for time in times)
        words.append(f"{name}: {shown}, mean {mean:.1f}, {verdict}")
    bare_rows(axes, [""] * len(rows), above=0.7, below=0.65)
    axes.set(xlim=(left - 2, 92), xlabel="Weeks of follow-up (dots: people, diamond: their mean)")
    fitting = sum(not row[3] for row in rows)
    count = "None" if fitting == 0 else f"{fitting}"
    caption = (
        f"{count} of these {len(rows)} sets of five times meets every printed statement "
        "(N = 5 each; made up, not observed)."
    )
    description = f"Rows of dots on a scale of weeks. {'. '.join(words)}."
    return Picture(figure, caption, description)


def smallest_p_ladder(pairs, floors, marked):
    """The smallest two-sided p of an exact paired test over the number of people.

    `pairs` are numbers of people; `floors` maps the number of markers tested to one p per entry of `pairs`;
    `marked` maps a number of people to the words beside it (on the lowest ladder).
    """
    figure, axes = canvas(height=3.4)
    styles = zip([BLUE, PURPLE, ORANGE], MARKERS, ["-", "--", ":"], strict=False)
    words = []
    for (markers, values), (colour, marker, line) in zip(floors.items(), styles, strict=False):
        axes.plot(pairs, values, color=colour, marker=marker, linestyle=line, markersize=6)
        name = "1 marker" if markers == 1 else f"{markers} markers"
        label(axes, pairs[-1] + 0.2, values[-1], name, color=colour)
        reach = [people for people, p in zip(pairs, values, strict=True) if p <= 0.05]
        words.append(f"{name}: 0.05 within reach from {reach[0]} people")
    lowest = dict(zip(pairs, next(iter(floors.values())), strict=True))
    for size, text in marked.items():
        axes.scatter(size, lowest[size], s=170, facecolor="none", edgecolor=INK, linewidth=1.5, zorder=4)
        told = f"{text}:\n{lowest[size]:.4f}"
        label(axes, size - 0.35, lowest[size] * 0.7, told, ha="right", va="top")  # clear of the line at .05
        words.append(f"{text}: {lowest[size]:.4f}")
    axes.axhline(0.05, color=GREY, linewidth=1.2)
    label(axes, pairs[-1] + 1.9, 0.05 * 1.3, "P = .05", ha="right")
    log_axis(axes, [1, 0.1, 0.01, 0.001], ["1", ".1", ".01", ".001"], axis="y")
    axes.set(ylim=(min(lowest.values()) / 1.8, 1.5), xlim=(pairs[0] - 0.9, pairs[-1] + 2), xticks=pairs)
    axes.set(xlabel="People, each measured before and after", ylabel="Smallest two-sided P")
    person, _ = next(iter(marked.items()))
    caption = (
        f"With {person} people no exact paired test of one marker goes below {lowest[person]:.4f} "
        f"(two-sided; N = {pairs[0]} to {pairs[-1]}, derived)."
    )
    description = f"Falling ladders of the smallest possible p, log scale. {'; '.join(words)}."
    return Picture(figure, caption, description)


def together_by_chance(correlations, chances, mark, people, markers, at_least):
    """Chance that several markers fall in everybody although nothing happened, over their correlation.

    `mark` is (correlation, chance) to point at beside the value at no correlation.
    """
    figure, axes = canvas(height=3.1)
    axes.plot(correlations, 100 * np.asarray(chances), color=BLUE)
    for place, chance, marker in ((correlations[0], chances[0], "o"), (*mark, "s")):
        dot(axes, place, 100 * chance, ORANGE, marker)
        side = "right" if place else "left"
        label(axes, place, 100 * chance + 10 * max(chances), percent(chance, 2), ha=side)
    axes.set(xlim=(-0.02, max(correlations) + 0.02), ylim=(0, 115 * max(chances)))
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


# ---------------------------------------------------------------- answers: truth and picture, for ask.reveal


def two_tries():
    """How often two independent cycles give four or more of five in per cent, and the curves."""
    rate, alike = 100 * long_term.RATE, long_term.likeness("cycle")
    return 100 * long_term.two_tries_gaps()["two"], two_cycles_control(rate, alike)


def floor():
    """The smallest mean of the follow-up times in weeks, and four attempts."""
    return long_term.floor().mean, follow_up_sets(*long_term.attempts())


def smallest_p():
    """The smallest P value with five people, and the ladder by number of people."""
    sizes, floors, marked = long_term.ladder()
    return floors[1][sizes.index(5)], smallest_p_ladder(sizes, floors, marked)


def kept_on_placebo():
    """The share that keeps EASI-50 on placebo at week 36 in per cent, and both intervals."""
    rows = long_term.kept()
    return 100 * rows[0][3].estimate, durability(rows, 36)


def four_of_five():
    """The lower limit of the share of five who reached EASI-50 in per cent, and both intervals."""
    rows = long_term.responders()
    return 100 * rows[0][3].low, response_intervals(rows, long_term.one_placebo_group())


def two_risers():
    """How often some marker falls in two people by chance in per cent, and the chance of three in all five."""
    return 100 * long_term.risers_gaps()["some"], together_by_chance(*long_term.falls_by_likeness())
