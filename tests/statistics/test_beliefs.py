"""Priors to posteriors: R reference cases, the eight candidate tables, and laws that must hold."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invented import tables
from reference import agrees, cases, counts
from scipy.integrate import quad, trapezoid
from scipy.special import expit, log_expit, xlogy
from scipy.stats import beta, binom, logistic, norm

from helpers.statistics import beliefs, detective
from helpers.statistics.beliefs import bayes_factor_uniform
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


@pytest.mark.parametrize("case", cases("P(p1>p2"))
def test_chance_of_the_higher_rate_agrees_with_r(case):
    assert case["inputs"]["a"] == case["inputs"]["b"]
    agrees(beliefs.chance_arm1_higher(*counts(case), shape=case["inputs"]["a"]), case)


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


@given(tables(40))
@quick
def test_swapping_the_arms_swaps_the_answer(table):
    x1, n1, x2, n2 = table
    one, other = beliefs.chance_arm1_higher(*table), beliefs.chance_arm1_higher(x2, n2, x1, n1)
    assert one + other == pytest.approx(1, abs=1e-8)
    assert beliefs.bayes_factor_uniform(*table) == pytest.approx(beliefs.bayes_factor_uniform(x2, n2, x1, n1))


@given(tables(40))
@quick
def test_counting_failures_instead_of_responders_reverses_the_odds_ratio(table):
    x1, n1, x2, n2 = table
    one = beliefs.log_odds_posterior(*table)
    other = beliefs.log_odds_posterior(n1 - x1, n1, n2 - x2, n2)
    assert one.chance_of_benefit + other.chance_of_benefit == pytest.approx(1, abs=1e-9)
    assert one.mean_log_odds_ratio == pytest.approx(-other.mean_log_odds_ratio, abs=1e-9)
    assert one.median_difference == pytest.approx(-other.median_difference, abs=1e-6)


@given(tables(40), st.sampled_from(list(beliefs.PRIORS)), st.sampled_from(list(beliefs.PLACEBO_PRIORS)))
@quick
def test_every_curve_holds_all_the_belief(table, prior, placebo):
    belief = beliefs.log_odds_posterior(*table, prior, placebo)
    # the curves of the difference are histograms; their corners lie midway in reverse
    corners = [-1.0]
    for middle in belief.difference:
        corners.append(2 * middle - corners[-1])
    assert corners[-1] == pytest.approx(1, abs=1e-6)
    for density in (belief.difference_prior_density, belief.difference_posterior_density):
        assert density @ np.diff(corners) == pytest.approx(1, abs=1e-3)
        assert density.min() >= 0


@given(tables(40))
@quick
def test_benefit_on_the_odds_scale_is_benefit_on_the_difference_scale(table):
    belief = beliefs.log_odds_posterior(*table)
    assert belief.chance_difference_above(0) == pytest.approx(belief.chance_of_benefit, abs=1e-3)
    chances = [belief.chance_difference_above(d) for d in np.linspace(-1, 1, 21)]
    assert np.all(np.diff(chances) <= 1e-12)


@given(tables(40))
@quick
def test_one_more_responder_in_the_treatment_arm_raises_belief(table):
    x1, n1, x2, n2 = table
    if x1 < n1:
        assert (
            beliefs.log_odds_posterior(x1 + 1, n1, x2, n2).chance_of_benefit
            > beliefs.log_odds_posterior(*table).chance_of_benefit
        )
        assert beliefs.chance_arm1_higher(x1 + 1, n1, x2, n2) > beliefs.chance_arm1_higher(*table) - 1e-9


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
    assert belief.mean_log_odds_ratio == pytest.approx(estimate, abs=0.01)
    assert belief.sd_log_odds_ratio / error == pytest.approx(1, abs=0.01)


def test_without_data_worth_the_name_the_posterior_stays_near_the_prior():
    belief = beliefs.log_odds_posterior(1, 1, 1, 1, "sceptical")
    assert belief.chance_of_benefit == pytest.approx(0.5, abs=0.06)


def test_priors_say_what_their_descriptions_say():
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
        ("vague", "sceptical", [0.86, 0.91], [5.6, 8.4]),
        ("vague", "neutral", [0.98, 0.99], [18.2, 25.5]),
        ("atopic dermatitis trials", "sceptical", [0.73, 0.98], [3.5, 13.6]),
    ],
)
def test_what_eight_compatible_tables_let_a_reader_believe(placebo, prior, chance, points):
    table = beliefs.posterior_across_tables(CANDIDATES, [prior], placebo)
    assert np.round(table["chance_of_benefit"].agg(["min", "max"]), 2).tolist() == chance
    assert np.round(100 * table["median_difference"].agg(["min", "max"]), 1).tolist() == points


def test_uniform_and_jeffreys_priors_over_the_eight_tables():
    uniform = [beliefs.chance_arm1_higher(*table) for table in CANDIDATES]
    jeffreys = [beliefs.chance_arm1_higher(*table, shape=0.5) for table in CANDIDATES]
    factors = [beliefs.bayes_factor_uniform(*table) for table in CANDIDATES]
    assert (round(min(uniform), 2), round(max(uniform), 2)) == (0.98, 0.99)
    assert (round(min(jeffreys), 3), round(max(jeffreys), 3)) == (0.981, 0.993)
    assert (round(min(factors), 1), round(max(factors), 1)) == (2.0, 4.3)


def test_difference_quantiles_agree_with_a_plain_fine_grid():
    # median and limits of the risk difference for 25/35 v 17/36, sceptical and vague, from 3 million points
    belief = beliefs.log_odds_posterior(25, 35, 17, 36, placebo_prior=(0, 1.5))
    assert belief.median_difference == pytest.approx(0.08440, abs=1e-4)
    assert belief.difference_interval == pytest.approx((-0.04843, 0.21509), abs=2e-4)


def test_same_input_same_answer():
    first = beliefs.log_odds_posterior(15, 36, 6, 36)
    beliefs.log_odds_posterior(30, 36, 21, 36)
    assert beliefs.log_odds_posterior(15, 36, 6, 36) == first


@pytest.mark.parametrize("table", [(500, 500, 0, 500), (0, 500, 0, 500), (0, 1, 1, 1)])
def test_extreme_tables_stay_finite(table):
    belief = beliefs.log_odds_posterior(*table, "enthusiastic")
    assert 0 <= belief.chance_of_benefit <= 1
    assert (
        -1 <= belief.difference_interval[0] <= belief.median_difference <= belief.difference_interval[1] <= 1
    )
    assert np.all(np.isfinite(belief.difference_posterior_density))
    assert 0 <= beliefs.chance_arm1_higher(*table, shape=0.5) <= 1


def test_reader_prior_moves_by_the_odds():
    assert beliefs.reader_prior_to_posterior(0.5, 3) == pytest.approx(0.75)
    assert beliefs.reader_prior_to_posterior(0.3, 1) == pytest.approx(0.3)
    assert beliefs.reader_prior_to_posterior(0, 100) == 0
    assert beliefs.reader_prior_to_posterior(1, 0.01) == 1


def test_two_updates_equal_one_by_the_product():
    twice = beliefs.reader_prior_to_posterior(beliefs.reader_prior_to_posterior(0.2, 2.5), 0.4)
    assert twice == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: beliefs.reader_prior_to_posterior(30, 3), r"chance_it_works is 30.*write 0.30 for 30 %"),
        (lambda: beliefs.reader_prior_to_posterior(0.3, -1), "bayes_factor is -1"),
        (lambda: beliefs.reader_prior_to_posterior(None, 3), "chance_it_works is None"),
        (lambda: beliefs.chance_arm1_higher(40, 36, 6, 36), "responders .40. exceed"),
        (lambda: beliefs.chance_arm1_higher(4, 36, 6, 36, shape=0), "shape is 0"),
        (lambda: beliefs.log_odds_posterior(15, 36, 6, 36, "skeptical"), "Did you mean 'sceptical'"),
        (lambda: beliefs.log_odds_posterior(15, 36, 6, 36, (0, 0)), "sd between 0.1 and 3"),
        (lambda: beliefs.log_odds_posterior(15, 36, 6, 36, 0.35), "give a name or a pair"),
        (lambda: beliefs.log_odds_posterior(15, 36, 6, 36, placebo_prior="vage"), "Did you mean 'vague'"),
        (lambda: beliefs.posterior_across_tables([]), "empty"),
        (
            lambda: beliefs.log_odds_posterior(15, 36, 6, 36).chance_difference_above(10),
            "write 0.10 for 10 points",
        ),
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
    assert math.isclose(beliefs.chance_arm1_higher(*table), expected, rel_tol=1e-6)


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
    placebo = (0, 1.5) if placebo == "vague" else placebo
    found = beliefs.log_odds_posterior(*table, treatment, placebo).mean_log_odds_ratio
    assert abs(found - expected) < 1e-5


def test_bayes_factor_beyond_the_largest_number_is_infinite():
    assert beliefs.bayes_factor_uniform(600, 600, 0, 600) == math.inf


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: beliefs.joint_bayes_factor([(1, 900, 1, 9)]), "participants in arm 1 is 900"),
        (
            lambda: beliefs.joint_bayes_factor([(1, 9000, 1, 9000)], "small log odds ratio"),
            "up to 10,000 people",
        ),
        (lambda: beliefs.joint_bayes_factor([(1, 9, 1, 9)], "risk difference"), "Did you mean 'difference'"),
        (
            lambda: beliefs.log_odds_posterior(1, 9, 1, 9, "neutral", beliefs.Prior(0, 1, "", "both")),
            "about of",
        ),
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


def log_share(logit):
    """log(expit(logit)), for one number: many times faster than SciPy's, which is made for arrays."""
    return min(logit, 0.0) - math.log1p(math.exp(-abs(logit)))


def rate(logit):
    return math.exp(log_share(logit))


def by_quadrature(table, treatment, response, difference):
    """Chance of benefit and chance that the difference exceeds `difference`, by nested adaptive quadrature."""

    def weight(effect, base):
        logits = (
            (base + effect / 2, base - effect / 2) if response.about == "both arms" else (base + effect, base)
        )
        x1, n1, x2, n2 = table
        likelihood = sum(
            x * log_share(at) + (n - x) * log_share(-at)
            for x, n, at in zip((x1, x2), (n1, n2), logits, strict=True)
        )
        away = (effect - treatment.mean) / treatment.sd, (base - response.mean) / response.sd
        return math.exp(likelihood - peak - (away[0] ** 2 + away[1] ** 2) / 2)  # what is constant cancels

    def needed(base):
        """The effect at which the difference is reached, by bisection."""

        def gap(effect):
            if response.about == "both arms":
                return rate(base + effect / 2) - rate(base - effect / 2) - difference
            return rate(base + effect) - rate(base) - difference

        low, high = -80.0, 80.0
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if gap(middle) < 0 else (low, middle)
        return high

    x1, n1, x2, n2 = table
    peak = sum(xlogy(x, x / n) + xlogy(n - x, (n - x) / n) for x, n in ((x1, n1), (x2, n2)))
    effects = treatment.mean - 10 * treatment.sd, treatment.mean + 10 * treatment.sd
    bases = np.linspace(response.mean - 9 * response.sd, response.mean + 9 * response.sd, 401)

    def share(lowest):
        inner = [
            quad(weight, min(max(lowest(base), effects[0]), effects[1]), effects[1], args=(base,), limit=200)[
                0
            ]
            for base in bases
        ]
        return trapezoid(inner, bases)

    everything = share(lambda base: effects[0])
    return share(lambda base: 0.0) / everything, share(needed) / everything


@pytest.mark.parametrize(
    ("table", "prior", "placebo"),
    [
        ((15, 36, 6, 36), "sceptical", "vague"),
        ((28, 34, 21, 36), "neutral", "vague"),
        ((9, 26, 2, 26), "enthusiastic", "atopic dermatitis trials"),
        ((0, 8, 3, 5), "neutral", "vague"),
    ],
)
def test_chances_agree_with_adaptive_quadrature_to_the_stated_error(table, prior, placebo):
    response = beliefs.PLACEBO_PRIORS[placebo]
    expected = by_quadrature(table, beliefs.PRIORS[prior], response, 0.1)
    belief = beliefs.log_odds_posterior(*table, prior, placebo)
    assert belief.chance_of_benefit == pytest.approx(expected[0], abs=1e-5)
    assert belief.chance_difference_above(0.1) == pytest.approx(expected[1], abs=1e-5)


@given(tables(40), st.sampled_from(["sceptical", "neutral"]))
@example((33, 33, 1, 1), "neutral")
@quick
def test_with_the_vague_response_swapping_the_arms_mirrors_the_belief(table, prior):
    x1, n1, x2, n2 = table
    one, other = beliefs.log_odds_posterior(*table, prior), beliefs.log_odds_posterior(x2, n2, x1, n1, prior)
    assert one.chance_of_benefit + other.chance_of_benefit == pytest.approx(1, abs=2e-5)  # each to 1e-5
    assert one.mean_log_odds_ratio == pytest.approx(-other.mean_log_odds_ratio, abs=1e-7)
    assert one.median_difference == pytest.approx(-other.median_difference, abs=1e-5)
    assert one.difference_interval == pytest.approx(
        [-end for end in other.difference_interval[::-1]], abs=1e-4
    )


@given(tables(40), st.sampled_from([0.2, 0.354, 1.5]))
@quick
def test_swapping_arms_and_the_sign_of_the_prior_mirrors_any_belief(table, sd):
    x1, n1, x2, n2 = table
    one = beliefs.log_odds_posterior(*table, (0.5, sd))
    other = beliefs.log_odds_posterior(x2, n2, x1, n1, (-0.5, sd))
    assert one.chance_of_benefit + other.chance_of_benefit == pytest.approx(1, abs=2e-5)  # each to 1e-5


@pytest.mark.parametrize(
    ("table", "chance"), [((1, 36, 0, 36), 0.69), ((2, 300, 1, 300), 0.65), ((35, 36, 36, 36), 0.31)]
)
def test_a_reader_without_a_view_never_believes_against_the_direction_of_equal_arms(table, chance):
    # with the placebo arm in a special place these were 0.38, 0.32 and 0.62: the direction was turned round
    belief = beliefs.log_odds_posterior(*table, "neutral")
    assert belief.chance_of_benefit == pytest.approx(chance, abs=0.005)
    assert (belief.chance_of_benefit > 0.5) == (table[0] > table[2])


def test_limits_of_large_trials_are_as_fine_as_the_posterior():
    # R: sums over steps of a fiftieth of the posterior sd; a grid of half points gave -0.43 and 0.48
    low, high = beliefs.log_odds_posterior(20, 5000, 10, 5000, "sceptical", (0, 1.5)).difference_interval
    assert (100 * low, 100 * high) == (pytest.approx(-0.08, abs=0.005), pytest.approx(0.24, abs=0.005))
    huge = beliefs.log_odds_posterior(50_000, 100_000, 49_500, 100_000, "neutral")
    assert huge.median_difference == pytest.approx(0.005, abs=1e-5)
    assert np.diff(huge.difference_interval)[0] == pytest.approx(
        2 * 1.959964 * math.sqrt(0.5 / 1e5), rel=1e-3
    )


def test_without_data_the_posterior_is_nearly_the_prior_in_both_parametrisations():
    for placebo in beliefs.PLACEBO_PRIORS:
        belief = beliefs.log_odds_posterior(1, 2, 1, 2, "sceptical", placebo)
        assert belief.chance_of_benefit == pytest.approx(0.5, abs=0.04)
        assert belief.sd_log_odds_ratio == pytest.approx(beliefs.PRIORS["sceptical"].sd, rel=0.03)


def likelihood(x, n, rate):
    """The chance of x of n, but for the number of ways to choose them, which cancels where two are compared."""
    return rate**x * (1 - rate) ** (n - x)


def test_joint_factor_of_one_common_difference_by_plain_summation():
    # uniform rates, arm 1 higher: difference d has density 2 (1 - d), placebo rates uniform below 1 - d
    trials = [(15, 36, 6, 36), (28, 88, 22, 81), (68, 205, 30, 103)]
    grid = (np.arange(600) + 0.5) / 600
    d, rate2 = grid, (1 - grid)[:, None] * grid
    joint = 2 * (1 - d)
    for x1, n1, x2, n2 in trials:
        likely = likelihood(x1, n1, rate2 + d[:, None]) * likelihood(x2, n2, rate2)
        alike = np.mean(likelihood(x1, n1, grid) * likelihood(x2, n2, grid))
        joint = joint * likely.mean(axis=1) / alike
    assert beliefs.joint_bayes_factor(trials) == pytest.approx(joint.mean(), rel=1e-3)
    assert beliefs.joint_bayes_factor(trials) == pytest.approx(1.1047, abs=5e-5)
    # not the product of three factors that each start afresh
    product = math.prod(beliefs.bayes_factor_better(*trial) for trial in trials)
    assert product == pytest.approx(0.65, abs=0.005)


@pytest.mark.parametrize(("common", "expected"), [("log odds ratio", 1.408), ("small log odds ratio", 2.989)])
def test_joint_factor_of_one_common_odds_ratio_by_plain_summation(common, expected):
    trials = [(15, 36, 6, 36), (28, 88, 22, 81), (68, 205, 30, 103)]
    effect = (np.arange(500) + 0.5) / 33
    middle = np.arange(-180, 181)[:, None] / 10
    if common == "log odds ratio":
        prior = logistic.pdf(middle + effect / 2) * logistic.pdf(middle - effect / 2)
        alone = logistic.pdf(middle[:, 0])
    else:
        prior = norm.pdf(middle, 0, 1.5) * norm.pdf(effect, 0, 0.353653)
        alone = norm.pdf(middle[:, 0], 0, 1.5)
    density = prior.sum(axis=0) / 10
    joint = 2 * density
    rate1, rate2, share = expit(middle + effect / 2), expit(middle - effect / 2), expit(middle[:, 0])
    for x1, n1, x2, n2 in trials:
        likely = likelihood(x1, n1, rate1) * likelihood(x2, n2, rate2)
        alike = (likelihood(x1, n1, share) * likelihood(x2, n2, share) * alone).sum() / 10
        joint = (
            joint
            * np.where(density > 0, (likely * prior).sum(axis=0) / 10 / np.maximum(density, 1e-300), 0)
            / alike
        )
    assert beliefs.joint_bayes_factor(trials, common) == pytest.approx(joint.sum() / 33, rel=1e-3)
    assert beliefs.joint_bayes_factor(trials, common) == pytest.approx(expected, abs=5e-4)


@given(tables(30))
@quick
def test_the_joint_factor_of_one_trial_is_the_factor_of_that_trial(table):
    better = beliefs.bayes_factor_better(*table)
    assert beliefs.joint_bayes_factor([table]) == pytest.approx(better, rel=1e-6)
    assert beliefs.joint_bayes_factor([table], "log odds ratio") == pytest.approx(better, rel=1e-4)


@given(tables(20), tables(20), st.sampled_from(list(beliefs.COMMON_EFFECTS)))
@quick
def test_joint_factors_know_no_order_and_no_name_of_response(one, two, common):
    def mirrored(table):
        x1, n1, x2, n2 = table
        return n2 - x2, n2, n1 - x1, n1

    joint = beliefs.joint_bayes_factor([one, two], common)
    assert beliefs.joint_bayes_factor([two, one], common) == pytest.approx(joint, rel=1e-9)
    # counting non-responders with the arms swapped is the same trial
    assert beliefs.joint_bayes_factor([mirrored(one), mirrored(two)], common) == pytest.approx(
        joint, rel=1e-6
    )


@pytest.mark.parametrize("table", [(15, 36, 6, 36), (310, 600, 290, 600), (10, 36, 12, 36), (10, 36, 10, 36)])
def test_the_factor_for_small_effects_agrees_with_a_sum_over_a_fine_grid(table):
    x1, n1, x2, n2 = table
    middle, effect = (
        np.linspace(-9, 9, 361)[:, None],
        np.linspace(0, 8, 1601) * math.log(2) / norm.isf(0.025),
    )
    logit1, logit2 = middle + effect / 2, middle - effect / 2
    rises = [n * log_expit(each) - (n - x) * each for x, n, each in ((x1, n1, logit1), (x2, n2, logit2))]
    likelihood = np.exp(sum(rises) - np.max(sum(rises))) * norm.pdf(middle, 0, 1.5)
    weight = norm.pdf(np.linspace(0, 8, 1601))
    weight[0] /= 2
    averaged = likelihood.sum(axis=0)
    expected = (averaged @ weight) / weight.sum() / averaged[0]
    assert beliefs.bayes_factor_small(*table) == pytest.approx(expected, rel=1e-4)


def test_the_factor_for_small_effects_asks_for_a_difference():
    assert beliefs.bayes_factor_small(10, 36, 10, 36) < 1 < beliefs.bayes_factor_small(12, 36, 10, 36) * 1.1
    assert beliefs.bayes_factor_small(310, 600, 290, 600) == pytest.approx(0.981, abs=0.0005)


@given(tables(40))
@quick
def test_factors_of_both_directions_add_up_to_the_two_sided_factor(table):
    x1, n1, x2, n2 = table
    both = (beliefs.bayes_factor_better(*table) + beliefs.bayes_factor_better(x2, n2, x1, n1)) / 2
    assert beliefs.bayes_factor_uniform(*table) == pytest.approx(both, rel=1e-8)
    other_name = beliefs.bayes_factor_uniform(n1 - x1, n1, n2 - x2, n2)
    assert beliefs.bayes_factor_uniform(*table) == pytest.approx(other_name, rel=1e-9)


@given(tables(40))
@quick
def test_no_pair_of_rates_beats_the_largest_likelihood_ratio(table):
    x1, n1, x2, n2 = table
    rates = (np.arange(50) + 0.5) / 50
    pairs = binom.pmf(x1, n1, rates)[:, None] * binom.pmf(x2, n2, rates)
    pooled = (x1 + x2) / (n1 + n2)
    best = pairs.max() / (binom.pmf(x1, n1, pooled) * binom.pmf(x2, n2, pooled))
    largest = beliefs.largest_likelihood_ratio(*table)
    assert largest >= max(1, best) * (1 - 1e-9)
    assert largest == pytest.approx(beliefs.largest_likelihood_ratio(x2, n2, x1, n1))
    assert largest == pytest.approx(beliefs.largest_likelihood_ratio(n1 - x1, n1, n2 - x2, n2))


@pytest.mark.parametrize(
    ("table", "risk"), [((15, 36, 6, 36), 0.058), ((28, 34, 21, 36), 0.078), ((9, 26, 2, 26), 0.047)]
)
def test_the_best_pair_of_rates_leaves_less_chance_of_no_effect_than_either_calibration(table, risk):
    assert 1 / (1 + beliefs.largest_likelihood_ratio(*table)) == pytest.approx(risk, abs=5e-4)


@pytest.mark.parametrize("table", [(50, 100_000, 20, 100_000), (0, 100_000, 0, 1), (1, 1, 0, 100_000)])
def test_chance_of_the_higher_rate_for_very_large_and_very_unequal_arms(table):
    x1, n1, x2, n2 = table
    draws = np.random.default_rng(7).beta(
        [[x1 + 1], [x2 + 1]], [[n1 - x1 + 1], [n2 - x2 + 1]], size=(2, 400_000)
    )
    found = beliefs.chance_arm1_higher(*table)
    assert found == pytest.approx((draws[0] > draws[1]).mean(), abs=0.004)
    assert found + beliefs.chance_arm1_higher(x2, n2, x1, n1) == pytest.approx(1, abs=1e-9)


FOUND = scan(".038", designs(72, 35, 37), ["fisher", "pearson", "yates"])
TABLES = detective.distinct_tables(FOUND, 0.10, 0.50)


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


def test_a_prior_of_nought_or_one_stays():
    assert beliefs.updated_range(0, (3, 9)) == (0, 0)
    assert beliefs.updated_range(100, (3, 9)) == (100, 100)
    assert beliefs.updated_range(50, (1, 3)) == (50, 75)
    with pytest.raises(ValueError, match="0 to 100"):
        beliefs.updated_range(130, (1, 3))
