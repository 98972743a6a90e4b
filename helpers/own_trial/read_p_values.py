"""P values with their signs, sides and lists, and the test statistics beside them."""

import re
from decimal import Decimal

from helpers.own_trial import shapes, surroundings


def p_values(claims):
    """Every P value, lists of them and "NS"; levels of significance are thresholds."""
    end_of_last = 0
    for found in shapes.P.finditer(claims.skeleton):
        if found.start() < end_of_last:
            continue
        place = found.start("v")
        value, last, flags = _p_number(claims, found)
        if value is None or claims.skeleton[last : last + 2].lstrip()[:1] == "%":
            continue
        operator = _operator(found["op"])
        if operator is None:
            if "." not in value:
                continue
            operator = "="
            flags.append("operator not printed")
        number = Decimal(value)
        if number > 1 or number < 0 or (number == 1 and "." not in value and not found["op"].strip()):
            continue
        used = [at for at in range(found.start(), last) if at in claims.numbers]
        if not claims.free(place):
            continue
        if _is_threshold(claims, found.start(), last, number):
            claims.claim("threshold", *used)
            claims.blanks.append((found.start(), last))
            continue
        sides, more = _sides(claims, found, last)
        _add_p(claims, operator, value, sides, found.start(), last, place, used, [*flags, *more])
        end_of_last = _more_p_values(claims, found, last, sides)
    for found in shapes.P_NS.finditer(claims.skeleton):
        first = found.start("ns2") if found["ns2"] else found.start()
        if found["ns2"] and shapes.SHORT_FOR_NS.search(claims.skeleton, max(0, first - 50), first):
            continue
        values = {"operator": "NS", "value": None, "sides": "not said"}
        claims.add("p", values, first, found.end(), flags=("no value printed",))
        claims.blanks.append((found.start(), found.end()))


def _add_p(claims, operator, value, sides, first, last, place, used, flags):
    if Decimal(value) == 0:
        flags.append("a P value is never 0")
    if operator in "<≤" and Decimal(value) > Decimal("0.1"):
        flags.append("an unusual bound")
    behind, before = claims.skeleton[last : last + 20], claims.skeleton[max(0, first - 6) : first]
    several = re.match(r"[)\]]? ?,? ?for (?:all|both|each|every|either)\b", behind)
    if several or re.search(r"\b(?:all|both) ?$", before):
        flags.append("printed for several comparisons")
    item = claims.add("p", {"operator": operator, "value": place, "sides": sides}, first, last, flags=flags)
    if item["value"] != value:  # a power of ten, or a slash for a point
        start = item.places["value"][0]
        _, end = claims.sentence.offsets(place, last)
        printed = claims.sentence.passage.original[start:end]
        span = {"value": (start, end)}
        claims.amend(-1, {"value": value}, {"value": printed}, span, end=max(item.end, end))
    claims.claim("p", *used)
    claims.blanks.append((first, last))


def _p_number(claims, found):
    """Value as text, where it ends in the skeleton, and flags; None if it cannot be read."""
    place = found.start("v")
    value, last, flags = claims.numbers[place].value, found.end("v"), []
    if claims.skeleton[last : last + 1] == "." and last + 1 in claims.numbers:  # ".0.25" has two points
        return None, last, flags
    if found["slash"]:
        decimals = claims.numbers[found.start("frac")].printed
        if value != "0" or not decimals.isdigit():
            return None, last, flags
        return f"0.{decimals}", found.end("frac"), ["slash read as a decimal point"]
    exponent = found["exponent"]
    if found["power"] and claims.numbers[found.start("ten")].value != "10":
        return None, last, flags
    if not exponent:
        return (None if found["power"] else value), last, flags
    base = value if found["power"] else "1"
    if not found["power"] and value != "10":
        return value, last, flags
    inside = [at for at in range(found.start("exponent"), found.end("exponent")) if at in claims.numbers]
    if inside:
        number = claims.numbers[inside[-1]]
        if not number.whole or (not re.search("[-−–⁻]", exponent) and not number.value.startswith("-")):
            return None, last, flags
        digits = number.value.lstrip("-")
    else:
        digits = exponent.lstrip("⁻").translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    return f"{base}e-{int(digits)}", found.end("exponent"), flags


def _operator(text):
    text = text.strip()
    if not text or text in ("was", "were", "is", "of", ":"):
        return None if not text else "="
    if text[-1] in "=<>≤≥≈~":
        return text[-1].replace("≈", "=").replace("~", "=")
    for words, sign in shapes.OPERATORS.items():
        if text.endswith(words):
            return sign
    return "="


def _more_p_values(claims, found, last, sides):
    """The rest of a list: "p < 0.05 and < 0.01", "p values were 0.018 and 0.044, respectively"."""
    run, at = [], last
    while len(run) < 12:
        more = shapes.P_MORE.match(claims.skeleton, at)
        if not more or not claims.free(more.start("v")):
            break
        value = claims.numbers[more.start("v")].value
        if "." not in value or not 0 <= Decimal(value) <= 1:
            break
        run.append(more)
        at = more.end()
    after = claims.skeleton[at : at + 16]
    closed = run and "and" in run[-1]["link"] and re.match(r" ?(?:[)\]]|\.?\s*$)", after)
    many = len(run) > 1 and "and" in run[-1]["link"] and re.match(r",? for ", after)
    named = "values" in found[0].lower() or re.match(r"[)\]]?,? respectively", after)
    listed = closed or many or named or all(more["of"] for more in run)
    for more in run:
        if not more["op"] and not listed:
            break
        place, operator = more.start("v"), more["op"] or _operator(found["op"]) or "="
        value = claims.numbers[place].value
        behind = re.match(r" for (?:the )?([A-Za-z-]+)", claims.skeleton[more.end() :][:40])
        own = sides  # unless each has its own words, "P = .006 for noninferiority; P = .87 for superiority"
        if more["of"] or behind:
            named = [name for name, words in shapes.SIDES if behind and re.match(words, behind[1], re.I)]
            own = ", ".join(named) or "not said"
        _add_p(claims, operator, value, own, more.end("link"), more.end(), place, [place], [])
        last = more.end()
    return last


def _is_threshold(claims, first, last, number):
    """A level of significance, by its value and the words around it."""
    before, after = claims.skeleton[max(0, first - 70) : first], claims.skeleton[last : last + 70]
    below = claims.skeleton[first:last].rstrip()[1:].lstrip()[:1] == "<"
    if below and len(claims.numbers) == 1 and str(number) in ("0.05", "0.01"):
        if shapes.ANALYSIS_USED.search(claims.skeleton, 0, first):
            return True
    if re.search(r"\b(?:boundary|threshold|declared)\b[^.;()#]{0,40}$", before[-30:]):
        return True
    if str(number.normalize()) not in shapes.USUAL_LEVELS:
        return False
    if after.startswith(")") and not re.search("signific|level|threshold", before + after):
        return False  # "shorter in men (5 v 6 min, P = 0.02) were considered"
    hit = shapes.THRESHOLD_BEFORE.search(before)
    if shapes.THRESHOLD_AFTER.search(after) or not hit or before.endswith("("):
        return shapes.THRESHOLD_AFTER.search(after) is not None
    return not shapes.SIGNIFICANT_FINDING.match(hit[0])


def _sides(claims, found, last):
    """Which P value it is, from the words that touch it; two-sided tests of a whole passage are only a flag."""
    before = surroundings.tidy_words(claims, max(0, found.start() - 40), found.start())
    before = re.split(r"[;,()#]", before)[-1]
    after = re.match(
        r"(?: ?\(| for (?:the )?(?:test (?:for|of) )?| ?,? ?(?=[a-z0-9 -]{5,24}[)\];.]))([A-Za-z0-9 -]{0,34})",
        surroundings.tidy_words(claims, last, min(len(claims.skeleton), last + 48)),
    )
    touching = f"{before[-34:]} {surroundings.tidy_words(claims, found.start(), found.start('op'))} "
    following = after[1][:26] if after else ""
    named = [
        name
        for name, pattern in shapes.SIDES
        if re.search(pattern, touching, re.I) or re.match(rf"(?:{pattern})", following, re.I)
    ]
    if named:
        return ", ".join(named), []
    return "not said", ["the passage says that its tests are two-sided"] if claims.paper.two_sided else []


CORRELATIONS = ("r", "R", "rs", "rho", "ρ")
"""Names of correlations, whose P value may stand in front of them."""


def statistics(claims):
    """χ², t, F, z and their like, with degrees of freedom, where these or a P value stand beside them."""
    for found in (*shapes.CHI.finditer(claims.skeleton), *shapes.STATISTIC.finditer(claims.skeleton)):
        place, name, chi = found.start("v"), found["name"], found.re is shapes.CHI
        if not claims.free(place):
            continue
        groups = [part for part in ("df", "df2", "df3") if found[part]]
        stretches = [range(found.start(part), found.end(part)) for part in groups]
        df = [at for stretch in stretches for at in stretch if at in claims.numbers]
        p_beside = any(
            found.end() <= first <= found.end() + 45
            or (name in CORRELATIONS and 0 <= found.start() - last < 7)
            for first, last in claims.blanks
        )
        if not chi and not p_beside and (not df or name in "UWHQTR"):
            continue
        degrees = ", ".join(claims.numbers[at].value for at in df) or None
        if len(df) == 1 and name == "F" and "," in claims.numbers[df[0]].printed:
            degrees = claims.numbers[df[0]].printed.replace(",", ", ", 1)
        name = "chi2" if chi else {"Z": "z", "ρ": "rho", "rs": "rho"}.get(name, name)
        claims.add("statistic", {"name": name, "value": place, "df": degrees}, found.start(), found.end())
        claims.claim("statistic", *[at for at in range(found.start(), found.end()) if at in claims.numbers])
        claims.blanks.append((found.start(), found.end()))
