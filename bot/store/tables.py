"""The tables, plain enough for any database that SQLAlchemy knows.

The migrations build them; a test holds both against each other. Times are stored in UTC and come back aware.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Dialect, Index, Integer, MetaData, String, Table, TypeDecorator
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
)
