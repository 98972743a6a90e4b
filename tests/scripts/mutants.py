"""Plant seeded errors, one at a time, in a copy of the repository and count how many the tests catch.

    python tests/scripts/mutants.py [--each 20] [--seed 1] [--jobs 2] [--only helpers|data|prose|outputs] [--under statistics]

Four kinds: an operator, a comparison, a condition or a number changed in a helper, or a check left out; a digit changed in a CSV or a question;
a digit or a unit changed in a notebook's prose; a digit changed in a stored output or a description. A
surviving error is printed with its place, so that it can be killed by a test or explained. The hash of a changed
CSV is written anew, as its editor would, so that the hash alone catches nothing. Stopped early (Ctrl-C, SIGTERM), it
still prints the tally so far.
"""

import argparse
import ast
import csv
import hashlib
import io
import json
import multiprocessing
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

TESTED_BY = {
    "reading": ("read_", "shapes", "roles", "claims", "surroundings", "numerals"),
    "printed_checks": ("printed_",),
    "checks": ("checks_of_p", "basis", "judgement"),
}
"""How the modules of own_trial without tests of their name begin, by the module that puts them together: its tests are theirs."""

BY_CONSTRUCTION = ("frozen", "strict")
"""Arguments left alone: `frozen` only forbids an assignment, `strict` of zip only raises where lengths differ; no value depends
on them."""


def helper_errors(source):
    """All single changes of a module, as (line, what, new source). Docstrings, messages and BY_CONSTRUCTION stay."""
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
    alone = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in BY_CONSTRUCTION
    }
    for node in ast.walk(tree):
        if id(node) in texts | alone:
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
    A run is (options, what is tested).
    """
    inside = file.relative_to(ROOT / "helpers")
    folder, stem = ROOT / "tests" / inside.parent, file.stem.strip("_")
    named = re.compile(rf"import[^\n]*\b{stem}\b|import \([^)]*\b{stem}\b|\.{stem} import")
    mirror = folder / f"test_{stem}.py"
    if inside.parts[0] == "own_trial" and not mirror.exists():
        together = [tests for tests, starts in TESTED_BY.items() if stem.startswith(starts)]
        mirror = folder / f"test_{together[0] if together else stem}.py"
    first = [str(file.relative_to(ROOT)), *([str(mirror.relative_to(ROOT))] if mirror.exists() else [])]
    whole_page = [folder / "test_sheet.py"] if inside.parts[0] == "own_trial" else []
    others = [test for test in sorted(folder.glob("test_*.py")) if test != mirror]
    others = [
        str(test.relative_to(ROOT))
        for test in others
        if test in whole_page or named.search(test.read_text(encoding="utf-8"))
    ]
    notebooks = [folder / f"worked_{file.stem}.ipynb"]
    if inside.parts[0] in ("lessons", "figures"):
        for lesson, code in lesson_code().items():
            if re.search(rf"helpers\.{inside.parts[0]}\b", code) and re.search(rf"\b{stem}\b", code):
                notebooks.append(ROOT / lesson)
    return [
        ([*QUICK, "--doctest-modules"], first),
        *((STRICT, [str(book.relative_to(ROOT))]) for book in notebooks if book.exists()),
        *((QUICK, [other]) for other in others),
    ]


@cache
def lesson_code():
    """The code of each lesson by its path in the repository, in order."""
    found = {}
    for lesson in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        found[str(lesson.relative_to(ROOT))] = "\n".join(code)
    return found


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
            known_by = rows[row][0]
            if old == rows[row][column]:
                continue
        else:
            spots = list(re.finditer(r'"(?:answer|because|right)": ?"?[^"]*?(\d)', text))
            if not spots:
                continue
            spot = rng.choice(spots).start(1)
            changed = text[:spot] + str((int(text[spot]) + rng.randrange(1, 9)) % 10) + text[spot + 1 :]
            what = text[max(0, spot - 30) : spot + 12].replace("\n", " ")
            known_by = re.findall(r'"id": "([^"]+)"', text[:spot])[-1:] or [file.stem]
            known_by = known_by[0]
        done += 1
        name = str(file.relative_to(ROOT))
        yield f"{name}: {what}", {name: changed} | hashed(name, changed), data_tests(file, known_by)


def hashed(name, changed):
    """The data package with the hash that a table of this content has; nothing for a file that it does not list."""
    package = (ROOT / "data" / "datapackage.json").read_text(encoding="utf-8")
    old, new = (hashlib.sha256(raw).hexdigest() for raw in ((ROOT / name).read_bytes(), changed.encode()))
    return {"data/datapackage.json": package.replace(old, new)} if old in package else {}


def data_tests(file, known_by):
    """The test runs that may see a change in a record of a data file, the likeliest first.

    What looks at such files; the tests and lessons that name the record, or a module that names it; then everything
    that reads data.
    """
    likely = {
        "simulated": ["tests/eczema", "tests/repository/test_data.py"],
        "lessons": ["tests/notebooks", "tests/test_ask.py"],
        "data": ["tests/evidence", "tests/repository/test_data.py", "tests/notebooks"],
    }[file.parent.name]
    named = re.compile(rf"(?<![\w-]){re.escape(known_by)}(?![\w-])")
    modules = [
        each for each in (ROOT / "helpers").rglob("*.py") if named.search(each.read_text(encoding="utf-8"))
    ]
    about = re.compile("|".join([named.pattern, *(rf"\b{module.stem}\b" for module in modules)]))
    tests = [
        str(test.relative_to(ROOT))
        for test in sorted((ROOT / "tests").glob("*/test_*.py"))
        if test.parent.name not in ("page", "scripts") and named.search(test.read_text(encoding="utf-8"))
    ]
    mirrors = [
        ROOT / "tests" / each.relative_to(ROOT / "helpers").parent / f"test_{each.stem}.py"
        for each in modules
    ]
    tests += [str(test.relative_to(ROOT)) for test in mirrors if test.exists()]
    lessons = [
        name for name, code in lesson_code().items() if about.search(code) or Path(name).stem == file.stem
    ]
    rest = [name for name in lesson_code() if name not in lessons]
    words = (
        "ledger or other_trials or data or prose or questions or simulated or appraisal or glossary or card"
    )
    runs = [
        (QUICK, likely),
        (QUICK, list(dict.fromkeys(tests))),
        *((STRICT, [name]) for name in lessons),
        ([*QUICK, "-k", words], ["tests"]),
        (STRICT, rest),
    ]
    return [(options, chosen) for options, chosen in runs if chosen]


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
            [(QUICK, ["tests/notebooks/test_prose_numbers.py", "tests/notebooks/test_structure.py"])],
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
            [(STRICT, [name])],
        )


class FirstFailure:
    """A plugin of pytest that remembers which test, example or file failed first."""

    where = ""

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.where = self.where or report.nodeid

    pytest_collectreport = pytest_runtest_logreport


def run(copy, options, chosen):
    """(what pytest returns for these in the copy, what failed first); None if it was stopped after PATIENCE seconds.

    The child is a fork that has the large libraries loaded already and nothing of this repository.
    """
    heard, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
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
            first = FirstFailure()
            code = pytest.main([*options, *chosen], plugins=[first])
            os.write(tell, first.where.encode()[:4000])
            os._exit(code)
        finally:
            os._exit(3)
    os.close(tell)
    CHILDREN.add(child)
    end = time.monotonic() + PATIENCE
    code, status = None, 0
    while code is None and time.monotonic() < end:
        time.sleep(0.05)
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
    if code is None:
        stop(child)
        os.waitpid(child, 0)
    CHILDREN.discard(child)
    with open(heard, encoding="utf-8", errors="replace") as said:
        return code, said.read() if code is not None else ""


CHILDREN = set()
"""The test runs that this process has started and not seen end: at most one."""


def stop(child):
    """End a test run and what it started."""
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(child, signal.SIGKILL)


@cache
def sound(copy, options, chosen):
    """Whether these pass in the untouched copy: what fails there would catch anything."""
    good = run(copy, options, chosen)[0] == 0
    if not good:
        print(f"   left out, fails without any error planted: {' '.join(chosen)}", flush=True)
    return good


def caught(copy, changes, commands):
    """Whether any of the test runs fails with the changed files in place; None if none of them is sound.

    What failed is run again by itself in the untouched copy, and believed only if it passes there. A cell of a notebook
    needs those above it, so the whole notebook is run.
    """
    kept = {name: (copy / name).read_bytes() for name in changes}
    asked = False
    for options, chosen in commands:
        try:
            for name, text in changes.items():
                (copy / name).write_text(text, encoding="utf-8")
            code, where = run(copy, options, chosen)
        finally:
            for name, content in kept.items():
                (copy / name).write_bytes(content)
        if code in (0, NOTHING_FOUND):
            asked |= code == 0
            continue
        failed = where.split("::")[0] if ".ipynb::" in where else where
        if sound(copy, tuple(options), (failed,) if failed else tuple(chosen)):
            return True
    return False if asked else None


def start_worker(folder):
    """Give this process a copy of the repository of its own; told to end, it takes its test run with it."""

    def end(*_):
        for child in CHILDREN:
            stop(child)
        os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, end)
    WORKPLACE.append(Path(tempfile.mkdtemp(dir=folder)) / "copy")
    shutil.copytree(ROOT, WORKPLACE[0], ignore=LEFT_OUT)


WORKPLACE = []
"""Where this process has its copy."""


def judge(planted):
    """(kind, what, whether it was caught) of one planted error."""
    kind, what, changes, commands = planted
    return kind, what, caught(WORKPLACE[0], changes, commands)


def told_to_end(*_):
    raise KeyboardInterrupt


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=20, help="errors of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many are tried side by side")
    parser.add_argument("--only", choices=["helpers", "data", "prose", "outputs"])
    parser.add_argument("--under", default="", help="helpers below this folder only, such as statistics")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, told_to_end)
    survivors, tally = [], {}
    planted = []
    for kind in (helpers, data, prose, outputs):
        if chosen.only in (None, kind.__name__):
            more = {"under": chosen.under} if kind is helpers else {}
            rng = random.Random(f"{kind.__name__} {chosen.seed}")
            planted += [(kind.__name__, *each) for each in kind(rng, chosen.each, **more)]
    with tempfile.TemporaryDirectory() as folder:
        pool = multiprocessing.get_context("fork").Pool(chosen.jobs, start_worker, [folder])
        try:
            for kind, what, good in pool.imap_unordered(judge, planted):
                if good is None:
                    print(f"   not counted, no sound test: {what}", flush=True)
                    continue
                place = "/".join(what.partition(":")[0].split("/")[:2]) if kind == "helpers" else kind
                tally.setdefault(place, []).append(good)
                if not good:
                    survivors.append(what)
                    print(f"   survived: {what}", flush=True)
        except KeyboardInterrupt:
            print(f"stopped before all {len(planted)} were tried", flush=True)
        finally:
            pool.terminate()
            pool.join()
    for place, found in sorted(tally.items()):
        print(f"{place:24} {sum(found)} of {len(found)} caught", flush=True)
    tried = sum(map(len, tally.values()))
    print(f"{tried - len(survivors)} of {tried} planted errors caught")


if __name__ == "__main__":
    main()
