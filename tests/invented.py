"""Trials that nobody ran: the counts of any trial, and one as a reader types it in."""

from hypothesis import strategies as st


@st.composite
def tables(draw, largest=500, smallest=1):
    """Four counts (x1, n1, x2, n2) of arms of so many people."""
    n1, n2 = draw(st.integers(smallest, largest)), draw(st.integers(smallest, largest))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


UNSEEN_COUNTS = """
title: An invented trial of a cream
outcome is: wanted
text read: abstract
done well: parallel arms, blinded outcome
outcome: clear skin at week 8
arm 1 name: cream
arm 2 name: base
N arm 1: 50
N arm 2: 48
responders arm 1: 21 patients
responders arm 2: 12
percentage arm 1: 42.0 %
percentage arm 2: 26 %
printed P: p = 0.08
test named: Fisher's exact test
outcomes tested: 5
expected placebo rate: 20–30
believed chance: 40
"""
