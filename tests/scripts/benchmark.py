"""How fast, and how right: what a reader waits for, side by side with what was aimed at, and statistics against SciPy.

    python tests/scripts/benchmark.py [PART ...] [--full]     parts: touch, run, pages, weight, files, limits, statistics

`touch` needs `pip install -e ".[browser]"` and Debian's chromium: a phone-sized window with a processor slowed down four
times. `run` runs every lesson in a new kernel (cold) and once more in the same kernel (warm). `limits` times the largest
inputs that are taken, each three times without caches, and the memory of a page in a process of its own. SciPy is timed
on a fixed random sample of the 1,369 tables and scaled up; `--full` times it on every table (half a minute).
"""

import argparse
import importlib.metadata
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

import nbformat
import numpy as np
from nbclient import NotebookClient
from packaging.requirements import Requirement
from scipy import stats

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from reference import ALL  # noqa: E402

from helpers import data_files  # noqa: E402
from helpers.eczema.fluctuation import decompose  # noqa: E402
from helpers.lessons.own_trial import reading_data  # noqa: E402
from helpers.own_trial.reading import read  # noqa: E402
from helpers.own_trial.sheet import one_page, run_checks  # noqa: E402
from helpers.own_trial.table import read_trial  # noqa: E402
from helpers.publish.pages import MOST_BYTES, export_html  # noqa: E402
from helpers.publish.refresh import lesson_files  # noqa: E402
from helpers.statistics import single_table, two_by_two  # noqa: E402
from helpers.statistics.beliefs import log_odds_posterior  # noqa: E402
from helpers.statistics.detective import compatible_tables, designs, scan  # noqa: E402
from helpers.statistics.single_table import compatible_large, single_p  # noqa: E402
from helpers.statistics.tests_of_counts import TESTS  # noqa: E402
from helpers.statistics.trial_design import power  # noqa: E402
from helpers.statistics.two_by_two import all_tables, p_value  # noqa: E402

SLOWER = 4
AIMS = {"first card": 1000, "feedback": 100, "map redraw": 50, "cold": 8, "warm": 5}
"""Milliseconds on a phone four times slower than this machine; seconds of a lesson's Run All."""
AIMS |= {"passage": 5, "page": 2, "page's memory": 300, "listed tables": 4, "power": 5000}
AIMS |= {"one P": 10, "belief": 500, "decomposition": 500}
"""Of the largest inputs: seconds, megabytes above the bare imports; of one computation: milliseconds."""
WORDS = PEOPLE = 100_000
LARGE = "N arm 1: 100000\nN arm 2: 100000\n{}printed P: .006\nbelieved chance: 40\noutcome is: wanted"
PAGES = {
    "with counts": LARGE.format("responders arm 1: 21000\nresponders arm 2: 20500\n"),
    "without counts": LARGE.format(""),
}
MANY = (
    "N arm 1: 90000\nN arm 2: 90000\nresponders arm 1: 900\nresponders arm 2: 800\nprinted P: .015\n"
    "believed chance: 50\nexpected placebo rate: 10\noutcome is: wanted"
)
MEMORY = """
import sys
from pathlib import Path
from helpers.own_trial.sheet import one_page
from helpers.own_trial.table import read_trial
def most():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
before = most()
one_page(read_trial(sys.argv[1]))
print(most() - before)
"""
FIRST_CARD = """
const look = () => document.querySelector('[data-question] [data-action="commit"]')
  ? (window.firstCard = performance.now()) : requestAnimationFrame(look);
look();
"""
COMMIT = """async () => {
  const times = [];
  for (const card of document.querySelectorAll("[data-question][data-state=open]")) {
    const box = card.querySelector("[data-number]"), radio = card.querySelector("input[type=radio]");
    if (box) { box.value = "10"; box.dispatchEvent(new Event("input", { bubbles: true })); } else radio.click();
    await new Promise((next) => setTimeout(next, 100));
    const started = performance.now();
    card.querySelector('[data-action="commit"]').click();
    card.querySelector('[data-action="keep"]')?.click();
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    if (card.dataset.state === "committed") times.push(performance.now() - started);
  }
  return times;
}"""
REDRAW = """async () => {
  const times = [], box = document.querySelector("[data-map] [data-printed]");
  for (let thousandths = 1; thousandths <= 100; thousandths += 3) {
    box.value = `.${String(thousandths).padStart(3, "0")}`;
    const started = performance.now();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    times.push(performance.now() - started);
  }
  return times;
}"""

N = 36
SAMPLE = 100
# SciPy takes the arms as columns for the two unconditional tests; Fisher's test does not mind.
LIBRARY = {
    "fisher": lambda x1, x2: stats.fisher_exact([[x1, x2], [N - x1, N - x2]])[1],
    "barnard": lambda x1, x2: stats.barnard_exact([[x1, x2], [N - x1, N - x2]]).pvalue,
    "boschloo": lambda x1, x2: stats.boschloo_exact([[x1, x2], [N - x1, N - x2]]).pvalue,
}
REFERENCE = {
    "fisher": "Fisher exact two-sided",
    "barnard": "unconditional exact, pooled Z",
    "boschloo": "Boschloo exact, two-sided",
}


# ---------------------------------------------------------------- what a reader waits for


def told(what, times, unit, aim):
    """Median and slowest of some times beside what was aimed at."""
    most = max(times)
    met = (
        "met"
        if most <= AIMS[aim]
        else "met by the median"
        if statistics.median(times) <= AIMS[aim]
        else "NOT met"
    )
    print(
        f"{what:46} median {statistics.median(times):6.1f}, slowest {most:6.1f} {unit}; aim {AIMS[aim]} {unit}: {met}"
    )


def built(folder):
    """All plain pages in a temporary folder."""
    return export_html(Path(folder) / "html")


def touch(folder):
    """Phone-sized Chromium, four times slower: first card, commit to feedback, redrawing the map."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("SKIPPED: what is touched, because Playwright is not installed\n")
        return
    chromium = shutil.which("chromium")
    if chromium is None:
        print("SKIPPED: what is touched, because there is no Chromium on the path\n")
        return
    made = built(folder)
    first, feedback, redraw = [], [], []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for file in [made / f"{lesson.stem}.html" for lesson in lesson_files()]:
            if 'data-component="card"' not in file.read_text(encoding="utf-8"):
                continue
            context = browser.new_context(
                viewport={"width": 375, "height": 812}, is_mobile=True, has_touch=True
            )
            context.add_init_script(FIRST_CARD)
            page = context.new_page()
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            for _ in range(3):
                page.goto(file.as_uri())
                page.wait_for_function("() => window.firstCard")
                first.append(page.evaluate("() => window.firstCard"))
            feedback += page.evaluate(COMMIT)
            if page.locator("[data-map]").count():
                redraw += page.evaluate(REDRAW)
            context.close()
        browser.close()
    print(f"Phone of 375 px, processor {SLOWER} times slower, pages opened from disk")
    told(f"  page to first answerable card ({len(first)} openings)", first, "ms", "first card")
    told(f"  commit to feedback ({len(feedback)} cards)", feedback, "ms", "feedback")
    told(f"  map redrawn ({len(redraw)} P values)", redraw, "ms", "map redraw")
    print()


def run(_):
    """Run All of every lesson: in a new kernel, its start included, and again in the same one."""
    os.environ |= {"SMALL_TRIALS_PROGRESS": "off", "PYTHONPATH": str(ROOT)}
    cold, warm = [], []
    print(f"{'Run All, seconds':46}{'cold':>7}{'warm':>7}")
    for file in lesson_files():
        notebook = nbformat.read(file, as_version=4)
        client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(file.parent)}})
        started = time.perf_counter()
        with client.setup_kernel():
            for times in (cold, warm):
                client.reset_execution_trackers()
                for place, cell in enumerate(notebook.cells):
                    client.execute_cell(cell, place)
                times.append(time.perf_counter() - started)
                started = time.perf_counter()
        print(f"  {file.name:44}{cold[-1]:7.1f}{warm[-1]:7.1f}")
    told("  cold, kernel's start included", cold, "s", "cold")
    told("  warm", warm, "s", "warm")
    print()


def pages(folder):
    """How large the plain pages are."""
    started = time.perf_counter()
    made = built(folder)
    sizes = sorted(
        ((file.stat().st_size, file.relative_to(made)) for file in made.rglob("*.html")), reverse=True
    )
    print(
        f"{len(sizes)} plain pages built in {time.perf_counter() - started:.1f} s, {sum(size for size, _ in sizes) / 1e6:.1f} MB together; aim {MOST_BYTES / 1e6:.0f} MB each"
    )
    for size, name in sizes[:5]:
        print(f"  {size / 1e6:6.2f} MB  {name}")
    print()


def needed(package, seen=None):
    """The installed packages that a package brings, itself included, by normalised name."""
    seen = set() if seen is None else seen
    name = re.sub(r"[-_.]+", "-", package).lower()
    if name in seen:
        return seen
    try:
        lines = importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        return seen
    seen.add(name)
    for line in map(Requirement, lines):
        if line.marker is None or line.marker.evaluate({"extra": ""}):
            needed(line.name, seen)
    return seen


def weight(_):
    """What each requirement adds on disk: what only it brings, and no other requirement does."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = [re.split(r"[<>=]", line)[0] for line in lines if line and line[0] not in "#-"]
    brought = {name: needed(name) for name in names}
    print("Megabytes on disk that only this requirement brings")
    for name in names:
        others = set().union(*(packages for other, packages in brought.items() if other != name))
        own = {
            part: sum(
                file.locate().stat().st_size
                for file in importlib.metadata.files(part) or []
                if file.locate().exists()
            )
            / 1e6
            for part in brought[name] - others
        }
        parts = ", ".join(
            f"{part} {size:.1f}" for part, size in sorted(own.items(), key=lambda item: -item[1])[:5]
        )
        print(f"  {name:14}{sum(own.values()):7.1f}   {parts}")
    print()


def files(_):
    """Reading the tables of `data/`, first time and from the cache."""
    names = [
        file.relative_to(data_files.DATA).with_suffix("").as_posix()
        for file in sorted(data_files.DATA.rglob("*.csv"))
    ]
    first, again = [], []
    data_files._read.cache_clear()
    for times in (first, again):
        for name in names:
            started = time.perf_counter()
            rows = len(data_files.load_table(name))
            times.append((time.perf_counter() - started) * 1e3)
            if times is first and times[-1] == max(first):
                slowest = f"{name}, {rows} rows"
    print(
        f"{len(names)} tables of data/ read in {sum(first):.0f} ms (slowest {max(first):.0f} ms: {slowest}); again {sum(again):.1f} ms\n"
    )


def belief_and_curves():
    belief = log_odds_posterior(15, 36, 6, 36)
    return belief.difference_prior_density, belief.difference_posterior_density


def limits(_):
    """The largest inputs that are taken, and what a control computes."""
    passages = json.loads((data_files.DATA / "own_trial" / "passages.json").read_text(encoding="utf-8"))
    filler = "The people who came in those years were seen by two of the authors and asked about sleep. " * 20
    cycle = " ".join(f"{each['passage']} {filler}" for each in passages) + " "
    paper = " ".join((cycle * (WORDS // len(cycle.split()) + 1)).split()[:WORDS])
    print(f"Largest inputs, three times each (a passage of {WORDS:,} words)")

    def limit(what, work, unit, aim, repeats=3):
        size = 1000 if unit == "ms" else 1
        told(what, [size * seconds(work) for _ in range(repeats)], unit, aim)

    limit("  a passage read", lambda: read(paper), "s", "passage")
    limit("  a passage read, checked, ready to show", lambda: reading_data(read(paper)), "s", "passage")
    for what, rows in PAGES.items():
        limit(
            f"  a page, 100,000 v 100,000, {what}", lambda rows=rows: one_page(read_trial(rows)), "s", "page"
        )
    if Path("/proc/self/status").exists():
        for what, rows in PAGES.items():
            command = [sys.executable, "-c", MEMORY, rows]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            told(f"    memory above imports, {what}", [float(done.stdout)], "MB", "page's memory")
    limit("  every check, 90,000 v 90,000", lambda: run_checks(read_trial(MANY)), "s", "page")
    limit(
        "  tables that fit P, 100,000 v 100,000",
        lambda: compatible_large(".038", PEOPLE, PEOPLE),
        "s",
        "listed tables",
    )
    limit("  power, 500 v 500", lambda: power(0.30, 0.35, 500, 500), "ms", "power")
    limit(
        "  one P, 100,000 v 100,000",
        lambda: single_p(50_000, PEOPLE, 49_500, PEOPLE),
        "ms",
        "one P",
        repeats=20,
    )
    limit("  one belief with its curves, 36 v 36", belief_and_curves, "ms", "belief")
    limit("  responses of untreated people taken apart", decompose, "ms", "decomposition")
    print()


# ---------------------------------------------------------------- statistics


def forget():
    """Empty every cache, so that nothing is timed twice."""
    for cached in (
        two_by_two._small_design,
        two_by_two._large_design,
        two_by_two._ranks,
        single_table._both_tails,
    ):
        cached.cache_clear()


def seconds(work, repeats=1):
    """Median time of `work()`, each time without caches."""
    times = []
    for _ in range(repeats):
        forget()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def against_scipy(full):
    tables = [(x1, x2) for x1 in range(N + 1) for x2 in range(N + 1)]
    picked = np.random.default_rng(36).choice(len(tables), len(tables) if full else SAMPLE, replace=False)
    print(f"All {len(tables)} tables of {N} v {N}; SciPy timed on {len(picked)} of them, scaled to all")
    print(f"{'test':18}{'SciPy s':>8}{'ours ms':>9}{'ratio':>7}{'apart':>7}{'rest':>9}{'v R':>9}")
    for name, library in LIBRARY.items():
        start = time.perf_counter()
        theirs = np.array([library(*tables[i]) for i in picked])
        scipy_seconds = (time.perf_counter() - start) * len(tables) / len(picked)
        for test in ("boschloo_doubled", "boschloo") if name == "boschloo" else (name,):
            our_seconds = seconds(lambda test=test: all_tables(N, N, test), repeats=15)
            ours = np.array([all_tables(N, N, test)[tables[i]] for i in picked])
            apart = np.abs(ours - theirs)
            far = apart > 1e-5
            print(
                f"{test:18}{scipy_seconds:8.2f}{our_seconds * 1e3:9.2f}{scipy_seconds / our_seconds:7.0f}"
                f"{far.sum():7d}{apart[~far].max():9.0e}{from_r(test):>9}"
            )
    print("apart: tables that differ by more than .00001; rest: largest difference among the others.")
    print("  barnard: SciPy drops tied tables (issue 18798), ours keeps them.")
    print(
        "  boschloo: R's ordering; with equal arms it differs from SciPy's doubled form only where it is 1."
    )
    print("v R: largest difference of the refined p_value from R over the reference cases.\n")


def from_r(test):
    """Largest difference of our refined p-value from R's over the reference cases, as text."""
    if test not in REFERENCE:
        return "-"
    family = [case for case in ALL if case["method"].startswith(REFERENCE[test])]
    counts = [[case["inputs"][name] for name in ("x1", "n1", "x2", "n2")] for case in family]
    apart = [abs(p_value(*four, test) - case["expected"]) for four, case in zip(counts, family, strict=True)]
    return f"{max(apart):.0e}"


def phase_2_scan():
    every = designs(72, 30, 38) + designs(52, 22, 28)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = seconds(lambda: scan(".038", every))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    forget()
    tracemalloc.start()
    rows = len(scan(".038", every))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    print(f"Scan of {len(every)} designs x {len(TESTS)} two-sided tests: {took:.2f} s, {rows} rows")
    print(f"  memory: peak {peak:.0f} MB by tracemalloc; process {before:.0f} -> {after:.0f} MB resident\n")


def control():
    sizes = [(n, 72 - n) for n in range(30, 40)] + [(n, 52 - n) for n in range(21, 31)]
    times = [seconds(lambda pair=pair: compatible_tables(".038", *pair)) for pair in sizes]
    print(
        f"Control moved to a new design, all tests: median {statistics.median(times) * 1e3:.0f} ms, ", end=""
    )
    print(f"slowest {max(times) * 1e3:.0f} ms ({len(times)} recomputations without cache)\n")


def growth():
    arms = (12, 25, 50, 100, 200)
    print("Milliseconds for all tables, by participants per arm")
    print(f"{'test':22}" + "".join(f"{n:9d}" for n in arms))
    for test in TESTS:
        times = [seconds(lambda n=n, test=test: all_tables(n, n, test), repeats=3) for n in arms]
        print(f"{test:22}" + "".join(f"{took * 1e3:9.2f}" for took in times))


def statistics_against_scipy(full):
    phase_2_scan()
    control()
    against_scipy(full)
    growth()


def main():
    parts = {"touch": touch, "run": run, "pages": pages, "weight": weight, "files": files, "limits": limits}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[*parts, "statistics", []], default=[])
    parser.add_argument("--full", action="store_true", help="time SciPy on all 1,369 tables")
    chosen = parser.parse_args()
    print(
        f"{time.strftime('%d %B %Y')}, Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n"
    )
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        for name, part in parts.items():
            if name in chosen.parts or not chosen.parts:
                part(folder)
    if "statistics" in chosen.parts or not chosen.parts:
        statistics_against_scipy(chosen.full)


if __name__ == "__main__":
    main()
