"""What a person has before their eyes once they were answered, and what of it they can tap."""

from dataclasses import dataclass

from bot.message import Reply


@dataclass(frozen=True)
class Button:
    """A choice as it is shown."""

    label: str
    pick: str | None
    """What picks it, in the words of its channel; None for a link."""
    names: tuple[str, ...] = ()
    """What else a person would call it: its label under its heading."""

    @property
    def called(self) -> tuple[str, ...]:
        return (self.label, *self.names)


@dataclass(frozen=True)
class Seen:
    """An answer as it stands on the screen."""

    text: str
    buttons: tuple[Button, ...] = ()

    def __str__(self) -> str:
        """All that is read: the text, and what the buttons are called, a line each."""
        return "\n".join([self.text, *(name for button in self.buttons for name in button.called)])


def as_told(reply: Reply) -> Seen:
    """The reply itself, as a channel without a look of its own shows it."""
    buttons = (Button(choice.label, choice.id if choice.url is None else None) for choice in reply.choices)
    return Seen(reply.text, tuple(buttons))
