"""One call of a verb: what goes out, and what the answer that the fact sheets give is read as."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.calcom import CalcomClient

NOTHING = object()


@dataclass(frozen=True)
class Case:
    verb: str
    call: Callable[[CalcomClient], Any]
    line: str
    """Method, path and query, as they go out."""
    body: Any = None
    """The JSON that goes out; None for none."""
    data: Any = NOTHING
    """What comes back in the envelope; without it the answer has no data."""
    found: Callable[[Any], Any] = lambda result: result
    """What of the result is looked at, and ``is_`` what it is."""
    is_: Any = None
    status: int = 200
    bare: Any = None
    """An answer without the envelope."""

    def __str__(self) -> str:
        return f"{self.verb} {self.line.partition('?')[0]}"
