"""What a message means while something is open: a proposal that awaits a yes, choices that were shown."""

from typing import Any

import pytest

from tests.conversation.offline.talk import PROPOSED, TIMES, hear, one, said

CANCELLING = {"proposal": "cancel 30 Min Meeting, Fri, Nov 27, 3:00 PM", "task": "cancel"}
MOVING = {"proposal": "reschedule 30 Min Meeting, Mon, Nov 30, 3:00 PM", "task": "reschedule"}
PICKING = {"shown": TIMES, "task": "book", "draft": {"event_type": "30min"}}


@pytest.mark.parametrize(
    "text",
    [
        "yes please do",
        "looks good, go ahead",
        "perfect, thank you",
        "ok great",
        "yep that's right",
        "sure, sounds good to me",
        "YES!!!",
        "that works for me",
        "book it",
        "I'll take it",
        "yeah confirmed, thanks a lot",
        "please go ahead",
        "👍",
    ],
)
def test_a_yes_in_more_words_answers_the_proposal(text: str) -> None:
    assert one(text, **PROPOSED) == ("answer_proposal", {"answer": "yes"})


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "nope, don't",
        "no thanks",
        "never mind",
        "not now please",
        "don't book it",
        "cancel that",
        "forget it",
        "no, that's wrong",
    ],
)
def test_a_no_answers_the_proposal(text: str) -> None:
    assert one(text, **PROPOSED) == ("answer_proposal", {"answer": "no"})


def test_a_no_may_give_its_reason() -> None:
    assert one("no, because I'm on holiday then", **PROPOSED) == (
        "answer_proposal",
        {"answer": "no", "reason": "I'm on holiday then"},
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes cancel it", "yes"),
        ("cancel it please", "yes"),
        ("yes, delete it", "yes"),
        ("no, keep it", "no"),
        ("don't cancel it", "no"),
        ("do not cancel!", "no"),
    ],
)
def test_to_cancel_is_a_yes_when_cancelling_was_proposed(text: str, answer: str) -> None:
    assert one(text, **CANCELLING) == ("answer_proposal", {"answer": answer})


def test_to_move_it_is_a_yes_when_moving_was_proposed() -> None:
    assert one("yes, move it", **MOVING) == ("answer_proposal", {"answer": "yes"})
    assert one("no, tuesday at 5", **MOVING) == ("reschedule_booking", {"when": "tuesday at 5"})


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("no, make it 4", "4"),
        ("yes but at 5pm", "5pm"),
        ("no, I'd rather have friday at noon", "friday at noon"),
        ("ok but can we do wednesday instead", "wednesday"),
        ("hmm, something earlier please", "something earlier"),
        ("could it be an hour later?", "an hour later"),
    ],
)
def test_another_time_is_a_change_and_no_answer(text: str, when: str) -> None:
    assert one(text, **PROPOSED) == ("plan_booking", {"when": when})


@pytest.mark.parametrize("text", ["where is it?", "how long is it", "is it online?", "is it by video?"])
def test_a_question_about_what_is_proposed_shows_it_again(text: str) -> None:
    assert one(text, **PROPOSED) == ("plan_booking", {})
    assert one(text, **CANCELLING) == ("cancel_booking", {})


def test_a_yes_and_another_wish_are_two_calls() -> None:
    assert hear("yes, and also cancel my friday meeting", **PROPOSED) == [
        ("answer_proposal", {"answer": "yes"}),
        ("cancel_booking", {"which": "my friday meeting"}),
    ]


@pytest.mark.parametrize("text", ["thanks", "hi", "what can you do?", "who are you?", "hmm"])
def test_small_talk_leaves_the_proposal_open(text: str) -> None:
    assert hear(text, **PROPOSED) == []


@pytest.mark.parametrize("text", ["yes", "no", "yes please do", "go ahead"])
def test_nothing_is_answered_when_nothing_is_proposed(text: str) -> None:
    assert hear(text) == []


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("2", "2"),
        ("the first one", "the first one"),
        ("first please", "first"),
        ("the later one", "the later one"),
        ("I'd like the second option", "the second option"),
        ("number 2 please", "number 2"),
        ("3:30", "3:30"),
        ("3:30 works", "3:30"),
        ("yes, the first one", "the first one"),
        ("the last one is better", "the last one"),
        ("either is fine", "1"),
        ("any of them", "1"),
        ("let's go with the 2nd", "the 2nd"),
        ("I'll go with the first.", "the first"),
    ],
)
def test_a_pick_of_what_was_shown_is_a_choice(text: str, choice: str) -> None:
    assert one(text, **PICKING) == ("plan_booking", {"choice": choice})


def test_a_single_time_is_picked_by_a_yes() -> None:
    assert one("that works", **{**PICKING, "shown": TIMES[:1]}) == ("plan_booking", {"choice": "1"})


def test_a_yes_to_several_times_picks_none_of_them() -> None:
    assert one("yes", **PICKING) == ("plan_booking", {})


@pytest.mark.parametrize(
    "text",
    [
        "something earlier",
        "anything later",
        "any other day",
        "another time please",
        "more times",
        "none of these work",
        "later",
        "what else do you have",
        "a different day",
    ],
)
def test_a_wish_for_other_times_is_handed_on_in_its_words(text: str) -> None:
    name, arguments = one(text, **PICKING)
    assert name == "plan_booking"
    assert set(arguments) == {"when"}
    assert arguments["when"] in text


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("next week instead", "next week"),
        ("tuesday at 3pm", "tuesday at 3pm"),
        ("how about 4?", "about 4"),
        ("do you have anything on thursday", "thursday"),
        ("no, friday", "friday"),
        ("I can't make those, maybe monday?", "monday"),
    ],
)
def test_a_time_that_was_not_shown_is_a_new_wish(text: str, when: str) -> None:
    assert one(text, **PICKING) == ("plan_booking", {"when": when})


SMALL_TALK = [
    ("hi", "smalltalk-hello"),
    ("Hello there!", "smalltalk-hello"),
    ("good morning", "smalltalk-hello"),
    ("thanks!", "smalltalk-thanks"),
    ("thank you so much for your help", "smalltalk-thanks"),
    ("bye", "smalltalk-bye"),
    ("see you later", "smalltalk-bye"),
    ("how are you?", "smalltalk-how-are-you"),
    ("hey, how are you today", "smalltalk-how-are-you"),
    ("are you a bot?", "smalltalk-who-are-you"),
    ("who made you", "smalltalk-who-are-you"),
    ("what can you do?", "help"),
    ("help", "help"),
    ("how does this work?", "help"),
    ("ok", "smalltalk-ok"),
    ("never mind", "smalltalk-ok"),
    ("that's all", "smalltalk-ok"),
    ("what's the weather like on friday", "off-topic"),
    ("play some music", "off-topic"),
    ("remind me to call mum at 5", "off-topic"),
    ("what time is it in Tokyo?", "off-topic"),
    ("tell me a joke", "off-topic"),
    ("who won the football game yesterday?", "off-topic"),
    ("is it true that cats always land on their feet", "off-topic"),
    ("set an alarm for 6 am", "off-topic"),
    ("what is the time difference between London and New York", "off-topic"),
    ("asdfgh", "not-understood"),
    ("???", "not-understood"),
    ("🦄🦄", "not-understood"),
    ("", "not-understood"),
    ("צהריים טובים", "not-understood"),
]


@pytest.mark.parametrize(("text", "sentence"), SMALL_TALK)
def test_what_asks_for_no_booking_is_answered_with_a_sentence(text: str, sentence: str) -> None:
    assert said(text) == sentence


@pytest.mark.parametrize("changes", [PICKING, {"task": "book", "draft": {"event_type": "30min"}}])
def test_questions_about_the_assistant_are_answered_in_the_middle_of_a_booking(changes: dict[str, Any]) -> None:
    assert said("what can you do?", **changes) == "help"
    assert said("thank you", **changes) == "smalltalk-thanks"
