"""What a resource file of the sandbox is made of: operations (method, path, versions, who may call), the call that
a handler gets, and the answer that it gives.

A new operation is a line: ``Operation("schedules.create", "POST", "/v2/schedules", _create, versions=VERSIONS,
access=Access.KEY, scope="SCHEDULE_WRITE")``. Whoever may not call it never reaches the handler (``principals.py``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from bot.sandbox.errors import Refusal
from bot.sandbox.people import User
from bot.sandbox.principals import Access, Kind, Principal
from bot.sandbox.world import World

__all__ = ["Access", "Answer", "Call", "Kind", "Operation", "Principal"]


@dataclass(frozen=True)
class Answer:
    """Status and body of a success."""

    data: Any = None
    status: int = 200
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What stands beside ``data``, such as ``pagination``."""
    bare: bool = False
    """Without ``data``: the status, and what is ``extra``."""
    data_first: bool = False
    """Slots print ``data`` before ``status`` (facts 1)."""
    whole: bool = False
    """``data`` is the whole body, without the envelope; nothing at all with status 204 or 3xx."""
    html: str | None = None
    """A page for a browser, instead of JSON."""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return self.status == 204 or 300 <= self.status < 400

    def body(self) -> Any:
        if self.whole:
            return self.data
        if self.bare:
            return {"status": "success", **self.extra}
        if self.data_first:
            return {"data": self.data, "status": "success"}
        return {"status": "success", "data": self.data, **self.extra}


@dataclass(frozen=True)
class Call:
    """One request, read and authenticated."""

    world: World
    request: Request
    version: str
    """The value of ``cal-api-version``, empty when it is not there."""
    principal: Principal | None
    """Who calls and with what; None for who came without a credential."""
    body: Any
    """The JSON or the form of the body, ``{}`` when there is none."""
    race: bool = False
    """A scripted race: somebody books between the check and the write."""

    @property
    def query(self) -> dict[str, str]:
        return dict(self.request.query_params)

    def path(self, name: str) -> str:
        return str(self.request.path_params[name])

    def path_number(self, name: str) -> int:
        text = self.path(name)
        if not (text.isascii() and text.isdigit() and len(text) <= 15):
            raise Refusal(400, "Validation failed (numeric string is expected)")
        return int(text)

    @property
    def caller(self) -> User | None:
        """The user that the caller is or acts for."""
        return self.principal.user if self.principal is not None else None

    @property
    def user(self) -> User:
        """The caller of an operation that needs one."""
        assert self.caller is not None
        return self.caller


@dataclass(frozen=True)
class Operation:
    """``name`` is what faults go by. ``versions`` empty means that the header does not matter.

    An operation with a ``role`` has ``{org_id}``, ``{team_id}`` or both in its path.
    """

    name: str
    method: str
    path: str
    handle: Callable[[Call], Answer]
    versions: frozenset[str] = frozenset()
    access: Access = Access.PUBLIC
    scope: str | None = None
    """What an app's token needs. Without one, apps are refused, but where anybody may call."""
    role: str | None = None
    """The least role: ``ORG_ADMIN``, ``TEAM_MEMBER`` and the like (facts 11)."""
    permission: str | None = None
    """The permission of a custom role that will do instead of the role."""
    per_minute: int | None = None
    """A limit of its own, tighter than that of all calls together (facts 1.4)."""
    take_slot: Callable[[Call], None] | None = None
    """Lets somebody else book what this call asks for; of operations that a slot can be taken from."""
