"""What several processes together have asked of a service."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "budgets",
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.Column("held_until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("who", name="pk_budgets"),
    )
