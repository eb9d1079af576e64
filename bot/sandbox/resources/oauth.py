"""/v2/auth/oauth2: an app as its name and places to return to, and its tokens (facts 12)."""

from collections.abc import Mapping

from bot.sandbox.errors import Refusal
from bot.sandbox.oauth import OAuthRefusal, token
from bot.sandbox.operations import Answer, Call, Operation


def _client(call: Call) -> Answer:
    client = call.world.credentials.oauth_client(call.path("client_id"))
    if client is None:
        raise Refusal(404, "client_not_found")
    return Answer(
        {
            "client_id": client.id,
            "redirect_uri": client.redirect_uris[0],
            "name": client.name,
            "logo": client.logo,
            "is_trusted": client.is_trusted,
            "client_type": client.client_type,
        }
    )


def _token(call: Call) -> Answer:
    if not isinstance(call.body, Mapping):
        raise OAuthRefusal(400, "invalid_request", "the body is no object")
    return Answer(token(call.world, call.body), whole=True, headers={"Cache-Control": "no-store"})


OPERATIONS = (
    Operation("oauth.client", "GET", "/v2/auth/oauth2/clients/{client_id}", _client),
    Operation("oauth.token", "POST", "/v2/auth/oauth2/token", _token),
)
