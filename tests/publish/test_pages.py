"""Plain pages open from disk: they link to each other, load nothing, and answer by clicking."""

import base64
import csv
import hashlib
import html
import json
import re
from functools import cache

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from paging import ANSWER, visit
from reading import ROOT
from touching import LOOKS, violations

from helpers.publish import pages, refresh
from helpers.show import WIDGET_VIEW

LOADS = re.compile(
    r"""(?:src|data|poster)=["'](?!data:)([^"']+)|url\((?!["']?data:)([^)]+)\)|@import\s*([^;]+)"""
)
CARD = """
import pandas as pd
from helpers import ask, show
ask.predict("gaps")
"""
REVEAL = """
from helpers import ask, show
import pandas as pd
ask.reveal("gaps", 47, show.Table(pd.DataFrame({"test": ["Fisher"], "values": [47]}), "Values"), **GAPS)
"""
SLIDER = """
from matplotlib.figure import Figure
from helpers import ask, show
def draw(rate):
    return show.Picture(Figure(figsize=(3, 2)), f"Rate {rate}.", f"An empty picture at {rate} for a test of pages.")
ask.control(draw, rate=ask.Slider("Rate", 0, 3, 1, 1))
"""
PROSE = """# A small lesson

**The question.** Does it open?

**Minutes.** About 7 to read.

See [the glossary](glossary.ipynb#Arm), [a module](../helpers/show.py), [the project](../README.md) and [Fisher](https://doi.org/10.2307/2340521).
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """All lessons as pages; sliders stay their twins, so that nothing runs again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "draw_frames", lambda notebook, folder: None)
        patch.delenv("GITHUB_REPOSITORY", raising=False)
        return pages.export_html(tmp_path_factory.mktemp("build") / "html")


def page_of(site, name):
    return BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def test_no_page_asks_to_run_what_cannot_be_run_there_or_prints_a_placeholder(site):
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert pages.NOT_RUN not in text, file
        before = [
            re.split(r"[\s>]", text[max(0, found.start() - 300) : found.start()])[-1]
            for found in re.finditer(pages.PLACEHOLDER, text)
        ]
        assert all("https://HUB/" in each for each in before), file  # the address that only that page holds
    assert "https://HUB/hub/user-redirect/git-pull?repo=" in page_of(site, "deeper/journal_club").get_text()
    assert "Binder: the address in the README" in page_of(site, "deeper/journal_club").get_text()


def test_what_was_built_for_a_session_goes_with_the_pages_but_for_the_answers(tmp_path):
    """A zipped or served folder of pages holds all that its contents page links to."""
    built = [
        "slides/index.html",
        "slides/reveal/reveal.js",
        "handouts/puzzle-A4.pdf",
        "handouts/leader-script-A4.pdf",
    ]
    for name in built:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    home = tmp_path / "html"
    assert list(pages.copy_extras(home)) == ["The journal club as slides", "Puzzle sheet (A4)"]
    assert all((home / address).exists() for address in pages.copy_extras(home).values())
    assert (home / "session" / "slides" / "reveal" / "reveal.js").exists()
    assert not list(home.rglob("*script*"))
    (tmp_path / "handouts" / "puzzle-A4.pdf").unlink()
    assert list(pages.copy_extras(home)) == ["The journal club as slides"]
    assert not list(home.rglob("puzzle*")), "an old sheet stays behind"


def test_a_known_repository_stands_in_its_place(monkeypatch):
    monkeypatch.setenv("GITHUB_REPOSITORY", "someone/somewhere")
    body = "<p><code>https://x/OWNER/REPO/HEAD</code> <code>?repo=https://x/OWNER/REPO&amp;urlpath=lab/tree/REPO/a</code></p>"
    said = pages.tidy(body, ROOT / "notebooks" / "00_start_here.ipynb", set())
    assert "https://x/someone/somewhere/HEAD" in said
    assert "urlpath=lab/tree/somewhere/a" in said


def test_a_phone_leaves_out_where_a_number_is_stored(site):
    """Two tables of lesson 02 and one of 03 then fit, captions included; links of the routes are tall enough."""
    phone = {"viewport": {"width": 375, "height": 700}, "has_touch": True, "is_mobile": True}
    fits = """() => [...document.querySelectorAll(".wide:has(.aside)")].map((box) => {
        box.closest("details")?.setAttribute("open", "");
        return [box.scrollWidth <= box.clientWidth, getComputedStyle(box.querySelector(".aside")).display];
    })"""
    for name, many in (("02_phase1_dosing", 2), ("03_phase2_efficacy", 1)):
        with visit((site / f"{name}.html").as_uri(), **phone) as page:
            assert page.evaluate(fits) == [[True, "none"]] * many
        with visit((site / f"{name}.html").as_uri()) as page:
            assert {shown for _, shown in page.evaluate(fits)} == {"table-cell"}
    with visit((site / "index.html").as_uri(), **phone) as page:
        links = page.locator(".wide a")
        assert links.count() >= 3
        assert min(link.bounding_box()["height"] for link in links.all()) >= 24


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """One small lesson with a card, its reveal and a slider, refreshed and published."""
    folder = tmp_path_factory.mktemp("small")
    file = folder / "03_phase2_efficacy.ipynb"
    lab_only = new_code_cell("print('only in the laboratory')", metadata={"tags": [pages.LAB_ONLY]})
    asked = json.loads((ROOT / "data" / "lessons" / "03_phase2_efficacy.json").read_text(encoding="utf-8"))
    template = next(row for row in asked if row["id"] == "gaps").get("reveal", "")
    gaps = {name: 1 for name in re.findall(r"{(\w+)", template)}
    cells = [
        new_markdown_cell(PROSE),
        *map(new_code_cell, (CARD, REVEAL.replace("GAPS", repr(gaps)), SLIDER)),
        lab_only,
    ]
    nbformat.write(new_notebook(cells=cells), file)
    refresh.refresh([file])
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GITHUB_REPOSITORY", raising=False)
        return pages.export_html(folder / "html", [file])


def read(folder, name):
    return (folder / f"{name}.html").read_text(encoding="utf-8")


@cache
def parsed(file):
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def lessons():
    return [file.stem for file in refresh.lesson_files()]


def test_what_scrolls_sideways_is_reached_by_the_keyboard(site):
    for name in lessons():
        soup = parsed(site / f"{name}.html")
        assert bool(soup.find("pre")) == (name != "journal_club"), name  # the club is shown to a room
        assert all(code["tabindex"] == "0" for code in soup.find_all("pre")), name
        for table in soup.find_all("table"):
            assert table.parent.get("class") == ["wide"], name
            assert table.parent["tabindex"] == "0", name


def test_code_is_folded_and_stands_open_in_deeper(site):
    for file in pages.page_files():
        deeper = file.parent.name == "deeper"
        soup = page_of(site, f"deeper/{file.stem}" if deeper else file.stem)
        for code in soup.select("div.highlight"):
            fold = code.find_parent("details", class_="code")
            assert fold or not code.find_parent(class_="jp-CodeCell"), file
            assert fold is None or fold.has_attr("open") == deeper, file


def test_a_line_does_not_end_between_a_number_and_its_sign():
    body = "<p>P = .038, P &lt; .05, P value in 23 % of 5 people</p><code>5 % 3</code>"
    told = BeautifulSoup(pages.tidy(body, ROOT / "notebooks" / "x.ipynb", set()), "html.parser")
    assert told.p.string == "P\xa0=\xa0.038, P\xa0<\xa0.05, P value in 23\xa0% of 5 people"
    assert told.code.string == "5 % 3"


def test_every_lesson_is_on_the_contents_page_and_links_to_its_neighbours(site):
    contents = parsed(site / "index.html")
    order = [link["href"].removesuffix(".html") for link in contents.select("ul.contents > li > a")]
    assert order == lessons()
    for place, name in enumerate(order):
        top, bottom = parsed(site / f"{name}.html").find_all("nav")
        expected = ["index", *order[max(0, place - 1) : place], *order[place + 1 : place + 2]]
        for links in (top, bottom):
            assert [link["href"].removesuffix(".html") for link in links.find_all("a")] == expected
        assert top["aria-label"] != bottom["aria-label"], "two landmarks need two names"


def test_pages_load_nothing_and_their_links_lead_somewhere(site):
    for file in sorted(site.rglob("*.html")):
        soup = parsed(file)
        assert {script["type"] for script in soup.find_all("script")} <= {"module", "application/json"}
        bare = re.sub(r"<script.*?</script>", "", file.read_text(encoding="utf-8"), flags=re.S)
        assert LOADS.findall(bare) == [], file.name
        for link in soup.find_all("a", href=True):
            name, _, anchor = html.unescape(link["href"]).partition("#")
            if re.match(r"https?:", name):
                continue
            goal = (file.parent / name).resolve() if name else file
            assert goal.exists(), f"{file.name}: {link['href']}"
            if anchor and goal.suffix == ".html":
                assert f'id="{anchor}"' in goal.read_text(encoding="utf-8"), f"{file.name}: {link['href']}"


def test_the_contents_page_begins_with_one_thing_to_do(site):
    """Her question comes first, and what needs JupyterLab or Binder says so before anybody clicks it."""
    contents = parsed(site / "index.html").main
    first = contents.find("a")
    assert first["href"] == "00_start_here.html"
    assert first.text == "Begin with her question, 10 minutes"
    assert not contents.find("img")
    own = contents.find("strong", string="A paper of your own?").parent.text
    assert "Binder" in own
    assert "JupyterLab" in own
    club = contents.find("a", href="journal_club.html", string=re.compile("Journal club"))
    assert club.find_next(class_="minutes").text == "60 minutes"


def test_a_heading_over_an_answer_waits_with_it(site):
    with visit((site / "journal_club.html").as_uri()) as page:
        title = page.get_by_role("heading", name="Every result, as a dot")
        assert not title.is_visible()
        page.evaluate(ANSWER, ["club-results", "1369"])
        assert title.is_visible()
        assert page.locator("details[data-reveal='club-results'][open] figure").is_visible()


def test_tables_that_lessons_name_are_carried(site):
    assert parsed(site / "00_start_here.html").find("a", href="data/not_in_sources.html")
    own = parsed(site / "07_your_own_trial.html")
    assert own.find("a", href="data/own_trial/blank.html")
    shelf = own.find("a", href="data/own_trial/index.html")
    assert shelf.text == "data/own_trial"
    for name in pages.carried_tables():
        copy = site / "data" / name
        assert copy.read_bytes() == (ROOT / "data" / name).read_bytes()
        page = parsed(copy.with_suffix(".html"))
        assert page.find("a", download=True)["href"] == copy.name
        assert len(page.select("tbody tr")) == len(list(csv.reader(copy.open(encoding="utf-8-sig")))) - 1


def test_where_the_repository_is_known_links_lead_there(small, monkeypatch, tmp_path):
    monkeypatch.setenv("GITHUB_REPOSITORY", "owner/repo")
    pages.export_html(tmp_path, [small.parent / "03_phase2_efficacy.ipynb"])
    soup = BeautifulSoup(read(tmp_path, "03_phase2_efficacy"), "html.parser").main
    module = soup.find("a", string="a module")
    assert module["href"] == "https://github.com/owner/repo/blob/HEAD/helpers/show.py"
    own = BeautifulSoup(read(tmp_path, "index"), "html.parser").find("strong", string="A paper of your own?")
    assert own.find_next("a")["href"] == (
        "https://mybinder.org/v2/gh/owner/repo/HEAD?labpath=notebooks/07_your_own_trial.ipynb"
    )


def test_the_policy_allows_the_pages_own_scripts_and_nothing_else(site, small):
    for file in [*site.rglob("*.html"), *small.rglob("*.html")]:
        text = file.read_text(encoding="utf-8")
        policy = BeautifulSoup(text, "html.parser").find("meta", attrs={"http-equiv": True})["content"]
        assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src ")
        scripts = re.findall(r'<script type="module">(.*?)</script>', text, flags=re.S)
        hashes = {base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in scripts}
        assert set(re.findall(r"'sha256-([^']+)'", policy)) == hashes
        assert not re.search(r"\son\w+=\"", re.sub(r"<script.*?</script>", "", text, flags=re.S))


def test_answers_stay_folded_and_pictures_keep_their_words(site):
    for name in lessons():
        soup = parsed(site / f"{name}.html")
        assert not soup.find("details", open=True), name
        for picture in soup.find_all("img"):
            assert len(picture["alt"].split()) > 8, name


def test_a_page_has_at_most_three_megabytes(site):
    for file in site.rglob("*.html"):
        assert file.stat().st_size <= pages.MOST_BYTES, file.name


def test_the_contents_page_links_to_slides_and_sheets_only_where_they_were_built(tmp_path):
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides" / "index.html").write_text("slides", encoding="utf-8")
    pages.export_html(tmp_path / "html", [ROOT / "notebooks" / "glossary.ipynb"])
    contents = read(tmp_path / "html", "index")
    assert 'href="session/slides/index.html"' in contents
    assert "pre-read" not in contents


# ---------------------------------------------------------------- one small lesson, in a real browser


def test_a_notebook_stores_the_twin_and_no_widget(small):
    notebook = nbformat.read(small.parent / "03_phase2_efficacy.ipynb", as_version=4)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [set(output.data) & {WIDGET_VIEW} for output in outputs[:3]] == [set()] * 3
    assert "frames" not in str(notebook)


def test_links_between_pages_work_and_links_into_the_repository_lose_their_link(small):
    soup = BeautifulSoup(read(small, "03_phase2_efficacy"), "html.parser").main
    assert [link["href"] for link in soup.select("p a")] == ["index.html", "https://doi.org/10.2307/2340521"]
    assert "the glossary" in soup.text
    assert "a module" in soup.text
    assert "only in the laboratory" not in soup.text


def test_the_card_answers_the_reveal_opens_and_the_slider_moves(small):
    with visit((small / "03_phase2_efficacy.html").as_uri()) as page:
        shown = page.evaluate(ANSWER, ["gaps", "45"])
        assert shown["verdict"] == "right"
        assert "the count says 47 values" in shown["text"]
        opened = page.locator("details[data-reveal=gaps][open]").inner_text()
        assert "Fisher" in opened
        assert "the count says" not in opened, "the card has just said it"
        page.get_by_label("Rate").focus()
        page.keyboard.press("End")
        assert page.locator(".st-sentence").inner_text() == "Rate 3."
        page.goto((small / "index.html").as_uri())
        assert "1 of 1 questions answered" in page.inner_text("main")
        assert re.search(r"\d minutes", page.inner_text("main"))
        page.locator("[data-action=start-over]").click()
        page.wait_for_timeout(750)  # a click that follows at once is taken for a double click
        page.locator("[data-action=delete]").click()
        assert page.locator("[data-progress]").first.text_content() == ""


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(small, look):
    for name in ("03_phase2_efficacy", "index"):
        with visit((small / f"{name}.html").as_uri(), bypass_csp=True, **look) as page:
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert violations(page) == []
