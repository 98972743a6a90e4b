"""The 3+3 dose escalation design, for contrast: how often does it stop, and which dose does it pick?

The phase 1 trial read in this course randomised two fixed doses; it was not an escalation. Readers
meet 3+3 designs so often that its odds are worth knowing.

Worked example: tests/worked_trial_design.ipynb.
"""

import itertools

import numpy as np
import pandas as pd

from helpers.counts import proportion, several


def escalation_probability(toxicity_rate):
    """The chance that a 3+3 design moves on from a dose at which this share has a dose-limiting toxicity.

    Escalate after 0 of 3, or after 1 of 3 followed by 0 of 3 more. `toxicity_rate` is a share (0 to 1).
    Source: Storer 1989.

    >>> round(escalation_probability(0.3), 3)
    0.494
    """
    rate = proportion(toxicity_rate, "toxicity_rate")
    none_of_three = (1 - rate) ** 3
    one_of_three = 3 * rate * (1 - rate) ** 2
    return min(1.0, none_of_three + one_of_three * none_of_three)  # no rounding dust above 1


def three_plus_three(toxicity_rates):
    """How likely does a 3+3 design recommend each dose? (no de-escalation: the last dose passed is taken)

    `toxicity_rates` are the true shares with a dose-limiting toxicity, lowest dose first; they may not fall.
    Returns a DataFrame with one row for "none" and one per dose: `toxicity_rate` and `chance`. ValueError for
    an empty list, a rate outside 0 to 1, or rates that fall with the dose. Source: Storer 1989.

    >>> three_plus_three([0.05, 0.1, 0.2, 0.35, 0.5])["chance"].round(3).tolist()
    [0.027, 0.091, 0.257, 0.377, 0.205, 0.043]
    """
    rates = several(toxicity_rates, "toxicity_rates", "[0.05, 0.10, 0.20], one share per dose")
    rates = [proportion(rate, f"toxicity rate of dose {dose}") for dose, rate in enumerate(rates, 1)]
    if any(later < earlier for earlier, later in itertools.pairwise(rates)):
        raise ValueError(f"toxicity_rates is {rates}: list the lowest dose first; rates may not fall")
    reached = np.cumprod([1.0] + [escalation_probability(rate) for rate in rates])
    chance = reached - np.append(reached[1:], 0.0)  # passed this dose, stopped at the next
    names = ["none"] + [f"dose {dose}" for dose in range(1, len(rates) + 1)]
    table = pd.DataFrame({"recommended": names, "toxicity_rate": [float("nan"), *rates], "chance": chance})
    return table.set_index("recommended")
