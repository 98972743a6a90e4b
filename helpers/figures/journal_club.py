"""Pictures for a room: few marks, large letters, one message each, legible from the back row.

All have the size of a slide's picture (`SIZE`) and letters of at least `SMALLEST` points, so that the slides
and the page on the screen can show the same picture. Functions without arguments draw what
`lessons.journal_club` collected.
"""

import textwrap
from collections import Counter
from math import ceil

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Rectangle
from matplotlib.text import Text

from helpers.figures import long_term as five
from helpers.figures import phase2 as detective
from helpers.figures.colours import BLUE, GREEN, GREY, INK, ORANGE, PALE_BLUE, RUST, SKY
from helpers.figures.style import bare_rows, canvas, dot, interval, label, several_tables
from helpers.figures.synthesis import LOOKS
from helpers.figures.weight import LIGHTS
from helpers.lessons import journal_club as session
from helpers.lessons import long_term, phase2
from helpers.show import Picture
from helpers.text import listed, number, people, points, points_range

SIZE = (7.1, 3.25)
"""Inches: on a slide of 1280 x 720 pixels this picture is 1136 pixels wide."""
SMALLEST = 14.5
"""Points: on the slide 32 pixels, which is 24 points."""
OPEN = {"facecolor": "white", "edgecolor": GREY, "marker": "s"}
"""How a person who did not improve is drawn."""


def _room(columns=1, ratios=None):
    """A figure of the size of a slide with `columns` empty panels."""
    figure, axes = canvas(height=SIZE[1], columns=columns, width_ratios=ratios)
    figure.set_size_inches(*SIZE)
    for panel in np.atleast_1d(axes):
        panel.axis("off")
    return figure, axes


def enlarged(picture, caption=None):
    """The same picture for a room: size, letters, markers and lines grown together."""
    figure = picture.figure
    times = SIZE[0] / figure.get_size_inches()[0]
    figure.set_size_inches(*(times * figure.get_size_inches()))
    for axes in figure.axes:
        axes.tick_params(labelsize=SMALLEST, length=axes.xaxis.get_tick_padding())
    ticks = {label for axes in figure.axes for label in [*axes.get_xticklabels(), *axes.get_yticklabels()]}
    for part in set(figure.findobj(Text)) - ticks:
        part.set_fontsize(max(SMALLEST, part.get_fontsize() * times))
    for part in figure.findobj(Line2D):
        part.set(linewidth=part.get_linewidth() * times, markersize=part.get_markersize() * times)
    for part in figure.findobj(PathCollection):
        part.set_sizes(np.asarray(part.get_sizes()) * times**2)
    return Picture(figure, caption or picture.caption, picture.description)


# ---------------------------------------------------------------- the papers


def easi_body():
    """The EASI as a body: four regions with their weights, and what is counted in each."""
    weights = session.easi_weights()
    figure, axes = _room()
    looks = {"head": (BLUE, ""), "arms": (ORANGE, "//"), "trunk": (GREEN, ".."), "legs": (SKY, "\\\\")}

    def part(name, shape):
        colour, hatch = looks[name]
        shape.set(facecolor=colour, edgecolor="white", hatch=hatch, linewidth=1.5)
        axes.add_patch(shape)

    def limb(x, y, wide, high):
        return FancyBboxPatch((x, y), wide, high, boxstyle="round,pad=0,rounding_size=0.18")

    part("head", Circle((2.6, 4.15), 0.5))
    part("trunk", limb(2.05, 1.95, 1.1, 1.65))
    for x in (1.55, 3.27):
        part("arms", limb(x, 1.85, 0.38, 1.75))
    for x in (2.07, 2.65):
        part("legs", limb(x, 0.1, 0.48, 1.8))
    labels = {
        "head": (3.3, 4.3, "left", "head, neck"),
        "arms": (1.25, 3.1, "right", "arms"),
        "trunk": (4.0, 2.4, "left", "trunk"),
        "legs": (3.5, 0.75, "left", "legs"),
    }
    for name, (x, y, side, words) in labels.items():
        label(axes, x, y, f"{words}\nx {weights[name]:.1f}", ha=side, fontsize=15)
    lines = [
        ("In each region", "bold"),
        ("area, 0 to 6", "normal"),
        ("x four signs, 0 to 3 each:", "normal"),
        ("redness, thickness,", "normal"),
        ("scratch marks, coarse skin", "normal"),
        ("(lichenification)", "normal"),
        ("x the weight of the region", "normal"),
        (f"The sum: 0 to {session.easi_highest()}", "bold"),
    ]
    for place, (words, weight) in enumerate(lines):
        label(axes, 5.55, 4.3 - 0.57 * place, words, fontsize=SMALLEST, weight=weight)
    axes.set(xlim=(0.1, 10.4), ylim=(0, 4.75), aspect="equal")
    said = listed(f"{labels[name][3]} {weight:.1f}" for name, weight in weights.items())
    return Picture(
        figure,
        "EASI-50: the score fell by at least half.",
        f"A body in four regions with their weights: {said}. In each region the area (0 to 6) is multiplied by "
        f"the sum of four signs (0 to 3 each) and by the weight; the sum runs from 0 to {session.easi_highest()}.",
    )


def _rows_of(axes, count, across, left, top, size=130, **look):
    """`count` dots, `across` in a row, from the upper left corner."""
    place = np.arange(count)
    axes.scatter(left + place % across, top - place // across, s=size, **look)


def two_studies():
    """Everybody in the two studies as a dot: the trial's second part, and the five of the follow-up."""
    (first, many), (second, few) = session.sizes()
    figure, axes = _room()
    figure.set_size_inches(SIZE[0], 1.5)
    _rows_of(axes, many, 24, 0, 0, size=75, color=BLUE)
    _rows_of(axes, few, 5, 28, -1, size=75, color=ORANGE, marker="D")
    for x, words in ((11.5, f"{first}: {many} people"), (30, f"{second}: {few}")):
        label(axes, x, 1.5, words, fontsize=16, weight="bold", ha="center")
    axes.set(xlim=(-1, 34.5), ylim=(-2.7, 2.1))
    return Picture(
        figure,
        f"Each mark is one person. Dots: {first}, phase\u00a02 (our reading). Diamonds: {second} (abstract).",
        f"{many} dots for {first}, second part, and {few} diamonds for {second}.",
    )


def two_arms():
    """Every person of phase 2 as a dot, in two arms; nobody is marked, because no count is in our sources."""
    n1, n2 = phase2.arms()
    figure, axes = _room()
    for left, size, name, colour, marker in (
        (0, n1, "cells", BLUE, "o"),
        (14, n2, "placebo", ORANGE, "s"),
    ):
        label(axes, left - 0.4, 1.3, f"{size} on {name}", fontsize=18, weight="bold")
        _rows_of(axes, size, 9, left, 0, facecolor="white", edgecolor=colour, linewidth=2.4, marker=marker)
        label(axes, left + 4, -4.35, "how many improved?", fontsize=16, ha="center")
    label(axes, 11, -1.6, "?", fontsize=44, ha="center")
    label(axes, 11, -5.9, f"P = {phase2.printed()}", fontsize=25, weight="bold", ha="center")
    axes.set(xlim=(-1, 23), ylim=(-6.6, 1.9))
    return Picture(
        figure,
        f"P: abstract. {n1} + {n2}: derived from the registry; that {n1 + n2} is phase 2 alone is our reading.",
        f"{n1} open circles on cells and {n2} open squares on placebo; none is filled, because the number who "
        f"improved is not in our sources. Below them stands P = {phase2.printed()}.",
    )


def placebo_hundred():
    """A hundred people on placebo: those who improve by half for certain, perhaps, and those who do not."""
    low, high = (round(100 * end) for end in long_term.one_placebo_group())
    figure, axes = _room()
    looks = [
        (low, {}, f"{low} of 100 improve by half at least"),
        (high - low, {"facecolor": PALE_BLUE, "marker": "D"}, f"up to {high} of 100 do"),
        (100 - high, OPEN, f"{100 - high} or more do not"),
    ]
    kinds = [place for place, (count, _, _) in enumerate(looks) for _ in range(count)]
    for kind, (_, look, words) in enumerate(looks):
        mine = np.array([place for place, each in enumerate(kinds) if each == kind])
        look = {"facecolor": BLUE, "edgecolor": BLUE, "linewidth": 1.6} | look
        axes.scatter(mine % 10 * 1.06, -(mine // 10), s=125, **look)
        axes.scatter(12.0, -1.5 - 3 * kind, s=170, **look)
        label(axes, 12.8, -1.5 - 3 * kind, words, fontsize=17)
    axes.set(xlim=(-0.6, 26), ylim=(-9.7, 0.7))
    return Picture(
        figure,
        f"One new placebo group, week 12: {low} to {high} % with EASI-50 (prediction interval, derived from published trials).",
        f"A hundred people on placebo: {low} filled dots improve by half, {high - low} pale diamonds may, {100 - high} "
        f"open squares do not. In one new placebo group {low} to {high} of 100 may improve by half.",
    )


def five_people():
    """The five people of the follow-up as five lines, for a room."""
    picture = five.people_lines(*long_term.courses())
    words = "Question marks: not in our sources. EASI-50 per cycle: a review table; second cycles: a listing of the manuscript."
    return enlarged(picture, words)


# ---------------------------------------------------------------- the detective


BELOW = ("Green: P below .05", 17, "normal", GREEN)
"""What the coloured dots of a map are, as a line beside it."""


def _map(axes, lit=(), mine=None):
    """All results of the trial as dots; those in `lit` (x1, x2) marked, `mine` as a large diamond."""
    n1, n2 = phase2.arms()
    below = phase2.grid() < 0.05
    x1, x2 = np.indices(below.shape)
    axes.scatter(x2[~below], x1[~below], s=5, color=GREY, linewidth=0)
    axes.scatter(x2[below], x1[below], s=7, color=GREEN, linewidth=0)  # blue on the page's map: prints this P
    if len(lit):
        across, up = zip(*[(b, a) for a, b in lit], strict=True)
        axes.scatter(across, up, s=170, marker="o", color=ORANGE, edgecolor="white", zorder=4)
    if mine is not None:
        dot(axes, mine[2], mine[0], INK, "D", size=330, filled=False, linewidth=3, zorder=5)
    axes.axis("on")
    axes.set(xticks=[0, 12, 24, n2], yticks=[0, 12, 24, n1])
    axes.set(xlim=(-1, n2 + 1), ylim=(-1, n1 + 1), aspect="equal")
    axes.set_xlabel("responders on placebo", fontsize=SMALLEST)
    axes.set_ylabel("responders on cells", fontsize=SMALLEST)
    axes.tick_params(labelsize=SMALLEST)


def _beside(axes, lines):
    """Large words beside a map: (words, size) and where they differ, weight and colour; from the top."""
    top = 0.97
    for words, size, *look in lines:
        look = dict(zip(("weight", "color"), look, strict=False))
        label(axes, 0.02, top, words, fontsize=size, va="top", linespacing=1.25, **look)
        top -= (words.count("\n") + 1) * size * 0.0076 + 0.055
    axes.set(xlim=(0, 1), ylim=(0, 1))


def every_result():
    """Every result that the trial can end with, as a dot."""
    n1, n2 = phase2.arms()
    figure, (left, right) = _room(2, [1, 1.05])
    _map(left)
    total = (n1 + 1) * (n2 + 1)
    _beside(
        right,
        [
            (f"{total:,}", 44, "bold", BLUE),
            (f"results: {n1 + 1} x {n2 + 1}\n(0 to {n1} in each arm)", 17),
            BELOW,
        ],
    )
    return Picture(
        figure,
        "Each dot is one way in which the trial can end. Green: P below .05 by Fisher. Derived.",
        f"A map of {total:,} dots: responders on placebo, 0 to {n2}, across; responders on cells, 0 to {n1}, upwards. "
        "Dots far from the diagonal have P below .05.",
    )


def map_of_results():
    """The results that print P by Pearson, Yates or Fisher, marked on the map."""
    n1, n2 = phase2.arms()
    found = session.by_three_tests()
    lit = list(dict.fromkeys((row.x1, row.x2) for row in found.itertuples()))
    by = Counter(found["test"])
    figure, (left, right) = _room(2, [1, 1.05])
    _map(left, lit)
    names = "\n".join(f"{x1} of {n1} v {x2} of {n2}" for x1, x2 in lit)
    counts = {name: by.get(name.lower(), 0) for name in ("Pearson", "Fisher", "Yates")}
    _beside(
        right,
        [
            (f"{len(lit)} print {phase2.printed()}", 25, "bold", RUST),
            (names, 19),
            ("\n".join(f"{name}: {count or 'none'}" for name, count in counts.items()), 18),
        ],
    )
    words = f"Of all results with cells ahead, {len(lit)} print {phase2.printed()} by one of three tests"
    return Picture(
        figure,
        f"{words}. Derived. Compatible, not observed.",
        f"The map of all results of {n1} v {n2}. {words}: {listed(names.splitlines())}. "
        f"By test: {listed(f'{name} {count}' for name, count in counts.items())}.",
    )


def with_counts():
    """What the map shows once the paper's four counts are typed in, with an invented result."""
    x1, n1, x2, n2 = phase2.INVENTED
    found = session.of_counts()
    figure, (left, right) = _room(2, [1, 1.05])
    _map(left, mine=phase2.INVENTED)
    _beside(
        right,
        [
            (f"{people(x1, n1)} v {people(x2, n2)}", 25, "bold"),
            ("invented", 25, "bold"),
            (f"{points(found.difference, 0, True)}\n({points_range(found.low, found.high, 0)})", 19),
            ("\n".join(f"{name}: {p}" for name, p in found.p.items()), 17),
            BELOW,
        ],
    )
    return Picture(
        figure,
        "Your dot on the map: difference, 95 % interval (Miettinen and Nurminen), which test prints the paper's P. Invented counts. "
        "Green: P below .05 by Fisher.",
        f"The map of all results with one large diamond at {people(x1, n1)} v {people(x2, n2)}, an invented result: "
        f"{points(found.difference, 0, True)} ({points_range(found.low, found.high, 0)}); "
        f"{listed(f'{name} {p}' for name, p in found.p.items())}.",
    )


def rungs():
    """The P values that three tests can give near the printed one, for a room."""
    return enlarged(detective.ladder())


FILLED = {"facecolor": PALE_BLUE, "edgecolor": BLUE, "linewidth": 1}
"""The box of a P value that some test can give."""


def forty_nine():
    """Each printable P value below .05 as a box: filled if one of four tests can give it."""
    found = session.check()
    figure, axes = _room()
    for place in range(1, found.of + 1):
        column, row = (place - 1) % 10, (place - 1) // 10
        silent = place in found.missing
        look = {"facecolor": "white", "edgecolor": ORANGE, "linewidth": 3.5} if silent else FILLED
        axes.add_patch(Rectangle((column, -row), 0.9, 0.86, **look))
        words, weight = f".{place:03d}", "bold" if silent else "normal"
        label(axes, column + 0.45, 0.43 - row, words, fontsize=SMALLEST, ha="center", weight=weight)
    axes.set(xlim=(-0.1, 10.0), ylim=(-ceil(found.of / 10) + 0.9, 0.95))
    missing = listed(f".{place:03d}" for place in sorted(found.missing))
    last = "print all" if not found.left_by_six else f"leave {found.left_by_six}"
    return Picture(
        figure,
        f"Without {listed(session.TWO)}, our other four tests print {found.of - len(found.missing)} of the {found.of} values "
        f"below .05; they miss {missing}. All six {last}. Derived.",
        f"{found.of} boxes from .001 to .049. Filled: at least one of four tests can print this value. Empty: "
        f"{missing}. With two more tests the six {last}.",
    )


def hundreds():
    """A hundred people on cells for three of the fitting results: as on placebo, more than there, not."""
    cases = session.three_hundreds()
    figure, panels = _room(3)
    said = []
    for axes, (name, placebo, more) in zip(panels, cases, strict=True):
        kinds = np.array([0] * placebo + [1] * more + [2] * (100 - placebo - more))
        looks = [
            {"facecolor": GREY, "edgecolor": GREY, "marker": "o"},
            {"facecolor": BLUE, "edgecolor": INK, "marker": "D"},
            OPEN,
        ]
        for kind, look in enumerate(looks):
            mine = np.flatnonzero(kinds == kind)
            axes.scatter(mine % 10, -(mine // 10), s=46, linewidth=1.2, **look)
        axes.set(xlim=(-0.8, 9.8), ylim=(-11.9, 2.5), aspect="equal")
        label(axes, 4.5, 1.6, name, fontsize=SMALLEST, weight="bold", ha="center")
        label(axes, 4.5, -11.2, f"{placebo} + {more} of 100", fontsize=17, weight="bold", ha="center")
        said.append(f"{name}: {placebo} as on placebo, {more} more")
    shared = session.shared()
    return Picture(
        figure,
        f"Circles: as on placebo. Diamonds: more with cells. Three of {shared.tables} fitting results; all: "
        f"{points_range(*shared.risk_difference, 0)}, lower limits {points_range(*shared.low)}, upper {points_range(*shared.high)}. Derived.",
        f"Three times a hundred people. {'. '.join(said)}. Over {shared.tables} fitting results the difference is "
        f"{points_range(*shared.risk_difference)}, the lower limits {points_range(*shared.low)}, the upper limits "
        f"{points_range(*shared.high)}.",
    )


# ---------------------------------------------------------------- the puzzle, the bias questions, the answer


def puzzle_sets():
    """Two sets of five times, each of which misses a printed statement."""
    rows, mean, beyond = long_term.attempts()
    known = long_term.printed_follow_up()
    floor = [row for row in rows if sorted(row[1]) == sorted(long_term.floor().example)]
    near = [row for row in rows if f"{row[2]:.0f}" == known["mean"]]
    chosen = [*floor[:1], *near[:1]]
    picture = enlarged(five.follow_up_sets(chosen, mean, beyond))
    words = f"Smallest possible average: {number(long_term.floor().mean)} weeks. Made-up times, not observed."
    return Picture(picture.figure, words, picture.description)


def lights():
    """Our judgement of the six domains as shapes with words, in two columns; a star where it stands in place of the rule's."""
    domains = session.judged()
    figure, axes = _room()
    half = ceil(len(domains) / 2)
    for place, (name, judgement, by_rule, _) in enumerate(domains):
        left, top = 5.6 * (place // half), -1.35 * (place % half)
        marker, fill, sign = LIGHTS[judgement]
        edge = INK if fill == "white" else fill
        axes.scatter(left + 0.3, top, s=620, marker=marker, facecolor=fill, edgecolor=edge, linewidth=2)
        label(axes, left + 0.3, top, sign, ha="center", fontsize=18, weight="bold")
        words = textwrap.wrap(name, 24)
        look = {"va": "center" if len(words) > 1 else "bottom", "weight": "bold"}
        label(axes, left + 0.85, top + 0.12, "\n".join(words), fontsize=SMALLEST, **look)
        under = top + 0.12 - 0.34 * (len(words) - 1) - 0.02
        star = "" if judgement == by_rule else " *"
        label(axes, left + 0.85, under, judgement + star, va="top", fontsize=SMALLEST)
    axes.set(xlim=(-0.1, 10.9), ylim=(-1.35 * half + 0.5, 0.8))
    silent, total = session.unanswered()
    counts = Counter(judgement for _, judgement, _, _ in domains)
    why = "".join(
        f" * Our judgement, in place of the rule's “{by_rule}”: {reason.partition(':')[0]}."
        for _, judgement, by_rule, reason in domains
        if judgement != by_rule
    )
    said = listed(f"{count} with {judgement}" for judgement, count in counts.items())
    return Picture(
        figure,
        f"{silent} of {total} questions are not answered in our sources: that is about our sources, not the trial.{why}",
        f"{len(domains)} domains: {said}. {'; '.join(f'{name}: {judgement}' for name, judgement, _, _ in domains)}.{why}",
    )


def instead():
    """A licensed drug and two trials of other cells beside the range of results that fit the printed P value."""
    rows, shared, words = session.instead()
    figure, axes = _room()
    axes.axis("on")
    axes.axvline(0, color=GREY, linewidth=1.5, zorder=1)
    order = rows.sort_values("kind", ascending=False)
    said, names = [], []
    for place, row in zip([0, 2, 3], order.itertuples(), strict=True):
        interval(axes, place, row.low, row.estimate, row.high, *LOOKS[row.kind], size=150, linewidth=4)
        said.append(f"{row.label} {points(row.estimate, signed=True)} ({points_range(row.low, row.high)})")
        drug = "Dupilumab, weekly\n(now licensed)"
        names.append(drug if row.kind == "drug" else f"{row.label}\n(other cells)")
    several_tables(axes, 1, shared, width=9, fontsize=SMALLEST, va="top")
    low, high = shared.risk_difference
    label(
        axes, 50 * (low + high), 0.74, "differences", ha="center", va="bottom", fontsize=SMALLEST, color=BLUE
    )
    bare_rows(axes, [names[0], "Seo 2024:\nwhat fits", *names[1:]], above=0.45)
    axes.tick_params(labelsize=SMALLEST)
    axes.set_xlim(-15, 72)
    axes.set_xlabel("more with EASI-50 than on placebo, of 100 people", fontsize=SMALLEST)
    return Picture(
        figure,
        f"Week 12, 95 % intervals (derived). Other trials, other people. {words}",
        f"Intervals of the difference in EASI-50 at week 12. {'. '.join(said)}. Seo 2024, as a hatched band: "
        f"{points_range(*shared.risk_difference)}, lower limits {points_range(*shared.low)}, upper limits "
        f"{points_range(*shared.high)}. {words}",
    )


# ---------------------------------------------------------------- answers: truth and picture, for ask.reveal


def results():
    """How many results the trial can end with, and all of them as dots."""
    return session.results().truth, every_result()


def smallest():
    """The smallest average follow-up in weeks, and two sets that miss a statement each."""
    return session.smallest().truth, puzzle_sets()
