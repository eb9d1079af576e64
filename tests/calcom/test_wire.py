"""The wire as plain values: every form of an answer, every error that Cal.com's words can mean."""

import contextlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.calcom import wire
from bot.calcom.bookings import Bookings
from bot.calcom.operation import Auth, Operation, Paging
from bot.calcom.paging import page_after
from bot.calcom.slots import Reservations
from bot.calcom.types.bookings import OneOrMany
from bot.scheduling.calendar import (
    CalendarError,
    Forbidden,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    SlotTaken,
    Unauthorized,
    Unavailable,
)
from bot.scheduling.models import Booking, EventType

READ = wire.Request(Bookings.get.operation, "/v2/bookings/abc")
WRITE = wire.Request(Bookings._create.operation, "/v2/bookings", body={})
RESERVE = wire.Request(Reservations._create.operation, "/v2/slots/reservations", body={})


def said(message: str, code: str = "BadRequestException") -> bytes:
    return json.dumps({"status": "error", "error": {"code": code, "message": message}}).encode()


def error(status: int, body: bytes, request: wire.Request = WRITE, **headers: str) -> CalendarError:
    return wire.error_of(request, status, headers, body)


def reader(kind: Any) -> Callable[[wire.Answer], Any]:
    return lambda answer: TypeAdapter(kind).validate_python(wire.without_nulls(answer.data))


# Requests


def test_an_id_cannot_lead_to_another_path() -> None:
    assert wire.path_of("bookings", "a/../b?x=1#y", "cancel") == "/v2/bookings/a%2F..%2Fb%3Fx%3D1%23y/cancel"
    assert wire.path_of("bookings", "half an emoji \ud83d") == "/v2/bookings/half%20an%20emoji%20%3F"


@pytest.mark.parametrize("uid", ["", "  ", ".", ".."])
def test_an_empty_id_names_nothing(uid: str) -> None:
    with pytest.raises(NotFound):
        wire.path_of("bookings", uid)


# Answers


def test_the_order_of_keys_in_the_envelope_does_not_matter() -> None:
    for body in (b'{"status":"success","data":{"a":1}}', b'{"data":{"a":1},"status":"success"}'):
        assert wire.open_answer(READ, 200, {}, body).data == {"a": 1}


@pytest.mark.parametrize(("status", "body"), [(200, b'{"status":"success"}'), (204, b""), (200, b" \n")])
def test_a_success_may_carry_no_data(status: int, body: bytes) -> None:
    assert wire.open_answer(READ, status, {}, body).data is None


@pytest.mark.parametrize(
    "body", [b"<html>hello</html>", b'{"status":"succ', b"[]", b'"success"', b"{}", b"\xff\xfe\x00"]
)
def test_an_answer_outside_its_envelope_is_none(body: bytes) -> None:
    with pytest.raises(Unavailable):
        wire.open_answer(READ, 200, {}, body)
    with pytest.raises(OutcomeUnknown):
        wire.open_answer(WRITE, 201, {}, body)


@pytest.mark.parametrize("data", [None, [], "text", {"uid": "u"}, [{"uid": "u", "status": "accepted"}], [None]])
def test_data_of_an_unforeseen_form_is_no_answer(data: Any) -> None:
    with pytest.raises(Unavailable):
        wire.read_answer(READ, wire.Answer(data), reader(OneOrMany))
    with pytest.raises(OutcomeUnknown):
        wire.read_answer(WRITE, wire.Answer(data), reader(OneOrMany))


def test_an_unforeseen_form_is_named_by_its_places_and_not_by_what_was_in_them() -> None:
    data = {"uid": "u", "status": "accepted", "start": "ana@example.com", "end": "2030-01-07T09:30:00Z"}
    with pytest.raises(Unavailable) as caught:
        wire.read_answer(READ, wire.Answer(data), reader(Booking))
    assert "start" in caught.value.message
    assert "ana@" not in caught.value.message


def test_a_null_is_an_absent_key() -> None:
    data = {"id": 1, "slug": "s", "title": "t", "lengthInMinutes": 30, "hidden": None, "bookingFields": None}
    event_type = wire.read_answer(READ, wire.Answer(data), reader(EventType))
    assert event_type.hidden is False
    assert event_type.booking_fields == ()


# Pages


LIST = Operation(
    "GET", "/v2/bookings", "3", Auth.BEARER, paging=Paging(size=2, cursor_size=2, cursor_from="2026-05-01")
)


@pytest.mark.parametrize(
    ("pagination", "paging", "following"),
    [
        ({"hasNextPage": True, "returnedItems": 2}, {"take": "2", "skip": "0"}, {"take": "2", "skip": "2"}),
        ({"hasNextPage": True, "itemsReturned": 2}, {"take": "2", "skip": "2"}, {"take": "2", "skip": "4"}),
        ({"hasNextPage": False, "currentPage": 0}, {"take": "2", "skip": "0"}, None),
        ({"totalItems": 2}, {"take": "2", "skip": "0"}, None),
        ({}, {"take": "2", "skip": "0"}, {"take": "2", "skip": "2"}),
        ({"nextCursor": "c2", "hasMore": True}, {"limit": "2"}, {"limit": "2", "cursor": "c2"}),
        ({"nextCursor": "c2"}, {"take": "2", "skip": "0"}, {"limit": "2", "cursor": "c2"}),
        ({"nextCursor": "c2", "hasMore": True}, {"limit": "2", "cursor": "c2"}, None),
        ({"nextCursor": "c3", "hasMore": False}, {"limit": "2", "cursor": "c2"}, None),
        ({"nextCursor": None, "hasMore": True}, {"limit": "2"}, None),
        ({"nextCursor": None, "hasMore": False}, {"limit": "2"}, None),
    ],
)
def test_the_next_page_follows_from_either_form(
    pagination: dict[str, Any], paging: dict[str, str], following: dict[str, str] | None
) -> None:
    request = wire.Request(LIST, "/v2/bookings")
    assert page_after(request, wire.Answer([{}, {}], pagination), paging) == following


def test_where_nothing_is_told_a_short_page_is_the_last() -> None:
    assert page_after(wire.Request(LIST, "/v2/bookings"), wire.Answer([{}]), {"take": "2", "skip": "0"}) is None


def test_an_empty_page_is_the_last_whatever_it_says() -> None:
    request = wire.Request(LIST, "/v2/bookings")
    assert page_after(request, wire.Answer([], {"hasNextPage": True}), {"take": "2", "skip": "0"}) is None


# The forms of an error


def test_the_sentence_of_an_http_exception_is_kept(desk: Any) -> None:
    raised = error(404, json.dumps(desk.sample("error-string")).encode(), READ)
    assert type(raised) is NotFound
    assert (raised.message, raised.status, raised.code) == (
        "Booking with uid=abc was not found in the database",
        404,
        "NotFoundException",
    )


def test_a_validation_error_is_told_by_its_constraints_however_deep(desk: Any) -> None:
    raised = error(400, json.dumps(desk.sample("error-validation")).encode())
    assert isinstance(raised, Rejected)
    assert raised.message == "timeZone must be a valid IANA time-zone, start must be a valid ISO 8601 date string"
    assert (raised.reason, raised.field) == ("invalid_field", "timeZone")


def test_the_pipes_of_bookings_and_slots_speak_in_one_sentence(desk: Any) -> None:
    raised = error(400, json.dumps(desk.sample("error-pipe")).encode())
    assert type(raised) is Rejected
    assert raised.message == "foo property is wrong,property foo should not exist"


def test_a_domain_code_speaks_for_itself(desk: Any) -> None:
    for status in (400, 409, 500):
        assert type(error(status, json.dumps(desk.sample("error-domain")).encode())) is SlotTaken


def test_an_error_of_the_database_is_a_refusal_without_a_reason(desk: Any) -> None:
    raised = error(400, json.dumps(desk.sample("error-database")).encode())
    assert isinstance(raised, Rejected)
    assert (raised.code, raised.reason, raised.field) == ("BAD_REQUEST", None, None)


def test_an_error_may_come_without_an_envelope(desk: Any) -> None:
    raised = error(400, json.dumps(desk.sample("error-bare")).encode())
    assert isinstance(raised, Rejected)
    assert raised.reason == "ended"
    assert type(error(409, b'{"statusCode":409,"message":"booking_conflict_error"}')) is SlotTaken


@pytest.mark.parametrize(
    "body", [b"", b"<html>Bad gateway</html>", b"[1]", b'{"error":"nope"}', b'{"error":{"code":7}}']
)
def test_an_error_without_words_has_those_of_its_status(body: bytes) -> None:
    assert error(418, body).message == "418 I'm a Teapot"
    assert error(499, body).message == "499"


def test_messages_in_a_list_are_joined() -> None:
    assert error(400, b'{"statusCode":400,"message":["a is wrong","b is wrong"]}').message == "a is wrong, b is wrong"


# What a status means


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "ApiAuthStrategy - api key - Your api key is not valid"),
        (403, "PermissionsGuard - no authentication provided. Provide either authorization bearer token"),
    ],
)
def test_a_refused_credential_is_unauthorized(status: int, words: str) -> None:
    assert type(error(status, said(words))) is Unauthorized


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("insufficient_scope: token does not have the required scopes. Required: A_READ, B_READ. Token has: C_READ.",
         ("A_READ, B_READ", None)),
        ("insufficient_scope: this endpoint is not available for third-party OAuth tokens", ("an API key", None)),
        ("RolesGuard - user with id=7 does not have the minimum required role=ORG_ADMIN within organization with id=1.",
         (None, "ORG_ADMIN")),
        ("RolesGuard - User is not a member of the team with id=3.", (None, "team member")),
        ("Forbidden resource", (None, None)),
    ],
)  # fmt: skip
def test_what_a_credential_lacks_is_named(words: str, missing: tuple[str | None, str | None]) -> None:
    caught = error(403, said(words, "ForbiddenException"))
    assert isinstance(caught, Forbidden)
    assert (caught.scope, caught.role) == missing


def test_an_error_of_oauth_has_its_own_form() -> None:
    body = json.dumps({"error": "invalid_grant", "error_description": "code_invalid_or_expired"}).encode()
    caught = error(400, body)
    assert (type(caught), caught.code, caught.message) == (Rejected, "invalid_grant", "code_invalid_or_expired")


def test_a_path_that_is_not_served_is_no_missing_booking() -> None:
    body = said("Cannot GET /v2/slots?username=bea&attendeeEmail=ana@example.com", "NotFoundException")
    raised = error(404, body, READ)
    assert type(raised) is Unavailable
    assert raised.message == "Cannot GET /v2/slots"
    assert type(error(404, said("Cannot POST /v2/bookings", "NotFoundException"), WRITE)) is Unavailable


@pytest.mark.parametrize("code", ["event_type_not_found_error", "booking_not_found_error"])
def test_a_missing_thing_may_be_told_by_its_code(code: str) -> None:
    assert type(error(400, said("gone", code))) is NotFound


def test_a_conflict_is_a_taken_slot() -> None:
    assert type(error(409, said("No more seats left at this seated booking.", "ConflictException"))) is SlotTaken


def test_a_conflict_over_something_else_is_not_a_taken_slot() -> None:
    for code in ("already_signed_up_for_this_booking_error", "payment_not_created_error"):
        assert type(error(409, said("no", code))) is Rejected


def test_a_slot_that_cannot_be_reserved_is_taken() -> None:
    body = said("Can't reserve a slot if the event is already booked.", "UnprocessableEntityException")
    assert type(error(422, body, RESERVE)) is SlotTaken
    assert type(error(422, said("No hosts."), WRITE)) is Rejected


@pytest.mark.parametrize("status", [302, 408, 500, 501, 502, 503, 504, 520])
def test_no_answer_to_a_write_leaves_its_outcome_unknown(status: int) -> None:
    assert type(error(status, said("There was an error, please try again later.", "TRPCError"), READ)) is Unavailable
    raised = error(status, said("There was an error, please try again later.", "TRPCError"), WRITE)
    assert type(raised) is OutcomeUnknown
    assert (raised.status, raised.code) == (status, "TRPCError")


# What Cal.com tells in words alone (facts 4.2, 4.5, 4.6, 5.4)


@pytest.mark.parametrize(
    "message",
    [
        "User either already has booking at this time or is not available",
        "One of the hosts either already has booking at this time or is not available",
        "No more seats left at this seated booking.",
    ],
)
def test_words_for_a_taken_slot(message: str) -> None:
    assert type(error(400, said(message))) is SlotTaken


TOO_SOON = (
    "The event type can't be booked at the \"start\" time provided. This could be because it's too soon (violating the "
    "minimum booking notice) or too far in the future (outside the event's scheduling window)."
)


@pytest.mark.parametrize(
    ("message", "reason", "field"),
    [
        ("Attempting to book a meeting in the past.", "past", None),
        (TOO_SOON, "too_soon_or_too_far", None),
        (
            "Attendee with this email can't book because the maximum number of active bookings has been reached."
            " You can reschedule your existing booking (abc) to a new timeslot instead.",
            "limit_reached",
            None,
        ),
        (
            "Missing required booking field response: company_size - it is required by the event type booking fields, "
            "but missing in the bookingFieldsResponses.",
            "missing_field",
            "company_size",
        ),
        (
            'Missing attendee phone number - it is required by the event type. Pass it as "attendee.phoneNumber".',
            "missing_field",
            "attendeePhoneNumber",
        ),
        (
            "attendee property is wrong,Attendee must have at least one contact method (email or phone number) ",
            "missing_field",
            "email",
        ),
        ("{notes}error_required_field", "missing_field", "notes"),
        ("responses - {company_size}error_required_field, {team}error_required_field", "missing_field", "company_size"),
        ("{how_many}Invalid string", "invalid_field", "how_many"),
        ("{guests}duplicate_email", "invalid_field", "guests"),
        (
            "Invalid type for booking field 'how_many'. Expected type number (compatible with field type 'number'), "
            "but received string.",
            "invalid_field",
            "how_many",
        ),
        ("Invalid option 'v' for booking field 'size'. Allowed options are: a, b.", "invalid_field", "size"),
        ("One or more invalid options for booking field 'tags'. Allowed options are: a, b.", "invalid_field", "tags"),
        ("attendee property is wrong, email property is wrong,Invalid email format", "invalid_field", "email"),
        (
            "Invalid phone number format. Please use international format.",
            "invalid_field",
            "attendeePhoneNumber",
        ),
        ("Invalid time range given - check the 'start' and 'end' query parameters.", "invalid_field", "start"),
        (
            "Can't specify 'lengthInMinutes' because event type does not have multiple possible lengths.",
            "length",
            "lengthInMinutes",
        ),
        (
            "Provided 'lengthInMinutes' is not one of the possible lengths for the event type.",
            "length",
            "lengthInMinutes",
        ),
        ("Booking location with type phone not valid for event type with id=3.", "location", "location"),
        (
            "Provided recurrence count is higher than the event type's recurring event count.",
            "recurrence",
            None,
        ),
        (
            "Instant bookings are only supported for team event types, not individual user event types.",
            "instant",
            None,
        ),
        ("email_verification_required", "email_verification", None),
        ("Invalid verification code", "email_verification", None),
        (
            "Can't reschedule booking with uid=X because it has been cancelled. Please provide uid of a booking that "
            "is not cancelled.",
            "already_cancelled",
            None,
        ),
        (
            "Can't reschedule booking with uid=X because it has been cancelled and rescheduled already to booking with "
            "uid=Y. You probably want to reschedule Y instead by passing it within the request URL.",
            "already_rescheduled",
            None,
        ),
        (
            "Can't cancel booking with uid=X because it has been cancelled already. Please provide uid of a booking "
            "that is not cancelled.",
            "already_cancelled",
            None,
        ),
        (
            "Invalid seatUid: this seat does not exist or has already been cancelled.",
            "already_cancelled",
            None,
        ),
        ("This event type does not allow cancellations", "not_cancellable", None),
        ("Cannot cancel a booking that has already ended", "ended", None),
        ("Cancellation reason is required when you are the host", "missing_field", "cancellationReason"),
        ("Cancellation reason is required", "missing_field", "cancellationReason"),
        (
            "Cannot cancel subsequent bookings for recurring event - you have to provide uid of one of the individual "
            "bookings of a recurring booking.",
            "recurrence",
            None,
        ),
        ("Booking with bookingUid=X is not part of a recurring booking.", "recurrence", None),
        ("Event type with id=3 is the parent managed event type that can't be booked.", None, None),
        ("A sentence of next year.", None, None),
    ],
)
def test_words_for_a_refusal(message: str, reason: str | None, field: str | None) -> None:
    raised = error(400, said(message))
    assert isinstance(raised, Rejected)
    assert (raised.reason, raised.field, raised.message) == (reason, field, message.strip())


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("booking_time_out_of_bounds_error", "too_soon_or_too_far"),
        ("booker_limit_exceeded_error", "limit_reached"),
        ("cancelled_bookings_cannot_be_rescheduled", "already_cancelled"),
    ],
)
def test_codes_for_a_refusal(code: str, reason: str) -> None:
    raised = error(400, said("words", code))
    assert isinstance(raised, Rejected)
    assert raised.reason == reason


def test_the_attendees_email_is_known_by_the_slug_of_its_question() -> None:
    errors = [{"property": "attendee", "children": [{"property": "email", "constraints": {"isEmail": "must be one"}}]}]
    payload = {"error": {"message": "Bad Request Exception", "details": {"errors": errors}}}
    raised = error(400, json.dumps(payload).encode())
    assert isinstance(raised, Rejected)
    assert (raised.reason, raised.field) == ("invalid_field", "email")


# Rate limits


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7", "x-ratelimit-reset-default": "30"}, 7),
        ({"x-ratelimit-reset-default": "30"}, 30),
        ({"x-ratelimit-reset": "12.5"}, 12.5),
        ({"retry-after": "soon", "x-ratelimit-reset": "3"}, 3),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00"}, None),
        ({"x-ratelimit-reset-default": "1893456000"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({}, None),
    ],
)
def test_the_wait_after_429_is_the_one_that_was_told(headers: dict[str, str], seconds: float | None) -> None:
    raised = error(429, said("CustomThrottlerGuard - Too many requests.", "ThrottlerException"), READ, **headers)
    assert isinstance(raised, RateLimited)
    assert raised.retry_after == seconds


def test_a_date_can_tell_the_wait() -> None:
    told = wire.told_wait({"retry-after": format_datetime(datetime.now(UTC) + timedelta(seconds=50), usegmt=True)})
    assert told is not None
    assert 45 < told <= 50
    assert wire.told_wait({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (
            {
                "X-RateLimit-Limit-Default": "120",
                "X-RateLimit-Remaining-Default": "0",
                "X-RateLimit-Reset-Default": "41",
            },
            41,
        ),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "5"}, 5),
        ({"X-RateLimit-Remaining-Default": "1", "X-RateLimit-Reset-Default": "41"}, 0),
        (
            {
                "X-RateLimit-Remaining-Default": "9",
                "X-RateLimit-Reset-Default": "41",
                "X-RateLimit-Remaining-Guests": "0",
                "X-RateLimit-Reset-Guests": "8",
            },
            8,
        ),
        ({"X-RateLimit-Remaining-Default": "0"}, 0),
        ({}, 0),
    ],
)
def test_a_limiter_with_nothing_left_closes_until_its_reset(headers: dict[str, str], seconds: float) -> None:
    assert wire.closed_for(headers) == seconds


# Whatever comes


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["status", "data", "error", "message", "code", "details", "errors", "property", "constraints"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@for_all(st.integers(200, 599), json_values.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=30))
def test_any_answer_at_all_is_opened_or_is_an_error_of_the_calendar(status: int, body: bytes) -> None:
    for request in (READ, WRITE):
        with contextlib.suppress(CalendarError):
            answer = wire.open_answer(request, status, {}, body)
            assert 200 <= status < 300
            assert all(booking.uid for booking in wire.read_answer(request, answer, reader(OneOrMany)))
