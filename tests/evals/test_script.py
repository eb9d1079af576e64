from typing import Any

from bot.evals.dialogue import Step
from bot.evals.script import Script
from bot.evals.seen import Button, Seen, as_told
from bot.message import Choice, Reply


def script(*steps: dict[str, Any]) -> Script:
    return Script([Step.model_validate(step) for step in steps])


def reply(text: str, *labels: str) -> Seen:
    return as_told(Reply(text, choices=tuple(Choice(f"{text}/{label}", label) for label in labels)))


def said(talk: Script, *answers: Seen) -> str | None:
    """What the person does next: their words, or what picks the button they tap."""
    found = talk.next(answers)
    if found is None:
        return None
    step, button = found
    return button.pick if button else step.say


def test_the_first_step_left_whose_condition_holds_is_taken_and_used_up() -> None:
    talk = script({"say": "hi"}, {"if": "(?i)e-?mail", "say": "ana@example.com"}, {"if": "zone", "say": "Lisbon"})
    talk.opening()
    assert said(talk, reply("Which time zone, and what is your e-mail?")) == "ana@example.com"
    assert said(talk, reply("Which time zone, and what is your e-mail?")) == "Lisbon"
    assert said(talk, reply("Which time zone, and what is your e-mail?")) is None


def test_a_condition_is_looked_for_in_the_labels_too() -> None:
    talk = script({"say": "hi"}, {"if": "More times", "say": "2"})
    talk.opening()
    assert said(talk, reply("These are free:", "3:00 PM", "More times")) == "2"


def test_a_step_without_a_condition_always_matches() -> None:
    talk = script({"say": "hi"}, {"say": "bye"})
    talk.opening()
    assert said(talk, reply("")) == "bye"


def test_a_step_may_be_used_several_times() -> None:
    talk = script({"say": "hi"}, {"if": "more", "say": "more", "times": 2})
    talk.opening()
    assert [said(talk, reply("more?")) for _ in range(3)] == ["more", "more", None]


def test_the_opening_may_be_said_again_when_it_has_times_left() -> None:
    talk = script({"say": "hi", "times": 2})
    assert talk.opening().say == "hi"
    assert said(talk, reply("hello")) == "hi"
    assert said(talk, reply("hello")) is None


def test_a_tap_picks_the_first_choice_whose_label_matches() -> None:
    talk = script({"say": "hi"}, {"tap": "PM"})
    talk.opening()
    assert said(talk, reply("a", "9 AM", "1 PM", "2 PM")) == "a/1 PM"


def test_a_tap_whose_choice_is_absent_does_not_match() -> None:
    talk = script({"say": "hi"}, {"tap": "(?i)^confirm"}, {"say": "well?"})
    talk.opening()
    assert said(talk, reply("confirm in the text is no choice", "Not now")) == "well?"


def test_a_tap_with_a_condition_needs_both() -> None:
    talk = script({"say": "hi"}, {"if": "Shall I", "tap": "Yes"})
    talk.opening()
    assert said(talk, reply("Really?", "Yes")) is None
    assert said(talk, reply("Shall I?", "Yes")) == "Shall I?/Yes"


def test_a_link_cannot_be_tapped() -> None:
    talk = script({"say": "hi"}, {"tap": "Calendar"})
    talk.opening()
    link = Choice("c", "Calendar", url="https://example.com")
    assert said(talk, as_told(Reply("Booked", choices=(link,)))) is None


def test_a_button_is_known_by_any_of_its_names() -> None:
    talk = script({"say": "hi"}, {"if": "Nov 26", "tap": "Nov 26, 3:30"})
    talk.opening()
    times = (Button("3:00 PM", "1", ("Thu, Nov 26, 3:00 PM",)), Button("3:30 PM", "2", ("Thu, Nov 26, 3:30 PM",)))
    assert said(talk, Seen("These are free:", times)) == "2"


def test_an_old_tap_picks_the_latest_button_of_the_replies_before() -> None:
    talk = script({"say": "hi"}, {"tap_old": "^Confirm"})
    talk.opening()
    older, old, last = reply("1", "Confirm"), reply("2", "Confirm"), reply("3", "Confirm")
    assert said(talk, older, old, last) == "2/Confirm"
