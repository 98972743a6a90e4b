"""In JupyterLab a new room empties every component of its notebook, and none of another."""

import json

from touching import PAGE, browser

from helpers.lessons.long_term import printed_follow_up
from helpers.lessons.touch import puzzle_data

MODEL = """
const modelOf = (manager, state) => {
  const kept = { data: DATA, state }, heard = {};
  return {
    widget_manager: manager, get: (key) => kept[key], on: (name, call) => (heard[name] ??= []).push(call), off: () => {},
    set: (key, value) => { kept[key] = value; (heard[`change:${key}`] || []).forEach((call) => call()); },
    save_changes: () => {},
  };
};
const managers = [{}, {}];
const elements = [...document.querySelectorAll("main div")];
const leave = elements.map((el, at) => lab.render({ el, model: modelOf(managers[at], { times: [1, 2, 3] }) }));
window.newRoom = (at) => document.dispatchEvent(new CustomEvent("small-trials:new-room", { detail: managers[at] }));
window.leave = (at) => leave[at]();
"""


def test_a_new_room_empties_its_own_notebook():
    code = (PAGE / "puzzle.js").read_text(encoding="utf-8").replace("export default", "const component =")
    parts = [code, *((PAGE / name).read_text(encoding="utf-8") for name in ("thumb.js", "lab.js"))]
    data = json.dumps(puzzle_data(**printed_follow_up()))
    script = "\n".join(parts).replace("export default", "const lab =") + MODEL.replace("DATA", data)
    assert "small-trials:new-room" in (PAGE / "vote.js").read_text(encoding="utf-8")
    page = browser().new_page()
    try:
        page.set_content(f"<main><div></div><div></div></main><script type=module>{script}</script>")
        sliders = [page.locator("main > div").nth(at).locator("[role=slider]") for at in (0, 1)]
        assert [each.count() for each in sliders] == [3, 3]
        page.evaluate("newRoom(0)")
        assert [each.count() for each in sliders] == [5, 3]
        page.evaluate("leave(1)")
        page.evaluate("newRoom(1)")  # a view that was left hears nothing any more
        assert [each.count() for each in sliders] == [5, 3]
    finally:
        page.close()
