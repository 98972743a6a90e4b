"""The EASI that builds up by clicking is the EASI that Python computes, with its band."""

import numpy as np
import pytest
from touching import LOOKS, fits, opened, violations

from helpers.eczema.easi import SIGNS, Region, easi, severity_band
from helpers.lessons.touch import REGIONS, easi_data

PRESETS = (
    {
        "name": "Thin and wide",
        "sentence": "Mild signs over much of the body.",
        "head": Region(1, 1, 0, 1, area_percent=20),
        "arms": Region(2, 2, 2, 1, area_percent=35),
        "trunk": Region(1, 1, 1, 1, area_percent=25),
        "legs": Region(2, 2, 2, 2, area_percent=55),
    },
)


@pytest.fixture(scope="module")
def data():
    return easi_data(*PRESETS)


def test_100_random_bodies_have_the_score_and_band_of_python(data):
    random = np.random.default_rng(11)
    with opened("easi", data) as page:
        for place in range(100):
            most = 4 if place < 60 else 2
            body = {
                name: {"area": int(random.integers(0, 7)), "signs": random.integers(0, most, 4).tolist()}
                for name in REGIONS
            }
            page.evaluate("(regions) => window.model.send('state', { regions })", body)
            regions = {
                name: Region(**dict(zip(SIGNS, part["signs"], strict=True)), area_score=part["area"])
                for name, part in body.items()
            }
            score = easi(**regions)
            assert page.locator("[data-total]").inner_text() == f"{score:.1f}"
            assert page.locator(".touch-score").inner_text().endswith(f": {severity_band(score)}")


def test_clicking_builds_the_score_up(data):
    with opened("easi", data) as page:
        assert page.locator("[data-total]").inner_text() == "0.0"
        page.locator("svg [data-region=legs]").click(force=True, position={"x": 15, "y": 60})
        assert page.get_by_role("radio", name="Legs").is_checked()
        page.get_by_role("group", name="Legs: area with eczema").get_by_role("radio").nth(6).check()
        page.get_by_role("group", name="redness").get_by_label("3, severe").check()
        assert page.locator("[data-total]").inner_text() == "7.2"
        assert page.locator("[data-sum=legs]").inner_text().split() == ["Legs", "6", "3", "0.4", "7.2"]


def test_a_preset_shows_its_person_until_something_is_changed(data):
    with opened("easi", data) as page:
        page.get_by_role("button", name="Thin and wide").click()
        score = easi(**{name: PRESETS[0][name] for name in REGIONS})
        assert page.locator("[data-total]").inner_text() == f"{score:.1f}"
        assert "Mild signs over much of the body." in page.locator("[data-easi]").inner_text()
        kept = page.evaluate("window.model.get('state')")
        page.get_by_role("group", name="redness").get_by_label("3, severe").check()
        assert "Mild signs" not in page.locator("[data-easi]").inner_text()
    with opened("easi", data, kept) as page:
        assert page.locator("[data-total]").inner_text() == f"{score:.1f}"
        page.get_by_role("button", name="clear skin").click()
        assert page.locator("[data-total]").inner_text() == "0.0"


def test_by_keyboard_alone(data):
    with opened("easi", data) as page:
        page.get_by_role("radio", name="Head and neck").focus()
        page.keyboard.press("ArrowRight")
        assert page.get_by_role("radio", name="Arms").is_checked()
        page.get_by_role("group", name="Arms: area with eczema").get_by_role("radio").first.focus()
        page.keyboard.press("ArrowRight")
        assert page.evaluate("window.model.get('state').regions.arms.area") == 1
        assert page.evaluate("document.activeElement.value") == "1"


@pytest.mark.parametrize("look", LOOKS)
def test_accessible_and_no_wider_than_the_window(data, look):
    with opened("easi", data, **look) as page:
        page.get_by_role("button", name="Thin and wide").click()
        page.wait_for_timeout(300)  # colours fade
        wide, small = fits(page)
        assert wide
        if look.get("is_mobile"):
            assert small == []
        assert violations(page) == []
