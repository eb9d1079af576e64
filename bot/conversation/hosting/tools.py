"""What a model may call for a host, beside a guest's tools (see ``tools``): their own calendar, by their own words."""

from typing import Literal

from pydantic import Field

from bot.conversation.tool import Tool, ToolArguments


class AnswerRequest(ToolArguments):
    """Accept or decline a booking request that waits for this host."""

    answer: Literal["accept", "decline"]
    which: str | None = Field(None, description='their words for the request: "Ana\'s", "the second"')
    reason: str | None = Field(None, description="why, if they say")


class ChangeHours(ToolArguments):
    """When this host can be booked: out on a day, other hours, a break, usual again, or show it."""

    change: Literal["away", "hours", "break", "usual", "show"]
    when: str | None = Field(None, description='their words for the days: "Friday", "Thursdays this month"')
    hours: str | None = Field(None, description='their words for the hours: "until 3", "12 to 1"')


HOST_TOOLS = (
    Tool("answer_request", AnswerRequest, "proposes", role="host"),
    Tool("change_hours", ChangeHours, "proposes", role="host"),
)
