"""When the clocks of a zone are changed. By pytz's rules alone; instants are aware."""

from datetime import datetime, timedelta

from bot.scheduling import zones


def last_change(zone: str, after: datetime, until: datetime) -> tuple[datetime, timedelta] | None:
    """The last change of a zone's clocks in ``after < change <= until``: the first instant of the new time (to the
    minute), and by how much the clocks were put forward (below zero: back). None when there is none."""
    late = until
    while late > after:
        early = max(after, late - timedelta(days=1))
        moved = _offset(zone, late) - _offset(zone, early)
        if moved:
            while late - early > timedelta(minutes=1):
                middle = early + (late - early) / 2
                early, late = (early, middle) if _offset(zone, middle) == _offset(zone, late) else (middle, late)
            return late.replace(second=0, microsecond=0), moved
        late = early
    return None


def _offset(zone: str, instant: datetime) -> timedelta:
    return zones.local(instant, zone).utcoffset() or timedelta()
