"""What one turn works with. Made by ``turn.handle``, passed to every step, gone when the reply is made."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.conversation.directory import Directory
from bot.conversation.metering import Meter
from bot.conversation.state import Conversation, Proposal
from bot.conversation.team import Team
from bot.conversation.wording import Wording
from bot.message import Incoming, Usage
from bot.scheduling.calendar import Calendar
from bot.scheduling.hosting import Host, HostCalendar
from bot.scheduling.hosting.linking import Linking
from bot.store import Store


@dataclass
class Progress:
    """How far the handling of a message has come, for what is said when it breaks off."""

    sent: bool = False
    """A write went out to the calendar, so "nothing was done" would be a guess."""
    booked: int = 0
    """Bookings that were made."""
    usage: Usage = field(default_factory=Usage)
    """What was spent at the model."""


@dataclass
class Session:
    conversation: Conversation
    incoming: Incoming
    calendar: Calendar
    directory: Directory
    store: Store
    wording: Wording
    progress: Progress = field(default_factory=Progress)
    written_in: str | None = None
    """The code of the language of the message, where that is another than the person is spoken to in."""
    host: Host | None = None
    """Set when the person is a host, in their private conversation."""
    linking: Linking | None = None
    """How they become one; in private only, and None where there is no such thing."""
    meter: Meter | None = None
    """What may be spent, and what was; None where nobody counts."""
    team: Team | None = None
    """Who a person can be handed over to; None where there is nobody."""
    model_is_free: bool = False
    """The built-in model is the only one, so nothing is spent."""
    may_propose: bool = True
    """Whether what runs now was declared to propose; a tool that only reads cannot, whatever it is asked with."""

    def propose(self, proposal: Proposal) -> None:
        """Opens a proposal, the only way to one."""
        if not self.may_propose:
            raise PermissionError("a tool that was declared to read tried to propose")
        self.conversation.proposal = proposal

    @property
    def now(self) -> datetime:
        return self.incoming.received_at

    @property
    def account_id(self) -> str:
        return self.incoming.person.account_id

    @property
    def host_calendar(self) -> HostCalendar | None:
        """A host's own calendar; None for guests."""
        return self.host.calendar if self.host is not None else None

    @property
    def zone(self) -> str | None:
        """What times are shown in: of where they are then, or of their home; for hosts their Cal.com knows it."""
        stay = self.conversation.stay
        if stay is not None:
            return stay.zone
        return self.conversation.profile.time_zone or (self.host.time_zone if self.host is not None else None)

    @property
    def place(self) -> str | None:
        """What the person calls that zone, if they called it anything."""
        stay = self.conversation.stay
        return stay.place if stay is not None else self.conversation.profile.time_zone_place

    @property
    def language(self) -> str:
        """The code of the language that the person's words are read in."""
        return self.written_in or self.wording.language

    def say(self, message: str, **values: object) -> str:
        return self.wording.say(message, **values)
