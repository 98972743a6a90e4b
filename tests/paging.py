"""Open a plain page with some components in a real browser, as the pages are built."""

from contextlib import contextmanager

from touching import browser

from helpers.publish.pages import complete_page, mounted

ANSWER = """([id, value]) => {
  const card = document.querySelector(`[data-question="${id}"]`);
  card.querySelector('[data-action="again"]')?.click();
  if (card.dataset.state === "committed") return { text: "cannot be answered again" };
  const box = card.querySelector("[data-number]");
  if (box) { box.value = value; box.dispatchEvent(new Event("input")); }
  else card.querySelector(`input[type=radio][value="${value}"]`).click();
  card.querySelector('[data-action="commit"]').click();
  const asked = card.querySelector('[data-action="take"]')?.textContent;
  card.querySelector('[data-action="keep"]')?.click();
  return {
    state: card.dataset.state, asked, verdict: card.querySelector("[data-verdict]")?.dataset.verdict,
    text: card.querySelector(".st-verdict").textContent, trouble: card.querySelector(".st-trouble").textContent,
  };
}"""
"""Answer one card on the page and return what it shows; a share is kept as it was typed."""
INVENTED = {
    "id": "t",
    "kind": "prediction",
    "question": "What share?",
    "unit": "%",
    "unit_of_one": "%",
    "low": 0,
    "high": 100,
    "decimals": 1,
    "tolerance": 5,
    "margin": "",
    "steps": [10, 32, 54, 77, 99],
    "title": "Predict first",
    "right": "",
    "wrong": [],
    "otherwise": "",
    "truth": 36.2,
    "truth_text": "36.2 %",
}
"""A prediction about a share, and the answer 36.2 %."""


def write_page(file, components, body=""):
    """A page at `file` with `components`, a list of (module, data), and any further HTML."""
    mounts = "".join(mounted(module, data, "<p>twin</p>") for module, data in components)
    modules = sorted({module for module, _ in components})
    text = complete_page("Harness", f"<h1>Harness</h1>{mounts}{body}", modules=modules)
    file.write_text(text, encoding="utf-8")
    return file.as_uri()


@contextmanager
def visit(address, viewer=None, **context):
    """The page at `address`; leaving it checks that there was no error and no request to elsewhere."""
    own = viewer or browser().new_context(**{"viewport": {"width": 1366, "height": 768}} | context)
    page, trouble = own.new_page(), []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text))
    page.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or trouble.append(asked.url))
    page.goto(address)
    try:
        yield page
        assert trouble == []
    finally:
        page.close()
        if viewer is None:
            own.close()
