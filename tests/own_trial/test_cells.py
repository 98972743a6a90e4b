"""One row of the reader's own table: what papers print is read, what cannot be used gets a sentence and a remedy."""

import re

import pytest
from data_package import descriptor
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.own_trial.cells import ANALYSES, KIND, READERS, ROWS, analyses_in, read_cell
from helpers.own_trial.sheet import ALWAYS_ASKED
from helpers.own_trial.table import (
    SHORT_NAMES,
    Trial,
    read_trial,
)


def test_each_kind_of_row_has_a_reader_and_short_names_lead_to_rows():
    assert {row.kind for row in ROWS} == set(READERS)


@pytest.mark.parametrize("name", [name for name in descriptor() if name.startswith("own_trial_")])
def test_the_descriptor_of_each_table_allows_exactly_these_rows(name):
    (item,) = (field for field in descriptor()[name]["schema"]["fields"] if field["name"] == "item")
    said = "run python tests/data_package.py"
    assert item["constraints"]["enum"] == [row.name for row in ROWS], said
    assert set(SHORT_NAMES.values()) <= set(KIND)
    assert set(ALWAYS_ASKED) <= set(KIND)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("N arm 1", "n = 59", 59), ("N arm 1", "(n = 59)", 59), ("N arm 1", "59 patients", 59), ("N arm 1", "59.0", 59),
        ("N arm 1", "five", 5), ("N arm 1", "Sixteen", 16), ("N arm 1", "forty-four", 44), ("N arm 1", "All 10", 10),
        ("N arm 1", "1,369", 1369), ("N arm 1", "1 369", 1369), ("N arm 1", "1\u2009369", 1369), ("N arm 1", "1\u202f369", 1369),
        ("N arm 1", "1'369", 1369), ("N arm 1", "14,208 people", 14208), ("N arm 1", "1,00,000", 100_000), ("N arm 1", "5９", 59),
        ("N arm 1", "٥٩", 59), ("N arm 1", "59*", 59), ("N arm 1", "59†", 59), ("people with harm", "0", 0),
        ("percentage arm 1", "23.7 %", "23.7"), ("percentage arm 1", "23·7", "23.7"), ("percentage arm 1", "0", "0"),
        ("percentage arm 1", "0.5 %", "0.5"), ("printed P", "P = .016", ".016"), ("printed P", "p<0.05", "<0.05"),
        ("printed P", "(P = .03)", ".03"), ("printed P", "P =. 017", ".017"), ("printed P", "P = .016.", ".016"),
        ("printed P", "P less than .05", "<.05"), ("printed P", "0·016", "0.016"), ("printed P", "2.3E-05", "0.000023"),
        ("printed P", "2.3 × 10−5", "0.000023"), ("printed P", "2.3 × 10⁻⁵", "0.000023"), ("printed P", "p value 0.016", "0.016"),
        ("printed P", "Р = .016", ".016"), ("printed P", "ｐ＝０．０１６", "0.016"),
        ("printed P", "p-value: 0.0160", "0.0160"), ("printed P", "≥ .05", "≥ .05"), ("printed P", ".04*", ".04"),
        ("mean", "-10.54", "-10.54"), ("mean", "–2.3", "-2.3"), ("mean", "−2.3", "-2.3"), ("follow-up mean", "38 weeks", "38"),
        ("expected placebo rate", "25–45 %", (0.25, 0.45)), ("expected placebo rate", "25 to 45", (0.25, 0.45)),
        ("expected placebo rate", "20.9", (0.209, 0.209)), ("expected placebo rate", "0", (0.0, 0.0)), ("believed chance", "30 %", 0.3),
        ("difference that matters", "10 percentage points", 0.1), ("sides", "2-tailed", "two-sided"),
        ("only primary outcome", "Yes", "yes"), ("text read", "full text", "full paper"), ("outcome is", "Unwanted", "unwanted"),
        ("outcome is", "groups that are no treatments", "no treatments"), ("measure", "RR", "risk ratio"), ("measure", "aHR", "hazard ratio"),
        ("measure", "adjusted odds ratio", "odds ratio"), ("measure", "risk difference", "difference"), ("effect", "-2.6 %", "-2.6"),
        ("low", "−10.5", "-10.5"), ("level", "95 %", 0.95), ("level", "97.5% CI", 0.975), ("SD arm 1", "4.1", "4.1"),
        ("mean arm 1", "-3.2", "-3.2"), ("analysis", "GEE adjusted for clustering", ("clustered", "adjusted")),
        ("analysis", "non-inferiority", ("non-inferiority",)),
        ("test named", "Fisher's exact test", "fisher"), ("test named", "chi-square test", "pearson"),
        ("test named", "χ2 with continuity correction", "yates"), ("test named", "Fisher mid-P", "mid_p"),
        ("test named", "Cochran-Mantel-Haenszel", "other"), ("test named", "logistic regression", "other"),
        ("test named", "t-test", "other"), ("test named", "N-1 chi-squared", "n_minus_1"), ("test named", "voodoo", "other"),
    ],
)  # fmt: skip
def test_what_papers_print_is_read(name, text, value):
    found = read_cell(name, text).value
    assert found == (pytest.approx(value) if isinstance(value, float) else value)


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        ("responders arm 1", "14/59", "write 14 here and 59 in 'N arm 1'"),
        ("responders arm 1", "14/59 (23.7%)", "write 14 here, 59 in 'N arm 1' and 23.7 in 'percentage arm 1'"),
        ("responders arm 1", "8 of 14 patients", "write 8 here and 14 in 'N arm 1'"),
        ("responders arm 2", "4 (7.3%)", "write 4 here and 7.3 in 'percentage arm 2'"),
        ("responders arm 1", "23.7 %", "write it in 'percentage arm 1'"),
        ("responders arm 1", "none", "write 0 if nobody"), ("responders arm 1", "-3", "0 or more"),
        ("responders arm 1", "12-Mar", "a date"), ("responders arm 1", "Jan 14", "a date"), ("responders arm 1", "2026-03-12", "a date"),
        ("responders arm 1", "12/03/2026", "a date"), ("N arm 1", "0", "1 or more"), ("N arm 1", "50000000", "in digits"),
        ("N arm 1", "5000000", "up to 1,000,000"), ("N arm 1", "12.5", "a whole number"),
        ("N arm 1", "59¹", "with a raised mark (¹): if that is a footnote, write 59"),
        ("N arm 1", "1.000", "write 1000 if the point marks thousands; if not, it is no number of people"),
        ("printed P", ".016²", "if that is a footnote, write .016"), ("printed P", "0.0.16", "two decimal points"),
        ("percentage arm 1", "23,7", "a decimal point, 23.7"), ("mean", "1,369", "write 1369 if it marks thousands"),
        ("percentage arm 1", "0.237", "write 23.7 if 23.7 % is meant"), ("percentage arm 1", "140", "between 0 and 100"),
        ("percentage arm 1", "20-30", "a range"), ("percentage arm 1", "about 20", "one percentage"),
        ("printed P", "NS", "write >.05 if the paper says so"), ("printed P", "not significant", "no number"),
        ("printed P", "0,016", "decimal point"), ("printed P", "1.6 %", "as a proportion"), ("printed P", "38", "between 0 and 1"),
        ("printed P", ".000", "write <.001"), ("printed P", "0.000", "write <.001"), ("printed P", "0.016 (Fisher)", "exactly one number"),
        ("mean", "12.4 ± 3.1", "write 12.4 here, without what follows it"), ("mean", "12,4", "a decimal point, 12.4"),
        ("mean", "-2.3 (1.9)", "write -2.3 here"), ("mean", "high", "no number"),
        ("mean arm 2", "-2.3 (1.9)", "write -2.3 here and 1.9 in 'SD arm 2', 'SE arm 2' or 'spread arm 2'"),
        ("follow-up mean", "median 8 months", "a median: this row takes a mean, so leave it empty"),
        ("follow-up mean", "16–86", "write 16 in 'follow-up shortest' and 86 in 'follow-up longest'"),
        ("follow-up shortest", "16-86", "write 16 in"), ("follow-up longest", "> 84 weeks", "a bound"),
        ("follow-up longest", "-4", "cannot be negative"), ("believed chance", "0.3", "write 30 for 30 %"),
        ("believed chance", "25-45", "takes one number"), ("expected placebo rate", "45-25", "lower end first"),
        ("expected placebo rate", "a third", "such as 30"), ("believed chance", "130", "between 0 and 100"),
        ("difference that matters", "0", "above 0"), ("sides", "left", "two-sided or one-sided"),
        ("only primary outcome", "maybe", "yes or no"), ("measure", "fold change", "risk ratio"), ("level", "0.95", "such as 95"),
        ("analysis", "clever", "unadjusted"), ("SD arm 1", "-4", "cannot be negative"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_gets_a_sentence_with_row_and_remedy(name, text, remedy):
    with pytest.raises(ValueError, match=re.escape(remedy)) as caught:
        read_cell(name, text)
    assert f"row '{name}'" in str(caught.value)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Participants received velorin or matched placebo.", ()),
        ("The two creams were matched for odour.", ()),
        ("The capsules were matched by size and colour.", ()),
        ("Velorin was matched to placebo in appearance.", ()),
        ("Patients with cluster headache received velorin.", ()),
        ("The dose was adjusted to weight.", ()), ("Doses were adjusted systematically.", ()),
        ("A weight-adjusted dose was given.", ()),
        ("The Holm model of burden was used.", ()), ("Before two mixed meals.", ()),
        ("Complete regression of warts was seen.", ()),
        ("A cohort of 328 patients was randomised.", ()),
        ("The trial was retrospectively registered in a trial registry.", ()),
        ("A cohort of 328 patients was followed.", ("not randomised",)),
        ("Matched pairs of adults were studied.", ("paired",)), ("The groups were pair-matched.", ("paired",)),
        ("Controls were matched for age and sex.", ("paired",)), ("Patients were matched by surgeon.", ("paired",)), ("matched", ("paired",)),
        ("Households were cluster randomised.", ("clustered",)), ("A cluster-randomised trial", ("clustered",)),
        ("We allowed for clustering.", ("clustered",)), ("There were 24 clusters.", ("clustered",)), ("cluster", ("clustered",)),
        ("The result was adjusted for age.", ("adjusted",)), ("adjusted odds ratio 0.5", ("adjusted",)),
        ("The dose effect was adjusted for age.", ("adjusted",)), ("logistic regression", ("adjusted",)),
        ("a mixed-effects model", ("model",)), ("A marginal longitudinal model was applied", ("model",)), ("model", ("model",)),
    ],
)  # fmt: skip
def test_words_that_name_an_analysis_name_one(words, kinds):
    assert analyses_in(words) == kinds


def test_every_kind_of_analysis_can_be_typed_alone_or_in_a_list():
    assert all(read_cell("analysis", kind).value == (kind,) for kind in ANALYSES if kind != "unadjusted")
    assert read_cell("analysis", ", ".join(ANALYSES)).value == tuple(ANALYSES)


@given(st.integers(1, 999_999), st.sampled_from([",", " ", "\u2009", "\u202f", "\u00a0", "'"]))
@settings(max_examples=100, deadline=None)
def test_thousands_in_any_style_are_the_same_number(number, mark):
    assert read_cell("N arm 1", f"{number:,}".replace(",", mark)).value == number


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda raw: raw.decode("latin-1") + "\n"))
@settings(max_examples=200, deadline=None)
def test_no_text_at_all_breaks_the_reading(text):
    trial = read_trial(text)
    assert isinstance(trial, Trial)
    assert trial.report()


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("1,234.5", "write 1234.5"),
        ("1.234,5", "look at the paper and write the number once"),
        ("12,5", "write a decimal point, 12.5"),
    ],
)
def test_the_remedy_for_a_comma_never_makes_another_number(typed, remedy):
    trial = read_trial(f"mean arm 1: {typed}")
    assert remedy in trial.problems[0]
    assert trial.get("mean arm 1") is None
