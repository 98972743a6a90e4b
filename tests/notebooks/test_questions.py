"""Every question: the stored answer is what the helpers compute, and each foreseen error has its own explanation."""

import math
import re
from itertools import groupby

import nbformat
import pytest
from scipy.stats import chi2_contingency

from helpers.ask import ROOT, questions
from helpers.data_files import DATA
from helpers.eczema.easi import Region, easi, is_responder
from helpers.eczema.fluctuation import decompose
from helpers.evidence.ledger import fact
from helpers.lessons.weight import family_under_rules
from helpers.own_trial.cells import read_cell
from helpers.own_trial.sheet import run_checks
from helpers.own_trial.table import read_trial
from helpers.publish.pages import component_outputs
from helpers.statistics.beliefs import log_odds_posterior, reader_prior_to_posterior
from helpers.statistics.detective import (
    check_strength,
    compatible_tables,
    designs,
    envelope,
    scan,
    which_tests_print,
)
from helpers.statistics.effects import excluded_loss
from helpers.statistics.next_trial import with_drop_out
from helpers.statistics.one_group import (
    chance_of_at_least_one,
    rule_of_three,
    zero_event_upper,
)
from helpers.statistics.p_values import adjust_p
from helpers.statistics.paired import smallest_p
from helpers.statistics.printed import grim_percent
from helpers.statistics.summaries import mean_floor
from helpers.statistics.tests_of_counts import COMMON_TESTS
from helpers.statistics.trial_design import power, sign_and_exaggeration
from helpers.statistics.two_groups import equivalence_sample_size, risk_difference

QUESTIONS = questions()
CHECKED = [name for name, known in QUESTIONS.items() if known["kind"] in ("exercise", "recall")]
CHOICES = [name for name in CHECKED if "options" in QUESTIONS[name]]
NUMBERS = [name for name in CHECKED if "options" not in QUESTIONS[name]]
CLEAR = Region(0, 0, 0, 0, area_score=0)


def revealed():
    """The truth of every prediction, as the notebooks store it."""
    files = sorted((ROOT / "notebooks").rglob("[!.]*.ipynb"))
    found = [each for file in files for each in component_outputs(nbformat.read(file, as_version=4))]
    return {data["id"]: data["truth"] for _, module, data in found if module == "reveal"}


TRUTHS = revealed()

COMPUTED = {
    "ex-easi": easi(Region(3, 3, 2, 2, area_percent=75), CLEAR, CLEAR, CLEAR),
    "ex-selection": decompose(0.7)["regression to the mean"].iloc[0],
    "recall-easi50": 24.0 / 2,
    "rule-of-three": 100 * rule_of_three(36),
    "half-margin": equivalence_sample_size(0.65, 0.05) / equivalence_sample_size(0.65, 0.10),
    "missing": 100 * fact("seo-phase1-easi50-pooled").counts[0] / fact("seo-n-phase1").number,
    "recall-zero": 100 * rule_of_three(60),
    "recall-chance": 100 * chance_of_at_least_one(0.05, 20),
    "ex-by-hand": chi2_contingency([[20, 20], [10, 30]], correction=False)[0],
    "ex-holm": adjust_p([0.02, 0.30, 0.60])[0],
    "ex-exaggeration": 10 * sign_and_exaggeration(0.35, 0.10, 36, 36).type_m,
    "recall-holm": adjust_p([0.038, 0.4, 0.6], "holm")[0],
    "ex-three-cycles": 100 * chance_of_at_least_one(0.2, 3),
    "ex-floor": mean_floor(4, 20, 70, at_least=(2, 50)).mean,
    "ex-ladder": smallest_p(7, comparisons=4),
    "recall-floor": mean_floor(5, 16, 86, at_least=(2, 84)).mean,
    "recall-smallest-p": smallest_p(5),
    "recall-multiplicity": 100 * chance_of_at_least_one(0.05, 6),
    "ex-odds": 100 * reader_prior_to_posterior(0.20, 4),
    "ex-nnt-through-zero": 1 / 0.04,
    "ex-drop-out": with_drop_out(200, 0.20),
    "recall-odds": 100 * reader_prior_to_posterior(0.5, 3),
    "recall-drop-out": with_drop_out(150, 0.25),
    "ex-chances": adjust_p([fact("atmsc2025-p-easi75").number, 1, 1, 1], "bonferroni")[0],
    "ex-percent": grim_percent("40.7", 27)[0],
    "ex-margin": excluded_loss("-10.5", "5.3", 10, "difference", "lower").limit,
    "club-exit-floor": mean_floor(4, 10, 40, at_least=(2, 30)).mean,
}
"""Answers of the number questions, worked out again."""


def judged(known, answer):
    """Whether an answer is right, and the explanation that the card shows (the rule of helpers/page/card.js)."""
    if (
        answer == known["answer"]
        if "options" in known
        else abs(answer - known["answer"]) <= known["tolerance"] + 1e-9
    ):
        return True, known["right"]
    for wrong in known["wrong"]:
        low, high = wrong["when"] if isinstance(wrong["when"], list) else (wrong["when"], wrong["when"])
        if low <= answer <= high if "options" not in known else answer == low:
            return False, wrong["because"]
    return False, known["otherwise"]


def predicted():
    """The truths that predictions of lessons 02 to 04 are compared with, worked out again."""
    fitting = scan(".038", designs(72, 30, 38), list(COMMON_TESTS))
    covered = compatible_tables(".016", 59, 55, list(COMMON_TESTS))
    seen = family_under_rules().query("rule == 'missing, left out'").drop_duplicates("table")
    return {
        "zero-bound": 100 * zero_event_upper(20),
        "chance-see": 100 * chance_of_at_least_one(0.05, 20),
        "prints-nine": len(compatible_tables(".9", 10, 10, higher="either").groupby(["x1", "x2"])),
        "identical": 100 * risk_difference(7, 10, 7, 10).high,
        "per-arm": equivalence_sample_size(0.65, 0.10),
        "gaps": int(check_strength(36, 36, ["fisher"])["attained"].iloc[0]),
        "lower": 100 * envelope(fitting, 0.10, 0.50).low[1],
        "covered": 100 * covered[covered["rate2"].between(0.05, 0.35)]["risk_difference"].max(),
        "heads": -math.log2(0.038),
        "sceptic": 100 * log_odds_posterior(15, 36, 6, 36, "sceptical").median_difference,
        "power": 100 * power(0.50, 0.35, 36, 36),
        "complete": int((seen["p"] < 0.05).sum()),
    }


def test_each_prediction_says_what_its_answer_comes_from():
    """A formula or a model is not data, so the card does not say so."""
    told = {
        name: known.get("answer_from", "")
        for name, known in QUESTIONS.items()
        if known["kind"] == "prediction"
    }
    assert [name for name, words in told.items() if not re.fullmatch(r"The [a-z -]+ says?", words)] == []


def test_every_number_question_is_worked_out_again():
    assert set(NUMBERS) <= set(COMPUTED)


@pytest.mark.parametrize("name", NUMBERS)
def test_the_stored_answer_is_the_computed_one_as_printed(name):
    known = QUESTIONS[name]
    assert known["answer"] == pytest.approx(COMPUTED[name], abs=0.51 * 10 ** -known["decimals"])
    assert judged(known, float(COMPUTED[name]))[0]


@pytest.mark.parametrize("name", CHECKED)
def test_a_question_with_an_answer_has_all_its_texts(name):
    """Without them the next tests, and the card, would end in a KeyError."""
    lacking = [part for part in ("answer", "right", "wrong") if part not in QUESTIONS[name]]
    assert lacking == [], (
        f"{name} is asked with ask.check: add {', '.join(lacking)} (CONTRIBUTING.md, A question)"
    )
    many = len(QUESTIONS[name]["wrong"])
    assert many >= 2, (
        f"{name} foresees {many} wrong answers: two are the least, so it cannot be a yes/no question"
    )


@pytest.mark.parametrize("name", CHECKED)
def test_the_model_answer_passes_and_each_foreseen_error_has_its_own_explanation(name):
    known = QUESTIONS[name]
    assert judged(known, known["answer"]) == (True, known.get("right"))
    assert "wrong" in known, f"{name} has no 'wrong': list its foreseen wrong answers"
    for wrong in known["wrong"]:
        when = wrong["when"]
        for answer in [*when, sum(when) / 2] if isinstance(when, list) else [when]:
            assert judged(known, answer) == (False, wrong["because"])
    assert len({wrong["because"] for wrong in known["wrong"]}) == len(known["wrong"]) >= 2


@pytest.mark.parametrize("name", CHOICES)
def test_every_wrong_option_is_explained_and_no_other_letter_is_taken(name):
    known = QUESTIONS[name]
    assert "wrong" in known, f"{name} has no 'wrong': explain each option that is not the answer"
    assert {wrong["when"] for wrong in known["wrong"]} == set(known["options"]) - {known["answer"]}


def unforeseen(known):
    """A wrong answer that no `when` meets, or None: a letter, or the middle of the first gap between the ranges."""
    if "options" in known:
        left = set(known["options"]) - {known["answer"]} - {wrong["when"] for wrong in known["wrong"]}
        return min(left, default=None)
    spans = [
        each["when"] if isinstance(each["when"], list) else [each["when"]] * 2 for each in known["wrong"]
    ]
    spans += [[known["answer"] - known["tolerance"], known["answer"] + known["tolerance"]]]
    reached = known["low"]
    for low, high in [*sorted(spans), [known["high"], known["high"]]]:
        if low > reached + 0.01:  # nobody types a hundredth more or less
            return (reached + low) / 2
        reached = max(reached, high)
    return None


@pytest.mark.parametrize("name", [name for name, known in QUESTIONS.items() if known["kind"] != "belief"])
def test_the_hint_for_any_other_answer_stands_where_it_can_be_shown_and_nowhere_else(name):
    """Without it a wrong answer would meet a verdict and no word on it; and nobody would ever read one too many."""
    known = {"answer": TRUTHS.get(name), "wrong": [], **QUESTIONS[name]}
    answer = unforeseen(known)
    if answer is None:
        assert "otherwise" not in known, f"{name}: every answer is foreseen, so 'otherwise' is never shown"
    else:
        assert "otherwise" in known, f"{name}: nothing explains {answer}: widen a range or write 'otherwise'"
        assert judged(known, answer) == (False, known["otherwise"])


def test_a_gap_between_the_foreseen_answers_is_found():
    number = {"low": 0, "high": 10, "answer": 5, "tolerance": 1, "wrong": [{"when": [0, 4.5]}]}
    assert unforeseen({**number, "wrong": [*number["wrong"], {"when": [5.5, 10]}]}) is None
    assert unforeseen(number) == 8
    assert unforeseen({**number, "wrong": [{"when": 2}, {"when": [3, 10]}]}) == 1
    choice = {"options": dict.fromkeys("abc", ""), "answer": "a", "wrong": [{"when": "b"}]}
    assert unforeseen(choice) == "c"
    assert unforeseen({**choice, "wrong": [{"when": "b"}, {"when": "c"}]}) is None


@pytest.mark.parametrize("lesson", sorted({known["lesson"] for known in QUESTIONS.values()}))
def test_right_letters_are_spread(lesson):
    letters = [QUESTIONS[name]["answer"] for name in CHOICES if QUESTIONS[name]["lesson"] == lesson]
    assert len(set(letters)) >= min(len(letters), 3)
    assert all(len(list(run)) < 3 for _, run in groupby(letters))


def test_the_truths_of_predictions_are_answers_that_could_have_been_given():
    truths = predicted()
    asked = {
        name
        for name, known in QUESTIONS.items()
        if known["kind"] == "prediction"
        and known["lesson"][:2] in ("02", "03", "04")
        and "options" not in known
    }
    assert set(truths) == asked
    for name, truth in truths.items():
        assert QUESTIONS[name]["low"] <= truth <= QUESTIONS[name]["high"]
        assert 0 <= QUESTIONS[name]["tolerance"] < (QUESTIONS[name]["high"] - QUESTIONS[name]["low"]) / 5


@pytest.mark.parametrize("name", [name for name in NUMBERS if QUESTIONS[name]["unit"] in ("%", "points")])
def test_a_share_typed_for_per_cent_is_not_right(name):
    right, _ = judged(QUESTIONS[name], QUESTIONS[name]["answer"] / 100)
    assert not right


def test_the_exact_bound_is_accepted_beside_the_rule_of_three():
    assert judged(QUESTIONS["rule-of-three"], 100 * zero_event_upper(36))[0]


def test_the_right_letter_about_two_people_is_computed():
    assert (is_responder(16.0, 7.5), is_responder(60.0, 38.0)) == (True, False)
    assert judged(QUESTIONS["ex-response"], "d")[0]


def test_the_interval_in_the_reading_question_is_the_computed_one():
    interval = risk_difference(*fact("seo-phase1-count-high").counts, *fact("seo-phase1-count-low").counts)
    limits = [100 * value for value in (interval.estimate, interval.low, interval.high)]
    printed = re.findall(r"[+-]\d+\.\d", QUESTIONS["reading"]["question"])
    assert printed == [f"{value:+.1f}" for value in limits]


def test_one_test_prints_the_p_of_36_v_36_that_the_prediction_asks_for():
    assert set(compatible_tables(".038", 36, 36, ["fisher", "pearson", "yates"])["test"]) == {"yates"}


def test_only_one_count_fits_the_percentage_and_the_others_print_as_explained():
    assert [grim_percent(printed, 27) for printed in ("40.7", "37.0", "44.4")] == [[11], [10], [12]]


def test_the_letter_of_the_test_is_the_test_that_prints_p():
    trial = read_trial("atmsc2025")
    counts = [trial.get(row) for row in ("responders arm 1", "N arm 1", "responders arm 2", "N arm 2")]
    table = which_tests_print(*counts, trial.get("printed P"), ["fisher", "yates", "pearson"])
    letters = dict(zip("abc", table["fits"], strict=True))
    assert [letter for letter, fits in letters.items() if fits] == ["c"]
    assert "without correction" in QUESTIONS["which-test"]["options"]["c"]
    assert all(str(count) in QUESTIONS["which-test"]["question"] for count in counts)


def test_the_difference_in_the_question_is_that_of_the_worked_trial():
    gap = {check.name: check for check in run_checks(read_trial("atmsc2025"))}["Difference"].data[0]
    assert f"{100 * gap.estimate:.1f} points" in QUESTIONS["own-lower"]["question"]


def test_the_advice_on_a_bound_can_be_typed():
    assert read_cell("printed P", "≥.05").value == "≥.05"
    with pytest.raises(ValueError, match="no number"):
        read_cell("printed P", "NS")


def test_every_interval_or_bound_that_a_question_names_is_one_of_95_per_cent():
    """The helpers behind them take 95 % (`proportion_interval`, `risk_difference`), the prediction interval as well."""
    texts = {
        file.stem: file.read_text(encoding="utf-8") for file in sorted((DATA / "lessons").glob("*.json"))
    }
    levels = {
        name: re.findall(r"(\d+(?:\.\d+)?) % (?:(?:confidence|prediction) )?(?:interval|bound)", text)
        for name, text in texts.items()
    }
    assert sum(map(len, levels.values())) >= 12
    assert {name: set(found) - {"95"} for name, found in levels.items() if set(found) - {"95"}} == {}
