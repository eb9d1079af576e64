"""Where accounts cannot be linked: it says what is missing, and nobody ever was."""

from typing import TYPE_CHECKING, Literal

from bot.scheduling.hosting.linking import CalcomUser, Linking, Missing, Proven


class LinkingOff:
    """Where accounts cannot be linked, and why."""

    def __init__(self, missing: Missing) -> None:
        self._missing = missing

    def missing(self, account_id: str) -> Missing | None:
        return self._missing

    async def begin(self, account_id: str, *, name: str | None, language: str) -> str:
        raise RuntimeError("linking is off here")

    async def awaits_number(self, account_id: str) -> bool:
        return False

    async def prove(self, account_id: str, number: str) -> Proven | Literal["wrong", "over"]:
        return "over"

    async def confirm(self, account_id: str, code: str) -> CalcomUser | None:
        return None

    async def refuse(self, account_id: str) -> None:
        return None

    async def linked(self, account_id: str) -> CalcomUser | None:
        return None

    async def unlink(self, account_id: str) -> CalcomUser | None:
        return None


if TYPE_CHECKING:
    _off: type[Linking] = LinkingOff
