"""The scopes that an app can ask a person for, and what each means in words (facts 12)."""

import re

_RESOURCES = {
    "EVENT_TYPE": "event types",
    "BOOKING": "bookings",
    "SCHEDULE": "schedules",
    "APPS": "connected calendars and conferencing",
    "PROFILE": "profile",
    "WEBHOOK": "webhooks",
    "VERIFIED_RESOURCES": "verified phone numbers and addresses",
    "CREDITS": "credits",
    "MEMBERSHIP": "memberships",
    "ROUTING_FORM": "routing forms",
    "WORKFLOW": "workflows",
    "ATTRIBUTES": "attributes",
    "INSIGHTS": "insights",
}
_OWNERS = {"": "your", "TEAM_": "your teams'", "ORG_": "your organization's"}
_OFFERED = {
    "": "EVENT_TYPE BOOKING SCHEDULE APPS PROFILE WEBHOOK VERIFIED_RESOURCES CREDITS",
    "TEAM_": "EVENT_TYPE BOOKING SCHEDULE PROFILE MEMBERSHIP APPS ROUTING_FORM WORKFLOW VERIFIED_RESOURCES",
    "ORG_": "EVENT_TYPE BOOKING SCHEDULE PROFILE MEMBERSHIP ROUTING_FORM WEBHOOK ATTRIBUTES",
}


def _worded() -> dict[str, str]:
    worded = {}
    for prefix, resources in _OFFERED.items():
        for resource in resources.split():
            what = f"{_OWNERS[prefix]} {_RESOURCES[resource]}"
            worded[f"{prefix}{resource}_READ"] = f"See {what}"
            worded[f"{prefix}{resource}_WRITE"] = f"Change {what}"
        worded[f"{prefix}INSIGHTS_READ"] = f"See {_OWNERS[prefix]} {_RESOURCES['INSIGHTS']}"
    return worded


SCOPES = _worded()
"""Each scope and what a person gives with it."""


def split_scopes(text: str) -> list[str]:
    """What was asked for, once each: apart by spaces or commas."""
    return list(dict.fromkeys(part for part in re.split(r"[\s,]+", text) if part))
