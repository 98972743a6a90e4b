"""What README, Binder, CI and the package say about versions and starts agrees, and Binder would build what we test."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from reading import ROOT

from helpers.publish import __main__ as publish

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIREMENTS = [
    line
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
NUMERIC = {"numpy", "scipy", "pandas", "statsmodels", "matplotlib", "seaborn"}


def oldest():
    return re.fullmatch(r">=(\d+\.\d+)", PROJECT["project"]["requires-python"])[1]


def test_readme_workflow_and_package_name_the_same_oldest_python():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    workflow = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    assert f"Python {oldest()} or newer" in readme
    assert f'"{oldest()}"' in workflow


def test_binder_python_is_a_supported_one():
    runtime = (ROOT / "runtime.txt").read_text(encoding="utf-8").strip()
    version = re.fullmatch(r"python-(3\.\d+)", runtime)[1]
    assert tuple(map(int, version.split("."))) >= tuple(map(int, oldest().split(".")))
    assert not (ROOT / "binder").exists()
    assert not (ROOT / ".binder").exists()


def test_numbers_are_pinned_exactly_and_the_shell_by_ranges():
    pinned = {line.split("==")[0] for line in REQUIREMENTS if "==" in line}
    assert pinned >= NUMERIC
    assert any(re.fullmatch(r"jupyterlab>=4\.4,<5", line) for line in REQUIREMENTS)
    assert REQUIREMENTS[-1] == "-e ."


def test_binder_does_not_install_a_frozen_copy():
    assert "build-system" not in PROJECT
    assert PROJECT["tool"]["setuptools"]["packages"] == ["helpers"]


def test_what_only_maintainers_need_is_not_in_requirements():
    extras = PROJECT["project"]["optional-dependencies"]
    names = {re.split(r"[<>=\[]", need)[0] for needs in extras.values() for need in needs}
    assert names >= {"playwright", "ruff", "jupyter-repo2docker"}
    assert not names & {re.split(r"[<>=]", line)[0] for line in REQUIREMENTS}


def test_every_import_of_the_helpers_is_required():
    known = {re.split(r"[<>=]", line)[0].lower() for line in REQUIREMENTS}
    come_along = {
        "bs4",
        "ipython",
        "jinja2",
        "nbformat",
        "nbclient",
        "nbconvert",
        "pil",
        "traitlets",
    }  # with jupyterlab and matplotlib
    for file in (ROOT / "helpers").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module] if isinstance(node, ast.ImportFrom) else []
            for name in {module.split(".")[0] for module in modules}:
                if name not in sys.stdlib_module_names and name != "helpers":
                    assert name.lower() in known | come_along, f"{file.name} imports {name}"


@pytest.mark.skipif(
    shutil.which("jupyter-repo2docker") is None,
    reason='needs pip install -e ".[binder]"',
)
def test_binder_builds_with_one_pip_line_after_the_source_is_there():
    printed = subprocess.run(
        ["jupyter-repo2docker", "--no-build", "--debug", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    dockerfile = printed.stdout + printed.stderr
    version = Path(ROOT / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert f"python={version}" in dockerfile or f"py-{version}" in dockerfile
    installs = re.findall(r"^RUN .*pip install.*$", dockerfile, flags=re.M)
    assert len(installs) == 1
    assert '-r "requirements.txt"' in installs[0]
    assert dockerfile.index("COPY --chown=0:0 src/ ") < dockerfile.index(installs[0])
    assert "Traceback" not in dockerfile


GUIDES = ("README.md", "CONTRIBUTING.md", "tests/README.md")
HERE = ("helpers/", "data/", "tests/", "notebooks/", ".ci/")


def named_paths(guide):
    """What a guide links to, or names with its folder (from the root or from its own); no placeholders or patterns."""
    text, folder = (ROOT / guide).read_text(encoding="utf-8"), (ROOT / guide).parent
    linked = [folder / link for link in re.findall(r"\]\((?!\w+:|#)([^)#]+)", text)]
    words = [word for code in re.findall(r"`([^`\n]+)`", text) for word in code.split()]
    named = [word for word in words if word.startswith(HERE) and not set("<>*") & set(word)]
    return linked + [folder / word if (folder / word).exists() else ROOT / word for word in named]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_that_a_guide_names_exists(guide):
    found = named_paths(guide)
    assert len(found) >= 5
    assert [str(path) for path in found if not path.exists()] == []


def test_every_command_of_the_package_that_a_guide_names_is_one():
    known = set(re.findall(r"python -m helpers\.publish (\w+)", publish.__doc__))
    for guide in GUIDES:
        text = (ROOT / guide).read_text(encoding="utf-8")
        assert set(re.findall(r"-m helpers\.publish (\w+)", text)) <= known, guide


def test_the_readme_lists_every_worked_notebook():
    linked = {path.resolve() for path in named_paths("README.md")}
    assert {path.resolve() for path in (ROOT / "tests").glob("*/worked_*.ipynb")} <= linked


def test_to_come_back_is_the_last_part_of_the_first_start_and_asks_nothing_of_the_net():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for shell, join in (("sh", " && "), ("powershell", "; ")):
        blocks = re.findall(rf"^```{shell}\n(.*)\n```$", readme, flags=re.M)
        first, back = (line for line in blocks if "jupyter lab" in line)
        assert first.split(join)[-1] == back
        assert back.startswith(".venv")
        assert "pip" in first
        assert "pip" not in back
