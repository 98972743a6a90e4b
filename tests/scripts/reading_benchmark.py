"""What the reader of passages finds, misses and reads wrongly, by kind: `python tests/scripts/reading_benchmark.py`.

Reads data/own_trial/passages.json (written beside the reader) and passages_blind.json (written by somebody who had not
seen its code), compares every item with the known contents, and prints one table per file, then every difference with
`--list`. A number is found if all its printed fields agree to the last digit; wrong if the reader says something that
the contents do not hold, including a right number in a wrong role.
"""

import json
import sys
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from helpers.own_trial.reading import KINDS, read  # noqa: E402

FILES = ("passages.json", "passages_blind.json")
FIELDS = {
    "p": ("operator", "value"),
    "count": ("x", "n", "pct"),
    "percentage": ("pct", "n"),
    "n": ("value",),
    "effect": ("estimate", "low", "high", "level"),
    "mean": ("mean", "spread", "spread_kind"),
    "median": ("median", "low", "high", "spread_kind"),
    "range": ("low", "high"),
    "statistic": ("name", "value", "df"),
}
OPTIONAL = {
    ("count", "n"),
    ("percentage", "n"),
    ("effect", "level"),
    ("statistic", "df"),
    ("mean", "spread_kind"),
    ("median", "spread_kind"),
}
"""Fields that may stay open on one side: left open is not found fault with, said differently is."""


def family(measure):
    """Measures that only differ in how fully they are named."""
    words = (measure or "unknown").replace("-", " ").lower()
    if "ratio of" in words or "fold" in words or words == "ratio" or "mean ratio" in words:
        return "ratio"
    shares = "sensitivity", "specificity", "predictive value", "prevalence", "accuracy"
    if words in ("percentage", "proportion", "rate", "incidence", "survival"):
        return "percentage"
    if "ratio" not in words and any(word in words for word in shares):
        return "percentage"
    if "efficacy" in words or "effectiveness" in words:
        return "efficacy"
    if "smd" in words or "standardi" in words or "cohen" in words or "hedges" in words:
        return "smd"
    if (
        any(word in words for word in ("difference", "change", "reduction", "md", "rd", "arr"))
        and "ratio" not in words
    ):
        return "difference"
    for short, full in (
        ("hr", "hazard"),
        ("or", "odds"),
        ("irr", "rate ratio"),
        ("rr", "risk"),
        ("rr", "relative"),
    ):
        if words.split()[-1] == short or full in words:
            return "rr" if short == "irr" else short
    return words


def same(mine, known):
    """Do two printed values agree, digit by digit? Powers of ten are compared as numbers."""
    if mine is None or known is None:
        return mine is None and known is None
    signs = {"<=": "≤", ">=": "≥", "not reached": "NR"}
    mine, known = signs.get(mine, mine), signs.get(known, known)
    try:
        a, b = Decimal(str(mine)), Decimal(str(known))
    except InvalidOperation:
        return str(mine).lower().replace(" ", "") == str(known).lower().replace(" ", "")
    return a == b and ("e" in f"{mine}{known}".lower() or a.as_tuple().exponent == b.as_tuple().exponent)


def agrees(item, known):
    """ "found", "open" (right as far as it goes) or None."""
    if item.kind != known["kind"]:
        return None
    grade = "found"
    for name in FIELDS[item.kind]:
        mine, theirs = item.values.get(name), known.get(name)
        if same(mine, theirs):
            continue
        if (item.kind, name) in OPTIONAL and (
            mine is None or theirs is None or "unlabelled" in (mine, theirs)
        ):
            grade = "open" if mine is None or mine == "unlabelled" else grade
            continue
        return None
    if item.kind == "effect" and family(item["measure"]) != family(known.get("measure")):
        if item["measure"] != "unknown" and known.get("measure"):
            return None
        grade = "open"
    if item.kind == "count" and item.arm != "unknown" and known.get("arm"):
        mine, theirs = set(item.arm.lower().split()), set(known["arm"].lower().split())
        if not mine & theirs:
            return None
    return grade


def row(kind, values):
    """The table's row: numbers that stand alone (no n, no percentage, no spread) are counted apart."""
    aside = {
        "count": ("n", "pct"),
        "mean": ("spread",),
        "median": ("low", "high"),
        "effect": ("low", "high"),
    }.get(kind, ())
    return f"{kind} alone" if aside and all(values.get(name) is None for name in aside) else kind


def compare(passage):
    """Found, open, missed and wrong items of one passage, as (verdict, kind, text)."""
    items, known = list(read(passage["passage"]).items), list(passage["contents"])
    verdicts = []
    for wanted in ("found", "open"):
        for item in list(items):
            match = next((each for each in known if agrees(item, each) == wanted), None)
            if match is not None:
                verdicts.append((wanted, row(item.kind, match), item.quotation))
                items.remove(item)
                known.remove(match)
    verdicts += [
        ("missed", row(each["kind"], each), str({k: v for k, v in each.items() if v is not None}))
        for each in known
    ]
    for item in items:
        if item.kind == "p" and item["value"] is None:
            continue
        values = {name: value for name, value in item.values.items() if value}
        verdicts.append(("wrong", row(item.kind, item.values), f"{values} in {item.quotation!r}"))
    return verdicts


def main():
    for name in FILES:
        path = ROOT / "data" / "own_trial" / name
        if not path.exists():
            print(f"{name}: not there yet")
            continue
        tally, lines = Counter(), []
        passages = json.loads(path.read_text(encoding="utf-8"))
        for passage in passages:
            for verdict, kind, text in compare(passage):
                tally[kind, verdict] += 1
                if verdict != "found":
                    lines.append(f"  {passage['id']}: {verdict} {kind}: {text}")
        print(f"{name}: {len(passages)} passages")
        print(f"{'kind':<20}{'known':>7}{'found':>7}{'open':>7}{'missed':>8}{'wrong':>7}{'found %':>9}")
        rows = {kind: label for kind, label in KINDS.items()}
        rows |= {f"{kind} alone": f"{KINDS[kind]} alone" for kind in ("count", "mean", "median", "effect")}
        for kind, label in {**rows, "all": "all"}.items():
            kinds = list(rows) if kind == "all" else [kind]
            found, left, missed, wrong = (
                sum(tally[each, verdict] for each in kinds)
                for verdict in ("found", "open", "missed", "wrong")
            )
            known = found + left + missed
            share = f"{100 * (found + left) / known:.1f}" if known else "-"
            print(f"{label:<20}{known:>7}{found:>7}{left:>7}{missed:>8}{wrong:>7}{share:>9}")
        if "--list" in sys.argv:
            print("\n".join(lines))
        print()


if __name__ == "__main__":
    main()
