"""Simulated people carry their label, fit their totals exactly, and never pass for real ones."""

import ast
import copy
import importlib
import itertools
import re

import numpy as np
import pandas as pd
import pytest
from data_package import descriptor
from nbformat.v4 import new_code_cell, new_notebook, new_output
from reading import ROOT, every_notebook, read
from sound import score_problems

from helpers.data_files import DATA
from helpers.eczema import generate, simulated
from helpers.eczema.easi import tenths
from helpers.eczema.simulated import carry_forward, derive
from helpers.statistics.paired import sign_test
from helpers.statistics.two_by_two import p_value
from helpers.statistics.two_groups import risk_difference
from helpers.text import p_text

FOLDER = DATA / "simulated"
SETS = [
    pytest.param(name, seed, id=f"{name}-{seed}") for name in simulated.TABLES for seed in simulated.SEEDS
]
SCORES = simulated.load("scores")
PEOPLE = simulated.load("participants")
EASI = SCORES[SCORES["PARAMCD"] == "EASI"]


# The family


@pytest.mark.parametrize("name", simulated.TABLES)
def test_every_table_prints_the_published_p_with_its_named_test(name):
    known = simulated.TABLES[name]
    assert p_text(p_value(*known.counts, known.test)) == "P = .038"


def test_the_family_spans_placebo_shares_and_tests():
    shares = [known.x2 / known.n2 for known in simulated.TABLES.values()]
    assert len(shares) == 5
    assert min(shares) < 0.1 < 0.5 < max(shares)
    assert {known.test for known in simulated.TABLES.values()} == {"fisher", "yates", "pearson"}


@pytest.mark.parametrize(("name", "seed"), SETS)
def test_counts_are_exact_when_the_missing_are_non_responders(name, seed):
    known = simulated.TABLES[name]
    counts = simulated.responder_table(simulated.load("scores", name, seed))
    assert counts["TRT01P"].tolist() == [simulated.ACTIVE, simulated.PLACEBO]
    assert counts["responders"].tolist() == [known.x1, known.x2]
    assert counts["participants"].tolist() == [known.n1, known.n2]


def test_family_results_agree_with_the_tests_on_the_counts():
    for row in simulated.family_results(missing="complete case").itertuples():
        assert row.p == p_value(row.x1, row.n1, row.x2, row.n2, row.test)
        assert row.difference == pytest.approx(risk_difference(row.x1, row.n1, row.x2, row.n2).estimate)


# The rows


def test_every_row_of_every_file_is_labelled():
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.csv" for name in simulated.DOMAINS.values()}
    for domain, name in simulated.DOMAINS.items():
        rows = simulated.load(domain)
        assert (rows["SIMULATED"] == "Y").all()
        assert rows["STUDYID"].str.match(r"SIM-(SEO2024|SHIN2021)-[a-z-]+-[123]$").all()
        assert [f"{s}-{t}" for s, t in zip(rows["TABLE"], rows["SEED"], strict=True)] == [
            text.split("-", 2)[2] for text in rows["STUDYID"]
        ]
        assert rows.attrs["simulated"].startswith("Simulated")
        assert "imulated" in descriptor()[name]["title"]
        assert "no patient data" in descriptor()[name]["description"]


def test_the_files_stay_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_500_000


def test_one_row_per_person_score_and_visit():
    assert not SCORES.duplicated(["USUBJID", "PARAMCD", "AVISITN"]).any()
    assert set(SCORES["USUBJID"]) == set(PEOPLE["USUBJID"])
    assert PEOPLE["USUBJID"].is_unique


def test_scores_lie_on_their_scales():
    whole = tenths(EASI["AVAL"].to_numpy())  # raises off the 0.1 grid and outside 0 to 72
    assert whole[(EASI["AVISITN"] <= 0).to_numpy()].min() >= 160
    for code, highest in (("DLQI", 30), ("ITCHNRS", 10)):
        assert set(SCORES.loc[SCORES["PARAMCD"] == code, "AVAL"]) <= set(range(highest + 1))


def test_derived_columns_follow_from_the_scores():
    """Recomputed row by row from AVAL, with another method than `derive` uses."""
    base = {key: value for *key, week, value in _tuples(SCORES) if week == 0 for key in [tuple(key)]}
    for row in SCORES.itertuples():
        expected = base[row.USUBJID, row.PARAMCD]
        assert row.BASE == expected
        if row.AVISITN < 0:
            assert np.isnan(row.CHG)
            continue
        assert row.CHG == round(row.AVAL - expected, 1)
        if row.PARAMCD == "EASI" and row.AVISITN > 0:
            assert row.CRIT1FL == ("Y" if 2 * round(10 * row.AVAL) <= round(10 * expected) else "N")
        else:
            assert row.CRIT1FL == ""


def _tuples(frame):
    return zip(frame["USUBJID"], frame["PARAMCD"], frame["AVISITN"], frame["AVAL"], strict=True)


def test_a_fall_of_exactly_half_counts_and_a_tenth_less_does_not():
    rows = [("A", 17.2, 8.6, "Y"), ("B", 17.2, 8.7, "N"), ("C", 16.1, 8.0, "Y"), ("D", 16.1, 8.1, "N")]
    for person, base, value, flag in rows:
        frame = pd.DataFrame(
            {"USUBJID": person, "PARAMCD": "EASI", "AVISITN": [0, 12], "AVAL": [base, value]}
        )
        assert derive(frame)["CRIT1FL"].iloc[1] == flag


def test_missing_visits_adds_up_to_the_rows():
    table = simulated.missing_visits(SCORES)
    assert table["participants"].sum() - table["missing"].sum() == len(EASI)


def test_rescue_is_marked_from_its_week_on():
    week = PEOPLE.set_index("USUBJID")["RESCWK"].replace("", "999").astype(int)
    assert (
        (EASI["RESCFL"] == "Y").to_numpy() == (EASI["USUBJID"].map(week) <= EASI["AVISITN"]).to_numpy()
    ).all()
    assert 0.05 < (EASI.loc[EASI["AVISITN"] == 12, "RESCFL"] == "Y").mean() < 0.3


# Rules for missing and rescue


def test_rules_for_the_missing_move_the_counts_as_they_should():
    scores = simulated.load("scores", "low-placebo", 1)
    all_in, seen, carried = (
        simulated.responder_table(scores, missing=rule) for rule in simulated.MISSING_RULES
    )
    assert (seen["responders"] == all_in["responders"]).all()
    assert (seen["participants"] == all_in["participants"] - all_in["missing"]).all()
    assert (carried["participants"] == all_in["participants"]).all()
    assert (carried["responders"] >= all_in["responders"]).all()


def test_carried_scores_are_the_last_seen_and_say_so():
    filled = carry_forward(EASI, 12)
    added = filled[filled["DTYPE"] == "LOCF"]
    assert len(filled) == len(EASI) + len(added)
    assert set(added["USUBJID"]) == set(PEOPLE.loc[PEOPLE["MISS12"] != "", "USUBJID"])
    person = added.iloc[0]
    earlier = EASI[(EASI["USUBJID"] == person["USUBJID"]) & EASI["AVISITN"].between(0, 11)]
    assert person["AVAL"] == earlier.sort_values("AVISITN")["AVAL"].iloc[-1]


def test_rescue_as_non_response_removes_exactly_the_rescued_responders():
    scores = simulated.load("scores", "high-placebo", 1)
    plain, strict = (simulated.responder_table(scores, rescue=rule) for rule in simulated.RESCUE_RULES)
    rescued = scores.query("PARAMCD == 'EASI' and AVISITN == 12 and CRIT1FL == 'Y' and RESCFL == 'Y'")
    assert len(rescued) > 0
    assert plain["responders"].sum() - strict["responders"].sum() == len(rescued)


def test_a_stricter_response_has_fewer_responders():
    counts = [simulated.responder_table(SCORES, percent=level)["responders"].sum() for level in (50, 75, 90)]
    assert counts[0] > counts[1] > counts[2]


def test_tipping_point_corners_are_the_extreme_readings():
    grid = simulated.tipping_point(15, 36, 2, 6, 36, 4, "yates")
    assert grid.shape == (3, 5)
    for k1, k2 in itertools.product(range(3), range(5)):
        assert grid.loc[k1, k2] == p_value(15 + k1, 36, 6 + k2, 36, "yates")
    assert simulated.tipping_point(3, 9, 0, 1, 9, 0).shape == (1, 1)


# Refusals


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: simulated.load("score"), "Did you mean 'scores'"),
        (lambda: simulated.load("scores", table="low placebo"), "Did you mean 'low-placebo'"),
        (lambda: simulated.load("scores", seed=4), "hold the seeds 1, 2 and 3"),
        (lambda: simulated.load("scores", seed="one"), "seed is 'one'"),
        (lambda: simulated.responder_table(SCORES, week=10), "weeks 4, 8, 12, 16, 24"),
        (lambda: simulated.responder_table(SCORES, week=0), "weeks 4, 8, 12, 16, 24"),
        (lambda: simulated.responder_table(SCORES, percent=0.5), "write 50"),
        (lambda: simulated.responder_table(SCORES, missing="drop"), "known are 'non-responder'"),
        (lambda: simulated.responder_table(SCORES, rescue="out"), "known are 'as observed'"),
        (lambda: simulated.responder_table(PEOPLE), "scores lacks PARAMCD"),
        (lambda: simulated.tipping_point(15, 36, 22, 6, 36, 4), "exceed participants (36) in arm 1"),
        (lambda: simulated.tipping_point(15, 36, 2, 6, 36, -1), "missing in arm 2 is -1"),
        (lambda: simulated.tipping_point(15, 36, 2, 6, 36, 4, "fischer"), "Did you mean 'fisher'"),
        (lambda: generate.phase_two(11, 10, 2, 10), "exceed participants"),
        (lambda: generate.phase_two(1, 10, 2, 10, seed=-1), "seed is -1"),
        (lambda: derive(PEOPLE), "lacks PARAMCD"),
        (lambda: derive(EASI[EASI["AVISITN"] > 0]), "no row at week 0"),
        (lambda: derive(pd.concat([EASI, EASI.head(1)])), "two rows for one visit"),
        (lambda: derive(EASI.assign(AVAL=EASI["AVAL"] + 0.03)), "one decimal"),
    ],
)
def test_bad_input_gets_a_sentence(call, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        call()


def test_what_a_reader_changes_does_not_reach_the_next_reader():
    mine = simulated.load("scores")
    mine["AVAL"] = 0.0
    assert simulated.load("scores")["AVAL"].max() > 0


# The check that guards the files


def _mutated(column, value, where):
    copied = SCORES.copy()
    copied.loc[copied.index[where][0], column] = value
    return copied


WEEK_12 = (SCORES["PARAMCD"] == "EASI") & (SCORES["AVISITN"] == 12)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (lambda: _mutated("CRIT1FL", "N", WEEK_12 & (SCORES["CRIT1FL"] == "Y")), "CRIT1FL does not follow"),
        (
            lambda: derive(_mutated("AVAL", 72.0, WEEK_12 & (SCORES["CRIT1FL"] == "Y"))),
            "respond at week 12, not",
        ),
        (
            lambda: SCORES.drop(SCORES.index[WEEK_12 & (SCORES["CRIT1FL"] == "Y")][0]),
            "respond at week 12, not",
        ),
        (lambda: _mutated("SIMULATED", "", WEEK_12), "not labelled as simulated"),
        (lambda: _mutated("STUDYID", "SEO2024", WEEK_12), "not labelled as simulated"),
        (lambda: _mutated("AVAL", 12.34, WEEK_12), "one decimal"),
        (lambda: _mutated("AVAL", 31.0, SCORES["PARAMCD"] == "DLQI"), "DLQI value is off its scale"),
        (lambda: _mutated("BASE", 20.0, WEEK_12), "BASE does not follow"),
        (lambda: _mutated("CHG", 0.0, WEEK_12), "CHG does not follow"),
        (lambda: SCORES.assign(TABLE="another"), "not a table of the family"),
        (lambda: SCORES.drop(columns="SIMULATED"), "lacks SIMULATED"),
    ],
)
def test_one_changed_cell_is_found(changed, words):
    assert any(words in sentence for sentence in score_problems(changed()))


def test_the_files_have_no_problems():
    assert score_problems(SCORES) == []


# Five people followed for months

FOLLOWED = simulated.load("followup")
MARKERS = simulated.load("cytokines")


def test_their_labels_are_not_those_of_any_published_table():
    assert (
        set(FOLLOWED["SUBJID"]) == set(MARKERS["SUBJID"]) == {f"SIM-{number:02d}" for number in range(1, 6)}
    )


def test_even_five_falls_cannot_be_significant_by_an_exact_test():
    falls = MARKERS.query("SEED == 1 and PARAMCD == 'CCL17' and AVISIT == 'End-point'")["CHG"]
    assert sign_test(falls.to_numpy()) == 0.0625


# No notebook shows a simulated result without the word

SOURCES = {"load", "family_results", "phase_two", "five_people"}
MODULES = {"helpers.eczema.simulated", "helpers.eczema.generate"}


def _assigned(statement):
    """Names that a statement gives a value; the loop names inside a comprehension end with it."""
    inside = {
        name.id
        for node in ast.walk(statement)
        if isinstance(node, ast.comprehension)
        for name in ast.walk(node.target)
        if isinstance(name, ast.Name)
    }
    stored = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return stored - inside


def _imported(statement):
    """What an import binds from the modules of simulated people: (names of modules, names of functions of SOURCES)."""
    modules, functions = set(), set()
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            if alias.name in MODULES:
                modules.add(alias.asname or alias.name)  # `import a.b` is used as a.b
    elif isinstance(statement, ast.ImportFrom):
        for alias in statement.names:
            if f"{statement.module}.{alias.name}" in MODULES:
                modules.add(alias.asname or alias.name)
            elif statement.module in MODULES and alias.name in SOURCES:
                functions.add(alias.asname or alias.name)
    return modules, functions


def unlabelled_results(notebook):
    """Cells that show something computed from simulated people without the word simulated."""
    modules, tainted, problems = set(), set(), []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        touched = False
        try:
            statements = ast.parse(cell.source).body
        except SyntaxError as error:  # for example an f-string that only a newer Python understands
            problems.append(f"cell {cell.execution_count} cannot be read: {error.msg}")
            continue
        for statement in statements:
            more_modules, functions = _imported(statement)
            modules |= more_modules
            tainted |= functions
            names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
            calls = {
                node.attr
                for node in ast.walk(statement)
                if isinstance(node, ast.Attribute) and ast.unparse(node.value) in modules
            }
            if calls & SOURCES or names & tainted:
                touched = True
                tainted |= _assigned(statement)
        shown = " ".join(
            str(output.get("data", output.get("text", ""))) for output in cell.get("outputs", [])
        )
        if touched and shown and "simulated" not in shown.lower():
            problems.append(f"cell {cell.execution_count} shows a simulated result without the word")
    return problems


@pytest.mark.parametrize(
    "source",
    [
        "from helpers.eczema import simulated\nsimulated.load('scores')",
        "from helpers.eczema import simulated as people\npeople.family_results()",
        "import helpers.eczema.simulated as s\nrows = s.load('scores')\nlen(rows)",
        "import helpers.eczema.generate\nhelpers.eczema.generate.five_people()",
        "from helpers.eczema.simulated import load\nload('scores')",
        "from helpers.eczema.generate import phase_two as draw\nlen(draw(9, 20, 4, 20))",
    ],
)
def test_a_simulated_result_is_followed_under_every_name(source):
    def shows(text):
        output = new_output("execute_result", {"text/plain": text})
        return new_notebook(cells=[new_code_cell(source, execution_count=1, outputs=[output])])

    assert unlabelled_results(shows("17 people")) == ["cell 1 shows a simulated result without the word"]
    assert unlabelled_results(shows("17 simulated people")) == []


def test_the_guard_watches_modules_and_functions_that_exist():
    found = {name: importlib.import_module(name) for name in MODULES}
    assert [each for each in SOURCES if not any(hasattr(module, each) for module in found.values())] == []


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in every_notebook()])
def test_notebooks_say_simulated_wherever_they_show_it(file):
    assert unlabelled_results(read(file)) == []


def test_dropping_the_word_from_an_output_is_noticed():
    notebook = copy.deepcopy(read(ROOT / "tests" / "eczema" / "worked_simulated.ipynb"))
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            for kind, text in output.get("data", {}).items():
                output["data"][kind] = re.sub("simulated", "observed", str(text), flags=re.I)
            if "text" in output:
                output["text"] = re.sub("simulated", "observed", output["text"], flags=re.I)
    assert len(unlabelled_results(notebook)) >= 3


def test_a_change_has_the_decimals_of_its_parameter():
    rows = pd.DataFrame(
        {
            "USUBJID": "A",
            "PARAMCD": ["IL13"] * 2 + ["CCL17"] * 2 + ["EASI"] * 2,
            "AVISITN": [0, 12] * 3,
            "AVAL": [0.26, 0.34, 2558.3, 945.1, 17.2, 8.6],
        }
    )
    derived = derive(rows).set_index(["PARAMCD", "AVISITN"])
    assert derived["CHG"].xs(12, level=1).to_dict() == {"IL13": 0.08, "CCL17": -1613.2, "EASI": -8.6}
    assert derived.loc[("EASI", 12), "CRIT1FL"] == "Y"


def test_a_missing_value_has_no_change_and_no_response():
    rows = pd.DataFrame({"USUBJID": "A", "PARAMCD": "EASI", "AVISITN": [0, 12], "AVAL": [17.2, np.nan]})
    last = derive(rows).iloc[1]
    assert (np.isnan(last["CHG"]), last["CRIT1FL"]) == (True, "")
    with pytest.raises(ValueError, match="no row at week 0"):
        derive(rows.assign(AVAL=[np.nan, 8.0]))


@pytest.mark.parametrize(
    ("values", "carried"),
    [
        ({0: 20.0, 4: 12.0, 8: 9.0, 12: 7.0}, (7.0, "")),  # what was seen stays
        ({0: 20.0, 4: 12.0, 8: 9.0, 12: np.nan}, (9.0, "LOCF")),  # a row without a value is filled
        ({0: 20.0, 4: 12.0, 8: np.nan}, (12.0, "LOCF")),  # a missing value is not carried
        ({0: 20.0, 4: np.nan, 8: np.nan, 12: np.nan}, (20.0, "LOCF")),
        ({-2: 30.0, 0: 20.0, 16: 5.0}, (20.0, "LOCF")),  # neither screening nor a later visit
    ],
)
def test_the_last_value_that_was_seen_is_carried_forward(values, carried):
    rows = pd.DataFrame(
        {"USUBJID": "A", "PARAMCD": "EASI", "AVISITN": list(values), "AVAL": list(values.values())}
    )
    filled = carry_forward(rows)
    at_week = filled[filled["AVISITN"] == 12]
    assert len(at_week) == 1
    assert (at_week["AVAL"].iloc[0], at_week["DTYPE"].iloc[0]) == carried
