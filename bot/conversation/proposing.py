"""Proposals: a frozen record of exactly what will be written, shown as one card, with a token that is good for once.

Where the event type allows it the slot is held meanwhile by a reservation (facts 3.4), which is let go as soon as the
proposal is dropped, and just before the booking is sent: Cal.com hides a reserved slot from its holder too.
"""

from datetime import datetime, timedelta
from typing import Literal

from bot.conversation import cards, times
from bot.conversation.directory import Owner
from bot.conversation.outcome import Outcome
from bot.conversation.policy import PROPOSAL_MINUTES
from bot.conversation.session import Session
from bot.conversation.state import Proposal
from bot.scheduling.calendar import CalendarError, SlotTaken
from bot.scheduling.models import Booking, EventType, NewAttendee, NewBooking

METADATA_KEY = "slotwiseKey"
"""Under which our own key stands in a booking's metadata, to find it again after a lost answer (facts 1.6)."""


def card(session: Session) -> Outcome:
    """The open proposal, shown (again)."""
    proposal = session.conversation.proposal
    if proposal is None:
        raise ValueError("no proposal is open")
    return Outcome(
        cards.proposal_lines(session, proposal), cards.proposal_offers(session, proposal), shows_proposal=True
    )


async def drop(session: Session) -> None:
    """Forgets the open proposal, if any, and lets its slot go."""
    proposal, session.conversation.proposal = session.conversation.proposal, None
    if proposal is not None:
        await release(session, proposal)


async def release(session: Session, proposal: Proposal) -> None:
    if proposal.reservation_uid is None:
        return
    try:
        await session.calendar.slots.reservations.delete(proposal.reservation_uid)
    except CalendarError:
        return  # it lapses by itself within minutes, and a booking is not stopped by it


async def propose_booking(session: Session, owner: Owner, event_type: EventType, *, fresh: bool) -> Outcome | None:
    """Proposes what the draft says. None when its time has gone. ``fresh``: the time was seen free in this turn."""
    conversation = session.conversation
    draft, booker = conversation.draft, conversation.booker
    if draft is None or draft.start is None or session.zone is None:
        raise ValueError("the draft is not ready")
    reservation_uid = None
    if not event_type.is_instant_event:
        search = times.Search("book", event_type, session.zone, minutes=draft.length)
        # A hold is not refused for a time that notice or hours no longer allow, so slots are asked in any case.
        if not fresh and not await times.still_free(session, search, draft.start):
            return None
        reservation_uid = await _hold(session, event_type, draft.start, draft.length)
        if reservation_uid == "taken":
            return None
    several = len(event_type.lengths) > 1
    attendee = NewAttendee(
        name=booker.name or "",
        email=booker.email,
        phone_number=booker.phone if _takes_phone(event_type, draft.location) or not booker.email else None,
        time_zone=session.zone,
        language=session.wording.language,
    )
    location = dict(draft.location) if draft.location else None
    if location is not None and location["type"] == "attendeePhone":
        location["phone"] = booker.phone
    proposal = Proposal(
        account_id=session.account_id,
        kind="book",
        expires_at=session.now + timedelta(minutes=PROPOSAL_MINUTES),
        event_type_id=event_type.id,
        event_type_slug=event_type.slug,
        title=event_type.title,
        host=owner.name,
        start=draft.start,
        minutes=draft.length if several and draft.length else event_type.length_in_minutes,
        time_zone=session.zone,
        attendee={
            "name": attendee.name,
            "email": attendee.email,
            "phone": attendee.phone_number,
            "timeZone": attendee.time_zone,
        },
        answers=_told_answers(session, event_type),
        reservation_uid=reservation_uid,
        pending=event_type.needs_confirmation,
        now_or_never=event_type.is_instant_event,
        for_other=draft.booked_for is not None,
    )
    proposal.new_booking = NewBooking(
        start=draft.start,
        attendee=attendee,
        event_type_id=event_type.id,
        booking_fields_responses=dict(draft.answers) or None,
        guests=draft.guests or None,
        location=location,
        metadata={METADATA_KEY: proposal.token},
        length_in_minutes=draft.length if several else None,
        instant=True if event_type.is_instant_event else None,
    )
    session.propose(proposal)
    return card(session)


def propose_move(
    session: Session, booking: Booking, event_type: EventType, start: datetime, seat_uid: str | None
) -> Outcome:
    conversation = session.conversation
    own = cards.own_attendee(booking, seat_uid)
    session.propose(
        Proposal(
            account_id=session.account_id,
            kind="reschedule",
            expires_at=session.now + timedelta(minutes=PROPOSAL_MINUTES),
            event_type_id=event_type.id,
            event_type_slug=event_type.slug,
            title=event_type.title,
            host=cards.host_names(session, booking),
            start=start,
            # Cal.com moves a booking to the event type's usual length, whatever it had (facts 4.5).
            minutes=event_type.length_in_minutes,
            from_minutes=_minutes(booking),
            time_zone=session.zone or "UTC",
            attendee={"name": own.name if own else None, "email": own.email if own else conversation.profile.email},
            uid=booking.uid,
            seat_uid=seat_uid,
            from_start=booking.start,
            pending=event_type.needs_confirmation,
        )
    )
    return card(session)


def propose_cancel(
    session: Session,
    booking: Booking,
    *,
    scope: Literal["this", "following", "all"],
    reason: str | None,
    seat_uid: str | None,
    series_uid: str | None,
) -> Outcome:
    own = cards.own_attendee(booking, seat_uid)
    session.propose(
        Proposal(
            account_id=session.account_id,
            kind="cancel",
            expires_at=session.now + timedelta(minutes=PROPOSAL_MINUTES),
            event_type_id=booking.event_type_id or 0,
            event_type_slug=cards.booking_view(booking).event_type,
            title=cards.booking_title(session, booking),
            host=cards.host_names(session, booking),
            start=booking.start,
            minutes=_minutes(booking),
            time_zone=session.zone or "UTC",
            attendee={"name": own.name if own else None, "email": own.email if own else None},
            uid=booking.uid,
            seat_uid=seat_uid,
            series_uid=series_uid,
            scope=scope,
            reason=reason,
        )
    )
    return card(session)


async def _hold(
    session: Session, event_type: EventType, start: datetime, length: int | None
) -> str | Literal["taken"] | None:
    """The uid of a reservation, ``taken``, or None where none can be had. Seats are shared and a series is more than
    its first slot, so those are not held."""
    if event_type.is_seated or event_type.is_recurring:
        return None
    several = len(event_type.lengths) > 1
    try:
        reservation = await session.calendar.slots.reservations.create(
            event_type.id,
            start,
            slot_duration=length if several else None,
            # Without a credential Cal.com holds it for its own five minutes (facts 3.4).
            reservation_duration=PROPOSAL_MINUTES if session.calendar.has_credential else None,
        )
    except SlotTaken:
        return "taken"
    except CalendarError:
        return None  # a proposal without a hold is still checked when the booking is sent
    return reservation.reservation_uid


def _told_answers(session: Session, event_type: EventType) -> dict[str, str]:
    """Label and answer of everything that the booking will carry, as the card shows it."""
    draft = session.conversation.draft
    if draft is None:
        return {}
    told = {}
    for field in event_type.booking_fields:
        if field.slug == "location" and draft.location is not None:
            kinds = {location.type: location for location in event_type.locations}
            chosen = next(
                (
                    location
                    for location in event_type.locations
                    if location.type == draft.location["type"]
                    and (location.integration or "") == (draft.location.get("integration") or "")
                ),
                kinds.get(draft.location["type"]),
            )
            if chosen is not None:
                where = [cards.location_label(session, chosen)]
                where += [str(value) for key, value in draft.location.items() if key in ("address", "location")]
                told[cards.field_label(session, field)] = ": ".join(where)
        elif field.slug == "guests" and draft.guests:
            told[cards.field_label(session, field)] = cards.answer_text(session, list(draft.guests))
        elif field.slug in draft.answers:
            told[cards.field_label(session, field)] = cards.answer_text(session, draft.answers[field.slug])
    if draft.guests and not any(field.slug == "guests" for field in event_type.booking_fields):
        told[session.say("ask-guests")] = cards.answer_text(session, list(draft.guests))
    if event_type.is_recurring and event_type.recurrence is not None and draft.start is not None:
        recurrence = event_type.recurrence
        pace = recurrence.frequency if recurrence.frequency in ("weekly", "monthly", "yearly") else "other"
        told[session.say("card-series-label")] = session.say(
            f"card-series-{pace}", count=recurrence.occurrences, interval=recurrence.interval
        )
    return told


def _takes_phone(event_type: EventType, location: dict[str, object] | None) -> bool:
    """Whether the phone number belongs to what the host asked for; otherwise it is nobody's business."""
    if location is not None and location.get("type") == "attendeePhone":
        return True
    return any(
        field.slug == "attendeePhoneNumber" and field.required and not field.hidden
        for field in event_type.booking_fields
    )


def _minutes(booking: Booking) -> int:
    return booking.duration or int((booking.end - booking.start).total_seconds() // 60)
