"""The calendar that new bookings are written to (facts 13)."""

from typing import Literal

from bot.calcom.arguments import Text
from bot.calcom.operation import Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.types.calendars import DestinationCalendar


class DestinationCalendars(Resource):
    @operation("PUT", "/v2/destination-calendars", row="60", auth=Auth.BEARER, scope="APPS_WRITE")
    async def update(
        self,
        *,
        integration: Literal["apple_calendar", "google_calendar", "office365_calendar"],
        external_id: Text,
        delegation_credential_id: Text | None = None,
    ) -> DestinationCalendar:
        """From now on bookings are written to this one of the connected calendars; NotFound when it is none."""
