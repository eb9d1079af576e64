"""How it is told: a card for one booking, a list for several, in the listener's language and zone.

Whatever can be picked on a card means the same whenever it is picked: it may be read days later.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation import invitation, lasting
from bot.conversation.cards import booking_view
from bot.conversation.wording import Wording
from bot.message import Attachment, Choice, Reply
from bot.notifying.changes import Kind
from bot.notifying.people import Listener
from bot.scheduling import zones
from bot.scheduling.models import Attendee, Booking

ROOM = "bot.notifying"

IN_HOURS = timedelta(minutes=55)
IN_DAYS = timedelta(hours=23, minutes=30)
"""From how much time on it is told in hours, and in days."""

TitleOf = Callable[[Booking], Awaitable[str | None]]
"""What the meeting is called: its event type's title, where that is known."""


@dataclass(frozen=True)
class Told:
    """One thing to tell of a booking."""

    kind: Kind
    booking: Booking
    title: str | None
    before: datetime | None = None
    """When a moved one was."""


class Telling:
    """The replies for one listener."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._wording = Wording(listener.language)
        self._own = Wording(listener.language, ROOM)

    def card(self, told: Told, now: datetime) -> Reply:
        """One change: what it is, the booking as it stands, and what can be done with it."""
        booking, listener = told.booking, self._listener
        lead = self._own.say(f"{listener.role}-{told.kind}", who=self._others(booking))
        lines = [lead, self._what(told)]
        if told.before is not None and told.before != booking.start:
            lines.append(self._wording.say("card-from", when=self._wording.moment(told.before, listener.zone)))
        lines += self._where_and_when(booking)
        reason = booking.cancellation_reason if told.kind == "cancelled" else None
        if reason:
            lines.append(self._wording.say("card-reason", reason=reason))
        choices = [*self._join(booking), *self._choices(told)] if booking.is_active else []
        return self._reply(lines, choices, [booking], self._invitations(told, now))

    def list_of(self, several: Sequence[Told]) -> Reply:
        """Several changes in a message of their own lines. Requests can be answered there too."""
        zone = self._listener.zone
        lines, choices = [self._own.say("several", count=len(several))], []
        for told in several:
            what = self._wording.say(
                "host-booking",
                title=self._title(told),
                guests=self._others(told.booking),
                when=self._wording.moment(told.booking.start, zone),
            )
            lines.append(f"• {self._own.say(f'line-{told.kind}', what=what)}")
            if told.kind == "requested" and self._listener.role == "host":
                choices += [
                    Choice(choice.id, self._own.say("choice-for", choice=choice.label, who=what), lasts=True)
                    for choice in self._choices(told)
                ]
        return self._reply(lines, choices, [told.booking for told in several], [])

    def reminder(self, booking: Booking, title: str | None, now: datetime) -> Reply:
        """That it starts soon."""
        told = Told("booked", booking, title)
        lines = [self._until(booking.start, now), self._what(told), *self._where_and_when(booking)]
        return self._reply(lines, [*self._join(booking), *self._choices(told)], [booking], [])

    def _until(self, start: datetime, now: datetime) -> str:
        left = start - now
        if left < IN_HOURS:
            return self._own.say("reminder-minutes", count=max(round(left.total_seconds() / 60), 1))
        if left < IN_DAYS:
            return self._own.say("reminder-hours", count=max(round(left.total_seconds() / 3600), 1))
        zone = self._listener.zone
        days = zones.local(start, zone).date() - zones.local(now, zone).date()
        return self._own.say("reminder-days", count=max(days.days, 1))

    def _what(self, told: Told) -> str:
        return self._wording.say("card-title", title=self._title(told), host=self._others(told.booking))

    def _title(self, told: Told) -> str:
        return told.title or told.booking.title or self._wording.say("a-meeting")

    def _where_and_when(self, booking: Booking) -> list[str]:
        listener = self._listener
        lines = [self._wording.period(booking.start, booking.end, listener.zone, listener.place)]
        if booking.is_active and booking.location and not booking.location.startswith("integrations:"):
            lines.append(self._wording.say("place", place=booking.location))
        return lines

    def _others(self, booking: Booking) -> str:
        """With whom it is: for a host its guests, for a guest its hosts."""
        if self._listener.role == "host":
            names = [one.name or one.email or "" for one in booking.attendees if one.name or one.email]
            return self._wording.list_of(names) if names else self._wording.say("a-guest")
        # Where nobody has joined yet, Cal.com names an "unknown" host (facts 4.1).
        names = [host.name for host in booking.hosts if host.name and host.name.lower() != "unknown"]
        return self._wording.list_of(names) if names else self._wording.say("the-host")

    def _join(self, booking: Booking) -> list[Choice]:
        if booking.status != "accepted" or not (booking.location or "").startswith("https://"):
            return []
        return [Choice("join", self._wording.say("choice-join"), url=booking.location)]

    def _choices(self, told: Told) -> list[Choice]:
        """What can be done with the booking from here on."""
        if self._listener.role == "guest":
            names = {"move": "choice-move", "cancel": "choice-cancel"}
            said = {purpose: self._wording.say(name) for purpose, name in names.items()}
        elif told.booking.status == "pending":
            said = {"accept": self._own.say("choice-accept"), "decline": self._own.say("choice-decline")}
        else:
            said = {
                "host_move": self._wording.say("choice-move"),
                "host_cancel": self._wording.say("choice-cancel"),
            }
        # A uid too odd for an id can be named in words only.
        ids = {f"{purpose}:{told.booking.uid}": label for purpose, label in said.items()}
        return [Choice(id_, label, lasts=True) for id_, label in ids.items() if lasting.action(id_) is not None]

    def _invitations(self, told: Told, now: datetime) -> list[Attachment]:
        """A guest's calendar file, with nobody in it but them and the host."""
        if self._listener.role == "host" or told.booking.status == "pending":
            return []
        return [invitation.attachment(told.booking, _only_guest(told.booking), self._what(told), now)]

    def _reply(
        self, lines: Sequence[str], choices: Sequence[Choice], bookings: Sequence[Booking], files: Sequence[Attachment]
    ) -> Reply:
        text = "\n".join(lines)
        return Reply(
            text,
            tuple(choices),
            tuple(files),
            bookings=tuple(booking_view(booking) for booking in bookings),
            instants=tuple(self._wording.instants_in(text)),
            time_zone=self._listener.zone,
            language=self._wording.code,
        )


def _only_guest(booking: Booking) -> Attendee | None:
    """Their own entry; where seats are shared it may be a stranger's."""
    return booking.attendees[0] if len(booking.attendees) == 1 else None
