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
        assert said == "12 of 100 improve by half on treatment; 5 more on placebo; 83 on neither"
        assert page.evaluate("window.model.get('state').at") == 0


@pytest.mark.parametrize("look", LOOKS)
def test_accessible_and_no_wider_than_the_window(data, look):
    with opened("people", data, {"at": 0}, **look) as page:
        wide, small = fits(page)
        assert wide
        if look.get("is_mobile"):
            assert small == []
        assert violations(page) == []
