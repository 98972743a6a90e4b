"""The appraisal forms: every worked answer has a basis that is in the ledger, and judgements follow the rule."""

import itertools

import pandas as pd
import pytest
from sound import form_problems

from helpers.evidence import appraisal
from helpers.evidence.ledger import fact
from helpers.figures.weight import LIGHTS

EVERY = pd.concat([appraisal.worked("seo2024"), appraisal.worked("shin2021")], ignore_index=True)


def test_the_worked_forms_have_no_problems():
    assert form_problems(EVERY) == []


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
    assert form_problems(blank) == []
    assert appraisal.by_domain(blank).empty


def test_a_chance_imbalance_is_no_high_concern():
    row = EVERY.set_index("item_id").loc["trial-alike"]
    assert "put down to chance" in row["question"]  # so "no" means that randomisation seems to have failed


def test_the_abstract_states_its_objective():
    row = EVERY.set_index("item_id").loc["report-objective"]
    assert (row["domain"], row["judgement"], row["fact_ids"]) == ("Objective", "low concern", "seo-objective")


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
    found = form_problems(form)
    assert any(words in sentence and sentence.startswith("trial-chance: ") for sentence in found)


# ---------------------------------------------------------------- one judgement per domain


def judged(answers):
    """The judgement of a domain with these answers."""
    form = appraisal.worked("seo2024", "trial").head(1)
    form = form.loc[form.index.repeat(len(answers))].assign(
        judgement=[appraisal.RULE[each] for each in answers]
    )
    (judgement,) = appraisal.by_domain(form)["judgement"]
    return judgement


GAP = appraisal.NOT_FOUND


@pytest.mark.parametrize(
    ("answers", "judgement"),
    [
        (["yes"], "low concern"),
        (["yes", "yes", "yes"], "low concern"),
        (["yes", GAP], "no information"),
        (["yes", "yes", GAP], "no information"),
        (["yes", "partly"], "some concern"),
        (["partly", GAP], "some concern"),
        (["partly", GAP, GAP], "no information"),
        (["partly", "partly", GAP], "some concern"),
        (["yes", "no"], "high concern"),
        (["no", GAP, GAP, GAP], "high concern"),
    ],
)
def test_a_domain_is_judged_by_the_rule_in_any_order(answers, judgement):
    for order in itertools.permutations(answers):
        assert judged(order) == judgement


def test_not_found_is_never_no():
    for answers in itertools.product(["yes", "partly", GAP], repeat=3):
        assert judged(answers) != "high concern"


def test_the_domain_on_rescue_is_silent_in_two_of_three():
    domains = appraisal.by_domain(appraisal.worked("seo2024", "trial")).set_index("domain")
    row = domains.loc["Rescue, missing data and the estimand"]
    assert (row["judgement"], row["answers"], row["unknown"]) == ("no information", 3, 2)


def test_an_override_is_counted_and_needs_its_reason():
    form = appraisal.worked("seo2024", "trial")
    form.loc[0, ["judgement", "override"]] = ["some concern", "some concern"]
    assert any("reason must stand together" in each for each in form_problems(form))
    form.loc[0, "override_reason"] = "a reason"
    assert form_problems(form) == []
    before = appraisal.by_domain(appraisal.worked("seo2024", "trial"))["overridden"].tolist()
    assert appraisal.by_domain(form)["overridden"].tolist() == [before[0] + 1, *before[1:]]


def test_a_quotation_that_nobody_printed_is_refused():
    form = appraisal.worked("seo2024", "trial").head(1).assign(basis="with great care")
    assert "is not a phrase of the facts it names" in form_problems(form)[0]


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="study"):
        appraisal.worked("seo2025")
    with pytest.raises(ValueError, match="form"):
        appraisal.worked("shin2021", "trial")


def test_each_judgement_has_its_own_shape():
    assert set(LIGHTS) == set(appraisal.JUDGEMENTS)
    assert len({shape for shape, _, _ in LIGHTS.values()}) == len(LIGHTS)
