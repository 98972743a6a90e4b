"""What a passage says in words alone: a difference, or none, without a number, and people who did not finish.

Nothing can be recomputed here. A reader still sees which claims rest on no printed number, and whom the numbers leave out.
"""

import itertools
import re
from dataclasses import replace

from helpers.own_trial.choices import HEADING_FIRST, shortened
from helpers.own_trial.numerals import sentences
from helpers.own_trial.printed_alone import Printed, printed
from helpers.own_trial.printed_people import FINISHED
from helpers.statistics.fits import CANNOT_BE_TOLD

CLAIM = re.compile(
    r"\bno (?:[\w-]+ ){0,3}differences?\b|\b(?:did|do|does|was|were|is|are) not (?:[\w-]+ ){0,2}?(?:differ\w*|alter\w*|affect\w*|influence\w*)\b"
    r"|\bneither\b[^.;]{0,80}\bdiffer|\bdiffered\b|\bnot (?:statistically )?significant|\bsignificant(?:ly)?\b"
    r"|\b(?:was|were|is|are|remained) (?:[\w-]+ ){0,2}?(?:similar|comparable|equivalent|the same|superior|inferior|unchanged)\b"
    r"|\bsimilar (?:in|between|for|across)\b|\b(?:more|less|as) (?:effective|efficacious)\b"
    r"|\b(?:was|were) (?:[a-z]+ly )?(?:higher|lower|better|worse|greater|shorter|longer|reduced|increased|more|less|fewer)\b"
    r"|\b(?:more|fewer|less) [^.;,]{3,60} (?:was|were) (?:reported|seen|observed|found|noted|recorded)\b|\bno (?:more|less|greater|higher) (?:[\w-]+ ){1,3}than\b"
    r"|\bthe (?:best|worst) (?:results?|outcomes?|responses?) (?:was|were)\b|\b(?:was|were) (?:well )?(?:matched|balanced)\b|\bsimilarly (?:effective|efficacious)\b",
    re.I,
)
"""Words that say that groups, or then and now, differ or do not."""

NO_CLAIM = re.compile(
    r"\b(?:aim|objective|purpose|hypothes|whether|to (?:compare|assess|determine|evaluate|investigate|examine)|considered|was set|powered?|defined"
    r"|may|might|could|should|need(?:ed|s)?|will|heterogeneity|bias|limitations?)\b"
    r"|significant(?:ly)? (?:concern|burden|morbidity|problem|challenge|number|proportion|role|cause|health)",
    re.I,
)
"""Words of a sentence that asks, plans or hopes, or speaks of the work itself."""

UNREAD = re.compile(r"\d ?%|\bCI\b|[=<>±]\s?[-−]?\d")
"""A number of a result in a sentence: it is not without one, though it was not read."""

_HEADING = r"(?:^|(?<=[.:;)\]\n])|(?<=[.:;)\]\n] ))"
RESULTS = re.compile(
    rf"{_HEADING}\W*(?:(?:Main )?Results?|Findings?|(?:MAIN )?RESULTS?|FINDINGS?)(?=[A-Z\d\s:.—–-])"
)
CONCLUSION = re.compile(
    rf"{_HEADING}\W*(?:Conclusions?|CONCLUSIONS?|Interpretation|INTERPRETATION|Discussion|DISCUSSION)(?=[A-Z\d\s:.—–-])"
    r"|(?i:\b(?:in conclusion|we conclude|in summary)\b)"
)
SUMMED_UP = re.compile(
    r"\b(?:these|our|the|this|present) (?:results?|findings|data|study|trial|analysis) (?:suggest|show|indicat|support|demonstrat|provid|confirm)",
    re.I,
)
"""Where the results of a passage begin, and where they end."""

LATE = 0.7
"""The share of a passage behind which "these results show" begins its conclusion."""

MOST_TOLD = 110
"""Letters of a claim that are shown."""

LONGEST = 10_000
"""Letters of an abstract or a section: in a whole paper the claims in words would hide the rest."""

SCREENED = re.compile(
    r"[^,;.\d]{0,20}\b(?:screened|approached|invited|referred|identified|registered|eligible)\b", re.I
)
"""Behind a number of people: not all of them took part."""

RESULT_KINDS = ("p", "effect", "count", "percentage", "mean", "median", "statistic", "range")


def claims_alone(whole, checks):
    """Sentences of the results that claim a difference, or none, and hold no number of a result: each "cannot be told".

    >>> from helpers.own_trial.printed_people import Whole
    >>> from helpers.own_trial.reading import read
    >>> reading = read("Results: Itch fell (P = .01). Sleep did not differ between the groups. Conclusion: Balm was better.")
    >>> [check.said for check in claims_alone(Whole(reading), ())]
    ['“Sleep did not differ between the groups”: cannot be told because no number of a result was read in it']
    """
    if len(whole.passage) > LONGEST:
        return
    first, last = _results(whole)
    judged = {item.sentence_start for check in checks for item in check.of}
    judged |= {item.sentence_start for item in whole.items if item.kind in RESULT_KINDS}
    for sentence in sentences(whole.passage):
        text = sentence.text[: max(0, last - sentence.start)]  # a heading may be glued to its end
        if sentence.start < first or sentence.start in judged or NO_CLAIM.search(text):
            continue
        if CLAIM.search(text) and not UNREAD.search(text):
            words = shortened(HEADING_FIRST.sub("", text).strip().rstrip(".;,"), MOST_TOLD)
            said = f"“{words}”: {CANNOT_BE_TOLD} because no number of a result was read in it"
            yield Printed(CANNOT_BE_TOLD, said, text.strip()[:300], sentence.start)


def _results(whole):
    """The first and the last place of the results: behind their heading, or else from the first number of a result on."""
    heading = RESULTS.search(whole.passage)
    places = [
        item.sentence_start for item in whole.items if item.kind in ("p", "effect", "count", "percentage")
    ]
    first = heading.start() if heading else min(places, default=len(whole.passage))
    end = CONCLUSION.search(whole.passage, min(first + 1, len(whole.passage)))
    end = end or SUMMED_UP.search(whole.passage, max(first, int(LATE * len(whole.passage))))
    last = [sentence.start for sentence in sentences(whole.passage)][-1:]  # without a heading, it concludes
    return first, end.start() if end else max(last, default=0)


def people_missing(whole):
    """Those who stayed, or both arms as they were followed, against a larger number of people: who is missing is not said.

    >>> from helpers.own_trial.printed_people import Whole
    >>> from helpers.own_trial.reading import read
    >>> reading = read("Of 79 patients, 69 completed the treatment.")
    >>> [check.said for check in people_missing(Whole(reading))]
    ['69 of 79: cannot be told what became of the other 10']
    """
    numbers = {
        int(item[name])
        for item in whole.items
        for name in ("x", "n", "value")
        if item.kind in ("count", "n") and item.values.get(name)
    }
    for item in whole.ns:
        few = int(item["value"])
        before = [
            int(each["value"])
            for each in whole.ns
            if each.end <= item.start
            and not each["role"].startswith("arm")
            and not SCREENED.match(whole.passage, each.end)
        ]
        if (
            not before
            or not FINISHED.match(whole.passage, item.end)
            or not max(before) / 2 < few < max(before)
        ):
            continue
        if not _are_told(max(before) - few, numbers):
            yield _missing(f"{few} of {max(before)}", max(before) - few, item)
            return
    arms = whole.both_arms or (tuple(whole.by_arm.values()) if len(whole.by_arm) == 2 else None)
    arms = arms or max(whole.counted_arms, key=sum, default=None)
    others = set(whole.totals) - {whole.largest, sum(arms), *arms} if arms else ()
    if arms and whole.largest and 0.6 * whole.largest < sum(arms) < whole.largest and len(others) < 2:
        item = next(each for each in whole.ns if int(each["value"]) == whole.largest)
        of_a_group = item["role"].startswith("arm") or whole.passage[: item.start].endswith("(")
        if not of_a_group and not _are_told(whole.largest - sum(arms), numbers):
            start = f"{' + '.join(map(str, arms))} = {sum(arms)}, of {whole.largest}"
            yield _missing(start, whole.largest - sum(arms), item)


def _are_told(many, numbers):
    """Whether so many people are printed, or two numbers that add up to them."""
    return many in numbers or any(one + other == many for one, other in itertools.combinations(numbers, 2))


def _missing(start, many, item):
    said = f"{start}: {CANNOT_BE_TOLD} what became of the other {many}"
    return replace(printed(CANNOT_BE_TOLD, said, item), of=(item,))
