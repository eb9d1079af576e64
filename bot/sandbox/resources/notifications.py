"""/v2/notifications/subscriptions/app-push: the phones that get a user's notifications (facts 16)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from bot.sandbox.errors import Refusal, timestamp
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.records import PushSubscription
from bot.sandbox.validation import Lenient, Rule, by_global_validation

_Token = Annotated[
    str,
    Field(pattern=r"^ExponentPushToken\[.+\]$"),
    Rule("matches", "{} must be an Expo push token, such as ExponentPushToken[abc]"),
]


class _Subscribe(Lenient):
    token: _Token
    platform: Annotated[
        Literal["IOS", "ANDROID"], Rule("isEnum", "{} must be one of the following values: IOS, ANDROID")
    ]
    device_id: Annotated[str, Field(min_length=1), Rule("isNotEmpty", "{} should not be empty")]


class _Unsubscribe(Lenient):
    token: _Token


def _answer(subscription: PushSubscription) -> dict[str, Any]:
    return {
        "id": subscription.id,
        "userId": subscription.user_id,
        "type": "APP_PUSH",
        "platform": subscription.platform,
        "identifier": subscription.token,
        "deviceId": subscription.device_id,
        "createdAt": timestamp(subscription.created_at),
        "updatedAt": timestamp(subscription.updated_at),
    }


def _of(call: Call, token: str) -> PushSubscription | None:
    return next(
        (one for one in call.world.push_subscriptions if (one.user_id, one.token) == (call.user.id, token)), None
    )


def _subscribe(call: Call) -> Answer:
    """The same phone again is the same subscription, changed."""
    body = by_global_validation(_Subscribe, call.body)
    with call.world.writing():
        now = call.world.now()
        subscription = _of(call, body.token)
        if subscription is None:
            subscription = PushSubscription(
                id=call.world.next_number(), user_id=call.user.id, token=body.token, created_at=now, updated_at=now
            )
            call.world.push_subscriptions.append(subscription)
        subscription.platform, subscription.device_id = body.platform, body.device_id
        subscription.updated_at = now
    return Answer(_answer(subscription), 201)


def _unsubscribe(call: Call) -> Answer:
    body = by_global_validation(_Unsubscribe, call.body)
    with call.world.writing():
        subscription = _of(call, body.token)
        if subscription is None:
            raise Refusal(404, "App push subscription not found")
        call.world.push_subscriptions.remove(subscription)
    return Answer(bare=True, extra={"message": "App push subscription removed successfully"})


_PATH = "/v2/notifications/subscriptions/app-push"
OPERATIONS = (
    Operation("notifications.subscribe", "POST", _PATH, _subscribe, access=Access.KEY),
    Operation("notifications.unsubscribe", "DELETE", _PATH, _unsubscribe, access=Access.KEY),
)
