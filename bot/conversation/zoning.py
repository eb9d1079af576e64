"""The person's time zone: taken from what they say, asked about when it is ambiguous, never guessed."""

from bot.conversation import asking, grounding, managing, planning, proposing, whereabouts
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Question
from bot.scheduling import zones
from bot.scheduling.draft import BookingDraft, MoveDraft

MOST_CANDIDATES = 6


async def set_zone(session: Session, place: str, *, more: bool = False) -> Outcome:
    """Takes a city, country, abbreviation or offset that the person named. ``more``: another call of the same message
    follows, which will answer."""
    if not grounding.said(place, session.conversation.texts, share=0.5):
        return await _go_on(session, more=more)
    candidates = zones.lookup(place, session.language)
    if len(candidates) == 1:
        return await take_zone(session, candidates[0], _as_place(place), words=place, more=more)
    question = Question(slug="time_zone", type="place", label=session.say("ask-zone"))
    if not candidates:
        return Outcome(session.say("zone-unknown", place=place), asking.zone_offers(session), asked=[question])
    offers = [
        Offer(session.wording.place(zone, session.now), Action(do="zone", with_={"zone": zone}))
        for zone in candidates[:MOST_CANDIDATES]
    ]
    options = session.wording.list_of([offer.label for offer in offers], "or")
    return Outcome(session.say("zone-ambiguous", place=place, options=options), offers, asked=[question])


async def take_zone(
    session: Session, zone: str, place: str | None = None, *, words: str | None = None, more: bool = False
) -> Outcome:
    """Sets the zone, of a stay where the message tells of one by these ``words``, and reads time words again that were
    read in another one."""
    conversation = session.conversation
    try:
        zone = zones.iana(zone)
    except ValueError:
        # An offset that no place keeps all year is no zone that Cal.com takes.
        return Outcome(session.say("zone-unknown", place=zone), asking.zone_offers(session))
    if whereabouts.take(session, zone, place, words):
        await proposing.drop(session)
        for draft in (conversation.draft, conversation.move):
            _read_again(draft)
        if conversation.stay is not None and not more:
            if conversation.task is None:
                conversation.open_draft()
            noted = session.say("zone-stay", place=session.wording.place(zone, session.now, place))
            return (await _go_on(session, more=more)).after(noted)
    return await _go_on(session, more=more)


async def _go_on(session: Session, *, more: bool) -> Outcome:
    conversation = session.conversation
    if more:
        return Outcome("", settled=True)
    if conversation.cancellation is not None and conversation.cancellation.uid:
        return await managing.advance_cancellation(session)
    if conversation.move is not None and conversation.move.uid is not None:
        return await managing.advance_move(session)
    if conversation.draft is not None:
        return await planning.advance(session)
    if session.zone is None:
        return Outcome(session.say("ask-zone-only"), asking.zone_offers(session))
    place = session.wording.place(session.zone, session.now, session.place)
    # Whoever only set it with /timezone is asked for nothing.
    message = "zone-kept" if session.incoming.command == "timezone" else "zone-set"
    return Outcome(session.say(message, place=place), settled=True)


def _read_again(draft: BookingDraft | MoveDraft | None) -> None:
    """ "3pm" of before is three o'clock in the new zone; a time that was picked from a list stays that instant."""
    if draft is not None and draft.wish is not None and draft.wish.text and draft.when_text is None:
        draft.when_text, draft.wish, draft.start = draft.wish.text, None, None


def _as_place(words: str) -> str | None:
    """The place's name to call the zone by; abbreviations, offsets and bare zone names are not places."""
    plain = words.strip()
    if len(plain) < 4 or any(char.isdigit() for char in plain) or "/" in plain or len(plain) > 40:
        return None
    lowered = plain.casefold()
    if (plain.isupper() and len(plain) <= 4) or any(word in lowered for word in ("time", "utc", "gmt", "zone")):
        return None
    return " ".join(part if part[:1].isupper() else part.capitalize() for part in plain.split())
