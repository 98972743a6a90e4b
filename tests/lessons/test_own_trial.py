"""Lesson 07: what Python does behind the paste box, and what its questions ask."""

import re

import pytest
from reading import ROOT

from helpers import show
from helpers.ask import question
from helpers.evidence.ledger import fact
from helpers.lessons import own_trial
from helpers.lessons.touch import PAGE_ARMS
from helpers.own_trial.reading import read
from helpers.own_trial.table import EXAMPLES, read_trial

PASSAGE = "Relief came in 54/120 (45%) with balm and 30/120 (25%) with wax (RR 1.80, 95% CI 1.25 to 2.60; P = .001)."


class Widget:
    """What the component's widget is for Python: its data, and who listens."""

    def __init__(self, data):
        self.data = data


@pytest.fixture
def box(monkeypatch, tmp_path):
    """A paste box without a browser: (send, widget, shown pages)."""
    kept, shown = {}, []

    def component(name, data, twin, on_state=None):
        kept.update(widget=Widget(show.plain_values(data)), send=on_state, twin=twin)
        return kept["widget"]

    monkeypatch.setattr(show, "component", component)
    monkeypatch.setattr(show, "html", lambda block, plain, *place, **more: shown.append((block, more)))
    own_trial.paste_box(folder=tmp_path)
    return kept["send"], kept["widget"], shown


def test_reading_choosing_and_writing_through_the_box(box, tmp_path):
    send, widget, shown = box
    send({"passage": PASSAGE, "asked": 1})
    reading = widget.data["reading"]
    assert widget.data["said"].startswith("4 numbers found. What could be held against each other meets.")
    assert reading["id"] == 1
    arm = next(arm for arm in reading["offered"]["arms"] if arm["label"].startswith("54/120"))
    choice = {
        "arm1": arm["value"],
        "arm2": arm["partner"],
        "p": arm["p"],
        "effect": arm["effect"],
        "outcome": "wanted",
    }
    send({"choice": choice, "asked": 2})
    assert widget.data["ready"]
    assert "+20.0 points" in shown[-1][0]
    assert shown[-1][1] == {"update": True}
    send({"choice": choice, "write": "Müller (2026)", "asked": 3})
    assert str(tmp_path / "Müller (2026).html") in widget.data["written"]
    assert "Müller (2026).csv, its table" in widget.data["written"]
    assert widget.data["answered"] == 3
    assert {file.name for file in tmp_path.iterdir()} == {"Müller (2026).html", "Müller (2026).csv"}
    assert read_trial(tmp_path / "Müller (2026).csv").get("responders arm 1") == 54
    send({"choice": choice, "write": "../x", "asked": 4})
    assert widget.data["written"].startswith("Nothing was written")


@pytest.mark.parametrize(
    ("passage", "promised"),
    [("Cure: 3/10 (30%) v 2/10 (20%).", True), ("abc", False), ("<b>x</b>", False), ("x" * 1_000_001, False)],
)
def test_a_new_passage_takes_the_page_of_the_old_one_away(box, passage, promised):
    send, _, shown = box
    send({"passage": PASSAGE, "asked": 1})
    send({"choice": {"arm1": "0", "arm2": "1", "outcome": "wanted"}, "asked": 2})
    assert "+20.0 points" in shown[-1][0]
    send({"passage": passage, "asked": 3})
    assert "points" not in shown[-1][0]
    assert (own_trial.WAITING in shown[-1][0]) == promised
    assert shown[-1][1] == {"update": True}


def test_a_refused_choice_takes_the_page_away(box):
    send, widget, shown = box
    send({"passage": PASSAGE, "asked": 1})
    send({"choice": {"arm1": "0", "arm2": "1", "outcome": "wanted"}, "asked": 2})
    send({"choice": {"arm1": "0", "arm2": "0", "outcome": "wanted"}, "asked": 3})
    assert "same printed number" in widget.data["said"]
    assert own_trial.WAITING in shown[-1][0]
    assert not widget.data["ready"]


def test_the_status_counts_what_fits_what_does_not_and_what_cannot_be_told(box):
    send, widget, _ = box
    open_one = "In a cluster randomised trial fever was seen in 7/25 (28%) and 15/25 (60%) children (P = .8)."
    send({"passage": open_one, "asked": 1})
    assert "2 of 3 checks of printed numbers fit, 1 cannot be told." in widget.data["said"]
    send({"passage": f"{open_one} Cough was seen in 18/40 (54%) with balm.", "asked": 2})
    assert "2 of 4 checks of printed numbers fit, 1 does not, 1 cannot be told." in widget.data["said"]


@pytest.mark.parametrize("passage", ["", "no numbers at all", "<script>alert(1)</script>", "x" * 1_000_001])
def test_a_passage_that_gives_nothing_gets_a_sentence_and_no_traceback(box, passage):
    send, widget, _ = box
    send({"passage": passage, "asked": 1})
    assert widget.data["said"]
    assert not widget.data["ready"]


def test_a_fault_of_the_code_gets_a_sentence_and_the_next_passage_is_read(box, monkeypatch):
    send, widget, _ = box

    def broken(reading):
        raise KeyError("low")

    with monkeypatch.context() as patched:
        patched.setattr(own_trial, "reading_data", broken)
        send({"passage": PASSAGE, "asked": 1})
    assert "their fault and not the text's (KeyError: 'low')" in widget.data["said"]
    assert widget.data["answered"] == 1
    send({"passage": PASSAGE, "asked": 2})
    assert "numbers found" in widget.data["said"]


def test_a_page_that_cannot_come_is_not_promised(box):
    """A plain page holds what is shown first; it has no box, so nothing can appear on it."""
    _, _, shown = box
    assert "appears" not in shown[0][0]
    assert "data-own-page" in shown[0][0]


def test_a_share_without_people_and_a_row_to_mend_are_told_with_the_page(box):
    send, widget, _ = box
    send({"passage": "Relief came in 30/40 (75%) with balm and in 25% with wax (P = 0.000).", "asked": 1})
    arms = {arm["label"][:5]: arm["value"] for arm in widget.data["reading"]["offered"]["arms"]}
    p = widget.data["reading"]["offered"]["ps"][0]["value"]
    choice = {"arm1": arms["30/40"], "arm2": next(arms[each] for each in arms if each[:3] == "25%")}
    send({"choice": {**choice, "outcome": "wanted"}, "asked": 2})
    assert "Arm 2 needs its number of people" in widget.data["said"]
    assert "mend" not in widget.data["said"]
    send({"choice": {**choice, "typed2": "40", "p": p, "outcome": "wanted"}, "asked": 3})
    assert "Arm 2" not in widget.data["said"]
    assert "Something is to mend: type it in a field of this form" in widget.data["said"]
    send({"choice": {**choice, "typed2": "40", "typed_p": "<.001", "outcome": "wanted"}, "asked": 4})
    assert widget.data["said"] == "The page stands below."


def test_p_and_a_total_alone_give_a_sheet(box, tmp_path):
    send, widget, _ = box
    send({"passage": "In 24 patients pain was lower with balm than with wax (P = 0.02).", "asked": 1})
    assert "The main result was not read" in widget.data["said"]
    offered = widget.data["reading"]["offered"]
    assert "Type the numbers instead" in offered["notes"][0]
    choice = {"p": offered["ps"][0]["value"], "total": offered["ns"][0]["value"], "outcome": "unwanted"}
    send({"choice": choice, "asked": 2})
    assert widget.data["ready"]
    send({"choice": choice, "write": "alone", "asked": 3})
    saved = read_trial(tmp_path / "alone.csv")
    assert (saved.get("printed P"), saved.get("N total")) == ("0.02", 24)


def test_what_is_ticked_and_why_nothing_is_suggested_are_told():
    def notes(text):
        return " ".join(own_trial.reading_data(read(text))["offered"]["notes"])

    relief = "Relief came in 30/40 (75%) with balm and in 20/40 (50%) with wax (P = .02)."
    assert "Ticked" not in notes(relief)
    assert "Nothing is suggested" not in notes(relief)
    assert "Ticked below, from words of the passage: paired (“bilateral comparison”)." in notes(
        "A bilateral comparison. " + relief
    )
    assert "from words of the passage: clustered (“multilevel”)." in notes(
        "By multilevel analysis. " + relief
    )
    predictors = (
        "Records were reviewed. Smoking predicted relapse (OR 2.1, 95% CI 1.5 to 3.1). Predictors were few."
    )
    assert "what goes with an outcome" in notes(predictors)


def test_a_long_passage_is_read_whole_and_shown_in_part():
    passage = " ".join(f"In study {n} relief came in {n}/{2 * n} (50%)." for n in range(10, 1200))
    shown = own_trial.reading_data(read(passage))
    assert len(shown["segments"]) == own_trial.MOST_PIECES + 1
    assert shown["segments"][-1]["text"].endswith("more characters were read and are not shown]")
    assert shown["total"] >= 1190


def test_the_lesson_names_the_arms_that_the_map_of_a_page_carries():
    lesson = (ROOT / "notebooks" / "07_your_own_trial.ipynb").read_text(encoding="utf-8")
    fewest, most = PAGE_ARMS
    assert f"only for arms of {fewest} to {most} people" in re.sub(r"<!-- [a-z.-]+ -->", "", lesson)


def test_a_choice_before_a_passage_does_nothing(box):
    send, widget, shown = box
    send({"choice": {"arm1": "0"}, "asked": 1})
    assert not widget.data["ready"]
    assert len(shown) == 1


def test_names_on_the_page_are_text_and_not_markup():
    trial = read_trial("arm 1 name: <img src=x onerror=alert(1)>\nN arm 1: 20\nresponders arm 1: 7")
    block, _ = own_trial.page_html(trial)
    assert "<img src=x" not in block


def test_the_example_of_the_box_holds_the_ledger_values():
    items = read(own_trial.EXAMPLE).of("count")
    assert [(item["x"], item["n"]) for item in items] == [
        tuple(map(str, fact(name).counts)) for name in ("atmsc2025-easi75", "atmsc2025-placebo-easi75")
    ]


def test_truths_are_computed():
    assert own_trial.which_test()[0] == "c"
    truth, gaps = own_trial.lower_limit()
    assert gaps["low"] == f"+{truth:.1f} points"
    assert own_trial.one_sided()[0] == "c"
    assert question("own-one-sided")["options"]["c"] == "about .011"


def test_the_shelf_tells_of_every_paper():
    assert set(own_trial.SHELF) == {file.stem for file in EXAMPLES.glob("*.csv")} - {"blank"}
    assert len(own_trial.shelf()) >= 10
    for name, (_, check, _) in own_trial.SHELF.items():
        assert own_trial.worked(name)[1][check].ran, name


def test_every_slip_of_the_hurried_table_is_told():
    trial = own_trial.hurried()
    assert len(trial.problems) == len(own_trial.HURRIED.splitlines())
    assert trial.values == {}


ONE_ARM = "31 of 31 had balm in one eye: relief was 61% with balm and 40% with wax (P = .02)."


def test_people_are_asked_for_only_where_counts_would_be_compared(box):
    send, widget, _ = box
    send({"passage": ONE_ARM, "asked": 1})
    arms = {arm["label"][:3]: arm["value"] for arm in widget.data["reading"]["offered"]["arms"]}
    choice = {"arm1": arms["61%"], "arm2": arms["40%"], "outcome": "wanted"}
    send({"choice": choice, "asked": 2})
    assert "needs its number of people" in widget.data["said"]
    send({"choice": choice | {"analyses": ["paired"]}, "asked": 3})
    assert widget.data["said"] == "The page stands below."
    send({"choice": choice | {"analyses": ["non-inferiority"]}, "asked": 4})
    assert "type the margin" in widget.data["said"]


def test_people_are_not_asked_for_beside_a_chosen_effect(box):
    send, widget, _ = box
    send({"passage": "Relief was 61% v 40% (HR 0.66, 95% CI 0.48 to 0.91).", "asked": 1})
    offer = widget.data["reading"]["offered"]
    choice = {"arm1": offer["arms"][0]["value"], "effect": offer["effects"][0]["value"], "outcome": "wanted"}
    send({"choice": choice, "asked": 2})
    assert "needs its number of people" not in widget.data["said"]


def test_what_is_open_is_not_told_as_a_failure(box):
    send, widget, _ = box
    send({"passage": "Scores were 0.4 ± 0.7 with balm and 5.5 ± 4.9 with wax (P = .001).", "asked": 1})
    assert "1 check of printed numbers cannot be told, and no mismatch is claimed." in widget.data["said"]
    send({"passage": "The relative risk of relapse was 1.59 (95% CI 1.10 to 2.30).", "asked": 2})
    assert widget.data["said"].startswith("1 number found. ")


def test_an_effect_with_both_limits_is_never_called_unread():
    text = "The rate of cancers was lower by 23% (95% confidence interval [CI], 4 to 38) with balm (P=0.02)."
    data = own_trial.reading_data(read(text))
    said = " ".join([*data["offered"]["notes"], own_trial._in_short(data)])
    if data["offered"]["effects"]:
        assert "not read" not in said
        return
    assert "Read with both limits" in said
    assert "23% (95% confidence interval [CI], 4 to 38)" in said
    assert "was not read" not in said


def test_a_fall_is_asked_about_beside_the_form(box):
    send, widget, _ = box
    send(
        {
            "passage": "Pain had fallen by 4.3 (SE 0.6) with balm and 2.1 (SE 0.7) with wax (P = .02).",
            "asked": 1,
        }
    )
    choice = {"arm1": "0", "arm2": "1", "typed1": "38", "typed2": "38", "outcome": "unwanted"}
    send({"choice": choice, "asked": 2})
    assert "printed as falls: the outcome is wanted where a larger one is better" in widget.data["said"]


@pytest.mark.parametrize(
    ("effect", "outcome", "asked"),
    [
        (
            "mean difference, -2.5; 95% CI, -3.5 to -1.4",
            "wanted",
            "Where a lower value is better, choose unwanted",
        ),
        ("mean difference, -2.5; 95% CI, -3.5 to -1.4", "unwanted", ""),
        ("mean difference, -2.5; 95% CI, -3.5 to 1.4", "wanted", ""),
        (
            "hazard ratio, 1.74; 95% CI, 1.20 to 2.52",
            "unwanted",
            "Where a higher value is better, choose wanted",
        ),
        ("hazard ratio, 0.74; 95% CI, 0.60 to 0.91", "unwanted", ""),
    ],
)
def test_a_page_that_favours_arm_2_asks_whether_the_direction_is_meant(box, effect, outcome, asked):
    send, widget, _ = box
    send({"passage": f"Migraine came on fewer days with velorin than with placebo ({effect}).", "asked": 1})
    send({"choice": {"effect": "0", "outcome": outcome}, "asked": 2})
    said = widget.data["said"]
    assert "The page stands below" in said
    assert (asked in said) if asked else ("favours" not in said)


TYPED = {
    "responders arm 1": "14",
    "N arm 1": "59",
    "responders arm 2": "4",
    "N arm 2": "55",
    "outcome is": "wanted",
}


def test_typed_numbers_end_in_the_same_page_and_sheet_before_anything_was_pasted(box, tmp_path):
    send, widget, shown = box
    send({"typed": {"kind": "counts", "values": {**TYPED, "N arm 2": "3"}}, "asked": 1})
    assert widget.data["wrong"] == {
        "responders arm 2": "“4” is larger than “People in arm 2” (3): check both."
    }
    assert widget.data["said"] == "One field needs another look: With the outcome, arm 2."
    assert not widget.data["ready"]
    send({"typed": {"kind": "counts", "values": TYPED}, "asked": 2})
    assert "+16.5 points" in shown[-1][0]
    assert (widget.data["ready"], widget.data["wrong"]) == (True, {})
    send({"write": "typed", "typed": {"kind": "counts", "values": TYPED}, "asked": 3})
    assert read_trial(tmp_path / "typed.csv").get("N arm 2") == 55
    send({"typed": {"kind": "counts", "values": {"N arm 1": "1,5", "N arm 2": "no"}}, "asked": 4})
    assert own_trial.WAITING in shown[-1][0]
    assert widget.data["said"] == "5 fields need another look, the first of them: This outcome is."


def test_the_kinds_of_analysis_that_a_passage_names_are_filled_in_where_no_choice_can_be(box):
    send, widget, _ = box
    send(
        {
            "passage": "In a retrospective cohort study of 84 adults doses were lower with balm (P = .02).",
            "asked": 1,
        }
    )
    send({"fill": {}, "asked": 2})
    assert widget.data["filled"] == {"kind": "counts", "values": {}, "analyses": ["not randomised"], "id": 2}


def test_a_choice_is_put_into_the_fields_and_corrected(box):
    send, widget, shown = box
    send({"fill": {"arm1": "0"}, "asked": 1})
    assert (widget.data["filled"], widget.data["answered"]) == (None, 1)
    send({"passage": PASSAGE, "asked": 2})
    pages = len(shown)
    send({"fill": {**widget.data["reading"]["offered"]["suggested"][0]}, "asked": 3})
    filled = widget.data["filled"]
    assert (filled["id"], filled["kind"], filled["values"]["responders arm 1"]) == (3, "counts", "54")
    assert len(shown) == pages
    values = {**filled["values"], "N arm 2": "119", "outcome is": "wanted"}
    send({"typed": {**filled, "values": values, "filled": True}, "asked": 4})
    assert "N arm 2 typed in by the reader" in shown[-1][0]
    send({"typed": {**filled, "values": values, "filled": False}, "asked": 5})
    assert "typed in by the reader" not in shown[-1][0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Itch was milder with balm (P = .02).", "P can be chosen here; no number of people was read"),
        (
            "We treated 24 patients. Itch was milder with balm (P = .02).",
            "P and the number of people can be chosen here",
        ),
    ],
)
def test_what_was_not_read_is_not_said_to_be_there_to_choose(text, said):
    notes = " ".join(own_trial.reading_data(read(text))["offered"]["notes"])
    assert said in notes
    assert ("the number of people can be chosen" in notes) == ("24" in text)
