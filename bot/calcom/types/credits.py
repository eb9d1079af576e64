"""Credits (facts 8)."""

from bot.scheduling.models import CalcomModel


class Balance(CalcomModel):
    monthly_remaining: float = 0
    additional: float = 0


class Credits(CalcomModel):
    has_credits: bool
    balance: Balance


class Charge(CalcomModel):
    """``team_id`` when it was a team's balance that was charged."""

    charged: bool = True
    team_id: int | None = None
    remaining_balance: Balance | None = None
