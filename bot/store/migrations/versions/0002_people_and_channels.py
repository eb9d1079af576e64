"""What is known of a person belongs to the account; and what a messenger channel keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("profile", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_people"),
    )
    op.create_table(
        "handovers",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_handovers"),
    )
    op.create_table(
        "kept_values",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_kept_values"),
    )
    op.create_table(
        "updates",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.String(), nullable=True),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name="pk_updates"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cards",
        sa.Column("chat_id", sa.String(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("booking_uid", sa.String(), nullable=True),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name="pk_cards"),
    )
    op.create_index("ix_cards_booking_uid", "cards", ["booking_uid"])
    op.create_index(
        "uq_cards_live_conversation_id",
        "cards",
        ["conversation_id"],
        unique=True,
        sqlite_where=sa.text("is_live"),
        postgresql_where=sa.text("is_live"),
    )
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("moved_to", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name="pk_chats"),
    )
    _move_profiles()


def _move_profiles() -> None:
    """The profile of an account's newest conversation that has one becomes the account's, and leaves all the states."""
    conversations = sa.table(
        "conversations",
        sa.column("conversation_id", sa.String()),
        sa.column("account_id", sa.String()),
        sa.column("state", sa.JSON()),
        sa.column("saved_at", sa.DateTime(timezone=True)),
    )
    people = sa.table(
        "people",
        sa.column("account_id", sa.String()),
        sa.column("profile", sa.JSON()),
        sa.column("saved_at", sa.DateTime(timezone=True)),
    )
    connection = op.get_bind()
    newest_first = sa.select(conversations.c.conversation_id).order_by(conversations.c.saved_at.desc())
    moved = set()
    for conversation_id in connection.scalars(newest_first).all():
        is_this = conversations.c.conversation_id == conversation_id
        row = connection.execute(sa.select(conversations).where(is_this)).one()
        if "profile" not in row.state:
            continue
        profile = row.state.pop("profile")
        connection.execute(sa.update(conversations).where(is_this).values(state=row.state))
        if profile and row.account_id not in moved:
            moved.add(row.account_id)
            values = {"account_id": row.account_id, "profile": profile, "saved_at": row.saved_at}
            connection.execute(sa.insert(people).values(values))
