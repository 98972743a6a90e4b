"""Two findings of one sentence that are no two arms: outcomes or values of one group, comparators, classes, parts.

Such a pair is neither checked as two arms nor suggested as a comparison; the reader can still choose it.
"""

import re

from helpers.own_trial.choices import says_who_they_are

WORDS_BEFORE = 160
"""Letters before the first finding in which the sentence may say whose values follow."""

ANOTHER_GROUP = re.compile(
    r"\b(?:groups?|arms?|placebo|controls?|sham|vehicle|versus|vs\.?|receiv\w+|treated|given|taking|assigned|allocated|allotted|those)\b"
    r"|\b(?:with|on|for|after|in) (?:the )?(?:other|usual|standard)\b",
    re.I,
)
"""Words between two findings that may name another group."""

IN_EACH_GROUP = re.compile(r"[^.;]{0,40}\b(?:each|per|both|either)\b", re.I)
"""Behind a number of people: several groups have as many."""

THIRD_SHARE = re.compile(r"[,; ]*[0-9.]+ ?%,? and ")
"""Between two percentages: a third one of three, "(6.4%, 2.1%, and 2.0%)"."""

FOR_ALL = re.compile(
    r"^[^.;(]{0,40}?\b(?:for|in|with) (?:all|both|either|each)(?: the)?(?: [\w-]+)? "
    r"(?:groups?|arms?|materials?|treatments?|drugs?|regimens?)\b",
    re.I,
)
"""Right behind two findings: both are of every arm."""

CLASSES = re.compile(
    r"\b(class|grade|stage|type|category|quartile|tertile|stratum) (?:I|1|A) (?:and|or) (?:\1 )?(?:II|2|B)\b|"
    r"\b(?:both )?(?:men and women|boys and girls|women and men|girls and boys)\b",
    re.I,
)
"""What "respectively" shares out where two findings are of classes, not of treatments."""

COMPARATOR = re.compile(r"\b(?:compared (?:with|to)|than|over|versus|vs\.?) [^.;()]{1,60}[(\[]$", re.I)
OR_ANOTHER = re.compile(r"^ ?[)\]] (?:or|and|and than|or than) [^.;()]{1,60}[(\[]$", re.I)
"""One arm against two others: "than balm (22%) or wax (27%)"."""

COMPARED_FIRST = re.compile(
    r"^[\W\d]*(?:[A-Z][a-z]+: )?(?:When )?[Cc]ompared (?:with|to) [^,;.]{2,60}, [^;.()]* and [^;.()]*[(\[]?$"
)
"""Two groups against a third, which is named first: "Compared with oil, it was better after balm and wax (3% and 4%, respectively"."""

VARIABLE = r"\b([\w-]+) (?:was|were|of|=) ?$"
ANOTHER_VARIABLE = re.compile(r"^[^.;]{0,40}?,? and (?:the )?(?:mean |median )?[\w-]+ (?:was|were) $", re.I)
"""Two variables: "BMI was 26 and haemoglobin was 11"."""

WHAT_THEY_DID = re.compile(
    r"^ ?[)\]]? ?(?P<verb>were|was|had|reported|developed|showed|failed|completed|\w+ed) [^.;]{3,80}?,? and $",
    re.I,
)
DID = re.compile(r"^ ?[)\]]? ?(?:were|was|had|reported|developed|showed|failed|completed)\b", re.I)
ONE_GROUP = re.compile(
    r"\bof (?:whom|which|these) $|\b(?:of|among) (?:the|these|all|those) [\w -]{0,30}"
    r"(?:patients|participants|people|adults|children|women|men|subjects|isolates), $|^all\b[^.]{3,120}, $",
    re.I,
)
"""Two things that people of one group did: "of whom eight were excluded and 19 failed to return"."""

NAMED_FOR_BOTH = re.compile(
    r"\b(?:those|patients|participants|children|women|adults) (?:treated with|given|receiving|taking|on) [\w-]+ (?:were|was) $",
    re.I,
)
"""One group is named before both findings."""

BY_ARM = re.compile(r"\brespectively\b[^.;]{0,60}[,:] $", re.I)
"""Before two findings of the first arm where the sentence lists outcomes and goes through the arms one by one."""

OF_ONE_ARM = re.compile(
    r"^[^.;]{0,15}respectively,? (?:for|in|with|on|after) [^.;]{1,60}? (?:and|versus|vs\.?|than|compared (?:with|to)) [-\d.]+ ?%? (?:\([^()]*\) )?and [-\d]",
    re.I,
)
"""Behind two outcomes of one arm: those of the other, "22.8 and 19.5, respectively, with balm and 21.6 and 17.6 with wax"."""

WITHIN_ONE_GROUP = re.compile(
    r"\b(?:patients|participants|people|adults|children|women|men|infants|those|subjects) (?:who|whose) (?!(?:had |were |were not |did not )?(?:recei|given|treat|took|tak|us|assign|allocat|random|under|get|got))[^.;()]{2,80}"
    r"\b(?:than|compared (?:with|to)|versus|vs\.?) (?:in |among )?(?:the )?(?:patients|participants|people|adults|children|women|men|infants|those|subjects) "
    r"(?:who|whose) [^.;()]{0,30}?\bnot\b",
    re.I,
)
"""People told apart by what became of them, "longer in patients who bled than in those who did not": no arms of the trial."""


SEVERAL = re.compile(
    r"\b(?:three|four|five|3|4|5)[- ](?:treatment |study |parallel |equal )?(?:arms?|groups)\b|\b1 ?: ?1 ?: ?1\b"
    r"|\b(?:in|to|with|than|and) the (?P<name>[\w+ -]{1,20}?) group\b"
    r"|\bgroup (?:that |who )?receiv(?:ed|ing) (?P<given>[\w.]+(?: mg)?)",
    re.I,
)
"""Words that say that there are more than two groups, or the name of one."""

NO_GROUP = re.compile(r"\b(?:each|either|both|other|same|whole|one|study|this|that)\b", re.I)


def not_two_arms(one, other, passage, largest=None):
    """Whether the sentence says that two findings behind each other are not the results of two groups.

    `one` and `other` are items of a reading in reading order, `passage` its text, `largest` the largest printed number
    of people or None.

    >>> from helpers.own_trial.reading import read
    >>> reading = read("Of the patients, 95% reported high satisfaction, and 93% reported large benefits.")
    >>> not_two_arms(*reading.of("percentage"), reading.passage)
    True
    """
    if one.sentence_start != other.sentence_start:
        return False
    before = passage[max(one.sentence_start, one.start - WORDS_BEFORE) : one.start]
    between, behind = passage[one.end : other.start], passage[other.end : other.end + 80]
    sentence = one.sentence
    if THIRD_SHARE.fullmatch(between):
        return True
    if re.search(r"[(\[][nN]\s?=\s?\d+[^()\[\]]*$", before) and not re.search(r"[()\[\]]", between[1:]):
        return True
    if are_of_one_group(one, other, passage) or are_nested(one, other, passage):
        return True
    if FOR_ALL.search(re.sub(r"^[%)\]]? ?,? ?respectively", "", behind)) and not ANOTHER_GROUP.search(
        between
    ):
        return True
    if CLASSES.search(sentence[: one.start - one.sentence_start]) and re.match(
        r"[^.;]{0,25}respectively", behind
    ):
        return True
    if COMPARATOR.search(before) and OR_ANOTHER.search(between):
        return True
    if COMPARED_FIRST.search(sentence[: one.start - one.sentence_start]) and "respectively" in behind:
        return True
    if OF_ONE_ARM.search(passage[other.end : other.end + WORDS_BEFORE]):
        return True
    if BY_ARM.search(before) and re.match(r"[^.;]{0,12};", behind):
        return True
    if _of_later_arm(one, other, passage):
        return True
    if _parts(one, other, largest):
        return True
    if ANOTHER_GROUP.search(between):
        return False
    if NAMED_FOR_BOTH.search(before):
        return True
    if re.search(VARIABLE, before) and ANOTHER_VARIABLE.search(between):
        return True
    return bool(ONE_GROUP.search(before) or _same_verb(between, behind)) and bool(
        WHAT_THEY_DID.search(between) and DID.search(behind)
    )


def are_of_one_group(one, other, passage):
    """Whether two counts are of one printed number of people, which is not that of each group: "Of the 90, 40 (44%) and 30 (33%)"."""
    place = one.places.get("n")
    return bool(place) and place == other.places.get("n") and not IN_EACH_GROUP.match(passage, place[1])


SET_AGAINST = re.compile(r"\b(?:vs?|versus|than|compared|and)\b|;")
"""Between two counts that stand side by side."""


def are_nested(one, other, passage):
    """Whether the second of two counts is of the people whom the first one counts: "47/63 had one, which was large in 39/47"."""
    if {one.kind, other.kind} != {"count"} or not (one["n"] and other["n"]) or one["n"] == other["n"]:
        return False
    return one["x"] == other["n"] and not SET_AGAINST.search(passage[one.end : other.start])


def _same_verb(between, behind):
    """ "four were resistant and three were frail": the same verb behind both, with no other group between."""
    first = WHAT_THEY_DID.search(between)
    return (
        first is not None
        and re.match(rf" ?[)\]]? ?{first['verb']}\b", behind, re.I) is not None
        and not (
            re.search(r"\b(?:in|on|with|for|after|by) ", first.group())
            or re.match(r"[^.,;]{0,60}\b(?:in|on|with|group)\b", behind)
        )
    )


def _of_later_arm(one, other, passage):
    """The second arm of such a list: "respectively, were balm, 28 and -8; wax, 27 and -11"."""
    start = passage[one.sentence_start : one.start]
    listed = re.search(
        r"\brespectively\b[^.;]{0,60}[,:] [^;]{1,60} and [^;]{1,40}; [\w -]{1,40}, $", start, re.I
    )
    return listed is not None and " and " in passage[one.end - 1 : other.start + 1]


def _parts(one, other, largest):
    """Two counts that together are everybody of the study, their number of people printed elsewhere."""
    if {one.kind, other.kind} != {"count"} or largest is None or not (one["pct"] and other["pct"]):
        return False
    if abs(float(one["pct"]) + float(other["pct"]) - 100) > 1:
        return False
    bare = all(
        item["n"] is None or ("/" not in item.quotation and " of " not in item.quotation)
        for item in (one, other)
    )
    return (
        bare and int(one["x"]) + int(other["x"]) == largest and {one["n"], other["n"]} <= {None, str(largest)}
    )


def more_groups(groups, passage):
    """Whether the passage seems to compare more than two groups, so that one page shows one of several comparisons.

    >>> more_groups((), "We assigned 90 adults 1:1:1."), more_groups((), "In the balm group and in the wax group.")
    (True, False)
    """
    names = set()
    for match in SEVERAL.finditer(passage):
        name = (match["name"] or match["given"] or "").casefold()
        if not name:
            return True
        if not NO_GROUP.search(name):
            names.add(re.sub(r" ?(?:treatment|therapy)$", "", name))
    three = any(
        group.kind in ("counts", "percentages", "means")
        and len(group.estimates) == 3
        and not all(says_who_they_are(item, passage) for item in group.estimates)
        for group in groups
    )
    return len(names) > 2 or three
