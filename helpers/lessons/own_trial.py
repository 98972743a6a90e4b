"""Lesson 07: the paste box, the worked papers, and what the questions of the lesson ask."""

from functools import cache

import pandas as pd

from helpers import show
from helpers.own_trial.judgement import judge
from helpers.own_trial.passage import MOST_SHOWN, confirmed, kind_in_words, offered, segments
from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.reading import LONGEST, marked_html, read
from helpers.own_trial.sheet import one_page, run_checks, write_sheet
from helpers.own_trial.table import MY_TRIALS, read_trial, save_trial
from helpers.statistics.effects import check_effect
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT
from helpers.statistics.tests_of_counts import TEST_LABELS
from helpers.text import p_digits, p_text, points

HOW = "To paste a paper, choose Run, then Run All Cells, once. On the plain page one worked paper is shown instead."

PAGE_ID = "own-trial-page"

WAITING = "In JupyterLab the page of the paper that you paste appears here."

EXAMPLE = "Of 59 adults given AtMSC and 55 given placebo, 14/59 (23.7%) and 4/55 (7.3%) reached EASI-75 at week 16 (P = .016)."
"""The printed numbers of AtMSC 2025 in a sentence of our own: the ledger's values, no passage of the paper."""

PAGE_CAPTION = "One page on this paper (computed from its printed numbers; beliefs and bars are assumed)"


def worked_example():
    """The worked paper of a page without Python; the test that fits is left out, because the first card asks for it.

    >>> [each["said"] for each in worked_example()["checks"]][1]
    'P = 0.016 and 14/59 v 4/55: fits'
    """
    data = reading_data(read(EXAMPLE))
    return {
        **data,
        "checks": [{**each, "said": each["said"].partition(" (")[0]} for each in data["checks"]],
    }


def paste_box(pictures=None, folder=MY_TRIALS):
    """Show the paste box, and below it the place where the page appears.

    `pictures` takes a `Trial` and its checks and returns pictures for the page (None: no pictures); sheets and
    tables are written into `folder`.
    """
    data = {
        "most": LONGEST,
        "reading": None,
        "example": worked_example(),
        "said": "",
        "written": "",
        "ready": False,
        "plain": "Paste an abstract: run this lesson in JupyterLab.",
    }
    kept, widget = {}, None

    def tell(**changes):
        widget.data = show.plain_values({**widget.data, **changes})

    def wait(said, **changes):
        """Nothing stands below: the page of the paper before would be taken for that of this one."""
        show.html(_waiting(), WAITING, PAGE_ID, update=True)
        tell(said=said, written="", ready=False, **changes)

    def asked(state):
        if "passage" in state:
            kept.clear()
            try:
                kept["reading"] = read(state["passage"])
            except ValueError as trouble:
                wait(f"{str(trouble)[0].upper()}{str(trouble)[1:]}.", reading=None)
                return
            found = reading_data(kept["reading"])
            wait(_in_short(found), reading={**found, "id": state["asked"]})
        elif "reading" in kept and "choice" in state:
            try:
                trial = confirmed(kept["reading"], state["choice"])
                if "write" in state:
                    tell(written=write(trial, state["write"], folder))
                    return
                shown, plain = page_html(trial, pictures)
            except ValueError as trouble:
                wait(str(trouble))
                return
            show.html(shown, plain, PAGE_ID, update=True)
            tell(said="The page stands below.", written="", ready=True)

    twin = show.from_template("touch", title="Paste an abstract", block=marked_html(read(EXAMPLE)), how=HOW)
    widget = show.component("paste", data, twin, on_state=asked)
    show.html(_waiting(), WAITING, PAGE_ID)


def _waiting():
    return show.from_template("sentence", text=WAITING)


def reading_data(reading):
    """What the paste box shows of a reading: pieces of text, what was found, the checks, what can be chosen."""
    items = [
        {
            "kind": kind_in_words(item),
            "quotation": " ".join(item.quotation.split())[:120],
            "arm": "" if item.arm == "unknown" else item.arm,
        }
        for item in reading.items[:MOST_SHOWN]
    ]
    checks = [
        {"verdict": check.verdict, "said": check.said, "quotation": check.quotation}
        for check in check_reading(reading)[:MOST_SHOWN]
    ]
    return {
        "id": 0,
        "note": reading.note,
        "segments": segments(reading),
        "found": items,
        "total": len(reading.items),
        "more": len(reading.items) > MOST_SHOWN,
        "checks": checks,
        "offered": offered(reading),
    }


def _in_short(found):
    if not found["total"]:
        return found["note"]
    many = len(found["checks"])
    apart, open_ = (
        sum(check["verdict"] == verdict for check in found["checks"])
        for verdict in (DOES_NOT_FIT, CANNOT_BE_TOLD)
    )
    met = "What could be held against each other meets." if many else ""
    if apart or open_:
        fit = many - apart - open_
        met = f"{fit} of {many} checks of printed numbers {'fits' if fit == 1 else 'fit'}"
        met += f", {apart} {'does' if apart == 1 else 'do'} not" if apart else ""
        met += f", {open_} cannot be told." if open_ else "."
    if not found["offered"]["arms"] and not found["offered"]["effects"]:
        return f"{found['total']} numbers found. {met} None of them is a result of an arm or an effect: a page needs one, or a table typed in."
    return f"{found['total']} numbers found. {met} Choose what is compared: the page then appears below.".replace(
        "  ", " "
    )


def page_html(trial, pictures=None):
    """The page as HTML, with its plain text."""
    checks = run_checks(trial)
    page = one_page(trial, checks)
    blocks = [show.table_html(page, PAGE_CAPTION)]
    blocks += [show.block_html(problem + ".") for problem in trial.problems]
    blocks += [show.picture_html(picture) for picture in (pictures(trial, checks) if pictures else [])]
    return "\n".join(blocks), page.to_string(index=False)


def write(trial, name, folder=MY_TRIALS):
    """Write sheet and table; returns the sentence that says where, with the whole path, or why not."""
    try:
        file = write_sheet(trial, name, folder)
        save_trial(trial, file.stem, folder)
    except ValueError as trouble:
        return f"Nothing was written: {trouble}."
    command = f'python -m helpers.publish sheet "{file.stem}" --pdf'
    return (
        f"Written: {file}, to open and print, and beside it {file.stem}.csv, its table. As a PDF: {command}."
    )


# ---------------------------------------------------------------- worked papers


@cache
def worked(name):
    """A paper of the shelf with its checks by name: (trial, {name: Check})."""
    trial = read_trial(name)
    return trial, {check.name: check for check in run_checks(trial)}


def page_of(name):
    """The page of a paper of the shelf, as a table to show."""
    trial, checks = worked(name)
    page = one_page(trial, list(checks.values())).drop(columns="what it licenses")
    caption = f"{trial.get('title')} on one page (study row published, findings derived, beliefs assumed)"
    return show.Table(page, caption)


SHELF = {
    "atmsc2025": ("counts and P", "Difference", "which tests print this P"),
    "dupilumab2014": (
        "percentages, people in each arm",
        "Response in each arm",
        "a count worked out is marked",
    ),
    "bells2007": ("percentages, one total", "Splits of the total", "splits share most of the result"),
    "shin2021": ("one group, follow-up times", "Follow-up times", "no comparison, and a floor for the mean"),
    "recovery2021": (
        "counts, adjusted ratio",
        "Number needed to treat",
        "unwanted outcome; adjusted is not raw",
    ),
    "smart2018": ("counts, two models", "Difference", "units randomised: no independent interval"),
    "keynote2016": ("hazard ratios", "Printed effect", "P is half of what its interval gives"),
    "yahav2019": (
        "counts, difference, margin",
        "Margin",
        "non-inferiority, and which method made the interval",
    ),
    "taichi2010": ("means with SDs", "Two means", "scores already differed somewhat before treatment"),
    "gilron2005": ("crossover, means alone", "Two means", "people are their own comparison"),
}
"""Papers of the shelf: what each prints, the check that says most about it, and what it teaches."""


def shelf():
    """The shelf as a table: paper, what its abstract prints, what it teaches."""
    rows = [(worked(name)[0].get("title"), prints, teaches) for name, (prints, _, teaches) in SHELF.items()]
    return pd.DataFrame(rows, columns=["paper", "prints", "teaches"])


HURRIED = """N arm 1: 40\u00b9
responders arm 1: 18/40 (45%)
N arm 2: 1.041
responders arm 2: 12-Mar"""
"""An invented table with slips that copying and spreadsheets make."""


def hurried():
    """The invented table of slips, as it is read."""
    return read_trial(HURRIED)


def show_typed(name):
    """Show what was read from a table of the reader's own, and its page."""
    trial = read_trial(str(name))
    if any(each.values for each in trial.comparisons):
        block, plain = page_html(trial)
        show.html(block, plain)
    show.say(trial.report())


@cache
def which_test():
    """Which test gives P = .016 from 14/59 v 4/55: gaps of the reveal."""
    trial, _ = worked("atmsc2025")
    found = judge(
        *(trial.get(row) for row in ("responders arm 1", "N arm 1", "responders arm 2", "N arm 2")),
        printed=trial.get("printed P"),
    )
    p = {name: p_text(found.p_of(name)).removeprefix("P = ") for name in ("fisher", "yates", "pearson")}
    labels = [TEST_LABELS[name] for name in found.tests.loc[found.tests["fits"], "test"]]
    truth = {"Pearson": "c", "Fisher": "a", "Yates": "b"}.get(labels[0], "d")
    return truth, p | {"many": len(found.tests), "fits": len(labels)}


@cache
def lower_limit():
    """Where the interval of the AtMSC difference begins, in points: (truth, gaps)."""
    _, checks = worked("atmsc2025")
    gap, _ = checks["Difference"].data
    return 100 * gap.low, {
        "estimate": points(gap.estimate, signed=True),
        "low": points(gap.low, signed=True),
        "high": points(gap.high, signed=True),
    }


@cache
def one_sided():
    """What the interval of a hazard ratio says about its P value: (truth, gaps) for the pembrolizumab trial."""
    trial, _ = worked("keynote2016")
    check = check_effect(*(trial.get(row) for row in ("effect", "low", "high", "printed P", "measure")))
    offered = {"a": 0.0005, "b": 0.005, "c": 0.011, "d": 0.05}
    truth = next(letter for letter, p in offered.items() if check.p_low * 0.95 <= p <= check.p_high * 1.05)
    return truth, {
        "low": p_digits(check.p_low),
        "high": p_digits(check.p_high),
        "reading": check.readings[0],
        "printed": trial.get("printed P").lstrip("0"),
    }
