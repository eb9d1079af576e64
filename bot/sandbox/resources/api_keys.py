"""POST /v2/api-keys/refresh: a new key for the one that asks, which is dead from then on (facts 10)."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from bot.sandbox.credentials import ApiKey
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.principals import NO_CREDENTIAL
from bot.sandbox.validation import Flag, Lenient, Rule, by_global_validation

Days = Annotated[int, Field(ge=1, le=36_500), Rule("min", "{} must not be less than 1")]


class _Refresh(Lenient):
    api_key_days_valid: Days | None = None
    api_key_never_expires: Flag | None = None


def _refresh(call: Call) -> Answer:
    body = by_global_validation(_Refresh, call.body)
    with call.world.writing():
        old = call.world.credentials.key(call.principal.credential) if call.principal is not None else None
        if old is None:
            raise Refusal(401, NO_CREDENTIAL)
        new = new_key(call, body.api_key_days_valid, body.api_key_never_expires, user_id=old.user_id)
        new.organization_id = old.organization_id
        call.world.credentials.retire(old)
    return Answer({"apiKey": new.key})


def new_key(call: Call, days: int | None, never_expires: bool | None, *, user_id: int) -> ApiKey:
    """A key for thirty days unless another time is asked for; the caller is ``writing``. Raises Refusal."""
    if days is not None and never_expires:
        raise Refusal(
            400,
            "ApiKeysService -Cannot set both apiKeyDaysValid and apiKeyNeverExpires. "
            "It has to be either or none of them.",
        )
    expires_at = None if never_expires else call.world.now() + timedelta(days=days or 30)
    key = ApiKey(f"cal_{call.world.long_uid().replace('-', '')}", user_id, expires_at)
    call.world.credentials.keys.append(key)
    return key


OPERATIONS = (Operation("api_keys.refresh", "POST", "/v2/api-keys/refresh", _refresh, access=Access.API_KEY),)
