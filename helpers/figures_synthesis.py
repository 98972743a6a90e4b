"""Pictures of what is believed now: trials side by side, a pool of two, a belief before and after, 100 people.

Values come in computed; results of the trial without printed counts are drawn as a band, never as a point.
"""

import numpy as np

from helpers.beliefs import reader_prior_to_posterior
from helpers.figures import AMBER, BLUE, GREEN, GREY, INK, ORANGE, PURPLE, SKY, Picture, canvas
from helpers.wording import number, points, points_range

CLEAR = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
"""Box behind words that a line would otherwise cross."""


def _band(axes, place, inner, low, high, colour=BLUE):
    """A set of tables: a block from the smallest to the largest difference, a thin bar over all intervals."""
    axes.plot([100 * low[0], 100 * high[1]], [place, place], color=colour, linewidth=1.5, zorder=2)
    width = 100 * (inner[1] - inner[0])
    axes.barh(
        place, width, left=100 * inner[0], height=0.34, color=SKY, edgecolor=colour, hatch="////", zorder=3
    )


def evidence_forest(trials, band, statuses):
    """Risk differences at week 12 side by side.

    `trials` maps a label to a `proportions.Interval` (shares); `band` is (label, `detective.Envelope`); `statuses`
    holds a line of small print per row, trials first and the band last.
    """
    label, shared = band
    figure, axes = canvas(height=1.15 * (len(trials) + 1) + 1.0)
    axes.axvline(0, color=GREY, linewidth=1, zorder=1)
    words = []
    for place, (name, found) in enumerate(trials.items()):
        axes.plot([100 * found.low, 100 * found.high], [place, place], color=ORANGE, linewidth=2.5)
        axes.scatter(100 * found.estimate, place, s=75, marker="s", color=ORANGE, zorder=3)
        words.append(
            f"{name}: {points(found.estimate, signed=True)}, interval {points_range(found.low, found.high)}"
        )
    last = len(trials)
    _band(axes, last, shared.risk_difference, shared.low, shared.high)
    for place, text in enumerate([*trials, label]):
        axes.text(-20, place - 0.36, text, fontsize=10, fontweight="bold", va="center", color=INK, bbox=CLEAR)
        axes.text(-20, place + 0.27, statuses[place], fontsize=9, va="center", color="#555555", bbox=CLEAR)
    axes.text(
        0, last + 0.62, "no difference", ha="center", va="center", fontsize=9, color="#555555", bbox=CLEAR
    )
    axes.set(xlim=(-20, 60), ylim=(last + 0.85, -0.75), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("EASI-50, cells minus placebo, percentage points")
    overlap = [name for name, found in trials.items() if found.high >= shared.low[1]]
    return Picture(
        figure,
        f"Two trials of another cell product lie near zero; the {shared.tables} tables compatible with Seo's P value "
        f"lie higher, yet all their intervals overlap with those of {len(overlap)} of the {len(trials)} trials (counts "
        "of the first derived, of the second assumed; the band is derived and is no estimate).",
        f"Forest plot of differences in EASI-50 at week 12. {'. '.join(words)}. {label}, drawn as a hatched band "
        f"without a point: differences {points_range(*shared.risk_difference)}, lower limits "
        f"{points_range(*shared.low)}, upper limits {points_range(*shared.high)}, over {shared.tables} tables.",
    )


def pooled_intervals(views, k):
    """One interval per way of pooling the same `k` trials; `views` has method, estimate, low, high (shares)."""
    figure, axes = canvas(height=0.72 * len(views) + 1.0)
    axes.axvline(0, color=GREY, linewidth=1, zorder=1)
    styles = zip([GREY, GREEN, PURPLE, ORANGE], "D^os", strict=True)
    words = []
    for (place, row), (colour, marker) in zip(enumerate(views.itertuples()), styles, strict=False):
        axes.plot([100 * row.low, 100 * row.high], [place, place], color=colour, linewidth=2.5)
        axes.scatter(100 * row.estimate, place, s=70, marker=marker, color=colour, zorder=3)
        limits = points_range(row.low, row.high)
        axes.text(-64, place - 0.38, f"{row.method}: {limits}", fontsize=10, va="center", bbox=CLEAR)
        words.append(f"{row.method}: {points(row.estimate, signed=True)}, {limits}")
    axes.set(xlim=(-64, 64), ylim=(len(views) - 0.6, -0.75), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("Pooled difference, percentage points")
    widths = views["high"] - views["low"]
    ratio = float(widths.max() / widths.min())
    return Picture(
        figure,
        f"The same {k} trials pooled in {len(views)} ways: the widest interval is {number(ratio, 0)} times the "
        "narrowest (derived; counts derived for one trial, assumed for the other).",
        f"Pooled differences with 95 % intervals, {k} trials. {'. '.join(words)}.",
    )


def belief_update(prior, low_factor, high_factor):
    """Chance before and after for any reader; `prior` in %, factors the smallest and largest Bayes factor."""
    before = np.linspace(0, 1, 101)
    low, high = (
        [100 * reader_prior_to_posterior(share, factor) for share in before]
        for factor in (low_factor, high_factor)
    )
    least, most = (
        100 * reader_prior_to_posterior(prior / 100, factor) for factor in (low_factor, high_factor)
    )
    figure, axes = canvas(height=3.9)
    axes.fill_between(100 * before, low, high, color=SKY, alpha=0.35, linewidth=0)
    axes.plot(100 * before, low, color=BLUE, linewidth=1.5)
    axes.plot(100 * before, high, color=BLUE, linewidth=1.5)
    axes.plot([0, 100], [0, 100], color=GREY, linestyle="--", linewidth=1.5)
    axes.text(67, 59, "no news", rotation=38, color="#555555", fontsize=10, ha="center", va="center")
    axes.plot([prior, prior], [least, most], color=ORANGE, linewidth=4, zorder=4)
    axes.scatter([prior, prior], [least, most], marker="D", s=45, color=ORANGE, zorder=5)
    axes.plot([prior, prior], [0, least], color=ORANGE, linewidth=1, linestyle=":", zorder=3)
    words = f"{number(prior, 0)} % becomes\n{number(least, 0)} to {number(most, 0)} %"
    # beside the mark where there is room, below the curves for readers who start low
    beside = 42 if prior < 40 else min(prior + 4, 70)
    axes.text(beside, 14, words, fontsize=10, va="center", color="#A34700", fontweight="bold", bbox=CLEAR)
    axes.set(xlim=(0, 100), ylim=(0, 100))
    axes.set_xlabel("Chance that it works, before, %")
    axes.set_ylabel("Chance after, %")
    return Picture(
        figure,
        f"A reader who starts at {number(prior, 0)} % ends between {number(least, 0)} and {number(most, 0)} %, "
        "depending on which compatible table is behind the P value (derived; chance error only, prior the reader's "
        "or assumed).",
        f"Chance after against chance before, with a band between Bayes factors of {number(low_factor)} and "
        f"{number(high_factor)} above the diagonal of no news. At {number(prior, 0)} % before, the band runs from "
        f"{number(least, 0)} to {number(most, 0)} % after.",
    )


def hundred_people(placebo, low, high):
    """Two groups of 100: who improves by half anyway, and who does so because of the cells, at each limit.

    `placebo` is the share on placebo (assumed), `low` and `high` the ends of the risk difference (shares).
    """
    base = round(100 * placebo)
    extras = [round(100 * low), min(round(100 * high), 100 - base)]
    figure, both = canvas(height=3.75, columns=2)
    for axes, extra, title in zip(both, extras, ("lowest limit", "highest limit"), strict=True):
        kinds = [
            (0, base, "o", BLUE, BLUE),
            (base, base + extra, "D", AMBER, ORANGE),
            (base + extra, 100, "o", "white", GREY),
        ]
        for start, stop, marker, fill, edge in kinds:
            people = np.arange(start, stop)
            axes.scatter(
                people % 10, people // 10, s=52, marker=marker, facecolor=fill, edgecolor=edge, linewidth=1
            )
        axes.set(xlim=(-0.7, 9.7), ylim=(15.2, -0.8), aspect="equal")
        axes.axis("off")
        axes.set_title(title, fontsize=11, loc="center")
        lines = [
            ("o", BLUE, BLUE, f"{base} on placebo too"),
            ("D", AMBER, ORANGE, f"{extra} more with cells"),
            ("o", "white", GREY, f"{100 - base - extra} with neither"),
        ]
        for place, (marker, fill, edge, text) in enumerate(lines):
            height = 11.1 + 1.5 * place
            axes.scatter(0, height, s=52, marker=marker, facecolor=fill, edgecolor=edge, linewidth=1)
            axes.text(0.8, height, text, va="center", fontsize=10)
    return Picture(
        figure,
        f"Out of 100 people, between {extras[0]} and {extras[1]} would improve by half because of the cells: both ends "
        f"are compatible with the printed P value (derived; {base} of 100 on placebo is assumed).",
        f"Two arrays of 100 people. In both, {base} reach EASI-50 on placebo too. At the lowest limit of any compatible "
        f"table {extras[0]} more reach it with cells and {100 - base - extras[0]} do not; at the highest limit "
        f"{extras[1]} more do and {100 - base - extras[1]} do not.",
    )
