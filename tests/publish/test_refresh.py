"""Notebooks are refreshed in reading order, and their tags become what Jupyter knows."""

import copy

import nbformat
from reading import ROOT, read

from helpers.publish import club as handouts
from helpers.publish import refresh as publish


def lessons():
    return [file.stem for file in publish.lesson_files()]


def test_lessons_come_in_reading_order():
    known = [name for name in publish.LESSONS if name in lessons()]
    assert lessons()[: len(known)] == known


def test_tags_become_slide_metadata_and_a_second_time_changes_nothing():
    notebook = copy.deepcopy(read(handouts.SESSION))
    for cell in notebook.cells:
        cell.metadata.pop("slideshow", None)
    publish.set_slides(notebook)
    once = nbformat.writes(notebook)
    publish.set_slides(notebook)
    assert nbformat.writes(notebook) == once == nbformat.writes(read(handouts.SESSION))
    other = copy.deepcopy(read(ROOT / "notebooks" / "00_start_here.ipynb"))
    publish.set_slides(other)
    assert "slideshow" not in str(other)


def test_the_route_prints_the_sum_of_the_printed_minutes():
    printed = [
        publish.minutes(nbformat.read(file, as_version=4))
        for file in publish.lesson_files()
        if "01" <= file.stem[:2] <= "06"
    ]
    assert len(printed) == 6
    start = (publish.ROOT / "notebooks" / "00_start_here.ipynb").read_text(encoding="utf-8")
    assert f"| Self-study | {sum(printed)} |" in start


def test_a_route_into_a_lesson_prints_the_minutes_from_there():
    start = (publish.ROOT / "notebooks" / "00_start_here.ipynb").read_text(encoding="utf-8")
    idea = publish.minutes_from("03_phase2_efficacy", "Which-results-print-it")
    assert f"| One idea | {idea} |" in start
    assert idea < publish.minutes_from("03_phase2_efficacy")
    assert (
        f"| Five people | {publish.minutes_from('05_long_term_cytokines', 'Five-follow-up-times')} |" in start
    )
