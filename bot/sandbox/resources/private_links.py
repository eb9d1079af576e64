"""/v2/event-types/{eventTypeId}/private-links: links that book an event type until a moment or so many times
(facts 5.7)."""

from typing import Annotated, Any

from pydantic import Field

from bot.sandbox.catalogue import PrivateLink
from bot.sandbox.errors import Refusal, timestamp
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.people import EventType
from bot.sandbox.resources.targets import owned_event_type
from bot.sandbox.validation import IsoInstant, Lenient, Rule, by_global_validation, parse_instant


class _Body(Lenient):
    expires_at: IsoInstant | None = None
    max_usage_count: Annotated[int, Field(ge=1), Rule("min", "{} must not be less than 1")] | None = None


def _shown(call: Call, event_type: EventType, link: PrivateLink) -> dict[str, Any]:
    """By its end or by its uses. The address is one of this sandbox, so that it can be opened."""
    url = call.request.url
    shown: dict[str, Any] = {
        "linkId": link.id,
        "eventTypeId": event_type.id,
        "isExpired": link.is_expired(call.world.now()),
        "bookingUrl": f"{url.scheme}://{url.netloc}/d/{link.id}/{event_type.slug}",
    }
    if link.expires_at is not None:
        return shown | {"expiresAt": timestamp(link.expires_at)}
    return shown | {"maxUsageCount": link.max_usage_count, "usageCount": link.usage_count}


def _apply(link: PrivateLink, body: _Body, *, uses: int | None) -> None:
    """An end takes the place of a number of uses, and the other way round."""
    if body.expires_at is not None:
        link.expires_at, link.max_usage_count = parse_instant(body.expires_at), None
    elif uses is not None:
        link.expires_at, link.max_usage_count = None, uses


def _create(call: Call) -> Answer:
    body = by_global_validation(_Body, call.body)
    with call.world.writing():
        event_type = owned_event_type(call)
        link = PrivateLink(call.world.long_uid().replace("-", "")[:22], event_type.id)
        _apply(link, body, uses=body.max_usage_count or 1)
        call.world.catalogue.private_links.append(link)
    return Answer(_shown(call, event_type, link), 201)


def _list(call: Call) -> Answer:
    event_type = owned_event_type(call)
    links = call.world.catalogue.private_links
    return Answer([_shown(call, event_type, link) for link in links if link.event_type_id == event_type.id])


def _one(call: Call, event_type: EventType) -> PrivateLink:
    link = call.world.catalogue.private_link(call.path("link_id"))
    if link is None or link.event_type_id != event_type.id:
        raise Refusal(404, "Private link not found")
    return link


def _update(call: Call) -> Answer:
    body = by_global_validation(_Body, call.body)
    with call.world.writing():
        event_type = owned_event_type(call)
        link = _one(call, event_type)
        _apply(link, body, uses=body.max_usage_count)
    return Answer(_shown(call, event_type, link))


def _delete(call: Call) -> Answer:
    with call.world.writing():
        link = _one(call, owned_event_type(call))
        call.world.catalogue.private_links.remove(link)
    return Answer({"linkId": link.id, "message": "Private link deleted successfully"})


_ALL = "/v2/event-types/{event_type_id}/private-links"
_ONE = f"{_ALL}/{{link_id}}"
OPERATIONS = tuple(
    Operation(
        f"private_links.{verb}",
        method,
        path,
        handle,
        access=Access.KEY,
        scope="EVENT_TYPE_READ" if method == "GET" else "EVENT_TYPE_WRITE",
    )
    for verb, method, path, handle in (
        ("create", "POST", _ALL, _create),
        ("list", "GET", _ALL, _list),
        ("update", "PATCH", _ONE, _update),
        ("delete", "DELETE", _ONE, _delete),
    )
)
