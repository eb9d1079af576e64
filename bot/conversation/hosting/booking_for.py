"""Booking for somebody else, by their name and e-mail: an ordinary booking in the making, whose attendee is the guest.

What is told of the guest stays with the booking; the host's own profile is not touched.
"""

from bot.conversation import planning, proposing
from bot.conversation.hosting import finding
from bot.conversation.hosting.tools import BookFor
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action
from bot.conversation.tools import PlanBooking
from bot.scheduling.calendar import NotFound
from bot.scheduling.draft import BookedFor, BookingDraft, EventTypeKey


async def book(session: Session, arguments: BookFor) -> Outcome:
    """Begins it, or takes in more of it; what is missing is asked as for every booking."""
    conversation, host = session.conversation, session.host
    assert host is not None
    conversation.move = conversation.cancellation = conversation.changing = None
    if conversation.draft is None or conversation.draft.booked_for is None:
        await proposing.drop(session)
        conversation.draft = BookingDraft(booked_for=BookedFor(), owner=f"user:{host.username}")
    if session.zone is None:
        conversation.profile.time_zone = finding.zone_of(session)
    given = arguments.given()
    if given.pop("instant", False):
        key = await _instant(session)
        if key is None:
            notes = [session.say("instant-none")]
            return (await planning.plan(session, PlanBooking(**given))).after(*notes)
        conversation.draft.owner, conversation.draft.event_type = key.owner, key
        given.pop("when", None)
        given.pop("event_type", None)
    return await planning.plan(session, PlanBooking(**given))


async def nobody_joined(session: Session, uid: str) -> Outcome:
    """Looks whether the instant meeting was joined after all; otherwise an ordinary booking with the same people, for
    the same guest, is begun."""
    conversation = session.conversation
    try:
        booking = (await session.calendar.bookings.get(uid))[0]
    except NotFound:
        return Outcome(session.say("booking-gone"), settled=True)
    if booking.status == "accepted":
        names = session.wording.list_of([one.name for one in booking.hosts if one.name])
        return Outcome(session.say("instant-joined", names=names), settled=True)
    guest = booking.attendees[0] if booking.attendees else None
    found = session.directory.of_event_type(booking.event_type_id)
    ordinary = [one for one in found[0].event_types if not one.is_instant_event] if found is not None else []
    conversation.draft = BookingDraft(
        owner=found[0].key if found is not None else None,
        event_type=EventTypeKey(owner=found[0].key, slug=ordinary[0].slug)
        if found is not None and len(ordinary) == 1
        else None,
        booked_for=BookedFor(name=guest.name, email=guest.email, phone=guest.phone_number) if guest else BookedFor(),
    )
    return await planning.advance(session, [session.say("instant-ordinary")])


def nobody_joined_offer(session: Session, uid: str) -> Offer:
    return Offer(session.say("choice-nobody-joined"), Action(do="host", with_={"for": "nobody_joined", "uid": uid}))


async def _instant(session: Session) -> EventTypeKey | None:
    """The instant event type there is; Cal.com has them for teams alone (facts 4.2)."""
    for owner in await session.directory.offered():
        for event_type in owner.event_types:
            if event_type.is_instant_event:
                return EventTypeKey(owner=owner.key, slug=event_type.slug)
    return None
