"""A host's deeds as a proposal: one card with a token that is good for once, or why they may not."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.conversation import proposing
from bot.conversation.hosting.deeds import AnyDeed
from bot.conversation.hosting.finding import zone_of
from bot.conversation.outcome import Outcome
from bot.conversation.policy import PROPOSAL_MINUTES
from bot.conversation.session import Session
from bot.conversation.state import Proposal
from bot.scheduling.hosting import Lacking
from bot.scheduling.hosting.bookings import Verb


def propose(
    session: Session, deeds: Sequence[AnyDeed], card: Sequence[str], *, start: datetime | None = None
) -> Outcome:
    """Shows the card and waits for a yes. ``card`` holds its lines, the question first; ``start`` is of the booking
    that it is about."""
    session.propose(
        Proposal(
            account_id=session.account_id,
            kind="change",
            expires_at=session.now + timedelta(minutes=PROPOSAL_MINUTES),
            title=deeds[0].names,
            start=start or session.now,
            time_zone=zone_of(session),
            deeds=list(deeds),
            card="\n".join(card),
        )
    )
    return proposing.card(session)


def refusal(session: Session, verb: Verb) -> Outcome | None:
    """Why this host may not do it, in words; None when it may be tried."""
    calendar = session.host_calendar
    if calendar is None:
        return Outcome(session.say("host-not-linked"), settled=True)
    return refused(session, calendar.bookings.why_not(verb))


def refused(session: Session, lacking: Lacking | None) -> Outcome | None:
    """What is lacking, in words."""
    return None if lacking is None else Outcome(_in_words(session, lacking), settled=True)


def _in_words(session: Session, lacking: Lacking) -> str:
    if lacking.kind == "scope":
        return session.say("host-lacks-scope", scope=lacking.what)
    if lacking.kind in ("role", "permission"):
        return session.say("host-lacks-role", role=lacking.what)
    if lacking.kind == "own":
        return session.say("host-lacks-own")
    return session.say("host-lacks-key")
