"""Free slots as people look at them: by day, within what they asked for, near a time, or a readable few of many.

Every function is pure and keeps the order of time. Slots are never lost silently: a sample says how much it left out.
A window is a pair of aware instants, either of them None where it is open; a slot belongs to it when it starts at or
after its start and before its end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.scheduling.models import Slot
from bot.scheduling.zones import local

Window = tuple[datetime | None, datetime | None]


def by_day(slots: Iterable[Slot], zone: str) -> dict[date, list[Slot]]:
    """The slots under the dates they have in ``zone``. Cal.com's own date keys follow the zone of the question, which
    need not be the person's (facts 1.5), so they are never used."""
    days: dict[date, list[Slot]] = {}
    for slot in _in_order(slots):
        days.setdefault(local(slot.start, zone).date(), []).append(slot)
    return days


def within(slots: Iterable[Slot], windows: Iterable[Window]) -> list[Slot]:
    """The slots that start inside any of the windows; none when there are no windows."""
    wanted = list(windows)
    return [slot for slot in _in_order(slots) if any(_holds(window, slot.start) for window in wanted)]


def nearest(slots: Iterable[Slot], start: datetime, before: int = 1, after: int = 2) -> list[Slot]:
    """The last ``before`` slots ahead of a time that cannot be had and the first ``after`` slots behind it, in order.

    Where one side has too few, the other side makes up for it.
    """
    ordered = _in_order(slots)
    earlier = [slot for slot in ordered if slot.start < start]
    later = [slot for slot in ordered if slot.start > start]
    missing_before = max(0, before - len(earlier))
    missing_after = max(0, after - len(later))
    return _last(earlier, before + missing_after) + later[: after + missing_before]


@dataclass(frozen=True)
class DaySample:
    """Some slots of one day, and how many more that day has."""

    day: date
    shown: tuple[Slot, ...]
    left: int


@dataclass(frozen=True)
class Sample:
    """Some slots of the first days that have any; ``left_days`` more days with ``left_slots`` slots are not shown."""

    days: tuple[DaySample, ...]
    left_days: int
    left_slots: int

    @property
    def shown(self) -> tuple[Slot, ...]:
        return tuple(slot for day in self.days for slot in day.shown)


def spread(slots: Iterable[Slot], zone: str, days: int = 3, per_day: int = 3) -> Sample:
    """A sample that is easy to read: of each of the first days, times spread from the first to the last.

    The day's earliest slot is always among them. Full hours are preferred, then half hours, where enough are free.
    """
    all_days = list(by_day(slots, zone).items())
    shown_days = []
    for day, free in all_days[:days]:
        picked = _evenly(free, zone, per_day)
        shown_days.append(DaySample(day, picked, len(free) - len(picked)))
    rest = all_days[days:]
    return Sample(tuple(shown_days), len(rest), sum(len(free) for _, free in rest))


def _evenly(free: Sequence[Slot], zone: str, count: int) -> tuple[Slot, ...]:
    if len(free) <= count:
        return tuple(free)
    first, others = free[0], free[1:]
    wanted = count - 1
    for minutes in ((0,), (0, 30)):
        round_times = [slot for slot in others if local(slot.start, zone).minute in minutes]
        if len(round_times) >= wanted:
            others = round_times
            break
    # The last pick is the last of the day, the others lie at even steps before it.
    step = len(others) / wanted if wanted else 0.0
    return (first, *(others[round(step * (number + 1)) - 1] for number in range(wanted)))


def _holds(window: Window, instant: datetime) -> bool:
    start, end = window
    return (start is None or start <= instant) and (end is None or instant < end)


def _last(slots: list[Slot], count: int) -> list[Slot]:
    return slots[-count:] if count else []


def _in_order(slots: Iterable[Slot]) -> list[Slot]:
    return sorted(slots, key=lambda slot: slot.start)
