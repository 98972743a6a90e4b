"""House style for every picture: sizes, and the shapes that several pictures share (colours: `colours.py`).

A figure function takes computed values, draws one message, and returns a `show.Picture`: the matplotlib figure, a
caption (the message in one sentence) and a description written from the data. It computes no statistic.
"""

import matplotlib
import matplotlib.pyplot as plt
import seaborn

from helpers.figures.colours import BLUE, GREY, NAVY, SKY

WIDTH = 4.9
"""Inches: with 11-point text a figure this wide is still readable on a phone."""
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.9}
"""Box behind words that a line would otherwise cross."""
STYLE = {
    "figure.dpi": 100,
    "figure.constrained_layout.use": True,
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.grid": False,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "legend.frameon": False,
    "legend.fontsize": 10,
    "lines.linewidth": 2,
    "svg.hashsalt": "small-trials",
}


def canvas(height=3.4, rows=1, columns=1, **options):
    """A new figure in house style: returns (figure, axes) as `matplotlib.pyplot.subplots` does.

    `height` is in inches; the width is fixed so that text has the same size in every figure. The
    figure is detached from pyplot, so that a notebook never shows it twice.

    >>> figure, axes = canvas(height=3)
    >>> float(figure.get_figheight())
    3.0
    """
    seaborn.set_theme(style="white", rc=STYLE)
    matplotlib.rcParams.update(STYLE)
    figure, axes = plt.subplots(rows, columns, figsize=(WIDTH, height), **options)
    plt.close(figure)
    return figure, axes


def label(axes, x, y, words, white=False, **look):
    """Words in a plot: 10 points, centred in height; `white` puts a box behind them where lines run."""
    box = {"bbox": WHITE, "zorder": 5} if white else {}
    axes.text(x, y, words, **{"va": "center", "fontsize": 10} | box | look)


def dot(axes, x, y, colour=BLUE, marker="o", size=60, filled=True, **look):
    """One or several marks of the same colour, filled or open."""
    look = {"edgecolor": colour, "linewidth": 1.8, "zorder": 3} | look
    axes.scatter(x, y, s=size, marker=marker, facecolor=colour if filled else "white", **look)


def interval(axes, place, low, middle, high, colour=BLUE, marker="o", size=75, times=100, **line):
    """One estimate with its limits on the row `place`; shares are drawn in % (`times` 1 leaves values as they are)."""
    axes.plot([times * low, times * high], [place, place], color=colour, **{"linewidth": 3} | line)
    dot(axes, times * middle, place, colour, marker, size)


def bare_rows(axes, names, above=0.6, below=0.5, places=None, **look):
    """Name the rows 0, 1, 2, ... (or `places`) downwards, without ticks and axis line.

    `above` and `below` is the room around them.
    """
    places = range(len(names)) if places is None else places
    axes.set_yticks(places, names, **look)
    axes.set_ylim(places[-1] + below, -above)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def log_axis(axes, ticks, names=None, axis="x"):
    """A log scale with these ticks alone, written as plain numbers."""
    axes.set(**{f"{axis}scale": "log"})
    places = axes.xaxis if axis == "x" else axes.yaxis
    places.set_ticks(ticks, names or [f"{tick:g}" for tick in ticks])
    axes.minorticks_off()


def several_tables(axes, place, shared, width=5, **words):
    """What many tables share (`detective.Envelope`): a hatched block of differences, bars of lower and upper limits.

    No line joins the bars: the limits belong to many tables and are not one interval. The words "lower limits"
    begin right of zero: a line there would cross them.
    """
    first, last = (100 * end for end in shared.risk_difference)
    axes.barh(place, last - first, left=first, height=0.34, color=SKY, edgecolor=BLUE, hatch="////", zorder=3)
    for (low, top), name in ((shared.low, "lower limits"), (shared.high, "upper limits")):
        axes.plot([100 * low, 100 * top], [place, place], color=BLUE, linewidth=width, solid_capstyle="butt")
        where = (max(100 * low, 0) + 0.8, "left") if name == "lower limits" else (50 * (low + top), "center")
        label(axes, where[0], place + 0.3, name, ha=where[1], color=BLUE, **words)


def watermark(axes):
    """Write the word simulated across the plot: every figure drawn from practice data carries it."""
    look = {"transform": axes.transAxes, "rotation": 25, "fontsize": 34, "color": GREY, "alpha": 0.22}
    axes.text(0.5, 0.5, "simulated", ha="center", va="center", zorder=0, **look)


def placebo_band(axes, low, high, label="placebo range"):
    """Shade the placebo EASI-50 range (in %) behind any response rate that runs across."""
    axes.axvspan(low, high, color=SKY, alpha=0.25, zorder=0, linewidth=0)
    words, where = f"{label}\n{low}-{high} %", axes.get_xaxis_transform()
    middle = (low + high) / 2
    axes.text(middle, 1.0, words, transform=where, ha="center", va="bottom", color=NAVY, fontsize=9)
