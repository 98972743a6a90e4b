"""Percentages that are frequencies, kept apart from changes, doses, limits and levels of confidence."""

import itertools
import math
import re
from decimal import Decimal

from helpers.own_trial import read_effects, read_means, shapes
from helpers.own_trial.read_counts import gives
from helpers.own_trial.shapes import pattern
from helpers.own_trial.surroundings import are_whole, arm_of, decimals, is_percent, stands_aside


def percentages(claims):
    """Percentages with their n where it is printed; changes in per cent become effects without an interval."""
    _pair_of_counts(claims)
    for found in shapes.BARE_MEAN.finditer(claims.skeleton):
        if is_percent(claims, found.start("m")):
            read_means.bare_mean(claims, found)
    for found in shapes.MEAN_SHARES.finditer(claims.skeleton):
        if claims.free(found.start("a"), found.start("b")):
            read_means.two_middles(claims, found)
    if claims.planning or _AIM.match(claims.skeleton):
        return
    _share_of_the_sentence(claims)
    for found in shapes.PCT_LIST.finditer(claims.skeleton):
        _with_the_last_sign(claims, [found.start(name) for name in "abc"])
    for found in shapes.PCT_PAIR.finditer(claims.skeleton):
        _with_the_last_sign(claims, [found.start("first"), found.start("second")])
    for found in shapes.PCT_PAIR_ALONE.finditer(claims.skeleton):
        _with_the_last_sign(claims, [found.start("first"), found.start("second")], alike=False)
    changed, skeleton = None, claims.skeleton
    for place in claims.order:
        if not claims.free(place) or not is_percent(claims, place):
            continue
        if _is_no_result(claims, place):
            continue
        if not _is_change(claims, place, changed):
            _percentage(claims, place, [])
            changed = None
            continue
        before, signed = _before(claims, place), not claims.numbers[place].printed[0].isdigit()
        said = (shapes.RESULT_BEFORE, shapes.CHANGE_BEFORE, shapes.OF_A_CHANGE)
        behind = claims.skeleton[place + 1 : place + 60]
        judged = before.endswith(("(", ": ")) or re.match(r"[^.;()]{4,50} [(\[][Pp] ?[=<>]", behind)
        judged = judged or _MEAN_CHANGE.search(claims.skeleton, 0, place)
        listed = changed is not None and claims.claimed.get(changed) == "effect"
        judged = judged or (listed and _BESIDE_A_CHANGE.fullmatch(skeleton, changed + 1, place))
        judged = judged or (changed is not None and re.search(r"\bcompared (?:to|with) an? $", before))
        if signed or judged or before.endswith("by ") or any(pattern.search(before) for pattern in said):
            flags = ("a change in per cent, not a frequency",)
            named = [measure for measure in claims.measures if 0 <= place - measure.end < 30]
            name = named[-1].name if named and named[-1].name in _NAMED_CHANGES else "change"
            if name == "difference" and _is_of_amounts(claims, place):
                name = "change"
            if kind := re.match(r" ?% (?:(relative) (?:risk )?(?:reduction|increase)|difference\b)", behind):
                name = "relative reduction" if kind[1] else "difference"
            read_effects.effect_alone(claims, place, name, None, flags)
        changed = place


_NAMED_CHANGES = {"risk difference", "relative reduction", "risk change", "efficacy", "difference"}


def _is_of_amounts(claims, place):
    """ "5.0 v 4.0 (difference 20%)": before a difference in per cent stand amounts, so that it need not be in points."""
    return any(
        claims.free(at) and not is_percent(claims, at) and not claims.numbers[at].word
        for at in claims.order
        if at < place
    )


def _share_of_the_sentence(claims):
    """ "Of 87 patients, 31.0% ...": the percentage of the n at the start of the sentence."""
    found = shapes.OF_PCT.match(claims.skeleton)
    if not found or not claims.free(found.start("p")):
        return
    place, n = found.start("p"), found.start("n")
    if not claims.numbers[n].whole or claims.claimed.get(n) not in (None, "n of a count", "n"):
        return
    derived = _derived(claims.numbers[place].value, claims.value(n))
    values = {"pct": place, "n": claims.numbers[n].value}
    flags = ("n from the start of the sentence", derived)
    claims.add("percentage", values, place, found.end(), None, flags)


def _with_the_last_sign(claims, places, alike=True):
    """ "4.9 vs 3.1%", "23, 33 and 35%": one percent sign for numbers with as many decimals."""
    if claims.free(places[-1]) and _is_no_result(claims, places[-1]):
        return
    possible = all(0 <= claims.value(place) <= 100 for place in places[:-1])
    if not possible or not claims.free(*places) or (alike and len(decimals(claims, places)) > 1):
        return
    which = "the next number" if len(places) == 2 else "a later number"
    for place in places[:-1]:
        before = claims.skeleton[max(0, place - 12) : place]
        named = re.search(r"[≥≤<>/] ?$|\b(?:age|aged|week|day|month)s?(?: was| of)? $", before)
        if not named and not stands_aside(claims, place):
            _percentage(claims, place, [f"percent sign stands behind {which}"])


def _before(claims, place):
    return claims.skeleton[max(0, place - 60) : place]


_STRENGTH = re.compile(r" ?% [A-Z]\w*[A-Z]\w*[ -][a-z]{3,}")
"""A product behind the percent sign, "the 0.12% ChD mouthwash"."""
_OF_A_PRODUCT = pattern(
    rf"(?i)\b(?:{shapes.PRODUCT}s?|{shapes.DRUG})(?: base| heavy| plain| hydrochloride| sodium| solution)?,? (?:of |at )?(?P<bracket>[(\[])?(?:# ?%? (?:and|or|to) )?$"
)
"""A strength behind its product, "cream 0.25%", "cream (0.1% and 0.25%)"."""
_OF_A_GROUP = re.compile(
    rf" ?% (?:of|in|for|on|among|who|had|with(?! (?:epinephrine|adrenaline|{shapes.DRUG})))\b"
)
"""Behind a comma and a share of the next group: "12% with the cream, 27% with the vehicle"."""
_OF_A_FORM = re.compile(rf"\b{shapes.PRODUCT} [a-z]{{3,}} $")
"""A strength below one per cent behind the form of its product, "gel microsphere 0.04%"."""
_ACID = r"(?:hydroxy|(?!gastric|uric|folic|linoleic)[a-z]+ic)[- ]acid"
_STRENGTHS_LISTED = pattern(
    rf"(?: ?%?(?:, ?| ?,? ?(?:and|or|to) )#)* ?%? (?:(?!in |with |of |for |on |and |vs |versus |to |from |by |after |under )[a-z-]+ )?(?:{_ACID}|[a-z-]*peels?|(?:[A-Z]{{2,4}} )?peels?|{shapes.PRODUCT}s?)\b"
)
""" "20%, 35% and 50% glycolic acid", "30% and 40% chalk peels": strengths, each of the product behind the last."""
_CONCENTRATION_BEFORE = pattern(
    r"\b(?:concentrations?|strengths?)\b[^#.;]{0,80}?(?: (?:being|was|were|of|at)|[:=,])? ?[(\[]?(?:# ?%?(?:, ?| ?,? ?(?:and|or|to) ))*$"
)
"""Strengths behind their name, "with concentrations of acid of 20%, 35% and 50%"."""
_MEAN_CHANGE = re.compile(
    r"\b[Mm]ean (?:%|percent\w*) (?:reduction|change|improvement|decrease|increase)s?\b"
)
"""What all percentages of such a sentence are."""
_OF_THOSE_CHANGED = re.compile(
    r"\b(?:[Ss]uccess|[Pp]roportion|[Ff]requency|[Ii]ncidence) (?:in|of|with|for) [^.;,()]*$|\bimprovement rates? [^.;,()]*$"
)
""" "Success in reduction of itch was 75%": a share of people."""
_DONE_BY = re.compile(
    r"\b(?:achieved|reached|attained|reported|experienced|used|met|shown|chosen|preferred|completed|noted|taken|followed|answered|returned|given) by (?:about |only )?$"
)
"""People who did something, "reached by 38%": no change."""
_AIM = re.compile(
    r"^ ?(?:[A-Z][A-Za-z]+(?: [A-Za-z]+)?[:.]? )?(?:[Tt]o (?:evaluate|compare|assess|determine|investigate|examine|study|test|explore|describe)\b|(?:[Tt]he|[Oo]ur|[Tt]his) (?:[a-z]+ )?(?:aim|purpose|objective(?! (?:clinical |tumou?r |overall )*(?:response|remission))|goal|study (?:compared|evaluated|examined|assessed|investigated))s?\b)"
)
"""A sentence that says what is to be found out holds no findings in per cent."""
_RANGE_BEHIND = pattern(r" ?% ?[-–] ?#|% to #%")
_RANGE_BEFORE = pattern(
    r"#(?: ?%)? ?[-–] ?$|\b(?:level|target\w*|range|between)\b[^.;]{0,30}# (?:to|and) $|\bbetween # ?% and $"
)
_SECOND_LIMIT = pattern(r"(?<!from )(?<!from about )#(?: ?%) to $")
_MEASURED_IN_PERCENT = re.compile(
    r"\b(?:level|levels|saturation|SpO\S?|hematocrit|haematocrit|HbA\S{2}|FEV\S?|LVEF|ejection fraction)\b[^#]{0,12}$"
)

_OF_A_LEVEL = pattern(
    r"\b(?:Hb ?A\S{1,4}|[Hh]a?emoglobin A\S{1,4}|[Hh]a?ematocrit|ejection fraction|LVEF|SaO\S|SpO\S|FEV\S|[Ss]aturation|T?BSA|[Bb]ody fat|surface area)(?: levels?)?(?: ?[(\[][^()]{2,12}(?:\([^()]{1,3}\))?[)\]])?(?: (?:at|in|of|for) [^#;.]{2,30})?,?(?: (?:was|were|of|averaged|[a-z]+ed|fell|rose))?(?: (?:from|of|between)(?: #(?: ?%)? (?:to|and))?| #(?: ?%)? (?:to|and))? $"
)
"""A quantity that is measured in per cent: no share of people."""


_LEVELS_IN_BRACKET = pattern(
    r"\b(?:SaO\S|SpO\S|[Ss]aturation|ejection fraction)(?: levels?)? [(\[](?:# ?%? (?:vs\.?|v|versus) )?$"
)
""" "ejection fraction (60% vs 40%)": levels, no shares of people."""
_OR_ANOTHER = pattern(r"^ ?% (?:or|and) #(?: ?% )")
_AS_A = pattern(r"\ban? (?:# ?% (?:or|and) )?$")
"""A change that is defined: "a 50% or 100% increase"."""


_NEXT_PERCENT = pattern(r" ?%? (?:or|and|vs\.?|versus|compared with) (?:an? )?(?P<next>#) ?%")
_PERCENT_BEFORE = pattern(
    r"(?P<last>#) ?%(?: ?[(\[][^()]{1,20}[)\]])?[^#@;.]{0,60}? (?:or|and|v|vs\.?|versus|compared with|than) $"
)


_GIVEN_BEFORE = re.compile(
    r"\b(?:received?|given|applied|instilled|used|treated with)(?: [^.;]*\b(?:received?|given|with|or|and|either|versus|vs\.?|used))? $"
)
""" "received 0.5% X or 0.2% Y": strengths below one per cent, each in front of its drug."""
_CRITERION_BEFORE = re.compile(
    r"\b(?:reduction|improvement|decrease|increase|fall|drop|rise)s? of (?:at least )?$"
)
_RESPONDER = re.compile(
    r" ?% (?:[a-z]+ ){0,4}?(?:was|were|is) (?:an? |the )?(?:clinical )?(?:respon\w+|success|failure|remission|relapse|considered|regarded|defined|taken as|called|classed|chosen)"
)
_ALL_PLANNED = re.compile(r"\bafter (?:about )?$")
_OF_ALL_PLANNED = re.compile(
    r" ?% of (?:the )?(?:(?:planned|expected|required|target) )?(?:events|deaths|information|enrol\w+|recruit\w+|[a-z]+ had been (?:recruited|enrolled|randomi[sz]ed|included|followed))\b"
)
_PARTS_OF_A_PRODUCT = pattern(
    r"\b(?:contain(?:s|ed|ing)?|compris\w+|consist(?:s|ed|ing) of|composed of|standardi[sz]ed to|provid(?:ed|ing|es)) (?:of )?(?:about )?(?:# ?% [a-z-]+(?: [a-z-]+)?(?:, | and |, and |,? or )){0,4}$"
)
_OF_PEOPLE = re.compile(r" ?% (?:of\b|were\b|had\b|(?:[a-z-]+ )?" + shapes.PERSON + ")")

_RATE_OF_A_CRITERION = re.compile(
    r" ?% (?:[\w-]+ )?(?:clearance|response|improvement|reduction) rates? (?:was|were|for|in)\b"
)
""" "the 75% clearance rate was 34.6%": the name of an outcome."""
_CRITERION_BEHIND = pattern(
    r" ?% (?:or (?:more|greater) )?(?:was|were) (?:found|seen|achieved|reached|observed|attained|reported) (?:in|by) (?:about )?# ?%"
)
"""A change that so many reached, "a reduction of 50% was found in 98%": a criterion, no result."""


_HOPED_FOR = pattern(
    r"\b(?:planned|specified|expected|minimal(?:ly)? important|clinically (?:important|relevant|significant)),? (?:[a-z]+ ){0,2}?(?:improvement|reduction|difference|change|effect|increase)s? (?:in (?:[a-z]+ ){1,3})?of (?:an? )?$|\bfail(?:ed|s|ure)? to [^.;#]{3,40} by $"
)
"""A change that was asked for, "the planned improvement in healing of 20% was not reached"."""
_IN_AN_INTERVAL = re.compile(r"[(\[][^()\[\]]{0,12}\bCI\b[^()\[\]]*$")
"""Limits that no shape could read, "(95% CI: 78%., 97%)", are no shares."""
_NOT_BEFORE = (
    shapes.NO_PCT_BEFORE,
    _RANGE_BEFORE,
    _SECOND_LIMIT,
    _OF_A_LEVEL,
    _LEVELS_IN_BRACKET,
    _HOPED_FOR,
    _IN_AN_INTERVAL,
)
"""Words before a percent sign that are enough to pass it over."""
_NOT_BETWEEN = (
    (re.compile(r"\b(?:the|an?|of|with|use|used|using) $"), _STRENGTH),
    (re.compile(r"(?<!from )(?<!from [a-z]{5} )$"), _RANGE_BEHIND),
    (_CRITERION_BEFORE, _CRITERION_BEHIND),
    (_CRITERION_BEFORE, _RESPONDER),
    (_ALL_PLANNED, _OF_ALL_PLANNED),
    (re.compile(r"\b[Tt]he $"), _RATE_OF_A_CRITERION),
)
"""Words before it and behind it that are enough together."""
_NAMED_STRENGTH = pattern(rf" ?%? (?:or|and|vs\.?|versus) # ?%? (?:[\w-]+ ){{0,2}}?{shapes.PRODUCT}\b")
""" "either 2% or 5% gel"."""
_DEFINED_CHANGE = re.compile(r" ?% (?:response|reduction|improvement|fall|decrease|increase|drop)\b(?! rate)")
_STRENGTH_OF_ARMS = pattern(
    rf" ?% ?[(\[][nN] ?= ?#[)\]](?: (?:or|and|versus|vs\.?) # ?%(?: ?[(\[][nN] ?= ?#[)\]])?)? (?:{shapes.DRUG}|{shapes.PRODUCT})\b"
)
""" "either 0.01% (n = 166) or 0.02% (n = 162) atropine": strengths with the people who had them."""
_FOUND_A = re.compile(r"\b(?:was|were|had|showed|found|saw|observed|produced|resulted in|led to) an? $")
_CHANGES_IN_BLOOD = re.compile(r"\b(?:plasma|serum|blood|reduc|decreas|increas|fell|rose|chang|lower|higher)")


_NAME_OF_A_CRITERION = r"[^.;]{{0,70}}[(\[][A-Z][A-Za-z]{{1,5}}[- ]?{}[)\]]"
""" "75% reduction in severity (PASI75)": the number of an outcome's name."""
_SUPPOSED = re.compile(r"^ ?[A-Z][a-z]+ing\b[^.;]*\b(?:may|might|could|would)\b")
""" "Raising coverage from 80% to 90% may help": what is supposed, no finding."""


def _is_no_result(claims, place):
    """Strengths, levels of confidence, cut-offs, ranges and definitions are printed with a percent sign, too."""
    skeleton, value = claims.skeleton, claims.value(place)
    before, behind = _before(claims, place), skeleton[place + 1 : place + 60]
    if value > 100 or any(pattern.search(before) for pattern in _NOT_BEFORE):
        return True
    if _STRENGTH_OF_ARMS.match(skeleton, place + 1):
        return True
    if shapes.NO_PCT_AFTER.match(behind) or _STRENGTHS_LISTED.match(behind) or _SUPPOSED.match(skeleton):
        return True
    number = claims.numbers[place]
    rest = claims.sentence.passage.original[number.end : claims.sentence.end]
    again = f"{number.printed})" in rest or f"{number.printed}]" in rest
    if again and re.match(_NAME_OF_A_CRITERION.format(re.escape(number.printed)), rest):
        return True
    if any(first.search(before) and second.match(behind) for first, second in _NOT_BETWEEN):
        return True
    following = _NEXT_PERCENT.match(skeleton, place + 1)
    if following and shapes.NO_PCT_AFTER.match(skeleton[following.end("next") :][:60]):
        return True
    previous = _PERCENT_BEFORE.search(skeleton, max(0, place - 90), place)
    level = previous and _OF_A_LEVEL.search(_before(claims, previous.start("last")))
    if level and not _OF_PEOPLE.match(behind):
        return True
    if _MEASURED_IN_PERCENT.search(before) and re.search(r"[<>≤≥]|below|above", before[-14:]):
        return True
    parts = _PARTS_OF_A_PRODUCT.search(skeleton, max(0, place - 140), place)
    if parts and not _OF_PEOPLE.match(behind):
        return True
    if _is_strength(claims, place, before, behind):
        return True
    if re.search(r"\b[Aa]n? $", before) and _DEFINED_CHANGE.match(behind) and value % 5 == 0:
        if not _FOUND_A.search(before):
            return True
    behind = _OR_ANOTHER.sub(" % ", behind)
    defined = shapes.CHANGE_AFTER.match(behind) and shapes.DEFINED.search(skeleton)
    return bool(defined and _AS_A.search(before))


_WORD_BEFORE = re.compile(r"([\w-]*[A-Za-z])\)? $")
_PART_OF_A_MIXTURE = (re.compile(r"\+ $"), re.compile(r" ?% [a-z]{4,} \+ "))
"""Before and behind a percentage: "0.5% chalkine + 1% waxine"."""


def _is_strength(claims, place, before, behind):
    """How strong a drug or a product is: by its name before it or behind it, or elsewhere in the passage."""
    printed, low = claims.numbers[place].printed, claims.value(place) < 1
    if _PART_OF_A_MIXTURE[0].search(before) or _PART_OF_A_MIXTURE[1].match(behind):
        return True
    start = claims.numbers[place].start
    named = _WORD_BEFORE.search(
        claims.sentence.passage.original, max(claims.sentence.start, start - 30), start
    )
    if named and (named[1], printed) in claims.paper.strengths:
        return True
    word = re.match(r" ?% ([A-Za-z][\w-]{2,})", behind)
    if word and (printed, word[1]) in claims.paper.strengths:
        return True
    named = re.match(r" ?% ([A-Z]{2,6})\b", behind)
    if named and re.search(rf"{shapes.PRODUCT} ?\({named[1]}\)", claims.paper.text):
        return True
    product = _OF_A_PRODUCT.search(before)
    if product and "," in product[0] and _OF_A_GROUP.match(behind):
        product = None
    if (product and (not product["bracket"] or low)) or (_OF_A_FORM.search(before) and low):
        return True
    listed = _CONCENTRATION_BEFORE.search(claims.skeleton, max(0, place - 140), place)
    if listed and not _CHANGES_IN_BLOOD.search(listed[0]):
        return True
    in_bracket = low and re.search(r"[a-z] [(\[]$", before) and re.match(r" ?%[)\]]", behind)
    if printed in claims.paper.products and (_NAMED_STRENGTH.match(behind) or in_bracket):
        return True
    if low and re.match(rf" ?% of {shapes.DRUG}\b", behind):
        return True
    word = re.match(r" ?% ([a-z]{5,})\b", behind)
    given = low and word and _GIVEN_BEFORE.search(claims.skeleton, 0, place)
    return bool(given and not shapes.BEHIND_SHARE.match(word[1]))


_OF_TIME = pattern(
    rf"\b(?:reduced|shortened|decreased|increased|prolonged|lower|shorter|longer|higher) (?:in |by )# {shapes.TIME} [(\[]$"
)
_OF_A_DOSE = pattern(
    r"\b[Dd]os(?:es?|ages?)\b[^.;]{0,30}$|(?<!by )(?<!of )# ?(?:mg|gm|µg|mcg|IU)\.? ?[(\[] ?$"
)
_BESIDE_A_CHANGE = re.compile(
    rf" ?% ?(?:[(\[][Pp][^()]{{1,14}}[)\]](?:,| and|, and) (?:[a-z-]+ ){{1,4}}|[(\[][^()]{{1,45}}[)\]],? and |(?:at|after|by|in) \ue000 {shapes.TIME}(?: [(\[][^()]{{1,22}}[)\]])?,? (?:and )?)"
)


_REDUCED_LIST = pattern(
    r"\b(?:reduced|decreased|increased|lowered) [^#@;.()]{3,80}[(\[]# ?%[)\]], [^#@;.()]{3,60}[(\[]# ?%[)\]],? and [^#@;.()]{3,60}[(\[]# ?%[)\]]"
)
""" "Balm reduced falls (82%), stays (73%), and visits (75%)": how much each was reduced, where no arms are compared."""
_COMPARED_SHARES = re.compile(r"\b(?:compared|versus|vs|than|respectively|group|arm)\b")
_IN_BRACKET_ALONE = re.compile(r"[A-Za-z][)\]]? ?[(\[]$")


def _is_of_changes(claims, place):
    """ "hunger (-23%) was less and fullness (25%) was more": is a percentage alone in its bracket one of several changes?"""
    for at in claims.order:
        if at < place and claims.value(at) < 0 and is_percent(claims, at):
            if _IN_BRACKET_ALONE.search(_before(claims, at)):
                return True
    listed = any(found.start() < place < found.end() for found in _REDUCED_LIST.finditer(claims.skeleton))
    return listed and not _COMPARED_SHARES.search(claims.skeleton)


def _is_change(claims, place, changed):
    """Is it a change ("fell by 12%", "24% lower")? `changed`: the place of one just before, if there is any."""
    before, behind = _before(claims, place), claims.skeleton[place + 1 : place + 60]
    if _DONE_BY.search(before) or before.endswith((" percentage of ", " proportion of ")):
        return False
    if _MEAN_CHANGE.search(claims.skeleton, 0, place):
        return True
    behind = _OR_ANOTHER.sub(" % ", re.sub(r"^ ?% ?[(\[][^()\[\]]{1,24}[)\]] ", " % ", behind))
    signed = claims.value(place) < 0 or claims.numbers[place].printed.startswith("+")
    if signed or shapes.CHANGE_AFTER.match(behind):
        return True
    if shapes.CHANGE_BEFORE.search(before) and not _OF_THOSE_CHANGED.search(before):
        return True
    dose = _OF_A_DOSE.search(before)
    of_size = _OF_TIME.search(before) or (shapes.OF_A_CHANGE.search(before) and not dose)
    if of_size and re.match(r" ?% ?[)\]]", behind):
        return True
    by = re.search(r"\bby (?:about |approximately |nearly |almost |around )?$", before) and not re.match(
        r" ?% of\b", behind
    )
    if by and shapes.CHANGED.search(claims.skeleton, 0, place):
        return True
    if re.match(r" ?%[)\]]", behind) and _IN_BRACKET_ALONE.search(before):
        return _is_of_changes(claims, place)
    if changed is None:
        return False
    return bool(
        _BESIDE_A_CHANGE.fullmatch(claims.skeleton, changed + 1, place)
        or shapes.SECOND_CHANGE.search(before)
        or shapes.NEXT_ARM.match(claims.skeleton, changed + 1, place)
    )


def _pair_of_counts(claims):
    """12 of 100 and 20 of 98 people (12% vs 20%): the pair belongs to the counts where it fits both."""
    counts = [at for at, item in enumerate(claims.found) if item.kind == "count"]
    counts.sort(key=lambda at: claims.found[at].start)
    for first, second in itertools.pairwise(counts):
        items = claims.found[first], claims.found[second]
        if any(item["pct"] or not item["n"] or item["n"] == "0" for item in items):
            continue
        found = shapes.COUNT_PAIR.match(claims.skeleton, claims.skeleton_at(items[1].end))
        if not found or not claims.free(found.start("p"), found.start("q")):
            continue
        places = found.start("p"), found.start("q")
        shares = [claims.numbers[place].value for place in places]
        if all(gives(item["x"], item["n"], pct) for item, pct in zip(items, shares, strict=True)):
            for at, place in zip((first, second), places, strict=True):
                number, flags = claims.numbers[place], ("percentage from the bracket behind both counts",)
                span = {"pct": (number.start, number.end)}
                claims.amend(at, {"pct": number.value}, {"pct": number.printed}, span, flags)
                claims.claim("count", place)


def _percentage(claims, place, flags):
    """A share, with the n behind its "of"."""
    end, values = place + 1, {"pct": place, "n": None}
    if is_percent(claims, place):
        end = claims.skeleton.index("%", place) + 1
    of = shapes.PCT_OF.match(claims.skeleton, end)
    n = of.start("n") if of else None
    if of and are_whole(claims, n) and claims.value(n) > 0:
        if not re.match(rf" ?(?:{shapes.DOSE}|{shapes.TIME}|%)", claims.skeleton[n + 1 : n + 12]):
            values["n"], end = n, n + 1
            flags = [*flags, _derived(claims.numbers[place].value, claims.value(n))]
    claims.add("percentage", values, place, end, arm_of(claims, place, end), flags)


def _derived(pct, n):
    """What count could be behind "31.0% of 87"? Said, never entered as printed."""
    unit = Decimal(1).scaleb(-len(pct.partition(".")[2]))
    least = math.ceil(max(Decimal(0), (Decimal(pct) - unit / 2) * n / 100))
    most = math.floor(min(n, (Decimal(pct) + unit / 2) * n / 100))
    if least == most:
        return f"count derived, not printed: {least} of {n}"
    return f"several counts of {n} fit" if least < most else f"no whole count of {n} gives {pct}%"
