"""What a reader touches, with its data: the map of all results, the follow-up puzzle, a hundred people, the EASI.

Each function displays one component (`helpers/page/<name>.js`) with a readable twin. Published values are
passed in by the notebook. P values travel as text: a number of hundred-thousandths, cut off, doubled, plus 1
if anything was cut off, in base 36 with four digits. So the browser decides exactly what prints as what,
for printed values of up to four decimals, and 1,369 results by every test weigh less than 40 kB.
"""

from decimal import ROUND_FLOOR, Decimal
from functools import cache
from math import floor

import numpy as np
import pandas as pd

from helpers import show
from helpers.arguments import arm_sizes, finite_number, proportion, whole_number
from helpers.eczema.easi import BANDS, HIGHEST, SIGNS, WEIGHT_TENTHS, Region, area_score, easi, severity_band
from helpers.statistics.detective import GRID_ERROR, compatible_tables
from helpers.statistics.printed import printed_interval, printed_p
from helpers.statistics.summaries import mean_floor
from helpers.statistics.tests_of_counts import REGISTRY, UNCONDITIONAL
from helpers.statistics.two_by_two import all_tables, p_value
from helpers.statistics.two_groups import risk_difference_limits
from helpers.text import counted, listed, number

FIRST_TESTS = ("pearson", "yates", "fisher")
"""The tests that the map asks at first: those that papers name most often."""

MOST_ENUMERATED, MOST_DRAWN = 60, 100
"""People in an arm: above the first, unconditional tests are left out (their P values near a rounding limit are
refined one by one, which takes a while); above the second, no map is drawn."""

ARMS = ("cells", "placebo")
"""What the two arms got, in the words of the map."""

PAGE_ARMS = (30, 38)
"""People in an arm: a plain page carries every pair of arms between these, as many as may have been analysed."""

ROUNDING = {
    "half up": "half up (.0385 is .039)",
    "half even": "half to even (.0385 is .038)",
    "truncation": "cut off (.0389 is .038)",
    "any": "any of the three",
}

HOW_TO_TOUCH = "To use it: Run, Run All Cells, then scroll back up; or read this lesson as a page."

REGIONS = {"head": "Head and neck", "arms": "Arms", "trunk": "Trunk", "legs": "Legs"}

PLAIN_SIGNS = {
    "erythema": "redness",
    "induration": "thickness",
    "excoriation": "scratch marks",
    "lichenification": "coarse skin",
}

GRADES = ("none", "mild", "moderate", "severe")

_UNITS = 100_000
_FINEST_LIMIT = 5 / _UNITS
"""Half a unit of the fourth decimal: every rounding limit of up to four decimals is a multiple of this."""


# ---------------------------------------------------------------- the map


def result_map(n1, n2, printed, simple=False, also=(), picture=None, fits=None, after=""):
    """Display every result of an `n1` v `n2` trial as a dot; those that print the P value `printed` light up.

    `printed` is text such as ".038". `simple` leaves the printed P as the only thing to set. `also` lists
    further arm sizes that plain pages carry, such as [(26, 26)]; in JupyterLab any arms of up to 100 people
    can be set, where Python computes them. `picture` is shown in the stored notebook; without one the twin is
    a table of the results that print `printed` by Pearson, Yates or Fisher, with more responders in arm 1. `fits`
    is what is known of further tests (see `phase2.fits`), told to whoever types counts. The map waits until the
    question `after`, which it answers, is answered.
    Raises ValueError for impossible sizes or a P value that cannot be read.
    """
    data = map_data(n1, n2, printed, simple, also) | ({"fits": fits} if fits else {})
    data |= {"after": after} if after else {}
    found = show.Table(*_compatible(n1, n2, printed)) if picture is None else picture
    widget = None

    def asked(state):
        sizes = state.get("n1"), state.get("n2")
        if not all(isinstance(n, int) and 1 <= n <= MOST_DRAWN for n in sizes):
            return
        every = _tests_of(*sizes)
        quick = tuple(name for name in every if name not in UNCONDITIONAL)
        for tests in (
            (quick, every) if state.get("more") else (quick,)
        ):  # the map at once, slow tests after it
            carried = {(design["n1"], design["n2"]): design["p"] for design in widget.data["designs"]}
            if not set(tests) <= set(carried.get(sizes, ())):
                designs = [*data["designs"], packed_results(*sizes, tests=tests)]
                widget.data = show.plain_values({**data, "designs": designs})

    widget = show.component("map", data, _twin("Map of all results", found), on_state=asked)


def map_data(n1, n2, printed, simple=False, also=()):
    """The data of the map, as `result_map` sends them.

    >>> data = map_data(10, 9, ".9", simple=True)
    >>> [test["label"] for test in data["tests"]], len(data["designs"][0]["p"]["fisher"])
    (['Pearson', 'Yates', 'Fisher'], 220)
    """
    sizes = [_drawn(*pair) for pair in [(n1, n2), *also]]
    printed_p(printed)
    tests = FIRST_TESTS if simple else (*FIRST_TESTS, *(name for name in REGISTRY if name not in FIRST_TESTS))
    return {
        "n1": sizes[0][0],
        "n2": sizes[0][1],
        "printed": printed,
        "simple": bool(simple),
        "arms": list(ARMS),
        "higher": "arm 1",
        "rule": "half up",
        "rules": ROUNDING,
        "most": MOST_DRAWN,
        "tests": [
            {
                "name": name,
                "label": REGISTRY[name].label,
                "meaning": REGISTRY[name].definition,
                "first": name in FIRST_TESTS,
            }
            for name in tests
        ],
        "designs": [packed_results(*pair, tests=_tests_of(*pair, tests)) for pair in dict.fromkeys(sizes)],
    }


def for_a_page(data):
    """The data of the map with what a plain page carries on top: every pair of arms within PAGE_ARMS by the first tests.

    Of n1 v n2 and n2 v n1 one is sent, and the page turns it round. A map with the printed P alone stays as it is.

    >>> len(for_a_page(map_data(2, 3, ".9"))["designs"])
    46
    """
    if data["simple"]:
        return data
    fewest, most = PAGE_ARMS
    known = {frozenset((design["n1"], design["n2"])) for design in data["designs"]}
    sizes = range(fewest, most + 1)
    pairs = [(n1, n2) for n1 in sizes for n2 in sizes if n1 <= n2 and frozenset((n1, n2)) not in known]
    others = [
        f"{d['n1']} v {d['n2']}" for d in data["designs"] if not fewest <= min(d["n1"], d["n2"]) <= most
    ]
    carries = listed([*others, f"every pair of arms from {fewest} to {most} people"])
    return data | {
        "designs": [*data["designs"], *(packed_results(*pair) for pair in pairs)],
        "carries": carries,
    }


@cache
def packed_results(n1, n2, tests=FIRST_TESTS):
    """P values by each test and the lower score limit of the difference for every result, packed as text.

    Results stand in the order 0/n1 v 0/n2, 0/n1 v 1/n2, ... Of the P values the first half is sent: turned
    round (non-responders for responders) a result has the same two-sided P. Of the limits of Miettinen and
    Nurminen (1985) the lower is sent, in tenths of a point above -100, packed alike with three digits: the
    upper one is that of the turned result with its sign changed.

    >>> packed_results(1, 1)["p"]["fisher"], int("4abk", 36)
    ('4abk4abk', 200000)
    """
    size = (n1 + 1) * (n2 + 1)
    p = {}
    for test in tests:
        half = _refined(n1, n2, test).ravel()[: (size + 1) // 2]
        p[test] = "".join(_base36(_cut(value, _UNITS), 4) for value in half.tolist())
    x1, x2 = np.indices((n1 + 1, n2 + 1))
    low, _ = risk_difference_limits(x1, n1, x2, n2)
    tenths = "".join(_base36(_cut(value + 1, 1000), 3) for value in low.ravel().tolist())
    return {"n1": n1, "n2": n2, "p": p, "low": tenths}


def _drawn(n1, n2):
    n1, n2 = arm_sizes(n1, n2)
    if max(n1, n2) > MOST_DRAWN:
        raise ValueError(f"arms are {n1} and {n2}: arms of up to {MOST_DRAWN} people are drawn")
    return n1, n2


def _tests_of(n1, n2, tests=tuple(REGISTRY)):
    """The tests that are computed for these sizes, those of the first rank first."""
    return tuple(name for name in tests if name not in UNCONDITIONAL or max(n1, n2) <= MOST_ENUMERATED)


def _refined(n1, n2, test):
    """All P values; those of unconditional tests so near a rounding limit that the grid could err, exactly."""
    p = all_tables(n1, n2, test)
    if test not in UNCONDITIONAL:
        return p
    p = p.copy()
    steps = p / _FINEST_LIMIT
    known = {}
    for x1, x2 in np.argwhere(np.abs(steps - np.round(steps)) * _FINEST_LIMIT < GRID_ERROR).tolist():
        alike = [(x1, x2), (n1 - x1, n2 - x2)]
        if n1 == n2:
            alike += [(b, a) for a, b in alike]
        first = min(alike)
        if first not in known:
            known[first] = p_value(first[0], n1, first[1], n2, test)
        p[x1, x2] = known[first]
    return p


def _cut(value, units):
    """`value` in `units`, cut off, doubled, plus 1 if anything was cut off (at 12 significant digits)."""
    scaled = Decimal(f"{value:.12g}") * units
    whole = scaled.to_integral_value(ROUND_FLOOR)
    return 2 * int(whole) + (scaled != whole)


def _base36(value, width):
    digits = ""
    for _ in range(width):
        value, last = divmod(value, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[last] + digits
    return digits


def _compatible(n1, n2, printed):
    """The results that print `printed` by the first tests, as a table with its caption."""
    found = compatible_tables(printed, n1, n2, list(FIRST_TESTS))
    rows = {}
    for row in found.itertuples():
        rows.setdefault((row.x1, row.x2), [row, []])[1].append(REGISTRY[row.test].label)
    every = (n1 + 1) * (n2 + 1)
    named = listed([REGISTRY[test].label for test in FIRST_TESTS], "or")
    caption = (
        f"{len(rows)} of the {every:,} results of a {n1} v {n2} trial print {printed} by {named}, "
        f"with more responders on {ARMS[0]}. Compatible, not observed."
    )
    most = 12
    if len(rows) > most:
        caption += f" The first {most} are listed."
    return pd.DataFrame(
        [
            {
                ARMS[0]: f"{x1} of {n1}",
                ARMS[1]: f"{x2} of {n2}",
                "difference (95 % limits)": _points(row),
                "printed by": listed(tests),
            }
            for (x1, x2), (row, tests) in list(rows.items())[:most]
        ],
        columns=[*ARMS, "difference (95 % limits)", "printed by"],
    ), caption


def _points(row):
    low, high = (number(100 * limit, 0) for limit in (row.low, row.high))
    return f"{number(100 * row.risk_difference, 0, signed=True)} points ({low} to {high})"


# ---------------------------------------------------------------- the puzzle


def follow_up_puzzle(mean, low, high, n, beyond_count, beyond):
    """Display the follow-up puzzle: `n` times on a line, and five printed statements to meet.

    Arguments as `long_term.printed_follow_up` returns them: `mean` as printed, `low` and `high` the range,
    `beyond_count` of the `n` people beyond `beyond`, all in whole weeks; exactly `beyond` counts as beyond,
    which is generous to the text. Raises ValueError for a range or subgroup that cannot be.
    """
    data = puzzle_data(mean, low, high, n, beyond_count, beyond)
    frame = pd.DataFrame({"printed statement": statements(**data)})
    caption = f"Can {n} times meet all of this? Try it with pencil and paper."
    show.component("puzzle", data, _twin("Follow-up puzzle", show.Table(frame, caption)))


def puzzle_data(mean, low, high, n, beyond_count, beyond):
    """The data of the puzzle, with the smallest mean that the other statements allow and one set of times.

    >>> puzzle_data("38", 16, 86, 5, beyond_count=2, beyond=84)["floor_sentence"][:79]
    'If the other four statements hold, the mean is at least 43.6 weeks: 16, 16, 16,'
    """
    n = whole_number(n, "n (people)", smallest=2)
    behind = printed_interval(mean)
    lowest = mean_floor(n, low, high, at_least=(beyond_count, beyond))
    times = listed(lowest.example)
    told = f"If the other four statements hold, the mean is at least {number(lowest.mean)} weeks: {times}."
    if behind.contains(lowest.exact) or behind.high > lowest.mean:
        told += f" A mean that prints as {mean} is not excluded by that."
    else:
        told += (
            f" So no set of {n} times meets all five statements as we read them. That is a question about the wording, "
            "and it has innocent answers: a median, another clock, other people."
        )
    longest = 10 * (floor(high / 10) + 2)
    return {
        "mean": mean,
        "mean_between": [float(behind.low), float(behind.high)],
        "shortest": low,
        "longest_printed": high,
        "people": n,
        "beyond_count": beyond_count,
        "beyond": beyond,
        "unit": "weeks",
        "longest": longest,
        "marks": [low, high],
        "most_people": n + 3,
        "start": [round(longest * (place + 1) / (n + 1)) for place in range(n)],
        "floor_sentence": told,
    }


def statements(mean, shortest, longest_printed, beyond_count, beyond, people, unit, **_others):
    """The printed statements of the puzzle with this data, in the words of the component, for twin and sheet."""
    return [
        f"The mean is {mean} {unit}",
        f"The shortest is {shortest} {unit}",
        f"The longest is {longest_printed} {unit}",
        f"{counted(beyond_count, 'people')}: {beyond} {unit} or beyond (kindest reading of “over {beyond}”)",
        f"{counted(people, 'people')} were followed",
    ]


# ---------------------------------------------------------------- a hundred people


def hundred_people(cases, question, outcome, treatment="treatment", start=0, picture=None):
    """Display a hundred people as icons, with a slider through several named results.

    `cases` lists dicts with `name`, `placebo` (share who have the outcome on placebo, 0 to 1), `difference`
    (treatment minus placebo, as a share) and `sentence`. `question` stands above the slider, `outcome` is what
    happens to a person ("improve by half"), `start` the place of the case that is shown first. Raises
    ValueError when there is no case, or when a share leaves 0 to 1.
    """
    data = people_data(cases, question, outcome, treatment, start)
    frame = pd.DataFrame(
        [
            {
                "answer": case["name"],
                "on placebo": case["placebo"],
                f"on {treatment}": case["placebo"] + case["difference"],
                "in words": case["sentence"],
            }
            for case in data["cases"]
        ]
    )
    caption = f"{question} Of 100 people, so many {outcome}."
    shown = show.Table(frame, caption) if picture is None else picture
    show.component("people", data, _twin("A hundred people", shown))


def people_data(cases, question, outcome, treatment="treatment", start=0):
    """The data of the hundred people: shares become whole people, the difference is that of the two.

    >>> case = {"name": "limit", "placebo": 1 / 6, "difference": 0.25, "sentence": "."}
    >>> people_data([case], "?", "improve")["cases"][0]["placebo"]
    17
    """
    if not cases:
        raise ValueError("cases is empty: give at least one dict with name, placebo, difference and sentence")
    rows = []
    for case in cases:
        placebo = proportion(case["placebo"], f"placebo in {case['name']!r}")
        treated = placebo + finite_number(case["difference"], f"difference in {case['name']!r}")
        treated = proportion(round(treated, 12), f"placebo plus difference in {case['name']!r}")
        base, on_treatment = (floor(100 * share + 0.5 + 1e-9) for share in (placebo, treated))
        words = {key: str(case[key]) for key in ("name", "sentence")}
        rows.append({**words, "placebo": base, "difference": on_treatment - base})
    start = whole_number(start, "start")
    if start >= len(rows):
        raise ValueError(f"start is {start}: the {len(rows)} cases are counted from 0")
    return {
        "question": question,
        "outcome": outcome,
        "treatment": treatment,
        "start": start,
        "cases": rows,
    }


# ---------------------------------------------------------------- the EASI


def easi_body(*presets):
    """Display the EASI as it builds up: four body regions, each with its area and four signs.

    Each preset is a dict with `name`, `sentence` and the four `easi.Region`s `head`, `arms`, `trunk` and
    `legs`, signs in whole points. Raises ValueError
    for a region that is missing, or for half points.
    """
    data = easi_data(*presets)
    rows = []
    for preset in presets:
        score = easi(**{name: preset[name] for name in REGIONS})
        row = {"person": preset["name"], "EASI": number(score), "band": severity_band(score)}
        rows.append(row | {label: _region_words(preset[name]) for name, label in REGIONS.items()})
    frame = pd.DataFrame(
        rows or [{"region": label, "weight": f"0.{WEIGHT_TENTHS[name]}"} for name, label in REGIONS.items()]
    )
    caption = "EASI: in each region, area (0 to 6) x sum of four signs (0 to 3 each) x the region's weight."
    show.component("easi", data, _twin("EASI, region by region", show.Table(frame, caption)))


def easi_data(*presets):
    """The data of the EASI body.

    >>> easi_data()["areas"]
    ['0 %', '1-9 %', '10-29 %', '30-49 %', '50-69 %', '70-89 %', '90-100 %']
    """
    spans = pd.Series(range(101)).groupby([area_score(percent) for percent in range(101)])
    return {
        "regions": [
            {"name": name, "label": label, "weight": WEIGHT_TENTHS[name]} for name, label in REGIONS.items()
        ],
        "signs": [{"name": sign, "label": PLAIN_SIGNS[sign]} for sign in SIGNS],
        "grades": list(GRADES),
        "areas": [
            f"{low}-{high} %" if low < high else f"{low} %"
            for low, high in spans.agg(["min", "max"]).to_numpy()
        ],
        "bands": [list(band) for band in BANDS["leshem"]],
        "highest": int(HIGHEST),
        "presets": [
            {
                "name": preset["name"],
                "sentence": preset["sentence"],
                "regions": {name: _whole_points(preset, name) for name in REGIONS},
            }
            for preset in presets
        ],
    }


def _whole_points(preset, name):
    region = preset.get(name)
    if not isinstance(region, Region):
        raise ValueError(f"{name} of preset {preset.get('name')!r} is {region!r}: give an easi.Region")
    signs = [getattr(region, sign) for sign in SIGNS]
    if region.half_points % 2 or any(sign != int(sign) for sign in signs):
        raise ValueError(f"{name} of preset {preset['name']!r} has half points: here signs are whole, 0 to 3")
    return {"area": region.area, "signs": [int(sign) for sign in signs]}


def _region_words(region):
    return f"area {region.area} x signs {number(region.half_points / 2, 0)}"


def _twin(title, shown):
    return show.from_template("touch", title=title, block=show.block_html(shown), how=HOW_TO_TOUCH)
