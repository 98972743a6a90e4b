"""Refresh the stored outputs of every notebook, and build pages, slides, handouts and sheets from them.

python -m helpers.publish refresh            run all notebooks and store their outputs
python -m helpers.publish refresh 03 04      only those whose name starts so
python -m helpers.publish html               write build/html, one page a lesson, no network needed
python -m helpers.publish slides             write build/slides, the journal club (needs npm once)
python -m helpers.publish handouts           write build/handouts as HTML, A4 and Letter; as PDF, too, where Chromium is
python -m helpers.publish sheet FILE         write build/sheets, one paper on a page as HTML; --pdf: as PDF, too (needs Chromium)
python -m helpers.publish all                slides, handouts and html
"""

import argparse
import sys
from pathlib import Path

from helpers.publish import club
from helpers.publish.pages import export_html
from helpers.publish.refresh import all_notebooks, refresh
from helpers.publish.sheet import build_sheet


def export(what):
    """Build `what` ("html", "slides", "handouts" or "all") and print what was made, and what is missing."""
    for name, build in (("slides", club.build_slides), ("handouts", club.build_handouts)):
        if what in (name, "all"):
            print(f"{name}: being made", flush=True)
            print("\n".join(build()), flush=True)
    if what in ("html", "all"):
        home = export_html()
        print(f"lessons: open {home / 'index.html'} in a browser")
    if what == "all":
        script = home.parent / "handouts"
        print(
            f"journal club: show {home / 'journal_club.html'}; print from {script}, the leader's script first"
        )


def main(arguments=None):
    """Command line: `refresh [name ...]`, `html`, `slides`, `handouts`, `sheet FILE [--pdf]` or `all`."""
    parser = argparse.ArgumentParser(prog="python -m helpers.publish", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["refresh", "html", "slides", "handouts", "sheet", "all"])
    parser.add_argument(
        "names",
        nargs="*",
        help="refresh: notebooks whose file name starts with one of these; sheet: tables of printed numbers",
    )
    parser.add_argument("--pdf", action="store_true", help="sheet: print A4 and Letter PDF, too")
    chosen = parser.parse_args(arguments)
    if chosen.what == "sheet":
        if not chosen.names:
            sys.exit("sheet needs a file: python -m helpers.publish sheet FILE")
        for name in chosen.names:
            if name.endswith(".csv") and not Path(name).exists():
                sys.exit(f"no such file: {name}")
            print("\n".join(build_sheet(name, chosen.pdf)))
        return
    if chosen.what != "refresh":
        export(chosen.what)
        return
    files = [f for f in all_notebooks() if not chosen.names or f.name.startswith(tuple(chosen.names))]
    if not files:
        sys.exit(f"no notebook name starts with {' or '.join(chosen.names)}")
    refresh(files)


if __name__ == "__main__":
    main()
