"""When somebody may be told what they did not ask for: quiet hours, one digest a day, reminders or none.

By commands, by words, and by choices. The hours are of the person's own clocks.
"""

import re
from datetime import UTC, datetime, time
from typing import Any

from bot.conversation import policy
from bot.conversation.hosting.finding import zone_of
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action

NIGHT = (22 * 60, 7 * 60)
MORNING = 8 * 60
"""What is offered to pick, in minutes of the day."""

_CLOCK = re.compile(r"(?<![\w:])(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|uhr|h)?(?!\w)", re.IGNORECASE)


def command(session: Session, name: str, words: str) -> Outcome:
    """``/quiet 22 to 7``, ``/digest 8``, ``/reminders off``; without words how things stand."""
    hours, switch = _minutes(words), policy.reads_switch(words, session.language)
    match name:
        case "quiet" if len(hours) == 2:
            return take(session, _quiet(hours))
        case "quiet" if switch is False:
            return take(session, {"quiet_from": None, "quiet_until": None})
        case "digest" if len(hours) == 1 or switch:
            return take(session, {"digest_at": hours[0] if hours else MORNING})
        case "digest" if switch is False:
            return take(session, {"digest_at": None})
        case "reminders" if switch is not None:
            return take(session, {"reminders": switch})
    return _state(session, session.say("peace-unread") if words else "")


def read(session: Session, text: str) -> Outcome | None:
    """The answer to "don't disturb me between 22 and 7", "once a day at 8", "no more reminders"; None when the message
    is none of these."""
    wish = policy.reads_peace(_CLOCK.sub(" ", text), session.language)
    hours = _minutes(text)
    match wish, len(hours):
        case "undisturbed", 2:
            return take(session, _quiet(hours))
        case "undisturbed", 0:
            return _state(session)
        case "disturb_again", 0:
            return take(session, {"quiet_from": None, "quiet_until": None})
        case "digest", 0 | 1:
            return take(session, {"digest_at": hours[0] if hours else MORNING})
        case "no_digest", 0:
            return take(session, {"digest_at": None})
        case (("remind_me" | "no_reminders"), 0):
            return take(session, {"reminders": wish == "remind_me"})
    return None


def take(session: Session, wishes: dict[str, Any]) -> Outcome:
    """From now on it is as they wish; ``wishes`` are fields of their profile."""
    for name, value in wishes.items():
        setattr(session.conversation.profile, name, value)
    return _state(session)


def _state(session: Session, lead: str = "") -> Outcome:
    """How things stand, and what can be changed."""
    profile = session.conversation.profile
    begin, end, at = profile.quiet_from, profile.quiet_until, profile.digest_at
    is_quiet = begin is not None and end is not None
    reminds = session.host is None if profile.reminders is None else profile.reminders
    lines = [lead] if lead else []
    if begin is not None and end is not None:
        lines.append(session.say("peace-quiet", **{"from": _clock(session, begin), "until": _clock(session, end)}))
    if at is not None:
        lines.append(session.say("peace-digest", at=_clock(session, at)))
    if not is_quiet and at is None:
        lines.append(session.say("peace-always"))
    lines.append(session.say("peace-reminders" if reminds else "peace-no-reminders"))
    if is_quiet or at is not None:
        lines.append(session.say("peace-zone", place=session.wording.place(zone_of(session), session.now)))
    night = {"from": _clock(session, NIGHT[0]), "until": _clock(session, NIGHT[1])}
    offers = [
        _offer(session.say("choice-no-quiet"), quiet_from=None, quiet_until=None)
        if is_quiet
        else _offer(session.say("choice-quiet", **night), quiet_from=NIGHT[0], quiet_until=NIGHT[1]),
        _offer(session.say("choice-no-digest"), digest_at=None)
        if at is not None
        else _offer(session.say("choice-digest", at=_clock(session, MORNING)), digest_at=MORNING),
        _offer(session.say("choice-no-reminders" if reminds else "choice-reminders"), reminders=not reminds),
    ]
    under_way = session.conversation.task is not None or session.conversation.proposal is not None
    # What waits for an answer keeps its own choices.
    return Outcome("\n".join(lines), [] if under_way else offers, beside=under_way, settled=True, resumes=under_way)


def _offer(label: str, **wishes: Any) -> Offer:
    return Offer(label, Action(do="peace", with_=wishes))


def _quiet(hours: list[int]) -> dict[str, Any]:
    return {"quiet_from": hours[0], "quiet_until": hours[1]}


def _minutes(words: str) -> list[int]:
    """The clock times in the words, as minutes of the day. "Between 10 and 7" is a night, as people sleep."""
    found = []
    for hour, minute, half in _CLOCK.findall(words):
        half_of_day = half.lower().replace(".", "")
        clock = int(hour) % 12 + 12 * (half_of_day == "pm") if half_of_day in ("am", "pm") else int(hour) % 24
        if int(hour) > 24 or int(minute or 0) > 59:
            return []
        found.append((clock * 60 + int(minute or 0), half_of_day in ("am", "pm")))
    hours = [minutes for minutes, _ in found]
    if (
        len(found) == 2
        and not any(named for _, named in found)
        and 7 * 60 <= hours[0] < 12 * 60
        and hours[1] < hours[0]
    ):
        hours[0] += 12 * 60
    return hours


def _clock(session: Session, minute: int) -> str:
    """A minute of the day as their clocks show it."""
    wall = datetime.combine(session.now.date(), time(minute // 60, minute % 60), UTC)
    return session.wording.time(wall, "UTC")
