"""A thumb that scrolls across a slider leaves it where it is; a tap and a push sideways move it."""

import pytest
from paging import INVENTED, write_page
from touching import browser

from helpers.lessons.touch import easi_data, map_data, people_data, puzzle_data

CASES = [{"name": each, "placebo": 0, "difference": 1, "sentence": "."} for each in "ab"]
PHONE = {"viewport": {"width": 375, "height": 700}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def phone(tmp_path):
    """A long page with everything that has a slider, and the wire to real touches."""
    parts = [
        ("card", INVENTED),
        ("map", map_data(36, 36, ".038", simple=True)),
        ("puzzle", puzzle_data("38", 16, 86, 5, beyond_count=2, beyond=84)),
        ("people", people_data(CASES, "?", "improve")),
        ("easi", easi_data()),
    ]
    viewer = browser().new_context(**PHONE)
    page = viewer.new_page()
    page.goto(write_page(tmp_path / "page.html", parts, body="<p style='height: 60rem'></p>"))
    yield page, viewer.new_cdp_session(page)
    viewer.close()


def touch(page, wire, slider, by_x, by_y):
    """Put a finger near the right end of the slider, move it by so many pixels, lift it; returns how far the page went."""
    slider.evaluate("node => node.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(50)
    box, top = slider.bounding_box(), page.evaluate("scrollY")
    x, y = box["x"] + 0.85 * box["width"], box["y"] + box["height"] / 2
    for step in range(16):
        place = {"x": x + by_x * step / 15, "y": y + by_y * step / 15}
        wire.send(
            "Input.dispatchTouchEvent",
            {"type": "touchMove" if step else "touchStart", "touchPoints": [place]},
        )
        page.wait_for_timeout(16)
    wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(100)
    return page.evaluate("scrollY") - top


def test_scrolling_moves_the_page_and_no_slider(phone):
    page, wire = phone
    sliders = [each for each in page.locator("input[type=range]").all() if each.is_visible()]
    assert len(sliders) >= 8
    for slider in sliders:
        before = slider.input_value()
        gone = touch(page, wire, slider, by_x=5, by_y=-180)
        assert slider.input_value() == before, slider.evaluate("node => node.outerHTML")
        assert gone > 60
    assert page.locator("[data-printed]").input_value() == ".038"
    assert "not said yet" in page.locator(".st-sure").inner_text()
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_push_sideways_and_a_tap_move_it(phone):
    page, wire = phone
    slider = page.get_by_role("slider", name="Printed P, from .001 to .100")
    touch(page, wire, slider, by_x=-150, by_y=4)
    pushed = page.locator("[data-printed]").input_value()
    assert pushed not in (".038", ".085")
    slider.tap(position={"x": 20, "y": 18})
    assert page.locator("[data-printed]").input_value() not in (".038", pushed)
    sure = page.locator("[data-confidence]")
    sure.tap()
    assert "% sure" in page.locator(".st-sure output").inner_text()
