"""When this host can be booked: shown, and changed by what they say ("I'm out on Friday", "lunch 12 to 1").

A schedule's zone is the one its days and hours are meant in. What is proposed is a table of before and after; bookings
that stand in hours which are given up stay, and are named.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from bot.conversation.hosting import days as reading
from bot.conversation.hosting import finding, proposing
from bot.conversation.hosting.days import Days
from bot.conversation.hosting.hour_deeds import ChangeHours as Deed
from bot.conversation.hosting.tables import hours_table, joined, of_date, of_weekday
from bot.conversation.hosting.tools import ChangeHours
from bot.conversation.letters import folded
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.scheduling import zones
from bot.scheduling.hosting.hours import Hours, Limit, Span, Spans, hours_of, kept, less
from bot.scheduling.models import Booking, Schedule

MOST_ROWS = 12
MOST_NAMED = 5
NINE_TO_FIVE = (9 * 60, 17 * 60)
WEEKS_AHEAD = timedelta(weeks=4)
"""How far bookings are looked for when the hours of every week change."""
WEEK = range(7)


async def change(session: Session, arguments: ChangeHours) -> Outcome:
    """Proposes the hours that the words ask for; shows them when that is all that is asked."""
    calendar = session.host_calendar
    assert calendar is not None
    lacking = calendar.hours.why_not("read" if arguments.change == "show" else "change")
    refused = proposing.refused(session, lacking)
    if refused is not None:
        return refused
    schedules = await calendar.hours.schedules()
    if not schedules:
        return Outcome(session.say("hours-none"), settled=True)
    schedule = _meant(session, schedules)
    others = [one.name for one in schedules if one.id != schedule.id and one.name]
    now = hours_of(schedule)
    if arguments.change == "show":
        return Outcome("\n".join(_shown(session, schedule, now, others)), settled=True)
    after = _changed(session, arguments, schedule, now)
    if isinstance(after, Outcome):
        return after
    return await _propose(session, schedule, now, after, others)


def _meant(session: Session, schedules: Sequence[Schedule]) -> Schedule:
    """The one that is named, or else the default one."""
    said = set(finding.words_of(folded(session.incoming.text)))
    named = [
        one for one in schedules if one.name and (words := set(finding.words_of(folded(one.name)))) and words <= said
    ]
    default = [one for one in schedules if one.is_default]
    return [*named, *default, *schedules][0]


def _changed(session: Session, arguments: ChangeHours, schedule: Schedule, now: Hours) -> Hours | Outcome:
    """What the schedule is to be, or what has to be asked first."""
    zone = schedule.time_zone
    words, limits = arguments.when or "", reading.limits_in(session, arguments.hours or "")
    if words and not limits:
        words, limits = reading.without_limits(session, words, zone)
    days = reading.days_in(session, words, zone) if words.strip() else None
    if days is not None and not days.is_weekly and not days.dates:
        return Outcome(session.say("when-past", words=words), settled=True)
    if arguments.change == "usual":
        return _as_usual(session, now, days, zone)
    if arguments.change == "away":
        if days is None and limits:
            days = Days(dates=(zones.local(session.now, zone).date(),))
        return Outcome(session.say("hours-which-days")) if days is None else _away(now, days, limits)
    if not limits:
        return Outcome(session.say("hours-which-hours"))
    days = days or Days(is_weekly=True)
    if arguments.change == "break":
        return _on(now, days, lambda spans: less(spans, limits), only_worked=True)
    return _on(now, days, lambda spans: kept(spans, limits, else_from=_common(now)), only_worked=False)


def _away(now: Hours, days: Days, limits: Sequence[Limit]) -> Hours:
    """Wholly, or for the part of the days that was named."""
    if days.is_weekly or limits:
        return _on(now, days, lambda spans: less(spans, limits) if limits else (), only_worked=True)
    parts: dict[date, list[Limit]] = {}
    for day, part in days.parts:
        parts.setdefault(day, []).append(part)
    return now.with_dates({day: less(now.on(day), parts[day]) if day in parts else () for day in days.dates})


def _on(now: Hours, days: Days, how: Callable[[Spans], Spans], *, only_worked: bool) -> Hours:
    """The hours with those of some days turned into others. Days without hours get some when they are named as such,
    not when they only lie in a week."""
    if days.is_weekly:
        weekdays = [n for n in days.weekdays or WEEK if now.weekly.get(n) or (days.weekdays and not only_worked)]
        return now.with_weekdays({n: how(now.weekly.get(n, ())) for n in weekdays})
    bases = {day: now.on(day) or (() if only_worked else now.usually(day)) for day in days.dates}
    worked = only_worked or (days.is_stretch and any(bases.values()))
    return now.with_dates({day: how(base) for day, base in bases.items() if base or not worked})


def _as_usual(session: Session, now: Hours, days: Days | None, zone: str) -> Hours:
    """Without the other hours of some dates, or of all that are to come."""
    coming = [day for day in now.dates if day >= zones.local(session.now, zone).date()]
    if days is not None and days.is_weekly:
        coming = [day for day in coming if not days.weekdays or day.weekday() in days.weekdays]
    elif days is not None:
        coming = [day for day in coming if day in days.dates]
    return now.without_dates(coming)


def _common(now: Hours) -> Span:
    """When this host usually starts and ends, for days on which they have no hours."""
    worked = [spans for spans in now.weekly.values() if spans]
    if not worked:
        return NINE_TO_FIVE
    starts, ends = Counter(spans[0][0] for spans in worked), Counter(spans[-1][1] for spans in worked)
    return starts.most_common(1)[0][0], ends.most_common(1)[0][0]


async def _propose(session: Session, schedule: Schedule, now: Hours, after: Hours, others: list[str]) -> Outcome:
    weekdays = [n for n in WEEK if now.weekly.get(n, ()) != after.weekly.get(n, ())]
    dates = [
        day
        for day in sorted({*now.dates, *after.dates})
        if now.dates.get(day) != after.dates.get(day) and now.on(day) != after.on(day)
    ]
    if not weekdays and not dates:
        return Outcome(session.say("hours-unchanged"), settled=True)
    rows = joined(
        [
            *(of_weekday(session, n, now.weekly.get(n, ()), after.weekly.get(n, ())) for n in weekdays),
            *(of_date(session, day, now.on(day), after.on(day)) for day in dates),
        ]
    )
    card = [
        session.say("propose-hours"),
        _title(session, schedule),
        *hours_table(session, rows[:MOST_ROWS], (session.say("hours-before"), session.say("hours-after"))),
    ]
    if len(rows) > MOST_ROWS:
        card.append(session.say("hours-more", count=sum(row.days for row in rows[MOST_ROWS:])))
    if others:
        card.append(session.say("hours-others", names=session.wording.list_of(others)))
    standing = await _standing(session, schedule.time_zone, now, after, dates)
    card += _standing_lines(session, standing)
    what = _days_named(session, weekdays, dates, schedule.time_zone)
    deed = Deed(
        schedule_id=schedule.id,
        since=zones.local(session.now, schedule.time_zone).date(),
        before=now,
        after=after,
        standing=tuple(booking.uid for booking in standing),
        names=session.say("hours-named", days=what),
        told=session.say("hours-changed", days=what),
    )
    return proposing.propose(session, [deed], card)


async def _standing(session: Session, zone: str, now: Hours, after: Hours, dates: Sequence[date]) -> list[Booking]:
    """The bookings in hours that are given up. They stay; the host is told of them before the yes."""
    calendar = session.host_calendar
    assert calendar is not None
    start, end = session.now, session.now + WEEKS_AHEAD
    if dates:
        noons = [zones.instants(datetime.combine(day, time(12)), zone)[0] for day in (dates[0], dates[-1])]
        start, end = max(start, noons[0] - timedelta(days=1)), noons[1] + timedelta(days=1)
    found = [
        booking
        async for booking in calendar.bookings.list(
            status=("upcoming", "unconfirmed"), after_start=start, before_end=end
        )
        if booking.is_active and _is_given_up(booking, zone, now, after)
    ]
    return sorted(found, key=lambda booking: booking.start)


def _standing_lines(session: Session, standing: Sequence[Booking]) -> list[str]:
    if not standing:
        return []
    lines = [session.say("hours-standing", count=len(standing))]
    lines += [f"• {finding.name(session, booking)}" for booking in standing[:MOST_NAMED]]
    if len(standing) > MOST_NAMED:
        lines.append("• …")
    return [*lines, session.say("hours-standing-hint")]


def _is_given_up(booking: Booking, zone: str, now: Hours, after: Hours) -> bool:
    local = zones.local(booking.start, zone)
    start = local.hour * 60 + local.minute
    end = start + int((booking.end - booking.start).total_seconds()) // 60
    day = local.date()
    return now.on(day) != after.on(day) and not any(first <= start and end <= last for first, last in after.on(day))


def _shown(session: Session, schedule: Schedule, now: Hours, others: list[str]) -> list[str]:
    lines = [session.say("hours-shown"), _title(session, schedule)]
    lines += hours_table(session, joined([of_weekday(session, n, now.weekly.get(n, ())) for n in WEEK]))
    today = zones.local(session.now, schedule.time_zone).date()
    coming = [day for day in sorted(now.dates) if day >= today]
    if coming:
        lines += ["", session.say("hours-exceptions")]
        rows = joined([of_date(session, day, now.on(day)) for day in coming])
        lines += hours_table(session, rows[:MOST_ROWS])
        if len(rows) > MOST_ROWS:
            lines.append(session.say("hours-more", count=sum(row.days for row in rows[MOST_ROWS:])))
    if others:
        lines += ["", session.say("hours-other-schedules", names=session.wording.list_of(others))]
    return lines


def _title(session: Session, schedule: Schedule) -> str:
    """ "Working hours, New York (GMT-5)" """
    place = session.wording.place(schedule.time_zone, session.now)
    return f"{schedule.name}, {place}" if schedule.name else place


def _days_named(session: Session, weekdays: Sequence[int], dates: Sequence[date], zone: str) -> str:
    names = [str(session.wording.locale.days["format"]["wide"][n]) for n in weekdays]
    names += [session.wording.day(zones.instants(datetime.combine(day, time(12)), zone)[0], zone) for day in dates]
    if len(names) > MOST_NAMED:
        return session.say("hours-days", count=len(names))
    return session.wording.list_of(names)
