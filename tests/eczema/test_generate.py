"""The generator writes the files that are stored: exact counts, declared mechanisms, nothing else planted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from helpers.data_files import DATA
from helpers.eczema import generate, simulated
from helpers.eczema.easi import tenths
from helpers.statistics.summaries import check_follow_up, count_sets

FOLDER = DATA / "simulated"
SETS = [
    pytest.param(name, seed, id=f"{name}-{seed}") for name in simulated.TABLES for seed in simulated.SEEDS
]
SCORES = simulated.load("scores")
PEOPLE = simulated.load("participants")
EASI = SCORES[SCORES["PARAMCD"] == "EASI"]


def test_seeds_differ_in_people_but_not_in_totals():
    results = simulated.family_results()
    assert len(results) == 15
    assert (results.groupby("table")[["x1", "n1", "x2", "n2"]].nunique() == 1).all().all()
    means = EASI[EASI["AVISITN"] == 0].groupby(["TABLE", "SEED"])["AVAL"].mean()
    assert means.is_unique


def test_the_committed_files_are_what_the_generator_writes():
    for name, text in generate.csv_texts().items():
        assert (FOLDER / name).read_bytes() == text.encode("utf-8"), (
            f"{name}: run python -m helpers.eczema.generate"
        )


def test_the_same_seed_repeats_and_another_does_not():
    one, again, other = (generate.phase_two(9, 20, 4, 20, seed=seed)["scores"] for seed in (5, 5, 6))
    assert one.equals(again)
    assert not one["AVAL"].equals(other["AVAL"])


# What was put in


@pytest.mark.parametrize("code", ["DLQI", "ITCHNRS"])
@pytest.mark.parametrize(("name", "seed"), SETS)
def test_itch_and_quality_of_life_do_not_differ_significantly(name, seed, code):
    rows = simulated.load("scores", name, seed).query("PARAMCD == @code and AVISITN == 12")
    cells, placebo = (rows.loc[rows["TRT01P"] == arm, "CHG"] for arm in (simulated.ACTIVE, simulated.PLACEBO))
    assert ttest_ind(cells, placebo).pvalue > 0.1
    assert ttest_ind(cells, placebo, equal_var=False).pvalue > 0.1


def test_missing_at_week_12_has_the_two_declared_mechanisms():
    at_12 = EASI[EASI["AVISITN"] == 12]
    gone = PEOPLE[~PEOPLE["USUBJID"].isin(at_12["USUBJID"])]
    assert set(gone["MISS12"]) == {"by chance", "left"}
    assert (PEOPLE.loc[PEOPLE["USUBJID"].isin(at_12["USUBJID"]), "MISS12"] == "").all()
    counts = gone.groupby(["TABLE", "SEED", "TRT01P", "MISS12"]).size().unstack()
    assert (counts["by chance"] == 1).all()
    left = counts["left"].unstack("TRT01P")
    assert (left[simulated.ACTIVE] == 1).all()
    assert (left[simulated.PLACEBO] > left[simulated.ACTIVE]).all()
    later = EASI[EASI["USUBJID"].isin(PEOPLE.loc[PEOPLE["MISS12"] == "left", "USUBJID"])]
    assert later["AVISITN"].max() <= 8


def test_other_visits_are_missed_by_a_few_percent():
    table = simulated.missing_visits(SCORES).groupby("AVISITN")[["missing", "participants"]].sum()
    share = table["missing"] / table["participants"]
    assert share[[-2, 0]].sum() == 0
    assert share[[4, 8, 12, 16, 24]].between(0.01, 0.15).all()


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_generator_hits_any_counts_exactly(data):
    n1, n2 = (data.draw(st.integers(1, 60), label=f"n{arm}") for arm in (1, 2))
    x1, x2 = data.draw(st.integers(0, n1), label="x1"), data.draw(st.integers(0, n2), label="x2")
    made = generate.phase_two(x1, n1, x2, n2, seed=data.draw(st.integers(0, 10**6), label="seed"))
    scores = simulated.prepare(made["scores"], simulated.prepare(made["participants"]))
    counts = simulated.responder_table(scores).set_index("TRT01P")
    assert counts.loc[simulated.ACTIVE, ["responders", "participants"]].tolist() == [x1, n1]
    assert counts.loc[simulated.PLACEBO, ["responders", "participants"]].tolist() == [x2, n2]
    assert (scores["SIMULATED"] == "Y").all()
    tenths(scores.loc[scores["PARAMCD"] == "EASI", "AVAL"].to_numpy())
    assert len(made["participants"]) == n1 + n2


# Five people followed for months

FOLLOWED = simulated.load("followup")
MARKERS = simulated.load("cytokines")


def test_the_follow_up_times_cannot_hold_as_printed_and_hold_under_the_declared_reading():
    assert not check_follow_up("38", 16, 86, n=5, beyond_count=2, beyond=84).fits
    assert count_sets(5, 16, 86, "38", at_least=(2, 84)) == 0
    assert count_sets(5, 16, 86, "38", "median", at_least=(2, 84)) > 0
    for _, people in FOLLOWED.groupby("SEED"):
        weeks = people.groupby("SUBJID")["FUWEEKS"].first()
        assert (len(weeks), weeks.min(), weeks.max(), weeks.median()) == (5, 16, 86, 38)
        assert (weeks > 84).sum() == 2
        assert (people.groupby("SUBJID")["AVISITN"].max() == weeks).all()


def test_four_of_five_respond_at_week_16_and_the_longest_followed_keep_it():
    for _, people in FOLLOWED.groupby("SEED"):
        assert (people.loc[people["AVISITN"] == 16, "CRIT1FL"] == "Y").sum() == 4
        longest = people[people["FUWEEKS"] > 84]
        assert (longest.loc[longest["AVISITN"] >= 16, "CRIT1FL"] == "Y").all()
        assert people[(people["FUWEEKS"] == 38) & (people["AVISITN"] == 38)]["CRIT1FL"].tolist() == ["N"]
        assert (people.groupby("SUBJID")["CYCLES"].first() == 2).sum() == 4
        tenths(people["AVAL"].to_numpy())


def test_cytokines_move_as_declared():
    ends = MARKERS[MARKERS["AVISIT"] == "End-point"]
    falls = (ends.assign(fell=ends["CHG"] < 0).groupby(["SEED", "PARAMCD"])["fell"].sum()).unstack()
    assert falls.loc[1, ["CCL17", "IL13", "IL22"]].tolist() == [5, 5, 5]
    assert falls.loc[2, ["CCL17", "IL13", "IL22"]].tolist() == [5, 5, 4]
    assert falls.loc[3, ["CCL17", "IL13", "IL22"]].tolist() == [5, 4, 4]
    long = ends["USUBJID"].isin(FOLLOWED.loc[FOLLOWED["FUWEEKS"] > 84, "USUBJID"])
    assert (ends.loc[long & (ends["PARAMCD"] == "IL17"), "CHG"] > 0).all()
    assert (falls[["CCL22", "IL18", "IGE"]].isin([1, 2, 3, 4])).all().all()
