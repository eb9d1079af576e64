"""Runs what a host asked for: a call of one of the host's tools, or a choice of theirs."""

from bot.conversation.hosting import hours, requests
from bot.conversation.hosting.tools import AnswerRequest, ChangeHours
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
    raise TypeError(f"no handler for {type(arguments).__name__}")


async def act(session: Session, action: Action) -> Outcome:
    """What a choice does whose ``for`` names it, with the booking of its ``uid``."""
    if session.host is None:
        return Outcome(session.say("host-not-linked"), settled=True)
    values = action.with_
    match values["for"]:
        case "accept" | "decline":
            return await requests.answer(session, values["uid"], values["for"])
    raise ValueError(f"no handler for the choice {values['for']}")
