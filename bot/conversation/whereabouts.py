"""Where the person is: at home, or somewhere else for the time of this one meeting ("I'll be in Tokyo that week").

A stay shows the times of what is being arranged where the person is then. It goes with that, and home stays home.
"""

from bot.conversation import policy
from bot.conversation.session import Session
from bot.conversation.state import Stay


def take(session: Session, zone: str, place: str | None, words: str | None = None) -> bool:
    """Takes a zone as the one of a stay or as the person's own, by how the message tells of it; ``words`` is what it
    was called there. Answers whether the times are shown in another zone than before."""
    conversation, before = session.conversation, session.zone
    profile = conversation.profile
    if (
        words is not None
        and profile.time_zone != zone
        and policy.tells_stay(session.incoming.text, words, session.language, at_home=profile.time_zone is None)
    ):
        conversation.stay = Stay(zone=zone, place=place)
    else:
        profile.time_zone, profile.time_zone_place = zone, place
        conversation.stay = None
    return before != zone
