"""Turns a wish into readings: windows on the calendar and the clock of a zone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

import pytz

from bot.scheduling.when.moment import Moment, NothingToLeanOn, settle
from bot.scheduling.when.quantity import DAY, Bound, Clock, Days, Part, Stretch, Times
from bot.scheduling.when.reading import Limit, Reading, Window
from bot.scheduling.when.wish import Entry, Wish

_MOST_DAYS = 62
"""Windows of a time on each day of a longer stretch are given for its first two months."""


_FIRST, _LAST = datetime.min, datetime.max  # noqa: DTZ901 - bounds of wall times

Problem = Literal["gap", "fold"] | None

Wall = tuple[datetime | None, datetime | None]
"""A window in wall time; aware where it was counted from an instant."""


class Impossible(Exception):
    """No calendar has that day, or no clock that time."""


def readings(wish: Wish, moment: Moment, zone: str) -> tuple[Reading, ...]:
    """The fair readings, best first. Raises Impossible and NothingToLeanOn."""
    entries = [_grounded(entry, moment) for entry in wish.entries]
    alternatives = [_entry_windows(entry, moment) for entry in entries]
    if not all(each and each[0] for each in alternatives):
        raise Impossible
    exact = all(_is_exact(entry) for entry in entries)
    told = [*entries, *wish.excluded]
    soonest = any(entry.moments is not None and entry.moments.soonest for entry in told)
    has_date = any(entry.has_day or (entry.moments is not None and entry.moments.has_date) for entry in told)
    has_time = any(entry.has_time or (entry.moments is not None and entry.moments.has_time) for entry in told)
    made: list[Reading] = []
    for windows in filter(None, _combined(alternatives)):
        if wish.excluded and not exact:
            windows = _without(windows, wish, moment)
        for settled, problem in _settled(windows, moment.zone, exact):
            limit = None if exact or wish.excluded else _limit(entries, settled, moment)
            made.append(Reading(_in_order(settled), exact, has_date, has_time, soonest, zone, problem, limit))
    return tuple(dict.fromkeys(made))


def narrowed(windows: Sequence[Window], wish: Wish, moment: Moment, zone: str) -> tuple[Reading, ...]:
    """What is left of the windows without what the wish rules out. Raises Impossible when that is nothing."""
    left = _without([(window.start, window.end) for window in windows], wish, moment)
    has_time = any(entry.has_time for entry in wish.excluded)
    return tuple(
        Reading(_in_order(settled), False, True, has_time, False, zone, problem)
        for settled, problem in _settled(left, moment.zone, False)
    )


def _combined(alternatives: list[list[list[Wall]]]) -> list[list[Wall]]:
    """The windows of all entries: each at its best, and then with one of them read in another way."""
    best = [each[0] for each in alternatives]
    choices = [best]
    for at, each in enumerate(alternatives):
        choices.extend([*best[:at], other, *best[at + 1 :]] for other in each[1:])
    return [[window for windows in choice for window in windows] for choice in choices]


def _grounded(entry: Entry, moment: Moment) -> Entry:
    """ "Tomorrow at the same time" is still tomorrow when nothing was talked about."""
    if entry.same_clock == "anchor" and moment.anchor_start is None and entry.has_day:
        return replace(entry, same_clock="")
    return entry


def _in_order(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    return tuple(sorted(windows, key=lambda window: window.start or window.end or _LAST.replace(tzinfo=pytz.utc)))


def _without(windows: list[Wall], wish: Wish, moment: Moment) -> list[Wall]:
    """The windows less what the words rule out. A time ruled out without a day is ruled out on each of the days."""
    left = [(_naive(start, moment), _naive(end, moment)) for start, end in windows]
    for entry in wish.excluded:
        if entry.part is not None and entry.part.name == "evening":
            # Who rules out evenings means those until midnight.
            entry = replace(entry, part=replace(entry.part, end=max(entry.part.end, 1440)))
        weekday = entry.days.weekday if entry.days is not None else None
        if not entry.has_day and entry.has_time:
            entry = replace(entry, days=_days_of(left, moment))
        elif weekday is not None:
            # "Next week, but not Friday" means the Friday of that week.
            entry = replace(entry, days=replace(_days_of(left, moment), only=frozenset({weekday})))
        for start, end in next(iter(_entry_windows(entry, moment)), []):
            first = _naive(start, moment) or _FIRST
            last = _naive(end, moment) or (first + timedelta(minutes=1) if _is_exact(entry) else _LAST)
            cut = [
                piece
                for opens, closes in left
                for piece in ((opens, min(closes or _LAST, first)), (max(opens or _FIRST, last), closes))
            ]
            left = [(opens, closes) for opens, closes in cut if (closes or _LAST) > (opens or _FIRST)]
    if not left:
        raise Impossible
    return [*left]


def _days_of(windows: list[tuple[datetime | None, datetime | None]], moment: Moment) -> Days:
    starts = [start.date() for start, _ in windows if start is not None]
    ends = [(end - timedelta(minutes=1)).date() for _, end in windows if end is not None]
    first = min(starts, default=moment.today)
    last = max(ends, default=first + 14 * DAY)
    return Days(lambda _: ((first, last + DAY),), unit="stretch")


def _naive(at: datetime | None, moment: Moment) -> datetime | None:
    return at if at is None or at.tzinfo is None else at.astimezone(moment.zone).replace(tzinfo=None)


def _is_exact(entry: Entry) -> bool:
    if entry.moments is not None and not entry.has_day and not entry.has_time:
        return entry.moments.exact
    if entry.limit is not None or (entry.days is not None and entry.days.unit != "day" and not entry.same_clock):
        return False
    if entry.same_clock or (entry.clock is not None and not entry.bounds):
        return True
    return entry.lasting is not None and len(entry.bounds) == 1 and entry.bounds[0].side == "after"


def _entry_windows(entry: Entry, moment: Moment) -> list[list[Wall]]:
    if entry.moments is not None and not entry.has_day and not entry.has_time:
        found = entry.moments.pick(moment)
        if found is None:
            raise NothingToLeanOn
        start, end = found
        if entry.lasting is not None and start is not None and end is None:
            end = moment.later(start, entry.lasting)
        return [[(start, end)]]
    if entry.limit is not None:
        return _limited(entry, entry.limit, moment)
    if entry.days is not None:
        try:
            stretches = entry.days.pick(moment)
        except NothingToLeanOn:
            if not entry.has_time:
                raise
            return _undated(replace(entry, days=None), moment)
    elif entry.today:
        day = moment.today - DAY if entry.part is not None and entry.part.name == "last_night" else moment.today
        stretches = ((day, day + DAY),)
    else:
        return _undated(entry, moment)
    made: list[list[Wall]] = []
    if entry.same_clock and entry.days is not None and entry.days.unit == "week":
        # "Same time next week" is the same weekday too.
        weekday = moment.base.weekday() if entry.same_clock == "anchor" else moment.today.weekday()
        stretches = tuple((start + weekday * DAY, start + (weekday + 1) * DAY) for start, _ in stretches)
    for stretch in stretches:
        if entry.days is not None and entry.days.recurs and entry.has_time and stretch[0] == moment.today:
            stretch = _ahead(entry, stretch, moment)
        only = entry.days.only if entry.days is not None else None
        if not entry.has_time:
            if entry.lasting is not None and not entry.lasting.is_clock:
                stretch = (stretch[0], moment.later(settle(_midnight(stretch[0]), moment.zone), entry.lasting).date())
            made.append([_whole(each) for each in _chosen(stretch, only)])
            continue
        days = [start for start, end in _chosen(stretch, only or frozenset(range(7)))]
        for variant in _variants(entry):
            made.append([_on_day(entry, day, moment, variant) for day in days])
    return made


def _ahead(entry: Entry, stretch: Stretch, moment: Moment) -> Stretch:
    """ "The 15th at 9", said on the 15th at 10, is the next one."""
    assert entry.days is not None
    start, end = _on_day(entry, stretch[0], moment)
    now = moment.now.replace(tzinfo=None)
    over = start is not None and start < now if _is_exact(entry) else end is not None and end <= now
    if not over or moment.past:
        return stretch
    tomorrow = settle(_midnight(moment.today + DAY), moment.zone)
    return next(iter(entry.days.pick(replace(moment, now=tomorrow))), stretch)


def _chosen(stretch: Stretch, only: frozenset[int] | None) -> list[Stretch]:
    """The stretch whole, or each of its days that falls on one of the weekdays."""
    if only is None:
        return [stretch]
    start, end = stretch
    days = [start + count * DAY for count in range(min((end - start).days, _MOST_DAYS))]
    return [(day, day + DAY) for day in days if day.weekday() in only]


def _whole(stretch: Stretch) -> Wall:
    return _midnight(stretch[0]), _midnight(stretch[1])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _variants(entry: Entry) -> tuple[int, ...]:
    """The ways to read the time of day, 1 being half a day later: "tonight at 2" is an afternoon to some and a night to
    others, "2 at night" is nothing but a night."""
    clock, part = entry.clock, entry.part
    if clock is not None and part is not None and part.start >= 18 * 60 and clock.half is None and 1 <= clock.hour <= 4:
        return (1,) if part.start >= 20 * 60 or part.name in ("night", "last_night") else (0, 1)
    return (0,)


def _on_day(entry: Entry, day: date, moment: Moment, variant: int = 0) -> Wall:
    """The time of an entry on a day."""
    base = _midnight(day)
    if entry.same_clock:
        clock = moment.now if entry.same_clock == "now" else moment.anchor_start
        if clock is None:
            raise NothingToLeanOn
        start = datetime.combine(day, clock.time().replace(second=0, microsecond=0))
        return start, _after(start, entry)
    part = entry.part
    if entry.clock is not None:
        start = base + timedelta(
            minutes=_minutes(entry.clock, part, base, moment, entry.has_day) + (720 if variant else 0),
            seconds=entry.clock.second,
        )
        if entry.bounds:
            return start, None
        return start, _after(start, entry)
    if entry.times is not None:
        return _range_on(entry.times, part, base, moment)
    opens, closes = (part.start, part.end) if part is not None else (0, 1440)
    for bound in entry.bounds:
        if isinstance(bound.what, Part):
            by_its_end = bound.side == "after" or (bound.side == "by" and bound.what.name.endswith("_end"))
            at = bound.what.end if by_its_end else bound.what.start
        else:
            assert isinstance(bound.what, Clock)
            at = _minutes(bound.what, part, base, moment, entry.has_day)
        if bound.side in ("before", "by"):
            opens, closes = (opens if opens < at else 0), at
        else:
            opens, closes = at, (closes if closes > at else 1440)
            if entry.lasting is not None:
                return base + timedelta(minutes=at), _after(base + timedelta(minutes=at), entry)
    start, end = base + timedelta(minutes=opens), base + timedelta(minutes=closes)
    if entry.has_day and part is None and all(bound.side == "by" for bound in entry.bounds):
        # A deadline leaves all the time from now.
        now = moment.now.replace(tzinfo=None)
        start = now if now < end else start
    return start, end


def _after(start: datetime, entry: Entry) -> datetime | None:
    return (
        start + timedelta(seconds=entry.lasting.seconds, days=entry.lasting.days) if entry.lasting is not None else None
    )


def _minutes(clock: Clock, part: Part | None, base: datetime, moment: Moment, dated: bool = True) -> int:
    """Minutes from midnight: as said, as the part of the day tells, or as is likely; on this very day the other half
    of the day when only that is still ahead."""
    if not clock.exists:
        raise Impossible
    if part is not None and clock.half is None and not clock.settled and clock.hour <= 12:
        if clock.hour == 12 and part.half == "pm" and part.start >= 17 * 60:
            return 1440 + clock.minute
        clock = clock.in_half(part.half)
    likely = clock.minutes
    if dated and base.date() == moment.today and not moment.past:
        now = moment.now.hour * 60 + moment.now.minute
        if likely < now:
            return next((each for each in clock.choices if each >= now), likely)
    return likely


def _range_on(times: Times, part: Part | None, base: datetime, moment: Moment) -> Wall:
    assert times.start is not None
    assert times.end is not None
    start = _minutes(times.start, part, base, moment)
    end = _minutes(times.end, None, base, moment)
    if part is not None and part.half == "am" and start >= 720 and end - start < 720:
        # "6-8 in the morning"
        start, end = start - 720, end - 720
    elif part is not None and part.half == "pm" and start < 720 and end <= 720 and end > start:
        start, end = start + 720, end + 720
    if end <= start:
        end += 1440
    return base + timedelta(minutes=start), base + timedelta(minutes=end)


def _undated(entry: Entry, moment: Moment) -> list[list[Wall]]:
    """A time without a day: on the anchor's day, or the first day on which it is still ahead (or, looking back, the
    last on which it is over)."""
    if not entry.has_time:
        raise NothingToLeanOn
    now = moment.now.replace(tzinfo=None)
    made: list[list[Wall]] = []
    for variant in _variants(entry):
        bases = [moment.base] if moment.anchor_start is not None and moment.base >= moment.today else []
        bases += (
            [moment.today - count * DAY for count in range(3)]
            if moment.past
            else [moment.today + count * DAY for count in range(3)]
        )
        for day in bases:
            start, end = _on_day(entry, day, moment, variant)
            if moment.past:
                fits = start is not None and start <= now
            elif _is_exact(entry) or entry.times is not None:
                fits = start is not None and start >= now
            else:
                fits = end is None or end > now
            if fits:
                if entry.bounds and not moment.past and end is not None:
                    start, end = _open_ends(entry, start, end, now)
                made.append([(start, end)])
                break
    return made


def _open_ends(entry: Entry, start: datetime | None, end: datetime | None, now: datetime) -> Wall:
    """ "Before 5" without a day starts now, "after 4" has no end."""
    sides = {bound.side for bound in entry.bounds}
    if entry.part is None and sides <= {"before", "by"}:
        return (max(start, now) if start is not None and start.date() == now.date() else start), end
    if entry.part is None and sides == {"after"} and entry.lasting is None:
        return start, None
    return start, end


def _limited(entry: Entry, limit: Bound, moment: Moment) -> list[list[Wall]]:
    assert isinstance(limit.what, Days)
    made: list[list[Wall]] = []
    for stretch in limit.what.pick(moment):
        start, end = _whole(stretch)
        if entry.has_time and stretch[1] - stretch[0] == DAY and (entry.clock is not None or entry.same_clock):
            start, _ = _on_day(entry, stretch[0], moment)
            end = start
        match limit.side:
            case "before":
                # "Before the end of the month" is before it has ended.
                made.append([_until(end if limit.what.unit == "ending" else start, moment)])
            case "by":
                made.append([_until(end, moment)])
            case "after":
                made.append([(end, None)])
            case _ if entry.lasting is None and stretch[1] <= moment.today:
                # "The one from yesterday": what is over does not go on.
                made.append([(start, end)])
            case _:
                close = None
                if entry.lasting is not None and start is not None:
                    close = moment.later(settle(start, moment.zone), entry.lasting)
                made.append([(start, close)])
    return made


def _limit(entries: list[Entry], windows: tuple[Window, ...], moment: Moment) -> Limit | None:
    """The one limit that was named. What comes after a clock time is told by its window as it is."""
    if len(entries) != 1 or len(windows) != 1:
        return None
    (entry,), (window,) = entries, windows
    if entry.part is None and [bound.side for bound in entry.bounds] == ["before"]:
        return Limit("before", window.end) if window.end is not None else None
    if entry.limit is None or entry.bounds:
        return None
    if entry.limit.side == "before" and window.end is not None:
        return Limit("before", window.end)
    if entry.limit.side == "after" and isinstance(entry.limit.what, Days):
        named = next(iter(entry.limit.what.pick(moment)), None)
        return Limit("after", settle(_midnight(named[0]), moment.zone)) if named is not None else None
    return None


def _until(end: datetime | None, moment: Moment) -> Wall:
    """From now; open at its start when it was over before."""
    ahead = end is not None and end > moment.now.replace(tzinfo=None)
    return (moment.now if ahead else None), end


def _settled(windows: list[Wall], zone: tzinfo, exact: bool) -> list[tuple[tuple[Window, ...], Problem]]:
    """The windows as instants. An exact wall time in a fold is two readings; in a gap it is one, with its problem."""
    problem: Problem = None
    branches: list[tuple[Window, ...]] = [()]
    for start, end in windows:
        starts, trouble = _instants(start, zone)
        if exact:
            problem = problem or trouble
        else:
            starts = starts[:1]
        branches = [(*branch, Window(at, _close(at, start, end, zone, exact))) for at in starts for branch in branches]
    return [(branch, problem) for branch in branches]


def _instants(wall: datetime | None, zone: tzinfo) -> tuple[tuple[datetime | None, ...], Problem]:
    """Each instant at which the clocks show the wall time, in order."""
    if wall is None or wall.tzinfo is not None:
        return (wall if wall is None else wall.astimezone(zone),), None
    if not isinstance(zone, pytz.tzinfo.DstTzInfo):
        return (settle(wall, zone),), None
    try:
        return (zone.localize(wall, is_dst=None),), None
    except pytz.AmbiguousTimeError:
        return tuple(zone.localize(wall, is_dst=flag) for flag in (True, False)), "fold"
    except pytz.NonExistentTimeError:
        return (settle(wall, zone),), "gap"


def _close(
    at: datetime | None, start: datetime | None, end: datetime | None, zone: tzinfo, exact: bool
) -> datetime | None:
    """The end of a window. After an exact start it is as much later as was said, whatever the clocks do meanwhile."""
    if end is None:
        return None
    if end.tzinfo is not None:
        return end.astimezone(zone)
    if exact and at is not None and start is not None and start.tzinfo is None:
        return (at + (end - start)).astimezone(zone)
    return settle(end, zone)
