"""Holds a provider's calls against what the built-in model reads in the same message.

Small models answer with a bare call, take a person for a host, hear a yes in another wish, or leave out half of the
answers to our own questions. The provider's reading stands; only what is plainly missing or mistaken is put right.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.conversation import grounding
from bot.conversation.moment import Moment
from bot.conversation.tool_calls import Call
from bot.conversation.tools import TOOLS_BY_NAME, AnswerProposal, PlanBooking, SetTimeZone

PURPOSE = "notes"
"""Where it is kept what a meeting is about, when that was told without being asked."""

_TEXTS = ("text", "textarea", "address")
"""Questions whose answer can be anything: which words are one is for the model to say."""


_SAID = {
    "which": lambda words, heard: grounding.said(words, heard, share=0.5),
    "name": grounding.said,
    "email": grounding.said_email,
    "phone": grounding.said_phone,
}
"""How an argument is known to be somebody's words, where a model likes to invent it."""

_PLAIN = ("length", "email", "phone", "guests")
"""What the built-in model reads as well as any: it is filled in where the provider left it out."""


def is_needed(calls: Sequence[Call], moment: Moment) -> bool:
    """Whether there is something to put right, or no call at all."""
    waits = bool(moment["asked"] or moment["proposal"])
    return not calls or waits or any(_is_doubtful(call, moment) for call in calls)


def grounded(call: Call, heard: Sequence[str]) -> Call:
    """The call without what a model can only have invented: words for a booking that were neither said nor shown, a
    name, an address or a number that nobody gave. The rest is held against the person's words where it is used."""
    given = call.arguments.given()
    changes: dict[str, Any] = {
        name: None for name, is_said in _SAID.items() if name in given and not is_said(str(given[name]), heard)
    }
    if "guests" in given:
        changes["guests"] = [guest for guest in given["guests"] if grounding.said_email(guest, heard)] or None
    return _with(call, **changes) if changes else call


def agreed(calls: tuple[Call, ...], own: tuple[Call, ...], moment: Moment) -> tuple[Call, ...]:
    """The provider's ``calls``, put right by the built-in model's ``own``."""
    if moment["task"] == "book" and moment["asked"] and not _plans(calls) and _answers_what_is_asked(own, moment):
        # "We want to move our support calendar" as the answer to what it is about moves no booking.
        calls = own
    if moment["proposal"] and _changes_something(own) and not {call.tool for call in calls} & {c.tool for c in own}:
        # What is proposed does not stand there again as if nothing had been said against it.
        calls = own
    if _planned(own) > 1:
        # Of two bookings in a message none is lost, and what is told of one is not filled in at the other.
        return calls if _planned(calls) == _planned(own) else own
    kept = []
    for call in calls:
        same = next((other for other in own if other.tool is call.tool), None)
        if isinstance(call.arguments, AnswerProposal):
            if same is None or same.arguments.given()["answer"] != call.arguments.answer:
                continue  # only the provider hears a yes or a no in a message that asks for something else
        elif same is not None:
            call = same if not call.arguments.given() else _without_mistaken_host(call, same, moment)
        kept.append(call)
    if len(kept) > 1:
        kept = [call for call in kept if not _adds_nothing(call, own)]
    if not kept:
        return own or calls
    return tuple(_with_answers(kept, own, moment) if _plans(kept) else kept)


def _planned(calls: Sequence[Call]) -> int:
    """How many bookings are told of."""
    return sum(isinstance(call.arguments, PlanBooking) for call in calls)


def _changes_something(calls: Sequence[Call]) -> bool:
    return any(call.arguments.given() for call in calls if not isinstance(call.arguments, AnswerProposal))


def _adds_nothing(call: Call, own: Sequence[Call]) -> bool:
    """A booking beside another wish, of which nobody said what or when."""
    if not isinstance(call.arguments, PlanBooking) or any(other.tool is call.tool for other in own):
        return False
    return not call.arguments.given().keys() - {"length", "name", "email", "phone"}


def _is_doubtful(call: Call, moment: Moment) -> bool:
    arguments = call.arguments
    if isinstance(arguments, PlanBooking) and not arguments.answers:
        return True  # what it is about may have been left out
    if isinstance(arguments, PlanBooking) and arguments.host:
        return not grounding.said(arguments.host, _hosts(moment), share=0.5)
    return isinstance(arguments, AnswerProposal) or not arguments.given()


def _without_mistaken_host(call: Call, same: Call, moment: Moment) -> Call:
    """A host of whom nobody has heard, and who is the person's own name to the built-in model, is that name."""
    host, name = call.arguments.given().get("host"), same.arguments.given().get("name")
    if not host or not name or grounding.said(host, _hosts(moment), share=0.5) or not grounding.said(host, [name]):
        return call
    return _with(call, host=same.arguments.given().get("host"), name=name)


def _hosts(moment: Moment) -> list[str]:
    return [moment["host"], *(event_type.get("host", "") for event_type in moment["event_types"])]


def _plans(calls: Sequence[Call]) -> bool:
    """Whether everything that is called only adds to the booking in the making."""
    return all(isinstance(call.arguments, PlanBooking | SetTimeZone) for call in calls)


def _answers_what_is_asked(calls: Sequence[Call], moment: Moment) -> bool:
    asked = {question["slug"] for question in moment["asked"]}
    return bool(calls) and all(
        isinstance(call.arguments, PlanBooking) and bool(asked & set(call.arguments.answers or {})) for call in calls
    )


def _with_answers(calls: Sequence[Call], own: Sequence[Call], moment: Moment) -> list[Call]:
    """The calls with what answers our open questions, where the provider left it out."""
    asked = {question["slug"]: question["type"] for question in moment["asked"]}
    completed = list(calls)
    for other in own:
        if isinstance(other.arguments, SetTimeZone):
            if "time_zone" in asked and all(call.tool is not other.tool for call in calls):
                completed.insert(0, other)
        elif isinstance(other.arguments, PlanBooking):
            read = other.arguments.given()
            found = {name: value for name, value in read.items() if name in asked or name in _PLAIN}
            if moment["proposal"] and "when" in read:
                found["when"] = read["when"]
            if read.get("event_type") in {event_type["slug"] for event_type in moment["event_types"]}:
                found["event_type"] = read["event_type"]
            answers = {
                slug: value
                for slug, value in (other.arguments.answers or {}).items()
                if (slug in asked and asked[slug] not in _TEXTS) or (slug == PURPOSE and slug not in asked)
            }
            _fill(completed, found, answers)
    return completed


def _fill(calls: list[Call], found: dict[str, Any], answers: dict[str, Any]) -> None:
    if not found and not answers:
        return
    plan = TOOLS_BY_NAME["plan_booking"]
    index = next((index for index, call in enumerate(calls) if call.tool is plan), None)
    if index is None:
        calls.append(Call(plan, PlanBooking(**found, answers=answers or None)))
        return
    given = calls[index].arguments.given()
    told = given.get("answers", {})
    missing = {name: value for name, value in found.items() if name not in given and name not in told}
    if "length" in found and "length" not in told:
        missing["length"] = found["length"]  # what the message says, and not what the provider makes of it
    calls[index] = _with(calls[index], **missing, answers={**answers, **told} or None)


def _with(call: Call, **changes: Any) -> Call:
    return replace(call, arguments=call.arguments.model_copy(update=changes))
