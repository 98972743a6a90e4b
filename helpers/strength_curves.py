"""Curves and grids of how much a trial can say, ready for drawing: beliefs about placebo, power, risk by prior.

Nothing here is a new statistic: each function asks `trial_design`, `strength` or `beliefs` along an axis.
"""

import numpy as np
import pandas as pd
from scipy.special import logit
from scipy.stats import norm

from helpers.beliefs import PLACEBO_PRIORS
from helpers.strength import CALIBRATIONS, false_positive_risk
from helpers.trial_design import detectable_difference, sign_and_exaggeration


def placebo_prior_density(prior, steps=200):
    """A belief about the placebo response as a curve: columns rate (share) and density (per unit of share).

    `prior` has `mean` and `sd` on the logit scale, as in `beliefs.PLACEBO_PRIORS`.

    >>> from helpers.beliefs import PLACEBO_PRIORS
    >>> curve = placebo_prior_density(PLACEBO_PRIORS["atopic dermatitis trials"])
    >>> round(float(curve["rate"][curve["density"].idxmax()]), 2)
    0.34
    """
    rate = np.arange(1, steps) / steps
    density = norm.pdf(logit(rate), prior.mean, prior.sd) / (rate * (1 - rate))
    return pd.DataFrame({"rate": rate, "density": density})


def placebo_curves():
    """Every belief about placebo that the lessons use: name -> (its words, its curve).

    >>> list(placebo_curves())
    ['vague', 'atopic dermatitis trials']
    """
    return {name: (prior.description, placebo_prior_density(prior)) for name, prior in PLACEBO_PRIORS.items()}


def what_differences_give(placebo_rate, differences, n1, n2, tests=("fisher", "boschloo", "pearson")):
    """Power, wrong-direction share and exaggeration for several true differences and tests.

    Returns a DataFrame: test, difference, power, type_s, type_m (as `trial_design.sign_and_exaggeration`).

    >>> what_differences_give(0.25, [0.10], 36, 36, ["fisher"]).round(3).values.tolist()
    [['fisher', 0.1, 0.101, 0.009, 2.864]]
    """
    rows = []
    for test in tests:
        for difference in differences:
            found = sign_and_exaggeration(placebo_rate, float(difference), n1, n2, test)
            rows.append((test, float(difference), found.power, found.type_s, found.type_m))
    return pd.DataFrame(rows, columns=["test", "difference", "power", "type_s", "type_m"])


def detectable_differences(placebo_rates, n1, n2, tests=("fisher", "boschloo", "pearson"), power=0.8):
    """The true difference found with this power, by placebo rate and test: a DataFrame, rates down, tests across.

    >>> detectable_differences([0.25, 0.35], 36, 36, ["fisher"]).round(3)["fisher"].tolist()
    [0.351, 0.355]
    """
    rows = [[detectable_difference(rate, n1, n2, test, power) for test in tests] for rate in placebo_rates]
    return pd.DataFrame(rows, columns=list(tests), index=list(placebo_rates))


def risk_by_prior(p, priors):
    """The smallest chance of no effect for several prior chances of an effect, under both calibrations.

    Returns a DataFrame: prior, and one column per name in `strength.CALIBRATIONS`.

    >>> risk_by_prior(0.038, [0.5]).round(2).values.tolist()
    [[0.5, 0.25, 0.1]]
    """
    rows = [[prior, *(false_positive_risk(p, prior, name) for name in CALIBRATIONS)] for prior in priors]
    return pd.DataFrame(rows, columns=["prior", *CALIBRATIONS])
