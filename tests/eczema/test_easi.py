"""EASI: scores, bands and responder rules, exact on the 0.1 grid."""

import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.eczema.easi import (
    BANDS,
    SIGNS,
    Region,
    area_score,
    easi,
    is_responder,
    percent_change,
    severity_band,
    tenths,
)

halves = st.integers(0, 6).map(lambda points: points / 2)
regions = st.builds(Region, halves, halves, halves, halves, area_score=st.integers(0, 6))
four = st.tuples(regions, regions, regions, regions)
scores = st.integers(0, 720).map(lambda points: points / 10)
bases = st.integers(1, 720).map(lambda points: points / 10)
light = settings(max_examples=60, deadline=None)


def test_worst_skin_scores_72_and_clear_skin_0():
    worst, clear = Region(3, 3, 3, 3, area_percent=100), Region(0, 0, 0, 0, area_percent=0)
    assert easi(worst, worst, worst, worst) == 72
    assert easi(clear, clear, clear, clear) == 0


@pytest.mark.parametrize(
    ("place", "points"), [("head", 7.2), ("arms", 14.4), ("trunk", 21.6), ("legs", 28.8)]
)
def test_each_region_has_its_adult_weight(place, points):
    clear, worst = Region(0, 0, 0, 0, area_score=0), Region(3, 3, 3, 3, area_score=6)
    body = dict.fromkeys(("head", "arms", "trunk", "legs"), clear) | {place: worst}
    assert easi(**body) == points


def test_two_people_can_share_a_score_with_different_skin():
    clear = Region(0, 0, 0, 0, area_score=0)
    thick_legs = easi(clear, clear, clear, Region(1, 1, 1, 3, area_score=3))
    red_arms_and_head = easi(Region(3, 3, 0, 0, area_score=4), Region(2, 2, 0, 0, area_score=6), clear, clear)
    assert thick_legs == red_arms_and_head == 7.2


@given(four)
@light
def test_score_equals_the_definition_in_fractions_and_stays_in_range(body):
    weights = [Fraction(w, 10) for w in (1, 2, 3, 4)]
    parts = [sum(Fraction(getattr(r, sign)) for sign in SIGNS) * r.area for r in body]
    exact = sum(w * part for w, part in zip(weights, parts, strict=True))
    assert easi(*body, rounded=False) == float(exact)
    assert 0 <= easi(*body) <= 72
    assert 0 <= Fraction(str(easi(*body))) - exact <= Fraction(1, 20)  # a tie goes up, nothing goes down
    assert tenths(easi(*body)) >= 0


@given(four, st.sampled_from(SIGNS), st.integers(0, 3))
@light
def test_a_worse_sign_never_lowers_the_score(body, sign, place):
    worse = {name: getattr(body[place], name) for name in SIGNS}
    worse[sign] = min(3, worse[sign] + 0.5)
    changed = list(body)
    changed[place] = Region(**worse, area_score=body[place].area)
    assert easi(*changed) >= easi(*body)


@given(st.integers(1, 99))
@light
def test_more_area_never_lowers_the_area_score(percent):
    assert area_score(percent) <= area_score(percent + 1) <= area_score(percent) + 1


def test_area_bands_start_where_published():
    first = {area_score(percent): percent for percent in range(100, -1, -1)}
    assert first == {0: 0, 1: 1, 2: 10, 3: 30, 4: 50, 5: 70, 6: 90}
    assert area_score(9.5) == 1


def test_tie_of_a_twentieth_goes_up():
    clear, trace = Region(0, 0, 0, 0, area_score=0), Region(0.5, 0, 0, 0, area_score=1)
    assert easi(trace, clear, clear, clear, rounded=False) == 0.05
    assert easi(trace, clear, clear, clear) == 0.1


@pytest.mark.parametrize(
    ("score", "leshem", "sponsor"),
    [
        (0, "clear", "below moderate"),
        (0.1, "almost clear", "below moderate"),
        (1.0, "almost clear", "below moderate"),
        (1.1, "mild", "below moderate"),
        (7.0, "mild", "below moderate"),
        (7.1, "moderate", "below moderate"),
        (15.9, "moderate", "below moderate"),
        (16, "moderate", "moderate"),
        (21.0, "moderate", "moderate"),
        (21.1, "severe", "moderate"),
        (23, "severe", "severe"),
        (50.0, "severe", "severe"),
        (50.1, "very severe", "severe"),
        (72, "very severe", "severe"),
    ],
)
def test_bands_change_at_the_published_cut_offs(score, leshem, sponsor):
    assert severity_band(score) == leshem
    assert severity_band(score, scheme="sponsor") == sponsor


@given(scores, scores, st.sampled_from(list(BANDS)))
@light
def test_a_higher_score_never_has_a_lower_band(one, other, scheme):
    names = [name for _, name in BANDS[scheme]]
    low, high = sorted((one, other))
    assert names.index(severity_band(low, scheme)) <= names.index(severity_band(high, scheme))


@given(bases, scores, st.sampled_from((50, 75, 90, 100, 33.3)))
@light
def test_responder_rule_is_exact(base, value, percent):
    fall = 1 - Fraction(str(value)) / Fraction(str(base))
    assert is_responder(base, value, percent) == (fall >= Fraction(str(percent)) / 100)


@given(bases, scores)
@light
def test_an_easi_90_responder_is_also_an_easi_75_and_easi_50_responder(base, value):
    assert is_responder(base, value, 90) <= is_responder(base, value, 75) <= is_responder(base, value, 50)


def test_responder_rule_takes_columns():
    answers = is_responder(np.array([20.0, 20.0, 17.2]), np.array([10.0, 10.1, 4.3]))
    assert answers.tolist() == [True, False, True]
    assert percent_change(np.array([20.0]), np.array([10.0])).tolist() == [-50]


CLEAR = Region(0, 0, 0, 0, area_score=0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: area_score(130), "area_percent is 130: it must be between 0 and 100 %"),
        (lambda: area_score(0.3), "area_percent is 0.3: write 30 for 30 %"),
        (lambda: area_score("30"), "area_percent is '30': it must be a number"),
        (lambda: area_score(float("nan")), "area_percent is nan"),
        (lambda: Region(4, 0, 0, 0, area_score=1), "erythema is 4: signs are scored 0 to 3"),
        (lambda: Region(0, -1, 0, 0, area_score=1), "induration is -1: signs are scored 0 to 3"),
        (lambda: Region(0, 0, 1.3, 0, area_score=1), "excoriation is 1.3"),
        (lambda: Region(0, 0, 0, True, area_score=1), "lichenification is True: it must be a number"),
        (lambda: Region(0, 0, 0, 0), "give the area once"),
        (lambda: Region(0, 0, 0, 0, area_percent=10, area_score=2), "give the area once"),
        (lambda: Region(0, 0, 0, 0, area_score=30), "area_score is 30: it is a whole number from 0 to 6"),
        (lambda: easi(12, CLEAR, CLEAR, CLEAR), "head is 12: give a Region"),
        (lambda: severity_band(72.1), "EASI is 72.1: the score runs from 0 to 72"),
        (lambda: severity_band(10, "rajka"), "scheme is 'rajka': known are 'leshem', 'sponsor'"),
        (lambda: tenths(172), "EASI is 172: the score runs from 0 to 72 (did you give tenths? write 17.2)"),
        (lambda: tenths(-1), "EASI is -1: the score runs from 0 to 72"),
        (lambda: tenths(12.34), "EASI is 12.34: give it to one decimal"),
        (lambda: tenths("12"), "EASI is '12': it must be a number"),
        (lambda: tenths(np.array([3.0, np.nan])), "EASI is nan: the score runs from 0 to 72"),
        (lambda: is_responder(0, 0), "base is 0: a percent change"),
        (lambda: percent_change(0, 3), "base is 0: a percent change"),
        (lambda: is_responder(20, 80), "value is 80: the score runs from 0 to 72"),
        (lambda: is_responder(20, 10, 0.5), "percent is 0.5: write 50 for EASI-50"),
        (lambda: is_responder(20, 10, 150), "percent is 150: the required fall"),
    ],
)
def test_bad_input_gets_a_sentence_that_names_it(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


def test_a_fraction_off_its_scale_gets_the_sentence_of_a_float():
    with pytest.raises(ValueError, match=r"^erythema is 3\.5"):
        Region(Fraction(7, 2), 1, 1, 1, area_percent=10)


def test_a_band_is_given_for_one_score_at_a_time():
    with pytest.raises(ValueError, match="one EASI score at a time"):
        severity_band([17.2, 4.3])
