"""Which phones get the notifications of Cal.com's own app (facts 16)."""

from typing import Literal

from bot.calcom.arguments import InBody, Text
from bot.calcom.operation import Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.types.notifications import PushSubscription, PushToken

_APP_PUSH = "/v2/notifications/subscriptions/app-push"


class Notifications(Resource):
    @operation("POST", _APP_PUSH, row="91", auth=Auth.KEY)
    async def subscribe(
        self, *, token: PushToken, platform: Literal["IOS", "ANDROID"], device_id: Text
    ) -> PushSubscription:
        """The same phone again is the same subscription."""

    @operation("DELETE", _APP_PUSH, row="92", auth=Auth.KEY)
    async def unsubscribe(self, *, token: InBody[PushToken]) -> None:
        """NotFound when there is no such subscription."""
