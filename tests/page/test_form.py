"""The bias form judges as Python does, keeps what was said, and asks a reason of every override."""

import pytest
from touching import LOOKS, fits, opened, violations

from helpers.evidence.appraisal import RULE, joined
from helpers.lessons.weight import bias_form

FORM = bias_form()
FIRST = FORM["domains"][0]


def answer(page, item, choice):
    """Open one question and choose an answer."""
    box = page.locator(f"details[data-item='{item['id']}']")
    if box.get_attribute("open") is None:
        box.locator("summary").first.click()
    box.locator(f"input[type=radio][value='{choice}']").check()
    return box


def test_every_question_stands_once_and_closed():
    with opened("form", FORM) as page:
        assert page.locator("details[data-item]").count() == 17
        assert page.locator("details[open]").count() == 0
        page.get_by_text("How answers become judgements").click()
        for answer, found in RULE.items():
            assert f"{answer}: {found}" in page.locator("[data-form]").inner_text()
        assert page.locator(".st-form-line").first.inner_text() == "0 of 3 answered"


@pytest.mark.parametrize(
    "choices",
    [
        ("yes", "yes", "yes"),
        ("yes", "partly", "not in our sources"),
        ("partly", "not in our sources", "not in our sources"),
        ("no", "yes", "partly"),
    ],
)
def test_a_domain_is_judged_by_the_rule_of_python(choices):
    assert {each["answer"]: each["judgement"] for each in FORM["rule"]} == RULE
    with opened("form", FORM) as page:
        for item, choice in zip(FIRST["items"], choices, strict=True):
            answer(page, item, choice)
        line = page.locator(".st-form-line").first.inner_text()
        assert line.lower().startswith(joined([RULE[choice] for choice in choices]))
        gaps = choices.count("not in our sources")
        assert (f"{gaps} not in our sources" in line) == (gaps > 0)  # a gap is never hidden


def test_our_answer_opens_after_the_readers_and_an_override_needs_a_reason():
    item = FIRST["items"][0]
    with opened("form", FORM) as page:
        box = answer(page, item, "partly")
        assert item["basis"] in box.locator("details").inner_text()
        box.locator("select").select_option("high concern")
        assert "A judgement of your own needs a reason" in box.inner_text()
        assert "By the rule: some concern." in box.inner_text()
        box.get_by_label("because").fill("the list was open")
        assert "In its place: high concern." in box.inner_text()
        kept = page.evaluate("window.model.get('state')")
    with opened("form", FORM, kept) as page:
        assert "partly" in page.locator(f"details[data-item='{item['id']}'] > summary").inner_text()
        assert page.locator(".st-form-line").first.inner_text() == "1 of 3 answered"
        page.locator("[data-action=again]").dblclick()
        assert page.locator(".st-form-line").first.inner_text() == "1 of 3 answered"
        page.wait_for_timeout(750)
        page.get_by_role("button", name="Delete all answers of this form?").click()
        assert page.locator(".st-form-line").first.inner_text() == "0 of 3 answered"


def test_a_domain_is_judged_only_when_all_its_questions_are_answered():
    first, second, third = FIRST["items"]
    with opened("form", FORM) as page:
        line = page.locator(".st-form-line").first
        answer(page, first, "yes")
        answer(page, second, "not in our sources")
        assert line.inner_text() == "2 of 3 answered, 1 not in our sources"
        answer(page, third, "yes")
        assert line.inner_text().startswith("No information (3 of 3 answered")
        page.evaluate("window.model.send('state', {})")  # a new room
        assert line.inner_text() == "0 of 3 answered"
        assert page.locator("details[open]").count() == 0


@pytest.mark.parametrize("look", LOOKS)
def test_accessible_and_no_wider_than_the_window(look):
    with opened("form", FORM, **look) as page:
        answer(page, FIRST["items"][0], "yes")
        wide, small = fits(page)
        assert wide
        if look.get("is_mobile"):
            assert small == []
        assert violations(page) == []
