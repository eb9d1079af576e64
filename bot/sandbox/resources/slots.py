"""GET /v2/slots, in the present shape and in the older one (facts 3.1, 3.2)."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Annotated, Any, Literal

import pytz
from pydantic import BeforeValidator, Field

from bot.sandbox.errors import Refusal, timestamp
from bot.sandbox.openings import Opening, minute, openings
from bot.sandbox.operations import Answer, Call, Operation
from bot.sandbox.people import EventType
from bot.sandbox.resources.targets import check_organization, team_named, type_of, user_named
from bot.sandbox.validation import (
    IsoInstant,
    QueryNumber,
    Rule,
    Strict,
    Text,
    Zone,
    by_pipe,
    comma_list,
    parse_instant,
)

_PRESENT, _OLDER = "2024-09-04", "2024-08-13"


class _Query(Strict):
    """What every way of asking shares."""

    start: IsoInstant
    end: IsoInstant
    time_zone: Zone = "UTC"
    format: Annotated[Literal["time", "range"], Rule("isEnum", "slotFormat must be either 'range' or 'time'")] = "time"
    duration: Annotated[QueryNumber, Field(ge=1), Rule("min", "{} must not be less than 1")] | None = None
    booking_uid_to_reschedule: Text | None = None


class _ById(_Query):
    event_type_id: QueryNumber


class _ByUser(_Query):
    event_type_slug: Text
    username: Text
    organization_slug: Text | None = None


class _ByTeam(_Query):
    event_type_slug: Text
    team_slug: Text
    organization_slug: Text | None = None


class _ByGroup(_Query):
    usernames: Annotated[
        list[str],
        BeforeValidator(comma_list),
        Field(min_length=2),
        Rule("arrayMinSize", "The array must contain at least 2 elements."),
    ]
    organization_slug: Text


def _slots(call: Call) -> Answer:
    given = call.query
    older = call.version == _OLDER or "startTime" in given or "eventSlug" in given
    if older:
        renamed = {"startTime": "start", "endTime": "end", "eventSlug": "eventTypeSlug"}
        given = {renamed.get(name, name): value for name, value in given.items()}
    query = by_pipe(_way(given), given)
    event_type = _event_type(call, query)
    first, last = _range(query)
    zone = pytz.timezone(query.time_zone)
    length = (query.duration if len(event_type.lengths) > 1 else None) or event_type.spec.length_in_minutes
    found = openings(
        call.world,
        event_type,
        minute(first),
        minute(last),
        length=length,
        zone=zone,
        rescheduling=query.booking_uid_to_reschedule,
    )
    days: dict[str, list[dict[str, Any]]] = {}
    for opening in found:
        day, start = _written(opening.start, zone)
        item: dict[str, Any] = {"time": _written_older(opening)} if older else {"start": start}
        if query.format == "range" and not older:
            item["end"] = _written(opening.start + length, zone)[1]
        days.setdefault(day, []).append(item | _seats(event_type, opening))
    return Answer({"slots": days} if older else days, data_first=not older)


def _way(given: dict[str, str]) -> type[_ById | _ByUser | _ByTeam | _ByGroup]:
    """The keys that are there choose the way; a key of another way is then an unknown one."""
    if "eventTypeId" in given:
        return _ById
    if "usernames" in given:
        return _ByGroup
    return _ByTeam if "teamSlug" in given else _ByUser


def _event_type(call: Call, query: _ById | _ByUser | _ByTeam | _ByGroup) -> EventType:
    world = call.world
    found: EventType | None
    if isinstance(query, _ById):
        found = world.event_types.get(query.event_type_id)
    else:
        check_organization(world, query.organization_slug)
        if isinstance(query, _ByGroup):
            users = [user_named(world, username) for username in query.usernames]
            return world.dynamic_event(users, query.duration or 30)
        owner = user_named(world, query.username) if isinstance(query, _ByUser) else team_named(world, query.team_slug)
        found = type_of(owner.event_types, query.event_type_slug)
    if found is None:
        raise Refusal(404, "Event Type not found")
    return found


def _range(query: _Query) -> tuple[datetime, datetime]:
    """Both ends belong to it. An end without a time, or at midnight, is the end of that day (facts 1.5)."""
    first, last = parse_instant(query.start), parse_instant(query.end)
    if last.time() == time():
        last = datetime.combine(last.date(), time(23, 59, 59), tzinfo=UTC)
    if last < first:
        raise Refusal(400, "Invalid time range given - check the 'start' and 'end' query parameters.")
    if first.second or first.microsecond:
        # Whole minutes from here on: a start within the first minute lies before the range.
        first += timedelta(minutes=1)
    return first, last


@lru_cache(maxsize=65_536)
def _written(minute_: int, zone: tzinfo) -> tuple[str, str]:
    """The day and the time of a slot: UTC with Z, or local with its offset."""
    instant = datetime.fromtimestamp(minute_ * 60, tz=zone)
    time_ = timestamp(instant) if zone is pytz.UTC else instant.isoformat(timespec="milliseconds")
    return time_[:10], time_


def _written_older(opening: Opening) -> str:
    """The older shape tells UTC without milliseconds."""
    return datetime.fromtimestamp(opening.start * 60, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seats(event_type: EventType, opening: Opening) -> dict[str, Any]:
    seats = event_type.spec.seats
    if seats is None:
        return {}
    total = seats.seats_per_time_slot
    counts: dict[str, Any] = {
        "seatsBooked": opening.seats_booked,
        "seatsRemaining": total - opening.seats_booked,
        "seatsTotal": total,
    }
    return counts | ({"bookingUid": opening.booking.uid} if opening.booking is not None else {})


OPERATIONS = (Operation("slots.list", "GET", "/v2/slots", _slots, versions=frozenset({_PRESENT, _OLDER})),)
