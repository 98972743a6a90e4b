"""Lines that say the same of several findings, told as one line an abstract, so that they do not hide the others."""

from dataclasses import replace

from helpers.own_trial.printed_alone import OneOfMany, p_as_text
from helpers.own_trial.printed_claims import ALIKE_SAID, ON_ITS_SIDE
from helpers.statistics.fits import CANNOT_BE_TOLD
from helpers.text import listed, p_text_of

FEWEST = 2
"""Lines of a kind, at least, that are told as one."""


def told_together(checks):
    """The checks, with those of one kind as one line at the place of the first; a kind of which there is one stays as it is.

    >>> from helpers.own_trial.printed_claims import claims_with_p
    >>> from helpers.own_trial.reading import read
    >>> text = "Itch was significantly less (P = 0.01). Sleep did not differ (P = 0.30)."
    >>> [check.said for check in told_together(claims_with_p(read(text), ()))]
    ["Words and P values: 'significant' and P = 0.01; no significant difference and P = 0.30: fit, each on its side of .05"]
    """
    checks = list(checks)
    kinds = {_kind(check): [] for check in checks}
    for check in checks:
        kinds[_kind(check)].append(check)
    joined = {
        id(alike[0]): (_of_words if kind == ON_ITS_SIDE else _cannot)(kind, alike)
        for kind, alike in kinds.items()
        if kind and len(alike) >= FEWEST
    }
    gone = {id(check) for kind, alike in kinds.items() if kind and len(alike) >= FEWEST for check in alike}
    return tuple(
        joined.get(id(check), check) for check in checks if id(check) in joined or id(check) not in gone
    )


def _kind(check):
    kind = check.kind if isinstance(check, OneOfMany) else ""
    return ON_ITS_SIDE if kind == ALIKE_SAID else kind


def _joined(checks, said):
    of = tuple({id(item): item for check in checks for item in check.of}.values())
    return replace(checks[0], said=said, of=of)


def _of_words(_, checks):
    """One line of all words that stand with P values on the side of .05 that they say."""
    values = {}
    for check in checks:
        told = values.setdefault(check.words, {})
        told |= dict.fromkeys(p_text_of(p_as_text(item)) for item in check.of)
    each = "; ".join(f"{words} and {', '.join(texts)}" for words, texts in values.items())
    alike = any(check.kind == ALIKE_SAID for check in checks)
    more = "; a P value above it does not show that groups are alike" if alike else ""
    return _joined(checks, f"Words and P values: {each}: fit, each on its side of .05{more}")


def _cannot(why, checks):
    """One line of all findings that cannot be told for one reason."""
    words = list(dict.fromkeys(check.words for check in checks))
    each = "; ".join(words) if any(" and " in each for each in words) else listed(words)
    return _joined(checks, f"{each}: {CANNOT_BE_TOLD} because {why}")
