"""A conversation as it is kept between turns: who the person is, what is being arranged, what was shown.

Plain values that go to JSON and back. A booking itself is never kept here: Cal.com has it, we keep its uid.
"""

import secrets
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.conversation.day_parts import Part
from bot.conversation.hosting.deeds import AnyDeed
from bot.scheduling.draft import BookedFor, BookingDraft, MoveDraft
from bot.scheduling.models import NewBooking

REMEMBERED = ("name", "email", "phone", "time_zone", "length", "hours")
"""What of a profile is kept for the next time only when the person allowed it."""

MESSAGES_KEPT = 8
"""How many of the last messages a model is shown."""

TEXTS_KEPT = 30
"""How many of the person's last messages count as said by them, when a model claims that they said something."""


class Kept(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Profile(Kept):
    """What we know of the person, from the platform or from their own words."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    chose_language: bool = False
    """The person chose it here, whatever their platform is set to."""
    time_zone: str | None = None
    time_zone_place: str | None = None
    """The place they named for it ("Lisbon"), to call the zone by."""
    length: int | None = None
    """Minutes that they usually book."""
    hours: Part | None = None
    """The part of the day that suits them best."""
    remembers: list[str] = Field(default_factory=list)
    """Which of ``REMEMBERED`` they allowed to be kept; the others go after ``turn.FORGOTTEN_AFTER``."""
    asked_to_remember: bool = False
    used_at: datetime | None = None
    """When they last wrote, in whichever conversation."""
    quiet_from: int | None = None
    """The minute of their day from which they are told nothing that they did not ask for; None: they may be always."""
    quiet_until: int | None = None
    """The minute from which they are again."""
    digest_at: int | None = None
    """The minute of their day at which they are told all of it at once; None for each at its time."""
    reminders: bool | None = None
    """Whether they are reminded of meetings; None is what is usual for guests and for hosts."""

    @property
    def usual_length(self) -> int | None:
        """Minutes, where they may be used as a default."""
        return self.length if "length" in self.remembers else None

    @property
    def usual_hours(self) -> Part | None:
        """The part of the day, where it may be used as a default."""
        return self.hours if "hours" in self.remembers else None


class Said(Kept):
    role: Literal["person", "assistant"]
    text: str


class Question(Kept):
    """Something the last reply asked for. ``slug`` is a booking field's or one of ours (see ``moment.Question``)."""

    slug: str
    type: str
    label: str
    options: list[str] = Field(default_factory=list)


class Action(Kept):
    """What a choice does. ``do`` names a handler of ``turn``; ``with_`` is what it needs."""

    do: str
    with_: dict[str, Any] = Field(default_factory=dict)


class Cancellation(Kept):
    """A booking about to be cancelled, while its scope is asked or its proposal is open."""

    uid: str
    scope: Literal["this", "following", "all"] | None = None
    reason: str | None = None


class Changing(Kept):
    """What a host is about to change of a booking on their calendar, while something of it is asked or its proposal is
    open. Moving one is a ``MoveDraft``."""

    change: str
    """As the tool ``change_booking`` names it; or ``decline``."""
    uid: str | None = None
    scope: Literal["this", "following", "day"] | None = None
    when: str | None = None
    """Their words for the day that is cleared."""
    uids: list[str] = Field(default_factory=list)
    """The bookings that are cleared, where they were shown one by one and no day is meant."""
    reason: str | None = None
    without_reason: bool = False
    """They were asked for a reason, and give none."""
    to: str | None = None
    """Their words for the other host, or the other place."""
    people: list[str] = Field(default_factory=list)
    """Names and e-mails as they gave them; "me" is the host."""

    @property
    def is_meant(self) -> bool:
        """Whether it is settled what is changed."""
        return self.uid is not None or self.scope == "day"


class Stay(Kept):
    """Where the person is when what is being arranged takes place, if not at home."""

    zone: str
    place: str | None = None
    """As they call it."""


class Thread(Kept):
    """A conversation with the team: what the person writes is passed on to them until it ends."""

    id: str
    opened_at: datetime


class Undoable(Kept):
    """What was written last and can be taken back by one word or tap."""

    uid: str
    token: str
    """Of the proposal that it came of."""
    until: datetime
    moved_from: datetime | None = None
    """Where a moved booking was before; None of one that was made."""
    heard_id: str | None = None
    """The message id of the person's words that led to it."""


class Proposal(Kept):
    """Exactly what will be written after a yes. It never changes: another detail is another proposal."""

    token: str = Field(default_factory=lambda: secrets.token_urlsafe(9))
    """Single use, and the write's own key in the store and in the booking's metadata."""
    account_id: str = ""
    """Who may answer it: the account that asked for it."""
    kind: Literal["book", "reschedule", "cancel", "change"]
    """A ``change`` is what a host does to their own calendar: it has ``deeds`` and a ``card``, and no attendee."""
    expires_at: datetime
    event_type_id: int = 0
    event_type_slug: str = ""
    title: str
    host: str = ""
    start: datetime
    """UTC. Of a cancellation: of the booking that goes. Of a change: of what it is about, or when it was proposed."""
    minutes: int = 0
    time_zone: str
    attendee: dict[str, str | None] = Field(default_factory=dict)
    answers: dict[str, Any] = Field(default_factory=dict)
    new_booking: NewBooking | None = None
    uid: str | None = None
    """The booking that is moved or cancelled."""
    seat_uid: str | None = None
    series_uid: str | None = None
    from_start: datetime | None = None
    """Where a moved booking is now."""
    from_minutes: int | None = None
    """How long a moved booking is now."""
    scope: Literal["this", "following", "all"] | None = None
    reason: str | None = None
    reservation_uid: str | None = None
    pending: bool = False
    """The host has to confirm what this makes."""
    now_or_never: bool = False
    """An instant meeting: it starts when it is confirmed."""
    for_other: bool = False
    """A host books it for somebody else."""
    deeds: list[AnyDeed] = Field(default_factory=list)
    card: str = ""
    """What a change is, worded when it was proposed."""


class Conversation(Kept):
    profile: Profile = Field(default_factory=Profile)
    messages: list[Said] = Field(default_factory=list)
    texts: list[str] = Field(default_factory=list)
    """The person's own messages, newest last: the ground of every claim that they said something."""
    draft: BookingDraft | None = None
    move: MoveDraft | None = None
    cancellation: Cancellation | None = None
    changing: Changing | None = None
    proposal: Proposal | None = None
    proposal_shown: bool = False
    """The last reply showed the open proposal, so that a plain yes answers it."""
    asked: list[Question] = Field(default_factory=list)
    generation: int = 0
    """Counts the replies that had choices: a choice of an older one is known by it."""
    actions: dict[str, Action] = Field(default_factory=dict)
    """The choices of the last reply."""
    labels: list[str] = Field(default_factory=list)
    """Their labels in order, those that only open a page included."""
    urls: dict[str, str] = Field(default_factory=dict)
    """Of the choices that only open a page."""
    ticked: dict[str, list[str]] = Field(default_factory=dict)
    """By the slug of an open question that takes several options: those that are picked so far."""
    earlier_ticks: dict[str, Action] = Field(default_factory=dict)
    """The choices of such questions in earlier replies, which work as long as the question is open."""
    shown_slots: list[datetime] = Field(default_factory=list)
    shown_bookings: list[str] = Field(default_factory=list)
    """Uids, in the order they were shown."""
    shown_for: str | None = None
    """The message id that the last reply answered; the store has the reply."""
    written_in: str | None = None
    """The code of the language that the person last wrote in, where that is another than they are spoken to in."""
    touched_at: datetime | None = None
    """When the person last wrote."""
    spent: dict[str, str] = Field(default_factory=dict)
    """Choices whose yes was carried out, with a line on what it did: for those who tap twice."""
    told: list[str] = Field(default_factory=list)
    """One line for each booking that the last reply told of."""
    stay: Stay | None = None
    undoable: Undoable | None = None
    thread: Thread | None = None
    heard_id: str | None = None
    """The message id of the person's last message in words, which an edit of it can correct."""
    came_from: str | None = None
    """The group's conversation where the open draft began, to be told when it is booked."""
    later: list[dict[str, Any]] = Field(default_factory=list)
    """Tool calls of the same message that wait for the open proposal to be answered."""

    @property
    def booker(self) -> "Profile | BookedFor":
        """Whose name and address the booking in the making takes: the person's, or those of whom a host books for."""
        return self.draft.booked_for if self.draft is not None and self.draft.booked_for is not None else self.profile

    @property
    def task(self) -> Literal["book", "reschedule", "cancel"] | None:
        """What is under way; the latest wish first."""
        if self.cancellation is not None:
            return "cancel"
        if self.move is not None:
            return "reschedule"
        return "book" if self.draft is not None else None

    @property
    def last_text(self) -> str | None:
        """The person's last message in words."""
        return self.texts[-1] if self.texts else None

    def end_change(self) -> None:
        """What a host was about to change is done, or let go."""
        self.changing = None
        if self.move is not None and self.move.for_host:
            self.move = None

    def open_draft(self) -> BookingDraft:
        """The booking in the making, or a new one, of whose questions nothing is ticked."""
        if self.draft is None:
            self.draft, self.ticked, self.earlier_ticks = BookingDraft(), {}, {}
        return self.draft

    def hear(self, text: str) -> None:
        if not text:
            return
        self.messages = [*self.messages, Said(role="person", text=text[:1000])][-MESSAGES_KEPT:]
        self.texts = [*self.texts, text[:2000]][-TEXTS_KEPT:]

    def unhear(self) -> None:
        """Takes back the last thing the person said: it was corrected."""
        self.texts = self.texts[:-1]
        said = [number for number, message in enumerate(self.messages) if message.role == "person"]
        if said:
            self.messages = self.messages[: said[-1]] + self.messages[said[-1] + 1 :]

    def answer(self, text: str) -> None:
        if self.messages and self.messages[-1] == Said(role="assistant", text=text[:1500]):
            return  # the same question with another option ticked
        self.messages = [*self.messages, Said(role="assistant", text=text[:1500])][-MESSAGES_KEPT:]
