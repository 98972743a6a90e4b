"""Limits, P values and words of non-inferiority against a printed margin, and where none was read."""

import pytest

from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.reading import read

SHARES = "Relapse was seen in 30/300 on balm and 33/300 on chalk (risk difference -1.0%; "

SAID = [
    (
        "The non-inferiority margin was 10%. Hives cleared in 70/100 on balm and 72/100 on chalk (risk difference -2%, 95% CI -14.6% to 10.6%).",
        "limits -14.6 to 10.6 and the margin of 10: cannot be told because both limits lie beyond it",
    ),
    (
        "The non-inferiority margin was 15%. Hives cleared in 70/100 on balm and 72/100 on chalk (risk difference -2%, 95% CI -14.6% to 10.6%).",
        "limits -14.6 to 10.6 and the margin of 15: fits (both limits lie within it)",
    ),
    (
        "The non-inferiority margin was 12%. Hives cleared in 70/100 on balm and 72/100 on chalk (risk difference -2%, 95% CI -14.6% to 10.6%).",
        "limits -14.6 to 10.6 and the margin of 12: cannot be told because which end counts was not read (10.6 lies within it, -14.6 beyond)",
    ),
    (
        "Non-inferiority was to be shown if the lower limit of the 95% CI lay above -10%. The risk difference was 1.5% (95% CI -9.6% to 12.6%).",
        "limits -9.6 to 12.6 and the margin of 10: fits (-9.6 lies within it)",
    ),
    (
        "The equivalence margin was 5%. The difference was 1.1% (95% CI -3.0% to 5.2%).",
        "limits -3.0 to 5.2 and the margin of 5: cannot be told because 5.2 lies beyond it",
    ),
    (
        "A non-inferiority margin of the difference between balm and chalk was pre-specified at 7%. The difference was 1.1% (95% CI -3.0% to 5.2%).",
        "limits -3.0 to 5.2 and the margin of 7: fits (both limits lie within it)",
    ),
    (
        "The non-inferiority limit was five cups of tea. The difference was 1.1 (95% CI -3.0 to 4.2).",
        "limits -3.0 to 4.2 and the margin of 5: fits (both limits lie within it)",
    ),
    # the margin of a ratio says which end is the bad one
    (
        "The non-inferiority margin for the hazard ratio was set at 1.25. Relapse came later on balm (hazard ratio 0.75, 95% CI 0.60 to 0.94).",
        "limits 0.60 to 0.94 and the margin of 1.25: fits (0.94 lies within it)",
    ),
    (
        "The non-inferiority margin for the hazard ratio was set at 1.25. Relapse was as rare (hazard ratio 1.05, 95% CI 0.86 to 1.28).",
        "limits 0.86 to 1.28 and the margin of 1.25: cannot be told because 1.28 lies beyond it",
    ),
    # one limit
    (
        "The non-inferiority margin was 8%. " + SHARES + "upper limit of the one-sided 95% CI, 3.1%).",
        "limit 3.1 and the margin of 8: fits (3.1 lies within it)",
    ),
    (
        SHARES + "upper limit of the one-sided 95% CI, 3.1%).",
        "limit 3.1 (one-sided) and 30/300 v 33/300: fits (Wald)",
    ),
    # P against the margin
    (
        "The non-inferiority margin was 10%. Cure was as common on balm (risk difference -1.0%, 95% CI -7.4% to 5.4%; P = 0.003 for non-inferiority).",
        "P = 0.003 and the margin of 10: fits (against it the interval gives .0027 to .0033, one-sided)",
    ),
    (
        "The non-inferiority margin was 8%. "
        + SHARES
        + "upper limit of the one-sided 95% CI, 3.1%; P < 0.001).",
        "P < 0.001 and the margin of 8: fits",
    ),
    # words
    (
        "The non-inferiority margin was 7%. The difference was 1.1% (95% CI -3.0% to 5.2%). Balm was non-inferior to chalk.",
        "'non-inferior' and the margin of 7: fits (both limits lie within it)",
    ),
    (
        "The difference was 1.1% (95% CI -3.0% to 5.2%), showing non-inferiority of balm.",
        "'non-inferiority' and -3.0 to 5.2: cannot be told because no margin was read",
    ),
    (
        "Cure was seen in 70/100 on balm and 72/100 on chalk. Balm was not inferior to chalk.",
        "'not inferior': cannot be told because no margin was read",
    ),
    (
        "Balm was therapeutically equivalent to chalk (difference 1.1%, 95% CI -3.0% to 5.2%).",
        "'therapeutically equivalent' and -3.0 to 5.2: cannot be told because no margin was read",
    ),
]


def told(passage):
    return [check.said for check in check_reading(read(passage))]


@pytest.mark.parametrize(("passage", "said"), SAID)
def test_what_is_said_of_a_margin(passage, said):
    assert any(line.startswith(said) for line in told(passage)), told(passage)


@pytest.mark.parametrize(
    ("passage", "never"),
    [
        (SHARES + "upper limit of the one-sided 95% CI, 4.9%).", "4.9 (one-sided)"),
        # a margin in another unit
        ("The non-inferiority margin was 0.5 points. The risk difference was -2% (95% CI -14.6% to 10.6%).", "margin"),
        ("The non-inferiority margin was 5 mm. The difference in cost was 2.1 dollars (95% CI 1.0 to 3.2).", "margin"),
        # not shown, planned, or from before
        ("Cure was seen in 70/100 v 72/100. Balm failed to show non-inferiority.", "non-inferiority"),
        ("Cure was seen in 70/100 v 72/100. The primary outcome was non-inferiority of balm.", "non-inferiority"),
        ("Balm was noninferior to chalk in an earlier study. Cure was seen in 70/100 v 72/100.", "noninferior"),
        ("Cure was seen in 70/100 v 72/100 in this non-inferiority trial.", "non-inferiority"),
        # a P value that only one end would give
        (
            "The non-inferiority margin was 10%. The risk difference was 5.0% (95% CI -1.4% to 11.4%; P < 0.001 for non-inferiority).",
            "P < 0.001 and the margin of 10: fits",
        ),
        (
            "The non-inferiority margin was 7%. Balm was non-inferior. The difference was 1.1% (95% CI -3.0% to 8.2%).",
            "'non-inferior' and the margin of 7: fits",
        ),
    ],
)  # fmt: skip
def test_what_a_margin_does_not_tell_is_not_said(passage, never):
    assert not any(never in line for line in told(passage)), told(passage)
