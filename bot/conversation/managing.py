"""The person's own bookings: listed, and proposed to be moved or cancelled.

Only bookings that this account made are ever looked at: a uid that somebody knows opens nothing. What we keep is the
uid; what a booking is now, Cal.com is asked each time, and a booking that was moved elsewhere is followed (facts 4.5).
"""

import asyncio
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.conversation import cards, grounding, lasting, policy, proposing, times, wishes
from bot.conversation.choosing import choose_booking, choose_time
from bot.conversation.hosting import proposing as host_proposing
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Cancellation, Question
from bot.conversation.tools import CancelBooking, ListBookings, RescheduleBooking
from bot.scheduling import when, zones
from bot.scheduling.calendar import CalendarError, NotFound
from bot.scheduling.draft import MoveDraft, Wish
from bot.scheduling.models import Booking, EventType
from bot.store import OwnedBooking

MOST_LISTED = 10
MOST_HOPS = 5
"""How many moves of one booking are followed."""

Scope = Literal["this", "following", "all"]


@dataclass(frozen=True)
class Own:
    """A booking of this account, with what we keep of it."""

    kept: OwnedBooking
    booking: Booking


async def own_bookings(session: Session) -> list[Own]:
    """Everything this account made and Cal.com still knows, by start."""
    kept = await session.store.owned(session.account_id)
    found = await asyncio.gather(*(_look_up(session, entry) for entry in kept))
    for own in found:
        if own is not None:
            await _meet_host(session, own.booking)
    return sorted((own for own in found if own is not None), key=lambda own: own.booking.start)


async def has_upcoming(session: Session) -> bool:
    """Whether this account has made a booking that is still to come."""
    return any(_has_status(session, own.booking, "upcoming") for own in await own_bookings(session))


async def list_bookings(session: Session, arguments: ListBookings) -> Outcome:
    """Shows the person's bookings: those to come, unless past or cancelled ones are asked for."""
    status = arguments.status or "upcoming"
    everything = await own_bookings(session)
    zone = session.zone or _zone_of(everything)
    chosen = [own for own in everything if _has_status(session, own.booking, status)]
    words = wishes.own_words(session, arguments.when)
    if words is not None:
        mention = wishes.mention(session, words, zone)
        if mention is not None and mention.readings:
            windows = mention.readings[0].windows
            chosen = [own for own in chosen if _meets(own.booking, windows)]
    if not chosen:
        message = "no-bookings-then" if words is not None else f"no-bookings-{status}"
        return Outcome(session.say(message, when=words or ""), settled=True, resumes=True)
    return _show(session, chosen, zone, session.say(f"bookings-{status}", count=len(chosen)))


async def show(session: Session, uid: str) -> Outcome:
    """One of the person's bookings as it stands, and what can be done with it."""
    own = await find_own(session, uid)
    if own is None:
        return Outcome(session.say("booking-gone"), settled=True, resumes=True)
    booking, wording = own.booking, session.wording
    zone = session.zone or _zone_of([own])
    named = session.place if session.zone else None
    title, host = cards.booking_title(session, booking), cards.host_names(session, booking)
    lines = [session.say("card-title", title=title, host=host), wording.period(booking.start, booking.end, zone, named)]
    state = cards.status_word(session, booking)
    if state:
        lines.append(session.say("card-state", state=state))
    place = cards.place_line(session, booking.location)
    if place:
        lines.append(place)
    offers = lasting.offers(session, booking.uid) if _has_status(session, booking, "upcoming") else []
    if offers and booking.location and booking.location.startswith("https://"):
        offers.insert(0, Offer(session.say("choice-join"), url=booking.location))
    return Outcome("\n".join(lines), offers, bookings=[cards.booking_view(booking)], settled=True, resumes=True)


async def reschedule(session: Session, arguments: RescheduleBooking) -> Outcome:
    """Starts or continues moving a booking."""
    conversation = session.conversation
    cancelling, conversation.cancellation = conversation.cancellation, None
    move = conversation.move or MoveDraft()
    conversation.move = move
    if move.uid is None and arguments.which is None and cancelling is not None and cancelling.uid:
        # "No, move it instead" is about the one that was to be cancelled.
        await proposing.drop(session)
        move.uid = cancelling.uid
    open_move = move.uid is not None
    words = wishes.own_words(session, arguments.when)
    other = policy.asks_for_other(words or "", session.language) if open_move else None
    search = await search_of(session) if other is not None else None
    if other is not None and search is not None:
        await proposing.drop(session)
        return await times.others(session, search, other)
    if words is not None:
        move.when_text = words
    picked = choose_time(session, arguments.when, None) if open_move else None
    if picked is not None:
        move.start, move.wish, move.when_text = picked, None, None
    if picked is not None or words is not None:
        await proposing.drop(session)
    if arguments.which is not None or not open_move:
        chosen = await _which(session, arguments.which, "move")
        if isinstance(chosen, Outcome):
            return chosen
        if move.uid != chosen.booking.uid:
            move.uid, move.start = chosen.booking.uid, None
    return await advance_move(session)


async def advance_move(session: Session) -> Outcome:
    """The next step of the open move: a time is asked for, or the proposal shown."""
    conversation = session.conversation
    move = conversation.move
    if move is None or move.uid is None:
        raise ValueError("no move is open")
    if conversation.proposal is not None and conversation.proposal.kind == (
        "change" if move.for_host else "reschedule"
    ):
        return proposing.card(session)
    own = await _moved(session, move)
    if own is None or not own.booking.is_active:
        conversation.move = None
        return Outcome(session.say("booking-gone"), settled=True)
    refusal = _not_movable(session, own.booking)
    if refusal is not None:
        conversation.move = None
        return Outcome(refusal, settled=True)
    zone = session.zone or _zone_of([own])
    event_type = await _event_type(session, own.booking)
    day = zones.local(own.booking.start, zone).replace(hour=0, minute=0)
    search = replace(_search(session, move, own, event_type), near=day)
    if move.when_text is not None:
        words, move.when_text = move.when_text, None
        wish = wishes.read(session, words, zone, task="reschedule", anchor=own.booking.start, looked_at=move.wish)
        if isinstance(wish, wishes.Unclear):
            return Outcome(wish.text, list(wish.offers))
        if wish is not None:
            move.wish, move.start = wish, None
    second = ""
    if move.start is None:
        settled = await _settle(session, search, move.wish, own.booking.start)
        if isinstance(settled, Outcome):
            lead = session.say(
                "move-lead",
                title=cards.booking_title(session, own.booking),
                when=session.wording.moment(own.booking.start, zone),
            )
            return settled.after(lead)
        if move.wish is not None and move.wish.is_second(settled):
            second = times.second_choice(session, search, move.wish)
        move.start = settled
    if move.start == own.booking.start:
        move.start, move.wish = None, None
        return Outcome(session.say("move-same-time"))
    if move.for_host:
        return host_proposing.propose_move(session, own.booking, event_type, move.start, move.reason).after(second)
    return proposing.propose_move(session, own.booking, event_type, move.start, own.kept.seat_uid).after(second)


async def _moved(session: Session, move: MoveDraft) -> Own | None:
    """What is moved: a booking of this account, or one on a host's calendar."""
    if move.uid is None:
        return None
    if not move.for_host:
        return await find_own(session, move.uid)
    if session.host_calendar is None:
        return None
    try:
        booking = await session.host_calendar.bookings.get(move.uid)
    except NotFound:
        return None
    return Own(OwnedBooking(uid=booking.uid, account_id=session.account_id), booking)


def _search(session: Session, move: MoveDraft, own: Own, event_type: EventType) -> times.Search:
    calendar = session.host_calendar.booking if move.for_host and session.host_calendar is not None else None
    zone = session.zone or _zone_of([own])
    return times.Search("reschedule", event_type, zone, moving=own.booking.uid, calendar=calendar)


async def _settle(session: Session, search: times.Search, wish: Wish | None, now_at: datetime) -> datetime | Outcome:
    """The time to move to. A day alone keeps the booking's hour where that is free, and else shows the day's times."""
    if wish is not None:
        same_hour = wishes.at_same_clock(session, wish, now_at, search.zone)
        if same_hour is not wish:
            settled = await times.settle(session, search, same_hour)
            if not isinstance(settled, Outcome):
                return settled
    return await times.settle(session, search, wish)


async def cancel(session: Session, arguments: CancelBooking) -> Outcome:
    """Starts or continues cancelling a booking."""
    conversation = session.conversation
    pending = conversation.cancellation
    reason = arguments.reason
    if reason is not None and not grounding.said(reason, conversation.texts, share=0.6):
        reason = None
    if arguments.which is None and conversation.move is not None and conversation.move.uid is not None:
        pending = Cancellation(uid=conversation.move.uid)
    if pending is None or not pending.uid or arguments.which is not None:
        chosen = await _which(session, arguments.which, "cancel")
        if isinstance(chosen, Outcome):
            if not chosen.settled:
                # What was said of it counts once the booking is picked.
                conversation.cancellation = Cancellation(uid="", scope=arguments.scope, reason=reason)
            elif arguments.which is None and conversation.draft is not None:
                # Nothing is booked yet, so it is the booking in the making that they have had enough of.
                conversation.draft = conversation.cancellation = None
                await proposing.drop(session)
                return Outcome(session.say("smalltalk-ok"), settled=True)
            return chosen
        pending = Cancellation(uid=chosen.booking.uid)
    conversation.move = None
    conversation.cancellation = pending.model_copy(
        update={key: value for key, value in (("scope", arguments.scope), ("reason", reason)) if value is not None}
    )
    await proposing.drop(session)
    return await advance_cancellation(session)


async def advance_cancellation(session: Session) -> Outcome:
    """The next step of the open cancellation: which part of a series, or the proposal."""
    conversation = session.conversation
    cancellation = conversation.cancellation
    if cancellation is None:
        raise ValueError("no cancellation is open")
    own = await find_own(session, cancellation.uid)
    if own is None or not own.booking.is_active:
        conversation.cancellation = None
        return Outcome(session.say("booking-gone"), settled=True)
    booking = own.booking
    if booking.end <= session.now:
        conversation.cancellation = None
        return Outcome(session.say("booking-over"), settled=True)
    known = session.directory.of_event_type(_event_type_id(booking))
    if known and known[1].disable_cancelling is not None and known[1].disable_cancelling.disabled:
        conversation.cancellation = None
        return Outcome(session.say("not-cancellable", title=known[1].title), settled=True)
    series_uid = booking.recurring_booking_uid or own.kept.series_uid
    if series_uid and cancellation.scope is None:
        offers = [
            Offer(session.say(f"scope-{scope}"), Action(do="scope", with_={"scope": scope}))
            for scope in ("this", "following", "all")
        ]
        zone = session.zone or _zone_of([own])
        text = session.say(
            "ask-scope",
            title=cards.booking_title(session, booking),
            when=session.wording.moment(booking.start, zone),
        )
        question = Question(
            slug="scope", type="select", label=session.say("ask-scope-short"), options=[offer.label for offer in offers]
        )
        return Outcome(text, offers, asked=[question])
    return proposing.propose_cancel(
        session,
        booking,
        scope=cancellation.scope if series_uid and cancellation.scope else "this",
        reason=cancellation.reason,
        seat_uid=own.kept.seat_uid,
        series_uid=series_uid,
    )


async def pick(session: Session, uid: str, purpose: str) -> Outcome:
    """A tapped booking of a list. It must be the person's own, whatever the tap says."""
    own = await find_own(session, uid)
    if own is None or not own.booking.is_active:
        line = session.say("booking-gone")
        return Outcome(line, refused=line, keeps=True)
    if purpose == "move":
        previous = session.conversation.move
        await proposing.drop(session)
        session.conversation.cancellation = None
        session.conversation.move = (previous or MoveDraft()).model_copy(update={"uid": own.booking.uid, "start": None})
        return await advance_move(session)
    previous_wish = session.conversation.cancellation
    await proposing.drop(session)
    session.conversation.move = None
    session.conversation.cancellation = (previous_wish or Cancellation(uid="")).model_copy(
        update={"uid": own.booking.uid}
    )
    return await advance_cancellation(session)


async def find_own(session: Session, uid: str) -> Own | None:
    """The booking with this uid, if this account made it (or the booking it was moved from)."""
    for kept in await session.store.owned(session.account_id):
        if kept.uid == uid:
            return await _look_up(session, kept)
    # A booking that was moved elsewhere is kept under its old uid until it is met; one that was moved here is kept
    # under its new uid, and its old card may still be tapped or answered.
    everything = await own_bookings(session)
    return next((own for own in everything if uid in (own.booking.uid, own.booking.rescheduled_from_uid)), None)


async def mean(session: Session, uid: str) -> None:
    """The message is an answer to this booking's card: what was open of another one is let go."""
    own = await find_own(session, uid)
    if own is None:
        return
    conversation = session.conversation
    conversation.shown_bookings = [own.booking.uid]
    conversation.told = [cards.booking_line(session, own.booking, session.zone or _zone_of([own]))]
    session.incoming = replace(session.incoming, booking_uid=own.booking.uid)
    others = [open_.uid for open_ in (conversation.move, conversation.cancellation) if open_ is not None]
    if any(other != own.booking.uid for other in others):
        await proposing.drop(session)
        conversation.move = conversation.cancellation = None


async def search_of(session: Session) -> times.Search | None:
    """What the open move looks for times with; None when no move is open."""
    move = session.conversation.move
    own = await _moved(session, move) if move is not None else None
    if move is None or own is None:
        return None
    return _search(session, move, own, await _event_type(session, own.booking))


async def choose_wish(session: Session, wish: Wish) -> Outcome:
    """A tapped reading of ambiguous words, for a move."""
    move = session.conversation.move or MoveDraft()
    move.wish, move.start, move.when_text = wish, None, None
    session.conversation.move = move
    return await advance_move(session)


async def _which(session: Session, text: str | None, purpose: str) -> Own | Outcome:
    """The booking that is meant, or a question with those it may be."""
    coming = [own for own in await own_bookings(session) if _has_status(session, own.booking, "upcoming")]
    if not coming:
        session.conversation.move = None
        return Outcome(session.say("no-bookings-upcoming", when=""), settled=True)
    picked = session.incoming.booking_uid or choose_booking(session, text)
    if picked is None and text is not None and wishes.mention(session, text, session.zone or "UTC") is None:
        # "My next meeting", "the first one": with no time in them they count from now on.
        index = policy.picked_order(text, session.language, len(coming))
        picked = None if index is None else coming[index].booking.uid
        if index is None and policy.names_order(text, session.language):
            zone = session.zone or _zone_of(coming)
            return _ask_which(session, coming, zone, purpose, session.say("no-such-booking", words=text))
    if text is None and len(session.conversation.told) == 1:
        # "Can it be an hour later?" right after a booking was told of means that one.
        picked = session.conversation.shown_bookings[0]
    if picked is not None:
        chosen = next((own for own in coming if own.booking.uid == picked), None)
        if chosen is not None:
            return chosen
    matching = _described(session, coming, text) if text else coming
    series = {own.booking.recurring_booking_uid or own.booking.uid for own in matching}
    if len(series) == 1:
        # One booking, or one series: of that the next date is meant, and which part of it is asked afterwards.
        return matching[0]
    zone = session.zone or _zone_of(coming)
    if not matching:
        lead = session.say("no-such-booking", words=text or "")
        return _ask_which(session, coming, zone, purpose, lead)
    return _ask_which(session, matching, zone, purpose, session.say(f"which-{purpose}"))


def _ask_which(session: Session, bookings: list[Own], zone: str, purpose: str, lead: str) -> Outcome:
    shown = bookings[:MOST_LISTED]
    lines = [cards.booking_line(session, own.booking, zone) for own in shown]
    offers = [
        cards.booking_offer(
            session, own.booking, zone, Action(do="pick", with_={"uid": own.booking.uid, "for": purpose})
        )
        for own in shown
    ]
    session.conversation.shown_bookings = [own.booking.uid for own in shown]
    question = Question(slug="which", type="select", label=session.say(f"which-{purpose}"), options=lines)
    return Outcome("\n".join([lead, *[f"• {line}" for line in lines]]), offers, asked=[question])


def _described(session: Session, bookings: list[Own], text: str) -> list[Own]:
    """Those of the bookings that the words fit: by uid, by time, by host, by what they are called."""
    uids = {word for word in re.findall(r"[\w-]{20,}", text) if re.search(r"\d", word)}
    if uids:
        return [own for own in bookings if own.booking.uid in uids]
    zone = session.zone or _zone_of(bookings)
    fitting = bookings
    mention = wishes.mention(session, text, zone)
    if mention is not None and mention.readings:
        by_time = [own for own in bookings if any(_at(own.booking, reading, zone) for reading in mention.readings)]
        if not by_time:
            # "The friday one" reads as one o'clock; the day alone may tell which is meant.
            days = {
                zones.local(w.start, zone).date() for r in mention.readings if r.has_date for w in r.windows if w.start
            }
            by_time = [own for own in bookings if zones.local(own.booking.start, zone).date() in days]
        if not by_time:
            return []
        fitting = by_time
    lengths = wishes.durations(session, text)
    of_length = [own for own in fitting if own.booking.end - own.booking.start in map(_minutes, lengths)]
    if of_length:
        fitting = of_length
    named = [own for own in fitting if _called(session, own.booking, text)]
    return named or fitting


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def _at(booking: Booking, reading: when.Reading, zone: str) -> bool:
    if not reading.exact:
        return _meets(booking, reading.windows)
    start = reading.windows[0].start
    if start is None:
        return False
    if start == booking.start:
        return True
    # "My 3pm" is the one at three, whatever its day.
    wanted, actual = zones.local(start, zone), zones.local(booking.start, zone)
    return not reading.has_date and (wanted.hour, wanted.minute) == (actual.hour, actual.minute)


def _called(session: Session, booking: Booking, text: str) -> bool:
    """Whether the words name its host or what tells its title from "a meeting"."""
    told = {word for word in grounding.words(text) if len(word) > 2} - _COMMON
    names = [host.name or "" for host in booking.hosts] + [cards.booking_title(session, booking)]
    slug = cards.booking_view(booking).event_type
    known = {word for name in [*names, slug] for word in grounding.words(name)} - _COMMON
    return bool(told & known)


_COMMON = frozenset({"meeting", "min", "minute", "minutes", "call", "the", "with", "and", "my", "booking"})


def _meets(booking: Booking, windows: tuple[when.Window, ...]) -> bool:
    return any(
        (window.start is None or booking.start >= window.start) and (window.end is None or booking.start < window.end)
        for window in windows
    )


def _has_status(session: Session, booking: Booking, status: str) -> bool:
    if status == "cancelled":
        return not booking.is_active and booking.rescheduled_to_uid is None
    over = booking.end <= session.now
    return booking.is_active and (over if status == "past" else not over)


def _show(session: Session, bookings: list[Own], zone: str, lead: str) -> Outcome:
    shown = bookings[:MOST_LISTED]
    lines = [f"• {cards.booking_line(session, own.booking, zone)}" for own in shown]
    if len(bookings) > len(shown):
        lines.append(session.say("bookings-more", count=len(bookings) - len(shown)))
    session.conversation.shown_bookings = [own.booking.uid for own in shown]
    place = session.wording.place(zone, session.now, session.place)
    lines.append(session.say("times-zone", place=place))
    coming = [own for own in shown if _has_status(session, own.booking, "upcoming")]
    if len(coming) == 1:
        offers = lasting.offers(session, coming[0].booking.uid)
    else:
        offers = [
            cards.booking_offer(session, own.booking, zone, Action(do="show", with_={"uid": own.booking.uid}))
            for own in coming
        ]
    return Outcome(
        "\n".join([lead, *lines]),
        offers,
        bookings=[cards.booking_view(own.booking) for own in shown],
        settled=True,
        resumes=True,
    )


async def _look_up(session: Session, kept: OwnedBooking) -> Own | None:
    """What the booking is now; one that was moved elsewhere is followed and kept under its new uid."""
    uid = kept.uid
    for _ in range(MOST_HOPS):
        try:
            found = await session.calendar.bookings.get(uid)
        except NotFound:
            return None
        booking = found[0]
        if booking.rescheduled_to_uid is None or booking.is_active:
            break
        uid = booking.rescheduled_to_uid
    if uid != kept.uid:
        moved = replace(kept, uid=uid)
        await session.store.replace_owned(session.account_id, kept.uid, moved)
        kept = moved
    if kept.seat_uid is not None and not any(a.seat_uid == kept.seat_uid for a in booking.attendees):
        try:
            booking = await session.calendar.bookings.get_by_seat(kept.seat_uid)
        except CalendarError:
            return None  # the seat was given up: the booking is others' now
    return Own(kept, booking)


async def _event_type(session: Session, booking: Booking) -> EventType:
    """What is moved, with its lengths and rules; enough of it from the booking itself where we cannot read it."""
    event_type_id = _event_type_id(booking)
    await _meet_host(session, booking)
    known = session.directory.of_event_type(event_type_id)
    if known is not None:
        return known[1]
    return EventType(
        id=event_type_id or 0,
        slug=cards.booking_view(booking).event_type,
        title=booking.title or session.say("a-meeting"),
        length_in_minutes=booking.duration or int((booking.end - booking.start).total_seconds() // 60),
    )


async def _meet_host(session: Session, booking: Booking) -> None:
    """Reads what the booking's hosts offer, so that it goes by its event type's title, not by Cal.com's long one."""
    if session.directory.of_event_type(_event_type_id(booking)) is None:
        for host in booking.hosts:
            if host.username and host.username != "unknown":
                await session.directory.owner(f"user:{host.username}")


def _event_type_id(booking: Booking) -> int | None:
    return (booking.event_type.id if booking.event_type else None) or booking.event_type_id


def _not_movable(session: Session, booking: Booking) -> str | None:
    if booking.end <= session.now:
        return session.say("booking-over")
    known = session.directory.of_event_type(_event_type_id(booking))
    rule = known[1].disable_rescheduling if known else None
    if known and rule is not None and rule.disabled:
        return session.say("not-movable", title=known[1].title)
    if booking.status == "awaiting_host":
        return session.say("not-movable", title=cards.booking_title(session, booking))
    return None


def _zone_of(bookings: list[Own]) -> str:
    """The zone the person booked with, until they tell another."""
    for own in bookings:
        for attendee in own.booking.attendees:
            if attendee.time_zone and zones.is_zone(attendee.time_zone):
                return attendee.time_zone
    return "UTC"
