"""How much may be used in a day (in UTC): by one person and by everybody, in messages and in tokens of the model.

What was used is counted when a turn ends, so a turn that began below a cap is finished above it: several at once may
pass it by a call each.
"""

from dataclasses import dataclass

from bot.store.usage import Counts


@dataclass(frozen=True)
class Cap:
    """None is no cap."""

    messages: int | None = None
    tokens: int | None = None

    @property
    def is_set(self) -> bool:
        return self.messages is not None or self.tokens is not None

    def messages_are_used_up(self, used: Counts) -> bool:
        return self.messages is not None and used.get("messages", 0) >= self.messages

    def tokens_are_used_up(self, used: Counts) -> bool:
        return self.tokens is not None and used.get("input_tokens", 0) + used.get("output_tokens", 0) >= self.tokens

    def is_reached(self, used: Counts) -> bool:
        return self.messages_are_used_up(used) or self.tokens_are_used_up(used)
