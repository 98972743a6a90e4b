"""Every reference value from R is claimed by some test: none sits in the file unused."""

import importlib.util

from reading import ROOT
from reference import ALL, CLAIMED


def test_every_reference_case_is_used():
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        if "from reference import" in file.read_text(encoding="utf-8"):
            spec = importlib.util.spec_from_file_location(f"claims_{file.stem}", file)
            spec.loader.exec_module(importlib.util.module_from_spec(spec))
    assert [case["id"] for case in ALL if case["id"] not in CLAIMED] == []


def test_ids_are_unique():
    ids = [case["id"] for case in ALL]
    assert len(ids) == len(set(ids))
