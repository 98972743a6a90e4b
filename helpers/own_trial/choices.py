"""How the printed numbers of a passage are offered: labels that can be told apart, results first, pairs to confirm.

Nothing is chosen here. `suggested` names the pairs of one sentence that look like a result of two groups, the likeliest
first; the reader confirms one, or chooses otherwise.
"""

import html
import re

PEOPLE = re.compile(
    r"\b(?:aged?|years? old|women|men|female|male|(?<!from )(?<!than )baseline|body mass|BMI|excluded|enrolled|screened|"
    r"withdrew|dropp?ed out)\b",
    re.I,
)
"""Words beside numbers that describe the people of a study, and are no result."""

TIME = re.compile(r"\b(?:follow(?:ed|ing)?[- ]?up|duration|months|weeks|years|days)\b", re.I)
"""Words beside a mean or a median that say it is a length of time."""

CONTROL = re.compile(
    r"\b(?:placebo|control|sham|usual|standard|conventional|vehicle|untreated|no treatment)\b", re.I
)
"""Words in the name of the group that a treatment is compared with."""

PRIMARY = re.compile(r"\bprimary\b", re.I)

SEVERAL = re.compile(
    r"\b(?:three|four|five|3|4|5)[- ](?:treatment |study |parallel )?(?:arms?|groups)\b|\b1 ?: ?1 ?: ?1\b"
    r"|\b(?:in|to|with|than|and) the (?P<name>[\w+ -]{1,20}?) group\b"
    r"|\bgroup (?:that |who )?receiv(?:ed|ing) (?P<given>[\w.]+(?: mg)?)",
    re.I,
)
"""Words that say that there are more than two groups, or the name of one."""

NO_GROUP = re.compile(r"\b(?:each|either|both|other|same|whole|one|study|this|that)\b", re.I)

MOST_SUGGESTED = 3

WORDS_BEFORE = 46
"""Letters of the sentence before a number that are shown behind it."""

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


def words_before(item, passage):
    """The words of its sentence before a number, so that two equal ones can be told apart.

    >>> from helpers.own_trial.reading import read
    >>> reading = read("Deaths were fewer (P<0.001) and strokes, too (P<0.001).")
    >>> [words_before(p, reading.passage) for p in reading.of("p")]
    ['Deaths were fewer', 'Deaths were fewer (P<0.001) and strokes, too']
    """
    before = passage[item.sentence_start : item.start]
    words = " ".join(html.unescape(re.sub(r"</?[A-Za-z][^<>]{0,80}>", "", before)).split()).rstrip(" ([,;:=")
    if len(words) <= WORDS_BEFORE:
        return words
    return "… " + words[-WORDS_BEFORE:].partition(" ")[2]


def label(item, passage):
    """What an option says: the number as it is printed, its arm, and the words before it."""
    arm = "" if item.arm == "unknown" else f" ({item.arm})"
    if item.kind == "n":  # "59 adults given balm" says more than the words before it
        behind = passage[item.end : item.end + WORDS_BEFORE]
        behind = re.split(r"[.;](?:\s|$)", behind)[0]
        behind = behind.rpartition(" ")[0] if len(behind) == WORDS_BEFORE else behind
        words = plain(item.quotation[:90] + behind.rstrip(" ,:;=(["))
        return words if item.arm in words else words + arm
    shown = f"{plain(item.quotation[:90])[:70]}{arm}"
    before = words_before(item, passage)
    return f"{shown}, after \u201c{before}\u201d" if before else shown


def describes_people(item, passage, paired):
    """Whether the words beside a number say that it is an age, a time of follow-up or the like, and no result.

    `paired` says whether another number stands against it: two medians in months may be the result.
    """
    before, behind = (
        passage[max(item.sentence_start, item.start - 45) : item.start],
        passage[item.end : item.end + 20],
    )
    if PEOPLE.search(f"{before} | {behind}") or item.quotation.strip().casefold().startswith("no "):
        return True
    is_time = item.kind in ("mean", "median") and TIME.search(f"{before} | {behind}")
    return bool(is_time) and not paired


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


def suggested(arms, effects, items, passage):
    """Up to three comparisons that stand ready to be confirmed, the likeliest first.

    `arms` and `effects` are what `passage.offered` lists, `items` the findings by place. Two groups of one sentence
    come first where that sentence prints a P value or an effect for them, before an effect that stands alone. Each is
    a dict of arm1, arm2, p, effect (places as text) and `said`.
    """
    found, used = [], set()
    by_value = {arm["value"]: arm for arm in arms}
    for arm in sorted(arms, key=lambda arm: int(arm["value"])):
        other = by_value.get(arm["partner"])
        known = (arm["p"], arm["effect"])
        if other is None or arm["value"] in used or not any(known) or arm["other"]:
            continue
        used |= {arm["value"], other["value"]}
        first, second = arm, other
        if CONTROL.search(arm["name"]) and not CONTROL.search(other["name"]):
            first, second = other, arm
        if arm["effect"]:
            used.add(arm["effect"])
        item = items[int(arm["value"])]
        rank = (not PRIMARY.search(item.sentence), item.kind not in ("count", "percentage", "mean", "median"))
        rank += (not all(known), item.start)
        found.append((rank, first["value"], second["value"], *known))
    for effect in effects:
        if effect["value"] in used or not effect["p"]:
            continue
        item = items[int(effect["value"])]
        found.append(
            (
                (not PRIMARY.search(item.sentence), True, True, item.start),
                "",
                "",
                effect["p"],
                effect["value"],
            )
        )
    ready = []
    for _, arm1, arm2, p, effect in sorted(found)[:MOST_SUGGESTED]:
        shown = [_short(items[int(place)]) for place in (arm1, arm2) if place]
        parts = [" v ".join(shown)] if shown else []
        parts += [plain(items[int(effect)].quotation[:90])] if effect else []
        parts += [plain(items[int(p)].quotation)] if p else []
        before = words_before(items[min(int(place) for place in (arm1, arm2, effect) if place)], passage)
        said = (f"{before}: " if before else "") + "; ".join(parts)
        ready.append({"arm1": arm1, "arm2": arm2, "p": p, "effect": effect, "said": said})
    return ready


def _short(item):
    arm = "" if item.arm == "unknown" else f" ({item.arm})"
    return f"{plain(item.quotation[:60])}{arm}"


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
        group.kind in ("counts", "percentages", "means") and len(group.estimates) == 3 for group in groups
    )
    return len(names) > 2 or three


def of_person_time(passage):
    """Whether the passage prints rates per person and year, which are no shares of people."""
    return bool(PERSON_TIME.search(passage))
