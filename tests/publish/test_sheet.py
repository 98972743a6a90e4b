"""One paper on one sheet, from the command line: A4 and Letter, one page each, and a sentence for everything else."""

import re

import pytest

from helpers.publish import sheet
from helpers.publish.__main__ import main
from helpers.publish.club import find_browser


def test_both_papers_are_written_and_said(tmp_path):
    said = sheet.build_sheet("keynote2016", target=tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "keynote2016-A4.html",
        "keynote2016-letter.html",
    ]
    assert all("sheet: " in line for line in said)
    assert "a one-sided P value" in (tmp_path / "keynote2016-A4.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["atmsc2025", "recovery2021", "smart2018"])
def test_a_sheet_is_one_page_on_either_paper(tmp_path, name):
    if find_browser() is None:
        pytest.skip("no Chromium: no PDF")
    sheet.build_sheet(name, pdf=True, target=tmp_path)
    for size in sheet.SIZES:
        pages = re.findall(rb"/Type\s*/Page[^s]", (tmp_path / f"{name}-{size}.pdf").read_bytes())
        assert len(pages) == 1


def test_without_chromium_one_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet, "find_browser", lambda: None)
    assert "Print" in sheet.build_sheet("atmsc2025", pdf=True, target=tmp_path)[-1]


def test_a_table_that_holds_nothing_is_told_and_not_written(tmp_path):
    said = sheet.build_sheet("no such table", target=tmp_path)
    assert "there is no table named" in said[0]
    assert "no page was written" in said[-1]
    assert list(tmp_path.iterdir()) == []


def test_the_command_needs_a_file():
    with pytest.raises(SystemExit, match="sheet needs a file"):
        main(["sheet"])
