"""A table is read as text, exactly as it stands, and a file that cannot be read is named in one sentence."""

import shutil
from pathlib import Path

import pytest

from helpers import data_files
from helpers.data_files import DATA, load_table


@pytest.fixture
def copy(tmp_path, monkeypatch):
    monkeypatch.setattr(data_files, "DATA", tmp_path)
    return Path(shutil.copy(DATA / "facts.csv", tmp_path))


def test_cells_are_text_and_empty_cells_are_empty_text():
    table = load_table("facts").set_index("fact_id")
    assert table.loc["seo-p-easi50", "value"] == ".038"
    assert table.loc["seo-p-easi50", "n"] == ""
    assert table.loc["tarc-r-longitudinal", "value"] == "0.60"
    assert table.loc["seo-phase1-related-aes", "value"] == "none"


def test_a_table_that_was_changed_is_not_changed_for_others():
    mine = load_table("facts")
    mine.loc[:, "value"] = "0"
    assert load_table("facts").loc[0, "value"] != "0"


@pytest.mark.parametrize(
    ("damage", "error", "message"),
    [
        (lambda file: file.unlink(), FileNotFoundError, r"^facts\.csv is missing"),
        (lambda file: file.write_text("", encoding="utf-8"), ValueError, r"^facts\.csv: not readable"),
        (lambda file: file.write_bytes(file.read_bytes()[:5000]), ValueError, r"^facts\.csv"),
        (
            lambda file: file.write_bytes(
                file.read_bytes().replace("\N{MULTIPLICATION SIGN}".encode(), b"\xd7")
            ),
            ValueError,
            r"^facts\.csv: the text is not UTF-8",
        ),
        (
            lambda file: file.write_text(
                file.read_text(encoding="utf-8") + ",".join("x" * 30) + "\n", encoding="utf-8"
            ),
            ValueError,
            r"^facts\.csv: not readable",
        ),
    ],
    ids=["missing", "empty", "truncated", "encoding", "long row"],
)
def test_a_damaged_file_is_named_in_one_sentence(copy, damage, error, message):
    damage(copy)
    with pytest.raises(error, match=message) as caught:
        load_table("facts")
    assert "\n" not in str(caught.value)


def test_a_byte_order_mark_and_windows_line_ends_are_tolerated(copy):
    plain = data_files._read(DATA / "facts.csv")
    copy.write_bytes(b"\xef\xbb\xbf" + copy.read_bytes().replace(b"\n", b"\r\n"))
    assert load_table("facts").equals(plain)
