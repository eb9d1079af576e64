"""What a model may call for a host, beside a guest's tools (see ``tools``): their own calendar, by their own words."""

from typing import Any, Literal

from pydantic import Field

from bot.conversation.tool import Tool, ToolArguments

Change = Literal["move", "cancel", "ask_to_reschedule", "no_show", "reassign", "location", "add_guests", "add_attendee"]


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


class ChangeBooking(ToolArguments):
    """Change a meeting on this host's own calendar, or cancel all of a day."""

    change: Change
    which: str | None = Field(None, description='their words for the meeting: "my 3pm", "Ana\'s"')
    when: str | None = Field(None, description="their words for the new time, or the day to clear")
    scope: Literal["this", "following", "day"] | None = Field(
        None, description="what to cancel: this one, it and the following of its series, all of a day"
    )
    reason: str | None = Field(None, description="why, if they say")
    to: str | None = Field(None, description="the new place, or the host who takes it over")
    people: list[str] | None = Field(None, description='who is absent or added: names, e-mails; "me" is the host')


class ShowAgenda(ToolArguments):
    """Show this host's own calendar: a day, a week, a meeting, or requests that wait for an answer."""

    when: str | None = Field(None, description='their time words: "this week", "3pm"')
    who: str | None = Field(None, description="guest, if they name one")
    about: Literal["bookings", "requests", "past", "cancelled"] | None = Field(None)
    picture: bool | None = Field(None, description="if they want it drawn")


class EventTypes(ToolArguments):
    """This host's event types: list, make, change, hide, show, delete, or a private link to one."""

    do: Literal["list", "make", "change", "hide", "show", "link", "delete"]
    which: str | None = Field(None, description="slug or their words for it")
    title: str | None = Field(None, description="of a new one; or the new title")
    length: int | None = Field(None, description="minutes")
    until: str | None = Field(None, description='end of a link: "until Friday", "single use", "3 uses"')
    changes: dict[str, Any] | None = Field(
        None, description="of buffer, buffer_before, notice, window, per_day, per_week, description"
    )


class Recordings(ToolArguments):
    """Links to the recording or transcript of a past meeting of this host."""

    which: str | None = Field(None, description="their words for the meeting")
    kind: Literal["recording", "transcript"] | None = None


class CheckFree(ToolArguments):
    """Whether this host, or team mates, are free; a time that suits several."""

    when: str | None = Field(None, description="their time words")
    hosts: list[str] | None = Field(None, description='who, if others than this host: names; "me" is the host')
    length: int | None = Field(None, description="minutes, if they name a length")


class BookFor(ToolArguments):
    """Book a meeting for somebody else, by their name and e-mail."""

    name: str | None = Field(None, description="whom it is for")
    email: str | None = Field(None, description="the guest's")
    phone: str | None = Field(None, description="the guest's")
    event_type: str | None = Field(None, description="slug or their words")
    host: str | None = Field(None, description="team mate to meet, if not this host")
    when: str | None = Field(None, description="their time words")
    length: int | None = Field(None, description="minutes")
    answers: dict[str, Any] | None = Field(None, description="{slug: the guest's answer}")
    instant: bool | None = Field(None, description="right now, with whoever of the team is free")


HOST_TOOLS = (
    Tool("answer_request", AnswerRequest, "proposes", role="host"),
    Tool("change_hours", ChangeHours, "proposes", role="host"),
    Tool("change_booking", ChangeBooking, "proposes", role="host"),
    Tool("show_agenda", ShowAgenda, "reads", role="host"),
    Tool("event_types", EventTypes, "proposes", role="host"),
    Tool("recordings", Recordings, "reads", role="host"),
    Tool("check_free", CheckFree, "proposes", role="host"),
    Tool("book_for", BookFor, "proposes", role="host"),
)
