"""The families of operations, as the client offers them: ``client.event_types.list(...)``."""

from functools import cached_property

from bot.calcom.api_keys import ApiKeys
from bot.calcom.bookings import Bookings
from bot.calcom.calendars import Calendars
from bot.calcom.conferencing import Conferencing
from bot.calcom.credits import Credits
from bot.calcom.destination_calendars import DestinationCalendars
from bot.calcom.event_types import EventTypes
from bot.calcom.me import MeResource
from bot.calcom.notifications import Notifications
from bot.calcom.oauth_calls import OAuthCalls
from bot.calcom.organizations import Organizations
from bot.calcom.platform import Platform
from bot.calcom.resource import Resource
from bot.calcom.schedules import Schedules
from bot.calcom.slots import Slots
from bot.calcom.teams import Teams
from bot.calcom.webhook_subscriptions import Webhooks


class Families(Resource):
    @cached_property
    def api_keys(self) -> ApiKeys:
        return ApiKeys(self._caller)

    @cached_property
    def bookings(self) -> Bookings:
        return Bookings(self._caller)

    @cached_property
    def calendars(self) -> Calendars:
        return Calendars(self._caller)

    @cached_property
    def conferencing(self) -> Conferencing:
        return Conferencing(self._caller)

    @cached_property
    def credits(self) -> Credits:
        return Credits(self._caller)

    @cached_property
    def destination_calendars(self) -> DestinationCalendars:
        return DestinationCalendars(self._caller)

    @cached_property
    def event_types(self) -> EventTypes:
        return EventTypes(self._caller)

    @cached_property
    def me(self) -> MeResource:
        return MeResource(self._caller)

    @cached_property
    def notifications(self) -> Notifications:
        return Notifications(self._caller)

    @cached_property
    def oauth(self) -> OAuthCalls:
        return OAuthCalls(self._caller)

    @cached_property
    def organizations(self) -> Organizations:
        return Organizations(self._caller)

    @cached_property
    def platform(self) -> Platform:
        return Platform(self._caller)

    @cached_property
    def schedules(self) -> Schedules:
        return Schedules(self._caller)

    @cached_property
    def slots(self) -> Slots:
        return Slots(self._caller)

    @cached_property
    def teams(self) -> Teams:
        return Teams(self._caller)

    @cached_property
    def webhooks(self) -> Webhooks:
        return Webhooks(self._caller)
