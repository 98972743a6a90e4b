"""Two means with their SDs: the difference, the t tests, and what a printed spread or P value must be.

Everything comes from the summaries that papers print: mean, SD (or SE) and number of people, or median and
quartiles. Checks go by the range of values behind the printed digits (as RIVETS, Brown and Heathers 2019). They
assume unadjusted tests of independent people; an adjusted or mixed model can give any P value.

Worked example: tests/statistics/worked_means.ipynb.
"""

import math
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import gammaln, ndtr, ndtri, stdtr, stdtrit
from scipy.stats import chi2

from helpers.arguments import LARGEST_COUNT, finite_number, one_of, proportion, whole_number
from helpers.statistics.fits import rules_that_fit
from helpers.statistics.one_group import Interval
from helpers.statistics.printed import printed_p, printed_value

MEAN_TESTS = {
    "welch": "t test that lets the SDs differ (Welch 1947)",
    "pooled": "t test with one common SD (Student)",
    "z": "normal curve with the standard error of Welch",
}
"""Tests of two means by name, each with its definition."""


@dataclass(frozen=True)
class MeanDifference:
    """A difference of two means (arm 1 minus arm 2) with its limits and its test.

    `df` is infinite for "z". `confidence` is the level of `low` and `high`; `p` is two-sided.
    """

    estimate: float
    low: float
    high: float
    confidence: float
    method: str
    standard_error: float
    df: float
    statistic: float
    p: float


def compare_means(mean1, sd1, n1, mean2, sd2, n2, method="welch"):
    """How far do two means differ, and how surprising is that? `method` is a name in MEAN_TESTS.

    Returns a `MeanDifference`. Raises ValueError for arms of one person, negative SDs, and SDs that are both 0:
    people who are all alike leave nothing to measure a difference with. Source: Welch 1947.

    >>> found = compare_means(5.2, 2.1, 30, 3.9, 2.6, 28)
    >>> round(found.low, 2), round(found.high, 2), round(found.p, 4)
    (0.05, 2.55, 0.0419)
    """
    one_of(method, "method", MEAN_TESTS)
    mean1, sd1, n1 = _group(mean1, sd1, n1, 1)
    mean2, sd2, n2 = _group(mean2, sd2, n2, 2)
    error, df = _error(sd1, n1, sd2, n2, method)
    if error == 0:
        raise ValueError("sd1 and sd2 are both 0: people who are all alike leave nothing to test with")
    estimate = mean1 - mean2
    half = _t_limit(df) * error
    statistic = estimate / error
    p = _two_sided(abs(statistic), df)
    ends = estimate - half, estimate + half
    return MeanDifference(estimate, *ends, 0.95, method, error, df, statistic, p)


def hedges_g(mean1, sd1, n1, mean2, sd2, n2):
    """The difference in units of the common SD, freed of its small-sample bias (Hedges 1981), with its 95 % interval.

    The factor is exact (by gamma functions), the limits are those of the noncentral t distribution. Returns an
    `Interval`. Raises ValueError as `compare_means`.

    >>> found = hedges_g(5.2, 2.1, 30, 3.9, 2.6, 28)
    >>> round(found.estimate, 3), round(found.low, 3), round(found.high, 3)
    (0.545, 0.025, 1.075)
    """
    test = compare_means(mean1, sd1, n1, mean2, sd2, n2, "pooled")
    root = math.sqrt(1 / n1 + 1 / n2)
    factor = math.exp(gammaln(test.df / 2) - gammaln((test.df - 1) / 2)) / math.sqrt(test.df / 2)
    low, high = (root * _noncentrality(test.statistic, test.df, share) for share in (0.975, 0.025))
    return Interval(factor * test.statistic * root, low, high, 0.95, "noncentral t")


def which_mean_tests_print(mean1, spread1, n1, mean2, spread2, n2, printed):
    """Which test prints this P value, and were the spreads SDs or standard errors?

    Means, spreads and P are text as printed. Returns a DataFrame with a row per test and meaning of the
    spread: test, spread ("SD" or "SE"), p (at the printed values), p_low and p_high (the range that the digits
    allow, all rounded half up), fits, rules (the rounding rules under which it fits, as text).
    Raises ValueError for arms of one person and negative spreads. The idea is that of RIVETS (Brown and
    Heathers 2019).

    >>> found = which_mean_tests_print("5.2", "2.1", 30, "3.9", "2.6", 28, ".04")
    >>> found[["test", "spread", "p", "fits"]].round(4)
         test spread       p   fits
    0   welch     SD  0.0419   True
    1   welch     SE  0.6989  False
    2  pooled     SD  0.0401   True
    3  pooled     SE  0.6970  False
    4       z     SD  0.0370   True
    5       z     SE  0.6973  False
    """
    texts = (mean1, spread1, mean2, spread2)
    sizes = tuple(whole_number(n, f"participants in arm {arm}", 2) for arm, n in ((1, n1), (2, n2)))
    printed_p(printed)
    rows = []
    for method, spread in product(MEAN_TESTS, ("SD", "SE")):

        def p_range(rule, method=method, spread=spread):
            return _p_range(_mean_boxes(texts, rule), sizes, method, spread)

        def fits(rule):
            low, high = p_range(rule)
            number = printed_p(printed, rule)
            return float(number.low) <= high * (1 + 1e-9) and low * (1 - 1e-9) <= float(number.high)

        rules = rules_that_fit(fits)
        point = [(float(printed_value(text).value),) * 2 for text in texts]
        p = _p_range(point, sizes, method, spread)[1]
        rows.append((method, spread, p, *p_range("half up"), bool(rules), ", ".join(rules)))
    return pd.DataFrame(rows, columns=["test", "spread", "p", "p_low", "p_high", "fits", "rules"])


@dataclass(frozen=True)
class SpreadCheck:
    """Whether a printed spread can be an SD or a standard error, given the range of the values.

    `could_be` is "SD", "SE", "either" or "neither"; `smallest_sd` and `largest_sd` are what the range (and the
    mean, if given) permit.
    """

    could_be: str
    smallest_sd: float
    largest_sd: float


def sd_or_se(spread, n, minimum, maximum, mean=None):
    """Can a printed spread be the SD of `n` values with this smallest and largest value, or must it be an SE?

    `spread`, `minimum`, `maximum` and `mean` are text as printed, under any rounding. The SD is smallest when all
    values but the two extremes lie together, and largest when all lie at the extremes. Returns a `SpreadCheck`.
    Raises ValueError for fewer than two people, a range in the wrong order, or a mean outside it.

    >>> sd_or_se("1.1", 30, "2", "31").could_be, sd_or_se("6.0", 30, "2", "31").could_be
    ('SE', 'SD')
    """
    n = whole_number(n, "n (people)", smallest=2)
    low, high = (printed_value(text, "any") for text in (minimum, maximum))
    if low.value > high.value:
        raise ValueError(f"minimum ({minimum}) exceeds maximum ({maximum}): swap them")
    narrow = max(0.0, float(high.low) - float(low.high))
    wide = float(high.high) - float(low.low)
    smallest = narrow / math.sqrt(2 * (n - 1))
    largest = wide / 2 * math.sqrt(n / (n - 1) if n % 2 == 0 else (n + 1) / n)
    if mean is not None:
        centre = printed_value(mean, "any")
        if centre.high < low.low or centre.low > high.high:
            raise ValueError(f"mean is {mean}: it lies outside the range {minimum} to {maximum}")
        smallest = max(smallest, _smallest_sd_about(centre, low, high, n))
        largest = min(largest, _largest_sd_about(centre, low, high, n))
    number = printed_value(spread, "any")
    if number.value < 0:
        raise ValueError(f"spread is {spread}: an SD or a standard error is never below 0")
    ends = max(0.0, float(number.low)), float(number.high)
    as_sd, as_se = (
        factor * ends[0] <= largest * (1 + 1e-9) and factor * ends[1] >= smallest * (1 - 1e-9)
        for factor in (1.0, math.sqrt(n))
    )
    names = {(True, True): "either", (True, False): "SD", (False, True): "SE", (False, False): "neither"}
    return SpreadCheck(names[as_sd, as_se], smallest, largest)


def _smallest_sd_about(centre, low, high, n):
    """The smallest SD when the mean lies off the middle of the range: the other values then share its pull."""
    middle = (float(low.low) + float(high.low)) / 2, (float(low.high) + float(high.high)) / 2
    off = max(0.0, float(centre.low) - middle[1], middle[0] - float(centre.high))
    half = max(0.0, float(high.low) - float(low.high)) / 2
    squares = 2 * half**2 + 2 * off**2 + (4 * off**2 / (n - 2) if n > 2 else 0.0)
    return math.sqrt(squares / (n - 1))


def _largest_sd_about(centre, low, high, n):
    """The largest SD with this mean (Bhatia and Davis 2000), at the point of the box nearest the middle."""
    bottom, top = float(low.low), float(high.high)
    mean = min(max((bottom + top) / 2, float(centre.low)), float(centre.high))
    return math.sqrt(max(0.0, n / (n - 1) * (top - mean) * (mean - bottom)))


def people_needed(difference, sd, power=0.8):
    """How many people per arm must a trial have to find this difference with a two-sided t test at 5 % (equal arms)?

    `difference` and `sd` share a unit. Returns the smallest whole number per arm, 2 or more. Raises ValueError
    where no trial is large enough.

    >>> people_needed(0.5, 1), people_needed(0.5, 1, power=0.9)
    (64, 86)
    """
    effect = abs(finite_number(difference, "difference"))
    sd = finite_number(sd, "sd")
    if sd <= 0:
        raise ValueError(f"sd is {sd:g}: it must be above 0")
    target = proportion(power, "power", inclusive=False)
    quantiles = float(ndtri(0.975)) + float(ndtri(target))
    size = effect / sd
    if size < 1e-9 or max(quantiles, 0) / size > math.sqrt(LARGEST_COUNT / 2):
        raise ValueError(f"difference is {difference}: no trial is large enough to find so little")

    def enough(n):
        return mean_power(size, 1.0, n) >= target

    few, many = 1, max(2, math.ceil(2 * (max(quantiles, 0) / size) ** 2))
    while not enough(many):
        few, many = many, many + max(2, many // 20)
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if enough(middle) else (middle, many)
    return many


def mean_power(difference, sd, n):
    """The chance that a trial with `n` people per arm finds this difference by a two-sided pooled t test at 5 %.

    Own code, because statsmodels returns nan when the effect is large (36 per arm and 5 SD).

    >>> round(mean_power(0.5, 1, 64), 4)
    0.8015
    """
    n = whole_number(n, "participants per arm", smallest=2)
    sd = finite_number(sd, "sd")
    if sd <= 0:
        raise ValueError(f"sd is {sd:g}: it must be above 0")
    df = 2.0 * (n - 1)
    critical = _t_limit(df)
    size = min(abs(finite_number(difference, "difference")) / sd, 1e6)  # beyond that nothing changes
    shift = size * math.sqrt(n / 2)
    return 1 - _noncentral_t(critical, df, shift) + _noncentral_t(-critical, df, shift)


@dataclass(frozen=True)
class EstimatedMean:
    """A mean and SD estimated from a median and quartiles or range: an estimate, never a printed value.

    `skew` is where the median lies between the quartiles (or extremes): 0 in the middle, towards 1 when the
    longer side is above it. The formulas assume a symmetric, normal distribution: the further from 0, the less
    they hold.
    """

    mean: float
    sd: float
    skew: float
    method: str


def mean_from_median(n, median, q1=None, q3=None, minimum=None, maximum=None):
    """Estimate mean and SD from a median with quartiles, with the range, or with both.

    Returns an `EstimatedMean`. Raises ValueError for values out of order, for half a pair, and if neither pair is
    given. Sources: mean Luo 2018, SD Wan 2014.

    >>> found = mean_from_median(50, 12, q1=9, q3=16)
    >>> round(found.mean, 2), round(found.sd, 2), round(found.skew, 2)
    (12.35, 5.34, 0.14)
    """
    n = whole_number(n, "n (people)", smallest=2)
    pairs = {"q1 and q3": (q1, q3), "minimum and maximum": (minimum, maximum)}
    for name, pair in pairs.items():
        if (pair[0] is None) != (pair[1] is None):
            raise ValueError(f"{name} are {pair[0]} and {pair[1]}: give both or neither")
    if q1 is None and minimum is None:
        raise ValueError("q1 and q3, or minimum and maximum, are needed beside the median")
    names = ("minimum", "q1", "median", "q3", "maximum")
    known = [
        (name, finite_number(value, name))
        for name, value in zip(names, (minimum, q1, median, q3, maximum), strict=True)
        if value is not None or name == "median"
    ]
    for (name, value), (next_name, next_value) in pairwise(known):
        if value > next_value:
            raise ValueError(f"{name} ({value:g}) exceeds {next_name} ({next_value:g}): check them")
    values = dict(known)
    middle, means, sds = values["median"], [], []
    both = "q1" in values and "minimum" in values
    if "minimum" in values:
        weight = 2.2 / (2.2 + n**0.75) if both else 4 / (4 + n**0.75)
        means.append((weight, (values["minimum"] + values["maximum"]) / 2))
        spread = values["maximum"] - values["minimum"]
        sds.append(spread / (2 * float(ndtri((n - 0.375) / (n + 0.25)))))
    if "q1" in values:
        weight = 0.7 - 0.72 / n**0.55 if both else 0.7 + 0.39 / n
        means.append((weight, (values["q1"] + values["q3"]) / 2))
        spread = values["q3"] - values["q1"]
        sds.append(spread / (2 * float(ndtri((0.75 * n - 0.125) / (n + 0.25)))))
    mean = sum(weight * value for weight, value in means)
    mean += (1 - sum(weight for weight, _ in means)) * middle
    low, high = (values["q1"], values["q3"]) if "q1" in values else (values["minimum"], values["maximum"])
    skew = (low + high - 2 * middle) / (high - low) if high > low else 0.0
    return EstimatedMean(mean, sum(sds) / len(sds), skew, "estimated: Luo 2018, Wan 2014")


def _group(mean, sd, n, arm):
    """Mean, SD and size of one arm, checked."""
    n = whole_number(n, f"participants in arm {arm}" if arm else "n (people)", smallest=2)
    mean, sd = finite_number(mean, f"mean{arm}"), finite_number(sd, f"sd{arm}")
    if sd < 0:
        raise ValueError(f"sd{arm} is {sd:g}: an SD is never below 0")
    if max(abs(mean), sd) > 1e100:
        raise ValueError(f"mean{arm} or sd{arm} is beyond 1e100: check the unit")
    return mean, sd, n


def _error(sd1, n1, sd2, n2, method):
    """Standard error and degrees of freedom of a difference of means."""
    v1, v2 = sd1**2 / n1, sd2**2 / n2
    if method == "pooled":
        df = float(n1 + n2 - 2)
        common = ((n1 - 1) * sd1**2 + (n2 - 1) * sd2**2) / df
        return math.sqrt(common * (1 / n1 + 1 / n2)), df
    error = math.sqrt(v1 + v2)
    return error, (math.inf if method == "z" else _welch_df(v1, n1, v2, n2))


def _welch_df(v1, n1, v2, n2):
    total = v1 + v2
    if total == 0:
        return float(n1 + n2 - 2)
    return 1 / ((v1 / total) ** 2 / (n1 - 1) + (v2 / total) ** 2 / (n2 - 1))


def _mean_boxes(texts, rule):
    """The values behind two means and two spreads, spreads cut at 0."""
    boxes = []
    for name, text in zip(("mean1", "spread1", "mean2", "spread2"), texts, strict=True):
        number = printed_value(text, rule)
        low, high = float(number.low), float(number.high)
        if name.startswith("spread"):
            if number.value < 0:
                raise ValueError(f"{name} is {text!r}: an SD or a standard error is never below 0")
            low = max(0.0, low)
        boxes.append((low, high))
    return boxes


def _sizes(one, other):
    """Smallest and largest distance between values of two boxes."""
    low, high = one[0] - other[1], one[1] - other[0]
    return (0.0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))


def _p_range(boxes, sizes, method, spread):
    """Smallest and largest P that the boxes allow: largest t with most degrees of freedom, and the reverse."""
    mean1, spread1, mean2, spread2 = boxes
    n1, n2 = sizes
    factors = [1.0, 1.0] if spread == "SD" else [math.sqrt(n1), math.sqrt(n2)]
    spread1, spread2 = (
        [factor * end for end in box] for factor, box in zip(factors, (spread1, spread2), strict=True)
    )
    small, large = _sizes(mean1, mean2)
    errors = [_error(sd1, n1, sd2, n2, method)[0] for sd1, sd2 in zip(spread1, spread2, strict=True)]
    dfs = [_error(sd1, n1, sd2, n2, method)[1] for sd1, sd2 in product(spread1, spread2)]
    if method == "welch":  # its degrees of freedom are most where v1 / (n1 - 1) = v2 / (n2 - 1)
        turns = [sd * math.sqrt((n1 - 1) * n1 / ((n2 - 1) * n2)) for sd in spread2]
        if max(spread1[0], turns[0]) <= min(spread1[1], turns[1]):
            dfs.append(float(n1 + n2 - 2))
    p_low = _two_sided(_ratio(large, errors[0]), max(dfs))
    p_high = _two_sided(_ratio(small, errors[1]), min(dfs))
    return p_low, p_high


def _ratio(size, error):
    if error > 0:
        return size / error
    return math.inf if size > 0 else 0.0


def _t_limit(df):
    """The size of t that 5 % of the values exceed on either side together."""
    return -float(ndtri(0.025) if df == math.inf else stdtrit(df, 0.025))


def _two_sided(size, df):
    return float(2 * (ndtr(-size) if df == math.inf else stdtr(df, -size)))


def _noncentral_t(t, df, shift):
    """P(T <= t) of the noncentral t distribution: the normal chance averaged over the estimated SD.

    SciPy's own function loses digits far out. The average is a trapezium sum over the logarithm of the SD,
    where the weight falls off smoothly on both sides.
    """
    ends = np.log(chi2.ppf([1e-16, 0.5], df) / df) / 2, np.log(chi2.isf(1e-16, df) / df) / 2
    points = np.linspace(ends[0][0], ends[1], 8001)
    weights = np.exp(df * points - df / 2 * np.expm1(2 * points))
    return float((weights * ndtr(t * np.exp(points) - shift)).sum() / weights.sum())


def _noncentrality(t, df, share):
    """The shift at which a noncentral t lies at or below `t` with this chance."""
    reach = 10 + 10 * abs(t) / math.sqrt(df)
    return brentq(lambda shift: _noncentral_t(t, df, shift) - share, t - reach, t + reach, xtol=1e-10)
