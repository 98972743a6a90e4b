"""The journal club session: who does what when, and a vote by raised hands before and after.

The agenda adds up to 60 minutes, or to 30 in the short form; two plans adapt the lessons to a class. The vote
is a tally of hands on five answers, typed in as a short list. It stays in the room and names nobody.
"""

import json
from dataclasses import dataclass

import pandas as pd

from helpers.arguments import whole_number
from helpers.data_files import DATA

SESSION = json.loads((DATA / "lessons" / "session.json").read_text(encoding="utf-8"))
"""The agenda with its minutes in both forms (0: left out), the roles, the class plans, the answers of the vote."""


LENGTHS = (60, 30)


ANSWERS = tuple(SESSION["answers"])
"""The five answers of the vote, from doubt to confidence."""


INVENTED = tuple(tuple(hands) for hands in SESSION["simulated votes"])
"""First and second vote of an invented club of 15, shown until a real tally is typed in. Simulated."""


def agenda(length=60):
    """The agenda of the session: minutes from-to, part, how long, who. `length` is 60 or 30 minutes.

    Parts that the short form leaves out are not listed. Raises ValueError for another length.

    >>> agenda(30)["minutes"].tolist()[-1], len(agenda(60))
    ('28 to 30', 10)
    """
    if length not in LENGTHS:
        raise ValueError(f"length is {length!r}: the session lasts 60 or 30 minutes")
    rows, start = [], 0
    for part in SESSION["agenda"]:
        lasts = part[str(length)]
        if lasts:
            rows.append((f"{start} to {start + lasts}", part["part"], lasts, part["who leads"]))
            start += lasts
    return pd.DataFrame(rows, columns=["minutes", "part", "lasts", "who leads"])


def timetable():
    """One line per part of the agenda: its clock in both forms of the session.

    >>> timetable()[4]
    'Minutes 27 to 35 (short form: left out): Live: the follow-up puzzle'
    """
    short = dict(zip(agenda(30)["part"], agenda(30)["minutes"], strict=True))
    return [
        f"Minutes {row.minutes} (short form: {short.get(row.part, 'left out')}): {row.part}"
        for row in agenda(60).itertuples(index=False)
    ]


def roles():
    """The five roles and what each does, one a row.

    >>> roles()["role"].tolist()[-1]
    'Patient voice'
    """
    return pd.DataFrame(SESSION["roles"])


def class_plan(hours):
    """Timings for a class of 2 or 4 hours: minutes from-to, part, how long, lesson. Raises ValueError for others.

    >>> class_plan(2)["lasts"].sum()
    np.int64(120)
    """
    plans = SESSION["class plans"]
    if str(hours) not in plans:
        raise ValueError(f"hours is {hours!r}: there are plans for 2 and for 4 hours")
    rows, start = [], 0
    for part in plans[str(hours)]:
        lasts = part["minutes"]
        rows.append((f"{start} to {start + lasts}", part["part"], lasts, part["lesson"]))
        start += lasts
    return pd.DataFrame(rows, columns=["minutes", "part", "lasts", "lesson"])


@dataclass(frozen=True)
class Votes:
    """Two tallies of raised hands on `ANSWERS`; `second` may be None. `simulated` if nobody voted yet."""

    first: tuple
    second: tuple | None
    simulated: bool
    trouble: str = ""

    @property
    def text(self):
        """The tallies in words: how many voted, and how the hands above and below "open" changed."""
        start = f"{self.trouble} " if self.trouble else ""
        if self.simulated:
            start += "No tally typed in yet, so these hands are simulated: an invented club. "
        said = f"First vote: {_spread(self.first)}."
        if self.second is None:
            return f"{start}{said} The second vote is still to come."
        late = (
            "" if sum(self.first) == sum(self.second) else " Not everybody voted twice, so compare with care."
        )
        return (
            f"{start}{said} Second vote: {_spread(self.second)}.{late} A tally shows how many hands moved on balance; "
            "it does not show whose."
        )


def read_votes(first=None, second=None):
    """Two short lists of raised hands become a `Votes`; empty lists give an invented, simulated tally.

    `first` and `second`: five whole numbers each, hands for each of `ANSWERS` in order. Never raises: a list
    that cannot be right leaves the invented tally standing and says in one sentence what to mend.

    >>> read_votes([0, 1, 2, 3, 4], [1, 2, 3, 4, 0]).text[:59]
    'First vote: 10 hands, 1 below open, 2 open, 7 above. Second'
    >>> read_votes([1, 2, 3]).trouble
    'The first vote has 3 numbers: type five, one for each answer, such as [0, 2, 4, 7, 2].'
    """
    if _empty(first) and _empty(second):
        return Votes(*INVENTED, simulated=True)
    try:
        if _empty(first):
            raise ValueError("The first vote is empty while the second is typed in: type both lists.")
        hands = _hands(first, "first")
        return Votes(hands, None if _empty(second) else _hands(second, "second"), simulated=False)
    except ValueError as trouble:
        return Votes(*INVENTED, simulated=True, trouble=str(trouble))


def _empty(votes):
    return votes is None or (isinstance(votes, list | tuple) and len(votes) == 0)


def _hands(votes, which):
    example = f"type five, one for each answer, such as {list(INVENTED[0])}."
    if not isinstance(votes, list | tuple):
        raise ValueError(f"The {which} vote is {votes!r}, not a list: {example}")
    if len(votes) != len(ANSWERS):
        raise ValueError(f"The {which} vote has {len(votes)} numbers: {example}")
    try:
        hands = tuple(whole_number(count, "hands") for count in votes)
    except ValueError:
        raise ValueError(
            f"The {which} vote {list(votes)} holds something that is no count of hands: {example}"
        ) from None
    if sum(hands) == 0:
        raise ValueError(f"The {which} vote has no hands at all: {example}")
    return hands


def _spread(hands):
    return f"{sum(hands)} hands, {sum(hands[:2])} below open, {hands[2]} open, {sum(hands[3:])} above"
