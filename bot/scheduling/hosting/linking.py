"""How a chat account comes to stand for a Cal.com user of its own; the assistant's side of it.

A link that is passed on to somebody else must not bind their calendar. So the page that they come back to names both
accounts and shows a number, and only whoever reads that number and writes in the chat that asked is asked for a yes.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

Missing = Literal["key", "client", "address", "calendar", "messenger"]
"""What linking lacks here: a key to encrypt tokens with, an OAuth client, an address that Cal.com sends people back to,
a Cal.com beside the embedded sandbox, a messenger in which the account can be asked."""

NUMBER_DIGITS = 6


class LinkEnded(Exception):
    """The host's link has ended (taken back at Cal.com, or expired). It is forgotten, and raised once."""


@dataclass(frozen=True)
class CalcomUser:
    """Whose Cal.com it is."""

    username: str
    name: str
    email: str | None


@dataclass(frozen=True)
class Proven:
    """A consent whose number was told in the chat that asked for it. ``code`` is what the yes says."""

    code: str
    user: CalcomUser


class Linking(Protocol):
    def missing(self, account_id: str) -> Missing | None:
        """None when this account can link one."""
        ...

    async def begin(self, account_id: str, *, name: str | None, language: str) -> str:
        """The address at which the account consents, good once and for ten minutes. ``name`` is what the page calls
        them, in ``language``."""
        ...

    async def awaits_number(self, account_id: str) -> bool:
        """Whether there is a consent whose number the account has not told yet."""
        ...

    async def prove(self, account_id: str, number: str) -> Proven | Literal["wrong", "over"]:
        """``over``: there is nothing to prove (any more), or it was tried too often."""
        ...

    async def confirm(self, account_id: str, code: str) -> CalcomUser | None:
        """The yes: from now on the account stands for this user. None: it came too late, or twice."""
        ...

    async def refuse(self, account_id: str) -> None:
        """The no: what was consented to is forgotten, and its tokens made useless."""
        ...

    async def linked(self, account_id: str) -> CalcomUser | None: ...

    async def unlink(self, account_id: str) -> CalcomUser | None:
        """Makes the tokens useless and forgets them. Whose they were; None when there was no link."""
        ...
