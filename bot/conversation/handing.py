"""Handing over to a person of the team: the guest's side of a thread, and what of the team's side comes into it.

While a thread is open, what the guest writes is passed on to the team, word for word; buttons and commands go on
working. Either side ends it. Without a team to reach, the guest is told so, and what there is.
"""

import secrets
from typing import Literal

from bot.conversation import grounding, lasting, policy, replying
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.session import Session
from bot.conversation.state import Action, Conversation, Profile, Thread
from bot.conversation.team import From, Post
from bot.conversation.tools import HandOver
from bot.conversation.wording import Wording
from bot.message import Choice, Reply
from bot.store import StaleConversation, Store


async def by_words(session: Session, arguments: HandOver) -> Outcome:
    """A model says that a person is wanted. What it is about are words that were said, if any."""
    why = arguments.why
    said = why if why and grounding.said(why, session.conversation.texts) else session.conversation.last_text or ""
    return await ask(session, said)


async def ask(session: Session, about: str) -> Outcome:
    """Opens a thread, or goes on in the one that is open."""
    conversation, team = session.conversation, session.team
    if team is None:
        owner = await session.directory.default()
        offer = Offer(session.say("choice-book"), Action(do="book"))
        return Outcome(session.say("team-unset", host=owner.name), [offer], settled=True)
    if not team.reaches(session.account_id):
        return Outcome(session.say("team-elsewhere"), settled=True, resumes=True)
    if conversation.thread is not None:
        return await _pass_on(session, conversation.thread, about) if about else _passed(session)
    thread = conversation.thread = Thread(id=secrets.token_urlsafe(9), opened_at=session.now)
    own = Wording(team.language)
    text = own.say("team-post-about" if about else "team-post", name=_name(session, own), about=about)
    await _post(session, thread, "opens", text)
    return Outcome(session.say("team-called"), [_end_offer(session, thread)], settled=True)


async def hear(session: Session, thread: Thread, text: str) -> Outcome:
    """A message in words while a thread is open: it is the team's, unless it ends the thread."""
    if session.team is None:
        session.conversation.thread = None
        return Outcome(session.say("team-lost"), settled=True, resumes=True)
    if policy.ends_thread(text, session.language):
        return await end(session)
    return await _pass_on(session, thread, text)


async def end(session: Session, thread_id: str | None = None) -> Outcome:
    """The guest ends the thread; the one with this id, if one is given."""
    conversation, thread = session.conversation, session.conversation.thread
    if thread is None or thread_id not in (None, thread.id):
        line = session.say("team-no-thread")
        return Outcome(line, refused=line if thread_id else None, keeps=True)
    conversation.thread = None
    if session.team is not None:
        own = Wording(session.team.language)
        await _post(session, thread, "ends", own.say("team-post-ended", name=_name(session, own)))
    return Outcome(session.say("team-ended"), settled=True, resumes=True)


class Desk:
    """The team's side: brings what comes from them into the guest's conversation."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self._language = language

    async def hear(
        self,
        conversation_id: str,
        account_id: str,
        thread_id: str,
        message_id: str,
        what: From,
        *,
        name: str | None = None,
        text: str = "",
    ) -> Reply | None:
        """What the guest is told of it; None when the thread is over. ``message_id`` is unique among those of the
        conversation, and the same one again gives the same reply. ``name`` is who of the team wrote ``text``."""
        async with self._store.lock(conversation_id):
            try:
                return await self._hear(conversation_id, account_id, thread_id, message_id, what, name, text)
            except StaleConversation:
                # Another process had the conversation meanwhile: once more, on what it left.
                return await self._hear(conversation_id, account_id, thread_id, message_id, what, name, text)

    async def _hear(
        self,
        conversation_id: str,
        account_id: str,
        thread_id: str,
        message_id: str,
        what: From,
        name: str | None,
        text: str,
    ) -> Reply | None:
        earlier = await self._store.answer_to(conversation_id, message_id)
        if earlier is not None:
            return replying.from_json(earlier)
        saved = await self._store.load(conversation_id, account_id)
        conversation = Conversation.model_validate(saved.state)
        if conversation.thread is None or conversation.thread.id != thread_id:
            return None
        wording = Wording(Profile.model_validate(saved.profile or {}).language or self._language)
        choices: tuple[Choice, ...] = ()
        if what == "says":
            said = wording.say("team-says", name=name or wording.say("team-name"), text=text)
            choices = (Choice(f"thread:{thread_id}", wording.say("choice-end-thread"), lasts=True),)
        else:
            said = wording.say("team-ended-it" if what == "ends" else "team-lost")
            conversation.thread = None
        reply = Reply(said, choices, language=wording.code)
        conversation.answer(said)
        await self._store.save(
            conversation_id,
            account_id,
            conversation.model_dump(mode="json", exclude={"profile"}),
            revision=saved.revision,
            message_id=message_id,
            answer=replying.to_json(reply),
        )
        return reply


async def _pass_on(session: Session, thread: Thread, text: str) -> Outcome:
    assert session.team is not None
    own = Wording(session.team.language)
    await _post(session, thread, "goes on", own.say("team-post-more", name=_name(session, own), text=text))
    return _passed(session)


def _passed(session: Session) -> Outcome:
    return Outcome(session.say("team-passed-on"), keeps=True)


async def _post(session: Session, thread: Thread, kind: Literal["opens", "goes on", "ends"], text: str) -> None:
    assert session.team is not None
    conversation_id = session.incoming.conversation_id
    key = f"{conversation_id}/{session.incoming.message_id}"
    await session.team.post(Post(key, thread.id, kind, conversation_id, session.account_id, text))


def _name(session: Session, own: Wording) -> str:
    """Who writes, as the team is told."""
    return session.conversation.profile.name or own.say("a-guest")


def _end_offer(session: Session, thread: Thread) -> Offer:
    return lasting.offer(session.say("choice-end-thread"), "thread", thread.id)
