"""Open every notebook and every plain page in headless Chromium, as readers meet them.

    python tests/scripts/browser_check.py [NAME ...] [--axe AXE_JS] [--shots build/screenshots]

Needs `pip install -e ".[browser]"` and Debian's chromium. Works on a copy of the repository. In a real JupyterLab:
the untrusted notebook shows every question and keeps every answer closed; opening and closing
changes no file; Run All ends without an error; every component is live; the saved notebook passes strict nbval.
Then the plain pages, from a read-only folder: size, width, JavaScript off. On both faces: no console error, no request
to anywhere else and, with --axe (the file axe.min.js of the npm package axe-core), no accessibility violation.
"""

import argparse
import html
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import nbformat
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from helpers.ask import HOW_TO_ANSWER  # noqa: E402
from helpers.publish.pages import MOST_BYTES, component_outputs, export_html, page_files  # noqa: E402

CHROMIUM = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
DESK = {"width": 1366, "height": 768}
PHONE = {"viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True}
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
CONTENT = "{include: [['.jp-RenderedHTMLCommon'], ['.jp-OutputArea-output']]}"
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "build", "__pycache__", ".ipynb_checkpoints", ".progress.json"
)
ROOTS = {
    "card": "[data-question]",
    "map": "[data-map]",
    "puzzle": "[data-puzzle]",
    "form": "[data-form]",
    "slider": ".st-slider",
}
"""What a live component is known by; of the others only their number is counted."""
FINISHED = """() => {
  const widget = window.jupyterapp.shell.currentWidget;
  const cells = [...widget.content.model.cells].filter(c => c.type === 'code' && c.sharedModel.getSource().trim());
  const failed = cells.some(c => c.outputs.toJSON().some(o => o.output_type === 'error'));
  return widget.sessionContext.session.kernel.status === 'idle' && (failed || cells.every(c => c.executionCount !== null));
}"""
COUNTED = f"""wanted => {{
  const panel = document.querySelector('{SHOWN}');
  const found = tag => [...panel.querySelectorAll(`.jp-OutputArea-output.jp-RenderedHTML ${{tag}}`)];
  const seen = Object.fromEntries(Object.keys(wanted).map(tag => [tag, found(tag).length]));
  seen.img = found('img').filter(picture => picture.naturalWidth && picture.alt).length;
  const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
  return {{...seen, trusted: cells.filter(cell => cell.type === 'code' && cell.trusted).length}};
}}"""
SHOWS = f"""wanted => {{
  const seen = ({COUNTED})(wanted);
  return !seen.trusted && Object.keys(wanted).every(tag => seen[tag] === wanted[tag]);
}}"""
QUIET = f"""wait => new Promise(done => {{
  const end = () => {{ watch.disconnect(); done(); }};
  const watch = new MutationObserver(() => {{ clearTimeout(timer); timer = setTimeout(end, wait); }});
  let timer = setTimeout(end, wait);
  watch.observe(document.querySelector('{SHOWN} .jp-Notebook'), {{ childList: true, subtree: true, characterData: true }});
  setTimeout(end, 20 * wait);
}})"""
"""Resolves when nothing in the notebook has changed for so many milliseconds."""
SHUT_DOWN = "() => window.jupyterapp.shell.currentWidget.sessionContext?.shutdown()"
CLOSED = """path => document.querySelector('.jp-Dialog')
  || ![...window.jupyterapp.shell.widgets('main')].some(widget => widget.context?.path === path)"""
"""The notebook at `path` is closed, or JupyterLab asks whether to save it."""
CONTENT_OF = "() => JSON.stringify(window.jupyterapp.shell.currentWidget.context.model.sharedModel.toJSON())"
LIVE = f"""wanted => {{
  const panel = document.querySelector('{SHOWN}');
  return Object.fromEntries(Object.keys(wanted).map(each => [each, panel.querySelectorAll(each).length]));
}}"""
ALL_LIVE = f"wanted => {{ const seen = ({LIVE})(wanted); return Object.keys(wanted).every(each => seen[each] >= wanted[each]); }}"


class Server:
    """JupyterLab on a free port of this machine, on a copy of the repository, with settings of its own."""

    def __init__(self, folder, progress="off"):
        self.repository = folder / "small trials"  # a path with a space, as readers have
        shutil.copytree(ROOT, self.repository, ignore=NOT_COPIED)
        for words in (
            ["init", "-q"],
            ["add", "-A"],
            ["-c", "user.name=t", "-c", "user.email=t", "commit", "-qm", "x"],
        ):
            subprocess.run(["git", *words], cwd=self.repository, check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address, self.token = f"http://127.0.0.1:{self.port}", secrets.token_hex(16)
        self.environment = {
            **os.environ,
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
            "SMALL_TRIALS_PROGRESS": progress,
            "PYTHONPATH": str(self.repository),
        }
        self.log = folder / "jupyterlab.log"
        self.start()

    def start(self):
        """Start it, or start it again on the same port after `stop`."""
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                "--ip=127.0.0.1",
                f"--port={self.port}",
                f"--IdentityProvider.token={self.token}",
                "--ServerApp.port_retries=0",
                "--expose-app-in-browser",
                "--LabApp.user_settings_dir=.jupyterlab",
            ],
            cwd=self.repository,
            env=self.environment,
            stdout=self.log.open("a"),
            stderr=subprocess.STDOUT,
        )
        for _ in range(240):
            if self.process.poll() is not None:
                sys.exit("JupyterLab stopped: " + self.log.read_text()[-2000:])
            try:
                urllib.request.urlopen(f"{self.address}/api/status?token={self.token}", timeout=2)
                return
            except OSError:
                time.sleep(0.25)
        sys.exit("JupyterLab did not answer within a minute")

    def changed(self):
        """The files that differ from what was delivered, as git lists them."""
        listed = subprocess.run(
            ["git", "status", "--porcelain"], cwd=self.repository, capture_output=True, text=True
        )
        return listed.stdout.split("\n")[:-1]

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


KERNEL_GONE = "Could not restore the debugger state: Canceled future"
"""What JupyterLab logs where this script closes a notebook before the kernel has answered the debugger."""


class Watch:
    """Collects what a page should not do: console errors, uncaught errors, requests to anywhere else."""

    def __init__(self, page, own):
        self.found = []
        page.on("pageerror", lambda error: self.found.append(f"error: {str(error)[:200]}"))
        page.on("console", self.heard)
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith(own) else self.found.append(f"asks for {asked.url[:80]}")
            ),
        )

    def heard(self, said):
        if said.type == "error" and not said.text.startswith(KERNEL_GONE):
            self.found.append(f"console: {said.text[:200]}")

    def take(self):
        found, self.found[:] = list(dict.fromkeys(self.found)), []
        return found


# ---------------------------------------------------------------- notebooks


def lessons(names):
    """The lessons to check, by the beginnings of their names."""
    files = sorted((ROOT / "notebooks").glob("*.ipynb"))
    return [file for file in files if not names or file.name.startswith(tuple(names))]


def notebooks(names):
    """The lessons and the notebooks of `deeper/` to check, as paths from the folder of notebooks."""
    home = ROOT / "notebooks"
    files = [*lessons(()), *sorted((home / "deeper").glob("*.ipynb"))]
    found = [file.relative_to(home).as_posix() for file in files]
    return [name for name in found if not names or name.startswith(tuple(names))]


def open_notebook(page, server, notebook):
    """Open a notebook as delivered, with all its cells on the page."""
    page.goto(f"{server.address}/lab/tree/notebooks/{notebook}?reset&token={server.token}")
    page.wait_for_selector(f"{SHOWN} .jp-Cell", timeout=60_000)
    page.wait_for_function(
        "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
        timeout=60_000,
    )


def stored_questions(notebook):
    """The text of every question that has a card in a stored notebook."""
    return [data["question"] for _, module, data in component_outputs(notebook) if module == "card"]


def plain(text):
    return re.sub(r"\s+", " ", text)


def before_running(page, server, name):
    """What an untrusted notebook shows: every picture, table, question, its one line, and no open answer."""
    stored = nbformat.read(server.repository / "notebooks" / name, as_version=4)
    outputs = [output for cell in stored.cells for output in cell.get("outputs", [])]
    markup = ["".join(output.get("data", {}).get("text/html", "")) for output in outputs]
    wanted = {tag: sum(text.count(f"<{tag}") for text in markup) for tag in ("img", "table", "details")}
    problems = []
    try:
        page.wait_for_function(SHOWS, arg=wanted, timeout=20_000)
    except PlaywrightTimeout:
        problems.append(f"the untrusted notebook should show {wanted}: {page.evaluate(COUNTED, wanted)}")
    shown = plain(page.locator(f"{SHOWN} .jp-Notebook").inner_text())
    asked = stored_questions(stored)
    problems += [
        f"as delivered, this question is not there: {text[:60]}" for text in asked if plain(text) not in shown
    ]
    if shown.count(HOW_TO_ANSWER) < len(asked):
        problems.append(f"as delivered, {shown.count(HOW_TO_ANSWER)} of {len(asked)} cards say how to answer")
    if page.locator(f"{SHOWN} details[open]").count():
        problems.append("as delivered, an answer is open")
    return problems


def closed_again(page, server, name):
    """Close the notebook without saving. Opening alone changes nothing, but for the reader's version of Python.

    JupyterLab writes that version into every notebook that it opens, and so asks whether to save: no setting stops it.
    """
    opened = nbformat.reads(page.evaluate(CONTENT_OF), as_version=4)
    stored = nbformat.read(server.repository / "notebooks" / name, as_version=4)
    for notebook in (opened, stored):
        notebook.metadata.get("language_info", {}).pop("version", None)
        for cell in notebook.cells:
            cell.metadata.pop("trusted", None)
    problems = [] if opened == stored else ["opening alone changed the notebook"]
    page.wait_for_timeout(
        1_500
    )  # the debugger asks the new kernel, and complains if the kernel goes before it answers
    page.evaluate("() => { window.jupyterapp.commands.execute('application:close'); }")
    page.wait_for_function(CLOSED, arg=f"notebooks/{name}", timeout=10_000)
    if page.locator(".jp-Dialog").count():
        page.locator(".jp-Dialog button").filter(has_text="Discard").click()
    return problems + [f"opening and closing changed {line}" for line in server.changed()]


def run_all(page, server, name):
    """Run all cells of the open notebook and save it; return the problems found in the saved file."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(FINISHED, timeout=300_000)
    page.evaluate(QUIET, 300)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    saved = json.loads((server.repository / "notebooks" / name).read_text(encoding="utf-8"))
    code = [
        cell for cell in saved["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()
    ]
    problems = [
        f"cell {cell['execution_count']}: {out['ename']}: {out['evalue']}"
        for cell in code
        for out in cell["outputs"]
        if out["output_type"] == "error"
    ]
    not_run = sum(cell["execution_count"] is None for cell in code)
    return problems + ([f"{not_run} cells did not run"] if not_run else [])


def live(page, server, name):
    """Whether every component that the notebook was delivered with is live after running, and its twin hidden."""
    delivered = nbformat.read(ROOT / "notebooks" / name, as_version=4)
    modules = [module for _, module, _ in component_outputs(delivered) if module != "reveal"]
    wanted = {".st-live": len(modules)} | {
        root: modules.count(module) for module, root in ROOTS.items() if module in modules
    }
    problems = []
    try:
        page.wait_for_function(ALL_LIVE, arg=wanted, timeout=20_000)
    except PlaywrightTimeout:
        problems.append(f"live components should be {wanted}: {page.evaluate(LIVE, wanted)}")
    twins = page.locator(f"{SHOWN} .st-how").locator("visible=true").count()
    if twins:
        problems.append(f"{twins} twins are shown beside their live card")
    if page.locator(f"{SHOWN} details[data-reveal][open]").count():
        problems.append("running all cells opened an answer")
    return problems


def move_sliders(page):
    """Move every slider by mouse and by keyboard; return what did not change."""
    problems = []
    areas = page.locator(f"{SHOWN} .st-slider")
    seen = "area => area.querySelector('.st-sentence').textContent + area.querySelector('img').src"
    for place in range(areas.count()):
        area = areas.nth(place)
        area.scroll_into_view_if_needed()
        slider = area.locator("input[type=range]").first
        moves = {
            "mouse": lambda box: page.mouse.click(
                box["x"] + box["width"] * 0.85, box["y"] + box["height"] / 2
            ),
            "keyboard": lambda box, slider=slider: (
                slider.focus(),
                [page.keyboard.press("ArrowLeft") for _ in range(3)],
            ),
        }
        for how, move in moves.items():
            before, started = area.evaluate(seen), time.time()
            move(slider.bounding_box())
            try:
                page.wait_for_function(
                    f"([area, old]) => ({seen})(area) !== old",
                    arg=[area.element_handle(), before],
                    timeout=15_000,
                )
                print(f"   slider {place + 1}: moved by {how}, drawn after {time.time() - started:.2f} s")
            except PlaywrightTimeout:
                problems.append(f"slider {place + 1} changed nothing by {how}")
    return problems


def violations(page, axe, where="document"):
    """What axe-core finds in a part of the page, nothing excluded, as sentences; nothing without axe."""
    if not axe:
        return []
    page.add_script_tag(path=axe)
    found = page.evaluate(f"() => axe.run({where}, {{resultTypes: ['violations']}})")
    return [
        f"axe {one['id']} x{len(one['nodes'])}: {one['nodes'][0]['html'][:160]}"
        for one in found["violations"]
    ]


def screens(page, folder, name):
    """One picture of every screen of the open notebook, from top to bottom."""
    panel = page.locator(f"{SHOWN} .jp-WindowedPanel-outer")
    high = panel.evaluate("panel => { panel.scrollTop = 0; return panel.scrollHeight; }")
    for number, top in enumerate(range(0, high, 600)):
        panel.evaluate("(panel, top) => { panel.scrollTop = top; }", top)
        page.wait_for_timeout(100)
        page.screenshot(path=folder / f"lab-{name.replace('/', '-').removesuffix('.ipynb')}-{number:02}.png")


def strict_nbval(server, names):
    """What strict nbval says of the notebooks that JupyterLab ran and saved."""
    strict = "-q -o addopts= -p no:cacheprovider --nbval --nbval-current-env --nbval-sanitize-with".split()
    files = [str(ROOT / "tests" / "nbval_sanitize.cfg"), *(f"notebooks/{name}" for name in names)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *strict, *files],
        cwd=server.repository,
        env={**os.environ, "PYTHONPATH": str(server.repository)},
        capture_output=True,
        text=True,
    )
    lines = done.stdout.strip().splitlines()
    print("after Run All and Save, strict nbval:", lines[-1])
    return [
        f"strict nbval on what the browser saved: {line}" for line in lines if line.startswith("FAILED")
    ] or (["strict nbval failed"] if done.returncode else [])


def check_notebooks(browser, server, names, axe, shots):
    """All that is checked in JupyterLab; prints as it goes and returns how many notebooks failed."""
    page, failed = browser.new_page(viewport=DESK), 0
    watch = Watch(page, (server.address, server.address.replace("http", "ws"), "data:", "blob:"))
    found = {}
    for name in names:
        open_notebook(page, server, name)
        found[name] = before_running(page, server, name) + closed_again(page, server, name) + watch.take()
    for name in names:
        open_notebook(page, server, name)
        started = time.time()
        found[name] += run_all(page, server, name)
        print(f"{name}: ran in {time.time() - started:.1f} s", flush=True)
        found[name] += live(page, server, name)
        found[name] += move_sliders(page) + violations(page, axe, CONTENT) + watch.take()
        if shots:
            screens(page, shots, name)
        for problem in found[name]:
            print(f"   FAILED {problem}", flush=True)
        failed += bool(found[name])
        page.evaluate(SHUT_DOWN)
    page.close()
    for problem in strict_nbval(server, names):
        print(f"   FAILED {problem}")
        failed += 1
    return failed


# ---------------------------------------------------------------- plain pages


def without_javascript(browser, address, questions):
    """What is missing where JavaScript is off: every question is read, answers wait in their folds."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    text = plain(html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", page.content(), flags=re.S)))
    missing = [question for question in questions if plain(question) not in text]
    problems = [f"without JavaScript this question is missing: {each[:60]}" for each in missing]
    if page.locator("details[open]:not(.code)").count():
        problems.append("without JavaScript an answer is open")
    page.close()
    return problems


def check_page(browser, file, questions, axe, shots):
    """The problems of one built page."""
    size = file.stat().st_size
    problems = [f"has {size:,} bytes"] if size > MOST_BYTES else []
    for look in ({"viewport": DESK}, PHONE):
        context = browser.new_context(**look)
        page = context.new_page()
        watch = Watch(page, (file.as_uri(), "data:"))
        page.goto(file.as_uri())
        width = look["viewport"]["width"]
        if page.evaluate("() => document.documentElement.scrollWidth") > width:
            problems.append(f"is wider than {width} px")
        unmounted = page.locator("[data-component] > script").count()
        problems += [f"{unmounted} components did not start"] if unmounted else []
        if shots and width < 400:
            page.screenshot(path=shots / f"page-{file.parent.name}-{file.stem}.png", full_page=True)
        problems += [f"{problem} at {width} px" for problem in watch.take()]
        context.close()
    for look in ({"viewport": DESK}, {"viewport": DESK, "color_scheme": "dark"}, PHONE) if axe else ():
        context = browser.new_context(bypass_csp=True, **look)
        page = context.new_page()
        page.goto(file.as_uri())
        words = look.get("color_scheme", "light") + f" at {look['viewport']['width']} px"
        problems += [f"{problem} ({words})" for problem in violations(page, axe)]
        context.close()
    return problems + without_javascript(browser, file.as_uri(), questions)


def check_pages(browser, folder, names, axe, shots):
    """Build the pages into a folder that is then read-only, and check each; returns how many failed."""
    wanted = {ROOT / "notebooks" / name for name in names}
    made = export_html(folder, [file for file in page_files() if file in wanted])
    for each in [made, *made.rglob("*")]:
        each.chmod(0o555 if each.is_dir() else 0o444)
    files, failed = [], 0
    for name in ["index.ipynb", *names]:
        file = made / Path(name).with_suffix(".html")
        source = ROOT / "notebooks" / name
        questions = stored_questions(nbformat.read(source, as_version=4)) if source.exists() else []
        problems = check_page(browser, file, questions, axe, shots)
        files.append(file)
        for problem in problems:
            print(f"   FAILED {file.relative_to(made)}: {problem}", flush=True)
        failed += bool(problems)
    largest = max(files, key=lambda file: file.stat().st_size)
    print(f"{len(files)} plain pages, the largest {largest.name} with {largest.stat().st_size / 1e6:.2f} MB")
    for each in [made, *made.rglob("*")]:
        each.chmod(0o755 if each.is_dir() else 0o644)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only notebooks whose path starts with one of these")
    parser.add_argument("--axe", help="path of axe.min.js")
    parser.add_argument("--shots", type=Path, help="folder for pictures of every screen")
    parser.add_argument("--only", choices=["notebooks", "pages"], help="one of the two faces")
    chosen = parser.parse_args()
    if chosen.shots:
        chosen.shots.mkdir(parents=True, exist_ok=True)
    names, failed = notebooks(chosen.names), 0
    if not names:
        sys.exit("no notebook has such a name")
    with tempfile.TemporaryDirectory(prefix="browser-check-") as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        if chosen.only != "pages":
            server = Server(Path(folder))
            try:
                failed += check_notebooks(browser, server, names, chosen.axe, chosen.shots)
            finally:
                server.stop()
        if chosen.only != "notebooks":
            failed += check_pages(browser, Path(folder) / "pages", names, chosen.axe, chosen.shots)
        browser.close()
    if not chosen.axe:
        print("SKIPPED: accessibility, because --axe does not name axe.min.js")
    good = "all notebooks ran, all pages opened, no request left the machine"
    print(f"browser check: {f'FAILED in {failed} places' if failed else good}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
