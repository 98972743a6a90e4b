"""What happens when the reader's copy is not as we left it: each fault ends in a lesson that works or one sentence."""

import os
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from reading import ROOT

SMALL = "00_start_here.ipynb"


@pytest.fixture
def copied(tmp_path):
    """A copy of the repository under a path with a space and a letter beyond ASCII."""
    target = tmp_path / "Kleine Versuche é"
    for name in ("helpers", "data", "notebooks"):
        shutil.copytree(
            ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", ".progress.json")
        )
    return target


def run(folder, name=SMALL, twice=False, **environment):
    """Run a lesson of the copy with the copy's helpers, in a kernel of its own; return the executed notebook."""
    notebook = nbformat.read(folder / "notebooks" / name, as_version=4)
    if twice:
        notebook.cells = [cell for each in notebook.cells for cell in (each, each)]
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(folder / "notebooks")}}
    )
    client.execute(env={**os.environ, "PYTHONPATH": str(folder), **environment})
    return notebook


def shown(notebook):
    return [
        [output.get("data", {}).get("text/plain") for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def test_a_path_with_a_space_and_an_accent_works_and_every_cell_may_run_twice(copied):
    outputs = shown(run(copied, twice=True))
    assert outputs[::2] == outputs[1::2]


@pytest.mark.parametrize("change", ["bom", "windows"])
def test_a_ledger_saved_by_another_editor_works(copied, change):
    for file in (copied / "data").glob("*.csv"):
        text = file.read_bytes()
        file.write_bytes(b"\xef\xbb\xbf" + text if change == "bom" else text.replace(b"\n", b"\r\n"))
    assert shown(run(copied)) == shown(run(ROOT))


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda file: file.unlink(), "facts.csv"),
        (
            lambda file: file.write_text(file.read_text(encoding="utf-8")[:5000], encoding="utf-8"),
            "facts.csv",
        ),
    ],
    ids=["missing", "truncated"],
)
def test_a_damaged_ledger_is_named_in_one_sentence(copied, damage, sentence):
    damage(copied / "data" / "facts.csv")
    with pytest.raises(CellExecutionError) as caught:
        run(copied)
    assert sentence in caught.value.evalue
    assert "\n" not in caught.value.evalue.strip()


@pytest.mark.parametrize("content", ["{", "[1, 2]", '{"belief-works": {"guess": "lots"}}', "\x00"])
def test_a_corrupt_progress_file_does_not_stop_the_lessons(copied, content):
    (copied / "notebooks" / ".progress.json").write_text(content, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from helpers import ask; print(ask.progress()); ask.predict('belief-works')"],
        cwd=copied, env={**os.environ, "PYTHONPATH": str(copied), "SMALL_TRIALS_PROGRESS": "on"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-300:]
    assert done.stdout.startswith("{}")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_copy_works(copied):
    for folder, _, _ in os.walk(copied):
        os.chmod(folder, 0o555)
    try:
        run(copied, SMALL_TRIALS_PROGRESS="on")
    finally:
        for folder, _, _ in os.walk(copied):
            os.chmod(folder, 0o755)


def test_no_proxy_and_no_network_are_needed(copied):
    nowhere = "http://127.0.0.1:9"
    run(copied, http_proxy=nowhere, https_proxy=nowhere, HTTP_PROXY=nowhere, HTTPS_PROXY=nowhere)


def test_every_cell_runs_alone_in_a_fresh_kernel(copied):
    notebook = nbformat.read(copied / "notebooks" / SMALL, as_version=4)
    for cell in [cell for cell in notebook.cells if cell.cell_type == "code"]:
        alone = nbformat.v4.new_notebook(cells=[cell])
        client = NotebookClient(
            alone, timeout=60, resources={"metadata": {"path": str(copied / "notebooks")}}
        )
        client.execute(env={**os.environ, "PYTHONPATH": str(copied)})
