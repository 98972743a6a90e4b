"""Numbers of people, and percentages, that add up to another printed number."""

import pytest

from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.reading import read


def said_of(text):
    return [check.said for check in check_reading(read(text))]


ADDED = [
    # those left out, with their reasons, and those who are left
    ("We enrolled 90 adults. Seven patients were excluded because four were not eligible and three withdrew consent. Two patients dropped out. In total, 40 patients in the balm group and 41 in the wax group were analysed.",
     ("4 + 3 = 7: fits", "90 - 7 - 2 = 81 = 40 + 41: fits"), ()),
    ("We randomised 90 adults. Seven adults were excluded and five dropped out, leaving 78 for analysis.", ("90 - 7 - 5 = 78: fits",), ()),
    ("We randomised 90 adults. Seven adults were excluded and five dropped out, leaving 79 for analysis.", (), ("90 - 7",)),
    # one arm is not the other less those who left
    ("One patient in the balm group dropped out. In total, 25 patients in the balm group and 26 in the wax group were analysed.", (), ("26 - 1 = 25: fits",)),
    # a list in brackets, and a list behind what it shares out
    ("We saw 132 adults (128 with one wart and 4 with several).", ("128 + 4 = 132: fits",), ()),
    ("We saw 132 adults (128 with one wart and 3 with several).", (), ("128 +",)),
    ("Sixty children had 150 fillings: 48 received balm, 52 received wax and 50 received oil.", ("48 + 52 + 50 = 150: fits",), ()),
    # parts of the number before them
    ("Eighty adults had side effects, 23 of whom stopped treatment.", ("23, within the 80: fits",), ("does not fit",)),
    ("Twenty adults had side effects, 23 of whom stopped treatment.", ("23 of 20: does not fit as printed (more than all)",), ("within",)),
    ("We analysed 36 patients (18 had balm), 27 (75%) of whom had pain.", (), ("27 of 18", "within the 18")),
    ("Pain came in 47 (30%) patients, including 32 (21%) with fever and 9 (6%) with cough.", ("32 + 9 = 41, within the 47: fits",), ()),
    # arms that have more people than were shared out
    ("We randomised 120 adults to balm (n = 63) or wax (n = 60).", ("63 + 60 = 123: does not fit as printed (more than the 120 people of whom they are)",), ()),
    ("We randomised 120 adults to balm (n = 61) or wax (n = 59).", ("61 + 59 = 120: fits",), ("does not fit",)),
    # those counted in the arms, and those enrolled
    ("We enrolled 453 adults. Wounds opened in 18/213 with balm and 24/224 with wax.", ("213 + 224 = 437, of 453: cannot be told what became of the other 16",), ()),
    ("Adults with psoriasis (n = 453) served as controls. Wounds opened in 18/213 with balm and 24/224 with wax.", (), ("what became",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holds", "holds_not"), ADDED)
def test_people_are_added_where_it_is_plain_whose_parts_they_are(text, holds, holds_not):
    said = said_of(text)
    assert set(holds) <= set(said)
    assert not [each for each in said for words in holds_not if words in each]
