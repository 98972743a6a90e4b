"""Slides and sheets: what was promised stands on them, and a machine without the tools gets one sentence each."""

import base64
import re
import shutil

import nbformat
import pytest
from reading import read

from helpers.evidence.appraisal import blank as form
from helpers.publish import club as handouts

SLIDE_FONT = 32  # pixels on a slide of 1280 x 720: 24 points
LOADS = re.compile(
    r"""(?:src|data|poster)=["'](?!data:)([^"']+)|url\((?!["']?data:)([^)]+)\)|@import\s*([^;]+)"""
)
CHROMIUM = next(filter(None, map(shutil.which, handouts.BROWSERS)), None)


@pytest.fixture
def bare_machine(monkeypatch):
    """A machine with neither Chromium nor npm."""
    monkeypatch.setattr(shutil, "which", lambda name: None)


def test_slides_hold_every_tagged_cell_and_hide_the_notes():
    notebook = read(handouts.SESSION)
    deck = handouts.slides(notebook)
    assert len(deck) == sum("slide" in cell.metadata.get("tags", []) for cell in notebook.cells)
    assert sum(slide.begins for slide in deck) == 10
    page = handouts.slides_page(deck)
    assert page.count("<section>") == page.count('<aside class="notes">') == len(deck)
    for slide in deck:
        assert slide.title != "Untitled"
        assert slide.notes
        assert "Leader" not in slide.body


def test_slides_load_only_the_files_beside_them():
    page = handouts.slides_page(handouts.slides(read(handouts.SESSION)))
    assert {each for found in LOADS.findall(page) for each in found if each} == {
        "reveal/reveal.js",
        "reveal/notes.js",
    }
    assert re.findall(r'<link[^>]*href="([^"]+)"', page) == ["reveal/reveal.css"]
    assert not re.search(r"https?://", page)


def test_no_text_on_a_slide_is_smaller_than_24_points():
    style = (handouts.PAGE / "slides.css").read_text(encoding="utf-8")
    sizes = [float(size) for size in re.findall(r"font(?:-size)?:\s*(\d+)px", style)]
    assert min(sizes) >= SLIDE_FONT


def test_pictures_on_slides_are_drawn_large_enough_for_24_points():
    height = float(
        re.search(r"figure img \{[^}]*?[^-]height: (\d+)px", (handouts.PAGE / "slides.css").read_text())[1]
    )
    for slide in handouts.slides(read(handouts.SESSION)):
        for code in re.findall(r'src="data:image/png;base64,([^"]+)"', slide.body):
            tall = int.from_bytes(base64.b64decode(code)[20:24], "big")
            inches = tall / 160  # as drawn by helpers.figures
            assert 10 / 72 * height / inches >= SLIDE_FONT, (
                slide.title
            )  # the smallest text there has 10 points


def test_reveal_js_in_the_build_folder_is_not_fetched_again(tmp_path, bare_machine):
    for name in handouts.REVEAL_FILES:
        (tmp_path / name.split("/")[-1]).write_text("kept", encoding="utf-8")
    assert handouts.fetch_reveal(tmp_path)


def test_without_npm_and_chromium_one_sentence_each_and_the_rest_is_built(tmp_path, bare_machine):
    said = handouts.build_slides(tmp_path / "slides")
    assert "Install npm" in said[-1]
    assert "S shows the notes" not in said[0]
    assert (tmp_path / "slides" / "index.html").exists()
    said = handouts.build_handouts(tmp_path / "handouts")
    assert len(said) == 1
    assert "Install it (Debian: apt install chromium)" in said[0]
    assert len(list((tmp_path / "handouts").glob("*.html"))) == 2 * len(handouts.sheets())
    assert not list((tmp_path / "handouts").glob("*.pdf"))


def test_a_program_that_fails_or_is_gone_is_no_error(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>x</p>", encoding="utf-8")
    for program in ("/nowhere/chromium", shutil.which("false") or "/nowhere/false"):
        assert handouts.print_pdf(program, page, tmp_path / "page.pdf") is False


def test_sheets_are_black_on_white_and_carry_no_links_or_pictures():
    for name, (title, body) in handouts.sheets().items():
        page = handouts.sheet_page(title, body, "A4")
        assert not re.search(r"<a\b|<img|<script|https?://", page), name
        assert "not medical advice" in page
    style = (handouts.PAGE / "print.css").read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9A-Fa-f]{3,6}", style)) <= {"#000", "#fff", "#555"}


def test_blank_and_worked_checklists_ask_the_same_questions():
    blank, worked = (handouts.sheets()[f"checklist-{kind}"][1] for kind in ("blank", "worked"))
    asked = [re.findall(r"<td>([^<]+\?)</td>", each) for each in (blank, worked)]
    assert asked[0] == asked[1]
    assert len(asked[0]) == len(form("seo2024", "trial")) + len(form("shin2021"))
    assert blank.count("<td></td>") > worked.count("<td></td>")
    assert "not in our sources</td>" in worked
    assert "not in our sources</td>" not in blank


def test_the_script_holds_every_slide_every_note_and_every_answer():
    body = handouts.sheets()["leader-script"][1]
    session = read(handouts.SESSION)
    deck = handouts.slides(session)
    assert body.count("<h3") == len(deck)
    assert body.count('class="clock"') == 10
    for place in range(1, 9):
        assert f"<strong>{place}. " in body


def test_a_synthesis_without_its_appraisal_is_named():
    empty = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    with pytest.raises(ValueError, match="one_page"):
        handouts.one_page_appraisal(empty)


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.parametrize(
    ("name", "size", "promised"),
    [("pre-read", "A4", 1), ("pre-read", "Letter", 1), ("appraisal", "A4", 1), ("appraisal", "Letter", 1),
     ("exit-form", "Letter", 1), ("checklist-blank", "Letter", 2)],
)  # fmt: skip
def test_sheets_fit_the_pages_that_were_promised(tmp_path, name, size, promised):
    page, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    page.write_text(handouts.sheet_page(*handouts.sheets()[name], size), encoding="utf-8")
    assert handouts.print_pdf(CHROMIUM, page, pdf)
    assert pages(pdf) == promised
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf.read_bytes())
    width = {"A4": 595, "Letter": 612}[size]
    assert abs(float(box[1]) - width) < 2
