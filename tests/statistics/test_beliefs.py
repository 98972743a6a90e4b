"""Priors to posteriors: R reference cases, the eight candidate tables, and laws that must hold."""

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import agrees, cases
from scipy.integrate import quad, trapezoid
from scipy.stats import beta, norm

from helpers.statistics import beliefs, detective
from helpers.statistics.beliefs import bayes_factor_uniform, log_odds_posterior
from helpers.statistics.detective import designs, scan

quick = settings(deadline=None, max_examples=12)

# Eight tables compatible with a printed p of .038; none of them was observed by us.
CANDIDATES = [
    (15, 36, 6, 36),
    (30, 36, 21, 36),
    (12, 35, 5, 37),
    (25, 35, 17, 36),
    (28, 34, 21, 36),
    (27, 34, 19, 34),
    (9, 26, 2, 26),
    (22, 27, 13, 25),
]


@st.composite
def tables(draw, largest=40):
    n1, n2 = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


def counts(case):
    return tuple(case["inputs"][name] for name in ("x1", "n1", "x2", "n2"))


@pytest.mark.parametrize("case", cases("P(p1>p2"))
def test_beta_comparison_agrees_with_r(case):
    agrees(beliefs.beta_comparison(*counts(case), a=case["inputs"]["a"], b=case["inputs"]["b"]), case)


@pytest.mark.parametrize("case", cases("Bayes factor"))
def test_bayes_factor_agrees_with_r(case):
    agrees(beliefs.bayes_factor_uniform(*counts(case)), case)


@pytest.mark.parametrize("case", cases("P(OR>1"))
def test_sceptical_posterior_agrees_with_r(case):
    inputs = case["inputs"]
    belief = beliefs.log_odds_posterior(*counts(case), (0, inputs["sd"]), (0, inputs["sd_logit_p2"]))
    agrees([belief.chance_of_benefit, belief.mean_log_odds_ratio], case)


def test_the_named_sceptic_is_the_one_of_the_reference_cases():
    assert beliefs.PRIORS["sceptical"].sd == pytest.approx(0.353653, abs=1e-6)


@given(tables())
@quick
def test_swapping_the_arms_swaps_the_answer(table):
    x1, n1, x2, n2 = table
    one, other = beliefs.beta_comparison(*table), beliefs.beta_comparison(x2, n2, x1, n1)
    assert one + other == pytest.approx(1, abs=1e-8)
    assert beliefs.bayes_factor_uniform(*table) == pytest.approx(beliefs.bayes_factor_uniform(x2, n2, x1, n1))


@given(tables())
@quick
def test_counting_failures_instead_of_responders_reverses_the_odds_ratio(table):
    x1, n1, x2, n2 = table
    one = beliefs.log_odds_posterior(*table)
    other = beliefs.log_odds_posterior(n1 - x1, n1, n2 - x2, n2)
    assert one.chance_of_benefit + other.chance_of_benefit == pytest.approx(1, abs=1e-9)
    assert one.mean_log_odds_ratio == pytest.approx(-other.mean_log_odds_ratio, abs=1e-9)
    assert one.median_difference == pytest.approx(-other.median_difference, abs=1e-6)


@given(tables(), st.sampled_from(list(beliefs.PRIORS)), st.sampled_from(list(beliefs.PLACEBO_PRIORS)))
@quick
def test_every_curve_holds_all_the_belief(table, prior, placebo):
    belief = beliefs.log_odds_posterior(*table, prior, placebo)
    for grid, density in [
        (belief.log_odds_ratio, belief.prior_density),
        (belief.log_odds_ratio, belief.posterior_density),
        (belief.difference, belief.difference_prior_density),
        (belief.difference, belief.difference_posterior_density),
    ]:
        assert trapezoid(density, grid) == pytest.approx(1, abs=1e-3)
        assert density.min() >= 0


@given(tables())
@quick
def test_benefit_on_the_odds_scale_is_benefit_on_the_difference_scale(table):
    belief = beliefs.log_odds_posterior(*table)
    assert belief.chance_difference_above(0) == pytest.approx(belief.chance_of_benefit, abs=1e-3)
    chances = [belief.chance_difference_above(d) for d in np.linspace(-1, 1, 21)]
    assert np.all(np.diff(chances) <= 1e-12)


@given(tables())
@quick
def test_one_more_responder_in_the_treatment_arm_raises_belief(table):
    x1, n1, x2, n2 = table
    if x1 < n1:
        assert (
            beliefs.log_odds_posterior(x1 + 1, n1, x2, n2).chance_of_benefit
            > beliefs.log_odds_posterior(*table).chance_of_benefit
        )
        assert beliefs.beta_comparison(x1 + 1, n1, x2, n2) > beliefs.beta_comparison(*table) - 1e-9


@pytest.mark.parametrize("table", CANDIDATES)
def test_sceptic_doubts_more_than_the_neutral_reader_than_the_enthusiast(table):
    chances = beliefs.posterior_across_tables([table])["chance_of_benefit"].tolist()
    assert chances == sorted(chances)


def test_with_a_vague_prior_the_posterior_is_the_likelihood():
    # Large trial, vague priors: centre and spread are those of the maximum likelihood log odds ratio.
    x1, n1, x2, n2 = 300, 500, 250, 500
    belief = beliefs.log_odds_posterior(x1, n1, x2, n2, (0, 3), (0, 3))
    estimate = math.log(x1 / (n1 - x1) / (x2 / (n2 - x2)))
    error = math.sqrt(1 / x1 + 1 / (n1 - x1) + 1 / x2 + 1 / (n2 - x2))
    low, high = np.log(belief.odds_ratio_interval)
    assert belief.mean_log_odds_ratio == pytest.approx(estimate, abs=0.01)
    assert (high - low) / (2 * 1.95996 * error) == pytest.approx(1, abs=0.01)


def test_without_data_worth_the_name_the_posterior_stays_near_the_prior():
    belief = beliefs.log_odds_posterior(1, 1, 1, 1, "sceptical")
    assert belief.chance_of_benefit == pytest.approx(0.5, abs=0.06)
    assert np.max(abs(belief.posterior_density - belief.prior_density)) < 0.15


def test_priors_say_what_their_descriptions_say():
    from scipy.special import expit

    sceptical, enthusiastic = beliefs.PRIORS["sceptical"], beliefs.PRIORS["enthusiastic"]
    assert norm.cdf(math.log(2), sceptical.mean, sceptical.sd) == pytest.approx(0.975)
    assert norm.cdf(0, enthusiastic.mean, enthusiastic.sd) == pytest.approx(0.025)
    neutral = beliefs.PRIORS["neutral"]
    assert round(math.exp(norm.ppf(0.975, neutral.mean, neutral.sd))) == 19
    shares = {
        name: np.round(expit(norm.ppf([0.025, 0.5, 0.975], p.mean, p.sd)), 2).tolist()
        for name, p in beliefs.PLACEBO_PRIORS.items()
    }
    assert shares == {"vague": [0.05, 0.5, 0.95], "atopic dermatitis trials": [0.2, 0.35, 0.55]}


@pytest.mark.parametrize(
    ("placebo", "prior", "chance", "points"),
    [
        ("vague", "sceptical", [0.84, 0.91], [5.1, 8.4]),
        ("vague", "neutral", [0.96, 0.99], [16.4, 25.7]),
        ("atopic dermatitis trials", "sceptical", [0.73, 0.98], [3.5, 13.6]),
    ],
)
def test_what_eight_compatible_tables_let_a_reader_believe(placebo, prior, chance, points):
    table = beliefs.posterior_across_tables(CANDIDATES, [prior], placebo)
    assert np.round(table["chance_of_benefit"].agg(["min", "max"]), 2).tolist() == chance
    assert np.round(100 * table["median_difference"].agg(["min", "max"]), 1).tolist() == points


def test_uniform_and_jeffreys_priors_over_the_eight_tables():
    uniform = [beliefs.beta_comparison(*table) for table in CANDIDATES]
    jeffreys = [beliefs.beta_comparison(*table, a=0.5, b=0.5) for table in CANDIDATES]
    factors = [beliefs.bayes_factor_uniform(*table) for table in CANDIDATES]
    assert (round(min(uniform), 2), round(max(uniform), 2)) == (0.98, 0.99)
    assert (round(min(jeffreys), 3), round(max(jeffreys), 3)) == (0.981, 0.993)
    assert (round(min(factors), 1), round(max(factors), 1)) == (2.0, 4.3)


def test_difference_quantiles_agree_with_a_plain_fine_grid():
    # median and limits of the risk difference for 25/35 v 17/36, sceptical and vague, from 3 million points
    belief = beliefs.log_odds_posterior(25, 35, 17, 36)
    assert belief.median_difference == pytest.approx(0.08440, abs=1e-4)
    assert belief.difference_interval == pytest.approx((-0.04843, 0.21509), abs=2e-4)


def test_same_input_same_answer_in_well_under_a_second():
    beliefs.log_odds_posterior(30, 36, 21, 36)
    start = time.perf_counter()
    again = [beliefs.log_odds_posterior(15, 36, 6, 36) for _ in range(3)]
    assert (time.perf_counter() - start) / 3 < 0.5
    assert again[0] == again[1] == again[2]


@pytest.mark.parametrize("table", [(500, 500, 0, 500), (0, 500, 0, 500), (0, 1, 1, 1)])
def test_extreme_tables_stay_finite(table):
    belief = beliefs.log_odds_posterior(*table, "enthusiastic")
    assert 0 <= belief.chance_of_benefit <= 1
    assert (
        -1 <= belief.difference_interval[0] <= belief.median_difference <= belief.difference_interval[1] <= 1
    )
    assert np.all(np.isfinite(belief.posterior_density))
    assert 0 <= beliefs.beta_comparison(*table, a=0.5, b=0.5) <= 1


def test_reader_prior_moves_by_the_odds():
    assert beliefs.reader_prior_to_posterior(0.5, 3) == pytest.approx(0.75)
    assert beliefs.reader_prior_to_posterior(0.3, 1) == pytest.approx(0.3)
    assert beliefs.reader_prior_to_posterior(0, 100) == 0
    assert beliefs.reader_prior_to_posterior(1, 0.01) == 1


def test_two_updates_equal_one_by_the_product():
    twice = beliefs.reader_prior_to_posterior(beliefs.reader_prior_to_posterior(0.2, 2.5), 0.4)
    assert twice == pytest.approx(0.2)


def test_rate_update_lies_between_belief_and_data_and_follows_the_larger():
    mean, lower, upper = beliefs.update_rate(0.4, 1e-6, 4, 5)
    assert mean == pytest.approx(0.8, abs=1e-5)
    mean, lower, upper = beliefs.update_rate(0.4, 1e6, 4, 5)
    assert mean == pytest.approx(0.4, abs=1e-5)
    assert lower < mean < upper


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: beliefs.reader_prior_to_posterior(30, 3), r"chance_it_works is 30.*write 0.30 for 30 %"),
        (lambda: beliefs.reader_prior_to_posterior(0.3, -1), "bayes_factor is -1"),
        (lambda: beliefs.reader_prior_to_posterior(None, 3), "chance_it_works is None"),
        (lambda: beliefs.beta_comparison(40, 36, 6, 36), "responders .40. exceed"),
        (lambda: beliefs.beta_comparison(4, 36, 6, 36, a=0), "a is 0"),
        (lambda: beliefs.log_odds_posterior(15, 36, 6, 36, "skeptical"), "Did you mean 'sceptical'"),
        (lambda: beliefs.log_odds_posterior(15, 36, 6, 36, (0, 0)), "sd between 0.1 and 3"),
        (lambda: beliefs.log_odds_posterior(15, 36, 6, 36, 0.35), "give a name or a pair"),
        (lambda: beliefs.log_odds_posterior(15, 36, 6, 36, placebo_prior="vage"), "Did you mean 'vague'"),
        (lambda: beliefs.log_odds_posterior(15, 36, 6, 36, confidence=95), "confidence is 95"),
        (lambda: beliefs.posterior_across_tables([]), "empty"),
        (
            lambda: beliefs.log_odds_posterior(15, 36, 6, 36).chance_difference_above(10),
            "write 0.10 for 10 points",
        ),
        (lambda: beliefs.update_rate(40, 10, 4, 5), "prior_share is 40"),
        (lambda: beliefs.update_rate(0.4, 0, 4, 5), "prior_weight is 0"),
    ],
)
def test_impossible_input_is_refused_in_a_sentence(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize(
    ("table", "expected"),
    [((3, 3, 4, 200), 0.9999990203), ((12, 36, 36, 36), 5.283896675e-11)],
)
def test_chance_that_arm_1_is_better_holds_for_unequal_and_opposite_arms(table, expected):
    # R: integrate(function(p) dbeta(p, x2 + 1, n2 - x2 + 1) * pbeta(p, x1 + 1, n1 - x1 + 1, lower = FALSE), 0, 1)
    assert math.isclose(beliefs.beta_comparison(*table), expected, rel_tol=1e-6)


@pytest.mark.parametrize(
    ("table", "treatment", "placebo", "expected"),
    [
        ((0, 500, 0, 500), "sceptical", "vague", -0.1554144081),  # placebo rate far from its prior
        ((500, 500, 0, 500), (0.7, 1.5), (-0.6, 0.4), 8.330450704),  # effect beyond 5 sd of its prior
        ((1000, 2500, 900, 2500), "sceptical", "vague", 0.1650402431),  # sharp posterior
    ],
)
def test_the_grid_is_wide_and_fine_enough_for_extreme_tables(table, treatment, placebo, expected):
    # posterior mean log odds ratio, R: sum over a grid of steps .005 (log odds ratio, -30 to 30) x .02 (-25 to 25)
    found = beliefs.log_odds_posterior(*table, treatment, placebo).mean_log_odds_ratio
    assert abs(found - expected) < 1e-5


def test_limits_of_a_sharp_posterior_are_those_of_the_normal_curve():
    # with a prior sd of 0.1 and hardly any data, the posterior of the log odds ratio is nearly the prior
    belief = beliefs.log_odds_posterior(1, 2, 1, 2, (0, 0.1), "vague")
    assert abs(math.log(belief.odds_ratio_interval[1]) - 0.196) < 0.001
    assert math.isclose(math.prod(belief.odds_ratio_interval), 1, rel_tol=1e-6)


def test_bayes_factor_beyond_the_largest_number_is_infinite():
    assert beliefs.bayes_factor_uniform(600, 600, 0, 600) == math.inf


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: beliefs.log_odds_posterior(1, 9000, 1, 9000), "10000 people at most"),
        (lambda: beliefs.posterior_across_tables(None), "tables is None: give a list"),
        (lambda: beliefs.posterior_across_tables([(15, 36, 6)]), "give four counts"),
        (
            lambda: beliefs.posterior_across_tables([(15, 36, 6, 36)], priors="sceptical"),
            "priors is 'sceptical'",
        ),
    ],
)
def test_wrong_kinds_of_argument_are_refused_in_a_sentence(call, message):
    with pytest.raises(ValueError, match=message):
        call()


FOUND = scan(".038", designs(72, 35, 37), ["fisher", "pearson", "yates"])
TABLES = detective.distinct_tables(FOUND)


@pytest.mark.parametrize("table", [(15, 36, 6, 36), (0, 5, 3, 9), (30, 30, 1, 40), (28, 88, 22, 81)])
def test_the_chance_of_a_higher_rate_agrees_with_adaptive_integration(table):
    x1, n1, x2, n2 = table
    first, second = beta(x1 + 1, n1 - x1 + 1), beta(x2 + 1, n2 - x2 + 1)
    expected = quad(
        lambda rate: first.sf(rate) * second.pdf(rate), 0, 1, points=[x2 / n2 or 0.01], limit=200
    )[0]
    assert beliefs.chance_arm1_higher(*table) == pytest.approx(expected, abs=1e-8)


def test_the_two_directions_share_the_two_sided_bayes_factor():
    x1, n1, x2, n2 = 15, 36, 6, 36
    better, worse = (
        beliefs.bayes_factor_better(x1, n1, x2, n2),
        beliefs.bayes_factor_better(x2, n2, x1, n1),
    )
    assert (better + worse) / 2 == pytest.approx(bayes_factor_uniform(x1, n1, x2, n2), rel=1e-9)


def test_the_directional_bayes_factor_agrees_with_a_sum_over_a_fine_grid():
    grid = (np.arange(1500) + 0.5) / 1500
    one, two = grid**15 * (1 - grid) ** 21, grid**6 * (1 - grid) ** 30
    separate = 2 * float((np.tril(np.outer(one, two), -1)).sum()) / 1500**2
    same = float((grid**21 * (1 - grid) ** 51).sum()) / 1500
    assert beliefs.bayes_factor_better(15, 36, 6, 36) == pytest.approx(separate / same, rel=0.01)


def test_the_bayes_factor_range_holds_every_table():
    low, high = beliefs.bayes_factor_range(TABLES)
    factors = [beliefs.bayes_factor_better(*table) for table in TABLES]
    assert (low, high) == (min(factors), max(factors))
    assert beliefs.bayes_factor_range(TABLES, bayes_factor_uniform)[1] < high
    with pytest.raises(ValueError, match="empty"):
        beliefs.bayes_factor_range([])


def test_the_factor_for_small_effects_agrees_with_the_density_ratio_at_no_effect():
    """Savage and Dickey: prior over posterior density at no effect, times the chance of the right direction."""
    belief = log_odds_posterior(15, 36, 6, 36, "sceptical")
    none = int(np.argmin(abs(belief.log_odds_ratio)))
    ratio = belief.prior_density[none] / belief.posterior_density[none] * 2 * belief.chance_of_benefit
    assert beliefs.bayes_factor_small(15, 36, 6, 36) == pytest.approx(ratio, rel=5e-3)
    assert beliefs.bayes_factor_small(10, 36, 10, 36) < 1 < beliefs.bayes_factor_small(12, 36, 10, 36) * 1.1


def test_a_prior_of_nought_or_one_stays():
    assert beliefs.updated_range(0, (3, 9)) == (0, 0)
    assert beliefs.updated_range(100, (3, 9)) == (100, 100)
    assert beliefs.updated_range(50, (1, 3)) == (50, 75)
    with pytest.raises(ValueError, match="0 to 100"):
        beliefs.updated_range(130, (1, 3))
