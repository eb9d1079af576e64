"""Why a host cancels or declines: asked once, since the guest reads it, and never insisted on."""

from collections.abc import Sequence

from bot.conversation import grounding
from bot.conversation.hosting import finding
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Changing, Question
from bot.conversation.wording import Wording
from bot.scheduling.models import Booking

LONGEST = 500
"""Characters of a reason that go to the guest."""


def own(session: Session, claimed: str | None) -> str | None:
    """A reason in the host's own words; one that a model made up is none."""
    if claimed is None or not grounding.said(claimed, session.conversation.texts, share=0.6):
        return None
    return claimed[:LONGEST]


def ask(session: Session, draft: Changing, bookings: Sequence[Booking]) -> Outcome | None:
    """The question for the reason; None when it was given, or was asked already."""
    if draft.reason is not None or draft.without_reason:
        return None
    values = {"uid": draft.uid or "", "for": "without_reason"}
    label = session.say("ask-reason-short")
    return Outcome(
        session.say("ask-reason", guests=finding.guests(session, bookings), change=draft.change),
        [Offer(session.say("choice-without-reason"), Action(do="host", with_=values))],
        asked=[Question(slug="reason", type="text", label=label)],
    )


def told(session: Session, draft: Changing, booking: Booking) -> str:
    """What the guest reads: the host's words, or in the guest's own language that the host cancelled. Cal.com takes no
    cancellation by a host without any (facts 4.6)."""
    if draft.reason is not None:
        return draft.reason
    language = booking.attendees[0].language if booking.attendees else None
    return Wording(language or session.wording.code).say("reason-host-cancelled")
