"""Everything that appears under a cell: a picture, a table, a sentence, a big number, a component.

A figure function takes computed values, draws one message and returns a `Picture`: the matplotlib
figure, a caption (the message in one sentence) and a description written from the data. A picture
without words is not shown. What a reader touches is a `component`: one output with two faces, the
live module of `helpers/page` and a readable twin in HTML for stored notebooks, GitHub and printing.

HTML is written by the Jinja templates in `helpers/page`, which escape every value.
"""

import base64
import io
import numbers
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2
import pandas as pd
from IPython.display import display, update_display
from matplotlib.figure import Figure
from PIL import Image

PAGE = Path(__file__).with_name("page")
PIXELS_PER_INCH = 130
"""A figure of the usual width, 4.9 inches, is 640 pixels wide on the page."""
HIGHEST, WIDEST = 480, 920
"""Pixels: no picture is higher than a laptop's screen with a slider beside it, or wider than the page."""
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
COMPONENT = "application/vnd.small-trials+json"
STYLES = ("components.css", "touch.css")
"""Style sheets of everything that a reader touches, in JupyterLab and on the plain pages."""


@dataclass(frozen=True)
class Picture:
    """A drawn figure with the words that belong to it."""

    figure: Figure
    caption: str
    description: str


@dataclass(frozen=True)
class Table:
    """A DataFrame with the caption that it is shown under."""

    frame: pd.DataFrame
    caption: str


@cache
def _templates():
    loader = jinja2.FileSystemLoader(PAGE)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def from_template(name, **values):
    """The HTML of the template `helpers/page/<name>.html.j2`; every value is escaped.

    >>> "&lt;1 %" in from_template("sentence", text="<1 % of people")
    True
    """
    return _templates().get_template(f"{name}.html.j2").render(**values).strip()


def as_png(figure, dpi=160, colours=128):
    """The figure as PNG bytes without date or version, with few colours, so that refreshes repeat."""
    raw = io.BytesIO()
    figure.savefig(raw, format="png", dpi=dpi, metadata={"Software": None}, facecolor="white")
    small = io.BytesIO()
    image = Image.open(raw).convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    image.save(small, format="PNG", optimize=True)
    return small.getvalue()


def display_size(figure):
    """Width and height in pixels at which a figure is shown: at most 920 wide and 480 high.

    >>> display_size(Figure(figsize=(4.9, 3)))
    (637, 390)
    >>> display_size(Figure(figsize=(4.9, 6)))
    (392, 480)
    """
    wide, high = figure.get_size_inches()
    scale = min(PIXELS_PER_INCH, WIDEST / wide, HIGHEST / high)
    return round(float(wide * scale)), round(float(high * scale))


def picture_data(picture, dpi=160, colours=128):
    """A picture as the components take it: src (a data URI), alt, caption, width and height in pixels.

    Raises ValueError when the caption or the description is missing: a picture without words
    is not shown.
    """
    if not isinstance(picture, Picture):
        raise ValueError(
            f"picture is a {type(picture).__name__}: it must be a Picture (figure, caption, description)"
        )
    for name in ("caption", "description"):
        if not str(getattr(picture, name)).strip():
            raise ValueError(f"this picture has no {name}: write it from the data that were drawn")
    code = base64.b64encode(as_png(picture.figure, dpi, colours)).decode("ascii")
    width, height = display_size(picture.figure)
    return {
        "src": f"data:image/png;base64,{code}",
        "alt": str(picture.description),
        "caption": str(picture.caption),
        "width": width,
        "height": height,
    }


def picture_html(picture):
    """A `Picture` as one HTML figure with its alternative text and a visible caption."""
    return from_template("picture", **picture_data(picture))


def picture(picture):
    """Display a `Picture`; raises ValueError when it has no caption or no description."""
    display({"text/html": picture_html(picture), "text/plain": picture.description}, raw=True)


def _cells(frame):
    """Header and rows as text; a named index (or one under named columns) becomes the first column."""
    row_name = frame.index.name or frame.columns.name
    if row_name:
        frame = frame.rename_axis(index=row_name, columns=None).reset_index()
    rows = [["" if cell is None else str(cell) for cell in row] for row in frame.itertuples(index=False)]
    return [str(name) for name in frame.columns], rows


def table_html(frame, caption):
    """A DataFrame as an accessible HTML table: caption, column headers, and row headers in the first column.

    Cells are shown as they are: round numbers and add units before. An unnamed index is not shown.
    Raises ValueError when the caption is missing.
    """
    if not str(caption).strip():
        raise ValueError("this table has no caption: say what it shows, with N")
    head, rows = _cells(frame)
    return from_template("table", caption=caption, head=head, rows=rows)


def table(frame, caption):
    """Display a DataFrame as an accessible HTML table with a caption (see `table_html`)."""
    block = table_html(frame, caption)
    head, rows = _cells(frame)
    plain = pd.DataFrame(rows, columns=head).to_string(index=False)
    display({"text/html": block, "text/plain": f"{caption}\n{plain}"}, raw=True)


def say(text):
    """Show a sentence that code wrote from computed values (Markdown allowed)."""
    display({"text/markdown": text, "text/plain": text}, raw=True)


def block_html(item):
    """A `Picture`, a `Table` or a sentence as HTML, for what stands inside an answer."""
    if isinstance(item, Picture):
        return picture_html(item)
    if isinstance(item, Table):
        return table_html(item.frame, item.caption)
    if isinstance(item, str):
        return from_template("sentence", text=item)
    raise ValueError(f"shown is a {type(item).__name__}: it must be a Picture, a Table or a sentence")


def plain_values(value):
    """The same value with numbers that JSON knows: NumPy numbers, Fractions and tuples are turned.

    Missing and infinite numbers become None, which JavaScript calls null.

    >>> from fractions import Fraction
    >>> plain_values({"share": Fraction(1, 4), "counts": (1, 2), "none": float("nan")})
    {'share': 0.25, 'counts': [1, 2], 'none': None}
    """
    if isinstance(value, dict):
        return {str(key): plain_values(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain_values(item) for item in value]
    if type(value).__module__ == "numpy":
        return plain_values(value.tolist())
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, numbers.Real):
        number = float(value)
        if not abs(number) < float("inf"):
            return None
        return int(number) if number.is_integer() else number  # 47.0 is saved as 47 by JupyterLab
    raise ValueError(f"{value!r} cannot be written as JSON: give numbers, text, lists and dicts")


@cache
def _widget_class(name):
    """The anywidget class of one module, or None where anywidget is not installed."""
    try:
        import anywidget
        import traitlets
    except ImportError:
        return None
    styles = [PAGE / sheet for sheet in STYLES]
    code = (PAGE / f"{name}.js").read_text(encoding="utf-8").replace("export default", "const component =")
    parts = {
        "_esm": "\n".join(
            [code, *((PAGE / file).read_text(encoding="utf-8") for file in ("thumb.js", "lab.js"))]
        ),
        "_css": "\n".join(file.read_text(encoding="utf-8") for file in styles if file.exists()),
        "data": traitlets.Dict().tag(sync=True),
        "state": traitlets.Dict().tag(sync=True),
    }
    return type(f"{name.title()}Component", (anywidget.AnyWidget,), parts)


def component(name, data, twin, state=None, on_state=None):
    """Display the module `helpers/page/<name>.js` with its readable twin.

    `data` (a dict) is what Python tells the module, `state` (a dict) what the reader did before.
    `twin` is HTML that can be read without the module. `on_state(state)` is called whenever the
    reader changed something. The stored notebook keeps twin and `data`, and the plain pages are built
    from them. Returns the live widget (its `data` and `state` can be set), or None without anywidget.

    The widget is an output of its own behind the twin, and a style sheet shows one of the two: a saved
    notebook that is opened again with a new kernel would otherwise show "model not found" and no question.
    """
    data, state = plain_values(data), plain_values(state or {})
    bundle = {
        "text/html": from_template("face", twin=twin),
        "text/plain": data.get("plain") or "To use this, run it in JupyterLab or open the plain page.",
        COMPONENT: {"module": name, "data": data},
    }
    display(bundle, raw=True)
    kind = _widget_class(name)
    if kind is None:
        return None
    widget = kind(data=data, state=state)
    if on_state is not None:
        widget.observe(lambda change: on_state(change["new"]), "state")
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    display({WIDGET_VIEW: view}, raw=True)
    return widget


def html(block, plain, display_id=None, update=False, data=None):
    """Display HTML with its plain text; `update` replaces what was shown under `display_id` before.

    `data`, if any, is kept in the stored notebook for the plain pages, as the data of a reveal.
    """
    bundle = {"text/html": block, "text/plain": plain}
    if data is not None:
        bundle[COMPONENT] = {"module": "reveal", "data": plain_values(data)}
    (update_display if update else display)(bundle, raw=True, display_id=display_id)
