"""Pictures of lesson 01 on the score, the drugs and the history: EASI, what a response asks for, trials for scale.

And on people without treatment: placebo groups, selection and fluctuation. Every function draws values that the
lesson has read from the ledger or computed; none computes a statistic, except that `selection_control` asks
`helpers.eczema.fluctuation` for the values that its sliders name.
"""

import numpy as np
import pandas as pd

from helpers.ask import Slider
from helpers.eczema.easi import Region, easi
from helpers.eczema.fluctuation import decompose
from helpers.figures.colours import AMBER, BLUE, DIM, GREEN, GREY, INK, ORANGE, PURPLE, SKY
from helpers.figures.style import bare_rows, canvas, dot, label, placebo_band, watermark
from helpers.lessons import background
from helpers.show import Picture
from helpers.text import listed, number

REGIONS = {"head": BLUE, "arms": AMBER, "trunk": GREEN, "legs": PURPLE}
HATCHES = {"head": "", "arms": "//", "trunk": "..", "legs": "\\\\"}
NAMES = {"head": "head and neck", "arms": "arms", "trunk": "trunk", "legs": "legs"}
BAND = "placebo band"


def easi_composition(people):
    """Stacked bars: what each body region adds to EASI. `people` maps a name to {region: `easi.Region`}."""
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
                _bar(axes, region, row, points, left=start)
                named.append(f"{NAMES[region]} {number(points)}")
                if points >= 0.1 * largest:
                    label(axes, start + points / 2, row, number(points), white=True, ha="center")
                start += points
        label(axes, start + 0.02 * largest, row, f"EASI {number(start)}", fontsize=11, weight="bold")
        words.append(f"{person}: {listed(named)}, in all {number(start)} points")
    bare_rows(axes, list(people), above=0.5)
    axes.set(xlim=(0, 1.3 * largest), xlabel="EASI (points, scale 0 to 72)")
    for region in REGIONS:
        _bar(axes, region, 0, 0, label=NAMES[region])
    figure.legend(loc="outside upper center", ncols=2, handlelength=1.6, columnspacing=1.2)
    totals = listed([number(sum(parts.values())) for parts in people.values()])
    return Picture(
        figure,
        f"One number from four regions: what each region adds to EASI. Invented people (N = {len(people)}), no patient.",
        f"Stacked bars of EASI by body region for {len(people)} invented people. {'. '.join(words)}. "
        f"The totals are {totals} points.",
    )


def _bar(axes, region, row, points, **look):
    axes.barh(
        row, points, height=0.5, color=REGIONS[region], hatch=HATCHES[region], edgecolor="white", **look
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
        label(axes, -2, place, group, weight="bold")
        place += 1
        for name, arms in trials[trials["group"] == group].groupby("label", sort=False):
            active = arms.loc[arms["active"], "percent"].tolist()
            placebo = float(arms.loc[~arms["active"], "percent"].iloc[0])
            axes.plot([placebo, max(active)], [place, place], color=GREY, linewidth=1.5, zorder=1)
            dot(axes, active, [place] * len(active), size=46)
            dot(axes, placebo, place, ORANGE, "s", size=42, filled=False)
            ticks.append(place)
            names.append(name)
            words.append(f"{name}: {listed([f'{each:g}' for each in active])} v {placebo:g} %")
            place += 1
    bare_rows(axes, names, below=0.6, places=ticks, fontsize=9)
    axes.set(xlim=(-3, 80), xlabel="EASI-75 (% of the arm)")
    dot(axes, [], [], ORANGE, "s", size=42, filled=False, label="placebo")
    dot(axes, [], [], size=46, label="active treatment")
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

    `trials` is the table of `other_trials.cell_history`; `low` and `high` are the placebo band in %.
    """
    figure, axes = canvas(height=1.2 + 0.62 * len(trials))
    words = []
    for row, trial in enumerate(trials.itertuples(index=False)):
        controlled = trial.placebo is not None and not pd.isna(trial.placebo)
        colour = GREY if trial.other_outcome else BLUE
        if controlled and trial.cells:
            axes.plot([trial.placebo, trial.cells[0]], [row, row], color=GREY, linewidth=1.5, zorder=2)
        if trial.cells:
            dot(axes, trial.cells, [row] * len(trial.cells), colour, filled=controlled)
            shown = listed([f"{each:g} %" for each in trial.cells])
        else:
            shown = "no percentage in our sources"
            label(axes, 101, row, shown, ha="right", fontsize=9)
        if controlled:
            other = GREY if trial.other_outcome else ORANGE
            dot(axes, trial.placebo, row, other, "s", size=48, filled=False)
        label(axes, 101, row + 0.3, f"{trial.note}, {trial.size}", ha="right", fontsize=9)
        against = f" against {trial.placebo:g} % on placebo" if controlled else ""
        words.append(
            f"{trial.year}, {trial.label.replace(chr(10), ' ')}: {shown}{against} "
            f"({trial.note}, {trial.size}, status {trial.status})"
        )
    names = [f"{row.year}  {row.label}\n({row.status})" for row in trials.itertuples()]
    bare_rows(axes, names, below=0.65, fontsize=9)
    placebo_band(axes, low, high, BAND)
    axes.set(xlim=(0, 102), xlabel="EASI-50 (%; week 12 unless said)")
    with_placebo = trials["placebo"].notna().sum()
    return Picture(
        figure,
        f"{len(trials)} studies of cells, oldest first (published percentages). Filled circle with square: cells and "
        "placebo; open circle: no placebo group. Grey: another outcome (EASI-75, week 16). Shaded: the placebo "
        "band.",
        f"Map of {len(trials)} studies, {with_placebo} with a placebo percentage, over the placebo band of {low} to "
        f"{high} %. {'. '.join(words)}.",
    )


def placebo_strip(rows, low, high):
    """Placebo EASI-50 by trial: the pooled mean, the trials behind the band, and those left out (grey).

    `rows` is the table of `other_trials.placebo_rows`; `low` and `high` the band in %.
    """
    figure, axes = canvas(height=1.2 + 0.5 * len(rows))
    words, ticks = [], []
    for place, row in enumerate(rows.itertuples(index=False)):
        y = place + (0.5 if not row.used else 0)
        colour = (BLUE if row.pooled else ORANGE) if row.used else GREY
        if not np.isnan(row.low):
            axes.plot([row.low, row.high], [y, y], color=colour, linewidth=4 if row.pooled else 1.6, zorder=2)
        look = {"marker": "D", "size": 80} if row.pooled else {"marker": "s", "size": 50}
        dot(axes, row.percent, y, colour, filled=row.used, **look)
        size = f"N = {row.N}" if row.N != "" else "N not in our sources"
        size += ", inferred" if "N inferred" in row.counts else ""
        detail = "mean of trials" if row.pooled else size
        ticks.append((y, f"{short(row.trial)}\n{row.why_not or detail}"))
        limits = f" ({number(row.low)} to {number(row.high)})" if not np.isnan(row.low) else ""
        left_out = f", left out: {row.why_not}" if row.why_not else ""
        words.append(f"{row.trial}: {number(row.percent)} %{limits}, {detail}, {row.status}{left_out}")
    places, names = zip(*ticks, strict=True)
    bare_rows(axes, names, places=places, fontsize=9)
    axes.axhline(rows["used"].sum() - 0.25, color=GREY, linewidth=0.8)
    placebo_band(axes, low, high, BAND)
    axes.set(xlim=(0, 60), xlabel="EASI-50 on placebo (% of the arm)")
    return Picture(
        figure,
        f"Placebo groups: the pooled mean (diamond), {(rows['used'] & ~rows['pooled']).sum()} single trials at week 12 "
        f"(filled squares) and {(~rows['used']).sum()} results left out (open squares). Published shares; lines: 95 % "
        "limits, printed for the mean, computed where counts are printed or inferred. Shaded: the placebo band, "
        "no interval with a guarantee (rule below).",
        f"Share of people with EASI-50 on placebo. {'. '.join(words)}. The placebo band runs from {low} to {high} %.",
    )


SHORT = {
    "FURESTEM-AD": "FURESTEM",
    "Placebo response, 24 trials": "Pooled, 24 trials",
    " 4-week": "",
    " monotherapy": "",
    " (other source)": "",
    " in adolescents": "",
    " in children": "",
}


def short(trial):
    """A trial's name short enough for an axis.

    >>> short("FURESTEM-AD phase 3, first")
    'FURESTEM phase 3, first'
    """
    for long, brief in SHORT.items():
        trial = trial.replace(long, brief)
    return trial


def untreated_people(table, responding, means, threshold, screened, shown=60):
    """Lines of simulated untreated people over three visits, those who reach EASI-50 picked out.

    `table` has screening, baseline and week_12; `responding` is a boolean per row; `means` the mean of each
    visit; `screened` how many were simulated before the selection; the first `shown` people are drawn.
    """
    figure, axes = canvas(height=3.7)
    watermark(axes)
    visits = ["screening", "baseline", "week_12"]
    quiet = {"color": GREY, "linewidth": 0.7, "alpha": 0.55, "zorder": 1}
    picked = {"color": ORANGE, "linewidth": 1.5, "linestyle": "--", "zorder": 2}
    for scores, reached in zip(table[visits].head(shown).to_numpy(), responding[:shown], strict=True):
        axes.plot(range(3), scores, **(picked if reached else quiet))
    axes.plot(range(3), means, color=BLUE, linewidth=3.5, marker="o", markersize=8, zorder=4)
    for place, mean in enumerate(means):
        label(axes, place, mean + 4.5, number(mean), white=True, ha="center", color=BLUE, weight="bold")
    axes.plot([-0.15, 2.04], [threshold, threshold], color=INK, linewidth=1, linestyle=":")
    label(axes, 2.07, threshold, f"entry:\n{threshold:g} or more", fontsize=9)
    axes.set_xticks(range(3), ["screening", "baseline", "week 12"])
    axes.set(xlim=(-0.15, 2.5), ylim=(0, 74), ylabel="EASI (points)")
    axes.spines["bottom"].set_bounds(0, 2)
    drawn = int(sum(responding[:shown]))
    return Picture(
        figure,
        f"Nobody is treated, and the mean falls: {len(table)} of {screened} simulated people reach the entry threshold "
        f"at two visits; the first {min(shown, len(table))} are drawn. Blue: mean of all selected. Dashed orange: "
        "EASI-50 without treatment. Assumed model.",
        f"Lines of simulated, untreated people over three visits. The mean EASI of the {len(table)} selected is "
        f"{number(means[0])} at screening, {number(means[1])} at baseline and {number(means[2])} at week 12. Of the "
        f"{min(shown, len(table))} people drawn, {drawn} reach EASI-50: a fall by half or more from baseline to week 12.",
    )


def fluctuation_bars(table, low, high):
    """Untreated EASI-50 by reliability: plain fluctuation (dark) and what selection at two visits adds.

    `table` is that of `fluctuation.decompose` (%), `low` and `high` the placebo band in %.
    """
    labels = [f"{reliability:g}" for reliability in table.index.tolist()]
    return _stacked(
        labels,
        table["unselected"].tolist(),
        table["selected at two visits"].tolist(),
        (low, high),
        "reliability (correlation\nof two visits)",
        "Nobody is treated: EASI-50 after selection at two visits, by how steady the score is. Dark: plain fluctuation; "
        "light: added by selection (regression to the mean). Computed from an assumed model; shaded: placebo band.",
        "reliability ",
    )


def selection_bars(row, reliability, threshold, low, high):
    """Untreated EASI-50 without selection, with selection at one visit and at two; `row` is one of `decompose`."""
    names = {
        "unselected": "no selection",
        "selected at one visit": "selection at\none visit",
        "selected at two visits": "selection at\ntwo visits",
    }
    return _stacked(
        list(names.values()),
        [row["unselected"]] * 3,
        [row[name] for name in names],
        (low, high),
        "",
        f"Nobody is treated: EASI-50 at reliability {reliability:g} with an entry threshold of {threshold:g} points. Dark: "
        "plain fluctuation; light: added by selection. Computed from an assumed model; shaded: placebo band.",
        "",
    )


def selection_control(reliability, threshold):
    """The picture of `selection_bars` for the values of two sliders, over the placebo band."""
    row = decompose(reliability, threshold=threshold).iloc[0]
    return selection_bars(row, reliability, threshold, *band())


SLIDERS = {
    "reliability": Slider("Reliability", 0.3, 0.95, 0.05, 0.8),
    "threshold": Slider("Entry, EASI", 8, 30, 1, 16),
}
"""What the reader can move in `selection_control`."""


def _stacked(labels, plain, total, band, axis_label, caption, word):
    figure, axes = canvas(height=1.5 + 0.5 * len(labels))
    places, added, words = range(len(labels)), np.subtract(total, plain), []
    axes.barh(places, plain, height=0.55, color=BLUE, label="plain fluctuation")
    light = {"color": SKY, "hatch": "//", "edgecolor": BLUE, "label": "added by selection"}
    axes.barh(places, added, left=plain, height=0.55, **light)
    for place, extra, whole in zip(places, added, total, strict=True):
        label(axes, whole + 0.8, place, f"{number(whole)} %", weight="bold", color=DIM)
        words.append(
            f"{word}{labels[place].replace(chr(10), ' ')}: {number(whole)} %, of which {number(extra)} points by selection"
        )
    placebo_band(axes, *band, BAND)
    bare_rows(axes, labels)
    axes.set(xlim=(0, 50), ylabel=axis_label, xlabel="EASI-50 without treatment (%)")
    figure.legend(loc="outside upper center", ncols=2, handlelength=1.4, columnspacing=1.2)
    return Picture(
        figure,
        caption,
        f"Stacked bars of the share of untreated people with EASI-50. {'; '.join(words)}. The placebo band of "
        f"{band[0]} to {band[1]} % lies behind.",
    )


# ---------------------------------------------------------------- answers: truth and picture, for ask.reveal


def band():
    """The placebo band, a range by design, in %."""
    return background.placebo().low, background.placebo().high


def same_skin():
    """The letter of the higher score, and what each region adds in the two people."""
    return background.whose_is_higher(), easi_composition(background.PEOPLE)


def placebo_mean():
    """The pooled mean on placebo in per cent, and the groups behind it."""
    return background.placebo().pooled.number, placebo_strip(background.placebo().rows, *band())


def untreated():
    """The share of untreated people who reach EASI-50 in per cent, and the bars by reliability."""
    return background.share_untreated(), fluctuation_bars(background.untreated(), *band())


def phase3():
    """Cells minus placebo in the first phase 3 trial in points, the map of the cell trials, and all differences."""
    return background.phase3_gap(), cell_trials(background.history(), *band()), background.differences()
