"""What appears under a cell: pictures with words, tables with headers, components with two faces."""

import json
import sys
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.figure import Figure

from helpers import show


def drawn(width=4.9, height=3.0):
    figure = Figure(figsize=(width, height))
    figure.subplots().plot([0, 1], [0, 1])
    return figure


@pytest.fixture
def shown(monkeypatch):
    """What was displayed: a list of bundles."""
    bundles = []
    for name in ("display", "update_display"):
        monkeypatch.setattr(
            show, name, lambda bundle, **options: bundles.append(bundle | {"options": options})
        )
    return bundles


@pytest.mark.parametrize(("caption", "description"), [("", "words"), ("words", " "), ("words", "")])
def test_a_picture_without_words_is_refused(shown, caption, description):
    with pytest.raises(ValueError, match="write it from the data"):
        show.picture(show.Picture(drawn(), caption, description))
    assert shown == []


def test_a_figure_alone_is_refused():
    with pytest.raises(ValueError, match="must be a Picture"):
        show.picture_html(drawn())


def test_a_picture_has_its_description_as_alternative_text_and_repeats_byte_for_byte(shown):
    words = show.Picture(drawn(), 'P < .05 & "more"', "A line <rising>.")
    show.picture(words)
    show.picture(words)
    assert shown[0] == shown[1]
    soup = BeautifulSoup(shown[0]["text/html"], "html.parser")
    assert soup.img["alt"] == "A line <rising>."
    assert soup.figcaption.text == 'P < .05 & "more"'
    assert shown[0]["text/plain"] == "A line <rising>."


@pytest.mark.parametrize(("width", "height"), [(4.9, 3), (4.9, 9), (7, 3.5), (12, 2), (3, 3)])
def test_no_picture_is_higher_than_480_or_wider_than_920_pixels(width, height):
    wide, high = show.display_size(drawn(width, height))
    assert wide <= 920
    assert high <= 480
    assert wide / high == pytest.approx(width / height, rel=0.02)


@pytest.mark.parametrize(
    ("frame", "head"),
    [
        (pd.DataFrame({"arm": ["MSC"], "n": [36]}), ["arm", "n"]),
        (pd.DataFrame({"n": [36]}, index=pd.Index(["MSC"], name="arm")), ["arm", "n"]),
        (pd.DataFrame({"n": [36]}, index=["MSC"]).rename_axis(columns="arm"), ["arm", "n"]),
    ],
)
def test_a_table_has_a_caption_headers_and_no_empty_corner(frame, head):
    soup = BeautifulSoup(show.table_html(frame, "Arms, N = 72"), "html.parser")
    assert soup.caption.text == "Arms, N = 72"
    assert [cell.text for cell in soup.select("thead th[scope=col]")] == head
    assert [cell.text for cell in soup.select("tbody th[scope=row]")] == ["MSC"]
    assert [cell.text for cell in soup.select("td")] == ["36"]


def test_a_table_escapes_its_cells_and_needs_a_caption():
    assert "&lt;b&gt;" in show.table_html(pd.DataFrame({"x": ["<b>"]}), "One")
    with pytest.raises(ValueError, match="no caption"):
        show.table_html(pd.DataFrame({"x": [1]}), " ")


def test_an_answer_may_hold_pictures_tables_and_sentences_only():
    assert show.block_html("a < b") == "<p>a &lt; b</p>"
    assert "<table>" in show.block_html(show.Table(pd.DataFrame({"x": [1]}), "One"))
    with pytest.raises(ValueError, match="must be a Picture, a Table or a sentence"):
        show.block_html(3)


def test_numbers_of_any_kind_become_json():
    value = {
        1: np.int64(3),
        "f": np.float32(0.5),
        "b": np.bool_(True),
        "a": np.arange(2),
        "q": Fraction(1, 4),
        "inf": float("inf"),
    }
    assert json.loads(json.dumps(show.plain_values(value))) == {
        "1": 3,
        "f": 0.5,
        "b": True,
        "a": [0, 1],
        "q": 0.25,
        "inf": None,
    }
    with pytest.raises(ValueError, match="cannot be written as JSON"):
        show.plain_values(object())


def test_a_component_shows_its_twin_then_its_live_face_and_tells_what_the_reader_did(shown):
    pytest.importorskip("anywidget")
    heard = []
    widget = show.component(
        "vote", {"n": np.int64(2), "plain": "Vote"}, "<p>twin</p>", {"a": 1}, heard.append
    )
    bundle, live = shown
    assert "<p>twin</p>" in bundle["text/html"]
    assert bundle["text/plain"] == "Vote"
    assert bundle[show.COMPONENT] == {"module": "vote", "data": {"n": 2, "plain": "Vote"}}
    assert show.WIDGET_VIEW not in bundle, (
        "a saved notebook would show 'model not found' in place of the twin"
    )
    assert set(live) - {"options"} == {show.WIDGET_VIEW}
    assert live[show.WIDGET_VIEW]["model_id"] == widget.model_id
    widget.state = {"a": 2}
    assert heard == [{"a": 2}]
    assert widget._esm.count("export default") == 1


def test_without_anywidget_the_twin_alone_is_shown(shown, monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    show._widget_class.cache_clear()
    assert show.component("vote", {}, "<p>twin</p>") is None
    assert len(shown) == 1
    assert "<p>twin</p>" in shown[0]["text/html"]
    show._widget_class.cache_clear()


@pytest.mark.parametrize("file", sorted(show.PAGE.glob("*.js")), ids=lambda file: file.stem)
def test_every_module_stands_alone(file):
    code = file.read_text(encoding="utf-8")
    assert code.count("export default") == (0 if file.stem in ("host", "thumb") else 1)
    for word in ("import ", "fetch(", "XMLHttpRequest", "eval(", "</script"):
        assert word not in code, word


def test_a_block_is_a_new_one_unless_it_replaces_another(monkeypatch):
    calls = []
    for name in ("display", "update_display"):
        monkeypatch.setattr(
            show, name, lambda bundle, name=name, **options: calls.append((name, options["display_id"]))
        )
    show.html("<p>a</p>", "a")
    show.html("<p>a</p>", "a", "place")
    show.html("<p>b</p>", "b", "place", update=True)
    assert calls == [("display", None), ("display", "place"), ("update_display", "place")]
