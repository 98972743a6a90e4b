"""What the checks say of a passage before any click, class by class: what fits, what is open, what does not fit."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.reading import read

THREE = "We randomly assigned 120 adults to balm (n = 40), wax (n = 41) or oil (n = 39). "
TWO = "We assigned 180 adults to balm and 170 to wax. "
LETTERS = (
    "We gave 90 adults a cream: 30 patients (Group A) received balm, 30 patients (Group B) received wax and 30 patients (Group C) received oil. "
    "Rash was significantly rarer in Groups A and B: it came in 10%, 33% and 70% of patients in Group A, B and C respectively, "
    "with itch in 3%, 10% and 53% of patients in Group A, B and C respectively."
)
TIMES = (
    "Twenty-four adults were randomised to wax. Twenty-six adults received balm. After 1, 3 and 8 weeks, 8%, 25% and 33% in the wax group "
    "and 38%, 54% and 65% in the balm group slept "
)
AGAIN = "Rash came in 14 of 300 women with balm (4.7%), 12 of 300 with wax (4.0%) and 34 of 300 with oil (11.3%). "
FALLS = (
    "We gave care to 905 adults (n = 435 in the balm group; n = 470 in the wax group). There were 22 falls in 20 (4.6%) adults in the "
    "balm group and 41 falls in 38 (8.1%) adults in the wax group "
)


def said(text):
    """Verdict and words of every check of a passage."""
    return [(check.verdict, check.said) for check in check_reading(read(text))]


@pytest.mark.parametrize(
    ("text", "verdict", "words"),
    [
        # three or more arms
        (THREE + "Itch eased in 20/40 with balm, 12/41 with wax and 8/39 with oil (P = .018).", "fits", "over the 3 groups"),
        (THREE + "Itch eased in 30/40 with balm, 8/41 with wax and 9/39 with oil (P = .21).", "does not fit", "all 3 groups give < .001"),
        (THREE + "Itch eased in 20/40 with balm, 12/41 with wax and 8/39 with oil (P = .006).", "cannot be told", "two of the groups alone"),
        (THREE + "The score was 12.1 ± 4.0, 10.2 ± 4.1 and 9.0 ± 4.2, respectively (P = .004).", "fits", "analysis of variance"),
        (THREE + "The score was 12.1 ± 4.0, 10.2 ± 4.1 and 9.0 ± 4.2, respectively (P = .4).", "cannot be told", "rank test"),
        ("Itch fell by 3.1 (95% CI 1.6 to 4.6) vs 2.3 (0.8 to 3.7) vs 0.4 (-1.0 to 1.9) points (P = .04).", "fits", "3 intervals"),
        (
            "Rash came in 4 of 60 adults (6.7%) with balm, in 13 of 61 (21.3%) with wax (P = .03 versus balm), and in 5 of 62 (8.1%) with oil (P = 1.00 versus balm).",
            "fits",
            "P = 1.00 and 4/60 v 5/62",
        ),
        # lists of several outcomes or times in the same arms
        (LETTERS, "fits", "33 % of 30 (10 people)"),
        (LETTERS, "fits", "3 % of 30 (1 person)"),
        (LETTERS, "fits", "'significant' and 10 % v 33 % v 70 %"),
        (TIMES + "(all P < .05).", "fits", "Fisher gives .048 at most, for 25 % v 54 %, if all 24 and 26"),
        (TIMES + "(all P < .05).", "fits", "8 % of 24 (2 people)"),
        (TIMES + "(all P < .001).", "cannot be told", "for 25 % v 54 %"),
        (
            THREE + "Rash came in 10.0%, 34.1% and 71.8% of adults in balm, wax and oil and itch in 29.3%, 2.5% and 7.7% of adults in wax, balm and oil, respectively (P < .001).",
            "fits",
            "29.3 % of 41 (12 people)",
        ),
        (TIMES + "(P < .05).", "fits", "P < 0.05 and 33 % v 65 %: fits"),
        (
            "We assigned adults to balm, 4 mg (n = 20), balm, 8 mg (n = 19), or wax, 40 mg (n = 22). Sleep was good in 65 and 42% of adults given balm, 4 and 8 mg daily.",
            "fits",
            "42 % of 19 (8 people)",
        ),
        (
            "In all 491 adults were allocated to balm (n = 166), wax (n = 165) or oil (n = 160). Relapse was reduced with wax (30.3%) and oil (38.8%) compared to balm (56.0%) (P < .001).",
            "fits",
            "if all 165, 160 and 166 people were counted",
        ),
        (
            "In all 491 adults had balm (n = 166), wax (n = 165) or oil (n = 160). Rash came in 30.3%, 38.8% and 56.0% (P < .001).",
            "cannot be told",
            "only another order gives whole people",
        ),
        (
            "We assigned 180 adults to 3 arms of 60 patients each. Rash came in 10.0%, 20.0% and 31.7% in the three arms (P = .01).",
            "fits",
            "Pearson or likelihood ratio over the 3 groups, if all 60, 60 and 60",
        ),
        ("We assigned 180 adults in 3 arms of 60 patients each. A total of 180 were treated.", "fits", "3 x 60 = 180"),
        ("A total of 90 adults were randomised. Thirty-one adults received balm. Twenty-nine adults received wax. Thirty adults received oil.", "fits", "31 + 29 + 30 = 90"),
        # percentages that stand elsewhere beside their counts
        (AGAIN + "Balm differed from oil (4.7% vs 11.3%, P < 0.05).", "fits", "4.7 % v 11.3 % (14/300 v 34/300)"),
        (AGAIN + "Balm differed from oil (4.7% vs 11.3%, P = 0.3).", "cannot be told", "it may judge something else than 14/300 v 34/300"),
        # two arms twice in a sentence, each value with its interval
        (
            "Rest came in 44% (95% CI 31% to 58%) of the balm group and in 34% (95% CI 21% to 49%) of the wax group at week 4 (P = .31) and in 64% (95% CI 50% to 76%) of the balm group versus 43% (95% CI 28% to 58%) of the wax group at week 8 (P = .03).",
            "fits",
            "P = 0.31 and 44 v 34",
        ),
        # percentages and the sizes of the arms
        (TWO + "Itch eased in 58.3% of the balm group and in 45.3% of the wax group (P = 0.02).", "fits", "105 people"),
        (TWO + "By intention to treat itch eased in 58.1% of the balm group and in 45.3% of the wax group.", "does not fit", "58.1 % of 180"),
        (TWO + "Itch eased in 58.1% of the balm group and in 45.3% of the wax group.", "does not fit unless", "58.1 % of 180"),
        (TWO + "Itch eased in 88.3% of the balm group and in 3.5% of the wax group (P = 0.001).", "does not fit unless", "'P < 0.001' is meant"),
        (
            "We randomly assigned 150 adults to balm and 150 adults to wax. Rash came in 2 (1.2%) v 10 (6.7%) (P = .02).",
            "does not fit",
            "1.2 % and 2/150",
        ),
        (
            "We randomised 108 adults to balm or wax. Itch eased in 96.29% with balm and in 98.14% with wax (P = .56).",
            "fits if cut off or rounded half to even",
            "96.29 % of 54 (52 people)",
        ),
        # people that the passage leaves out
        (
            "We randomly assigned 185 women to either ritual balm (n = 90) or wax cream (n = 95). Balm was stopped in 12 women, who were excluded from the analysis. More women in the ritual group slept within 24 hours (22 versus 11, P = .006) compared with those receiving wax.",
            "fits",
            "12 of the 90 people were left out",
        ),
        # words instead of P, paired values, a P value that cannot be
        ("Death came in 26/264 (9.8%) v 32/253 (12.6%). This difference is not statistically significant.", "fits", "no significant difference and 26/264"),
        (
            "We randomly assigned 67 adults to balm (n = 34) or wax (n = 33). Balm-treated adults were significantly less likely than wax-treated adults to need cream (20% versus 63%).",
            "fits",
            "'significant' and 20 % v 63 %",
        ),
        ("The score rose from 21.0 ± 8.0 to 31.0 ± 8.5 (P < .001) in the 80 adults given balm.", "fits", "even two independent groups"),
        ("The score rose from 21.0 ± 8.0 to 23.0 ± 8.5 (P < .001) in the 80 adults given balm.", "cannot be told", "take a paired test"),
        ("Rash came in 0/150 v 3/150 (P < 0.00).", "does not fit", "no P value lies below 0"),
        # effects
        ("Sleep did not differ (difference -3; 95% CI -6 to 12).", "cannot be told", "or is a sign lost (3 for -3 would fit)?"),
        ("Sleep did not differ (difference 3; 95% CI 1 to 14).", "cannot be told", "or a digit differs"),
        (FALLS + "(relative risk 0.57, absolute risk difference -3.5%, 95% CI -7.3% to 0.3%).", "fits", "RR 0.57 and 20/435 v 38/470"),
        (FALLS + "(relative risk 0.57, absolute risk difference -3.5%, 95% CI -7.3% to 0.3%).", "fits", "risk difference -3.5 and 20/435 v 38/470"),
        (
            "Death came in 107 of 730 (15%) v 164 of 731 (22%), an absolute reduction of 34.7% (95% CI 18.5% to 47.6%).",
            "does not fit",
            "the absolute difference is about 7.8",
        ),
        ("Itch fell more with balm (difference -0.36 ± 0.15; 95% CI -0.67 to -0.05).", "fits", "± 0.15 (as a standard error)"),
        (
            "At 3 years relapse had come to 21.6% with balm and 29.3% with wax (hazard ratio 0.72, 95% CI 0.53 to 0.97).",
            "fits",
            "as closely as one point in time tells (the two values give about 0.70)",
        ),
        (
            "At 3 years relapse had come to 21.6% with balm and 29.3% with wax (hazard ratio 0.52, 95% CI 0.33 to 0.83).",
            "cannot be told",
            "a hazard ratio follows the whole curves",
        ),
        # what adds up
        ("Of all adults, 40.4%, 40.4%, 15.4% and 3.8% needed none, one, two or more doses.", "fits", "40.4 + 40.4 + 15.4 + 3.8"),
        ("We randomised 407 adults (balm: n = 205; wax: n = 202). The majority (76.4%) of patients were women.", "fits", "76.4 % of 407"),
    ],
)  # fmt: skip
def test_each_class_gets_its_verdict(text, verdict, words):
    found = said(text)
    assert any(each == verdict and words in line for each, line in found), found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # outcomes of two arms that happen to add up to the size of one
        ("They had balm (n = 90) or wax (n = 95). Within a week 52 versus 43 adults slept (P = .3).", "52 + 43"),
        # rates of lesions are no people
        ("Sixty adults took part. The clearance rate of lesions was 43.3% with balm.", "of 60"),
        # percentages of everybody, in two classes, are no two arms of that size
        ("Of 610 adults, 196 of 610 (32.1%) had limited disease and 414 of 610 (67.9%) had extensive disease. Cure came in 25.6% v 18.7%.", "610 and 610"),
        # some were left out, so the arms are not the people behind the counts
        (
            "We assigned 90 adults to balm and 95 to wax; 12 adults withdrew. Balm led to sleep in 45 adults and wax in 36 (P = .009).",
            "does not fit",
        ),
        # fewer may have answered than were assigned
        ("We assigned adults to balm (n = 175) or wax (n = 175). Talk came in 30.2% v 14.5% (P = .004).", "does not fit as printed"),
        # an effect of another sentence and outcome
        (
            "Survival figures were 70% for those who had wax and 79% for those who had balm. Balm also improved relapse-free survival (HR = 0.65; 95% CI 0.46 to 0.91). These results translate into relapse-free survival figures of 62% for those who had wax and 73% for those who had balm.",
            "HR 0.65 and 70 % v 79 %",
        ),
        # improvement on a scale is no share of people
        (
            "We randomly assigned 67 adults to balm (n = 34) or wax (n = 33). Overall improvement on the itch scale was significantly better for the balm group (24%) than for the wax group (11%).",
            "of 34",
        ),
        # a P value over three arms is not that of the last one
        ("Itch fell by 3.1 (95% CI 1.6 to 4.6) vs 2.3 (0.8 to 3.7) vs 0.4 (-1.0 to 1.9) points (P = .04).", "the interval gives P of about"),
    ],
)  # fmt: skip
def test_nothing_is_said_that_the_passage_does_not_license(text, words):
    found = said(text)
    assert not any(words in line for _, line in found), found


def test_a_list_of_outcomes_is_not_taken_for_arms():
    text = "We randomly assigned 90 adults to balm or wax. With balm headache (10%), nausea (8%) and rash (5%) were seen (P = .03)."
    assert not any("shared about equally" in line or " v " in line for _, line in said(text)), said(text)


@pytest.mark.parametrize(
    "words",
    ["The mean loss of weight was 56.7%.", "Sensitivity was 56.7%.", "Most (56.7%) of the days were dry."],
)
def test_a_percentage_of_something_else_is_not_counted_in_people(words):
    text = f"We randomised 60 adults (balm: n = 30; wax: n = 30). {words}"
    assert not any("people)" in line for _, line in said(text)), said(text)


def test_percentages_of_several_arms_are_no_classes_of_one():
    assert not [line for _, line in said(LETTERS) if "100" in line]


@pytest.mark.parametrize(
    "text",
    [
        # a number beside a letter is of no arm because its sentence has the article "a"
        "We studied 40 adults with a rash. Rash came in 13%, 31% and 67% of patients in Group A, B and C respectively.",
        # nothing says how many arms had as many
        "There were 60 adults in each group; 240 had been screened. Rash came in 10.0%, 20.0% and 31.7% in the three arms (P = .01).",
    ],
)
def test_people_of_unknown_arms_are_not_lent_to_a_list(text):
    assert not [line for verdict, line in said(text) if verdict == "fits"]


def test_a_p_value_below_zero_gets_one_line_and_no_other():
    found = said("Rash came in 0/150 v 30/150 (P < 0.00).")
    assert [line for _, line in found if "P < 0.00" in line] == [
        "P < 0.00: does not fit as printed (no P value lies below 0; 'P < 0.001' may be meant)"
    ]


FORMS = (
    "Itch eased in {0}% with balm, {1}% with wax and {2}% with oil (P {p}).",
    "Itch eased in {0}% of the balm group, {1}% of the wax group, and {2}% of the oil group (P {p}).",
    "Itch eased in {0}%, {1}%, and {2}% with balm, wax, and oil (P {p}).",
    "Itch eased in {0}% with balm compared with {1}% with wax and {2}% with oil (P {p}).",
)


@pytest.mark.parametrize("form", FORMS)
def test_no_right_paper_of_three_arms_is_called_a_mismatch(form):
    rng = np.random.default_rng(20)
    for _ in range(60):
        n = int(rng.choice([40, 150, 400]))
        x = rng.integers(1, n, 3)
        p = chi2_contingency([x, n - x], correction=False).pvalue
        intro = f"We randomly assigned {3 * n} adults to balm (n = {n}), wax (n = {n}) or oil (n = {n}). "
        text = intro + form.format(*np.round(100 * x / n, 1), p="< .001" if p < 0.001 else f"= {p:.3f}")
        assert not [line for verdict, line in said(text) if verdict == "does not fit"], text


def test_a_percentage_that_was_not_read_forbids_a_mismatch(monkeypatch):
    text = TWO + "Itch eased in 17% with balm, 2% with wax and 20% with oil (P < .001)."
    reading = read(text)
    middle = next(item for item in reading.items if item.values.get("pct") == "2")
    less = replace(reading, items=tuple(item for item in reading.items if item is not middle))
    found = [check for check in check_reading(less) if "17 % v 20 %" in check.said]
    assert [check.verdict for check in found] == ["cannot be told"]
    assert "not read" in found[0].said
