"""Score the Eczema Area and Severity Index (EASI) and decide who is a responder, without rounding traps.

EASI = sum over four body regions of weight x area score (0 to 6) x sum of four signs (0 to 3 each); it
runs from 0 to 72 and is reported to one decimal (Hanifin 2001). Weights here are those for adults: head
and neck 0.1, upper limbs 0.2, trunk 0.3, lower limbs 0.4. Half points are allowed for signs, so a total
is a multiple of 0.05. This module counts in twentieths and tenths of a point, which are whole numbers.

Worked example: tests/eczema/worked_easi.ipynb.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from helpers.arguments import finite_number, one_of

HIGHEST = 72.0


WEIGHT_TENTHS = {"head": 1, "arms": 2, "trunk": 3, "legs": 4}
"""Adult weights in tenths. Young children (under 8 years) have head 2 and legs 3: not offered here."""


SIGNS = ("erythema", "induration", "excoriation", "lichenification")


BANDS = {
    "leshem": (
        (0.0, "clear"),
        (1.0, "almost clear"),
        (7.0, "mild"),
        (21.0, "moderate"),
        (50.0, "severe"),
        (72.0, "very severe"),
    ),
    "sponsor": ((15.9, "below moderate"), (22.9, "moderate"), (72.0, "severe")),
}
"""Upper end of each band. "leshem": Leshem 2015. "sponsor": the 16 and 23 cut-offs in sponsor statements."""


@dataclass(frozen=True)
class Region:
    """One body region: four signs from 0 to 3 (half points allowed) and the affected area.

    Give the area once, either as `area_percent` of the region (0 to 100) or as `area_score` (0 to 6).
    Raises ValueError for a sign or area outside its scale.

    >>> Region(2, 2, 1, 1, area_percent=30).area
    3
    """

    erythema: float
    induration: float
    excoriation: float
    lichenification: float
    area_percent: float | None = None
    area_score: int | None = None

    def __post_init__(self):
        for sign in SIGNS:
            value = _number(getattr(self, sign), sign)
            if not 0 <= value <= 3 or value * 2 != int(value * 2):
                raise ValueError(f"{sign} is {value:g}: signs are scored 0 to 3, in steps of 0.5")
        if (self.area_percent is None) == (self.area_score is None):
            raise ValueError("give the area once: either area_percent (0 to 100) or area_score (0 to 6)")
        if self.area_score is not None:
            score = _number(self.area_score, "area_score")
            if score not in range(7):
                raise ValueError(f"area_score is {score:g}: it is a whole number from 0 to 6, not a percent")
        else:
            area_score(self.area_percent)

    @property
    def area(self):
        """The area score, 0 to 6."""
        return int(self.area_score) if self.area_score is not None else area_score(self.area_percent)

    @property
    def half_points(self):
        """The sum of the four signs in half points, 0 to 24: a whole number."""
        return sum(round(2 * getattr(self, sign)) for sign in SIGNS)


def _number(value, name):
    number = finite_number(value, name)
    return value if isinstance(value, int) else number


def area_score(percent):
    """Turn the affected share of one region, in percent, into the area score 0 to 6.

    The bands are 0, 1-9, 10-29, 30-49, 50-69, 70-89 and 90-100 %. Between whole percents the lower band
    holds up to the next printed start (9.5 % scores 1). Source: Hanifin 2001.
    Raises ValueError outside 0 to 100, and for a share such as 0.3 where 30 was probably meant.

    >>> [area_score(percent) for percent in (0, 1, 9, 10, 29, 30, 50, 70, 90, 100)]
    [0, 1, 1, 2, 2, 3, 4, 5, 6, 6]
    """
    percent = _number(percent, "area_percent")
    if not 0 <= percent <= 100:
        raise ValueError(f"area_percent is {percent:g}: it must be between 0 and 100 % of the region")
    if 0 < percent < 1:
        raise ValueError(f"area_percent is {percent:g}: write 30 for 30 %, and 1 for a trace of eczema")
    return 0 if percent == 0 else 1 + sum(percent >= start for start in (10, 30, 50, 70, 90))


def easi(head, arms, trunk, legs, rounded=True):
    """Return the adult EASI, 0 to 72, from four `Region`s.

    Half points make totals such as 10.05 possible. By default these are rounded half up to the 0.1 grid on
    which EASI is reported (10.05 becomes 10.1); the tie rule is ours, with `rounded=False` nothing is
    rounded. The sum is done in whole twentieths, so no floating-point error enters.
    Raises ValueError if a region is not a `Region`.

    >>> mild = Region(1, 1, 0, 0, area_percent=5)
    >>> worse = Region(2, 1.5, 1, 1, area_percent=40)
    >>> easi(mild, worse, mild, worse)
    10.7
    >>> easi(mild, worse, mild, Region(0, 0.5, 0, 0, area_score=1), rounded=False)
    4.3
    """
    twentieths = 0
    for name, region in {"head": head, "arms": arms, "trunk": trunk, "legs": legs}.items():
        if not isinstance(region, Region):
            raise ValueError(f"{name} is {region!r}: give a Region(erythema, induration, excoriation, ...)")
        twentieths += WEIGHT_TENTHS[name] * region.half_points * region.area
    return (twentieths + 1) // 2 / 10 if rounded else twentieths / 20


def tenths(score, name="EASI"):
    """Return an EASI score, or an array of them, as whole tenths of a point (17.2 becomes 172).

    Raises ValueError outside 0 to 72 and off the 0.1 grid.

    >>> tenths(17.2)
    172
    """
    if isinstance(score, str) or np.asarray(score).dtype.kind not in "iuf":
        raise ValueError(f"{name} is {score!r}: it must be a number from 0 to 72")
    scores = np.asarray(score, dtype=float)
    outside = scores[~((scores >= 0) & (scores <= HIGHEST))]
    if outside.size:
        hint = f" (did you give tenths? write {outside[0] / 10:g})" if 72 < outside[0] <= 720 else ""
        raise ValueError(f"{name} is {outside[0]:g}: the score runs from 0 to 72{hint}")
    whole = np.rint(scores * 10)
    off_grid = scores[np.abs(scores * 10 - whole) > 1e-6]
    if off_grid.size:
        raise ValueError(f"{name} is {off_grid[0]:g}: give it to one decimal, as EASI is reported")
    return whole.astype(int) if scores.ndim else int(whole)


def severity_band(score, scheme="leshem"):
    """Name the severity band of an EASI score, by `scheme` "leshem" or "sponsor".

    Leshem 2015: 0 clear, 0.1-1.0 almost clear, 1.1-7.0 mild, 7.1-21.0 moderate, 21.1-50.0 severe,
    50.1-72.0 very severe. The sponsor of the Seo 2024 trial writes 16 or more moderate, 23 or more severe.
    The two disagree between 7.1 and 22.9. Raises ValueError for a score off the scale or another scheme.

    >>> severity_band(22), severity_band(22, scheme="sponsor")
    ('severe', 'moderate')
    """
    if np.ndim(score):
        raise ValueError(f"score is {score!r}: give one EASI score at a time")
    points = tenths(score)
    bands = BANDS[one_of(scheme, "scheme", list(BANDS))]
    return next(name for upper, name in bands if points <= round(upper * 10))


def _base_and_value(base, value):
    base, value = tenths(base, "base"), tenths(value, "value")
    if np.any(np.asarray(base) == 0):
        raise ValueError("base is 0: a percent change from a clear skin is not defined")
    return base, value


def percent_change(base, value):
    """Return the change from `base` to `value` (both EASI) in percent; a fall is negative.

    Takes numbers or arrays. For display only: decide on response with `is_responder`.
    Raises ValueError for a base of 0 and for scores off the scale.

    >>> percent_change(17.2, 4.3)
    -75.0
    """
    base, value = _base_and_value(base, value)
    return 100 * (value - base) / base


def is_responder(base, value, percent=50):
    """Say whether EASI fell by at least `percent` from `base` to `value`: EASI-50 by default.

    Compares whole tenths, 100 x (base - value) >= percent x base, so a fall of exactly 75 % counts.
    Takes numbers (returns a bool) or arrays (returns an array). Raises ValueError for scores off the
    scale, a base of 0, and a percent given as a share (0.5 for 50).

    >>> is_responder(17.2, 4.3, percent=75)
    True
    >>> 100 * (4.3 - 17.2) / 17.2 <= -75
    False
    """
    required = _percent(percent)
    base, value = _base_and_value(base, value)
    # Two whole numbers are compared: nothing is rounded.
    answer = 100 * required.denominator * (base - value) >= required.numerator * base
    return bool(answer) if np.ndim(answer) == 0 else answer


def _percent(percent):
    _number(percent, "percent")
    if 0 < percent <= 1:
        percent = float(percent)
        raise ValueError(f"percent is {percent:g}: write {100 * percent:g} for EASI-{100 * percent:g}")
    if not 0 < percent <= 100:
        raise ValueError(f"percent is {float(percent):g}: the required fall is above 0 and at most 100 %")
    return Fraction(str(percent))
