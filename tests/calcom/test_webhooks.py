"""Who sent a webhook, and what it says."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.calcom.webhooks import (
    TRIGGERS,
    BookingEvent,
    InstantMeetingEvent,
    MeetingEvent,
    NoShowEvent,
    NotFromCalcom,
    OtherEvent,
    Unreadable,
    VideoNoShowEvent,
    parse,
    receive,
    sign,
    verify,
)

SECRET = SecretStr("a-secret-of-ours")
MADE = "2030-01-01T10:00:00.000Z"
BOOKING = {
    "type": "intro",
    "title": "Intro between Bea Host and Ana Ruiz",
    "startTime": "2030-01-07T09:00:00Z",
    "endTime": "2030-01-07T09:30:00.000Z",
    "organizer": {"id": 7, "email": "bea@example.com", "timeZone": "Europe/London", "language": {"locale": "en"}},
    "attendees": [{"email": "ana@example.com", "name": "Ana Ruiz", "timeZone": "Europe/Madrid", "utcOffset": 60}],
    "responses": {"topic": {"label": "Topic", "value": "Onboarding"}},
    "location": None,
    "uid": "new-uid",
    "bookingId": 501,
    "eventTypeId": 11,
    "length": 30,
    "status": "ACCEPTED",
    "metadata": {"slotwise": "k1"},
    "iCalUID": "new-uid@Cal.com",
    "seatsPerTimeSlot": None,
    "aFieldOfNextYear": {"kept": True},
}


def told(trigger: str, payload: Any, **beside: Any) -> bytes:
    return json.dumps({"triggerEvent": trigger, "createdAt": MADE, "payload": payload} | beside).encode()


# Signatures


def test_a_signature_is_the_hex_of_the_hmac_of_the_bytes() -> None:
    # RFC 4231, test case 2
    signed = sign(b"what do ya want for nothing?", SecretStr("Jefe"))
    assert signed == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def test_a_signed_event_is_received_whatever_the_case_of_the_header() -> None:
    body = told("BOOKING_CREATED", BOOKING)
    for name in ("X-Cal-Signature-256", "x-cal-signature-256"):
        assert receive(body, {name: sign(body, SECRET)}, SECRET).trigger == "BOOKING_CREATED"


@pytest.mark.parametrize(
    "signature", [None, "", "no-secret-provided", "0" * 64, "ü" * 64, sign(b"another body", SECRET), "sha256=1"]
)
def test_any_other_signature_is_refused(signature: str | None) -> None:
    with pytest.raises(NotFromCalcom):
        verify(told("BOOKING_CREATED", BOOKING), signature, SECRET)


@pytest.mark.parametrize("secret", [None, SecretStr("")])
def test_without_a_secret_everything_is_refused(secret: SecretStr | None) -> None:
    body = told("BOOKING_CREATED", BOOKING)
    for signature in (sign(body, SecretStr("")), "no-secret-provided"):
        with pytest.raises(NotFromCalcom):
            receive(body, {"x-cal-signature-256": signature}, secret)


def test_the_bytes_count_and_not_what_they_mean() -> None:
    body = told("BOOKING_CREATED", BOOKING)
    with pytest.raises(NotFromCalcom):
        verify(json.dumps(json.loads(body), separators=(",", ":")).encode(), sign(body, SECRET), SECRET)


# Events


@pytest.mark.parametrize(
    "trigger",
    [
        "BOOKING_CREATED",
        "BOOKING_REQUESTED",
        "BOOKING_PAYMENT_INITIATED",
        "BOOKING_PAID",
        "BOOKING_LOCATION_UPDATED",
        "BOOKING_REASSIGNED",
        "RECORDING_READY",
        "RECORDING_TRANSCRIPTION_GENERATED",
    ],
)
def test_an_event_of_a_booking_carries_it(trigger: str) -> None:
    event = parse(told(trigger, BOOKING))
    assert isinstance(event, BookingEvent)
    assert event.payload.start_time == datetime(2030, 1, 7, 9, tzinfo=UTC)
    assert (event.payload.booking_id, event.payload.status) == (501, "ACCEPTED")
    assert event.payload.attendees[0].utc_offset == 60
    assert event.payload.i_cal_uid == "new-uid@Cal.com"
    assert event.payload.model_extra is not None
    assert event.payload.model_extra["aFieldOfNextYear"] == {"kept": True}
    assert event.identity == (trigger, "new-uid", datetime(2030, 1, 1, 10, tzinfo=UTC))


def test_a_moved_booking_is_known_by_both_its_uids() -> None:
    moved = {"rescheduleUid": "old-uid", "rescheduleStartTime": "2030-01-06T09:00:00Z", "rescheduledBy": "a@b.example"}
    event = parse(told("BOOKING_RESCHEDULED", BOOKING | moved))
    assert isinstance(event, BookingEvent)
    assert event.uids == ("new-uid", "old-uid")
    assert event.payload.reschedule_start_time == datetime(2030, 1, 6, 9, tzinfo=UTC)


def test_why_a_booking_was_cancelled_or_rejected() -> None:
    cancelled = parse(
        told(
            "BOOKING_CANCELLED",
            BOOKING | {"cancellationReason": "ill", "requestReschedule": True, "status": "CANCELLED"},
        )
    )
    rejected = parse(told("BOOKING_REJECTED", BOOKING | {"rejectionReason": "full", "status": "REJECTED"}))
    assert isinstance(cancelled, BookingEvent)
    assert isinstance(rejected, BookingEvent)
    assert (cancelled.payload.cancellation_reason, cancelled.payload.request_reschedule) == ("ill", True)
    assert rejected.payload.rejection_reason == "full"


def test_who_did_not_come() -> None:
    absence = {"bookingUid": "u", "bookingId": 1, "attendees": [{"email": "a@b.example", "noShow": True}]}
    event = parse(told("BOOKING_NO_SHOW_UPDATED", absence))
    assert isinstance(event, NoShowEvent)
    assert event.payload.attendees[0].no_show is True
    assert event.booking_uid == "u"


@pytest.mark.parametrize("trigger", ["MEETING_STARTED", "MEETING_ENDED"])
def test_a_meeting_comes_wrapped_or_flat(trigger: str) -> None:
    row = {"id": 1, "uid": "u", "title": "t", "startTime": MADE, "endTime": MADE, "status": "accepted"}
    for body in (told(trigger, row), json.dumps({"triggerEvent": trigger, **row}).encode()):
        event = parse(body)
        assert isinstance(event, MeetingEvent)
        assert event.booking_uid == "u"


def test_other_kinds_have_their_own_form() -> None:
    no_show = parse(told("AFTER_HOSTS_CAL_VIDEO_NO_SHOW", {"bookingId": 1, "bookingUid": "u", "webhook": {}}))
    assert isinstance(no_show, VideoNoShowEvent)
    assert no_show.booking_uid == "u"
    ringing = parse(told("INSTANT_MEETING", {"title": "Somebody waits", "url": "https://x.example", "actions": []}))
    assert isinstance(ringing, InstantMeetingEvent)
    assert ringing.payload.title == "Somebody waits"
    assert ringing.identity is None


@pytest.mark.parametrize("trigger", ["OOO_CREATED", "FORM_SUBMITTED", "A_TRIGGER_OF_NEXT_YEAR"])
def test_what_is_not_ours_or_not_known_is_kept(trigger: str) -> None:
    event = parse(told(trigger, {"anything": [1, None]}))
    assert isinstance(event, OtherEvent)
    assert event.payload == {"anything": [1, None]}
    assert event.trigger == trigger


def test_a_template_may_leave_out_everything() -> None:
    event = parse(b'{"text": "Ana booked"}')
    assert isinstance(event, OtherEvent)
    assert (event.trigger, event.raw) == (None, {"text": "Ana booked"})
    assert isinstance(parse(told("BOOKING_CREATED", {"text": "Ana booked"})), OtherEvent)


def test_every_trigger_of_the_description_is_known() -> None:
    assert len(TRIGGERS) == 25
    assert len(set(TRIGGERS)) == 25


@pytest.mark.parametrize("body", [b"", b"{", b"\xff"])
def test_what_is_no_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(body)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(BOOKING)), inner, max_size=4),
    max_leaves=8,
)


@for_all(st.sampled_from(TRIGGERS), anything, anything)
def test_any_json_at_all_is_an_event(trigger: str, payload: Any, created_at: Any) -> None:
    event = parse(told(trigger, payload, createdAt=created_at))
    assert event.trigger == trigger
