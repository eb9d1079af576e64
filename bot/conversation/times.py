"""Times for a booking or a move: what was wished for, held against what is free, and shown so that any can be reached.

Free times come from Cal.com at that moment, for the asked window in the person's zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.conversation import day_parts
from bot.conversation.day_parts import Part
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action
from bot.scheduling import slots as slot_views
from bot.scheduling import zones
from bot.scheduling.calendar import ById, Calendar, CalendarError
from bot.scheduling.draft import Span, Wish
from bot.scheduling.models import EventType, Schedule, Slot

DAYS_SHOWN = 3
TIMES_A_DAY = 3
TIMES_A_PAGE = 8
DAYS_A_PAGE = 7
LOOK_AHEAD = timedelta(days=14)
"""How far we look for free times when nobody said when."""
LOOK_FAR = timedelta(days=62)
"""How far we look when there was nothing nearer, and for far-reaching wishes."""

Task = Literal["book", "reschedule"]
Reason = Literal["past", "too-soon", "too-far", "outside", "taken", "unavailable"]


@dataclass(frozen=True)
class Search:
    """What slots are wanted for."""

    task: Task
    event_type: EventType
    zone: str
    minutes: int | None = None
    """A length of an event type that has several, in minutes."""
    moving: str | None = None
    """The uid of the booking whose own time counts as free."""
    near: datetime | None = None
    """Where to begin to look when nobody said when; now, if it is None or past."""
    calendar: Calendar | None = None
    """A host's own, which sees what guests do not; None is the one that guests are served with."""

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes or self.event_type.length_in_minutes)


async def free(session: Session, search: Search, start: datetime, end: datetime) -> list[Slot]:
    """Free slots in ``start <= slot < end``, nothing before now."""
    start = max(start, session.now)
    if start >= end:
        return []
    several = len(search.event_type.lengths) > 1
    return await (search.calendar or session.calendar).slots.list(
        ById(search.event_type.id),
        start=start,
        end=end,
        time_zone=search.zone,
        duration=search.minutes if several else None,
        booking_uid_to_reschedule=search.moving,
    )


async def settle(session: Session, search: Search, wish: Wish | None) -> datetime | Outcome:
    """The one time that the wish names and that is free; otherwise what there is to choose from, and why."""
    now = session.now
    if wish is None or not wish.spans:
        soonest = wish is not None and wish.soonest
        near = now if search.near is None or soonest else max(now, search.near)
        found = await _first_free(session, search, near) or await _first_free(session, search, now)
        if soonest:
            return found[0].start if found else nothing(session, search, None)
        return _as_usual(session, search, found)
    if wish.soonest:
        found = await _within(session, search, wish)
        return found[0].start if found else await _elsewhere(session, search, wish)
    if wish.start is not None:
        if wish.start < now:
            return await _instead(session, search, wish.start, "past")
        day = zones.local(wish.start, search.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        around = await free(session, search, day - timedelta(days=1), day + timedelta(days=8))
        if any(slot.start == wish.start for slot in around):
            return wish.start
        second = await _second_choice(session, search, (*wish.spans[1:], *wish.otherwise))
        if second is not None:
            return second if isinstance(second, datetime) else second.after(second_choice(session, search, wish))
        return await _instead(session, search, wish.start, None, around)
    found = await _within(session, search, wish)
    if not found:
        second = await _second_choice(session, search, wish.otherwise)
        if second is not None:
            return second if isinstance(second, datetime) else second.after(second_choice(session, search, wish))
        return await _elsewhere(session, search, wish)
    return _as_usual(session, search, found) if wish.day_only else present(session, search, found)


def second_choice(session: Session, search: Search, wish: Wish) -> str:
    """Says that what was wished for first cannot be had."""
    first = wish.text if wish.start is None else session.wording.moment(wish.start, search.zone)
    return session.say("second-choice", first=first)


async def _second_choice(session: Session, search: Search, spans: Sequence[Span]) -> datetime | Outcome | None:
    """The first of these that is free: an instant, or the times of a stretch; None when none is."""
    for span in spans:
        if span.start is None:
            continue
        if span.end is None:
            found = await free(session, search, span.start, span.start + timedelta(minutes=1))
            if any(slot.start == span.start for slot in found):
                return span.start
        else:
            found = await free(session, search, span.start, span.end)
            if found:
                return present(session, search, found)
    return None


def _as_usual(session: Session, search: Search, found: list[Slot]) -> Outcome:
    """Times of the part of the day that they like best, which may be remembered, with the way to the others."""
    part = session.conversation.profile.usual_hours
    chosen = day_parts.of_part(found, search.zone, part)
    if part is None or not chosen:
        return present(session, search, found)
    lead = session.say("usual-hours", part=part)
    if len(slot_views.by_day(found, search.zone)) == 1:
        return day_page(session, search, found, part=part, lead=lead)
    return present(session, search, chosen, lead)


async def still_free(session: Session, search: Search, start: datetime) -> bool:
    found = await free(session, search, start, start + timedelta(minutes=1))
    return any(slot.start == start for slot in found)


def present(
    session: Session, search: Search, found: list[Slot], lead: str | None = None, pages: Sequence[str] = ()
) -> Outcome:
    """Times to choose from: a page of one day's, or a few of the next days' with the way to all others.

    ``pages`` are where the pages before this one began, as ISO instants.
    """
    if not found:
        return nothing(session, search, lead)
    if len(slot_views.by_day(found, search.zone)) == 1:
        return day_page(session, search, found, lead=lead)
    wording = session.wording
    sample = slot_views.spread(found, search.zone, DAYS_SHOWN, TIMES_A_DAY)
    lines = [
        session.say("times-left", day=wording.day(day.shown[0].start, search.zone), count=day.left)
        for day in sample.days
        if day.left
    ]
    if sample.left_days:
        lines.append(session.say("times-more-days", count=sample.left_days))
    offers = [_offer(session, search, slot) for slot in sample.shown]
    if sample.left_days:
        following = midnight_after(sample.days[-1].shown[0].start, search.zone).isoformat()
        more = action_of(search, "more", after=following, pages=[*pages, found[0].start.isoformat()])
        offers.append(Offer(session.say("choice-more-times"), more))
    if pages:
        earlier = action_of(search, "more", after=pages[-1], pages=list(pages[:-1]))
        offers.append(Offer(session.say("choice-earlier-times"), earlier))
    offers.append(Offer(session.say("choice-another-day"), action_of(search, "days")))
    intro = lead or session.say("times-intro", title=search.event_type.title)
    return Outcome("\n".join([intro, zone_line(session, search, sample.shown), *lines]), offers)


def day_page(
    session: Session,
    search: Search,
    found: list[Slot],
    *,
    lead: str | None = None,
    after: datetime | None = None,
    part: Part | None = None,
) -> Outcome:
    """A page of one day's times, from ``after`` on and of one part of the day where these are given, with the way to
    all others of the day. ``found`` is all of the day (or of what was wished for in it) and has a time to show."""
    chosen = day_parts.of_part(found, search.zone, part)
    ahead = [slot for slot in chosen if after is not None and slot.start < after]
    page = chosen[len(ahead) :][:TIMES_A_PAGE]
    rest = chosen[len(ahead) + len(page) :]
    wording = session.wording
    day = wording.full_day(page[0].start, search.zone)
    intro = lead or (
        session.say("times-intro-part", title=search.event_type.title, day=day, part=part)
        if part
        else session.say("times-intro-day", title=search.event_type.title, day=day)
    )
    lines = [intro, zone_line(session, search, page)]
    if rest:
        lines.append(session.say("times-left", day=wording.day(page[0].start, search.zone), count=len(rest)))
    offers = [_offer(session, search, slot) for slot in page]
    if rest:
        offers.append(Offer(session.say("choice-more-times"), _page_action(search, rest[0].start, part)))
    if ahead:
        before = ahead[-TIMES_A_PAGE:][0].start
        offers.append(Offer(session.say("choice-earlier-times"), _page_action(search, before, part)))
    offers += [
        Offer(session.say("choice-part", part=other, count=len(slots)), _page_action(search, slots[0].start, other))
        for other, slots in day_parts.beside(found, search.zone, page, part).items()
    ]
    offers.append(Offer(session.say("choice-another-day"), action_of(search, "days")))
    return Outcome("\n".join(lines), offers)


async def days_page(
    session: Session, search: Search, after: datetime | None = None, pages: Sequence[str] = ()
) -> Outcome:
    """The days that have free times, a page at a time; ``pages`` are where the pages before began, as ISO instants."""
    start = after or session.now
    end = start + LOOK_FAR
    found = await free(session, search, start, end)
    days = slot_views.by_day(found, search.zone)
    beyond: list[Slot] = []
    if len(days) <= DAYS_A_PAGE and not beyond_window(search.event_type, session.now, end):
        # So few free days in two months: there may be others behind them.
        beyond = await free(session, search, end, end + LOOK_FAR)
    if not days:
        found, beyond, days = beyond, [], slot_views.by_day(beyond, search.zone)
    if not days:
        return nothing(session, search, None)
    page = list(days.values())[:DAYS_A_PAGE]
    offers = [day_offer(session, search, slots) for slots in page]
    if len(days) > DAYS_A_PAGE or beyond:
        following = midnight_after(page[-1][0].start, search.zone).isoformat()
        more = action_of(search, "days", after=following, pages=[*pages, start.isoformat()])
        offers.append(Offer(session.say("choice-more-days"), more))
    if pages:
        earlier = action_of(search, "days", after=pages[-1], pages=list(pages[:-1]))
        offers.append(Offer(session.say("choice-earlier-days"), earlier))
    month = zones.local(page[0][0].start, search.zone).strftime("%Y-%m")
    offers.append(Offer(session.say("choice-whole-month"), action_of(search, "month", month=month)))
    intro = session.say("days-intro", title=search.event_type.title)
    return Outcome("\n".join([intro, zone_line(session, search, [slots[0] for slots in page])]), offers)


async def others(session: Session, search: Search, what: Literal["days", "times"]) -> Outcome:
    """Times of the days after those that were shown last, or the times right after them."""
    shown = session.conversation.shown_slots
    if not shown:
        return await days_page(session, search)
    following = midnight_after(shown[-1], search.zone) if what == "days" else shown[-1] + timedelta(minutes=1)
    return await more_of(session, search, following)


async def more_of(session: Session, search: Search, after: datetime, pages: Sequence[str] = ()) -> Outcome:
    """Times of the days from ``after`` on; ``pages`` are where the pages before began, as ISO instants."""
    found = await free(session, search, after, after + LOOK_AHEAD)
    found = found or await free(session, search, after, after + LOOK_FAR)
    return present(session, search, found, pages=pages)


async def rest_of_day(session: Session, search: Search, after: datetime, part: Part | None = None) -> Outcome:
    """The times of one day from an instant on, or of one part of that day."""
    day = first_instant(zones.local(after, search.zone).date(), search.zone)
    found = await free(session, search, day, midnight_after(after, search.zone))
    if not any(slot.start >= after for slot in day_parts.of_part(found, search.zone, part)):
        return await _elsewhere(session, search, Wish(text="", spans=(Span(start=after),)))
    return day_page(session, search, found, after=after, part=part)


def midnight_after(instant: datetime, zone: str) -> datetime:
    """The start of the next day in the zone."""
    return first_instant(zones.local(instant, zone).date() + timedelta(days=1), zone)


def first_instant(day: date, zone: str) -> datetime:
    """The start of a day in the zone (the first instant of it, where midnight itself is skipped)."""
    wall = datetime.combine(day, time())
    while not (found := zones.instants(wall, zone)):
        wall += timedelta(minutes=30)
    return found[0]


async def _first_free(session: Session, search: Search, start: datetime) -> list[Slot]:
    found = await free(session, search, start, start + LOOK_AHEAD)
    return found or await free(session, search, start, start + LOOK_FAR)


async def _within(session: Session, search: Search, wish: Wish) -> list[Slot]:
    """Free slots in the wished spans, by one request over all of them."""
    starts = [span.start or session.now for span in wish.spans]
    ends = [span.end or max(start, session.now) + LOOK_AHEAD for span, start in zip(wish.spans, starts, strict=True)]
    found = await free(session, search, min(starts), max(ends))
    return slot_views.within(found, [(span.start, span.end) for span in wish.spans])


async def _elsewhere(session: Session, search: Search, wish: Wish) -> Outcome:
    """Nothing is free in the wished spans: says so, and shows what is nearest to them."""
    ends = [span.end for span in wish.spans if span.end is not None]
    starts = [span.start for span in wish.spans if span.start is not None]
    if ends and max(ends) <= session.now:
        return await _instead(session, search, max(starts) if starts else session.now, "past")
    anchor = min(starts) if starts else session.now
    found = await free(session, search, anchor - timedelta(days=2), max(anchor, session.now) + LOOK_AHEAD)
    lead = session.say("nothing-then", when=wish.text) if wish.text else session.say("nothing-left-that-day")
    if beyond_window(search.event_type, session.now, anchor):
        lead = session.say("why-too-far", days=_window_days(search.event_type) or 0)
    near = [slot for slot in found if slot.start >= anchor] or found or await _first_free(session, search, session.now)
    return present(session, search, near, lead)


async def _instead(
    session: Session, search: Search, start: datetime, reason: Reason | None, around: list[Slot] | None = None
) -> Outcome:
    """The time cannot be had: why, the nearest before and after it, and the next days."""
    if around is None:
        around = await free(session, search, session.now, max(start, session.now) + timedelta(days=8))
    if reason is None:
        reason = await _why(session, search, start)
    if not around:
        around = await _first_free(session, search, session.now)
    nearest = slot_views.nearest(around, start)
    if nearest:
        last_day = zones.local(nearest[-1].start, search.zone).date()
        days = slot_views.by_day(around, search.zone)
        nearest += [slots[0] for day, slots in days.items() if day > last_day][:2]
    wording = session.wording
    lead = session.say(
        f"why-{reason}",
        time=wording.moment(start, search.zone),
        days=_window_days(search.event_type) or 0,
        minutes=search.event_type.minimum_booking_notice,
        host=session.say("the-host"),
    )
    if not nearest:
        return nothing(session, search, lead)
    offers = [_offer(session, search, slot) for slot in nearest]
    offers.append(Offer(session.say("choice-another-day"), action_of(search, "days")))
    return Outcome("\n".join([lead, session.say("nearest-intro"), zone_line(session, search, nearest)]), offers)


async def _why(session: Session, search: Search, start: datetime) -> Reason:
    """Why a time that is still to come is not offered, as far as what we may read tells."""
    event_type, now = search.event_type, session.now
    if start < now + timedelta(minutes=event_type.minimum_booking_notice):
        return "too-soon"
    if beyond_window(event_type, now, start):
        return "too-far"
    schedule = await _schedule(search.calendar or session.calendar, event_type)
    if schedule is None:
        return "unavailable"
    return "taken" if _works(schedule, start, search.length) else "outside"


async def _schedule(calendar: Calendar, event_type: EventType) -> Schedule | None:
    """The schedule behind an event type, where the credential is its owner's (facts 6)."""
    if not calendar.has_credential or event_type.team_id is not None:
        return None
    try:
        schedules = await calendar.schedules.list()
    except CalendarError:
        return None  # only the reason is lost, and "not available" is still true
    own = [schedule for schedule in schedules if schedule.owner_id in (None, event_type.owner_id)]
    if event_type.schedule_id is not None:
        return next((schedule for schedule in own if schedule.id == event_type.schedule_id), None)
    return next((schedule for schedule in own if schedule.is_default), None)


def _works(schedule: Schedule, start: datetime, length: timedelta) -> bool:
    """Whether the whole meeting lies in the schedule's hours; an override replaces its day."""
    local = zones.local(start, schedule.time_zone)
    end = zones.local(start + length, schedule.time_zone)
    overrides = [entry for entry in schedule.overrides if entry.date == local.date()]
    hours = [(entry.start_time, entry.end_time) for entry in overrides] or [
        (entry.start_time, entry.end_time) for entry in schedule.availability if _weekday(local) in entry.days
    ]
    ends_at = end.strftime("%H:%M") if end.date() == local.date() else "24:00"
    return any(
        opening <= local.strftime("%H:%M") and ends_at <= ("24:00" if closing == "00:00" else closing)
        for opening, closing in hours
    )


def _weekday(local: datetime) -> str:
    """The English name, as schedules carry it whatever the person's language."""
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[local.weekday()]


def _window_days(event_type: EventType) -> int | None:
    """How many days ahead can be booked, when the event type says so in days (facts 5.3, one object or an array)."""
    window = event_type.booking_window
    window = window[0] if isinstance(window, list) and window else window
    if isinstance(window, dict) and not window.get("disabled") and isinstance(window.get("value"), int):
        return int(window["value"])
    return None


def beyond_window(event_type: EventType, now: datetime, start: datetime) -> bool:
    days = _window_days(event_type)
    if days is None:
        return False
    window = event_type.booking_window
    kind = (window[0] if isinstance(window, list) else window).get("type")
    # Seven calendar days hold at least five business days.
    reach = timedelta(days=days + 1 if kind == "calendarDays" else days * 7 // 5 + 3)
    return start > now + reach


def nothing(session: Session, search: Search, lead: str | None) -> Outcome:
    text = session.say("nothing-at-all", title=search.event_type.title)
    return Outcome(f"{lead}\n{text}" if lead else text, [])


def zone_line(session: Session, search: Search, shown: Sequence[Slot]) -> str:
    """The zone that the times are in; both offsets, where the clocks change between them."""
    named = session.place
    places = dict.fromkeys(session.wording.place(search.zone, slot.start, named) for slot in shown)
    return session.say("times-zone", place=" / ".join(places))


def day_offer(session: Session, search: Search, slots: Sequence[Slot]) -> Offer:
    """A day to look at, by its free times."""
    start = slots[0].start
    label = session.say("days-line", day=session.wording.day(start, search.zone), count=len(slots))
    action = action_of(search, "day", after=start.isoformat())
    return Offer(label, action, day=zones.local(start, search.zone).date())


def _offer(session: Session, search: Search, slot: Slot) -> Offer:
    wording = session.wording
    return Offer(
        wording.moment(slot.start, search.zone),
        action_of(search, "time", start=slot.start.isoformat()),
        group=wording.day(slot.start, search.zone),
        short=wording.clock(slot.start, search.zone),
    )


def _page_action(search: Search, after: datetime, part: Part | None) -> Action:
    if part is None:
        return action_of(search, "day", after=after.isoformat())
    return action_of(search, "part", after=after.isoformat(), part=part)


def action_of(search: Search, do: str, **values: object) -> Action:
    return Action(do=do, with_={"task": search.task, **values})
