"""Gathers the moment that a model is told: the little it needs to read a message in its place."""

from datetime import datetime
from typing import Any

from bot.conversation import moment
from bot.conversation.session import Session
from bot.conversation.state import Question
from bot.scheduling import zones

MOST_EVENT_TYPES = 25
MOST_SHOWN = 12


async def moment_of(session: Session) -> moment.Moment:
    conversation = session.conversation
    owners = await session.directory.offered()
    event_types: list[moment.EventTypeFacts] = []
    for owner in owners:
        for event_type in owner.event_types[:MOST_EVENT_TYPES]:
            facts = moment.EventTypeFacts(
                slug=event_type.slug, title=event_type.title, minutes=list(event_type.lengths)
            )
            if owner is not owners[0]:
                facts["host"] = owner.name
            event_types.append(facts)
    zone = session.zone or "UTC"
    local = zones.local(session.now, zone)
    weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    told = moment.Moment(
        now=f"{weekdays[local.weekday()]} {local:%Y-%m-%d %H:%M}",
        time_zone=session.zone,
        language=session.wording.language,
        host=owners[0].name,
        event_types=event_types,
        task=conversation.task if conversation.changing is None else f"change_booking {conversation.changing.change}",
        draft=_draft(session),
        asked=[_question(question) for question in conversation.asked],
        shown=conversation.labels[:MOST_SHOWN],
        proposal=_proposal(session),
        bookings=conversation.told,
    )
    if session.host is not None:
        told["is_host"] = True
    if session.language != session.wording.language:
        told["written_in"] = session.language
    return told


def _question(question: Question) -> moment.Question:
    asked = moment.Question(slug=question.slug, type=question.type)
    if question.label:
        asked["label"] = question.label
    if question.options:
        asked["options"] = question.options
    return asked


def _draft(session: Session) -> dict[str, Any] | None:
    conversation, booker = session.conversation, session.conversation.booker
    known: dict[str, Any] = {
        "name": booker.name,
        "email": booker.email,
    }
    draft = conversation.draft
    if conversation.task == "book" and draft is not None:
        known |= {
            "event_type": draft.event_type.slug if draft.event_type else None,
            "length": draft.length,
            "when": _when(session, draft.start, draft.wish.text if draft.wish else draft.when_text),
            "answers": draft.answers,
        }
    elif conversation.move is not None:
        move = conversation.move
        known["when"] = _when(session, move.start, move.wish.text if move.wish else move.when_text)
    kept = {key: value for key, value in known.items() if value}
    return kept or None


def _when(session: Session, start: datetime | None, words: str | None) -> str | None:
    return session.wording.moment(start, session.zone) if start is not None and session.zone else words


def _proposal(session: Session) -> str | None:
    proposal = session.conversation.proposal
    if proposal is None:
        return None
    return f"{proposal.kind} {proposal.title}, {session.wording.moment(proposal.start, proposal.time_zone)}"
