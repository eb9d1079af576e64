"""The person's time words, turned into a wish to look for slots with, or into a question.

The words are theirs, the understanding is ``scheduling.when``'s: a model never computes a date.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation import grounding, policy
from bot.conversation.outcome import Offer
from bot.conversation.session import Session
from bot.conversation.state import Action
from bot.scheduling import when, zones
from bot.scheduling.draft import Span, Wish

SAID_SHARE = 0.6
"""How much of a time phrase must be the person's own words: "push it back an hour" may come as "an hour later"."""


@dataclass(frozen=True)
class Unclear:
    """The words cannot be taken as they are: a sentence that says why, and readings to choose from, if any."""

    text: str
    offers: tuple[Offer, ...] = ()
    around: datetime | None = None
    """What was clear all the same: the start of the day that was named."""


def mention(
    session: Session,
    words: str,
    zone: str,
    anchor: datetime | None = None,
    until: datetime | None = None,
    looked_at: Wish | None = None,
) -> when.Mention | None:
    """The time in these words as the person's clocks show it; ``anchor`` is what "an hour later" leans on, up to
    ``until`` when it is a stretch, and ``looked_at`` what "no mornings" narrows."""
    spans = looked_at.spans if looked_at is not None and not looked_at.exact else ()
    return when.read(
        # A number that was already understood as the time needs no "at" before it.
        f"{words.strip()}:00" if re.fullmatch(r"\s*\d{1,2}\s*", words) else words,
        now=zones.local(session.now, zone),
        zone=zone,
        language=session.language,
        anchor=None
        if anchor is None
        else when.Anchor(zones.local(anchor, zone), None if until is None else zones.local(until, zone)),
        among=[
            when.Window(
                zones.local(span.start, zone) if span.start is not None else None,
                zones.local(span.end, zone) if span.end is not None else None,
            )
            for span in spans
        ],
    )


def end_of_day_shown(session: Session, shown: list[datetime]) -> datetime | None:
    """Just after the last of the times shown when all are of one day, so that there is a "later" than the list."""
    zone = session.zone or "UTC"
    days = {zones.local(start, zone).date() for start in shown}
    return shown[-1] + timedelta(minutes=1) if len(days) == 1 else None


def mentions(session: Session, text: str) -> list[when.Mention]:
    """Every time that a message speaks of, wherever the person is."""
    zone = session.zone or "UTC"
    return when.find(
        text,
        now=zones.local(session.now, zone),
        zone=zone,
        language=session.language,
    )


def durations(session: Session, text: str) -> set[int]:
    """The lengths of time that a text names, in minutes; hyphens join no words ("a half-hour call")."""
    return {minutes for minutes, _ in when.find_durations(text.replace("-", " "), session.language)}


def without_times(session: Session) -> str:
    """The message with the times in it blanked out."""
    text = session.incoming.text
    for found in mentions(session, text):
        for start, end in found.parts or (found.span,):
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def read(
    session: Session,
    words: str,
    zone: str,
    *,
    task: str,
    anchor: datetime | None,
    until: datetime | None = None,
    looked_at: Wish | None = None,
) -> Wish | Unclear | None:
    """None when there is no time in the words. "The 27th" is that of the month that is ``looked_at``, if one is."""
    behind = policy.fallback_in(words, session.language)
    if behind is not None and mention(session, words[: behind[0]], zone, anchor, until, looked_at) is not None:
        first = read(session, words[: behind[0]], zone, task=task, anchor=anchor, until=until, looked_at=looked_at)
        if isinstance(first, Wish):
            return first.model_copy(update={"otherwise": _otherwise(session, first, words, behind[1], zone)})
    found = mention(session, words, zone, anchor, until, looked_at)
    if found is None:
        return None
    found = _in_stretch(session, words, zone, found, looked_at) or found
    if found.problem is not None or not found.readings:
        # "Tomorrow at 25 o'clock": without its numbers it still names a day.
        rest = mention(session, re.sub(r"\d+\S*|o'clock", " ", words), zone, anchor)
        around = rest.readings[0].windows[0].start if rest is not None and rest.readings else None
        return Unclear(session.say("when-impossible", words=found.text), around=around)
    readings = found.readings
    if readings[0].problem == "gap":
        start = readings[0].windows[0].start
        day = session.wording.full_day(start, zone) if start else words
        return Unclear(session.say("when-gap", words=found.text, day=day))
    if all(reading.is_past(session.now) for reading in readings):
        return Unclear(session.say("when-past", words=found.text))
    coming = [reading for reading in readings if not reading.is_past(session.now)]
    if len(coming) == 1:
        return _wish(coming[0], found.text)
    offers = tuple(
        Offer(
            _label(session, reading, zone),
            Action(do="wish", with_={"task": task, "wish": _wish(reading, found.text).model_dump(mode="json")}),
        )
        for reading in coming[:4]
    )
    message = "when-fold" if any(reading.problem == "fold" for reading in coming) else "when-two"
    labels = [offer.label for offer in offers]
    return Unclear(session.say(message, words=found.text, options=session.wording.list_of(labels, "or")), offers)


def _otherwise(session: Session, first: Wish, words: str, behind: int, zone: str) -> tuple[Span, ...]:
    """The second choice of such words as "thursday at 3, if 3 is gone take 4", told from the position ``behind`` on."""
    whole = mention(session, words, zone)
    if whole is not None and whole.span[1] > behind and whole.readings:
        spans = (Span(start=window.start, end=window.end) for window in whole.readings[0].windows)
        return tuple(span for span in spans if span not in first.spans)
    rest = words[behind:]
    times = mentions(session, rest)
    numbers = re.findall(r"(?<![\d:.])\d{1,2}(?![\d:.]*\d)", rest)
    found = times[-1] if times else mention(session, numbers[-1], zone) if numbers else None
    if found is None or not found.readings:
        return ()
    reading, day = found.readings[0], first.spans[0].start if first.spans else None
    if day is None or reading.has_date:
        return tuple(Span(start=window.start, end=window.end) for window in reading.windows)
    return tuple(
        Span(start=_on_day(window.start, day, zone), end=_on_day(window.end, day, zone)) for window in reading.windows
    )


def _on_day(instant: datetime | None, day: datetime, zone: str) -> datetime | None:
    """The same time by the clock on another day; None where the clocks skip it."""
    if instant is None:
        return None
    local = zones.local(instant, zone)
    wall = datetime.combine(zones.local(day, zone).date(), local.time().replace(tzinfo=None))
    return next(iter(zones.instants(wall, zone)), None)


def _in_stretch(
    session: Session, words: str, zone: str, found: when.Mention, looked_at: Wish | None
) -> when.Mention | None:
    """The same words from within a later stretch of days, when all they say of the date is its number."""
    spans = looked_at.spans if looked_at is not None and not looked_at.exact else ()
    first, last = (spans[0].start, spans[-1].end) if spans else (None, None)
    if first is None or last is None:
        return None
    later = when.read(words, now=zones.local(first, zone), zone=zone, language=session.language)
    if later is None or not later.readings or not found.readings:
        return None
    start, moved = found.readings[0].windows[0].start, later.readings[0].windows[0].start
    if start is None or moved is None or not (start < first <= moved < last) or not found.readings[0].has_date:
        return None
    day = zones.local(start, zone).day
    said = re.search(rf"(?<!\d){day}(?!\d)", words)
    return later if said is not None and zones.local(moved, zone).day == day else None


def joined(session: Session, before: str | None, words: str) -> str:
    """Time words that wait for the zone: a day and then an hour are one wish, anything else takes the place of what
    was said before."""
    if before is None:
        return words
    earlier, later = mentions(session, before), mentions(session, words)
    if not earlier or not later or not earlier[0].readings or not later[0].readings:
        return words
    first, second = earlier[0].readings[0], later[0].readings[0]
    if second.has_time and not second.has_date and first.has_date:
        day = before if not first.has_time else _day_words(session, before)
        return f"{day} {later[0].text}" if day is not None else words
    if second.has_date and not second.has_time and first.has_time and not first.has_date:
        return f"{words} {before}"
    if second.has_date and not second.has_time and first.has_date and not first.exact:
        start, end = first.windows[0].start, first.windows[-1].end
        stretch = start is not None and end is not None and end - start > timedelta(days=2)
        return f"{before} {words}" if stretch and not any(map(str.isdigit, words)) else words
    return words


def _day_words(session: Session, words: str) -> str | None:
    """The words for the day alone: "thursday" of "thursday morning"."""
    parts = words.split()
    pieces = [" ".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]
    pieces += [" ".join(parts[start:]) for start in range(1, len(parts))]
    for piece in pieces:
        found = mentions(session, piece)
        readings = found[0].readings if len(found) == 1 else ()
        if readings and readings[0].has_date and not readings[0].has_time:
            return piece
    return None


def within(session: Session, wish: Wish, previous: Wish | None, zone: str) -> Wish:
    """A weekday that was named while another week or month was looked at is the one of that time."""
    if (
        not wish.day_only
        or previous is None
        or previous.exact
        or not previous.spans
        or any(map(str.isdigit, wish.text))
    ):
        return wish
    start, end = wish.spans[0].start, wish.spans[0].end
    first, last = previous.spans[0].start, previous.spans[-1].end
    if start is None or end is None or first is None or last is None or start >= first:
        return wish
    if _moves_with_today(session, wish, zone):
        return wish
    weeks = -((start - first) // timedelta(weeks=1))
    moved = Span(start=start + timedelta(weeks=weeks), end=end + timedelta(weeks=weeks))
    return wish.model_copy(update={"spans": (moved,)}) if moved.start is not None and moved.start < last else wish


def _moves_with_today(session: Session, wish: Wish, zone: str) -> bool:
    """Whether the words are "tomorrow" or the like, which are another day for who says them a day later."""
    said = [
        when.read(wish.text, now=zones.local(now, zone), zone=zone, language=session.language)
        for now in (session.now, session.now + timedelta(days=1))
    ]
    days = [
        zones.local(start, zone).date()
        for found in said
        if found is not None and found.readings and (start := found.readings[0].windows[0].start) is not None
    ]
    return len(days) == 2 and days[1] - days[0] == timedelta(days=1)


def at_same_clock(session: Session, wish: Wish, previous: datetime | None, zone: str) -> Wish:
    """ "No, the 26th" after a time was chosen means that time on the 26th; a question ("what about Friday?") asks for
    the day's times."""
    start = wish.spans[0].start if wish.spans else None
    if not wish.day_only or previous is None or start is None or "?" in session.incoming.text:
        return wish
    clock = zones.local(previous, zone)
    wall = datetime.combine(zones.local(start, zone).date(), clock.time().replace(tzinfo=None))
    instants = zones.instants(wall, zone)
    end = wish.spans[0].end
    one_day = end is not None and end - start <= timedelta(hours=25)
    return Wish(text=wish.text, spans=(Span(start=instants[0]),), exact=True) if instants and one_day else wish


def own_words(session: Session, claimed: str | None) -> str | None:
    """The time words to read: those the model passed on when the person said them, else the person's own message.

    A model that rewrites "tomorrow at 3" as a date of its own is not believed.
    """
    if claimed is None:
        return None
    message = session.incoming.text
    found = mentions(session, message)
    if grounding.said(claimed, [message], share=SAID_SHARE):
        # "Next week" of "next week but not Monday" is not what was said.
        whole = (one.text for one in found if one.rules_out and claimed in one.text)
        return next(whole, claimed)
    if found:
        return " ".join(mention.text for mention in found)
    return claimed if grounding.said(claimed, session.conversation.texts) else None


def _wish(reading: when.Reading, text: str) -> Wish:
    return Wish(
        text=text,
        spans=tuple(Span(start=window.start, end=window.end) for window in reading.windows),
        exact=reading.exact,
        soonest=reading.soonest,
        day_only=reading.has_date and not reading.has_time and len(reading.windows) == 1,
    )


def _label(session: Session, reading: when.Reading, zone: str) -> str:
    start = reading.windows[0].start or reading.windows[0].end or session.now
    if not reading.has_time:
        return session.wording.full_day(start, zone)
    if reading.problem == "fold":
        return session.say(
            "moment-with-offset",
            day=session.wording.day(start, zone),
            time=session.wording.time(start, zone),
            place=session.wording.place(zone, start),
        )
    return session.wording.moment(start, zone)
