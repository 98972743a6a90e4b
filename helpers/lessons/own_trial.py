"""Lesson 07: the paste box, the worked papers, and what the questions of the lesson ask."""

from functools import cache

import pandas as pd

from helpers import show
from helpers.own_trial import by_hand
from helpers.own_trial.basis import arm_name, change_of_means, direction, is_independent, is_of_a_margin
from helpers.own_trial.checks_of_p import seems_one_sided
from helpers.own_trial.choices import shortened
from helpers.own_trial.judgement import judge
from helpers.own_trial.passage import MOST_SHOWN, confirmed, kind_in_words, offered, segments
from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.reading import LONGEST, marked_html, read
from helpers.own_trial.sheet import one_page, run_checks, write_sheet
from helpers.own_trial.table import MY_TRIALS, REPORTS, read_trial, save_trial
from helpers.statistics.effects import check_effect
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT, DOES_NOT_FIT_UNLESS
from helpers.statistics.tests_of_counts import TEST_LABELS
from helpers.text import as_sentence, listed, p_digits, p_text, points

HOW = "To paste a paper, choose Run, then Run All Cells, once. On the plain page one worked paper is shown instead."

STUMBLED = (
    "These lessons stumbled over this text, which is their fault and not the text's ({}). Paste a part of it, or type the "
    "numbers of one result."
)
"""What the box says where the code fails."""

MOST_PIECES = 2000
"""Pieces of a passage that are drawn, marked or not: more than an abstract, or a long results section, has."""

PAGE_ID = "own-trial-page"

WAITING = "The page of this paper appears here once you have said what is compared."

BY_HAND = "open Type the numbers instead, below, and type it"

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
        "answered": 0,
        "form": by_hand.form(),
        "wrong": {},
        "filled": None,
        "plain": "Paste an abstract: run this lesson in JupyterLab.",
    }
    kept, widget = {}, None

    def tell(**changes):
        widget.data = show.plain_values({**widget.data, **changes})

    def wait(said, can_come=False, **changes):
        """Nothing stands below: the page of the paper before would be taken for that of this one."""
        show.html(_waiting() if can_come else _place(""), WAITING, PAGE_ID, update=True)
        tell(**{"said": said, "written": "", "ready": False, "wrong": {}, **changes})

    def asked(state):
        try:
            answer(state)
        except (
            Exception
        ) as fault:  # whatever it is, the reader gets a sentence, and not a box that stays silent
            wait(STUMBLED.format(f"{type(fault).__name__}: {fault}"))
        tell(answered=state.get("asked", 0))

    def answer(state):
        if "passage" in state:
            kept.clear()
            try:
                kept["reading"] = read(state["passage"])
            except ValueError as trouble:
                wait(as_sentence(str(trouble)), reading=None)
                return
            found = reading_data(kept["reading"])
            wait(_in_short(found), found["total"] > 0, reading={**found, "id": state["asked"]})
            return
        if "fill" in state:
            fill(state)
            return
        try:
            trial = chosen(state)
            if trial is None:
                return
            if "write" in state:
                tell(written=write(trial, state["write"], folder))
                return
            shown, plain = page_html(trial, pictures)
        except ValueError as trouble:
            wait(str(trouble), True)
            return
        show.html(_place(shown), plain, PAGE_ID, update=True)
        tell(said=_what_stands(trial), written="", ready=True, wrong={})

    def chosen(state):
        """The trial of what was chosen or typed; None where it gives none, and what is wrong stands at its fields."""
        if "typed" in state:
            filled = kept.get("filled") if state["typed"].get("filled") else None
            trial, wrong = by_hand.typed_trial(state["typed"], filled)
            if wrong:
                wait(_first_of(wrong), True, wrong=wrong)
            return None if wrong else trial
        return (
            confirmed(kept["reading"], state["choice"]) if "reading" in kept and "choice" in state else None
        )

    def fill(state):
        """Put a choice into the fields that can be typed into; of one that gives no table, the kinds of analysis that the passage names."""
        if "reading" not in kept:
            return
        try:
            kept["filled"] = confirmed(kept["reading"], state["fill"])
        except ValueError:
            kept.pop("filled", None)
            kinds = offered(kept["reading"])["analyses"]
            ticked = [kind["value"] for kind in kinds if kind["suggested"]]
            if ticked:
                tell(filled={"kind": "counts", "values": {}, "analyses": ticked, "id": state["asked"]})
            return
        tell(filled={**by_hand.fields_of(kept["filled"]), "id": state["asked"]})

    twin = show.from_template("touch", title="Paste an abstract", block=marked_html(read(EXAMPLE)), how=HOW)
    widget = show.component("paste", data, twin, on_state=asked)
    show.html(_place(""), "The page of a paper stands here.", PAGE_ID)


def _place(block):
    """The place of the page: the box greys it while a new one is made."""
    return f"<div data-own-page>{block}</div>"


def _waiting():
    return _place(show.from_template("sentence", text=WAITING))


def _first_of(wrong):
    """What the box says where entries of the typed form need another look."""
    first = by_hand.LABELS[next(row for row in by_hand.LABELS if row in wrong)]
    if len(wrong) == 1:
        return f"One field needs another look: {first}."
    return f"{len(wrong)} fields need another look, the first of them: {first}."


def _if_lower_is_better(trial):
    """A sentence where the printed interval favours arm 2 by the direction that was said, as a slip there turns the page."""
    measure, limits = trial.get("measure"), [trial.get(name) for name in ("low", "high")]
    way = direction(trial)
    if measure is None or None in limits or way not in ("wanted", "unwanted"):
        return []
    null = 0 if measure.endswith("difference") else 1
    beyond = float(limits[1]) < null if way == "wanted" else float(limits[0]) > null
    other = {"wanted": "unwanted", "unwanted": "wanted"}[way]
    words = (
        f"The page favours {arm_name(trial, 2)}, as the outcome was called {way}. "
        f"Where a {'lower' if way == 'wanted' else 'higher'} value is better, choose {other}."
    )
    return [words] if beyond else []


def _what_stands(trial):
    """What the box says of a page that was made: what it leaves out, and how to mend it."""
    said = ["The page stands below."]
    counts_too = is_independent(trial) and "effect" not in trial.printed
    lacking = [
        arm
        for arm in (1, 2)
        if {f"{name} arm {arm}" for name in ("percentage", "responders", "mean")} & set(trial.printed)
        and not {f"N arm {arm}", "N total"} & set(trial.printed)
    ]
    if lacking and counts_too:
        who = "Each arm" if len(lacking) > 1 else f"Arm {lacking[0]}"
        said.append(f"{who} needs its number of people: until then its result is not compared.")
    change = change_of_means(trial)
    if change:
        said.append(
            f"These numbers are printed as {change}s: the outcome is wanted where a larger one is better."
        )
    said += _if_lower_is_better(trial)
    if seems_one_sided(trial):
        said.append(
            "P is half of what its interval gives, as a one-sided P is: if the paper calls it so, open "
            "Type the numbers instead and say so there."
        )
    if trial.notes.get("effect") == REPORTS:
        said.append(
            "A reporting odds ratio compares reports: the page takes it as of groups that are no treatments."
        )
    if is_of_a_margin(trial) and "margin" not in trial.printed:
        said.append(
            "Non-inferiority is ticked: type the margin of this outcome, or untick it, under Analysis, margin, belief."
        )
    if trial.problems:
        said.append(
            "Something is to mend: type it in a field of this form, or change the pasted text and read it again."
        )
    return " ".join(said)


def reading_data(reading):
    """What the paste box shows of a reading: pieces of text, what was found, the checks, what can be chosen."""
    items = [
        {
            "kind": kind_in_words(item),
            "quotation": shortened(item.quotation, 120),
            "arm": "" if item.arm == "unknown" else item.arm,
        }
        for item in reading.items[:MOST_SHOWN]
    ]
    checks = [
        {"verdict": check.verdict, "said": check.said, "quotation": check.quotation}
        for check in check_reading(reading)[:MOST_SHOWN]
    ]
    can_be_chosen = offered(reading)
    return {
        "id": 0,
        "note": reading.note,
        "segments": _shown_pieces(segments(reading)),
        "found": items,
        "total": len(reading.items),
        "more": len(reading.items) > MOST_SHOWN,
        "checks": checks,
        "offered": {**can_be_chosen, "notes": _notes(can_be_chosen)},
    }


def _shown_pieces(pieces):
    """The pieces of a passage that are drawn: a browser takes long over tens of thousands of marks."""
    if len(pieces) <= MOST_PIECES:
        return pieces
    rest = sum(len(piece["text"]) for piece in pieces[MOST_PIECES:])
    return [
        *pieces[:MOST_PIECES],
        {
            "text": f" [{rest:,} more characters were read and are not shown]",
            "kind": "",
            "label": "",
            "title": "",
        },
    ]


def _notes(can_be_chosen):
    """What a reader should know before choosing, as sentences."""
    notes = []
    if can_be_chosen["unused"]:
        notes.append(
            f"Read with both limits, but of a measure that this page does not check: {listed(can_be_chosen['unused'])}. "
            f"To check it as a difference or a ratio of two arms, {BY_HAND}."
        )
    if can_be_chosen["why"]:
        notes.append(can_be_chosen["why"])
    elif can_be_chosen["suggested"] or can_be_chosen["unused"]:
        pass
    elif not can_be_chosen["arms"] and not can_be_chosen["effects"]:
        notes.append(
            f"The main result was not read: no number of an arm, and no effect with both limits. To check it, {BY_HAND}. "
            f"{_for_a_sheet(can_be_chosen)}"
        )
    else:
        chosen = (
            "choose its P value and the people, or " if can_be_chosen["ns"] and can_be_chosen["ps"] else ""
        )
        notes.append(
            "No result of two groups was read. One group alone is arm 1, with no arm 2. "
            f"If yours is in no list, {chosen}{BY_HAND}."
        )
    if can_be_chosen["pooled"]:
        notes.append(
            "The passage seems to be a review: its effects are pooled from several studies, and are shown as printed."
        )
    ticked = [_with_word(kind) for kind in can_be_chosen["analyses"] if kind["suggested"]]
    if ticked:
        notes.append(f"Ticked below, from words of the passage: {listed(ticked)}. Untick what is wrong.")
    if can_be_chosen["several"]:
        notes.append(
            "There may be more than two groups: one page compares two of them. Choose again for each other one."
        )
    if can_be_chosen["person_time"]:
        notes.append("Rates per year are no shares of people: they are not offered.")
    return notes


def _for_a_sheet(can_be_chosen):
    """What can be chosen of a passage without a result, in a sentence; no more than was read."""
    if not can_be_chosen["ps"] and not can_be_chosen["ns"]:
        return "Nothing can be chosen here."
    both = "P and the number of people can be chosen here, and the sheet be written with them."
    one = "P can be chosen here; no number of people was read: type it."
    if can_be_chosen["ps"]:
        return both if can_be_chosen["ns"] else one
    return "The number of people can be chosen here, and the sheet be written with it."


def _with_word(kind):
    return f"{kind['value']} (“{kind['word']}”)" if kind["word"] else kind["value"]


def _in_short(found):
    if not found["total"]:
        return f"{found['note']} Or open Type the numbers instead, below."
    many = len(found["checks"])
    apart, alone, open_ = (
        sum(check["verdict"] == verdict for check in found["checks"])
        for verdict in (DOES_NOT_FIT, DOES_NOT_FIT_UNLESS, CANNOT_BE_TOLD)
    )
    met = "What could be held against each other meets." if many else ""
    if open_ and open_ == many:
        met = f"{open_} {'check' if many == 1 else 'checks'} of printed numbers cannot be told, and no mismatch is claimed."
    elif apart or alone or open_:
        fit = many - apart - alone - open_
        met = f"{fit} of {many} checks of printed numbers {'fits' if fit == 1 else 'fit'}"
        met += f", {apart} {'does' if apart == 1 else 'do'} not" if apart else ""
        met += (
            f", {alone} {'does' if alone == 1 else 'do'} not by {'itself' if alone == 1 else 'themselves'}"
            if alone
            else ""
        )
        met += f", {open_} cannot be told." if open_ else "."
    offer = found["offered"]
    then = "Choose what is compared: the page then appears below."
    if not offer["arms"] and not offer["effects"]:
        then = "The main result was not read: see What is compared."
        if offer["unused"]:
            then = "A result was read that this page does not check: see What is compared."
    numbers = "number" if found["total"] == 1 else "numbers"
    return " ".join(filter(None, (f"{found['total']} {numbers} found.", met, then)))


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
    return (
        f"Written: {file}, and beside it {file.stem}.csv, its table. Open it to print it, or to save it as a PDF "
        "(choose Print)."
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
    page = one_page(trial, list(checks.values())).drop(columns="what this says and does not say")
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
