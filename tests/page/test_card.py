"""The card reads, judges and explains: every foreseen answer of every question, typed into a real page."""

import itertools

import pytest
from paging import ANSWER, INVENTED, visit, write_page
from touching import LOOKS, fits, violations

from helpers import ask
from helpers.show import plain_values
from helpers.text import of_one


def with_truth(question_id):
    """A question's data as its page has it; a prediction gets an invented truth that none of its errors foresees."""
    data, known = ask.card_data(question_id), ask.question(question_id)
    if known["kind"] != "prediction":
        return data
    foreseen = [numbers_of(wrong["when"]) for wrong in data["wrong"]]
    if "options" in known:
        truth = next(letter for letter in known["options"] if [letter] not in foreseen)
    else:
        edges = sorted(
            [(known["low"], known["low"]), *((min(f), max(f)) for f in foreseen), (known["high"],) * 2]
        )
        reach = list(itertools.accumulate((high for _, high in edges), max))
        gaps = [(low - end, (low + end) / 2) for end, (low, _) in zip(reach, edges[1:], strict=False)]
        gap, truth = max(gaps)
        assert gap > 0, f"{question_id}: every answer is called an error"
        data |= {"tolerance": min(data["tolerance"], 0.49 * gap)}
    return data | {"truth": truth, "truth_text": ask.value_text(known, truth)}


def numbers_of(when):
    return [when[0], round(sum(when) / 2, 6), when[1]] if isinstance(when, list) else [when]


def first_explanation(data, typed):
    """What the card says where foreseen errors overlap: the one that stands first."""
    return next(
        wrong["because"]
        for wrong in data["wrong"]
        if typed in numbers_of(wrong["when"])
        or (isinstance(wrong["when"], list) and wrong["when"][0] <= typed <= wrong["when"][1])
    )


QUESTIONS = {name: with_truth(name) for name in ask.questions()}
GUESSES = [
    (name, typed, first_explanation(data, typed))
    for name, data in QUESTIONS.items()
    if data["kind"] == "prediction"
    for wrong in data["wrong"]
    for typed in numbers_of(wrong["when"])
]


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    """A function (question id, typed) -> what the card of that question then shows; all on one page."""
    file = tmp_path_factory.mktemp("cards") / "cards.html"
    with visit(write_page(file, [("card", data) for data in QUESTIONS.values()])) as page:
        assert page.locator("[data-question][data-state=open]").count() == len(QUESTIONS)
        yield lambda name, typed: page.evaluate(ANSWER, [name, str(typed)])


@pytest.fixture
def one(tmp_path):
    """A function (changes to the invented question) -> the address of a page with its card and its reveal."""
    reveal = '<details data-reveal="t"><summary>Show the answer</summary><p data-said>The data say: 36.2 %.</p></details>'
    return lambda **changes: write_page(tmp_path / "one.html", [("card", INVENTED | changes)], reveal)


@pytest.mark.parametrize(
    "name", [name for name, data in QUESTIONS.items() if data["wrong"] and data["kind"] != "prediction"]
)
def test_each_foreseen_error_gets_its_own_explanation_and_the_model_answer_is_right(answer, name):
    data = QUESTIONS[name]
    for wrong in data["wrong"]:
        for typed in numbers_of(wrong["when"]):
            shown = answer(name, typed)
            assert (shown["verdict"], wrong["because"] in shown["text"]) == ("wrong", True), (typed, shown)
    shown = answer(name, data["truth"])
    assert shown["verdict"] == "right"
    assert data["right"] in shown["text"]


@pytest.fixture(scope="module")
def guess(tmp_path_factory):
    """A function (case of GUESSES) -> what a card shows after that guess; a prediction is answered once, so one card each."""
    cards = [
        ("card", QUESTIONS[name] | {"id": f"{name}-{place}"}) for place, (name, _, _) in enumerate(GUESSES)
    ]
    with visit(write_page(tmp_path_factory.mktemp("guesses") / "guesses.html", cards)) as page:
        yield lambda place: page.evaluate(ANSWER, [f"{GUESSES[place][0]}-{place}", str(GUESSES[place][1])])


@pytest.mark.parametrize("place", range(len(GUESSES)), ids=[f"{name}-{typed}" for name, typed, _ in GUESSES])
def test_each_foreseen_guess_gets_its_own_explanation(guess, place):
    shown = guess(place)
    assert (shown["verdict"], GUESSES[place][2] in shown["text"]) == ("wrong", True), shown


@pytest.mark.parametrize("name", [name for name, data in QUESTIONS.items() if data["kind"] == "prediction"])
def test_a_prediction_is_judged_by_its_tolerance(answer, name):
    data = QUESTIONS[name]
    shown = answer(name, data["truth"])
    assert shown["verdict"] == "right"
    assert data["truth_text"] in shown["text"] or "so do the data" in shown["text"]
    assert answer(name, data["truth"])["text"] == "cannot be answered again"


@pytest.mark.parametrize("name", [name for name, data in QUESTIONS.items() if data["kind"] == "belief"])
def test_a_belief_is_noted(answer, name):
    shown = answer(name, QUESTIONS[name]["high"])
    assert (shown["state"], shown["verdict"]) == ("committed", "noted")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("36.2", "You said 36.2 %"), ("36,2", "You said 36.2 %"), (" 36 %", "You said 36 %"), ("35%", "You said 35 %"),
        ("\u00a040 ", "You said 40 %"), ("+5", "You said 5 %"), ("0.5%", "You said 0.5 %"), (".5 %", "You said 0.5 %"),
        ("0", "You said 0 %"), ("100.0", "You said 100 %"), ("200/5", "You said 40 %"),
    ],
)  # fmt: skip
def test_what_is_typed_is_read(one, typed, said):
    with visit(one()) as page:
        shown = page.evaluate(ANSWER, ["t", typed])
    assert shown["state"] == "committed", shown
    assert said + ";" in shown["text"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a number from 0 to 100 % first."), ("   ", "Type a number"), ("many", "“many” cannot be read"),
        ("3o", "cannot be read as a number. This asks for a number from 0 to 100 %."), ("1.2.3", "cannot be read"),
        ("140", "140 is out of range. This asks for a number from 0 to 100 %."), ("-3", "-3 is out of range"),
        ("1e9", "cannot be read"), ("5/0", "cannot be read"), ("Infinity", "cannot be read"), ("10 to 20", "cannot be read"),
        ("<script>", "“<script>” cannot be read"), ("１２", "cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_one_sentence_and_nothing_is_committed(one, typed, said):
    with visit(one()) as page:
        shown = page.evaluate(ANSWER, ["t", typed])
        assert page.evaluate("Object.keys(localStorage).length") == 0
    assert (shown["state"], shown["text"]) == ("open", "")
    assert said in shown["trouble"]


@pytest.mark.parametrize(
    ("unit", "low", "high", "decimals", "typed", "said"),
    [
        ("weeks", 0, 90, 1, "43,6 weeks", "43.6 weeks"), ("weeks", 0, 90, 1, "43.6 week", "43.6 weeks"),
        ("points", -50, 80, 1, "\u22125,5", "-5.5 points"), ("people", 1, 5000, 0, "1,369", "1,369 people"),
        ("results", 2, 10000, 0, "1,369", "1,369 results"),
        ("people per arm", 1, 90, 0, "1 person", "1 person per arm"), ("points", -9, 9, 0, "1", "1 point"), ("times", 0, 9, 0, "1", "1 times"), ("", 0, 1, 4, "0,0625", "0.0625"), ("", 0, 1, 4, ".0625", "0.0625"),
        ("", 0, 1, 4, "1/16", "0.0625"),
    ],
)  # fmt: skip
def test_units_signs_and_thousands_are_read(one, unit, low, high, decimals, typed, said):
    units = {"unit": unit, "unit_of_one": of_one(unit)}
    with visit(one(**units, low=low, high=high, decimals=decimals, truth=high)) as page:
        shown = page.evaluate(ANSWER, ["t", typed])
    assert f"You said {said};" in shown["text"], shown


@pytest.mark.parametrize("typed", ["0.35", "0,35", ".35", "7/20"])
def test_a_share_is_asked_back_and_one_button_takes_it(one, typed):
    with visit(one()) as page:
        page.locator("[data-number]").fill(typed)
        page.keyboard.press("Enter")
        take = page.locator("[data-action=take]")
        assert take.inner_text() == "35 %?"
        assert page.locator("[data-question]").get_attribute("data-state") == "open"
        take.click()
        assert "You said 35 %;" in page.locator("[data-verdict=right]").inner_text()


def test_a_small_percentage_can_be_kept_as_typed(one):
    with visit(one(truth=0.4, truth_text="0.4 %", tolerance=0.2)) as page:
        shown = page.evaluate(ANSWER, ["t", "0.35"])
    assert shown["asked"] == "35 %?"
    assert (shown["verdict"], "You said 0.35 %" in shown["text"]) == ("right", True)


@pytest.mark.parametrize(
    ("typed", "verdict"), [("41.2", "right"), ("31.2", "right"), ("41.3", "wrong"), ("31.1", "wrong")]
)
def test_the_tolerance_holds_at_its_edges(one, typed, verdict):
    with visit(one()) as page:
        assert page.evaluate(ANSWER, ["t", typed])["verdict"] == verdict


def test_by_keyboard_alone_with_confidence_and_the_reveal_opens(one):
    with visit(one()) as page:
        assert page.locator("details[open]").count() == 0
        assert page.locator("details[data-reveal=t]").is_hidden(), "one way to the answer at a time"
        page.locator("[data-number]").focus()
        page.keyboard.type("30")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert not page.locator("details[data-reveal=t]").is_hidden()
        said = "You said 30 % (54 % sure); the data say 36.2 %."
        assert said in page.locator("[data-verdict=wrong]").inner_text()
        own = page.locator("details[data-reveal=t][open] [data-said]")
        assert own.text_content() == said
        assert own.is_hidden(), "the card has just said it"
        assert page.locator("[role=img][aria-label*='you said 30']").count() == 1


def test_what_gives_the_answer_stands_in_the_sentence_that_follows(one):
    with visit(one(answer_from="The sum says")) as page:
        page.locator("[data-number]").fill("30")
        page.locator("[data-action=commit]").click()
        assert "You said 30 %; the sum says 36.2 %." in page.locator("[data-verdict=wrong]").inner_text()
    choice = {"options": {"a": "this", "b": "that"}, "truth": "a", "truth_text": "a) this"}
    for source, agreed in (
        ("The sum says", "and so does the sum."),
        ("The tests say", "and so do the tests."),
    ):
        with visit(one(answer_from=source, **choice)) as page:
            page.locator("[value=a]").check()
            page.locator("[data-action=commit]").click()
            assert f"You said a) this, {agreed}" in page.locator("[data-verdict=right]").inner_text()


def test_showing_without_guessing_opens_the_answer_and_records_no_guess(one):
    with visit(one()) as page:
        page.locator("[data-action=skip]").click()
        assert (
            page.locator("details[data-reveal=t][open] [data-said]").text_content() == "The data say: 36.2 %."
        )
        assert page.locator("[data-question]").get_attribute("data-state") == "committed"
        assert page.locator("[data-verdict]").count() == 0
        assert "guess" not in page.evaluate("Object.values(localStorage)[0]")


def test_without_a_truth_the_card_says_what_to_do(one):
    with visit(one(truth=None)) as page:
        shown = page.evaluate(ANSWER, ["t", "30"])
        assert "Run All Cells" in shown["text"]
        assert page.locator("[data-action=again]").inner_text() == "Change my answer"


def test_the_range_of_a_confidence_that_nobody_moved_is_not_recorded(one):
    with visit(one()) as page:
        page.evaluate(ANSWER, ["t", "30"])
        assert '"confidence":null' in page.evaluate("Object.values(localStorage)[0]")


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_too_wide_or_too_small_for_a_finger(tmp_path, look):
    names = ["recall-zero", "ex-licence", "belief-placebo"]
    components = [
        ("card", plain_values(INVENTED | {"interval": (20, 50)})),
        *(("card", QUESTIONS[name]) for name in names),
    ]
    with visit(write_page(tmp_path / "look.html", components), **look) as page:
        for answered in (False, True):
            if answered:
                for name, typed in (
                    ("t", "30"),
                    ("recall-zero", "0"),
                    ("ex-licence", "b"),
                    ("belief-placebo", "30"),
                ):
                    page.evaluate(ANSWER, [name, typed])
            wide, small = fits(page)
            assert wide
            assert small == [] or look.get("is_mobile") is None


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(tmp_path, look):
    components = [
        ("card", plain_values(INVENTED | {"interval": (20, 50)})),
        ("card", QUESTIONS["ex-licence"]),
    ]
    address = write_page(tmp_path / "look.html", components)
    with visit(address, bypass_csp=True, **look) as page:
        assert violations(page) == []
        page.evaluate(ANSWER, ["t", "30"])
        page.evaluate(ANSWER, ["ex-licence", "b"])
        assert violations(page) == []
