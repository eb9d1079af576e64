"""Verbs of the client one by one: what each sends, and what it makes of the answer."""

import importlib
import pkgutil
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from bot.calcom.families import Families
from bot.calcom.operation import Auth
from bot.calcom.resource import operations_of
from tests.calcom import verbs
from tests.calcom.verbs.case import NOTHING, Case

CASES: list[Case] = [
    case
    for module in pkgutil.iter_modules(verbs.__path__)
    for case in getattr(importlib.import_module(f"{verbs.__name__}.{module.name}"), "CASES", [])
]
DECLARED = {declared.verb: declared.operation for declared in operations_of(Families)}


def line_of(request: httpx.Request) -> str:
    query = "&".join(f"{name}={value}" for name, value in sorted(parse_qsl(request.url.query.decode())))
    path = request.url.raw_path.decode().partition("?")[0]
    return f"{request.method} {path}{f'?{query}' if query else ''}"


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_a_verb_sends_and_reads_what_the_api_says(desk: Any, case: Case) -> None:
    envelope = {"status": "success"} | ({} if case.data is NOTHING else {"data": case.data})
    answer = (
        httpx.Response(case.status) if case.status == 204 else httpx.Response(case.status, json=case.bare or envelope)
    )
    client, transport = desk.client(answer, **desk.platform_if(DECLARED[case.verb].auth is Auth.CLIENT))
    result = await case.call(client)
    assert line_of(transport.request) == case.line
    assert (transport.body if transport.request.content else None) == case.body
    assert case.found(result) == case.is_
    operation = DECLARED[case.verb]
    assert transport.request.headers["cal-api-version"] == operation.version.value
    assert ("authorization" in transport.request.headers) is (operation.auth not in (Auth.CLIENT, Auth.WITHOUT))
    assert ("x-cal-secret-key" in transport.request.headers) is (operation.auth is Auth.CLIENT)
