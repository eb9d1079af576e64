"""A bot made of plain HTTP calls, and what the tests of the double begin with."""

import json
from typing import Any

import httpx

from bot.evals.telegram import InProcess, Limits, TelegramDouble
from bot.evals.telegram.people import Side
from tests.telegram_oracle import watch

NO_LIMITS = Limits(per_second=10**6, chat_interval=0, group_per_minute=10**6)


class Refused(AssertionError):
    """The body of an answer that is not ok."""

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__(body["description"])
        self.status: int = body["error_code"]
        self.description: str = body["description"]
        self.parameters: dict[str, int] = body.get("parameters", {})


class Bot:
    """Calls the double over an ASGI line, as JSON; ``Refused`` for an answer that is not ok."""

    def __init__(self, double: TelegramDouble) -> None:
        self._path = f"/bot{double.token}"
        self.http = httpx.AsyncClient(transport=InProcess(double), base_url="http://double", timeout=60)

    async def __call__(self, method: str, **parameters: object) -> Any:
        return result(await self.http.post(f"{self._path}/{method}", json=parameters))


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def result(response: httpx.Response) -> Any:
    body = response.json()
    if not body["ok"]:
        assert body["error_code"] == response.status_code
        raise Refused(body)
    return body["result"]


def unlimited(**settings: Any) -> TelegramDouble:
    """A double without flood limits, each call and update of which the oracles look at."""
    return watch(TelegramDouble(**{"limits": NO_LIMITS} | settings))


async def greeted(double: TelegramDouble, name: str = "Ana", **about: Any) -> Side:
    """The private chat of somebody who has written to the bot."""
    side = double.person(name, **about).private()
    await side.send("hi")
    return side


def keyboard(*rows: list[tuple[str, str]]) -> dict[str, Any]:
    """Rows of labels and callback data."""
    return {"inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in rows]}


def as_form(parameters: dict[str, object]) -> dict[str, str]:
    """As clients send a form: text as it is, the rest as JSON."""
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in parameters.items()}
