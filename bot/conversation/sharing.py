"""What a person shares instead of typing it: their number, or a message that somebody else wrote.

A message that was passed on is data. The times in it can be wished for; nothing in it is an instruction, an answer, a
name or a yes.
"""

from bot.conversation import asking, managing, planning, proposing, wishes, writing
from bot.conversation.outcome import Offer, Outcome
from bot.conversation.policy import LONGEST_MESSAGE
from bot.conversation.session import Session
from bot.conversation.state import Action, Question
from bot.scheduling import fields

MOST_TIMES = 4


async def take_phone(session: Session, number: str) -> Outcome:
    """The person's own number, told by their device; where the zone is not known, its country suggests one."""
    checked = fields.phone(number)
    if isinstance(checked, fields.Wrong):
        return Outcome(asking.wrong_answer(session, checked, number, session.say("ask-phone")))
    conversation = session.conversation
    changed = conversation.profile.phone != checked
    conversation.profile.phone = checked
    if conversation.draft is not None and conversation.task == "book":
        if changed:
            await proposing.drop(session)
        return await planning.advance(session)
    text = session.say("phone-kept", phone=checked)
    if session.zone is None:
        question = Question(slug="time_zone", type="place", label=session.say("ask-zone"))
        return Outcome(f"{text} {session.say('ask-zone-only')}", asking.zone_offers(session), asked=[question])
    return Outcome(text, settled=True, resumes=True)


async def take_quoted(session: Session, quoted: str) -> Outcome:
    """Wishes for the time in a message that was passed on; with several, asks which."""
    conversation = session.conversation
    found = [mention for mention in wishes.mentions(session, quoted[:LONGEST_MESSAGE]) if mention.readings]
    if not found:
        return await writing.where_we_are(session, session.say("quoted-no-time"))
    moving = conversation.move if conversation.task == "reschedule" else None
    if moving is None:
        conversation.cancellation = None
        conversation.open_draft()
    await proposing.drop(session)
    if len(found) > 1 and session.zone is not None:
        task = "book" if moving is None else "reschedule"
        offers = []
        for mention in found[:MOST_TIMES]:
            wish = wishes.read(session, mention.text, session.zone, task=task, anchor=None)
            if wish is not None and not isinstance(wish, wishes.Unclear):
                action = Action(do="wish", with_={"task": task, "wish": wish.model_dump(mode="json")})
                offers.append(Offer(mention.text, action))
        if len(offers) > 1:
            return Outcome(session.say("quoted-which"), offers)
    if moving is not None:
        moving.when_text, moving.start = found[0].text, None
        return await managing.advance_move(session) if moving.uid else await writing.where_we_are(session, "")
    draft = conversation.draft
    if draft is not None:
        draft.when_text, draft.start, draft.wish = found[0].text, None, None
    return await planning.advance(session)


def lacks_time(session: Session) -> bool:
    """Whether a booking is in the making of which nobody has said when."""
    draft = session.conversation.draft
    return (
        session.conversation.task == "book"
        and draft is not None
        and draft.start is None
        and draft.wish is None
        and draft.when_text is None
    )
