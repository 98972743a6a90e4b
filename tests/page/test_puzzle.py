"""The puzzle judges five times as Python does, and nobody can meet all five statements."""

import numpy as np
import pytest
from touching import LOOKS, fits, opened, violations

from helpers.lessons import touch
from helpers.lessons.long_term import printed_follow_up, try_follow_up
from helpers.lessons.touch import puzzle_data

PRINTED = printed_follow_up()
MET = """() => Object.fromEntries([...document.querySelectorAll("[data-statement]")]
    .map((line) => [line.dataset.statement, line.dataset.met === "true"]))"""
ORDER = ["people", "mean", "shortest", "longest", "beyond"]


@pytest.fixture(scope="module")
def data():
    return puzzle_data(**PRINTED)


def test_200_random_sets_are_judged_as_python_judges_them(data):
    random = np.random.default_rng(5)
    with opened("puzzle", data) as page:
        for _ in range(200):
            pool = [16, 86, 84, 85, 83, 38, *random.integers(0, 101, 8).tolist()]
            times = [int(time) for time in random.choice(pool, random.choice([4, 5, 5, 5, 6, 7]))]
            page.evaluate(
                "(state) => window.model.send('state', state)", {"times": times, "moves": 0, "told": False}
            )
            holds = (try_follow_up(times, **PRINTED)["holds"] == "yes").tolist()
            assert page.evaluate(MET) == dict(zip(ORDER, holds, strict=True)), times


def test_the_best_set_leaves_the_mean_open_and_the_sentence_says_the_floor(data):
    with opened("puzzle", data) as page:
        sliders = page.locator("[data-puzzle] [role=slider]")
        assert sliders.count() == 5
        for place, week in enumerate([16, 16, 16, 84, 86]):
            sliders.nth(place).fill(str(week))
        met = page.evaluate(MET)
        assert met == {"mean": False, "shortest": True, "longest": True, "beyond": True, "people": True}
        assert "Mean now: 43.6 weeks. 4 of 5 statements met." in page.locator("[data-puzzle]").inner_text()
        assert "at least 43.6" not in page.locator("[data-puzzle]").inner_text()
        page.get_by_role("button", name="Can it be done?").click()
        assert (
            "the mean is at least 43.6 weeks: 16, 16, 16, 84 and 86."
            in page.locator("[data-puzzle]").inner_text()
        )


def test_it_tells_only_when_it_is_asked(data):
    """The card below asks for the floor: moving dots must not give it away."""
    with opened("puzzle", data) as page:
        page.get_by_role("slider", name="Person A").focus()
        for _ in range(20):
            page.keyboard.press("ArrowRight")
        assert page.evaluate("window.model.get('state').times[0]") == data["start"][0] + 20
        assert "43.6" not in page.locator("[data-puzzle]").inner_text()
        page.get_by_role("button", name="Can it be done?").click()
        assert "at least 43.6 weeks" in page.locator("[data-puzzle]").inner_text()


def test_people_can_be_added_and_the_state_comes_back(data):
    with opened("puzzle", data) as page:
        page.get_by_role("button", name="one more").click()
        page.get_by_role("button", name="one more").click()
        for place, week in enumerate([16, 16, 16, 16, 32, 84, 86]):
            page.locator("[role=slider]").nth(place).fill(str(week))
        assert page.evaluate(MET) == {
            "mean": True,
            "shortest": True,
            "longest": True,
            "beyond": True,
            "people": False,
        }
        kept = page.evaluate("window.model.get('state')")
    with opened("puzzle", data, kept) as page:
        assert page.locator("[role=slider]").count() == 7
        page.get_by_role("button", name="start again").click()
        assert page.locator("[role=slider]").count() == 5


def test_buttons_keep_their_places_and_what_was_told_goes_with_the_number_of_people(data):
    """The second half of a double click meets the same button, which is switched off."""
    places = """() => [...document.querySelectorAll("[data-action]")].map((each) => [each.offsetLeft, each.offsetTop])"""
    with opened("puzzle", data) as page:
        before = page.evaluate(places)
        page.locator("[data-action=tell]").dblclick()
        assert page.locator("[role=slider]").count() == 5
        assert page.locator("[data-action=tell]").is_disabled()
        assert page.evaluate(places) == before
        page.locator("[data-action=fewer]").click()
        assert "43.6" not in page.locator("[data-puzzle]").inner_text()
        assert page.locator("[data-action=tell]").is_enabled()
        assert page.evaluate(places) == before


def test_the_statement_says_what_is_counted(data):
    """84 weeks count: the label says so, on the page and in the twin."""
    words = "2 people: 84 weeks or beyond (kindest reading of “over 84”)"
    assert words in touch.statements(**data)
    with opened("puzzle", data, {"times": [16, 16, 16, 84, 84]}) as page:
        line = page.locator("[data-statement=beyond]")
        assert line.locator("span").inner_text() == words
        assert line.get_attribute("data-met") == "true"


def test_in_a_low_window_statements_stand_beside_the_sliders(data):
    with opened("puzzle", data, viewport={"width": 683, "height": 384}) as page:
        board, line = (page.locator(each).bounding_box() for each in (".touch-lanes", ".touch-statements"))
        assert line["x"] >= board["x"] + board["width"]
        assert line["y"] + line["height"] <= 384


@pytest.mark.parametrize("look", LOOKS)
def test_accessible_and_no_wider_than_the_window(data, look):
    with opened("puzzle", data, {"times": [16, 16, 16, 84, 86], "moves": 0, "told": True}, **look) as page:
        wide, small = fits(page)
        assert wide
        if look.get("is_mobile"):
            assert small == []
        assert violations(page) == []
