"""Arrows only go down: the floors named in helpers/__init__.py hold, and every module stands on one."""

import ast
import re

import pytest
from reading import ROOT

import helpers

FLOORS = {
    name: floor
    for floor, names in enumerate(
        re.findall(r"^\d\. .*?:\n(.*?)\n\n", helpers.__doc__ + "\n\n", flags=re.M | re.S), 1
    )
    for name in re.findall(r"\w+", names)
}
MODULES = sorted(file.stem for file in (ROOT / "helpers").glob("*.py") if file.stem != "__init__")
DRAWING = {"matplotlib", "seaborn", "IPython", "ipywidgets", "PIL"}
LONGEST = 350


def imports(module):
    """The helper modules and the outside packages that a module imports."""
    own, outside = set(), set()
    for node in ast.walk(ast.parse((ROOT / "helpers" / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "helpers":
                own |= {alias.name for alias in node.names}
            elif node.module.startswith("helpers."):
                own.add(node.module.split(".")[1])
            else:
                outside.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            outside |= {alias.name.split(".")[0] for alias in node.names}
    return own, outside


def test_every_module_stands_on_a_floor():
    assert sorted(FLOORS) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_its_floor_or_below(module):
    own, outside = imports(module)
    assert {name for name in own if FLOORS[name] > FLOORS[module]} == set()
    if FLOORS[module] < 4 and module != "session":  # the session's big numbers are shown by itself
        assert not outside & DRAWING
    if FLOORS[module] == 2:
        assert not own & {"evidence", "tables"}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_read_in_a_sitting(module):
    source = (ROOT / "helpers" / f"{module}.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST
    assert ast.get_docstring(ast.parse(source))


@pytest.mark.parametrize("module", MODULES)
def test_public_functions_say_what_they_answer(module):
    tree = ast.parse((ROOT / "helpers" / f"{module}.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{module}.{node.name} has no docstring"


def test_no_two_modules_import_each_other():
    def reached(module, seen=()):
        assert module not in seen, f"a circle: {(*seen, module)}"
        for name in imports(module)[0]:
            reached(name, (*seen, module))

    for module in MODULES:
        reached(module)
