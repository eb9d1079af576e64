"""Where a booking on a host's calendar takes place: an address, a link, a phone number, or a video app by its name,
checked before it is proposed (facts 4.9, 5.6)."""

import re
from dataclasses import dataclass
from typing import Any

from bot.conversation.hosting import finding, proposing
from bot.conversation.hosting.booking_deeds import ChangeLocation
from bot.conversation.letters import folded
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Changing, Question
from bot.scheduling.calendar import CalendarError
from bot.scheduling.contacts import Wrong, phone, url
from bot.scheduling.models import Booking

CAL_VIDEO = "cal-video"


@dataclass(frozen=True)
class App:
    """A video app: what Cal.com calls it, what people call it, and what a booking's location says of it."""

    slug: str
    name: str
    said: tuple[str, ...]
    kind: str
    """As a connected app is named (facts 13), and after "integrations:" in a location."""


APPS = (
    App(CAL_VIDEO, "Cal Video", ("cal video", "cal com video", "cal.com video", "cal com", "daily"), "daily"),
    App("zoom", "Zoom", ("zoom",), "zoom"),
    App("google-meet", "Google Meet", ("google meet", "meet", "gmeet", "google hangouts"), "google"),
    App("office365-video", "Microsoft Teams", ("microsoft teams", "ms teams", "teams"), "office365"),
    App("jitsi", "Jitsi", ("jitsi", "jitsi meet"), "jitsi"),
    App("webex-video", "Webex", ("webex", "cisco webex"), "webex"),
    App("whereby-video", "Whereby", ("whereby",), "whereby"),
    App("whatsapp-video", "WhatsApp", ("whatsapp", "whats app"), "whatsapp"),
    App("skype-video", "Skype", ("skype",), "skype"),
    App("facetime-video", "FaceTime", ("facetime", "face time"), "facetime"),
    App("discord-video", "Discord", ("discord",), "discord"),
    App("telegram-video", "Telegram", ("telegram",), "telegram"),
    App("signal-video", "Signal", ("signal",), "signal"),
)
"""Those that people ask for by name; Cal.com has a few more."""

CALLS = frozenset(
    (
        "phone",
        "phone call",
        "call",
        "by phone",
        "telephone",
        "telefono",
        "por telefono",
        "llamada",
        "telefone",
        "por telefone",
        "chamada",
        "par telephone",
        "appel",
        "telefon",
        "per telefon",
        "am telefon",
        "anruf",
    )
)
"""A call, with no number said: without accents, in the languages we ship."""


async def change(session: Session, draft: Changing, booking: Booking) -> Outcome:
    connected = await _connected(session)
    if draft.to is None:
        return _ask_where(session, booking, connected)
    app = _app(draft.to)
    if app is not None:
        if connected is not None and app not in connected:
            unknown, draft.to = draft.to, None
            asked = _ask_where(session, booking, connected)
            return asked.after(session.say("app-not-connected", app=app.name if app else unknown))
        return _propose(session, booking, {"type": "integration", "integration": app.slug}, app.kind, app.name)
    if folded(draft.to).strip(" .!") in CALLS:
        return _by_phone(session, draft, booking)
    location = _location(draft.to)
    if isinstance(location, Wrong):
        wrong, draft.to = draft.to, None
        message = "wrong-phone-country" if location.reason == "phone_without_country" else "wrong-phone"
        question = Question(slug="to", type="text", label=session.say("ask-where"))
        return Outcome(session.say(message, answer=wrong), asked=[question])
    shown = str(location[location["type"]])
    return _propose(session, booking, location, shown, shown)


def _by_phone(session: Session, draft: Changing, booking: Booking) -> Outcome:
    """On the number that the attendee left, or on one that is asked for."""
    number = next((one.phone_number for one in booking.attendees if one.phone_number), None)
    if number is not None:
        return _propose(session, booking, {"type": "attendeePhone", "phone": number}, number, number)
    draft.to = None
    question = Question(slug="to", type="phone", label=session.say("ask-number"))
    return Outcome(session.say("ask-number"), asked=[question])


def _named(location: str) -> str:
    """A booking's location as people read it: an app by its name."""
    kind = location.removeprefix("integrations:")
    known = next((app.name for app in APPS if kind != location and kind.startswith(app.kind)), None)
    return known or kind


def _location(text: str) -> dict[str, Any] | Wrong:
    """A link, a number to call, or else an address."""
    link = url(text)
    if isinstance(link, str) and "@" not in text and len(text.split()) == 1:
        return {"type": "link", "link": link}
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 6 and not re.search(r"[^\W\d_]{2,}", text):
        number = phone(text)
        return number if isinstance(number, Wrong) else {"type": "phone", "phone": number}
    return {"type": "address", "address": text.strip()}


def _app(text: str) -> App | None:
    words = " ".join(re.findall(r"[\w.]+", folded(text)))
    return next((app for app in APPS if words in app.said), None)


async def _connected(session: Session) -> list[App] | None:
    """The apps that can be used; None where that cannot be told."""
    calendar = session.host_calendar
    assert calendar is not None
    try:
        kinds = await calendar.bookings.apps()
    except CalendarError:
        return None  # Cal.com has the last word then
    return [app for app in APPS if app.slug == CAL_VIDEO or any(kind.startswith(app.kind) for kind in kinds)]


def _ask_where(session: Session, booking: Booking, connected: list[App] | None) -> Outcome:
    offers = [
        Offer(app.name, Action(do="host", with_={"uid": booking.uid, "for": "place", "to": app.said[0]}))
        for app in connected or ()
    ]
    question = Question(slug="to", type="text", label=session.say("ask-where"))
    return Outcome(session.say("ask-where"), offers, asked=[question])


def _propose(session: Session, booking: Booking, location: dict[str, Any], shown: str, named: str) -> Outcome:
    what = finding.name(session, booking)
    deed = ChangeLocation(
        uid=booking.uid,
        location=location,
        shown=shown,
        names=what,
        told=session.say("place-changed", what=what, place=named),
    )
    card = [session.say("propose-location"), what]
    if booking.location:
        card.append(session.say("card-before", before=_named(booking.location)))
    card.append(session.say("place", place=named))
    return proposing.propose(session, [deed], card, start=booking.start)
