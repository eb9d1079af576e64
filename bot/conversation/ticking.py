"""Questions that take several options: each pick ticks one or takes its tick away, and "Done" gives the answer.

A pick says what it makes of its option, so that a second tap on the same button changes nothing, and it works as long
as its question is open: who taps fast taps on buttons of the reply before.
"""

from bot.conversation.outcome import Offer
from bot.conversation.session import Session
from bot.conversation.state import Action, Question

SEVERAL = ("multiselect", "checkbox")
"""Types of questions that take several options."""

MOST_EARLIER = 60
"""How many picks of earlier replies still work."""


def offers(session: Session, question: Question, *, required: bool) -> list[Offer]:
    """Every option with its tick, and the way on where the question would be answered by it."""
    ticked = session.conversation.ticked.get(question.slug, [])
    picks = [
        Offer(
            session.say("choice-ticked", option=option) if option in ticked else option,
            Action(do="tick", with_={"slug": question.slug, "value": option, "on": option not in ticked}),
            short=option,
            is_picked=option in ticked,
        )
        for option in question.options
    ]
    if not required or any(option in ticked for option in question.options):
        picks.append(Offer(session.say("choice-done"), Action(do="ticked", with_={"slug": question.slug})))
    return picks


def tick(session: Session, action: Action) -> None:
    """Ticks an option, or takes its tick away."""
    conversation, slug, option = session.conversation, action.with_["slug"], action.with_["value"]
    others = [ticked for ticked in conversation.ticked.get(slug, []) if ticked != option]
    conversation.ticked[slug] = [*others, option] if action.with_["on"] else others
    now_shown = {choice: shown for choice, shown in conversation.actions.items() if shown.with_.get("slug") == slug}
    conversation.earlier_ticks = dict([*conversation.earlier_ticks.items(), *now_shown.items()][-MOST_EARLIER:])


def written_out(session: Session, action: Action) -> bool:
    """Whether the option was typed while none is ticked: then it is the whole answer, as any other words are."""
    if session.incoming.choice is not None or session.conversation.ticked.get(action.with_["slug"]):
        return False
    return str(action.with_["value"]).casefold() in session.incoming.text.casefold()


def forget(session: Session, slug: str) -> None:
    """The question was answered."""
    conversation = session.conversation
    conversation.ticked.pop(slug, None)
    conversation.earlier_ticks = {
        choice: action for choice, action in conversation.earlier_ticks.items() if action.with_["slug"] != slug
    }
