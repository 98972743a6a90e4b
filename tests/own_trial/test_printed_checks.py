"""Papers that are right by making, printed in many ways: none may be accused, and most must be spoken of."""

import math
from collections import Counter

import numpy as np
import pytest
from scipy import stats

from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.reading import read
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


def two_counts(random):
    """Counts of two arms of 15 to 400 people, with the outcome in some and not in all."""
    n1 = int(random.integers(15, 400))
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
