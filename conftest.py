"""Every test and every notebook under test ignores the reader's own predictions."""

import os

os.environ["SMALL_TRIALS_PROGRESS"] = "off"
os.environ.setdefault("MPLBACKEND", "agg")

collect_ignore = ["tests/scripts"]  # run on their own
