"""The numbers and pictures of lesson 05: right against independent ways, and told in words from the data."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.stats import beta, norm

from helpers import ask
from helpers.evidence import other_trials
from helpers.evidence.appraisal import worked
from helpers.figures import synthesis as figures_synthesis
from helpers.lessons import synthesis as lesson_synthesis
from helpers.statistics import beliefs, detective, next_trial, pooling
from helpers.statistics.beliefs import bayes_factor_uniform, log_odds_posterior
from helpers.statistics.detective import compatible_tables, designs, envelope, scan
from helpers.statistics.next_trial import sample_size
from helpers.statistics.two_groups import risk_difference

FOUND = scan(".038", designs(72, 35, 37), ["fisher", "pearson", "yates"])
TABLES = detective.distinct_tables(FOUND)
SHARED = envelope(FOUND)
PAIR = ([28, 68], [88, 205], [22, 30], [81, 103])


# ---------------------------------------------------------------- synthesis


def test_distinct_tables_are_distinct_and_within_the_placebo_range():
    assert len(TABLES) == len(set(TABLES)) == SHARED.tables
    assert all(0.10 <= x2 / n2 <= 0.50 for _, _, x2, n2 in TABLES)
    placebo = [x2 / n2 for _, _, x2, n2 in TABLES]
    assert placebo == sorted(placebo)


@pytest.mark.parametrize("table", [(15, 36, 6, 36), (0, 5, 3, 9), (30, 30, 1, 40), (28, 88, 22, 81)])
def test_the_chance_of_a_higher_rate_agrees_with_adaptive_integration(table):
    x1, n1, x2, n2 = table
    first, second = beta(x1 + 1, n1 - x1 + 1), beta(x2 + 1, n2 - x2 + 1)
    expected = quad(lambda rate: first.sf(rate) * second.pdf(rate), 0, 1, points=[x2 / n2 or 0.01], limit=200)[0]
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
    assert (
        beliefs.bayes_factor_small(10, 36, 10, 36) < 1 < beliefs.bayes_factor_small(12, 36, 10, 36) * 1.1
    )


def test_a_prior_of_nought_or_one_stays():
    assert beliefs.updated_range(0, (3, 9)) == (0, 0)
    assert beliefs.updated_range(100, (3, 9)) == (100, 100)
    assert beliefs.updated_range(50, (1, 3)) == (50, 75)
    with pytest.raises(ValueError, match="0 to 100"):
        beliefs.updated_range(130, (1, 3))


def test_the_prior_comes_from_the_reader_first():
    assert ask.reader_prior(typed=10, kept=70)[0] == 10
    assert ask.reader_prior(typed=None, kept=70)[0] == 70
    assert ask.reader_prior()[0] == 50
    for wrong in ("30", 130, -1, True):
        prior, words = ask.reader_prior(typed=wrong, kept=70)
        assert prior == 70
        assert "cannot be used" in words


def test_the_guard_never_lets_the_interval_shrink_below_the_common_effect():
    views = pooling.pooled_views(*PAIR).set_index("method")
    width = views["high"] - views["low"]
    assert width["Hartung-Knapp"] < width["common effect"] < width["Hartung-Knapp, guarded"]
    # one degree of freedom: t is 12.706 where the normal has 1.960
    assert width["Hartung-Knapp, guarded"] / width["common effect"] == pytest.approx(
        12.7062 / 1.95996, rel=1e-4
    )


def test_pooling_with_each_table_gives_the_range_over_tables():
    both = pooling.pooled_with_each(TABLES[:2], *PAIR)
    each = [pooling.pooled_with_each([table], *PAIR) for table in TABLES[:2]]
    assert both.low == (min(one.low[0] for one in each), max(one.low[0] for one in each))
    assert both.prediction_low[0] < both.low[0]


def test_the_gap_between_a_table_and_the_other_trials_by_hand():
    p1, p2 = 15 / 36, 6 / 36
    variance = p1 * (1 - p1) / 36 + p2 * (1 - p2) / 36
    peers = [(28 / 88, 88, 22 / 81, 81), (68 / 205, 205, 30 / 103, 103)]
    weights = [1 / (a * (1 - a) / n + b * (1 - b) / m) for a, n, b, m in peers]
    pool = sum(w * (a - b) for w, (a, _, b, _) in zip(weights, peers, strict=True)) / sum(weights)
    z = (p1 - p2 - pool) / math.sqrt(variance + 1 / sum(weights))
    expected = 2 * norm.sf(z)
    assert pooling.gap_p_values([(15, 36, 6, 36)], *PAIR) == pytest.approx((expected, expected))


def test_sizes_follow_the_formula_and_stop_at_a_rate_of_one():
    sizes = next_trial.sizes_by_placebo([0.30, 0.90], [0.15])
    assert sizes.loc[0.30, 0.15] == sample_size(0.45, 0.30, 0.9) == 217
    assert math.isnan(sizes.loc[0.90, 0.15])


def test_assurance_rises_for_a_sceptic_who_sees_a_favourable_table():
    readers = next_trial.assurance_by_reader(50, [TABLES[0]], (-0.6, 0.4), ["sceptical"])
    row = readers.iloc[0]
    assert row["before"] < row["after_low"] == row["after_high"] < 1


def test_calibration_counts_every_prediction_once():
    predictions = pd.DataFrame({"confidence": [0, 39, 40, 60, 79, 80, 100], "hit": [False] * 3 + [True] * 4})
    table = ask.calibration_table(predictions)
    assert table["predictions"].tolist() == [2, 1, 2, 2]
    assert table["hits"].tolist() == [0, 0, 2, 2]
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()
    assert ask.calibration_table(predictions.head(0)).empty


def test_the_simulated_reader_is_over_confident():
    reader = ask.simulated_reader(20_000, np.random.default_rng(1))
    sure = reader[reader["confidence"] == 90]
    assert 0.66 < sure["hit"].mean() < 0.74
    with pytest.raises(ValueError, match="generator"):
        ask.simulated_reader(5, 1)


# ---------------------------------------------------------------- words


def test_claims_state_the_computed_values():
    words = " ".join(lesson_synthesis.seo_claims(SHARED).to_numpy().ravel())
    assert f"{100 * SHARED.risk_difference[0]:.1f} to" in words
    for value in ("P = .038", "-33.7 to +40.0 points", "390 people", "13.9 %"):
        assert value in words
    words = " ".join(lesson_synthesis.shin_claims().to_numpy().ravel())
    for value in ("4/5", "28.4 to 99.5 %", "43.6 weeks", "P = .0625", "33/83", "45.1 %"):
        assert value in words


def test_no_sentence_still_holds_a_brace_or_a_claim_of_observed_counts():
    tables = [
        lesson_synthesis.seo_claims(SHARED),
        lesson_synthesis.shin_claims(),
        lesson_synthesis.estimand_table(),
        lesson_synthesis.outcome_set(),
    ]
    tables += [lesson_synthesis.one_page(SHARED, (3.8, 8.9), 217, (256, 272))]
    words = " ".join(str(cell) for table in tables for cell in table.to_numpy().ravel())
    assert "{" not in words
    assert "not reported" not in words
    assert all(len(table.columns) <= 5 for table in tables)


def test_the_page_changes_with_its_numbers():
    one = lesson_synthesis.one_page(SHARED, (3.8, 8.9), 217, (256, 272)).to_string()
    two = lesson_synthesis.one_page(SHARED, (1.8, 8.9), 230, (256, 272)).to_string()
    assert "About 217 per arm" in one
    assert "About 230 per arm" in two
    assert "1.8 to 8.9 times" in two


def test_all_intervals_overlap_and_the_letter_follows_the_trials():
    trials = other_trials.trial_intervals()
    assert lesson_synthesis.overlap_letter(SHARED, trials) == "c"
    far = {"far": risk_difference(1, 400, 200, 400)}
    assert lesson_synthesis.overlap_letter(SHARED, far) == "a"
    words = lesson_synthesis.overlap_words(SHARED, trials, (0.048, 0.124))
    assert "P = .048 to P = .124" in words
    assert "+14.5 points" in words


def test_no_table_shares_its_sign_of_overlap_by_accident():
    """The highest lower limit decides: each table's own interval is checked against each trial."""
    kept = FOUND[FOUND["rate2"].between(0.10, 0.50)]
    for trial in other_trials.trial_intervals().values():
        assert ((kept["low"] <= trial.high) & (kept["high"] >= trial.low)).all()


def test_the_denominators_listed_print_the_percentages():
    words = lesson_synthesis.denominators_words()
    assert "205 and 103 do not print" in words
    assert "44, 66, 88 people" in words
    assert {x: round(100 * round(0.3182 * x) / x, 2) for x in (44, 66, 88)} == dict.fromkeys(
        (44, 66, 88), 31.82
    )
    wide, usual = (risk_difference(x, n, 22, 81, "miettinen_nurminen") for x, n in ((14, 44), (28, 88)))
    assert f"{100 * wide.low:.1f} to {100 * usual.low:.1f} points" in words
    assert "29.79 %" in words
    for people in (197, 200, 203, 206, 209, 212, 215):
        assert f"{people}" in words
        assert any(round(100 * x / people, 1) == 33.0 for x in range(people + 1))
    assert round(100 * 29 / 99, 1) == 29.3
    assert all(round(100 * x / 103, 1) != 29.3 for x in range(104))


def test_sentences_carry_their_values():
    assert "22 to 296" not in lesson_synthesis.nnt_words(SHARED)  # another scan, another limit
    assert f"{SHARED.nnt[0]:.1f} to {SHARED.nnt[1]:.1f}" in lesson_synthesis.nnt_words(SHARED)
    assert "6.0 times" in lesson_synthesis.size_words(217, (256, 272))
    assert "Of 17 items, 2 are told, 7 partly and 6 not" in lesson_synthesis.report_words(
        worked("seo2024", "reporting")
    )
    third = pooling.pooled_with_each(TABLES[:3], *PAIR)
    assert "Over all 3 tables" in lesson_synthesis.third_words(third, TABLES[:3])
    assert lesson_synthesis.small_print(SHARED)[0].startswith("28/88 v 22/81")
    assert f"+{100 * SHARED.low[0]:.1f} points" in lesson_synthesis.extra_words(SHARED)
    words = lesson_synthesis.pool_words(pooling.pooled_views(*PAIR))
    for limits in ("-51.0 to +59.6 points", "-4.2 to +12.8 points", "+0.5 to +8.1 points"):
        assert limits in words


def test_the_three_meanings_differ():
    table = lesson_synthesis.meanings_table(TABLES)
    low, high = beliefs.bayes_factor_range(TABLES)
    assert table["Bayes factor"].tolist()[0] == f"{low:.1f} to {high:.1f}"
    assert table["it works means"].is_unique


def test_a_reader_who_counts_the_other_product_believes_less():
    words = lesson_synthesis.other_product_words(50, (3.8, 8.9))
    factor = np.prod(
        [beliefs.bayes_factor_better(*row[1:]) for row in other_trials.placebo_trials().itertuples(index=False)]
    )
    assert f"{3.8 * factor:.2f} to {8.9 * factor:.2f}" in words


def test_the_calibration_sentence_knows_an_empty_session():
    empty = pd.DataFrame({"confidence": [], "hit": []})
    assert "simulated" in lesson_synthesis.predictions_words(empty, None)
    one = pd.DataFrame({"confidence": [80], "hit": [True]})
    words = lesson_synthesis.predictions_words(one, {"guess": 20})
    assert "1 of your predictions" in words
    assert "lesson 00: 20 %" in words


# ---------------------------------------------------------------- pictures


def forest(second=30):
    trials = {
        "First": risk_difference(28, 88, 22, 81, "miettinen_nurminen"),
        "Second": risk_difference(68, 205, second, 103, "miettinen_nurminen"),
    }
    return figures_synthesis.evidence_forest(trials, ("Seo", SHARED), ["a", "b", "c"])


def test_the_forest_has_points_for_trials_and_a_band_without_a_point():
    axes = forest().figure.axes[0]
    assert [float(each.get_offsets()[0][0]) for each in axes.collections] == pytest.approx(
        [100 * (28 / 88 - 22 / 81), 100 * (68 / 205 - 30 / 103)]
    )
    (block,) = axes.patches
    assert block.get_x() == pytest.approx(100 * SHARED.risk_difference[0])
    assert block.get_width() == pytest.approx(100 * (SHARED.risk_difference[1] - SHARED.risk_difference[0]))


def test_the_forest_is_told_from_the_data():
    picture = forest()
    assert "+4.7 points" in picture.description
    assert f"over {SHARED.tables} tables" in picture.description
    assert "no estimate" in picture.caption
    assert forest(20).description != picture.description


def test_each_way_of_pooling_is_drawn_and_named():
    views = pooling.pooled_views(*PAIR)
    picture = figures_synthesis.pooled_intervals(views, 2)
    assert len(picture.figure.axes[0].collections) == len(views)
    assert "-51.0 to +59.6 points" in picture.description
    assert "15 times" in picture.caption


@pytest.mark.parametrize("prior", [0, 30, 80, 100])
def test_the_belief_picture_marks_the_reader(prior):
    picture = figures_synthesis.belief_update(prior, 3.8, 8.9)
    low, high = beliefs.updated_range(prior, (3.8, 8.9))
    assert f"from {low:.0f} to {high:.0f} % after" in picture.description
    marks = picture.figure.axes[0].collections[-1].get_offsets()
    assert np.allclose(marks, [[prior, low], [prior, high]])


def test_the_icon_arrays_hold_a_hundred_people_each():
    picture = figures_synthesis.hundred_people(0.35, SHARED)
    low, high = round(100 * SHARED.low[0]), round(100 * SHARED.high[1])
    middle = round(50 * sum(SHARED.risk_difference))
    for axes, extra in zip(picture.figure.axes, (low, middle, high), strict=True):
        drawn = [len(each.get_offsets()) for each in axes.collections[::2]]
        assert drawn == [35, extra, 65 - extra]
    assert f"{low} more reach it with cells and {65 - low} do not" in picture.description
    assert f"{low} to {high} more" in picture.caption


def test_no_icon_array_overflows():
    picture = figures_synthesis.hundred_people(0.60, SHARED)
    assert [len(each.get_offsets()) for each in picture.figure.axes[2].collections[::2]] == [60, 40, 0]


def test_the_size_picture_points_at_the_marked_size():
    sizes = next_trial.sizes_by_placebo([0.2, 0.3, 0.4], [0.10, 0.15])
    picture = figures_synthesis.sizes_figure(sizes, (0.3, 0.15), (25, 45), 0.9)
    assert "217 per arm for 30 % v 45 %" in picture.caption
    assert "217 per arm" in [text.get_text() for text in picture.figure.axes[0].texts]
    assert "+10 points: 392 at 20 %" in picture.description


def test_the_assurance_picture_tells_each_reader():
    readers = pd.DataFrame(
        {"reader": ["one", "two"], "before": [0.1, 0.5], "after_low": [0.3, 0.6], "after_high": [0.4, 0.8]}
    )
    picture = figures_synthesis.assurance_figure(readers, 217, 0.9)
    assert "one: 10 % before, 30 % to 40 % after" in picture.description
    assert [float(each.get_offsets()[0][0]) for each in picture.figure.axes[0].collections] == [10, 50]


def test_an_invented_reader_is_marked_as_simulated_and_a_real_one_is_not():
    table = ask.calibration_table(
        pd.DataFrame({"confidence": [90, 95, 50], "hit": [True, False, True]})
    )
    invented, real = (figures_synthesis.calibration(table, flag) for flag in (True, False))
    words = [text.get_text() for text in invented.figure.axes[0].texts]
    assert "simulated" in words
    assert "simulated" in invented.caption
    assert "simulated" not in real.caption + real.description
    assert "2 of 3 predictions were right" in real.caption
    with pytest.raises(ValueError, match="empty"):
        figures_synthesis.calibration(table.head(0))


def test_a_single_compatible_table_can_be_drawn():
    shared = envelope(compatible_tables(".038", 36, 36, "yates"))
    picture = figures_synthesis.evidence_forest({}, ("Seo", shared), ["c"])
    assert "over 1 tables" in picture.description
