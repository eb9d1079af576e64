"""What is said on a card when the clocks change before the meeting: in the person's zone, and in the host's where that
keeps other rules. Who counts the hours in their head is an hour off then."""

from datetime import datetime, timedelta

from bot.conversation.session import Session
from bot.scheduling import clock_changes, zones

SPOKEN_OF_FOR = timedelta(days=14)
"""How long after a change of the clocks a meeting is told to be after it."""


def lines(session: Session, start: datetime, zone: str, host: str = "", host_zone: str | None = None) -> list[str]:
    """A line for each change of the clocks between now and the meeting, the person's first."""
    own = _change(session, start, zone)
    told = [] if own is None else [_line(session, "clocks-change", *own, start, zone)]
    other = _change(session, start, host_zone) if host_zone is not None and host_zone != zone else None
    if host_zone is not None and other is not None and (own is None or other[0].date() != own[0].date()):
        told.append(_line(session, "clocks-change-host", *other, start, host_zone, host=host))
    return told


def _change(session: Session, start: datetime, zone: str) -> tuple[datetime, timedelta] | None:
    return clock_changes.last_change(zone, max(session.now, start - SPOKEN_OF_FOR), start)


def _line(
    session: Session, message: str, at: datetime, moved: timedelta, start: datetime, zone: str, **values: object
) -> str:
    return session.say(
        message,
        place=zones.city(zone, session.wording.language) or zone,
        way="back" if moved < timedelta() else "forward",
        day=session.wording.day(at, zone),
        time=session.wording.time(start, zone),
        **values,
    )
