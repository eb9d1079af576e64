"""Whom the bot talks to: everybody, unless the settings name those it is for; and never those they shut out."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from bot.channels.telegram.incoming import account_of


@dataclass(frozen=True)
class Doors:
    """Accounts. ``allowed`` is None where the bot is for everybody."""

    allowed: frozenset[str] | None = None
    blocked: frozenset[str] = frozenset()

    def standing(self, account_id: str) -> Literal["welcome", "stranger", "blocked"]:
        if account_id in self.blocked:
            return "blocked"
        return "welcome" if self.allowed is None or account_id in self.allowed else "stranger"


def doors(allowed: Collection[int], blocked: Collection[int], hosts: Collection[int]) -> Doors:
    """By Telegram ids. Without any that are allowed, everybody is; hosts are in any case."""
    let_in = frozenset(account_of(one) for one in (*allowed, *hosts)) if allowed else None
    return Doors(let_in, frozenset(map(account_of, blocked)))
