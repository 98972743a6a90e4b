"""The journal club: agenda, words, pre-read, slides and page keep what they promise."""

import itertools
import re

import numpy as np
import pytest
from reading import ROOT, output_texts, plain_prose, questions_of, read
from scipy import stats
from scipy.stats import chi2_contingency

from helpers.ask import questions
from helpers.evidence.ledger import fact
from helpers.lessons import journal_club as session
from helpers.lessons import long_term
from helpers.publish.club import EXIT_FORM
from helpers.show import COMPONENT
from helpers.statistics.detective import compatible_tables
from helpers.statistics.summaries import mean_floor
from helpers.statistics.tests_of_counts import COMMON_TESTS, REGISTRY
from helpers.statistics.two_by_two import p_value

NOTEBOOK = read(ROOT / "notebooks" / "journal_club.ipynb")
LEADER = read(ROOT / "notebooks" / "deeper" / "journal_club.ipynb")
QUESTIONS = {question["id"]: question for question in questions_of("journal_club")}
NAMED = {"pearson", "yates", "fisher"}


def tags_of(cell):
    return set(cell.metadata.get("tags", []))


def tagged(tag, notebook=NOTEBOOK):
    return [cell for cell in notebook.cells if tag in tags_of(cell)]


def words_of(cell):
    text = plain_prose(cell.source) if cell.cell_type == "markdown" else " ".join(output_texts(cell))
    return re.findall(r"\w[\w.,:/-]*", text)


def components(notebook=NOTEBOOK):
    return [
        output.data[COMPONENT]["module"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if COMPONENT in output.get("data", {})
    ]


# ---------------------------------------------------------------- the plan


@pytest.mark.parametrize("length", session.LENGTHS)
def test_the_agenda_sums_to_its_length_without_gaps(length):
    table = session.agenda(length)
    assert table["lasts"].sum() == length
    spans = [tuple(map(int, span.split(" to "))) for span in table["minutes"]]
    assert spans[0][0] == 0
    assert spans[-1][1] == length
    assert all(earlier[1] == later[0] for earlier, later in itertools.pairwise(spans))
    assert [end - start for start, end in spans] == table["lasts"].tolist()


@pytest.mark.parametrize("length", session.LENGTHS)
def test_with_the_counts_the_minutes_saved_go_to_the_bias_form_and_nothing_else_moves(length):
    without, having = (session.agenda(length, counts).set_index("part")["lasts"] for counts in (False, True))
    assert having.sum() == length
    moved = (having - without)[having != without]
    assert moved.index.tolist() == ["Live: the table detective", "Bias questions in pairs"]
    assert moved.iloc[0] == -moved.iloc[1] < 0
    assert session.plan(length)["with counts"].tolist() == session.agenda(length, True)["minutes"].tolist()


def test_both_forms_keep_the_votes_the_bottom_line_and_the_exit_form():
    for length in session.LENGTHS:
        parts = " ".join(session.agenda(length)["part"])
        for kept in ("First vote", "Second vote", "Bottom line", "Exit form", "detective"):
            assert kept in parts


def test_one_table_shows_both_forms_and_what_the_short_one_leaves_out():
    table = session.both_agendas().set_index("part")
    assert table["60 minutes"].tolist() == session.agenda(60)["minutes"].tolist()
    out = table.index[table["30 minutes"] == "left out"].tolist()
    assert out == ["Live: the follow-up puzzle", "Discussion"]
    assert [part is None for part in session.clock(30)] == (table["30 minutes"] == "left out").tolist()


@pytest.mark.parametrize("hours", [2, 4])
def test_the_class_plans_sum_to_their_hours(hours):
    assert session.class_plan(hours)["lasts"].sum() == 60 * hours


@pytest.mark.parametrize(
    ("ask", "wrong"), [(session.agenda, 45), (session.agenda, "60"), (session.class_plan, 3)]
)
def test_other_lengths_are_refused_in_words(ask, wrong):
    with pytest.raises(ValueError, match=re.escape(repr(wrong))):
        ask(wrong)


def test_five_roles_are_given_out():
    assert [role.lower() for role in session.roles()["role"]] == [
        "chair",
        "advocate",
        "sceptic",
        "timekeeper",
        "patient voice",
    ]


def test_only_what_was_measured_is_shown(monkeypatch):
    rows = [{"what": "memory", "value": None, "unit": "GB"}, {"what": "wait", "value": 3.5, "unit": "s"}]
    monkeypatch.setitem(session.SESSION, "measured", rows)
    assert session.measured()["measured"].tolist() == ["3.5 s"]


# ---------------------------------------------------------------- words and values


def test_papers_can_be_looked_up():
    for source, year in (("seo2024", "2024"), ("shin2021", "2021")):
        line = session.reference(source)
        assert re.search(rf"others\. .+ {year};\d+\(\d+\):\d+-\d+\. doi:10\.", line)
    assert session.papers().count("doi:") == 2
    with pytest.raises(ValueError, match="source_id"):
        session.reference("seo")


def test_seventy_two_is_told_as_the_abstract_words_it_and_as_our_reading():
    rows = session.pre_read("seo2024")
    said = rows[rows["value"] == "72 people"]
    assert said["status"].tolist() == ["abstract", "derived"]
    assert "our reading" in said.index[1]


def test_beside_a_single_result_stands_the_range_of_one_placebo_group():
    low, high = (round(100 * end) for end in long_term.one_placebo_group())
    assert (low, high) == (23, 57)
    assert "23 to 57 %" in session.placebo_line()
    every = " ".join(text for cell in NOTEBOOK.cells for text in output_texts(cell))
    assert "25 to 45 %" not in every


def test_every_gap_of_the_discussion_is_filled():
    said = session.discussion()
    assert len(said) == 8
    for question, answer in said:
        assert question.endswith("?")
        assert not re.search(r"[{}]", answer)
        assert len(answer.split()) > 20


def test_the_percentages_of_the_discussion_are_worked_out_again():
    """Exact limits of 4 and of 2 of five; the one-sided 95 % bound for none of five is 1 - .05^(1/5)."""
    four, two = (100 * np.array(stats.binomtest(x, 5).proportion_ci(0.95, "exact")) for x in (4, 2))
    answers = [answer for _, answer in session.discussion()]
    assert f"Five people allow {four[0]:.1f} to {four[1]:.1f} % (exact 95 % interval)" in answers[4]
    assert f"two of five by a review table ({two[0]:.1f} to {two[1]:.1f} %)" in answers[4]
    bound = 100 * (1 - 0.05 ** (1 / 5))
    assert f"up to {bound:.0f} % remains compatible (one-sided 95 % bound, derived)" in answers[5]
    assert "How many of 100 people" in answers[1]  # a hundred dots in the picture that is shown with it
    assert f"four of five is {100 * 4 // 5} %" in session.misconceptions().iloc[4, 0].lower()


def test_p_values_in_the_words_of_the_room_are_the_line_or_the_printed_one():
    """The question asks about .05 and its answer speaks of the same line; any other P value is the paper's."""
    (question, answer), *_ = session.discussion()
    values = [re.findall(r"(?<!\d)\.\d+", text) for text in (question, answer)]
    assert values == [[".05"], [".05"]]
    others = " ".join(
        [*itertools.chain(*session.discussion()[1:]), *session.misconceptions().to_numpy().ravel()]
    )
    assert set(re.findall(r"(?<!\d)\.\d+", others)) == {fact("seo-p-easi50").value} == {".038"}


def test_the_check_of_four_tests_is_worked_out_again():
    found = session.check()
    four = ["fisher", "pearson", "barnard", "boschloo"]
    silent = [
        place
        for place in range(1, 50)
        if compatible_tables(f".{place:03d}", 36, 36, four, higher="either").empty
    ]
    assert silent == [21, 27, 30, 38, 43] == list(found.missing)
    assert (found.of, found.left_by_six) == (49, 0)


def test_of_six_tests_two_print_p_and_no_result_lies_between_the_rungs():
    table = session.six_tests().set_index("test")
    assert table.index[table["prints it"] == "yes"].tolist() == session.TWO == ["Yates", "mid-P"]
    names = {spec.label: name for name, spec in REGISTRY.items()}
    for label, row in table.iterrows():
        low, high = (float(row[side]) for side in ("P just below", "P just above"))
        assert low < 0.038 <= high
        every = [p_value(a, 36, b, 36, names[label]) for a in range(37) for b in range(a)]
        assert not [p for p in every if low + 6e-5 < p < high - 6e-5]
        printed = [p for p in every if 0.0375 <= p < 0.0385]
        assert bool(printed) == (row["prints it"] == "yes")


def test_each_of_the_three_hundreds_names_the_tests_that_print_p():
    cases = session.synthesis.hundred_cases()
    for case in cases:
        found = re.match(r"(\d+)/(\d+) v (\d+)/(\d+) \(\.038 by ([^)]+)\):", case["sentence"])
        counts = [int(each) for each in found.groups()[:4]]
        prints = {REGISTRY[name].label for name in COMMON_TESTS if 0.0375 <= p_value(*counts, name) < 0.0385}
        assert set(re.split(r", | and ", found[5])) == prints
    assert all(
        name in " ".join(case["sentence"] for case in cases) for name in ("mid-P", "Boschloo", "Fisher")
    )


def test_where_our_judgement_replaces_the_rule_it_says_so_and_why():
    moved = [name for name, judgement, by_rule, _ in session.judged() if judgement != by_rule]
    assert moved == ["Blinding and its integrity"]
    (line,) = [line for line in session.judgements("seo2024", "trial") if "in place of" in line]
    assert line.startswith("Blinding and its integrity: some concern")
    assert '"no information"' in line
    assert "A fever may tell the arm: it is more common" in line
    assert not any("in place of" in line for line in session.judgements("shin2021"))


def test_the_sources_of_the_last_picture_can_be_looked_up():
    said = session.instead_sources()
    assert [line.split(":")[0].split(",")[0] for line in said[:3]] == [
        "Dupilumab 300 mg weekly",
        "FURESTEM 1",
        "FURESTEM 2",
    ]
    assert all(re.search(r"20\d\d", line) for line in said[:3])


def test_four_counts_give_the_difference_and_three_p_values():
    found, (x1, n1, x2, n2) = session.of_counts(), session.phase2.INVENTED
    assert found.difference == pytest.approx(x1 / n1 - x2 / n2)
    for name, correction in (("Pearson", False), ("Yates", True)):
        p = chi2_contingency([[x1, n1 - x1], [x2, n2 - x2]], correction=correction).pvalue
        assert found.p[name] == f"P = {p:.3f}".replace("0.", ".")


def test_a_hundred_people_are_never_more_than_a_hundred():
    for _, placebo, more in session.three_hundreds():
        assert 0 <= placebo <= placebo + more <= 100


# ---------------------------------------------------------------- questions


def test_the_predictions_have_the_truths_that_are_counted_again():
    assert session.results().truth == len([(a, b) for a in range(37) for b in range(37)])
    found = compatible_tables(".038", 36, 36, sorted(NAMED))
    assert set(found["test"]) == {"yates"}
    assert QUESTIONS["club-test"]["options"][session.which_test().truth].endswith("Yates's correction")
    assert session.smallest().truth == mean_floor(5, 16, 86, at_least=(2, 84)).mean == 43.6


@pytest.mark.parametrize("name", ["club-results", "club-test", "club-floor"])
def test_no_foreseen_mistake_is_the_truth(name):
    known = QUESTIONS[name]
    truth = {"club-results": session.results, "club-test": session.which_test, "club-floor": session.smallest}
    truth = truth[name]().truth
    for wrong in known["wrong"]:
        when = wrong["when"]
        if "options" in known:
            assert when != truth
        else:
            for end in when if isinstance(when, list) else [when]:
                assert abs(end - truth) > known["tolerance"]


def test_the_exit_form_asks_the_three_exercises_and_the_leader_can_answer_them_alone():
    assert set(EXIT_FORM) == {name for name, known in QUESTIONS.items() if known["kind"] == "exercise"}
    asked = " ".join(cell.source for cell in LEADER.cells)
    assert all(f'ask.check("{name}")' in asked for name in EXIT_FORM)


def test_wrong_numbers_of_the_exit_form_come_from_the_mistakes_that_they_explain():
    wrong = {each["when"] for each in QUESTIONS["club-exit-floor"]["wrong"]}
    middle, one_long, one_short, total = (
        (10 + 40) / 2,
        (3 * 10 + 40) / 4,
        (10 + 2 * 30 + 40) / 4,
        2 * 10 + 30 + 40,
    )
    assert wrong == {middle, one_long, one_short, total}


# ---------------------------------------------------------------- the notebook


def test_what_the_room_touches_is_on_the_page():
    assert components() == "vote card reveal card reveal map people card puzzle reveal form vote".split()


def named_in(text):
    labels = {name: spec.label.casefold() for name, spec in REGISTRY.items()}
    return {name for name, label in labels.items() if re.search(rf"\b{re.escape(label)}\b", text.casefold())}


def test_at_most_three_tests_are_named_in_the_room_before_it_asks_how_strong_the_check_is():
    cells = NOTEBOOK.cells
    check = next(place for place, cell in enumerate(cells) if "How strong is this check" in cell.source)
    before, after = (
        " ".join(" ".join(words_of(cell)) for cell in part) for part in (cells[:check], cells[check:])
    )
    assert named_in(before) == NAMED
    assert named_in(after) < set(COMMON_TESTS)
    sentences = " ".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert named_in(sentences) <= NAMED, "the others stand behind *more tests* on the map"
    discussion = " ".join(f"{question} {answer}" for question, answer in session.discussion())
    assert named_in(discussion) <= NAMED


def test_both_branches_are_prepared_and_the_plan_says_look_first():
    cell, times = tagged("look-first")
    assert "long" in tags_of(times), "half an hour has no puzzle"
    assert "puzzle" not in cell.source
    assert "Look into the paper first" in cell.source
    assert "We have the counts:" in cell.source
    assert "We do not:" in cell.source
    assert any("If we have the counts" in cell.source for cell in tagged("slide"))


def test_every_slide_has_notes_for_the_leader():
    kinds = [kind for cell in NOTEBOOK.cells for kind in ("slide", "notes") if kind in tags_of(cell)]
    assert kinds[0] == "slide"
    for earlier, later in itertools.pairwise([*kinds, "slide"]):
        assert (earlier, later) != ("slide", "slide")


def test_each_part_of_the_agenda_begins_with_a_slide_and_the_short_form_loses_whole_parts():
    parts = [cell for cell in tagged("slide") if "part" in tags_of(cell)]
    assert len(parts) == len(session.SESSION["agenda"])
    for cell, short in zip(parts, session.clock(30), strict=True):
        assert ("long" in tags_of(cell)) == (short is None), cell.source


def test_slide_metadata_follows_the_tags():
    kinds = {"slide": "slide", "continue": "-", "notes": "notes"}
    for cell in NOTEBOOK.cells:
        expected = next((kinds[tag] for tag in kinds if tag in tags_of(cell)), "skip")
        assert cell.metadata["slideshow"]["slide_type"] == expected


def test_words_on_slides_are_few():
    starts = [place for place, cell in enumerate(NOTEBOOK.cells) if "slide" in tags_of(cell)]
    for place, end in itertools.pairwise([*starts, len(NOTEBOOK.cells)]):
        shown = [
            cell
            for cell in NOTEBOOK.cells[place:end]
            if {"slide", "continue"} & tags_of(cell) and cell.cell_type == "markdown"
        ]
        assert sum(len(words_of(cell)) for cell in shown) <= 50, shown[0].source


def test_the_pre_read_stays_under_600_words_and_names_the_person_as_invented():
    words = [word for cell in tagged("pre-read") for word in words_of(cell)]
    assert 150 < len(words) <= 600
    assert "invented" in " ".join(words)


def test_the_leaders_page_says_how_to_run_it_for_twenty_for_two_hundred_and_without_a_server():
    said = " ".join(cell.source for cell in LEADER.cells)
    for words in ("Twenty in a room", "Two hundred", "No server at all", "mybinder.org", "git-pull"):
        assert words in said


def test_the_question_on_follow_up_says_what_the_abstract_prints():
    printed, asked = session.long_term.printed_follow_up(), questions()["club-floor"]["question"]
    words = {2: "two", 5: "Five"}
    assert asked.startswith(
        f"{words[printed['n']]} people, followed for {printed['low']} to {printed['high']} weeks, "
        f"{words[printed['beyond_count']]} of them to {printed['beyond']} weeks or beyond."
    )
