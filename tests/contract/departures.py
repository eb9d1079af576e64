"""Where Cal.com's description of its API is not followed, and why.

Each departure mends the description in one place before anything is held against it. A place that is no longer there
is an error, so that none outlives its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
Schema = dict[str, Any]

TEXT, NUMBER, FLAG = {"type": "string"}, {"type": "number"}, {"type": "boolean"}
INSTANT = {"type": "string", "format": "date-time"}


@dataclass(frozen=True)
class Departure:
    where: str
    why: str
    repair: Callable[[Document], None]


# How a description is mended


def table(required: str = "", /, **properties: Schema) -> Schema:
    """An object; the names that are required, with spaces between them."""
    return {"type": "object", "properties": properties, "required": required.split()}


def many(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def either(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def or_null(schema: Schema) -> Schema:
    return either(schema, {"type": "null"})


def named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def envelope(data: Schema) -> Schema:
    return table("status data", status={"enum": ["success"]}, data=data)


def _schema(document: Document, name: str) -> Schema:
    schema: Schema = document["components"]["schemas"][name]
    return schema


def _property(name: str, of: tuple[str, ...], change: Callable[[Schema], Schema]) -> Callable[[Document], None]:
    """Changes a property of several schemas."""

    def repair(document: Document) -> None:
        for one in of:
            properties = _schema(document, one)["properties"]
            properties[name] = change(properties[name])

    return repair


def _added(name: str, to: tuple[str, ...], schema: Schema) -> Callable[[Document], None]:
    """Adds a property to several schemas."""

    def repair(document: Document) -> None:
        for one in to:
            properties = _schema(document, one)["properties"]
            assert name not in properties, f"{one} has {name} by now"
            properties[name] = schema

    return repair


def _replaced(name: str, of: tuple[str, ...], schema: Schema) -> Callable[[Document], None]:
    return _property(name, of, lambda _: schema)


def _each(*repairs: Callable[[Document], None]) -> Callable[[Document], None]:
    def repair(document: Document) -> None:
        for one in repairs:
            one(document)

    return repair


def _answer(method: str, path: str, schema: Schema, status: int = 200) -> Callable[[Document], None]:
    """Describes an answer anew."""

    def repair(document: Document) -> None:
        responses = document["paths"][path][method]["responses"]
        assert str(status) in responses, f"{method} {path} does not answer {status}"
        responses[str(status)] = {"description": "", "content": {"application/json": {"schema": schema}}}

    return repair


def _operation(
    method: str, path: str, *, status: int = 200, answer: Schema | None = None, body: Schema | None = None
) -> Callable[[Document], None]:
    """Describes an operation that is not in the description."""

    def repair(document: Document) -> None:
        operations = document["paths"].setdefault(path, {})
        assert method not in operations, f"{method} {path} is described by now"
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        content = {} if answer is None else {"content": {"application/json": {"schema": answer}}}
        operations[method] = {
            "parameters": [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in names],
            "responses": {str(status): {"description": "", **content}},
        }
        if body is not None:
            operations[method]["requestBody"] = {"content": {"application/json": {"schema": body}}, "required": True}

    return repair


def _redirects(path: str) -> Callable[[Document], None]:
    def repair(document: Document) -> None:
        document["paths"][path]["get"]["responses"]["301"] = {"description": "back to whoever asked"}

    return repair


def _parameters(method: str, path: str, **schemas: Schema | None) -> Callable[[Document], None]:
    """Changes or adds query parameters; None takes one away."""

    def repair(document: Document) -> None:
        operation = document["paths"][path][method]
        kept = [one for one in operation["parameters"] if one["name"] not in schemas]
        new = [
            {"name": name, "in": "query", "required": False, "schema": schema}
            for name, schema in schemas.items()
            if schema is not None
        ]
        operation["parameters"] = [*kept, *new]

    return repair


# The departures

BOOKINGS = ("BookingOutput_2024_08_13", "RecurringBookingOutput_2024_08_13")
SEATED = (
    "CreateSeatedBookingOutput_2024_08_13",
    "CreateRecurringSeatedBookingOutput_2024_08_13",
    "GetSeatedBookingOutput_2024_08_13",
    "GetRecurringSeatedBookingOutput_2024_08_13",
)
EVENT_TYPES = ("EventTypeOutput_2024_06_14", "TeamEventTypeOutput_2024_06_14")
BOOKING_BODIES = (
    "CreateBookingInput_2024_08_13",
    "CreateInstantBookingInput_2024_08_13",
    "CreateRecurringBookingInput_2024_08_13",
)
EVENT_TYPE_BODIES = (
    "CreateEventTypeInput_2024_06_14",
    "UpdateEventTypeInput_2024_06_14",
    "CreateTeamEventTypeInput_2024_06_14",
    "UpdateTeamEventTypeInput_2024_06_14",
)
WEBHOOKS = ("UserWebhookOutputDto", "EventTypeWebhookOutputDto", "OAuthClientWebhookOutputDto")
WEBHOOK_BODIES = ("CreateWebhookInputDto", "UpdateWebhookInputDto")

_SLOT = table(
    "start",
    start=INSTANT,
    end=INSTANT,
    seatsBooked=NUMBER,
    seatsRemaining=NUMBER,
    seatsTotal=NUMBER,
    bookingUid=TEXT,
)
_OLD_SLOT = either(table("time", time=INSTANT), table("startTime endTime", startTime=INSTANT, endTime=INSTANT))
_SLOTS = either(
    envelope({"type": "object", "additionalProperties": many(_SLOT)}),
    envelope(table("slots", slots={"type": "object", "additionalProperties": many(_OLD_SLOT)})),
)
_RESERVATION = table(
    "eventTypeId slotStart slotEnd slotDuration reservationUid reservationUntil",
    eventTypeId=NUMBER,
    slotStart=INSTANT,
    slotEnd=INSTANT,
    slotDuration=NUMBER,
    reservationUid=TEXT,
    reservationUntil=INSTANT,
)
_REASSIGNED = table(
    "bookingUid reassignedTo",
    bookingUid=TEXT,
    reassignedTo=table("id name email", id=NUMBER, name=TEXT, email=TEXT, displayEmail=TEXT),
)
_LIMIT = or_null({"type": "integer", "minimum": 1})
_LIMITS = {"perDay": _LIMIT, "perWeek": _LIMIT, "perMonth": _LIMIT, "perYear": _LIMIT}
_BALANCE = table("monthlyRemaining additional", monthlyRemaining=NUMBER, additional=NUMBER)
_PUSH = "/v2/notifications/subscriptions/app-push"
_PUSHED = table(
    "id userId type platform identifier deviceId createdAt updatedAt",
    id=either(NUMBER, TEXT),
    userId=NUMBER,
    type=TEXT,
    platform={"enum": ["IOS", "ANDROID"]},
    identifier=TEXT,
    deviceId=TEXT,
    createdAt=INSTANT,
    updatedAt=INSTANT,
)
_CURSOR_PAGE = table("nextCursor hasMore", nextCursor=or_null(TEXT), hasMore=FLAG)

DEPARTURES = (
    Departure(
        "GET /v2/slots, its answer",
        "it has no envelope, and a list of texts or of objects without a start",
        _answer("get", "/v2/slots", _SLOTS),
    ),
    Departure(
        "GetReservedSlotOutput_2024_09_04",
        "its data refers to the envelope itself, by a clash of names",
        _replaced("data", ("GetReservedSlotOutput_2024_09_04",), or_null(_RESERVATION)),
    ),
    Departure(
        "ReassignBookingOutput_2024_08_13",
        "its data refers to the envelope itself, by a clash of names",
        _replaced("data", ("ReassignBookingOutput_2024_08_13",), _REASSIGNED),
    ),
    Departure(
        "required of the e-mail question",
        "an object, for a truth value",
        _replaced("required", ("EmailDefaultFieldInput_2024_06_14", "EmailDefaultFieldOutput_2024_06_14"), FLAG),
    ),
    Departure(
        "slotInterval, seatsPerTimeSlot of event types",
        "objects, for numbers",
        _each(*(_replaced(name, EVENT_TYPES, or_null(NUMBER)) for name in ("slotInterval", "seatsPerTimeSlot"))),
    ),
    Departure(
        "successRedirectUrl, forwardParamsSuccessRedirect of event types; redirectUrlOnExit",
        "objects, for a URL, a truth value and a URL",
        _each(
            _replaced("successRedirectUrl", EVENT_TYPES, or_null(TEXT)),
            _replaced("forwardParamsSuccessRedirect", EVENT_TYPES, or_null(FLAG)),
            _replaced("redirectUrlOnExit", ("CalVideoSettings",), or_null(TEXT)),
        ),
    ),
    Departure(
        "ownerId, parentEventTypeId of team event types; id of destination calendars",
        "objects, for numbers",
        _each(
            _replaced("ownerId", ("TeamEventTypeOutput_2024_06_14",), or_null(NUMBER)),
            _replaced("parentEventTypeId", ("TeamEventTypeOutput_2024_06_14",), or_null(NUMBER)),
            _replaced("id", ("DestinationCalendar",), either(NUMBER, TEXT)),
        ),
    ),
    Departure(
        "status of calendar links and of references",
        "an object, for a text",
        _replaced(
            "status", ("CalendarLinksOutput_2024_08_13", "BookingReferencesOutput_2024_08_13"), {"enum": ["success"]}
        ),
    ),
    Departure(
        "logo of platform clients",
        "an object, for a URL",
        _replaced("logo", ("PlatformOAuthClientDto",), or_null(TEXT)),
    ),
    Departure(
        "status of a booking",
        "live instant meetings are awaiting_host",
        _property(
            "status",
            (*BOOKINGS, *SEATED),
            lambda schema: {**schema, "enum": [*schema["enum"], "awaiting_host"]},
        ),
    ),
    Departure(
        "hosts of a booking",
        "the host of a live instant meeting is unknown, its id in so many letters",
        _property("id", ("BookingHost",), lambda schema: either(schema, {"const": "unknown"})),
    ),
    Departure(
        "RescheduleBookingOutput_2024_08_13",
        "a host moves all seats at once, and then none of them is named",
        _property(
            "data",
            ("RescheduleBookingOutput_2024_08_13",),
            lambda schema: either(schema, named("GetSeatedBookingOutput_2024_08_13")),
        ),
    ),
    Departure(
        "pagination",
        "the current page of an empty list is 0",
        _property("currentPage", ("PaginationMetaDto",), lambda schema: {**schema, "minimum": 0}),
    ),
    Departure(
        "description, eventTypeId, eventType, updatedAt, cancelledByEmail, rescheduledByEmail of a booking",
        "null in real answers, where an event type was deleted, too",
        _each(
            *(
                _property(name, (*BOOKINGS, *SEATED), or_null)
                for name in (
                    "description",
                    "eventTypeId",
                    "eventType",
                    "updatedAt",
                    "cancelledByEmail",
                    "rescheduledByEmail",
                )
            )
        ),
    ),
    Departure(
        "seats of event types",
        "where there are none they say disabled",
        _property("seats", EVENT_TYPES, lambda schema: either(schema, table("disabled", disabled={"const": True}))),
    ),
    Departure(
        "ownerId of event types",
        "nobody's where several people share one that is made for them alone",
        _property("ownerId", ("EventTypeOutput_2024_06_14",), or_null),
    ),
    Departure(
        "team of event types",
        "a team without a logo, a banner, colours or a theme has null for them",
        _each(
            *(
                _property(name, ("EventTypeTeam",), or_null)
                for name in ("bannerUrl", "logoUrl", "brandColor", "darkBrandColor", "theme")
            )
        ),
    ),
    Departure(
        "allowConflicts, allowBookingOutOfBounds, skipBookingLimits of POST bookings",
        "newer than the description",
        _each(
            *(
                _added(name, BOOKING_BODIES, FLAG)
                for name in ("allowConflicts", "allowBookingOutOfBounds", "skipBookingLimits")
            )
        ),
    ),
    Departure(
        "location of PATCH bookings",
        "a place in an app is newer than the description",
        _property(
            "location",
            ("UpdateBookingLocationInput_2024_08_13",),
            lambda schema: either(schema, table("type integration", type={"const": "integration"}, integration=TEXT)),
        ),
    ),
    Departure(
        "users and hosts of event types",
        "texts, for objects",
        _each(
            _replaced("users", ("EventTypeOutput_2024_06_14",), many(either(TEXT, table()))),
            _replaced("hosts", ("TeamEventTypeOutput_2024_06_14",), many(either(TEXT, table()))),
        ),
    ),
    Departure(
        "bookingWindow of event types",
        "a list, for one object",
        _property("bookingWindow", EVENT_TYPES, lambda schema: either(schema, schema["items"], table("disabled"))),
    ),
    Departure(
        "locations of event types",
        "those that the attendee gives are missing",
        _property(
            "locations",
            EVENT_TYPES,
            lambda schema: many(
                either(
                    schema["items"],
                    table("type", type={"enum": ["attendeeAddress", "attendeePhone", "attendeeDefined"]}),
                )
            ),
        ),
    ),
    Departure(
        "bookingFields of event types",
        "splitName, the phone that every event type has and unknown fields are missing; label and placeholder are "
        "required, which fields that every event type has do not carry",
        _property(
            "bookingFields",
            EVENT_TYPES,
            lambda schema: many(
                either(
                    schema["items"],
                    table("type slug isDefault", type=TEXT, slug=TEXT, isDefault={"const": True}),
                    table("type slug bookingField", type={"const": "unknown"}, slug=TEXT, bookingField=TEXT),
                )
            ),
        ),
    ),
    Departure(
        "id, secret and payloadTemplate of webhooks",
        "the id is a number for a text, the others are not to be null",
        _each(
            _replaced("id", WEBHOOKS, either(NUMBER, TEXT)),
            _replaced("payloadTemplate", WEBHOOKS, or_null(TEXT)),
            _replaced("secret", WEBHOOKS, or_null(TEXT)),
        ),
    ),
    Departure(
        "triggers of webhooks",
        "newer ones are missing, and more will come",
        _replaced("triggers", (*WEBHOOKS, *WEBHOOK_BODIES), many(TEXT)),
    ),
    Departure(
        "memberships of an organization, its list",
        "one membership, for a list of them",
        _property("data", ("GetAllOrgMemberships",), many),
    ),
    Departure(
        "permissions of roles",
        "the list of them is incomplete",
        _replaced(
            "permissions",
            ("CreateOrgRoleInput", "UpdateOrgRoleInput", "CreateOrgRolePermissionsInput", "OrgRoleOutput"),
            many(TEXT),
        ),
    ),
    Departure(
        "DELETE /v2/organizations/{orgId}/roles/{roleId}/permissions",
        "the list of permissions is incomplete",
        _parameters("delete", "/v2/organizations/{orgId}/roles/{roleId}/permissions", permissions=many(TEXT)),
    ),
    Departure(
        "lengthInMinutesOptions of POST and PATCH event types",
        "texts, for numbers",
        _replaced("lengthInMinutesOptions", EVENT_TYPE_BODIES, many(NUMBER)),
    ),
    Departure(
        "scheduleId of POST and PATCH event types",
        "null stands for the owner's own, as in the answers",
        _property("scheduleId", EVENT_TYPE_BODIES, or_null),
    ),
    Departure(
        "event types that a managed one gives to its hosts",
        "they are the hosts' own, and have the form of those",
        _each(
            *(
                _property(
                    "data",
                    (name,),
                    lambda schema: either(schema, many(either(*map(named, EVENT_TYPES)))),
                )
                for name in ("CreateTeamEventTypeOutput", "UpdateTeamEventTypeOutput")
            )
        ),
    ),
    Departure(
        "bookingFields of PATCH event types",
        "questions for a URL are missing, which POST takes",
        _property(
            "bookingFields",
            ("UpdateEventTypeInput_2024_06_14",),
            lambda schema: many(either(schema["items"], named("UrlFieldInput_2024_06_14"))),
        ),
    ),
    Departure(
        "GET /v2/schedules/default",
        "null where there is none",
        _property("data", ("GetDefaultScheduleOutput_2024_06_11",), or_null),
    ),
    Departure(
        "destinationCalendar of GET /v2/calendars",
        "an empty one for whoever connected no calendar",
        _property(
            "destinationCalendar",
            ("ConnectedCalendarsData",),
            lambda schema: either(schema, {**table(), "maxProperties": 0}),
        ),
    ),
    Departure(
        "GET /v2/conferencing/{app}/oauth/auth-url",
        "it has no data",
        _answer("get", "/v2/conferencing/{app}/oauth/auth-url", envelope(table("url", url=TEXT))),
    ),
    Departure(
        "GET /v2/calendars/{calendar}/connect",
        "it has no data",
        _answer("get", "/v2/calendars/{calendar}/connect", envelope(table("authUrl", authUrl=TEXT))),
    ),
    Departure(
        "GET /v2/calendars/busy-times",
        "credentialId and externalId are of each calendar, in brackets, and not of the whole",
        _parameters(
            "get",
            "/v2/calendars/busy-times",
            credentialId=None,
            externalId=None,
            calendarsToLoad=many(table("credentialId externalId", credentialId=NUMBER, externalId=TEXT)),
        ),
    ),
    Departure(
        "GET /v2/calendars/{calendar}/save, GET /v2/conferencing/{app}/oauth/callback",
        "the server redirects",
        _each(
            _redirects("/v2/calendars/{calendar}/save"),
            _redirects("/v2/conferencing/{app}/oauth/callback"),
        ),
    ),
    Departure(
        "GET /v2/bookings by cursor",
        "the version 2026-05-01 is newer than the description",
        _each(
            _parameters("get", "/v2/bookings", limit=NUMBER, cursor=TEXT),
            _property("pagination", ("GetBookingsOutput_2024_08_13",), lambda schema: either(schema, _CURSOR_PAGE)),
        ),
    ),
    Departure(
        "POST /v2/bookings/{bookingUid}/request-reschedule",
        "not described",
        _operation(
            "post",
            "/v2/bookings/{bookingUid}/request-reschedule",
            body=table(rescheduleReason=TEXT),
            answer=table("status", status={"enum": ["success"]}),
        ),
    ),
    Departure(
        "/v2/me/booking-limits",
        "not described",
        _each(
            _operation("get", "/v2/me/booking-limits", answer=envelope(table(" ".join(_LIMITS), **_LIMITS))),
            _operation(
                "patch",
                "/v2/me/booking-limits",
                body=table(**_LIMITS),
                answer=envelope(table(" ".join(_LIMITS), **_LIMITS)),
            ),
            _operation("delete", "/v2/me/booking-limits", status=204),
        ),
    ),
    Departure(
        "/v2/credits",
        "not described",
        _each(
            _operation(
                "get",
                "/v2/credits/available",
                answer=envelope(table("hasCredits balance", hasCredits=FLAG, balance=_BALANCE)),
            ),
            _operation(
                "post",
                "/v2/credits/charge",
                body=table(
                    "credits creditFor",
                    credits={"type": "integer", "minimum": 1},
                    creditFor={"enum": ["AI_AGENT", "SMS", "CAL_AI_PHONE_CALL"]},
                    externalRef=TEXT,
                ),
                answer=envelope(
                    table("charged remainingBalance", charged=FLAG, teamId=NUMBER, remainingBalance=_BALANCE)
                ),
            ),
        ),
    ),
    Departure(
        "/v2/notifications",
        "not described",
        _each(
            _operation(
                "post",
                _PUSH,
                status=201,
                body=table(
                    "token platform deviceId",
                    token={"type": "string", "pattern": r"^ExponentPushToken\[.+\]$"},
                    platform={"enum": ["IOS", "ANDROID"]},
                    deviceId={"type": "string", "minLength": 1},
                ),
                answer=envelope(_PUSHED),
            ),
            _operation(
                "delete",
                _PUSH,
                body=table("token", token={"type": "string", "pattern": r"^ExponentPushToken\[.+\]$"}),
                answer=table("status message", status={"enum": ["success"]}, message=TEXT),
            ),
        ),
    ),
    Departure(
        "GET /v2/teams",
        "left out of this copy",
        _operation("get", "/v2/teams", answer=envelope(many(table("id name", id=NUMBER, name=TEXT)))),
    ),
)

# Nor does the description say anything of refusals.

_ENVELOPED = table(
    "status timestamp path error",
    status={"enum": ["error"]},
    timestamp=INSTANT,
    path={"type": "string", "pattern": "^/"},
    error=table("code message", code=TEXT, message=TEXT, details=table()),
    message=TEXT,
)
_RAW = table("statusCode message", statusCode=NUMBER, message=TEXT)
_OAUTH = table(
    "error error_description",
    error={"type": "string", "pattern": "^[a-z]+(_[a-z]+)+$"},
    error_description=TEXT,
)
ERROR = either(_ENVELOPED, _RAW, _OAUTH)
"""The forms of facts 1.3 and of OAuth (facts 12)."""
