"""`slotwise doctor` on the language models: whether each answers, and in which way it calls tools best."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.checking import Check
from bot.config import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from bot.conversation.calling import Way

WISHES = (
    ("Book 30 minutes tomorrow at 3pm. I am Ana Silva, ana@example.com.", "plan_booking"),
    ("Please move my Friday meeting to Monday at 10.", "reschedule_booking"),
    ("What have I booked this week?", "list_bookings"),
)
"""Plain wishes, and the tool that each is for."""


async def check(settings: Settings) -> list[Check]:
    """One check for each model that the settings name."""
    if settings.provider == "builtin":
        return [Check("model", True, "the built-in one, which needs no network.")]
    after = "the second model" if settings.second else "the built-in model"
    checks = [await _check("model", settings, after)]
    if settings.second:
        checks.append(await _check("second model", settings.second, "the built-in model"))
    return checks


async def _check(name: str, settings: Settings, after: str) -> Check:
    from bot.conversation import models

    model = models.provider(settings)
    try:
        by_tools = await _right(model, "tools", settings)
        by_json = await _right(model, "json", settings)
    finally:
        await models.close(model)
    if isinstance(by_tools, Exception) and isinstance(by_json, Exception):
        found, advice = _fault(by_tools, settings, after, is_second=name != "model")
        return Check(name, False, found + _left_alone(settings), advice)
    check = _judged(name, settings, by_tools, by_json)
    return replace(check, found=check.found + _left_alone(settings))


def _left_alone(settings: Settings) -> str:
    """What a running process of this machine knows."""
    from bot.app import OUTAGES
    from bot.conversation.outages import Outages

    since = Outages(settings.slotwise_data_dir / OUTAGES).since(f"the model {settings.provider_model}")
    return f" A running process has left it alone since {since:%Y-%m-%d %H:%M} UTC: it kept failing." if since else ""


async def _right(model: "BaseChatModel", way: "Way", settings: Settings) -> int | Exception:
    """How many of the wishes become the right call, or why there was no answer."""
    from bot.conversation.calling import NotAnAnswer
    from bot.conversation.models import provider_failures
    from bot.conversation.understand import calls_rightly

    failures: tuple[type[Exception], ...] = (*provider_failures(), TimeoutError, NotAnAnswer)
    right = 0
    for text, tool in WISHES:
        try:
            async with asyncio.timeout(settings.slotwise_model_timeout):
                right += await calls_rightly(text, tool, model, way)
        except failures as error:
            return error
    return right


def _judged(name: str, settings: Settings, by_tools: int | Exception, by_json: int | Exception) -> Check:
    told = [right if isinstance(right, int) else "no answer" for right in (by_tools, by_json)]
    found = (
        f"{settings.slotwise_model} answers; the right calls of {len(WISHES)} plain wishes:"
        f" {told[0]} by tool calls, {told[1]} in JSON."
    )
    tools, json = (right if isinstance(right, int) else 0 for right in (by_tools, by_json))
    if not tools and not json:
        return Check(
            name, False, found, "Choose a model that calls tools; a local server may need a template for them."
        )
    output = settings.slotwise_model_output
    better = "json" if json > tools else "tools"
    if tools == json or output == better or (output == "auto" and better == "tools"):
        return Check(name, True, found)
    used = json if output == "json" else tools
    return Check(name, used > 0 or output == "auto", found, f"Set SLOTWISE_MODEL_OUTPUT={better}.")


def _fault(error: Exception, settings: Settings, after: str, *, is_second: bool) -> tuple[str, str]:
    """What is wrong and what to do."""
    model, address, key = ("SLOTWISE_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY")
    place = settings.openai_base_url or "OpenAI"
    if is_second:
        model, address, key = ("SLOTWISE_SECOND_MODEL", "SLOTWISE_SECOND_BASE_URL", "SLOTWISE_SECOND_API_KEY")
    if settings.provider == "azure_openai":
        address, place = "AZURE_OPENAI_ENDPOINT", settings.azure_openai_endpoint or "Azure"
        key = "AZURE_OPENAI_API_KEY" if settings.azure_openai_api_key else key
    meanwhile = f"Until it answers, people are answered by {after}, and it is tried every 10 s to 2 minutes."
    match getattr(error, "status_code", None):
        case None if isinstance(error, TimeoutError) or _is_of_the_connection(error):
            advice = f"Check {address} and the network, or raise SLOTWISE_MODEL_TIMEOUT. {meanwhile}"
            return f"{place} does not answer within {settings.slotwise_model_timeout:g} s.", advice
        case None:
            return f"what {place} answers is no chat completion.", f"Check that {address} ends in /v1."
        case 401 | 403:
            return f"{place} refuses the key.", f"Check {key}."
        case 404:
            return (
                f"{place} knows no {settings.slotwise_model}.",
                f"Check {model} and {address} (it usually ends in /v1).",
            )
        case 429:
            return f"{place} has no requests left for this key.", f"Check the plan and its limits, or wait. {meanwhile}"
        case status:
            return f"{place} answers {status}.", f"Try again later. {meanwhile}"


def _is_of_the_connection(error: Exception) -> bool:
    """An error of the provider's library that no answer stands behind, whatever has been built on its class."""
    return any(kind.__module__.partition(".")[0] == "openai" for kind in type(error).__mro__)
