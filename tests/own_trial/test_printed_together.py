"""Lines that say the same of several findings, told as one."""

import pytest

from helpers.own_trial.printed_checks import check_reading, checks_about
from helpers.own_trial.reading import read
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT_UNLESS, FITS

MANY = (
    "Itch was significantly less (P=.004). Rash was significantly less (P=.01). "
    "There was no significant difference in sleep (P=.18). Mood was higher with balm (P=.02). "
)


def test_words_that_fit_are_one_line_with_all_their_p_values():
    (check,) = [check for check in check_reading(read(MANY)) if check.verdict == FITS]
    words = (
        "'significant' and P = .004, P = .01; 'no significant difference' and P = .18; 'higher' and P = .02"
    )
    assert check.said == f"Words and P values: {words}: fit, each on its side of .05"
    assert [item["value"] for item in check.of] == ["0.004", "0.01", "0.18", "0.02"]
    assert check.quotation.endswith("P=.004")


def test_of_likeness_the_line_says_that_it_is_not_shown():
    checks = check_reading(read(MANY + "Ages were similar (P=.50)."))
    (said,) = [check.said for check in checks if check.verdict == FITS]
    assert said.endswith("each on its side of .05; a P value above it does not show that groups are alike")


def test_one_line_of_its_kind_stays_as_it_is():
    said = [check.said for check in check_reading(read("Itch was significantly less (P=.004)."))]
    assert "'significant' and P = .004: fits (below .05)" in said


def test_a_p_value_is_told_once_with_its_words():
    checks = check_reading(
        read("Itch (P=.01) and rash (P=.01) were less common. Sleep did not differ (P=.30).")
    )
    (said,) = [check.said for check in checks if check.verdict == FITS]
    assert said.startswith("Words and P values: 'less common' and P = .01; no significant difference")


def test_a_contradiction_stays_a_line_of_its_own():
    checks = check_reading(read(MANY + "Pain was not significantly different between the groups (P<.05)."))
    verdicts = [check.verdict for check in checks if "no significant difference and P < .05" in check.said]
    assert verdicts == [DOES_NOT_FIT_UNLESS]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Itch was lower (mean difference 3.1; P=.03). Sleep was longer (mean difference 1.2; P=.02).",
            "P = .03 (mean difference 3.1) and P = .02 (mean difference 1.2): cannot be told because no interval was read with what they judge",
        ),
        (
            "Itch was lower (mean difference 3.1; P=.03).",
            "P = .03: cannot be told because no interval was read with mean difference 3.1",
        ),
    ],
)
def test_p_values_without_an_interval_are_one_line(text, said):
    assert said in [check.said for check in check_reading(read(text)) if check.verdict == CANNOT_BE_TOLD]


def test_counts_whose_people_were_not_read_are_one_line():
    text = "Itch was seen in 18 (49%) of those with wax. Rash was seen in 12 (34%) of those with balm."
    (said,) = [check.said for check in check_reading(read(text)) if "no number of people" in check.said]
    why = "cannot be told because no number of people that was read gives them"
    assert said == f"49 % and 18 (37 would); 34 % and 12 (35 would): {why}"


def test_the_page_of_one_comparison_shows_nothing_of_the_others():
    reading = read(MANY)
    said = [check.said for check in checks_about(reading, [reading.of("p")[0]])]
    assert said[0] == "'significant' and P = .004: fits (below .05)"
    assert not any(".18" in each for each in said if each.startswith("'"))
