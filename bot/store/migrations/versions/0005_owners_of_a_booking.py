"""Whose a booking is, asked by its uid: of one that was changed elsewhere."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_index("ix_owned_bookings_uid", "owned_bookings", ["uid"])
