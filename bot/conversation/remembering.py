"""What is remembered of a person for the next time, when they said it may be, and nothing else.

What somebody tells of themselves serves what is being arranged, and is let go after half a day's silence. Each item
that they allowed stays: their name, e-mail, phone, zone, usual length and usual hours. They are shown by /privacy and
cleared there one by one or all at once; a default that is taken from them is said, and anything said overrules it.
"""

from bot.conversation import planning, policy, wishes
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import REMEMBERED, Action, Profile
from bot.scheduling import fields, zones

LABELS = {
    "name": "privacy-name",
    "email": "privacy-email",
    "phone": "privacy-phone",
    "time_zone": "privacy-zone",
    "length": "privacy-length",
    "hours": "privacy-hours",
}


def let_go(profile: Profile) -> None:
    """Forgets what was told and may not be remembered."""
    for item in REMEMBERED:
        if item not in profile.remembers:
            _clear(profile, item)


async def read(session: Session, text: str) -> Outcome | None:
    """The answer to "remember my e-mail", "remember that mornings suit me best", "forget my name"; None when the
    message is none of these."""
    told = policy.tells_to_forget(text, session.language)
    if told is not None:
        return forget(session, told or REMEMBERED)
    items = policy.tells_to_remember(text, session.language)
    if items is None or any(reading.has_date for found in wishes.mentions(session, text) for reading in found.readings):
        return None
    profile = session.conversation.profile
    address = next((address for address, _ in fields.find_emails(text)), None)
    if address is not None:
        planning.take_person(session, email=address)
        items = (*items, "email")
    lengths = wishes.durations(session, text)
    part = policy.part_named(text, session.language)
    profile.length = next(iter(lengths)) if len(lengths) == 1 else profile.length
    profile.hours = part or profile.hours
    said = [item for item, is_said in (("length", len(lengths) == 1), ("hours", part is not None)) if is_said]
    return remember(session, items or said or REMEMBERED)


def remember(session: Session, items: tuple[str, ...] | list[str], minutes: int | None = None) -> Outcome:
    """From now on these are kept, as far as they are known. ``minutes`` is the length of what was just booked."""
    profile = session.conversation.profile
    profile.asked_to_remember = True
    profile.length = minutes or profile.length
    known = [item for item in REMEMBERED if item in items and _value(session, item) is not None]
    if not known:
        return Outcome(session.say("remember-what"), beside=True)
    profile.remembers = [item for item in REMEMBERED if item in known or item in profile.remembers]
    lines = [session.say("privacy-line", label=label(session, item), value=_value(session, item)) for item in known]
    return Outcome("\n".join([session.say("remembered"), *lines, session.say("remembered-shown")]), beside=True)


def forget(session: Session, items: tuple[str, ...] | list[str]) -> Outcome:
    """Clears these, and does not remember them from now on."""
    profile = session.conversation.profile
    for item in items:
        _clear(profile, item)
    profile.remembers = [item for item in profile.remembers if item not in items]
    labels = [label(session, item) for item in items]
    text = session.say("unremembered", items=session.wording.list_of(labels))
    return Outcome(text, settled=True, resumes=True)


def ask_once(session: Session, minutes: int) -> tuple[list[str], list[Offer]]:
    """After somebody's first booking, and never again: whether they may be remembered for the next one."""
    profile = session.conversation.profile
    if profile.asked_to_remember or profile.remembers or session.incoming.in_group:
        return [], []
    if session.conversation.later:
        return [], []  # there is something more pressing to answer
    profile.asked_to_remember = True
    action = Action(do="remember", with_={"minutes": minutes})
    return [session.say("remember-ask", count=minutes)], [
        Offer(session.say("choice-remember"), action, lasting=f"remember:{minutes}")
    ]


def known(session: Session) -> tuple[list[str], list[Offer]]:
    """For /privacy: a line for each thing that is known, and choices to clear those that are remembered."""
    profile = session.conversation.profile
    lines, offers = [], []
    for item in REMEMBERED:
        value = _value(session, item)
        if value is None:
            continue
        kept = item in profile.remembers
        message = "privacy-line-kept" if kept else "privacy-line"
        lines.append(session.say(message, label=label(session, item), value=value))
        if kept:
            offer = session.say("choice-unremember", item=label(session, item))
            offers.append(Offer(offer, Action(do="unremember", with_={"items": [item]})))
    if len(offers) > 1:
        everything = Action(do="unremember", with_={"items": list(profile.remembers)})
        offers.append(Offer(session.say("choice-unremember-all"), everything))
    if lines and not offers:
        offers.append(Offer(session.say("choice-remember"), Action(do="remember", with_={"minutes": None})))
    under_way = session.conversation.task is not None or session.conversation.proposal is not None
    # What waits for an answer keeps its own choices; "forget my e-mail" is understood there too.
    return lines, [] if under_way else offers


def label(session: Session, item: str) -> str:
    return session.say(LABELS[item])


def _value(session: Session, item: str) -> str | None:
    profile = session.conversation.profile
    if item == "time_zone":
        zone = profile.time_zone
        return zones.label(zone, session.now, session.wording.language) if zone is not None else None
    if item == "length":
        return session.say("minutes", count=profile.length) if profile.length is not None else None
    if item == "hours":
        return session.say("usual-part", part=profile.hours) if profile.hours is not None else None
    found: str | None = getattr(profile, item)
    return found


def _clear(profile: Profile, item: str) -> None:
    setattr(profile, item, None)
    if item == "time_zone":
        profile.time_zone_place = None
