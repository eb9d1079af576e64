"""Writes what was agreed to, once, and finds out what became of it when no answer came.

The order is the promise: the intent is stored, then sent once, then read back; only what was read back is called
booked. A write whose answer was lost stays ``sending`` in the store until it is settled, before anything else is said.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.conversation import (
    asking,
    cards,
    clock_changes,
    groups,
    invitation,
    lasting,
    managing,
    planning,
    proposing,
    remembering,
    times,
)
from bot.conversation.hosting import booking_for, changing, doing
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.policy import why_not
from bot.conversation.session import Session
from bot.conversation.state import Action, Proposal, Undoable
from bot.message import Attachment
from bot.scheduling import zones
from bot.scheduling.calendar import (
    CalendarError,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    SlotTaken,
    Unauthorized,
    Unavailable,
)
from bot.scheduling.draft import Span, Wish
from bot.scheduling.models import Booking, EventType
from bot.store import OwnedBooking, WriteIntent

UNDO_FOR = timedelta(seconds=60)
"""How long a booking can be taken back by one tap."""

LOOKS = (0.0, 0.4, 1.2)
"""Seconds before each look for a booking whose answer was lost: it may still be on its way into Cal.com."""


async def confirm(session: Session, token: str | None) -> Outcome:
    """A yes to the proposal with this token. The only way to a write."""
    conversation = session.conversation
    proposal = conversation.proposal
    refusal = why_not(proposal, token, session.now)
    if proposal is None or refusal in ("none", "other"):
        return await refuse(session, session.say("choice-outdated"))
    if proposal.account_id != session.account_id:
        return _not_theirs(session)
    if refusal == "expired":
        await proposing.drop(session)
        if proposal.kind == "change":
            conversation.end_change()
            return Outcome(session.say("change-expired"), settled=True)
        return await again(session, proposal, session.say("proposal-expired"))
    if proposal.now_or_never and proposal.new_booking is not None:
        # An instant meeting starts when it is agreed to, which is the one thing its card leaves open.
        proposal.start = session.now
        proposal.new_booking = proposal.new_booking.model_copy(update={"start": session.now})
    intent = WriteIntent(
        key=proposal.token,
        conversation_id=session.incoming.conversation_id,
        account_id=session.account_id,
        kind=proposal.kind,
        payload=proposal.model_dump(mode="json"),
        status="sending",
        created_at=session.now,
    )
    kept = await session.store.begin_write(intent)
    if kept is not intent:
        # This yes was acted on before; whatever came of it is looked up, and never sent again.
        return await settle(session, kept)
    if proposal.kind == "change":
        return await doing.carry_out(session, proposal, intent)
    await proposing.release(session, proposal)
    session.progress.sent = True
    try:
        bookings = await _send(session, proposal)
    except OutcomeUnknown:
        return await settle(session, intent)
    except CalendarError as error:
        await session.store.end_write(intent.key, "failed", {"error": type(error).__name__})
        conversation.proposal = None
        return await _refused(session, proposal, error)
    return await _done(session, proposal, bookings)


async def decline(session: Session, token: str | None) -> Outcome:
    """A no: nothing is written, and what was being arranged is let go."""
    conversation = session.conversation
    proposal = conversation.proposal
    if proposal is None or token != proposal.token:
        return await refuse(session, session.say("choice-outdated"))
    if proposal.account_id != session.account_id:
        return _not_theirs(session)
    await proposing.drop(session)
    if proposal.kind == "change":
        conversation.end_change()
        return Outcome(session.say("declined-change"), settled=True)
    if proposal.kind == "cancel":
        conversation.cancellation = None
        return Outcome(session.say("declined-cancel"), settled=True, resumes=True)
    if proposal.kind == "reschedule":
        conversation.move = None
        return Outcome(session.say("declined-reschedule"), settled=True, resumes=True)
    # The draft stays: "no" is often the start of "make it four instead".
    if conversation.draft is not None:
        conversation.draft.start, conversation.draft.wish = None, None
        conversation.draft.around = proposal.start
    return Outcome(
        session.say("declined-book"),
        [
            Offer(session.say("choice-other-time"), Action(do="days", with_={"task": "book"})),
            Offer(session.say("choice-start-over"), Action(do="start_over")),
        ],
        settled=True,
    )


async def settle_left_over(session: Session) -> Outcome | None:
    """Writes of this conversation that never got an answer, settled before anything else is said."""
    told: Outcome | None = None
    left_over = await session.store.writes_in_flight(session.incoming.conversation_id)
    proposal = session.conversation.proposal
    if proposal is not None and proposal.token not in [intent.key for intent in left_over]:
        ended = await session.store.find_write(proposal.token)
        if ended is not None:
            # It had ended when a kill came, before the conversation could be saved and the person told.
            left_over.append(ended)
    for intent in left_over:
        outcome = await settle(session, intent)
        told = outcome if told is None else told.and_then(outcome)
    return told


async def settle(session: Session, intent: WriteIntent) -> Outcome:
    """What became of a write whose answer was lost: done, not done, or still not known."""
    proposal = Proposal.model_validate(intent.payload)
    conversation = session.conversation
    if conversation.proposal is not None and conversation.proposal.token == proposal.token:
        conversation.proposal = None
    if intent.status == "failed":
        return await where_we_are(session, session.say("write-failed-before"))
    session.progress.sent = True
    if proposal.kind == "change":
        return await doing.settle(session, proposal, intent)
    try:
        if intent.status == "done":
            bookings: list[Booking] | None = await _kept(session, intent, proposal)
        else:
            bookings = await _look_for(session, proposal)
    except (Unavailable, RateLimited, Unauthorized, OutcomeUnknown):
        return Outcome(session.say(f"outcome-unknown-{proposal.kind}"))
    if bookings:
        return await _done(session, proposal, bookings)
    if bookings is None:
        await session.store.end_write(intent.key, "failed", {"error": "OutcomeUnknown"})
        return Outcome(session.say("outcome-unknowable"))
    await session.store.end_write(intent.key, "failed", {"error": "NotWritten"})
    # A kill before the request left the slot held, and a hold hides it from its holder too.
    await proposing.release(session, proposal)
    return await _look_again(session, proposal, session.say(f"outcome-not-done-{proposal.kind}"))


async def where_we_are(session: Session, lead: str) -> Outcome:
    """The current state, after a line on why a tap or a yes did nothing."""
    conversation = session.conversation
    if conversation.proposal is not None:
        return proposing.card(session).after(lead)
    if conversation.changing is not None and conversation.changing.is_meant and session.host is not None:
        return (await changing.advance(session)).after(lead)
    if conversation.cancellation is not None and conversation.cancellation.uid:
        return (await managing.advance_cancellation(session)).after(lead)
    if conversation.move is not None and conversation.move.uid is not None:
        return (await managing.advance_move(session)).after(lead)
    if conversation.draft is not None:
        return (await planning.advance(session)).after(lead)
    return Outcome(lead, [Offer(session.say("choice-book"), Action(do="start_over"))], settled=True)


async def let_go(session: Session) -> None:
    """Lets go of all that is being arranged, and of the slot that is held for it."""
    conversation = session.conversation
    await proposing.drop(session)
    conversation.draft = conversation.move = conversation.cancellation = conversation.changing = None
    conversation.came_from, conversation.later = None, []


async def refuse(session: Session, line: str) -> Outcome:
    """The current state, after a line on why a pick did nothing."""
    outcome = await where_we_are(session, line)
    outcome.refused = line
    return outcome


def _not_theirs(session: Session) -> Outcome:
    line = session.say("not-yours-to-answer")
    outcome = proposing.card(session).after(line)
    outcome.refused = line
    return outcome


async def again(session: Session, proposal: Proposal, lead: str) -> Outcome:
    """A new proposal of the same thing, or what there is instead, after a line on why."""
    conversation = session.conversation
    if proposal.kind == "book":
        if conversation.draft is None:
            return Outcome(lead, settled=True)
        conversation.draft.start, conversation.draft.wish = None, _exactly(proposal.start)
        return (await planning.advance(session, [lead])) if session.zone else Outcome(lead, settled=True)
    if proposal.kind == "reschedule":
        if conversation.move is None:
            return Outcome(lead, settled=True)
        conversation.move.start, conversation.move.wish = None, _exactly(proposal.start)
        return (await managing.advance_move(session)).after(lead)
    if conversation.cancellation is None:
        return Outcome(lead, settled=True)
    return (await managing.advance_cancellation(session)).after(lead)


async def _send(session: Session, proposal: Proposal) -> list[Booking]:
    calendar = session.calendar
    if proposal.kind == "book" and proposal.new_booking is not None:
        return await calendar.bookings.create(proposal.new_booking)
    if proposal.kind == "reschedule" and proposal.uid is not None:
        moved = await calendar.bookings.reschedule(
            proposal.uid,
            start=proposal.start,
            # A seat's move takes no reason (facts 4.5).
            rescheduling_reason=None if proposal.seat_uid else session.say("reason-reschedule"),
            rescheduled_by=proposal.attendee.get("email"),
            seat_uid=proposal.seat_uid,
        )
        return [moved]
    return await calendar.bookings.cancel(
        (proposal.series_uid if proposal.scope == "all" else None) or proposal.uid or "",
        cancellation_reason=proposal.reason or session.say("reason-cancel"),
        cancel_subsequent_bookings=proposal.scope == "following",
        seat_uid=proposal.seat_uid,
    )


async def _kept(session: Session, intent: WriteIntent, proposal: Proposal) -> list[Booking]:
    """The bookings of a write that is known to have taken effect."""
    uids = (intent.result or {}).get("uids") or [proposal.uid]
    return [(await session.calendar.bookings.get(uid))[0] for uid in uids]


async def _look_for(session: Session, proposal: Proposal) -> list[Booking] | None:
    """The bookings that the write made or changed; empty when it did not happen, None when that cannot be told."""
    for seconds in LOOKS:
        await asyncio.sleep(seconds)
        found = await _look_once(session, proposal)
        if found or found is None:
            return found
    return []


async def _look_for_new(session: Session, proposal: Proposal) -> list[Booking] | None:
    """The booking that carries our key. Where bookings cannot be listed (no credential, or somebody else's calendar:
    facts 4.4), a slot that is still free tells that there is none, and a slot that is gone tells nothing."""
    found: list[Booking] = []
    if session.calendar.has_credential:
        listed = session.calendar.bookings.list(
            attendee_email=proposal.attendee.get("email"),
            after_start=proposal.start - timedelta(days=1),
            before_end=proposal.start + timedelta(days=2),
        )
        found = [
            booking
            async for booking in listed
            if (booking.metadata or {}).get(proposing.METADATA_KEY) == proposal.token
        ]
    if found:
        return found
    known = await _event_type(session, proposal)
    if known is not None and session.calendar.has_credential and await _lists(session, known):
        return []
    if known is None or not _takes_its_slot(known):
        return None
    search = times.Search("book", known, proposal.time_zone, minutes=proposal.minutes)
    return [] if await times.still_free(session, search, proposal.start) else None


async def _event_type(session: Session, proposal: Proposal) -> EventType | None:
    """What the proposal books. A process that has just started has met nobody yet."""
    known = session.directory.of_event_type(proposal.event_type_id)
    if known is None:
        await session.directory.offered()
        draft = session.conversation.draft
        if draft is not None and draft.event_type is not None:
            await session.directory.owner(draft.event_type.owner)
        known = session.directory.of_event_type(proposal.event_type_id)
    return known[1] if known is not None else None


async def _lists(session: Session, event_type: EventType) -> bool:
    """Whether the credential lists this event type's bookings: its owner's own, and those of a team it belongs to."""
    if event_type.team_id is not None:
        return any(team.id == event_type.team_id for team in await session.calendar.teams.list())
    return event_type.owner_id == (await session.calendar.me.get()).id


async def _look_once(session: Session, proposal: Proposal) -> list[Booking] | None:
    calendar = session.calendar
    if proposal.kind == "book":
        return await _look_for_new(session, proposal)
    try:
        found = await calendar.bookings.get(proposal.uid or "")
    except NotFound:
        return []
    booking = found[0]
    if proposal.kind == "reschedule":
        if proposal.seat_uid is not None:
            return [booking] if booking.start == proposal.start else []
        if booking.rescheduled_to_uid is None:
            return []
        return await calendar.bookings.get(booking.rescheduled_to_uid)
    if proposal.seat_uid is not None:
        return [booking] if all(a.seat_uid != proposal.seat_uid for a in booking.attendees) else []
    return [] if booking.is_active else [booking]


def _takes_its_slot(event_type: EventType) -> bool:
    """Whether a booking leaves its slot to nobody: seats are shared, another host of a team may still be free, and a
    request that is not confirmed yet need not block the time."""
    return not (event_type.is_seated or event_type.needs_confirmation or event_type.team_id is not None)


async def _done(session: Session, proposal: Proposal, bookings: Sequence[Booking]) -> Outcome:
    """The write took effect: what it made is read back, kept as the person's own, and told."""
    conversation = session.conversation
    if conversation.proposal is not None and conversation.proposal.token == proposal.token:
        conversation.proposal = None
    elif conversation.proposal is not None and conversation.proposal.kind == proposal.kind:
        # Offered while it was not known that this had been done already.
        await proposing.drop(session)
    if proposal.kind == "cancel":
        await session.store.end_write(proposal.token, "done", {"uid": proposal.uid})
        conversation.cancellation = conversation.undoable = None
        return _cancelled(session, proposal, bookings)
    for booking in bookings:
        kept = OwnedBooking(
            uid=booking.uid,
            account_id=proposal.account_id,
            series_uid=booking.recurring_booking_uid,
            seat_uid=booking.seat_uid or proposal.seat_uid,
        )
        if proposal.kind == "reschedule" and proposal.uid is not None:
            await session.store.replace_owned(proposal.account_id, proposal.uid, kept)
        else:
            await session.store.add_owned(kept)
    session.progress.booked += len(bookings) if proposal.kind == "book" else 0
    await session.store.end_write(proposal.token, "done", {"uids": [booking.uid for booking in bookings]})
    if proposal.kind == "reschedule":
        conversation.move = None
    else:
        conversation.draft = None
    conversation.undoable = Undoable(
        uid=bookings[0].uid,
        token=proposal.token,
        until=session.now + UNDO_FOR,
        moved_from=proposal.from_start,
        heard_id=conversation.heard_id,
    )
    # Beside each other: somebody waits for both.
    first, links = await asyncio.gather(_read_back(session, bookings[0]), _calendar_links(session, bookings[0]))
    return _confirmation(session, proposal, [first, *bookings[1:]], links)


async def _read_back(session: Session, booking: Booking) -> Booking:
    """The booking as Cal.com has it now."""
    try:
        return (await session.calendar.bookings.get(booking.uid))[0]
    except CalendarError:
        # It was answered as made; only the second look failed, and the reply says what the first answer said.
        return booking


def _may_be_undone(session: Session, proposal: Proposal) -> bool:
    """Whether its host lets a booking of this kind be cancelled, as far as is known, and nobody is rung up by it."""
    known = session.directory.of_event_type(proposal.event_type_id)
    rule = known[1].disable_cancelling if known is not None else None
    return not (proposal.now_or_never or (rule is not None and rule.disabled))


def _confirmation(session: Session, proposal: Proposal, bookings: Sequence[Booking], links: Sequence[Offer]) -> Outcome:
    """The card of a booking that stands: when for both sides, where, and what can be done with it."""
    booking, wording = bookings[0], session.wording
    zone = proposal.time_zone
    message = {"pending": "done-requested", "awaiting_host": "done-instant"}.get(
        booking.status, "done-booked" if proposal.kind == "book" else "done-moved"
    )
    host = cards.host_names(session, booking) if booking.status != "awaiting_host" else proposal.host
    lines = [
        session.say(message, host=host),
        session.say("card-title", title=proposal.title, host=host),
        wording.period(booking.start, booking.end, zone, session.place),
    ]
    # A meeting that nobody has joined yet names an "unknown" host and zone (facts 4.1).
    host_zone = next((person.time_zone for person in booking.hosts if zones.is_zone(person.time_zone or "")), None)
    if host_zone and wording.time(booking.start, host_zone) != wording.time(booking.start, zone):
        lines.append(
            session.say(
                "card-host-time",
                host=host,
                when=wording.moment(booking.start, host_zone),
                place=wording.place(host_zone, booking.start),
            )
        )
    lines += clock_changes.lines(session, booking.start, zone, host, host_zone)
    if len(bookings) > 1:
        days = [wording.moment(one.start, zone) for one in bookings]
        lines.append(session.say("card-series", count=len(bookings), days=wording.list_of(days)))
    place = cards.place_line(session, booking.location)
    if place:
        lines.append(place)
    email = proposal.attendee.get("email")
    if email:
        lines.append(session.say("card-mail", email=email))
    offers = lasting.offers(session, booking.uid)
    if booking.status == "awaiting_host":
        lines.append(session.say("instant-if-nobody"))
        if session.host is not None:
            offers.append(booking_for.nobody_joined_offer(session, booking.uid))
    if booking.location and booking.location.startswith("https://"):
        offers.insert(0, Offer(session.say("choice-join"), url=booking.location))
    if proposal.kind == "book" and _may_be_undone(session, proposal):
        offers.append(lasting.offer(session.say("choice-undo"), "undo", booking.uid))
    offers += links
    if proposal.kind == "book" and not proposal.for_other:
        asked, remember = remembering.ask_once(session, proposal.minutes)
        lines += asked and ["", *asked]
        offers += remember
    summary = session.say("card-title", title=proposal.title, host=host)
    return Outcome(
        "\n".join(lines),
        offers,
        bookings=[cards.booking_view(one) for one in bookings],
        attachments=[_invitation(session, booking, proposal)],
        notices=groups.told_there(session, booking) if proposal.kind == "book" else [],
        settled=True,
        done=session.say("done-before", what=summary, when=wording.moment(booking.start, zone)),
        resumes=proposal.kind == "reschedule",
    )


def _invitation(session: Session, booking: Booking, proposal: Proposal) -> Attachment:
    """The calendar file, with nobody in it but the person and the host: seats are shared with strangers."""
    own = cards.own_attendee(booking, proposal.seat_uid or booking.seat_uid)
    summary = session.say("card-title", title=proposal.title, host=cards.host_names(session, booking))
    return invitation.attachment(booking, own, summary, session.now)


async def _calendar_links(session: Session, booking: Booking) -> list[Offer]:
    """Add-to-calendar pages, where the credential may read them (facts 4.8). The file goes along anyway."""
    if not session.calendar.has_credential or not booking.is_active:
        return []
    try:
        links = await session.calendar.bookings.calendar_links(booking.uid)
    except CalendarError:
        return []
    return [
        Offer(session.say("choice-add-to", calendar=link.label), url=link.link)
        for link in links
        if link.link.startswith("https://")
    ]


def _cancelled(session: Session, proposal: Proposal, bookings: Sequence[Booking]) -> Outcome:
    when = session.wording.moment(proposal.start, proposal.time_zone)
    scope = proposal.scope if proposal.scope in ("following", "all") else "this"
    text = session.say(f"done-cancelled-{scope}", title=proposal.title, host=proposal.host, when=when)
    attachments = []
    if bookings and not bookings[0].is_active and scope == "this":
        attachments = [_invitation(session, bookings[0], proposal)]
    return Outcome(
        text,
        [Offer(session.say("choice-book-again"), Action(do="book_again"))],
        bookings=[cards.booking_view(booking) for booking in bookings],
        attachments=attachments,
        done=text,
        settled=True,
        resumes=True,
    )


async def _refused(session: Session, proposal: Proposal, error: CalendarError) -> Outcome:
    """Cal.com said no to the write: why, and what can be had instead."""
    conversation = session.conversation
    if isinstance(error, SlotTaken) or (isinstance(error, Rejected) and error.reason in _ABOUT_TIME):
        if proposal.kind == "book" and conversation.draft is not None:
            conversation.draft.start, conversation.draft.wish = None, _exactly(proposal.start)
        lead = session.say("just-taken", when=session.wording.moment(proposal.start, proposal.time_zone))
        found = session.directory.of_event_type(proposal.event_type_id)
        if proposal.kind == "book" and conversation.draft is not None and found is not None and found[1].is_recurring:
            # The first date may well be free: with the same time, a later one would be refused for ever.
            conversation.draft.start, conversation.draft.wish = None, None
            lead = session.say("series-taken")
            try:
                return await planning.advance(session, [lead])
            except CalendarError:
                return Outcome(lead)
        return await _look_again(session, proposal, lead)
    if isinstance(error, Rejected) and error.reason in ("missing_field", "invalid_field") and conversation.draft:
        conversation.draft.answers.pop(error.field or "", None)
        found = session.directory.of_event_type(proposal.event_type_id)
        field = next((f for f in found[1].booking_fields if f.slug == error.field), None) if found else None
        if found is not None and field is not None:
            return asking.ask(session, [field], found[1], session.say("one-more-thing"))
    if isinstance(error, Rejected) and error.reason in ("already_cancelled", "already_rescheduled", "ended"):
        conversation.move, conversation.cancellation = None, None
        return Outcome(session.say("booking-gone"), settled=True)
    if isinstance(error, Rejected) and error.reason == "limit_reached":
        return Outcome(session.say("limit-reached"), settled=True)
    if isinstance(error, Unavailable | RateLimited):
        return await _keep_proposal(session, proposal, session.say("calendar-away-nothing-written"))
    if isinstance(error, Unauthorized):
        return Outcome(session.say("calendar-refuses"), settled=True)
    return Outcome(session.say("write-refused"), settled=True)


_ABOUT_TIME = ("past", "too_soon_or_too_far")


async def _look_again(session: Session, proposal: Proposal, lead: str) -> Outcome:
    """Nearest times after a slot went, by what Cal.com says is free now."""
    try:
        return await again(session, proposal, lead)
    except CalendarError:
        return Outcome(lead)


async def _keep_proposal(session: Session, proposal: Proposal, lead: str) -> Outcome:
    """Nothing was written: the same details are offered again under a new token, since the old one is spent."""
    renewed = proposal.model_copy(deep=True)
    renewed.token = Proposal.model_fields["token"].get_default(call_default_factory=True)
    renewed.reservation_uid = None
    if renewed.new_booking is not None:
        metadata: dict[str, Any] = {proposing.METADATA_KEY: renewed.token}
        renewed.new_booking = renewed.new_booking.model_copy(update={"metadata": metadata})
    session.propose(renewed)
    return proposing.card(session).after(lead)


def _exactly(start: datetime) -> Wish:
    return Wish(text="", spans=(Span(start=start),), exact=True)
