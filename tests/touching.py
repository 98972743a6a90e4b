"""Open one module of `helpers/page` alone in a real browser, with data as Python sends them."""

import atexit
import json
import os
import shutil
from contextlib import contextmanager
from functools import cache

import pytest
from reading import ROOT

from helpers.show import plain_values

PAGE = ROOT / "helpers" / "page"
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MODEL = """
const kept = { data: DATA, state: STATE }, heard = {};
window.model = {
  get: (key) => kept[key],
  set: (key, value) => { kept[key] = value; },
  save_changes: () => { window.saves = (window.saves || 0) + 1; },
  on: (name, call) => { (heard[name] ??= []).push(call); },
  off: () => {},
  send: (key, value) => { kept[key] = value; (heard[`change:${key}`] || []).forEach((call) => call()); },
};
if (LIVE) window.model.widget_manager = {};
component.render({ model: window.model, el: document.querySelector("main div") });
"""


@cache
def browser():
    """A Chromium, or a skipped test that says what is missing."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: no browser test"
    )
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on the path: no browser test")
    play = sync_api.sync_playwright().start()
    started = play.chromium.launch(executable_path=chromium, args=CHROMIUM)
    atexit.register(lambda: (started.close(), play.stop()))
    return started


@contextmanager
def opened(name, data, state=None, live=False, **context):
    """A page with one component; leaving it checks that there was no error and no request."""
    script = (PAGE / f"{name}.js").read_text(encoding="utf-8").replace("export default", "const component =")
    model = MODEL.replace("LIVE", json.dumps(live)).replace("STATE", json.dumps(state or {}))
    model = model.replace("DATA", json.dumps(plain_values(data)))
    styles = "".join((PAGE / f"{sheet}.css").read_text(encoding="utf-8") for sheet in ("components", "touch"))
    viewer = browser().new_context(**{"viewport": {"width": 1366, "height": 768}} | context)
    page, trouble = viewer.new_page(), []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text))
    page.on("request", lambda request: trouble.append(request.url))
    page.set_content(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><style>:root{color-scheme:light dark}'
        f"body{{margin:0}}main{{padding:.5rem}}{styles}</style></head><body><main><h1>{name}</h1><div></div></main>"
        f'<script type="module">{script}{model}</script></body></html>'
    )
    page.wait_for_selector("main section")
    try:
        yield page
        assert trouble == []
    finally:
        viewer.close()


def violations(page):
    """What axe-core finds; skips without the environment variable AXE_JS (the path of its axe.min.js)."""
    axe = os.environ.get("AXE_JS")
    if not axe:
        pytest.skip("AXE_JS does not name axe.min.js: accessibility is not checked")
    page.add_script_tag(path=axe)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:150]} {one['nodes'][0]['failureSummary']}"
        for one in found["violations"]
    ]


LOOKS = [
    pytest.param({"color_scheme": "light"}, id="light"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
    pytest.param(
        {"viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True}, id="phone"
    ),
]


def fits(page):
    """Whether nothing is wider than the window, and no target of a finger smaller than 44 px in height."""
    wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, select, summary, input:not([type=radio]):not([type=checkbox])")]
        .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 43.5)
        .map((node) => node.outerHTML.slice(0, 90))"""
    )
    return wide, small
