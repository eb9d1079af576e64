"""Everything that Cal.com has is served, to whom Cal.com serves it: the sandbox against the list of all operations,
which the client is held against too (facts 2)."""

import csv
import re
from pathlib import Path

import pytest

from bot.sandbox.operations import Access, Operation
from bot.sandbox.scopes import SCOPES
from bot.sandbox.server import OPERATIONS
from bot.sandbox.world import World
from tests.sandbox.api import Api
from tests.sandbox.test_sandbox_principals import give_token

LIST = Path(__file__).parents[1] / "calcom" / "operations.tsv"
ACCESS = {
    "none": {Access.PUBLIC},
    "optional": {Access.PUBLIC},
    "key": {Access.KEY},
    "api key": {Access.KEY, Access.API_KEY},
    "platform client": {Access.SECRET},
}
ROLES = {
    "-": None,
    "org admin": "ORG_ADMIN",
    "team admin": "TEAM_ADMIN",
    # The path names no organization, so the operation itself looks after this one.
    "org member": None,
}


def shape(method: str, path: str) -> tuple[str, str]:
    """Two lists call the variables of a path by different names."""
    return method, re.sub(r"{[^}]+}", "{}", path)


def known() -> dict[tuple[str, str], dict[str, str]]:
    with LIST.open(newline="") as lines:
        return {shape(row["method"], row["path"]): row for row in csv.DictReader(lines, delimiter="\t")}


KNOWN = known()
ALL = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)


@ALL
def test_an_operation_is_served_to_whom_cal_com_serves_it(operation: Operation) -> None:
    row = KNOWN[shape(operation.method, operation.path)]
    if row["access"] in SCOPES:
        assert operation.access in (Access.KEY, Access.PERMISSION)
        assert operation.scope == row["access"]
    else:
        assert operation.access in ACCESS[row["access"]]
        assert operation.scope is None
    assert operation.role == ROLES[row["role"]]
    assert bool(operation.versions) is (row["version"] != "any")


def test_everything_is_served() -> None:
    assert {shape(one.method, one.path) for one in OPERATIONS} == KNOWN.keys()


def test_a_role_is_asked_for_in_what_the_path_names() -> None:
    for operation in OPERATIONS:
        if operation.role is not None:
            level = "{org_id}" if operation.role.startswith("ORG_") else "{team_id}"
            assert level in operation.path
        if operation.access is Access.SECRET:
            assert "{client_id}" in operation.path


async def call(api: Api, operation: Operation, **headers: str) -> tuple[int, str]:
    """Whatever the path names is not there; who may not call is told so before that is found out."""
    path = re.sub(r"{[^}]+}", "1", operation.path)
    versions = {"cal-api-version": max(operation.versions)} if operation.versions else {}
    response = await api.send(operation.method, path, headers=versions | headers)
    content = response.json() if response.content else {}
    error = content.get("error", {})
    return response.status_code, error.get("message", "") if isinstance(error, dict) else error


@ALL
async def test_nobody_is_let_in_without_a_credential_or_with_a_bad_one(api: Api, operation: Operation) -> None:
    status, message = await call(api, operation)
    if operation.access is Access.PUBLIC:
        assert status not in (401, 403)
    elif operation.access is Access.PERMISSION:
        assert (status, message[:16]) == (403, "PermissionsGuard")
    else:
        assert status == 401
        assert "API key" in message or message == "Missing client secret"
    status, message = await call(api, operation, Authorization="Bearer cal_guess")
    assert status == 401
    assert message in ("ApiAuthStrategy - api key - Your api key is not valid", "Missing client secret")


@ALL
async def test_an_app_is_let_in_with_the_scope_and_no_other(world: World, operation: Operation) -> None:
    others = [scope for scope in SCOPES if scope != (operation.scope or "")]
    others = [scope for scope in others if scope.replace("ORG_", "TEAM_") != operation.scope]
    status, message = await call(give_token(world, "admin", *others), operation)
    if operation.access is Access.PUBLIC:
        assert status not in (401, 403)
    elif operation.access in (Access.SECRET, Access.API_KEY):
        assert status == 401
    elif operation.scope is None:
        assert (status, message) == (
            403,
            "insufficient_scope: this endpoint is not available for third-party OAuth tokens",
        )
    else:
        assert (status, f"Required: {operation.scope}. Token has: " in message) == (403, True)
        world.credentials.tokens[0].scopes = [operation.scope]
        status, message = await call(Api(world, "access"), operation)
        assert "insufficient_scope" not in message
        assert status != 401
