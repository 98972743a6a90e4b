"""Lesson 06: every value of its sentences against SciPy, quadrature, simulation or a count by hand."""

import math
import re
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.special import betaln, expit
from scipy.stats import beta, binom, binomtest, norm
from statsmodels.stats.proportion import power_proportions_2indep

from helpers import ask, show
from helpers.ask import questions
from helpers.data_files import load_table
from helpers.evidence import other_trials
from helpers.evidence.appraisal import worked
from helpers.evidence.ledger import fact
from helpers.lessons import background, phase2, synthesis
from helpers.statistics.beliefs import PRIORS, bayes_factor_small
from helpers.statistics.detective import distinct_tables
from helpers.text import fill

TABLES = synthesis.compatible()[0]
PEERS = [(28, 88, 22, 81), (68, 206, 29, 99)]


def score_limits(tables):
    """Limits of Miettinen and Nurminen 1985 by two nested bisections, for many tables at once."""
    x1, n1, x2, n2 = np.array(tables, dtype=float).T

    def z(d):
        low, high = np.maximum(0, -d) + 1e-12, np.minimum(1, 1 - d) - 1e-12
        for _ in range(70):  # the placebo rate at which the likelihood, given the difference, stops rising
            p2 = (low + high) / 2
            p1 = p2 + d
            rising = x1 / p1 - (n1 - x1) / (1 - p1) + x2 / p2 - (n2 - x2) / (1 - p2) > 0
            low, high = np.where(rising, p2, low), np.where(rising, high, p2)
        variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * (n1 + n2) / (n1 + n2 - 1)
        return (x1 / n1 - x2 / n2 - d) / np.sqrt(variance)

    found = []
    for aim in (norm.ppf(0.975), norm.ppf(0.025)):
        low, high = np.full(len(x1), -1 + 1e-9), np.full(len(x1), 1 - 1e-9)
        for _ in range(60):
            middle = (low + high) / 2
            above = z(middle) > aim
            low, high = np.where(above, middle, low), np.where(above, high, middle)
        found.append((low + high) / 2)
    return list(zip(*found, strict=True))


ALL_TABLES = distinct_tables(phase2.fitting(), 0, 1)
LIMITS = score_limits(TABLES)
DIFFERENCES = [x1 / n1 - x2 / n2 for x1, n1, x2, n2 in TABLES]


def better_by_quadrature(x1, n1, x2, n2):
    """Two uniform rates with arm 1 higher, against one uniform rate."""
    one, two = beta(x1 + 1, n1 - x1 + 1), beta(x2 + 1, n2 - x2 + 1)
    higher = quad(lambda rate: one.pdf(rate) * two.cdf(rate), 0, 1, points=[x1 / n1], epsabs=1e-12)[0]
    separate = betaln(x1 + 1, n1 - x1 + 1) + betaln(x2 + 1, n2 - x2 + 1)
    return 2 * higher * math.exp(separate - betaln(x1 + x2 + 1, n1 + n2 - x1 - x2 + 1))


FACTORS = [better_by_quadrature(*table) for table in TABLES]


def span(values):
    return min(values), max(values)


def signed(share, decimals=1):
    return f"{100 * share:+.{decimals}f}"


@pytest.fixture
def bundle(monkeypatch):
    """What a call displays: readable twin and data."""
    outputs = []
    monkeypatch.setattr(show, "display", lambda output, **_how: outputs.append(output))

    def called(call):
        outputs.clear()
        call()
        return outputs[0]

    return called


# ---------------------------------------------------------------- what she could get instead


def test_only_one_pair_of_counts_prints_the_percentages_of_dupilumab():
    printed = [
        (fact(each).value, int(fact(each).N))
        for each in ("dupilumab-phase2-easi50", "dupilumab-phase2-placebo-easi50")
    ]
    counts = [[x for x in range(n + 1) if f"{100 * x / n:.1f}" == share] for share, n in printed]
    assert counts == [[47], [19]]
    assert synthesis.dupilumab() == (47, printed[0][1], 19, printed[1][1])
    assert synthesis.instead() == pytest.approx(float(Fraction(printed[0][0]) - Fraction(printed[1][0])))


def test_the_drug_trials_are_compared_by_their_better_dose():
    arms = {}
    for row in other_trials.easi75_trials().itertuples():
        arms.setdefault(row.label, {True: [], False: []})[row.active].append(row.percent)
    gaps = {label: max(both[True]) - both[False][0] for label, both in arms.items() if label != "AtMSC"}
    words = synthesis.instead_words()
    assert words["trials"] == len(gaps)
    assert (words["lowest"], words["highest"]) == (min(gaps, key=gaps.get), max(gaps, key=gaps.get))
    assert (float(words["low"]), float(words["high"])) == pytest.approx(span(gaps.values()), abs=0.0501)
    assert (words["drug"], words["placebo"]) == ("85.5", "35.2")


def test_the_trials_side_by_side_have_score_intervals():
    frame = synthesis.beside()
    tables = [*PEERS, synthesis.dupilumab()]
    assert frame["kind"].tolist() == ["cells", "cells", "drug"]
    assert frame["label"].tolist() == ["FURESTEM 1", "FURESTEM 2", "Dupilumab, phase 2"]
    assert frame["estimate"].tolist() == pytest.approx([a / b - c / d for a, b, c, d in tables])
    assert frame[["low", "high"]].to_numpy() == pytest.approx(np.array(score_limits(tables)), abs=1e-6)
    for note, (x1, n1, x2, n2) in zip(frame["note"], tables, strict=True):
        assert note.endswith(f"; {x1}/{n1} v {x2}/{n2}")


# ---------------------------------------------------------------- claim by claim


def test_every_compatible_table_prints_p_and_lies_in_the_shared_ranges():
    shared = synthesis.compatible()[1]
    assert len(TABLES) == len(set(TABLES)) == shared.tables
    assert shared.risk_difference == pytest.approx(span(DIFFERENCES))
    assert shared.low == pytest.approx(span([low for low, _ in LIMITS]), abs=1e-6)
    assert shared.high == pytest.approx(span([high for _, high in LIMITS]), abs=1e-6)


def test_claims_state_values_that_can_be_reached_another_way():
    table = synthesis.claims()
    rows = {name: " ".join(cells) for name, cells in zip(table.index, table.to_numpy(), strict=True)}
    assert len(rows) == 6
    assert table.index.name is None
    assert table.columns.name == "claim (abstract)"
    works, doses, others, safe, lasting, markers = rows.values()

    lowest, highest = span(DIFFERENCES)
    assert f"Tables that fit: {signed(lowest, 0)} to {signed(highest, 0)} points" in works
    lows = span([low for low, _ in LIMITS])
    assert f"lower limits {signed(lows[0])} to {signed(lows[1])} points" in works
    assert lows[0] > 0  # otherwise "some benefit" would be too strong
    assert works.startswith("Points to some benefit; chance and bias both remain.")

    ((low, high),) = score_limits([(7, 10, 6, 9)])
    assert f"If 7/10 v 6/9: {signed(low, 0)} to {signed(high, 0)} points" in doses
    reach = norm.isf(0.05) + norm.isf(0.1)  # two one-sided tests at 5 %, power 80 %
    assert f"About {math.ceil(2 * 0.65 * 0.35 * (reach / 0.10) ** 2)} per dose" in doses

    assert others.startswith("No difference shown, none excluded.")
    for n in (20, 5):
        assert f"none of {n}" in safe
        assert f"up to {100 * binomtest(0, n, 0.5, 'less').proportion_ci(0.95).high:.1f} %" in safe

    for x in (4, 2):
        exact = binomtest(x, 5).proportion_ci(0.95, "exact")
        assert f"{x}/5 ({100 * exact.low:.1f} to {100 * exact.high:.1f} %)" in lasting
    least = [16, 16, 16, 84, 86]  # shortest, longest, two at 84 or more, and nobody longer than need be
    assert (
        f"Mean {fact('shin-followup-mean').value} lies below the floor of {sum(least) / 5:.1f} weeks"
        in lasting
    )
    assert fact("shin-followup-mean").number < sum(least) / 5
    assert "33/83 kept EASI-50" in lasting
    assert fact("solo-continue-placebo-easi50").counts == (33, 83)

    assert f"P = {2 * 0.5**5:.4f}".replace("0.", ".") in markers


def test_claims_are_named_as_the_abstracts_print_them():
    names = synthesis.claims().index.tolist()
    for name, printed in ((names[0], "seo-p-easi50"), (names[1], "seo-p-dose"), (names[4], "shin-easi50")):
        assert re.search(rf"(?<![\d.]){re.escape(fact(printed).value)}(?!\d)", name)
    assert fact("seo-dlqi").value == fact("seo-itch").value == "not statistically significant"
    assert "significant" in names[5]


def test_a_claim_moves_with_the_tables(monkeypatch):
    before = synthesis.claims().iloc[0, 0]
    tables, _ = synthesis.compatible()
    other = SimpleNamespace(risk_difference=(0.11, 0.12), low=(0.01, 0.02), tables=2)
    monkeypatch.setattr(synthesis, "compatible", lambda: (tables[:2], other))
    after = synthesis.claims().iloc[0, 0]
    assert before != after
    assert "+11 to +12 points; lower limits +1.0 to +2.0 points" in after


def test_no_table_for_reading_holds_a_gap_or_a_claim_of_observed_counts():
    frames = [
        synthesis.claims(),
        synthesis.one_page(),
        synthesis.estimand_table(),
        synthesis.reporting(),
        synthesis.series(),
    ]
    words = " ".join(str(cell) for frame in frames for cell in frame.to_numpy().ravel())
    assert "{" not in words
    assert "not reported" not in words
    assert not re.search(r"(?<!not )\bobserved\b", words)
    assert all(len(frame.columns) <= 3 for frame in frames)


# ---------------------------------------------------------------- the peers


def test_all_intervals_overlap_table_by_table():
    for peer_low, peer_high in score_limits(PEERS):
        assert all(low <= peer_high and high >= peer_low for low, high in LIMITS)
    assert synthesis.overlap_letter() == "c"
    assert questions()["overlap"]["options"]["c"] == "all of them"


@pytest.mark.parametrize(
    ("lows", "ends", "letter", "means"),
    [
        ((0.01, 0.05), (0.20, 0.06), "c", "all"),
        ((0.01, 0.05), (0.05, 0.30), "c", "all"),
        ((0.01, 0.05), (0.20, 0.03), "b", "some"),
        ((0.01, 0.05), (0.01, 0.30), "b", "some"),
        ((0.04, 0.05), (0.20, 0.03), "a", "none"),
    ],
)
def test_the_letter_counts_the_tables_that_overlap_with_both_trials(monkeypatch, lows, ends, letter, means):
    """Tables with these two lower limits, and two trials that begin below zero and end there."""
    monkeypatch.setattr(synthesis, "compatible", lambda: ([], SimpleNamespace(low=lows)))
    trials = {name: SimpleNamespace(low=-0.1, high=end) for name, end in zip("xy", ends, strict=True)}
    monkeypatch.setattr(other_trials, "trial_intervals", lambda: trials)
    counted = sum(all(low <= end for end in ends) for low in lows)
    assert {0: "none", 1: "some", 2: "all"}[counted] == means
    assert synthesis.overlap_letter() == letter
    assert questions()["overlap"]["options"][letter].startswith(means)


def test_the_words_on_overlap_carry_limits_and_p_values_from_their_definition():
    weights, effects = [], []
    for x1, n1, x2, n2 in PEERS:
        p1, p2 = x1 / n1, x2 / n2
        weights.append(1 / (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2))
        effects.append(p1 - p2)
    pooled = sum(w * e for w, e in zip(weights, effects, strict=True)) / sum(weights)
    p = []
    for x1, n1, x2, n2 in TABLES:
        p1, p2 = x1 / n1, x2 / n2
        error = math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2 + 1 / sum(weights))
        p.append(2 * norm.sf(abs(p1 - p2 - pooled) / error))
    words = synthesis.overlap_words()
    assert (words["p_low"], words["p_high"]) == pytest.approx(span(p))
    alone = []
    for x1, n1, x2, n2 in TABLES:
        for weight, effect in zip(weights, effects, strict=True):
            p1, p2 = x1 / n1, x2 / n2
            error = math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2 + 1 / weight)
            alone.append(2 * norm.sf(abs(p1 - p2 - effect) / error))
    assert (words["alone_low"], words["alone_high"]) == pytest.approx(span(alone))
    assert words["highest"] == f"{signed(max(low for low, _ in LIMITS))} points"
    assert words["reach"] == f"{signed(min(high for _, high in score_limits(PEERS)))} points"
    assert float(words["highest"].split()[0]) < float(words["reach"].split()[0])
    assert min(p) > 0.04  # "a weak sign at most"


# ---------------------------------------------------------------- belief


def test_bayes_factors_are_those_of_quadrature_over_all_tables():
    assert synthesis.factors() == pytest.approx(span(FACTORS), rel=1e-6)


@pytest.mark.parametrize(("said", "shown"), [(None, 50), (0, 0), (30, 30), (100, 100)])
def test_the_readers_own_prior_is_used_where_there_is_one(monkeypatch, said, shown):
    asked = []
    monkeypatch.setattr(ask, "said", lambda question: asked.append(question) or said)
    assert synthesis.prior() == shown
    assert asked == ["belief-works"]


def test_thirty_per_cent_is_updated_by_the_odds():
    low, high = span(FACTORS)
    odds = Fraction(30, 70)
    after = [float(odds) * factor / (1 + float(odds) * factor) for factor in (low, high)]
    assert synthesis.after() == pytest.approx(100 * after[1], rel=1e-6)
    words = synthesis.after_words()
    assert words == {
        "low": f"{low:.1f}",
        "high": f"{high:.1f}",
        "before": "30 %",
        "odds": f"{float(odds):.2f}",
        "times": f"{float(odds) * low:.2f}",
        "least": f"{100 * after[0]:.0f} %",
        "most": f"{100 * after[1]:.0f} %",
    }


def kernel(x, n, rate):
    """The binomial likelihood without its constant, which both ideas share."""
    return rate**x * (1 - rate) ** (n - x)


def grid_factor(tables, common):
    """One common effect above 0 against none, summed over a plain grid of effect and response."""
    if (
        common == "difference"
    ):  # uniform rates with arm 1 higher: density 2 (1 - d), then uniform from 0 to 1 - d
        effects = share = (np.arange(500) + 0.5) / 500
        explained, alike = 2 * (1 - effects), 1.0
        for x1, n1, x2, n2 in tables:
            rate2 = (1 - effects)[:, None] * share
            likelihood = kernel(x1, n1, rate2 + effects[:, None]) * kernel(x2, n2, rate2)
            explained = explained * likelihood.mean(axis=1)
            alike *= kernel(x1 + x2, n1 + n2, share).mean()
        return explained.mean() / alike
    small = common == "small log odds ratio"
    effects, middle = np.linspace(0, 6 if small else 16, 801)[:, None], np.linspace(-20, 20, 801)
    up, down = middle + effects / 2, middle - effects / 2
    if small:
        alone = norm.pdf(middle, 0, 1.5)
        prior = norm.pdf(effects, 0, math.log(2) / norm.isf(0.025)) * alone
    else:  # uniform rates: every logit has the logistic density
        alone = expit(middle) * expit(-middle)
        prior = expit(up) * expit(-up) * expit(down) * expit(-down)
    weight = prior.sum(axis=1)
    weight[0] /= 2  # trapezium rule at an effect of 0
    explained, alike = weight / weight.sum(), 1.0
    prior = prior / prior.sum(axis=1, keepdims=True)
    for x1, n1, x2, n2 in tables:
        explained = explained * (prior * kernel(x1, n1, expit(up)) * kernel(x2, n2, expit(down))).sum(axis=1)
        alike *= (alone * kernel(x1 + x2, n1 + n2, expit(middle))).sum() / alone.sum()
    return explained.sum() / alike


def three_tables():
    ordered = sorted(TABLES, key=lambda table: Fraction(table[0], table[1]) - Fraction(table[2], table[3]))
    return ordered[0], ordered[len(ordered) // 2], ordered[-1]


def test_the_three_trials_together_are_those_of_a_plain_grid():
    sentence = synthesis.together()
    kinds = {
        "difference": "a difference in points (all rates with cells ahead alike beforehand)",
        "log odds ratio": "an odds ratio (the same rates)",
        "small log odds ratio": "an odds ratio, probably small",
    }
    for common, words in kinds.items():
        chances = [
            factor / (1 + factor) for factor in (grid_factor([t, *PEERS], common) for t in three_tables())
        ]
        low, high = (100 * each for each in span(chances))
        said = re.search(rf"{re.escape(words)}: (\d+) to (\d+) %", sentence)
        assert [float(each) for each in said.groups()] == pytest.approx([low, high], abs=0.55)
    assert sentence.startswith("If all three trials share one effect, 50 % before becomes")


def test_what_the_sentence_on_three_trials_says_in_words_holds():
    sentence = synthesis.together()
    ends = [int(each) for pair in re.findall(r": (\d+) to (\d+) %", sentence) for each in pair]
    alone = 100 * min(FACTORS) / (1 + min(FACTORS))
    assert max(ends[:4]) < alone - 15  # "take back much of what the small one gave"
    assert min(ends[4:]) > max(ends[:4])  # "a reader who expects a small effect keeps more"
    for trial in PEERS:  # "the larger trials hardly speak for or against a small one"
        assert 0.9 < bayes_factor_small(*trial) < 1.1


def test_a_span_that_rounds_to_one_number_is_printed_once():
    assert synthesis._span(43.2, 43.4, lambda each: f"{each:.0f}") == "43"
    assert synthesis._span(43.2, 48.8, lambda each: f"{each:.0f}") == "43 to 49"


# ---------------------------------------------------------------- a hundred people


def cases_shown(bundle):
    shown = bundle(synthesis.hundred)[show.COMPONENT]
    assert shown["module"] == "people"
    return shown["data"]


def check_hundred(data, low, high):
    """Every case is a compatible table within the expected placebo response, at an end or in the middle."""
    kept = [
        (table, limits)
        for table, limits in zip(ALL_TABLES, score_limits(ALL_TABLES), strict=True)
        if low <= Fraction(table[2], table[3]) <= high
    ]
    assert kept
    difference = [Fraction(t[0], t[1]) - Fraction(t[2], t[3]) for t, _ in kept]
    for place, case in enumerate(data["cases"]):
        x1, n1, x2, n2 = (
            int(each) for each in re.match(r"(\d+)/(\d+) v (\d+)/(\d+)", case["sentence"]).groups()
        )
        (limits,) = [limits for table, limits in kept if table == (x1, n1, x2, n2)]
        shown = Fraction(x1, n1) - Fraction(x2, n2)
        at = (limits[0], float(shown), limits[1])[place]
        assert case["placebo"] == round(100 * likeliest_placebo(at, x1, n1, x2, n2))
        assert isinstance(case["difference"], int)
        assert 100 * limits[0] <= case["difference"] <= 100 * limits[1]
        aim = (100 * limits[0], 100 * float(shown), 100 * limits[1])[place]
        assert abs(case["difference"] - aim) < (1, 0.51, 1)[place]
        assert 0 <= case["placebo"] + case["difference"] <= 100
        if place != 1:
            assert shown == (min(difference) if place == 0 else max(difference))
        else:
            below, above = sum(d < shown for d in difference), sum(d > shown for d in difference)
            assert max(below, above) <= len(difference) / 2
        interval = f"(95 % interval {signed(limits[0])} to {signed(limits[1])} points)"
        where = ("its lower limit", "the difference itself", "its upper limit")[place]
        assert (
            f"{100 * float(shown):.0f} points {interval}; at {where} "
            f"{case['placebo'] + case['difference']} v {case['placebo']} fit best."
        ) in case["sentence"]
        assert case["sentence"].endswith("Compatible, not observed.")
    return kept


def likeliest_placebo(difference, x1, n1, x2, n2):
    """The placebo rate of the likeliest pair of rates that differ by `difference`, found by search."""
    rates = np.linspace(1e-6, 1 - difference - 1e-6, 200_001)
    log = x2 * np.log(rates) + (n2 - x2) * np.log1p(-rates)
    log = log + x1 * np.log(rates + difference) + (n1 - x1) * np.log1p(-rates - difference)
    return rates[np.argmax(log)]


def test_a_limit_is_shown_with_the_rates_that_fit_it_and_not_with_those_seen():
    lower, _, upper = synthesis.hundred_cases()
    assert (lower["placebo"], lower["difference"]) == (0.35, 0.01)  # seen on placebo: 24 %
    assert (upper["placebo"], upper["difference"]) == (0.25, 0.51)  # seen on placebo: 37 %
    assert binomtest(20, 30, upper["placebo"] + upper["difference"], "less").pvalue > 0.025


def test_the_hundred_people_are_whole_and_inside_their_intervals(bundle):
    data = cases_shown(bundle)
    low, high = (Fraction(each, 100) for each in synthesis.new_placebo())
    kept = check_hundred(data, low, high)
    assert len(kept) == 151 < len(ALL_TABLES)  # some tables are left out, so the rule is tried
    assert data["start"] == 1
    assert data["treatment"] == "cells"
    assert [case["name"].split(" ")[0] for case in data["cases"]] == ["smallest", "middle", "largest"]
    assert "not one interval" in data["question"]


@pytest.mark.parametrize("expected", [(23, 30), (35, 45), (10, 20)])
def test_another_expected_placebo_response_leaves_other_tables(bundle, monkeypatch, expected):
    monkeypatch.setattr(synthesis, "new_placebo", lambda: expected)
    check_hundred(cases_shown(bundle), *(Fraction(each, 100) for each in expected))


# ---------------------------------------------------------------- the next trial


def power_of(rate2, difference, n):
    return power_proportions_2indep(difference, rate2, n, alpha=0.05).power


def test_the_next_trial_is_the_smallest_that_reaches_its_power():
    assert synthesis.mark() == (0.30, 0.15)
    assert power_of(0.30, 0.15, 216) < 0.90 <= power_of(0.30, 0.15, 217)
    assert synthesis.next_trial().size == 217
    enrolled = tuple(next(n for n in range(217, 400) if n * (100 - lost) >= 217 * 100) for lost in (15, 20))
    assert synthesis.next_trial().enrolled == enrolled
    words = synthesis.size_words()
    assert (words["size"], words["low"], words["high"]) == (217, *enrolled)
    assert words["times"] == f"{217 / 36:.1f}"


def test_every_size_on_the_lines_reaches_the_power_and_one_person_fewer_does_not():
    table = synthesis.sizes()
    assert table.index.tolist() == pytest.approx([rate / 100 for rate in range(15, 56, 5)])
    assert table.columns.tolist() == [0.10, 0.15, 0.20]
    for rate, row in table.iterrows():
        for difference, size in row.items():
            assert power_of(rate, difference, size - 1) < 0.9 <= power_of(rate, difference, size) + 1e-9
    assert table.loc[synthesis.mark()[0], synthesis.mark()[1]] == 217


def test_the_wrong_answers_on_size_say_true_things():
    random = np.random.default_rng(8)
    treated, placebo = random.binomial(36, 0.45, 400_000), random.binomial(36, 0.30, 400_000)
    assert 1 / significant(treated, placebo, 36).mean() == pytest.approx(4, abs=0.6)
    low, high = questions()["size"]["wrong"][1]["when"]
    needed = next(n for n in range(50, 300) if power_of(0.30, 0.15, n) >= 0.80)
    assert low <= needed <= high


def test_where_a_new_placebo_group_may_lie_is_lesson_01s():
    found = background.placebo()
    assert synthesis.new_placebo() == (round(100 * found.new_low), round(100 * found.new_high))
    assert f"{synthesis.new_placebo()[0]} to {synthesis.new_placebo()[1]} %" in background.two_ranges()


def significant(x1, x2, n):
    """In favour of arm 1 by the chi-squared test without correction, for arms of n."""
    middle = (x1 + x2) / (2 * n)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (x1 - x2) / n / np.sqrt(2 * middle * (1 - middle) / n) > 1.959964


def chance_of_success(mean, sd, seed):
    random = np.random.default_rng(seed)
    logit2 = random.normal(-0.6, 0.4, 200_000)
    logit1 = logit2 + random.normal(mean, sd, 200_000)
    n = synthesis.next_trial().size
    return significant(random.binomial(n, expit(logit1)), random.binomial(n, expit(logit2)), n).mean()


def posterior(prior, x1, n1, x2, n2):
    """Mean and spread of the log odds ratio on a plain grid; the logit midway between the arms has sd 1.5."""
    effect, middle = np.linspace(-4, 6, 1001)[:, None], np.linspace(-6, 6, 1201)
    weight = norm.pdf(effect, prior.mean, prior.sd) * norm.pdf(middle, 0, 1.5)
    weight = (
        weight * binom.pmf(x1, n1, expit(middle + effect / 2)) * binom.pmf(x2, n2, expit(middle - effect / 2))
    )
    share = weight.sum(axis=1) / weight.sum()
    mean = share @ effect[:, 0]
    return mean, math.sqrt(share @ (effect[:, 0] - mean) ** 2)


def test_assurance_is_the_share_of_trials_drawn_that_succeed():
    table = synthesis.assurance().set_index("reader")
    assert table.index.tolist() == list(PRIORS)
    for name, row in table.iterrows():
        prior = PRIORS[name]
        assert row["before"] == pytest.approx(chance_of_success(prior.mean, prior.sd, 1), abs=0.005)
        after = [chance_of_success(*posterior(prior, *each), 2) for each in three_tables()]
        assert [row["after_low"], row["after_high"]] == pytest.approx(span(after), abs=0.007)
    assert synthesis.sceptic_succeeds() == pytest.approx(100 * table.loc["sceptical", "before"])
    words = synthesis.assurance_words()
    assert (words["before"], words["low"], words["high"]) == tuple(table.loc["sceptical"])
    assert words["power"] == 0.90
    assert words["before"] < words["low"] < words["power"]


# ---------------------------------------------------------------- the forms and the one page


def test_the_estimand_has_its_five_attributes():
    attributes = synthesis.estimand_table()["attribute"].tolist()
    assert len(attributes) == len(set(attributes)) == 5
    assert attributes[0] == "Population"


def test_the_two_forms_are_shown_whole():
    reporting, form = synthesis.reporting(), worked("seo2024", "reporting")
    assert reporting.index.tolist() == form["domain"].tolist()
    assert reporting["answer"].tolist() == form["answer"].tolist()
    series, form = synthesis.series(), worked("shin2021")
    assert series.index.tolist() == form["question"].tolist()
    assert series["answer"].tolist() == form["answer"].tolist()
    assert list(series.columns) == list(reporting.columns) == ["answer", "basis"]


def test_the_one_page_states_values_that_can_be_reached_another_way():
    page = dict(synthesis.one_page().itertuples(index=False))
    assert page["Trial of 2024"].startswith(
        "72 people; EASI-50 at week 12 favours cells, P = .038. [abstract;"
    )
    assert "our reading" in page["Trial of 2024"]
    fits = page["What fits that P value"]
    assert f"with 10 to 50 %: {len(TABLES)}, from {signed(min(DIFFERENCES))} points" in fits
    kept = [table for table in ALL_TABLES if 0.23 <= table[2] / table[3] <= 0.57]
    gaps = [x1 / n1 - x2 / n2 for x1, n1, x2, n2 in kept]
    assert f"{len(kept)} tables with differences of {signed(min(gaps))} to {signed(max(gaps))} points" in fits
    lows = span([low for low, _ in score_limits(kept)])
    assert f"begin at {signed(lows[0])} to {signed(lows[1])} points" in fits
    assert f"{min(FACTORS):.1f} to {max(FACTORS):.1f} times" in page["Strength"]
    assert "About 217 per arm analysed, 256 to 272 per arm enrolled" in page["Next"]
    assert page["Follow-up of 2021"].startswith("4/5 with EASI-50")
    rows = load_table("appraisal_questions")
    rows = rows[(rows["study_id"] == "seo2024") & (rows["form"] == "trial")]
    silent = (rows["answer"] == "not in our sources").sum()
    assert f"{silent} of {len(rows)} questions not answered in our sources" in page["Concerns, trial"]
    assert 'Blinding and its integrity, by the rule "no information"' in page["Concerns, trial"]
    assert "place of the rule" not in page["Concerns, follow-up"]


def joined(judgements):
    """High if any is; no information if that is most of them; else some concern, a gap, or low."""
    if "high concern" in judgements:
        return "high concern"
    if 2 * judgements.count("no information") > len(judgements):
        return "no information"
    return next((each for each in ("some concern", "no information") if each in judgements), "low concern")


@pytest.mark.parametrize(
    ("part", "study", "form"),
    [("Concerns, trial", "seo2024", "trial"), ("Concerns, follow-up", "shin2021", "case_series")],
)
def test_the_concerns_are_counted_by_domain(part, study, form):
    rows = load_table("appraisal_questions")
    rows = rows[(rows["study_id"] == study) & (rows["form"] == form)]
    domains = [joined(each.tolist()) for _, each in rows.groupby("domain")["judgement"]]
    said = dict(synthesis.one_page().itertuples(index=False))[part]
    assert f"Of {len(domains)} domains" in said
    for judgement in ("high concern", "some concern", "no information", "low concern"):
        found = re.search(rf"{judgement} in (\d+)", said)
        assert int(found[1] if found else 0) == domains.count(judgement)


def test_judgements_are_counted_in_words_and_absent_ones_are_not_named():
    domains = pd.DataFrame({"judgement": ["low concern", "high concern", "low concern"]})
    assert synthesis._counts(domains) == "Of 3 domains: high concern in 1 and low concern in 2"


def test_the_page_changes_with_its_numbers(monkeypatch):
    before = synthesis.one_page().to_string()
    monkeypatch.setattr(synthesis, "next_trial", lambda: synthesis.NextTrial(230, (271, 288)))
    monkeypatch.setattr(synthesis, "factors", lambda: (1.75, 8.9))
    after = synthesis.one_page().to_string()
    assert before != after
    assert "About 230 per arm analysed, 271 to 288 per arm enrolled" in after
    assert "1.8 to 8.9 times" in after


@pytest.mark.parametrize(
    ("question", "truth", "gaps"),
    [
        ("instead", synthesis.instead, synthesis.instead_words),
        ("overlap", synthesis.overlap_letter, synthesis.overlap_words),
        ("after", synthesis.after, synthesis.after_words),
        ("size", lambda: synthesis.next_trial().size, synthesis.size_words),
        ("assurance", synthesis.sceptic_succeeds, synthesis.assurance_words),
    ],
)
def test_every_reveal_has_values_for_its_gaps_and_no_wrong_answer_covers_the_truth(question, truth, gaps):
    asked, found = questions()[question], truth()
    assert "{" not in fill(asked["reveal"], **gaps())
    wrong = [each["when"] for each in asked.get("wrong", [])]
    if "options" in asked:
        assert found in asked["options"]
        assert found not in wrong
    else:
        assert asked["low"] <= found <= asked["high"]
        assert not any(low <= found <= high for low, high in wrong)


def test_the_working_reading_is_that_of_lesson_03():
    assert phase2.BELIEVABLE == (0.10, 0.50)
    assert all(
        0.10 <= x2 / n2 <= 0.50 and 30 <= min(n1, n2) and max(n1, n2) <= 42 for _, n1, x2, n2 in TABLES
    )
