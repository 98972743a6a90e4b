"""Slides and sheets: what was promised stands on them, and a machine without the tools gets one sentence each."""

import re
import shutil
from functools import cache

import nbformat
import pytest
from bs4 import BeautifulSoup
from reading import read

from helpers.ask import question
from helpers.evidence import appraisal
from helpers.evidence.appraisal import blank as form
from helpers.lessons import journal_club as session
from helpers.publish import club, pages

SMALLEST = 28  # pixels on a slide of 1280 x 720: 21 points; letters in pictures are larger
LOADS = re.compile(
    r"""(?:src|data|poster)=["'](?!data:)([^"']+)|url\((?!["']?data:)([^)]+)\)|@import\s*([^;]+)"""
)
CHROMIUM = club.find_browser()


@cache
def deck(length=60):
    return club.slides(read(club.SESSION), length)


@cache
def sheets():
    return club.sheets()


def slide(title, length=60):
    (found,) = [each for each in deck(length) if each.title == title]
    return found


@pytest.fixture
def bare_machine(monkeypatch):
    """A machine with neither a browser nor npm."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(club, "PLACES", ())


# ---------------------------------------------------------------- slides


def test_slides_hold_every_tagged_cell_and_hide_the_notes():
    tagged = [cell for cell in read(club.SESSION).cells if "slide" in cell.metadata.get("tags", [])]
    assert len(deck()) == len(tagged)
    page = club.slides_page(deck())
    assert page.count("<section") == page.count('<aside class="notes">') == len(deck())
    for each in deck():
        assert each.notes
        assert "Leader" not in each.body
        assert BeautifulSoup(each.without_title, "html.parser").get_text().strip() or "<img" in each.body


def test_minutes_stand_in_the_notes_of_the_slide_that_begins_a_part():
    assert [each.clock for each in deck() if each.clock] == session.clock(60)
    assert [each.clock for each in deck(30) if each.clock] == [each for each in session.clock(30) if each]
    assert "Minutes 14 to 27" in club.slides_page(deck())


def test_the_short_form_is_a_deck_of_its_own():
    titles = {each.title for each in deck()}
    short = {each.title for each in deck(30)}
    assert short < titles
    assert not short & {"Find five numbers", "The smallest possible average", "Kind readings", "Discussion"}
    assert {"First vote", "The map", "What she could get instead", "Exit form"} <= short
    strengths = {title for title in titles if title.endswith("strengths first")}
    assert len(strengths) == 2
    assert strengths <= short


def test_half_an_hour_speaks_of_no_puzzle_and_asks_for_no_smallest_average():
    script, form = (sheets()[name][1] for name in ("leader-script-30", "exit-form-30"))
    floor = question("club-exit-floor")
    assert floor["question"] not in form
    assert floor["right"] not in script
    assert "puzzle becomes a check" not in script
    assert "puzzle becomes a check" in sheets()["leader-script"][1]
    for body in (each.body for each in deck(30)):
        assert not re.search(r"[Tt]hree questions|three minutes|[Pp]uzzle", body)


def test_the_pictures_that_carry_the_idea_are_on_slides():
    pictured = [each.title for each in deck() if "<img" in each.body]
    assert len(pictured) >= 12
    for title in (
        "One P value, five people",
        "How the skin is scored: EASI",
        "If we have the counts: your dot",
        "The map",
        "What do the fitting results share?",
        "The smallest possible average",
        "What our form says",
        "Four of five, after one or two cycles",
        "What she could get instead",
    ):
        assert title in pictured
    for each in deck():
        assert each.body.count("<img") == each.body.count("<figcaption>") <= 1


def test_the_papers_stand_on_the_first_slide_as_a_reader_can_look_them_up():
    body = deck()[0].body
    for part in ("Seo", "Shin", "10.1016/j.jaci.2024.06.013", "10.1111/1346-8138.15928", "2024;", "2021;"):
        assert part in body


def test_both_votes_carry_the_five_answers_and_the_pairs_slide_the_six_domains():
    for title in ("First vote", "Second vote"):
        assert all(answer in slide(title).body for answer in session.SESSION["answers"])
    text = BeautifulSoup(slide("In pairs: one domain").body, "html.parser").get_text()
    domains = appraisal.worked("seo2024", "trial")["domain"].unique()
    assert len(domains) == 6
    assert all(name in text for name in domains)


def test_a_slide_asks_a_question_without_its_answer():
    known = question("club-test")
    body = next(each.body for each in deck() if each.title.startswith("Which test"))
    assert all(
        BeautifulSoup(text, "html.parser").get_text() in BeautifulSoup(body, "html.parser").get_text()
        for text in known["options"].values()
    )
    assert known["right"] not in body


def test_nothing_on_a_slide_breaks_at_a_hyphen_of_a_name():
    assert "EASI-50" not in "".join(each.body for each in deck())


def test_slides_load_only_the_files_beside_them_and_printing_loads_none():
    page = club.slides_page(deck())
    assert {each for found in LOADS.findall(page) for each in found if each} == {
        "reveal/reveal.js",
        "reveal/notes.js",
    }
    assert re.findall(r'<link[^>]*href="([^"]+)"', page) == ["reveal/reveal.css"]
    assert not re.search(r"https?://", page)
    printed = club.slides_page(deck(), live=False)
    assert not re.search(r"<script|<link|<aside", printed)
    assert printed.count("<section") == len(deck())


def test_no_text_on_a_slide_is_smaller_than_promised():
    style = (club.PAGE / "slides.css").read_text(encoding="utf-8")
    sizes = [float(size) for size in re.findall(r"font(?:-size)?:\s*(\d+)px", style)]
    assert len(sizes) > 5
    assert min(sizes) >= SMALLEST


def test_text_of_a_cell_is_escaped_once():
    cell = nbformat.v4.new_markdown_cell("### A < B\n\nsee [there](https://x.org) 72<!-- seo-n-phase2 -->")
    cell.metadata["tags"] = ["slide", "part"]
    (only,) = club.slides(nbformat.v4.new_notebook(cells=[cell]))
    assert only.title == "A < B"
    assert "<a" not in only.body
    assert "seo-n" not in only.body
    assert "<title>A &lt; B: slides</title>" in club.slides_page([only])


def test_reveal_js_in_the_build_folder_is_not_fetched_again(tmp_path, bare_machine):
    for name in club.REVEAL_FILES:
        (tmp_path / name.split("/")[-1]).write_text("kept", encoding="utf-8")
    assert club.fetch_reveal(tmp_path)


# ---------------------------------------------------------------- the page that is shown


def test_the_page_of_the_club_holds_no_note_and_no_code(tmp_path):
    pages.export_html(tmp_path, [club.SESSION])
    soup = BeautifulSoup((tmp_path / "journal_club.html").read_text(encoding="utf-8"), "html.parser")
    main = soup.main.get_text()
    notes = [cell for cell in read(club.SESSION).cells if "notes" in cell.metadata.get("tags", [])]
    assert len(notes) > 20
    assert not re.search(r"Leader\.|Timekeeper\.|Sceptic\.|Advocate\.", main)
    assert not soup.select("details.code")
    mounted = [place["data-component"] for place in soup.select("[data-component]")]
    assert {"vote", "map", "puzzle", "form", "people", "card"} <= set(mounted)


# ---------------------------------------------------------------- sheets


def test_sheets_are_black_on_white_and_load_nothing():
    for name, (title, body) in sheets().items():
        page = club.sheet_page(name, title, body, "A4")
        assert not re.search(r"<a\b|<script|https?://", page), name
        assert not {each for found in LOADS.findall(page) for each in found if each}
        assert "not medical advice" in page
    style = (club.PAGE / "print.css").read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9A-Fa-f]{3,6}", style)) <= {"#000", "#fff", "#555"}


def test_blank_and_worked_checklists_ask_the_same_questions():
    blank, worked = (sheets()[f"checklist-{kind}"][1] for kind in ("blank", "worked"))
    asked = [re.findall(r"<td>([^<]+\?)</td>", each) for each in (blank, worked)]
    assert asked[0] == asked[1]
    assert len(asked[0]) == len(form("seo2024", "trial")) + len(form("shin2021"))
    assert blank.count("<td></td>") > worked.count("<td></td>")
    assert "not in our sources</td>" in worked
    assert "not in our sources" not in blank
    for body in (blank, worked):
        assert "most worrying of its answers" in body
    assert "our judgement in place of the rule" in worked
    assert "our judgement" not in blank


def test_the_puzzle_sheet_has_five_boxes_and_five_statements_to_tick_for_each_try():
    soup = BeautifulSoup(sheets()["puzzle"][1], "html.parser")
    tries = soup.select(".keep")
    assert len(tries) == 2
    for each in tries:
        assert len(each.select(".boxes span")) == 5
        rows = [row.td.get_text() for row in each.select("tbody tr")]
        assert rows == session.statements()
        assert len(each.select(".tick")) == len(rows) == 5


def test_there_is_a_voting_card_for_each_answer():
    soup = BeautifulSoup(sheets()["voting-cards"][1], "html.parser")
    assert [card.span.get_text() for card in soup.select(".card")] == session.SESSION["answers"]


def test_the_exit_form_asks_without_telling_and_leaves_room_to_write():
    body = sheets()["exit-form"][1]
    text = BeautifulSoup(body, "html.parser").get_text()
    for name in club.EXIT_FORM:
        assert question(name)["question"] in text
        assert question(name)["right"] not in text
    assert body.count('class="line"') >= 8


def test_the_appraisal_shows_a_picture_and_every_row_of_the_one_page():
    soup = BeautifulSoup(club.appraisal(), "html.parser")
    assert len(soup.select("img")) == 1
    assert len(soup.select("tbody tr")) == len(club.synthesis.one_page())


@pytest.mark.parametrize(("name", "length"), [("leader-script", 60), ("leader-script-30", 30)])
def test_the_script_holds_every_slide_every_note_every_picture_and_every_answer(name, length):
    body = sheets()[name][1]
    soup = BeautifulSoup(body, "html.parser")
    assert [each.get_text().partition(". ")[2] for each in soup.select("h3")] == [
        each.title for each in deck(length)
    ]
    assert [each.get_text() for each in soup.select(".clock")] == [
        each for each in session.clock(length) if each
    ]
    assert body.count("<img") == sum(each.body.count("<img") for each in deck(length))
    text = soup.get_text()
    assert "Look into the paper first" in text
    for asked, answer in session.discussion():
        assert asked in text
        assert answer in text
    for exit_question in club.EXIT_FORMS[length]:
        assert question(exit_question)["right"] in text
    for test in session.six_tests()["test"]:
        assert test in text
    titles = [each.title for each in deck(length)]
    by_slide = re.search(
        r"By slide\. With the counts: (\d+), the map on the page \((\d+)\), (\d+), (\d+);", text
    )
    assert [titles[int(place) - 1] for place in by_slide.groups()] == list(club.JUMPS)
    lines = {
        row[0].get_text(): row[2].get_text() for each in soup.select("tr") if len(row := each("td")) == 3
    }
    for place in lines["Advocate"].split(", "):
        assert "advocate" in deck(length)[int(place) - 1].notes.casefold()


# ---------------------------------------------------------------- a machine without the tools


def test_without_npm_and_browser_one_sentence_each_and_the_rest_is_built(tmp_path, bare_machine):
    said = club.build_slides(tmp_path / "slides")
    assert "Install npm" in " ".join(said)
    assert "S shows the notes" not in said[0]
    assert (tmp_path / "slides" / "index.html").exists()
    assert (tmp_path / "slides" / "30-minutes.html").exists()
    assert said[-1].startswith("slides: no PDF was made")
    said = club.build_handouts(tmp_path / "handouts")
    assert len(said) == 1
    assert "(Debian: apt install chromium)" in said[0]
    assert len(list((tmp_path / "handouts").glob("*.html"))) == 2 * len(sheets())
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_program_that_fails_or_is_gone_is_no_error(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>x</p>", encoding="utf-8")
    for program in ("/nowhere/chromium", shutil.which("false") or "/nowhere/false"):
        assert club.print_pdf(program, page, tmp_path / "page.pdf") is False


@pytest.mark.parametrize("build", [club.build_slides, club.build_handouts])
def test_a_browser_that_prints_some_pages_is_not_said_to_have_printed_all(
    build, tmp_path, monkeypatch, bare_machine
):
    printed = iter(range(1000))
    monkeypatch.setattr(club, "find_browser", lambda: "/bin/browser")
    monkeypatch.setattr(club, "print_pdf", lambda browser, page, pdf: next(printed) > 0)  # the first fails
    said = build(tmp_path / "out")[-1]
    wanted = next(printed)
    assert f"printed only {wanted - 1} of {wanted} PDF files" in said
    said = build(tmp_path / "out")[-1]
    assert f"{wanted} PDF files in" in said


def test_a_browser_is_looked_for_on_the_path_and_then_in_its_usual_places(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/edge" if name == "msedge" else None)
    assert club.find_browser() == "/bin/edge"
    monkeypatch.setattr(shutil, "which", lambda name: None)
    chrome = tmp_path / "Google Chrome"
    chrome.touch()
    monkeypatch.setattr(club, "PLACES", ("/nowhere/edge", str(chrome)))
    assert club.find_browser() == str(chrome)
    monkeypatch.setattr(club, "PLACES", ("/nowhere/edge",))
    assert club.find_browser() is None


def test_the_usual_places_name_chrome_and_edge_on_three_systems():
    places = " ".join(club.PLACES)
    for words in ("Google Chrome.app", "Microsoft Edge.app", "chrome.exe", "msedge.exe"):
        assert words in places
    assert "google-chrome" in club.BROWSERS


def count_pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_the_slides_print_one_on_a_page(tmp_path):
    page, pdf = tmp_path / "slides.html", tmp_path / "slides.pdf"
    page.write_text(club.slides_page(deck(30), live=False), encoding="utf-8")
    assert club.print_pdf(CHROMIUM, page, pdf)
    assert count_pages(pdf) == len(deck(30))


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.parametrize(
    ("name", "size", "promised"),
    [
        ("pre-read", "A4", 1),
        ("pre-read", "letter", 1),
        ("appraisal", "A4", 1),
        ("appraisal", "letter", 1),
        ("exit-form", "letter", 1),
        ("puzzle", "letter", 1),
        ("voting-cards", "letter", 1),
        ("exit-form-30", "letter", 1),
        ("checklist-blank", "letter", 2),
        ("checklist-worked", "letter", 2),
    ],
)
def test_sheets_fit_the_pages_that_were_promised(tmp_path, name, size, promised):
    page, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    page.write_text(club.sheet_page(name, *sheets()[name], size), encoding="utf-8")
    assert club.print_pdf(CHROMIUM, page, pdf)
    assert count_pages(pdf) == promised
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf.read_bytes())
    width = {"A4": 595, "letter": 612}[size]
    assert abs(float(box[1]) - width) < 2
