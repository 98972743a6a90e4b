"""Words such as "higher" and "fell" against the two values that they are about."""

import pytest

from helpers.own_trial.printed_directions import directions
from helpers.own_trial.printed_people import Whole
from helpers.own_trial.reading import read
from helpers.statistics.fits import CANNOT_BE_TOLD, DOES_NOT_FIT_UNLESS


def told(text):
    return [check.said for check in directions(Whole(read(text)))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Relief was more common with balm (62% v 30%).", "'more common' and 62 % v 30 %: fits"),
        ("Fewer adults given balm woke at night (12% versus 31%).", "'Fewer' and 12 % v 31 %: fits"),
        (
            "Relief was more common with balm (62%) and oil (55%) than with wax (30%).",
            "'more common' and 62 % and 55 % v 30 %: fits",
        ),
        (
            "Nights were shorter with wax than with balm (median 5.1 v 6.4 hours).",
            "'shorter' and 5.1 v 6.4: fits",
        ),
        ("Mean itch fell from 7.1 (SD 2.0) to 4.0 (SD 1.9).", "'fell' and 7.1 to 4.0: fits"),
        ("Loss of sleep decreased from 48% at baseline to 21%.", "'decreased' and 48 % to 21 %: fits"),
    ],
)
def test_words_and_values_that_agree_fit(text, said):
    assert told(text) == [said]


def test_each_word_of_a_clause_has_the_pair_behind_it():
    text = "Adults with balm had higher rates of relief (62% v 30%) and less often rash (4% v 11%)."
    assert told(text) == ["'higher' and 62 % v 30 %: fits", "'less often' and 4 % v 11 %: fits"]


def test_values_in_the_other_order_do_not_fit_unless_they_stand_so():
    (check,) = directions(Whole(read("Relief was more common with balm than with wax (30% v 62%).")))
    said = "'more common' and 30 % v 62 %: does not fit unless they stand in the other order (the first is the smaller one)"
    assert (check.said, check.verdict) == (said, DOES_NOT_FIT_UNLESS)


def test_where_one_group_is_named_the_order_is_open():
    (check,) = directions(Whole(read("Rash was lower with balm (8/50 v 2/50).")))
    said = "'lower' and 8/50 v 2/50: cannot be told because the first is the larger one, so they may stand in the other order"
    assert (check.said, check.verdict) == (said, CANNOT_BE_TOLD)


@pytest.mark.parametrize(
    "text",
    [
        "Compared with balm, wax gave a higher rate of rash (8% v 22%).",  # balm first
        "Rash of the lower limb was seen (8% v 22%).",
        "Relief came more rapidly with balm (mean 2.3 (SD 1) v 2.9 (SD 1) days).",
        "Relief was no more common with balm (30% v 31%).",
        "Rash was higher with balm but relief was common (8% v 22%).",
        "The risk was higher with wax (median 16.0 v 25.5 months).",
        "The fall in itch was greater with balm (-3.1 (SD 1) v -2.2 (SD 1)).",
        "Itch fell from 4.0 (SD 2.0) to 7.1 (SD 1.9).",  # seldom a slip: days, ranges and the like
        "Adults with higher scores slept well (8% v 22%).",
    ],
)
def test_what_is_not_sure_is_left_in_peace(text):
    assert told(text) == []
