"""A host's own calendar, shown: a day, a week, one booking, or the requests that wait for an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.conversation import cards, lasting, wishes
from bot.conversation.hosting import finding
from bot.conversation.hosting.tools import ShowAgenda
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action
from bot.message import Attachment
from bot.scheduling import zones
from bot.scheduling.calendar import NotFound
from bot.scheduling.hosting import free
from bot.scheduling.hosting.bookings import Verb
from bot.scheduling.models import Attendee, Booking

About = Literal["bookings", "requests", "past", "cancelled"]

PAGE = 10
"""Bookings in one reply; the others come by a button."""

MOST_BESIDE_A_PICTURE = 8
"""A week of more bookings is drawn without being asked to be."""

DRAWN_DAYS = 8
MOST_PICTURES = 5
"""A month's weeks; the list beside them has every booking."""

_AHEAD, _BEHIND = timedelta(days=365), timedelta(days=90)
_STATUS: dict[About, tuple[str, ...]] = {
    "bookings": (),
    "requests": ("unconfirmed",),
    "past": ("past",),
    "cancelled": ("cancelled",),
}
_HEADS: dict[About, str] = {
    "bookings": "agenda-bookings",
    "requests": "agenda-requests",
    "past": "agenda-past",
    "cancelled": "agenda-cancelled",
}
_NONE: dict[About, str] = {
    "bookings": "agenda-no-bookings",
    "requests": "no-requests",
    "past": "agenda-no-past",
    "cancelled": "agenda-no-cancelled",
}
_ANSWERS: tuple[tuple[str, Verb, str], ...] = (
    ("accept", "confirm", "agenda-accept"),
    ("decline", "decline", "agenda-decline"),
)
_OF_PEOPLE = frozenset(("name", "email", "guests", "location", "attendeePhoneNumber", "title", "rescheduleReason"))


@dataclass(frozen=True)
class Stretch:
    """What is looked at. ``at``: one instant of it was named, and a booking that is then."""

    start: datetime
    end: datetime
    at: tuple[datetime, ...] = ()
    named: bool = True
    """The host named it."""


async def show_by_words(session: Session, arguments: ShowAgenda) -> Outcome:
    about: About = arguments.about or "bookings"
    stretch = _stretch(session, arguments.when, about, far=arguments.who is not None)
    if arguments.picture and not stretch.named:
        stretch = _week(session)
    bookings = await _bookings(session, stretch, about, arguments.who)
    if stretch.at:
        then = [one for one in bookings if any(one.start <= instant < one.end for instant in stretch.at)]
        if len(then) == 1:
            return details(session, then[0])
        if not then:
            at = session.wording.moment(stretch.at[0], finding.zone_of(session))
            return _listed(session, bookings, stretch, about).after(session.say("agenda-nothing-at", when=at))
        bookings = then
    if arguments.who is not None and len(bookings) == 1:
        return details(session, bookings[0])
    if not bookings and not stretch.named and about == "bookings":
        return await _next(session)
    outcome = _listed(session, bookings, stretch, about)
    days = (stretch.end - stretch.start) / timedelta(days=1)
    if about == "bookings" and (
        arguments.picture or (1 < days <= DRAWN_DAYS and len(bookings) > MOST_BESIDE_A_PICTURE)
    ):
        outcome.attachments += _pictures(session, bookings, stretch)
    return outcome


async def page(session: Session, action: Action) -> Outcome:
    """More of a list that was shown: what stood after its last booking."""
    values = action.with_
    stretch = Stretch(datetime.fromisoformat(values["start"]), datetime.fromisoformat(values["end"]))
    about: About = values["about"]
    bookings = await _bookings(session, stretch, about, values.get("who"))
    return _listed(session, bookings, stretch, about, who=values.get("who"), skip=values["skip"])


async def show(session: Session, uid: str) -> Outcome:
    """One booking, picked from a list."""
    calendar = session.host_calendar
    assert calendar is not None
    try:
        return details(session, await calendar.bookings.get(uid))
    except NotFound:
        return Outcome(session.say("booking-gone"), settled=True)


def details(session: Session, booking: Booking) -> Outcome:
    """Who comes and what they answered, where and when, and what can be done about it."""
    zone, wording = finding.zone_of(session), session.wording
    lines = [
        cards.booking_title(session, booking),
        wording.period(booking.start, booking.end, zone),
    ]
    state = cards.status_word(session, booking) if booking.status != "pending" else session.say("agenda-pending")
    if state:
        lines.append(session.say("card-state", state=state))
    lines += [_attendee_line(session, attendee, booking, zone) for attendee in booking.attendees]
    guests = [guest for guest in booking.guests or () if guest not in {one.email for one in booking.attendees}]
    if guests:
        lines.append(session.say("agenda-guests", guests=wording.list_of(guests)))
    lines += [
        session.say("agenda-answer", question=slug.replace("_", " ").replace("-", " "), answer=answer)
        for slug, value in _answers(booking)
        if (answer := cards.answer_text(session, value))
    ]
    place = cards.place_line(session, booking.location)
    if place:
        lines.append(place)
    session.conversation.shown_bookings = [booking.uid]
    return Outcome("\n".join(lines), _offers(session, booking), settled=True)


async def _bookings(session: Session, stretch: Stretch, about: About, who: str | None) -> list[Booking]:
    calendar = session.host_calendar
    assert calendar is not None
    found = [
        booking
        async for booking in calendar.bookings.list(
            # Cal.com tells of bookings that have ended by then; those that only begin in the stretch are in it too.
            status=_STATUS[about],
            after_start=stretch.start,
            before_end=stretch.end + timedelta(days=1),
        )
        if (about != "bookings" or booking.is_active) and booking.start < stretch.end
    ]
    if who is not None:
        found = finding.described(session, found, who)
    return sorted(found, key=lambda booking: booking.start, reverse=about == "past")


def _stretch(session: Session, claimed: str | None, about: About, *, far: bool) -> Stretch:
    """Today unless other times are named; for requests, past and cancelled bookings, and for somebody's, all there
    are within reach."""
    zone, now = finding.zone_of(session), session.now
    words = wishes.own_words(session, claimed)
    mention = wishes.mention(session, words, zone) if words is not None else None
    readings = mention.readings if mention is not None else ()
    if readings:
        windows = [window for reading in readings for window in reading.windows if window.start is not None]
        if readings[0].exact and readings[0].has_time:
            at = tuple(window.start for window in windows if window.start is not None)
            return Stretch(*free.day_of(at[0], zone), at=at)
        start = min((window.start for window in windows if window.start is not None), default=now)
        ends = [window.end for window in windows]
        known = [end for end in ends if end is not None]
        return Stretch(start, max(known) if len(known) == len(ends) and known else start + _AHEAD)
    if about == "past":
        return Stretch(now - _BEHIND, now, named=False)
    if about == "cancelled":
        return Stretch(now - _BEHIND, now + _AHEAD, named=False)
    if about == "requests" or far:
        return Stretch(now, now + _AHEAD, named=False)
    return Stretch(*free.day_of(now, zone), named=False)


def _week(session: Session) -> Stretch:
    """The week that it is, by the days that weeks begin with where the host's language is spoken."""
    zone = finding.zone_of(session)
    today = zones.local(session.now, zone)
    into = (today.weekday() - session.wording.locale.first_week_day) % 7
    start = free.day_of(session.now - timedelta(days=into), zone)[0]
    return Stretch(start, free.day_of(start + timedelta(days=6, hours=12), zone)[1])


async def _next(session: Session) -> Outcome:
    """Nothing today: what comes next, so that the answer is of use."""
    coming = await _bookings(session, Stretch(session.now, session.now + _AHEAD), "bookings", None)
    if not coming:
        return Outcome(session.say("agenda-nothing-today-or-later"), settled=True)
    line = finding.name(session, coming[0])
    offer = _pick(session, coming[0], line)
    session.conversation.shown_bookings = [coming[0].uid]
    return Outcome(session.say("agenda-nothing-today", next=line), [offer], settled=True)


def _listed(
    session: Session,
    bookings: Sequence[Booking],
    stretch: Stretch,
    about: About,
    *,
    who: str | None = None,
    skip: int = 0,
) -> Outcome:
    zone = finding.zone_of(session)
    if not bookings:
        return Outcome(_nothing(session, stretch, about), settled=True)
    if about != "requests" and len(bookings) == 1:
        return details(session, bookings[0])
    shown = bookings[skip : skip + PAGE]
    lines = [session.say(_HEADS[about], count=len(bookings))]
    day: str | None = None
    for booking in shown:
        if session.wording.full_day(booking.start, zone) != day:
            day = session.wording.full_day(booking.start, zone)
            lines += ["", day]
        lines.append(_line(session, booking, zone))
    offers = [offer for booking in shown for offer in _list_offers(session, booking, about)]
    left = len(bookings) - skip - len(shown)
    if left > 0:
        values = {"start": stretch.start.isoformat(), "end": stretch.end.isoformat(), "about": about, "who": who}
        more = Action(do="host", with_={"for": "agenda", "uid": "", **values, "skip": skip + len(shown)})
        offers.append(Offer(session.say("agenda-more", count=left), more))
    session.conversation.shown_bookings = [booking.uid for booking in shown]
    if about == "bookings" and skip == 0:
        lines += ["", session.say("agenda-looked", place=session.wording.place(zone, bookings[0].start))]
    return Outcome("\n".join(lines), offers, settled=True)


def _nothing(session: Session, stretch: Stretch, about: About) -> str:
    if about == "requests" or not stretch.named:
        return session.say(_NONE[about])
    zone = finding.zone_of(session)
    first = session.wording.day(stretch.start, zone)
    last = session.wording.day(stretch.end - timedelta(seconds=1), zone)
    if first == last:
        return session.say("agenda-nothing-on", day=session.wording.full_day(stretch.start, zone))
    return session.say("agenda-nothing-between", first=first, last=last)


def _line(session: Session, booking: Booking, zone: str) -> str:
    values = {
        "time": f"{session.wording.clock(booking.start, zone)} – {session.wording.clock(booking.end, zone)}",
        "title": cards.booking_title(session, booking),
        "guests": finding.guests_of(session, booking),
    }
    state = cards.status_word(session, booking) if booking.status != "pending" else session.say("agenda-pending")
    line = session.say("agenda-line", **values)
    return f"{line} ({state})" if state else line


def _attendee_line(session: Session, attendee: Attendee, booking: Booking, zone: str) -> str:
    """Who, how to reach them, and what their clocks show, where they show something else."""
    told = [attendee.name, attendee.display_email or attendee.email, attendee.phone_number]
    line = session.say("agenda-attendee", who=", ".join(one for one in told if one))
    theirs = attendee.time_zone
    if not theirs:
        return line
    own, other = (zones.local(booking.start, name).replace(tzinfo=None) for name in (zone, theirs))
    if own == other:
        return line
    place = session.wording.place(theirs, booking.start)
    return (
        f"{line} ({session.say('agenda-their-time', time=session.wording.moment(booking.start, theirs), place=place)})"
    )


def _answers(booking: Booking) -> list[tuple[str, object]]:
    """What was answered to the event type's questions, by everybody who came with a seat of their own too."""
    answers = [booking.booking_fields_responses or {}]
    answers += [attendee.booking_fields_responses or {} for attendee in booking.attendees]
    return [(slug, value) for given in answers for slug, value in given.items() if slug not in _OF_PEOPLE and value]


def _list_offers(session: Session, booking: Booking, about: About) -> list[Offer]:
    if about == "requests":
        return _request_offers(session, booking, named=True)
    return [_pick(session, booking, finding.name(session, booking))]


def _pick(session: Session, booking: Booking, label: str) -> Offer:
    zone = finding.zone_of(session)
    return Offer(
        label,
        Action(do="host", with_={"for": "show", "uid": booking.uid}),
        group=session.wording.day(booking.start, zone),
        short=f"{session.wording.clock(booking.start, zone)} {finding.guests_of(session, booking)}",
    )


def _offers(session: Session, booking: Booking) -> list[Offer]:
    """Only what this host may do, and what the booking still allows."""
    if booking.status == "pending":
        return _request_offers(session, booking, named=False)
    if not booking.is_active or booking.end <= session.now:
        return []
    offers = []
    if booking.location and booking.location.startswith("https://"):
        offers.append(Offer(session.say("choice-join"), url=booking.location))
    if _may(session, "reschedule"):
        offers.append(lasting.offer(session.say("choice-move"), "host_move", booking.uid))
    if _may(session, "cancel"):
        offers.append(lasting.offer(session.say("choice-cancel"), "host_cancel", booking.uid))
    return offers


def _request_offers(session: Session, booking: Booking, *, named: bool) -> list[Offer]:
    offers: list[Offer] = []
    if booking.end <= session.now:
        return offers
    for purpose, verb, text in _ANSWERS:
        if _may(session, verb):
            label = session.say(text)
            label = (
                session.say("agenda-choice-of", choice=label, guests=finding.guests_of(session, booking))
                if named
                else label
            )
            offers.append(lasting.offer(label, purpose, booking.uid))
    return offers


def _may(session: Session, verb: Verb) -> bool:
    calendar = session.host_calendar
    return calendar is not None and calendar.bookings.why_not(verb) is None


def _pictures(session: Session, bookings: Sequence[Booking], stretch: Stretch) -> list[Attachment]:
    """One for each week of the stretch in which something is booked."""
    from bot.conversation.hosting import week_picture  # slow to load, and most hosts read lists

    zone = finding.zone_of(session)
    pictures: list[Attachment] = []
    start = stretch.start
    while start < stretch.end and len(pictures) < MOST_PICTURES:
        end = min(free.day_of(start + timedelta(days=6, hours=12), zone)[1], stretch.end)
        entries = [
            week_picture.Entry(
                zones.local(booking.start, zone),
                zones.local(booking.end, zone),
                finding.guests_of(session, booking),
                is_pending=booking.status == "pending",
            )
            for booking in bookings
            if start <= booking.start < end
        ]
        first, last = zones.local(start, zone).date(), zones.local(end - timedelta(seconds=1), zone).date()
        if entries:
            now = zones.local(session.now, zone)
            content = week_picture.draw(entries, first, last, session.wording.locale, now=now)
            pictures.append(Attachment(f"week-{first.isoformat()}.png", content, "image/png"))
        start = end
    return pictures
