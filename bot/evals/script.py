"""Which step of a dialogue comes next: the person's side, read off the last reply."""

from collections.abc import Sequence

from bot.evals.dialogue import Step
from bot.message import Choice, Reply


def shown_text(reply: Reply) -> str:
    """All of a reply that a person reads: its text and the labels of its choices, a line each."""
    return "\n".join([reply.text, *(choice.label for choice in reply.choices)])


class Script:
    """The steps that are left, and what the person does next."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._left = [(step, step.times) for step in steps]

    def opening(self) -> Step:
        return self._use(0)

    def next(self, replies: Sequence[Reply]) -> tuple[Step, Choice | None] | None:
        """The first step left that answers the last reply, with the choice that it taps; None when no step does."""
        for index, (step, _) in enumerate(self._left):
            if step.when is not None and not step.when.search(shown_text(replies[-1])):
                continue
            choice = _tapped(step, replies)
            if choice is None and step.say is None:
                continue
            return self._use(index), choice
        return None

    def _use(self, index: int) -> Step:
        step, times = self._left[index]
        self._left[index : index + 1] = [(step, times - 1)] if times > 1 else []
        return step


def _tapped(step: Step, replies: Sequence[Reply]) -> Choice | None:
    if step.tap is not None:
        pattern, seen = step.tap, list(replies[-1].choices)
    elif step.tap_old is not None:
        pattern, seen = step.tap_old, [choice for reply in reversed(replies[:-1]) for choice in reply.choices]
    else:
        return None
    return next((choice for choice in seen if choice.url is None and pattern.search(choice.label)), None)
