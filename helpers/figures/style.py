"""House style for every picture: colours, sizes, and the shapes that several pictures share.

A figure function takes computed values, draws one message, and returns a `show.Picture`: the matplotlib figure, a
caption (the message in one sentence) and a description written from the data. It computes no statistic.
"""

import matplotlib
import matplotlib.pyplot as plt
import seaborn

# Okabe and Ito (2008): distinguishable with any common form of colour blindness and in grey.
BLUE, ORANGE, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"


SKY, AMBER, INK, GREY = "#56B4E9", "#E69F00", "#222222", "#767676"


RUST, DIM = "#A54300", "#555555"
"""Orange and grey for words: dark enough for small text on white."""


PALETTE = [BLUE, ORANGE, GREEN, PURPLE, SKY, AMBER]


MARKERS = ["o", "s", "^", "D", "v", "P", "X", "*"]


WIDTH = 4.9
"""Inches: with 11-point text a figure this wide is still readable on a phone."""


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


def watermark(axes, word="simulated"):
    """Write `word` across the plot: every figure drawn from practice data carries it."""
    axes.text(
        0.5, 0.5, word, transform=axes.transAxes, rotation=25, ha="center", va="center",
        fontsize=34, color=GREY, alpha=0.22, zorder=0,
    )  # fmt: skip


def placebo_band(axes, low, high, axis="x", label="placebo range"):
    """Shade the placebo EASI-50 range (in %) that lesson 01 derives, behind any response rate."""
    shade = axes.axvspan if axis == "x" else axes.axhspan
    shade(low, high, color=SKY, alpha=0.25, zorder=0, linewidth=0)
    middle = (low + high) / 2
    place = {"x": (middle, 1.0), "y": (1.0, middle)}[axis]
    transform = axes.get_xaxis_transform() if axis == "x" else axes.get_yaxis_transform()
    align = {"ha": "center", "va": "bottom"} if axis == "x" else {"ha": "right", "va": "center"}
    axes.text(*place, f"{label}\n{low}-{high} %", transform=transform, color="#1F6391", fontsize=9, **align)
