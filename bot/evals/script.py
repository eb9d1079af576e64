"""Which step of a dialogue comes next: the person's side, read off what they see."""

from collections.abc import Sequence

from bot.evals.dialogue import Step
from bot.evals.seen import Button, Seen


class Script:
    """The steps that are left, and what the person does next."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._left = [(step, step.times) for step in steps]

    def opening(self) -> Step:
        return self._use(0)

    def next(self, answers: Sequence[Seen]) -> tuple[Step, Button | None] | None:
        """The first step left that goes with the last answer, and the button that it taps; None when no step does."""
        for index, (step, _) in enumerate(self._left):
            if step.when is not None and not step.when.search(str(answers[-1])):
                continue
            button = _tapped(step, answers)
            if button is None and step.say is None:
                continue
            return self._use(index), button
        return None

    def _use(self, index: int) -> Step:
        step, times = self._left[index]
        self._left[index : index + 1] = [(step, times - 1)] if times > 1 else []
        return step


def _tapped(step: Step, answers: Sequence[Seen]) -> Button | None:
    if step.tap is not None:
        pattern, seen = step.tap, list(answers[-1].buttons)
    elif step.tap_old is not None:
        pattern, seen = step.tap_old, [button for answer in reversed(answers[:-1]) for button in answer.buttons]
    else:
        return None
    return next(
        (button for button in seen if button.pick is not None and any(map(pattern.search, button.called))), None
    )
