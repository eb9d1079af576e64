"""Choices that mean the same whenever they are picked: moving, cancelling or taking back a booking by its uid,
answering a request for one, the yes or no to an account that was linked, and the end of a thread with the team.

Their ids say all there is to do, so they work on a card of last week and after a restart. That opens nothing to those
who make up an id: ``managing.pick`` looks only among the account's own bookings, ``hosting`` among the host's, and
``linking`` at what the account itself consented to.
"""

import re

from bot.conversation.outcome import Offer
from bot.conversation.session import Session
from bot.conversation.state import Action

_ID = re.compile(r"(move|cancel|undo|accept|decline|host_move|host_cancel|link|nolink|thread):([A-Za-z0-9_-]{1,40})")


_REMEMBER = re.compile(r"remember:(\d{1,4})")
"""To be remembered, with the minutes of the booking on whose card it stands as the usual length."""


def offer(label: str, purpose: str, uid: str) -> Offer:
    """What is done with the booking is the ``purpose``: move, cancel and undo for its guest; accept, decline, host_move
    and host_cancel for its host. A uid too odd for an id makes a choice of this reply only."""
    lasting = f"{purpose}:{uid}"
    return Offer(label, _action(purpose, uid), lasting=lasting if _ID.fullmatch(lasting) else None)


def action(choice_id: str) -> Action | None:
    """What the id of a lasting choice does; None when it is not one."""
    length = _REMEMBER.fullmatch(choice_id)
    if length is not None:
        return Action(do="remember", with_={"minutes": int(length[1])})
    found = _ID.fullmatch(choice_id)
    return None if found is None else _action(found[1], found[2])


def _action(purpose: str, uid: str) -> Action:
    match purpose:
        case "undo":
            return Action(do="undo", with_={"uid": uid})
        case "move" | "cancel":
            return Action(do="pick", with_={"uid": uid, "for": purpose})
        case "link" | "nolink":
            return Action(do="link", with_={"code": uid, "yes": purpose == "link"})
        case "thread":
            return Action(do="end_thread", with_={"thread": uid})
    return Action(do="host", with_={"uid": uid, "for": purpose})


def offers(session: Session, uid: str) -> list[Offer]:
    """Both, for the card of a booking."""
    return [
        offer(session.say("choice-move"), "move", uid),
        offer(session.say("choice-cancel"), "cancel", uid),
    ]
