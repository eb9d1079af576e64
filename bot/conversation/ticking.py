"""Questions that take several options: each pick ticks one or takes its tick away, and "Done" gives the answer.

What is ticked is kept with the conversation until the question is answered or its booking let go.
"""

from bot.conversation.outcome import Offer
from bot.conversation.session import Session
from bot.conversation.state import Action, Question

SEVERAL = ("multiselect", "checkbox")
"""Types of questions that take several options."""


def offers(session: Session, question: Question, *, required: bool) -> list[Offer]:
    """Every option with its tick, and the way on where the question would be answered by it."""
    ticked = session.conversation.ticked.get(question.slug, [])
    picks = [
        Offer(
            session.say("choice-ticked", option=option) if option in ticked else option,
            Action(do="tick", with_={"slug": question.slug, "value": option}),
            short=option,
            is_picked=option in ticked,
        )
        for option in question.options
    ]
    chosen = [option for option in question.options if option in ticked]
    if chosen or not required:
        done = Action(do="ticked", with_={"slug": question.slug, "value": chosen})
        picks.append(Offer(session.say("choice-done"), done))
    return picks


def toggle(session: Session, slug: str, option: str) -> None:
    """Ticks the option, or takes its tick away."""
    ticked = session.conversation.ticked.setdefault(slug, [])
    if option in ticked:
        ticked.remove(option)
    else:
        ticked.append(option)


def is_answer(session: Session, slug: str, option: str) -> bool:
    """Whether the option was written out while none is ticked: then it is the whole answer, as any other words are."""
    if session.incoming.choice is not None or session.conversation.ticked.get(slug):
        return False
    return option.casefold() in session.incoming.text.casefold()


def forget(session: Session, slug: str) -> None:
    """The question was answered."""
    session.conversation.ticked.pop(slug, None)
