"""Traffic lights for an appraisal: a shape, a colour and a word for each domain or question."""

import textwrap

from helpers.appraisal import JUDGEMENTS
from helpers.counts import one_of
from helpers.figures import AMBER, GREEN, GREY, INK, ORANGE, Picture, canvas
from helpers.wording import listed

LIGHTS = {
    "low concern": ("o", GREEN, "+"),
    "some concern": ("^", AMBER, "!"),
    "high concern": ("X", ORANGE, ""),
    "no information": ("s", "white", "?"),
}
"""Marker, fill and sign of each judgement: readable without colour."""

STUDIES = {"seo2024": "Seo 2024, phase 2 randomised trial", "shin2021": "Shin 2021, five people followed"}
"""How the two studies are named above their lines."""

LINE = 0.27


def traffic_light(frame, names=None, label="domain"):
    """One line per row of `frame` (study_id, judgement and the column `label`), grouped by study.

    `names` maps a study_id to the words above its lines; long names and labels are wrapped. Rows without a
    judgement (a blank form) are drawn as "no information". Raises ValueError for unknown judgements.
    """
    if frame.empty:
        raise ValueError("frame has no rows: judge at least one domain, or show the blank form as a table")
    names = names or {}
    lines, top = [], 0.0
    for study, group in frame.groupby("study_id", sort=False):
        title = textwrap.wrap(names.get(study, study), 52)
        lines.append(("title", top, title, None))
        top += len(title) * 0.8 + 0.5
        for row in group.to_dict("records"):
            judgement = row["judgement"] or "no information"
            one_of(judgement, "judgement", JUDGEMENTS)
            words = textwrap.wrap(str(row[label]), 33)
            lines.append(("light", top + 0.4 * (len(words) - 1), words, judgement))
            top += max(1.15, 0.8 * len(words) + 0.45)
        top += 0.5
    figure, axes = canvas(height=LINE * top + 0.1)
    for kind, place, words, judgement in lines:
        if kind == "title":
            middle = place + 0.4 * (len(words) - 1)
            axes.text(0.0, middle, "\n".join(words), fontsize=11, fontweight="bold", va="center", color=INK)
            continue
        marker, fill, sign = LIGHTS[judgement]
        edge = GREY if fill == "white" else fill
        axes.scatter(0.25, place, s=230, marker=marker, facecolor=fill, edgecolor=edge, linewidth=1.5)
        axes.text(0.25, place + 0.03, sign, ha="center", va="center", fontsize=11, fontweight="bold")
        axes.text(0.6, place, "\n".join(words), va="center", fontsize=10, linespacing=1.1)
        axes.text(6.9, place, judgement, va="center", ha="right", fontsize=10, color=INK)
    axes.set(xlim=(-0.05, 6.95), ylim=(top - 0.4, -0.7))
    axes.axis("off")
    judged = frame["judgement"].replace("", "no information")
    counts = [f"{int((judged == each).sum())} with {each}" for each in JUDGEMENTS if (judged == each).any()]
    words = "; ".join(
        f"{names.get(row.study_id, row.study_id)}, {getattr(row, label)}: {row.judgement or 'no information'}"
        for row in frame.itertuples()
    )
    return Picture(
        figure,
        f"{len(frame)} {label}s judged by the rule: {listed(counts)} (own wording, not the official tool; "
        "derived from our sources).",
        f"A list of {len(frame)} {label}s, each with a sign and a word. {words}.",
    )
