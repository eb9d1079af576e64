"""What a host may not do with bookings is not offered as a choice, and says why when they ask for it."""

import pytest

from tests.conversation.talking import Talk

CHANGES = ("move", "cancel", "ask_to_reschedule", "no_show", "reassign", "location", "add_guests", "add_attendee")


@pytest.fixture
async def uid(ana: Talk) -> str:
    return await ana.book()


def let_read_only(talk: Talk) -> Talk:
    """As if their link with Cal.com let bookings be read alone."""
    talk.calendar.access.scopes = frozenset(
        f"{kind}_READ" for kind in ("BOOKING", "EVENT_TYPE", "SCHEDULE", "PROFILE", "TEAM_PROFILE", "TEAM_EVENT_TYPE")
    )
    return talk


@pytest.mark.parametrize("change", CHANGES)
async def test_each_change_names_what_it_lacks_and_proposes_nothing(bailey: Talk, uid: str, change: str) -> None:
    reply = await let_read_only(bailey).call("change_booking", "do it with Ana's", change=change, which="Ana's")
    assert reply.proposal is None
    assert "BOOKING_WRITE" in reply.text


@pytest.mark.parametrize("choice", ["host_move", "host_cancel"])
async def test_an_old_button_says_why_it_does_nothing_now(bailey: Talk, uid: str, choice: str) -> None:
    reply = await let_read_only(bailey).tap_id(f"{choice}:{uid}")
    assert reply.proposal is None
    assert "BOOKING_WRITE" in reply.text


@pytest.mark.parametrize("answer", ["accept", "decline"])
async def test_a_request_can_be_answered_only_with_the_power_to(bailey: Talk, ana: Talk, answer: str) -> None:
    uid = await ana.book("tomorrow at 5pm", event_type="review")
    reply = await let_read_only(bailey).tap_id(f"{answer}:{uid}")
    assert reply.proposal is None
    assert "BOOKING_WRITE" in reply.text


async def test_a_host_who_writes_of_their_meetings_as_a_guest_would_means_their_own_calendar(
    bailey: Talk, uid: str
) -> None:
    asked = await bailey.call("cancel_booking", "cancel Ana's", which="Ana's")
    assert "Ana Silva" in asked.text
    await bailey.tap("Without a reason")
    await bailey.say("yes")
    assert bailey.bookings() == []


async def test_what_a_host_booked_as_a_guest_stays_theirs_to_move(bailey: Talk, ana: Talk, uid: str) -> None:
    await bailey.call("plan_booking", "book intro with Alex tomorrow at 10am", event_type="intro", host="Alex")
    await bailey.call("plan_booking", "tomorrow at 10am, bailey@acme.example", when="tomorrow at 10am")
    if bailey.last.proposal is None:
        await bailey.call(
            "plan_booking", "I am Bailey Hart, bailey@acme.example", name="Bailey Hart", email="bailey@acme.example"
        )
    made = await bailey.say("yes")
    assert made.bookings, made.text
    shown = await bailey.call("cancel_booking", "cancel my intro", which="my intro")
    assert shown.proposal is not None
    assert shown.proposal.kind == "cancel"


async def test_a_change_of_another_account_cannot_be_answered(bailey: Talk, ana: Talk, uid: str) -> None:
    await bailey.tap_id(f"host_cancel:{uid}")
    shown = await bailey.tap("Without a reason")
    await ana.tap_id(shown.choices[0].id)
    await ana.say("yes")
    assert len(bailey.bookings()) == 1
