"""Whatever is sent about people, rights, apps and credits, the sandbox answers, and can still be saved."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.world import World
from tests.sandbox.api import NOW, Api
from tests.sandbox.test_sandbox_bad_input import ANYTHING

ORGANIZATION = "/v2/organizations/401"
PLATFORM = "/v2/oauth-clients/sandbox-platform"
MEMBERSHIP = {"userId": 102, "role": "ADMIN", "accepted": True, "disableImpersonation": True}
ROLE = {"name": "Desk", "color": "red", "description": "x", "permissions": ["booking.read"]}
USER = {"email": "ana@example.com", "name": "Ana", "timeZone": "UTC", "timeFormat": 24, "metadata": {"a": 1}}
TOKENS = {
    "client_id": "sandbox-mobile",
    "grant_type": "refresh_token",
    "refresh_token": "x",
    "code": "x",
    "redirect_uri": "http://localhost:8000/callback",
    "code_verifier": "x",
    "client_secret": "x",
}

CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/v2/api-keys/refresh", {"apiKeyDaysValid": 3, "apiKeyNeverExpires": False}),
    ("POST", "/v2/auth/oauth2/token", TOKENS),
    ("POST", f"{ORGANIZATION}/memberships", MEMBERSHIP),
    ("PATCH", f"{ORGANIZATION}/memberships/702", MEMBERSHIP),
    ("DELETE", f"{ORGANIZATION}/memberships/702", {}),
    ("POST", f"{ORGANIZATION}/teams/301/memberships", MEMBERSHIP),
    ("PATCH", f"{ORGANIZATION}/teams/301/memberships/705", MEMBERSHIP),
    ("DELETE", f"{ORGANIZATION}/teams/301/memberships/704", {}),
    ("POST", f"{ORGANIZATION}/roles", ROLE),
    ("PATCH", f"{ORGANIZATION}/roles/role_1", ROLE),
    ("DELETE", f"{ORGANIZATION}/roles/role_1", {}),
    ("POST", f"{ORGANIZATION}/roles/role_1/permissions", {"permissions": ["booking.read"]}),
    ("PUT", f"{ORGANIZATION}/roles/role_1/permissions", {"permissions": ["booking.read"]}),
    ("POST", f"{ORGANIZATION}/organizations", {"name": "B", "slug": "b", "metadata": {"a": 1}, "apiKeyDaysValid": 3}),
    ("PATCH", f"{ORGANIZATION}/organizations/402", {"name": "B", "metadata": {"a": 1}}),
    ("DELETE", f"{ORGANIZATION}/organizations/402", {}),
    ("POST", "/v2/credits/charge", {"credits": 3, "creditFor": "SMS", "externalRef": "x"}),
    (
        "POST",
        "/v2/notifications/subscriptions/app-push",
        {"token": "ExponentPushToken[a]", "platform": "IOS", "deviceId": "x"},
    ),
    ("DELETE", "/v2/notifications/subscriptions/app-push", {"token": "ExponentPushToken[a]"}),
    ("POST", "/v2/oauth-clients", {"name": "A", "redirectUris": ["x"], "permissions": ["*"], "logo": "x"}),
    ("PATCH", PLATFORM, {"name": "A", "redirectUris": ["x"], "areEmailsEnabled": True}),
    ("POST", f"{PLATFORM}/users", USER),
    ("PATCH", f"{PLATFORM}/users/6002", USER),
    ("POST", f"{PLATFORM}/users/6002/force-refresh", {}),
    ("DELETE", f"{PLATFORM}/users/6002", {}),
    ("POST", "/v2/oauth/sandbox-platform/refresh", {"refreshToken": "x"}),
]


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, str, Any]:
    """A call whose body lacks some keys and may have something else in another."""
    method, path, body = draw(st.sampled_from(CALLS))
    if draw(st.integers(0, 9)) == 0:
        return method, path, draw(ANYTHING)
    kept = {key: value for key, value in body.items() if draw(st.integers(0, 5))}
    if body and draw(st.booleans()):
        kept[draw(st.sampled_from(sorted(body)))] = draw(ANYTHING)
    return method, path, kept


@settings(max_examples=60, deadline=None)
@given(st.lists(spoiled(), min_size=1, max_size=8))
async def test_no_body_breaks_what_knows_the_people(calls: list[tuple[str, str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "state.json"
        api = Api(World.load("default", clock=lambda: NOW, state=file), "cal_sandbox_admin")
        secret = {"x-cal-secret-key": "sandbox-platform-secret"}
        for method, path, body in calls:
            response = await api.send(method, path, json=body, headers=secret if "users" in path else None)
            assert response.status_code < 500, response.text
        kept = World.load("default", clock=lambda: NOW, state=file)
        assert kept.users.keys() == api.world.users.keys()
        assert (kept.directory, kept.credentials) == (api.world.directory, api.world.credentials)
