"""How fast, and how right: all tables of 36 v 36 against a loop over SciPy, and the phase 2 scan.

Run from the repository root: `python tests/scripts/benchmark.py` (about 10 seconds). SciPy is timed on a fixed random
sample of the 1,369 tables and scaled up; `--full` times it on every table (half a minute).
"""

import argparse
import resource
import statistics
import time
import tracemalloc

import numpy as np
from reference import ALL
from scipy import stats

from helpers.statistics import two_by_two
from helpers.statistics.detective import compatible_tables, designs, scan
from helpers.statistics.two_by_two import TESTS, all_tables, p_value

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


def forget():
    """Empty every cache, so that nothing is timed twice."""
    for cached in (two_by_two._small_design, two_by_two._large_design, two_by_two._ranks):
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


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--full", action="store_true", help="time SciPy on all 1,369 tables")
    phase_2_scan()
    control()
    against_scipy(options.parse_args().full)
    growth()
