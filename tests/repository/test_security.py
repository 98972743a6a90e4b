"""No notebook or helper evaluates text, shells out, opens a socket or writes outside the project."""

import ast
import re

import pytest
from reading import ROOT, every_notebook, output_texts, read

from helpers.show import COMPONENT

NEVER_IMPORTED = {
    "socket",
    "subprocess",
    "urllib",
    "http",
    "requests",
    "ftplib",
    "smtplib",
    "pickle",
    "shelve",
    "ctypes",
}
NEVER_CALLED = {"eval", "exec", "compile", "__import__", "input", "system", "popen"}
WRITERS = {
    "ask.py",
    "publish/refresh.py",
    "publish/pages.py",
    "publish/club.py",
    "eczema/generate.py",
    "own_trial/sheet.py",
    "own_trial/table.py",
    "publish/sheet.py",
}
"""The only helpers that write: the progress file, stored outputs and build/, practice data, the reader's table and sheet.
`publish/club` alone starts other programs (Chromium and npm, for PDF and slides); no lesson imports it."""


def names_used(source):
    """What a piece of code imports and calls."""
    imported, called = set(), set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.split(".")[0])
        elif isinstance(node, ast.Call):
            called.add(getattr(node.func, "id", getattr(node.func, "attr", "")))
    return imported, called


def code_of(notebook):
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


HELPERS = [str(file.relative_to(ROOT / "helpers")) for file in sorted((ROOT / "helpers").rglob("*.py"))]
NOTEBOOKS = [pytest.param(file, id=file.stem) for file in every_notebook()]


@pytest.mark.parametrize("name", HELPERS)
def test_helper_stays_inside(name):
    imported, called = names_used((ROOT / "helpers" / name).read_text(encoding="utf-8"))
    assert not imported & (NEVER_IMPORTED - ({"subprocess"} if name == "publish/club.py" else set()))
    plain_compile = {"compile"} if "re" in imported else set()  # re.compile is no evaluation
    assert not called & (NEVER_CALLED - plain_compile)
    writes = called & {"write_text", "write_bytes", "to_csv", "to_json", "unlink", "mkdir", "savetxt"}
    assert not writes or name in WRITERS, f"{name} writes: {writes}"


@pytest.mark.parametrize("file", NOTEBOOKS)
def test_notebook_stays_inside(file):
    imported, called = names_used(code_of(read(file)))
    assert not imported & (NEVER_IMPORTED | {"os", "sys", "pathlib", "shutil"})
    assert not called & (NEVER_CALLED | {"open", "write_text", "to_csv", "read_html"})


@pytest.mark.parametrize("file", NOTEBOOKS)
def test_stored_outputs_carry_no_active_content(file):
    notebook = read(file)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert set(output.get("data", {})) <= {"text/plain", "text/html", "text/markdown", COMPONENT}
            markup = output.get("data", {}).get("text/html", "")
            assert not re.search(
                r"<(script|iframe|object|embed|form|link)\b|\son\w+=|javascript:", markup, flags=re.I
            )
            assert not re.search(r"https?://", re.sub(r'href="[^"]*"', "", markup))
    assert any(output_texts(cell) for cell in notebook.cells if cell.cell_type == "code")


def test_the_net_sees_forbidden_code():
    imported, called = names_used("import socket\nfrom urllib.request import urlopen\neval('1')")
    assert imported == {"socket", "urllib"}
    assert "eval" in called
