"""What a resource file of the sandbox is made of: operations (method, path, versions, who may call), the call that
a handler gets, and the answer that it gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from starlette.requests import Request

from bot.sandbox.errors import Refusal
from bot.sandbox.people import User
from bot.sandbox.world import World


class Access(Enum):
    """Who may call. A bad credential is refused everywhere (facts 1.2)."""

    PUBLIC = "anybody; a credential may change the answer"
    KEY = "401 without a credential"
    PERMISSION = "403 without a credential, as the guard of the bookings answers"


@dataclass(frozen=True)
class Answer:
    """Status and body of a success."""

    data: Any = None
    status: int = 200
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What stands beside ``data``, such as ``pagination``."""
    bare: bool = False
    """Without ``data``: the status alone."""
    data_first: bool = False
    """Slots print ``data`` before ``status`` (facts 1)."""

    def body(self) -> dict[str, Any]:
        if self.bare:
            return {"status": "success"}
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
    caller: User | None
    body: Any
    """The JSON of the body, ``{}`` when there is none."""
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
    def user(self) -> User:
        """The caller of an operation that needs one."""
        assert self.caller is not None
        return self.caller


@dataclass(frozen=True)
class Operation:
    """``name`` is what faults go by. ``versions`` empty means that the header does not matter."""

    name: str
    method: str
    path: str
    handle: Callable[[Call], Answer]
    versions: frozenset[str] = frozenset()
    access: Access = Access.PUBLIC
    take_slot: Callable[[Call], None] | None = None
    """Lets somebody else book what this call asks for; of operations that a slot can be taken from."""
