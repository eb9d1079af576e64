"""A word to whoever runs the assistant: in the log, and in the team's chat where there is one; once a day about each
thing, over all processes."""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bot.store import StoreError
from bot.store.seen import Seen

Post = Callable[[str, str], Awaitable[None]]
"""Brings a text to the team's chat; the first value is a key that is good for one text."""

log = logging.getLogger("slotwise.operator")


class Operator:
    """``post`` is None where the team has no chat."""

    def __init__(self, seen: Seen, *, post: Post | None = None) -> None:
        self._seen = seen
        self._post = post

    async def tell(self, about: str, text: str, at: datetime) -> None:
        """Says it, unless this was said today (in UTC). ``text`` holds nothing of a person."""
        key = f"operator:{about}:{at.astimezone(UTC).date()}"
        try:
            if not await self._seen.first(key, at):
                return
            log.error("%s", text)
            if self._post is not None:
                await self._post(key, text)
        except StoreError as error:
            log.error("%s (and the store failed: %s)", text, error)
