"""A host's deeds as a proposal: one card with a token that is good for once, or why they may not."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.conversation import clock_changes, proposing
from bot.conversation.hosting import finding
from bot.conversation.hosting.booking_deeds import Move
from bot.conversation.hosting.deeds import AnyDeed
from bot.conversation.hosting.finding import zone_of
from bot.conversation.outcome import Outcome
from bot.conversation.policy import PROPOSAL_MINUTES
from bot.conversation.session import Session
from bot.conversation.state import Proposal
from bot.scheduling import zones
from bot.scheduling.hosting import Lacking
from bot.scheduling.hosting.bookings import Verb
from bot.scheduling.models import Booking, EventType


def propose(
    session: Session, deeds: Sequence[AnyDeed], card: Sequence[str], *, start: datetime | None = None
) -> Outcome:
    """Shows the card and waits for a yes. ``card`` holds its lines, the question first; ``start`` is of the booking
    that it is about."""
    session.propose(
        Proposal(
            account_id=session.account_id,
            kind="change",
            expires_at=session.now + timedelta(minutes=PROPOSAL_MINUTES),
            title=deeds[0].names,
            start=start or session.now,
            time_zone=zone_of(session),
            deeds=list(deeds),
            card="\n".join(card),
        )
    )
    return proposing.card(session)


def propose_move(
    session: Session, booking: Booking, event_type: EventType, start: datetime, reason: str | None
) -> Outcome:
    """A booking of the host's to another time, as both sides' clocks show it."""
    wording, zone = session.wording, zone_of(session)
    what, guests = finding.name(session, booking), finding.guests(session, [booking])
    # Cal.com moves a booking to the event type's usual length, whatever it had (facts 4.5).
    end = start + timedelta(minutes=event_type.length_in_minutes)
    to = wording.moment(start, zone)
    deed = Move(
        uid=booking.uid,
        start=start,
        reason=reason,
        # Without it, a booking that had been confirmed waits for the host once more.
        by=session.host.email if session.host is not None else None,
        names=what,
        told=session.say("moved", what=what, to=to),
    )
    card = [session.say("propose-move"), what, session.say("card-to", when=wording.period(start, end, zone))]
    guest_zone = next((one.time_zone for one in booking.attendees if zones.is_zone(one.time_zone or "")), None)
    if guest_zone is not None and wording.time(start, guest_zone) != wording.time(start, zone):
        place = wording.place(guest_zone, start)
        card.append(session.say("card-host-time", host=guests, when=wording.moment(start, guest_zone), place=place))
    card += clock_changes.lines(session, start, zone, guests, guest_zone)
    if end - start != booking.end - booking.start:
        card.append(session.say("card-length-changes", count=event_type.length_in_minutes))
    if reason:
        card.append(session.say("card-reason", reason=reason))
    return propose(session, [deed], card, start=start)


def refusal(session: Session, verb: Verb) -> Outcome | None:
    """Why this host may not do it, in words; None when it may be tried."""
    calendar = session.host_calendar
    if calendar is None:
        return Outcome(session.say("host-not-linked"), settled=True)
    return refused(session, calendar.bookings.why_not(verb))


def refused(session: Session, lacking: Lacking | None) -> Outcome | None:
    """What is lacking, in words."""
    return None if lacking is None else Outcome(_in_words(session, lacking), settled=True)


def _in_words(session: Session, lacking: Lacking) -> str:
    if lacking.kind == "scope":
        return session.say("host-lacks-scope", scope=lacking.what)
    if lacking.kind in ("role", "permission"):
        return session.say("host-lacks-role", role=lacking.what)
    if lacking.kind == "own":
        return session.say("host-lacks-own")
    return session.say("host-lacks-key")
