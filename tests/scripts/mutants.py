"""Plant seeded errors, one at a time, in a copy of the repository and count how many the tests catch.

    python tests/scripts/mutants.py [--each 20] [--seed 1] [--only helpers|data|prose|outputs] [--under statistics]

Four kinds: an operator, a comparison, a condition or a number changed in a helper, or a check left out; a digit changed in a CSV or a question;
a digit or a unit changed in a notebook's prose; a digit changed in a stored output or a description. A
surviving error is printed with its place, so that it can be killed by a test or explained.
"""

import argparse
import ast
import csv
import io
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import hypothesis  # noqa: F401 (loaded once, for every run)
import pandas  # noqa: F401
import pytest
import scipy.stats  # noqa: F401
import statsmodels.api  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "__pycache__", ".ipynb_checkpoints")
QUICK = ["-q", "-x", "-o", "addopts=--import-mode=importlib", "-p", "no:cacheprovider"]
STRICT = [*QUICK, "--nbval", "--nbval-current-env", "--nbval-sanitize-with", "tests/nbval_sanitize.cfg"]
PATIENCE = 300
"""Seconds after which a run counts as failed: an error may never end."""

NOTHING_FOUND = 5
"""What pytest returns where a module has no example and no test: nothing failed, and nothing was looked at."""

SIGNS = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
}
"""How an operator is written, and what is put in its place."""

OPPOSITES = {
    "min": "max",
    "max": "min",
    "minimum": "maximum",
    "maximum": "minimum",
    "floor": "ceil",
    "ceil": "floor",
}

READERS = ("read_", "shapes", "roles", "claims", "surroundings", "numerals")
"""What the modules of own_trial are called that `reading` puts together: its tests are theirs."""


def helper_errors(source):
    """All single changes of a module, as (line, what, new source). Docstrings and messages stay."""
    raw = source.encode()
    offsets = [0]
    for line in raw.splitlines(keepends=True):
        offsets.append(offsets[-1] + len(line))
    found = []

    def start(node):
        return offsets[node.lineno - 1] + node.col_offset

    def end(node):
        return offsets[node.end_lineno - 1] + node.end_col_offset

    def put(node, first, last, new):
        old = raw[first:last].decode()
        text = (raw[:first] + new.encode() + raw[last:]).decode()
        if old != new:
            line = raw[:first].count(b"\n") + 1
            found.append((line, f"{' '.join(old.split())[:50]} -> {new[:50] or 'nothing'}", text))

    def sign(node, operator, left, right):
        if type(operator) in SIGNS:
            old, new = SIGNS[type(operator)]
            between = raw[end(left) : start(right)].decode()
            if between.count(old) == 1:
                first = end(left) + len(between[: between.index(old)].encode())
                put(node, first, first + len(old), new)

    def negated(test):
        put(test, start(test), end(test), f"(not ({raw[start(test) : end(test)].decode()}))")

    tree = ast.parse(source)
    texts = {
        id(inner) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in texts:
            continue
        match node:
            case ast.BinOp():
                sign(node, node.op, node.left, node.right)
            case ast.Compare():
                for operator, left, right in zip(
                    node.ops, [node.left, *node.comparators], node.comparators, strict=False
                ):
                    sign(node, operator, left, right)
            case ast.BoolOp():
                for left, right in zip(node.values, node.values[1:], strict=False):
                    sign(node, node.op, left, right)
            case ast.If() | ast.IfExp():
                negated(node.test)
            case ast.UnaryOp(op=ast.USub() | ast.Not() as operator):
                put(node, start(node), start(node) + (1 if isinstance(operator, ast.USub) else 3), "")
            case ast.Constant(value=bool()):
                put(node, start(node), end(node), repr(not node.value))
            case ast.Constant(value=int() | float()):
                put(node, start(node), end(node), repr(node.value + 1))
            case ast.Call(func=ast.Name(id=name)) if name in OPPOSITES:
                put(node, start(node.func), end(node.func), OPPOSITES[name])
            case ast.Call(func=ast.Attribute(attr=name)) if name in OPPOSITES:
                put(node, end(node.func) - len(name), end(node.func), OPPOSITES[name])
            case ast.Expr(value=ast.Call()) | ast.Raise() | ast.Continue() | ast.Break():
                put(node, start(node), end(node), "pass")
    return found


def own_tests(file):
    """The test runs that a change of this module must fail, the quickest first.

    Its mirror under tests/ with its examples; its worked notebook, or for a lesson's helpers and pictures the
    notebooks that name them; what else of that folder of tests imports it, and the page of a reader's own trial.
    """
    inside = file.relative_to(ROOT / "helpers")
    folder, stem = ROOT / "tests" / inside.parent, file.stem.strip("_")
    named = re.compile(rf"import[^\n]*\b{stem}\b|import \([^)]*\b{stem}\b|\.{stem} import")
    mirror = folder / f"test_{'reading' if stem.startswith(READERS) else stem}.py"
    runs = [[*QUICK, "--doctest-modules", str(file.relative_to(ROOT))]]
    runs[0] += [str(mirror.relative_to(ROOT))] if mirror.exists() else []
    whole_page = [folder / "test_sheet.py"] if inside.parts[0] == "own_trial" else []
    others = [test for test in sorted(folder.glob("test_*.py")) if test != mirror]
    others = [
        str(test.relative_to(ROOT))
        for test in others
        if test in whole_page or named.search(test.read_text(encoding="utf-8"))
    ]
    notebooks = [folder / f"worked_{file.stem}.ipynb"]
    if inside.parts[0] in ("lessons", "figures"):
        for lesson in sorted((ROOT / "notebooks").rglob("*.ipynb")):
            cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
            code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
            if re.search(rf"helpers\.{inside.parts[0]}\b", code) and re.search(rf"\b{stem}\b", code):
                notebooks.append(lesson)
    runs += [[*STRICT, str(book.relative_to(ROOT))] for book in notebooks if book.exists()]
    return runs + [[*QUICK, other] for other in others]


def helpers(rng, each, under=""):
    """Errors in every module below helpers/`under`, each on a line of its own, against the module's own tests."""
    spots = {}
    for file in sorted((ROOT / "helpers" / under).rglob("*.py")):
        for line, what, text in helper_errors(file.read_text(encoding="utf-8")):
            spots.setdefault((file, line), []).append((what, text))
    for file, line in rng.sample(sorted(spots), min(each, len(spots))):
        what, text = rng.choice(spots[file, line])
        name = str(file.relative_to(ROOT))
        yield f"{name}:{line}: {what}", {name: text}, own_tests(file)


def data(rng, each):
    """One digit of one value in the ledger, the questions or the practice data."""
    files = (
        sorted(ROOT.glob("data/*.csv"))
        + sorted(ROOT.glob("data/lessons/*.json"))
        + sorted(ROOT.glob("data/simulated/*.csv"))
    )
    tests = [
        *QUICK,
        "tests",
        "-k",
        "ledger or other_trials or data or prose or questions or simulated or appraisal or glossary or card",
    ]
    lessons = [*STRICT, "notebooks"]
    done = 0
    while done < each:
        file = rng.choice(files)
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(text)))
            names = [
                name for name in ("value", "n", "N", "low", "high", "AVAL", "CRIT1FL") if name in rows[0]
            ]
            if not names:
                continue
            column, row = rows[0].index(rng.choice(names)), rng.randrange(1, len(rows))
            old = rows[row][column]
            rows[row][column] = other_digit(rng, old)
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows(rows)
            what, changed = f"row {row + 1}, {rows[0][column]}: {old} -> {rows[row][column]}", out.getvalue()
            if old == rows[row][column]:
                continue
        else:
            spots = list(re.finditer(r'"(?:answer|because|right)": ?"?[^"]*?(\d)', text))
            if not spots:
                continue
            spot = rng.choice(spots).start(1)
            changed = text[:spot] + str((int(text[spot]) + rng.randrange(1, 9)) % 10) + text[spot + 1 :]
            what = text[max(0, spot - 30) : spot + 12].replace("\n", " ")
        done += 1
        name = str(file.relative_to(ROOT))
        yield f"{name}: {what}", {name: changed}, [tests, lessons]


def other_digit(rng, text):
    """The text with one of its digits changed."""
    spots = [place for place, letter in enumerate(text) if letter.isdigit()]
    if not spots:
        return text
    spot = rng.choice(spots)
    return text[:spot] + str((int(text[spot]) + rng.randrange(1, 9)) % 10) + text[spot + 1 :]


def prose(rng, each):
    """A digit in a notebook's Markdown. Small whole numbers and years are exempt on purpose."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "notebooks")]
    from reading import NUMBER, lesson_notebooks, numbers_in, plain_prose
    from test_prose_numbers import is_structural

    spots = []
    for file in lesson_notebooks():
        for index, cell in enumerate(json.loads(file.read_text(encoding="utf-8"))["cells"]):
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                spots += [(file, index, found) for found in NUMBER.finditer(source)]
    done = 0
    while done < each:
        file, index, found = rng.choice(spots)
        notebook = json.loads(file.read_text(encoding="utf-8"))
        source = "".join(notebook["cells"][index]["source"])
        old = found.group()
        new = other_digit(rng, old)
        changed = source[: found.start()] + new + source[found.end() :]
        before, after = (numbers_in(plain_prose(text)) for text in (source, changed))
        if before == after or all(is_structural(token) for token in set(after) - set(before)):
            continue  # in code, in a link, or exempt
        notebook["cells"][index]["source"] = changed
        done += 1
        name = str(file.relative_to(ROOT))
        yield (
            f"{name}, cell {index}: {old} -> {new}",
            {name: json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"},
            [[*QUICK, "tests/notebooks/test_prose_numbers.py"]],
        )


def outputs(rng, each):
    """A digit in a stored output, the descriptions of pictures among them."""
    files = [
        *sorted((ROOT / "notebooks").glob("*.ipynb")),
        *sorted((ROOT / "notebooks" / "deeper").glob("*.ipynb")),
    ]
    done = 0
    while done < each:
        file = rng.choice(files)
        notebook = json.loads(file.read_text(encoding="utf-8"))
        found = [
            out
            for cell in notebook["cells"]
            for out in cell.get("outputs", [])
            if "data" in out and "nbval-ignore-output" not in cell["metadata"].get("tags", [])
        ]
        if not found:
            continue
        output = rng.choice(found)["data"]
        kind = rng.choice(sorted(name for name in output if name.startswith("text/")))
        text = "".join(output[kind])
        visible = re.sub(r"data:image/png;base64,[^\"]*", lambda hit: " " * len(hit.group()), text)
        spots = [hit.start() for hit in re.finditer(r"\d", visible)]
        if not spots:
            continue
        spot = rng.choice(spots)
        output[kind] = text[:spot] + str((int(text[spot]) + 1) % 10) + text[spot + 1 :]
        done += 1
        name = str(file.relative_to(ROOT))
        yield (
            f"{name}: {kind}: {visible[max(0, spot - 30) : spot + 10]!r}",
            {name: json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"},
            [[*STRICT, name]],
        )


def run(copy, command):
    """What pytest returns for this command in the copy, or None if it was stopped after PATIENCE seconds.

    The child is a fork that has the large libraries loaded already and nothing of this repository.
    """
    child = os.fork()
    if child == 0:
        try:
            sys.stdout = sys.stderr = open(os.devnull, "w")
            os.dup2(sys.stdout.fileno(), 1)
            os.dup2(sys.stdout.fileno(), 2)
            os.chdir(copy)
            os.environ |= {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
            sys.dont_write_bytecode = True  # no compiled file may outlive an error
            sys.path[:] = [str(copy), *(place for place in sys.path if not place.startswith(str(ROOT)))]
            for name, module in list(sys.modules.items()):
                ours = str(getattr(module, "__file__", None)).startswith(str(ROOT)) and name != "__main__"
                if ours or name.split(".")[0] == "helpers":  # its folders have no file of their own
                    del sys.modules[name]
            os._exit(pytest.main(command))
        finally:
            os._exit(3)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


@cache
def _passes(copy, command):
    code = run(copy, list(command))
    if code not in (0, NOTHING_FOUND):
        print(f"   left out, fails without any error planted: {' '.join(command[-3:])}", flush=True)
    return code == 0


def caught(copy, changes, commands):
    """Whether any of the test runs fails with the changed files in place; None if none of them is sound.

    A run that fails in the untouched copy already would catch anything, so it is left out.
    """
    kept = {name: (copy / name).read_bytes() for name in changes}
    asked = False
    for command in commands:
        if not _passes(copy, tuple(command)):
            continue
        asked = True
        try:
            for name, text in changes.items():
                (copy / name).write_text(text, encoding="utf-8")
            if run(copy, command) not in (0, NOTHING_FOUND):
                return True
        finally:
            for name, content in kept.items():
                (copy / name).write_bytes(content)
    return False if asked else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=20, help="errors of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["helpers", "data", "prose", "outputs"])
    parser.add_argument("--under", default="", help="helpers below this folder only, such as statistics")
    chosen = parser.parse_args()
    survivors, tally = [], {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        for kind in (helpers, data, prose, outputs):
            if chosen.only not in (None, kind.__name__):
                continue
            more = {"under": chosen.under} if kind is helpers else {}
            for what, changes, commands in kind(
                random.Random(f"{kind.__name__} {chosen.seed}"), chosen.each, **more
            ):
                good = caught(copy, changes, commands)
                if good is None:
                    print(f"   not counted, no sound test: {what}", flush=True)
                    continue
                place = "/".join(what.partition(":")[0].split("/")[:2]) if kind is helpers else kind.__name__
                tally.setdefault(place, []).append(good)
                if not good:
                    survivors.append(what)
                    print(f"   survived: {what}", flush=True)
    for place, found in sorted(tally.items()):
        print(f"{place:24} {sum(found)} of {len(found)} caught", flush=True)
    planted = sum(map(len, tally.values()))
    print(f"{planted - len(survivors)} of {planted} planted errors caught")


if __name__ == "__main__":
    main()
