"""How much does a p-value say? Surprise, calibrations, replication and several chances.

A p-value measures how surprising the data are if the treatment does nothing. It is not the chance
that the treatment does nothing. Each function here turns a p-value into a quantity a reader asks for
and says which extra assumption that takes.

Worked example: tests/statistics/worked_p_values.ipynb.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.stats import ncx2, norm
from statsmodels.stats.multitest import multipletests

from helpers.arguments import finite_number, one_of, proportion

CALIBRATIONS = {
    "sellke_bayarri_berger": "effects under which a P value is the likelier the smaller it is, along one family of curves",
    "best_supported_alternative": "one effect, placed exactly on the observed one",
}
"""Ways to turn a two-sided p into a smallest Bayes factor for 'no effect', each with the class of effects in which
it is smallest. Neither is a limit outside its class, and the second is far kinder to the effect."""


SIDES = ("two-sided", "one-sided")


ADJUSTMENTS = {
    "bonferroni": "bonferroni",
    "holm": "holm",
    "hochberg": "simes-hochberg",
    "benjamini_hochberg": "fdr_bh",
    "benjamini_yekutieli": "fdr_by",
}
"""Our names for the adjustments, and what statsmodels calls them."""


REPLICATION_PRIORS = ("observed effect true", "flat")


def s_value(p):
    """How many heads in a row would be as surprising as this p? (the S-value, in bits).

    `p` is the p-value, above 0 and at most 1; ValueError otherwise. It says how surprising the data are under no
    effect and nothing about any effect.
    Source: Greenland 2019; Rafi & Greenland 2020.

    >>> round(s_value(0.038), 2)
    4.72
    """
    return -math.log2(_p_value(p)) + 0.0


def two_sided_from_one_sided(p):
    """The two-sided P value that goes with a one-sided one: twice as large, at most 1.

    A one-sided P above one half points away from the direction tested; it becomes 1.

    >>> two_sided_from_one_sided(0.019), two_sided_from_one_sided(0.97)
    (0.038, 1.0)
    """
    return min(1.0, 2 * _p_value(p))


def bayes_factor_bound(p, calibration="sellke_bayarri_berger", sides="two-sided"):
    """The smallest Bayes factor for 'no effect' against 'some effect' within one class of effects.

    0.34 means: for effects of that class the odds of 'no effect' shrink to 0.34 times what they were at the
    least, so the odds of an effect grow at most 1 / 0.34 = 3 times. `CALIBRATIONS` names the class of each
    `calibration`; an effect outside it can gain more. `p` is two-sided; say `sides="one-sided"` for a one-sided
    one, which is doubled first. From p = 1/e on, the first calibration gives 1 (no evidence either way).
    Source: Sellke, Bayarri & Berger 2001; Edwards, Lindman & Savage 1963 (best-supported effect).

    >>> round(bayes_factor_bound(0.038), 3), round(bayes_factor_bound(0.019, sides="one-sided"), 3)
    (0.338, 0.338)
    >>> round(bayes_factor_bound(0.038, "best_supported_alternative"), 3)
    0.116
    """
    one_of(sides, "sides", SIDES)
    one_of(calibration, "calibration", CALIBRATIONS)
    p = two_sided_from_one_sided(p) if sides == "one-sided" else _p_value(p)
    if calibration == "best_supported_alternative":
        return math.exp(-(_z(p) ** 2) / 2)
    return -math.e * p * math.log(p) if p < 1 / math.e else 1.0


def false_positive_risk(p, prior=0.5, calibration="sellke_bayarri_berger"):
    """The chance that there is no effect, given this p and the chance of an effect beforehand: its smallest value
    within one class of effects.

    `prior` is the chance of a real effect before the trial (0 to 1), `p` is two-sided. The answer depends on
    `calibration` (see `bayes_factor_bound`): always say which one was used. For an effect outside the class the
    chance can be smaller: 15/36 v 6/36 (p = .038 by Yates) leaves 0.058 at a prior of 0.5 by its largest
    likelihood ratio, `beliefs.largest_likelihood_ratio`. ValueError for a p or prior that is no share.

    >>> round(false_positive_risk(0.038, prior=0.5), 2)
    0.25
    >>> round(false_positive_risk(0.038, prior=0.5, calibration="best_supported_alternative"), 2)
    0.1
    """
    prior = proportion(prior, "prior")
    no_effect = (1 - prior) * bayes_factor_bound(p, calibration)
    # p underflowing to a bound of 0 with a prior of 0 leaves nothing to divide: no effect stays certain
    return 1.0 if prior == 0 else no_effect / (no_effect + prior)


def replication_probability(p, prior="observed effect true"):
    """The chance that an identical second trial has p < .05 in the same direction (normal approximation).

    `prior` names what is assumed about the true effect: "observed effect true" takes it to be exactly what
    was seen (kind: published effects tend to be too large); "flat" lets the data alone speak. It is a
    function of p and adds nothing to it: report p, not this. Source: Goodman 1992.

    >>> round(replication_probability(0.038), 3), round(replication_probability(0.038, prior="flat"), 3)
    (0.546, 0.532)
    """
    one_of(prior, "prior", REPLICATION_PRIORS)
    spread = 1.0 if prior == "observed effect true" else math.sqrt(2)
    return float(norm.cdf((_z(_p_value(p)) - norm.isf(0.025)) / spread))


def prediction_interval_for_next_p(p):
    """Where will the two-sided p of an identical second trial fall? (flat prior, normal approximation)

    Returns (low, high). The next p lies between them with a chance of 80 %, whichever way its effect points.
    Source: Cumming 2008.

    >>> low, high = prediction_interval_for_next_p(0.038)
    >>> round(low, 4), round(high, 2)
    (0.0001, 0.61)
    """
    expected = _z(_p_value(p))
    # The square of the next z is a non-central chi-squared variable: both directions fold together.
    squares = 2 * ncx2.isf([0.1, 0.9], df=1, nc=expected**2 / 2)
    return tuple(float(2 * norm.sf(math.sqrt(square))) for square in squares)


def adjust_p(p_values, method="holm"):
    """Adjust several p-values for having had several chances. Returns them in the order given.

    `method` is a name in `ADJUSTMENTS`. Bonferroni, Holm and Hochberg limit the chance of *any* false claim;
    the two Benjamini methods limit the share of false claims. Apply it when any one result would have counted
    as success; if all had to succeed, nothing is adjusted. Uses statsmodels; we only check the input.

    >>> adjust_p([0.038, 0.21, 0.34]).round(3).tolist()
    [0.114, 0.42, 0.42]
    """
    one_of(method, "method", ADJUSTMENTS)
    values = list(p_values) if np.ndim(p_values) == 1 else []
    if not values:
        raise ValueError(f"p_values is {p_values!r}: give a list of p-values, such as [0.038, 0.21]")
    values = [proportion(p, f"p-value number {place}") for place, p in enumerate(values, start=1)]
    return multipletests(values, method=ADJUSTMENTS[method])[1]


@dataclass(frozen=True)
class SignAndExaggeration:
    """What a significant result from a design is worth.

    `power`: chance of a significant result. `type_s`: chance that a significant result points the wrong way.
    `type_m`: by what factor significant results overstate the true effect on average. The last two are
    nan if the design cannot produce a significant result.
    """

    power: float
    type_s: float
    type_m: float


def type_s_m_normal(effect, standard_error, alpha=0.05):
    """Power, wrong-sign risk and exaggeration for a normally distributed estimate.

    `effect` is the true effect, not 0, and `standard_error` that of its estimate, in the same units. Returns
    `SignAndExaggeration`. Source: Gelman & Carlin 2014; closed form Lu, Qiu & Deng 2019.

    >>> risk = type_s_m_normal(effect=0.1, standard_error=0.1)
    >>> round(risk.power, 2), round(risk.type_s, 3), round(risk.type_m, 1)
    (0.17, 0.009, 2.5)
    """
    if not 1e-100 < abs(finite_number(effect, "effect")) < 1e100:
        raise ValueError(f"effect is {effect!r}: sign and exaggeration need a true effect other than 0")
    if not 1e-100 < finite_number(standard_error, "standard_error") < 1e100:
        raise ValueError(f"standard_error is {standard_error!r}: it must be a number above 0")
    critical = norm.isf(proportion(alpha, "alpha", inclusive=False) / 2)
    shift = min(abs(effect) / standard_error, 1000.0)  # beyond that nothing changes any more
    right, wrong = norm.sf(critical - shift), norm.sf(critical + shift)
    # mean of |estimate| over both tails, in standard errors, times the chance of being there
    in_tails = norm.pdf(critical - shift) + norm.pdf(critical + shift) + shift * (right - wrong)
    power = right + wrong
    return SignAndExaggeration(float(power), float(wrong / power), float(in_tails / power / shift))


def _p_value(p):
    """A p-value above 0 and at most 1."""
    if proportion(p, "p") == 0:
        raise ValueError(
            "p is 0: it must be above 0; if the paper prints 'p < 0.001', use 0.001 as its bound"
        )
    return float(p)


def _z(p):
    """The size of the z statistic behind a two-sided p."""
    return float(norm.isf(p / 2))
