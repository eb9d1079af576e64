"""Whether a host is free: what is booked, the hours they work and their own calendars, and which of these were looked
at. Several hosts together are free where the slots of all of them meet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.conversation import planning, wishes
from bot.conversation.directory import Owner
from bot.conversation.hosting import finding
from bot.conversation.hosting.tools import CheckFree
from bot.conversation.letters import folded
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action
from bot.scheduling import zones
from bot.scheduling.calendar import ById, CalendarError
from bot.scheduling.draft import BookedFor, BookingDraft, EventTypeKey
from bot.scheduling.hosting import free
from bot.scheduling.hosting.free import Span
from bot.scheduling.models import Booking, EventType, Schedule

MOST_DAYS = 7
"""In one reply; the days after come by a button."""
MOST_TIMES = 8
USUAL_MINUTES = 30

_DAY = timedelta(days=1)


@dataclass
class _Looked:
    """What is known of a stretch, and of what was looked at."""

    bookings: list[Booking] = field(default_factory=list)
    schedule: Schedule | None = None
    busy: list[Span] = field(default_factory=list)
    at: list[str] = field(default_factory=list)
    not_at: list[str] = field(default_factory=list)


async def check(session: Session, arguments: CheckFree) -> Outcome:
    others = [name for name in arguments.hosts or () if not _is_self(session, name)]
    words = wishes.own_words(session, arguments.when)
    length = timedelta(minutes=arguments.length or USUAL_MINUTES)
    if others:
        with_me = len(others) < len(arguments.hosts or ())
        start, end, _ = _stretch(session, words)
        return await _together(session, others, start, end, length, with_me=with_me)
    start, end, at = _stretch(session, words)
    return await (_at(session, at, length) if at is not None else _days(session, start, end))


async def later(session: Session, action: Action) -> Outcome:
    """The days or times after those that were shown."""
    values = action.with_
    start, end = (datetime.fromisoformat(values[name]) for name in ("start", "end"))
    if values["for"] == "free_days":
        return await _days(session, start, end)
    length = timedelta(minutes=values["minutes"])
    return await _together(session, values["who"], start, end, length, with_me=values["with_me"])


async def meet(session: Session, action: Action) -> Outcome:
    """A common time that was picked: an ordinary booking with the first of the others, made by this host."""
    values, host, conversation = action.with_, session.host, session.conversation
    assert host is not None
    conversation.draft = BookingDraft(
        owner=values["owner"],
        event_type=EventTypeKey(owner=values["owner"], slug=values["slug"]),
        length=values["minutes"],
        start=datetime.fromisoformat(values["start"]),
        booked_for=BookedFor(name=host.name, email=host.email),
    )
    conversation.move = conversation.cancellation = None
    if session.zone is None:
        conversation.profile.time_zone = finding.zone_of(session)
    notes = []
    if values["rest"]:
        notes.append(session.say("free-others-not-on-it", names=session.wording.list_of(values["rest"])))
    return await planning.advance(session, notes)


def _is_self(session: Session, name: str) -> bool:
    host = session.host
    assert host is not None
    own = {"me", "i", "myself", folded(host.username), folded(host.name), *folded(host.name).split()[:1]}
    return folded(name.strip()) in own


def _stretch(session: Session, words: str | None) -> tuple[datetime, datetime, datetime | None]:
    """What is asked about, and the instant where one is named; the rest of today where no time is."""
    zone, now = finding.zone_of(session), session.now
    mention = wishes.mention(session, words, zone) if words else None
    readings = [one for one in (mention.readings if mention is not None else ()) if not one.is_past(now)]
    if not readings:
        return now, free.day_of(now, zone)[1], None
    windows = [window for reading in readings[:1] for window in reading.windows]
    start = max(now, min((window.start for window in windows if window.start is not None), default=now))
    if readings[0].exact and readings[0].has_time:
        return start, start, start
    ends = [window.end for window in windows if window.end is not None]
    return start, max(ends) if len(ends) == len(windows) and ends else start + MOST_DAYS * _DAY, None


async def _look(session: Session, start: datetime, end: datetime) -> _Looked:
    calendar = session.host_calendar
    assert calendar is not None
    looked = _Looked(at=[session.say("free-looked-bookings")])
    # Cal.com tells of bookings that lie in a stretch as a whole.
    looked.bookings = sorted(
        [
            booking
            async for booking in calendar.bookings.list(after_start=start - _DAY, before_end=end + _DAY)
            if booking.is_active and booking.start < end and start < booking.end
        ],
        key=lambda booking: booking.start,
    )
    hours = session.say("free-looked-hours")
    try:
        schedules = [] if calendar.hours.why_not("read") else await calendar.hours.schedules()
    except CalendarError:
        schedules = []
    looked.schedule = next((one for one in schedules if one.is_default), schedules[0] if schedules else None)
    (looked.at if looked.schedule is not None else looked.not_at).append(hours)
    zone = finding.zone_of(session)
    first, last = (zones.local(instant, zone).date() for instant in (start, end))
    try:
        connected = None if calendar.connected.why_not() else await calendar.connected.calendars(first, last, zone)
    except CalendarError:
        connected = None
    if connected is None:
        looked.not_at.append(session.say("free-looked-calendars-unnamed"))
    elif connected.names:
        names = session.wording.list_of(list(dict.fromkeys(connected.names)))
        looked.at.append(session.say("free-looked-calendars", count=len(connected.names), names=names))
        booked = {(booking.start, booking.end) for booking in looked.bookings}
        # What is booked here stands in those calendars too.
        looked.busy = [
            span for span in free.merged(connected.busy) if span not in booked and span[0] < end and start < span[1]
        ]
    return looked


async def _at(session: Session, at: datetime, length: timedelta) -> Outcome:
    """Yes or no, and why."""
    zone, end = finding.zone_of(session), at + length
    looked = await _look(session, at, end)
    when = session.wording.moment(at, zone)
    taken = _taken(session, looked)
    if taken:
        lines = [session.say("free-no", when=when), *taken]
    elif looked.schedule is not None and not _in_hours(looked.schedule, at, end):
        lines = [session.say("free-outside", when=when), *_hours_line(session, looked.schedule, at)]
    else:
        lines = [session.say("free-yes", when=when)]
    return Outcome("\n".join([*lines, "", *_looked_lines(session, looked)]), settled=True)


async def _days(session: Session, start: datetime, end: datetime) -> Outcome:
    """For each day what is free of it, and by what the rest is taken."""
    zone = finding.zone_of(session)
    shown_until = min(end, free.day_of(start + (MOST_DAYS - 1) * _DAY, zone)[1])
    looked = await _look(session, start, shown_until)
    lines: list[str] = []
    day = start
    while day < shown_until:
        midnight = free.day_of(day, zone)[1]
        lines += _day(session, looked, day, min(midnight, shown_until))
        day = midnight
    offers = []
    if shown_until < end:
        values = {"start": shown_until.isoformat(), "end": end.isoformat()}
        more = Action(do="host", with_={"for": "free_days", "uid": "", **values})
        offers.append(Offer(session.say("choice-more-days"), more))
    return Outcome("\n".join([*lines, "", *_looked_lines(session, looked)]), offers, settled=True)


def _day(session: Session, looked: _Looked, start: datetime, end: datetime) -> list[str]:
    zone, wording = finding.zone_of(session), session.wording
    day = wording.full_day(start, zone)
    hours = [(start, end)]
    if looked.schedule is not None:
        hours = free.within(_working(looked.schedule, start, end), start, end)
    busy = [(booking.start, booking.end) for booking in looked.bookings] + looked.busy
    left = free.without(hours, busy)
    taken = _taken(session, looked, start, end)
    if not hours:
        lines = [session.say("free-day-off", day=day)]
    elif not left:
        lines = [session.say("free-day-none", day=day)]
    elif looked.schedule is None and not taken:
        lines = [session.say("free-day-open", day=day)]
    else:
        times = wording.list_of([f"{wording.clock(a, zone)} – {wording.clock(b, zone)}" for a, b in left])
        lines = [session.say("free-day", day=day, times=times)]
    lines += taken
    if looked.schedule is not None and hours:
        lines += _hours_line(session, looked.schedule, start)
    return lines


def _working(schedule: Schedule, start: datetime, end: datetime) -> list[Span]:
    """Hours around the stretch: the schedule's days may begin earlier or later than the host's."""
    first, last = (zones.local(instant, schedule.time_zone).date() for instant in (start, end))
    return free.working(schedule, first - _DAY, last)


def _in_hours(schedule: Schedule, start: datetime, end: datetime) -> bool:
    return any(first <= start and end <= last for first, last in _working(schedule, start, end))


def _hours_line(session: Session, schedule: Schedule, on: datetime) -> list[str]:
    """The working hours of the whole day, so that it is plain why the free time ends where it does."""
    zone, wording = finding.zone_of(session), session.wording
    start, end = free.day_of(on, zone)
    hours = free.within(_working(schedule, start, end), start, end)
    times = [f"{wording.clock(first, zone)} – {wording.clock(last, zone)}" for first, last in hours]
    return [session.say("free-hours", times=wording.list_of(times))] if times else [session.say("free-hours-none")]


def _taken(session: Session, looked: _Looked, start: datetime | None = None, end: datetime | None = None) -> list[str]:
    zone, wording = finding.zone_of(session), session.wording
    entries = [(booking.start, booking.end, finding.with_whom(session, booking)) for booking in looked.bookings]
    entries += [(first, last, session.say("free-busy")) for first, last in looked.busy]
    return [
        session.say("free-taken", times=f"{wording.clock(first, zone)} – {wording.clock(last, zone)}", what=what)
        for first, last, what in sorted(entries)
        if start is None or end is None or (first < end and start < last)
    ]


def _looked_lines(session: Session, looked: _Looked) -> list[str]:
    lines = [session.say("free-looked", what=session.wording.list_of(looked.at))]
    if looked.not_at:
        lines.append(session.say("free-not-looked", what=session.wording.list_of(looked.not_at, "or")))
    return lines


async def _together(
    session: Session, names: Sequence[str], start: datetime, end: datetime, length: timedelta, *, with_me: bool
) -> Outcome:
    """Times at which all of them have a slot of this length, to be booked."""
    host, minutes = session.host, int(length / timedelta(minutes=1))
    assert host is not None
    zone, wording = finding.zone_of(session), session.wording
    if start == end:
        end = start + timedelta(minutes=1)
    wanted: list[tuple[Owner, EventType]] = []
    for name in [*names, *([host.username] if with_me else [])]:
        owner = await session.directory.find(name)
        if owner is None:
            return Outcome(session.say("free-nobody", name=name), settled=True)
        event_type = _of_length(owner, minutes)
        if event_type is None:
            return Outcome(session.say("free-no-length", name=owner.name, count=minutes), settled=True)
        wanted.append((owner, event_type))
    found = free.common([await _starts(session, event_type, start, end, minutes) for _, event_type in wanted])
    people = wording.list_of([owner.name for owner, _ in wanted])
    if not found:
        return Outcome(session.say("free-none-together", names=people, count=minutes), settled=True)
    owner, event_type = wanted[0]
    values = {"owner": owner.key, "slug": event_type.slug, "minutes": minutes}
    rest = [other.name for other, _ in wanted[1:] if other.key != f"user:{host.username}"]
    offers = [
        Offer(
            wording.moment(at, zone),
            Action(do="host", with_={"for": "meet", "uid": "", "start": at.isoformat(), "rest": rest, **values}),
            group=wording.day(at, zone),
            short=wording.clock(at, zone),
        )
        for at in found[:MOST_TIMES]
    ]
    if len(found) > MOST_TIMES:
        after = {"start": found[MOST_TIMES].isoformat(), "end": end.isoformat(), "minutes": minutes}
        more = {"for": "free_together", "uid": "", "who": list(names), "with_me": with_me, **after}
        offers.append(Offer(session.say("choice-more-times"), Action(do="host", with_=more)))
    lines = [session.say("free-together", names=people, count=minutes)]
    lines += [f"• {wording.moment(at, zone)}" for at in found[:MOST_TIMES]]
    lines += ["", session.say("free-looked-slots")]
    return Outcome("\n".join(lines), offers, settled=True)


def _of_length(owner: Owner, minutes: int) -> EventType | None:
    """A plain kind of meeting of this length; one that takes questions only where there is no other."""
    fitting = [
        one
        for one in owner.event_types
        if minutes in one.lengths and not (one.is_instant_event or one.is_seated or one.is_recurring)
    ]
    fitting.sort(key=lambda one: (one.needs_confirmation, len(one.booking_fields), len(one.lengths)))
    return fitting[0] if fitting else None


async def _starts(
    session: Session, event_type: EventType, start: datetime, end: datetime, minutes: int
) -> list[datetime]:
    slots = await session.calendar.slots.list(
        ById(event_type.id),
        start=start,
        end=end,
        time_zone=finding.zone_of(session),
        duration=minutes if len(event_type.lengths) > 1 else None,
    )
    return [slot.start for slot in slots if start <= slot.start < end]
