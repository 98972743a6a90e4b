"""The simulated family of phase 2 under several analysis rules, in one picture. No statistic is computed here.

Nobody in it exists; it carries the watermark and the word simulated. The other pictures of simulated
participants are in `helpers.figures_participants`.
"""

from helpers.figures import BLUE, INK, ORANGE, Picture, canvas, watermark
from helpers.wording import p_text


def rules_across_family(results):
    """The same sets under several analysis rules: one dot per simulated set, P-value across.

    `results` has the columns rule, table, seed and p.
    """
    rules = list(dict.fromkeys(results["rule"]))
    figure, axes = canvas(height=1.1 + 0.72 * len(rules))
    said = []
    for row, rule in enumerate(rules):
        values = results.loc[results["rule"] == rule, "p"].sort_values().to_numpy()
        shift = [0.09 * (place % 5 - 2) for place in range(len(values))]  # apart, so that equal values show
        for p, up in zip(values, shift, strict=True):
            below = p < 0.05
            axes.plot(p, -row + up, "o" if below else "s", color=BLUE if below else ORANGE, markersize=6,
                      markeredgecolor="white")  # fmt: skip
        count = int((values < 0.05).sum())
        said.append(
            f"{rule}: {count} of {len(values)} below .05, from {p_text(values.min(), 3, '').strip('= ')} to "
            f"{p_text(values.max(), 3, '').strip('= ')}"
        )
    axes.axvline(0.05, color=INK, linewidth=1)
    axes.text(0.05, 0.62, " .05", fontsize=10, va="bottom")
    axes.set_yticks([-row for row in range(len(rules))], [rule.replace(", ", ",\n") for rule in rules])
    axes.set_xscale("log")
    axes.set_xticks([0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4], [".005", ".01", ".02", ".05", ".1", ".2", ".4"])
    axes.minorticks_off()
    axes.set(xlabel="P-value (log scale)", ylim=(0.55 - len(rules), 0.6))
    watermark(axes)
    sets = results.groupby(["table", "seed"]).ngroups
    return Picture(
        figure,
        f"{sets} simulated sets, {len(rules)} rules: only the first rule was built to print .038, and which side of "
        ".05 the others fall on depends on the set. Simulated.",
        f"Dots on a log scale of P-values for {sets} simulated sets under {len(rules)} rules. {'. '.join(said)}.",
    )
