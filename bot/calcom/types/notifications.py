"""Phones that get a person's notifications (facts 16)."""

from typing import Annotated

from pydantic import AfterValidator, PlainSerializer, SecretStr

from bot.scheduling.models import CalcomModel, Instant


def _of_expo(token: SecretStr) -> SecretStr:
    inside = token.get_secret_value().removeprefix("ExponentPushToken[").removesuffix("]")
    if not inside or token.get_secret_value() != f"ExponentPushToken[{inside}]":
        raise ValueError("not an Expo push token, such as ExponentPushToken[...]")
    return token


PushToken = Annotated[SecretStr, AfterValidator(_of_expo), PlainSerializer(SecretStr.get_secret_value, return_type=str)]
"""Whoever has it can send to the phone."""


class PushSubscription(CalcomModel):
    """``identifier`` is the phone's push token."""

    id: int | str
    user_id: int | None = None
    type: str | None = None
    platform: str | None = None
    identifier: SecretStr | None = None
    device_id: str | None = None
    created_at: Instant | None = None
    updated_at: Instant | None = None
