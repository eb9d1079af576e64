"""Durable state: conversations, people, writes in flight, and whose bookings are whose. Ids and JSON, without their
meaning.

``open_store`` opens the database that a URL names: SQLite for one process, PostgreSQL for any number of them.
What a messenger channel keeps for itself is in ``bot.store.channel``.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from bot.store.budget import SqlLedger
    from bot.store.channel import ChannelStore
    from bot.store.credentials import Credentials
    from bot.store.jobs import Jobs
    from bot.store.links import Links
    from bot.store.seen import Seen
    from bot.store.usage import Usage

JSON = dict[str, Any]
WriteStatus = Literal["sending", "done", "failed"]


class StoreError(Exception):
    """The store cannot be read or written now (locked, full, damaged, newer than this program); says what to do."""


class StaleConversation(StoreError):
    """Somebody else saved this conversation since it was loaded."""


@dataclass(frozen=True)
class Saved:
    """A conversation as it was saved. ``revision`` is 0 before the first save."""

    state: JSON
    revision: int
    profile: JSON | None = None
    """What is known of the account, the same in all its conversations; None when nothing is."""


@dataclass(frozen=True)
class WriteIntent:
    """A write to the calendar that was about to be sent. ``key`` is ours, and stands in the booking's metadata."""

    key: str
    conversation_id: str
    account_id: str
    kind: str
    payload: JSON
    status: WriteStatus
    created_at: datetime
    result: JSON | None = None
    """What ``end_write`` was told."""


@dataclass(frozen=True)
class OwnedBooking:
    """A booking that an account made. ``series_uid`` names the series it belongs to, ``seat_uid`` its seat."""

    uid: str
    account_id: str
    series_uid: str | None = None
    seat_uid: str | None = None
    details: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Handover:
    """Something that a person began in one conversation, to be gone on with in another one of theirs."""

    code: str
    """Whoever knows it may ask for this: compare ``account_id`` with the account that does."""
    account_id: str
    conversation_id: str
    """Where it began."""
    state: JSON
    created_at: datetime


class Store(Protocol):
    """What a turn needs to keep. Every method raises StoreError when the store cannot be used."""

    def lock(self, conversation_id: str) -> AbstractAsyncContextManager[None]:
        """One turn of a conversation at a time, in the order they came; over all processes on PostgreSQL, where those
        of one process keep their order."""
        ...

    async def load(self, conversation_id: str, account_id: str | None = None) -> Saved:
        """The conversation, or an empty state with revision 0; and the profile of the account, when one is named."""
        ...

    async def answer_to(self, conversation_id: str, message_id: str) -> JSON | None:
        """The answer that was saved for this message, or None when it is new."""
        ...

    async def save(
        self,
        conversation_id: str,
        account_id: str,
        state: JSON,
        *,
        revision: int,
        message_id: str,
        answer: JSON,
        profile: JSON | None = None,
    ) -> None:
        """Saves the conversation, the answer to the message and the profile of the account together, or nothing of
        it: StaleConversation when the conversation has moved on. Without a profile the one that is there stays. Of
        two conversations that change the profile at once, the later one's is kept."""
        ...

    async def begin_write(self, intent: WriteIntent) -> WriteIntent:
        """Stores the intent before it is sent, safe from a power cut too, and returns the very object it was given.
        When one with this key is there already, that one is returned unchanged: then the caller must not send."""
        ...

    async def end_write(self, key: str, status: WriteStatus, result: JSON | None = None) -> None:
        """KeyError when no such write was begun."""
        ...

    async def find_write(self, key: str) -> WriteIntent | None:
        """The write with this key, whatever became of it; None when none was begun."""
        ...

    async def writes_in_flight(self, conversation_id: str | None = None) -> list[WriteIntent]:
        """Intents still ``sending``, oldest first; of all conversations when none is named."""
        ...

    async def add_owned(self, booking: OwnedBooking) -> None:
        """Adds or replaces by uid and account."""
        ...

    async def replace_owned(self, account_id: str, old_uid: str, new: OwnedBooking) -> None:
        """A booking was moved: the new uid takes the place of the old one."""
        ...

    async def owned(self, account_id: str) -> list[OwnedBooking]:
        """In the order they were added."""
        ...

    async def hand_over(self, code: str, account_id: str, conversation_id: str, state: JSON, at: datetime) -> None:
        """Keeps the state under the code for 30 days. Safe to repeat: the last one stands."""
        ...

    async def take_over(self, code: str) -> Handover | None:
        """What was handed over under the code; it stays until ``end_handover``. None when there is none."""
        ...

    async def end_handover(self, code: str) -> None:
        """Nothing happens when there is none."""
        ...

    async def kept(self, name: str, make: Callable[[], str]) -> str:
        """The value under this name; made the first time, and then the same for every process."""
        ...

    async def forget(self, account_id: str) -> None:
        """Deletes all that is kept of the account, at once and for good. A turn that is still running cannot bring it
        back: its save is stale. The numbers of its updates stay, without content, so that none of them acts again."""
        ...

    async def export(self, account_id: str) -> JSON:
        """All that is kept of the account: for each table its rows, instants as ISO 8601 in UTC."""
        ...

    async def close(self) -> None: ...


class OpenStore(Store, Protocol):
    """The whole store, for whoever opened it."""

    async def owners(self, uid: str) -> list[OwnedBooking]:
        """Whose booking this is, of those that were made here: one for each account that has it."""
        ...

    async def writes_about(self, uids: Collection[str], since: datetime) -> list[WriteIntent]:
        """The writes, sent or done, that were begun from then on and name one of these bookings; newest first."""
        ...

    async def prune(self, now: datetime, *, conversations_kept: timedelta | None) -> None:
        """Deletes what is over (``bot.store.retention`` says what): of conversations those whose last message is longer
        ago than this; none when it is None."""
        ...

    @property
    def channel(self) -> "ChannelStore":
        """What a messenger channel keeps, in the same database. Closed with this."""
        ...

    @property
    def ledger(self) -> "SqlLedger":
        """Where the processes of a deployment write down what they ask of Cal.com."""
        ...

    @property
    def jobs(self) -> "Jobs":
        """What is to be done later, once, by one process."""
        ...

    @property
    def seen(self) -> "Seen":
        """What came once already."""
        ...

    @property
    def usage(self) -> "Usage":
        """What was used, by day and account."""
        ...

    @property
    def credentials(self) -> "Credentials":
        """The access that accounts gave to something of theirs, encrypted."""
        ...

    @property
    def links(self) -> "Links":
        """States that leave the house and come back once."""
        ...


async def open_store(url: str) -> OpenStore:
    """Opens the database that the URL names (``sqlite:///path``, ``sqlite://`` for one in memory,
    ``postgresql://user:password@host/database``), and brings its schema up to date; a file of SQLite is made where it
    is missing. Raises StoreError with a sentence that says what to do."""
    # The drivers are loaded when a store is opened.
    if url.startswith("sqlite"):
        from bot.store.sqlite import open_sqlite

        return await open_sqlite(url)
    if url.startswith(("postgresql", "postgres:")):
        from bot.store.postgres import open_postgres

        return await open_postgres(url)
    raise StoreError(
        "Only SQLite and PostgreSQL can hold the store. Set DATABASE_URL to sqlite:/// and the path of a file, or to"
        " postgresql://user:password@host/database."
    )
