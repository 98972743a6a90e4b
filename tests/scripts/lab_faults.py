"""What happens in a real JupyterLab when something stops: kernel killed, server restarted, two learners, a zoomed page.

    python tests/scripts/lab_faults.py

In lesson 03: with an answer committed and a card open, the kernel is killed: every question stays readable, the open card
still judges, and after Run All Cells what was committed is there. The same after the server was stopped and started again.
Two learners in one folder keep both answers. At 200 % zoom nothing of a lesson is cut off sideways, and the accessibility
tree names every part of a card. Needs `pip install -e ".[browser]"` and Debian's chromium. Works on a copy.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import nbformat
from browser_check import (
    CHROMIUM,
    DESK,
    FINISHED,
    ROOT,
    SHOWN,
    Server,
    open_notebook,
    plain,
    stored_questions,
)
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright

LESSON = "03_phase2_efficacy.ipynb"
FIRST, SECOND, THIRD = "gaps", "lower", "covered"
STOPPED = "The kernel stopped"
ERRORS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells].filter(cell => cell.type === 'code')
  .flatMap(cell => cell.outputs.toJSON().filter(out => out.output_type === 'error').map(out => out.ename))"""


def card(page, name):
    return page.locator(f'{SHOWN} [data-question="{name}"]')


def answer(page, name, guess="30"):
    """Commit a number, or the first option, by mouse and keyboard; whether the card then counts as answered."""
    own = card(page, name)
    own.scroll_into_view_if_needed()
    if own.locator("[data-number]").count():
        own.locator("[data-number]").fill(guess)
    else:
        own.locator("input[type=radio]").first.check()
    if own.locator("[data-confidence]").count():
        own.locator("[data-confidence]").click()
    own.locator("[data-action=commit]").click()
    if own.locator("[data-action=keep]").count():
        own.locator("[data-action=keep]").click()
    try:
        page.wait_for_selector(f'{SHOWN} [data-question="{name}"][data-state=committed]', timeout=5000)
    except PlaywrightTimeout:
        return False
    return True


def run_all(page):
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_timeout(500)
    page.wait_for_function(FINISHED, timeout=300_000)
    page.wait_for_selector(f"{SHOWN} [data-question]", timeout=20_000)
    page.wait_for_timeout(1500)


def opened(browser, server):
    """A learner who has opened the lesson and run it once."""
    page = browser.new_context(viewport=DESK).new_page()
    open_notebook(page, server, LESSON)
    run_all(page)
    return page


def dismiss(page):
    """Close what JupyterLab tells about a kernel or server that stopped; it starts the kernel again by itself."""
    page.wait_for_timeout(5000)
    while page.locator(".jp-Dialog button").count():
        page.locator(".jp-Dialog button").last.click()
        page.wait_for_timeout(500)


def kept(server):
    file = server.repository / "notebooks" / ".progress.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def looks_whole(page, when):
    """Questions that cannot be read any more, and tracebacks."""
    stored = nbformat.read(ROOT / "notebooks" / LESSON, as_version=4)
    shown = plain(page.locator(f"{SHOWN} .jp-Notebook").inner_text())
    lost = [text for text in stored_questions(stored) if plain(text) not in shown]
    return [f"{when}: lost {text[:60]}" for text in lost] + [
        f"{when}: {name}" for name in page.evaluate(ERRORS)
    ]


def kernel_pids(server):
    """The server's kernels, from /proc (Linux)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            status, words = (entry / "status").read_text(), (entry / "cmdline").read_text()
        except OSError:
            continue
        if f"PPid:\t{server.process.pid}\n" in status and "ipykernel" in words:
            found.append(int(entry.name))
    return found


def kernel_killed(browser, server):
    page = opened(browser, server)
    problems = [] if answer(page, FIRST) else ["the first card could not be answered"]
    page.wait_for_timeout(1000)
    for pid in kernel_pids(server):
        os.kill(pid, signal.SIGKILL)
    dismiss(page)
    problems += [] if answer(page, SECOND) else ["after the kernel was killed, the open card takes no answer"]
    problems += looks_whole(page, "kernel killed")
    if STOPPED not in card(page, SECOND).locator("xpath=..").inner_text():
        problems.append("the card does not say that its kernel stopped, and that this answer is not kept")
    run_all(page)
    problems += looks_whole(page, "run again")
    if card(page, FIRST).get_attribute("data-state") != "committed":
        problems.append("what was committed before the kernel died is gone")
    page.context.close()
    return problems


def server_restarted(browser, server):
    page = opened(browser, server)
    problems = [] if answer(page, THIRD) else ["the card could not be answered"]
    page.wait_for_timeout(1000)
    server.stop()
    dismiss(page)
    problems += looks_whole(page, "server stopped")
    server.start()
    page.context.close()
    page = opened(browser, server)
    problems += looks_whole(page, "server started again")
    if card(page, THIRD).get_attribute("data-state") != "committed":
        problems.append("what was committed before the server stopped is gone")
    page.context.close()
    return problems


def two_learners(browser, server):
    one, other = opened(browser, server), opened(browser, server)
    asked = one.locator(f"{SHOWN} [data-question][data-state=open]").evaluate_all(
        "cards => cards.map(card => card.dataset.question)"
    )
    before = set(kept(server))
    answer(one, asked[0], "10"), answer(other, asked[1], "10"), answer(one, asked[2], "10")
    one.wait_for_timeout(1500)
    missing = (before | set(asked[:3])) - set(kept(server))
    one.context.close(), other.context.close()
    return [f"with two learners, {name} was lost" for name in sorted(missing)]


def zoomed(browser, server):
    """At 200 % the window is half as wide; what a screen reader reads of a card is in the accessibility tree."""
    page = browser.new_context(viewport={"width": 683, "height": 384}, device_scale_factor=2).new_page()
    open_notebook(page, server, LESSON)
    page.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
    run_all(page)
    wide = page.evaluate(
        f"""() => [...document.querySelectorAll('{SHOWN} .st-card, {SHOWN} [data-map], {SHOWN} .jp-RenderedHTMLCommon > figure')]
        .filter(node => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1).map(node => node.outerHTML.slice(0, 80))"""
    )
    tree = card(
        page,
        asked := page.locator(f"{SHOWN} [data-question][data-state=open]").first.get_attribute(
            "data-question"
        ),
    ).aria_snapshot()
    print("   what a screen reader meets on a card:\n      " + tree.replace("\n", "\n      "))
    needed = [role for role in ("button", "Commit") if role not in tree]
    page.context.close()
    return [f"at 200 % this is cut off: {each}" for each in wide] + [
        f"{asked}: no {role} in the tree" for role in needed
    ]


def main():
    failed = 0
    with tempfile.TemporaryDirectory(prefix="lab-faults-") as folder, sync_playwright() as play:
        server = Server(Path(folder), progress="on")
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        try:
            for part in (kernel_killed, server_restarted, two_learners, zoomed):
                problems = part(browser, server)
                print(
                    f"{part.__name__.replace('_', ' ')}: {'FAILED' if problems else 'nothing lost'}",
                    flush=True,
                )
                for problem in problems:
                    print(f"   FAILED {problem}", flush=True)
                failed += bool(problems)
        finally:
            browser.close()
            server.stop()
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
