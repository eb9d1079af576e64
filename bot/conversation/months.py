"""A month as a page of its own: every day of it that has free times, and the way to the months around it."""

from datetime import date, datetime
from typing import Any

from bot.conversation import times
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.times import Search
from bot.scheduling import slots as slot_views
from bot.scheduling import zones

MOST_LOOKS = 3
"""How many stretches of ``times.LOOK_FAR`` are looked through for the next month that has free times: half a year."""


async def month_page(session: Session, search: Search, month: date) -> Outcome:
    """The days of a month that have free times; ``month`` is any day of it. A month that is over becomes this one."""
    this_month = zones.local(session.now, search.zone).date().replace(day=1)
    month = max(month.replace(day=1), this_month)
    following = _next(month)
    start, end = (times.first_instant(day, search.zone) for day in (month, following))
    found = await times.free(session, search, start, end)
    around = [_previous(month)] if month > this_month else []
    lines = [session.say("month-intro", month=session.wording.month(month), title=search.event_type.title)]
    if found:
        if may_have_times(search, session.now, following):
            around.append(following)
        days = list(slot_views.by_day(found, search.zone).values())
        lines.append(times.zone_line(session, search, [slots[0] for slots in days]))
        offers = [times.day_offer(session, search, slots) for slots in days]
    else:
        later = await _next_with_times(session, search, following)
        if later is None and not around:
            return times.nothing(session, search, None)
        lines = [session.say("month-empty", month=session.wording.month(month), title=search.event_type.title)]
        if later is None:
            lines.append(session.say("month-none-later"))
        else:
            lines.append(session.say("month-next", month=session.wording.month(later)))
            around.append(later)
        offers = []
    offers += [
        Offer(session.wording.month(other), times.action_of(search, "month", month=f"{other:%Y-%m}"))
        for other in around
    ]
    return Outcome("\n".join(lines), offers)


async def _next_with_times(session: Session, search: Search, month: date) -> date | None:
    """The first month from this one on that has free times, as far as we look."""
    for _ in range(MOST_LOOKS):
        if not may_have_times(search, session.now, month):
            return None
        start = times.first_instant(month, search.zone)
        found = await times.free(session, search, start, start + times.LOOK_FAR)
        if found:
            return zones.local(found[0].start, search.zone).date().replace(day=1)
        month = zones.local(start + times.LOOK_FAR, search.zone).date().replace(day=1)
    return None


def may_have_times(search: Search, now: datetime, month: date) -> bool:
    """Whether the booking window reaches into the month."""
    event_type = search.event_type
    if times.beyond_window(event_type, now, times.first_instant(month, search.zone)):
        return False
    last = _last_day(event_type.booking_window)
    return last is None or month <= last


def _last_day(window: Any) -> date | None:
    """The last day of a booking window that names its days (facts 5.3: one object or an array)."""
    window = window[0] if isinstance(window, list) and window else window
    if not isinstance(window, dict) or window.get("disabled") or window.get("type") != "range":
        return None
    try:
        return date.fromisoformat(str(window["value"][1])[:10])
    except (KeyError, IndexError, TypeError, ValueError):
        return None  # a shape we do not know: the calendar itself says what is free


def _next(month: date) -> date:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def _previous(month: date) -> date:
    return month.replace(year=month.year - (month.month == 1), month=(month.month - 2) % 12 + 1)
