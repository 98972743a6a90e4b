"""Unconditional exact tests of a two-arm trial: the largest p-value over all shared response rates.

Fisher's test also fixes the total number of responders. An unconditional test fixes only the arm sizes:
it ranks all (n1+1)(n2+1) tables from most to least extreme, adds up the probability of every table at least
as extreme as the one seen, and takes the worst case over the unknown rate that both arms share
(Barnard 1945; Suissa and Shuster 1985; Boschloo 1970).

Why not `scipy.stats.barnard_exact`: it compares floats with >= and so drops tables that tie with the observed
one (SciPy issue 18798, open when this was written). Here tables tie when their statistics differ by less than
a relative 1e-9. Three lines that show it (22/36 v 13/36; truth 0.0444, SciPy 0.0412)::

    from scipy.stats import barnard_exact
    from helpers.two_by_two import p_value
    print(barnard_exact([[22, 13], [14, 23]]).pvalue, p_value(22, 36, 13, 36, "barnard"))

Worked example: tests/worked_two_by_two.ipynb.
"""

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import gammaln, xlog1py, xlogy

TIE = 1e-9
"""Statistics closer than this (relative to their size, at least 1) count as equal."""

POINTS_PER_SD = 16
"""Grid points per standard deviation of the estimated rate, on the arcsine scale."""

CHUNK_BYTES = 4_000_000
"""Memory for one block of the probability matrix."""


def tie_ranks(extremity):
    """Rank tables from most extreme (0) upwards; tied tables share a rank.

    `extremity` has one value per table, larger meaning more extreme. Returns integers in the same shape.

    >>> tie_ranks(np.array([[0.0, 2.0], [2.0 + 1e-12, 1.0]])).tolist()
    [[2, 0], [0, 1]]
    """
    values = np.asarray(extremity, dtype=float).ravel()
    order = np.argsort(-values, kind="stable")
    down = values[order]
    new_rank = down[:-1] - down[1:] > TIE * np.maximum(1, np.abs(down[:-1]))
    ranks = np.empty(values.size, dtype=np.int64)
    ranks[order] = np.concatenate([[0], np.cumsum(new_rank)])
    return ranks.reshape(np.shape(extremity))


def suprema(ranks, given_total, mirrored):
    """The unconditional p-value of every table at once, as an array in the shape of `ranks`.

    `ranks` comes from `tie_ranks`. `given_total[x1, x2]` is the probability of a table once the total
    number of responders is known (the hypergeometric probability). `mirrored` says that swapping responders
    and non-responders leaves the ranks as they are (two-sided tests); then half the rates suffice.

    How: sort the tables once; at each rate one running sum along the sorted tables gives the tail
    probability of all of them; keep the largest over a grid of rates. A parabola through each maximum and
    its neighbours removes most of the grid error: what is left is below 1e-6 for p < .1 and below 5e-6
    elsewhere (designs from 10 v 9 to 36 v 36, every table compared with `supremum`).
    """
    n1, n2 = ranks.shape[0] - 1, ranks.shape[1] - 1
    order = np.argsort(ranks, axis=None, kind="stable")
    weights = given_total.ravel()[order]
    totals = np.add.outer(np.arange(n1 + 1), np.arange(n2 + 1)).ravel()[order]
    last_of_rank = np.cumsum(np.bincount(ranks.ravel())) - 1
    binomial = _probability_of_total(_angles(n1 + n2, np.pi / 4 if mirrored else np.pi / 2), n1 + n2)

    best = np.zeros(last_of_rank.size)
    before = np.empty((0, last_of_rank.size))
    rows = max(1, CHUNK_BYTES // (8 * weights.size))
    for start in range(0, len(binomial), rows):
        tail = binomial[start : start + rows, totals]
        tail *= weights
        np.cumsum(tail, axis=1, out=tail)
        tail = np.concatenate([before, tail[:, last_of_rank]])
        if len(tail) >= 3:
            np.maximum(best, _peak(tail), out=best)
        before = tail[-2:]
    return np.minimum(best, 1)[ranks]


def supremum(ranks, given_total, x1, x2):
    """The unconditional p-value of the one table `(x1, x2)`, refined to about 1e-8.

    The tail probability is a polynomial in the shared rate; a bounded search refines its five best maxima.
    """
    n1, n2 = ranks.shape[0] - 1, ranks.shape[1] - 1
    tail = np.where(ranks <= ranks[x1, x2], given_total, 0)
    totals = np.add.outer(np.arange(n1 + 1), np.arange(n2 + 1))
    weights = np.bincount(totals.ravel(), tail.ravel(), minlength=n1 + n2 + 1)
    angles = _angles(n1 + n2, np.pi / 2)
    values = _probability_of_total(angles, n1 + n2) @ weights

    inner = values[1:-1]
    peaks = 1 + np.flatnonzero((inner >= values[:-2]) & (inner >= values[2:]))
    best = values.max()
    for peak in peaks[np.argsort(-values[peaks])][:5]:
        found = minimize_scalar(
            lambda angle: -float(_probability_of_total(np.array([angle]), n1 + n2)[0] @ weights),
            bounds=(angles[peak - 1], angles[peak + 1]),
            method="bounded",
            options={"xatol": 1e-9},
        )
        best = max(best, -found.fun)
    return float(min(best, 1))


def _angles(total, last):
    """Grid of arcsine-scale rates (rate = sin(angle)^2) from 0 to `last`, with one point beyond each end.

    On this scale the standard error of a rate is 1 / (2 sqrt(n)) everywhere, so equal steps are equally fine.
    """
    intervals = int(np.ceil(last * 2 * np.sqrt(total) * POINTS_PER_SD))
    return np.arange(-1, intervals + 2) * (last / intervals)


def _probability_of_total(angles, total):
    """Binomial probability of 0..total responders (columns) at each rate sin(angle)^2 (rows)."""
    s = np.arange(total + 1)
    rate = np.sin(angles)[:, None] ** 2
    ways = gammaln(total + 1) - gammaln(s + 1) - gammaln(total - s + 1)
    return np.exp(ways + xlogy(s, rate) + xlog1py(total - s, -rate))


def _peak(tail):
    """Largest value per column, between grid points by the parabola through three neighbours."""
    top = 1 + np.argmax(tail[1:-1], axis=0)
    columns = np.arange(tail.shape[1])
    left, middle, right = tail[top - 1, columns], tail[top, columns], tail[top + 1, columns]
    bend = left - 2 * middle + right
    is_peak = (middle >= left) & (middle >= right) & (bend < 0)
    return middle - np.where(is_peak, (left - right) ** 2 / (8 * np.where(is_peak, bend, -1)), 0)
