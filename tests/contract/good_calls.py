"""Calls that Cal.com would fulfil, in the world of ``furnished.py``: bodies, and for reads queries, by operation.

Calls made up from the description alone hardly ever get past the first checks, since it says little of what values
mean; some of them take parts of these.
"""

from typing import Any

ANA = {"name": "Ana Silva", "email": "ana@example.com", "timeZone": "Europe/Lisbon"}
FREE = "2026-11-27T15:30:00Z"
"""When bailey has time, and nobody knows of it yet."""

_HOURS = [{"days": ["Monday", "Friday"], "startTime": "09:00", "endTime": "12:00"}]
_WEBHOOK = {
    "subscriberUrl": "https://slotwise.example/calcom",
    "triggers": ["BOOKING_CREATED", "BOOKING_CANCELLED"],
    "active": True,
    "secret": "hush",
}
_CHANGED_WEBHOOK = {"active": False, "triggers": ["BOOKING_PAID"]}
_EVENT_TYPE = {"title": "Tasting", "slug": "tasting", "lengthInMinutes": 20, "beforeEventBuffer": 5}
_MEMBERSHIP = {"role": "MEMBER", "accepted": True}
_PUSH = {"token": "ExponentPushToken[abc]", "platform": "IOS", "deviceId": "phone"}
_WINDOW = {"start": "2026-11-24", "end": "2026-11-27", "timeZone": "Europe/Lisbon"}

GOOD: dict[str, dict[str, Any]] = {
    "GET /v2/slots": {**_WINDOW, "username": "bailey", "eventTypeSlug": "30min", "format": "range"},
    "POST /v2/slots/reservations": {"eventTypeId": 1002, "slotStart": FREE},
    "PATCH /v2/slots/reservations/{uid}": {"eventTypeId": 1002, "slotStart": FREE},
    "GET /v2/bookings": {"status": "upcoming", "take": 2, "sortStart": "desc"},
    "POST /v2/bookings": {
        "username": "bailey",
        "eventTypeSlug": "30min",
        "start": FREE,
        "attendee": ANA,
        "metadata": {"source": "chat"},
    },
    "POST /v2/bookings/{bookingUid}/reschedule": {"start": FREE, "reschedulingReason": "Ill"},
    "POST /v2/bookings/{bookingUid}/cancel": {"cancellationReason": "Ill"},
    "POST /v2/bookings/{bookingUid}/decline": {"reason": "Busy"},
    "POST /v2/bookings/{bookingUid}/mark-absent": {"host": True},
    "POST /v2/bookings/{bookingUid}/reassign/{userId}": {"reason": "Ill"},
    "POST /v2/bookings/{bookingUid}/request-reschedule": {"rescheduleReason": "Ill"},
    "PATCH /v2/bookings/{bookingUid}/location": {"location": {"type": "address", "address": "Rua Augusta 1"}},
    "POST /v2/bookings/{bookingUid}/attendees": {**ANA, "email": "bo@example.com"},
    "POST /v2/bookings/{bookingUid}/guests": {"guests": [{"email": "bo@example.com"}]},
    "POST /v2/event-types": _EVENT_TYPE,
    "PATCH /v2/event-types/{eventTypeId}": {"title": "Half an hour", "minimumBookingNotice": 90},
    "POST /v2/event-types/{eventTypeId}/private-links": {"maxUsageCount": 2},
    "PATCH /v2/event-types/{eventTypeId}/private-links/{linkId}": {"expiresAt": "2027-01-01T00:00:00Z"},
    "POST /v2/event-types/{eventTypeId}/webhooks": _WEBHOOK,
    "PATCH /v2/event-types/{eventTypeId}/webhooks/{webhookId}": _CHANGED_WEBHOOK,
    "POST /v2/schedules": {"name": "Early", "timeZone": "Europe/Lisbon", "isDefault": False, "availability": _HOURS},
    "PATCH /v2/schedules/{scheduleId}": {
        "availability": _HOURS,
        "overrides": [{"date": "2026-12-24", "startTime": "10:00", "endTime": "12:00"}],
    },
    "PATCH /v2/me": {"name": "Bailey", "timeFormat": 24, "weekStart": "Monday"},
    "PATCH /v2/me/booking-limits": {"perDay": 3, "perWeek": None},
    "POST /v2/credits/charge": {"credits": 1, "creditFor": "AI_AGENT", "externalRef": "turn-1"},
    "POST /v2/webhooks": _WEBHOOK,
    "PATCH /v2/webhooks/{webhookId}": _CHANGED_WEBHOOK,
    "POST /v2/api-keys/refresh": {"apiKeyDaysValid": 7},
    "PATCH /v2/calendars/{calendar}/events/{eventUid}": {"title": "Moved"},
    "GET /v2/calendars/busy-times": {
        "dateFrom": "2026-11-23",
        "dateTo": "2026-11-24",
        "timeZone": "UTC",
        "calendarsToLoad[0][credentialId]": 801,
        "calendarsToLoad[0][externalId]": "bailey@acme.example",
    },
    "GET /v2/calendars/{calendar}/connect": {"isDryRun": "false"},
    "POST /v2/calendars/{calendar}/credentials": {"username": "bailey@icloud.example", "password": "abcd-efgh"},
    "POST /v2/calendars/{calendar}/disconnect": {"id": 801},
    "POST /v2/calendars/ics-feed/save": {"urls": ["https://calendar.example/team.ics"]},
    "PUT /v2/destination-calendars": {"integration": "google_calendar", "externalId": "bailey@acme.example"},
    "GET /v2/conferencing/{app}/oauth/auth-url": {
        "returnTo": "https://slotwise.example/done",
        "onErrorReturnTo": "https://slotwise.example/failed",
    },
    "POST /v2/oauth-clients": {
        "name": "Slotwise",
        "redirectUris": ["https://slotwise.example/back"],
        "permissions": ["BOOKING_READ"],
    },
    "PATCH /v2/oauth-clients/{clientId}": {"name": "Slotwise", "areEmailsEnabled": True},
    "POST /v2/oauth-clients/{clientId}/users": {"email": "eva@example.com", "name": "Eva", "timeZone": "Europe/Lisbon"},
    "PATCH /v2/oauth-clients/{clientId}/users/{userId}": {"bio": "In Porto", "locale": "pt"},
    "POST /v2/oauth-clients/{clientId}/webhooks": _WEBHOOK,
    "PATCH /v2/oauth-clients/{clientId}/webhooks/{webhookId}": _CHANGED_WEBHOOK,
    "POST /v2/organizations/{orgId}/organizations": {"name": "Acme Shop", "slug": "acme-shop"},
    "PATCH /v2/organizations/{orgId}/organizations/{managedOrganizationId}": {"name": "Acme Lab"},
    "POST /v2/notifications/subscriptions/app-push": _PUSH,
    "DELETE /v2/notifications/subscriptions/app-push": {"token": _PUSH["token"]},
    "POST /v2/organizations/{orgId}/memberships": {"userId": 102, **_MEMBERSHIP},
    "PATCH /v2/organizations/{orgId}/memberships/{membershipId}": {"role": "ADMIN"},
    "POST /v2/organizations/{orgId}/teams/{teamId}/memberships": {"userId": 103, **_MEMBERSHIP},
    "PATCH /v2/organizations/{orgId}/teams/{teamId}/memberships/{membershipId}": {"role": "ADMIN"},
    "POST /v2/organizations/{orgId}/roles": {"name": "Booker", "permissions": ["booking.read"]},
    "PATCH /v2/organizations/{orgId}/roles/{roleId}": {"description": "Books", "color": "#0ea5e9"},
    "POST /v2/organizations/{orgId}/roles/{roleId}/permissions": {"permissions": ["team.read"]},
    "PUT /v2/organizations/{orgId}/roles/{roleId}/permissions": {"permissions": ["team.read", "booking.*"]},
    "DELETE /v2/organizations/{orgId}/roles/{roleId}/permissions": {"permissions": "booking.read"},
    "GET /v2/teams/{teamId}/bookings": {"status": "upcoming,past"},
    "POST /v2/teams/{teamId}/event-types": {
        **_EVENT_TYPE,
        "schedulingType": "roundRobin",
        "hosts": [{"userId": 101}, {"userId": 102, "priority": "high"}],
    },
    "PATCH /v2/teams/{teamId}/event-types/{eventTypeId}": {"title": "A look around"},
    "POST /v2/teams/{teamId}/event-types/{eventTypeId}/webhooks": _WEBHOOK,
    "PATCH /v2/teams/{teamId}/event-types/{eventTypeId}/webhooks/{webhookId}": _CHANGED_WEBHOOK,
    "POST /v2/auth/oauth2/token": {"client_id": "sandbox-app", "client_secret": "sandbox-app-secret"},
}
