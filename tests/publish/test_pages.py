"""Pages open from disk: they link to each other, load nothing, and keep answers folded."""

import html
import re

import pytest
from reading import ROOT, read

from helpers.publish import club as handouts
from helpers.publish import pages as html_pages
from helpers.publish import refresh as publish

LOADS = re.compile(
    r"""(?:src|data|poster)=["'](?!data:)([^"']+)|url\((?!["']?data:)([^)]+)\)|@import\s*([^;]+)"""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """All lessons as HTML, once."""
    return html_pages.export_html(tmp_path_factory.mktemp("build") / "html")


def lessons():
    return [file.stem for file in publish.lesson_files()]


def test_what_scrolls_sideways_is_reached_by_the_keyboard(site):
    for name in lessons():
        page = (site / f"{name}.html").read_text(encoding="utf-8")
        assert "<pre" in page, f"{name} shows no code"
        assert re.findall(r"<pre(?! tabindex)", page) == [], name
        assert page.count("<table") == page.count('<div class="wide" tabindex="0"><table'), name


def test_every_lesson_is_on_the_contents_page_and_links_to_its_neighbours(site):
    contents = (site / "index.html").read_text(encoding="utf-8")
    order = re.findall(r'href="([^"/]+)\.html"', contents)
    assert order == lessons()
    for place, name in enumerate(order):
        page = (site / f"{name}.html").read_text(encoding="utf-8")
        top, bottom = re.findall(r"<nav.*?</nav>", page, flags=re.S)
        expected = ["index", *order[max(0, place - 1) : place], *order[place + 1 : place + 2]]
        for links in (top, bottom):
            assert re.findall(r'href="([^"]+)\.html"', links) == expected
        assert top.split(">")[0] != bottom.split(">")[0], "two landmarks need two names"


def test_pages_load_nothing_and_their_links_lead_somewhere(site):
    for file in sorted(site.glob("*.html")):
        text = file.read_text(encoding="utf-8")
        assert LOADS.findall(text) == []
        assert "<script" not in text
        for target in re.findall(r'href="([^"]+)"', text):
            name, _, anchor = html.unescape(target).partition("#")
            if re.match(r"https?:", name):
                continue
            goal = (file.parent / name).resolve() if name else file
            assert goal.exists() or goal.stem in publish.LESSONS, f"{file.name}: {target}"
            if anchor and goal.suffix == ".html" and goal.exists():
                assert f'id="{anchor}"' in goal.read_text(encoding="utf-8"), f"{file.name}: {target}"


def test_answers_stay_folded_and_pictures_keep_their_words(site):
    page = (site / "journal_club.html").read_text(encoding="utf-8")
    reveals = sum("reveal" in cell.metadata.get("tags", []) for cell in read(handouts.SESSION).cells)
    assert page.count('<details class="reveal">') == reveals
    for picture in re.findall(r"<img[^>]*>", page):
        assert len(re.search(r'alt="([^"]*)"', picture)[1].split()) > 8


def test_the_contents_page_links_to_slides_and_sheets_only_where_they_were_built(tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "lesson_files", lambda: [ROOT / "notebooks" / "glossary.ipynb"])
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides" / "index.html").write_text("slides", encoding="utf-8")
    html_pages.export_html(tmp_path / "html")
    contents = (tmp_path / "html" / "index.html").read_text(encoding="utf-8")
    assert "../slides/index.html" in contents
    assert "pre-read" not in contents
