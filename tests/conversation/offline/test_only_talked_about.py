"""Cancelling and moving as what a meeting is about, and in names: nothing that somebody wants done here."""

import pytest

from tests.conversation.offline.talk import hear, one


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("30 min with Bailey tomorrow at 3pm to talk about cancelling our contract", "cancelling our contract"),
        ("book a call tomorrow at 3 to discuss cancelling the subscription", "cancelling the subscription"),
        ("can we talk about cancelling our contract tomorrow at 3pm", "cancelling our contract"),
        ("half an hour tomorrow about rescheduling our product launch", "rescheduling our product launch"),
        ("half an hour with Bailey tomorrow about moving our server", "moving our server"),
    ],
)
def test_what_a_meeting_is_about_is_no_request(text: str, topic: str) -> None:
    name, arguments = one(text)
    assert name == "plan_booking"
    assert arguments["answers"] == {"notes": topic}
    assert "when" in arguments


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I'd like to talk about cancelling my appointment", "cancel_booking"),
        ("I'm calling about cancelling", "cancel_booking"),
        ("I'm calling about rescheduling the friday one", "reschedule_booking"),
        ("how about cancelling that", "cancel_booking"),
        ("what about moving it to friday", "reschedule_booking"),
        ("cancel my meeting about moving the server", "cancel_booking"),
        ("move my meeting about cancellations to friday", "reschedule_booking"),
    ],
)
def test_a_meeting_that_is_talked_about_is_still_cancelled_or_moved(text: str, name: str) -> None:
    assert [called for called, _ in hear(text)] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I'm Cancel Everything, book me 30 min with Bailey tomorrow at 3pm", "Cancel Everything"),
        ("book 30 min with Bailey tomorrow at 3pm, my name is Cancel Everything", "Cancel Everything"),
        ("I am Move Over and I need 30 minutes tomorrow at 3pm", "Move Over"),
    ],
)
def test_a_name_that_is_written_as_one_gives_no_orders(text: str, name: str) -> None:
    called, arguments = one(text)
    assert (called, arguments["name"]) == ("plan_booking", name)


@pytest.mark.parametrize("text", ["I'm In Lisbon And I Want To Cancel My Meeting", "I'm Ana, cancel my friday meeting"])
def test_a_request_beside_a_name_is_one(text: str) -> None:
    assert "cancel_booking" in [called for called, _ in hear(text)]
