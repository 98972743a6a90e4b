"""The data folder is described, complete for both abstracts, and says what the papers print."""

import csv
import json
import re
import shutil
from itertools import pairwise

import jsonschema
import pytest
from data_package import TYPES, check_ledgers, check_table, fingerprint

from helpers.data_files import DATA, load_table
from helpers.evidence import ledger as evidence

DESCRIPTOR = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
TABLES = [each for each in DESCRIPTOR["resources"] if each["path"].endswith(".csv")]
NAMES = [each["name"] for each in TABLES]

# The parts of Data Package v2 that this folder uses, as a JSON Schema of our own.
TEXT = {"type": "string", "minLength": 1}
FIELD = {
    "type": "object",
    "required": ["name", "type", "description"],
    "properties": {
        "name": TEXT,
        "description": TEXT,
        "type": {"enum": sorted([*TYPES, "list"])},
        "constraints": {
            "type": "object",
            "propertyNames": {"enum": ["required", "unique", "enum", "pattern", "minimum", "maximum"]},
            "properties": {"required": {"type": "boolean"}, "enum": {"type": "array", "minItems": 1}},
        },
    },
}
NAMES_OF_FIELDS = {"oneOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
SCHEMA = {
    "type": "object",
    "required": ["$schema", "name", "title", "licenses", "resources"],
    "properties": {
        "name": {"pattern": "^[a-z0-9._/-]+$"},
        "licenses": {"type": "array", "minItems": 1, "items": {"required": ["name"]}},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "title", "description"],
                "properties": {
                    "name": TEXT,
                    "path": {
                        "type": "string",
                        "pattern": "^(?!/)(?!.*\\.\\.)(?!.*:).+$",
                    },  # relative, inside data/
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "fields": {"type": "array", "minItems": 1, "items": FIELD},
                            "primaryKey": NAMES_OF_FIELDS,
                            "missingValues": {"const": [""]},
                            "foreignKeys": {
                                "type": "array",
                                "items": {
                                    "required": ["fields", "reference"],
                                    "properties": {
                                        "fields": NAMES_OF_FIELDS,
                                        "reference": {
                                            "required": ["fields"],
                                            "properties": {"fields": NAMES_OF_FIELDS},
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}

# Every value of the two abstracts and their bibliographic records, typed again by hand from the papers.
PINNED = {
    "seo-phases": "1/2",
    "seo-phase1-number": "1",
    "seo-phase1-design": "open-label",
    "seo-phase2-number": "2",
    "seo-phase2-design": "randomized, double-blind, placebo-controlled",
    "seo-n-abstract": "72",
    "seo-n-doses": "2",
    "seo-dose-high": "1 x 10^6",
    "seo-dose-low": "5 x 10^5",
    "seo-phase1-safety": "safe and well tolerated",
    "seo-n-phase1": "20",
    "seo-n-dose-groups": "2",
    "seo-p-dose": ".9",
    "seo-n-infusions": "3",
    "seo-schedule-abstract": "weekly",
    "seo-dose-phase2": "5 x 10^5",
    "seo-easi-level": "50",
    "seo-easi50-week": "12",
    "seo-p-easi50": ".038",
    "seo-dlqi": "not statistically significant",
    "seo-itch": "not statistically significant",
    "seo-year": "2024",
    "seo-month": "Oct",
    "seo-volume": "154",
    "seo-issue": "4",
    "seo-page-first": "965",
    "seo-page-last": "973",
    "seo-pages": "9",
    "seo-pmid": "38944393",
    "seo-online": "27 Jun 2024",
    "seo-doi": "10.1016/j.jaci.2024.06.013",
    "shin-n": "five",
    "shin-easi-week": "16",
    "shin-easi50": "80",
    "shin-easi-level": "50",
    "shin-cycles-fewest": "one",
    "shin-cycles-most": "two",
    "shin-followup-mean": "38",
    "shin-followup-min": "16",
    "shin-followup-max": "86",
    "shin-serious": "no serious side-effects",
    "shin-ccl17": "significantly decreased",
    "shin-il13": "significantly decreased",
    "shin-il22": "significantly decreased",
    "shin-il17": "increased",
    "shin-cytokine-n": "five",
    "shin-durable-n": "two",
    "shin-durable-weeks": "84",
    "shin-year": "2021",
    "shin-volume": "48",
    "shin-issue": "8",
    "shin-page-first": "1236",
    "shin-page-last": "1242",
    "shin-online": "14 May 2021",
    "shin-doi": "10.1111/1346-8138.15928",
}

# Each number or named marker in the order in which the two abstracts print it.
SEO_TOKENS = (
    "1/2|phase 1|phase 2|72 subjects|2 doses|1 × 10^6|5 × 10^5|20 subjects|2 dosage groups|P = .9|low-dose|3 weekly|"
    "(EASI)-50|week 12|P = .038|EASI-50 at 12 weeks"
).split("|")
SHIN_TOKENS = (
    "five|16 weeks|80% (4/5)|EASI-50|one or two|38 weeks|16–86|CCL-17|(IL)-13|IL-22|five participants|two patients|"
    "84 weeks|IL-17"
).split("|")


@pytest.mark.parametrize("resource", DESCRIPTOR["resources"], ids=lambda resource: resource["name"])
def test_every_data_file_has_the_fingerprint_on_file(resource):
    said = "if the new value is right, run python tests/data_package.py"
    assert fingerprint(DATA / resource["path"]) == resource["hash"], said


def test_the_descriptor_is_a_data_package():
    jsonschema.validate(DESCRIPTOR, SCHEMA)
    assert DESCRIPTOR["licenses"][0]["name"] == "CC0-1.0"
    assert len({each["name"] for each in DESCRIPTOR["resources"]}) == len(DESCRIPTOR["resources"])


def test_the_descriptor_schema_refuses_a_path_outside_the_folder():
    broken = json.loads(json.dumps(DESCRIPTOR))
    broken["resources"][0]["path"] = "../facts.csv"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)


def test_every_csv_under_data_is_described_and_every_described_file_exists():
    on_disk = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")}
    assert on_disk == {each["path"] for each in TABLES}
    assert all((DATA / each["path"]).is_file() for each in DESCRIPTOR["resources"])


@pytest.mark.parametrize("name", NAMES)
def test_every_table_passes_its_own_description(name):
    rows = check_table(name)
    path = next(each["path"] for each in TABLES if each["name"] == name)
    assert load_table(path.removesuffix(".csv")).to_dict("records") == list(rows)


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_keys_name_columns_and_tables_that_exist(table):
    columns = {field["name"] for field in table["schema"]["fields"]}
    primary = table["schema"].get("primaryKey", [])
    assert set([primary] if isinstance(primary, str) else primary) <= columns
    for foreign in table["schema"].get("foreignKeys", []):
        fields = foreign["fields"]
        assert set([fields] if isinstance(fields, str) else fields) <= columns
        assert foreign["reference"].get("resource", table["name"]) in NAMES


@pytest.mark.parametrize(("fact_id", "printed"), PINNED.items(), ids=list(PINNED))
def test_the_ledger_says_what_the_papers_print(fact_id, printed):
    entry = evidence.fact(fact_id)
    assert entry.value == printed
    assert entry.status == "abstract"


def test_printed_counts_of_the_papers():
    assert evidence.fact("shin-easi50").counts == (4, 5)
    assert evidence.fact("seo-phase1-easi50-pooled").counts == (13, 19)


@pytest.mark.parametrize(("study_id", "tokens"), [("seo2024", SEO_TOKENS), ("shin2021", SHIN_TOKENS)])
def test_every_number_of_the_abstract_is_quoted_by_a_row_with_status_abstract(study_id, tokens):
    facts = evidence.load_facts()
    rows = facts[(facts["study_id"] == study_id) & (facts["status"] == "abstract")]
    quotes = [quote.replace("‐", "-") for quote in rows["quote"]]
    missing = [token for token in tokens if not any(token in quote for quote in quotes)]
    assert not missing


def test_a_number_quoted_from_the_papers_is_one_that_the_abstracts_print():
    """A quote with a number that no token above holds would be an invention or a slip."""
    facts = evidence.load_facts()
    rows = facts[(facts["status"] == "abstract") & facts["source_id"].isin(["seo2024", "shin2021"])]
    rows = rows[rows["locator"].str.startswith(("abstract", "title"))]
    allowed = set(re.findall(r"\d+", " ".join(SEO_TOKENS + SHIN_TOKENS)))
    found = set(re.findall(r"\d+", " ".join(rows["quote"])))
    assert found <= allowed


def test_no_row_claims_an_observed_responder_count_for_phase_two_of_seo():
    facts = evidence.load_facts()
    rows = facts[(facts["study_id"] == "seo2024") & facts["quantity"].str.contains("Phase 2")]
    assert len(rows) > 10
    assert set(rows["n"]) == {""}


def test_quotes_are_short_phrases():
    assert evidence.load_facts()["quote"].str.len().max() <= 80


def test_inferred_and_assumed_values_are_few_and_explained():
    facts = evidence.load_facts()
    rows = facts[facts["status"].isin(["derived", "assumed"])]
    assert (rows["note"] != "").all()
    assert len(rows[~rows["fact_id"].str.startswith("assumed-")]) <= 12


def test_what_was_not_found_covers_both_papers():
    table = evidence.not_in_sources()
    assert (table["study_id"] == "seo2024").sum() == 23
    assert (table["study_id"] == "shin2021").sum() == 5


def test_a_value_printed_with_counts_agrees_with_them():
    """n of N, as a percentage, rounds to the printed value wherever all three are printed."""
    facts = evidence.load_facts()
    rows = facts[(facts["unit"] == "%") & (facts["n"] != "") & (facts["N"] != "")]
    assert len(rows) > 10
    for row in rows.itertuples():
        step = 10.0 ** -len(row.value.partition(".")[2])
        assert abs(100 * int(row.n) / int(row.N) - float(row.value)) <= 0.5 * step + 1e-9, row.fact_id


def test_printed_limits_enclose_their_value():
    facts = evidence.load_facts()
    rows = facts[facts["low"] != ""]
    assert len(rows) >= 3
    for row in rows.itertuples():
        assert float(row.low) < float(row.high), row.fact_id
        if not row.value == f"{row.low} to {row.high}":
            assert float(row.low) < float(row.value) < float(row.high), row.fact_id


# How many people each source of the facts speaks of, typed again by hand.
PEOPLE = {
    "seo2024": {20, 72},
    "nct04179760": {20, 72, 92},
    "scm-2020-12": {19, 20},
    "medigate-2020": {9},
    "fnnews-2021": {12},
    "wowtv-2021": {13},
    "koreabiomed-2023": {72},
    "hankyung-2022": {72},
    "ibric-listing": {17},
    "krx-2022": {14, 17},
    "shin2021": {5},
    "shin-library-index": {5},
    "pmc11368146": {5},
    "shin-listing": {5},
    "scm-2021-shin": {5},
    "silverberg2021": {826},
    "hongbo2005": {1993},
    "dlqi-mcid": {192},
    "pmc5906166": {210},
    "msc-characterisation": {84},
    "fezakinumab2018": {59},
    "yi2016": {11},
    "derived-here": {5, 9, 10, 72},
}


def test_each_source_speaks_of_the_people_that_it_has():
    rows = load_table("facts")
    rows = rows[rows["N"] != ""]
    found = {}
    for row in rows.itertuples():
        found.setdefault(row.source_id, set()).add(int(row.N))
    assert found == PEOPLE


def test_a_number_of_people_is_the_count_beside_it():
    """Where a row's value is people, it is n of N, or N where there is no n; an arm that was planned is part of N."""
    rows = evidence.load_facts()
    rows = rows[(rows["unit"] == "people") & (rows["N"] != "") & rows["value"].str.fullmatch(r"\d+")]
    assert len(rows) > 15
    for row in rows.itertuples():
        wanted = int(row.N) // 2 if row.fact_id == "seo-arm-planned" else int(row.n or row.N)
        assert int(row.value) == wanted, row.fact_id


@pytest.mark.parametrize(
    ("scale", "first", "step"),
    [("easi", 0.1, 0.1), ("scorad", 0, 0.1), ("dlqi", 0, 1), ("itch", 0, 1), ("poem", 0, 1)],
)
def test_the_bands_of_a_scale_follow_each_other_to_its_highest_score(scale, first, step):
    """Each band begins one step behind the one before, and the last ends where the scale ends."""
    rows = evidence.load_facts()
    rows = rows[rows["fact_id"].str.startswith(f"{scale}-band-") & rows["value"].str.contains("-")]
    bands = [tuple(float(end) for end in value.split("-")) for value in rows["value"]]
    highest = {"easi": 72, "scorad": 103, "dlqi": 30, "itch": 10, "poem": 28}[scale]
    assert len(bands) >= 3
    assert (bands[0][0], bands[-1][1]) == (first, highest)
    for (low, high), (following, _) in pairwise(bands):
        assert low < high
        assert following == pytest.approx(high + step)


def test_the_ledgers_keep_the_rules_that_span_them():
    assert set(check_ledgers()) == set(evidence.load_facts()["fact_id"])


@pytest.mark.parametrize(
    "study", load_table("cell_studies").to_dict("records"), ids=lambda study: study["label"]
)
def test_every_study_on_the_map_names_facts_of_the_ledgers(study):
    for column in ("n_fact", "cell_facts", "placebo_fact", "status_facts"):
        for fact_id in filter(None, study[column].split(";")):
            assert evidence.fact(fact_id).value


# ---------------------------------------------------------------- damaged files

FILES = "facts.csv sources.csv comparators.csv msc_trials.csv not_in_sources.csv datapackage.json".split()


@pytest.fixture
def copy(tmp_path):
    """A private copy of the ledger that a test may damage."""
    for name in FILES:
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


def table(folder, file):
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


def damage(folder, file, fact_id, column, text):
    """Overwrite one cell and return the spreadsheet row that it stands in."""
    lines = table(folder, file)
    row = next(i for i, line in enumerate(lines) if line[0] == fact_id)
    lines[row][lines[0].index(column)] = text
    with (folder / file).open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(lines)
    return row + 1


@pytest.mark.parametrize(
    ("file", "row_id", "column", "text", "message"),
    [
        ("facts.csv", "seo-n-phase2", "N", "seventy-two", "must be of type integer"),
        ("facts.csv", "shin-easi50", "N", "0", "outside the range"),
        ("facts.csv", "seo-p-easi50", "source_id", "", "is empty"),
        ("facts.csv", "seo-p-easi50", "source_id", "seo2042", "is not in sources.csv"),
        ("facts.csv", "seo-p-easi50", "status", "observed", "must be one of abstract"),
        ("facts.csv", "seo-p-easi50", "status", "", "is empty"),
        ("facts.csv", "seo-p-easi50", "value", "", "is empty"),
        ("facts.csv", "seo-p-easi50", "fact_id", "seo-p-dose", "already stands in row"),
        ("facts.csv", "seo-p-easi50", "fact_id", "Seo P", "must match the pattern"),
        ("facts.csv", "seo-p-easi50", "conflicts_with", "seo-p-none", "is not the id of another fact"),
        (
            "facts.csv",
            "seo-p-easi50",
            "conflicts_with",
            "seo-p-dose",
            "does not name 'seo-p-easi50' in return",
        ),
        ("facts.csv", "seo-p-easi50", "conflicts_with", "seo-p-easi50", "is not the id of another fact"),
        ("facts.csv", "seo-p-easi50", "week", "week 12", "must be a list of type integer"),
        ("facts.csv", "seo-iga-press", "week", "12;;24", "must be a list of type integer, separated by ';'"),
        ("comparators.csv", "placebo-pooled-easi50", "low", "36,7", "must be of type number"),
        ("comparators.csv", "placebo-pooled-easi50", "arm_kind", "control", "must be one of active"),
        ("comparators.csv", "placebo-pooled-easi50", "fact_id", "seo-p-dose", "already stands in facts.csv"),
        ("msc_trials.csv", "atmsc2025-easi75", "source_id", "", "is empty"),
        ("msc_trials.csv", "atmsc2025-easi75", "status", "", "is empty"),
        ("msc_trials.csv", "atmsc2025-easi75", "value", "", "is not a fact of facts.csv"),
        ("msc_trials.csv", "atmsc2025-easi75", "year", "25", "must be of type year"),
    ],
)
def test_one_damaged_cell_is_told_with_file_row_and_column(copy, file, row_id, column, text, message):
    row = damage(copy, file, row_id, column, text)
    with pytest.raises(ValueError, match=message) as caught:
        check_ledgers(copy)
    where = "value" if (column, text) == ("value", "") else column
    assert str(caught.value).startswith(f"{file}, row {row}, column {where}")


def test_two_sources_of_one_name_are_refused(copy):
    row = damage(copy, "sources.csv", "shin2021", "source_id", "seo2024")
    with pytest.raises(ValueError, match=f"^sources.csv, row {row}, column source_id: 'seo2024' already"):
        check_ledgers(copy)


def test_a_wrong_header_names_the_column(copy):
    path = copy / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("locator", "location", 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"^facts.csv, row 1: .*location, locator"):
        check_ledgers(copy)


def test_columns_in_another_order_are_refused(copy):
    path = copy / "facts.csv"
    text = path.read_text(encoding="utf-8").replace("fact_id,study_id", "study_id,fact_id", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"^facts.csv, row 1: .*the order"):
        check_ledgers(copy)


def test_an_empty_file_is_refused(copy):
    (copy / "facts.csv").write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^facts\.csv, row 1"):
        check_ledgers(copy)


@pytest.mark.parametrize(
    ("end", "message"),
    [
        (lambda text: text.rindex(',"') + 4, "is a quotation mark open"),
        (lambda text: text.rindex("\n", 0, -1) + 5, "cells instead of"),
        (lambda text: len(text) - 1, "column note: the file stops in mid-row"),
    ],
    ids=["inside quotation marks", "between cells", "in the last cell"],
)
@pytest.mark.parametrize("file", ["facts.csv", "comparators.csv", "msc_trials.csv"])
def test_a_truncated_file_is_refused_at_its_last_row(copy, file, end, message):
    text = (copy / file).read_text(encoding="utf-8")
    (copy / file).write_text(text[: end(text)], encoding="utf-8")
    with pytest.raises(ValueError, match=message) as caught:
        check_ledgers(copy)
    assert str(caught.value).startswith(f"{file}, row {len(table(copy, file))}")


def test_text_in_another_encoding_is_refused_with_its_row(copy):
    path = copy / "facts.csv"
    path.write_bytes(path.read_bytes().replace("×".encode(), b"\xd7"))
    with pytest.raises(ValueError, match=r"^facts\.csv, row \d+: the text is not UTF-8"):
        check_ledgers(copy)


def test_an_extra_cell_is_refused(copy):
    path = copy / "facts.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[4] += ",stray"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"^facts\.csv, row 5, column note: the row has 18 cells instead of 17"
    ):
        check_ledgers(copy)


def test_a_broken_descriptor_is_named(copy):
    (copy / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^datapackage.json is not a readable data package"):
        check_ledgers(copy)


def test_a_missing_file_is_named(copy):
    (copy / "facts.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"^facts\.csv is missing"):
        check_ledgers(copy)
