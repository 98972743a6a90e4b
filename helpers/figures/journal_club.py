"""One picture for the session: raised hands before and after."""

from helpers.figures.style import BLUE, INK, ORANGE, canvas, watermark
from helpers.lessons.journal_club import ANSWERS
from helpers.show import Picture
from helpers.text import listed

ROUNDS = (("first vote", 0.19, BLUE, None), ("second vote", -0.19, ORANGE, "//"))


CLEAR = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}


def votes_picture(votes):
    """Hands per answer as two rows of bars, first vote above second; `votes` is a `session.Votes`.

    A simulated tally carries the word across the picture, in the caption and in the description.
    """
    figure, axes = canvas(height=3.9)
    most, words = 0, []
    for (name, shift, colour, hatch), hands in zip(ROUNDS, (votes.first, votes.second), strict=True):
        if hands is None:
            continue
        most = max(most, *hands)
        for row, count in enumerate(hands):
            axes.barh(row + shift, count, height=0.34, color=colour, hatch=hatch, edgecolor="white")
            label = f"{count}  {name}" if row == hands.index(max(hands)) else f"{count}"
            axes.text(count + 0.15, row + shift, f" {label}", va="center", fontsize=10, color=INK, bbox=CLEAR)
        given = listed(f"{answer} {count}" for answer, count in zip(ANSWERS, hands, strict=True))
        words.append(f"{name.capitalize()}, {sum(hands)} hands: {given}")
    axes.set_yticks(range(len(ANSWERS)), [answer.replace(" (", "\n(") for answer in ANSWERS])
    axes.set(xlabel="Raised hands", xlim=(0, most * 1.45), ylim=(-0.6, len(ANSWERS) - 0.4))
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.tick_params(axis="y", length=0)
    if votes.simulated:
        watermark(axes)
    status = "simulated, an invented club" if votes.simulated else "as counted in this room"
    sizes = listed(
        f"N = {sum(hands)} in the {name}"
        for (name, *_), hands in zip(ROUNDS, (votes.first, votes.second), strict=True)
        if hands
    )
    return Picture(
        figure,
        f"Raised hands for each answer ({sizes}; {status}).",
        f"Horizontal bars of raised hands for five answers from doubt, at the bottom, to confidence ({status}). {'. '.join(words)}.",
    )
