"""Pictures of lesson 01 on people without treatment: placebo groups, selection and fluctuation.

Every function draws values that the lesson has read from the ledger or computed; none computes a statistic,
except that `selection_control` asks `helpers.fluctuation` for the values that its sliders name.
"""

import numpy as np

from helpers.figures import BLUE, GREY, INK, ORANGE, SKY, Picture, canvas, placebo_band, watermark
from helpers.fluctuation import decompose
from helpers.wording import number

RISE = "#444444"


def placebo_strip(rows, low, high):
    """Placebo EASI-50 by trial: the pooled mean, the trials behind the range, and those left out (grey).

    `rows` is the table of `helpers.placebo.placebo_rows`; `low` and `high` the range in %.
    """
    figure, axes = canvas(height=1.2 + 0.5 * len(rows))
    words, ticks = [], []
    for place, row in enumerate(rows.itertuples(index=False)):
        y = place + (0.5 if not row.used else 0)
        colour = (BLUE if row.pooled else ORANGE) if row.used else GREY
        if not np.isnan(row.low):
            axes.plot([row.low, row.high], [y, y], color=colour, linewidth=4 if row.pooled else 1.6, zorder=2)
        axes.scatter(
            row.percent, y, s=80 if row.pooled else 50, marker="D" if row.pooled else "s", zorder=3,
            facecolor=colour if row.used else "white", edgecolor=colour, linewidth=1.6,
        )  # fmt: skip
        size = f"N = {row.N}" if row.N != "" else "N not in our sources"
        size += ", inferred" if "N inferred" in row.counts else ""
        detail = "mean of trials" if row.pooled else size
        ticks.append((y, f"{short(row.trial)}\n{row.why_not or detail}"))
        limits = f" ({number(row.low)} to {number(row.high)})" if not np.isnan(row.low) else ""
        left_out = f", left out: {row.why_not}" if row.why_not else ""
        words.append(f"{row.trial}: {number(row.percent)} %{limits}, {detail}, {row.status}{left_out}")
    axes.set_yticks([y for y, _ in ticks], [text for _, text in ticks], fontsize=9)
    axes.axhline(rows["used"].sum() - 0.25, color=GREY, linewidth=0.8)
    placebo_band(axes, low, high, label="range by design")
    axes.set(xlim=(0, 60), ylim=(len(rows) + 0.1, -0.6), xlabel="EASI-50 on placebo (% of the arm)")
    axes.tick_params(axis="y", length=0)
    return Picture(
        figure,
        f"Placebo groups: the pooled mean (diamond), {(rows['used'] & ~rows['pooled']).sum()} single trials at week 12 "
        f"(filled squares) and {(~rows['used']).sum()} results left out (open squares). Published shares; lines: 95 % "
        "limits, printed for the mean, computed where counts are printed or inferred. Shaded: the range by design, "
        "not an interval with a guarantee.",
        f"Share of people with EASI-50 on placebo. {'. '.join(words)}. The range by design runs from {low} to {high} %.",
    )


def short(trial):
    """A trial's name short enough for an axis.

    >>> short("FURESTEM-AD phase 3, first")
    'FURESTEM phase 3, first'
    """
    for long, brief in (
        ("FURESTEM-AD", "FURESTEM"), ("Placebo response, 24 trials", "Pooled, 24 trials"),
        (" monotherapy", ""), ("second (other source)", "second*"),
    ):  # fmt: skip
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
    for scores, reached in zip(table[visits].head(shown).to_numpy(), responding[:shown], strict=True):
        axes.plot(
            range(3), scores, color=ORANGE if reached else GREY, linewidth=1.5 if reached else 0.7,
            alpha=0.95 if reached else 0.55, linestyle="--" if reached else "-", zorder=2 if reached else 1,
        )  # fmt: skip
    axes.plot(range(3), means, color=BLUE, linewidth=3.5, marker="o", markersize=8, zorder=4)
    for place, mean in enumerate(means):
        axes.annotate(
            number(mean), (place, mean), xytext=(0, 9), textcoords="offset points", ha="center", fontsize=11,
            weight="bold", color=BLUE, zorder=5, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.8},
        )  # fmt: skip
    axes.plot([-0.15, 2.04], [threshold, threshold], color=INK, linewidth=1, linestyle=":")
    axes.text(2.07, threshold, f"entry:\n{threshold:g} or more", va="center", fontsize=9)
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

    `table` is that of `helpers.fluctuation.decompose` (%), `low` and `high` the placebo range in %.
    """
    labels = [f"{reliability:g}" for reliability in table.index.tolist()]
    return _stacked(
        labels,
        table["unselected"].tolist(),
        table["selected at two visits"].tolist(),
        (low, high),
        "reliability (correlation\nof two visits)",
        "Nobody is treated: EASI-50 after selection at two visits, by how steady the score is. Dark: plain fluctuation; "
        "light: added by selection (regression to the mean). Computed from an assumed model; shaded: placebo range.",
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
        "plain fluctuation; light: added by selection. Computed from an assumed model; shaded: placebo range.",
        "",
    )


def selection_control(reliability, threshold):
    """The picture of `selection_bars` for the values of two sliders, over the placebo range of 25 to 45 %."""
    row = decompose(reliability, threshold=threshold).iloc[0]
    return selection_bars(row, reliability, threshold, 25, 45)


def _stacked(labels, plain, total, band, axis_label, caption, word):
    figure, axes = canvas(height=1.5 + 0.5 * len(labels))
    places = range(len(labels))
    axes.barh(places, plain, height=0.55, color=BLUE, label="plain fluctuation")
    added = np.subtract(total, plain)
    axes.barh(
        places,
        added,
        left=plain,
        height=0.55,
        color=SKY,
        hatch="//",
        edgecolor=BLUE,
        label="added by selection",
    )
    words = []
    for place, extra, whole in zip(places, added, total, strict=True):
        axes.text(
            whole + 0.8, place, f"{number(whole)} %", va="center", fontsize=10, weight="bold", color=RISE
        )
        words.append(
            f"{word}{labels[place].replace(chr(10), ' ')}: {number(whole)} %, of which {number(extra)} points by selection"
        )
    placebo_band(axes, *band)
    axes.set_yticks(places, labels)
    axes.set(
        xlim=(0, 50),
        ylim=(len(labels) - 0.5, -0.6),
        ylabel=axis_label,
        xlabel="EASI-50 without treatment (%)",
    )
    figure.legend(loc="outside upper center", ncols=2, handlelength=1.4, columnspacing=1.2)
    return Picture(
        figure,
        caption,
        f"Stacked bars of the share of untreated people with EASI-50. {'; '.join(words)}. The placebo range of "
        f"{band[0]} to {band[1]} % lies behind.",
    )
