"""What is known of an operation of Cal.com before it is called: its method and path, and the rules that hold for it.

Each is declared once, on the verb that calls it (``bot.calcom.resource``); the table of all of them in
``docs/calcom-api.md`` is read from there.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Literal

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]


class Auth(Enum):
    """Which credential a call needs (facts 1.2 and 2)."""

    NONE = "none"
    """Public. A credential is sent where there is one, since the call then counts for it and not for the address."""
    WITHOUT = "without"
    """Public, and sent without a credential: an outlived one would be refused."""
    OPTIONAL = "optional"
    """Works without one; a credential may change the answer."""
    BEARER = "key or token"
    """Or a platform's client, which then acts for its organization."""
    KEY = "key"
    """An API key: an OAuth access token is refused."""
    CLIENT = "platform client"
    """The client id and secret of a platform (deprecated by Cal.com)."""


@dataclass(frozen=True)
class Version:
    """A value of the header ``cal-api-version``. There is no default for all families, since Cal.com answers another
    shape, or 404, to a wrong one (facts 1.1). Pages beneath https://cal.com/docs/api-reference/v2/."""

    family: str
    value: str


BOOKINGS = Version("bookings", "2024-08-13")  # bookings/create-a-booking; 2026-02-25 and 2026-05-01 on request
RECORDINGS = Version("recordings", "2026-02-25")  # bookings/get-all-the-recordings-for-the-booking
EVENT_TYPES = Version("event_types", "2024-06-14")  # event-types/get-all-event-types
SCHEDULES = Version("schedules", "2024-06-11")  # schedules/get-all-schedules
SLOTS = Version("slots", "2024-09-04")  # slots/get-available-time-slots-for-an-event-type
ANY = Version("any", "2024-08-13")  # all other families: the header is optional and any value accepted


@dataclass(frozen=True)
class Limit:
    """A limit tighter than that of the key, for the operations that share its name (facts 1.4)."""

    name: str
    per_minute: int


@dataclass(frozen=True)
class Paging:
    """How a list is asked for in pages (facts 1.7). ``cursor_from`` is the version since which it goes by cursor."""

    size: int = 250
    cursor_size: int = 100
    cursor_from: str | None = None
    take: str = "take"
    skip: str = "skip"

    def first(self, version: str) -> dict[str, str]:
        """The parameters of the first page."""
        if self.cursor_from is not None and version >= self.cursor_from:
            return {"limit": str(self.cursor_size)}
        return {self.take: str(self.size), self.skip: "0"}


@dataclass(frozen=True)
class Operation:
    """One operation. ``row`` is its number in the list of all operations (``tests/calcom/operations.tsv``)."""

    method: Method
    path: str
    """As Cal.com writes it: ``/v2/bookings/{bookingUid}``."""
    row: str
    auth: Auth
    version: Version = ANY
    scope: str | None = None
    """What an OAuth access token must hold; None together with ``Auth.BEARER``: no token is let in."""
    permission: str | None = None
    """The permission of a custom role that lets one call it."""
    role: Literal["org admin", "org member", "team admin"] | None = None
    """The role that lets one call it where there are no custom roles."""
    limit: Limit | None = None
    paging: Paging | None = None
    repeat_key: str | None = None
    """The property of the body by which Cal.com knows a repeated write, so that it may be sent again."""
    enveloped: bool = True
    """Whether the answer comes as ``{"status", "data"}``."""
    redirects: bool = False
    """Whether a redirect is a good answer."""
    camel: bool = True
    """Whether parameters are written in camelCase; else as they are declared."""
    deprecated: bool = False

    @property
    def path_names(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)

    @property
    def reads(self) -> bool:
        """Sending it again changes nothing. A GET that redirects does: it is the end of a sign-in, and its code works
        once."""
        return self.method == "GET" and not self.redirects

    @property
    def books_time(self) -> bool:
        """A conflict that it answers is one about a time."""
        return self.path.startswith(("/v2/bookings", "/v2/slots"))

    @property
    def reserves(self) -> bool:
        return self.path.startswith("/v2/slots/reservations")
