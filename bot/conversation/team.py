"""The people behind the assistant, as far as the conversation sees them: a chat in which what a guest asks of a person
is posted, and from where answers come back."""

from dataclasses import dataclass
from typing import Literal, Protocol

From = Literal["says", "ends", "lost"]
"""What comes from the team: words, the end of the thread, or nothing, since they could not be reached."""


@dataclass(frozen=True)
class Post:
    """Something that the team is told in a thread with a guest."""

    key: str
    """Good for one post: the same again is not posted twice."""
    thread: str
    kind: Literal["opens", "goes on", "ends"]
    conversation_id: str
    """Where the guest writes, and gets the answers."""
    account_id: str
    text: str


class Team(Protocol):
    """Raises StoreError when the store cannot be used."""

    @property
    def language(self) -> str:
        """The code of the language that the team is written to in."""
        ...

    def reaches(self, account_id: str) -> bool:
        """Whether answers can come back to this account."""
        ...

    async def post(self, post: Post) -> None:
        """Written down when it returns, and posted by some process soon."""
        ...
