"""What the synthesis lesson says: every sentence carries computed values."""

import numpy as np
import pandas as pd

from helpers.evidence import other_trials
from helpers.evidence.appraisal import worked
from helpers.lessons import synthesis as lesson_synthesis
from helpers.statistics import beliefs, detective, pooling
from helpers.statistics.detective import designs, envelope, scan
from helpers.statistics.two_groups import risk_difference

FOUND = scan(".038", designs(72, 35, 37), ["fisher", "pearson", "yates"])
TABLES = detective.distinct_tables(FOUND, 0.10, 0.50)
SHARED = envelope(FOUND, 0.10, 0.50)
PAIR = ([28, 68], [88, 205], [22, 30], [81, 103])


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
        [
            beliefs.bayes_factor_better(*row[1:])
            for row in other_trials.placebo_trials().itertuples(index=False)
        ]
    )
    assert f"{3.8 * factor:.2f} to {8.9 * factor:.2f}" in words


def test_the_calibration_sentence_knows_an_empty_session():
    empty = pd.DataFrame({"confidence": [], "hit": []})
    assert "simulated" in lesson_synthesis.predictions_words(empty, None)
    one = pd.DataFrame({"confidence": [80], "hit": [True]})
    words = lesson_synthesis.predictions_words(one, {"guess": 20})
    assert "1 of your predictions" in words
    assert "lesson 00: 20 %" in words
