"""What the model may call. The docstrings and field descriptions are part of the prompt: short, and written for it.

A tool only carries words: the person's own time phrase, the name they gave, what they picked. It computes nothing and
writes nothing; what a call leads to is decided in code (``planning``, ``managing``), behind the proposal gate.
Every argument is optional unless its tool would mean nothing without it.
"""

from typing import Any, Literal

from pydantic import Field

from bot.conversation.hosting.tools import HOST_TOOLS
from bot.conversation.tool import Role, Tool, ToolArguments


class PlanBooking(ToolArguments):
    """Book a meeting, look for free times, or add, correct or answer anything about the booking being made.
    Pass only what this message says, in the person's words."""

    event_type: str | None = Field(None, description="kind of meeting: a slug of event_types, or their words")
    host: str | None = Field(None, description="person or team to meet, if they name one")
    when: str | None = Field(None, description='their time words, unchanged: "next tuesday afternoon", "asap"')
    length: int | None = Field(None, description="minutes, if they name a length")
    choice: str | None = Field(None, description='what they pick of "shown": "2", "the later one", "3:30"')
    name: str | None = Field(None, description="their name")
    email: str | None = Field(None, description="their e-mail")
    phone: str | None = Field(None, description="their phone number")
    answers: dict[str, Any] | None = Field(None, description="answers to questions in asked: {slug: their answer}")
    guests: list[str] | None = Field(None, description="e-mails of others to invite")


class RescheduleBooking(ToolArguments):
    """Move a meeting they already have to another time."""

    which: str | None = Field(None, description='their words for the existing meeting: "on friday", "the first"')
    when: str | None = Field(None, description="their words for the new time, unchanged")


class CancelBooking(ToolArguments):
    """Cancel a meeting they already have."""

    which: str | None = Field(None, description='their words for the meeting: "my friday meeting", "the second"')
    reason: str | None = Field(None, description="why, if they say")
    scope: Literal["this", "following", "all"] | None = Field(
        None, description="of a series: this one, this and the following, or all"
    )


class ListBookings(ToolArguments):
    """Show the meetings they have."""

    when: str | None = Field(None, description='their time words, if any: "this week"')
    status: Literal["upcoming", "past", "cancelled"] | None = Field(None, description="upcoming unless they say")


class SetTimeZone(ToolArguments):
    """They say where they are or which time zone they use."""

    place: str = Field(description='city, country, abbreviation or offset: "Lisbon", "CET", "UTC+2"')


class HandOver(ToolArguments):
    """They ask for a person instead of you: a human, somebody of the team."""

    why: str | None = Field(None, description="what it is about, in their words")


class AnswerProposal(ToolArguments):
    """Only while "proposal" is open: they clearly accept it, or refuse it without asking for something else."""

    answer: Literal["yes", "no"]
    reason: str | None = Field(None, description="why not, if they say")


TOOLS = (
    Tool("plan_booking", PlanBooking, "proposes"),
    Tool("reschedule_booking", RescheduleBooking, "proposes"),
    Tool("cancel_booking", CancelBooking, "proposes"),
    Tool("list_bookings", ListBookings, "reads"),
    Tool("set_time_zone", SetTimeZone, "proposes"),
    Tool("hand_over", HandOver, "reads"),
    *HOST_TOOLS,
    # Last, since it comes and goes: what stands before it stays in a provider's cache.
    Tool("answer_proposal", AnswerProposal, "proposes", only_with_proposal=True),
)

TOOLS_BY_NAME = {tool.name: tool for tool in TOOLS}


def offered(*, proposal_open: bool, role: Role = "guest") -> tuple[Tool, ...]:
    """The tools that the person may be served by at this moment. The set is the same for every message, but for the
    open proposal's, so that a provider's cache of the fixed part holds."""
    return tuple(
        tool
        for tool in TOOLS
        if (role == "host" or tool.role == "guest") and (proposal_open or not tool.only_with_proposal)
    )
