"""Percentages without the number of people they are of."""

import pytest

from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.reading import read


def said_of(text):
    return [check.said for check in check_reading(read(text))]


SOLVED = [
    # no whole number of people gives it, or a single one does
    ("Healing was complete in 19 adults (63.4%) with balm.", "63.4 % and 19: does not fit as printed (19 is 63.4 % of no whole number; of 30 it is 63.3 %)"),
    ("Healing was complete in 23 adults (76.7%) with balm.", "76.7 % and 23: fits (of 30, a number that was not read)"),
    ("Healing was complete in 11 adults (36.6%) with balm.", "36.6 % and 11: fits if cut off or rounded half to even (of 30, a number that was not read)"),
    # what says nothing stays open, and says what would give it where that is short
    ("Healing was complete in 48 adults (69%) with balm.", "69 % and 48: cannot be told because no number of people that was read gives it; 70 would"),
    ("Healing was complete in 480 adults (6%) with balm.", "6 % and 480: cannot be told because no number of people that was read gives it"),
    # a slip needs more than a word or a share of something else
    ("One reason (34.5%) was the price.", "34.5 % and 1: cannot be told because no number of people that was read gives it"),
    ("In a weighted sample 41 adults (33.4%) smoked.", "33.4 % and 41: cannot be told because no number of people that was read gives it"),
    # a number of the passage that was not read as people
    ("We visited 231 clinics, of which 77 clinics (33%) had a nurse.", "33 % and 77: fits (of 231, which the passage prints)"),
    ("Balm was kept for 231 days. A nurse was seen by 77 adults (33%).", "33 % and 77: cannot be told because no number of people that was read gives it; 230 to 236 would"),
    # a number that was read, and is missed by a few
    ("We enrolled 84 adults. Stinging came in 17 adults (20.5%).", "20.5 % and 17: cannot be told because of 84 people it is 20.2 %; 83 would give it, if some were not counted"),
    ("We enrolled 57 adults. Stinging came in 24 adults (31.2%).", "31.2 % and 24: cannot be told because of 57 people it is 42.1 %; 77 would give it"),
    # a list of one group has one number of people, a list of arms has not
    ("Nausea came in 46 (79%), headache in 28 (48%), fever in 27 (47%) and cough in 23 (40%).", "40 % and 23: fits (of 58, a number that was not read)"),
    ("Nausea came in 46 (79%) v 28 (48%).", "79 % and 46 (58 would); 48 % and 28 (58 would): cannot be told because no number of people that was read gives them"),
    # three or more of them are told in one line
    ("Nausea came in 46 (79%) v 28 (48%) and cough in 27 (47%) v 23 (40%).", "79 % and 46 (58 would); 48 % and 28 (58 would); 47 % and 27 (57 or 58 would); 40 % and 23 (57 or 58 would): cannot be told because no number of people that was read gives them"),
    # a printed number near those that give it comes before one that was not read, or gives it if cut off
    ("We washed 412 wounds. Stinging came in 112 wounds (27.5%).", "27.5 % and 112: cannot be told because of 412, which the passage prints, it is 27.2 %; 407 or 408 would give it"),
    ("We washed 736 wounds. Stinging came in 119 wounds (16.1%).", "16.1 % and 119: fits if cut off or rounded half to even (of 736, which the passage prints)"),
    ("We enrolled 2300 adults and washed 4300 wounds. Stinging came in 43 (1%) and itching in 65 (1.5%).", "1 % and 43: fits (of 4300, which the passage prints)"),
    # another count is no group of its own, unless the sentence or the decimals say so
    ("Itch came in 107/280 adults. Sneezing came in 17 adults (16%).", "16 % and 17: cannot be told because of whom it is, is not said (it would be of 107, which is itself a count)"),
    ("Itch came in 107/280 adults. Among these, 17 adults (15.9%) sneezed.", "15.9 % and 17: fits (of the 107 counted before)"),
    ("Itch came in 208/300 adults. Pain came in 39 (19%), cough in 156 (75%) and rash in 129 (62%).", "62 % and 129: fits (of the 208 counted before)"),
    ("Itch came in 39/45 adults. A rash came in one adult (2.5%).", "2.5 % and 1: cannot be told because of whom it is, is not said (it would be of 39, which is itself a count)"),
    ("Itch came in 80 (63%) with balm and 30 (27%) with wax.", "63 % and 80 (126 to 128 would); 27 % and 30 (110 to 113 would): cannot be told because no number of people that was read gives them"),
    # "n =" of more people than the study has
    ("We enrolled 376 adults. Itch was seen in 10.4% (n = 114).", "10.4 % and 114: cannot be told because 114 may be the number of people that it is a percentage of"),
    # classes that add up to 100 share out their sum
    ("Of 140 adults, 88 stayed: 30 (34%) were cured, 40 (45%) were better and 18 (20%) were no better.", "45 % and 40: fits (of 30 + 40 + 18 people)"),
    ("Findings were clear in 108 (61%), partial in 58 (33%), absent in 8 (5%) and missing in 3 (2%).", "33 % and 58: fits (of 108 + 58 + 8 + 3 people)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SOLVED)
def test_a_count_is_solved_for_the_people_that_its_percentage_is_of(text, said):
    assert said in said_of(text)


OF_EVERYBODY = [
    ("Overall, 305 adults took part; they were mostly men (61.0%) and smokers (45.2%).", "45.2 % of 305 (138 people): fits, if it is of all 305", True),
    ("We enrolled 305 adults. The mean age was 40 years and 61.0% were women.", "61.0 % of 305 (186 people): fits, if it is of all 305", True),
    ("We enrolled 305 adults. Of those who left 61.0% were women and had pain more often than men.", "61.0 % of 305 (186 people): fits, if it is of all 305", False),
    ("We enrolled 305 adults. Among the women, 45.2% had pain.", "45.2 % of 305 (138 people): fits, if it is of all 305", False),
    # a count of more people says that these are not all
    ("Itch came in 40/120 adults. A group of 81 adults was seen again. Harm came to 1.2% of patients.", "1.2 % of 81 (1 person): fits, if it is of all 81", False),
    # shares of a maximum
    ("We enrolled 15 adults. They cycled at 73.3% of Wmax.", "73.3 % of 15 (11 people): fits, if it is of all 15", False),
    ("We enrolled 15 adults. They smoked in 73.3% of cases.", "73.3 % of 15 (11 people): fits, if it is of all 15", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "holds"), OF_EVERYBODY)
def test_shares_of_who_people_are_belong_to_everybody(text, said, holds):
    assert (said in said_of(text)) == holds


def test_a_list_of_shares_that_belong_to_everybody_or_add_up_is_not_told_twice():
    text = "Overall, 305 adults took part; they were mostly men (61.0%), smokers (45.2%) and married (70.5%)."
    assert not any("behind them were not read" in said for said in said_of(text))
    text = "Response was complete in 26%, partial in 31%, and absent in 43% of the patients."
    assert said_of(text) == ["26 + 31 + 43 = 100: fits"]


SPLIT = [
    # half of everybody, however uneven
    ("The records of 4000 adults were read. Falls were more common with a stick (18% v 7%, P < .001).", "even half of the 4000 people, in two groups up to as uneven as 10 and 90 %, give .0004 or less"),
    # the same with fewer people, an exact P value, or a part of the people
    ("The records of 240 adults were read. Falls were more common with a stick (18% v 7%, P < .001).", "P < 0.001 and 18 % v 7 %: cannot be told because the numbers of people behind these values were not read"),
    ("The records of 4000 adults were read. Falls were more common with a stick (18% v 7%, P = .001).", "P = 0.001 and 18 % v 7 %: cannot be told because the numbers of people behind these values were not read"),
    ("The records of 4000 adults were read. Among those with pain, falls were more common with a stick (18% v 7%, P < .001).", "P < 0.001 and 18 % v 7 %: cannot be told because the numbers of people behind these values were not read"),
    # parts of everybody are printed, too: half of the smallest
    ("The records of 4000 adults were read, of 3700 men and 300 women. Falls were more common with a stick (18% v 7%, P < .001).", "P < 0.001 and 18 % v 7 %: cannot be told because the numbers of people behind these values were not read"),
    # three shares of who people are do not make three arms
    ("We randomly assigned 500 adults to balm or wax; they were mostly female (87.2%), black (61.4%) and smokers (76.6%). Itch eased in 38.1% vs 19.3% (P < .001).", "fits (Fisher), if the 500 people were shared about equally"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), SPLIT)
def test_a_p_value_below_a_bound_may_hold_for_any_split_of_everybody(text, words):
    assert any(words in said for said in said_of(text))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Wounds opened in 6/20 adults with balm v 1/21 with wax. The overall rate was 17%.", True),
        ("Wounds opened in 6/20 adults with balm v 1/21 with wax. The overall rate was 18%.", False),
        ("Wounds opened in 6/20 adults with balm v 1/21 with wax. In the wax group it was 17% later.", False),
    ],
)
def test_a_percentage_of_both_arms_is_held_against_their_counts(text, holds):
    assert ("17 % and 6 + 1 of 20 + 21: fits" in said_of(text)) == holds


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("We enrolled 103 adults and treated 97 adults. Pain eased in 94 adults (95%).", 103),
        ("We enrolled 97 adults. Pain eased in 94 adults (95%).", 97),
    ],
)
def test_a_larger_number_of_people_is_named_before_a_smaller_one(text, n):
    assert any(f"95 % and 94: cannot be told because of {n} people it is" in said for said in said_of(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # the bracket of an arm holds what its people are, whatever spaces it is printed with
        (
            "We trained 131 adults with balm (N\u00a0=\u00a070, age: 68.9 ± 6.6 y, smokers: 13%, drinkers: 14%) or wax (N\u00a0=\u00a061, age: 67.5 ± 7.9 y, smokers: 16%, drinkers: 20%) for 3 months.",
            "13 % v 14 %",
        ),
        # a change that is itself so many times is no ratio of two
        ("Itch grew 4.3 ± 1.4-fold and 5.8 ± 1.5-fold, respectively.", "1.4-fold"),
    ],
)
def test_numbers_that_do_not_belong_together_are_not_held_against_each_other(text, words):
    assert not any(words in said for said in said_of(text))


@pytest.mark.parametrize(
    ("text", "words", "there"),
    [
        ("At week 4 14.3% in the first group had hives.", "14.3 % of 35 (5 people): fits, if all 35 people of its arm were counted", True),
        ("At week 4 14.7% in the first group had hives.", "14.7 % of 35", False),
        ("At week 4 hives came in 14.3%.", "of its arm", False),
    ],
)  # fmt: skip
def test_a_percentage_is_held_against_small_groups_of_one_size(text, words, there):
    text = (
        "Patients were randomised: 35 patients in group one were treated with balm. 35 patients in group two were treated with wax. "
        + text
    )
    assert any(words in said for said in said_of(text)) is there


def test_the_people_of_each_of_three_groups_add_up():
    text = "Ninety patients were randomly divided into three groups (there were 30 persons in each group)."
    assert "3 x 30 = 90: fits" in said_of(text)


def test_the_only_order_of_two_sizes_that_gives_whole_people_is_taken():
    """82 % of 100 and 43.1 % of 102 come from whole people; 43.1 % of 100 does not."""
    text = "We randomised 202 patients: the first group (n = 102) had balm, the second (n = 100) had wax. Rest came more often (82% versus 43.1%, P < .001)."
    assert any("82 % of 100 (82 people): fits" in said for said in said_of(text))
    assert any("43.1 % of 102 (44 people): fits" in said for said in said_of(text))
