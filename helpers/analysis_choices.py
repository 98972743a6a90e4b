"""What the analysis costs or changes, with the same people: cutting a score, adjusting for baseline, sites.

Each function prices one choice that a small trial makes before its P-value exists. Counts are
`(x1, n1, x2, n2)`, the treated arm first.
"""

import math
import numbers
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri
from scipy.stats import chi2
from statsmodels.stats.power import TTestIndPower

from helpers.counts import arm_sizes, proportion, two_groups, whole_number
from helpers.next_trial import power_t, sample_size
from helpers.trial_design import power


@dataclass(frozen=True)
class CuttingCost:
    """What is lost when a score is cut into responder or not.

    `difference_in_sd`: how far apart the arms' mean log change is, in standard deviations. `power_score`,
    `power_responders`: power of the t test and of the responder comparison with the same people.
    `n_score`, `n_responders`: people per arm for the target power; `wasted` is the share of people that the
    responder comparison needs on top, 1 - n_score / n_responders.
    """

    difference_in_sd: float
    power_score: float
    power_responders: float
    n_score: int
    n_responders: int

    @property
    def wasted(self):
        """Share of the responder trial's people that analysing the score would have saved."""
        return 1 - self.n_score / self.n_responders


def cutting_cost(rate1, rate2, n_per_arm, test="pearson", target=0.8, alpha=0.05):
    """How much power goes when a normal score with the same spread in both arms is cut at one point?

    `rate1` and `rate2` are the true responder rates; they fix how far apart the means are, whatever the cut.
    Model: the log of the EASI ratio is normal with one standard deviation, and nobody is missing. Returns a
    `CuttingCost`. ValueError for rates of 0, 1 or equal rates. Source: Altman & Royston 2006.

    >>> cost = cutting_cost(0.60, 0.35, 36)
    >>> round(cost.power_score, 2), round(cost.power_responders, 2), cost.n_score, cost.n_responders
    (0.76, 0.56, 40, 62)
    """
    rate1, rate2 = proportion(rate1, "rate1", inclusive=False), proportion(rate2, "rate2", inclusive=False)
    apart = abs(float(ndtri(rate1) - ndtri(rate2)))
    if apart == 0:
        raise ValueError(f"rate1 and rate2 are both {rate1:g}: without a difference there is nothing to find")
    target, alpha = proportion(target, "target", False), proportion(alpha, "alpha", False)
    found = TTestIndPower().solve_power(effect_size=apart, alpha=alpha, power=target)
    return CuttingCost(
        difference_in_sd=apart,
        power_score=power_t(n_per_arm, apart, alpha),
        power_responders=power(rate1, rate2, n_per_arm, n_per_arm, test, alpha),
        n_score=math.ceil(float(np.squeeze(found)) - 1e-9),
        n_responders=sample_size(rate1, rate2, target, alpha),
    )


def adjusted_share(correlation):
    """The share of people that a baseline-adjusted analysis of a score needs (ANCOVA against the raw score).

    `correlation` is that between baseline and follow-up within arms, between -1 and 1. Returns
    1 - correlation squared: 0.75 at 0.5 means a quarter fewer people for the same power. Large-sample result
    of Borm, Fransen & Lemmens 2007; see Vickers & Altman 2001.

    >>> [adjusted_share(r) for r in (0, 0.5, 0.8)]
    [1, 0.75, 0.36]
    """
    if not (isinstance(correlation, numbers.Real) and -1 <= correlation <= 1):
        raise ValueError(f"correlation is {correlation!r}: it must be a number between -1 and 1")
    return round(1 - correlation * correlation, 12)


def chance_of_one_sided_site(people, sites):
    """How likely is at least one site where everybody got the same arm? (1:1 by coin, no blocks per site)

    `people` per site (all sites alike) and number of `sites`. Returns a share.

    >>> round(chance_of_one_sided_site(5, 15), 2)
    0.62
    """
    people = whole_number(people, "people", smallest=1)
    sites = whole_number(sites, "sites", smallest=1)
    one_site = min(1.0, 2 * 0.5**people)
    return 1 - (1 - one_site) ** sites


def stratified_p_values(x1, n1, x2, n2, sites, repeats, rng):
    """One table, dealt to sites at random again and again: the P-value of the test stratified by site.

    The four counts stay the same; only who was treated where changes, without any true site effect. Returns
    `repeats` P-values of the Mantel-Haenszel (Cochran) test without continuity correction, ascending.
    `rng` is a `numpy.random.Generator`. Source: Mantel & Haenszel 1959; statsmodels' StratifiedTable gives the
    same, one table at a time.

    >>> p = stratified_p_values(15, 36, 6, 36, sites=1, repeats=2, rng=np.random.default_rng(1))
    >>> p.round(4).tolist()
    [0.0205, 0.0205]
    """
    x1, n1, x2, n2 = two_groups(x1, n1, x2, n2)
    arm_sizes(n1, n2)
    repeats = whole_number(repeats, "repeats", smallest=1)
    sites = whole_number(sites, "sites", smallest=1)
    if sites > (n1 + n2) // 2:
        raise ValueError(f"sites is {sites}: with {n1 + n2} people leave at least two for each site")
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng is {rng!r}: pass a generator, such as numpy.random.default_rng(1)")
    treated = np.arange(n1 + n2) < n1
    responded = np.concatenate([np.arange(n1) < x1, np.arange(n2) < x2])
    at = np.arange(n1 + n2) % sites  # sites of nearly equal size
    order = rng.permuted(np.tile(np.arange(n1 + n2), (repeats, 1)), axis=1)
    seen = np.zeros(repeats)
    variance = np.zeros(repeats)
    for site in range(sites):
        here = order[:, at == site]
        size, arm1 = here.shape[1], treated[here].sum(axis=1)
        total = responded[here].sum(axis=1)
        seen += (treated[here] & responded[here]).sum(axis=1) - arm1 * total / size
        variance += arm1 * (size - arm1) * total * (size - total) / (size**2 * (size - 1))
    statistic = np.divide(seen**2, variance, out=np.zeros(repeats), where=variance > 0)
    return np.sort(chi2.sf(statistic, 1))
