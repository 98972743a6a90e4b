"""Numbers in running text: one alphabet for all the ways of printing them, cut into sentences.

`sentences` turns a pasted passage into `Sentence` objects. In a sentence's `skeleton` every number is ONE character
(`NUMBER`, or `WORD` for "forty-four"), so that "0·66 [95% CI 0·48–0·91]" becomes "# [#% CI #–#]" and a rule about
intervals need not know how a number looks. What looks like a number and is none (dates, SF-12, NCT codes, 4-week) is
written with `MASK`. Offsets lead back to the passage as it was pasted.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

NUMBER, WORD, MASK = "\ue000", "\ue001", "\ue002"
LONGEST_SENTENCE = 2000
"""Longer stretches without a full stop are cut, so that looking back in a sentence stays cheap."""

_DASHES = dict.fromkeys("\u2012\u2013\u2014\u2015", "–") | dict.fromkeys("\u2010\u2011\ufe63", "-")
_SIGNS = dict(zip("\u2212\uff0d⩽≦⩾≧﹤˂≪˃﹥∓", "−−≤≤≥≥<<<>>±", strict=True))
_SPACES = dict.fromkeys("\u00a0\u2007\u2008\u2009\u200a\u202f\u2006\u2005\u2004", "\u00a0")
_LOOK_ALIKES = dict(zip("АВСЕНКМОРТХасеорхуΡΝΗΟΤ", "ABCEHKMOPTXaceopxyPNHOT", strict=True))
_ENTITIES = dict(
    zip("lt gt le ge amp plusmn minus ndash mdash middot times quot".split(), '<>≤≥&±−––·×"', strict=True)
)
_ENTITIES |= {"nbsp": "\u00a0", "thinsp": "\u00a0"}
UNIT_STOP = (
    r"(?:(?<=[0-9] )[gh]|\b(?i:gms?|mg|mcg|kg|ml|cc|oz|lbs?|mm|cm|hrs?|mins?|secs?|wks?|mos?|yrs?|hg|vol|pts?|i\.v|i\.m|p\.o|s\.c|o\.d|q\.d"
    r"|b\.d|b\.i\.d|t\.d\.s|t\.i\.d|q\.i\.d))\.(?= ?[a-z0-9(,;)]| Hg\b)"
)
"""A unit or a direction for taking with its full stop, "2 gm. daily", that ends no sentence."""
_LONG = re.compile(
    r"(?P<entity>&(?:[a-z]{2,6}|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});)|(?P<mark>[*_]{1,2}(?=[A-Za-z]{1,2}[*_]{1,2} ?[=<>≤≥])|(?<=[*_][A-Za-z])[*_]{1,2}(?= ?[=<>≤≥]))|(?P<gone>[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e])"
    r"|(?P<cash>(?<=[(\[ ,;])[-−–][£$€](?=[0-9]))|(?P<glued>(?<=\bvs)\.(?=[0-9])|(?<=[)\]%])(?=vs?[0-9])|(?<=[)\]% ]v)(?=[0-9])|(?<=[)\]% ]vs)(?=[0-9])|(?<=[a-z)\]])\.(?=[A-Z][a-z]{2,} )|(?:(?<=Subjects)|(?<=Patients)|(?<=Participants)|(?<=Setting)|(?<=Results)|(?<=Methods)|(?<=\bfrom)|(?<=\bto)|(?<=\bwas)|(?<=\bof)|(?<=\bby))(?=[0-9])|(?<=\bmin)-(?=[0-9.]+ ?±))"
    rf"|(?P<stop>{UNIT_STOP})"
    r"|(?P<sup><sup>)|(?P<sub><sub>)|(?P<tag></?(?:i|b|em|strong|sub|sup|u)>)"
    r"|(?P<lostpm>(?:(?<=[0-9]%)|(?<=\.[0-9])|(?<=\.[0-9][0-9])) 6 (?=[0-9]{1,4}\.[0-9]))|(?P<note>(?<=[0-9])[*†‡§¶]{1,2}(?= ?[/(] ?[0-9]| ?%))"
    r"|(?P<percent>(?<=[0-9a-z]) ?[Pp]er ?cent\b)|(?P<chi>\{chi\})|(?P<plusminus>\+ ?/ ?[-\u2212\u2013])|(?P<dash>(?<=[0-9])--(?=[0-9]))|(?P<atmost><(?: ?(?:or ?)?|/)= ?)|(?P<atleast>>(?: ?(?:or ?)?|/)= ?)"
    r"|(?P<lost>(?<=[=<>]) ?0?(?:\. | \.)(?=[0-9]{2}))|(?P<white>\u00a0*[ \t\r\n\f\v\u0085\u2028\u2029]+\u00a0*|\u00a0{2,})"
)
_DOTS = "·∙⋅‧・•\u0387"
_DOT = re.compile(rf"(?<=[0-9])[{_DOTS}](?=[0-9])(?!10[-−–⁻^])|(?<![0-9A-Za-z])[{_DOTS}](?=[0-9])")

_MONTHS = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_NO_RESULTS = re.compile(
    rf"\b{_MONTHS} [0-9]{{1,2}}(?:st|nd|rd|th)?(?:,? ?(?:19|20)[0-9]{{2}})?(?![0-9.,·]*[0-9%])|\b[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}(?:,? (?:19|20)[0-9]{{2}})?\b"
    rf"|\b{_MONTHS},? ?(?:19|20)[0-9]{{2}}\b|\b(?:19|20)[0-9]{{2}}-[01][0-9]-[0-3][0-9]\b"
    r"|\b[01][0-9]/[0-9]{2} ?[-–] ?[01][0-9]/[0-9]{2}\b|\b4[5-9] ?, ?X[XYO]{1,2}\b|\b[01]?[0-9]/(?:19|20)[0-9]{2}\b|\b[0-9]{1,4}/[0-9]{1,4}/[0-9]{1,4}\b|(?<=[/ ])1\.73 ?m"
    r"|\b(?:[Bb]etween|[Ff]rom) (?:19|20)[0-9]{2} (?:and|to|until|through) (?:19|20)[0-9]{2}\b(?! (?:patients|participants))"
    r"|\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Bb]efore|[Aa]fter|[Bb]y|[Yy]ear|[Tt]hrough) (?:19|20)[0-9]{2}\b(?! ?(?:[/(%]|of\b|\w+ ?\(|(?:\w+ ){0,2}(?:patients|participants|women|men|adults|children|infants)))"
    r"|\b(?:19|20)[0-9]{2}[-–/](?:19|20)?[0-9]{2}\b(?= ?[);,. ])|\b(?:19|20)[0-9]{2} ?; ?[0-9]+(?:\([0-9]+\))?: ?[0-9]+(?:[-–][0-9]+)?"
    r"|\b10\.[0-9]{4,9}/[^\s]{1,100}|\bhttps?://[^\s]{1,200}|\bwww\.[^\s]{1,200}|\b(?:doi|DOI|PMID|pmid)[: ]{1,2}[^\s]{1,100}"
    r"|\b(?:NCT|ISRCTN|ACTRN|EudraCT|ChiCTR|CTRI|UMIN|NTR|DRKS|CRD|IRCT|KCT|TCTR|PACTR|RBR|jRCT)[\w /-]{0,12}?[0-9][\w/-]{0,30}"
    r"|\b(?:EudraCT|[Rr]egist\w{1,8}|[Tt]rial|[Gg]rant|[Pp]rotocol)(?: \w{1,12})? ?(?:number|numbers|no\.|No\.|#)[:, ]{0,3}[\w/-]{1,30}"
    r"|(?<=[mOHNA])\([1-3]c?\)|(?<![0-9.,])[0-9]{1,3}(?: ?: ?[0-9]{1,3})+(?![0-9.%])|\b[0-9]+(?:\.[0-9]+){2,}|\b[0-9]+[.,]{2}[0-9]+"
)
_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: number for number, word in enumerate(_UNITS + _TEENS, 1)}
_SMALL |= {word: 20 + 10 * place for place, word in enumerate(_TENS)}
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS)}))?|(?:{'|'.join(_TEENS + _UNITS)})(?! (?:thirds?|quarters?|fourths?|fifths?|tenths?|hal(?:f|ves))\b(?!.year)))"
_WORDS = re.compile(
    rf"(?:(?<![\w-])|(?<=[a-z]s)(?-i:(?=[A-Z])))(?:(?:{'|'.join(_UNITS)}|a)[- ]hundred(?:(?: and)? {_BELOW_100})?|{_BELOW_100})(?![\w]|-[a-z])",
    re.I,
)
_DIGITS = re.compile(
    r"(?P<clock>(?=[0-9]{1,3}[ \u00a0]?[mhy])(?P<big>[0-9]{1,3})(?:(?P<min>[ \u00a0]?min(?:ute)?s?)|(?P<hours>[ \u00a0]?h(?:ou)?rs?|[ \u00a0]h)|(?P<years>[ \u00a0](?:years?|yrs?)))\.?(?:,?[ \u00a0]| and )"
    r"(?P<small>[0-9]{1,2}(?:\.[0-9]{1,2})?)(?=(?(min)[ \u00a0]?(?:seconds?|secs?|s)|(?(hours)[ \u00a0]?min(?:ute)?s?|[ \u00a0](?:months?|mos?)))\b))"
    r"|(?P<science>[0-9]{1,15}(?:\.[0-9]{1,15})?[eE][-−–+]?[0-9]{1,3}(?!\w|\.[0-9]))"
    r"|(?P<thousands>[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9]))"
    r"|(?P<thin>[1-9][0-9]{0,2}(?:\u00a0[0-9]{3})+(?![0-9.,%]))"
    r"|(?P<gap>[1-9][0-9]{0,2}(?: [0-9]{3})+(?= [a-z]{4,}|/| of [1-9]| ?[(\[])(?![0-9]))"
    r"|(?P<wide>[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9%/]|[.,][0-9]| ?[-–±]))"
    r"|(?P<comma>[0-9]{1,15},[0-9]{1,15}(?![0-9]))"
    r"|(?P<plain>[0-9]+(?:\.[0-9]+)?|(?<![0-9])\.[0-9]+)"
)
_GERMAN = re.compile(
    r"(?:\b(?:wurden?|Patient(?:inn)?en|betrug|gegenüber|Jahren?|beiden?|Teilnehmer\w*)\b[^.]{0,200}){2}|[0-9],[0-9]{1,2} % "
)
"""German words, two of them near each other: 12,4 is a decimal there."""
_LEVEL_BEFORE = re.compile(r"(?:CI|confidence intervals?)[\])]?[ :=,]{0,3}[(\[]?$")
_CLOSED = re.compile(r" ?%?[)\];]")
"""Two limits in a closed bracket, "(95% CI:10,24%)": this comma is none of a decimal."""
_LABELS = set("n p hr or rr ci sd se sem iqr md ahr aor arr x smd irr δ".split())
_HEADINGS = {"patients", "participants", "subjects", "results", "methods", "interventions", "findings"}
"""Words before a hyphen that opens a part of an abstract, "Patients-186 adults"."""
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th)\b|-(?!N[ERA]\b|not |to |fold\b|points?\b|percentage|units?\b|kg\b|mm\b|cm\b)[A-Za-z]"
)
_BREAK = re.compile(r"[.!?][\"'”’)\]]{0,2}[ \u00a0](?=[\"'“‘(\[]{0,2}[A-Z0-9])|\n|[.] (?=[a-z]+[A-Z])")
_SHORT_WORDS = set(
    "vs v eg ie approx no nos dr fig figs resp st al ca cf eq incl sd se ci ns df wk mo yr inc ref refs".split()
)
_BEFORE_MINUS = set("to of by and was were from between difference change is ci md at mean".split())


@dataclass(frozen=True)
class Number:
    """One number of a sentence: as printed, as a plain decimal text, and where it stands in the passage.

    `value` has a decimal point, no thousands separators, a leading zero and all printed decimals.
    """

    printed: str
    value: str
    start: int
    end: int
    whole: bool
    word: bool = False
    flags: tuple = ()

    @property
    def decimals(self):
        """How many decimals are printed."""
        return len(self.value.partition(".")[2])


@dataclass
class Sentence:
    """A sentence as text, as skeleton, and its numbers by their place in the skeleton."""

    text: str
    start: int
    end: int
    skeleton: str
    numbers: dict
    places: list = field(repr=False)
    passage: "Passage" = field(repr=False)

    def offsets(self, first, last):
        """Start and end in the pasted passage of skeleton[first:last]."""
        tidy_first = self.places[first]
        tidy_last = self.places[last] if last < len(self.places) else self.places[-1] + 1
        start, end = self.passage.offsets(tidy_first, max(tidy_last, tidy_first + 1))
        final = self.numbers.get(len(self.places) - 1) if last >= len(self.places) else None
        return start, final.end if final else end


class Passage:
    """The pasted text in one alphabet (`tidy`), with the way back to the original offsets."""

    def __init__(self, text):
        self.original = text
        self.tidy, self.steps = _tidy(text)
        self._tidy_starts = [step[0] for step in self.steps]

    def origin(self, place):
        """Offset in the original of the character at `place` of the tidy text."""
        step = self.steps[bisect_right(self._tidy_starts, place) - 1]
        return step[1] + (place - step[0] if step[2] else 0)

    def offsets(self, first, last):
        """Original start and end of tidy[first:last]."""
        end_step = self.steps[bisect_right(self._tidy_starts, last - 1) - 1]
        end = end_step[1] + (last - end_step[0]) if end_step[2] else end_step[3]
        return self.origin(first), end


def _tidy(text):
    """One alphabet. Returns the text and steps (tidy start, original start, one to one?, original end)."""
    odd = {char for char in set(text) if ord(char) > 126}
    table = {NUMBER: "?", WORD: "?", MASK: "?"}
    for char in odd:
        plain = unicodedata.normalize("NFKC", char)
        if len(plain) == 1 and " " < plain < "\x7f" and unicodedata.category(char) != "No":
            table[char] = plain
    table |= _DASHES | _SIGNS | _SPACES | _LOOK_ALIKES
    text = text.translate(str.maketrans(table))
    text = _DOT.sub(".", text)
    pieces, steps, at, done = [], [], 0, 0
    for found in _LONG.finditer(text):
        new = _replacement(found)
        if new == found[0]:
            continue
        if found.start() > done:
            steps.append((at, done, True, found.start()))
            pieces.append(text[done : found.start()])
            at += found.start() - done
        if new:
            steps.append((at, found.start(), False, found.end()))
            pieces.append(new)
            at += len(new)
        done = found.end()
    steps.append((at, done, True, len(text)))
    pieces.append(text[done:])
    return "".join(pieces), steps


def _replacement(found):
    kind, old = found.lastgroup, found[0]
    if kind == "entity":
        name = old[1:-1]
        if name in _ENTITIES:
            return _ENTITIES[name]
        if name.startswith("#"):
            code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
            char = chr(code) if 31 < code < 0x10FFFF and not 0xD800 <= code < 0xE003 else " "
            return (_SIGNS | _DASHES | _SPACES).get(char, char)
        return old
    if kind == "white":
        return "\n" if len(re.findall(r"\r\n|[\n\r\u2028\u2029]", old)) > 1 else " "
    if kind == "cash":
        return f"{old[1]}{old[0]}"
    if kind == "stop":
        return old[:-1]
    if kind == "glued":
        return f"{old} "
    if kind == "lost":
        return old.replace(" ", "")
    return {
        "sup": "^",
        "sub": "_",
        "plusminus": "±",
        "dash": "–",
        "lostpm": " ± ",
        "atmost": "≤",
        "percent": "%",
        "chi": "χ",
        "atleast": "≥",
    }.get(kind, "")


def _cuts(text):
    """Where sentences begin and end in the tidy text."""
    begin = 0
    for found in _BREAK.finditer(text):
        if found[0] != "\n":
            before = re.search(r"([A-Za-z.]*)$", text[max(begin, found.start() - 12) : found.start()])[1]
            word = before.replace(".", "").lower()
            short = word in _SHORT_WORDS or (len(word) == 1 and word.isalpha() and word not in "abcdi")
            spread = re.fullmatch(r"s\.?[de]\.?m?", before, re.I) and found[0][1:2] in ")]"
            if (
                short
                or spread
                or text[max(0, found.start() - 2) : found.start()].strip()[-1:] in ("=", "<", ">", "")
            ):
                continue
        yield from _pieces(text, begin, found.end())
        begin = found.end()
    yield from _pieces(text, begin, len(text))


def _pieces(text, begin, end):
    while end - begin > LONGEST_SENTENCE:
        cut = text.rfind(" ", begin + LONGEST_SENTENCE // 2, begin + LONGEST_SENTENCE)
        cut = cut if cut > 0 else begin + LONGEST_SENTENCE
        yield begin, cut
        begin = cut
    if text[begin:end].strip():
        yield begin, end


def sentences(text):
    """Sentences of a passage, in order, each with its skeleton and numbers.

    >>> found = list(sentences("Response: 0·66 [95% CI 0·48–0·91]. SF-12 rose."))
    >>> found[0].skeleton.replace(NUMBER, "#"), [number.value for number in found[0].numbers.values()]
    ('Response: # [#% CI #–#]. ', ['0.66', '95', '0.48', '0.91'])
    """
    passage = Passage(text)
    tidy = passage.tidy
    points = re.search(r"[0-9]\.(?![0-9]{3}(?![0-9]))[0-9]", tidy)
    decimal_commas = not points and bool(re.search(r"(?<![0-9,\[])0,[0-9]", tidy) or _GERMAN.search(tidy))
    gaps = any(
        found.lastgroup == "gap" and _is_gap(tidy, found.start(), 0) for found in _DIGITS.finditer(tidy)
    )
    marks = decimal_commas, gaps
    masks = [(found.start(), found.end()) for found in _NO_RESULTS.finditer(tidy)]
    masked = 0
    for begin, end in _cuts(tidy):
        while masked < len(masks) and masks[masked][1] <= begin:
            masked += 1
        last = masked
        while last < len(masks) and masks[last][0] < end:
            last += 1
        own = masks[masked:last]
        yield _sentence(passage, begin, end, own, marks)


def _sentence(passage, begin, end, masks, marks):
    tidy = passage.tidy
    tokens = _tokens(passage, begin, end, masks, marks)
    skeleton, places, numbers, done, length = [], [], {}, begin, 0
    for first, last, what in tokens:
        skeleton.append(tidy[done:first])
        places.extend(range(done, first))
        length += first - done
        if what is None:
            skeleton.append(re.sub("[0-9]", MASK, tidy[first:last]))
            places.extend(range(first, last))
            length += last - first
        else:
            skeleton.append(WORD if what.word else NUMBER)
            places.append(first)
            numbers[length] = what
            length += 1
        done = last
    skeleton.append(tidy[done:end])
    places.extend(range(done, end))
    start, stop = passage.offsets(begin, end)
    whole = passage.original[start:stop]
    start += len(whole) - len(whole.lstrip())
    stop = start + len(whole.strip())
    joined = "".join(skeleton).replace("\u00a0", " ").replace("\n", " ")
    return Sentence(passage.original[start:stop], start, stop, joined, numbers, places, passage)


def _tokens(passage, begin, end, masks, marks):
    """Numbers (first, last, Number) and masked stretches (first, last, None) of one sentence, in order."""
    tidy, found, at = passage.tidy, [], begin
    masks = iter([*masks, (end + 1, end + 1)])
    mask = next(masks)
    while True:
        digit = _DIGITS.search(tidy, at, end)
        first = digit.start() if digit else end
        while mask[1] <= first:
            found.append((max(mask[0], begin), mask[1], None))
            mask = next(masks)
        if not digit:
            break
        if mask[0] <= first:
            at = min(mask[1], end)
            found.append((max(mask[0], begin, found[-1][1] if found else begin), at, None))
            mask = next(masks)
            continue
        token = _number(passage, digit, begin, end, *marks)
        found.append(token)
        at = token[1]
    for word in _WORDS.finditer(tidy, begin, end):
        value = _word_value(word[0].lower())
        start, stop = passage.offsets(word.start(), word.end())
        number = Number(word[0], str(value), start, stop, True, True, ("number in words",))
        found.append((word.start(), word.end(), number))
    found.sort(key=lambda token: token[0])
    kept = []
    for token in found:
        if not kept or token[0] >= kept[-1][1]:
            kept.append(token)
    return kept


def _word_value(words):
    parts = [part for part in re.split(r"[- ]", words) if part != "and"]
    if "hundred" in parts:
        at = parts.index("hundred")
        return 100 * _SMALL.get(parts[at - 1], 1) + sum(_SMALL[part] for part in parts[at + 1 :])
    return sum(_SMALL[part] for part in parts)


def _number(passage, digit, begin, end, decimal_commas, gaps):
    tidy = passage.tidy
    kind, first, last = digit.lastgroup, digit.start(), digit.end()
    text, flags = digit[0], ()
    after = tidy[last : last + 12]
    limits = kind == "comma" and _LEVEL_BEFORE.search(tidy[max(begin, first - 34) : first])
    closed = tidy[max(begin, first - 3) : first].endswith("[") and after.startswith("]")
    shares = kind == "thousands" and closed and tidy[max(begin, first - 3) : first] == "% ["
    if shares or (kind == "comma" and closed and not decimal_commas):  # "13% [0,31]": quartiles
        text = text.partition(",")[0]
        last, kind = first + len(text), "plain"
        after = tidy[last : last + 12]
    if kind == "comma" and (
        not _is_decimal_comma(text, after, decimal_commas) or (limits and _CLOSED.match(after))
    ):
        text = text.partition(",")[0]
        last, kind = first + len(text), "plain"
        after = tidy[last : last + 12]
    if kind in ("gap", "wide") and not (_is_gap(tidy, first, begin) and (gaps or kind == "gap")):
        text = text.partition(" ")[0]
        last, kind = first + len(text), "plain"
        after = tidy[last : last + 12]
    if kind == "comma":
        value, flags = text.replace(",", "."), ("decimal comma",)
    elif decimal_commas and re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text):
        value, flags = text.replace(".", ""), ("point read as a thousands separator",)
    elif kind == "clock":
        parts = 12 if digit["years"] else 60
        value = str(int(digit["big"]) * parts + Decimal(digit["small"]))
        units = "years and months" if digit["years"] else "hours and minutes" if digit["hours"] else ""
        units = units or "minutes and seconds"
        flags = (f"{units}, as {units.rpartition(' ')[2]}",)
    elif kind == "science":
        value = text.replace("−", "-").replace("–", "-").lower()
    else:
        value = re.sub("[, \u00a0]", "", text)
    if (len(text) > 15 and kind != "clock") or _is_code(tidy, first, begin, text, after):
        return first, last, None
    value = "0" + value if value.startswith(".") else value
    sign_first, sign_flags = _sign(tidy, first, begin)
    if sign_first < first and tidy[sign_first] != "+":
        value = "-" + value
    start, stop = passage.offsets(sign_first, last)
    printed = passage.original[start:stop]
    whole = value.lstrip("-").isdigit()
    return sign_first, last, Number(printed, value, start, stop, whole, False, flags + sign_flags)


def _is_decimal_comma(text, after, decimal_commas):
    head, tail = text.split(",")
    if after.startswith(",") and after[1:2].isdigit():
        return False
    if head == "0":
        return True
    if len(tail) == 3 and len(head) <= 3:
        return False
    return decimal_commas or (len(tail) <= 2 and after.lstrip(" \u00a0").startswith("%"))


def _is_gap(tidy, first, begin):
    """A space between digits is a thousands separator only where no label or other number stands before it."""
    before = tidy[max(begin, first - 14) : first]
    if re.search(
        r"(?:day|week|month|year|grade|group|phase|stage|arm|type|level|visit|cycle|step|age[ds]?)s? $",
        before,
        re.I,
    ):
        return False
    return not re.search(r"[0-9%] ?[-–,/]? ?$", before)


def _is_code(tidy, first, begin, text, after):
    """SF-12, IL6, 4-week, 2nd, m^2: digits that belong to a name."""
    if _ORDINAL.match(after):
        return True
    before = tidy[max(begin, first - 14) : first]
    if before.endswith("^") and not re.search(r"10\^$", before):
        return True
    named = re.search(r"([^\W\d_]+)([-–_]?)$", before)
    if not named:
        return bool(re.search(r"[A-Za-z][0-9]{1,3}[-–]$", before))
    if named[1].lower() in _LABELS and (not named[2] or named[1] in ("CI",)):
        return (
            named[1] in ("N", "X", "x")
            and len(text) < 3
            and not re.match(r" ?[(=]", after)
            and named[1] != "x"
        )
    if named[2] == "-" and named[1].lower() in _HEADINGS:
        return False
    if not named[2] and named[1] in ("F", "t") and re.match(r"(?:, ?[0-9]+)? ?=", after):
        return False
    return True


_GLUED_LIMITS = re.compile(r"[0-9.]+ ?%? ?(?:[-−–]|to|,)")
_RATIO_NAMED = re.compile(r"[Rr]atio|[Rr]elative|(?<![A-Z])(?:s?HR|OR|I?RR)(?![A-Z])")


def _is_glued_minus(tidy, first, begin):
    """ "a difference of 5% (95% CI-8.1-18.6)": the minus of a limit without its space, where no ratio is named."""
    glued = tidy[max(begin, first - 4) : first - 1].endswith(" CI") and _GLUED_LIMITS.match(tidy, first)
    return bool(glued) and not _RATIO_NAMED.search(tidy, begin, first)


def _sign(tidy, first, begin):
    """Where the number with its sign starts, and flags."""
    char = tidy[first - 1] if first > begin else ""
    if char and char in "-−–+":
        before = tidy[first - 2] if first - 1 > begin else " "
        flags = ("en dash read as a minus",) if char == "–" else ()
        if before in "-−–" and re.search(r"[0-9%][-−–]$", tidy[max(begin, first - 3) : first - 1]):
            return first - 1, flags
        heading = re.search(r"([A-Za-z]+)$", tidy[max(begin, first - 14) : first - 1])
        if heading and heading[1].lower() in _HEADINGS:
            return first, ()
        if _is_glued_minus(tidy, first, begin):
            return first - 1, flags
        if before in " \u00a0\n([{=<>≤≥:;,/±~≈'\"|×£$€#":
            spoken = tidy[max(begin, first - 14) : first - 1]
            if char != "−" and re.search(r"(?<![-−–0-9.])[0-9][0-9.]* ?%?[ \u00a0]+$", spoken):
                return first, ()  # "0.48 -0.91": the dash of a range
            return first - 1, flags
        return first, ()
    if char and char in " \u00a0" and first - 2 >= begin and tidy[first - 2] in "-−–":
        spoken = tidy[max(begin, first - 22) : first - 2].rstrip(" \u00a0")
        word = re.search(r"([A-Za-z]+)$", spoken)
        opened = spoken[-1:] in ("(", "[", "=", ":", ";", ",") and spoken != ""
        if opened or (word and (tidy[first - 2] == "−" or word[1].lower() in _BEFORE_MINUS)):
            return first - 2, ("en dash read as a minus",) if tidy[first - 2] == "–" else ()
    return first, ()


def whole_from_words(text):
    """The whole number that these words say ("Sixteen", "forty-four"), 0 for "zero", or None for anything else.

    >>> whole_from_words("Sixteen"), whole_from_words("zero"), whole_from_words("16")
    (16, 0, None)
    """
    words = " ".join(text.casefold().split())
    if words == "zero":
        return 0
    return _word_value(words) if _WORDS.fullmatch(words) else None
