"""Wishes that wait for another one: several in a message are carried through one after the other, and none is mixed
with the one before it."""

from collections.abc import Sequence

from bot.conversation import policy
from bot.conversation.chain import Call
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.conversation.tools import TOOLS_BY_NAME, PlanBooking


def own_words(call: Call) -> str:
    """What a call says, in a row."""
    return ", ".join(str(value) for value in call.arguments.given().values())


def keep(session: Session, calls: Sequence[Call], outcome: Outcome) -> Outcome:
    """Keeps the calls until the person has answered ``outcome``, which says so."""
    conversation = session.conversation
    conversation.later = [
        *({"name": call.tool.name, "args": call.arguments.given()} for call in calls),
        *conversation.later,
    ]
    arguments = calls[0].arguments
    if not isinstance(arguments, PlanBooking):
        return outcome
    if arguments.when is None:
        return outcome.after(session.say("another-waits"))
    return outcome.after(session.say("another-waits-at", when=arguments.when))


def next_of(session: Session) -> tuple[Call, str]:
    """Takes the next call out, with a line that leads over to it."""
    conversation = session.conversation
    first, *conversation.later = conversation.later
    tool = TOOLS_BY_NAME[first["name"]]
    call = Call(tool, tool.arguments.model_validate(first["args"]))
    if not isinstance(call.arguments, PlanBooking):
        return call, ""
    conversation.draft = None  # where the one before it was refused, nothing of that is meant for this one
    return call, session.say("another-now")


def is_another(session: Session, arguments: PlanBooking) -> bool:
    """Whether this is told of one more booking while one is being made that has a time already."""
    draft = session.conversation.draft
    if draft is None or draft.event_type is None or session.incoming.choice is not None:
        return False
    has_time = draft.start is not None or draft.wish is not None or draft.when_text is not None
    tells = arguments.when is not None and (arguments.length or arguments.event_type or arguments.host)
    return bool(has_time and tells and policy.names_one_more(session.incoming.text, session.language))
