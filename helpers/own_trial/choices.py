"""How the printed numbers of a passage are offered: labels that can be told apart, results first.

Nothing is chosen here; `suggestions` names the pairs that look like a result of two groups.
"""

import html
import re

PEOPLE = re.compile(
    r"\b(?:aged?|years? old|(?<!of )(?<!of the )(?:women|men)(?! (?:assigned|allocated|randomi[sz]ed|given|receiving|treated)\b)|female|male|(?<!from )(?<!than )(?<!with )(?<!to )baseline|body mass|BMI|excluded|enrolled|screened|"
    r"withdrew|dropp?ed out|completed (?:by|the (?:study|trial))|pre-(?:treatment|index)|(?:mean|median|average) follow[- ]?up (?:was|time|period|of)|follow[- ]?up (?:time|period|duration) (?:was|of))\b",
    re.I,
)
"""Words beside numbers that describe the people of a study, and are no result."""

_WHO = (
    r"(?:females?|males?|women|men|girls|boys|white|black|hispanic|latin[oaxe]s?|caucasians?|asian|african[- ]americans?"
    r"|(?:current )?smokers?|married|single|unemployed|employed)\b"
)
WHO_BEFORE = re.compile(rf"\b{_WHO} ?[,(:]? ?$", re.I)
OF_SUCH = re.compile(rf"\b(?:of|in|among|for|with) (?:[\w-]+ ){{0,2}}{_WHO} ?[,(:]? ?$", re.I)
WHO_BEHIND = re.compile(rf"[%)\s]*(?:(?:were|was|of (?:the|these|all) [a-z]+ (?:were|was)) )?{_WHO}", re.I)
"""Around a percentage: it is of the people who are of a sex, of an origin or the like, "mostly female (87.2%)", "87.2% were women"; but not "of the women, 87.2%"."""

TIME = re.compile(r"\b(?:follow(?:ed|ing)?[- ]?up|duration|months|weeks|years|days)\b", re.I)
"""Words beside a mean or a median that say it is a length of time."""

CONTENT_BEHIND = re.compile(
    r"%? ?(?:of )?(?:(?:total|daily|dietary) )?(?:energy|calories|kcal|fat|protein|carbohydrates?|fib(?:re|er))\b(?! (?:mass|loss|free|reduction|excretion))",
    re.I,
)
CONTENT_BEFORE = re.compile(
    r"\b(?:diets?|meals?|formulas?) (?:that |which )?(?:contain(?:ed|ing|s)?|provid(?:ed|ing|es)|suppl(?:ied|ying|ies))\b[^.;]*$",
    re.I,
)
"""Words beside a percentage of what a diet holds, behind it and before it."""

ARM_KINDS = ("count", "percentage", "mean", "median")

HEADING_FIRST = re.compile(
    r"^\W*(?:MAIN )?(?:Main results|Results?|RESULTS?|Findings?|FINDINGS?)(?: ?[:.—–-]+ ?| ?(?=[A-Z\d])| ?$)"
)
"""The heading that a sentence begins with: no word of its own."""

WORDS_BEFORE = 46
"""Letters of the sentence before a number that are shown behind it."""

LABEL, LONG_LABEL = 120, 160
"""Letters of a printed number in a list, and of an effect with its interval in a suggestion."""

PERSON_TIME = re.compile(r"\b(?:per|a) (?:100 |1,?000 )?(?:person|patient)?-?years?\b", re.I)


def plain(text):
    """Pasted text as a label: no markup, single spaces, every bracket closed.

    >>> plain("34</b>/60&nbsp;(57%"), plain("aHR), 1.83"), plain("n < 5")
    ('34/60 (57%)', 'aHR, 1.83', 'n < 5')
    """
    text = " ".join(html.unescape(re.sub(r"</?[A-Za-z][^<>]{0,80}>", "", text)).split())
    kept, open_ = [], []
    for letter in text:
        if letter in "([":
            open_.append(")" if letter == "(" else "]")
        elif letter in ")]":
            if not open_ or open_[-1] != letter:
                continue
            open_.pop()
        kept.append(letter)
    return "".join(kept + open_[::-1])


def shortened(text, most):
    """A label of at most so many letters, never cut inside a word or a number: dots say that more follows.

    >>> shortened("risk was 15.93 (95% CI, 2.10 to 120.64)", 34), shortened("risk was 15.93", 34)
    ('risk was 15.93 (95% CI, 2.10 to …)', 'risk was 15.93')
    """
    text = plain(text)
    if len(text) <= most:
        return text
    return plain(f"{text[:most].rpartition(' ')[0].rstrip(' ,;:=([')} …")


def words_before(item, passage):
    """The words of its sentence before a number, so that two equal ones can be told apart.

    >>> from helpers.own_trial.reading import read
    >>> reading = read("Deaths were fewer (P<0.001) and strokes, too (P<0.001).")
    >>> [words_before(p, reading.passage) for p in reading.of("p")]
    ['Deaths were fewer', 'Deaths were fewer (P<0.001) and strokes, too']
    """
    return plain(lead(item, passage).rstrip(" ([,;:="))


def lead(item, passage):
    """The last words of its sentence right before a number, with the bracket or colon that leads to it."""
    before = html.unescape(re.sub(r"</?[A-Za-z][^<>]{0,80}>", "", passage[item.sentence_start : item.start]))
    whole = HEADING_FIRST.sub(
        "", (" ".join(before.split()) + (" " if before[-1:].isspace() else "")).lstrip()
    )
    words = whole.rstrip(" ([,;:=")
    if len(words) <= WORDS_BEFORE:
        return whole
    return f"… {words[-WORDS_BEFORE:].partition(' ')[2]}{whole[len(words) :]}"


F_TEST = re.compile(r"\bF ?(?:[(\[](?!1\b)[\d., ]+[)\]])? ?= ?[\d.,]*\d[,;)]* ?$")
"""Before a P value: an F test whose first number of degrees of freedom is not 1, or is not printed."""


def label(item, passage):
    """What an option says: the number as it is printed, its arm, and the words before it."""
    arm = "" if item.arm == "unknown" else f" ({item.arm})"
    shown = f"{shortened(item.quotation, LABEL)}{arm}"
    if item.kind == "p" and F_TEST.search(passage, max(0, item.start - WORDS_BEFORE), item.start):
        shown += " (of an F test, which may be of more than two groups)"
    before = words_before(item, passage)
    return f"{shown}, after \u201c{before}\u201d" if before else shown


def describes_people(item, passage, paired):
    """Whether the words beside a number say that it is an age, a time of follow-up, what a diet holds or the like, and no result.

    `paired` says whether another number stands against it: two medians in months may be the result.
    """
    near = (max(item.sentence_start, item.start - 45), item.start), (item.end, item.end + 20)
    none = item.quotation.strip().casefold().startswith("no ")
    if none or any(PEOPLE.search(passage, *ends) for ends in near):
        return True
    before = passage[item.sentence_start : item.start]
    if item.kind == "percentage" and (
        CONTENT_BEHIND.match(passage, item.end) or CONTENT_BEFORE.search(before)
    ):
        return True
    is_time = item.kind in ("mean", "median") and any(TIME.search(passage, *ends) for ends in near)
    return is_time and not paired


def says_who_they_are(item, passage):
    """Whether a percentage is that of a sex, an origin or the like among people, by the words right beside it.

    >>> from helpers.own_trial.reading import read
    >>> reading = read("They were mostly female (87.2%); 10.4% smoked.")
    >>> [says_who_they_are(item, reading.passage) for item in reading.of("percentage")]
    [True, False]
    """
    before = passage[max(item.sentence_start, item.start - 40) : item.start]
    named_before = WHO_BEFORE.search(before) and not OF_SUCH.search(before)
    return bool(named_before or WHO_BEHIND.match(passage, item.end))


def are_one_number(first, second):
    """Whether two findings show one printed percentage: a count with its share, and the share with its interval."""
    if first.kind != "count" or not first["pct"]:
        return False
    of_effect = second.values.get("measure") == "percentage"
    share = second.values["estimate"] if of_effect else second.values.get("pct")
    return share == first["pct"] and first.start <= second.start <= first.end + 2


def without_repeats(items):
    """The places that are worth offering: one of each printed number, and of a text that was pasted twice."""
    kept, seen = [], set()
    for place, item in items:
        key = item.kind, item.sentence, item.start - item.sentence_start
        if key in seen or (kept and are_one_number(kept[-1][1], item)):
            continue
        seen.add(key)
        kept.append((place, item))
    return kept


def of_person_time(passage):
    """Whether the passage prints rates per person and year, which are no shares of people."""
    return bool(PERSON_TIME.search(passage))
