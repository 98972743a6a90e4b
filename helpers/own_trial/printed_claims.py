"""What a sentence says in words of its own P values: that something is significant, or more, or alike, or not.

Nothing is recomputed: a P value lies on the side of .05 that the words of its clause say, or on the other one. A P value
on the other side does not fit unless another level of significance is meant.
"""

import itertools
import re
from dataclasses import replace

from helpers.own_trial.printed_alone import CORRECTED, OneOfMany, is_plain, p_as_text, printed, unless
from helpers.own_trial.printed_arms import CLAIMED, CLAIMS, DENIED, DENIES, claim_words
from helpers.statistics.fits import CANNOT_BE_TOLD, FITS
from helpers.text import listed, p_text_of

ON_ITS_SIDE, ALIKE_SAID = "words and P", "words of likeness and P"
"""Kinds of lines of which one sentence tells all that fit."""

_HAPPENED = r"(?:was|were|is|are|did|had|has|there|remained|improved|fell|rose|increased|decreased|differed)"
NEXT_CLAUSE = re.compile(
    r";|,? ?\b(?:but|whereas|while|although|though|however|yet|except|apart from|other than|unlike|and not)\b"
    rf"|,? with (?=no\b|an? signif|signif|similar)|, without\b|(?P<joined>(?:,|\)| \w+) and (?=[^,;]{{0,150}}\b{_HAPPENED}\b))",
    re.I,
)
"""Where another clause begins, which may say the opposite; one that is `joined` if a verb stands before it, too."""

NEITHER = re.compile(r"\bneither\b.{0,120}\bnor\b.{0,80}(?:signifi|differ)", re.I)
"""Words that deny a difference of two outcomes, each with its numbers."""

NOT_MORE = re.compile(
    r"\bno (?:[\w-]+ ){0,2}?(?:benefit|effect|advantage|improvement|change|reduction|increase|decrease|decline|association|correlation|relation|relationship|influence|impact)s?\b"
    r"|\b(?:did|does|do|was|were|is|are) not (?:[\w-]+ ){0,3}?(?:improve|reduce|change|affect|alter|influence|increase|decrease|lower|prolong|correlate|associate|higher|better|greater|superior|longer|shorter|worse)\w*"
    r"|\bfailed to [a-z]+|\bun(?:affected|changed|altered)\b|^\W*(?:but|yet|though|and) not\b(?![^(]*, (?:was|were|is|are|did|had)\b)"
    r"|\bno (?:better|worse|higher|lower|longer|shorter|more|less|fewer|greater|different|faster|slower)\b",
    re.I,
)
"""Words that deny more or less without the word "significant"."""

ALIKE = re.compile(
    r"\b(?:similar(?! (?:results?|findings?|trends?|patterns?|effects?|improvements?|reductions?|increases?|changes?|manner|way|fashion|to (?:those|that|the (?:results|findings)))\b)"
    r"|comparable|equivalent|alike|identical|(?:well[- ])?(?:matched|balanced))\b",
    re.I,
)
"""Words that say that groups are alike."""

MORE = re.compile(
    r"(?<!or )(?<!with )(?<!-)(?<!Heart )\b(?:(?:more|less)\b(?! or\b)(?! than (?:or|\.?\d))(?: (?!(?:than|on|in|with|at|by|for|to|of|and|after|from|when)\b)[a-z]+)?"
    r"|fewer|higher|lower|greater|larger|smaller|longer|shorter|older|younger|stronger|weaker|heavier|milder|rarer|better|worse|superior|inferior|faster|slower|quicker|earlier|sooner"
    r"|improve(?:d|ments?)|prolonged|lengthened|shortened|favou?red|(?<!% )(?<!point )(?<!unit )(?<!per )(?:reductions?|decreases?|increases?|declines?)|reduced|decreased|increased|declined"
    r"|rose|fell|dropped|differed|differences|(?<=\ba )difference|beneficial|advantages?|correlated?|correlations?|associated|associations?)\b"
    r"(?! (?:limbs?|legs?|back|extremit\w+|doses?|limits?|bound|segments?|uterine|respiratory|urinary|age|grade|than (?:\d|half|one\b|two|twice)))",
    re.I,
)
"""Words that say that something is more, or less, or goes with another thing."""

VERB_BEFORE = re.compile(r"\b(?:was|were|is|are)(?: [\w-]+){0,3} $")
"""Before words that are said of what stands in front of them."""

FINITE = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|have|did|gave|led|fell|rose|became|made|took|kept|lost|saw|grew|show(?:s|n)?|favou?rs?|there|[a-z]{3,}ed)\b",
    re.I,
)
"""Verbs: what stands behind one may be said of what stands in front of it."""

SEEN = re.compile(
    r"\b(?:was|were|is|are|been) (?:[a-z]+ )?(?:seen|observed|found|noted|noticed|reported|recorded|detected|shown|present|achieved|obtained|evident|documented|measured|apparent|demonstrated)\b"
    r"(?! (?:to|as|predict|assoc|correl))",
    re.I,
)
"""Behind words: they were seen, and so are said."""

ATTRIBUTE = re.compile(
    r"\b(?:at|with|in|for|of|by|from|on|among|amongst|to|after|under|during|between|than|through|when|having|receiving|given)"
    r"(?: an?| the| both| much| far| those| [a-z]+ly)*(?: [a-z]+(?:er|ed) (?:and|or))? $",
    re.I,
)
LEADS_TO = re.compile(
    r"\b(?:(?:associat|correlat|relat|accompani|coincid|observ|seen?|consistent)\w*(?: [a-z]+ly)? with|result\w* in|l(?:ed|eads|eading) to|(?:related|linked|tied) to|due to|translat\w+ (?:in)?to|, with|\) with)(?: an?| the| both| much| far| [a-z]+ly)*(?: [a-z]+ (?:and|or))? $",
    re.I,
)
"""Before words that describe something else than the outcome, and before those that still say what came of it."""

WHO = re.compile(
    r"\b(?:patients|people|participants|subjects|adults|children|women|men|those|eyes|cases|individuals|groups?) (?:with|who|having|that|whose|at)\b(?P<which>[^,;()]*)$",
    re.I,
)
"""Before words that say which people are meant."""

OF_A_MEASURE = re.compile(
    r"\b(?:squared?|standardi[sz]ed|root|minimal(?:ly)?|absolute|successive|weighted) (?:mean )?$", re.I
)
"""Before words that are part of a measure's name."""

NEGATED = re.compile(r"(?:\b(?:no|not|nor|neither|without|never|cannot)\b(?! only)|n['’]t\b)[^,;.()]*$", re.I)
"""Before words that are denied."""

GOES_ON = re.compile(r"\W*(?:but|and|yet|while|whereas|although|though|however)\b", re.I)
"""At the beginning of a clause that may lean on the verb of the one before."""

GOES_WITH = re.compile(r"correlat|associat", re.I)
"""Words that say that one thing goes with another; what is said behind them describes that one."""

OF_GROUPS = re.compile(
    r"[\s,]{0,2}(?:for (?:the )?(?:[^\s,;)]+ ){0,2}?(?:differences?|between)\b|between\b|comparing\b|v(?:s|ersus)\b)",
    re.I,
)
LINEARITY = re.compile(
    r"\b(?:linearity|normality|homogeneity|heterogeneity|interaction|trend|nonlinearity|non-linearity|difference|between[- ]groups?)(?: tests?)?[\s:,]*$",
    re.I,
)
"""Behind a P value, and right before it: whose P value it is, though the clause speaks of something else."""

COMPARES = re.compile(r"er\b|more|less|worse|superior|inferior|differ", re.I)
"""Words that compare groups, not then and now."""

HEDGED = re.compile(
    r"\b(?:trend|tend(?:ed|ency)|numerical|borderline|marginal|slight|approach|toward|reach|except|regardless|inconclusive|disappear|interaction|weak|negligible|only)\w*|\b(?:neither|nor|not?|without)\b|n['’]t\b|\bnon",
    re.I,
)
"""Words of a clause that does not claim much itself, or not of everything in it."""

OTHER_SIDE = {
    "above": re.compile(rf"\bsignificant(?:ly)? (?:differen\w+|[a-z]+er\b|{MORE.pattern})", re.I),
    "below": re.compile(
        r"\bno (?:statistically )?(?:significant )?differences?\b|\b(?:did|do|does) not differ\b|\bnot (?:statistically )?(?:significantly )?different\b",
        re.I,
    ),
}
"""Words that a P value on this side of .05 does not go with."""

OTHER_LEVEL = re.compile(
    r"\b(?:considered|set|defined|taken|level|alpha|α|threshold|cut-?off)\b[^.;]{0,40}?(?<![\d.])(?:0?\.10?|0?\.0?01|0?\.025|10? ?%)(?!\d)",
    re.I,
)
"""A level of significance other than .05."""

OF_ANOTHER = re.compile(r"\b(?:respectively|equivalen\w+|non-?inferior\w*)\b", re.I)
OF_SEVERAL = re.compile(r"\b(?:both|each|either)\b", re.I)
"""Words of a clause that leave it open which comparison a P value is of, and those with which it may be of another one."""

NEAR, LESS_NEAR = 110, 220
"""Letters between words and the P value on the other side of .05 that speaks of them, and from words of significance."""


def claims_with_p(reading, settled):
    """The P values of each sentence against the words of the sentence, or else of the clause, that they stand in.

    `settled` holds the ids of P values that a sum has confirmed or not: of these, only the word "significant" is told.

    >>> from helpers.own_trial.reading import read
    >>> text = "Itch was significantly less (P = 0.01), but sleep was similar (P = 0.30)."
    >>> for check in claims_with_p(read(text), ()):
    ...     print(check.said)
    'significant' and P = 0.01: fits (below .05)
    'similar' and P = 0.30: fits (above .05, which does not show that they are alike)
    """
    ps = [item for item in reading.items if item.kind == "p" and item["value"] is not None]
    for _, items in itertools.groupby(ps, key=lambda item: item.sentence_start):
        items = tuple(items)
        sentence = items[0].sentence
        if all(map(is_plain, items)) and (said := _of_significance(items, sentence)):
            yield said
            continue
        for start, text in clauses(sentence):
            start += items[0].sentence_start
            inside = [item for item in items if start <= item.start < start + len(text)]
            if not inside or not all(map(is_plain, inside)):
                continue
            if said := _of_significance(inside, text, sentence):
                yield said
            elif not CLAIMS.search(text) and not DENIES.search(text):
                yield from _of_other_words(inside, text, start, settled)
            else:
                yield from _other_side(inside, text, start, reading.passage)


def clauses(sentence):
    """The clauses of a sentence, as (where they begin, words); what stands in brackets is not cut.

    >>> clauses("Itch fell (day, night; P < .01), but mood did not.")
    [(0, 'Itch fell (day, night; P < .01)'), (31, ', but mood did not.')]
    """
    bare, depth = [], 0
    for letter in sentence:
        depth += letter in "(["
        bare.append("x" if depth and letter not in "()[]" else letter)
        depth = max(0, depth - (letter in ")]"))
    bare, cuts = "".join(bare), [0]
    for found in NEXT_CLAUSE.finditer(bare):
        if not found["joined"] or re.search(rf"\b{_HAPPENED}\b", bare[cuts[-1] : found.start()], re.I):
            cuts.append(found.start())
    return [(first, sentence[first:last]) for first, last in itertools.pairwise([*cuts, len(sentence)])]


def _side(item):
    """On which side of .05 a P value lies for sure: "below", "above" or neither."""
    value = float(item["value"])
    if item["operator"] in "<≤⩽":
        return "below" if value <= 0.05 else ""
    if item["operator"] in ">≥⩾":
        return "above" if value >= 0.05 else ""
    return "below" if value < 0.05 else "above" if value > 0.05 else ""


def _values(items):
    return listed(list(dict.fromkeys(p_text_of(p_as_text(item)) for item in items)))


def _check(verdict, said, items):
    return replace(printed(verdict, said, items[0]), of=tuple(items))


def _fits(words, items, where):
    """A line of words and P values on the side that they say; `words` go into the line of all of them, too."""
    item = items[0]
    said = f"{words} and {_values(items)}: {FITS} ({where})"
    kind = ALIKE_SAID if "alike" in where else ON_ITS_SIDE
    return OneOfMany(FITS, said, item.quotation[:300], item.start, tuple(items), kind=kind, words=words)


def _of_significance(items, text, sentence=None):
    """What words say of significance, where all P values lie on that side; else None."""
    sides = {_side(item) for item in items}
    if sides == {"above"} and (DENIES.search(text) or NEITHER.search(text)):
        return _fits(claim_words(DENIED, sentence or text), items, "above .05")
    if sides == {"below"} and CLAIMS.search(text) and not (DENIES.search(text) or NEITHER.search(text)):
        return _fits(CLAIMED, items, "below .05")
    return None


def _of_other_words(items, text, start, settled):
    """What words other than "significant" say: of each P value the last of them before it, or else the first behind it."""
    denied, alike = NOT_MORE.search(text), ALIKE.search(text)
    alike = alike if alike and _is_said(alike, text, len(text)) else None
    told, said_more = {}, [*MORE.finditer(text)]
    behind = [
        found for found in said_more if VERB_BEFORE.search(text[max(0, found.start() - 80) : found.start()])
    ]
    for item in items:
        if id(item) in settled:
            continue
        at = item.start - start
        more = [
            found
            for found in said_more
            if found.end() <= at and not _is_aside(found, text, at) and _is_said(found, text, at)
        ]
        more += [found for found in behind if found.start() > at]
        before = [found for found in more if found.end() <= at]
        before = [found for found in before if GOES_WITH.match(found[0])] or before
        if denied or alike:
            kind, words = "denied" if denied else "alike", (denied or alike)[0]
        elif more:
            kind, words = "more", (before[-1] if before else more[0])[0]
        else:
            continue
        if _is_of_groups(item) and not COMPARES.search(words):
            continue
        if kind == "more" and _side(item) == "above":
            if len(more) > 1 or not before or at - more[0].end() > NEAR or HEDGED.search(text):
                continue
        told.setdefault((kind, _side(item)), []).append((words, item))
    for (kind, side), both in told.items():
        those = [item for _, item in both]
        words = ", ".join(dict.fromkeys(f"'{words.strip(' ,;:()')}'" for words, _ in both))
        if kind == "more" and side == "below":
            yield _fits(words, those, "below .05")
        elif kind == "more" and side == "above":
            lies = "it lies" if len(those) == 1 else "they lie"
            why = f"because {lies} above .05, and significance is not claimed there"
            yield _check(CANNOT_BE_TOLD, f"{words} and {_values(those)}: {CANNOT_BE_TOLD} {why}", those)
        elif side == "above":
            more = ", which does not show that they are alike" if kind == "alike" else ""
            yield _fits(words, those, f"above .05{more}")


def _is_said(found, text, at):
    """Whether words say something of what a clause is about, and do not describe people, a predictor or a measure in it."""
    before, behind = text[: found.start()], text[found.end() : at]
    if NEGATED.search(before) or OF_A_MEASURE.search(before):
        return False
    who = WHO.search(before)
    if who and not FINITE.search(who["which"]) and not re.match(r" [a-z]+ed\b| had\b| were\b", behind):
        return False
    if ATTRIBUTE.search(before) and not LEADS_TO.search(before):
        return False
    if SEEN.search(text, found.end()) or FINITE.search(before) or GOES_ON.match(text):
        return True
    word = found[0].casefold()
    if re.match(r"(?:fewer|more)\b", word) or re.match(
        r" (?:proportion|percentage|number|rate|share)s?\b", behind
    ):
        return FINITE.search(behind) is not None
    is_verb = re.fullmatch(r"[a-z]+ed|rose|fell|dropped", word)
    return bool(is_verb and re.search(r"[a-z)\d]\W*$", before, re.I))


def _is_of_groups(item):
    """Whether a P value says itself that it is of a difference between groups, or of a test of something else."""
    text, end = item.sentence, item.end - item.sentence_start
    before = text[max(0, item.start - item.sentence_start - 40) : item.start - item.sentence_start]
    return bool(OF_GROUPS.match(text[end:]) or LINEARITY.search(before))


def _is_aside(found, text, at):
    """Whether words stand in a bracket that is closed before a P value at this place of the text."""
    return re.match(r"[^(]*\)", text[found.end() : at]) is not None


def _other_side(items, text, start, passage):
    """A clause whose P values all lie on the other side of .05 than its words of significance say."""
    sides = {_side(item) for item in items}
    side = sides.pop() if len(sides) == 1 else ""
    found = OTHER_SIDE[side].search(text) if side else None
    rest = found and text[: found.start()] + text[found.end() :]
    unclear = (CLAIMS, DENIES, HEDGED, ALIKE, *([MORE] if side == "below" else []))
    if not found or any(words.search(rest) for words in unclear):
        return
    if not 0 <= items[0].start - start - found.end() < LESS_NEAR or not all(
        float(item["value"]) for item in items
    ):
        return
    words = claim_words(DENIED, items[0].sentence) if side == "below" else CLAIMED
    between = text[found.end() : items[0].start - start]
    lies = f"{'it lies' if len(items) == 1 else 'they lie'} {side} .05"
    if _is_open(items[0], text, between, side, passage):
        why = f"because {lies}, and another level or another comparison may be meant"
        yield _check(CANNOT_BE_TOLD, f"{words} and {_values(items)}: {CANNOT_BE_TOLD} {why}", items)
        return
    meant = "another level is meant"
    meant += ", or P is of another comparison" if OF_SEVERAL.search(text) else ""
    check = unless(f"{words} and {_values(items)}", meant, lies, items[0])
    yield replace(check, of=tuple(items))


def _is_open(p, text, between, side, passage):
    """Whether it stays open that a P value is of the words before it, or that .05 is the level."""
    elsewhere = re.search(r"[,;:]", re.sub(r"\([^()]*\)?", "", between)) or OF_ANOTHER.search(text)
    bracketed = re.search(r"[(\[][^()\[\]]*$", between)
    corrected = side == "below" and CORRECTED.search(passage)
    return bool(elsewhere or not bracketed or corrected or _is_of_groups(p) or OTHER_LEVEL.search(passage))
