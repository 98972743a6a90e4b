"""What is sent to the touched pieces, what stands in their place in a stored notebook, what is refused."""

import json
from decimal import Decimal

import numpy as np
import pytest

from helpers import show
from helpers.eczema.easi import Region
from helpers.lessons import touch
from helpers.lessons.long_term import printed_follow_up
from helpers.statistics.two_by_two import p_value


@pytest.fixture
def bundle(monkeypatch):
    """A function that calls and returns what was displayed: twin and data, before the widget."""
    outputs = []
    monkeypatch.setattr(show, "display", lambda output, **_how: outputs.append(output))

    def called(call, *args, **named):
        outputs.clear()
        call(*args, **named)
        output, *_widget = outputs
        return output

    return called


def test_the_map_has_a_readable_twin_and_small_data(bundle):
    shown = bundle(touch.result_map, 36, 36, ".038", also=[(26, 26)])
    assert "2 of the 1,369 results of a 36 v 36 trial print .038" in shown["text/html"]
    assert "+25 points (4 to 44)" in shown["text/html"]
    assert shown[show.COMPONENT]["module"] == "map"
    assert len(json.dumps(shown[show.COMPONENT])) < 70_000
    simple = bundle(touch.result_map, 36, 36, ".038", simple=True)
    assert len(json.dumps(simple[show.COMPONENT])) < 15_000


def test_p_values_near_a_rounding_limit_are_exact():
    """Each limit of four decimals decides as the refined P value does, for an unconditional test."""
    packed = touch.packed_results(9, 12, tests=("boschloo",))["p"]["boschloo"]
    for place in range(65):
        x1, x2 = divmod(place, 13)
        sent = int(packed[4 * place : 4 * place + 4], 36)
        exact = Decimal(f"{p_value(x1, 9, x2, 12, 'boschloo'):.12g}") * 100_000
        for limit in {round(exact / 5) * 5 + step for step in (-5, 0, 5)}:
            assert (sent >= 2 * limit, sent > 2 * limit) == (exact >= limit, exact > limit)


def test_arms_above_60_leave_unconditional_tests_out_and_above_100_none_are_drawn():
    (design,) = touch.map_data(61, 20, ".04")["designs"]
    assert not set(design["p"]) & set(touch.UNCONDITIONAL)
    with pytest.raises(ValueError, match="arms of up to 100 people are drawn"):
        touch.map_data(36, 101, ".038")
    with pytest.raises(ValueError, match="between 0 and 1"):
        touch.map_data(36, 36, "38")


def test_the_map_opens_on_the_arms_that_were_asked_for_first():
    data = touch.map_data(8, 5, ".9", simple=True, also=((6, 7),))
    assert (data["n1"], data["n2"]) == (8, 5)
    assert [(design["n1"], design["n2"]) for design in data["designs"]] == [(8, 5), (6, 7)]


def test_python_answers_when_other_arms_are_asked_for(monkeypatch):
    asked = {}

    def component(name, data, twin, on_state=None):
        asked["on_state"] = on_state
        asked["widget"] = type("Widget", (), {"data": data})()
        return asked["widget"]

    monkeypatch.setattr(touch.show, "component", component)
    touch.result_map(10, 9, ".9")
    asked["on_state"]({"n1": 12, "n2": 8})
    assert [(design["n1"], design["n2"]) for design in asked["widget"].data["designs"]] == [(10, 9), (12, 8)]
    assert not set(asked["widget"].data["designs"][1]["p"]) & set(touch.UNCONDITIONAL)
    asked["on_state"]({"n1": 12, "n2": 8, "more": True})
    assert set(asked["widget"].data["designs"][1]["p"]) == set(touch.REGISTRY)
    before = asked["widget"].data
    for state in ({"n1": 12, "n2": 8}, {"n1": 0, "n2": 8}, {"n1": 400, "n2": 8}, {"n1": "x", "n2": 8}, {}):
        asked["on_state"](state)
        assert asked["widget"].data is before


def test_the_puzzle_sends_the_floor(bundle):
    printed = printed_follow_up()
    shown = bundle(touch.follow_up_puzzle, **printed)
    assert "The mean is 38 weeks" in shown["text/html"]
    assert "43.6" not in shown["text/html"]
    data = shown[show.COMPONENT]["data"]
    assert data["mean_between"] == [37.5, 38.5]
    assert data["start"] == sorted(data["start"])
    assert "So no set of 5 times meets all five" in data["floor_sentence"]
    possible = touch.puzzle_data(**printed | {"mean": "45"})
    assert "is not excluded" in possible["floor_sentence"]


def test_shares_become_whole_people_that_add_up(bundle):
    case = {"name": "a", "placebo": 0.1666667, "difference": 0.25, "sentence": "s"}
    (row,) = touch.people_data([case], "?", "improve")["cases"]
    assert (row["placebo"], row["difference"]) == (17, 25)
    shown = bundle(touch.hundred_people, [case], "How many?", "improve by half")
    assert "How many? Of 100 people, so many improve by half." in shown["text/html"]
    for wrong, words in [
        ([], "cases is empty"),
        ([case | {"difference": 0.9}], "placebo plus difference"),
        ([case | {"placebo": 17}], "placebo in 'a'"),
    ]:
        with pytest.raises(ValueError, match=words):
            touch.people_data(wrong, "?", "improve")


def test_the_easi_presets_are_whole_points(bundle):
    clear = Region(0, 0, 0, 0, area_score=0)
    person = {"name": "one", "sentence": "s", "head": Region(1, 1, 0, 1, area_percent=20)} | dict.fromkeys(
        ("arms", "trunk", "legs"), clear
    )
    assert touch.easi_data(person)["presets"][0]["regions"]["head"] == {"area": 2, "signs": [1, 1, 0, 1]}
    assert "almost clear" in bundle(touch.easi_body, person)["text/html"]
    with pytest.raises(ValueError, match="half points"):
        touch.easi_data(person | {"head": Region(0.5, 0.5, 0, 0, area_score=1)})
    with pytest.raises(ValueError, match=r"legs of preset 'one'"):
        touch.easi_data({key: value for key, value in person.items() if key != "legs"})


def test_weights_are_tenths_of_one_body():
    assert np.sum([region["weight"] for region in touch.easi_data()["regions"]]) == 10
