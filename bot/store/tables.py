"""The tables, plain enough for any database that SQLAlchemy knows.

The migrations build them; a test holds both against each other. Times are stored in UTC and come back aware.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    text,
)
from sqlalchemy import UniqueConstraint as Unique

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. SQLite keeps no zone, so UTC goes in and aware comes out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone before it is stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


conversations = Table(
    "conversations",
    metadata,
    Column("conversation_id", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("state", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
    Index(None, "account_id"),
)

# The answer to each message, so that a message delivered twice is answered alike and acts once.
answers = Table(
    "answers",
    metadata,
    Column("conversation_id", String, primary_key=True),
    Column("message_id", String, primary_key=True),
    Column("answer", JSON, nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
)

writes = Table(
    "writes",
    metadata,
    Column("key", String, primary_key=True),
    Column("conversation_id", String, nullable=False),
    Column("account_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("status", String, nullable=False),
    Column("result", JSON(none_as_null=True)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Index(None, "status", "created_at"),
)

owned_bookings = Table(
    "owned_bookings",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("account_id", String, nullable=False),
    Column("uid", String, nullable=False),
    Column("series_uid", String),
    Column("seat_uid", String),
    Column("details", JSON(none_as_null=True)),
    Unique("account_id", "uid"),
    Index(None, "uid"),
)

# What is known of an account, shared by all its conversations.
people = Table(
    "people",
    metadata,
    Column("account_id", String, primary_key=True),
    Column("profile", JSON, nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
)

handovers = Table(
    "handovers",
    metadata,
    Column("code", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("conversation_id", String, nullable=False),
    Column("state", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

# Values of the installation itself, such as a secret that was made at the first start.
kept_values = Table(
    "kept_values",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

# The requests that a credential made in the last minute, and until when it may make none (seconds since 1970).
budgets = Table(
    "budgets",
    metadata,
    Column("who", String, primary_key=True),
    Column("made", JSON, nullable=False),
    Column("held_until", Float, nullable=False),
)

# A row for each update of a messenger, so that one delivered twice acts once, and one that a restart interrupted is
# taken up again. The index beside the key holds only the few that are not done. A bot's id outgrows 32 bits.
updates = Table(
    "updates",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("update_id", BigInteger, primary_key=True),
    Column("chat_id", String),
    Column("account_id", String),
    Column("payload", JSON(none_as_null=True)),
    Column("received_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    Index(
        "ix_updates_unfinished",
        "bot_id",
        "chat_id",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
    sqlite_with_rowid=False,  # one tree to write to instead of two
)

cards = Table(
    "cards",
    metadata,
    Column("chat_id", String, primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("conversation_id", String, nullable=False),
    Column("account_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("booking_uid", String),
    Column("thread_id", BigInteger),
    Column("content", JSON, nullable=False),
    Column("is_live", Boolean, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Index(None, "booking_uid"),
    Index(
        "uq_cards_live_conversation_id",
        "conversation_id",
        unique=True,
        sqlite_where=text("is_live"),
        postgresql_where=text("is_live"),
    ),
)

chats = Table(
    "chats",
    metadata,
    Column("chat_id", String, primary_key=True),
    Column("account_id", String),
    Column("state", String, nullable=False),
    Column("moved_to", String),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("details", JSON(none_as_null=True)),
)

# What is to be done later. ``next_at`` is when it may be claimed: at first its ``due_at``, then the end of a lease or
# the next attempt, and nothing when it is done.
jobs = Table(
    "jobs",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("account_id", String),
    Column("about", String),
    Column("payload", JSON, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime),
    Column("attempt", Integer, nullable=False),
    Column("claim", String),
    Column("done_at", UtcDateTime),
    Index(None, "next_at"),
    Index(None, "about"),
)

seen_keys = Table(
    "seen_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("seen_at", UtcDateTime, nullable=False),
)

usage_counts = Table(
    "usage_counts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("account_id", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("amount", BigInteger, nullable=False),
)

# The access that an account gave to something of its own, encrypted with a key that is not in here.
credentials = Table(
    "credentials",
    metadata,
    Column("account_id", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

link_states = Table(
    "link_states",
    metadata,
    Column("state", String, primary_key=True),
    Column("account_id", String, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)
