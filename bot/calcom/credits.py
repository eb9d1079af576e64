"""Credits: what is left, and charges on them (facts 8)."""

from typing import Literal

from bot.calcom.arguments import Count, Text
from bot.calcom.operation import Auth
from bot.calcom.resource import Resource, operation
from bot.calcom.types.credits import Charge
from bot.calcom.types.credits import Credits as Available


class Credits(Resource):
    @operation("GET", "/v2/credits/available", row="45", auth=Auth.BEARER, scope="CREDITS_READ")
    async def available(self) -> Available:
        """Those of one's team or organization, when it has some."""

    @operation(
        "POST",
        "/v2/credits/charge",
        row="46",
        auth=Auth.BEARER,
        scope="CREDITS_WRITE",
        repeat_key="externalRef",
    )
    async def charge(
        self,
        *,
        credits: Count,  # noqa: A002 - Cal.com's name for it
        credit_for: Literal["AI_AGENT", "SMS", "CAL_AI_PHONE_CALL"],
        external_ref: Text | None = None,
    ) -> Charge:
        """With ``external_ref``, made once for what is charged and kept, a charge is never made twice: it is sent again
        by itself when no answer came, and may be sent again by anybody."""
