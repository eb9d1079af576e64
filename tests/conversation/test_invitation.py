"""The calendar file of a booking: what calendars accept, update and take out again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from bot.conversation import invitation
from bot.message import Attachment
from bot.scheduling.models import Booking
from tests.conversation.talking import NOW, TOMORROW_AT_THREE, Talk


def booking(**changes: Any) -> Booking:
    return Booking.model_validate(
        {
            "uid": "abc123",
            "icsUid": "abc123@Cal.com",
            "status": "accepted",
            "start": "2026-11-24T15:00:00.000Z",
            "end": "2026-11-24T15:30:00.000Z",
            "location": "https://app.cal.com/video/abc123",
            "hosts": [{"name": "Bailey Hart", "email": "bailey@acme.example"}],
            "attendees": [{"name": "Ana Silva", "email": "ana@example.com"}],
            **changes,
        }
    )


def made(of: Booking, summary: str, now: datetime = NOW) -> Attachment:
    """As the first attendee gets it."""
    return invitation.attachment(of, next(iter(of.attendees), None), summary, now)


def event(attachment: Attachment) -> tuple[Any, Any]:
    """The calendar and its only event, as the icalendar library reads them back."""
    calendar = Calendar.from_ical(attachment.content)
    (found,) = calendar.walk("VEVENT")
    return calendar, found


def test_the_file_holds_the_booking_in_utc() -> None:
    calendar, entry = event(made(booking(), "30 Min Meeting with Bailey Hart"))
    assert calendar["VERSION"] == "2.0"
    assert calendar["METHOD"] == "PUBLISH"
    assert entry.decoded("dtstart") == TOMORROW_AT_THREE
    assert entry.decoded("dtend") == TOMORROW_AT_THREE + timedelta(minutes=30)
    assert entry["uid"] == "abc123@Cal.com"
    assert entry["status"] == "CONFIRMED"
    assert entry["summary"] == "30 Min Meeting with Bailey Hart"
    assert entry["location"] == "https://app.cal.com/video/abc123"
    assert str(entry["organizer"]) == "mailto:bailey@acme.example"


def test_times_are_written_as_utc_in_the_file_itself() -> None:
    content = made(booking(), "x").content
    assert b"DTSTART:20261124T150000Z" in content
    assert b"DTEND:20261124T153000Z" in content
    assert b"DTSTAMP:20261123T140000Z" in content


def test_the_file_has_a_name_and_a_type_that_calendars_open() -> None:
    attachment = made(booking(), "x")
    assert attachment.name.endswith(".ics")
    assert attachment.media_type.startswith("text/calendar")


@pytest.mark.parametrize(
    ("status", "method", "written"),
    [
        ("accepted", "PUBLISH", "CONFIRMED"),
        ("pending", "PUBLISH", "TENTATIVE"),
        ("cancelled", "CANCEL", "CANCELLED"),
        ("rejected", "CANCEL", "CANCELLED"),
    ],
)
def test_the_state_of_the_booking_is_that_of_the_entry(status: str, method: str, written: str) -> None:
    calendar, entry = event(made(booking(status=status), "x"))
    assert (calendar["METHOD"], entry["STATUS"]) == (method, written)


@pytest.mark.parametrize(
    "text",
    [
        "Café com João",
        "会议与李明",
        "اجتماع مع ليلى",
        "Kick-off 🚀",
        "a; b, c \\ d: e",
        "line one\nline two",
        "x" * 300,
        "é" * 200,
        "BEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT",
    ],
)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    content = made(booking(location=text), text).content
    _, entry = event(made(booking(location=text), text))
    assert str(entry["summary"]) == text.replace("\r\n", "\n")
    assert str(entry["location"]) == text.replace("\r\n", "\n")
    assert entry["uid"] == "abc123@Cal.com"
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@pytest.mark.parametrize("name", ["Ana “Anita” Silva", 'Ana "Anita" Silva', "Silva, Ana; Dr.", "Ana: Silva", "李明"])
def test_people_of_any_name_leave_the_file_readable(name: str) -> None:
    people = [{"name": name, "email": "ana@example.com"}]
    _, entry = event(made(booking(hosts=people, attendees=people), "x"))
    assert str(entry["organizer"]) == "mailto:ana@example.com"
    assert str(entry["attendee"]) == "mailto:ana@example.com"


def test_nobody_else_who_has_a_seat_is_in_the_file() -> None:
    people = [{"name": "Kim", "email": "kim@example.com"}, {"name": "Ana", "email": "ana@example.com"}]
    shared = booking(attendees=people)
    content = invitation.attachment(shared, shared.attendees[1], "x", NOW).content
    assert b"ana@example.com" in content
    assert b"kim@example.com" not in content


def test_a_booking_without_place_host_or_uid_of_its_own_is_still_an_entry() -> None:
    bare = booking(location=None, hosts=[], attendees=[], icsUid=None)
    _, entry = event(made(bare, "x"))
    assert entry["uid"] == "abc123"
    assert "LOCATION" not in entry
    assert "ORGANIZER" not in entry


def test_a_later_version_has_a_greater_number() -> None:
    numbers = [
        event(made(booking(), "x", NOW + timedelta(seconds=seconds)))[1]["SEQUENCE"] for seconds in (0, 1, 60, 10**9)
    ]
    assert numbers == sorted(set(numbers))
    assert all(0 <= number < 2**31 for number in numbers)


async def test_a_booking_keeps_its_entry_through_a_move_and_a_cancellation(talk: Talk) -> None:
    await talk.book()
    files = [talk.last.attachments[0]]
    talk.clock.forward(seconds=2)
    await talk.call("reschedule_booking", when="tomorrow at 4pm")
    await talk.tap("^Confirm$")
    files.append(talk.last.attachments[0])
    talk.clock.forward(seconds=2)
    await talk.call("cancel_booking", said="cancel it")
    await talk.tap("^Confirm$")
    files.append(talk.last.attachments[0])
    entries = [event(file) for file in files]
    assert len({str(entry["uid"]) for _, entry in entries}) == 1
    assert [str(calendar["METHOD"]) for calendar, _ in entries] == ["PUBLISH", "PUBLISH", "CANCEL"]
    numbers = [int(entry["SEQUENCE"]) for _, entry in entries]
    assert numbers == sorted(set(numbers))
    assert [entry.decoded("dtstart") for _, entry in entries[:2]] == [
        TOMORROW_AT_THREE,
        datetime(2026, 11, 24, 16, tzinfo=UTC),
    ]
