"""What takes bookings off a host's calendar: one cancelled, it and the following of its series, all of a day, or the
guest asked to pick another time."""

from collections.abc import Sequence
from datetime import timedelta

from bot.conversation import wishes
from bot.conversation.hosting import finding, proposing, reasons
from bot.conversation.hosting.booking_deeds import AskToReschedule, Cancel
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Changing, Question
from bot.scheduling.calendar import NotFound
from bot.scheduling.models import Booking
from bot.scheduling.when import Window

MOST_AT_ONCE = 25
"""How many bookings one yes may cancel: more than a card can list are no day."""


def cancel(session: Session, draft: Changing, booking: Booking) -> Outcome:
    """The next step: which part of a series, the reason, the proposal."""
    is_series = booking.recurring_booking_uid is not None
    what = finding.name(session, booking)
    if is_series and draft.scope is None:
        return _ask_scope(session, booking, what)
    asked = reasons.ask(session, draft, [booking])
    if asked is not None:
        return asked
    following = is_series and draft.scope == "following"
    done = session.say("cancelled-following" if following else "cancelled", what=what)
    deed = Cancel(
        uid=booking.uid, reason=reasons.told(session, draft, booking), following=following, names=what, told=done
    )
    card = [session.say("propose-cancel"), what]
    if following:
        card.append(session.say("card-scope-following"))
    if draft.reason:
        card.append(session.say("card-reason", reason=draft.reason))
    return proposing.propose(session, [deed], card, start=booking.start)


def ask_to_reschedule(session: Session, draft: Changing, booking: Booking) -> Outcome:
    """Cal.com cancels the booking and asks the attendee for another time, which the card says."""
    what, guests = finding.name(session, booking), finding.guests(session, [booking])
    deed = AskToReschedule(
        uid=booking.uid,
        reason=draft.reason,
        names=what,
        told=session.say("asked-to-reschedule", what=what, guests=guests),
    )
    card = [session.say("propose-ask-to-reschedule", guests=guests), what, session.say("card-asks-to-reschedule")]
    if draft.reason:
        card.append(session.say("card-reason", reason=draft.reason))
    return proposing.propose(session, [deed], card, start=booking.start)


async def clear(session: Session, draft: Changing) -> Outcome:
    """All bookings of the time that the words name, or those that were shown: one card that lists them, one yes."""
    windows = _windows(session, draft.when)
    if not windows and not draft.uids:
        question = Question(slug="when", type="text", label=session.say("ask-day"))
        return Outcome(session.say("ask-day"), asked=[question])
    bookings = await (_these(session, draft.uids) if draft.uids else _within(session, windows))
    if not bookings:
        session.conversation.changing = None
        return Outcome(session.say("nothing-on-then", when=draft.when or ""), settled=True)
    if len(bookings) > MOST_AT_ONCE:
        session.conversation.changing = None
        return Outcome(session.say("too-much-at-once", count=len(bookings), most=MOST_AT_ONCE), settled=True)
    asked = reasons.ask(session, draft, bookings)
    if asked is not None:
        return asked
    names = [finding.name(session, booking) for booking in bookings]
    deeds = [
        Cancel(
            uid=booking.uid,
            reason=reasons.told(session, draft, booking),
            names=what,
            told=session.say("cancelled", what=what),
        )
        for booking, what in zip(bookings, names, strict=True)
    ]
    card = [session.say("propose-cancel-all", count=len(bookings)), *(f"• {what}" for what in names)]
    if draft.reason:
        card.append(session.say("card-reason", reason=draft.reason))
    return proposing.propose(session, deeds, card, start=bookings[0].start)


def _ask_scope(session: Session, booking: Booking, what: str) -> Outcome:
    offers = [
        Offer(
            session.say(f"scope-{scope}"),
            Action(do="host", with_={"uid": booking.uid, "for": "scope", "scope": scope}),
        )
        for scope in ("this", "following")
    ]
    question = Question(
        slug="scope", type="select", label=session.say("ask-scope-short"), options=[offer.label for offer in offers]
    )
    return Outcome(session.say("ask-series-part", what=what), offers, asked=[question])


def _windows(session: Session, words: str | None) -> tuple[Window, ...]:
    """The stretches that are meant; none where the words name no time, or one without an end."""
    mention = wishes.mention(session, words, finding.zone_of(session)) if words else None
    if mention is None or not mention.readings:
        return ()
    windows = mention.readings[0].windows
    return () if any(window.start is None or window.end is None for window in windows) else windows


async def _these(session: Session, uids: Sequence[str]) -> list[Booking]:
    """Those of them that still stand."""
    calendar = session.host_calendar
    assert calendar is not None
    found = []
    for uid in uids:
        try:
            found.append(await calendar.bookings.get(uid))
        except NotFound:
            continue
    return [booking for booking in found if booking.is_active and booking.end > session.now]


async def _within(session: Session, windows: tuple[Window, ...]) -> list[Booking]:
    calendar = session.host_calendar
    assert calendar is not None
    starts, ends = [w.start for w in windows if w.start], [w.end for w in windows if w.end]
    return [
        booking
        async for booking in calendar.bookings.list(
            # One that begins in the window may end after it.
            after_start=min(starts) - timedelta(minutes=1),
            before_end=max(ends) + timedelta(days=1),
        )
        if booking.is_active
        and booking.end > session.now
        and any(start <= booking.start < end for start, end in zip(starts, ends, strict=True))
    ]
