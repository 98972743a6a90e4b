"""The journal club: agenda, votes, pre-read, questions and slides keep what they promise."""

import itertools
import re

import pytest
from reading import ROOT, output_texts, plain_prose, questions_of, read

from helpers.figures.journal_club import votes_picture
from helpers.lessons import journal_club as session
from helpers.publish.club import EXIT_FORM
from helpers.statistics.detective import compatible_tables
from helpers.statistics.two_by_two import COMMON_TESTS

NOTEBOOK = read(ROOT / "notebooks" / "journal_club.ipynb")
QUESTIONS = {question["id"]: question for question in questions_of("journal_club")}


def tagged(tag):
    return [cell for cell in NOTEBOOK.cells if tag in cell.metadata.get("tags", [])]


def words_of(cell):
    text = plain_prose(cell.source) if cell.cell_type == "markdown" else " ".join(output_texts(cell))
    return re.findall(r"\w[\w.,:/-]*", text)


@pytest.mark.parametrize("length", session.LENGTHS)
def test_the_agenda_sums_to_its_length_without_gaps(length):
    table = session.agenda(length)
    assert table["lasts"].sum() == length
    spans = [tuple(map(int, span.split(" to "))) for span in table["minutes"]]
    assert spans[0][0] == 0
    assert spans[-1][1] == length
    assert all(earlier[1] == later[0] for earlier, later in itertools.pairwise(spans))
    assert [end - start for start, end in spans] == table["lasts"].tolist()


def test_both_forms_keep_the_votes_the_bottom_line_and_the_exit_form():
    for length in session.LENGTHS:
        parts = " ".join(session.agenda(length)["part"])
        for kept in ("First vote", "Second vote", "Bottom line", "Exit form", "detective"):
            assert kept in parts


@pytest.mark.parametrize("hours", [2, 4])
def test_the_class_plans_sum_to_their_hours(hours):
    assert session.class_plan(hours)["lasts"].sum() == 60 * hours


@pytest.mark.parametrize(
    ("ask", "wrong"), [(session.agenda, 45), (session.agenda, "60"), (session.class_plan, 3)]
)
def test_other_lengths_are_refused_in_words(ask, wrong):
    with pytest.raises(ValueError, match=re.escape(repr(wrong))):
        ask(wrong)


def test_the_notes_of_each_part_say_the_minutes_of_the_agenda():
    cells = NOTEBOOK.cells
    starts = [place for place, cell in enumerate(cells) if "part" in cell.metadata.get("tags", [])]
    assert len(starts) == len(session.SESSION["agenda"]) == len(session.timetable())
    for place, (part, long, short, _) in zip(starts, session.AGENDA, strict=True):
        note = next(cell.source for cell in cells[place:] if "notes" in cell.metadata.get("tags", []))
        bracket = re.search(r"\(([^)]*minutes[^)]*)\)", note)
        assert bracket, f"{part}: the first note names no minutes"
        said = [int(each) for each in re.findall(r"\d+", bracket[1])]
        assert said[0] == long, part
        assert said[1:] in ([], [short] if short else []), part


def test_five_roles_are_given_out():
    assert [role.lower() for role in session.roles()["role"]] == [
        "chair", "advocate", "sceptic", "timekeeper", "patient voice",
    ]  # fmt: skip


def test_an_empty_tally_is_simulated_and_says_so_everywhere():
    for empty in ((None, None), ([], []), ((), None)):
        votes = session.read_votes(*empty)
        picture = votes_picture(votes)
        assert votes.simulated
        for words in (votes.text, picture.caption, picture.description):
            assert "simulated" in words
        assert "simulated" in {text.get_text() for text in picture.figure.axes[0].texts}


def test_a_tally_is_told_and_drawn_as_typed():
    votes = session.read_votes([1, 2, 3, 4, 5], [5, 4, 3, 2, 0])
    assert not votes.simulated
    assert "First vote: 15 hands, 3 below open, 3 open, 9 above." in votes.text
    assert "Second vote: 14 hands, 9 below open, 3 open, 2 above." in votes.text
    assert "Not everybody voted twice" in votes.text
    picture = votes_picture(votes)
    axes = picture.figure.axes[0]
    assert [bar.get_width() for bar in axes.patches] == [1, 2, 3, 4, 5, 5, 4, 3, 2, 0]
    assert axes.patches[0].get_y() > axes.patches[5].get_y(), "the first vote stands above the second"
    assert "very likely (over 80 %) 5" in picture.description
    assert "simulated" not in picture.caption + picture.description
    assert (
        picture.description != votes_picture(session.read_votes([1, 2, 3, 5, 5], [5, 4, 3, 2, 0])).description
    )


def test_the_first_vote_alone_is_drawn_alone():
    votes = session.read_votes([1, 2, 3, 4, 5])
    assert votes.text.endswith("The second vote is still to come.")
    assert len(votes_picture(votes).figure.axes[0].patches) == 5


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ([1, 2, 3], [], "The first vote has 3 numbers: type five"),
        ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], "The second vote has 6 numbers: type five"),
        ([1, 2, 3, 4, -5], [], "no count of hands"),
        ([1, 2, 3, 4, 0.5], [], "no count of hands"),
        ([1, 2, 3, 4, "five"], [], "no count of hands"),
        ([0, 0, 0, 0, 0], [], "no hands at all"),
        ("1 2 3 4 5", [], "not a list"),
        (7, None, "not a list"),
        ([], [1, 2, 3, 4, 5], "The first vote is empty"),
    ],
)
def test_a_tally_that_cannot_be_right_gets_one_sentence_and_the_invented_club(first, second, said):
    votes = session.read_votes(first, second)
    assert said in votes.trouble
    assert votes.text.startswith(votes.trouble)
    assert votes.simulated
    votes_picture(votes)


def test_the_pre_read_stays_under_600_words_and_names_the_person_as_invented():
    words = [word for cell in tagged("pre-read") for word in words_of(cell)]
    assert 150 < len(words) <= 600
    assert "invented" in " ".join(words)


def test_eight_discussion_questions_each_have_a_folded_answer():
    asked, answered = tagged("question"), tagged("answer")
    assert len(asked) == len(answered) == 8
    for cell in answered:
        assert cell.metadata["jupyter"]["outputs_hidden"]
        assert len(words_of(cell)) > 20


def test_slides_are_short_and_carry_at_most_one_large_number():
    starts = [place for place, cell in enumerate(NOTEBOOK.cells) if "slide" in cell.metadata.get("tags", [])]
    for place, end in itertools.pairwise([*starts, len(NOTEBOOK.cells)]):
        shown = [
            cell
            for cell in NOTEBOOK.cells[place:end]
            if {"slide", "continue"} & set(cell.metadata.get("tags", []))
        ]
        markup = "".join(str(cell.get("outputs", "")) for cell in shown)
        assert markup.count('class="figure"') <= 1
        if "<img" not in markup:  # the words of a picture are its description
            assert sum(len(words_of(cell)) for cell in shown) <= 55, shown[0].source


def test_slide_metadata_follows_the_tags():
    for cell in NOTEBOOK.cells:
        tags = set(cell.metadata.get("tags", []))
        expected = (
            "slide"
            if "slide" in tags
            else "-"
            if "continue" in tags
            else "notes"
            if "notes" in tags
            else "skip"
        )
        assert cell.metadata["slideshow"]["slide_type"] == expected


def test_every_slide_has_notes_for_the_leader():
    kinds = [
        kind
        for cell in NOTEBOOK.cells
        for kind in ("slide", "notes")
        if kind in cell.metadata.get("tags", [])
    ]
    assert kinds[0] == "slide"
    for earlier, later in itertools.pairwise([*kinds, "slide"]):
        assert (earlier, later) != ("slide", "slide")


# ---------------------------------------------------------------- questions


def test_the_exit_form_asks_the_three_exercises():
    assert set(EXIT_FORM) == {name for name, known in QUESTIONS.items() if known["kind"] == "exercise"}
    assert len(EXIT_FORM) == 3


def test_wrong_numbers_of_the_exit_form_come_from_the_mistakes_that_they_explain():
    wrong = {each["when"] for each in QUESTIONS["club-exit-floor"]["wrong"]}
    middle, one_long, one_short, total = (
        (10 + 40) / 2,
        (3 * 10 + 40) / 4,
        (10 + 2 * 30 + 40) / 4,
        2 * 10 + 30 + 40,
    )
    assert wrong == {middle, one_long, one_short, total}


def test_the_predictions_have_the_truths_that_the_page_reveals():
    found = compatible_tables(".038", 36, 36, list(COMMON_TESTS))
    assert not set(found["test"]) & {"fisher", "pearson", "barnard", "boschloo"}
    assert sorted(map(tuple, found.loc[found["test"] == "yates", ["x1", "x2"]].to_numpy().tolist())) == [
        (15, 6),
        (30, 21),
    ]
    revealed = " ".join(
        text for cell in NOTEBOOK.cells if cell.cell_type == "code" for text in output_texts(cell)
    )
    for truth in ("1369 results", "d) The chi-squared test with Yates's correction", "43.6 weeks"):
        assert truth in revealed


def test_a_folded_cell_does_not_show_its_answer_in_the_line_that_stays_visible():
    """JupyterLab shows the first line of a folded source, and of a folded output whose source is open."""
    for cell in tagged("reveal"):
        assert cell.source.startswith("# Shift and Enter shows the ")
        assert cell.metadata["jupyter"] == {"outputs_hidden": True, "source_hidden": True}
