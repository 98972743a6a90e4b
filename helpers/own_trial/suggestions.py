"""Which comparisons stand ready to be confirmed: values of two groups that belong together, the main outcome first.

Nothing is chosen here. The passage names its primary outcome, or its aim does; the reader confirms one pair, or chooses
otherwise. Values of two outcomes are never a pair.
"""

import itertools
import math
import re
from functools import lru_cache

from helpers.own_trial.choices import LABEL, LONG_LABEL, describes_people, lead, plain, shortened
from helpers.own_trial.no_arms import ANOTHER_GROUP, are_of_one_group
from helpers.own_trial.printed_groups import MOST_ARMS
from helpers.own_trial.printed_people import plain_name

CONTROL = re.compile(
    r"\b(?:placebo|controls?|sham|usual|standard(?! (?:dev|err))|alone|conventional|traditional|vehicle|untreated|no treatment)\b",
    re.I,
)
"""Words in the name of the group that a treatment is compared with."""

PRIMARY = re.compile(
    r"\bprimary (?:[\w-]+ ){0,3}?(?:outcome|end[ -]?point|measure|variable|analys|objective|criteri|composite)",
    re.I,
)

_WORDS = r"(?:[^.;]|\.(?=\S| [a-z]))"

NAMED_PRIMARY = re.compile(
    r"(?:\b(?:primary|principal|main)(?! secondary)(?: [\w-]+){0,3}? (?:outcomes?|end[ -]?points?|variables?|criteri\w+|measures?)"
    r"(?:[^.;:()]{0,90}? (?:was|were|is|are|included)|[:;]| of)"
    r"|(?m:^|[.:;] ?|(?<=[a-z)]))(?i:main outcomes?(?: measures?)?)(?![a-z ]*:)) ?(?P<what>(?! ?primary\b)[^.;]{2,160})"
    r"|(?P<before>[^.;,()]{4,100}) (?:was (?:the|our)|\() ?primary (?:outcome|end ?-?point)",
    re.I,
)
"""Where a passage says what its primary outcome is."""

AIM = re.compile(
    rf"\b(?:effects?|impact|efficacy|effectiveness|benefits?) of {_WORDS}{{3,150}}? (?:on|in(?: the)? (?:prevention|reduction|preventing|reducing)(?: of)?)"
    r" (?:the )?(?P<what>[^.;]{4,120})"
    r"|\b(?:efficacy|effectiveness) \((?P<gloss>[^.;]{4,80}?)\)(?: and|,| of)"
    r"|\b(?:to (?:prevent|reduce|lower)|for (?:the )?(?:prevention|reduction) of) (?P<before>[^.;]{4,100})",
    re.I,
)
"""Where a passage says what a treatment is meant to change, in a study that names no primary outcome."""

INTENTION = re.compile(r"\b[Ii]ntent(?:ion)?[- ]to[- ]treat|\bITT\b")

ASIDE = re.compile(
    r"\b(?:(?<!from )(?<!than )(?<!with )(?<!to )baseline|adverse|side[- ]effects?|complications?|discontinu\w+|withdr\w+|analy[sz]ed|completed|complian\w+|operati(?:on|ng|ve) time|per[- ]protocol)\b",
    re.I,
)
"""Words beside results that a study which does not name them as primary prints aside."""

AT_THE_START = re.compile(
    r"\b(?:at (?:baseline|entry|enrol+ment)|(?<!from )(?<!than )(?<!with )(?<!to )(?:the )?(?:baseline|pre-?operative|pretreatment) (?:mean |median )?[\w ]{2,40} (?:was|were))\b",
    re.I,
)
"""Words beside values from before the treatment."""

ANOTHER_OUTCOME = re.compile(
    r"(?:\band|\bwhereas|\bwhile|,)(?: (?:in|with|on|for) (?:the )?[\w-]+(?: (?:group|arm))?,?)? (?:the )?(?:mean |median )?"
    r"(?!those|this|that|there|these|only|figure|value|score|level|corresp)([a-z]{4,})"
    r"(?: [a-z]{4,})? (?:occurred|(?:was|were)(?: (?:seen|observed|reported|found|noted))?|(?=in ))(?: in| by)? ?$"
)
"""Between two findings: a noun with its verb."""

SUBGROUP = re.compile(
    r"\bsub-?groups?\b|\bamong (?:the )?(?:patients|participants|people|adults|children|women|men|those) (?:with|aged|who had)\b",
    re.I,
)
"""Words beside a result of some of the people."""

BY_OUTCOME = re.compile(r"(?<=er) (?:in|among) (?:the )?[a-z]+ with(?:out)? [^.;,()]*[(\[]$")
"""Before a value: people are told apart by their outcome, "time was shorter in the patients with relapse ("."""

NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()

TIME_NAMED = re.compile(
    rf"\b(day|week|month|year)s? (\d+)|\b(\d+|{'|'.join(NUMBERS)})[- ](hour|day|week|month|year)s?\b"
)

HOW_TOLD = re.compile(r"\b(?:assessed|defined|measured|evaluated|according|using|per|secondary)\b", re.I)
"""Behind the name of an outcome: how it was told, or another outcome."""

IN_WHOM = re.compile(
    r" (?:in|among) (?:[\w-]+ ){0,6}?(?:patients|participants|people|persons|subjects|adults|children|infants|women|men|trials?|population)\b",
    re.I,
)
"""Behind the name of an outcome: the people."""

NO_OUTCOME = re.compile(
    rf"\b(?:{'|'.join(NUMBERS)}|proportions?|percentages?|numbers?|rates?|incidence|change\w*|between|groups?|patients|participants|women|children|people"
    r"|with|that|were|from|after|before|during|within|weeks?|months?|years?|days?|hours?|time|mean|median|risk|total|lower|higher|study|this|complications?)\b",
    re.I,
)
"""Words in the name of an outcome that many outcomes share."""

IN_ORDER = "arm 1 is the group printed first"

COMPARED_SHORT = re.compile(r"\b(?:v|vs\.?|versus|compared (?:with|to))(?: |$)", re.I)

GROUP_INSIDE = re.compile(r"[a-z] (?:in|on|to|given|receiving|taking) (?:the )?\w[^()]*\(")
"""In a count with its percentage: the group of these people, "9 adults in the balm group (17.6%)"."""

NEXT_NAME = re.compile(r"%?; (?:and )?[^.;,()]{2,40}, ")
"""Between shares in a list of groups: "balm, 36%; wax, 29%"."""

IN_BRACKETS = re.compile(r"%?\),?(?: and| than| compared with)?(?: in)?(?: the)? [^.,;()]{2,50} \(")
"""Between shares in brackets, of groups that are named before them: "than in the wax (1%), oil (0%) and chalk (2%) groups"."""

NAMES_BEHIND = re.compile(
    r"[^.;()]{0,20}?,? respectively,? (?:for|in|with|on) (?:the )?(?P<names>[^.;()]{3,120}?)(?= \(|[.;)]| groups| arms)"
    r"|[^.;()]{0,20}? (?:for|in|with|on) (?:the )?(?P<before>(?:[^.;()]|\(n ?= ?\d+\)){3,150}?) (?:groups|arms),? respectively"
)
"""Behind values of several groups: their names in the same order."""

NEXT_DOSE = re.compile(
    r"%?\)(?:,|,? and|,? or) (?:with |for )?[^.;()]{0,30}\d ?(?:mg|gm?|µg|mcg|IU)\b[^;()]{0,40}\("
    r"|%?\),?(?: and| followed by)?(?: in)? (?:the )?[^.,;()]{2,50} (?:group|arm) \("
    r"|%?\)[^.;()]{0,40}? (?:than|compared (?:with|to)|versus|vs\.?) (?:with |in |for )?(?:the )?(?:placebo|controls?|vehicle|sham)[^.;()]{0,20}\("
)
"""Between shares in brackets, of doses and a control: "%) and 150 mg (", "%) than with placebo ("."""

PREDICTORS = re.compile(
    r"\b(?:predict(?:ors?|ed)|prognostic(?! factors? (?:were|was) (?:included|entered|taken))|risk factors?|independently associated"
    r"|factors? (?:that (?:were|are) )?associated with|univaria(?:te|ble|nt) (?:analys|regress|logistic)\w*"
    r"|associated with (?:halving|doubling|an? [\w-]+ (?:increase|decrease)|each|every|younger|older))\b",
    re.I,
)

TRAITS = re.compile(
    r"\bage (?:group|[≥≤<>]|over|under|above|below)|\b(?:increasing|advanced|older|younger|higher|lower) age\b"
    r"|\b(?:univaria(?:te|ble|nt)|multivaria(?:te|ble|nt)|regression)(?: [a-z]+){0,3} (?:showed|identified|revealed|confirmed|demonstrated|found) (?:that )?[^;]*\bassociated with\b",
    re.I,
)
"""Words beside a ratio, or of its sentence, that list what people were like."""

EACH_MORE = re.compile(
    r"\b(?:per|each|every) (?:additional |extra )?(?:\d[\d.]*[- ]?)?(?:SD|standard deviation|units?|years?(?! of follow)|points?|decades?|kg|mm|mg/dl|increment|increase)\b"
    r"|\b(?:SD|unit|point|fold|%)[- ](?:increase|increment|higher)",
    re.I,
)
"""Words beside a ratio that is of each unit more of a measure."""

GENES = re.compile(
    r"\b(?:genotypes?|alleles?|allelic|polymorphisms?|SNPs?|haplotypes?|rs\d{3,}|(?:dominant|recessive) model|heterozygo\w+|homozygo\w+)\b",
    re.I,
)
"""Words beside numbers of genotypes, which nobody was given."""

TESTS = re.compile(
    r"\b(?:sensitivit(?:y|ies)|specificit(?:y|ies)|diagnostic (?:accurac\w+|yield|performance)|(?:overall )?accurac(?:y|ies)|(?:positive|negative) predictive values?"
    r"|[PN]PVs?|AUCs?|AUROC|C[- ]statistics?|c-ind(?:ex|ices)|area under the (?:ROC|receiver)|true[- ](?:positive|negative)\w*|ICCs?|intraclass|kappa|correlation coefficients?)\b"
)
"""Words beside numbers that say how well a test or a measure tells something, and are no result of people."""

ALL_OF_THEM = re.compile(r"\b(?:there were|comprised|comprising|consisted of|included|of whom) $", re.I)
"""Before two counts that are the groups themselves."""

TRAIT = re.compile(
    r"\b(?:high|low|great|larg|long|old|young|increased|decreased)(?:er)? (?!(?:risk|rate|odds|incidence|hazard|mortality|likelihood)\b)[a-z -]{3,60}[(\[]$"
)
"""Before a ratio: what people were like, "greater thickness of the skin ("."""

NAMED_CONTROL = re.compile(
    r"\b(?:[\w-]+ ){0,6}?(?:placebo|controls?|ctrl|sham|usual care|untreated)(?!-)\b", re.I
)
"""Words that name a control group, with up to six before them."""

_IN_CLAUSE = r"(?:(?!,|;|\.(?=\s|$)| (?:and|versus|vs|v|than|to|but|compared|whereas|while)\b).)"

GROUP_BEHIND = re.compile(
    rf"{_IN_CLAUSE}{{0,45}}?(?:\((?=[a-z])|\b(?:in|on|with|for|after|among|by|given|receiving) ){_IN_CLAUSE}{{0,45}}"
)
"""Behind a value whose group was not read: its words, "38% in controls"."""

COMPARISON = re.compile(
    r"\bcompar(?:e|es|ed|ing|ison (?:of|between)) (?!with |to )(?P<what>[^.;]{3,150}?) (?:with|to|versus|vs\.?|against) (?:that of )?(?P<against>[^.;,]{3,100})",
    re.I,
)
"""Where a passage says what is compared with what."""

CONTROL_LAST = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?) (?:in |with )?(?:the )?(?:[\w-]+ ){0,2}?(?:placebo|controls?|sham|untreated)\b[^.;()]{0,20}[(\[]$",
    re.I,
)
"""Before the values of several groups: the control is named last, "balm and wax compared with the control group ("."""

COMPARING = re.compile(
    r"^(?:than|with|to|and|versus|vs|v|or|from|against)\b|\b(?:than|with|to|and|versus|vs|v|or|from|against) ",
    re.I,
)
"""Before the name of a control: the other group is named before it."""

REVERSE = re.compile(
    r"(?:\bsurviv|[- ]free\b)[^|]*\|.*\b(?:of|for) (?:disease )?(?:progression|relapse|recurrence|death|dying|mortality)\b"
)
"""Words of a finding of those who were spared, and of an effect that is of a loss."""

WORDS_NEAR, LETTERS_BEFORE = 100, 120
"""Letters before two values in which the order of their groups, and their outcome, may be told."""

NAMED_BEFORE = 0.4
"""What words lack that name no outcome, in a sentence that has named it further off."""

RANDOMISED = re.compile(r"\brandomi[sz]|\brandomly\b|\bat random\b|\bplacebo\b", re.I)

NEXT_GROUP = re.compile(
    r"(?: \([^()]{1,60}\))?[^.;]{0,40}?(?:\b(?:for|with|in|on|among|after|following|who|given|recei\w+|treated)\b(?:[^.;]|\.\d){2,150}|of the [^.;]{2,60} (?:group|arm)\b[^.;]{0,30}|\([^()]{1,40}\))"
    r" ?(?:[,;]|\band|\bversus|\bvs\.?|\bcompared (?:with|to)|\bthan|\bto)(?: and| but)? ?(?:in )?(?:only )?(?:those who [^,.;]{3,40} (?:by|of|was) )?"
)
"""Between findings of several groups: "4.1% for balm, ", " in the balm group and "."""

RESPECTIVELY = r" ?%?(?: [a-z]{1,20})?(?: \([^()]{1,80}\))?, respectively\b"
"""Right behind the last of the values that are shared out to groups."""

AFTER_VALUE = re.compile(
    r"[%)\]]*(?: ?(?:mm ?Hg|[a-z]+))?(?: \([^()]{1,60}\))? (?:on|with|for|after|in) (?:the )?(?P<name>(?!the\b|all\b|both\b|each\b)[\w+-]{2,})(?P<group>(?: [\w-]+){0,4} (?:group|arm)\b)?"
)
"""Behind a value: its unit, and what may be its treatment, " mm Hg (-36%) on velorin"."""

P_BEHIND = re.compile(r"(?:(?!\b(?:but|while|whereas|nor|not?)\b)[^.;\d]){0,60}")
"""Between two findings and the P value that tells them apart: " points, respectively, and differed ("."""

NEXT_PAIR = re.compile(
    r"(?: [a-zA-Z/]+){0,3},? and [-\d.]+%? (?:vs\.?|versus|v) [-\d.]+%?(?: [a-zA-Z/]+){0,3}[,;] ?"
)
"""Between two findings of a bracket and its one P value: two of another outcome, " mm, and 2 vs. 4 mm, "."""

DIFFERENCE_BEHIND = re.compile(r"[^.;()]{0,60}[;(,] ?(?:[^\W\d]+\d?,? ){0,2}")
"""Between two findings and their difference: " ml in the wax group (partial ", " h; "."""

FROM = re.compile(
    r"(?<!ranged )(?<!ranging )(?<!range )\bfrom (?:an? |the )?(?:(?:mean|median|baseline|average|value)(?: [a-z]+)? of )?$"
)
TO = re.compile(r"[^.;]{0,60}?\bto (?:an? )?(?:(?:mean|median|average) of )?")
"""Before the first of two values of one group, then and now, and between them."""

CHANGED = re.compile(
    r"(?<!ranged )\bfrom (?:[^.;]|\.\d){0,20}\d(?:[^.;]|\.\d){0,60} to (?:an? )?(?:(?:mean|median|average) of )?$"
)
"""Before a value: the one from which it changed."""

GROUP_NAME = re.compile(r"([\w-]+)(?:[- ]treated)? (?:group|arm)\b", re.I)

GOES_ON = re.compile(
    r"[^.;]{0,70}\b(?:in|with|on|for|after|among|receiving|given|treated)\b(?:[^.;]|\.\d){2,90}?(?:,|\band|\bwhereas|\bwhile|\bbut|\bversus|\bvs\.?|\bcompared (?:with|to))"
    r"(?: (?:it|this|that|those|they|a|the|in|with|for|on|only|also|was|were|decreas\w+|increas\w+|fell|rose|declin\w+|dropp\w+|improv\w+|chang\w+|reduc\w+|and|whereas|while|but"
    r"|(?:[\w-]+ ){1,3}(?:group|arm)),?)* from (?:an? )?(?:(?:mean|median|baseline|average) of )?"
)
"""Between the last value of one group and the first of the next: " in the balm group and from "."""

MOST_SUGGESTED = 3

ROUNDED = 0.15
"""Points by which a printed difference of two shares may differ from that of the printed shares."""


def suggested(arms, effects, items, passage, total=""):
    """Up to three comparisons that stand ready to be confirmed, the likeliest first.

    `arms` and `effects` are what `passage.offered` lists, `items` the findings by place. The outcomes that the passage
    names as primary (or else as its aim) come first, in their order and at the time that is named, those first beside
    which more words of the name stand; harms and subgroups come last, values from before the treatment behind them.
    Among equals, two groups with a P value, an effect or their people come before those without; an effect that stands
    alone comes after them where it is of no named outcome. Each is a dict of arm1, arm2, p, effect (places as text),
    `said`, and `assumed`: in one sentence what the reader confirms with it.
    """
    found, used = [], set()
    counted = _counts_of_shares(arms, items)
    by_value = {arm["value"]: arm for arm in arms}
    named = named_outcomes(passage)
    rows = list(_rows_of_arms(arms, items, passage))
    named_two = [run for run in rows if len(run) == 2]
    for one, other in named_two:
        one |= {"partner": other["value"], "other": False, "p": one["p"] if one["p"] == other["p"] else ""}
        other |= {"partner": one["value"], "other": False, "p": one["p"]}
    alone = [items[int(arm["value"])] for arm in arms if not arm["partner"]]
    for arm in sorted(arms, key=lambda arm: int(arm["value"])):
        other = by_value.get(arm["partner"])
        if other is None or arm["value"] in used or arm["other"] or other["other"]:
            continue
        used |= {arm["value"], other["value"]}
        pair = items[int(arm["value"])], items[int(other["value"])]
        known = arm["p"] or other["p"], arm["effect"] or other["effect"]
        behind = None if any(known) else _difference_behind(pair, effects, items, passage)
        known = (behind["p"], behind["value"]) if behind else known
        apart = any(arm in run for run in named_two)  # other findings may stand between
        if not any(known) and not apart and not are_groups(*pair, passage):
            _part(arm, other)
            continue
        listed = not apart and are_of_more_than_two(pair, alone, passage)
        known = known if apart or known[0] else (_p_behind(pair[1], items, passage), known[1])
        if (
            listed
            or what_they_are(pair, passage)
            or _are_then_and_now(*pair, passage)
            or _are_of_two_things(*pair, passage)
            or are_proportions_in_words(pair)
            or says_another_outcome(*pair, passage)
        ):
            _part(arm, other)
            continue
        sized = all(item.values.get("n") for item in pair)
        rank = *place_of_outcome(pair, passage, named), not (any(known) or sized), False, pair[0].start
        used.add(known[1])
        if re.search(r"\bsub-?group analys", pair[0].sentence) and not RANDOMISED.search(passage):
            continue  # of who people were, not of what they were given
        if known[1] and says_the_reverse(pair[0], items[int(known[1])]):
            found = [each for each in found if each[-1] != known[1]] + [(rank, "", "", *known)]
            continue
        counts = [by_value[counted[each["value"]]] for each in (arm, other) if each["value"] in counted]
        two = counts if len(counts) == 2 and counts[0] != counts[1] else (arm, other)
        two = _treatment_first(*two, items, passage)
        found.append((rank, *(two[::-1] if _is_of_the_second(two, known[1], items) else two), *known))
    for one, other in _two_of_several([run for run in rows if len(run) > 2], items, passage):
        pair = items[int(one["value"])], items[int(other["value"])]
        if what_they_are(pair, passage):
            continue
        sized = all(arm["n"] or not arm["needs_n"] for arm in (one, other))
        two = _treatment_first(one, other, items, passage)
        if any(set(two) == set(each[1:3]) for each in found):
            continue
        at, *near = place_of_outcome(pair, passage, named)
        rank = at + (not sized), *near, not sized, False, pair[0].start
        found.append((rank, *two, "", ""))
    for effect in [] if is_of_predictors(passage) else effects:
        item = items[int(effect["value"])]
        if effect["value"] not in used and item["estimate"] is not None and is_of_groups(item, passage):
            at = place_of_outcome((item,), passage, named)
            rank = *at, False, at[0] >= len(named), item.start
            found.append((rank, "", "", effect["p"], effect["value"]))
    ready = []
    for _, arm1, arm2, p, effect in sorted(found)[:MOST_SUGGESTED]:
        shown = [_short(items[int(place)]) for place in (arm1, arm2) if place]
        parts = [" v ".join(shown)] if shown else []
        parts += [shortened(items[int(effect)].quotation, LONG_LABEL)] if effect else []
        parts += [_p_in_words(items[int(p)])] if p else []
        first = items[min(int(place) for place in (arm1, arm2, effect) if place)]
        words = lead(first, passage)
        if arm2 and int(arm2) < int(arm1):
            words = re.sub(r"(?:\bfrom |[(\[]?[^()\[:;,.]*[:,] ?)$", "", words)
            words = words if words.endswith(("(", "[")) else words.rstrip() + " "
        parts[0] = plain(words + parts[0])  # read on from its sentence
        said = "; ".join(parts)
        pair = [by_value[place] for place in (arm1, arm2) if place]
        several = bool(pair) and pair[0]["partner"] != arm2
        timed = effect and items[int(effect)]["measure"] == "HR"
        shared = (
            total
            if len(pair) == 2 and not timed and all(arm["of_people"] and not arm["n"] for arm in pair)
            else ""
        )
        changed = bool(pair) and CHANGED.search(passage, first.sentence_start, first.start) is not None
        assumed = _assumed(pair, items, bool(p or effect), several, shared, changed)
        places = {"arm1": arm1, "arm2": arm2, "p": p, "effect": effect, "total": shared}
        ready.append({**places, "said": said, "assumed": assumed})
    return ready


def _part(one, other):
    """Two findings that are no comparison: choosing one does not fill in the other."""
    for arm in (one, other):
        arm |= {"partner": "", "p": ""}


def _difference_behind(pair, effects, items, passage):
    """The effect of the next sentence that is the difference of two shares: "86% v 100%. The difference was -14% (...)"."""
    shares = [item.values.get("pct") for item in pair]
    for effect in effects if all(shares) else ():
        item = items[int(effect["value"])]
        between = passage[pair[1].end : item.start]
        if item["measure"] not in ("difference", "risk difference") or not item["estimate"]:
            continue
        if len(between) < WORDS_NEAR and re.search(r"\. The (?:[a-z]+ ){0,2}difference\b[^.]*$", between):
            gap = abs(float(shares[0]) - float(shares[1]))
            if abs(gap - abs(float(item["estimate"]))) <= ROUNDED:
                return effect
    return None


def _p_behind(last, items, passage):
    """The P value behind the difference of two findings where no page checks that difference: "16 v 12 h; median difference 4; P = .6"."""
    place = next(place for place, item in items.items() if item is last)
    effect, p = items.get(place + 1), items.get(place + 2)
    p_of_all = items.get(place + 3)
    if (
        p_of_all is not None
        and p_of_all.kind == "p"
        and NEXT_PAIR.fullmatch(passage[last.end : p_of_all.start])
    ):
        return str(place + 3)
    if effect is not None and effect.kind == "p":
        return str(place + 1) if P_BEHIND.fullmatch(passage[last.end : effect.start]) else ""
    if p is None or (effect.kind, p.kind) != ("effect", "p"):
        return ""
    to_effect, to_p = passage[last.end : effect.start], passage[effect.end : p.start]
    is_of_these = DIFFERENCE_BEHIND.fullmatch(to_effect) and re.fullmatch(r"[\])%;, ]*", to_p)
    return str(place + 2) if is_of_these else ""


NO_GROUPS = {
    "genes": "the numbers are of genotypes or alleles, which nobody was given",
    "tests": "the numbers say how well a test or a measure tells something; they are no results of two groups of people",
    "everybody": "the two counts are the groups themselves, and no result of them",
    "predictors": "the ratios here are of what goes with an outcome, not of two groups that were treated",
}
"""What numbers are that are no results of two groups of people, as a reader is told it."""


def what_they_are(pair, passage):
    """What two findings, or one effect, are where words say that they are no results of two groups: a key of NO_GROUPS, or nothing.

    >>> from helpers.own_trial.reading import read
    >>> reading = read("The sensitivity of the balm test was 90% and that of the wax test was 80%.")
    >>> what_they_are(reading.of("percentage"), reading.passage)
    'tests'
    """
    first, last = pair[0], pair[-1]
    before = passage[max(first.sentence_start, first.start - LETTERS_BEFORE) : first.start]
    near = before + passage[first.start : last.end + 30].partition(". ")[0]
    if RANDOMISED.search(passage):
        return ""
    if GENES.search(near):
        return "genes"
    if TESTS.search(re.split(r"[;:]|\), ", before)[-1]) and last.kind in (
        "percentage",
        "mean",
        "median",
        "count",
        "effect",
    ):
        return "tests"
    counts = len(pair) == 2 and all(item.kind == "count" and item["pct"] for item in pair)
    if (
        counts
        and ALL_OF_THEM.search(before)
        and abs(sum(float(item["pct"]) for item in pair) - 100) <= ROUNDED
    ):
        return "everybody"
    return ""


def why_nothing(arms, effects, items, passage):
    """Why no comparison is suggested, and what a reader can choose, where numbers of a result were read; else nothing."""
    arms = [arm for arm in arms if not arm["other"]]
    found = [items[int(each["value"])] for each in (*arms, *effects)]
    kinds = [_kind(items[int(arm["value"])]) for arm in arms]
    pairs = itertools.pairwise(
        items[int(arm["value"])] for arm in sorted(arms, key=lambda arm: int(arm["value"]))
    )
    reasons = [what_they_are(each, passage) for each in (*((item,) for item in found), *pairs)]
    reasons += ["predictors"] if effects and is_of_predictors(passage) else []
    said = next((NO_GROUPS[reason] for reason in reasons if reason), "")
    if said:
        return f"Nothing is suggested: {said}. {OTHERWISE}"
    if len(kinds) > len(set(kinds)):
        if not OF_GROUPS.search(passage):
            return f"Nothing is suggested: no words of a second group were found. One group alone is arm 1, with no arm 2. {OTHERWISE}"
        return (
            "Nothing is suggested: numbers were read, but which two are the results of two groups cannot be told. "
            f"If two in the lists are, choose them as arm 1 and arm 2. {OTHERWISE}"
        )
    if any(items[int(effect["value"])]["estimate"] is None for effect in effects):
        return f"Nothing is suggested: an interval stands without its estimate. {OTHERWISE}"
    return (
        f"Nothing is suggested: the effect may not be of two groups. If it is, choose it. {OTHERWISE}"
        if effects
        else ""
    )


OTHERWISE = "A result that is in no list can be typed: open Type the numbers instead, below."

OF_GROUPS = re.compile(
    rf"{ANOTHER_GROUP.pattern}|\bothers\b|\bcompar|\brandom|\bthan\b|\b(?:two|three|both|each|either) (?:[\w-]+ ){{0,2}}(?:treatments?|regimens?|techniques?|materials?|drugs?|cohorts?)\b",
    re.I,
)
"""Words of a second group."""


def _is_of_the_second(two, effect, items):
    """Whether a printed ratio is that of the second of two shares or rates against the first, as only so they give it."""
    values = [items[int(place)].values for place in two]
    sizes = [float(each.get("pct") or each.get("mean") or 0) for each in values]
    item = items[int(effect)] if effect else None
    ratios = "RR", "rate ratio", "IRR", "relative reduction"
    if item is None or item["measure"] not in ratios or item["estimate"] is None or min(sizes) <= 0:
        return False
    ratio = float(item["estimate"])
    if item["measure"] == "relative reduction":
        ratio = 1 - abs(ratio) / (100 if abs(ratio) > 1 else 1)
    if ratio <= 0:
        return False
    first = math.log(sizes[0] / sizes[1])
    return abs(-first - math.log(ratio)) < LIKE < abs(first - math.log(ratio))


LIKE = 0.1
"""How far the logarithm of a ratio of two printed values may lie from that of the printed ratio."""


def _treatment_first(one, other, items, passage):
    """Places of two groups: the one printed first, unless words call only that what a treatment is compared with."""
    first, second = items[int(one["value"])], items[int(other["value"])]
    called = [
        f"{arm['name'] or (GROUP_BEHIND.match(passage, item.end) or [''])[0]} {item.quotation}"
        for arm, item in ((one, first), (other, second))
    ]
    before = passage[max(first.sentence_start, first.start - WORDS_NEAR) : first.start]
    together = COMPARED_SHORT.search(passage[first.end : second.start][:20])
    named = NAMED_CONTROL.findall(before) if together else []
    controls = [bool(CONTROL.search(words)) or _is_called_standard(words, passage) for words in called]
    controls[0] |= bool(named) and not COMPARING.search(named[-1])
    if controls == [True, False] or (not any(controls) and _is_compared_with(*called, passage)):
        one, other = other, one
    return one["value"], other["value"]


def _is_called_standard(words, passage):
    """Whether the passage says "standard wax" or "conventional wax" of what words call a group, "in the wax arm"."""
    found = re.match(r"(?:.*\b(?:in|on|with|for|after|by) )?(?:the )?(\w[\w-]{2,}) ", words)
    name = found[1].casefold() if found else None
    return bool(name) and any(
        word == name or word.startswith(f"{name}-") for word in _called_standard(passage)
    )


@lru_cache(maxsize=4)
def _called_standard(passage):
    """The words behind "standard", "conventional" and "usual" in a passage, in small letters."""
    return set(re.findall(r"\b(?:standard|conventional|usual) ([\w-]+)", passage.casefold()))


def _is_compared_with(one, other, passage):
    """Whether the passage says that what words call one group is compared with what they call the other, "wax versus balm"."""
    first, second = (set(re.findall(r"\w{3,}", words.casefold())) for words in (one, other))
    return any(
        (first - second) & (against - what) and (second - first) & (what - against)
        for what, against in _comparisons(passage)
    )


@lru_cache(maxsize=4)
def _comparisons(passage):
    """The words of both sides wherever a passage says what is compared with what."""
    return [
        tuple(set(re.findall(r"\w{3,}", found[side].casefold())) for side in ("what", "against"))
        for found in COMPARISON.finditer(passage)
    ]


def _assumed(pair, items, has_test, several, shared, changed):
    """What a reader confirms with a suggestion, in one sentence."""
    if not pair:
        return "Assumed: the effect is that of arm 1 compared with arm 2, in the order of its sentence."
    said = [IN_ORDER]
    if int(pair[1]["value"]) < int(pair[0]["value"]):
        said = ["arm 2 is the group printed first, as words call it the comparison"]
    elif CONTROL.search(pair[1]["name"]):
        said = [f"arm 2 is the comparison, as it is called {pair[1]['name']}"]
    said += ["these are values at the end, and the groups may have started apart"] if changed else []
    said += [] if has_test else ["no P value or interval was read beside these two"]
    said += ["more than two groups stand there, and these are two of them"] if several else []
    sizes = [
        f"{items[int(arm['n'])]['value']} people in arm {place}"
        for place, arm in enumerate(pair, start=1)
        if arm["needs_n"] and arm["n"]
    ]
    said += [f"{' and '.join(sizes)} are taken from elsewhere in the passage"] if sizes else []
    said += [f"the {items[int(shared)]['value']} people in all are those of both groups"] if shared else []
    return f"Assumed: {'; '.join(said)}."


MOST_BEFORE_NAMED = 60_000
"""Letters of a passage in which its outcomes are named: the abstract, introduction and methods of a paper."""


def named_outcomes(passage):
    """The outcomes that the passage calls primary, else the first that its aim names: for each its words and its times.

    >>> [sorted(words) for words, _ in named_outcomes("The primary outcomes were relapse at week 12, and skin pain.")]
    [['rela'], ['pain', 'skin']]
    """
    before = re.split(r"\b(?:Conclusions?|CONCLUSIONS?|Interpretation)\b", passage[:MOST_BEFORE_NAMED])[0]
    named = []
    for pattern in (NAMED_PRIMARY, AIM):
        for found in [] if named else pattern.finditer(before):
            said = next(filter(None, found.groups()))
            said = re.sub(r"\([^()]*(?:,| [^\s()]+ [^\s()]+ )[^()]*\)?", "", said)  # a list or a definition
            parts = re.split(r",| and ", IN_WHOM.split(HOW_TOLD.split(said)[0])[0])
            named += [
                (_stems(part, passage), _times(part))
                for part in parts[: None if pattern is NAMED_PRIMARY else 1]
            ]
        named = [each for each in named if each[0]]
    return named


def _in_full(text, passage):
    """A text with what its acronyms stand for in the passage, and one word for what says that people died or lived."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", text)  # "ResultsPersistent itch"
    for letters in set(re.findall(r"\b([A-Z]{2,6})\d*\b", text)):
        text = f"{text} {_words_of(letters, passage)}"
    return re.sub(r"\b(?:death|die|dead|mortal|surviv)\w*", "mortality", text, flags=re.I)


@lru_cache(maxsize=1000)
def _words_of(letters, passage):
    initials = r"\w{0,20}[ -](?:(?:of|and|the|in) )?".join(letters)
    found = re.search(rf"\b({initials}\w{{0,20}})(?: \d+ ?%?)? ?[(\[]{letters}\d*[)\];,]", passage, re.I)
    return found[1] if found else ""


def _stems(text, passage):
    """The words of the name of an outcome, cut to their first letters, without those that many outcomes share."""
    words = re.findall(r"[A-Za-z]{4,}|\b[A-Z]{2,}\b", NO_OUTCOME.sub(" ", _in_full(text, passage)))
    return {word if word.isupper() else word[:4].casefold() for word in words}


def _times(text):
    """The times that a text names, "week 12" and "six months", as pairs of a unit and a number."""
    found = [(unit or of, n or m) for unit, n, m, of in TIME_NAMED.findall(text.casefold())]
    return {(unit, str(NUMBERS.index(n) + 1) if n in NUMBERS else n) for unit, n in found}


def place_of_outcome(pair, passage, named):
    """Which of the named outcomes the words around findings are of: its place, whether they say another time, what they lack.

    The place is one behind the last if they are of none, two if they are of harms, of some people or of who stayed, and
    three if they are from before the treatment. What they lack is the share of the words of its name that do not stand there.
    """
    first, last = pair[0], pair[-1]
    if PRIMARY.search(first.sentence):
        return -1, False, 0
    before = BY_OUTCOME.sub("", passage[first.sentence_start : first.start])
    end = min(last.end + 60, last.sentence_start + len(last.sentence))
    behind = passage[first.start : last.end] + passage[last.end : end].partition(";")[0]
    near = _in_full(f"{before[-LETTERS_BEFORE:]} {behind}", passage)
    if AT_THE_START.search(near):
        return len(named) + 2, False, 0
    if SUBGROUP.search(near):
        return len(named) + 1, False, 0
    after = re.match(r"[^.;,()]*", passage[last.end : end].lstrip("%)] "))[0]
    here = _times(after) or _times(before[-45:])
    for place, (stems, times) in enumerate(named):
        hits = _hits(stems, near)
        if hits >= max(min(2, len(stems)), len(stems) / 2):
            return place, bool(times and here and not times & here), 1 - hits / len(stems)
    clause = _stems(re.split(r"[;,(]", before)[-1], passage)
    for place, (stems, times) in enumerate(named):
        if clause <= stems and _hits(stems, _in_full(before, passage)) == len(stems):  # "; the reduction was"
            return place, bool(times and here and not times & here), NAMED_BEFORE
    if (
        not named
        and INTENTION.search(first.sentence[: last.end - first.sentence_start + 40])
        and not ASIDE.search(near)
    ):
        return -1, True, 0
    return len(named) + bool(ASIDE.search(near)), False, 0


def _hits(stems, words):
    return sum(bool(re.search(rf"\b{stem}", words, 0 if stem.isupper() else re.I)) for stem in stems)


def are_groups(one, other, passage):
    """Whether words beside two findings say that they are of two groups, where no P value or effect does."""
    before = passage[max(one.sentence_start, one.start - 60) : one.start]
    between, behind = passage[one.end : other.start], passage[other.end : other.end + 80]
    behind = re.sub(r"\([^()]*\)", "", behind)[:45]
    if "unknown" not in (one.arm, other.arm) and one.arm != other.arm:
        return True
    if "unknown" in (one.arm, other.arm) and one.arm != other.arm and NEXT_GROUP.fullmatch(between):
        return True
    if GROUP_INSIDE.search(one.quotation) and GROUP_INSIDE.search(other.quotation):
        return True
    if one.kind == other.kind == "count" and bool(CONTROL.search(one.quotation)) != bool(
        CONTROL.search(other.quotation)
    ):
        return True
    grouped = ANOTHER_GROUP.search(one.sentence) or _names_two_treatments(one.sentence, passage)
    in_order = _are_in_order(other, passage) and _is_of_one_outcome(one, passage)
    listed_arms = in_order or ("respectively" in behind and grouped)
    around = one.kind == "mean" and ANOTHER_GROUP.search(behind) and ANOTHER_GROUP.search(before)
    return bool(ANOTHER_GROUP.search(between) or COMPARED_SHORT.search(between) or listed_arms or around)


def _are_in_order(last, passage):
    """Whether two findings are shared out to groups, they or a list of others behind them: "; and times were 7 and 8 days, respectively"."""
    own, *others = passage[last.end : last.sentence_start + len(last.sentence)].split(";")
    listed = rf" and [-\d.]+{RESPECTIVELY}"
    return bool(re.match(RESPECTIVELY, own) or any(re.search(listed, each) for each in others))


def _is_of_one_outcome(item, passage):
    """Whether the clause before a finding names one thing, "mean days of pain were ", and people were shared out to groups."""
    clause = re.split(r"[;:]", passage[item.sentence_start : item.start])[-1]
    return bool(RANDOMISED.search(passage)) and not re.search(
        r",(?! (?:the|mean|median)\b)| and |&|\bboth\b|\d", clause
    )


def _are_then_and_now(one, other, passage):
    """Whether values are one group's, then and now, in a list of groups: "from baseline (5 vs 4 and 6 vs 4, respectively)"."""
    before = passage[one.sentence_start : one.start]
    behind = passage[other.end : one.sentence_start + len(one.sentence)]
    against = re.search(r"\b(?:from|than|over|compared (?:with|to)) (?:the )?baseline\b", before)
    several = len(re.findall(r"\d (?:vs?\.?|versus) [-\d]", one.sentence)) > 1
    return bool(against and several and "respectively" in behind)


def _are_of_two_things(one, other, passage):
    """Whether values are of two things that are no treatments: "with flow and width increasing 28% and 23%, respectively"."""
    before, between = passage[one.sentence_start : one.start], passage[one.end : other.start]
    two = re.search(
        r"(?<![\w-])([\w-]+) and ([\w-]+) (?:[a-z]+ing(?: by)?|rose by|fell by|(?:in|de)creased by) $", before
    )
    in_order = (
        two and between.lstrip("%") == " and " and "respectively" in passage[other.end : other.end + 45]
    )
    return bool(in_order and not _are_given(two[1], two[2], passage))


def _names_two_treatments(sentence, passage):
    """Whether a sentence gives values "for balm and wax", which the passage says were given to people."""
    two = re.search(r"\b(?:for|with|in|on|after) ([\w-]+) and ([\w-]+) (?:was|were) ", sentence)
    return bool(two) and _are_given(two[1], two[2], passage)


def _are_given(one, other, passage):
    given = rf"\b(?:randomi[sz]|assign|allocat|receiv)[^.;]*\b{re.escape(one)}\b[^.;]*\b{re.escape(other)}\b"
    return re.search(given, passage) is not None


def are_proportions_in_words(pair):
    """Whether two counts are proportions such as "one of seven v 1 of 5", of people whose number is not printed."""
    counts = [
        item for item in pair if item.kind == "count" and item["x"] == "1" and item["n"] and not item["pct"]
    ]
    return len(counts) == 2 and counts[0]["n"] != counts[1]["n"] and "/" not in counts[0].quotation


def says_another_outcome(one, other, passage):
    """Whether another outcome is named between two findings: "pain was seen in 12% with balm, and with wax itch in 9%"."""
    found = ANOTHER_OUTCOME.search(passage[one.end : other.start])
    if found is None or NO_OUTCOME.fullmatch(found[1]) or ANOTHER_GROUP.search(found[1]):
        return False
    return found[1][:4].casefold() not in passage[one.sentence_start : one.end + found.start()].casefold()


def are_of_more_than_two(pair, alone, passage):
    """Whether a third value stands right beside two, or the two are one group then and later ("from 24% to 11%").

    `alone` are the findings without a partner.
    """
    first, second = pair
    if first.sentence_start == second.sentence_start and re.search(
        r"\bfrom $", passage[max(0, first.start - 12) : first.start]
    ):
        between = passage[first.end : second.start]
        named = "unknown" not in (first.arm, second.arm) or ANOTHER_GROUP.search(between)
        return not (named and first.arm != second.arm) and bool(re.search(r"\bto $", between))
    listed = [
        item for item in alone if (item.kind, item.sentence_start) == (first.kind, first.sentence_start)
    ]
    gaps = [passage[item.end : first.start] for item in listed if item.end <= first.start]
    gaps += [passage[second.end : item.start] for item in listed if second.end <= item.start]
    return any(re.fullmatch(r"(?: ?[a-zA-Z/]{1,6})?[,; ]*(?: and )?", gap) for gap in gaps)


def is_of_groups(effect, passage):
    """Whether an effect may be that of two groups: not of a predictor, of age or the like, or of now against then."""
    if PREDICTORS.search(effect.sentence):
        return False
    before = passage[effect.sentence_start : effect.start]
    if "associat" in effect.sentence and TRAIT.search(before):
        return False
    near = before[-LETTERS_BEFORE:]
    words = effect.quotation + passage[effect.end : effect.end + 20].partition(". ")[0]
    if EACH_MORE.search(near[-40:] + words) or TRAITS.search(f"{near[-50:]}{effect.quotation}"):
        return False
    if not RANDOMISED.search(passage) and TRAITS.search(effect.sentence):
        return False
    if what_they_are((effect,), passage):
        return False
    return not re.search(r"\b(?:older|younger)\b", words) and "than at baseline" not in effect.sentence


def is_of_predictors(passage):
    """Whether ratios of a passage are of what goes with an outcome, in people whom nobody shared out."""
    return bool(PREDICTORS.search(passage)) and not RANDOMISED.search(passage)


def _rows_of_arms(arms, items, passage):
    """Findings of one kind that are of as many groups: three or more of a sentence, or those that are named.

    Of "4%, 24% and 32% with balm and 31%, 54% and 65% with wax" those are taken whose groups are named, and so is one
    finding of a sentence with that of the next: "Relief came in 40% of the balm group. In the wax group it was 30%."
    """
    found = [(items[int(arm["value"])], arm) for arm in arms if not arm["partner"]]
    found = sorted(
        (each for each in found if not describes_people(each[0], passage, True)),
        key=lambda each: (each[0].sentence_start, _kind(each[0]), each[0].start),
    )
    yield from _ends_of_changes(arms, items, passage)
    waiting = None
    for _, group in itertools.groupby(found, key=lambda each: (each[0].sentence_start, _kind(each[0]))):
        group = list(group)
        names = {item.start: plain_name(item.arm) or _treatment_behind(item, passage) for item, _ in group}
        named = [each for each in group if names[each[0].start]]
        apart = len({names[item.start] for item, _ in named}) == len(named)
        before, waiting = waiting, named[0] if len(named) == 1 else None
        if before and waiting and _goes_on(before[0], waiting[0], passage):
            yield [before[1], waiting[1]]
        for listed, least in ((group, 3), (named, max(2, len(named)))) if apart else ((group, 3),):
            runs = [[]]
            for item, arm in listed:
                if runs[-1] and not _is_next_group(runs[-1][-1][0], item, passage):
                    runs.append([])
                runs[-1].append((item, arm))
            if len(runs) > 1 and all(_times(passage[run[-1][0].end :][:35]) for run in runs):
                least = 2  # a pair of each time
            rows = [[arm for _, arm in run] for run in runs if least <= len(run) <= MOST_ARMS]
            yield from rows
            if rows:
                break


def _ends_of_changes(arms, items, passage):
    """The last values of two groups that changed: "fell from 8 to 5 in the balm group and from 8 to 7 in the wax group"."""
    listed = sorted(((items[int(arm["value"])], arm) for arm in arms), key=lambda each: each[0].start)
    for (first, _), (end, one), (start, _), (last, other) in zip(
        listed, listed[1:], listed[2:], listed[3:], strict=False
    ):
        if len({_kind(item) for item in (first, end, start, last)}) > 1:
            continue
        starts = FROM.search(passage, first.sentence_start, first.start) and FROM.search(
            passage, end.end, start.start
        )
        if not starts or not all(
            TO.fullmatch(passage, a.end, b.start) for a, b in ((first, end), (start, last))
        ):
            continue
        between = passage[end.end : start.start]
        beside = 0 <= start.sentence_start - first.sentence_start - len(first.sentence) < 5
        named = [
            set(GROUP_NAME.findall(words)) for words in (passage[first.sentence_start : end.start], between)
        ]
        of_next = all(named) and not named[0] & named[1]
        if GOES_ON.fullmatch(between) or (beside and of_next):
            yield [one, other]


def _treatment_behind(item, passage):
    """The words behind a value that are its group's, "after balm", where the passage says that they were given or compared."""
    found = AFTER_VALUE.match(passage, item.end)
    if found and found["group"]:
        return found["name"].casefold()
    name = found and re.escape(found["name"])
    if name and re.search(
        rf"\b(?:randomi[sz]|randomly|assign|allocat|receiv|compar)[^.;]*(?<![\w-]){name}(?![\w-])",
        passage,
        re.I,
    ):
        return found["name"].casefold()
    return ""


def _kind(item):
    return item.kind, item.values.get("measure") or ""


def _goes_on(one, other, passage):
    """Whether a sentence gives for another group what the sentence before it gave for one, in its own words or with "it"."""
    beside = 0 <= other.sentence_start - one.sentence_start - len(one.sentence) < 5
    first, name = other.sentence[:90].casefold(), plain_name(other.arm)
    if not beside or _kind(one) != _kind(other) or name == plain_name(one.arm) or name not in first:
        return False
    told = _stems(one.sentence, passage) & _stems(other.sentence, passage)
    of_arms = {word[:4] for arm in (one.arm, other.arm) for word in arm.casefold().split()}
    return bool(
        told - of_arms
        or re.search(r"\b(?:it|this|the corresponding|the figure|the rate) (?:was|were)\b", first)
    )


def _two_of_several(runs, items, passage):
    """Each treatment and the control among findings of several groups, or each group before "compared with" and behind it."""
    for run in runs:
        ends = [items[int(arm["value"])] for arm in run]
        between = [passage[one.end : other.start] for one, other in itertools.pairwise(ends)]
        parted = [at for at, words in enumerate(between, start=1) if COMPARED_SHORT.search(words)]
        if all(text.endswith(("(", "[")) or NEXT_NAME.fullmatch(text) for text in between):
            around = passage[: ends[0].start][-45:], *between  # names before their values
            words = [re.split(r"[.;,(]", text.rstrip(" ,(["))[-1] for text in around]
        else:
            words = [re.split(r"[.;,]", text)[0] for text in (*between, passage[ends[-1].end :][:45])]
        listed = NAMES_BEHIND.match(passage, ends[-1].end)
        names = re.split(r",? and |, ", listed["names"] or listed["before"]) if listed else []
        words = names if len(names) == len(run) else words
        called = [CONTROL.search(f"{text} {arm['name']}") for text, arm in zip(words, run, strict=True)]
        if not any(called):
            called = [_is_control_letter(arm["name"], passage) for arm in run]
        if not any(called):
            called[-1] = CONTROL_LAST.search(passage, 0, ends[0].start)
        if any(called):
            control = run.pop(next(at for at, each in enumerate(called) if each))
            yield from ((arm, control) for arm in run)
        elif len(parted) == 1 and 2 * parted[0] == len(run) and "respectively" in ends[0].sentence:
            # outcomes of one group, then of the other
            yield from zip(run[: parted[0]], run[parted[0] :], strict=True)
        elif len(parted) == 1:
            yield from itertools.product(run[: parted[0]], run[parted[0] :])
        else:
            yield run[0], run[1]


def says_the_reverse(item, effect):
    """Whether more of a finding is less of an effect, as longer survival is of a hazard: no page can want both."""
    if item.kind in ("mean", "median"):
        return effect["measure"] in ("HR", "RR", "OR")
    before = item.sentence[: item.start - item.sentence_start]
    return bool(REVERSE.search(f"{before}|{effect.quotation}"))


def _is_control_letter(name, passage):
    """Whether the passage calls a lettered group the control: "Group C-control group", "control patients (Group C)"."""
    if not re.fullmatch(r"(?:group|arm) \w{1,3}", name, re.I):
        return False
    called = r"(?:placebo|controls?)\b"
    return bool(
        re.search(rf"\b{name}\b[-:, (]{{1,3}}{called}|\b{called}(?: [a-z]+){{0,2}} \({name}\)", passage, re.I)
    )


def _counts_of_shares(arms, items):
    """Places of percentages without people that a sentence's counts print again: "15 of 330 (4.6%)", later "4.6% v 10.1%"."""
    counts = {}
    for arm in arms:
        item = items[int(arm["value"])]
        if item.kind == "count" and item["n"] and item["pct"]:
            counts.setdefault(item["pct"], []).append(arm["value"])
    shares = [
        arm["value"] for arm in arms if items[int(arm["value"])].kind == "percentage" and arm["needs_n"]
    ]
    same = {value: counts.get(items[int(value)]["pct"], []) for value in shares}
    return {value: places[0] for value, places in same.items() if len(places) == 1}


def _is_next_group(one, other, passage):
    """Whether a finding stands behind another one as that of the next of several groups."""
    if one.sentence_start != other.sentence_start or _kind(one) != _kind(other):
        return False
    if are_of_one_group(one, other, passage):
        return False
    if re.search(r"\bbaseline: ", passage[one.sentence_start : one.start]):  # now against then
        return False
    between = re.sub(r"(?<=and )(?:[\d.]+ ?%?,? (?:and )?)+$", "", passage[one.end : other.start])
    between = re.sub(r"(?:an? [a-z]+ )?from [^a-z]{1,30} to $", "", between)
    if re.fullmatch(r"[%)\]]*,? (?:vs\.?|versus|v) ", between) or NEXT_NAME.fullmatch(between):
        return True
    if IN_BRACKETS.fullmatch(between) and re.search(r"\d%?\) (?:groups|arms)\b", one.sentence):
        return True
    if re.fullmatch(r"[%)]*,? ?(?:and )?", between):
        grouped = re.search(
            r"\b(?:groups?|arms?)\b|\brespectively,? (?:for|in|with|on) [^.;]*\bplacebo\b", one.sentence, re.I
        )
        return "respectively" in one.sentence and bool(
            grouped or _names_two_treatments(one.sentence, passage)
        )
    return (NEXT_GROUP.fullmatch(between) or NEXT_DOSE.fullmatch(between)) is not None


def _p_in_words(p):
    """A P value as it is printed, with what its words say of it: "P = 0.006 (noninferiority)"."""
    kind = "" if p["sides"] in ("not said", "two-sided") else f" ({p['sides']})"
    return plain(p.quotation) + (
        kind if p["sides"] not in p.quotation.casefold().replace("non-", "non") else ""
    )


def _short(item):
    arm = "" if item.arm == "unknown" else f" ({item.arm})"
    return f"{shortened(item.quotation, LABEL)}{arm}"
