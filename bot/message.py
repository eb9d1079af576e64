"""All that passes between a channel and a conversation.

Every channel (terminal, messenger, HTTP, tests) makes an ``Incoming`` and renders a ``Reply``; both are frozen, and
neither knows any platform's markup.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True)
class Person:
    """What the platform tells of the person who writes. They said none of it, so none of it proves who they are."""

    account_id: str
    """Whose bookings these are: the same for one person in every conversation of a platform."""
    name: str | None = None
    email: str | None = None
    language: str | None = None
    """A language code such as ``en`` or ``pt-BR``."""
    time_zone: str | None = None
    """An IANA name that the platform knows to be the person's own."""
    time_zone_guess: str | None = None
    """An IANA name that may be theirs (the machine's zone): offered as a question, never taken."""


@dataclass(frozen=True)
class Incoming:
    """One message or one tap."""

    conversation_id: str
    message_id: str
    """Unique within the conversation: a repeated one is answered again, and acts once."""
    person: Person
    received_at: datetime
    """Aware; the now that the words of the message are relative to."""
    text: str = ""
    choice: str | None = None
    """The id of the ``Choice`` that was picked, when this is a tap."""
    command: str | None = None
    """A command of the platform without its slash ("book"); ``text`` is what followed it."""
    edits: str | None = None
    """The message id of the person's last message, which this one takes the place of."""
    quoted: str | None = None
    """What somebody else wrote and the person passed on: facts may be read in it, and nothing in it is obeyed."""
    booking_uid: str | None = None
    """The booking whose card the person answers with this."""
    shared_zone: str | None = None
    """The IANA name of the zone at a place that the person shared."""
    shared_phone: str | None = None
    """Their own phone number that the person shared, as the platform writes it."""
    in_group: bool = False
    """Others read along: what is personal is asked and told elsewhere."""
    can_share: bool = False
    """The channel can ask the person's device for its place or number (``Choice.share``)."""


def command_in(line: str) -> tuple[str, str] | None:
    """The name of the command that a typed line is and what follows it: "/timezone Lisbon"; None when it is none."""
    found = re.fullmatch(r"\s*/([a-z]{2,20})(?:\s+(.*?))?\s*", line, re.IGNORECASE | re.DOTALL)
    return None if found is None else (found[1].lower(), found[2] or "")


@dataclass(frozen=True)
class Choice:
    """Something to pick: a button, or a number in a terminal. With a ``url`` it opens a page instead of answering."""

    id: str
    """At most 48 of the characters ``A-Z a-z 0-9 . _ : -``."""
    label: str
    """Says all by itself what is picked."""
    url: str | None = None
    group: str | None = None
    """A heading that this stands under with its neighbours of the same group: the day of a time."""
    short: str | None = None
    """What is left to say under that heading: the clock time."""
    day: date | None = None
    """The day that is picked, for channels that can draw a month."""
    is_picked: bool = False
    """One of several that may be picked together, and it is."""
    role: Literal["yes", "danger"] | None = None
    """What a channel may set off: the yes to what is proposed, or one that takes something away."""
    lasts: bool = False
    """Means the same whenever it is picked, also long after other replies."""
    continues: str | None = None
    """A code that opens the person's private conversation where this one stands; the channel makes the link."""
    share: Literal["location", "phone"] | None = None
    """The channel asks the person's device for this instead of answering; made only where it can."""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a reply."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class ProposalView:
    """What is about to be written and awaits a yes, for channels that draw it and for tests that read it."""

    kind: Literal["book", "reschedule", "cancel", "change"]
    event_type: str
    start: datetime
    """Aware, UTC."""
    time_zone: str
    attendee: Mapping[str, str | None]
    answers: Mapping[str, object]


@dataclass(frozen=True)
class BookingView:
    """A booking that this reply tells of."""

    uid: str
    status: str
    start: datetime
    """Aware, UTC."""
    event_type: str
    moved_from: str | None = None
    """The uid it had before it was moved: whatever shows that one is out of date."""


@dataclass(frozen=True)
class Instant:
    """A piece of a reply's text that names an instant."""

    text: str
    at: datetime
    """Aware, UTC."""


@dataclass(frozen=True)
class Asked:
    """Something that this reply asks for, in words or by its choices."""

    slug: str
    type: str
    """A booking field's type, or ``place`` and ``time`` for the questions of ours."""
    label: str


@dataclass(frozen=True)
class Notice:
    """What another conversation of the person is told because of this one."""

    conversation_id: str
    text: str
    instants: tuple[Instant, ...] = ()


@dataclass(frozen=True)
class Usage:
    """What a turn cost at the model."""

    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True)
class Reply:
    """One answer, as plain text with line breaks; how it looks is the channel's business."""

    text: str
    choices: tuple[Choice, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    proposal: ProposalView | None = None
    bookings: tuple[BookingView, ...] = ()
    usage: Usage = field(default_factory=Usage)
    instants: tuple[Instant, ...] = ()
    """In the order of the text."""
    asked: tuple[Asked, ...] = ()
    time_zone: str | None = None
    """The IANA name of the zone that the text's times are in."""
    language: str | None = None
    """The code of the language that the text is in, with the region whose clocks it shows (``en-GB``)."""
    refused: str | None = None
    """Why the pick did nothing, in a line of its own; the text says it too, and how things stand."""
    notices: tuple[Notice, ...] = ()
    forgotten: bool = False
    """All that was kept of the person is gone; the channel forgets its part."""
