"""Pictures of lesson 02: harm after zero events, harm in larger numbers, what "no difference" leaves open.

Every function draws values that the lesson has computed or read from the ledger; none computes a statistic.
"""

import itertools

from matplotlib.patches import Rectangle

from helpers.ask import Slider
from helpers.figures.colours import BLUE, GREEN, GREY, INK, ORANGE, PALE_GREY, PURPLE, SKY
from helpers.figures.style import bare_rows, canvas, dot, interval, label, log_axis, placebo_band
from helpers.lessons import phase1
from helpers.show import Picture
from helpers.statistics.tests_of_counts import TEST_LABELS
from helpers.text import listed, people, percent, percent_range, points, points_range


def zero_event_curve(curve, marked=20):
    """How large a risk zero events leave open, by the number of people observed.

    `curve` is a DataFrame with columns n, exact and rule (shares); `marked` is one of its n.

    >>> import pandas as pd
    >>> curve = pd.DataFrame({"n": [10, 20], "exact": [0.259, 0.139], "rule": [0.3, 0.15]})
    >>> zero_event_curve(curve).caption.startswith("After 0 of 20 the risk may still be as high as 13.9 %")
    True
    """
    here = curve[curve["n"] == marked]
    if here.empty:
        raise ValueError(f"marked is {marked!r}: the curve has no such number of people")
    exact, rule = float(here["exact"].iloc[0]), float(here["rule"].iloc[0])
    figure, axes = canvas(height=3.3)
    axes.plot(curve["n"], 100 * curve["exact"], color=BLUE)
    axes.plot(curve["n"], 100 * curve["rule"], color=ORANGE, linestyle="--", zorder=1)
    dot(axes, marked, 100 * exact, size=80)
    axes.vlines(marked, 0, 100 * exact, color=GREY, linewidth=1, linestyle=":")
    last = float(curve["n"].max())
    axes.annotate(
        f"0 of {marked}: up to {percent(exact)}",
        (marked, 100 * exact),
        (max(marked, 0.3 * last), min(100 * exact + 17, 44)),
        arrowprops={"arrowstyle": "-", "color": GREY},
        ha="left" if marked < 0.5 * last else "right",
    )
    right = {"ha": "right", "transform": axes.transAxes, "fontsize": 11}
    label(axes, 0.98, 0.93, "dashed: rule of three, 3 / n", color=ORANGE, **right)
    label(axes, 0.98, 0.83, "line: exact bound", color=BLUE, **right)
    axes.set(xlabel="people observed, none with the event", ylabel="risk not yet excluded (%)")
    axes.set(xlim=(0, last * 1.02), ylim=(0, 65))
    caption = (
        f"After 0 of {marked} the risk may still be as high as {percent(exact)} (exact one-sided 95 % bound, "
        "derived)."
    )
    ends = [curve.iloc[0], curve.iloc[-1]]
    description = (
        "Upper 95 % bound of a risk after zero events, by people observed. "
        f"It falls from {percent(ends[0]['exact'])} at n = {ends[0]['n']:.0f} to {percent(ends[1]['exact'])} "
        f"at n = {ends[1]['n']:.0f}. Marked: n = {marked}, exact bound {percent(exact)}, rule of three "
        f"{percent(rule)}. The rule runs above the exact curve, far above it below 10 people."
    )
    return Picture(figure, caption, description)


def chance_to_see(table, marked=20):
    """The chance of at least one event, by people observed, for several true risks.

    `table` is a DataFrame with columns risk, n and chance (shares); `marked` is one of its n.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"risk": [0.05] * 2, "n": [20, 72], "chance": [0.642, 0.975]})
    >>> "5 % risk: 64 %" in chance_to_see(table).description
    True
    """
    figure, axes = canvas(height=3.5)
    risks = sorted(table["risk"].unique(), reverse=True)
    words, last, ceiling = [], float(table["n"].max()), 107
    for risk, colour, dash in zip(risks, (ORANGE, PURPLE, GREEN, BLUE), ("-", "--", "-.", ":"), strict=False):
        line = table[table["risk"] == risk]
        here = float(line.loc[line["n"] == marked, "chance"].iloc[0])
        axes.plot(line["n"], 100 * line["chance"], color=colour, linestyle=dash)
        dot(axes, marked, 100 * here, colour, size=45)
        label(axes, marked + 0.02 * last, 100 * here - 2.5, percent(here, 0))
        ceiling = min(100 * line["chance"].iloc[-1], ceiling - 7)  # labels keep a distance from one another
        label(axes, last * 1.02, ceiling, f"{percent(risk, 0)} risk")
        words.append(f"{percent(risk, 0)} risk: {percent(here, 0)}")
    axes.axvline(marked, color=GREY, linewidth=1, linestyle=":", zorder=0)
    axes.set(xlabel="people observed", ylabel="chance of at least one event (%)")
    axes.set(
        xlim=(0, last * 1.22), ylim=(0, 103), xticks=[tick for tick in range(0, 101, 20) if tick <= last]
    )
    caption = (
        f"With {marked} people a harm that hits a few per cent is easily missed "
        "(derived; people independent of each other)."
    )
    description = (
        f"Chance that at least one person has an event, by people observed, for {len(risks)} true risks. "
        f"At {marked} people: {listed(words)}. All lines rise with the number of people; the rarer the "
        "harm, the slower."
    )
    return Picture(figure, caption, description)


def print_map(panels, printed, ring=None):
    """Which results of a two-arm trial print this P, as one square per result.

    `panels` maps arm sizes (n1, n2) to the DataFrame of `compatible_tables` (columns x1, x2, test); `ring`
    is a result (n1, x1, n2, x2) to outline.

    >>> import pandas as pd
    >>> none = pd.DataFrame({"x1": [], "x2": [], "test": []})
    >>> "10 v 10: no result" in print_map({(10, 10): none}, ".9").description
    True
    """
    figure, axes = canvas(height=3.0, columns=len(panels), squeeze=False)
    words, tallest = [], max(n2 for _, n2 in panels)
    for panel, ((n1, n2), tables) in zip(axes[0], panels.items(), strict=True):
        for x1, x2 in itertools.product(range(n1 + 1), range(n2 + 1)):
            _square(panel, x1, x2, PALE_GREY)
        counts = tables.groupby(["x1", "x2"])["test"].nunique()
        for (x1, x2), tests in counts.items():
            _square(panel, x1, x2, BLUE if tests > 1 else SKY)
            colour = "white" if tests > 1 else INK
            label(panel, x1, x2, str(tests), color=colour, ha="center", fontsize=9)
        if ring and (ring[0], ring[2]) == (n1, n2):
            look = {"facecolor": "none", "edgecolor": ORANGE, "linewidth": 2.5}
            panel.scatter(ring[1], ring[3], s=150, marker="s", zorder=4, **look)
        panel.set(title=f"{n1} v {n2} people", xlabel=f"responders of {n1}", ylabel=f"responders of {n2}")
        panel.set(xlim=(-0.7, n1 + 0.7), ylim=(-0.7, tallest + 0.7), aspect="equal")
        panel.set(xticks=range(0, n1 + 1, 5), yticks=range(0, n2 + 1, 5))
        panel.tick_params(length=0)
        found = f"{len(counts)} of {(n1 + 1) * (n2 + 1)} results" if len(counts) else "no result"
        names = [TEST_LABELS[name] for name in sorted(tables["test"].unique())]
        tests = f" by {listed(names)}" if len(counts) else ""
        words.append(f"{n1} v {n2}: {found}{tests}")
    outlined = f" Outlined: {people(ring[1], ring[0])} v {people(ring[3], ring[2])}." if ring else ""
    caption = (
        f"Results that print P = {printed}, with the number of tests that do so in each square "
        f"(derived: compatible, not observed).{outlined}"
    )
    description = (
        f"One square for every possible result of two arms; a number marks a result for which some test "
        f"prints P = {printed}. {'. '.join(words)}.{outlined}"
    )
    return Picture(figure, caption, description)


def _square(axes, x1, x2, colour):
    axes.add_patch(Rectangle((x1 - 0.42, x2 - 0.42), 0.84, 0.84, facecolor=colour, linewidth=0))


def harm_forest(rows, trials, total):
    """Risk ratios with their printed limits on a log scale; `rows` are (label, ratio, low, high).

    >>> "fever 2.48 (1.27 to 4.86)" in harm_forest([("fever", 2.48, 1.27, 4.86)], "55", "2696").description
    True
    """
    figure, axes = canvas(height=1.1 + 0.36 * len(rows))
    axes.axvline(1, color=GREY, linewidth=1, zorder=0)
    words = []
    for place, (name, ratio, low, high) in enumerate(rows):
        apart = low > 1 or high < 1
        interval(axes, place, low, ratio, high, *((ORANGE, "s") if apart else (BLUE, "o")), times=1)
        told = f"{ratio:.2f} ({low:.2f} to {high:.2f})"
        label(axes, 1.02, place, told, transform=axes.get_yaxis_transform())
        words.append(f"{name} {told}")
    bare_rows(axes, [row[0] for row in rows])
    log_axis(axes, [0.5, 1, 2, 4])
    axes.set(xlim=(0.5, 5.5), xlabel="risk ratio, cells v control (log scale)")
    away = [row[0] for row in rows if row[2] > 1 or row[3] < 1]
    caption = (
        f"Thompson 2020, {total} people in {trials} trials, many diseases: the 95 % interval leaves out 1 for "
        f"{listed(away)} (squares; abstract)."
        if away
        else f"Thompson 2020, {total} people in {trials} trials, many diseases (abstract)."
    )
    return Picture(
        figure, caption, f"Risk ratios with 95 % limits, cells against control. {'; '.join(words)}."
    )


def rates_over_placebo(cases, intervals, low, high):
    """Response rates with intervals, over where one placebo group may lie (`low` to `high`, shares).

    `cases` are (label, responders, people), each with its Interval (shares).

    >>> from helpers.statistics.one_group import Interval
    >>> found = Interval(0.684, 0.434, 0.874, 0.95, "exact")
    >>> "13/19 is 68.4 %" in rates_over_placebo([("as stated", 13, 19)], [found], 0.23, 0.57).description
    True
    """
    figure, axes = canvas(height=1.3 + 0.5 * len(cases))
    words = []
    for place, ((name, count, total), found) in enumerate(zip(cases, intervals, strict=True)):
        look = (BLUE, ORANGE, GREEN)[place % 3], "osD"[place % 3]
        interval(axes, place, found.low, found.estimate, found.high, *look)
        label(axes, 99, place - 0.17, f"{people(count, total)}, {name}", ha="right", va="bottom")
        limits = percent_range(found.low, found.high)
        words.append(f"{name}: {people(count, total)} is {percent(found.estimate)} (95 % interval {limits})")
    ends = round(100 * low), round(100 * high)
    placebo_band(axes, *ends, "one placebo group")
    bare_rows(axes, [""] * len(cases), above=0.75, below=0.4)
    axes.set(xlim=(0, 100), xlabel="people with EASI-50 at week 12 (%)")
    _, count, total = cases[0]
    inside = low <= intervals[0].low <= high < intervals[0].estimate
    told = f"{people(count, total)} lies above {ends[0]} to {ends[1]} % (a placebo group of the usual size; one of {total} scatters more), its lower limit inside"
    caption = (
        f"{told if inside else f'{people(count, total)} beside where one placebo group may lie'}; there was no "
        "control group (count: sponsor; exact intervals: derived)."
    )
    description = f"Response rates over a shaded range of {ends[0]} to {ends[1]} %. {'; '.join(words)}."
    return Picture(figure, caption, description)


def differences_open(pairs, intervals, remarks):
    """Risk differences with their intervals, all of them "no difference" by the usual P value.

    `pairs` are (responders 1, people 1, responders 2, people 2), each with its Interval (shares) and its
    remark.

    >>> from helpers.statistics.one_group import Interval
    >>> found = Interval(0.0, -0.359, 0.359, 0.95, "newcombe")
    >>> picture = differences_open([(7, 10, 7, 10)], [found], ["assumed"])
    >>> "7/10 v 7/10 (assumed): -35.9 to +35.9 points" in picture.description
    True
    """
    figure, axes = canvas(height=1.2 + 0.5 * len(pairs))
    words = []
    axes.axvline(0, color=GREY, linewidth=1, zorder=1)
    rows = zip(pairs, intervals, remarks, strict=True)
    for place, ((x1, n1, x2, n2), found, remark) in enumerate(rows):
        look = (ORANGE, "s") if place == 0 else (BLUE, "o")
        interval(axes, place, found.low, found.estimate, found.high, *look)
        name = f"{people(x1, n1)} v {people(x2, n2)}"
        limits = points_range(found.low, found.high, 0).removesuffix(" points")
        label(axes, -54, place - 0.15, f"{name}, {remark}", va="bottom")
        label(axes, 54, place - 0.15, limits, ha="right", va="bottom")
        words.append(f"{name} ({remark}): {points_range(found.low, found.high)}")
    bare_rows(axes, [""] * len(pairs), above=0.75, below=0.35)
    axes.set(xlim=(-55, 55), xlabel="difference in response, points")
    sizes = sorted({size for pair in pairs for size in (pair[1], pair[3])})
    open_to = [100 * found.high for found in intervals if abs(found.estimate) < 1e-12]
    caption = (
        f"Even identical groups of {sizes[-1]} leave {min(open_to):.1f} to {max(open_to):.1f} points open to either "
        "side (95 % intervals by Miettinen and Nurminen; derived)."
        if len(open_to) > 1
        else "What each result leaves open (95 % intervals; derived)."
    )
    return Picture(figure, caption, f"Differences in response with 95 % intervals. {'; '.join(words)}.")


def equivalence_ladder(ladder, have, rate):
    """How many people per arm each margin needs, beside the number there were.

    `ladder` is a DataFrame with columns margin (share), per_arm, outcomes and of; `have` is people per
    arm, `rate` the share of responders that was assumed in both arms.

    >>> import pandas as pd
    >>> ladder = pd.DataFrame({"margin": [0.1], "per_arm": [390], "outcomes": [0], "of": [121]})
    >>> "10 points: 390 per arm, 0 of 121 outcomes" in equivalence_ladder(ladder, 10, 0.65).description
    True
    """
    figure, axes = canvas(height=1.5 + 0.4 * len(ladder))
    words = []
    for place, row in enumerate(ladder.itertuples()):
        axes.plot([have, row.per_arm], [place, place], color=BLUE, linewidth=1.5, zorder=1)
        dot(axes, row.per_arm, place, size=80)
        label(axes, row.per_arm * 1.25, place, f"{row.per_arm}", fontsize=11)
        label(axes, 4500, place, f"{row.outcomes} of {row.of}", ha="right")
        words.append(f"{points(row.margin, 0)}: {row.per_arm} per arm, {row.outcomes} of {row.of} outcomes")
    axes.vlines(have, -0.5, len(ladder) - 0.5, color=ORANGE, linestyle="--", zorder=2)
    label(axes, have, -0.62, f"there were\nabout {have}", color=ORANGE, ha="center", va="bottom")
    label(axes, 4500, -0.62, f"outcomes that\ncan show it, n = {have}", ha="right", va="bottom")
    bare_rows(axes, [points(margin, 0) for margin in ladder["margin"]], above=1.75)
    log_axis(axes, [10, 30, 100, 300, 1000])
    axes.set(xlim=(3, 5000), xlabel="people needed per arm (log scale)", ylabel="margin")
    caption = (
        f"No rung of the equivalence ladder has 80 % power with {have} people per arm "
        f"(derived; 5 % level, both arms assumed at {percent(rate, 0)})."
        if (ladder["per_arm"] > have).all()
        else f"Which rungs of the equivalence ladder {have} people per arm reach "
        f"(derived; 80 % power, 5 % level, both arms assumed at {percent(rate, 0)})."
    )
    description = (
        f"People per arm needed to show equivalence, by margin, beside the {have} per arm there were, and how "
        f"many outcomes of {have} v {have} could show it at all. {'; '.join(words)}."
    )
    return Picture(figure, caption, description)


# ---------------------------------------------------------------- answers: truth and picture, for ask.reveal


def zero_bound():
    """The bound after zero of twenty in per cent, and its curve."""
    return 100 * phase1.zero_gaps()["exact"], zero_event_curve(phase1.zero_curve())


def chance_see():
    """The chance that twenty people show a harm of 5 % at least once in per cent, and the curves."""
    return 100 * phase1.chance_at(0.05), chance_to_see(phase1.chances())


def identical():
    """How far the interval of two identical groups reaches in points, and all intervals."""
    return 100 * phase1.identical_gaps()["open"], differences_open(*phase1.left_open())


def per_arm():
    """People an arm for equivalence, and the ladder of margins."""
    return phase1.ladder_gaps()["n"], equivalence_ladder(phase1.ladder(), 10, phase1.rate())


def prints_nine():
    """How many results of 10 v 10 print the P of the abstract, and the maps with the inferred result outlined."""
    return phase1.results_that_print(), print_map(phase1.maps(), ".9", ring=(10, 7, 9, 6))


def zero_control(marked):
    """The picture behind the slider: the curve with `marked` people."""
    return zero_event_curve(phase1.zero_curve(), marked)


SLIDERS = {"marked": Slider("People, none with the event", 5, 100, 1, 20)}
"""What the reader can move in `zero_control`."""
