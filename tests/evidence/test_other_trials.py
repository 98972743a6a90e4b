"""The placebo range follows from named rows of the ledger by a stated rule, and says what it left out."""

import math
from fractions import Fraction

import pytest
from data_package import descriptor
from scipy.stats import t

from helpers.data_files import load_table
from helpers.evidence import other_trials
from helpers.evidence.ledger import comparators, fact
from helpers.evidence.other_trials import (
    cell_differences,
    cell_history,
    easi75_trials,
    placebo_range,
    placebo_rows,
    spread_behind_mean,
)
from helpers.statistics.one_group import proportion_interval
from helpers.statistics.printed import as_printed
from helpers.text import points, points_range


def test_the_range_is_25_to_45_percent_from_four_rows():
    low, high, rows = placebo_range()
    assert (low, high) == (25, 45)
    assert rows["fact_id"].tolist() == [
        "furestem1-easi50-placebo",
        "furestem2-easi50-placebo",
        "dupilumab-phase2-placebo-easi50",
        "placebo-pooled-easi50",
    ]


def test_the_range_holds_every_value_it_rests_on_and_no_more_than_five_points_beyond():
    low, high, rows = placebo_range()
    values = [
        *rows["percent"],
        float(fact("placebo-pooled-easi50").low),
        float(fact("placebo-pooled-easi50").high),
    ]
    assert low <= min(values) < low + 5
    assert high - 5 < max(values) <= high


def test_every_row_left_out_says_why_and_no_used_row_does():
    table = placebo_rows()
    assert (table["why_not"] == "").tolist() == table["used"].tolist()
    reasons = dict(zip(table["fact_id"], table["why_not"], strict=True))
    assert reasons["children-placebo-easi50"] == "children, week 16"
    assert reasons["dupilumab-phase1-placebo-easi50"] == "week 4"
    assert reasons["furestem2-easi50-placebo-korean"] == "same result, other source"


def test_intervals_come_from_printed_or_inferred_counts_and_the_mean_keeps_its_printed_limits():
    table = placebo_rows().set_index("fact_id")
    row = table.loc["adolescents-placebo-easi50"]
    expected = proportion_interval(11, 85)
    assert (row["low"], row["high"]) == pytest.approx((100 * expected.low, 100 * expected.high))
    assert row["counts"] == "printed"
    inferred = table.loc["dupilumab-phase2-placebo-easi50"]
    assert (inferred["n"], inferred["N"], inferred["counts"]) == (19, 54, "count inferred")
    both = table.loc["furestem1-easi50-placebo"]
    assert (both["n"], both["N"], both["counts"]) == (22, 81, "count and N inferred")
    second = table.loc["furestem2-easi50-placebo"]
    assert (second["n"], second["N"], second["counts"]) == (29, 99, "count and N inferred")
    pooled = table.loc["placebo-pooled-easi50"]
    assert (pooled["low"], pooled["high"]) == (36.7, 43.2)


def test_everybody_is_a_count_that_a_percentage_may_leave():
    row = {"n": "", "N": "5", "value": "100", "study_id": "", "kind": "result"}
    assert other_trials._counts(row, None) == (5, 5, "count inferred")
    assert other_trials._counts(row | {"N": "1000", "value": "50"}, None) == ("", "", "")


def test_a_changed_ledger_changes_the_range(monkeypatch):
    changed = comparators()
    here = (changed["endpoint"] == "EASI-50") & (changed["week"] == "12") & (changed["value"] == "35.2")
    assert here.sum() == 1
    monkeypatch.setattr(
        other_trials, "comparators", lambda: changed.assign(value=changed["value"].mask(here, "51.9"))
    )
    assert placebo_range()[:2] == (25, 55)
    assert placebo_range().rows.columns.tolist() == other_trials.placebo_rows().columns.tolist()


def test_a_ledger_without_a_usable_row_is_refused(monkeypatch):
    for name in ("comparators", "msc_trials"):
        later = getattr(other_trials, name)().assign(week="13")
        monkeypatch.setattr(other_trials, name, lambda later=later: later)
    with pytest.raises(ValueError, match="no placebo EASI-50 share of adults at week 12"):
        placebo_range()


def test_the_descriptor_knows_both_ledgers_that_are_read():
    assert {"comparators", "msc_trials"} <= set(descriptor())


def test_the_spread_gives_back_the_interval_of_the_mean():
    sd, low, high = spread_behind_mean(0.367, 0.432, 24)
    error = sd / math.sqrt(24)
    assert 2 * 1.959964 * error == pytest.approx(0.432 - 0.367, abs=1e-6)
    assert high - low == pytest.approx(2 * t.ppf(0.975, 23) * math.sqrt(sd**2 + error**2))
    assert (low + high) / 2 == pytest.approx(0.3995)


def test_more_trials_behind_the_same_interval_mean_more_spread():
    spreads = [spread_behind_mean(0.367, 0.432, trials)[0] for trials in (6, 24, 96)]
    assert spreads[1] == pytest.approx(2 * spreads[0])
    assert spreads[2] == pytest.approx(2 * spreads[1])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0.432, 0.367, 24), "give the lower limit first"),
        ((0.4, 0.4, 24), "give the lower limit first"),
        ((36.7, 43.2, 24), "low is 36.7: it must be a proportion"),
        ((0.367, 0.432, 2), "trials is 2"),
    ],
)
def test_bad_input_to_the_spread_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        spread_behind_mean(*arguments)


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
        ("FURESTEM phase 3, first", [31.82], 27.16, 197),
        ("FURESTEM phase 3, second", [33.0], 29.3, 315),
        ("AtMSC", [23.7], 7.3, 114),
    ],
)
def test_placebo_controlled_trials_are_as_printed(label, cells, placebo, participants):
    row = cell_history().set_index("label").loc[label]
    assert (row["cells"], row["placebo"], row["N"]) == (cells, placebo, participants)


def test_only_the_easi_75_study_is_marked_as_another_outcome():
    history = cell_history()
    assert history.loc[history["other_outcome"], "label"].tolist() == ["AtMSC"]


def test_differences_follow_miettinen_and_nurminen_as_r_prints_them():
    shown = cell_differences()["difference (95 % interval)"].tolist()
    assert shown == [
        "4.7 points (-9.2 to +18.3 points)",
        "3.7 points (-7.7 to +14.3 points)",
        "16.5 points (+3.3 to +29.9 points)",
    ]


def test_inferred_counts_are_called_derived_and_seo_is_not_among_the_differences():
    table = cell_differences()
    statuses = table["cells v placebo"].str.extract(r"\((\w+)\)$")[0].tolist()
    assert statuses == ["derived", "derived", "abstract"]
    assert not table["trial"].str.contains("Seo").any()


def test_derived_counts_print_the_percentages_and_every_row_says_who_is_missing():
    for trial, arm in (
        ("furestem1", "active"),
        ("furestem1", "placebo"),
        ("furestem2", "active"),
        ("furestem2", "placebo"),
    ):
        share, count = fact(f"{trial}-easi50-{arm}"), fact(f"{trial}-count-{arm}")
        n, size = count.counts
        assert as_printed(Fraction(100 * n, size), share.decimals) == share.value
        assert count.status == "derived"
    assert "28 people" in fact("furestem1-count-active").note
    assert "28 people" in fact("furestem1-count-placebo").note
    assert 197 - 88 - 81 == 28


def test_one_trial_has_one_difference_and_one_method():
    rows = other_trials.placebo_trials()
    assert rows.values.tolist() == [["FURESTEM 1", 28, 88, 22, 81], ["FURESTEM 2", 68, 206, 29, 99]]
    shown = other_trials.cell_differences()["difference (95 % interval)"].tolist()
    for found, words in zip(other_trials.trial_intervals().values(), shown, strict=False):
        assert found.method == "miettinen_nurminen"
        assert words == f"{points(found.estimate)} ({points_range(found.low, found.high)})"


def test_the_72_people_are_a_reading_and_the_words_of_the_abstract_stand_beside_it():
    assert fact("seo-n-phase2").status == "derived"
    words = fact("seo-n-abstract")
    assert (words.status, words.value) == ("abstract", "72")
    assert "involved 72 subjects" in words.quote
    assert fact("seo-n-phase1").number + fact("seo-n-phase2").number == fact("seo-registry-total").number


def test_both_sponsor_statements_on_serious_events_are_in_conflict_on_file():
    one, other = fact("seo-serious-english"), fact("seo-serious-korean")
    assert (one.conflicts_with, other.conflicts_with) == (other.fact_id, one.fact_id)
    assert one.status == other.status == "sponsor"


def test_easi75_holds_every_arm_of_the_ledger_that_fits_and_no_other():
    """Counted row by row from the file, without the module's filters."""
    rows = [
        row
        for row in comparators().fillna("").to_dict("records")
        if row["endpoint"] == "EASI-75"
        and row["week"] in ("12", "16")
        and row["age_group"] in ("adults", "adults and adolescents")
        and row["arm_kind"] in ("active", "placebo")
    ]
    kinds = {}
    for row in rows:
        kinds.setdefault(row["study_id"], set()).add(row["arm_kind"])
    wanted = sorted(float(row["value"]) for row in rows if len(kinds[row["study_id"]]) == 2)
    wanted += [fact("atmsc2025-easi75").number, fact("atmsc2025-placebo-easi75").number]
    table = easi75_trials()
    assert sorted(table["percent"]) == sorted(wanted)
    order = list(dict.fromkeys(table["group"]))
    assert order == [
        name for name in (*other_trials.GROUPS.values(), "cells, for comparison") if name in order
    ]


def test_every_percentage_of_the_history_is_that_of_its_facts():
    studies = load_table("cell_studies").set_index("label")
    for row in cell_history().itertuples():
        known = studies.loc[row.label]
        cells = [float(fact(each).value) for each in known["cell_facts"].split(";") if each]
        assert row.cells == cells
        assert fact(known["n_fact"]).number == row.N
        statuses = [fact(each).status for each in known["status_facts"].split(";")]
        assert set(row.status.split(" and ")) == set(statuses)
        assert "{" not in row.note


def test_only_one_count_prints_each_placebo_share_where_a_count_is_inferred():
    for row in placebo_rows().itertuples():
        if row.counts != "count inferred":
            continue
        printed = fact(row.fact_id)
        fits = [
            n
            for n in range(row.N + 1)
            if as_printed(Fraction(100 * n, row.N), printed.decimals) == printed.value
        ]
        assert fits == [row.n]
