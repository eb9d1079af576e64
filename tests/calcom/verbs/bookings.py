"""Bookings (facts 4)."""

from datetime import UTC, datetime, timedelta, timezone

from bot.calcom.types.bookings import (
    AbsentAttendee,
    Booker,
    BookingToMake,
    ChosenLocation,
    Guest,
    IntegrationLocation,
    LinkLocation,
    Routing,
)
from bot.scheduling.models import NewAttendee, NewBooking
from tests.calcom.verbs.case import Case

NINE = datetime(2030, 1, 7, 9, tzinfo=UTC)
IN_MADRID = NINE.astimezone(timezone(timedelta(hours=1)))
BOOKING = {
    "id": 501,
    "uid": "b-1",
    "status": "accepted",
    "start": "2030-01-07T09:00:00.000Z",
    "end": "2030-01-07T09:30:00.000Z",
    "description": None,
    "attendees": [{"name": "Ana Ruiz", "email": "ana@example.com", "timeZone": "Europe/Madrid", "absent": False}],
    "isPlatformManagedUserBooking": False,
}
SERIES = [
    BOOKING | {"uid": "b-3", "start": "2030-01-14T09:00:00.000Z", "recurringBookingUid": "s"},
    BOOKING | {"uid": "b-2", "recurringBookingUid": "s"},
]
ATTENDEE = {"id": 9, "bookingId": 501, "name": "Bo", "email": "bo@example.com", "timeZone": "UTC", "absent": False}
PAGES = {"totalItems": 2, "returnedItems": 2, "hasNextPage": False}


def uids(bookings: list) -> list[str]:
    return [booking.uid for booking in bookings]


CASES = [
    Case(
        "bookings.create",
        lambda c: c.bookings.create(
            NewBooking(
                start=IN_MADRID,
                attendee=NewAttendee(
                    name="Ana Ruiz", email="ana@example.com", time_zone="Europe/Madrid", language="es"
                ),
                event_type_slug="intro",
                username="bea",
            )
        ),
        "POST /v2/bookings",
        {
            "start": "2030-01-07T09:00:00Z",
            "attendee": {
                "name": "Ana Ruiz",
                "email": "ana@example.com",
                "timeZone": "Europe/Madrid",
                "language": "es",
            },
            "eventTypeSlug": "intro",
            "username": "bea",
        },
        BOOKING,
        uids,
        ["b-1"],
        status=201,
    ),
    Case(
        "bookings.create",
        lambda c: c.bookings.create(
            BookingToMake(
                start=NINE,
                attendee=Booker(name="Ana", phone_number="+351210000000", time_zone="UTC"),
                event_type_id=11,
                guests=("bo@example.com",),
                location=ChosenLocation(type="attendeePhone", phone="+351210000000"),
                metadata={"slotwise": "k", "count": 2, "new": True},
                length_in_minutes=30,
                recurrence_count=2,
                routing=Routing(team_member_ids=(7,), response_id=3),
                allow_conflicts=True,
            )
        ),
        "POST /v2/bookings",
        {
            "start": "2030-01-07T09:00:00Z",
            "attendee": {"name": "Ana", "phoneNumber": "+351210000000", "timeZone": "UTC", "language": "en"},
            "eventTypeId": 11,
            "guests": ["bo@example.com"],
            "location": {"type": "attendeePhone", "phone": "+351210000000"},
            "metadata": {"slotwise": "k", "count": 2, "new": True},
            "lengthInMinutes": 30,
            "recurrenceCount": 2,
            "routing": {"teamMemberIds": [7], "responseId": 3},
            "allowConflicts": True,
        },
        SERIES,
        uids,
        ["b-2", "b-3"],
        status=201,
    ),
    Case("bookings.get", lambda c: c.bookings.get("b-1"), "GET /v2/bookings/b-1", None, BOOKING, uids, ["b-1"]),
    Case("bookings.get", lambda c: c.bookings.get("s"), "GET /v2/bookings/s", None, SERIES, uids, ["b-2", "b-3"]),
    Case(
        "bookings.get_by_seat",
        lambda c: c.bookings.get_by_seat("seat-1"),
        "GET /v2/bookings/by-seat/seat-1",
        None,
        BOOKING,
        lambda booking: booking.uid,
        "b-1",
    ),
    Case(
        "bookings.list",
        lambda c: c.bookings.list(
            status=["upcoming", "past"],
            attendee_email="ana+1@example.com",
            event_type_ids=[1, 2],
            team_ids=[3],
            after_start=IN_MADRID,
            before_updated_at=NINE,
        ).all(),
        "GET /v2/bookings?afterStart=2030-01-07T09:00:00Z&attendeeEmail=ana+1@example.com"
        "&beforeUpdatedAt=2030-01-07T09:00:00Z&eventTypeIds=1,2&skip=0&sortStart=asc&status=upcoming,past&take=100"
        "&teamsIds=3",
        None,
        [BOOKING, SERIES[0]],
        uids,
        ["b-1", "b-3"],
    ),
    Case(
        "bookings.list",
        lambda c: c.bookings.list(status=["past"], sort_updated_at="desc").all(),
        "GET /v2/bookings?skip=0&sortUpdatedAt=desc&status=past&take=100",
        None,
        [],
        uids,
        [],
    ),
    Case(
        "bookings.reschedule",
        lambda c: c.bookings.reschedule(
            "b-0", start=NINE, rescheduling_reason="a train", rescheduled_by="ana@example.com"
        ),
        "POST /v2/bookings/b-0/reschedule",
        {"start": "2030-01-07T09:00:00Z", "reschedulingReason": "a train", "rescheduledBy": "ana@example.com"},
        BOOKING,
        lambda booking: booking.uid,
        "b-1",
        status=201,
    ),
    Case(
        "bookings.cancel",
        lambda c: c.bookings.cancel("b-1", cancellation_reason="ill", cancel_subsequent_bookings=True),
        "POST /v2/bookings/b-1/cancel",
        {"cancellationReason": "ill", "cancelSubsequentBookings": True},
        SERIES,
        uids,
        ["b-2", "b-3"],
    ),
    Case(
        "bookings.confirm",
        lambda c: c.bookings.confirm("b-1"),
        "POST /v2/bookings/b-1/confirm",
        None,
        [BOOKING],
        lambda booking: booking.uid,
        "b-1",
    ),
    Case(
        "bookings.decline",
        lambda c: c.bookings.decline("b-1", reason="full"),
        "POST /v2/bookings/b-1/decline",
        {"reason": "full"},
        BOOKING | {"status": "rejected"},
        lambda booking: booking.is_active,
        False,
    ),
    Case(
        "bookings.decline",
        lambda c: c.bookings.decline("b-1"),
        "POST /v2/bookings/b-1/decline",
        {},
        BOOKING,
        lambda booking: booking.uid,
        "b-1",
    ),
    Case(
        "bookings.mark_absent",
        lambda c: c.bookings.mark_absent(
            "b-1", host=True, attendees=[AbsentAttendee(email="ana@example.com", absent=True)]
        ),
        "POST /v2/bookings/b-1/mark-absent",
        {"host": True, "attendees": [{"email": "ana@example.com", "absent": True}]},
        BOOKING | {"absentHost": True},
        lambda booking: booking.attendees[0].absent,
        False,
    ),
    Case(
        "bookings.reassign",
        lambda c: c.bookings.reassign("b-1"),
        "POST /v2/bookings/b-1/reassign",
        None,
        {"bookingUid": "b-1", "reassignedTo": {"id": 8, "name": "Al", "email": "al@example.com"}},
        lambda reassigned: (reassigned.booking_uid, reassigned.reassigned_to.id),
        ("b-1", 8),
    ),
    Case(
        "bookings.reassign_to",
        lambda c: c.bookings.reassign_to("b-1", 8, reason="ill"),
        "POST /v2/bookings/b-1/reassign/8",
        {"reason": "ill"},
        {"bookingUid": "b-1", "reassignedTo": {"id": 8, "name": None}},
        lambda reassigned: reassigned.reassigned_to.name,
        None,
    ),
    Case(
        "bookings.request_reschedule",
        lambda c: c.bookings.request_reschedule("b-1", reschedule_reason="ill"),
        "POST /v2/bookings/b-1/request-reschedule",
        {"rescheduleReason": "ill"},
    ),
    Case(
        "bookings.update_location",
        lambda c: c.bookings.update_location("b-1", location=LinkLocation(link="https://meet.example.com/a")),
        "PATCH /v2/bookings/b-1/location",
        {"location": {"type": "link", "link": "https://meet.example.com/a"}},
        BOOKING | {"location": "https://meet.example.com/a"},
        lambda booking: booking.location,
        "https://meet.example.com/a",
    ),
    Case(
        "bookings.update_location",
        lambda c: c.bookings.update_location("b-1", location=IntegrationLocation(integration="zoom")),
        "PATCH /v2/bookings/b-1/location",
        {"location": {"type": "integration", "integration": "zoom"}},
        BOOKING,
        lambda booking: booking.uid,
        "b-1",
    ),
    Case(
        "bookings.calendar_links",
        lambda c: c.bookings.calendar_links("b-1"),
        "GET /v2/bookings/b-1/calendar-links",
        None,
        [{"label": "ICS", "link": "data:text/calendar,", "id": "ics"}],
        lambda links: [link.label for link in links],
        ["ICS"],
    ),
    Case(
        "bookings.references",
        lambda c: c.bookings.references("b-1", reference_type="google_calendar"),
        "GET /v2/bookings/b-1/references?type=google_calendar",
        None,
        [{"type": "google_calendar", "eventUid": "e", "destinationCalendarId": None, "id": 1}],
        lambda references: [(one.event_uid, one.destination_calendar_id) for one in references],
        [("e", None)],
    ),
    Case(
        "bookings.recordings",
        lambda c: c.bookings.recordings("b-1"),
        "GET /v2/bookings/b-1/recordings",
        None,
        [{"id": "r", "roomName": "x", "startTs": 1894006800, "status": "finished", "duration": 60, "error": None}],
        lambda recordings: [(one.id, one.start_ts) for one in recordings],
        [("r", 1894006800)],
    ),
    Case(
        "bookings.transcripts",
        lambda c: c.bookings.transcripts("b-1"),
        "GET /v2/bookings/b-1/transcripts",
        None,
        ["https://files.example.com/t"],
        list,
        ["https://files.example.com/t"],
    ),
    Case(
        "bookings.conferencing_sessions",
        lambda c: c.bookings.conferencing_sessions("b-1"),
        "GET /v2/bookings/b-1/conferencing-sessions",
        None,
        [
            {
                "id": "s",
                "room": "x",
                "startTime": 1894006800,
                "duration": 60,
                "ongoing": False,
                "maxParticipants": 2,
                "participants": [{"userId": None, "userName": "Ana", "joinTime": 1894006801, "duration": 59}],
            }
        ],
        lambda sessions: sessions[0].participants[0].user_name,
        "Ana",
    ),
    Case(
        "bookings.attendees.list",
        lambda c: c.bookings.attendees.list("b-1"),
        "GET /v2/bookings/b-1/attendees",
        None,
        [ATTENDEE],
        lambda attendees: [attendee.id for attendee in attendees],
        [9],
    ),
    Case(
        "bookings.attendees.get",
        lambda c: c.bookings.attendees.get("b-1", 9),
        "GET /v2/bookings/b-1/attendees/9",
        None,
        ATTENDEE,
        lambda attendee: attendee.email,
        "bo@example.com",
    ),
    Case(
        "bookings.attendees.add",
        lambda c: c.bookings.attendees.add("b-1", name="Bo", time_zone="UTC", email="bo@example.com"),
        "POST /v2/bookings/b-1/attendees",
        {"name": "Bo", "timeZone": "UTC", "email": "bo@example.com"},
        ATTENDEE,
        lambda attendee: attendee.booking_id,
        501,
        status=201,
    ),
    Case(
        "bookings.guests.add",
        lambda c: c.bookings.guests.add("b-1", guests=[Guest(email="bo@example.com", name="Bo")]),
        "POST /v2/bookings/b-1/guests",
        {"guests": [{"email": "bo@example.com", "name": "Bo"}]},
        BOOKING,
        lambda booking: booking.uid,
        "b-1",
    ),
]
