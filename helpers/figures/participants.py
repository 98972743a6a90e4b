"""Pictures of simulated participants: paths, tipping-point grid, the family and its rules, five people's markers.

Every function draws rows or values that it is given and writes the word simulated into the picture, the
caption and the description. None computes a statistic.
"""

import numpy as np
import seaborn

from helpers.figures.colours import BLUE, GREY, INK, ORANGE, PALE_BLUE, PALE_ORANGE
from helpers.figures.style import bare_rows, canvas, dot, label, log_axis, placebo_band, watermark
from helpers.lessons import weight
from helpers.show import Picture
from helpers.text import listed, number, p_text, people, percent

LOOKS = {"Y": (BLUE, "", "fell by half"), "N": (ORANGE, (4, 2), "did not"), "": (GREY, (1, 1), "not seen")}
"""Colour and dashes of a person's line by response at week 12, and what that is called."""


def easi_paths(scores):
    """EASI of every person by visit, one panel per arm; solid lines fell by at least half at week 12.

    `scores` is one set (one table, one seed) as `simulated.load("scores", table=..., seed=...)` gives it.
    Raises ValueError for several sets in one frame, because their people would be drawn over each other.
    """
    sets = scores[["TABLE", "SEED"]].drop_duplicates()
    if len(sets) != 1:
        raise ValueError(f"scores holds {len(sets)} sets: choose one with table= and seed=")
    easi = scores[(scores["PARAMCD"] == "EASI") & (scores["AVISITN"] >= 0)].sort_values("AVISITN")
    flags = easi[easi["AVISITN"] == 12].set_index("USUBJID")["CRIT1FL"]
    arms = sorted(set(easi["TRT01P"]))
    figure, panels = canvas(height=3.7, columns=len(arms), sharey=True)
    easi = easi.assign(response=easi["USUBJID"].map(flags).fillna(""))
    look = {"hue": "response", "palette": {flag: colour for flag, (colour, _, _) in LOOKS.items()}}
    look |= {"style": "response", "dashes": {flag: dashes for flag, (_, dashes, _) in LOOKS.items()}}
    words = []
    for axes, arm in zip(np.atleast_1d(panels), arms, strict=True):
        rows = easi[easi["TRT01P"] == arm]
        one_each = {"units": "USUBJID", "estimator": None, "linewidth": 1, "alpha": 0.75, "legend": False}
        seaborn.lineplot(rows, x="AVISITN", y="AVAL", ax=axes, **look, **one_each)
        tally = rows.groupby("response")["USUBJID"].nunique().reindex(LOOKS, fill_value=0)
        axes.set_title(f"{arm}, N = {tally.sum()}")
        axes.axvline(12, ymax=0.75, color=INK, linewidth=0.8, zorder=0)  # ends below the key
        for place, (flag, (colour, dashes, word)) in enumerate(LOOKS.items()):
            height, line = 0.97 - 0.075 * place, (0, dashes or ())
            axes.plot([0.42, 0.53], [height] * 2, color=colour, linestyle=line, transform=axes.transAxes)
            label(axes, 0.56, height, f"{tally[flag]} {word}", transform=axes.transAxes, fontsize=9.5)
        axes.set(xticks=[0, 6, 12, 18, 24], xlabel="Week", ylabel="EASI (0 to 72)")
        axes.set(yticks=range(0, 73, 12), ylim=(0, 84))  # room for the key above 72
        watermark(axes)
        start = rows.loc[rows["AVISITN"] == 0, "AVAL"]
        at_week = rows.loc[rows["AVISITN"] == 12, "AVAL"]
        words.append(
            f"{arm}, {tally.sum()} people: EASI {number(start.min())} to {number(start.max())} at baseline and "
            f"{number(at_week.min())} to {number(at_week.max())} at week 12; {tally['Y']} fell by at least half, "
            f"{tally['N']} did not, {tally['']} were not seen"
        )
    name, seed = sets.iloc[0]
    size = easi["USUBJID"].nunique()
    caption = (
        f"Every person is a line: within both arms people range from clear gain to none "
        f"(simulated, N = {size}, set {name}, seed {seed})."
    )
    description = f"Simulated EASI by week, one line a person, two panels. {'. '.join(words)}."
    return Picture(figure, caption, description)


def tipping_grid(grid, simulated=True):
    """p for every way to count the missing: rows cells, columns placebo; bold cells on blue are below .05.

    `grid` as `simulated.tipping_point` returns it. Set `simulated=False` for counts of a real trial.
    """
    p = grid.to_numpy()
    below = p < 0.05
    rows, columns = p.shape
    figure, axes = canvas(height=1.7 + 0.5 * rows)
    words = grid.map(lambda each: p_text(each, label="").removeprefix(" = ").strip())
    look = {"color": INK, "fontsize": 11 if columns <= 7 else 9}
    ground = {"cmap": [PALE_ORANGE, PALE_BLUE], "vmin": 0, "vmax": 1, "cbar": False, "zorder": 0}
    seaborn.heatmap(grid < 0.05, annot=words, fmt="", annot_kws=look, ax=axes, **ground)
    for text, bold in zip(axes.texts, below.ravel(), strict=True):
        text.set_weight("bold" if bold else "normal")
    axes.invert_yaxis()
    axes.set_xlabel(f"Missing on placebo counted as responders (of {columns - 1})")
    axes.set_ylabel(f"Missing in the cell arm\ncounted so (of {rows - 1})")
    axes.tick_params(length=0, rotation=0)
    status = "simulated" if simulated else "derived"
    if simulated:
        watermark(axes)
    axes.set_title("Bold on blue: P < .05")
    caption = (
        f"{int(below.sum())} of {p.size} ways to count the missing keep P < .05; in the lower left corner "
        f"none of them counts as a responder ({status}, {rows - 1} missing in the cell arm, {columns - 1} on placebo)."
    )
    description = (
        f"Grid of {'simulated ' if simulated else ''}p-values. None of the missing responded: {p_text(p[0, 0])}. "
        f"All missing on placebo and none in the cell arm: {p_text(p[0, -1])}. The reverse: {p_text(p[-1, 0])}. "
        f"{int(below.sum())} of {p.size} cells are below 0.05."
    )
    return Picture(figure, caption, description)


def family_shares(results, low, high):
    """Responder shares of both arms in every set of the family, over the placebo range.

    `results` as `simulated.family_results()` returns it; `low` and `high` are the placebo range in %.
    """
    names = list(dict.fromkeys(results["table"]))
    figure, axes = canvas(height=1.6 + 0.62 * len(names))
    placebo_band(axes, low, high, "placebo to expect")
    words = []
    for place, name in enumerate(names):
        sets = results[results["table"] == name]
        for step, row in zip(np.linspace(0.16, -0.16, len(sets)), sets.itertuples(), strict=True):
            shares = 100 * row.x2 / row.n2, 100 * row.x1 / row.n1
            axes.plot(shares, [place + step] * 2, color=GREY, linewidth=1, zorder=1)
            dot(axes, shares[1], place + step, size=30, linewidth=1)
            dot(axes, shares[0], place + step, ORANGE, "s", size=24, linewidth=1)
        words.append(f"{name}: {_span(sets, 1)} v {_span(sets, 2)}, {_p_span(sets)}")
        label(axes, 1.02, place, _p_span(sets).replace(" to", "\nto"), transform=axes.get_yaxis_transform())
    bare_rows(axes, [f"{name}\n{_sizes(results, name)}" for name in names], above=0.75)
    axes.set(xlim=(0, 100), xlabel="Share with EASI-50, %\n(square: placebo, circle: clonal MSC)")
    watermark(axes)
    placebo = results["x2"] / results["n2"]
    shares = f"placebo {percent(placebo.min(), 0)} to {percent(placebo.max(), 0)}"
    if results["printed"].nunique() == 1:
        message = f"Sets that all print {_p_span(results)} hold very different shares: {shares}"
    else:
        message = f"By this rule the same sets give {_p_span(results)}, with {shares}"
    caption = f"{message} (simulated family, {len(results)} sets, N per arm at the left)."
    description = (
        f"Simulated responder shares, clonal MSC v placebo, in {len(results)} sets. {'; '.join(words)}. "
        f"A band marks the placebo range {low} to {high} %."
    )
    return Picture(figure, caption, description)


def _sizes(results, name):
    sets = results[results["table"] == name]
    return f"N = {sets['n1'].max()} v {sets['n2'].max()}"


def _span(sets, arm):
    """Responders over participants of one arm, over the seeds: one value or the range."""
    counts = [people(x, n) for x, n in zip(sets[f"x{arm}"], sets[f"n{arm}"], strict=True)]
    return listed(dict.fromkeys(counts), "or")


def _p_span(sets):
    low, high = p_text(sets["p"].min()), p_text(sets["p"].max())
    return low if low == high else f"{low} to {high.split()[-1]}"


def rules_across_family(results):
    """The same sets under several analysis rules: one dot per simulated set, P value across.

    `results` has the columns rule, table, seed and p.
    """
    rules = list(dict.fromkeys(results["rule"]))
    figure, axes = canvas(height=1.1 + 0.72 * len(rules))
    said = []
    for row, rule in enumerate(rules):
        values = results.loc[results["rule"] == rule, "p"].sort_values().to_numpy()
        shift = [0.09 * (place % 5 - 2) for place in range(len(values))]  # apart, so that equal values show
        for p, down in zip(values, shift, strict=True):
            look = (BLUE, "o") if p < 0.05 else (ORANGE, "s")
            dot(axes, p, row + down, *look, size=36, edgecolor="white", linewidth=1)
        count = int((values < 0.05).sum())
        said.append(
            f"{rule}: {count} of {len(values)} below .05, from {p_text(values.min(), 3, '').strip('= ')} to "
            f"{p_text(values.max(), 3, '').strip('= ')}"
        )
    axes.axvline(0.05, color=INK, linewidth=1)
    label(axes, 0.05, -0.62, " .05", va="bottom")
    bare_rows(axes, [rule.replace(", ", ",\n") for rule in rules])
    log_axis(axes, [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4], [".005", ".01", ".02", ".05", ".1", ".2", ".4"])
    axes.set_xlabel("P value (log scale)")
    watermark(axes)
    sets = results.groupby(["table", "seed"]).ngroups
    return Picture(
        figure,
        f"{sets} simulated sets, {len(rules)} rules: only the first rule was built to print .038, and which side of "
        ".05 the others fall on depends on the set. Simulated.",
        f"Dots on a log scale of P values for {sets} simulated sets under {len(rules)} rules. {'. '.join(said)}.",
    )


def rules():
    """The simulated family under the rules of lesson 04."""
    return rules_across_family(weight.family_under_rules())
