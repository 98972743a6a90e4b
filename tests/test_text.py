"""Numbers read as the lessons print them, and a stored sentence takes exactly the gaps that it names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.text import (
    fill,
    listed,
    number,
    p_digits,
    p_text,
    p_text_of,
    percent,
    percent_range,
    points,
    points_range,
)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        (number(2.345, 2), "2.35"),
        (number(-0.04), "0.0"),
        (number(0.04, 1, signed=True), "0.0"),
        (number(-1.25, 1), "-1.2"),
        (number(float("-inf")), "minus infinity"),
        (percent(0.2639), "26.4 %"),
        (percent(0.2639, 0), "26 %"),
        (points(0.0051, signed=True), "+0.5 points"),
        (percent_range(0.2, 0.215), "20.0 to 21.5 %"),
        (points_range(-0.0004, 0.1), "0.0 to +10.0 points"),
        (listed([]), ""),
        (listed(["a", "b"], "or"), "a or b"),
        (listed([1, 2, 3]), "1, 2 and 3"),
    ],
)
def test_numbers_and_lists(said, printed):
    assert said == printed


@pytest.mark.parametrize(
    ("p", "digits", "printed"),
    [
        (0.0381, 3, "P = .038"),
        (0.0004, 3, "P < .001"),
        (0.0005, 3, "P = .001"),
        (0.9996, 3, "P > .999"),
        (0.9994, 3, "P = .999"),
        (1 - 1e-12, 3, "P = 1"),
        (0.05, 2, "P = .05"),
        (0.00004, 4, "P < .0001"),
    ],
)
def test_p_values(p, digits, printed):
    assert p_text(p, digits) == printed
    assert p_digits(p, digits) == printed.removeprefix("P ").removeprefix("= ")


@given(st.floats(0, 1))
def test_a_p_value_never_reads_as_certainty_that_it_is_not(p):
    said = p_text(p)
    assert (said == "P = 1") == (p > 1 - 1e-9)
    assert said not in ("P = .000", "P = 1.000")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (".038", "P = .038"),
        ("<.001", "P < .001"),
        ("p = .05", "P = .05"),
        (">.05", "P > .05"),
        ("\u2264 .01", "P \u2264 .01"),
    ],
)
def test_a_printed_p_keeps_its_sign(typed, printed):
    assert p_text_of(typed) == printed


def test_a_sentence_is_filled():
    said = fill(
        "{k} of {n}: {s:percent0}, {d:points1+}, {v:n2}, P = {p:p3}", k=9, n=36, s=0.25, d=-0.1, v=3, p=0.0381
    )
    assert said == "9 of 36: 25 %, -10.0 points, 3.00, P = .038"


@pytest.mark.parametrize(
    ("template", "gaps", "message"),
    [
        ("{a} and {b}", {"a": 1}, "a gap 'b' that got no value"),
        ("{a}", {"a": 1, "b": 2}, "no gap 'b'"),
        ("{a:euro}", {"a": 1}, "format is 'euro'"),
    ],
)
def test_gaps_and_values_must_meet(template, gaps, message):
    with pytest.raises(ValueError, match=message):
        fill(template, **gaps)
