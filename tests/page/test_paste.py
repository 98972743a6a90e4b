"""The paste box: it shows what Python found, suggests and never decides, and sends nothing that is too long."""

import pytest
from touching import LOOKS, fits, opened, violations

from helpers.lessons.own_trial import EXAMPLE, reading_data
from helpers.own_trial import by_hand
from helpers.own_trial.reading import LONGEST, read
from helpers.statistics.fits import (
    CANNOT_BE_TOLD,
    DOES_NOT_FIT,
    DOES_NOT_FIT_UNLESS,
    FITS,
    FITS_OTHERWISE,
)

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
    "form": by_hand.form(),
    "wrong": {},
    "filled": None,
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


def test_each_verdict_has_its_own_sign(found):
    checks = [
        {"verdict": verdict, "said": verdict, "quotation": ""}
        for verdict in (FITS, FITS_OTHERWISE, DOES_NOT_FIT, DOES_NOT_FIT_UNLESS, CANNOT_BE_TOLD)
    ]
    with opened("paste", {**found, "reading": {**found["reading"], "checks": checks}}, live=True) as page:
        said = page.locator("[data-checks] li").all_text_contents()
        assert [each.partition(" ")[0] for each in said] == ["✓", "✓", "≠", "(≠)", "?"]


def test_what_was_passed_over_is_said_above_the_passage_and_stays_there(found):
    slip = {**reading_data(read("Relief came in 18/40 with balm and 9/40 with wax (P = 0.0.16).")), "id": 1}
    with opened("paste", {**START, "reading": slip}, live=True) as page:
        page.locator("[name=arm1]").select_option(index=1)
        assert "“P = 0.0.16” cannot be right as pasted" in page.locator("[data-doubt]").inner_text()
        page.evaluate(
            "(data) => window.model.send('data', data)", {**found, "reading": found["reading"] | {"id": 2}}
        )
        assert page.locator("[data-doubt]").count() == 0


def test_two_clicks_choose_a_comparison_with_suggestions_in_sight(found):
    with opened("paste", found, live=True) as page:
        page.locator("[name=arm1]").select_option(option(found, "54/120"))
        assert page.locator("[name=arm2]").input_value() == option(found, "30/120")
        label = page.locator("label:has([name=arm2])")
        assert "filled in from beside arm 1" in label.inner_text()
        assert "whether the outcome is wanted" in page.locator("[data-said]").inner_text()
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


def comparison(page, found, quotation="54/120"):
    """Choose an arm and the outcome; what was sent."""
    page.locator("[name=arm1]").select_option(option(found, quotation))
    page.locator("[name=outcome]").select_option("wanted")
    return sent(page)


def answered(page, found, **changes):
    """Python has done what was asked last."""
    data = {
        **found,
        "ready": True,
        "said": "The page stands below.",
        "answered": sent(page)["asked"],
        **changes,
    }
    page.evaluate("(data) => window.model.send('data', data)", data)


def test_a_sheet_without_a_title_is_asked_about_once_and_has_a_name_all_the_same(found):
    with opened("paste", found, live=True) as page:
        comparison(page, found)
        answered(page, found)
        page.locator("[data-action=write]").click()
        assert "without a title" in page.locator("[data-written]").inner_text()
        assert "write" not in sent(page)
        page.locator("[data-action=write]").click()
        assert sent(page)["write"] == "my_trial"


def test_the_sheet_takes_the_name_of_the_study_that_is_typed(found):
    with opened("paste", found, live=True) as page:
        page.locator("[name=title]").fill("STEP 1: a/b")
        comparison(page, found)
        answered(page, found)
        page.locator("[data-action=write]").click()
        assert sent(page)["write"] == "STEP 1  a b"


def test_the_sheet_is_written_only_after_a_page(found):
    with opened("paste", found, live=True) as page:
        assert page.locator("[data-action=write]").is_hidden()
        page.locator("[name=what]").fill("relief")
        comparison(page, found)
        answered(page, found)
        page.locator("[name=file]").fill("Müller (2026)")
        page.locator("[data-action=write]").click()
        assert sent(page)["write"] == "Müller (2026)"
        assert sent(page)["choice"]["arm1"] == option(found, "54/120")


def test_a_suggestion_chooses_nothing_until_it_is_confirmed(found):
    with opened("paste", found, live=True) as page:
        ready = page.locator(".paste-ready")
        assert ready.count() == len(found["reading"]["offered"]["suggested"]) == 2
        assert "54/120" in ready.first.inner_text()
        assert "P = .001" in ready.first.inner_text()
        assert page.locator("[name=arm1]").input_value() == ""
        assert sent(page) == {}
        ready.first.click()
        assert ready.first.get_attribute("aria-pressed") == "true"
        assert sent(page) == {}
        page.locator("[name=outcome]").select_option("wanted")
        choice, pair = sent(page)["choice"], found["reading"]["offered"]["suggested"][0]
        assert all(choice[name] == pair[name] for name in ("arm1", "arm2", "p", "effect"))
        assert (choice["name1"], choice["name2"]) == ("balm", "wax")
        page.locator("[name=arm2]").select_option("")
        assert ready.first.get_attribute("aria-pressed") == "false"


def test_the_name_of_a_group_goes_with_its_number_and_a_typed_one_stays():
    text = "Relief came in 18/40 (45%) with balm and 9/40 (23%) with wax (P = .03). In all, 30 of 83 adults (36%) slept."
    data = {**START, "reading": {**reading_data(read(text)), "id": 1}}
    with opened("paste", data, live=True) as page:
        page.locator("[data-suggested] button").first.click()
        assert page.locator("[name=name1]").input_value() == "balm"
        alone = page.locator("[name=arm1] option", has_text="30 of 83").get_attribute("value")
        page.locator("[name=arm1]").select_option(alone)
        assert page.locator("[name=name1]").input_value() == ""
        page.locator("[name=name1]").fill("everybody")
        page.locator("[name=outcome]").select_option("wanted")
        assert page.locator("[name=name1]").input_value() == "everybody"


def test_what_a_suggestion_assumes_stands_beside_it_and_a_total_goes_with_it():
    text = (
        "In all 74 adults were randomly assigned. Relief came in 36% with balm and in 58% with wax (P = .03)."
    )
    data = {**START, "reading": {**reading_data(read(text)), "id": 1}}
    with opened("paste", data, live=True) as page:
        said = page.locator("[data-assumed]").all_inner_texts()
        assert len(said) == page.locator(".paste-ready").count() == 1
        assert "arm 1 is the group printed first; the 74 people in all are those of both groups" in said[0]
        page.locator("[name=typed_total]").evaluate("(field) => { field.value = '9'; }")
        page.locator(".paste-ready").click()
        page.locator("[name=outcome]").select_option("unwanted")
        choice, pair = sent(page)["choice"], data["reading"]["offered"]["suggested"][0]
        assert (choice["total"], choice["typed_total"]) == (pair["total"], "")
        assert pair["total"]


def test_the_old_page_is_grey_until_the_new_one_is_there(found):
    with opened("paste", found, live=True) as page:
        page.evaluate("document.body.append(Object.assign(document.createElement('div'), { id: 'own' }))")
        page.evaluate("document.querySelector('#own').dataset.ownPage = ''")
        comparison(page, found)
        assert page.locator("[data-said]").inner_text().startswith("Working")
        assert page.locator("[data-said-below]").inner_text().startswith("Working")
        assert page.locator("#own").get_attribute("aria-busy") == "true"
        answered(page, found, answered=sent(page)["asked"] - 1)
        assert page.locator("#own").get_attribute("aria-busy") == "true"
        answered(page, found)
        assert page.locator("#own").get_attribute("aria-busy") == "false"
        assert page.locator("[data-said]").inner_text() == "The page stands below."
        page.locator("[name=outcome]").select_option("")
        assert page.locator("#own").get_attribute("aria-busy") == "true"
        assert page.locator("[data-action=write]").is_hidden()


def test_the_page_of_another_result_is_taken_away_until_the_outcome_is_said(found):
    with opened("paste", found, live=True) as page:
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('div'), { id: 'own', textContent: 'old' }))"
        )
        page.evaluate("document.querySelector('#own').dataset.ownPage = ''")
        comparison(page, found)
        answered(page, found)
        assert page.locator("#own").is_visible()
        page.locator(".paste-ready").last.click()
        assert page.locator("#own").is_hidden()
        page.locator("[name=outcome]").select_option("wanted")
        answered(page, found)
        assert page.locator("#own").is_visible()


def test_the_same_text_keeps_what_was_chosen_and_another_gets_a_new_name(found):
    with opened("paste", START, live=True) as page:
        page.locator("[data-typed]").fill(PASSAGE)
        page.locator("[data-action=read]").click()
        answered(page, found, ready=False)
        page.locator("[name=matters]").fill("7")
        before = comparison(page, found)["choice"]
        answered(page, found)
        page.locator("[name=file]").fill("first")
        page.locator("[data-action=read]").click()
        again = {**found, "reading": {**found["reading"], "id": sent(page)["asked"]}}
        answered(page, again, ready=False)
        assert sent(page)["choice"] == before
        answered(page, again)
        assert page.locator("[name=file]").input_value() == "first"
        page.locator("[data-typed]").fill(f"{PASSAGE} More.")
        page.locator("[data-action=read]").click()
        other = {**found, "reading": {**found["reading"], "id": sent(page)["asked"]}}
        answered(page, other, ready=False)
        assert "choice" not in sent(page)
        assert page.locator("[name=arm1]").input_value() == page.locator("[name=file]").input_value() == ""


NO_RESULT = "In 24 patients pain was lower with balm (P = 0.02) and sleep was no better (P = NS)."


def test_without_a_result_p_and_people_still_give_a_page():
    data = {**START, "reading": {**reading_data(read(NO_RESULT)), "id": 1}}
    with opened("paste", data, live=True) as page:
        assert "was not read" in page.locator("[data-note]").first.inner_text()
        assert "Type the numbers instead" in page.locator("[data-note]").first.inner_text()
        options = page.locator("[name=p] option")
        assert options.nth(1).inner_text().startswith("P = 0.02, after")
        assert options.nth(2).is_disabled()
        page.locator("[name=p]").select_option(index=1)
        assert page.locator("[name=total]").is_visible()
        page.locator("[name=outcome]").select_option("unwanted")
        assert sent(page)["choice"]["p"] == data["reading"]["offered"]["ps"][0]["value"]
        page.locator("[name=typed_p]").fill("<.001")
        page.locator("[name=typed_p]").blur()
        assert (sent(page)["choice"]["p"], sent(page)["choice"]["typed_p"]) == ("", "<.001")


def test_a_test_that_the_paper_names_can_be_chosen():
    named = {**START, "reading": {**reading_data(read(f"{PASSAGE} We used Fisher's exact test.")), "id": 1}}
    with opened("paste", named, live=True) as page:
        assert page.locator("[name=test]").is_visible()
        assert page.locator("[name=test]").input_value() == ""
        assert page.locator("[name=test] option").nth(1).inner_text() == "Fisher (the passage says “Fisher”)"
        page.locator("[name=test]").select_option("fisher")
        assert comparison(page, named)["choice"]["test"] == "fisher"


def test_a_book_is_pasted_at_once_and_a_sentence_says_that_less_is_read_sooner():
    with opened("paste", START, live=True) as page:
        page.evaluate(
            """(text) => { const pasted = new DataTransfer(); pasted.setData('text/plain', text);
            const box = document.querySelector('[data-typed]'); box.focus();
            box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true })); }""",
            "A line of words.\n" * 20_000,
        )
        assert page.evaluate("document.querySelector('[data-typed]').value.length") == 340_000
        assert "340,000 characters were pasted" in page.locator("[data-said]").inner_text()


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


TWO = (
    "Clearance was seen in 31 of 168 patients given balm and 9 of 160 given placebo (P < 0.001). "
    "Nausea was seen in 20 of 168 patients given balm and 10 of 160 given placebo (P = 0.09)."
)


def test_another_suggestion_clears_what_was_said_of_the_outcome_before_and_says_so():
    data = {**START, "reading": {**reading_data(read(TWO)), "id": 1}}
    with opened("paste", data, live=True) as page:
        page.locator("[name=what]").fill("clearance")
        first, second = page.locator(".paste-ready").all()
        first.click()
        assert page.locator("[name=what]").input_value() == "clearance"
        page.locator("[name=outcome]").select_option("wanted")
        first.click()  # the same one again clears nothing
        assert page.locator("[name=outcome]").input_value() == "wanted"
        before = sent(page)
        second.click()
        assert page.locator("[name=outcome]").input_value() == page.locator("[name=what]").input_value() == ""
        said = page.locator("[data-said]").inner_text()
        assert "is cleared" in said
        assert "whether the outcome is wanted" in said
        assert sent(page) == before


def test_another_suggestion_keeps_what_was_said_of_the_whole_study():
    data = {**START, "reading": {**reading_data(read(TWO)), "id": 1}}
    of_study = {"title": "Balm trial", "done": "blinded", "believed": "30"}
    of_result = {"matters": "5", "margin": "8", "test": "fisher", "what": "clearance"}
    with opened("paste", data, live=True) as page:
        first, second = page.locator(".paste-ready").all()
        first.click()
        page.locator("summary", has_text="Analysis, margin").click()
        for name, text in (of_study | of_result).items():
            field = page.locator(f"[name={name}]")
            field.select_option(text) if name == "test" else field.fill(text)
        second.click()
        assert {name: page.locator(f"[name={name}]").input_value() for name in of_study} == of_study
        assert all(page.locator(f"[name={name}]").input_value() == "" for name in of_result)


def test_the_answer_to_the_choice_before_does_not_stand_for_the_one_that_lacks_something():
    data = {**START, "reading": {**reading_data(read(TWO)), "id": 1}}
    with opened("paste", data, live=True) as page:
        first, second = page.locator(".paste-ready").all()
        first.click()
        page.locator("[name=outcome]").select_option("wanted")
        second.click()  # before Python has answered
        answered(page, data)
        assert "whether the outcome is wanted" in page.locator("[data-said]").inner_text()
        assert page.locator("[data-action=to-page]").is_hidden()
        assert page.locator("[data-action=write]").is_hidden()


def test_the_margin_of_the_passage_is_filled_in_where_its_unit_fits_until_another_is_typed():
    text = (
        "A noninferiority margin of 8% was used. Cure was 63/73 with balm and 65/72 with wax. "
        "Death was as common (hazard ratio 1.02; 95% CI 0.90 to 1.16)."
    )
    data = {**START, "reading": {**reading_data(read(text)), "id": 1}}
    with opened("paste", data, live=True) as page:
        margin, effect = page.locator("[name=margin]"), page.locator("[name=effect]")
        label = page.locator("label", has_text="Non-inferiority margin")
        assert margin.input_value() == "8 %"
        assert "filled in from “noninferiority margin of 8%”" in label.inner_text()
        effect.select_option(index=1)
        assert (margin.input_value(), "the passage says" in label.inner_text()) == ("", True)
        effect.select_option("")
        assert margin.input_value() == "8 %"
        margin.fill("10")
        effect.select_option(index=1)
        assert margin.input_value() == "10"
        page.locator("[name=margin]").fill("")
        page.locator("[name=analyses][value=non-inferiority]").uncheck()
        assert margin.input_value() == ""


def test_the_margin_of_the_passage_is_not_that_of_a_later_result():
    data = {
        **START,
        "reading": {**reading_data(read(f"A noninferiority margin of 8% was used. {TWO}")), "id": 1},
    }
    with opened("paste", data, live=True) as page:
        filled = []
        for each in page.locator(".paste-ready").all():
            each.click()
            filled.append(page.locator("[name=margin]").input_value())
        assert filled == ["8 %", ""]


def test_the_way_to_the_page_stands_beside_the_last_answer(found):
    with opened("paste", found, live=True) as page:
        page.evaluate(
            """() => { const page = document.createElement('div'); page.dataset.ownPage = '';
            page.style = 'margin-top: 3000px; height: 3000px'; page.textContent = 'Done well'; document.body.append(page); }"""
        )
        link = page.locator("[data-action=to-page]")
        assert link.is_hidden()
        comparison(page, found)
        assert link.is_hidden()
        answered(page, found)
        assert link.is_visible()
        near = abs(link.bounding_box()["y"] - page.locator("[name=outcome]").bounding_box()["y"])
        assert near < 120
        link.click()
        assert -5 < page.locator("[data-own-page]").bounding_box()["y"] < 50
        page.locator("[name=outcome]").select_option("")
        assert link.is_hidden()


def test_a_label_stands_clear_of_the_ring_around_the_field_above(found):
    with opened("paste", found, live=True) as page:
        comparison(page, found)
        for done in (False, True):
            if done:
                answered(page, found)
            above = page.locator("[data-action=to-page]" if done else "[name=outcome]").bounding_box()
            label = page.locator("label", has_text="Difference that matters").bounding_box()
            assert label["y"] - above["y"] - above["height"] >= 8


def hand(page, row):
    return page.locator(f"[data-by-hand] [data-row='{row}']")


def test_numbers_can_be_typed_before_anything_was_pasted():
    with opened("paste", START, live=True) as page:
        page.get_by_text("Type the numbers instead").click()
        assert hand(page, "mean arm 1").is_hidden()
        for row, text in {
            "responders arm 1": "14",
            "N arm 1": "59",
            "responders arm 2": "4",
            "N arm 2": "55",
        }.items():
            hand(page, row).fill(text)
        hand(page, "outcome is").select_option("wanted")
        page.keyboard.press("Tab")
        hand(page, "printed P").fill(".016")
        page.keyboard.press("Enter")
        typed = sent(page)["typed"]
        assert typed["kind"] == "counts"
        assert typed["values"]["responders arm 1"] == "14"
        assert typed["values"]["printed P"] == ".016"
        assert (typed["analyses"], typed["filled"]) == ([], False)
        page.evaluate(
            "(data) => window.model.send('data', data)",
            {**START, "ready": True, "said": "It stands.", "answered": 1},
        )
        assert page.locator("[data-action=typed-to-page]").is_visible()
        page.locator("[name=file]").fill("mine")
        page.locator("[data-action=write]").click()
        assert "without a title" in page.locator("[data-written]").inner_text()
        page.locator("[data-action=write]").click()
        assert (sent(page)["write"], sent(page)["typed"]["values"]["N arm 2"]) == ("mine", "55")
        hand(page, "N arm 2").fill("56")
        assert page.locator("[data-action=write]").is_hidden()
        assert "Make the page again" in page.locator("[data-said]").inner_text()


def test_what_is_wrong_stands_at_its_field_until_that_is_changed():
    with opened("paste", START, live=True) as page:
        page.get_by_text("Type the numbers instead").click()
        page.locator("[data-action=by-hand]").click()
        wrong = {
            "N arm 1": "“40¹”, with a raised mark (¹): if that is a footnote, write 40.",
            "low": "Type the lower limit.",
        }
        page.evaluate(
            "(data) => window.model.send('data', data)",
            {**START, "wrong": wrong, "said": "2 fields.", "answered": 1},
        )
        field = hand(page, "N arm 1")
        assert field.get_attribute("aria-invalid") == "true"
        assert field.evaluate("(node) => node === document.activeElement")
        told = page.locator(f"#{field.get_attribute('aria-describedby')}")
        assert told.inner_text() == wrong["N arm 1"]
        field.fill("40")
        assert told.is_hidden()
        assert field.get_attribute("aria-invalid") is None
        assert hand(page, "low").get_attribute("aria-invalid") == "true"


def test_a_suggestion_is_filled_in_and_what_the_reader_typed_stays(found):
    with opened("paste", found, live=True) as page:
        page.get_by_text("Type the numbers instead").click()
        page.wait_for_function("() => window.model.get('state').fill")
        first = found["reading"]["offered"]["suggested"][0]
        assert (sent(page)["fill"]["arm1"], sent(page)["fill"]["arm2"]) == (first["arm1"], first["arm2"])
        filled = {
            "id": 1,
            "kind": "means",
            "values": {"mean arm 1": "6.2", "title": "Balm"},
            "analyses": ["paired"],
        }
        page.evaluate("(data) => window.model.send('data', data)", {**found, "filled": filled, "answered": 1})
        assert hand(page, "mean arm 1").input_value() == "6.2"
        assert hand(page, "responders arm 1").is_hidden()
        assert page.locator("[data-by-hand] [value=paired]").is_checked()
        hand(page, "mean arm 1").fill("6.3")
        other = {**filled, "id": 2, "values": {"mean arm 1": "1"}}
        page.evaluate("(data) => window.model.send('data', data)", {**found, "filled": other, "answered": 1})
        page.locator("[data-action=by-hand]").click()
        assert sent(page)["typed"]["values"] == {"mean arm 1": "6.3", "title": "Balm"}
        assert sent(page)["typed"]["filled"]
        page.locator("[data-action=empty]").click()
        page.locator("[data-action=by-hand]").click()
        assert (sent(page)["typed"]["values"], sent(page)["typed"]["filled"]) == ({}, False)


@pytest.mark.parametrize("look", LOOKS)
def test_the_fields_to_type_into_fit_a_phone_and_have_labels(found, look):
    wrong = dict.fromkeys(by_hand.LABELS, "Type it as it is printed, or leave it empty: “12-Mar” is a date.")
    with opened("paste", found, live=True, **look) as page:
        page.get_by_text("Type the numbers instead").click()
        page.locator("[data-action=by-hand]").click()
        page.evaluate("(data) => window.model.send('data', data)", {**found, "wrong": wrong, "answered": 2})
        page.locator("[data-by-hand] details").evaluate("(part) => { part.open = true; }")
        assert page.locator(".paste-wrong:visible").count() > 10
        assert fits(page) == (True, [])
        assert violations(page) == []


SOME_TIMES = (
    "Survival was studied with Kaplan-Meier curves. Death came in 54/120 (45%) with balm and 30/120 (25%) with wax (P = .001). "
    "The pain score was 3.1 (SD 1.0) with balm and 4.2 (SD 1.1) with wax (P = .002)."
)


def test_times_to_an_event_are_ticked_only_for_a_result_that_may_be_of_such():
    data = {**START, "reading": {**reading_data(read(SOME_TIMES)), "id": 1}}
    with opened("paste", data, live=True) as page:
        box = page.locator("[name=analyses][value='times to an event']")
        assert box.is_checked()
        page.locator("[name=arm1]").select_option(option(data, "3.1"))
        assert not box.is_checked()
        page.locator("[name=arm1]").select_option(option(data, "54/120"))
        assert box.is_checked()
        page.locator("[name=arm2]").select_option("")
        assert page.locator("label:has([name=arm2])").inner_text().startswith("Arm 2, the comparison\n")
        box.uncheck()
        page.locator("[name=arm1]").select_option(option(data, "54/120"))
        assert not box.is_checked()
