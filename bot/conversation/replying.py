"""An outcome as a reply: ids for its choices, and what the conversation remembers of having shown and asked."""

import base64
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from bot.conversation import cards
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Conversation
from bot.message import Asked, Choice, Reply, Usage

_LETTERS = b"data:;base64,"

MOST_SPENT = 5
"""How many confirmed choices are remembered for those who tap them again."""


def reply_to(session: Session, outcome: Outcome) -> Reply:
    """The reply that the person gets. Its choices take the place of the last one's, unless the outcome keeps those."""
    conversation = session.conversation
    instants = tuple(session.wording.instants_in(outcome.text))
    if outcome.keeps:
        conversation.answer(outcome.text)
        return Reply(
            outcome.text,
            instants=instants,
            refused=outcome.refused,
            time_zone=session.zone,
            language=session.wording.code,
        )
    choices = _choices(session, outcome)
    shown = [
        datetime.fromisoformat(action.with_["start"]) for action in conversation.actions.values() if action.do == "time"
    ]
    if shown:
        conversation.shown_slots = shown
    conversation.asked = outcome.asked
    conversation.told = [
        f"{booking.event_type} {session.wording.moment(booking.start, session.zone or 'UTC')}"
        for booking in outcome.bookings
        if booking.status != "cancelled"
    ]
    if outcome.bookings:
        conversation.shown_bookings = [booking.uid for booking in outcome.bookings]
    conversation.proposal_shown = outcome.shows_proposal and conversation.proposal is not None
    conversation.answer(outcome.text)
    proposal = conversation.proposal if conversation.proposal_shown else None
    return Reply(
        text=outcome.text,
        choices=choices,
        attachments=tuple(outcome.attachments),
        proposal=cards.proposal_view(proposal) if proposal else None,
        bookings=tuple(outcome.bookings),
        instants=instants,
        asked=tuple(Asked(question.slug, question.type, question.label) for question in outcome.asked),
        time_zone=session.zone,
        language=session.wording.code,
        refused=outcome.refused,
        notices=tuple(outcome.notices),
        forgotten=outcome.forgets,
    )


def _choices(session: Session, outcome: Outcome) -> tuple[Choice, ...]:
    """The offers with their ids. What each does is kept with the conversation; a channel carries the id alone."""
    conversation = session.conversation
    if outcome.done:
        confirmed = {choice: outcome.done for choice, action in conversation.actions.items() if action.do == "confirm"}
        conversation.spent = dict([*conversation.spent.items(), *confirmed.items()][-MOST_SPENT:])
    conversation.generation += 1
    choices: list[Choice] = []
    actions: dict[str, Action] = {}
    urls: dict[str, str] = {}
    for number, offer in enumerate(outcome.offers, start=1):
        choice_id = f"{conversation.generation}.{number}"
        if offer.action is not None:
            actions[choice_id] = offer.action
        elif offer.url is not None:
            urls[choice_id] = offer.url
        choices.append(
            Choice(
                id=offer.lasting or choice_id,
                label=offer.label,
                url=offer.url,
                group=offer.group,
                short=offer.short,
                day=offer.day,
                is_picked=offer.is_picked,
                role=offer.role,
                lasts=offer.lasting is not None,
                continues=offer.continues,
                share=offer.share,
            )
        )
    conversation.actions, conversation.urls = actions, urls
    conversation.labels = [choice.label for choice in choices]
    return tuple(choices)


def offers_again(conversation: Conversation, last: Reply) -> list[Offer]:
    """The choices of the last reply, looking as they did and doing what they did."""
    return [
        Offer(
            choice.label,
            conversation.actions.get(f"{conversation.generation}.{number}"),
            url=choice.url,
            lasting=choice.id if choice.lasts else None,
            group=choice.group,
            short=choice.short,
            day=choice.day,
            is_picked=choice.is_picked,
            role=choice.role,
            continues=choice.continues,
            share=choice.share,
        )
        for number, choice in enumerate(last.choices, start=1)
    ]


def to_json(reply: Reply) -> dict[str, Any]:
    """What a repeated message is answered with, after a restart too, at no cost at the model."""
    files = tuple(replace(file, content=_as_text(file.content)) for file in reply.attachments)
    kept: dict[str, Any] = _adapter().dump_python(replace(reply, usage=Usage(), attachments=files), mode="json")
    return kept


def from_json(kept: dict[str, Any]) -> Reply:
    reply = _adapter().validate_python(kept)
    return replace(
        reply, attachments=tuple(replace(file, content=_as_it_was(file.content)) for file in reply.attachments)
    )


def _as_text(content: bytes) -> bytes:
    """A file that JSON can hold: a picture is written as letters, a text stays one."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _LETTERS + base64.b64encode(content)
    return content


def _as_it_was(content: bytes) -> bytes:
    return base64.b64decode(content.removeprefix(_LETTERS)) if content.startswith(_LETTERS) else content


@cache
def _adapter() -> TypeAdapter[Reply]:
    return TypeAdapter(Reply)


def in_a_word(reply: Reply) -> str:
    """What the turn came to, for its record."""
    if reply.proposal is not None:
        return f"proposed {reply.proposal.kind}"
    if reply.bookings:
        return "told of bookings"
    return "offered choices" if reply.choices else "answered"
