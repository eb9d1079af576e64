"""How much one person may send: so many messages in any minute, all their chats together. Past that they are told
once, and then nothing is said or done for them until a minute has gone by.

Lives in memory: a restart forgives, which harms nobody.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

MINUTE = 60.0

TAPS_PER_MESSAGE = 4
"""Paging through times takes many taps and no model, so a tap counts for less."""

MOST_PEOPLE = 10_000
"""Of how many it is remembered; the ones who were silent longest are let go first."""


class Verdict(Enum):
    WELCOME = "welcome"
    TOO_MUCH = "too much"
    """Said for the first message past the limit alone."""
    SILENCE = "silence"


@dataclass
class _Recent:
    spent: deque[tuple[float, float]] = field(default_factory=deque)
    """When something came (seconds), and what it counted for."""
    quiet_until: float = 0.0


class Allowance:
    """``messages_per_minute`` for each person. ``now`` gives seconds that never go back."""

    def __init__(self, messages_per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most = messages_per_minute
        self._now = now
        self._people: OrderedDict[str, _Recent] = OrderedDict()

    def spend(self, account_id: str, *, is_tap: bool = False) -> Verdict:
        now = self._now()
        recent = self._people.setdefault(account_id, _Recent())
        self._people.move_to_end(account_id)
        if len(self._people) > MOST_PEOPLE:
            self._people.popitem(last=False)
        if now < recent.quiet_until:
            return Verdict.SILENCE
        while recent.spent and recent.spent[0][0] <= now - MINUTE:
            recent.spent.popleft()
        cost = 1 / TAPS_PER_MESSAGE if is_tap else 1.0
        if sum(earlier for _, earlier in recent.spent) + cost > self._most:
            recent.quiet_until = now + MINUTE
            recent.spent.clear()
            return Verdict.TOO_MUCH
        recent.spent.append((now, cost))
        return Verdict.WELCOME
