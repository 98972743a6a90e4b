"""Open every notebook in a real JupyterLab in headless Chromium, run it, and move its controls.

    python tests/scripts/browser_check.py [NAME ...] [--axe AXE_JS] [--screenshots build/screenshots]

Needs `pip install -e ".[browser]"` and Debian's chromium. Works on a copy of the repository. Fails when the
untrusted notebook does not show all it has stored, when a cell fails or does not run, when the saved notebook no longer passes strict nbval, when the page asks for
anything outside its own server, or when a control does not redraw its picture by mouse and by keyboard. Then
it builds the plain pages and fails when one of them asks for anything or is wider than a phone. With --axe
(the file axe.min.js of the npm package axe-core) it also fails on accessibility violations in the content.
"""

import argparse
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from helpers.publish.pages import export_html  # noqa: E402

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "build", "__pycache__", ".ipynb_checkpoints", ".progress.json"
)
FINISHED = """() => {
  const widget = window.jupyterapp.shell.currentWidget;
  const cells = [...widget.content.model.cells].filter(c => c.type === 'code' && c.sharedModel.getSource().trim());
  const failed = cells.some(c => c.outputs.toJSON().some(o => o.output_type === 'error'));
  return widget.sessionContext.session.kernel.status === 'idle' && (failed || cells.every(c => c.executionCount !== null));
}"""

COUNTED = """wanted => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
  const found = tag => [...document.querySelectorAll(`.jp-OutputArea-output.jp-RenderedHTML ${tag}`)];
  const seen = Object.fromEntries(Object.keys(wanted).map(tag => [tag, found(tag).length]));
  seen.img = found('img').filter(picture => picture.naturalWidth && picture.alt).length;
  return {...seen, trusted: cells.filter(cell => cell.type === 'code' && cell.trusted).length};
}"""
SHOWS = f"""wanted => {{
  const seen = ({COUNTED})(wanted);
  return !seen.trusted && Object.keys(wanted).every(tag => seen[tag] === wanted[tag]);
}}"""


class Server:
    """JupyterLab on a free port of this machine, on a copy of the repository, with settings of its own."""

    def __init__(self, folder, progress="off"):
        self.repository = folder / "small trials"  # a path with a space, as readers have
        shutil.copytree(ROOT, self.repository, ignore=NOT_COPIED)
        whole = self.repository / ".jupyterlab" / "@jupyterlab" / "notebook-extension"
        whole.mkdir(parents=True, exist_ok=True)  # put every cell on the page, not only those in view
        (whole / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}', encoding="utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.token = secrets.token_hex(16)
        environment = {
            **os.environ,
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
            "SMALL_TRIALS_PROGRESS": progress,
            "PYTHONPATH": str(self.repository),
        }
        port = self.address.rsplit(":", 1)[1]
        self.log = folder / "jupyterlab.log"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
             f"--IdentityProvider.token={self.token}", "--ServerApp.port_retries=0", "--expose-app-in-browser",
             "--LabApp.user_settings_dir=.jupyterlab"],
            cwd=self.repository, env=environment, stdout=self.log.open("w"), stderr=subprocess.STDOUT,
        )  # fmt: skip
        for _ in range(240):
            if self.process.poll() is not None:
                sys.exit("JupyterLab stopped: " + self.log.read_text()[-2000:])
            try:
                urllib.request.urlopen(f"{self.address}/api/status?token={self.token}", timeout=2)
                return
            except OSError:
                time.sleep(0.25)
        sys.exit("JupyterLab did not answer within a minute")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


def open_notebook(page, server, notebook):
    """Open a notebook as delivered, with all its cells on the page."""
    page.goto(f"{server.address}/lab/tree/notebooks/{notebook}?reset&token={server.token}")
    page.wait_for_selector(f"{SHOWN} .jp-Cell", timeout=60_000)
    page.wait_for_function(
        "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
        timeout=60_000,
    )


def before_running(page, server, notebook):
    """What an untrusted notebook shows: the sanitised outputs keep every picture, table and fold."""
    stored = json.loads((server.repository / "notebooks" / notebook).read_text(encoding="utf-8"))
    outputs = [out for cell in stored["cells"] for out in cell.get("outputs", [])]
    markup = ["".join(out.get("data", {}).get("text/html", "")) for out in outputs]
    wanted = {tag: sum(text.count(f"<{tag}") for text in markup) for tag in ("img", "table", "details")}
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:show-all-cell-outputs')")
    try:
        page.wait_for_function(SHOWS, arg=wanted, timeout=20_000)
    except PlaywrightTimeout:
        return [f"an untrusted notebook should show {wanted}: {page.evaluate(COUNTED, wanted)}"]
    return []


def run_all(page, server, notebook):
    """Clear and run all cells of the open notebook, save; return the problems found in the saved file."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(FINISHED, timeout=300_000)
    page.wait_for_timeout(500)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    saved = json.loads((server.repository / "notebooks" / notebook).read_text(encoding="utf-8"))
    code = [
        cell for cell in saved["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()
    ]
    problems = [f"cell {cell['execution_count']}: {out['ename']}: {out['evalue']}" for cell in code for out in cell["outputs"] if out["output_type"] == "error"]  # fmt: skip
    not_run = sum(cell["execution_count"] is None for cell in code)
    return problems + ([f"{not_run} cells did not run"] if not_run else [])


def move_controls(page):
    """Move every slider by mouse and by keyboard; return how many there are and what did not change."""
    problems = []
    areas = page.locator(f"{SHOWN} .st-slider")
    count = areas.count()
    seen = "area => area.querySelector('.st-sentence').textContent + area.querySelector('img').src"
    for place in range(count):
        area = areas.nth(place)
        area.scroll_into_view_if_needed()
        slider = area.locator("input[type=range]").first
        moves = {
            "mouse": lambda box: page.mouse.click(box["x"] + box["width"] * 0.85, box["y"] + box["height"] / 2),
            "keyboard": lambda box, slider=slider: (slider.focus(), [page.keyboard.press("ArrowLeft") for _ in range(3)]),
        }  # fmt: skip
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
    return count, problems


def accessibility(page, axe):
    """Violations that axe-core finds in rendered text and outputs, nothing excluded (the shell is not ours)."""
    return violations(page, axe, "{include: [['.jp-RenderedHTMLCommon'], ['.jp-OutputArea-output']]}")


def violations(page, axe, where="document"):
    """What axe-core finds in a part of the page, as sentences."""
    page.add_script_tag(path=axe)
    found = page.evaluate(f"() => axe.run({where}, {{resultTypes: ['violations']}})")
    return [
        f"axe {one['id']} x{len(one['nodes'])}: {one['nodes'][0]['html'][:120]}"
        for one in found["violations"]
    ]


def plain_pages(browser, folder, axe):
    """Open every built page from disk, at the width of a desk and of a phone; return (pages, problems)."""
    made, problems = export_html(folder), []
    for file in sorted(made.glob("*.html")):
        for width in (1280, 375):
            page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=bool(axe))
            asked = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(file.as_uri())
            found = [f"asks for {url[:80]}" for url in asked if not url.startswith((file.as_uri(), "data:"))]
            if page.evaluate("() => document.documentElement.scrollWidth") > width:
                found.append("is wider than its window")
            if axe:
                found += violations(page, axe)
            problems += [f"{file.name} at {width} px: {problem}" for problem in found]
            page.close()
    return len(list(made.glob("*.html"))), problems


def strict_nbval(server, names):
    """Whether the notebooks that JupyterLab ran and saved still pass strict nbval."""
    saved = [f"notebooks/{f.name}" for f in lessons(names)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-o", "addopts=", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env",
         "--nbval-sanitize-with", str(ROOT / "tests" / "nbval_sanitize.cfg"), *saved],
        cwd=server.repository, env={**os.environ, "PYTHONPATH": str(server.repository)}, capture_output=True, text=True,
    )  # fmt: skip
    print("after Run All and Save:", done.stdout.strip().splitlines()[-1])
    return done.returncode == 0


def lessons(names):
    """The notebooks to check, by the beginnings of their names."""
    files = sorted((ROOT / "notebooks").glob("*.ipynb"))
    return [file for file in files if not names or file.name.startswith(tuple(names))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only notebooks whose name starts with one of these")
    parser.add_argument("--axe", help="path of axe.min.js")
    parser.add_argument("--screenshots", type=Path, default=ROOT / "build" / "screenshots")
    chosen = parser.parse_args()
    chosen.screenshots.mkdir(parents=True, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="browser-check-") as folder, sync_playwright() as play:
        server = Server(Path(folder))
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 1400})
            outside = []
            own = (server.address, server.address.replace("http", "ws"), "data:", "blob:")
            page.on(
                "request",
                lambda request: None if request.url.startswith(own) else outside.append(request.url),
            )
            for file in lessons(chosen.names):
                started = time.time()
                open_notebook(page, server, file.name)
                problems = before_running(page, server, file.name)
                problems += run_all(page, server, file.name)
                print(f"{file.name}: ran in {time.time() - started:.1f} s")
                _, stuck = move_controls(page)
                problems += stuck
                if chosen.axe:
                    problems += accessibility(page, chosen.axe)
                page.screenshot(path=chosen.screenshots / f"{file.stem}.png")
                for problem in problems:
                    print(f"   FAILED {problem}")
                failed += bool(problems)
                page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
            if not strict_nbval(server, chosen.names):
                failed += 1
                print("FAILED: strict nbval on the notebooks as the browser saved them")
            count, faulty = plain_pages(browser, Path(folder) / "pages", chosen.axe)
            print(f"{count} plain pages opened from disk at two widths")
            for problem in faulty:
                failed += 1
                print(f"   FAILED {problem}")
            if outside:
                failed += 1
                print(
                    "FAILED: requests outside the server:",
                    sorted({url.split("?")[0] for url in outside})[:10],
                )
        finally:
            browser.close()
            server.stop()
    print(
        f"browser check: {'FAILED' if failed else 'all notebooks ran, all pages opened, no request left the machine'}"
    )
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
