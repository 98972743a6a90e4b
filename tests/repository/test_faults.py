"""What happens when the reader's copy is not as we left it: each fault ends in a lesson that works or one sentence.

Faults that need a running JupyterLab (kernel killed, server started again) are in `tests/scripts/lab_faults.py`.
"""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from paging import ANSWER, visit
from reading import ROOT
from touching import browser

from helpers.ask import questions
from helpers.publish.pages import export_html

SMALL, PAGE = "00_start_here.ipynb", "03_phase2_efficacy.ipynb"
LEARNER = """
import json, sys
from helpers import ask
for line in sys.stdin:
    question, guess = json.loads(line)
    ask._committed(question, {"guess": guess, "confidence": 50, "verdict": "noted", "said": "You said so."})
    print(sorted(ask.progress()), flush=True)
"""
"""A kernel in which cards are committed: one line in for each, and what is kept out."""


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


@pytest.fixture(scope="module")
def delivered():
    """What the lesson shows in the repository as it is."""
    return shown(run(ROOT, SMALL_TRIALS_PROGRESS="off"))


@pytest.mark.parametrize("change", ["bom", "windows"])
def test_a_ledger_saved_by_another_editor_works(copied, delivered, change):
    for file in (copied / "data").glob("*.csv"):
        text = file.read_bytes()
        file.write_bytes(b"\xef\xbb\xbf" + text if change == "bom" else text.replace(b"\n", b"\r\n"))
    assert shown(run(copied)) == delivered


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
        cwd=copied,
        env={**os.environ, "PYTHONPATH": str(copied), "SMALL_TRIALS_PROGRESS": "on"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-300:]
    assert done.stdout.startswith("{}")


def learner(folder):
    """A process that keeps answers, as a lesson's kernel does; speak to it with `commits`."""
    return subprocess.Popen(
        [sys.executable, "-c", LEARNER],
        cwd=folder,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(folder), "SMALL_TRIALS_PROGRESS": "on"},
    )


def commits(process, question, guess):
    """Commit one answer; returns the ids of all answers that this kernel then knows."""
    process.stdin.write(json.dumps([question, guess]) + "\n")
    process.stdin.flush()
    return ast.literal_eval(process.stdout.readline())


def test_a_kernel_that_is_killed_loses_nothing_that_was_committed(copied):
    first = learner(copied)
    commits(first, "belief-works", 40)
    first.kill()
    first.wait()
    (copied / "notebooks" / f".progress.{first.pid}.partial").write_text("{", encoding="utf-8")
    second = learner(copied)
    assert commits(second, "gaps", 17) == ["belief-works", "gaps"]
    second.stdin.close()
    second.wait()


def test_two_learners_in_one_folder_do_not_undo_each_other(copied):
    one, other = learner(copied), learner(copied)
    commits(one, "belief-works", 40)
    commits(other, "gaps", 17)
    assert commits(one, "heads", 5) == ["belief-works", "gaps", "heads"]
    assert commits(other, "gaps", 18) == ["belief-works", "gaps", "heads"]
    for process in (one, other):
        process.stdin.close()
        process.wait()
    kept = json.loads((copied / "notebooks" / ".progress.json").read_text(encoding="utf-8"))
    assert {name: entry["guess"] for name, entry in kept.items()} == {
        "belief-works": 40,
        "gaps": 18,
        "heads": 5,
    }


@pytest.fixture(scope="module")
def stick(tmp_path_factory):
    """A page with cards in a folder that nobody may write, as on a read-only stick."""
    made = export_html(tmp_path_factory.mktemp("stick") / "html", [ROOT / "notebooks" / PAGE])
    for each in [made, *made.iterdir()]:
        each.chmod(0o555 if each.is_dir() else 0o444)
    yield made / Path(PAGE).with_suffix(".html")
    for each in [made, *made.iterdir()]:
        each.chmod(0o755 if each.is_dir() else 0o644)


@pytest.mark.parametrize("refused", [False, True], ids=["kept", "storage refused"])
def test_a_page_on_a_read_only_stick_answers_and_opens_its_reveal(stick, refused):
    viewer = browser().new_context()
    if refused:
        viewer.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });"
        )
    with visit(stick.as_uri(), viewer) as page:
        assert page.evaluate(ANSWER, ["gaps", "30"])["state"] == "committed"
        assert "You said" in page.locator("[data-question=gaps] [data-verdict]").inner_text()
        page.reload()
        state = page.locator("[data-question=gaps]").get_attribute("data-state")
        assert state == ("open" if refused else "committed")
    viewer.close()


def test_without_javascript_a_page_asks_every_question_and_keeps_its_answers_folded(stick):
    asked = [known["question"] for known in questions().values() if known["lesson"] == Path(PAGE).stem]
    viewer = browser().new_context(java_script_enabled=False)
    with visit(stick.as_uri(), viewer) as page:
        shown = re.sub(r"\s+", " ", page.inner_text("main"))
        folded = page.locator("details").all_text_contents()
        assert page.locator("details[open]").count() == 0
        assert page.locator("[data-question]").count() == 0
    viewer.close()
    text = re.sub(r"\s+", " ", " ".join(folded))
    shown_cards = [question for question in asked if re.sub(r"\s+", " ", question) in shown]
    assert len(shown_cards) >= 5
    assert all(re.sub(r"\s+", " ", known["right"]) in text for known in with_a_model_answer(shown_cards))


def with_a_model_answer(shown):
    """The questions among those shown that have a stored answer."""
    return [known for known in questions().values() if known["question"] in shown and "answer" in known]


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
