"""Papers that are right by making, printed in many ways: none may be accused, and most must be spoken of."""

import math
from collections import Counter

import numpy as np
import pytest
from scipy import stats

from helpers.own_trial.passage import confirmed, offered
from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.printed_people import Whole
from helpers.own_trial.reading import read
from helpers.own_trial.sheet import one_page, run_checks
from helpers.own_trial.table import read_trial
from helpers.statistics.means import compare_means
from helpers.statistics.single_table import single_p
from helpers.statistics.tests_of_counts import ANY_SIZE
from helpers.statistics.two_groups import odds_ratio, risk_difference, risk_ratio

PAPERS = 47


def p_printed(p, random):
    """A P value as papers print it: two or three digits, or a bound."""
    if p < 0.001:
        return "P < 0.001"
    if p < 0.05 and random.random() < 0.2:
        return "P < 0.05"
    return f"P = {p:.3f}" if p < 0.1 or random.random() < 0.5 else f"P = {p:.2f}"


def two_counts(random, most=400):
    """Counts of two arms of 15 to about `most` people, with the outcome in some and not in all."""
    n1 = int(random.integers(15, most))
    n2 = int(np.clip(random.normal(n1, n1 / 10), 15, 500))
    rate = random.uniform(0.08, 0.8)
    x1, x2 = (
        random.binomial(n1, rate),
        random.binomial(n2, np.clip(rate + random.normal(0, 0.12), 0.05, 0.95)),
    )
    return int(np.clip(x1, 1, n1 - 1)), n1, int(np.clip(x2, 1, n2 - 1)), n2


def counts_and_p(random):
    """Four counts, percentages with a decimal or none, and the P value of some usual test."""
    x1, n1, x2, n2 = two_counts(random)
    p = single_p(x1, n1, x2, n2, str(random.choice(ANY_SIZE)))
    digits = int(random.integers(0, 2))
    return (
        f"We randomised {n1 + n2} adults to balm (n = {n1}) or wax (n = {n2}). Relief came in {x1}/{n1} "
        f"({100 * x1 / n1:.{digits}f}%) with balm and {x2}/{n2} ({100 * x2 / n2:.{digits}f}%) with wax ({p_printed(p, random)})."
    )


def shares_and_p(random):
    """Percentages whose people stand in the methods; now and then some of them are lost before the analysis."""
    x1, n1, x2, n2 = two_counts(random)
    p = single_p(x1, n1, x2, n2, "pearson")
    lost = int(random.integers(0, 4)) if random.random() < 0.5 else 0
    return (
        f"Adults had balm (n = {n1 + lost}) or wax (n = {n2 + lost}). Relief came in {100 * x1 / n1:.0f}% with balm and "
        f"{100 * x2 / n2:.0f}% with wax ({p_printed(p, random)})."
    )


def effect_and_limits(random):
    """A ratio or a difference with limits by some method, and the P value of a test that is another one."""
    x1, n1, x2, n2 = two_counts(random)
    kind = random.choice(["RR", "OR", "absolute risk difference"])
    if kind == "RR":
        found = risk_ratio(x1, n1, x2, n2, method=str(random.choice(["koopman", "katz"])))
    elif kind == "OR":
        found = odds_ratio(x1, n1, x2, n2, method="woolf")
    else:
        found = risk_difference(x1, n1, x2, n2, method=str(random.choice(["newcombe", "miettinen_nurminen"])))
    scale, unit, digits = (100, "%", 1) if kind.startswith("abs") else (1, "", 2)
    p = single_p(x1, n1, x2, n2, str(random.choice(["fisher", "pearson", "yates"])))
    estimate, low, high = (f"{scale * value:.{digits}f}" for value in (found.estimate, found.low, found.high))
    return (
        f"Relief came in {x1} of {n1} ({100 * x1 / n1:.1f}%) with balm and {x2} of {n2} ({100 * x2 / n2:.1f}%) with wax "
        f"({kind} {estimate}{unit}, 95% CI {low} to {high}; {p_printed(p, random)})."
    )


def means_and_p(random):
    """Means with SDs of skewed or even values, and the P value of a t test or a rank test of the values themselves."""
    n1, n2 = (int(random.integers(10, 120)) for _ in range(2))
    draw = (
        (lambda n, shift: random.gamma(1.5, 4, n) + shift)
        if random.random() < 0.4
        else (lambda n, shift: random.normal(20 + shift, 6, n))
    )
    one, other = draw(n1, random.normal(0, 2)), draw(n2, 0)
    test = random.choice(["t", "welch", "rank"])
    p = (
        stats.mannwhitneyu(one, other).pvalue
        if test == "rank"
        else stats.ttest_ind(one, other, equal_var=test == "t").pvalue
    )
    found = compare_means(one.mean(), one.std(ddof=1), n1, other.mean(), other.std(ddof=1), n2)
    gap = (
        f" The mean difference was {found.estimate:.2f} (95% CI {found.low:.2f} to {found.high:.2f})."
        if random.random() < 0.5
        else ""
    )
    return (
        f"We randomised {n1 + n2} adults to balm (n = {n1}) or wax (n = {n2}). The mean score was {one.mean():.1f} (SD {one.std(ddof=1):.1f}) "
        f"with balm and {other.mean():.1f} (SD {other.std(ddof=1):.1f}) with wax ({p_printed(p, random)}).{gap}"
    )


def stratified_and_unnamed(random):
    """Counts of two strata added up, with the ratio and P value of Mantel and Haenszel, which the paper does not name."""
    arms = [[0, 0], [0, 0]]
    top = bottom = gap = spread = 0.0
    shift, rate = random.normal(0, 0.1), random.uniform(0.15, 0.4)
    for prognosis in (0.0, random.uniform(0, 0.4)):
        n = np.array([1, 1]) * random.integers(20, 120) + random.integers(
            -2, 3, size=2
        )  # randomised within strata
        x = [random.binomial(n[arm], min(0.95, max(0.03, rate + prognosis + shift * arm))) for arm in (0, 1)]
        total, events = n.sum(), sum(x)
        top += x[0] * n[1] / total
        bottom += x[1] * n[0] / total
        gap += x[0] - n[0] * events / total
        spread += n[0] * n[1] * events * (total - events) / (total**2 * (total - 1))
        for arm in (0, 1):
            arms[arm][0] += int(x[arm])
            arms[arm][1] += int(n[arm])
    (x1, n1), (x2, n2) = arms
    p = 2 * stats.norm.sf(abs(gap) / math.sqrt(spread))
    error = abs(math.log(top / bottom)) / max(1e-6, abs(gap) / math.sqrt(spread))
    low, high = (top / bottom * math.exp(side * 1.96 * error) for side in (-1, 1))
    return (
        f"Relief came in {x1}/{n1} ({100 * x1 / n1:.1f}%) with balm and {x2}/{n2} ({100 * x2 / n2:.1f}%) with wax "
        f"({p_printed(p, random)}; RR {top / bottom:.2f}, 95% CI {low:.2f} to {high:.2f})."
    )


def people_lost(random):
    """Totals, arms and people analysed, some of them left out, and how many to treat."""
    x1, n1, x2, n2 = two_counts(random)
    lost = random.integers(0, 9, size=2)
    gap = 100 * (x1 / n1 - x2 / n2)
    needed = (
        f" The absolute risk difference was {gap:.1f}% and the number needed to treat was {math.ceil(100 / gap)}."
        if gap > 2
        else ""
    )
    return (
        f"Of {n1 + n2 + sum(lost)} adults, {n1 + lost[0]} had balm and {n2 + lost[1]} wax; {n1} and {n2} were analysed. Relief came in "
        f"{x1} ({100 * x1 / n1:.1f}%) and {x2} ({100 * x2 / n2:.1f}%), respectively.{needed}"
    )


def rates_and_hazards(random):
    """Survival of two arms by proportional hazards, with a hazard ratio, its limits and the P value of another test."""
    survival, ratio, events = (
        random.uniform(0.3, 0.95),
        math.exp(random.normal(0, 0.4)),
        int(random.integers(40, 400)),
    )
    error = 2 / math.sqrt(events)
    low, high = (ratio * math.exp(side * 1.96 * error) for side in (-1, 1))
    p = 2 * stats.norm.sf(abs(math.log(ratio)) / error + random.normal(0, 0.05))
    return (
        f"Survival at 5 years was {100 * survival**ratio:.0f}% with balm and {100 * survival:.0f}% with wax (hazard ratio {ratio:.2f}; "
        f"95% CI {low:.2f} to {high:.2f}; {p_printed(min(1, p), random)})."
    )


MADE = {
    counts_and_p: 0.9,
    shares_and_p: 0.5,
    effect_and_limits: 0.8,
    means_and_p: 0.5,
    stratified_and_unnamed: 0.5,
    people_lost: 0.5,
    rates_and_hazards: 0.8,
}
"""Ways to make a right paper, with the share of its verdicts that must be "fits"."""


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.__name__)
def test_right_papers_are_never_accused_and_mostly_found_to_fit(made):
    random = np.random.default_rng(7)
    verdicts = Counter()
    for _ in range(PAPERS):
        text = made(random)
        found = check_reading(read(text))
        verdicts.update(check.verdict for check in found)
        assert [check.said for check in found if check.verdict == "does not fit"] == [], text
    assert (
        sum(many for verdict, many in verdicts.items() if verdict.startswith("fits"))
        >= MADE[made] * verdicts.total()
    ), verdicts


SIZES = "We randomised 90 adults to balm (n = 45) or wax (n = 45). "


@pytest.mark.parametrize(
    ("text", "verdict", "words"),
    [
        (
            SIZES + "Rest came in 11% with balm and 33% with wax (P = 0.01).",
            "fits",
            "if all 45 and 45 people",
        ),
        (
            SIZES + "Rest came in 11% with balm and 33% with wax (P = 0.4).",
            "does not fit unless",
            "if all 45 and 45 people were counted",
        ),
        (
            "Rest came in 11% with balm and 33% with wax (P = 0.01).",
            "cannot be told",
            "numbers of people behind these values",
        ),
        (
            "Survival at 5-year follow-up was estimated at 80% v 71% (P = 0.04).",
            "cannot be told",
            "may be estimates over time",
        ),
        (
            "A total of 120 patients were randomised into two equal groups. Scores were 0.57 ± 1.42 SD with balm and 1.67 ± 2.10 SD with wax (P = .001).",
            "fits",
            "if all 60 and 60 people were counted",
        ),
        (
            SIZES + "The mean score was 12.1 (SD 4.0) and 15.9 (SD 4.2) (P = .5).",
            "does not fit unless",
            "rank test",
        ),
        ("Scores did not differ (mean 3.8 vs mean 3.9, P = .86).", "cannot be told", "no SD"),
        ("Rest came in 24% v 9% (24 v 9 adults).", "cannot be told", "neither a P value nor numbers"),
        (
            "There was no significant difference in rest (42/43 [98%] v 43/44 [98%]).",
            "fits",
            "'no significant difference'",
        ),
        (
            "Survival was 62% with balm and 57% with wax (hazard ratio 1.17; P = .03).",
            "fits",
            "HR 1.17 and 62 % v 57 %",
        ),
        (
            "Survival was 62% with balm and 57% with wax (hazard ratio 1.17; P = .03).",
            "cannot be told",
            "no interval was read",
        ),
        (
            "Rest came in 7/57 (12%) v 19/56 (34%). The absolute risk reduction was 21.6% (6.6% to 36.6%) and the number needed to treat 5 (3 to 15).",
            "fits",
            "NNT 5 and risk difference 21.6",
        ),
        (
            "Rest came in 7/44 (15.9%) v 16/45 (35.6%) (OR 0.34, 95% CI 0.125 to 0.944; P = .05).",
            "fits",
            "limits 0.125 to 0.944 and 7/44 v 16/45: fits (Woolf)",
        ),
        (
            "The mean score was 76.0 (95% CI 58.3 to 93.7) with balm and 57.4 (95% CI 38.1 to 76.7) with wax (P = .171).",
            "fits",
            "as closely as two intervals tell: about .164",
        ),
        (
            "In all 264 players had injuries: 121 players in the balm group and 143 in the wax group (rate ratio 0.71, 95% CI 0.49 to 1.03).",
            "cannot be told",
            "counts the time watched",
        ),
        (
            "In 151 adults (46.3%) it stopped. They had balm (n = 224) or wax (n = 102).",
            "fits",
            "of 224 + 102 people",
        ),
        (
            "Twelve adults took part. Itch eased in 91.7% and sleep in 58.3%.",
            "fits",
            "91.7 % of 12 (11 people)",
        ),
        (
            "At baseline and 9 months scores were 3.1 (SD 1.2) v 2.0 (SD 1.1) compared with baseline (P = .01).",
            "cannot be told",
            "paired test",
        ),
        ("Rest came faster (P = .03).", "cannot be told", "the result that it belongs to"),
    ],
)
def test_pairings_that_are_plain_get_their_verdict(text, verdict, words):
    said = [(check.verdict, check.said) for check in check_reading(read(text))]
    assert any(found == verdict and words in each for found, each in said), said


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Rest came in 35/50 (70%) v 15/50 (30%) (P = .6).", "does not fit"),
        ("Rest came in 35/50 (70%) v 25/50 (50%) (P = .011).", "does not fit unless"),
        ("Kaplan-Meier curves follow. Death came to 9/43 v 14/43 (P = .048).", "does not fit unless"),
    ],
)
def test_a_p_value_of_counts_is_a_mismatch_only_where_no_strata_or_times_may_explain_it(text, verdict):
    found = [check.verdict for check in check_reading(read(text)) if check.name == "Which tests print this P"]
    assert found == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "Remission was commoner with both (56% [43/74, 32/59] vs. 43% [34/75, 28/68], P = 0.05).",
        "Cure came in 40/50 (80%) with balm; nausea in 5/50 (10%) with balm (P = .7).",
        "Cure came in 40/50 (80%, 95% CI 66% to 90%) with balm, nausea in 5/50 (10%, 95% CI 3% to 22%) with balm (P = .7).",
    ],
)
def test_two_outcomes_of_one_arm_are_no_two_arms(text):
    assert [check.said for check in check_reading(read(text)) if check.verdict == "does not fit"] == []


def test_the_page_of_a_choice_holds_what_the_passage_says_of_it():
    reading = read(
        "Scores were 0.57 (SD 1.42) with balm (n = 60) and 1.67 (SD 2.10) with wax (n = 60) (P = .001)."
    )
    places = [str(place) for place, item in enumerate(reading.items) if item.kind in ("mean", "p")]
    trial = confirmed(reading, {"arm1": places[0], "arm2": places[1], "p": places[2], "outcome": "unwanted"})
    page = one_page(trial).set_index("part")["finding"]
    assert "P = 0.001 and 0.57 v 1.67: fits" in page["In the passage"].replace("P = .001", "P = 0.001")


def test_a_percentage_of_people_printed_elsewhere_is_no_mismatch():
    reading = read(
        "The balm group (n = 45) slept. Rest was 23% in the balm group and 63% in the wax group (P < .001)."
    )
    arms = offered(reading)["arms"]
    trial = confirmed(
        reading, {"arm1": arms[0]["value"], "arm2": arms[1]["value"], "n1": arms[0]["n"], "outcome": "wanted"}
    )
    found = {check.name: check for check in run_checks(trial)}["Percentages against counts"]
    assert "cannot be told, as it may be of others (44 or 47 people would give it)" in found.finding
    assert not found.apart


def reduction_and_p(random):
    """Counts with a relative risk reduction that the paper calls a relative risk, and its limits."""
    x1, n1, x2, n2 = two_counts(random)
    found = risk_ratio(x1, n1, x2, n2, method="katz")
    p = single_p(x1, n1, x2, n2, "pearson")
    estimate, low, high = (f"{1 - value:.2f}" for value in (found.estimate, found.high, found.low))
    return {
        "responders arm 1": x1, "N arm 1": n1, "responders arm 2": x2, "N arm 2": n2, "measure": "risk ratio",
        "effect": estimate, "low": low, "high": high, "printed P": p_printed(p, random).removeprefix("P ").removeprefix("= "),
    } if float(low) > 0 else None  # fmt: skip


def shares_of_a_total(random):
    """Percentages and a total, some of whom were lost before the analysis; now and then the percentages are estimates.

    In small arms few splits print both percentages, so that a search that loses one is seen sooner.
    """
    x1, n1, x2, n2 = two_counts(random, most=130)
    timed, unequal = random.random() < 0.3, random.random() < 0.3
    n1 = 2 * n2 if unequal else n1
    rates = (min(x1, n1) / n1, x2 / n2) if not timed else (random.uniform(0.1, 0.9), random.uniform(0.1, 0.9))
    rows = {
        "N total": n1 + n2 + int(random.integers(0, 4)), "printed P": f"{random.uniform(0.001, 0.9):.3f}",
        "percentage arm 1": f"{100 * rates[0]:.1f}", "percentage arm 2": f"{100 * rates[1]:.1f}",
    }  # fmt: skip
    rows |= {"analysis": "Kaplan-Meier"} if timed and random.random() < 0.5 else {}
    return rows | ({"allocation": "2:1"} if unequal else {})


def counts_and_margin(random):
    """Counts of a non-inferiority trial, its margin, and a P value against the margin, of one side."""
    x1, n1, x2, n2 = two_counts(random)
    return {
        "responders arm 1": x1, "N arm 1": n1, "responders arm 2": x2, "N arm 2": n2, "sides": "one-sided",
        "margin": str(random.integers(3, 25)), "analysis": "non-inferiority", "printed P": f"{random.uniform(0.001, 0.99):.2f}",
    }  # fmt: skip


@pytest.mark.parametrize("paper", [reduction_and_p, shares_of_a_total, counts_and_margin])
def test_no_page_of_a_right_paper_says_that_its_numbers_do_not_meet(paper):
    random, ran = np.random.default_rng(7), Counter()
    for place in range(PAPERS):
        rows = paper(random)
        if rows is None:
            continue
        rows = {name: str(text) for name, text in rows.items()} | {
            "outcome is": ("wanted", "unwanted")[place % 2]
        }
        trial = read_trial(rows)
        checks = run_checks(trial)
        assert [(check.name, check.finding, rows) for check in checks if check.apart] == []
        assert "do not meet" not in one_page(trial, checks).iloc[-1]["finding"]
        ran.update(check.name for check in checks if check.ran)
    name = {reduction_and_p: "Effect from counts", counts_and_margin: "Margin"}.get(
        paper, "Splits of the total"
    )
    assert ran[name] > 10


def said_of(text):
    """Everything that is said of a passage before anybody chooses, in one string."""
    return "; ".join(check.said for check in check_reading(read(text)))


def test_shares_of_time_are_no_people():
    text = "We randomised 48 adults. Time spent in the target range was 62.6% with balm and 58.3% with wax."
    assert "people)" not in said_of(text)


def test_counts_of_two_arms_are_no_parts_of_one():
    text = "We assigned 240 adults to 2 groups of 120. Relief came in 37 (30.8%) patients in the balm group and 83 (69.1%) patients in the wax group."
    assert "37 + 83" not in said_of(text)
    assert "29 + 31 = 60: fits" in said_of(
        "Sixty of 67 adults completed it, 29 of 34 with balm and 31 of 33 with wax."
    )


def test_rates_of_response_are_not_called_estimates_because_survival_stands_behind_them():
    text = "The response rates were 70% with balm and 86% with wax and the median survival was 7.6 and 9.2 months, respectively."
    assert "estimate" not in said_of(text)


def test_no_reason_says_that_something_is_not_printed_where_it_was_only_not_read():
    text = "In all 186 sick adults took balm, 173 such adults wax. Cure came in 87.1% with balm and 2.9% with wax (P = .001)."
    assert "not printed" not in said_of(text)


def test_words_on_percentages_are_not_held_against_the_people_of_other_groups():
    text = "We studied 475 adults treated at home, 269 adults treated in hospital. Mild disease had a mortality of 2.2%, significantly less than the 11.6% of severe disease."
    assert "475" not in said_of(text)


def test_a_p_value_behind_people_who_did_not_get_it_is_that_of_the_pair():
    text = "The rate was 21 percent among patients who received balm and 8 percent among patients who did not receive balm (P=0.009)."
    assert "P = 0.009 and 21 % v 8 %" in said_of(text)


def test_compared_to_is_no_change_from_before_to_after():
    text = (
        "The mean score was 4.9 ±2.8 in the balm group, as compared to 5.2 ±3.4 in the wax group (p = 0.064)."
    )
    assert "before and after" not in said_of(text)
    assert "4.9 v 5.2" in said_of(text)


def test_random_order_is_a_crossover():
    text = "Fifty adults took balm and wax in random order. Pressure was lower (126±8.6 vs. 123.1±8.7 mmHg, p=0.004)."
    assert "crossover" in said_of(text)
    assert next(kind for kind in offered(read(text))["analyses"] if kind["value"] == "crossover")["suggested"]


GROUPS = "Of 180 adults, 89 received balm (Group 1) and 91 received wax (Group 2). "


def test_a_percentage_that_fits_only_if_cut_off_and_a_one_sided_test_are_named():
    said = said_of(GROUPS + "Itch occurred in 34% of patients in Group 1 and in 15% in Group 2 (P = 0.003).")
    assert "fits if cut off" in said
    assert "one-sided P value of Fisher would fit" in said
    said = said_of(GROUPS + "Rest came in 38% of patients in Group 1 and in 52% in Group 2 (P = 0.048).")
    assert "cannot be told" in said
    assert "a one-sided P value of Fisher would fit" in said


def test_the_printed_people_narrow_what_the_interval_of_a_change_gives():
    start = "In the end 69 adults (59%) completed the trial: 33 in the LC group and 36 in the LF group. "
    wide = "LC gave increases in weight (0.23 ± 0.09 kg; 95% CI: 0.06, 0.40 kg; P = 0.018)."
    assert "P = 0.018 and the interval: cannot be told" in said_of(start + wide)
    assert "P = 0.009 and the interval: fits" in said_of(start + wide.replace("0.018", "0.009"))
    assert "P = 0.018 and the interval: fits" in said_of(wide)


def test_two_arms_behind_their_labels_are_a_pair():
    text = "We saw 33 adults in the LC group and 36 adults in the LF group. Both lost weight (LC: −14.5 ± 1.7 kg; LF: −11.5 ± 1.2 kg; P = 0.14)."
    assert "P = 0.14 and -14.5 v -11.5" in said_of(text)
    assert offered(read(text))["suggested"]


def test_a_change_with_its_standard_error_is_held_against_no_change():
    text = "The reduction (mean ± standard error of the mean [SEM]) in the balm group was 12.1 ± 1.1 mm (41%; p<0.001). The difference of 3.4 ± 1.6 mm was in favour of balm (p = 0.034)."
    said = said_of(text)
    assert "12.1 with its standard error of 1.1: fits" in said
    assert "3.4 with its standard error of 1.6: fits" in said
    assert "standard error of 1.6: fits" not in said_of(text.replace("0.034", "0.2"))


def test_one_number_of_people_that_was_shared_out_gives_about_equal_arms():
    text = "We randomly assigned 1138 patients to balm or wax. Death occurred in 5.7 percent with balm and 7.0 percent with wax (P=0.37)."
    assert "if the 1138 people were shared about equally" in said_of(text)
    assert "shared about equally" not in said_of(text.replace("P=0.37", "P=0.01"))
    assert "shared about equally" not in said_of(text.replace("randomly assigned", "followed"))


def test_people_of_the_sentence_that_shares_them_out_are_those_of_the_arms():
    text = "A total of 720 adults came. We randomly assigned 186 patients to receive balm and 173 patients to receive wax. Cure came in 48.4% with balm and 51.4% with wax (P = .56)."
    assert "if all 186 and 173 people were counted" in said_of(text)


def test_a_percentage_that_is_cut_off_from_people_elsewhere_is_called_so():
    text = "Examinations were undertaken for 334 in the test group and 330 control. All doses were taken by 263 (78%) of the test children."
    assert "78 % and 263: fits if cut off" in said_of(text)


ORDERED = "Adults were assigned to balm (n = 100) or wax (n = 50). "


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Rest came in 20.0% in wax-treated adults and 40.0% in balm-treated adults (P = 0.017).", "fits"),
        ("Rest was rarer in the wax arm than in the balm arm (20.0 versus 40.0%, P = 0.017).", "fits"),
        (
            "Rest came in 20.0% in balm-treated adults and 40.0% in wax-treated adults (P = 0.017).",
            "cannot",
        ),
    ],
)
def test_words_tell_which_arm_has_which_size(text, verdict):
    said = said_of(ORDERED + text)
    assert f"P = 0.017 and 20.0 % v 40.0 %: {verdict}" in said
    assert "which group had which size" not in said


def test_a_p_value_that_only_one_order_of_the_sizes_gives_cannot_be_told():
    text = "Adults were randomised to two groups (n = 100 and n = 50). Rest came in 20.0% v 40.0% (P {})."
    assert "which group had which size was not read" in said_of(text.format("= 0.009"))
    assert "P < 0.05 and 20.0 % v 40.0 %: fits" in said_of(text.format("< 0.05"))


@pytest.mark.parametrize("limits", ["5.3% to 34.7", "7.0% to 33.0"])
def test_limits_that_only_one_order_of_the_sizes_gives_cannot_be_told(limits):
    text = f"Rest came in 20.0% {{}} v 40.0% {{}}, a difference of 20.0% (95% CI {limits}%)."
    bare = said_of("Adults were randomised to two groups (n = 200 and n = 50). " + text.format("", ""))
    assert "which group had which size was not read, and only one order fits" in bare
    arms = "with balm", "with wax"
    said = said_of(
        "Adults were randomised to balm (n = 200) or wax (n = 50). "
        + text.format(*(arms if "5.3" in limits else arms[::-1]))
    )
    assert "(Wald), if all" in said


def test_numbers_that_are_cut_off_are_not_mixed_with_rounded_ones_in_silence():
    text = "Rest came in 7/57 v 19/56 (risk difference 21.6%, 95% CI 6.6% to 36.6%)."
    assert (
        "limits 6.6 to 36.6 and 7/57 v 19/56: fits if cut off or rounded half to even (Wald, with"
        in said_of(text)
    )


def test_what_is_called_an_absolute_reduction_may_be_the_relative_one():
    text = "Death came to 10% (20 of 200) with balm and 20% (40 of 200) with wax; an absolute reduction of 50.0% (95% CI 18.4–69.4%; p = 0.008)."
    said = said_of(text)
    assert "the absolute difference is about 10.0; as a relative reduction, 1 - RR, it fits" in said
    assert "limits 18.4 to 69.4" in said
    assert "does not fit" not in said_of(text.replace("an absolute reduction", "a relative reduction"))
    assert "stratified" in said_of(text.replace("50.0%", "44.0%"))
    trial = confirmed(read(text), {"arm1": "0", "arm2": "1", "effect": "2", "p": "3", "outcome": "unwanted"})
    page = one_page(trial).to_string()
    assert "fits as a relative risk reduction (1 - RR is 50.0 %)" in page
    assert "point the other way" not in page


def test_some_sizes_of_a_list_are_not_added():
    text = "We randomised 36 adults to balm (n = 13), wax (n = 12) or talc (n = 11). All 23 adults who stayed were seen."
    assert said_of(text) == "13 + 12 + 11 = 36: fits"


def test_a_change_off_the_middle_of_its_interval_is_said_to_be_so():
    text = "The score fell (change {}, 95% CI -0.89 to -0.03)."
    assert "fits, a little off its middle (-0.46)" in said_of(text.format("-0.44"))
    assert "off its middle" not in said_of(text.format("-0.46"))


@pytest.mark.parametrize("outcome", ["wanted", "unwanted"])
def test_no_arm_is_favoured_by_a_sign_that_the_words_replace(outcome):
    text = "Itch was less common in the balm group (risk difference 13%; 95% confidence interval 1% to 25%)."
    trial = confirmed(read(text), {"effect": "0", "outcome": outcome})
    page = one_page(trial).to_string()
    assert "the words of the paper, not the sign, tell which arm has more" in page
    assert "favours" not in page
    assert (
        "favours"
        in one_page(
            confirmed(read(text.replace("less", "more")), {"effect": "0", "outcome": outcome})
        ).to_string()
    )


@pytest.mark.parametrize(
    ("number", "verdict"), [(6, "does not fit unless"), (7, "fits"), (8, "fits"), (9, "does not fit unless")]
)
def test_a_number_needed_to_treat_may_be_rounded_or_the_next_whole_number(number, verdict):
    """30.0 % and 16.5 % are 13.5 points apart, so 7.41 are needed: 7 rounded, 8 as the next whole number of people."""
    text = f"Rest came in 60/200 (30.0%) v 33/200 (16.5%) (number needed to treat {number})."
    said = {check.said.partition(":")[0]: check.verdict for check in check_reading(read(text))}
    assert said[f"NNT {number} and 60/200 v 33/200"] == verdict


ONE_BY_ONE = [
    ("Patients received velorin or matched placebo. Relief came in 31 of 168 given velorin and 9 of 160 given placebo (P = 0.02).",
     "P = 0.02 and 31/168 v 9/160: does not fit as printed", "another analysis"),
    ("Adults had velorin (n = 40) or placebo (n = 40). 60% of patients given velorin, compared with 27% of patients given placebo, improved (P = 0.009).",
     "P = 0.009 and 60 % v 27 %: ", "the result that it belongs to"),
    ("Cure was 86.3% (63/73) with velorin and 100% (72/72) with surgery. The difference in efficacy was -13.7% "
     "(95% confidence interval -21.6% to -5.8%; 1-sided P = .0004).", "63/73 v 72/72: fits as a one-sided P value", "no P value"),
    ("Relief came in 31/73 v 20/72 (one-sided P = 0.0001).", "it is one-sided", "not the usual P value"),
    ("The scores did not differ (itch: 29% vs. 33%; scar: 2.97 ± 0.65 vs. 3.16 ± 0.68; P > 0.05 for both).", "P > 0.05 and 29 % v 33 %", "no P value"),
    ("The scores did not differ (itch: 29% vs. 33%; scar: 2.97 ± 0.65 vs. 3.16 ± 0.68; P > 0.05 for both).", "P > 0.05 and 2.97 v 3.16", "more than one P value"),
    ("Relief came in 31 (19%) of 168 given velorin and nine (6%) of 160 given placebo.", "19 % would fit 159 to 167 people", "159, 160"),
    ("We treated 31 adults. Scores fell (percent reduction: 39.11% vs. 43.73%; P > 0.05).", "they may be no percentages of people", "people would"),
    ("We treated 60 patients. The score changed in 93.3% of the cases; however, no changes were seen in the control group.", "", "of all 60"),
    ("Of 8391 patients, death came in 711 (17.0%) v 835 (19.8%) (hazard ratio 0.84, 95% CI 0.76 to 0.93; P < 0.001).", "P < 0.001 and the interval: fits", "P < 0.001 and 711"),
    ("Survival was the outcome. Death came in 711 (17.0%) v 835 (19.8%) (P < 0.001).", "P < 0.001 and 711 v 835: cannot be told", "as the percentages give"),
    ("There was a nonsignificant increase with velorin (hazard ratio 1.21, 95% CI 0.90 to 1.60).", "no significant difference and 0.90 to 1.60: fits", "'no significant"),
    ("There was no significant difference (hazard ratio 1.21, 95% CI 0.90 to 1.60).", "'no significant difference' and 0.90", "and 0.90 to 1.60: cannot"),
]  # fmt: skip


MORE_HELD_AGAINST_EACH_OTHER = [
    # arms whose sizes are not printed add up to all
    ("We randomised 320 adults. Itch eased in 94% (227) of the balm group and 36% (28) of the wax group.",
     "94 % and 227: fits (with arms that add up to the 320 people)", "no number of people"),
    ("We randomised 300 adults. Itch eased in 94% (227) of the balm group and 36% (28) of the wax group.",
     "94 % and 227 (of 300 it is 76 %; 241 or 242 would); 36 % and 28 (of 300 it is 9 %; 77 or 78 would): cannot be told because no number of people", "add up to"),
    # two sizes in two sentences, and those that are left
    ("Adults who began with balm (n=29) had less itch. Of those who began with wax (n=17) few had. More preferred balm, 36 (78%), than wax, 25 (54%) (p=0.03).",
     "78 % and 36: fits (of 29 + 17 people)", "no number of people"),
    ("Twenty adults were enrolled and three dropped out. Ten adults (58.82%) reported itch.", "58.82 % and 10: fits (of 20 - 3 people)", "read gives it"),
    # equal groups and arms
    ("Seventy-five adults were randomly assigned to one of three equal groups. Warts cleared in the balm group (60%), followed by the oil group (48%) and the wax group (28%) (p = 0.02).",
     "48 % of 25 (12 people): fits", "how many people are behind each was not read"),
    ("We studied 30 adults (15 in each treatment group). Relief was seen in 93.3% of the patients treated with balm.", "93.3 % of 15 (14 people): fits", "of all 30"),
    ("We studied 30 adults (15 in each treatment group). Relief was seen in 93.3% of the patients who smoked.", "2 x 15 = 30: fits", "93.3"),
    ("A trial in 163 adults who were randomly assigned to balm or wax. The complication rate was 8.6 and 11.0 per cent respectively (P = 0.696).",
     "8.6 % of 81 (7 people): fits, if the 163 people were shared equally", "does not fit"),
    ("We randomised 596 adults to balm (n=299) or wax (n=297). Rash was as common (55.2% vs 58.2%), and itch was rarer with balm compared with wax (0.7% vs 13.1%).", "55.2 % v 58.2 % of 299 and 297: fits in either order", "55.2 % v 58.2 %: cannot be told because which"),
    # which arm is which
    ("We randomised 183 adults (92 balm and 91 wax). The response rate was 45.7 and 36.3 % (p = 0.20) for balm and wax, respectively.",
     "45.7 % of 92 (42 people): fits", "only one order fits"),
    ("We randomised 183 adults (92 balm and 91 wax). The response rate was 36.3 and 45.7 % (p = 0.20) for wax and balm, respectively.",
     "45.7 % of 92 (42 people): fits", "only one order fits"),
    ("This was a randomised trial involving 58 children and 15 adults with lice. Cure came in 30/43 (69.8%) v 10/30 (33.3%) (p<0.01).", "43 + 30 = 73: fits", "58 and 15"),
    # a P value behind words on "the difference"
    ("Four of 44 patients (9.1%) died with balm and 9 of 44 (20.5%) died with wax; the difference was not statistically significant (P=.23).",
     "P = .23 and 4/44 v 9/44: fits", "the result that it belongs to"),
    ("Rash appeared in 9 of 44 patients (20.5%) with balm and 1 of 44 (2.3%) with wax, a difference that was statistically significant (P=.015).",
     "P = .015 and 9/44 v 1/44: fits", "the result that it belongs to"),
    ("Rash appeared in 9 of 44 patients (20.5%) with balm and 1 of 44 (2.3%) with wax; the difference in pain was not significant (P=.83).",
     "P = .83: cannot be told", "P = .83 and"),
    # counts in words of their arms
    ("We assigned 110 adults to balm (n=55) or wax (n=55). 25 patients in the balm group and 29 in the wax group progressed to ulcers (p=0.45).",
     "P = 0.45 and 25 v 29: fits", "does not fit"),
    ("Forty-two adults were randomly assigned to balm or wax. The number of patients requiring rescue in balm group was 8 and in wax group was 16 (P = 0.028).",
     "P = 0.028 and 8 v 16: fits", "does not fit"),
    ("Prevalence decreased from 24.9% (95% CI 15.9-33.8%) to 4.4% (95% CI 0.6-8.2%, P < 0.001).", "P < 0.001 and 24.9 v 4.4: fits", "something else"),
    # a difference with its standard error in brackets
    ("There was a treatment difference at week 8 of 2.7 points (SE 0.85; P=0.002).", "P = 0.002 and 2.7 with its standard error of 0.85: fits", "no number that"),
    ("There was a treatment difference at week 8 of 2.7 points (SD 0.85; P=0.002).", "P = 0.002: cannot be told", "standard error"),
    # what is said of significance beside P values alone
    ("There was no significant difference in pain (P = 0.18) and redness (P = 0.07).", "'no significant difference' and P = 0.18 and P = 0.07: fits (above .05)", "does not fit"),
    ("There was no significant difference in pain (P = 0.18) and redness (P = 0.05).", "P = 0.18: cannot be told", "above .05"),
    ("There was no significant difference in pain (P = 0.18), but redness was less (P < 0.01).", "'no significant difference' and P = 0.18; 'less' and P < 0.01: fit, each on its side of .05", "(above .05)"),
    # a margin of equivalence, and limits in the next sentence
    ("We randomised 596 adults to balm (n=299) or wax (n=297). The response rate was 78.1% for balm and 80.3% for wax. The 95% CI of the difference was -9.41% to 4.98%, within the equivalence margin of 15%.",
     "limits -9.41 to 4.98 and the margin of 15: fits", "beyond"),
    ("We randomised 596 adults to balm (n=299) or wax (n=297). The response rate was 78.1% for balm and 80.3% for wax. The 95% CI of the difference was -9.41% to 4.98%.",
     "limits -9.41 to 4.98 and 78.1 % v 80.3 %: fits", "does not fit as printed"),
    ("We randomised 596 adults to balm (n=299) or wax (n=297). The response rate was 78.1% for balm and 80.3% for wax. The 95% CI of the difference was 10.4% to 14.9%.",
     "299 + 297", "limits 10.4 to 14.9 and 78.1"),
]  # fmt: skip


@pytest.mark.parametrize(("passage", "holds", "holds_not"), ONE_BY_ONE + MORE_HELD_AGAINST_EACH_OTHER)
def test_what_a_reader_of_other_papers_met_is_said_as_it_is(passage, holds, holds_not):
    said = "; ".join(check.said for check in check_reading(read(passage)))
    assert holds in said
    assert holds_not not in said


ORDER_IN_WORDS = [
    # the arm named after "more" is the first value's
    (
        "Adults were randomised to chalk (n = 40) or balm (n = 80). More adults in the balm group cleared (62.5% v 30.0%; P < .001).",
        "30.0 % of 40 (12 people): fits",
    ),
    # where another arm is named, too, the order of the names counts
    (
        "Adults were assigned to either wax (n = 90) or balm (n = 76). Admissions in the balm group were fewer than in the wax group (68.4 versus 82.2%, P = .04).",
        "68.4 % of 76 (52 people): fits",
    ),
    # a control behind the second size and the second value
    (
        "We assigned 80 adults to have balm for 4 weeks and 41 to have a placebo. Itch eased in 62.5% of the treated and in 29.3% of the placebo group (P < .001).",
        "29.3 % of 41 (12 people): fits",
    ),
    # each of two arms has as many
    (
        "A total of 560 adults were randomised, 280 to each arm. Itch eased in 28/280 and 14/280 (P = .03).",
        "P = 0.03 and 28/280 v 14/280: fits",
    ),
    # the only people of a sentence
    (
        "We randomised 200 adults to balm or chalk. Among the 37 adults who stayed to the end, 57% were free of hives.",
        "57 % of 37 (21 people): fits",
    ),
    # a count and its percentage, of about half of all
    (
        "Participants 661 women were randomised to balm or chalk. Hives came in 17% (56) and 8% (25) in the chalk group and 11% (37) and 2% (7) in the balm group.",
        "17 % and 56: fits (of about half of 661 people)",
    ),
    # people of eyes
    (
        "This study included 74 eyes with hives and 68 eyes with itch. Drops were left out in 13 (19.1%) with itch.",
        "19.1 % and 13/68: fits",
    ),
    # a P value between groups that stand in the sentence before
    (
        "Itch eased in 13/16 on balm, 14/18 on chalk and 6/16 on oil. Differences between the groups were significant (P < .05).",
        "P < 0.05 and 13/16 v 14/18 v 6/16: fits",
    ),
    # what is counted in whole numbers has a mean that whole numbers give
    (
        "The mean number of falls was 2.43 (SD 1.6; n=30) on balm and 2.13 (SD 1.4; n=30) on chalk.",
        "mean 2.43 and SD 1.6 of 30 people: fits",
    ),
    # each of both arms has as many
    (
        "A total of 560 adults were randomised, 280 to each arm.",
        "2 x 280 = 560: fits",
    ),
    # a ratio and bare counts of arms whose people are printed elsewhere
    (
        "Adults were randomised to balm (n = 40) or chalk (n = 80). There were 10 relapses in the balm group and 40 in the chalk group (risk ratio 0.50, 95% CI 0.28 to 0.89).",
        "limits 0.28 to 0.89 and 10 v 40: fits (Katz), if all 40 and 80 people were counted",
    ),
    (
        "Hives were rarer on balm (RR 0.83, 95% CI 0.70 to 0.98). The number needed to treat was 10.",
        "NNT 10: cannot be told because the rates that it is of were not read beside it",
    ),
    (
        "Itch eased in 40/60 on balm, 41/60 on chalk and 42/60 on oil. Differences between the groups were large (P < .001).",
        "P < 0.001 and 40/60 v 41/60 v 42/60: cannot be told because it may be of something else (tests",
    ),
    # two to one, with no total printed
    (
        "We assigned 90 adults to balm and 45 to chalk. Itch eased in 62.2% on balm and 31.1% on chalk (P < .001).",
        "62.2 % of 90 (56 people): fits",
    ),
    # all and half of them
    (
        "A total of 560 adults were randomised, 280 to balm. Itch eased in 12.5% on balm and 25.0% on chalk (P < .001).",
        "25.0 % of 280 (70 people): fits, if all 280 and 280 people were counted",
    ),
    # numbers of arms that add up to a printed one
    (
        "The 104 adults were divided into two groups: balm (n = 52) and chalk (n = 52).",
        "52 + 52 = 104: fits",
    ),
    # words against two means
    (
        "Adults were randomised to balm (n = 40) or chalk (n = 41). Itch did not differ significantly, 4.1 (SD 1.2) with balm and 4.2 (SD 1.3) with chalk.",
        "no significant difference and 4.1 v 4.2: fits",
    ),
]


@pytest.mark.parametrize(("passage", "said"), ORDER_IN_WORDS)
def test_whose_people_are_whose(passage, said):
    lines = [check.said for check in check_reading(read(passage))]
    assert any(line.startswith(said) for line in lines), lines
    assert not any("does not fit" in line for line in lines)


def test_eyes_behind_patients_are_no_second_arm():
    passage = "Five hundred adults (580 legs) were randomised to balm or chalk. Veins closed in 12% and 30% (P < .001)."
    assert not any("500 and 580" in check.said for check in check_reading(read(passage)))


OF_64_AND_62 = "We randomised 126 adults to balm (n = 64) or wax (n = 62). Itch came in {} with balm v {} with wax (P = {})."


@pytest.mark.parametrize(
    ("shares", "p", "ends"),
    [
        (("14.1%", "9.8%"), "0.467", "fits (Pearson, if 61 of 62 people were counted)"),
        (
            ("14.1%", "9.7%"),
            "0.467",
            "cannot be told",
        ),  # whole people of all give both, so nobody is missing
        (("14.1%", "9.8%"), "0.02", "does not fit unless"),
    ],
)
def test_a_few_people_are_missing_where_all_of_them_cannot_give_a_percentage(shares, p, ends):
    said = [
        check.said
        for check in check_reading(read(OF_64_AND_62.format(*shares, p)))
        if check.said.startswith("P")
    ]
    assert single_p(9, 64, 6, 61, "pearson") == pytest.approx(0.467, abs=5e-4)
    assert len(said) == 1
    assert said[0].removeprefix(f"P = {p} and 14.1 % v {shares[1].removesuffix('%')} %: ").startswith(ends)


@pytest.mark.parametrize(
    "text",
    [
        "Relief came in 38 (95%) versus 28 (70%) eyes and sleep in 30 (75%) versus 18 (45%) eyes with balm and wax (P < 0.001).",
        "Of 280 adults in three groups, relief (balm, 36.3%; wax, 29.5%; and oil, 27.4%), sleep (37.4%, 32.2%, and 28.6%) did not differ significantly.",
    ],
)
def test_several_outcomes_are_not_taken_for_as_many_groups(text):
    assert not any(
        "4 groups" in check.said or "6 groups" in check.said for check in check_reading(read(text))
    )


def test_a_fall_in_words_takes_its_limits_with_a_minus():
    said = [
        check.said
        for check in check_reading(
            read("Renin decreased slightly, by 21.66 units (95% CI -52.59 to 9.25), P = .167.")
        )
    ]
    assert said[0] == "change -21.66 in -52.59 to 9.25: fits"
    assert "(the interval gives P between .124 and .170)" in said[1]
    rise = check_reading(read("Renin rose, by 21.66 units (95% CI -52.59 to 9.25)."))
    assert not any(check.verdict == "fits" for check in rise)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("The proportion of patients with a 20% decrease from baseline was", "fits"),
        ("The decrease from baseline was", "cannot be told"),
    ],
)
def test_shares_of_people_who_reach_a_change_are_shares_of_people(words, verdict):
    text = f"Adults had balm (n = 73) or wax (n = 75). {words} 87.7% in the balm group and 77.3% in the wax group (P = .131)."
    assert [check.verdict for check in check_reading(read(text)) if check.said.startswith("P")] == [verdict]


def test_those_analysed_stand_behind_results_where_arms_have_two_sizes():
    text = (
        "Adults were randomised to balm (n = 36) or wax (n = 34). We analysed the balm group (n = 33) and the wax group (n = 29). "
        "The mean (SD) fall was 8 (12) points in the balm group and 27 (17) points in the wax group (P < .001)."
    )
    assert any("if all 33 and 29 people were counted" in check.said for check in check_reading(read(text)))


def test_sizes_of_those_randomised_and_of_those_analysed_are_not_mixed():
    text = (
        "Adults were randomised to balm (n = 36) or wax (n = 34). The wax group (n = 29) was analysed, too. "
        "The mean (SD) fall was 8 (12) points in the balm group and 27 (17) points in the wax group (P < .001)."
    )
    assert Whole(read(text)).by_arm == {"balm": 36}
    assert not any("36 and 29" in check.said for check in check_reading(read(text)))


def test_shares_of_all_with_an_event_are_told_as_such():
    said = [
        check.said
        for check in check_reading(read("Events came in 170 [43%] with balm v 221 [57%] with wax."))
    ]
    assert said[:2] == [
        "43 % and 170: fits (of 170 + 221 people)",
        "57 % and 221: fits (of 170 + 221 people)",
    ]


def test_two_answers_of_one_arm_are_no_two_arms():
    text = (
        "Of 55 patients in the balm arm, four (7%) had a complete response and 23 (42%) a partial response."
    )
    assert not any("4/55 v 23/55" in check.said for check in check_reading(read(text)))


def test_a_difference_that_is_called_significant_is_that_of_the_two_before_it():
    text = "Fewer eyes healed with balm (5/29, 17.2%) than with wax (12/31, 38.7%), though differences were marginally significant (P = .065)."
    assert "P = 0.065 and 5/29 v 12/31: fits (Pearson)" in [check.said for check in check_reading(read(text))]


def test_medians_belong_to_the_hazard_ratio_of_their_own_outcome():
    text = "Median relief [10.1 versus 10.3 months; hazard ratio (HR) 0.98; P = .38] and sleep (HR 0.66; P = .21) were alike."
    said = " ".join(check.said for check in check_reading(read(text)))
    assert "HR 0.98 and medians" in said
    assert "HR 0.66 and medians" not in said


@pytest.mark.parametrize(
    "text",
    [
        "No differences were seen in onset (FA: 5 (5, 8) vs UA: 6 (5, 7) min, P = .74).",
        "There was no significant difference in rates (hazard rate: 1.05, 95% CI: 0.54; 1.91, P = .88).",
        "Drugs were tried in the range 5--20 ng/ml.",
        "Depths ranged from 33 mm to 17 mm.",
        "Relief was told of by 65.79% (n = 25) of adults.",
        "From 04/20-08/20, 22 adults of 193 had hives (27.3 vs 5.8%, P = .0001).",
        "Hormones rose in 25% of 46, XX adults.",
        "Body FM% was alike in 30 adults (n = 30) and 144 others (n = 144) (FM% 29.6% vs 32.2%, P = .108).",
        "The change was 64 (IQR: -182, -25).",
        "Height z-scores were higher with balm (mean z-score = -3.36, P = .01).",
        "Activity rose (peak t(25) = 5.25, p-FWE = .005).",
        "In all, 128 [90.1%] vs 14 [9.9%] adults agreed (P = .014).",
        "Women were 63/1040 and men 977/1040. Grants went to 9.5% of women and 25.0% of men (P = .009).",
        "Mean function was lowest with balm (n = 164; 86%), then wax (n = 42; 89%) and oil (n = 168; 95%) (P < .001).",
        "We gave 67 adults balm (n = 67) and 68 adults wax (n = 68); the intention-to-treat set held 62 and 63. Relief came in 25 adults (40%) in the balm "
        "group and 6 (10%) in the wax group.",
    ],
)
def test_what_other_shapes_than_results_print_is_never_called_a_mismatch(text):
    assert not [check.said for check in check_reading(read(text)) if check.verdict.startswith("does not fit")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Speed rose (χ2(2) = 0.178, P = .673).", "does not fit as printed (it gives P of .915)"),
        ("Sleep was 2306 g (median; interquartile range, 1991-264).", "the limits would have to be swapped"),
        ("Relief came in 8/10 (73%) adults.", "8/10 is 80 %"),
        (
            "Relief was commoner with balm (OR 3.46; 95% CI 0.32-1.97).",
            "the estimate lies outside its interval",
        ),
    ],
)
def test_what_cannot_be_is_still_said(text, said):
    assert any(said in check.said for check in check_reading(read(text)))


def test_the_order_in_which_groups_are_named_is_that_of_values_which_only_it_gives():
    named = "Adults were randomised to balm (n = 48) or wax (n = 47). Rest came in 10.4% versus 0%, respectively (P = .023)."
    said = said_of(named)
    assert (
        "P = 0.023 and 10.4 % v 0 %: fits (Pearson), if all 48 and 47 people were counted, in the order in which the groups are named"
        in said
    )
    assert "10.4 % of 48 (5 people): fits" in said
    turned = said_of(named.replace("10.4% versus 0%", "0% versus 10.4%"))
    assert (
        "P = 0.023 and 0 % v 10.4 %: cannot be told because which group had which size was not read" in turned
    )
    assert "which group had which size was not read" in said_of(
        named.replace("to balm (n = 48) or wax (n = 47)", "(n = 48 and n = 47)")
    )


def test_the_order_of_names_holds_for_limits():
    text = "Adults were randomised to {}. Rest came in 20.0% v 40.0%, a difference of 20.0% (95% CI 5.3% to 34.7%)."
    assert "(Wald, in the order in which the groups are named), if all 200 and 50" in said_of(
        text.format("balm (n = 200) or wax (n = 50)")
    )
    assert "only one order fits" in said_of(text.format("balm (n = 50) or wax (n = 200)"))


def test_a_count_that_several_printed_groups_allow_fits_and_says_that_whose_it_is_is_open():
    text = "Of 304 adults, 151 had balm and 153 had wax. Hives came in 25 [17%] adults, rashes in 40 [29%] and pain in 11 (7%)."
    said = said_of(text)
    assert "7 % and 11: fits (of 151 or 153 people, as printed; whose, is not said)" in said
    assert "29 % and 40: cannot be told because of 151 people it is 26 %; 136 to 140 would give it" in said


def test_a_share_of_patients_is_one_whatever_they_had():
    text = "Adults had balm (n = 30) or wax (n = 30). Decreased platelets and haemoglobin came in 13.33% patients with balm."
    bare = "The haemoglobin fell by 13.33% with balm (n = 30) and not with wax (n = 30)."
    assert "13.33 % of 30 (4 people): fits" in said_of(text)
    assert "13.33 % of 30" not in said_of(bare)


def test_p_values_of_one_size_that_nothing_judges_are_told_apart_by_the_words_before_them():
    said = said_of("Sleep got better (P < .001), and so did mood (P < .001); pain fell, too (P = .02).")
    assert "P < 0.001 (behind “Sleep got better”): cannot be told" in said
    assert "P < 0.001 (behind “so did mood”): cannot be told" in said
    assert "P = 0.02: cannot be told" in said


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Balm gave a shorter stay (8.8 ± 4.9 days) than wax (10.9 ± 5.2 days), but this was not statistically significant (P = .085).", "P = 0.085 and 8.8 v 10.9"),
        ("Mean days of pain were 10.3 and 8.3, respectively, and differed significantly (P = .008).", "P = 0.008 and 10.3 v 8.3"),
        ("Onset (12.3 ± 3.6 s) with balm was significantly (P = .034) shorter than with wax (13.7 ± 4.2 s).", "P = 0.034 and 12.3 v 13.7"),
    ],
)  # fmt: skip
def test_a_p_value_is_that_of_the_two_values_of_which_its_words_speak(text, start):
    assert any(check.said.startswith(start) for check in check_reading(read(text)))


def test_a_p_value_between_values_of_two_outcomes_is_not_that_of_both():
    text = "Onset was 12.3 ± 3.6 s with balm (P = .034), and stay was 13.7 ± 4.2 days."
    assert "12.3 v 13.7" not in said_of(text)


def test_counts_of_a_crossover_are_not_said_to_fit_a_one_sided_test_of_two_groups():
    text = (
        "In this crossover study, more adults had relief with balm (45/54) than with wax (37/54) (P = .039)."
    )
    said = [check.said for check in check_reading(read(text)) if "P = 0.039 and 45/54" in check.said]
    assert len(said) == 1
    assert "cannot be told because the passage speaks of another analysis (crossover)" in said[0]
    plain = [
        check.said for check in check_reading(read(text.replace("In this crossover study, more", "More")))
    ]
    assert any("fits as a one-sided P value" in line for line in plain)


def test_a_percentage_with_its_interval_is_held_against_the_people_of_its_arm():
    text = (
        "Adults had balm (n = 224) or wax (n = 221). Relief was {}% (95% CI, 21.1% to 33.1%) for balm and 1.8% (95% CI, 0.5% to 4.6%) "
        "for wax."
    )
    said = [check.said for check in check_reading(read(text.format("26.8")))]
    assert "26.8 % of 224 (60 people): fits, if all 224 people of 'balm' were counted" in said
    other = [check.said for check in check_reading(read(text.format("26.9")))]
    assert not any("of 224" in line for line in other)  # an estimate need not be a count


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ("t = 2.61", "no degrees of freedom were read with t = 2.61"),
        ("W = 261", "it goes with W = 261, from which no P value is worked out here"),
    ],
)
def test_a_p_value_behind_a_test_statistic_is_said_to_go_with_it(test, why):
    said = [check.said for check in check_reading(read(f"Gain went with age ({test}, P = .009)."))]
    assert said == [f"P = 0.009: cannot be told because {why}"]


def test_many_p_values_that_stand_alone_share_one_line():
    few = "Sleep (P = .03). Calm (P < .01). Gain (P < .01)."
    assert len(check_reading(read(few))) == 3
    (one,) = check_reading(read(f"{few} Mood (P = .04)."))
    assert one.said == (
        "P = 0.03, P < 0.01 (2 times) and P = 0.04: cannot be told because the results that they belong to were not read beside them"
    )
    assert len(one.of) == 4


@pytest.mark.parametrize(
    ("text", "start"),
    [
        # an odds ratio and a relative reduction are most often those of a model
        ("Cure was 60/120 (50%) v 40/120 (33%) (OR 1.60, 95% CI 1.05 to 2.44).", "OR 1.60 and"),
        ("Death came to 30/200 (15%) v 40/200 (20%) (relative risk reduction 31%, 95% CI 5% to 50%).", "relative reduction 31 and"),
        # one of times to an event
        ("Kaplan-Meier curves follow. Death came to 60/120 v 40/120 (RR 1.30, 95% CI 1.10 to 1.54).", "RR 1.30 and"),
        # trials put together are weighted, and a model that is named need not be that of this number
        ("The 10 trials involved 667 adults. Cure was 60/120 (50%) v 40/120 (33%) (RR 1.30, 95% CI 1.10 to 1.54).", "RR 1.30 and"),
        ("Logistic regression was used. Cure was 60/120 (50%) v 40/120 (33%) (RR 1.30, 95% CI 1.10 to 1.54).", "RR 1.30 and"),
        # the usual tests lie on both sides of P
        ("Rest came in 8 (14%) v 3 (8%) (P = .475).", "P = 0.475 and"),
        # P stands in another sentence
        (SIZES + "The mean score was 12.1 (SD 4.0) v 15.9 (SD 4.2). The difference was significant (P = .5).", "P = .5 and"),
        # most of the people would be missing
        ("A sample of 181 adults began. In all, 39 (39%) adults given balm stayed.", "39 % and"),
    ],
)  # fmt: skip
def test_what_another_analysis_usually_gives_is_not_said_not_to_fit(text, start):
    found = [check for check in check_reading(read(text)) if check.said.startswith(start)]
    assert all(check.verdict == "cannot be told" for check in found), found
    assert found


def test_a_word_in_a_quotation_is_no_reason_to_look_for_limits():
    """A count of nobody is quoted with its sentence, in which "from" may stand."""
    assert read("No harm from the balm was seen in the 40 adults.").items
    check_reading(read("No adverse effects from the balm were seen in the 40 adults."))


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ("20, 30", "cannot be told because it lies off their middle (25.00): they may be a range"),
        ("20, 27", ": fits"),
    ],
)
def test_the_limits_of_a_mean_lie_on_both_sides_of_it(limits, words):
    text = f"The mean index was 23.43 kg/m2 (95% CI: {limits}) in 16 adults given balm."
    assert any(words in check.said for check in check_reading(read(text)) if check.said.startswith("mean"))
