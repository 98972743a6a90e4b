"""From a pasted passage to one page: what may be chosen, and the table that a reader confirmed.

`reading.read` finds the printed numbers, `printed_checks.check_reading` holds them against each other before anybody
says what they are. `offered` lists what a reader can choose as arm 1, arm 2, effect and P value; `confirmed` turns the
choice into the table of `table.read_trial`. Nothing is assigned in silence: a suggestion is a choice that the reader
sees and can change.
"""

import itertools
import re

import pandas as pd

from helpers.own_trial.basis import FREE_OF_EVENTS, speaks_of_shares, speaks_of_values
from helpers.own_trial.cells import (
    ANALYSES,
    BETWEEN_CHECKS,
    CHECK_NAMED,
    CROSSED_OVER,
    DIRECTIONS,
    NOT_OF_NUMBERS,
    SAME_PEOPLE,
    analyses_in,
)
from helpers.own_trial.choices import (
    ARM_KINDS,
    LABEL,
    describes_people,
    label,
    of_person_time,
    shortened,
    without_repeats,
)
from helpers.own_trial.no_arms import WITHIN_ONE_GROUP, more_groups, not_two_arms
from helpers.own_trial.people_offered import chosen_people, nearest_first, people_in, same_or_part
from helpers.own_trial.printed_alone import MEASURE_OF, as_ratio, estimate_of, p_as_text
from helpers.own_trial.printed_arms import OWN_LIMITS as LIMITS_OF_ARMS
from helpers.own_trial.printed_arms import is_estimated, is_no_share_of_people, two_arms
from helpers.own_trial.printed_checks import checks_about
from helpers.own_trial.printed_people import Whole, plain_name, sizes_by_arm
from helpers.own_trial.read_effects import LESS_IN_WORDS
from helpers.own_trial.read_margin import margin_in
from helpers.own_trial.reading import KINDS, change_in_words, pieces, title_of
from helpers.own_trial.suggestions import says_the_reverse, suggested, why_nothing
from helpers.own_trial.table import (
    ANIMALS,
    BESIDE_NOTHING,
    BESIDE_VALUES,
    CHANGE_IN_WORDS,
    CONVERTED,
    COUNTED,
    ELSEWHERE,
    OWN_LIMITS,
    PARTS,
    PER_CENT,
    REPORTS,
    SET_IN_WORDS,
    SPARED,
    TYPED,
    read_trial,
)
from helpers.statistics import granularity
from helpers.statistics.tests_of_counts import TEST_LABELS

_LATER = r"(?:is|are|will be|would be|were|remain) (?:still )?(?:needed|awaited|warranted|required|necessary|ongoing|planned)"
_RANDOMISED = (
    r"(?:(?<!not )(?<!never )(?<!non-)(?<!non)(?<!un)(?<!mendelian )(?<!further )(?<!future )(?<!ongoing )"
    rf"(?<!larger )(?<!without )(?<!no )randomi[sz](?:ed|e|ing|ation)\b(?!(?: [\w,-]+){{0,4}} {_LATER})"
    r"|\bat random\b|\brandom numbers?\b|\brandomly (?!select|sampl|chos|drawn|pick)|\brandom (?:allocation|assignment|order|sequence))"
)
"""Randomisation in any words, unless it is denied or hoped for: a retrospective look at a randomised trial is that trial's."""
_OBSERVED = (
    r"(?:retrospective|propensity|observational|not randomi[sz]ed|non-?randomi[sz]ed|cohort study|case-?control"
    r"|from (?:a|the) registry|real-?world|disproportionality|reporting odds ratios?|spontaneous(?:ly)? report\w*|adverse event reporting|pharmacovigilance)"
)
_REPORTED = r"(?:real-?world|disproportionality|reporting odds ratio|spontaneous(?:ly)? report|adverse event reporting)"
_SHARED_OUT = r"(?:(?:were|was) (?:\w+ )?randomi[sz]ed|randomly (?:assigned|allocated)|randomi[sz]ed to\b|we randomi[sz])"
"""Words of data that nobody shared out, even where another study's randomisation is spoken of."""
_COMPARED_BLIND = r"(?:placebo|blind|masked|cross-?over)"
_SEEN_IN_FILES = (
    r"(?:\b(?:medical|health|hospital|clinical|patient|case)(?:[’']s?)? records?\b|\brecords\b[^.;]{0,80} reviewed"
    r"|\bcharts?(?:[ -]review|[^.;]{0,40} reviewed)|multivaria(?:ble|te)(?: [\w-]+){0,2} (?:models?|regression|analys[ei]s)"
    r"|\bpredictors?\b|\bcohort\b|\bregistry\b|\b(?:pro|retro)spectively collected\b|\bcross-?sectional\b|\bcase series\b|\bgenotyp\w+"
    r"|\bpolymorphisms?\b|\balleles?\b|\bhealthy (?:controls?|subjects as)\b|\b(?:claims|national|administrative|institutional) (?:data|database)\b"
    r"|\b(?:divided|categori[sz]ed|classified|grouped|stratified)(?: [\w-]+){0,5} (?:according to|based on|by (?:the )?(?:presence|level|status|age|sex|severity))\b"
    r"|\bwho had undergone\b|\bconsecutive(?:ly)? (?:[\w-]+ ){0,3}(?:patients|cases|eyes) (?:who|undergoing|treated)\b|\b(?:examin|evaluat|investigat|assess|explor|analy[sz]|stud|determin)\w+ [^.;]{0,40}\bassociations? between\b|\b(?:online|national|telephone|postal) survey\b)"
)
"""Words that are used of trials, too: they speak where no word of randomisation or of blinding does."""

_POOLED = (
    r"\b(?:PubMed|MEDLINE|Embase|Cochrane Library|Web of Science|Scopus)\b|\bI ?(?:2|²) ?="
    r"|\bpooled (?:OR|RR|HR|[WS]?MD|odds|risk|relative|hazard|mean|effect|estimates?|prevalence)\b"
    r"|\b(?:this|our|the present|an updated) (?:[\w-]+ ){0,3}meta-?analys[ei]s\b|\bmeta-?analys[ei]s (?:was|were) (?:performed|conducted|done)"
)
"""Words of a review that pools several studies."""

TIMED = re.compile(
    r"surviv|mortal|\bdeaths?\b|\bdied?\b|relaps|recur|progress|\bevents?\b|time to|hazard|[- ]free\b|incidence|failure|remission|cumulative"
    r"|\b\d+[- ]years?\b|person-|\bestimated\b",
    re.I,
)
"""Words of a sentence whose shares may be of times to an event."""

STRONG = {
    "model": _POOLED,
    "clustered": r"cluster[- ]?(?:crossover )?randomi|cluster trial|clusters? were|multi-?level anal"
    r"|(?:intervention|control|comparison) clusters?|\bfor [^.;]{0,40}\bclustering"
    r"|randomi[sz]ed \d+ (?:\w+ ){0,2}(?:practices|schools|villages|wards|hospitals|clinics|communities|homes|households)",
    "crossover": rf"{CROSSED_OVER}|\bin (?:a )?random(?:i[sz]ed)? (?:order|sequence)\b",
    "non-inferiority": r"non-?inferior",
    "paired": SAME_PEOPLE,
    "log-rank": r"log-?rank",
    "times to an event": ANALYSES["times to an event"],
    "not randomised": rf"\A(?:(?=.*{_REPORTED})(?!.*{_SHARED_OUT})|(?!.*{_RANDOMISED})(?:.*{_OBSERVED}|(?!.*{_COMPARED_BLIND}).*{_SEEN_IN_FILES}))",
}
"""Words that name the design of a whole study, so that the kind of analysis is suggested."""

WORDS_BEFORE_PEOPLE = re.compile(
    r"\d ([A-Za-z][\w-]*) (?:patients|participants|adults|children|women|men|eyes)\b"
)
"""What may name an arm inside a count: "4 of 55 streptomycin patients"."""

NAMED_INSIDE = re.compile(r"\b(?:in|of) (?:the )?((?:(?!the )[\w-]+ ){1,2}?(?:group|arm))\b")
"""What names an arm inside a count, too: "15 of 33 women in the balm group (45.5%)"."""

ALLOCATION = re.compile(
    r"\b(?:randomi[sz]|assign|allocat|ratio)[^.;]{0,80}?(?<![\d:.])(\d)\s?:\s?(\d)(?![\d:.%]|\s:)"
    r"|\bratio of (\d) to (\d)\b|(?<![\d:.])(\d):(\d) (?:ratio|randomi|allocation)",
    re.IGNORECASE,
)
"""How people were shared between two arms: "randomised 2:1"."""

MOST_SHOWN = 200
"""Findings and checks that are listed; the rest is counted."""

OFFERED_TESTS = {
    "pearson": r"pearson|chi[- ]?squared?\b|\u03c7 ?2|\u03c7\u00b2",
    "yates": r"yates|continuity correct",
    "fisher": r"fisher|(?<!un)\bexact test",
    "mid_p": r"\bmid-?p\b",
    "barnard": r"barnard",
    "boschloo": r"boschloo",
}
"""Tests of two counts that a paper can name, and the words of a passage that name them."""


def _is_arm(item):
    """What one arm can show: a finding of people, or a share or mean that is printed with its interval."""
    own = item.kind == "effect" and item["measure"] in LIMITS_OF_ARMS and item["estimate"] is not None
    return own or item.kind in ARM_KINDS


def kind_in_words(item):
    """What a reader calls this finding: a rate per time is no effect, though it is read as one.

    >>> from helpers.own_trial.reading import read
    >>> [kind_in_words(item) for item in read("Deaths were 5.4 per 100 person-years (HR, 0.44; 95% CI, 0.25-0.79).").items]
    ['rate', 'effect']
    """
    return "rate" if item.kind == "effect" and item["measure"] == "rate" else KINDS[item.kind]


def segments(reading):
    """The passage in pieces for the component: text, kind ("" for what is no number), a short label, a title."""
    shown = []
    for text, item, first in pieces(reading):
        kind = kind_in_words(item) if item else ""
        title = title_of(item, kind) if item else ""
        shown.append(
            {"text": text, "kind": item.kind if item else "", "label": kind if first else "", "title": title}
        )
    return shown


def offered(reading):
    """What a reader can choose, as plain data: arms, effects, P values, numbers of people, kinds of analysis.

    Each choice has `value` (its place among the items), `label`, and for an arm the suggested `partner`, `p` and
    `effect` of the same sentence ("" where nothing is suggested). Arms that have a partner come first, ages and times of
    follow-up (`other`) last. `suggested` holds whole comparisons to confirm, `why` says why there is none, `several` says whether there seem to be more
    than two groups, `tests` are those that a paper can name, and a P value that is `open` (NS) has no number to choose.
    """
    items = {place: item for place, item in enumerate(reading.items)}
    place_of = {id(item): place for place, item in items.items()}
    whole = Whole(reading)
    arms, suggestions, together = [], {}, {}
    for group in whole.groups:
        known = [place_of[id(item)] for item in group.estimates]
        of_arms = len(known) < 3 and not any("before and after" in flag for flag in group.flags)
        if len(known) == 2 and not_two_arms(*group.estimates, reading.passage, whole.largest):
            of_arms = False
        p = str(place_of[id(group.p)]) if group.p is not None and of_arms else ""
        paired = len(known) == 2 and of_arms
        for at, place in enumerate(known):
            partner = str(known[1 - at]) if paired else ""
            suggestions[place] = {"partner": partner, "p": p}
            together[place] = known
    behind = {}
    sized = {}
    for two in two_arms(whole):
        known = [place_of[id(item)] for item in two.items]
        sized |= dict(zip(known, _places_of_sizes(two, whole, items), strict=False))
        effect = next(
            (
                place_of[id(each)]
                for each, _, beside in two.effects
                if beside
                and _can_be_chosen(each, reading.passage)
                and _speaks_on(two.items[-1], each, reading.passage)
            ),
            "",
        )
        for place, other in () if two.paired else (known, known[::-1]):
            hint = suggestions.setdefault(place, {"partner": "", "p": ""})
            if hint["partner"] in ("", str(other)):
                p = str(place_of[id(two.p)]) if two.p is not None else ""
                suggestions[place] = {"partner": str(other), "p": hint["p"] or p}
                together[place], behind[place] = known, effect
    for place, other in (
        *_count_and_share(items, reading.passage),
        *_counts_with_limits(items, reading.passage),
    ):
        p = suggestions.get(other, {}).get("p", "")
        for at, partner in ((place, other), (other, place)):
            suggestions[at] = {"partner": str(partner), "p": p}
            together[at] = [place, other]
    for place, other in _means_with_brackets(items, reading.passage):
        for at, partner in ((place, other), (other, place)):
            suggestions.setdefault(at, {"partner": "", "p": ""})
            if not suggestions[at]["partner"] and not suggestions[at]["p"]:
                suggestions[at] = {"partner": str(partner), "p": ""}
    sizes = sizes_by_arm(items)
    differences = {
        str(place)
        for place, item in items.items()
        if _can_be_chosen(item, reading.passage) and item["measure"] == "change"
    }
    findings = without_repeats(
        [(place, item) for place, item in items.items() if _is_arm(item) and str(place) not in differences]
    )
    for place, item in findings[:MOST_SHOWN]:
        hint = suggestions.get(place, {"partner": "", "p": ""})
        if hint["partner"] in differences:
            hint = {"partner": "", "p": ""}
        effect = _effect_beside(items, place, together.get(place, (place,)), reading.passage)
        effect = behind.get(place, "") if effect == "" else effect
        hint = (
            hint if hint["partner"] or effect != "" else {"partner": "", "p": ""}
        )  # one group is compared with none
        of_effect = suggestions.get(effect, {}).get("p", "") if effect != "" else ""
        needs_n = item.values.get("n") is None
        own = sizes.get(plain_name(item.arm), []) if needs_n else []
        if needs_n and len(own) != 1:
            own = _sizes_that_fit(items, item) or sized.get(place, [])
        if WITHIN_ONE_GROUP.search(item.sentence):  # the sizes of the arms are not theirs
            own = []
        if item.kind == "count":
            own = [each for each in own if _fits(item, int(items[int(each)]["value"]))]
        arms.append(
            {
                "value": str(place),
                "label": label(item, reading.passage),
                "other": describes_people(item, reading.passage, bool(hint["partner"])),
                "name": _name_of(item, items.get(int(hint["partner"] or -1))),
                "partner": hint["partner"],
                "p": hint["p"] or of_effect,
                "effect": str(effect),
                "needs_n": needs_n,
                "of_people": item.kind == "percentage" and needs_n and not _may_be_no_count(item),
                "n": own[0] if len(own) == 1 else "",
                "timed": _is_timed(item),
            }
        )
    arms.sort(key=lambda arm: (arm["other"], not arm["partner"]))
    listed_effects = [
        {
            "value": str(place),
            "label": label(item, reading.passage),
            "p": suggestions.get(place, {}).get("p", ""),
            "measure": _measure_of(item, reading.passage),
            "adjusted": _is_adjusted(item),
            "timed": _is_timed(item),
        }
        for place, item in without_repeats(
            [pair for pair in items.items() if _can_be_chosen(pair[1], reading.passage)]
        )
    ]
    ps = [
        {"value": str(place), "label": label(item, reading.passage), "open": not item["value"]}
        for place, item in without_repeats([pair for pair in items.items() if pair[1].kind == "p"])
    ]
    once = {
        str(place) for place, _ in without_repeats([pair for pair in items.items() if pair[1].kind == "n"])
    }
    people = {}
    for each in people_in(reading):
        if not each.value.isdigit():
            people.setdefault(each.label, each)
        elif each.value in once:
            people[each.value] = each
    people = list(people.values())
    kinds = _kinds_named(reading.passage)
    margin = margin_in(reading.passage)
    total = whole.halves and next(place for place, item in items.items() if _is_of(item, whole.largest))
    ready = suggested(arms, listed_effects, items, reading.passage, "" if total is None else str(total))
    for place in _shown_first(ready, arms, ps):
        people = nearest_first(people, items[int(place)].start, reading.passage)
    ns = [{"value": each.value, "label": each.label} for each in people]
    for arm in arms:
        if arm["effect"] and says_the_reverse(items[int(arm["value"])], items[int(arm["effect"])]):
            arm["effect"] = ""
    return {
        "suggested": ready,
        "why": "" if ready else why_nothing(arms, listed_effects, items, reading.passage),
        "several": more_groups(whole.groups, reading.passage),
        "pooled": bool(re.search(_POOLED, reading.passage, re.I)),
        "person_time": of_person_time(reading.passage),
        "tests": _tests_named(reading.passage),
        "arms": arms,
        "effects": listed_effects[:MOST_SHOWN],
        "unused": [
            shortened(item.quotation, LABEL)
            for item in reading.of("effect")
            if _is_unused(item, reading.passage)
        ][:3],
        "margin": margin.words,
        "margin_value": margin.value,
        "margin_fits": list(margin.fits),
        "ps": ps[:MOST_SHOWN],
        "ns": ns[:MOST_SHOWN],
        "analyses": kinds,
        "directions": list(DIRECTIONS),
    }


PER_CENT_BEHIND = re.compile(r" ?(?:%|per ?cent\b)")


def _shown_first(ready, arms, ps):
    """The place of the result that is looked at first, as a list of one or none: people printed near it are likely its own."""
    first = ready[0] if ready else {}
    places = [
        first.get("arm1"),
        first.get("effect"),
        *(arm["value"] for arm in arms),
        *(p["value"] for p in ps),
    ]
    return [place for place in places if place][:1]


COMPARED = re.compile(r"\b(?:compared (?:with|to)|versus|vs\.?|v|against)\b")


def _count_and_share(items, passage):
    """Places of a count and of a percentage with its interval that a sentence compares: "73% (38/52) v 6% (0% to 30%)"."""
    last = None
    for place, item in items.items():
        share = item.kind == "effect" and item["measure"] == "percentage" and item["estimate"] is not None
        if share and last is not None and items[last]["pct"] == item["estimate"]:
            continue  # the count's own interval
        if share and last is not None and items[last].sentence_start == item.sentence_start:
            if COMPARED.search(passage[items[last].end : item.start]):
                yield last, place
        if share or _is_arm(item):
            last = place if item.kind == "count" and item["pct"] else None


NEXT_COUNT = re.compile(
    r"[^.;()]{0,40}(?:\band|\bcompared (?:with|to)|\bversus|\bvs\.?|\bthan|\bv)(?: (?:in|of|with|only))*(?: the)? ",
    re.I,
)
"""Between two counts, without what stands in brackets: " and "."""


def _counts_with_limits(items, passage):
    """Places of two counts of which the first has its own interval: "13 of 123 (11%, 95% CI 6-17) and three of 41 (7%, 2-20)"."""
    last = None
    for place, item in items.items():
        if item.kind == "effect" and last is not None and item.start < items[last].end <= item.end:
            continue
        if item.kind == "count" and item["n"] and last is not None:
            first = items[last]
            limits = place - last > 1 and first.sentence_start == item.sentence_start
            between = re.sub(r"\([^()]*\)|^[^()]{0,30}\)", "", passage[first.end : item.start])
            if limits and first.places.get("n") != item.places.get("n") and NEXT_COUNT.fullmatch(between):
                yield last, place
        last = place if item.kind == "count" and item["n"] and item["pct"] else None


OWN_BRACKET = re.compile(r"[^().;]{0,15}\((?=[0-9.]+ ?%[^()]*\bp ?[<=])[^()]{1,80}\) and ", re.I)
"""Behind a mean: a bracket with its percentage and P value, then the mean of the other arm."""


def _means_with_brackets(items, passage):
    """Places of two means of which each has its own bracket: "12.1 ± 1.1 mm (41%; p<0.001) and 8.7 ± 1.1 mm (30%; p<0.001)"."""
    means = [(place, item) for place, item in items.items() if item.kind == "mean" and item["spread"]]
    for (place, item), (other, behind) in itertools.pairwise(means):
        if item.sentence_start == behind.sentence_start and OWN_BRACKET.fullmatch(
            passage[item.end : behind.start]
        ):
            yield place, other


def _kinds_named(passage):
    """Each kind of analysis with the very words of the passage that name it, and whether it is suggested."""
    flat = re.sub(NOT_OF_NUMBERS, " ", " ".join(passage.split()), flags=re.I)
    named = analyses_in(passage)
    kinds = []
    for kind, pattern in ANALYSES.items():
        strong = bool(re.search(STRONG.get(kind, r"(?!)"), passage, re.I | re.S))
        words = [pattern] if kind in named else []
        words = [STRONG["model"], *words] if kind == "model" and strong else words
        if kind == "not randomised":
            words = [_OBSERVED, *words, _SEEN_IN_FILES] if strong else words
            if not strong and re.search(_RANDOMISED, flat, re.I):
                words = []  # "a cohort of 328 patients was randomised"
        found = next(filter(None, (re.search(each, flat, re.I) for each in words)), None)
        kinds.append({"value": kind, "word": found[0] if found else "", "suggested": strong})
    return kinds


def _tests_named(passage):
    """The tests of four counts that can be tried, with those first whose names stand in the passage."""
    tests = [
        {"value": name, "label": TEST_LABELS[name], "word": found[0] if found else ""}
        for name, pattern in OFFERED_TESTS.items()
        for found in (re.search(pattern, passage, re.I),)
    ]
    return sorted(tests, key=lambda test: not test["word"])


BETWEEN_GROUPS = re.compile(
    r"\b(?:[Cc]ompared (?:with|to)|[Rr]elative to|[Vv]ersus) (?!baseline|before)[^;.]{2,60}, [^;()]*$"
    r"|\b(?:lower|higher|greater|smaller|less|more|better|worse|longer|shorter) (?!than (?:at )?(?:baseline|before))[^;.,\d]{0,70}$"
)
"""Before a change: it is that of one group against another, "Compared with wax, balm reduced pain by 1.2 (0.5 to 1.9)"."""

GROUP_BEHIND = re.compile(
    r" ?[)\]]? ?(?:more |less )?(?:compared (?:with|to)|relative to|than|versus) (?!(?:at )?(?:baseline|before))"
)


VALUE_BEHIND = re.compile(r"[^a-z]{0,3}(?:vs?\.?|versus|compared (?:with|to)|and) [^a-z]{0,2}\d")
"""Behind a change: the one of the other group."""


def _measure_of(item, passage):
    """The table's name for the measure of an effect, or None; a change is a difference where words compare groups."""
    before = passage[item.sentence_start : item.start]
    if item["measure"] == "change" and item["estimate"] is not None:
        compared = BETWEEN_GROUPS.search(before) or GROUP_BEHIND.match(passage, item.end)
        return "mean difference" if compared and not VALUE_BEHIND.match(passage, item.end) else None
    return MEASURE_OF.get(item["measure"])


def _can_be_chosen(item, passage):
    """An effect for the table has a measure that the checks know, and both limits."""
    limits = item.kind == "effect" and None not in (item["low"], item["high"])
    return limits and _measure_of(item, passage) is not None


def _is_unused(item, passage):
    """An effect that was read with both limits and cannot be chosen: no arm's own value, and no measure of the page."""
    limits = None not in (item["low"], item["high"])
    return limits and not (_can_be_chosen(item, passage) or _is_arm(item) or item["measure"] == "rate")


def _is_timed(item):
    """Whether a result may be of times to an event, as a mean score beside the hazard ratio of another sentence is not."""
    named = re.search(ANALYSES["times to an event"], item.sentence, re.I)
    return bool(named or (item.kind != "mean" and TIMED.search(item.sentence)))


def _is_adjusted(effect):
    said = str(effect["adjusted"]).casefold() in ("yes", "true", "adjusted")
    return said or re.match(r"a(?:HR|OR|RR)\b", effect.quotation) is not None


ANOTHER_CLAUSE = re.compile(
    r"[)\]],? (?:and|but|while|whereas) (?:[^\W\d][\w-]* ){1,6}?(?:was|were|is|are|had|favou?red|fell|rose|improved|occurred)\b"
)
"""Between the values of two groups and an effect: "(P = .01), and survival was longer (HR "."""


def _speaks_on(last, effect, passage):
    """Whether the words between the second of two groups and an effect still speak of the two."""
    return not ANOTHER_CLAUSE.search(passage[last.end : effect.start])


def _effect_beside(items, place, together, passage):
    """The place of the effect that stands behind an arm's finding (or before it) with no other finding between, or ""."""
    for step in (1, -1):
        at = place + step
        while at in items and items[at].sentence_start == items[place].sentence_start:
            if _can_be_chosen(items[at], passage):
                return at if _speaks_on(items[max(together)], items[at], passage) else ""
            if at not in together and (_is_arm(items[at]) or items[at].kind == "effect"):
                break
            at += step
    return ""


def _name_of(item, partner):
    """The name to suggest for an arm: the one that was read, or the words before "patients" where both arms have such."""
    if item.arm != "unknown":
        return item.arm
    inside = NAMED_INSIDE.search(item.quotation)
    if inside:
        return inside[1]
    found = [WORDS_BEFORE_PEOPLE.search(each.quotation) for each in (item, partner) if each is not None]
    if len(found) < 2 or None in found or found[0][1] == found[1][1]:
        return ""
    return found[0][1]


def _places_of_sizes(two, whole, items):
    """Places of the people behind two findings, one list for each, where the passage says whose they are and they fit."""
    sizes, own = whole.sizes(two)
    if own or len(sizes) != 1 or whole.depends or is_estimated(two.items):
        return []
    if not all(map(_fits, two.items, sizes[0])):
        return []
    places = {int(item["value"]): [str(place)] for place, item in reversed(items.items()) if item.kind == "n"}
    found = [places.get(n, []) for n in sizes[0]]
    return found if all(found) else []


def _are_shares_of_their_sum(arms, rows):
    """Whether "170 [43%] v 221 [57%]" are shares of the 391 with the outcome, as they are none of the arms' own people."""
    if any(item is None or item.kind != "count" or not item["pct"] for item in arms):
        return False
    together, sizes = sum(int(item["x"]) for item in arms), [rows.get(f"N arm {arm}") for arm in (1, 2)]
    own = [
        _fits(item, int(size))
        for item, size in zip(arms, sizes, strict=True)
        if size is not None and size.isdecimal()
    ]
    return not any(own) and all(_fits(item, together) for item in arms)


def _are_of_those_spared(arms, effect):
    """Whether percentages beside a hazard ratio are of the people without the event: "progression-free survival was 60%"."""
    if None in (*arms, effect) or effect["measure"] != "HR" or any(arm.kind != "percentage" for arm in arms):
        return False
    first = arms[0]
    return bool(re.search(FREE_OF_EVENTS, first.sentence[: first.end - first.sentence_start][-120:], re.I))


def _fits(item, n):
    """Whether a finding can be one of so many people."""
    share, count = item.values.get("pct"), item.values.get("x")
    try:
        return not share or granularity.can_be_percent(share, n, count and int(count))
    except (ValueError, TypeError):
        return False


def _may_be_no_count(item):
    return is_estimated((item,)) or is_no_share_of_people((item,))


def _is_of(item, size):
    return item.kind == "n" and int(item["value"]) == size


def _sizes_that_fit(items, finding):
    """Printed numbers of people that a count and its percentage fit, one place for each number."""
    if finding.kind != "count" or finding["pct"] is None:
        return []
    fitting = {}
    for place, item in items.items():
        if item.kind == "n" and _fits(finding, int(item["value"])):
            fitting.setdefault(item["value"], str(place))
    return list(fitting.values())


def confirmed(reading, choice):
    """The table that a reader confirmed, as a `Trial`.

    `choice` holds text: arm1, arm2, effect, p, n1, n2, total (places among the items of `reading`, "" for none),
    outcome ("wanted", "unwanted" or "no treatments"), name1, name2, title, done, what, margin, believed, matters (the
    difference that matters, in points), typed1, typed2 and typed_total (numbers of people that no place holds), typed_p,
    test (a name of OFFERED_TESTS), and a list `analyses`. What is no place of this reading is left out. Raises ValueError where nothing was chosen, or one
    number for both arms.

    >>> from helpers.own_trial.reading import read
    >>> reading = read("Relief came in 18/40 (45%) with balm and 9/40 (23%) with wax (P = .03).")
    >>> confirmed(reading, {"arm1": "0", "arm2": "1", "p": "2", "outcome": "wanted"}).values["responders arm 2"]
    9
    """
    rows = {}
    for key, row in (
        ("title", "title"),
        ("done", "done well"),
        ("name1", "arm 1 name"),
        ("name2", "arm 2 name"),
        ("margin", "margin"),
        ("believed", "believed chance"),
        ("what", "outcome"),
    ):
        text = " ".join(str(choice.get(key) or "").split())[:200]
        if text:
            rows[row] = text
    matters = _typed(choice, "matters")
    if matters:
        rows["difference that matters"] = f"{matters} %" if matters.startswith(("0.", ".")) else matters
    effect = _chosen(reading, choice.get("effect"), ("effect",))
    reports = effect is not None and REPORTING.search(f"{_near(reading, effect)}{effect.quotation}")
    if choice.get("outcome") in DIRECTIONS:
        rows["outcome is"] = "no treatments" if reports else choice["outcome"]
    if choice.get("test") in OFFERED_TESTS:
        rows["test named"] = TEST_LABELS[choice["test"]]
    arms = [_chosen(reading, choice.get(f"arm{arm}"), (*ARM_KINDS, "effect")) for arm in (1, 2)]
    arms = [item if item is not None and _is_arm(item) else None for item in arms]
    if arms[0] is not None and arms[0] is arms[1]:
        raise ValueError("Arm 1 and arm 2 are the same printed number: choose another for one of them.")
    sizes = [chosen_people(reading, choice.get(f"n{arm}")) for arm in (1, 2)]
    by_hand, elsewhere = [], []
    for arm, item in enumerate(arms, start=1):
        rows |= _rows_of_arm(item, arm) if item is not None else {}
        size, typed = sizes[arm - 1], _typed(choice, f"typed{arm}")
        row = f"N arm {arm}"
        if row not in rows and (size is not None or typed):
            rows[row] = typed or str(size.n)
            by_hand += [row] if typed else []
            elsewhere += [row] if not typed else []
    for arm in (1, 2) if _are_shares_of_their_sum(arms, rows) else ():
        del rows[f"percentage arm {arm}"]
    if {"N arm 1", "N arm 2"} <= set(elsewhere) and (wrong := same_or_part(*sizes, reading)):
        raise ValueError(wrong)
    total, typed = chosen_people(reading, choice.get("total")), _typed(choice, "typed_total")
    if total is not None or typed:
        rows["N total"] = typed or str(total.n)
        by_hand += ["N total"] if typed else []
    if effect is not None:
        rows |= _rows_of_effect(effect, reading.passage)
    p = _chosen(reading, choice.get("p"), ("p",))
    if p is not None and p["value"]:
        rows["printed P"] = p_as_text(p)
        rows |= {"sides": "one-sided"} if "one-sided" in " ".join((str(p["sides"]), *p.flags)) else {}
    typed = _typed(choice, "typed_p")
    if typed:
        rows["printed P"] = typed
        by_hand.append("printed P")
    if not any(item is not None for item in (*arms, effect)) and not {"printed P", "N total"} & set(rows):
        raise ValueError(
            "Nothing is chosen yet: choose the number of arm 1, an effect with its interval, or P."
        )
    kinds = [kind for kind in choice.get("analyses") or () if kind in ANALYSES]
    if kinds:
        rows["analysis"] = ", ".join(dict.fromkeys(kinds))
    rows.setdefault("text read", "abstract")
    said = checks_about(reading, [item for item in (*arms, effect, p) if item is not None])
    if said:
        named = [f"{check.name}{CHECK_NAMED}{check.said}" if check.name else check.said for check in said]
        rows["in the passage"] = BETWEEN_CHECKS.join(dict.fromkeys(named))
    shared = ALLOCATION.search(reading.passage)
    if shared and "N total" in rows:
        rows["allocation"] = ":".join(part for part in shared.groups() if part)
    notes = {row: ELSEWHERE for row in elsewhere} | {row: TYPED for row in by_hand}
    if p is not None and "printed P" not in notes and not any(item is not None for item in (*arms, effect)):
        unsaid = "" if speaks_of_shares(p.sentence) else BESIDE_NOTHING
        notes["printed P"] = BESIDE_VALUES if speaks_of_values(p.sentence) else unsaid
    for arm, item in enumerate(arms, start=1):
        if item is not None and item.kind == "effect" and None not in (item["low"], item["high"]):
            unit = " %" if item["measure"] == "percentage" else ""
            limits = f"{item['level'] or 95} % interval {item['low']} to {item['high']}{unit}"
            notes[f"{_row_of_own(item)} arm {arm}"] = f"{OWN_LIMITS}{limits}"
        if item is not None and item.kind == "mean" and PER_CENT_BEHIND.match(reading.passage, item.end):
            notes[f"mean arm {arm}"] = PER_CENT
    if _are_of_those_spared(arms, effect):
        notes |= {f"percentage arm {arm}": SPARED for arm in (1, 2)}
    change = change_in_words(arms[0], reading.passage) if None not in arms and arms[0].kind == "mean" else ""
    if change:
        notes["mean arm 1"] = f"{CHANGE_IN_WORDS}{change}"
    margin = margin_in(reading.passage)
    if margin.value and rows.get("margin") == margin.value:
        notes["margin"] = f"{SET_IN_WORDS}{margin.words}"
    places = [(item.start, item.end) for item in (*arms, *sizes, total) if item is not None]
    counted = _counted(reading, places)
    if counted:
        notes["text read"] = f"{COUNTED}{counted}"
    if reports:
        notes["effect"] = REPORTS
    if effect is not None and LESS_IN_WORDS in effect.flags:
        notes["effect"] = LESS_IN_WORDS
    if effect is not None and effect["measure"] == "relative reduction":
        unit = " %" if "%" in effect.quotation else ""
        printed = f"{effect['estimate']}{unit} ({effect['low']} to {effect['high']})"
        notes["effect"] = f"{CONVERTED}{printed}: the ratio is 1 minus it"
    return read_trial(
        pd.DataFrame(
            [(row, text, notes.get(row, "")) for row, text in rows.items()], columns=["item", "value", "note"]
        )
    )


OF_PEOPLE = re.compile(
    r"\b(?:patients?|participants?|women|men|children|adults|volunteers|people|infants|subjects)\b", re.I
)


def _counted(reading, places):
    """What is counted where it is no people: parts of them beside a chosen number, or animals that the passage speaks of alone."""
    named = "|".join([*PARTS, *ANIMALS])
    for start, end in places:
        window = reading.passage[start:end] + re.split(r"[;,.(]", reading.passage[end : end + 30])[0]
        found = re.search(
            rf"\d[)%\s]*(?:of (?:the )?)?(?:(?!of |in |with |per )[a-z-]+ ){{0,2}}({named})\b", window, re.I
        )
        if found:
            return found[1].casefold()
    alone = (
        None
        if OF_PEOPLE.search(reading.passage)
        else re.search(rf"\b({'|'.join(ANIMALS)})\b", reading.passage, re.I)
    )
    return alone[1].casefold() if alone else ""


REPORTING = re.compile(r"\breporting (?:odds ratios?|ORs?)\b|\bROR\b|\bproportional reporting ratios?\b")
"""Words of a ratio that compares reports, not people who were treated."""


def _near(reading, item):
    """The words of its sentence before an item."""
    return reading.passage[item.sentence_start : item.start]


def _typed(choice, key):
    return " ".join(str(choice.get(key) or "").split())[:40]


def _chosen(reading, place, kinds):
    """The item at a place that was sent back, if there is one of these kinds."""
    text = str(place if place is not None else "")
    if not text.isascii() or not text.isdigit() or int(text) >= len(reading.items):
        return None
    item = reading.items[int(text)]
    return item if item.kind in kinds else None


def _rows_of_arm(item, arm):
    """The rows that one finding fills for one arm."""
    if item.kind == "count":
        rows = {"responders": item["x"], "N": item["n"], "percentage": item["pct"]}
    elif item.kind == "percentage":
        rows = {"percentage": item["pct"], "N": item["n"]}
    elif item.kind == "effect":
        rows = {_row_of_own(item): item["estimate"]}
    elif item.kind == "mean":
        spread = {"SD": "SD", "SE": "SE"}.get(item["spread_kind"], "spread")
        rows = {"mean": item["mean"], spread: item["spread"]}
    else:
        ends = {"IQR": ("Q1", "Q3"), "range": ("min", "max")}.get(item["spread_kind"])
        rows = {"median": item["median"]} | (
            dict(zip(ends, (item["low"], item["high"]), strict=True)) if ends else {}
        )
    share = rows.get("percentage")
    if share is not None and float(share) < 1:
        rows["percentage"] = f"{share} %"
    return {f"{name} arm {arm}": value for name, value in rows.items() if value is not None}


def _row_of_own(item):
    """The row of an arm's value with its own limits: a change is a mean, too."""
    return "percentage" if item["measure"] == "percentage" else "mean"


def _rows_of_effect(item, passage):
    estimate, limits = estimate_of(item), (item["low"], item["high"])
    if item["measure"] == "relative reduction" and None not in (estimate, *limits):
        estimate, limits = as_ratio(estimate, *limits)
    rows = {
        "measure": _measure_of(item, passage),
        "effect": estimate,
        "low": limits[0],
        "high": limits[1],
        "level": item["level"],
    }
    return {name: value for name, value in rows.items() if value is not None}
