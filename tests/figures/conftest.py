"""No picture of any test here may cut off a value that it marks."""

import numpy as np
import pytest

from helpers import show


def cut_off(axes):
    """Marked values (points, and lines with marks) that lie outside the axes, in data units."""
    marked = [line.get_xydata() for line in axes.lines if line.get_marker() not in ("None", "", None)]
    marked += [
        each.get_offsets() for each in axes.collections if each.get_offset_transform() == axes.transData
    ]
    for points in marked:
        for x, y in np.asarray(points, float):
            (left, right), (bottom, top) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
            if not (left <= x <= right and bottom <= y <= top):
                yield x, y


@pytest.fixture(autouse=True)
def every_mark_lies_inside_its_axes(monkeypatch):
    made = show.Picture.__init__

    def checked(picture, figure, caption, description):
        made(picture, figure, caption, description)
        assert [list(cut_off(axes)) for axes in figure.axes if list(cut_off(axes))] == [], caption

    monkeypatch.setattr(show.Picture, "__init__", checked)
