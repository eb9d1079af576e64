"""All that passes between a channel and a conversation.

Every channel (terminal, messenger, HTTP, tests) makes an ``Incoming`` and renders a ``Reply``; both are frozen, and
neither knows any platform's markup.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
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


@dataclass(frozen=True)
class Choice:
    """Something to pick: a button, or a number in a terminal. With a ``url`` it opens a page instead of answering."""

    id: str
    label: str
    url: str | None = None


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a reply."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class ProposalView:
    """What is about to be written and awaits a yes, for channels that draw it and for tests that read it."""

    kind: Literal["book", "reschedule", "cancel"]
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
