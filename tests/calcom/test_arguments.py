"""What Cal.com would refuse by its form never leaves, and the argument that is wrong has its name."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import pytz
from pydantic import TypeAdapter, ValidationError

from bot.calcom.arguments import ClockTime, Day, Email, Language, Moment, Phone, Slug, TimeZone, Url, instant
from bot.calcom.types.bookings import Booker, BookingToMake, ChosenLocation, Guest
from bot.calcom.types.event_types import (
    DefaultField,
    EventTypeChanges,
    NewConfirmationPolicy,
    NewEventType,
    Question,
    RangeWindow,
)
from bot.calcom.types.schedules import WorkingHours
from bot.scheduling.calendar import CalendarError, InvalidArgument
from bot.scheduling.models import NewAttendee, NewBooking

NINE = datetime(2030, 1, 7, 9, tzinfo=UTC)
ANA = Booker(name="Ana", email="ana@example.com", time_zone="Europe/Madrid")


# Values


def test_an_instant_is_written_in_utc_with_z() -> None:
    lisbon = pytz.timezone("Europe/Lisbon").localize(datetime(2030, 7, 1, 9, 0))
    assert instant(lisbon) == "2030-07-01T08:00:00Z"
    assert instant(datetime(2030, 7, 1, 9, 0, 0, 120_000, tzinfo=UTC)) == "2030-07-01T09:00:00.120Z"


def test_a_naive_moment_is_no_instant() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2030, 7, 1, 9, 0))


@pytest.mark.parametrize(
    ("kind", "good"),
    [
        (Moment, NINE),
        (Day, date(2030, 1, 7)),
        (Email, "ana+1@sub.example.com"),
        (Email, "o'hara@example.co"),
        (Phone, "+351210000000"),
        (Slug, "30min"),
        (Slug, "intro-call_2.0"),
        (TimeZone, "Europe/Lisbon"),
        (TimeZone, "America/Argentina/Buenos_Aires"),
        (TimeZone, "Etc/GMT+3"),
        (TimeZone, "UTC"),
        (Language, "pt-BR"),
        (ClockTime, "23:59"),
        (Url, "https://example.com/a?b=c"),
    ],
)
def test_what_cal_com_takes_is_taken(kind: Any, good: object) -> None:
    assert TypeAdapter(kind).validate_python(good) == good


@pytest.mark.parametrize(
    ("kind", "bad"),
    [
        (Moment, datetime(2030, 1, 7, 9)),
        (Moment, 1_894_006_800),
        (Moment, date(2030, 1, 7)),
        (Moment, "tomorrow"),
        (Day, NINE),
        (Day, 20300107),
        (Email, "ana at example"),
        (Email, "ana@example"),
        (Email, "ana@exa mple.com"),
        (Email, "Ana <ana@example.com>"),
        (Email, f"{'a' * 320}@example.com"),
        (Phone, "210000000"),
        (Phone, "+0210000000"),
        (Phone, "+351 210 000 000"),
        (Slug, "Intro"),
        (Slug, "intro call"),
        (Slug, "-intro"),
        (Slug, ""),
        (TimeZone, "+01:00"),
        (TimeZone, "Europe/ Lisbon"),
        (TimeZone, ""),
        (Language, "tlh"),
        (ClockTime, "24:00"),
        (ClockTime, "9:00"),
        (Url, "example.com"),
        (Url, "javascript:alert(1)"),
    ],
)
def test_what_cal_com_refuses_is_refused(kind: Any, bad: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(bad)


# Models


@pytest.mark.parametrize(
    "wrong",
    [
        {"event_type_id": None},
        {"event_type_slug": "intro"},
        {"event_type_id": None, "event_type_slug": "intro", "username": "bea", "team_slug": "support"},
        {"username": "bea"},
        {"metadata": {"k" * 41: "v"}},
        {"metadata": {"k": "v" * 501}},
        {"metadata": {f"k{number}": "v" for number in range(51)}},
        {"guests": ("ana at example",)},
        {"length_in_minutes": 0},
        {"instant": False},
        {"start": datetime(2030, 1, 7, 9)},
        {"an_unknown_one": 1},
        {"location": {"type": "attendeePhone"}},
        {"location": {"type": "address", "address": "Rua 1"}},
    ],
)
def test_a_booking_that_would_be_refused_is_not_made(wrong: dict[str, Any]) -> None:
    good = {"start": NINE, "attendee": ANA, "event_type_id": 1}
    BookingToMake.model_validate(good)
    with pytest.raises(ValidationError):
        BookingToMake.model_validate(good | wrong)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Question, {"type": "select", "slug": "s", "label": "S", "required": True, "placeholder": ""}),
        (Question, {"type": "text", "slug": "s", "label": "S", "required": True}),
        (Question, {"type": "boolean", "slug": "s", "label": "S", "required": True, "placeholder": "x"}),
        (Question, {"type": "text", "slug": "s", "label": "S", "required": True, "placeholder": "", "options": ["a"]}),
        (DefaultField, {"slug": "location", "required": True}),
        (RangeWindow, {"value": (date(2030, 2, 1), date(2030, 1, 1))}),
        (NewConfirmationPolicy, {"type": "time", "block_unconfirmed_bookings_in_booker": True}),
        (WorkingHours, {"days": ("Monday",), "start_time": "17:00", "end_time": "09:00"}),
        (WorkingHours, {"days": (), "start_time": "09:00", "end_time": "17:00"}),
        (NewEventType, {"length_in_minutes": 0, "title": "t", "slug": "s"}),
        (ChosenLocation, {"type": "integration"}),
    ],
)
def test_a_part_that_contradicts_itself_is_refused(model: type, values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(values)


def test_the_end_of_a_day_may_be_midnight() -> None:
    assert WorkingHours(days=("Monday",), start_time="18:00", end_time="00:00").end_time == "00:00"


def test_what_was_not_given_is_not_written_and_what_is_cleared_is() -> None:
    assert EventTypeChanges().model_dump(mode="json", by_alias=True) == {}
    assert EventTypeChanges(description=None).model_dump(mode="json", by_alias=True) == {}
    assert EventTypeChanges(schedule_id=None).model_dump(mode="json", by_alias=True) == {"scheduleId": None}


# Calls


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda c: c.bookings.reschedule("b", start=datetime(2030, 1, 7, 9)), "start"),
        (lambda c: c.bookings.reschedule("b", start=NINE, rescheduled_by="ana"), "rescheduled_by"),
        (lambda c: c.bookings.mark_absent("b"), "host"),
        (lambda c: c.bookings.guests.add("b", guests=[]), "guests"),
        (lambda c: c.bookings.guests.add("b", guests=[Guest(email="a@b.example")] * 11), "guests"),
        (lambda c: c.bookings.attendees.add("b", name="", time_zone="UTC", email="a@b.example"), "name"),
        (lambda c: c.bookings.list(status=["tomorrow"]).all(), "status.0"),
        (lambda c: c.bookings.cancel("b", cancellation_reason="x", seat_uid="s", cancel_subsequent_bookings=True),
         "cancel_subsequent_bookings"),
        (lambda c: c.slots.reservations.create(1, datetime(2030, 1, 7, 9)), "slot_start"),
        (lambda c: c.me.update(time_format=13), "time_format"),
        (lambda c: c.me.update(time_zone="+01:00"), "time_zone"),
        (lambda c: c.me.booking_limits.update(per_day=0), "per_day"),
        (lambda c: c.credits.charge(credits=0, credit_for="SMS"), "credits"),
        (lambda c: c.api_keys.refresh(api_key_days_valid=3, api_key_never_expires=True), "api_key_never_expires"),
        (lambda c: c.event_types.private_links.create(1, expires_at=NINE, max_usage_count=1), "max_usage_count"),
        (lambda c: c.webhooks.create(subscriber_url="ftp://x", triggers=["BOOKING_CREATED"]), "subscriber_url"),
        (lambda c: c.webhooks.create(subscriber_url="https://x.example", triggers=[]), "triggers"),
        (lambda c: c.schedules.create(name="x", time_zone="?"), "time_zone"),
    ],
)  # fmt: skip
async def test_a_wrong_argument_is_named_and_nothing_is_sent(desk: Any, call: Any, argument: str) -> None:
    client, transport = desk.client()
    with pytest.raises(InvalidArgument) as caught:
        await call(client)
    assert caught.value.argument == argument
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, CalendarError)
    assert transport.requests == []


async def test_an_unknown_argument_is_an_error_before_anything_is_sent(desk: Any) -> None:
    client, transport = desk.client()
    with pytest.raises(TypeError, match="reasn"):
        await client.bookings.decline("b", reasn="full")
    assert transport.requests == []


@pytest.mark.parametrize(
    ("attendee", "reason", "field"),
    [
        ({"email": "ana at example"}, "invalid_field", "email"),
        ({}, "missing_field", "email"),
        ({"email": "ana@example.com", "phone_number": "210000000"}, "invalid_field", "attendeePhoneNumber"),
        ({"email": "ana@example.com", "time_zone": "+01:00"}, "invalid_field", "timeZone"),
        ({"email": "ana@example.com", "name": ""}, "invalid_field", "name"),
    ],
)
async def test_what_is_wrong_with_the_booker_is_told_as_cal_com_would(
    desk: Any, attendee: dict[str, str], reason: str, field: str
) -> None:
    client, _ = desk.client()
    booker = NewAttendee.model_validate({"name": "Ana", "time_zone": "UTC"} | attendee)
    with pytest.raises(InvalidArgument) as caught:
        await client.bookings.create(NewBooking(start=NINE, attendee=booker, event_type_id=1))
    assert (caught.value.reason, caught.value.field) == (reason, field)


async def test_what_was_given_is_in_no_error(desk: Any) -> None:
    client, _ = desk.client()
    address = " at ".join(["ana", "example.com"])
    with pytest.raises(InvalidArgument) as caught:
        await client.bookings.attendees.add("b", name="Ana", time_zone="UTC", email=address)
    assert address not in str(caught.value) + repr(caught.value)
    assert caught.value.__suppress_context__
