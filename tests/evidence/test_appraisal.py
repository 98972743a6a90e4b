"""The appraisal forms: every worked answer has a basis that is in the ledger, and judgements follow the rule."""

import itertools

import pandas as pd
import pytest

from helpers.evidence import appraisal
from helpers.evidence.ledger import fact
from helpers.figures.weight import LIGHTS, traffic_light

EVERY = pd.concat([appraisal.worked("seo2024"), appraisal.worked("shin2021")], ignore_index=True)


def test_the_worked_forms_have_no_problems():
    assert appraisal.problems(EVERY) == []


@pytest.mark.parametrize("row", EVERY.to_dict("records"), ids=EVERY["item_id"])
def test_every_basis_is_a_phrase_of_a_named_fact_or_says_that_nothing_was_found(row):
    if row["basis"] in appraisal.NOT_FOUND_WORDS:
        return
    facts = [fact(each) for each in row["fact_ids"].split(";")]
    texts = [text.replace("\N{HYPHEN}", "-").lower() for each in facts for text in (each.quote, each.value)]
    assert any(row["basis"].lower() in text for text in texts)


def test_the_three_forms_cover_what_they_promise():
    assert appraisal.worked("seo2024", "trial")["domain"].nunique() == 6
    assert len(appraisal.worked("shin2021", "case_series")) == 8
    reported = set(appraisal.worked("seo2024", "reporting")["domain"])
    assert {"Title", "Numbers analysed", "Main result", "Harms", "Registration", "Funding"} <= reported
    assert EVERY["question"].str.endswith("?").all()
    assert EVERY["question"].is_unique


def test_an_abstract_that_is_silent_is_told_apart_from_sources_that_are_silent():
    silent = EVERY[EVERY["basis"] == "not in the abstract"]
    assert set(silent["form"]) == {"reporting"}
    assert set(silent["answer"]) == {"no"}
    assert set(EVERY.loc[EVERY["basis"] == appraisal.NOT_FOUND, "answer"]) == {appraisal.NOT_FOUND}


def test_a_blank_form_has_the_same_questions_and_nothing_filled_in():
    blank, worked = appraisal.blank("shin2021"), appraisal.worked("shin2021")
    assert blank["question"].tolist() == worked["question"].tolist()
    assert (blank[appraisal.FILLED_IN] == "").all().all()
    assert appraisal.problems(blank) == []
    assert appraisal.by_domain(blank).empty
    assert not set(appraisal.FILLED_IN) & set(appraisal.questions("shin2021").columns)


def test_not_found_is_never_no():
    for answers in itertools.product(["yes", "not in our sources"], repeat=3):
        assert appraisal.propose(answers) != "high concern"
    assert appraisal.propose(["yes", "no", "not in our sources"]) == "high concern"
    assert appraisal.propose(["partly", "not in our sources"]) == "some concern"


def test_one_partly_does_not_hide_two_gaps():
    gap = appraisal.NOT_FOUND
    assert appraisal.propose(["partly", gap, gap]) == "no information"
    assert appraisal.propose(["partly", "partly", gap]) == "some concern"
    assert appraisal.propose(["no", gap, gap, gap]) == "high concern"
    domains = appraisal.by_domain(appraisal.worked("seo2024", "trial")).set_index("domain")
    row = domains.loc["Rescue, missing data and the estimand"]
    assert (row["judgement"], row["answers"], row["unknown"]) == ("no information", 3, 2)


def test_a_chance_imbalance_is_no_high_concern():
    row = EVERY.set_index("item_id").loc["trial-alike"]
    assert "put down to chance" in row["question"]  # so "no" means that randomisation seems to have failed


def test_the_abstract_states_its_objective():
    row = EVERY.set_index("item_id").loc["report-objective"]
    assert (row["domain"], row["judgement"], row["fact_ids"]) == ("Objective", "low concern", "seo-objective")


def test_the_order_of_answers_does_not_matter():
    for answers in itertools.permutations(["yes", "partly", "not in our sources"]):
        assert appraisal.propose(answers) == "some concern"
    for answers in itertools.permutations(["not in our sources", "partly", "not in our sources"]):
        assert appraisal.propose(answers) == "no information"


def test_an_override_keeps_the_proposal_and_needs_a_reason():
    form = appraisal.worked("seo2024", "trial")
    changed = appraisal.override(form, "trial-chance", "some concern", "a reason").set_index("item_id")
    row = changed.loc["trial-chance"]
    assert (row["proposed_by_rule"], row["override"], row["judgement"]) == (
        "low concern", "some concern", "some concern",
    )  # fmt: skip
    assert appraisal.problems(changed.reset_index()) == []
    assert form.set_index("item_id").loc["trial-chance", "override"] == ""
    with pytest.raises(ValueError, match="needs a reason"):
        appraisal.override(form, "trial-chance", "some concern", " ")


DAMAGES = {
    "basis": ("", "has no basis"),
    "fact_ids": ("seo-no-such-fact", "not in the ledger"),
    "judgement": ("moderate concern", "is not one of"),
    "answer": ("no", "the rule proposes"),
    "override": ("some concern", "reason must stand together"),
    "proposed_by_rule": ("high concern", "the rule proposes"),
}


@pytest.mark.parametrize("column", DAMAGES)
def test_each_damage_is_told_in_a_sentence(column):
    value, words = DAMAGES[column]
    form = appraisal.worked("seo2024", "trial")
    form.loc[0, column] = value
    found = appraisal.problems(form)
    assert any(words in sentence and sentence.startswith("trial-chance: ") for sentence in found)


def test_a_quotation_that_nobody_printed_is_refused():
    form = appraisal.answered(
        appraisal.blank("seo2024"), "trial-chance", "yes", "with great care", "seo-phase2-design"
    )
    assert "is not a phrase of the facts it names" in appraisal.problems(form)[0]


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="study"):
        appraisal.questions("seo2025")
    with pytest.raises(ValueError, match="form"):
        appraisal.worked("shin2021", "trial")
    with pytest.raises(ValueError, match="answer"):
        appraisal.propose(["maybe"])
    with pytest.raises(ValueError, match="at least one answer"):
        appraisal.propose([])
    with pytest.raises(ValueError, match="item_id"):
        appraisal.answered(appraisal.blank("seo2024"), "trial-x", "yes", "randomized")


# ---------------------------------------------------------------- the traffic light


def lights(judgements, study="seo2024"):
    domains = [f"Domain {place}" for place in range(len(judgements))]
    return pd.DataFrame({"study_id": study, "domain": domains, "judgement": judgements})


def test_the_picture_shows_each_judgement_with_its_own_shape():
    shapes = {shape for shape, _, _ in LIGHTS.values()}
    assert len(shapes) == len(LIGHTS) == len(appraisal.JUDGEMENTS)
    picture = traffic_light(lights(list(appraisal.JUDGEMENTS)))
    assert len(picture.figure.axes[0].collections) == len(appraisal.JUDGEMENTS)
    for judgement in appraisal.JUDGEMENTS:
        assert judgement in picture.description
        assert f"1 with {judgement}" in picture.caption


@pytest.mark.parametrize("rows", [1, 8, 30])
def test_any_number_of_questions_fits(rows):
    picture = traffic_light(lights(["low concern"] * rows))
    assert len(picture.figure.axes[0].collections) == rows
    assert f"{rows} domains" in picture.caption


def test_a_changed_judgement_changes_the_description():
    one, two = lights(["low concern", "no information"]), lights(["low concern", "high concern"])
    assert traffic_light(one).description != traffic_light(two).description


def test_long_study_names_wrap_and_blank_rows_count_as_no_information():
    name = "A randomised trial with a name so long that no telephone would show it on one line"
    picture = traffic_light(lights([""]), {"seo2024": name})
    titles = [text.get_text() for text in picture.figure.axes[0].texts]
    assert any("\n" in title and title.replace("\n", " ") == name for title in titles)
    assert "no information" in picture.description


def test_an_empty_or_unknown_judgement_is_refused():
    with pytest.raises(ValueError, match="no rows"):
        traffic_light(lights([]))
    with pytest.raises(ValueError, match="judgement"):
        traffic_light(lights(["fine"]))


def test_a_form_is_shown_with_lines_to_write_on_and_dashes_for_repeated_gaps():
    assert set(appraisal.form_table(appraisal.blank("shin2021"))["answer"]) == {"____"}
    shown = appraisal.form_table(appraisal.worked("shin2021"), ["question", "answer", "basis"])
    assert (shown.loc[shown["answer"] == appraisal.NOT_FOUND, "basis"] == "-").all()
    assert "S003 and S004 second cycle" in shown["basis"].tolist()
