"""Refuse impossible input early, in one plain sentence.

Every statistics module checks its counts here first, so that the same mistake
always gets the same words: which argument, which value, what would be right.
"""

import difflib
import math
import numbers

LARGEST_ARM = 500
"""Arms above this size are not enumerated: the number of possible tables grows with n1 x n2."""


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
    is_number = isinstance(value, numbers.Real) and type(value).__name__ not in ("bool", "bool_")
    if not is_number:
        raise ValueError(f"{name} is {value!r}: it must be a whole number (a count of people)")
    if not math.isfinite(value) or value != int(value):
        raise ValueError(f"{name} is {value}: it must be a whole number (a count of people)")
    if value < smallest:
        raise ValueError(f"{name} is {int(value)}: it must be {smallest} or more")
    return int(value)


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
    """  # noqa: E501
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
    is_number = isinstance(value, numbers.Real) and type(value).__name__ not in ("bool", "bool_")
    if not is_number:
        raise ValueError(f"{name} is {value!r}: it must be a proportion {ends} (write 0.40 for 40 %)")
    fits = 0 <= value <= 1 if inclusive else 0 < value < 1
    if not fits:
        as_share = f" (write {value / 100:.2f} for {value:g} %)" if 1 < value <= 100 else ""
        raise ValueError(f"{name} is {value:g}: it must be a proportion {ends}{as_share}")
    return float(value)


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
