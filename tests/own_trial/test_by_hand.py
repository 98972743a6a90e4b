"""One result typed by hand: judged as a table is, each wrong entry told at its field, corrections marked as typed."""

import pytest

from helpers.own_trial.by_hand import KINDS, LABELS, fields_of, form, typed_trial
from helpers.own_trial.cells import KIND
from helpers.own_trial.passage import confirmed
from helpers.own_trial.reading import read
from helpers.own_trial.sheet import one_page, run_checks
from helpers.own_trial.table import TYPED, read_trial

COUNTS = {"responders arm 1": "18", "N arm 1": "40", "responders arm 2": "9", "N arm 2": "41"}


def test_typed_numbers_give_the_page_that_a_table_gives():
    values = {**COUNTS, "printed P": ".03", "outcome is": "wanted", "title": "Balm"}
    trial, wrong = typed_trial({"kind": "counts", "values": values, "analyses": ["stratified"]})
    assert wrong == {}
    table = read_trial({**values, "analysis": "stratified"})
    assert one_page(trial).equals(one_page(table))
    assert typed_trial({"values": values})[1] == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_a_row_of_the_table_and_stands_once(kind):
    fields = [field for part in form()["parts"] for field in part["fields"]]
    assert [field["row"] for field in fields] == list(LABELS)
    assert set(LABELS) <= set(KIND)
    assert all(field["label"] and field["kind"] in ("", *KINDS) for field in fields)
    assert len({field["label"] for field in fields if field["kind"] in ("", kind)}) == sum(
        field["kind"] in ("", kind) for field in fields
    )


@pytest.mark.parametrize(
    ("kind", "values", "row", "words"),
    [
        ("counts", {"N arm 1": "40¹"}, "N arm 1", "“40¹”, with a raised mark (¹): if that is a footnote, write 40."),
        ("counts", {"responders arm 1": "18/40 (45%)"}, "responders arm 1", "write 18 here, 40 in “People in arm 1” and 45 in “or in %, arm 1”"),
        ("counts", {**COUNTS, "responders arm 2": "60"}, "responders arm 2", "“60” is larger than “People in arm 2” (41): check both."),
        ("counts", {**COUNTS, "printed P": "0.000"}, "printed P", "“0.000”: P is never 0"),
        ("counts", {**COUNTS, "printed P": "NS"}, "printed P", "no number"),
        ("counts", {"responders arm 1": "18"}, "N arm 1", "Type the people in this arm"),
        ("counts", {"N arm 1": "40", "N arm 2": "41"}, "responders arm 1", "how many had the outcome"),
        ("counts", {"percentage arm 1": "40", "printed P": ".04"}, "percentage arm 2", None),
        ("counts", {"percentage arm 1": "40", "printed P": ".04"}, "responders arm 2", "or the percentage"),
        ("counts", {"percentage arm 2": "40"}, "responders arm 1", "or the percentage"),
        ("means", {"SD arm 1": "1.2"}, "mean arm 1", "Type the mean"),
        ("means", {"mean arm 1": "6,2"}, "mean arm 1", "write a decimal point, 6.2"),
        ("medians", {"Q1 arm 1": "1.2"}, "median arm 1", "Type the median"),
        ("effect", {}, "effect", "or P alone"),
        ("effect", {"effect": "0.7"}, "low", "without either an effect cannot be checked"),
        ("effect", {"effect": "0.7"}, "measure", "Choose the measure"),
        ("effect", {"measure": "risk ratio", "effect": "-0.7", "low": "-0.9", "high": "0.6"}, "effect", "lies above 0"),
        ("effect", {"measure": "risk ratio", "effect": "0.7", "low": "0.9", "high": "0.6"}, "low", "“0.9” is larger than “Upper limit” (0.6)"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_told_at_its_field(kind, values, row, words):
    wrong = typed_trial({"kind": kind, "values": {"outcome is": "wanted", **values}})[1]
    assert (words in wrong[row]) if words else (row not in wrong)
    assert "row '" not in " ".join(wrong.values())


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("counts", COUNTS),
        ("counts", {"responders arm 1": "18", "N arm 1": "40"}),
        ("counts", {"percentage arm 1": "45", "percentage arm 2": "22", "N total": "81", "printed P": ".03"}),
        ("counts", {"N arm 1": "40", "N arm 2": "41", "printed P": ".03"}),
        ("counts", {"printed P": ".03", "N total": "81"}),
        ("counts", {"responders arm 1": "18", "responders arm 2": "9", "printed P": ".03"}),
        (
            "counts",
            {
                "responders arm 1": "18",
                "percentage arm 1": "45",
                "responders arm 2": "9",
                "percentage arm 2": "22",
            },
        ),
        ("counts", {**COUNTS, "measure": "difference", "low": "2", "high": "41"}),
        ("means", {"mean arm 1": "-6.2", "mean arm 2": "-4.0", "printed P": "<.001"}),
        ("effect", {"measure": "hazard ratio", "effect": "0.7", "low": "0.5", "high": "∞"}),
        ("effect", {"measure": "hazard ratio", "effect": "0.7", "printed P": ".04"}),
    ],
)
def test_what_a_paper_can_print_is_enough(kind, values):
    assert typed_trial({"kind": kind, "values": {"outcome is": "wanted", **values}})[1] == {}


def test_the_direction_is_asked_for():
    assert set(typed_trial({"kind": "counts", "values": COUNTS})[1]) == {"outcome is"}
    assert set(typed_trial({"kind": "counts", "values": {**COUNTS, "outcome is": "good?"}})[1]) == {
        "outcome is"
    }


def test_fields_of_another_kind_are_left_out():
    trial, wrong = typed_trial(
        {"kind": "counts", "values": {**COUNTS, "mean arm 1": "12-Mar", "outcome is": "wanted"}}
    )
    assert wrong == {}
    assert "mean arm 1" not in trial.printed


READING = read("Relief came in 18/40 (45%) with balm and 9/41 (22%) with wax (P = .03).")
CHOICE = {
    "arm1": "0",
    "arm2": "1",
    "p": "2",
    "outcome": "wanted",
    "name1": "balm",
    "believed": "30",
    "analyses": ["stratified"],
}


def test_a_suggestion_is_filled_in_and_one_number_corrected():
    filled = confirmed(READING, CHOICE)
    shown = fields_of(filled)
    assert shown["kind"] == "counts"
    assert shown["analyses"] == ["stratified"]
    same, wrong = typed_trial(shown, filled)
    assert wrong == {}
    assert one_page(same).equals(one_page(filled))
    mended, _ = typed_trial({**shown, "values": {**shown["values"], "responders arm 2": "8"}}, filled)
    assert mended.get("responders arm 2") == 8
    assert [row for row, note in mended.notes.items() if note == TYPED] == ["responders arm 2"]
    assert mended.get("believed chance") == 0.3
    assert "in the passage" in filled.printed
    assert "in the passage" not in mended.printed
    assert "responders arm 2 typed in by the reader" in " ".join(one_page(mended)["finding"])
    assert {check.name for check in run_checks(mended) if check.apart} == {"Percentages against counts"}


def test_a_note_beside_a_number_stays_only_while_the_number_does():
    reading = read(
        "Pain was lower with balm: the relative risk reduction was 30% (95% CI, 10 to 45; P = .01)."
    )
    filled = confirmed(reading, {"effect": "0", "outcome": "unwanted"})
    assert filled.notes["effect"]
    shown = fields_of(filled)
    assert shown["kind"] == "effect"
    assert typed_trial(shown, filled)[0].notes["effect"] == filled.notes["effect"]
    other = {**shown, "values": {**shown["values"], "effect": "0.71"}}
    assert typed_trial(other, filled)[0].notes["effect"] == TYPED
