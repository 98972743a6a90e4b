"""Prove the lessons in the reader's environment; each part is one command and prints what it measured.

    python tests/scripts/proof.py versions [3.11 3.12 ...]   strict nbval and byte-equal refreshes on each Python
                             [--names 00 03]                 of these notebooks only
    python tests/scripts/proof.py binder                     the JupyterLab of Binder's base: strict nbval, browser check
    python tests/scripts/proof.py oldest                     strict nbval on the oldest releases that requirements.txt allows
    python tests/scripts/proof.py newest                     lax nbval on the newest releases of everything
    python tests/scripts/proof.py repeat [20]                refreshes in changed order, hash seed, time zone, locale, home
    python tests/scripts/proof.py class [20]                 so many kernels side by side, memory per learner and in total
    python tests/scripts/proof.py session                    all lessons, one after the other, in one 2 GB session
    python tests/scripts/proof.py twice                      every cell of every lesson run twice: the same output both times
    python tests/scripts/proof.py alone                      every cell of every lesson alone in a fresh kernel: no traceback
    python tests/scripts/proof.py size                       seconds from a cold environment to the first picture, megabytes

Everything happens on copies in a temporary folder; the repository is not changed.
"""

import argparse
import asyncio
import filecmp
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path

import nbformat
from class_server import ClassServer
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from helpers.publish.refresh import drop_what_changes, lesson_files  # noqa: E402

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "build", "__pycache__", ".ipynb_checkpoints", ".progress.json"
)
NBVAL = (
    "-q -o addopts= -p no:cacheprovider --import-mode=importlib --nbval-cell-timeout=300 "
    "--nbval-current-env --nbval-sanitize-with tests/nbval_sanitize.cfg"
).split()
CHOSEN = []
"""Beginnings of the names of the notebooks that a part looks at; all if empty."""


def copy_of_repository(folder, name="small trials é"):
    """A copy under a path with a space and a letter beyond ASCII, as readers have."""
    target = Path(folder) / name
    shutil.copytree(ROOT, target, ignore=LEFT_OUT)
    return target


def run(arguments, folder, **environment):
    """Run one command quietly; on failure show its last lines and return False."""
    done = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **environment},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        print("   " + "\n   ".join((done.stdout + done.stderr).splitlines()[-12:]))
    return done.returncode == 0


def environment(folder, python, copy, *packages):
    """A fresh virtual environment with the given packages, installed from inside a copy; returns its python."""
    run([python, "-m", "venv", folder], copy)
    interpreter = Path(folder) / "bin" / "python"
    return interpreter if run([interpreter, "-m", "pip", "install", "-q", *packages], copy) else None


def python_named(version):
    """The python of that version on this machine, if one really starts: on the path, or one that pyenv keeps."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [shutil.which(f"python{version}"), *kept.glob(f"{version}.*/bin/python{version}")]
    for python in filter(None, found):
        if subprocess.run([python, "-c", "pass"], capture_output=True).returncode == 0:
            return str(python)
    return None


def stored_notebooks(folder):
    """Every stored notebook below a folder (lessons, what only the curious need, worked examples), as relative paths."""
    found = [*(folder / "notebooks").rglob("*.ipynb"), *(folder / "tests").rglob("worked_*.ipynb")]
    paths = sorted(file.relative_to(folder).as_posix() for file in found)
    return [path for path in paths if not CHOSEN or Path(path).name.startswith(tuple(CHOSEN))]


def changed_notebooks(one, other):
    return [
        file for file in stored_notebooks(one) if not filecmp.cmp(one / file, other / file, shallow=False)
    ]


def versions(wanted):
    """Strict nbval and a byte-equal refresh with the pins, on each Python."""
    good = True
    for version in wanted or ["3.11", "3.12", "3.13", "3.14"]:
        python = python_named(version)
        if python is None:
            print(f"Python {version}: not on this machine, skipped")
            continue
        with tempfile.TemporaryDirectory() as folder:
            copy, started = copy_of_repository(folder), time.time()
            interpreter = environment(Path(folder) / "env", python, copy, "-r", "requirements.txt")
            if interpreter is None:
                print(f"Python {version}: the pins do not install")
                good = False
                continue
            strict = run([interpreter, "-m", "pytest", *NBVAL, "--nbval", *stored_notebooks(copy)], copy)
            run([interpreter, "-m", "helpers.publish", "refresh", *CHOSEN], copy)
            changed = changed_notebooks(ROOT, copy)
            print(
                f"Python {version}: strict nbval {'passes' if strict else 'FAILS'}; refresh changes {len(changed)} notebooks {changed}; {time.time() - started:.0f} s"
            )
            good &= strict and not changed
    return good


def binder():
    """The JupyterLab version that repo2docker's base brings, with our pins on top, as Binder would install."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of_repository(folder)
        version = (copy / "runtime.txt").read_text().strip().removeprefix("python-")
        python = python_named(version) or sys.executable
        builder = environment(Path(folder) / "builder", python, copy, "jupyter-repo2docker")
        locks = (Path(folder) / "builder" / "lib").rglob(f"environment.py-{version}-linux-64.lock")
        lab = re.search(r"/jupyterlab-(\d[\d.]*)-", next(locks).read_text())[1] if builder else None
        if lab is None:
            print("repo2docker could not be installed: Binder's JupyterLab is not known")
            return False
        needs = ["-r", "requirements.txt", f"jupyterlab=={lab}", "playwright"]
        interpreter = environment(Path(folder) / "env", python, copy, *needs)
        strict = run([interpreter, "-m", "pytest", *NBVAL, "--nbval", *stored_notebooks(copy)], copy)
        browser = run([interpreter, "tests/scripts/browser_check.py", "--only", "notebooks"], copy)
        print(
            f"JupyterLab {lab}, Python {version}: strict nbval {'passes' if strict else 'FAILS'}, browser check {'passes' if browser else 'FAILS'}"
        )
        return strict and browser


def oldest():
    """Strict nbval with every range of requirements.txt at its lower end, on the oldest Python the package names."""
    version = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())[1]
    python = python_named(version)
    if python is None:
        print(f"Python {version}: not on this machine")
        return False
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of_repository(folder)
        needs = copy / "requirements.txt"
        needs.write_text(re.sub(r">=([\d.]+),<\d+", r"==\1", needs.read_text()))
        ranges = re.findall(r"^(\w+)>=([\d.]+)", (ROOT / "requirements.txt").read_text(), re.M)
        interpreter = environment(Path(folder) / "env", python, copy, "-r", needs)
        good = interpreter and run(
            [interpreter, "-m", "pytest", *NBVAL, "--nbval", *stored_notebooks(copy)], copy
        )
        print(
            f"Python {version}, {', '.join(' '.join(pair) for pair in ranges)}: strict nbval {'passes' if good else 'FAILS'}"
        )
        return bool(good)


def newest():
    """Lax nbval (no errors, outputs not compared) with every pin removed: the monthly alarm."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of_repository(folder)
        needs = [
            line.split("==")[0].split(">")[0]
            for line in (copy / "requirements.txt").read_text().splitlines()
            if line and line[0] not in "#-"
        ]
        interpreter = environment(Path(folder) / "env", sys.executable, copy, "-U", *needs)
        good = interpreter and run(
            [interpreter, "-m", "pytest", *NBVAL, "--nbval-lax", *stored_notebooks(copy)], copy
        )
        names = "numpy scipy pandas statsmodels matplotlib seaborn jupyterlab anywidget".split()
        listed = f"import importlib.metadata as m; print(*(f'{{n}} {{m.version(n)}}' for n in {names!r}), sep=', ')"
        print(
            "newest releases:",
            subprocess.run([interpreter, "-c", listed], capture_output=True, text=True).stdout.strip(),
        )
        print(f"lax nbval {'passes' if good else 'FAILS'}")
        return bool(good)


REFRESH = """
import sys
from pathlib import Path
from helpers.publish.refresh import refresh
refresh(map(Path, sys.argv[1:]))
"""


def repeat(times):
    """Refresh again and again under changing conditions; every byte must stay.

    As many turns side by side as there are processors, each on a copy of its own. A turn is one process, which starts
    a kernel for each notebook, in an order of its own.
    """
    zones, tongues = ["UTC", "Asia/Seoul", "Pacific/Honolulu"], ["C", "de_DE.UTF-8", "ko_KR.UTF-8"]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir(mode=0o555)
        free = [copy_of_repository(Path(folder) / f"{place}") for place in range(os.cpu_count())]

        def one_turn(turn):
            copy = free.pop()
            order = stored_notebooks(copy)
            random.Random(turn).shuffle(order)
            conditions = {
                "PYTHONHASHSEED": str(turn),
                "TZ": zones[turn % 3],
                "LC_ALL": tongues[turn % 3 - turn // 3 % 3],
                "HOME": str(home),
                "MPLCONFIGDIR": str(copy.parent / "mpl"),
            }
            started = time.time()
            good = run([sys.executable, "-c", REFRESH, *(copy / path for path in order)], copy, **conditions)
            changed = changed_notebooks(ROOT, copy)
            print(
                f"{turn + 1:3d}  {conditions['TZ']:17} {conditions['LC_ALL']:12} {time.time() - started:4.0f} s  "
                f"{'' if good else 'FAILED, '}changed: {changed or 'none'}",
                flush=True,
            )
            free.append(copy)
            return good and not changed

        with ThreadPoolExecutor(len(free)) as pool:
            same = sum(pool.map(one_turn, range(times)))
    print(f"{times} refreshes, {times - same} with a difference")
    return same == times


def lesson_names(folder):
    """The lessons that compute something, in order."""
    names = [file.name for file in lesson_files(folder / "notebooks") if file.stem != "glossary"]
    return [name for name in names if not CHOSEN or name.startswith(tuple(CHOSEN))]


async def class_of(learners):
    """So many learners on one small server, each running a lesson at the same time; no kernel is shut down."""
    with tempfile.TemporaryDirectory() as folder:
        copy, started = copy_of_repository(folder), time.time()
        names = lesson_names(copy)
        async with ClassServer(copy) as server:
            seats = [names[seat % len(names)] for seat in range(learners)]
            _, failed, together, largest = await server.watch(seats)
        print(
            f"{learners} learners: {failed} failed, {time.time() - started:.0f} s; kernels together at most {together:.0f} MB, {together / learners:.0f} MB a learner, the largest {largest:.0f} MB"
        )
        return not failed


async def session():
    """All lessons one after the other in one session, each kernel shut down before the next; then all at once."""
    good = True
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of_repository(folder)
        async with ClassServer(copy) as server:
            for name in lesson_names(copy):
                started = time.time()
                opened, failed, _, largest = await server.watch([name])
                print(f"{name:32} {time.time() - started:5.1f} s  kernel peak {largest:4.0f} MB")
                good &= not failed and largest < 300
                for each in opened:
                    await server.ask(f"sessions/{each}", "DELETE")
            _, failed, together, _ = await server.watch(lesson_names(copy))
        print(f"all of them at once, none shut down: {together:.0f} MB of the 2048 MB that Binder gives")
    return good and not failed


def twice():
    """Every cell run twice in a row, as readers do: the second run shows what the first one did."""
    good = True
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of_repository(folder)
        place = {"metadata": {"path": str(copy / "notebooks")}}
        environment = {**os.environ, "SMALL_TRIALS_PROGRESS": "off", "PYTHONPATH": str(copy)}
        for name in lesson_names(copy):
            notebook = nbformat.read(copy / "notebooks" / name, as_version=4)
            notebook.cells = [each for cell in notebook.cells for each in (cell, deepcopy(cell))]
            NotebookClient(notebook, timeout=300, resources=place).execute(env=environment)
            drop_what_changes(notebook)
            cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
            texts = [[out.get("data") or out.get("text") for out in cell.outputs] for cell in cells]
            differing = sum(first != second for first, second in zip(texts[::2], texts[1::2], strict=True))
            print(f"{name:32} {len(cells) // 2} cells run twice, {differing} with another output")
            good &= not differing
    return good


def alone():
    """Every cell of every lesson by itself in a fresh kernel, as whoever clicks here and there does: no traceback."""
    failed, started = [], time.time()
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of_repository(folder)
        place = {"metadata": {"path": str(copy / "notebooks")}}
        environment = {**os.environ, "SMALL_TRIALS_PROGRESS": "off", "PYTHONPATH": str(copy)}

        def run_alone(where):
            name, number, cell = where
            for chance in range(3):
                try:
                    notebook = nbformat.v4.new_notebook(cells=[cell])
                    NotebookClient(notebook, timeout=300, resources=place).execute(env=environment)
                    return None
                except CellExecutionError as error:
                    return f"{name}, code cell {number}: {error.ename}: {error.evalue}"
                except RuntimeError:  # two kernels were given the same port: this one never started
                    time.sleep(1 + chance)
            return f"{name}, code cell {number}: no kernel started"

        lessons = [
            (name, nbformat.read(copy / "notebooks" / name, as_version=4)) for name in lesson_names(copy)
        ]
        cells = [
            (name, number, cell)
            for name, notebook in lessons
            for number, cell in enumerate([c for c in notebook.cells if c.cell_type == "code"], start=1)
        ]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            failed = [sentence for sentence in pool.map(run_alone, cells) if sentence]
    print("".join(f"   {sentence}\n" for sentence in failed), end="")
    print(
        f"{len(cells)} cells of {len(lessons)} lessons, each alone in a fresh kernel: {len(failed)} tracebacks; {time.time() - started:.0f} s"
    )
    return not failed


def size():
    """Cold environment to first picture: install, start a kernel, draw; and what it weighs."""
    with tempfile.TemporaryDirectory() as folder:
        copy, started = copy_of_repository(folder), time.time()
        interpreter = environment(Path(folder) / "env", sys.executable, copy, "-r", "requirements.txt")
        installed = time.time() - started
        good = run([interpreter, "-m", "helpers.publish", "refresh", "00"], copy)
        weight = (
            sum(file.stat().st_size for file in (Path(folder) / "env").rglob("*") if file.is_file()) / 1e6
        )
        print(
            f"installed in {installed:.0f} s, first lesson drawn after {time.time() - started:.0f} s, {weight:.0f} MB on disk"
        )
        packages = Path(folder) / "env" / "lib"
        parts = {
            path.name: sum(f.stat().st_size for f in path.rglob("*") if f.is_file()) / 1e6
            for path in packages.glob("*/site-packages/*")
            if path.is_dir()
        }
        for name, heavy in sorted(parts.items(), key=lambda item: -item[1])[:12]:
            print(f"   {heavy:6.0f} MB  {name}")
        return good


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "part",
        choices=[
            "versions",
            "binder",
            "oldest",
            "newest",
            "repeat",
            "class",
            "session",
            "twice",
            "alone",
            "size",
        ],
    )
    parser.add_argument("rest", nargs="*")
    parser.add_argument(
        "--names", nargs="*", default=[], help="only notebooks whose name starts with one of these"
    )
    chosen = parser.parse_args()
    CHOSEN.extend(chosen.names)
    parts = {
        "versions": lambda: versions(chosen.rest),
        "binder": binder,
        "oldest": oldest,
        "newest": newest,
        "repeat": lambda: repeat(int(chosen.rest[0]) if chosen.rest else 20),
        "class": lambda: asyncio.run(class_of(int(chosen.rest[0]) if chosen.rest else 20)),
        "session": lambda: asyncio.run(session()),
        "twice": twice,
        "alone": alone,
        "size": size,
    }
    sys.exit(not parts[chosen.part]())


if __name__ == "__main__":
    main()
