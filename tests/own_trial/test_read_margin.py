"""The margin of a passage: its words and size, what it fits, and where it is left to the reader."""

import pytest

from helpers.own_trial.read_margin import SHARES, margin_in

RATIOS = ("hazard ratio", "odds ratio", "rate ratio", "risk ratio")


@pytest.mark.parametrize(
    ("text", "value", "fits"),
    [
        ("A noninferiority margin of 8% was used.", "8 %", SHARES),
        ("Balm was noninferior (margin, 10 percentage points).", "10", SHARES),
        ("The prespecified non-inferiority margin was -10 percentage points.", "10", SHARES),
        ("We used a 7·5% non-inferiority margin.", "7.5 %", SHARES),
        ("The noninferiority margin for the hazard ratio was set at 1.3.", "1.3", ("hazard ratio",)),
        ("Noninferiority margin, 1.25 for the hazard ratio.", "1.25", ("hazard ratio",)),
        ("The non-inferiority margin was a relative risk of 1.5.", "1.5", ("risk ratio",)),
        ("The margin of non-inferiority was 1.46.", "1.46", ("mean difference", *RATIOS)),
        ("The noninferiority margin was 5 mm.", "5", ("mean difference",)),
        # two margins, another kind of trial, a relative margin: quoted, not filled in
        ("The non-inferiority margin was 1.25 for the hazard ratio and a margin of 5% for the difference.", "", ()),
        ("An equivalence margin of 10% was used.", "", ()),
        ("The margin of 10% was crossed.", "", ()),
        ("The non-inferiority margin was a relative 20%.", "", ()),
        # numbers that are no margin
        ("The noninferiority margin was met in 63 of 72 (P = .02).", "", ()),
        ("Balm was noninferior; a surgical margin of 2 mm was kept.", "", ()),
    ],
)  # fmt: skip
def test_a_margin_is_filled_in_only_where_it_is_clear(text, value, fits):
    assert (margin_in(text).value, margin_in(text).fits) == (value, fits)


def test_a_margin_that_is_not_clear_is_quoted_all_the_same():
    assert margin_in("An equivalence margin of 10% was used.").words == "equivalence margin of 10%"
    assert margin_in("Balm was noninferior (margin [hazard ratio 1.3]).").words.count("[") == 1
