"""Arrows only go down: folders are floors, and a module imports from its own floor or from below."""

import ast

import pytest
from reading import ROOT

FLOORS = [
    {"arguments", "text", "show", "data_files"},
    {"statistics"},
    {"own_trial", "evidence", "eczema", "ask"},
    {"lessons"},
    {"figures"},
    {"publish"},
]
FLOOR = {name: place for place, names in enumerate(FLOORS) for name in names}
FILES = sorted(file for file in (ROOT / "helpers").rglob("*.py") if file.name != "__init__.py")


def imported(file):
    """The top-level names under `helpers` that a module imports, and the packages from outside."""
    own, outside = set(), set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "helpers":
            parts = node.module.split(".")
            own |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            outside.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            outside |= {alias.name.split(".")[0] for alias in node.names}
    return own, outside


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT / "helpers")))
def test_arrows_only_go_down(file):
    here = file.relative_to(ROOT / "helpers").parts[0].removesuffix(".py")
    own, outside = imported(file)
    assert {name for name in own if FLOOR[name] > FLOOR[here]} == set()
    if here == "statistics":
        assert not own & {"data_files", "show"}
        assert not outside & {"matplotlib", "seaborn", "IPython", "anywidget"}


def test_the_page_holds_no_python():
    assert not list((ROOT / "helpers" / "page").rglob("*.py"))
