"""Answer every question on both faces, and compare what the card says with what its texts and Python say.

    python tests/scripts/every_answer.py [NAME ...] [--quick] [--only lab|page]

Each question of every notebook is answered right, wrong in each foreseen way, wrong in no foreseen way, and with nonsense
(letters, nothing, a number out of range): in JupyterLab and on the plain page by mouse and by keyboard alone, on the
page also by touch at 375 px. Its verdict, its explanation and its reveal must be the ones that belong to that answer,
nonsense must be refused in a sentence, and an answer on the page must still be there after a reload.
With --quick each question is answered once right, once wrong and once with nonsense, by mouse, on both faces.
Needs `pip install -e ".[browser]"` and Debian's chromium. Works on a copy of the repository.
"""

import argparse
import re
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import nbformat
from browser_check import (
    CHROMIUM,
    DESK,
    FINISHED,
    PHONE,
    QUIET,
    ROOT,
    SHOWN,
    SHUT_DOWN,
    Server,
    Watch,
    notebooks,
    open_notebook,
)
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright

from helpers.publish.pages import component_outputs, export_html

FORGET = """async () => {
  const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
  await kernel.requestExecute({ code: "from helpers import ask; ask.forget()", silent: true, store_history: false }).done;
}"""
ALL_OPEN = """root => [...document.querySelectorAll(`${root} [data-question]`)].every(card => card.dataset.state === "open")"""


ALL_THERE = f"""names => names.every(
  name => document.querySelectorAll(`{SHOWN} [data-question="${{name}}"]`).length)"""


COMMITTED = "[data-question][data-state=committed]"
ALL_KEPT = "([selector, count]) => document.querySelectorAll(selector).length === count"


@dataclass(frozen=True)
class Case:
    """One way to answer: what is typed or chosen, and what the card must then say ("refused": nothing is taken)."""

    what: str
    typed: str
    verdict: str
    because: str = ""


def cards_of(name):
    """What each card of a notebook is told, the truth of its reveal included."""
    found = list(component_outputs(nbformat.read(ROOT / "notebooks" / name, as_version=4)))
    truths = {data["id"]: data for _, module, data in found if module == "reveal"}
    return [data | truths.get(data["id"], {}) for _, module, data in found if module == "card"]


def meets(when, guess):
    return when[0] <= guess <= when[1] if isinstance(when, list) else when == guess


def expected(card, guess):
    """(verdict, explanation) that belong to an answer, worked out without the card."""
    if card["kind"] == "belief":
        return "noted", ""
    hit = (
        guess == card["truth"]
        if "options" in card
        else abs(guess - card["truth"]) <= card["tolerance"] + 1e-9
    )
    if hit:
        return "right", card["right"]
    foreseen = [wrong["because"] for wrong in card["wrong"] if meets(wrong["when"], guess)]
    return "wrong", (foreseen or [card["otherwise"]])[0]


def guesses(card):
    """(what, answer) of every way to answer a question."""
    if "options" in card:
        return [(f"option {letter}", letter) for letter in card["options"]]
    low, high = card["low"], card["high"]
    found = [("the middle", round((low + high) / 2, card["decimals"]))]
    if card.get("truth") is not None:
        rounded = round(card["truth"], card["decimals"])
        exact = abs(rounded - card["truth"]) > card["tolerance"]
        found = [("right", card["truth"] if exact else rounded)]
    for wrong in card["wrong"]:
        when = wrong["when"]
        ends = [round(sum(when) / 2, 3), *when] if isinstance(when, list) else [when]
        found += [("foreseen", end) for end in ends]
    spare = [low + (high - low) * place / 37 for place in range(38)]
    spare = [
        round(value, 2)
        for value in spare
        if not any(meets(wrong["when"], round(value, 2)) for wrong in card["wrong"])
    ]
    away = [value for value in spare if expected(card, value)[0] != "right"]
    found += [("not foreseen", value) for value in away[-1:]]
    return [(what, value) for what, value in found if low <= value <= high]


def cases(card, quick):
    """All cases of a card; in a quick run the right one, a wrong one and one refused."""
    known = []
    for what, guess in guesses(card):
        typed = (
            guess if isinstance(guess, str) else f"{guess:g}" if float(f"{guess:g}") == guess else repr(guess)
        )
        known.append(Case(what, typed, *expected(card, guess)))
    if "options" in card:
        refused = [Case("nothing chosen", "", "refused")]
    else:
        beyond = f"{card['high'] * 2 + 1:g}"
        refused = [
            Case("letters", "about twelve", "refused"),
            Case("nothing", "", "refused"),
            Case("out of range", beyond, "refused"),
        ]
    if not quick:
        return refused + list(dict.fromkeys(known))
    first = {case.verdict: case for case in reversed(known)}
    return [refused[0], *first.values()]


# ---------------------------------------------------------------- three ways to answer


def by_pointer(page, own, case, press):
    """Answer with a mouse or a finger; letters come from a keyboard, as they must."""
    box = own.locator("[data-number]")
    if box.count():
        press(box)
        box.fill("")
        page.keyboard.type(case.typed)
    elif case.typed:
        press(own.locator(f'input[type=radio][value="{case.typed}"]'))
    if own.locator("[data-confidence]").count():
        press(own.locator("[data-confidence]"))
    press(own.locator("[data-action=commit]"))
    if own.locator("[data-action=keep]").count():
        press(own.locator("[data-action=keep]"))


def by_keyboard(page, own, case):
    """Answer with Tab, arrows, Space and Enter, from the first control of the card."""
    own.locator("input").first.focus()
    if own.locator("[data-number]").count():
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.press("Delete")
        page.keyboard.type(case.typed)
    elif case.typed:
        page.keyboard.press("Space")
        letters = own.locator("input[type=radio]").evaluate_all("all => all.map(one => one.value)")
        for _ in range(letters.index(case.typed)):
            page.keyboard.press("ArrowDown")
    if own.locator("[data-confidence]").count():
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    if own.locator("[data-action=keep]").count():
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")


WAYS = {
    "mouse": lambda page, own, case: by_pointer(page, own, case, lambda node: node.click()),
    "touch": lambda page, own, case: by_pointer(page, own, case, lambda node: node.tap()),
    "keyboard": by_keyboard,
}


def told(text):
    """A sentence as it is compared: its words, whatever the white space."""
    return re.sub(r"\s+", " ", text).strip()


def problem_with(page, root, card, case, way, when="after"):
    """What is wrong after answering one card in one way; "" if nothing is."""
    own = page.locator(f'{root} [data-question="{card["id"]}"]')
    if own.count() != 1:
        return f"{own.count()} cards"
    WAYS[way](page, own, case)
    if case.verdict == "refused":
        said = told(own.locator(".st-trouble").inner_text())
        if own.get_attribute("data-state") != "open" or not said:
            return f"is {own.get_attribute('data-state')} and says {said!r} to nonsense"
        return ""
    try:
        page.wait_for_selector(f'{root} [data-question="{card["id"]}"][data-state=committed]', timeout=5000)
    except PlaywrightTimeout:
        return f"took no answer, and says {told(own.locator('.st-trouble').inner_text())!r}"
    verdict = own.locator("[data-verdict]").first.get_attribute("data-verdict")
    said = told(own.locator(".st-verdict").inner_text())
    if verdict != case.verdict:
        return f"says {verdict}, and should say {case.verdict}"
    if told(case.because) not in said:
        return f"does not explain this answer: {said[:120]!r}"
    reveal = page.locator(f'{root} details[data-reveal="{card["id"]}"]')
    if reveal.count():
        try:
            page.wait_for_selector(f'{root} details[data-reveal="{card["id"]}"][open]', timeout=10_000)
        except PlaywrightTimeout:
            return "its answer did not open"
    return ""


# ---------------------------------------------------------------- rounds: each card once, then all are reset


def rounds(page, root, cards, way, quick, reset, note):
    """Answer every card of an open notebook or page in each of its ways; returns how many answers were given."""
    per_card = {card["id"]: cases(card, quick) for card in cards}
    given = 0
    for number in range(max(map(len, per_card.values()), default=0)):
        if number:
            reset(page)
        for card in cards:
            if number < len(per_card[card["id"]]):
                case = per_card[card["id"]][number]
                problem = problem_with(page, root, card, case, way)
                given += 1
                if problem:
                    note(f"{card['id']} by {way}, {case.what} ({case.typed!r}): {problem}")
    return given


def start_again(page):
    page.evaluate("() => localStorage.clear()")
    page.reload()


def forget_in_lab(page):
    page.evaluate(FORGET)
    page.wait_for_function(ALL_OPEN, arg=SHOWN, timeout=10_000)


def kept_after_reload(page, answered):
    """Whether the answers are there again after a reload, or after one of three more, five seconds apart.

    Chromium writes the store of a page in a process of its own. At load 20 a reload overtook it once in some two
    hundred tries: the page opened empty and stayed so until it was reloaded again. What is lost stays lost.
    """
    for _ in range(4):
        page.reload()
        with suppress(PlaywrightTimeout):
            page.wait_for_function(ALL_KEPT, arg=[COMMITTED, answered], timeout=5000)
            return True
    return False


def on_pages(browser, folder, names, quick, note):
    """Both ways of pointing and the keyboard, on the plain pages."""
    made, given = export_html(folder, [ROOT / "notebooks" / name for name in names]), 0
    for name in names:
        cards, file = cards_of(name), made / Path(name).with_suffix(".html")
        for way in ("mouse",) if quick else ("mouse", "touch", "keyboard"):
            context = browser.new_context(**(PHONE if way == "touch" else {"viewport": DESK}))
            page = context.new_page()
            watch = Watch(page, (made.as_uri(), "data:"))
            page.goto(file.as_uri())
            given += rounds(
                page,
                "main",
                cards,
                way,
                quick,
                start_again,
                lambda text, name=name: note(f"{name} as a page, {text}"),
            )
            answered = page.locator(COMMITTED).count()
            if not kept_after_reload(page, answered):
                found = page.locator(COMMITTED).count()
                note(f"{name} as a page: {answered} answers, {found} after four reloads")
            for trouble in watch.take():
                note(f"{name} as a page, by {way}: {trouble}")
            context.close()
    return given


def in_lab(browser, folder, names, quick, note):
    """Mouse and keyboard, in JupyterLab."""
    server, given = Server(folder), 0
    desk = browser.new_context(viewport=DESK)  # one: JupyterLab itself is fetched and compiled once
    try:
        for name in names:
            cards = cards_of(name)
            if not cards:
                continue
            page = desk.new_page()
            watch = Watch(page, (server.address, server.address.replace("http", "ws"), "data:", "blob:"))
            open_notebook(page, server, name)
            page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
            page.wait_for_function(FINISHED, timeout=300_000)
            with suppress(PlaywrightTimeout):  # a card that is missing is named below
                page.wait_for_function(ALL_THERE, arg=[card["id"] for card in cards], timeout=20_000)
            page.evaluate(QUIET, 300)
            for place, way in enumerate(("mouse",) if quick else ("mouse", "keyboard")):
                if place:
                    forget_in_lab(page)
                given += rounds(
                    page,
                    SHOWN,
                    cards,
                    way,
                    quick,
                    forget_in_lab,
                    lambda text, name=name: note(f"{name} in JupyterLab, {text}"),
                )
            for trouble in watch.take():
                note(f"{name} in JupyterLab: {trouble}")
            page.evaluate(SHUT_DOWN)
            page.close()
    finally:
        server.stop()
    return given


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only notebooks whose path starts with one of these")
    parser.add_argument("--quick", action="store_true", help="right, wrong and nonsense once each, by mouse")
    parser.add_argument("--only", choices=["lab", "page"], help="one of the two faces")
    chosen = parser.parse_args()
    names, failed, started = notebooks(chosen.names), [], time.time()

    def note(text):
        failed.append(text)
        print(f"   FAILED {text}", flush=True)

    with tempfile.TemporaryDirectory(prefix="every-answer-") as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        for face, check in (("page", on_pages), ("lab", in_lab)):
            if chosen.only in (None, face):
                given = check(browser, Path(folder) / face, names, chosen.quick, note)
                print(
                    f"{face}: {given} answers to {sum(len(cards_of(name)) for name in names)} cards, after {time.time() - started:.0f} s",
                    flush=True,
                )
        browser.close()
    print(
        f"every answer: {f'FAILED in {len(failed)} places' if failed else 'each was met by what belongs to it'}"
    )
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
