"""What lesson 04 shows: how much one P value weighs, and what a trial of this size can find.

Each question has a function that returns its `Answer`: the truth and the values for the gaps of its sentence.
The bias questions with our answers are the data of a form that the reader clicks through.
"""

import math
from functools import cache

import pandas as pd

from helpers import show
from helpers.eczema import simulated
from helpers.evidence import appraisal
from helpers.evidence.ledger import fact, facts_table
from helpers.lessons import phase2
from helpers.lessons.phase2 import EXAMPLES, Answer
from helpers.statistics.beliefs import (
    PLACEBO_PRIORS,
    PRIORS,
    log_odds_posterior,
    placebo_prior_density,
    posterior_across_tables,
)
from helpers.statistics.detective import distinct_tables
from helpers.statistics.next_trial import adjusted_share, cutting_cost
from helpers.statistics.p_values import (
    adjust_p,
    prediction_interval_for_next_p,
    replication_probability,
    s_value,
)
from helpers.statistics.strength import strength_scale
from helpers.statistics.tests_of_counts import TEST_LABELS
from helpers.statistics.trial_design import (
    detectable_difference,
    sign_and_exaggeration,
    smallest_significant_difference,
)
from helpers.statistics.trial_design import power as exact_power
from helpers.text import listed, number, p_text, people, percent, points

AROUND = (
    "seo-dlqi",
    "seo-itch",
    "seo-easi90-press",
    "seo-easi75-press",
    "seo-iga-press",
    "seo-bsa-press",
    "seo-sponsor-authors",
    "seo-registry-results",
    "scm-pancreatitis-endpoint",
)
"""Facts of the ledger that stand around the main result: other outcomes, the press, the surroundings."""

FOUR_TABLES = tuple(EXAMPLES[place][:4] for place in (0, 1, 3, 5))
"""Four of the example tables, spread over placebo rates, to be handed to each reader's prior."""

LIKELY = fact("assumed-middle-placebo").share, fact("assumed-next-difference").share
"""A placebo response and a true difference that many would welcome (assumed)."""

RULES = {
    "missing, no response": {},
    "missing, left out": {"missing": "complete case"},
    "missing, last visit": {"missing": "last visit"},
    "rescue, no response": {"rescue": "non-responder"},
}
"""Four defensible rules, as arguments of `simulated.family_results`; the family prints .038 under the first."""


def printed_p():
    """The P value of phase 2 as a number.

    >>> printed_p()
    0.038
    """
    return fact("seo-p-easi50").number


# ---------------------------------------------------------------- what P says


def heads():
    """How many heads in a row surprise as much as P = .038?

    >>> round(heads().truth, 1)
    4.7
    """
    bits = s_value(printed_p())
    below = int(bits)
    chances = [0.5**heads for heads in (below, below + 1)]
    return Answer(bits, {"below": below, "above": below + 1, "rare": chances[0], "rarer": chances[1]})


def plans():
    """What P = .038 becomes under three plans of the trial: if, P for EASI-50.

    >>> plans()["P for EASI-50"].tolist()
    ['.038 stands', '.114 (Holm); more with more outcomes', '.038 stands, and the aim was missed']
    """
    p = printed_p()
    stands, three = (p_text(each).removeprefix("P = ") for each in (p, adjust_p([p, 0.5, 0.5])[0]))
    status = fact("seo-primary-endpoint").status
    rows = [
        (f"EASI-50 was named beforehand as the one that counts (status: {status})", f"{stands} stands"),
        ("any of the three would have counted", f"{three} (Holm); more with more outcomes"),
        ("all three were needed", f"{stands} stands, and the aim was missed"),
    ]
    return pd.DataFrame(rows, columns=["if", "P for EASI-50"])


# ---------------------------------------------------------------- beliefs


def believers(tables):
    """Each prior updated by each table: prior name -> table as text -> `beliefs.Belief`.

    >>> list(believers([(15, 36, 6, 36)])["sceptical"])
    ['15/36 v 6/36']
    """
    return {
        prior: {
            f"{people(x1, n1)} v {people(x2, n2)}": log_odds_posterior(x1, n1, x2, n2, prior)
            for x1, n1, x2, n2 in tables
        }
        for prior in PRIORS
    }


@cache
def readers():
    """The three readers after the four example tables."""
    return believers(FOUR_TABLES)


@cache
def sceptic():
    """The sceptic after 15/36 v 6/36: the median difference, and how sure of any benefit.

    >>> round(sceptic().truth, 1), round(sceptic().gaps["benefit"], 2)
    (7.8, 0.91)
    """
    belief = log_odds_posterior(15, 36, 6, 36, "sceptical")
    gaps = {"median": belief.median_difference, "benefit": belief.chance_of_benefit}
    return Answer(100 * belief.median_difference, gaps | {"ten": belief.chance_difference_above(0.10)})


def belief_table(tables, placebo_priors):
    """Median difference after several tables, by reader and placebo belief: reader, then one column a belief.

    >>> belief_table([(15, 36, 6, 36)], ["vague"]).iloc[0].tolist()
    ['sceptical', '7.8 to 7.8 points']
    """
    shown = pd.DataFrame({"reader": list(PRIORS)})
    for belief in placebo_priors:
        medians = posterior_across_tables(tables, placebo_prior=belief).groupby("prior")["median_difference"]
        lowest, highest = medians.min(), medians.max()
        shown[belief] = [f"{number(100 * lowest[name])} to {points(highest[name])}" for name in PRIORS]
    return shown


def response_beliefs():
    """The beliefs about the response that stand behind the readers: name -> (words, curve)."""
    return {name: (prior.description, placebo_prior_density(prior)) for name, prior in PLACEBO_PRIORS.items()}


@cache
def scale():
    """One scale for the strength of P = .038, over all results that fit: `strength.strength_scale`."""
    return strength_scale(printed_p(), distinct_tables(phase2.fitting(), *phase2.BELIEVABLE))


# ---------------------------------------------------------------- what a trial of this size can find


@cache
def power():
    """How often does a 36 v 36 trial find a true difference of 15 points, and how much too large?

    >>> round(power().truth), power().gaps["one_in"], round(power().gaps["times"], 1)
    (17, 6, 2.1)
    """
    size, _ = phase2.arms()
    risk = sign_and_exaggeration(*LIKELY, size, size)
    least = smallest_significant_difference(size, size, placebo_range=phase2.BELIEVABLE)
    gaps = {
        "one_in": round(1 / risk.power),
        "times": risk.type_m,
        "least": least.difference,
        "table": f"{people(least.x1, least.n1)} v {people(least.x2, least.n2)}",
    }
    return Answer(100 * risk.power, gaps)


def detectable_table(n1, n2):
    """The true difference found with 80 % power, by placebo response and test, in points rounded up (say so in the caption).

    >>> detectable_table(36, 36).iloc[2].tolist()
    ['35 %', '36', '33']
    """
    placebo_rates = (0.10, 0.25, 0.35, 0.45)
    shown = pd.DataFrame({"placebo response": [percent(rate, 0) for rate in placebo_rates]})
    for test in ("fisher", "pearson"):
        found = [detectable_difference(rate, n1, n2, test) for rate in placebo_rates]
        shown[TEST_LABELS[test]] = [str(math.ceil(100 * difference)) for difference in found]
    return shown


# ---------------------------------------------------------------- the bias questions


def bias_form():
    """The bias questions of phase 2 with our answers, by domain, as the form sends them.

    Returns a dict: `rule` (answers in order, each with its judgement), `judgements`, and `domains`, each with its name and items (id,
    question, answer, basis, source, judgement, proposed, reason).

    >>> form = bias_form()
    >>> len(form["domains"]), sum(len(domain["items"]) for domain in form["domains"])
    (6, 17)
    """
    domains = {}
    for row in appraisal.worked("seo2024", "trial").to_dict("records"):
        quoted = row["basis"] not in appraisal.NOT_FOUND_WORDS
        sources = [fact(each) for each in row["fact_ids"].split(";") if each]
        item = {
            "id": row["item_id"],
            "question": row["question"],
            "answer": row["answer"],
            "basis": row["basis"] if quoted else "",
            "source": listed(dict.fromkeys(f"{each.source}, {each.status}" for each in sources))
            if quoted
            else "",
            "judgement": row["judgement"],
            "proposed": row["proposed_by_rule"],
            "reason": row["override_reason"],
        }
        domains.setdefault(row["domain"], []).append(item)
    return {
        "rule": [{"answer": answer, "judgement": found} for answer, found in appraisal.RULE.items()],
        "judgements": list(appraisal.JUDGEMENTS),
        "domains": [{"name": name, "items": items} for name, items in domains.items()],
        "plain": "Seventeen questions on bias, in our own words, each with our answer folded behind it.",
    }


def show_bias_form():
    """Show the form: every question with its answers to choose from, and our own answer folded behind it."""
    data = bias_form()
    show.component("form", data, show.from_template("form", **data))


# ---------------------------------------------------------------- deeper: practice participants and other sums


def around():
    """Other outcomes, press and surroundings of the main result, from the ledger."""
    return facts_table(AROUND).drop(columns="n/N")


@cache
def family_under_rules():
    """The simulated family under each of RULES: `simulated.family_results` with a column rule.

    >>> family_under_rules()["rule"].nunique()
    4
    """
    found = [simulated.family_results(**how).assign(rule=rule) for rule, how in RULES.items()]
    return pd.concat(found, ignore_index=True)


def complete():
    """Of the five simulated tables, how many keep P below .05 when only people seen at week 12 are counted?

    Under this rule the three sets of a table have the same counts, so tables are counted and not sets.

    >>> complete().truth, complete().gaps["tables"]
    (1, 5)
    """
    results = family_under_rules()
    seen = results[results["rule"] == "missing, left out"]
    once = seen.drop_duplicates(["table", "x1", "n1", "x2", "n2"])
    gaps = {"tables": len(once), "low": seen["p"].min(), "high": seen["p"].max()}
    return Answer(int((once["p"] < 0.05).sum()), gaps)


def family_tipping():
    """The tipping-point grid of every simulated table, counted: how many ways to count the missing keep P below .05?

    The test is the one named with the table; the ways are every number of missing people, in either arm,
    counted as responders. Columns: simulated table, test, missing (cells + placebo), ways with P below .05.

    >>> family_tipping().iloc[0].tolist()
    ['low-placebo', 'Yates', '2 + 4', '6 of 15']
    """
    week_12 = simulated.missing_visits(simulated.load("scores")).query("AVISITN == 12")
    lost = week_12.set_index(["TABLE", "SEED", "TRT01P"])["missing"]
    rows = []
    for one in simulated.family_results().itertuples():
        test = simulated.TABLES[one.table].test
        m1, m2 = (int(lost[one.table, one.seed, arm]) for arm in ("Clonal MSC", "Placebo"))
        grid = simulated.tipping_point(one.x1, one.n1, m1, one.x2, one.n2, m2, test)
        below = int((grid < 0.05).to_numpy().sum())
        rows.append((one.table, TEST_LABELS[test], f"{m1} + {m2}", f"{below} of {grid.size}"))
    columns = ["simulated table", "test", "missing, cells + placebo", "ways with P below .05"]
    return pd.DataFrame(rows, columns=columns).drop_duplicates(ignore_index=True)


def one_set():
    """One simulated set, person by person: EASI at each visit up to week 12, the first three of 72 people."""
    scores = simulated.load("scores", table="low-placebo", seed=1)
    easi = scores.query("PARAMCD == 'EASI' and 0 <= AVISITN <= 12").assign(person=scores["USUBJID"].str[-3:])
    visits = easi.pivot(index="person", columns="AVISITN", values="AVAL").rename(columns="week {}".format)
    return visits.head(3).rename_axis(columns=None)


def again_in_words():
    """Would it happen again? The chance of another significant trial, and the spread of its P, in one sentence."""
    p = printed_p()
    same, flat = replication_probability(p), replication_probability(p, "flat")
    low, high = prediction_interval_for_next_p(p)
    return (
        f"If the truth is exactly what was seen, the next P is below .05, in the same direction, with chance "
        f"{percent(same, 0)}. With no prior view of the effect that chance is {percent(flat, 0)}, and in four of "
        f"five repeats the next P lies between {number(low, 4)} and {number(high, 2)} (normal approximation)."
    )


def cut_in_words():
    """What cutting a score in two costs, for true shares of 60 and 35 %."""
    size, _ = phase2.arms()
    cost = cutting_cost(0.60, 0.35, size)
    needed = enough_for_responders()
    return (
        f"With {size} per arm, a t test on the score has power {percent(cost.power_score, 0)}, the comparison of "
        f"responders (Pearson) {percent(cost.power_responders, 0)}. For 80 % power the score needs {cost.n_score} "
        f"people per arm, responders {needed}: {percent(1 - cost.n_score / needed, 0)} of them are the price of the cut."
    )


@cache
def enough_for_responders():
    """The fewest people per arm from which on Pearson's test of 60 against 35 % keeps an exact power of 80 %.

    Looked for among 40 to 80 per arm, because exact power goes up and down with each person.

    >>> enough_for_responders()
    60
    """
    enough = [exact_power(0.60, 0.35, n, n, "pearson") >= 0.80 for n in range(40, 81)]
    return 40 + max(place for place, reached in enumerate(enough) if not reached) + 1


def adjusted_table():
    """People needed when the score is adjusted for its baseline (ANCOVA), against two other analyses.

    With a correlation r between baseline and follow-up, adjustment needs 1 - r squared of the people that the
    follow-up score alone needs, and (1 + r) / 2 of those that the change from baseline needs (equal spreads).

    >>> adjusted_table().iloc[1].tolist()
    ['0.5', '75 %', '75 %']
    """
    rows = [
        (str(r), percent(adjusted_share(r), 0), percent(adjusted_share(r, "change from baseline"), 0))
        for r in (0.3, 0.5, 0.7)
    ]
    return pd.DataFrame(rows, columns=["correlation", "against the follow-up score", "against the change"])
