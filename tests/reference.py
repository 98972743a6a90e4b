"""Reference values computed in R: `cases(method)` yields those of one method, `agrees` is the pass rule."""

import json
import math
from pathlib import Path

ALL = json.loads(Path(__file__).with_name("reference_cases.json").read_text(encoding="utf-8"))


CLAIMED = set()
"""Ids of the cases that some test module has asked for."""


def cases(*methods):
    """The cases whose method starts with one of the names, as pytest parameters with readable ids."""
    import pytest

    found = [case for case in ALL if case["method"].startswith(methods)]
    assert found, f"no reference case has a method that starts with {methods}"
    CLAIMED.update(case["id"] for case in found)
    return [pytest.param(case, id=case["id"]) for case in found]


def counts(case):
    """The four counts of a case."""
    return tuple(case["inputs"][name] for name in ("x1", "n1", "x2", "n2"))


def agrees(got, case):
    """|got - expected| <= tolerance x max(1, |expected|), for numbers and (nested) lists alike."""

    def close(one, other):
        if isinstance(other, list):
            return len(one) == len(other) and all(close(a, b) for a, b in zip(one, other, strict=True))
        if isinstance(other, str):
            return (
                math.isclose(float(one), float(other))
                if other not in ("Inf", "-Inf")
                else one == float(other.lower())
            )
        return abs(one - other) <= case["tolerance"] * max(1, abs(other))

    assert close(got, case["expected"]), f"{case['id']}: got {got}, R says {case['expected']}"
    return True
