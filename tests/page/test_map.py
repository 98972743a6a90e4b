"""The map in a real browser lights exactly the results that Python finds, and says what a reader needs."""

import re

import numpy as np
import pytest
from paging import INVENTED, visit, write_page
from touching import LOOKS, browser, fits, opened, violations

from helpers.lessons import phase2
from helpers.lessons.touch import easi_data, for_a_page, map_data, packed_results, people_data, puzzle_data
from helpers.statistics.detective import check_strength, scan
from helpers.statistics.printed import as_printed
from helpers.statistics.tests_of_counts import COMMON_TESTS, TEST_LABELS, TESTS
from helpers.statistics.two_by_two import all_tables, p_value
from helpers.statistics.two_groups import risk_difference_limits

LIT = """() => [...document.querySelectorAll("[data-map] [data-x1][data-x2]")]
    .map((dot) => [Number(dot.dataset.x1), Number(dot.dataset.x2)])"""


@pytest.fixture(scope="module")
def data():
    return map_data(36, 36, ".038", also=[(26, 26)])


def python_lights(state, n1, n2):
    found = scan(state["printed"], [(n1, n2)], state["tests"], rounding=state["rule"], higher=state["higher"])
    return sorted({(int(x1), int(x2)) for x1, x2 in zip(found["x1"], found["x2"], strict=True)})


def random_settings(count, seed=7):
    """P values as papers print them: mostly small, two to four decimals, some bounds."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        decimals = int(random.integers(2, 5))
        value = random.integers(1, 10**decimals // (1 if random.random() < 0.4 else 10) + 1)
        text = f"{min(value, 10**decimals - 1) / 10**decimals:.{decimals}f}"
        text = str(random.choice(["", "", "", "", "<", ">"])) + (text if random.random() < 0.5 else text[1:])
        size = int(random.choice([1, 2, 3, 12], p=[0.5, 0.2, 0.2, 0.1]))
        yield {
            "printed": text,
            "tests": [str(name) for name in random.choice(list(TESTS), size, replace=False)],
            "rule": str(random.choice(["half up", "half even", "truncation", "any"])),
            "higher": str(random.choice(["arm 1", "arm 2", "either"])),
            "n1": (n := int(random.choice([36, 26]))),
            "n2": n,
        }


def test_the_browser_lights_what_python_finds_at_200_random_settings(data):
    with opened("map", data) as page:
        for state in random_settings(200):
            page.evaluate("(state) => window.model.send('state', state)", state)
            found = sorted(map(tuple, page.evaluate(LIT)))
            assert found == python_lights(state, state["n1"], state["n2"]), state


def test_the_first_sentence_and_a_dot_in_full(data):
    with opened("map", data) as page:
        said = page.locator(".touch-status").inner_text()
        assert said.replace("\n", "") == (
            "2 of 1,369 results print .038 by Pearson, Yates or Fisher with more responders on cells: "
            "15 v 6, 30 v 21. Compatible, not observed."
        )
        dot = page.locator("[data-x1='15'][data-x2='6']")
        assert dot.get_attribute("aria-label") == "15 of 36 v 6 of 36, prints .038 by Yates"
        dot.click(force=True)
        assert page.locator(".touch-reading").inner_text() == (
            "25 more per 100 (95 % interval 4 to 44): 15 of 36 improved on cells, 6 of 36 on placebo.\n"
            "P by Pearson .020, Yates .038, Fisher .037."
        )


def words(gap, below, above):
    """What the map says of a difference and its limits, all three printed in whole points."""
    gap, below, above = int(gap), int(below), int(above)
    one = lambda points: f"{abs(points)} {'more' if points > 0 else 'fewer'}" if points else "0"  # noqa: E731
    if not gap:
        return f"as many per 100 (95 % interval {one(below)} to {one(above)})"
    if gap * below >= 0 and gap * above >= 0:
        low, high = sorted((abs(below), abs(above)))
        return f"{one(gap)} per 100 (95 % interval {low} to {high})"
    return f"{one(gap)} per 100 (95 % interval {one(below)} to {one(above)})"


def test_every_reading_shows_the_numbers_of_python(data):
    """Difference, limits and P of 60 results, as Python rounds them."""
    low, high = risk_difference_limits(
        *np.broadcast_arrays(*np.ogrid[:37, :37])[:1], 36, np.indices((37, 37))[1], 36
    )
    random = np.random.default_rng(3)
    with opened("map", data, {"tests": ["pearson", "boschloo"]}) as page:
        for x1, x2 in random.integers(0, 37, (60, 2)).tolist():
            page.evaluate(
                "(state) => window.model.send('state', state)",
                {"at": [x1, x2], "tests": ["pearson", "boschloo"]},
            )
            said = page.locator(".touch-reading").inner_text()
            gap, below, above = (
                as_printed(100 * share, 0) for share in ((x1 - x2) / 36, low[x1, x2], high[x1, x2])
            )
            first = words(gap, below, above).capitalize()
            start = f"{first}: {x1} of 36 improved on cells, {x2} of 36 on placebo.\nP by "
            assert said.startswith(start), (said, start)
            for label, test in (("Pearson", "pearson"), ("Boschloo", "boschloo")):
                p = p_value(x1, 36, x2, 36, test)
                shown = said.split(f"{label} ")[1].split(", ")[0].split("\n")[0].rstrip(".")
                text = as_printed(p, 3).lstrip("0")
                expected = (
                    "<.001" if p < 0.0005 else "1" if p > 1 - 1e-9 else ">.999" if p >= 0.9995 else text
                )
                assert shown == expected


@pytest.mark.parametrize(
    ("typed", "lit"),
    [(".038", 2), ("0.038", 2), ("0,038", 2), (",038", 2), ("P = .038", 2), ("p=0·038", 2), ("<.001", 275)],
)
def test_ways_to_write_a_p_value(data, typed, lit):
    with opened("map", data) as page:
        page.locator("[data-printed]").fill(typed)
        assert len(page.evaluate(LIT)) == (
            lit
            if lit < 100
            else len(
                python_lights(
                    {
                        "printed": typed,
                        "tests": ["pearson", "yates", "fisher"],
                        "rule": "half up",
                        "higher": "arm 1",
                    },
                    36,
                    36,
                )
            )
        )


@pytest.mark.parametrize(
    "typed", ["", "n.s.", "3.8 %", "38", "-.1", "0", ".000", ".03812", "< >", "<script>"]
)
def test_what_cannot_be_read_gets_one_sentence_and_no_light(data, typed):
    with opened("map", data) as page:
        page.locator("[data-printed]").fill(typed)
        assert page.evaluate(LIT) == []
        said = page.locator(".touch-status").inner_text()
        assert "P" in said
        assert said.count(".") <= 4
        assert page.locator("[data-printed]").get_attribute("aria-invalid") == "true"


def test_nothing_lit_is_said_kindly(data):
    missing = check_strength(36, 36, ["pearson", "yates", "fisher"])["missing"].iloc[-1].split(", ")[0][1:]
    with opened("map", data) as page:
        page.locator("[data-printed]").fill(missing)
        assert page.evaluate(LIT) == []
        said = page.locator(".touch-status").inner_text()
        assert said.startswith(f"None of the 1,369 results prints {missing} by Pearson, Yates or Fisher")
        assert "proves no slip" in said


def test_by_keyboard_alone(data):
    with opened("map", data) as page:
        page.locator("[data-printed]").focus()
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.tagName") == "svg":
                break
        else:
            raise AssertionError("Tab does not reach the map")
        assert "15 of 36 improved on cells, 6 of 36 on placebo" in page.locator(".touch-reading").inner_text()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowRight")
        assert "16 of 36 improved on cells, 7 of 36" in page.locator(".touch-reading").inner_text()
        page.keyboard.press("Shift+ArrowDown")
        assert "11 of 36 improved on cells, 7 of 36" in page.locator(".touch-reading").inner_text()
        assert page.evaluate("window.model.get('state').at") == [11, 7]


def test_the_full_paper(data):
    with opened("map", data) as page:
        page.get_by_text("I have the full paper").click()
        note = page.locator("details .touch-note").last
        for first, second, said in [
            ("15", "6", "It is among the results that print .038."),
            ("20", "9", "It is not among those that print .038"),
            ("37", "9", "a whole number from 0 to 36"),
            ("3.5", "9", "a whole number from 0 to 36"),
            ("", "9", "One more number"),
        ]:
            page.locator("[data-mine='1']").fill(first)
            page.locator("[data-mine='2']").fill(second)
            assert said in note.inner_text()
            assert page.locator(".touch-own path").count() == (said.startswith("It is"))


def test_a_page_judges_the_counts_of_34_v_33_and_of_33_v_34_as_python_does(data):
    """The paper's own arms, typed beside its counts, redraw the map; the other way round it is turned."""
    state = {
        "printed": ".038",
        "tests": ["pearson", "yates", "fisher"],
        "rule": "half up",
        "higher": "arm 1",
    }
    with opened("map", for_a_page(data)) as page:
        page.get_by_text("I have the full paper").click()
        note = page.locator("details .touch-note").last
        for n1, n2 in ((34, 33), (33, 34), (30, 38)):
            for arm, n in ((1, n1), (2, n2)):
                page.locator(f"[data-analysed='{arm}']").fill(str(n))
            page.locator("[data-analysed='2']").press("Tab")
            lit = python_lights(state, n1, n2)
            assert sorted(map(tuple, page.evaluate(LIT))) == lit
            assert page.locator("[data-n='1']").input_value() == str(n1)
            low, high = risk_difference_limits(20, n1, 11, n2)
            for arm, count in ((1, 20), (2, 11)):
                page.locator(f"[data-mine='{arm}']").fill(str(count))
            gap, low, high = (as_printed(100 * float(each), 0) for each in (20 / n1 - 11 / n2, low, high))
            said = note.inner_text()
            first = words(gap, low, high).capitalize()
            start = f"{first}: 20 of {n1} improved on cells, 11 of {n2} on placebo.\nP by Pearson "
            assert said.startswith(start), said
            fisher = as_printed(p_value(20, n1, 11, n2, "fisher"), 3).lstrip("0")
            assert f"Fisher {fisher}" in said
            assert ("It is among" in said) == ((20, 11) in lit)


def test_arms_that_the_page_does_not_carry_get_no_verdict(data):
    with opened("map", for_a_page(data)) as page:
        page.get_by_text("I have the full paper").click()
        note = page.locator("details .touch-note").last
        for box, typed in (("mine='1'", 20), ("mine='2'", 11), ("analysed='1'", 50), ("analysed='2'", 48)):
            page.locator(f"[data-{box}]").fill(str(typed))
        page.locator("[data-analysed='2']").press("Enter")
        assert note.inner_text() == (
            "The map still shows 36 v 36, so nothing is said about 50 v 48. JupyterLab or Binder computes it."
        )
        assert page.locator(".touch-ask .touch-note").inner_text() == (
            "This page carries 26 v 26 and every pair of arms from 30 to 38 people. "
            "50 v 48 is computed by the same map in JupyterLab or Binder. What you typed is kept."
        )
        page.locator("[data-analysed='1']").fill("many")
        page.locator("[data-analysed='1']").press("Tab")
        assert "for example 36 and 36" in note.inner_text()


@pytest.mark.parametrize("simple", [True, False])
def test_one_button_leads_back_to_the_printed_p(simple):
    with opened("map", map_data(36, 36, ".038", simple=simple)) as page:
        back = page.get_by_role("button", name="back to .038")
        assert not back.is_visible()
        places = page.locator(".touch-range, .touch-drawing")
        before = [each.bounding_box() for each in places.all()]
        page.locator("[data-printed]").fill(".072")
        assert back.is_visible()
        assert [each.bounding_box() for each in places.all()] == before  # nothing moves under the finger
        back.click()
        assert page.locator("[data-printed]").input_value() == ".038"
        assert len(page.evaluate(LIT)) == 2
        assert page.evaluate("window.model.get('state').printed") == ".038"
        assert not back.is_visible()


def test_the_reading_is_on_the_screen_while_the_map_is(data):
    """It comes into sight below the map; where both do not fit it sticks; in a low and wide window it stands beside."""
    phone = {"viewport": {"width": 375, "height": 700}, "has_touch": True, "is_mobile": True}
    short = phone | {"viewport": {"width": 375, "height": 440}}
    for look, sticks in ((phone, 0), (short, 1), ({"viewport": {"width": 683, "height": 384}}, 0)):
        with opened("map", data, **look) as page:
            page.evaluate("document.querySelector('main').style.paddingBottom = '60rem'")
            page.locator("svg").evaluate("map => map.scrollIntoView({ block: 'end' })")
            page.locator("[data-x1='15'][data-x2='6']").click(force=True)
            box = page.locator(".touch-reading").bounding_box()
            assert "15 of 36 improved" in page.locator(".touch-reading").inner_text()
            place = page.locator(".touch-reading").evaluate("each => getComputedStyle(each).position")
            assert place == ("sticky" if sticks else "static")
            legend = page.locator(".touch-legend").bounding_box()
            if look is phone:
                assert box["y"] >= legend["y"] + legend["height"]
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= look["viewport"]["height"] + 1


def test_the_first_map_says_what_its_tests_are():
    with opened("map", map_data(36, 36, ".038", simple=True)) as page:
        page.get_by_text("Pearson, Yates and Fisher: what are they?").click()
        for test in ("pearson", "yates", "fisher"):
            assert TESTS[test] in page.locator(".touch-meanings").inner_text()


def test_other_arms_are_kept_and_explained_on_a_page_and_computed_by_python_when_live(data):
    with opened("map", data) as page:
        page.locator("[data-n='1']").fill("40")
        page.locator("[data-n='2']").fill("38")
        page.locator("[data-n='2']").press("Enter")
        said = page.locator(".touch-ask .touch-note").inner_text()
        assert said == (
            "This page carries 36 v 36 and 26 v 26. 40 v 38 is computed by the same map in JupyterLab or Binder. "
            "What you typed is kept."
        )
        assert page.evaluate("window.model.get('state').n1") == 40
        page.locator("[data-n='1']").fill("26")
        page.locator("[data-n='2']").fill("26")
        page.locator("[data-n='2']").press("Enter")
        assert "of 729 results" in page.locator(".touch-status").inner_text()
    with opened("map", data, live=True) as page:
        page.locator("[data-n='1']").fill("12")
        page.locator("[data-n='2']").fill("9")
        page.locator("[data-n='2']").press("Enter")
        assert "Computing the 130 results" in page.locator(".touch-ask .touch-note").inner_text()
        more = {**data, "designs": [*data["designs"], packed_results(12, 9)]}
        page.evaluate("(data) => window.model.send('data', data)", more)
        assert "of the 130 results" in page.locator(".touch-status").inner_text()
        state = {
            "printed": ".038",
            "tests": ["pearson", "yates", "fisher"],
            "rule": "half up",
            "higher": "arm 1",
        }
        assert sorted(map(tuple, page.evaluate(LIT))) == python_lights(state, 12, 9)
        page.locator("[data-n='1']").fill("130")
        page.locator("[data-n='2']").press("Tab")
        assert "up to 100 people" in page.locator(".touch-ask .touch-note").inner_text()


def test_more_tests_and_state_come_back():
    data = map_data(36, 36, ".038")
    with opened("map", data) as page:
        assert page.locator("[data-test]:visible").count() == 3
        page.get_by_role("button", name="more tests").click()
        assert page.locator("[data-test]:visible").count() == len(TESTS)
        page.get_by_role("checkbox", name="mid-P", exact=True).check()
        page.get_by_role("button", name="fewer tests").click()
        assert page.locator("[data-test]:visible").count() == 3
        page.get_by_role("button", name="more tests").click()
        assert page.get_by_role("checkbox", name="mid-P", exact=True).is_checked()
        lit = sorted(map(tuple, page.evaluate(LIT)))
        kept = page.evaluate("window.model.get('state')")
    with opened("map", data, kept) as page:
        assert page.get_by_role("checkbox", name="mid-P", exact=True).is_checked()
        assert sorted(map(tuple, page.evaluate(LIT))) == lit


def test_the_chip_of_the_chosen_dot_is_marked_for_as_long_as_the_dot(data):
    with opened("map", data) as page:
        pressed = """() => [...document.querySelectorAll(".touch-chip")].map((chip) => chip.ariaPressed)"""
        assert page.evaluate(pressed) == ["false", "false"]
        page.locator(".touch-chip").nth(1).click()
        page.get_by_text("Tests of four counts").click()
        assert page.evaluate(pressed) == ["false", "true"]
        page.locator("[data-x1='15'][data-x2='6']").click(force=True)
        assert page.evaluate(pressed) == ["true", "false"]


@pytest.mark.parametrize("touch", [True, False])
def test_keys_are_named_where_there_are_keys(data, touch):
    with opened("map", data, has_touch=touch, is_mobile=touch) as page:
        assert ("arrow keys" in page.locator(".touch-reading").inner_text()) != touch


def test_the_simple_map_has_the_printed_p_alone():
    with opened("map", map_data(36, 36, ".038", simple=True)) as page:
        assert page.locator("input").count() == 2  # the box and its slider
        page.get_by_role("slider").fill("50")
        assert page.locator("[data-printed]").input_value() == ".050"
        assert (
            "print .050" in page.locator(".touch-status").inner_text()
            or "prints .050" in page.locator(".touch-status").inner_text()
        )


@pytest.mark.parametrize("look", LOOKS)
def test_accessible_and_no_wider_than_the_window(data, look):
    with opened("map", data, {"more": True, "at": [15, 6], "mine": ["20", "9"]}, **look) as page:
        wide, small = fits(page)
        assert wide
        if look.get("is_mobile"):
            assert small == []
        assert violations(page) == []


def test_a_redraw_takes_less_than_50_ms(data):
    with opened("map", data, {"tests": list(TESTS), "higher": "either"}) as page:
        spent = page.evaluate(
            """() => { const box = document.querySelector("[data-printed]"); const spent = [];
            for (let k = 1; k <= 60; k++) { box.value = k % 6 ? `.0${10 + k}` : "<.05"; const start = performance.now();
              box.dispatchEvent(new Event("input")); document.querySelector("svg").getBoundingClientRect();
              spent.push(performance.now() - start); }
            return spent.sort((a, b) => a - b); }"""
        )
    assert spent[len(spent) // 2] < 50, spent


def test_the_packing_holds_what_python_computes():
    """Half of the P values and the lower limits stand for all: turned results mirror them."""
    packed = packed_results(11, 7, tests=("fisher", "barnard"))
    low, high = risk_difference_limits(*np.indices((12, 8))[:1], 11, np.indices((12, 8))[1], 7)
    tenths = [int(packed["low"][3 * place : 3 * place + 3], 36) for place in range(96)]
    assert np.allclose([(each >> 1) / 1000 - 1 for each in tenths], low.ravel(), atol=1e-3)
    assert np.allclose(-low.ravel()[::-1], high.ravel(), atol=1e-9)
    for test, text in packed["p"].items():
        half = [int(text[4 * place : 4 * place + 4], 36) for place in range(48)]
        p = all_tables(11, 7, test).ravel()
        assert np.allclose([(each >> 1) / 1e5 for each in half], p[:48], atol=2.1e-5)
        assert np.allclose(p[:48], p[::-1][:48], atol=1e-9)


def test_the_map_waits_for_the_question_that_it_answers(tmp_path):
    components = [("card", INVENTED), ("map", map_data(10, 9, ".9") | {"after": INVENTED["id"]})]
    with visit(write_page(tmp_path / "waiting.html", components)) as page:
        assert page.locator(".touch-map").inner_text().startswith("The map shows the answer")
        assert not page.locator(".touch-drawing").is_visible()
        page.locator("[data-action=skip]").click()
        assert page.locator(".touch-drawing").is_visible()
        assert not page.locator(".touch-wait").is_visible()


def test_all_four_pieces_work_on_a_plain_page_and_keep_what_was_done(tmp_path):
    """Under the page's own policy, and after the page was left and opened again."""
    components = [
        ("map", map_data(36, 36, ".038", simple=True)),
        ("puzzle", puzzle_data("38", 16, 86, 5, beyond_count=2, beyond=84)),
        (
            "people",
            people_data([{"name": "all", "placebo": 0, "difference": 1, "sentence": "."}], "?", "improve"),
        ),
        ("easi", easi_data()),
    ]
    address = write_page(tmp_path / "page.html", components)
    viewer = browser().new_context(viewport={"width": 375, "height": 812}, has_touch=True, is_mobile=True)
    with visit(address, viewer) as page:
        page.locator("[data-printed]").fill(".05")
        page.locator("[data-x1][data-x2]").first.tap(force=True)
        page.get_by_role("slider", name="Person A").fill("16")
        page.get_by_role("radio", name="Legs").check(force=True)
        assert page.locator("[data-people] .touch-gain").count() == 101  # a hundred and the key
        assert page.evaluate("document.documentElement.scrollWidth") == 375
        read = page.locator(".touch-reading").first.inner_text()
        assert "per 100" in read
    with visit(address, viewer) as page:
        assert page.locator("[data-printed]").input_value() == ".05"
        assert page.locator(".touch-reading").first.inner_text() == read
        assert page.get_by_role("slider", name="Person A").input_value() == "16"
        assert page.get_by_role("radio", name="Legs").is_checked()
    viewer.close()


def test_typed_counts_are_told_which_of_the_six_tests_print_p(data):
    """The map asks three tests; of the other three it knows what Python found, for the printed P and no other."""
    known = {
        "tests": "Fisher, Pearson, Yates, Barnard, Boschloo and mid-P",
        "designs": ["36 v 36"],
        "results": {"36 v 36": {"20 v 11": "mid-P"}},
    }
    with opened("map", data | {"fits": known}) as page:
        page.locator("summary", has_text="full paper").click()
        verdict = page.locator("details:has([data-mine]) .touch-note").last

        def said(x1, x2):
            for arm, count in ((1, x1), (2, x2)):
                page.locator(f"[data-mine='{arm}']").fill(str(count))
            return verdict.inner_text()

        assert said(20, 11).endswith("By the tests chosen it does not print .038; by mid-P it does.")
        assert f"nor by any of our six ({known['tests']}): a reason to ask" in said(20, 10)
        assert "any of our six" not in said(10, 20)  # placebo ahead was not searched
        assert said(15, 6).endswith("It is among the results that print .038.")
        page.locator("[data-printed]").fill(".039")
        assert "mid-P" not in said(20, 11)


def test_what_the_map_knows_beforehand_is_what_the_six_tests_print():
    known = phase2.fits()
    assert known["designs"][0] == "30 v 30"
    for sizes in ("34 v 37", "35 v 35"):
        n1, n2 = map(int, sizes.split(" v "))
        found = scan(".038", [(n1, n2)], list(COMMON_TESTS))
        expected = {}
        for row in found.itertuples():
            expected.setdefault(f"{row.x1} v {row.x2}", set()).add(TEST_LABELS[row.test])
        assert {
            at: set(re.split(r", | and ", tests)) for at, tests in known["results"][sizes].items()
        } == expected
