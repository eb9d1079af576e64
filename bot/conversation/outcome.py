"""What a step of the conversation came to, before it is a reply: words, choices with what they do, and facts."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.conversation.state import Action, Question
from bot.message import Attachment, BookingView, Notice


@dataclass(frozen=True)
class Offer:
    """A choice and what picking it does; with a ``url`` it only opens a page. The rest is as in ``message.Choice``."""

    label: str
    action: Action | None = None
    url: str | None = None
    lasting: str | None = None
    """An id that means the same for ever, such as ``move:<uid>`` (see ``lasting``), in place of one of this reply's."""
    group: str | None = None
    short: str | None = None
    day: date | None = None
    is_picked: bool = False
    role: Literal["yes", "danger"] | None = None
    continues: str | None = None
    share: Literal["location", "phone"] | None = None


@dataclass
class Outcome:
    text: str
    offers: list[Offer] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    bookings: list[BookingView] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    shows_proposal: bool = False
    """The open proposal's card is part of it, so a plain yes answers it."""
    settled: bool = False
    """Nothing is waited for: another wish of the same message can have its turn."""
    done: str = ""
    """One line on what was written, for a second tap on the same yes."""
    resumes: bool = False
    """It was an interruption: afterwards the booking in the making goes on."""
    refused: str | None = None
    """Why a pick did nothing; the text has it too."""
    keeps: bool = False
    """The choices and questions of the last reply stay as they are; this is only a word on them."""
    beside: bool = False
    """Said beside what is under way, which is shown and asked again with it."""
    personal: bool = False
    """The next step is nobody else's business: in a group it goes on in private (see ``groups``)."""
    notices: list[Notice] = field(default_factory=list)
    forgets: bool = False
    """Everything that is kept of the person goes with this answer."""

    def after(self, *paragraphs: str) -> "Outcome":
        """The same, with these paragraphs before it."""
        self.text = "\n\n".join([*(part for part in paragraphs if part), self.text]).strip()
        return self

    def and_then(self, other: "Outcome") -> "Outcome":
        """Both, in this order, with the choices of the later one."""
        return Outcome(
            text="\n\n".join(part for part in (self.text, other.text) if part),
            # What is waited for last is what is picked from; a way on from what is done would only be in its way.
            offers=list(other.offers or self.offers),
            asked=[*self.asked, *other.asked],
            bookings=[*self.bookings, *other.bookings],
            attachments=[*self.attachments, *other.attachments],
            shows_proposal=self.shows_proposal or other.shows_proposal,
            settled=self.settled and other.settled,
            done=self.done or other.done,
            resumes=self.resumes and other.resumes,
            refused=self.refused or other.refused,
            keeps=self.keeps and other.keeps,
            beside=self.beside and other.beside,
            personal=self.personal or other.personal,
            notices=[*self.notices, *other.notices],
            forgets=self.forgets or other.forgets,
        )
