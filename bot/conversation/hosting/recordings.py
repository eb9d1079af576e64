"""What Cal Video kept of a meeting: links to its recordings and transcripts, read and given to its host (facts 4.8)."""

from datetime import timedelta

from bot.conversation.hosting import finding, proposing
from bot.conversation.hosting.tools import Recordings
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.scheduling.calendar import NotFound
from bot.scheduling.models import Booking

BACK = timedelta(days=90)
"""How far in the past a meeting is looked for."""
MOST_LINKS = 6


async def by_words(session: Session, arguments: Recordings) -> Outcome:
    """The links of the meeting that the words mean; asks which one where several may be."""
    calendar = session.host_calendar
    if calendar is None:
        return Outcome(session.say("host-not-linked"), settled=True)
    kind = arguments.kind or "recording"
    refused = proposing.refusal(session, "transcripts" if kind == "transcript" else "recordings")
    if refused is not None:
        return refused
    past = [
        booking
        async for booking in calendar.bookings.list(
            status=("past",), after_start=session.now - BACK, before_end=session.now
        )
        if booking.is_active
    ]
    if not past:
        return Outcome(session.say("recordings-no-past"), settled=True)
    past.sort(key=lambda booking: booking.start, reverse=True)
    chosen = finding.choose(session, past, arguments.which)
    if isinstance(chosen, Booking):
        return await _links(session, chosen, kind)
    return finding.ask_which(session, chosen, kind)


async def of(session: Session, uid: str, kind: str) -> Outcome:
    """The links of one meeting: a tap on it."""
    calendar = session.host_calendar
    if calendar is None:
        return Outcome(session.say("host-not-linked"), settled=True)
    try:
        booking = await calendar.bookings.get(uid)
    except NotFound:
        return Outcome(session.say("booking-gone"), settled=True)
    return await _links(session, booking, kind)


async def _links(session: Session, booking: Booking, kind: str) -> Outcome:
    calendar = session.host_calendar
    assert calendar is not None
    bookings, what, transcript = calendar.bookings, finding.name(session, booking), kind == "transcript"
    try:
        links = await (bookings.transcripts(booking.uid) if transcript else bookings.recordings(booking.uid))
    except NotFound:
        return Outcome(session.say("recordings-not-on-video", what=what), settled=True)
    if not links:
        return Outcome(session.say("transcripts-none" if transcript else "recordings-none", what=what), settled=True)
    # Cal.com says of transcripts that they hold for an hour, of recordings only that their links do not stay.
    lines = [
        session.say("transcripts-here" if transcript else "recordings-here", what=what),
        *links[:MOST_LINKS],
        session.say("transcripts-hold" if transcript else "recordings-hold"),
    ]
    label = session.say("choice-open-transcript" if transcript else "choice-open-recording")
    offers = [Offer(label, url=links[0])] if len(links) == 1 else []
    return Outcome("\n".join(lines), offers, settled=True)
