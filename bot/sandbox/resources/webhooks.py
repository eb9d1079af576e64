"""Webhooks of a user, of an event type (also a team's), and of a platform client (facts 9.1, 5.8, 14).

One family of operations, made once for each kind of owner.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator

from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.paging import page_of
from bot.sandbox.people import EventType
from bot.sandbox.resources.targets import owned_event_type, team_event_type
from bot.sandbox.subscriptions import TRIGGERS, VERSION, Webhook
from bot.sandbox.validation import Flag, Lenient, Rule, Text, by_global_validation


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("no web address")
    return text


_Url = Annotated[str, AfterValidator(_web_address), Rule("isUrl", "{} must be a URL address")]
_Triggers = Annotated[
    list[Literal[TRIGGERS]],  # type: ignore[valid-type]
    Rule("isEnum", f"each value in {{}} must be one of the following values: {', '.join(TRIGGERS)}"),
]
_Version = Annotated[Literal["2021-10-20"], Rule("isEnum", f"{{}} must be one of the following values: {VERSION}")]


class _Create(Lenient):
    subscriber_url: _Url
    triggers: _Triggers
    active: Flag
    secret: Text | None = None
    payload_template: Text | None = None
    version: _Version = "2021-10-20"


class _Update(Lenient):
    subscriber_url: _Url | None = None
    triggers: _Triggers | None = None
    active: Flag | None = None
    secret: Text | None = None
    payload_template: Text | None = None
    version: _Version | None = None


@dataclass(frozen=True)
class _Owner:
    """Whose the webhooks are: ``field`` of ``Webhook``, its name in answers, its value, and what it is called."""

    field: str
    shown_as: str
    value: int | str
    called: str

    def owns(self, webhook: Webhook) -> bool:
        return bool(getattr(webhook, self.field) == self.value)


_Find = Callable[[Call], _Owner]


def _of_user(call: Call) -> _Owner:
    return _Owner("user_id", "userId", call.user.id, "user")


def _of_event_type(find: Callable[[Call], EventType], call: Call) -> _Owner:
    return _Owner("event_type_id", "eventTypeId", find(call).id, "event type")


def _of_client(call: Call) -> _Owner:
    return _Owner("client_id", "oAuthClientId", call.path("client_id"), "oAuth client")


def _shown(owner: _Owner, webhook: Webhook) -> dict[str, Any]:
    return {
        "id": webhook.id,
        owner.shown_as: owner.value,
        "subscriberUrl": webhook.subscriber_url,
        "triggers": webhook.triggers,
        "active": webhook.active,
        "payloadTemplate": webhook.payload_template,
        "secret": webhook.secret,
        "version": webhook.version,
    }


def _mine(call: Call, owner: _Owner) -> list[Webhook]:
    return [one for one in call.world.subscriptions.webhooks if owner.owns(one)]


def _create(find: _Find, call: Call) -> Answer:
    owner = find(call)
    asked = call.body
    if isinstance(asked, dict) and "triggers" not in asked and "eventTriggers" in asked:
        # As one page of the documentation spells it (facts 9.1).
        asked = {**asked, "triggers": asked["eventTriggers"]}
    body = by_global_validation(_Create, asked)
    _check_triggers(body.triggers)
    with call.world.writing():
        _check_address(call, owner, body.subscriber_url)
        webhook = Webhook(id=call.world.long_uid(), **body.model_dump(), **{owner.field: owner.value})  # type: ignore[arg-type]
        call.world.subscriptions.webhooks.append(webhook)
    return Answer(_shown(owner, webhook), 201)


def _check_triggers(triggers: list[str] | None) -> None:
    if "DELEGATION_CREDENTIAL_ERROR" in (triggers or ()):
        raise Refusal(400, "DELEGATION_CREDENTIAL_ERROR trigger is only available for organization webhooks")


def _check_address(call: Call, owner: _Owner, url: str, *, but: Webhook | None = None) -> None:
    if any(one.subscriber_url == url and one is not but for one in _mine(call, owner)):
        raise Refusal(409, f"Webhook with this subscriber url already exists for this {owner.called}")


def _list(find: _Find, call: Call) -> Answer:
    owner = find(call)
    return Answer([_shown(owner, one) for one in page_of(call, _mine(call, owner))])


def _one(call: Call, owner: _Owner) -> Webhook:
    webhook_id = call.path("webhook_id")
    webhook = call.world.subscriptions.webhook(webhook_id)
    if webhook is None:
        raise Refusal(404, f"Webhook ({webhook_id}) not found")
    if not owner.owns(webhook):
        raise Refusal(403, "Forbidden resource")
    return webhook


def _get(find: _Find, call: Call) -> Answer:
    owner = find(call)
    return Answer(_shown(owner, _one(call, owner)))


def _update(find: _Find, call: Call) -> Answer:
    owner = find(call)
    webhook = _one(call, owner)
    body = by_global_validation(_Update, call.body)
    _check_triggers(body.triggers)
    with call.world.writing():
        if body.subscriber_url is not None:
            _check_address(call, owner, body.subscriber_url, but=webhook)
        for name, value in body.model_dump(exclude_unset=True).items():
            if value is not None or name in ("secret", "payload_template"):
                setattr(webhook, name, value)
    return Answer(_shown(owner, webhook))


def _delete(find: _Find, call: Call) -> Answer:
    owner = find(call)
    webhook = _one(call, owner)
    with call.world.writing():
        call.world.subscriptions.remove(lambda one: one is webhook)
    return Answer(_shown(owner, webhook))


def _delete_all(find: _Find, call: Call) -> Answer:
    owner = find(call)
    with call.world.writing():
        gone = call.world.subscriptions.remove(owner.owns)
    return Answer(f"{len(gone)} webhooks deleted")


def _family(
    name: str, path: str, find: _Find, access: Access, resource: str | None, *, role: str | None = None
) -> tuple[Operation, ...]:
    """``resource`` is what the scopes are named after; ``None`` where apps have no access."""
    read, write = (f"{resource}_READ", f"{resource}_WRITE") if resource is not None else (None, None)
    one = f"{path}/{{webhook_id}}"

    def operation(verb: str, method: str, at: str, handle: Callable[[_Find, Call], Answer]) -> Operation:
        scope = read if method == "GET" else write
        return Operation(f"{name}.{verb}", method, at, partial(handle, find), access=access, scope=scope, role=role)

    return (
        operation("create", "POST", path, _create),
        operation("list", "GET", path, _list),
        operation("get", "GET", one, _get),
        operation("update", "PATCH", one, _update),
        operation("delete", "DELETE", one, _delete),
        *(() if name == "webhooks" else (operation("delete_all", "DELETE", path, _delete_all),)),
    )


OPERATIONS = (
    *_family("webhooks", "/v2/webhooks", _of_user, Access.KEY, "WEBHOOK"),
    *_family(
        "event_type_webhooks",
        "/v2/event-types/{event_type_id}/webhooks",
        partial(_of_event_type, owned_event_type),
        Access.KEY,
        "EVENT_TYPE",
    ),
    *_family(
        "team_event_type_webhooks",
        "/v2/teams/{team_id}/event-types/{event_type_id}/webhooks",
        partial(_of_event_type, team_event_type),
        Access.KEY,
        "TEAM_EVENT_TYPE",
        role="TEAM_ADMIN",
    ),
    *_family("platform_webhooks", "/v2/oauth-clients/{client_id}/webhooks", _of_client, Access.SECRET, None),
)
