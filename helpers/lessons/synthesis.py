"""What lesson 06 computes: claim by claim, the peers, what she could get instead, belief, and the next trial."""

import json
from dataclasses import dataclass
from functools import cache
from math import ceil, floor

import pandas as pd

from helpers import ask
from helpers.data_files import DATA
from helpers.evidence import other_trials
from helpers.evidence.appraisal import by_domain, unanswered, worked
from helpers.evidence.ledger import fact, filled
from helpers.lessons import phase2, touch
from helpers.lessons.background import placebo
from helpers.statistics.beliefs import PLACEBO_PRIORS, bayes_factor_range, joint_bayes_factor, updated_range
from helpers.statistics.detective import distinct_tables, envelope
from helpers.statistics.next_trial import assurance_by_reader, sample_size, sizes_by_placebo, with_drop_out
from helpers.statistics.one_group import proportion_interval, zero_event_upper
from helpers.statistics.paired import smallest_p
from helpers.statistics.pooling import gap_p_values
from helpers.statistics.printed import grim_percent
from helpers.statistics.summaries import mean_floor
from helpers.statistics.two_groups import equivalence_sample_size, restricted_rates, risk_difference
from helpers.text import listed, number, p_text, people, percent, percent_range, points, points_range

BEFORE = fact("assumed-reader").share
"""How sure the reader of the worked example is before the trial: assumed."""

PLANNED = {
    name: fact(f"assumed-{row}").share
    for name, row in (("placebo", "next-placebo"), ("difference", "next-difference"), ("power", "power"))
}
"""The next trial as it is planned here: assumed."""


@cache
def compatible():
    """The tables that fit the printed P value, as in lesson 03: (tables, `detective.Envelope`).

    >>> len(compatible()[0]), compatible()[1].tables
    (175, 175)
    """
    found = phase2.fitting()
    return distinct_tables(found, *phase2.BELIEVABLE), envelope(found, *phase2.BELIEVABLE)


# ---------------------------------------------------------------- what she could get instead


def dupilumab():
    """EASI-50 at week 12 in dupilumab's phase 2 trial as counts that fit the printed percentages: x1, n1, x2, n2.

    >>> dupilumab()
    (47, 55, 19, 54)
    """
    counts = []
    for fact_id in ("dupilumab-phase2-easi50", "dupilumab-phase2-placebo-easi50"):
        row = fact(fact_id)
        size = int(row.N)
        (count,) = grim_percent(row.value, size)
        counts += [count, size]
    return tuple(counts)


def instead():
    """How many more of 100 people reached EASI-50 on dupilumab than on placebo, from the printed percentages.

    >>> round(instead(), 1)
    50.3
    """
    return fact("dupilumab-phase2-easi50").number - fact("dupilumab-phase2-placebo-easi50").number


def instead_words():
    """The gaps of the answer on what she could get instead."""
    gaps = _drug_gaps()
    return {
        "drug": fact("dupilumab-phase2-easi50").value,
        "placebo": fact("dupilumab-phase2-placebo-easi50").value,
        "low": number(gaps.iloc[0]),
        "lowest": gaps.index[0],
        "high": number(gaps.iloc[-1]),
        "highest": gaps.index[-1],
        "trials": len(gaps),
    }


def drug_trials():
    """The drug trials whose EASI-75 is compared with placebo, by name, in alphabetical order.

    >>> drug_trials()[0]
    'abrocitinib, JADE MONO-1'
    """
    return sorted(_drug_gaps().index)


def _drug_gaps():
    scale = other_trials.easi75_trials()
    scale = scale[scale["label"] != "AtMSC"]
    arms = scale.groupby(["label", "active"])["percent"].max().unstack()
    return (arms[True] - arms[False]).sort_values()


def beside():
    """Differences in EASI-50 at week 12 with 95 % limits: a DataFrame of label, note, kind, estimate, low, high."""
    rows = []
    for name, *counts in other_trials.placebo_trials().itertuples(index=False):
        rows.append((name, "other cells", "cells", counts))
    rows.append(("Dupilumab, phase 2", "licensed drug", "drug", dupilumab()))
    return pd.DataFrame(
        [
            (
                label,
                f"{note}; {people(x1, n1)} v {people(x2, n2)}",
                kind,
                each.estimate,
                each.low,
                each.high,
            )
            for label, note, kind, (x1, n1, x2, n2) in rows
            for each in [risk_difference(x1, n1, x2, n2)]
        ],
        columns=["label", "note", "kind", "estimate", "low", "high"],
    )


# ---------------------------------------------------------------- claim by claim

COLUMNS = ["what the numbers support", "what would change our mind"]


def _counted(fact_id):
    count, total = fact(fact_id).counts
    found = proportion_interval(count, total)
    return f"{people(count, total)} ({percent_range(found.low, found.high)})"


def claims():
    """The claims of both abstracts: a DataFrame of what the numbers support and what would change our mind.

    >>> len(claims())
    6
    """
    _, shared = compatible()
    high, low = fact("seo-phase1-count-high").counts, fact("seo-phase1-count-low").counts
    doses = risk_difference(*high, *low)
    n_phase1, n_series = int(fact("seo-n-phase1").number), int(fact("shin-n").number)
    lowest, highest = int(fact("shin-followup-min").number), int(fact("shin-followup-max").number)
    durable = int(fact("shin-durable-n").number), int(fact("shin-durable-weeks").number)
    floor = float(mean_floor(n_series, lowest, highest, at_least=durable).mean)
    kept, switched = fact("solo-continue-placebo-easi50").counts
    rows = {
        f"More EASI-50 than on placebo (P = {fact('seo-p-easi50').value})": (
            f"Points to some benefit; chance and bias both remain. Tables that fit: {points_range(*shared.risk_difference, 0)}; "
            f"lower limits {points_range(*shared.low)}.",
            "Counts per arm and the test; a larger trial.",
        ),
        f"No difference between doses (P = {fact('seo-p-dose').value})": (
            f"Neither shown better nor shown alike. If {people(*high)} v {people(*low)}: {points_range(doses.low, doses.high, 0)}.",
            f"About {equivalence_sample_size(fact('assumed-phase1-rate').share, fact('assumed-phase1-margin').share)} per dose, "
            f"for a margin of {fact('assumed-phase1-margin').printed}.",
        ),
        "Itch, quality of life: not significant": (
            "No difference shown, none excluded.",
            "Mean changes per arm with intervals.",
        ),
        "Safe, well tolerated": (
            f"If none of {n_phase1} had an event: up to {percent(zero_event_upper(n_phase1))}; none of {n_series}: up to "
            f"{percent(zero_event_upper(n_series))} (one-sided 95 %).",
            "Events per arm; several hundred people.",
        ),
        f"{fact('shin-easi50').value} % respond, two over {durable[1]} weeks": (
            f"{_counted('shin-easi50')} with up to two tries; {_counted('shin-easi50-cycle1')} after one. Mean "
            f"{fact('shin-followup-mean').value} lies below the floor of {number(floor)} weeks.",
            f"Five times, and a control: {people(kept, switched)} kept EASI-50 after a drug was stopped.",
        ),
        "Markers fell significantly": (
            f"A lead. With {n_series} people exact two-sided paired tests stop at {p_text(smallest_p(n_series), 4)}.",
            "Values per person, one marker named beforehand.",
        ),
    }
    frame = pd.DataFrame(rows.values(), index=list(rows), columns=COLUMNS)
    return frame.rename_axis(columns="claim (abstract)")


# ---------------------------------------------------------------- the peers


def overlap_letter():
    """How many compatible tables have intervals that overlap with those of both larger trials: a, b or c.

    >>> overlap_letter()
    'c'
    """
    _, shared = compatible()
    nearest = min(found.high for found in other_trials.trial_intervals().values())
    if shared.low[1] <= nearest:
        return "c"
    return "b" if shared.low[0] <= nearest else "a"


def overlap_words():
    """The gaps of the answer on the peers."""
    tables, shared = compatible()
    trials = other_trials.placebo_trials()
    peers = [trials[name].tolist() for name in ("x1", "n1", "x2", "n2")]
    low, high = gap_p_values(tables, *peers)
    alone = [end for each in zip(*peers, strict=True) for end in gap_p_values(tables, *([x] for x in each))]
    return {
        "highest": points(shared.low[1], signed=True),
        "reach": points(min(found.high for found in other_trials.trial_intervals().values()), signed=True),
        "p_low": low,
        "p_high": high,
        "alone_low": min(alone),
        "alone_high": max(alone),
    }


# ---------------------------------------------------------------- belief


@cache
def factors():
    """Bayes factors of "higher with cells" against "the same", lowest and highest over the compatible tables."""
    return bayes_factor_range(compatible()[0])


def prior():
    """The reader's chance from lesson 00 in per cent, or 50 where nothing was committed."""
    said = ask.said("belief-works")
    return 50 if said is None else said


def after():
    """How sure a reader who was 30 % sure may be afterwards, by the table that favours the cells most (per cent).

    >>> round(after())
    79
    """
    return updated_range(100 * BEFORE, factors())[1]


def after_words():
    """The gaps of the answer on belief."""
    low, high = factors()
    odds = BEFORE / (1 - BEFORE)
    return {
        "low": number(low),
        "high": number(high),
        "before": percent(BEFORE, 0),
        "odds": number(odds, 2),
        "times": number(odds * low, 2),
        "least": percent(odds * low / (1 + odds * low), 0),
        "most": percent(after() / 100, 0),
    }


def _span(low, high, shown):
    return shown(low) if shown(low) == shown(high) else f"{shown(low)} to {shown(high)}"


def together():
    """What the two larger trials of the other product add, by what is taken to be common: a sentence."""
    peers = [tuple(row)[1:] for row in other_trials.placebo_trials().itertuples(index=False)]
    said = []
    for common, words in (
        ("difference", "a difference in points (all rates with cells ahead alike beforehand)"),
        ("log odds ratio", "an odds ratio (the same rates)"),
        ("small log odds ratio", "an odds ratio, probably small"),
    ):
        ends = [joint_bayes_factor([table, *peers], common) for table in _ends(compatible()[0])]
        chances = [100 * each / (1 + each) for each in (min(ends), max(ends))]
        said.append(f"{words}: {_span(*chances, lambda each: number(each, 0))} %")
    return (
        f"If all three trials share one effect, 50 % before becomes, for {'; for '.join(said)} (derived; over the lowest, "
        "middle and highest compatible difference). So the larger trials take back most or all of it. Who expects a small "
        "effect keeps most: they speak against a large effect, and hardly against a small one. "
        "What two products have in common is a judgement; no sum settles it."
    )


def _ends(tables):
    """The tables with the smallest, the middle and the largest difference."""
    ordered = sorted(tables, key=lambda table: table[0] / table[1] - table[2] / table[3])
    return ordered[0], ordered[len(ordered) // 2], ordered[-1]


def hundred_cases():
    """Three answers for a hundred people: lowest limit, a middle difference, highest limit of compatible tables.

    Only tables with a placebo response that a new trial may be expected to have are shown. A limit belongs to the
    pair of rates that is likeliest under it, not to the observed placebo rate, so that pair is shown. People are
    whole: limits are rounded inwards, so that no position lies outside its own interval. Each sentence names the tests
    by which its table prints P. Returns dicts as `touch.hundred_people` takes them.

    >>> [(each["placebo"], each["difference"]) for each in hundred_cases()]
    [(0.35, 0.01), (0.29, 0.26), (0.25, 0.51)]
    >>> [case["name"] for case in hundred_cases()]
    ['smallest lower limit', 'middle difference', 'largest upper limit']
    """
    low, high = (each / 100 for each in new_placebo())
    smallest, middle, largest = _ends(distinct_tables(phase2.fitting(), low, high))
    rows = [
        ("smallest lower limit", smallest, "its lower limit", lambda found: found.low, ceil),
        ("middle difference", middle, "the difference itself", lambda found: found.estimate, round),
        ("largest upper limit", largest, "its upper limit", lambda found: found.high, floor),
    ]
    cases = []
    for name, (x1, n1, x2, n2), place, which, whole in rows:
        found = risk_difference(x1, n1, x2, n2)
        _, placebo_rate = restricted_rates(which(found), x1, n1, x2, n2)
        placebo, difference = round(100 * float(placebo_rate)), whole(100 * which(found))
        told = (
            f"{people(x1, n1)} v {people(x2, n2)} ({phase2.printed()} by {phase2.printed_by(x1, n1, x2, n2)}): "
            f"{points(found.estimate, 0)} (95 % interval {points_range(found.low, found.high)}); "
            f"at {place} {placebo + difference} v {placebo} fit best."
        )
        cases.append(
            {
                "name": name,
                "placebo": placebo / 100,
                "difference": difference / 100,
                "sentence": f"{told} Compatible, not observed.",
            }
        )
    return cases


HUNDRED = (
    "Which answer would you give her? Lower limit, difference and upper limit, each of another fitting table with 23 to "
    "57 % on placebo: they are not one interval."
)


def hundred(picture=None):
    """Show the hundred people with a slider through the three answers; `picture`, if any, is their readable twin."""
    touch.hundred_people(hundred_cases(), HUNDRED, "improve by half", "cells", start=1, picture=picture)


# ---------------------------------------------------------------- the next trial


@dataclass(frozen=True)
class NextTrial:
    """People per arm that must be analysed, and that must be enrolled with the lower and the upper assumed drop-out."""

    size: int
    enrolled: tuple


@cache
def next_trial():
    """The next trial for the planned rates and power.

    >>> next_trial()
    NextTrial(size=217, enrolled=(256, 272))
    """
    size = sample_size(PLANNED["placebo"], PLANNED["placebo"] + PLANNED["difference"], PLANNED["power"])
    return NextTrial(size, tuple(with_drop_out(size, share) for share in fact("assumed-drop-out").shares))


def sizes():
    """People per arm over the placebo rate for three differences, as `next_trial.sizes_by_placebo`."""
    return sizes_by_placebo([rate / 100 for rate in range(15, 56, 5)], [0.10, 0.15, 0.20], PLANNED["power"])


def mark():
    """The planned rates, as the picture of sizes marks them: placebo and difference."""
    return PLANNED["placebo"], PLANNED["difference"]


def new_placebo():
    """Where a new placebo group may lie, in whole per cent: the prediction interval of lesson 01."""
    return round(100 * placebo().new_low), round(100 * placebo().new_high)


def size_words():
    """The gaps of the answer on the size of the next trial."""
    planned = next_trial()
    return {
        "size": planned.size,
        "low": planned.enrolled[0],
        "high": planned.enrolled[1],
        "times": number(planned.size / int(fact("seo-arm-planned").number)),
    }


@cache
def assurance():
    """Chance of success of the next trial, before and after Seo's, by reader: `next_trial.assurance_by_reader`."""
    response = PLACEBO_PRIORS["atopic dermatitis trials"]
    return assurance_by_reader(next_trial().size, _ends(compatible()[0]), (response.mean, response.sd))


def estimand_table():
    """The five attributes of an estimand (ICH E9(R1) 2019): what is known of Seo 2024, and one choice for the next trial.

    >>> estimand_table()["attribute"].tolist()[-1]
    'Summary'
    """
    tables = json.loads((DATA / "lessons" / "tables.json").read_text(encoding="utf-8"))
    return pd.DataFrame(
        [{column: filled(text) for column, text in row.items()} for row in tables["estimand"]]
    )


def reporting():
    """What the abstract of Seo 2024 tells, by the items of CONSORT for abstracts, in our own words."""
    form = worked("seo2024", "reporting")
    return form.set_index("domain")[["answer", "basis"]].rename_axis(columns="item")


def series():
    """The questions on the five people of Shin 2021 with our answers (after Murad and colleagues 2018)."""
    form = worked("shin2021")
    return form.set_index("question")[["answer", "basis"]].rename_axis(columns="question")


def one_page():
    """The one-page appraisal of both papers: part, and finding with its status in brackets.

    What fits the printed P value is told for the placebo response to be expected, as in the picture beside it on the
    sheet, and for the wide net of lesson 03.
    """
    _, wide = compatible()
    shared = envelope(phase2.fitting(), *(end / 100 for end in new_placebo()))
    planned = next_trial()
    trial = by_domain(worked("seo2024", "trial"))
    series = by_domain(worked("shin2021"))
    rows = [
        (
            "Strengths",
            "Randomised, double-blind, placebo-controlled, registered, with the outcome of two larger cell trials; outcomes "
            "without a clear difference are told; a follow-up that describes who was treated again.",
            "abstract, registry, secondary",
        ),
        (
            "What they support",
            "A larger placebo-controlled trial of this product. Not yet: use outside trials.",
            "our reading",
        ),
        (
            "Trial of 2024",
            f"{fact('seo-n-phase2').printed}; EASI-50 at week {fact('seo-easi50-week').value} favours cells, "
            f"P = {fact('seo-p-easi50').value}.",
            "abstract; that all of them are phase 2: our reading",
        ),
        (
            "What fits that P value",
            f"{shared.tables} tables with differences of {points_range(*shared.risk_difference)}; their intervals begin at "
            f"{points_range(*shared.low)} ({'{} to {} %'.format(*new_placebo())} on placebo assumed; with "
            f"{percent_range(*phase2.BELIEVABLE, 0)}: {wide.tables}, from {points(wide.risk_difference[0], signed=True)}). "
            "Compatible, not observed; with an adjusted analysis none of them need apply.",
            "derived",
        ),
        (
            "Strength",
            f'"Better than placebo" explains such a table {number(factors()[0])} to {number(factors()[1])} times better than '
            '"the same" (chance error only; all response rates taken as equally likely beforehand; less if small effects are expected).',
            "derived, assumed",
        ),
        (
            "Patients' own scores",
            "Itch and quality of life: no significant difference, no estimate.",
            "abstract",
        ),
        (
            "Concerns, trial",
            f"{_counts(trial)}{_beside_the_rule(trial)}. "
            "{} of {} questions not answered in our sources.".format(*unanswered(worked("seo2024", "trial"))),
            "own questions",
        ),
        (
            "Follow-up of 2021",
            f"{people(*fact('shin-easi50').counts)} with EASI-50 after one or two cycles; the abstract names no control group.",
            "abstract",
        ),
        ("Concerns, follow-up", f"{_counts(series)}{_beside_the_rule(series)}.", "own questions"),
        (
            "Next",
            f"About {planned.size} per arm analysed, {planned.enrolled[0]} to {planned.enrolled[1]} per arm enrolled; itch and quality of life among the "
            "main outcomes; responders per arm and an interval in the abstract.",
            "derived, assumed",
        ),
    ]
    findings = [(part, f"{finding} [{status}]") for part, finding, status in rows]
    return pd.DataFrame(findings, columns=["part", "finding [status]"])


def _counts(domains):
    """How many domains carry which judgement, in words."""
    order = ["high concern", "some concern", "no information", "low concern"]
    judged = domains["judgement"]
    parts = [f"{each} in {int((judged == each).sum())}" for each in order if (judged == each).any()]
    return f"Of {len(domains)} domains: {listed(parts)}"


def _beside_the_rule(domains):
    """Where our judgement stands in place of the rule's, in words; "" where it stands nowhere."""
    moved = domains[domains["judgement"] != domains["by_rule"]]
    said = [f'{row.domain}, by the rule "{row.by_rule}"' for row in moved.itertuples()]
    return f" (our judgement in place of the rule: {'; '.join(said)})" if said else ""


def sceptic_succeeds():
    """The sceptic's chance, before Seo's trial, that the next trial succeeds, in per cent."""
    return 100 * assurance().set_index("reader").loc["sceptical", "before"]


def assurance_words():
    """The gaps of the answer on assurance."""
    sceptic = assurance().set_index("reader").loc["sceptical"]
    return {
        "before": sceptic["before"],
        "power": PLANNED["power"],
        "low": sceptic["after_low"],
        "high": sceptic["after_high"],
    }
