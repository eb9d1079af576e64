"""Moving, cancelling and listing what is booked: which booking, to when, why, how much of a series."""

from typing import Any

import pytest

from tests.conversation.offline.talk import TIMES, WHICH, hear, one

MOVES: list[tuple[str, dict[str, Any]]] = [
    ("move my friday meeting to monday at 3", {"which": "my friday meeting", "when": "monday at 3"}),
    ("reschedule my 3pm to tomorrow", {"which": "my 3pm", "when": "tomorrow"}),
    ("can you shift the consultation to next week", {"which": "the consultation", "when": "next week"}),
    ("please postpone tomorrow's call until thursday", {"which": "tomorrow's call", "when": "thursday"}),
    ("push my 3pm back an hour", {"which": "my 3pm", "when": "an hour later"}),
    ("bring my monday meeting forward by 30 minutes", {"which": "my monday meeting", "when": "30 minutes earlier"}),
    ("I need to reschedule", {}),
    ("reschedule my booking with Alex", {"which": "my booking with Alex"}),
    ("change my wednesday appointment to 10am", {"which": "my wednesday appointment", "when": "10am"}),
    ("my friday meeting needs to be moved to monday", {"which": "my friday meeting", "when": "monday"}),
    ("move it to 4", {"when": "4"}),
    ("I'd like to have my call with Alex moved to 6pm", {"which": "my call with Alex", "when": "6pm"}),
    ("postpone my meeting with Alex by a week", {"which": "my meeting with Alex", "when": "a week later"}),
    ("change my slot on the 25th to the 26th at 5pm", {"which": "my slot on the 25th", "when": "26th at 5pm"}),
    ("make my tuesday call on thursday at 3 instead", {"which": "my tuesday call", "when": "thursday at 3"}),
    ("move the second one to friday", {"which": "the second one", "when": "friday"}),
    ("move my demo to something earlier", {"which": "my demo", "when": "something earlier"}),
    (
        "can we do my meeting on wednesday same time next week instead?",
        {"which": "my meeting on wednesday", "when": "same time next week"},
    ),
    ("rescheudle my meeting on the 3rd to the 4th", {"which": "my meeting on the 3rd", "when": "4th"}),
]


@pytest.mark.parametrize(("text", "arguments"), MOVES)
def test_a_move_names_the_booking_and_its_new_time(text: str, arguments: dict[str, Any]) -> None:
    assert one(text) == ("reschedule_booking", arguments)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("can it be an hour later?", "an hour later"),
        ("actually make it 5pm", "5pm"),
        ("could we make that thursday instead?", "thursday"),
        ("actually, thursday would be better", "thursday"),
    ],
)
def test_with_nothing_being_booked_it_is_a_booking_that_there_is(text: str, when: str) -> None:
    assert one(text, shown=["Move", "Cancel booking"]) == ("reschedule_booking", {"when": when})


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("thursday at 4", "thursday at 4"),
        ("3:30", "3:30"),
        ("the second one", "the second one"),
        ("something later", "something later"),
        ("no, friday morning", "friday morning"),
        ("move it to noon", "noon"),
        ("how about 11?", "about 11"),
        ("when is Bailey free on thursday?", "thursday"),
    ],
)
def test_a_time_goes_on_with_the_move_under_way(text: str, when: str) -> None:
    assert one(text, task="reschedule", shown=TIMES) == ("reschedule_booking", {"when": when})


CANCELS: list[tuple[str, dict[str, Any]]] = [
    ("cancel my 3pm", {"which": "my 3pm"}),
    ("please cancel my meeting on friday", {"which": "my meeting on friday"}),
    ("cancle my apointment with Bailey", {"which": "my apointment with Bailey"}),
    ("I have to cancel the consultation because I am ill", {"which": "the consultation", "reason": "I am ill"}),
    ("call off tomorrow's meeting", {"which": "tomorrow's meeting"}),
    ("please cancel my friday 3pm as well", {"which": "my friday 3pm"}),
    ("delete my next booking", {"which": "my next booking"}),
    ("I can't make it on friday", {"which": "on friday"}),
    ("cancel everything", {"which": "everything"}),
    ("cancel all my meetings", {"which": "all my meetings"}),
    ("take the demo off my calendar", {"which": "the demo"}),
    ("I no longer need my friday slot", {"which": "my friday slot"}),
    ("cancel it", {}),
    ("cancel my weekly check-in, the whole series", {"which": "my weekly check-in", "scope": "all"}),
    ("cancel my check-in on monday and all the following", {"which": "my check-in on monday", "scope": "following"}),
    ("cancel only this one", {"scope": "this"}),
    ("could you remove the workshop from my calendar", {"which": "the workshop"}),
    ("get rid of my thursday call please", {"which": "my thursday call"}),
]


@pytest.mark.parametrize(("text", "arguments"), CANCELS)
def test_a_cancellation_names_the_booking_and_the_reason(text: str, arguments: dict[str, Any]) -> None:
    assert one(text) == ("cancel_booking", arguments)


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("the first one", "the first one"),
        ("the friday one", "the friday one"),
        ("consultation", "consultation"),
        ("the one with Alex", "the one with Alex"),
        ("my 3pm", "my 3pm"),
    ],
)
@pytest.mark.parametrize(("task", "tool"), [("cancel", "cancel_booking"), ("reschedule", "reschedule_booking")])
def test_an_answer_to_which_goes_to_the_task_that_asked(text: str, which: str, task: str, tool: str) -> None:
    shown = ["30 Min Meeting, Fri, Nov 27, 3:00 PM", "Consultation, Mon, Nov 30, 9:00 AM"]
    assert one(text, task=task, asked=[WHICH], shown=shown) == (tool, {"which": which})


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("just this one", "this"),
        ("this and the following", "following"),
        ("all of them", "all"),
        ("the whole series", "all"),
        ("everything", "all"),
    ],
)
def test_the_part_of_a_series_is_told_while_it_is_asked(text: str, scope: str) -> None:
    shown = ["Only this one", "This and the following", "The whole series"]
    assert one(text, task="cancel", shown=shown) == ("cancel_booking", {"scope": scope})


LISTS: list[tuple[str, dict[str, Any]]] = [
    ("what's on my calendar?", {}),
    ("what have I booked", {}),
    ("show me my bookings", {}),
    ("when is my next meeting?", {}),
    ("do I have anything on friday", {"when": "friday"}),
    ("what do I have this week", {"when": "this week"}),
    ("list my meetings for tomorrow", {"when": "tomorrow"}),
    ("my bookings", {}),
    ("which meetings do I have with Bailey?", {}),
    ("have I booked anything for december?", {"when": "december"}),
    ("show my past meetings", {"status": "past"}),
    ("which of my bookings were cancelled?", {"status": "cancelled"}),
    ("upcoming appointments", {}),
    ("is my consultation still on?", {}),
    ("what time is my call with Alex?", {}),
    ("am I meeting Bailey tomorrow?", {"when": "tomorrow"}),
]


@pytest.mark.parametrize(("text", "arguments"), LISTS)
def test_a_question_about_ones_own_bookings_lists_them(text: str, arguments: dict[str, Any]) -> None:
    assert one(text) == ("list_bookings", arguments)


TWO_WISHES: list[tuple[str, list[tuple[str, dict[str, Any]]]]] = [
    (
        "cancel my friday meeting and book one on monday at 10",
        [("cancel_booking", {"which": "my friday meeting"}), ("plan_booking", {"when": "monday at 10"})],
    ),
    (
        "book 30 min tomorrow at 3. also move my friday call to thursday",
        [
            ("plan_booking", {"event_type": "30min", "length": 30, "when": "tomorrow at 3"}),
            ("reschedule_booking", {"which": "my friday call", "when": "thursday"}),
        ],
    ),
    (
        "show me my bookings and cancel the one on friday",
        [("list_bookings", {}), ("cancel_booking", {"which": "the one on friday"})],
    ),
    (
        "cancel my lunch with Kim and instead have a long call with Alex",
        [("cancel_booking", {"which": "my lunch with Kim"}), ("plan_booking", {"host": "Alex"})],
    ),
    (
        "cancel my 3pm and cancel my 5pm",
        [("cancel_booking", {"which": "my 3pm"}), ("cancel_booking", {"which": "my 5pm"})],
    ),
]


@pytest.mark.parametrize(("text", "calls"), TWO_WISHES)
def test_two_wishes_are_two_calls_in_their_order(text: str, calls: list[tuple[str, dict[str, Any]]]) -> None:
    assert hear(text) == calls


def test_a_booking_that_was_found_is_cancelled_by_one_call() -> None:
    assert hear("find my meeting with Alex and cancel it") == [("cancel_booking", {"which": "my meeting with Alex"})]


def test_dropping_what_is_only_being_planned_cancels_no_booking() -> None:
    assert hear("cancel", task="book", draft={"event_type": "30min"}) == []


def test_another_wish_interrupts_a_booking() -> None:
    draft = {"task": "book", "draft": {"event_type": "30min"}, "shown": TIMES}
    assert one("when is my next meeting?", **draft) == ("list_bookings", {})
    assert one("cancel my friday call first", **draft) == ("cancel_booking", {"which": "my friday call"})


def test_a_meeting_named_in_mid_booking_is_one_that_stands() -> None:
    assert one("cancel my meeting", task="book", draft={"event_type": "30min"})[0] == "cancel_booking"
