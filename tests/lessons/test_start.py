"""Lesson 00: the first map is that of the planned arms, and the printed numbers are the ledger's."""

import pytest
from scipy.stats import chi2_contingency

from helpers import show
from helpers.evidence.ledger import fact
from helpers.lessons import start


def test_the_first_map_holds_every_result_of_the_planned_arms_and_lights_the_printed_p(monkeypatch):
    outputs = []
    monkeypatch.setattr(show, "display", lambda output, **_how: outputs.append(output))
    start.first_map()
    data = outputs[0][show.COMPONENT]
    assert data["module"] == "map"
    (design,) = data["data"]["designs"]
    assert (design["n1"], design["n2"]) == (36, 36)
    twin = outputs[0]["text/html"]
    for x1, x2 in ((15, 6), (30, 21)):  # the two results that Yates's test prints as .038
        p = chi2_contingency([[x1, 36 - x1], [x2, 36 - x2]])[1]
        assert f"{p:.3f}" == "0.038"
        assert f"{x1} of 36" in twin
        assert f"{x2} of 36" in twin
    assert data["data"]["printed"] == fact("seo-p-easi50").value


@pytest.mark.parametrize("place", range(len(start.PRINTED)))
def test_every_printed_number_is_the_ledgers_and_from_an_abstract(place):
    table, name = start.printed(), start.PRINTED[place]
    known = fact(name)
    row = table.iloc[place]
    assert row["value"].startswith(known.value)
    assert row["status"] == known.status == "abstract"
    study = table.index[place].split(":")[0]
    assert study == {"seo": "Seo 2024", "shin": "Shin 2021"}[name.split("-")[0]]
    assert study.split()[0].casefold() + study.split()[1] == known.study_id


def test_no_outcome_of_the_abstract_of_seo_is_left_out():
    words = " ".join(start.printed().index)
    for outcome in ("EASI-50", "Dermatology Life Quality Index", "pruritus"):
        assert outcome in words
    assert start.printed().index.is_unique
