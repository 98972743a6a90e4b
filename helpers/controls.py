"""Sliders that redraw a picture, each with a label, a readable value and keyboard use.

A control is an extra: the same picture always stands beside it as a static twin, because stored
notebooks, exports and phones show no sliders.
"""

from dataclasses import dataclass

import ipywidgets
from IPython.display import display

from helpers.figures import show
from helpers.lesson import say


@dataclass(frozen=True)
class Slider:
    """One slider: what it changes (label with unit), its range, step and starting value."""

    label: str
    low: float
    high: float
    step: float
    start: float

    def widget(self):
        """The ipywidgets slider; it redraws on release, so that slow machines keep up."""
        whole = all(float(value).is_integer() for value in (self.low, self.high, self.step, self.start))
        kind, number = (ipywidgets.IntSlider, int) if whole else (ipywidgets.FloatSlider, float)
        return kind(
            value=number(self.start), min=number(self.low), max=number(self.high), step=number(self.step),
            description=self.label, continuous_update=False,
            style={"description_width": "initial"}, layout={"width": "95%", "max_width": "36rem"},
        )  # fmt: skip


def control(draw, **parts):
    """Show `draw(**values)` (a function that returns a Picture) under one slider per argument.

    `parts` maps argument names to `Slider`s. A value that `draw` refuses gets its one
    sentence in place of the picture. Example in a notebook cell with the tag "control"::

        control(power_picture, difference=Slider("True difference (points)", 0, 50, 1, 15))
    """

    def redraw(**values):
        try:
            show(draw(**values))
        except ValueError as trouble:
            say(f"{trouble}")

    display(ipywidgets.interactive(redraw, **{name: part.widget() for name, part in parts.items()}))
