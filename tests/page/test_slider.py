"""Sliders on a plain page show the picture that was drawn for where they stand."""

import pytest
from matplotlib.figure import Figure
from paging import visit, write_page
from touching import LOOKS, fits, violations

from helpers import ask, show


def draw(slope, height):
    if slope > 20:
        raise ValueError("slope is above 20: choose 20 or less")
    figure = Figure(figsize=(4.9, 3))
    figure.subplots().plot([0, 1], [height, height + slope])
    return show.Picture(figure, f"It rises by {slope} from {height}.", f"A line from {height} up by {slope}.")


@pytest.fixture
def data(monkeypatch):
    """What `control` tells the pages: frames along both sliders."""
    told = []
    monkeypatch.setenv("SMALL_TRIALS_FRAMES", "1")
    monkeypatch.setattr(show, "component", lambda name, data, *rest, **options: told.append(data))
    ask.control(draw, slope=ask.Slider("Slope", 0, 24, 1, 5), height=ask.Slider("Height", -1, 1, 0.5, 0))
    return show.plain_values(told[0])


def test_frames_are_at_most_twelve_along_each_slider_and_include_the_start(data):
    slopes = [frame["values"]["slope"] for frame in data["frames"] if frame["values"]["height"] == 0]
    heights = [frame["values"]["height"] for frame in data["frames"] if frame["values"]["slope"] == 5]
    assert len(set(slopes)) <= 12
    assert {0, 5, 24} <= set(slopes)
    assert set(heights) == {-1, -0.5, 0, 0.5, 1}


def test_keys_move_the_picture_and_its_sentence(tmp_path, data):
    with visit(write_page(tmp_path / "slider.html", [("slider", data)])) as page:
        slope, height = page.get_by_label("Slope"), page.get_by_label("Height")
        sentence, picture = page.locator(".st-sentence"), page.locator("img")
        assert sentence.inner_text() == "It rises by 5 from 0."
        before = picture.get_attribute("src")
        height.focus()
        page.keyboard.press("ArrowRight")
        assert sentence.inner_text() == "It rises by 5 from 0.5."
        assert picture.get_attribute("alt") == "A line from 0.5 up by 5."
        assert picture.get_attribute("src") != before
        slope.focus()
        page.keyboard.press("Home")
        assert sentence.inner_text() == "It rises by 0 from 0."
        assert height.get_attribute("aria-valuetext") == "0"
        page.keyboard.press("End")
        assert sentence.inner_text() == "slope is above 20: choose 20 or less"
        assert not picture.is_visible()
        page.reload()
        assert sentence.inner_text() == "slope is above 20: choose 20 or less"


@pytest.mark.parametrize("look", LOOKS)
def test_it_fits_and_axe_finds_nothing(tmp_path, data, look):
    address = write_page(tmp_path / "slider.html", [("slider", data)])
    with visit(address, bypass_csp=True, **look) as page:
        wide, small = fits(page)
        assert wide
        assert small == [] or look.get("is_mobile") is None
        assert violations(page) == []
