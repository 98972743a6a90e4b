"""The picture of lesson 00: how few people the claims rest on."""

from helpers.figures import BLUE, GREY, INK, Picture, canvas

PER_LINE = 45


def people_studied(studies):
    """One dot a person. `studies` is a DataFrame with study, participants (int) and ours (bool)."""
    lines = [-(-count // PER_LINE) for count in studies["participants"]]
    figure, axes = canvas(height=0.9 + 0.13 * sum(lines) + 0.36 * len(lines))
    top = 0.0
    for study, count, ours in studies[["study", "participants", "ours"]].itertuples(index=False):
        axes.text(-0.5, top, f"{study} (N = {count})", va="bottom", fontsize=10, color=INK)
        columns = [person % PER_LINE for person in range(count)]
        rows = [top + 0.9 + person // PER_LINE for person in range(count)]
        axes.scatter(
            columns, rows, s=9, marker="o" if ours else "s", color=BLUE if ours else GREY, linewidths=0
        )
        top = rows[-1] + 3.0
    axes.set(xlim=(-1, PER_LINE), ylim=(top - 1.6, -2.2))
    axes.axis("off")
    each = "; ".join(f"{row.study}: {row.participants}" for row in studies.itertuples())
    few, many = studies["participants"].min(), studies["participants"].max()
    return Picture(
        figure,
        "One dot is one person. Blue circles: the studies these lessons read. Grey squares: larger placebo-controlled "
        "trials of another cell product in the same disease (numbers of participants: published).",
        f"Dot chart with one dot per participant. {each}. The smallest study has {few} people, the largest {many}.",
    )
