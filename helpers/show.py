"""Everything that appears under a cell: a picture, a table, a sentence, a card."""

import base64
import html
import io
from dataclasses import dataclass

from IPython.display import Markdown, display
from matplotlib.figure import Figure
from PIL import Image

FOLDED = "<!-- folded: click to open -->\n"
"""First line of every output: JupyterLab shows the first line of a folded output, and must not show the answer."""


# ---------------------------------------------------------------- cards


def _card(kind, title, body, plain):
    """Show one bordered card as HTML, with a plain-text form beside it for readers without HTML."""
    block = (
        f'{FOLDED}<section class="card {kind}" style="border-left:4px solid #0072B2;padding:.4em 1em;margin:.6em 0">'
        f"<p><strong>{title}</strong></p>{body}</section>"
    )
    display({"text/html": block, "text/plain": plain}, raw=True)


def say(text):
    """Show a sentence that code wrote from computed values (Markdown allowed)."""
    display(Markdown(f"{FOLDED}\n{text}"))


@dataclass(frozen=True)
class Picture:
    """A drawn figure with the words that belong to it."""

    figure: Figure
    caption: str
    description: str


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


def big_number(value, words):
    """Show one number in large type with a sentence beneath: what a slide has room for.

    Both are text that was written from computed values.
    """
    block = (
        FOLDED
        + '<div class="big"><p class="figure" style="font-size:3rem;font-weight:bold;color:#0072B2;margin:.1em 0;'
        f'line-height:1.1">{value}</p><p>{words}</p></div>'
    )
    display({"text/html": block, "text/plain": f"{value}: {words}"}, raw=True)
