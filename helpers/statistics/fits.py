"""The five verdicts on a printed number, and which rounding rules would make it fit.

Papers round in three ways, and mix them. A number "does not fit" only if none of the rules, alone or mixed,
gives it: 6.2 % for 1/16 is ordinary printing (half to even, or cut off), and no slip.
"""

FITS = "fits"
FITS_OTHERWISE = "fits if cut off or rounded half to even"
DOES_NOT_FIT = "does not fit"
DOES_NOT_FIT_UNLESS = "does not fit unless"
"""What the printed numbers alone do not give, and what would: another analysis, a few people who were not counted."""
CANNOT_BE_TOLD = "cannot be told"

RULES = ("half up", "half even", "truncation", "any")
"""Rounding rules in the order in which they are tried; "any" lets each number follow a rule of its own."""


def rules_that_fit(fits):
    """The rules under which a check passes; `fits` takes the name of a rule and says whether it does.

    >>> rules_that_fit(lambda rule: rule in ("truncation", "any"))
    ('truncation', 'any')
    """
    return tuple(rule for rule in RULES if fits(rule))


def verdict(rules):
    """The verdict on a check that passes under these rules.

    >>> verdict(("half up", "any")), verdict(("truncation", "any")), verdict(())
    ('fits', 'fits if cut off or rounded half to even', 'does not fit')
    """
    if "half up" in rules:
        return FITS
    return FITS_OTHERWISE if rules else DOES_NOT_FIT
