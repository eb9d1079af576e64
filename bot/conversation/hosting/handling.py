"""Runs what a host asked for: a call of one of the host's tools, or a choice of theirs."""

from bot.conversation.hosting import (
    agenda,
    booking_for,
    changing,
    event_types,
    free,
    hours,
    moving,
    recordings,
    requests,
)
from bot.conversation.hosting.tools import (
    AnswerRequest,
    BookFor,
    ChangeBooking,
    ChangeHours,
    CheckFree,
    EventTypes,
    Recordings,
    ShowAgenda,
)
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action
from bot.conversation.tool import ToolArguments


async def handle(session: Session, arguments: ToolArguments) -> Outcome:
    match arguments:
        case AnswerRequest():
            return await requests.answer_by_words(session, arguments)
        case ChangeHours():
            return await hours.change(session, arguments)
        case ChangeBooking():
            return await changing.change(session, arguments)
        case ShowAgenda():
            return await agenda.show_by_words(session, arguments)
        case EventTypes():
            return await event_types.handle(session, arguments)
        case Recordings():
            return await recordings.by_words(session, arguments)
        case CheckFree():
            return await free.check(session, arguments)
        case BookFor():
            return await booking_for.book(session, arguments)
    raise TypeError(f"no handler for {type(arguments).__name__}")


async def act(session: Session, action: Action) -> Outcome:
    """What a choice does whose ``for`` names it, with the booking of its ``uid``."""
    if session.host is None:
        return Outcome(session.say("host-not-linked"), settled=True)
    values = action.with_
    match values["for"]:
        case "accept" | "decline":
            return await requests.answer(session, values["uid"], values["for"])
        case "move" | "host_move":
            return await moving.begin(session, values["uid"])
        case "host_cancel":
            return await changing.begin(session, "cancel", values["uid"])
        case change if change in changing.VERBS:
            return await changing.begin(session, change, values["uid"])
        case "cancel_these":
            return await changing.cancel_these(session, values["uids"])
        case "without_reason":
            return await changing.answered(session, values["uid"], without_reason=True)
        case "scope":
            return await changing.answered(session, values["uid"], scope=values["scope"])
        case "absent":
            return await changing.answered(session, values["uid"], people=[values["who"]])
        case "hand_to" | "place":
            return await changing.answered(session, values["uid"], to=values["to"])
        case "show":
            return await agenda.show(session, values["uid"])
        case "agenda":
            return await agenda.page(session, action)
        case "recording" | "transcript":
            return await recordings.of(session, values["uid"], values["for"])
        case "event_type":
            return await event_types.act(session, values)
        case "free_days" | "free_together":
            return await free.later(session, action)
        case "meet":
            return await free.meet(session, action)
        case "nobody_joined":
            return await booking_for.nobody_joined(session, values["uid"])
    raise ValueError(f"no handler for the choice {values['for']}")
