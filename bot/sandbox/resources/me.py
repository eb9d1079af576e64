"""GET /v2/me (facts 7)."""

from bot.sandbox.answers import me_answer
from bot.sandbox.operations import Access, Answer, Call, Operation


def _get(call: Call) -> Answer:
    return Answer(me_answer(call.world, call.user))


OPERATIONS = (Operation("me.get", "GET", "/v2/me", _get, access=Access.KEY, scope="PROFILE_READ"),)
