"""Which of a host's bookings their words mean, and what a booking is called in front of its host."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.conversation import cards, policy, wishes
from bot.conversation.choosing import choose_booking
from bot.conversation.letters import folded
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Question
from bot.scheduling import zones
from bot.scheduling.models import Booking
from bot.scheduling.when import Reading

MOST_LISTED = 10


def name(session: Session, booking: Booking) -> str:
    """What and with whom and when, in the host's zone: "30 Min Meeting with Ana Silva, Friday 27 November, 15:00"."""
    return session.say(
        "host-booking",
        title=cards.booking_title(session, booking),
        guests=guests(session, [booking]),
        when=session.wording.moment(booking.start, zone_of(session)),
    )


def guests(session: Session, bookings: Sequence[Booking]) -> str:
    """Who comes, by name."""
    named = dict.fromkeys(one.name or one.email or "" for booking in bookings for one in booking.attendees)
    return session.wording.list_of([name for name in named if name]) or session.say("a-guest")


def with_whom(session: Session, booking: Booking) -> str:
    """What and with whom: "30 Min Meeting with Ana Silva"."""
    return session.say(
        "host-booking-with", title=cards.booking_title(session, booking), guests=guests_of(session, booking)
    )


def guests_of(session: Session, booking: Booking) -> str:
    named = [one.name or one.email or "" for one in booking.attendees if one.name or one.email]
    return session.wording.list_of(named) if named else session.say("a-guest")


def zone_of(session: Session) -> str:
    """The zone that the host is shown times in: what they said here, else what their Cal.com says."""
    return session.zone or (session.host.time_zone if session.host else None) or "UTC"


def choose(session: Session, bookings: Sequence[Booking], words: str | None) -> Booking | list[Booking]:
    """The one that is meant, or those that may be: by what was shown, by time, by guest, by what it is called. All of
    them where the words fit none, so that the host sees what there is."""
    picked = session.incoming.booking_uid or choose_booking(session, words)
    meant = [booking for booking in bookings if booking.uid == picked]
    if not meant and words:
        meant = described(session, bookings, words)
    fitting = meant or list(bookings)
    return fitting[0] if len(fitting) == 1 else fitting


def described(session: Session, bookings: Sequence[Booking], words: str) -> list[Booking]:
    """Those that the words fit in all that they tell: time, guest, title and length. Empty where they tell nothing of
    any, or a time at which there is none."""
    fitting = at_time = _at_the_time(session, bookings, words)
    if fitting is None:
        fitting = list(bookings)
    said = set(words_of(words, shortest=2))
    by_guest = [one for one in fitting if said & set(_names(one))]
    told = said - policy.generic_words()
    lengths = wishes.durations(session, words)
    titled = [
        one
        for one in by_guest or fitting
        if told & set(words_of(cards.booking_title(session, one)))
        or (one.end - one.start) in [timedelta(minutes=minutes) for minutes in lengths]
    ]
    return titled or by_guest or at_time or []


def _at_the_time(session: Session, bookings: Sequence[Booking], words: str) -> list[Booking] | None:
    """Those at the time that the words name; None where they name none. "My 3pm" is the next one at three, whatever its
    day."""
    zone = zone_of(session)
    mention = wishes.mention(session, words, zone)
    if mention is None or not mention.readings:
        return None
    found = [one for one in bookings if any(_starts_in(one, reading) for reading in mention.readings)]
    if found:
        return found
    clocks = {
        zones.local(start, zone).time()
        for reading in mention.readings
        if reading.exact and not reading.has_date and (start := reading.windows[0].start) is not None
    }
    same = [one for one in bookings if zones.local(one.start, zone).time() in clocks]
    return [one for one in same if zones.local(one.start, zone).date() == zones.local(same[0].start, zone).date()]


def ask_which(session: Session, bookings: Sequence[Booking], purpose: str) -> Outcome:
    """Shows those that may be meant, to pick from; ``purpose`` is what is done with the one that is picked."""
    shown = bookings[:MOST_LISTED]
    lines = [name(session, booking) for booking in shown]
    offers = [
        Offer(line, Action(do="host", with_={"uid": booking.uid, "for": purpose}))
        for booking, line in zip(shown, lines, strict=True)
    ]
    session.conversation.shown_bookings = [booking.uid for booking in shown]
    lead = session.say("which-host-booking")
    question = Question(slug="which", type="select", label=lead, options=lines)
    return Outcome("\n".join([lead, *(f"• {line}" for line in lines)]), offers, asked=[question])


def words_of(text: str, *, shortest: int = 3) -> list[str]:
    """The words that may be somebody's name or in a title, as lower case without accents. Names can have two letters
    ("Bo"), as small words have."""
    return [folded(word) for word in re.findall(rf"[^\W\d_]{{{shortest},}}", text)]


def _names(booking: Booking) -> list[str]:
    mailboxes = " ".join((one.email or "").partition("@")[0] for one in booking.attendees)
    names = " ".join(one.name or "" for one in booking.attendees)
    return [*words_of(names, shortest=2), *words_of(mailboxes)]


def _starts_in(booking: Booking, reading: Reading) -> bool:
    if reading.exact and reading.has_time:
        return any(window.start == booking.start for window in reading.windows)
    return any(
        (window.start is None or window.start <= booking.start) and (window.end is None or booking.start < window.end)
        for window in reading.windows
    )
