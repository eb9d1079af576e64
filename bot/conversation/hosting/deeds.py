"""Every deed there is, by what it does."""

from typing import Annotated

from pydantic import Field

from bot.conversation.hosting.booking_deeds import (
    Accept,
    AddAttendee,
    AddGuests,
    AskToReschedule,
    Cancel,
    ChangeLocation,
    Decline,
    MarkAbsent,
    Move,
    Reassign,
)
from bot.conversation.hosting.event_type_deeds import ChangeEventType, DeleteEventType, MakeEventType, MakeLink
from bot.conversation.hosting.hour_deeds import ChangeHours

AnyDeed = Annotated[
    Accept
    | AddAttendee
    | AddGuests
    | AskToReschedule
    | Cancel
    | ChangeEventType
    | ChangeHours
    | ChangeLocation
    | Decline
    | DeleteEventType
    | MakeEventType
    | MakeLink
    | MarkAbsent
    | Move
    | Reassign,
    Field(discriminator="do"),
]
