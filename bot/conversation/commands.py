"""Commands: what a channel offers as a short way to say it, carried out by code alone.

Each is useful without a model; what follows a command is read as words of the person. A channel passes the name on
without its sign ("book"), so none of this knows a platform.
"""

import json
import re
from datetime import UTC

from babel import Locale

from bot.conversation import asking, groups, handing, managing, peace, planning, remembering, using, writing, zoning
from bot.conversation.hosting import linking
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Question
from bot.conversation.tools import CancelBooking, ListBookings, PlanBooking, RescheduleBooking
from bot.conversation.wording import Wording, languages
from bot.message import Attachment
from bot.scheduling.draft import MoveDraft

IN_GROUPS = ("start", "book", "help")
"""Commands that say nothing of the person; the others go on in private."""

COMMANDS = (
    "start",
    "book",
    "bookings",
    "reschedule",
    "cancel",
    "timezone",
    "language",
    "link",
    "unlink",
    "quiet",
    "digest",
    "reminders",
    "help",
    "usage",
    "human",
    "done",
    "privacy",
    "forget",
    "export",
)


def opens(session: Session, name: str, words: str) -> bool:
    """Whether the command only says what the words after it are about, which then are read like any message."""
    conversation = session.conversation
    if not words or name not in ("book", "reschedule") or (session.incoming.in_group and name != "book"):
        return False
    if name == "book":
        conversation.move = conversation.cancellation = None
        conversation.open_draft()
    else:
        conversation.cancellation = None
        conversation.move = conversation.move or MoveDraft()
    return True


async def run(session: Session, name: str, words: str) -> Outcome:
    """Carries out a command. An unknown one is answered with what there is."""
    if session.incoming.in_group and name in COMMANDS and name not in IN_GROUPS:
        return await groups.continue_privately(session, command=(name, words))
    match name:
        case "start":
            return await _start(session, words)
        case "book":
            session.conversation.move = session.conversation.cancellation = None
            return await planning.plan(session, PlanBooking())
        case "bookings":
            session.conversation.hear(words)
            return await managing.list_bookings(session, ListBookings(when=words or None))
        case "reschedule":
            return await managing.reschedule(session, RescheduleBooking())
        case "cancel":
            session.conversation.hear(words)
            return await managing.cancel(session, CancelBooking(which=words or None))
        case "timezone":
            return await _time_zone(session, words)
        case "language":
            return _language(session, words)
        case "link":
            return await linking.link(session, words)
        case "unlink":
            return await linking.unlink(session)
        case "quiet" | "digest" | "reminders":
            return peace.command(session, name, words)
        case "usage":
            return await using.show(session, words)
        case "human":
            session.conversation.hear(words)
            return await handing.ask(session, words)
        case "done":
            return await handing.end(session)
        case "privacy":
            return _privacy(session)
        case "forget":
            return _ask_to_forget(session)
        case "export":
            return await _export(session)
    reaches_team = session.team is not None and session.team.reaches(session.account_id)
    return _aside("\n\n".join([session.say("help"), *([session.say("help-human")] if reaches_team else [])]))


def take_language(session: Session, code: str) -> Outcome:
    """Speaks this language from now on, whatever the platform says of the person's."""
    profile = session.conversation.profile
    told = session.incoming.person.language
    # The region of the same language stays: it decides between 3 PM and 15:00.
    profile.language = told if told is not None and told.split("-")[0].lower() == code else code
    profile.chose_language = True
    session.wording = Wording(profile.language)
    session.conversation.written_in = session.written_in = None
    return _aside(session.say("language-set", language=_own_name(code)))


async def forget(session: Session) -> Outcome:
    """Lets go of the slot that is held, and of everything that is kept of the person."""
    left_over = await session.store.writes_in_flight(session.incoming.conversation_id)
    if left_over:
        return _aside(session.say("forget-later"))
    await writing.let_go(session)
    if session.linking is not None:
        await session.linking.unlink(session.account_id)
    return Outcome(session.say("forgotten"), forgets=True)


async def _start(session: Session, code: str) -> Outcome:
    """The first word of a conversation, or where a link leads: a conversation begun in a group, a booking, a kind of
    meeting."""
    number = linking.number_in(code)
    if number is not None:
        if session.incoming.in_group:
            return await groups.continue_privately(session, command=("start", code))
        return await linking.prove(session, number)
    if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", code):
        handover = await session.store.take_over(code)
        if handover is not None:
            return await groups.take_over(session, handover, run)
        if any(code == kept.uid for kept in await session.store.owned(session.account_id)):
            if session.incoming.in_group:
                return await groups.continue_privately(session, command=("start", code))
            return await managing.show(session, code)
        for owner_key, slug in _meant_by(code, [owner.key for owner in await session.directory.offered()]):
            owner = await session.directory.owner(owner_key)
            if owner is not None and owner.event_type(slug) is not None:
                return await planning.choose_event_type(session, owner.key, slug)
        return _aside(session.say("link-unknown"), Offer(session.say("choice-book"), Action(do="book")))
    name = session.conversation.profile.name
    welcome = session.say("welcome-name", name=name) if name and not session.incoming.in_group else ""
    owner = await session.directory.default()
    text = "\n".join(
        part for part in (welcome or session.say("welcome"), session.say("welcome-what", host=owner.name)) if part
    )
    return _aside(text, Offer(session.say("choice-book"), Action(do="book")))


def _meant_by(code: str, offered: list[str]) -> list[tuple[str, str]]:
    """Owner and slug that a link's code may stand for: a kind of meeting of those offered ("30min"), or a host's or a
    team's own ("bailey_consultation"). Links take no slash, and a slug may hold the underscore itself."""
    splits = [match.start() for match in re.finditer("_", code)]
    return [(key, code) for key in offered] + [(f"user:{code[:at]}", code[at + 1 :]) for at in splits]


async def _time_zone(session: Session, words: str) -> Outcome:
    if words:
        session.conversation.hear(words)
        return await zoning.set_zone(session, words)
    if session.zone is None:
        text = session.say("ask-zone-only")
    else:
        text = session.say("zone-now", place=session.wording.place(session.zone, session.now, session.place))
    question = Question(slug="time_zone", type="place", label=session.say("ask-zone"))
    return Outcome(text, asking.zone_offers(session), asked=[question])


def _language(session: Session, words: str) -> Outcome:
    wanted = words.strip().casefold()
    spoken = languages()
    for code in spoken:
        names = {
            code,
            _own_name(code).casefold(),
            (Locale(code).get_display_name(session.wording.language) or "").casefold(),
        }
        if wanted in names:
            return take_language(session, code)
    offers = [Offer(_own_name(code), Action(do="language", with_={"language": code})) for code in spoken]
    if wanted:
        return _aside(session.say("language-unknown"), *offers)
    return _aside(session.say("language-ask", language=_own_name(session.wording.language)), *offers)


def _privacy(session: Session) -> Outcome:
    known, offers = remembering.known(session)
    parts = [session.say("privacy")]
    if known:
        parts += ["\n".join([session.say("privacy-known"), *known]), session.say("privacy-lapses")]
    return _aside("\n\n".join(parts), *offers)


def _ask_to_forget(session: Session) -> Outcome:
    offers = [
        Offer(session.say("choice-forget"), Action(do="forget"), role="danger"),
        Offer(session.say("choice-keep"), Action(do="keep")),
    ]
    return Outcome(session.say("forget-ask"), offers)


async def _export(session: Session) -> Outcome:
    """All that is kept, as a file; of the bookings what Cal.com says of them now, since we keep but their uids."""
    kept = await session.store.export(session.account_id)
    bookings = [
        {
            "uid": own.booking.uid,
            "title": own.booking.title,
            "status": own.booking.status,
            "start": own.booking.start.astimezone(UTC).isoformat(),
            "end": own.booking.end.astimezone(UTC).isoformat(),
        }
        for own in await managing.own_bookings(session)
    ]
    content = json.dumps({"exported_at": session.now.isoformat(), "bookings": bookings, "kept": kept}, indent=2)
    outcome = _aside(session.say("exported"))
    outcome.attachments.append(Attachment("slotwise-data.json", content.encode(), "application/json"))
    return outcome


def _own_name(code: str) -> str:
    """What a language calls itself: "English", "español"."""
    return Locale(code).get_display_name(code) or code


def _aside(text: str, *offers: Offer) -> Outcome:
    """Said beside what is being arranged, which goes on afterwards; with choices of its own, after one is picked."""
    return Outcome(text, list(offers), settled=True, resumes=not offers)
