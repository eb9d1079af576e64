"""/v2/oauth-clients: the platform's own OAuth clients, which Cal.com gives to nobody new (facts 14)."""

from typing import Annotated, Any, Literal

from bot.sandbox.credentials import PlatformClient
from bot.sandbox.errors import Refusal, timestamp
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.principals import PLATFORM_PERMISSIONS
from bot.sandbox.validation import Flag, Lenient, Rule, Text, by_global_validation

_Permission = Literal[
    "EVENT_TYPE_READ",
    "EVENT_TYPE_WRITE",
    "BOOKING_READ",
    "BOOKING_WRITE",
    "SCHEDULE_READ",
    "SCHEDULE_WRITE",
    "APPS_READ",
    "APPS_WRITE",
    "PROFILE_READ",
    "PROFILE_WRITE",
    "*",
]
_Uris = Annotated[list[str], Rule("isArray", "{} must be an array of strings")]


class _Update(Lenient):
    name: Text | None = None
    redirect_uris: _Uris | None = None
    logo: Text | None = None
    booking_redirect_uri: Text | None = None
    booking_cancel_redirect_uri: Text | None = None
    booking_reschedule_redirect_uri: Text | None = None
    are_emails_enabled: Flag | None = None
    are_default_event_types_enabled: Flag | None = None
    are_calendar_events_enabled: Flag | None = None

    def options(self) -> dict[str, Any]:
        """What was set besides the name and the places to return to, in the API's spelling."""
        return self.model_dump(by_alias=True, exclude_none=True, exclude={"name", "redirect_uris", "permissions"})


class _Create(_Update):
    name: Text
    redirect_uris: _Uris
    permissions: Annotated[list[_Permission], Rule("isEnum", "each value in {} must be a permission, or '*' for all")]


def _answer(client: PlatformClient) -> dict[str, Any]:
    every = "*" in client.permissions
    return {
        "id": client.id,
        "name": client.name,
        "secret": client.secret,
        "permissions": list(PLATFORM_PERMISSIONS) if every else list(client.permissions),
        "redirectUris": list(client.redirect_uris),
        "organizationId": client.organization_id,
        "createdAt": timestamp(client.created_at),
        "areEmailsEnabled": False,
        "areDefaultEventTypesEnabled": False,
        "areCalendarEventsEnabled": True,
        **client.options,
    }


def _organization(call: Call, *, changes: bool) -> int:
    """The caller's, in which clients are seen by all members and changed by its admins."""
    number = call.world.organization_id
    membership = call.world.directory.membership(call.user.id, number) if number is not None else None
    if number is None or membership is None:
        raise Refusal(403, "OrganizationRolesGuard - No organization associated with the user.")
    if not membership.accepted:
        raise Refusal(403, "OrganizationRolesGuard - User has not accepted membership in the organization.")
    if changes and not call.world.is_admin(call.user):
        raise Refusal(403, "OrganizationRolesGuard - User must have one of the roles: ADMIN, OWNER.")
    return number


def _one(call: Call, *, changes: bool) -> PlatformClient:
    number = _organization(call, changes=changes)
    client = call.world.credentials.platform_client(call.path("client_id"))
    if client is None or client.organization_id != number:
        raise Refusal(404, f"OAuth client with ID {call.path('client_id')} not found")
    return client


def _list(call: Call) -> Answer:
    number = _organization(call, changes=False)
    clients = call.world.credentials.platform_clients
    return Answer([_answer(client) for client in clients if client.organization_id == number])


def _get(call: Call) -> Answer:
    return Answer(_answer(_one(call, changes=False)))


def _create(call: Call) -> Answer:
    body = by_global_validation(_Create, call.body)
    number = _organization(call, changes=True)
    world = call.world
    with world.writing():
        client = PlatformClient(
            id=world.long_uid().replace("-", "")[:25],
            name=body.name,
            secret=world.long_uid().replace("-", "") * 2,
            permissions=list(body.permissions),
            redirect_uris=list(body.redirect_uris),
            organization_id=number,
            created_at=world.now(),
            options=body.options(),
        )
        world.credentials.platform_clients.append(client)
    return Answer({"clientId": client.id, "clientSecret": client.secret}, 201)


def _update(call: Call) -> Answer:
    """Permissions stay as they were made."""
    body = by_global_validation(_Update, call.body)
    with call.world.writing():
        client = _one(call, changes=True)
        client.name = body.name if body.name is not None else client.name
        client.redirect_uris = body.redirect_uris if body.redirect_uris is not None else client.redirect_uris
        client.options |= body.options()
    return Answer(_answer(client))


def _delete(call: Call) -> Answer:
    """Its users stay, without their tokens; its webhooks do not."""
    credentials = call.world.credentials
    with call.world.writing():
        client = _one(call, changes=True)
        credentials.platform_clients.remove(client)
        credentials.deleted_clients.append(client.id)
        credentials.tokens = [tokens for tokens in credentials.tokens if tokens.client_id != client.id]
        call.world.subscriptions.remove(lambda webhook: webhook.client_id == client.id)
    return Answer(_answer(client))


_ALL = "/v2/oauth-clients"
_ONE = f"{_ALL}/{{client_id}}"
OPERATIONS = tuple(
    Operation(f"platform_clients.{verb}", method, path, handle, access=Access.KEY)
    for verb, method, path, handle in (
        ("create", "POST", _ALL, _create),
        ("list", "GET", _ALL, _list),
        ("get", "GET", _ONE, _get),
        ("update", "PATCH", _ONE, _update),
        ("delete", "DELETE", _ONE, _delete),
    )
)
