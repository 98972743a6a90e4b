"""The glossary defines every term in its place, uses it on the two papers, and gives no answer away."""

import re

import pytest
from reading import ROOT, plain_prose, read
from test_prose_numbers import markdown_problems

from helpers.publish.refresh import LESSONS

PROSE = "\n\n".join(
    cell.source for cell in read(ROOT / "notebooks" / "glossary.ipynb").cells if cell.cell_type == "markdown"
)
GROUPS = {
    part.partition("\n")[0]: re.findall(r"^### (.+)$", part, flags=re.M)
    for part in re.split(r"^## ", PROSE, flags=re.M)[1:]
    if "### " in part
}
ENTRIES = dict(re.findall(r"^### (.+)\n+((?:(?!^#).*\n?)+)", PROSE, flags=re.M))
EVERY = [pytest.param(name, text, id=name.replace(" ", "-")) for name, text in ENTRIES.items()]
PAPERS = re.compile(r"Seo 2024|Shin 2021|[Tt]hese lessons")


def definition(text):
    """What stands before the first sentence that speaks of a paper or a lesson."""
    return re.split(r"(?<=[.!?]) (?=(?:In |For )?(?:Seo 2024|Shin 2021|[Tt]hese lessons)|See lesson)", text)[
        0
    ]


def test_terms_are_unique_and_of_a_number_that_one_can_learn():
    listed = [term for terms in GROUPS.values() for term in terms]
    assert len(listed) == len({term.casefold() for term in listed})
    assert sorted(listed) == sorted(ENTRIES)
    assert 45 <= len(listed) <= 65


@pytest.mark.parametrize("group", GROUPS)
def test_terms_are_in_alphabetical_order_within_their_group(group):
    assert GROUPS[group] == sorted(GROUPS[group], key=str.casefold)
    assert len(GROUPS[group]) > 1


def test_the_index_links_every_term_once_from_a_to_z():
    index = re.search(r"^## All terms from A to Z\n+(.+)$", PROSE, flags=re.M)[1]
    links = re.findall(r"\[([^\]]+)\]\(#([^)]+)\)", index)
    assert links == [(term, term.replace(" ", "-")) for term in sorted(ENTRIES, key=str.casefold)]


@pytest.mark.parametrize(("name", "text"), EVERY)
def test_an_entry_defines_its_term_in_a_few_short_sentences(name, text):
    meaning = definition(text)
    assert len(meaning.split()) >= 12, f"{name} is not defined: {meaning}"
    assert len(plain_prose(text).split()) <= 85, f"{name} is too long for a first reading"


@pytest.mark.parametrize(("name", "text"), EVERY)
def test_an_entry_uses_its_term_on_the_papers_and_leads_to_a_lesson(name, text):
    assert PAPERS.search(text), f"{name} does not say what it has to do with the two papers"
    links = re.findall(r"See lesson \[(\d\d)\]\(([^)]+)\.ipynb\)", text)
    assert links, f"{name} leads to no lesson"
    for number, lesson in links:
        assert lesson in LESSONS
        assert lesson.startswith(number)


@pytest.mark.parametrize(("name", "text"), EVERY)
def test_an_entry_prints_published_numbers_only_so_that_no_prediction_is_spoilt(name, text):
    assert markdown_problems(text) == [], name


def test_the_glossary_leads_back_to_the_start():
    opening = PROSE.split("\n## ")[0]
    assert opening.startswith("# Glossary\n")
    assert "[00 Start here](00_start_here.ipynb)" in opening
