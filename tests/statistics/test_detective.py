"""From a printed p-value to tables: R's enumerations, the shared material's figures, and refusals."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import agrees, cases

from helpers.statistics import detective
from helpers.statistics.detective import check_strength, compatible_tables, designs, envelope, scan
from helpers.statistics.tests_of_counts import TESTS
from helpers.statistics.two_by_two import p_value
from helpers.statistics.two_groups import risk_difference

FIVE = ["fisher", "pearson", "n_minus_1", "barnard", "boschloo"]
SIX = ["fisher", "mid_p_half_observed", "pearson", "yates", "barnard", "boschloo"]
NAMES = {"zpooled": "barnard"}


def found(printed, n1, n2, test, **options):
    tables = compatible_tables(printed, n1, n2, test, **options)
    return [list(pair) for pair in zip(tables["x1"].tolist(), tables["x2"].tolist(), strict=True)]


@pytest.mark.parametrize("case", cases("all tables [x1,x2]"))
def test_lists_of_tables_agree_with_r(case):
    test = case["id"].rsplit("_", 1)[1]
    phase_1 = case["id"].startswith("enum9")
    n1, n2 = case["inputs"]["n1"], case["inputs"]["n2"]
    printed, higher = (".9", "either") if phase_1 else (".038", "arm 1")
    agrees(found(printed, n1, n2, NAMES.get(test, test), higher=higher), case)


def test_at_36_v_36_only_corrected_mid_p_and_likelihood_ratio_tests_print_038():
    tables = compatible_tables(".038", 36, 36)
    lists = {test: list(zip(rows["x1"], rows["x2"], strict=True)) for test, rows in tables.groupby("test")}
    mid_p = [(10, 3), (21, 12), (22, 13), (23, 14), (24, 15), (33, 26)]
    assert lists == {
        "mid_p": mid_p,
        "mid_p_doubled": mid_p,
        "mid_p_half_observed": [(17, 8), (28, 19)],
        "yates": [(15, 6), (30, 21)],
        "likelihood_ratio": [(3, 0), (36, 33)],
    }


def test_truncation_also_admits_barnard_and_boschloo():
    for test in ("barnard", "boschloo"):
        assert found(".038", 36, 36, test, rounding="truncation") == [[21, 12], [24, 15]]
        assert found(".038", 36, 36, test, rounding="any") == [[21, 12], [24, 15]]
        assert found(".038", 36, 36, test) == []


def test_one_sided_chi_squared_admits_15_v_8():
    assert [15, 8] in found(".038", 36, 36, "pearson", alternative="greater")
    assert [28, 21] in found(".038", 36, 36, "pearson", alternative="greater")


def test_at_10_v_10_only_doubled_boschloo_prints_9():
    tables = compatible_tables(".9", 10, 10, higher="either")
    assert tables["test"].tolist() == ["boschloo_doubled"]
    assert tables[["x1", "x2"]].to_numpy().tolist() == [[5, 5]]
    assert compatible_tables(".90", 10, 10, higher="either").empty


def test_at_10_v_9_the_list_depends_on_the_boschloo_convention():
    assert found(".9", 10, 9, "boschloo", higher="either") == []
    assert found(".9", 10, 9, "boschloo_doubled", higher="either") == [[4, 3], [5, 4], [5, 5], [6, 6]]
    assert found(".9", 10, 9, "barnard", higher="either") == [[5, 4], [5, 5]]
    assert found(".9", 10, 9, "pearson", higher="either") == [[1, 1], [2, 2], [3, 3], [7, 6], [8, 7], [9, 8]]


def test_7_of_10_v_6_of_9_prints_9_by_four_of_the_tests():
    table = detective.which_tests_print(7, 10, 6, 9, ".9").set_index("test")
    fits = table.index[table["fits"]].tolist()
    assert fits == ["mid_p_doubled", "pearson", "n_minus_1", "likelihood_ratio"]
    assert table["p"].round(3)[fits].tolist() == [0.889, 0.876, 0.879, 0.876]
    assert table.loc["fisher", "printed_as"] == "1.0"


def test_one_sided_tests_can_print_9_at_10_v_10():
    tables = compatible_tables(".9", 10, 10, alternative="greater", higher="either")
    assert tables["test"].value_counts()[["fisher", "boschloo", "pearson"]].tolist() == [7, 10, 10]


def test_fisher_reaches_32_of_49_and_five_tests_together_47():
    table = check_strength(36, 36, FIVE).set_index("test")
    assert table.loc["fisher", ["attained", "of"]].tolist() == [32, 49]
    assert table.loc["all together", "attained"] == 47
    assert table.loc["all together", "missing"] == "0.038, 0.043"
    assert check_strength(36, 36, [*FIVE, "yates"])["attained"].iloc[-1] == 49
    assert check_strength(26, 26, "fisher")["attained"].iloc[0] == 24


def test_missing_values_are_those_without_a_compatible_table():
    missing = check_strength(12, 11, "barnard").iloc[0]["missing"].split(", ")
    for value in ("0.001", "0.011", "0.026", "0.049"):
        nothing = compatible_tables(value, 12, 11, "barnard", higher="either").empty
        assert nothing == (value in missing)


def test_there_are_51_and_33_designs():
    assert designs(2, 1, 1) == [(1, 1)]
    assert len(designs(72, 30, 38, 4)) == 51
    assert len(designs(52, 22, 28, 4)) == 33


def test_every_design_listed_keeps_the_limits():
    assert all(n1 + n2 <= 72 and abs(n1 - n2) <= 3 and 30 <= min(n1, n2) for n1, n2 in designs(72, 30, 38, 3))


@pytest.fixture(scope="module")
def readings():
    return {72: scan(".038", designs(72, 30, 38), SIX), 52: scan(".038", designs(52, 22, 28), SIX)}


def test_scan_finds_330_and_132_pairs_with_these_fragilities(readings):
    every = {total: envelope(tables, 0, 1) for total, tables in readings.items()}
    assert [every[72].pairs, every[52].pairs] == [330, 132]
    assert every[72].fragility_fisher == {0: 132, 1: 178, 2: 20}
    assert every[52].fragility_fisher == {0: 54, 1: 75, 2: 3}
    assert min(every[72].fragility) == min(every[52].fragility) == 1


def test_envelope_at_placebo_10_to_50_percent(readings):
    wide, narrow = envelope(readings[72], 0.10, 0.50), envelope(readings[52], 0.10, 0.50)
    assert [round(end, 3) for end in wide.risk_difference] == [0.203, 0.300]
    assert [round(end, 3) for end in wide.low] == [0.003, 0.046]
    assert [round(end, 2) for end in wide.high] == [0.39, 0.52]
    assert [round(end, 2) for end in wide.risk_ratio] == [1.47, 3.24]
    assert [round(end) for end in wide.nnt_limit] == [22, 296]
    assert [round(end, 3) for end in narrow.risk_difference] == [0.249, 0.348]


def test_other_definitions_change_the_number_of_pairs(readings):
    every = {
        total: scan(".038", designs(total, *limits)) for total, limits in ((72, (30, 38)), (52, (22, 28)))
    }

    def pairs(*names):
        return [int(every[total]["test"].isin(names).sum()) for total in (72, 52)]

    assert pairs("fisher", "mid_p", "pearson", "yates", "barnard", "boschloo") == [332, 124]
    assert pairs("fisher", "mid_p_doubled", "pearson", "yates", "barnard", "boschloo_doubled") == [328, 154]


def test_each_row_describes_its_own_table():
    tables = compatible_tables(".038", 35, 37)
    for row in tables.itertuples():
        interval = risk_difference(row.x1, 35, row.x2, 37, method="miettinen_nurminen")
        assert (row.low, row.high) == pytest.approx((interval.low, interval.high), abs=1e-7)
        assert row.p == pytest.approx(p_value(row.x1, 35, row.x2, 37, row.test), abs=1e-6)
        assert row.risk_difference == pytest.approx(row.rate1 - row.rate2)
        assert row.nnt * row.risk_difference == pytest.approx(1)
        assert (row.nnt_low, row.nnt_high) == pytest.approx((1 / row.high, 1 / row.low), rel=1e-6)


def test_nnt_limit_is_infinite_when_the_interval_crosses_zero():
    tables = compatible_tables("0.5", 20, 20, "pearson", higher="either")
    assert len(tables)
    assert np.isinf(tables["nnt_high"]).all()


def test_the_other_arm_mirrors():
    first = compatible_tables(".038", 34, 36, "fisher")
    second = compatible_tables(".038", 36, 34, "fisher", higher="arm 2")
    assert first[["x1", "x2"]].to_numpy().tolist() == second[["x2", "x1"]].to_numpy().tolist()
    assert first["nnt_high"].tolist() == pytest.approx(second["nnt_high"].tolist())


@pytest.mark.parametrize(("higher", "sign"), [("arm 1", 1), ("arm 2", -1)])
def test_equal_rates_are_no_higher_response_of_either_arm(higher, sign):
    """P = 1 is printed by every table with equal rates, 3 of 12 v 2 of 8 among them."""
    rates = compatible_tables("1.00", 12, 8, "fisher", higher=higher)
    assert len(rates)
    gaps = (rates["x1"] / 12 - rates["x2"] / 8) * sign
    assert (gaps > 1e-9).all()
    both = compatible_tables("1.00", 12, 8, "fisher", higher="either")
    assert [3, 2] in both[["x1", "x2"]].to_numpy().tolist()


@pytest.mark.parametrize("test", ["barnard", "unpooled_z", "boschloo"])
def test_a_p_value_printed_with_seven_digits_is_still_found(test):
    """1 of 7 v 0 of 8: the chance is largest between the points of the grid, by 1e-6 more than on it. (checked beside `p_value`, which is checked against R)."""
    printed = f"{p_value(1, 7, 0, 8, test):.7f}"
    assert [1, 0] in found(printed, 7, 8, test)


def test_no_table_at_all_is_an_empty_answer():
    tables = compatible_tables(".038", 2, 2)
    assert tables.empty
    shared = envelope(tables, 0.10, 0.50)
    assert (shared.tables, shared.pairs) == (0, 0)
    assert math.isnan(shared.low[0])
    only = envelope(compatible_tables(".038", 36, 36, "likelihood_ratio"), 0.2, 0.3)
    assert only.pairs == 0


@settings(deadline=None, max_examples=25)
@given(st.integers(2, 14), st.integers(2, 14), st.integers(1, 99), st.sampled_from(list(TESTS)))
def test_a_table_is_listed_exactly_when_its_test_prints_that_value(n1, n2, hundredths, test):
    printed = f"{hundredths / 100:.2f}"
    listed = found(printed, n1, n2, test, higher="either")
    for x1 in range(0, n1 + 1, 3):
        for x2 in range(0, n2 + 1, 2):
            row = detective.which_tests_print(x1, n1, x2, n2, printed, [test]).iloc[0]
            assert row["fits"] == ([x1, x2] in listed)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: compatible_tables(0.038, 36, 36), "in quotes"),
        (lambda: compatible_tables("NS", 36, 36), "exactly one number"),
        (lambda: compatible_tables("38", 36, 36), "between 0 and 1"),
        (lambda: compatible_tables(".038", 36, 0), "participants in arm 2 is 0"),
        (lambda: compatible_tables(".038", 36, 5000), "500 per arm"),
        (lambda: compatible_tables(".038", 36, 36, ["fischer"]), "Did you mean 'fisher'"),
        (lambda: compatible_tables(".038", 36, 36, "yates", "greater"), "one-sided"),
        (lambda: compatible_tables(".038", 36, 36, higher="arm1"), "Did you mean 'arm 1'"),
        (lambda: compatible_tables(".038", 36, 36, rounding="up"), "rounding is 'up'"),
        (lambda: scan(".038", (36, 36)), "list of arm sizes"),
        (lambda: scan(".038", []), "list of arm sizes"),
        (lambda: scan(".038", [(400, 400)] * 8), "searched at most"),
        (lambda: designs(72, 38, 30), "no design is left"),
        (lambda: designs(40, 30, 38), "no design is left"),
        (lambda: designs(72.5, 30, 38), "total_max is 72.5"),
        (lambda: envelope(compatible_tables(".038", 36, 36), 10, 50), "placebo_low is 10"),
        (lambda: envelope(compatible_tables(".038", 36, 36), 0.5, 0.1), "swap"),
        (lambda: envelope([1, 2], 0.10, 0.50), "DataFrame"),
        (lambda: detective.which_tests_print(11, 10, 6, 9, ".9"), "exceed participants"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


FOUND = scan(".038", designs(72, 35, 37), ["fisher", "pearson", "yates"])
TABLES = detective.distinct_tables(FOUND, 0.10, 0.50)
SHARED = envelope(FOUND, 0.10, 0.50)


def test_distinct_tables_are_distinct_and_within_the_placebo_range():
    assert len(TABLES) == len(set(TABLES)) == SHARED.tables
    assert all(0.10 <= x2 / n2 <= 0.50 for _, _, x2, n2 in TABLES)
    placebo = [x2 / n2 for _, _, x2, n2 in TABLES]
    assert placebo == sorted(placebo)
