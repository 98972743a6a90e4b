"""House style for every picture, and `show`, which gives each picture words that are tested.

A figure function anywhere in `helpers` takes computed values, draws one message, and returns a
`Picture`: the matplotlib figure, a caption (the message in one sentence) and a description written
from the data. `show` displays it as one HTML figure whose alternative text is the description.
Figure functions compute no statistic.
"""

import base64
import html
import io
from dataclasses import dataclass

import matplotlib
import matplotlib.pyplot as plt
import seaborn
from IPython.display import display
from matplotlib.figure import Figure
from PIL import Image

from helpers.wording import FOLDED

# Okabe and Ito (2008): distinguishable with any common form of colour blindness and in grey.
BLUE, ORANGE, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
SKY, AMBER, INK, GREY = "#56B4E9", "#E69F00", "#222222", "#767676"
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


@dataclass(frozen=True)
class Picture:
    """A drawn figure with the words that belong to it."""

    figure: Figure
    caption: str
    description: str


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


def placebo_band(axes, low=25, high=45, axis="x", label="placebo range"):
    """Shade the placebo EASI-50 range (in %) that lesson 01 derives, behind any response rate."""
    shade = axes.axvspan if axis == "x" else axes.axhspan
    shade(low, high, color=SKY, alpha=0.25, zorder=0, linewidth=0)
    middle = (low + high) / 2
    place = {"x": (middle, 1.0), "y": (1.0, middle)}[axis]
    transform = axes.get_xaxis_transform() if axis == "x" else axes.get_yaxis_transform()
    align = {"ha": "center", "va": "bottom"} if axis == "x" else {"ha": "right", "va": "center"}
    axes.text(*place, f"{label}\n{low}-{high} %", transform=transform, color="#1F6391", fontsize=9, **align)


def as_png(figure):
    """The figure as PNG bytes without date or version, with few colours, so that refreshes repeat."""
    raw = io.BytesIO()
    figure.savefig(raw, format="png", dpi=160, metadata={"Software": None}, facecolor="white")
    small = io.BytesIO()
    image = Image.open(raw).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    image.save(small, format="PNG", optimize=True)
    return small.getvalue()


def show(picture):
    """Display a `Picture` as one HTML figure with its alternative text and a visible caption.

    Raises ValueError when the caption or the description is missing: a picture without words
    is not shown.
    """
    if not isinstance(picture, Picture):
        raise ValueError(
            f"show expects a Picture (figure, caption, description), not {type(picture).__name__}"
        )
    for name in ("caption", "description"):
        if not str(getattr(picture, name)).strip():
            raise ValueError(f"this picture has no {name}: write it from the data that were drawn")
    code = base64.b64encode(as_png(picture.figure)).decode("ascii")
    block = (
        f'{FOLDED}<figure style="margin:0.5em 0;max-width:40rem"><img style="width:100%;height:auto" '
        f'alt="{html.escape(picture.description)}" src="data:image/png;base64,{code}">'
        f"<figcaption>{html.escape(picture.caption)}</figcaption></figure>"
    )
    display({"text/html": block, "text/plain": picture.description}, raw=True)


def show_table(frame, caption):
    """Display a DataFrame as an accessible HTML table with a caption.

    Cells are shown as they are: round numbers and add units before. The first column is the row header;
    a named index (or one under named columns) becomes that first column, an unnamed one is not shown.
    """
    if not str(caption).strip():
        raise ValueError("this table has no caption: say what it shows, with N")
    row_name = frame.index.name or frame.columns.name
    if row_name:
        frame = frame.rename_axis(index=row_name, columns=None).reset_index()
    head = "".join(
        f'<th scope="col" style="text-align:left">{html.escape(str(name))}</th>' for name in frame.columns
    )
    body = ""
    for row in frame.itertuples(index=False):
        first, *rest = (html.escape("" if cell is None else str(cell)) for cell in row)
        cells = "".join(f'<td style="text-align:left">{cell}</td>' for cell in rest)
        body += f'<tr><th scope="row" style="text-align:left;font-weight:normal">{first}</th>{cells}</tr>'
    table = (
        f'{FOLDED}<table><caption style="text-align:left"><strong>{html.escape(caption)}</strong></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
    plain = f"{caption}\n{frame.to_string(index=False)}"
    display({"text/html": table, "text/plain": plain}, raw=True)
