"""The host of the plain pages keeps answers, shares them between tabs, and forgets them when asked."""

import shutil

import pytest
from paging import ANSWER, INVENTED, visit, write_page
from touching import CHROMIUM, browser

START_OVER = ("start_over", {"words": "Start over deletes all."})
CALIBRATION = (
    "calibration",
    {
        "questions": [{"id": "t", "question": "What share?", "unit": "%", "unit_of_one": "%", "decimals": 1}],
        "answers": {},
    },
)
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });"


def address(folder, name="host.html"):
    reveal = (
        '<details data-reveal="t"><summary>Show</summary><p data-said>The data say: 36.2 %.</p></details>'
    )
    progress = '<p id="done" data-progress="t other"></p><p id="none" data-progress="gone"></p>'
    return write_page(folder / name, [("card", INVENTED), CALIBRATION, START_OVER], reveal + progress)


def state(page):
    return page.locator("[data-question=t]").get_attribute("data-state")


def test_answers_are_kept_over_a_reload_and_start_over_forgets_them(tmp_path):
    with visit(address(tmp_path)) as page:
        assert page.locator("#done").inner_text() == ""
        page.evaluate(ANSWER, ["t", "30"])
        assert page.locator("#done").inner_text() == "1 of 2 questions answered"
        assert page.locator("#none").inner_text() == ""
        page.reload()
        assert state(page) == "committed"
        assert page.locator("details[data-reveal=t]").get_attribute("open") is not None
        assert page.evaluate("Object.keys(localStorage)") == ["small-trials-read-closely:2:card:t"]
        page.evaluate("localStorage.setItem('of another project', 'stays')")
        page.locator("[data-action=start-over]").click()
        page.locator("[data-action=keep]").click()
        assert state(page) == "committed"
        page.locator("[data-action=start-over]").click()
        page.wait_for_timeout(750)  # a click that follows at once is taken for a double click
        page.locator("[data-action=delete]").click()
        assert state(page) == "open"
        assert page.locator("details[open]").count() == 0
        assert page.locator("[data-said]").text_content() == "The data say: 36.2 %."
        assert page.evaluate("Object.keys(localStorage)") == ["of another project"]
        assert page.locator("#done").inner_text() == ""


@pytest.mark.parametrize(
    ("changes", "typed"), [({}, "30"), ({"options": {"a": "one", "b": "two"}, "truth": "b"}, "a")]
)
def test_starting_over_leaves_nothing_chosen_typed_or_sure(tmp_path, changes, typed):
    file = tmp_path / "over.html"
    with visit(write_page(file, [("card", INVENTED | changes), START_OVER])) as page:
        page.locator("[data-confidence]").focus()
        page.keyboard.press("ArrowRight")
        page.evaluate(ANSWER, ["t", typed])
        assert state(page) == "committed"
        page.locator("[data-action=start-over]").click()
        page.wait_for_timeout(750)  # a click that follows at once is taken for a double click
        page.locator("[data-action=delete]").click()
        assert page.locator("output").inner_text() == "not said yet"
        page.locator("[data-action=commit]").click()
        assert state(page) == "open"
        assert page.locator(".st-trouble").inner_text().startswith(("Type a number", "Choose one"))


def two_tabs(folder):
    """A person with one lesson in two tabs: an answer, and starting over, appear in the other one, too."""
    started = browser().browser_type.launch(
        executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=CHROMIUM
    )
    viewer = started.new_context()
    try:
        with visit(address(folder), viewer) as one, visit(address(folder, "again.html"), viewer) as other:
            one.evaluate(ANSWER, ["t", "30"])
            other.wait_for_selector("[data-question=t][data-state=committed]", timeout=10_000)
            other.locator("[data-action=start-over]").click()
            other.wait_for_timeout(750)  # a click that follows at once is taken for a double click
            other.locator("[data-action=delete]").click()
            one.wait_for_selector("[data-question=t][data-state=open]", timeout=10_000)
    finally:
        started.close()


def test_two_tabs_show_the_same_answers(tmp_path):
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: no browser test"
    )
    # On a loaded machine Chromium now and then tells a tab from disk nothing of another's storage: three tries.
    for last in (False, False, True):
        try:
            return two_tabs(tmp_path)
        except playwright.TimeoutError:
            if last:
                raise


def test_where_the_store_is_refused_answers_live_in_memory(tmp_path):
    viewer = browser().new_context()
    viewer.add_init_script(REFUSED)
    with visit(address(tmp_path), viewer) as page:
        page.evaluate(ANSWER, ["t", "30"])
        assert state(page) == "committed"
        assert page.locator("#done").inner_text() == "1 of 2 questions answered"
        page.locator("[data-action=start-over]").click()
        page.wait_for_timeout(750)  # a click that follows at once is taken for a double click
        page.locator("[data-action=delete]").click()
        assert state(page) == "open"
    viewer.close()


def test_a_damaged_store_is_ignored(tmp_path):
    with visit(address(tmp_path)) as page:
        for damage in ("{", "null", "[]", '"x"', "3"):
            page.evaluate("text => localStorage.setItem('small-trials-read-closely:2:card:t', text)", damage)
            page.reload()
            assert state(page) == "open"


def test_the_calibration_follows_the_answers(tmp_path):
    with visit(address(tmp_path)) as page:
        assert "No prediction with an answer yet" in page.inner_text("main")
        page.locator("[data-number]").fill("34")
        page.locator("[data-confidence]").focus()
        page.keyboard.press("End")
        page.locator("[data-action=commit]").click()
        row = page.locator("[aria-label='Your predictions'] tbody tr").inner_text()
        assert row.split("\t") == ["What share?", "34 %", "99 %", "36.2 %", "2.2 points (right)"]
        assert "1 of 1 right" in page.inner_text("main")


def test_without_javascript_the_twin_is_there(tmp_path):
    viewer = browser().new_context(java_script_enabled=False)
    with visit(address(tmp_path), viewer) as page:
        assert "twin" in page.inner_text("main")
        assert "Without JavaScript nothing can be answered" in page.content()
    viewer.close()
