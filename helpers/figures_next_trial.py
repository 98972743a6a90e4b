"""Pictures for the next trial and for the reader: people needed, assurance, and how well confidence held."""

from helpers.figures import BLUE, GREEN, GREY, MARKERS, ORANGE, Picture, canvas, placebo_band, watermark
from helpers.wording import number, percent


def sizes_figure(sizes, mark, placebo, power):
    """People per arm over the placebo rate, one line a difference.

    `sizes` is the DataFrame of `synthesis.sizes_by_placebo`; `mark` is (placebo rate, difference) to point
    at; `placebo` the range in %; `power` a share.
    """
    figure, axes = canvas(height=3.9)
    placebo_band(axes, *placebo, "x")
    words = []
    end = 100 * sizes.index.max()
    for difference, colour, marker in zip(sizes.columns, (ORANGE, BLUE, GREEN), MARKERS, strict=False):
        known = sizes[difference].dropna()
        rates = 100 * known.index
        axes.plot(rates, known, color=colour)
        axes.scatter(rates[::2], known.iloc[::2], marker=marker, s=36, color=colour)
        axes.text(rates[-1] + 1, known.iloc[-1], f"+{100 * difference:.0f}\npoints", va="center", fontsize=10)
        words.append(
            f"+{100 * difference:.0f} points: {number(known.iloc[0], 0)} at {number(rates[0], 0)} % placebo "
            f"response, {number(known.max(), 0)} at most"
        )
    rate, difference = mark
    wanted = sizes.loc[rate, difference]
    axes.annotate(
        f"{number(wanted, 0)} per arm", (100 * rate, wanted), xytext=(100 * rate, 1.55 * wanted), fontsize=10, ha="center",
        fontweight="bold", arrowprops={"arrowstyle": "-", "color": GREY},
    )  # fmt: skip
    axes.set(xlim=(100 * sizes.index.min() - 1, end + 10), ylim=(0, None))
    axes.set_xlabel("True EASI-50 on placebo, %")
    axes.set_ylabel("People analysed per arm")
    return Picture(
        figure,
        f"With {percent(power, 0)} power the size of the next trial hangs on the difference looked for more than on "
        f"the placebo rate: {number(wanted, 0)} per arm for {percent(rate, 0)} v {percent(rate + difference, 0)} "
        "(derived; rates assumed).",
        f"Lines of people per arm against the placebo rate, for {percent(power, 0)} power. {'; '.join(words)}. At "
        f"{percent(rate, 0)} v {percent(rate + difference, 0)}: {number(wanted, 0)} per arm. A shaded band marks "
        f"placebo rates of {placebo[0]} to {placebo[1]} %.",
    )


def assurance_figure(readers, n_per_arm, power):
    """Chance of success before and after the published trial; `readers` from `synthesis.assurance_by_reader`."""
    figure, axes = canvas(height=0.85 * len(readers) + 1.2)
    axes.axvline(100 * power, color=GREY, linestyle="--", linewidth=1)
    axes.text(100 * power - 1, -0.72, f"power {percent(power, 0)}", ha="right", va="center", fontsize=9)
    words = []
    for place, row in enumerate(readers.itertuples()):
        axes.scatter(
            100 * row.before,
            place,
            s=80,
            marker="o",
            facecolor="white",
            edgecolor=BLUE,
            linewidth=2,
            zorder=4,
        )
        axes.plot([100 * row.after_low, 100 * row.after_high], [place, place], color=ORANGE, linewidth=7)
        axes.text(100 * row.before, place + 0.3, "before", ha="center", va="center", fontsize=9, color=BLUE)
        axes.text(
            50 * (row.after_low + row.after_high), place - 0.28, "after", ha="center", va="center", fontsize=9,
            color="#A34700", bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )  # fmt: skip
        words.append(
            f"{row.reader}: {percent(row.before, 0)} before, {percent(row.after_low, 0)} to "
            f"{percent(row.after_high, 0)} after"
        )
    axes.set_yticks(range(len(readers)), readers["reader"])
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(0, 100), ylim=(len(readers) - 0.4, -0.95))
    axes.set_xlabel("Chance that the next trial succeeds, %")
    return Picture(
        figure,
        f"Assurance with {n_per_arm} per arm: {percent(readers['before'].min(), 0)} to "
        f"{percent(readers['before'].max(), 0)} before Seo's trial, depending on the reader, and "
        f"{percent(readers['after_low'].min(), 0)} to {percent(readers['after_high'].max(), 0)} after it; the nominal power "
        f"is {percent(power, 0)} (derived; {len(readers)} assumed priors, a few compatible tables).",
        f"Chance of a significant result in favour of the cells with {n_per_arm} people per arm. {'; '.join(words)}. "
        f"A dashed line marks the nominal power of {percent(power, 0)}.",
    )


def calibration(table, simulated=False):
    """Share right against stated confidence, with Wilson intervals; `table` from `synthesis.calibration_table`.

    `simulated=True` marks the picture of an invented reader. Raises ValueError for an empty table.
    """
    if table.empty:
        raise ValueError("table is empty: no prediction with a confidence was revealed yet")
    figure, axes = canvas(height=3.9)
    if simulated:
        watermark(axes)
    axes.plot([0, 100], [0, 100], color=GREY, linestyle="--", linewidth=1.5)
    axes.text(12, 19, "as sure as right", rotation=37, fontsize=10, color="#555555", ha="center", va="center")
    words = []
    for row in table.itertuples():
        axes.plot([row.confidence] * 2, [100 * row.low, 100 * row.high], color=BLUE, linewidth=2)
        axes.scatter(row.confidence, 100 * row.share, s=70, marker="o", color=BLUE, zorder=3)
        above = 100 * row.share < row.confidence
        axes.text(
            row.confidence, 100 * (row.low if above else row.high) + (-6 if above else 6),
            f"{row.hits}/{row.predictions}", ha="center", va="center", fontsize=10,
        )  # fmt: skip
        words.append(f"{row.band} sure: {row.hits} of {row.predictions} right")
    axes.set(xlim=(0, 104), ylim=(-10, 110), yticks=range(0, 101, 20))
    axes.set_xlabel("How sure, %")
    axes.set_ylabel("Share of predictions that were right, %")
    whose = "A simulated reader" if simulated else "Your predictions"
    total, hits = int(table["predictions"].sum()), int(table["hits"].sum())
    return Picture(
        figure,
        f"{whose}: {hits} of {total} predictions were right; points below the dashed line mean more confidence than "
        f"hits (N = {total} predictions{', simulated' if simulated else ''}).",
        f"Calibration plot{' of an invented reader, simulated' if simulated else ''}: share right against stated "
        f"confidence, with 95 % intervals. {'; '.join(words)}.",
    )
