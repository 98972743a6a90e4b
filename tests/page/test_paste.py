"""The paste box: it shows what Python found, suggests and never decides, and sends nothing that is too long."""

import pytest
from touching import LOOKS, fits, opened, violations

from helpers.lessons.own_trial import EXAMPLE, reading_data
from helpers.own_trial.reading import LONGEST, read

PASSAGE = (
    "Methods: a cluster randomised trial. 240 adults had balm (n = 120) or wax (n = 120). Relief came in 54/120 (45%) "
    "with balm and 30/120 (25%) with wax (RR 1.80, 95% CI 1.25 to 2.60; P = .001). <img src=x onerror=alert(1)> "
    "Itch was better in 61% v 40% (P = .04)."
)
START = {
    "most": LONGEST,
    "reading": None,
    "example": reading_data(read(EXAMPLE)),
    "said": "",
    "written": "",
    "ready": False,
}


@pytest.fixture(scope="module")
def found():
    return {**START, "reading": {**reading_data(read(PASSAGE)), "id": 1}, "said": "Read."}


def sent(page):
    return page.evaluate("window.model.get('state')")


def option(found, quotation):
    """The value of the arm whose label begins so."""
    return next(
        arm["value"] for arm in found["reading"]["offered"]["arms"] if arm["label"].startswith(quotation)
    )


def test_a_passage_is_sent_once_it_is_asked_for_and_an_empty_box_is_not():
    with opened("paste", START, live=True) as page:
        page.locator("[data-action=read]").click()
        assert "empty" in page.locator("[data-said]").inner_text()
        assert sent(page) == {}
        page.locator("[data-typed]").fill(PASSAGE)
        page.locator("[data-action=read]").click()
        assert sent(page) == {"passage": PASSAGE, "asked": 1}


def test_more_than_a_million_characters_are_refused_by_the_box_itself():
    with opened("paste", START, live=True) as page:
        page.evaluate("document.querySelector('[data-typed]').value = 'a'.repeat(1000001)")
        page.locator("[data-action=read]").click()
        assert "1,000,001 characters" in page.locator("[data-said]").inner_text()
        assert "Nothing was sent" in page.locator("[data-said]").inner_text()
        assert sent(page) == {}


def test_the_passage_is_shown_as_text_with_its_numbers_marked(found):
    with opened("paste", START, live=True) as page:
        page.evaluate("(data) => window.model.send('data', data)", found)
        passage = page.locator("[data-passage]")
        assert "<img src=x onerror=alert(1)>" in passage.inner_text()
        assert passage.locator("img").count() == 0
        kinds = set(page.eval_on_selector_all("mark", "(marks) => marks.map((mark) => mark.dataset.kind)"))
        assert {"count", "effect", "p", "n", "percentage"} <= kinds
        said = page.locator("[data-checks] li").all_inner_texts()
        assert any("45 % and 54/120: fits" in each for each in said)
        assert len(said) == len(found["reading"]["checks"])


def test_two_clicks_choose_a_comparison_with_suggestions_in_sight(found):
    with opened("paste", found, live=True) as page:
        page.locator("[name=arm1]").select_option(option(found, "54/120"))
        assert page.locator("[name=arm2]").input_value() == option(found, "30/120")
        assert "Choose arm 1" in page.locator("[data-said]").inner_text()
        assert sent(page) == {}
        page.locator("[name=outcome]").select_option("wanted")
        choice = sent(page)["choice"]
        assert (choice["arm1"], choice["arm2"]) == (option(found, "54/120"), option(found, "30/120"))
        assert choice["analyses"] == ["clustered"]
        assert (choice["name1"], choice["name2"]) == ("balm", "wax")
        p = found["reading"]["offered"]["ps"][0]
        assert choice["p"] == p["value"]
        assert choice["effect"] == found["reading"]["offered"]["effects"][0]["value"]
        assert page.locator("[data-sizes]").is_hidden()


def test_where_numbers_of_people_are_missing_they_are_asked_for(found):
    with opened("paste", found, live=True) as page:
        page.locator("[name=arm1]").select_option(option(found, "61%"))
        assert page.locator("[data-sizes]").is_visible()
        assert page.locator("[name=n1]").input_value() == ""


def test_a_number_of_people_can_be_typed_and_takes_the_place_of_the_chosen(found):
    with opened("paste", found, live=True) as page:
        page.locator("[name=arm1]").select_option(option(found, "61%"))
        page.locator("[name=outcome]").select_option("wanted")
        chosen = found["reading"]["offered"]["ns"][0]["value"]
        page.locator("[name=n1]").select_option(chosen)
        assert sent(page)["choice"]["n1"] == chosen
        page.locator("[name=typed1]").fill("113")
        page.locator("[name=typed1]").blur()
        assert (sent(page)["choice"]["n1"], sent(page)["choice"]["typed1"]) == ("", "113")
        page.locator("[name=n1]").select_option(chosen)
        assert (sent(page)["choice"]["n1"], sent(page)["choice"]["typed1"]) == (chosen, "")


def test_names_outcome_and_the_difference_that_matters_stand_in_the_open(found):
    with opened("paste", found, live=True) as page:
        page.locator("details", has_text="Analysis, margin").evaluate("(part) => { part.open = false; }")
        for name in ("title", "what", "name1", "name2", "matters"):
            assert page.locator(f"[name={name}]").is_visible(), name
        empty = page.eval_on_selector_all("select option[value='']", "(all) => all.map((each) => each.text)")
        assert not any("printed" in each for each in empty)
        page.locator("[name=arm1]").select_option(option(found, "54/120"))
        page.locator("[name=outcome]").select_option("unwanted")
        page.locator("[name=matters]").fill("5")
        page.locator("[name=matters]").blur()
        assert sent(page)["choice"]["matters"] == "5"


ADJUSTED = "Death came in 54/120 (45%) with balm and 30/120 (25%) with wax (adjusted RR 1.80, 95% CI 1.25 to 2.60; P = .001)."


def test_an_adjusted_effect_ticks_its_box_and_unticking_holds():
    data = {**START, "reading": {**reading_data(read(ADJUSTED)), "id": 1}}
    with opened("paste", data, live=True) as page:
        box = page.locator("[name=analyses][value=adjusted]")
        assert not box.is_checked()
        page.locator("[name=arm1]").select_option(option(data, "54/120"))
        assert box.is_checked()
        assert box.is_visible()
        page.locator("[name=outcome]").select_option("unwanted")
        assert sent(page)["choice"]["analyses"] == ["adjusted"]
        box.uncheck()
        assert sent(page)["choice"]["analyses"] == []
        page.locator("[name=outcome]").select_option("wanted")
        assert sent(page)["choice"]["analyses"] == []


def test_the_sheet_has_a_name_without_a_blank_if_none_is_given(found):
    with opened("paste", {**found, "ready": True}, live=True) as page:
        page.locator("[name=arm1]").select_option(option(found, "54/120"))
        page.locator("[data-action=write]").click()
        assert sent(page)["write"] == "my_trial"


def test_the_sheet_is_written_only_after_a_page(found):
    with opened("paste", found, live=True) as page:
        assert page.locator("[data-action=write]").is_hidden()
        page.locator("[name=arm1]").select_option(option(found, "54/120"))
        page.evaluate("(data) => window.model.send('data', data)", {**found, "ready": True})
        page.locator("[name=file]").fill("Müller (2026)")
        page.locator("[data-action=write]").click()
        assert sent(page)["write"] == "Müller (2026)"
        assert sent(page)["choice"]["arm1"] == option(found, "54/120")


def test_a_page_without_python_says_so_and_shows_one_worked_paper():
    with opened("paste", START) as page:
        said = page.locator("[data-paste]").inner_text()
        assert "JupyterLab or Binder" in said
        assert "14/59" in said
        assert page.locator("textarea").count() == 0


@pytest.mark.parametrize("look", LOOKS)
def test_accessible_and_no_wider_than_the_window(found, look):
    with opened("paste", found, live=True, **look) as page:
        page.locator("summary", has_text="Analysis, margin").click()
        wide, small = fits(page)
        assert wide
        if look.get("is_mobile"):
            assert small == []
        assert violations(page) == []
