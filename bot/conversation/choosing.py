"""What the person picks of what the last reply showed: by number, order, label, or the time it is at."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.conversation import policy, wishes
from bot.conversation.session import Session
from bot.conversation.state import Action
from bot.scheduling import when, zones
from bot.scheduling.draft import Wish

PICKABLE = ("wish", "event_type", "length", "zone", "day", "scope", "pick")


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
        if text is choice and not _asks_for_others(session, text, shown):
            index = _index(session, text, [slot.isoformat() for slot in shown])
            if index is not None:
                return shown[index]
    return None


def _asks_for_others(session: Session, text: str, shown: list[datetime]) -> bool:
    """Whether it is "later" or "a bit earlier, please", which of many times shown picks none; "the later one" does."""
    mention = wishes.mention(session, text, session.zone or "UTC", shown[0], shown[-1])
    if len(shown) < 3 or mention is None or len(mention.readings) != 1:
        return False
    window = mention.readings[0].windows[0]
    if shown[0] != window.end and shown[-1] != window.start:
        return False
    start, end = mention.span
    return policy.is_filler(text[:start] + " " + text[end:], session.language)


def picked_time(session: Session, text: str) -> str | None:
    """The id of the time among the last reply's choices that a message names which says nothing else ("3:30")."""
    times = {
        datetime.fromisoformat(action.with_["start"]): choice
        for choice, action in session.conversation.actions.items()
        if action.do == "time"
    }
    if not times or session.zone is None:
        return None
    said = text.strip().rstrip(".!?").strip()
    mention = wishes.mention(session, said, session.zone, min(times))
    if mention is None or mention.text != said:
        return None
    start = _at_clock(session, said, list(times))
    return None if start is None else times[start]


def choose_action(session: Session, choice: str | None, phrase: str | None) -> Action | None:
    """What the person picks of the last reply's choices other than times: a reading of ambiguous words, an event type,
    a length, a zone. Proposals are not picked this way: a yes is read by ``policy`` alone."""
    actions = [action for action in session.conversation.actions.values() if action.do in PICKABLE]
    if not actions:
        return None
    wished = [action for action in actions if action.do == "wish"]
    if wished and session.zone is not None:
        for text in filter(None, (choice, phrase)):
            meant = [action for action in wished if _meets(session, text, Wish.model_validate(action.with_["wish"]))]
            if len(meant) == 1:
                return meant[0]
    if any(action.do == "time" for action in session.conversation.actions.values()):
        return None  # "the first one" is a time then, and not the way to more of them beside it
    # Beside a proposal there is the day of its other times alone, which "yes, tomorrow is fine" does not ask for.
    days = [action for action in actions if action.do == "day"] if not session.conversation.proposal_shown else []
    for text in filter(None, (choice, phrase)):
        day = _named_day(session, text, days)
        if day is not None:
            return day
    index = _index(session, choice, [action.do for action in actions]) if choice else None
    return None if index is None else actions[index]


def _meets(session: Session, text: str, wish: Wish) -> bool:
    """Whether words such as "Friday the 27th" or "at 11" name this reading of what was said before."""
    zone = session.zone or "UTC"
    start = wish.spans[0].start if wish.spans else None
    mention = wishes.mention(session, text, zone, start) if start is not None else None
    if start is None or mention is None:
        return False
    local = zones.local(start, zone)
    for reading in mention.readings:
        named = reading.windows[0].start
        if named is None:
            continue
        wanted = zones.local(named, zone)
        same_day = not reading.has_date or wanted.date() == local.date()
        same_clock = not (reading.exact and reading.has_time) or _clock(named, zone) == _clock(start, zone)
        if same_day and same_clock:
            return True
    return False


def _named_day(session: Session, text: str, days: Sequence[Action]) -> Action | None:
    """The day of a list or a month of days that words such as "the 27th" name, and no time on it."""
    zone = session.zone or "UTC"
    shown = {zones.local(datetime.fromisoformat(day.with_["after"]), zone).date(): day for day in days}
    if not shown:
        return None
    read = _day_in(session, text, session.now)
    if read in shown:
        return shown[read]
    if read is None or [int(number) for number in re.findall(r"\d+", text)] != [read.day]:
        return None
    # "The 27th" of a month that is looked at is the 27th of that month, not the next one there is.
    first = datetime.combine(min(shown), time(12))
    read = _day_in(session, text, zones.instants(first, zone)[0])
    return shown.get(read) if read is not None else None


def _day_in(session: Session, text: str, now: datetime) -> date | None:
    """The day that the words name and nothing more, as somebody would mean it who says it then."""
    zone = session.zone or "UTC"
    mention = when.read(text, now=zones.local(now, zone), zone=zone, language=session.language)
    readings = mention.readings if mention is not None else ()
    if len(readings) != 1 or readings[0].has_time or not readings[0].has_date or readings[0].exact:
        return None
    start, end = readings[0].windows[0].start, readings[0].windows[-1].end
    if start is None or end is None or end - start > timedelta(hours=25):
        return None
    return zones.local(start, zone).date()


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
        index = policy.picked_order(text, session.language, len(shown))
    return index


def _at_clock(session: Session, text: str, shown: list[datetime]) -> datetime | None:
    """The one shown time at the clock time, and on the day if one is named, that the words give."""
    zone = session.zone or "UTC"
    mention = wishes.mention(session, text, zone, shown[0])
    if mention is None:
        return None
    exact = [reading for reading in mention.readings if reading.exact and reading.has_time]
    if sum(reading.windows[0].start in shown for reading in exact if reading.problem == "fold") > 1:
        return None  # the hour that comes twice, both shown: which one is asked
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
        if not same and not policy.says_half(text, session.language):
            same = [slot for slot in shown if _clock(slot, zone) == ((wanted.hour + 12) % 24, wanted.minute)]
        if len(same) == 1:
            return same[0]
    return None


def _clock(instant: datetime, zone: str) -> tuple[int, int]:
    local = zones.local(instant, zone)
    return local.hour, local.minute
