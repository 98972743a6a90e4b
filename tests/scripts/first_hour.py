"""Behave as a person in their first hour: open a lesson in a real JupyterLab and do what comes to mind.

    python tests/scripts/first_hour.py [NAME ...]     lesson 00 if no name is given

Clicks before anything was run, runs everything, types letters into numbers, answers wrongly, shows without
guessing, moves the sliders, runs twice, restarts and runs one card alone, follows the first ten links, saves,
closes and comes back. Counts tracebacks, dead ends and lost questions: all three must be 0.
Needs `pip install -e ".[browser]"` and Debian's chromium. Works on a copy of the repository.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
from browser_check import CHROMIUM, CLOSED, DESK, QUIET, SHOWN, SHUT_DOWN, Server, lessons, open_notebook
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright

from helpers.ask import HOW_TO_ANSWER, question

LINKS = 10
TEXT = "(node) => node.innerText.replace(/\\s+/g, ' ')"
ABOUT_TO_RUN = """only => {
  const code = [...window.jupyterapp.shell.currentWidget.content.model.cells]
    .filter(cell => cell.type === 'code' && cell.sharedModel.getSource().trim()).slice(0, only ?? Infinity);
  const waiting = new Set(code);
  for (const cell of code)
    cell.stateChanged.connect((_, change) => change.name === 'executionCount' && change.newValue && waiting.delete(cell));
  window.stillToRun = waiting;
}"""
"""From now on `stillToRun` holds the code cells (the first `only` of them, or all) that have not run since."""
HAVE_RUN = """() => {
  const { content, sessionContext } = window.jupyterapp.shell.currentWidget;
  const failed = [...content.model.cells].some(
    cell => cell.type === 'code' && cell.outputs.toJSON().some(out => out.output_type === 'error'));
  return sessionContext.session?.kernel?.status === 'idle' && (!window.stillToRun.size || failed);
}"""
KERNEL_IDLE = "() => window.jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status === 'idle'"
SEEN = "slider => slider.querySelector('.st-sentence').innerText + (slider.querySelector('img')?.src ?? '')"
MOVED = f"([slider, before]) => ({SEEN})(slider) !== before"
ALL_ASKED = f"""questions => questions.every(
  name => document.querySelectorAll(`{SHOWN} [data-question="${{name}}"]`).length === 1)"""
COMMITTED_AGAIN = f"""questions => questions.every(
  name => document.querySelector(`{SHOWN} [data-question="${{name}}"]`)?.dataset.state === 'committed')"""
ALL_SHOWN = f"""texts => {{
  const shown = document.querySelector('{SHOWN} .jp-Notebook').innerText.replace(/\\s+/g, ' ');
  return texts.every(text => shown.includes(text));
}}"""
ERRORS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
  .filter(cell => cell.type === 'code')
  .flatMap(cell => cell.outputs.toJSON().filter(out => out.output_type === 'error').map(out => `${out.ename}: ${out.evalue}`))"""

OPENED = """name => {
  const { path, isReady } = window.jupyterapp.shell.currentWidget?.context ?? {};
  return path && path !== `notebooks/${name}` && isReady;
}"""
CONTENT = """() => {
  const { path, model } = window.jupyterapp.shell.currentWidget.context;
  return [path, path.endsWith(".ipynb") ? JSON.stringify(model.sharedModel.toJSON()) : ""];
}"""
BACK = """name => {
  const { shell } = window.jupyterapp;
  const own = [...shell.widgets("main")].find(widget => widget.context?.path === `notebooks/${name}`);
  shell.activateById(own.id);
}"""


class Person:
    """Somebody with a mouse in front of one lesson; remembers what went wrong.

    `looked_at` are the files that were opened by a link, in this lesson or one before, and compared with what was
    delivered: they are opened again by other links, and not compared again.
    """

    def __init__(self, page, server, file, looked_at):
        self.page, self.server, self.file, self.looked_at = page, server, file, looked_at
        self.tracebacks, self.dead_ends, self.lost = [], [], []
        source = "\n".join(
            "".join(cell["source"])
            for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "code"
        )
        self.asked = re.findall(r"ask\.(?:predict|check)\(\s*[\"']([^\"']+)", source)

    def wait(self, condition, argument=None, timeout=20_000):
        """Wait until a condition holds; if it never does, the check that follows says so."""
        try:
            self.page.wait_for_function(condition, arg=argument, timeout=timeout)
        except PlaywrightTimeout:
            return False
        return True

    def card(self, question_id):
        return self.page.locator(f'{SHOWN} [data-question="{question_id}"]')

    def note_tracebacks(self, when):
        self.tracebacks += [f"{when}: {error}" for error in self.page.evaluate(ERRORS)]

    def note_lost_questions(self, when):
        """A question is lost when its text is nowhere on the page."""
        shown = self.page.locator(f"{SHOWN} .jp-Notebook").evaluate(TEXT)
        self.lost += [f"{when}: {name}" for name in self.asked if question(name)["question"] not in shown]

    def command(self, name):
        self.page.evaluate("name => window.jupyterapp.commands.execute(name)", name)

    def run_all(self):
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.evaluate(ABOUT_TO_RUN)
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.page.wait_for_function(HAVE_RUN, timeout=300_000)
        self.wait(ALL_ASKED, self.asked)
        self.page.evaluate(QUIET, 300)

    def before_running(self):
        self.note_lost_questions("as delivered")
        opened = self.page.locator(f"{SHOWN} details[open]").count()
        if opened:
            self.dead_ends.append(f"as delivered: {opened} answers are open")
        if self.asked and not self.page.get_by_text(HOW_TO_ANSWER).count():
            self.dead_ends.append("as delivered: no card says how to answer")
        for place in self.page.locator(f"{SHOWN} .st-twin").all()[:5]:
            place.click()
        for fold in self.page.locator(f"{SHOWN} details > summary").all()[:3]:
            fold.click()
        self.note_tracebacks("clicked before running")

    def answer(self, question_id, place):
        """Every third card is skipped; the others are answered badly first, then wrongly or by chance."""
        card, known = self.card(question_id), question(question_id)
        if card.count() != 1:
            self.lost.append(f"after running: {question_id} has {card.count()} cards")
            return
        card.scroll_into_view_if_needed()
        commit, skip = card.locator("[data-action=commit]"), card.locator("[data-action=skip]")
        commit.click()
        if "options" in known:
            typed = None
            card.locator("input[type=radio]").first.check()
        else:
            card.locator("[data-number]").fill("about twelve")
            commit.click()
            typed = str(known["low"])
        if card.get_attribute("data-state") != "open":
            self.dead_ends.append(f"{question_id}: took nothing, or letters, for an answer")
            return
        if place % 3 == 2 and skip.count():
            skip.click()
        else:
            if typed is not None:
                card.locator("[data-number]").fill(typed)
            if card.locator("[data-confidence]").count():
                card.locator("[data-confidence]").click()
            commit.click()
        try:
            self.page.wait_for_selector(
                f'{SHOWN} [data-question="{question_id}"][data-state=committed]', timeout=5000
            )
            reveal = f'{SHOWN} details[data-reveal="{question_id}"]'
            if self.page.locator(reveal).count():
                self.page.wait_for_selector(f"{reveal}[open]", timeout=10_000)
        except PlaywrightTimeout:
            self.dead_ends.append(f"{question_id}: nothing came after the commit")

    def move_sliders(self):
        sliders = self.page.locator(f"{SHOWN} .st-slider")
        for place in range(sliders.count()):
            slider = sliders.nth(place)
            slider.scroll_into_view_if_needed()
            before = slider.evaluate(SEEN)
            slider.locator("input[type=range]").first.focus()
            for _ in range(4):
                self.page.keyboard.press("ArrowRight")
            if not self.wait(MOVED, [slider.element_handle(), before], timeout=10_000):
                self.dead_ends.append(f"slider {place + 1} changed nothing")

    def skipped(self, name):
        return self.asked.index(name) % 3 == 2 and question(name)["kind"] != "belief"

    def still_committed(self, when):
        self.wait(COMMITTED_AGAIN, [name for name in self.asked if not self.skipped(name)], timeout=5000)
        file = self.server.repository / "notebooks" / ".progress.json"
        kept = json.loads(file.read_text(encoding="utf-8"))
        for name in self.asked:
            done = self.card(name).get_attribute("data-state") if self.card(name).count() else "gone"
            if done != "committed" and not self.skipped(name):
                filed = "in" if name in kept else "not in"
                self.lost.append(f"{when}: the answer to {name} is {done}, and {filed} the file of answers")

    def one_card_alone(self):
        """After a restart, the first card's cell runs by itself."""
        self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
        )
        self.page.wait_for_function(KERNEL_IDLE, timeout=60_000)
        cell = self.page.locator(f"{SHOWN} .jp-CodeCell").first
        cell.locator(".jp-InputArea, .jp-Placeholder").first.click()
        self.page.keyboard.press("Escape")
        self.page.evaluate(ABOUT_TO_RUN, 1)
        self.command("notebook:run-cell")
        self.page.wait_for_function(HAVE_RUN, timeout=60_000)
        self.page.evaluate(QUIET, 500)
        self.note_tracebacks("one card alone")

    def note_changes(self, words):
        """Opening alone changes nothing in a notebook, but for the reader's own version of Python."""
        path, opened = self.page.evaluate(CONTENT)
        if not path.endswith(".ipynb"):
            return
        stored = nbformat.read(self.server.repository / path, as_version=4)
        seen = nbformat.reads(opened, as_version=4)
        for notebook in (stored, seen):
            notebook.metadata.get("language_info", {}).pop("version", None)
        if stored != seen:
            self.dead_ends.append(f"opening {words!r} changed {path}")

    def follow_links(self):
        """The first ten links to files of the project: each must open a tab of its own, which closes silently."""
        links = self.page.locator(f"{SHOWN} .jp-RenderedMarkdown a[href]")
        addresses = links.evaluate_all(
            "all => all.map(link => link.dataset.path || link.getAttribute('href'))"
        )
        within = [
            place
            for place, address in enumerate(addresses)
            if re.search(r"^[^#]*\.(ipynb|csv|py|md)", address)
            and Path(re.split("[#?]", address)[0]).name != self.file.name  # that one is open already
        ]
        for place in within[:LINKS]:
            words = links.nth(place).inner_text()
            # not by the mouse: JupyterLab's toolbar of the active cell may lie over the end of its first line
            links.nth(place).evaluate("link => link.click()")
            try:
                self.page.wait_for_function(OPENED, arg=self.file.name, timeout=10_000)
            except PlaywrightTimeout:
                self.dead_ends.append(f"the link {words!r} opens nothing")
                continue
            opened = self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.path")
            if opened not in self.looked_at:
                if opened.endswith(".ipynb"):
                    # JupyterLab writes what it writes into a notebook once the kernel is there
                    self.page.wait_for_function(KERNEL_IDLE, timeout=60_000)
                self.note_changes(words)
                self.looked_at.add(opened)
            self.page.evaluate(SHUT_DOWN)
            self.page.evaluate("() => { window.jupyterapp.shell.currentWidget.close(); }")
            self.page.wait_for_function(CLOSED, arg=opened, timeout=10_000)
            if self.page.locator(".jp-Dialog").count():
                self.page.locator(".jp-Dialog button").filter(
                    has_text=re.compile("Discard|Don")
                ).first.click()
            self.page.evaluate(BACK, self.file.name)
            self.page.wait_for_selector(f"{SHOWN} .jp-RenderedMarkdown h1")

    def come_back(self):
        self.command("docmanager:save")
        self.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
        self.page.evaluate(SHUT_DOWN)
        open_notebook(self.page, self.server, self.file.name)
        self.wait(ALL_SHOWN, [question(name)["question"] for name in self.asked])
        self.page.evaluate(QUIET, 1000)
        self.note_lost_questions("came back")
        if self.page.get_by_text("model not found").locator("visible=true").count():
            self.dead_ends.append("came back: a card shows 'model not found'")
        self.run_all()
        self.note_tracebacks("came back and ran")
        self.still_committed("came back and ran")
        self.page.evaluate(SHUT_DOWN)

    def first_hour(self):
        open_notebook(self.page, self.server, self.file.name)
        self.wait(ALL_SHOWN, [question(name)["question"] for name in self.asked])
        self.page.evaluate(QUIET, 300)
        self.before_running()
        self.run_all()
        self.note_tracebacks("ran")
        for place, name in enumerate(self.asked):
            self.answer(name, place)
        self.move_sliders()
        self.run_all()
        self.note_tracebacks("ran twice")
        self.still_committed("ran twice")
        self.one_card_alone()
        self.follow_links()
        self.come_back()
        return {"tracebacks": self.tracebacks, "dead ends": self.dead_ends, "lost questions": self.lost}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "names", nargs="*", default=["00"], help="notebooks whose name starts with one of these"
    )
    chosen = parser.parse_args()
    failed, looked_at = False, set()
    with tempfile.TemporaryDirectory(prefix="first-hour-") as folder, sync_playwright() as play:
        server = Server(Path(folder), progress="on")
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        desk = browser.new_context(viewport=DESK)  # one: JupyterLab itself is fetched and compiled once
        try:
            for file in lessons(chosen.names):
                page = desk.new_page()
                found = Person(page, server, file, looked_at).first_hour()
                print(f"{file.name}: " + ", ".join(f"{len(those)} {what}" for what, those in found.items()))
                for what, those in found.items():
                    for one in those:
                        failed = True
                        print(f"   FAILED {what}: {one}")
                page.close()
        finally:
            browser.close()
            server.stop()
    print(f"first hour: {'FAILED' if failed else 'no traceback, no dead end, no question lost'}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
