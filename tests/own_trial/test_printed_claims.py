"""What sentences say of their own P values, clause by clause: the side of .05, and no more than that."""

import pytest

from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.printed_claims import claims_with_p
from helpers.own_trial.reading import read
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT_UNLESS, FITS


def told(text, settled=()):
    return [check.said for check in claims_with_p(read(text), settled)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Itch was less on both arms (left arm, P=.004; right arm, P=.020), but the arms did not differ from each other (P=.61).",
            [
                "'less' and P = .004 and P = .020: fits (below .05)",
                "no significant difference and P = .61: fits (above .05)",
            ],
        ),
        (
            "Wax gave significant relief at night (P=.01) and by day (P=.03); there was no significant difference in rash (P=.44).",
            [
                "'significant' and P = .01 and P = .03: fits (below .05)",
                "'no significant difference' and P = .44: fits (above .05)",
            ],
        ),
        (
            "Nights were unchanged with balm, whereas differences were seen by day: itch (P=.02), pain (P=.03) and mood (P=.04).",
            ["'differences' and P = .02, P = .03 and P = .04: fits (below .05)"],
        ),
        (
            "Relief lasted longer in adults who used it daily (P=.02) but not in children (P=.27).",
            [
                "'longer' and P = .02: fits (below .05)",
                "'but not' and P = .27: fits (above .05)",
            ],
        ),
        (
            "Rashes were similar in both groups (P=.12), and itch was lower with balm (P=.03).",
            [
                "'similar' and P = .12: fits (above .05, which does not show that they are alike)",
                "'lower' and P = .03: fits (below .05)",
            ],
        ),
        (
            "The balm did not improve sleep (P=.33).",
            ["'did not improve' and P = .33: fits (above .05)"],
        ),
        (
            "There was no clinical benefit of wax (P=.08).",
            ["'no clinical benefit' and P = .08: fits (above .05)"],
        ),
        (
            "Balm was superior to wax (P=.012).",
            ["'superior' and P = .012: fits (below .05)"],
        ),
        (
            "Sleep was significantly better with balm, with no significant change with wax (P=.40).",
            ["no significant difference and P = .40: fits (above .05)"],
        ),
        (
            "Itch, pain (P=.01) and rash (P=.02) were less common with balm.",
            ["'less common' and P = .01 and P = .02: fits (below .05)"],
        ),
        (
            "Nights (a 30% increase in sleep) were counted (P=.01).",
            [],
        ),
        (
            "The balm was not found to be superior in children (P=.08), but was better in adults (P=.01).",
            [
                "'was not found to be superior' and P = .08: fits (above .05)",
                "'better' and P = .01: fits (below .05)",
            ],
        ),
        (
            "Neither mood (P=.31) nor appetite (P=.44) differed significantly between the groups.",
            ["no significant difference and P = .31 and P = .44: fits (above .05)"],
        ),
        (
            "Sleep was stronger by day (P=.03) and not by night (P=.62).",
            ["'stronger' and P = .03: fits (below .05)", "'and not' and P = .62: fits (above .05)"],
        ),
        (
            "The drops proved no better than saline (P=.23).",
            ["'no better' and P = .23: fits (above .05)"],
        ),
        (
            "Adults with larger rashes had worse nights (P=.01).",
            ["'worse' and P = .01: fits (below .05)"],
        ),
        (
            "Redness was associated with a longer stay (P=.02).",
            ["'associated' and P = .02: fits (below .05)"],
        ),
        (
            "Fewer adults given balm reported itch (P=.02), but more of them reported rash (P=.04).",
            ["'Fewer' and P = .02: fits (below .05)", "'more' and P = .04: fits (below .05)"],
        ),
        (
            "Adults with red skin more often required wax (P=.02); itch was, however, lower with balm (P=.03).",
            ["'more often' and P = .02: fits (below .05)", "'lower' and P = .03: fits (below .05)"],
        ),
        (
            "Higher rates of rash (P=.02) were seen with wax.",
            ["'Higher' and P = .02: fits (below .05)"],
        ),
        (
            "Sleep did not change with wax (P=.09 for sleep by day).",
            ["'did not change' and P = .09: fits (above .05)"],
        ),
        (
            "Adults with itch had a worse Wax Heart Association class (P=.02).",
            ["'worse' and P = .02: fits (below .05)"],
        ),
        (
            "Higher rates of rash were seen with wax (P=.02).",
            ["'Higher' and P = .02: fits (below .05)"],
        ),
        (
            "Worse sleep was seen at a higher stage (P=.02).",
            ["'Worse' and P = .02: fits (below .05)"],
        ),
        (
            "Wax just failed to reach significance (P=.056).",
            ["no significant difference and P = .056: fits (above .05)"],
        ),
    ],
)
def test_each_p_value_goes_with_the_words_of_its_clause(text, said):
    assert told(text) == said


UNLESS = "does not fit unless another level is meant"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Itch was significantly lower with balm than with wax (P=.09).",
            f"'significant' and P = .09: {UNLESS} (it lies above .05)",
        ),
        (
            "There were no differences between balm and wax (P<.05).",
            f"no significant difference and P < .05: {UNLESS} (it lies below .05)",
        ),
        (
            "In both groups itch was significantly lower (P=.09).",
            f"'significant' and P = .09: {UNLESS}, or P is of another comparison (it lies above .05)",
        ),
    ],
)
def test_a_p_value_on_the_other_side_does_not_fit_unless_another_level_is_meant(text, said):
    (check,) = claims_with_p(read(text), ())
    assert (check.said, check.verdict) == (said, DOES_NOT_FIT_UNLESS)


OPEN = "another level or another comparison may be meant"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Itch was significantly lower on all days, best with balm (P=.09).",
            f"'significant' and P = .09: cannot be told because it lies above .05, and {OPEN}",
        ),
        (
            "A level of 0.10 was set. Itch was significantly lower with balm than with wax (P=.09).",
            f"'significant' and P = .09: cannot be told because it lies above .05, and {OPEN}",
        ),
        (
            "P values had a Bonferroni correction. There were no differences between balm and wax (P<.05).",
            f"no significant difference and P < .05: cannot be told because it lies below .05, and {OPEN}",
        ),
        (
            "Itch improved with balm (P=.07).",
            "'improved' and P = .07: cannot be told because it lies above .05, and significance is not claimed there",
        ),
    ],
)
def test_where_the_level_or_the_comparison_is_open_nothing_is_told(text, said):
    (check,) = claims_with_p(read(text), ())
    assert (check.said, check.verdict) == (said, CANNOT_BE_TOLD)


@pytest.mark.parametrize(
    "text",
    [
        "There was a trend towards significantly less itch with balm (P=.09).",
        "Itch eased significantly to a similar extent in both groups (P=.88).",
        "All differences between days were significant with the exceptions of day 3 (P=.07).",
        "Itch was slightly lower with balm (P=.07).",
        "Itch was gone in more than half of them (P=.09).",
        "A weak correlation with age was seen (P=.54).",
        "Itch improved with balm (P=.05).",
        "Similar results were seen for sleep (P=.30).",
        "People with severe itch slept badly (P=.02).",
        "Adults given higher doses slept as usual (P=.02).",
        "Balm was no worse than wax (P=.001 for noninferiority).",
        "Sleep came when balm, but not wax, was given (P=.058).",
        "Larger rashes (P=.01), higher age (P=.02) and longer nights (P=.03) were predictors of itch.",
        "Adults with red skin (P=.01) and larger rashes (P=.02) slept.",
        "Itch went on in those with larger rashes and stayed in those at a higher stage (P=.02).",
        "Itch was counted as the root mean squared differences (P=.02).",
        "Itch was not in a linear association with age (linearity test: P < .0001).",
        "Sleep did not change with wax (P=.09 for the difference of changes).",
        "Itch and rash gave P values that were less than or equal to .03.",
        "We saw similar findings (P=.30).",
    ],
)
def test_hedged_and_unclear_words_are_left_in_peace(text):
    assert told(text) == []


def test_of_what_a_sum_has_settled_only_significance_is_told():
    text = "Relief was {} with balm (30/50 v 18/50; P=.016)."
    more, significant = (
        [check.said for check in check_reading(read(text.format(words))) if "' and P" in check.said]
        for words in ("more common", "significantly more common")
    )
    assert (more, significant) == ([], ["'significant' and P = .016: fits (below .05)"])
    assert told(text.format("more common")) == ["'more common' and P = .016: fits (below .05)"]


def test_the_verdict_is_about_its_p_values():
    (check,) = claims_with_p(read("Sleep was better and longer with balm (P=.01, P=.02)."), ())
    assert (check.verdict, [item["value"] for item in check.of]) == (FITS, ["0.01", "0.02"])
