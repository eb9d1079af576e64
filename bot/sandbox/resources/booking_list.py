"""GET /v2/bookings: filters, order, and paging by number or by cursor, as the version has it (facts 4.4, 1.7)."""

import base64
import binascii
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bot.sandbox.answers import booking_answer
from bot.sandbox.booking_rules import may_manage
from bot.sandbox.errors import ValidationRefusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.paging import Skip, Take, pagination
from bot.sandbox.records import Booking
from bot.sandbox.resources.bookings import VERSIONS
from bot.sandbox.resources.targets import team_of
from bot.sandbox.validation import (
    IsoInstant,
    Lenient,
    QueryNumber,
    Rule,
    Text,
    by_global_validation,
    comma_list,
    parse_instant,
)

_CURSOR_VERSION = "2026-05-01"
_Status = Literal["upcoming", "recurring", "past", "cancelled", "unconfirmed"]
_STATUS_RULE = Rule("status", "Invalid status. Allowed are upcoming, recurring, past, cancelled, unconfirmed")


def _plus(value: object) -> object:
    """An unencoded plus arrives as a space, and addresses have no inner spaces."""
    return value.strip().replace(" ", "+") if isinstance(value, str) else value


def _numbers(value: object) -> object:
    listed = comma_list(value)
    if not isinstance(listed, list):
        return value
    return [int(part) if part.isascii() and part.isdigit() else part for part in listed]


def _sort(name: str) -> Rule:
    return Rule("isIn", f'{name} must be either "asc" or "desc".')


_Direction = Literal["asc", "desc"]
_Moment = Annotated[IsoInstant, Rule("isISO8601", "{} must be a valid ISO 8601 date.")]
_Numbers = Annotated[list[int], BeforeValidator(_numbers), Rule("isNumber", "each value in {} must be a number")]


class _Filters(Lenient):
    attendee_email: Annotated[str, BeforeValidator(_plus), Rule("isString", "{} must be a string")] | None = None
    attendee_name: Text | None = None
    booking_uid: Text | None = None
    event_type_id: QueryNumber | None = None
    event_type_ids: _Numbers | None = None
    team_id: QueryNumber | None = None
    teams_ids: _Numbers | None = None
    after_start: _Moment | None = None
    before_end: _Moment | None = None
    after_created_at: _Moment | None = None
    before_created_at: _Moment | None = None
    after_updated_at: _Moment | None = None
    before_updated_at: _Moment | None = None
    sort_start: Annotated[_Direction, _sort("SortStart")] | None = None
    sort_end: Annotated[_Direction, _sort("SortEnd")] | None = None
    sort_created: Annotated[_Direction, _sort("SortCreated")] | None = None
    sort_updated_at: Annotated[_Direction, _sort("SortUpdatedAt")] | None = None


class _ByNumber(_Filters):
    status: Annotated[list[_Status], BeforeValidator(comma_list), _STATUS_RULE] | None = None
    take: Take = 100
    skip: Skip = 0


class _ByCursor(_Filters):
    status: Annotated[_Status, _STATUS_RULE] | None = None
    limit: Annotated[QueryNumber, Field(ge=1, le=100), Rule("limit", "{} must be between 1 and 100")] = 50
    cursor: Text | None = None


def _list(call: Call) -> Answer:
    if call.version == _CURSOR_VERSION:
        return _by_cursor(call)
    query = by_global_validation(_ByNumber, call.query)
    found = _ordered(_matching(call, query, query.status or []), query, query.status or [])
    page = found[query.skip : query.skip + query.take]
    return Answer(_shown(call, page), extra={"pagination": pagination(len(found), len(page), query.take, query.skip)})


def _of_team(call: Call) -> Answer:
    """All of one team, for its admins; whose bookings they are does not matter."""
    team = team_of(call)
    asked = {name: value for name, value in call.query.items() if name not in _NOT_OF_TEAMS} | {"teamId": str(team.id)}
    query = by_global_validation(_ByNumber, asked)
    status, now = query.status or [], call.world.now()
    matching = [
        booking
        for booking in call.world.bookings()
        if (not status or any(_STATUSES[one](booking, now) for one in status)) and _passes(call, query, booking)
    ]
    found = _ordered(matching, query, status)
    page = found[query.skip : query.skip + query.take]
    shown = [booking_answer(call.world, booking) for booking in page]
    return Answer(shown, extra={"pagination": pagination(len(found), len(page), query.take, query.skip)})


_NOT_OF_TEAMS = frozenset(
    {"teamsIds", "afterCreatedAt", "beforeCreatedAt", "afterUpdatedAt", "beforeUpdatedAt", "sortUpdatedAt"}
)
"""Filters that this list does not know (facts 17)."""


def _by_cursor(call: Call) -> Answer:
    query = by_global_validation(_ByCursor, call.query)
    status = [query.status] if query.status is not None else []
    found = _ordered(_matching(call, query, status), query, status)
    if query.status in ("upcoming", "recurring", "unconfirmed"):
        # These walk forward from an hour ago, and what began before is behind them (facts 4.4).
        anchor = call.world.now() - timedelta(hours=1)
        found = [booking for booking in found if booking.start >= anchor]
    position = _position(query.cursor, found)
    page = found[position : position + query.limit]
    more = position + len(page) < len(found)
    following = _cursor(position + len(page), page[-1]) if more else None
    return Answer(_shown(call, page), extra={"pagination": {"nextCursor": following, "hasMore": more}})


def _cursor(position: int, last: Booking) -> str:
    return base64.urlsafe_b64encode(f"{position}/{last.uid}".encode()).decode()


def _position(cursor: str | None, found: list[Booking]) -> int:
    """Behind the booking that was last, wherever it stands by now; where it stood, when it is gone."""
    if cursor is None:
        return 0
    try:
        position, _, uid = base64.urlsafe_b64decode(cursor).decode().partition("/")
        behind = next((index + 1 for index, booking in enumerate(found) if booking.uid == uid), None)
        return max(0, int(position)) if behind is None else behind
    except (ValueError, binascii.Error):
        raise ValidationRefusal(
            [{"value": cursor, "property": "cursor", "children": [], "constraints": {"cursor": "Invalid cursor"}}]
        ) from None


def _matching(call: Call, query: _Filters, status: list[_Status]) -> list[Booking]:
    """What the caller sees: as host, as attendee, as admin of the team or the organization, then the filters."""
    email = call.user.spec.email
    return [
        booking
        for booking in call.world.bookings()
        if (
            may_manage(call.world, call.user, booking) or any(attendee.email == email for attendee in booking.attendees)
        )
        and (not status or any(_STATUSES[one](booking, call.world.now()) for one in status))
        and _passes(call, query, booking)
    ]


_STATUSES: dict[str, Callable[[Booking, datetime], bool]] = {
    "upcoming": lambda booking, now: (
        booking.end > now and booking.is_active and (booking.recurring_uid is None or booking.status == "accepted")
    ),
    "recurring": lambda booking, now: booking.end > now and booking.is_active and booking.recurring_uid is not None,
    "past": lambda booking, now: booking.end <= now and booking.is_active,
    "cancelled": lambda booking, now: not booking.is_active,
    "unconfirmed": lambda booking, now: booking.end > now and booking.status == "pending",
}


def _passes(call: Call, query: _Filters, booking: Booking) -> bool:
    event_type = call.world.event_type_of(booking)
    team_id = event_type.team.id if event_type.team is not None else None
    wanted_types = {query.event_type_id, *(query.event_type_ids or ())} - {None}
    wanted_teams = {query.team_id, *(query.teams_ids or ())} - {None}
    return (
        (query.attendee_email is None or any(one.email == query.attendee_email for one in booking.attendees))
        and (query.attendee_name is None or any(one.name == query.attendee_name for one in booking.attendees))
        and query.booking_uid in (None, booking.uid)
        and (not wanted_types or event_type.id in wanted_types)
        and (not wanted_teams or team_id in wanted_teams)
        and _within(booking.start, query.after_start, None)
        and _within(booking.end, None, query.before_end)
        and _within(booking.created_at, query.after_created_at, query.before_created_at)
        and _within(booking.updated_at, query.after_updated_at, query.before_updated_at)
    )


def _within(instant: datetime, after: str | None, before: str | None) -> bool:
    return (after is None or instant >= parse_instant(after)) and (before is None or instant <= parse_instant(before))


def _ordered(found: list[Booking], query: _Filters, status: list[_Status]) -> list[Booking]:
    """By the first sort that is given; past or cancelled alone from the latest, else from the earliest."""
    sorts: tuple[tuple[str | None, Callable[[Booking], datetime]], ...] = (
        (query.sort_start, lambda booking: booking.start),
        (query.sort_end, lambda booking: booking.end),
        (query.sort_created, lambda booking: booking.created_at),
        (query.sort_updated_at, lambda booking: booking.updated_at),
    )
    for direction, key in sorts:
        if direction is not None:
            return sorted(found, key=key, reverse=direction == "desc")
    # Only the list by cursor walks back in time when no status is given (facts 4.4).
    backwards = status in (["past"], ["cancelled"]) or (not status and isinstance(query, _ByCursor))
    return sorted(found, key=lambda booking: booking.start, reverse=backwards)


def _shown(call: Call, page: list[Booking]) -> list[dict[str, Any]]:
    return [
        booking_answer(call.world, booking, show_attendees=may_manage(call.world, call.user, booking))
        for booking in page
    ]


OPERATIONS = (
    Operation(
        "bookings.list",
        "GET",
        "/v2/bookings",
        _list,
        versions=VERSIONS,
        access=Access.PERMISSION,
        scope="BOOKING_READ",
    ),
    Operation(
        "team_bookings.list",
        "GET",
        "/v2/teams/{team_id}/bookings",
        _of_team,
        access=Access.KEY,
        scope="TEAM_BOOKING_READ",
        role="TEAM_ADMIN",
        permission="booking.read",
    ),
)
