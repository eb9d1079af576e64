"""`slotwise doctor` on the language models: each way of calling tools is tried, and the better one advised."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.app import OUTAGES
from bot.commands.model_checks import WISHES
from bot.config import load_settings
from bot.conversation.outages import Outages
from tests.commands.answering import Answers as Server
from tests.providers.scripted_provider import Provider, ProviderHost, Stalls, Step, calls, fails, says

ARGUMENTS: dict[str, dict[str, Any]] = {
    "plan_booking": {"when": "tomorrow at 3pm"},
    "reschedule_booking": {"which": "Friday", "when": "Monday at 10"},
    "list_bookings": {"when": "this week"},
}
BY_TOOLS = [calls(tool, ARGUMENTS[tool]) for _text, tool in WISHES]
IN_JSON = [says(json.dumps({"calls": [{"tool": tool, "arguments": ARGUMENTS[tool]}]})) for _text, tool in WISHES]
TALK = [says("Sure!")] * len(WISHES)
NO_TOOLS = [fails(400, "this model does not support tools")]


@pytest.fixture(scope="module")
def host() -> Iterator[ProviderHost]:
    with ProviderHost() as host:
        yield host


@pytest.fixture
def first(host: ProviderHost, monkeypatch: pytest.MonkeyPatch) -> Provider:
    provider = host.provider()
    monkeypatch.setenv("SLOTWISE_MODEL", "gpt-test")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    monkeypatch.setenv("OPENAI_BASE_URL", provider.base_url)
    return provider


def told(name: str = "model") -> tuple[bool, str]:
    """Whether the model is well, and what is said of it."""
    result = CliRunner().invoke(main, ["doctor", "--json"])
    (check,) = [check for check in json.loads(result.output)["checks"] if check["name"] == name]
    assert "canary" not in result.output
    assert result.exit_code == (not all(check["ok"] for check in json.loads(result.output)["checks"]))
    return check["ok"], f"{check['found']} {check['advice'] or ''}".strip()


def test_a_model_that_does_both_needs_no_advice(first: Provider) -> None:
    first.then(*BY_TOOLS, *IN_JSON)
    assert told() == (True, "gpt-test answers; the right calls of 3 plain wishes: 3 by tool calls, 3 in JSON.")
    first.check()


@pytest.mark.parametrize(
    ("output", "steps", "ok", "advice"),
    [
        ("auto", [*TALK, *IN_JSON], True, "json"),
        ("auto", [*NO_TOOLS, *IN_JSON], True, "json"),
        ("auto", [*BY_TOOLS, fails(400, "response_format is not supported")], True, None),
        ("tools", [*TALK, *IN_JSON], False, "json"),
        ("tools", [BY_TOOLS[0], *TALK[1:], *IN_JSON], True, "json"),
        ("json", [*BY_TOOLS, *TALK], False, "tools"),
        ("json", [*NO_TOOLS, *IN_JSON], True, None),
    ],
)
def test_the_better_way_of_calling_tools_is_advised(
    monkeypatch: pytest.MonkeyPatch, first: Provider, output: str, steps: list[Step], ok: bool, advice: str | None
) -> None:
    monkeypatch.setenv("SLOTWISE_MODEL_OUTPUT", output)
    first.then(*steps)
    well, said = told()
    assert well == ok
    assert said.partition("in JSON.")[2].strip() == (f"Set SLOTWISE_MODEL_OUTPUT={advice}." if advice else "")
    first.check()


def test_a_model_that_only_talks(first: Provider) -> None:
    first.then(*TALK, *TALK)
    well, said = told()
    assert not well
    assert "0 by tool calls, 0 in JSON. Choose a model that calls tools" in said


def test_a_model_that_calls_the_wrong_tools_is_no_better(first: Provider) -> None:
    first.then(*[calls("cancel_booking")] * 3, *TALK)
    assert not told()[0]


@pytest.mark.parametrize(
    ("status", "found", "advice"),
    [
        (401, "refuses the key", "Check OPENAI_API_KEY"),
        (404, "knows no gpt-test", "Check SLOTWISE_MODEL and OPENAI_BASE_URL"),
        (429, "no requests left", "Check the plan"),
        (503, "answers 503", "people are answered by the built-in model"),
    ],
)
def test_a_provider_that_answers_amiss(first: Provider, status: int, found: str, advice: str) -> None:
    first.then(fails(status), fails(status))
    well, said = told()
    assert not well
    assert found in said
    assert advice in said


def test_a_server_that_is_none_of_a_model(monkeypatch: pytest.MonkeyPatch, first: Provider, server: Server) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    well, said = told()
    assert not well
    assert "is no chat completion. Check that OPENAI_BASE_URL ends in /v1." in said


def test_a_provider_that_does_not_answer_in_time(monkeypatch: pytest.MonkeyPatch, first: Provider) -> None:
    monkeypatch.setenv("SLOTWISE_MODEL_TIMEOUT", "0.2")
    first.then(Stalls(), Stalls())
    well, said = told()
    assert not well
    assert (
        "does not answer within 0.2 s. Check OPENAI_BASE_URL and the network, or raise SLOTWISE_MODEL_TIMEOUT." in said
    )


def test_the_second_model_is_looked_at_too(
    monkeypatch: pytest.MonkeyPatch, host: ProviderHost, first: Provider
) -> None:
    second = host.provider(fails(401), fails(401))
    monkeypatch.setenv("SLOTWISE_SECOND_MODEL", "other-test")
    monkeypatch.setenv("SLOTWISE_SECOND_BASE_URL", second.base_url)
    first.then(fails(503), fails(503))
    well, said = told()
    assert not well
    assert "people are answered by the second model, and it is tried every 10 s to 2 minutes" in said
    first.then(*BY_TOOLS, *IN_JSON)
    second.then(fails(401), fails(401))
    well, said = told("second model")
    assert not well
    assert said.endswith("refuses the key. Check SLOTWISE_SECOND_API_KEY.")
    second.check()


def test_what_a_running_process_knows_is_told(first: Provider) -> None:
    outages = Outages(load_settings().slotwise_data_dir / OUTAGES)
    outages.note("the model gpt-test", is_out=True)
    first.then(*BY_TOOLS, *IN_JSON)
    assert "A running process has left it alone since" in told()[1]
    outages.note("the model gpt-test", is_out=False)
    first.then(*BY_TOOLS, *IN_JSON)
    assert "left it alone" not in told()[1]
