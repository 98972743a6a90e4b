"""One result typed by hand: the fields of the short form in lesson 07, and what each wrong entry is told.

Every entry is judged by `table.read_trial`, as a row of a table is; here are only the fields that a person meets, what
cannot be left empty, and the sentence that stands at a field. What a pasted passage gave can be filled in and corrected.
"""

import re

import pandas as pd

from helpers.own_trial.basis import NotNeeded
from helpers.own_trial.cells import ANALYSES, DIRECTIONS, is_blank
from helpers.own_trial.measures import printed_effect
from helpers.own_trial.table import TYPED, read_trial
from helpers.statistics.effects import MEASURES
from helpers.text import as_sentence

LONGEST = 200
"""Letters of one field that are read."""

KINDS = {
    "counts": "counts or percentages",
    "means": "means",
    "medians": "medians",
    "effect": "an effect or P alone",
}
"""What a paper can print of each arm."""

STUDY = {
    "done well": ("What did it do well? (say it first)", "randomised, blinded ..."),
    "title": ("Name of the study", "for the sheet"),
    "outcome": ("Outcome", "what was counted, and when"),
    "outcome is": ("This outcome is", ""),
    "text read": ("Where you read it", ""),
}

OF_AN_ARM = {
    "counts": {
        "responders": ("With the outcome, arm {}", "people, such as 14"),
        "percentage": ("or in %, arm {}", "such as 23.7"),
    },
    "means": {
        "mean": ("Mean, arm {}", "as printed"),
        "SD": ("SD, arm {}", "standard deviation"),
        "SE": ("or SE, arm {}", "standard error"),
        "spread": ("or ±, arm {}", "if neither is said"),
    },
    "medians": {
        "median": ("Median, arm {}", "as printed"),
        "Q1": ("Lower quartile, arm {}", "start of the IQR"),
        "Q3": ("Upper quartile, arm {}", "end of the IQR"),
    },
    "effect": {},
}

COMPARED = {
    "printed P": ("P value", "such as .016 or <.001"),
    "sides": ("This P is", ""),
    "N total": ("People in all", "if only that is printed"),
    "measure": ("Measure", ""),
    "effect": ("Effect, arm 1 against arm 2", "such as 0.74"),
    "low": ("Lower limit", "such as 0.60"),
    "high": ("Upper limit", "such as 0.91"),
    "level": ("Level of the interval (%)", "95 if empty"),
    "margin": ("Margin of non-inferiority", "only if there is one"),
}

CHOICES = {
    "outcome is": {
        "": "choose",
        "wanted": "wanted (more is better)",
        "unwanted": "unwanted (fewer or lower is better)",
        "no treatments": "compared between groups that are no treatments",
    },
    "text read": {"": "not said", "abstract": "abstract", "full paper": "full paper"},
    "measure": {"": "none"} | {name: name for name in MEASURES},
    "sides": {"": "two-sided, or not said", "one-sided": "one-sided"},
}
"""Fields with a list: the value of each option and its words."""


def _labels_of_arm(arm):
    names = {name: label for fields in OF_AN_ARM.values() for name, (label, _) in fields.items()}
    labels = {f"{name} arm {arm}": label.format(arm) for name, label in names.items()}
    return {f"arm {arm} name": f"Name of arm {arm}", f"N arm {arm}": f"People in arm {arm}", **labels}


LABELS = {row: label for row, (label, _) in STUDY.items()}
LABELS |= _labels_of_arm(1) | _labels_of_arm(2)
LABELS |= {row: label for row, (label, _) in COMPARED.items()}
"""Every row that can be typed here and what its field is called, in the order of the form."""


def form():
    """The form as plain data: kinds, and parts with a legend, each with its fields (row, label, hint, kind, options).

    >>> [part["legend"] for part in form()["parts"]]
    ['The study', 'Arm 1, the treatment', 'Arm 2, the comparison', 'The comparison']
    """
    parts = [("The study", [_field(row) for row in STUDY])]
    for arm, legend in ((1, "Arm 1, the treatment"), (2, "Arm 2, the comparison")):
        fields = [_field(f"arm {arm} name", ""), _field(f"N arm {arm}", "analysed")]
        for kind, names in OF_AN_ARM.items():
            fields += [_field(f"{name} arm {arm}", hint, kind) for name, (_, hint) in names.items()]
        parts.append((legend, fields))
    parts.append(("The comparison", [_field(row) for row in COMPARED]))
    return {
        "kinds": [{"value": kind, "label": label} for kind, label in KINDS.items()],
        "parts": [{"legend": legend, "fields": fields} for legend, fields in parts],
        "analyses": list(ANALYSES),
    }


def _field(row, hint=None, kind=""):
    options = [{"value": value, "label": label} for value, label in CHOICES.get(row, {}).items()]
    hint = (STUDY | COMPARED)[row][1] if hint is None else hint
    return {"row": row, "label": LABELS[row], "hint": hint, "kind": kind, "options": options}


def fields_of(trial):
    """What the form shows of a `Trial`: kind, values by row as they are printed, kinds of analysis.

    >>> fields_of(read_trial("responders arm 1: 14\\nN arm 1: 59"))["values"]
    {'N arm 1': '59', 'responders arm 1': '14'}
    """
    values = {row: str(trial.printed[row]) for row in LABELS if row in trial.printed}
    kinds = (kind for kind, names in OF_AN_ARM.items() if any(f"{name} arm 1" in values for name in names))
    alone = "effect" if "effect" in values else "counts"
    return {"kind": next(kinds, alone), "values": values, "analyses": list(trial.get("analysis", ()))}


def typed_trial(typed, filled=None):
    """The `Trial` of what was typed, and what is wrong: a sentence for each row that needs another look.

    `typed` holds `kind` (a name of KINDS), `values` (text by row) and `analyses`. `filled` is the `Trial` of a passage
    that the form was filled in from, or None: its other rows and its notes stay, and each number that was changed is
    marked as typed.

    >>> trial, wrong = typed_trial({"kind": "counts", "values": {"responders arm 1": "4O", "N arm 1": "59"}})
    >>> wrong["outcome is"], wrong["responders arm 1"]
    ('Say which way it points: until then the page says nothing about a benefit.', '“4O”: write a whole number of people in digits, or leave the field empty.')
    """
    kind = typed.get("kind") if typed.get("kind") in KINDS else "counts"
    others = {
        f"{name} arm {arm}"
        for each in OF_AN_ARM
        if each != kind
        for name in OF_AN_ARM[each]
        for arm in (1, 2)
    }
    values = {
        row: " ".join(str(typed.get("values", {}).get(row) or "").split())[:LONGEST]
        for row in LABELS
        if row not in others
    }
    values = {row: text for row, text in values.items() if text and not is_blank(text)}
    if values.get("outcome is") not in DIRECTIONS:
        values.pop("outcome is", None)
    analyses = [each for each in typed.get("analyses") or () if each in ANALYSES]
    rows = {**values, **({"analysis": ", ".join(analyses)} if analyses else {})}
    notes = {}
    if filled is not None:
        changed = {row for row in LABELS if values.get(row) != filled.printed.get(row)} - set(STUDY)
        numbers = {row for row in changed if not row.endswith("name")}
        of_passage = {row: text for row, text in filled.printed.items() if row not in (*LABELS, "analysis")}
        if numbers:
            of_passage.pop("in the passage", None)  # it speaks of what was printed
        rows = {**of_passage, **rows}
        notes = {row: filled.notes.get(row, "") for row in rows}
        notes |= dict.fromkeys(numbers & set(rows), TYPED)
    trial = read_trial(
        pd.DataFrame(
            [(row, text, notes.get(row, "")) for row, text in rows.items()], columns=["item", "value", "note"]
        )
    )
    wrong = {}
    for problem in trial.problems:
        row = next((name for name in re.findall(r"row '([^']+)'", problem) if name in LABELS), "title")
        wrong.setdefault(row, _at_its_field(problem))
    wrong = {**_left_out(kind, values), **wrong}
    return trial, wrong or _refused(trial)


def _at_its_field(problem):
    """A sentence of the table as it stands at a field: it need not name its own row, and calls others by their labels."""
    said = re.sub(
        r"^row '[^']+' (?:is|\((?=[^)]*\) is larger)) ?'?((?<=').*?(?=')|[^)]*)['\)] ?", r"“\1”", problem
    )
    said = re.sub(r"\b(the|this) row\b", r"\1 field", re.sub(r"^(“[^”]*”)(?=\w)", r"\1 ", said))
    for row, label in LABELS.items():
        said = said.replace(f"row '{row}'", f"“{label}”").replace(f"'{row}'", f"“{label}”")
    return as_sentence(said)


def _refused(trial):
    """What the check of the effect refuses, such as a ratio below 0: it would be left out of the page."""
    try:
        printed_effect(trial)
    except NotNeeded:
        return {}
    except ValueError as trouble:
        return {"effect": as_sentence(str(trouble))}
    return {}


def _left_out(kind, values):
    """A sentence for each field that has to be filled in, given what is typed."""
    wrong = {}
    compares = "printed P" in values or "effect" in values
    names = list(OF_AN_ARM[kind])
    held = {arm: [name for name in names if f"{name} arm {arm}" in values] for arm in (1, 2)}
    for arm in (1, 2) if names else ():
        main, sized = names[0], f"N arm {arm}" in values
        has_value = any(name in held[arm] for name in (names if kind == "counts" else names[:1]))
        if held[arm] == ["responders"] and not (sized or compares or "N total" in values):
            wrong[f"N arm {arm}"] = "Type the people in this arm: a count alone says nothing."
        needed = (
            held[arm] or (sized and "printed P" not in values) or (arm == 1 and (held[2] or not compares))
        )
        needed = needed or (arm == 2 and held[1] and compares)
        if needed and not has_value:
            what = {
                "counts": "Type how many had the outcome (0 if nobody), or the percentage",
                "means": "Type the mean",
                "medians": "Type the median",
            }[kind]
            wrong[f"{main} arm {arm}"] = f"{what}, or choose what the paper prints of each arm."
    if any(row in values for row in ("measure", "effect", "low", "high")) or (not names and not compares):
        asked = {
            "measure": "Choose the measure.",
            "effect": "Type the effect, or P alone." if not names else "Type the effect.",
            "low": "Type the lower limit, or P: without either an effect cannot be checked.",
            "high": "Type the upper limit, or ∞ if the interval has none.",
        }
        if {"low", "high"} <= values.keys() and any(held.values()):
            del asked["effect"]  # some papers print the limits of a difference alone
        if {"effect", "printed P"} <= values.keys() and not {"low", "high"} & values.keys():
            del asked["low"], asked["high"]  # its P value gives an interval back
        wrong |= {row: said for row, said in asked.items() if row not in values}
    if "outcome is" not in values:
        wrong["outcome is"] = "Say which way it points: until then the page says nothing about a benefit."
    return wrong
