"""One row of the reader's own table: what papers print is read, what cannot be used gets a sentence and a remedy."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.own_trial.cells import KIND, READERS, ROWS, read_cell
from helpers.own_trial.sheet import ALWAYS_ASKED
from helpers.own_trial.table import (
    SHORT_NAMES,
    Trial,
    read_trial,
)


def test_each_kind_of_row_has_a_reader_and_short_names_lead_to_rows():
    assert {row.kind for row in ROWS} == set(READERS)
    assert set(SHORT_NAMES.values()) <= set(KIND)
    assert set(ALWAYS_ASKED) <= set(KIND)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("N arm 1", "n = 59", 59), ("N arm 1", "59 patients", 59), ("N arm 1", "1,369", 1369), ("N arm 1", "59.0", 59),
        ("N arm 1", "five", 5), ("N arm 1", "５９", 59), ("people with harm", "0", 0),
        ("percentage arm 1", "23.7 %", "23.7"), ("percentage arm 1", "23·7", "23.7"), ("percentage arm 1", "0", "0"),
        ("percentage arm 1", "0.5 %", "0.5"), ("printed P", "P = .016", ".016"), ("printed P", "p<0.05", "<0.05"),
        ("printed P", "p-value: 0.0160", "0.0160"), ("printed P", "≥ .05", "≥ .05"), ("printed P", "0·038", "0·038"),
        ("printed P", ".04*", ".04"), ("mean", "-10.54", "-10.54"), ("follow-up mean", "38 weeks", "38"),
        ("expected placebo rate", "25–45 %", (0.25, 0.45)), ("expected placebo rate", "25 to 45", (0.25, 0.45)),
        ("expected placebo rate", "20.9", (0.209, 0.209)), ("believed chance", "30 %", 0.3),
        ("difference that matters", "10 percentage points", 0.1), ("sides", "2-tailed", "two-sided"),
        ("only primary outcome", "Yes", "yes"), ("text read", "full text", "full paper"),
        ("test named", "Fisher's exact test", "fisher"), ("test named", "chi-square test", "pearson"),
        ("test named", "χ2 with continuity correction", "yates"), ("test named", "Fisher mid-P", "mid_p"),
        ("test named", "Cochran-Mantel-Haenszel", "other"), ("test named", "logistic regression", "other"),
        ("test named", "t-test", "other"), ("test named", "N-1 chi-squared", "n_minus_1"), ("test named", "voodoo", "other"),
    ],
)  # fmt: skip
def test_what_papers_print_is_read(name, text, value):
    assert read_cell(name, text).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        ("responders arm 1", "14/59", "write 14 here and 59 in 'N arm 1'"),
        ("responders arm 2", "4 (7.3%)", "write 4 here and 7.3 in 'percentage arm 2'"),
        ("responders arm 1", "23.7 %", "write it in 'percentage arm 1'"),
        ("responders arm 1", "none", "write 0 if nobody"), ("responders arm 1", "-3", "0 or more"),
        ("N arm 1", "fifty-nine", "in digits"), ("N arm 1", "0", "1 or more"), ("N arm 1", "5000000", "up to 100,000"),
        ("N arm 1", "12.5", "a whole number"), ("percentage arm 1", "23,7", "a decimal point, 23.7"),
        ("percentage arm 1", "0.237", "write 23.7 if 23.7 % is meant"), ("percentage arm 1", "140", "between 0 and 100"),
        ("percentage arm 1", "20-30", "a range"), ("percentage arm 1", "about 20", "one percentage"),
        ("printed P", "NS", "write >.05 if the paper says so"), ("printed P", "not significant", "no number"),
        ("printed P", "0,016", "decimal point"), ("printed P", "1.6 %", "as a proportion"), ("printed P", "38", "between 0 and 1"),
        ("printed P", ".000", "never 0"), ("printed P", "0.016 (Fisher)", "exactly one number"),
        ("mean", "12.4 ± 3.1", "probably 12.4"), ("mean", "12,4", "a decimal point, 12.4"), ("mean", "high", "no number"),
        ("follow-up mean", "16–86", "write 16 in 'follow-up shortest' and 86 in 'follow-up longest'"),
        ("follow-up shortest", "16-86", "write 16 in"), ("follow-up longest", "> 84 weeks", "a bound"),
        ("follow-up longest", "-4", "cannot be negative"), ("believed chance", "0.3", "write 30 for 30 %"),
        ("believed chance", "25-45", "takes one number"), ("expected placebo rate", "45-25", "lower end first"),
        ("expected placebo rate", "a third", "such as 30"), ("believed chance", "130", "between 0 and 100"),
        ("difference that matters", "0", "above 0"), ("sides", "left", "two-sided or one-sided"),
        ("only primary outcome", "maybe", "yes or no"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_gets_a_sentence_with_row_and_remedy(name, text, remedy):
    with pytest.raises(ValueError, match=re.escape(remedy)) as caught:
        read_cell(name, text)
    assert f"row '{name}'" in str(caught.value)


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda raw: raw.decode("latin-1") + "\n"))
@settings(max_examples=200, deadline=None)
def test_no_text_at_all_breaks_the_reading(text):
    trial = read_trial(text)
    assert isinstance(trial, Trial)
    assert trial.report()
