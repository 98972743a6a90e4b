"""The vote counts raised hands before and after in two places, keeps them, and empties the page for a new room."""

import pytest
from paging import ANSWER, INVENTED, visit, write_page
from touching import LOOKS, fits, violations

from helpers.lessons.long_term import printed_follow_up
from helpers.lessons.touch import map_data, people_data, puzzle_data
from helpers.lessons.weight import bias_form

FIRST = {
    "question": "How likely?",
    "options": {"a": "unlikely", "b": "open", "c": "likely"},
    "time": "before",
}
VOTES = [("vote", FIRST), ("vote", FIRST | {"time": "after"})]
CASES = [{"name": name, "placebo": 0.2, "difference": 0.1, "sentence": name} for name in ("one", "two")]


def said(page):
    return page.locator(".st-sentence").all_inner_texts()


def test_hands_are_counted_by_button_and_by_number_and_kept(tmp_path):
    with visit(write_page(tmp_path / "vote.html", VOTES)) as page:
        assert said(page) == ["No hands counted yet."] * 2
        for _ in range(3):
            page.get_by_role("button", name="One hand more for a) unlikely, before").click()
        page.get_by_role("button", name="One hand fewer for a) unlikely, before").click()
        page.get_by_role("button", name="One hand fewer for b) open, before").click()
        page.get_by_role("spinbutton", name="Hands for c) likely, after").fill("7")
        page.keyboard.press("Tab")
        words = ["Before: 2 hands, most for a.", "Before: 2 hands, most for a. After: 7 hands, most for c."]
        assert said(page) == words
        bars = page.locator(".st-bar.st-after")
        assert bars.nth(2).evaluate("bar => bar.style.width") == "100%"
        page.reload()
        assert said(page) == words


def test_the_second_place_shows_the_first_hands_and_cannot_change_them(tmp_path):
    with visit(write_page(tmp_path / "vote.html", VOTES)) as page:
        page.get_by_role("spinbutton", name="Hands for b) open, before").fill("4")
        page.keyboard.press("Tab")
        first, second = (page.locator(".st-vote").nth(place) for place in (0, 1))
        assert first.locator("[data-time=after]").count() == second.locator("[data-time=before]").count() == 0
        assert second.locator("output").all_inner_texts() == ["0", "4", "0"]
        tracks = [each.bounding_box() for each in second.locator(".st-track").all()]
        assert len({(each["x"], each["width"]) for each in tracks}) == 1  # bars of one scale
        assert second.locator(".st-before").nth(1).evaluate("bar => bar.style.width") == "100%"


def test_who_leaves_the_button_for_a_new_room_has_said_no(tmp_path):
    with visit(write_page(tmp_path / "vote.html", VOTES)) as page:
        button = page.locator("[data-action=new-room]").first
        button.click()
        assert button.inner_text().startswith("Empty this page")
        page.keyboard.press("Tab")
        assert button.inner_text() == "New room"


def test_a_new_room_empties_the_page_after_asking_and_leaves_other_pages_alone(tmp_path):
    """It asks once more, and the second half of a double click does not answer."""
    everything = [
        *VOTES,
        ("card", INVENTED),
        ("map", map_data(9, 9, ".9")),
        ("puzzle", puzzle_data(**printed_follow_up())),
        ("people", people_data(CASES, "?", "improve")),
        ("form", bias_form()),
    ]
    reveal = '<details data-reveal="t"><summary>Show</summary><p data-said>36.2 %.</p></details>'
    other = write_page(tmp_path / "other.html", [("puzzle", puzzle_data(**printed_follow_up()))])
    with visit(write_page(tmp_path / "vote.html", everything, reveal)) as page:
        here = page.url
        page.goto(other)
        page.get_by_role("button", name="one more").click()
        page.goto(here)
        fresh = page.locator("main").inner_text()
        page.evaluate(ANSWER, ["t", "36"])
        page.get_by_role("spinbutton", name="Hands for b) open, before").fill("12")
        page.locator("[data-printed]").fill(".5")
        page.locator("[data-printed]").press("Enter")
        page.get_by_role("button", name="one person fewer").click()
        page.get_by_role("button", name="two", exact=True).click()
        box = page.locator("details[data-item]").first
        box.locator("summary").first.click()
        box.locator("input[type=radio]").first.check()
        room = page.locator("[data-action=new-room]").first
        room.dblclick()
        assert room.inner_text() == "Empty this page: hands, cards, map, puzzle and form?"
        assert page.get_by_role("spinbutton", name="Hands for b) open, before").input_value() == "12"
        assert page.locator("[data-question=t]").get_attribute("data-state") == "committed"
        page.wait_for_timeout(750)
        room.click()
        assert said(page)[0] == "A new room: hands, cards, map, puzzle and form of this page are empty."
        assert page.locator("[data-question=t]").get_attribute("data-state") == "open"
        assert page.locator("details[data-reveal=t]").get_attribute("open") is None
        assert page.get_by_role("spinbutton", name="Hands for b) open, before").input_value() == "0"
        assert page.locator("[data-printed]").input_value() == ".9"
        assert page.locator("[data-puzzle] [role=slider]").count() == 5
        assert page.locator(".st-form-line").first.inner_text() == "0 of 3 answered"
        page.reload()
        assert page.locator("main").inner_text() == fresh
        page.goto(other)
        assert page.locator("[data-puzzle] [role=slider]").count() == 6


@pytest.mark.parametrize(("typed", "kept"), [("-4", "0"), ("2.6", "3"), ("5000", "999"), ("", "0")])
def test_a_count_that_cannot_be_is_mended(tmp_path, typed, kept):
    with visit(write_page(tmp_path / "vote.html", VOTES)) as page:
        box = page.get_by_role("spinbutton", name="Hands for a) unlikely, before")
        box.fill("1")
        box.fill(typed)
        page.keyboard.press("Tab")
        assert box.input_value() == kept


def test_in_a_low_window_both_votes_fit(tmp_path):
    five = {letter: f"answer {letter} (20 to 40 %)" for letter in "abcde"}
    votes = [("vote", data | {"options": five}) for _, data in VOTES]
    with visit(write_page(tmp_path / "vote.html", votes), viewport={"width": 683, "height": 384}) as page:
        for fieldset in page.locator(".st-vote fieldset").all():
            assert fieldset.bounding_box()["height"] <= 384


@pytest.mark.parametrize("look", LOOKS)
def test_it_fits_and_axe_finds_nothing(tmp_path, look):
    address = write_page(tmp_path / "vote.html", VOTES)
    with visit(address, bypass_csp=True, **look) as page:
        wide, small = fits(page)
        assert wide
        assert small == [] or look.get("is_mobile") is None
        assert violations(page) == []
