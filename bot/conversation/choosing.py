"""What the person picks of what the last reply showed: by number, order, label, or the time it is at."""

import re
from datetime import datetime

from bot.conversation import policy
from bot.conversation.grounding import words
from bot.conversation.session import Session
from bot.scheduling import when, zones


def choose_time(session: Session, choice: str | None, phrase: str | None) -> datetime | None:
    """The shown time that is meant, or None. A bare clock time counts when one shown time is at it."""
    shown = session.conversation.shown_slots
    if not shown or session.zone is None:
        return None
    for text in (choice, phrase):
        if not text:
            continue
        at_clock = _at_clock(session, text, shown)
        if at_clock is not None:
            return at_clock
        if text is choice:
            index = _index(session, text, [slot.isoformat() for slot in shown])
            if index is not None:
                return shown[index]
    return None


def choose_booking(session: Session, text: str | None) -> str | None:
    """The uid of the shown booking that words such as "the second one" or "2" pick."""
    shown = session.conversation.shown_bookings
    if not text or not shown:
        return None
    index = _index(session, text, shown)
    return None if index is None else shown[index]


def _index(session: Session, text: str, shown: list[str]) -> int | None:
    index = policy.picked_number(text, len(shown))
    if index is None:
        found = re.fullmatch(r"(?:number|no\.?|option|#)?\s*(\d{1,2})(?:\s*(?:please|one))?", text.strip().lower())
        index = policy.picked_number(found[1], len(shown)) if found else None
    if index is None:
        index = policy.picked_order(text, session.language, len(shown))
    return index


def _at_clock(session: Session, text: str, shown: list[datetime]) -> datetime | None:
    """The one shown time at the clock time, and on the day if one is named, that the words give."""
    zone = session.zone or "UTC"
    mention = when.read(
        text,
        now=zones.local(session.now, zone),
        zone=zone,
        language=session.language,
        anchor=when.Anchor(start=shown[0], end=None),
    )
    if mention is None:
        return None
    exact = [reading for reading in mention.readings if reading.exact and reading.has_time]
    for reading in exact:
        start = reading.windows[0].start
        if start is None:
            continue
        if start in shown:
            return start
        if reading.has_date:
            continue
        wanted = zones.local(start, zone)
        same = [slot for slot in shown if _clock(slot, zone) == (wanted.hour, wanted.minute)]
        if not same and not _says_half(text):
            same = [slot for slot in shown if _clock(slot, zone) == ((wanted.hour + 12) % 24, wanted.minute)]
        if len(same) == 1:
            return same[0]
    return None


def _clock(instant: datetime, zone: str) -> tuple[int, int]:
    local = zones.local(instant, zone)
    return local.hour, local.minute


def _says_half(text: str) -> bool:
    """Whether the words say which half of the day; "9" alone may be either, and what was shown decides."""
    return bool(
        {"am", "pm", "morning", "afternoon", "evening"} & set(words(re.sub(r"(\d)([ap]m)", r"\1 \2", text.lower())))
    )
