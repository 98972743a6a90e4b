"""A hundred people: as many icons of each kind as the numbers say, for each named case."""

import pytest
from touching import LOOKS, fits, opened, violations

from helpers.lessons.touch import people_data

CASES = [
    {"name": "lowest limit", "placebo": 1 / 6, "difference": -0.05, "sentence": "Fewer on treatment."},
    {"name": "in the middle", "placebo": 1 / 6, "difference": 0.25, "sentence": "25 more."},
    {"name": "highest limit", "placebo": 0.2, "difference": 0.8, "sentence": "Everybody."},
    {"name": "no difference", "placebo": 0.2, "difference": 0, "sentence": "Nobody more."},
]
ICONS = """() => Object.fromEntries(["none", "base", "gain", "loss"]
    .map((kind) => [kind, document.querySelectorAll(`svg[role=img] > g.touch-${kind}`).length]))"""


@pytest.fixture(scope="module")
def data():
    return people_data(CASES, "Which result?", "improve by half", start=1)


def test_each_case_has_its_hundred_icons_and_its_sentence(data):
    expected = [
        {"none": 83, "base": 12, "gain": 0, "loss": 5},
        {"none": 58, "base": 17, "gain": 25, "loss": 0},
        {"none": 0, "base": 20, "gain": 80, "loss": 0},
        {"none": 80, "base": 20, "gain": 0, "loss": 0},
    ]
    with opened("people", data) as page:
        assert page.evaluate(ICONS) == expected[1]
        for place, (case, icons) in enumerate(zip(CASES, expected, strict=True)):
            page.get_by_role("slider").fill(str(place))
            assert page.evaluate(ICONS) == icons
            assert f"{case['name']}: {case['sentence']}" in page.locator("[data-people]").inner_text()
            assert page.get_by_role("slider").get_attribute("aria-valuetext") == case["name"]
        page.get_by_role("button", name="lowest limit").click()
        said = page.get_by_role("img").get_attribute("aria-label")
        assert said == "12 of 100 improve by half on treatment; 5 more of 100 on placebo, net; 83 on neither"
        assert page.evaluate("window.model.get('state').at") == 0


def test_everybody_who_improves_has_the_same_posture(data):
    """Only the colour says what they were treated with: nobody is drawn as the happier one."""
    shapes = """(kind) => document.querySelector(`svg[role=img] > g.touch-${kind}`).innerHTML"""
    with opened("people", data) as page:
        assert page.evaluate(shapes, "base") == page.evaluate(shapes, "gain") != page.evaluate(shapes, "none")
        fills = [
            page.locator(f"svg[role=img] > g.touch-{kind}").first.evaluate("g => getComputedStyle(g).fill")
            for kind in ("base", "gain")
        ]
        assert fills[0] != fills[1]


def test_in_a_low_window_people_and_buttons_stand_side_by_side(data):
    with opened("people", data, viewport={"width": 683, "height": 384}) as page:
        people, button = (
            page.locator(each).first.bounding_box() for each in ("svg[role=img]", ".touch-cases button")
        )
        assert button["x"] > people["x"] + people["width"] - 1
        assert button["y"] + button["height"] < people["y"] + people["height"]
        assert people["height"] <= 384


@pytest.mark.parametrize("look", LOOKS)
def test_accessible_and_no_wider_than_the_window(data, look):
    with opened("people", data, {"at": 0}, **look) as page:
        wide, small = fits(page)
        assert wide
        if look.get("is_mobile"):
            assert small == []
        assert violations(page) == []
