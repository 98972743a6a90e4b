import pytest

from helpers.own_trial.basis import asked_direction, direction
from helpers.own_trial.passage import confirmed, offered
from helpers.own_trial.printed_arms import two_arms
from helpers.own_trial.printed_checks import check_reading
from helpers.own_trial.printed_people import Whole
from helpers.own_trial.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "Of the patients, 95% reported high satisfaction, and 93% reported large benefits.",
        "All isolates grew, four (8%) were resistant and three (6%) were frail.",
        "We saw 90 adults, of whom eight were excluded and 19 failed to return.",
        "The values for those treated with placebo were 12% (3% to 31%) for toes and 33% (1% to 91%) for fingers.",
        "Cure was more frequent with balm plus wax than with wax (22%) or balm alone (27%) (both P < 0.001).",
        "For Class I and Class II fillings, survival rates were 80% and 55%, respectively, for all materials (P > .05).",
        "At the start, BMI was 26.5 (SD 6.3), and haemoglobin was 11.9 (SD 3.1) for both groups.",
        "Response and remission rates, respectively, were balm, 54.5 and 21.2%; wax, 60.0 and 34.3%.",
        "Mean (SD) baseline scores and change, respectively, were balm, 28.0 (5.3) and -8.5 (9.9); wax, 27.0 (5.8) and -11.9 (9.0).",
        "The time in low values fell with all pumps CL (6.4%, 2.1%, and 2.0%) (overall P = 0.001).",
        "A total of 610 adults entered the trial. In the whole study 196 (32.1%) had mild and 414 (67.9%) severe disease.",
    ],
)
def test_values_that_are_no_two_arms_are_neither_paired_nor_suggested(text):
    reading = read(text)
    assert two_arms(Whole(reading)) == []
    found = offered(reading)
    assert not any(arm["partner"] or arm["p"] for arm in found["arms"])
    assert found["suggested"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Relief was reported by 40% in the balm group and 20% in the wax group (P = .03).",
        "Relief came in 95% with balm and 93% with wax.",
        "In all, 37 (31%) patients were free of pain in the balm group and 83 (69%) in the wax group.",
        "The mean score was 4.1 (SD 1.2) with balm and 5.2 (SD 1.4) with wax (P = .03).",
        "Cure rates were 80% and 55%, respectively, in the balm and wax groups (P = .02).",
    ],
)
def test_two_arms_stay_two_arms(text):
    assert len(two_arms(Whole(read(text)))) == 1


def test_the_larger_arm_is_not_taken_for_the_total():
    text = (
        "We assigned adults to balm (n=40) or wax (n=36). "
        "Remission came in 50% of patients in the balm group versus 19% in the wax group."
    )
    said = " ".join(check.said for check in check_reading(read(text)))
    assert "4 and 36" not in said
    named = "Adults got balm (n=40) or wax (n=36). Later 20% v 30% in the wax group slept (P = .04)."
    assert "4 and 36" not in " ".join(check.said for check in check_reading(read(named)))


def test_a_hazard_ratio_of_an_outcome_without_a_name_points_nowhere():
    reading = read(
        "Median survival was 13.4 months with balm and 14.9 months with wax (hazard ratio, 1.31; 95% CI, 1.09 to 1.58; P = .0037)."
    )
    effect = next(str(place) for place, item in enumerate(reading.items) if item.kind == "effect")
    wanted = confirmed(reading, {"effect": effect, "outcome": "wanted"})
    assert direction(wanted) == "open"
    assert "name in the row 'outcome'" in asked_direction(wanted)
    assert direction(confirmed(reading, {"effect": effect, "outcome": "unwanted"})) == "unwanted"
    named = confirmed(reading, {"effect": effect, "outcome": "wanted", "what": "healing"})
    assert direction(named) == "wanted"


def test_the_first_and_third_of_three_arms_get_no_p_value_of_all_three():
    text = "Pressure changed by -9.5 (95% CI -14.1 to -4.9) vs -13 (-5.8 to 3.1) vs -0.7 (-5.1 to 3.8) mm Hg, respectively, P=0.01."
    assert not any("-9.5 v -0.7" in check.said for check in check_reading(read(text)))
