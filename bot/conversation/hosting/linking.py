"""Linking and unlinking a Cal.com account, as the person sees it in the chat (``bot.scheduling.hosting.linking``)."""

import re

from bot.conversation import lasting
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.scheduling.hosting.linking import NUMBER_DIGITS, CalcomUser, Missing

_OFF: dict[Missing, str] = {
    "key": "SLOTWISE_ENCRYPTION_KEY",
    "client": "CALCOM_OAUTH_CLIENT_ID",
    "address": "SLOTWISE_PUBLIC_URL",
    "calendar": "CALCOM_API_URL",
}
"""The setting that whoever runs this has to make."""

_START = re.compile(rf"link-(\d{{{NUMBER_DIGITS}}})")
_NUMBER = re.compile(rf"\d{{{NUMBER_DIGITS // 2}}}[ \u00a0-]?\d{{{NUMBER_DIGITS // 2}}}")


async def link(session: Session, words: str) -> Outcome:
    """The command: a button to consent with, why there is none, or the number where one is told."""
    linking = session.linking
    linked = None if linking is None else await linking.linked(session.account_id)
    if session.host is not None and session.host.user_id and linked is None:
        return _told(session.say("link-by-settings", user=session.host.name))
    missing: Missing | None = "client" if linking is None else linking.missing(session.account_id)
    if missing == "messenger":
        return _told(session.say("link-elsewhere"))
    if linking is None or missing is not None:
        return _told(session.say("link-off", setting=_OFF[missing or "client"]))
    if _NUMBER.fullmatch(words):
        return await prove(session, words)
    person = session.incoming.person
    url = await linking.begin(session.account_id, name=person.name, language=session.wording.code)
    lead = session.say("link-again", user=_named(session, linked)) if linked is not None else session.say("link-what")
    return _told("\n\n".join([lead, session.say("link-once")]), Offer(session.say("choice-link"), url=url))


async def unlink(session: Session) -> Outcome:
    linking = session.linking
    gone = None if linking is None else await linking.unlink(session.account_id)
    if gone is not None:
        session.host = None
        return _told(session.say("unlinked", user=_named(session, gone)))
    if session.host is not None:
        return _told(session.say("link-by-settings", user=session.host.name))
    return _told(session.say("unlink-nothing"))


def number_in(start: str) -> str | None:
    """The number that a link of the page brings with it."""
    found = _START.fullmatch(start)
    return None if found is None else found[1]


async def read(session: Session, text: str) -> Outcome | None:
    """A number alone, while one is waited for; None when this is nothing of the kind."""
    linking = session.linking
    if linking is None or not _NUMBER.fullmatch(text) or not await linking.awaits_number(session.account_id):
        return None
    return await prove(session, text)


async def prove(session: Session, number: str) -> Outcome:
    """Somebody has the page before them: shows whose Cal.com it is, and asks for the yes."""
    if session.linking is None:
        return _told(session.say("link-over"))
    proven = await session.linking.prove(session.account_id, re.sub(r"\D", "", number))
    if proven == "wrong":
        return _told(session.say("link-wrong-number"))
    if proven == "over":
        return _told(session.say("link-over"))
    return _told(
        session.say("link-ask", user=_named(session, proven.user)),
        lasting.offer(session.say("choice-link-yes"), "link", proven.code),
        lasting.offer(session.say("choice-link-no"), "nolink", proven.code),
    )


async def answer(session: Session, code: str, *, is_yes: bool) -> Outcome:
    """A tap on the yes or the no."""
    linking = session.linking
    if linking is None:
        return _told(session.say("link-over"))
    if not is_yes:
        await linking.refuse(session.account_id)
        return _told(session.say("link-refused"))
    user = await linking.confirm(session.account_id, code)
    if user is not None:
        return _told(session.say("linked", user=_named(session, user)))
    if await linking.linked(session.account_id) is not None:
        return _told(session.say("link-done-before"))
    return _told(session.say("link-over"))


def _named(session: Session, user: CalcomUser) -> str:
    name = user.name or user.username
    return session.say("calcom-user", name=name, email=user.email) if user.email else name


def _told(text: str, *offers: Offer) -> Outcome:
    return Outcome(text, list(offers), settled=True, resumes=not offers)
