"""Refuse impossible input early, in one plain sentence.

Every statistics module checks its counts here first, so that the same mistake
always gets the same words: which argument, which value, what would be right.
"""

import difflib
import math
import numbers

LARGEST_ARM = 500
"""Arms above this size are not enumerated: the number of possible tables grows with n1 x n2."""


LARGEST_COUNT = 10**9
"""No count of people or things in a trial is larger; a larger number is a slip."""


def whole_number(value, name, smallest=0):
    """Return `value` as an int, or say why it is not a whole number of people.

    `name` is how the message calls the value. Raises ValueError for booleans, text, fractions,
    missing values and anything below `smallest`.

    >>> whole_number(7, "responders in arm 1")
    7
    >>> whole_number(6.5, "responders in arm 1")
    Traceback (most recent call last):
    ...
    ValueError: responders in arm 1 is 6.5: it must be a whole number (a count of people)
    """
    if not _is_number(value):
        raise ValueError(f"{name} is {value!r}: it must be a whole number (a count of people)")
    if LARGEST_COUNT < abs(value) < math.inf:
        raise ValueError(f"{name} is beyond {LARGEST_COUNT:,}: that is more than any trial has, check it")
    if not math.isfinite(value) or value != int(value):
        raise ValueError(f"{name} is {value}: it must be a whole number (a count of people)")
    if value < smallest:
        raise ValueError(f"{name} is {int(value)}: it must be {smallest} or more")
    return int(value)


def _is_number(value):
    # NumPy 2 calls its boolean type "bool" too; Decimal is not Real and does not mix with floats
    return isinstance(value, numbers.Real) and type(value).__name__ not in ("bool", "bool_")


def finite_number(value, name):
    """Return `value` as a float, or say that a number was expected (no text, booleans or missing values).

    >>> finite_number("0.2", "difference")
    Traceback (most recent call last):
    ...
    ValueError: difference is '0.2': it must be a number, such as 0.2
    """
    try:
        number = float(value) if _is_number(value) else math.nan
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(f"{name} is {value!r}: it must be a number, such as 0.2")
    return number


def positive_number(value, name):
    """Return `value` as a float above 0, or say what was expected.

    >>> positive_number(0, "cap")
    Traceback (most recent call last):
    ...
    ValueError: cap is 0: it must be a positive number
    """
    if not _is_number(value) or not 0 < value < math.inf:
        raise ValueError(f"{name} is {value!r}: it must be a positive number")
    return float(value)


def several(values, name, example):
    """Return `values` as a list, or say that a list such as `example` was expected.

    >>> several(0.3, "rates", "[0.2, 0.3]")
    Traceback (most recent call last):
    ...
    ValueError: rates is 0.3: give a list such as [0.2, 0.3]
    """
    try:
        listed = None if isinstance(values, str | bytes | dict) else list(values)
    except TypeError:
        listed = None
    if not listed:
        found = repr(values) if listed is None else "empty"
        raise ValueError(f"{name} is {found}: give a list such as {example}")
    return listed


def one_group(responders, participants, arm=None):
    """Return `(responders, participants)` as ints after checking 0 <= responders <= participants, n >= 1.

    `arm` (1 or 2) only names the arm in the message.

    >>> one_group(40, 36, arm=1)
    Traceback (most recent call last):
    ...
    ValueError: responders (40) exceed participants (36) in arm 1
    """
    where = f" in arm {arm}" if arm else ""
    participants = whole_number(participants, f"participants{where}", smallest=1)
    responders = whole_number(responders, f"responders{where}")
    if responders > participants:
        raise ValueError(f"responders ({responders}) exceed participants ({participants}){where}")
    return responders, participants


def two_groups(x1, n1, x2, n2):
    """Return the four checked counts of a two-arm trial as ints, arms in that order.

    >>> two_groups(7, 10, 6, 9)
    (7, 10, 6, 9)
    """
    return *one_group(x1, n1, arm=1), *one_group(x2, n2, arm=2)


def arm_sizes(n1, n2):
    """Return both arm sizes as ints, refusing designs too large to list every table of.

    >>> arm_sizes(36, 9000)
    Traceback (most recent call last):
    ...
    ValueError: participants in arm 2 is 9000: enumerating every table stops at 500 per arm; use a normal approximation for larger trials
    """
    sizes = []
    for arm, participants in ((1, n1), (2, n2)):
        size = whole_number(participants, f"participants in arm {arm}", smallest=1)
        if size > LARGEST_ARM:
            raise ValueError(
                f"participants in arm {arm} is {size}: enumerating every table stops at {LARGEST_ARM} per arm; "
                "use a normal approximation for larger trials"
            )
        sizes.append(size)
    return tuple(sizes)


def proportion(value, name, inclusive=True):
    """Return `value` as a float between 0 and 1, or say that a share such as 0.40 was expected.

    With `inclusive=False` the ends 0 and 1 are refused as well (p-values, confidence levels).

    >>> proportion(40, "placebo rate")
    Traceback (most recent call last):
    ...
    ValueError: placebo rate is 40: it must be a proportion between 0 and 1 (write 0.40 for 40 %)
    """
    ends = "between 0 and 1" if inclusive else "strictly between 0 and 1"
    if not _is_number(value):
        raise ValueError(f"{name} is {value!r}: it must be a proportion {ends} (write 0.40 for 40 %)")
    try:
        share = float(value)
    except OverflowError:
        share = math.inf if value > 0 else -math.inf
    fits = 0 <= share <= 1 if inclusive else 0 < share < 1
    if not fits:
        as_share = f" (write {share / 100:.2f} for {share:g} %)" if 1 < share <= 100 else ""
        raise ValueError(f"{name} is {share:g}: it must be a proportion {ends}{as_share}")
    return share


def one_of(value, name, known):
    """Return `value` if it is one of `known`, else list them and suggest the nearest.

    >>> one_of("fischer", "test", ["fisher", "pearson"])
    Traceback (most recent call last):
    ...
    ValueError: test is 'fischer': known are 'fisher', 'pearson'. Did you mean 'fisher'?
    """
    if isinstance(value, str) and value in known:
        return value
    nearest = difflib.get_close_matches(str(value), list(known), n=1)
    hint = f". Did you mean {nearest[0]!r}?" if nearest else ""
    raise ValueError(f"{name} is {value!r}: known are {', '.join(map(repr, known))}{hint}")
