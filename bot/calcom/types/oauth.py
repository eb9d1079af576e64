"""OAuth, whose names are in snake_case (facts 12), and the refreshing of API keys (facts 10)."""

from typing import Literal, Self

from pydantic import ConfigDict, SecretStr, model_validator

from bot.calcom.arguments import Secret, Text, Url, WriteModel
from bot.scheduling.models import CalcomModel


class Grant(WriteModel):
    model_config = ConfigDict(alias_generator=None)

    client_id: Text
    client_secret: Secret | None = None
    """Of confidential clients."""


class CodeGrant(Grant):
    """A code for tokens. A confidential client gives its secret, a public one the verifier of its challenge."""

    grant_type: Literal["authorization_code"] = "authorization_code"
    code: Secret
    redirect_uri: Url
    code_verifier: Secret | None = None

    @model_validator(mode="after")
    def _proves_who_it_is(self) -> Self:
        if self.client_secret is None and self.code_verifier is None:
            raise ValueError("a code needs the client's secret or the verifier of its challenge")
        return self


class RefreshGrant(Grant):
    """A refresh token for a new pair: it is spent thereby."""

    grant_type: Literal["refresh_token"] = "refresh_token"
    refresh_token: Secret


class Tokens(CalcomModel):
    """``expires_in`` in seconds; ``scope`` separated by spaces or commas, where Cal.com tells it."""

    access_token: SecretStr
    refresh_token: SecretStr
    token_type: str = "bearer"  # noqa: S105 - the name of a kind
    expires_in: int = 1800
    scope: str | None = None


class OAuthClient(CalcomModel):
    """What a person may know of a program that asks for their consent."""

    client_id: str
    name: str | None = None
    redirect_uri: str | None = None
    logo: str | None = None
    is_trusted: bool = False
    client_type: str | None = None


class NewApiKey(CalcomModel):
    api_key: SecretStr
