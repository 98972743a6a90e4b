"""Pictures of lesson 01 on the score, the drugs and the history: EASI, what a response asks for, trials for scale.

Every function draws values that the lesson has read from the ledger or computed; none computes a statistic.
"""

import pandas as pd

from helpers.easi import WEIGHT_TENTHS, Region, easi
from helpers.figures import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    Picture,
    canvas,
    placebo_band,
)
from helpers.wording import listed, number

REGIONS = {"head": BLUE, "arms": AMBER, "trunk": GREEN, "legs": PURPLE}
HATCHES = {"head": "", "arms": "//", "trunk": "..", "legs": "\\\\"}
NAMES = {"head": "head and neck", "arms": "upper limbs", "trunk": "trunk", "legs": "lower limbs"}


def easi_composition(people):
    """Stacked bars: what each body region adds to EASI. `people` maps a name to {region: `helpers.easi.Region`}."""
    clear = dict.fromkeys(REGIONS, Region(0, 0, 0, 0, area_score=0))
    people = {  # a region's share is the score of someone in whom only that region is affected
        person: {name: easi(**(clear | {name: region}), rounded=False) for name, region in regions.items()}
        for person, regions in people.items()
    }
    figure, axes = canvas(height=1.5 + 0.75 * len(people))
    words, largest = [], max(sum(parts.values()) for parts in people.values())
    for row, (person, parts) in enumerate(people.items()):
        start, named = 0.0, []
        for region, points in parts.items():
            if points:
                axes.barh(
                    row, points, left=start, height=0.5, color=REGIONS[region], edgecolor="white",
                    hatch=HATCHES[region], linewidth=1,
                )  # fmt: skip
                named.append(f"{NAMES[region]} {number(points)}")
                if points >= 0.1 * largest:
                    axes.text(
                        start + points / 2, row, number(points), ha="center", va="center", fontsize=10,
                        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.9},
                    )  # fmt: skip
                start += points
        axes.text(
            start + 0.02 * largest, row, f"EASI {number(start)}", va="center", fontsize=11, weight="bold"
        )
        words.append(f"{person}: {listed(named)}, in all {number(start)} points")
    axes.set_yticks(range(len(people)), list(people))
    axes.set(xlim=(0, 1.3 * largest), ylim=(len(people) - 0.5, -0.5), xlabel="EASI (points, scale 0 to 72)")
    for region in REGIONS:
        axes.barh(0, 0, color=REGIONS[region], hatch=HATCHES[region], edgecolor="white", label=NAMES[region])
    figure.legend(loc="outside upper center", ncols=2, handlelength=1.6, columnspacing=1.2)
    totals = listed([number(sum(parts.values())) for parts in people.values()])
    return Picture(
        figure,
        f"One number from four regions: what each region adds to EASI. Invented people (N = {len(people)}), no patient.",
        f"Stacked bars of EASI by body region for {len(people)} invented people. {'. '.join(words)}. "
        f"The totals are {totals} points.",
    )


def easi_steps(regions):
    """Lay out how EASI adds up: one row a region with its signs, area score, weight and EASI points.

    `regions` maps each body region to a `helpers.easi.Region`; points are text with one decimal.

    >>> same = dict.fromkeys(REGIONS, Region(1, 1, 0, 1, area_percent=20))
    >>> easi_steps(same)["EASI points"].tolist()
    ['0.6', '1.2', '1.8', '2.4']
    """
    rows = [
        {
            "region": NAMES[name],
            "signs": region.half_points / 2,
            "area score": region.area,
            "weight": WEIGHT_TENTHS[name] / 10,
        }
        for name, region in regions.items()
    ]
    table = pd.DataFrame(rows)
    return table.assign(
        **{"EASI points": (table["signs"] * table["area score"] * table["weight"]).map(number)}
    )


def response_lines(people, levels, fixed_falls):
    """EASI at week 12 against EASI at the start: the response lines, two fixed falls, invented people.

    `people` is a DataFrame with person, base, value and responder (EASI-50); `levels` the percent falls that
    count as response; `fixed_falls` maps a label to a fall in points.
    """
    figure, axes = canvas(height=4.3)
    low, high = 10, 72
    axes.plot([low, high], [low, high], color=GREY, linewidth=1, linestyle=":")
    axes.text(46, 47.5, "no change", rotation=37, ha="center", va="bottom", fontsize=9, color=GREY)
    for place, (level, colour) in enumerate(zip(levels, (BLUE, GREEN, PURPLE), strict=False)):
        share = 1 - level / 100
        axes.plot([low, high], [low * share, high * share], color=colour, linewidth=2.5 - 0.4 * place)
        axes.text(
            high + 0.8, high * share, f"EASI-{level:g}", color=colour, va="center", fontsize=10, weight="bold"
        )
    for (label, fall), style in zip(fixed_falls.items(), ("--", "-."), strict=False):
        axes.plot(
            [max(low, fall), high],
            [max(low, fall) - fall, high - fall],
            color=GREY,
            linewidth=1.3,
            linestyle=style,
        )
        axes.text(high + 0.8, high - fall, label, color="#555555", va="center", fontsize=9)
    words = []
    for row in people.itertuples(index=False):
        axes.scatter(
            row.base, row.value, s=85, marker="o" if row.responder else "X", zorder=4, linewidth=1.6,
            facecolor=BLUE if row.responder else "white", edgecolor=BLUE if row.responder else ORANGE,
        )  # fmt: skip
        axes.annotate(
            row.person, (row.base, row.value), xytext=(9, 0), textcoords="offset points", ha="left", va="center",
            fontsize=10, weight="bold", bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.8},
        )  # fmt: skip
        fall, share = row.base - row.value, 100 * (row.base - row.value) / row.base
        words.append(
            f"{row.person} goes from {number(row.base)} to {number(row.value)}, a fall of {number(fall)} points or "
            f"{number(share, 0)} %, {'an EASI-50 responder' if row.responder else 'not an EASI-50 responder'}"
        )
    axes.set(
        xlim=(low, 92), ylim=(-1, 74), xlabel="EASI at the start (points)", ylabel="EASI at week 12 (points)"
    )
    axes.set_xticks(range(10, 73, 10))
    axes.spines["bottom"].set_bounds(low, high)
    falls = listed([label.replace("\n", " ") for label in fixed_falls])
    return Picture(
        figure,
        "On or below a coloured line is a response: the worse the start, the more points it asks for. Circle: EASI-50 "
        f"reached; cross: not. Invented people (N = {len(people)}); dashed: falls in points said to matter.",
        f"EASI at week 12 against EASI at the start, with lines for {listed([f'EASI-{each:g}' for each in levels])} and, "
        f"parallel to no change, falls of a fixed number of points: {falls}. {'. '.join(words)}.",
    )


def drugs_for_scale(trials):
    """Dumbbells of EASI-75: placebo (square) and active arms (circle) of each trial, one row a trial.

    `trials` is a DataFrame, one row per arm, with label, group, active (bool), percent and N (text).
    """
    groups = list(dict.fromkeys(trials["group"]))
    rows = len(trials["label"].unique()) + len(groups)
    figure, axes = canvas(height=1.3 + 0.27 * rows)
    place, ticks, names, words = 0, [], [], []
    for group in groups:
        axes.text(-2, place, group, ha="left", va="center", fontsize=10, weight="bold", color=INK)
        place += 1
        for label, arms in trials[trials["group"] == group].groupby("label", sort=False):
            active = arms.loc[arms["active"], "percent"].tolist()
            placebo = float(arms.loc[~arms["active"], "percent"].iloc[0])
            axes.plot([placebo, max(active)], [place, place], color=GREY, linewidth=1.5, zorder=1)
            axes.scatter(active, [place] * len(active), s=48, color=BLUE, zorder=3)
            axes.scatter(
                placebo, place, s=42, marker="s", facecolor="white", edgecolor=ORANGE, linewidth=1.8, zorder=3
            )
            ticks.append(place)
            names.append(label)
            words.append(f"{label}: {listed([f'{each:g}' for each in active])} v {placebo:g} %")
            place += 1
    axes.set_yticks(ticks, names, fontsize=9)
    axes.set(xlim=(-3, 80), ylim=(place - 0.4, -0.6), xlabel="EASI-75 (% of the arm)")
    axes.tick_params(axis="y", length=0)
    axes.scatter(
        [], [], s=46, marker="s", facecolor="white", edgecolor=ORANGE, linewidth=1.8, label="placebo"
    )
    axes.scatter([], [], s=46, color=BLUE, label="active treatment")
    figure.legend(loc="outside upper center", ncols=2, handletextpad=0.2)
    return Picture(
        figure,
        f"For scale: EASI-75 on treatment and on placebo in {len(ticks)} published trials of adults (some with "
        "adolescents), week 12 or 16 "
        "(printed percentages; several circles: several doses; N per arm mostly not in our sources).",
        f"Dumbbell chart of EASI-75, active arms against placebo, {len(ticks)} trials. {'; '.join(words)}.",
    )


def cell_trials(trials, low, high):
    """The map of the cell trials, oldest first: response on cells, on placebo or without a control.

    `trials` is the table of `helpers.trial_map.cell_history`; `low` and `high` are the placebo range in %.
    """
    figure, axes = canvas(height=1.2 + 0.62 * len(trials))
    words = []
    for row, trial in enumerate(trials.itertuples(index=False)):
        controlled = trial.placebo is not None and not pd.isna(trial.placebo)
        colour = GREY if trial.other_outcome else BLUE
        if controlled and trial.cells:
            axes.plot([trial.placebo, trial.cells[0]], [row, row], color=GREY, linewidth=1.5, zorder=2)
        if trial.cells:
            axes.scatter(
                trial.cells, [row] * len(trial.cells), s=62, zorder=4, marker="o", linewidth=1.8,
                facecolor=colour if controlled else "white", edgecolor=colour,
            )  # fmt: skip
        if controlled:
            axes.scatter(
                trial.placebo, row, s=48, marker="s", facecolor="white", linewidth=1.8, zorder=4,
                edgecolor=GREY if trial.other_outcome else ORANGE,
            )  # fmt: skip
        if not trial.cells:
            axes.text(
                101, row, "no percentage in our sources", ha="right", va="center", fontsize=9, color=INK
            )
        axes.text(
            101,
            row + 0.30,
            f"{trial.note}, N = {trial.N}",
            ha="right",
            va="center",
            fontsize=9,
            color="#444444",
        )
        shown = (
            listed([f"{each:g} %" for each in trial.cells]) if trial.cells else "no percentage in our sources"
        )
        against = f" against {trial.placebo:g} % on placebo" if controlled else ""
        words.append(
            f"{trial.year}, {trial.label.replace(chr(10), ' ')}: {shown}{against} ({trial.note}, N = {trial.N}, status {trial.status})"
        )
    axes.set_yticks(
        range(len(trials)),
        [f"{row.year}  {row.label}\n({row.status})" for row in trials.itertuples()],
        fontsize=9,
    )
    placebo_band(axes, low, high)
    axes.set(
        xlim=(0, 102), ylim=(len(trials) - 0.35, -0.6), xlabel="EASI-50 (% of the group; week 12 unless said)"
    )
    axes.tick_params(axis="y", length=0)
    with_placebo = trials["placebo"].notna().sum()
    return Picture(
        figure,
        f"{len(trials)} studies of cells, oldest first (published percentages). Filled circle with square: cells and "
        "placebo; open circle: no placebo group. Grey: another outcome (EASI-75, week 16). Shaded: the placebo range "
        "by design.",
        f"Map of {len(trials)} studies, {with_placebo} with a placebo percentage, over the placebo range of {low} to "
        f"{high} %. {'. '.join(words)}.",
    )
