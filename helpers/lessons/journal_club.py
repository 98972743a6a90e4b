"""The journal club: who does what when, what the leader says, and the values that its pictures draw.

The agenda adds up to 60 minutes, or to 30 in the short form; two plans adapt the lessons to a class. Words and
minutes are stored in `data/lessons/session.json`. Votes are raised hands; nothing is recorded.
"""

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from helpers import ask
from helpers.arguments import one_of
from helpers.data_files import DATA
from helpers.eczema.easi import HIGHEST, WEIGHT_TENTHS
from helpers.evidence import appraisal, ledger
from helpers.lessons import long_term, phase2, synthesis, touch
from helpers.statistics.detective import check_strength, envelope
from helpers.statistics.one_group import zero_event_upper
from helpers.statistics.printed import printed_interval
from helpers.statistics.tests_of_counts import COMMON_TESTS, TEST_LABELS
from helpers.statistics.two_by_two import attainable_p_values, p_value
from helpers.statistics.two_groups import risk_difference
from helpers.text import fill, p_text, people, percent, percent_range, points_range

SESSION = json.loads((DATA / "lessons" / "session.json").read_text(encoding="utf-8"))
"""Agenda with its minutes in both forms (0: left out), roles, vote, discussion, class plans, what was measured."""

LENGTHS = (60, 30)

PAPERS = ("seo2024", "shin2021")

TWO = [TEST_LABELS[test] for test in COMMON_TESTS if test not in phase2.FOUR]
"""Those of our six tests that print the P value of the trial: the other four do not."""

PRE_READ = {
    "seo2024": ("phase2-design", "n-abstract", "n-phase2", "p-easi50", "dlqi", "itch", "conclusion-further"),
    "shin2021": ("n", "easi50", "followup-mean", "followup-min", "followup-max", "durable-n"),
}
"""What the pre-read shows of each paper: ledger ids without the name of the study."""


# ---------------------------------------------------------------- the plan


def agenda(length=60, counts=False):
    """The agenda of the session: minutes from-to, part, how long, who. `length` is 60 or 30 minutes.

    With `counts`: as it runs where the paper prints its counts, so that the detective is short and the bias form long.
    Parts that the short form leaves out are not listed. Raises ValueError for another length.

    >>> agenda(30)["minutes"].tolist()[-1], len(agenda(60)), agenda(60, counts=True)["minutes"].tolist()[3]
    ('28 to 30', 10, '14 to 19')
    """
    if length not in LENGTHS:
        raise ValueError(f"length is {length!r}: the session lasts 60 or 30 minutes")
    rows, start = [], 0
    for part in SESSION["agenda"]:
        lasts = part[str(length)]
        if counts:
            lasts = part.get(f"{length} with counts", lasts)
        if lasts:
            rows.append((f"{start} to {start + lasts}", part["part"], lasts, part["who leads"]))
            start += lasts
    return pd.DataFrame(rows, columns=["minutes", "part", "lasts", "who leads"])


def both_agendas():
    """The parts with their minutes in both forms: part, who leads, 60 minutes, 30 minutes.

    >>> both_agendas()["30 minutes"].tolist()[:2]
    ['0 to 1', '1 to 3']
    """
    long, short = (agenda(length).set_index("part") for length in LENGTHS)
    times = long[["who leads"]].assign(
        **{
            "60 minutes": long["minutes"],
            "30 minutes": short["minutes"].reindex(long.index).fillna("left out"),
        }
    )
    return times.reset_index()


def plan(length):
    """The agenda for the script: minutes as planned, minutes where the paper prints its counts, part, who leads.

    >>> plan(30).iloc[3].tolist()[:2]
    ['9 to 18', '9 to 14']
    """
    table = agenda(length).drop(columns="lasts")
    table.insert(1, "with counts", agenda(length, counts=True)["minutes"])
    return table


def clock(length):
    """One line for each part of the agenda, in order; a part that this length leaves out gives None.

    >>> clock(30)[4], clock(60)[4]
    (None, 'Minutes 27 to 35: Live: the follow-up puzzle')
    """
    times = dict(zip(agenda(length)["part"], agenda(length)["minutes"], strict=True))
    parts = [part["part"] for part in SESSION["agenda"]]
    return [f"Minutes {times[part]}: {part}" if part in times else None for part in parts]


def roles():
    """The five roles and what each does, one a row.

    >>> roles()["role"].tolist()[-1]
    'Patient voice'
    """
    return pd.DataFrame(SESSION["roles"])


def class_plan(hours):
    """Timings for a class of 2 or 4 hours: minutes from-to, part, how long, lesson. Raises ValueError for others.

    >>> class_plan(2)["lasts"].sum()
    np.int64(120)
    """
    plans = SESSION["class plans"]
    if str(hours) not in plans:
        raise ValueError(f"hours is {hours!r}: there are plans for 2 and for 4 hours")
    rows, start = [], 0
    for part in plans[str(hours)]:
        lasts = part["minutes"]
        rows.append((f"{start} to {start + lasts}", part["part"], lasts, part["lesson"]))
        start += lasts
    return pd.DataFrame(rows, columns=["minutes", "part", "lasts", "lesson"])


def measured():
    """What a class needs, as it was measured: what, and the value with its unit. What was not measured is left out."""
    rows = [
        (row["what"], f"{row['value']} {row['unit']}".strip())
        for row in SESSION["measured"]
        if row["value"] is not None
    ]
    return pd.DataFrame(rows, columns=["what", "measured"])


def misconceptions():
    """What people say in the room, and what helps: two columns."""
    return pd.DataFrame(SESSION["misconceptions"])


def discussion():
    """The eight questions of the discussion with their model answers: a list of (question, answer).

    >>> len(discussion()), "28.4 to 99.5 %" in discussion()[4][1]
    (8, True)
    """
    known = {**long_term.responders_gaps(), "bound": zero_event_upper(len(long_term.PEOPLE))}
    said = []
    for each in SESSION["discussion"]:
        gaps = {name: value for name, value in known.items() if f"{{{name}" in each["answer"]}
        said.append((each["question"], fill(each["answer"], **gaps)))
    return said


# ---------------------------------------------------------------- what the room sees


def vote(time="before"):
    """Show the vote by raised hands, `time` "before" the session or "after" it."""
    ask.vote(SESSION["vote"], dict(zip("abcde", SESSION["answers"], strict=True)), time)


def papers():
    """Both papers as a reader can look them up: authors, journal with year, doi; as Markdown."""
    return "\n".join(f"- {reference(source)}" for source in PAPERS)


def reference(source_id):
    """One paper in one line: its first authors, the journal with year and pages, and the doi.

    >>> reference("shin2021")
    'HyunTae Shin, Si Hyub Lee and 10 others. Journal of Dermatology 2021;48(8):1236-1242. doi:10.1111/1346-8138.15928'
    """
    row = ledger.sources().set_index("source_id").loc[one_of(source_id, "source_id", list(PAPERS))]
    authors, _, rest = row["citation"].partition(". ")
    names = authors.split(", ")
    journal = rest.rpartition(". ")[2]
    return f"{', '.join(names[:2])} and {len(names) - 2} others. {journal}. doi:{row['doi']}"


def pre_read(study):
    """What the pre-read shows of one paper, from the ledger: quantity, value, status."""
    study_name = study.rstrip("0123456789")
    table = ledger.facts_table([f"{study_name}-{name}" for name in PRE_READ[study]])
    return table[["value", "status"]]


def sizes():
    """How many people took part: (name of the study, people) for both papers.

    >>> sizes()
    [('Seo 2024', 72), ('Shin 2021', 5)]
    """
    people_of = {"seo2024": "seo-n-phase2", "shin2021": "shin-n"}
    names = ledger.sources().set_index("source_id")["short"]
    return [(names[source], int(ledger.fact(fact_id).number)) for source, fact_id in people_of.items()]


# ---------------------------------------------------------------- what the pictures draw


def easi_weights():
    """The weight of each body region in the EASI.

    >>> easi_weights()
    {'head': 0.1, 'arms': 0.2, 'trunk': 0.3, 'legs': 0.4}
    """
    return {name: tenths / 10 for name, tenths in WEIGHT_TENTHS.items()}


def easi_highest():
    """The highest EASI, as it is printed."""
    return int(HIGHEST)


def by_three_tests():
    """The results that print P by Pearson, Yates or Fisher (`detective.compatible_tables`).

    >>> by_three_tests()["test"].unique().tolist()
    ['yates']
    """
    return phase2.printing(touch.FIRST_TESTS)


@dataclass(frozen=True)
class Counts:
    """What four counts give: the difference with its 95 % limits, and P by three tests as text."""

    difference: float
    low: float
    high: float
    p: dict


def of_counts():
    """What a room learns as soon as the four counts are known, for an invented result.

    >>> of_counts().p
    {'Pearson': 'P = .028', 'Yates': 'P = .051', 'Fisher': 'P = .051'}
    """
    found = risk_difference(*phase2.INVENTED)
    p = {test.capitalize(): p_text(p_value(*phase2.INVENTED, test)) for test in touch.FIRST_TESTS}
    return Counts(found.estimate, found.low, found.high, p)


@dataclass(frozen=True)
class Check:
    """How many printable values four of our six tests reach: `of` in all, `missing` (thousandths), and `left_by_six`."""

    of: int
    missing: tuple
    left_by_six: int


@cache
def check():
    """How strong is the search? The printable P values below .05 that four of our six tests together cannot give.

    >>> check()
    Check(of=49, missing=(21, 27, 30, 38, 43), left_by_six=0)
    """
    last = check_strength(*phase2.arms(), list(phase2.FOUR)).iloc[-1]
    missing = tuple(round(1000 * float(each)) for each in last["missing"].split(", ") if each)
    return Check(int(last["of"]), missing, phase2.gaps().gaps["six"])


def six_tests():
    """Our six tests around the printed P: test, its nearest P values below and above, and what they print.

    Of the results of the working reading. "prints it" says whether one of the two prints P.

    >>> six_tests().set_index("test").loc[["Fisher", "Yates"], "prints it"].tolist()
    ['no', 'yes']
    """
    rows, behind = [], printed_interval(phase2.printed())
    for test in COMMON_TESTS:
        rungs = np.sort(attainable_p_values(*phase2.arms(), test))
        place = int(np.searchsorted(rungs, float(phase2.printed())))
        near = rungs[place - 1], rungs[place]
        reached = any(behind.contains(p) for p in near)
        rows.append(
            (
                TEST_LABELS[test],
                *(p_text(p, 4).removeprefix("P = ") for p in near),
                "yes" if reached else "no",
            )
        )
    return pd.DataFrame(rows, columns=["test", "P just below", "P just above", "prints it"])


def shared():
    """What the fitting results have in common, with a placebo response as may be expected (`detective.Envelope`).

    One range for the whole room: the hundred people are drawn with it, too.
    """
    return envelope(phase2.fitting(), *(end / 100 for end in phase2.placebo_to_expect()))


def three_hundreds():
    """Three of the fitting results in a hundred people: short name, responders as on placebo, more with cells.

    >>> [name for name, placebo, more in three_hundreds()]
    ['smallest lower limit', 'middle difference', 'largest upper limit']
    """
    cases = touch.people_data(synthesis.hundred_cases(), "?", "improve")["cases"]
    return [(case["name"], case["placebo"], case["difference"]) for case in cases]


def hundred_people(picture):
    """Show the hundred people of lesson 06, with `picture` as its readable twin."""
    synthesis.hundred(picture)


def statements():
    """The five printed statements of the puzzle, for the sheet with boxes to tick.

    >>> statements()[0]
    'The mean is 38 weeks'
    """
    return touch.statements(**touch.puzzle_data(**long_term.printed_follow_up()))


def _reason(form, domain):
    """Why our judgement of a domain stands in place of the rule's; empty where the rule stands."""
    return " ".join(form.loc[(form["domain"] == domain) & (form["override"] != ""), "override_reason"])


def judged():
    """Our judgement of each domain of the trial, what the rule alone says, and why, where the two differ.

    A list of (domain, judgement, by the rule, reason).
    """
    form = appraisal.worked("seo2024", "trial")
    return [
        (row.domain, row.judgement, row.by_rule, _reason(form, row.domain))
        for row in appraisal.by_domain(form).itertuples()
    ]


def judgements(study, which=None):
    """Our judgement of each domain as a sentence, and why, where it stands in place of the rule's.

    >>> judgements("seo2024", "trial")[1][:61]
    'Blinding and its integrity: some concern, our judgement in pl'
    """
    form = appraisal.worked(study, which)
    said = []
    for row in appraisal.by_domain(form).itertuples():
        line = f"{row.domain}: {row.judgement}"
        if row.judgement != row.by_rule:
            line += f', our judgement in place of the rule\'s "{row.by_rule}": {_reason(form, row.domain)}'
        said.append(line.removesuffix(".") + ".")
    return said


def unanswered():
    """How many of the bias questions our sources do not answer, and how many there are.

    >>> unanswered()
    (10, 17)
    """
    return appraisal.unanswered(appraisal.worked("seo2024", "trial"))


def instead():
    """What she could get instead: rows to draw, what the fitting results share, and other drugs in a sentence."""
    gaps = synthesis.instead_words()
    words = (
        f"In {gaps['trials']} drug trials EASI-75 came {gaps['low']} to {gaps['high']} points more often than "
        "on placebo (published)."
    )
    return synthesis.beside(), shared(), words


def instead_sources():
    """Where the numbers of the last picture come from: a sentence for the drug, each trial of other cells, all drugs.

    >>> instead_sources()[0][:74]
    'Dupilumab 300 mg weekly, 85.5 % of 55 v 35.2 % of 54 (so 47 and 19 people)'
    """
    cited = ledger.sources().set_index("source_id")["citation"].str.rstrip(".")

    def source(fact_id):
        return cited[ledger.fact(fact_id).source_id]

    x1, n1, x2, n2 = synthesis.dupilumab()
    shares = [ledger.fact(f"dupilumab-phase2-{arm}easi50").value for arm in ("", "placebo-")]
    drug = (
        f"Dupilumab 300 mg weekly, {shares[0]} % of {n1} v {shares[1]} % of {n2} (so {x1} and {x2} people): "
        f"{source('dupilumab-phase2-easi50')}."
    )
    cells = [f"FURESTEM {trial}: {source(f'furestem{trial}-easi50-active')}." for trial in (1, 2)]
    trials = "; ".join(synthesis.drug_trials())
    every = f"EASI-75 (a fall by at least three quarters) at week 12 or 16: {trials}. Sources: data/comparators.csv."
    return [drug, *cells, every]


def bottom_line():
    """What the papers support, in numbers with their status, as Markdown."""
    found = shared()
    facts = {name: ledger.fact(f"seo-{name}") for name in ("n-phase2", "p-easi50", "conclusion-further")}
    either = long_term.responders()[0]
    return "\n".join(
        [
            f"- P = {facts['p-easi50'].value} for EASI-50 at week {ledger.fact('seo-easi50-week').value} (abstract) in "
            f"{facts['n-phase2'].printed} (our reading). Fitting results: {points_range(*found.risk_difference)}, their "
            f"lower limits {points_range(*found.low)}, upper limits {points_range(*found.high)} (derived; plain two-sided tests, 30 to "
            f"38 analysed per arm, at most 4 apart, and {'{} to {} %'.format(*phase2.placebo_to_expect())} responders on placebo assumed).",
            "- Itch and quality of life: no significant difference, no estimate (abstract).",
            f"- {either[1]} of {either[2]} ({percent(either[3].low, 0)} to {percent(either[3].high, 0)}) after one or two "
            "cycles; the abstract names no control group.",
            f"- The authors ask for {facts['conclusion-further'].value} (abstract).",
        ]
    )


# ---------------------------------------------------------------- the room's guesses


def results():
    """How many results can the trial end with?

    >>> results().truth
    1369
    """
    one, two = (size + 1 for size in phase2.arms())
    return phase2.Answer(one * two, {"one": one, "two": two})


def which_test():
    """Which of three tests can print P? The letter of the question `club-test`, and the results.

    >>> which_test().truth, which_test().gaps["first"], which_test().gaps["last"]
    ('d', '15/36', '21/36')
    """
    found = by_three_tests()
    known = {"fisher": "a", "pearson": "b", "yates": "d"}
    letters = {known[test] for test in found["test"]}
    (first, other), (second, last) = (
        (people(row.x1, row.n1), people(row.x2, row.n2)) for row in found.itertuples()
    )
    named = ("low_placebo", "high_placebo", "expected", "arm")
    gaps = {"first": first, "other": other, "second": second, "last": last}
    gaps |= {name: phase2.by_which_test().gaps[name] for name in named}
    return phase2.Answer(letters.pop() if len(letters) == 1 else "c", gaps)


def smallest():
    """The smallest average follow-up that the printed range and the two long times allow, in weeks.

    >>> smallest().truth, smallest().gaps
    (43.6, {'example': '16, 16, 16, 84 and 86', 'mean': '38'})
    """
    gaps = long_term.floor_gaps()
    return phase2.Answer(long_term.floor().mean, {name: gaps[name] for name in ("example", "mean")})


def placebo_line():
    """What happens on placebo, in one sentence for the pre-read."""
    return (
        f"In one new placebo group of the usual size {percent_range(*long_term.one_placebo_group(), 0)} of the people may "
        "reach EASI-50 (prediction interval, derived from published trials)."
    )
