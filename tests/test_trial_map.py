"""The tables of trials hold what the ledger prints, and nothing for Seo's phase 2."""

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from helpers.evidence import comparators, fact
from helpers.trial_map import cell_differences, cell_history, easi75_trials
from helpers.wording import points_range


def test_every_trial_has_one_placebo_arm_and_at_least_one_active_arm():
    arms = easi75_trials().groupby("label")["active"].agg(["sum", "size"])
    assert ((arms["size"] - arms["sum"]) == 1).all()
    assert (arms["sum"] >= 1).all()


def test_percentages_are_those_of_the_ledger():
    table = easi75_trials()
    solo = table[table["label"] == "dupilumab, SOLO 1"]
    expected = [fact(each).number for each in ("solo1-easi75-q2w", "solo1-easi75-qw", "solo1-placebo-easi75")]
    assert sorted(solo["percent"]) == sorted(expected)


def test_no_trial_of_children_and_no_week_52():
    labels = easi75_trials()["label"]
    assert not labels.str.contains("children|adolescents").any()
    assert set(easi75_trials()["week"]) == {"12", "16"}
    assert (comparators()["week"] == "52").any()  # so the row that must stay out exists


def test_the_cell_trial_stands_last():
    assert easi75_trials()["label"].iloc[-1] == "AtMSC"


def test_history_runs_from_the_oldest_and_names_each_study_once():
    history = cell_history()
    assert history["year"].is_monotonic_increasing
    assert history["label"].is_unique
    assert len(history) == 7


def test_no_percentage_is_given_for_phase_2_of_seo():
    seo = cell_history().set_index("label").loc["Seo, phase 2"]
    assert seo["cells"] == []
    assert seo.isna()["placebo"]
    assert ".038" in seo["note"]


@pytest.mark.parametrize(
    ("label", "cells", "placebo", "participants"),
    [
        ("FURESTEM\nphase 3, first", [31.82], 27.16, 197),
        ("FURESTEM\nphase 3, second", [33.0], 29.3, 315),
        ("AtMSC", [23.7], 7.3, 114),
    ],
)
def test_placebo_controlled_trials_are_as_printed(label, cells, placebo, participants):
    row = cell_history().set_index("label").loc[label]
    assert (row["cells"], row["placebo"], row["N"]) == (cells, placebo, participants)


def test_only_the_easi_75_study_is_marked_as_another_outcome():
    history = cell_history()
    assert history.loc[history["other_outcome"], "label"].tolist() == ["AtMSC"]


def test_differences_have_newcombe_intervals_where_there_are_counts_and_say_so_where_not():
    shown = cell_differences()["difference (95 % interval)"].tolist()
    first = confint_proportions_2indep(28, 88, 22, 81, method="newcomb")
    atmsc = confint_proportions_2indep(14, 59, 4, 55, method="newcomb")
    assert shown == [
        f"4.7 points ({points_range(*first)})",
        "3.7 points (no counts in our sources)",
        f"16.5 points ({points_range(*atmsc)})",
    ]


def test_inferred_counts_are_called_derived_and_seo_is_not_among_the_differences():
    table = cell_differences()
    assert table["cells v placebo"].str.extract(r"\((\w+)\)$")[0].tolist() == [
        "derived",
        "sponsor",
        "abstract",
    ]
    assert not table["trial"].str.contains("Seo").any()
