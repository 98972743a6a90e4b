"""The vote counts raised hands before and after, keeps them, and says them in words."""

import pytest
from paging import ANSWER, INVENTED, visit, write_page
from touching import LOOKS, fits, violations

DATA = {"question": "How likely?", "options": {"a": "unlikely", "b": "open", "c": "likely"}}


def test_hands_are_counted_by_button_and_by_number_and_kept(tmp_path):
    with visit(write_page(tmp_path / "vote.html", [("vote", DATA)])) as page:
        summary = page.locator(".st-sentence")
        assert summary.inner_text() == "No hands counted yet."
        for _ in range(3):
            page.get_by_role("button", name="One hand more for a) unlikely, before").click()
        page.get_by_role("button", name="One hand fewer for a) unlikely, before").click()
        page.get_by_role("button", name="One hand fewer for b) open, before").click()
        after = page.get_by_label("Hands for c) likely, after")
        assert not after.is_visible()
        page.get_by_role("button", name="Begin the second vote").click()
        after.fill("7")
        page.keyboard.press("Tab")
        words = "Before: 2 hands, most for a. After: 7 hands, most for c."
        assert summary.inner_text() == words
        assert page.locator(".st-bar.st-after").nth(2).evaluate("bar => bar.style.width") == "100%"
        page.reload()
        assert summary.inner_text() == words


def test_a_new_room_sets_the_hands_to_zero_and_nothing_else(tmp_path):
    """It asks once more, and the second half of a double click does not answer."""
    with visit(write_page(tmp_path / "vote.html", [("vote", DATA), ("card", INVENTED)])) as page:
        page.evaluate(ANSWER, ["t", "36"])
        room = page.locator("[data-action=new-room]")
        assert not room.is_visible()
        page.get_by_label("Hands for b) open, before").fill("12")
        page.get_by_role("button", name="Begin the second vote").click()
        room.dblclick()
        assert room.inner_text() == "Set all hands to zero?"
        assert page.get_by_label("Hands for b) open, before").input_value() == "12"
        page.wait_for_timeout(750)
        room.click()
        assert page.get_by_label("Hands for b) open, before").input_value() == "0"
        assert page.locator(".st-sentence").inner_text() == "No hands counted yet."
        assert not page.get_by_label("Hands for b) open, after").is_visible()
        page.reload()
        assert page.locator(".st-sentence").inner_text() == "No hands counted yet."
        assert page.locator("[data-question=t]").get_attribute("data-state") == "committed"


@pytest.mark.parametrize(("typed", "kept"), [("-4", "0"), ("2.6", "3"), ("5000", "999"), ("", "0")])
def test_a_count_that_cannot_be_is_mended(tmp_path, typed, kept):
    with visit(write_page(tmp_path / "vote.html", [("vote", DATA)])) as page:
        box = page.get_by_label("Hands for a) unlikely, before")
        box.fill("1")
        box.fill(typed)
        page.keyboard.press("Tab")
        assert box.input_value() == kept


@pytest.mark.parametrize("look", LOOKS)
def test_it_fits_and_axe_finds_nothing(tmp_path, look):
    address = write_page(tmp_path / "vote.html", [("vote", DATA)])
    with visit(address, bypass_csp=True, **look) as page:
        wide, small = fits(page)
        assert wide
        assert small == [] or look.get("is_mobile") is None
        assert violations(page) == []
