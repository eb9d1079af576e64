"""A host's own calendar: days, weeks, single bookings and requests, shown to the host alone."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.conversation.hosting.agenda import PAGE
from tests.conversation.talking import Talk

CONSULTATION = {"answers": {"company_size": "10-50", "notes": "our plans"}}


async def test_today_without_bookings_tells_the_next_one(bailey: Talk, ana: Talk) -> None:
    await ana.book("thursday at 3pm")
    reply = await bailey.say("what's on today?")
    assert "Nothing is booked on Monday" in reply.text
    plain = await bailey.say("my agenda")
    assert "Nothing is booked today" in plain.text
    assert "Ana Silva" in plain.text


async def test_a_week_is_grouped_by_day_in_the_hosts_zone(bailey: Talk, ana: Talk) -> None:
    await ana.book("tomorrow at 3pm")
    await ana.book("thursday at 4pm", event_type="15min")
    reply = await bailey.say("what's on this week?")
    lines = reply.text.splitlines()
    assert lines[0] == "2 bookings:"
    assert lines.index("Tuesday, November 24, 2026") + 1 == lines.index(
        "• 10:00 AM – 10:30 AM: 30 Min Meeting with Ana Silva"
    )
    assert "• 11:00 AM – 11:15 AM: 15 Min Meeting with Ana Silva" in lines
    assert len(reply.choices) == 2


async def test_who_is_at_a_time_is_told_with_their_answers_and_what_can_be_done(bailey: Talk, ana: Talk) -> None:
    uid = await ana.book("tomorrow at 3pm", event_type="consultation", **CONSULTATION)
    reply = await bailey.say("who is my 10am tomorrow")
    assert "With Ana Silva, ana@example.com (for them Tue, Nov 24, 3:00 PM, Lisbon" in reply.text
    assert "company size: 10-50" in reply.text
    assert {choice.id for choice in reply.choices if choice.lasts} == {f"host_move:{uid}", f"host_cancel:{uid}"}


async def test_a_time_at_which_nothing_is_tells_of_the_day_all_the_same(bailey: Talk, ana: Talk) -> None:
    await ana.book("tomorrow at 3pm")
    reply = await bailey.say("who is my 3pm tomorrow")
    assert reply.text.startswith("Nothing is booked on Tue, Nov 24, 3:00 PM.")
    assert "Ana Silva" in reply.text


async def test_somebodys_bookings_are_found_by_their_name(bailey: Talk, ana: Talk) -> None:
    await ana.book("thursday at 3pm")
    reply = await bailey.say("when am I seeing Ana?")
    assert "Thursday, November 26, 2026, 10:00 AM" in reply.text


async def test_requests_have_their_answers_beside_them(bailey: Talk, ana: Talk) -> None:
    uid = await ana.book(event_type="review")
    reply = await bailey.say("any requests?")
    assert [choice.id for choice in reply.choices] == [f"accept:{uid}", f"decline:{uid}"]
    assert [choice.label for choice in reply.choices] == ["Accept: Ana Silva", "Decline: Ana Silva"]
    await bailey.tap("Accept")
    await bailey.tap("^Confirm$")
    assert [booking["status"] for booking in bailey.bookings()] == ["accepted"]


async def test_no_request_is_said_so(bailey: Talk) -> None:
    assert (await bailey.say("any requests?")).text == "No request is waiting for you."


async def test_cancelled_bookings_are_shown_when_asked_for_and_else_left_out(bailey: Talk, ana: Talk) -> None:
    await ana.book("tomorrow at 3pm")
    await ana.say("cancel my booking")
    await ana.tap("^Cancel it$|^Confirm$|^Yes")
    assert "Nothing is booked" in (await bailey.say("what's on tomorrow")).text
    assert "cancelled" in (await bailey.say("show me cancelled meetings this week")).text


async def test_past_bookings_have_no_buttons(bailey: Talk, ana: Talk) -> None:
    await ana.book("tomorrow at 3pm")
    bailey.clock.forward(days=3)
    reply = await bailey.say("past meetings with Ana")
    assert "November 24" in reply.text
    assert reply.choices == ()


async def test_more_than_a_page_is_paged_and_nothing_left_out(bailey: Talk, ana: Talk) -> None:
    for number in range(PAGE + 2):
        start = datetime(2026, 11, 24, 14, tzinfo=UTC) + timedelta(days=number // 6, minutes=30 * (number % 6))
        await ana.book(f"{start:%B %d} at {start:%H:%M}")
    first = await bailey.call("show_agenda", "what's on this week?", when="this week")
    assert first.text.startswith(f"{PAGE + 2} bookings:")
    assert first.text.count("• ") == PAGE
    second = await bailey.tap("^2 more$")
    assert second.text.count("• ") == 2
    assert "Ana Silva" in second.text


async def test_a_full_week_is_drawn_too(bailey: Talk, ana: Talk) -> None:
    for number in range(9):
        start = datetime(2026, 11, 24, 14, tzinfo=UTC) + timedelta(days=number // 5, minutes=30 * (number % 5))
        await ana.book(f"{start:%B %d} at {start:%H:%M}")
    reply = await bailey.call("show_agenda", "what's on this week?", when="this week")
    (picture,) = reply.attachments
    assert picture.media_type == "image/png"
    assert Image.open(BytesIO(picture.content)).size[0] == 1080


async def test_a_week_is_drawn_when_asked_for(bailey: Talk, ana: Talk) -> None:
    await ana.book("tomorrow at 3pm")
    await ana.book("thursday at 3pm")
    reply = await bailey.say("draw my week")
    assert [attachment.name for attachment in reply.attachments] == ["week-2026-11-23.png"]


async def test_a_booking_picked_from_a_list_is_shown(bailey: Talk, ana: Talk) -> None:
    await ana.book("tomorrow at 3pm")
    await ana.book("thursday at 4pm", event_type="15min")
    await bailey.say("what's on this week?")
    reply = await bailey.tap("15 Min")
    assert "With Ana Silva, ana@example.com" in reply.text


async def test_others_hosts_bookings_are_not_on_it(bailey: Talk, ana: Talk) -> None:
    await ana.book("tomorrow at 3pm", event_type="intro", host="Alex", said="intro with Alex tomorrow at 3pm")
    assert "Nothing is booked" in (await bailey.say("what's on tomorrow")).text


@pytest.mark.parametrize("kind", ["status", "drop_before"])
async def test_a_calendar_that_fails_is_said_so(bailey: Talk, kind: str) -> None:
    bailey.fault("bookings.list", kind, times=9)
    assert "cannot reach the calendar" in (await bailey.say("what's on tomorrow")).text


async def test_a_question_that_comes_twice_is_answered_with_the_same_picture(bailey: Talk, ana: Talk) -> None:
    await ana.book("tomorrow at 3pm")
    first = await bailey.say("draw my week", message_id="twice")
    again = await bailey.say("draw my week", message_id="twice")
    assert again.attachments == first.attachments != ()
