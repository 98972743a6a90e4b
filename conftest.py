"""Every test and every notebook under test ignores the reader's own predictions."""

import os

os.environ["SMALL_TRIALS_PROGRESS"] = "off"
os.environ.setdefault("MPLBACKEND", "agg")

collect_ignore = [
    "tests/benchmark.py",
    "tests/browser_check.py",
    "tests/mutants.py",
    "tests/proof.py",
]  # scripts, run on their own
