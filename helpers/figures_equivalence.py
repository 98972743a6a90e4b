"""Pictures of "no difference": how much it leaves open, and what showing equivalence would take.

Every function draws values that the lesson has computed; none computes a statistic.
"""

from helpers.figures import BLUE, GREY, INK, ORANGE, SKY, Picture, canvas
from helpers.wording import people, percent, points, points_range


def differences_open(pairs, intervals, remarks, margin=None):
    """Risk differences with their intervals, all of them "no difference" by the usual P value.

    `pairs` are (responders 1, people 1, responders 2, people 2), each with its Interval (shares) and its
    remark; `margin` (a share) shades what a reader may call close enough.

    >>> from helpers.proportions import Interval
    >>> found = Interval(0.0, -0.359, 0.359, 0.95, "newcombe")
    >>> picture = differences_open([(7, 10, 7, 10)], [found], ["assumed"])
    >>> "7/10 v 7/10 (assumed): -35.9 to +35.9 points" in picture.description
    True
    """
    figure, axes = canvas(height=1.35 + 0.62 * len(pairs))
    words = []
    if margin is not None:
        axes.axvspan(-100 * margin, 100 * margin, color=SKY, alpha=0.25, linewidth=0, zorder=0)
        label = f"within {points(margin, 0)}"
        axes.text(
            0,
            1.0,
            label,
            transform=axes.get_xaxis_transform(),
            color="#1F6391",
            fontsize=9,
            ha="center",
            va="bottom",
        )
    axes.axvline(0, color=GREY, linewidth=1, zorder=1)
    rows = zip(pairs, intervals, remarks, strict=True)
    for place, ((x1, n1, x2, n2), found, remark) in enumerate(rows):
        colour, marker = (ORANGE, "s") if place == 0 else (BLUE, "o")
        axes.plot([100 * found.low, 100 * found.high], [place, place], color=colour, linewidth=3)
        axes.scatter(100 * found.estimate, place, s=75, marker=marker, color=colour, zorder=3)
        name = f"{people(x1, n1)} v {people(x2, n2)}"
        limits = points_range(found.low, found.high, 0).removesuffix(" points")
        axes.text(-50, place - 0.15, f"{name}, {remark}", ha="left", va="bottom", fontsize=10)
        axes.text(50, place - 0.15, limits, ha="right", va="bottom", fontsize=10, color=INK)
        words.append(f"{name} ({remark}): {points_range(found.low, found.high)}")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(-52, 52)
    axes.set_ylim(len(pairs) - 0.65, -0.75)
    axes.set_xlabel("difference in response, points")
    sizes = sorted({size for pair in pairs for size in (pair[1], pair[3])})
    open_to = [100 * found.high for found in intervals if abs(found.estimate) < 1e-12]
    caption = (
        f"Even identical groups of {sizes[-1]} leave differences of {min(open_to):.0f} to {max(open_to):.0f} "
        "points open to either side (95 % intervals; derived)."
        if len(open_to) > 1
        else "What each result leaves open (95 % intervals; derived)."
    )
    shade = f" Shaded: within {points(margin, 0)} of zero." if margin is not None else ""
    return Picture(
        figure, caption, f"Differences in response with 95 % intervals. {'; '.join(words)}.{shade}"
    )


def equivalence_ladder(ladder, have, rate):
    """How many people per arm each margin needs, beside the number there were.

    `ladder` is a DataFrame with columns margin (share), per_arm, outcomes and of; `have` is people per
    arm, `rate` the share of responders that was assumed in both arms.

    >>> import pandas as pd
    >>> ladder = pd.DataFrame({"margin": [0.1], "per_arm": [390], "outcomes": [0], "of": [121]})
    >>> "10 points: 390 per arm, 0 of 121 outcomes" in equivalence_ladder(ladder, 10, 0.65).description
    True
    """
    figure, axes = canvas(height=1.6 + 0.5 * len(ladder))
    words = []
    for place, row in enumerate(ladder.itertuples()):
        axes.plot([have, row.per_arm], [place, place], color=BLUE, linewidth=1.5, zorder=1)
        axes.scatter(row.per_arm, place, s=80, color=BLUE, zorder=3)
        axes.text(row.per_arm * 1.18, place, f"{row.per_arm}", va="center", ha="left")
        axes.text(4500, place, f"{row.outcomes} of {row.of}", va="center", ha="right", fontsize=10)
        words.append(f"{points(row.margin, 0)}: {row.per_arm} per arm, {row.outcomes} of {row.of} outcomes")
    axes.vlines(have, -0.5, len(ladder) - 0.5, color=ORANGE, linestyle="--", zorder=2)
    axes.text(have, -0.62, f"there were\nabout {have}", color=ORANGE, ha="center", va="bottom", fontsize=10)
    axes.text(4500, -0.62, f"outcomes that\ncan show it, n = {have}", ha="right", va="bottom", fontsize=10)
    axes.set_yticks(range(len(ladder)), [points(margin, 0) for margin in ladder["margin"]])
    axes.tick_params(axis="y", length=0)
    axes.set_xscale("log")
    axes.set_xlim(3, 5000)
    axes.set_xticks([10, 30, 100, 300, 1000], ["10", "30", "100", "300", "1000"])
    axes.minorticks_off()
    axes.set_ylim(len(ladder) - 0.5, -1.75)
    axes.set(xlabel="people needed per arm (log scale)", ylabel="margin")
    caption = (
        f"No rung of the equivalence ladder is reached with {have} people per arm "
        f"(derived; 80 % power, 5 % level, both arms assumed at {percent(rate, 0)})."
        if (ladder["per_arm"] > have).all()
        else f"Which rungs of the equivalence ladder {have} people per arm reach "
        f"(derived; 80 % power, 5 % level, both arms assumed at {percent(rate, 0)})."
    )
    description = (
        f"People per arm needed to show equivalence, by margin, beside the {have} per arm there were, and how "
        f"many outcomes of {have} v {have} could show it at all. {'; '.join(words)}."
    )
    return Picture(figure, caption, description)
