"""/v2/credits: the balance, and charges that are made once for a reference (facts 8)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.records import Balance
from bot.sandbox.validation import Lenient, Rule, Text, by_global_validation


class _Charge(Lenient):
    credits: Annotated[int, Field(ge=1), Rule("min", "{} must not be less than 1")]
    credit_for: Annotated[
        Literal["AI_AGENT", "SMS", "CAL_AI_PHONE_CALL"],
        Rule("isEnum", "{} must be one of the following values: AI_AGENT, SMS, CAL_AI_PHONE_CALL"),
    ]
    external_ref: Text | None = None


def _available(call: Call) -> Answer:
    balance, _ = _balance(call)
    return Answer({"hasCredits": balance.monthly + balance.additional > 0, "balance": _shown(balance)})


def _charge(call: Call) -> Answer:
    """The credits of the month go first. The same reference again changes nothing and is answered as the first was,
    with the balance of now."""
    body = by_global_validation(_Charge, call.body)
    with call.world.writing():
        balance, team_id = _balance(call)
        if body.external_ref is None or body.external_ref not in balance.charged:
            if body.credits > balance.monthly + balance.additional:
                raise Refusal(402, "Not enough credits")
            of_month = min(body.credits, balance.monthly)
            balance.monthly -= of_month
            balance.additional -= body.credits - of_month
            if body.external_ref is not None:
                balance.charged.append(body.external_ref)
        charged: dict[str, Any] = {"charged": True}
        if team_id is not None:
            charged["teamId"] = team_id
        return Answer({**charged, "remainingBalance": _shown(balance)})


def _balance(call: Call) -> tuple[Balance, int | None]:
    """That of the organization and its number, for who is a member; else the user's own."""
    world, user = call.world, call.user
    number = world.organization_of(user)
    if world.organization is not None and number is not None:
        return world.balance("organization", world.organization.credits), number
    return world.balance(f"user {user.id}", user.spec.credits), None


def _shown(balance: Balance) -> dict[str, int]:
    return {"monthlyRemaining": balance.monthly, "additional": balance.additional}


OPERATIONS = (
    Operation("credits.available", "GET", "/v2/credits/available", _available, access=Access.KEY, scope="CREDITS_READ"),
    Operation("credits.charge", "POST", "/v2/credits/charge", _charge, access=Access.KEY, scope="CREDITS_WRITE"),
)
