"""One paper on one sheet: a page as HTML, A4 and Letter, and with --pdf as PDF where Chromium is there.

python -m helpers.publish sheet FILE [--pdf]      FILE: a table of printed numbers (CSV), or the name of an example
"""

from pathlib import Path

from helpers.own_trial.sheet import SIZES, sheet_html
from helpers.own_trial.table import read_trial
from helpers.publish.club import ROOT, find_browser, print_pdf

NO_BROWSER = "sheet: no PDF was made, because no Chromium was found (Debian: apt install chromium). Print {page} from any browser."


def build_sheet(source, pdf=False, target=ROOT / "build" / "sheets"):
    """Write the sheet of one table into `target`; returns the sentences to tell the user.

    `source` is the path of a CSV file or the name of an example. With `pdf` also A4 and Letter PDF by Chromium. A table
    that holds no usable row is told about, and nothing is written.
    """
    trial = read_trial(str(source))
    said = [f"to mend: {problem}" for problem in trial.problems]
    if not any(each.values for each in trial.comparisons):
        return [*said, f"sheet: nothing can be used in {Path(source).name}, so no page was written"]
    target.mkdir(parents=True, exist_ok=True)
    browser = find_browser()
    made = 0
    for size in SIZES:
        page = target / f"{Path(source).stem}-{size}.html"
        page.write_text(sheet_html(trial, size), encoding="utf-8")
        said.append(f"sheet: {page}")
        if pdf and browser:
            made += print_pdf(browser, page.resolve(), page.resolve().with_suffix(".pdf"))
    if pdf and not browser:
        said.append(NO_BROWSER.format(page=page))
    elif not pdf:
        said.append("sheet: print it from a browser, or add --pdf for PDF files")
    else:
        said.append(f"sheet: {made} of {len(SIZES)} PDF files in {target}")
    return said
