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

AnyDeed = Annotated[
    Accept
    | AddAttendee
    | AddGuests
    | AskToReschedule
    | Cancel
    | ChangeLocation
    | Decline
    | MarkAbsent
    | Move
    | Reassign,
    Field(discriminator="do"),
]
