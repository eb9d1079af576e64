"""Webhooks of users, event types and platforms (facts 9.1)."""

from typing import Annotated, Any

from pydantic import BeforeValidator, SecretStr

from bot.calcom.arguments import Text
from bot.scheduling.models import CalcomModel


def _as_text(number: Any) -> Any:
    """The description calls the id a number, the database makes it a text."""
    return str(number) if isinstance(number, int) else number


class Webhook(CalcomModel):
    """Whose it is says the one of the last four that is there."""

    id: Annotated[str, BeforeValidator(_as_text)]
    subscriber_url: str
    triggers: tuple[str, ...] = ()
    active: bool = True
    payload_template: str | None = None
    secret: SecretStr | None = None
    version: str | None = None
    user_id: int | None = None
    event_type_id: int | None = None
    team_id: int | None = None
    o_auth_client_id: str | None = None


Trigger = Text
"""One of ``bot.calcom.webhooks.TRIGGERS``, or one that came later."""
